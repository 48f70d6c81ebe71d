/* deed.c: the form of a deed, and below it what it would post or why it is refused. */
#include "deed_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/fields.h"
#include "sharedesk/screens/views.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct deed_wish {
    enum screens_deed deed;
    struct store_ref about;
};

int screens_deed_open(struct tui_screen *s, enum screens_deed deed, struct store_ref about)
{
    struct deed_wish wish = {deed, about};
    tui_app_push(s->app, &screens_deed_class, &wish);
    return TUI_DONE;
}

/* ---- values --------------------------------------------------------------------------------- */

static size_t deed_find(const struct deed *d, const char *name)
{
    size_t i = 0;
    while (i < d->kind->count && strcmp(d->shown[i].name, name) != 0)
        i++;
    return i;
}

const char *deed_text(const struct deed *d, const char *name)
{
    const char *text = tui_form_get(d->form, name);
    return base_text_empty(text) ? NULL : text;
}

/* The form lets nothing through that does not parse, so an error here is an empty value. */
static void deed_parse(const struct deed *d, size_t i, void *record, struct base_arena *a)
{
    struct err e = ERR_INIT;
    model_value_parse(d->fields[i], tui_form_get(d->form, d->shown[i].name),
                      store_format_number(d->desk->store), a, record, &e);
}

int64_t deed_number(const struct deed *d, const char *name, struct base_arena *a)
{
    size_t i = deed_find(d, name);
    if (i == d->kind->count)
        return BASE_NONE;
    void *record = model_record_new(a, d->kind->lines[i].type);
    deed_parse(d, i, record, a);
    return model_field_number(d->fields[i], record);
}

void *deed_record(const struct deed *d, enum model_type type, struct base_arena *a)
{
    void *record = model_record_new(a, type);
    for (size_t i = 0; i < d->kind->count; i++)
        if (d->kind->lines[i].type == type)
            deed_parse(d, i, record, a);
    return record;
}

void deed_set_money(struct deed *d, const char *name, int64_t amount, struct base_arena *a)
{
    char text[32];
    base_money_format(amount, (int)store_policy(d->desk->store)->decimals, text);
    tui_form_set(d->form, name, base_arena_strdup(a, text));
}

/* ---- the form ------------------------------------------------------------------------------- */

static void deed_check(void *ctx, const struct tui_form *form, const struct tui_field *field,
                       const char *value, struct tui_note *note)
{
    const struct deed *d = ctx;
    size_t i = deed_find(d, field->name);
    (void)form;
    if (i < d->kind->count)
        screens_field_check(d->desk, d->kind->lines[i].type, d->fields[i], value, note);
}

static size_t deed_complete(void *ctx, const struct tui_form *form, const struct tui_field *field,
                            const char *text, struct base_arena *a, struct tui_choice **choices)
{
    const struct deed *d = ctx;
    size_t i = deed_find(d, field->name);
    (void)form;
    return i < d->kind->count ? screens_field_complete(d->desk, d->fields[i], text, a, choices) : 0;
}

/* What was said of the values before holds no longer. */
static void deed_changed(void *ctx, const struct tui_form *form)
{
    struct deed *d = ctx;
    (void)form;
    d->draft_due = true;
    deed_paper_clear(d);
}

static const struct tui_form_class deed_form_class = {
    .check = deed_check, .complete = deed_complete, .draft = deed_changed};

static void deed_make_fields(struct deed *d)
{
    struct base_arena *life = d->screen->life;
    d->fields = base_arena_array(life, d->kind->count, sizeof *d->fields);
    d->shown = base_arena_array(life, d->kind->count, sizeof *d->shown);
    for (size_t i = 0; i < d->kind->count; i++) {
        const struct deed_line *line = &d->kind->lines[i];
        d->fields[i] = model_field_find(model_type_info(line->type), line->field);
        struct tui_field field = screens_field_make(d->fields[i], life);
        field.name = line->name ? line->name : field.name;
        field.label = line->label ? _(line->label) : field.label;
        field.hint = line->hint ? _(line->hint) : field.hint;
        field.required = line->required;
        field.rows = 2;
        d->shown[i] = field;
    }
}

static void deed_fill_about(struct deed *d)
{
    for (size_t i = 0; d->about.id > 0 && i < d->kind->count; i++)
        if (d->fields[i]->type == MODEL_REF && d->fields[i]->argument == (int)d->about.type) {
            tui_form_set(d->form, d->shown[i].name, screens_number_show(d->about, d->screen->life));
            return;
        }
}

/* ---- drafts --------------------------------------------------------------------------------- */

static void deed_draft_flush(struct deed *d)
{
    struct err e = ERR_INIT;
    if (!d->draft_due)
        return;
    d->draft_due = false;
    json_t *values = json_object();
    for (size_t i = 0; i < d->kind->count; i++)
        json_object_set_new(values, d->shown[i].name,
                            json_string(tui_form_get(d->form, d->shown[i].name)));
    char *text = json_dumps(values, JSON_COMPACT);
    json_decref(values);
    if (store_draft_save(d->desk->store, d->draft, text, &e))
        tui_say_error(d->screen->app, &e);
    free(text);
}

static void deed_draft_load(struct deed *d)
{
    const char *text = store_draft_load(d->desk->store, d->draft, d->screen->life);
    json_error_t error;
    json_t *values = text ? json_loads(text, 0, &error) : NULL;
    for (size_t i = 0; values && i < d->kind->count; i++) {
        const char *value = json_string_value(json_object_get(values, d->shown[i].name));
        if (value)
            tui_form_set(d->form, d->shown[i].name, value);
    }
    if (values)
        tui_say(d->screen->app, TUI_SAY_INFO, "%s",
                _("your draft is back as you left it; form-discard (C-x) drops it"));
    json_decref(values);
}

static void deed_draft_drop(struct deed *d)
{
    d->draft_due = false;
    store_draft_drop(d->desk->store, d->draft);
}

/* ---- opening and closing -------------------------------------------------------------------- */

static enum err_code deed_preset(struct deed *d, struct err *e)
{
    struct base_arena *a = base_arena_new();
    deed_fill_about(d);
    enum err_code code = d->kind->preset ? d->kind->preset(d, a, e) : ERR_NONE;
    base_arena_free(&a);
    tui_form_clean(d->form);
    d->draft_due = false;
    return code;
}

static enum err_code deed_open(struct tui_screen *s, void *arg, struct err *e)
{
    const struct deed_wish *wish = arg;
    struct deed *d = s->state;
    d->desk = screens_desk(s);
    d->screen = s;
    d->kind = &deed_kinds[wish->deed];
    d->about = wish->about;
    d->paper = base_arena_new();
    d->draft = base_arena_printf(s->life, "%s:%s", d->kind->name,
                                 d->about.id ? screens_number_show(d->about, s->life) : "new");
    const char *refusal = screens_read_only(d->desk);
    if (refusal)
        return err_set(e, ERR_REFUSED, _(d->kind->title), NULL, "%s", refusal);
    deed_make_fields(d);
    d->form = tui_form_new(d->shown, d->kind->count, &deed_form_class, d);
    if (deed_preset(d, e))
        return e->code;
    deed_draft_load(d);
    tui_form_focus_on_gap(d->form);
    return ERR_NONE;
}

static void deed_close(struct tui_screen *s)
{
    struct deed *d = s->state;
    if (d->form)
        deed_draft_flush(d);
    tui_form_free(&d->form);
    base_arena_free(&d->paper);
}

static bool deed_same(struct tui_screen *s, void *arg)
{
    const struct deed *d = s->state;
    const struct deed_wish *wish = arg;
    return d->kind == &deed_kinds[wish->deed] && d->about.id == wish->about.id &&
           (!d->about.id || d->about.type == wish->about.type);
}

/* ---- doing it ------------------------------------------------------------------------------- */

static enum err_code deed_perform(struct deed *d, struct err *e)
{
    struct base_arena *a = base_arena_new();
    enum err_code code = store_begin(d->desk->store, d->kind->name, e);
    if (!code)
        code = store_end(d->desk->store, d->kind->perform(d, a, e), e);
    base_arena_free(&a);
    return code;
}

static int deed_refused(struct deed *d, const struct err *e)
{
    deed_tell_error(d, e);
    tui_say_error(d->screen->app, e);
    return TUI_DONE;
}

static int deed_confirmed(struct tui_screen *s, void *ctx)
{
    struct deed *d = ctx;
    struct err e = ERR_INIT;
    if (deed_perform(d, &e))
        return deed_refused(d, &e);
    deed_draft_drop(d);
    tui_say(s->app, TUI_SAY_DONE, "%s", d->said ? d->said : _(d->kind->title));
    return TUI_POP | TUI_CHANGED;
}

static int deed_save(struct deed *d)
{
    struct err e = ERR_INIT;
    if (!tui_form_check(d->form))
        return TUI_DONE;
    if (deed_try(d, &e))
        return deed_refused(d, &e);
    return tui_ask_yes_no(d->screen, _(d->kind->question), deed_confirmed, d);
}

static int deed_discarded(struct tui_screen *s, void *ctx)
{
    (void)s;
    deed_draft_drop(ctx);
    return TUI_POP;
}

static int deed_discard(struct deed *d)
{
    if (!tui_form_changed(d->form))
        return deed_discarded(d->screen, d);
    return tui_ask_yes_no(d->screen, _("Throw away what was typed here?"), deed_discarded, d);
}

/* ---- the screen ----------------------------------------------------------------------------- */

static const char *deed_title(struct tui_screen *s)
{
    const struct deed *d = s->state;
    return _(d->kind->title);
}

/* The form keeps at least half; what would be posted takes what it needs of the rest. */
static void deed_draw(struct tui_screen *s, struct tui_area area)
{
    struct deed *d = s->state;
    struct tui_area below = tui_area_inset(area, 0, 2);
    int wanted = d->note_count ? deed_paper_draw(d, below, true) + 1 : 0;
    if (wanted > area.rows / 2)
        wanted = area.rows / 2;
    below = tui_area_bottom(&area, wanted);
    tui_form_draw(d->form, area, true);
    if (wanted > 0) {
        tui_hline(below, 0, 0, below.cols, TUI_RULE);
        tui_area_top(&below, 1);
        deed_paper_draw(d, tui_area_inset(below, 0, 2), false);
    }
}

static bool deed_typing(struct tui_screen *s)
{
    (void)s;
    return true;
}

static const char *deed_mode(struct tui_screen *s)
{
    (void)s;
    return "form";
}

static int deed_key(struct tui_screen *s, const struct tui_event *event)
{
    struct deed *d = s->state;
    int result = tui_form_key(d->form, s, event);
    return result & TUI_SAVE ? deed_save(d) : result;
}

static int deed_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct deed *d = s->state;
    return tui_form_pointer(d->form, event);
}

static int deed_command(struct tui_screen *s, int id)
{
    struct deed *d = s->state;
    switch (id) {
    case TUI_DO_SAVE:
        return deed_save(d);
    case TUI_DO_CHOOSE:
        return tui_form_choose(d->form, s);
    case SCREENS_DO_FORM_DISCARD:
        return deed_discard(d);
    default:
        return TUI_PASS;
    }
}

static const char *deed_refuse(struct tui_screen *s, int id)
{
    (void)s;
    return id == SCREENS_DO_FORM_THEIRS ? _("nobody else can change what is not stored yet") : NULL;
}

static const char *deed_label(struct tui_screen *s, int id)
{
    (void)s;
    return id == TUI_DO_SAVE ? _("see and post") : NULL;
}

static int deed_tick(struct tui_screen *s)
{
    deed_draft_flush(s->state);
    return TUI_PASS;
}

static void deed_hangup(struct tui_screen *s)
{
    deed_draft_flush(s->state);
}

bool screens_deed_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct deed *d = s->state;
    *ref = d->about;
    return ref->id != 0;
}

const struct tui_screen_class screens_deed_class = {
    .name = "deed",
    .size = sizeof(struct deed),
    .answers = TUI_BIT(TUI_DO_SAVE) | TUI_BIT(TUI_DO_CHOOSE),
    .title = deed_title,
    .open = deed_open,
    .close = deed_close,
    .same = deed_same,
    .draw = deed_draw,
    .command = deed_command,
    .refuse = deed_refuse,
    .label = deed_label,
    .mode = deed_mode,
    .typing = deed_typing,
    .key = deed_key,
    .pointer = deed_pointer,
    .tick = deed_tick,
    .hangup = deed_hangup,
};
