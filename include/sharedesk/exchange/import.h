/* import.h: files of records into the desk, in one transaction (interfaces.md, CSV).
 *
 * Every data row ends as exactly one of added, changed, unchanged, merged (a row that repeats
 * another of the same command, or whose record was merged into another here) or rejected. A
 * rejected row never keeps the others out. Facts are restored: nothing is charged or posted again.
 */
#ifndef SHAREDESK_EXCHANGE_IMPORT_H
#define SHAREDESK_EXCHANGE_IMPORT_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/model/field.h"
#include "sharedesk/store/store.h"

#include <stdbool.h>
#include <stddef.h>

enum exchange_profile {
    EXCHANGE_NATIVE,  /* one CSV file a record type */
    EXCHANGE_UNIQUIP, /* equipment lists of universities, UNIQUIP 1.0 */
    EXCHANGE_ICAL,    /* iCalendar, out only: what has a start and an end */
    EXCHANGE_HLEDGER, /* journal of the ledger's entries, out only */
};

/* What happens where the desk has one value and the file another. */
enum exchange_conflict {
    EXCHANGE_REPLACE, /* the file's stands */
    EXCHANGE_KEEP,    /* the desk's stays; what the desk lacks is filled */
    EXCHANGE_NEWER,   /* the record's that was changed last: needs a column `changed` */
    EXCHANGE_ASK,     /* the caller's ask decides for each record */
};

/* A file's bytes and its name for messages and for its kind. */
struct exchange_source {
    const char *name;
    const char *bytes;
    size_t size;
};

/* Reads whole files ("-" is standard input, which is told of as "stdin"). */
enum err_code exchange_sources_read(const char *const *paths, size_t count, struct base_arena *a,
                                    struct exchange_source **sources, struct err *e);

struct exchange_import_options {
    const struct model_type_info *kind; /* NULL: from the file's name, else from its header */
    enum exchange_profile profile;
    const char *encoding; /* NULL: find out */
    const char *owner;    /* UNIQUIP: reference of the owning organisation, or NULL */
    enum exchange_conflict on_conflict;
    bool dry_run; /* do it all, then roll back */
    /* ASK: true takes the file's value. NULL: ASK is refused. Asked before the transaction begins.
     */
    bool (*ask)(void *context, const char *title, const char *field, const char *here,
                const char *there);
    /* May be NULL. Told now and then; false stops the import with ERR_CANCELLED. */
    bool (*progress)(void *context, size_t done, size_t total);
    void *context;
};

struct exchange_rejected {
    const char *file;
    size_t line;
    const char *column; /* "" when it is the row as a whole */
    const char *value;
    const char *reason; /* all reasons of the row, translated */
};

struct exchange_import_result {
    size_t added, changed, unchanged, merged, rejected; /* sum: the data rows */
    const char *encoding; /* what was taken, "UTF-8"; several apart by ", " */
    struct exchange_rejected *rows;
    size_t row_count;         /* = rejected */
    const char *const *notes; /* what else should be known: unknown columns, new regions */
    size_t note_count;
    /* One CSV text a source that had rejected rows (NULL otherwise), in the order of the sources:
     * its own header and rows with line, column, value and reason, to be mended and imported. */
    const char **rejects;
    /* When rows of several sources were rejected: all of them in one, else NULL. */
    const char *all_rejects;
    size_t source_count;
};

/* Refuses as a whole, with nothing changed: a file whose kind, header or encoding cannot be told, a
 * desk that cannot be written (read-only, busy), or what the store refuses at commit. */
enum err_code exchange_import(struct store *s, const struct exchange_source *sources, size_t count,
                              const struct exchange_import_options *options, struct base_arena *a,
                              struct exchange_import_result *result, struct err *e);

/* Writes what was rejected into path. When several sources had such rows, path gets all of them
 * together and each source its own beside it, with its name put in ("rejected-demands.csv"), to be
 * mended and imported. Writes nothing when there are none. */
enum err_code exchange_rejects_write(const struct exchange_import_result *result,
                                     const struct exchange_source *sources, const char *path,
                                     struct err *e);

#endif
