/* schedule.h: the Schedule place: resources as lanes over a day, a week or a month; bookings made,
 * moved, stretched and cancelled by keyboard. */
#ifndef SHAREDESK_SCREENS_SCHEDULE_H
#define SHAREDESK_SCREENS_SCHEDULE_H

#include "sharedesk/screens/desk.h"

/* What to show when the place is opened or raised; what is 0 is not asked for. Copied. */
struct screens_schedule_visit {
    int64_t booking;  /* this one, in its lane */
    int64_t resource; /* this lane */
    int64_t start;    /* this time */
    bool book;        /* begin a booking there: */
    int64_t demand;   /* for this demand */
    int64_t *lanes;   /* only these resources as lanes */
    size_t lane_count;
};

extern const struct tui_screen_class screens_schedule_class; /* arg: the visit, or NULL */
bool screens_schedule_subject(struct tui_screen *s, struct store_ref *ref);
int screens_schedule_add(struct tui_screen *s);

#endif
