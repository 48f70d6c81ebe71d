#include "sharedesk/model/hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The week as text: "0:510-720,810-1050 5:540-720", Monday 0. */
static const char *week_of(const struct model_hours *h)
{
    static char out[2048];
    size_t n = 0;
    out[0] = '\0';
    for (int day = 0; day < 7; day++) {
        for (int i = 0; i < h->counts[day]; i++) {
            const struct model_span *s = &h->spans[day][i];
            char lead[16];
            snprintf(lead, sizeof lead, "%s%d:", n ? " " : "", day);
            n += (size_t)snprintf(out + n, sizeof out - n, "%s%d-%d", i ? "," : lead, s->from,
                                  s->until);
        }
    }
    return out;
}

static void weeks_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text, *week;
    } cases[] = {
        {"Mon-Fri 08:30-12:00 13:30-17:30; Sat 09:00-12:00",
         "0:510-720,810-1050 1:510-720,810-1050 2:510-720,810-1050 3:510-720,810-1050 "
         "4:510-720,810-1050 5:540-720"},
        {"mo 8:00-9:00", "0:480-540"},
        {"TUESDAY 08:00-09:00, 10:00-11:00;", "1:480-540,600-660"},
        {"Mon,Wed 08:00-09:00", "0:480-540 2:480-540"},
        {"Mon, Wed , Fri 08:00-09:00", "0:480-540 2:480-540 4:480-540"},
        {"Fri-Mon 10:00-11:00", "0:600-660 4:600-660 5:600-660 6:600-660"},
        {"周一至周五 08:30-12:00；周六 09：00—12：00",
         "0:510-720 1:510-720 2:510-720 3:510-720 4:510-720 5:540-720"},
        {"周一-周三、周日 10:00-11:00", "0:600-660 1:600-660 2:600-660 6:600-660"},
        {"星期天 10:00-11:00; 礼拜三 10:00-11:00", "2:600-660 6:600-660"},
        {"周六日 10:00-11:00", NULL},
        {"Sat", "5:0-1440"},
        {"Sat; Sun 10:00-12:00", "5:0-1440 6:600-720"},
        {"Mon 00:00-24:00", "0:0-1440"},
        {"Mon 22:00-06:00", "0:1320-1800"},
        {"Mon-Tue 22:00-06:00", "0:1320-1800 1:1320-1800"},
        {"Sun 22:00-06:00; Mon 06:00-07:00", "0:360-420 6:1320-1800"},
        {"Mon 13:00-14:00 08:00-09:00 10:00-11:00", "0:480-540,600-660,780-840"},
        {"Mon 08:00-12:00 12:00-16:00", "0:480-960"},
        {"Mon 08:00-10:00 12:00-14:00 10:00-12:00", "0:480-840"},
        {"Mon 12:00-14:00 10:00-12:00", "0:600-840"},
        {"Mon 08:00-09:00\nTue 08:00-09:00", "0:480-540 1:480-540"},
        {"Mon-Fri: 08:00-09:00", "0:480-540 1:480-540 2:480-540 3:480-540 4:480-540"},
        {"08:00-09:00", "0:480-540 1:480-540 2:480-540 3:480-540 4:480-540 5:480-540 6:480-540"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct model_hours h;
        struct err e = ERR_INIT;
        enum err_code code = model_hours_parse(cases[i].text, &h, &e);
        if (!cases[i].week) {
            assert_int_equal(code, ERR_VALUE);
            continue;
        }
        if (code != ERR_NONE)
            fail_msg("%s: %s", cases[i].text, e.why);
        assert_false(h.always);
        assert_string_equal(week_of(&h), cases[i].week);
    }
}

static void always_has_many_names(void **state)
{
    (void)state;
    static const char *const texts[] = {NULL,
                                        "",
                                        "  ",
                                        "24x7",
                                        "24X7",
                                        "24/7",
                                        " 24×7 ",
                                        "Mon-Sun",
                                        "Mon-Sun 00:00-24:00",
                                        "Sat-Fri 00:00-12:00 12:00-24:00"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct model_hours h;
        struct err e = ERR_INIT;
        assert_int_equal(model_hours_parse(texts[i], &h, &e), ERR_NONE);
        assert_true(h.always);
    }
}

static void faults_give_an_example(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "M 08:00-09:00",
        "Monster 08:00-09:00",
        "Mon-",
        "Mon- 08:00-09:00",
        "Mon,",
        "Mon 8-12",
        "Mon 08:00",
        "Mon 08:00-",
        "Mon 08:60-09:00",
        "Mon 24:01-25:00",
        "Mon 08:00-24:30",
        "Mon 08:00-08:00",
        "Mon 24:00-06:00",
        "Mon 08:00-12:00 11:00-13:00",
        "Mon 08:00-12:00; Mon-Fri 11:00-13:00",
        "Mon 22:00-06:00; Tue 05:00-07:00",
        "Sun 22:00-06:00; Mon 05:00-07:00",
        "Mon 08:00-09:00 and more",
        "Mon 08:0-09:00",
        "Mon 108:00-109:00",
        "closed",
        "24x7 Mon",
        ("Mon 01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 09:00-10:00 11:00-12:00 "
         "13:00-14:00 15:00-16:00 17:00-18:00"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct model_hours h;
        struct err e = ERR_INIT;
        if (model_hours_parse(texts[i], &h, &e) != ERR_VALUE)
            fail_msg("\"%s\" was taken", texts[i]);
        assert_true(e.why[0] != '\0');
        assert_non_null(strstr(e.hint, "Mon-Fri 08:30-12:00"));
    }
}

static void the_place_is_named(void **state)
{
    (void)state;
    struct model_hours h;
    struct err e = ERR_INIT;
    model_hours_parse("Mon-Fri 08:30-12:00; Saturn 09:00-12:00", &h, &e);
    assert_non_null(strstr(e.why, "Saturn 09:00-12:00"));
}

static void test_shown(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    assert_string_equal(model_hours_show("Monday-fri 08:30-12:00; sat 09:00-12:00", a),
                        "Mon-Fri 08:30-12:00; Sat 09:00-12:00");
    assert_string_equal(model_hours_show("周一-周五 09:00-17:00", a), "周一-周五 09:00-17:00");
    assert_string_equal(model_hours_show("24x7", a), "24x7");
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown),
        cmocka_unit_test(weeks_are_read),
        cmocka_unit_test(always_has_many_names),
        cmocka_unit_test(faults_give_an_example),
        cmocka_unit_test(the_place_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
