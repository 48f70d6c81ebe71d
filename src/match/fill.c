/* fill.c: what one bench would hold at best: a knapsack over its minutes in which the bench's other
 * rows, its calendar and what must be in are kept too. The calendar is asked about the best set
 * only; a set that it cannot hold is cut off and the next best looked for. */
#include "part.h"

#include <math.h>
#include <stdlib.h>

enum {
    NODES = 4000, /* of one knapsack */
    ROUGH_NODES = 100,
    CUTS_A_FILL = 20, /* new ones for one answer */
    CUTS_A_PLAN = 6,  /* and where pieces, which are all alike, are cut off one by one */
    CUTS_A_BENCH = 60,
};

static const double TOLERANCE = 1e-7; /* minor units: a better set must be better by so much */

struct item {
    double rate; /* surplus by amount */
    double surplus;
    int64_t amount; /* of the bench's first row */
    size_t option;
};

struct match_filler {
    struct item *items; /* whole ones, most surplus an amount first */
    size_t count;
    struct item *pieces; /* that may be divided, in the same order */
    size_t piece_count;
    int64_t *room;              /* by row; those that the bench's items load are set */
    bool *held, *listed;        /* by option: in the set; there to choose from */
    size_t *set, *best, *asked; /* options */
    size_t set_count, best_count;
    double most;
    int64_t nodes;
    bool rough;
    size_t row; /* the bench's first */
    bool rows;  /* some item loads more than the first row */
    const struct match_cuts *cuts;
    const bool *ignored; /* by row: it has a price instead; NULL: none */
};

struct match_filler *match_filler_new(const struct match_part *part)
{
    struct base_arena *a = part->arena;
    struct match_filler *f = base_arena_alloc(a, sizeof *f);
    f->items = base_arena_array(a, part->at_most + 1, sizeof *f->items);
    f->pieces = base_arena_array(a, part->at_most + 1, sizeof *f->pieces);
    f->set = base_arena_array(a, part->at_most + 1, sizeof *f->set);
    f->asked = base_arena_array(a, part->at_most + 1, sizeof *f->asked);
    f->best = base_arena_array(a, part->at_most + 1, sizeof *f->best);
    f->room = base_arena_array(a, part->row_count + 1, sizeof *f->room);
    f->listed = base_arena_array(a, part->option_count + 1, sizeof *f->listed);
    f->held = base_arena_array(a, part->option_count + 1, sizeof *f->held);
    return f;
}

/* ---- what there is to choose from ------------------------------------------------------------ */

static int by_rate(const void *x, const void *y)
{
    const struct item *a = x, *b = y;
    if (a->rate > b->rate || a->rate < b->rate)
        return a->rate > b->rate ? -1 : 1;
    return (a->option > b->option) - (a->option < b->option);
}

static int64_t first_amount(const struct match_filler *f, const struct match_option *o)
{
    return o->choice->load_count > 0 && o->loads[0].row == f->row ? o->loads[0].amount : 0;
}

static bool counts(const struct match_filler *f, size_t row)
{
    return f->ignored == NULL || !f->ignored[row];
}

static bool load(struct match_filler *f, const struct match_option *o, int64_t sign)
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

/* False when what must be in does not fit. */
static bool gather(struct match_filler *f, const struct match_part *part, size_t bench,
                   const struct match_filling *what, double *sure)
{
    bool fits = true;
    f->count = f->piece_count = f->set_count = 0;
    f->rows = false;
    *sure = 0;
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
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        what->shares[option] = 0;
        f->held[option] = f->listed[option] = false;
        if (part->fates[option] == MATCH_IN) {
            *sure += what->surplus[option];
            f->set[f->set_count++] = option;
            f->held[option] = true;
            fits = load(f, o, 1) && fits;
        } else if (part->fates[option] == MATCH_FREE && what->surplus[option] > 0 &&
                   !(what->whole && o->in_part)) {
            struct item *to =
                o->piece && !what->whole ? &f->pieces[f->piece_count++] : &f->items[f->count++];
            double surplus = what->surplus[option];
            int64_t amount = first_amount(f, o);
            double rate = amount > 0 ? surplus / (double)amount : HUGE_VAL;
            *to = (struct item){rate, surplus, amount, option};
            f->listed[option] = true;
            f->rows = f->rows || o->choice->load_count > 1;
        }
    }
    return fits;
}

/* Everything at once: the commonest case, and the cheapest. */
static bool all_fits(struct match_filler *f, const struct match_part *part)
{
    if (f->cuts->count > 0)
        return false;
    size_t count = f->count + f->piece_count;
    int64_t amount = 0;
    for (size_t i = 0; i < f->count; i++)
        amount += f->items[i].amount;
    for (size_t i = 0; i < f->piece_count; i++)
        amount += f->pieces[i].amount;
    if (count > 0 && f->row != MATCH_NONE && amount > f->room[f->row])
        return false;
    bool fits = true;
    for (size_t i = 0; i < f->count && f->rows; i++)
        fits = load(f, &part->options[f->items[i].option], 1) && fits;
    for (size_t i = 0; i < f->count && f->rows; i++)
        load(f, &part->options[f->items[i].option], -1);
    return fits;
}

static int64_t first_room(const struct match_filler *f)
{
    return f->row == MATCH_NONE ? INT64_MAX : f->room[f->row];
}

/* ---- the knapsack ---------------------------------------------------------------------------- */

/* The most that items from `next` on and the pieces can add to a room of the first row. */
static double most_of_the_rest(const struct match_filler *f, size_t next, int64_t room)
{
    double sum = 0;
    size_t i = next, p = 0;
    while (i < f->count || p < f->piece_count) {
        bool piece =
            i >= f->count || (p < f->piece_count && by_rate(&f->pieces[p], &f->items[i]) < 0);
        const struct item *x = piece ? &f->pieces[p++] : &f->items[i++];
        if (x->amount > room)
            return sum + x->surplus * (double)room / (double)x->amount;
        room -= x->amount;
        sum += x->surplus;
    }
    return sum;
}

/* Pieces in what room of the first row the others leave, the last in part. */
static double add_pieces(const struct match_filler *f, double *shares)
{
    double sum = 0;
    int64_t room = first_room(f);
    for (size_t i = 0; i < f->piece_count && room > 0; i++) {
        const struct item *x = &f->pieces[i];
        double share = x->amount > room ? (double)room / (double)x->amount : 1;
        sum += share * x->surplus;
        if (shares != NULL)
            shares[x->option] = share;
        room -= x->amount;
    }
    return sum;
}

static bool holds_a_cut(const struct match_filler *f)
{
    for (size_t c = 0; c < f->cuts->count; c++) {
        const struct match_cut *cut = &f->cuts->list[c];
        bool all = !cut->doubtful || f->ignored == NULL;
        for (size_t i = 0; i < cut->count && all; i++)
            all = f->held[cut->options[i]];
        if (all)
            return true;
    }
    return false;
}

static bool breaks_a_cut(const struct match_filler *f, size_t option)
{
    for (size_t c = 0; c < f->cuts->count; c++) {
        const struct match_cut *cut = &f->cuts->list[c];
        if (cut->doubtful && f->ignored != NULL)
            continue;
        bool within = false, all = true;
        for (size_t i = 0; i < cut->count && all; i++) {
            within = within || cut->options[i] == option;
            all = cut->options[i] == option || f->held[cut->options[i]];
        }
        if (within && all)
            return true;
    }
    return false;
}

static bool has_rival(const struct match_filler *f, const struct match_part *part, size_t option)
{
    const struct match_option *o = &part->options[option];
    const struct match_seeker *s = &part->seekers[o->seeker];
    if (!part->rivals)
        return false;
    for (size_t k = s->first; k < s->first + s->count; k++) {
        if (k != option && part->options[k].bench == o->bench && f->held[k])
            return true;
    }
    return false;
}

static void remember(struct match_filler *f, double value)
{
    f->most = value;
    f->best_count = f->set_count;
    for (size_t i = 0; i < f->set_count; i++)
        f->best[i] = f->set[i];
}

static void dive(struct match_filler *f, const struct match_part *part, size_t next, double value)
{
    int64_t room = first_room(f);
    if (next == f->count) {
        double whole = value + add_pieces(f, NULL);
        if (whole > f->most + TOLERANCE)
            remember(f, whole);
        return;
    }
    if (value + most_of_the_rest(f, next, room) <= f->most + TOLERANCE || f->nodes-- <= 0)
        return;
    const struct item *x = &f->items[next];
    const struct match_option *o = &part->options[x->option];
    if (x->amount <= room && !has_rival(f, part, x->option) && !breaks_a_cut(f, x->option)) {
        if (load(f, o, 1)) {
            f->held[x->option] = true;
            f->set[f->set_count++] = x->option;
            dive(f, part, next + 1, value + x->surplus);
            f->set_count--;
            f->held[x->option] = false;
        }
        load(f, o, -1);
    }
    dive(f, part, next + 1, value);
}

/* They mostly come in the order that they had the last time, which is nearly that of now. */
static void sort(struct item *items, size_t count)
{
    size_t moves = 0;
    for (size_t i = 1; i < count; i++) {
        struct item x = items[i];
        size_t k = i;
        for (; k > 0 && by_rate(&x, &items[k - 1]) < 0; k--)
            items[k] = items[k - 1];
        items[k] = x;
        moves += i - k;
        if (moves > 16 * count) {
            qsort(items, count, sizeof *items, by_rate);
            return;
        }
    }
}

/* The bench's options in the order of their rates, those without surplus behind. */
static void remember_order(const struct match_filler *f, struct match_part *part, size_t bench)
{
    size_t *at = part->at[bench], n = part->at_count[bench], behind = n;
    for (size_t i = n; i-- > 0;) {
        if (!f->listed[at[i]])
            at[--behind] = at[i];
    }
    n = 0;
    for (size_t i = 0; i < f->count; i++)
        at[n++] = f->items[i].option;
    for (size_t i = 0; i < f->piece_count; i++)
        at[n++] = f->pieces[i].option;
}

/* ---- cuts ------------------------------------------------------------------------------------ */

static enum match_packed ask(struct match_part *part, const size_t *set, size_t count,
                             size_t without)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (i != without)
            part->uses[n++] = part->options[set[i]].use;
    }
    return n == 0 ? MATCH_PACKED : match_packings_hold(part->packings, part->uses, n);
}

static int by_number(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return (a > b) - (a < b);
}

/* Cuts off the set if the calendar cannot hold it, and with it what makes it so: options that it
 * would not hold even without the others. Of what may be divided otherwise nothing is known. */
static bool cut_off(struct match_part *part, size_t bench, bool whole, bool *undecided)
{
    struct match_filler *f = part->filler;
    struct match_cuts *cuts = &part->cuts[bench];
    size_t count = 0, *set = f->asked;
    for (size_t i = 0; i < f->best_count; i++) {
        if (whole || !part->options[f->best[i]].piece)
            set[count++] = f->best[i];
    }
    if (count < 2)
        return false;
    qsort(set, count, sizeof *set, by_number);
    enum match_packed held = ask(part, set, count, MATCH_NONE);
    *undecided = held == MATCH_UNDECIDED;
    if (held == MATCH_PACKED || (held == MATCH_UNDECIDED && !whole) || cuts->count >= CUTS_A_BENCH)
        return false;
    for (size_t i = 0; i < count && held == MATCH_UNPACKABLE;) {
        if (ask(part, set, count, i) != MATCH_UNPACKABLE) {
            i++;
            continue;
        }
        for (size_t k = i + 1; k < count; k++)
            set[k - 1] = set[k];
        count--;
    }
    struct match_cut *cut = base_arena_push(part->arena, (void **)&cuts->list, &cuts->count,
                                            &cuts->capacity, sizeof *cut);
    cut->count = count;
    cut->doubtful = held == MATCH_UNDECIDED;
    cut->options = base_arena_array(part->arena, count, sizeof *cut->options);
    for (size_t i = 0; i < count; i++)
        cut->options[i] = set[i];
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void start(struct match_filler *f, const struct match_part *part, size_t bench,
                  const struct match_filling *what)
{
    f->rough = what->rough;
    f->ignored = what->whole ? NULL : part->common;
    f->cuts = &part->cuts[bench];
    f->row = match_part_first_row(part, bench);
    if (f->row != MATCH_NONE && !counts(f, f->row))
        f->row = MATCH_NONE;
}

/* The best set by rows and cuts; the bound on it. */
static double best_set(struct match_filler *f, const struct match_part *part, double sure)
{
    size_t in = f->set_count;
    if (all_fits(f, part)) {
        f->most = sure;
        for (size_t i = 0; i < f->count; i++) {
            f->most += f->items[i].surplus;
            f->set[f->set_count++] = f->items[i].option;
        }
        remember(f, f->most + add_pieces(f, NULL));
        f->set_count = in;
        return f->most;
    }
    double most = sure + most_of_the_rest(f, 0, first_room(f));
    remember(f, sure + add_pieces(f, NULL));
    f->nodes = f->rough ? ROUGH_NODES : NODES;
    dive(f, part, 0, sure);
    return f->nodes > 0 ? f->most : most;
}

double match_part_fill(struct match_part *part, size_t bench, const struct match_filling *what,
                       bool *exact)
{
    struct match_filler *f = part->filler;
    double sure, bound;
    bool undecided = false;
    part->work--;
    start(f, part, bench, what);
    if (!gather(f, part, bench, what, &sure))
        return -HUGE_VAL;
    sort(f->items, f->count);
    sort(f->pieces, f->piece_count);
    if (!what->whole)
        remember_order(f, part, bench);
    for (int cuts = 0;; cuts++) {
        if (holds_a_cut(f))
            return -HUGE_VAL;
        bound = best_set(f, part, sure);
        if (cuts == (what->whole ? CUTS_A_PLAN : CUTS_A_FILL) ||
            !cut_off(part, bench, what->whole, &undecided))
            break;
    }
    for (size_t i = 0; i < f->best_count; i++) {
        what->shares[f->best[i]] = 1;
        if (part->fates[f->best[i]] != MATCH_IN)
            load(f, &part->options[f->best[i]], 1);
    }
    add_pieces(f, what->shares);
    if (exact != NULL)
        *exact = bound <= f->most && !undecided;
    return bound;
}
