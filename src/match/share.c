/* share.c: the best use of a common row, a voucher's money or a demand's steps, while all who do
 * not load it stay: each seeker on it takes one of the places that are free to it or goes without,
 * all together no more than the row has. */
#include "knapsack.h"
#include "part.h"

enum { SEEKERS_MOST = 400, NODES = 3000 };

struct share {
    struct match_part *part;
    size_t row;
    size_t *seekers, seeker_count;
    bool priced; /* hours are paid for: what others could make of them */
    double gain; /* of what they have now */
    struct match_knapsack knapsack;
    size_t *options; /* by seeker: the new one */
};

/* Everyone who could load the row and is not decided. The number of their options. */
static size_t find_seekers(struct share *s)
{
    const struct match_part *part = s->part;
    size_t options = 0, last = MATCH_NONE;
    for (size_t n = 0; n < part->load_count[s->row] && s->seeker_count < SEEKERS_MOST; n++) {
        size_t i = part->options[part->loading[s->row][n]].seeker, chosen = part->plan.chosen[i];
        if (i != last && (chosen == MATCH_NONE || part->fates[chosen] != MATCH_IN)) {
            s->seekers[s->seeker_count++] = i;
            options += part->seekers[i].count;
        }
        last = i;
    }
    return options;
}

/* What an option is worth to those who share the row. */
static double value_of(const struct share *s, size_t option)
{
    const struct match_option *o = &s->part->options[option];
    double value = (double)o->gain;
    if (s->priced && o->load_count > 0 && o->loads[0].row != s->row)
        value -= s->part->prices[o->loads[0].row] * (double)o->loads[0].amount;
    return value;
}

/* What the row has, without what these seekers hold of it; and what they gain by that. */
static void find_room(struct share *s)
{
    const struct match_part *part = s->part;
    s->knapsack.room = part->plan.left[s->row];
    for (size_t k = 0; k < s->seeker_count; k++) {
        size_t chosen = part->plan.chosen[s->seekers[k]];
        if (chosen == MATCH_NONE)
            continue;
        s->knapsack.room += match_option_amount(&part->options[chosen], s->row);
        s->gain += value_of(s, chosen);
    }
}

/* A seeker's offers by themselves, as if the row had no end. fitting: only where there is room on
 * the bench now. */
static void add_offers(struct share *s, size_t seeker, bool fitting)
{
    struct match_part *part = s->part;
    const struct match_seeker *k = &part->seekers[seeker];
    size_t first = s->knapsack.item_count, chosen = part->plan.chosen[seeker];
    int64_t left = part->plan.left[s->row];
    if (fitting && chosen != MATCH_NONE)
        match_part_take(part, seeker);
    part->plan.left[s->row] = INT64_MAX / 2;
    for (size_t o = k->first; o < k->first + k->count; o++) {
        const struct match_option *x = &part->options[o];
        const struct match_item item = {value_of(s, o), match_option_amount(x, s->row), o};
        bool open = part->fates[o] == MATCH_FREE && item.surplus > 0 && !x->barred &&
                    item.amount <= s->knapsack.room;
        if (o == chosen || (open && (!fitting || match_part_fits(part, o))))
            match_knapsack_add(&s->knapsack, first, &item);
    }
    part->plan.left[s->row] = left;
    if (fitting && chosen != MATCH_NONE) {
        part->plan.left[s->row] += match_option_amount(&part->options[chosen], s->row);
        match_part_put(part, seeker, chosen);
    }
    if (s->knapsack.item_count > first)
        match_knapsack_group(&s->knapsack, first, 0, 0);
}

static void gather(struct share *s, bool fitting)
{
    match_knapsack_clear(&s->knapsack);
    for (size_t k = 0; k < s->seeker_count; k++)
        add_offers(s, s->seekers[k], fitting);
    match_knapsack_sort(&s->knapsack);
}

/* Who changes leaves its place first; then each takes its new one, or what it finds. */
static void apply(struct share *s)
{
    struct match_part *part = s->part;
    for (size_t k = 0; k < s->seeker_count; k++)
        s->options[k] = MATCH_NONE;
    for (size_t n = 0; n < s->knapsack.best_count; n++) {
        for (size_t k = 0; k < s->seeker_count; k++) {
            if (s->seekers[k] == part->options[s->knapsack.best[n]].seeker)
                s->options[k] = s->knapsack.best[n];
        }
    }
    for (size_t k = 0; k < s->seeker_count; k++) {
        size_t chosen = part->plan.chosen[s->seekers[k]];
        if (chosen != MATCH_NONE && chosen != s->options[k]) {
            part->restless[part->options[chosen].bench] = true;
            match_part_take(part, s->seekers[k]);
        }
    }
    for (size_t k = 0; k < s->seeker_count; k++) {
        if (s->options[k] != MATCH_NONE && part->plan.chosen[s->seekers[k]] == MATCH_NONE &&
            match_part_fits(part, s->options[k]))
            match_part_put(part, s->seekers[k], s->options[k]);
    }
    for (size_t k = 0; k < s->seeker_count; k++) {
        if (part->plan.chosen[s->seekers[k]] == MATCH_NONE)
            match_part_place(part, s->seekers[k]);
    }
}

/* True when the relaxed knapsack, or with room on the benches asked for the exact one, promises
 * more than there is. */
static bool promises(struct share *s)
{
    gather(s, false);
    if (match_knapsack_relaxed(&s->knapsack) < s->gain + 0.5)
        return false;
    gather(s, true);
    return match_knapsack_relaxed(&s->knapsack) >= s->gain + 0.5 &&
           match_knapsack_solve(&s->knapsack, 0, NODES) >= s->gain + 0.5 &&
           s->knapsack.most >= s->gain + 0.5;
}

bool match_part_share(struct match_part *part, size_t row, bool priced)
{
    struct base_arena *a = base_arena_new();
    struct share s = {.part = part, .row = row, .priced = priced};
    int64_t gain = part->plan.gain;
    s.seekers = base_arena_array(a, SEEKERS_MOST + 1, sizeof *s.seekers);
    match_knapsack_init(&s.knapsack, find_seekers(&s), a);
    s.options = base_arena_array(a, s.seeker_count + 1, sizeof *s.options);
    find_room(&s);
    bool better = false;
    if (s.knapsack.room > 0 && s.seeker_count > 1 && promises(&s)) {
        match_part_mark(part);
        apply(&s);
        better = priced || part->plan.gain > gain;
        if (!better)
            match_part_undo(part);
    }
    base_arena_free(&a);
    return better;
}
