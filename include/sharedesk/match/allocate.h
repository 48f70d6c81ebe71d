/* allocate.h: the month's allocation (rules.md, Allocation): pairs chosen for the most net sharing
 * benefit under hours, vouchers, pins and the real calendar, with a proven bound, shadow prices,
 * and for every unmet demand the reasons and the cheapest change. The same input gives the same
 * plan. */
#ifndef SHAREDESK_MATCH_ALLOCATE_H
#define SHAREDESK_MATCH_ALLOCATE_H

#include "sharedesk/match/assume.h"
#include "sharedesk/match/candidate.h"

struct match_stance {
    int64_t demand, resource;
    bool pinned;        /* else forbidden */
    const char *reason; /* a pin with one holds against gates that staff may overrule; or NULL */
};

struct match_allocation {
    int64_t month;
    int64_t at; /* the instant it is reckoned at; 0: now */
    /* Beside the stances kept with proposals, and before them. */
    const struct match_stance *stances;
    size_t stance_count;
    const struct match_assumption *assumptions; /* that hold for this run only */
    size_t assumption_count;
    bool bare; /* plan only: no shadow prices, changes, or price of balance */
};

/* One sitting. */
struct match_line {
    int64_t demand, resource;
    int64_t minutes, start, end;
    int64_t benefit; /* this sitting's share; the shares of a pair add up to its benefit */
    bool pinned;     /* held whatever it is worth: by a pin, or by its provider's yes */
    int64_t
        accepted; /* when the provider said yes, BASE_NONE: it is not known; 0: a pin holds it */
    const char *overruled; /* translated: the gates that the pin holds against, and why; or NULL */
    const char *demand_uid, *resource_uid;
    const char *demand_title, *resource_name;
};

struct match_unmet {
    int64_t demand;
    const char *uid, *title;
    int64_t missing;      /* minutes; less than the demand's when it is met in part */
    int64_t worth;        /* the best benefit any candidate would have had, minor units */
    const char **reasons; /* translated */
    size_t reason_count;
    const char *change;  /* translated: the cheapest change that would have met it, "" if none */
    int64_t change_cost; /* added money + benefit lost by others, or BASE_NONE */
    bool estimated;      /* change_cost was not verified by a re-run */
    /* The same as figures: pin the demand to the resource (0: no change would do) and add to its
     * budget; these indivisible demands, met before, then fall out. */
    int64_t change_resource, change_budget;
    const int64_t *fallen;
    size_t fallen_count;
};

/* What was odd about a demand, and what was made of it: the rest went on. */
struct match_note {
    int64_t demand;
    const char *text; /* translated */
};

struct match_shadow {
    int64_t resource;
    const char *uid, *name;
    int64_t hour_more, hour_less; /* what one more would add, one less would lose; minor units */
    int64_t asked, served;        /* demands that could use it; that do */
};

struct match_plan {
    int64_t month;
    int64_t at;               /* when: closes come nearer, and benefits grow by it */
    int64_t objective, bound; /* minor units */
    double gap;               /* (bound - objective) / bound; 0 when bound is 0 */
    double price_of_balance;  /* 1 - B0(plan) / B0(plan at g = 0) */
    int64_t demand_count;     /* open and proposed demands considered */
    struct match_line *lines; /* by start, then demand uid */
    size_t line_count;
    struct match_unmet *unmet; /* by worth, then uid */
    size_t unmet_count;
    struct match_note *notes; /* by demand uid */
    size_t note_count;
    struct match_shadow *shadows; /* by hour_less, then uid */
    size_t shadow_count;
    int64_t run;          /* the saved run it came from, or 0 */
    const char *policy;   /* INI: the one it was made under; NULL: the desk's */
    const char **assumed; /* translated: what was assumed for it */
    size_t assumed_count;
};

/* Writes nothing. A pin that cannot hold is told among the unmet demand's reasons. */
enum err_code match_allocate(struct match_desk *m, const struct match_allocation *what,
                             struct base_arena *a, struct match_plan *plan, struct err *e);

/* The cheapest change for one unmet demand, verified by a re-run. */
enum err_code match_allocate_why(struct match_desk *m, const struct match_allocation *what,
                                 const struct match_plan *plan, int64_t demand,
                                 struct base_arena *a, struct match_unmet *unmet, struct err *e);

/* What if: the month under other stances and assumptions, all of them in `what`, than those of a
 * plan that is already there, and may serve to set out from; at the instant of that plan, so that
 * only what is assumed makes a difference. Bare: no shadow prices, changes, or price of balance. */
enum err_code match_allocate_try(struct match_desk *m, const struct match_allocation *what,
                                 const struct match_plan *plan, struct base_arena *a,
                                 struct match_plan *tried, struct err *e);

/* Whether a rule of the policy is assumed: then points and benefits are on another scale. */
bool match_assumes_policy(const struct match_assumption *list, size_t count);
/* The same pairs at the same times, with the benefits that the desk's own policy gives them at the
 * instant of `before`, in whichever of both was made under another: so that like is compared with
 * like. Refused when a demand has changed so that it cannot be valued any more. */
enum err_code match_plans_revalue(struct match_desk *m, struct match_plan *before,
                                  struct match_plan *plan, struct base_arena *a, struct err *e);

/* Translated: what holds a line, "pinned" or "accepted on 24 Nov"; "" when nothing does. */
const char *match_held_show(bool pinned, int64_t accepted, int64_t now, struct base_arena *a);

/* Keeps the plan as run and run lines, with a copy of the policy, in one transaction. */
enum err_code match_plan_save(struct match_desk *m, const struct match_plan *plan,
                              const char *title, int64_t *run, struct err *e);
enum err_code match_plan_load(struct match_desk *m, int64_t run, struct base_arena *a,
                              struct match_plan *plan, struct err *e);
/* The plan as the JSON of interfaces.md (what a run keeps as its result). */
const char *match_plan_json(struct match_desk *m, const struct match_plan *plan,
                            struct base_arena *a);

enum match_difference {
    MATCH_SAME,
    MATCH_NEW,     /* met now, not before */
    MATCH_GONE,    /* met before, not now */
    MATCH_MOVED,   /* on another resource */
    MATCH_SHIFTED, /* same resource, another time or length */
};
struct match_change {
    enum match_difference difference;
    int64_t demand;
    int64_t resource_before, resource_now; /* 0: none; of a divided demand the first */
    int64_t start_before, start_now;       /* BASE_NONE: none */
    int64_t benefit_before, benefit_now;
    const char *text; /* translated, short: "new", "+1 day", "R31 -> R40" */
};
/* One for each demand met in either plan, ordered by demand id. */
enum err_code match_plan_compare(struct match_desk *m, const struct match_plan *before,
                                 const struct match_plan *now, struct base_arena *a,
                                 struct match_change **changes, size_t *count, struct err *e);

#endif
