/* fill.c: what one bench would hold at best: a knapsack over its minutes in which the bench's other
 * rows, its calendar and what must be in are kept too. The calendar is asked about the best set
 * only; a set that it cannot hold is cut off and the next best looked for. */
#include "fill.h"

#include <math.h>
#include <string.h>

enum {
    NODES = 4000, /* of one knapsack */
    ROUGH_NODES = 100,
    CUTS_A_FILL = 100, /* new ones for one answer */
    CUTS_A_PLAN = 6,
};

static bool take(void *caller, size_t option);
static void leave(void *caller, size_t option);

struct match_filler *match_filler_new(struct match_part *part)
{
    struct base_arena *a = part->arena;
    struct match_filler *f = base_arena_alloc(a, sizeof *f);
    f->part = part;
    match_knapsack_init(&f->knapsack, part->at_most, a);
    f->knapsack.caller = f;
    f->knapsack.leave = leave;
    f->idle = base_arena_array(a, part->at_most + 1, sizeof *f->idle);
    f->order = base_arena_array(a, part->at_most + 1, sizeof *f->order);
    f->asked = base_arena_array(a, part->at_most + 1, sizeof *f->asked);
    f->room = base_arena_array(a, part->row_count + 1, sizeof *f->room);
    f->listed = base_arena_array(a, part->option_count + 1, sizeof *f->listed);
    f->held = base_arena_array(a, part->option_count + 1, sizeof *f->held);
    return f;
}

/* ---- rows and cuts --------------------------------------------------------------------------- */

static bool counts(const struct match_filler *f, size_t row)
{
    return f->whole || !f->part->common[row];
}

static void load(struct match_filler *f, const struct match_option *o, int64_t sign)
{
    for (size_t i = 0; i < o->load_count; i++) {
        if (counts(f, o->loads[i].row))
            f->room[o->loads[i].row] -= sign * o->loads[i].amount;
    }
}

static bool within(const struct match_filler *f, const struct match_option *o)
{
    for (size_t i = 0; i < o->load_count; i++) {
        if (counts(f, o->loads[i].row) && f->room[o->loads[i].row] < 0)
            return false;
    }
    return true;
}

static void hold(struct match_filler *f, size_t option, bool held)
{
    f->held[option] = held;
    match_cuts_count(f, option, held);
}

static bool take(void *caller, size_t option)
{
    struct match_filler *f = caller;
    const struct match_option *o = &f->part->options[option];
    if (match_cuts_break(f, option))
        return false;
    load(f, o, 1);
    if (!within(f, o)) {
        load(f, o, -1);
        return false;
    }
    hold(f, option, true);
    return true;
}

static void leave(void *caller, size_t option)
{
    struct match_filler *f = caller;
    load(f, &f->part->options[option], -1);
    hold(f, option, false);
}

/* ---- what there is to choose from ------------------------------------------------------------ */

static int64_t first_amount(const struct match_filler *f, const struct match_option *o)
{
    return o->load_count > 0 && o->loads[0].row == f->row ? o->loads[0].amount : 0;
}

/* Of the rows that something loads which is in or worth having. */
static void find_rooms(struct match_filler *f, size_t bench, const struct match_filling *what)
{
    const struct match_part *part = f->part;
    if (f->row != MATCH_NONE)
        f->room[f->row] = what->room[f->row];
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        if (part->fates[option] == MATCH_OUT ||
            (part->fates[option] == MATCH_FREE && !(what->surplus[option] > 0)))
            continue;
        for (size_t i = 0; i < o->load_count; i++)
            f->room[o->loads[i].row] = what->room[o->loads[i].row];
    }
}

/* Puts the option among those of the seeker that begin with the first item. */
static void list(struct match_filler *f, size_t first, size_t option, double surplus)
{
    const struct match_option *o = &f->part->options[option];
    const struct match_item item = {surplus, first_amount(f, o), option};
    match_knapsack_add(&f->knapsack, first, &item);
    f->listed[option] = true;
    for (size_t i = 0; i < o->load_count; i++) {
        if (o->loads[i].row != f->row && counts(f, o->loads[i].row))
            f->knapsack.take = take;
    }
}

/* As much of it as anyone could want; of fewer minutes than are booked for it where the grid rounds
 * them up, since a part of it might be rounded less. */
static void list_pulp(struct match_filler *f, size_t option, double surplus, struct match_run run)
{
    const struct match_option *o = &f->part->options[option];
    int64_t amount = first_amount(f, o);
    int64_t minutes = match_part_choice(f->part, o)->task.minutes;
    if (amount > minutes)
        amount = minutes;
    f->knapsack.pulps[f->knapsack.pulp_count++] = (struct match_pulp){
        .rate = amount > 0 ? surplus / (double)amount : HUGE_VAL,
        .surplus = surplus,
        .amount = amount,
        .option = option,
        .at = run.at,
        .at_count = run.count,
    };
    f->listed[option] = true;
}

/* One that must be in. */
static bool put(struct match_filler *f, size_t option)
{
    const struct match_option *o = &f->part->options[option];
    f->knapsack.set[f->knapsack.set_count++] = option;
    hold(f, option, true);
    load(f, o, 1);
    return within(f, o);
}

/* One seeker's options. False when what must be in does not fit. */
static bool gather_run(struct match_filler *f, size_t bench, const struct match_filling *what,
                       struct match_run run, double *sure)
{
    const struct match_part *part = f->part;
    struct match_knapsack *k = &f->knapsack;
    size_t first = k->item_count, most = MATCH_NONE;
    bool fits = true, decided = false;
    for (size_t n = run.at; n < run.at + run.count; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        what->shares[option] = 0;
        f->held[option] = f->listed[option] = false;
        if (part->fates[option] == MATCH_IN) {
            *sure += what->surplus[option];
            decided = true;
            fits = put(f, option) && fits;
        } else if (part->fates[option] != MATCH_FREE) {
            continue;
        } else if (o->finer && !what->whole) {
            if (most == MATCH_NONE ||
                match_part_choice(part, o)->task.minutes >
                    match_part_choice(part, &part->options[most])->task.minutes)
                most = option;
        } else if (what->surplus[option] > 0 && !o->barred) {
            list(f, first, option, what->surplus[option]);
        }
    }
    if (decided)
        k->item_count = first; /* it has its one */
    if (most != MATCH_NONE && !decided && what->surplus[most] > 0)
        list_pulp(f, most, what->surplus[most], run);
    else if (k->item_count > first)
        match_knapsack_group(k, first, run.at, run.count);
    else
        f->idle[f->idle_count++] = run;
    return fits;
}

static bool gather(struct match_filler *f, size_t bench, const struct match_filling *what,
                   double *sure)
{
    const struct match_part *part = f->part;
    const uint32_t *at = part->at[bench];
    bool fits = true;
    match_knapsack_clear(&f->knapsack);
    f->idle_count = 0;
    f->knapsack.take = f->cuts->count > 0 ? take : NULL;
    match_cuts_start(f);
    *sure = 0;
    find_rooms(f, bench, what);
    for (size_t n = 0, end; n < part->at_count[bench]; n = end) {
        for (end = n + 1; end < part->at_count[bench] &&
                          part->options[at[end]].seeker == part->options[at[n]].seeker;)
            end++;
        fits = gather_run(f, bench, what, (struct match_run){n, end - n}, sure) && fits;
    }
    f->knapsack.room = f->row == MATCH_NONE ? INT64_MAX : f->room[f->row];
    return fits;
}

/* Of a run first what is listed, in its order, then the others. */
static size_t write_run(struct match_filler *f, const uint32_t *at, struct match_run run,
                        const struct match_item *items, size_t count, size_t n)
{
    for (size_t i = 0; i < count; i++)
        f->order[n++] = (uint32_t)items[i].option;
    for (size_t k = run.at; k < run.at + run.count; k++) {
        if (count == 0 || !f->listed[at[k]])
            f->order[n++] = at[k];
    }
    return n;
}

/* The bench's options in the order of their rates, seekers without surplus behind. */
static void remember_order(struct match_filler *f, size_t bench)
{
    const struct match_knapsack *k = &f->knapsack;
    uint32_t *at = f->part->at[bench];
    size_t n = 0;
    for (size_t i = 0; i < k->group_count; i++) {
        const struct match_group *g = &k->groups[i];
        const struct match_run run = {g->at, g->at_count};
        n = write_run(f, at, run, k->items + g->first, g->count, n);
    }
    for (size_t i = 0; i < k->pulp_count; i++) {
        const struct match_run run = {k->pulps[i].at, k->pulps[i].at_count};
        n = write_run(f, at, run, NULL, 0, n);
    }
    for (size_t i = 0; i < f->idle_count; i++)
        n = write_run(f, at, f->idle[i], NULL, 0, n);
    memcpy(at, f->order, n * sizeof *at);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void start(struct match_filler *f, size_t bench, bool whole)
{
    f->whole = whole;
    f->cuts = &f->part->cuts[bench];
    f->row = match_part_first_row(f->part, bench);
    if (f->row != MATCH_NONE && !counts(f, f->row))
        f->row = MATCH_NONE;
}

/* The best set that the calendar holds, as far as it is asked; the bound on it. */
static double best_set(struct match_filler *f, size_t bench, bool rough, double sure,
                       bool *undecided)
{
    double bound;
    for (int cuts = 0;; cuts++) {
        if (!match_cuts_hold(f))
            return -HUGE_VAL;
        bound = match_knapsack_solve(&f->knapsack, sure, rough ? ROUGH_NODES : NODES);
        if (cuts == (f->whole ? CUTS_A_PLAN : CUTS_A_FILL) ||
            !match_cuts_add(f->part, bench, undecided))
            return bound;
        f->knapsack.take = take;
    }
}

double match_part_fill(struct match_part *part, size_t bench, const struct match_filling *what,
                       bool *exact)
{
    struct match_filler *f = part->filler;
    struct match_knapsack *k = &f->knapsack;
    double sure;
    bool undecided = false;
    match_part_spend(part);
    start(f, bench, what->whole);
    if (!gather(f, bench, what, &sure))
        return -HUGE_VAL;
    match_knapsack_sort(k);
    if (!what->whole)
        remember_order(f, bench);
    if (what->marginals != NULL)
        what->marginals[bench] = match_knapsack_marginal(k);
    double bound = best_set(f, bench, what->rough, sure, &undecided);
    if (bound > -HUGE_VAL) {
        for (size_t i = 0; i < k->best_count; i++)
            what->shares[k->best[i]] = 1;
        match_knapsack_add_pulps(k, k->best_room, what->shares);
    }
    if (exact != NULL)
        *exact = bound <= k->most && !undecided;
    return bound;
}
