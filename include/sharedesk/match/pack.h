/* pack.h: laying uses into the real calendar of one resource. Knows nothing of the store: a bench
 * is free time and the resource's rules, a task is a use that wants some of it. */
#ifndef SHAREDESK_MATCH_PACK_H
#define SHAREDESK_MATCH_PACK_H

#include "sharedesk/base/memory.h"

#include <stdint.h>

/* Free time with so many seats left; segments sorted, not overlapping. */
struct match_segment {
    int64_t start, end;
    int64_t seats;
};

struct match_bench {
    const struct match_segment *segments;
    size_t segment_count;
    int64_t grid;     /* minutes, counted from local midnight; at least 1 */
    int64_t shortest; /* minutes; at least 1 */
    int64_t longest;  /* minutes; 0: no limit */
    int64_t gap;      /* minutes that two uses of a seat stand apart */
    int64_t spare;    /* minutes that one use may lack: what one more hour would be worth */
};

struct match_task {
    int64_t minutes;
    int64_t from, until;
    uint64_t mark;     /* the caller's; equal tasks of equal marks are interchangeable */
    uint32_t sittings; /* exactly so many; 0: any number */
    int32_t piece;     /* shortest sitting of a divisible demand; 0: the bench's */
};

struct match_sitting {
    size_t task; /* index */
    int64_t start, end;
};

struct match_packing {
    struct match_sitting *sittings; /* by task, then start */
    size_t count, capacity;
};

enum match_packed {
    MATCH_PACKED,
    MATCH_UNPACKABLE, /* proven: no order of the tasks fits */
    MATCH_UNDECIDED,  /* none was found with the effort allowed */
};

/* The fewest sittings that hold the task on the bench alone; 0 if it does not fit. */
uint32_t match_pack_sittings(const struct match_bench *bench, const struct match_task *task);

/* packing may be NULL; it lives in a. */
enum match_packed match_pack(const struct match_bench *bench, const struct match_task *tasks,
                             size_t count, struct base_arena *a, struct match_packing *packing);
/* The same with so many sittings tried, where no order of whole tasks fits. */
enum match_packed match_pack_within(const struct match_bench *bench, const struct match_task *tasks,
                                    size_t count, int64_t effort, struct base_arena *a,
                                    struct match_packing *packing);

#endif
