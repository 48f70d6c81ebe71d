/* whole.h: whole numbers: steps, measures and hashes. */
#ifndef SHAREDESK_BASE_WHOLE_H
#define SHAREDESK_BASE_WHOLE_H

#include <stdint.h>

/* The least multiple of the step that is not below n, which is not negative; a step of 1 or less:
 * n itself. */
static inline int64_t base_round_up(int64_t n, int64_t step)
{
    return step > 1 ? (n + step - 1) / step * step : n;
}

/* The greatest number that measures both; of 0 and n it is n. Never negative. */
int64_t base_common_measure(int64_t a, int64_t b);

/* FNV-1a: one more number, or the letters of a text (NULL: none), into a hash that began with
 * BASE_HASH. */
#define BASE_HASH UINT64_C(14695981039346656037)
static inline uint64_t base_hash(uint64_t hash, uint64_t number)
{
    return (hash ^ number) * UINT64_C(1099511628211);
}
uint64_t base_hash_text(uint64_t hash, const char *text);

#endif
