/* When a resource is open: opening hours by local weekday, made-up working days, closures. */
#include "inside.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/whole.h"

enum { DAY_MINUTES = 1440, DAY_SECONDS = 86400 };

/* Local midnights of the window are asked for by every resource, and slow to find. */
static int64_t midnight(struct schedule_calendar *c, int64_t day)
{
    struct schedule_calendar_inside *in = c->inside;
    if (!in->midnights) {
        in->first_day = base_time_day(c->from) - 1;
        in->day_count = (size_t)(base_time_day(c->to) + 3 - in->first_day);
        in->midnights = base_arena_array(in->arena, in->day_count, sizeof *in->midnights);
        for (size_t i = 0; i < in->day_count; i++)
            in->midnights[i] = base_day_start(in->first_day + (int64_t)i);
    }
    return in->midnights[day - in->first_day];
}

/* The instant of a wall-clock minute, which may be past midnight. */
static int64_t wall_clock(struct schedule_calendar *c, int64_t day, int minute)
{
    if (minute >= DAY_MINUTES) {
        day++;
        minute -= DAY_MINUTES;
    }
    int64_t start = midnight(c, day);
    if (midnight(c, day + 1) - start == DAY_SECONDS)
        return start + minute * 60;
    return base_day_time(day, minute); /* the clock changes on that day */
}

static void add_day(struct schedule_calendar *c, struct base_intervals *set, int64_t day,
                    const struct model_hours *hours, int weekday, int64_t from, int64_t to)
{
    if (hours->always) {
        int64_t start = midnight(c, day), end = midnight(c, day + 1);
        base_intervals_add(c->inside->arena, set, start > from ? start : from, end < to ? end : to);
        return;
    }
    for (int i = 0; i < hours->counts[weekday]; i++) {
        int64_t start = wall_clock(c, day, hours->spans[weekday][i].from);
        int64_t end = wall_clock(c, day, hours->spans[weekday][i].until);
        base_intervals_add(c->inside->arena, set, start > from ? start : from, end < to ? end : to);
    }
}

/* Texts were checked when they were stored; one that cannot be read closes nothing. */
static void hours_of(const char *text, struct model_hours *hours)
{
    struct err ignored = ERR_INIT;
    if (model_hours_parse(text, hours, &ignored))
        *hours = (struct model_hours){.always = true};
}

/* A made-up working day has its own hours for the weekday, else for a Monday; without any, those of
 * a Monday of the resource. */
static void add_made_up(struct schedule_calendar *c, struct base_intervals *set,
                        const struct model_closure *opening, const struct model_hours *usual)
{
    struct model_hours own;
    bool given = !base_text_empty(opening->open_hours);
    if (given)
        hours_of(opening->open_hours, &own);
    const struct model_hours *hours = given ? &own : usual;
    int64_t from = opening->start > c->from ? opening->start : c->from;
    int64_t to = opening->end < c->to ? opening->end : c->to;
    for (int64_t day = base_time_day(from); from < to && day <= base_time_day(to - 1); day++) {
        int weekday = given ? base_day_weekday(day) : 0;
        add_day(c, set, day, hours, hours->counts[weekday] ? weekday : 0, from, to);
    }
}

static bool opens(const struct model_closure *closure)
{
    return model_code_is(closure->kind, "open");
}

/* The days that made-up working days take over. */
static struct base_intervals made_up_days(struct schedule_calendar *c,
                                          const struct schedule_lane *lane)
{
    struct base_intervals days = {0};
    for (size_t i = 0; i < lane->closure_count; i++)
        if (opens(lane->closures[i]))
            base_intervals_add(c->inside->arena, &days, lane->closures[i]->start,
                               lane->closures[i]->end);
    base_intervals_merge(&days);
    return days;
}

static struct base_intervals hours_find(struct schedule_calendar *c,
                                        const struct schedule_lane *lane)
{
    struct base_arena *a = c->inside->arena;
    struct model_hours usual;
    hours_of(lane->resource->open_hours, &usual);
    struct base_intervals set = {0};
    /* From the day before: its last span may run past midnight. */
    for (int64_t day = base_time_day(c->from) - 1; day <= base_time_day(c->to); day++)
        add_day(c, &set, day, &usual, base_day_weekday(day), c->from, c->to);
    base_intervals_merge(&set);
    struct base_intervals days = made_up_days(c, lane);
    if (days.count == 0)
        return set;
    set = base_intervals_subtract(a, &set, &days);
    for (size_t i = 0; i < lane->closure_count; i++)
        if (opens(lane->closures[i]))
            add_made_up(c, &set, lane->closures[i], &usual);
    base_intervals_merge(&set);
    return set;
}

int64_t schedule_longest(const struct base_intervals *set)
{
    int64_t longest = 0;
    for (size_t i = 0; i < set->count; i++)
        if (set->list[i].end - set->list[i].start > longest)
            longest = set->list[i].end - set->list[i].start;
    return longest;
}

/* ---- patterns -------------------------------------------------------------------------------- */

static struct base_map_key pattern_key(const struct schedule_lane *lane)
{
    uint64_t hours = base_hash_text(BASE_HASH, lane->resource->open_hours), closures = BASE_HASH;
    for (size_t i = 0; i < lane->closure_count; i++)
        closures = base_hash(closures, (uint64_t)lane->closures[i]->head.id);
    return (struct base_map_key){(int64_t)hours, (int64_t)closures,
                                 schedule_resource_out(lane->resource)};
}

static bool same_pattern(const struct schedule_lane *a, const struct schedule_lane *b)
{
    if (a->closure_count != b->closure_count ||
        schedule_resource_out(a->resource) != schedule_resource_out(b->resource) ||
        !base_text_equal(a->resource->open_hours, b->resource->open_hours))
        return false;
    for (size_t i = 0; i < a->closure_count; i++)
        if (a->closures[i] != b->closures[i])
            return false;
    return true;
}

struct schedule_pattern *schedule_lane_pattern(struct schedule_calendar *c,
                                               struct schedule_lane *lane)
{
    if (lane->inside->pattern)
        return lane->inside->pattern;
    struct base_arena *a = c->inside->arena;
    void **first = base_map_at(a, &c->inside->patterns, pattern_key(lane));
    struct schedule_pattern *p = *first;
    while (p && !same_pattern(p->lane, lane))
        p = p->next;
    if (!p) {
        p = base_arena_alloc(a, sizeof *p);
        p->lane = lane;
        p->next = *first;
        *first = p;
    }
    lane->inside->pattern = p;
    return p;
}

const struct base_intervals *schedule_lane_hours(struct schedule_calendar *c,
                                                 struct schedule_lane *lane)
{
    struct schedule_pattern *p = schedule_lane_pattern(c, lane);
    if (!p->hours_known) {
        p->hours = hours_find(c, lane);
        p->hours_known = true;
    }
    return &p->hours;
}

const struct base_intervals *schedule_lane_closed(struct schedule_calendar *c,
                                                  struct schedule_lane *lane)
{
    struct schedule_pattern *p = schedule_lane_pattern(c, lane);
    if (p->closed_known)
        return &p->closed;
    for (size_t i = 0; i < lane->closure_count; i++)
        if (!opens(lane->closures[i]))
            base_intervals_add(c->inside->arena, &p->closed, lane->closures[i]->start,
                               lane->closures[i]->end);
    base_intervals_merge(&p->closed);
    p->closed_known = true;
    return &p->closed;
}

const struct base_intervals *schedule_lane_open(struct schedule_calendar *c,
                                                struct schedule_lane *lane)
{
    struct schedule_pattern *p = schedule_lane_pattern(c, lane);
    if (p->open_known)
        return &p->open;
    struct base_arena *a = c->inside->arena;
    const struct base_intervals *hours = schedule_lane_hours(c, lane);
    p->open = base_intervals_subtract(a, hours, schedule_lane_closed(c, lane));
    if (schedule_resource_out(lane->resource))
        p->open = base_intervals_clip(a, &p->open, c->from, c->now);
    p->longest = schedule_longest(&p->open);
    p->open_known = true;
    return &p->open;
}
