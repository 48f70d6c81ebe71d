#include "sharedesk/base/err.h"
#include "sharedesk/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void an_error_says_what_why_and_what_to_do(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    assert_int_equal(err_set(&e, ERR_REFUSED, "R12", "Choose a later time.", "%d hours", 3),
                     ERR_REFUSED);
    assert_int_equal(e.code, ERR_REFUSED);
    assert_string_equal(e.what, "R12");
    assert_string_equal(e.why, "3 hours");
    assert_string_equal(e.hint, "Choose a later time.");
    err_clear(&e);
    assert_int_equal(e.code, ERR_NONE);
    assert_string_equal(e.why, "");
}

static void an_absent_hint_is_empty(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    err_set(&e, ERR_IO, NULL, NULL, "why");
    assert_string_equal(e.what, "");
    assert_string_equal(e.hint, "");
}

static void context_goes_in_front(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    err_set(&e, ERR_VALUE, "line 3", NULL, "no date");
    assert_int_equal(err_within(&e, "demands.csv"), ERR_VALUE);
    assert_string_equal(e.what, "demands.csv: line 3");
    err_set(&e, ERR_VALUE, NULL, NULL, "no date");
    err_within(&e, "demands.csv");
    assert_string_equal(e.what, "demands.csv");
}

static void an_error_may_be_made_from_its_own_texts(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    err_set(&e, ERR_IO, "disk", "hint", "full");
    err_set(&e, ERR_CORRUPT, e.why, e.what, "%s and %s", e.hint, e.why);
    assert_string_equal(e.what, "full");
    assert_string_equal(e.hint, "disk");
    assert_string_equal(e.why, "hint and full");
}

static void long_text_is_cut_at_a_character(void **state)
{
    (void)state;
    char text[4096];
    for (size_t shift = 0; shift < 4; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "电", 4);
        struct err e = ERR_INIT;
        err_set(&e, ERR_VALUE, text, text, "%s", text);
        err_within(&e, "外");
        assert_true(base_utf8_valid(e.what, strlen(e.what)));
        assert_true(base_utf8_valid(e.why, strlen(e.why)));
        assert_true(base_utf8_valid(e.hint, strlen(e.hint)));
        assert_true(strlen(e.what) > sizeof e.what - 5);
        assert_true(strlen(e.why) > sizeof e.why - 5);
    }
}

static void emoji_are_not_cut_in_half(void **state)
{
    (void)state;
    char text[2048];
    for (size_t shift = 0; shift < 4; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 4 < sizeof text; i += 4)
            memcpy(text + i, "🔬", 5);
        struct err e = ERR_INIT;
        err_set(&e, ERR_VALUE, text, NULL, "%s", text);
        assert_true(base_utf8_valid(e.what, strlen(e.what)));
        assert_true(base_utf8_valid(e.why, strlen(e.why)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_what_why_and_what_to_do),
        cmocka_unit_test(an_absent_hint_is_empty),
        cmocka_unit_test(context_goes_in_front),
        cmocka_unit_test(an_error_may_be_made_from_its_own_texts),
        cmocka_unit_test(long_text_is_cut_at_a_character),
        cmocka_unit_test(emoji_are_not_cut_in_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
