/* tariff.h: prices from a day on: "2026-01-01 member 100.00 outside 150.00; 2026-07-01 member 120".
 * A later price replaces an earlier one; what a line leaves out stays as it was. Before the first
 * line, price_member and price_outside hold. */
#ifndef SHAREDESK_MODEL_TARIFF_H
#define SHAREDESK_MODEL_TARIFF_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stddef.h>
#include <stdint.h>

struct model_tariff {
    int64_t from_day;
    int64_t member;  /* minor units per hour or unit, or BASE_NONE */
    int64_t outside; /* the same */
};

/* decimals: of the currency. Sorted by day. */
enum err_code model_tariffs_parse(const char *text, int decimals, struct base_arena *a,
                                  struct model_tariff **list, size_t *count, struct err *e);

#endif
