/* packings.h: what has been found out about which uses a bench can hold together. It is kept beside
 * a problem, because the same problem is solved again and again with a little of it changed: an
 * hour more, a demand forced, balancing off. */
#ifndef SHAREDESK_MATCH_PACKINGS_H
#define SHAREDESK_MATCH_PACKINGS_H

#include "sharedesk/match/solve.h"

/* A task on a bench as a number: equal tasks on benches of equal free time and rules have the same.
 * The benches' segments must last as long as the packings. */
size_t match_packings_use(struct match_packings *p, const struct match_bench *bench,
                          const struct match_task *task);

/* Whether the uses, all of one bench and none twice the same job's, can lie there together. */
enum match_packed match_packings_hold(struct match_packings *p, const size_t *uses, size_t count);

#endif
