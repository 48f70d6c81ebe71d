#include "sharedesk/match/solve.h"

#include "part.h"

#include <stdlib.h>
#include <string.h>

enum { SEARCHED_MOST = 400 }; /* jobs of a part that is searched through */

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

/* ---- parts -------------------------------------------------------------------------------------
 */

/* Jobs, benches and rows that hang together have one root. */
struct forest {
    size_t *above; /* jobs, then benches, then rows */
};

static size_t root(struct forest *f, size_t i)
{
    while (f->above[i] != i) {
        f->above[i] = f->above[f->above[i]];
        i = f->above[i];
    }
    return i;
}

static void join(struct forest *f, size_t a, size_t b)
{
    a = root(f, a);
    b = root(f, b);
    if (a < b)
        f->above[b] = a;
    else
        f->above[a] = b;
}

static struct forest grow_forest(const struct match_problem *p)
{
    size_t count = p->job_count + p->bench_count + p->row_count;
    struct forest f = {base_realloc(NULL, count + 1, sizeof *f.above)};
    for (size_t i = 0; i < count; i++)
        f.above[i] = i;
    for (size_t j = 0; j < p->job_count; j++) {
        if (j > 0 && p->jobs[j].piece && p->jobs[j - 1].piece &&
            p->jobs[j].demand == p->jobs[j - 1].demand)
            join(&f, j - 1, j);
        for (size_t k = 0; k < p->jobs[j].choice_count; k++) {
            const struct match_choice *c = &p->jobs[j].choices[k];
            join(&f, j, p->job_count + c->bench);
            for (size_t i = 0; i < c->load_count; i++)
                join(&f, j, p->job_count + p->bench_count + c->loads[i].row);
        }
    }
    return f;
}

struct member {
    size_t root, job;
};

static int by_root(const void *x, const void *y)
{
    const struct member *a = x, *b = y;
    if (a->root != b->root)
        return a->root > b->root ? 1 : -1;
    return (a->job > b->job) - (a->job < b->job);
}

/* All jobs, those of one part together and in order. */
static struct member *list_members(const struct match_problem *p)
{
    struct forest f = grow_forest(p);
    struct member *members = base_realloc(NULL, p->job_count + 1, sizeof *members);
    for (size_t j = 0; j < p->job_count; j++)
        members[j] = (struct member){root(&f, j), j};
    if (p->job_count > 0)
        qsort(members, p->job_count, sizeof *members, by_root);
    free(f.above);
    return members;
}

/* ---- one part
 * ------------------------------------------------------------------------------------ */

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
    for (size_t r = 0; r < part->problem->row_count; r++) {
        if (part->prices[r] > 0)
            s->prices[r] = part->prices[r];
    }
}

/* Pieces stand for any division of their demand: the search over them proves nothing of those that
 * divide it otherwise, the multipliers do. */
static void solve_jobs(const struct match_problem *problem, const struct match_effort *effort,
                       const size_t *jobs, size_t count, struct match_solution *s)
{
    struct base_arena *scratch = base_arena_new();
    struct match_part *part = match_part_new(problem, jobs, count, scratch);
    match_part_improve(part);
    int64_t bound = match_whole_bound(match_part_bound(part, effort->rounds));
    if (bound > part->best_gain) {
        match_part_improve(part); /* once more: prices are known now */
        if (bound > part->best_gain && count <= SEARCHED_MOST &&
            match_part_search(part, effort->nodes) && !has_pieces(part))
            bound = part->best_gain;
    }
    hand_over(part, bound > part->best_gain ? bound : part->best_gain, s);
    base_arena_free(&scratch);
}

static void start_solution(const struct match_problem *p, struct base_arena *a,
                           struct match_solution *s)
{
    *s = (struct match_solution){0};
    s->chosen = base_arena_array(a, p->job_count + 1, sizeof *s->chosen);
    s->solved = base_arena_array(a, p->job_count + 1, sizeof *s->solved);
    s->part_sizes = base_arena_array(a, p->job_count + 1, sizeof *s->part_sizes);
    s->prices = base_arena_array(a, p->row_count + 1, sizeof *s->prices);
    for (size_t j = 0; j < p->job_count; j++)
        s->chosen[j] = MATCH_NONE;
}

/* Every part, or only that of the job `only`. */
static void solve_parts(const struct match_problem *p, const struct match_effort *effort,
                        size_t only, struct match_solution *solution)
{
    struct member *members = list_members(p);
    size_t *jobs = base_realloc(NULL, p->job_count + 1, sizeof *jobs);
    for (size_t first = 0, next; first < p->job_count; first = next) {
        bool wanted = only == MATCH_NONE;
        for (next = first; next < p->job_count && members[next].root == members[first].root;
             next++) {
            jobs[next - first] = members[next].job;
            wanted = wanted || members[next].job == only;
        }
        if (!wanted)
            continue;
        solve_jobs(p, effort, jobs, next - first, solution);
        for (size_t i = first; i < next; i++) {
            solution->solved[members[i].job] = true;
            solution->part_sizes[members[i].job] = next - first;
        }
    }
    free(jobs);
    free(members);
}

void match_solve(const struct match_problem *problem, const struct match_effort *effort,
                 struct base_arena *a, struct match_solution *solution)
{
    start_solution(problem, a, solution);
    solve_parts(problem, effort, MATCH_NONE, solution);
}

void match_solve_part(const struct match_problem *problem, const struct match_effort *effort,
                      size_t job, struct base_arena *a, struct match_solution *solution)
{
    start_solution(problem, a, solution);
    solve_parts(problem, effort, job, solution);
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
