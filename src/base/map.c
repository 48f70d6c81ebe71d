#include "sharedesk/base/map.h"

#include <stdbool.h>

struct base_map_cell {
    struct base_map_key key;
    void *value;
    bool taken;
};

static size_t hash(struct base_map_key key)
{
    /* Multiplication mixes upward only, hence the shifts (the finalizer of splitmix64). */
    uint64_t h = (uint64_t)key.a;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u + (uint64_t)key.b;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu + (uint64_t)key.c;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    return (size_t)(h ^ (h >> 31));
}

static bool same(struct base_map_key x, struct base_map_key y)
{
    return x.a == y.a && x.b == y.b && x.c == y.c;
}

/* The key's cell, or the free one where it would go; capacity is a power of two and never full. */
static struct base_map_cell *find(struct base_map_cell *cells, size_t capacity,
                                  struct base_map_key key)
{
    size_t i = hash(key) & (capacity - 1);
    while (cells[i].taken && !same(cells[i].key, key))
        i = (i + 1) & (capacity - 1);
    return &cells[i];
}

static void grow(struct base_arena *a, struct base_map *map)
{
    size_t capacity = map->capacity ? map->capacity * 2 : 16;
    struct base_map_cell *cells = base_arena_array(a, capacity, sizeof *cells);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->cells[i].taken)
            *find(cells, capacity, map->cells[i].key) = map->cells[i];
    map->cells = cells;
    map->capacity = capacity;
}

void **base_map_at(struct base_arena *a, struct base_map *map, struct base_map_key key)
{
    if (map->count * 4 >= map->capacity * 3)
        grow(a, map);
    struct base_map_cell *cell = find(map->cells, map->capacity, key);
    if (!cell->taken) {
        cell->taken = true;
        cell->key = key;
        map->count++;
    }
    return &cell->value;
}

void *base_map_get(const struct base_map *map, struct base_map_key key)
{
    if (!map->capacity)
        return NULL;
    const struct base_map_cell *cell = find(map->cells, map->capacity, key);
    return cell->taken ? cell->value : NULL;
}
