/* store.h: one open desk: the SQLite file, its clock, policy and user. The only room that knows
 * SQL.
 *
 * Reading: store_get, store_select, store_rows, store_list (windows). What is read lives in the
 * arena handed in. Writing: between store_begin and store_commit, only by store_put and its kin;
 * every change goes into the change log in the same transaction, from which history, undo and redo
 * come. One connection a process; no transaction spans a person's thinking time. */
#ifndef SHAREDESK_STORE_STORE_H
#define SHAREDESK_STORE_STORE_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/base/time.h"
#include "sharedesk/model/field.h"
#include "sharedesk/model/filter.h"
#include "sharedesk/model/policy.h"
#include "sharedesk/model/thesaurus.h"
#include "sharedesk/model/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statements.h" /* enum store_statement, compiled from src/store/sql */

struct store;

/* ---- opening -------------------------------------------------------------------------------- */

enum store_role { STORE_VIEWER, STORE_COORDINATOR, STORE_MANAGER };

struct store_options {
    const char *path;
    bool create;             /* make a new desk; refuses to touch an existing file */
    bool read_only;          /* also taken when the file or role allows nothing else */
    struct base_clock clock; /* fixed = BASE_NONE for the real one */
    const char *actor;       /* account; NULL = the one that is logged in */
};

/* Opens, checks that it is a desk (application_id), migrates (after a backup beside it), reads
 * policy.ini from the desk file's directory, sets the zone. Errors tell a file that is no desk, a
 * newer desk, a read-only or full disk, a missing directory or file ("sharedesk init"). */
enum err_code store_open(const struct store_options *options, struct store **store, struct err *e);
void store_close(struct store **store);
/* In a process beside (base/beside.h): the connection is the other's, and must not be touched. What
 * would need it fails from now on; what was read before is still there. */
void store_forsake(struct store *store);

/* Asked now and then within long statements: true ends them with ERR_CANCELLED. NULL: never. */
void store_set_stop(struct store *s, bool (*stop)(void));

/* Within a change: when it began, because all of it happens at one moment. */
int64_t store_now(const struct store *s);
/* --as-of: after opening, because only then the desk's zone is known. */
void store_set_clock(struct store *s, struct base_clock clock);
struct base_clock store_clock(const struct store *s);
const struct model_policy *store_policy(const struct store *s);
const char *store_policy_text(const struct store *s); /* INI, to keep with a decision */
/* Changes one option for this process only (what-if). */
enum err_code store_policy_try(struct store *s, const char *key, const char *value, struct err *e);
/* The policy as it was before something was tried. */
void store_policy_put_back(struct store *s, const struct model_policy *before);
/* Of policy.ini and thesaurus.tsv as they were when the desk was opened. */
const char *const *store_policy_faults(const struct store *s, size_t *count);
const char *store_path(const struct store *s);
const char *store_actor(const struct store *s);
enum store_role store_actor_role(const struct store *s);
bool store_is_read_only(const struct store *s);
/* Decimals and links for model_value_*; uid form for CSV, number form ("R12") for people and JSON.
 */
const struct model_format *store_format_uid(struct store *s);
const struct model_format *store_format_number(struct store *s);
/* Links shown as titles ("Hexi University"), for tables and detail views. */
const struct model_format *store_format_title(struct store *s);

/* The thesaurus of this desk: the built-in one, or an installed copy in its place, and
 * thesaurus.tsv beside the desk, which adds to it. The caller frees it. */
struct model_thesaurus *store_thesaurus_read(const struct store *s);
/* Another number whenever one of these files has changed. */
uint64_t store_thesaurus_stamp(const struct store *s);

/* Gives back what is kept of pages that were read; they are read again when they are wanted. */
void store_shrink(struct store *s);

/* True once after another process committed something (PRAGMA data_version); for idle ticks. */
bool store_changed_by_others(struct store *s);

/* ---- references ------------------------------------------------------------------------------ */

struct store_ref {
    enum model_type type;
    int64_t id;
};

/* Exact uid, then number, then code, then exact name; retired records count, merged ones lead to
 * what they were merged into. type MODEL_ANY: any type. Two hits: ERR_AMBIGUOUS naming both. A
 * number's letters must fit the type asked for. */
enum err_code store_resolve(struct store *s, enum model_type type, const char *reference,
                            struct store_ref *ref, struct err *e);
/* ANYREF text "demand:UID" to a reference and back. */
enum err_code store_anyref_read(struct store *s, const char *text, struct store_ref *ref,
                                struct err *e);
const char *store_anyref_write(struct store *s, struct store_ref ref, struct base_arena *a);
/* "Hexi University"; the number if it has no title. Never NULL. Not escaped for the terminal. */
const char *store_title(struct store *s, enum model_type type, int64_t id, struct base_arena *a);
const char *store_uid(struct store *s, enum model_type type, int64_t id, struct base_arena *a);
/* The record with exactly this uid, retired and merged ones too; *id is 0 if there is none. */
enum err_code store_find_uid(struct store *s, enum model_type type, const char *uid, int64_t *id,
                             struct err *e);

/* ---- reading --------------------------------------------------------------------------------- */

/* *record gets a struct model_<type> *. ERR_NOT_FOUND if there is none. */
enum err_code store_get(struct store *s, enum model_type type, int64_t id, struct base_arena *a,
                        void *record, struct err *e);

/* A statement's arguments, bound in order as ?1, ?2 … */
struct store_arg {
    enum { STORE_ARG_NULL, STORE_ARG_INT, STORE_ARG_TEXT } kind;
    int64_t number; /* BASE_NONE is bound as NULL */
    const char *text;
};
#define STORE_INT(n) ((struct store_arg){STORE_ARG_INT, (n), NULL})
#define STORE_STR(s) ((struct store_arg){STORE_ARG_TEXT, 0, (s)})
#define STORE_ARGS(...)                                                                            \
    (const struct store_arg[]){__VA_ARGS__},                                                       \
        sizeof((const struct store_arg[]){__VA_ARGS__}) / sizeof(struct store_arg)
#define STORE_NO_ARGS NULL, 0

/* Runs a named statement that yields ids ("SELECT id FROM bookings WHERE … ORDER BY …") and reads
 * those records of `type`: *records gets an array of struct model_<type> * in that order. */
enum err_code store_select(struct store *s, enum model_type type, enum store_statement statement,
                           const struct store_arg *args, size_t arg_count, struct base_arena *a,
                           void *records, size_t *count, struct err *e);

/* Runs a named statement that yields values: sums, counts, pairs. */
struct store_cell {
    int64_t number; /* BASE_NONE when NULL or no number */
    double real;
    const char *text; /* NULL when NULL; numbers have their text too */
};
struct store_rows {
    size_t count, columns;
    struct store_cell *cells; /* row-major */
};
#define STORE_CELL(rows, row, column) (&(rows)->cells[(row) * (rows)->columns + (column)])
enum err_code store_rows(struct store *s, enum store_statement statement,
                         const struct store_arg *args, size_t arg_count, struct base_arena *a,
                         struct store_rows *rows, struct err *e);
/* One number: the first cell, or fallback when there is no row or it is NULL. */
enum err_code store_number(struct store *s, enum store_statement statement,
                           const struct store_arg *args, size_t arg_count, int64_t fallback,
                           int64_t *number, struct err *e);

/* A read that spans several statements and must see one state. Ends with store_read_end. */
enum err_code store_read_begin(struct store *s, struct err *e);
void store_read_end(struct store *s);

/* ---- lists: windows over the store ----------------------------------------------------------- */

struct store_list {
    enum model_type type;
    const struct model_filter *filter; /* NULL: all */
    const char *search;                /* NULL, or text looked up in the search index */
    const struct model_field *sort;    /* NULL: by number */
    bool descending;
    /* Of a search without another order: those that answer it best come first, as in store_find,
     * then the others by number. */
    bool best_first;
    bool with_retired;
    /* Restricts to records linking to one record: field and id; field NULL: no restriction. */
    const struct model_field *link;
    int64_t link_id;
    enum model_type link_type; /* of that record, where link is an ANYREF; else not looked at */
};

/* Up to limit records after (or before, forward = false) the record `anchor` in the list's order;
 * anchor 0 = from the start (or the end). Keyset paging: cost does not grow with the depth. The
 * rows come in list order whichever the direction. limit 0 = no limit. */
enum err_code store_list_page(struct store *s, const struct store_list *list, int64_t anchor,
                              bool forward, size_t limit, struct base_arena *a, void *records,
                              size_t *count, struct err *e);
/* How many there are, counted up to `most` (0 = all). */
enum err_code store_list_count(struct store *s, const struct store_list *list, int64_t most,
                               int64_t *count, struct err *e);

/* Calls visit for every record of the list without holding them all (export). visit returns an
 * error to stop. The record lives until the next call. order_by_uid: bytewise uid order. */
typedef enum err_code store_visit(void *context, const void *record, struct err *e);
enum err_code store_each(struct store *s, const struct store_list *list, bool order_by_uid,
                         store_visit *visit, void *context, struct err *e);

struct store_found {
    struct store_ref ref;
    const char *uid;
    const char *title;
};
/* Search over everything, best first: Chinese and English alike, names that mean the same and those
 * of kinds of it (thesaurus), last word as a prefix. When that finds nothing, one typing error is
 * forgiven in Latin words of five letters or more; then words beside a name may be missing. */
enum err_code store_find(struct store *s, enum model_type type, const char *text, size_t limit,
                         struct base_arena *a, struct store_found **found, size_t *count,
                         struct err *e);

/* Records that link to this one, by type and field, with how many: "everything linked to a record".
 */
struct store_link {
    enum model_type type;
    const struct model_field *field;
    int64_t count;
};
enum err_code store_links_to(struct store *s, struct store_ref ref, struct base_arena *a,
                             struct store_link **links, size_t *count, struct err *e);

/* ---- writing --------------------------------------------------------------------------------- */

/* action: what the user did, for the log: "book", "set", "import". Begin and commit nest: an inner
 * pair joins the outer, and an inner rollback dooms the outer. Refuses on a read-only desk or for a
 * viewer. */
enum err_code store_begin(struct store *s, const char *action, struct err *e);
/* Re-checks invariants (overlap beyond seats, ledger entries that do not balance, overdrawn funds),
 * chains the change log, commits. On failure everything is rolled back. */
enum err_code store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);
/* How a function with one transaction ends: commits when all went well, else rolls back. */
static inline enum err_code store_end(struct store *s, enum err_code code, struct err *e)
{
    if (!code)
        return store_commit(s, e);
    store_rollback(s);
    return code;
}

/* Inserts (head.id 0) or updates. Checks constraints and links, refuses with ERR_CONFLICT when
 * head.version is not the stored one (e tells who changed it and when). Fills head. Does nothing,
 * and logs nothing, when nothing changed. */
enum err_code store_put(struct store *s, enum model_type type, void *record, struct err *e);
/* The same for what a person writes field by field (add, set, a form): refuses besides what other
 * records forbid, such as a second meeting of a month, or another amount of a voucher. */
enum err_code store_put_by_hand(struct store *s, enum model_type type, void *record, struct err *e);
/* Looks now, for one record written since store_begin, at the invariants that commit looks at for
 * all: for an import, which leaves out the row that breaks one. */
enum err_code store_record_check(struct store *s, struct store_ref ref, struct err *e);
enum err_code store_retire(struct store *s, struct store_ref ref, struct err *e);
enum err_code store_unretire(struct store *s, struct store_ref ref, struct err *e);
/* Refuses a retired record: nothing new is promised to it or moved through it. */
enum err_code store_in_use(struct store *s, struct store_ref ref, struct err *e);
/* Links of `double_` now point to `into`, empty fields of into are filled, double_ is retired. */
enum err_code store_merge(struct store *s, struct store_ref double_, struct store_ref into,
                          struct err *e);
/* A ledger entry's negative, under kind reversal and today's date: the only way to take one back,
 * used by undo too. Refuses a second one. That of a reversal makes the entry stand again; it names
 * the entry, too. reason becomes the notes and may be NULL. */
enum err_code store_reverse(struct store *s, int64_t entry, const char *reason, int64_t *reversal,
                            struct err *e);
/* Blanks a person's PERSONAL fields in the record, in the answers the person gave, in contacts with
 * the person's e-mail, and in the log, and retires the record. Cannot be undone. For managers. */
enum err_code store_forget(struct store *s, int64_t person, struct err *e);

/* ---- change log ------------------------------------------------------------------------------ */

struct store_change {
    int64_t id, at;
    const char *actor, *action;
    int64_t undoes;    /* the change this one took back, or 0 */
    int64_t undone_by; /* the change that took this one back, or 0 */
    int64_t records;   /* how many records it changed; told by store_log and store_undo_next */
};
struct store_change_row {
    struct store_ref ref;
    int64_t change;
    const char *title;
    const char *before; /* JSON object of the fields that changed, as text; NULL for a new record */
    const char *after;  /* the same fields after it; never NULL: retiring is a field */
};
/* Newest first. ref.id 0: of the whole desk. before 0: from the newest. */
enum err_code store_log(struct store *s, struct store_ref ref, int64_t before, size_t limit,
                        struct base_arena *a, struct store_change **changes, size_t *count,
                        struct err *e);
/* The records of a change, at most limit of them (0: all); of one record when ref.id is not 0. */
enum err_code store_log_rows(struct store *s, int64_t change, struct store_ref ref, size_t limit,
                             struct base_arena *a, struct store_change_row **rows, size_t *count,
                             struct err *e);
/* One field's change as people read it, from before and after. */
struct store_difference {
    const struct model_field *field;
    const char *before, *after; /* as model_value_format writes them, links by title */
};
enum err_code store_log_differences(struct store *s, const struct store_change_row *row,
                                    struct base_arena *a, struct store_difference **list,
                                    size_t *count, struct err *e);

/* Takes back the actor's own last change that is not taken back yet; redo restores it. Refuses,
 * telling who and when, if a record has since been changed by anyone. Ledger entries are reversed,
 * never removed. *change is what the user once did: the change that was taken back or restored. */
enum err_code store_undo(struct store *s, struct base_arena *a, struct store_change *change,
                         struct err *e);
enum err_code store_redo(struct store *s, struct base_arena *a, struct store_change *change,
                         struct err *e);
/* What undo (or redo) would take back (or restore) now, and how many records that touches. */
enum err_code store_undo_next(struct store *s, bool undo, struct base_arena *a,
                              struct store_change *change, struct err *e);

/* ---- drafts: what was typed into a form that was not saved ----------------------------------- */
/* form: "person:P5" for that record's form, by which store_forget finds it; "person:new" for a new
 * one. */
enum err_code store_draft_save(struct store *s, const char *form, const char *json, struct err *e);
const char *store_draft_load(struct store *s, const char *form, struct base_arena *a);
void store_draft_drop(struct store *s, const char *form);

/* ---- presence: who is at the desk, and on what ----------------------------------------------- */
struct store_presence {
    const char *actor, *place;
    int64_t seen;
};
void store_presence_set(struct store *s, const char *place); /* NULL: gone; never fails loudly */
enum err_code store_presence_list(struct store *s, struct base_arena *a,
                                  struct store_presence **list, size_t *count, struct err *e);

/* ---- care of the file ------------------------------------------------------------------------ */

struct store_finding {
    const char *what, *where, *mend; /* translated */
};
/* Integrity of file, links, log chain, ledger balance, overlaps, search index. */
enum err_code store_check(struct store *s, struct base_arena *a, struct store_finding **findings,
                          size_t *count, struct err *e);
enum err_code store_rebuild(struct store *s, struct err *e); /* derived tables anew */
enum err_code store_backup(struct store *s, const char *path,
                           struct err *e); /* refuses to overwrite */
/* Puts a backup in the place of a desk, keeping the old file beside it. For managers. */
enum err_code store_restore(const char *backup, const char *path, struct err *e);

#endif
