/* map.h: from up to three numbers to a pointer, for what was read once and is asked for again.
 * Lives in an arena; nothing is ever taken out. */
#ifndef SHAREDESK_BASE_MAP_H
#define SHAREDESK_BASE_MAP_H

#include "sharedesk/base/memory.h"

#include <stddef.h>
#include <stdint.h>

struct base_map_key {
    int64_t a, b, c;
};

struct base_map_cell;

/* Zero-initialise. */
struct base_map {
    struct base_map_cell *cells;
    size_t count, capacity;
};

/* Where the key's pointer is kept, NULL at first; valid until the next call on this map. */
void **base_map_at(struct base_arena *a, struct base_map *map, struct base_map_key key);
/* The pointer, or NULL. */
void *base_map_get(const struct base_map *map, struct base_map_key key);

#endif
