/* words.c: numbers, days and ages as people read them. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"

#include "internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *report_number(enum model_type type, int64_t id, struct base_arena *a)
{
    char number[24];
    model_number_format(type, id, number);
    return base_arena_strdup(a, number);
}

const char *report_money(struct store *s, int64_t amount, struct base_arena *a)
{
    char text[40];
    if (amount == BASE_NONE)
        return "";
    base_money_show(amount, (int)store_policy(s)->decimals, text);
    return base_arena_strdup(a, text);
}

static const char *const months[][2] = {
    {N_("Jan"), N_("January")}, {N_("Feb"), N_("February")}, {N_("Mar"), N_("March")},
    {N_("Apr"), N_("April")},   {N_("May"), N_("May")},      {N_("Jun"), N_("June")},
    {N_("Jul"), N_("July")},    {N_("Aug"), N_("August")},   {N_("Sep"), N_("September")},
    {N_("Oct"), N_("October")}, {N_("Nov"), N_("November")}, {N_("Dec"), N_("December")},
};

const char *report_month_short(int64_t month)
{
    return _(months[base_date_from_day(base_month_first_day(month)).month - 1][0]);
}

const char *report_day_show(int64_t day, struct base_arena *a)
{
    struct base_date d = base_date_from_day(day);
    /* translators: day of the month, month */
    return base_arena_printf(a, _("%d %s"), d.day, _(months[d.month - 1][0]));
}

const char *report_month_show(int64_t month, struct base_arena *a)
{
    struct base_date d = base_date_from_day(base_month_first_day(month));
    /* translators: month, year */
    return base_arena_printf(a, _("%s %d"), _(months[d.month - 1][1]), d.year);
}

const char *report_place_show(const char *place)
{
    static const struct {
        const char *name, *words;
    } places[] = {{"today", N_("Today")},           {"browse", N_("Browse")},
                  {"match", N_("Match")},           {"schedule", N_("Schedule")},
                  {"incentives", N_("Incentives")}, {"meeting", N_("Meeting")},
                  {"reports", N_("Reports")}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (base_text_equal(place, places[i].name))
            return _(places[i].words);
    return place;
}

const char *report_days(int64_t days, struct base_arena *a)
{
    return base_arena_printf(a, P_("%lld day", "%lld days", days), (long long)days);
}

const char *report_age(int64_t now, int64_t since, struct base_arena *a)
{
    int64_t days = base_time_day(now) - base_time_day(since);
    if (days > 0)
        return report_days(days, a);
    if (days < 0)
        return "";
    int minute = base_time_minute(since);
    return base_arena_printf(a, _("today %02d:%02d"), minute / 60, minute % 60);
}

const char *report_grouped(double value, int decimals, struct base_arena *a)
{
    char text[40];
    base_money_show((int64_t)llround(value * pow(10, decimals)), decimals, text);
    return base_arena_strdup(a, text);
}
