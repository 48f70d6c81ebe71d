/* fit.c: how well a pair fits: six criteria, each a share of its points (rules.md, Fit). */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <float.h>
#include <math.h>

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

int64_t match_fit_points(const struct match_scene *s, enum match_criterion which, double share)
{
    double most = 100 * match_criterion_points(s->policy, which);
    int64_t points = 0;
    round_fraction(most * share, most, &points);
    return points;
}

int64_t match_fit_capability(const struct match_scene *s, const struct match_asked *asked,
                             struct match_pair *p, struct base_arena *scratch)
{
    const struct match_offer *offer = p->side->offer;
    double share = p->text_share;
    p->met = 0;
    for (size_t i = 0; i < asked->attribute_count; i++)
        p->met += model_attribute_met(&asked->attributes[i], offer->attributes,
                                      offer->attribute_count, scratch);
    if (asked->attribute_count > 0)
        share = s->policy->text_share * share +
                (1 - s->policy->text_share) * (double)p->met / (double)asked->attribute_count;
    return match_fit_points(s, MATCH_CAPABILITY, share);
}

/* How early in the window the first start lies; 1 at its beginning, 0 without any start. */
static double earliness(const struct match_asked *asked, const struct match_pair *p)
{
    if (p->first_start == BASE_NONE)
        return 0;
    if (asked->open || asked->until <= asked->from)
        return 1;
    return 1 - clamp((double)(p->first_start - asked->from) / (double)(asked->until - asked->from));
}

static double availability(const struct match_scene *s, const struct match_asked *asked,
                           const struct match_pair *p)
{
    double amount = fmin(1, (double)p->free_minutes / (2 * (double)p->minutes));
    return s->policy->amount_share * amount + (1 - s->policy->amount_share) * earliness(asked, p);
}

int64_t match_fit_quality(const struct match_scene *s, const struct model_resource *r)
{
    const struct incentive_marks *marks = incentive_survey_resource(&s->survey, r->head.id);
    double answers = marks != NULL ? (double)marks->count : 0, sum = marks != NULL ? marks->sum : 0;
    double prior = s->policy->prior_answers, n = answers + prior, mean = s->survey.mean;
    if (n > 0)
        mean = (sum + prior * mean) / n;
    double share = (mean - 1) / 4 * (1 - fmin(0.5, match_cancelled_share(s, r->owner)));
    return match_fit_points(s, MATCH_QUALITY, share);
}

int64_t match_fit_proximity(const struct match_scene *s, int steps)
{
    return match_fit_points(s, MATCH_PROXIMITY, steps < 0 ? 0.5 : fmax(0, 1 - steps / 4.0));
}

int64_t match_fit_history(const struct match_scene *s, int64_t together)
{
    double met = (double)together;
    return match_fit_points(s, MATCH_HISTORY,
                            s->policy->favour_new ? 2 / (met + 2) : met / (met + 2));
}

static double cost_share(int64_t price, double scale)
{
    if (price == BASE_NONE)
        return 0;
    if (!(scale > 0))
        return price == 0;
    return clamp(1 - (double)price / scale);
}

bool match_benefit_of(const struct match_worth_factors *f, int64_t *benefit)
{
    double fit = (double)f->score / 10000;
    double worth = (double)f->value * fit * f->urgency * f->balance;
    double cost = (double)f->cost;
    return round_fraction(worth - cost, fmax(fabs(worth), fabs(cost)), benefit);
}

enum err_code match_fit(struct match_scene *s, const struct match_asked *asked,
                        struct match_pair *p, struct base_arena *scratch, struct err *e)
{
    const struct match_side *side = p->side;
    p->parts[MATCH_CAPABILITY] = match_fit_capability(s, asked, p, scratch);
    p->parts[MATCH_AVAILABILITY] =
        match_fit_points(s, MATCH_AVAILABILITY, availability(s, asked, p));
    p->parts[MATCH_COST] = match_fit_points(s, MATCH_COST, cost_share(p->price, asked->scale));
    p->parts[MATCH_QUALITY] = side->quality;
    p->parts[MATCH_PROXIMITY] = asked->near->points[side->region];
    p->parts[MATCH_HISTORY] =
        match_fit_history(s, match_asked_together(asked, side->offer->resource->owner));
    p->score = 0;
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++)
        p->score += p->parts[k];
    const struct match_worth_factors f = {p->score, asked->value, p->cost, p->urgency,
                                          asked->balance};
    if (!p->quoted && !match_benefit_of(&f, &p->benefit))
        return err_set(e, ERR_LIMIT, asked->demand->title, NULL, "%s",
                       _("its benefit does not fit into the largest number of the desk"));
    return ERR_NONE;
}
