#include "around.h"

#include <math.h>
#include <stdlib.h>

enum {
    RIVALS = 12, /* of a bench that are reached, beside its own */
    ROWS = 2,    /* common ones of a place */
};

static const double SLACK = 4; /* times the loss: what an option may lose and yet be tried */

struct match_around *match_around_new(struct match_relaxation *r, struct base_arena *a)
{
    const struct match_part *part = r->part;
    struct match_around *x = base_arena_alloc(a, sizeof *x);
    size_t most = 0;
    x->r = r;
    x->rest = match_rest_new(r->part, a);
    x->benches = base_arena_array(a, part->bench_count + 1, sizeof *x->benches);
    x->seekers = base_arena_array(a, part->seeker_count + 1, sizeof *x->seekers);
    x->queue = base_arena_array(a, part->bench_count + 1, sizeof *x->queue);
    x->near = base_arena_array(a, part->seeker_count + 1, sizeof *x->near);
    x->room = base_arena_array(a, part->row_count + 1, sizeof *x->room);
    for (size_t i = 0; i < part->seeker_count; i++)
        most = part->seekers[i].count > most ? part->seekers[i].count : most;
    x->options = base_arena_array(a, most + 1, sizeof *x->options);
    return x;
}

/* ---- where something is lost ----------------------------------------------------------------- */

static int by_loss(const void *x, const void *y)
{
    const struct match_place_lost *a = x, *b = y;
    if (a->loss > b->loss || a->loss < b->loss)
        return a->loss > b->loss ? -1 : 1;
    if (a->bench != b->bench)
        return a->bench > b->bench ? 1 : -1;
    return (a->row > b->row) - (a->row < b->row);
}

/* A bench loses what its set adds less than the best one; who is left out loses its worth, where it
 * would be most welcome; a row loses what it has left at its price. All losses together are the
 * gap.
 */
size_t match_around_losses(struct match_around *x, struct match_place_lost *places)
{
    const struct match_relaxation *r = x->r;
    const struct match_part *part = r->part;
    size_t count = 0;
    for (size_t b = 0; b < part->bench_count; b++) {
        places[b] = (struct match_place_lost){r->values[b], b, MATCH_NONE};
        for (size_t n = 0; n < part->plan.on_count[b]; n++)
            places[b].loss -= r->surplus[part->plan.on[b][n]];
    }
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        size_t best = MATCH_NONE;
        if (part->plan.chosen[i] != MATCH_NONE || !(part->worths[i] > 0) ||
            match_relax_blocked(part, i))
            continue;
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (part->fates[o] == MATCH_FREE &&
                (best == MATCH_NONE || r->surplus[o] > r->surplus[best]))
                best = o;
        }
        if (best != MATCH_NONE)
            places[part->options[best].bench].loss += part->worths[i];
    }
    for (size_t b = 0; b < part->bench_count; b++) {
        if (places[b].loss >= 1)
            places[count++] = places[b];
    }
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        double loss = part->common[row] ? part->prices[row] * (double)part->plan.left[row] : 0;
        if (loss >= 1 && !match_relax_covered(part, row))
            places[count++] = (struct match_place_lost){loss, MATCH_NONE, row};
    }
    for (size_t k = 0; part->blocks != NULL && k < part->blocks->count; k++) {
        const struct match_block *b = &part->blocks->list[k];
        double loss = b->value;
        for (size_t n = 0; n < b->count; n++) {
            if (part->plan.chosen[b->seekers[n]] != MATCH_NONE)
                loss -= match_block_toll(part, part->plan.chosen[b->seekers[n]]);
        }
        if (loss >= 1)
            places[count++] = (struct match_place_lost){loss, MATCH_NONE, b->row};
    }
    if (count > 0)
        qsort(places, count, sizeof *places, by_loss);
    x->usual = count > 0 ? places[count / 2].loss : 0;
    return count;
}

/* ---- what is near ---------------------------------------------------------------------------- */

/* What is lost where an option is taken that its bench's best set has not: it is paid for its
 * minutes what they bring there. */
static double loss_of(const struct match_relaxation *r, size_t option)
{
    const struct match_option *o = &r->part->options[option];
    double loss = -r->surplus[option];
    if (r->shares[option] > 0)
        return 0;
    if (o->load_count > 0 && !r->part->common[o->loads[0].row])
        loss += r->rates[o->bench] * (double)o->loads[0].amount;
    return fmax(loss, 0);
}

static void reach_bench(struct match_around *x, size_t bench)
{
    if (x->benches[bench] == x->round)
        return;
    x->benches[bench] = x->round;
    x->queue[x->queue_count++] = bench;
}

/* Where it is, and where else it could be. */
static void reach_seeker(struct match_around *x, size_t seeker, double slack)
{
    const struct match_part *part = x->r->part;
    const struct match_seeker *s = &part->seekers[seeker];
    if (x->seekers[seeker] == x->round || seeker - x->left_out < x->left_out_count)
        return;
    x->seekers[seeker] = x->round;
    x->near[x->near_count++] = seeker;
    if (part->plan.chosen[seeker] != MATCH_NONE)
        reach_bench(x, part->options[part->plan.chosen[seeker]].bench);
    for (size_t o = s->first; o < s->first + s->count; o++) {
        double loss = part->fates[o] == MATCH_FREE ? loss_of(x->r, o) : HUGE_VAL;
        if (loss <= slack)
            reach_bench(x, part->options[o].bench);
    }
}

/* Of so many options those chosen or in a best set, and of the others those that lose least. */
static void reach_options(struct match_around *x, const uint32_t *options, size_t most,
                          double slack)
{
    const struct match_part *part = x->r->part;
    struct match_rank nearest[RIVALS];
    size_t count = 0;
    for (size_t n = 0; n < most; n++) {
        size_t o = options[n], i = part->options[o].seeker;
        if (part->fates[o] != MATCH_FREE)
            continue;
        double loss = loss_of(x->r, o);
        if (part->plan.chosen[i] == o || x->r->shares[o] > 0) {
            reach_seeker(x, i, slack);
        } else if (loss <= slack) {
            struct match_rank new = {-loss, i};
            size_t at = count < RIVALS ? count++ : RIVALS;
            for (; at > 0 && match_rank_by_worth(&new, &nearest[at - 1]) < 0; at--) {
                if (at < RIVALS)
                    nearest[at] = nearest[at - 1];
            }
            if (at < RIVALS)
                nearest[at] = new;
        }
    }
    for (size_t k = 0; k < count; k++)
        reach_seeker(x, nearest[k].seeker, slack);
}

/* Money is fought for by those who share it, wherever they are: the first rows that have a price,
 * of those that the seekers load. */
static void reach_rows(struct match_around *x, double slack)
{
    const struct match_part *part = x->r->part;
    size_t rows[ROWS], count = 0, seekers = x->near_count;
    for (size_t k = 0; k < seekers && count < ROWS; k++) {
        const struct match_seeker *s = &part->seekers[x->near[k]];
        for (size_t o = s->first; o < s->first + s->count && count < ROWS; o++) {
            for (size_t i = 0; i < part->options[o].load_count && count < ROWS; i++) {
                size_t row = part->options[o].loads[i].row, n = 0;
                if (!part->common[row] || !(part->prices[row] > 0))
                    continue;
                while (n < count && rows[n] != row)
                    n++;
                if (n == count)
                    rows[count++] = row;
            }
        }
    }
    for (size_t n = 0; n < count; n++)
        reach_options(x, part->loading[rows[n]], part->load_count[rows[n]], slack);
}

/* The benches from which seekers were reached come first in the queue. */
static size_t spread(struct match_around *x, const struct match_place_lost *place, size_t benches)
{
    const struct match_part *part = x->r->part;
    double slack = SLACK * fmax(place->loss, x->usual);
    size_t expanded = 0;
    x->round++;
    x->queue_count = x->near_count = 0;
    if (place->bench != MATCH_NONE)
        reach_bench(x, place->bench);
    else
        reach_options(x, part->loading[place->row], part->load_count[place->row], slack);
    for (size_t i = 0; i < x->extra_count; i++)
        reach_seeker(x, x->extras[i].seeker, slack);
    while (expanded < x->queue_count && expanded < benches) {
        size_t b = x->queue[expanded++];
        reach_options(x, part->at[b], part->at_count[b], slack);
        if (expanded == 1 && part->common_count > 0 && place->bench != MATCH_NONE)
            reach_rows(x, slack);
    }
    for (size_t i = expanded; i < x->queue_count; i++)
        x->benches[x->queue[i]] = 0; /* they stay as they are */
    return expanded;
}

/* ---- as a problem ---------------------------------------------------------------------------- */

static bool inside(const struct match_around *x, size_t option)
{
    return option == MATCH_NONE || x->benches[x->r->part->options[option].bench] == x->round;
}

static void release(struct match_around *x, size_t option)
{
    const struct match_option *o = &x->r->part->options[option];
    for (size_t i = 0; i < o->load_count; i++)
        x->room[o->loads[i].row] += o->loads[i].amount;
}

static void find_left(struct match_around *x, const struct match_load *loads, size_t count)
{
    for (size_t i = 0; i < count; i++)
        x->room[loads[i].row] = x->r->part->plan.left[loads[i].row];
}

/* What the plan leaves of all rows that are loaded here, and what those hold of it who are. */
static void find_room(struct match_around *x, size_t expanded)
{
    const struct match_part *part = x->r->part;
    for (size_t k = 0; k < expanded; k++) {
        for (size_t n = 0; n < part->at_count[x->queue[k]]; n++) {
            const struct match_option *o = &part->options[part->at[x->queue[k]][n]];
            find_left(x, o->loads, o->load_count);
        }
    }
    for (size_t i = 0; i < x->extra_count; i++)
        find_left(x, x->extras[i].choice->loads, x->extras[i].choice->load_count);
    if (x->must != NULL)
        find_left(x, x->must->loads, x->must->load_count);
    for (size_t k = 0; k < expanded; k++) {
        for (size_t n = 0; n < part->plan.on_count[x->queue[k]]; n++)
            release(x, part->plan.on[x->queue[k]][n]);
    }
}

static const struct match_extra *extra_of(const struct match_around *x, size_t seeker)
{
    for (size_t i = 0; i < x->extra_count; i++) {
        if (x->extras[i].seeker == seeker)
            return &x->extras[i];
    }
    return NULL;
}

static void add_seeker(struct match_around *x, size_t seeker, double slack)
{
    const struct match_part *part = x->r->part;
    const struct match_seeker *s = &part->seekers[seeker];
    size_t count = 0, chosen = part->plan.chosen[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->fates[o] == MATCH_FREE && inside(x, o) &&
            (o == chosen || loss_of(x->r, o) <= slack))
            x->options[count++] = o;
    }
    const struct match_extra *extra = extra_of(x, seeker);
    if (count > 0 || extra != NULL)
        match_rest_add(x->rest, seeker, x->options, count, false, chosen);
    if (extra != NULL)
        match_rest_extend(x->rest, extra->choice);
}

const struct match_rest *match_around_place(struct match_around *x,
                                            const struct match_place_lost *place, size_t benches,
                                            struct base_arena *a)
{
    const struct match_part *part = x->r->part;
    double slack = SLACK * fmax(place->loss, x->usual);
    size_t expanded = spread(x, place, benches);
    match_rest_start(x->rest, a);
    find_room(x, expanded);
    for (size_t i = 0; i < x->near_count; i++) {
        if (inside(x, part->plan.chosen[x->near[i]]))
            add_seeker(x, x->near[i], slack);
        else
            x->seekers[x->near[i]] = 0; /* it stays where it is */
    }
    for (size_t k = 0; k < expanded; k++) {
        for (size_t n = 0; n < part->plan.on_count[x->queue[k]]; n++) {
            size_t o = part->plan.on[x->queue[k]][n], i = part->options[o].seeker;
            if (x->seekers[i] != x->round)
                match_rest_add(x->rest, i, &o, 1, true, o);
        }
    }
    if (x->must != NULL)
        match_rest_must(x->rest, x->must);
    match_rest_finish(x->rest, x->room);
    return x->rest;
}

void match_around_apply(struct match_around *x, const struct match_solution *solution)
{
    struct match_part *part = x->r->part;
    const struct match_rest *rest = x->rest;
    for (size_t j = 0; j < rest->problem.job_count; j++) {
        if (part->plan.chosen[rest->seekers[j]] != MATCH_NONE)
            match_part_take(part, rest->seekers[j]);
    }
    for (size_t j = 0; j < rest->problem.job_count; j++) {
        if (solution->chosen[j] != MATCH_NONE)
            match_part_put(part, rest->seekers[j], rest->options[j][solution->chosen[j]]);
    }
}
