#include "sharedesk/schedule/free.h"
#include "sharedesk/base/whole.h"

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
    int minute = base_time_minute(t), up = (int)base_round_up(minute, grid);
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
    struct base_intervals free_, cut = {0};
    if (without == 0)
        free_ = *schedule_lane_free_kept(c, lane);
    else
        free_ = schedule_lane_free(c, lane, without, a);
    free_ = base_intervals_clip(a, &free_, window.start, window.end);
    int64_t grid = grid_of(lane->resource);
    for (size_t i = 0; i < free_.count; i++)
        base_intervals_add(a, &cut, schedule_grid_up(free_.list[i].start, grid),
                           grid_down(free_.list[i].end, grid));
    return cut;
}

/* What the monthly capacity leaves in the month of an instant. */
static int64_t capacity_left(struct schedule_calendar *c, const struct schedule_lane *lane,
                             int64_t at, int64_t without)
{
    int64_t capacity = lane->resource->capacity_minutes_month;
    if (capacity == BASE_NONE)
        return INT64_MAX;
    struct base_interval month = schedule_month_around(c, at);
    return capacity - schedule_lane_booked(lane, month.start, month.end, without);
}

static int64_t longer(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Minutes rounded up to the grid, for a booking must end on it too. */
static int64_t whole_steps(const struct model_resource *resource, int64_t minutes)
{
    return base_round_up(minutes, grid_of(resource));
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
static void slots_of_length(struct schedule_calendar *c, struct slots *slots,
                            const struct schedule_lane *lane, const struct base_interval *in,
                            int64_t minutes, struct base_arena *a)
{
    int64_t grid = grid_of(lane->resource), gap = schedule_gap(lane->resource);
    for (int64_t start = in->start; start + minutes * 60 <= in->end;
         start = schedule_grid_up(start + minutes * 60 + gap, grid))
        if (capacity_left(c, lane, start, 0) >= minutes)
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
            slots_of_length(c, &slots, lane, in, minutes, a);
        else if (in->end - in->start >= least * 60 && capacity_left(c, lane, in->start, 0) >= least)
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
            capacity_left(c, lane, in->start, without) >= minutes)
            *start = in->start;
    }
    base_arena_free(&a);
    return ERR_NONE;
}

/* ---- pieces: what the free intervals give under the rules, one after the other --------------- */

const struct schedule_limits *schedule_lane_limits(const struct schedule_calendar *c,
                                                   struct schedule_lane *lane)
{
    struct schedule_limits *l = &lane->inside->limits;
    const struct model_resource *r = lane->resource;
    if (l->known)
        return l;
    struct base_interval may = schedule_bookable(r, c->now, INT64_MIN / 2, INT64_MAX / 2);
    *l = (struct schedule_limits){.known = true,
                                  .grid = grid_of(r),
                                  .gap = schedule_gap(r),
                                  .most = r->length_maximum,
                                  .earliest = may.start,
                                  .latest = may.end,
                                  .capacity = r->capacity_minutes_month};
    l->least = whole_steps(r, longer(schedule_or_zero(r->length_minimum), 1));
    if (l->most == BASE_NONE)
        l->most = INT64_MAX / 60;
    l->most -= l->most % l->grid;
    return l;
}

/* Goes through the pieces of a window in order of time, without a list of them. */
struct walk {
    const struct base_intervals *free_;
    struct base_interval window;
    const struct schedule_limits *limits;
    size_t next;        /* interval */
    int64_t start, end; /* what is left of the one before */
};

static struct walk walk_begin(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                              int64_t to)
{
    const struct schedule_limits *l = schedule_lane_limits(c, lane);
    struct walk w = {.free_ = schedule_lane_free_kept(c, lane), .limits = l};
    w.window.start = from > l->earliest ? from : l->earliest;
    w.window.end = to < l->latest ? to : l->latest;
    if (w.window.end < w.window.start)
        w.window.end = w.window.start;
    w.next = base_intervals_after(w.free_, w.window.start);
    return w;
}

/* The next free interval, cut to window and grid; false behind the last. */
static bool next_interval(struct walk *w)
{
    if (w->next >= w->free_->count || w->free_->list[w->next].start >= w->window.end)
        return false;
    const struct base_interval *in = &w->free_->list[w->next++];
    w->start = schedule_grid_up(in->start > w->window.start ? in->start : w->window.start,
                                w->limits->grid);
    w->end = grid_down(in->end < w->window.end ? in->end : w->window.end, w->limits->grid);
    return true;
}

static bool next_piece(struct walk *w, struct schedule_slot *piece)
{
    while (w->limits->most <= 0 || w->end - w->start < w->limits->least * 60)
        if (w->limits->most <= 0 || !next_interval(w))
            return false;
    piece->start = w->start;
    piece->end =
        (w->end - w->start) / 60 > w->limits->most ? w->start + w->limits->most * 60 : w->end;
    piece->minutes = base_interval_minutes(piece->start, piece->end);
    w->start = w->end;
    if (piece->end < w->end)
        w->start = schedule_grid_up(piece->end + w->limits->gap, w->limits->grid);
    return true;
}

/* What is left of a month's capacity while pieces are taken in order of time. */
struct allowance {
    struct base_interval month;
    int64_t whole, left; /* before the first was taken, and now */
};

static void allowance_at(struct schedule_calendar *c, const struct schedule_lane *lane, int64_t at,
                         struct allowance *a)
{
    if (at >= a->month.start && at < a->month.end)
        return;
    a->month = schedule_month_around(c, at);
    a->whole = a->left = capacity_left(c, lane, at, 0);
}

/* The piece as the capacity shortens it; false when too little is left for a sitting. */
static bool keep_capacity(struct allowance *a, const struct schedule_limits *l,
                          struct schedule_slot *piece)
{
    if (piece->minutes > a->left)
        piece->minutes = a->left - a->left % l->grid;
    if (piece->minutes < l->least)
        return false;
    piece->end = piece->start + piece->minutes * 60;
    a->left -= piece->minutes;
    return true;
}

/* Minutes that could be there at most: a window wholly inside one month is soon known to be too
 * small, and of the rest the free seconds tell. */
static bool too_much(struct schedule_calendar *c, const struct schedule_lane *lane,
                     const struct walk *w, int64_t minutes)
{
    if (w->window.start >= w->window.end)
        return true;
    if (w->limits->capacity != BASE_NONE) {
        struct base_interval month = schedule_month_around(c, w->window.start);
        if (w->window.end <= month.end && capacity_left(c, lane, w->window.start, 0) < minutes)
            return true;
    }
    return base_intervals_seconds_in(w->free_, w->window.start, w->window.end) < minutes * 60;
}

enum schedule_fit schedule_free_fits(struct schedule_calendar *c, struct schedule_lane *lane,
                                     int64_t from, int64_t to, int64_t minutes, int64_t *start)
{
    struct walk w = walk_begin(c, lane, from, to);
    struct schedule_slot piece;
    struct allowance left = {.month = {0, 0}};
    int64_t sum = 0;
    minutes = schedule_sitting_minutes(w.limits, minutes);
    bool one = lane->inside->longest >= 60 * minutes && w.limits->most >= minutes;
    for (bool first = true; (one || sum < minutes) && next_piece(&w, &piece); first = false) {
        allowance_at(c, lane, piece.start, &left);
        *start = piece.start;
        if (piece.minutes >= minutes && left.whole >= minutes)
            return SCHEDULE_FITS_ONE;
        if (first && too_much(c, lane, &w, minutes))
            return SCHEDULE_FITS_NOT;
        if (keep_capacity(&left, w.limits, &piece))
            sum += piece.minutes;
    }
    return sum >= minutes ? SCHEDULE_FITS_SEVERAL : SCHEDULE_FITS_NOT;
}

/* ---- the first start ------------------------------------------------------------------------- */

/* Of a slot of so many minutes in what the walk stands on. */
static int64_t start_in(struct schedule_calendar *c, const struct schedule_lane *lane,
                        const struct walk *w, int64_t minutes)
{
    for (int64_t start = w->start; start + minutes * 60 <= w->end;
         start = schedule_grid_up(start + minutes * 60 + w->limits->gap, w->limits->grid))
        if (capacity_left(c, lane, start, 0) >= minutes)
            return start;
    return BASE_NONE;
}

int64_t schedule_free_start(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                            int64_t to, int64_t minutes)
{
    struct walk w = walk_begin(c, lane, from, to);
    int64_t least = longer(schedule_or_zero(lane->resource->length_minimum), 1);
    int64_t most = lane->resource->length_maximum, start = BASE_NONE;
    if (minutes > 0)
        minutes = whole_steps(lane->resource, longer(minutes, least));
    if ((most != BASE_NONE && minutes > most) ||
        too_much(c, lane, &w, minutes > 0 ? minutes : least))
        return BASE_NONE;
    while (start == BASE_NONE && next_interval(&w)) {
        if (minutes > 0)
            start = start_in(c, lane, &w, minutes);
        else if (w.end - w.start >= least * 60 && capacity_left(c, lane, w.start, 0) >= least)
            start = w.start;
    }
    return start;
}

int64_t schedule_free_last(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                           int64_t to, int64_t minutes)
{
    struct walk w = walk_begin(c, lane, from, to);
    int64_t last = BASE_NONE;
    while (w.limits->most >= minutes && next_interval(&w))
        if (w.end - w.start >= 60 * minutes)
            last = w.end - 60 * minutes;
    return last;
}

/* ---- sittings: an indivisible demand whole on one resource, in as few pieces as can be ------- */

/* The earliest single sitting, if one will do. */
static bool one_sitting(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                        int64_t to, int64_t minutes, struct schedule_slot *sitting)
{
    struct walk w = walk_begin(c, lane, from, to);
    while (w.limits->most >= minutes && next_piece(&w, sitting)) {
        if (sitting->minutes < minutes || capacity_left(c, lane, sitting->start, 0) < minutes)
            continue;
        *sitting = (struct schedule_slot){lane->resource->head.id, sitting->start,
                                          sitting->start + 60 * minutes, minutes};
        return true;
    }
    return false;
}

/* Pieces of the window; a month whose capacity is short shortens those in it. */
static struct slots pieces_of(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                              int64_t to, struct base_arena *a)
{
    struct slots pieces = {0};
    struct walk w = walk_begin(c, lane, from, to);
    struct schedule_slot piece;
    struct allowance left = {.month = {0, 0}};
    while (next_piece(&w, &piece)) {
        allowance_at(c, lane, piece.start, &left);
        if (keep_capacity(&left, w.limits, &piece))
            add_slot(&pieces, lane, piece.start, piece.end, a);
    }
    return pieces;
}

static int longest_first(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    return (*a < *b) - (*a > *b);
}

/* How many pieces are needed at least; 0 if all of them are not enough. */
static size_t fewest(const struct slots *pieces, int64_t minutes, struct base_arena *a)
{
    int64_t *lengths = base_arena_array(a, pieces->count + 1, sizeof *lengths), sum = 0;
    for (size_t i = 0; i < pieces->count; i++)
        lengths[i] = pieces->list[i].minutes;
    if (pieces->count > 0)
        qsort(lengths, pieces->count, sizeof *lengths, longest_first);
    for (size_t i = 0; i < pieces->count; i++) {
        sum += lengths[i];
        if (sum >= minutes)
            return i + 1;
    }
    return 0;
}

/* By piece i and number n < wanted, at [i * wanted + n]: minutes of the n longest pieces behind i.
 */
static const int64_t *longest_behind(const struct slots *pieces, size_t wanted,
                                     struct base_arena *a)
{
    int64_t *sums = base_arena_array(a, pieces->count * wanted + 1, sizeof *sums);
    int64_t *longest = base_arena_array(a, wanted + 1, sizeof *longest); /* of those behind */
    for (size_t i = pieces->count, have = 0; i-- > 0;) {
        for (size_t n = 1; n < wanted; n++)
            sums[i * wanted + n] = sums[i * wanted + n - 1] + (n <= have ? longest[n - 1] : 0);
        size_t at = have < wanted ? have++ : wanted;
        for (longest[at] = pieces->list[i].minutes; at > 0 && longest[at] > longest[at - 1]; at--) {
            int64_t shorter = longest[at - 1];
            longest[at - 1] = longest[at];
            longest[at] = shorter;
        }
    }
    return sums;
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

/* The earliest ones, as long as those that follow can still make up the rest. */
static void choose(const struct slots *pieces, const struct schedule_lane *lane, size_t wanted,
                   int64_t missing, int64_t least, struct base_arena *a,
                   struct schedule_several *several)
{
    struct slots chosen = {0}, whole = {0};
    const size_t width = wanted;
    const int64_t *behind = longest_behind(pieces, width, a);
    int64_t before = 0;
    for (size_t i = 0; i < pieces->count && wanted > 0; i++) {
        const struct schedule_slot *p = &pieces->list[i];
        before += p->minutes;
        if (p->minutes + behind[i * width + wanted - 1] < missing)
            continue;
        add_slot(&chosen, lane, p->start, p->end, a);
        add_slot(&whole, lane, p->start, p->end, a);
        missing -= p->minutes;
        wanted--;
    }
    cut(&chosen, -missing, least);
    several->sittings = chosen.list;
    several->pieces = whole.list;
    several->count = chosen.count;
    several->before = before;
}

void schedule_free_several(struct schedule_calendar *c, struct schedule_lane *lane, int64_t from,
                           int64_t to, int64_t minutes, struct base_arena *a,
                           struct schedule_several *several)
{
    int64_t least = schedule_lane_limits(c, lane)->least;
    struct slots pieces = pieces_of(c, lane, from, to, a);
    size_t wanted = fewest(&pieces, minutes, a);
    *several = (struct schedule_several){.all = pieces.list, .all_count = pieces.count};
    if (wanted > 0)
        choose(&pieces, lane, wanted, minutes, least, a, several);
}

int64_t schedule_sitting_minutes(const struct schedule_limits *l, int64_t minutes)
{
    return base_round_up(longer(minutes, l->least), l->grid);
}

enum err_code schedule_free_sittings(struct schedule_calendar *c, struct schedule_lane *lane,
                                     int64_t from, int64_t to, int64_t minutes,
                                     struct base_arena *a, struct schedule_slot **sittings,
                                     size_t *count, struct err *e)
{
    (void)e; /* reading the calendar was what could fail */
    struct schedule_several several;
    struct schedule_slot one;
    minutes = schedule_sitting_minutes(schedule_lane_limits(c, lane), minutes);
    if (one_sitting(c, lane, from, to, minutes, &one)) {
        *sittings = base_arena_alloc(a, sizeof **sittings);
        **sittings = one;
        *count = 1;
        return ERR_NONE;
    }
    schedule_free_several(c, lane, from, to, minutes, a, &several);
    *sittings = several.sittings;
    *count = several.count;
    return ERR_NONE;
}
