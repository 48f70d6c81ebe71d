/* core.h: what of a problem must be fought for, as a problem of its own: without the choices that
 * no plan needs (ample.h), and without the benches and rows that are enough for all who are left. A
 * job that can have an ample bench has its choice there whenever it is given no better one; in the
 * core its choices gain what they gain more than that. */
#ifndef SHAREDESK_MATCH_CORE_H
#define SHAREDESK_MATCH_CORE_H

#include "sharedesk/match/solve.h"

struct match_core {
    const struct match_problem *whole;
    struct match_problem problem;
    struct match_solution near; /* for it, if there was one for the whole */
    size_t *sure;        /* by job of the whole: the choice that it can have, or MATCH_NONE */
    int64_t *sure_gains; /* by job of the whole */
    double *prices;      /* by row of the whole: of steps that are not in the core */
    const bool *ample;   /* by bench of the whole */
    size_t *jobs;        /* by job of the core: its number in the whole */
    int64_t
        *stakes; /* by job of the core: the most that it can gain, the first of a demand for all */
    size_t **choices; /* by job of the core and choice: the same */
    size_t *rows;     /* by row of the core; MATCH_NONE: it is none of the whole's */
};

/* near: a solution for the whole, or NULL. */
struct match_core *match_core_new(const struct match_problem *problem,
                                  const struct match_solution *near, struct base_arena *a);
/* The core's solution as the whole's; its arrays are there. */
void match_core_hand_back(const struct match_core *x, const struct match_solution *solution,
                          struct match_solution *whole);

#endif
