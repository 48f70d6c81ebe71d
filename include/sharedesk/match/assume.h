/* assume.h: what is taken for granted for one run of the allocation, and kept nowhere: another
 * capacity, other opening hours, a fund's money, a standing, a rule of the policy. */
#ifndef SHAREDESK_MATCH_ASSUME_H
#define SHAREDESK_MATCH_ASSUME_H

#include "sharedesk/match/desk.h"

#include <stdint.h>

/* A(ID, name for programs, label, type of the record it is about) */
#define MATCH_ASSUMPTIONS(A)                                                                       \
    A(CAPACITY, capacity, N_("Monthly capacity"), MODEL_RESOURCE)                                  \
    A(HOURS, hours, N_("Opening hours"), MODEL_RESOURCE)                                           \
    A(FUND, fund, N_("Money in the fund"), MODEL_FUND)                                             \
    A(STANDING, standing, N_("Standing"), MODEL_ORGANISATION)                                      \
    A(POLICY, policy, N_("Policy"), MODEL_ANY)

enum match_assumed {
#define MATCH_ASSUMED_ID(ID, name, label, type) MATCH_ASSUME_##ID,
    MATCH_ASSUMPTIONS(MATCH_ASSUMED_ID)
#undef MATCH_ASSUMED_ID
        MATCH_ASSUMED_COUNT
};

struct match_assumption {
    enum match_assumed what;
    int64_t of;        /* resource, fund or organisation */
    const char *key;   /* of the policy: "balance", "points_cost" */
    const char *value; /* opening hours; what the policy's key is set to */
    int64_t amount;    /* capacity: minutes a month; fund: minor units in it */
    double standing;
};

const char *match_assumed_name(enum match_assumed what); /* "capacity" */
/* Translated; of the policy what the key is for, where one is given. */
const char *match_assumed_label(enum match_assumed what, const char *key);
enum model_type match_assumed_type(enum match_assumed what);

/* "R12=20 h", "F2=5,000", "O7=1.2", "balance=0": which record (or key) and what of it. The text is
 * checked as the field that it stands for. */
enum err_code match_assumption_parse(struct match_desk *m, enum match_assumed what,
                                     const char *text, struct base_arena *a,
                                     struct match_assumption *assumption, struct err *e);
/* How it is on the desk, as it would be written to parse: what a form suggests. */
enum err_code match_assumption_now(struct match_desk *m, enum match_assumed what, int64_t of,
                                   const char *key, struct base_arena *a, const char **text,
                                   struct err *e);
/* Translated: "Capacity a month, R12 SEM-1: 20 h (now 80 h)". */
const char *match_assumption_show(struct match_desk *m, const struct match_assumption *assumption,
                                  struct base_arena *a);

#endif
