/* revalue.c: a plan made under other weights, valued by the desk's own: the points of different
 * weights are no measure for each other. */
#include "sharedesk/base/money.h"
#include "sharedesk/match/allocate.h"

#include "internal.h"

#include <string.h>

bool match_assumes_policy(const struct match_assumption *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].what == MATCH_ASSUME_POLICY)
            return true;
    return false;
}

static const struct match_line *same_line(const struct match_plan *plan, const struct match_line *l)
{
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *o = &plan->lines[i];
        if (o->demand == l->demand && o->resource == l->resource && o->minutes == l->minutes)
            return o;
    }
    return NULL;
}

/* A line's share of what the whole pair is worth. */
static enum err_code value_of(struct match_desk *m, const struct match_plan *plan,
                              struct match_line *l, struct err *e)
{
    struct match_options month = MATCH_OPTIONS_INIT;
    struct base_arena *scratch = base_arena_new();
    struct match_candidate c;
    month.from = base_month_start(plan->month);
    month.until = base_month_start(plan->month + 1);
    if (plan->at > month.from)
        month.from = plan->at;
    enum err_code code = match_pair(m, l->demand, l->resource, &month, scratch, &c, e);
    if (!code && c.minutes > 0 && !base_money_muldiv(c.benefit, l->minutes, c.minutes, &l->benefit))
        l->benefit = c.benefit;
    base_arena_free(&scratch);
    return code;
}

enum err_code match_plan_revalue(struct match_desk *m, const struct match_plan *before,
                                 struct base_arena *a, struct match_plan *plan, struct err *e)
{
    enum err_code code = ERR_NONE;
    struct base_clock clock = store_clock(m->store);
    struct match_line *lines = base_arena_array(a, plan->line_count + 1, sizeof *lines);
    if (plan->line_count > 0)
        memcpy(lines, plan->lines, plan->line_count * sizeof *lines);
    store_set_clock(m->store, (struct base_clock){.fixed = before->at});
    plan->objective = 0;
    for (size_t i = 0; !code && i < plan->line_count; i++) {
        const struct match_line *same = same_line(before, &lines[i]);
        if (same != NULL)
            lines[i].benefit = same->benefit;
        else
            code = value_of(m, before, &lines[i], e);
        plan->objective += lines[i].benefit;
    }
    plan->lines = lines;
    store_set_clock(m->store, clock);
    return code;
}
