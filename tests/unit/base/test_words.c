/* Days and times within a sentence. */
#include "sharedesk/base/words.h"

#include "sharedesk/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void the_year_is_told_when_it_is_another(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    int64_t day, other, now;
    struct err e = ERR_INIT;
    assert_int_equal(base_day_parse("2026-12-16", &day, &e), ERR_NONE);
    assert_int_equal(base_day_parse("2027-01-03", &other, &e), ERR_NONE);
    now = base_day_start(day);
    assert_string_equal(base_day_words(day, now, a), "16 Dec");
    assert_string_equal(base_day_words(other, now, a), "3 Jan 2027");
    assert_string_equal(base_time_words(base_day_time(day, 545), now, a), "16 Dec 09:05");
    assert_string_equal(base_time_words(BASE_NONE, now, a), "");
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_year_is_told_when_it_is_another)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
