/* log.c: the change log: who changed what when. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

/* ---- writing ---- */

/* The change itself is written with its first row: what changes nothing is not logged. */
static enum err_code begin_change(struct store *s, struct err *e)
{
    struct store_transaction *t = &s->transaction;
    const struct store_arg args[] = {STORE_INT(store_now(s)), STORE_STR(s->actor),
                                     STORE_STR(t->action),
                                     STORE_INT(t->undoes ? t->undoes : BASE_NONE)};
    if (store_run(s, STORE_LOG_CHANGE_ADD, args, 4, e) != ERR_NONE)
        return e->code;
    t->change = sqlite3_last_insert_rowid(s->db);
    return ERR_NONE;
}

enum err_code store_log_write(struct store *s, struct store_ref ref, int64_t version_before,
                              int64_t version_after, const char *before, const char *after,
                              struct err *e)
{
    if (s->transaction.change == 0 && begin_change(s, e) != ERR_NONE)
        return e->code;
    const char *type = model_type_info(ref.type)->name;
    char digest[STORE_DIGEST];
    store_digest_row(type, ref.id, version_before, version_after, before, after, digest);
    const struct store_arg args[] = {STORE_INT(s->transaction.change),
                                     STORE_STR(type),
                                     STORE_INT(ref.id),
                                     STORE_INT(version_before),
                                     STORE_INT(version_after),
                                     STORE_STR(before),
                                     STORE_STR(after),
                                     STORE_STR(digest)};
    return store_run(s, STORE_LOG_ROW_ADD, args, 8, e);
}

enum err_code store_log_seal(struct store *s, struct err *e)
{
    int64_t change = s->transaction.change;
    if (change == 0)
        return ERR_NONE;
    const struct store_arg arg = STORE_INT(change);
    sqlite3_stmt *row;
    if (store_ready(s, STORE_LOG_DIGEST_BEFORE, &arg, 1, &row, e) != ERR_NONE)
        return e->code;
    struct base_text previous = {0};
    char digest[STORE_DIGEST];
    if (store_step(s, row, e)) {
        base_text_add(&previous, (const char *)sqlite3_column_text(row, 0));
        store_done(row);
    }
    if (e->code == ERR_NONE &&
        store_digest_change(s, change, base_text_string(&previous), digest, e) == ERR_NONE) {
        const struct store_arg args[] = {STORE_INT(change), STORE_STR(digest)};
        store_run(s, STORE_LOG_DIGEST_SET, args, 2, e);
    }
    base_text_free(&previous);
    return e->code;
}

/* ---- reading ---- */

static int64_t or_zero(int64_t number)
{
    return number == BASE_NONE ? 0 : number;
}

static void read_change(sqlite3_stmt *row, struct base_arena *a, struct store_change *change)
{
    change->id = sqlite3_column_int64(row, 0);
    change->at = sqlite3_column_int64(row, 1);
    change->actor = store_column_text(row, 2, a);
    change->action = store_column_text(row, 3, a);
    change->undoes = or_zero(store_column(row, 4));
    change->undone_by = or_zero(store_column(row, 5));
}

enum err_code store_log(struct store *s, struct store_ref ref, int64_t before, size_t limit,
                        struct base_arena *a, struct store_change **changes, size_t *count,
                        struct err *e)
{
    bool all = ref.id == 0;
    const struct store_arg args[] = {
        STORE_INT(before ? before : INT64_MAX), STORE_INT(limit ? (int64_t)limit : -1),
        STORE_STR(all ? NULL : model_type_info(ref.type)->name), STORE_INT(ref.id)};
    sqlite3_stmt *rows;
    void *list = NULL;
    size_t capacity = 0;
    store_start(e);
    *count = 0;
    *changes = NULL;
    if (store_ready(s, all ? STORE_LOG_PAGE : STORE_LOG_PAGE_OF_RECORD, args, all ? 2 : 4, &rows,
                    e) != ERR_NONE)
        return e->code;
    while (store_step(s, rows, e)) {
        struct store_change *change = base_arena_push(a, &list, count, &capacity, sizeof **changes);
        read_change(rows, a, change);
        change->records = sqlite3_column_int64(rows, 6);
    }
    *changes = list;
    return e->code;
}

enum err_code store_log_change(struct store *s, int64_t id, struct base_arena *a,
                               struct store_change *change, struct err *e)
{
    const struct store_arg arg = STORE_INT(id);
    sqlite3_stmt *row;
    if (store_ready(s, STORE_LOG_CHANGE, &arg, 1, &row, e) != ERR_NONE || !store_step(s, row, e))
        return e->code;
    read_change(row, a, change);
    store_done(row);
    return ERR_NONE;
}

static enum err_code read_images(struct store *s, sqlite3_stmt *rows, struct base_arena *a,
                                 struct store_image **images, size_t *count, struct err *e)
{
    void *list = NULL;
    size_t capacity = 0;
    *count = 0;
    while (store_step(s, rows, e)) {
        const struct model_type_info *info =
            model_type_find((const char *)sqlite3_column_text(rows, 1));
        if (!info)
            continue; /* a type that a later program knew */
        struct store_image *image = base_arena_push(a, &list, count, &capacity, sizeof *image);
        image->ref = (struct store_ref){info->type, sqlite3_column_int64(rows, 2)};
        image->before = store_column_text(rows, 5, a);
        image->after = store_column_text(rows, 6, a);
    }
    *images = list;
    return e->code;
}

enum err_code store_log_images(struct store *s, int64_t change, struct base_arena *a,
                               struct store_image **images, size_t *count, struct err *e)
{
    const struct store_arg arg = STORE_INT(change);
    sqlite3_stmt *rows;
    *count = 0;
    if (store_ready(s, STORE_LOG_ROWS_OF, &arg, 1, &rows, e) != ERR_NONE)
        return e->code;
    return read_images(s, rows, a, images, count, e);
}

enum err_code store_log_rows(struct store *s, int64_t change, struct store_ref ref, size_t limit,
                             struct base_arena *a, struct store_change_row **rows, size_t *count,
                             struct err *e)
{
    bool all = ref.id == 0;
    const struct store_arg args[] = {STORE_INT(change), STORE_INT(limit ? (int64_t)limit : -1),
                                     STORE_STR(all ? NULL : model_type_info(ref.type)->name),
                                     STORE_INT(ref.id)};
    struct store_image *images;
    sqlite3_stmt *found;
    store_start(e);
    *count = 0;
    if (store_ready(s, all ? STORE_LOG_ROWS_FIRST : STORE_LOG_ROWS_OF_ONE, args, all ? 2 : 4,
                    &found, e) != ERR_NONE ||
        read_images(s, found, a, &images, count, e) != ERR_NONE)
        return e->code;
    *rows = base_arena_array(a, *count, sizeof **rows);
    for (size_t i = 0; i < *count; i++)
        (*rows)[i] = (struct store_change_row){
            images[i].ref, change, store_title(s, images[i].ref.type, images[i].ref.id, a),
            images[i].before, images[i].after};
    return ERR_NONE;
}

enum err_code store_log_differences(struct store *s, const struct store_change_row *row,
                                    struct base_arena *a, struct store_difference **list,
                                    size_t *count, struct err *e)
{
    const struct model_type_info *info = model_type_info(row->ref.type);
    void *before = model_record_new(a, row->ref.type);
    void *after = model_record_new(a, row->ref.type);
    store_start(e);
    *count = 0;
    if (store_image_apply(s, row->ref.type, row->before, NULL, before, a, e) != ERR_NONE ||
        store_image_apply(s, row->ref.type, row->after, NULL, after, a, e) != ERR_NONE)
        return e->code;
    *list = base_arena_array(a, info->count, sizeof **list);
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (model_field_equal(f, before, after))
            continue;
        (*list)[(*count)++] =
            (struct store_difference){f, model_value_format(f, before, &s->by_title.format, a),
                                      model_value_format(f, after, &s->by_title.format, a)};
    }
    return ERR_NONE;
}
