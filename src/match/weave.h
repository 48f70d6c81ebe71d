/* weave.h: whether uses can be laid on a bench at all, each cut into sittings in any way that the
 * rules allow: every way, as far as the effort goes. */
#ifndef SHAREDESK_MATCH_WEAVE_H
#define SHAREDESK_MATCH_WEAVE_H

#include "sharedesk/match/pack.h"

/* minutes: by task, how many of it are to be laid; 0 or less: none. The packing lives in a. */
enum match_packed match_weave(const struct match_bench *bench, const struct match_task *tasks,
                              const int64_t *minutes, size_t count, int64_t effort,
                              struct base_arena *a, struct match_packing *packing);

#endif
