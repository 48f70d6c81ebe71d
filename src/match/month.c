/* month.c: from the desk's records to a problem: every pair judged in the month, benches from the
 * calendar, rows from capacities, windows and vouchers, jobs from demands. */
#include "month.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/whole.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/free.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUARTER = 15,    /* minutes */
    PARTS_MOST = 48, /* strides from the smallest part of a demand to the largest on a resource, */
    PARTS_LEAST = 6,
    PARTS_BESIDE = 3,      /* with those at both ends, and the whole */
    PARTS_OF_ALL = 400000, /* of all demands on all resources, about */
    WINDOW_ROWS = 40,      /* for each resource */
};

/* ---- benches --------------------------------------------------------------------------------- */

struct edge {
    int64_t at, seats;
};

static int by_time(const void *x, const void *y)
{
    const struct edge *a = x, *b = y;
    if (a->at != b->at)
        return a->at > b->at ? 1 : -1;
    return (a->seats > b->seats) - (a->seats < b->seats);
}

/* Seats that bookings (with the gap around them) leave in the open intervals. */
static void count_seats(struct match_month *month, const struct match_place *place, int64_t gap,
                        const struct base_intervals *open, struct match_bench *b)
{
    const struct schedule_lane *lane = place->lane;
    struct base_arena *scratch = base_arena_new();
    size_t n = 0, most = 2 * (lane->booking_count + open->count) + 1;
    struct edge *edges = base_arena_array(scratch, most, sizeof *edges);
    int64_t seats = place->offer->resource->seats > 1 ? place->offer->resource->seats : 1;
    for (size_t i = 0; i < lane->booking_count; i++) {
        edges[n++] = (struct edge){lane->bookings[i]->start - gap, -1};
        edges[n++] = (struct edge){lane->bookings[i]->end + gap, 1};
    }
    for (size_t i = 0; i < open->count; i++) {
        edges[n++] = (struct edge){open->list[i].start, seats};
        edges[n++] = (struct edge){open->list[i].end, -seats};
    }
    if (n > 0)
        qsort(edges, n, sizeof *edges, by_time);
    struct match_segment *segments = base_arena_array(scratch, n + 1, sizeof *segments);
    int64_t left = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        left += edges[i].seats;
        if (left > 0 && edges[i].at < edges[i + 1].at)
            segments[b->segment_count++] =
                (struct match_segment){edges[i].at, edges[i + 1].at, left};
    }
    struct match_segment *kept = base_arena_array(month->arena, b->segment_count, sizeof *kept);
    for (size_t i = 0; i < b->segment_count; i++)
        kept[i] = segments[i];
    b->segments = kept;
    base_arena_free(&scratch);
}

static int64_t or_zero(int64_t minutes)
{
    return minutes == BASE_NONE ? 0 : minutes;
}

/* Where nothing is booked, what is open is the same for all that share its hours. */
static void find_segments(struct match_month *month, const struct match_place *place,
                          struct base_map *shared, struct match_bench *b)
{
    const struct model_resource *r = place->offer->resource;
    struct base_interval may = schedule_bookable(r, month->scene->now, month->from, month->until);
    const struct base_intervals *all = schedule_lane_open(month->scene->calendar, place->lane);
    int64_t seats = r->seats > 1 ? r->seats : 1;
    struct base_map_key key = {(int64_t)(uintptr_t)all, may.start, may.end ^ seats << 40};
    const struct match_bench *like = NULL;
    if (place->lane->booking_count == 0)
        like = base_map_get(shared, key);
    if (like != NULL) {
        b->segments = like->segments;
        b->segment_count = like->segment_count;
        return;
    }
    struct base_arena *scratch = base_arena_new();
    struct base_intervals open = base_intervals_clip(scratch, all, may.start, may.end);
    count_seats(month, place, 60 * b->gap, &open, b);
    base_arena_free(&scratch);
    if (place->lane->booking_count == 0)
        *base_map_at(month->arena, shared, key) = b;
}

static void make_bench(struct match_month *month, const struct match_place *place,
                       struct base_map *shared, struct match_bench *b)
{
    const struct model_resource *r = place->offer->resource;
    *b = (struct match_bench){
        .grid = r->slot_grid > 1 ? r->slot_grid : 1,
        .shortest = r->length_minimum > 1 ? r->length_minimum : 1,
        .longest = or_zero(r->length_maximum),
        .gap = or_zero(r->gap_before) + or_zero(r->gap_after),
    };
    find_segments(month, place, shared, b);
}

struct match_task match_pairing_task(const struct match_wish *w, const struct match_pairing *p)
{
    return (struct match_task){.minutes = p->minutes,
                               .from = w->from,
                               .until = w->until,
                               .mark = (uint64_t)w->demand->head.id,
                               .sittings = p->sittings,
                               .piece = w->piece < INT32_MAX ? (int32_t)w->piece : INT32_MAX};
}

/* In how many sittings the demand may lie on the bench. */
static void find_sittings(const struct match_month *month, const struct match_wish *w,
                          struct match_pairing *p)
{
    p->sittings = 0;
    struct match_task alone = match_pairing_task(w, p);
    if (p->tight)
        alone.minutes = alone.minutes > MATCH_HOUR ? alone.minutes - MATCH_HOUR : 1;
    if (w->piece == 0)
        p->sittings = match_pack_sittings(&month->problem.benches[p->bench], &alone);
}

/* A bench for every offer that some pairing has. */
static void make_benches(struct match_month *month)
{
    const struct match_desk *m = month->desk;
    struct base_map shared = {0};
    size_t *bench_of = base_arena_array(month->arena, m->offer_count + 1, sizeof *bench_of);
    month->places = base_arena_array(month->arena, m->offer_count + 1, sizeof *month->places);
    month->problem.benches =
        base_arena_array(month->arena, m->offer_count + 1, sizeof *month->problem.benches);
    for (size_t i = 0; i < month->wish_count; i++) {
        struct match_wish *w = &month->wishes[i];
        for (size_t k = 0; k < w->pairing_count; k++) {
            struct match_pairing *p = &w->pairings[k];
            size_t *bench = &bench_of[p->side->offer - m->offers]; /* from 1 on */
            if (*bench == 0) {
                struct match_place *place = &month->places[month->problem.bench_count];
                place->offer = p->side->offer;
                place->lane = p->side->lane;
                make_bench(month, place, &shared,
                           &month->problem.benches[month->problem.bench_count]);
                *bench = ++month->problem.bench_count;
            }
            p->bench = (uint32_t)*bench - 1;
            find_sittings(month, w, p);
        }
    }
    base_arena_drop(month->arena, bench_of, m->offer_count + 1, sizeof *bench_of);
}

/* ---- rows ------------------------------------------------------------------------------------ */

struct rows {
    int64_t *capacities;
    size_t count, capacity;
};

static size_t add_row(struct match_month *month, struct rows *rows, int64_t capacity)
{
    int64_t *place = base_arena_push(month->arena, (void **)&rows->capacities, &rows->count,
                                     &rows->capacity, sizeof *place);
    *place = capacity > 0 ? capacity : 0;
    return rows->count - 1;
}

/* A window of one resource's calendar with the minutes that are free in it. */
struct window {
    size_t bench;
    int64_t from, until, free_minutes, asked;
    size_t row; /* MATCH_NONE: it can never bind */
};

struct windows {
    struct window *list;
    size_t count, capacity;
};

static int64_t free_in(const struct match_bench *b, int64_t from, int64_t until)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < b->segment_count; i++) {
        int64_t start = b->segments[i].start > from ? b->segments[i].start : from;
        int64_t end = b->segments[i].end < until ? b->segments[i].end : until;
        if (start < end)
            seconds += (end - start) * b->segments[i].seats;
    }
    return seconds / 60;
}

static struct window *window_at(struct windows *ws, size_t bench, const struct match_wish *w)
{
    for (size_t i = 0; i < ws->count; i++) {
        if (ws->list[i].bench == bench && ws->list[i].from == w->from &&
            ws->list[i].until == w->until)
            return &ws->list[i];
    }
    return NULL;
}

static bool chooses(const struct match_wish *w, const struct match_pairing *p)
{
    return !p->poor && !p->forbidden && (p->pinned || p->benefit > 0 || p->plain > 0) &&
           (p->sittings > 0 || w->piece > 0);
}

/* Every window that a pairing has, up to so many a resource: minutes asked inside one cannot pass
 * what is free in it. It makes the bound tight where the month's minutes alone say nothing. */
static void find_windows(struct match_month *month, struct windows *by_bench, struct base_arena *a)
{
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        for (size_t k = 0; k < w->pairing_count; k++) {
            const struct match_pairing *p = &w->pairings[k];
            struct windows *ws = &by_bench[p->bench];
            if (!chooses(w, p) || ws->count >= WINDOW_ROWS ||
                (w->from <= month->from && w->until >= month->until) ||
                window_at(ws, p->bench, w) != NULL)
                continue;
            struct window *window =
                base_arena_push(a, (void **)&ws->list, &ws->count, &ws->capacity, sizeof *window);
            *window = (struct window){
                .bench = p->bench,
                .from = w->from,
                .until = w->until,
                .free_minutes = free_in(&month->problem.benches[p->bench], w->from, w->until),
                .row = MATCH_NONE};
        }
    }
}

static bool inside(const struct match_wish *wish, const struct window *w)
{
    return wish->from >= w->from && wish->until <= w->until;
}

static void count_asked(struct match_month *month, struct windows *by_bench)
{
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        for (size_t k = 0; k < w->pairing_count; k++) {
            const struct match_pairing *p = &w->pairings[k];
            struct windows *ws = &by_bench[p->bench];
            for (size_t n = 0; n < ws->count; n++) {
                if (chooses(w, p) && inside(w, &ws->list[n]))
                    ws->list[n].asked += p->minutes;
            }
        }
    }
}

/* Windows live in a. */
static void make_rows(struct match_month *month, struct rows *rows, struct windows *by_bench,
                      struct base_arena *a)
{
    size_t first = rows->count;
    rows->capacity = month->problem.bench_count + 1;
    rows->capacities = base_arena_array(month->arena, rows->capacity, sizeof *rows->capacities);
    for (size_t b = 0; b < month->problem.bench_count; b++) {
        struct match_place *place = &month->places[b];
        struct base_interval may =
            schedule_bookable(place->offer->resource, month->scene->now, month->from, month->until);
        add_row(
            month, rows,
            schedule_lane_free_minutes(month->scene->calendar, place->lane, may.start, may.end));
    }
    find_windows(month, by_bench, a);
    count_asked(month, by_bench);
    for (size_t b = 0; b < month->problem.bench_count; b++) {
        struct match_place *place = &month->places[b];
        size_t binding = 0;
        for (size_t n = 0; n < by_bench[b].count; n++)
            binding += by_bench[b].list[n].asked > by_bench[b].list[n].free_minutes;
        place->rows = base_arena_array(month->arena, binding + 1, sizeof *place->rows);
        place->rows[place->row_count++] = first + b;
        for (size_t n = 0; n < by_bench[b].count; n++) {
            struct window *w = &by_bench[b].list[n];
            if (w->asked > w->free_minutes)
                w->row = place->rows[place->row_count++] = add_row(month, rows, w->free_minutes);
        }
    }
}

/* ---- money ----------------------------------------------------------------------------------- */

static enum err_code make_purses(struct match_month *month, struct rows *rows, struct err *e)
{
    struct incentive_voucher *vouchers;
    struct incentive_fund *funds;
    size_t fund_count;
    struct store *s = month->desk->store;
    enum err_code code =
        incentive_voucher_list(s, BASE_NONE, month->arena, &vouchers, &month->purse_count, e);
    if (!code)
        code = incentive_fund_list(s, month->arena, &funds, &fund_count, e);
    if (code)
        return code;
    size_t *fund_rows = base_arena_array(month->arena, fund_count + 1, sizeof *fund_rows);
    for (size_t f = 0; f < fund_count; f++)
        fund_rows[f] = add_row(
            month, rows,
            match_assumed_fund(&month->scene->scope, funds[f].fund->head.id, funds[f].balance));
    month->purses = base_arena_array(month->arena, month->purse_count + 1, sizeof *month->purses);
    for (size_t i = 0; i < month->purse_count; i++) {
        struct match_purse *p = &month->purses[i];
        p->voucher = vouchers[i].voucher->head.id;
        p->row = add_row(month, rows, vouchers[i].left);
        p->fund_row = MATCH_NONE;
        for (size_t f = 0; f < fund_count; f++) {
            if (funds[f].fund->head.id == vouchers[i].voucher->fund)
                p->fund_row = fund_rows[f];
        }
    }
    return ERR_NONE;
}

static int purse_of(const void *key, const void *member)
{
    int64_t id = *(const int64_t *)key, other = ((const struct match_purse *)member)->voucher;
    return (id > other) - (id < other);
}

const struct match_purse *match_month_purse(const struct match_month *month, int64_t voucher)
{
    return month->purse_count == 0 ? NULL
                                   : bsearch(&voucher, month->purses, month->purse_count,
                                             sizeof *month->purses, purse_of);
}

/* How many rows that may be. */
static size_t money_rows(const struct match_month *month, const struct match_pairing *p)
{
    const struct match_purse *purse =
        p->dues != NULL ? match_month_purse(month, p->dues->voucher) : NULL;
    return purse == NULL ? 0 : purse->fund_row == MATCH_NONE ? 1 : 2;
}

void match_month_load_money(const struct match_month *month, const struct match_pairing *p,
                            struct match_choice *c)
{
    const struct match_purse *purse =
        p->dues != NULL ? match_month_purse(month, p->dues->voucher) : NULL;
    int64_t part;
    if (purse == NULL ||
        !base_money_muldiv(p->dues->voucher_amount, c->task.minutes, p->minutes, &part))
        return;
    match_choice_load(c, purse->row, part, month->arena);
    if (purse->fund_row != MATCH_NONE)
        match_choice_load(c, purse->fund_row, part, month->arena);
}

static int64_t on_grid(const struct match_month *month, const struct match_choice *c)
{
    return base_round_up(c->task.minutes, month->problem.benches[c->bench].grid);
}

void match_month_load_hours(const struct match_month *month, const struct match_pairing *p,
                            struct match_choice *c)
{
    match_choice_load(c, month->places[p->bench].rows[0], on_grid(month, c), month->arena);
}

/* ---- parts -----------------------------------------------------------------------------------
 */

/* In how many equal steps a demand is divided: of a quarter of an hour, or of the coarser grid that
 * all its resources have; of less where it or its smallest piece is no multiple of that. */
static int64_t steps_of(const struct match_month *month, const struct match_wish *w)
{
    int64_t grid = 0;
    for (size_t k = 0; k < w->pairing_count; k++) {
        if (chooses(w, &w->pairings[k]))
            grid = base_common_measure(grid, month->problem.benches[w->pairings[k].bench].grid);
    }
    if (grid % QUARTER != 0)
        grid = QUARTER;
    return w->minutes / base_common_measure(base_common_measure(grid, w->minutes), w->piece);
}

/* The part of a whole: benefit is rounded down, what is taken up, so that all parts together are
 * worth no more, and take no less, than the whole. */
static int64_t part_down(int64_t whole, int64_t steps, int64_t of)
{
    int64_t part = whole / of * steps, rest = whole % of * steps;
    return part + (rest >= 0 ? rest : rest - of + 1) / of;
}

static int64_t part_up(int64_t whole, int64_t steps, int64_t of)
{
    return -part_down(-whole, steps, of);
}

/* Which parts of a demand may lie on a resource: steps from the least to the most, in strides. */
struct parts {
    int64_t least, most, stride;
    int64_t of; /* steps of the whole */
};

static struct parts parts_on(const struct match_month *month, const struct rows *rows,
                             const struct match_wish *w, const struct match_pairing *p)
{
    const struct match_bench *b = &month->problem.benches[p->bench];
    int64_t room = rows->capacities[month->places[p->bench].rows[0]];
    int64_t shortest = base_round_up(w->piece > b->shortest ? w->piece : b->shortest, b->grid);
    struct parts s = {.least = 1, .most = w->steps, .stride = 1, .of = w->steps};
    while (s.least < s.of && base_round_up(part_up(p->minutes, s.least, s.of), b->grid) < shortest)
        s.least++;
    while (s.most > s.least && base_round_up(part_up(p->minutes, s.most, s.of), b->grid) > room)
        s.most--;
    s.stride = (s.most - s.least) / month->parts_most + 1;
    return s;
}

/* The number of parts on the resource; of those that are spread, the most is one too. */
static size_t part_count(const struct parts *s)
{
    return (size_t)((s->most - s->least + s->stride - 1) / s->stride + 1);
}

static int64_t part_at(const struct parts *s, size_t number)
{
    int64_t steps = s->most - (int64_t)number * s->stride;
    return steps > s->least ? steps : s->least;
}

/* A pin is for all of the demand, where the resource alone can take it: in parts it might be left
 * with minutes that are shorter than a piece. */
static bool is_whole(const struct match_month *month, const struct rows *rows,
                     const struct match_wish *w)
{
    const struct match_pairing *pinned = NULL;
    size_t pins = 0;
    for (size_t i = 0; i < w->pairing_count; i++) {
        if (w->pairings[i].pinned && !w->pairings[i].poor) {
            pinned = &w->pairings[i];
            pins++;
        }
    }
    if (w->piece <= 0 || pins != 1)
        return false;
    const struct match_task task = match_pairing_task(w, pinned);
    return task.minutes <= rows->capacities[month->places[pinned->bench].rows[0]] &&
           match_pack(&month->problem.benches[pinned->bench], &task, 1, NULL, NULL) == MATCH_PACKED;
}

/* The fewer demands are divisible, the finer are they divided. */
static void find_parts(struct match_month *month, const struct rows *rows)
{
    int64_t pairings = 0;
    for (size_t i = 0; i < month->wish_count; i++) {
        struct match_wish *w = &month->wishes[i];
        w->steps = 1;
        w->finer = false;
        if (w->piece <= 0 || w->minutes <= 0 || is_whole(month, rows, w))
            continue;
        w->steps = steps_of(month, w);
        pairings += (int64_t)w->pairing_count;
    }
    month->parts_most = pairings > 0 ? PARTS_OF_ALL / pairings : PARTS_MOST;
    if (month->parts_most > PARTS_MOST)
        month->parts_most = PARTS_MOST;
    if (month->parts_most < PARTS_LEAST)
        month->parts_most = PARTS_LEAST;
}

/* ---- jobs ------------------------------------------------------------------------------------ */

/* Rows of a choice: its windows', the month's, those of its steps and of its money. */
_Static_assert(WINDOW_ROWS + 8 < INT16_MAX, "a choice counts its rows in 16 bits");

/* A pairing as a choice: all of it, or so many steps. */
static void make_choice(struct match_month *month, const struct windows *by_bench,
                        const struct match_wish *w, const struct match_pairing *p, int64_t steps,
                        struct match_choice *c)
{
    *c = (struct match_choice){
        .bench = p->bench, .task = match_pairing_task(w, p), .pinned = p->pinned};
    c->gain = part_down(p->benefit, steps, w->steps);
    c->task.minutes = part_up(p->minutes, steps, w->steps);
    const struct windows *ws = &by_bench[p->bench];
    size_t room = (w->steps > 1 ? 2 : 1) + money_rows(month, p);
    for (size_t n = 0; n < ws->count; n++)
        room += ws->list[n].row != MATCH_NONE && inside(w, &ws->list[n]);
    c->load_room = room & INT16_MAX;
    c->loads = base_arena_array(month->arena, room, sizeof *c->loads);
    match_month_load_hours(month, p, c);
    for (size_t n = 0; n < ws->count; n++) {
        if (ws->list[n].row != MATCH_NONE && inside(w, &ws->list[n]))
            match_choice_load(c, ws->list[n].row, on_grid(month, c), month->arena);
    }
    match_month_load_money(month, p, c);
}

/* A job without choices yet. */
static size_t add_job(struct match_month *month, size_t wish, size_t most)
{
    const struct match_wish *w = &month->wishes[wish];
    size_t number = month->problem.job_count++;
    struct match_job *job = &month->problem.jobs[number];
    *job = (struct match_job){.demand = w->demand->head.id, .part = w->steps > 1};
    job->choices = base_arena_array(month->arena, most, sizeof *job->choices);
    month->wish_of[number] = wish;
    month->choice_first[number + 1] = month->choice_first[number];
    return number;
}

static struct match_choice *add_choice(struct match_month *month, const struct windows *by_bench,
                                       size_t number, size_t pairing, int64_t steps)
{
    const struct match_wish *w = &month->wishes[month->wish_of[number]];
    struct match_job *job = &month->problem.jobs[number];
    struct match_choice *c = &job->choices[job->choice_count++];
    size_t at = month->choice_first[number + 1]++;
    make_choice(month, by_bench, w, &w->pairings[pairing], steps, c);
    month->pairing_of[at] = (uint32_t)pairing;
    month->other_gains[at] = part_down(w->pairings[pairing].plain, steps, w->steps);
    return c;
}

static void make_whole_job(struct match_month *month, const struct windows *by_bench, size_t wish)
{
    const struct match_wish *w = &month->wishes[wish];
    size_t most = 0;
    for (size_t k = 0; k < w->pairing_count; k++)
        most += chooses(w, &w->pairings[k]);
    size_t number = add_job(month, wish, most);
    for (size_t k = 0; k < w->pairing_count; k++) {
        if (chooses(w, &w->pairings[k]))
            add_choice(month, by_bench, number, k, 1);
    }
}

/* The newest choice takes its steps from those of the demand. */
static void load_steps(struct match_month *month, size_t number, size_t row, int64_t steps)
{
    struct match_job *job = &month->problem.jobs[number];
    match_choice_load(&job->choices[job->choice_count - 1], row, steps, month->arena);
}

/* The job of a divisible demand on one resource. Where its parts are but some of those that there
 * could be, the whole is among them: bounds take any share of that. Pinned is the largest that
 * fits, alone. */
static void make_part_job(struct match_month *month, const struct windows *by_bench,
                          const struct rows *rows, size_t wish, size_t pairing, size_t row)
{
    struct match_wish *w = &month->wishes[wish];
    const struct match_pairing *p = &w->pairings[pairing];
    const struct parts s = parts_on(month, rows, w, p);
    bool pinned = p->pinned, whole = s.stride > 1 && s.most < s.of;
    size_t number = add_job(month, wish, part_count(&s) + (whole ? 1 : 0));
    w->finer = w->finer || s.stride > 1;
    for (size_t n = 0; n < part_count(&s); n++) {
        struct match_choice *c = add_choice(month, by_bench, number, pairing, part_at(&s, n));
        load_steps(month, number, row, part_at(&s, n));
        c->pinned = pinned && match_pack(&month->problem.benches[p->bench], &c->task, 1, NULL,
                                         NULL) == MATCH_PACKED;
        pinned = pinned && !c->pinned;
    }
    if (whole) {
        add_choice(month, by_bench, number, pairing, s.of)->pinned = false;
        load_steps(month, number, row, s.of);
    }
}

/* A job for each resource, and a row for what they share: the steps of the demand. */
static void make_part_jobs(struct match_month *month, const struct windows *by_bench,
                           struct rows *rows, size_t wish)
{
    const struct match_wish *w = &month->wishes[wish];
    size_t row = add_row(month, rows, w->steps);
    for (size_t k = 0; k < w->pairing_count; k++) {
        if (chooses(w, &w->pairings[k]))
            make_part_job(month, by_bench, rows, wish, k, row);
    }
    for (size_t j = w->first_job; j < month->problem.job_count; j++)
        month->problem.jobs[j].finer = w->finer;
}

static void make_jobs(struct match_month *month, const struct windows *by_bench, struct rows *rows)
{
    size_t jobs = 0, choices = 0;
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        jobs += w->steps > 1 ? w->pairing_count : 1;
        choices += w->pairing_count * (w->steps > 1 ? (size_t)month->parts_most + PARTS_BESIDE : 1);
    }
    struct base_arena *a = month->arena;
    month->problem.jobs = base_arena_array(a, jobs + 1, sizeof *month->problem.jobs);
    month->wish_of = base_arena_array(a, jobs + 1, sizeof *month->wish_of);
    month->choice_first = base_arena_array(a, jobs + 2, sizeof *month->choice_first);
    month->pairing_of = base_arena_array(a, choices + 1, sizeof *month->pairing_of);
    month->other_gains = base_arena_array(a, choices + 1, sizeof *month->other_gains);
    for (size_t i = 0; i < month->wish_count; i++) {
        struct match_wish *w = &month->wishes[i];
        w->first_job = month->problem.job_count;
        if (w->steps > 1)
            make_part_jobs(month, by_bench, rows, i);
        else
            make_whole_job(month, by_bench, i);
        w->job_count = month->problem.job_count - w->first_job;
    }
}

const struct match_pairing *match_month_pairing(const struct match_month *month, size_t job,
                                                size_t choice)
{
    const struct match_wish *w = &month->wishes[month->wish_of[job]];
    return &w->pairings[month->pairing_of[month->choice_first[job] + choice]];
}

void match_month_swap_gains(struct match_month *month)
{
    for (size_t j = 0; j < month->problem.job_count; j++) {
        struct match_job *job = &month->problem.jobs[j];
        for (size_t k = 0; k < job->choice_count; k++) {
            int64_t *other = &month->other_gains[month->choice_first[j] + k];
            int64_t gain = job->choices[k].gain;
            job->choices[k].gain = *other;
            *other = gain;
        }
    }
}

/* ---- the whole
 * ------------------------------------------------------------------------------------------------
 */

enum err_code match_month_set_up(struct match_month *month, struct base_arena *a, struct err *e)
{
    struct rows rows = {0};
    month->arena = a;
    month->problem = (struct match_problem){0};
    month->again = NULL;
    if (!match_desk_step(month->desk, _("matching"), month->wish_count, month->wish_count, e))
        return e->code;
    make_benches(month);
    struct base_arena *scratch = base_arena_new();
    struct windows *by_bench =
        base_arena_array(scratch, month->problem.bench_count + 1, sizeof *by_bench);
    make_rows(month, &rows, by_bench, scratch);
    enum err_code code = make_purses(month, &rows, e);
    if (!code) {
        find_parts(month, &rows);
        make_jobs(month, by_bench, &rows);
    }
    base_arena_free(&scratch);
    if (code)
        return code;
    month->problem.capacities = rows.capacities;
    month->problem.row_count = rows.count;
    month->problem.packings = match_packings_new(month->arena);
    return ERR_NONE;
}

enum err_code match_month_build(struct match_desk *m, const struct match_allocation *what,
                                struct base_arena *a, struct base_arena *passes,
                                struct match_month **month, struct err *e)
{
    struct match_month *x = base_arena_alloc(a, sizeof *x);
    x->desk = m;
    x->arena = a;
    x->what = what;
    x->until = base_month_start(what->month + 1);
    x->from = base_month_start(what->month);
    if (store_now(m->store) > x->from)
        x->from = store_now(m->store) < x->until ? store_now(m->store) : x->until;
    struct match_scope scope = {.from = x->from,
                                .until = x->until,
                                .requester = BASE_NONE,
                                .assumptions = what->assumptions,
                                .assumption_count = what->assumption_count,
                                .passes = passes};
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = match_scene_open(m, &scope, a, &x->scene, e);
    if (!code)
        code = match_month_wishes(x, e);
    *month = x;
    return code;
}
