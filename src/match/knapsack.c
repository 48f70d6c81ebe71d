#include "knapsack.h"

#include <math.h>
#include <stdlib.h>

static const double HAIR = 1e-7; /* minor units: a better set must be better by so much */

void match_knapsack_init(struct match_knapsack *k, size_t most, struct base_arena *a)
{
    k->items = base_arena_array(a, most + 1, sizeof *k->items);
    k->groups = base_arena_array(a, most + 1, sizeof *k->groups);
    k->steps = base_arena_array(a, most + 1, sizeof *k->steps);
    k->pulps = base_arena_array(a, most + 1, sizeof *k->pulps);
    k->set = base_arena_array(a, most + 1, sizeof *k->set);
    k->best = base_arena_array(a, most + 1, sizeof *k->best);
}

void match_knapsack_clear(struct match_knapsack *k)
{
    k->item_count = k->group_count = k->step_count = k->pulp_count = 0;
    k->set_count = k->best_count = 0;
}

void match_knapsack_add(struct match_knapsack *k, size_t first, const struct match_item *item)
{
    size_t i = k->item_count++;
    for (; i > first && k->items[i - 1].surplus < item->surplus; i--)
        k->items[i] = k->items[i - 1];
    k->items[i] = *item;
}

void match_knapsack_group(struct match_knapsack *k, size_t first, size_t at, size_t at_count)
{
    k->groups[k->group_count++] = (struct match_group){
        .first = first, .count = k->item_count - first, .at = at, .at_count = at_count};
}

/* ---- order ----------------------------------------------------------------------------------- */

static int compare(double rate, size_t number, double other_rate, size_t other)
{
    if (rate > other_rate || rate < other_rate)
        return rate > other_rate ? -1 : 1;
    return (number > other) - (number < other);
}

static size_t first_option(const struct match_knapsack *k, const struct match_group *g)
{
    return k->items[g->first].option;
}

/* They mostly come in the order that they had the last time, which is nearly that of now. */
static void sort_groups(struct match_knapsack *k)
{
    struct match_group *groups = k->groups;
    for (size_t i = 1; i < k->group_count; i++) {
        struct match_group x = groups[i];
        size_t to = i, option = first_option(k, &x);
        for (; to > 0 &&
               compare(x.rate, option, groups[to - 1].rate, first_option(k, &groups[to - 1])) < 0;
             to--)
            groups[to] = groups[to - 1];
        groups[to] = x;
    }
}

static void sort_pulps(struct match_knapsack *k)
{
    for (size_t i = 1; i < k->pulp_count; i++) {
        struct match_pulp x = k->pulps[i], *to = &k->pulps[i];
        for (; to > k->pulps && compare(x.rate, x.option, to[-1].rate, to[-1].option) < 0; to--)
            *to = to[-1];
        *to = x;
    }
}

/* ---- steps ----------------------------------------------------------------------------------- */

static double rate_of(double surplus, int64_t amount)
{
    return amount > 0 ? surplus / (double)amount : HUGE_VAL;
}

/* One more corner of the polygon: those before it that now lie inside go. */
static void add_corner(struct match_knapsack *k, size_t group, size_t first, double surplus,
                       int64_t amount)
{
    for (;;) {
        struct match_step *last = k->step_count > first ? &k->steps[k->step_count - 1] : NULL;
        if (last == NULL || rate_of(surplus, amount) < last->rate)
            break;
        surplus += last->surplus;
        amount += last->amount;
        k->step_count--;
    }
    k->steps[k->step_count++] =
        (struct match_step){rate_of(surplus, amount), surplus, amount, group};
}

/* The items come with the most surplus first; corners with the least. */
static void add_steps(struct match_knapsack *k, size_t group)
{
    const struct match_group *g = &k->groups[group];
    size_t first = k->step_count;
    double surplus = 0;
    int64_t amount = 0;
    for (size_t i = g->first + g->count; i-- > g->first;) {
        const struct match_item *x = &k->items[i];
        if (!(x->surplus > surplus))
            continue;
        while (k->step_count > first && x->amount <= amount) {
            const struct match_step *last = &k->steps[--k->step_count];
            surplus -= last->surplus;
            amount -= last->amount;
        }
        int64_t more = x->amount > amount ? x->amount - amount : 0;
        add_corner(k, group, first, x->surplus - surplus, more);
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
static void find_first_steps(struct match_knapsack *k)
{
    for (size_t g = 0; g < k->group_count; g++)
        k->groups[g].step = k->step_count;
    for (size_t i = k->step_count; i-- > 0;)
        k->groups[k->steps[i].group].step = i;
    for (size_t g = k->group_count; g-- > 1;) {
        struct match_group *x = &k->groups[g - 1];
        x->step = x[1].step < x->step ? x[1].step : x->step;
        x->least = x[1].least < x->least ? x[1].least : x->least;
    }
}

static bool one_by_one(const struct match_knapsack *k)
{
    return k->item_count == k->group_count;
}

static void make_steps(struct match_knapsack *k)
{
    k->step_count = 0;
    for (size_t g = 0; g < k->group_count; g++)
        add_steps(k, g);
    if (!one_by_one(k))
        qsort(k->steps, k->step_count, sizeof *k->steps, by_rate);
    find_first_steps(k);
    k->simple = one_by_one(k) && k->pulp_count == 0;
}

static void rate_groups(struct match_knapsack *k)
{
    for (size_t g = 0; g < k->group_count; g++) {
        struct match_group *x = &k->groups[g];
        const struct match_item *items = k->items + x->first;
        x->rate = rate_of(items[0].surplus, items[0].amount);
        x->least = items[0].amount;
        for (size_t i = 1; i < x->count; i++) {
            double rate = rate_of(items[i].surplus, items[i].amount);
            x->rate = rate > x->rate ? rate : x->rate;
            x->least = items[i].amount < x->least ? items[i].amount : x->least;
        }
    }
}

void match_knapsack_sort(struct match_knapsack *k)
{
    rate_groups(k);
    sort_groups(k);
    sort_pulps(k);
    make_steps(k);
}

/* ---- bounds ---------------------------------------------------------------------------------- */

/* The most that groups from `next` on and the pulps can add to a room of the first row. */
static double most_of_the_rest(const struct match_knapsack *k, size_t next, int64_t room)
{
    double sum = 0;
    if (k->simple) {
        for (size_t i = next; i < k->step_count; i++) {
            const struct match_step *x = &k->steps[i];
            if (x->amount > room)
                return sum + x->surplus * (double)room / (double)x->amount;
            room -= x->amount;
            sum += x->surplus;
        }
        return sum;
    }
    size_t i = next < k->group_count ? k->groups[next].step : k->step_count, p = 0;
    for (;;) {
        while (i < k->step_count && k->steps[i].group < next)
            i++;
        bool step = i < k->step_count;
        if (!step && p >= k->pulp_count)
            return sum;
        bool pulp = !step || (p < k->pulp_count && k->pulps[p].rate > k->steps[i].rate);
        double surplus = pulp ? k->pulps[p].surplus : k->steps[i].surplus;
        int64_t amount = pulp ? k->pulps[p].amount : k->steps[i].amount;
        if (amount > room)
            return sum + surplus * (double)room / (double)amount;
        room -= amount;
        sum += surplus;
        p += pulp;
        i += !pulp;
    }
}

double match_knapsack_relaxed(const struct match_knapsack *k)
{
    return most_of_the_rest(k, 0, k->room);
}

double match_knapsack_marginal(const struct match_knapsack *k)
{
    int64_t room = k->room;
    size_t p = 0;
    for (size_t i = 0; i < k->step_count; i++) {
        for (; p < k->pulp_count && k->pulps[p].rate > k->steps[i].rate; p++) {
            room -= k->pulps[p].amount;
            if (room < 0)
                return k->pulps[p].rate;
        }
        room -= k->steps[i].amount;
        if (room < 0)
            return k->steps[i].rate;
    }
    return 0;
}

double match_knapsack_add_pulps(const struct match_knapsack *k, int64_t room, double *shares)
{
    double sum = 0;
    for (size_t i = 0; i < k->pulp_count && room > 0; i++) {
        const struct match_pulp *x = &k->pulps[i];
        double share = x->amount > room ? (double)room / (double)x->amount : 1;
        sum += share * x->surplus;
        if (shares != NULL)
            shares[x->option] = share;
        room -= x->amount;
    }
    return sum;
}

/* ---- the search ------------------------------------------------------------------------------ */

/* The set, if with what may be taken in part it is the best so far. */
static void remember(struct match_knapsack *k, double value, int64_t room)
{
    value += match_knapsack_add_pulps(k, room, NULL);
    if (value <= k->most + HAIR)
        return;
    k->most = value;
    k->best_room = room;
    k->best_count = k->set_count;
    for (size_t i = 0; i < k->set_count; i++)
        k->best[i] = k->set[i];
}

static bool take(struct match_knapsack *k, const struct match_item *x)
{
    if (k->take != NULL && !k->take(k->caller, x->option))
        return false;
    k->set[k->set_count++] = x->option;
    return true;
}

static void leave(struct match_knapsack *k)
{
    size_t option = k->set[--k->set_count];
    if (k->take != NULL)
        k->leave(k->caller, option);
}

static void dive(struct match_knapsack *k, size_t next, int64_t room, double value)
{
    if (next == k->group_count || room < k->groups[next].least) {
        remember(k, value, room);
        return;
    }
    if (value + most_of_the_rest(k, next, room) <= k->most + HAIR || k->nodes-- <= 0)
        return;
    const struct match_group *g = &k->groups[next];
    for (size_t i = g->first; i < g->first + g->count; i++) {
        if (k->items[i].amount <= room && take(k, &k->items[i])) {
            dive(k, next + 1, room - k->items[i].amount, value + k->items[i].surplus);
            leave(k);
        }
    }
    dive(k, next + 1, room, value);
}

/* Everything at once: the commonest case, and the cheapest. */
static bool all_fits(struct match_knapsack *k, double sure)
{
    size_t taken = 0;
    int64_t amount = 0, pulp = 0;
    for (size_t g = 0; g < k->group_count; g++)
        amount += k->items[k->groups[g].first].amount;
    for (size_t i = 0; i < k->pulp_count; i++)
        pulp += k->pulps[i].amount;
    if (amount + pulp > 0 && amount + pulp > k->room)
        return false;
    while (taken < k->group_count && take(k, &k->items[k->groups[taken].first]))
        sure += k->items[k->groups[taken++].first].surplus;
    if (taken == k->group_count)
        remember(k, sure, k->room - amount);
    for (size_t i = 0; i < taken; i++)
        leave(k);
    return taken == k->group_count;
}

double match_knapsack_solve(struct match_knapsack *k, double sure, int64_t nodes)
{
    k->most = -HUGE_VAL;
    if (all_fits(k, sure))
        return k->most;
    remember(k, sure, k->room);
    k->nodes = nodes;
    dive(k, 0, k->room, sure);
    return k->nodes > 0 ? k->most : sure + match_knapsack_relaxed(k);
}
