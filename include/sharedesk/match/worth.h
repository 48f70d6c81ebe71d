/* worth.h: V, what a demand's use is worth (rules.md, Net sharing benefit): its declared value,
 * else its budget, else its minutes at the median rate of its kind. */
#ifndef SHAREDESK_MATCH_WORTH_H
#define SHAREDESK_MATCH_WORTH_H

#include "sharedesk/incentive/terms.h"
#include "sharedesk/match/desk.h"

/* Rates of the kinds asked about so far. Zero-initialise; one a task, because the desk changes. */
struct match_worths {
    struct match_worth *list;
    size_t count, capacity;
};

enum err_code match_demand_value(struct match_desk *m, struct incentive_terms *terms,
                                 const struct model_demand *demand, struct match_worths *worths,
                                 struct base_arena *a, int64_t *value, struct err *e);
/* Minutes a demand asks for; one unit when it says nothing. */
int64_t match_demand_minutes(const struct model_demand *demand);

#endif
