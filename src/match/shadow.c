/* shadow.c: what an hour of a scarce resource is worth: an interval, because dual values of one
 * optimum differ from method to method (matching.md). One hour more and one less are solved for,
 * around the resource. */
#include "month.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"

#include <stdlib.h>
#include <string.h>

/* Who could use a bench, and who does. */
struct use {
    int64_t asked, served;
    int64_t left; /* of the month's minutes */
    bool wanted;  /* by one that is unmet, or better placed here */
};

/* A demand's jobs stand next to each other; each of the bench is asked for once. */
static void count_asked(const struct match_problem *p, size_t first, size_t end, int64_t *last,
                        struct use *uses)
{
    for (size_t j = first; j < end; j++) {
        const struct match_job *job = &p->jobs[j];
        for (size_t k = 0; k < job->choice_count; k++) {
            size_t bench = job->choices[k].bench;
            uses[bench].asked += last[bench] != job->demand;
            last[bench] = job->demand;
        }
    }
}

/* What the demand is worth where it gains least, all of it; 0 when some of it is unmet. */
static int64_t least_placed(const struct match_month *month, const struct match_solution *s,
                            const struct match_wish *w)
{
    int64_t least = INT64_MAX, steps = 0;
    for (size_t j = w->first_job; j < w->first_job + w->job_count; j++) {
        if (s->chosen[j] == MATCH_NONE)
            continue;
        const struct match_pairing *p = match_month_pairing(month, j, s->chosen[j]);
        const struct match_choice *c = &month->problem.jobs[j].choices[s->chosen[j]];
        least = p->benefit < least ? p->benefit : least;
        steps += w->steps > 1 ? c->loads[c->load_count - 1].amount : 1; /* they come last */
    }
    return steps < w->steps ? 0 : least;
}

static struct use *find_uses(const struct match_month *month, const struct match_solution *s)
{
    const struct match_problem *p = &month->problem;
    struct use *uses = base_arena_array(month->arena, p->bench_count + 1, sizeof *uses);
    int64_t *last = base_arena_array(month->arena, p->bench_count + 1, sizeof *last);
    for (size_t b = 0; b < p->bench_count; b++)
        uses[b].left = p->capacities[month->places[b].rows[0]];
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        int64_t least = least_placed(month, s, w);
        count_asked(p, w->first_job, w->first_job + w->job_count, last, uses);
        for (size_t j = w->first_job; j < w->first_job + w->job_count; j++) {
            for (size_t k = 0; k < p->jobs[j].choice_count; k++) {
                const struct match_choice *c = &p->jobs[j].choices[k];
                struct use *u = &uses[c->bench];
                u->wanted = u->wanted || match_month_pairing(month, j, k)->benefit > least;
                u->served += k == s->chosen[j];
                u->left -= k == s->chosen[j] ? c->loads[0].amount : 0; /* the month's come first */
            }
        }
    }
    return uses;
}

/* What the bench with so many minutes more or fewer makes the plan gain. */
static int64_t difference(struct match_month *month, size_t bench, int64_t minutes)
{
    const struct match_place *place = &month->places[bench];
    struct match_trial trial = {.bench = bench,
                                .rows = place->rows,
                                .row_count = minutes > 0 ? place->row_count : 1,
                                .minutes = minutes,
                                .spare = minutes > 0 ? minutes : 0};
    if (minutes > 0 && !match_again_pays(month->again, &trial))
        return 0;
    match_again_try(month->again, &trial, month->arena);
    return trial.after - trial.before;
}

static int64_t hour_more(struct match_month *month, size_t bench)
{
    int64_t more = difference(month, bench, MATCH_HOUR);
    return more > 0 ? more : 0;
}

static int64_t hour_less(struct match_month *month, size_t bench, const struct use *u)
{
    if (u->left >= MATCH_HOUR)
        return 0; /* the plan can stay as it is */
    int64_t less = -difference(month, bench, -MATCH_HOUR);
    return less > 0 ? less : 0;
}

static bool is_scarce(const struct use *u)
{
    return u->asked > 0 && (u->wanted || u->left < MATCH_HOUR);
}

static int by_loss(const void *x, const void *y)
{
    const struct match_shadow *a = x, *b = y;
    if (a->hour_less != b->hour_less)
        return a->hour_less > b->hour_less ? -1 : 1;
    return strcmp(a->uid, b->uid);
}

static void add_shadow(struct match_month *month, size_t bench, const struct use *u,
                       size_t *capacity, struct match_plan *plan)
{
    const struct model_resource *r = month->places[bench].offer->resource;
    struct match_shadow shadow = {.resource = r->head.id,
                                  .uid = base_arena_strdup(month->arena, r->head.uid),
                                  .name = base_arena_strdup(month->arena, r->name),
                                  .asked = u->asked,
                                  .served = u->served};
    shadow.hour_more = hour_more(month, bench);
    shadow.hour_less = hour_less(month, bench, u);
    if (shadow.hour_more == 0 && shadow.hour_less == 0)
        return;
    struct match_shadow *place = base_arena_push(month->arena, (void **)&plan->shadows,
                                                 &plan->shadow_count, capacity, sizeof *place);
    *place = shadow;
}

enum err_code match_month_shadows(struct match_month *month, const struct match_solution *solution,
                                  struct match_plan *plan, struct err *e)
{
    struct use *uses = find_uses(month, solution);
    size_t capacity = 0;
    for (size_t b = 0; b < month->problem.bench_count; b++) {
        if (!is_scarce(&uses[b]))
            continue;
        if (!match_desk_step(month->desk, _("shadow prices"), b, month->problem.bench_count, e))
            return e->code;
        add_shadow(month, b, &uses[b], &capacity, plan);
    }
    if (plan->shadow_count > 0)
        qsort(plan->shadows, plan->shadow_count, sizeof *plan->shadows, by_loss);
    return ERR_NONE;
}
