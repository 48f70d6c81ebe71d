#include "part.h"

#include <stdlib.h>
#include <string.h>

enum { FILLS_A_QUESTION = 256 }; /* whether to go on */

/* ---- making ---------------------------------------------------------------------------------- */

static int by_gain(const void *x, const void *y)
{
    const struct match_option *a = x, *b = y;
    if (a->gain != b->gain)
        return a->gain > b->gain ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static bool within_rows(const struct match_problem *p, const struct match_choice *c)
{
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].amount > p->capacities[c->loads[i].row])
            return false;
    }
    return true;
}

/* The loads with rows by their places: where all is one part, these are their numbers. */
static const struct match_load *
place_loads(struct match_part *part, const struct match_split *split, const struct match_choice *c)
{
    bool same = true;
    for (size_t i = 0; i < c->load_count; i++)
        same = same && split->rows.place[c->loads[i].row] == c->loads[i].row;
    if (same)
        return c->loads;
    struct match_load *loads = base_arena_array(part->arena, c->load_count, sizeof *loads);
    for (size_t i = 0; i < c->load_count; i++)
        loads[i] = (struct match_load){split->rows.place[c->loads[i].row], c->loads[i].amount};
    return loads;
}

static void add_options(struct match_part *part, const struct match_split *split, size_t seeker)
{
    const struct match_problem *p = part->problem;
    struct match_seeker *s = &part->seekers[seeker];
    const struct match_job *job = &p->jobs[s->job];
    s->first = (uint32_t)part->option_count;
    for (size_t i = 0; i < job->choice_count; i++) {
        const struct match_choice *c = &job->choices[i];
        if (c->gain <= 0 && !c->pinned)
            continue;
        size_t use = match_packings_use(part->packings, &p->benches[c->bench], &c->task);
        bool fits =
            within_rows(p, c) && match_packings_hold(part->packings, &use, 1) == MATCH_PACKED;
        if (!fits && (!job->finer || c->gain <= 0))
            continue;
        part->options[part->option_count++] = (struct match_option){
            .index = (uint32_t)i & MATCH_OPTION_INDEX,
            .use = (uint32_t)use,
            .seeker = (uint32_t)seeker,
            .bench = (uint32_t)split->benches.place[c->bench] & MATCH_OPTION_BENCH,
            .finer = job->finer,
            .barred = !fits,
            .loads = place_loads(part, split, c),
            .load_count = (unsigned)c->load_count & MATCH_OPTION_LOADS,
            .gain = c->gain,
        };
    }
    s->count = (uint32_t)(part->option_count - s->first);
    if (s->count > 0)
        qsort(part->options + s->first, s->count, sizeof *part->options, by_gain);
    s->single = s->count > 0;
    for (size_t i = 1; i < s->count; i++)
        s->single = s->single && part->options[s->first + i].bench == part->options[s->first].bench;
}

static int64_t demand_of(const struct match_part *part, const struct match_option *o)
{
    return part->problem->jobs[part->seekers[o->seeker].job].demand;
}

static void find_common_rows(struct match_part *part)
{
    const struct match_option **loader =
        base_arena_array(part->arena, part->row_count + 1, sizeof *loader);
    bool *shared = base_arena_array(part->arena, part->row_count + 1, sizeof *shared);
    part->common = base_arena_array(part->arena, part->row_count + 1, sizeof *part->common);
    for (size_t i = 0; i < part->option_count; i++) {
        const struct match_option *o = &part->options[i];
        for (size_t l = 0; l < o->load_count; l++) {
            size_t row = o->loads[l].row;
            if (loader[row] != NULL && loader[row]->bench != o->bench)
                part->common[row] = true;
            if (loader[row] != NULL && demand_of(part, loader[row]) != demand_of(part, o))
                shared[row] = true;
            loader[row] = o;
        }
    }
    for (size_t r = 0; r < part->row_count; r++) {
        part->common_count += part->common[r];
        part->shared_count += part->common[r] && shared[r];
    }
    base_arena_drop(part->arena, loader, part->row_count + 1, sizeof *loader);
    for (size_t i = 0; i < part->option_count; i++) {
        struct match_option *o = &part->options[i];
        for (size_t l = 0; l < o->load_count; l++)
            o->abroad = o->abroad || part->common[o->loads[l].row];
    }
}

/* Counts the options that load each common row, and lists them; each names a row but once. */
static void count_loading(struct match_part *part, bool list)
{
    for (size_t i = 0; i < part->option_count; i++) {
        const struct match_option *o = &part->options[i];
        for (size_t l = 0; l < o->load_count && o->abroad; l++) {
            size_t row = o->loads[l].row;
            if (part->common[row] && list)
                part->loading[row][part->load_count[row]] = (uint32_t)i;
            part->load_count[row] += part->common[row];
        }
    }
}

/* Which options load a common row: counted first, as there are very many. */
static void list_loading(struct match_part *part)
{
    struct base_arena *a = part->arena;
    part->loading = base_arena_array(a, part->row_count + 1, sizeof *part->loading);
    part->load_count = base_arena_array(a, part->row_count + 1, sizeof *part->load_count);
    if (part->common_count == 0)
        return;
    count_loading(part, false);
    for (size_t row = 0; row < part->row_count; row++) {
        if (part->load_count[row] > 0)
            part->loading[row] = base_arena_array(a, part->load_count[row], sizeof **part->loading);
        part->load_count[row] = 0;
    }
    count_loading(part, true);
}

static void list_options(struct match_part *part)
{
    part->at = base_arena_array(part->arena, part->bench_count + 1, sizeof *part->at);
    part->at_count = base_arena_array(part->arena, part->bench_count + 1, sizeof *part->at_count);
    for (size_t o = 0; o < part->option_count; o++)
        part->at_count[part->options[o].bench]++;
    for (size_t b = 0; b < part->bench_count; b++)
        part->at_most = part->at_count[b] > part->at_most ? part->at_count[b] : part->at_most;
    for (size_t b = 0; b < part->bench_count; b++) {
        part->at[b] = base_arena_array(part->arena, part->at_count[b] + 1, sizeof *part->at[b]);
        part->at_count[b] = 0;
    }
    for (size_t o = 0; o < part->option_count; o++) {
        size_t bench = part->options[o].bench;
        part->at[bench][part->at_count[bench]++] = (uint32_t)o;
    }
}

/* How many have options on the bench, which stand in the seekers' order yet. */
static size_t seekers_at(const struct match_part *part, size_t bench)
{
    size_t count = 0;
    for (size_t n = 0; n < part->at_count[bench]; n++)
        count += n == 0 || part->options[part->at[bench][n]].seeker !=
                               part->options[part->at[bench][n - 1]].seeker;
    return count;
}

static void make_plan(struct match_part *part)
{
    struct match_plan_state *plan = &part->plan;
    plan->chosen = base_arena_array(part->arena, part->seeker_count + 1, sizeof *plan->chosen);
    plan->left = base_arena_array(part->arena, part->row_count + 1, sizeof *plan->left);
    plan->on = base_arena_array(part->arena, part->bench_count + 1, sizeof *plan->on);
    plan->on_count = base_arena_array(part->arena, part->bench_count + 1, sizeof *plan->on_count);
    for (size_t b = 0; b < part->bench_count; b++)
        plan->on[b] = base_arena_array(part->arena, seekers_at(part, b) + 1, sizeof *plan->on[b]);
    for (size_t i = 0; i < part->seeker_count; i++)
        plan->chosen[i] = MATCH_NONE;
    for (size_t r = 0; r < part->row_count; r++)
        plan->left[r] = part->capacities[r];
    part->cuts = base_arena_array(part->arena, part->bench_count + 1, sizeof *part->cuts);
    part->cut = base_arena_array(part->arena, part->option_count + 1, sizeof *part->cut);
    part->chosen_shares =
        base_arena_array(part->arena, part->option_count + 1, sizeof *part->chosen_shares);
    part->room = base_arena_array(part->arena, part->row_count + 1, sizeof *part->room);
    part->restless = base_arena_array(part->arena, part->bench_count + 1, sizeof *part->restless);
    part->filler = match_filler_new(part);
}

/* ---- changing the plan ----------------------------------------------------------------------- */

static void insert(uint32_t *set, size_t *count, uint32_t option)
{
    size_t at = (*count)++;
    for (; at > 0 && set[at - 1] > option; at--)
        set[at] = set[at - 1];
    set[at] = option;
}

static void withdraw(uint32_t *set, size_t *count, size_t option)
{
    size_t at = 0;
    while (set[at] != option)
        at++;
    memmove(set + at, set + at + 1, (--*count - at) * sizeof *set);
}

/* What the bench would hold with the option. */
static enum match_packed holds(struct match_part *part, size_t bench, size_t option)
{
    uint32_t *set = part->plan.on[bench];
    size_t *count = &part->plan.on_count[bench];
    insert(set, count, (uint32_t)option);
    for (size_t i = 0; i < *count; i++)
        part->uses[i] = part->options[set[i]].use;
    enum match_packed result = match_packings_hold(part->packings, part->uses, *count);
    withdraw(set, count, option);
    return result;
}

int64_t match_option_amount(const struct match_option *o, size_t row)
{
    int64_t amount = 0;
    for (size_t i = 0; i < o->load_count; i++)
        amount += o->loads[i].row == row ? o->loads[i].amount : 0;
    return amount;
}

bool match_part_fits(struct match_part *part, size_t option)
{
    const struct match_option *o = &part->options[option];
    if (part->fates[option] == MATCH_OUT || o->barred)
        return false;
    for (size_t i = 0; i < o->load_count; i++) {
        if (o->loads[i].amount > part->plan.left[o->loads[i].row])
            return false;
    }
    if (part->plan.on_count[o->bench] == 0)
        return true; /* alone it fits, or it would be no option */
    enum match_packed result = holds(part, o->bench, option);
    part->undecided = part->undecided || result == MATCH_UNDECIDED;
    return result == MATCH_PACKED;
}

static void load_rows(struct match_part *part, const struct match_option *o, int64_t sign)
{
    for (size_t i = 0; i < o->load_count; i++)
        part->plan.left[o->loads[i].row] -= sign * o->loads[i].amount;
}

static void put(struct match_part *part, size_t seeker, size_t option)
{
    const struct match_option *o = &part->options[option];
    part->plan.chosen[seeker] = option;
    part->plan.gain += o->gain;
    load_rows(part, o, 1);
    insert(part->plan.on[o->bench], &part->plan.on_count[o->bench], (uint32_t)option);
}

static void take(struct match_part *part, size_t seeker)
{
    size_t option = part->plan.chosen[seeker];
    const struct match_option *o = &part->options[option];
    part->plan.chosen[seeker] = MATCH_NONE;
    part->plan.gain -= o->gain;
    load_rows(part, o, -1);
    withdraw(part->plan.on[o->bench], &part->plan.on_count[o->bench], option);
}

static void note(struct match_part *part, size_t seeker)
{
    struct match_move *m = base_arena_push(part->arena, (void **)&part->moves, &part->move_count,
                                           &part->move_capacity, sizeof *m);
    *m = (struct match_move){seeker, part->plan.chosen[seeker]};
}

void match_part_put(struct match_part *part, size_t seeker, size_t option)
{
    note(part, seeker);
    put(part, seeker, option);
}

void match_part_take(struct match_part *part, size_t seeker)
{
    note(part, seeker);
    take(part, seeker);
}

void match_part_place(struct match_part *part, size_t seeker)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (match_part_fits(part, o)) {
            match_part_put(part, seeker, o);
            return;
        }
    }
}

bool match_part_put_shares(struct match_part *part, const double *shares)
{
    bool all = true;
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (shares[o] < 1 || part->plan.chosen[i] != MATCH_NONE)
                continue;
            bool fits = match_part_fits(part, o);
            if (fits)
                match_part_put(part, i, o);
            all = all && fits;
        }
    }
    return all;
}

void match_part_clear(struct match_part *part)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        size_t option = part->plan.chosen[i];
        if (option != MATCH_NONE && part->fates[option] != MATCH_IN)
            take(part, i);
    }
    part->move_count = 0;
}

void match_part_mark(struct match_part *part)
{
    part->move_count = 0;
}

static void set(struct match_part *part, size_t seeker, size_t option)
{
    if (part->plan.chosen[seeker] == option)
        return;
    if (part->plan.chosen[seeker] != MATCH_NONE)
        take(part, seeker);
    if (option != MATCH_NONE)
        put(part, seeker, option);
}

void match_part_undo(struct match_part *part)
{
    while (part->move_count > 0) {
        const struct match_move *m = &part->moves[--part->move_count];
        set(part, m->seeker, m->before);
    }
}

void match_part_keep(struct match_part *part)
{
    if (part->plan.gain <= part->best_gain)
        return;
    part->best_gain = part->plan.gain;
    if (part->seeker_count > 0)
        memcpy(part->best, part->plan.chosen, part->seeker_count * sizeof *part->best);
}

void match_part_restore(struct match_part *part)
{
    for (size_t i = 0; i < part->seeker_count; i++)
        set(part, i, part->best[i]);
    part->move_count = 0;
}

/* ---- work ------------------------------------------------------------------------------------ */

void match_part_spend(struct match_part *part)
{
    struct match_watch *w = part->watch;
    part->work--;
    if (w == NULL)
        return;
    if (!w->stopped && ++w->fills % FILLS_A_QUESTION == 0)
        w->stopped = !w->go_on(w->context);
    if (w->stopped)
        part->work = 0;
}

/* ---- deciding -------------------------------------------------------------------------------- */

size_t match_part_first_row(const struct match_part *part, size_t bench)
{
    if (part->at_count[bench] == 0)
        return MATCH_NONE;
    const struct match_option *o = &part->options[part->at[bench][0]];
    return o->load_count > 0 ? o->loads[0].row : MATCH_NONE;
}

bool match_part_open(const struct match_part *part, size_t seeker)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->fates[o] == MATCH_FREE)
            return true;
    }
    return false;
}

void match_part_decide(struct match_part *part, size_t seeker, size_t option)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++)
        part->fates[o] = o == option ? MATCH_IN : MATCH_OUT;
}

void match_part_reopen(struct match_part *part, size_t seeker)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++)
        part->fates[o] = MATCH_FREE;
}

/* What is in the plan is in every plan from here on; other pins are options like any, but those at
 * a loss are none. */
static void hold(struct match_part *part)
{
    part->clash = false;
    part->free_count = 0;
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (part->plan.chosen[i] != MATCH_NONE)
            match_part_decide(part, i, part->plan.chosen[i]);
    }
    for (size_t o = 0; o < part->option_count; o++) {
        struct match_option *x = &part->options[o];
        x->barred = x->barred || (x->gain <= 0 && part->fates[o] != MATCH_IN);
        part->free_count += part->fates[o] == MATCH_FREE;
    }
    part->best_gain = part->plan.gain; /* a pin may be a loss */
    memcpy(part->best, part->plan.chosen, part->seeker_count * sizeof *part->best);
}

/* Holds the pins if all fit beside each other; else it is to be said which ones. */
static void hold_pins(struct match_part *part)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (!match_part_choice(part, &part->options[o])->pinned || part->options[o].barred)
                continue;
            if (part->plan.chosen[i] == MATCH_NONE && match_part_fits(part, o))
                put(part, i, o);
            else
                part->clash = true;
        }
    }
    if (part->clash)
        match_part_clear(part);
    else
        hold(part);
}

void match_part_hold(struct match_part *part, const size_t *options)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        if (options[i] != MATCH_NONE && match_part_fits(part, options[i]))
            put(part, i, options[i]);
    }
    hold(part);
}

/* ---- making it ------------------------------------------------------------------------------- */

static void take_rows(struct match_part *part, const struct match_split *split, size_t number)
{
    part->rows = split->rows.list + split->rows.first[number];
    part->benches = split->benches.list + split->benches.first[number];
    part->row_count = match_members_count(&split->rows, number);
    part->bench_count = match_members_count(&split->benches, number);
    part->capacities = base_arena_array(part->arena, part->row_count + 1, sizeof *part->capacities);
    part->prices = base_arena_array(part->arena, part->row_count + 1, sizeof *part->prices);
    for (size_t r = 0; r < part->row_count; r++)
        part->capacities[r] = part->problem->capacities[part->rows[r]];
}

struct match_part *match_part_new(const struct match_problem *problem,
                                  const struct match_split *split, size_t number,
                                  struct base_arena *a)
{
    struct match_part *part = base_arena_alloc(a, sizeof *part);
    const size_t *jobs = split->jobs.list + split->jobs.first[number];
    size_t count = match_members_count(&split->jobs, number), options = 0;
    part->problem = problem;
    part->arena = a;
    part->packings = problem->packings != NULL ? problem->packings : match_packings_new(a);
    take_rows(part, split, number);
    for (size_t i = 0; i < count; i++) {
        options += problem->jobs[jobs[i]].choice_count;
    }
    part->options = base_arena_array(a, options + 1, sizeof *part->options);
    part->seekers = base_arena_array(a, count + 1, sizeof *part->seekers);
    part->best = base_arena_array(a, count + 1, sizeof *part->best);
    part->worths = base_arena_array(a, count + 1, sizeof *part->worths);
    part->fates = base_arena_array(a, options + 1, sizeof *part->fates);
    part->uses = base_arena_array(a, count + 1, sizeof *part->uses);
    part->seeker_count = count;
    for (size_t i = 0; i < count; i++) {
        struct match_seeker *s = &part->seekers[i];
        s->job = (uint32_t)jobs[i];
        add_options(part, split, i);
        part->best[i] = MATCH_NONE;
    }
    find_common_rows(part);
    list_loading(part);
    list_options(part);
    make_plan(part);
    hold_pins(part);
    return part;
}
