/* schedule.c: the Schedule place: opening, reading, the cursor, commands. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW_LEAST = 12, FIRST_LENGTH = 60 };

/* ---- the window of time -------------------------------------------------------------------- */

int screens_schedule_days(const struct screens_schedule *c)
{
    int64_t month = base_day_month(c->first_day);
    switch (c->zoom) {
    case SCREENS_DAY:
        return 1;
    case SCREENS_WEEK:
        return 7;
    case SCREENS_MONTH:
        return (int)(base_month_first_day(month + 1) - base_month_first_day(month));
    }
    return 7;
}

/* The first day of the window that holds a day. */
static int64_t place_align(enum screens_zoom zoom, int64_t day)
{
    switch (zoom) {
    case SCREENS_DAY:
        return day;
    case SCREENS_WEEK:
        return day - base_day_weekday(day);
    case SCREENS_MONTH:
        return base_month_first_day(base_day_month(day));
    }
    return day;
}

int screens_schedule_go(struct screens_schedule *c, int64_t at)
{
    int64_t first = place_align(c->zoom, base_time_day(at));
    c->at = at;
    if (first == c->first_day)
        return TUI_DONE;
    c->first_day = first;
    return TUI_RELOAD;
}

/* One window on or back; the cursor keeps its weekday and hour, or its day of the month. */
static int place_step_window(struct screens_schedule *c, int by)
{
    int64_t day = base_time_day(c->at);
    int minute = base_time_minute(c->at);
    if (c->zoom == SCREENS_MONTH) {
        int64_t month = base_day_month(day) + by, offset = day - base_month_first_day(month - by);
        int64_t last = base_month_first_day(month + 1) - 1;
        day = base_month_first_day(month) + offset;
        day = day > last ? last : day;
    } else {
        day += by * screens_schedule_days(c);
    }
    return screens_schedule_go(c, base_day_time(day, minute));
}

static int place_step_day(struct screens_schedule *c, int by)
{
    return screens_schedule_go(c,
                               base_day_time(base_time_day(c->at) + by, base_time_minute(c->at)));
}

/* ---- reading ------------------------------------------------------------------------------- */

static size_t place_window(void)
{
    return tui_term_rows() > WINDOW_LEAST ? (size_t)tui_term_rows() : WINDOW_LEAST;
}

const char *screens_schedule_title(const struct screens_schedule *c, int64_t organisation)
{
    for (size_t i = 0; i < c->title_count; i++)
        if (c->titles[i].organisation == organisation)
            return c->titles[i].text;
    return "";
}

const char *screens_schedule_user(const struct screens_schedule *c,
                                  const struct model_booking *booking)
{
    return screens_schedule_title(c, booking->organisation);
}

static void titles_add(struct tui_screen *s, size_t *capacity, int64_t organisation)
{
    struct screens_schedule *c = s->state;
    if (organisation == BASE_NONE || *screens_schedule_title(c, organisation))
        return;
    struct screens_title *title =
        base_arena_push(s->data, (void **)&c->titles, &c->title_count, capacity, sizeof *title);
    title->organisation = organisation;
    title->text = store_title(c->desk->store, MODEL_ORGANISATION, organisation, s->data);
}

static void place_read_titles(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    size_t capacity = 0;
    c->titles = NULL;
    c->title_count = 0;
    for (size_t i = 0; i < c->calendar->count; i++) {
        const struct schedule_lane *lane = &c->calendar->lanes[i];
        titles_add(s, &capacity, lane->resource->owner);
        for (size_t k = 0; k < lane->booking_count; k++)
            titles_add(s, &capacity, lane->bookings[k]->organisation);
    }
}

static bool lane_is_used(struct screens_schedule *c, struct schedule_lane *lane, int64_t day)
{
    int64_t start = base_day_start(day), end = base_day_start(day + 1);
    if (base_intervals_overlap(schedule_lane_open(c->calendar, lane), start, end))
        return true;
    for (size_t i = 0; i < lane->booking_count; i++)
        if (lane->bookings[i]->start < end && lane->bookings[i]->end > start)
            return true;
    return false;
}

/* Bookings outside opening hours widen the hours shown, unless only office hours are wanted. */
static void hours_of_bookings(const struct schedule_lane *lane, int *from, int *to)
{
    for (size_t i = 0; i < lane->booking_count; i++) {
        const struct model_booking *b = lane->bookings[i];
        int start = base_time_minute(b->start), end = base_time_minute(b->end - 1) + 1;
        bool night = base_time_day(b->start) != base_time_day(b->end - 1);
        *from = night ? 0 : start < *from ? start : *from;
        *to = night ? 1440 : end > *to ? end : *to;
    }
}

/* The hours of the day that the grid shows: whole hours, and the working day at least in part, so
 * that resources which are always open do not make every day 24 hours wide. */
static void place_find_hours(struct screens_schedule *c)
{
    enum { OFFICE_FROM = 8 * 60, OFFICE_TO = 20 * 60 };
    int from = 1440, to = 0, days = screens_schedule_days(c);
    for (size_t i = 0; i < c->calendar->count; i++) {
        struct schedule_lane *lane = &c->calendar->lanes[i];
        int lane_from = 1440, lane_to = 0;
        screens_lane_hours(c->calendar, lane, c->first_day, days, &lane_from, &lane_to);
        if (lane_to - lane_from < 1440 && lane_from < lane_to) {
            from = lane_from < from ? lane_from : from;
            to = lane_to > to ? lane_to : to;
        }
    }
    if (from >= to) {
        from = OFFICE_FROM;
        to = OFFICE_TO;
    }
    for (size_t i = 0; i < c->calendar->count && !c->office; i++)
        hours_of_bookings(&c->calendar->lanes[i], &from, &to);
    c->hours_from = c->whole_day ? 0 : from / 60 * 60;
    c->hours_to = c->whole_day ? 1440 : (to + 59) / 60 * 60;
}

/* A placeholder outside the hours shown is not lost from sight: until it is left, the whole day is
 * shown. */
static void place_lay_out(struct screens_schedule *c)
{
    int days = screens_schedule_days(c), cols = tui_term_cols();
    bool plan = c->plan.kind != PLAN_NONE;
    screens_grid_make(&c->grid, c->zoom, cols, c->first_day, days, c->hours_from, c->hours_to,
                      c->shut);
    if (plan && !screens_grid_shows(&c->grid, c->plan.start, c->plan.end))
        c->plan.whole_day = true;
    if (plan && c->plan.whole_day)
        screens_grid_make(&c->grid, c->zoom, cols, c->first_day, days, 0, 1440, c->shut);
}

static enum err_code place_read_calendar(struct tui_screen *s, struct err *e)
{
    struct screens_schedule *c = s->state;
    int days = screens_schedule_days(c);
    c->calendar = NULL;
    memset(c->shut, 0, sizeof c->shut);
    c->hours_from = 8 * 60;
    c->hours_to = 20 * 60;
    if (c->lanes.count == 0)
        return ERR_NONE;
    if (schedule_calendar_read(incentive_terms_new(c->desk->store, s->data), c->lanes.ids,
                               c->lanes.count, base_day_start(c->first_day),
                               base_day_start(c->first_day + days), s->data, &c->calendar, e))
        return e->code;
    for (int i = 0; i < days; i++) {
        c->shut[i] = true;
        for (size_t k = 0; k < c->calendar->count && c->shut[i]; k++)
            c->shut[i] = !lane_is_used(c, &c->calendar->lanes[k], c->first_day + i);
    }
    place_find_hours(c);
    place_read_titles(s);
    return ERR_NONE;
}

static enum err_code place_read_lanes(struct screens_schedule *c, struct err *e)
{
    struct store *store = c->desk->store;
    int64_t first = c->lanes.count > 0 ? c->lanes.ids[0] : 0;
    if (screens_lanes_read(&c->lanes, store, first, place_window(), e))
        return e->code;
    if (c->lanes.count == 0 && c->lanes.kind == LANES_BUSY) /* a new desk: all it has */
        if (screens_lanes_list(&c->lanes, NULL, NULL, _("all resources"), e) ||
            screens_lanes_read(&c->lanes, store, 0, place_window(), e))
            return e->code;
    if (screens_lanes_find(&c->lanes, c->lane) < 0)
        c->lane = c->lanes.count > 0 ? c->lanes.ids[0] : 0;
    return ERR_NONE;
}

static void place_read_title(struct screens_schedule *c)
{
    struct base_arena *a = base_arena_new();
    int64_t last = c->first_day + screens_schedule_days(c) - 1;
    const char *when;
    int year;
    if (c->zoom == SCREENS_DAY)
        when = screens_day_show(c->desk, c->first_day, a);
    else if (c->zoom == SCREENS_MONTH)
        when = screens_month_show(base_day_month(c->first_day), a);
    else
        when = base_arena_printf(a, _("week %d, %s to %s"), base_day_iso_week(c->first_day, &year),
                                 screens_date_show(c->desk, c->first_day, a),
                                 screens_date_show(c->desk, last, a));
    base_text_clear(&c->title);
    base_text_printf(&c->title, "%s %s %s %s %s", _("Schedule"), tui_sign(TUI_SIGN_CRUMB),
                     c->lanes.title, tui_sign(TUI_SIGN_DOT), when);
    base_arena_free(&a);
}

static enum err_code place_reload(struct tui_screen *s, struct err *e)
{
    struct screens_schedule *c = s->state;
    if (place_read_lanes(c, e) || place_read_calendar(s, e))
        return e->code;
    place_lay_out(c);
    place_read_title(c);
    if (c->plan.kind != PLAN_NONE) /* others may have taken the time meanwhile */
        return screens_plan_put(c, c->plan.resource, c->plan.start, c->plan.end, e);
    return ERR_NONE;
}

static void place_resize(struct tui_screen *s, struct tui_area area)
{
    struct screens_schedule *c = s->state;
    (void)area;
    place_lay_out(c);
    if (c->lanes.count < place_window() && !(c->lanes.at_start && c->lanes.at_end))
        s->stale = true;
}

/* ---- what is under the cursor -------------------------------------------------------------- */

struct schedule_lane *screens_schedule_lane(const struct screens_schedule *c)
{
    int64_t id = c->plan.kind == PLAN_NONE ? c->lane : c->plan.resource;
    return c->calendar && id ? schedule_calendar_lane(c->calendar, id) : NULL;
}

/* The booking number `which` of those in the cell of a lane with several seats, round and round. */
static const struct model_booking *booking_of_seat(const struct schedule_lane *lane, int64_t start,
                                                   int64_t end, size_t which)
{
    const struct model_booking *found = NULL;
    for (size_t count = 0, pass = 0; pass < 2; pass++) {
        size_t wanted = pass == 1 && count > 0 ? which % count : SIZE_MAX, at = 0;
        for (size_t i = 0; i < lane->booking_count && lane->bookings[i]->start < end; i++)
            if (lane->bookings[i]->end > start && at++ == wanted)
                found = lane->bookings[i];
        count = at;
    }
    return found;
}

/* What is seen in the cell is meant, though in a coarse one it may not hold the cell's start. */
const struct model_booking *screens_schedule_booking(const struct screens_schedule *c)
{
    struct schedule_lane *lane = screens_schedule_lane(c);
    int day, k;
    int64_t start, end;
    if (!lane || !screens_grid_find(&c->grid, c->at, &day, &k))
        return NULL;
    screens_grid_times(&c->grid.days[day], k, &start, &end);
    return lane->resource->seats > 1 ? booking_of_seat(lane, start, end, c->seat)
                                     : screens_lane_cell(c->calendar, lane, start, end).booking;
}

bool screens_schedule_free(const struct screens_schedule *c, struct base_arena *a, int64_t *start,
                           int64_t *end)
{
    struct schedule_lane *lane = screens_schedule_lane(c);
    int64_t now = store_now(c->desk->store);
    if (!lane)
        return false;
    struct base_intervals set = schedule_lane_free(c->calendar, lane, 0, a);
    const struct base_interval *holds = base_intervals_holding(&set, c->at, c->at + 60);
    if (!holds || holds->end <= now)
        return false;
    *start = holds->start > now ? holds->start : (now + 59) / 60 * 60;
    *end = holds->end;
    return *start < *end;
}

bool screens_schedule_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct screens_schedule *c = s->state;
    const struct model_booking *b = screens_schedule_booking(c);
    if (c->plan.kind != PLAN_NONE)
        return false;
    const struct schedule_lane *lane = screens_schedule_lane(c);
    const struct model_closure *closure = lane ? screens_lane_closure_at(lane, c->at) : NULL;
    *ref = b         ? (struct store_ref){MODEL_BOOKING, b->head.id}
           : closure ? (struct store_ref){MODEL_CLOSURE, closure->head.id}
                     : (struct store_ref){MODEL_RESOURCE, c->lane};
    return ref->id != 0;
}

int screens_schedule_add(struct tui_screen *s)
{
    return screens_plan_begin(s);
}

/* ---- the cursor ---------------------------------------------------------------------------- */

/* One cell on or back, over the edge of the day and of the window. */
static int place_step_cell(struct screens_schedule *c, int by)
{
    int day, k;
    int64_t end;
    if (!screens_grid_find(&c->grid, c->at, &day, &k))
        return screens_schedule_go(c, c->at);
    const struct screens_grid_day *d = &c->grid.days[day];
    k += by;
    if (k < 0 || k >= d->cells) {
        int64_t to = d->day + by;
        int edge = by > 0 ? c->hours_from : c->hours_to - 1;
        int result = screens_schedule_go(c, base_day_time(to, edge));
        if (result != TUI_DONE || !screens_grid_find(&c->grid, c->at, &day, &k))
            return result;
        d = &c->grid.days[day];
    }
    screens_grid_times(d, k, &c->at, &end);
    return TUI_DONE;
}

/* A booking is one step; where several lie over each other, cells are. */
static int place_move_time(struct screens_schedule *c, int by)
{
    enum { CELLS_MOST = 400 };
    const struct schedule_lane *lane = screens_schedule_lane(c);
    const struct model_booking *b = screens_schedule_booking(c);
    int result = place_step_cell(c, by);
    bool whole = b && lane && !(lane->resource->seats > 1);
    for (int i = 0; whole && i < CELLS_MOST && result == TUI_DONE; i++) {
        if (screens_schedule_booking(c) != b)
            break;
        result = place_step_cell(c, by);
    }
    return result;
}

/* Over the edge of the window the next half of it is read. */
static int place_move_lane(struct tui_screen *s, int by)
{
    struct screens_schedule *c = s->state;
    struct err e = ERR_INIT;
    int at = screens_lanes_find(&c->lanes, c->lane), to = at + by, last = (int)c->lanes.count - 1;
    bool forward = by > 0, moved = false;
    if (at < 0)
        return TUI_DONE;
    if ((to < 0 && !c->lanes.at_start) || (to > last && !c->lanes.at_end)) {
        if (screens_lanes_shift(&c->lanes, c->desk->store, forward, place_window(), &moved, &e))
            return screens_fail(s, &e);
        at = screens_lanes_find(&c->lanes, c->lane);
        last = (int)c->lanes.count - 1;
        to = at < 0 ? (forward ? 0 : last) : at + by;
    }
    to = to > last ? last : to;
    c->lane = c->lanes.ids[to < 0 ? 0 : to];
    return moved ? TUI_RELOAD : TUI_DONE;
}

static int place_move_end(struct tui_screen *s, bool last)
{
    struct screens_schedule *c = s->state;
    struct err e = ERR_INIT;
    struct store *store = c->desk->store;
    if (last ? screens_lanes_read_last(&c->lanes, store, place_window(), &e)
             : screens_lanes_read(&c->lanes, store, 0, place_window(), &e))
        return screens_fail(s, &e);
    if (c->lanes.count > 0)
        c->lane = c->lanes.ids[last ? c->lanes.count - 1 : 0];
    return TUI_RELOAD;
}

int screens_schedule_go_lane(struct tui_screen *s, int64_t resource)
{
    struct screens_schedule *c = s->state;
    struct store *store = c->desk->store;
    struct err e = ERR_INIT;
    c->lane = resource;
    if (screens_lanes_find(&c->lanes, resource) >= 0)
        return TUI_DONE;
    if (!screens_lanes_read(&c->lanes, store, resource, place_window(), &e) &&
        screens_lanes_find(&c->lanes, resource) < 0 &&
        !screens_lanes_list(&c->lanes, NULL, NULL, _("all resources"), &e))
        screens_lanes_read(&c->lanes, store, resource, place_window(), &e);
    return e.code ? screens_fail(s, &e) : TUI_RELOAD;
}

static int place_move(struct tui_screen *s, int id)
{
    struct screens_schedule *c = s->state;
    int page = screens_schedule_rows(c, s->area);
    if (id != TUI_DO_NEXT_PANE)
        c->seat = 0;
    switch (id) {
    case TUI_DO_UP:
        return place_move_lane(s, -1);
    case TUI_DO_DOWN:
        return place_move_lane(s, 1);
    case TUI_DO_PAGE_UP:
        return place_move_lane(s, -page);
    case TUI_DO_PAGE_DOWN:
        return place_move_lane(s, page);
    case TUI_DO_FIRST:
        return place_move_end(s, false);
    case TUI_DO_LAST:
        return place_move_end(s, true);
    case TUI_DO_LEFT:
        return place_move_time(c, -1);
    case TUI_DO_RIGHT:
        return place_move_time(c, 1);
    case TUI_DO_NEXT_PANE:
        c->seat++;
        return TUI_DONE;
    default:
        return TUI_PASS;
    }
}

/* ---- opening ------------------------------------------------------------------------------- */

static enum err_code visit_booking(struct screens_schedule *c, int64_t id, int64_t *resource,
                                   int64_t *start, struct err *e)
{
    struct base_arena *a = base_arena_new();
    const struct model_booking *b;
    if (!store_get(c->desk->store, MODEL_BOOKING, id, a, &b, e)) {
        *resource = b->resource;
        *start = b->start;
    }
    base_arena_free(&a);
    return e->code;
}

static int place_visit(struct tui_screen *s, const struct screens_schedule_visit *visit)
{
    struct screens_schedule *c = s->state;
    int64_t resource = visit->resource, start = visit->start;
    struct err e = ERR_INIT;
    int result = TUI_DONE;
    if (visit->booking && visit_booking(c, visit->booking, &resource, &start, &e))
        return screens_fail(s, &e);
    screens_plan_end(c);
    if (visit->lane_count > 0) {
        screens_lanes_given(&c->lanes, visit->lanes, visit->lane_count);
        result |= TUI_RELOAD;
    }
    if (resource)
        result |= screens_schedule_go_lane(s, resource);
    if (start && start != BASE_NONE)
        result |= screens_schedule_go(c, start);
    if (visit->book)
        result |= screens_plan_begin_demand(s, visit->demand, true);
    return result;
}

static enum err_code place_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct screens_schedule *c = s->state;
    (void)e;
    c->desk = screens_desk(s);
    c->zoom = SCREENS_WEEK;
    c->minutes = FIRST_LENGTH;
    c->plan.arena = base_arena_new();
    int64_t now = store_now(c->desk->store);
    screens_lanes_busy(&c->lanes, now);
    screens_schedule_go(c, base_day_time(base_time_day(now), base_time_minute(now) / 60 * 60));
    if (arg)
        place_visit(s, arg);
    return ERR_NONE;
}

static int place_raised(struct tui_screen *s, void *arg)
{
    return arg ? place_visit(s, arg) : TUI_DONE;
}

static void place_close(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    screens_plan_end(c);
    base_arena_free(&c->plan.arena);
    screens_lanes_free(&c->lanes);
    base_text_free(&c->title);
}

static const char *place_title(struct tui_screen *s)
{
    const struct screens_schedule *c = s->state;
    return base_text_string(&c->title);
}

static const char *place_mode(struct tui_screen *s)
{
    const struct screens_schedule *c = s->state;
    return c->plan.kind == PLAN_NONE ? NULL : "schedule-plan";
}

/* ---- commands ------------------------------------------------------------------------------ */

static int place_set_zoom(struct screens_schedule *c, enum screens_zoom zoom)
{
    c->zoom = zoom;
    c->first_day = place_align(zoom, base_time_day(c->at));
    return TUI_RELOAD;
}

/* The hours shown: those of openings and bookings, of openings only, the whole day. */
static int place_turn_hours(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    if (!c->whole_day && !c->office) {
        c->whole_day = true;
    } else if (c->whole_day) {
        c->whole_day = false;
        c->office = true;
    } else {
        c->office = false;
    }
    tui_say(s->app, TUI_SAY_INFO, "%s",
            c->whole_day ? _("The whole day is shown")
            : c->office  ? _("Opening hours only: bookings outside them are not shown")
                         : _("The hours of openings and bookings are shown"));
    return TUI_RELOAD;
}

static int place_view(struct tui_screen *s, int id)
{
    struct screens_schedule *c = s->state;
    switch (id) {
    case SCREENS_DO_SCHEDULE_ZOOM:
        return place_set_zoom(c, c->zoom == SCREENS_WEEK  ? SCREENS_DAY
                                 : c->zoom == SCREENS_DAY ? SCREENS_MONTH
                                                          : SCREENS_WEEK);
    case SCREENS_DO_SCHEDULE_EARLIER:
        return place_step_window(c, -1);
    case SCREENS_DO_SCHEDULE_LATER:
        return place_step_window(c, 1);
    case SCREENS_DO_SCHEDULE_DAY_EARLIER:
        return place_step_day(c, -1);
    case SCREENS_DO_SCHEDULE_DAY_LATER:
        return place_step_day(c, 1);
    case SCREENS_DO_SCHEDULE_TODAY:
        return screens_schedule_go(c, store_now(c->desk->store) / 60 * 60);
    case SCREENS_DO_SCHEDULE_HOURS:
        return place_turn_hours(s);
    default:
        return TUI_PASS;
    }
}

static int place_command(struct tui_screen *s, int id)
{
    struct screens_schedule *c = s->state;
    struct store_ref ref;
    int result = c->plan.kind == PLAN_NONE ? TUI_PASS : screens_plan_command(s, id);
    if (result == TUI_PASS)
        result = place_view(s, id);
    if (result == TUI_PASS)
        result = screens_schedule_find(s, id);
    if (result != TUI_PASS || c->plan.kind != PLAN_NONE)
        return result;
    if (id == TUI_DO_OPEN)
        return screens_schedule_subject(s, &ref) ? screens_open_record(s, ref) : TUI_DONE;
    if (id == SCREENS_DO_SCHEDULE_MOVE)
        return screens_plan_begin_move(s);
    if (id == SCREENS_DO_SCHEDULE_CLOSE)
        return screens_close_begin(s);
    result = screens_booking_command(s, id);
    return result == TUI_PASS ? place_move(s, id) : result;
}

static const char *place_refuse(struct tui_screen *s, int id)
{
    const struct screens_schedule *c = s->state;
    const struct schedule_lane *lane = screens_schedule_lane(c);
    bool plan = c->plan.kind != PLAN_NONE;
    if (id == TUI_DO_NEXT_PANE && !plan && !(lane && lane->resource->seats > 1))
        return _("this lane has one seat");
    if (plan && (id == SCREENS_DO_ADD || id == SCREENS_DO_SCHEDULE_TODAY ||
                 id == SCREENS_DO_SCHEDULE_LANES || id == TUI_DO_FILTER || id == TUI_DO_SEARCH))
        return _("a booking is being made: Enter books it, Esc leaves it");
    if (id == SCREENS_DO_SCHEDULE_REPEAT && c->plan.kind != PLAN_BOOK)
        return _("only a new booking can be made to repeat");
    if (id == TUI_DO_NEXT_PANE && c->plan.kind == PLAN_CLOSE)
        return _("any time can be closed");
    if (id == SCREENS_DO_SCHEDULE_CLOSE && c->lane == 0)
        return _("there is no lane to close");
    return screens_booking_refuse(s, id);
}

static const char *place_label(struct tui_screen *s, int id)
{
    const struct screens_schedule *c = s->state;
    bool plan = c->plan.kind != PLAN_NONE;
    switch (id) {
    case TUI_DO_OPEN:
        return c->plan.kind == PLAN_MOVE    ? _("move here")
               : c->plan.kind == PLAN_CLOSE ? _("close")
               : plan                       ? _("book")
                                            : NULL;
    case TUI_DO_NEXT_PANE:
        return plan ? _("nearest free") : _("next seat");
    case TUI_DO_BACK:
        return plan ? _("leave") : NULL;
    case SCREENS_DO_ADD:
        return _("book");
    default:
        return NULL;
    }
}

static int place_pointer(struct tui_screen *s, const struct tui_event *event)
{
    if (event->button == TUI_WHEEL_UP || event->button == TUI_WHEEL_DOWN)
        return place_move_lane(s, event->button == TUI_WHEEL_UP ? -1 : 1);
    return screens_schedule_click(s, event);
}

const struct tui_screen_class screens_schedule_class = {
    .name = "schedule",
    .size = sizeof(struct screens_schedule),
    .place = true,
    .answers = TUI_ANSWERS_MOVES | TUI_BIT(TUI_DO_OPEN) | TUI_BIT(TUI_DO_SEARCH) |
               TUI_BIT(TUI_DO_FILTER) | TUI_BIT(TUI_DO_NEXT_PANE),
    .title = place_title,
    .open = place_open,
    .close = place_close,
    .raised = place_raised,
    .reload = place_reload,
    .resize = place_resize,
    .draw = screens_schedule_draw,
    .command = place_command,
    .refuse = place_refuse,
    .label = place_label,
    .mode = place_mode,
    .pointer = place_pointer,
};
