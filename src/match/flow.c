/* flow.c: the linear problem: minutes of seekers flow to benches by successive best paths (Dijkstra
 * with potentials, stopped early). Its prices are where the multipliers set out from, so it may
 * look away from what only some problems have: other rows than the first of a bench, resources
 * that need other minutes for the same use. */
#include "part.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS_A_NODE = 12 }; /* where resources are asked for many times over, paths are long */

/* Nodes: seekers, then benches. */
struct arrival {
    double distance;
    size_t node;
};

struct flow {
    struct match_part *part;
    int64_t *needs;     /* by seeker: minutes, the same wherever it goes */
    int64_t *flows;     /* by option */
    int64_t *left;      /* by bench */
    double *rates;      /* by option: gain a minute */
    double *potentials; /* by node: a seeker's worth a minute, less a bench's price */
    double *distances;
    size_t *from;                 /* by node: the option that leads to it */
    unsigned *seen, *done, round; /* by node: in which round */
    struct arrival *heap;
    size_t heap_count, heap_capacity;
    size_t *visited, visited_count;
    int64_t steps; /* that may still be gone */
    struct base_arena *arena;
};

/* ---- the heap -------------------------------------------------------------------------------- */

static bool before(const struct arrival *a, const struct arrival *b)
{
    return a->distance < b->distance || (!(a->distance > b->distance) && a->node < b->node);
}

static void push(struct flow *f, double distance, size_t node)
{
    base_arena_push(f->arena, (void **)&f->heap, &f->heap_count, &f->heap_capacity,
                    sizeof *f->heap);
    size_t i = f->heap_count - 1;
    struct arrival x = {distance, node};
    for (; i > 0 && before(&x, &f->heap[(i - 1) / 2]); i = (i - 1) / 2)
        f->heap[i] = f->heap[(i - 1) / 2];
    f->heap[i] = x;
}

static struct arrival pop(struct flow *f)
{
    struct arrival first = f->heap[0], x = f->heap[--f->heap_count];
    size_t i = 0;
    for (size_t child = 1; child < f->heap_count; child = 2 * i + 1) {
        if (child + 1 < f->heap_count && before(&f->heap[child + 1], &f->heap[child]))
            child++;
        if (!before(&f->heap[child], &x))
            break;
        f->heap[i] = f->heap[child];
        i = child;
    }
    f->heap[i] = x;
    return first;
}

/* ---- one path -------------------------------------------------------------------------------- */

static void reach(struct flow *f, size_t node, double distance, size_t option)
{
    if (f->seen[node] == f->round && f->distances[node] <= distance)
        return;
    if (f->seen[node] != f->round)
        f->visited[f->visited_count++] = node;
    f->seen[node] = f->round;
    f->distances[node] = distance;
    f->from[node] = option;
    push(f, distance, node);
}

static void leave_seeker(struct flow *f, size_t seeker, double distance)
{
    const struct match_part *part = f->part;
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        size_t node = part->seeker_count + part->options[o].bench;
        if (part->fates[o] != MATCH_FREE || f->done[node] == f->round)
            continue;
        double cost = f->potentials[seeker] - f->potentials[node] - f->rates[o];
        reach(f, node, distance + fmax(0, cost), o);
    }
}

/* A bench without room sends one of its seekers on. */
static void leave_bench(struct flow *f, size_t bench, double distance)
{
    const struct match_part *part = f->part;
    size_t node = part->seeker_count + bench;
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t o = part->at[bench][n], seeker = part->options[o].seeker;
        if (f->flows[o] == 0 || f->done[seeker] == f->round)
            continue;
        double cost = f->rates[o] + f->potentials[node] - f->potentials[seeker];
        reach(f, seeker, distance + fmax(0, cost), o);
    }
}

/* Where a path that has come to the node would end, and how far that is: a bench with room, or a
 * seeker that goes without. */
static double end_of(const struct flow *f, size_t node, double distance)
{
    size_t seekers = f->part->seeker_count;
    if (node >= seekers)
        return f->left[node - seekers] > 0 ? distance : HUGE_VAL;
    return distance + fmax(0, f->potentials[node]);
}

/* The node in which the best path from the seeker ends. */
static size_t find_path(struct flow *f, size_t seeker)
{
    size_t end = MATCH_NONE;
    double nearest = HUGE_VAL;
    f->round++;
    f->heap_count = f->visited_count = 0;
    reach(f, seeker, 0, MATCH_NONE);
    while (f->heap_count > 0 && f->heap[0].distance < nearest) {
        struct arrival x = pop(f);
        if (f->done[x.node] == f->round)
            continue;
        f->done[x.node] = f->round;
        f->steps--;
        double distance = end_of(f, x.node, x.distance);
        if (distance < nearest) {
            nearest = distance;
            end = x.node;
        }
        if (x.node < f->part->seeker_count)
            leave_seeker(f, x.node, x.distance);
        else if (f->left[x.node - f->part->seeker_count] == 0)
            leave_bench(f, x.node - f->part->seeker_count, x.distance);
    }
    for (size_t i = 0; i < f->visited_count; i++) {
        size_t v = f->visited[i];
        if (f->distances[v] < nearest)
            f->potentials[v] -= nearest - f->distances[v];
    }
    return end;
}

/* Sends as much along the path as it holds; who is sent on at its end goes without. */
static int64_t send(struct flow *f, size_t seeker, size_t end, int64_t most)
{
    const struct match_part *part = f->part;
    size_t seekers = part->seeker_count;
    if (end >= seekers && f->left[end - seekers] < most)
        most = f->left[end - seekers];
    for (size_t v = end; v != seeker;) {
        size_t o = f->from[v];
        if (v < seekers && f->flows[o] < most)
            most = f->flows[o];
        v = v < seekers ? seekers + part->options[o].bench : part->options[o].seeker;
    }
    if (end >= seekers)
        f->left[end - seekers] -= most;
    for (size_t v = end; v != seeker;) {
        size_t o = f->from[v];
        f->flows[o] += v < seekers ? -most : most;
        v = v < seekers ? seekers + part->options[o].bench : part->options[o].seeker;
    }
    return most;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int64_t amount_of(const struct match_option *o)
{
    return o->load_count > 0 && o->loads[0].amount > 0 ? o->loads[0].amount : 1;
}

static void set_up(struct flow *f, struct match_part *part)
{
    struct base_arena *a = f->arena;
    size_t nodes = part->seeker_count + part->bench_count;
    f->part = part;
    f->needs = base_arena_array(a, part->seeker_count + 1, sizeof *f->needs);
    f->flows = base_arena_array(a, part->option_count + 1, sizeof *f->flows);
    f->rates = base_arena_array(a, part->option_count + 1, sizeof *f->rates);
    f->left = base_arena_array(a, part->bench_count + 1, sizeof *f->left);
    f->potentials = base_arena_array(a, nodes + 1, sizeof *f->potentials);
    f->distances = base_arena_array(a, nodes + 1, sizeof *f->distances);
    f->from = base_arena_array(a, nodes + 1, sizeof *f->from);
    f->seen = base_arena_array(a, nodes + 1, sizeof *f->seen);
    f->done = base_arena_array(a, nodes + 1, sizeof *f->done);
    f->visited = base_arena_array(a, nodes + 1, sizeof *f->visited);
    for (size_t b = 0; b < part->bench_count; b++) {
        size_t row = match_part_first_row(part, b);
        f->left[b] = row == MATCH_NONE ? INT64_MAX / 2 : part->capacities[row];
    }
    for (size_t o = 0; o < part->option_count; o++) {
        const struct match_option *x = &part->options[o];
        int64_t amount = amount_of(x);
        f->rates[o] = (double)x->gain / (double)amount;
        if (f->needs[x->seeker] == 0)
            f->needs[x->seeker] = amount;
        if (part->fates[o] == MATCH_IN)
            f->left[x->bench] = f->left[x->bench] > amount ? f->left[x->bench] - amount : 0;
    }
}

static void serve(struct flow *f, size_t seeker)
{
    const struct match_part *part = f->part;
    const struct match_seeker *s = &part->seekers[seeker];
    double most = 0;
    for (size_t o = s->first; o < s->first + s->count; o++) {
        double worth = f->rates[o] + f->potentials[part->seeker_count + part->options[o].bench];
        if (part->fates[o] == MATCH_FREE && worth > most)
            most = worth;
    }
    f->potentials[seeker] = most;
    for (int64_t need = f->needs[seeker]; need > 0;) {
        size_t end = find_path(f, seeker);
        if (end == seeker)
            return; /* it goes without */
        need -= send(f, seeker, end, need);
    }
}

static void take_prices(const struct flow *f, struct match_part *part)
{
    for (size_t b = 0; b < part->bench_count; b++) {
        size_t row = match_part_first_row(part, b);
        if (row != MATCH_NONE)
            part->prices[row] = fmax(0, -f->potentials[part->seeker_count + b]);
    }
    match_part_value(part);
}

bool match_part_flow(struct match_part *part)
{
    struct flow f = {.arena = base_arena_new()};
    set_up(&f, part);
    struct match_rank *ranks = base_arena_array(f.arena, part->seeker_count + 1, sizeof *ranks);
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        ranks[i] = (struct match_rank){s->count > 0 ? f.rates[s->first] : 0, i};
    }
    qsort(ranks, part->seeker_count, sizeof *ranks, match_rank_by_worth);
    f.steps = STEPS_A_NODE * (int64_t)(part->seeker_count + part->bench_count);
    for (size_t i = 0; i < part->seeker_count && f.steps > 0; i++) {
        if (match_part_open(part, ranks[i].seeker))
            serve(&f, ranks[i].seeker);
    }
    bool finished = f.steps > 0;
    if (finished)
        take_prices(&f, part);
    base_arena_free(&f.arena);
    return finished;
}
