/* improve.c: good plans: filled in an order, or taken from the sets that the bound was found with;
 * then every bench in turn is filled anew as well as it can be while the others stay. */
#include "part.h"

#include <math.h>
#include <stdlib.h>

enum { MANY = 1000 }; /* seekers for whom one first plan is enough */

int match_rank_by_worth(const void *x, const void *y)
{
    const struct match_rank *a = x, *b = y;
    if (a->worth > b->worth || a->worth < b->worth)
        return a->worth > b->worth ? -1 : 1;
    return (a->seeker > b->seeker) - (a->seeker < b->seeker);
}

/* ---- filling --------------------------------------------------------------------------------- */

enum order { BY_GAIN, BY_RATE, BY_SURPLUS };

/* What comes first: the largest gain, the largest gain a minute, or the most left after paying the
 * rows' prices. */
static double worth(const struct match_part *part, const struct match_seeker *s, enum order order)
{
    double best = 0;
    for (size_t k = 0; k < s->count; k++) {
        const struct match_option *o = &part->options[s->first + k];
        double w = order == BY_SURPLUS ? match_part_surplus(part, o) : (double)o->gain;
        if (order == BY_RATE)
            w /= fmax(1, (double)match_part_choice(part, o)->task.minutes);
        if (k == 0 || w > best)
            best = w;
    }
    return best;
}

/* The option that fits with the most gain, after paying prices when they count. */
static size_t best_fitting(struct match_part *part, size_t seeker, bool after_price)
{
    const struct match_seeker *s = &part->seekers[seeker];
    size_t best = MATCH_NONE;
    double most = 0;
    for (size_t o = s->first; o < s->first + s->count; o++) {
        const struct match_option *x = &part->options[o];
        double gain = after_price ? match_part_surplus(part, x) : (double)x->gain;
        if ((best == MATCH_NONE || gain > most) && match_part_fits(part, o)) {
            best = o;
            most = gain;
            if (!after_price)
                break; /* they stand by gain */
        }
    }
    return best;
}

/* Those who are out, in an order, each where it gains most. */
static void fill(struct match_part *part, enum order order)
{
    struct match_rank *ranks = base_realloc(NULL, part->seeker_count + 1, sizeof *ranks);
    size_t count = 0;
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->plan.chosen[i] == MATCH_NONE)
            ranks[count++] = (struct match_rank){worth(part, &part->seekers[i], order), i};
    }
    if (count > 0)
        qsort(ranks, count, sizeof *ranks, match_rank_by_worth);
    for (size_t i = 0; i < count; i++) {
        size_t option = best_fitting(part, ranks[i].seeker, order == BY_SURPLUS);
        if (option != MATCH_NONE)
            match_part_put(part, ranks[i].seeker, option);
    }
    free(ranks);
}

/* ---- improving ------------------------------------------------------------------------------- */

static int64_t gain_of(const struct match_part *part, size_t option)
{
    return option == MATCH_NONE ? 0 : part->options[option].gain;
}

/* Somebody who could be on the bench would gain by it: else there is nothing to find. */
static bool is_wanted(const struct match_part *part, size_t bench)
{
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t o = part->at[bench][n];
        if (part->fates[o] == MATCH_FREE &&
            part->options[o].gain > gain_of(part, part->plan.chosen[part->options[o].seeker]))
            return true;
    }
    return false;
}

/* All whose seekers moved, or could, have their turn again. */
static void wake_moved(struct match_part *part)
{
    for (size_t i = 0; i < part->move_count; i++) {
        const struct match_seeker *s = &part->seekers[part->moves[i].seeker];
        for (size_t o = s->first; o < s->first + s->count; o++)
            part->restless[part->options[o].bench] = true;
    }
}

static bool refill_benches(struct match_part *part)
{
    bool better = false;
    for (size_t b = 0; b < part->bench_count && part->work > 0; b++) {
        if (!part->restless[b])
            continue;
        part->restless[b] = false;
        if (is_wanted(part, b) && match_part_reoptimise(part, b)) {
            wake_moved(part);
            better = true;
        }
    }
    return better;
}

static bool share_rows(struct match_part *part)
{
    bool better = false;
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        if (part->common[row] && part->prices[row] > 0 && match_part_share(part, row, false)) {
            wake_moved(part);
            better = true;
        }
    }
    return better;
}

/* Benches, and common rows when they have found their peace, until nothing is gained any more. */
static void climb(struct match_part *part)
{
    while (part->work > 0 && (refill_benches(part) || (part->thorough && share_rows(part))))
        ;
    match_part_keep(part);
}

static void wake_all(struct match_part *part)
{
    for (size_t b = 0; b < part->bench_count; b++)
        part->restless[b] = true;
}

void match_part_improve(struct match_part *part)
{
    static const enum order orders[] = {BY_SURPLUS, BY_RATE, BY_GAIN};
    size_t count = part->seeker_count > MANY ? 1 : sizeof orders / sizeof *orders;
    for (size_t i = 0; i < count; i++) {
        match_part_clear(part);
        fill(part, orders[i]);
        wake_all(part);
        climb(part);
    }
}

/* What was taken whole, the most left after paying first: common rows may not hold all of it. */
static void put_by_surplus(struct match_part *part, const double *shares)
{
    struct match_rank *ranks = base_realloc(NULL, part->option_count + 1, sizeof *ranks);
    size_t count = 0;
    for (size_t o = 0; o < part->option_count; o++) {
        if (shares[o] > 0.05)
            ranks[count++] =
                (struct match_rank){shares[o] * match_part_surplus(part, &part->options[o]), o};
    }
    if (count > 0)
        qsort(ranks, count, sizeof *ranks, match_rank_by_worth);
    for (size_t i = 0; i < count; i++) {
        size_t seeker = part->options[ranks[i].seeker].seeker;
        if (part->plan.chosen[seeker] == MATCH_NONE && match_part_fits(part, ranks[i].seeker))
            match_part_put(part, seeker, ranks[i].seeker);
    }
    free(ranks);
}

/* Those who share money come to terms where hours cost what others could make of them: what comes
 * first after that takes none that others need more. */
static void share_at_prices(struct match_part *part)
{
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        if (part->common[row] && part->prices[row] > 0)
            match_part_share(part, row, true);
    }
}

void match_part_repair(struct match_part *part, const double *shares)
{
    match_part_clear(part);
    if (part->common_count > 0)
        put_by_surplus(part, shares);
    else
        match_part_put_shares(part, shares);
    fill(part, part->common_count > 0 ? BY_SURPLUS : BY_RATE);
    share_at_prices(part);
    wake_all(part);
    climb(part);
}

/* ---- resuming -------------------------------------------------------------------------------- */

/* Takes what the solution chose, where it fits; pins first or the others. */
static void take_over(struct match_part *part, const struct match_solution *near, bool pinned)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (part->options[o].index == near->chosen[s->job] &&
                match_part_choice(part, &part->options[o])->pinned == pinned &&
                part->plan.chosen[i] == MATCH_NONE && match_part_fits(part, o))
                match_part_put(part, i, o);
        }
    }
}

void match_part_recall(struct match_part *part, const struct match_solution *near)
{
    for (size_t r = 0; r < part->row_count; r++)
        part->prices[r] = near->prices[part->rows[r]];
    for (size_t i = 0; i < part->seeker_count; i++)
        part->worths[i] = part->seekers[i].single ? 0 : near->worths[part->seekers[i].job];
    match_part_clear(part);
    take_over(part, near, true);
    take_over(part, near, false);
    match_part_keep(part);
}

void match_part_resume(struct match_part *part, const struct match_solution *near)
{
    match_part_recall(part, near);
    fill(part, BY_RATE);
    wake_all(part);
    climb(part);
}
