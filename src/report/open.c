/* open.c: how long resources were open, month by month. */
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/calendar.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* Lanes with the same hours and closures are open at the same time: reckoned once, because a desk
 * has thousands of resources and few timetables. */
struct timetable {
    const char *text;
    struct schedule_lane *lane;
};

bool report_is_hourly(const char *unit)
{
    unit = model_code_or(unit, "hour");
    return model_code_is(unit, "hour") || model_code_is(unit, "day");
}

static const char *timetable_text(const struct schedule_lane *lane, struct base_arena *a)
{
    const char *hours = lane->resource->open_hours;
    const char *text = hours != NULL ? hours : "";
    for (size_t i = 0; i < lane->closure_count; i++)
        text = base_arena_printf(a, "%s\n%lld", text, (long long)lane->closures[i]->head.id);
    return text;
}

static int by_text(const void *x, const void *y)
{
    const struct timetable *a = x, *b = y;
    int order = strcmp(a->text, b->text);
    int64_t one = a->lane->resource->head.id, other = b->lane->resource->head.id;
    return order != 0 ? order : (one > other) - (one < other);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Minutes of one seat in each month, until an instant. */
static void open_by_month(struct report_span *g, struct schedule_calendar *calendar,
                          struct schedule_lane *lane, int64_t until, int64_t *minutes)
{
    struct base_arena *scratch = base_arena_new();
    const struct base_intervals *open = schedule_lane_open(calendar, lane);
    for (int64_t month = g->from; month <= g->until; month++) {
        base_arena_reset(scratch);
        struct base_intervals in =
            base_intervals_clip(scratch, open, base_month_start(month),
                                earlier(base_month_start(month + 1), earlier(until, g->end)));
        minutes[month - g->from] = base_intervals_seconds(&in) / 60;
    }
    base_arena_free(&scratch);
}

static enum err_code add_lane(struct report_span *g, const struct schedule_lane *lane,
                              const int64_t *minutes, struct err *e)
{
    const struct model_resource *r = lane->resource;
    struct report_fact fact = {.kind = REPORT_FACT_OPEN,
                               .hourly = true,
                               .resource_kind = r->kind,
                               .organisation = r->owner,
                               .resource = r->head.id,
                               .ref = {MODEL_RESOURCE, r->head.id}};
    enum err_code code = incentive_terms_region_of(g->terms, r, &fact.region, e);
    int64_t seats = r->seats == BASE_NONE || r->seats < 1 ? 1 : r->seats;
    for (fact.month = g->from; !code && fact.month <= g->until; fact.month++) {
        fact.amount = minutes[fact.month - g->from] * seats;
        if (fact.amount > 0)
            report_fact_add(g, &fact);
    }
    return code;
}

static enum err_code add_calendar(struct report_span *g, struct schedule_calendar *calendar,
                                  struct err *e)
{
    struct timetable *list = base_arena_array(g->arena, calendar->count + 1, sizeof *list);
    int64_t *minutes =
        base_arena_array(g->arena, (size_t)(g->until - g->from + 1), sizeof *minutes);
    size_t n = 0;
    for (size_t i = 0; i < calendar->count; i++) {
        struct schedule_lane *lane = &calendar->lanes[i];
        if (report_is_hourly(lane->resource->unit))
            list[n++] = (struct timetable){timetable_text(lane, g->arena), lane};
    }
    if (n > 0)
        qsort(list, n, sizeof *list, by_text);
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < n; i++) {
        if (i == 0 || strcmp(list[i].text, list[i - 1].text) != 0)
            open_by_month(g, calendar, list[i].lane, INT64_MAX, minutes);
        code = add_lane(g, list[i].lane, minutes, e);
    }
    return code;
}

/* What was taken out of use since was open until then. */
static enum err_code add_retired(struct report_span *g, struct err *e)
{
    struct store_rows rows;
    struct schedule_calendar *calendar;
    enum err_code code = store_rows(g->store, STORE_REPORT_RESOURCES_RETIRED,
                                    STORE_ARGS(STORE_INT(g->start)), g->arena, &rows, e);
    if (code || rows.count == 0)
        return code;
    int64_t *ids = base_arena_array(g->arena, rows.count, sizeof *ids);
    int64_t *minutes =
        base_arena_array(g->arena, (size_t)(g->until - g->from + 1), sizeof *minutes);
    for (size_t i = 0; i < rows.count; i++)
        ids[i] = STORE_CELL(&rows, i, 0)->number;
    code = schedule_calendar_read_open(g->terms, ids, rows.count, g->start, g->end, g->arena,
                                       &calendar, e);
    for (size_t i = 0; !code && i < calendar->count; i++) {
        struct schedule_lane *lane = &calendar->lanes[i];
        if (!report_is_hourly(lane->resource->unit))
            continue;
        open_by_month(g, calendar, lane, lane->resource->head.retired, minutes);
        code = add_lane(g, lane, minutes, e);
    }
    return code;
}

enum err_code report_open_minutes(struct report_span *g, struct err *e)
{
    struct schedule_calendar *calendar;
    enum err_code code =
        schedule_calendar_read_open(g->terms, NULL, 0, g->start, g->end, g->arena, &calendar, e);
    if (!code)
        code = add_calendar(g, calendar, e);
    return code ? code : add_retired(g, e);
}
