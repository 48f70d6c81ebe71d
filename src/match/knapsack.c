/* knapsack.c: the best set for one bench by its rows: in depth, with the relaxed knapsack as the
 * bound. Of each group one item or none is taken. */
#include "fill.h"

#include <math.h>
#include <stdlib.h>

/* ---- rows ------------------------------------------------------------------------------------ */

static bool counts(const struct match_filler *f, size_t row)
{
    return f->whole || !f->part->common[row];
}

bool match_filler_load(struct match_filler *f, const struct match_option *o, int64_t sign)
{
    bool fits = true;
    for (size_t i = 0; i < o->choice->load_count; i++) {
        size_t row = o->loads[i].row;
        if (!counts(f, row))
            continue;
        f->room[row] -= sign * o->loads[i].amount;
        fits = fits && f->room[row] >= 0;
    }
    return fits;
}

int64_t match_filler_room(const struct match_filler *f)
{
    return f->row == MATCH_NONE ? INT64_MAX : f->room[f->row];
}

/* ---- order ----------------------------------------------------------------------------------- */

static int compare(double rate, size_t number, double other_rate, size_t other)
{
    if (rate > other_rate || rate < other_rate)
        return rate > other_rate ? -1 : 1;
    return (number > other) - (number < other);
}

static size_t first_option(const struct match_filler *f, const struct match_group *g)
{
    return f->items[g->first].option;
}

/* They mostly come in the order that they had the last time, which is nearly that of now. */
static void sort_groups(struct match_filler *f)
{
    struct match_group *groups = f->groups;
    for (size_t i = 1; i < f->group_count; i++) {
        struct match_group x = groups[i];
        size_t k = i, option = first_option(f, &x);
        for (; k > 0 &&
               compare(x.rate, option, groups[k - 1].rate, first_option(f, &groups[k - 1])) < 0;
             k--)
            groups[k] = groups[k - 1];
        groups[k] = x;
    }
}

static void sort_pulps(struct match_filler *f)
{
    for (size_t i = 1; i < f->pulp_count; i++) {
        struct match_pulp x = f->pulps[i];
        size_t k = i;
        for (; k > 0 && compare(x.rate, x.option, f->pulps[k - 1].rate, f->pulps[k - 1].option) < 0;
             k--)
            f->pulps[k] = f->pulps[k - 1];
        f->pulps[k] = x;
    }
}

/* ---- steps ----------------------------------------------------------------------------------- */

static double rate_of(double surplus, int64_t amount)
{
    return amount > 0 ? surplus / (double)amount : HUGE_VAL;
}

/* One more corner of the polygon: those before it that now lie inside go. */
static void add_corner(struct match_filler *f, size_t group, size_t first, double surplus,
                       int64_t amount)
{
    for (;;) {
        struct match_step *last = f->step_count > first ? &f->steps[f->step_count - 1] : NULL;
        if (last == NULL || rate_of(surplus, amount) < last->rate)
            break;
        surplus += last->surplus;
        amount += last->amount;
        f->step_count--;
    }
    f->steps[f->step_count++] =
        (struct match_step){rate_of(surplus, amount), surplus, amount, group};
}

/* The items come with the most surplus first; corners with the least. */
static void add_steps(struct match_filler *f, size_t group)
{
    const struct match_group *g = &f->groups[group];
    size_t first = f->step_count;
    double surplus = 0;
    int64_t amount = 0;
    for (size_t i = g->first + g->count; i-- > g->first;) {
        const struct match_item *x = &f->items[i];
        if (!(x->surplus > surplus))
            continue;
        while (f->step_count > first && x->amount <= amount) {
            const struct match_step *last = &f->steps[--f->step_count];
            surplus -= last->surplus;
            amount -= last->amount;
        }
        int64_t more = x->amount > amount ? x->amount - amount : 0;
        add_corner(f, group, first, x->surplus - surplus, more);
        surplus = x->surplus;
        amount += more;
    }
}

static int by_rate(const void *x, const void *y)
{
    const struct match_step *a = x, *b = y;
    return compare(a->rate, a->group, b->rate, b->group);
}

/* After each group, no later one has a step before that of the group itself. */
static void find_first_steps(struct match_filler *f)
{
    for (size_t g = 0; g < f->group_count; g++)
        f->groups[g].step = f->step_count;
    for (size_t i = f->step_count; i-- > 0;)
        f->groups[f->steps[i].group].step = i;
    for (size_t g = f->group_count; g-- > 1;) {
        if (f->groups[g].step < f->groups[g - 1].step)
            f->groups[g - 1].step = f->groups[g].step;
    }
}

static void make_steps(struct match_filler *f)
{
    f->step_count = 0;
    for (size_t g = 0; g < f->group_count; g++)
        add_steps(f, g);
    if (!f->one_by_one)
        qsort(f->steps, f->step_count, sizeof *f->steps, by_rate);
    find_first_steps(f);
}

static void rate_groups(struct match_filler *f)
{
    for (size_t g = 0; g < f->group_count; g++) {
        struct match_group *x = &f->groups[g];
        const struct match_item *items = f->items + x->first;
        x->rate = rate_of(items[0].surplus, items[0].amount);
        for (size_t i = 1; i < x->count; i++) {
            double rate = rate_of(items[i].surplus, items[i].amount);
            x->rate = rate > x->rate ? rate : x->rate;
        }
    }
}

void match_knapsack_sort(struct match_filler *f)
{
    rate_groups(f);
    sort_groups(f);
    sort_pulps(f);
    make_steps(f);
}

/* ---- bounds ---------------------------------------------------------------------------------- */

/* The most that groups from `next` on and the pulps can add to a room of the first row. */
static double most_of_the_rest(const struct match_filler *f, size_t next, int64_t room)
{
    double sum = 0;
    size_t i = next < f->group_count ? f->groups[next].step : f->step_count, p = 0;
    for (;;) {
        while (i < f->step_count && f->steps[i].group < next)
            i++;
        bool step = i < f->step_count;
        if (!step && p >= f->pulp_count)
            return sum;
        bool pulp = !step || (p < f->pulp_count && f->pulps[p].rate > f->steps[i].rate);
        double surplus = pulp ? f->pulps[p].surplus : f->steps[i].surplus;
        int64_t amount = pulp ? f->pulps[p].amount : f->steps[i].amount;
        if (amount > room)
            return sum + surplus * (double)room / (double)amount;
        room -= amount;
        sum += surplus;
        p += pulp;
        i += !pulp;
    }
}

double match_knapsack_add_pulps(const struct match_filler *f, double *shares)
{
    double sum = 0;
    int64_t room = match_filler_room(f);
    for (size_t i = 0; i < f->pulp_count && room > 0; i++) {
        const struct match_pulp *x = &f->pulps[i];
        double share = x->amount > room ? (double)room / (double)x->amount : 1;
        sum += share * x->surplus;
        if (shares != NULL)
            shares[x->option] = share;
        room -= x->amount;
    }
    return sum;
}

/* ---- the search ------------------------------------------------------------------------------ */

static void remember(struct match_filler *f, double value)
{
    f->most = value;
    f->best_count = f->set_count;
    for (size_t i = 0; i < f->set_count; i++)
        f->best[i] = f->set[i];
}

static void dive(struct match_filler *f, size_t next, double value);

static void take(struct match_filler *f, const struct match_item *x, size_t next, double value)
{
    const struct match_option *o = &f->part->options[x->option];
    if (x->amount > match_filler_room(f) || match_cuts_break(f, x->option))
        return;
    if (match_filler_load(f, o, 1)) {
        f->held[x->option] = true;
        f->set[f->set_count++] = x->option;
        dive(f, next + 1, value + x->surplus);
        f->set_count--;
        f->held[x->option] = false;
    }
    match_filler_load(f, o, -1);
}

static void dive(struct match_filler *f, size_t next, double value)
{
    if (next == f->group_count) {
        double whole = value + match_knapsack_add_pulps(f, NULL);
        if (whole > f->most + MATCH_HAIR)
            remember(f, whole);
        return;
    }
    if (value + most_of_the_rest(f, next, match_filler_room(f)) <= f->most + MATCH_HAIR ||
        f->nodes-- <= 0)
        return;
    const struct match_group *g = &f->groups[next];
    for (size_t i = 0; i < g->count; i++)
        take(f, &f->items[g->first + i], next, value);
    dive(f, next + 1, value);
}

/* Everything at once: the commonest case, and the cheapest. */
static bool all_fits(struct match_filler *f)
{
    if (f->cuts->count > 0)
        return false;
    int64_t amount = 0;
    for (size_t g = 0; g < f->group_count; g++)
        amount += f->items[f->groups[g].first].amount;
    for (size_t i = 0; i < f->pulp_count; i++)
        amount += f->pulps[i].amount;
    if (amount > 0 && f->row != MATCH_NONE && amount > f->room[f->row])
        return false;
    bool fits = true;
    for (size_t g = 0; g < f->group_count && f->rows; g++)
        fits = match_filler_load(f, &f->part->options[first_option(f, &f->groups[g])], 1) && fits;
    for (size_t g = 0; g < f->group_count && f->rows; g++)
        match_filler_load(f, &f->part->options[first_option(f, &f->groups[g])], -1);
    return fits;
}

double match_knapsack_solve(struct match_filler *f, double sure, int64_t nodes)
{
    size_t in = f->set_count;
    if (all_fits(f)) {
        f->most = sure;
        for (size_t g = 0; g < f->group_count; g++) {
            f->most += f->items[f->groups[g].first].surplus;
            f->set[f->set_count++] = first_option(f, &f->groups[g]);
        }
        remember(f, f->most + match_knapsack_add_pulps(f, NULL));
        f->set_count = in;
        return f->most;
    }
    double most = sure + most_of_the_rest(f, 0, match_filler_room(f));
    remember(f, sure + match_knapsack_add_pulps(f, NULL));
    f->nodes = nodes;
    dive(f, 0, sure);
    return f->nodes > 0 ? f->most : most;
}
