#include "keep.h"

#include <stdlib.h>
#include <string.h>

enum { LASTS = 600 }; /* seconds: what is left of windows, and so urgency, changes meanwhile */

void match_keep_free(struct match_kept **kept)
{
    if (*kept == NULL)
        return;
    base_arena_free(&(*kept)->arena);
    base_arena_free(&(*kept)->passes);
    base_arena_free(&(*kept)->problem_arena);
    free(*kept);
    *kept = NULL;
}

/* ---- whether it serves ----------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_assumption(const struct match_assumption *a, const struct match_assumption *b)
{
    return a->what == b->what && a->of == b->of && same_text(a->key, b->key) &&
           same_text(a->value, b->value) && a->amount == b->amount &&
           !(a->standing > b->standing || a->standing < b->standing);
}

static bool is_of_the_time(const struct match_desk *m, const struct match_allocation *what)
{
    return what->at != 0 ? m->kept->now == what->at
                         : llabs(store_now(m->store) - m->kept->now) <= LASTS;
}

static bool serves(const struct match_desk *m, const struct match_allocation *what)
{
    const struct match_kept *k = m->kept;
    if (k == NULL || k->state != m->state || k->readings != m->readings ||
        !is_of_the_time(m, what) || m->unsealed_count > 0 || k->what.month != what->month ||
        k->what.assumption_count != what->assumption_count)
        return false;
    for (size_t i = 0; i < what->assumption_count; i++) {
        if (!same_assumption(&k->what.assumptions[i], &what->assumptions[i]))
            return false;
    }
    return true;
}

/* ---- keeping --------------------------------------------------------------------------------- */

static void copy_what(struct match_kept *k, const struct match_allocation *what)
{
    struct base_arena *a = k->arena;
    struct match_stance *stances = base_arena_array(a, what->stance_count + 1, sizeof *stances);
    struct match_assumption *assumptions =
        base_arena_array(a, what->assumption_count + 1, sizeof *assumptions);
    for (size_t i = 0; i < what->stance_count; i++) {
        stances[i] = what->stances[i];
        stances[i].reason = base_arena_strdup(a, what->stances[i].reason);
    }
    for (size_t i = 0; i < what->assumption_count; i++) {
        assumptions[i] = what->assumptions[i];
        assumptions[i].key = base_arena_strdup(a, what->assumptions[i].key);
        assumptions[i].value = base_arena_strdup(a, what->assumptions[i].value);
    }
    k->what = *what;
    k->what.stances = stances;
    k->what.assumptions = assumptions;
}

static enum err_code start(struct match_desk *m, const struct match_allocation *what, struct err *e)
{
    match_keep_free(&m->kept);
    struct match_kept *k = base_alloc(sizeof *k);
    m->kept = k;
    k->arena = base_arena_new();
    k->passes = base_arena_new();
    k->problem_arena = base_arena_new();
    copy_what(k, what);
    enum err_code code = match_month_build(m, &k->what, k->arena, k->passes, &k->month, e);
    k->state = m->state;
    k->readings = m->readings;
    k->now = store_now(m->store);
    store_shrink(m->store); /* nearly all is read, and what is solved now needs the room */
    base_memory_trim();
    if (!code)
        code = match_month_set_up(k->month, k->problem_arena, e);
    if (code)
        match_keep_free(&m->kept);
    return code;
}

/* ---- from one to the next -------------------------------------------------------------------- */

/* What a job had, by what outlasts its number. */
struct had {
    int64_t resource; /* 0: none */
    int64_t minutes;
    double worth;
};

struct past {
    struct had *jobs;
    size_t *first, *count; /* by wish: its jobs */
    double *prices;
    size_t row_count;
};

static struct past remember(const struct match_kept *k, struct base_arena *a)
{
    const struct match_month *month = k->month;
    const struct match_problem *p = &month->problem;
    struct past past = {.jobs = base_arena_array(a, p->job_count + 1, sizeof *past.jobs),
                        .first = base_arena_array(a, month->wish_count + 1, sizeof *past.first),
                        .count = base_arena_array(a, month->wish_count + 1, sizeof *past.count),
                        .prices = base_arena_array(a, p->row_count + 1, sizeof *past.prices),
                        .row_count = p->row_count};
    for (size_t i = 0; i < month->wish_count; i++) {
        past.first[i] = month->wishes[i].first_job;
        past.count[i] = month->wishes[i].job_count;
    }
    for (size_t j = 0; j < p->job_count; j++) {
        size_t choice = k->solution.chosen[j];
        past.jobs[j].worth = k->solution.worths[j];
        if (choice == MATCH_NONE)
            continue;
        past.jobs[j].resource =
            match_pairing_resource(match_month_pairing(month, j, choice))->head.id;
        past.jobs[j].minutes = p->jobs[j].choices[choice].task.minutes;
    }
    for (size_t r = 0; r < p->row_count; r++)
        past.prices[r] = k->solution.prices[r];
    return past;
}

static size_t choice_on(const struct match_month *month, size_t job, const struct had *had)
{
    const struct match_job *x = &month->problem.jobs[job];
    for (size_t c = 0; c < x->choice_count; c++) {
        if (match_pairing_resource(match_month_pairing(month, job, c))->head.id == had->resource &&
            (!x->part || x->choices[c].task.minutes == had->minutes))
            return c;
    }
    return MATCH_NONE;
}

static const struct match_solution *recall(const struct match_month *month, const struct past *past,
                                           struct base_arena *a)
{
    const struct match_problem *p = &month->problem;
    struct match_solution *near = base_arena_alloc(a, sizeof *near);
    near->chosen = base_arena_array(a, p->job_count + 1, sizeof *near->chosen);
    near->worths = base_arena_array(a, p->job_count + 1, sizeof *near->worths);
    near->prices = base_arena_array(a, p->row_count + 1, sizeof *near->prices);
    for (size_t r = 0; r < p->row_count && p->row_count == past->row_count; r++)
        near->prices[r] = past->prices[r];
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        for (size_t k = 0; k < w->job_count; k++) {
            size_t j = w->first_job + k;
            near->chosen[j] = MATCH_NONE;
            if (w->job_count != past->count[i])
                continue;
            const struct had *had = &past->jobs[past->first[i] + k];
            near->worths[j] = had->worth;
            if (had->resource != 0)
                near->chosen[j] = choice_on(month, j, had);
        }
    }
    return near;
}

static bool names(const struct match_allocation *what, int64_t demand)
{
    for (size_t i = 0; i < what->stance_count; i++) {
        if (what->stances[i].demand == demand)
            return true;
    }
    return false;
}

/* Only demands of which something else is said now are judged anew. */
static enum err_code follow(struct match_desk *m, const struct match_allocation *what,
                            const struct match_solution **near, struct err *e)
{
    struct match_kept *k = m->kept;
    struct base_arena *scratch = base_arena_new();
    struct past past = remember(k, scratch);
    struct match_allocation before = k->what;
    copy_what(k, what);
    k->month->arena = k->arena;
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < k->month->wish_count; i++) {
        int64_t demand = k->month->wishes[i].demand->head.id;
        if (names(&before, demand) || names(what, demand))
            code = match_month_wish(k->month, i, e);
    }
    base_arena_reset(k->problem_arena);
    if (!code)
        code = match_month_set_up(k->month, k->problem_arena, e);
    if (!code)
        *near = recall(k->month, &past, k->problem_arena);
    base_arena_free(&scratch);
    if (code)
        match_keep_free(&m->kept);
    return code;
}

enum err_code match_keep_month(struct match_desk *m, const struct match_allocation *what, bool warm,
                               const struct match_solution **near, struct err *e)
{
    *near = NULL;
    enum err_code code = match_desk_refresh(m, e);
    if (code)
        return code;
    return warm && serves(m, what) ? follow(m, what, near, e) : start(m, what, e);
}
