/* lane.c: a resource's time in cells. */
#include "sharedesk/screens/lane.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"

#include <string.h>

struct time_row {
    int sign;
    tui_style style;
    const char *label;
};

#define TIME_ROW(ID, sign, role, label) {sign, role, label},
static const struct time_row times[] = {SCREENS_TIMES(TIME_ROW)};
#undef TIME_ROW

const char *screens_time_sign(enum screens_time time)
{
    int sign = times[time].sign;
    return sign == SCREENS_QUESTION ? "?" : tui_sign((enum tui_sign)sign);
}

tui_style screens_time_style(enum screens_time time)
{
    return times[time].style;
}

const char *screens_time_label(enum screens_time time)
{
    return _(times[time].label);
}

enum screens_time screens_time_of(const struct model_booking *booking)
{
    static const struct {
        const char *status;
        enum screens_time time;
    } of[] = {{"requested", SCREENS_TIME_REQUESTED},
              {"tentative", SCREENS_TIME_TENTATIVE},
              {"in_use", SCREENS_TIME_IN_USE},
              {"completed", SCREENS_TIME_COMPLETED}};
    for (size_t i = 0; booking->status && i < sizeof of / sizeof *of; i++)
        if (strcmp(booking->status, of[i].status) == 0)
            return of[i].time;
    return SCREENS_TIME_CONFIRMED;
}

static int64_t overlap(int64_t a_start, int64_t a_end, int64_t b_start, int64_t b_end)
{
    int64_t start = a_start > b_start ? a_start : b_start, end = a_end < b_end ? a_end : b_end;
    return end > start ? end - start : 0;
}

/* Seats taken at the start of booking i, of those that lie in the cell. */
static int taken_at(const struct schedule_lane *lane, size_t i, int64_t start, int64_t end)
{
    int64_t at = lane->bookings[i]->start > start ? lane->bookings[i]->start : start;
    int taken = 0;
    for (size_t k = 0; k < lane->booking_count && lane->bookings[k]->start < end; k++)
        taken += lane->bookings[k]->start <= at && lane->bookings[k]->end > at;
    return taken;
}

static void cell_book(struct screens_cell *cell, const struct schedule_lane *lane, int64_t start,
                      int64_t end)
{
    int64_t most = 0;
    for (size_t i = 0; i < lane->booking_count && lane->bookings[i]->start < end; i++) {
        const struct model_booking *b = lane->bookings[i];
        int64_t part = overlap(b->start, b->end, start, end);
        if (part == 0)
            continue;
        int taken = cell->seats > 1 ? taken_at(lane, i, start, end) : 1;
        cell->taken = taken > cell->taken ? taken : cell->taken;
        if (part > most) {
            most = part;
            cell->booking = b;
            cell->time = screens_time_of(b);
        }
    }
}

/* A closure counts when it fills at least half of the cell. */
static bool cell_close(struct screens_cell *cell, const struct schedule_lane *lane, int64_t start,
                       int64_t end)
{
    for (size_t i = 0; i < lane->closure_count; i++) {
        const struct model_closure *c = lane->closures[i];
        bool opens = c->kind && strcmp(c->kind, "open") == 0;
        if (opens || overlap(c->start, c->end, start, end) * 2 < end - start)
            continue;
        bool holiday = c->kind && strcmp(c->kind, "holiday") == 0;
        cell->time = holiday ? SCREENS_TIME_CLOSED : SCREENS_TIME_MAINTENANCE;
        return true;
    }
    return false;
}

struct screens_cell screens_lane_cell(struct schedule_calendar *c, struct schedule_lane *lane,
                                      int64_t start, int64_t end)
{
    int64_t seats = lane->resource->seats;
    struct screens_cell cell = {.time = SCREENS_TIME_FREE, .seats = seats > 1 ? (int)seats : 1};
    cell_book(&cell, lane, start, end);
    if (cell.booking || cell_close(&cell, lane, start, end))
        return cell;
    if (!base_intervals_overlap(schedule_lane_open(c, lane), start, end))
        cell.time = SCREENS_TIME_SHUT;
    return cell;
}

void screens_cell_draw(const struct screens_cell *cell, struct tui_area area, int row, int col,
                       tui_style more)
{
    tui_style style = screens_time_style(cell->time) | more;
    if (cell->booking && cell->seats > 1 && cell->taken < cell->seats)
        tui_putf(area, row, col, style, "%c", cell->taken > 9 ? '+' : '0' + cell->taken);
    else
        tui_put(area, row, col, style, screens_time_sign(cell->time));
}

const struct model_closure *screens_lane_closure_at(const struct schedule_lane *lane, int64_t t)
{
    for (size_t i = 0; i < lane->closure_count; i++)
        if (lane->closures[i]->start <= t && lane->closures[i]->end > t)
            return lane->closures[i];
    return NULL;
}

/* Widens by one open interval, day by day; past midnight the next day has the rest. */
static void hours_widen(const struct base_interval *open, int64_t first, int64_t days, int *from,
                        int *to)
{
    int64_t day = base_time_day(open->start), last = base_time_day(open->end - 1);
    for (day = day < first ? first : day; day <= last && day < first + days; day++) {
        int start = base_time_day(open->start) == day ? base_time_minute(open->start) : 0;
        int end = last == day ? base_time_minute(open->end - 1) + 1 : 1440;
        *from = start < *from ? start : *from;
        *to = end > *to ? end : *to;
    }
}

void screens_lane_hours(struct schedule_calendar *c, struct schedule_lane *lane, int64_t first,
                        int64_t days, int *from, int *to)
{
    const struct base_intervals *open = schedule_lane_open(c, lane);
    for (size_t i = 0; i < open->count; i++)
        hours_widen(&open->list[i], first, days, from, to);
}

const char *screens_lane_label(const struct model_resource *r)
{
    return r->code && *r->code ? r->code : r->name ? r->name : "";
}
