/* search.c: every choice, in depth, as far as the relaxation leaves hope: who is served twice or
 * not at all by the benches' own best sets, or takes more of a common row than it has, is decided,
 * one way after the other. */
#include "relax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 12 };

struct search {
    struct match_part *part;
    struct match_relaxation *r;
    double reach;
    bool doubtful;
};

/* ---- what to decide next --------------------------------------------------------------------- */

static double at_stake(const struct match_part *part, size_t seeker)
{
    const struct match_seeker *s = &part->seekers[seeker];
    double most = part->worths[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->fates[o] == MATCH_FREE)
            return fmax(most, (double)part->options[o].gain);
    }
    return most;
}

/* How far the relaxed sets are from a plan on a common row: overdrawn, or with something left at a
 * price (below 0). */
static double trouble_on(const struct search *s, size_t row)
{
    const struct match_part *part = s->part;
    double capacity = (double)part->capacities[row];
    double over = (s->r->used[row] - capacity) / fmax(1, capacity);
    if (!part->common[row] || match_relax_covered(part, row) ||
        (over < 0 && !(part->prices[row] > 0)))
        return 0;
    return fmin(over, 1);
}

/* The same for the rows of a seeker: overdrawn by what it takes, or left by what it does not. */
static double trouble_on_rows(const struct search *s, size_t seeker)
{
    const struct match_part *part = s->part;
    const struct match_seeker *k = &part->seekers[seeker];
    double most = 0;
    for (size_t o = k->first; o < k->first + k->count && part->common_count > 0; o++) {
        const struct match_option *x = &part->options[o];
        bool taken = s->r->shares[o] > 0;
        for (size_t i = 0; i < x->load_count && x->abroad && part->fates[o] == MATCH_FREE; i++) {
            double t = trouble_on(s, x->loads[i].row);
            most = fmax(most, taken ? t : -t / 2);
        }
    }
    return most;
}

/* How far a seeker's bench and its block are from agreeing. */
static double discord(const struct search *s, size_t seeker)
{
    const struct match_part *part = s->part;
    const struct match_seeker *k = &part->seekers[seeker];
    double sum = 0;
    for (size_t o = k->first; o < k->first + k->count; o++) {
        if (part->fates[o] == MATCH_FREE)
            sum += fabs(s->r->shares[o] - part->blocks->taken[o]);
    }
    return sum;
}

/* How far they are from a plan at this seeker: served twice, in part, or left out at a worth above
 * nothing; or in the way of others. */
static double trouble(const struct search *s, size_t seeker)
{
    double taken = s->r->taken[seeker];
    if (match_relax_blocked(s->part, seeker))
        return discord(s, seeker);
    if (taken > 1 + 1e-9)
        return taken - 1;
    if (s->part->worths[seeker] > 0)
        return 1 - taken;
    double part = taken > 1e-9 ? fmin(taken, 1 - taken) : 0;
    return part > 1e-9 ? part : trouble_on_rows(s, seeker);
}

/* The seeker whose trouble has most at stake; without any, the one with most at stake. */
static size_t next_seeker(const struct search *s)
{
    const struct match_part *part = s->part;
    size_t next = MATCH_NONE;
    double most = -1, stake = -1;
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (!match_part_open(part, i))
            continue;
        double worth = at_stake(part, i), t = trouble(s, i) * worth;
        if (t > most + 1e-9 || (t > most - 1e-9 && worth > stake)) {
            most = t;
            stake = worth;
            next = i;
        }
    }
    return next;
}

/* ---- plans on the way ------------------------------------------------------------------------ */

/* The relaxed sets, with who is served once in them; then whoever finds room. False when they do
 * not all fit. */
static bool try_sets(const struct search *s)
{
    struct match_part *part = s->part;
    match_part_clear(part);
    bool all = match_part_put_shares(part, s->r->shares);
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->plan.chosen[i] == MATCH_NONE)
            match_part_place(part, i);
    }
    match_part_keep(part);
    match_part_clear(part);
    return all;
}

/* ---- the search ------------------------------------------------------------------------------ */

static bool hopeless(const struct search *s)
{
    return match_whole_bound(s->r->bound) <= s->part->best_gain;
}

static bool dive(struct search *s);

/* False when the work is used up. */
static bool try_one(struct search *s, size_t seeker, size_t option)
{
    struct match_part *part = s->part;
    struct base_arena *a = base_arena_new();
    double *worths = base_arena_array(a, part->seeker_count + 1, sizeof *worths);
    double *prices = base_arena_array(a, part->row_count + 1, sizeof *prices);
    double reach = s->reach;
    memcpy(worths, part->worths, part->seeker_count * sizeof *worths);
    memcpy(prices, part->prices, part->row_count * sizeof *prices);
    double *tolls = NULL;
    if (part->blocks != NULL) {
        tolls = base_arena_array(a, part->option_count + 1, sizeof *tolls);
        memcpy(tolls, part->blocks->tolls, part->option_count * sizeof *tolls);
    }
    match_part_decide(part, seeker, option);
    match_relax_fate(s->r, seeker);
    match_relax_settle(s->r);
    bool finished = hopeless(s) || dive(s);
    match_part_reopen(part, seeker);
    match_relax_fate(s->r, seeker);
    for (size_t i = 0; i < part->seeker_count; i++)
        match_relax_worth(s->r, i, worths[i]);
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        if (part->common[row])
            match_relax_price(s->r, row, prices[row]);
    }
    for (size_t o = 0; tolls != NULL && o < part->option_count; o++) {
        if (tolls[o] > part->blocks->tolls[o] || tolls[o] < part->blocks->tolls[o])
            match_relax_toll(s->r, o, tolls[o]);
    }
    s->reach = reach;
    base_arena_free(&a);
    return finished;
}

struct way {
    double loss;   /* of the bound */
    size_t option; /* MATCH_NONE: it goes without */
};

static int by_loss(const void *x, const void *y)
{
    const struct way *a = x, *b = y;
    if (a->loss > b->loss || a->loss < b->loss)
        return a->loss > b->loss ? 1 : -1;
    return (a->option > b->option) - (a->option < b->option);
}

/* Every way that leaves hope, the one that loses least first. False when the work is used up. */
static bool try_all(struct search *s, size_t seeker)
{
    const struct match_seeker *k = &s->part->seekers[seeker];
    struct way *ways = base_realloc(NULL, k->count + 1, sizeof *ways);
    size_t count = 0;
    bool finished = true;
    for (size_t o = k->first; o < k->first + k->count; o++) {
        if (s->part->options[o].barred)
            continue;
        double loss = s->r->shares[o] >= 1 ? 0 : match_relax_loss(s->r, o);
        if (match_whole_bound(s->r->bound - loss) > s->part->best_gain)
            ways[count++] = (struct way){loss, o};
    }
    double none = match_relax_blocked(s->part, seeker) ? 0 : s->part->worths[seeker];
    ways[count++] = (struct way){none, MATCH_NONE};
    qsort(ways, count, sizeof *ways, by_loss);
    for (size_t i = 0; i < count && finished; i++)
        finished = try_one(s, seeker, ways[i].option);
    free(ways);
    return finished;
}

static bool dive(struct search *s)
{
    struct match_part *part = s->part;
    if (part->work <= 0)
        return false;
    match_relax_descend(s->r, ROUNDS, &s->reach);
    if (hopeless(s))
        return true;
    size_t seeker = next_seeker(s);
    part->undecided = false;
    if (!try_sets(s) && seeker == MATCH_NONE && part->undecided)
        s->doubtful = true; /* nobody knows whether the calendars can hold it */
    if (seeker == MATCH_NONE || hopeless(s))
        return true;
    return try_all(s, seeker);
}

bool match_part_search(struct match_part *part, int64_t work)
{
    struct search s = {.part = part, .reach = 1};
    part->work = work;
    s.r = match_relax_new(part);
    match_relax_divide(s.r, true);
    match_relax_settle(s.r);
    bool finished = hopeless(&s) || dive(&s);
    return finished && !s.doubtful;
}
