#include "sharedesk/match/solve.h"

#include "part.h"

#include <stdlib.h>
#include <string.h>

enum {
    SEARCHED_MOST = 400, /* jobs of a part that is searched through */
    IDLE_STAGES = 6,     /* without a better plan */
    SHARED_NODES = 400000,
    LEAST_NODES = 500,
    SHARED_ROUNDS = 60, /* from prices that are nearly right */
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
    for (size_t r = 0; r < part->row_count; r++)
        s->prices[part->rows[r]] = part->prices[r];
}

/* Prices guide the plans and good plans the prices, until they teach each other nothing more. The
 * bound that the prices prove. */
static int64_t take_turns(struct match_part *part, const struct match_effort *effort)
{
    int64_t bound = INT64_MAX;
    for (int stage = 0, idle = 0;
         stage < effort->stages && idle < IDLE_STAGES && bound > part->best_gain; stage++) {
        int64_t gain = part->best_gain;
        bound = match_whole_bound(match_part_bound(part, effort->rounds));
        if (bound > part->best_gain)
            match_part_follow(part);
        idle = part->best_gain > gain ? 0 : idle + 1;
    }
    return bound;
}

/* Pieces stand for any division of their demand: the search over them proves nothing of those that
 * divide it otherwise, the multipliers do. */
static void solve_part(const struct match_problem *problem, const struct match_effort *effort,
                       const struct match_split *split, size_t number,
                       const struct match_solution *near, struct match_solution *s)
{
    struct base_arena *scratch = base_arena_new();
    struct match_part *part = match_part_new(problem, split, number, scratch);
    if (near != NULL)
        match_part_resume(part, near);
    else
        match_part_improve(part);
    int64_t bound = take_turns(part, effort);
    bool proven = bound <= part->best_gain;
    if (!proven && part->seeker_count <= SEARCHED_MOST && match_part_search(part, effort->nodes) &&
        !has_pieces(part))
        bound = part->best_gain;
    hand_over(part, bound > part->best_gain ? bound : part->best_gain, s);
    for (size_t i = 0; i < part->seeker_count; i++) {
        s->solved[part->seekers[i].job] = true;
        s->proven[part->seekers[i].job] = proven;
        s->part_sizes[part->seekers[i].job] = part->seeker_count;
    }
    base_arena_free(&scratch);
}

static void start_solution(const struct match_problem *p, struct base_arena *a,
                           struct match_solution *s)
{
    *s = (struct match_solution){0};
    s->chosen = base_arena_array(a, p->job_count + 1, sizeof *s->chosen);
    s->solved = base_arena_array(a, p->job_count + 1, sizeof *s->solved);
    s->proven = base_arena_array(a, p->job_count + 1, sizeof *s->proven);
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
    int64_t share = SHARED_NODES / (int64_t)(runs > 0 ? runs : 1);
    if (share < effort.nodes)
        effort.nodes = share > LEAST_NODES ? share : LEAST_NODES;
    effort.rounds = SHARED_ROUNDS;
    effort.stages = 1;
    return effort;
}

void match_solve(const struct match_problem *problem, const struct match_effort *effort,
                 const struct match_solution *near, struct base_arena *a,
                 struct match_solution *solution)
{
    const struct match_split *split = split_of(problem, a);
    start_solution(problem, a, solution);
    for (size_t k = 0; k < split->part_count; k++)
        solve_part(problem, effort, split, k, near, solution);
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
