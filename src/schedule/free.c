#include "sharedesk/schedule/free.h"

#include "inside.h"

#include <stdlib.h>

/* ---- grid ------------------------------------------------------------------------------------ */

static int64_t grid_of(const struct model_resource *resource)
{
    int64_t grid = schedule_or_zero(resource->slot_grid);
    return grid > 0 ? grid : 1;
}

bool schedule_grid_fits(int64_t t, int64_t grid)
{
    return t % 60 == 0 && (grid <= 1 || base_time_minute(t) % grid == 0);
}

int64_t schedule_grid_up(int64_t t, int64_t grid)
{
    t += (60 - t % 60) % 60;
    if (grid <= 1)
        return t;
    int minute = base_time_minute(t), up = (int)((minute + grid - 1) / grid * grid);
    if (up == minute)
        return t;
    int64_t day = base_time_day(t);
    int64_t at = up < 1440 ? base_day_time(day, up) : base_day_start(day + 1);
    /* In the hour that a clock change repeats the wall clock goes back: count on from t. */
    return at > t ? at : t + (up - minute) * 60;
}

static int64_t grid_down(int64_t t, int64_t grid)
{
    t -= t % 60;
    return grid <= 1 ? t : t - base_time_minute(t) % grid * 60;
}

/* ---- where a booking may lie at all ---------------------------------------------------------- */

struct base_interval schedule_bookable(const struct model_resource *resource, int64_t now,
                                       int64_t from, int64_t to)
{
    int64_t earliest = now + 60 * schedule_or_zero(resource->notice);
    if (from < earliest)
        from = earliest;
    if (resource->horizon_days != BASE_NONE) {
        int64_t latest = base_day_start(base_time_day(now) + resource->horizon_days + 1);
        to = to < latest ? to : latest;
    }
    return (struct base_interval){from, to > from ? to : from};
}

/* Free intervals of the lane inside what can be booked of [from, to), cut to its grid. */
static struct base_intervals bookable_free(struct schedule_calendar *c, struct schedule_lane *lane,
                                           int64_t from, int64_t to, int64_t without,
                                           struct base_arena *a)
{
    struct base_interval window = schedule_bookable(lane->resource, c->now, from, to);
    struct base_intervals free_ = schedule_lane_free(c, lane, without, a), cut = {0};
    free_ = base_intervals_clip(a, &free_, window.start, window.end);
    int64_t grid = grid_of(lane->resource);
    for (size_t i = 0; i < free_.count; i++)
        base_intervals_add(a, &cut, schedule_grid_up(free_.list[i].start, grid),
                           grid_down(free_.list[i].end, grid));
    return cut;
}

/* What the monthly capacity leaves in the month of an instant. */
static int64_t capacity_left(const struct schedule_lane *lane, int64_t at, int64_t without)
{
    int64_t capacity = lane->resource->capacity_minutes_month;
    if (capacity == BASE_NONE)
        return INT64_MAX;
    int64_t month = base_time_month(at);
    return capacity - schedule_lane_booked(lane, base_month_start(month),
                                           base_month_start(month + 1), without);
}

static int64_t longer(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Minutes rounded up to the grid, for a booking must end on it too. */
static int64_t whole_steps(const struct model_resource *resource, int64_t minutes)
{
    int64_t grid = grid_of(resource);
    return (minutes + grid - 1) / grid * grid;
}

/* ---- slots ----------------------------------------------------------------------------------- */

struct slots {
    struct schedule_slot *list;
    size_t count, capacity;
};

static void add_slot(struct slots *slots, const struct schedule_lane *lane, int64_t start,
                     int64_t end, struct base_arena *a)
{
    struct schedule_slot *slot =
        base_arena_push(a, (void **)&slots->list, &slots->count, &slots->capacity, sizeof *slot);
    *slot = (struct schedule_slot){lane->resource->head.id, start, end,
                                   base_interval_minutes(start, end)};
}

/* Slots of one length, one after the other with the gap between: all of them could be booked. */
static void slots_of_length(struct slots *slots, const struct schedule_lane *lane,
                            const struct base_interval *in, int64_t minutes, struct base_arena *a)
{
    int64_t grid = grid_of(lane->resource), gap = schedule_gap(lane->resource);
    for (int64_t start = in->start; start + minutes * 60 <= in->end;
         start = schedule_grid_up(start + minutes * 60 + gap, grid))
        if (capacity_left(lane, start, 0) >= minutes)
            add_slot(slots, lane, start, start + minutes * 60, a);
}

enum err_code schedule_free_find(struct schedule_calendar *c, struct schedule_lane *lane,
                                 int64_t from, int64_t to, int64_t minutes, struct base_arena *a,
                                 struct schedule_slot **list, size_t *count, struct err *e)
{
    (void)e; /* reading the calendar was what could fail */
    struct slots slots = {0};
    struct base_intervals free_ = bookable_free(c, lane, from, to, 0, a);
    int64_t least = longer(schedule_or_zero(lane->resource->length_minimum), 1);
    int64_t most = lane->resource->length_maximum;
    if (minutes > 0)
        minutes = whole_steps(lane->resource, longer(minutes, least));
    if (most != BASE_NONE && minutes > most)
        free_.count = 0;
    for (size_t i = 0; i < free_.count; i++) {
        const struct base_interval *in = &free_.list[i];
        if (minutes > 0)
            slots_of_length(&slots, lane, in, minutes, a);
        else if (in->end - in->start >= least * 60 && capacity_left(lane, in->start, 0) >= least)
            add_slot(&slots, lane, in->start, in->end, a);
    }
    *list = slots.list;
    *count = slots.count;
    return ERR_NONE;
}

enum err_code schedule_free_first(struct schedule_calendar *c, struct schedule_lane *lane,
                                  int64_t from, int64_t to, int64_t minutes, int64_t without,
                                  int64_t *start, struct err *e)
{
    (void)e;
    struct base_arena *a = base_arena_new();
    struct base_intervals free_ = bookable_free(c, lane, from, to, without, a);
    *start = BASE_NONE;
    for (size_t i = 0; i < free_.count && *start == BASE_NONE; i++) {
        const struct base_interval *in = &free_.list[i];
        if (in->start + minutes * 60 <= in->end &&
            capacity_left(lane, in->start, without) >= minutes)
            *start = in->start;
    }
    base_arena_free(&a);
    return ERR_NONE;
}

/* ---- sittings: an indivisible demand whole on one resource, in as few pieces as can be ------- */

/* Pieces that the free intervals give under the longest booking, in order of time. */
static struct slots pieces_of(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                              int64_t to, int64_t least, struct base_arena *a)
{
    struct slots pieces = {0};
    struct base_intervals free_ = bookable_free(c, lane, from, to, 0, a);
    int64_t most = lane->resource->length_maximum == BASE_NONE ? INT64_MAX / 60
                                                               : lane->resource->length_maximum;
    int64_t grid = grid_of(lane->resource), gap = schedule_gap(lane->resource);
    most -= most % grid;
    for (size_t i = 0; i < free_.count && most > 0; i++) {
        int64_t start = free_.list[i].start, end = free_.list[i].end;
        while (end - start >= least * 60) {
            int64_t until = (end - start) / 60 > most ? start + most * 60 : end;
            add_slot(&pieces, lane, start, until, a);
            start = schedule_grid_up(until + gap, grid);
        }
    }
    return pieces;
}

/* A month whose capacity is short shortens the pieces in it; those left shorter than the shortest
 * booking go. */
static void keep_capacity(struct slots *pieces, const struct schedule_lane *lane, int64_t least)
{
    if (lane->resource->capacity_minutes_month == BASE_NONE)
        return;
    size_t kept = 0;
    int64_t month = BASE_NONE, left = 0, grid = grid_of(lane->resource);
    for (size_t i = 0; i < pieces->count; i++) {
        struct schedule_slot piece = pieces->list[i];
        if (base_time_month(piece.start) != month) {
            month = base_time_month(piece.start);
            left = capacity_left(lane, piece.start, 0);
        }
        if (piece.minutes > left)
            piece.minutes = left - left % grid;
        if (piece.minutes < least)
            continue;
        piece.end = piece.start + piece.minutes * 60;
        left -= piece.minutes;
        pieces->list[kept++] = piece;
    }
    pieces->count = kept;
}

static int longest_first(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a < *b) - (*a > *b);
}

/* Lengths of the pieces from `first` on, the longest first. */
static int64_t *lengths_of(const struct slots *pieces, size_t first, struct base_arena *a)
{
    size_t count = pieces->count - first;
    int64_t *lengths = base_arena_array(a, count + 1, sizeof *lengths);
    for (size_t i = 0; i < count; i++)
        lengths[i] = pieces->list[first + i].minutes;
    if (count > 0)
        qsort(lengths, count, sizeof *lengths, longest_first);
    return lengths;
}

/* Minutes of the n longest pieces from `first` on. */
static int64_t longest(const struct slots *pieces, size_t first, size_t n, struct base_arena *a)
{
    if (n == 0)
        return 0;
    const int64_t *lengths = lengths_of(pieces, first, a);
    int64_t sum = 0;
    for (size_t i = 0; i < pieces->count - first && i < n; i++)
        sum += lengths[i];
    return sum;
}

/* How many pieces are needed at least; 0 if all of them are not enough. */
static size_t fewest(const struct slots *pieces, int64_t minutes, struct base_arena *a)
{
    const int64_t *lengths = lengths_of(pieces, 0, a);
    int64_t sum = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        sum += lengths[i];
        if (sum >= minutes)
            return i + 1;
    }
    return 0;
}

/* Cuts what is too much from the end, leaving no piece shorter than the shortest booking. */
static void cut(struct slots *chosen, int64_t surplus, int64_t least)
{
    for (size_t i = chosen->count; i-- > 0 && surplus > 0;) {
        struct schedule_slot *s = &chosen->list[i];
        int64_t less = s->minutes - least < surplus ? s->minutes - least : surplus;
        s->minutes -= less;
        s->end -= less * 60;
        surplus -= less;
    }
}

enum err_code schedule_free_sittings(struct schedule_calendar *c, struct schedule_lane *lane,
                                     int64_t from, int64_t to, int64_t minutes,
                                     struct base_arena *a, struct schedule_slot **sittings,
                                     size_t *count, struct err *e)
{
    (void)e;
    *count = 0;
    *sittings = NULL;
    int64_t least = longer(schedule_or_zero(lane->resource->length_minimum), 1);
    minutes = whole_steps(lane->resource, longer(minutes, least));
    least = whole_steps(lane->resource, least);
    struct slots pieces = pieces_of(c, lane, from, to, least, a), chosen = {0};
    keep_capacity(&pieces, lane, least);
    size_t wanted = fewest(&pieces, minutes, a);
    int64_t missing = minutes;
    /* The earliest ones, as long as those that follow can still make up the rest. */
    for (size_t i = 0; i < pieces.count && wanted > 0; i++) {
        const struct schedule_slot *p = &pieces.list[i];
        if (p->minutes + longest(&pieces, i + 1, wanted - 1, a) < missing)
            continue;
        add_slot(&chosen, lane, p->start, p->end, a);
        missing -= p->minutes;
        wanted--;
    }
    cut(&chosen, -missing, least);
    *sittings = chosen.list;
    *count = chosen.count;
    return ERR_NONE;
}
