#include "sharedesk/base/text.h"
#include "sharedesk/incentive/voucher.h"
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

enum told { QUOTES, PROPOSALS, BOOKINGS };

static int64_t demand_of(const struct match_told *told, enum told what, size_t i)
{
    return what == QUOTES      ? told->quotes[i]->demand
           : what == PROPOSALS ? told->proposals[i]->demand
                               : told->bookings[i]->demand;
}

/* Where those of a demand, or of a later one, begin: they stand by demand. */
static size_t told_from(const struct match_told *told, enum told what, int64_t demand)
{
    size_t low = 0, high = what == QUOTES      ? told->quote_count
                           : what == PROPOSALS ? told->proposal_count
                                               : told->booking_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (demand_of(told, what, middle) < demand)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The demand's, among those of all where they were read. */
static enum err_code find_told(struct match_scene *s, int64_t demand, struct base_arena *a,
                               struct match_told *told, struct err *e)
{
    const struct match_told *all = s->said;
    *told = (struct match_told){0};
    if (all == NULL)
        return match_told_read(s, demand, a, told, e);
    size_t quote = told_from(all, QUOTES, demand), proposal = told_from(all, PROPOSALS, demand),
           booking = told_from(all, BOOKINGS, demand);
    told->quotes = all->quotes + quote;
    told->proposals = all->proposals + proposal;
    told->bookings = all->bookings + booking;
    told->quote_count = told_from(all, QUOTES, demand + 1) - quote;
    told->proposal_count = told_from(all, PROPOSALS, demand + 1) - proposal;
    told->booking_count = told_from(all, BOOKINGS, demand + 1) - booking;
    return ERR_NONE;
}

/* Of the rest of a demand quotes count in proportion. */
static void take_told(struct match_asked *asked, const struct match_told *told,
                      struct base_arena *a)
{
    asked->quotes = told->quotes;
    asked->quote_count = told->quote_count;
    asked->proposals = told->proposals;
    asked->proposal_count = told->proposal_count;
    if (asked->left.minutes == asked->left.whole || told->quote_count == 0)
        return;
    const struct model_quote **quotes = base_arena_array(a, told->quote_count, sizeof *quotes);
    for (size_t i = 0; i < told->quote_count; i++)
        quotes[i] = match_left_quote(&asked->left, told->quotes[i], a);
    asked->quotes = quotes;
}

/* ---- the requester --------------------------------------------------------------------------- */

static int by_user(const void *key, const void *member)
{
    int64_t id = *(const int64_t *)key, other = ((const struct match_together *)member)->user;
    return (id > other) - (id < other);
}

static void find_together(const struct match_scene *s, struct match_asked *asked)
{
    int64_t user = asked->demand->requester;
    const struct match_together *end = s->together + s->together_count;
    const struct match_together *t =
        s->together_count == 0 ? NULL
                               : bsearch(&user, s->together, s->together_count, sizeof *t, by_user);
    while (t != NULL && t > s->together && t[-1].user == user)
        t--;
    asked->together = t;
    while (t != NULL && t < end && t++->user == user)
        asked->together_count++;
}

int64_t match_asked_together(const struct match_asked *asked, int64_t provider)
{
    for (size_t i = 0; i < asked->together_count; i++)
        if (asked->together[i].provider == provider)
            return asked->together[i].times;
    return 0;
}

static enum err_code read_requester(struct match_scene *s, struct match_asked *asked, struct err *e)
{
    const struct model_organisation *requester = NULL;
    const struct incentive_voucher *vouchers;
    size_t count = 0;
    int64_t id = asked->demand->requester;
    enum err_code code = incentive_terms_organisation(s->terms, id, &requester, e);
    if (code)
        return code;
    asked->region = asked->demand->region;
    if (asked->region == BASE_NONE && requester != NULL)
        asked->region = requester->region;
    asked->retired = requester != NULL && requester->head.retired != BASE_NONE;
    code = incentive_terms_member_between(s->terms, id, asked->first_day, asked->last_day,
                                          &asked->member, &asked->member_steady, e);
    if (!code)
        code = incentive_terms_vouchers(s->terms, id, &vouchers, &count, e);
    asked->own_part = 1;
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_voucher *v = vouchers[i].voucher;
        double own = v->share == BASE_NONE ? 0 : 1 - (double)v->share / 10000;
        asked->own_part = own < asked->own_part ? own : asked->own_part;
        asked->vouchers_vary = asked->vouchers_vary ||
                               (v->valid_from != BASE_NONE && v->valid_from > asked->first_day) ||
                               (v->valid_until != BASE_NONE && v->valid_until < asked->last_day);
    }
    return code;
}

enum err_code match_asked_read(struct match_scene *s, const struct model_demand *d,
                               const struct match_options *options, struct base_arena *a,
                               struct match_asked *asked, struct err *e)
{
    struct match_told told;
    *asked = (struct match_asked){.scene = s, .arena = a, .eligible = SIZE_MAX};
    enum err_code code = find_told(s, d->head.id, a, &told, e);
    if (code)
        return code;
    match_left_find(d, told.bookings, told.booking_count, s->now, a, &asked->left);
    take_told(asked, &told, a);
    asked->demand = d = asked->left.demand;
    asked->minutes = match_demand_minutes(d);
    asked->piece = asked->minutes;
    if (d->divisible != BASE_NONE && d->divisible < asked->minutes)
        asked->piece = d->divisible;
    match_window(d, options, s->now, asked);
    asked->first_day = base_time_day(asked->from);
    asked->last_day = base_time_day(asked->until + 60 * asked->minutes);
    asked->closed = match_demand_closed(d);
    asked->expired = d->latest != BASE_NONE && d->latest <= s->now;
    asked->query = match_index_query(s->desk->index, match_demand_text(d, a), a);
    asked->standing = incentive_standing_in(s->standings, s->standing_count, d->requester).standing;
    asked->balance = match_balance(asked->standing, s->policy->balance);
    asked->urgency = match_urgency(s->policy, d, NULL, s->now);
    asked->number = ++s->asked;
    find_together(s, asked);
    asked->related = base_arena_array(a, s->desk->kind_count + 1, sizeof *asked->related);
    for (size_t k = 0; k <= s->desk->kind_count; k++)
        asked->related[k] =
            k < s->desk->kind_count && model_kind_related(d->kind, s->desk->kinds[k].kind);
    struct err ignored = ERR_INIT; /* was checked when it was entered */
    if (model_attributes_parse(d->attributes, a, &asked->attributes, &asked->attribute_count,
                               &ignored))
        asked->attribute_count = 0;
    code = read_requester(s, asked, e);
    return code ? code : match_value(s->desk, s->terms, d, &s->worths, s->arena, &asked->value, e);
}
