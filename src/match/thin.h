/* thin.h: what a bound and a plan near it leave to be decided: a smaller problem, which mostly
 * falls into many. */
#ifndef SHAREDESK_MATCH_THIN_H
#define SHAREDESK_MATCH_THIN_H

#include "relax.h"
#include "rest.h"

/* How many options a plan better than the part's best may have that need not be in it. */
size_t match_part_doubtful(const struct match_relaxation *r);
/* Gives the others, as far as it finds them, the fate that they have in any better plan. Returns
 * how many are left in doubt. */
size_t match_part_thin(struct match_relaxation *r);
/* What is left to decide, with what is settled beside it; *sure: the gain of what is settled and
 * left out of it. */
struct match_rest *match_part_rest(struct match_part *part, int64_t *sure);
/* Its solution as a plan of the part, kept if it is better than the best. */
void match_part_take_rest(struct match_part *part, const struct match_rest *rest,
                          const struct match_solution *solution);

#endif
