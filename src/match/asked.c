#include "sharedesk/base/text.h"
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

/* The end of all windows: a calendar of decades for every resource is neither of use nor quick. */
static int64_t farthest(const struct match_options *options, int64_t now)
{
    int64_t from = options != NULL && options->from != BASE_NONE ? options->from : now;
    return (from > now ? from : now) + (int64_t)MATCH_FARTHEST_DAYS * 86400;
}

static int64_t at_most(int64_t a, int64_t b)
{
    return a < b ? a : b;
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
    int64_t far = farthest(options, now);
    asked->from = at_most(from, far);
    asked->until = at_most(until > from ? until : from, far);
}

/* ---- urgency and standing -------------------------------------------------------------------- */

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

/* ---- what was said of the demand's pairs ----------------------------------------------------- */

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
    asked->minutes = match_demand_minutes(d);
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
        code = match_value(s->desk, s->terms, d, &s->worths, s->arena, &asked->value, e);
    if (!code)
        code = read_quotes(s, asked, a, e);
    if (!code)
        code = read_proposals(s, asked, a, e);
    return code;
}
