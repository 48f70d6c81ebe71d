#include "sharedesk/base/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void rounding_up_reaches_the_next_step(void **state)
{
    (void)state;
    assert_int_equal(base_round_up(0, 15), 0);
    assert_int_equal(base_round_up(1, 15), 15);
    assert_int_equal(base_round_up(15, 15), 15);
    assert_int_equal(base_round_up(16, 15), 30);
    assert_int_equal(base_round_up(7, 1), 7);
    assert_int_equal(base_round_up(7, 0), 7);
}

static void a_common_measure_divides_both(void **state)
{
    (void)state;
    assert_int_equal(base_common_measure(12, 18), 6);
    assert_int_equal(base_common_measure(18, -12), 6);
    assert_int_equal(base_common_measure(7, 9), 1);
    assert_int_equal(base_common_measure(0, 9), 9);
    assert_int_equal(base_common_measure(-9, 0), 9);
    assert_int_equal(base_common_measure(0, 0), 0);
}

/* The published values of FNV-1a of 64 bits. */
static void hashes_are_fnv_1a(void **state)
{
    (void)state;
    assert_true(base_hash_text(BASE_HASH, "") == UINT64_C(0xcbf29ce484222325));
    assert_true(base_hash_text(BASE_HASH, "a") == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(base_hash_text(BASE_HASH, "foobar") == UINT64_C(0x85944171f73967e8));
    assert_true(base_hash_text(BASE_HASH, NULL) == BASE_HASH);
    assert_true(base_hash(BASE_HASH, 'a') == base_hash_text(BASE_HASH, "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounding_up_reaches_the_next_step),
        cmocka_unit_test(a_common_measure_divides_both),
        cmocka_unit_test(hashes_are_fnv_1a),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
