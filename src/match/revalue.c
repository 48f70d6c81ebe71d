/* revalue.c: plans made under another policy, valued by the desk's own: the points of different
 * weights are no measure for each other. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/ini.h"
#include "sharedesk/base/map.h"
#include "sharedesk/base/money.h"
#include "sharedesk/match/allocate.h"

#include "internal.h"

#include <string.h>

/* ---- by which policy ------------------------------------------------------------------------- */

bool match_assumes_policy(const struct match_assumption *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].what == MATCH_ASSUME_POLICY)
            return true;
    return false;
}

/* Points and benefits are made by these sections of the policy, and by no others. */
static bool makes_benefits(const struct model_option *o)
{
    static const char *const sections[] = {"fit", "benefit", "standing", "price", "rate"};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (strcmp(o->section, sections[i]) == 0)
            return true;
    return false;
}

bool match_policy_is_own(const struct match_desk *m, const char *text)
{
    struct base_arena *a = base_arena_new();
    struct model_policy then;
    struct base_ini ini;
    struct err unread = ERR_INIT;
    const char **faults;
    size_t fault_count, count;
    const struct model_option *options = model_options(MODEL_SCOPE_POLICY, &count);
    bool same = base_ini_parse("policy.ini", text, a, &ini, &unread) == ERR_NONE;
    err_clear(&unread);
    model_policy_defaults(&then);
    if (same)
        model_options_read(MODEL_SCOPE_POLICY, &ini, NULL, a, &then, &faults, &fault_count);
    for (size_t i = 0; same && i < count; i++)
        same = !makes_benefits(&options[i]) ||
               strcmp(model_option_text(MODEL_SCOPE_POLICY, options[i].key, &then, a),
                      model_option_text(MODEL_SCOPE_POLICY, options[i].key, store_policy(m->store),
                                        a)) == 0;
    base_arena_free(&a);
    return same;
}

/* ---- what lines are worth -------------------------------------------------------------------- */

/* One pair of a plan, whose sittings share what the whole is worth. */
static struct match_valued *valued_at(struct base_map *map, const struct match_line *l,
                                      struct match_valued *list, size_t *count,
                                      struct base_arena *a)
{
    void **place = base_map_at(a, map, (struct base_map_key){l->demand, l->resource, 0});
    if (*place == NULL) {
        list[*count] = (struct match_valued){.demand = l->demand, .resource = l->resource};
        *place = &list[(*count)++];
    }
    return *place;
}

static enum err_code share(const struct match_valued *v, struct match_line *l, struct err *e)
{
    if (v->minutes > 0 && base_money_muldiv(v->benefit, l->minutes, v->minutes, &l->benefit))
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, l->demand_title,
                   _("Compare with now, or with a run made by the desk's own policy."), "%s",
                   _("the demand has changed: by the desk's own policy the plan can no longer be "
                     "valued"));
}

/* Lines that are in `known` too take their benefit from there; the others are valued in one go. */
static enum err_code value_lines(struct match_desk *m, const struct match_options *month,
                                 const struct base_map *known, struct match_line *lines,
                                 size_t count, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    struct match_valued *list = base_arena_array(scratch, count + 1, sizeof *list);
    struct match_valued **of = base_arena_array(scratch, count + 1, sizeof *of);
    struct base_map pairs = {0};
    size_t valued = 0;
    for (size_t i = 0; i < count; i++) {
        struct match_line *l = &lines[i];
        const struct match_line *same =
            base_map_get(known, (struct base_map_key){l->demand, l->resource, l->minutes});
        if (same != NULL)
            l->benefit = same->benefit;
        else
            of[i] = valued_at(&pairs, l, list, &valued, scratch);
    }
    enum err_code code = valued > 0 ? match_pairs_value(m, month, list, valued, e) : ERR_NONE;
    for (size_t i = 0; !code && i < count; i++)
        if (of[i] != NULL)
            code = share(of[i], &lines[i], e);
    base_arena_free(&scratch);
    return code;
}

static enum err_code revalue(struct match_desk *m, const struct match_options *month,
                             const struct base_map *known, struct base_arena *a,
                             struct match_plan *plan, struct err *e)
{
    struct match_line *lines = base_arena_array(a, plan->line_count + 1, sizeof *lines);
    int64_t sum = 0;
    if (plan->line_count > 0)
        memcpy(lines, plan->lines, plan->line_count * sizeof *lines);
    enum err_code code = value_lines(m, month, known, lines, plan->line_count, e);
    for (size_t i = 0; !code && i < plan->line_count; i++)
        if (!base_money_add(sum, lines[i].benefit, &sum))
            code = err_set(e, ERR_LIMIT, lines[i].demand_title,
                           _("Look at the values of its demands."), "%s",
                           _("the plan's benefit is too large to be reckoned"));
    if (code)
        return code;
    plan->lines = lines;
    plan->objective = sum;
    return ERR_NONE;
}

enum err_code match_plans_revalue(struct match_desk *m, struct match_plan *before,
                                  struct match_plan *plan, struct base_arena *a, struct err *e)
{
    struct match_options month = MATCH_OPTIONS_INIT;
    struct base_clock clock = store_clock(m->store);
    struct base_arena *scratch = base_arena_new();
    struct base_map known = {0};
    enum err_code code = ERR_NONE;
    month.from = base_month_start(before->month);
    month.until = base_month_start(before->month + 1);
    if (before->at > month.from)
        month.from = before->at;
    store_set_clock(m->store, (struct base_clock){.fixed = before->at});
    if (before->policy != NULL)
        code = revalue(m, &month, &known, a, before, e);
    for (size_t i = 0; !code && i < before->line_count; i++) {
        struct match_line *l = &before->lines[i];
        *base_map_at(scratch, &known, (struct base_map_key){l->demand, l->resource, l->minutes}) =
            l;
    }
    if (!code && plan->policy != NULL)
        code = revalue(m, &month, &known, a, plan, e);
    store_set_clock(m->store, clock);
    base_arena_free(&scratch);
    return code;
}
