#include "packings.h"

#include <stdlib.h>
#include <string.h>

/* Past the most, what was not kept is simply found out again. */
enum { FIRST = 256, MOST_SETS = 1 << 18, EFFORT = 1000, MANY_HARD = 30000 };

struct use {
    size_t shape; /* of its bench */
    struct match_task task;
};

struct set {
    uint64_t hash;
    size_t *uses; /* their count, then they; NULL: nothing here */
    enum match_packed result;
};

/* All tables: a power of two of places, at most half of them taken. */
struct match_packings {
    struct base_arena *arena;
    struct match_bench *shapes; /* benches that differ in what they can hold */
    size_t shape_count, shape_capacity;
    size_t *shape_table; /* numbers from 1 */
    size_t shape_places;
    struct use *uses;
    size_t use_count, use_capacity;
    size_t *use_table; /* numbers from 1 */
    size_t use_places;
    struct set *sets;
    size_t set_count, set_places;
    size_t hard_count; /* sets that no order of whole tasks could lay */
};

struct match_packings *match_packings_new(struct base_arena *a)
{
    struct match_packings *p = base_arena_alloc(a, sizeof *p);
    p->arena = a;
    p->shape_places = p->use_places = p->set_places = FIRST;
    p->shape_table = base_arena_array(a, FIRST, sizeof *p->shape_table);
    p->use_table = base_arena_array(a, FIRST, sizeof *p->use_table);
    p->sets = base_arena_array(a, FIRST, sizeof *p->sets);
    return p;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

/* ---- shapes ---------------------------------------------------------------------------------- */

/* Benches that share their free time and rules hold the same, whatever their numbers are. */
static bool same_shape(const struct match_bench *a, const struct match_bench *b)
{
    return a->segments == b->segments && a->segment_count == b->segment_count &&
           a->grid == b->grid && a->shortest == b->shortest && a->longest == b->longest &&
           a->gap == b->gap && a->spare == b->spare;
}

static uint64_t hash_shape(const struct match_bench *b)
{
    uint64_t hash = mix(mix(0, (uint64_t)(uintptr_t)b->segments), b->segment_count);
    hash = mix(mix(hash, (uint64_t)b->grid), (uint64_t)b->shortest);
    return mix(mix(mix(hash, (uint64_t)b->longest), (uint64_t)b->gap), (uint64_t)b->spare);
}

static size_t *shape_place(const struct match_packings *p, const struct match_bench *b)
{
    size_t mask = p->shape_places - 1, place = (size_t)hash_shape(b) & mask;
    while (p->shape_table[place] != 0 && !same_shape(&p->shapes[p->shape_table[place] - 1], b))
        place = (place + 1) & mask;
    return &p->shape_table[place];
}

static size_t shape_of(struct match_packings *p, const struct match_bench *b)
{
    size_t *place = shape_place(p, b);
    if (*place != 0)
        return *place - 1;
    struct match_bench *new = base_arena_push(p->arena, (void **)&p->shapes, &p->shape_count,
                                              &p->shape_capacity, sizeof *new);
    *new = *b;
    *place = p->shape_count;
    if (2 * p->shape_count > p->shape_places) {
        p->shape_places *= 2;
        p->shape_table = base_arena_array(p->arena, p->shape_places, sizeof *p->shape_table);
        for (size_t i = 0; i < p->shape_count; i++)
            *shape_place(p, &p->shapes[i]) = i + 1;
    }
    return p->shape_count - 1;
}

/* ---- uses ------------------------------------------------------------------------------------ */

static uint64_t hash_use(const struct use *u)
{
    uint64_t hash = mix(mix(0, u->shape), (uint64_t)u->task.from);
    hash = mix(mix(hash, (uint64_t)u->task.minutes), (uint64_t)u->task.until);
    return mix(mix(mix(hash, u->task.sittings), (uint64_t)u->task.piece), u->task.mark);
}

static bool same_use(const struct use *a, const struct use *b)
{
    return a->shape == b->shape && a->task.minutes == b->task.minutes &&
           a->task.from == b->task.from && a->task.until == b->task.until &&
           a->task.sittings == b->task.sittings && a->task.piece == b->task.piece &&
           a->task.mark == b->task.mark;
}

static size_t *use_place(const struct match_packings *p, const struct use *u)
{
    size_t mask = p->use_places - 1, place = (size_t)hash_use(u) & mask;
    while (p->use_table[place] != 0 && !same_use(&p->uses[p->use_table[place] - 1], u))
        place = (place + 1) & mask;
    return &p->use_table[place];
}

static void more_use_places(struct match_packings *p)
{
    p->use_places *= 2;
    p->use_table = base_arena_array(p->arena, p->use_places, sizeof *p->use_table);
    for (size_t i = 0; i < p->use_count; i++)
        *use_place(p, &p->uses[i]) = i + 1;
}

size_t match_packings_use(struct match_packings *p, const struct match_bench *bench,
                          const struct match_task *task)
{
    struct use u = {shape_of(p, bench), *task};
    size_t *place = use_place(p, &u);
    if (*place != 0)
        return *place - 1;
    struct use *new =
        base_arena_push(p->arena, (void **)&p->uses, &p->use_count, &p->use_capacity, sizeof *new);
    *new = u;
    *place = p->use_count;
    if (2 * p->use_count > p->use_places)
        more_use_places(p);
    return p->use_count - 1;
}

/* ---- sets ------------------------------------------------------------------------------------ */

static uint64_t hash_set(const size_t *uses, size_t count)
{
    uint64_t hash = count;
    for (size_t i = 0; i < count; i++)
        hash = mix(hash, uses[i]);
    return hash;
}

static struct set *set_place(const struct match_packings *p, uint64_t hash, const size_t *uses,
                             size_t count)
{
    size_t mask = p->set_places - 1, place = (size_t)hash & mask;
    for (;; place = (place + 1) & mask) {
        struct set *s = &p->sets[place];
        if (s->uses == NULL || (s->hash == hash && s->uses[0] == count &&
                                memcmp(s->uses + 1, uses, count * sizeof *uses) == 0))
            return s;
    }
}

static void more_set_places(struct match_packings *p)
{
    struct set *old = p->sets;
    size_t count = p->set_places;
    p->set_places *= 2;
    p->sets = base_arena_array(p->arena, p->set_places, sizeof *p->sets);
    for (size_t i = 0; i < count; i++) {
        if (old[i].uses != NULL)
            *set_place(p, old[i].hash, old[i].uses + 1, old[i].uses[0]) = old[i];
    }
}

/* Sets that are hard to lay are given less and less effort: a month of many must come to an end. */
static int64_t effort_now(const struct match_packings *p)
{
    return p->hard_count < MANY_HARD        ? EFFORT
           : p->hard_count < 10 * MANY_HARD ? EFFORT / 10
                                            : EFFORT / 100;
}

static enum match_packed find_out(struct match_packings *p, const size_t *uses, size_t count)
{
    struct match_task *tasks = base_realloc(NULL, count, sizeof *tasks);
    for (size_t i = 0; i < count; i++)
        tasks[i] = p->uses[uses[i]].task;
    const struct match_bench *bench = &p->shapes[p->uses[uses[0]].shape];
    enum match_packed result = match_pack_within(bench, tasks, count, effort_now(p), NULL, NULL);
    p->hard_count += result != MATCH_PACKED;
    free(tasks);
    return result;
}

enum match_packed match_packings_hold(struct match_packings *p, const size_t *uses, size_t count)
{
    uint64_t hash = hash_set(uses, count);
    struct set *s = set_place(p, hash, uses, count);
    if (s->uses != NULL)
        return s->result;
    enum match_packed result = find_out(p, uses, count);
    if (p->set_count == MOST_SETS)
        return result;
    s->hash = hash;
    s->result = result;
    s->uses = base_arena_array(p->arena, count + 1, sizeof *s->uses);
    s->uses[0] = count;
    memcpy(s->uses + 1, uses, count * sizeof *uses);
    if (2 * ++p->set_count > p->set_places)
        more_set_places(p);
    return result;
}
