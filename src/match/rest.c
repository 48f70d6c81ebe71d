#include "rest.h"

static struct match_numbers numbers_new(size_t count, struct base_arena *a)
{
    struct match_numbers n = {.place = base_arena_array(a, count + 1, sizeof *n.place),
                              .list = base_arena_array(a, count + 1, sizeof *n.list)};
    for (size_t i = 0; i < count; i++)
        n.place[i] = MATCH_NONE;
    return n;
}

static size_t number_of(struct match_numbers *n, size_t thing)
{
    if (n->place[thing] == MATCH_NONE) {
        n->place[thing] = n->count;
        n->list[n->count++] = thing;
    }
    return n->place[thing];
}

static void forget(struct match_numbers *n)
{
    while (n->count > 0)
        n->place[n->list[--n->count]] = MATCH_NONE;
}

struct match_rest *match_rest_new(struct match_part *part, struct base_arena *a)
{
    struct match_rest *rest = base_arena_alloc(a, sizeof *rest);
    rest->part = part;
    rest->benches = numbers_new(part->bench_count, a);
    rest->rows = numbers_new(part->row_count, a);
    rest->seekers = base_arena_array(a, part->seeker_count + 2, sizeof *rest->seekers);
    rest->options = base_arena_array(a, part->seeker_count + 2, sizeof *rest->options);
    rest->problem.jobs = base_arena_array(a, part->seeker_count + 2, sizeof *rest->problem.jobs);
    rest->near.chosen = base_arena_array(a, part->seeker_count + 2, sizeof *rest->near.chosen);
    rest->near.worths = base_arena_array(a, part->seeker_count + 2, sizeof *rest->near.worths);
    return rest;
}

void match_rest_start(struct match_rest *rest, struct base_arena *a)
{
    rest->arena = a;
    rest->problem.job_count = 0;
    rest->problem.packings = rest->part->packings;
    forget(&rest->benches);
    forget(&rest->rows);
}

static void add_choice(struct match_rest *rest, struct match_job *job,
                       const struct match_choice *choice, size_t bench,
                       const struct match_load *loads, bool pinned)
{
    struct match_choice *c = &job->choices[job->choice_count++];
    *c = *choice;
    c->bench = (uint32_t)number_of(&rest->benches, bench);
    c->pinned = pinned;
    c->loads = base_arena_array(rest->arena, c->load_count, sizeof *c->loads);
    for (size_t i = 0; i < c->load_count; i++)
        c->loads[i] = (struct match_load){number_of(&rest->rows, loads[i].row), loads[i].amount};
}

void match_rest_add(struct match_rest *rest, size_t seeker, const size_t *options, size_t count,
                    bool must, size_t chosen)
{
    const struct match_part *part = rest->part;
    const struct match_job *from = &part->problem->jobs[part->seekers[seeker].job];
    size_t number = rest->problem.job_count++;
    struct match_job *job = &rest->problem.jobs[number];
    *job = (struct match_job){.demand = from->demand, .part = from->part, .finer = from->finer};
    job->choices =
        base_arena_array(rest->arena, count + 1, sizeof *job->choices); /* one may follow */
    rest->options[number] = base_arena_array(rest->arena, count + 1, sizeof **rest->options);
    rest->seekers[number] = seeker;
    rest->near.chosen[number] = MATCH_NONE;
    rest->near.worths[number] = part->worths[seeker];
    for (size_t i = 0; i < count; i++) {
        rest->options[number][i] = options[i];
        if (options[i] == chosen)
            rest->near.chosen[number] = i;
        const struct match_option *o = &part->options[options[i]];
        add_choice(rest, job, match_part_choice(part, o), o->bench, o->loads, must);
    }
}

void match_rest_extend(struct match_rest *rest, const struct match_choice *choice)
{
    size_t number = rest->problem.job_count - 1;
    struct match_job *job = &rest->problem.jobs[number];
    rest->options[number][job->choice_count] = MATCH_NONE;
    add_choice(rest, job, choice, choice->bench, choice->loads, false);
}

void match_rest_must(struct match_rest *rest, const struct match_choice *choice)
{
    size_t number = rest->problem.job_count++;
    struct match_job *job = &rest->problem.jobs[number];
    *job = (struct match_job){.demand = -1};
    job->choices = base_arena_alloc(rest->arena, sizeof *job->choices);
    rest->seekers[number] = MATCH_NONE;
    rest->near.chosen[number] = 0;
    rest->near.worths[number] = 0;
    add_choice(rest, job, choice, choice->bench, choice->loads, true);
}

void match_rest_finish(struct match_rest *rest, const int64_t *capacities)
{
    const struct match_part *part = rest->part;
    struct match_problem *p = &rest->problem;
    p->bench_count = rest->benches.count;
    p->row_count = rest->rows.count;
    p->benches = base_arena_array(rest->arena, p->bench_count + 1, sizeof *p->benches);
    p->capacities = base_arena_array(rest->arena, p->row_count + 1, sizeof *p->capacities);
    rest->near.prices = base_arena_array(rest->arena, p->row_count + 1, sizeof *rest->near.prices);
    for (size_t b = 0; b < p->bench_count; b++)
        p->benches[b] = part->problem->benches[part->benches[rest->benches.list[b]]];
    for (size_t r = 0; r < p->row_count; r++) {
        p->capacities[r] = capacities[rest->rows.list[r]];
        rest->near.prices[r] = part->prices[rest->rows.list[r]];
    }
}
