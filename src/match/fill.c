/* fill.c: what one bench would hold at best: a knapsack over its minutes in which the bench's other
 * rows, its calendar and what must be in are kept too. The calendar is asked about the best set
 * only; a set that it cannot hold is cut off and the next best looked for. */
#include "fill.h"

#include <math.h>
#include <string.h>

enum {
    NODES = 4000, /* of one knapsack */
    ROUGH_NODES = 100,
    CUTS_A_FILL = 20, /* new ones for one answer */
    CUTS_A_PLAN = 6,
};

struct match_filler *match_filler_new(const struct match_part *part)
{
    struct base_arena *a = part->arena;
    struct match_filler *f = base_arena_alloc(a, sizeof *f);
    size_t most = part->at_most + 1;
    f->part = part;
    f->items = base_arena_array(a, most, sizeof *f->items);
    f->groups = base_arena_array(a, most, sizeof *f->groups);
    f->steps = base_arena_array(a, most, sizeof *f->steps);
    f->pulps = base_arena_array(a, most, sizeof *f->pulps);
    f->idle = base_arena_array(a, most, sizeof *f->idle);
    f->order = base_arena_array(a, most, sizeof *f->order);
    f->set = base_arena_array(a, most, sizeof *f->set);
    f->asked = base_arena_array(a, most, sizeof *f->asked);
    f->best = base_arena_array(a, most, sizeof *f->best);
    f->room = base_arena_array(a, part->row_count + 1, sizeof *f->room);
    f->listed = base_arena_array(a, part->option_count + 1, sizeof *f->listed);
    f->held = base_arena_array(a, part->option_count + 1, sizeof *f->held);
    return f;
}

/* ---- what there is to choose from ------------------------------------------------------------ */

static int64_t first_amount(const struct match_filler *f, const struct match_option *o)
{
    return o->choice->load_count > 0 && o->loads[0].row == f->row ? o->loads[0].amount : 0;
}

static void find_rooms(struct match_filler *f, size_t bench, const struct match_filling *what)
{
    const struct match_part *part = f->part;
    if (f->row != MATCH_NONE)
        f->room[f->row] = what->room[f->row];
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        const struct match_option *o = &part->options[part->at[bench][n]];
        for (size_t i = 0; i < o->choice->load_count; i++) {
            size_t row = o->loads[i].row;
            if (row != f->row)
                f->room[row] = what->room[row];
        }
    }
}

/* Puts the option among the group's items, most surplus first. */
static void list(struct match_filler *f, size_t first, size_t option, double surplus)
{
    size_t k = f->item_count++;
    const struct match_option *o = &f->part->options[option];
    for (; k > first && f->items[k - 1].surplus < surplus; k--)
        f->items[k] = f->items[k - 1];
    f->items[k] = (struct match_item){surplus, first_amount(f, o), option};
    f->listed[option] = true;
    f->rows = f->rows || o->choice->load_count > 1;
}

/* As much of it as anyone could want; of fewer minutes than are booked for it where the grid rounds
 * them up, since a part of it might be rounded less. */
static void list_pulp(struct match_filler *f, size_t option, double surplus, struct match_run run)
{
    const struct match_option *o = &f->part->options[option];
    int64_t amount = first_amount(f, o);
    if (amount > o->choice->task.minutes)
        amount = o->choice->task.minutes;
    f->pulps[f->pulp_count++] =
        (struct match_pulp){amount > 0 ? surplus / (double)amount : HUGE_VAL,
                            surplus,
                            amount,
                            option,
                            run.at,
                            run.at_count};
    f->listed[option] = true;
}

/* One seeker's options. False when what must be in does not fit. */
static bool gather_run(struct match_filler *f, size_t bench, const struct match_filling *what,
                       struct match_run run, double *sure)
{
    const struct match_part *part = f->part;
    size_t first = f->item_count, most = MATCH_NONE;
    bool fits = true, decided = false;
    for (size_t n = run.at; n < run.at + run.at_count; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        what->shares[option] = 0;
        f->held[option] = f->listed[option] = false;
        if (part->fates[option] == MATCH_IN) {
            *sure += what->surplus[option];
            f->set[f->set_count++] = option;
            f->held[option] = decided = true;
            fits = match_filler_load(f, o, 1) && fits;
        } else if (part->fates[option] != MATCH_FREE) {
            continue;
        } else if (o->finer && !what->whole) {
            if (most == MATCH_NONE ||
                o->choice->task.minutes > part->options[most].choice->task.minutes)
                most = option;
        } else if (what->surplus[option] > 0 && !o->in_part) {
            list(f, first, option, what->surplus[option]);
        }
    }
    if (decided)
        f->item_count = first; /* it has its one */
    if (most != MATCH_NONE && !decided && what->surplus[most] > 0)
        list_pulp(f, most, what->surplus[most], run);
    else if (f->item_count > first)
        f->groups[f->group_count++] = (struct match_group){
            .first = first, .count = f->item_count - first, .at = run.at, .at_count = run.at_count};
    else
        f->idle[f->idle_count++] = run;
    f->one_by_one = f->one_by_one && f->item_count <= first + 1;
    return fits;
}

static bool gather(struct match_filler *f, size_t bench, const struct match_filling *what,
                   double *sure)
{
    const struct match_part *part = f->part;
    const size_t *at = part->at[bench];
    bool fits = true;
    f->item_count = f->group_count = f->pulp_count = f->idle_count = f->set_count = 0;
    f->rows = false;
    f->one_by_one = true;
    *sure = 0;
    find_rooms(f, bench, what);
    for (size_t n = 0, end; n < part->at_count[bench]; n = end) {
        for (end = n + 1; end < part->at_count[bench] &&
                          part->options[at[end]].seeker == part->options[at[n]].seeker;)
            end++;
        fits = gather_run(f, bench, what, (struct match_run){n, end - n}, sure) && fits;
    }
    return fits;
}

/* Of a run first what is listed, in its order, then the others. */
static size_t write_run(struct match_filler *f, const size_t *at, struct match_run run,
                        const struct match_item *items, size_t count, size_t n)
{
    for (size_t i = 0; i < count; i++)
        f->order[n++] = items[i].option;
    for (size_t k = run.at; k < run.at + run.at_count; k++) {
        if (count == 0 || !f->listed[at[k]])
            f->order[n++] = at[k];
    }
    return n;
}

/* The bench's options in the order of their rates, seekers without surplus behind. */
static void remember_order(struct match_filler *f, struct match_part *part, size_t bench)
{
    size_t *at = part->at[bench], n = 0;
    for (size_t i = 0; i < f->group_count; i++) {
        const struct match_group *g = &f->groups[i];
        n = write_run(f, at, (struct match_run){g->at, g->at_count}, f->items + g->first, g->count,
                      n);
    }
    for (size_t i = 0; i < f->pulp_count; i++)
        n = write_run(f, at, (struct match_run){f->pulps[i].at, f->pulps[i].at_count}, NULL, 0, n);
    for (size_t i = 0; i < f->idle_count; i++)
        n = write_run(f, at, f->idle[i], NULL, 0, n);
    memcpy(at, f->order, n * sizeof *at);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void start(struct match_filler *f, struct match_part *part, size_t bench, bool whole)
{
    f->whole = whole;
    f->cuts = &part->cuts[bench];
    f->row = match_part_first_row(part, bench);
    if (f->row != MATCH_NONE && !whole && part->common[f->row])
        f->row = MATCH_NONE;
}

double match_part_fill(struct match_part *part, size_t bench, const struct match_filling *what,
                       bool *exact)
{
    struct match_filler *f = part->filler;
    double sure, bound;
    bool undecided = false;
    part->work--;
    start(f, part, bench, what->whole);
    if (!gather(f, bench, what, &sure))
        return -HUGE_VAL;
    match_knapsack_sort(f);
    if (!what->whole)
        remember_order(f, part, bench);
    for (int cuts = 0;; cuts++) {
        if (!match_cuts_hold(f))
            return -HUGE_VAL;
        bound = match_knapsack_solve(f, sure, what->rough ? ROUGH_NODES : NODES);
        if (cuts == (what->whole ? CUTS_A_PLAN : CUTS_A_FILL) ||
            !match_cuts_add(part, bench, &undecided))
            break;
    }
    for (size_t i = 0; i < f->best_count; i++) {
        what->shares[f->best[i]] = 1;
        if (part->fates[f->best[i]] != MATCH_IN)
            match_filler_load(f, &part->options[f->best[i]], 1);
    }
    match_knapsack_add_pulps(f, what->shares);
    if (exact != NULL)
        *exact = bound <= f->most && !undecided;
    return bound;
}
