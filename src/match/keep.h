/* keep.h: the month that was allocated last, kept with its solution, so that what differs from it
 * in a pin or two is neither judged nor solved from the start. */
#ifndef SHAREDESK_MATCH_KEEP_H
#define SHAREDESK_MATCH_KEEP_H

#include "month.h"

#include "sharedesk/base/beside.h"

struct match_kept {
    struct base_arena *arena;         /* what pairs were judged by, and the pairs */
    struct base_arena *passes;        /* of that, what match_scene_rest() gives back */
    struct base_arena *problem_arena; /* the problem made of them, and its solution */
    struct match_month *month;
    struct match_allocation what;
    int64_t state, now; /* of the desk, when it was read */
    uint64_t readings;
    struct match_solution solution;
};

/* The month set up in `kept`, from what is kept as far as warm and as that serves; near (may stay
 * NULL) is then where to set out from. */
enum err_code match_keep_month(struct match_desk *m, const struct match_allocation *what, bool warm,
                               const struct match_solution **near, struct err *e);
void match_keep_free(struct match_kept **kept);

/* Choosing takes as long as it takes: nobody knows how much of it is done. */
struct match_patience {
    struct match_desk *desk;
    struct err *e;
};
bool match_go_on(void *patience); /* of a match_watch */

/* The price of balance of the month that is kept: begun as soon as it is solved (NULL: not beside),
 * to be told when all else is. */
struct base_beside *match_balance_begin(struct match_desk *m);
enum err_code match_balance_end(struct match_desk *m, struct base_beside *beside, double *price,
                                struct err *e);

#endif
