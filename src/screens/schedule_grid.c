/* schedule_grid.c: time to columns and back. A cell is a round number of minutes; a day on which
 * nothing is open is drawn narrow, so that the others get its room. */
#include "schedule_private.h"

#include "sharedesk/base/time.h"

enum { NARROW_COLS = 4, DAY_MINUTES = 1440 };

static int grid_label_cols(int cols)
{
    return cols < 60 ? 9 : cols < 110 ? 12 : cols < 160 ? 20 : 28;
}

/* The finest round step whose cells have room from `from` to `to`. */
static void grid_set_day(struct screens_grid_day *d, int width, int gap, int from, int to)
{
    static const int round[] = {5,   10,  15,  20,  30,  60,  90,
                                120, 180, 240, 360, 480, 720, DAY_MINUTES};
    int room = width - gap > 0 ? width - gap : 1;
    size_t i = 0;
    while (round[i] < DAY_MINUTES && round[i] * room < to - from)
        i++;
    d->width = width;
    d->from = from;
    d->step = round[i];
    d->cells = (to - from + d->step - 1) / d->step;
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
    int from = d->from + cell * d->step, to = from + d->step;
    *start = base_day_time(d->day, from);
    *end = base_day_time(d->day, to < DAY_MINUTES ? to : DAY_MINUTES); /* ends with its day */
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

static int64_t day_end_shown(const struct screens_grid_day *d)
{
    int64_t start, end;
    screens_grid_times(d, d->cells - 1, &start, &end);
    return end;
}

bool screens_grid_shows(const struct screens_grid *g, int64_t start, int64_t end)
{
    for (int i = 0; i < g->count; i++) {
        const struct screens_grid_day *d = &g->days[i];
        int64_t day_start = base_day_start(d->day), day_end = base_day_start(d->day + 1);
        int64_t from = start > day_start ? start : day_start, to = end < day_end ? end : day_end;
        if (from < to && (from < base_day_time(d->day, d->from) || to > day_end_shown(d)))
            return false;
    }
    return true;
}
