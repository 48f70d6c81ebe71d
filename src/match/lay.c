/* lay.c: from a solution back to sittings in the calendar. */
#include "month.h"

#include "sharedesk/base/money.h"

#include <stdlib.h>
#include <string.h>

/* What a demand gets on one bench. */
struct grant {
    size_t wish, pairing, bench;
    int64_t minutes, benefit;
};

struct grants {
    struct grant *list;
    size_t count, capacity;
};

static struct grant *add_grant(struct match_month *month, struct grants *g, size_t wish,
                               size_t pairing)
{
    struct grant *new =
        base_arena_push(month->arena, (void **)&g->list, &g->count, &g->capacity, sizeof *new);
    *new = (struct grant){wish, pairing, month->wishes[wish].pairings[pairing].bench, 0, 0};
    return new;
}

/* merged: pieces of a demand that came to one bench are one grant. A wish's jobs stand together. */
static struct grants gather(struct match_month *month, const struct match_solution *s, bool merged)
{
    struct grants g = {0};
    for (size_t j = 0; j < month->problem.job_count; j++) {
        if (s->chosen[j] == MATCH_NONE)
            continue;
        const struct match_choice *c = &month->problem.jobs[j].choices[s->chosen[j]];
        size_t pairing = month->pairing_of[month->choice_first[j] + s->chosen[j]];
        struct grant *grant = NULL;
        for (size_t i = g.count; merged && i-- > 0 && g.list[i].wish == month->wish_of[j];) {
            if (g.list[i].pairing == pairing)
                grant = &g.list[i];
        }
        if (grant == NULL)
            grant = add_grant(month, &g, month->wish_of[j], pairing);
        grant->minutes += c->task.minutes;
        grant->benefit += c->gain;
    }
    return g;
}

/* ---- packing a bench ------------------------------------------------------------------------- */

static struct match_task task_of(const struct match_month *month, const struct grant *g)
{
    struct match_task t = month->wishes[g->wish].pairings[g->pairing].task;
    t.minutes = g->minutes;
    return t;
}

/* The bench's grants, and one of other minutes among them if asked for. */
static bool pack_bench(struct match_month *month, const struct grants *g, size_t bench,
                       size_t changed, int64_t minutes, struct match_packing *packing)
{
    struct match_task *tasks = base_arena_array(month->arena, g->count + 1, sizeof *tasks);
    size_t count = 0;
    for (size_t i = 0; i < g->count; i++) {
        if (g->list[i].bench != bench)
            continue;
        tasks[count] = task_of(month, &g->list[i]);
        if (i == changed)
            tasks[count].minutes = minutes;
        count += tasks[count].minutes > 0;
    }
    return match_pack(&month->problem.benches[bench], tasks, count, month->arena, packing) ==
           MATCH_PACKED;
}

/* ---- filling up divisible demands ------------------------------------------------------------ */

static int64_t row_left(const struct match_month *month, const struct grants *g, size_t bench)
{
    int64_t left = month->problem.capacities[month->places[bench].rows[0]];
    for (size_t i = 0; i < g->count; i++) {
        if (g->list[i].bench == bench)
            left -= g->list[i].minutes;
    }
    return left;
}

enum { FILL_TRIES = 48, FILL_STEP = 15 };

/* Pieces of fixed size leave minutes unused: gives the demand on this bench as many of those it
 * lacks as can still be packed. */
static int64_t fill_up(struct match_month *month, struct grants *g, size_t wish, size_t pairing,
                       int64_t missing)
{
    const struct match_wish *w = &month->wishes[wish];
    const struct match_pairing *p = &w->pairings[pairing];
    if (p->poor || p->tight || p->forbidden || p->benefit <= 0 || match_month_needs_voucher(w, p) ||
        p->task.minutes != w->minutes)
        return 0;
    size_t before = g->count, at = 0;
    while (at < before && (g->list[at].wish != wish || g->list[at].pairing != pairing))
        at++;
    if (at == before)
        add_grant(month, g, wish, pairing);
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
    if (had == 0 && g->count > before)
        g->count--;
    return 0;
}

/* In the demand's own minutes; a quote may need more or less of them on its resource. */
static int64_t granted(const struct match_month *month, const struct grants *g, size_t wish)
{
    const struct match_wish *w = &month->wishes[wish];
    int64_t minutes = 0;
    for (size_t i = 0; i < g->count; i++) {
        if (g->list[i].wish == wish)
            minutes +=
                g->list[i].minutes * w->minutes / w->pairings[g->list[i].pairing].task.minutes;
    }
    return minutes;
}

static void fill_all(struct match_month *month, struct grants *g)
{
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        int64_t missing = w->piece > 0 ? w->minutes - granted(month, g, i) : 0;
        for (size_t k = 0; k < w->pairing_count && missing > 0; k++)
            missing -= fill_up(month, g, i, k, missing);
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void add_lines(struct match_month *month, const struct grant *g,
                      const struct match_sitting *sittings, size_t count, size_t *capacity,
                      struct match_plan *plan)
{
    const struct match_pairing *p = &month->wishes[g->wish].pairings[g->pairing];
    int64_t *minutes = base_arena_array(month->arena, count + 1, sizeof *minutes);
    int64_t *shares = base_arena_array(month->arena, count + 1, sizeof *shares);
    for (size_t i = 0; i < count; i++)
        minutes[i] = (sittings[i].end - sittings[i].start) / 60;
    base_money_split(g->benefit, minutes, count, shares);
    for (size_t i = 0; i < count; i++) {
        struct match_line *l = base_arena_push(month->arena, (void **)&plan->lines,
                                               &plan->line_count, capacity, sizeof *l);
        *l = (struct match_line){
            .demand = p->candidate.demand,
            .resource = p->candidate.resource,
            .minutes = minutes[i],
            .start = sittings[i].start,
            .end = sittings[i].end,
            .benefit = shares[i],
            .pinned = p->pinned,
            .demand_uid = p->candidate.demand_uid,
            .resource_uid = base_arena_strdup(month->arena, p->candidate.uid),
            .demand_title = p->candidate.demand_title,
            .resource_name = base_arena_strdup(month->arena, p->candidate.name),
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

static bool lay_bench(struct match_month *month, const struct grants *g, size_t bench,
                      size_t *capacity, struct match_plan *plan)
{
    struct match_packing packing = {0};
    if (!pack_bench(month, g, bench, MATCH_NONE, 0, &packing))
        return false;
    for (size_t i = 0, task = 0, at = 0; i < g->count; i++) {
        if (g->list[i].bench != bench)
            continue;
        size_t first = at;
        while (at < packing.count && packing.sittings[at].task == task)
            at++;
        add_lines(month, &g->list[i], packing.sittings + first, at - first, capacity, plan);
        task++;
    }
    return true;
}

/* Joined pieces are laid together where they can be; else each by itself, as it was solved. */
void match_month_lay(struct match_month *month, const struct match_solution *solution,
                     struct match_plan *plan)
{
    struct grants joined = gather(month, solution, true);
    struct grants single = gather(month, solution, false);
    size_t capacity = 0;
    fill_all(month, &joined);
    for (size_t b = 0; b < month->problem.bench_count; b++) {
        if (!lay_bench(month, &joined, b, &capacity, plan))
            lay_bench(month, &single, b, &capacity, plan);
    }
    if (plan->line_count > 0)
        qsort(plan->lines, plan->line_count, sizeof *plan->lines, by_start);
    plan->objective = 0;
    for (size_t i = 0; i < plan->line_count; i++)
        plan->objective += plan->lines[i].benefit;
}
