/* The demo desk: days, and that all of it is in order. */
#include "desk.h"

#include "sharedesk/exchange/demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *text, int64_t today, const char *want)
{
    struct base_text out = {0};
    exchange_demo_expand(&out, text, today);
    assert_string_equal(base_text_string(&out), want);
    base_text_free(&out);
}

static void test_days(void **state)
{
    (void)state;
    struct desk *desk = desk_new(); /* sets the zone to UTC */
    int64_t tuesday, sunday;
    struct err e = ERR_INIT;
    desk_must(base_day_parse("2026-12-01", &tuesday, &e), &e);
    desk_must(base_day_parse("2026-12-06", &sunday, &e), &e);
    expect("x{d+0},{d-1}y", tuesday, "x2026-12-01,2026-11-30y");
    expect("{b+0} {b-1} {b-2} {b+3} {b+4}", tuesday,
           "2026-12-01 2026-11-30 2026-11-27 2026-12-04 2026-12-07");
    expect("{b-1} {b+0} {b+5} {b-6}", sunday, "2026-12-04 2026-12-07 2026-12-14 2026-11-27");
    expect("{w-1:2 09:30}", tuesday, "2026-11-24T09:30:00+00:00");
    expect("{b+0 24:00}", tuesday, "2026-12-02T00:00:00+00:00");
    expect("{m0} {m-1} {m-10:31}", tuesday, "2026-12 2026-11 2026-02-28");
    expect("{} {x} {\"a\":1} {d", tuesday, "{} {x} {\"a\":1} {d");
    desk_free(&desk);
}

static void test_fill(void **state)
{
    (void)state;
    struct desk *desk = desk_new();
    struct err e = ERR_INIT;
    desk_must(exchange_demo_fill(desk->store, &e), &e);
    const struct store_list resources = {.type = MODEL_RESOURCE, .with_retired = true};
    int64_t count;
    desk_must(store_list_count(desk->store, &resources, 0, &count, &e), &e);
    assert_int_equal(count, 300);
    assert_int_equal(exchange_demo_fill(desk->store, &e), ERR_REFUSED);
    desk_free(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_fill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
