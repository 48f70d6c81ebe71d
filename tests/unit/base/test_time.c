#include "sharedesk/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* Skips the test on a system without time zones. */
static void use_zone(const char *zone)
{
    struct err e = ERR_INIT;
    if (access("/usr/share/zoneinfo/Europe/Berlin", R_OK) != 0)
        skip();
    assert_int_equal(base_time_set_zone(zone, &e), ERR_NONE);
}

static int in_utc(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    unsetenv("TZDIR");
    return (int)base_time_set_zone("UTC", &e);
}

static int64_t day_of(int year, int month, int day)
{
    return base_date_to_day((struct base_date){year, month, day});
}

static int64_t parsed(const char *text)
{
    struct err e = ERR_INIT;
    int64_t t = 0;
    assert_int_equal(base_time_parse(text, false, &t, &e), ERR_NONE);
    return t;
}

static void check_format(int64_t t, const char *expected)
{
    char text[32];
    base_time_format(t, text);
    assert_string_equal(text, expected);
}

static void the_clock_can_be_fixed(void **state)
{
    (void)state;
    const struct base_clock fixed = {1234};
    const struct base_clock real = {BASE_NONE};
    assert_int_equal(base_clock_now(&fixed), 1234);
    int64_t now = (int64_t)time(NULL);
    assert_in_range(base_clock_now(&real), now, now + 5);
}

static void zones_are_known_by_name(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    use_zone("Asia/Shanghai");
    assert_int_equal(base_time_minute(0), 480);
    static const char *const bad[] = {"Nowhere/City",    "",         "Asia", "/etc/localtime",
                                      "../zoneinfo/UTC", "zone.tab", "CST-8"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(base_time_set_zone(bad[i], &e), ERR_VALUE);
        assert_string_equal(e.what, bad[i]);
        assert_int_equal(base_time_minute(0), 480); /* the zone stays as it was */
    }
    assert_int_equal(base_time_set_zone("UTC", &e), ERR_NONE);
    assert_int_equal(base_time_minute(0), 0);
}

static void the_environment_names_the_zone(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    use_zone("UTC");
    static const struct {
        const char *tz;
        int minute;
    } cases[] = {
        {"Asia/Tokyo", 540}, {":Asia/Tokyo", 540}, {"CST-8", 480}, {"<+0530>-5:30", 330}, {"", 0},
        {"UTC", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        setenv("TZ", cases[i].tz, 1);
        assert_int_equal(base_time_set_zone(NULL, &e), ERR_NONE);
        assert_int_equal(base_time_minute(0), cases[i].minute);
    }
    setenv("TZ", "Nowhere/City", 1);
    assert_int_equal(base_time_set_zone(NULL, &e), ERR_VALUE);
    unsetenv("TZ");
    assert_int_equal(base_time_set_zone(NULL, &e), ERR_NONE);
}

static void without_zone_files_there_is_utc(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    setenv("TZDIR", "/nonexistent", 1);
    assert_int_equal(base_time_set_zone("UTC", &e), ERR_NONE);
    assert_int_equal(base_time_set_zone("Asia/Shanghai", &e), ERR_NOT_FOUND);
    assert_non_null(strstr(e.hint, "tzdata"));
    unsetenv("TZDIR");
}

static void days_are_counted_without_a_gap(void **state)
{
    (void)state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(2000, 2, 29), 11016);
    assert_int_equal(day_of(1969, 12, 31), -1);
    int64_t expected = day_of(1899, 12, 31);
    for (int year = 1900; year <= 2420; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; base_date_valid(year, month, day); day++) {
                expected++;
                assert_int_equal(day_of(year, month, day), expected);
                struct base_date d = base_date_from_day(expected);
                assert_true(d.year == year && d.month == month && d.day == day);
            }
        }
    }
    struct base_date ancient = base_date_from_day(day_of(-1, 3, 1));
    assert_true(ancient.year == -1 && ancient.month == 3 && ancient.day == 1);
}

static void dates_are_checked(void **state)
{
    (void)state;
    assert_true(base_date_valid(2024, 2, 29));
    assert_true(base_date_valid(2000, 2, 29));
    assert_false(base_date_valid(2100, 2, 29));
    assert_false(base_date_valid(2026, 2, 29));
    assert_false(base_date_valid(2026, 4, 31));
    assert_false(base_date_valid(2026, 0, 1));
    assert_false(base_date_valid(2026, 13, 1));
    assert_false(base_date_valid(2026, 1, 0));
    assert_false(base_date_valid(1899, 12, 31));
    assert_false(base_date_valid(10000, 1, 1));
}

static void weekdays_and_weeks(void **state)
{
    (void)state;
    assert_int_equal(base_day_weekday(0), 3);
    assert_int_equal(base_day_weekday(-4), 6);
    assert_int_equal(base_day_weekday(day_of(2026, 12, 16)), 2);
    static const int cases[][5] = {
        {2026, 12, 16, 2026, 51}, {2027, 1, 1, 2026, 53}, {2024, 12, 30, 2025, 1},
        {2021, 1, 3, 2020, 53},   {2021, 1, 4, 2021, 1},  {2018, 12, 31, 2019, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int year;
        int week = base_day_iso_week(day_of(cases[i][0], cases[i][1], cases[i][2]), &year);
        assert_int_equal(year, cases[i][3]);
        assert_int_equal(week, cases[i][4]);
    }
}

static void months(void **state)
{
    (void)state;
    use_zone("Asia/Shanghai");
    assert_int_equal(base_day_month(0), 0);
    assert_int_equal(base_day_month(-1), -1);
    assert_int_equal(base_month_first_day(-1), -31);
    int64_t december = base_day_month(day_of(2026, 12, 31));
    assert_int_equal(december, 56 * 12 + 11);
    assert_int_equal(base_month_first_day(december + 1), day_of(2027, 1, 1));
    assert_int_equal(base_month_start(december), parsed("2026-11-30T16:00Z"));
    assert_int_equal(base_time_month(parsed("2026-11-30T16:00Z")), december);
    assert_int_equal(base_time_month(parsed("2026-11-30T15:59:59Z")), december - 1);
}

static void instants_and_local_days(void **state)
{
    (void)state;
    use_zone("Asia/Shanghai");
    int64_t day = day_of(2026, 12, 16);
    int64_t t = parsed("2026-12-16T00:00+08:00");
    assert_int_equal(base_day_start(day), t);
    assert_int_equal(base_time_day(t), day);
    assert_int_equal(base_time_day(t - 1), day - 1);
    assert_int_equal(base_time_minute(t + 9 * 3600 + 59), 540);
    assert_int_equal(base_time_minute(t - 1), 1439);
    assert_int_equal(base_day_time(day, 1440), base_day_start(day + 1));
    assert_int_equal(base_day_time(day, 2879), base_day_start(day + 2) - 60);
    assert_int_equal(base_time_day(-1), 0); /* 1969-12-31 23:59:59 UTC is New Year in Shanghai */
}

/* Berlin 2026: 02:00 goes to 03:00 on 29 March, 03:00 back to 02:00 on 25 October. */
static void a_skipped_hour_moves_forward(void **state)
{
    (void)state;
    use_zone("Europe/Berlin");
    int64_t day = day_of(2026, 3, 29);
    check_format(base_day_time(day, 119), "2026-03-29T01:59:00+01:00");
    check_format(base_day_time(day, 120), "2026-03-29T03:00:00+02:00");
    check_format(base_day_time(day, 150), "2026-03-29T03:30:00+02:00");
    check_format(base_day_time(day, 180), "2026-03-29T03:00:00+02:00");
    assert_int_equal(base_day_start(day + 1) - base_day_start(day), 23 * 3600);
    check_format(base_day_time(day - 1, 1440 + 150), "2026-03-29T03:30:00+02:00");
    check_format(parsed("2026-03-29T02:30"), "2026-03-29T03:30:00+02:00");
}

static void of_an_hour_that_comes_twice_the_first_is_taken(void **state)
{
    (void)state;
    use_zone("Europe/Berlin");
    int64_t day = day_of(2026, 10, 25);
    check_format(base_day_time(day, 119), "2026-10-25T01:59:00+02:00");
    check_format(base_day_time(day, 150), "2026-10-25T02:30:00+02:00");
    check_format(base_day_time(day, 180), "2026-10-25T03:00:00+01:00");
    assert_int_equal(base_day_start(day + 1) - base_day_start(day), 25 * 3600);
    check_format(parsed("2026-10-25T02:30+01:00"), "2026-10-25T02:30:00+01:00");
    assert_int_equal(base_time_minute(parsed("2026-10-25T02:30+01:00")), 150);
}

static void midnight_itself_may_be_skipped_or_come_twice(void **state)
{
    (void)state;
    use_zone("America/Sao_Paulo"); /* 2018-11-04 began at 01:00 */
    check_format(base_day_start(day_of(2018, 11, 4)), "2018-11-04T01:00:00-02:00");
    use_zone("America/Havana"); /* 01:00 went back to 00:00 */
    check_format(base_day_start(day_of(2020, 11, 1)), "2020-11-01T00:00:00-04:00");
    use_zone("Pacific/Apia"); /* had no 30 December 2011 */
    assert_int_equal(base_day_start(day_of(2011, 12, 30)), base_day_start(day_of(2011, 12, 31)));
    assert_int_equal(base_day_start(day_of(2011, 12, 31)) - base_day_start(day_of(2011, 12, 29)),
                     86400);
}

static void every_wall_minute_is_found_again(void **state)
{
    (void)state;
    static const char *const zones[] = {"Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe",
                                        "America/St_Johns", "Africa/Casablanca"};
    for (size_t z = 0; z < sizeof zones / sizeof zones[0]; z++) {
        use_zone(zones[z]);
        for (int64_t day = day_of(2026, 1, 1); day < day_of(2027, 1, 1); day++) {
            for (int minute = 0; minute < 1440; minute += 45) {
                int64_t t = base_day_time(day, minute);
                int back = base_time_minute(t);
                assert_int_equal(base_time_day(t), day);
                assert_in_range(back, minute, minute + 60);
            }
        }
    }
}

/* What is remembered of a day must hold on both sides of a change within it: Lord Howe changes by
 * half an hour, Apia left out a day, Monrovia changed by 44.5 minutes. */
static void remembered_offsets_are_those_of_the_zone(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int year;
    } places[] = {{"Europe/Berlin", 2026},   {"Australia/Lord_Howe", 2026},
                  {"Pacific/Apia", 2011},    {"America/St_Johns", 2005},
                  {"Africa/Monrovia", 1972}, {"Asia/Shanghai", 1941},
                  {"America/New_York", 1883}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        use_zone(places[i].zone);
        int64_t from = day_of(places[i].year, 1, 1) * 86400;
        for (int64_t t = from; t < from + 366 * INT64_C(86400); t += 599) {
            time_t instant = (time_t)t;
            struct tm tm;
            assert_non_null(localtime_r(&instant, &tm));
            assert_int_equal(base_time_minute(t), tm.tm_hour * 60 + tm.tm_min);
            assert_int_equal(base_time_day(t),
                             day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday));
        }
    }
}

static void reading_times(void **state)
{
    (void)state;
    use_zone("Asia/Shanghai");
    static const struct {
        const char *text, *utc;
    } cases[] = {
        {"2026-12-16T09:00", "2026-12-16T01:00:00Z"},
        {"2026-12-16 09:00", "2026-12-16T01:00:00Z"},
        {"2026-12-16t09:00:30", "2026-12-16T01:00:30Z"},
        {"2026-12-16T09:00:00Z", "2026-12-16T09:00:00Z"},
        {"2026-12-16T09:00z", "2026-12-16T09:00:00Z"},
        {"2026-12-16T09:00+08:00", "2026-12-16T01:00:00Z"},
        {"2026-12-16T09:00:00.000+0800", "2026-12-16T01:00:00Z"},
        {"2026-12-16T09:00-05", "2026-12-16T14:00:00Z"},
        {"2026-12-16T09:00-03:30", "2026-12-16T12:30:00Z"},
        {"2026-12-16T24:00", "2026-12-16T16:00:00Z"},
        {" 2026-12-16 ", "2026-12-15T16:00:00Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
        {"2026/12/5", "2026-12-04T16:00:00Z"},
        {"2026/12/05 9:00", "2026-12-05T01:00:00Z"},
        {"2026年12月5日", "2026-12-04T16:00:00Z"},
        {"2026年1月05日 14:30", "2026-01-05T06:30:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(parsed(cases[i].text), parsed(cases[i].utc));
    assert_int_equal(parsed("1970-01-01T00:00:00Z"), 0);
}

static void a_bare_date_as_an_end_includes_the_day(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    int64_t t;
    use_zone("Asia/Shanghai");
    assert_int_equal(base_time_parse("2026-12-31", true, &t, &e), ERR_NONE);
    assert_int_equal(t, parsed("2027-01-01T00:00+08:00"));
    assert_int_equal(base_time_parse("2026-12-31T10:00", true, &t, &e), ERR_NONE);
    assert_int_equal(t, parsed("2026-12-31T10:00"));
}

static void what_is_no_time_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "2026",
        "2026-12",
        "2026-2-3",
        "2026-02-29",
        "2026-12-16T",
        "2026-12-16T9:00",
        "2026-12-16T09",
        "2026-12-16T24:01",
        "2026-12-16T25:00",
        "2026-12-16T09:60",
        "2026-12-16T09:00:60",
        "2026-12-16T09:00:00.5",
        "2026-12-16T09:00:00.",
        "2026-12-16T09:00+8",
        "2026-12-16T09:00+08:",
        "2026-12-16T09:00+08:60",
        "2026-12-16T09:00+0",
        "2026-12-16T09:00Zx",
        "2026-12-16x",
        "1899-12-31",
        "-2026-12-16",
        "2026-12-16T09:00 PM",
        "2026/12",
        "2026/2/29",
        "2026/12-16",
        "2026/12/161",
        "16/12/2026",
        "2026年12月",
        "2026年12月5",
        "2026年13月5日",
        "２０２６-12-16",
    };
    struct err e = ERR_INIT;
    int64_t t = 5;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(base_time_parse(bad[i], false, &t, &e), ERR_VALUE);
        assert_string_equal(e.what, bad[i]);
    }
    assert_int_equal(t, 5);
}

static void reading_days_and_months(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    int64_t n;
    assert_int_equal(base_day_parse("2026-12-16", &n, &e), ERR_NONE);
    assert_int_equal(n, day_of(2026, 12, 16));
    assert_int_equal(base_day_parse("2026-12-16T00:00", &n, &e), ERR_VALUE);
    assert_int_equal(base_day_parse("2026-12-32", &n, &e), ERR_VALUE);
    assert_int_equal(base_month_parse("2026-12", &n, &e), ERR_NONE);
    assert_int_equal(n, 56 * 12 + 11);
    assert_int_equal(base_month_parse("2026-13", &n, &e), ERR_VALUE);
    assert_int_equal(base_month_parse("2026-12-01", &n, &e), ERR_VALUE);
    assert_int_equal(base_month_parse("2026-1", &n, &e), ERR_VALUE);
}

static void writing(void **state)
{
    (void)state;
    char text[32];
    char day[16];
    use_zone("Asia/Shanghai");
    int64_t t = parsed("2026-12-16T01:05:09Z");
    check_format(t, "2026-12-16T09:05:09+08:00");
    base_time_show(t, text);
    assert_string_equal(text, "2026-12-16 09:05");
    base_day_format(base_time_day(t), day);
    assert_string_equal(day, "2026-12-16");
    base_month_format(base_time_month(t), day);
    assert_string_equal(day, "2026-12");
    use_zone("America/St_Johns");
    check_format(t, "2026-12-15T21:35:09-03:30");
    use_zone("Asia/Shanghai"); /* local mean time, +08:05:43, until 1901 */
    check_format(parsed("1900-06-01T00:00:00Z"), "1900-06-01T00:00:00Z");
}

static void no_value_stays_no_value(void **state)
{
    (void)state;
    char text[32] = "x";
    char day[16] = "x";
    assert_int_equal(base_time_day(BASE_NONE), BASE_NONE);
    assert_int_equal(base_day_start(BASE_NONE), BASE_NONE);
    assert_int_equal(base_day_time(BASE_NONE, 5), BASE_NONE);
    assert_int_equal(base_time_month(BASE_NONE), BASE_NONE);
    assert_int_equal(base_month_start(BASE_NONE), BASE_NONE);
    assert_int_equal(base_day_month(BASE_NONE), BASE_NONE);
    check_format(BASE_NONE, "");
    base_time_show(BASE_NONE, text);
    assert_string_equal(text, "");
    base_day_format(BASE_NONE, day);
    assert_string_equal(day, "");
    base_month_format(BASE_NONE, day);
    assert_string_equal(day, "");
}

#define CASE(f) cmocka_unit_test_setup(f, in_utc)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_clock_can_be_fixed),
        CASE(zones_are_known_by_name),
        CASE(the_environment_names_the_zone),
        CASE(without_zone_files_there_is_utc),
        CASE(days_are_counted_without_a_gap),
        CASE(dates_are_checked),
        CASE(weekdays_and_weeks),
        CASE(months),
        CASE(instants_and_local_days),
        CASE(a_skipped_hour_moves_forward),
        CASE(of_an_hour_that_comes_twice_the_first_is_taken),
        CASE(midnight_itself_may_be_skipped_or_come_twice),
        CASE(every_wall_minute_is_found_again),
        CASE(remembered_offsets_are_those_of_the_zone),
        CASE(reading_times),
        CASE(a_bare_date_as_an_end_includes_the_day),
        CASE(what_is_no_time_is_refused),
        CASE(reading_days_and_months),
        CASE(writing),
        CASE(no_value_stays_no_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
