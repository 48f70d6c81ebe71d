/* bound.c: how high a pair can rank at most, from a few words of its side and what its kin have in
 * common: neither its own calendar nor its price is looked at, and its attributes are all taken as
 * met. Whatever order pairs are judged in by these bounds, the best stay the same. */
#include "internal.h"

#include <math.h>

/* What of the bounds is the same for all of a demand's pairs. */
struct match_bounds {
    struct match_scene *scene;
    const struct match_asked *asked;
    enum match_rank rank;
    double capability, text, attributes; /* most points; the share of the text, and what all
                                            attributes add to it */
    double amount, early, cost;          /* most points of the two parts of availability; of cost */
    double minutes, scale, value;
    double most_worth;            /* of a hundredth of a point, of any owner */
    double hours;                 /* that no voucher pays */
    double per_minute, per_scale; /* of twice the minutes; points of cost, of the scale */
    struct match_drawn ordinary;  /* of an owner without agreements and history */
    bool whole_month;
    size_t own; /* place of the requester as an owner; 0: it is none */
};

static void mark_close(struct match_scene *s, size_t owner)
{
    if (owner == 0 || (s->drawing[owner] & MATCH_CLOSE) != 0)
        return;
    s->drawing[owner] |= MATCH_CLOSE;
    s->close_owners[s->close_count++] = owner;
}

/* Owners that are close to the requester are marked, those of the question before no more. */
static void mark_owners(struct match_scene *s, const struct match_asked *asked)
{
    for (size_t i = 0; i < s->close_count; i++)
        s->drawing[s->close_owners[i]] &= (uint8_t)~MATCH_CLOSE;
    s->close_count = 0;
    for (size_t i = 0; i < asked->together_count; i++)
        mark_close(s, match_desk_owner(s->desk, asked->together[i].provider));
    mark_close(s, match_desk_owner(s->desk, asked->demand->requester));
}

const struct match_bounds *match_bounds_find(struct match_scene *s, const struct match_asked *asked,
                                             enum match_rank rank, struct base_arena *a)
{
    const struct model_policy *p = s->policy;
    struct match_bounds *b = base_arena_alloc(a, sizeof *b);
    double available = (double)match_fit_points(s, MATCH_AVAILABILITY, 1);
    double value = (double)asked->value * asked->balance / 10000;
    bool asks = asked->attribute_count > 0;
    *b = (struct match_bounds){
        .scene = s,
        .asked = asked,
        .rank = rank,
        .capability = (double)match_fit_points(s, MATCH_CAPABILITY, 1),
        .text = asks ? p->text_share : 1,
        .attributes = asks ? 1 - p->text_share : 0,
        .amount = p->amount_share * available,
        .early = (1 - p->amount_share) * available,
        .cost = (double)match_fit_points(s, MATCH_COST, 1),
        .minutes = (double)asked->minutes,
        .scale = asked->scale,
        .value = value,
        .per_minute = 1 / (2 * (double)asked->minutes),
        .hours = asked->own_part * (double)asked->minutes / 60,
        .ordinary = {.keeps = asked->member_steady,
                     .price = -1,
                     .worth = value * asked->urgency,
                     .history = (double)match_fit_history(s, 0)},
        .whole_month = s->one_month,
        .own = match_desk_owner(s->desk, asked->demand->requester),
    };
    b->per_scale = asked->scale > 0 ? b->cost / asked->scale : 0;
    mark_owners(s, asked);
    b->most_worth = s->any_agreed ? value * match_urgency(p, asked->demand, "urgent", s->now)
                                  : b->ordinary.worth;
    return b;
}

/* Where terms differ from day to day or from resource to resource, nothing is known of the price,
 * and the use may be urgent. */
static const struct match_drawn *drawn_by(const struct match_bounds *b, size_t owner)
{
    struct match_scene *s = b->scene;
    struct match_drawn *d = &s->drawn[owner];
    if (d->asked == b->asked->number)
        return d;
    *d = b->ordinary;
    d->asked = b->asked->number;
    int64_t times = owner == 0 || b->asked->together_count == 0
                        ? 0
                        : match_asked_together(b->asked, s->desk->owners[owner - 1]);
    if (times > 0)
        d->history = (double)match_fit_history(s, times);
    if (s->agreements[owner].count == 0)
        return d;
    const struct match_terms *with = match_terms_with(s, b->asked, owner);
    const struct model_agreement *g = with->agreement;
    if (!with->steady || (g != NULL && g->free_minutes_month != BASE_NONE))
        d->keeps = 0;
    else if (g != NULL && g->discount != BASE_NONE)
        d->keeps *= 1 - (double)g->discount / 10000;
    if (g != NULL && g->price != BASE_NONE)
        d->price = (double)g->price;
    if (!with->steady)
        d->worth = b->most_worth;
    else if (g != NULL)
        d->worth = b->value * match_urgency(s->policy, b->asked->demand, g->priority, s->now);
    return d;
}

/* No use of the side costs less: one by the hour cannot cost less than its minutes do. */
static double least_price(const struct match_bounds *b, const struct match_drawn *drawn,
                          const struct match_brief *side)
{
    int64_t hour = b->asked->member && side->inside != BASE_NONE ? side->inside : side->outside;
    double price = side->plain && !side->free_ && hour != BASE_NONE ? (double)hour : 0;
    if (side->owner != 0 && side->owner == b->own)
        return 0;
    if (drawn->price >= 0 && price > 0)
        price = drawn->price;
    return price * drawn->keeps * b->hours;
}

/* How early it can begin at most: as its kin do where nothing sets it apart, and never before their
 * first free time. */
static double earliness(const struct match_bounds *b, const struct match_outlook *o,
                        const struct match_brief *brief)
{
    if (brief->apart || !b->whole_month)
        return o->early_any;
    if (!o->fits || brief->left < o->needs)
        return brief->left >= o->piece ? o->early_first : 0;
    return o->one ? o->early : o->early_any;
}

/* By the monthly capacity alone. */
static double most_availability(const struct match_bounds *b, const struct match_brief *brief)
{
    double amount = b->whole_month ? (double)brief->left * b->per_minute : 1;
    return b->early + (amount < 1 ? b->amount * fmax(0, amount) : b->amount);
}

static double availability(const struct match_bounds *b, const struct match_side *side,
                           const struct match_brief *brief)
{
    if (brief->kin == UINT32_MAX)
        return most_availability(b, brief);
    const struct match_outlook *o = match_outlook_of(b->scene, b->asked, brief->kin, side);
    double amount = brief->seats == UINT8_MAX ? INFINITY : o->minutes * (double)brief->seats;
    if (b->whole_month)
        amount = fmin(amount, (double)brief->left);
    amount *= b->per_minute;
    return b->early * earliness(b, o, brief) +
           (amount < 1 ? b->amount * fmax(0, amount) : b->amount);
}

/* A tenth of a point more makes up for all rounding. */
static double rank(const struct match_bounds *b, const struct match_brief *brief, double share,
                   double available)
{
    const struct match_drawn *drawn =
        b->scene->drawing[brief->owner] != 0 ? drawn_by(b, brief->owner) : &b->ordinary;
    double text = b->text * share + (brief->attributes ? b->attributes : 0);
    double points = b->capability * text + available + brief->quality +
                    (double)b->asked->near->points[brief->region] + drawn->history + 10;
    double price = least_price(b, drawn, brief) - 1;
    if (price <= 0 || !(b->scale > 0))
        points += b->cost;
    else if (price < b->scale)
        points += b->cost - price * b->per_scale;
    if (b->rank == MATCH_BY_SCORE)
        return points;
    return points * drawn->worth - brief->cost * b->minutes + 2;
}

double match_bound_loose(const struct match_bounds *b, const struct match_brief *brief,
                         double share)
{
    return rank(b, brief, share, most_availability(b, brief));
}

double match_bound(const struct match_bounds *b, const struct match_side *side,
                   const struct match_brief *brief, double share)
{
    return rank(b, brief, share, availability(b, side, brief));
}

/* Points by code: of proximity and attributes; infinite where a glance sees nothing. */
static float *points_by_code(const struct match_bounds *b)
{
    const struct match_asked *asked = b->asked;
    int64_t days = base_time_day(b->scene->scope.until) + MATCH_GLANCE_DAYS;
    bool steady = asked->member_steady && asked->last_day <= days;
    unsigned hidden = MATCH_GLANCE_SPECIAL | (steady ? 0 : MATCH_GLANCE_AGREED);
    size_t count = asked->near->count * MATCH_GLANCE_REGION;
    float *points = base_arena_array(asked->arena, count, sizeof *points);
    for (size_t code = 0; code < count; code++) {
        double attributes = (code & MATCH_GLANCE_ATTRIBUTES) != 0 ? b->attributes : 0;
        size_t place = code / MATCH_GLANCE_REGION;
        double near = (double)asked->near->points[place];
        points[code] = (code & hidden) != 0 ? INFINITY : (float)(near + b->capability * attributes);
    }
    return points;
}

/* fmaxf and fminf are called, these are not: figures here are never NaN. */
static inline float greater(float x, float y)
{
    return x > y ? x : y;
}

static inline float lesser(float x, float y)
{
    return x < y ? x : y;
}

void match_bounds_glance(const struct match_bounds *b, const struct match_glance *list,
                         const double *shares, size_t count, float *bounds)
{
    const float *points = points_by_code(b);
    bool inside = b->asked->member, scaled = b->scale > 0, score = b->rank == MATCH_BY_SCORE;
    float text = (float)(b->capability * b->text), cost = (float)b->cost;
    float rest = (float)match_index_query_rest(b->asked->query);
    float amount = (float)b->amount, per_minute = b->whole_month ? (float)b->per_minute : 0;
    float same = b->whole_month ? 0 : 1, base = (float)(b->early + b->ordinary.history + 10);
    float of_price = scaled ? (float)(b->ordinary.keeps * b->hours * b->per_scale) : 0;
    float one = scaled ? (float)b->per_scale : 0;
    float worth = score ? 1 : (float)b->ordinary.worth, minutes = score ? 0 : (float)b->minutes;
    for (size_t i = 0; i < count; i++) {
        const struct match_glance *g = &list[i];
        float share = greater((float)shares[i], rest);
        float most = lesser(1, greater(0, g->left * per_minute + same));
        float price = (inside ? g->inside : g->outside) * of_price;
        float sum = base + points[g->code] + g->quality + text * share + amount * most +
                    lesser(cost, greater(0, cost + one - price));
        bounds[i] = sum < INFINITY ? sum * worth - g->cost * minutes + 2 : INFINITY;
    }
}
