/* record.c: records between C and SQL. Days and months are ISO text in the file, so that the stock
 * shell shows them as people write them. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

static int64_t date_read(const struct model_field *f, const char *text)
{
    struct err e = ERR_INIT;
    int64_t number = BASE_NONE;
    if (f->type == MODEL_DATE)
        base_day_parse(text, &number, &e);
    else
        base_month_parse(text, &number, &e);
    return e.code == ERR_NONE ? number : BASE_NONE;
}

static void field_read(const struct model_field *f, sqlite3_stmt *row, int column, void *record,
                       struct base_arena *a)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return; /* a new record's fields are empty */
    if (model_field_is_text(f))
        model_field_set_text(f, record, store_column_text(row, column, a));
    else if (f->type == MODEL_DATE || f->type == MODEL_MONTH)
        model_field_set_number(f, record,
                               date_read(f, (const char *)sqlite3_column_text(row, column)));
    else
        model_field_set_number(f, record, sqlite3_column_int64(row, column));
}

void *store_row_read(const struct model_type_info *info, sqlite3_stmt *row, struct base_arena *a)
{
    struct model_head *head = model_record_new(a, info->type);
    int column = 0;
    head->id = sqlite3_column_int64(row, column++);
    head->version = sqlite3_column_int64(row, column++);
    head->created = sqlite3_column_int64(row, column++);
    head->changed = sqlite3_column_int64(row, column++);
    for (size_t i = 0; i < info->count; i++)
        field_read(&info->fields[i], row, column++, head, a);
    return head;
}

static void date_bind(sqlite3_stmt *statement, int place, enum model_value_type type,
                      int64_t number)
{
    char text[16];
    if (type == MODEL_DATE)
        base_day_format(number, text);
    else
        base_month_format(number, text);
    sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
}

/* Binds without a copy: the record lives until the statement has run. */
void store_field_bind(sqlite3_stmt *statement, int place, const struct model_field *f,
                      const void *record)
{
    if (model_field_empty(f, record))
        sqlite3_bind_null(statement, place);
    else if (model_field_is_text(f))
        sqlite3_bind_text(statement, place, model_field_text(f, record), -1, SQLITE_STATIC);
    else if (f->type == MODEL_DATE || f->type == MODEL_MONTH)
        date_bind(statement, place, f->type, model_field_number(f, record));
    else
        sqlite3_bind_int64(statement, place, model_field_number(f, record));
}

void store_records_add(struct store_records *list, void *record, struct base_arena *a)
{
    void *items = list->items;
    void **place = base_arena_push(a, &items, &list->count, &list->capacity, sizeof *place);
    *place = record;
    list->items = items;
}

/* The caller's variable is a struct model_<type> **; its bytes are those of a void **. */
void store_records_give(const struct store_records *list, void *records, size_t *count)
{
    memcpy(records, &list->items, sizeof list->items);
    *count = list->count;
}

enum err_code store_get(struct store *s, enum model_type type, int64_t id, struct base_arena *a,
                        void *record, struct err *e)
{
    store_start(e);
    sqlite3_stmt *get;
    if (store_table(s, type, TABLE_GET, &get, e) != ERR_NONE)
        return e->code;
    sqlite3_bind_int64(get, 1, id);
    if (!store_step(s, get, e)) {
        if (e->code != ERR_NONE)
            return e->code;
        return err_set(e, ERR_NOT_FOUND, store_number_text(type, id, a),
                       _("Look for it with `sharedesk find TEXT`."), "%s",
                       _("there is no such record"));
    }
    void *found = store_row_read(model_type_info(type), get, a);
    store_done(get);
    memcpy(record, &found, sizeof found);
    return ERR_NONE;
}
