#include "sharedesk/report/brief.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

static int oldest_first(const void *x, const void *y)
{
    const struct report_item *a = x, *b = y;
    if (a->since != b->since)
        return a->since < b->since ? -1 : 1;
    if (a->need != b->need)
        return a->need < b->need ? -1 : 1;
    return (a->ref.id > b->ref.id) - (a->ref.id < b->ref.id);
}

/* ---- what waits, by kind --------------------------------------------------------------------- */

enum report_group report_need_group(enum report_need need)
{
    static const enum report_group groups[] = {
        [REPORT_NEED_PROPOSAL] = REPORT_DEMANDS,
        [REPORT_NEED_ANSWER] = REPORT_DEMANDS,
        [REPORT_NEED_APPROVAL] = REPORT_BOOKINGS,
        [REPORT_NEED_CHECK_IN] = REPORT_BOOKINGS,
        [REPORT_NEED_COMPLETE] = REPORT_BOOKINGS,
        [REPORT_NEED_REPLACE] = REPORT_BOOKINGS,
        [REPORT_NEED_FOLLOW_UP] = REPORT_FOLLOW_UPS,
        [REPORT_NEED_AGREEMENT] = REPORT_AGREEMENTS,
        [REPORT_NEED_CLAIM] = REPORT_CLAIMS,
        [REPORT_NEED_FUND] = REPORT_FUNDS,
        [REPORT_NEED_PAYMENT] = REPORT_DEBTS,
        [REPORT_NEED_DUE] = REPORT_DECISIONS,
        [REPORT_NEED_FIT] = REPORT_FITS,
    };
    return groups[need];
}

static const char *group_text(enum report_group group, long long n, struct base_arena *a)
{
    switch (group) {
    case REPORT_DEMANDS:
        return base_arena_printf(a, P_("%lld demand", "%lld demands", n), n);
    case REPORT_BOOKINGS:
        return base_arena_printf(a, P_("%lld booking", "%lld bookings", n), n);
    case REPORT_FOLLOW_UPS:
        return base_arena_printf(a, P_("%lld follow-up", "%lld follow-ups", n), n);
    case REPORT_DEBTS:
        return base_arena_printf(a, P_("%lld debt", "%lld debts", n), n);
    case REPORT_AGREEMENTS:
        return base_arena_printf(a, P_("%lld agreement", "%lld agreements", n), n);
    case REPORT_CLAIMS:
        return base_arena_printf(a, P_("%lld claim", "%lld claims", n), n);
    case REPORT_DECISIONS:
        return base_arena_printf(a, P_("%lld decision", "%lld decisions", n), n);
    case REPORT_FITS:
        return base_arena_printf(a, P_("%lld new pair that fits", "%lld new pairs that fit", n), n);
    default:
        return base_arena_printf(a, P_("%lld fund", "%lld funds", n), n);
    }
}

const char *report_group_show(const struct report_brief *brief, enum report_group group,
                              struct base_arena *a)
{
    long long n = 0;
    for (size_t i = 0; i < brief->item_count; i++)
        n += report_need_group(brief->items[i].need) == group;
    return n > 0 ? group_text(group, n, a) : "";
}

static const char *summary(const struct report_brief *brief, struct base_arena *a)
{
    const char *text = "";
    for (enum report_group group = 0; group < REPORT_GROUPS; group++) {
        const char *one = report_group_show(brief, group, a);
        if (*one)
            text = base_arena_printf(a, "%s%s%s", text, *text ? " · " : "", one);
    }
    return text;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* On a Monday the news are those since Friday. */
static int64_t working_day_before(int64_t day)
{
    enum { SATURDAY = 5 };
    do
        day--;
    while (base_day_weekday(day) >= SATURDAY);
    return day;
}

static enum err_code next_meeting(struct report_gathering *g, const char **text, struct err *e)
{
    char month[16];
    int64_t id, waiting;
    base_month_format(base_day_month(g->today), month);
    enum err_code code =
        store_number(g->store, STORE_REPORT_NEXT_MEETING, STORE_ARGS(STORE_STR(month)), 0, &id, e);
    if (!code)
        code = store_number(g->store, STORE_REPORT_WAITING, STORE_NO_ARGS, 0, &waiting, e);
    struct model_meeting *meeting = NULL;
    if (!code && id)
        code = store_get(g->store, MODEL_MEETING, id, g->arena, &meeting, e);
    if (code)
        return code;
    const char *collected =
        base_arena_printf(g->arena, P_("%lld demand collected", "%lld demands collected", waiting),
                          (long long)waiting);
    if (!meeting)
        *text = base_arena_printf(g->arena, _("%s, no meeting planned"), collected);
    else
        *text = base_arena_printf(g->arena, _("%s, %s"), collected,
                                  meeting->held != BASE_NONE
                                      ? report_day_show(base_time_day(meeting->held), g->arena)
                                      : report_month_show(meeting->month, g->arena));
    return ERR_NONE;
}

static enum err_code gather(struct report_gathering *g, size_t months, struct report_brief *brief,
                            struct err *e)
{
    enum err_code code = report_needs(g, e);
    if (!code)
        code = report_needs_money(g, e);
    if (!code)
        code = report_news(g, brief->since, &brief->news, e);
    if (!code)
        code = report_month_series(g, months, brief, e);
    if (!code)
        code = next_meeting(g, &brief->meeting, e);
    return code
               ? code
               : store_presence_list(g->store, g->arena, &brief->present, &brief->present_count, e);
}

enum err_code report_brief(struct match_desk *m, size_t months, struct base_arena *a,
                           struct report_brief *brief, struct err *e)
{
    struct store *s = match_desk_store(m);
    int64_t now = store_now(s), today = base_time_day(now);
    struct report_gathering g = {
        .desk = m, .store = s, .policy = store_policy(s), .arena = a, .now = now, .today = today};
    *brief = (struct report_brief){.now = now, .since = base_day_start(working_day_before(today))};
    enum err_code code = store_read_begin(s, e);
    if (code)
        return code;
    code = gather(&g, months, brief, e);
    store_read_end(s);
    if (g.count)
        qsort(g.items, g.count, sizeof *g.items, oldest_first);
    brief->items = g.items;
    brief->item_count = g.count;
    brief->summary = summary(brief, a);
    return code;
}

/* ---- as text --------------------------------------------------------------------------------- */

/* printf pads by bytes; people read columns. */
static void add_padded(struct base_text *text, const char *s, int width, struct base_arena *a)
{
    s = base_utf8_cut(a, s, width);
    base_text_add(text, s);
    for (int i = base_utf8_width(s); i < width; i++)
        base_text_add_char(text, ' ');
}

static void add_items(struct base_text *text, const struct report_brief *brief,
                      struct base_arena *a)
{
    enum { NUMBER = 6, WHAT = 30, WHOSE = 20, STATE = 24 };
    base_text_printf(text, "%s  %s\n", _("Waiting on the desk"), brief->summary);
    if (brief->item_count == 0)
        base_text_printf(text, "  %s\n", _("Nothing waits."));
    for (size_t i = 0; i < brief->item_count; i++) {
        const struct report_item *item = &brief->items[i];
        base_text_add(text, item->urgent ? "! " : "  ");
        add_padded(text, item->number, NUMBER, a);
        base_text_add_char(text, ' ');
        add_padded(text, base_utf8_show(a, item->text), WHAT, a);
        base_text_add(text, "  ");
        add_padded(text, base_utf8_show(a, item->party), WHOSE, a);
        base_text_add(text, "  ");
        if (base_text_empty(item->age)) {
            base_text_printf(text, "%s\n", item->state);
        } else {
            add_padded(text, item->state, STATE, a);
            base_text_printf(text, "  %s\n", item->age);
        }
    }
}

static void add_series(struct base_text *text, const struct report_brief *brief,
                       struct base_arena *a)
{
    enum { LABEL = 14, LAST = 14 };
    base_text_printf(text, "\n%s", report_month_show(base_time_month(brief->now), a));
    if (!base_text_empty(brief->before))
        base_text_printf(text, _(" against %s"), brief->before);
    base_text_add_char(text, '\n');
    for (size_t i = 0; i < brief->series_count; i++) {
        const struct report_series *s = &brief->series[i];
        base_text_add(text, "  ");
        add_padded(text, s->label, LABEL, a);
        if (base_text_empty(s->change)) {
            base_text_printf(text, "  %s\n", s->last);
        } else {
            base_text_add(text, "  ");
            add_padded(text, s->last, LAST, a);
            base_text_printf(text, "  %s\n", s->change);
        }
    }
    base_text_add(text, "  ");
    add_padded(text, _("Meeting"), LABEL, a);
    base_text_printf(text, "  %s\n", brief->meeting);
}

static void add_present(struct base_text *text, const struct report_brief *brief,
                        struct base_arena *a)
{
    if (brief->present_count == 0)
        return;
    base_text_printf(text, "\n%s  ", _("At the desk"));
    for (size_t i = 0; i < brief->present_count; i++) {
        const struct store_presence *p = &brief->present[i];
        base_text_printf(text, "%s%s", i ? " · " : "", base_utf8_show(a, p->actor));
        if (!base_text_empty(p->place))
            base_text_printf(text, _(" on %s"), base_utf8_show(a, report_place_show(p->place)));
    }
    base_text_add_char(text, '\n');
}

const char *report_brief_text(const struct report_brief *brief, struct base_arena *a)
{
    struct base_text text = {0};
    add_items(&text, brief, a);
    base_text_printf(&text, "\n%s  %s\n", _("Since yesterday"), brief->news);
    add_series(&text, brief, a);
    add_present(&text, brief, a);
    const char *result = base_arena_strdup(a, base_text_string(&text));
    base_text_free(&text);
    return result;
}
