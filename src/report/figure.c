/* figure.c: figures from facts. */
#include "sharedesk/base/i18n.h"

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

/* ---- sums
 * ----------------------------------------------------------------------------------------- */

struct sums {
    int64_t open, used, shared, occupied; /* occupied: used of what is open by the hour */
    int64_t closed, met, closed_value, met_value;
    int64_t private_, public_;
};

static void sum_up(struct sums *s, const struct report_fact *f)
{
    switch (f->kind) {
    case REPORT_FACT_OPEN:
        s->open += f->amount;
        break;
    case REPORT_FACT_USED:
        s->used += f->amount;
        s->shared += f->flag ? f->amount : 0;
        s->occupied += f->hourly ? f->amount : 0;
        break;
    case REPORT_FACT_CLOSED:
        s->closed++;
        s->met += f->flag;
        s->closed_value += f->amount;
        s->met_value += f->flag ? f->amount : 0;
        break;
    case REPORT_FACT_MONEY:
        s->private_ += f->flag ? f->amount : 0;
        s->public_ += f->flag ? 0 : f->amount;
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

/* ---- medians and concentration
 * -------------------------------------------------------------------------- */

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
    if (!(sum > 0))
        return 0;
    return (2 * weighted / sum - (double)(n + 1)) / (double)n;
}

/* Amounts of organisations, those of one together. They come sorted by organisation. */
static struct report_value concentration(const struct report_fact **facts, size_t n)
{
    double *amounts = base_realloc(NULL, n + 1, sizeof *amounts), sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || facts[i]->organisation != facts[i - 1]->organisation)
            amounts[count++] = 0;
        amounts[count - 1] += (double)facts[i]->amount;
        sum += (double)facts[i]->amount;
    }
    struct report_value v = {.known = count > 1 && sum > 0};
    if (v.known)
        v.value = report_gini(amounts, count);
    free(amounts);
    return v;
}

/* ---- all of them
 * ---------------------------------------------------------------------------------------- */

static const enum report_fact_kind delay_facts[] = {
    [REPORT_DAYS_PROPOSAL] = REPORT_FACT_PROPOSED,
    [REPORT_DAYS_BOOKING] = REPORT_FACT_BOOKED,
    [REPORT_DAYS_USE] = REPORT_FACT_FIRST_USE,
};

static void find_delays(const struct report_fact **kept, size_t n,
                        struct report_value values[REPORT_FIGURE_COUNT])
{
    double *seconds = base_realloc(NULL, n + 1, sizeof *seconds);
    for (int f = REPORT_DAYS_PROPOSAL; f <= REPORT_DAYS_USE; f++) {
        size_t count = 0;
        for (size_t i = 0; i < n; i++) {
            if (kept[i]->kind == delay_facts[f])
                seconds[count++] = (double)kept[i]->amount;
        }
        values[f] = median_days(seconds, count);
    }
    free(seconds);
}

static void find_concentration(const struct report_fact **kept, size_t n,
                               struct report_value values[REPORT_FIGURE_COUNT])
{
    const struct report_fact **benefits = base_realloc(NULL, n + 1, sizeof *benefits);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept[i]->kind == REPORT_FACT_BENEFIT)
            benefits[count++] = kept[i];
    }
    values[REPORT_CONCENTRATION] = concentration(benefits, count);
    free(benefits);
}

void report_figures(const struct report_facts *facts, report_keep *keep, const void *context,
                    struct report_value values[REPORT_FIGURE_COUNT])
{
    const struct report_fact **kept = base_realloc(NULL, facts->count + 1, sizeof *kept);
    struct sums s = {0};
    size_t n = 0;
    for (size_t i = 0; i < facts->count; i++) {
        if (keep != NULL && !keep(context, &facts->list[i]))
            continue;
        kept[n++] = &facts->list[i];
        sum_up(&s, &facts->list[i]);
    }
    values[REPORT_OPEN_HOURS] = hours(s.open);
    values[REPORT_USED_HOURS] = hours(s.used);
    values[REPORT_UTILISATION] = ratio(s.occupied, s.open);
    values[REPORT_SHARING_RATE] = ratio(s.shared, s.used);
    values[REPORT_FILL_RATE] = ratio(s.met, s.closed);
    values[REPORT_FILL_RATE_VALUE] = ratio(s.met_value, s.closed_value);
    values[REPORT_LEVERAGE] = ratio(s.private_, s.public_);
    find_delays(kept, n, values);
    find_concentration(kept, n, values);
    free(kept);
}

/* ---- for people
 * ------------------------------------------------------------------------------------------ */

const char *report_value_show(enum report_figure f, const struct report_value *v,
                              struct base_arena *a)
{
    if (!v->known)
        return "–";
    switch (report_figure_info(f)->unit) {
    case REPORT_HOURS:
        return base_arena_printf(a, _("%s h"), report_grouped(v->value, 0, a));
    case REPORT_SHARE:
        return base_arena_printf(a, "%.0f %%", 100 * v->value);
    case REPORT_DAYS:
        return base_arena_printf(a, _("%.1f days"), v->value);
    default:
        return base_arena_printf(a, "%.2f", v->value);
    }
}
