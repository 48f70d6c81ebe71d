#include "ample.h"

#include "sharedesk/base/whole.h"

enum {
    EFFORT = 100,       /* sittings tried to lay all who could come to a bench */
    STEPS_MOST = 10000, /* of a demand that is looked at */
};

static const size_t NOBODY_YET = MATCH_NONE - 1;

/* Numbers that wait for their turn, each once. */
struct queue {
    size_t *list, count;
    bool *waits; /* by number */
};

struct finder {
    struct match_ample *x;
    const struct match_problem *problem;
    struct base_arena *arena; /* scratch; trial: of one packing */
    struct base_arena *trial;
    size_t *job_of;        /* by choice */
    size_t *at, *at_first; /* by bench: its choices are at[at_first[b] … at_first[b + 1]) */
    size_t *only_demand;   /* by row: its first job; MATCH_NONE: it is of several */
    struct queue benches, demands;  /* demands by their first jobs */
    int64_t *most;                  /* by row: what one job could load */
    size_t *touched;                /* rows */
    size_t *leaving, leaving_count; /* choices of the present demand */
    size_t *bound, bound_count;     /* rows of several demands and benches that it loaded */
    int64_t *best;                  /* by steps: what they gain at most in the haven */
    struct match_task *tasks;
};

/* ---- waiting --------------------------------------------------------------------------------- */

static struct queue queue_new(size_t most, struct base_arena *a)
{
    return (struct queue){.list = base_arena_array(a, most + 1, sizeof(size_t)),
                          .waits = base_arena_array(a, most + 1, sizeof(bool))};
}

static void push(struct queue *q, size_t number)
{
    if (q->waits[number])
        return;
    q->waits[number] = true;
    q->list[q->count++] = number;
}

static size_t pop(struct queue *q)
{
    size_t number = q->list[--q->count];
    q->waits[number] = false;
    return number;
}

/* ---- choices --------------------------------------------------------------------------------- */

static const struct match_choice *choice_of(const struct finder *f, size_t number)
{
    size_t job = f->job_of[number];
    return &f->problem->jobs[job].choices[number - f->x->first[job]];
}

static int64_t amount_of(const struct match_choice *c, size_t row)
{
    int64_t amount = 0;
    for (size_t i = 0; i < c->load_count; i++)
        amount += c->loads[i].row == row ? c->loads[i].amount : 0;
    return amount;
}

static bool fits_alone(const struct match_problem *p, const struct match_choice *c)
{
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].amount > p->capacities[c->loads[i].row])
            return false;
    }
    return true;
}

int64_t match_ample_steps(const struct match_ample *x, size_t job, size_t choice)
{
    return amount_of(&x->problem->jobs[job].choices[choice], x->steps[job]);
}

size_t match_ample_end(const struct match_ample *x, size_t head)
{
    size_t end = head + 1;
    while (end < x->problem->job_count && x->heads[end] == head)
        end++;
    return end;
}

bool match_ample_is_pinned(const struct match_ample *x, size_t head)
{
    for (size_t j = head; j < match_ample_end(x, head); j++) {
        for (size_t k = 0; k < x->problem->jobs[j].choice_count; k++) {
            if (x->problem->jobs[j].choices[k].pinned)
                return true;
        }
    }
    return false;
}

bool match_ample_binds(const struct match_ample *x, size_t row)
{
    return x->asked[row] > x->problem->capacities[row];
}

/* But for what the demand itself has to divide. */
static bool is_free_of_others(const struct match_ample *x, size_t job, size_t choice)
{
    const struct match_choice *c = &x->problem->jobs[job].choices[choice];
    bool is = x->ample[c->bench];
    for (size_t i = 0; i < c->load_count && is; i++)
        is = c->loads[i].row == x->steps[job] || !match_ample_binds(x, c->loads[i].row);
    return is;
}

static bool is_divided(const struct match_ample *x, size_t job)
{
    return x->steps[job] != MATCH_NONE && match_ample_binds(x, x->steps[job]);
}

bool match_ample_is_free(const struct match_ample *x, size_t job, size_t choice)
{
    return is_free_of_others(x, job, choice) && !is_divided(x, job);
}

/* ---- what is asked --------------------------------------------------------------------------- */

/* Counts what a job could load into what is asked, or out of it. */
static void ask(struct finder *f, size_t job, int64_t sign)
{
    const struct match_job *j = &f->problem->jobs[job];
    size_t count = 0;
    for (size_t k = 0; k < j->choice_count; k++) {
        const struct match_choice *c = &j->choices[k];
        for (size_t i = 0; i < c->load_count && !f->x->out[f->x->first[job] + k]; i++) {
            int64_t *most = &f->most[c->loads[i].row];
            if (*most == 0 && c->loads[i].amount > 0)
                f->touched[count++] = c->loads[i].row;
            *most = c->loads[i].amount > *most ? c->loads[i].amount : *most;
        }
    }
    for (size_t i = 0; i < count; i++) {
        size_t row = f->touched[i];
        if (sign < 0 && f->x->only_bench[row] == MATCH_NONE && f->only_demand[row] == MATCH_NONE &&
            match_ample_binds(f->x, row))
            f->bound[f->bound_count++] = row;
        f->x->asked[row] += sign * f->most[row];
        f->most[row] = 0;
    }
}

static void push_all_demands(struct finder *f)
{
    for (size_t j = 0; j < f->problem->job_count; j++)
        push(&f->demands, f->x->heads[j]);
}

/* Leaves out what is leaving of a demand. Benches that it was on may be ample now; where others can
 * have the money, all must be looked at again. */
static void leave(struct finder *f, size_t head)
{
    size_t end = match_ample_end(f->x, head);
    bool freed = false;
    f->bound_count = 0;
    for (size_t j = head; j < end; j++)
        ask(f, j, -1);
    for (size_t i = 0; i < f->leaving_count; i++) {
        size_t bench = choice_of(f, f->leaving[i])->bench;
        f->x->out[f->leaving[i]] = true;
        if (!f->x->ample[bench])
            push(&f->benches, bench);
    }
    for (size_t j = head; j < end; j++)
        ask(f, j, 1);
    for (size_t i = 0; i < f->bound_count; i++)
        freed = freed || !match_ample_binds(f->x, f->bound[i]);
    if (freed)
        push_all_demands(f);
}

/* ---- benches --------------------------------------------------------------------------------- */

static bool is_bound_there(const struct match_ample *x, const struct match_choice *c)
{
    for (size_t i = 0; i < c->load_count; i++) {
        if (x->only_bench[c->loads[i].row] == c->bench && match_ample_binds(x, c->loads[i].row))
            return true;
    }
    return false;
}

/* The same but for their lengths. */
static bool are_parts(const struct match_task *a, const struct match_task *b)
{
    return a->from == b->from && a->until == b->until && a->piece == b->piece && a->sittings == 0 &&
           b->sittings == 0;
}

/* The task of each job on the bench that takes most; false where the bench cannot hold them all, or
 * a job has other choices there than parts. */
static bool gather(struct finder *f, size_t bench, size_t *count)
{
    size_t last = MATCH_NONE;
    *count = 0;
    for (size_t n = f->at_first[bench]; n < f->at_first[bench + 1]; n++) {
        size_t job = f->job_of[f->at[n]];
        if (f->x->out[f->at[n]])
            continue;
        const struct match_choice *c = choice_of(f, f->at[n]);
        if (is_bound_there(f->x, c) || (job == last && !are_parts(&f->tasks[*count - 1], &c->task)))
            return false;
        if (job != last)
            f->tasks[(*count)++] = c->task;
        else if (c->task.minutes > f->tasks[*count - 1].minutes)
            f->tasks[*count - 1] = c->task;
        last = job;
    }
    return true;
}

/* A smaller part can lie in some of the sittings of the largest, each cut short. */
static bool holds_part(const struct match_bench *b, const struct match_task *t,
                       const struct match_packing *packing, size_t task)
{
    int64_t least = t->piece > b->shortest ? t->piece : b->shortest, sum = 0, count = 0;
    int64_t minutes = base_round_up(t->minutes, b->grid);
    least = base_round_up(least > 1 ? least : 1, b->grid);
    for (size_t i = 0; i < packing->count; i++) {
        if (packing->sittings[i].task != task)
            continue;
        sum += (packing->sittings[i].end - packing->sittings[i].start) / 60;
        if (minutes >= ++count * least && minutes <= sum)
            return true;
    }
    return false;
}

static bool holds_parts(const struct finder *f, size_t bench, const struct match_packing *packing)
{
    size_t last = MATCH_NONE, count = 0;
    for (size_t n = f->at_first[bench]; n < f->at_first[bench + 1]; n++) {
        size_t job = f->job_of[f->at[n]];
        if (f->x->out[f->at[n]])
            continue;
        count += job != last;
        last = job;
        if (f->problem->jobs[job].part &&
            !holds_part(&f->problem->benches[bench], &choice_of(f, f->at[n])->task, packing,
                        count - 1))
            return false;
    }
    return true;
}

static void try_bench(struct finder *f, size_t bench)
{
    struct match_packing packing = {0};
    size_t count;
    if (!gather(f, bench, &count))
        return;
    base_arena_reset(f->trial);
    if (count > 0 && (match_pack_within(&f->problem->benches[bench], f->tasks, count, EFFORT,
                                        f->trial, &packing) != MATCH_PACKED ||
                      !holds_parts(f, bench, &packing)))
        return;
    f->x->ample[bench] = true;
    for (size_t n = f->at_first[bench]; n < f->at_first[bench + 1]; n++) {
        if (!f->x->out[f->at[n]])
            push(&f->demands, f->x->heads[f->job_of[f->at[n]]]);
    }
}

/* ---- demands --------------------------------------------------------------------------------- */

static void leave_choice(struct finder *f, size_t job, size_t choice)
{
    f->leaving[f->leaving_count++] = f->x->first[job] + choice;
}

static bool is_out(const struct finder *f, size_t job, size_t choice)
{
    return f->x->out[f->x->first[job] + choice];
}

/* A job by itself wants the best that is free to it, or what gains more. */
static void settle_job(struct finder *f, size_t job)
{
    const struct match_job *j = &f->problem->jobs[job];
    size_t best = MATCH_NONE;
    for (size_t k = 0; k < j->choice_count; k++) {
        if (!is_out(f, job, k) &&
            (best == MATCH_NONE || j->choices[k].gain > j->choices[best].gain) &&
            match_ample_is_free(f->x, job, k))
            best = k;
    }
    for (size_t k = 0; k < j->choice_count && best != MATCH_NONE; k++) {
        if (k != best && !is_out(f, job, k) && j->choices[k].gain <= j->choices[best].gain)
            leave_choice(f, job, k);
    }
}

/* Where a divided demand can lie whole, in nobody's way, as any part of it can: of such places the
 * one where it gains most. *whole: the choice. */
static size_t find_haven(const struct finder *f, size_t head, size_t end, size_t *whole)
{
    size_t haven = MATCH_NONE;
    int64_t steps = f->problem->capacities[f->x->steps[head]], most = 0;
    for (size_t j = head; j < end; j++) {
        const struct match_job *job = &f->problem->jobs[j];
        size_t all = MATCH_NONE;
        bool free = true;
        for (size_t k = 0; k < job->choice_count && free; k++) {
            if (is_out(f, j, k))
                continue;
            free = is_free_of_others(f->x, j, k);
            if (match_ample_steps(f->x, j, k) == steps)
                all = k;
        }
        if (!free || all == MATCH_NONE || job->choices[all].gain <= most)
            continue;
        most = job->choices[all].gain;
        haven = j;
        *whole = all;
    }
    return haven;
}

/* However the demand is divided, a step gains no more here than one of the whole does in its haven.
 * Where not every part is a choice, gains of those that are may be rounded down, but not that of
 * the whole. */
static bool is_poorer(const struct finder *f, size_t job, size_t choice, bool rounded, int64_t gain,
                      int64_t steps)
{
    int64_t part = match_ample_steps(f->x, job, choice);
    int64_t most = f->problem->jobs[job].choices[choice].gain + rounded;
    return (double)most * (double)steps <= (double)gain * (double)part;
}

static bool has_whole(const struct finder *f, size_t job, int64_t steps)
{
    for (size_t k = 0; k < f->problem->jobs[job].choice_count; k++) {
        if (!is_out(f, job, k) && match_ample_steps(f->x, job, k) == steps)
            return true;
    }
    return false;
}

static void find_best(struct finder *f, size_t haven, int64_t steps)
{
    const struct match_job *j = &f->problem->jobs[haven];
    if (f->best == NULL) /* few problems have divided demands */
        f->best = base_arena_array(f->arena, STEPS_MOST + 1, sizeof *f->best);
    for (int64_t s = 0; s <= steps; s++)
        f->best[s] = 0;
    for (size_t k = 0; k < j->choice_count; k++) {
        int64_t part = match_ample_steps(f->x, haven, k);
        if (!is_out(f, haven, k) && part <= steps && j->choices[k].gain > f->best[part])
            f->best[part] = j->choices[k].gain;
    }
    for (int64_t s = 1; s <= steps; s++)
        f->best[s] = f->best[s] > f->best[s - 1] ? f->best[s] : f->best[s - 1];
}

/* Whatever part lies in the haven, this one can be added to it there, at no loss. */
static bool can_move(const struct finder *f, size_t haven, int64_t part, int64_t gain,
                     int64_t steps)
{
    const struct match_job *j = &f->problem->jobs[haven];
    if (part > steps)
        return true; /* no plan has it */
    if (f->best[part] < gain)
        return false;
    for (size_t k = 0; k < j->choice_count; k++) {
        int64_t more = part + match_ample_steps(f->x, haven, k);
        if (!is_out(f, haven, k) && more <= steps && f->best[more] < gain + j->choices[k].gain)
            return false;
    }
    return true;
}

/* All but its whole in the haven. */
static void leave_others(struct finder *f, size_t head, size_t end, size_t haven, size_t whole)
{
    f->leaving_count = 0;
    for (size_t j = head; j < end; j++) {
        for (size_t k = 0; k < f->problem->jobs[j].choice_count; k++) {
            if (!is_out(f, j, k) && !(j == haven && k == whole))
                leave_choice(f, j, k);
        }
    }
}

/* A divided demand lies in its haven: whole, if nowhere a step gains more; else with all that could
 * be moved there. */
static void settle_parts(struct finder *f, size_t head, size_t end)
{
    int64_t steps = f->problem->capacities[f->x->steps[head]];
    size_t whole = MATCH_NONE, haven = MATCH_NONE;
    bool best = true;
    if (steps > 0 && steps <= STEPS_MOST)
        haven = find_haven(f, head, end, &whole);
    if (haven == MATCH_NONE)
        return;
    int64_t gain = f->problem->jobs[haven].choices[whole].gain;
    find_best(f, haven, steps);
    for (size_t j = head; j < end; j++) {
        const struct match_job *job = &f->problem->jobs[j];
        bool rounded = job->finer && j != haven && !has_whole(f, j, steps);
        for (size_t k = 0; k < job->choice_count; k++) {
            if (is_out(f, j, k))
                continue;
            bool poorer = is_poorer(f, j, k, rounded, gain, steps);
            best = best && poorer;
            if (j == haven || (job->finer && !poorer) ||
                !can_move(f, haven, match_ample_steps(f->x, j, k), job->choices[k].gain, steps))
                continue;
            leave_choice(f, j, k);
            f->x->havens[j] = haven;
        }
    }
    if (best)
        leave_others(f, head, end, haven, whole);
}

static void settle(struct finder *f, size_t head)
{
    size_t end = match_ample_end(f->x, head);
    f->leaving_count = 0;
    if (match_ample_is_pinned(f->x, head))
        return;
    if (is_divided(f->x, head)) {
        settle_parts(f, head, end);
    } else {
        for (size_t j = head; j < end; j++)
            settle_job(f, j);
    }
    if (f->leaving_count > 0)
        leave(f, head);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void number_choices(struct finder *f, struct base_arena *a)
{
    const struct match_problem *p = f->problem;
    struct match_ample *x = f->x;
    x->first = base_arena_array(a, p->job_count + 1, sizeof *x->first);
    x->heads = base_arena_array(a, p->job_count + 1, sizeof *x->heads);
    x->havens = base_arena_array(a, p->job_count + 1, sizeof *x->havens);
    for (size_t j = 0; j < p->job_count; j++) {
        const struct match_job *job = &p->jobs[j];
        bool same = j > 0 && job->part && job[-1].part && job->demand == job[-1].demand;
        x->first[j + 1] = x->first[j] + job->choice_count;
        x->heads[j] = same ? x->heads[j - 1] : j;
        x->havens[j] = MATCH_NONE;
    }
    size_t count = x->first[p->job_count];
    x->out = base_arena_array(a, count + 1, sizeof *x->out);
    f->job_of = base_arena_array(f->arena, count + 1, sizeof *f->job_of);
    for (size_t j = 0; j < p->job_count; j++) {
        for (size_t k = 0; k < p->jobs[j].choice_count; k++) {
            const struct match_choice *c = &p->jobs[j].choices[k];
            f->job_of[x->first[j] + k] = j;
            x->out[x->first[j] + k] = (c->gain <= 0 && !c->pinned) ||
                                      (!fits_alone(p, c) && (!p->jobs[j].finer || c->gain <= 0));
        }
    }
}

static void list_by_bench(struct finder *f)
{
    const struct match_problem *p = f->problem;
    size_t count = f->x->first[p->job_count];
    f->at = base_arena_array(f->arena, count + 1, sizeof *f->at);
    f->at_first = base_arena_array(f->arena, p->bench_count + 2, sizeof *f->at_first);
    for (size_t n = 0; n < count; n++)
        f->at_first[choice_of(f, n)->bench + 2]++;
    for (size_t b = 2; b < p->bench_count + 2; b++)
        f->at_first[b] += f->at_first[b - 1];
    for (size_t n = 0; n < count; n++)
        f->at[f->at_first[choice_of(f, n)->bench + 1]++] = n;
}

static void find_rows(struct finder *f, struct base_arena *a)
{
    const struct match_problem *p = f->problem;
    struct match_ample *x = f->x;
    x->only_bench = base_arena_array(a, p->row_count + 1, sizeof *x->only_bench);
    f->only_demand = base_arena_array(f->arena, p->row_count + 1, sizeof *f->only_demand);
    for (size_t row = 0; row < p->row_count; row++)
        x->only_bench[row] = f->only_demand[row] = NOBODY_YET;
    for (size_t n = 0; n < x->first[p->job_count]; n++) {
        const struct match_choice *c = choice_of(f, n);
        for (size_t i = 0; i < c->load_count && !x->out[n]; i++) {
            size_t *bench = &x->only_bench[c->loads[i].row];
            size_t *demand = &f->only_demand[c->loads[i].row], head = x->heads[f->job_of[n]];
            *bench = *bench == NOBODY_YET || *bench == c->bench ? c->bench : MATCH_NONE;
            *demand = *demand == NOBODY_YET || *demand == head ? head : MATCH_NONE;
        }
    }
}

static bool all_load(const struct finder *f, size_t head, size_t end, size_t row)
{
    for (size_t n = f->x->first[head]; n < f->x->first[end]; n++) {
        if (!f->x->out[n] && amount_of(choice_of(f, n), row) == 0)
            return false;
    }
    return true;
}

/* The last of a demand's rows that nobody else loads, but all of its choices. */
static size_t find_steps(const struct finder *f, size_t head, size_t end)
{
    size_t n = f->x->first[head];
    while (n < f->x->first[end] && f->x->out[n])
        n++;
    if (n == f->x->first[end] || end == head + 1)
        return MATCH_NONE;
    const struct match_choice *c = choice_of(f, n);
    for (size_t i = c->load_count; i-- > 0;) {
        size_t row = c->loads[i].row;
        if (f->only_demand[row] == head && f->x->only_bench[row] == MATCH_NONE &&
            all_load(f, head, end, row))
            return row;
    }
    return MATCH_NONE;
}

static void find_all_steps(struct finder *f, struct base_arena *a)
{
    struct match_ample *x = f->x;
    x->steps = base_arena_array(a, f->problem->job_count + 1, sizeof *x->steps);
    for (size_t head = 0, end; head < f->problem->job_count; head = end) {
        end = match_ample_end(x, head);
        size_t row = find_steps(f, head, end);
        for (size_t j = head; j < end; j++)
            x->steps[j] = row;
    }
}

static size_t most_loads(const struct match_problem *p)
{
    size_t most = 0;
    for (size_t j = 0; j < p->job_count; j++) {
        size_t loads = 0;
        for (size_t k = 0; k < p->jobs[j].choice_count; k++)
            loads += p->jobs[j].choices[k].load_count;
        most = loads > most ? loads : most;
    }
    return most;
}

static void make_room(struct finder *f, struct base_arena *a)
{
    const struct match_problem *p = f->problem;
    size_t most_on_bench = 0, most_of_demand = 0, loads = 0;
    for (size_t b = 0; b < p->bench_count; b++) {
        size_t count = f->at_first[b + 1] - f->at_first[b];
        most_on_bench = count > most_on_bench ? count : most_on_bench;
    }
    for (size_t head = 0, end; head < p->job_count; head = end) {
        end = match_ample_end(f->x, head);
        size_t count = f->x->first[end] - f->x->first[head];
        most_of_demand = count > most_of_demand ? count : most_of_demand;
        loads = end - head > loads ? end - head : loads;
    }
    loads *= most_loads(p);
    f->x->asked = base_arena_array(a, p->row_count + 1, sizeof *f->x->asked);
    f->x->ample = base_arena_array(a, p->bench_count + 1, sizeof *f->x->ample);
    f->most = base_arena_array(f->arena, p->row_count + 1, sizeof *f->most);
    f->touched = base_arena_array(f->arena, loads + 1, sizeof *f->touched);
    f->bound = base_arena_array(f->arena, loads + 1, sizeof *f->bound);
    f->leaving = base_arena_array(f->arena, most_of_demand + 1, sizeof *f->leaving);
    f->tasks = base_arena_array(f->arena, most_on_bench + 1, sizeof *f->tasks);
    f->benches = queue_new(p->bench_count, f->arena);
    f->demands = queue_new(p->job_count, f->arena);
}

/* All benches that may be ample first, then all demands that have one more. */
static void find(struct finder *f)
{
    for (size_t j = 0; j < f->problem->job_count; j++)
        ask(f, j, 1);
    for (size_t b = f->problem->bench_count; b-- > 0;)
        push(&f->benches, b);
    while (f->benches.count > 0) {
        while (f->benches.count > 0)
            try_bench(f, pop(&f->benches));
        while (f->demands.count > 0)
            settle(f, pop(&f->demands));
    }
}

struct match_ample *match_ample_find(const struct match_problem *problem, struct base_arena *a)
{
    struct finder f = {.problem = problem,
                       .x = base_arena_alloc(a, sizeof *f.x),
                       .arena = base_arena_new(),
                       .trial = base_arena_new()};
    f.x->problem = problem;
    number_choices(&f, a);
    list_by_bench(&f);
    find_rows(&f, a);
    find_all_steps(&f, a);
    make_room(&f, a);
    find(&f);
    base_arena_free(&f.trial);
    base_arena_free(&f.arena);
    return f.x;
}
