/* improve.c: good plans: filled greedily in a few orders, then improved by moving a job, or by
 * letting it push out a rival that finds another place or is worth less. */
#include "part.h"

#include <stdlib.h>

enum { TRIES = 20000, TRIES_A_JOB = 100 };

/* ---- filling --------------------------------------------------------------------------------- */

int match_rank_by_worth(const void *x, const void *y)
{
    const struct match_rank *a = x, *b = y;
    if (a->worth > b->worth || a->worth < b->worth)
        return a->worth > b->worth ? -1 : 1;
    return (a->seeker > b->seeker) - (a->seeker < b->seeker);
}

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
            w /= (double)(o->choice->task.minutes > 0 ? o->choice->task.minutes : 1);
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
    for (size_t k = 0; k < s->count; k++) {
        const struct match_option *o = &part->options[s->first + k];
        double gain = after_price ? match_part_surplus(part, o) : (double)o->gain;
        if ((best == MATCH_NONE || gain > most) && match_part_fits(part, s->first + k)) {
            best = s->first + k;
            most = gain;
        }
    }
    return best;
}

static void fill(struct match_part *part, enum order order)
{
    struct match_rank *ranks = base_realloc(NULL, part->seeker_count + 1, sizeof *ranks);
    for (size_t i = 0; i < part->seeker_count; i++)
        ranks[i] = (struct match_rank){worth(part, &part->seekers[i], order), i};
    if (part->seeker_count > 0)
        qsort(ranks, part->seeker_count, sizeof *ranks, match_rank_by_worth);
    match_part_clear(part);
    for (size_t i = 0; i < part->seeker_count; i++) {
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

static bool share_a_row(const struct match_option *a, const struct match_option *b)
{
    if (a->bench == b->bench)
        return true;
    for (size_t i = 0; i < a->choice->load_count; i++) {
        for (size_t k = 0; k < b->choice->load_count; k++) {
            if (a->loads[i].row == b->loads[k].row)
                return true;
        }
    }
    return false;
}

/* Puts the seeker on option in the rival's place if both together gain by it. */
static bool push_out(struct match_part *part, size_t seeker, size_t option, size_t rival)
{
    size_t before = part->plan.chosen[seeker], rivals = part->plan.chosen[rival];
    int64_t gain = part->plan.gain;
    if (before != MATCH_NONE)
        match_part_take(part, seeker);
    match_part_take(part, rival);
    if (match_part_fits(part, option)) {
        match_part_put(part, seeker, option);
        size_t other = best_fitting(part, rival, false);
        if (other != MATCH_NONE)
            match_part_put(part, rival, other);
        if (part->plan.gain > gain)
            return true;
        if (other != MATCH_NONE)
            match_part_take(part, rival);
        match_part_take(part, seeker);
    }
    match_part_put(part, rival, rivals);
    if (before != MATCH_NONE)
        match_part_put(part, seeker, before);
    return false;
}

/* Pushes out one of those who have what the option needs: they lie on its bench, mostly. */
static bool push_out_any(struct match_part *part, size_t seeker, size_t option)
{
    const struct match_option *o = &part->options[option];
    const size_t *on = part->plan.on[o->bench];
    size_t count = o->abroad ? part->seeker_count : part->plan.on_count[o->bench];
    for (size_t n = 0; n < count && part->tries > 0; n++) {
        size_t rival = o->abroad ? n : part->options[on[n]].seeker;
        size_t theirs = part->plan.chosen[rival];
        if (rival == seeker || theirs == MATCH_NONE || !share_a_row(o, &part->options[theirs]))
            continue;
        part->tries--;
        if (push_out(part, seeker, option, rival))
            return true;
    }
    return false;
}

/* Tries to give one seeker more than it has. */
static bool improve_one(struct match_part *part, size_t seeker)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t k = 0; k < s->count && part->tries > 0; k++) {
        size_t option = s->first + k, had = part->plan.chosen[seeker];
        if (part->options[option].gain <= gain_of(part, had))
            return false;
        if (had != MATCH_NONE)
            match_part_take(part, seeker);
        part->tries--;
        if (match_part_fits(part, option)) {
            match_part_put(part, seeker, option);
            return true;
        }
        if (had != MATCH_NONE)
            match_part_put(part, seeker, had);
        if (push_out_any(part, seeker, option))
            return true;
    }
    return false;
}

/* Bench after bench; each costs as much as so many single tries. */
static bool reoptimise_all(struct match_part *part)
{
    bool better = false;
    for (size_t b = 0; b < part->bench_count && part->tries > 0; b++) {
        if (part->plan.on_count[b] == 0)
            continue;
        part->tries -= 1 + (int64_t)part->seeker_count / 8;
        better = match_part_reoptimise(part, b) || better;
    }
    return better;
}

static void climb(struct match_part *part)
{
    bool better = true;
    part->tries = TRIES + TRIES_A_JOB * (int64_t)part->seeker_count;
    while (better && part->tries > 0) {
        better = false;
        for (size_t i = 0; i < part->seeker_count; i++)
            better = improve_one(part, i) || better;
        if (!better)
            better = reoptimise_all(part);
    }
    match_part_keep(part);
}

void match_part_improve(struct match_part *part)
{
    fill(part, BY_GAIN);
    climb(part);
    fill(part, BY_RATE);
    climb(part);
}

void match_part_follow(struct match_part *part)
{
    fill(part, BY_SURPLUS);
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
                part->options[o].choice->pinned == pinned && match_part_fits(part, o))
                match_part_put(part, i, o);
        }
    }
}

void match_part_resume(struct match_part *part, const struct match_solution *near)
{
    for (size_t r = 0; r < part->row_count; r++)
        part->prices[r] = near->prices[part->rows[r]];
    match_part_clear(part);
    take_over(part, near, true);
    take_over(part, near, false);
    climb(part);
}
