#include "thin.h"

#include <string.h>

/* ---- leaving out ----------------------------------------------------------------------------- */

/* No plan better than the best loses so much of the bound. */
static bool too_much(const struct match_relaxation *r, double loss)
{
    return match_whole_bound(r->bound - loss) <= r->part->best_gain;
}

/* What the bound loses when the option has this fate. */
static double loss_by(const struct match_relaxation *r, size_t option, enum match_fate fate)
{
    struct match_part *part = r->part;
    size_t bench = part->options[option].bench;
    const struct match_filling what = {.surplus = r->surplus,
                                       .room = part->capacities,
                                       .whole = false,
                                       .shares = part->chosen_shares};
    part->fates[option] = fate;
    double value = match_part_fill(part, bench, &what, NULL);
    part->fates[option] = MATCH_FREE;
    return r->values[bench] - value;
}

/* What is not taken would cost its bench what it lacks to be worth taking, or more. */
static bool thin_one(struct match_relaxation *r, size_t seeker, size_t option)
{
    struct match_part *part = r->part;
    if (r->shares[option] >= 1) {
        if (!too_much(r, loss_by(r, option, MATCH_OUT)))
            return false;
        match_part_decide(part, seeker, option);
        return true;
    }
    if (r->shares[option] > 0)
        return false; /* a piece, divided */
    if (too_much(r, -r->surplus[option]) ||
        (r->surplus[option] > 0 && too_much(r, loss_by(r, option, MATCH_IN)))) {
        part->fates[option] = MATCH_OUT;
        return true;
    }
    return false;
}

bool match_part_thin(struct match_relaxation *r)
{
    struct match_part *part = r->part;
    bool thinner = false;
    match_relax_settle(r);
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (part->fates[o] == MATCH_FREE && !part->options[o].piece)
                thinner = thin_one(r, i, o) || thinner;
        }
    }
    return thinner;
}

/* ---- what is left ---------------------------------------------------------------------------- */

/* Rows and benches that something undecided loads. */
struct touched {
    bool *rows, *benches;
};

static bool touches(const struct match_part *part, const struct touched *t, size_t option)
{
    const struct match_option *o = &part->options[option];
    bool any = t->benches[o->bench];
    for (size_t i = 0; i < o->choice->load_count; i++)
        any = any || t->rows[o->loads[i].row];
    return any;
}

static struct touched find_touched(const struct match_part *part, struct base_arena *a)
{
    struct touched t = {.rows = base_arena_array(a, part->row_count + 1, sizeof *t.rows),
                        .benches = base_arena_array(a, part->bench_count + 1, sizeof *t.benches)};
    for (size_t o = 0; o < part->option_count; o++) {
        if (part->fates[o] != MATCH_FREE)
            continue;
        t.benches[part->options[o].bench] = true;
        for (size_t i = 0; i < part->options[o].choice->load_count; i++)
            t.rows[part->options[o].loads[i].row] = true;
    }
    return t;
}

static void add_job(struct match_rest *rest, const struct match_part *part, size_t seeker,
                    struct base_arena *a)
{
    const struct match_seeker *s = &part->seekers[seeker];
    size_t number = rest->problem.job_count++;
    struct match_job *job = &rest->problem.jobs[number];
    const struct match_job *from = &part->problem->jobs[s->job];
    *job = (struct match_job){.demand = from->demand, .piece = from->piece};
    job->choices = base_arena_array(a, s->count + 1, sizeof *job->choices);
    rest->options[number] = base_arena_array(a, s->count + 1, sizeof **rest->options);
    rest->seekers[number] = seeker;
    rest->near.chosen[number] = MATCH_NONE;
    rest->near.worths[number] = part->worths[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->fates[o] == MATCH_OUT)
            continue;
        rest->options[number][job->choice_count] = o;
        if (part->best[seeker] == o)
            rest->near.chosen[number] = job->choice_count;
        job->choices[job->choice_count] = *part->options[o].choice;
        job->choices[job->choice_count++].pinned = part->fates[o] == MATCH_IN;
    }
}

struct match_rest *match_part_rest(struct match_part *part, struct base_arena *a)
{
    struct match_rest *rest = base_arena_alloc(a, sizeof *rest);
    struct touched t = find_touched(part, a);
    size_t jobs = part->seeker_count + 1;
    rest->problem = *part->problem;
    rest->problem.split = NULL;
    rest->problem.job_count = 0;
    rest->problem.packings = part->packings;
    rest->problem.jobs = base_arena_array(a, jobs, sizeof *rest->problem.jobs);
    rest->options = base_arena_array(a, jobs, sizeof *rest->options);
    rest->seekers = base_arena_array(a, jobs, sizeof *rest->seekers);
    rest->near.chosen = base_arena_array(a, jobs, sizeof *rest->near.chosen);
    rest->near.worths = base_arena_array(a, jobs, sizeof *rest->near.worths);
    rest->near.prices = base_arena_array(a, part->problem->row_count + 1, sizeof *rest->near.prices);
    for (size_t r = 0; r < part->row_count; r++)
        rest->near.prices[part->rows[r]] = part->prices[r];
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        size_t in = MATCH_NONE;
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (part->fates[o] == MATCH_IN)
                in = o;
        }
        if (in != MATCH_NONE && !touches(part, &t, in))
            rest->sure += part->options[in].gain;
        else if (in != MATCH_NONE || match_relax_open(part, i))
            add_job(rest, part, i, a);
    }
    return rest;
}

void match_part_take_rest(struct match_part *part, const struct match_rest *rest,
                          const struct match_solution *solution)
{
    match_part_clear(part);
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (part->fates[o] == MATCH_IN && part->plan.chosen[i] == MATCH_NONE &&
                match_part_fits(part, o))
                match_part_put(part, i, o);
        }
    }
    for (size_t j = 0; j < rest->problem.job_count; j++) {
        size_t i = rest->seekers[j];
        size_t o = solution->chosen[j] == MATCH_NONE ? MATCH_NONE
                                                     : rest->options[j][solution->chosen[j]];
        if (o != MATCH_NONE && part->plan.chosen[i] == MATCH_NONE && match_part_fits(part, o))
            match_part_put(part, i, o);
    }
    match_part_keep(part);
}
