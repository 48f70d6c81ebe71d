/* lane.h: a resource's time in cells, the same on every screen: free, shut, closed, or booked, each
 * with a sign of its own, so that no state is told by colour alone. */
#ifndef SHAREDESK_SCREENS_LANE_H
#define SHAREDESK_SCREENS_LANE_H

#include "sharedesk/schedule/calendar.h"
#include "sharedesk/tui/draw.h"

/* T(ID, sign, role, label) in the order in which the legend tells them. REQUESTED to COMPLETED are
 * the bookings that take time. A sign of 0 is a question mark. */
#define SCREENS_TIMES(T)                                                                           \
    T(FREE, TUI_SIGN_DOT, TUI_FREE, N_("free"))                                                    \
    T(SHUT, TUI_SIGN_HATCH, TUI_CLOSED, N_("shut"))                                                \
    T(CLOSED, TUI_SIGN_LIGHT, TUI_CLOSED, N_("closed"))                                            \
    T(MAINTENANCE, TUI_SIGN_CROSS, TUI_MAINTENANCE, N_("maintenance"))                             \
    T(REQUESTED, SCREENS_QUESTION, TUI_REQUESTED, N_("requested"))                                 \
    T(TENTATIVE, TUI_SIGN_MEDIUM, TUI_TENTATIVE, N_("tentative"))                                  \
    T(CONFIRMED, TUI_SIGN_FULL, TUI_CONFIRMED, N_("confirmed"))                                    \
    T(IN_USE, TUI_SIGN_MARKED, TUI_IN_USE, N_("in use"))                                           \
    T(COMPLETED, TUI_SIGN_YES, TUI_COMPLETED, N_("completed"))
enum { SCREENS_QUESTION = -1 };

enum screens_time {
#define SCREENS_TIME_ID(ID, sign, role, label) SCREENS_TIME_##ID,
    SCREENS_TIMES(SCREENS_TIME_ID)
#undef SCREENS_TIME_ID
        SCREENS_TIME_COUNT
};

struct screens_cell {
    enum screens_time time;
    int taken, seats; /* seats taken at once in the cell, and how many there are */
    const struct model_booking *booking; /* the one that fills most of it, or NULL */
};

enum screens_time screens_time_of(const struct model_booking *booking);
const char *screens_time_sign(enum screens_time time); /* one column */
tui_style screens_time_style(enum screens_time time);
const char *screens_time_label(enum screens_time time); /* translated */

/* What a lane is called: the short code, else the name. */
const char *screens_lane_label(const struct model_resource *r);
/* What is in [start, end) of the lane: any booking in it shows, however short. */
struct screens_cell screens_lane_cell(struct schedule_calendar *c, struct schedule_lane *lane,
                                      int64_t start, int64_t end);
/* Of a lane with several seats that are not all taken: how many are, as a digit. */
void screens_cell_draw(const struct screens_cell *cell, struct tui_area area, int row, int col,
                       tui_style more);

/* The closure of the lane that holds t, or NULL. */
const struct model_closure *screens_lane_closure_at(const struct schedule_lane *lane, int64_t t);

/* The minutes of the day between which the lane is open on any of the days from first on; widens
 * *from and *to, which start as 1440 and 0. */
void screens_lane_hours(struct schedule_calendar *c, struct schedule_lane *lane, int64_t first,
                        int64_t days, int *from, int *to);

#endif
