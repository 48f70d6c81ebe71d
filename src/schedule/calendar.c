#include "sharedesk/schedule/calendar.h"

#include "sharedesk/base/money.h"

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

struct schedule_booked schedule_demand_booked(struct model_booking *const *bookings, size_t count,
                                              int64_t without, int64_t now)
{
    struct schedule_booked sum = {0};
    for (size_t i = 0; i < count; i++) {
        const struct model_booking *b = bookings[i];
        if (b->head.id == without || !schedule_booking_live(b, now))
            continue;
        sum.minutes += base_interval_minutes(b->start, b->end);
        if (b->price != BASE_NONE && !base_money_add(sum.money, b->price, &sum.money))
            sum.money = INT64_MAX;
    }
    return sum;
}

/* ---- reading --------------------------------------------------------------------------------- */

static int by_resource(const void *x, const void *y)
{
    const struct schedule_lane *a = x, *b = y;
    return (a->resource->head.id > b->resource->head.id) -
           (a->resource->head.id < b->resource->head.id);
}

/* What a calendar is read of. */
struct reading {
    const struct model_resource *const *records; /* by id; else */
    const int64_t *ids;                          /* else all that are not retired */
    size_t count;
    struct base_interval window;
    bool booked;
    const struct schedule_taken *taken; /* NULL: from the store */
};

static enum err_code resources_read(struct schedule_calendar *c, struct reading *r, struct err *e)
{
    struct base_arena *a = c->inside->arena;
    if (r->records)
        return ERR_NONE;
    if (!r->ids)
        return store_select(incentive_terms_store(c->inside->terms), MODEL_RESOURCE,
                            STORE_SCHEDULE_RESOURCES, STORE_NO_ARGS, a, &r->records, &r->count, e);
    const struct model_resource **read = base_arena_array(a, r->count, sizeof *read);
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < r->count; i++)
        code = incentive_terms_resource(c->inside->terms, r->ids[i], &read[i], e);
    r->records = read;
    return code;
}

static enum err_code lanes_read(struct schedule_calendar *c, struct reading *r, struct err *e)
{
    struct base_arena *a = c->inside->arena;
    enum err_code code = resources_read(c, r, e);
    if (code)
        return code;
    c->count = r->count;
    c->lanes = base_arena_array(a, c->count, sizeof *c->lanes);
    struct schedule_lane_inside *insides = base_arena_array(a, c->count, sizeof *insides);
    bool ordered = true;
    for (size_t i = 0; i < c->count; i++) {
        c->lanes[i].inside = &insides[i];
        c->lanes[i].resource = r->records[i];
        ordered = ordered && (i == 0 || r->records[i - 1]->head.id < r->records[i]->head.id);
    }
    if (!ordered)
        qsort(c->lanes, c->count, sizeof *c->lanes, by_resource);
    c->inside->ids = base_arena_array(a, c->count + 1, sizeof *c->inside->ids);
    for (size_t i = 0; i < c->count; i++)
        c->inside->ids[i] = c->lanes[i].resource->head.id;
    return ERR_NONE;
}

struct schedule_lane *schedule_calendar_lane(const struct schedule_calendar *c, int64_t resource)
{
    const int64_t *ids = c->inside->ids;
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < resource)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->count && ids[low] == resource ? &c->lanes[low] : NULL;
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
    struct store *s = incentive_terms_store(c->inside->terms);
    enum err_code code = store_select(s, MODEL_BOOKING, STORE_SCHEDULE_BOOKINGS_BETWEEN,
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

/* From so many lanes on it is quicker to read all that is booked in the window. */
enum { MANY = 64 };

static enum err_code bookings_read(struct schedule_calendar *c, struct err *e)
{
    int64_t from, to;
    months_around(c, &from, &to);
    if (c->count >= MANY)
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

static void lane_add_closure(struct schedule_calendar *c, struct schedule_lane *lane,
                             const struct model_closure *closure)
{
    const struct model_closure **place =
        base_arena_push(c->inside->arena, (void **)&lane->closures, &lane->closure_count,
                        &lane->inside->closure_capacity, sizeof(const struct model_closure *));
    *place = closure;
}

/* One that names its resource concerns no other: most do. */
static enum err_code closure_add(struct schedule_calendar *c, const struct model_closure *closure,
                                 struct err *e)
{
    enum err_code code = ERR_NONE;
    struct schedule_lane *only =
        closure->resource != BASE_NONE ? schedule_calendar_lane(c, closure->resource) : NULL;
    if (only)
        lane_add_closure(c, only, closure);
    if (closure->resource != BASE_NONE)
        return ERR_NONE;
    for (size_t j = 0; !code && j < c->count; j++) {
        bool concerns;
        code = schedule_closure_concerns(c->inside->terms, closure, c->lanes[j].resource, &concerns,
                                         e);
        if (!code && concerns)
            lane_add_closure(c, &c->lanes[j], closure);
    }
    return code;
}

static enum err_code closures_read(struct schedule_calendar *c, struct err *e)
{
    struct model_closure **list;
    size_t count;
    enum err_code code = store_select(
        incentive_terms_store(c->inside->terms), MODEL_CLOSURE, STORE_SCHEDULE_CLOSURES_BETWEEN,
        STORE_ARGS(STORE_INT(c->from), STORE_INT(c->to)), c->inside->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        code = closure_add(c, list[i], e);
    return code;
}

/* ---- what was read before -------------------------------------------------------------------- */

enum err_code schedule_taken_read(struct store *s, int64_t from, struct base_arena *a,
                                  struct schedule_taken *taken, struct err *e)
{
    const struct store_arg end = STORE_INT(INT64_MAX);
    *taken = (struct schedule_taken){.from = from};
    enum err_code code = store_select(s, MODEL_BOOKING, STORE_SCHEDULE_BOOKINGS_BETWEEN,
                                      STORE_ARGS(STORE_INT(from), end, STORE_INT(from)), a,
                                      &taken->bookings, &taken->booking_count, e);
    return code ? code
                : store_select(s, MODEL_CLOSURE, STORE_SCHEDULE_CLOSURES_BETWEEN,
                               STORE_ARGS(STORE_INT(from), end), a, &taken->closures,
                               &taken->closure_count, e);
}

static int by_number(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* Records of one type, by start and id. */
struct timed {
    const void **list;
    size_t count;
    int64_t (*start)(const void *record);
};

static int64_t booking_start(const void *record)
{
    return ((const struct model_booking *)record)->start;
}

static int64_t closure_start(const void *record)
{
    return ((const struct model_closure *)record)->start;
}

static int64_t id_of(const void *record)
{
    return ((const struct model_head *)record)->id;
}

static bool is_before(const struct timed *of, const void *x, const void *y)
{
    int64_t a = of->start(x), b = of->start(y);
    return a != b ? a < b : id_of(x) < id_of(y);
}

/* What did not change of the old ones, with the new ones in their places. */
static enum err_code renew(struct store *s, const char *type, int64_t change,
                           const struct timed *fresh, struct base_arena *a, struct timed *old,
                           struct err *e)
{
    struct store_rows rows;
    enum err_code code = store_rows(s, STORE_SCHEDULE_RECORDS_CHANGED,
                                    STORE_ARGS(STORE_INT(change), STORE_STR(type)), a, &rows, e);
    if (code || rows.count == 0)
        return code;
    int64_t *changed = base_arena_array(a, rows.count, sizeof *changed);
    for (size_t i = 0; i < rows.count; i++)
        changed[i] = STORE_CELL(&rows, i, 0)->number;
    const void **list = base_arena_array(a, old->count + fresh->count + 1, sizeof *list);
    size_t count = 0, next = 0;
    for (size_t i = 0; i < old->count; i++) {
        int64_t id = id_of(old->list[i]);
        if (bsearch(&id, changed, rows.count, sizeof id, by_number) != NULL)
            continue;
        while (next < fresh->count && is_before(old, fresh->list[next], old->list[i]))
            list[count++] = fresh->list[next++];
        list[count++] = old->list[i];
    }
    while (next < fresh->count)
        list[count++] = fresh->list[next++];
    old->list = list;
    old->count = count;
    return ERR_NONE;
}

static enum err_code bookings_renew(struct store *s, int64_t change, struct base_arena *a,
                                    struct schedule_taken *taken, struct err *e)
{
    struct timed fresh = {0}, old = {(const void **)(void *)taken->bookings, taken->booking_count,
                                     booking_start};
    struct model_booking **list;
    enum err_code code = store_select(s, MODEL_BOOKING, STORE_SCHEDULE_BOOKINGS_CHANGED,
                                      STORE_ARGS(STORE_INT(taken->from), STORE_INT(change)), a,
                                      &list, &fresh.count, e);
    fresh.list = code ? NULL : (const void **)(void *)list;
    if (!code)
        code = renew(s, "booking", change, &fresh, a, &old, e);
    taken->bookings = (const struct model_booking **)(void *)old.list;
    taken->booking_count = old.count;
    return code;
}

static enum err_code closures_renew(struct store *s, int64_t change, struct base_arena *a,
                                    struct schedule_taken *taken, struct err *e)
{
    struct timed fresh = {0}, old = {(const void **)(void *)taken->closures, taken->closure_count,
                                     closure_start};
    struct model_closure **list;
    enum err_code code = store_select(s, MODEL_CLOSURE, STORE_SCHEDULE_CLOSURES_CHANGED,
                                      STORE_ARGS(STORE_INT(taken->from), STORE_INT(change)), a,
                                      &list, &fresh.count, e);
    fresh.list = code ? NULL : (const void **)(void *)list;
    if (!code)
        code = renew(s, "closure", change, &fresh, a, &old, e);
    taken->closures = (const struct model_closure **)(void *)old.list;
    taken->closure_count = old.count;
    return code;
}

enum err_code schedule_taken_renew(struct store *s, int64_t change, struct base_arena *a,
                                   struct schedule_taken *taken, struct err *e)
{
    enum err_code code = bookings_renew(s, change, a, taken, e);
    return code ? code : closures_renew(s, change, a, taken, e);
}

/* As the statements choose them. */
static enum err_code take_over(struct schedule_calendar *c, const struct schedule_taken *taken,
                               struct err *e)
{
    int64_t from, to;
    enum err_code code = ERR_NONE;
    months_around(c, &from, &to);
    for (size_t i = 0; i < taken->booking_count && taken->bookings[i]->start < to; i++) {
        const struct model_booking *b = taken->bookings[i];
        struct schedule_lane *lane = b->end > from && schedule_booking_live(b, c->now)
                                         ? schedule_calendar_lane(c, b->resource)
                                         : NULL;
        if (lane)
            lane_add_booking(c, lane, b);
    }
    for (size_t i = 0; !code && i < taken->closure_count && taken->closures[i]->start < c->to; i++)
        if (taken->closures[i]->end > c->from)
            code = closure_add(c, taken->closures[i], e);
    return code;
}

static enum err_code calendar_read(struct incentive_terms *t, struct reading *r,
                                   struct base_arena *a, struct schedule_calendar **calendar,
                                   struct err *e)
{
    struct schedule_calendar *c = base_arena_alloc(a, sizeof *c);
    c->from = r->window.start;
    c->to = r->window.end;
    c->now = store_now(incentive_terms_store(t));
    c->inside = base_arena_alloc(a, sizeof *c->inside);
    c->inside->arena = a;
    c->inside->terms = t;
    *calendar = c;
    enum err_code code = lanes_read(c, r, e);
    if (code || c->from >= c->to)
        return code;
    if (r->taken)
        return take_over(c, r->taken, e);
    if (r->booked)
        code = bookings_read(c, e);
    return code ? code : closures_read(c, e);
}

enum err_code schedule_calendar_read(struct incentive_terms *t, const int64_t *resources,
                                     size_t resource_count, int64_t from, int64_t to,
                                     struct base_arena *a, struct schedule_calendar **calendar,
                                     struct err *e)
{
    struct reading r = {
        .ids = resources, .count = resource_count, .window = {from, to}, .booked = true};
    return calendar_read(t, &r, a, calendar, e);
}

enum err_code schedule_calendar_read_for(struct incentive_terms *t,
                                         const struct model_resource *const *resources,
                                         size_t resource_count, const struct schedule_taken *taken,
                                         int64_t from, int64_t to, struct base_arena *a,
                                         struct schedule_calendar **calendar, struct err *e)
{
    struct reading r = {.records = resources,
                        .count = resource_count,
                        .window = {from, to},
                        .booked = true,
                        .taken = taken};
    return calendar_read(t, &r, a, calendar, e);
}

enum err_code schedule_calendar_read_open(struct incentive_terms *t, const int64_t *resources,
                                          size_t resource_count, int64_t from, int64_t to,
                                          struct base_arena *a, struct schedule_calendar **calendar,
                                          struct err *e)
{
    struct reading r = {.ids = resources, .count = resource_count, .window = {from, to}};
    return calendar_read(t, &r, a, calendar, e);
}

/* ---- months ---------------------------------------------------------------------------------- */

/* Where the calendar's months begin, and the last ends: asked for by every resource, slow to find.
 */
static const int64_t *months_of(const struct schedule_calendar *c)
{
    struct schedule_calendar_inside *in = c->inside;
    if (in->months)
        return in->months;
    int64_t first = base_time_month(c->from);
    int64_t last = c->to > c->from ? base_time_month(c->to - 1) : first;
    in->month_count = (size_t)(last - first + 1);
    int64_t *months = base_arena_array(in->arena, in->month_count + 1, sizeof *months);
    for (size_t i = 0; i <= in->month_count; i++)
        months[i] = base_month_start(first + (int64_t)i);
    in->months = months;
    return months;
}

struct base_interval schedule_month_around(struct schedule_calendar *c, int64_t t)
{
    const int64_t *months = months_of(c);
    for (size_t i = 0; i < c->inside->month_count; i++)
        if (t >= months[i] && t < months[i + 1])
            return (struct base_interval){months[i], months[i + 1]};
    int64_t month = base_time_month(t);
    return (struct base_interval){base_month_start(month), base_month_start(month + 1)};
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

const struct base_intervals *schedule_lane_free_kept(struct schedule_calendar *c,
                                                     struct schedule_lane *lane)
{
    if (lane->inside->free_)
        return lane->inside->free_;
    if (lane->booking_count == 0) { /* those of a pattern share what is open */
        lane->inside->free_ = schedule_lane_open(c, lane);
        lane->inside->longest = lane->inside->pattern->longest;
        return lane->inside->free_;
    }
    struct base_intervals *own = base_arena_alloc(c->inside->arena, sizeof *own);
    *own = schedule_lane_free(c, lane, 0, c->inside->arena);
    lane->inside->free_ = own;
    lane->inside->longest = schedule_longest(own);
    return own;
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
                           int64_t from, int64_t to)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < lane->booking_count; i++) {
        const struct model_booking *b = lane->bookings[i];
        seconds += base_intervals_seconds_in(open, b->start > from ? b->start : from,
                                             b->end < to ? b->end : to);
    }
    return seconds / 60;
}

/* One month, or what of it lies in the window. */
static int64_t month_free(struct schedule_calendar *c, struct schedule_lane *lane,
                          struct base_interval month, int64_t from, int64_t to)
{
    if (from < month.start)
        from = month.start;
    if (to > month.end)
        to = month.end;
    const struct base_intervals *open = schedule_lane_open(c, lane);
    int64_t free_ =
        base_intervals_seconds_in(open, from, to) / 60 * schedule_seats(lane->resource) -
        booked_open(open, lane, from, to);
    int64_t capacity = lane->resource->capacity_minutes_month;
    if (capacity != BASE_NONE) {
        int64_t left = capacity - schedule_lane_booked(lane, month.start, month.end, 0);
        free_ = left < free_ ? left : free_;
    }
    return free_ > 0 ? free_ : 0;
}

int64_t schedule_lane_free_minutes(struct schedule_calendar *c, struct schedule_lane *lane,
                                   int64_t from, int64_t to)
{
    if (from < c->from)
        from = c->from;
    if (to > c->to)
        to = c->to;
    int64_t minutes = 0;
    while (from < to) {
        struct base_interval month = schedule_month_around(c, from);
        minutes += month_free(c, lane, month, from, to);
        from = month.end;
    }
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
