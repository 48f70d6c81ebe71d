#include "sharedesk/incentive/fund.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/map.h"
#include "sharedesk/incentive/voucher.h"

/* ---- figures --------------------------------------------------------------------------------- */

static struct base_map_key key(int64_t id)
{
    return (struct base_map_key){id, 0, 0};
}

static enum err_code sums_read(struct store *s, const struct base_map *funds, struct base_arena *a,
                               struct err *e)
{
    struct store_rows rows;
    enum err_code code = store_rows(s, STORE_INCENTIVE_FUND_SUMS,
                                    STORE_ARGS(STORE_STR(store_policy(s)->currency)), a, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        struct incentive_fund *f = base_map_get(funds, key(row[0].number));
        if (!f)
            continue;
        if (model_code_is(row[1].text, "fund")) {
            f->balance = -row[2].number;
            f->paid_out = row[3].number;
            f->paid_in = row[4].number;
        } else {
            f->due = row[2].number;
        }
    }
    return code;
}

static enum err_code promises_read(struct store *s, const struct base_map *funds,
                                   struct base_arena *a, struct err *e)
{
    struct incentive_voucher *vouchers;
    size_t count;
    enum err_code code = incentive_voucher_list(s, BASE_NONE, a, &vouchers, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct incentive_fund *f = base_map_get(funds, key(vouchers[i].voucher->fund));
        if (f)
            f->promised += vouchers[i].left + vouchers[i].reserved;
    }
    return code;
}

enum err_code incentive_fund_list(struct store *s, struct base_arena *a,
                                  struct incentive_fund **list, size_t *count, struct err *e)
{
    struct model_fund **records;
    enum err_code code =
        store_select(s, MODEL_FUND, STORE_INCENTIVE_FUNDS, STORE_NO_ARGS, a, &records, count, e);
    if (code)
        return code;
    struct base_map funds = {0};
    *list = base_arena_array(a, *count, sizeof **list);
    for (size_t i = 0; i < *count; i++) {
        (*list)[i].fund = records[i];
        *base_map_at(a, &funds, key(records[i]->head.id)) = &(*list)[i];
    }
    if ((code = sums_read(s, &funds, a, e)) || (code = promises_read(s, &funds, a, e)))
        return code;
    for (size_t i = 0; i < *count; i++) {
        struct incentive_fund *f = &(*list)[i];
        f->free = f->balance > f->promised ? f->balance - f->promised : 0;
    }
    return ERR_NONE;
}

enum err_code incentive_fund_balance(struct store *s, int64_t fund, int64_t *balance, struct err *e)
{
    enum err_code code = incentive_ledger_balance(s, INCENTIVE_FUND(fund), BASE_NONE, balance, e);
    *balance = -*balance;
    return code;
}

/* ---- the fund of a source -------------------------------------------------------------------- */

static enum err_code fund_put(struct store *s, const char *source, int64_t *fund, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct model_fund *record = model_record_new(a, MODEL_FUND);
    record->name = model_vocabulary_label(MODEL_VOCABULARY_FUND_SOURCE, source);
    record->source = source;
    enum err_code code = store_put(s, MODEL_FUND, record, e);
    *fund = record->head.id;
    base_arena_free(&a);
    return code;
}

/* One that is out of use, as after the undo of what first made it, is taken into use again: two of
 * a source would divide its money. */
static enum err_code fund_make(struct store *s, const char *source, const char *date, int64_t *fund,
                               struct err *e)
{
    enum err_code code = store_begin(s, "fund", e);
    if (code)
        return code;
    code = store_number(s, STORE_INCENTIVE_FUND_OUT_OF_USE,
                        STORE_ARGS(STORE_STR(source), STORE_STR(date)), 0, fund, e);
    if (!code)
        code = *fund ? store_unretire(s, (struct store_ref){MODEL_FUND, *fund}, e)
                     : fund_put(s, source, fund, e);
    return store_end(s, code, e);
}

enum err_code incentive_fund_of(struct store *s, const char *source, int64_t day, int64_t *fund,
                                struct err *e)
{
    char date[16];
    base_day_format(day, date);
    enum err_code code = store_number(s, STORE_INCENTIVE_FUND_OF_SOURCE,
                                      STORE_ARGS(STORE_STR(source), STORE_STR(date)), 0, fund, e);
    return code || *fund ? code : fund_make(s, source, date, fund, e);
}

/* ---- movements ------------------------------------------------------------------------------- */

/* An entry of two postings. title: what it is, in the desk's language. */
static enum err_code move(struct store *s, const char *kind, const char *title, int64_t giver,
                          struct incentive_account debit, struct incentive_account credit,
                          int64_t amount, const char *notes, int64_t *entry, struct err *e)
{
    *entry = 0;
    if (amount <= 0)
        return err_set(e, ERR_VALUE, title, _("Give the amount as a positive number."),
                       _("nothing would be moved"));
    struct base_arena *a = base_arena_new();
    struct model_entry *record = model_record_new(a, MODEL_ENTRY);
    record->kind = kind;
    record->title = title;
    record->organisation = giver;
    record->notes = notes;
    const struct incentive_posting postings[] = {{debit, amount, NULL}, {credit, -amount, NULL}};
    enum err_code code = incentive_ledger_post(s, record, postings, 2, e);
    *entry = record->head.id;
    base_arena_free(&a);
    return code;
}

/* Pays what the fund owes for free use, as far as what is free in it reaches. */
static enum err_code settle_due(struct store *s, int64_t fund, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct incentive_fund *list;
    size_t count;
    int64_t entry, pays = 0;
    enum err_code code = incentive_fund_list(s, a, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        if (list[i].fund->head.id == fund)
            pays = list[i].due < list[i].free ? list[i].due : list[i].free;
    if (!code && pays > 0)
        code = move(s, "transfer", _("Cost of free use that was due"), BASE_NONE,
                    INCENTIVE_FUND(fund), INCENTIVE_DUE(fund), pays, NULL, &entry, e);
    base_arena_free(&a);
    return code;
}

enum err_code incentive_fund_deposit(struct store *s, int64_t fund, int64_t giver, int64_t amount,
                                     const char *notes, int64_t *entry, struct err *e)
{
    *entry = 0;
    enum err_code code = store_begin(s, "pay into fund", e);
    if (code)
        return code;
    if ((code = store_in_use(s, (struct store_ref){MODEL_FUND, fund}, e)))
        return store_end(s, code, e);
    struct base_arena *a = base_arena_new();
    const char *title =
        base_arena_printf(a, _("Paid into %s"), store_title(s, MODEL_FUND, fund, a));
    code = move(s, "funding", title, giver, INCENTIVE_PLAIN("cash"), INCENTIVE_FUND(fund), amount,
                notes, entry, e);
    if (!code)
        code = settle_due(s, fund, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}

enum err_code incentive_fund_transfer(struct store *s, int64_t from, int64_t to, int64_t amount,
                                      const char *notes, int64_t *entry, struct err *e)
{
    *entry = 0;
    if (from == to)
        return err_set(e, ERR_VALUE, _("Transfer"), _("Name two funds."),
                       _("it goes from a fund to the same fund"));
    enum err_code code = store_begin(s, "transfer", e);
    if (code)
        return code;
    code = store_in_use(s, (struct store_ref){MODEL_FUND, from}, e);
    if (!code)
        code = store_in_use(s, (struct store_ref){MODEL_FUND, to}, e);
    if (code)
        return store_end(s, code, e);
    struct base_arena *a = base_arena_new();
    const char *title =
        base_arena_printf(a, _("From %s to %s"), store_title(s, MODEL_FUND, from, a),
                          store_title(s, MODEL_FUND, to, a));
    code = move(s, "transfer", title, BASE_NONE, INCENTIVE_FUND(from), INCENTIVE_FUND(to), amount,
                notes, entry, e);
    if (!code)
        code = settle_due(s, to, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}

enum err_code incentive_fund_premium(struct store *s, int64_t fund, int64_t organisation,
                                     int64_t amount, const char *notes, int64_t *entry,
                                     struct err *e)
{
    struct base_arena *a = base_arena_new();
    const struct model_fund *record;
    enum err_code code = store_get(s, MODEL_FUND, fund, a, &record, e);
    if (!code && !model_code_is(record->source, "risk"))
        code = err_set(e, ERR_VALUE, record->name, _("Name the risk fund."),
                       _("a premium goes only into a risk fund"));
    base_arena_free(&a);
    if (code)
        return code;
    return move(s, "premium", _("Premium for the risk fund"), organisation,
                INCENTIVE_RECEIVABLE(organisation), INCENTIVE_FUND(fund), amount, notes, entry, e);
}

enum err_code incentive_fund_solvency(struct store *s, struct incentive_solvency *solvency,
                                      struct err *e)
{
    *solvency = (struct incentive_solvency){0, 0, 1};
    struct base_arena *a = base_arena_new();
    struct incentive_fund *list;
    size_t count;
    enum err_code code = incentive_fund_list(s, a, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        if (model_code_is(list[i].fund->source, "risk"))
            solvency->balance += list[i].balance;
    base_arena_free(&a);
    if (!code)
        code = store_number(s, STORE_INCENTIVE_CLAIMS_OPEN, STORE_NO_ARGS, 0, &solvency->claims, e);
    if (!code && solvency->claims > 0)
        solvency->cover = (double)solvency->balance / (double)solvency->claims;
    return code;
}
