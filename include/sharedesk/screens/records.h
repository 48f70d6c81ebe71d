/* records.h: a table of records of one type, over any number of them: the columns come from the
 * field table or are the user's own, the rows from the store page by page.
 *
 *   r->records = screens_records_new(d, MODEL_RESOURCE);
 *   r->records->list.link = …;                       // what is listed; then:
 *   screens_records_rewind(r->records, e);
 *   tui_table_draw(r->records->table, area, true);
 *   tui_table_command(r->records->table, s, id);
 *   screens_records_current(r->records, &ref);
 *
 * A row's key is its number ("R12"), its data the struct model_<type> *. */
#ifndef SHAREDESK_SCREENS_RECORDS_H
#define SHAREDESK_SCREENS_RECORDS_H

#include "sharedesk/screens/desk.h"
#include "sharedesk/tui/table.h"

struct screens_records {
    struct screens_desk *desk;
    const struct model_type_info *type;
    struct store_list list;
    struct tui_table *table;
    struct base_arena *life;
    struct base_arena *counts;         /* the count's text */
    const char *count;                 /* "1,204" or "10,000+", for the screen to show; or NULL */
    bool counted;                      /* count is as exact as it gets */
    const struct model_field **fields; /* of the columns after the number */
    size_t field_count;
};

struct screens_records *screens_records_new(struct screens_desk *d, enum model_type type);
void screens_records_free(struct screens_records **r);

/* Reads again; rewind from the first row, after another filter, search or sort. */
enum err_code screens_records_reload(struct screens_records *r, struct err *e);
enum err_code screens_records_rewind(struct screens_records *r, struct err *e);
/* The count that rewind put off, since it is called with each key of a search; for class->quiet. */
enum err_code screens_records_count(struct screens_records *r, struct err *e);
/* Columns as chosen in sharedesk.ini, else of the field table. Call after a choice or a sort. */
void screens_records_columns(struct screens_records *r);

bool screens_records_current(const struct screens_records *r, struct store_ref *ref);
const void *
screens_records_record(const struct screens_records *r); /* of the current row; or NULL */
/* The marked records, else the current one. */
size_t screens_records_chosen(const struct screens_records *r, struct base_arena *a,
                              struct store_ref **refs);

#endif
