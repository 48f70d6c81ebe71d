#include "sharedesk/model/lexicon.h"
#include "sharedesk/base/whole.h"

#include "sharedesk/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 }; /* a power of two, as every later size */

/* A slot holds a word's number plus one, 0 while it is free; its hash tells most others apart
 * without a look at the word. */
struct slot {
    uint32_t hash, number;
};

/* Open addressing. */
struct model_lexicon {
    struct base_arena *arena;
    const char **words;
    size_t count, capacity;
    struct slot *slots;
    size_t slot_count;
};

struct model_lexicon *model_lexicon_new(void)
{
    struct model_lexicon *l = base_alloc(sizeof *l);
    l->arena = base_arena_new();
    l->slot_count = FIRST_SLOTS;
    l->slots = base_alloc(l->slot_count * sizeof *l->slots);
    return l;
}

void model_lexicon_free(struct model_lexicon **l)
{
    if (*l == NULL)
        return;
    base_arena_free(&(*l)->arena);
    free((*l)->slots);
    free(*l);
    *l = NULL;
}

/* Eight letters at a time: a desk has millions of words, and each is looked up more than once. */
static uint64_t hash_of(const char *word)
{
    size_t left = strlen(word);
    uint64_t hash = base_hash(BASE_HASH, left), part = 0;
    for (; left >= sizeof part; left -= sizeof part, word += sizeof part) {
        memcpy(&part, word, sizeof part);
        hash = base_hash(hash, part);
        hash ^= hash >> 29;
    }
    part = 0;
    memcpy(&part, word, left);
    hash = base_hash(hash, part);
    return hash ^ hash >> 29;
}

/* The slot of a word, or the free one where it would go. */
static size_t slot_of(const struct model_lexicon *l, const char *word, uint64_t h)
{
    size_t mask = l->slot_count - 1, slot = (size_t)h & mask;
    while (l->slots[slot].number != 0 && (l->slots[slot].hash != (uint32_t)(h >> 32) ||
                                          strcmp(l->words[l->slots[slot].number - 1], word) != 0))
        slot = (slot + 1) & mask;
    return slot;
}

static void take(struct model_lexicon *l, size_t slot, uint64_t hash, size_t number)
{
    l->slots[slot] = (struct slot){(uint32_t)(hash >> 32), (uint32_t)number + 1};
}

static void grow(struct model_lexicon *l)
{
    free(l->slots);
    l->slot_count *= 2;
    l->slots = base_alloc(l->slot_count * sizeof *l->slots);
    for (size_t i = 0; i < l->count; i++) {
        uint64_t hash = hash_of(l->words[i]);
        take(l, slot_of(l, l->words[i], hash), hash, i);
    }
}

size_t model_lexicon_add(struct model_lexicon *l, const char *word)
{
    uint64_t hash = hash_of(word);
    size_t slot = slot_of(l, word, hash);
    if (l->slots[slot].number != 0)
        return l->slots[slot].number - 1;
    if (2 * (l->count + 1) > l->slot_count) {
        grow(l);
        slot = slot_of(l, word, hash);
    }
    const char **place =
        base_arena_push(l->arena, (void **)&l->words, &l->count, &l->capacity, sizeof *l->words);
    *place = base_arena_strdup(l->arena, word);
    take(l, slot, hash, l->count - 1);
    return l->count - 1;
}

size_t model_lexicon_find(const struct model_lexicon *l, const char *word)
{
    size_t slot = slot_of(l, word, hash_of(word));
    return l->slots[slot].number == 0 ? MODEL_NO_WORD : l->slots[slot].number - 1;
}

const char *model_lexicon_word(const struct model_lexicon *l, size_t number)
{
    return l->words[number];
}

size_t model_lexicon_count(const struct model_lexicon *l)
{
    return l->count;
}
