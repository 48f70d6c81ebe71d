#include "packings.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST = 256,
    USES_BESIDE = 1024,     /* uses that stand together */
    NOTES_BESIDE = 1 << 14, /* so do notes of sets; what has more uses than that is not kept */
    MOST_SETS = 1 << 18,    /* past these, what was not kept is simply found out again */
    EFFORT = 1000,
    MANY_HARD = 30000,
};

/* What the tasks of a demand mostly have in common. */
struct want {
    int64_t from, until;
    uint64_t mark;
    int32_t piece;
};

/* There are as many as choices: all that is kept of one is kept small. */
struct use {
    uint32_t shape : 30; /* of its bench */
    uint32_t alone : 2;  /* whether it holds by itself: enum match_packed + 1; 0: not asked yet */
    uint32_t want, sittings;
    uint32_t minutes; /* or the most that it can tell: no month holds as many */
};

struct set {
    uint32_t hash;
    uint32_t note; /* its place, from 1 on; 0: nothing here */
};

/* All tables: a power of two of places, at most half of them taken; of uses and sets, which are
 * many, three in four. */
struct match_packings {
    struct base_arena *arena;
    struct match_bench *shapes; /* benches that differ in what they can hold */
    size_t shape_count, shape_capacity;
    uint32_t *shape_table; /* numbers from 1 */
    size_t shape_places;
    struct want *wants;
    size_t want_count, want_capacity;
    uint32_t *want_table; /* numbers from 1 */
    size_t want_places;
    struct use **uses; /* by number, USES_BESIDE together */
    size_t use_count, chunk_count, chunk_capacity;
    uint32_t *use_table; /* numbers from 1 */
    size_t use_places;
    struct set *sets; /* of several uses */
    size_t set_count, set_places;
    uint32_t **notes; /* by place, NOTES_BESIDE together: of a set how many uses and, in the two
                         lowest bits, the result; then its uses */
    size_t note_count, note_chunk_count, note_chunk_capacity;
    size_t hard_count; /* sets that no order of whole tasks could lay */
};

struct match_packings *match_packings_new(struct base_arena *a)
{
    struct match_packings *p = base_arena_alloc(a, sizeof *p);
    p->arena = a;
    p->shape_places = p->want_places = p->use_places = p->set_places = FIRST;
    p->shape_table = base_arena_array(a, FIRST, sizeof *p->shape_table);
    p->want_table = base_arena_array(a, FIRST, sizeof *p->want_table);
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

static uint32_t *shape_place(const struct match_packings *p, const struct match_bench *b)
{
    size_t mask = p->shape_places - 1, place = (size_t)hash_shape(b) & mask;
    while (p->shape_table[place] != 0 && !same_shape(&p->shapes[p->shape_table[place] - 1], b))
        place = (place + 1) & mask;
    return &p->shape_table[place];
}

static uint32_t shape_of(struct match_packings *p, const struct match_bench *b)
{
    uint32_t *place = shape_place(p, b);
    if (*place != 0)
        return *place - 1;
    struct match_bench *new = base_arena_push(p->arena, (void **)&p->shapes, &p->shape_count,
                                              &p->shape_capacity, sizeof *new);
    *new = *b;
    *place = (uint32_t)p->shape_count;
    if (2 * p->shape_count > p->shape_places) {
        base_arena_drop(p->arena, p->shape_table, p->shape_places, sizeof *p->shape_table);
        p->shape_places *= 2;
        p->shape_table = base_arena_array(p->arena, p->shape_places, sizeof *p->shape_table);
        for (size_t i = 0; i < p->shape_count; i++)
            *shape_place(p, &p->shapes[i]) = (uint32_t)i + 1;
    }
    return (uint32_t)p->shape_count - 1;
}

/* ---- wants ----------------------------------------------------------------------------------- */

static bool same_want(const struct want *a, const struct want *b)
{
    return a->from == b->from && a->until == b->until && a->mark == b->mark && a->piece == b->piece;
}

static uint32_t *want_place(const struct match_packings *p, const struct want *w)
{
    uint64_t hash = mix(mix(0, (uint64_t)w->from), (uint64_t)w->until);
    size_t mask = p->want_places - 1;
    size_t place = (size_t)mix(mix(hash, w->mark), (uint64_t)w->piece) & mask;
    while (p->want_table[place] != 0 && !same_want(&p->wants[p->want_table[place] - 1], w))
        place = (place + 1) & mask;
    return &p->want_table[place];
}

static uint32_t want_of(struct match_packings *p, const struct match_task *t)
{
    const struct want w = {t->from, t->until, t->mark, t->piece};
    uint32_t *place = want_place(p, &w);
    if (*place != 0)
        return *place - 1;
    struct want *new = base_arena_push(p->arena, (void **)&p->wants, &p->want_count,
                                       &p->want_capacity, sizeof *new);
    *new = w;
    *place = (uint32_t)p->want_count;
    if (2 * p->want_count > p->want_places) {
        base_arena_drop(p->arena, p->want_table, p->want_places, sizeof *p->want_table);
        p->want_places *= 2;
        p->want_table = base_arena_array(p->arena, p->want_places, sizeof *p->want_table);
        for (size_t i = 0; i < p->want_count; i++)
            *want_place(p, &p->wants[i]) = (uint32_t)i + 1;
    }
    return (uint32_t)p->want_count - 1;
}

/* ---- uses ------------------------------------------------------------------------------------ */

static struct use *use_at(const struct match_packings *p, size_t number)
{
    return &p->uses[number / USES_BESIDE][number % USES_BESIDE];
}

static uint64_t hash_use(const struct use *u)
{
    return mix(mix(mix(mix(0, u->shape), u->want), u->minutes), u->sittings);
}

static bool same_use(const struct use *a, const struct use *b)
{
    return a->shape == b->shape && a->want == b->want && a->minutes == b->minutes &&
           a->sittings == b->sittings;
}

static uint32_t *use_place(const struct match_packings *p, const struct use *u)
{
    size_t mask = p->use_places - 1, place = (size_t)hash_use(u) & mask;
    while (p->use_table[place] != 0 && !same_use(use_at(p, p->use_table[place] - 1), u))
        place = (place + 1) & mask;
    return &p->use_table[place];
}

static void more_use_places(struct match_packings *p)
{
    base_arena_drop(p->arena, p->use_table, p->use_places, sizeof *p->use_table);
    p->use_places *= 2;
    p->use_table = base_arena_array(p->arena, p->use_places, sizeof *p->use_table);
    for (size_t i = 0; i < p->use_count; i++)
        *use_place(p, use_at(p, i)) = (uint32_t)i + 1;
}

static void add_use(struct match_packings *p, const struct use *u)
{
    if (p->use_count % USES_BESIDE == 0) {
        struct use **chunk = base_arena_push(p->arena, (void **)&p->uses, &p->chunk_count,
                                             &p->chunk_capacity, sizeof *chunk);
        *chunk = base_arena_array(p->arena, USES_BESIDE, sizeof **chunk);
    }
    *use_at(p, p->use_count++) = *u;
}

static uint32_t narrow(int64_t minutes)
{
    return minutes < 0 ? 0 : minutes > UINT32_MAX ? UINT32_MAX : (uint32_t)minutes;
}

size_t match_packings_use(struct match_packings *p, const struct match_bench *bench,
                          const struct match_task *task)
{
    const struct use u = {.shape = shape_of(p, bench) & (UINT32_MAX >> 2),
                          .want = want_of(p, task),
                          .sittings = task->sittings,
                          .minutes = narrow(task->minutes)};
    uint32_t *place = use_place(p, &u);
    if (*place != 0)
        return *place - 1;
    add_use(p, &u);
    *place = (uint32_t)p->use_count;
    if (4 * p->use_count > 3 * p->use_places)
        more_use_places(p);
    return p->use_count - 1;
}

/* ---- sets ------------------------------------------------------------------------------------ */

static uint32_t hash_set(const size_t *uses, size_t count)
{
    uint64_t hash = count;
    for (size_t i = 0; i < count; i++)
        hash = mix(hash, uses[i]);
    return (uint32_t)hash;
}

static uint32_t *note_at(const struct match_packings *p, uint32_t note)
{
    return &p->notes[(note - 1) / NOTES_BESIDE][(note - 1) % NOTES_BESIDE];
}

static bool same_set(const uint32_t *note, const size_t *uses, size_t count)
{
    bool same = note[0] >> 2 == count;
    for (size_t i = 0; same && i < count; i++)
        same = note[1 + i] == uses[i];
    return same;
}

/* A note stands in one piece. */
static uint32_t make_note(struct match_packings *p, const size_t *uses, size_t count,
                          enum match_packed result)
{
    if (p->note_count + count + 1 > p->note_chunk_count * NOTES_BESIDE) {
        uint32_t **chunk = base_arena_push(p->arena, (void **)&p->notes, &p->note_chunk_count,
                                           &p->note_chunk_capacity, sizeof *chunk);
        *chunk = base_arena_array(p->arena, NOTES_BESIDE, sizeof **chunk);
        p->note_count = (p->note_chunk_count - 1) * (size_t)NOTES_BESIDE;
    }
    uint32_t place = (uint32_t)p->note_count + 1, *note = note_at(p, place);
    note[0] = (uint32_t)count << 2 | (uint32_t)result;
    for (size_t i = 0; i < count; i++)
        note[1 + i] = (uint32_t)uses[i];
    p->note_count += count + 1;
    return place;
}

static struct set *set_place(const struct match_packings *p, uint32_t hash, const size_t *uses,
                             size_t count)
{
    size_t mask = p->set_places - 1, place = hash & mask;
    while (p->sets[place].note != 0 &&
           !(p->sets[place].hash == hash && same_set(note_at(p, p->sets[place].note), uses, count)))
        place = (place + 1) & mask;
    return &p->sets[place];
}

static void more_set_places(struct match_packings *p)
{
    struct set *old = p->sets;
    size_t count = p->set_places;
    p->set_places *= 2;
    p->sets = base_arena_array(p->arena, p->set_places, sizeof *p->sets);
    for (size_t i = 0; i < count; i++) {
        if (old[i].note == 0)
            continue;
        size_t place = old[i].hash & (p->set_places - 1);
        while (p->sets[place].note != 0)
            place = (place + 1) & (p->set_places - 1);
        p->sets[place] = old[i];
    }
    base_arena_drop(p->arena, old, count, sizeof *old);
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
    for (size_t i = 0; i < count; i++) {
        const struct use *u = use_at(p, uses[i]);
        const struct want *w = &p->wants[u->want];
        tasks[i] = (struct match_task){.minutes = u->minutes,
                                       .from = w->from,
                                       .until = w->until,
                                       .mark = w->mark,
                                       .sittings = u->sittings,
                                       .piece = w->piece};
    }
    const struct match_bench *bench = &p->shapes[use_at(p, uses[0])->shape];
    enum match_packed result = match_pack_within(bench, tasks, count, effort_now(p), NULL, NULL);
    p->hard_count += result != MATCH_PACKED;
    free(tasks);
    return result;
}

static enum match_packed hold_alone(struct match_packings *p, size_t use)
{
    struct use *u = use_at(p, use);
    if (u->alone == 0)
        u->alone = ((unsigned)find_out(p, &use, 1) + 1) & 3;
    return (enum match_packed)(u->alone - 1);
}

enum match_packed match_packings_hold(struct match_packings *p, const size_t *uses, size_t count)
{
    if (count == 1)
        return hold_alone(p, uses[0]);
    uint32_t hash = hash_set(uses, count);
    struct set *s = set_place(p, hash, uses, count);
    if (s->note != 0)
        return (enum match_packed)(*note_at(p, s->note) & 3);
    enum match_packed result = find_out(p, uses, count);
    if (p->set_count == MOST_SETS || count >= NOTES_BESIDE)
        return result;
    *s = (struct set){hash, make_note(p, uses, count, result)};
    if (4 * ++p->set_count > 3 * p->set_places)
        more_set_places(p);
    return result;
}
