/* claim.h: risk claims name the booking and evidence, and are decided in a meeting. */
#ifndef SHAREDESK_INCENTIVE_CLAIM_H
#define SHAREDESK_INCENTIVE_CLAIM_H

#include "sharedesk/store/store.h"

/* Stores an open claim; refuses one without evidence. */
enum err_code incentive_claim_file(struct store *s, struct model_claim *claim, struct err *e);
/* granted 0: refused. Otherwise it is owed to the claimant out of the risk fund (claim->fund, else
 * the desk's), which must hold it. meeting: id, or BASE_NONE. */
enum err_code incentive_claim_decide(struct store *s, int64_t claim, int64_t granted,
                                     int64_t meeting, struct err *e);

#endif
