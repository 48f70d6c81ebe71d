/* change.c: month against month. */
#include "sharedesk/base/i18n.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

int64_t report_before_end(int64_t month, int64_t now)
{
    enum { DAY = 24 * 3600 };
    int64_t start = base_month_start(month), before = base_month_start(month - 1);
    if (now < start + DAY)
        return before; /* on its first day a month cannot be compared yet */
    int64_t end = before + (now - start);
    return now >= base_month_start(month + 1) || end > start ? start : end;
}

const char *report_part_show(int64_t month, int64_t end, struct base_arena *a)
{
    int64_t days = base_time_day(end - 1) - base_month_first_day(month) + 1;
    if (days <= 0)
        return "";
    const char *name = report_month_short(month);
    /* translators: the first days of a month: last of them, month */
    return days == 1 ? report_day_show(base_month_first_day(month), a)
                     : base_arena_printf(a, _("1–%d %s"), (int)days, name);
}

/* Written with a real minus sign, which is as wide as the plus. */
const char *report_change_show(enum report_figure f, const struct report_value *before,
                               const struct report_value *now, struct base_arena *a)
{
    bool share = report_figure_info(f)->unit == REPORT_SHARE;
    if (!before->known || !now->known || (!share && before->value <= 0))
        return "";
    double change = now->value - before->value;
    long long points = llround(100 * (share ? change : change / before->value));
    const char *sign = points < 0 ? "−" : points > 0 ? "+" : "±";
    return base_arena_printf(a, share ? "%s%lld" : _("%s%lld %%"), sign, llabs(points));
}
