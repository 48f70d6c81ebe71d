/* news.c: what came in since yesterday, in a line. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"

#include "internal.h"

enum { OFFERS_COUNTED = 1000 };

static void add(struct base_text *text, const char *part)
{
    base_text_printf(text, "%s%s", text->length ? " · " : "", part);
}

static enum err_code tell_offers(struct report_gathering *g, int64_t since, struct base_text *text,
                                 struct err *e)
{
    enum { FITTING, DEMAND };
    struct store_rows offers, fit;
    enum err_code code = store_rows(g->store, STORE_REPORT_NEWS_OFFERS,
                                    STORE_ARGS(STORE_INT(since), STORE_INT(OFFERS_COUNTED + 1)),
                                    g->arena, &offers, e);
    if (!code && offers.count)
        code = store_rows(g->store, STORE_REPORT_NEWS_FIT, STORE_ARGS(STORE_INT(since)), g->arena,
                          &fit, e);
    if (code || !offers.count)
        return code;
    const char *part =
        offers.count > OFFERS_COUNTED
            ? base_arena_printf(g->arena, _("over %d offers"), OFFERS_COUNTED)
            : base_arena_printf(g->arena, P_("%zu offer", "%zu offers", offers.count),
                                offers.count);
    int64_t fitting = STORE_CELL(&fit, 0, FITTING)->number;
    if (fitting > 0)
        part = base_arena_printf(
            g->arena, P_("%s, %lld fits, best %s", "%s, %lld fit, best %s", fitting), part,
            (long long)fitting,
            report_number(MODEL_DEMAND, STORE_CELL(&fit, 0, DEMAND)->number, g->arena));
    add(text, part);
    return ERR_NONE;
}

static enum err_code tell_news(struct report_gathering *g, int64_t since, struct base_text *text,
                               struct err *e)
{
    int64_t demands, booked, completed;
    enum err_code code = store_number(g->store, STORE_REPORT_NEWS_DEMANDS,
                                      STORE_ARGS(STORE_INT(since)), 0, &demands, e);
    if (!code && demands)
        add(text, base_arena_printf(g->arena, P_("%lld demand", "%lld demands", demands),
                                    (long long)demands));
    if (!code)
        code = tell_offers(g, since, text, e);
    if (!code)
        code = store_number(g->store, STORE_REPORT_NEWS_BOOKED, STORE_ARGS(STORE_INT(since)), 0,
                            &booked, e);
    if (!code && booked)
        add(text, base_arena_printf(g->arena, P_("%lld booking made", "%lld bookings made", booked),
                                    (long long)booked));
    if (!code)
        code = store_number(g->store, STORE_REPORT_NEWS_COMPLETED,
                            STORE_ARGS(STORE_INT(since), STORE_INT(g->now)), 0, &completed, e);
    if (!code && completed)
        add(text, base_arena_printf(
                      g->arena, P_("%lld booking completed", "%lld bookings completed", completed),
                      (long long)completed));
    return code;
}

enum err_code report_news(struct report_gathering *g, int64_t since, const char **news,
                          struct err *e)
{
    struct base_text text = {0};
    enum err_code code = tell_news(g, since, &text, e);
    if (!code)
        *news = base_arena_strdup(g->arena, text.length ? text.s : _("nothing new"));
    base_text_free(&text);
    return code;
}
