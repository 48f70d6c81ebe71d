/* shadow.c: what an hour of a scarce resource is worth: an interval, because dual values of one
 * optimum differ from method to method (matching.md). One hour more and one less are solved for,
 * around the resource. */
#include "month.h"

#include "sharedesk/base/beside.h"
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
    base_arena_drop(month->arena, last, p->bench_count + 1, sizeof *last);
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

/* ---- all that are scarce, by two processes --------------------------------------------------- */

enum { BESIDE_LEAST = 16, BETWEEN_QUESTIONS = 100 /* milliseconds */ };

/* Worth of an hour of the scarce benches. Every other one is found beside, with one core too: what
 * was packed for those before it would else be packed for each. */
struct pricing {
    struct match_month *month;
    const struct use *uses; /* by bench */
    size_t *benches, count;
};

struct hours {
    int64_t more, less;
};

static struct hours hours_of(const struct pricing *x, size_t i)
{
    size_t bench = x->benches[i];
    int64_t more = hour_more(x->month, bench);
    return (struct hours){more, hour_less(x->month, bench, &x->uses[bench])};
}

static void price_beside(void *context, struct base_beside *to)
{
    const struct pricing *x = context;
    struct err ignored = ERR_INIT;
    match_desk_beside(x->month->desk, to);
    for (size_t i = 1; i < x->count; i += 2) {
        const struct hours h = hours_of(x, i);
        base_beside_put(to, &h, sizeof h);
        if (!match_desk_step(x->month->desk, _("shadow prices"), i, x->count, &ignored))
            return;
    }
}

static enum err_code find_hours(const struct pricing *x, struct base_beside **beside, size_t i,
                                struct hours *h, struct err *e)
{
    struct match_desk *m = x->month->desk;
    bool other = i % 2 == 1 && *beside != NULL;
    do {
        if (!match_desk_step(m, _("shadow prices"), i, x->count, e))
            return e->code;
    } while (other && !base_beside_ready(*beside, BETWEEN_QUESTIONS));
    if (other && base_beside_get(*beside, h, sizeof *h))
        return ERR_NONE;
    if (other)
        base_beside_end(beside); /* nothing comes any more */
    *h = hours_of(x, i);
    return ERR_NONE;
}

/* First those of this process, then what the other has found meanwhile. */
static enum err_code price_all(const struct pricing *x, struct hours *hours, struct err *e)
{
    struct base_beside *beside =
        x->count >= BESIDE_LEAST ? base_beside_begin(price_beside, (void *)x) : NULL;
    enum err_code code = ERR_NONE;
    for (size_t first = 0; first < 2; first++)
        for (size_t i = first; !code && i < x->count; i += 2)
            code = find_hours(x, &beside, i, &hours[i], e);
    base_beside_end(&beside);
    return code;
}

static void add_shadow(const struct pricing *x, size_t i, const struct hours *h,
                       struct match_plan *plan)
{
    struct base_arena *a = x->month->arena;
    const struct use *u = &x->uses[x->benches[i]];
    const struct model_resource *r = x->month->places[x->benches[i]].offer->resource;
    if (h->more != 0 || h->less != 0)
        plan->shadows[plan->shadow_count++] =
            (struct match_shadow){.resource = r->head.id,
                                  .uid = base_arena_strdup(a, r->head.uid),
                                  .name = base_arena_strdup(a, r->name),
                                  .asked = u->asked,
                                  .served = u->served,
                                  .hour_more = h->more,
                                  .hour_less = h->less};
}

enum err_code match_month_shadows(struct match_month *month, const struct match_solution *solution,
                                  struct match_plan *plan, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    size_t benches = month->problem.bench_count;
    struct pricing x = {.month = month,
                        .uses = find_uses(month, solution),
                        .benches = base_arena_array(scratch, benches + 1, sizeof *x.benches)};
    for (size_t b = 0; b < benches; b++)
        if (is_scarce(&x.uses[b]))
            x.benches[x.count++] = b;
    struct hours *hours = base_arena_array(scratch, x.count + 1, sizeof *hours);
    enum err_code code = price_all(&x, hours, e);
    plan->shadows = base_arena_array(month->arena, x.count + 1, sizeof *plan->shadows);
    for (size_t i = 0; !code && i < x.count; i++)
        add_shadow(&x, i, &hours[i], plan);
    if (plan->shadow_count > 0)
        qsort(plan->shadows, plan->shadow_count, sizeof *plan->shadows, by_loss);
    base_arena_free(&scratch);
    return code;
}
