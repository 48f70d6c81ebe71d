#include "sharedesk/base/words.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"

static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                     N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                     N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

const char *base_day_words(int64_t day, int64_t now, struct base_arena *a)
{
    struct base_date date = base_date_from_day(day);
    bool other = date.year != base_date_from_day(base_time_day(now)).year;
    if (base_i18n_language() == BASE_CHINESE)
        return other ? base_arena_printf(a, "%d年%d月%d日", date.year, date.month, date.day)
                     : base_arena_printf(a, "%d月%d日", date.month, date.day);
    return other ? base_arena_printf(a, "%d %s %d", date.day, _(months[date.month - 1]), date.year)
                 : base_arena_printf(a, "%d %s", date.day, _(months[date.month - 1]));
}

const char *base_time_words(int64_t t, int64_t now, struct base_arena *a)
{
    if (t == BASE_NONE)
        return "";
    int minute = base_time_minute(t);
    return base_arena_printf(a, "%s %02d:%02d", base_day_words(base_time_day(t), now, a),
                             minute / 60, minute % 60);
}
