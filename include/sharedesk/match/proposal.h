/* proposal.h: what staff say to a pair: propose, shortlist, reject, pin, forbid; and the provider's
 * answer. One proposal record a pair holds status and stance; each step is one logged change. */
#ifndef SHAREDESK_MATCH_PROPOSAL_H
#define SHAREDESK_MATCH_PROPOSAL_H

#include "sharedesk/match/candidate.h"

enum match_step {
    MATCH_SHORTLIST,
    MATCH_PROPOSE,  /* an open demand becomes proposed; refused when the pair is blocked */
    MATCH_REJECT,   /* needs a reason; the pair is forbidden too, so that no allocation takes it */
    MATCH_PIN,      /* in every allocation that can hold it */
    MATCH_FORBID,   /* in none */
    MATCH_RELEASE,  /* neither pinned nor forbidden */
    MATCH_ACCEPT,   /* the provider says yes */
    MATCH_DECLINE,  /* the provider says no: forbidden too */
    MATCH_WITHDRAW, /* the desk takes its proposal back; the last one gone, the demand is open again
                     */
    MATCH_ASK_QUOTE, /* the provider was asked for a quote; the pair is on the short list at least
                      */
    MATCH_TELL_PROVIDER, /* a letter went out */
    MATCH_TELL_REQUESTER,
    MATCH_REMIND, /* the provider, of what it has not answered */
};

/* As the log names it: "propose". */
const char *match_step_action(enum match_step step);
/* Keeps score, breakdown, minutes, price and benefit of the moment with the pair. *proposal (may be
 * NULL) gets the record's id. */
enum err_code match_proposal_step(struct match_desk *m, int64_t demand, int64_t resource,
                                  enum match_step step, const char *reason, int64_t *proposal,
                                  struct err *e);

/* How a provider answered its last proposals: "9 of 10 yes, in 1.5 days". */
struct match_answers {
    int64_t asked, yes;
    double days; /* median from proposal to answer, -1 without answers */
};
enum err_code match_provider_answers(struct match_desk *m, int64_t organisation,
                                     struct match_answers *answers, struct err *e);

#endif
