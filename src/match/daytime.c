/* daytime.c: where the calendar leaves the choice, a use begins in the desk's hours: nobody hands
 * over a key at midnight because an instrument is open all night. Only starts move, each within its
 * window and free time; who is served by what stays as it was solved. */
#include "month.h"

#include "sharedesk/base/text.h"
#include "sharedesk/model/hours.h"
#include "sharedesk/schedule/free.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_AHEAD = 14, STEP = 30 };

/* The sittings on one resource: lines of the plan, in no order. */
struct bench_lines {
    const struct match_bench *bench;
    struct match_line **lines;
    size_t count;
};

static bool in_hours(const struct model_hours *h, int64_t t)
{
    int weekday = base_day_weekday(base_time_day(t)), minute = base_time_minute(t);
    for (int i = 0; i < h->counts[weekday]; i++)
        if (minute >= h->spans[weekday][i].from && minute < h->spans[weekday][i].until)
            return true;
    return h->always;
}

/* Free on the bench without a gap in between, and clear of the other sittings. */
static bool is_free(const struct bench_lines *b, const struct match_line *line, int64_t start)
{
    int64_t end = start + (line->end - line->start), at = start, gap = 60 * b->bench->gap;
    for (size_t i = 0; i < b->bench->segment_count && at < end; i++) {
        const struct match_segment *s = &b->bench->segments[i];
        if (s->start <= at && at < s->end && s->seats > 0)
            at = s->end;
    }
    if (at < end)
        return false;
    for (size_t i = 0; i < b->count; i++)
        if (b->lines[i] != line && b->lines[i]->start < end + gap && start < b->lines[i]->end + gap)
            return false;
    return true;
}

/* The first start in the desk's hours, from the day it lies on; BASE_NONE when there is none near.
 */
static int64_t better_start(const struct bench_lines *b, const struct match_line *line,
                            const struct match_wish *w, const struct model_hours *h)
{
    int64_t length = line->end - line->start, day = base_time_day(line->start);
    for (int64_t last = day + DAYS_AHEAD; day <= last; day++) {
        int weekday = base_day_weekday(day);
        for (int i = 0; i < h->counts[weekday]; i++)
            for (int m = h->spans[weekday][i].from; m < h->spans[weekday][i].until; m += STEP) {
                int64_t start = base_day_time(day, m);
                if (start >= w->from && start + length <= w->until &&
                    schedule_grid_fits(start, b->bench->grid) && is_free(b, line, start))
                    return start;
            }
    }
    return BASE_NONE;
}

static struct base_map wishes_by_demand(const struct match_month *month)
{
    struct base_map map = {0};
    for (size_t i = 0; i < month->wish_count; i++) {
        struct base_map_key key = {month->wishes[i].demand->head.id, 0, 0};
        *base_map_at(month->arena, &map, key) = &month->wishes[i];
    }
    return map;
}

static const struct match_pairing *pairing_of(const struct match_wish *w,
                                              const struct match_line *line)
{
    for (size_t k = 0; w != NULL && k < w->pairing_count; k++)
        if (match_pairing_resource(&w->pairings[k])->head.id == line->resource)
            return &w->pairings[k];
    return NULL;
}

static int by_resource(const void *x, const void *y)
{
    const struct match_line *a = *(struct match_line *const *)x,
                            *b = *(struct match_line *const *)y;
    if (a->resource != b->resource)
        return a->resource > b->resource ? 1 : -1;
    if (a->start != b->start)
        return a->start > b->start ? 1 : -1;
    return strcmp(a->demand_uid, b->demand_uid);
}

/* Moves what begins outside the desk's hours, one after the other; false when nothing moved. */
static bool move_all(const struct match_month *month, const struct base_map *wishes,
                     struct bench_lines *b, const struct model_hours *hours)
{
    bool moved = false;
    for (size_t i = 0; i < b->count; i++) {
        struct match_line *line = b->lines[i];
        if (in_hours(hours, line->start))
            continue;
        const struct match_wish *w =
            base_map_get(wishes, (struct base_map_key){line->demand, 0, 0});
        const struct match_pairing *p = pairing_of(w, line);
        int64_t start = BASE_NONE;
        if (p != NULL) {
            b->bench = &month->problem.benches[p->bench];
            start = better_start(b, line, w, hours);
        }
        if (start == BASE_NONE)
            continue;
        line->end = start + (line->end - line->start);
        line->start = start;
        moved = true;
    }
    return moved;
}

/* False when the desk has no hours of its own; those that cannot be read are none. */
static bool desk_hours(const struct model_policy *policy, struct model_hours *hours)
{
    struct err ignored = ERR_INIT;
    bool has = !base_text_empty(policy->desk_hours) &&
               model_hours_parse(policy->desk_hours, hours, &ignored) == ERR_NONE && !hours->always;
    err_clear(&ignored);
    return has;
}

void match_month_daytime(struct match_month *month, struct match_plan *plan)
{
    struct model_hours hours;
    if (!desk_hours(month->scene->policy, &hours))
        return;
    struct match_line **lines = base_arena_array(month->arena, plan->line_count + 1, sizeof *lines);
    for (size_t i = 0; i < plan->line_count; i++)
        lines[i] = &plan->lines[i];
    if (plan->line_count > 0)
        qsort(lines, plan->line_count, sizeof *lines, by_resource);
    const struct base_map wishes = wishes_by_demand(month);
    bool moved = false;
    for (size_t first = 0, next; first < plan->line_count; first = next) {
        for (next = first + 1;
             next < plan->line_count && lines[next]->resource == lines[first]->resource;)
            next++;
        struct bench_lines b = {.lines = lines + first, .count = next - first};
        moved = move_all(month, &wishes, &b, &hours) || moved;
    }
    if (moved)
        match_plan_sort_lines(plan);
}

/* ---- one pair -------------------------------------------------------------------------------- */

/* Within one day; BASE_NONE when no start of its hours is free. */
static enum err_code start_on(struct schedule_calendar *calendar, const struct match_candidate *c,
                              int64_t day, const struct model_hours *h, int64_t *start,
                              struct err *e)
{
    int weekday = base_day_weekday(day);
    int64_t until = c->until == BASE_NONE || c->until > calendar->to ? calendar->to : c->until;
    enum err_code code = ERR_NONE;
    *start = BASE_NONE;
    for (int i = 0; !code && *start == BASE_NONE && i < h->counts[weekday]; i++) {
        int64_t from = base_day_time(day, h->spans[weekday][i].from);
        int64_t to = base_day_time(day, h->spans[weekday][i].until);
        if (from < c->figures.first_start)
            from = c->figures.first_start;
        if (from >= to)
            continue;
        code = schedule_free_first(calendar, &calendar->lanes[0], from, until, c->minutes, 0, start,
                                   e);
        if (!code && *start != BASE_NONE && *start >= to)
            *start = BASE_NONE;
    }
    return code;
}

enum err_code match_daytime_start(struct match_desk *m, const struct match_candidate *c,
                                  struct base_arena *a, int64_t *start, struct err *e)
{
    struct model_hours hours;
    struct schedule_calendar *calendar;
    *start = c->figures.first_start;
    if (*start == BASE_NONE || !desk_hours(store_policy(m->store), &hours) ||
        in_hours(&hours, *start))
        return ERR_NONE;
    int64_t day = base_time_day(*start), last = day + DAYS_AHEAD, found = BASE_NONE;
    enum err_code code = schedule_calendar_read(incentive_terms_new(m->store, a), &c->resource, 1,
                                                base_day_start(day), base_day_start(2 * last - day),
                                                a, &calendar, e);
    for (; !code && found == BASE_NONE && day <= last && calendar->count > 0; day++)
        code = start_on(calendar, c, day, &hours, &found, e);
    if (!code && found != BASE_NONE)
        *start = found;
    return code;
}
