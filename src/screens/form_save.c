/* form_save.c: drafts, saving, and what happens when someone else saved first. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/match/entered.h"
#include "sharedesk/screens/match.h"

#include "form_private.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A draft is a write: while one types fast it is made twice a second, and the last keys at the
 * tick. */
enum { DRAFT_EVERY_MS = 500 };

/* ---- drafts --------------------------------------------------------------------------------- */

/* The version that was edited, and what it said where something was typed, travel with the draft,
 * so that a later save still sees the conflict and can show both versions. */
static char *form_draft_text(const struct form *f)
{
    json_t *values = json_object(), *base = json_object();
    for (size_t i = 0; i < f->type->count; i++) {
        const char *name = f->type->fields[i].name, *value = tui_form_get(f->form, name);
        if (!base_text_equal(value, f->base[i])) {
            json_object_set_new(values, name, json_string(value));
            json_object_set_new(base, name, json_string(f->base[i] ? f->base[i] : ""));
        }
    }
    json_t *draft = json_pack("{s:I, s:o, s:o}", "version", (json_int_t)f->version, "values",
                              values, "base", base);
    char *text = json_dumps(draft, JSON_COMPACT);
    json_decref(draft);
    return text;
}

void form_draft_flush(struct form *f)
{
    struct err e = ERR_INIT;
    if (!f->draft_due)
        return;
    f->draft_due = false;
    f->draft_at = tui_app_now(f->screen->app);
    char *text = form_draft_text(f);
    if (store_draft_save(f->desk->store, f->draft, text, &e))
        tui_say_error(f->screen->app, &e);
    free(text);
}

void form_draft_changed(struct form *f)
{
    f->draft_due = true;
    if (tui_app_now(f->screen->app) - f->draft_at >= DRAFT_EVERY_MS)
        form_draft_flush(f);
}

static void form_draft_base(struct form *f, const json_t *base)
{
    for (size_t i = 0; i < f->type->count; i++) {
        const char *was = json_string_value(json_object_get(base, f->type->fields[i].name));
        if (was)
            f->base[i] = base_arena_strdup(f->screen->life, was);
    }
}

static void form_draft_apply(struct form *f, json_t *draft)
{
    json_int_t version = f->version;
    json_t *values = NULL, *value;
    const char *name;
    if (json_unpack(draft, "{s:I, s:o}", "version", &version, "values", &values) != 0 ||
        json_object_size(values) == 0)
        return;
    json_object_foreach (values, name, value)
        if (json_is_string(value) && form_field(f, name))
            tui_form_set(f->form, name, json_string_value(value));
    form_draft_base(f, json_object_get(draft, "base"));
    f->version = version;
    tui_say(f->screen->app, TUI_SAY_INFO, "%s",
            _("your draft is back as you left it; form-discard (C-x) drops it"));
}

void form_draft_load(struct form *f)
{
    const char *text = store_draft_load(f->desk->store, f->draft, f->screen->life);
    json_error_t error;
    json_t *draft = text ? json_loads(text, 0, &error) : NULL;
    if (draft)
        form_draft_apply(f, draft);
    json_decref(draft);
}

static void form_draft_drop(struct form *f)
{
    f->draft_due = false;
    store_draft_drop(f->desk->store, f->draft);
}

static int form_discarded(struct tui_screen *s, void *ctx)
{
    struct form *f = ctx;
    (void)s;
    form_draft_drop(f);
    return TUI_POP;
}

int form_discard(struct form *f)
{
    if (!tui_form_changed(f->form) && !store_draft_load(f->desk->store, f->draft, f->screen->data))
        return form_discarded(f->screen, f);
    return tui_ask_yes_no(f->screen, _("Throw away what was typed here?"), form_discarded, f);
}

/* ---- conflicts ------------------------------------------------------------------------------ */

/* Three versions of each field: what both began with, mine, theirs. */
static void form_merge_field(struct form *f, size_t i, const char *theirs, bool *clash)
{
    const char *name = f->type->fields[i].name, *mine = tui_form_get(f->form, name);
    bool they = !base_text_equal(theirs, f->base[i]), i_too = !base_text_equal(mine, f->base[i]);
    tui_form_theirs(f->form, name, NULL);
    if (!they || base_text_equal(mine, theirs))
        return;
    if (i_too) {
        tui_form_theirs(f->form, name, theirs);
        if (!*clash)
            tui_form_focus_on(f->form, name);
        *clash = true;
    } else {
        tui_form_set(f->form, name, theirs);
        tui_form_note(f->form, name, TUI_WARNING, _("changed meanwhile"));
    }
}

static int form_conflict(struct form *f, const struct err *conflict)
{
    struct base_arena *life = f->screen->life;
    const struct model_head *stored;
    struct err e = ERR_INIT;
    bool clash = false;
    if (store_get(f->desk->store, f->type->type, f->id, life, &stored, &e)) {
        tui_say_error(f->screen->app, &e);
        return TUI_DONE;
    }
    const char **theirs = form_values(f, stored, life);
    for (size_t i = 0; i < f->type->count; i++)
        form_merge_field(f, i, theirs[i], &clash);
    f->base = theirs;
    f->version = stored->version;
    form_draft_changed(f);
    tui_say(
        f->screen->app, TUI_SAY_WARNING, _("%s. %s"), conflict->why,
        clash
            ? _("Both versions are shown: save again to keep yours, form-theirs (C-t) takes theirs")
            : _("Their changes are taken over beside yours: look, and save again"));
    return TUI_DONE;
}

int form_take_theirs(struct form *f)
{
    const struct tui_field *field = tui_form_focus(f->form);
    for (size_t i = 0; field && i < f->type->count; i++)
        if (base_text_equal(f->type->fields[i].name, field->name)) {
            tui_form_set(f->form, field->name, f->base[i]);
            tui_form_theirs(f->form, field->name, NULL);
            form_draft_changed(f);
        }
    return TUI_DONE;
}

/* ---- saving --------------------------------------------------------------------------------- */

/* Only what was changed is parsed into the record: the rest stays to the last second as it is
 * stored. */
static enum err_code form_fill(struct form *f, void *record, struct base_arena *a, struct err *e)
{
    for (size_t i = 0; i < f->type->count; i++) {
        const struct model_field *m = &f->type->fields[i];
        const char *value = tui_form_get(f->form, m->name);
        if (m->flags & (MODEL_FIELD_COMMON | MODEL_FIELD_DESK) ||
            (f->id && base_text_equal(value, f->base[i])))
            continue;
        if (model_value_parse(m, value, store_format_number(f->desk->store), a, record, e)) {
            tui_form_focus_on(f->form, m->name);
            return e->code;
        }
    }
    return ERR_NONE;
}

/* Faults between fields (an end before its start) stand beside the field they name. */
static bool form_has_faults(struct form *f, const void *record, struct base_arena *a)
{
    struct model_fault *faults;
    size_t count = model_record_faults(f->type->type, record, a, &faults);
    for (size_t i = count; i-- > 0;) {
        const char *name = faults[i].field ? faults[i].field->name : NULL;
        if (!name)
            tui_say(f->screen->app, TUI_SAY_ERROR, "%s", faults[i].why);
        else {
            tui_form_note(f->form, name, TUI_ERROR, faults[i].why);
            tui_form_focus_on(f->form, name);
        }
    }
    return count > 0;
}

static enum err_code form_store(struct form *f, void *record, struct err *e)
{
    struct store *s = f->desk->store;
    if (store_begin(s, f->id ? "set" : "add", e))
        return e->code;
    if (store_put_by_hand(s, f->type->type, record, e)) {
        store_rollback(s);
        return e->code;
    }
    return store_commit(s, e);
}

static enum err_code form_record(struct form *f, struct base_arena *a, struct model_head **record,
                                 struct err *e)
{
    if (!f->id)
        *record = model_record_new(a, f->type->type);
    else if (store_get(f->desk->store, f->type->type, f->id, a, record, e))
        return e->code;
    (*record)->version = f->version;
    return form_fill(f, *record, a, e);
}

/* A new offer is matched at once; that it was saved stands, whatever comes of it. */
static const char *form_fits(struct form *f, struct store_ref ref, struct base_arena *a)
{
    struct match_entered found;
    struct err e = ERR_INIT;
    if (f->id != 0 || ref.type != MODEL_RESOURCE)
        return "";
    struct match_desk *m = screens_match(f->desk, &e);
    const char *text = m && match_entered(m, ref.id - 1, &found, &e) == ERR_NONE
                           ? match_entered_show(m, &found, a)
                           : "";
    err_clear(&e);
    return text;
}

static int form_saved(struct form *f, const struct model_head *record, struct base_arena *a)
{
    struct store_ref ref = {f->type->type, record->id};
    const char *title = store_title(f->desk->store, ref.type, ref.id, a);
    form_draft_drop(f);
    const char *fits = form_fits(f, ref, a);
    const char *number = screens_number_show(ref, a);
    if (*fits)
        tui_say(f->screen->app, TUI_SAY_DONE, "%s", fits);
    else if (strcmp(title, number) == 0) /* a quote has no other name */
        tui_say(f->screen->app, TUI_SAY_DONE, _("%s saved"), number);
    else
        tui_say(f->screen->app, TUI_SAY_DONE, _("%s saved: %s"), number, title);
    if (!f->id)
        screens_match_entered(f->screen->below, ref);
    return TUI_POP | TUI_CHANGED;
}

static int form_try_save(struct form *f, struct base_arena *a)
{
    struct model_head *record = NULL;
    struct err e = ERR_INIT;
    if (form_record(f, a, &record, &e))
        return screens_fail(f->screen, &e);
    if (form_has_faults(f, record, a))
        return TUI_DONE;
    if (form_store(f, record, &e) == ERR_NONE)
        return form_saved(f, record, a);
    return e.code == ERR_CONFLICT ? form_conflict(f, &e) : screens_fail(f->screen, &e);
}

int form_save(struct form *f)
{
    struct base_arena *a = base_arena_new();
    int result = TUI_DONE;
    if (tui_form_check(f->form))
        result = form_try_save(f, a);
    else
        tui_say(f->screen->app, TUI_SAY_WARNING, "%s",
                _("not saved yet: the fields marked with a sign need a look"));
    base_arena_free(&a);
    return result;
}
