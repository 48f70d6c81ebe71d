#include "sharedesk/schedule/kin.h"
#include "sharedesk/base/whole.h"

#include "sharedesk/base/text.h"

#include "inside.h"

/* ---- who is kin ------------------------------------------------------------------------------ */

static bool own(const struct model_closure *closure)
{
    return closure->resource != BASE_NONE;
}

static bool opens_alone(const struct schedule_lane *lane)
{
    for (size_t i = 0; i < lane->closure_count; i++)
        if (own(lane->closures[i]) && model_code_is(lane->closures[i]->kind, "open"))
            return true;
    return false;
}

static bool same_closures(const struct schedule_lane *a, const struct schedule_lane *b)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a->closure_count && own(a->closures[i]))
            i++;
        while (j < b->closure_count && own(b->closures[j]))
            j++;
        if (i == a->closure_count || j == b->closure_count)
            return i == a->closure_count && j == b->closure_count;
        if (a->closures[i] != b->closures[j])
            return false;
    }
}

static bool same_rules(const struct model_resource *a, const struct model_resource *b)
{
    return a->slot_grid == b->slot_grid && a->length_minimum == b->length_minimum &&
           a->length_maximum == b->length_maximum && schedule_gap(a) == schedule_gap(b) &&
           a->notice == b->notice && a->horizon_days == b->horizon_days &&
           schedule_resource_out(a) == schedule_resource_out(b) &&
           base_text_equal(a->open_hours, b->open_hours);
}

static struct base_map_key key_of(const struct schedule_lane *lane)
{
    const struct model_resource *r = lane->resource;
    uint64_t hours = base_hash_text(BASE_HASH, r->open_hours), closures = BASE_HASH,
             rules = BASE_HASH;
    const int64_t figures[] = {r->slot_grid,    r->length_minimum, r->length_maximum,
                               schedule_gap(r), r->notice,         r->horizon_days};
    for (size_t i = 0; i < lane->closure_count; i++)
        if (!own(lane->closures[i]))
            closures = base_hash(closures, (uint64_t)lane->closures[i]->head.id);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        rules = base_hash(rules, (uint64_t)figures[i]);
    return (struct base_map_key){(int64_t)hours, (int64_t)closures, (int64_t)rules};
}

/* What the lane has in common with its kin, as a lane. */
static struct schedule_lane *common_lane(struct schedule_calendar *c,
                                         const struct schedule_lane *lane)
{
    struct base_arena *a = c->inside->arena;
    struct model_resource *r = model_record_copy(a, MODEL_RESOURCE, lane->resource);
    struct schedule_lane *common = base_arena_alloc(a, sizeof *common);
    r->seats = r->capacity_minutes_month = BASE_NONE;
    common->resource = r;
    common->inside = base_arena_alloc(a, sizeof *common->inside);
    common->closures = base_arena_array(a, lane->closure_count + 1, sizeof *common->closures);
    for (size_t i = 0; i < lane->closure_count; i++)
        if (!own(lane->closures[i]))
            common->closures[common->closure_count++] = lane->closures[i];
    return common;
}

const struct schedule_kin *schedule_lane_kin(struct schedule_calendar *c,
                                             struct schedule_lane *lane)
{
    struct schedule_calendar_inside *in = c->inside;
    if (opens_alone(lane))
        return NULL;
    void **first = base_map_at(in->arena, &in->kin, key_of(lane));
    struct schedule_kin *kin = *first;
    while (kin &&
           !(same_rules(kin->lane->resource, lane->resource) && same_closures(kin->lane, lane)))
        kin = kin->next;
    if (kin)
        return kin;
    kin = base_arena_alloc(in->arena, sizeof *kin);
    *kin = (struct schedule_kin){in->kin_count++, common_lane(c, lane), *first};
    *first = kin;
    return kin;
}

/* ---- what sets one apart --------------------------------------------------------------------- */

static void take(struct base_interval *taken, int64_t start, int64_t end)
{
    if (start >= end)
        return;
    bool none = taken->start == taken->end;
    taken->start = none || start < taken->start ? start : taken->start;
    taken->end = none || end > taken->end ? end : taken->end;
}

struct schedule_apart schedule_lane_apart(struct schedule_calendar *c,
                                          const struct schedule_lane *lane)
{
    struct schedule_apart x = {.left_least = INT64_MAX, .left_most = INT64_MAX};
    int64_t gap = schedule_gap(lane->resource), capacity = lane->resource->capacity_minutes_month;
    for (size_t i = 0; i < lane->booking_count; i++)
        take(&x.taken, lane->bookings[i]->start - gap, lane->bookings[i]->end + gap);
    for (size_t i = 0; i < lane->closure_count; i++)
        if (own(lane->closures[i]))
            take(&x.taken, lane->closures[i]->start, lane->closures[i]->end);
    if (capacity == BASE_NONE || c->from >= c->to)
        return x;
    x.left_most = 0;
    for (int64_t at = c->from; at < c->to;) {
        struct base_interval month = schedule_month_around(c, at);
        int64_t left = capacity - schedule_lane_booked(lane, month.start, month.end, 0);
        x.left_least = left < x.left_least ? left : x.left_least;
        if (__builtin_add_overflow(x.left_most, left > 0 ? left : 0, &x.left_most))
            x.left_most = INT64_MAX;
        at = month.end;
    }
    return x;
}

/* ---- what a window holds --------------------------------------------------------------------- */

void schedule_kin_look(struct schedule_calendar *c, const struct schedule_kin *kin, int64_t from,
                       int64_t to, int64_t minutes, int64_t piece, struct base_arena *a,
                       struct schedule_outlook *o)
{
    const struct schedule_limits *l = schedule_lane_limits(c, kin->lane);
    struct base_interval may = schedule_bookable(kin->lane->resource, c->now, from, to);
    *o = (struct schedule_outlook){.minutes = schedule_sitting_minutes(l, minutes),
                                   .piece = piece > 0 ? schedule_sitting_minutes(l, piece) : 1,
                                   .least = l->least,
                                   .grid = l->grid,
                                   .limited = kin->lane->resource->length_maximum != BASE_NONE,
                                   .kin = kin,
                                   .calendar = c,
                                   .from = from,
                                   .to = to,
                                   .arena = a};
    o->fit = schedule_free_fits(c, kin->lane, from, to, minutes, &o->start);
    o->first = o->earliest = schedule_free_start(c, kin->lane, from, to, 0);
    if (piece > 0)
        o->first = schedule_free_start(c, kin->lane, from, to, piece);
    if (piece <= 0 && kin->lane->resource->length_minimum > 1)
        o->piece = kin->lane->resource->length_minimum;
    o->free_minutes = schedule_lane_free_minutes(c, kin->lane, may.start, may.end);
    if (o->fit == SCHEDULE_FITS_SEVERAL)
        o->start = o->earliest;
}

static void find_sittings(struct schedule_outlook *o)
{
    struct schedule_several several;
    if (o->sittings != NULL)
        return;
    schedule_free_several(o->calendar, o->kin->lane, o->from, o->to, o->minutes, o->arena,
                          &several);
    o->sittings = several.sittings;
    o->pieces = several.pieces;
    o->count = several.count;
    o->before = several.before;
    o->all = several.all;
    o->all_count = several.all_count;
    o->start = several.sittings[0].start;
}

static bool touches(const struct base_interval *taken, int64_t start, int64_t end)
{
    return taken->start < end && taken->end > start;
}

/* What is taken of a lane leaves parts of the free time that its kin have, so it has nothing to
 * offer that they have not, and all that it does not touch. (Where sittings have a greatest length,
 * free time that begins later is cut at other places: there only what is taken afterwards does not
 * matter.) */

/* Behind what is taken all is free that is with its kin, and one sitting is cut from the beginning
 * of what is free. */
static bool one_behind(struct schedule_outlook *o, const struct base_interval *taken)
{
    if (!o->last_known)
        o->last = schedule_free_last(o->calendar, o->kin->lane, o->from, o->to, o->minutes);
    o->last_known = true;
    return o->last != BASE_NONE && schedule_grid_up(taken->end, o->grid) <= o->last;
}

static enum schedule_alike one_alike(struct schedule_outlook *o, const struct schedule_apart *apart)
{
    const struct base_interval *taken = &apart->taken;
    int64_t end = o->start + 60 * o->minutes;
    if (apart->left_least < o->minutes)
        return SCHEDULE_BY_ITSELF;
    if (taken->start == taken->end || taken->start >= end ||
        (!o->limited && !touches(taken, o->start, end)))
        return SCHEDULE_AS_KIN;
    return one_behind(o, taken) ? SCHEDULE_ROOM_AS_KIN : SCHEDULE_BY_ITSELF;
}

/* Minutes of a month's capacity that are never too few for several sittings: a piece that they
 * shorten completes the use, or could, were it no shorter than any sitting may be. What is missing
 * goes in steps of the grid, as all pieces do if it measures the half hours by which clocks are
 * changed: then as much less will do. */
static int64_t enough(const struct schedule_outlook *o)
{
    return o->minutes + o->least - (30 % o->grid == 0 ? o->grid : 0);
}

/* Whether the pieces that nothing is taken of are enough. */
static bool several_beside(const struct schedule_outlook *o, const struct base_interval *taken)
{
    int64_t sum = 0;
    for (size_t i = 0; i < o->all_count && sum < o->minutes; i++)
        if (!touches(taken, o->all[i].start, o->all[i].end))
            sum += o->all[i].minutes;
    return sum >= o->minutes;
}

/* As long as the monthly capacity lasts to the end of the last sitting, it cuts none of the pieces
 * up to there. */
static enum schedule_alike several_alike(struct schedule_outlook *o,
                                         const struct schedule_apart *apart)
{
    const struct base_interval *taken = &apart->taken;
    bool any = taken->start < taken->end, touched = false;
    find_sittings(o);
    if (any && o->limited && taken->start < o->pieces[o->count - 1].end)
        return SCHEDULE_BY_ITSELF;
    for (size_t i = 0; any && !touched && i < o->count; i++)
        touched = touches(taken, o->pieces[i].start, o->pieces[i].end);
    if (!touched && apart->left_least >= o->before)
        return SCHEDULE_AS_KIN;
    if (apart->left_least < enough(o) || (touched && !several_beside(o, taken)))
        return SCHEDULE_BY_ITSELF;
    return SCHEDULE_ROOM_AS_KIN;
}

enum schedule_alike schedule_alike(struct schedule_outlook *o, const struct schedule_apart *apart)
{
    bool any = apart->taken.start < apart->taken.end;
    if (apart->left_most < o->minutes)
        return SCHEDULE_NO_ROOM;
    if (o->fit == SCHEDULE_FITS_NOT)
        return any && o->limited ? SCHEDULE_BY_ITSELF : SCHEDULE_NO_ROOM;
    return o->fit == SCHEDULE_FITS_ONE ? one_alike(o, apart) : several_alike(o, apart);
}

enum schedule_alike schedule_first_alike(const struct schedule_outlook *o,
                                         const struct schedule_apart *apart)
{
    if (o->first == BASE_NONE || apart->left_most < o->piece)
        return SCHEDULE_NO_ROOM;
    return apart->left_least < o->piece ||
                   touches(&apart->taken, o->first, o->first + 60 * o->piece)
               ? SCHEDULE_BY_ITSELF
               : SCHEDULE_AS_KIN;
}
