/* reoptimise.c: the best set for one bench while all others stay: a knapsack over its minutes, each
 * job worth what it gains here more than where it is or could be otherwise. It finds exchanges of
 * several jobs, where pushing out finds those of one. */
#include "part.h"

#include <stdlib.h>
#include <string.h>

enum { UNITS_MOST = 6000, ITEMS_MOST = 600 };

struct item {
    size_t seeker, option;
    int64_t worth;
    int64_t minutes;
    bool taken;
};

struct knapsack {
    struct item *items;
    size_t count;
    int64_t capacity; /* minutes of the bench's month */
    int64_t unit;     /* that all items are multiples of */
};

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* What a job would gain at the best other place that has room now. */
static int64_t elsewhere(struct match_part *part, size_t seeker, size_t bench)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->options[o].bench != bench && match_part_fits(part, o))
            return part->options[o].gain;
    }
    return 0;
}

static void collect(struct match_part *part, size_t bench, struct knapsack *k)
{
    for (size_t n = 0; n < part->at_count[bench] && k->count < ITEMS_MOST; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        size_t now = part->plan.chosen[o->seeker];
        int64_t other = 0;
        if (now == option)
            other = elsewhere(part, o->seeker, bench);
        else if (now != MATCH_NONE)
            other = part->options[now].gain;
        if (o->gain <= other)
            continue;
        k->capacity = part->capacities[o->loads[0].row]; /* the month's come first */
        k->unit = common_divisor(k->unit, o->loads[0].amount);
        k->items[k->count++] =
            (struct item){o->seeker, option, o->gain - other, o->loads[0].amount, false};
    }
}

/* Marks the items of the set that is worth most. */
static void choose(struct knapsack *k)
{
    size_t most = (size_t)(k->capacity / k->unit), width = most + 1;
    int64_t *best = base_alloc(width * sizeof *best);
    bool *taken = base_alloc(k->count * width * sizeof *taken); /* by item and room */
    for (size_t i = 0; i < k->count; i++) {
        size_t units = (size_t)(k->items[i].minutes / k->unit);
        for (size_t room = most + 1; room-- > units;) {
            int64_t with = best[room - units] + k->items[i].worth;
            if (with > best[room]) {
                best[room] = with;
                taken[i * width + room] = true;
            }
        }
    }
    for (size_t i = k->count, room = most; i-- > 0;) {
        k->items[i].taken = taken[i * width + room];
        if (k->items[i].taken)
            room -= (size_t)(k->items[i].minutes / k->unit);
    }
    free(best);
    free(taken);
}

static void place(struct match_part *part, size_t seeker)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (match_part_fits(part, o)) {
            match_part_put(part, seeker, o);
            return;
        }
    }
}

/* The bench is emptied and the set laid in; who is out finds what there is. */
static void apply(struct match_part *part, const struct knapsack *k, size_t bench)
{
    while (part->plan.on_count[bench] > 0)
        match_part_take(part, part->options[part->plan.on[bench][0]].seeker);
    for (size_t i = 0; i < k->count; i++) {
        const struct item *item = &k->items[i];
        if (!item->taken || !match_part_fits(part, item->option))
            continue;
        if (part->plan.chosen[item->seeker] != MATCH_NONE)
            match_part_take(part, item->seeker);
        match_part_put(part, item->seeker, item->option);
    }
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->plan.chosen[i] == MATCH_NONE)
            place(part, i);
    }
}

bool match_part_reoptimise(struct match_part *part, size_t bench)
{
    struct knapsack k = {.items = base_alloc(ITEMS_MOST * sizeof *k.items)};
    bool better = false;
    collect(part, bench, &k);
    if (k.count > 1 && k.unit > 0 && k.capacity / k.unit <= UNITS_MOST) {
        size_t *before = base_realloc(NULL, part->seeker_count, sizeof *before);
        int64_t gain = part->plan.gain;
        memcpy(before, part->plan.chosen, part->seeker_count * sizeof *before);
        choose(&k);
        apply(part, &k, bench);
        better = part->plan.gain > gain;
        if (!better)
            match_part_set(part, before);
        free(before);
    }
    free(k.items);
    return better;
}
