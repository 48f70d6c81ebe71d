#include "sharedesk/base/time.h"
#include "sharedesk/model/tariff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void prices_are_sorted_by_day(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct model_tariff *list;
    size_t count;
    struct err e = ERR_INIT;
    assert_int_equal(model_tariffs_parse("2026-07-01 member 120; "
                                         "2026-01-01 member 100.00 outside 150.50;\n"
                                         "2027-01-01 outside 0",
                                         2, a, &list, &count, &e),
                     ERR_NONE);
    assert_int_equal(count, 3);
    assert_true(list[0].from_day == base_date_to_day((struct base_date){2026, 1, 1}));
    assert_true(list[0].member == 10000 && list[0].outside == 15050);
    assert_true(list[1].member == 12000 && list[1].outside == BASE_NONE);
    assert_true(list[2].member == BASE_NONE && list[2].outside == 0);
    base_arena_free(&a);
}

static void nothing_is_no_tariff(void **state)
{
    (void)state;
    static const char *const texts[] = {NULL, "", " ", ";", " ; \n"};
    struct base_arena *a = base_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct model_tariff *list;
        size_t count;
        struct err e = ERR_INIT;
        assert_int_equal(model_tariffs_parse(texts[i], 2, a, &list, &count, &e), ERR_NONE);
        assert_int_equal(count, 0);
    }
    base_arena_free(&a);
}

static void decimals_are_the_currencys(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct model_tariff *list;
    size_t count;
    struct err e = ERR_INIT;
    assert_int_equal(model_tariffs_parse("2026-01-01 member 100", 0, a, &list, &count, &e),
                     ERR_NONE);
    assert_true(list[0].member == 100);
    assert_int_equal(model_tariffs_parse("2026-01-01 member 100.5", 0, a, &list, &count, &e),
                     ERR_VALUE);
    base_arena_free(&a);
}

static void faults_name_the_part(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "member 100",           "2026-13-01 member 100",
        "2026-01-01",           "2026-01-01 100",
        "2026-01-01 member",    "2026-01-01 member ten",
        "2026-01-01 member -1", "2026-01-01 member 1 member 2",
        "2026-01-01 guest 1",   "2026-01-01 member 1; 2026-01-01 outside 2",
    };
    struct base_arena *a = base_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct model_tariff *list;
        size_t count;
        struct err e = ERR_INIT;
        assert_int_equal(model_tariffs_parse(texts[i], 2, a, &list, &count, &e), ERR_VALUE);
        assert_int_equal(count, 0);
        assert_non_null(strchr(e.why, '"'));
        assert_non_null(strstr(e.hint, "2026-01-01 member 100.00"));
    }
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_are_sorted_by_day),
        cmocka_unit_test(nothing_is_no_tariff),
        cmocka_unit_test(decimals_are_the_currencys),
        cmocka_unit_test(faults_name_the_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
