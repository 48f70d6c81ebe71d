/* close.c: what was decided becomes bookings, payments and minutes, whole or not at all. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/award.h"
#include "sharedesk/incentive/claim.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/booking.h"

#include "internal.h"

struct closing {
    struct match_desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct meeting_record record;
    struct meeting_outcome *outcome;
};

/* ---- bookings -------------------------------------------------------------------------------- */

static enum err_code quoted_price(struct closing *c, const struct meeting_line *line,
                                  int64_t minutes, int64_t *price, struct err *e)
{
    char today[16];
    struct model_quote **quotes;
    size_t count;
    *price = BASE_NONE;
    base_day_format(base_time_day(store_now(c->store)), today);
    enum err_code code = store_select(c->store, MODEL_QUOTE, STORE_MATCH_QUOTES_OF,
                                      STORE_ARGS(STORE_INT(line->demand), STORE_STR(today)),
                                      c->arena, &quotes, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        if (quotes[i]->resource == line->resource && quotes[i]->price != BASE_NONE)
            base_money_muldiv(quotes[i]->price, minutes, line->minutes, price);
    }
    return code;
}

/* A slot that has been taken since is a refusal of the whole, with its reasons. */
static enum err_code refused_line(struct closing *c, const struct meeting_line *line,
                                  const struct schedule_findings *findings, struct err *e)
{
    struct base_text why = {0};
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].broken)
            base_text_printf(&why, "%s%s", why.length > 0 ? _("; ") : "", findings->list[i].text);
    }
    err_set(e, ERR_REFUSED,
            base_arena_printf(c->arena, "%s → %s",
                              meeting_name(c->store, MODEL_DEMAND, line->demand, c->arena),
                              meeting_name(c->store, MODEL_RESOURCE, line->resource, c->arena)),
            _("Refuse, defer or amend the line, or prepare the meeting again."), "%s",
            base_text_string(&why));
    base_text_free(&why);
    return e->code;
}

static enum err_code book_sitting(struct closing *c, const struct meeting_line *line, int64_t start,
                                  int64_t end, struct err *e)
{
    struct model_demand *d;
    struct schedule_outcome outcome;
    struct schedule_order order = schedule_order_init();
    enum err_code code = store_get(c->store, MODEL_DEMAND, line->demand, c->arena, &d, e);
    if (!code)
        code = quoted_price(c, line, (end - start) / 60, &order.price, e);
    if (code)
        return code;
    order.resource = line->resource;
    order.organisation = d->requester;
    order.person = d->person;
    order.demand = line->demand;
    order.title = d->title;
    order.start = start;
    order.end = end;
    order.status = "confirmed"; /* the meeting is the approval */
    order.override_reason = base_arena_printf(c->arena, _("Decided: %s"), c->record.meeting->title);
    code = schedule_book(c->store, &order, c->arena, &outcome, e);
    if (!code && !outcome.done)
        code = refused_line(c, line, &outcome.findings, e);
    c->outcome->bookings += !code;
    return code;
}

static enum err_code book_line(struct closing *c, const struct meeting_line *line,
                               const struct match_plan *plan, struct err *e)
{
    enum err_code code = ERR_NONE;
    c->outcome->demands++;
    if (model_code_is(line->verdict, "amend"))
        return book_sitting(c, line, line->start, line->end, e);
    for (size_t i = 0; !code && i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        if (l->demand == line->demand && l->resource == line->resource)
            code = book_sitting(c, line, l->start, l->end, e);
    }
    return code;
}

static enum err_code book_all(struct closing *c, struct err *e)
{
    struct meeting_line *lines;
    struct match_plan plan;
    size_t count;
    enum err_code code =
        meeting_lines(c->desk, c->record.meeting->head.id, c->arena, &lines, &count, &plan, e);
    for (size_t i = 0; !code && i < count; i++) {
        if (lines[i].stands)
            code = book_line(c, &lines[i], &plan, e);
    }
    return code;
}

/* ---- money ----------------------------------------------------------------------------------- */

static enum err_code settle_claim(struct closing *c, int64_t id, const struct model_decision *d,
                                  struct err *e)
{
    struct model_claim *claim;
    enum err_code code = store_get(c->store, MODEL_CLAIM, id, c->arena, &claim, e);
    if (code || !model_code_is(model_code_or(claim->status, "open"), "open") ||
        model_code_is(d->verdict, "defer"))
        return code;
    int64_t granted = d->amount != BASE_NONE ? d->amount : claim->amount;
    if (model_code_is(d->verdict, "refuse"))
        granted = 0;
    c->outcome->claims++;
    if (incentive_claim_decide(c->store, id, granted, c->record.meeting->head.id, e))
        return err_within(e, claim->title);
    return ERR_NONE;
}

/* An organisation that is honoured, with a bonus if the meeting named an amount. */
static enum err_code give_award(struct closing *c, int64_t organisation,
                                const struct model_decision *d, struct err *e)
{
    if (!meeting_verdict_stands(d->verdict))
        return ERR_NONE;
    struct model_award *award = model_record_new(c->arena, MODEL_AWARD);
    bool bonus = d->amount != BASE_NONE && d->amount > 0;
    award->title = bonus ? _("Bonus for sharing") : _("Candidate for platform leadership");
    award->kind = bonus ? "performance" : "opportunity";
    award->organisation = organisation;
    award->citation = d->reason != NULL ? d->reason : d->title;
    award->amount = bonus ? d->amount : BASE_NONE;
    award->awarded = base_time_day(store_now(c->store));
    award->meeting = c->record.meeting->head.id;
    c->outcome->awards++;
    return incentive_award_grant(c->store, award, e);
}

static enum err_code settle_all(struct closing *c, struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < c->record.item_count; i++) {
        const struct model_agenda *item = c->record.items[i];
        const struct model_decision *d = meeting_decision_on(&c->record, item->head.id);
        struct store_ref ref;
        if (d == NULL || item->record == NULL)
            continue;
        code = store_anyref_read(c->store, item->record, &ref, e);
        if (!code && model_code_is(item->kind, "claim") && ref.type == MODEL_CLAIM)
            code = settle_claim(c, ref.id, d, e);
        else if (!code && model_code_is(item->kind, "award") && ref.type == MODEL_ORGANISATION)
            code = give_award(c, ref.id, d, e);
    }
    return code;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum err_code refuse_unprepared(const struct model_meeting *m, struct err *e)
{
    if (m->run != BASE_NONE)
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, m->title, _("Prepare it first."), "%s",
                   _("it has no allocation to decide on"));
}

static enum err_code finish(struct closing *c, struct err *e)
{
    struct model_meeting *m = c->record.meeting;
    enum err_code code = meeting_minutes(c->desk, m->head.id, c->arena, &c->outcome->minutes, e);
    if (code)
        return code;
    m->minutes = c->outcome->minutes;
    m->status = "closed";
    m->closed = store_now(c->store);
    if (m->held == BASE_NONE)
        m->held = m->closed;
    c->outcome->decisions = c->record.decision_count;
    return store_put(c->store, MODEL_MEETING, m, e);
}

static enum err_code close_all(struct closing *c, struct err *e)
{
    enum err_code code = book_all(c, e);
    if (!code)
        code = settle_all(c, e);
    if (!code)
        code = finish(c, e);
    return code;
}

enum err_code meeting_close(struct match_desk *m, int64_t meeting, struct base_arena *a,
                            struct meeting_outcome *outcome, struct err *e)
{
    struct closing c = {.desk = m, .store = match_desk_store(m), .arena = a, .outcome = outcome};
    *outcome = (struct meeting_outcome){0};
    enum err_code code = store_begin(c.store, "close meeting", e);
    if (code)
        return code;
    code = meeting_read(c.store, meeting, a, &c.record, e);
    if (!code)
        code = meeting_refuse_closed(c.record.meeting, e);
    if (!code)
        code = refuse_unprepared(c.record.meeting, e);
    if (!code)
        code = close_all(&c, e);
    return store_end(c.store, code, e);
}
