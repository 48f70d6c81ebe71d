#include "sharedesk/match/solve.h"

#include "thin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    IDLE_STAGES = 3, /* without a better plan or bound */
    SHARED_WORK = 2000000,
    LEAST_WORK = 2000,
    SHARED_ROUNDS = 20, /* from multipliers that are nearly right */
};

void match_choice_load(struct match_choice *c, size_t row, int64_t amount, struct base_arena *a)
{
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].row == row) {
            c->loads[i].amount += amount;
            return;
        }
    }
    struct match_load *l =
        base_arena_push(a, (void **)&c->loads, &c->load_count, &c->load_capacity, sizeof *c->loads);
    *l = (struct match_load){row, amount};
}

/* ---- one part -------------------------------------------------------------------------------- */

static bool has_pieces(const struct match_part *part)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->problem->jobs[part->seekers[i].job].piece)
            return true;
    }
    return false;
}

int64_t match_whole_bound(double bound)
{
    if (bound < -9e18)
        return INT64_MIN; /* nothing fits at all */
    return (int64_t)floor(bound + 1e-9 * fabs(bound) + 1e-3);
}

static void hand_over(const struct match_part *part, int64_t bound, struct match_solution *s)
{
    int64_t pins = 0;
    for (size_t i = 0; i < part->seeker_count; i++) {
        size_t option = part->best[i];
        s->chosen[part->seekers[i].job] =
            option == MATCH_NONE ? MATCH_NONE : part->options[option].index;
        if (option != MATCH_NONE && part->options[option].choice->pinned)
            pins++;
    }
    s->gain += part->best_gain - pins * part->bonus;
    s->bound += bound - pins * part->bonus;
    for (size_t i = 0; i < part->seeker_count; i++) {
        s->worths[part->seekers[i].job] = part->worths[i];
        s->solved[part->seekers[i].job] = true;
        s->part_sizes[part->seekers[i].job] = part->seeker_count;
    }
    for (size_t r = 0; r < part->row_count; r++)
        s->prices[part->rows[r]] = part->prices[r];
}

/* Multipliers guide the plans and good plans the multipliers, until they teach each other nothing
 * more. The bound that the multipliers prove. */
static int64_t take_turns(struct match_relaxation *r, const struct match_effort *effort)
{
    struct match_part *part = r->part;
    int64_t bound = INT64_MAX;
    double reach = 1;
    for (int stage = 0, idle = 0;
         stage < effort->stages && idle < IDLE_STAGES && bound > part->best_gain; stage++) {
        int64_t gain = part->best_gain, before = bound;
        bound = match_whole_bound(match_relax_descend(r, effort->rounds, &reach));
        if (bound > part->best_gain)
            match_part_repair(part, r->shares);
        idle = part->best_gain > gain || before - bound > (bound - gain) / 20 ? 0 : idle + 1;
    }
    return bound;
}

static void solve(const struct match_problem *problem, const struct match_effort *effort,
                  const struct match_solution *near, struct base_arena *a,
                  struct match_solution *solution);

/* Solves what the bound leaves to be decided. Returns the bound on the part. */
static int64_t solve_rest(struct match_part *part, const struct match_effort *effort)
{
    struct match_solution solution;
    struct match_rest *rest = match_part_rest(part, part->arena);
    solve(&rest->problem, effort, &rest->near, part->arena, &solution);
    match_part_take_rest(part, rest, &solution);
    return rest->sure + solution.bound;
}

/* Pieces stand for any division of their demand: the search over them proves nothing of those that
 * divide it otherwise, the multipliers do. */
static int64_t finish(struct match_relaxation *r, const struct match_effort *effort, int64_t bound)
{
    struct match_part *part = r->part;
    if (part->bonus == 0 && match_part_thin(r)) {
        int64_t rest = solve_rest(part, effort);
        return rest < bound ? rest : bound;
    }
    bool finished = match_part_search(part, effort->work);
    return finished && !has_pieces(part) ? part->best_gain : bound;
}

static void solve_part(const struct match_problem *problem, const struct match_effort *effort,
                       const struct match_split *split, size_t number,
                       const struct match_solution *near, struct match_solution *s)
{
    struct base_arena *scratch = base_arena_new();
    struct match_part *part = match_part_new(problem, split, number, scratch);
    part->work = INT64_MAX;
    if (near != NULL) {
        match_part_resume(part, near);
    } else {
        match_part_flow(part);
        match_part_improve(part);
    }
    struct match_relaxation *r = match_relax_new(part);
    int64_t bound = take_turns(r, effort);
    if (bound > part->best_gain)
        bound = finish(r, effort, bound);
    hand_over(part, bound > part->best_gain ? bound : part->best_gain, s);
    base_arena_free(&scratch);
}

static void start_solution(const struct match_problem *p, struct base_arena *a,
                           struct match_solution *s)
{
    *s = (struct match_solution){0};
    s->chosen = base_arena_array(a, p->job_count + 1, sizeof *s->chosen);
    s->solved = base_arena_array(a, p->job_count + 1, sizeof *s->solved);
    s->worths = base_arena_array(a, p->job_count + 1, sizeof *s->worths);
    s->part_sizes = base_arena_array(a, p->job_count + 1, sizeof *s->part_sizes);
    s->prices = base_arena_array(a, p->row_count + 1, sizeof *s->prices);
    for (size_t j = 0; j < p->job_count; j++)
        s->chosen[j] = MATCH_NONE;
}

static const struct match_split *split_of(const struct match_problem *p, struct base_arena *a)
{
    return p->split != NULL ? p->split : match_split_new(p, a);
}

struct match_effort match_effort_shared(size_t runs)
{
    struct match_effort effort = MATCH_EFFORT_INIT;
    int64_t share = SHARED_WORK / (int64_t)(runs > 0 ? runs : 1);
    if (share < effort.work)
        effort.work = share > LEAST_WORK ? share : LEAST_WORK;
    effort.rounds = SHARED_ROUNDS;
    effort.stages = 2;
    return effort;
}

static void solve(const struct match_problem *problem, const struct match_effort *effort,
                  const struct match_solution *near, struct base_arena *a,
                  struct match_solution *solution)
{
    const struct match_split *split = split_of(problem, a);
    start_solution(problem, a, solution);
    for (size_t k = 0; k < split->part_count; k++)
        solve_part(problem, effort, split, k, near, solution);
}

void match_solve(const struct match_problem *problem, const struct match_effort *effort,
                 const struct match_solution *near, struct base_arena *a,
                 struct match_solution *solution)
{
    solve(problem, effort, near, a, solution);
}

void match_solve_part(const struct match_problem *problem, const struct match_effort *effort,
                      size_t job, const struct match_solution *near, struct base_arena *a,
                      struct match_solution *solution)
{
    const struct match_split *split = split_of(problem, a);
    start_solution(problem, a, solution);
    solve_part(problem, effort, split, split->part_of_job[job], near, solution);
}

int64_t match_solution_gain(const struct match_problem *problem,
                            const struct match_solution *solution, const bool *jobs)
{
    int64_t gain = 0;
    for (size_t j = 0; j < problem->job_count; j++) {
        if (jobs[j] && solution->chosen[j] != MATCH_NONE)
            gain += problem->jobs[j].choices[solution->chosen[j]].gain;
    }
    return gain;
}
