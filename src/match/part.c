#include "part.h"

#include <stdlib.h>
#include <string.h>

/* ---- making -----------------------------------------------------------------------------------
 */

static int by_gain(const void *x, const void *y)
{
    const struct match_option *a = x, *b = y;
    if (a->gain != b->gain)
        return a->gain > b->gain ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static bool within_rows(const struct match_problem *p, const struct match_choice *c)
{
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].amount > p->capacities[c->loads[i].row])
            return false;
    }
    return true;
}

static void add_options(struct match_part *part, struct match_seeker *s)
{
    const struct match_problem *p = part->problem;
    const struct match_job *job = &p->jobs[s->job];
    s->first = part->option_count;
    for (size_t i = 0; i < job->choice_count; i++) {
        const struct match_choice *c = &job->choices[i];
        if ((c->gain <= 0 && !c->pinned) || !within_rows(p, c))
            continue;
        size_t use = match_packings_use(part->packings, p, c->bench, &c->task);
        if (match_packings_hold(part->packings, p, &use, 1) != MATCH_PACKED)
            continue;
        int64_t gain = c->gain + (c->pinned ? part->bonus : 0);
        part->options[part->option_count++] = (struct match_option){c, i, use, gain};
    }
    s->count = part->option_count - s->first;
    if (s->count > 0)
        qsort(part->options + s->first, s->count, sizeof *part->options, by_gain);
}

/* How far apart a job's choices can be: what a pin must outweigh. */
static int64_t gain_range(const struct match_job *job)
{
    int64_t best = 0, worst = 0;
    for (size_t i = 0; i < job->choice_count; i++) {
        int64_t gain = job->choices[i].gain;
        if (gain > best)
            best = gain;
        if (gain < worst && job->choices[i].pinned)
            worst = gain;
    }
    return best - worst;
}

static void make_plan(struct match_part *part)
{
    const struct match_problem *p = part->problem;
    struct match_plan_state *plan = &part->plan;
    plan->chosen = base_arena_array(part->arena, part->seeker_count + 1, sizeof *plan->chosen);
    plan->left = base_arena_array(part->arena, p->row_count + 1, sizeof *plan->left);
    plan->on = base_arena_array(part->arena, p->bench_count + 1, sizeof *plan->on);
    plan->on_count = base_arena_array(part->arena, p->bench_count + 1, sizeof *plan->on_count);
    size_t *most = base_arena_array(part->arena, p->bench_count + 1, sizeof *most);
    for (size_t o = 0; o < part->option_count; o++)
        most[part->options[o].choice->bench]++;
    for (size_t b = 0; b < p->bench_count; b++)
        plan->on[b] = base_arena_array(part->arena, most[b] + 1, sizeof *plan->on[b]);
    for (size_t i = 0; i < part->seeker_count; i++)
        plan->chosen[i] = MATCH_NONE;
    if (p->row_count > 0)
        memcpy(plan->left, p->capacities, p->row_count * sizeof *plan->left);
}

struct match_part *match_part_new(const struct match_problem *problem, const size_t *jobs,
                                  size_t count, struct base_arena *a)
{
    struct match_part *part = base_arena_alloc(a, sizeof *part);
    size_t options = 0;
    part->problem = problem;
    part->arena = a;
    part->packings = problem->packings != NULL ? problem->packings : match_packings_new(a);
    part->bonus = 1;
    for (size_t i = 0; i < count; i++) {
        options += problem->jobs[jobs[i]].choice_count;
        part->bonus += gain_range(&problem->jobs[jobs[i]]);
    }
    part->options = base_arena_array(a, options + 1, sizeof *part->options);
    part->seekers = base_arena_array(a, count + 1, sizeof *part->seekers);
    part->prices = base_arena_array(a, problem->row_count + 1, sizeof *part->prices);
    part->best = base_arena_array(a, count + 1, sizeof *part->best);
    part->uses = base_arena_array(a, count + 1, sizeof *part->uses);
    part->seeker_count = count;
    for (size_t i = 0; i < count; i++) {
        struct match_seeker *s = &part->seekers[i];
        s->job = jobs[i];
        s->twin = i > 0 && problem->jobs[jobs[i]].piece && problem->jobs[jobs[i - 1]].piece &&
                  problem->jobs[jobs[i]].demand == problem->jobs[jobs[i - 1]].demand;
        add_options(part, s);
        part->best[i] = MATCH_NONE;
    }
    make_plan(part);
    return part;
}

/* ---- changing the plan
 * ------------------------------------------------------------------------------- */

static void insert(size_t *set, size_t *count, size_t option)
{
    size_t at = (*count)++;
    for (; at > 0 && set[at - 1] > option; at--)
        set[at] = set[at - 1];
    set[at] = option;
}

static void withdraw(size_t *set, size_t *count, size_t option)
{
    size_t at = 0;
    while (set[at] != option)
        at++;
    memmove(set + at, set + at + 1, (--*count - at) * sizeof *set);
}

/* What the bench would hold with the option. */
static enum match_packed holds(struct match_part *part, size_t bench, size_t option)
{
    size_t *set = part->plan.on[bench], *count = &part->plan.on_count[bench];
    insert(set, count, option);
    for (size_t i = 0; i < *count; i++)
        part->uses[i] = part->options[set[i]].use;
    enum match_packed result =
        match_packings_hold(part->packings, part->problem, part->uses, *count);
    withdraw(set, count, option);
    return result;
}

bool match_part_fits(struct match_part *part, size_t option)
{
    const struct match_choice *c = part->options[option].choice;
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].amount > part->plan.left[c->loads[i].row])
            return false;
    }
    if (part->plan.on_count[c->bench] == 0)
        return true; /* alone it fits, or it would be no option */
    enum match_packed result = holds(part, c->bench, option);
    if (result == MATCH_UNDECIDED)
        part->undecided = true;
    return result == MATCH_PACKED;
}

static void load_rows(struct match_part *part, const struct match_choice *c, int64_t sign)
{
    for (size_t i = 0; i < c->load_count; i++)
        part->plan.left[c->loads[i].row] -= sign * c->loads[i].amount;
}

void match_part_put(struct match_part *part, size_t seeker, size_t option)
{
    const struct match_choice *c = part->options[option].choice;
    part->plan.chosen[seeker] = option;
    part->plan.gain += part->options[option].gain;
    load_rows(part, c, 1);
    insert(part->plan.on[c->bench], &part->plan.on_count[c->bench], option);
}

void match_part_take(struct match_part *part, size_t seeker)
{
    size_t option = part->plan.chosen[seeker];
    const struct match_choice *c = part->options[option].choice;
    part->plan.chosen[seeker] = MATCH_NONE;
    part->plan.gain -= part->options[option].gain;
    load_rows(part, c, -1);
    withdraw(part->plan.on[c->bench], &part->plan.on_count[c->bench], option);
}

void match_part_clear(struct match_part *part)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->plan.chosen[i] != MATCH_NONE)
            match_part_take(part, i);
    }
}

void match_part_keep(struct match_part *part)
{
    if (part->plan.gain <= part->best_gain)
        return;
    part->best_gain = part->plan.gain;
    if (part->seeker_count > 0)
        memcpy(part->best, part->plan.chosen, part->seeker_count * sizeof *part->best);
}

void match_part_restore(struct match_part *part)
{
    match_part_clear(part);
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->best[i] != MATCH_NONE)
            match_part_put(part, i, part->best[i]);
    }
}
