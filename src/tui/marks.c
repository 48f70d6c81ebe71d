#include "marks.h"

#include "sharedesk/base/memory.h"
#include "sharedesk/base/whole.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t marks_hash(const char *key)
{
    uint64_t h = base_hash_text(BASE_HASH, key);
    return (size_t)(h ^ (h >> 32));
}

/* The slot of the key, or the empty one where it would go. A key taken out leaves its slot,
 * pointing at NULL, so that the search goes on past it. */
static size_t marks_slot(const struct tui_marks *m, const char *key)
{
    size_t at = marks_hash(key) & (m->slot_count - 1);
    while (m->slots[at]) {
        const char *there = m->keys[m->slots[at] - 1];
        if (there && strcmp(there, key) == 0)
            return at;
        at = (at + 1) & (m->slot_count - 1);
    }
    return at;
}

/* Room for one more; drops what was taken out. */
static void marks_rebuild(struct tui_marks *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++)
        if (m->keys[i])
            m->keys[kept++] = m->keys[i];
    m->count = kept;
    m->capacity = kept * 2 + 16;
    m->keys = base_realloc(m->keys, m->capacity, sizeof *m->keys);
    free(m->slots);
    m->slot_count = 64;
    while (m->slot_count < m->capacity * 2)
        m->slot_count *= 2;
    m->slots = base_alloc(m->slot_count * sizeof *m->slots);
    for (size_t i = 0; i < m->count; i++)
        m->slots[marks_slot(m, m->keys[i])] = i + 1;
}

bool tui_marks_has(const struct tui_marks *m, const char *key)
{
    return m->live > 0 && m->slots[marks_slot(m, key)] != 0;
}

void tui_marks_add(struct tui_marks *m, const char *key)
{
    if (tui_marks_has(m, key))
        return;
    if (m->count == m->capacity)
        marks_rebuild(m);
    m->keys[m->count++] = base_strdup(key);
    m->slots[marks_slot(m, key)] = m->count;
    m->live++;
}

void tui_marks_remove(struct tui_marks *m, const char *key)
{
    if (!tui_marks_has(m, key))
        return;
    size_t index = m->slots[marks_slot(m, key)] - 1;
    free(m->keys[index]);
    m->keys[index] = NULL;
    m->live--;
}

void tui_marks_clear(struct tui_marks *m)
{
    for (size_t i = 0; i < m->count; i++)
        free(m->keys[i]);
    free(m->keys);
    free(m->slots);
    *m = (struct tui_marks){0};
}
