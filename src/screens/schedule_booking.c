/* schedule_booking.c: what becomes of the booking under the cursor: confirmed, used, cancelled; and
 * who is next in line for the time that falls free. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/match/waiting.h"
#include "sharedesk/screens/commands.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAITING_MOST = 30, WAITING_PATIENCE = 15000, CANCEL_PATIENCE = 2000 };

/* ---- who is waiting ------------------------------------------------------------------------ */

/* Who waits is asked of every open demand, which takes long on a large desk: as long as a person
 * would wait for it, and no longer. */
struct patience {
    const struct tui_app *app;
    int64_t until;
};

static bool patience_step(void *context, const char *what, size_t done, size_t of)
{
    const struct patience *p = context;
    (void)what;
    (void)done;
    (void)of;
    return tui_app_now(p->app) < p->until;
}

/* ERR_CANCELLED: it took longer than that. */
static enum err_code waiting_find(struct tui_screen *s, int64_t resource, int64_t from,
                                  int64_t until, int64_t patience_ms, struct base_arena *a,
                                  struct match_list *list, struct err *e)
{
    struct screens_schedule *c = s->state;
    struct patience patience = {s->app, tui_app_now(s->app) + patience_ms};
    const struct match_progress progress = {&patience, patience_step};
    struct match_desk *desk = screens_match(c->desk, e);
    if (!desk)
        return e->code;
    match_desk_watch(desk, &progress);
    enum err_code code = match_waiting(desk, resource, from, until, a, list, e);
    match_desk_watch(desk, NULL);
    return code;
}

static int waiting_say_offered(struct tui_screen *s, int64_t booking)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    const struct model_booking *b;
    struct err e = ERR_INIT;
    int result = TUI_CHANGED;
    if (booking == 0)
        tui_say(s->app, TUI_SAY_INFO, "%s", _("nobody waits for this slot"));
    else if (store_get(c->desk->store, MODEL_BOOKING, booking, a, &b, &e))
        result = screens_fail(s, &e);
    else
        tui_say(s->app, TUI_SAY_DONE, _("Offered to %s, held until %s: %s"),
                store_title(c->desk->store, MODEL_ORGANISATION, b->organisation, a),
                screens_time_show(c->desk, b->held_until, a),
                screens_number_show((struct store_ref){MODEL_BOOKING, booking}, a));
    base_arena_free(&a);
    return result;
}

static int waiting_offer(struct tui_screen *s, void *ctx)
{
    struct screens_schedule *c = ctx;
    struct err e = ERR_INIT;
    int64_t booking = 0;
    struct match_desk *desk = screens_match(c->desk, &e);
    if (!desk || match_waiting_offer(desk, c->lane, c->asked_start, c->asked_end, &booking, &e))
        return screens_fail(s, &e);
    return waiting_say_offered(s, booking);
}

/* The first in line may be offered it; for any other a booking is begun. */
static int waiting_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    if (strcmp(code, "offer") == 0)
        return waiting_offer(s, ctx);
    c->at = c->asked_start;
    return screens_plan_begin_demand(s, strtoll(code, NULL, 10), false);
}

static struct tui_choice waiting_choice(const struct screens_schedule *c,
                                        const struct match_candidate *w, struct base_arena *a)
{
    return (struct tui_choice){
        .code = base_arena_printf(a, "%" PRId64, w->demand),
        .label =
            base_arena_printf(a, _("book for %s %s"),
                              screens_number_show((struct store_ref){MODEL_DEMAND, w->demand}, a),
                              w->demand_title ? w->demand_title : ""),
        .note = base_arena_printf(a, _("%s, benefit %s"), model_minutes_show(w->minutes, a),
                                  screens_money_show(c->desk, w->benefit, a))};
}

static int waiting_choose(struct tui_screen *s, const struct match_list *list, struct base_arena *a)
{
    struct screens_schedule *c = s->state;
    struct tui_choice choices[WAITING_MOST + 1];
    size_t count = 0;
    choices[count++] = (struct tui_choice){
        .code = "offer",
        .label = base_arena_printf(
            a, _("offer it to the first in line, %s"),
            screens_number_show((struct store_ref){MODEL_DEMAND, list->candidates[0].demand}, a)),
        .note = base_arena_printf(a, _("held %" PRId64 " h"),
                                  store_policy(c->desk->store)->hold_hours)};
    for (size_t i = 0; i < list->count && i < WAITING_MOST; i++)
        choices[count++] = waiting_choice(c, &list->candidates[i], a);
    return tui_ask_choice(s, _("Waiting for this slot"), choices, count, NULL, waiting_done, c);
}

/* Who could use the free time around the cursor. */
static int waiting_ask(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    struct match_list list = {0};
    struct err e = ERR_INIT;
    int result = TUI_DONE;
    if (!screens_schedule_free(c, a, &c->asked_start, &c->asked_end))
        tui_say(s->app, TUI_SAY_INFO, "%s", _("this time is not free"));
    else if (waiting_find(s, c->lane, c->asked_start, c->asked_end, WAITING_PATIENCE, a, &list, &e))
        result = screens_fail(s, &e);
    else if (list.count == 0)
        tui_say(s->app, TUI_SAY_INFO, "%s", _("nobody waits for this slot"));
    else
        result = waiting_choose(s, &list, a);
    base_arena_free(&a);
    return result;
}

/* ---- cancelling ---------------------------------------------------------------------------- */

/* The slot that fell free finds the next in line. */
static int cancel_offer_next(struct tui_screen *s, const struct schedule_freed *freed)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    struct match_list list = {0};
    struct err e = ERR_INIT;
    int result = TUI_CHANGED;
    bool past = freed->end <= store_now(c->desk->store);
    if (!past &&
        waiting_find(s, freed->resource, freed->start, freed->end, CANCEL_PATIENCE, a, &list, &e))
        result |= e.code == ERR_CANCELLED ? TUI_DONE : screens_fail(s, &e);
    else if (list.count > 0) {
        const struct store_ref first = {MODEL_DEMAND, list.candidates[0].demand};
        c->lane = freed->resource;
        c->asked_start = freed->start;
        c->asked_end = freed->end;
        result |= tui_ask_yes_no(
            s,
            base_arena_printf(
                a, _("Cancelled. Offer the slot to %s %s, first of %zu waiting?"),
                screens_number_show(first, a),
                list.candidates[0].demand_title ? list.candidates[0].demand_title : "", list.count),
            waiting_offer, c);
    }
    base_arena_free(&a);
    return result;
}

static int cancel_say(struct tui_screen *s, size_t count, int64_t fee)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    if (fee > 0)
        tui_say(s->app, TUI_SAY_DONE, _("Cancelled (%zu); fee %s"), count,
                screens_money_show(c->desk, fee, a));
    else
        tui_say(s->app, TUI_SAY_DONE, _("Cancelled (%zu), no fee"), count);
    base_arena_free(&a);
    return TUI_CHANGED;
}

static int cancel_series(struct tui_screen *s, const char *reason)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    struct schedule_freed *freed;
    struct err e = ERR_INIT;
    size_t count = 0;
    int64_t fee = 0;
    int result;
    if (schedule_series_cancel(c->desk->store, c->asked_booking, c->asked_scope, c->asked_party,
                               reason, a, &freed, &count, &e)) {
        result = screens_fail(s, &e);
    } else {
        for (size_t i = 0; i < count; i++)
            fee += freed[i].fee;
        result = cancel_say(s, count, fee);
    }
    base_arena_free(&a);
    return result;
}

static int cancel_reason_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct schedule_freed freed;
    struct err e = ERR_INIT;
    if (c->asked_scope != SCHEDULE_THIS)
        return cancel_series(s, text);
    if (schedule_cancel(c->desk->store, c->asked_booking, c->asked_party, text, &freed, &e))
        return screens_fail(s, &e);
    return cancel_say(s, 1, freed.fee) | cancel_offer_next(s, &freed);
}

static int cancel_party_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    struct tui_ask ask = {.label = _("Cancelled because"),
                          .history = "cancel",
                          .required = true,
                          .done = cancel_reason_done};
    strncpy(c->asked_party, code, sizeof c->asked_party - 1);
    return tui_ask_line(s, &ask, c);
}

/* Who cancels decides on the fee, so it stands beside the choice. */
static int cancel_ask_party(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    const struct model_booking *b = screens_schedule_booking(c);
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int64_t fee = 0;
    if (!b || schedule_cancel_fee(c->desk->store, b, store_now(c->desk->store), &fee, &e)) {
        base_arena_free(&a);
        return b ? screens_fail(s, &e) : TUI_DONE;
    }
    const char *free_of_charge = _("no fee");
    const struct tui_choice choices[] = {
        {"requester", _("the requester cancels"),
         fee > 0 ? base_arena_printf(a, _("fee %s"), screens_money_show(c->desk, fee, a))
                 : free_of_charge},
        {"provider", _("the provider cancels"), free_of_charge},
        {"desk", _("the desk cancels"), free_of_charge}};
    int result = tui_ask_choice(
        s,
        base_arena_printf(a, _("Cancel %s"),
                          screens_number_show((struct store_ref){MODEL_BOOKING, b->head.id}, a)),
        choices, 3, NULL, cancel_party_done, c);
    base_arena_free(&a);
    return result;
}

static int cancel_scope_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    c->asked_scope = screens_scope_of(code);
    return cancel_ask_party(s);
}

static int cancel_ask(struct tui_screen *s, const struct model_booking *b)
{
    struct screens_schedule *c = s->state;
    c->asked_scope = SCHEDULE_THIS;
    if (b->series && *b->series)
        return screens_ask_scope(s, _("Cancel"), cancel_scope_done);
    return cancel_ask_party(s);
}

/* ---- use ----------------------------------------------------------------------------------- */

static int no_show_done(struct tui_screen *s, void *ctx)
{
    struct screens_schedule *c = ctx;
    struct schedule_freed freed;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int result = TUI_CHANGED;
    if (schedule_no_show(c->desk->store, c->asked_booking, &freed, &e))
        result = screens_fail(s, &e);
    else
        tui_say(s->app, TUI_SAY_DONE, _("Nobody came; fee %s"),
                screens_money_show(c->desk, freed.fee, a));
    base_arena_free(&a);
    return result;
}

static int no_show_ask(struct tui_screen *s, const struct model_booking *b)
{
    struct screens_schedule *c = s->state;
    struct err e = ERR_INIT;
    int64_t fee;
    if (schedule_no_show_fee(c->desk->store, b, &fee, &e))
        return screens_fail(s, &e);
    if (fee == 0)
        return tui_ask_yes_no(s, _("Nobody came to this booking? No fee"), no_show_done, c);
    struct base_arena *a = base_arena_new();
    int result = tui_ask_yes_no(s,
                                base_arena_printf(a, _("Nobody came to this booking? Fee %s"),
                                                  screens_money_show(c->desk, fee, a)),
                                no_show_done, c);
    base_arena_free(&a);
    return result;
}

static int complete_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct schedule_completed done;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int64_t minutes = base_text_empty(text) ? BASE_NONE : screens_minutes_parse(text);
    int result = TUI_CHANGED;
    if (minutes != BASE_NONE && minutes <= 0) {
        tui_say(s->app, TUI_SAY_MISTAKE, _("%s is no length. Write 4 h, 1 h 30, 1:30 or 90."),
                text);
        result = TUI_DONE;
    } else if (schedule_complete(c->desk->store, c->asked_booking, minutes, &done, &e)) {
        result = screens_fail(s, &e);
    } else {
        tui_say(s->app, TUI_SAY_DONE, _("Completed: %s used, %s charged"),
                model_minutes_show(done.minutes, a), screens_money_show(c->desk, done.total, a));
    }
    base_arena_free(&a);
    return result;
}

static int complete_ask(struct tui_screen *s, const struct model_booking *b)
{
    struct tui_ask ask = {.label = _("Used for"),
                          .hint = b->checked_in != BASE_NONE
                                      ? _("empty: from check-in to now; or 4 h, 1 h 30, 90")
                                      : _("empty: as reserved; or 4 h, 1 h 30, 90"),
                          .done = complete_done};
    return tui_ask_line(s, &ask, s->state);
}

static int simple_done(struct tui_screen *s, enum err_code code, const struct err *e,
                       const char *text)
{
    if (code)
        return screens_fail(s, e);
    tui_say(s->app, TUI_SAY_DONE, "%s", text);
    return TUI_CHANGED;
}

/* ---- keys ---------------------------------------------------------------------------------- */

int screens_booking_command(struct tui_screen *s, int id)
{
    struct screens_schedule *c = s->state;
    struct store *store = c->desk->store;
    const struct model_booking *b = screens_schedule_booking(c);
    struct err e = ERR_INIT;
    c->asked_booking = b ? b->head.id : 0;
    if (id == SCREENS_DO_SCHEDULE_WAITING)
        return waiting_ask(s);
    if (!b)
        return TUI_PASS;
    switch (id) {
    case SCREENS_DO_SCHEDULE_CONFIRM:
        return simple_done(s, schedule_confirm(store, b->head.id, &e), &e, _("Confirmed"));
    case SCREENS_DO_SCHEDULE_CHECK_IN:
        return simple_done(s, schedule_check_in(store, b->head.id, store_now(store), &e), &e,
                           C_("done", "Checked in"));
    case SCREENS_DO_SCHEDULE_COMPLETE:
        return complete_ask(s, b);
    case SCREENS_DO_SCHEDULE_NO_SHOW:
        return no_show_ask(s, b);
    case SCREENS_DO_SCHEDULE_CANCEL:
        return cancel_ask(s, b);
    default:
        return TUI_PASS;
    }
}

/* In which states a booking takes a command. */
static const char *booking_wants(int id)
{
    switch (id) {
    case SCREENS_DO_SCHEDULE_CONFIRM:
        return "requested tentative";
    case SCREENS_DO_SCHEDULE_CHECK_IN:
    case SCREENS_DO_SCHEDULE_NO_SHOW:
        return "confirmed";
    case SCREENS_DO_SCHEDULE_COMPLETE:
        return "confirmed in_use";
    case SCREENS_DO_SCHEDULE_MOVE:
    case SCREENS_DO_SCHEDULE_CANCEL:
        return "requested tentative confirmed";
    default:
        return NULL;
    }
}

static bool word_in(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = strstr(words, word); at; at = strstr(at + n, word))
        if ((at == words || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
            return true;
    return false;
}

/* Nobody has come to, or is done with, what lies ahead. */
static const char *booking_too_early(struct screens_schedule *c, const struct model_booking *b,
                                     int id)
{
    int64_t now = store_now(c->desk->store);
    bool early = false;
    if (id == SCREENS_DO_SCHEDULE_CHECK_IN)
        early = base_time_day(b->start) > base_time_day(now);
    if (id == SCREENS_DO_SCHEDULE_COMPLETE || id == SCREENS_DO_SCHEDULE_NO_SHOW)
        early = b->start > now && b->checked_in == BASE_NONE;
    if (!early)
        return NULL;
    struct base_arena *a = base_arena_new();
    snprintf(c->refusal, sizeof c->refusal, _("the booking begins on %s"),
             screens_time_show(c->desk, b->start, a));
    base_arena_free(&a);
    return c->refusal;
}

const char *screens_booking_refuse(struct tui_screen *s, int id)
{
    struct screens_schedule *c = s->state;
    const char *wants = booking_wants(id);
    bool writes = wants || id == SCREENS_DO_SCHEDULE_WAITING || id == SCREENS_DO_SCHEDULE_CLOSE;
    if (!writes)
        return NULL;
    if (screens_read_only(c->desk))
        return screens_read_only(c->desk);
    if (c->plan.kind != PLAN_NONE)
        return _("a booking is being made: Enter books it, Esc leaves it");
    if (!wants)
        return NULL;
    const struct model_booking *b = screens_schedule_booking(c);
    if (!b)
        return _("no booking is under the cursor");
    const char *status = model_code_or(b->status, "confirmed");
    if (word_in(wants, status))
        return booking_too_early(c, b, id);
    snprintf(c->refusal, sizeof c->refusal, _("the booking is %s"),
             model_vocabulary_label(MODEL_VOCABULARY_BOOKING_STATUS, status));
    return c->refusal;
}
