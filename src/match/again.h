/* again.h: a solved problem that is kept, so that a small change of it is solved anew only around
 * what it changes. What is far from it stays as it was: what a change adds is therefore told rather
 * too low than too high, and what it costs rather too high. */
#ifndef SHAREDESK_MATCH_AGAIN_H
#define SHAREDESK_MATCH_AGAIN_H

#include "sharedesk/match/solve.h"

struct match_again;

struct match_trial {
    /* A bench with so many minutes more, or fewer, in these rows; spare as in the bench. */
    size_t bench; /* MATCH_NONE: none */
    const size_t *rows;
    size_t row_count;
    int64_t minutes, spare;
    /* Jobs of one demand, of which the first has this choice and the others go without. */
    const struct match_choice *must; /* NULL: none */
    size_t first_job, job_count;

    /* How it came out. */
    bool possible;         /* what must be can be */
    int64_t before, after; /* what the others gain who were looked at */
    size_t *fallen;        /* jobs, no pieces, that had a place and have none now */
    size_t fallen_count;
};

/* The problem and the solution must last as long. */
struct match_again *match_again_new(const struct match_problem *problem,
                                    const struct match_solution *solution, struct base_arena *a);
/* Whether more minutes could add anything to what any plan gains, as the multipliers bound it: far
 * cheaper than trying. */
bool match_again_pays(struct match_again *x, const struct match_trial *trial);
/* fallen lives in a. */
void match_again_try(struct match_again *x, struct match_trial *trial, struct base_arena *a);

#endif
