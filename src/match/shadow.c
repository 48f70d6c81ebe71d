/* shadow.c: what an hour of a scarce resource is worth: an interval, because dual values of one
 * optimum differ from method to method (matching.md). One hour more and one less are solved for;
 * only in parts too large for that do the multipliers stand in. */
#include "month.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"

#include "packings.h"

#include <stdlib.h>
#include <string.h>

enum { SOLVED_MOST = 250 };

/* Who could use a bench, and who does. */
struct use {
    size_t job; /* any that could */
    int64_t asked, served;
    int64_t left;               /* of the month's minutes */
    bool wanted;                /* by one that is unmet, or better placed here */
    bool tight;                 /* one that could use it does not fit, or only just */
    struct match_effort effort; /* for each of the two runs */
};

/* Alone, as the bench is, without any of its rows costing anything. */
static bool fits_freely(const struct match_month *month, const struct match_solution *s,
                        const struct match_choice *c)
{
    const struct match_problem *p = &month->problem;
    for (size_t i = 0; i < c->load_count; i++) {
        if (s->prices[c->loads[i].row] > 0 || c->loads[i].amount > p->capacities[c->loads[i].row])
            return false;
    }
    return match_packings_alone(p->packings, &p->benches[c->bench], &c->task);
}

static struct use *find_uses(const struct match_month *month, const struct match_solution *s)
{
    const struct match_problem *p = &month->problem;
    struct use *uses = base_arena_array(month->arena, p->bench_count + 1, sizeof *uses);
    /* A demand in several sittings is several jobs, one after the other, and counts once. */
    int64_t *asked = base_arena_array(month->arena, p->bench_count + 1, sizeof *asked);
    int64_t *served = base_arena_array(month->arena, p->bench_count + 1, sizeof *served);
    for (size_t b = 0; b < p->bench_count; b++)
        uses[b].left = p->capacities[month->places[b].rows[0]];
    for (size_t j = 0; j < p->job_count; j++) {
        const struct match_job *job = &p->jobs[j];
        int64_t gain = s->chosen[j] == MATCH_NONE ? 0 : job->choices[s->chosen[j]].gain;
        for (size_t k = 0; k < job->choice_count; k++) {
            size_t bench = job->choices[k].bench;
            struct use *u = &uses[bench];
            u->job = j;
            u->asked += asked[bench] != job->demand;
            asked[bench] = job->demand;
            u->tight = u->tight || !fits_freely(month, s, &job->choices[k]);
            if (k == s->chosen[j]) {
                u->served += served[bench] != job->demand;
                served[bench] = job->demand;
                u->left -= job->choices[k].loads[0].amount; /* the month's come first */
            } else if (job->choices[k].gain > gain) {
                u->wanted = true;
            }
        }
    }
    return uses;
}

/* The part's gain with the bench changed, less its gain now. */
static int64_t difference(struct match_month *month, const struct match_solution *s, size_t bench,
                          const struct use *u, int64_t minutes)
{
    struct match_solution now;
    struct match_problem p = month->problem;
    p.benches = base_arena_array(month->arena, p.bench_count + 1, sizeof *p.benches);
    p.capacities = base_arena_array(month->arena, p.row_count + 1, sizeof *p.capacities);
    memcpy(p.benches, month->problem.benches, p.bench_count * sizeof *p.benches);
    memcpy(p.capacities, month->problem.capacities, p.row_count * sizeof *p.capacities);
    if (minutes > 0)
        p.benches[bench].spare = minutes;
    for (size_t k = 0; k < month->places[bench].row_count; k++) {
        int64_t *capacity = &p.capacities[month->places[bench].rows[k]];
        if (minutes > 0 || k == 0)
            *capacity = *capacity + minutes > 0 ? *capacity + minutes : 0;
    }
    match_solve_part(&p, &u->effort, u->job, s, month->arena, &now);
    return match_solution_gain(&p, &now, now.solved) -
           match_solution_gain(&month->problem, s, now.solved);
}

/* Where the multipliers alone prove the plan and none of the bench's rows has a price, one more
 * hour gains nothing, unless it lets in what did not fit. */
static int64_t hour_more(struct match_month *month, const struct match_solution *s, size_t bench,
                         const struct use *u)
{
    (void)u;
    int64_t more = difference(month, s, bench, u, MATCH_HOUR);
    return more > 0 ? more : 0;
}

static int64_t hour_less(struct match_month *month, const struct match_solution *s, size_t bench,
                         const struct use *u)
{
    if (u->left >= MATCH_HOUR)
        return 0; /* the plan can stay as it is */
    int64_t less = -difference(month, s, bench, u, -MATCH_HOUR);
    return less > 0 ? less : 0;
}

static bool is_scarce(const struct use *u)
{
    return u->asked > 0 && (u->wanted || u->left < MATCH_HOUR);
}

static int by_loss(const void *x, const void *y)
{
    const struct match_shadow *a = x, *b = y;
    if (a->hour_less != b->hour_less)
        return a->hour_less > b->hour_less ? -1 : 1;
    return strcmp(a->uid, b->uid);
}

static void add_shadow(struct match_month *month, const struct match_solution *s, size_t bench,
                       const struct use *u, size_t *capacity, struct match_plan *plan)
{
    const struct model_resource *r = month->places[bench].offer->resource;
    struct match_shadow shadow = {.resource = r->head.id,
                                  .uid = base_arena_strdup(month->arena, r->head.uid),
                                  .name = base_arena_strdup(month->arena, r->name),
                                  .asked = u->asked,
                                  .served = u->served};
    int64_t estimate = 0;
    base_money_round(MATCH_HOUR * s->prices[month->places[bench].rows[0]], &estimate);
    if (s->part_sizes[u->job] > SOLVED_MOST) {
        shadow.hour_more = shadow.hour_less = estimate;
    } else {
        shadow.hour_more = hour_more(month, s, bench, u);
        shadow.hour_less = hour_less(month, s, bench, u);
    }
    if (shadow.hour_more == 0 && shadow.hour_less == 0)
        return;
    struct match_shadow *place = base_arena_push(month->arena, (void **)&plan->shadows,
                                                 &plan->shadow_count, capacity, sizeof *place);
    *place = shadow;
}

enum err_code match_month_shadows(struct match_month *month, const struct match_solution *solution,
                                  struct match_plan *plan, struct err *e)
{
    struct use *uses = find_uses(month, solution);
    size_t capacity = 0, scarce = 0;
    for (size_t b = 0; b < month->problem.bench_count; b++)
        scarce += is_scarce(&uses[b]);
    for (size_t b = 0; b < month->problem.bench_count; b++) {
        if (!is_scarce(&uses[b]))
            continue;
        uses[b].effort = match_effort_shared(2 * scarce);
        if (!match_desk_step(month->desk, _("shadow prices"), b, month->problem.bench_count, e))
            return e->code;
        add_shadow(month, solution, b, &uses[b], &capacity, plan);
    }
    if (plan->shadow_count > 0)
        qsort(plan->shadows, plan->shadow_count, sizeof *plan->shadows, by_loss);
    return ERR_NONE;
}
