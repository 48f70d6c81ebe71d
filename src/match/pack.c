/* pack.c: serial placement: tasks are laid one after another, each as early as it can be, in
 * several orders; at last sittings are woven in every way, which also proves that there is none. */
#include "sharedesk/match/pack.h"
#include "sharedesk/base/whole.h"

#include "weave.h"

#include "sharedesk/schedule/free.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    EFFORT = 3000, /* sittings tried when they are woven */
    PAIRS = 16,    /* so often, for each two tasks, one must be tried after the other */
};

/* What is left of a bench while tasks are laid; what a sitting leaves is written into `other`. */
struct profile {
    struct match_segment *segments, *other;
    size_t count, capacity;
};

/* A stretch of time in which one sitting can lie, on the grid. */
struct slot {
    int64_t start, minutes;
};

struct packer {
    const struct match_bench *bench;
    const struct match_task *tasks; /* in the order of their marks */
    size_t count;
    struct profile left;
    struct match_sitting *laid;
    size_t laid_count, laid_capacity;
    int64_t effort;
    bool tells; /* where all lie is asked, not only whether they can */
};

/* ---- slots ----------------------------------------------------------------------------------- */

static int64_t shortest(const struct match_bench *b, const struct match_task *t)
{
    int64_t least = t->piece > b->shortest ? t->piece : b->shortest;
    return base_round_up(least > 1 ? least : 1, b->grid);
}

/* Goes through the slots of a task in time order. Most tasks are content with one of the first. */
struct walk {
    const struct packer *packer;
    const struct match_task *task;
    int64_t least, longest; /* minutes of a slot */
    size_t next;            /* segment behind the run of free time */
    int64_t start, end;     /* what is left of the run */
};

static struct walk walk_slots(const struct packer *p, const struct match_task *t)
{
    const struct match_bench *b = p->bench;
    struct walk w = {.packer = p, .task = t, .least = shortest(b, t), .longest = INT64_MAX};
    if (b->longest > 0)
        w.longest = b->grid > 1 ? b->longest / b->grid * b->grid : b->longest;
    return w;
}

static bool next_run(struct walk *w)
{
    const struct profile *left = &w->packer->left;
    const struct match_segment *segments = left->segments;
    while (w->next < left->count && segments[w->next].end <= w->task->from)
        w->next++;
    if (w->next == left->count || segments[w->next].start >= w->task->until)
        return false;
    w->start = segments[w->next].start;
    w->end = segments[w->next++].end;
    for (; w->next < left->count && segments[w->next].start == w->end; w->next++)
        w->end = segments[w->next].end;
    if (w->start < w->task->from)
        w->start = w->task->from;
    if (w->end > w->task->until)
        w->end = w->task->until;
    return true;
}

static bool next_slot(struct walk *w, struct slot *slot)
{
    const struct match_bench *b = w->packer->bench;
    if (w->longest < w->least)
        return false;
    do {
        if (w->end - w->start < 60 * w->least && !next_run(w))
            return false;
        w->start = schedule_grid_up(w->start, b->grid);
    } while (w->end - w->start < 60 * w->least);
    int64_t minutes = (w->end - w->start) / 60;
    if (b->grid > 1)
        minutes = minutes / b->grid * b->grid;
    if (minutes > w->longest)
        minutes = w->longest;
    *slot = (struct slot){w->start, minutes};
    w->start += 60 * (minutes + b->gap);
    return true;
}

/* ---- choosing slots -------------------------------------------------------------------------- */

static int longest_first(const void *x, const void *y)
{
    const struct slot *a = x, *b = y;
    if (a->minutes != b->minutes)
        return a->minutes > b->minutes ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static int earliest_first(const void *x, const void *y)
{
    const struct slot *a = x, *b = y;
    return (a->start > b->start) - (a->start < b->start);
}

/* Keeps in chosen[0 … k) the k longest of what came by; returns the minutes that this adds. */
static int64_t keep_longest(struct slot *chosen, size_t *have, size_t k, const struct slot *next)
{
    size_t at = *have;
    int64_t gone = 0;
    if (at < k) {
        (*have)++;
    } else {
        if (longest_first(next, &chosen[k - 1]) >= 0)
            return 0;
        gone = chosen[--at].minutes;
    }
    for (; at > 0 && longest_first(next, &chosen[at - 1]) < 0; at--)
        chosen[at] = chosen[at - 1];
    chosen[at] = *next;
    return next->minutes - gone;
}

enum { MOST_SITTINGS = 128 };

/* The k slots that are over soonest and hold the minutes, in time order. */
static bool choose(const struct packer *p, const struct match_task *t, size_t k, int64_t minutes,
                   struct slot *chosen)
{
    struct walk w = walk_slots(p, t);
    struct slot next;
    size_t have = 0;
    int64_t sum = 0;
    while (next_slot(&w, &next)) {
        sum += keep_longest(chosen, &have, k, &next);
        if (have == k && sum >= minutes) {
            qsort(chosen, k, sizeof *chosen, earliest_first);
            return true;
        }
    }
    return false;
}

/* The fewest slots that hold the minutes; 0 if all together do not, or the minutes are too few for
 * so many sittings of the shortest length. */
static size_t fewest(const struct packer *p, const struct match_task *t, int64_t minutes)
{
    struct walk w = walk_slots(p, t);
    struct slot longest[MOST_SITTINGS], next;
    size_t have = 0;
    int64_t sum = 0;
    while (next_slot(&w, &next) && (have == 0 || longest[0].minutes < minutes))
        keep_longest(longest, &have, MOST_SITTINGS, &next);
    for (size_t k = 1; k <= have && minutes >= (int64_t)k * w.least; k++) {
        sum += longest[k - 1].minutes;
        if (sum >= minutes)
            return k;
    }
    return 0;
}

/* ---- laying ---------------------------------------------------------------------------------- */

static void add_segment(struct profile *to, int64_t start, int64_t end, int64_t seats)
{
    if (start < end && seats > 0)
        to->segments[to->count++] = (struct match_segment){start, end, seats};
}

static void reserve(struct profile *left, size_t count)
{
    if (left->capacity >= count)
        return;
    left->capacity = 2 * count;
    left->segments = base_realloc(left->segments, left->capacity, sizeof *left->segments);
    left->other = base_realloc(left->other, left->capacity, sizeof *left->other);
}

/* Takes one seat in [start, end) away. At most two segments more. */
static void occupy(struct profile *left, int64_t start, int64_t end)
{
    reserve(left, left->count + 2);
    struct profile now = {.segments = left->other, .other = left->segments};
    now.capacity = left->capacity;
    for (size_t i = 0; i < left->count; i++) {
        struct match_segment s = left->segments[i];
        if (s.end <= start || s.start >= end) {
            now.segments[now.count++] = s;
            continue;
        }
        add_segment(&now, s.start, s.start > start ? s.start : start, s.seats);
        add_segment(&now, s.start > start ? s.start : start, s.end < end ? s.end : end,
                    s.seats - 1);
        add_segment(&now, s.end < end ? s.end : end, s.end, s.seats);
    }
    *left = now;
}

static void lay_sitting(struct packer *p, size_t task, int64_t start, int64_t minutes)
{
    if (p->laid_count == p->laid_capacity) {
        p->laid_capacity = p->laid_capacity > 0 ? 2 * p->laid_capacity : 16;
        p->laid = base_realloc(p->laid, p->laid_capacity, sizeof *p->laid);
    }
    int64_t end = start + 60 * minutes;
    p->laid[p->laid_count++] = (struct match_sitting){task, start, end};
    occupy(&p->left, start - 60 * p->bench->gap, end + 60 * p->bench->gap);
}

/* Lays a task as early as it fits. Each sitting gets what it holds, but leaves the shortest length
 * to those after it. Of the last it may be enough to know that it fits. */
static bool lay(struct packer *p, size_t task, int64_t minutes, bool last)
{
    const struct match_task *t = &p->tasks[task];
    struct slot chosen[MOST_SITTINGS];
    int64_t least = shortest(p->bench, t), rest = base_round_up(minutes, p->bench->grid);
    size_t k = t->sittings > 0 ? t->sittings : fewest(p, t, rest);
    if (k == 0 || k > MOST_SITTINGS || rest < (int64_t)k * least || !choose(p, t, k, rest, chosen))
        return false;
    for (size_t i = 0; i < k && (p->tells || !last); i++) {
        int64_t most = rest - (int64_t)(k - 1 - i) * least;
        int64_t take = chosen[i].minutes < most ? chosen[i].minutes : most;
        lay_sitting(p, task, chosen[i].start, take);
        rest -= take;
    }
    return true;
}

static void start_again(struct packer *p)
{
    const struct match_bench *b = p->bench;
    reserve(&p->left, b->segment_count + 1);
    if (b->segment_count > 0 && p->left.segments)
        memcpy(p->left.segments, b->segments, b->segment_count * sizeof *b->segments);
    p->left.count = b->segment_count;
    p->laid_count = 0;
}

/* ---- orders ---------------------------------------------------------------------------------- */

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

struct place {
    const struct match_task *task;
    size_t index;
};

static int by_index(const struct place *a, const struct place *b)
{
    return (a->index > b->index) - (a->index < b->index);
}

static int by_mark(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    if (a->task->mark != b->task->mark)
        return a->task->mark > b->task->mark ? 1 : -1;
    int c = compare(a->task->minutes, b->task->minutes);
    return c != 0 ? c : by_index(a, b);
}

static int by_deadline(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int c = compare(a->task->until, b->task->until);
    if (c == 0)
        c = compare(b->task->minutes, a->task->minutes);
    return c != 0 ? c : by_index(a, b);
}

static int by_length(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int c = compare(b->task->minutes, a->task->minutes);
    if (c == 0)
        c = compare(a->task->until, b->task->until);
    return c != 0 ? c : by_index(a, b);
}

static int64_t slack(const struct match_task *t)
{
    return t->until - t->from - 60 * t->minutes;
}

static int by_slack(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int c = compare(slack(a->task), slack(b->task));
    return c != 0 ? c : by_index(a, b);
}

static int by_begin(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int c = compare(a->task->from, b->task->from);
    if (c == 0)
        c = compare(a->task->until, b->task->until);
    return c != 0 ? c : by_index(a, b);
}

/* short_of: the task that lacks the bench's spare minutes, or count. */
static int64_t wanted(const struct packer *p, size_t task, size_t short_of)
{
    int64_t minutes = p->tasks[task].minutes;
    return task == short_of ? minutes - p->bench->spare : minutes;
}

static bool lay_in_order(struct packer *p, const struct place *order, size_t short_of)
{
    start_again(p);
    for (size_t i = 0; i < p->count; i++) {
        int64_t minutes = wanted(p, order[i].index, short_of);
        if (minutes > 0 && !lay(p, order[i].index, minutes, i + 1 == p->count))
            return false;
    }
    return true;
}

/* What no order of laying whole tasks finds may still be found by weaving their sittings. Of many
 * tasks so few of the ways to do that could be tried that it is left. */
static enum match_packed weave(struct packer *p, size_t short_of)
{
    bool many = p->effort < PAIRS * (int64_t)(p->count * p->count);
    struct base_arena *a = base_arena_new();
    struct match_packing woven = {0};
    int64_t *minutes = base_arena_array(a, p->count + 1, sizeof *minutes);
    for (size_t i = 0; i < p->count; i++)
        minutes[i] = wanted(p, i, short_of);
    enum match_packed result =
        match_weave(p->bench, p->tasks, minutes, p->count, many ? 0 : p->effort, a, &woven);
    if (result == MATCH_PACKED) {
        start_again(p);
        for (size_t i = 0; i < woven.count; i++)
            lay_sitting(p, woven.sittings[i].task, woven.sittings[i].start,
                        (woven.sittings[i].end - woven.sittings[i].start) / 60);
    }
    base_arena_free(&a);
    return result;
}

static bool same_order(const struct place *a, const struct place *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i].index != b[i].index)
            return false;
    }
    return true;
}

typedef int (*comparison)(const void *, const void *);
static const comparison ORDERS[] = {by_deadline, by_slack, by_length, by_begin};
enum { ORDER_COUNT = sizeof ORDERS / sizeof *ORDERS };

/* orders: room for all of them. Where all may lie anywhere in the month most are the same. */
static enum match_packed pack_short_of(struct packer *p, struct place *orders, size_t short_of)
{
    for (size_t k = 0; k < ORDER_COUNT; k++) {
        struct place *order = orders + k * p->count;
        bool new = true;
        for (size_t i = 0; i < p->count; i++)
            order[i] = (struct place){&p->tasks[i], i};
        if (p->count > 1)
            qsort(order, p->count, sizeof *order, ORDERS[k]);
        for (size_t before = 0; before < k && new; before++)
            new = !same_order(orders + before * p->count, order, p->count);
        if (new &&lay_in_order(p, order, short_of))
            return MATCH_PACKED;
    }
    return weave(p, short_of);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int by_task(const void *x, const void *y)
{
    const struct match_sitting *a = x, *b = y;
    if (a->task != b->task)
        return a->task > b->task ? 1 : -1;
    return compare(a->start, b->start);
}

/* numbers: those of the tasks as they came. */
static void hand_out(const struct packer *p, const struct place *numbers, struct base_arena *a,
                     struct match_packing *packing)
{
    packing->count = packing->capacity = p->laid_count;
    packing->sittings = base_arena_array(a, p->laid_count + 1, sizeof *packing->sittings);
    for (size_t i = 0; i < p->laid_count; i++) {
        packing->sittings[i] = p->laid[i];
        packing->sittings[i].task = numbers[p->laid[i].task].index;
    }
    if (p->laid_count > 0)
        qsort(packing->sittings, packing->count, sizeof *packing->sittings, by_task);
}

static enum match_packed pack_with_spare(struct packer *p, struct place *orders)
{
    enum match_packed result = pack_short_of(p, orders, p->count);
    for (size_t i = 0; i < p->count && p->bench->spare > 0 && result != MATCH_PACKED; i++) {
        enum match_packed with_spare = pack_short_of(p, orders, i);
        if (with_spare != MATCH_UNPACKABLE)
            result = with_spare == MATCH_PACKED ? MATCH_PACKED : MATCH_UNDECIDED;
    }
    return result;
}

/* The answer must be the same in whatever order the tasks come: they are looked at by their marks.
 */
enum match_packed match_pack_within(const struct match_bench *bench, const struct match_task *tasks,
                                    size_t count, int64_t effort, struct base_arena *a,
                                    struct match_packing *packing)
{
    struct packer p = {.bench = bench, .count = count, .effort = effort, .tells = packing != NULL};
    struct place *numbers = base_realloc(NULL, (1 + ORDER_COUNT) * count + 1, sizeof *numbers);
    struct match_task *sorted = base_realloc(NULL, count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        numbers[i] = (struct place){&tasks[i], i};
    if (count > 1)
        qsort(numbers, count, sizeof *numbers, by_mark);
    for (size_t i = 0; i < count; i++)
        sorted[i] = *numbers[i].task;
    p.tasks = sorted;
    enum match_packed result = pack_with_spare(&p, numbers + count);
    if (result == MATCH_PACKED && packing != NULL)
        hand_out(&p, numbers, a, packing);
    free(p.left.segments);
    free(p.left.other);
    free(p.laid);
    free(sorted);
    free(numbers);
    return result;
}

enum match_packed match_pack(const struct match_bench *bench, const struct match_task *tasks,
                             size_t count, struct base_arena *a, struct match_packing *packing)
{
    return match_pack_within(bench, tasks, count, EFFORT, a, packing);
}

/* What one more sitting adds to the most that a run of free time holds; the most first, and never
 * more than the one before. A run too short for so many ends the list. */
static bool add_sitting(const struct walk *w, int64_t number, int64_t gap, struct slot *slot)
{
    int64_t run = (w->end - w->start) / 60, grid = w->packer->bench->grid;
    run = grid > 1 ? run / grid * grid : run;
    if (run < number * w->least + (number - 1) * gap)
        return false;
    int64_t before = 0, now = run - (number - 1) * gap;
    if (number > 1)
        before = run - (number - 2) * gap;
    if (w->longest < run && (number - 1) * w->longest < before)
        before = (number - 1) * w->longest;
    if (w->longest < run && number * w->longest < now)
        now = number * w->longest;
    *slot = (struct slot){w->start, now - before};
    return now > before;
}

uint32_t match_pack_sittings(const struct match_bench *bench, const struct match_task *task)
{
    struct packer p = {.bench = bench, .tasks = task, .count = 1};
    struct slot longest[MOST_SITTINGS], next;
    size_t have = 0, k = 0;
    start_again(&p);
    int64_t minutes = base_round_up(task->minutes, bench->grid), sum = 0;
    int64_t gap = base_round_up(bench->gap, bench->grid);
    struct walk w = walk_slots(&p, task);
    while (w.longest >= w.least && (have == 0 || longest[0].minutes < minutes) && next_run(&w)) {
        w.start = schedule_grid_up(w.start, bench->grid);
        for (int64_t n = 1; n <= MOST_SITTINGS && add_sitting(&w, n, gap, &next); n++)
            keep_longest(longest, &have, MOST_SITTINGS, &next);
    }
    while (k < have && sum < minutes)
        sum += longest[k++].minutes;
    free(p.left.segments);
    free(p.left.other);
    return sum >= minutes && minutes >= (int64_t)k * w.least ? (uint32_t)k : 0;
}
