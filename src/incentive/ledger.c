#include "sharedesk/incentive/ledger.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/fund.h"

/* ---- checks before posting ------------------------------------------------------------------- */

static const char *currency_of(const struct store *s, const struct incentive_posting *p)
{
    return base_text_empty(p->currency) ? store_policy(s)->currency : p->currency;
}

/* Zero in each currency. */
static enum err_code balance_check(struct store *s, const struct model_entry *entry,
                                   const struct incentive_posting *postings, size_t count,
                                   struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        int64_t sum = 0;
        for (size_t j = 0; j < count; j++)
            if (base_text_equal(currency_of(s, &postings[i]), currency_of(s, &postings[j])) &&
                !base_money_add(sum, postings[j].amount, &sum))
                return err_set(e, ERR_LIMIT, entry->title, NULL,
                               _("its postings do not fit into the largest number of the desk"));
        if (sum != 0) {
            char shown[40];
            base_money_show(sum, (int)store_policy(s)->decimals, shown);
            return err_set(e, ERR_REFUSED, entry->title, _("Debits and credits must be equal."),
                           _("its postings do not add up to zero but to %s %s"), shown,
                           currency_of(s, &postings[i]));
        }
    }
    return ERR_NONE;
}

/* A fund must hold what an entry takes out of it. */
static enum err_code fund_check(struct store *s, const struct incentive_posting *postings,
                                size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        if (!model_code_is(postings[i].account.code, "fund") || postings[i].amount <= 0)
            continue;
        int64_t fund = postings[i].account.fund, takes = 0, holds;
        for (size_t j = 0; j < count; j++)
            if (model_code_is(postings[j].account.code, "fund") && postings[j].account.fund == fund)
                takes += postings[j].amount;
        enum err_code code = incentive_fund_balance(s, fund, &holds, e);
        if (code)
            return code;
        if (holds >= takes)
            continue;
        struct base_arena *a = base_arena_new();
        char has[40], wants[40];
        base_money_show(holds, (int)store_policy(s)->decimals, has);
        base_money_show(takes, (int)store_policy(s)->decimals, wants);
        code = err_set(e, ERR_REFUSED, store_title(s, MODEL_FUND, fund, a),
                       _("Pay into the fund first."), _("it holds %s, and %s is to be taken out"),
                       has, wants);
        base_arena_free(&a);
        return code;
    }
    return ERR_NONE;
}

/* ---- posting --------------------------------------------------------------------------------- */

static enum err_code posting_put(struct store *s, int64_t entry, const struct incentive_posting *p,
                                 struct base_arena *a, struct err *e)
{
    struct model_posting *posting = model_record_new(a, MODEL_POSTING);
    posting->entry = entry;
    posting->account = p->account.code;
    posting->organisation = p->account.organisation;
    posting->fund = p->account.fund;
    posting->amount = p->amount;
    posting->currency = p->currency;
    return store_put(s, MODEL_POSTING, posting, e);
}

enum err_code incentive_ledger_post(struct store *s, struct model_entry *entry,
                                    const struct incentive_posting *postings, size_t count,
                                    struct err *e)
{
    enum err_code code = balance_check(s, entry, postings, count, e);
    if (code)
        return code;
    if ((code = store_begin(s, entry->kind, e)))
        return code;
    struct base_arena *a = base_arena_new();
    if (entry->posted == BASE_NONE)
        entry->posted = store_now(s);
    code = fund_check(s, postings, count, e);
    if (!code)
        code = store_put(s, MODEL_ENTRY, entry, e);
    for (size_t i = 0; !code && i < count; i++)
        if (postings[i].amount != 0)
            code = posting_put(s, entry->head.id, &postings[i], a, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}

/* ---- reversal -------------------------------------------------------------------------------- */

enum err_code incentive_ledger_reverse(struct store *s, int64_t entry, const char *reason,
                                       int64_t *reversal, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct model_entry *record;
    *reversal = 0;
    enum err_code code = store_get(s, MODEL_ENTRY, entry, a, &record, e);
    if (!code && record->reverses != BASE_NONE)
        code = err_set(e, ERR_REFUSED, record->title, _("Post the original entry anew."),
                       _("it is a reversal itself"));
    if (!code)
        code = store_reverse(s, entry, reason, reversal, e);
    base_arena_free(&a);
    return code;
}

/* ---- payments -------------------------------------------------------------------------------- */

static enum err_code positive(struct store *s, const char *what, int64_t amount, struct err *e)
{
    char shown[40];
    base_money_show(amount, (int)store_policy(s)->decimals, shown);
    return amount > 0 ? ERR_NONE
                      : err_set(e, ERR_VALUE, what, _("Give the amount as a positive number."),
                                _("%s is no amount to be paid"), shown);
}

/* Money between cash and one account of an organisation: debit gets it. */
static enum err_code cash_entry(struct store *s, const char *kind, const char *title,
                                int64_t organisation, struct incentive_account debit,
                                struct incentive_account credit, int64_t amount, const char *notes,
                                int64_t *entry, struct err *e)
{
    *entry = 0;
    enum err_code code = positive(s, title, amount, e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    struct model_entry *record = model_record_new(a, MODEL_ENTRY);
    record->kind = kind;
    record->organisation = organisation;
    record->notes = notes;
    record->title = base_arena_printf(a, _("%s: %s"), title,
                                      store_title(s, MODEL_ORGANISATION, organisation, a));
    const struct incentive_posting postings[] = {{debit, amount, NULL}, {credit, -amount, NULL}};
    code = incentive_ledger_post(s, record, postings, 2, e);
    *entry = record->head.id;
    base_arena_free(&a);
    return code;
}

enum err_code incentive_ledger_pay(struct store *s, int64_t organisation, int64_t amount,
                                   const char *notes, int64_t *entry, struct err *e)
{
    return cash_entry(s, "payment", _("Payment"), organisation, INCENTIVE_PLAIN("cash"),
                      INCENTIVE_RECEIVABLE(organisation), amount, notes, entry, e);
}

enum err_code incentive_ledger_pay_out(struct store *s, int64_t organisation, int64_t amount,
                                       const char *notes, int64_t *entry, struct err *e)
{
    return cash_entry(s, "payout", _("Payout"), organisation, INCENTIVE_PAYABLE(organisation),
                      INCENTIVE_PLAIN("cash"), amount, notes, entry, e);
}
