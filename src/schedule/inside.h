/* inside.h: what the files of this layer share and nobody else needs. */
#ifndef SCHEDULE_INSIDE_H
#define SCHEDULE_INSIDE_H

#include "sharedesk/base/map.h"
#include "sharedesk/model/hours.h"
#include "sharedesk/schedule/free.h"

/* Lanes with the same opening hours and closures are open alike: it is worked out once for all. */
struct schedule_pattern {
    struct schedule_pattern *next;    /* of the same hash */
    const struct schedule_lane *lane; /* one of them */
    struct base_intervals hours, closed, open;
    int64_t longest; /* seconds of the longest open interval */
    bool hours_known, closed_known, open_known;
};

struct schedule_calendar_inside {
    struct base_arena *arena;
    struct incentive_terms *terms;
    int64_t *midnights; /* of the days from first_day */
    int64_t first_day;
    size_t day_count;
    int64_t *ids;          /* of the lanes' resources: they are looked for thousands of times */
    const int64_t *months; /* starts of the calendar's months, and the end of the last */
    size_t month_count;
    struct base_map patterns;
    struct base_map kin; /* hash: struct schedule_kin, of which the others follow by next */
    size_t kin_count;
};

/* The rules of a resource about time, as they are asked for again and again. */
struct schedule_limits {
    bool known;
    int64_t grid, least, most; /* minutes, of one sitting */
    int64_t gap;               /* seconds */
    int64_t earliest, latest;  /* what notice and horizon allow */
    int64_t capacity;          /* minutes a month, or BASE_NONE */
};

struct schedule_lane_inside {
    struct schedule_pattern *pattern;
    struct schedule_limits limits;
    const struct base_intervals *free_; /* where a booking may lie; NULL: not looked yet */
    int64_t longest;                    /* seconds of the longest of them */
    size_t booking_capacity, closure_capacity;
};

/* The fewest sittings, in the order of time, with the pieces of free time that they lie in. */
struct schedule_several {
    struct schedule_slot *sittings, *pieces;
    size_t count;
    int64_t before;            /* minutes of all pieces up to the last of these */
    struct schedule_slot *all; /* pieces of the window */
    size_t all_count;
};

const struct schedule_limits *schedule_lane_limits(const struct schedule_calendar *c,
                                                   struct schedule_lane *lane);
/* Minutes as the grid and the shortest booking make them. */
int64_t schedule_sitting_minutes(const struct schedule_limits *limits, int64_t minutes);
/* Where one sitting does not do; count 0: nor do several. */
void schedule_free_several(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                           int64_t to, int64_t minutes, struct base_arena *a,
                           struct schedule_several *several);
/* The latest start of one sitting of so many minutes, whatever the capacity; BASE_NONE: none. */
int64_t schedule_free_last(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                           int64_t to, int64_t minutes);
struct schedule_pattern *schedule_lane_pattern(struct schedule_calendar *c,
                                               struct schedule_lane *lane);
/* The free intervals with nothing left out, kept after the first time. */
const struct base_intervals *schedule_lane_free_kept(struct schedule_calendar *c,
                                                     struct schedule_lane *lane);
/* Seconds of the longest interval. */
int64_t schedule_longest(const struct base_intervals *set);
/* The calendar month of an instant: its start and end. */
struct base_interval schedule_month_around(struct schedule_calendar *c, int64_t t);

/* In maintenance or retired: not open from now on. */
bool schedule_resource_out(const struct model_resource *resource);

/* Whether a closure is about this resource: named, its owner's, its region's or the whole desk's.
 */
enum err_code schedule_closure_concerns(struct incentive_terms *t,
                                        const struct model_closure *closure,
                                        const struct model_resource *resource, bool *concerns,
                                        struct err *e);

/* A rule's minutes: 0 when it is not set. */
static inline int64_t schedule_or_zero(int64_t minutes)
{
    return minutes == BASE_NONE ? 0 : minutes;
}

static inline int64_t schedule_seats(const struct model_resource *resource)
{
    return resource->seats == BASE_NONE || resource->seats < 1 ? 1 : resource->seats;
}

/* Seconds that must lie between two bookings: cooling of the one, then set-up of the other. */
static inline int64_t schedule_gap(const struct model_resource *resource)
{
    return 60 * (schedule_or_zero(resource->gap_before) + schedule_or_zero(resource->gap_after));
}

/* Where as many bookings as there are seats lie at once, each lengthened by `gap` at its end. */
struct base_intervals schedule_lane_full(const struct schedule_lane *lane, int64_t gap,
                                         int64_t without, struct base_arena *a);
/* Live minutes booked in a calendar month, `without` left out. */
int64_t schedule_lane_booked(const struct schedule_lane *lane, int64_t from, int64_t to,
                             int64_t without);

/* Refuses one that is retired, as one that was taken back is: it has no seat any more. */
enum err_code schedule_booking_stands(const struct model_booking *booking, struct err *e);

/* Brings a demand's status in line with its bookings: allocated when they cover its minutes, met
 * when they are completed, open again when they fell away. BASE_NONE: none. */
enum err_code schedule_demand_refresh(struct store *s, int64_t demand, struct err *e);
/* A booking that falls away (cancelled, no_show, displaced): its voucher share is free again.
 * Inside the caller's transaction. */
enum err_code schedule_booking_drop(struct store *s, struct model_booking *booking,
                                    const char *status, const char *party, const char *reason,
                                    struct base_arena *a, struct err *e);
/* Checks and stores one booking inside the caller's transaction; nothing is written when it is
 * refused. */
struct schedule_order;
struct schedule_outcome;
enum err_code schedule_book_inside(struct store *s, const struct schedule_order *order,
                                   struct base_arena *a, struct schedule_outcome *outcome,
                                   struct err *e);
enum err_code schedule_move_inside(struct store *s, int64_t booking, int64_t start, int64_t end,
                                   const char *override_reason, struct base_arena *a,
                                   struct schedule_outcome *outcome, struct err *e);

#endif
