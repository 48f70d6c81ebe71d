/* entered.h: new offers against the demands that wait, as soon as they are entered or imported. */
#ifndef SHAREDESK_MATCH_ENTERED_H
#define SHAREDESK_MATCH_ENTERED_H

#include "sharedesk/match/candidate.h"

struct match_entered {
    size_t offers, matched; /* entered; those that were looked at: of a large import the first */
    size_t fitting;         /* offers that fit a waiting demand */
    int64_t resource, demand, score; /* the best pair; resource 0: none */
};

/* Matches all resources entered after the one with id `after` (store_fits_newest, asked before they
 * were), and keeps what fits, for Today and the brief. */
enum err_code match_entered(struct match_desk *m, int64_t after, struct match_entered *found,
                            struct err *e);
/* Translated: "fits D117 Cryo-EM (89 points)", "2 of 5 offers fit waiting demands, best …"; "" when
 * nothing does. */
const char *match_entered_show(struct match_desk *m, const struct match_entered *found,
                               struct base_arena *a);

#endif
