/* candidate.h: how a resource fits a demand (rules.md: Eligibility, Fit, Net sharing benefit).
 * Gates tell whether the pair may be; criteria how well it fits; the benefit what it is worth.
 * A blocked pair has its score too, and all its reasons together. */
#ifndef SHAREDESK_MATCH_CANDIDATE_H
#define SHAREDESK_MATCH_CANDIDATE_H

#include "sharedesk/match/desk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* C(ID, name in JSON and policy, label, short label of a column) */
#define MATCH_CRITERIA(C)                                                                          \
    C(CAPABILITY, capability, N_("Capability"), N_("cap"))                                         \
    C(AVAILABILITY, availability, N_("Availability"), N_("ava"))                                   \
    C(COST, cost, NC_("criterion", "Cost"), N_("cst"))                                             \
    C(QUALITY, quality, N_("Quality"), N_("qua"))                                                  \
    C(PROXIMITY, proximity, N_("Proximity"), N_("prx"))                                            \
    C(HISTORY, history, N_("History"), N_("his"))

enum match_criterion {
#define MATCH_CRITERION_ID(ID, name, label, short_label) MATCH_##ID,
    MATCH_CRITERIA(MATCH_CRITERION_ID)
#undef MATCH_CRITERION_ID
        MATCH_CRITERION_COUNT
};
const char *match_criterion_name(enum match_criterion c);  /* "capability" */
const char *match_criterion_label(enum match_criterion c); /* translated */
const char *match_criterion_short(enum match_criterion c); /* translated, for a narrow column */

/* G(ID, name for programs, label) in the order in which they are told */
#define MATCH_GATES(G)                                                                             \
    G(STATUS, status, N_("Status"))                                                                \
    G(KIND, kind, N_("Kind"))                                                                      \
    G(CAPABILITY, capability, N_("Capability"))                                                    \
    G(ACCESS, access, N_("Access"))                                                                \
    G(GRADE, grade, N_("Grade"))                                                                   \
    G(QUALIFICATION, qualification, N_("Qualification"))                                           \
    G(REGION, region, N_("Region"))                                                                \
    G(NOTICE, notice, N_("Notice"))                                                                \
    G(HORIZON, horizon, N_("Horizon"))                                                             \
    G(LENGTH, length, N_("Length"))                                                                \
    G(FREE, free, N_("Free time"))                                                                 \
    G(BUDGET, budget, N_("Budget"))

enum match_gate {
#define MATCH_GATE_ID(ID, name, label) MATCH_GATE_##ID,
    MATCH_GATES(MATCH_GATE_ID)
#undef MATCH_GATE_ID
        MATCH_GATE_COUNT
};
const char *match_gate_name(enum match_gate g);  /* "free", for programs */
const char *match_gate_label(enum match_gate g); /* translated */

struct match_verdict {
    bool passed;
    const char *text; /* translated: what was asked and what there is; the reason when not passed;
                         NULL: not told yet */
};

/* What a score and a benefit were made of, for explanations. */
struct match_figures {
    double text_share;      /* BM25 share, 0 to 1 */
    int64_t asked, met;     /* attributes */
    int64_t first_start;    /* first free start in the window, or BASE_NONE */
    int64_t scale;          /* B of the cost criterion, minor units */
    double answers_sum;     /* of the means of its answers */
    int64_t answers;        /* how many */
    double answers_mean;    /* m: the desk's */
    double cancelled_share; /* of the provider's own cancellations, before the cut at ½ */
    int64_t steps;          /* in the region tree, or BASE_NONE */
    int64_t together;       /* bookings completed together */
    int64_t value;          /* V */
    double urgency, standing, balance; /* balance = standing ^ g */
    int64_t cost;                      /* C */
    int64_t full_price;                /* before the voucher */
    int64_t voucher, voucher_amount;   /* id (0: none) and what it would pay */
    int64_t quote;                     /* the quote whose figures were taken, or 0 */
    bool quoted_benefit;
};

struct match_candidate {
    const struct match_asked *asked; /* the question it answers: what its texts are made from */
    int64_t demand, resource;        /* ids */
    const char *demand_uid, *uid;
    const char *demand_title, *name;
    int64_t score;                        /* hundredths of a point: the sum of parts */
    int64_t parts[MATCH_CRITERION_COUNT]; /* hundredths of a point */
    int64_t benefit;                      /* minor units */
    int64_t price;                        /* what remains to pay */
    const char *unit;                     /* of the resource: what its minutes stand for */
    int64_t minutes;                      /* needed on this resource */
    int64_t free_minutes;                 /* inside the window */
    int64_t from, until;                  /* the window looked at; until BASE_NONE: open */
    bool blocked;
    bool laid; /* the use, or a piece of a divisible one, fits into the calendar */
    struct match_verdict gates[MATCH_GATE_COUNT]; /* texts: once match_candidate_tell was called */
    struct match_figures figures;
    int64_t proposal;   /* id of the pair's proposal, or 0 */
    const char *status; /* of the proposal, NULL without one */
    const char *stance; /* "pinned", "forbidden" or NULL */
    const char *reason; /* why it was pinned, forbidden or rejected, or NULL */
};

struct match_list {
    struct match_candidate *candidates; /* eligible by score, then blocked by score; ties by uid */
    size_t count, eligible;
    size_t of, of_eligible; /* how many there are, where only the best were asked for */
    size_t other_kinds; /* left out because their kind does not fit (unless asked for), or they are
                           not capable of anything that is asked */
};

struct match_options {
    bool all_kinds;      /* the blocked of other kinds too */
    bool capable;        /* of match_offers: only pairs with points for capability */
    size_t most;         /* of match_candidates: only so many, the best; 0: all */
    int64_t from, until; /* cuts the window; BASE_NONE: the demand's own. An allocation's month */
};
#define MATCH_OPTIONS_INIT                                                                         \
    {                                                                                              \
        .all_kinds = false, .capable = false, .most = 0, .from = BASE_NONE, .until = BASE_NONE     \
    }

/* Resources for a demand. options NULL: the demand's own window, fitting kinds. */
enum err_code match_candidates(struct match_desk *m, int64_t demand,
                               const struct match_options *options, struct base_arena *a,
                               struct match_list *list, struct err *e);
/* Open and proposed demands for a resource: the same figures the other way round. */
enum err_code match_offers(struct match_desk *m, int64_t resource,
                           const struct match_options *options, struct base_arena *a,
                           struct match_list *list, struct err *e);
/* One pair, whatever its kind or status. */
enum err_code match_pair(struct match_desk *m, int64_t demand, int64_t resource,
                         const struct match_options *options, struct base_arena *a,
                         struct match_candidate *candidate, struct err *e);
/* Whether staff may let a pair pass the gate, for a reason: never one of calendar and clock, nor
 * that of a restricted resource without its agreement. */
bool match_gate_may_be_overruled(enum match_gate g);
/* Makes the texts of the gates, as long as the arena of the question lives: of thousands of
 * candidates few are looked at. One pair that was asked for has them. */
enum err_code match_candidate_tell(struct match_candidate *c, struct base_arena *a, struct err *e);
/* The reasons of a blocked pair, in the gates' order. */
const char **match_reasons(const struct match_candidate *c, struct base_arena *a, size_t *count);

#endif
