/* cuts.c: sets that a bench's calendar was found not to hold. A cut names parties, each with one
 * or several options; a set breaks it that has one of each party. */
#include "fill.h"

#include <stdlib.h>

enum { CUTS_A_BENCH = 400 };

/* ---- keeping to them ------------------------------------------------------------------------- */

static bool counts(const struct match_filler *f, const struct match_cut *cut)
{
    return f->whole || !cut->doubtful;
}

void match_cuts_start(struct match_filler *f)
{
    for (size_t c = 0; c < f->cuts->count; c++)
        f->cuts->list[c].held = 0;
}

/* Of a party a set never has more than one: they are options of one seeker. */
void match_cuts_count(struct match_filler *f, size_t option, bool held)
{
    const struct match_cut_places *in = f->part->cut[option];
    for (size_t i = 0; in != NULL && i < in->count; i++) {
        struct match_cut *cut = &f->cuts->list[in->list[i]];
        cut->held = held ? cut->held + 1 : cut->held - 1;
    }
}

bool match_cuts_hold(const struct match_filler *f)
{
    for (size_t c = 0; c < f->cuts->count; c++) {
        const struct match_cut *cut = &f->cuts->list[c];
        if (counts(f, cut) && cut->held == cut->parties)
            return false;
    }
    return true;
}

bool match_cuts_break(const struct match_filler *f, size_t option)
{
    const struct match_cut_places *in = f->part->cut[option];
    for (size_t i = 0; in != NULL && i < in->count; i++) {
        const struct match_cut *cut = &f->cuts->list[in->list[i]];
        if (counts(f, cut) && cut->held + 1 == cut->parties)
            return true;
    }
    return false;
}

/* ---- finding them ---------------------------------------------------------------------------- */

/* Whether the bench holds the set, with another option in the place of one; MATCH_NONE: without. */
static enum match_packed ask(struct match_part *part, const size_t *set, size_t count, size_t place,
                             size_t other)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t option = i == place ? other : set[i];
        if (option != MATCH_NONE)
            part->uses[n++] = part->options[option].use;
    }
    return n == 0 ? MATCH_PACKED : match_packings_hold(part->packings, part->uses, n);
}

static int by_number(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return (a > b) - (a < b);
}

/* Leaves what a set cannot do without to be unpackable. */
static size_t reduce(struct match_part *part, size_t *set, size_t count)
{
    for (size_t i = 0; i < count;) {
        if (ask(part, set, count, i, MATCH_NONE) != MATCH_UNPACKABLE) {
            i++;
            continue;
        }
        for (size_t k = i + 1; k < count; k++)
            set[k - 1] = set[k];
        count--;
    }
    return count;
}

static const struct match_seeker *seeker_of(const struct match_part *part, size_t option)
{
    return &part->seekers[part->options[option].seeker];
}

/* Which of the set has most options on this bench; count: none has more than one. Only one party
 * may have several: that the others are one each is what it was asked with. */
static size_t widest(const struct match_part *part, const size_t *set, size_t count)
{
    size_t place = count, most = 1;
    for (size_t i = 0; i < count; i++) {
        const struct match_seeker *s = seeker_of(part, set[i]);
        if (s->single && s->count > most) {
            most = s->count;
            place = i;
        }
    }
    return place;
}

/* The party of one of the set that may be divided otherwise: with it those other parts that cannot
 * lie here either beside the rest of the set. */
static void add_parts(struct match_part *part, const size_t *set, size_t count, size_t place,
                      struct match_cut *cut)
{
    const struct match_seeker *s = seeker_of(part, set[place]);
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (o != set[place] && !part->options[o].barred &&
            ask(part, set, count, place, o) == MATCH_UNPACKABLE)
            cut->options[cut->count++] = o;
    }
}

static void keep(struct match_part *part, struct match_cuts *cuts, const size_t *set, size_t count,
                 bool doubtful)
{
    struct match_cut *cut = base_arena_push(part->arena, (void **)&cuts->list, &cuts->count,
                                            &cuts->capacity, sizeof *cut);
    size_t place = doubtful ? count : widest(part, set, count), most = count;
    if (place < count)
        most += seeker_of(part, set[place])->count;
    *cut = (struct match_cut){.parties = count, .doubtful = doubtful};
    cut->options = base_arena_array(part->arena, most, sizeof *cut->options);
    for (size_t i = 0; i < count; i++)
        cut->options[cut->count++] = set[i];
    if (place < count)
        add_parts(part, set, count, place, cut);
    for (size_t i = 0; i < cut->count; i++) {
        struct match_cut_places **in = &part->cut[cut->options[i]];
        if (*in == NULL)
            *in = base_arena_alloc(part->arena, sizeof **in);
        size_t *number = base_arena_push(part->arena, (void **)&(*in)->list, &(*in)->count,
                                         &(*in)->capacity, sizeof *number);
        *number = cuts->count - 1;
        cut->held += part->filler->held[cut->options[i]];
    }
}

bool match_cuts_add(struct match_part *part, size_t bench, bool *undecided)
{
    struct match_filler *f = part->filler;
    struct match_cuts *cuts = &part->cuts[bench];
    size_t count = f->knapsack.best_count, *set = f->asked;
    for (size_t i = 0; i < count; i++)
        set[i] = f->knapsack.best[i];
    if (count < 2)
        return false;
    qsort(set, count, sizeof *set, by_number);
    enum match_packed held = ask(part, set, count, MATCH_NONE, MATCH_NONE);
    *undecided = held == MATCH_UNDECIDED;
    if (held == MATCH_PACKED || (held == MATCH_UNDECIDED && !f->whole) ||
        cuts->count >= CUTS_A_BENCH)
        return false;
    if (held == MATCH_UNPACKABLE)
        count = reduce(part, set, count);
    keep(part, cuts, set, count, held == MATCH_UNDECIDED);
    return true;
}
