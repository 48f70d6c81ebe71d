#include "core.h"

#include "ample.h"
#include "packings.h"

#include <string.h>

struct builder {
    struct match_core *x;
    const struct match_ample *ample;
    const struct match_solution *near; /* or NULL */
    struct base_arena *arena, *scratch;
    size_t *benches, *rows; /* by number in the whole: in the core, or MATCH_NONE */
    size_t bench_capacity, row_capacity, place_capacity;
    int64_t *moved; /* by job of the whole: steps that came to it as its demand's haven */
};

static bool is_out(const struct builder *b, size_t job, size_t choice)
{
    return b->ample->out[b->ample->first[job] + choice];
}

/* ---- who is in it ---------------------------------------------------------------------------- */

/* The best choice that is free to a job; *others: whether it could have another. */
static size_t best_free(const struct builder *b, size_t job, bool *others)
{
    const struct match_job *j = &b->x->whole->jobs[job];
    size_t best = MATCH_NONE, count = 0;
    for (size_t k = 0; k < j->choice_count; k++) {
        if (is_out(b, job, k))
            continue;
        count++;
        if (match_ample_is_free(b->ample, job, k) &&
            (best == MATCH_NONE || j->choices[k].gain > j->choices[best].gain))
            best = k;
    }
    *others = count > (best != MATCH_NONE);
    return best;
}

/* Finds what the job is sure of; false when there is nothing more for it. A pin is not to be given
 * up for more. */
static bool is_inside(struct builder *b, size_t job)
{
    struct match_core *x = b->x;
    bool others;
    size_t best = best_free(b, job, &others);
    x->sure[job] = MATCH_NONE;
    if (best == MATCH_NONE || (others && match_ample_is_pinned(b->ample, b->ample->heads[job])))
        return others;
    x->sure[job] = best;
    x->sure_gains[job] = x->whole->jobs[job].choices[best].gain;
    size_t row = b->ample->steps[job];
    int64_t steps = row == MATCH_NONE ? 0 : match_ample_steps(b->ample, job, best);
    if (steps > 0 && steps == x->whole->capacities[row])
        x->prices[row] = (double)x->sure_gains[job] / (double)steps;
    return others;
}

/* ---- benches, rows, choices ------------------------------------------------------------------ */

static size_t add_row(struct builder *b, size_t row, int64_t capacity)
{
    struct match_core *x = b->x;
    size_t number = x->problem.row_count, count = number;
    int64_t *new = base_arena_push(b->arena, (void **)&x->problem.capacities, &count,
                                   &b->row_capacity, sizeof *new);
    size_t *place = base_arena_push(b->arena, (void **)&x->rows, &x->problem.row_count,
                                    &b->place_capacity, sizeof *place);
    *new = capacity;
    *place = row;
    return number;
}

static size_t row_of(struct builder *b, size_t row)
{
    if (b->rows[row] == MATCH_NONE)
        b->rows[row] = add_row(b, row, b->x->whole->capacities[row]);
    return b->rows[row];
}

static size_t add_bench(struct builder *b, size_t bench)
{
    struct match_problem *p = &b->x->problem;
    struct match_bench *new = base_arena_push(b->arena, (void **)&p->benches, &p->bench_count,
                                              &b->bench_capacity, sizeof *new);
    *new = b->x->whole->benches[bench];
    return p->bench_count - 1;
}

static size_t bench_of(struct builder *b, size_t bench)
{
    if (b->benches[bench] == MATCH_NONE)
        b->benches[bench] = add_bench(b, bench);
    return b->benches[bench];
}

/* An ample bench is as good as one for each job, with the bench's month for it alone. */
struct own {
    size_t bench; /* of the whole; MATCH_NONE: none yet */
    size_t number, row;
};

static void take_own(struct builder *b, const struct match_choice *c, struct own *own)
{
    if (own->bench == c->bench)
        return;
    *own = (struct own){c->bench, add_bench(b, c->bench), MATCH_NONE};
    if (c->load_count > 0 && b->ample->only_bench[c->loads[0].row] == c->bench)
        own->row = add_row(b, MATCH_NONE, b->x->whole->capacities[c->loads[0].row]);
}

/* The bench's month stays, which is what its minutes are counted by, and what binds. */
static void add_choice(struct builder *b, size_t number, size_t choice, struct own *own)
{
    struct match_core *x = b->x;
    struct match_job *job = &x->problem.jobs[number];
    const struct match_choice *from = &x->whole->jobs[x->jobs[number]].choices[choice];
    struct match_choice *c = &job->choices[job->choice_count];
    bool ample = b->ample->ample[from->bench];
    if (ample)
        take_own(b, from, own);
    x->choices[number][job->choice_count++] = choice;
    *c = *from;
    c->gain -= x->sure_gains[x->jobs[number]];
    c->bench = (uint32_t)(ample ? own->number : bench_of(b, from->bench));
    c->loads = base_arena_array(b->arena, from->load_count + 1, sizeof *c->loads);
    c->load_count = 0;
    for (size_t i = 0; i < from->load_count; i++) {
        struct match_load load = from->loads[i];
        if (i > 0 && !match_ample_binds(b->ample, load.row))
            continue;
        bool private = ample && own->row != MATCH_NONE && i == 0;
        load.row = private ? own->row : row_of(b, load.row);
        c->loads[c->load_count++] = load;
    }
    c->load_room = 0;
}

/* Of one demand's jobs the first counts. */
static void find_stake(struct builder *b, size_t number)
{
    struct match_core *x = b->x;
    const struct match_job *job = &x->problem.jobs[number];
    size_t first = number;
    while (first > 0 && b->ample->heads[x->jobs[first - 1]] == b->ample->heads[x->jobs[number]])
        first--;
    for (size_t k = 0; k < job->choice_count; k++) {
        if (job->choices[k].gain > x->stakes[first])
            x->stakes[first] = job->choices[k].gain;
    }
}

static void add_job(struct builder *b, size_t job)
{
    struct match_core *x = b->x;
    const struct match_job *from = &x->whole->jobs[job];
    size_t number = x->problem.job_count++, count = 0;
    struct match_job *j = &x->problem.jobs[number];
    struct own own = {.bench = MATCH_NONE};
    for (size_t k = 0; k < from->choice_count; k++)
        count += !is_out(b, job, k);
    *j = *from;
    j->choice_count = 0;
    j->choices = base_arena_array(b->arena, count + 1, sizeof *j->choices);
    x->jobs[number] = job;
    x->choices[number] = base_arena_array(b->arena, count + 1, sizeof **x->choices);
    for (size_t k = 0; k < from->choice_count; k++) {
        if (!is_out(b, job, k) && k != x->sure[job])
            add_choice(b, number, k, &own);
    }
    find_stake(b, number);
}

/* ---- what to set out from -------------------------------------------------------------------- */

/* Parts that were left out have come to the haven: it has the best that is no more than they
 * were together. */
static size_t best_within(const struct builder *b, size_t job, int64_t steps)
{
    const struct match_job *j = &b->x->whole->jobs[job];
    size_t best = MATCH_NONE;
    for (size_t k = 0; k < j->choice_count; k++) {
        if (!is_out(b, job, k) && match_ample_steps(b->ample, job, k) <= steps &&
            (best == MATCH_NONE || j->choices[k].gain > j->choices[best].gain))
            best = k;
    }
    return best;
}

static void move_parts(struct builder *b)
{
    for (size_t j = 0; j < b->x->whole->job_count; j++) {
        size_t chosen = b->near->chosen[j], haven = b->ample->havens[j];
        if (chosen != MATCH_NONE && haven != MATCH_NONE && is_out(b, j, chosen))
            b->moved[haven] += match_ample_steps(b->ample, j, chosen);
    }
}

static size_t chosen_near(const struct builder *b, size_t job)
{
    size_t chosen = b->near->chosen[job];
    int64_t steps = b->moved[job];
    if (steps == 0)
        return chosen;
    if (chosen != MATCH_NONE)
        steps += match_ample_steps(b->ample, job, chosen);
    return best_within(b, job, steps);
}

static void find_near(struct builder *b)
{
    struct match_core *x = b->x;
    const struct match_problem *p = &x->problem;
    x->near.chosen = base_arena_array(b->arena, p->job_count + 1, sizeof *x->near.chosen);
    x->near.worths = base_arena_array(b->arena, p->job_count + 1, sizeof *x->near.worths);
    x->near.prices = base_arena_array(b->arena, p->row_count + 1, sizeof *x->near.prices);
    b->moved = base_arena_array(b->scratch, x->whole->job_count + 1, sizeof *b->moved);
    move_parts(b);
    for (size_t j = 0; j < p->job_count; j++) {
        size_t job = x->jobs[j], chosen = chosen_near(b, job);
        double worth = b->near->worths[job] - (double)x->sure_gains[job];
        x->near.worths[j] = worth > 0 ? worth : 0;
        x->near.chosen[j] = MATCH_NONE;
        for (size_t k = 0; k < p->jobs[j].choice_count; k++) {
            if (x->choices[j][k] == chosen)
                x->near.chosen[j] = k;
        }
    }
    for (size_t row = 0; row < p->row_count; row++)
        x->near.prices[row] = x->rows[row] == MATCH_NONE ? 0 : b->near->prices[x->rows[row]];
}

/* ---- the whole ------------------------------------------------------------------------------- */

static size_t *numbers(size_t count, struct base_arena *a)
{
    size_t *list = base_arena_array(a, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = MATCH_NONE;
    return list;
}

static void build(struct builder *b)
{
    struct match_core *x = b->x;
    const struct match_problem *w = x->whole;
    bool *inside = base_arena_array(b->scratch, w->job_count + 1, sizeof *inside);
    size_t jobs = 0;
    for (size_t j = 0; j < w->job_count; j++) {
        inside[j] = is_inside(b, j);
        jobs += inside[j];
    }
    x->problem.jobs = base_arena_array(b->arena, jobs + 1, sizeof *x->problem.jobs);
    x->jobs = base_arena_array(b->arena, jobs + 1, sizeof *x->jobs);
    x->choices = base_arena_array(b->arena, jobs + 1, sizeof *x->choices);
    x->stakes = base_arena_array(b->arena, jobs + 1, sizeof *x->stakes);
    for (size_t j = 0; j < w->job_count; j++) {
        if (inside[j])
            add_job(b, j);
    }
    if (b->near != NULL)
        find_near(b);
}

struct match_core *match_core_new(const struct match_problem *problem,
                                  const struct match_solution *near, struct base_arena *a)
{
    struct match_core *x = base_arena_alloc(a, sizeof *x);
    struct base_arena *scratch = base_arena_new();
    struct builder b = {.x = x,
                        .ample = match_ample_find(problem, scratch),
                        .near = near,
                        .arena = a,
                        .scratch = scratch,
                        .benches = numbers(problem->bench_count, scratch),
                        .rows = numbers(problem->row_count, scratch)};
    x->whole = problem;
    x->sure = base_arena_array(a, problem->job_count + 1, sizeof *x->sure);
    x->sure_gains = base_arena_array(a, problem->job_count + 1, sizeof *x->sure_gains);
    x->prices = base_arena_array(a, problem->row_count + 1, sizeof *x->prices);
    x->problem.packings = problem->packings != NULL ? problem->packings : match_packings_new(a);
    build(&b);
    bool *ample = base_arena_array(a, problem->bench_count + 1, sizeof *ample);
    memcpy(ample, b.ample->ample, problem->bench_count * sizeof *ample);
    x->ample = ample;
    base_arena_free(&scratch);
    return x;
}

/* ---- back ------------------------------------------------------------------------------------ */

/* All who are on a bench, one after the other. */
struct guests {
    size_t *first, *next; /* by bench, by job: a job, or MATCH_NONE */
};

static struct guests find_guests(const struct match_core *x, const struct match_solution *s,
                                 struct base_arena *a)
{
    const struct match_problem *w = x->whole;
    struct guests g = {numbers(w->bench_count, a), numbers(w->job_count, a)};
    for (size_t j = w->job_count; j-- > 0;) {
        if (s->chosen[j] == MATCH_NONE)
            continue;
        size_t bench = w->jobs[j].choices[s->chosen[j]].bench;
        g.next[j] = g.first[bench];
        g.first[bench] = j;
    }
    return g;
}

static bool holds(const struct match_core *x, const struct match_solution *s,
                  const struct guests *g, size_t bench, size_t *uses)
{
    size_t count = 0;
    for (size_t j = g->first[bench]; j != MATCH_NONE; j = g->next[j]) {
        if (s->chosen[j] != MATCH_NONE)
            uses[count++] = match_packings_use(x->problem.packings, &x->whole->benches[bench],
                                               &x->whole->jobs[j].choices[s->chosen[j]].task);
    }
    return count < 2 || match_packings_hold(x->problem.packings, uses, count) == MATCH_PACKED;
}

/* Who gains least there, pins last. */
static size_t least_guest(const struct match_core *x, const struct match_solution *s,
                          const struct guests *g, size_t bench)
{
    const struct match_choice *least = NULL;
    size_t job = MATCH_NONE;
    for (size_t j = g->first[bench]; j != MATCH_NONE; j = g->next[j]) {
        if (s->chosen[j] == MATCH_NONE)
            continue;
        const struct match_choice *c = &x->whole->jobs[j].choices[s->chosen[j]];
        if (least == NULL || c->pinned < least->pinned ||
            (c->pinned == least->pinned && c->gain < least->gain)) {
            least = c;
            job = j;
        }
    }
    return job;
}

/* A bench that can hold all can hold some of them; but where all were laid in one of a few orders,
 * these may not lead there for some. Then one goes without. (Whom the core chose was asked for.) */
static void check_guests(const struct match_core *x, struct match_solution *s)
{
    struct base_arena *a = base_arena_new();
    const struct match_problem *w = x->whole;
    struct guests g = find_guests(x, s, a);
    size_t *uses = base_arena_array(a, w->job_count + 1, sizeof *uses);
    for (size_t b = 0; b < w->bench_count; b++) {
        while (x->ample[b] && !holds(x, s, &g, b, uses)) {
            size_t job = least_guest(x, s, &g, b);
            s->gain -= w->jobs[job].choices[s->chosen[job]].gain;
            s->chosen[job] = MATCH_NONE;
        }
    }
    base_arena_free(&a);
}

void match_core_hand_back(const struct match_core *x, const struct match_solution *solution,
                          struct match_solution *whole)
{
    whole->clash = solution->clash;
    whole->gain = solution->gain;
    whole->bound = solution->bound;
    for (size_t row = 0; row < x->whole->row_count; row++)
        whole->prices[row] = x->prices[row];
    for (size_t row = 0; row < x->problem.row_count; row++) {
        if (x->rows[row] != MATCH_NONE)
            whole->prices[x->rows[row]] = solution->prices[row];
    }
    for (size_t j = 0; j < x->whole->job_count; j++) {
        whole->chosen[j] = x->sure[j];
        whole->worths[j] = (double)x->sure_gains[j];
        whole->gain += x->sure_gains[j];
        whole->bound += x->sure_gains[j];
    }
    for (size_t j = 0; j < x->problem.job_count; j++) {
        size_t job = x->jobs[j], chosen = solution->chosen[j];
        whole->worths[job] += solution->worths[j];
        if (chosen != MATCH_NONE)
            whole->chosen[job] = x->choices[j][chosen];
    }
    check_guests(x, whole);
}
