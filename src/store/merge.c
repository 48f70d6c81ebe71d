/* merge.c: two records of one thing become one; and what links to a record. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

/* ---- links to a record ---- */

/* Does a field of another type link to records of this one? Merging itself does not count. */
static bool may_link(const struct model_field *f, enum model_type type)
{
    if (f->flags & MODEL_FIELD_COMMON)
        return false;
    return f->type == MODEL_ANYREF || (f->type == MODEL_REF && f->argument == (int)type);
}

static struct store_arg link_value(struct store *s, const struct model_field *f,
                                   struct store_ref ref, struct base_arena *a)
{
    return f->type == MODEL_REF ? STORE_INT(ref.id) : STORE_STR(store_anyref_write(s, ref, a));
}

/* SELECT what FROM table WHERE field = ?, bound and ready; finalized by the caller. */
static enum err_code select_links(struct store *s, const char *what, const char *also,
                                  const struct model_type_info *info, const struct model_field *f,
                                  struct store_arg value, sqlite3_stmt **rows, struct err *e)
{
    struct base_text sql = {0};
    base_text_printf(&sql, "SELECT %s FROM \"%s\" WHERE ", what, info->plural);
    store_sql_name(&sql, NULL, f->name);
    base_text_printf(&sql, " = ?1%s", also);
    *rows = NULL;
    if (store_prepare(s->db, sql.s, rows, e) == ERR_NONE &&
        store_bind(*rows, &value, 1) != ERR_NONE)
        store_fail(s->db, e, s->path);
    base_text_free(&sql);
    return e->code;
}

enum err_code store_links_to(struct store *s, struct store_ref ref, struct base_arena *a,
                             struct store_link **links, size_t *count, struct err *e)
{
    void *list = NULL;
    size_t capacity = 0;
    store_start(e);
    *count = 0;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        for (size_t i = 0; i < info->count; i++) {
            const struct model_field *f = &info->fields[i];
            sqlite3_stmt *row = NULL;
            if (!may_link(f, ref.type))
                continue;
            int64_t number = 0;
            if (select_links(s, "count(*)", " AND retired IS NULL", info, f,
                             link_value(s, f, ref, a), &row, e) == ERR_NONE &&
                store_step(s, row, e))
                number = sqlite3_column_int64(row, 0);
            sqlite3_finalize(row);
            if (e->code != ERR_NONE)
                return e->code;
            if (number > 0)
                *(struct store_link *)base_arena_push(a, &list, count, &capacity,
                                                      sizeof(struct store_link)) =
                    (struct store_link){info->type, f, number};
        }
    }
    *links = list;
    return ERR_NONE;
}

/* ---- merging ---- */

struct merge {
    struct store *store;
    struct store_ref from, into;
    struct base_arena *arena;
    struct err *e;
};

static enum err_code link_ids(const struct merge *m, const struct model_type_info *info,
                              const struct model_field *f, int64_t **ids, size_t *count)
{
    sqlite3_stmt *rows;
    void *list = NULL;
    size_t capacity = 0;
    *count = 0;
    select_links(m->store, "id", "", info, f, link_value(m->store, f, m->from, m->arena), &rows,
                 m->e);
    while (m->e->code == ERR_NONE && store_step(m->store, rows, m->e)) {
        int64_t *id = base_arena_push(m->arena, &list, count, &capacity, sizeof *id);
        *id = sqlite3_column_int64(rows, 0);
    }
    sqlite3_finalize(rows);
    *ids = list;
    return m->e->code;
}

/* A record that linked to its own double would now link to itself: that link goes. */
static void set_link(const struct merge *m, const struct model_field *f, bool itself, void *record)
{
    if (f->type == MODEL_REF)
        model_field_set_number(f, record, itself ? BASE_NONE : m->into.id);
    else
        model_field_set_text(f, record,
                             itself ? NULL : store_anyref_write(m->store, m->into, m->arena));
}

static enum err_code move_links(const struct merge *m, const struct model_type_info *info,
                                const struct model_field *f)
{
    int64_t *ids;
    size_t count;
    if (link_ids(m, info, f, &ids, &count) != ERR_NONE)
        return m->e->code;
    for (size_t i = 0; i < count; i++) {
        void *record;
        bool itself = info->type == m->into.type && ids[i] == m->into.id;
        if (store_get(m->store, info->type, ids[i], m->arena, &record, m->e) != ERR_NONE)
            return m->e->code;
        set_link(m, f, itself, record);
        if (store_put_flagged(m->store, info->type, record, STORE_PUT_UNCHECKED | STORE_PUT_LEDGER,
                              m->e) != ERR_NONE)
            return m->e->code;
    }
    return ERR_NONE;
}

static enum err_code move_all_links(const struct merge *m)
{
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        for (size_t i = 0; i < info->count; i++) {
            if (may_link(&info->fields[i], m->from.type) &&
                move_links(m, info, &info->fields[i]) != ERR_NONE)
                return m->e->code;
        }
    }
    return ERR_NONE;
}

static void copy_field(const struct model_field *f, const void *from, void *to)
{
    if (model_field_is_text(f))
        model_field_set_text(f, to, model_field_text(f, from));
    else
        model_field_set_number(f, to, model_field_number(f, from));
}

/* `extra` is common to all types and yet a fact of the record. */
static bool is_filled(const struct merge *m, const struct model_field *f, const void *from,
                      const void *into)
{
    const struct model_type_info *info = model_type_info(m->into.type);
    bool fact = !(f->flags & MODEL_FIELD_COMMON) || f == model_field_find(info, "extra");
    bool to_itself =
        f->type == MODEL_REF && f->argument == (int)m->into.type &&
        (model_field_number(f, from) == m->into.id || model_field_number(f, from) == m->from.id);
    return fact && !to_itself && model_field_empty(f, into) && !model_field_empty(f, from);
}

static enum err_code fill(const struct merge *m, const void *from)
{
    const struct model_type_info *info = model_type_info(m->into.type);
    void *into;
    if (store_get(m->store, info->type, m->into.id, m->arena, &into, m->e) != ERR_NONE)
        return m->e->code;
    for (size_t i = 0; i < info->count; i++) {
        if (is_filled(m, &info->fields[i], from, into))
            copy_field(&info->fields[i], from, into);
    }
    return store_put_flagged(m->store, info->type, into, 0, m->e);
}

static enum err_code check_merge(const struct merge *m, const struct model_head *from,
                                 const struct model_head *into)
{
    const char *why = NULL;
    if (m->from.type != m->into.type)
        why = _("the two are of different kinds");
    else if (m->from.id == m->into.id)
        why = _("it is one and the same record");
    else if (m->from.type == MODEL_ENTRY || m->from.type == MODEL_POSTING)
        why = _("the ledger is never changed, only added to");
    else if (from->merged_into != BASE_NONE)
        why = _("it is merged already");
    else if (into->retired != BASE_NONE)
        why = _("what it shall be merged into is retired");
    if (!why)
        return ERR_NONE;
    return err_set(m->e, ERR_REFUSED, store_called(m->store, m->from, m->arena),
                   _("Name a double and the record of its kind that stays."), "%s", why);
}

/* The double retires first: its code must be free before the other record takes it. */
static enum err_code merge(const struct merge *m)
{
    struct model_head *from, *into;
    if (store_get(m->store, m->from.type, m->from.id, m->arena, &from, m->e) != ERR_NONE ||
        store_get(m->store, m->into.type, m->into.id, m->arena, &into, m->e) != ERR_NONE ||
        check_merge(m, from, into) != ERR_NONE)
        return m->e->code;
    from->merged_into = m->into.id;
    if (from->retired == BASE_NONE)
        from->retired = store_now(m->store);
    if (store_put_flagged(m->store, m->from.type, from, STORE_PUT_UNCHECKED, m->e) != ERR_NONE ||
        move_all_links(m) != ERR_NONE)
        return m->e->code;
    return fill(m, from);
}

enum err_code store_merge(struct store *s, struct store_ref double_, struct store_ref into,
                          struct err *e)
{
    struct merge m = {.store = s, .from = double_, .into = into, .e = e};
    m.arena = base_arena_new();
    if (store_begin(s, "merge", e) == ERR_NONE) {
        if (merge(&m) == ERR_NONE)
            store_commit(s, e);
        else
            store_rollback(s);
    }
    base_arena_free(&m.arena);
    return e->code;
}
