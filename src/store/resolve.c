/* resolve.c: what people and files write for a record, and what a record is called. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

enum { MERGES_FOLLOWED = 64 };

/* What a reference fits. A record in use goes before retired ones of the same code or name: a
 * retired record does not take its name with it. */
struct hits {
    struct store_ref refs[2];
    size_t count;
    bool in_use;
};

static void add_hit(struct hits *hits, struct store_ref ref, bool in_use)
{
    if (in_use && !hits->in_use) {
        hits->count = 0;
        hits->in_use = true;
    }
    if (in_use != hits->in_use)
        return;
    for (size_t i = 0; i < hits->count; i++) {
        if (hits->refs[i].type == ref.type && hits->refs[i].id == ref.id)
            return;
    }
    if (hits->count < 2)
        hits->refs[hits->count++] = ref;
}

/* The record at the end of a chain of merges, and whether it is in use. */
static struct store_ref follow_merges(struct store *s, struct store_ref ref, bool *in_use)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *by_id;
    for (int i = 0; i < MERGES_FOLLOWED; i++) {
        if (store_table(s, ref.type, TABLE_BY_ID, &by_id, &e) != ERR_NONE)
            break;
        sqlite3_bind_int64(by_id, 1, ref.id);
        if (!store_step(s, by_id, &e))
            break;
        int64_t into = store_column(by_id, 1);
        *in_use = store_column(by_id, 2) == BASE_NONE;
        store_done(by_id);
        if (into == BASE_NONE)
            break;
        ref.id = into;
    }
    return ref;
}

static enum err_code look_up(struct store *s, enum model_type type,
                             enum store_table_statement which, const char *text, struct hits *hits,
                             struct err *e)
{
    sqlite3_stmt *statement;
    if (store_table(s, type, which, &statement, e) != ERR_NONE)
        return e->code;
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    while (store_step(s, statement, e)) {
        struct store_ref ref = {type, sqlite3_column_int64(statement, 0)};
        bool in_use = store_column(statement, 2) == BASE_NONE;
        if (store_column(statement, 1) != BASE_NONE)
            ref = follow_merges(s, ref, &in_use);
        /* A uid is meant whatever became of its record. */
        add_hit(hits, ref, which == TABLE_BY_UID || in_use);
    }
    return e->code;
}

static bool has_statement(const struct model_type_info *info, enum store_table_statement which)
{
    return which == TABLE_BY_UID || (which == TABLE_BY_CODE && info->code) ||
           (which == TABLE_BY_TITLE && info->title);
}

static enum err_code look_up_all(struct store *s, enum model_type type,
                                 enum store_table_statement which, const char *text,
                                 struct hits *hits, struct err *e)
{
    int first = type == MODEL_ANY ? 0 : (int)type;
    int last = type == MODEL_ANY ? MODEL_TYPE_COUNT - 1 : (int)type;
    for (int t = first; t <= last; t++) {
        if (has_statement(model_type_info((enum model_type)t), which) &&
            look_up(s, (enum model_type)t, which, text, hits, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}

static void look_up_number(struct store *s, enum model_type type, const char *text,
                           struct hits *hits)
{
    int64_t id;
    const struct model_type_info *info = model_type_of_number(text, &id);
    if (!info || (type != MODEL_ANY && info->type != type))
        return;
    struct store_ref ref = {info->type, id};
    bool in_use = false;
    if (store_exists(s, ref))
        add_hit(hits, follow_merges(s, ref, &in_use), true);
}

static enum err_code refuse_ambiguous(struct store *s, const char *reference,
                                      const struct hits *hits, struct err *e)
{
    struct base_arena *a = base_arena_new();
    err_set(e, ERR_AMBIGUOUS, reference, _("Write the number or the uid."),
            _("it fits both %s and %s"), store_called(s, hits->refs[0], a),
            store_called(s, hits->refs[1], a));
    base_arena_free(&a);
    return e->code;
}

static enum err_code refuse_unknown(enum model_type type, const char *reference, struct err *e)
{
    const char *hint = _("Look for it with `sharedesk find TEXT`.");
    if (*reference == '\0')
        reference = "\"\"";
    int64_t id;
    const struct model_type_info *other = model_type_of_number(reference, &id);
    if (type == MODEL_ANY)
        return err_set(e, ERR_NOT_FOUND, reference, hint, "%s",
                       _("no record has this uid, number, code or name"));
    const char *kinds = _(model_type_info(type)->labels);
    if (other && other->type != type)
        return err_set(e, ERR_NOT_FOUND, reference, hint,
                       _("it is a number of %s, and one of %s is asked for"), _(other->labels),
                       kinds);
    return err_set(e, ERR_NOT_FOUND, reference, hint,
                   _("no such uid, number, code or name among %s"), kinds);
}

enum err_code store_resolve(struct store *s, enum model_type type, const char *reference,
                            struct store_ref *ref, struct err *e)
{
    store_start(e);
    static const enum store_table_statement AFTER_NUMBER[] = {TABLE_BY_CODE, TABLE_BY_TITLE};
    struct hits hits = {0};
    if (look_up_all(s, type, TABLE_BY_UID, reference, &hits, e) != ERR_NONE)
        return e->code;
    if (hits.count == 0)
        look_up_number(s, type, reference, &hits);
    for (size_t i = 0; hits.count == 0 && i < 2; i++) {
        if (look_up_all(s, type, AFTER_NUMBER[i], reference, &hits, e) != ERR_NONE)
            return e->code;
    }
    if (hits.count == 0)
        return refuse_unknown(type, reference, e);
    if (hits.count > 1)
        return refuse_ambiguous(s, reference, &hits, e);
    *ref = hits.refs[0];
    return ERR_NONE;
}

/* ---- links to any type ---- */

/* The type before the colon; *rest is what stands behind it. */
static const struct model_type_info *prefix_type(const char *text, const char **rest)
{
    char name[32];
    const char *colon = text ? strchr(text, ':') : NULL;
    size_t length = colon ? (size_t)(colon - text) : 0;
    if (length == 0 || length >= sizeof name)
        return NULL;
    memcpy(name, text, length);
    name[length] = '\0';
    *rest = colon + 1;
    return model_type_find(name);
}

enum err_code store_anyref_read(struct store *s, const char *text, struct store_ref *ref,
                                struct err *e)
{
    store_start(e);
    const char *rest;
    const struct model_type_info *info = prefix_type(text, &rest);
    if (!info)
        return err_set(e, ERR_VALUE, text ? text : "", _("Write it as demand:d-17."), "%s",
                       _("it is no link of the form kind:uid"));
    return store_resolve(s, info->type, rest, ref, e);
}

const char *store_anyref_write(struct store *s, struct store_ref ref, struct base_arena *a)
{
    return base_arena_printf(a, "%s:%s", model_type_info(ref.type)->name,
                             store_uid(s, ref.type, ref.id, a));
}

/* ---- names ---- */

enum err_code store_find_uid(struct store *s, enum model_type type, const char *uid, int64_t *id,
                             struct err *e)
{
    sqlite3_stmt *by_uid;
    *id = 0;
    if (store_table(s, type, TABLE_BY_UID, &by_uid, e) != ERR_NONE)
        return e->code;
    sqlite3_bind_text(by_uid, 1, uid, -1, SQLITE_STATIC);
    if (store_step(s, by_uid, e)) {
        *id = sqlite3_column_int64(by_uid, 0);
        store_done(by_uid);
    }
    return e->code;
}

int64_t store_id_of_uid(struct store *s, enum model_type type, const char *uid)
{
    struct err e = ERR_INIT;
    int64_t id;
    return store_find_uid(s, type, uid, &id, &e) == ERR_NONE ? id : 0;
}

bool store_exists(struct store *s, struct store_ref ref)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *by_id;
    if (store_table(s, ref.type, TABLE_BY_ID, &by_id, &e) != ERR_NONE)
        return false;
    sqlite3_bind_int64(by_id, 1, ref.id);
    if (!store_step(s, by_id, &e))
        return false;
    store_done(by_id);
    return true;
}

/* column 0 uid, 1 title; NULL if there is none */
static const char *name_of(struct store *s, enum model_type type, int64_t id, int column,
                           struct base_arena *a)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *names;
    if (store_table(s, type, TABLE_NAMES, &names, &e) != ERR_NONE)
        return NULL;
    sqlite3_bind_int64(names, 1, id);
    if (!store_step(s, names, &e))
        return NULL;
    const char *name = store_column_text(names, column, a);
    store_done(names);
    return name;
}

const char *store_number_text(enum model_type type, int64_t id, struct base_arena *a)
{
    char number[24];
    model_number_format(type, id, number);
    return base_arena_strdup(a, number);
}

const char *store_title(struct store *s, enum model_type type, int64_t id, struct base_arena *a)
{
    const char *title = name_of(s, type, id, 1, a);
    return base_text_empty(title) ? store_number_text(type, id, a) : title;
}

const char *store_uid(struct store *s, enum model_type type, int64_t id, struct base_arena *a)
{
    const char *uid = name_of(s, type, id, 0, a);
    return uid ? uid : "";
}

const char *store_called(struct store *s, struct store_ref ref, struct base_arena *a)
{
    const char *title = name_of(s, ref.type, ref.id, 1, a);
    const char *number = store_number_text(ref.type, ref.id, a);
    return base_text_empty(title) ? number : base_arena_printf(a, _("%s (%s)"), title, number);
}
