#include "relax.h"

#include <math.h>

static const double HAIR = 1e-9;                   /* shares nearer than this are equal */
static const double FARTHER = 1.1, MOST_REACH = 1; /* after a step that was good */
static const double USUAL = 0.06, MOMENTUM = 0.6, LEAST_WAY = 0.01, TOLD = 0.5;

static double paid_by(const struct match_part *part, size_t option)
{
    const struct match_option *o = &part->options[option];
    double paid = 0;
    for (size_t i = 0; i < o->load_count && o->abroad; i++) {
        if (part->common[o->loads[i].row])
            paid += part->prices[o->loads[i].row] * (double)o->loads[i].amount;
    }
    return paid;
}

bool match_relax_blocked(const struct match_part *part, size_t seeker)
{
    return part->blocks != NULL && part->blocks->of[seeker] != MATCH_NONE;
}

bool match_relax_covered(const struct match_part *part, size_t row)
{
    return part->blocks != NULL && part->blocks->covered[row];
}

/* A block gives back what is paid to it, whoever is decided; a seeker without pays no worth then.
 */
static double surplus_of(const struct match_relaxation *r, size_t option)
{
    const struct match_option *o = &r->part->options[option];
    double surplus = (double)o->gain;
    bool blocked = match_relax_blocked(r->part, o->seeker);
    if (blocked || r->part->fates[option] == MATCH_FREE)
        surplus -= r->part->worths[o->seeker];
    surplus -= r->paid[option];
    return blocked ? surplus - r->part->blocks->tolls[option] : surplus;
}

static void make_stale(struct match_relaxation *r, size_t bench)
{
    if (r->stale[bench])
        return;
    r->stale[bench] = true;
    r->waiting[r->waiting_count++] = bench;
}

/* What is taken and becomes worth more stays taken, what is left and becomes worth less stays left:
 * the bench need not be filled anew. Where a piece was divided the shares may change all the same.
 */
static void change(struct match_relaxation *r, size_t option, double surplus)
{
    double before = r->surplus[option], share = r->shares[option];
    size_t bench = r->part->options[option].bench;
    r->surplus[option] = surplus;
    if (r->stale[bench] || !(surplus > before || surplus < before))
        return;
    if (share >= 1 && surplus > before)
        r->values[bench] += surplus - before;
    else if (share > 0 || (surplus > before && surplus > 0))
        make_stale(r, bench);
}

struct match_relaxation *match_relax_new(struct match_part *part)
{
    struct base_arena *a = part->arena;
    struct match_relaxation *r = base_arena_alloc(a, sizeof *r);
    r->part = part;
    r->surplus = base_arena_array(a, part->option_count + 1, sizeof *r->surplus);
    r->paid = base_arena_array(a, part->option_count + 1, sizeof *r->paid);
    r->shares = base_arena_array(a, part->option_count + 1, sizeof *r->shares);
    r->values = base_arena_array(a, part->bench_count + 1, sizeof *r->values);
    r->rates = base_arena_array(a, part->bench_count + 1, sizeof *r->rates);
    r->taken = base_arena_array(a, part->seeker_count + 1, sizeof *r->taken);
    r->used = base_arena_array(a, part->row_count + 1, sizeof *r->used);
    r->stale = base_arena_array(a, part->bench_count + 1, sizeof *r->stale);
    r->waiting = base_arena_array(a, part->bench_count + 1, sizeof *r->waiting);
    for (size_t o = 0; o < part->option_count; o++) {
        r->paid[o] = paid_by(part, o);
        r->surplus[o] = surplus_of(r, o);
    }
    for (size_t b = 0; b < part->bench_count; b++)
        make_stale(r, b);
    for (size_t k = 0; part->blocks != NULL && k < part->blocks->count; k++)
        part->blocks->list[k].stale = true;
    return r;
}

void match_relax_rest(struct match_relaxation *r)
{
    base_arena_drop(r->part->arena, r->paid, r->part->option_count + 1, sizeof *r->paid);
    r->paid = NULL;
}

static void make_block_stale(struct match_relaxation *r, size_t seeker)
{
    if (match_relax_blocked(r->part, seeker))
        r->part->blocks->list[r->part->blocks->of[seeker]].stale = true;
}

void match_relax_worth(struct match_relaxation *r, size_t seeker, double worth)
{
    const struct match_seeker *s = &r->part->seekers[seeker];
    r->part->worths[seeker] = worth;
    make_block_stale(r, seeker);
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (r->part->fates[o] == MATCH_FREE)
            change(r, o, surplus_of(r, o));
    }
}

void match_relax_price(struct match_relaxation *r, size_t row, double price)
{
    struct match_part *part = r->part;
    part->prices[row] = price;
    for (size_t n = 0; n < part->load_count[row]; n++) {
        size_t o = part->loading[row][n];
        r->paid[o] = paid_by(part, o);
        make_block_stale(r, part->options[o].seeker);
        change(r, o, surplus_of(r, o));
    }
}

void match_relax_toll(struct match_relaxation *r, size_t option, double toll)
{
    r->part->blocks->tolls[option] = toll;
    make_block_stale(r, r->part->options[option].seeker);
    change(r, option, surplus_of(r, option));
}

double match_relax_loss(const struct match_relaxation *r, size_t option)
{
    struct match_part *part = r->part;
    size_t bench = part->options[option].bench;
    const struct match_filling what = {.surplus = r->surplus,
                                       .room = part->capacities,
                                       .rough = true,
                                       .shares = part->chosen_shares};
    part->fates[option] = MATCH_IN;
    double value = match_part_fill(part, bench, &what, NULL);
    part->fates[option] = MATCH_FREE;
    return r->values[bench] - value;
}

/* First tolls: of what a bench would lose by a part that it does not take, half is told to the
 * block, which else would take any. */
static void ask_tolls(struct match_relaxation *r)
{
    struct match_part *part = r->part;
    for (size_t o = 0; o < part->option_count; o++) {
        size_t seeker = part->options[o].seeker;
        if (part->fates[o] != MATCH_FREE || r->shares[o] > 0 || part->options[o].barred ||
            !match_relax_blocked(part, seeker) ||
            !part->problem->jobs[part->seekers[seeker].job].part)
            continue;
        double toll = fmin(match_relax_loss(r, o), part->worths[seeker] + r->paid[o]);
        part->blocks->tolls[o] = toll > 0 ? -TOLD * toll : 0;
    }
}

void match_relax_divide(struct match_relaxation *r, bool money)
{
    struct match_part *part = r->part;
    if (part->blocks != NULL || part->common_count == 0)
        return;
    part->blocks = match_blocks_new(part, money, part->arena);
    match_relax_settle(r);
    ask_tolls(r);
    for (size_t o = 0; o < part->option_count; o++)
        change(r, o, surplus_of(r, o));
    for (size_t k = 0; k < part->blocks->count; k++)
        part->blocks->list[k].stale = true;
}

void match_relax_fate(struct match_relaxation *r, size_t seeker)
{
    const struct match_seeker *s = &r->part->seekers[seeker];
    make_block_stale(r, seeker);
    for (size_t o = s->first; o < s->first + s->count; o++) {
        r->surplus[o] = surplus_of(r, o);
        if (r->part->fates[o] != MATCH_OUT || r->shares[o] > 0)
            make_stale(r, r->part->options[o].bench);
    }
}

/* Counts what a bench takes into what its seekers and rows have. */
static void count(struct match_relaxation *r, size_t bench, double sign)
{
    const struct match_part *part = r->part;
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        double share = sign * r->shares[option];
        if (!(share > 0 || share < 0))
            continue;
        r->taken[o->seeker] += share;
        for (size_t i = 0; i < o->load_count && o->abroad; i++)
            r->used[o->loads[i].row] += share * (double)o->loads[i].amount;
    }
}

double match_relax_settle(struct match_relaxation *r)
{
    struct match_part *part = r->part;
    const struct match_filling what = {.surplus = r->surplus,
                                       .room = part->capacities,
                                       .shares = r->shares,
                                       .marginals = r->rates};
    for (size_t i = 0; i < r->waiting_count; i++) {
        size_t b = r->waiting[i];
        r->stale[b] = false;
        count(r, b, -1);
        r->values[b] = match_part_fill(part, b, &what, NULL);
        count(r, b, 1);
    }
    r->waiting_count = 0;
    r->bound = 0;
    for (size_t s = 0; s < part->seeker_count; s++)
        r->bound += match_part_open(part, s) && !match_relax_blocked(part, s) ? part->worths[s] : 0;
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        if (part->common[row] && !match_relax_covered(part, row))
            r->bound += part->prices[row] * (double)part->capacities[row];
    }
    for (size_t k = 0; part->blocks != NULL && k < part->blocks->count; k++) {
        if (part->blocks->list[k].stale)
            match_block_solve(part, &part->blocks->list[k]);
        r->bound += part->blocks->list[k].value;
    }
    for (size_t b = 0; b < part->bench_count; b++)
        r->bound += r->values[b];
    return r->bound;
}

/* ---- descent --------------------------------------------------------------------------------- */

/* What one unit of a row's slope counts: as much as a seeker's. */
static double scale_of(const struct match_part *part, size_t row)
{
    double sum = 0;
    for (size_t n = 0; n < part->load_count[row]; n++) {
        const struct match_option *o = &part->options[part->loading[row][n]];
        for (size_t i = 0; i < o->load_count; i++)
            sum += o->loads[i].row == row ? (double)o->loads[i].amount : 0;
    }
    return sum > 0 ? sum / (double)part->load_count[row] : 1;
}

struct descent {
    struct match_relaxation *r;
    double *seekers, *rows, *options; /* ways */
    double *scales;                   /* by row */
    double *worths, *prices, *tolls;  /* the best so far */
    double best;
};

/* Which way to change a multiplier: down its slope, and some of the way that was taken before,
 * which keeps those that swing from swinging. 0 for one that cannot go down. */
static double way(double slope, double before, double multiplier)
{
    double x = slope + MOMENTUM * before;
    return fabs(x) < LEAST_WAY || (x > 0 && !(multiplier > 0)) ? 0 : x;
}

/* The way down in every multiplier; the square of its length. */
static double find_way(struct descent *d)
{
    const struct match_part *part = d->r->part;
    double length = 0;
    for (size_t s = 0; s < part->seeker_count; s++) {
        double slope = 1 - d->r->taken[s];
        bool moves = d->seekers[s] > 0 || d->seekers[s] < 0 || fabs(slope) > HAIR;
        if (moves && !part->seekers[s].single && !match_relax_blocked(part, s) &&
            match_part_open(part, s))
            d->seekers[s] = way(slope, d->seekers[s], part->worths[s]);
        else
            d->seekers[s] = 0;
        length += d->seekers[s] * d->seekers[s];
    }
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        double slope = ((double)part->capacities[row] - d->r->used[row]) / d->scales[row];
        if (part->common[row] && !match_relax_covered(part, row))
            d->rows[row] = way(slope, d->rows[row], part->prices[row]);
        length += d->rows[row] * d->rows[row];
    }
    for (size_t o = 0; d->options && o < part->option_count; o++) {
        if (part->fates[o] != MATCH_FREE || !match_relax_blocked(part, part->options[o].seeker))
            continue;
        d->options[o] = way(part->blocks->taken[o] - d->r->shares[o], d->options[o], 1);
        length += d->options[o] * d->options[o];
    }
    return length;
}

static void step(struct descent *d, double step)
{
    struct match_part *part = d->r->part;
    for (size_t s = 0; s < part->seeker_count; s++) {
        if (d->seekers[s] > 0 || d->seekers[s] < 0)
            match_relax_worth(d->r, s, fmax(0, part->worths[s] - step * d->seekers[s]));
    }
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        if (d->rows[row] > 0 || d->rows[row] < 0)
            match_relax_price(d->r, row,
                              fmax(0, part->prices[row] - step * d->rows[row] / d->scales[row]));
    }
    for (size_t o = 0; d->options && o < part->option_count; o++) {
        if (d->options[o] > 0 || d->options[o] < 0)
            match_relax_toll(d->r, o, part->blocks->tolls[o] - step * d->options[o]);
    }
}

static void keep(struct descent *d)
{
    const struct match_part *part = d->r->part;
    for (size_t s = 0; s < part->seeker_count; s++)
        d->worths[s] = part->worths[s];
    for (size_t row = 0; row < part->row_count; row++)
        d->prices[row] = part->prices[row];
    for (size_t o = 0; d->tolls && o < part->option_count; o++)
        d->tolls[o] = part->blocks->tolls[o];
    d->best = d->r->bound;
}

static void go_back(struct descent *d)
{
    const struct match_part *part = d->r->part;
    for (size_t s = 0; s < part->seeker_count; s++) {
        if (part->worths[s] > d->worths[s] || part->worths[s] < d->worths[s])
            match_relax_worth(d->r, s, d->worths[s]);
    }
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++) {
        if (part->common[row] &&
            (part->prices[row] > d->prices[row] || part->prices[row] < d->prices[row]))
            match_relax_price(d->r, row, d->prices[row]);
    }
    for (size_t o = 0; d->tolls && o < part->option_count; o++) {
        if (part->blocks->tolls[o] > d->tolls[o] || part->blocks->tolls[o] < d->tolls[o])
            match_relax_toll(d->r, o, d->tolls[o]);
    }
    match_relax_settle(d->r);
}

static struct descent set_out(struct match_relaxation *r, struct base_arena *a)
{
    const struct match_part *part = r->part;
    struct descent d = {.r = r};
    d.seekers = base_arena_array(a, part->seeker_count + 1, sizeof *d.seekers);
    d.worths = base_arena_array(a, part->seeker_count + 1, sizeof *d.worths);
    d.rows = base_arena_array(a, part->row_count + 1, sizeof *d.rows);
    if (part->blocks != NULL) {
        d.options = base_arena_array(a, part->option_count + 1, sizeof *d.options);
        d.tolls = base_arena_array(a, part->option_count + 1, sizeof *d.tolls);
    }
    d.scales = base_arena_array(a, part->row_count + 1, sizeof *d.scales);
    d.prices = base_arena_array(a, part->row_count + 1, sizeof *d.prices);
    for (size_t row = 0; row < part->row_count && part->common_count > 0; row++)
        d.scales[row] = part->common[row] ? scale_of(part, row) : 1;
    return d;
}

/* Where common rows are paid for, plans are made in the order of what is left after paying: for the
 * hours too, as the benches' sets have them. */
static void price_hours(struct match_relaxation *r)
{
    struct match_part *part = r->part;
    for (size_t b = 0; b < part->bench_count && part->common_count > 0; b++) {
        size_t row = match_part_first_row(part, b);
        if (row != MATCH_NONE && !part->common[row])
            part->prices[row] = r->rates[b];
    }
}

enum { IDLE_ROUNDS = 8 };

double match_relax_descend(struct match_relaxation *r, int rounds, double *reach)
{
    const struct match_part *part = r->part;
    struct base_arena *a = base_arena_new();
    struct descent d = set_out(r, a);
    if (part->common_count > 0 && r->usual == NULL)
        r->usual = base_arena_array(part->arena, part->option_count + 1, sizeof *r->usual);
    match_relax_settle(r);
    keep(&d);
    for (int round = 0, idle = 0;
         round < rounds && match_whole_bound(d.best) > part->best_gain && part->work > 0; round++) {
        double length = find_way(&d);
        if (!(length > 0))
            break;
        step(&d, *reach * (r->bound - (double)part->best_gain) / length);
        match_relax_settle(r);
        for (size_t o = 0; o < part->option_count && part->common_count > 0; o++)
            r->usual[o] += USUAL * (r->shares[o] - r->usual[o]);
        if (r->bound < d.best) {
            keep(&d);
            idle = 0;
            if (part->common_count > 0)
                *reach = fmin(*reach * FARTHER, MOST_REACH);
        } else if (++idle == IDLE_ROUNDS) {
            *reach /= 2;
            idle = 0;
            go_back(&d);
        }
    }
    go_back(&d);
    price_hours(r);
    base_arena_free(&a);
    return d.best;
}
