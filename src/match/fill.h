/* fill.h: what filling one bench (fill.c) and the cuts of what its calendar cannot hold (cuts.c)
 * share. */
#ifndef SHAREDESK_MATCH_FILL_H
#define SHAREDESK_MATCH_FILL_H

#include "knapsack.h"
#include "part.h"

/* Options of one seeker, in the part's list of those of the bench. */
struct match_run {
    size_t at, count;
};

struct match_filler {
    struct match_part *part;
    struct match_knapsack knapsack; /* of the bench's first row */
    struct match_run *idle;         /* of options none of which is worth having */
    size_t idle_count;
    uint32_t *order;     /* to write a new list of options in */
    int64_t *room;       /* by row; those that the bench's items load are set */
    bool *held, *listed; /* by option: in the set; there to choose from */
    size_t *asked;       /* options */
    size_t row;          /* the bench's first */
    bool whole;          /* for a plan, not for the bound */
    struct match_cuts *cuts;
};

/* ---- cuts (cuts.c) ----------------------------------------------------------------------------
 */

/* Nothing is held yet; an option is from now on, or no more. */
void match_cuts_start(struct match_filler *f);
void match_cuts_count(struct match_filler *f, size_t option, bool held);
/* What is held keeps to all of them. */
bool match_cuts_hold(const struct match_filler *f);
/* The option with what is held would break one. */
bool match_cuts_break(const struct match_filler *f, size_t option);
/* Cuts off the best set if the calendar cannot hold it; false when it stays. */
bool match_cuts_add(struct match_part *part, size_t bench, bool *undecided);

#endif
