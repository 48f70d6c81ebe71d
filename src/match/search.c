/* search.c: every choice, in depth, as far as a bound at fixed prices leaves hope. */
#include "part.h"

#include <stdlib.h>

struct search {
    struct match_part *part;
    size_t *order;   /* seekers, the most decisive first */
    double *surplus; /* by option: gain after paying prices */
    double *rest;    /* by depth: the most that seekers from there on can add */
    double base;     /* worth of all capacities at their prices */
    int64_t nodes;
};

static double most_surplus(const struct search *s, size_t seeker)
{
    const struct match_seeker *k = &s->part->seekers[seeker];
    double most = 0;
    for (size_t o = k->first; o < k->first + k->count; o++) {
        if (s->surplus[o] > most)
            most = s->surplus[o];
    }
    return most;
}

/* The seekers with most at stake first; pieces of one demand stay together, in their order. */
static void find_order(struct search *s)
{
    const struct match_part *part = s->part;
    struct match_rank *ranks = base_realloc(NULL, part->seeker_count + 1, sizeof *ranks);
    double worth = 0;
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *k = &part->seekers[i];
        if (!k->twin)
            worth = k->count > 0 ? (double)part->options[k->first].gain : 0;
        ranks[i] = (struct match_rank){worth, i};
    }
    qsort(ranks, part->seeker_count, sizeof *ranks, match_rank_by_worth);
    s->rest[part->seeker_count] = 0;
    for (size_t i = part->seeker_count; i-- > 0;) {
        s->order[i] = ranks[i].seeker;
        s->rest[i] = s->rest[i + 1] + most_surplus(s, ranks[i].seeker);
    }
    free(ranks);
}

/* The most that the seekers from depth on can add where options that no longer fit a row are out.
 */
static double rest_that_fits(const struct search *s, size_t depth)
{
    const struct match_part *part = s->part;
    double rest = 0;
    for (size_t i = depth; i < part->seeker_count; i++) {
        const struct match_seeker *k = &part->seekers[s->order[i]];
        double most = 0;
        for (size_t o = k->first; o < k->first + k->count; o++) {
            if (s->surplus[o] <= most)
                continue;
            const struct match_option *x = &part->options[o];
            bool fits = true;
            for (size_t l = 0; l < x->choice->load_count && fits; l++)
                fits = x->loads[l].amount <= part->plan.left[x->loads[l].row];
            if (fits)
                most = s->surplus[o];
        }
        rest += most;
    }
    return rest;
}

static bool hopeless(const struct search *s, size_t depth, double paid)
{
    int64_t best = s->part->best_gain;
    return match_whole_bound(s->base + paid + s->rest[depth]) <= best ||
           match_whole_bound(s->base + paid + rest_that_fits(s, depth)) <= best;
}

/* Options of a piece before that of the piece before it would only be the same plan in another
 * order. */
static size_t first_allowed(const struct search *s, size_t depth)
{
    const struct match_part *part = s->part;
    size_t seeker = s->order[depth];
    if (depth == 0 || !part->seekers[seeker].twin || s->order[depth - 1] + 1 != seeker)
        return 0;
    size_t before = part->plan.chosen[seeker - 1];
    return before == MATCH_NONE ? part->seekers[seeker].count
                                : before - part->seekers[seeker - 1].first;
}

/* paid: surplus of what has been chosen. False when the nodes are used up. */
static bool dive(struct search *s, size_t depth, double paid)
{
    struct match_part *part = s->part;
    if (depth == part->seeker_count) {
        match_part_keep(part);
        return true;
    }
    if (hopeless(s, depth, paid))
        return true;
    if (s->nodes-- <= 0)
        return false;
    size_t seeker = s->order[depth];
    const struct match_seeker *k = &part->seekers[seeker];
    for (size_t i = first_allowed(s, depth); i < k->count; i++) {
        size_t option = k->first + i;
        if (!match_part_fits(part, option))
            continue;
        match_part_put(part, seeker, option);
        bool going = dive(s, depth + 1, paid + s->surplus[option]);
        match_part_take(part, seeker);
        if (!going)
            return false;
    }
    return dive(s, depth + 1, paid);
}

bool match_part_search(struct match_part *part, int64_t nodes)
{
    struct search s = {.part = part, .nodes = nodes};
    s.order = base_arena_array(part->arena, part->seeker_count + 1, sizeof *s.order);
    s.rest = base_arena_array(part->arena, part->seeker_count + 1, sizeof *s.rest);
    s.surplus = base_arena_array(part->arena, part->option_count + 1, sizeof *s.surplus);
    for (size_t o = 0; o < part->option_count; o++)
        s.surplus[o] = match_part_surplus(part, &part->options[o]);
    for (size_t r = 0; r < part->row_count; r++)
        s.base += part->prices[r] * (double)part->capacities[r];
    find_order(&s);
    match_part_clear(part);
    part->undecided = false;
    bool finished = dive(&s, 0, 0);
    match_part_clear(part);
    return finished && !part->undecided;
}
