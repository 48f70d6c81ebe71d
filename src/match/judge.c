/* judge.c: one pair: gates, place in the calendar, price, points and benefit, as figures. It is
 * done for thousands, so what most resources have in common is found in short, and the rest by the
 * rules of schedule and incentive at length. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- price ----------------------------------------------------------------------------------- */

const struct match_terms *match_terms_with(struct match_scene *s, const struct match_asked *asked,
                                           size_t place)
{
    struct match_terms *t = &s->with[place];
    const struct incentive_party party = {asked->demand->requester, asked->first_day,
                                          asked->last_day, asked->member, asked->member_steady};
    if (t->asked == asked->number)
        return t;
    t->asked = asked->number;
    incentive_agreements_with(&s->agreements[place], &party, &t->agreement, &t->steady);
    return t;
}

/* Of an owner that has nothing on offer any more, nothing is known. */
static const struct match_terms *terms_with(struct match_scene *s, const struct match_asked *asked,
                                            const struct match_side *side)
{
    static const struct match_terms unknown = {.steady = false};
    bool known = side->offer->owner != 0 || side->offer->resource->owner == BASE_NONE;
    return known ? match_terms_with(s, asked, side->offer->owner) : &unknown;
}

static bool is_plain(const struct match_asked *asked, const struct match_side *side,
                     const struct match_terms *terms)
{
    bool free_quota = terms->agreement != NULL && terms->agreement->free_minutes_month != BASE_NONE;
    return side->price.plain && terms->steady && asked->member_steady && !free_quota;
}

/* By the rules at length. */
static enum err_code price_in_full(struct match_scene *s, const struct match_asked *asked,
                                   const struct match_side *side, const struct match_laid *laid,
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
static bool charged_of(const struct incentive_plain *plain, const struct match_laid *laid,
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
                                const struct match_side *side, const struct match_laid *laid,
                                struct base_arena *scratch, struct match_pair *p,
                                const char **priority, struct err *e)
{
    struct incentive_price price = {0};
    const struct match_terms *terms = terms_with(s, asked, side);
    int64_t charged;
    enum err_code code;
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
    struct match_laid laid;
    const char *priority = NULL;
    begin(asked, side, share, p);
    if (r->cost != BASE_NONE && !incentive_worth(s->policy, r, p->minutes, r->cost, &p->cost))
        return err_set(e, ERR_LIMIT, r->name, NULL, "%s",
                       _("its cost does not fit into the largest number of the desk"));
    p->free_minutes = match_free_minutes(s, asked, side);
    enum err_code code = match_gates(s, asked, side, p->minutes, &p->broken, e);
    if (!code)
        code = match_lay(s, asked, side, p->minutes, false, scratch, &laid, e);
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
                                const struct match_side *side, double share, bool passed,
                                struct base_arena *scratch, bool *eligible, int64_t *price,
                                struct err *e)
{
    struct match_pair p;
    struct match_laid laid = {0};
    const char *priority;
    *eligible = false;
    begin(asked, side, share, &p);
    enum err_code code = passed ? ERR_NONE : match_gates(s, asked, side, p.minutes, &p.broken, e);
    if (code || p.broken != 0)
        return code;
    bool brief = side->only_minutes && !asked->vouchers_vary &&
                 is_plain(asked, side, terms_with(s, asked, side));
    if (!code)
        code = match_lay(s, asked, side, p.minutes, brief, scratch, &laid, e);
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
