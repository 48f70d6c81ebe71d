/* split.h: a problem falls into parts: jobs that share no bench and no row, not even through
 * others, are solved apart. Within its part a bench or row has a place, so that what is kept for a
 * part is as small as the part. */
#ifndef SHAREDESK_MATCH_SPLIT_H
#define SHAREDESK_MATCH_SPLIT_H

#include "sharedesk/match/solve.h"

/* Things of one sort by part: those of part k are list[first[k] … first[k + 1]), in order. */
struct match_members {
    size_t *list, *first;
    size_t *place; /* by thing: its place in its part */
};

struct match_split {
    size_t part_count;   /* in the order of their first jobs */
    size_t *part_of_job; /* by job */
    struct match_members jobs, benches, rows;
};

const struct match_split *match_split_new(const struct match_problem *problem,
                                          struct base_arena *a);

static inline size_t match_members_count(const struct match_members *m, size_t part)
{
    return m->first[part + 1] - m->first[part];
}

#endif
