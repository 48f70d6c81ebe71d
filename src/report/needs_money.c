/* needs_money.c: funds that run low or out, and organisations that owe. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/fund.h"

#include "internal.h"

enum { CHARGES_LOOKED_AT = 200 };

/* ---- funds ----------------------------------------------------------------------------------- */

static int64_t per_cent_left(const struct incentive_fund *f)
{
    int64_t percent;
    if (f->fund->budget == BASE_NONE || f->fund->budget == 0 ||
        !base_money_muldiv_down(f->free, 100, f->fund->budget, &percent))
        return 100; /* nothing was planned that could be short */
    return percent;
}

static void tell_fund(struct report_gathering *g, const struct incentive_fund *f, bool ends)
{
    struct report_item *item = report_item_add(g, REPORT_NEED_FUND, MODEL_FUND, f->fund->head.id);
    int64_t percent = per_cent_left(f), until = f->fund->valid_until;
    item->text = f->fund->name;
    item->state =
        f->fund->budget == BASE_NONE
            ? base_arena_printf(g->arena, _("%s left"), report_money(g->store, f->free, g->arena))
            : base_arena_printf(g->arena, _("%lld %% left"), (long long)percent);
    item->urgent = f->free == 0 || (ends && until < g->today);
    if (ends) {
        int64_t days = until - g->today;
        item->since = base_day_start(until + 1);
        item->age = days < 0
                        ? _("ended")
                        : base_arena_printf(g->arena, P_("%lld day to go", "%lld days to go", days),
                                            (long long)days);
    }
}

static enum err_code gather_funds(struct report_gathering *g, struct err *e)
{
    struct incentive_fund *funds;
    size_t count;
    enum err_code code = incentive_fund_list(g->store, g->arena, &funds, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        int64_t from = funds[i].fund->valid_from, until = funds[i].fund->valid_until;
        bool ends = until != BASE_NONE && until <= g->today + g->policy->expiry_days &&
                    funds[i].balance > 0;
        bool begun = from == BASE_NONE || from <= g->today;
        bool over = until != BASE_NONE && until < g->today;
        if (ends || (begun && !over && per_cent_left(&funds[i]) < g->policy->fund_percent))
            tell_fund(g, &funds[i], ends);
    }
    return code;
}

/* ---- organisations that owe ------------------------------------------------------------------ */

/* Payments settle the oldest charges first, so what is owed are the newest. */
static enum err_code oldest_unpaid(struct report_gathering *g, int64_t organisation, int64_t owed,
                                   int64_t *posted, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_DEBITS,
                   STORE_ARGS(STORE_INT(organisation), STORE_INT(CHARGES_LOOKED_AT),
                              STORE_STR(g->policy->currency)),
                   g->arena, &rows, e);
    *posted = g->now;
    for (size_t i = 0; !code && owed > 0 && i < rows.count; i++) {
        *posted = STORE_CELL(&rows, i, 0)->number;
        owed -= STORE_CELL(&rows, i, 1)->number;
    }
    return code;
}

/* The desk waits for a payment from the day on by which it should have come. */
static int64_t due_since(const struct report_gathering *g, int64_t posted)
{
    return base_day_start(base_time_day(posted) + g->policy->payment_days);
}

static enum err_code gather_payments(struct report_gathering *g, struct err *e)
{
    enum { ORGANISATION, NAME, OWED, CHARGED_SINCE };
    struct store_rows rows;
    int64_t term = base_day_start(g->today - g->policy->payment_days);
    enum err_code code =
        store_rows(g->store, STORE_REPORT_OWING,
                   STORE_ARGS(STORE_INT(term), STORE_STR(g->policy->currency)), g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        int64_t overdue = row[OWED].number - row[CHARGED_SINCE].number;
        if (overdue <= 0)
            continue;
        struct report_item *item =
            report_item_add(g, REPORT_NEED_PAYMENT, MODEL_ORGANISATION, row[ORGANISATION].number);
        item->text =
            base_arena_printf(g->arena, _("%s overdue"), report_money(g->store, overdue, g->arena));
        item->party = row[NAME].text ? row[NAME].text : "";
        item->state = base_arena_printf(g->arena, _("owes %s"),
                                        report_money(g->store, row[OWED].number, g->arena));
        item->urgent = true;
        code = oldest_unpaid(g, row[ORGANISATION].number, row[OWED].number, &item->since, e);
        item->since = due_since(g, item->since);
        item->age = report_age(g->now, item->since, g->arena);
    }
    return code;
}

enum err_code report_needs_money(struct report_gathering *g, struct err *e)
{
    enum err_code code = gather_funds(g, e);
    return code ? code : gather_payments(g, e);
}
