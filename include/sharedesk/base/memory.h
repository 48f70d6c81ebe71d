/* memory.h: allocation that never returns NULL (a desk out of memory stops at once with a
 * message; every write is a transaction, so nothing is half done), and arenas: what a query returns
 * lives in the arena of the screen or verb that asked, and is freed as a whole. */
#ifndef SHAREDESK_BASE_MEMORY_H
#define SHAREDESK_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

void *base_alloc(size_t size);                          /* zeroed */
void *base_realloc(void *p, size_t count, size_t size); /* checks count * size */
char *base_strdup(const char *s);                       /* NULL gives NULL */
/* Gives the system back what was freed, between two tasks that take much, where the allocator would
 * keep it. */
void base_memory_trim(void);

struct base_arena;

struct base_arena *base_arena_new(void);
void base_arena_free(struct base_arena **a);
void base_arena_reset(struct base_arena *a);               /* keeps a block of it */
void *base_arena_alloc(struct base_arena *a, size_t size); /* zeroed, aligned for any type */
void *base_arena_array(struct base_arena *a, size_t count, size_t size);
/* Gives back an array that nobody looks at any more, if it is large enough (half a mebibyte) to
 * have a block to itself; what is smaller stays until the arena goes. */
void base_arena_drop(struct base_arena *a, void *array, size_t count, size_t size);
char *base_arena_strdup(struct base_arena *a, const char *s); /* NULL gives NULL */
char *base_arena_strndup(struct base_arena *a, const char *s, size_t n);
char *base_arena_printf(struct base_arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *base_arena_vprintf(struct base_arena *a, const char *format, va_list args);

/* Makes room for one more element in an arena array of *count elements and returns where it goes;
 * grows by doubling. *array may be NULL at the start, *capacity 0. */
void *base_arena_push(struct base_arena *a, void **array, size_t *count, size_t *capacity,
                      size_t size);

#endif
