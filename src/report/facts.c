/* facts.c: gathering what figures are made of. */
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/match/worth.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>

void report_fact_add(struct report_span *g, const struct report_fact *fact)
{
    if (fact->month < g->from || fact->month > g->until)
        return;
    struct report_fact *place = base_arena_push(
        g->arena, (void **)&g->facts->list, &g->facts->count, &g->facts->capacity, sizeof *place);
    *place = *fact;
}

/* ---- uses ------------------------------------------------------------------------------------ */

struct report_source {
    int64_t resource;
    const char *kind;
    int64_t region, owner;
    bool hourly;
};

static enum err_code read_sources(struct report_span *g, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_RESOURCES, STORE_NO_ARGS, g->arena, &rows, e);
    if (code)
        return code;
    g->source_count = rows.count;
    g->sources = base_arena_array(g->arena, rows.count + 1, sizeof *g->sources);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        g->sources[i] = (struct report_source){.resource = row[0].number,
                                               .kind = row[1].text,
                                               .region = row[2].number,
                                               .owner = row[3].number,
                                               .hourly = report_is_hourly(row[4].text)};
    }
    return ERR_NONE;
}

static int by_resource(const void *key, const void *member)
{
    int64_t id = *(const int64_t *)key, other = ((const struct report_source *)member)->resource;
    return (id > other) - (id < other);
}

static const struct report_source *source_of(const struct report_span *g, int64_t resource)
{
    return g->source_count == 0
               ? NULL
               : bsearch(&resource, g->sources, g->source_count, sizeof *g->sources, by_resource);
}

/* A use over the end of a month counts in each for its part. */
static void add_use(struct report_span *g, const struct store_cell *row)
{
    enum { BOOKING, RESOURCE, USER, START, END, USED };
    const struct report_source *source = source_of(g, row[RESOURCE].number);
    int64_t start = row[START].number, end = row[END].number, reserved = (end - start) / 60;
    int64_t used = row[USED].number == BASE_NONE ? reserved : row[USED].number;
    if (source == NULL || reserved == 0)
        return;
    struct report_fact fact = {.kind = REPORT_FACT_USED,
                               .flag = row[USER].number != source->owner,
                               .hourly = source->hourly,
                               .resource_kind = source->kind,
                               .region = source->region,
                               .organisation = source->owner,
                               .resource = source->resource,
                               .ref = {MODEL_BOOKING, row[BOOKING].number}};
    for (fact.month = base_time_month(start); base_month_start(fact.month) < end; fact.month++) {
        int64_t from = base_month_start(fact.month), to = base_month_start(fact.month + 1);
        if (to > g->cut)
            to = g->cut;
        int64_t part = ((end < to ? end : to) - (start > from ? start : from)) / 60;
        if (base_money_muldiv(used, part, reserved, &fact.amount) && fact.amount > 0)
            report_fact_add(g, &fact);
    }
}

static enum err_code add_uses(struct report_span *g, struct err *e)
{
    struct store_rows rows;
    enum err_code code = read_sources(g, e);
    if (!code)
        code = store_rows(g->store, STORE_REPORT_USES,
                          STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)), g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++)
        add_use(g, STORE_CELL(&rows, i, 0));
    return code;
}

/* ---- demands --------------------------------------------------------------------------------- */

static enum err_code add_closed(struct report_span *g, struct err *e)
{
    const struct model_demand **list;
    size_t count;
    struct match_worths worths = {0};
    enum err_code code = store_select(g->store, MODEL_DEMAND, STORE_REPORT_CLOSED,
                                      STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)), g->arena,
                                      &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_demand *d = list[i];
        const struct model_organisation *requester = NULL;
        int64_t when = d->closed != BASE_NONE ? d->closed : d->head.changed;
        struct report_fact fact = {.kind = REPORT_FACT_CLOSED,
                                   .flag = model_code_is(d->status, "met"),
                                   .month = base_time_month(when),
                                   .resource_kind = d->kind,
                                   .region = d->region,
                                   .organisation = d->requester,
                                   .resource = BASE_NONE,
                                   .ref = {MODEL_DEMAND, d->head.id}};
        code = incentive_terms_organisation(g->terms, d->requester, &requester, e);
        if (!code)
            code = match_demand_value(g->desk, g->terms, d, &worths, g->arena, &fact.amount, e);
        if (fact.region == BASE_NONE && requester != NULL)
            fact.region = requester->region;
        if (!code)
            report_fact_add(g, &fact);
    }
    return code;
}

static enum err_code add_delays(struct report_span *g, enum store_statement statement,
                                enum report_fact_kind kind, struct err *e)
{
    enum { DEMAND, KIND, REGION, REQUESTER, RECEIVED, THEN };
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, statement, STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)),
                   g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        int64_t seconds = row[THEN].number - row[RECEIVED].number;
        report_fact_add(g, &(struct report_fact){.kind = kind,
                                                 .month = base_time_month(row[THEN].number),
                                                 /* less than 0: entered after the fact */
                                                 .amount = seconds > 0 ? seconds : 0,
                                                 .resource_kind = row[KIND].text,
                                                 .region = row[REGION].number,
                                                 .organisation = row[REQUESTER].number,
                                                 .resource = BASE_NONE,
                                                 .ref = {MODEL_DEMAND, row[DEMAND].number}});
    }
    return code;
}

/* ---- money ----------------------------------------------------------------------------------- */

static enum err_code region_of(struct report_span *g, int64_t organisation, int64_t *region,
                               struct err *e)
{
    const struct model_organisation *o = NULL;
    enum err_code code = incentive_terms_organisation(g->terms, organisation, &o, e);
    *region = o != NULL ? o->region : BASE_NONE;
    return code;
}

static enum err_code add_benefit(struct report_span *g, const struct incentive_standing_line *line,
                                 struct err *e)
{
    /* The end is exclusive: a use until midnight belongs to the day before. */
    struct report_fact fact = {.kind = REPORT_FACT_BENEFIT,
                               .month = base_time_month(line->at - 1),
                               .amount = line->amount,
                               .organisation = line->organisation,
                               .resource = line->resource,
                               .ref = line->ref};
    enum err_code code = region_of(g, line->organisation, &fact.region, e);
    const struct model_resource *resource = NULL;
    if (!code && line->resource != BASE_NONE)
        code = incentive_terms_resource(g->terms, line->resource, &resource, e);
    if (resource != NULL)
        fact.resource_kind = resource->kind;
    if (!code)
        report_fact_add(g, &fact);
    return code;
}

static enum err_code add_benefits(struct report_span *g, struct err *e)
{
    struct incentive_standing *takers;
    struct incentive_standing_line *lines;
    size_t count, line_count;
    enum err_code code = incentive_standing_lines(g->store, g->start, g->end, g->arena, &takers,
                                                  &count, &lines, &line_count, e);
    if (code)
        return code;
    g->facts->takers = base_arena_array(g->arena, count + 1, sizeof *g->facts->takers);
    g->facts->taker_count = count;
    for (size_t i = 0; !code && i < count; i++) {
        g->facts->takers[i].organisation = takers[i].organisation;
        code = region_of(g, takers[i].organisation, &g->facts->takers[i].region, e);
    }
    for (size_t i = 0; !code && i < line_count; i++) {
        if (lines[i].side == INCENTIVE_BENEFITED)
            code = add_benefit(g, &lines[i], e);
    }
    return code;
}

static enum err_code add_money(struct report_span *g, struct err *e)
{
    enum { ENTRY, POSTED, SOURCE, AMOUNT };
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_MONEY_IN,
                   STORE_ARGS(STORE_INT(g->start), STORE_INT(g->end)), g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        bool private_ = model_code_is(row[SOURCE].text, "private");
        if (!private_ && !model_code_is(row[SOURCE].text, "public"))
            continue;
        report_fact_add(g, &(struct report_fact){.kind = REPORT_FACT_MONEY,
                                                 .flag = private_,
                                                 .month = base_time_month(row[POSTED].number),
                                                 .amount = row[AMOUNT].number,
                                                 .region = BASE_NONE,
                                                 .organisation = BASE_NONE,
                                                 .resource = BASE_NONE,
                                                 .ref = {MODEL_ENTRY, row[ENTRY].number}});
    }
    return code;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum err_code gather(struct report_span *g, unsigned kinds, struct err *e)
{
    enum err_code code = ERR_NONE;
    if (kinds & (1u << REPORT_FACT_OPEN))
        code = report_open_minutes(g, e);
    if (!code && (kinds & (1u << REPORT_FACT_USED)))
        code = add_uses(g, e);
    if (!code && (kinds & (1u << REPORT_FACT_CLOSED)))
        code = add_closed(g, e);
    if (!code && (kinds & (1u << REPORT_FACT_PROPOSED)))
        code = add_delays(g, STORE_REPORT_FIRST_PROPOSALS, REPORT_FACT_PROPOSED, e);
    if (!code && (kinds & (1u << REPORT_FACT_BOOKED)))
        code = add_delays(g, STORE_REPORT_FIRST_BOOKINGS, REPORT_FACT_BOOKED, e);
    if (!code && (kinds & (1u << REPORT_FACT_FIRST_USE)))
        code = add_delays(g, STORE_REPORT_FIRST_USES, REPORT_FACT_FIRST_USE, e);
    if (!code && (kinds & (1u << REPORT_FACT_BENEFIT)))
        code = add_benefits(g, e);
    if (!code && (kinds & (1u << REPORT_FACT_MONEY)))
        code = add_money(g, e);
    return code;
}

static enum err_code gather_until(struct match_desk *m, int64_t from, int64_t until, int64_t cut,
                                  unsigned kinds, struct base_arena *a, struct report_facts *facts,
                                  struct err *e)
{
    struct report_span g = {.desk = m,
                            .store = match_desk_store(m),
                            .arena = a,
                            .facts = facts,
                            .from = from,
                            .until = until,
                            .start = base_month_start(from),
                            .end = base_month_start(until + 1),
                            .cut = cut};
    *facts = (struct report_facts){0};
    if (g.end > cut)
        g.end = cut;
    if (g.end > store_now(g.store))
        g.end = store_now(g.store);
    if (g.end <= g.start)
        return ERR_NONE;
    g.terms = incentive_terms_new(g.store, a);
    enum err_code code = store_read_begin(g.store, e);
    if (code)
        return code;
    code = gather(&g, kinds, e);
    store_read_end(g.store);
    return code;
}

enum err_code report_facts_gather(struct match_desk *m, int64_t from, int64_t until, unsigned kinds,
                                  struct base_arena *a, struct report_facts *facts, struct err *e)
{
    return gather_until(m, from, until, INT64_MAX, kinds, a, facts, e);
}

enum err_code report_facts_of_part(struct match_desk *m, int64_t month, int64_t end,
                                   struct base_arena *a, struct report_facts *facts, struct err *e)
{
    return gather_until(m, month, month, end, REPORT_ALL_FACTS, a, facts, e);
}
