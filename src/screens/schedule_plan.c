/* schedule_plan.c: the placeholder of a booking that is being made or moved. Nothing is stored
 * until Enter; each step tries what booking it would do, so the rules are told while one looks. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/when.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/pick.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { COARSE_GRID = 15, NEAREST_DAYS = 90, LONGEST_DAYS = 31 };

/* ---- trying -------------------------------------------------------------------------------- */

static struct schedule_order plan_order(const struct screens_plan *p)
{
    struct schedule_order order = schedule_order_init();
    order.resource = p->resource;
    order.organisation = p->organisation;
    order.demand = p->demand;
    order.start = p->start;
    order.end = p->end;
    return order;
}

static enum err_code plan_try(struct screens_schedule *c, struct err *e)
{
    struct screens_plan *p = &c->plan;
    struct schedule_order order = plan_order(p);
    struct store *store = c->desk->store;
    base_arena_reset(p->arena);
    p->outcome = (struct schedule_outcome){.done = false};
    p->affected_count = 0;
    p->tried = false;
    if (p->kind == PLAN_CLOSE)
        return screens_close_try(c, e);
    if (p->kind == PLAN_MOVE
            ? schedule_move_try(store, p->booking, p->start, p->end, p->arena, &p->outcome, e)
            : schedule_book_try(store, &order, p->arena, &p->outcome, e))
        return e->code;
    p->tried = true;
    return ERR_NONE;
}

enum err_code screens_plan_put(struct screens_schedule *c, int64_t resource, int64_t start,
                               int64_t end, struct err *e)
{
    struct screens_plan *p = &c->plan;
    p->resource = resource;
    p->start = start;
    p->end = end;
    c->lane = resource;
    return plan_try(c, e);
}

int screens_plan_go(struct tui_screen *s, int64_t resource, int64_t start, int64_t end)
{
    struct screens_schedule *c = s->state;
    struct err e = ERR_INIT;
    int result = screens_plan_put(c, resource, start, end, &e) ? screens_fail(s, &e) : TUI_DONE;
    result |= screens_schedule_go(c, start);
    if (!screens_grid_shows(&c->grid, start, end))
        result |= TUI_RELOAD; /* shows more hours of the day */
    return result;
}

void screens_plan_end(struct screens_schedule *c)
{
    struct base_arena *arena = c->plan.arena;
    free(c->plan.who);
    screens_plan_once(&c->plan);
    base_arena_reset(arena);
    c->plan = (struct screens_plan){.arena = arena};
}

struct screens_plan *screens_plan_new(struct screens_schedule *c, enum screens_plan_kind kind)
{
    screens_plan_end(c);
    c->plan.kind = kind;
    c->plan.resource = c->lane;
    c->plan.organisation = c->plan.demand = BASE_NONE;
    return &c->plan;
}

/* ---- beginning: for whom ------------------------------------------------------------------- */

/* Minutes that one step of the keys moves or stretches. */
static int64_t plan_step(const struct screens_schedule *c)
{
    const struct schedule_lane *lane = screens_schedule_lane(c);
    int64_t grid = lane ? lane->resource->slot_grid : BASE_NONE;
    return grid != BASE_NONE && grid >= 5 ? grid : COARSE_GRID;
}

/* A first length that the lane's rules allow. */
static int64_t plan_length(const struct screens_schedule *c, int64_t wanted)
{
    const struct schedule_lane *lane = screens_schedule_lane(c);
    int64_t least = lane ? lane->resource->length_minimum : BASE_NONE;
    int64_t most = lane ? lane->resource->length_maximum : BASE_NONE;
    if (least != BASE_NONE && wanted < least)
        wanted = least;
    if (most != BASE_NONE && wanted > most)
        wanted = most;
    return wanted;
}

static const char *plan_name(struct screens_schedule *c, struct base_arena *a)
{
    struct store *store = c->desk->store;
    const struct screens_plan *p = &c->plan;
    const char *who = store_title(store, MODEL_ORGANISATION, p->organisation, a);
    if (p->demand == BASE_NONE)
        return who;
    return base_arena_printf(a, "%s %s %s", who, tui_sign(TUI_SIGN_DOT),
                             screens_number_show((struct store_ref){MODEL_DEMAND, p->demand}, a));
}

/* Who uses it is known: the placeholder appears, on the nearest point of the grid. */
static int plan_start(struct tui_screen *s, int64_t organisation, int64_t demand, int64_t minutes)
{
    struct screens_schedule *c = s->state;
    int64_t start = schedule_grid_up(c->at, plan_step(c));
    struct screens_plan *p = screens_plan_new(c, PLAN_BOOK);
    struct base_arena *a = base_arena_new();
    p->organisation = organisation;
    p->demand = demand;
    p->who = base_strdup(plan_name(c, a));
    base_arena_free(&a);
    minutes = plan_length(c, minutes);
    return screens_plan_go(s, p->resource, start, start + minutes * 60);
}

/* Minutes already booked for a demand. */
static enum err_code plan_booked(struct screens_schedule *c, int64_t demand, struct base_arena *a,
                                 int64_t *minutes, struct err *e)
{
    struct store *store = c->desk->store;
    const struct model_booking **bookings;
    size_t count;
    *minutes = 0;
    if (store_select(store, MODEL_BOOKING, STORE_SCHEDULE_DEMAND_BOOKINGS,
                     STORE_ARGS(STORE_INT(demand)), a, &bookings, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++)
        if (schedule_booking_live(bookings[i], store_now(store)))
            *minutes += base_interval_minutes(bookings[i]->start, bookings[i]->end);
    return ERR_NONE;
}

/* Who asks, and what the demand still lacks. */
static enum err_code plan_demand(struct screens_schedule *c, int64_t demand, struct base_arena *a,
                                 const struct model_demand **d, int64_t *minutes, struct err *e)
{
    int64_t booked;
    if (store_get(c->desk->store, MODEL_DEMAND, demand, a, d, e) ||
        plan_booked(c, demand, a, &booked, e))
        return e->code;
    if ((*d)->requester == BASE_NONE)
        return err_set(e, ERR_REFUSED, _("Book"), _("Enter its requester first."), "%s",
                       _("nobody is named as the one who asks"));
    *minutes = (*d)->minutes == BASE_NONE ? c->minutes : (*d)->minutes;
    if (*minutes > booked)
        *minutes -= booked;
    return ERR_NONE;
}

/* The first sitting in which the lane can take it, from the cursor on; *minutes becomes its length.
 * Nothing changes when there is none. */
static enum err_code plan_fit(struct screens_schedule *c, const struct model_demand *d,
                              struct base_arena *a, int64_t *minutes, struct err *e)
{
    int64_t now = store_now(c->desk->store), from = c->at > now ? c->at : now;
    if (d->earliest != BASE_NONE && d->earliest > from)
        from = d->earliest;
    int64_t to = from + (int64_t)NEAREST_DAYS * 86400;
    if (d->latest != BASE_NONE && d->latest > from && d->latest < to)
        to = d->latest;
    struct base_interval window; /* whole months, for capacities */
    window.start = base_month_start(base_time_month(from));
    window.end = base_month_start(base_time_month(to) + 1);
    struct schedule_calendar *calendar;
    struct schedule_slot *sittings;
    size_t count = 0;
    if (schedule_calendar_read(incentive_terms_new(c->desk->store, a), &c->lane, 1, window.start,
                               window.end, a, &calendar, e) ||
        calendar->count == 0 ||
        schedule_free_sittings(calendar, &calendar->lanes[0], from, to, *minutes, a, &sittings,
                               &count, e))
        return e->code;
    if (count > 0) {
        c->at = sittings[0].start;
        *minutes = (sittings[0].end - sittings[0].start) / 60;
    }
    return ERR_NONE;
}

/* No longer than the free time around the cursor. */
static void plan_cut(const struct screens_schedule *c, struct base_arena *a, int64_t *minutes)
{
    int64_t start, end;
    if (screens_schedule_free(c, a, &start, &end) && c->at >= start && c->at + *minutes * 60 > end)
        *minutes = (end - c->at) / 60;
}

int screens_plan_begin_demand(struct tui_screen *s, int64_t demand, bool fit)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    const struct model_demand *d;
    struct err e = ERR_INIT;
    int64_t minutes = 0;
    int result = TUI_DONE;
    if (screens_read_only(c->desk))
        tui_say(s->app, TUI_SAY_WARNING, "%s", screens_read_only(c->desk));
    else if (plan_demand(c, demand, a, &d, &minutes, &e) ||
             (fit && plan_fit(c, d, a, &minutes, &e)))
        result = screens_fail(s, &e);
    else {
        if (!fit)
            plan_cut(c, a, &minutes);
        result = plan_start(s, d->requester, demand, minutes);
    }
    base_arena_free(&a);
    return result;
}

static size_t plan_complete(struct tui_screen *s, void *ctx, const char *text, struct base_arena *a,
                            struct tui_choice **choices)
{
    const struct screens_schedule *c = ctx;
    struct tui_choice *demands = NULL, *organisations = NULL;
    size_t some = screens_pick(c->desk, MODEL_DEMAND, text, a, &demands);
    size_t more = screens_pick(c->desk, MODEL_ORGANISATION, text, a, &organisations);
    (void)s;
    *choices = base_arena_array(a, some + more + 1, sizeof **choices);
    if (more > 0)
        memcpy(*choices, organisations, more * sizeof **choices);
    if (some > 0)
        memcpy(*choices + more, demands, some * sizeof **choices);
    return some + more;
}

/* text is the number of one of the choices. */
static int plan_for_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct store *store = c->desk->store;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_resolve(store, MODEL_ANY, text, &ref, &e))
        return screens_fail(s, &e);
    return ref.type == MODEL_DEMAND ? screens_plan_begin_demand(s, ref.id, false)
                                    : plan_start(s, ref.id, BASE_NONE, c->minutes);
}

int screens_plan_begin(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    struct tui_ask ask = {.label = _("Book for"),
                          .history = "book-for",
                          .hint = _("organisation or demand: D117, O12, or any words"),
                          .required = true,
                          .choose = true,
                          .complete = plan_complete,
                          .done = plan_for_done};
    if (c->plan.kind != PLAN_NONE || !c->lane) {
        tui_say(s->app, TUI_SAY_INFO, "%s",
                c->lane ? _("a booking is being made: Enter books it, Esc leaves it")
                        : _("there is no lane to book on"));
        return TUI_DONE;
    }
    return tui_ask_line(s, &ask, c);
}

/* ---- moving a booking ---------------------------------------------------------------------- */

static int move_start(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    const struct model_booking *b = screens_schedule_booking(c);
    struct screens_plan *p = &c->plan;
    struct base_arena *a = base_arena_new();
    if (!b) {
        base_arena_free(&a);
        return TUI_DONE;
    }
    struct model_booking kept = *b; /* lives on until the next reading */
    screens_plan_new(c, PLAN_MOVE);
    p->booking = kept.head.id;
    p->organisation = kept.organisation;
    p->demand = kept.demand;
    p->scope = screens_scope_of(code);
    p->who = base_strdup(plan_name(c, a));
    base_arena_free(&a);
    return screens_plan_go(s, kept.resource, kept.start, kept.end);
}

int screens_plan_begin_move(struct tui_screen *s)
{
    const struct model_booking *b = screens_schedule_booking(s->state);
    if (b && b->series && *b->series)
        return screens_ask_scope(s, _("Move"), move_start);
    return move_start(s, s->state, "this");
}

/* ---- moving the placeholder ---------------------------------------------------------------- */

static int plan_shift(struct tui_screen *s, int64_t minutes)
{
    const struct screens_plan *p = &((struct screens_schedule *)s->state)->plan;
    return screens_plan_go(s, p->resource, p->start + minutes * 60, p->end + minutes * 60);
}

/* Days are local: the hour stays over a clock change. */
static int plan_shift_days(struct tui_screen *s, int days)
{
    const struct screens_plan *p = &((struct screens_schedule *)s->state)->plan;
    int64_t start = base_day_time(base_time_day(p->start) + days, base_time_minute(p->start));
    return screens_plan_go(s, p->resource, start, start + (p->end - p->start));
}

static int plan_stretch(struct tui_screen *s, int64_t minutes)
{
    const struct screens_schedule *c = s->state;
    const struct screens_plan *p = &c->plan;
    int64_t end = p->end + minutes * 60, least = p->start + plan_step(c) * 60;
    if (end < least)
        end = least;
    if (end > p->start + (int64_t)LONGEST_DAYS * 86400)
        end = p->start + (int64_t)LONGEST_DAYS * 86400;
    return screens_plan_go(s, p->resource, p->start, end);
}

static int plan_shift_lane(struct tui_screen *s, int by)
{
    const struct screens_schedule *c = s->state;
    const struct screens_plan *p = &c->plan;
    int at = screens_lanes_find(&c->lanes, p->resource) + by;
    if (p->kind == PLAN_MOVE) {
        tui_say(s->app, TUI_SAY_INFO, "%s",
                _("a booking moves in its own lane; for another resource cancel it and book anew"));
        return TUI_DONE;
    }
    if (at < 0 || at >= (int)c->lanes.count)
        return TUI_DONE;
    return screens_plan_go(s, c->lanes.ids[at], p->start, p->end);
}

/* The nearest start that keeps all rules about time; when none is broken, the next free slot. */
static enum err_code plan_find_nearest(struct screens_schedule *c, int64_t *start, struct err *e)
{
    const struct screens_plan *p = &c->plan;
    const struct schedule_findings *f = &p->outcome.findings;
    struct base_arena *a = base_arena_new();
    struct schedule_calendar *calendar;
    int64_t end = p->start + (int64_t)NEAREST_DAYS * 86400;
    *start = f->nearest;
    if (p->tried && f->nearest != BASE_NONE && f->nearest != p->start) {
        base_arena_free(&a);
        return ERR_NONE;
    }
    if (!schedule_calendar_read(incentive_terms_new(c->desk->store, a), &p->resource, 1,
                                base_month_start(base_time_month(p->start)), end, a, &calendar,
                                e) &&
        calendar->count > 0)
        schedule_free_first(calendar, &calendar->lanes[0], p->end, end, (p->end - p->start) / 60,
                            p->booking, start, e);
    base_arena_free(&a);
    return e->code;
}

static int plan_nearest(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    const struct screens_plan *p = &c->plan;
    struct err e = ERR_INIT;
    int64_t start = BASE_NONE;
    if (plan_find_nearest(c, &start, &e))
        return screens_fail(s, &e);
    if (start == BASE_NONE) {
        tui_say(s->app, TUI_SAY_WARNING, "%s",
                _("no free time as long as this within 90 days: < makes it shorter"));
        return TUI_DONE;
    }
    return screens_plan_go(s, p->resource, start, start + (p->end - p->start));
}

/* ---- exact times --------------------------------------------------------------------------- */

static int plan_length_done(struct tui_screen *s, void *ctx, const char *text)
{
    const struct screens_schedule *c = ctx;
    int64_t minutes = screens_minutes_parse(text);
    if (minutes <= 0) {
        tui_say(s->app, TUI_SAY_MISTAKE, _("%s is no length. Write 4 h, 1 h 30, 1:30 or 90."),
                text);
        return TUI_DONE;
    }
    return screens_plan_go(s, c->plan.resource, c->plan.start, c->plan.start + minutes * 60);
}

static int plan_start_done(struct tui_screen *s, void *ctx, const char *text)
{
    const struct screens_schedule *c = ctx;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int64_t start;
    if (base_time_read(text, false, store_now(c->desk->store), &start, &e)) {
        base_arena_free(&a);
        return screens_fail(s, &e);
    }
    int64_t length = c->plan.end - c->plan.start;
    struct tui_ask ask = {.label = _("How long"),
                          .initial = model_minutes_show(length / 60, a),
                          .replace = true,
                          .hint = _("4 h, 1 h 30, 1:30 or 90"),
                          .required = true,
                          .done = plan_length_done};
    int result = screens_plan_go(s, c->plan.resource, start, start + length);
    result |= tui_ask_line(s, &ask, ctx);
    base_arena_free(&a);
    return result;
}

int screens_plan_ask_times(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    char start[32];
    base_time_show(c->plan.start, start);
    struct tui_ask ask = {.label = _("Start"),
                          .initial = start,
                          .hint = "2026-11-23 10:00",
                          .required = true,
                          .done = plan_start_done};
    return tui_ask_line(s, &ask, c);
}

/* ---- storing it ---------------------------------------------------------------------------- */

/* ", 4 h of 12 h": how much of its demand is booked by now. */
static const char *plan_progress(struct screens_schedule *c, int64_t demand, struct base_arena *a)
{
    const struct model_demand *d;
    struct err e = ERR_INIT;
    int64_t booked = 0;
    if (demand == BASE_NONE || store_get(c->desk->store, MODEL_DEMAND, demand, a, &d, &e) ||
        plan_booked(c, demand, a, &booked, &e) || d->minutes == BASE_NONE)
        return "";
    return base_arena_printf(a, _(", %s of %s"), model_minutes_show(booked, a),
                             model_minutes_show(d->minutes, a));
}

static int plan_say_booked(struct tui_screen *s, const struct schedule_outcome *outcome)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    const struct model_booking *b = outcome->booking;
    tui_say(s->app, TUI_SAY_DONE, _("%s: %s, %s, %s%s"),
            model_vocabulary_label(MODEL_VOCABULARY_BOOKING_STATUS,
                                   model_code_or(b->status, "confirmed")),
            screens_number_show((struct store_ref){MODEL_BOOKING, b->head.id}, a),
            screens_span_show(c->desk, b->start, b->end, a), c->plan.who ? c->plan.who : "",
            plan_progress(c, c->plan.demand, a));
    base_arena_free(&a);
    c->at = c->plan.start;
    c->minutes = (c->plan.end - c->plan.start) / 60;
    screens_plan_end(c);
    return TUI_CHANGED;
}

/* Someone was faster, or a rule came in between: what is shown is what was found now. */
static int plan_say_refused(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    struct err e = ERR_INIT;
    if (plan_try(c, &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_ERROR, "%s", _("Not booked: the reasons are below."));
    return TUI_RELOAD;
}

static int plan_store_series(struct tui_screen *s, const struct schedule_order *order)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    struct schedule_outcome *outcomes;
    struct err e = ERR_INIT;
    size_t count = 0, done = 0;
    int result;
    if (schedule_series_book(c->desk->store, order, c->plan.rrule, c->plan.clash, a, &outcomes,
                             &count, &done, &e)) {
        result = screens_fail(s, &e);
    } else if (done == 0) {
        result = screens_series_refused(s, outcomes, count);
    } else {
        tui_say(s->app, TUI_SAY_DONE, _("%zu of %zu booked"), done, count);
        c->at = c->plan.start;
        screens_plan_end(c);
        result = TUI_CHANGED;
    }
    base_arena_free(&a);
    return result;
}

static int plan_store_moved_series(struct tui_screen *s, const char *reason)
{
    struct screens_schedule *c = s->state;
    const struct screens_plan *p = &c->plan;
    struct base_arena *a = base_arena_new();
    struct schedule_outcome *outcomes;
    struct err e = ERR_INIT;
    size_t count = 0;
    bool done = false;
    int result;
    if (schedule_series_move(c->desk->store, p->booking, p->scope, p->start, p->end, reason, a,
                             &outcomes, &count, &done, &e)) {
        result = screens_fail(s, &e);
    } else if (!done) {
        result = screens_series_refused(s, outcomes, count);
    } else {
        tui_say(s->app, TUI_SAY_DONE, P_("%zu booking moved", "%zu bookings moved", count), count);
        c->at = p->start;
        screens_plan_end(c);
        result = TUI_CHANGED;
    }
    base_arena_free(&a);
    return result;
}

static int plan_store(struct tui_screen *s, const char *reason)
{
    struct screens_schedule *c = s->state;
    struct screens_plan *p = &c->plan;
    struct schedule_order order = plan_order(p);
    struct schedule_outcome outcome;
    struct err e = ERR_INIT;
    order.override_reason = reason;
    if (p->kind == PLAN_MOVE && p->scope != SCHEDULE_THIS)
        return plan_store_moved_series(s, reason);
    if (p->kind == PLAN_BOOK && p->rrule)
        return plan_store_series(s, &order);
    struct base_arena *a = base_arena_new();
    enum err_code code =
        p->kind == PLAN_MOVE
            ? schedule_move(c->desk->store, p->booking, p->start, p->end, reason, a, &outcome, &e)
            : schedule_book(c->desk->store, &order, a, &outcome, &e);
    int result = code           ? screens_fail(s, &e)
                 : outcome.done ? plan_say_booked(s, &outcome)
                                : plan_say_refused(s);
    base_arena_free(&a);
    return result;
}

static int plan_override_done(struct tui_screen *s, void *ctx, const char *text)
{
    (void)ctx;
    return plan_store(s, text);
}

/* Which rules would be set aside, for the question. */
static const char *plan_broken(const struct schedule_findings *f, struct base_arena *a)
{
    const char *text = "";
    for (size_t i = 0; i < f->count; i++)
        if (f->list[i].broken)
            text = *text ? base_arena_printf(a, "%s%s%s", text, _(", "),
                                             schedule_rule_label(f->list[i].rule))
                         : schedule_rule_label(f->list[i].rule);
    return text;
}

static int plan_finish(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    const struct schedule_findings *f = &c->plan.outcome.findings;
    if (c->plan.kind == PLAN_CLOSE)
        return screens_close_finish(s);
    if (!c->plan.tried || f->broken == 0)
        return plan_store(s, NULL);
    if (f->barred > 0) {
        tui_say(s->app, TUI_SAY_ERROR, "%s",
                _("It cannot be booked so; the reasons are below. Tab: nearest free time."));
        return TUI_DONE;
    }
    struct base_arena *a = base_arena_new();
    struct tui_ask ask = {.label = base_arena_printf(a, _("Why set aside (%s)"), plan_broken(f, a)),
                          .history = "override",
                          .hint = _("it is kept with the booking and logged"),
                          .required = true,
                          .done = plan_override_done};
    int result = tui_ask_line(s, &ask, c);
    base_arena_free(&a);
    return result;
}

/* ---- keys ---------------------------------------------------------------------------------- */

int screens_plan_command(struct tui_screen *s, int id)
{
    struct screens_schedule *c = s->state;
    int64_t step = plan_step(c);
    switch (id) {
    case TUI_DO_LEFT:
        return plan_shift(s, -step);
    case TUI_DO_RIGHT:
        return plan_shift(s, step);
    case TUI_DO_UP:
        return plan_shift_lane(s, -1);
    case TUI_DO_DOWN:
        return plan_shift_lane(s, 1);
    case SCREENS_DO_SCHEDULE_SHORTER:
        return plan_stretch(s, -step);
    case SCREENS_DO_SCHEDULE_LONGER:
        return plan_stretch(s, step);
    case SCREENS_DO_SCHEDULE_DAY_EARLIER:
        return plan_shift_days(s, -1);
    case SCREENS_DO_SCHEDULE_DAY_LATER:
        return plan_shift_days(s, 1);
    case SCREENS_DO_SCHEDULE_EARLIER:
        return plan_shift_days(s, -7);
    case SCREENS_DO_SCHEDULE_LATER:
        return plan_shift_days(s, 7);
    case TUI_DO_NEXT_PANE:
        return plan_nearest(s);
    case SCREENS_DO_SCHEDULE_DATE:
        return screens_plan_ask_times(s);
    case SCREENS_DO_SCHEDULE_REPEAT:
        return screens_plan_repeat(s);
    case TUI_DO_OPEN:
        return plan_finish(s);
    case TUI_DO_BACK:
        screens_plan_end(c);
        return TUI_DONE;
    default:
        return TUI_PASS;
    }
}
