#include "thin.h"

enum { SETTLED_MOST = 1000 }; /* options; of more, too many are left for that to be of use */

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
                                       .rough = true,
                                       .shares = part->chosen_shares};
    part->fates[option] = fate;
    double value = match_part_fill(part, bench, &what, NULL);
    part->fates[option] = MATCH_FREE;
    return r->values[bench] - value;
}

/* What is not taken would cost its bench what it lacks to be worth taking, or more. */
static bool is_out(const struct match_relaxation *r, size_t option)
{
    return !(r->shares[option] > 0) && too_much(r, -r->surplus[option]);
}

/* The same, with the bench filled anew. What is taken must be in if the bench would lose too much
 * without it. What may be divided finer tells nothing. */
static void settle(struct match_relaxation *r, size_t option)
{
    struct match_part *part = r->part;
    if (r->shares[option] >= 1 && too_much(r, loss_by(r, option, MATCH_OUT)))
        match_part_decide(part, part->options[option].seeker, option);
    else if (!(r->shares[option] > 0) && r->surplus[option] > 0 &&
             too_much(r, loss_by(r, option, MATCH_IN)))
        part->fates[option] = MATCH_OUT;
}

static bool in_doubt(const struct match_part *part, size_t option)
{
    return part->fates[option] == MATCH_FREE && !part->options[option].finer;
}

size_t match_part_doubtful(const struct match_relaxation *r)
{
    const struct match_part *part = r->part;
    size_t count = 0;
    for (size_t o = 0; o < part->option_count; o++)
        count += part->fates[o] == MATCH_FREE && (part->options[o].finer || !is_out(r, o));
    return count;
}

size_t match_part_thin(struct match_relaxation *r)
{
    struct match_part *part = r->part;
    for (size_t o = 0; o < part->option_count; o++) {
        if (in_doubt(part, o) && is_out(r, o))
            part->fates[o] = MATCH_OUT;
    }
    size_t left = match_part_doubtful(r);
    for (size_t o = 0; o < part->option_count && left <= SETTLED_MOST; o++) {
        if (in_doubt(part, o))
            settle(r, o);
    }
    return match_part_doubtful(r);
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
    for (size_t i = 0; i < o->load_count; i++)
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
        for (size_t i = 0; i < part->options[o].load_count; i++)
            t.rows[part->options[o].loads[i].row] = true;
    }
    return t;
}

struct match_rest *match_part_rest(struct match_part *part, int64_t *sure)
{
    struct base_arena *a = part->arena;
    struct match_rest *rest = match_rest_new(part, a);
    struct touched t = find_touched(part, a);
    size_t *options = base_arena_array(a, part->option_count + 1, sizeof *options);
    match_rest_start(rest, a);
    *sure = 0;
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        size_t count = 0;
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (part->fates[o] != MATCH_OUT)
                options[count++] = o;
        }
        bool settled = count == 1 && part->fates[options[0]] == MATCH_IN;
        if (settled && !touches(part, &t, options[0]))
            *sure += part->options[options[0]].gain;
        else if (count > 0)
            match_rest_add(rest, i, options, count, settled, part->best[i]);
    }
    match_rest_finish(rest, part->capacities);
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
        size_t o =
            solution->chosen[j] == MATCH_NONE ? MATCH_NONE : rest->options[j][solution->chosen[j]];
        if (o != MATCH_NONE && part->plan.chosen[i] == MATCH_NONE && match_part_fits(part, o))
            match_part_put(part, i, o);
    }
    match_part_keep(part);
}
