/* month.h: a month's allocation as a problem of choosing, and back again. */
#ifndef SHAREDESK_MATCH_MONTH_H
#define SHAREDESK_MATCH_MONTH_H

#include "sharedesk/match/allocate.h"
#include "sharedesk/match/solve.h"

#include "again.h"
#include "internal.h"

enum { MATCH_HOUR = 60 }; /* the minutes that a shadow price is for */
/* Minor units that one demand may be worth: sums of a hundred thousand such are still numbers. */
#define MATCH_WORTH_MOST (INT64_MAX / 1000000)

/* What is left of a voucher, as a row, and that of the fund behind it (or MATCH_NONE). */
struct match_purse {
    int64_t voucher;
    size_t row, fund_row;
};

/* What falls due where the requester can pay only with the voucher. */
struct match_dues {
    int64_t full_price, voucher, voucher_amount;
};

/* A demand and a resource that may be chosen for it. There are very many. */
struct match_pairing {
    const struct match_side *side;
    int64_t price;
    const struct match_dues *dues; /* NULL: the requester can pay without a voucher */
    int64_t benefit, plain;        /* with balancing and without (g = 0) */
    int64_t minutes;               /* of the whole demand */
    int64_t accepted;              /* as a line's; it pins too, unless staff said otherwise */
    const char *overruled;         /* the gates that its pin holds against, and why; or NULL */
    uint32_t bench, sittings;      /* once the benches are made; sittings: as a task's */
    bool pinned, forbidden;
    bool poor;  /* blocked by nothing but the budget */
    bool tight; /* blocked by nothing but free time, of which an hour more may do: only with that
                   hour can it be packed, and so chosen */
};
const struct model_resource *match_pairing_resource(const struct match_pairing *p);

struct match_wish {
    const struct model_demand *whole, *demand; /* as it was asked; what is left to be served */
    int64_t booked;                            /* minutes of it that are booked or requested */
    int64_t minutes, piece;                    /* piece 0: indivisible */
    int64_t from, until;                       /* its window in the month */
    struct match_pairing *pairings; /* the best eligible, poor and tight ones and those named */
    size_t pairing_count;
    /* Of the best blocked ones: "R31 Glacios: members only"; once match_month_obstacles was called.
     */
    const char **obstacles;
    size_t obstacle_count;
    const char *pin_failed; /* translated: that a pin is out of the question, and why; or NULL */
    int64_t steps; /* that it is divided by; 1: indivisible, or pinned where all of it fits */
    bool finer;    /* not all parts that could be are among the choices */
    bool beyond;   /* its worth is none that could be reckoned with: it has no pairings */
    size_t first_job, job_count;
};

/* All of the demand there. */
struct match_task match_pairing_task(const struct match_wish *w, const struct match_pairing *p);

struct match_place {
    const struct match_offer *offer;
    struct schedule_lane *lane;
    size_t *rows; /* that hold its minutes: the month's first, then those of windows */
    size_t row_count;
};

struct match_month {
    struct match_desk *desk;
    struct match_scene *scene;
    struct base_arena *arena;
    const struct match_allocation *what;
    int64_t from, until;       /* the month, what of it has gone left out */
    struct match_wish *wishes; /* by uid */
    size_t wish_count;
    struct match_place *places; /* by bench */
    struct match_purse *purses; /* by voucher id */
    size_t purse_count;
    struct match_problem problem; /* with balancing */
    struct match_again *again;    /* once it is solved: for small changes of it */
    int64_t parts_most;           /* strides between the parts of a demand on a resource */
    size_t *wish_of;              /* by job */
    uint32_t *pairing_of;         /* by job and choice: index choice_first[job] + choice */
    int64_t *other_gains;         /* by the same: with g = 0 */
    size_t *choice_first;
};

/* Judges every pair. passes: as a match_scope's. */
enum err_code match_month_build(struct match_desk *m, const struct match_allocation *what,
                                struct base_arena *a, struct base_arena *passes,
                                struct match_month **month, struct err *e);
/* Sets up the problem, in an arena of its own; what comes of the month afterwards is made in
 * month->arena. */
enum err_code match_month_set_up(struct match_month *month, struct base_arena *a, struct err *e);
/* The problem with g = 0 in the place of the one with balancing; and back again. */
void match_month_swap_gains(struct match_month *month);
/* All demands that have something to be served, on two cores where there are two (wishes.c). */
enum err_code match_month_wishes(struct match_month *month, struct err *e);

/* A demand's pairs: what of a wish takes long to find, and may be found elsewhere. */
struct match_judged {
    struct match_asked asked;
    struct match_pair *pairs;
    size_t count;
};
/* The question alone, without the scale of the cost criterion. All live in scratch. */
enum err_code match_wish_ask(struct match_month *month, const struct model_demand *demand,
                             struct base_arena *scratch, struct match_asked *asked, struct err *e);
enum err_code match_wish_judge(struct match_month *month, const struct model_demand *demand,
                               struct base_arena *scratch, struct match_judged *judged,
                               struct err *e);
void match_wish_take(struct match_month *month, const struct model_demand *demand,
                     const struct match_judged *judged, struct match_wish *wish);
/* Both. A demand that cannot be reckoned with is left out and told; the others are not the worse
 * for it. */
enum err_code match_wish_read(struct match_month *month, const struct model_demand *demand,
                              struct base_arena *scratch, struct match_wish *wish, struct err *e);

/* One of the wishes anew, by its place. */
enum err_code match_month_wish(struct match_month *month, size_t wish, struct err *e);
/* Finds what keeps the best blocked candidates of a demand out: asked for the unmet ones. */
void match_month_obstacles(struct match_month *month, struct match_wish *w);
/* The pairing that a job's choice stands for. */
const struct match_pairing *match_month_pairing(const struct match_month *month, size_t job,
                                                size_t choice);

const struct match_purse *match_month_purse(const struct match_month *month, int64_t voucher);
/* Loads a choice with what it takes of the resource's month and, if it needs it, of the voucher. */
void match_month_load_hours(const struct match_month *month, const struct match_pairing *p,
                            struct match_choice *c);
void match_month_load_money(const struct match_month *month, const struct match_pairing *p,
                            struct match_choice *c);

/* The solution as sittings in the calendar; pieces of a demand joined, and filled up. */
void match_month_lay(struct match_month *month, const struct match_solution *solution,
                     struct match_plan *plan);
/* By start, then demand and resource. */
void match_plan_sort_lines(struct match_plan *plan);
/* Starts moved into the desk's hours where the calendar leaves the choice. */
void match_month_daytime(struct match_month *month, struct match_plan *plan);
/* Why the demand's window leaves nothing of the month, translated; NULL when it does not. */
const char *match_month_window(const struct match_month *month, const struct match_wish *w);
/* What was odd in what was asked, and the pins that hold against gates. */
void match_month_notes(struct match_month *month, struct match_plan *plan);
/* Unmet demands with their reasons. */
void match_month_unmet(struct match_month *month, const struct match_solution *solution,
                       struct match_plan *plan);
/* The cheapest change that would meet one of them: verified by solving again, or only estimated. */
void match_month_change(struct match_month *month, const struct match_solution *solution,
                        struct match_unmet *unmet, bool verified);
/* Shadow prices of the resources that bind. */
enum err_code match_month_shadows(struct match_month *month, const struct match_solution *solution,
                                  struct match_plan *plan, struct err *e);

#endif
