/* write.c: putting one record: constraints, links, version, log. */
#include "internal.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/demand.h"

#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

/* One put under way. */
struct put {
    struct store *store;
    const struct model_type_info *info;
    struct model_head *record; /* as it shall be */
    struct model_head *stored; /* as it is; NULL for a new one */
    unsigned flags;
    struct base_arena *arena;
};

/* ---- refusals ---- */

static const char *what_of(const struct put *p)
{
    const char *title = model_record_title(p->info->type, p->record);
    if (p->record->id != 0)
        return store_called(p->store, (struct store_ref){p->info->type, p->record->id}, p->arena);
    return base_text_empty(title) ? _(p->info->label)
                                  : base_arena_printf(p->arena, "%s %s", _(p->info->label), title);
}

static enum err_code check_texts(const struct put *p, struct err *e)
{
    for (size_t i = 0; i < p->info->count; i++) {
        const struct model_field *f = &p->info->fields[i];
        if (!model_field_is_text(f) || model_field_empty(f, p->record))
            continue;
        const char *text = model_field_text(f, p->record);
        if (!base_utf8_valid(text, strlen(text)))
            return err_set(e, ERR_VALUE, what_of(p), _("Save the text as UTF-8."),
                           _("%s: the text is no UTF-8"), _(f->label));
    }
    return ERR_NONE;
}

/* All faults in one refusal: whoever mends them wants to know them all. */
static enum err_code check_faults(const struct put *p, struct err *e)
{
    struct model_fault *faults;
    size_t count = model_record_faults(p->info->type, p->record, p->arena, &faults);
    if (count == 0)
        return ERR_NONE;
    struct base_text why = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            base_text_add(&why, _("; "));
        if (faults[i].field)
            base_text_printf(&why, "%s%s", _(faults[i].field->label), _(": "));
        base_text_add(&why, faults[i].why);
    }
    err_set(e, ERR_VALUE, what_of(p), faults[0].hint, "%s", why.s);
    base_text_free(&why);
    return e->code;
}

static enum err_code check_anyrefs(const struct put *p, struct err *e)
{
    for (size_t i = 0; i < p->info->count; i++) {
        const struct model_field *f = &p->info->fields[i];
        if (f->type != MODEL_ANYREF || model_field_empty(f, p->record) ||
            (p->stored && model_field_equal(f, p->record, p->stored)))
            continue;
        struct store_ref ref;
        struct err unread = ERR_INIT;
        if (store_anyref_read(p->store, model_field_text(f, p->record), &ref, &unread) != ERR_NONE)
            return err_set(e, ERR_VALUE, what_of(p), unread.hint, _("%s: %s: %s"), _(f->label),
                           unread.what, unread.why);
        /* One way to write a link, whatever reference was handed in. */
        model_field_set_text(f, p->record, store_anyref_write(p->store, ref, p->arena));
    }
    return ERR_NONE;
}

static enum err_code refuse_link(const struct put *p, struct err *e)
{
    for (size_t i = 0; i < p->info->count; i++) {
        const struct model_field *f = &p->info->fields[i];
        int64_t id = f->type == MODEL_REF ? model_field_number(f, p->record) : BASE_NONE;
        struct store_ref ref = {(enum model_type)f->argument, id};
        if (id != BASE_NONE && !store_exists(p->store, ref))
            return err_set(e, ERR_VALUE, what_of(p), _("Look for it with `sharedesk find TEXT`."),
                           _("%s: there is no record %s"), _(f->label),
                           store_number_text(ref.type, id, p->arena));
    }
    return store_fail(p->store->db, e, what_of(p));
}

static bool holds_code(const struct put *p, int64_t *other)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *by_code;
    if (!p->info->code || model_field_empty(p->info->code, p->record) ||
        store_table(p->store, p->info->type, TABLE_BY_CODE, &by_code, &e) != ERR_NONE)
        return false;
    bool held = false;
    store_field_bind(by_code, 1, p->info->code, p->record);
    while (store_step(p->store, by_code, &e)) {
        int64_t id = sqlite3_column_int64(by_code, 0);
        if (id != p->record->id && store_column(by_code, 2) == BASE_NONE) {
            *other = id;
            held = true;
        }
    }
    return held;
}

static enum err_code refuse_double(const struct put *p, struct err *e)
{
    int64_t other = store_id_of_uid(p->store, p->info->type, p->record->uid);
    const char *what = what_of(p);
    if (other != 0 && other != p->record->id)
        return err_set(e, ERR_REFUSED, what, _("Choose another uid, or change that record."),
                       _("%s already has the uid %s"),
                       store_called(p->store, (struct store_ref){p->info->type, other}, p->arena),
                       p->record->uid);
    if (holds_code(p, &other))
        return err_set(e, ERR_REFUSED, what, _("Codes are unique: choose another."),
                       _("%s already has the code %s"),
                       store_called(p->store, (struct store_ref){p->info->type, other}, p->arena),
                       model_field_text(p->info->code, p->record));
    if (p->info->type == MODEL_ANSWER)
        return err_set(e, ERR_REFUSED, what, _("Change the answer that is there."), "%s",
                       _("this booking and role have an answer already"));
    return err_set(e, ERR_REFUSED, what, _("Choose another name, or change that record."), "%s",
                   _("another record of this name is there"));
}

static enum err_code refuse_constraint(const struct put *p, struct err *e)
{
    switch (sqlite3_extended_errcode(p->store->db)) {
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return refuse_link(p, e);
    case SQLITE_CONSTRAINT_UNIQUE:
        return refuse_double(p, e);
    case SQLITE_CONSTRAINT_DATATYPE: /* the sum of two integers became a REAL */
        return err_set(e, ERR_LIMIT, what_of(p), _("Give a smaller amount."), "%s",
                       _("the sum does not fit into the largest number of the desk"));
    default:
        return store_fail(p->store->db, e, what_of(p));
    }
}

const char *store_last_changed(struct store *s, struct store_ref ref, struct base_arena *a)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *row;
    const struct store_arg args[] = {STORE_STR(model_type_info(ref.type)->name), STORE_INT(ref.id)};
    if (store_ready(s, STORE_LOG_LAST_OF_RECORD, args, 2, &row, &e) != ERR_NONE ||
        !store_step(s, row, &e))
        return _("someone changed it");
    char when[32];
    base_time_show(sqlite3_column_int64(row, 0), when);
    const char *text = base_arena_printf(a, _("%s changed it at %s (%s)"),
                                         (const char *)sqlite3_column_text(row, 1), when,
                                         (const char *)sqlite3_column_text(row, 2));
    store_done(row);
    return text;
}

static enum err_code refuse_conflict(const struct put *p, struct err *e)
{
    struct store_ref ref = {p->info->type, p->record->id};
    return err_set(e, ERR_CONFLICT, what_of(p), _("Look at it as it is now, then change it again."),
                   "%s", store_last_changed(p->store, ref, p->arena));
}

/* ---- the ledger is append-only ---- */

static bool only_annotated(const struct put *p)
{
    for (size_t i = 0; i < p->info->count; i++) {
        const struct model_field *f = &p->info->fields[i];
        bool may = strcmp(f->name, "invoice") == 0 && model_field_empty(f, p->stored);
        if (!may && !model_field_equal(f, p->record, p->stored))
            return false;
    }
    return true;
}

/* An entry gets its invoice number later; all else of it stands as it was posted. */
static enum err_code check_ledger(const struct put *p, struct err *e)
{
    bool ledger = p->info->type == MODEL_ENTRY || p->info->type == MODEL_POSTING;
    if (!ledger || !p->stored || (p->flags & STORE_PUT_LEDGER) || only_annotated(p))
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, what_of(p), _("Post a reversal, then the right entry."), "%s",
                   _("the ledger is never changed, only added to"));
}

/* ---- writing ---- */

static bool same(const struct put *p)
{
    for (size_t i = 0; i < p->info->count; i++) {
        if (!model_field_equal(&p->info->fields[i], p->record, p->stored))
            return false;
    }
    return true;
}

static void make_uid(struct put *p)
{
    uuid_t uuid;
    char text[37];
    uuid_generate_random(uuid);
    uuid_unparse_lower(uuid, text);
    p->record->uid = base_arena_strdup(p->arena, text);
}

static enum err_code write_row(struct put *p, struct err *e)
{
    struct store *s = p->store;
    int places = (int)p->info->count;
    sqlite3_stmt *write;
    if (store_table(s, p->info->type, p->stored ? TABLE_UPDATE : TABLE_INSERT, &write, e) !=
        ERR_NONE)
        return e->code;
    for (int i = 0; i < places; i++)
        store_field_bind(write, i + 1, &p->info->fields[i], p->record);
    sqlite3_bind_int64(write, places + 1, p->record->version);
    if (p->stored) {
        sqlite3_bind_int64(write, places + 2, p->record->changed);
        sqlite3_bind_int64(write, places + 3, p->record->id);
    } else {
        sqlite3_bind_int64(write, places + 2, p->record->created);
        sqlite3_bind_int64(write, places + 3, p->record->changed);
    }
    if (sqlite3_step(write) == SQLITE_DONE) {
        store_done(write);
        return ERR_NONE;
    }
    refuse_constraint(p, e);
    store_done(write);
    /* On a full disk SQLite may have rolled the transaction back itself. */
    return sqlite3_get_autocommit(s->db) ? store_doom(s, e) : e->code;
}

static enum err_code log_row(const struct put *p, struct err *e)
{
    bool personal = !(p->flags & STORE_PUT_FORGET);
    struct store_ref ref = {p->info->type, p->record->id};
    const char *before = NULL;
    if (p->stored)
        before = store_image_write(p->store, ref.type, p->stored, p->record, personal, p->arena);
    const char *after =
        store_image_write(p->store, ref.type, p->record, p->stored, personal, p->arena);
    if (store_log_write(p->store, ref, p->stored ? p->stored->version : 0, p->record->version,
                        before, after, e) != ERR_NONE)
        return store_doom(p->store, e);
    store_touch(p->store, ref);
    store_issue(p->store, ref, p->stored ? p->stored->version : 0, p->record->version);
    return ERR_NONE;
}

static enum err_code check_extra(const struct put *p, struct err *e)
{
    const char *extra = p->record->extra;
    if (base_text_empty(extra) || store_image_is_object(extra))
        return ERR_NONE;
    return err_set(e, ERR_VALUE, what_of(p), _("Write it as {\"name\": \"value\"}."), "%s",
                   _("Extra: it is no JSON object"));
}

static enum err_code check(const struct put *p, struct err *e)
{
    if (check_texts(p, e) != ERR_NONE || check_extra(p, e) != ERR_NONE ||
        check_ledger(p, e) != ERR_NONE)
        return e->code;
    if (!(p->flags & STORE_PUT_UNCHECKED) && check_faults(p, e) != ERR_NONE)
        return e->code;
    return check_anyrefs(p, e);
}

/* p->record is a copy: the caller's is not touched unless all went well. */
static enum err_code put(struct put *p, struct err *e)
{
    if (check(p, e) != ERR_NONE)
        return e->code;
    int64_t now = store_now(p->store);
    p->record->changed = now;
    p->record->created = p->stored ? p->stored->created : now;
    p->record->version = p->stored ? p->stored->version + 1 : 1;
    if (write_row(p, e) != ERR_NONE)
        return e->code;
    if (!p->stored)
        p->record->id = sqlite3_last_insert_rowid(p->store->db);
    return log_row(p, e);
}

/* The stored version that the caller has seen. A number that was given and revoked may since have
 * been given to another's change: the time tells them apart. */
static int64_t seen_version(const struct put *p)
{
    const struct model_head *head = p->record;
    if (p->stored && p->stored->version == head->version && p->stored->changed == head->changed)
        return head->version;
    return store_issue_base(p->store, (struct store_ref){p->info->type, head->id}, head->version);
}

/* Its number came from a change that was rolled back; another may have it by now. */
static bool was_never_stored(const struct put *p)
{
    const struct model_head *head = p->record;
    struct store_ref ref = {p->info->type, head->id};
    return head->id == 0 || (head->uid && store_issue_base(p->store, ref, head->version) == 0 &&
                             store_id_of_uid(p->store, p->info->type, head->uid) == 0);
}

static enum err_code begin_put(struct put *p, struct err *e)
{
    struct model_head *head = p->record;
    if (was_never_stored(p)) {
        head->id = 0;
        if (!head->uid)
            make_uid(p);
        return ERR_NONE;
    }
    if (store_get(p->store, p->info->type, head->id, p->arena, &p->stored, e) != ERR_NONE)
        return e->code;
    if (!head->uid)
        head->uid = p->stored->uid;
    if (seen_version(p) != p->stored->version)
        return refuse_conflict(p, e);
    if (strcmp(head->uid, p->stored->uid) != 0)
        return err_set(e, ERR_REFUSED, what_of(p),
                       _("Add a new record, and merge the old one into it."), "%s",
                       _("a uid is permanent"));
    return ERR_NONE;
}

/* The texts of the record belong to the caller's arena; a uid that was made is given to the store's
 * arena, as the caller hands in none. */
static void give_head(struct put *p, struct model_head *head)
{
    const struct model_head *from = p->stored && same(p) ? p->stored : p->record;
    head->id = from->id;
    head->version = from->version;
    head->created = from->created;
    head->changed = from->changed;
    if (!head->uid)
        head->uid = base_arena_strdup(p->store->arena, from->uid);
}

/* What follows from other fields, of which no writer needs to think. What is taken back is put as
 * it was. */
static void follow(const struct put *p)
{
    if (p->info->type == MODEL_DEMAND && !(p->flags & STORE_PUT_UNCHECKED))
        model_demand_close((void *)p->record, (const void *)p->stored, store_now(p->store));
}

enum err_code store_put_flagged(struct store *s, enum model_type type, void *record, unsigned flags,
                                struct err *e)
{
    if (store_may_write(s, e) != ERR_NONE)
        return e->code;
    struct put p = {.store = s, .info = model_type_info(type), .flags = flags};
    p.arena = base_arena_new();
    p.record = base_arena_alloc(p.arena, p.info->size);
    memcpy(p.record, record, p.info->size);
    if (begin_put(&p, e) == ERR_NONE) {
        follow(&p);
        if (!p.stored || !same(&p))
            put(&p, e);
    }
    if (e->code == ERR_NONE)
        give_head(&p, record);
    base_arena_free(&p.arena);
    return e->code;
}

enum err_code store_put(struct store *s, enum model_type type, void *record, struct err *e)
{
    store_start(e);
    return store_put_flagged(s, type, record, 0, e);
}

static enum err_code set_retired(struct store *s, struct store_ref ref, int64_t when, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct model_head *head;
    store_start(e);
    if (store_get(s, ref.type, ref.id, a, &head, e) == ERR_NONE &&
        (head->retired == BASE_NONE) != (when == BASE_NONE)) {
        head->retired = when;
        if (when == BASE_NONE)
            head->merged_into = BASE_NONE;
        store_put_flagged(s, ref.type, head, STORE_PUT_UNCHECKED, e);
    }
    base_arena_free(&a);
    return e->code;
}

enum err_code store_retire(struct store *s, struct store_ref ref, struct err *e)
{
    return set_retired(s, ref, store_now(s), e);
}

enum err_code store_unretire(struct store *s, struct store_ref ref, struct err *e)
{
    return set_retired(s, ref, BASE_NONE, e);
}

enum err_code store_in_use(struct store *s, struct store_ref ref, struct err *e)
{
    struct base_arena *a = base_arena_new();
    void *record;
    enum err_code code = store_get(s, ref.type, ref.id, a, &record, e);
    if (!code && ((struct model_head *)record)->retired != BASE_NONE)
        code =
            err_set(e, ERR_REFUSED, store_called(s, ref, a),
                    base_arena_printf(a, _("`sharedesk retire %s --back` takes it into use again."),
                                      store_number_text(ref.type, ref.id, a)),
                    "%s", _("it is retired"));
    base_arena_free(&a);
    return code;
}
