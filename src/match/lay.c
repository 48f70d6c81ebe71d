/* lay.c: from a solution back to sittings in the calendar. */
#include "month.h"

#include "sharedesk/base/money.h"

#include <stdlib.h>
#include <string.h>

/* What a demand gets on one bench. */
struct grant {
    size_t wish, pairing, bench;
    int64_t minutes, benefit;
    size_t next_on_bench, next_of_wish; /* or MATCH_NONE */
};

/* The grants of a bench or of a wish, in the order in which they were made. */
struct chain {
    size_t first, last;
};

struct grants {
    struct base_arena *arena; /* of what is forgotten once all is laid */
    struct grant *list;
    size_t count, capacity;
    struct chain *on_bench, *of_wish;
};

static struct chain *chains_new(size_t count, struct base_arena *a)
{
    struct chain *chains = base_arena_array(a, count + 1, sizeof *chains);
    for (size_t i = 0; i < count; i++)
        chains[i] = (struct chain){MATCH_NONE, MATCH_NONE};
    return chains;
}

static struct grants grants_new(const struct match_month *month, struct base_arena *a)
{
    size_t most = month->wish_count + 1; /* more only where demands are divided */
    return (struct grants){.arena = a,
                           .list = base_arena_array(a, most, sizeof(struct grant)),
                           .capacity = most,
                           .on_bench = chains_new(month->problem.bench_count, a),
                           .of_wish = chains_new(month->wish_count, a)};
}

static void append(struct chain *c, size_t grant, size_t *next_of_last)
{
    if (next_of_last)
        *next_of_last = grant;
    else
        c->first = grant;
    c->last = grant;
}

static size_t add_grant(struct match_month *month, struct grants *g, size_t wish, size_t pairing)
{
    struct grant *new =
        base_arena_push(g->arena, (void **)&g->list, &g->count, &g->capacity, sizeof *new);
    size_t bench = month->wishes[wish].pairings[pairing].bench, number = g->count - 1;
    struct chain *on = &g->on_bench[bench], *of = &g->of_wish[wish];
    *new = (struct grant){wish, pairing, bench, 0, 0, MATCH_NONE, MATCH_NONE};
    append(on, number, on->last == MATCH_NONE ? NULL : &g->list[on->last].next_on_bench);
    append(of, number, of->last == MATCH_NONE ? NULL : &g->list[of->last].next_of_wish);
    return number;
}

static size_t find_grant(const struct grants *g, size_t wish, size_t pairing)
{
    size_t i = g->of_wish[wish].first;
    while (i != MATCH_NONE && g->list[i].pairing != pairing)
        i = g->list[i].next_of_wish;
    return i;
}

/* merged: pieces of a demand that came to one bench are one grant. */
static struct grants gather(struct match_month *month, const struct match_solution *s, bool merged,
                            struct base_arena *a)
{
    struct grants g = grants_new(month, a);
    for (size_t j = 0; j < month->problem.job_count; j++) {
        if (s->chosen[j] == MATCH_NONE)
            continue;
        const struct match_choice *c = &month->problem.jobs[j].choices[s->chosen[j]];
        size_t wish = month->wish_of[j];
        size_t pairing = month->pairing_of[month->choice_first[j] + s->chosen[j]];
        size_t grant = merged ? find_grant(&g, wish, pairing) : MATCH_NONE;
        if (grant == MATCH_NONE)
            grant = add_grant(month, &g, wish, pairing);
        g.list[grant].minutes += c->task.minutes;
        g.list[grant].benefit += c->gain;
    }
    return g;
}

/* ---- packing a bench ------------------------------------------------------------------------- */

static struct match_task task_of(const struct match_month *month, const struct grant *g)
{
    const struct match_wish *w = &month->wishes[g->wish];
    struct match_task t = match_pairing_task(w, &w->pairings[g->pairing]);
    t.minutes = g->minutes;
    return t;
}

/* The bench's grants, and one of other minutes among them if asked for; those without minutes are
 * not laid. */
static bool pack_bench(struct match_month *month, const struct grants *g, size_t bench,
                       size_t changed, int64_t minutes, struct match_packing *packing)
{
    struct match_task *tasks = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = g->on_bench[bench].first; i != MATCH_NONE; i = g->list[i].next_on_bench) {
        struct match_task t = task_of(month, &g->list[i]);
        if (i == changed)
            t.minutes = minutes;
        if (t.minutes <= 0)
            continue;
        if (count == capacity)
            tasks = base_realloc(tasks, capacity = 2 * capacity + 8, sizeof *tasks);
        tasks[count++] = t;
    }
    enum match_packed packed =
        match_pack(&month->problem.benches[bench], tasks, count, g->arena, packing);
    free(tasks);
    return packed == MATCH_PACKED;
}

/* ---- filling up divisible demands ------------------------------------------------------------ */

static int64_t row_left(const struct match_month *month, const struct grants *g, size_t bench)
{
    int64_t left = month->problem.capacities[month->places[bench].rows[0]];
    for (size_t i = g->on_bench[bench].first; i != MATCH_NONE; i = g->list[i].next_on_bench)
        left -= g->list[i].minutes;
    return left;
}

enum { FILL_TRIES = 48, FILL_STEP = 15 };

/* Where not every part could be chosen, minutes are left unused: gives the demand on this bench as
 * many of those it lacks as can still be packed. */
static int64_t fill_up(struct match_month *month, struct grants *g, size_t wish, size_t pairing,
                       int64_t missing)
{
    const struct match_wish *w = &month->wishes[wish];
    const struct match_pairing *p = &w->pairings[pairing];
    if (p->poor || p->tight || p->forbidden || p->benefit <= 0 || p->dues != NULL ||
        p->minutes != w->minutes)
        return 0;
    size_t at = find_grant(g, wish, pairing);
    if (at == MATCH_NONE)
        at = add_grant(month, g, wish, pairing);
    int64_t left = row_left(month, g, p->bench), had = g->list[at].minutes;
    int64_t more = missing < left ? missing : left;
    for (int tries = 0; tries < FILL_TRIES && more > 0 && had + more >= w->piece; tries++) {
        if (pack_bench(month, g, p->bench, at, had + more, NULL)) {
            g->list[at].minutes += more;
            base_money_muldiv(p->benefit, g->list[at].minutes, w->minutes, &g->list[at].benefit);
            return more;
        }
        more -= more % FILL_STEP != 0 ? more % FILL_STEP : FILL_STEP;
    }
    return 0;
}

/* In the demand's own minutes; a quote may need more or less of them on its resource. */
static int64_t granted(const struct match_month *month, const struct grants *g, size_t wish)
{
    const struct match_wish *w = &month->wishes[wish];
    int64_t minutes = 0;
    for (size_t i = g->of_wish[wish].first; i != MATCH_NONE; i = g->list[i].next_of_wish)
        minutes += g->list[i].minutes * w->minutes / w->pairings[g->list[i].pairing].minutes;
    return minutes;
}

static void fill_all(struct match_month *month, struct grants *g)
{
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        int64_t missing = w->finer ? w->minutes - granted(month, g, i) : 0;
        for (size_t k = 0; k < w->pairing_count && missing > 0; k++)
            missing -= fill_up(month, g, i, k, missing);
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void add_lines(struct match_month *month, const struct grant *g,
                      const struct match_sitting *sittings, size_t count,
                      struct base_arena *scratch, size_t *capacity, struct match_plan *plan)
{
    const struct match_pairing *p = &month->wishes[g->wish].pairings[g->pairing];
    const struct model_demand *demand = month->wishes[g->wish].demand;
    int64_t *minutes = base_arena_array(scratch, count + 1, sizeof *minutes);
    int64_t *shares = base_arena_array(scratch, count + 1, sizeof *shares);
    for (size_t i = 0; i < count; i++)
        minutes[i] = (sittings[i].end - sittings[i].start) / 60;
    base_money_split(g->benefit, minutes, count, shares);
    for (size_t i = 0; i < count; i++) {
        struct match_line *l = base_arena_push(month->arena, (void **)&plan->lines,
                                               &plan->line_count, capacity, sizeof *l);
        *l = (struct match_line){
            .demand = demand->head.id,
            .resource = match_pairing_resource(p)->head.id,
            .minutes = minutes[i],
            .start = sittings[i].start,
            .end = sittings[i].end,
            .benefit = shares[i],
            .pinned = p->pinned,
            .accepted = p->pinned ? p->accepted : 0,
            .demand_uid = demand->head.uid,
            .resource_uid = match_pairing_resource(p)->head.uid,
            .demand_title = demand->title,
            .resource_name = match_pairing_resource(p)->name,
        };
    }
}

static int by_start(const void *x, const void *y)
{
    const struct match_line *a = x, *b = y;
    if (a->start != b->start)
        return a->start > b->start ? 1 : -1;
    int uid = strcmp(a->demand_uid, b->demand_uid);
    return uid != 0 ? uid : strcmp(a->resource_uid, b->resource_uid);
}

void match_plan_sort_lines(struct match_plan *plan)
{
    if (plan->line_count > 0)
        qsort(plan->lines, plan->line_count, sizeof *plan->lines, by_start);
}

static bool lay_bench(struct match_month *month, const struct grants *g, size_t bench,
                      size_t *capacity, struct match_plan *plan)
{
    struct match_packing packing = {0};
    if (!pack_bench(month, g, bench, MATCH_NONE, 0, &packing))
        return false;
    size_t task = 0, at = 0;
    for (size_t i = g->on_bench[bench].first; i != MATCH_NONE; i = g->list[i].next_on_bench) {
        if (g->list[i].minutes <= 0)
            continue;
        size_t first = at;
        while (at < packing.count && packing.sittings[at].task == task)
            at++;
        add_lines(month, &g->list[i], packing.sittings + first, at - first, g->arena, capacity,
                  plan);
        task++;
    }
    return true;
}

/* What gains least on the bench, pins last. */
static size_t least_grant(const struct match_month *month, const struct grants *g, size_t bench)
{
    size_t least = MATCH_NONE;
    bool least_pinned = false;
    for (size_t i = g->on_bench[bench].first; i != MATCH_NONE; i = g->list[i].next_on_bench) {
        const struct grant *one = &g->list[i];
        bool pinned = month->wishes[one->wish].pairings[one->pairing].pinned;
        if (one->minutes <= 0 || (least != MATCH_NONE && pinned > least_pinned) ||
            (least != MATCH_NONE && pinned == least_pinned &&
             one->benefit >= g->list[least].benefit))
            continue;
        least = i;
        least_pinned = pinned;
    }
    return least;
}

/* A set is chosen only when it was seen to lie. Should it not be found to lie here all the same,
 * one after the other goes without, and is unmet: never all of them. */
static void lay_most(struct match_month *month, struct grants *g, size_t bench, size_t *capacity,
                     struct match_plan *plan)
{
    while (!lay_bench(month, g, bench, capacity, plan)) {
        size_t least = least_grant(month, g, bench);
        if (least == MATCH_NONE)
            return;
        g->list[least].minutes = 0;
    }
}

/* Joined pieces are laid together where they can be; else each by itself, as it was solved. */
void match_month_lay(struct match_month *month, const struct match_solution *solution,
                     struct match_plan *plan)
{
    struct base_arena *scratch = base_arena_new();
    struct grants joined = gather(month, solution, true, scratch);
    struct grants single = gather(month, solution, false, scratch);
    size_t capacity = 0;
    fill_all(month, &joined);
    for (size_t b = 0; b < month->problem.bench_count; b++) {
        if (!lay_bench(month, &joined, b, &capacity, plan))
            lay_most(month, &single, b, &capacity, plan);
    }
    base_arena_free(&scratch);
    match_plan_sort_lines(plan);
    plan->objective = 0;
    for (size_t i = 0; i < plan->line_count; i++)
        plan->objective += plan->lines[i].benefit;
}
