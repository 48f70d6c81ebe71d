/* schedule_close.c: closing time: maintenance, an outage, a holiday; with a placeholder as for a
 * booking, which shows the bookings that lie in it before anything is stored. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/schedule/closure.h"

#include <string.h>

static struct model_closure *close_record(const struct screens_schedule *c, struct base_arena *a)
{
    struct model_closure *closure = model_record_new(a, MODEL_CLOSURE);
    closure->resource = c->plan.resource;
    closure->start = c->plan.start;
    closure->end = c->plan.end;
    closure->kind = base_arena_strdup(a, c->asked_kind[0] ? c->asked_kind : "maintenance");
    closure->mode = base_arena_strdup(a, c->asked_mode[0] ? c->asked_mode : "report");
    return closure;
}

enum err_code screens_close_try(struct screens_schedule *c, struct err *e)
{
    struct screens_plan *p = &c->plan;
    if (schedule_closure_affected(incentive_terms_new(c->desk->store, p->arena),
                                  close_record(c, p->arena), p->arena, &p->affected,
                                  &p->affected_count, e))
        return e->code;
    p->tried = true;
    return ERR_NONE;
}

/* From the cursor to where the free time, or the day shown, ends. */
int screens_close_begin(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    int64_t start, end, at = c->at;
    if (!screens_schedule_free(c, a, &start, &end) || at < start || end > at + 86400)
        end = at + c->minutes * 60;
    base_arena_free(&a);
    c->asked_kind[0] = c->asked_mode[0] = '\0';
    screens_plan_new(c, PLAN_CLOSE);
    return screens_plan_go(s, c->lane, at, end);
}

static int close_title_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct base_arena *a = base_arena_new();
    struct model_closure *closure = close_record(c, a);
    const struct model_booking **bookings;
    struct err e = ERR_INIT;
    size_t count;
    int result = TUI_CHANGED;
    closure->title = text;
    if (schedule_closure_put(c->desk->store, closure, a, &bookings, &count, &e)) {
        result = screens_fail(s, &e);
    } else {
        if (count == 0)
            tui_say(s->app, TUI_SAY_DONE, "%s", C_("done", "Closed"));
        else
            tui_say(s->app, TUI_SAY_DONE, _("Closed; bookings in it: %zu (%s)"), count,
                    model_vocabulary_label(MODEL_VOCABULARY_CLOSURE_MODE, closure->mode));
        screens_plan_end(c);
    }
    base_arena_free(&a);
    return result;
}

static int close_ask_title(struct tui_screen *s)
{
    struct tui_ask ask = {.label = _("Closed for"),
                          .history = "closure",
                          .hint = _("such as quarterly maintenance"),
                          .required = true,
                          .done = close_title_done};
    return tui_ask_line(s, &ask, s->state);
}

static int close_mode_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    strncpy(c->asked_mode, code, sizeof c->asked_mode - 1);
    return close_ask_title(s);
}

static int close_kind_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    const struct tui_choice modes[] = {
        {"report", _("they stay; you speak to their users"), NULL},
        {"around", _("they stay; the time between them is closed"), NULL},
        {"displace", _("they are displaced: their demands are open again"), NULL}};
    strncpy(c->asked_kind, code, sizeof c->asked_kind - 1);
    if (c->plan.affected_count == 0)
        return close_ask_title(s);
    return tui_ask_choice(s, _("Bookings in it"), modes, 3, NULL, close_mode_done, c);
}

int screens_close_finish(struct tui_screen *s)
{
    static const char *const kinds[] = {"maintenance", "outage", "holiday"};
    struct tui_choice choices[3];
    for (int i = 0; i < 3; i++)
        choices[i] = (struct tui_choice){
            kinds[i], model_vocabulary_label(MODEL_VOCABULARY_CLOSURE_KIND, kinds[i]), NULL};
    return tui_ask_choice(s, _("Why is it closed"), choices, 3, NULL, close_kind_done, s->state);
}
