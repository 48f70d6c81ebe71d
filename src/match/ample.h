/* ample.h: choices that no plan needs. A bench that can hold all who could come to it at once is
 * ample: whoever takes it is in nobody's way. So a job that can have an ample bench wants nothing
 * that gains it less; what it leaves alone makes room on other benches, and more of them are ample.
 */
#ifndef SHAREDESK_MATCH_AMPLE_H
#define SHAREDESK_MATCH_AMPLE_H

#include "sharedesk/match/solve.h"

/* Choices have numbers through all jobs. */
struct match_ample {
    const struct match_problem *problem;
    size_t *first;      /* by job: its first choice's number; one more, behind the last */
    size_t *heads;      /* by job: the first one of its demand */
    size_t *steps;      /* by job: the row that its demand is divided by, or MATCH_NONE */
    size_t *havens;     /* by job: that of its demand which can do for all it has left out */
    size_t *only_bench; /* by row: all that load it are there; MATCH_NONE: they are on several */
    int64_t *asked;     /* by row: the most that could load it */
    bool *out;          /* by choice */
    bool *ample;        /* by bench */
};

struct match_ample *match_ample_find(const struct match_problem *problem, struct base_arena *a);
/* More of the row is asked for than it has. */
bool match_ample_binds(const struct match_ample *x, size_t row);
/* Whoever has this choice is in nobody's way. */
bool match_ample_is_free(const struct match_ample *x, size_t job, size_t choice);
/* A job behind the last one of the demand. */
size_t match_ample_end(const struct match_ample *x, size_t head);
bool match_ample_is_pinned(const struct match_ample *x, size_t head);
/* What the choice takes of the demand's steps. */
int64_t match_ample_steps(const struct match_ample *x, size_t job, size_t choice);

#endif
