/* free.h: finding a slot. */
#ifndef SHAREDESK_SCHEDULE_FREE_H
#define SHAREDESK_SCHEDULE_FREE_H

#include "sharedesk/schedule/calendar.h"

struct schedule_slot {
    int64_t resource, start, end, minutes;
};

/* The free intervals of a resource that can be booked in [from, to): not in the past, inside notice
 * and horizon, cut to its grid, at least its shortest booking and `minutes` long; by start. minutes
 * 0: any. */
enum err_code schedule_free_find(struct schedule_calendar *c, struct schedule_lane *lane,
                                 int64_t from, int64_t to, int64_t minutes, struct base_arena *a,
                                 struct schedule_slot **slots, size_t *count, struct err *e);
/* The earliest start at or after `from` at which `minutes` fit, ending by `to`; BASE_NONE if none
 * does. */
enum err_code schedule_free_first(struct schedule_calendar *c, struct schedule_lane *lane,
                                  int64_t from, int64_t to, int64_t minutes, int64_t without,
                                  int64_t *start, struct err *e);
/* The fewest sittings, as early as can be, that take `minutes` in [from, to) within opening hours,
 * length limits, free time and monthly capacity; *count 0 if they do not fit. How an indivisible
 * demand is laid into the calendar. */
enum err_code schedule_free_sittings(struct schedule_calendar *c, struct schedule_lane *lane,
                                     int64_t from, int64_t to, int64_t minutes,
                                     struct base_arena *a, struct schedule_slot **sittings,
                                     size_t *count, struct err *e);
/* How many sittings: none, one (which begins at *start), or several; and where the first of
 * schedule_free_find would start (BASE_NONE: nowhere); without listing any, for thousands of
 * resources. */
enum schedule_fit { SCHEDULE_FITS_NOT, SCHEDULE_FITS_ONE, SCHEDULE_FITS_SEVERAL };
enum schedule_fit schedule_free_fits(struct schedule_calendar *c, struct schedule_lane *lane,
                                     int64_t from, int64_t to, int64_t minutes, int64_t *start);
int64_t schedule_free_start(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                            int64_t to, int64_t minutes);
/* [now + notice, now + horizon) cut to [from, to): where a booking may lie at all. */
struct base_interval schedule_bookable(const struct model_resource *resource, int64_t now,
                                       int64_t from, int64_t to);
/* t itself or the next point of the grid, which is counted from local midnight. */
int64_t schedule_grid_up(int64_t t, int64_t grid);
bool schedule_grid_fits(int64_t t, int64_t grid);

#endif
