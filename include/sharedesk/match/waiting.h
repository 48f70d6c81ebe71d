/* waiting.h: who is next in line for a freed slot, in order of net sharing benefit. */
#ifndef SHAREDESK_MATCH_WAITING_H
#define SHAREDESK_MATCH_WAITING_H

#include "sharedesk/match/candidate.h"

/* Open and proposed demands that the resource may serve in [from, until): eligible with the window
 * cut to the slot, best benefit first, ties by uid. Candidates' windows are cut to the slot. */
enum err_code match_waiting(struct match_desk *m, int64_t resource, int64_t from, int64_t until,
                            struct base_arena *a, struct match_list *list, struct err *e);

/* Offers the slot to the first in line who has not just given it up: a tentative booking held for
 * policy hold_hours. *booking is 0 when nobody waits. */
enum err_code match_waiting_offer(struct match_desk *m, int64_t resource, int64_t from,
                                  int64_t until, int64_t *booking, struct err *e);

#endif
