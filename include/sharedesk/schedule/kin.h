/* kin.h: lanes that are alike. Thousands of resources have a few opening hours and sets of rules
 * between them, and little that is booked: what a window holds is found once for all that are kin,
 * and of each is only looked whether what sets it apart matters. */
#ifndef SHAREDESK_SCHEDULE_KIN_H
#define SHAREDESK_SCHEDULE_KIN_H

#include "sharedesk/schedule/free.h"

/* Lanes with the same hours, closures that name no resource, and rules about time. */
struct schedule_kin {
    size_t number; /* from 0, by calendar */
    struct schedule_lane
        *lane;                 /* what they have in common: nothing booked, one seat, no capacity */
    struct schedule_kin *next; /* of the same hash */
};

/* NULL: it has a made-up working day of its own. */
const struct schedule_kin *schedule_lane_kin(struct schedule_calendar *c,
                                             struct schedule_lane *lane);

/* What sets a lane apart from its kin. */
struct schedule_apart {
    struct base_interval taken; /* around its bookings, gaps included, and its own closures */
    int64_t left_least;         /* of the capacity in any month of the calendar; */
    int64_t left_most;          /* in all of them together; INT64_MAX without one */
};
struct schedule_apart schedule_lane_apart(struct schedule_calendar *c,
                                          const struct schedule_lane *lane);

/* What a window holds on a lane that nothing sets apart. */
struct schedule_outlook {
    enum schedule_fit fit;
    int64_t minutes;      /* asked for, as grid and shortest booking make them */
    int64_t start;        /* of the one sitting, or no later than the first of several */
    int64_t free_minutes; /* of one seat */
    int64_t earliest;     /* of any start, or BASE_NONE */
    int64_t first;        /* where schedule_free_start finds a piece, or BASE_NONE; */
    int64_t piece;        /* of so many minutes */
    int64_t least;        /* minutes of any sitting */
    int64_t grid;
    bool limited; /* a sitting is no longer than */
    /* Of several sittings, once schedule_alike said that they are as those of the kin: they, and
     * the pieces of free time that they lie in. */
    struct schedule_slot *sittings, *pieces;
    size_t count;
    struct schedule_slot *all; /* pieces of the window */
    size_t all_count;
    int64_t before; /* minutes of all pieces up to the last of these */
    int64_t last;   /* start of one sitting, once it was looked for */
    bool last_known;
    const struct schedule_kin *kin; /* what was asked for */
    struct schedule_calendar *calendar;
    int64_t from, to;
    struct base_arena *arena;
};
/* piece: the least that would do for a beginning; 0: any. */
void schedule_kin_look(struct schedule_calendar *c, const struct schedule_kin *kin, int64_t from,
                       int64_t to, int64_t minutes, int64_t piece, struct base_arena *a,
                       struct schedule_outlook *o);

/* Whether one of the kin fits as the outlook says: all together (exactly), or at least as far as
 * that there is room, in one sitting if it says so; not at all; or one has to look at its own
 * calendar. */
enum schedule_alike { SCHEDULE_AS_KIN, SCHEDULE_ROOM_AS_KIN, SCHEDULE_NO_ROOM, SCHEDULE_BY_ITSELF };
enum schedule_alike schedule_alike(struct schedule_outlook *o, const struct schedule_apart *apart);
/* The same of the first start of a piece. */
enum schedule_alike schedule_first_alike(const struct schedule_outlook *o,
                                         const struct schedule_apart *apart);

#endif
