/* forget.c: a person's data erased on request: in the record, in what was merged into it, in the
 * answers the person gave, where the person stands as a contact, and in the log of all these. The
 * digests of the log's rows stay, so that its chain still proves. */
#include "internal.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct forgetting {
    struct store *store;
    const struct model_person *person; /* as it was */
    struct base_arena *arena;
    struct err *e;
};

/* ---- what is personal in a record ---- */

static void empty(const struct model_field *f, void *record)
{
    if (model_field_is_text(f))
        model_field_set_text(f, record, NULL);
    else
        model_field_set_number(f, record, BASE_NONE);
}

static bool is_own(enum model_type type)
{
    return type == MODEL_PERSON || type == MODEL_ANSWER;
}

/* In a record of someone else's, only what is the person's own: name, address, number. */
static bool is_theirs(const struct forgetting *g, const char *text)
{
    const char *own[] = {g->person->name, g->person->name_alt, g->person->email, g->person->phone,
                         g->person->account};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (!base_text_empty(own[i]) && text && strcasecmp(own[i], text) == 0)
            return true;
    }
    return false;
}

static void blank(const struct forgetting *g, enum model_type type, void *record)
{
    const struct model_type_info *info = model_type_info(type);
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if ((f->flags & MODEL_FIELD_PERSONAL) &&
            (is_own(type) || (model_field_is_text(f) && is_theirs(g, model_field_text(f, record)))))
            empty(f, record);
    }
}

/* ---- the log ---- */

static const char *blank_image(const struct forgetting *g, const struct model_type_info *info,
                               const char *image)
{
    json_t *object = image ? json_loads(image, 0, NULL) : NULL;
    if (!object)
        return image;
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        const char *text = json_string_value(json_object_get(object, f->name));
        if ((f->flags & MODEL_FIELD_PERSONAL) && text && (is_own(info->type) || is_theirs(g, text)))
            json_object_del(object, f->name);
    }
    char *made = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(object);
    const char *kept = base_arena_strdup(g->arena, made);
    free(made);
    return kept;
}

static enum err_code blank_log(const struct forgetting *g, struct store_ref ref)
{
    const struct model_type_info *info = model_type_info(ref.type);
    struct store_rows rows;
    if (store_rows(g->store, STORE_LOG_ROWS_OF_RECORD,
                   STORE_ARGS(STORE_STR(info->name), STORE_INT(ref.id)), g->arena, &rows,
                   g->e) != ERR_NONE)
        return g->e->code;
    for (size_t i = 0; i < rows.count; i++) {
        const char *before = STORE_CELL(&rows, i, 1)->text;
        const char *after = STORE_CELL(&rows, i, 2)->text;
        const char *less_before = blank_image(g, info, before);
        const char *less_after = blank_image(g, info, after);
        if (base_text_equal(before, less_before) && base_text_equal(after, less_after))
            continue;
        if (store_run(g->store, STORE_LOG_ROW_BLANK,
                      STORE_ARGS(STORE_INT(STORE_CELL(&rows, i, 0)->number), STORE_STR(less_before),
                                 STORE_STR(less_after), STORE_INT(store_now(g->store))),
                      g->e) != ERR_NONE)
            return g->e->code;
    }
    return ERR_NONE;
}

/* ---- who and where ---- */

static enum err_code forget_record(const struct forgetting *g, struct store_ref ref)
{
    struct model_head *record;
    if (store_get(g->store, ref.type, ref.id, g->arena, &record, g->e) != ERR_NONE)
        return g->e->code;
    blank(g, ref.type, record);
    if (ref.type == MODEL_PERSON && record->retired == BASE_NONE)
        record->retired = store_now(g->store);
    if (store_put_flagged(g->store, ref.type, record, STORE_PUT_UNCHECKED | STORE_PUT_FORGET,
                          g->e) != ERR_NONE)
        return g->e->code;
    return blank_log(g, ref);
}

static enum err_code forget_selected(const struct forgetting *g, enum model_type type,
                                     enum store_statement statement, struct store_arg arg)
{
    struct store_rows rows;
    if (store_rows(g->store, statement, &arg, 1, g->arena, &rows, g->e) != ERR_NONE)
        return g->e->code;
    for (size_t i = 0; i < rows.count; i++) {
        struct store_ref ref = {type, STORE_CELL(&rows, i, 0)->number};
        if (forget_record(g, ref) != ERR_NONE)
            return g->e->code;
    }
    return ERR_NONE;
}

/* What anybody typed into this record's form and did not save. */
static enum err_code forget_drafts(const struct forgetting *g, struct store_ref ref)
{
    const char *form = base_arena_printf(g->arena, "%s:%s", model_type_info(ref.type)->name,
                                         store_number_text(ref.type, ref.id, g->arena));
    return store_run(g->store, STORE_DRAFT_FORGET, STORE_ARGS(STORE_STR(form)), g->e);
}

static enum err_code forget_person(struct store *s, int64_t person, struct base_arena *a,
                                   struct err *e)
{
    struct model_person *record;
    if (store_get(s, MODEL_PERSON, person, a, &record, e) != ERR_NONE)
        return e->code;
    struct forgetting g = {s, record, a, e};
    struct store_arg email = STORE_STR(base_text_empty(record->email) ? NULL : record->email);
    if (forget_selected(&g, MODEL_ANSWER, STORE_ANSWERS_OF_PERSON, STORE_INT(person)) != ERR_NONE ||
        forget_selected(&g, MODEL_ORGANISATION, STORE_ORGANISATIONS_OF_CONTACT, email) !=
            ERR_NONE ||
        forget_selected(&g, MODEL_RESOURCE, STORE_RESOURCES_OF_CONTACT, email) != ERR_NONE ||
        forget_drafts(&g, (struct store_ref){MODEL_PERSON, person}) != ERR_NONE)
        return e->code;
    return forget_record(&g, (struct store_ref){MODEL_PERSON, person});
}

static enum err_code forget_all(struct store *s, int64_t person, struct base_arena *a,
                                struct err *e)
{
    struct store_rows doubles;
    if (store_rows(s, STORE_PEOPLE_MERGED_INTO, STORE_ARGS(STORE_INT(person)), a, &doubles, e) !=
        ERR_NONE)
        return e->code;
    for (size_t i = 0; i < doubles.count; i++) {
        if (forget_person(s, STORE_CELL(&doubles, i, 0)->number, a, e) != ERR_NONE)
            return e->code;
    }
    return forget_person(s, person, a, e);
}

/* What was erased must not linger in unused pages of the file or of its log. */
static void scrub(struct store *s)
{
    sqlite3_exec(s->db, "INSERT INTO search (search) VALUES ('optimize')", NULL, NULL, NULL);
    sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

enum err_code store_forget(struct store *s, int64_t person, struct err *e)
{
    store_start(e);
    if (s->role != STORE_MANAGER)
        return err_set(e, ERR_REFUSED, store_actor(s), _("Ask a manager of the desk."), "%s",
                       _("only a manager may erase a person's data"));
    struct base_arena *a = base_arena_new();
    sqlite3_exec(s->db, "PRAGMA secure_delete = ON", NULL, NULL, NULL);
    if (store_begin(s, "forget", e) == ERR_NONE) {
        if (forget_all(s, person, a, e) != ERR_NONE)
            store_rollback(s);
        else if (store_commit(s, e) == ERR_NONE && s->transaction.depth == 0)
            scrub(s);
    }
    base_arena_free(&a);
    return e->code;
}
