/* series.c: used hours, sharing rate and fill rate month by month. */
#include "sharedesk/base/i18n.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

struct month_figures {
    double hours, sharing, filled; /* NAN where there is nothing to measure */
};

static double share(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

/* What happened in [from, until). */
static enum err_code read_figures(struct report_gathering *g, int64_t from, int64_t until,
                                  struct month_figures *f, struct err *e)
{
    struct store_rows use, closed;
    const struct store_arg args[] = {STORE_INT(from), STORE_INT(until)};
    enum err_code code = store_rows(g->store, STORE_REPORT_MONTH_USE, args, 2, g->arena, &use, e);
    if (!code)
        code = store_rows(g->store, STORE_REPORT_MONTH_CLOSED, args, 2, g->arena, &closed, e);
    if (code)
        return code;
    int64_t used = STORE_CELL(&use, 0, 0)->number, shared = STORE_CELL(&use, 0, 1)->number;
    int64_t ended = STORE_CELL(&closed, 0, 0)->number, met = STORE_CELL(&closed, 0, 1)->number;
    bool any = used != BASE_NONE;
    *f = (struct month_figures){.hours = any ? (double)used / 60 : 0,
                                .sharing = any ? share(shared, used) : NAN,
                                .filled = share(met, ended)};
    return ERR_NONE;
}

static const char *per_cent(double value, struct base_arena *a)
{
    return isnan(value) ? "–" : base_arena_printf(a, _("%.0f %%"), 100 * value);
}

static struct report_series series(struct report_gathering *g, enum report_figure figure,
                                   size_t months)
{
    const struct report_figure_info *info = report_figure_info(figure);
    return (struct report_series){.name = info->name,
                                  .label = _(info->label),
                                  .values = base_arena_array(g->arena, months, sizeof(double)),
                                  .count = months};
}

static struct report_value value(double x)
{
    return (struct report_value){.known = !isnan(x), .value = isnan(x) ? 0 : x};
}

static const char *change(enum report_figure f, double before, double now, struct base_arena *a)
{
    struct report_value from = value(before), to = value(now);
    return report_change_show(f, &from, &to, a);
}

static enum err_code compare(struct report_gathering *g, const struct month_figures *last,
                             struct report_brief *brief, struct err *e)
{
    struct report_series *list = brief->series;
    int64_t month = base_day_month(g->today), end = report_before_end(month, g->now);
    struct month_figures then;
    enum err_code code = read_figures(g, base_month_start(month - 1), end, &then, e);
    if (code)
        return code;
    list[0].last = base_arena_printf(g->arena, _("%s h"), report_grouped(last->hours, 0, g->arena));
    list[1].last = per_cent(last->sharing, g->arena);
    list[2].last = per_cent(last->filled, g->arena);
    list[0].change = change(REPORT_USED_HOURS, then.hours, last->hours, g->arena);
    list[1].change = change(REPORT_SHARING_RATE, then.sharing, last->sharing, g->arena);
    list[2].change = change(REPORT_FILL_RATE, then.filled, last->filled, g->arena);
    brief->before = report_part_show(month - 1, end, g->arena);
    return ERR_NONE;
}

enum err_code report_month_series(struct report_gathering *g, size_t months,
                                  struct report_brief *brief, struct err *e)
{
    enum { SERIES = 3 };
    struct report_series *list = base_arena_array(g->arena, SERIES, sizeof *list);
    struct month_figures f = {0};
    brief->before = "";
    if (months == 0)
        return ERR_NONE;
    list[0] = series(g, REPORT_USED_HOURS, months);
    list[1] = series(g, REPORT_SHARING_RATE, months);
    list[2] = series(g, REPORT_FILL_RATE, months);
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < months; i++) {
        int64_t month = base_day_month(g->today) - (int64_t)(months - 1 - i);
        code = read_figures(g, base_month_start(month), base_month_start(month + 1), &f, e);
        list[0].values[i] = f.hours;
        list[1].values[i] = f.sharing;
        list[2].values[i] = f.filled;
    }
    brief->series = list;
    brief->series_count = SERIES;
    return code ? code : compare(g, &f, brief, e);
}
