/* show.c: values as people read them on the screens. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/desk.h"

#include <string.h>

static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                     N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                     N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                       N_("Fri"), N_("Sat"), N_("Sun")};

/* "22 Nov" or "11月22日", with the year when it is not this one. */
static const char *show_date(const struct screens_desk *d, int64_t day, struct base_arena *a)
{
    struct base_date date = base_date_from_day(day);
    bool other = date.year != base_date_from_day(base_time_day(store_now(d->store))).year;
    if (base_i18n_language() == BASE_CHINESE)
        return other ? base_arena_printf(a, "%d年%d月%d日", date.year, date.month, date.day)
                     : base_arena_printf(a, "%d月%d日", date.month, date.day);
    return other ? base_arena_printf(a, "%d %s %d", date.day, _(months[date.month - 1]), date.year)
                 : base_arena_printf(a, "%d %s", date.day, _(months[date.month - 1]));
}

const char *screens_time_show(const struct screens_desk *d, int64_t t, struct base_arena *a)
{
    if (t == BASE_NONE)
        return "";
    int minute = base_time_minute(t);
    return base_arena_printf(a, "%s %02d:%02d", show_date(d, base_time_day(t), a), minute / 60,
                             minute % 60);
}

const char *screens_day_show(const struct screens_desk *d, int64_t day, struct base_arena *a)
{
    if (day == BASE_NONE)
        return "";
    return base_arena_printf(a, "%s %s", _(weekdays[base_day_weekday(day)]), show_date(d, day, a));
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
