/* statement.c: the named statements of src/store/sql, prepared once and run by their enum. */
#define STORE_STATEMENT_TEXTS
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

enum err_code store_bind(sqlite3_stmt *statement, const struct store_arg *args, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int place = (int)i + 1;
        int result;
        if (args[i].kind == STORE_ARG_INT && args[i].number != BASE_NONE)
            result = sqlite3_bind_int64(statement, place, args[i].number);
        else if (args[i].kind == STORE_ARG_TEXT && args[i].text)
            result = sqlite3_bind_text(statement, place, args[i].text, -1, SQLITE_TRANSIENT);
        else
            result = sqlite3_bind_null(statement, place);
        if (result != SQLITE_OK)
            return ERR_IO;
    }
    return ERR_NONE;
}

enum err_code store_ready(struct store *s, enum store_statement statement,
                          const struct store_arg *args, size_t count, sqlite3_stmt **ready,
                          struct err *e)
{
    sqlite3_stmt **cached = &s->named[statement];
    *ready = NULL;
    if (!*cached && store_prepare(s->db, store_statement_text[statement], cached, e) != ERR_NONE)
        return err_within(e, store_statement_name[statement]);
    if (store_bind(*cached, args, count) != ERR_NONE) {
        store_fail(s->db, e, store_statement_name[statement]);
        store_done(*cached);
        return e->code;
    }
    *ready = *cached;
    return ERR_NONE;
}

void store_done(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

bool store_step(struct store *s, sqlite3_stmt *statement, struct err *e)
{
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        store_fail(s->db, e, s->path);
    store_done(statement);
    return false;
}

enum err_code store_run(struct store *s, enum store_statement statement,
                        const struct store_arg *args, size_t count, struct err *e)
{
    sqlite3_stmt *ready;
    if (store_ready(s, statement, args, count, &ready, e) != ERR_NONE)
        return e->code;
    while (store_step(s, ready, e))
        ;
    return e->code;
}

int64_t store_column(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? BASE_NONE
               : sqlite3_column_int64(statement, column);
}

const char *store_column_text(sqlite3_stmt *statement, int column, struct base_arena *a)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? base_arena_strndup(a, text, (size_t)sqlite3_column_bytes(statement, column))
                : NULL;
}

enum err_code store_select(struct store *s, enum model_type type, enum store_statement statement,
                           const struct store_arg *args, size_t arg_count, struct base_arena *a,
                           void *records, size_t *count, struct err *e)
{
    store_start(e);
    struct store_records list = {0};
    sqlite3_stmt *ids;
    store_records_give(&list, records, count);
    if (store_ready(s, statement, args, arg_count, &ids, e) != ERR_NONE)
        return e->code;
    while (store_step(s, ids, e)) {
        void *record;
        if (store_get(s, type, sqlite3_column_int64(ids, 0), a, &record, e) != ERR_NONE) {
            store_done(ids);
            return e->code;
        }
        store_records_add(&list, record, a);
    }
    store_records_give(&list, records, count);
    return e->code;
}

static void read_cell(sqlite3_stmt *row, int column, struct base_arena *a, struct store_cell *cell)
{
    int type = sqlite3_column_type(row, column);
    cell->number = BASE_NONE;
    if (type == SQLITE_NULL)
        return;
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        cell->number = sqlite3_column_int64(row, column);
        cell->real = sqlite3_column_double(row, column);
    }
    cell->text = store_column_text(row, column, a);
}

enum err_code store_rows(struct store *s, enum store_statement statement,
                         const struct store_arg *args, size_t arg_count, struct base_arena *a,
                         struct store_rows *rows, struct err *e)
{
    store_start(e);
    sqlite3_stmt *ready;
    *rows = (struct store_rows){0};
    if (store_ready(s, statement, args, arg_count, &ready, e) != ERR_NONE)
        return e->code;
    rows->columns = (size_t)sqlite3_column_count(ready);
    void *all = NULL;
    size_t count = 0, capacity = 0;
    while (store_step(s, ready, e)) {
        struct store_cell *row =
            base_arena_push(a, &all, &count, &capacity, rows->columns * sizeof *row);
        memset(row, 0, rows->columns * sizeof *row);
        for (size_t i = 0; i < rows->columns; i++)
            read_cell(ready, (int)i, a, &row[i]);
    }
    rows->cells = all;
    rows->count = count;
    return e->code;
}

enum err_code store_number(struct store *s, enum store_statement statement,
                           const struct store_arg *args, size_t arg_count, int64_t fallback,
                           int64_t *number, struct err *e)
{
    store_start(e);
    sqlite3_stmt *ready;
    *number = fallback;
    if (store_ready(s, statement, args, arg_count, &ready, e) != ERR_NONE)
        return e->code;
    if (!store_step(s, ready, e))
        return e->code;
    if (sqlite3_column_type(ready, 0) != SQLITE_NULL)
        *number = sqlite3_column_int64(ready, 0);
    store_done(ready);
    return ERR_NONE;
}
