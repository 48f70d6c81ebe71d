/* share.c: the best use of a common row, a voucher's or a fund's money, while all who do not load
 * it stay: each seeker on it takes one of the places that are free to it or goes without, all
 * together no more than the row has. Amounts are rounded up to thousandths of it; what that leaves
 * is found by those who move next. */
#include "part.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 4000, SEEKERS_MOST = 400 };

struct offer {
    size_t option; /* MATCH_NONE: none */
    size_t steps;
    int64_t gain;
};

struct share {
    struct match_part *part;
    size_t row;
    size_t *seekers, seeker_count;
    struct offer *offers;   /* by seeker, one after the other */
    size_t *first;          /* by seeker: its first offer; one more at the end */
    int64_t *best, *before; /* by steps used */
    size_t *taken;          /* by seeker and steps: its offer */
};

static int64_t amount_on(const struct match_option *o, size_t row)
{
    int64_t amount = 0;
    for (size_t i = 0; i < o->choice->load_count; i++)
        amount += o->loads[i].row == row ? o->loads[i].amount : 0;
    return amount;
}

/* Everyone who loads the row now, or goes without and could. */
static void find_seekers(struct share *s)
{
    const struct match_part *part = s->part;
    for (size_t n = 0; n < part->load_count[s->row] && s->seeker_count < SEEKERS_MOST; n++) {
        size_t i = part->options[part->loading[s->row][n]].seeker;
        if (s->seeker_count == 0 || s->seekers[s->seeker_count - 1] != i)
            s->seekers[s->seeker_count++] = i;
    }
}

/* What the row has, without what these seekers hold of it. */
static int64_t find_room(const struct share *s)
{
    const struct match_part *part = s->part;
    int64_t room = part->plan.left[s->row];
    for (size_t k = 0; k < s->seeker_count; k++) {
        size_t chosen = part->plan.chosen[s->seekers[k]];
        room += chosen == MATCH_NONE ? 0 : amount_on(&part->options[chosen], s->row);
    }
    return room;
}

static void add_offer(struct share *s, size_t *count, size_t option, int64_t room)
{
    struct offer *o = &s->offers[(*count)++];
    *o = (struct offer){.option = option};
    if (option == MATCH_NONE)
        return;
    int64_t amount = amount_on(&s->part->options[option], s->row);
    o->gain = s->part->options[option].gain;
    o->steps = (size_t)(((double)amount * STEPS) / (double)room + 0.999999);
    if (amount == 0)
        o->steps = 0;
}

/* Each by itself, as if the row had no end. */
static void find_offers(struct share *s, int64_t room)
{
    struct match_part *part = s->part;
    size_t count = 0;
    int64_t left = part->plan.left[s->row];
    for (size_t k = 0; k < s->seeker_count; k++) {
        size_t i = s->seekers[k], chosen = part->plan.chosen[i];
        const struct match_seeker *seeker = &part->seekers[i];
        bool stays = chosen != MATCH_NONE && part->fates[chosen] == MATCH_IN;
        s->first[k] = count;
        if (!stays)
            add_offer(s, &count, MATCH_NONE, room);
        if (chosen != MATCH_NONE)
            match_part_take(part, i);
        part->plan.left[s->row] = INT64_MAX / 2;
        for (size_t o = seeker->first; o < seeker->first + seeker->count; o++) {
            if (o == chosen || (!stays && match_part_fits(part, o)))
                add_offer(s, &count, o, room);
        }
        part->plan.left[s->row] = left;
        if (chosen != MATCH_NONE) {
            part->plan.left[s->row] += amount_on(&part->options[chosen], s->row);
            match_part_put(part, i, chosen);
        }
    }
    s->first[s->seeker_count] = count;
}

static void choose(struct share *s)
{
    memset(s->best, 0, (STEPS + 1) * sizeof *s->best);
    for (size_t k = 0; k < s->seeker_count; k++) {
        memcpy(s->before, s->best, (STEPS + 1) * sizeof *s->best);
        size_t *taken = s->taken + k * (STEPS + 1);
        for (size_t used = 0; used <= STEPS; used++) {
            int64_t most = INT64_MIN;
            for (size_t n = s->first[k]; n < s->first[k + 1]; n++) {
                const struct offer *o = &s->offers[n];
                if (o->steps > used || s->before[used - o->steps] == INT64_MIN)
                    continue;
                int64_t gain = s->before[used - o->steps] + o->gain;
                if (gain > most) {
                    most = gain;
                    taken[used] = n;
                }
            }
            s->best[used] = most;
        }
    }
}

/* Who changes leaves its place first; then each takes its new one, or what it finds. */
static void apply(struct share *s)
{
    struct match_part *part = s->part;
    size_t used = STEPS, *options = base_realloc(NULL, s->seeker_count + 1, sizeof *options);
    for (size_t k = s->seeker_count; k-- > 0;) {
        const struct offer *o = &s->offers[s->taken[k * (STEPS + 1) + used]];
        options[k] = o->option;
        used -= o->steps;
    }
    for (size_t k = 0; k < s->seeker_count; k++) {
        size_t chosen = part->plan.chosen[s->seekers[k]];
        if (chosen != MATCH_NONE && chosen != options[k]) {
            part->restless[part->options[chosen].bench] = true;
            match_part_take(part, s->seekers[k]);
        }
    }
    for (size_t k = 0; k < s->seeker_count; k++) {
        if (options[k] != MATCH_NONE && part->plan.chosen[s->seekers[k]] == MATCH_NONE &&
            match_part_fits(part, options[k]))
            match_part_put(part, s->seekers[k], options[k]);
    }
    for (size_t k = 0; k < s->seeker_count; k++) {
        if (part->plan.chosen[s->seekers[k]] == MATCH_NONE)
            match_part_place(part, s->seekers[k]);
    }
    free(options);
}

bool match_part_share(struct match_part *part, size_t row)
{
    struct base_arena *a = base_arena_new();
    struct share s = {.part = part, .row = row};
    int64_t gain = part->plan.gain;
    bool better = false;
    s.seekers = base_arena_array(a, SEEKERS_MOST + 1, sizeof *s.seekers);
    find_seekers(&s);
    int64_t room = find_room(&s);
    if (room > 0 && s.seeker_count > 1) {
        s.first = base_arena_array(a, s.seeker_count + 1, sizeof *s.first);
        s.offers = base_arena_array(a, part->option_count + s.seeker_count, sizeof *s.offers);
        s.best = base_arena_array(a, STEPS + 1, sizeof *s.best);
        s.before = base_arena_array(a, STEPS + 1, sizeof *s.before);
        s.taken = base_arena_array(a, s.seeker_count * (STEPS + 1), sizeof *s.taken);
        find_offers(&s, room);
        choose(&s);
        match_part_mark(part);
        if (s.best[STEPS] > INT64_MIN)
            apply(&s);
        better = part->plan.gain > gain;
        if (!better)
            match_part_undo(part);
    }
    base_arena_free(&a);
    return better;
}
