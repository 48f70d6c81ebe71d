/* around.h: plans made better place by place: where a plan loses against the bound, what is near is
 * solved anew while all else stays. */
#ifndef SHAREDESK_MATCH_AROUND_H
#define SHAREDESK_MATCH_AROUND_H

#include "relax.h"
#include "rest.h"

struct match_place_lost {
    double loss;
    size_t bench, row; /* the other is MATCH_NONE; a row is a common one */
};

/* A choice of a seeker that the part has not, because it would not fit as things are. */
struct match_extra {
    size_t seeker;
    const struct match_choice *choice;
};

struct match_around {
    struct match_relaxation *r;
    struct match_rest *rest;
    unsigned *benches, *seekers, round; /* by number: in which round they were found */
    size_t *queue, queue_count;
    size_t *near, near_count; /* seekers */
    int64_t *room;            /* by row */
    double usual;             /* the median of the losses */
    size_t *options;          /* of a seeker */
    /* For a problem with something changed: a choice that must be, beside the part's, and seekers
     * that take no part. */
    const struct match_choice *must;
    const struct match_extra *extras;
    size_t extra_count;
    size_t left_out, left_out_count; /* the first of them, and how many */
};

struct match_around *match_around_new(struct match_relaxation *r, struct base_arena *a);
/* Benches and common rows by what the part's plan loses on them against the bound, the most first.
 */
size_t match_around_losses(struct match_around *x, struct match_place_lost *places);
/* The problem of a place and what competes with it, up to so many benches. The plan is the part's
 * present one. It lives in a. */
const struct match_rest *match_around_place(struct match_around *x,
                                            const struct match_place_lost *place, size_t benches,
                                            struct base_arena *a);
/* Puts a solution of it in the plan's place. */
void match_around_apply(struct match_around *x, const struct match_solution *solution);

#endif
