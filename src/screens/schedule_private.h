/* schedule_private.h: the inside of the Schedule place.
 *
 *   schedule.c           the class: opening, reading, the cursor, commands
 *   schedule_lanes.c     which resources are lanes: a window over the store, like a table's
 *   schedule_grid.c      time to columns and back
 *   schedule_draw.c      drawing, from memory only; below the lanes:
 *   schedule_foot.c      what is under the cursor, and the rules of a booking being made
 *   schedule_plan.c      the placeholder of a booking that is being made or moved
 *   schedule_repeat.c    how a booking repeats
 *   schedule_close.c     closing time, and what becomes of bookings in it
 *   schedule_booking.c   confirm, check in, complete, cancel; who waits for a slot
 *   schedule_find.c      going to a lane, a date, a free slot */
#ifndef SHAREDESK_SCREENS_SCHEDULE_PRIVATE_H
#define SHAREDESK_SCREENS_SCHEDULE_PRIVATE_H

#include "sharedesk/schedule/booking.h"
#include "sharedesk/schedule/free.h"
#include "sharedesk/schedule/series.h"
#include "sharedesk/screens/lane.h"
#include "sharedesk/screens/schedule.h"

enum screens_zoom { SCREENS_DAY, SCREENS_WEEK, SCREENS_MONTH };
enum { SCHEDULE_DAYS_MOST = 31 };

/* ---- schedule_lanes.c: which resources are lanes, by number -------------------------------- */

enum screens_lanes_kind {
    LANES_BUSY,  /* with bookings around the day it was chosen on */
    LANES_LIST,  /* a list of the store: all, or filtered, or found */
    LANES_GIVEN, /* these */
};

struct screens_lanes {
    enum screens_lanes_kind kind;
    struct base_arena *arena; /* of what follows, up to the window */
    struct store_list list;
    int64_t near_from, near_to;
    const int64_t *given;
    size_t given_count;
    const char *title; /* "Lanes of Hexi University" */

    int64_t *ids; /* the window: what is read, about a screenful */
    size_t count;
    bool at_start, at_end;
};

/* Each empties the window; the next read fills it. */
void screens_lanes_busy(struct screens_lanes *l, int64_t now);
enum err_code screens_lanes_list(struct screens_lanes *l, const char *filter, const char *search,
                                 const char *title, struct err *e);
void screens_lanes_given(struct screens_lanes *l, const int64_t *ids, size_t count);
void screens_lanes_free(struct screens_lanes *l);
/* Reads the window of n lanes with `first` (0: the first of all) at its top, or nearest to it. */
enum err_code screens_lanes_read(struct screens_lanes *l, struct store *s, int64_t first, size_t n,
                                 struct err *e);
/* The last n. */
enum err_code screens_lanes_read_last(struct screens_lanes *l, struct store *s, size_t n,
                                      struct err *e);
/* Half a window on, keeping the lane `keep` in it; *moved false at the end. */
enum err_code screens_lanes_shift(struct screens_lanes *l, struct store *s, bool forward, size_t n,
                                  bool *moved, struct err *e);
/* Index in the window, or -1. */
int screens_lanes_find(const struct screens_lanes *l, int64_t id);

/* ---- schedule_grid.c ----------------------------------------------------------------------- */

struct screens_grid_day {
    int64_t day;
    int col, width;        /* of the grid's area; width with the gap after it */
    int cells, from, step; /* cell k is [from + k step, from + (k + 1) step) minutes */
};
struct screens_grid {
    struct screens_grid_day days[SCHEDULE_DAYS_MOST];
    int count;
    int label_cols; /* left of it: names of lanes */
};

/* The grid of `cols` columns for the days from `first` on, between the hours from and to (minutes).
 * shut[i]: nothing is open or booked on day i, it may be narrow. */
void screens_grid_make(struct screens_grid *g, enum screens_zoom zoom, int cols, int64_t first,
                       int count, int from, int to, const bool *shut);
/* The cell that holds t; outside the hours shown the nearest of its day. False: another day. */
bool screens_grid_find(const struct screens_grid *g, int64_t t, int *day, int *cell);
void screens_grid_times(const struct screens_grid_day *d, int cell, int64_t *start, int64_t *end);
/* True if all of [start, end) that lies on the grid's days is inside the hours shown. */
bool screens_grid_shows(const struct screens_grid *g, int64_t start, int64_t end);

/* ---- schedule_plan.c ----------------------------------------------------------------------- */

enum screens_plan_kind { PLAN_NONE, PLAN_BOOK, PLAN_MOVE, PLAN_CLOSE };

/* A booking that is being made or moved, or a closure, that is not in the store. */
struct screens_plan {
    enum screens_plan_kind kind;
    struct base_arena *arena; /* of the outcome */
    int64_t resource, organisation;
    int64_t demand;  /* BASE_NONE: none */
    int64_t booking; /* the one that is moved */
    int64_t start, end;
    char *who;   /* titles of organisation and demand */
    char *rrule; /* it repeats, or NULL; in words: */
    char *repeats;
    enum schedule_scope scope;
    enum schedule_clash clash;
    bool whole_day; /* it lay outside the hours shown */
    bool tried;
    struct schedule_outcome outcome;       /* what booking it would do */
    const struct model_booking **affected; /* by a closure */
    size_t affected_count;
};

struct screens_schedule;
int screens_plan_begin(struct tui_screen *s);      /* asks for whom */
int screens_plan_begin_move(struct tui_screen *s); /* the booking under the cursor */
/* What the demand still lacks, at the cursor; fit: at the first time it fits from the cursor on. */
int screens_plan_begin_demand(struct tui_screen *s, int64_t demand, bool fit);
int screens_plan_command(struct tui_screen *s, int id); /* TUI_PASS: not the plan's */
void screens_plan_end(struct screens_schedule *c);
/* Begins a plan of that kind for the lane under the cursor; the caller puts it. */
struct screens_plan *screens_plan_new(struct screens_schedule *c, enum screens_plan_kind kind);
/* Puts it there with the cursor following, as the end of a command. */
int screens_plan_go(struct tui_screen *s, int64_t resource, int64_t start, int64_t end);
/* Puts it to another time or lane, and tries it. */
enum err_code screens_plan_put(struct screens_schedule *c, int64_t resource, int64_t start,
                               int64_t end, struct err *e);
int screens_plan_ask_times(struct tui_screen *s);

/* ---- schedule_close.c: closing time ---------------------------------------------------------- */

int screens_close_begin(struct tui_screen *s); /* a placeholder at the cursor */
enum err_code screens_close_try(struct screens_schedule *c, struct err *e);
int screens_close_finish(struct tui_screen *s); /* asks why, and what becomes of bookings in it */

/* ---- schedule_repeat.c --------------------------------------------------------------------- */

int screens_plan_repeat(struct tui_screen *s);  /* how the new booking repeats */
void screens_plan_once(struct screens_plan *p); /* it does not */
/* "This one", "this and the following", "all": done gets the code; ctx is the state. */
int screens_ask_scope(struct tui_screen *s, const char *title,
                      int (*done)(struct tui_screen *s, void *ctx, const char *code));
enum schedule_scope screens_scope_of(const char *code);
/* Tells which of a series could not be; ends the command. */
int screens_series_refused(struct tui_screen *s, const struct schedule_outcome *outcomes,
                           size_t count);

/* ---- the place ----------------------------------------------------------------------------- */

struct screens_schedule {
    struct screens_desk *desk;
    enum screens_zoom zoom;
    bool office;    /* only the hours in which lanes open, not those of bookings outside them */
    bool whole_day; /* midnight to midnight */
    int64_t first_day;
    int64_t at;      /* the cursor: time */
    int64_t lane;    /* and resource, 0: none */
    size_t top;      /* first lane shown */
    size_t seat;     /* which of the bookings in the cell, where there are several seats */
    int64_t minutes; /* length of the next new booking */

    struct screens_lanes lanes;
    struct schedule_calendar *calendar; /* in s->data; NULL without lanes */
    struct screens_grid grid;
    int hours_from, hours_to;
    bool shut[SCHEDULE_DAYS_MOST];
    struct screens_title *titles; /* of organisations that book, in s->data */
    size_t title_count;

    struct screens_plan plan;
    struct base_text title;

    /* What a question at the bottom line is about. */
    int64_t asked_booking;
    enum schedule_scope asked_scope;
    char asked_party[16];
    int64_t asked_start, asked_end;
    char asked_kind[16], asked_mode[16]; /* of a closure */
    char refusal[96];
};

struct screens_title {
    int64_t organisation;
    const char *text;
};

int screens_schedule_days(const struct screens_schedule *c); /* of the zoom */
/* The lane of the cursor and what is in it, or NULL. */
struct schedule_lane *screens_schedule_lane(const struct screens_schedule *c);
const struct model_booking *screens_schedule_booking(const struct screens_schedule *c);
/* The free interval around the cursor, cut to now; false: not free. */
bool screens_schedule_free(const struct screens_schedule *c, struct base_arena *a, int64_t *start,
                           int64_t *end);
/* The title of an organisation that owns a lane or a booking shown; "" for others. */
const char *screens_schedule_title(const struct screens_schedule *c, int64_t organisation);
const char *screens_schedule_user(const struct screens_schedule *c,
                                  const struct model_booking *booking);
/* Puts the cursor there; the window of time follows. Returns result flags. */
int screens_schedule_go(struct screens_schedule *c, int64_t at);
/* Puts the cursor on that lane, in the present set if it has it, else among all. */
int screens_schedule_go_lane(struct tui_screen *s, int64_t resource);

/* schedule_draw.c */
void screens_schedule_draw(struct tui_screen *s, struct tui_area area);
int screens_schedule_click(struct tui_screen *s, const struct tui_event *event);
/* How many lanes are shown. */
int screens_schedule_rows(const struct screens_schedule *c, struct tui_area area);

/* schedule_foot.c */
int screens_schedule_foot_rows(const struct screens_schedule *c, struct tui_area area);
void screens_schedule_draw_foot(const struct screens_schedule *c, struct tui_area foot,
                                struct base_arena *a);

/* schedule_booking.c */
int screens_booking_command(struct tui_screen *s, int id);
const char *screens_booking_refuse(struct tui_screen *s, int id);

/* schedule_find.c */
int screens_schedule_find(struct tui_screen *s, int id);
/* "4 h", "1 h 30", "1:30", "90": minutes, or 0 when it is none of these. */
int64_t screens_minutes_parse(const char *text);

#endif
