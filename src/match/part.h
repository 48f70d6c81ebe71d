/* part.h: one part of an allocation while it is being solved: its choices in one array, and a plan
 * that can be changed and changed back. */
#ifndef SHAREDESK_MATCH_PART_H
#define SHAREDESK_MATCH_PART_H

#include "packings.h"
#include "split.h"

/* What has been decided of an option. */
enum match_fate {
    MATCH_FREE,
    MATCH_IN,  /* every plan has it */
    MATCH_OUT, /* none has */
};

/* A choice that can be taken, at least alone; there are very many. Benches and rows are named by
 * their places in the part.
 */
struct match_option {
    const struct match_load *loads; /* the bench's month comes first */
    int64_t gain;
    uint32_t use; /* in the packings */
    uint32_t seeker;
    uint32_t index : 20, load_count : 12; /* index: in the problem's job */
    uint32_t bench : 29;
    bool abroad : 1; /* loads a row that options on other benches load too: a voucher's, a fund's */
    bool finer : 1;  /* a part of a demand that may be divided finer than its options say */
    bool barred : 1; /* never in a plan: too much as it is and there for bounds, of which a share
                        counts, or at a loss */
};
enum { /* what its narrow members hold: more than any job, choice or desk has */
       MATCH_OPTION_INDEX = (1 << 20) - 1,
       MATCH_OPTION_LOADS = (1 << 12) - 1,
       MATCH_OPTION_BENCH = (1 << 29) - 1,
};
int64_t match_option_amount(const struct match_option *o, size_t row); /* all that it takes of it */

/* The options of a job in the part, best gain first. */
struct match_seeker {
    uint32_t job;          /* in the problem */
    uint32_t first, count; /* options */
    bool single;           /* all on one bench, which sees to it that one is taken at most */
};

struct match_plan_state {
    size_t *chosen; /* by seeker: option, or MATCH_NONE */
    int64_t *left;  /* by row */
    uint32_t **on;  /* by bench: options chosen, in order */
    size_t *on_count;
    int64_t gain;
};

/* A change of the plan that may be taken back. */
struct match_move {
    size_t seeker, before; /* the option it had, or MATCH_NONE */
};

/* What a bench was found not to hold together: one option of each party. */
struct match_cut {
    size_t *options, count;
    size_t parties; /* options of one seeker are one */
    size_t held;    /* parties of which one is in the set that is looked at */
    bool doubtful;  /* nobody knows: good for plans, not for bounds */
};

struct match_cuts {
    struct match_cut *list;
    size_t count, capacity;
};

/* In which of its bench's cuts an option is. */
struct match_cut_places {
    size_t *list;
    size_t count, capacity;
};

struct match_part {
    const struct match_problem *problem;
    struct base_arena *arena;
    const size_t *rows, *benches; /* their numbers in the problem */
    size_t row_count, bench_count;
    int64_t *capacities; /* by row */
    bool *common;        /* by row: options of several benches load it */
    size_t common_count;
    size_t shared_count; /* common rows that several demands load: money */
    uint32_t **loading;  /* by row, common ones: options that load it */
    size_t *load_count;
    struct match_seeker *seekers;
    size_t seeker_count;
    struct match_option *options;
    size_t option_count;
    unsigned char *fates; /* by option: enum match_fate */
    size_t free_count;    /* options that were free at the start */
    uint32_t **at;        /* by bench: options on it, best surplus a minute first */
    size_t *at_count;
    size_t at_most;                /* on one bench */
    struct match_blocks *blocks;   /* NULL: there are none yet */
    struct match_cuts *cuts;       /* by bench */
    struct match_cut_places **cut; /* by option; NULL: in none */
    bool clash;                    /* pins do not hold together, and none is held yet */
    double *worths;                /* by seeker: its multiplier, what it is worth to be served */
    double *prices;                /* by row: its multiplier */
    struct match_plan_state plan;  /* the one being worked on */
    struct match_move *moves;      /* since the plan was marked */
    size_t move_count, move_capacity;
    size_t *best; /* by seeker: the best plan so far */
    int64_t best_gain;
    int64_t sure;   /* what its seekers gain in any case: options tell what they gain more */
    int64_t enough; /* the plan need be no nearer to the bound */
    bool undecided; /* something was left out because nobody knows whether it can be packed */
    struct match_packings *packings;
    struct match_watch *watch;          /* or NULL */
    double *appraisals, *chosen_shares; /* by option, while a bench is filled anew; appraisals are
                                           made with the first */
    int64_t *room;                      /* by row, the same */
    bool *restless;                     /* by bench: it may gain by being filled anew */
    size_t *uses; /* those of a bench, while it is asked whether it holds them */
    struct match_filler *filler;
    bool thorough; /* the best use of common rows is looked for too */
    int64_t work;  /* fillings of benches that may still be tried */
};

struct match_part *match_part_new(const struct match_problem *problem,
                                  const struct match_split *split, size_t number,
                                  struct base_arena *a);

static inline const struct match_choice *match_part_choice(const struct match_part *part,
                                                           const struct match_option *o)
{
    return &part->problem->jobs[part->seekers[o->seeker].job].choices[o->index];
}

/* What an option gains after paying the prices of all rows that it loads. */
static inline double match_part_surplus(const struct match_part *part, const struct match_option *o)
{
    double gain = (double)o->gain;
    for (size_t i = 0; i < o->load_count; i++)
        gain -= part->prices[o->loads[i].row] * (double)o->loads[i].amount;
    return gain;
}

/* The row of the bench's month, as its options load it; MATCH_NONE without any. */
size_t match_part_first_row(const struct match_part *part, size_t bench);
/* Some option of the seeker may still be chosen or not. */
bool match_part_open(const struct match_part *part, size_t seeker);

/* Rows and calendar can take it, beside what is there. */
bool match_part_fits(struct match_part *part, size_t option);
void match_part_put(struct match_part *part, size_t seeker, size_t option);
void match_part_take(struct match_part *part, size_t seeker);
/* Puts the seeker where it gains most of what fits; it has nothing yet. */
void match_part_place(struct match_part *part, size_t seeker);
/* Puts what was taken whole, each seeker once, where it gains most; false when something does not
 * fit. */
bool match_part_put_shares(struct match_part *part, const double *shares);
/* Everything but what is in every plan. */
void match_part_clear(struct match_part *part);
/* From here on moves are kept, so that they can be taken back. */
void match_part_mark(struct match_part *part);
void match_part_undo(struct match_part *part);
/* Keeps the plan if it is better than the best. */
void match_part_keep(struct match_part *part);
/* The best plan again. */
void match_part_restore(struct match_part *part);
/* Nothing but this option is left to the seeker; MATCH_NONE: nothing at all. */
void match_part_decide(struct match_part *part, size_t seeker, size_t option);
/* Which pins are held where they clash: by seeker, an option or MATCH_NONE. */
void match_part_hold(struct match_part *part, const size_t *options);
void match_part_reopen(struct match_part *part, size_t seeker);

/* ---- what a bench would hold at best (fill.c) --------------------------------------------------
 */

struct match_filling {
    const double *surplus; /* by option: what it adds */
    const int64_t *room;   /* by row: what there is of it, without what options in hold */
    bool whole;     /* common rows count: a set for the plan. Else the most that any set could add,
                       what may be divided finer being divided at will */
    bool rough;     /* a little more than the most is soon told */
    double *shares; /* by option of the bench: how much of it is taken */
    double *marginals; /* by bench: what one more of its first row would add; may be NULL */
};
/* Counts a filling; when it is told to stop no work is left. */
void match_part_spend(struct match_part *part);
struct match_filler *match_filler_new(struct match_part *part);
/* The most that any set adds that bench, rows and cuts can hold, or a little more where to find it
 * takes too long; below 0 by far when what must be in does not fit. *exact (may be NULL): the
 * shares add just that. */
double match_part_fill(struct match_part *part, size_t bench, const struct match_filling *f,
                       bool *exact);

/* ---- the bound (flow.c, relax.c) ---------------------------------------------------------------
 */

/* Prices of all rows and worths of the seekers, roughly as the linear problem has them: a start. */
void match_part_price(struct match_part *part);
/* The same for a part without common rows, but exactly. False when it takes too long, with nothing
 * changed. */
bool match_part_flow(struct match_part *part);
/* What the best option of each seeker gains at these prices is its worth; nothing where its bench
 * sees to it that it is served once. */
void match_part_value(struct match_part *part);
/* A whole number that no plan's gain passes. */
int64_t match_whole_bound(double bound);

/* ---- plans (improve.c, reoptimise.c, search.c) -------------------------------------------------
 */

/* Seekers in an order: the largest worth first, equals as they stand. */
struct match_rank {
    double worth;
    size_t seeker;
};
int match_rank_by_worth(const void *x, const void *y);

/* A good plan, kept as the best. */
void match_part_improve(struct match_part *part);
/* One more, from the sets that the bound was found with: shares by option. */
void match_part_repair(struct match_part *part, const double *shares);
/* Another problem's solution, as far as it fits, with its multipliers. */
void match_part_recall(struct match_part *part, const struct match_solution *near);
/* A plan near another problem's solution, with its prices, kept as the best. */
void match_part_resume(struct match_part *part, const struct match_solution *near);
/* The best set for one bench while the others stay; true if the plan gained. */
bool match_part_reoptimise(struct match_part *part, size_t bench);
/* The best use of a common row while all who do not load it stay; true if the plan gained. priced:
 * after paying for hours, whatever the plan gains. */
bool match_part_share(struct match_part *part, size_t row, bool priced);
/* Every choice of what is free, as far as work allows; true if it was finished: the best is then
 * the optimum. Nothing may be out yet. */
bool match_part_search(struct match_part *part, int64_t work);

#endif
