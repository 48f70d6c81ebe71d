/* fit.c: how well a pair fits: six criteria, each a share of its points (rules.md, Fit). */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

static const struct criterion {
    const char *name, *label, *short_label;
    size_t points; /* offset of a double in the policy */
} criteria[] = {
#define CRITERION(ID, name, label, short_label)                                                    \
    {#name, label, short_label, offsetof(struct model_policy, points_##name)},
    MATCH_CRITERIA(CRITERION)
#undef CRITERION
};

const char *match_criterion_name(enum match_criterion c)
{
    return criteria[c].name;
}

const char *match_criterion_label(enum match_criterion c)
{
    return _(criteria[c].label);
}

const char *match_criterion_short(enum match_criterion c)
{
    return _(criteria[c].short_label);
}

double match_criterion_points(const struct model_policy *policy, enum match_criterion c)
{
    return *(const double *)(const void *)((const char *)policy + criteria[c].points);
}

static double clamp(double x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* Half a unit that binary fractions miss by a hair is half a unit: 15 (1 - 42.50 / 100) points are
 * 8.625, though 1500 * 0.575 falls short of 862.5. The hair is that of the few operations behind x,
 * on figures up to `of`. */
static bool round_fraction(double x, double of, int64_t *rounded)
{
    return base_money_round(x + copysign(8 * DBL_EPSILON * fabs(of), x), rounded);
}

static void set_part(struct match_scene *s, struct match_candidate *c, enum match_criterion which,
                     double share)
{
    double most = 100 * match_criterion_points(s->policy, which);
    int64_t points = 0;
    round_fraction(most * share, most, &points);
    c->parts[which] = points;
}

static double capability(struct match_scene *s, const struct match_asked *asked,
                         const struct match_offer *offer, struct base_arena *a,
                         struct match_candidate *c)
{
    struct match_figures *f = &c->figures;
    f->text_share = offer->document == SIZE_MAX ? 0 : asked->shares[offer->document];
    f->asked = (int64_t)asked->attribute_count;
    for (size_t i = 0; i < asked->attribute_count; i++)
        f->met += model_attribute_met(&asked->attributes[i], offer->attributes,
                                      offer->attribute_count, a);
    if (f->asked == 0)
        return f->text_share;
    return s->policy->text_share * f->text_share +
           (1 - s->policy->text_share) * (double)f->met / (double)f->asked;
}

/* How early in the window the first start lies; 1 at its beginning, 0 without any start. */
static double earliness(const struct match_asked *asked, const struct match_candidate *c)
{
    if (c->figures.first_start == BASE_NONE)
        return 0;
    if (asked->open || asked->until <= asked->from)
        return 1;
    return 1 - clamp((double)(c->figures.first_start - asked->from) /
                     (double)(asked->until - asked->from));
}

static double availability(struct match_scene *s, const struct match_asked *asked,
                           const struct match_candidate *c)
{
    double amount = fmin(1, (double)c->free_minutes / (2 * (double)c->minutes));
    return s->policy->amount_share * amount + (1 - s->policy->amount_share) * earliness(asked, c);
}

static double quality(struct match_scene *s, const struct model_resource *r,
                      struct match_candidate *c)
{
    struct match_figures *f = &c->figures;
    const struct incentive_marks *marks = incentive_survey_resource(&s->survey, r->head.id);
    if (marks != NULL) {
        f->answers = marks->count;
        f->answers_sum = marks->sum;
    }
    f->answers_mean = s->survey.mean;
    const double *cancelled = base_map_get(&s->cancelled, (struct base_map_key){r->owner, 0, 0});
    f->cancelled_share = cancelled != NULL ? *cancelled : 0;
    double prior = s->policy->prior_answers, n = (double)f->answers + prior;
    double mean = n > 0 ? (f->answers_sum + prior * f->answers_mean) / n : f->answers_mean;
    return (mean - 1) / 4 * (1 - fmin(0.5, f->cancelled_share));
}

static enum err_code proximity(struct match_scene *s, const struct match_asked *asked,
                               const struct model_resource *r, struct match_candidate *c,
                               double *share, struct err *e)
{
    int64_t region;
    int steps;
    enum err_code code = incentive_terms_region_of(s->terms, r, &region, e);
    if (!code)
        code = incentive_terms_steps(s->terms, asked->region, region, &steps, e);
    if (code)
        return code;
    c->figures.steps = steps < 0 ? BASE_NONE : steps;
    *share = steps < 0 ? 0.5 : fmax(0, 1 - steps / 4.0);
    return ERR_NONE;
}

static double history(struct match_scene *s, const struct match_asked *asked,
                      const struct model_resource *r, struct match_candidate *c)
{
    const int64_t *n =
        base_map_get(&s->together, (struct base_map_key){asked->demand->requester, r->owner, 0});
    c->figures.together = n != NULL ? *n : 0;
    double met = (double)c->figures.together;
    return s->policy->favour_new ? 2 / (met + 2) : met / (met + 2);
}

enum err_code match_fit(struct match_scene *s, const struct match_asked *asked,
                        const struct match_offer *offer, struct base_arena *a,
                        struct match_candidate *c, struct err *e)
{
    const struct model_resource *r = offer->resource;
    double near = 0;
    enum err_code code = proximity(s, asked, r, c, &near, e);
    if (code)
        return code;
    set_part(s, c, MATCH_CAPABILITY, capability(s, asked, offer, a, c));
    set_part(s, c, MATCH_AVAILABILITY, availability(s, asked, c));
    set_part(s, c, MATCH_QUALITY, quality(s, r, c));
    set_part(s, c, MATCH_PROXIMITY, near);
    set_part(s, c, MATCH_HISTORY, history(s, asked, r, c));
    return ERR_NONE;
}

/* ---- cost, which needs the prices of all ----------------------------------------------------- */

static int by_amount(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* B: the budget, else twice the median price of the eligible. */
static double cost_scale(const struct match_asked *asked, const struct match_candidate *list,
                         size_t count, struct base_arena *a)
{
    if (asked->demand->budget != BASE_NONE)
        return (double)asked->demand->budget;
    int64_t *prices = base_arena_array(a, count + 1, sizeof *prices);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!list[i].blocked && list[i].price != BASE_NONE)
            prices[n++] = list[i].price;
    }
    if (n == 0)
        return 0;
    qsort(prices, n, sizeof *prices, by_amount);
    size_t below = (n - 1) / 2, above = n / 2;
    return (double)prices[below] + (double)prices[above];
}

static double cost_share(int64_t price, double scale)
{
    if (price == BASE_NONE)
        return 0;
    if (!(scale > 0))
        return price == 0;
    return clamp(1 - (double)price / scale);
}

bool match_benefit(const struct match_candidate *c, double balance, int64_t *benefit)
{
    double fit = (double)c->score / 10000;
    double worth = (double)c->figures.value * fit * c->figures.urgency * balance;
    double cost = (double)c->figures.cost;
    return round_fraction(worth - cost, fmax(fabs(worth), fabs(cost)), benefit);
}

enum err_code match_finish(struct match_scene *s, const struct match_asked *asked,
                           struct match_candidate *list, size_t count, struct base_arena *a,
                           struct err *e)
{
    double scale = cost_scale(asked, list, count, a);
    for (size_t i = 0; i < count; i++) {
        struct match_candidate *c = &list[i];
        base_money_round(scale, &c->figures.scale);
        set_part(s, c, MATCH_COST, cost_share(c->price, scale));
        c->score = 0;
        for (int k = 0; k < MATCH_CRITERION_COUNT; k++)
            c->score += c->parts[k];
        if (!c->figures.quoted_benefit && !match_benefit(c, asked->balance, &c->benefit))
            return err_set(e, ERR_LIMIT, c->demand_title, NULL, "%s",
                           _("its benefit does not fit into the largest number of the desk"));
    }
    return ERR_NONE;
}
