/* thin.h: what a bound and a plan near it leave to be decided: a smaller problem, which mostly falls
 * into many. */
#ifndef SHAREDESK_MATCH_THIN_H
#define SHAREDESK_MATCH_THIN_H

#include "relax.h"

struct match_rest {
    struct match_problem problem;
    struct match_solution near; /* the part's multipliers and best plan, in the rest's numbers */
    size_t *seekers;            /* by its job */
    size_t **options;           /* by its job and choice */
    int64_t sure;               /* gain of those left out of it because they are settled */
};

/* False if no option can be left out: any may be in a plan better than the part's best. Else fates
 * are those of any better plan. */
bool match_part_thin(struct match_relaxation *r);
struct match_rest *match_part_rest(struct match_part *part, struct base_arena *a);
/* Its solution as a plan of the part, kept if it is better than the best. */
void match_part_take_rest(struct match_part *part, const struct match_rest *rest,
                          const struct match_solution *solution);

#endif
