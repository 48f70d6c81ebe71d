#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum {
    FIRST_BLOCK = 4096,
    LARGEST_BLOCK = 1 << 20,
    KEPT_BLOCK = 1 << 16, /* at most, after a reset */
    FIRST_ELEMENTS = 8,
};

/* The newest block stands first. */
struct block {
    struct block *older;
    size_t size; /* of data */
    size_t used;
    bool own; /* of one request */
    max_align_t data[];
};

struct base_arena {
    struct block *newest;
    size_t next_size;
};

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr,
            "sharedesk: out of memory: %zu bytes were refused. Nothing half done was kept.\n",
            size);
    abort();
}

static size_t product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory(SIZE_MAX);
    return count * size;
}

void *base_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        out_of_memory(size);
    return p;
}

void *base_realloc(void *p, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    void *grown = realloc(p, bytes ? bytes : 1);
    if (!grown)
        out_of_memory(bytes);
    return grown;
}

char *base_strdup(const char *s)
{
    if (!s)
        return NULL;
    size_t size = strlen(s) + 1;
    return memcpy(base_alloc(size), s, size);
}

void base_memory_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

static struct block *block_new(size_t size, bool zeroed)
{
    if (size > SIZE_MAX - sizeof(struct block))
        out_of_memory(size);
    struct block *b = zeroed ? calloc(1, sizeof *b + size) : malloc(sizeof *b + size);
    if (!b)
        out_of_memory(size);
    b->older = NULL;
    b->size = size;
    b->used = 0;
    b->own = false;
    return b;
}

struct base_arena *base_arena_new(void)
{
    struct base_arena *a = base_alloc(sizeof *a);
    a->newest = block_new(FIRST_BLOCK, false);
    a->next_size = 2 * (size_t)FIRST_BLOCK;
    return a;
}

static void free_blocks(struct block *b, const struct block *but)
{
    while (b) {
        struct block *older = b->older;
        if (b != but)
            free(b);
        b = older;
    }
}

/* What is filled again and again soon has a block that is large enough. */
void base_arena_reset(struct base_arena *a)
{
    struct block *kept = a->newest;
    for (struct block *b = a->newest; b; b = b->older) {
        bool smaller = kept->size > KEPT_BLOCK; /* there always is one: the first is no larger */
        if (b->size <= KEPT_BLOCK && (smaller || b->size > kept->size))
            kept = b;
    }
    free_blocks(a->newest, kept);
    a->newest = kept;
    kept->older = NULL;
    kept->used = 0;
    kept->own = false;
    a->next_size = 2 * kept->size;
}

void base_arena_free(struct base_arena **a)
{
    if (!*a)
        return;
    free_blocks((*a)->newest, NULL);
    free(*a);
    *a = NULL;
}

/* A zeroed block for one request that is too large for the usual ones, placed behind the newest, so
 * that the room left in that is not lost. */
static struct block *block_of_its_own(struct base_arena *a, size_t size)
{
    struct block *own = block_new(size, true);
    own->used = size;
    own->own = true;
    own->older = a->newest->older;
    a->newest->older = own;
    return own;
}

static struct block *next_block(struct base_arena *a)
{
    struct block *b = block_new(a->next_size, false);
    b->older = a->newest;
    a->newest = b;
    if (a->next_size < LARGEST_BLOCK)
        a->next_size *= 2;
    return b;
}

/* Rounded up so that the next request is aligned too. */
static size_t rounded(size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        out_of_memory(size);
    return (size + align - 1) / align * align;
}

/* Room in the arena; *zeroed tells whether it is. */
static void *arena_room(struct base_arena *a, size_t size, bool *zeroed)
{
    size_t n = rounded(size ? size : 1);
    struct block *b = a->newest;
    *zeroed = false;
    if (b->size - b->used < n) {
        if (n > a->next_size / 2) {
            *zeroed = true;
            return block_of_its_own(a, n)->data;
        }
        b = next_block(a);
    }
    void *p = (char *)b->data + b->used;
    b->used += n;
    return p;
}

void *base_arena_alloc(struct base_arena *a, size_t size)
{
    bool zeroed;
    void *p = arena_room(a, size, &zeroed);
    return zeroed ? p : memset(p, 0, size);
}

void *base_arena_array(struct base_arena *a, size_t count, size_t size)
{
    return base_arena_alloc(a, product(count, size));
}

char *base_arena_strndup(struct base_arena *a, const char *s, size_t n)
{
    size_t length = strnlen(s, n);
    bool zeroed;
    char *copy = arena_room(a, length + 1, &zeroed);
    memcpy(copy, s, length);
    copy[length] = '\0';
    return copy;
}

char *base_arena_strdup(struct base_arena *a, const char *s)
{
    return s ? base_arena_strndup(a, s, strlen(s)) : NULL;
}

char *base_arena_vprintf(struct base_arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *s = base_arena_alloc(a, size);
    if (length > 0)
        vsnprintf(s, size, format, args);
    return s;
}

char *base_arena_printf(struct base_arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *s = base_arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

void base_arena_drop(struct base_arena *a, void *array, size_t count, size_t size)
{
    if (rounded(product(count, size)) <= LARGEST_BLOCK / 2)
        return;
    struct block **link = &a->newest;
    while (*link != NULL && !((*link)->own && (void *)(*link)->data == array))
        link = &(*link)->older;
    struct block *own = *link;
    if (own == NULL)
        return;
    *link = own->older;
    free(own);
}

/* Where the array is the last thing in the newest block it need not leave its old self behind. */
static bool grow_in_place(struct base_arena *a, void *array, size_t old, size_t new)
{
    struct block *b = a->newest;
    size_t more = rounded(new) - rounded(old);
    if (old == 0 || (char *)array + rounded(old) != (char *)b->data + b->used ||
        b->size - b->used < more)
        return false;
    b->used += more;
    memset((char *)array + old, 0, new - old);
    return true;
}

void *base_arena_push(struct base_arena *a, void **array, size_t *count, size_t *capacity,
                      size_t size)
{
    if (*count == *capacity) {
        size_t wanted = *capacity ? product(*capacity, 2) : FIRST_ELEMENTS;
        size_t old = product(*capacity, size), new = product(wanted, size);
        if (!grow_in_place(a, *array, old, new)) {
            void *grown = base_arena_alloc(a, new);
            if (*count)
                memcpy(grown, *array, old);
            *array = grown;
        }
        *capacity = wanted;
    }
    return (char *)*array + (*count)++ * size;
}
