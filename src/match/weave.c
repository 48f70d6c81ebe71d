/* weave.c: sittings are laid in the order of their starts, each as early as it can after the one
 * before. Any schedule can be pushed to the left in that order, so that going through all orders
 * and lengths misses none. Where starts and lengths need not lie on a grid, lengths go by the
 * greatest common measure of all that limits them. What was once found hopeless is not tried
 * again. */
#include "weave.h"

#include "sharedesk/base/map.h"
#include "sharedesk/base/whole.h"
#include "sharedesk/schedule/free.h"

#include <stdbool.h>
#include <string.h>

/* Seconds. */
struct thread {
    int64_t left, least, longest; /* of it to be laid; of one sitting */
    int64_t from, until;
    int64_t sittings; /* left; -1: any number */
    int64_t ready;    /* its last sitting and the gap are over */
    size_t task;
};

struct sat {
    size_t thread;
    int64_t start, end;
};

struct weaver {
    const struct match_bench *bench;
    struct base_arena *arena;
    struct thread *threads;
    size_t count, open; /* open: of which something is left */
    struct sat *laid;
    size_t laid_count, laid_capacity;
    int64_t gap, step;
    int64_t effort;
    struct base_map hopeless; /* states */
};

/* ---- what there is --------------------------------------------------------------------------- */

/* In whole minutes: once it is but one, or none, there is nothing more to find. */
static bool is_finest(int64_t m)
{
    return m == 60 || (m != 0 && m % 60 != 0);
}

static int64_t common_measure(const struct weaver *w)
{
    const struct match_bench *b = w->bench;
    int64_t m = base_common_measure(w->gap, 0),
            origin = b->segment_count > 0 ? b->segments[0].start : 0;
    for (size_t i = 0; i < b->segment_count && !is_finest(m); i++)
        m = base_common_measure(base_common_measure(m, b->segments[i].start - origin),
                                b->segments[i].end - origin);
    for (size_t i = 0; i < w->count && !is_finest(m); i++) {
        const struct thread *t = &w->threads[i];
        m = base_common_measure(base_common_measure(m, t->left), t->least);
        m = base_common_measure(base_common_measure(m, t->from - origin), t->until - origin);
        if (t->longest < INT64_MAX)
            m = base_common_measure(m, t->longest);
    }
    return m % 60 == 0 && m > 0 ? m : 60;
}

static bool seats_stay(const struct match_bench *b)
{
    for (size_t i = 1; i < b->segment_count; i++) {
        if (b->segments[i].seats != b->segments[0].seats)
            return false;
    }
    return true;
}

/* Free seconds, of all seats, until then. */
static int64_t free_before(const struct match_bench *b, int64_t at)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < b->segment_count && b->segments[i].start < at; i++) {
        const struct match_segment *s = &b->segments[i];
        seconds += ((s->end < at ? s->end : at) - s->start) * s->seats;
    }
    return seconds;
}

/* Seconds asked by those that must lie within. */
static int64_t asked_within(const struct weaver *w, int64_t from, int64_t until)
{
    int64_t asked = 0;
    for (size_t i = 0; i < w->count; i++) {
        const struct thread *t = &w->threads[i];
        asked += t->from >= from && t->until <= until ? t->left : 0;
    }
    return asked;
}

static bool is_first_from(const struct weaver *w, size_t thread)
{
    for (size_t i = 0; i < thread; i++) {
        if (w->threads[i].from == w->threads[thread].from)
            return false;
    }
    return true;
}

static bool is_first_until(const struct weaver *w, size_t thread)
{
    for (size_t i = 0; i < thread; i++) {
        if (w->threads[i].until == w->threads[thread].until)
            return false;
    }
    return true;
}

/* In some window more is asked than there is. Most windows have the same begin or end. */
static bool is_overfull(const struct weaver *w)
{
    int64_t *before = base_arena_array(w->arena, w->count + 1, sizeof *before);
    for (size_t i = 0; i < w->count; i++)
        before[i] = free_before(w->bench, w->threads[i].from);
    for (size_t k = 0; k < w->count; k++) {
        if (!is_first_until(w, k))
            continue;
        int64_t until = w->threads[k].until, free_until = free_before(w->bench, until);
        for (size_t i = 0; i < w->count; i++) {
            if (!is_first_from(w, i))
                continue;
            int64_t asked = asked_within(w, w->threads[i].from, until);
            if (asked > 0 && asked > free_until - before[i])
                return true;
        }
    }
    return false;
}

static struct thread thread_of(const struct weaver *w, const struct match_task *task,
                               int64_t minutes)
{
    const struct match_bench *b = w->bench;
    int64_t least = task->piece > b->shortest ? task->piece : b->shortest;
    int64_t longest = b->grid > 1 ? b->longest / b->grid * b->grid : b->longest;
    return (struct thread){
        .left = 60 * base_round_up(minutes, b->grid),
        .least = 60 * base_round_up(least > 1 ? least : 1, b->grid),
        .longest = b->longest > 0 ? 60 * longest : INT64_MAX,
        .from = task->from,
        .until = task->until,
        .sittings = task->sittings > 0 ? (int64_t)task->sittings : -1,
        .ready = INT64_MIN,
    };
}

/* ---- one sitting ----------------------------------------------------------------------------- */

/* Seats taken at the moment by what was laid, gaps included; *change: when that ends. */
static int64_t taken_at(const struct weaver *w, int64_t at, int64_t *change)
{
    int64_t taken = 0;
    for (size_t i = 0; i < w->laid_count; i++) {
        int64_t over = w->laid[i].end + w->gap;
        if (over <= at)
            continue;
        taken++;
        if (over < *change)
            *change = over;
    }
    return taken;
}

/* The first segment that is not over at the moment. */
static size_t segment_at(const struct match_bench *b, int64_t at)
{
    size_t low = 0, high = b->segment_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (b->segments[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where in [start, start + length) no seat is free: *next is the first moment at which that may be
 * different. */
static bool is_blocked(const struct weaver *w, int64_t start, int64_t length, int64_t *next)
{
    const struct match_bench *b = w->bench;
    int64_t at = start;
    for (size_t i = segment_at(b, start); i < b->segment_count && at < start + length; i++) {
        const struct match_segment *s = &b->segments[i];
        *next = s->end;
        if (s->start > at) {
            *next = s->start;
            return true;
        }
        if (taken_at(w, at, next) >= s->seats)
            return true;
        at = s->end;
    }
    *next = INT64_MAX;
    return at < start + length;
}

/* The earliest start from then on; false if there is none. */
static bool find_start(const struct weaver *w, const struct thread *t, int64_t length,
                       int64_t *start)
{
    int64_t next = *start;
    do {
        *start = schedule_grid_up(next, w->bench->grid);
        if (*start + length > t->until)
            return false;
    } while (is_blocked(w, *start, length, &next) && next < INT64_MAX);
    return next == INT64_MAX && !is_blocked(w, *start, length, &next);
}

/* ---- states ---------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, int64_t value)
{
    uint64_t z = hash + (uint64_t)value + 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* All that the rest depends on: what is left, and who sits beyond the last start. */
static struct base_map_key state_of(const struct weaver *w, int64_t since)
{
    uint64_t one = mix(1, since), two = mix(2, since);
    for (size_t i = 0; i < w->count; i++) {
        const struct thread *t = &w->threads[i];
        int64_t ready = t->ready > since ? t->ready : 0;
        uint64_t x = mix(mix(mix(mix(3, (int64_t)i), t->left), t->sittings), ready);
        one += x;
        two += mix(x, 4);
    }
    for (size_t i = 0; i < w->laid_count; i++) {
        if (w->laid[i].end + w->gap > since) {
            one += mix(5, w->laid[i].end);
            two += mix(6, w->laid[i].end);
        }
    }
    return (struct base_map_key){(int64_t)one, (int64_t)two, 0};
}

static bool alike(const struct weaver *w, size_t one, size_t other, const struct match_task *tasks)
{
    const struct thread *a = &w->threads[one], *b = &w->threads[other];
    return a->left == b->left && a->sittings == b->sittings && a->ready == b->ready &&
           a->from == b->from && a->until == b->until && a->least == b->least &&
           tasks[a->task].mark == tasks[b->task].mark;
}

static bool tried_alike(const struct weaver *w, size_t thread, const struct match_task *tasks)
{
    for (size_t i = 0; i < thread; i++) {
        if (alike(w, i, thread, tasks))
            return true;
    }
    return false;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static bool weave(struct weaver *w, const struct match_task *tasks, int64_t since);

static bool weave_sitting(struct weaver *w, const struct match_task *tasks, size_t thread,
                          int64_t since, int64_t length)
{
    struct thread *t = &w->threads[thread], before = *t;
    int64_t start = t->from > since ? t->from : since;
    if (t->ready > start)
        start = t->ready;
    w->effort--;
    if (!find_start(w, t, length, &start))
        return false;
    struct sat *s =
        base_arena_push(w->arena, (void **)&w->laid, &w->laid_count, &w->laid_capacity, sizeof *s);
    *s = (struct sat){thread, start, start + length};
    t->left -= length;
    t->sittings -= t->sittings > 0;
    t->ready = s->end + w->gap;
    w->open -= t->left == 0;
    bool done = weave(w, tasks, start);
    if (done)
        return true;
    w->open += t->left == 0;
    *t = before;
    w->laid_count--;
    return false;
}

/* Every length of the thread's next sitting, the longest first. */
static bool weave_thread(struct weaver *w, const struct match_task *tasks, size_t thread,
                         int64_t since)
{
    const struct thread *t = &w->threads[thread];
    int64_t others = t->sittings > 0 ? (t->sittings - 1) * t->least : 0;
    int64_t most = t->left - others, least = t->least;
    if (t->sittings == 1)
        least = t->left > least ? t->left : least;
    for (int64_t length = most < t->longest ? most : t->longest; length >= least && w->effort > 0;
         length -= w->step) {
        if (t->sittings < 0 && length < t->left && t->left - length < t->least)
            continue;
        if (weave_sitting(w, tasks, thread, since, length))
            return true;
    }
    return false;
}

static bool weave(struct weaver *w, const struct match_task *tasks, int64_t since)
{
    if (w->open == 0)
        return true;
    struct base_map_key state = state_of(w, since);
    if (base_map_get(&w->hopeless, state) != NULL || w->effort <= 0)
        return false;
    for (size_t i = 0; i < w->count && w->effort > 0; i++) {
        if (w->threads[i].left > 0 && !tried_alike(w, i, tasks) && weave_thread(w, tasks, i, since))
            return true;
    }
    if (w->effort > 0)
        *base_map_at(w->arena, &w->hopeless, state) = w;
    return false;
}

static void hand_out(const struct weaver *w, struct base_arena *a, struct match_packing *packing)
{
    for (size_t i = 0; i < w->laid_count; i++) {
        struct match_sitting *s = base_arena_push(a, (void **)&packing->sittings, &packing->count,
                                                  &packing->capacity, sizeof *s);
        *s = (struct match_sitting){w->threads[w->laid[i].thread].task, w->laid[i].start,
                                    w->laid[i].end};
    }
}

enum match_packed match_weave(const struct match_bench *bench, const struct match_task *tasks,
                              const int64_t *minutes, size_t count, int64_t effort,
                              struct base_arena *a, struct match_packing *packing)
{
    struct weaver w = {.bench = bench, .arena = a, .gap = 60 * bench->gap, .effort = effort};
    w.threads = base_arena_array(a, count + 1, sizeof *w.threads);
    for (size_t i = 0; i < count; i++) {
        if (minutes[i] <= 0)
            continue;
        w.threads[w.count] = thread_of(&w, &tasks[i], minutes[i]);
        w.threads[w.count++].task = i;
    }
    w.open = w.count;
    if (is_overfull(&w))
        return MATCH_UNPACKABLE;
    w.step = bench->grid > 1 ? 60 * bench->grid : common_measure(&w);
    if (weave(&w, tasks, INT64_MIN)) {
        hand_out(&w, a, packing);
        return MATCH_PACKED;
    }
    /* How gaps count where seats come and go is more than the order of starts tells. */
    bool all = w.effort > 0 && (bench->gap == 0 || seats_stay(bench));
    return all ? MATCH_UNPACKABLE : MATCH_UNDECIDED;
}
