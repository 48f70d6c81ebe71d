/* interval.h: sets of half-open intervals of time [start, end) in UTC seconds: sorted, not
 * touching, none empty. Back to back does not clash (rules.md, Units). They live in an arena. */
#ifndef SHAREDESK_BASE_INTERVAL_H
#define SHAREDESK_BASE_INTERVAL_H

#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct base_interval {
    int64_t start, end;
};

/* Zero-initialise. */
struct base_intervals {
    struct base_interval *list;
    size_t count, capacity;
};

/* Adds one in any order; an empty or reversed one is left out. The set is in order again after
 * base_intervals_merge. */
void base_intervals_add(struct base_arena *a, struct base_intervals *set, int64_t start,
                        int64_t end);
void base_intervals_merge(struct base_intervals *set); /* sorts; joins what overlaps or touches */

/* What is in a and not in b; in both; both sets in order, the result is a new one. */
struct base_intervals base_intervals_subtract(struct base_arena *arena,
                                              const struct base_intervals *a,
                                              const struct base_intervals *b);
struct base_intervals base_intervals_intersect(struct base_arena *arena,
                                               const struct base_intervals *a,
                                               const struct base_intervals *b);
struct base_intervals base_intervals_clip(struct base_arena *arena, const struct base_intervals *a,
                                          int64_t from, int64_t to);

/* The interval that holds all of [start, end), or NULL. */
const struct base_interval *base_intervals_holding(const struct base_intervals *set, int64_t start,
                                                   int64_t end);
bool base_intervals_overlap(const struct base_intervals *set, int64_t start, int64_t end);
int64_t base_intervals_seconds(const struct base_intervals *set);
/* The same of what lies in [from, to). */
int64_t base_intervals_seconds_in(const struct base_intervals *set, int64_t from, int64_t to);
/* Place of the first that ends after t; count if none does. */
size_t base_intervals_after(const struct base_intervals *set, int64_t t);
/* Whole minutes of [start, end), rounded down. */
int64_t base_interval_minutes(int64_t start, int64_t end);

#endif
