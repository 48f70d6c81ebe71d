/* solve.h: which pairs to choose: the most gain under capacities and calendars. Knows nothing of
 * the store. Benches are the resources' calendars, rows the capacities: minutes of a resource in a
 * window, money of a voucher. Jobs are demands, each to be given one of its choices or none. A
 * divisible demand is a job on each of its benches, with a choice for every part of it that may lie
 * there, and one row that the parts share: the steps in which it may be divided.
 *
 * The bound is that of the Lagrangian of all rows (as tight as the LP), or the optimum itself where
 * the search over all choices was finished. Everything counts steps, never time: the same problem
 * has the same solution. */
#ifndef SHAREDESK_MATCH_SOLVE_H
#define SHAREDESK_MATCH_SOLVE_H

#include "sharedesk/match/pack.h"

#include <stdbool.h>
#include <stdint.h>

#define MATCH_NONE ((size_t)-1)

struct match_load {
    size_t row;
    int64_t amount;
};

/* There are very many. */
struct match_choice {
    int64_t gain;
    struct match_task task;
    struct match_load *loads;
    uint32_t bench;
    uint16_t load_count;
    uint16_t load_room : 15;
    bool pinned : 1; /* must be in, whatever its gain, if it can */
};

struct match_job {
    int64_t demand; /* the caller's: all jobs of a divisible one have the same */
    struct match_choice *choices;
    size_t choice_count;
    bool part;  /* of a divisible demand: its jobs stand next to each other */
    bool finer; /* it may be divided finer than the choices say: bounds take any share of the
                   choice of most minutes */
};

/* Which tasks a bench was found to hold. Problems that differ in anything but their benches may
 * share it, and of the benches the spare minutes may differ. */
struct match_packings;
struct match_packings *match_packings_new(struct base_arena *a);

struct match_problem {
    struct match_job *jobs;
    size_t job_count;
    struct match_bench *benches;
    size_t bench_count;
    int64_t *capacities; /* by row */
    size_t row_count;
    struct match_packings *packings; /* NULL: each part that is solved finds out for itself */
};

struct match_solution {
    size_t *chosen; /* by job: its choice, or MATCH_NONE */
    int64_t gain;   /* of the chosen, pinned ones included */
    int64_t bound;
    double *prices;          /* by row: its multiplier */
    double *worths;          /* by job: its multiplier, what it is worth to serve it */
    enum match_packed clash; /* whether all pins hold together, where they must: else nothing else
                                of this is of use */
};

/* Adds a load to a choice; a row named twice adds up. */
void match_choice_load(struct match_choice *c, size_t row, int64_t amount, struct base_arena *a);

/* Asked now and then whether to go on. Once it says no, solving ends at once, with a solution that
 * is of no use. */
struct match_watch {
    bool (*go_on)(void *context);
    void *context;
    bool stopped;
    unsigned fills; /* of benches: the solver's count */
};

struct match_effort {
    struct match_watch *watch; /* NULL: none */
    int64_t work; /* benches filled in the search over all choices, for each part of the problem */
    int turns;    /* that multipliers and plans take */
    int stages;   /* of the multipliers, in each turn */
    int rounds;   /* of the multipliers, in each stage */
    bool polish;  /* what is near a loss is solved anew, place by place */
    bool pinned;  /* all pins must hold together, or there is nothing to solve */
    bool afresh;  /* gains differ much from the near solution: its multipliers do not serve */
    int64_t enough; /* a plan of many demands need be no nearer to its bound; 0: a share of it */
};
#define MATCH_EFFORT_INIT                                                                          \
    {                                                                                              \
        .work = 400000, .turns = 8, .stages = 20, .rounds = 30, .polish = true                     \
    }

/* Solves the whole; jobs that share no bench and no row are parts of their own. near (may be NULL):
 * a solution of a problem that differs little, with choices of the same numbers, to start from;
 * what of it still fits is never made worse. */
void match_solve(const struct match_problem *problem, const struct match_effort *effort,
                 const struct match_solution *near, struct base_arena *a,
                 struct match_solution *solution);
/* What a solution gains in a problem whose choices have the same numbers. */
int64_t match_solution_gain(const struct match_problem *problem,
                            const struct match_solution *solution);

#endif
