/* Sets of intervals against a plain picture of the same: one flag a second. */
#include "sharedesk/base/interval.h"
#include "sharedesk/base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LENGTH = 60 };

static void paint(const struct base_intervals *set, char picture[LENGTH])
{
    memset(picture, 0, LENGTH);
    for (size_t i = 0; i < set->count; i++)
        for (int64_t t = set->list[i].start; t < set->list[i].end; t++)
            picture[t] = 1;
}

/* In order, none empty, none touching the next. */
static void assert_in_order(const struct base_intervals *set)
{
    for (size_t i = 0; i < set->count; i++) {
        assert_true(set->list[i].start < set->list[i].end);
        if (i > 0)
            assert_true(set->list[i - 1].end <= set->list[i].start);
    }
}

static struct base_intervals random_set(struct base_arena *a)
{
    struct base_intervals set = {0};
    for (int n = rand() % 8; n > 0; n--) {
        int64_t start = rand() % LENGTH, end = start + rand() % 12;
        base_intervals_add(a, &set, start, end < LENGTH ? end : LENGTH);
    }
    base_intervals_merge(&set);
    return set;
}

static void test_operations_are_what_a_picture_shows(void **state)
{
    (void)state;
    srand(1);
    struct base_arena *arena = base_arena_new();
    for (int n = 0; n < 2000; n++) {
        base_arena_reset(arena);
        struct base_intervals a = random_set(arena), b = random_set(arena);
        struct base_intervals minus = base_intervals_subtract(arena, &a, &b);
        struct base_intervals both = base_intervals_intersect(arena, &a, &b);
        int64_t from = rand() % LENGTH, to = from + rand() % (LENGTH - (int)from);
        struct base_intervals clip = base_intervals_clip(arena, &a, from, to);
        char pa[LENGTH], pb[LENGTH], pm[LENGTH], pi[LENGTH], pc[LENGTH];
        paint(&a, pa), paint(&b, pb), paint(&minus, pm), paint(&both, pi), paint(&clip, pc);
        int seconds = 0;
        for (int t = 0; t < LENGTH; t++) {
            assert_int_equal(pm[t], pa[t] && !pb[t]);
            assert_int_equal(pi[t], pa[t] && pb[t]);
            assert_int_equal(pc[t], pa[t] && t >= from && t < to);
            seconds += pa[t];
        }
        assert_int_equal(base_intervals_seconds(&a), seconds);
        assert_in_order(&a), assert_in_order(&minus), assert_in_order(&both),
            assert_in_order(&clip);
        bool all = from < to, any = false;
        for (int64_t t = from; t < to; t++)
            all = all && pa[t], any = any || pa[t];
        if (from < to)
            assert_int_equal(base_intervals_holding(&a, from, to) != NULL, all);
        assert_int_equal(base_intervals_overlap(&a, from, to), any);
    }
    base_arena_free(&arena);
}

static void test_back_to_back_becomes_one(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct base_intervals set = {0};
    base_intervals_add(a, &set, 10, 20);
    base_intervals_add(a, &set, 5, 10);
    base_intervals_add(a, &set, 7, 7);
    base_intervals_merge(&set);
    assert_int_equal(set.count, 1);
    assert_int_equal(set.list[0].start, 5);
    assert_int_equal(base_interval_minutes(0, 119), 1);
    assert_int_equal(base_interval_minutes(5, 5), 0);
    base_arena_free(&a);
}

static void test_map_finds_what_was_put(void **state)
{
    (void)state;
    static int values[5000];
    struct base_arena *a = base_arena_new();
    struct base_map map = {0};
    const struct base_map_key none = {-1, 0, 0};
    assert_null(base_map_get(&map, none));
    for (int64_t i = 0; i < 5000; i++)
        *base_map_at(a, &map, (struct base_map_key){i % 50, i / 50, -i}) = &values[i];
    for (int64_t i = 0; i < 5000; i++)
        assert_ptr_equal(base_map_get(&map, (struct base_map_key){i % 50, i / 50, -i}), &values[i]);
    assert_null(base_map_get(&map, none));
    assert_null(*base_map_at(a, &map, none));
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operations_are_what_a_picture_shows),
        cmocka_unit_test(test_back_to_back_becomes_one),
        cmocka_unit_test(test_map_finds_what_was_put),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
