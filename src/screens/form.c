/* form.c: the screen of a form. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/schedule.h"
#include "sharedesk/screens/views.h"

#include "form_private.h"

#include <string.h>

const char *screens_form_draft_name(struct store_ref ref, struct base_arena *a)
{
    const char *type = model_type_info(ref.type)->name;
    return ref.id ? base_arena_printf(a, "%s:%s", type, screens_number_show(ref, a))
                  : base_arena_printf(a, "%s:new", type);
}

/* ---- opening -------------------------------------------------------------------------------- */

static int form_open(struct tui_screen *s, struct screens_form_wish wish)
{
    tui_app_push(s->app, &screens_form_class, &wish);
    return TUI_DONE;
}

int screens_open_edit(struct tui_screen *s, struct store_ref ref)
{
    return form_open(s, (struct screens_form_wish){.ref = ref});
}

/* A booking is made on the Schedule, which knows its rules. */
static int form_book(struct tui_screen *s, const struct model_booking *preset)
{
    struct screens_schedule_visit visit = {.book = true};
    if (preset && preset->resource != BASE_NONE)
        visit.resource = preset->resource;
    if (preset && preset->demand != BASE_NONE)
        visit.demand = preset->demand;
    tui_app_push(s->app, &screens_schedule_class, &visit);
    return TUI_DONE;
}

int screens_open_add(struct tui_screen *s, enum model_type type, const void *preset)
{
    if (type == MODEL_BOOKING)
        return form_book(s, preset);
    return form_open(s, (struct screens_form_wish){.ref = {type, 0}, .preset = preset});
}

static enum err_code form_read(struct form *f, const struct screens_form_wish *wish, struct err *e)
{
    struct base_arena *life = f->screen->life;
    const struct model_head *record = wish->preset;
    if (wish->ref.id && store_get(f->desk->store, wish->ref.type, wish->ref.id, life, &record, e))
        return e->code;
    if (!record)
        record = model_record_new(life, wish->ref.type);
    f->version = record->version;
    f->base = form_values(f, record, life);
    return ERR_NONE;
}

/* Two at one record had better talk: saving would show both versions, but late. */
static void form_tell_company(const struct form *f, struct store_ref ref)
{
    struct base_arena *a = f->screen->life;
    const char *number = screens_number_show(ref, a);
    struct store_presence *list;
    struct err e = ERR_INIT;
    size_t count;
    if (!f->id || store_presence_list(f->desk->store, a, &list, &count, &e))
        return;
    for (size_t i = 0; i < count; i++)
        if (base_text_equal(list[i].place, number) &&
            !base_text_equal(list[i].actor, store_actor(f->desk->store)))
            tui_say(f->desk->app, TUI_SAY_WARNING, _("%s is on %s too"), list[i].actor, number);
}

static void form_focus_first(struct form *f)
{
    size_t i = 0;
    while (i < f->count && (f->fields[i].read_only || f->fields[i].kind == TUI_FIELD_HEADING))
        i++;
    if (i < f->count)
        tui_form_focus_on(f->form, f->fields[i].name);
}

static enum err_code form_opened(struct tui_screen *s, void *arg, struct err *e)
{
    const struct screens_form_wish *wish = arg;
    struct form *f = s->state;
    f->desk = screens_desk(s);
    f->screen = s;
    f->type = model_type_info(wish->ref.type);
    f->id = wish->ref.id;
    f->draft = screens_form_draft_name(wish->ref, s->life);
    f->title =
        f->id ? base_arena_printf(s->life, _("edit %s"), screens_number_show(wish->ref, s->life))
              : base_arena_printf(s->life, _("new: %s"), _(f->type->label));
    const char *refusal = screens_read_only(f->desk);
    if (!refusal)
        refusal = form_refusal(f->type->type);
    if (refusal)
        return err_set(e, ERR_REFUSED, _("Form"), NULL, "%s", refusal);
    if (form_read(f, wish, e))
        return e->code;
    form_make_fields(f);
    f->form = tui_form_new(f->fields, f->count, &form_class, f);
    form_show_values(f, f->base);
    form_focus_first(f);
    form_tell_company(f, wish->ref);
    form_draft_load(f);
    if (wish->focus)
        tui_form_focus_on(f->form, wish->focus);
    return ERR_NONE;
}

static void form_closed(struct tui_screen *s)
{
    struct form *f = s->state;
    if (f->form)
        form_draft_flush(f);
    tui_form_free(&f->form);
}

static bool form_same(struct tui_screen *s, void *arg)
{
    const struct form *f = s->state;
    const struct screens_form_wish *wish = arg;
    return f->type->type == wish->ref.type && f->id == wish->ref.id;
}

/* ---- the screen ----------------------------------------------------------------------------- */

static const char *form_title(struct tui_screen *s)
{
    const struct form *f = s->state;
    return f->title;
}

bool screens_form_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct form *f = s->state;
    *ref = (struct store_ref){f->type->type, f->id};
    return f->id != 0;
}

static void form_draw(struct tui_screen *s, struct tui_area area)
{
    struct form *f = s->state;
    tui_form_draw(f->form, area, true);
}

static bool form_typing(struct tui_screen *s)
{
    (void)s;
    return true;
}

static int form_key(struct tui_screen *s, const struct tui_event *event)
{
    struct form *f = s->state;
    int result = tui_form_key(f->form, s, event);
    return result & TUI_SAVE ? form_save(f) : result;
}

static int form_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct form *f = s->state;
    return tui_form_pointer(f->form, event);
}

static int form_command(struct tui_screen *s, int id)
{
    struct form *f = s->state;
    switch (id) {
    case TUI_DO_SAVE:
        return form_save(f);
    case TUI_DO_CHOOSE:
        return tui_form_choose(f->form, s);
    case SCREENS_DO_FORM_DISCARD:
        return form_discard(f);
    case SCREENS_DO_FORM_THEIRS:
        return form_take_theirs(f);
    default:
        return TUI_PASS;
    }
}

/* What others changed is shown when saving finds it, not while one types. */
static int form_tick(struct tui_screen *s)
{
    struct form *f = s->state;
    if (f->draft_due)
        form_draft_flush(f);
    return TUI_PASS;
}

static void form_hangup(struct tui_screen *s)
{
    form_draft_flush(s->state);
}

const struct tui_screen_class screens_form_class = {
    .name = "form",
    .size = sizeof(struct form),
    .answers = TUI_BIT(TUI_DO_SAVE) | TUI_BIT(TUI_DO_CHOOSE),
    .title = form_title,
    .open = form_opened,
    .close = form_closed,
    .same = form_same,
    .draw = form_draw,
    .command = form_command,
    .typing = form_typing,
    .key = form_key,
    .pointer = form_pointer,
    .tick = form_tick,
    .hangup = form_hangup,
};
