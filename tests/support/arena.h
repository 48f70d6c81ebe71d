/* arena.h: one arena for a file of tests that need memory and nothing else. */
#ifndef SHAREDESK_TESTS_ARENA_H
#define SHAREDESK_TESTS_ARENA_H

#include "sharedesk/base/memory.h"

static struct base_arena *arena;

static int arena_set_up(void **state)
{
    (void)state;
    arena = base_arena_new();
    return 0;
}

static int arena_tear_down(void **state)
{
    (void)state;
    base_arena_free(&arena);
    return 0;
}

#endif
