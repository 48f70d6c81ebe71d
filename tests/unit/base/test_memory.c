#include "sharedesk/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool all_zero(const void *p, size_t size)
{
    const char *bytes = p;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != 0)
            return false;
    }
    return true;
}

static void plain_allocation(void **state)
{
    (void)state;
    char *p = base_alloc(100);
    assert_true(all_zero(p, 100));
    p = base_realloc(p, 10, 50);
    assert_true(all_zero(p, 100));
    free(p);
    void *nothing = base_alloc(0);
    assert_non_null(nothing);
    nothing = base_realloc(nothing, 0, 8);
    assert_non_null(nothing);
    free(nothing);
    char *copy = base_strdup("显微镜");
    assert_string_equal(copy, "显微镜");
    free(copy);
    assert_null(base_strdup(NULL));
}

static void arena_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    enum { PIECES = 3000 };
    static unsigned char *pieces[PIECES];
    static size_t sizes[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        sizes[i] = i % 50 == 49 ? 20000 : i % 97;
        pieces[i] = base_arena_alloc(a, sizes[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        assert_true(all_zero(pieces[i], sizes[i]));
        memset(pieces[i], (int)(i % 255) + 1, sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++) {
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(pieces[i][k], i % 255 + 1);
    }
    base_arena_free(&a);
    assert_null(a);
    base_arena_free(&a);
}

static void a_reset_arena_is_as_new(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    char *first = base_arena_alloc(a, 16);
    memset(first, 'x', 16);
    base_arena_alloc(a, 1 << 22); /* larger than any usual block */
    for (int i = 0; i < 1000; i++)
        base_arena_alloc(a, 1000);
    base_arena_reset(a);
    for (int i = 0; i < 1000; i++)
        assert_true(all_zero(base_arena_alloc(a, 1000), 1000));
    base_arena_reset(a);
    assert_true(all_zero(base_arena_alloc(a, 16), 16));
    base_arena_free(&a);
}

static void arena_strings(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    assert_null(base_arena_strdup(a, NULL));
    assert_string_equal(base_arena_strdup(a, ""), "");
    assert_string_equal(base_arena_strdup(a, "扫描电镜"), "扫描电镜");
    assert_string_equal(base_arena_strndup(a, "abcdef", 3), "abc");
    assert_string_equal(base_arena_strndup(a, "ab", 30), "ab");
    assert_string_equal(base_arena_printf(a, "%s-%d", "R", 12), "R-12");
    assert_string_equal(base_arena_printf(a, "%s", ""), "");
    assert_int_equal(strlen(base_arena_printf(a, "%9000d", 1)), 9000);
    base_arena_free(&a);
}

static void pushing_keeps_what_is_there(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    int *numbers = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        int *place = base_arena_push(a, (void **)&numbers, &count, &capacity, sizeof *numbers);
        assert_int_equal(*place, 0);
        *place = i;
    }
    assert_int_equal(count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    base_arena_free(&a);
}

static void a_last_array_grows_where_it_stands(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    int *list = NULL, *first = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 100; i++) {
        int *place = base_arena_push(a, (void **)&list, &count, &capacity, sizeof *list);
        assert_int_equal(*place, 0);
        *place = i + 1;
        first = first == NULL ? list : first;
    }
    assert_ptr_equal(list, first);
    int *other = base_arena_alloc(a, sizeof *other);
    while (count < 1000)
        *(int *)base_arena_push(a, (void **)&list, &count, &capacity, sizeof *list) = -1;
    assert_int_equal(*other, 0);
    for (int i = 0; i < 100; i++)
        assert_int_equal(list[i], i + 1);
    base_arena_free(&a);
}

static void a_dropped_array_leaves_the_others(void **state)
{
    (void)state;
    enum { LARGE = 1 << 20 };
    struct base_arena *a = base_arena_new();
    char *small = base_arena_alloc(a, 100), *one = base_arena_alloc(a, LARGE);
    char *two = base_arena_alloc(a, LARGE);
    assert_true(all_zero(one, LARGE) && all_zero(two, LARGE));
    small[0] = one[LARGE - 1] = two[LARGE - 1] = 'x';
    base_arena_drop(a, one, LARGE, 1);
    base_arena_drop(a, small, 100, 1);
    assert_true(small[0] == 'x' && two[LARGE - 1] == 'x');
    assert_true(all_zero(base_arena_alloc(a, 100), 100));
    base_arena_drop(a, two, LARGE, 1);
    assert_true(small[0] == 'x');
    assert_true(all_zero(base_arena_alloc(a, LARGE), LARGE));
    base_arena_free(&a);
}

/* One that grew in a usual block shares it with what came later, wherever in the block it begins.
 */
static void a_dropped_array_that_grew_takes_nothing_along(void **state)
{
    (void)state;
    enum { ROUNDS = 60, ELEMENT = 1100, ELEMENTS = 500 };
    struct base_arena *a = base_arena_new();
    size_t *later[ROUNDS];
    for (int i = 0; i < 10000; i++)
        base_arena_alloc(a, 500); /* until blocks are as large as they become */
    for (size_t round = 0; round < ROUNDS; round++) {
        void *array = NULL;
        size_t count = 0, capacity = 0;
        for (int i = 0; i < ELEMENTS; i++)
            base_arena_push(a, &array, &count, &capacity, ELEMENT);
        later[round] = base_arena_alloc(a, sizeof(size_t) + 12345 * round);
        *later[round] = round;
        base_arena_drop(a, array, capacity, ELEMENT);
    }
    for (size_t round = 0; round < ROUNDS; round++)
        assert_int_equal(*later[round], round);
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_allocation),
        cmocka_unit_test(arena_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(a_reset_arena_is_as_new),
        cmocka_unit_test(arena_strings),
        cmocka_unit_test(pushing_keeps_what_is_there),
        cmocka_unit_test(a_last_array_grows_where_it_stands),
        cmocka_unit_test(a_dropped_array_leaves_the_others),
        cmocka_unit_test(a_dropped_array_that_grew_takes_nothing_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
