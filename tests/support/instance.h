/* instance.h: problems of choosing, made or read, for measurements and property tests. The same
 * recipe gives the same instance on every machine: whole numbers only. */
#ifndef TESTS_INSTANCE_H
#define TESTS_INSTANCE_H

#include "sharedesk/match/solve.h"

struct instance_recipe {
    const char *name;
    int64_t demands, resources;
    int64_t candidates; /* of a demand; 0: 20 */
    int64_t load; /* hours asked, in percent of hours there are; 0: 1 to 24, 10 h in the mean */
    int64_t skew; /* 1: every resource is wanted alike; more: the first ones far more; 0: 2 */
    uint64_t seed;
    int64_t budgets; /* of institutions, percent of what their demands cost; 0: no budgets */
    int64_t funds;   /* that the budgets are paid from, percent of the budgets; 0: no funds */
    int64_t quotes;  /* percent of pairs with minutes of their own */
    int64_t pieces;  /* percent of demands that are divisible */
    int64_t windows; /* percent of demands that want a part of the month */
    int64_t pins;    /* percent of demands with a pinned pair */
    bool calendars;  /* opening hours, sittings, grids, gaps and seats */
};

/* Lives in the arena. */
void instance_make(const struct instance_recipe *recipe, struct base_arena *a,
                   struct match_problem *problem);

/* Problems of the OR-Library: agents and jobs, each job to one agent, the most gain. (That every
 * job has to be done is not said to the solver: none of their optima gains by leaving one out.) */
struct instance_published {
    struct match_problem problem;
    int64_t optimum;
};
/* Reads all of a file; optima has as many figures as the file problems. False, with errno, if it
 * cannot be read. */
bool instance_read(const char *path, struct base_arena *a, struct instance_published **list,
                   size_t *count);

/* NULL, or what is wrong with the solution: rows, calendars, pieces, its own sum. */
const char *instance_fault(const struct match_problem *problem, const struct match_solution *s,
                           struct base_arena *a);

/* Numbers that are the same everywhere. */
struct instance_dice {
    uint64_t state;
};
uint64_t instance_roll(struct instance_dice *d, uint64_t n);                    /* [0, n) */
int64_t instance_between(struct instance_dice *d, int64_t least, int64_t most); /* both in */
bool instance_chance(struct instance_dice *d, int64_t percent);

#endif
