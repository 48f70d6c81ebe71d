/* hours.h: opening hours by weekday: "Mon-Fri 08:30-12:00 13:30-17:30; Sat 09:00-12:00", "24x7",
 * or empty (always). Chinese weekday names (周一-周五) are understood. */
#ifndef SHAREDESK_MODEL_HOURS_H
#define SHAREDESK_MODEL_HOURS_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum { MODEL_HOURS_SPANS = 8 }; /* spans a weekday at most */

struct model_span {
    int from, until; /* minutes of the day, half-open; until may be 1440, and past it overnight */
};

struct model_hours {
    bool always;
    struct model_span spans[7][MODEL_HOURS_SPANS]; /* Monday first, sorted, not overlapping */
    int counts[7];
};

enum err_code model_hours_parse(const char *text, struct model_hours *hours, struct err *e);
/* As files keep it, which every desk reads: what was written in Chinese becomes "Mon-Fri". */
const char *model_hours_plain(const char *text, struct base_arena *a);
/* For people: the weekdays in their language. */
const char *model_hours_show(const char *text, struct base_arena *a);

#endif
