/* block.h: a divided demand as a second view of its parts: benches choose with the calendar in
 * mind, its block with the steps that there are. Each option has a toll, which its bench pays and
 * its block is given; so the bound counts parts that together make up the demand, where a price a
 * step alone would let any do. */
#ifndef SHAREDESK_MATCH_BLOCK_H
#define SHAREDESK_MATCH_BLOCK_H

#include "knapsack.h"
#include "part.h"

struct match_block {
    size_t row;
    size_t *seekers, count; /* all that load the row, and no other block's */
    double value;           /* the most that tolls of its options add within the row */
    bool stale;
};

struct match_blocks {
    struct match_block *list;
    size_t count;
    size_t *of;    /* by seeker: its block, or MATCH_NONE */
    bool *covered; /* by row: some block's */
    double *tolls; /* by option: beside worth and price of the row */
    double *taken; /* by option: 1 if its block takes it */
    struct match_knapsack knapsack;
};

/* For each row that only one demand's options load, on several benches; with money also for those
 * that a few demands share, which must each take one at most. */
struct match_blocks *match_blocks_new(const struct match_part *part, bool money,
                                      struct base_arena *a);
/* What the block is given for the option: worth, price, toll. */
double match_block_toll(const struct match_part *part, size_t option);
/* Its best set anew. */
void match_block_solve(struct match_part *part, struct match_block *b);

#endif
