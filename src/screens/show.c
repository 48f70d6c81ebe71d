/* show.c: values as people read them on the screens. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/base/words.h"
#include "sharedesk/screens/desk.h"

#include <string.h>

static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                     N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                     N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                       N_("Fri"), N_("Sat"), N_("Sun")};

const char *screens_date_show(const struct screens_desk *d, int64_t day, struct base_arena *a)
{
    return base_day_words(day, store_now(d->store), a);
}

const char *screens_time_show(const struct screens_desk *d, int64_t t, struct base_arena *a)
{
    return base_time_words(t, store_now(d->store), a);
}

const char *screens_day_show(const struct screens_desk *d, int64_t day, struct base_arena *a)
{
    if (day == BASE_NONE)
        return "";
    return base_arena_printf(a, "%s %s", _(weekdays[base_day_weekday(day)]),
                             screens_date_show(d, day, a));
}

const char *screens_day_short(int64_t day, struct base_arena *a)
{
    return base_arena_printf(a, "%s %d", _(weekdays[base_day_weekday(day)]),
                             base_date_from_day(day).day);
}

const char *screens_weekday_short(int64_t day)
{
    static const char *const chinese[] = {"一", "二", "三", "四", "五", "六", "日"};
    int weekday = base_day_weekday(day);
    return base_i18n_language() == BASE_CHINESE ? chinese[weekday] : _(weekdays[weekday]);
}

const char *screens_minutes_short(int64_t minutes, struct base_arena *a)
{
    long long m = minutes;
    if (minutes == BASE_NONE)
        return "";
    if (m < 60)
        return base_arena_printf(a, "%lldm", m);
    return m % 60 == 0 ? base_arena_printf(a, "%lldh", m / 60)
                       : base_arena_printf(a, "%lldh%02lld", m / 60, m % 60);
}

const char *screens_month_show(int64_t month, struct base_arena *a)
{
    struct base_date date = base_date_from_day(base_month_first_day(month));
    if (base_i18n_language() == BASE_CHINESE)
        return base_arena_printf(a, "%d年%d月", date.year, date.month);
    return base_arena_printf(a, "%s %d", _(months[date.month - 1]), date.year);
}

const char *screens_span_show(const struct screens_desk *d, int64_t start, int64_t end,
                              struct base_arena *a)
{
    int64_t first = base_time_day(start), last = base_time_day(end - 1);
    int from = base_time_minute(start), to = base_time_minute(end);
    const char *dash = tui_term_utf8_lines() ? "–" : "-";
    if (first == last && to == 0) /* the day's end, not the next day's start */
        to = 1440;
    if (first == last)
        return base_arena_printf(a, "%s %02d:%02d%s%02d:%02d", screens_day_show(d, first, a),
                                 from / 60, from % 60, dash, to / 60, to % 60);
    return base_arena_printf(a, "%s %02d:%02d %s %s %02d:%02d", screens_day_show(d, first, a),
                             from / 60, from % 60, dash, screens_day_show(d, base_time_day(end), a),
                             to / 60, to % 60);
}

const char *screens_money_show(const struct screens_desk *d, int64_t amount, struct base_arena *a)
{
    char text[40];
    if (amount == BASE_NONE)
        return "";
    base_money_show(amount, (int)store_policy(d->store)->decimals, text);
    return base_arena_strdup(a, text);
}

const char *screens_number_show(struct store_ref ref, struct base_arena *a)
{
    char text[24];
    model_number_format(ref.type, ref.id, text);
    return base_arena_strdup(a, text);
}

const char *screens_place_title(struct tui_screen *s, const char *place)
{
    const char *name = store_policy(screens_desk(s)->store)->name;
    if (!name || !*name)
        return place;
    return base_arena_printf(s->data, "%s %s %s", base_utf8_show(s->data, name),
                             tui_sign(TUI_SIGN_DOT), place);
}
