/* ledger.c: ledger, post, pay, statement, invoice: reading and writing the ledger. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/ledger.h"

#include <string.h>

enum err_code cli_say_entry(struct cli *c, int64_t entry, const char *text)
{
    char number[24];
    model_number_format(MODEL_ENTRY, entry, number);
    cli_say(c, "%s %s", number, text);
    cli_answer_print(c, json_pack("{s:o}", "entry", model_json_ref(MODEL_ENTRY, entry)));
    return ERR_NONE;
}

/* A period; without options all of time. */
enum err_code cli_period(struct cli *c, int64_t *from, int64_t *to)
{
    if (cli_time(c, "from", false, INT64_MIN + 1, from) || cli_time(c, "to", true, INT64_MAX, to)) {
        return c->err.code;
    }
    if (*to <= *from) {
        return cli_usage(c, "%s", _("the end does not lie after the start"));
    }
    return ERR_NONE;
}

/* ---- ledger ---------------------------------------------------------------------------------- */

static const char *account_title(struct cli *c, const struct incentive_account *account)
{
    if (account->organisation != BASE_NONE) {
        return store_title(c->store, MODEL_ORGANISATION, account->organisation, c->arena);
    }
    if (account->fund != BASE_NONE) {
        return store_title(c->store, MODEL_FUND, account->fund, c->arena);
    }
    return model_vocabulary_label(MODEL_VOCABULARY_ACCOUNT, account->code);
}

enum err_code cli_run_ledger(struct cli *c)
{
    int64_t until;
    struct incentive_balance *list;
    size_t count;
    if (cli_time(c, "until", true, BASE_NONE, &until) ||
        incentive_ledger_balances(c->store, until, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "account", _("Ledger account"), CLI_TEXT);
    cli_table_column(t, "title", _("Name"), CLI_TEXT);
    cli_table_column(t, "debit", _("Debit"), CLI_MONEY);
    cli_table_column(t, "credit", _("Credit"), CLI_MONEY);
    cli_table_column(t, "balance", _("Balance"), CLI_MONEY);
    for (size_t i = 0; i < count; i++) {
        cli_table_text(t, list[i].name);
        cli_table_text(t, account_title(c, &list[i].account));
        cli_table_number(t, list[i].debit);
        cli_table_number(t, list[i].credit);
        cli_table_number(t, list[i].balance);
    }
    cli_table_print(t, _("Nothing is posted."));
    return ERR_NONE;
}

/* ---- post, pay ------------------------------------------------------------------------------- */

static enum err_code reverse(struct cli *c)
{
    int64_t entry, reversal;
    if (cli_link(c, "reverse", MODEL_ENTRY, BASE_NONE, &entry) ||
        incentive_ledger_reverse(c->store, entry, cli_value(c, "title"), &reversal, &c->err)) {
        return c->err.code;
    }
    return cli_say_entry(c, reversal, _("posted: the reversal"));
}

static enum err_code account_option(struct cli *c, const char *option,
                                    struct incentive_account *account)
{
    const char *name = cli_value(c, option);
    if (!name) {
        return cli_usage(c, _("--%s is missing"), option);
    }
    return incentive_account_parse(c->store, name, account, &c->err);
}

enum err_code cli_run_post(struct cli *c)
{
    struct incentive_posting postings[2] = {0};
    struct model_entry *entry = model_record_new(c->arena, MODEL_ENTRY);
    if (cli_flag(c, "reverse")) {
        return reverse(c);
    }
    if (account_option(c, "debit", &postings[0].account) ||
        account_option(c, "credit", &postings[1].account) ||
        cli_amount_option(c, "amount", 0, &postings[0].amount) ||
        cli_link(c, "for", MODEL_ORGANISATION, BASE_NONE, &entry->organisation) ||
        cli_link(c, "booking", MODEL_BOOKING, BASE_NONE, &entry->booking) ||
        cli_time(c, "at", false, store_now(c->store), &entry->posted)) {
        return c->err.code;
    }
    entry->title = cli_value(c, "title");
    entry->kind = "other";
    if (!entry->title || postings[0].amount <= 0) {
        return cli_usage(c, "%s", _("a posting needs a --title and a positive --amount"));
    }
    postings[1].amount = -postings[0].amount;
    if (incentive_ledger_post(c->store, entry, postings, 2, &c->err)) {
        return c->err.code;
    }
    return cli_say_entry(c, entry->head.id, _("posted"));
}

enum err_code cli_run_pay(struct cli *c)
{
    struct store_ref organisation;
    int64_t amount, entry;
    if (cli_reference(c, c->args[0], MODEL_ORGANISATION, &organisation) ||
        cli_amount(c, c->args[1], &amount)) {
        return c->err.code;
    }
    bool out = cli_flag(c, "out");
    if (out ? incentive_ledger_pay_out(c->store, organisation.id, amount, cli_value(c, "notes"),
                                       &entry, &c->err)
            : incentive_ledger_pay(c->store, organisation.id, amount, cli_value(c, "notes"), &entry,
                                   &c->err)) {
        return c->err.code;
    }
    return cli_say_entry(c, entry, out ? _("posted: paid out") : _("posted: payment received"));
}

/* ---- statement ------------------------------------------------------------------------------- */

static json_t *pair_json(struct cli *c, int64_t receivable, int64_t payable)
{
    json_t *o = json_object();
    json_object_set_new(o, "receivable", model_json_money(store_policy(c->store), receivable));
    json_object_set_new(o, "payable", model_json_money(store_policy(c->store), payable));
    return o;
}

static json_t *line_json(struct cli *c, const struct incentive_statement_line *line)
{
    json_t *o = pair_json(c, line->receivable, line->payable);
    json_object_set_new(o, "entry", model_json_ref(MODEL_ENTRY, line->entry));
    json_object_set_new(o, "posted", model_json_time(line->posted));
    json_object_set_new(o, "kind", model_json_text(line->kind));
    json_object_set_new(o, "title", model_json_text(line->title));
    json_object_set_new(o, "booking", model_json_ref(MODEL_BOOKING, line->booking));
    json_object_set_new(o, "invoice", model_json_text(line->invoice));
    json_object_set_new(o, "balance", model_json_money(store_policy(c->store), line->balance));
    return o;
}

static void statement_json(struct cli *c, const struct incentive_statement *st)
{
    json_t *lines = json_array(), *o = json_object();
    for (size_t i = 0; i < st->count; i++) {
        json_array_append_new(lines, line_json(c, &st->lines[i]));
    }
    json_object_set_new(o, "organisation", model_json_ref(MODEL_ORGANISATION, st->organisation));
    json_object_set_new(o, "opening", pair_json(c, st->opening_receivable, st->opening_payable));
    json_object_set_new(o, "lines", lines);
    json_object_set_new(o, "closing", pair_json(c, st->closing_receivable, st->closing_payable));
    cli_json_print(c, o);
}

static void statement_row(struct cli_table *t, int64_t posted, int64_t entry, const char *title,
                          int64_t receivable, int64_t payable, int64_t balance)
{
    cli_table_number(t, posted);
    cli_table_ref(t, MODEL_ENTRY, entry);
    cli_table_text(t, title);
    cli_table_number(t, receivable);
    cli_table_number(t, payable);
    cli_table_number(t, balance);
}

static void statement_table(struct cli *c, const struct incentive_statement *st)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "posted", _("Date"), CLI_TIME);
    cli_table_column(t, "entry", _("Entry"), CLI_NUMBER);
    cli_table_column(t, "title", _("Text"), CLI_TEXT);
    cli_table_column(t, "receivable", _("Receivable"), CLI_MONEY);
    cli_table_column(t, "payable", _("Payable"), CLI_MONEY);
    cli_table_column(t, "balance", _("Balance"), CLI_MONEY);
    statement_row(t, BASE_NONE, 0, _("Opening balance"), st->opening_receivable,
                  st->opening_payable, st->opening_receivable + st->opening_payable);
    for (size_t i = 0; i < st->count; i++) {
        const struct incentive_statement_line *line = &st->lines[i];
        statement_row(t, line->posted, line->entry, line->title, line->receivable, line->payable,
                      line->balance);
    }
    statement_row(t, BASE_NONE, 0, _("Closing balance"), st->closing_receivable,
                  st->closing_payable, st->closing_receivable + st->closing_payable);
    cli_table_print(t, NULL);
}

enum err_code cli_run_statement(struct cli *c)
{
    struct store_ref organisation;
    struct incentive_statement st;
    int64_t from = 0, to = 0;
    if (cli_reference(c, c->args[0], MODEL_ORGANISATION, &organisation) ||
        cli_period(c, &from, &to) ||
        incentive_ledger_statement(c->store, organisation.id, from, to, c->arena, &st, &c->err)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        statement_json(c, &st);
    } else {
        statement_table(c, &st);
    }
    return ERR_NONE;
}

/* ---- invoice --------------------------------------------------------------------------------- */

static void invoice_json(struct cli *c, const struct incentive_invoice *invoice)
{
    json_t *lines = json_array(), *o = json_object();
    for (size_t i = 0; i < invoice->count; i++) {
        json_t *line = json_object();
        json_object_set_new(line, "entry", model_json_ref(MODEL_ENTRY, invoice->lines[i].entry));
        json_object_set_new(line, "text", model_json_text(invoice->lines[i].title));
        json_object_set_new(line, "amount",
                            model_json_money(store_policy(c->store), invoice->lines[i].receivable));
        json_array_append_new(lines, line);
    }
    json_object_set_new(o, "number", json_string(invoice->number));
    json_object_set_new(o, "organisation",
                        model_json_ref(MODEL_ORGANISATION, invoice->organisation));
    json_object_set_new(o, "issued", model_json_time(invoice->issued));
    json_object_set_new(o, "lines", lines);
    json_object_set_new(o, "total", model_json_money(store_policy(c->store), invoice->total));
    json_object_set_new(o, "tax", model_json_money(store_policy(c->store), invoice->tax));
    cli_json_print(c, o);
}

static void invoice_row(struct cli_table *t, int64_t posted, const char *text, int64_t amount)
{
    cli_table_number(t, posted);
    cli_table_text(t, text);
    cli_table_number(t, amount);
}

static void invoice_print(struct cli *c, const struct incentive_invoice *invoice)
{
    if (c->output == CLI_JSON) {
        invoice_json(c, invoice);
        return;
    }
    char day[16];
    base_day_format(base_time_day(invoice->issued), day);
    cli_say(c, _("Invoice %s of %s to %s"), invoice->number, day,
            store_title(c->store, MODEL_ORGANISATION, invoice->organisation, c->arena));
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "posted", _("Date"), CLI_TIME);
    cli_table_column(t, "text", _("Text"), CLI_TEXT);
    cli_table_column(t, "amount", _("Amount"), CLI_MONEY);
    for (size_t i = 0; i < invoice->count; i++) {
        invoice_row(t, invoice->lines[i].posted, invoice->lines[i].title,
                    invoice->lines[i].receivable);
    }
    invoice_row(t, BASE_NONE, _("Total"), invoice->total);
    invoice_row(t, BASE_NONE, _("Tax contained in it"), invoice->tax);
    cli_table_print(t, NULL);
}

static enum err_code invoice_list(struct cli *c)
{
    struct incentive_invoice_head *list;
    size_t count;
    if (incentive_invoice_list(c->store, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "number", _("Invoice"), CLI_TEXT);
    cli_table_column(t, "organisation", _("Organisation"), CLI_REF);
    cli_table_column(t, "issued", _("Issued"), CLI_TIME);
    cli_table_column(t, "total", _("Total"), CLI_MONEY);
    for (size_t i = 0; i < count; i++) {
        cli_table_text(t, list[i].number);
        cli_table_ref(t, MODEL_ORGANISATION, list[i].organisation);
        cli_table_number(t, list[i].issued);
        cli_table_number(t, list[i].total);
    }
    cli_table_print(t, _("There are no invoices."));
    return ERR_NONE;
}

enum err_code cli_run_invoice(struct cli *c)
{
    struct incentive_invoice invoice;
    if (c->arg_count == 0) {
        return invoice_list(c);
    }
    if (c->arg_count != 2) {
        return cli_usage(c, "%s", _("say issue ORG or show NUMBER"));
    }
    if (strcmp(c->args[0], "show") == 0) {
        if (incentive_invoice_read(c->store, c->args[1], c->arena, &invoice, &c->err)) {
            return c->err.code;
        }
    } else if (strcmp(c->args[0], "issue") == 0) {
        struct store_ref organisation;
        int64_t from = 0, to = 0;
        if (cli_reference(c, c->args[1], MODEL_ORGANISATION, &organisation) ||
            cli_period(c, &from, &to) ||
            incentive_invoice_issue(c->store, organisation.id, from, to, c->arena, &invoice,
                                    &c->err)) {
            return c->err.code;
        }
    } else {
        return cli_usage(c, "%s", _("say issue ORG or show NUMBER"));
    }
    invoice_print(c, &invoice);
    return ERR_NONE;
}
