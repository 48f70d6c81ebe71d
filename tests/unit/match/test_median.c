/* The amount at a place of the order of many, of which some are known only to lie between two
 * others. */
#include "../../../src/match/internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t seed = 7;

static int64_t roll(int64_t from, int64_t until)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return from + (int64_t)((seed >> 33) % (uint64_t)(until - from));
}

static int by_amount(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* Some are nothing, some huge, many close together. */
static int64_t any_amount(void)
{
    int64_t kind = roll(0, 10);
    return kind == 0 ? 0 : kind == 1 ? INT64_MAX - roll(0, 9) : roll(1, kind < 5 ? 200 : 2000000);
}

/* All of them, and how many had to be found out. */
static size_t settle(struct match_amounts *x, const int64_t *amounts, size_t place)
{
    struct match_vague *doubts;
    size_t looked = 0;
    for (size_t count; (count = match_amounts_doubts(x, place, &doubts)) > 0; looked += count)
        for (size_t i = 0; i < count; i++)
            match_amounts_add(x, amounts[doubts[i].place]);
    return looked;
}

static size_t order_of(size_t count, int64_t percent_vague, struct base_arena *a)
{
    struct match_amounts x;
    int64_t *amounts = base_arena_array(a, count, sizeof *amounts);
    size_t looked = 0;
    match_amounts_begin(&x, base_arena_array(a, count, sizeof *amounts), a);
    for (size_t i = 0; i < count; i++) {
        int64_t is = amounts[i] = any_amount(), less = roll(0, 100), more = roll(0, 100);
        struct match_vague v = {is - less, more < 50 ? INT64_MAX : is, 0, (uint32_t)i};
        if (more >= 50 && is < INT64_MAX - more)
            v.high = is + more;
        if (roll(0, 100) < percent_vague)
            match_amounts_add_vague(&x, &v);
        else
            match_amounts_add(&x, is);
    }
    assert_int_equal(match_amounts_count(&x), count);
    int64_t *sorted = base_arena_array(a, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = amounts[i];
    qsort(sorted, count, sizeof *sorted, by_amount);
    for (int i = 0; i < 3; i++) {
        size_t place = (size_t)roll(0, (int64_t)count);
        looked += settle(&x, amounts, place);
        assert_int_equal(match_amounts_count(&x), count);
        assert_true(match_amounts_at(&x, place) == sorted[place]);
    }
    return looked;
}

static void the_amount_is_that_of_all_sorted(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        struct base_arena *a = base_arena_new();
        order_of((size_t)roll(1, 400), roll(0, 101), a);
        base_arena_free(&a);
    }
}

static void few_are_found_out(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    size_t vague = 4000; /* about, at 40 of 100 */
    assert_true(order_of(10000, 40, a) < 3 * vague / 4);
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_amount_is_that_of_all_sorted),
        cmocka_unit_test(few_are_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
