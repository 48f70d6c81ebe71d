/* judge.c: one pair: gates, place in the calendar, price, points and benefit, as figures. It is
 * done for thousands, so what most resources have in common is found in short, and the rest by the
 * rules of schedule and incentive at length. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/free.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- where the pair's use would lie in the calendar ------------------------------------------ */

struct laid {
    struct base_interval *sittings; /* NULL: as many minutes, however they lie */
    size_t count;
    int64_t minutes; /* of all sittings */
    int64_t start;   /* of the first */
    int64_t first;   /* first free start in the window, or BASE_NONE */
    bool fits;       /* the whole, or a piece of a divisible demand */
};

/* What cannot be booked has its price too: that of one sitting of the minutes asked for. */
static void imagine(int64_t start, int64_t minutes, struct laid *laid)
{
    laid->sittings = NULL;
    laid->count = 1;
    laid->minutes = minutes;
    laid->start = start;
}

static enum err_code lay_sittings(struct match_scene *s, const struct match_asked *asked,
                                  const struct match_side *side, int64_t minutes,
                                  struct base_arena *scratch, struct laid *laid, struct err *e)
{
    struct schedule_slot *slots;
    enum err_code code = schedule_free_sittings(s->calendar, side->lane, asked->from, asked->until,
                                                minutes, scratch, &slots, &laid->count, e);
    if (code || laid->count == 0)
        return code;
    laid->start = laid->first = slots[0].start;
    if (minutes < side->least) {
        imagine(laid->start, minutes, laid); /* the free sitting is longer than asked */
        return ERR_NONE;
    }
    laid->sittings = base_arena_array(scratch, laid->count, sizeof *laid->sittings);
    laid->minutes = 0;
    for (size_t i = 0; i < laid->count; i++) {
        laid->sittings[i] = (struct base_interval){slots[i].start, slots[i].end};
        laid->minutes += slots[i].minutes;
    }
    return ERR_NONE;
}

/* One sitting from start on: as long as the grid and the shortest booking make it, but charged as
 * it was asked for where only the latter does. */
static void lay_one(const struct match_side *side, int64_t start, int64_t minutes,
                    struct laid *laid)
{
    int64_t grid = side->grid;
    if (minutes >= side->least)
        minutes = (minutes + grid - 1) / grid * grid;
    imagine(start, minutes, laid);
}

/* brief: what several sittings there are does not matter. */
static enum err_code lay(struct match_scene *s, const struct match_asked *asked,
                         const struct match_side *side, int64_t minutes, bool brief,
                         struct base_arena *scratch, struct laid *laid, struct err *e)
{
    int64_t start;
    enum schedule_fit fit = SCHEDULE_FITS_NOT;
    *laid = (struct laid){.first = BASE_NONE};
    if (side->lane != NULL)
        fit =
            schedule_free_fits(s->calendar, side->lane, asked->from, asked->until, minutes, &start);
    laid->fits = fit != SCHEDULE_FITS_NOT;
    if (fit == SCHEDULE_FITS_ONE || (laid->fits && brief)) {
        lay_one(side, start, minutes, laid);
        laid->first = start;
        return ERR_NONE;
    }
    if (laid->fits)
        return lay_sittings(s, asked, side, minutes, scratch, laid, e);
    if (side->lane != NULL)
        laid->first = schedule_free_start(s->calendar, side->lane, asked->from, asked->until,
                                          asked->piece < minutes ? asked->piece : 0);
    laid->fits = laid->first != BASE_NONE && asked->piece < asked->minutes;
    imagine(asked->from, minutes, laid);
    return ERR_NONE;
}

/* ---- price ----------------------------------------------------------------------------------- */

enum err_code match_terms_with(struct match_scene *s, const struct match_asked *asked, size_t place,
                               int64_t owner, const struct match_terms **terms, struct err *e)
{
    struct match_terms *t = &s->with[place];
    *terms = t;
    if (t->asked == asked->number)
        return ERR_NONE;
    t->asked = asked->number;
    if (s->agreed != NULL && !s->agreed[place]) {
        t->agreement = NULL;
        t->steady = true;
        return ERR_NONE;
    }
    return incentive_terms_agreement_with(s->terms, owner, asked->demand->requester,
                                          asked->first_day, asked->last_day, &t->agreement,
                                          &t->steady, e);
}

static enum err_code terms_with(struct match_scene *s, const struct match_asked *asked,
                                const struct match_side *side, const struct match_terms **terms,
                                struct err *e)
{
    return match_terms_with(s, asked, side->offer->owner, side->offer->resource->owner, terms, e);
}

static bool is_plain(const struct match_asked *asked, const struct match_side *side,
                     const struct match_terms *terms)
{
    bool free_quota = terms->agreement != NULL && terms->agreement->free_minutes_month != BASE_NONE;
    return side->price.plain && terms->steady && asked->member_steady && !free_quota;
}

/* By the rules at length. */
static enum err_code price_in_full(struct match_scene *s, const struct match_asked *asked,
                                   const struct match_side *side, const struct laid *laid,
                                   struct base_arena *scratch, struct incentive_price *price,
                                   const char **priority, struct err *e)
{
    struct base_interval one = {laid->start, laid->start + 60 * laid->minutes};
    struct incentive_use use = {
        .resource = side->offer->resource,
        .organisation = asked->demand->requester,
        .sittings = laid->sittings != NULL ? laid->sittings : &one,
        .sitting_count = laid->count,
        .agreement = INCENTIVE_FIND,
        .voucher = INCENTIVE_FIND,
        .figures_only = true,
    };
    const struct model_agreement *agreement = NULL;
    enum err_code code = incentive_price_find(s->terms, &use, scratch, price, e);
    if (!code)
        code = incentive_terms_agreement(s->terms, side->offer->resource, asked->demand->requester,
                                         base_time_day(use.sittings[0].start), &agreement, e);
    *priority = agreement != NULL ? agreement->priority : NULL;
    return code;
}

/* Every sitting is rounded by itself. */
static bool charged_of(const struct incentive_plain *plain, const struct laid *laid,
                       int64_t *charged)
{
    *charged = 0;
    if (laid->sittings == NULL)
        return incentive_charged(plain, laid->minutes, charged);
    for (size_t i = 0; i < laid->count; i++) {
        int64_t one;
        if (!incentive_charged(
                plain, base_interval_minutes(laid->sittings[i].start, laid->sittings[i].end),
                &one) ||
            __builtin_add_overflow(*charged, one, charged))
            return false;
    }
    return true;
}

static enum err_code find_price(struct match_scene *s, struct match_asked *asked,
                                const struct match_side *side, const struct laid *laid,
                                struct base_arena *scratch, struct match_pair *p,
                                const char **priority, struct err *e)
{
    struct incentive_price price = {0};
    const struct match_terms *terms;
    int64_t charged;
    enum err_code code = terms_with(s, asked, side, &terms, e);
    if (code)
        return code;
    if (is_plain(asked, side, terms) && charged_of(&side->price, laid, &charged)) {
        struct incentive_payer payer = {asked->demand->requester, asked->member, terms->agreement};
        code = incentive_plain_price(s->terms, side->offer->resource, &side->price, &payer, charged,
                                     (int64_t)laid->count, laid->start, &price, e);
        *priority = terms->agreement != NULL ? terms->agreement->priority : NULL;
    } else {
        code = price_in_full(s, asked, side, laid, scratch, &price, priority, e);
    }
    p->price = price.refusal != NULL ? BASE_NONE : price.total;
    p->full_price = price.refusal != NULL ? BASE_NONE : price.gross;
    p->voucher = price.refusal != NULL ? 0 : price.voucher;
    p->voucher_amount = price.refusal != NULL ? 0 : price.voucher_part;
    return code;
}

/* A quote's figures replace what the desk would compute for the pair. */
static void take_quote(struct match_pair *p)
{
    if (p->quote == NULL)
        return;
    if (p->quote->price != BASE_NONE) {
        p->price = p->full_price = p->quote->price;
        p->voucher = p->voucher_amount = 0;
    }
    if (p->quote->benefit != BASE_NONE) {
        p->benefit = p->quote->benefit;
        p->quoted = true;
    }
}

/* ---- the pair -------------------------------------------------------------------------------- */

/* The youngest: of equal resources the last. */
static const struct model_quote *quote_for(const struct match_asked *asked, int64_t resource)
{
    for (size_t i = asked->quote_count; i-- > 0;)
        if (asked->quotes[i]->resource == resource)
            return asked->quotes[i];
    return NULL;
}

const struct model_proposal *match_asked_proposal(const struct match_asked *asked, int64_t resource)
{
    for (size_t i = asked->proposal_count; i-- > 0;)
        if (asked->proposals[i]->resource == resource)
            return asked->proposals[i];
    return NULL;
}

/* What does not depend on the calendar. */
static void begin(const struct match_asked *asked, const struct match_side *side, double share,
                  struct match_pair *p)
{
    *p = (struct match_pair){.side = side, .text_share = share};
    if (asked->quote_count > 0)
        p->quote = quote_for(asked, side->offer->resource->head.id);
    p->minutes =
        p->quote != NULL && p->quote->minutes != BASE_NONE ? p->quote->minutes : asked->minutes;
}

enum err_code match_judge(struct match_scene *s, struct match_asked *asked,
                          const struct match_side *side, double share, struct base_arena *scratch,
                          struct match_pair *p, struct err *e)
{
    const struct model_resource *r = side->offer->resource;
    struct laid laid;
    const char *priority = NULL;
    begin(asked, side, share, p);
    if (r->cost != BASE_NONE && !incentive_worth(s->policy, r, p->minutes, r->cost, &p->cost))
        return err_set(e, ERR_LIMIT, r->name, NULL, "%s",
                       _("its cost does not fit into the largest number of the desk"));
    struct base_interval may = side->lane != NULL ? schedule_bookable(side->lane->resource, s->now,
                                                                      asked->from, asked->until)
                                                  : (struct base_interval){0};
    if (may.start < may.end)
        p->free_minutes = schedule_lane_free_minutes(s->calendar, side->lane, may.start, may.end);
    enum err_code code = match_gates(s, asked, side, p->minutes, &p->broken, e);
    if (!code)
        code = lay(s, asked, side, p->minutes, false, scratch, &laid, e);
    if (!code)
        code = find_price(s, asked, side, &laid, scratch, p, &priority, e);
    if (code)
        return code;
    p->first_start = laid.first;
    p->laid = laid.fits;
    p->urgency = priority != NULL ? match_urgency(s->policy, asked->demand, priority, s->now)
                                  : asked->urgency;
    take_quote(p);
    code = match_fit(s, asked, p, scratch, e);
    p->broken |= match_gates_late(s, asked, p);
    return code;
}

enum err_code match_judge_price(struct match_scene *s, struct match_asked *asked,
                                const struct match_side *side, double share,
                                struct base_arena *scratch, bool *eligible, int64_t *price,
                                struct err *e)
{
    struct match_pair p;
    struct laid laid = {0};
    const struct match_terms *terms;
    const char *priority;
    *eligible = false;
    begin(asked, side, share, &p);
    enum err_code code = match_gates(s, asked, side, p.minutes, &p.broken, e);
    if (code || p.broken != 0)
        return code;
    code = terms_with(s, asked, side, &terms, e);
    bool brief =
        !code && side->only_minutes && !asked->vouchers_vary && is_plain(asked, side, terms);
    if (!code)
        code = lay(s, asked, side, p.minutes, brief, scratch, &laid, e);
    if (code || !laid.fits)
        return code;
    p.laid = true;
    p.free_minutes = 1; /* there is some where it fits */
    if (s->policy->least_capability > 0)
        p.parts[MATCH_CAPABILITY] = match_fit_capability(s, asked, &p, scratch);
    p.price = BASE_NONE;
    if (match_gates_late(s, asked, &p) != 0)
        return ERR_NONE;
    code = find_price(s, asked, side, &laid, scratch, &p, &priority, e);
    take_quote(&p);
    *eligible = !code && match_gates_late(s, asked, &p) == 0;
    *price = p.price;
    return code;
}

bool match_pair_before(const struct match_pair *p, const struct match_pair *q)
{
    if ((p->broken != 0) != (q->broken != 0))
        return p->broken == 0;
    if (p->score != q->score)
        return p->score > q->score;
    return strcmp(p->side->offer->resource->head.uid, q->side->offer->resource->head.uid) < 0;
}

/* ---- for people ------------------------------------------------------------------------------ */

static void fill_figures(const struct match_asked *asked, const struct match_pair *p,
                         struct match_figures *f)
{
    struct match_scene *s = asked->scene;
    const struct model_resource *r = p->side->offer->resource;
    const struct incentive_marks *marks = incentive_survey_resource(&s->survey, r->head.id);
    struct err ignored = ERR_INIT; /* the regions are read already */
    int steps = -1;
    match_scene_steps(s, asked->region, p->side->region, &steps, &ignored);
    *f = (struct match_figures){
        .text_share = p->text_share,
        .asked = (int64_t)asked->attribute_count,
        .met = p->met,
        .first_start = p->first_start,
        .answers_sum = marks != NULL ? marks->sum : 0,
        .answers = marks != NULL ? marks->count : 0,
        .answers_mean = s->survey.mean,
        .cancelled_share = match_cancelled_share(s, r->owner),
        .steps = steps < 0 ? BASE_NONE : steps,
        .together = match_asked_together(asked, r->owner),
        .value = asked->value,
        .urgency = p->urgency,
        .standing = asked->standing,
        .balance = asked->balance,
        .cost = p->cost,
        .full_price = p->full_price,
        .voucher = p->voucher,
        .voucher_amount = p->voucher_amount,
        .quote = p->quote != NULL ? p->quote->head.id : 0,
        .quoted_benefit = p->quoted,
    };
    base_money_round(asked->scale, &f->scale);
}

void match_pair_fill(const struct match_asked *asked, const struct match_pair *p,
                     struct match_candidate *c)
{
    const struct model_demand *d = asked->demand;
    const struct model_resource *r = p->side->offer->resource;
    const struct model_proposal *said = match_asked_proposal(asked, r->head.id);
    *c = (struct match_candidate){
        .asked = asked,
        .demand = d->head.id,
        .demand_uid = d->head.uid,
        .demand_title = d->title,
        .resource = r->head.id,
        .uid = r->head.uid,
        .name = r->name,
        .unit = r->unit,
        .from = asked->from,
        .until = asked->open ? BASE_NONE : asked->until,
        .score = p->score,
        .benefit = p->benefit,
        .price = p->price,
        .minutes = p->minutes,
        .free_minutes = p->free_minutes,
        .laid = p->laid,
        .blocked = p->broken != 0,
    };
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++)
        c->parts[k] = p->parts[k];
    for (int g = 0; g < MATCH_GATE_COUNT; g++)
        c->gates[g].passed = (p->broken & 1u << g) == 0;
    fill_figures(asked, p, &c->figures);
    if (said != NULL) {
        c->proposal = said->head.id;
        c->status = model_code_or(said->status, "proposed");
        c->stance = said->stance;
        c->reason = said->reason;
    }
}
