/* Days and times as people say them; it is Monday, 23 November 2026, 09:30 in UTC. */
#include "sharedesk/base/time.h"
#include "sharedesk/base/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int64_t now(void)
{
    struct err e = ERR_INIT;
    int64_t t;
    base_time_set_zone("UTC", &e);
    assert_int_equal(base_time_parse("2026-11-23T09:30", false, &t, &e), ERR_NONE);
    return t;
}

static void days_are_read_as_they_are_said(void **state)
{
    static const struct {
        const char *said, *day;
    } days[] = {
        {"2026-12-16", "2026-12-16"},
        {"2026年12月5日", "2026-12-05"},
        {"25 Nov", "2026-11-25"},
        {"25. November", "2026-11-25"},
        {"Nov 25", "2026-11-25"},
        {"Nov 25th, 2027", "2027-11-25"},
        {"25th of November", "2026-11-25"},
        {"5 Jan", "2027-01-05"}, /* the nearest, not this year's */
        {"20 Oct", "2026-10-20"},
        {"29 Feb", "2028-02-29"},
        {"16 dec 2025", "2025-12-16"},
        {"25.11.", "2026-11-25"},
        {"5.12.2026", "2026-12-05"},
        {"11月25日", "2026-11-25"},
        {"11月25号", "2026-11-25"},
        {"１１月２５日", "2026-11-25"},
        {"28号", "2026-11-28"},
        {"5号", "2026-12-05"},  /* the nearest, not this month's */
        {"31号", "2026-10-31"}, /* November has none */
        {"二十八号", "2026-11-28"},
        {"十一月二十五日", "2026-11-25"},
        {"十二月三十一号", "2026-12-31"},
        {"十二天后", "2026-12-05"},
        {"二十天后", "2026-12-13"},
        {"十天后", "2026-12-03"},
        {"today", "2026-11-23"},
        {"Tomorrow", "2026-11-24"},
        {"the day after tomorrow", "2026-11-25"},
        {"明天", "2026-11-24"},
        {"后天", "2026-11-25"},
        {"大后天", "2026-11-26"},
        {"昨天", "2026-11-22"},
        {"+3d", "2026-11-26"},
        {"+3", "2026-11-26"},
        {"-2d", "2026-11-21"},
        {"+2w", "2026-12-07"},
        {"+1m", "2026-12-23"},
        {"in 3 days", "2026-11-26"},
        {"in a week", "2026-11-30"},
        {"3天后", "2026-11-26"},
        {"两周后", "2026-12-07"},
        {"一个月后", "2026-12-23"},
        {"Monday", "2026-11-30"},
        {"wed", "2026-11-25"},
        {"next Monday", "2026-11-30"},
        {"this Friday", "2026-11-27"},
        {"next Friday", "2026-12-04"},
        {"周三", "2026-11-25"},
        {"星期日", "2026-11-29"},
        {"下周一", "2026-11-30"},
        {"本周五", "2026-11-27"},
        {"下下周二", "2026-12-08"},
        {"next week", "2026-11-30"},
        {"下周", "2026-11-30"},
        {"next month", "2026-12-01"},
        {"下个月", "2026-12-01"},
        {"月底", "2026-11-30"},
        {"end of month", "2026-11-30"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct err e = ERR_INIT;
        int64_t day;
        char text[16] = "";
        if (base_day_read(days[i].said, now(), &day, &e) == ERR_NONE)
            base_day_format(day, text);
        if (strcmp(text, days[i].day) != 0)
            fail_msg("%s is read as %s, not %s", days[i].said, text, days[i].day);
    }
}

static void times_are_read_as_they_are_said(void **state)
{
    static const struct {
        const char *said, *time;
    } times[] = {
        {"2026-12-16 09:00", "2026-12-16 09:00"},  {"tomorrow 10:00", "2026-11-24 10:00"},
        {"tomorrow at 3 pm", "2026-11-24 15:00"},  {"25 Nov 9:30", "2026-11-25 09:30"},
        {"Nov 25 2027 10am", "2027-11-25 10:00"},  {"明天10点", "2026-11-24 10:00"},
        {"明天下午3点半", "2026-11-24 15:30"},     {"下周一 上午9:00", "2026-11-30 09:00"},
        {"+3d 8:00", "2026-11-26 08:00"},          {"today", "2026-11-23 00:00"},
        {"明天十一点", "2026-11-24 11:00"},        {"明天十二点", "2026-11-24 12:00"},
        {"明天二十点十五分", "2026-11-24 20:15"},  {"明天两点半", "2026-11-24 02:30"},
        {"明天中午11点", "2026-11-24 11:00"},      {"明天中午12点", "2026-11-24 12:00"},
        {"明天中午1点半", "2026-11-24 13:30"},     {"明天中午两点", "2026-11-24 14:00"},
        {"明天晚上8点", "2026-11-24 20:00"},       {"明天晚上十一点", "2026-11-24 23:00"},
        {"明天晚上12点", "2026-11-25 00:00"},      {"明天晚上12点半", "2026-11-25 00:30"},
        {"明天凌晨12点", "2026-11-24 00:00"},      {"明天上午12点", "2026-11-24 12:00"},
        {"明天下午12点", "2026-11-24 12:00"},      {"周三十点", "2026-11-25 10:00"},
        {"明天三点零五分", "2026-11-24 03:05"},    {"tomorrow 12 am", "2026-11-24 00:00"},
        {"tomorrow 12:30 pm", "2026-11-24 12:30"}, {"tomorrow 24:00", "2026-11-25 00:00"},
    };
    (void)state;
    struct err e = ERR_INIT;
    int64_t t;
    char text[32];
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        strcpy(text, "");
        if (base_time_read(times[i].said, false, now(), &t, &e) == ERR_NONE)
            base_time_show(t, text);
        if (strcmp(text, times[i].time) != 0)
            fail_msg("%s is read as %s, not %s", times[i].said, text, times[i].time);
    }
    assert_int_equal(base_time_read("tomorrow", true, now(), &t, &e), ERR_NONE);
    base_time_show(t, text);
    assert_string_equal(text, "2026-11-25 00:00"); /* the end of that day */
}

static void what_is_no_day_is_refused_by_what_it_is(void **state)
{
    static const struct {
        const char *said, *why;
    } bad[] = {
        {"12/5", "two days"},
        {"5-12", "two days"},
        {"31 Nov", "no such day"},
        {"30 Feb 2027", "no such day"},
        {"13月1日", "no such day"},
        {"0月5日", "no such day"},
        {"32号", "no such day"},
        {"sometime", "it is no day"},
        {"25", "it is no day"},
        {"", "it is no day"},
        {"tomorrowish", "it is no day"},
        {"Nov", "it is no day"},
        {"next", "it is no day"},
        {"99999999999", "it is no day"},
        {"+", "it is no day"},
        {"2026-12-32", "it is no day"},
        {"tomorrow 10:00", "it is no day"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err e = ERR_INIT;
        int64_t day;
        if (base_day_read(bad[i].said, now(), &day, &e) == ERR_NONE)
            fail_msg("%s is read as a day", bad[i].said);
        if (strstr(e.why, bad[i].why) == NULL)
            fail_msg("%s: %s", bad[i].said, e.why);
        assert_true(e.hint[0] != '\0');
        err_clear(&e);
    }
    struct err e = ERR_INIT;
    int64_t t;
    static const char *const times[] = {"tomorrow 25:00",    "tomorrow 10", "tomorrow 24:01",
                                        "tomorrow 13:00 pm", "明天中午5点", "明天晚上2点",
                                        "明天十点六十分",    "明天上午13点"};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (base_time_read(times[i], false, now(), &t, &e) != ERR_VALUE)
            fail_msg("%s is read as a time", times[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_read_as_they_are_said),
        cmocka_unit_test(times_are_read_as_they_are_said),
        cmocka_unit_test(what_is_no_day_is_refused_by_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
