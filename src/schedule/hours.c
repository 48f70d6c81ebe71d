/* When a resource is open: opening hours by local weekday, made-up working days, closures. */
#include "inside.h"
#include "sharedesk/base/text.h"

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

const struct base_intervals *schedule_lane_hours(struct schedule_calendar *c,
                                                 struct schedule_lane *lane)
{
    if (!lane->inside->hours_known) {
        lane->inside->hours = hours_find(c, lane);
        lane->inside->hours_known = true;
    }
    return &lane->inside->hours;
}

const struct base_intervals *schedule_lane_closed(struct schedule_calendar *c,
                                                  struct schedule_lane *lane)
{
    if (lane->inside->closed_known)
        return &lane->inside->closed;
    struct base_intervals *closed = &lane->inside->closed;
    for (size_t i = 0; i < lane->closure_count; i++)
        if (!opens(lane->closures[i]))
            base_intervals_add(c->inside->arena, closed, lane->closures[i]->start,
                               lane->closures[i]->end);
    base_intervals_merge(closed);
    lane->inside->closed_known = true;
    return closed;
}

const struct base_intervals *schedule_lane_open(struct schedule_calendar *c,
                                                struct schedule_lane *lane)
{
    if (lane->inside->open_known)
        return &lane->inside->open;
    struct base_arena *a = c->inside->arena;
    const struct base_intervals *hours = schedule_lane_hours(c, lane);
    lane->inside->open = base_intervals_subtract(a, hours, schedule_lane_closed(c, lane));
    if (schedule_resource_out(lane->resource))
        lane->inside->open = base_intervals_clip(a, &lane->inside->open, c->from, c->now);
    lane->inside->open_known = true;
    return &lane->inside->open;
}
