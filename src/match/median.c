/* median.c: the amount at a place of the order of many, some of which are only known to lie between
 * two others: those are found out where it matters, and only there. Amounts are counted by steps of
 * a hundredth; what lies in one step with the place that is wanted is put in order. */
#include "internal.h"

#include <stdlib.h>

enum { FINE = 6, OCTAVE = 1 << FINE }; /* steps from one power of two to the next */

static size_t step_of(int64_t amount)
{
    if (amount <= 0)
        return 0;
    uint64_t x = (uint64_t)amount;
    int octave = 63 - __builtin_clzll(x);
    uint64_t within = octave >= FINE ? x >> (octave - FINE) : x << (FINE - octave);
    return 1 + (size_t)octave * OCTAVE + (size_t)(within & (OCTAVE - 1));
}

void match_amounts_begin(struct match_amounts *x, int64_t *room, struct base_arena *a)
{
    *x = (struct match_amounts){.list = room, .arena = a};
    x->counts = base_arena_array(a, 1 + 63 * OCTAVE, sizeof *x->counts);
}

void match_amounts_add(struct match_amounts *x, int64_t amount)
{
    x->list[x->count++] = amount;
    x->counts[step_of(amount)]++;
}

void match_amounts_add_vague(struct match_amounts *x, const struct match_vague *v)
{
    struct match_vague *kept = base_arena_push(x->arena, (void **)&x->vague, &x->vague_count,
                                               &x->vague_capacity, sizeof *kept);
    *kept = *v;
}

size_t match_amounts_count(const struct match_amounts *x)
{
    return x->count + x->vague_count;
}

/* For now; any amount that it may be will do. */
static size_t taken_as(const struct match_vague *v)
{
    return step_of(v->high == INT64_MAX ? v->low : v->low + (v->high - v->low) / 2);
}

/* The step in which the place is, and the place in that step. */
static size_t step_with(struct match_amounts *x, size_t *place)
{
    size_t step = 0;
    for (size_t i = 0; i < x->vague_count; i++)
        x->counts[taken_as(&x->vague[i])]++;
    while (*place >= x->counts[step])
        *place -= x->counts[step++];
    for (size_t i = 0; i < x->vague_count; i++)
        x->counts[taken_as(&x->vague[i])]--;
    return step;
}

size_t match_amounts_doubts(struct match_amounts *x, size_t place, struct match_vague **doubts)
{
    size_t step = step_with(x, &place), left = 0, count = 0;
    *doubts = base_arena_array(x->arena, x->vague_count + 1, sizeof **doubts);
    for (size_t i = 0; i < x->vague_count; i++) {
        const struct match_vague v = x->vague[i];
        if (step_of(v.low) <= step && step_of(v.high) >= step)
            (*doubts)[count++] = v;
        else
            x->vague[left++] = v;
    }
    x->vague_count = left;
    return count;
}

static int by_amount(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int64_t match_amounts_at(struct match_amounts *x, size_t place)
{
    size_t step = step_with(x, &place), count = 0;
    int64_t *list = base_arena_array(x->arena, x->counts[step], sizeof *list);
    for (size_t i = 0; i < x->count; i++)
        if (step_of(x->list[i]) == step)
            list[count++] = x->list[i];
    qsort(list, count, sizeof *list, by_amount);
    return list[place];
}
