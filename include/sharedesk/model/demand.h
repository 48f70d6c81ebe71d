/* demand.h: what follows from a demand's status. */
#ifndef SHAREDESK_MODEL_DEMAND_H
#define SHAREDESK_MODEL_DEMAND_H

#include "sharedesk/model/record.h"

#include <stdbool.h>

/* Met, withdrawn or expired. */
bool model_demand_ended(const struct model_demand *d);
/* Keeps `closed` with the status, whoever writes it: a demand that ends is closed now unless it is
 * told when, one that is taken up again is not closed. was: as it is stored, or NULL. */
void model_demand_close(struct model_demand *d, const struct model_demand *was, int64_t now);

#endif
