/* small_month.h: a desk of one instrument of ten hours a month and three demands, and its
 * allocation. */
#ifndef TESTS_SMALL_MONTH_H
#define TESTS_SMALL_MONTH_H

#include "sharedesk/match/allocate.h"
#include "sharedesk/match/proposal.h"

#include "desk.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

struct small_month {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, requester, month;
    struct model_resource *r;
    int64_t big, middle, small;
};

struct model_demand *month_new_demand(struct small_month *w, const char *title, int64_t hours,
                                      int64_t value);
int64_t month_add_demand(struct small_month *w, const char *title, int64_t hours, int64_t value);
struct model_resource *month_add_resource(struct small_month *w, const char *name);
int month_set_up(void **state);
int month_tear_down(void **state);
struct match_plan month_allocate(struct small_month *w, const struct match_stance *stances,
                                 size_t count);
int64_t month_given(const struct match_plan *plan, int64_t demand);
const struct match_unmet *month_unmet(const struct match_plan *plan, int64_t demand);
const char *month_note(const struct match_plan *plan, int64_t demand, const char *words);
void month_say(struct small_month *w, int64_t demand, int64_t resource, enum match_step step);

#endif
