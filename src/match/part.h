/* part.h: one part of an allocation while it is being solved: its choices in one array, and a plan
 * that can be changed and changed back. */
#ifndef SHAREDESK_MATCH_PART_H
#define SHAREDESK_MATCH_PART_H

#include "packings.h"
#include "split.h"

/* A choice that can be taken, at least alone. Benches and rows are named by their places in the
 * part.
 */
struct match_option {
    const struct match_choice *choice;
    size_t index; /* in the problem's job */
    size_t use;   /* in the packings */
    size_t seeker, bench;
    bool abroad; /* loads a row that options on other benches load too: a voucher's, a fund's */
    const struct match_load *loads; /* as many as the choice has */
    int64_t gain;                   /* with the bonus of a pin */
};

/* The options of a job in the part, best gain first. */
struct match_seeker {
    size_t job;          /* in the problem */
    size_t first, count; /* options */
    bool twin;           /* a piece of the same demand as the seeker before */
};

struct match_plan_state {
    size_t *chosen; /* by seeker: option, or MATCH_NONE */
    int64_t *left;  /* by row */
    size_t **on;    /* by bench: options chosen, in order */
    size_t *on_count;
    int64_t gain;
};

struct match_part {
    const struct match_problem *problem;
    struct base_arena *arena;
    const size_t *rows; /* their numbers in the problem */
    size_t row_count, bench_count;
    int64_t *capacities; /* by row */
    struct match_seeker *seekers;
    size_t seeker_count;
    struct match_option *options;
    size_t option_count;
    size_t **at, *at_count;       /* by bench: options on it, in order */
    int64_t bonus;                /* of a pin: more than all gains together */
    double *prices;               /* by row */
    double reach;                 /* of their next step, as a share of what it could be */
    struct match_plan_state plan; /* the one being worked on */
    size_t *best;                 /* by seeker: the best plan so far */
    int64_t best_gain;
    bool undecided; /* a set was left out because nobody knows whether it can be packed */
    struct match_packings *packings;
    size_t *uses;  /* those of a bench, while it is asked whether it holds them */
    int64_t tries; /* changes that improving may still try */
};

struct match_part *match_part_new(const struct match_problem *problem,
                                  const struct match_split *split, size_t number,
                                  struct base_arena *a);

/* What an option gains after paying the rows' prices. */
static inline double match_part_surplus(const struct match_part *part, const struct match_option *o)
{
    double gain = (double)o->gain;
    for (size_t i = 0; i < o->choice->load_count; i++)
        gain -= part->prices[o->loads[i].row] * (double)o->loads[i].amount;
    return gain;
}

/* Rows and calendar can take it, beside what is there. */
bool match_part_fits(struct match_part *part, size_t option);
void match_part_put(struct match_part *part, size_t seeker, size_t option);
void match_part_take(struct match_part *part, size_t seeker);
void match_part_clear(struct match_part *part);
/* Keeps the plan if it is better than the best. */
void match_part_keep(struct match_part *part);
/* The plan as it was: by seeker, its option or MATCH_NONE. */
void match_part_set(struct match_part *part, const size_t *chosen);

/* Multipliers of the rows (into part->prices) and the bound that they prove. */
double match_part_bound(struct match_part *part, int rounds);
/* A whole number that no plan's gain passes. */
int64_t match_whole_bound(double bound);
/* Seekers in an order: the largest worth first, equals as they stand. */
struct match_rank {
    double worth;
    size_t seeker;
};
int match_rank_by_worth(const void *x, const void *y);

/* A good plan, kept as the best. */
void match_part_improve(struct match_part *part);
/* One more, that goes by the present prices. */
void match_part_follow(struct match_part *part);
/* A plan near another problem's solution, with its prices, kept as the best. */
void match_part_resume(struct match_part *part, const struct match_solution *near);
/* The best set for one bench while the others stay; true if the plan gained. */
bool match_part_reoptimise(struct match_part *part, size_t bench);
/* Every choice, as far as nodes allow; true if it was finished: the best is then the optimum. */
bool match_part_search(struct match_part *part, int64_t nodes);

#endif
