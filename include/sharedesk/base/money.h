/* money.h: money in 64-bit integers of the currency's minor unit (rules.md, Units).
 * Overflow is an error, never a wrap; splits always add up to the whole. */
#ifndef SHAREDESK_BASE_MONEY_H
#define SHAREDESK_BASE_MONEY_H

#include "sharedesk/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool base_money_add(int64_t a, int64_t b, int64_t *sum); /* false on overflow */

/* value * numerator / denominator rounded half away from zero, in 128 bits; false on overflow or
 * denominator 0. */
bool base_money_muldiv(int64_t value, int64_t numerator, int64_t denominator, int64_t *result);
/* The same, rounded toward zero (voucher shares are "rounded down"). */
bool base_money_muldiv_down(int64_t value, int64_t numerator, int64_t denominator, int64_t *result);
/* A double to an integer, once, half away from zero; false when it does not fit or is NaN. */
bool base_money_round(double value, int64_t *result);

/* Parts of amount in proportion to weights (>= 0, not all 0) by largest remainder; equal
 * remainders go in order; a negative amount splits as minus its positive. */
bool base_money_split(int64_t amount, const int64_t *weights, size_t n, int64_t *parts);

/* "-1234.50" with `decimals` decimals; out needs 32 bytes. No grouping (CSV, JSON). */
void base_money_format(int64_t amount, int decimals, char out[32]);
/* The same with thousands commas, for people: "1,234.50". */
void base_money_show(int64_t amount, int decimals, char out[40]);
/* Accepts an optional sign, digits, grouping commas, '.' and at most `decimals` decimals. */
enum err_code base_money_parse(const char *s, int decimals, int64_t *amount, struct err *e);

#endif
