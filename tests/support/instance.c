#include "instance.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    HOUR = 3600,
    DAYS = 30,
    LONGEST = 24, /* hours of a demand */
    USUAL_ROLLS = 1400,
    CAPACITY_LEAST = 4,
    CAPACITY_MOST = 24,
    MEMBERS = 20, /* demands of an institution with a budget */
    PURSES = 10,  /* budgets paid from one fund */
    PIECES_MOST = 6,
    WINDOWS = 40, /* rows a bench has at most for windows, as the month has */
};

/* ---- dice ------------------------------------------------------------------------------------ */

uint64_t instance_roll(struct instance_dice *d, uint64_t n)
{
    uint64_t z = d->state += 0x9e3779b97f4a7c15U; /* splitmix64, Steele et al. 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return (z ^ (z >> 31)) % n;
}

int64_t instance_between(struct instance_dice *d, int64_t least, int64_t most)
{
    return least + (int64_t)instance_roll(d, (uint64_t)(most - least + 1));
}

bool instance_chance(struct instance_dice *d, int64_t percent)
{
    return (int64_t)instance_roll(d, 100) < percent;
}

/* The least of so many rolls, in thousandths: the more, the more small numbers. */
static int64_t least_of(struct instance_dice *d, int64_t n, int64_t thousandths)
{
    int64_t times = thousandths / 1000;
    times += (int64_t)instance_roll(d, 1000) < thousandths % 1000;
    int64_t least = n - 1;
    for (int64_t i = 0; i < times; i++) {
        int64_t one = (int64_t)instance_roll(d, (uint64_t)n);
        if (one < least)
            least = one;
    }
    return least;
}

/* ---- resources ------------------------------------------------------------------------------- */

struct window {
    size_t row;
    int64_t from, until;
};

struct place {
    int64_t rate; /* of its cost, a minute */
    size_t row;
    struct window *windows;
    size_t window_count, window_capacity;
};

struct maker {
    const struct instance_recipe *recipe;
    struct instance_dice dice;
    struct base_arena *arena;
    struct match_problem *problem;
    struct place *places;
    int64_t capacity; /* of all, minutes */
    int64_t rolls;    /* whose least gives the hours of a demand, thousandths */
    size_t row_capacity;
};

static size_t add_row(struct maker *m, int64_t capacity)
{
    struct match_problem *p = m->problem;
    int64_t *row = base_arena_push(m->arena, (void **)&p->capacities, &p->row_count,
                                   &m->row_capacity, sizeof *row);
    *row = capacity;
    return p->row_count - 1;
}

/* Open on some of the days, in one or two sessions, so that there are rather more hours than the
 * capacity allows. */
static void open_some_days(struct maker *m, struct match_bench *b, int64_t capacity)
{
    struct match_segment *list = base_arena_array(m->arena, 2 * DAYS, sizeof *list);
    int64_t session = instance_between(&m->dice, 2, 6);
    int64_t days = capacity * 3 / 2 / (2 * 60 * session) + 2;
    for (int64_t day = 0; day < DAYS; day++) {
        if (!instance_chance(&m->dice, 100 * days / DAYS))
            continue;
        int64_t start = (day * 24 + 8) * HOUR;
        for (int k = 0; k < 2; k++, start += (session + 1) * HOUR)
            list[b->segment_count++] = (struct match_segment){start, start + session * HOUR, 1};
    }
    int64_t seats = instance_chance(&m->dice, 20) ? 2 : 1;
    for (size_t i = 0; i < b->segment_count; i++)
        list[i].seats = seats;
    b->segments = list;
    b->grid = instance_chance(&m->dice, 50) ? 30 : 1;
    b->shortest = instance_chance(&m->dice, 30) ? 60 : 1;
    b->longest = instance_chance(&m->dice, 30) ? 180 : 0;
    b->gap = instance_chance(&m->dice, 30) ? 30 : 0;
}

static void make_places(struct maker *m)
{
    const struct instance_recipe *r = m->recipe;
    struct match_problem *p = m->problem;
    struct match_segment *month = base_arena_array(m->arena, 1, sizeof *month);
    *month = (struct match_segment){0, DAYS * 24 * HOUR, 1};
    m->places = base_arena_array(m->arena, (size_t)r->resources, sizeof *m->places);
    p->bench_count = (size_t)r->resources;
    p->benches = base_arena_array(m->arena, p->bench_count, sizeof *p->benches);
    for (size_t i = 0; i < p->bench_count; i++) {
        int64_t capacity = 60 * instance_between(&m->dice, CAPACITY_LEAST, CAPACITY_MOST);
        m->places[i].rate = instance_between(&m->dice, 10, 150);
        m->places[i].row = add_row(m, capacity);
        m->capacity += capacity;
        p->benches[i] =
            (struct match_bench){.segments = month, .segment_count = 1, .grid = 1, .shortest = 1};
        if (r->calendars)
            open_some_days(m, &p->benches[i], capacity);
    }
}

/* ---- demands --------------------------------------------------------------------------------- */

struct wish {
    int64_t number, minutes, from, until;
    int64_t rate; /* what a minute is worth to it, in minor units */
    int64_t pieces;
    size_t money, fund; /* rows of the budget and of what is behind it, or MATCH_NONE */
    bool pinned;        /* its first pair is */
    struct match_choice *pairs;
    size_t pair_count;
};

/* The window's row on the bench, while there is room; a row that cannot bind does no harm. */
static void note_window(struct maker *m, size_t bench, const struct match_task *t)
{
    struct place *p = &m->places[bench];
    const struct match_bench *b = &m->problem->benches[bench];
    int64_t seconds = 0;
    for (size_t i = 0; i < p->window_count; i++) {
        if (p->windows[i].from == t->from && p->windows[i].until == t->until)
            return;
    }
    if (p->window_count == WINDOWS || (t->from <= 0 && t->until >= DAYS * 24 * HOUR))
        return;
    for (size_t i = 0; i < b->segment_count; i++) {
        const struct match_segment *s = &b->segments[i];
        int64_t start = s->start > t->from ? s->start : t->from;
        int64_t end = s->end < t->until ? s->end : t->until;
        if (start < end)
            seconds += (end - start) * s->seats;
    }
    struct window *w = base_arena_push(m->arena, (void **)&p->windows, &p->window_count,
                                       &p->window_capacity, sizeof *w);
    *w = (struct window){add_row(m, seconds / 60), t->from, t->until};
}

/* One pair. False where it would never be chosen: no gain, or it does not fit alone. */
static bool make_pair(struct maker *m, const struct wish *w, size_t bench, struct match_choice *c)
{
    int64_t minutes = w->minutes, fit = instance_between(&m->dice, 30, 100);
    if (instance_chance(&m->dice, m->recipe->quotes))
        minutes = (minutes * instance_between(&m->dice, 70, 140) / 100 + 14) / 15 * 15;
    *c = (struct match_choice){.bench = (uint32_t)bench};
    c->gain = w->minutes * w->rate * fit / 100 - minutes * m->places[bench].rate;
    c->task = (struct match_task){
        .minutes = minutes, .from = w->from, .until = w->until, .mark = (uint64_t)w->number};
    if (w->pieces > 1)
        c->task.piece = (int32_t)(minutes / w->pieces);
    else
        c->task.sittings = match_pack_sittings(&m->problem->benches[bench], &c->task);
    return c->gain > 0 && (c->task.sittings > 0 || w->pieces > 1) &&
           minutes <= m->problem->capacities[m->places[bench].row];
}

static bool is_offered(const struct wish *w, size_t bench)
{
    for (size_t i = 0; i < w->pair_count; i++) {
        if (w->pairs[i].bench == bench)
            return true;
    }
    return false;
}

static void make_pairs(struct maker *m, struct wish *w)
{
    const struct instance_recipe *r = m->recipe;
    w->pairs = base_arena_array(m->arena, (size_t)r->candidates, sizeof *w->pairs);
    for (int64_t i = 0; i < r->candidates; i++) {
        size_t bench = (size_t)least_of(&m->dice, r->resources, 1000 * r->skew);
        if (is_offered(w, bench) || !make_pair(m, w, bench, &w->pairs[w->pair_count]))
            continue;
        if (r->windows > 0)
            note_window(m, bench, &w->pairs[w->pair_count].task);
        w->pair_count++;
    }
    if (w->pinned && w->pair_count > 0)
        w->pairs[0].pinned = true;
}

static void make_wish(struct maker *m, int64_t number, struct wish *w)
{
    const struct instance_recipe *r = m->recipe;
    *w = (struct wish){.number = number, .from = 0, .until = DAYS * 24 * HOUR, .pieces = 1};
    w->minutes = 60 * (1 + least_of(&m->dice, LONGEST, m->rolls));
    w->rate = instance_between(&m->dice, 100, 800) * instance_between(&m->dice, 100, 200) / 100;
    w->money = w->fund = MATCH_NONE;
    if (instance_chance(&m->dice, r->windows)) {
        int64_t days = instance_between(&m->dice, 3, 14);
        w->from = instance_between(&m->dice, 0, DAYS - days) * 24 * HOUR;
        w->until = w->from + days * 24 * HOUR;
    }
    if (instance_chance(&m->dice, r->pieces) && w->minutes >= 120)
        w->pieces = w->minutes / 60 < PIECES_MOST ? w->minutes / 60 : PIECES_MOST;
    w->pinned = instance_chance(&m->dice, r->pins);
    make_pairs(m, w);
}

/* ---- budgets --------------------------------------------------------------------------------- */

static int64_t price(const struct match_choice *c)
{
    return c->task.minutes * (100 + (int64_t)(c->bench * 7919 % 300));
}

/* Demands that follow each other belong to one institution, institutions to one fund. */
static void make_budgets(struct maker *m, struct wish *wishes)
{
    const struct instance_recipe *r = m->recipe;
    size_t fund = MATCH_NONE, money = MATCH_NONE;
    for (int64_t i = 0; i < r->demands && r->budgets > 0; i++) {
        struct wish *w = &wishes[i];
        if (r->funds > 0 && i % (MEMBERS * PURSES) == 0)
            fund = add_row(m, 0);
        if (i % MEMBERS == 0)
            money = add_row(m, 0);
        w->money = money;
        w->fund = fund;
        if (w->pair_count == 0)
            continue;
        int64_t budget = price(&w->pairs[0]) * r->budgets / 100;
        m->problem->capacities[money] += budget;
        if (fund != MATCH_NONE)
            m->problem->capacities[fund] += budget * r->funds / 100;
    }
}

/* ---- jobs ------------------------------------------------------------------------------------ */

static void load(struct match_choice *c, size_t row, int64_t amount)
{
    c->loads[c->load_count++] = (struct match_load){row, amount};
}

static void make_loads(struct maker *m, const struct wish *w, struct match_choice *c)
{
    const struct place *p = &m->places[c->bench];
    int64_t grid = m->problem->benches[c->bench].grid;
    int64_t taken = (c->task.minutes + grid - 1) / grid * grid;
    size_t most = 2 + p->window_count + (w->money != MATCH_NONE) + (w->fund != MATCH_NONE);
    c->loads = base_arena_array(m->arena, most, sizeof *c->loads);
    c->load_room = most & INT16_MAX;
    load(c, p->row, taken);
    for (size_t i = 0; i < p->window_count; i++) {
        if (c->task.from >= p->windows[i].from && c->task.until <= p->windows[i].until)
            load(c, p->windows[i].row, taken);
    }
    if (w->money != MATCH_NONE)
        load(c, w->money, price(c));
    if (w->fund != MATCH_NONE)
        load(c, w->fund, price(c));
}

static struct match_job *add_job(struct maker *m, const struct wish *w, size_t choices)
{
    struct match_job *job = &m->problem->jobs[m->problem->job_count++];
    *job = (struct match_job){.demand = w->number, .part = w->pieces > 1};
    job->choices = base_arena_array(m->arena, choices + 1, sizeof *job->choices);
    return job;
}

static void make_whole_job(struct maker *m, const struct wish *w)
{
    struct match_job *job = add_job(m, w, w->pair_count);
    for (size_t k = 0; k < w->pair_count; k++) {
        job->choices[job->choice_count] = w->pairs[k];
        make_loads(m, w, &job->choices[job->choice_count++]);
    }
}

/* A job for each resource, with a choice for each number of pieces. */
static void make_part_jobs(struct maker *m, const struct wish *w)
{
    size_t row = add_row(m, w->pieces);
    for (size_t k = 0; k < w->pair_count; k++) {
        struct match_job *job = add_job(m, w, (size_t)w->pieces);
        for (int64_t pieces = 1; pieces <= w->pieces; pieces++) {
            struct match_choice *c = &job->choices[job->choice_count++];
            *c = w->pairs[k];
            c->gain = c->gain * pieces / w->pieces;
            c->task.minutes = (c->task.minutes * pieces + w->pieces - 1) / w->pieces;
            c->pinned = c->pinned && pieces == w->pieces;
            make_loads(m, w, c);
            load(c, row, pieces);
        }
    }
}

static void make_jobs(struct maker *m, const struct wish *wishes)
{
    struct match_problem *p = m->problem;
    size_t count = 0;
    for (int64_t i = 0; i < m->recipe->demands; i++)
        count += wishes[i].pieces > 1 ? wishes[i].pair_count : 1;
    p->jobs = base_arena_array(m->arena, count, sizeof *p->jobs);
    for (int64_t i = 0; i < m->recipe->demands; i++) {
        if (wishes[i].pieces > 1)
            make_part_jobs(m, &wishes[i]);
        else
            make_whole_job(m, &wishes[i]);
    }
}

/* How many rolls of LONGEST hours give hours that ask for the load: the mean of the least of k is
 * LONGEST / (k + 1), and half an hour more for rounding. */
static int64_t rolls_for(const struct maker *m)
{
    if (m->recipe->load == 0)
        return USUAL_ROLLS;
    int64_t asked = m->capacity * m->recipe->load / 100;
    int64_t mean = 1000 * asked / 60 / m->recipe->demands - 500; /* thousandths of an hour */
    int64_t rolls = mean > 0 ? 1000 * 1000 * LONGEST / mean - 1000 : 24000;
    return rolls < 1000 ? 1000 : rolls > 24000 ? 24000 : rolls;
}

void instance_make(const struct instance_recipe *recipe, struct base_arena *a,
                   struct match_problem *problem)
{
    struct instance_recipe r = *recipe;
    struct maker m = {.recipe = &r, .arena = a, .problem = problem};
    r.candidates = r.candidates > 0 ? r.candidates : 20;
    r.skew = r.skew > 0 ? r.skew : 2;
    m.dice.state = recipe->seed;
    *problem = (struct match_problem){0};
    make_places(&m);
    m.rolls = rolls_for(&m);
    struct wish *wishes = base_arena_array(a, (size_t)recipe->demands, sizeof *wishes);
    for (int64_t i = 0; i < recipe->demands; i++)
        make_wish(&m, i + 1, &wishes[i]);
    make_budgets(&m, wishes);
    make_jobs(&m, wishes);
}

/* ---- published ones -------------------------------------------------------------------------- */

static bool read_number(FILE *f, int64_t *number)
{
    return fscanf(f, "%" SCNd64, number) == 1;
}

static bool read_published(FILE *f, struct base_arena *a, struct instance_published *x)
{
    struct match_problem *p = &x->problem;
    int64_t agents, jobs, number;
    if (!read_number(f, &agents) || !read_number(f, &jobs) || agents < 1 || jobs < 1)
        return false;
    *p = (struct match_problem){.bench_count = (size_t)agents, .job_count = (size_t)jobs};
    p->row_count = p->bench_count;
    p->benches = base_arena_array(a, p->bench_count, sizeof *p->benches);
    p->capacities = base_arena_array(a, p->bench_count, sizeof *p->capacities);
    p->jobs = base_arena_array(a, p->job_count, sizeof *p->jobs);
    for (size_t i = 0; i < 2 * p->bench_count; i++) {
        size_t agent = i % p->bench_count;
        for (size_t j = 0; j < p->job_count; j++) {
            struct match_job *job = &p->jobs[j];
            if (!read_number(f, &number))
                return false;
            if (job->choices == NULL)
                job->choices = base_arena_array(a, p->bench_count, sizeof *job->choices);
            struct match_choice *c = &job->choices[agent];
            if (i < p->bench_count) {
                *c = (struct match_choice){.bench = (uint32_t)agent, .gain = number};
                continue;
            }
            c->task = (struct match_task){.minutes = number, .sittings = 1, .mark = j};
            match_choice_load(c, agent, number, a);
        }
    }
    for (size_t i = 0; i < p->bench_count; i++) {
        if (!read_number(f, &p->capacities[i]))
            return false;
    }
    return true;
}

/* One bench an agent, open as long as its capacity. */
static void complete(struct instance_published *x, struct base_arena *a)
{
    struct match_problem *p = &x->problem;
    for (size_t i = 0; i < p->bench_count; i++) {
        struct match_segment *s = base_arena_array(a, 1, sizeof *s);
        *s = (struct match_segment){0, 60 * p->capacities[i], 1};
        p->benches[i] =
            (struct match_bench){.segments = s, .segment_count = 1, .grid = 1, .shortest = 1};
    }
    for (size_t j = 0; j < p->job_count; j++) {
        p->jobs[j].demand = (int64_t)j + 1;
        p->jobs[j].choice_count = p->bench_count;
        for (size_t k = 0; k < p->bench_count; k++) {
            struct match_choice *c = &p->jobs[j].choices[k];
            c->task.until = 60 * p->capacities[c->bench];
        }
    }
}

bool instance_read(const char *path, struct base_arena *a, struct instance_published **list,
                   size_t *count)
{
    FILE *f = fopen(path, "r");
    int64_t number;
    bool good = f != NULL && read_number(f, &number) && number > 0;
    *count = 0;
    if (good)
        *list = base_arena_array(a, (size_t)number, sizeof **list);
    for (int64_t i = 0; good && i < number; i++) {
        good = read_published(f, a, &(*list)[i]);
        if (good)
            complete(&(*list)[(*count)++], a);
    }
    for (size_t i = 0; good && i < *count; i++)
        good = read_number(f, &(*list)[i].optimum);
    if (f != NULL && !good)
        errno = EINVAL;
    if (f != NULL)
        fclose(f);
    return good;
}

/* ---- what a solution must keep --------------------------------------------------------------- */

static const struct match_choice *chosen(const struct match_problem *p,
                                         const struct match_solution *s, size_t job)
{
    return s->chosen[job] == MATCH_NONE ? NULL : &p->jobs[job].choices[s->chosen[job]];
}

static const char *row_fault(const struct match_problem *p, const struct match_solution *s,
                             struct base_arena *a)
{
    int64_t *left = base_arena_array(a, p->row_count + 1, sizeof *left), gain = 0;
    memcpy(left, p->capacities, p->row_count * sizeof *left);
    for (size_t j = 0; j < p->job_count; j++) {
        const struct match_choice *c = chosen(p, s, j);
        for (size_t i = 0; c != NULL && i < c->load_count; i++)
            left[c->loads[i].row] -= c->loads[i].amount;
        gain += c != NULL ? c->gain : 0;
    }
    for (size_t r = 0; r < p->row_count; r++) {
        if (left[r] < 0)
            return base_arena_printf(a, "row %zu lacks %" PRId64, r, -left[r]);
    }
    if (gain != s->gain)
        return base_arena_printf(a, "gains %" PRId64 ", says %" PRId64, gain, s->gain);
    return s->bound < s->gain ? "the bound is passed" : NULL;
}

static const char *bench_fault(const struct match_problem *p, const struct match_solution *s,
                               struct base_arena *a)
{
    size_t *counts = base_arena_array(a, p->bench_count + 1, sizeof *counts);
    struct match_task **tasks = base_arena_array(a, p->bench_count + 1, sizeof *tasks);
    for (size_t j = 0; j < p->job_count; j++)
        counts[chosen(p, s, j) ? chosen(p, s, j)->bench : p->bench_count]++;
    for (size_t b = 0; b < p->bench_count; b++) {
        tasks[b] = base_arena_array(a, counts[b] + 1, sizeof **tasks);
        counts[b] = 0;
    }
    for (size_t j = 0; j < p->job_count; j++) {
        const struct match_choice *c = chosen(p, s, j);
        if (c != NULL)
            tasks[c->bench][counts[c->bench]++] = c->task;
    }
    for (size_t b = 0; b < p->bench_count; b++) {
        if (match_pack(&p->benches[b], tasks[b], counts[b], a, NULL) != MATCH_PACKED)
            return base_arena_printf(a, "bench %zu does not hold its %zu tasks", b, counts[b]);
    }
    return NULL;
}

const char *instance_fault(const struct match_problem *problem, const struct match_solution *s,
                           struct base_arena *a)
{
    const char *fault = row_fault(problem, s, a);
    return fault != NULL ? fault : bench_fault(problem, s, a);
}
