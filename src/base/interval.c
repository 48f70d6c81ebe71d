#include "sharedesk/base/interval.h"

#include <stdlib.h>

void base_intervals_add(struct base_arena *a, struct base_intervals *set, int64_t start,
                        int64_t end)
{
    if (start >= end)
        return;
    struct base_interval *added =
        base_arena_push(a, (void **)&set->list, &set->count, &set->capacity, sizeof *set->list);
    *added = (struct base_interval){start, end};
}

static int by_start(const void *x, const void *y)
{
    const struct base_interval *a = x, *b = y;
    return (a->start > b->start) - (a->start < b->start);
}

void base_intervals_merge(struct base_intervals *set)
{
    if (set->count < 2)
        return;
    qsort(set->list, set->count, sizeof *set->list, by_start);
    size_t last = 0;
    for (size_t i = 1; i < set->count; i++) {
        if (set->list[i].start > set->list[last].end)
            set->list[++last] = set->list[i];
        else if (set->list[i].end > set->list[last].end)
            set->list[last].end = set->list[i].end;
    }
    set->count = last + 1;
}

struct base_intervals base_intervals_subtract(struct base_arena *arena,
                                              const struct base_intervals *a,
                                              const struct base_intervals *b)
{
    struct base_intervals left = {0};
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++) {
        int64_t start = a->list[i].start, end = a->list[i].end;
        while (j < b->count && b->list[j].end <= start)
            j++;
        /* One of b may reach into the next of a: j stays on it. */
        for (size_t k = j; k < b->count && b->list[k].start < end; k++) {
            base_intervals_add(arena, &left, start, b->list[k].start);
            if (b->list[k].end > start)
                start = b->list[k].end;
        }
        base_intervals_add(arena, &left, start, end);
    }
    return left;
}

struct base_intervals base_intervals_intersect(struct base_arena *arena,
                                               const struct base_intervals *a,
                                               const struct base_intervals *b)
{
    struct base_intervals both = {0};
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        const struct base_interval *x = &a->list[i], *y = &b->list[j];
        base_intervals_add(arena, &both, x->start > y->start ? x->start : y->start,
                           x->end < y->end ? x->end : y->end);
        if (x->end < y->end)
            i++;
        else
            j++;
    }
    return both;
}

struct base_intervals base_intervals_clip(struct base_arena *arena, const struct base_intervals *a,
                                          int64_t from, int64_t to)
{
    struct base_interval window = {from, to};
    struct base_intervals one = {&window, from < to, 1};
    return base_intervals_intersect(arena, a, &one);
}

size_t base_intervals_after(const struct base_intervals *set, int64_t t)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->list[middle].end <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct base_interval *base_intervals_holding(const struct base_intervals *set, int64_t start,
                                                   int64_t end)
{
    size_t i = base_intervals_after(set, start);
    if (i == set->count || set->list[i].start > start || set->list[i].end < end)
        return NULL;
    return &set->list[i];
}

bool base_intervals_overlap(const struct base_intervals *set, int64_t start, int64_t end)
{
    size_t i = base_intervals_after(set, start);
    return start < end && i < set->count && set->list[i].start < end;
}

int64_t base_intervals_seconds(const struct base_intervals *set)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < set->count; i++)
        seconds += set->list[i].end - set->list[i].start;
    return seconds;
}

int64_t base_intervals_seconds_in(const struct base_intervals *set, int64_t from, int64_t to)
{
    int64_t seconds = 0;
    size_t first = from < to ? base_intervals_after(set, from) : set->count;
    for (size_t i = first; i < set->count && set->list[i].start < to; i++)
        seconds += (set->list[i].end < to ? set->list[i].end : to) -
                   (set->list[i].start > from ? set->list[i].start : from);
    return seconds;
}

int64_t base_interval_minutes(int64_t start, int64_t end)
{
    return end > start ? (end - start) / 60 : 0;
}
