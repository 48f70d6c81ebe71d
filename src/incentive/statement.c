/* Balances, statements and invoices: reading the ledger. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/ledger.h"

#include <math.h>
#include <stdio.h>

static struct store_arg own_currency(const struct store *s)
{
    return STORE_STR(store_policy(s)->currency);
}

/* ---- balances -------------------------------------------------------------------------------- */

enum err_code incentive_ledger_balances(struct store *s, int64_t until, struct base_arena *a,
                                        struct incentive_balance **list, size_t *count,
                                        struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        until == BASE_NONE
            ? store_rows(s, STORE_INCENTIVE_BALANCES, STORE_ARGS(own_currency(s)), a, &rows, e)
            : store_rows(s, STORE_INCENTIVE_BALANCES_UNTIL,
                         STORE_ARGS(own_currency(s), STORE_INT(until)), a, &rows, e);
    if (code)
        return code;
    *count = rows.count;
    *list = base_arena_array(a, rows.count, sizeof **list);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        struct incentive_balance *b = &(*list)[i];
        b->account = (struct incentive_account){row[0].text, row[1].number, row[2].number};
        b->balance = row[3].number;
        b->debit = row[4].number;
        b->credit = row[5].number;
        incentive_account_name(&b->account, b->name);
    }
    return ERR_NONE;
}

enum err_code incentive_ledger_balance(struct store *s, struct incentive_account account,
                                       int64_t until, int64_t *balance, struct err *e)
{
    struct store_arg code = STORE_STR(account.code), organisation = STORE_INT(account.organisation),
                     fund = STORE_INT(account.fund);
    if (until == BASE_NONE)
        return store_number(s, STORE_INCENTIVE_BALANCE,
                            STORE_ARGS(code, organisation, fund, own_currency(s)), 0, balance, e);
    return store_number(s, STORE_INCENTIVE_BALANCE_UNTIL,
                        STORE_ARGS(code, organisation, fund, own_currency(s), STORE_INT(until)), 0,
                        balance, e);
}

/* ---- statements ------------------------------------------------------------------------------ */

static struct incentive_statement_line *lines_of(const struct store_rows *rows,
                                                 struct base_arena *a)
{
    struct incentive_statement_line *lines = base_arena_array(a, rows->count, sizeof *lines);
    for (size_t i = 0; i < rows->count; i++) {
        const struct store_cell *row = STORE_CELL(rows, i, 0);
        lines[i] = (struct incentive_statement_line){.entry = row[0].number,
                                                     .posted = row[1].number,
                                                     .booking = row[2].number,
                                                     .kind = row[3].text,
                                                     .title = row[4].text,
                                                     .invoice = row[5].text,
                                                     .receivable = row[6].number,
                                                     .payable = row[7].number};
        if (lines[i].receivable == BASE_NONE)
            lines[i].receivable = 0;
    }
    return lines;
}

static enum err_code statement_read(struct store *s, struct incentive_statement *st,
                                    struct base_arena *a, struct err *e)
{
    const struct incentive_account receivable = INCENTIVE_RECEIVABLE(st->organisation),
                                   payable = INCENTIVE_PAYABLE(st->organisation);
    enum err_code code =
        incentive_ledger_balance(s, receivable, st->from, &st->opening_receivable, e);
    if (!code)
        code = incentive_ledger_balance(s, payable, st->from, &st->opening_payable, e);
    struct store_rows rows = {0};
    if (!code)
        code = store_rows(s, STORE_INCENTIVE_STATEMENT,
                          STORE_ARGS(STORE_INT(st->organisation), STORE_INT(st->from),
                                     STORE_INT(st->to), own_currency(s)),
                          a, &rows, e);
    if (code)
        return code;
    struct incentive_statement_line *lines = lines_of(&rows, a);
    st->lines = lines;
    st->count = rows.count;
    st->closing_receivable = st->opening_receivable;
    st->closing_payable = st->opening_payable;
    for (size_t i = 0; i < st->count; i++) {
        st->closing_receivable += lines[i].receivable;
        st->closing_payable += lines[i].payable;
        lines[i].balance = st->closing_receivable + st->closing_payable;
    }
    return ERR_NONE;
}

enum err_code incentive_ledger_statement(struct store *s, int64_t organisation, int64_t from,
                                         int64_t to, struct base_arena *a,
                                         struct incentive_statement *statement, struct err *e)
{
    *statement = (struct incentive_statement){.organisation = organisation, .from = from, .to = to};
    enum err_code code = store_read_begin(s, e);
    if (code)
        return code;
    code = statement_read(s, statement, a, e);
    store_read_end(s);
    return code;
}

/* ---- invoices -------------------------------------------------------------------------------- */

enum err_code incentive_invoice_read(struct store *s, const char *number, struct base_arena *a,
                                     struct incentive_invoice *invoice, struct err *e)
{
    struct store_rows rows;
    enum err_code code = store_rows(s, STORE_INCENTIVE_INVOICE_LINES,
                                    STORE_ARGS(STORE_STR(number), own_currency(s)), a, &rows, e);
    if (code)
        return code;
    if (rows.count == 0)
        return err_set(e, ERR_NOT_FOUND, number, _("sharedesk invoice lists what there is."),
                       _("there is no invoice of this number"));
    *invoice = (struct incentive_invoice){.number = base_arena_strdup(a, number),
                                          .organisation = STORE_CELL(&rows, 0, 8)->number,
                                          .issued = STORE_CELL(&rows, 0, 9)->number,
                                          .lines = lines_of(&rows, a),
                                          .count = rows.count};
    for (size_t i = 0; i < invoice->count; i++)
        invoice->total += invoice->lines[i].receivable;
    int64_t rate = llround(store_policy(s)->tax * 100);
    base_money_muldiv(invoice->total, rate, 10000 + rate, &invoice->tax);
    return ERR_NONE;
}

/* The next number of the year: 2026-0001. */
static enum err_code next_number(struct store *s, char number[32], struct err *e)
{
    char from[8], to[8];
    int year = base_date_from_day(base_time_day(store_now(s))).year;
    snprintf(from, sizeof from, "%04d-", year % 10000);
    snprintf(to, sizeof to, "%04d.", year % 10000); /* '.' follows '-' */
    int64_t last;
    enum err_code code = store_number(s, STORE_INCENTIVE_LAST_INVOICE,
                                      STORE_ARGS(STORE_STR(from), STORE_STR(to)), 0, &last, e);
    snprintf(number, 32, "%s%04lld", from, (long long)last + 1);
    return code;
}

static enum err_code invoice_number(struct store *s, int64_t organisation, int64_t from, int64_t to,
                                    char number[32], struct base_arena *a, struct err *e)
{
    struct model_entry **entries;
    size_t count;
    enum err_code code =
        store_select(s, MODEL_ENTRY, STORE_INCENTIVE_TO_INVOICE,
                     STORE_ARGS(STORE_INT(organisation), STORE_INT(from), STORE_INT(to)), a,
                     &entries, &count, e);
    if (code)
        return code;
    if (count == 0)
        return err_set(e, ERR_REFUSED, store_title(s, MODEL_ORGANISATION, organisation, a),
                       _("Choose another period with --from and --to."),
                       _("there is nothing in this period that is not invoiced yet"));
    code = next_number(s, number, e);
    for (size_t i = 0; !code && i < count; i++) {
        entries[i]->invoice = number;
        code = store_put(s, MODEL_ENTRY, entries[i], e);
    }
    return code;
}

enum err_code incentive_invoice_issue(struct store *s, int64_t organisation, int64_t from,
                                      int64_t to, struct base_arena *a,
                                      struct incentive_invoice *invoice, struct err *e)
{
    char number[32];
    enum err_code code = store_begin(s, "invoice", e);
    if (code)
        return code;
    code = store_end(s, invoice_number(s, organisation, from, to, number, a, e), e);
    return code ? code : incentive_invoice_read(s, number, a, invoice, e);
}

enum err_code incentive_invoice_list(struct store *s, struct base_arena *a,
                                     struct incentive_invoice_head **list, size_t *count,
                                     struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(s, STORE_INCENTIVE_INVOICES, STORE_ARGS(own_currency(s)), a, &rows, e);
    if (code)
        return code;
    *count = rows.count;
    *list = base_arena_array(a, rows.count, sizeof **list);
    for (size_t i = 0; i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        (*list)[i] = (struct incentive_invoice_head){row[0].text, row[1].number, row[2].number,
                                                     row[3].number};
    }
    return ERR_NONE;
}
