#include "block.h"

#include <math.h>

enum { NODES = 1000, SHARERS = 30 };

/* ---- which rows ------------------------------------------------------------------------------ */

static size_t seeker_at(const struct match_part *part, size_t row, size_t n)
{
    return part->options[part->loading[row][n]].seeker;
}

static int64_t demand_at(const struct match_part *part, size_t row, size_t n)
{
    return part->problem->jobs[part->seekers[seeker_at(part, row, n)].job].demand;
}

/* All of one demand, or with money of a few, of whom nobody has another block or may be divided
 * finer than its options say. */
static bool is_free(const struct match_blocks *x, const struct match_part *part, size_t row,
                    bool money)
{
    size_t seekers = 0, last = MATCH_NONE;
    bool one = true;
    for (size_t n = 0; n < part->load_count[row]; n++) {
        size_t i = seeker_at(part, row, n);
        seekers += i != last;
        last = i;
        one = one && demand_at(part, row, n) == demand_at(part, row, 0);
        if (x->of[i] != MATCH_NONE || part->options[part->loading[row][n]].finer ||
            (!one && (!money || seekers > SHARERS)))
            return false;
    }
    return part->load_count[row] > 0;
}

/* All of the row's seekers. */
static size_t add_block(struct match_blocks *x, const struct match_part *part, size_t row,
                        struct base_arena *a)
{
    struct match_block *b = &x->list[x->count];
    size_t options = 0;
    *b = (struct match_block){.row = row, .stale = true};
    b->seekers = base_arena_array(a, part->load_count[row], sizeof *b->seekers);
    for (size_t n = 0; n < part->load_count[row]; n++) {
        size_t i = seeker_at(part, row, n);
        if (x->of[i] == x->count)
            continue;
        x->of[i] = x->count;
        b->seekers[b->count++] = i;
        options += part->seekers[i].count;
    }
    x->covered[row] = true;
    x->count++;
    return options;
}

struct match_blocks *match_blocks_new(const struct match_part *part, bool money,
                                      struct base_arena *a)
{
    struct match_blocks *x = base_arena_alloc(a, sizeof *x);
    size_t most = 0;
    x->list = base_arena_array(a, part->common_count + 1, sizeof *x->list);
    x->of = base_arena_array(a, part->seeker_count + 1, sizeof *x->of);
    x->covered = base_arena_array(a, part->row_count + 1, sizeof *x->covered);
    x->tolls = base_arena_array(a, part->option_count + 1, sizeof *x->tolls);
    x->taken = base_arena_array(a, part->option_count + 1, sizeof *x->taken);
    for (size_t i = 0; i < part->seeker_count; i++)
        x->of[i] = MATCH_NONE;
    for (size_t row = 0; row < part->row_count; row++) {
        if (!part->common[row] || !is_free(x, part, row, money))
            continue;
        size_t options = add_block(x, part, row, a);
        most = options > most ? options : most;
    }
    match_knapsack_init(&x->knapsack, most, a);
    return x;
}

/* ---- its best set ---------------------------------------------------------------------------- */

double match_block_toll(const struct match_part *part, size_t option)
{
    const struct match_blocks *x = part->blocks;
    const struct match_option *o = &part->options[option];
    size_t row = x->list[x->of[o->seeker]].row;
    return part->worths[o->seeker] + part->prices[row] * (double)match_option_amount(o, row) +
           x->tolls[option];
}

/* What is in must be. */
static void add_seeker(struct match_part *part, const struct match_block *b, size_t seeker,
                       double *sure)
{
    struct match_blocks *x = part->blocks;
    struct match_knapsack *k = &x->knapsack;
    const struct match_seeker *s = &part->seekers[seeker];
    size_t first = k->item_count;
    for (size_t o = s->first; o < s->first + s->count; o++) {
        const struct match_item item = {match_block_toll(part, o),
                                        match_option_amount(&part->options[o], b->row), o};
        x->taken[o] = 0;
        if (part->fates[o] == MATCH_IN) {
            *sure += item.surplus;
            k->room -= item.amount;
            k->set[k->set_count++] = o;
        } else if (part->fates[o] == MATCH_FREE && item.surplus > 0) {
            match_knapsack_add(k, first, &item);
        }
    }
    if (k->item_count > first)
        match_knapsack_group(k, first, 0, 0);
}

void match_block_solve(struct match_part *part, struct match_block *b)
{
    struct match_blocks *x = part->blocks;
    struct match_knapsack *k = &x->knapsack;
    double sure = 0;
    match_knapsack_clear(k);
    k->room = part->capacities[b->row];
    for (size_t n = 0; n < b->count; n++)
        add_seeker(part, b, b->seekers[n], &sure);
    b->stale = false;
    b->value = -HUGE_VAL;
    if (k->room < 0)
        return;
    match_knapsack_sort(k);
    b->value = match_knapsack_solve(k, sure, NODES);
    for (size_t n = 0; n < k->best_count; n++)
        x->taken[k->best[n]] = 1;
}
