/* internal.h: what the files of the store share; nobody else includes it. */
#ifndef SHAREDESK_STORE_INTERNAL_H
#define SHAREDESK_STORE_INTERNAL_H

#include "question.h"
#include "sharedesk/store/store.h"

#include "sharedesk/base/text.h"
#include "sharedesk/model/thesaurus.h"

#include <sqlite3.h>

/* The statements that each record type has, made from the field table. */
enum store_table_statement {
    TABLE_GET,      /* a record by id */
    TABLE_INSERT,   /* fields in the table's order, then version, created, changed */
    TABLE_UPDATE,   /* the same without created, then id */
    TABLE_BY_UID,   /* id, merged_into, retired by uid */
    TABLE_BY_ID,    /* the same by id */
    TABLE_BY_CODE,  /* the same by code; NULL where the type has no code */
    TABLE_BY_TITLE, /* the same by title; NULL where the type has no title */
    TABLE_NAMES,    /* uid, title, retired by id */
    TABLE_STATEMENTS,
};

/* A version that a put gave to a record. When the change is rolled back, the caller's record still
 * says it, and a second try must not be taken for a write of something older or newer. */
struct store_issue {
    struct store_ref ref;
    int64_t base, version; /* base 0: the record was new */
};
enum { STORE_ISSUES_KEPT = 1024 }; /* a person's second try, not an import's */
struct store_issues {
    struct store_issue items[STORE_ISSUES_KEPT];
    size_t count;
};

/* Writing under way. A record that was written is noted, so that the commit can look after its
 * search text and the invariants it may break. */
struct store_transaction {
    int depth;   /* of begins; 0: none */
    int reads;   /* of store_read_begin */
    bool doomed; /* an inner part was rolled back, or the file failed: nothing can be kept */
    char *action;
    int64_t begun;  /* the one moment at which all of a change is said to happen */
    int64_t undoes; /* change that this one takes back, or 0 */
    int64_t change; /* its number in the log once it has a row, else 0 */
    struct store_ref *touched;
    size_t count, capacity;
    size_t indexed; /* of the touched ones, those whose search text is written */
};

struct store_formatter {
    struct model_links links;
    struct model_format format;
};

struct store {
    sqlite3 *db;
    struct base_arena *arena;   /* lives as long as the desk is open */
    struct base_arena *scratch; /* of one call of an SQL function */
    const char *path;
    const char *actor;
    enum store_role role;
    bool read_only;
    struct base_clock clock;
    bool (*stop)(void); /* asked within long statements; may be NULL */
    struct model_policy policy;
    const char *policy_text; /* NULL: not written since the policy changed */
    const char **faults;
    size_t fault_count;
    struct store_formatter by_uid, by_number, by_title;
    sqlite3_stmt *named[STORE_STATEMENT_COUNT + 1];
    sqlite3_stmt *table[MODEL_TYPE_COUNT][TABLE_STATEMENTS];
    struct store_transaction transaction;
    struct store_issues issued;        /* by the transaction under way */
    struct store_issues revoked;       /* by those that were rolled back; the oldest give way */
    struct model_thesaurus *thesaurus; /* NULL: not read yet */
    uint64_t thesaurus_stamp;
    int64_t data_version;
    int64_t last_change;      /* newest change of the log when it was last looked at */
    int64_t own_changes;      /* written by this process since then */
    char presence_place[128]; /* "" : not written */
    int64_t presence_seen;
};

/* At the head of each public function: e may still hold an old error, and its texts are long. */
static inline void store_start(struct err *e)
{
    e->code = ERR_NONE;
}

#define STORE_APPLICATION_ID 0x53484452 /* "SHDR" */

enum { STORE_BUSY_MILLISECONDS = 10000 };

/* ---- connection.c: SQLite's words turned into the desk's ---- */

/* Fills e from the connection's last error. what: what was being done, translated. */
enum err_code store_fail(sqlite3 *db, struct err *e, const char *what);
enum err_code store_exec(sqlite3 *db, const char *sql, struct err *e);
enum err_code store_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **statement, struct err *e);
/* Opens a file with every guard on. writable false: mode=ro. */
enum err_code store_connect(const char *path, bool writable, sqlite3 **db, struct err *e);
/* What a file says of itself. ERR_CORRUPT if it is no desk, ERR_NEWER if it is too new. */
enum err_code store_identify(sqlite3 *db, const char *path, int *version, struct err *e);
/* One number of a fixed statement, for pragmas; fallback when there is none. */
int64_t store_pragma(sqlite3 *db, const char *sql, int64_t fallback);

/* ---- functions.c: SQL functions of this connection's queries; the schema uses none ---- */
enum err_code store_functions_add(struct store *s, struct err *e);

/* ---- relevance.c: relevance(search), how well a row answers a search ---- */
enum err_code store_relevance_add(struct store *s, struct err *e);
/* Does the folded needle occur in text? */
bool store_text_contains(const char *text, const char *folded, struct base_arena *scratch);

/* ---- backup.c ---- */
/* A whole copy of what db has open under a new name, with the mode of `from`; ERR_REFUSED when
 * there is a file of that name. */
enum err_code store_copy(sqlite3 *db, const char *from, const char *path, struct err *e);

/* ---- migrate.c ---- */
int store_schema_newest(void);
enum err_code store_migrate(sqlite3 *db, const char *path, bool fresh, struct err *e);

/* ---- open.c ---- */
/* The role of who is logged in at a desk that may be too damaged to be opened. */
enum store_role store_role_at(const char *path);

/* ---- roles.c ---- */
const char *store_account(struct base_arena *a); /* the login name of the real user */
enum store_role store_role_of(const struct model_policy *policy, const char *account);

/* ---- statement.c ---- */
enum err_code store_bind(sqlite3_stmt *statement, const struct store_arg *args, size_t count);
/* The named statement, bound and ready to step. Given back with store_done. */
enum err_code store_ready(struct store *s, enum store_statement statement,
                          const struct store_arg *args, size_t count, sqlite3_stmt **ready,
                          struct err *e);
/* Steps: true at a row. At the end, and on failure (e->code set), the statement is given back. */
bool store_step(struct store *s, sqlite3_stmt *statement, struct err *e);
void store_done(sqlite3_stmt *statement);
/* Runs a named statement that yields nothing. */
enum err_code store_run(struct store *s, enum store_statement statement,
                        const struct store_arg *args, size_t count, struct err *e);
int64_t store_column(sqlite3_stmt *statement, int column); /* BASE_NONE for NULL */
const char *store_column_text(sqlite3_stmt *statement, int column, struct base_arena *a);

/* ---- table.c ---- */
enum err_code store_table(struct store *s, enum model_type type, enum store_table_statement which,
                          sqlite3_stmt **ready, struct err *e);
/* "alias"."field", for SQL that is put together; names come from the field table only. */
void store_sql_name(struct base_text *sql, const char *alias, const char *name);
/* The columns that store_row_read expects, each with the alias. */
void store_sql_columns(struct base_text *sql, const struct model_type_info *info,
                       const char *alias);

/* ---- record.c ---- */
void *store_row_read(const struct model_type_info *info, sqlite3_stmt *row, struct base_arena *a);
void store_field_bind(sqlite3_stmt *statement, int place, const struct model_field *f,
                      const void *record);
/* A growing array of records, as the readers hand it out. */
struct store_records {
    void **items;
    size_t count, capacity;
};
void store_records_add(struct store_records *list, void *record, struct base_arena *a);
void store_records_give(const struct store_records *list, void *records, size_t *count);

/* ---- resolve.c ---- */
const char *store_number_text(enum model_type type, int64_t id, struct base_arena *a);
/* "Confocal microscope (R12)": how a message names a record. */
const char *store_called(struct store *s, struct store_ref ref, struct base_arena *a);
/* id of an exact uid, whatever became of the record; 0 if there is none. */
int64_t store_id_of_uid(struct store *s, enum model_type type, const char *uid);
bool store_exists(struct store *s, struct store_ref ref);

/* ---- format.c ---- */
void store_formats_init(struct store *s);

/* ---- transaction.c ---- */
void store_touch(struct store *s, struct store_ref ref);
void store_issue(struct store *s, struct store_ref ref, int64_t base, int64_t version);
/* The version that a record was read with, if `version` was given to it by a change that was rolled
 * back; else `version` itself. */
int64_t store_issue_base(const struct store *s, struct store_ref ref, int64_t version);
enum err_code store_may_write(struct store *s, struct err *e);
/* The error of what failed half way: the whole transaction cannot be kept. */
enum err_code store_doom(struct store *s, struct err *e);
/* What others did until now is no news. */
void store_news_forget(struct store *s);

/* ---- write.c ---- */
enum store_put_flag {
    STORE_PUT_UNCHECKED = 1 << 0, /* a state that was good before: constraints are not looked at */
    STORE_PUT_LEDGER = 1 << 1,    /* links and invoice numbers of ledger lines may be put right */
    STORE_PUT_FORGET = 1 << 2,    /* nothing personal goes into the log */
};
enum err_code store_put_flagged(struct store *s, enum model_type type, void *record, unsigned flags,
                                struct err *e);
/* Who changed a record last and when, as a conflict tells it. */
const char *store_last_changed(struct store *s, struct store_ref ref, struct base_arena *a);

/* ---- image.c: records as JSON for the log ---- */
bool store_image_is_object(const char *text);
/* The fields in which record differs from other (NULL: from an empty one), without empty ones. */
const char *store_image_write(struct store *s, enum model_type type, const void *record,
                              const void *other, bool personal, struct base_arena *a);
/* Sets the fields named in either image to what `image` says; a field only in `opposite` is
 * emptied. */
enum err_code store_image_apply(struct store *s, enum model_type type, const char *image,
                                const char *opposite, void *record, struct base_arena *a,
                                struct err *e);

/* ---- log.c ---- */
enum err_code store_log_write(struct store *s, struct store_ref ref, int64_t version_before,
                              int64_t version_after, const char *before, const char *after,
                              struct err *e);
/* Chains the change of the transaction; nothing if it has none. */
enum err_code store_log_seal(struct store *s, struct err *e);

/* A row of the log, as undo needs it. */
struct store_image {
    struct store_ref ref;
    const char *before, *after;
};
enum err_code store_log_images(struct store *s, int64_t change, struct base_arena *a,
                               struct store_image **images, size_t *count, struct err *e);
enum err_code store_log_change(struct store *s, int64_t id, struct base_arena *a,
                               struct store_change *change, struct err *e);

/* ---- digest.c ---- */
enum { STORE_DIGEST = 65 }; /* hexadecimal SHA-256 with its NUL */
void store_digest_row(const char *type, int64_t record, int64_t version_before,
                      int64_t version_after, const char *before, const char *after,
                      char out[STORE_DIGEST]);
/* The digest that a change should have: of the one before it, of itself and of its rows. */
enum err_code store_digest_change(struct store *s, int64_t change, const char *previous,
                                  char out[STORE_DIGEST], struct err *e);

/* ---- invariants.c ---- */
enum err_code store_invariants(struct store *s, const struct store_ref *touched, size_t count,
                               struct err *e);
/* A rule over several records, for one thing it is about: a resource, an entry, a fund. */
enum err_code store_overlap_check(struct store *s, int64_t resource, const int64_t *bookings,
                                  size_t count, struct err *e);
enum err_code store_balance_check(struct store *s, int64_t entry, struct err *e);
enum err_code store_fund_check(struct store *s, int64_t fund, struct err *e);

/* ---- search.c ---- */
enum { STORE_MOST_RANKED = 8000 };               /* rows that are weighed against each other */
int64_t store_search_base(enum model_type type); /* rowid = base + id */
/* Writes the search texts of what the transaction touched. */
enum err_code store_search_flush(struct store *s, struct err *e);
/* How many records have other texts in the index than they should. */
enum err_code store_search_compare(struct store *s, size_t *differing, struct err *e);
enum err_code store_search_rebuild(struct store *s, struct err *e);

/* ---- question.c ---- */
/* What a person typed, as a question to the search index; match is NULL when there is no word in
 * it. Forgives when it finds nothing of the type as it stands. */
enum err_code store_search_question(struct store *s, enum model_type type, const char *text,
                                    struct base_arena *a, struct store_question *question,
                                    struct err *e);

/* ---- thesaurus.c ---- */
/* That of the desk as its files are now. */
struct model_thesaurus *store_thesaurus(struct store *s);
/* What is wrong in the desk's own file becomes faults of the desk. */
void store_thesaurus_tell(struct store *s);
void store_thesaurus_close(struct store *s);

/* ---- open.c ---- */
void store_fault_add(struct store *s, const char *fault); /* lives in the store's arena */

/* ---- filter_sql.c ---- */
/* SQL being put together, with its values. */
struct store_sql {
    struct base_text text;
    struct base_arena *arena; /* of the values */
    struct store_arg *args;
    size_t count, capacity;
};
void store_sql_free(struct store_sql *q);
void store_sql_value(struct store_sql *q, struct store_arg value); /* adds "?" and the value */
/* A condition on the records aliased t that is true or false, never NULL. */
enum err_code store_filter_sql(struct store *s, const struct model_type_info *info,
                               const struct model_filter *filter, struct store_sql *q,
                               struct err *e);

#endif
