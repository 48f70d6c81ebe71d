#include "again.h"

#include "around.h"

#include <stdlib.h>
#include <string.h>

enum {
    BENCHES = 24, /* around a change; of very many jobs less, as there are many changes to try */
    BENCHES_LEAST = 6,
    BENCHES_OF_ALL = 400000, /* benches times jobs */
};

struct match_again {
    struct match_part *part;
    struct match_relaxation *r;
    struct match_around *around;
    struct match_extra **extras; /* by bench */
    size_t *extra_counts;
    int64_t *room; /* by row: what there is of it */
};

static struct match_members all_of(size_t count, struct base_arena *a)
{
    struct match_members m = {.list = base_arena_array(a, count + 1, sizeof *m.list),
                              .first = base_arena_array(a, 2, sizeof *m.first)};
    for (size_t i = 0; i < count; i++)
        m.list[i] = i;
    m.place = m.list; /* everything is where its number is */
    m.first[1] = count;
    return m;
}

/* All in one part: a change may join what was apart. */
static struct match_split *whole(const struct match_problem *p, struct base_arena *a)
{
    struct match_split *s = base_arena_alloc(a, sizeof *s);
    s->part_count = 1;
    s->part_of_job = base_arena_array(a, p->job_count + 1, sizeof *s->part_of_job);
    s->jobs = all_of(p->job_count, a);
    s->benches = all_of(p->bench_count, a);
    s->rows = all_of(p->row_count, a);
    return s;
}

static bool has_option(const struct match_part *part, size_t seeker, size_t index)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->options[o].index == index)
            return true;
    }
    return false;
}

/* Choices that do not fit alone: an hour more on their bench may let them in. */
static void find_extras(struct match_again *x, struct base_arena *a)
{
    const struct match_problem *p = x->part->problem;
    size_t *capacities = base_arena_array(a, p->bench_count + 1, sizeof *capacities);
    x->extras = base_arena_array(a, p->bench_count + 1, sizeof *x->extras);
    x->extra_counts = base_arena_array(a, p->bench_count + 1, sizeof *x->extra_counts);
    for (size_t j = 0; j < p->job_count; j++) {
        const struct match_job *job = &p->jobs[j];
        for (size_t k = 0; k < job->choice_count && x->part->seekers[j].count < job->choice_count;
             k++) {
            const struct match_choice *c = &job->choices[k];
            if (c->gain <= 0 || has_option(x->part, j, k))
                continue;
            struct match_extra *extra =
                base_arena_push(a, (void **)&x->extras[c->bench], &x->extra_counts[c->bench],
                                &capacities[c->bench], sizeof *extra);
            *extra = (struct match_extra){j, c};
        }
    }
    base_arena_drop(a, capacities, p->bench_count + 1, sizeof *capacities);
}

/* Where pins clash those are held that the solution has. */
static void hold_pins(struct match_part *part, const struct match_solution *solution,
                      struct base_arena *a)
{
    size_t *options = base_arena_array(a, part->seeker_count + 1, sizeof *options);
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        options[i] = MATCH_NONE;
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (match_part_choice(part, &part->options[o])->pinned &&
                part->options[o].index == solution->chosen[s->job])
                options[i] = o;
        }
    }
    match_part_hold(part, options);
}

struct match_again *match_again_new(const struct match_problem *problem,
                                    const struct match_solution *solution, struct base_arena *a)
{
    struct match_again *x = base_arena_alloc(a, sizeof *x);
    x->part = match_part_new(problem, whole(problem, a), 0, a);
    x->part->work = INT64_MAX;
    if (x->part->clash)
        hold_pins(x->part, solution, a);
    match_part_recall(x->part, solution);
    x->r = match_relax_new(x->part);
    match_relax_settle(x->r);
    match_relax_rest(x->r);
    x->around = match_around_new(x->r, a);
    x->room = base_arena_array(a, problem->row_count + 1, sizeof *x->room);
    for (size_t row = 0; row < problem->row_count; row++)
        x->room[row] = problem->capacities[row];
    find_extras(x, a);
    return x;
}

/* ---- what is changed ------------------------------------------------------------------------- */

/* What is at stake: how far it can be worth to look. */
static double stake(const struct match_again *x, const struct match_trial *t)
{
    const struct match_part *part = x->part;
    double most = t->must != NULL ? (double)t->must->gain : 0;
    size_t bench = t->must != NULL ? t->must->bench : t->bench;
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        const struct match_option *o = &part->options[part->at[bench][n]];
        if ((double)o->gain > most)
            most = (double)o->gain;
    }
    return most;
}

static void change_bench(const struct match_rest *rest, const struct match_trial *t,
                         struct match_problem *p)
{
    if (t->must != NULL)
        return;
    p->benches[rest->benches.place[t->bench]].spare = t->spare;
    for (size_t i = 0; i < t->row_count; i++) {
        size_t row = rest->rows.place[t->rows[i]];
        if (row == MATCH_NONE)
            continue;
        p->capacities[row] += t->minutes;
        if (p->capacities[row] < 0)
            p->capacities[row] = 0;
    }
}

/* ---- how it comes out ------------------------------------------------------------------------ */

static int64_t gain_of(const struct match_job *job, size_t choice)
{
    return choice == MATCH_NONE ? 0 : job->choices[choice].gain;
}

static void compare(const struct match_rest *rest, const struct match_solution *now,
                    struct match_trial *t, struct base_arena *a)
{
    size_t capacity = 0;
    size_t others = rest->problem.job_count - (t->must != NULL);
    for (size_t j = 0; j < others; j++) {
        const struct match_job *job = &rest->problem.jobs[j];
        t->before += gain_of(job, rest->near.chosen[j]);
        t->after += gain_of(job, now->chosen[j]);
        if (job->part || rest->near.chosen[j] == MATCH_NONE || now->chosen[j] != MATCH_NONE)
            continue;
        size_t *fallen =
            base_arena_push(a, (void **)&t->fallen, &t->fallen_count, &capacity, sizeof *fallen);
        *fallen = rest->part->seekers[rest->seekers[j]].job;
    }
    t->possible = t->must == NULL || now->chosen[others] != MATCH_NONE;
}

/* ---- whether it is worth looking ------------------------------------------------------------- */

static bool extra_pays(const struct match_again *x, size_t bench)
{
    for (size_t i = 0; i < x->extra_counts[bench]; i++) {
        const struct match_extra *extra = &x->extras[bench][i];
        if ((double)extra->choice->gain > x->part->worths[extra->seeker])
            return true;
    }
    return false;
}

bool match_again_pays(struct match_again *x, const struct match_trial *t)
{
    struct match_part *part = x->part;
    const struct match_filling what = {
        .surplus = x->r->surplus, .room = x->room, .shares = part->chosen_shares};
    if (part->cuts[t->bench].count > 0 || extra_pays(x, t->bench))
        return true;
    for (size_t i = 0; i < t->row_count; i++)
        x->room[t->rows[i]] += t->minutes;
    double value = match_part_fill(part, t->bench, &what, NULL);
    for (size_t i = 0; i < t->row_count; i++)
        x->room[t->rows[i]] -= t->minutes;
    return part->cuts[t->bench].count > 0 || value > x->r->values[t->bench] + 0.5;
}

static size_t benches_around(const struct match_again *x)
{
    size_t benches = BENCHES_OF_ALL / (x->part->problem->job_count + 1);
    return benches > BENCHES ? BENCHES : benches < BENCHES_LEAST ? BENCHES_LEAST : benches;
}

void match_again_try(struct match_again *x, struct match_trial *t, struct base_arena *a)
{
    const struct match_effort effort = {.work = 1000, .turns = 1, .stages = 3, .rounds = 20};
    struct base_arena *scratch = base_arena_new();
    struct match_solution now;
    size_t bench = t->must != NULL ? t->must->bench : t->bench;
    const struct match_place_lost place = {stake(x, t), bench, MATCH_NONE};
    match_part_mark(x->part);
    for (size_t i = 0; t->must != NULL && i < t->job_count; i++) {
        if (x->part->plan.chosen[t->first_job + i] != MATCH_NONE)
            match_part_take(x->part, t->first_job + i);
    }
    x->around->must = t->must;
    x->around->left_out = t->must != NULL ? t->first_job : 0;
    x->around->left_out_count = t->must != NULL ? t->job_count : 0;
    bool more = t->must == NULL && t->minutes > 0;
    x->around->extras = more ? x->extras[t->bench] : NULL;
    x->around->extra_count = more ? x->extra_counts[t->bench] : 0;
    const struct match_rest *rest =
        match_around_place(x->around, &place, benches_around(x), scratch);
    struct match_problem problem = rest->problem;
    change_bench(rest, t, &problem);
    t->before = t->after = 0;
    t->fallen = NULL;
    t->fallen_count = 0;
    match_solve(&problem, &effort, &rest->near, scratch, &now);
    compare(rest, &now, t, a);
    match_part_undo(x->part);
    base_arena_free(&scratch);
}
