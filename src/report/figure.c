/* figure.c: figures from facts. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

static const double SECONDS_A_DAY = 86400;

const struct report_figure_info *report_figure_info(enum report_figure f)
{
    static const struct report_figure_info figures[] = {
#define FIGURE(ID, name, unit, label, help) {#name, REPORT_##unit, label, help},
        REPORT_FIGURES(FIGURE)
#undef FIGURE
    };
    return &figures[f];
}

/* ---- sums ------------------------------------------------------------------------------------ */

struct sums {
    int64_t open, used, shared, occupied; /* occupied: used of what is open by the hour */
    int64_t closed, met, closed_value, met_value;
    int64_t private_, public_;
};

/* Sums past the largest number stay there: shares of them are still near enough. */
static void put(int64_t *sum, int64_t amount)
{
    int64_t more;
    *sum = base_money_add(*sum, amount, &more) ? more : INT64_MAX;
}

static void sum_up(struct sums *s, const struct report_fact *f)
{
    switch (f->kind) {
    case REPORT_FACT_OPEN:
        put(&s->open, f->amount);
        break;
    case REPORT_FACT_USED:
        put(&s->used, f->amount);
        put(&s->shared, f->flag ? f->amount : 0);
        put(&s->occupied, f->hourly ? f->amount : 0);
        break;
    case REPORT_FACT_CLOSED:
        s->closed++;
        s->met += f->flag;
        put(&s->closed_value, f->amount);
        put(&s->met_value, f->flag ? f->amount : 0);
        break;
    case REPORT_FACT_MONEY:
        put(f->flag ? &s->private_ : &s->public_, f->amount);
        break;
    default:
        break;
    }
}

static struct report_value ratio(int64_t part, int64_t whole)
{
    if (whole <= 0)
        return (struct report_value){.part = part, .whole = whole};
    return (struct report_value){
        .known = true, .value = (double)part / (double)whole, .part = part, .whole = whole};
}

static struct report_value hours(int64_t minutes)
{
    return (struct report_value){.known = true, .value = (double)minutes / 60, .part = minutes};
}

/* ---- medians and concentration --------------------------------------------------------------- */

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static struct report_value median_days(double *seconds, size_t n)
{
    if (n == 0)
        return (struct report_value){0};
    qsort(seconds, n, sizeof *seconds, by_size);
    double middle = (seconds[(n - 1) / 2] + seconds[n / 2]) / 2;
    return (struct report_value){.known = true, .value = middle / SECONDS_A_DAY};
}

double report_gini(double *amounts, size_t n)
{
    double sum = 0, weighted = 0;
    if (n < 2)
        return 0;
    qsort(amounts, n, sizeof *amounts, by_size);
    for (size_t i = 0; i < n; i++) {
        sum += amounts[i];
        weighted += (double)(i + 1) * amounts[i];
    }
    return sum > 0 ? (2 * weighted / sum - (double)(n + 1)) / (double)n : 0;
}

static int by_taker(const void *x, const void *y)
{
    const struct report_fact *a = *(const struct report_fact *const *)x;
    const struct report_fact *b = *(const struct report_fact *const *)y;
    return (a->organisation > b->organisation) - (a->organisation < b->organisation);
}

/* takers: those who got nothing count too. */
static struct report_value concentration(const struct report_fact **facts, size_t n, size_t takers)
{
    double *amounts = base_alloc((n + takers + 1) * sizeof *amounts), sum = 0;
    size_t count = 0;
    if (n > 0)
        qsort(facts, n, sizeof *facts, by_taker);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || facts[i]->organisation != facts[i - 1]->organisation)
            count++;
        amounts[count - 1] += (double)facts[i]->amount;
        sum += (double)facts[i]->amount;
    }
    if (count < takers)
        count = takers;
    struct report_value v = {.known = count > 1 && sum > 0};
    if (v.known)
        v.value = report_gini(amounts, count);
    free(amounts);
    return v;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static size_t delays_of(const struct report_fact *const *facts, size_t n,
                        enum report_fact_kind kind, double *seconds)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (facts[i]->kind == kind)
            seconds[count++] = (double)facts[i]->amount;
    }
    return count;
}

static struct report_value find_delay(const struct report_fact *const *facts, size_t n,
                                      enum report_fact_kind kind)
{
    double *seconds = base_alloc((n + 1) * sizeof *seconds);
    struct report_value v = median_days(seconds, delays_of(facts, n, kind, seconds));
    free(seconds);
    return v;
}

static struct report_value find_concentration(const struct report_fact *const *facts, size_t n,
                                              size_t takers)
{
    const struct report_fact **benefits = base_alloc((n + 1) * sizeof *benefits);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (facts[i]->kind == REPORT_FACT_BENEFIT)
            benefits[count++] = facts[i];
    }
    struct report_value v = concentration(benefits, count, takers);
    free(benefits);
    return v;
}

void report_figures(const struct report_fact *const *facts, size_t n, size_t takers,
                    struct report_value values[REPORT_FIGURE_COUNT])
{
    struct sums s = {0};
    for (size_t i = 0; i < n; i++)
        sum_up(&s, facts[i]);
    values[REPORT_OPEN_HOURS] = hours(s.open);
    values[REPORT_USED_HOURS] = hours(s.used);
    values[REPORT_UTILISATION] = ratio(s.occupied, s.open);
    values[REPORT_SHARING_RATE] = ratio(s.shared, s.used);
    values[REPORT_FILL_RATE] = ratio(s.met, s.closed);
    values[REPORT_FILL_RATE_VALUE] = ratio(s.met_value, s.closed_value);
    values[REPORT_DAYS_PROPOSAL] = find_delay(facts, n, REPORT_FACT_PROPOSED);
    values[REPORT_DAYS_BOOKING] = find_delay(facts, n, REPORT_FACT_BOOKED);
    values[REPORT_DAYS_USE] = find_delay(facts, n, REPORT_FACT_FIRST_USE);
    values[REPORT_CONCENTRATION] = find_concentration(facts, n, takers);
    values[REPORT_LEVERAGE] = ratio(s.private_, s.public_);
}

/* ---- for people ------------------------------------------------------------------------------ */

const char *report_value_show(enum report_figure f, const struct report_value *v,
                              struct base_arena *a)
{
    if (!v->known)
        return "–";
    switch (report_figure_info(f)->unit) {
    case REPORT_HOURS:
        return base_arena_printf(a, _("%s h"), report_grouped(v->value, 0, a));
    case REPORT_SHARE:
        /* Little is told more closely, so that it does not look like nothing. */
        return base_arena_printf(a, v->value > 0 && v->value < 0.1 ? _("%.1f %%") : _("%.0f %%"),
                                 100 * v->value);
    case REPORT_DAYS:
        return base_arena_printf(a, _("%.1f days"), v->value);
    default:
        return base_arena_printf(a, "%.2f", v->value);
    }
}
