/* fill.h: the parts of filling one bench (fill.c): the knapsack over what there is to choose from
 * (knapsack.c), and the cuts of what its calendar cannot hold (cuts.c). */
#ifndef SHAREDESK_MATCH_FILL_H
#define SHAREDESK_MATCH_FILL_H

#include "part.h"

#define MATCH_HAIR 1e-7 /* minor units: a better set must be better by so much */

struct match_item {
    double surplus;
    int64_t amount; /* of the bench's first row */
    size_t option;
};

/* The options of one seeker on the bench, of which it may have one: most surplus first. Mostly it
 * is but one option; of a divisible demand it is one for each part that may lie here. */
struct match_group {
    double rate;         /* surplus by amount of its first step */
    size_t first, count; /* items */
    size_t at, at_count; /* in the part's list of the bench's options */
    size_t step;         /* no later group has a step before this one */
};

/* What a group adds at most for so much more of the first row: the sides of the least convex
 * polygon over its items, steepest first. Together they are the relaxed knapsack. */
struct match_step {
    double rate, surplus;
    int64_t amount;
    size_t group;
};

/* What may be divided finer than its options say, as much of it as anyone could want. */
struct match_pulp {
    double rate, surplus;
    int64_t amount;
    size_t option, at, at_count;
};

struct match_run {
    size_t at, at_count;
};

struct match_filler {
    const struct match_part *part;
    struct match_item *items;
    struct match_group *groups; /* best rate first */
    struct match_step *steps;   /* best rate first */
    struct match_pulp *pulps;   /* best rate first; none in a set for the plan */
    struct match_run *idle;     /* of options none of which is worth having */
    size_t item_count, group_count, step_count, pulp_count, idle_count;
    size_t *order;              /* to write a new list of options in */
    int64_t *room;              /* by row; those that the bench's items load are set */
    bool *held, *listed;        /* by option: in the set; there to choose from */
    size_t *set, *best, *asked; /* options */
    size_t set_count, best_count;
    double most;
    int64_t nodes;
    size_t row;      /* the bench's first */
    bool rows;       /* some item loads more than the first row */
    bool whole;      /* for a plan, not for the bound */
    bool one_by_one; /* no group has several items */
    struct match_cuts *cuts;
};

/* ---- the knapsack (knapsack.c) ----------------------------------------------------------------
 */

/* Loads the rows that count, or unloads them; false when some row is overdrawn. */
bool match_filler_load(struct match_filler *f, const struct match_option *o, int64_t sign);
/* What there is of the first row. */
int64_t match_filler_room(const struct match_filler *f);
/* Brings groups, steps and pulps into order. */
void match_knapsack_sort(struct match_filler *f);
/* Pulps in what room of the first row the others leave, the last in part; shares may be NULL. */
double match_knapsack_add_pulps(const struct match_filler *f, double *shares);
/* The best set by rows and cuts, in f->best with f->most; the bound on it. */
double match_knapsack_solve(struct match_filler *f, double sure, int64_t nodes);

/* ---- cuts (cuts.c) ----------------------------------------------------------------------------
 */

bool match_cuts_hold(const struct match_filler *f);
/* The option with what is held would break one. */
bool match_cuts_break(const struct match_filler *f, size_t option);
/* Cuts off the best set if the calendar cannot hold it; false when it stays. */
bool match_cuts_add(struct match_part *part, size_t bench, bool *undecided);

#endif
