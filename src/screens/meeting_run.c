/* meeting_run.c: preparing and running again, pins and prohibitions, what if, an earlier run beside
 * this one. The long work tells how far it is; Esc stops it with nothing changed. */
#include "meeting_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/match/proposal.h"

#include <stdlib.h>
#include <string.h>

/* ---- long work ------------------------------------------------------------------------------ */

static bool run_step(void *context, const char *what, size_t done, size_t of)
{
    return tui_app_progress(context, what, done, of);
}

/* The matching desk, telling how far it is until run_done. */
static struct match_desk *run_watched(struct screens_meeting *v, struct match_progress *progress,
                                      struct err *e)
{
    struct match_desk *m = screens_match(v->desk, e);
    *progress = (struct match_progress){.context = v->screen->app, .step = run_step};
    if (m)
        match_desk_watch(m, progress);
    return m;
}

static int run_failed(struct screens_meeting *v, const struct err *e)
{
    if (e->code != ERR_CANCELLED)
        return screens_fail(v->screen, e);
    tui_say(v->screen->app, TUI_SAY_INFO, "%s", _("stopped; nothing was changed"));
    return TUI_DONE;
}

int meeting_do_run(struct screens_meeting *v)
{
    struct match_progress progress;
    struct err e = ERR_INIT;
    int64_t before = v->plan.run;
    struct match_desk *m = run_watched(v, &progress, &e);
    if (!m)
        return screens_fail(v->screen, &e);
    enum err_code code = meeting_prepare(m, v->month, &v->meeting, &e);
    match_desk_watch(m, NULL);
    if (code)
        return run_failed(v, &e);
    struct base_arena *a = base_arena_new();
    struct model_meeting *meeting;
    bool same = before && !store_get(v->desk->store, MODEL_MEETING, v->meeting, a, &meeting, &e) &&
                meeting->run == before;
    base_arena_free(&a);
    v->compared = same ? v->compared : before;
    v->told_text = NULL;
    tui_say(v->screen->app, TUI_SAY_DONE, "%s",
            same     ? _("run again: the allocation is the same as before")
            : before ? _("run again; the change column tells what is new")
                     : _("prepared: the agenda is gathered, the allocation proposed"));
    return TUI_CHANGED;
}

/* ---- pins and prohibitions ------------------------------------------------------------------ */

static enum match_step stance_step(const struct screens_meeting *v)
{
    const struct meeting_row *row = meeting_current_row(v);
    const struct meeting_line *line = row ? row->line : NULL;
    if (line && (v->asked.pinned ? line->pinned && !line->accepted : line->forbidden))
        return MATCH_RELEASE;
    return v->asked.pinned ? MATCH_PIN : MATCH_FORBID;
}

static int stance_now(struct tui_screen *s, void *ctx, const char *reason)
{
    struct screens_meeting *v = ctx;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(v->desk, &e);
    enum match_step step = stance_step(v);
    if (!m || match_proposal_step(m, v->asked.demand, v->asked.resource, step, reason, NULL, &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_DONE, "%s",
            step == MATCH_PIN ? _("pinned; r runs the allocation again")
            : step == MATCH_FORBID
                ? _("forbidden; r runs the allocation again")
                : _("neither pinned nor forbidden; r runs the allocation again"));
    return TUI_CHANGED;
}

static int ask_stance_reason(struct screens_meeting *v)
{
    if (stance_step(v) == MATCH_RELEASE)
        return stance_now(v->screen, v, NULL);
    struct tui_ask ask = {.label = v->asked.pinned ? _("Pinned, because") : _("Forbidden, because"),
                          .history = "reason",
                          .done = stance_now,
                          .required = true};
    return tui_ask_line(v->screen, &ask, v);
}

int meeting_do_stance(struct screens_meeting *v, bool pin)
{
    const struct meeting_row *row = meeting_current_row(v);
    if (!row)
        return TUI_DONE;
    v->asked =
        (struct meeting_question){.demand = row->demand, .resource = row->resource, .pinned = pin};
    if (row->resource)
        return ask_stance_reason(v);
    return meeting_ask_resource(v, pin ? _("Pin to which resource") : _("Forbid which resource"),
                                ask_stance_reason);
}

/* ---- what if -------------------------------------------------------------------------------- */

/* "D102 falls out; D121 moves to R40; benefit −840.00". */
static const char *tell_tried(const struct screens_meeting *v, struct match_desk *m,
                              const struct match_plan *tried, struct base_arena *a, struct err *e)
{
    struct match_change *changes;
    struct base_text text = {0};
    size_t count;
    if (match_plan_compare(m, &v->plan, tried, a, &changes, &count, e))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (changes[i].difference == MATCH_SAME)
            continue;
        const char *number =
            screens_number_show((struct store_ref){MODEL_DEMAND, changes[i].demand}, a);
        base_text_printf(&text, _("%s: %s; "), number, changes[i].text);
    }
    int64_t more = tried->objective - v->plan.objective;
    base_text_printf(&text, _("benefit %s%s"), more > 0 ? "+" : "",
                     screens_money_show(v->desk, more, a));
    const char *result = base_arena_strdup(a, base_text_string(&text));
    base_text_free(&text);
    return result;
}

/* What the plan would be without this line. */
static const char *what_if_forbidden(struct screens_meeting *v, struct match_desk *m,
                                     const struct meeting_row *row, struct base_arena *a,
                                     struct err *e)
{
    struct match_stance stance = {.demand = row->demand, .resource = row->resource};
    struct match_allocation what = {.month = v->month, .stances = &stance, .stance_count = 1};
    struct match_plan tried;
    if (match_allocate_try(m, &what, &v->plan, a, &tried, e))
        return NULL;
    const char *changes = tell_tried(v, m, &tried, a, e);
    return changes ? base_arena_printf(a, _("Without it: %s"), changes) : NULL;
}

/* The cheapest change that would have met it, worked out by running again. */
static const char *what_would_meet(struct screens_meeting *v, struct match_desk *m,
                                   const struct meeting_row *row, struct base_arena *a,
                                   struct err *e)
{
    struct match_allocation what = {.month = v->month};
    struct match_unmet unmet;
    if (match_allocate_why(m, &what, &v->plan, row->demand, a, &unmet, e))
        return NULL;
    if (base_text_empty(unmet.change))
        return _("No change of budget, window or rival was found that would meet it.");
    return unmet.change_cost == BASE_NONE
               ? base_arena_printf(a, _("It would be met: %s"), unmet.change)
               : base_arena_printf(a, _("It would be met: %s, at a cost of %s (worked out)"),
                                   unmet.change, screens_money_show(v->desk, unmet.change_cost, a));
}

int meeting_do_what_if(struct screens_meeting *v)
{
    const struct meeting_row *row = meeting_current_row(v);
    struct match_progress progress;
    struct err e = ERR_INIT;
    struct match_desk *m = row ? run_watched(v, &progress, &e) : NULL;
    if (!m)
        return row ? screens_fail(v->screen, &e) : TUI_DONE;
    base_arena_reset(v->told);
    v->told_text = row->line ? what_if_forbidden(v, m, row, v->told, &e)
                             : what_would_meet(v, m, row, v->told, &e);
    v->told_demand = row->demand;
    match_desk_watch(m, NULL);
    return v->told_text ? TUI_DONE : run_failed(v, &e);
}

/* ---- an earlier run ------------------------------------------------------------------------- */

static int compare_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_meeting *v = ctx;
    (void)s;
    v->compared = strtoll(code, NULL, 10);
    return TUI_RELOAD;
}

int meeting_do_compare(struct screens_meeting *v)
{
    enum { RECENT = 40 };
    struct store_list list = {.type = MODEL_RUN, .descending = true};
    struct base_arena *a = base_arena_new();
    struct model_run **runs;
    struct err e = ERR_INIT;
    size_t count, n = 0;
    int result = TUI_DONE;
    if (store_list_page(v->desk->store, &list, 0, true, RECENT, a, &runs, &count, &e)) {
        base_arena_free(&a);
        return screens_fail(v->screen, &e);
    }
    struct tui_choice *choices = base_arena_array(a, count + 1, sizeof *choices);
    for (size_t i = 0; i < count; i++)
        if (runs[i]->month == v->month && runs[i]->head.id != v->plan.run)
            choices[n++] = (struct tui_choice){
                .code = base_arena_printf(a, "%lld", (long long)runs[i]->head.id),
                .label = base_arena_printf(
                    a, "%s  %s  %s",
                    screens_number_show((struct store_ref){MODEL_RUN, runs[i]->head.id}, a),
                    screens_time_show(v->desk, runs[i]->made, a),
                    base_utf8_show(a, runs[i]->title ? runs[i]->title : "")),
                .note = base_arena_printf(a, _("benefit %s"),
                                          screens_money_show(v->desk, runs[i]->objective, a))};
    if (n > 0)
        result = tui_ask_choice(v->screen, _("Compare with"), choices, n, NULL, compare_chosen, v);
    else
        tui_say(v->screen->app, TUI_SAY_INFO, "%s", _("there is no other run of this month yet"));
    base_arena_free(&a);
    return result;
}
