#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

static const double SECONDS_A_DAY = 86400;

const char *match_demand_text(const struct model_demand *d, struct base_arena *a)
{
    return base_arena_printf(a, "%s\n%s", d->title != NULL ? d->title : "",
                             d->description != NULL ? d->description : "");
}

void match_window(const struct model_demand *d, const struct match_options *options, int64_t now,
                  struct match_asked *asked)
{
    int64_t from = d->earliest != BASE_NONE && d->earliest > now ? d->earliest : now;
    int64_t until = d->latest;
    if (options != NULL && options->from != BASE_NONE && options->from > from)
        from = options->from;
    if (options != NULL && options->until != BASE_NONE &&
        (until == BASE_NONE || options->until < until))
        until = options->until;
    asked->open = until == BASE_NONE;
    if (asked->open)
        until = base_day_time(base_time_day(from) + MATCH_OPEN_DAYS, base_time_minute(from));
    asked->from = from;
    asked->until = until > from ? until : from;
}

/* ---- V: what the use is worth
 * --------------------------------------------------------------------- */

static int by_amount(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* The middle two rates an hour of the kind's offers; the policy's rate where there are none. */
static enum err_code find_worth(struct match_scene *s, const char *kind, struct match_worth *worth,
                                struct err *e)
{
    int64_t *rates = base_arena_array(s->arena, s->desk->offer_count + 1, sizeof *rates);
    size_t count = 0;
    for (size_t i = 0; i < s->desk->offer_count; i++) {
        const struct model_resource *r = s->desk->offers[i].resource;
        int64_t rate;
        if (!model_kind_related(kind, r->kind))
            continue;
        enum err_code code = incentive_rate(s->terms, r, base_time_day(s->now), &rate, e);
        if (code)
            return code;
        if (incentive_worth(s->policy, r, 60, rate, &rate))
            rates[count++] = rate;
    }
    if (count == 0)
        rates[count++] = model_policy_rate(s->policy, kind);
    qsort(rates, count, sizeof *rates, by_amount);
    *worth = (struct match_worth){kind, rates[(count - 1) / 2], rates[count / 2]};
    return ERR_NONE;
}

static enum err_code worth_of_kind(struct match_scene *s, const char *kind,
                                   const struct match_worth **worth, struct err *e)
{
    for (size_t i = 0; i < s->worth_count; i++) {
        if (base_text_equal(s->worths[i].kind, kind)) {
            *worth = &s->worths[i];
            return ERR_NONE;
        }
    }
    struct match_worth found;
    enum err_code code = find_worth(s, kind, &found, e);
    if (code)
        return code;
    struct match_worth *place = base_arena_push(s->arena, (void **)&s->worths, &s->worth_count,
                                                &s->worth_capacity, sizeof *s->worths);
    found.kind = base_arena_strdup(s->arena, kind);
    *place = found;
    *worth = place;
    return ERR_NONE;
}

static enum err_code find_value(struct match_scene *s, struct match_asked *asked, struct err *e)
{
    const struct model_demand *d = asked->demand;
    asked->value = d->value != BASE_NONE ? d->value : d->budget;
    if (asked->value != BASE_NONE)
        return ERR_NONE;
    const struct match_worth *worth = NULL;
    enum err_code code = worth_of_kind(s, d->kind, &worth, e);
    int64_t twice;
    if (!code && (!base_money_add(worth->lower, worth->upper, &twice) ||
                  !base_money_muldiv(twice, asked->minutes, 120, &asked->value)))
        code = err_set(e, ERR_LIMIT, d->title, NULL, "the worth of its minutes is too large");
    return code;
}

/* ---- urgency and standing
 * -------------------------------------------------------------------------- */

static double clamp(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static double priority_weight(const char *priority)
{
    return model_code_is(priority, "urgent") ? 1 : model_code_is(priority, "high") ? 0.5 : 0;
}

double match_urgency(const struct model_policy *policy, const struct model_demand *d,
                     const char *priority, int64_t now)
{
    double days = (double)policy->urgency_days, t = 0;
    if (d->latest != BASE_NONE)
        t = clamp((days - (double)(d->latest - now) / SECONDS_A_DAY) / days);
    double p = fmax(priority_weight(d->priority), priority_weight(priority));
    return 1 + policy->urgency_time * t + policy->urgency_priority * p;
}

double match_balance(double standing, double exponent)
{
    return pow(standing, exponent);
}

/* ---- what was said of the demand's pairs
 * ----------------------------------------------------------- */

static enum err_code read_quotes(struct match_scene *s, struct match_asked *asked,
                                 struct base_arena *a, struct err *e)
{
    char today[16];
    const struct model_quote **quotes;
    size_t count;
    base_day_format(base_time_day(s->now), today);
    enum err_code code = store_select(
        s->desk->store, MODEL_QUOTE, STORE_MATCH_QUOTES_OF,
        STORE_ARGS(STORE_INT(asked->demand->head.id), STORE_STR(today)), a, &quotes, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct base_map_key key = {quotes[i]->resource, 0, 0};
        *base_map_at(a, &asked->quotes, key) = (void *)(uintptr_t)quotes[i];
    }
    return code;
}

static enum err_code read_proposals(struct match_scene *s, struct match_asked *asked,
                                    struct base_arena *a, struct err *e)
{
    const struct model_proposal **proposals;
    size_t count;
    enum err_code code =
        store_select(s->desk->store, MODEL_PROPOSAL, STORE_MATCH_PROPOSALS_OF,
                     STORE_ARGS(STORE_INT(asked->demand->head.id)), a, &proposals, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct base_map_key key = {proposals[i]->resource, 0, 0};
        *base_map_at(a, &asked->proposals, key) = (void *)(uintptr_t)proposals[i];
    }
    return code;
}

static enum err_code find_region(struct match_scene *s, struct match_asked *asked, struct err *e)
{
    const struct model_organisation *requester = NULL;
    enum err_code code =
        incentive_terms_organisation(s->terms, asked->demand->requester, &requester, e);
    asked->region = asked->demand->region;
    if (asked->region == BASE_NONE && requester != NULL)
        asked->region = requester->region;
    return code;
}

enum err_code match_asked_read(struct match_scene *s, const struct model_demand *d,
                               const struct match_options *options, struct base_arena *a,
                               struct match_asked *asked, struct err *e)
{
    *asked = (struct match_asked){.demand = d};
    asked->minutes = d->minutes != BASE_NONE ? d->minutes : 60; /* one unit, when nothing is said */
    asked->piece = asked->minutes;
    if (d->divisible != BASE_NONE && d->divisible < asked->minutes)
        asked->piece = d->divisible;
    match_window(d, options, s->now, asked);
    asked->shares = match_index_shares(s->desk->index, match_demand_text(d, a), a);
    asked->standing = incentive_standing_in(s->standings, s->standing_count, d->requester).standing;
    asked->balance = match_balance(asked->standing, s->policy->balance);
    struct err ignored = ERR_INIT; /* was checked when it was entered */
    if (model_attributes_parse(d->attributes, a, &asked->attributes, &asked->attribute_count,
                               &ignored))
        asked->attribute_count = 0;
    enum err_code code = find_region(s, asked, e);
    if (!code)
        code = find_value(s, asked, e);
    if (!code)
        code = read_quotes(s, asked, a, e);
    if (!code)
        code = read_proposals(s, asked, a, e);
    return code;
}
