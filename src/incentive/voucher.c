#include "sharedesk/incentive/voucher.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/fund.h"

#include <stdio.h>

/* Reserved by bookings to come and redeemed in the ledger, `booking` left out. */
static enum err_code voucher_taken(struct store *s, const struct model_voucher *v, int64_t booking,
                                   int64_t *reserved, int64_t *redeemed, struct err *e)
{
    enum err_code code =
        store_number(s, STORE_INCENTIVE_VOUCHER_RESERVED,
                     STORE_ARGS(STORE_INT(v->head.id), STORE_INT(booking)), 0, reserved, e);
    if (code)
        return code;
    char record[96];
    snprintf(record, sizeof record, "voucher:%s", v->head.uid);
    return store_number(s, STORE_INCENTIVE_VOUCHER_REDEEMED,
                        STORE_ARGS(STORE_STR(record), STORE_INT(v->fund), STORE_INT(booking)), 0,
                        redeemed, e);
}

static bool voucher_active(const struct model_voucher *v)
{
    return v->head.retired == BASE_NONE &&
           model_code_is(model_code_or(v->status, "active"), "active");
}

static enum err_code voucher_figures(struct store *s, const struct model_voucher *v,
                                     int64_t booking, struct incentive_voucher *figures,
                                     struct err *e)
{
    figures->voucher = v;
    enum err_code code = voucher_taken(s, v, booking, &figures->reserved, &figures->redeemed, e);
    if (code)
        return code;
    int64_t left = v->amount - figures->reserved - figures->redeemed;
    figures->left = left > 0 && voucher_active(v) ? left : 0;
    return ERR_NONE;
}

enum err_code incentive_voucher_list(struct store *s, int64_t organisation, struct base_arena *a,
                                     struct incentive_voucher **list, size_t *count, struct err *e)
{
    struct model_voucher **vouchers;
    enum err_code code =
        organisation == BASE_NONE
            ? store_select(s, MODEL_VOUCHER, STORE_INCENTIVE_VOUCHERS, STORE_NO_ARGS, a, &vouchers,
                           count, e)
            : store_select(s, MODEL_VOUCHER, STORE_INCENTIVE_VOUCHERS_OF,
                           STORE_ARGS(STORE_INT(organisation)), a, &vouchers, count, e);
    if (code)
        return code;
    *list = base_arena_array(a, *count, sizeof **list);
    for (size_t i = 0; i < *count; i++)
        if ((code = voucher_figures(s, vouchers[i], 0, &(*list)[i], e)))
            return code;
    return ERR_NONE;
}

enum err_code incentive_voucher_left(struct store *s, int64_t voucher, int64_t booking,
                                     int64_t *left, struct err *e)
{
    struct base_arena *a = base_arena_new();
    void *v;
    struct incentive_voucher figures = {0};
    enum err_code code = store_get(s, MODEL_VOUCHER, voucher, a, &v, e);
    if (!code)
        code = voucher_figures(s, v, booking, &figures, e);
    *left = figures.left;
    base_arena_free(&a);
    return code;
}

/* Whoever shall hold it and what shall pay for it are in use; what is missing is told by the put.
 */
static enum err_code parties_check(struct store *s, const struct model_voucher *v, struct err *e)
{
    const struct store_ref holder = {MODEL_ORGANISATION, v->organisation};
    const struct store_ref fund = {MODEL_FUND, v->fund};
    enum err_code code = holder.id == BASE_NONE ? ERR_NONE : store_in_use(s, holder, e);
    return code || fund.id == BASE_NONE ? code : store_in_use(s, fund, e);
}

/* What the voucher would newly promise must be free in its fund. */
static enum err_code promise_check(struct store *s, const struct model_voucher *v, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct incentive_fund *funds;
    size_t count;
    enum err_code code = incentive_fund_list(s, a, &funds, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        if (funds[i].fund->head.id != v->fund || funds[i].free >= v->amount)
            continue;
        char free_[40], wanted[40];
        base_money_show(funds[i].free, (int)store_policy(s)->decimals, free_);
        base_money_show(v->amount, (int)store_policy(s)->decimals, wanted);
        code = err_set(e, ERR_REFUSED, funds[i].fund->name, _("Pay into the fund, or grant less."),
                       _("%s is free in it, the voucher promises %s"), free_, wanted);
    }
    base_arena_free(&a);
    return code;
}

enum err_code incentive_voucher_grant(struct store *s, struct model_voucher *voucher, struct err *e)
{
    enum err_code code = store_begin(s, "grant voucher", e);
    if (code)
        return code;
    code = parties_check(s, voucher, e);
    if (!code)
        code = promise_check(s, voucher, e);
    if (!code)
        code = store_put(s, MODEL_VOUCHER, voucher, e);
    return store_end(s, code, e);
}

enum err_code incentive_voucher_withdraw(struct store *s, int64_t voucher, struct err *e)
{
    struct base_arena *a = base_arena_new();
    void *record;
    enum err_code code = store_get(s, MODEL_VOUCHER, voucher, a, &record, e);
    if (!code) {
        struct model_voucher *v = record;
        v->status = "withdrawn";
        if (!(code = store_begin(s, "withdraw voucher", e)))
            code = store_end(s, store_put(s, MODEL_VOUCHER, v, e), e);
    }
    base_arena_free(&a);
    return code;
}
