#include "sharedesk/schedule/calendar.h"

#include "inside.h"

#include <stdlib.h>
#include <string.h>

bool schedule_resource_out(const struct model_resource *resource)
{
    return resource->head.retired != BASE_NONE || model_code_is(resource->status, "maintenance") ||
           model_code_is(resource->status, "retired");
}

bool schedule_booking_live(const struct model_booking *booking, int64_t now)
{
    static const char *const live[] = {"requested", "tentative", "confirmed", "in_use",
                                       "completed"};
    const char *status = model_code_or(booking->status, "confirmed");
    if (booking->head.retired != BASE_NONE)
        return false;
    if (model_code_is(status, "tentative") && booking->held_until != BASE_NONE &&
        booking->held_until <= now)
        return false;
    for (size_t i = 0; i < sizeof live / sizeof *live; i++)
        if (model_code_is(status, live[i]))
            return true;
    return false;
}

/* ---- reading --------------------------------------------------------------------------------- */

static int by_resource(const void *x, const void *y)
{
    const struct schedule_lane *a = x, *b = y;
    return (a->resource->head.id > b->resource->head.id) -
           (a->resource->head.id < b->resource->head.id);
}

static enum err_code lanes_read(struct schedule_calendar *c, const int64_t *resources, size_t count,
                                struct err *e)
{
    struct base_arena *a = c->inside->arena;
    struct incentive_terms *t = c->inside->terms;
    struct model_resource **all = NULL;
    enum err_code code = ERR_NONE;
    if (!resources)
        code = store_select(incentive_terms_store(t), MODEL_RESOURCE, STORE_SCHEDULE_RESOURCES,
                            STORE_NO_ARGS, a, &all, &count, e);
    if (code)
        return code;
    c->lanes = base_arena_array(a, count, sizeof *c->lanes);
    struct schedule_lane_inside *insides = base_arena_array(a, count, sizeof *insides);
    for (size_t i = 0; !code && i < count; i++) {
        c->lanes[i].inside = &insides[i];
        if (!resources)
            c->lanes[i].resource = all[i];
        else
            code = incentive_terms_resource(t, resources[i], &c->lanes[i].resource, e);
    }
    c->count = count;
    if (!code && count)
        qsort(c->lanes, count, sizeof *c->lanes, by_resource);
    return code;
}

static int id_to_lane(const void *key, const void *element)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const struct schedule_lane *)element)->resource->head.id;
    return (id > other) - (id < other);
}

struct schedule_lane *schedule_calendar_lane(const struct schedule_calendar *c, int64_t resource)
{
    return c->count ? bsearch(&resource, c->lanes, c->count, sizeof *c->lanes, id_to_lane) : NULL;
}

static void lane_add_booking(struct schedule_calendar *c, struct schedule_lane *lane,
                             const struct model_booking *booking)
{
    const struct model_booking **place =
        base_arena_push(c->inside->arena, (void **)&lane->bookings, &lane->booking_count,
                        &lane->inside->booking_capacity, sizeof(const struct model_booking *));
    *place = booking;
}

/* Whole months, because capacity and quotas are by the month. */
static void months_around(const struct schedule_calendar *c, int64_t *from, int64_t *to)
{
    *from = base_month_start(base_time_month(c->from));
    *to = base_month_start(base_time_month(c->to - 1) + 1);
}

static enum err_code bookings_all(struct schedule_calendar *c, int64_t from, int64_t to,
                                  struct err *e)
{
    struct model_booking **list;
    size_t count;
    enum err_code code = store_select(incentive_terms_store(c->inside->terms), MODEL_BOOKING,
                                      STORE_SCHEDULE_BOOKINGS_BETWEEN,
                                      STORE_ARGS(STORE_INT(from), STORE_INT(to), STORE_INT(c->now)),
                                      c->inside->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct schedule_lane *lane = schedule_calendar_lane(c, list[i]->resource);
        if (lane)
            lane_add_booking(c, lane, list[i]);
    }
    return code;
}

static enum err_code bookings_of(struct schedule_calendar *c, struct schedule_lane *lane,
                                 int64_t from, int64_t to, struct err *e)
{
    enum err_code code = store_select(incentive_terms_store(c->inside->terms), MODEL_BOOKING,
                                      STORE_SCHEDULE_BOOKINGS_OF,
                                      STORE_ARGS(STORE_INT(from), STORE_INT(to), STORE_INT(c->now),
                                                 STORE_INT(lane->resource->head.id)),
                                      c->inside->arena, &lane->bookings, &lane->booking_count, e);
    lane->inside->booking_capacity = lane->booking_count;
    return code;
}

static enum err_code bookings_read(struct schedule_calendar *c, bool all, struct err *e)
{
    int64_t from, to;
    months_around(c, &from, &to);
    if (all)
        return bookings_all(c, from, to, e);
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < c->count; i++)
        code = bookings_of(c, &c->lanes[i], from, to, e);
    return code;
}

/* ---- closures -------------------------------------------------------------------------------- */

enum err_code schedule_closure_concerns(struct incentive_terms *t,
                                        const struct model_closure *closure,
                                        const struct model_resource *resource, bool *concerns,
                                        struct err *e)
{
    *concerns = true;
    if (closure->resource != BASE_NONE)
        *concerns = closure->resource == resource->head.id;
    else if (closure->organisation != BASE_NONE)
        *concerns = closure->organisation == resource->owner;
    else if (closure->region != BASE_NONE) {
        int64_t region;
        enum err_code code = incentive_terms_region_of(t, resource, &region, e);
        return code ? code : incentive_terms_within(t, region, closure->region, concerns, e);
    }
    return ERR_NONE;
}

static enum err_code closures_read(struct schedule_calendar *c, struct err *e)
{
    struct model_closure **list;
    size_t count;
    enum err_code code = store_select(
        incentive_terms_store(c->inside->terms), MODEL_CLOSURE, STORE_SCHEDULE_CLOSURES_BETWEEN,
        STORE_ARGS(STORE_INT(c->from), STORE_INT(c->to)), c->inside->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        for (size_t j = 0; !code && j < c->count; j++) {
            struct schedule_lane *lane = &c->lanes[j];
            bool concerns;
            code =
                schedule_closure_concerns(c->inside->terms, list[i], lane->resource, &concerns, e);
            if (code || !concerns)
                continue;
            const struct model_closure **place = base_arena_push(
                c->inside->arena, (void **)&lane->closures, &lane->closure_count,
                &lane->inside->closure_capacity, sizeof(const struct model_closure *));
            *place = list[i];
        }
    return code;
}

static enum err_code calendar_read(struct incentive_terms *t, const int64_t *resources,
                                   size_t resource_count, const struct base_interval *window,
                                   bool booked, struct base_arena *a,
                                   struct schedule_calendar **calendar, struct err *e)
{
    struct schedule_calendar *c = base_arena_alloc(a, sizeof *c);
    c->from = window->start;
    c->to = window->end;
    c->now = store_now(incentive_terms_store(t));
    c->inside = base_arena_alloc(a, sizeof *c->inside);
    c->inside->arena = a;
    c->inside->terms = t;
    *calendar = c;
    enum err_code code = lanes_read(c, resources, resource_count, e);
    if (code || c->from >= c->to)
        return code;
    if (booked)
        code = bookings_read(c, resources == NULL, e);
    return code ? code : closures_read(c, e);
}

enum err_code schedule_calendar_read(struct incentive_terms *t, const int64_t *resources,
                                     size_t resource_count, int64_t from, int64_t to,
                                     struct base_arena *a, struct schedule_calendar **calendar,
                                     struct err *e)
{
    const struct base_interval window = {from, to};
    return calendar_read(t, resources, resource_count, &window, true, a, calendar, e);
}

enum err_code schedule_calendar_read_open(struct incentive_terms *t, const int64_t *resources,
                                          size_t resource_count, int64_t from, int64_t to,
                                          struct base_arena *a, struct schedule_calendar **calendar,
                                          struct err *e)
{
    const struct base_interval window = {from, to};
    return calendar_read(t, resources, resource_count, &window, false, a, calendar, e);
}

void schedule_calendar_add(struct schedule_calendar *c, struct schedule_lane *lane,
                           const struct model_booking *booking)
{
    lane_add_booking(c, lane, booking);
    size_t i = lane->booking_count - 1;
    for (; i > 0 && lane->bookings[i - 1]->start > booking->start; i--)
        lane->bookings[i] = lane->bookings[i - 1];
    lane->bookings[i] = booking;
}

/* ---- what is taken --------------------------------------------------------------------------- */

struct edge {
    int64_t at;
    int step; /* +1 begins, -1 ends */
};

static int by_time(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->step - b->step; /* ends first: back to back does not clash */
}

struct base_intervals schedule_lane_full(const struct schedule_lane *lane, int64_t gap,
                                         int64_t without, struct base_arena *a)
{
    struct base_intervals full = {0};
    struct edge *edges = base_arena_array(a, 2 * lane->booking_count, sizeof *edges);
    size_t n = 0;
    for (size_t i = 0; i < lane->booking_count; i++) {
        const struct model_booking *b = lane->bookings[i];
        if (without && b->head.id == without)
            continue;
        edges[n++] = (struct edge){b->start, 1};
        edges[n++] = (struct edge){b->end + gap, -1};
    }
    if (n)
        qsort(edges, n, sizeof *edges, by_time);
    int64_t depth = 0, seats = schedule_seats(lane->resource), since = 0;
    for (size_t i = 0; i < n; i++) {
        bool was = depth >= seats;
        depth += edges[i].step;
        if (!was && depth >= seats)
            since = edges[i].at;
        else if (was && depth < seats)
            base_intervals_add(a, &full, since, edges[i].at);
    }
    base_intervals_merge(&full);
    return full;
}

struct base_intervals schedule_lane_free(struct schedule_calendar *c, struct schedule_lane *lane,
                                         int64_t without, struct base_arena *a)
{
    int64_t gap = schedule_gap(lane->resource);
    struct base_intervals full = schedule_lane_full(lane, gap, without, a);
    /* A new booking's own gap must be over before the next begins. */
    for (size_t i = 0; i < full.count; i++)
        full.list[i].start -= gap;
    base_intervals_merge(&full);
    return base_intervals_subtract(a, schedule_lane_open(c, lane), &full);
}

/* ---- minutes --------------------------------------------------------------------------------- */

static int64_t overlap(const struct model_booking *b, int64_t from, int64_t to)
{
    return base_interval_minutes(b->start > from ? b->start : from, b->end < to ? b->end : to);
}

int64_t schedule_lane_booked(const struct schedule_lane *lane, int64_t from, int64_t to,
                             int64_t without)
{
    int64_t minutes = 0;
    for (size_t i = 0; i < lane->booking_count; i++)
        if (!without || lane->bookings[i]->head.id != without)
            minutes += overlap(lane->bookings[i], from, to);
    return minutes;
}

/* Booked inside open time: what was overridden into closed time takes nothing from it. */
static int64_t booked_open(const struct base_intervals *open, const struct schedule_lane *lane,
                           int64_t from, int64_t to, struct base_arena *a)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < lane->booking_count; i++) {
        const struct model_booking *b = lane->bookings[i];
        struct base_intervals in = base_intervals_clip(a, open, b->start > from ? b->start : from,
                                                       b->end < to ? b->end : to);
        seconds += base_intervals_seconds(&in);
    }
    return seconds / 60;
}

/* One month, or what of it lies in the window. */
static int64_t month_free(struct schedule_calendar *c, struct schedule_lane *lane, int64_t month,
                          int64_t from, int64_t to, struct base_arena *a)
{
    int64_t month_from = base_month_start(month), month_to = base_month_start(month + 1);
    if (from < month_from)
        from = month_from;
    if (to > month_to)
        to = month_to;
    struct base_intervals open = base_intervals_clip(a, schedule_lane_open(c, lane), from, to);
    int64_t free_ = base_intervals_seconds(&open) / 60 * schedule_seats(lane->resource) -
                    booked_open(&open, lane, from, to, a);
    int64_t capacity = lane->resource->capacity_minutes_month;
    if (capacity != BASE_NONE) {
        int64_t left = capacity - schedule_lane_booked(lane, month_from, month_to, 0);
        free_ = left < free_ ? left : free_;
    }
    return free_ > 0 ? free_ : 0;
}

int64_t schedule_lane_free_minutes(struct schedule_calendar *c, struct schedule_lane *lane,
                                   int64_t from, int64_t to, struct base_arena *a)
{
    if (from < c->from)
        from = c->from;
    if (to > c->to)
        to = c->to;
    int64_t minutes = 0;
    for (int64_t m = base_time_month(from); from < to && m <= base_time_month(to - 1); m++)
        minutes += month_free(c, lane, m, from, to, a);
    return minutes;
}

void schedule_lane_utilisation(struct schedule_calendar *c, struct schedule_lane *lane,
                               int64_t from, int64_t to, int64_t *open, int64_t *used,
                               struct base_arena *a)
{
    struct base_intervals in = base_intervals_clip(a, schedule_lane_open(c, lane), from, to);
    *open = base_intervals_seconds(&in) / 60 * schedule_seats(lane->resource);
    *used = 0;
    for (size_t i = 0; i < lane->booking_count; i++) {
        const struct model_booking *b = lane->bookings[i];
        int64_t minutes = overlap(b, from, to);
        bool told = model_code_is(b->status, "completed") && b->used_minutes != BASE_NONE;
        *used += told && b->used_minutes < minutes ? b->used_minutes : minutes;
    }
}
