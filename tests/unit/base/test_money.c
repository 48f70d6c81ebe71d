#include "sharedesk/base/money.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void adding(void **state)
{
    (void)state;
    int64_t sum = 1;
    assert_true(base_money_add(-5, 8, &sum));
    assert_int_equal(sum, 3);
    assert_true(base_money_add(INT64_MAX, INT64_MIN, &sum));
    assert_int_equal(sum, -1);
    assert_false(base_money_add(INT64_MAX, 1, &sum));
    assert_false(base_money_add(INT64_MIN, -1, &sum));
    assert_int_equal(sum, -1);
}

static void shares_round_half_away_from_zero(void **state)
{
    (void)state;
    static const int64_t cases[][4] = {
        {5, 1, 2, 3},
        {-5, 1, 2, -3},
        {5, -1, 2, -3},
        {5, 1, -2, -3},
        {-5, -1, 2, 3},
        {-5, -1, -2, -3},
        {1, 1, 3, 0},
        {2, 1, 3, 1},
        {-2, 1, 3, -1},
        {0, 7, -3, 0},
        {7500, 60, 75, 6000},
        {100, 5, 1000, 1},
        {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
        {INT64_MIN, INT64_MAX, INT64_MAX, INT64_MIN},
        {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN},
        {INT64_MIN, 1, 2, INT64_MIN / 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t result;
        assert_true(base_money_muldiv(cases[i][0], cases[i][1], cases[i][2], &result));
        assert_int_equal(result, cases[i][3]);
    }
}

static void shares_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    int64_t result = 77;
    assert_false(base_money_muldiv(1, 1, 0, &result));
    assert_false(base_money_muldiv_down(1, 1, 0, &result));
    assert_false(base_money_muldiv(INT64_MAX, 2, 1, &result));
    assert_false(base_money_muldiv(INT64_MIN, 1, -1, &result));
    assert_false(base_money_muldiv_down(INT64_MIN, INT64_MIN, 1, &result));
    assert_int_equal(result, 77);
}

static void voucher_shares_round_down(void **state)
{
    (void)state;
    int64_t result;
    assert_true(base_money_muldiv_down(12499, 40, 100, &result));
    assert_int_equal(result, 4999);
    assert_true(base_money_muldiv_down(-12499, 40, 100, &result));
    assert_int_equal(result, -4999);
    assert_true(base_money_muldiv_down(12500, 40, 100, &result));
    assert_int_equal(result, 5000);
}

static void doubles_round_once(void **state)
{
    (void)state;
    int64_t result = 9;
    assert_true(base_money_round(2.5, &result));
    assert_int_equal(result, 3);
    assert_true(base_money_round(-2.5, &result));
    assert_int_equal(result, -3);
    assert_true(base_money_round(0.49999999999999994, &result));
    assert_int_equal(result, 0);
    assert_true(base_money_round(-0x1p63, &result));
    assert_int_equal(result, INT64_MIN);
    assert_true(base_money_round(0x1p63 - 1024, &result));
    assert_false(base_money_round(0x1p63, &result));
    assert_false(base_money_round((double)NAN, &result));
    assert_false(base_money_round((double)INFINITY, &result));
    assert_false(base_money_round(-(double)INFINITY, &result));
}

static void check_split(int64_t amount, const int64_t weights[4], const int64_t expected[4])
{
    int64_t parts[4];
    assert_true(base_money_split(amount, weights, 4, parts));
    for (int i = 0; i < 4; i++)
        assert_int_equal(parts[i], expected[i]);
}

static void a_charge_splits_as_the_ledger_says(void **state)
{
    (void)state;
    const int64_t weights[4] = {70, 10, 15, 5};
    check_split(10, weights, (const int64_t[]){7, 1, 2, 0});
    check_split(-10, weights, (const int64_t[]){-7, -1, -2, 0});
    check_split(12500, weights, (const int64_t[]){8750, 1250, 1875, 625});
    check_split(1, weights, (const int64_t[]){1, 0, 0, 0});
    check_split(0, weights, (const int64_t[]){0, 0, 0, 0});
    check_split(2, (const int64_t[]){1, 1, 1, 1}, (const int64_t[]){1, 1, 0, 0});
    check_split(2, (const int64_t[]){0, 1, 0, 1}, (const int64_t[]){0, 1, 0, 1});
    check_split(INT64_MIN, (const int64_t[]){0, INT64_MAX, 0, 0},
                (const int64_t[]){0, INT64_MIN, 0, 0});
}

static void senseless_weights_are_refused(void **state)
{
    (void)state;
    int64_t parts[2];
    assert_false(base_money_split(10, (const int64_t[]){0, 0}, 2, parts));
    assert_false(base_money_split(10, (const int64_t[]){5, -1}, 2, parts));
    assert_false(base_money_split(10, NULL, 0, parts));
}

/* xorshift64: the same numbers in every run. */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

__extension__ typedef __int128 wide;

static void check_random_split(uint64_t *seed)
{
    enum { MOST = 9 };
    int64_t weights[MOST];
    int64_t parts[MOST];
    size_t n = 1 + next_random(seed) % MOST;
    wide weight_sum = 0;
    for (size_t i = 0; i < n; i++) {
        weights[i] = (int64_t)(next_random(seed) >> (1 + next_random(seed) % 63));
        weight_sum += weights[i];
    }
    int64_t amount = (int64_t)next_random(seed) >> next_random(seed) % 64;
    if (weight_sum == 0)
        return;
    assert_true(base_money_split(amount, weights, n, parts));
    wide sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += parts[i];
        wide off = (wide)parts[i] - (wide)amount * weights[i] / weight_sum;
        assert_true(off >= -1 && off <= 1);
        assert_true(weights[i] != 0 || parts[i] == 0);
    }
    assert_true(sum == amount);
}

static void any_split_adds_up(void **state)
{
    (void)state;
    uint64_t seed = 20240607;
    for (int i = 0; i < 20000; i++)
        check_random_split(&seed);
}

static void writing(void **state)
{
    (void)state;
    static const struct {
        int64_t amount;
        int decimals;
        const char *plain, *shown;
    } cases[] = {
        {0, 2, "0.00", "0.00"},
        {5, 2, "0.05", "0.05"},
        {-5, 2, "-0.05", "-0.05"},
        {100, 2, "1.00", "1.00"},
        {-123450, 2, "-1234.50", "-1,234.50"},
        {99999, 2, "999.99", "999.99"},
        {1234567, 0, "1234567", "1,234,567"},
        {0, 0, "0", "0"},
        {1234567, 3, "1234.567", "1,234.567"},
        {INT64_MAX, 2, "92233720368547758.07", "92,233,720,368,547,758.07"},
        {INT64_MIN, 0, "-9223372036854775808", "-9,223,372,036,854,775,808"},
        {INT64_MIN, 18, "-9.223372036854775808", "-9.223372036854775808"},
        {7, 18, "0.000000000000000007", "0.000000000000000007"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char plain[32];
        char shown[40];
        base_money_format(cases[i].amount, cases[i].decimals, plain);
        base_money_show(cases[i].amount, cases[i].decimals, shown);
        assert_string_equal(plain, cases[i].plain);
        assert_string_equal(shown, cases[i].shown);
    }
}

static void reading(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t amount;
    } cases[] = {
        {"0", 0},
        {"1234.5", 123450},
        {"1,234.50", 123450},
        {"-1234.50", -123450},
        {"+.5", 50},
        {"7.", 700},
        {" 12 ", 1200},
        {"1,234,567.89", 123456789},
        {"-0", 0},
        {"000012", 1200},
        {"92233720368547758.07", INT64_MAX},
        {"-92233720368547758.08", INT64_MIN},
    };
    struct err e = ERR_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t amount;
        assert_int_equal(base_money_parse(cases[i].text, 2, &amount, &e), ERR_NONE);
        assert_int_equal(amount, cases[i].amount);
    }
}

static void what_is_no_amount_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      " ",      "-",    ".",        "1.234", "1,5",
                                      "12,34", "1,2345", ",123", "1234,567", "1,",    "1 2",
                                      "1e3",   "--1",    "¥5",   "0x10",     "1.2.3", "１２"};
    struct err e = ERR_INIT;
    int64_t amount = 3;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(base_money_parse(bad[i], 2, &amount, &e), ERR_VALUE);
    assert_int_equal(base_money_parse("1.0", 0, &amount, &e), ERR_VALUE);
    assert_int_equal(base_money_parse("92233720368547758.08", 2, &amount, &e), ERR_LIMIT);
    assert_int_equal(base_money_parse("-92233720368547758.09", 2, &amount, &e), ERR_LIMIT);
    assert_int_equal(
        base_money_parse("99999999999999999999999999999999999999999999999", 2, &amount, &e),
        ERR_LIMIT);
    assert_int_equal(amount, 3);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    uint64_t seed = 42;
    struct err e = ERR_INIT;
    for (int i = 0; i < 5000; i++) {
        int64_t amount = (int64_t)next_random(&seed) >> next_random(&seed) % 64;
        int decimals = (int)(next_random(&seed) % 5);
        char plain[32];
        char shown[40];
        int64_t back;
        base_money_format(amount, decimals, plain);
        base_money_show(amount, decimals, shown);
        assert_int_equal(base_money_parse(plain, decimals, &back, &e), ERR_NONE);
        assert_int_equal(back, amount);
        assert_int_equal(base_money_parse(shown, decimals, &back, &e), ERR_NONE);
        assert_int_equal(back, amount);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adding),
        cmocka_unit_test(shares_round_half_away_from_zero),
        cmocka_unit_test(shares_that_do_not_fit_are_refused),
        cmocka_unit_test(voucher_shares_round_down),
        cmocka_unit_test(doubles_round_once),
        cmocka_unit_test(a_charge_splits_as_the_ledger_says),
        cmocka_unit_test(senseless_weights_are_refused),
        cmocka_unit_test(any_split_adds_up),
        cmocka_unit_test(writing),
        cmocka_unit_test(reading),
        cmocka_unit_test(what_is_no_amount_is_refused),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
