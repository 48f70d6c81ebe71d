/* index.c: rows of an import by uid, code and title: open addressing, FNV-1a. */
#include "import_private.h"

#include "sharedesk/base/whole.h"

#include <string.h>

struct entry {
    enum model_type type;
    enum import_key key;
    const char *text; /* NULL: free */
    struct import_row *row, *second;
};

struct import_index {
    struct base_arena *arena;
    struct entry *entries;
    size_t count, size; /* size is a power of two */
};

enum { FIRST_SIZE = 256 };

struct import_index *import_index_new(struct base_arena *a)
{
    struct import_index *index = base_arena_alloc(a, sizeof *index);
    index->arena = a;
    index->size = FIRST_SIZE;
    index->entries = base_arena_array(a, index->size, sizeof *index->entries);
    return index;
}

static uint64_t hash_of(enum model_type type, enum import_key key, const char *text)
{
    return base_hash_text(BASE_HASH ^ ((uint64_t)type << 8 | (uint64_t)key), text);
}

static struct entry *place_of(const struct import_index *index, enum model_type type,
                              enum import_key key, const char *text)
{
    size_t at = (size_t)hash_of(type, key, text) & (index->size - 1);
    for (;; at = (at + 1) & (index->size - 1)) {
        struct entry *entry = &index->entries[at];
        if (!entry->text ||
            (entry->type == type && entry->key == key && strcmp(entry->text, text) == 0))
            return entry;
    }
}

static void index_grow(struct import_index *index)
{
    struct entry *old = index->entries;
    size_t old_size = index->size;
    index->size *= 2;
    index->entries = base_arena_array(index->arena, index->size, sizeof *index->entries);
    for (size_t i = 0; i < old_size; i++)
        if (old[i].text)
            *place_of(index, old[i].type, old[i].key, old[i].text) = old[i];
}

struct import_row *import_index_add(struct import_index *index, enum model_type type,
                                    enum import_key key, const char *text, struct import_row *row)
{
    struct entry *entry = place_of(index, type, key, text);
    if (entry->text) {
        entry->second = entry->second ? entry->second : row;
        return entry->row;
    }
    *entry = (struct entry){type, key, text, row, NULL};
    if (++index->count * 2 > index->size)
        index_grow(index);
    return NULL;
}

struct import_row *import_index_find(const struct import_index *index, enum model_type type,
                                     enum import_key key, const char *text)
{
    return place_of(index, type, key, text)->row;
}

struct import_row *import_index_second(const struct import_index *index, enum model_type type,
                                       enum import_key key, const char *text)
{
    return place_of(index, type, key, text)->second;
}
