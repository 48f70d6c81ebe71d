/* facts.c: gathering what figures are made of. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/calendar.h"

#include "internal.h"

struct gathering {
    struct match_desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct report_facts *facts;
    int64_t from, until; /* months, both included */
    int64_t start, end;  /* instants; end is never after now */
};

static void add(struct gathering *g, struct report_fact fact)
{
    if (fact.month < g->from || fact.month > g->until)
        return;
    struct report_fact *place = base_arena_push(g->arena, (void **)&g->facts->list,
                                                &g->facts->count, &g->facts->capacity, sizeof fact);
    *place = fact;
}

/* ---- resources
 * ------------------------------------------------------------------------------------- */

/* Licences, seats and queries are not used by the hour: the hours of thousands of seats would say
 * nothing, and drown those of instruments. */
static bool is_hourly(const char *unit)
{
    unit = model_code_or(unit, "hour");
    return model_code_is(unit, "hour") || model_code_is(unit, "day");
}

/* Open minutes month by month; of the month that is running only what has passed. */
static enum err_code open_minutes(struct gathering *g, struct err *e)
{
    struct incentive_terms *t = incentive_terms_new(g->store, g->arena);
    struct base_arena *scratch = base_arena_new();
    struct schedule_calendar *calendar;
    enum err_code code =
        schedule_calendar_read(t, NULL, 0, g->start, g->end, g->arena, &calendar, e);
    for (size_t i = 0; !code && i < calendar->count; i++) {
        struct schedule_lane *lane = &calendar->lanes[i];
        struct report_fact fact = {.kind = REPORT_FACT_OPEN,
                                   .resource_kind = lane->resource->kind,
                                   .organisation = lane->resource->owner,
                                   .ref = {MODEL_RESOURCE, lane->resource->head.id}};
        code = incentive_terms_region_of(t, lane->resource, &fact.region, e);
        bool hourly = is_hourly(lane->resource->unit);
        for (int64_t month = g->from; !code && hourly && month <= g->until; month++) {
            int64_t to = base_month_start(month + 1), used;
            if (to > g->end)
                to = g->end;
            base_arena_reset(scratch);
            fact.month = month;
            schedule_lane_utilisation(calendar, lane, base_month_start(month), to, &fact.amount,
                                      &used, scratch);
            if (fact.amount > 0)
                add(g, fact);
        }
    }
    base_arena_free(&scratch);
    return code;
}

static const struct store_cell *cell(const struct store_rows *rows, size_t row, size_t column)
{
    return STORE_CELL(rows, row, column);
}

/* A use over the end of a month counts in each for its part. */
static void add_use(struct gathering *g, const struct store_rows *rows, size_t i)
{
    int64_t start = cell(rows, i, 6)->number, end = cell(rows, i, 7)->number;
    int64_t used = cell(rows, i, 8)->number, reserved = (end - start) / 60;
    if (used == BASE_NONE)
        used = reserved;
    struct report_fact fact = {.kind = REPORT_FACT_USED,
                               .flag = cell(rows, i, 2)->number != cell(rows, i, 3)->number,
                               .hourly = is_hourly(cell(rows, i, 9)->text),
                               .resource_kind = cell(rows, i, 4)->text,
                               .region = cell(rows, i, 5)->number,
                               .organisation = cell(rows, i, 3)->number,
                               .ref = {MODEL_BOOKING, cell(rows, i, 0)->number}};
    for (fact.month = base_time_month(start); base_month_start(fact.month) < end; fact.month++) {
        int64_t from = base_month_start(fact.month), to = base_month_start(fact.month + 1);
        int64_t part = ((end < to ? end : to) - (start > from ? start : from)) / 60;
        if (reserved > 0 && base_money_muldiv(used, part, reserved, &fact.amount) &&
            fact.amount > 0)
            add(g, fact);
    }
}

static enum err_code uses(struct gathering *g, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_USES, STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)),
                   g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++)
        add_use(g, &rows, i);
    return code;
}

/* ---- demands
 * ------------------------------------------------------------------------------------------ */

/* Columns demand, kind, region, requester of all statements about demands. */
static struct report_fact demand_fact(const struct store_rows *rows, size_t i,
                                      enum report_fact_kind kind, int64_t when)
{
    return (struct report_fact){.kind = kind,
                                .month = base_time_month(when),
                                .resource_kind = cell(rows, i, 1)->text,
                                .region = cell(rows, i, 2)->number,
                                .organisation = cell(rows, i, 3)->number,
                                .ref = {MODEL_DEMAND, cell(rows, i, 0)->number}};
}

/* Declared value, else budget, else what its minutes are worth by policy. */
static int64_t value_of(struct gathering *g, const struct store_rows *rows, size_t i)
{
    int64_t value = cell(rows, i, 6)->number, minutes = cell(rows, i, 8)->number;
    if (value == BASE_NONE)
        value = cell(rows, i, 7)->number;
    if (value == BASE_NONE &&
        !base_money_muldiv(model_policy_rate(store_policy(g->store), cell(rows, i, 1)->text),
                           minutes == BASE_NONE ? 60 : minutes, 60, &value))
        value = 0;
    return value;
}

static enum err_code closed(struct gathering *g, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_CLOSED,
                   STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)), g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        struct report_fact fact =
            demand_fact(&rows, i, REPORT_FACT_CLOSED, cell(&rows, i, 4)->number);
        fact.flag = model_code_is(cell(&rows, i, 5)->text, "met");
        fact.amount = value_of(g, &rows, i);
        add(g, fact);
    }
    return code;
}

static enum err_code delays(struct gathering *g, enum store_statement statement,
                            enum report_fact_kind kind, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, statement, STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)),
                   g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        int64_t then = cell(&rows, i, 5)->number;
        struct report_fact fact = demand_fact(&rows, i, kind, then);
        fact.amount = then - cell(&rows, i, 4)->number;
        if (fact.amount < 0)
            fact.amount = 0; /* entered after the fact */
        add(g, fact);
    }
    return code;
}

/* ---- money
 * ---------------------------------------------------------------------------------------------- */

static enum err_code benefits_of(struct gathering *g, const struct model_organisation *o,
                                 struct err *e)
{
    struct incentive_standing standing;
    struct incentive_standing_line *lines;
    size_t count;
    enum err_code code =
        incentive_standing_of(g->store, o->head.id, g->end, g->arena, &standing, &lines, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        if (lines[i].side != INCENTIVE_BENEFITED || lines[i].at < g->start)
            continue;
        add(g, (struct report_fact){.kind = REPORT_FACT_BENEFIT,
                                    .month = base_time_month(lines[i].at),
                                    .amount = lines[i].amount,
                                    .region = o->region,
                                    .organisation = o->head.id,
                                    .ref = lines[i].ref});
    }
    return code;
}

static enum err_code benefits(struct gathering *g, struct err *e)
{
    struct model_organisation **list;
    size_t count;
    enum err_code code = store_select(g->store, MODEL_ORGANISATION, STORE_REPORT_ORGANISATIONS,
                                      STORE_NO_ARGS, g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        code = benefits_of(g, list[i], e);
    return code;
}

static enum err_code money(struct gathering *g, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_MONEY_IN,
                   STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)), g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        const char *source = cell(&rows, i, 2)->text;
        bool private_ = model_code_is(source, "private");
        if (!private_ && !model_code_is(source, "public"))
            continue;
        add(g, (struct report_fact){.kind = REPORT_FACT_MONEY,
                                    .flag = private_,
                                    .month = base_time_month(cell(&rows, i, 1)->number),
                                    .amount = cell(&rows, i, 3)->number,
                                    .region = BASE_NONE,
                                    .organisation = BASE_NONE,
                                    .ref = {MODEL_ENTRY, cell(&rows, i, 0)->number}});
    }
    return code;
}

/* ---- the whole
 * ------------------------------------------------------------------------------------------- */

enum err_code report_facts_gather(struct match_desk *m, int64_t from, int64_t until, unsigned kinds,
                                  struct base_arena *a, struct report_facts *facts, struct err *e)
{
    struct gathering g = {.desk = m,
                          .store = match_desk_store(m),
                          .arena = a,
                          .facts = facts,
                          .from = from,
                          .until = until,
                          .start = base_month_start(from),
                          .end = base_month_start(until + 1)};
    enum err_code code = ERR_NONE;
    *facts = (struct report_facts){0};
    if (g.end > store_now(g.store))
        g.end = store_now(g.store);
    if (g.end <= g.start)
        return ERR_NONE;
    if (kinds & (1u << REPORT_FACT_OPEN))
        code = open_minutes(&g, e);
    if (!code && (kinds & (1u << REPORT_FACT_USED)))
        code = uses(&g, e);
    if (!code && (kinds & (1u << REPORT_FACT_CLOSED)))
        code = closed(&g, e);
    if (!code && (kinds & (1u << REPORT_FACT_PROPOSED)))
        code = delays(&g, STORE_REPORT_FIRST_PROPOSALS, REPORT_FACT_PROPOSED, e);
    if (!code && (kinds & (1u << REPORT_FACT_BOOKED)))
        code = delays(&g, STORE_REPORT_FIRST_BOOKINGS, REPORT_FACT_BOOKED, e);
    if (!code && (kinds & (1u << REPORT_FACT_FIRST_USE)))
        code = delays(&g, STORE_REPORT_FIRST_USES, REPORT_FACT_FIRST_USE, e);
    if (!code && (kinds & (1u << REPORT_FACT_BENEFIT)))
        code = benefits(&g, e);
    if (!code && (kinds & (1u << REPORT_FACT_MONEY)))
        code = money(&g, e);
    return code;
}
