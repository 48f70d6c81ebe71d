/* knapsack.h: the set of the greatest surplus that a room can hold, of each group one item or none:
 * in depth, with the relaxed knapsack as the bound. Knows nothing of benches and seekers. */
#ifndef SHAREDESK_MATCH_KNAPSACK_H
#define SHAREDESK_MATCH_KNAPSACK_H

#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stdint.h>

struct match_item {
    double surplus;
    int64_t amount;
    size_t option; /* the caller's name for it */
};

/* Items of which one is taken at most: most surplus first. */
struct match_group {
    double rate;         /* surplus by amount of its first step */
    size_t first, count; /* items */
    size_t at, at_count; /* the caller's */
    size_t step;         /* no later group has a step before this one */
    int64_t least;       /* amount of an item of this group or a later one */
};

/* What a group adds at most for so much more of the room: the sides of the least convex polygon
 * over its items, steepest first. Together they are the relaxed knapsack. */
struct match_step {
    double rate, surplus;
    int64_t amount;
    size_t group;
};

/* What may be taken in part. */
struct match_pulp {
    double rate, surplus;
    int64_t amount;
    size_t option;
    size_t at, at_count; /* the caller's */
};

struct match_knapsack {
    struct match_item *items;
    struct match_group *groups; /* sorted: best rate first, as steps and pulps */
    struct match_step *steps;
    struct match_pulp *pulps;
    size_t item_count, group_count, step_count, pulp_count;
    bool simple; /* a step for each group, in its order, and no pulps */
    int64_t room;
    /* What else the caller counts: false when the option may not be taken with what is, and nothing
     * is changed then. NULL: nothing. */
    bool (*take)(void *caller, size_t option);
    void (*leave)(void *caller, size_t option);
    void *caller;
    size_t *set, *best; /* options; those that are in the set from the start stay in it */
    size_t set_count, best_count;
    double most;       /* what the best adds, with what may be taken in part beside it */
    int64_t best_room; /* that the best leaves to that */
    int64_t nodes;
};

/* For so many items at most. */
void match_knapsack_init(struct match_knapsack *k, size_t most, struct base_arena *a);
void match_knapsack_clear(struct match_knapsack *k);
/* Items from the first one on as a group of their own. */
void match_knapsack_group(struct match_knapsack *k, size_t first, size_t at, size_t at_count);
/* Puts an item into the group that begins with the first one. */
void match_knapsack_add(struct match_knapsack *k, size_t first, const struct match_item *item);
/* When all is added. */
void match_knapsack_sort(struct match_knapsack *k);
/* What one more of the room would add to that. */
double match_knapsack_marginal(const struct match_knapsack *k);
/* What pulps add to a room, the last in part; shares, by option, may be NULL. */
double match_knapsack_add_pulps(const struct match_knapsack *k, int64_t room, double *shares);
/* The most that the relaxed knapsack adds. */
double match_knapsack_relaxed(const struct match_knapsack *k);
/* The best set that adds to what is sure, or a bound above it when the nodes do not suffice. */
double match_knapsack_solve(struct match_knapsack *k, double sure, int64_t nodes);

#endif
