/* award.h: awards of the three kinds: opportunity (task, seat, decision right), achievement (title,
 * citation), performance (a bonus from the award fund). */
#ifndef SHAREDESK_INCENTIVE_AWARD_H
#define SHAREDESK_INCENTIVE_AWARD_H

#include "sharedesk/store/store.h"

/* Stores the award and owes its bonus, if any, to the organisation (that of the person if only a
 * person is named) out of the award fund (award->fund, else the desk's). */
enum err_code incentive_award_grant(struct store *s, struct model_award *award, struct err *e);

#endif
