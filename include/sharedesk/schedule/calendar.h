/* calendar.h: what is open and what is booked, of many resources in a window, read at once: for
 * lanes on screen, free time, rules and allocation. All of it lives in one arena.
 *
 * Open time: opening hours by weekday in the desk's zone, with a made-up working day's hours
 * (closure of kind open) in place of the weekday's, less closures of the resource, its owner, its
 * region or one above, or the whole desk. A resource in maintenance or retired is never open from
 * now on. Live bookings, which take time: requested, tentative (unless its hold has run out),
 * confirmed, in use, completed. */
#ifndef SHAREDESK_SCHEDULE_CALENDAR_H
#define SHAREDESK_SCHEDULE_CALENDAR_H

#include "sharedesk/base/interval.h"
#include "sharedesk/incentive/terms.h"

/* bookings: live ones that touch the window's months; closures: those that concern it and touch the
 * window; both by start. */
struct schedule_lane {
    const struct model_resource *resource;
    const struct model_booking **bookings;
    size_t booking_count;
    const struct model_closure **closures;
    size_t closure_count;
    struct schedule_lane_inside *inside;
};

struct schedule_calendar {
    int64_t from, to, now;
    struct schedule_lane *lanes; /* by resource id */
    size_t count;
    struct schedule_calendar_inside *inside;
};

/* resources: ids, or NULL for all that are not retired. */
enum err_code schedule_calendar_read(struct incentive_terms *t, const int64_t *resources,
                                     size_t resource_count, int64_t from, int64_t to,
                                     struct base_arena *a, struct schedule_calendar **calendar,
                                     struct err *e);
/* All bookings and closures that end after an instant, by start: read once for many calendars. Of
 * holds those too that were live then and are over now: a calendar may be of any moment since. */
struct schedule_taken {
    int64_t from;
    const struct model_booking **bookings;
    const struct model_closure **closures;
    size_t booking_count, closure_count;
};
enum err_code schedule_taken_read(struct store *s, int64_t from, struct base_arena *a,
                                  struct schedule_taken *taken, struct err *e);
/* Brings it up to date with what changed after a change of the log. */
enum err_code schedule_taken_renew(struct store *s, int64_t change, struct base_arena *a,
                                   struct schedule_taken *taken, struct err *e);
/* The same as schedule_calendar_read of records that are at hand, by id; taken: from what was read
 * before (NULL: from the store). */
enum err_code schedule_calendar_read_for(struct incentive_terms *t,
                                         const struct model_resource *const *resources,
                                         size_t resource_count, const struct schedule_taken *taken,
                                         int64_t from, int64_t to, struct base_arena *a,
                                         struct schedule_calendar **calendar, struct err *e);
/* The same without bookings, for figures of open time over many months. */
enum err_code schedule_calendar_read_open(struct incentive_terms *t, const int64_t *resources,
                                          size_t resource_count, int64_t from, int64_t to,
                                          struct base_arena *a, struct schedule_calendar **calendar,
                                          struct err *e);
struct schedule_lane *schedule_calendar_lane(const struct schedule_calendar *c, int64_t resource);

/* Open intervals of the lane in the window; kept after the first time. */
const struct base_intervals *schedule_lane_open(struct schedule_calendar *c,
                                                struct schedule_lane *lane);
/* The same before closures are taken off: opening hours and made-up working days; and the closures
 * alone. */
const struct base_intervals *schedule_lane_hours(struct schedule_calendar *c,
                                                 struct schedule_lane *lane);
const struct base_intervals *schedule_lane_closed(struct schedule_calendar *c,
                                                  struct schedule_lane *lane);
/* Where a booking may lie: open, and a seat left with the gaps before and after. Not counting the
 * booking `without` (0: none). */
struct base_intervals schedule_lane_free(struct schedule_calendar *c, struct schedule_lane *lane,
                                         int64_t without, struct base_arena *a);
/* min(open - closed - booked, monthly capacity - booked), month by month, in [from, to) inside the
 * window, in whole minutes, of all seats together; never negative. */
int64_t schedule_lane_free_minutes(struct schedule_calendar *c, struct schedule_lane *lane,
                                   int64_t from, int64_t to);
/* Open minutes of all seats, and minutes booked (used, where they are completed) in [from, to). */
void schedule_lane_utilisation(struct schedule_calendar *c, struct schedule_lane *lane,
                               int64_t from, int64_t to, int64_t *open, int64_t *used,
                               struct base_arena *a);

/* True if a booking of this status takes time; held_until past: no more. */
bool schedule_booking_live(const struct model_booking *booking, int64_t now);

/* What the live ones of a demand's bookings take of it, one left out (0: none). */
struct schedule_booked {
    int64_t minutes, money; /* money: INT64_MAX where it is more */
};
struct schedule_booked schedule_demand_booked(struct model_booking *const *bookings, size_t count,
                                              int64_t without, int64_t now);

#endif
