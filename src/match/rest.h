/* rest.h: some of a part's seekers with some of their options as a problem of its own, with benches
 * and rows numbered anew, so that it is as small as what is in it. */
#ifndef SHAREDESK_MATCH_REST_H
#define SHAREDESK_MATCH_REST_H

#include "part.h"

struct match_numbers {
    size_t *place; /* by the part's number: that in the rest, or MATCH_NONE */
    size_t *list;  /* the part's numbers */
    size_t count;
};

/* One for many rests of a part, one after the other. */
struct match_rest {
    struct match_part *part;
    struct match_problem problem;
    struct match_solution near; /* the part's multipliers, and best plan or present one */
    size_t *seekers;            /* by its job */
    size_t **options;           /* by its job and choice */
    struct match_numbers benches, rows;
    struct base_arena *arena; /* of the present one */
};

struct match_rest *match_rest_new(struct match_part *part, struct base_arena *a);
/* Empty again; what is added next lives in a. */
void match_rest_start(struct match_rest *rest, struct base_arena *a);
/* A seeker with so many of its options; pinned to the only one, if it must have it.
 * chosen: its option in the plan to set out from, or MATCH_NONE. */
void match_rest_add(struct match_rest *rest, size_t seeker, const size_t *options, size_t count,
                    bool must, size_t chosen);
/* One more choice, in the part's numbers, of the seeker added last. */
void match_rest_extend(struct match_rest *rest, const struct match_choice *choice);
/* A job that is none of the part's, with a choice in the part's numbers that it must have. */
void match_rest_must(struct match_rest *rest, const struct match_choice *choice);
/* Capacities and multipliers, when all are added: by the part's row what there is of it. */
void match_rest_finish(struct match_rest *rest, const int64_t *capacities);

#endif
