#include "sharedesk/base/text.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_text_grows(void **state)
{
    (void)state;
    struct base_text t = {0};
    assert_string_equal(base_text_string(&t), "");
    base_text_clear(&t);
    assert_null(t.s);
    base_text_add(&t, "");
    assert_string_equal(t.s, "");
    base_text_add(&t, "扫描");
    base_text_add_char(&t, '-');
    base_text_add_n(&t, "SEMxyz", 3);
    base_text_printf(&t, " %d", 42);
    assert_string_equal(t.s, "扫描-SEM 42");
    assert_int_equal(t.length, strlen(t.s));
    base_text_add_n(&t, NULL, 0);
    base_text_add(&t, NULL);
    assert_string_equal(t.s, "扫描-SEM 42");
    base_text_clear(&t);
    assert_string_equal(t.s, "");
    base_text_free(&t);
    assert_null(t.s);
}

static void a_text_grows_past_every_capacity(void **state)
{
    (void)state;
    struct base_text t = {0};
    for (size_t i = 0; i < 5000; i++) {
        base_text_add_char(&t, (char)('a' + i % 26));
        assert_int_equal(t.length, i + 1);
        assert_int_equal(t.s[i + 1], 0);
        assert_true(t.capacity > t.length);
    }
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(t.s[i], 'a' + (int)(i % 26));
    base_text_printf(&t, "%6000d", 7);
    assert_int_equal(t.length, 11000);
    assert_int_equal(strlen(t.s), 11000);
    base_text_free(&t);
}

static void comparing(void **state)
{
    (void)state;
    assert_true(base_text_equal(NULL, NULL));
    assert_true(base_text_equal(NULL, ""));
    assert_true(base_text_equal("a", "a"));
    assert_false(base_text_equal("a", NULL));
    assert_false(base_text_equal("a", "A"));
    assert_true(base_text_empty(NULL));
    assert_true(base_text_empty(" \t\r\n"));
    assert_false(base_text_empty(" x"));
    assert_false(base_text_empty("\u3000"));
    assert_true(base_text_starts("policy.key", "policy."));
    assert_true(base_text_starts("x", ""));
    assert_false(base_text_starts("pol", "policy"));
}

static void trimming(void **state)
{
    (void)state;
    char both[] = " \t a b\r\n";
    assert_string_equal(base_text_trim(both), "a b");
    char blank[] = "   ";
    assert_string_equal(base_text_trim(blank), "");
    char none[] = "";
    assert_string_equal(base_text_trim(none), "");
}

static void whole_numbers(void **state)
{
    (void)state;
    long long n = 5;
    assert_true(base_text_parse_int("-42", &n));
    assert_int_equal(n, -42);
    assert_true(base_text_parse_int("+7", &n));
    assert_int_equal(n, 7);
    assert_true(base_text_parse_int("010", &n));
    assert_int_equal(n, 10);
    assert_true(base_text_parse_int("9223372036854775807", &n));
    assert_true(n == LLONG_MAX);
    const char *const bad[] = {"",    " 1", "1 ", "1x",  "0x10",
                               "--1", "+",  "１", "1.0", "9223372036854775808"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(base_text_parse_int(bad[i], &n));
    assert_false(base_text_parse_int(NULL, &n));
    assert_true(n == LLONG_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_grows),  cmocka_unit_test(a_text_grows_past_every_capacity),
        cmocka_unit_test(comparing),     cmocka_unit_test(trimming),
        cmocka_unit_test(whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
