#include "sharedesk/match/allocate.h"

#include "sharedesk/base/i18n.h"

#include "keep.h"

#include <math.h>
#include <string.h>

enum { CHANGES_VERIFIED = 50 };

/* A plan outlasts the month that it was made of. */
static void own_texts(struct match_plan *plan, struct base_arena *a)
{
    for (size_t i = 0; i < plan->line_count; i++) {
        struct match_line *l = &plan->lines[i];
        l->demand_uid = base_arena_strdup(a, l->demand_uid);
        l->demand_title = base_arena_strdup(a, l->demand_title);
        l->resource_uid = base_arena_strdup(a, l->resource_uid);
        l->resource_name = base_arena_strdup(a, l->resource_name);
        l->overruled = base_arena_strdup(a, l->overruled);
    }
    for (size_t i = 0; i < plan->unmet_count; i++) {
        struct match_unmet *u = &plan->unmet[i];
        u->uid = base_arena_strdup(a, u->uid);
        u->title = base_arena_strdup(a, u->title);
        for (size_t k = 0; k < u->reason_count; k++)
            u->reasons[k] = base_arena_strdup(a, u->reasons[k]);
    }
}

static enum err_code choose(struct match_desk *m, const struct match_solution *near, struct err *e)
{
    struct match_kept *s = m->kept;
    struct match_effort effort = MATCH_EFFORT_INIT;
    struct match_patience patience = {m, e};
    struct match_watch watch = {.go_on = match_go_on, .context = &patience};
    effort.watch = &watch;
    watch.stopped = !match_go_on(&patience);
    match_solve(&s->month->problem, &effort, near, s->problem_arena, &s->solution);
    return watch.stopped ? e->code : ERR_NONE;
}

static enum err_code solve(struct match_desk *m, const struct match_allocation *what, bool warm,
                           struct base_arena *a, struct match_plan *plan, struct err *e)
{
    const struct match_solution *near;
    *plan = (struct match_plan){.month = what->month};
    enum err_code code = match_keep_month(m, what, warm, &near, e);
    if (code)
        return code;
    code = choose(m, near, e);
    if (code) {
        match_keep_free(&m->kept);
        return code;
    }
    struct match_kept *s = m->kept;
    plan->at = s->now;
    s->month->arena = a;
    match_month_lay(s->month, &s->solution, plan);
    match_month_daytime(s->month, plan);
    plan->demand_count = (int64_t)s->month->wish_count;
    plan->bound = s->solution.bound > plan->objective ? s->solution.bound : plan->objective;
    plan->gap = plan->bound > 0 ? (double)(plan->bound - plan->objective) / (double)plan->bound : 0;
    match_month_unmet(s->month, &s->solution, plan);
    match_month_notes(s->month, plan);
    own_texts(plan, a);
    return ERR_NONE;
}

static enum err_code find_changes(struct match_desk *m, const struct match_kept *s,
                                  struct match_plan *plan, struct err *e)
{
    for (size_t i = 0; i < plan->unmet_count; i++) {
        if (!match_desk_step(m, _("cheapest changes"), i, plan->unmet_count, e))
            return e->code;
        match_month_change(s->month, &s->solution, &plan->unmet[i], i < CHANGES_VERIFIED);
    }
    return ERR_NONE;
}

/* What one would ask of a plan: what would meet the unmet, what an hour is worth, what balance
 * costs. */
static enum err_code find_out(struct match_desk *m, struct match_plan *plan, struct err *e)
{
    struct match_kept *s = m->kept;
    match_index_rest(m->index); /* from here on no text is looked for, and no pair judged */
    store_shrink(m->store);
    match_scene_rest(s->month->scene);
    match_room_free(&m->room);
    base_memory_trim();
    struct base_beside *beside = match_balance_begin(m);
    struct base_arena *scratch = base_arena_new();
    s->month->again = match_again_new(&s->month->problem, &s->solution, scratch);
    enum err_code code = find_changes(m, s, plan, e);
    if (!code)
        code = match_month_shadows(s->month, &s->solution, plan, e);
    s->month->again = NULL;
    base_arena_free(&scratch);
    base_memory_trim(); /* the plan is yet to be saved */
    if (!code)
        code = match_balance_end(m, beside, &plan->price_of_balance, e);
    base_beside_end(&beside);
    return code;
}

static enum err_code allocate(struct match_desk *m, const struct match_allocation *what, bool warm,
                              struct base_arena *a, struct match_plan *plan, struct err *e)
{
    enum err_code code = solve(m, what, warm, a, plan, e);
    return code || what->bare ? code : find_out(m, plan, e);
}

/* Told while the desk's own values can still be told beside them. */
static void tell_assumed(struct match_desk *m, const struct match_allocation *what,
                         struct base_arena *a, struct match_plan *plan)
{
    plan->assumed = base_arena_array(a, what->assumption_count + 1, sizeof *plan->assumed);
    for (size_t i = 0; i < what->assumption_count; i++)
        plan->assumed[plan->assumed_count++] = match_assumption_show(m, &what->assumptions[i], a);
}

/* The policy and the clock while something else is assumed of them. */
struct before {
    struct model_policy policy;
    bool changed;
    struct base_clock clock;
};

static enum err_code assume(struct match_desk *m, const struct match_allocation *what,
                            struct before *before, struct err *e)
{
    before->policy = *store_policy(m->store);
    before->clock = store_clock(m->store);
    if (what->at != 0)
        store_set_clock(m->store, (struct base_clock){.fixed = what->at});
    return match_assume_policy(m, what->assumptions, what->assumption_count, &before->changed, e);
}

static void put_back(struct match_desk *m, const struct before *before)
{
    if (before->changed)
        store_policy_put_back(m->store, &before->policy);
    store_set_clock(m->store, before->clock);
}

static enum err_code allocate_as_assumed(struct match_desk *m, const struct match_allocation *what,
                                         bool warm, struct base_arena *a, struct match_plan *plan,
                                         struct err *e)
{
    struct match_plan told = {0};
    struct before before;
    tell_assumed(m, what, a, &told);
    enum err_code code = assume(m, what, &before, e);
    if (!code)
        code = allocate(m, what, warm, a, plan, e);
    plan->assumed = told.assumed;
    plan->assumed_count = told.assumed_count;
    if (before.changed)
        plan->policy = base_arena_strdup(a, store_policy_text(m->store));
    put_back(m, &before);
    return code;
}

/* From the start, so that the same month has the same plan whatever was looked at before. */
enum err_code match_allocate(struct match_desk *m, const struct match_allocation *what,
                             struct base_arena *a, struct match_plan *plan, struct err *e)
{
    return allocate_as_assumed(m, what, false, a, plan, e);
}

enum err_code match_allocate_why(struct match_desk *m, const struct match_allocation *what,
                                 const struct match_plan *plan, int64_t demand,
                                 struct base_arena *a, struct match_unmet *unmet, struct err *e)
{
    struct match_plan again;
    for (size_t i = 0; i < plan->unmet_count; i++) {
        if (plan->unmet[i].demand == demand && !plan->unmet[i].estimated &&
            plan->unmet[i].reasons != NULL) {
            *unmet = plan->unmet[i];
            return ERR_NONE;
        }
    }
    struct before before;
    enum err_code code = assume(m, what, &before, e);
    if (!code)
        code = solve(m, what, false, a, &again, e);
    put_back(m, &before);
    if (code)
        return code;
    for (size_t i = 0; i < again.unmet_count; i++) {
        if (again.unmet[i].demand != demand)
            continue;
        *unmet = again.unmet[i];
        m->kept->month->again = match_again_new(&m->kept->month->problem, &m->kept->solution, a);
        match_month_change(m->kept->month, &m->kept->solution, unmet, true);
        m->kept->month->again = NULL;
        return ERR_NONE;
    }
    char number[24];
    model_number_format(MODEL_DEMAND, demand, number);
    const char *name =
        base_arena_printf(a, "%s %s", number, store_title(m->store, MODEL_DEMAND, demand, a));
    for (size_t i = 0; i < again.line_count; i++) {
        if (again.lines[i].demand == demand)
            return err_set(e, ERR_REFUSED, name,
                           _("Why a pair fits is told by: match DEMAND --why RESOURCE"),
                           _("the plan meets it, on %s"), again.lines[i].resource_name);
    }
    return err_set(e, ERR_NOT_FOUND, name,
                   _("Only open and proposed demands take part, and not when all of it is booked "
                     "or requested."),
                   "%s", _("it is not among the unmet demands of this month"));
}

enum err_code match_allocate_try(struct match_desk *m, const struct match_allocation *what,
                                 const struct match_plan *plan, struct base_arena *a,
                                 struct match_plan *tried, struct err *e)
{
    struct match_allocation with = *what;
    with.month = plan->month;
    with.at = plan->at;
    with.bare = true;
    return allocate_as_assumed(m, &with, true, a, tried, e);
}
