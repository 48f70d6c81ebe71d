/* words.h: days and times within a sentence, as its reader writes them: "16 Dec", "12月16日". */
#ifndef SHAREDESK_BASE_WORDS_H
#define SHAREDESK_BASE_WORDS_H

#include "sharedesk/base/memory.h"

#include <stdint.h>

/* Days as base_time_day counts them. The year is told when it is not that of the instant `now`. */
const char *base_day_words(int64_t day, int64_t now, struct base_arena *a);
/* "16 Dec 09:00"; "" for BASE_NONE. */
const char *base_time_words(int64_t t, int64_t now, struct base_arena *a);

#endif
