/* What the ledger makes of a use: charges and their split, and the public cost of free use. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/price.h"

#include <math.h>

enum { WHOLE = 10000 }; /* 100 per cent in hundredths of a per cent */

/* ---- split ----------------------------------------------------------------------------------- */

static void policy_weights(const struct model_policy *policy, int64_t weights[INCENTIVE_PARTS])
{
    const double shares[INCENTIVE_PARTS] = {policy->split_provider, policy->split_operator,
                                            policy->split_reinvestment, policy->split_risk};
    for (int i = 0; i < INCENTIVE_PARTS; i++)
        weights[i] = llround(shares[i] * 100);
}

/* The agreement's shares; those it leaves empty have what is left, in proportion to the policy's.
 */
static enum err_code agreed_weights(const struct model_agreement *agreement,
                                    int64_t weights[INCENTIVE_PARTS], struct err *e)
{
    const int64_t shares[INCENTIVE_PARTS] = {agreement->share_provider, agreement->share_operator,
                                             agreement->share_reinvestment, agreement->share_risk};
    int64_t left = WHOLE, empty[INCENTIVE_PARTS], parts[INCENTIVE_PARTS], open = 0;
    for (int i = 0; i < INCENTIVE_PARTS; i++) {
        empty[i] = shares[i] == BASE_NONE ? weights[i] : 0;
        open += empty[i];
        left -= shares[i] == BASE_NONE ? 0 : shares[i];
    }
    if (left < 0 || (left > 0 && open == 0))
        return err_set(e, ERR_REFUSED, agreement->title, _("Mend the shares of the agreement."),
                       _("its shares of a charge do not add up to 100 per cent"));
    if (open > 0 && !base_money_split(left, empty, INCENTIVE_PARTS, parts))
        return err_set(e, ERR_LIMIT, agreement->title, NULL, _("its shares cannot be reckoned"));
    for (int i = 0; i < INCENTIVE_PARTS; i++)
        weights[i] = shares[i] != BASE_NONE ? shares[i] : open > 0 ? parts[i] : 0;
    return ERR_NONE;
}

enum err_code incentive_split(const struct model_policy *policy,
                              const struct model_agreement *agreement, int64_t amount,
                              int64_t parts[INCENTIVE_PARTS], struct err *e)
{
    int64_t weights[INCENTIVE_PARTS];
    policy_weights(policy, weights);
    if (agreement) {
        enum err_code code = agreed_weights(agreement, weights, e);
        if (code)
            return code;
    }
    if (base_money_split(amount, weights, INCENTIVE_PARTS, parts))
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, _("Split of a charge"),
                   _("Give the four shares in the section [split] of policy.ini."),
                   _("its shares are all zero, or the amount is too large"));
}

/* ---- charge ---------------------------------------------------------------------------------- */

/* Tax contained in an amount: amount * t / (100 + t). */
static bool tax_in(const struct model_policy *policy, int64_t amount, int64_t *tax)
{
    int64_t rate = llround(policy->tax * 100);
    return base_money_muldiv(amount, rate, WHOLE + rate, tax);
}

enum { CHARGE_POSTINGS = 7 };

static enum err_code charge_postings(struct store *s, const struct incentive_charge *c,
                                     const struct model_agreement *agreement,
                                     const struct model_voucher *voucher, int64_t *tax,
                                     struct incentive_posting postings[CHARGE_POSTINGS],
                                     struct err *e)
{
    int64_t whole, parts[INCENTIVE_PARTS], reinvestment, risk;
    if (!base_money_add(c->total, c->voucher_part, &whole) || !tax_in(store_policy(s), whole, tax))
        return err_set(e, ERR_LIMIT, c->title, NULL,
                       _("the charge does not fit into the largest number of the desk"));
    enum err_code code = incentive_split(store_policy(s), agreement, whole - *tax, parts, e);
    int64_t day = base_time_day(c->posted);
    if (!code)
        code = incentive_fund_of(s, "reinvestment", day, &reinvestment, e);
    if (!code)
        code = incentive_fund_of(s, "risk", day, &risk, e);
    if (code)
        return code;
    int64_t owner = c->resource->owner;
    const struct incentive_posting all[CHARGE_POSTINGS] = {
        {INCENTIVE_RECEIVABLE(c->booking->organisation), c->total, NULL},
        {INCENTIVE_FUND(voucher ? voucher->fund : BASE_NONE), c->voucher_part, NULL},
        {owner == BASE_NONE ? INCENTIVE_PLAIN("equity") : INCENTIVE_PAYABLE(owner),
         -parts[INCENTIVE_PROVIDER], NULL},
        {INCENTIVE_PLAIN("operator"), -parts[INCENTIVE_OPERATOR], NULL},
        {INCENTIVE_FUND(reinvestment), -parts[INCENTIVE_REINVESTMENT], NULL},
        {INCENTIVE_FUND(risk), -parts[INCENTIVE_RISK], NULL},
        {INCENTIVE_PLAIN("tax"), -*tax, NULL}};
    for (int i = 0; i < CHARGE_POSTINGS; i++)
        postings[i] = all[i];
    return ERR_NONE;
}

/* A booking is charged once; what was reversed is charged no more. */
static enum err_code charged_check(struct store *s, const struct incentive_charge *c, struct err *e)
{
    int64_t standing;
    enum err_code code = store_number(s, STORE_INCENTIVE_STANDING_CHARGE,
                                      STORE_ARGS(STORE_INT(c->booking->head.id)), 0, &standing, e);
    if (code || !standing)
        return code;
    char booking[24], entry[24];
    model_number_format(MODEL_BOOKING, c->booking->head.id, booking);
    model_number_format(MODEL_ENTRY, standing, entry);
    return err_set(e, ERR_REFUSED, booking, _("Reverse that entry first."),
                   _("it is charged already, by %s"), entry);
}

static enum err_code charge_post(struct store *s, const struct incentive_charge *c,
                                 struct base_arena *a, int64_t *entry, struct err *e)
{
    void *agreement = NULL, *voucher = NULL;
    struct incentive_posting postings[CHARGE_POSTINGS];
    int64_t tax = 0;
    enum err_code code = charged_check(s, c, e);
    if (!code && c->agreement)
        code = store_get(s, MODEL_AGREEMENT, c->agreement, a, &agreement, e);
    if (!code && c->voucher)
        code = store_get(s, MODEL_VOUCHER, c->voucher, a, &voucher, e);
    if (!code)
        code = charge_postings(s, c, agreement, voucher, &tax, postings, e);
    if (code)
        return code;
    struct model_entry *record = model_record_new(a, MODEL_ENTRY);
    record->kind = c->kind;
    record->title = c->title;
    record->posted = c->posted;
    record->organisation = c->booking->organisation;
    record->booking = c->booking->head.id;
    record->tax = tax ? tax : BASE_NONE;
    if (c->voucher && c->voucher_part)
        record->record = store_anyref_write(s, (struct store_ref){MODEL_VOUCHER, c->voucher}, a);
    code = incentive_ledger_post(s, record, postings, CHARGE_POSTINGS, e);
    *entry = record->head.id;
    return code;
}

enum err_code incentive_ledger_charge(struct store *s, const struct incentive_charge *charge,
                                      int64_t *entry, struct err *e)
{
    *entry = 0;
    if (charge->total == 0 && charge->voucher_part == 0)
        return ERR_NONE;
    enum err_code code = store_begin(s, charge->kind, e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    code = charge_post(s, charge, a, entry, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}

enum err_code incentive_ledger_charged(struct store *s, int64_t booking, int64_t *amount,
                                       struct err *e)
{
    return store_number(s, STORE_INCENTIVE_CHARGED, STORE_ARGS(STORE_INT(booking)), 0, amount, e);
}

/* ---- public cost ----------------------------------------------------------------------------- */

/* A public fund valid on the day with enough free in it, or 0. */
static enum err_code public_fund_with(struct store *s, int64_t day, int64_t amount,
                                      struct base_arena *a, int64_t *fund, struct err *e)
{
    struct incentive_fund *list;
    size_t count;
    *fund = 0;
    enum err_code code = incentive_fund_list(s, a, &list, &count, e);
    for (size_t i = 0; !code && i < count && !*fund; i++) {
        const struct model_fund *f = list[i].fund;
        if (model_code_is(f->source, "public") && list[i].free >= amount &&
            (f->valid_from == BASE_NONE || f->valid_from <= day) &&
            (f->valid_until == BASE_NONE || day <= f->valid_until))
            *fund = f->head.id;
    }
    return code;
}

static enum err_code cost_post(struct store *s, const struct model_booking *booking,
                               const struct model_resource *resource, int64_t cost,
                               struct base_arena *a, int64_t *entry, struct err *e)
{
    int64_t day = base_time_day(booking->end - 1), fund;
    enum err_code code = public_fund_with(s, day, cost, a, &fund, e);
    struct incentive_account from = INCENTIVE_FUND(fund);
    if (!code && !fund) {
        /* No fund holds enough: the cost stands as due from the public fund. */
        code = incentive_fund_of(s, "public", day, &fund, e);
        from = INCENTIVE_DUE(fund);
    }
    if (code)
        return code;
    struct model_entry *record = model_record_new(a, MODEL_ENTRY);
    record->kind = "cost";
    record->title = base_arena_printf(a, _("Cost of free use: %s"), resource->name);
    record->posted = booking->end;
    record->organisation = resource->owner;
    record->booking = booking->head.id;
    const struct incentive_posting postings[] = {{from, cost, NULL},
                                                 {INCENTIVE_PAYABLE(resource->owner), -cost, NULL}};
    code = incentive_ledger_post(s, record, postings, 2, e);
    *entry = record->head.id;
    return code;
}

enum err_code incentive_ledger_cost(struct store *s, const struct model_booking *booking,
                                    const struct model_resource *resource, int64_t minutes,
                                    int64_t *entry, struct err *e)
{
    int64_t cost;
    *entry = 0;
    if (resource->cost == BASE_NONE || resource->owner == BASE_NONE)
        return ERR_NONE;
    if (!incentive_worth(store_policy(s), resource, minutes, resource->cost, &cost))
        return err_set(e, ERR_LIMIT, resource->name, _("Check its cost and the minutes used."),
                       _("the cost does not fit into the largest number of the desk"));
    if (cost == 0)
        return ERR_NONE;
    enum err_code code = store_begin(s, "public cost", e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    code = cost_post(s, booking, resource, cost, a, entry, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}
