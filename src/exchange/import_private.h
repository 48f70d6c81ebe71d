/* import_private.h: what the parts of an import share.
 *
 * An import reads first and writes last. Reading: each source becomes a table, each data row of it
 * a row with its record as it shall be; links to other rows of the command stay pointers until
 * those rows have numbers. Writing: one transaction, types in the order of MODEL_TYPES, in which
 * required links always point back; a link that points ahead is set once all rows are written. */
#ifndef SHAREDESK_EXCHANGE_IMPORT_PRIVATE_H
#define SHAREDESK_EXCHANGE_IMPORT_PRIVATE_H

#include "sharedesk/exchange/csv.h"
#include "sharedesk/exchange/encoding.h"
#include "sharedesk/exchange/import.h"

#define NO_COLUMN SIZE_MAX

enum import_column_use {
    COLUMN_SKIPPED, /* a number, of a reject file, or nameless and empty */
    COLUMN_FIELD,
    COLUMN_CHANGED, /* when the row was changed at the desk it comes from */
    COLUMN_EXTRA,   /* unknown: kept in `extra` under its name */
};

struct import_column {
    const char *name;
    enum import_column_use use;
    const struct model_field *field; /* COLUMN_FIELD */
};

struct import_table {
    const char *file;
    const struct model_type_info *type;
    struct exchange_text text;
    struct exchange_csv csv;       /* what is imported */
    struct exchange_csv original;  /* what was in the file: the same, but for foreign profiles */
    struct import_column *columns; /* of csv.header */
    size_t uid_column;             /* or NO_COLUMN */
    bool has_uids;                 /* some row has one; then all must */
    bool undo;                     /* the file comes from a spreadsheet: formulas were defused */
};

enum import_fate {
    FATE_OPEN,
    FATE_ADDED,
    FATE_CHANGED,
    FATE_UNCHANGED,
    FATE_MERGED,
    FATE_REJECTED,
};

struct import_row;

struct import_link {
    const struct model_field *field;
    struct import_row *target;
};

struct import_row {
    struct import_table *table; /* NULL: a region made because a row named it */
    const struct exchange_csv_row *csv;
    const struct model_type_info *type;
    const char *uid;
    void *before;              /* the desk's record, NULL when there is none yet */
    void *record;              /* as it shall be; links to rows not yet written are still empty */
    struct import_link *links; /* to rows of this command that are new */
    size_t link_count, link_capacity;
    struct import_row **dependents; /* rows with a link to this one */
    size_t dependent_count, dependent_capacity;
    size_t place;               /* in the import's rows */
    struct import_row *instead; /* of a later list and the same record: that one stands */
    enum import_fate fate;
    bool written;
    bool waits;                          /* was written without a link that points ahead */
    const char *column, *value, *reason; /* when rejected */
};

struct import_index;

struct import {
    struct store *store;
    const struct exchange_import_options *options;
    struct base_arena *arena;
    struct import_table *tables;
    size_t table_count;
    struct import_row **rows; /* in the order of the files, in which their records come */
    size_t row_count, row_capacity;
    struct import_index *index; /* rows by uid, code and title */
    const char **notes;
    size_t note_count, note_capacity;
    size_t put_count; /* rows written, for progress */
};

void import_note(struct import *im, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The row and, for the same reason, all that link to it. Later reasons of one row are added. */
void import_reject(struct import *im, struct import_row *row, const char *column, const char *value,
                   const char *reason);
/* Why and hint, of an error, as one reason. */
const char *import_reason_of(struct import *im, const char *why, const char *hint);
const char *import_reason(struct import *im, const struct err *e);

/* ERR_CANCELLED when the caller wants to stop. Reading and writing each are half of the total. */
enum err_code import_progress(struct import *im, size_t done, size_t total, struct err *e);

/* ---- index.c: rows by key ---- */

enum import_key { KEY_UID, KEY_CODE, KEY_TITLE };

struct import_index *import_index_new(struct base_arena *a);
/* Returns the row that has this key already, and then keeps that one; else NULL. */
struct import_row *import_index_add(struct import_index *index, enum model_type type,
                                    enum import_key key, const char *text, struct import_row *row);
struct import_row *import_index_find(const struct import_index *index, enum model_type type,
                                     enum import_key key, const char *text);
/* Another row that has the same key, or NULL. */
struct import_row *import_index_second(const struct import_index *index, enum model_type type,
                                       enum import_key key, const char *text);

/* ---- table.c: sources to tables ---- */

/* Decodes, reads, finds the kind and the columns. */
enum err_code import_table_open(struct import *im, const struct exchange_source *source,
                                struct import_table *table, struct err *e);
/* Kind and columns of a table whose csv is there. */
enum err_code import_table_bind(struct import *im, struct import_table *table, struct err *e);
/* True for the columns that a reject file has besides the file's own. */
bool import_column_is_of_rejects(const char *name);
/* A row's cell with a defused formula undone; "" when the row is short. */
const char *import_cell(const struct import_table *table, const struct exchange_csv_row *row,
                        size_t column);

/* ---- identity.c: whose record a row is ---- */

struct import_row *import_row_new(struct import *im, const struct model_type_info *type);
/* The row that stands for this one in the end; NULL for NULL. */
struct import_row *import_row_standing(struct import_row *row);
/* Rows whose later one was rejected stand again, and are read. */
void import_rows_reinstate(struct import *im);
/* A UUID made from a text: the same for the same text. */
const char *import_uid_of_text(struct base_arena *a, const char *text);
/* Makes a row of each data row, with its uid, and tells repeated ones. */
enum err_code import_rows_make(struct import *im, struct import_table *table, struct err *e);

/* ---- row.c: cells to a record ---- */

void import_row_read(struct import *im, struct import_row *row);
/* What the row's file says of a field, as it is written there; "" when it says nothing. */
const char *import_row_cell(const struct import_row *row, const char *field);

/* ---- link.c: references to records ---- */

/* Sets the field's link in the record, or notes that it waits for another row. ERR_NOT_FOUND,
 * ERR_AMBIGUOUS and ERR_VALUE are faults of the reference. */
enum err_code import_link_read(struct import *im, struct import_row *row,
                               const struct model_field *field, const char *text, struct err *e);
/* Fills in those links whose rows are written; the others stay. */
void import_links_settle(struct import *im, struct import_row *row);
bool import_link_waits(const struct import_row *row, const struct model_field *field);
void import_link_drop(struct import_row *row, const struct model_field *field);

/* ---- write.c ---- */

enum err_code import_rows_write(struct import *im, struct err *e);

/* ---- reject.c ---- */

/* Fills result->rejects and all_rejects. */
void import_rejects_tell(struct import *im, struct exchange_import_result *result);

/* ---- uniquip.c ---- */

/* True for a column of the profile that is kept in extra: no news. */
bool import_uniquip_knows(const char *column);
/* Turns table->csv from UNIQUIP columns into those of resources, matched with what is there. */
enum err_code import_uniquip(struct import *im, struct import_table *table, struct err *e);

#endif
