/* schedule_grid.c: time to columns and back. A cell is a round number of minutes; a day on which
 * nothing is open is drawn narrow, so that the others get its room. */
#include "schedule_private.h"

#include "sharedesk/base/time.h"

enum { NARROW_COLS = 4, DAY_MINUTES = 1440 };

static int grid_label_cols(int cols)
{
    return cols < 60 ? 9 : cols < 110 ? 12 : cols < 160 ? 20 : 28;
}

/* The finest round step at which the span takes no more than `cells` cells. */
static int grid_step(int span, int cells)
{
    static const int round[] = {5, 10, 15, 20, 30, 60, 90, 120, 180, 240, 360, 480, 720};
    for (size_t i = 0; i < sizeof round / sizeof *round; i++)
        if (round[i] * cells >= span)
            return round[i];
    return DAY_MINUTES;
}

static void grid_set_day(struct screens_grid_day *d, int width, int gap, int from, int to)
{
    int span = to - from, room = width - gap > 0 ? width - gap : 1;
    d->width = width;
    d->from = from;
    d->step = grid_step(span, room);
    d->cells = (span + d->step - 1) / d->step;
}

void screens_grid_make(struct screens_grid *g, enum screens_zoom zoom, int cols, int64_t first,
                       int count, int from, int to, const bool *shut)
{
    int narrow = 0;
    g->label_cols = grid_label_cols(cols);
    g->count = count;
    for (int i = 0; i < count; i++)
        narrow += zoom == SCREENS_WEEK && shut[i];
    narrow = narrow < count ? narrow : 0; /* if all are shut, none is */
    int room = cols - g->label_cols - narrow * NARROW_COLS;
    int width = room / (count - narrow), col = g->label_cols;
    int gap = width > 3 && zoom != SCREENS_DAY ? 1 : 0;
    for (int i = 0; i < count; i++) {
        struct screens_grid_day *d = &g->days[i];
        d->day = first + i;
        d->col = col;
        grid_set_day(d, narrow > 0 && shut[i] ? NARROW_COLS : width, gap, from, to);
        col += d->width;
    }
}

void screens_grid_times(const struct screens_grid_day *d, int cell, int64_t *start, int64_t *end)
{
    *start = base_day_time(d->day, d->from + cell * d->step);
    *end = base_day_time(d->day, d->from + (cell + 1) * d->step);
}

bool screens_grid_find(const struct screens_grid *g, int64_t t, int *day, int *cell)
{
    int64_t i = g->count > 0 ? base_time_day(t) - g->days[0].day : -1;
    if (i < 0 || i >= g->count)
        return false;
    const struct screens_grid_day *d = &g->days[i];
    int minute = base_time_minute(t) - d->from;
    *day = (int)i;
    *cell = minute < 0 ? 0 : minute / d->step;
    if (*cell >= d->cells)
        *cell = d->cells - 1;
    return true;
}

bool screens_grid_shows(const struct screens_grid *g, int64_t start, int64_t end)
{
    for (int i = 0; i < g->count; i++) {
        const struct screens_grid_day *d = &g->days[i];
        int64_t day_start = base_day_start(d->day), day_end = base_day_start(d->day + 1);
        int64_t from = start > day_start ? start : day_start, to = end < day_end ? end : day_end;
        if (from < to && (from < base_day_time(d->day, d->from) ||
                          to > base_day_time(d->day, d->from + d->cells * d->step)))
            return false;
    }
    return true;
}
