/* explain.h: a score and a benefit in words, for a person who must answer for the choice. */
#ifndef SHAREDESK_MATCH_EXPLAIN_H
#define SHAREDESK_MATCH_EXPLAIN_H

#include "sharedesk/match/candidate.h"

struct match_remark {
    enum match_criterion criterion;
    char sign;        /* '+' at least two thirds of the points, '-' less */
    int points, most; /* whole points, for "36/40" */
    const char *text; /* translated: 'asks "cryo-EM": 冷冻电镜, cryo-TEM in the offer' */
};

/* One remark a criterion. among (may be NULL): the list it was chosen from, to compare with the
 * others ("R40 would be 5,100"). */
enum err_code match_explain(struct match_desk *m, const struct match_candidate *c,
                            const struct match_list *among, struct base_arena *a,
                            struct match_remark remarks[MATCH_CRITERION_COUNT], struct err *e);

/* "Net benefit 4,310 = 6,000 x fit .89 x urgency 1.1 x balance 1.06 - cost 1,906". */
const char *match_explain_benefit(struct match_desk *m, const struct match_candidate *c,
                                  struct base_arena *a);

/* "rated 4.8 (23)", or "" without answers. */
const char *match_explain_rating(const struct match_candidate *c, struct base_arena *a);

#endif
