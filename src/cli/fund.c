/* fund.c: fund, voucher: money by source, and what is promised from it. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/voucher.h"

#include <string.h>

bool cli_action(const struct cli *c, const char *word, size_t arguments)
{
    return strcmp(c->args[0], word) == 0 && c->arg_count == arguments + 1;
}

/* ---- funds ----------------------------------------------------------------------------------- */

static enum err_code fund_list(struct cli *c)
{
    struct incentive_fund *list;
    size_t count;
    if (incentive_fund_list(c->store, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "fund", _("Fund"), CLI_REF);
    cli_table_column(t, "source", _("Source"), CLI_TEXT);
    cli_table_column(t, "paid_in", _("Paid in"), CLI_MONEY);
    cli_table_column(t, "paid_out", _("Paid out"), CLI_MONEY);
    cli_table_column(t, "balance", _("Balance"), CLI_MONEY);
    cli_table_column(t, "promised", _("Promised"), CLI_MONEY);
    cli_table_column(t, "due", C_("money", "Due"), CLI_MONEY);
    cli_table_column(t, "budget", _("Budget"), CLI_MONEY);
    for (size_t i = 0; i < count; i++) {
        const struct model_fund *f = list[i].fund;
        cli_table_ref(t, MODEL_FUND, f->head.id);
        cli_table_text(t, c->output == CLI_TABLE
                              ? model_vocabulary_label(MODEL_VOCABULARY_FUND_SOURCE, f->source)
                              : f->source);
        cli_table_number(t, list[i].paid_in);
        cli_table_number(t, list[i].paid_out);
        cli_table_number(t, list[i].balance);
        cli_table_number(t, list[i].promised);
        cli_table_number(t, list[i].due);
        cli_table_number(t, f->budget);
    }
    cli_table_print(t, _("There are no funds."));
    return ERR_NONE;
}

static enum err_code fund_deposit(struct cli *c)
{
    struct store_ref fund;
    int64_t giver, amount, entry;
    if (cli_reference(c, c->args[1], MODEL_FUND, &fund) || cli_amount(c, c->args[2], &amount) ||
        cli_link(c, "from", MODEL_ORGANISATION, BASE_NONE, &giver) ||
        incentive_fund_deposit(c->store, fund.id, giver, amount, cli_value(c, "notes"), &entry,
                               &c->err)) {
        return c->err.code;
    }
    return cli_say_entry(c, entry, _("posted: paid into the fund"));
}

static enum err_code fund_transfer(struct cli *c)
{
    struct store_ref from, to;
    int64_t amount, entry;
    if (cli_reference(c, c->args[1], MODEL_FUND, &from) ||
        cli_reference(c, c->args[2], MODEL_FUND, &to) || cli_amount(c, c->args[3], &amount) ||
        incentive_fund_transfer(c->store, from.id, to.id, amount, cli_value(c, "notes"), &entry,
                                &c->err)) {
        return c->err.code;
    }
    return cli_say_entry(c, entry, _("posted: transferred"));
}

static enum err_code fund_premium(struct cli *c)
{
    struct store_ref organisation;
    int64_t fund, amount, entry;
    int64_t today = base_time_day(store_now(c->store));
    if (cli_reference(c, c->args[1], MODEL_ORGANISATION, &organisation) ||
        cli_amount(c, c->args[2], &amount) ||
        incentive_fund_of(c->store, "risk", today, &fund, &c->err) ||
        incentive_fund_premium(c->store, fund, organisation.id, amount, cli_value(c, "notes"),
                               &entry, &c->err)) {
        return c->err.code;
    }
    return cli_say_entry(c, entry, _("posted: the premium"));
}

enum err_code cli_run_fund(struct cli *c)
{
    if (c->arg_count == 0) {
        return fund_list(c);
    }
    if (cli_action(c, "deposit", 2)) {
        return fund_deposit(c);
    }
    if (cli_action(c, "transfer", 3)) {
        return fund_transfer(c);
    }
    if (cli_action(c, "premium", 2)) {
        return fund_premium(c);
    }
    return cli_usage(c, "%s",
                     _("say deposit FUND AMOUNT, transfer FUND FUND AMOUNT or premium ORG AMOUNT"));
}

/* ---- vouchers -------------------------------------------------------------------------------- */

static enum err_code voucher_list(struct cli *c)
{
    struct incentive_voucher *list;
    size_t count;
    int64_t holder;
    if (cli_link(c, "for", MODEL_ORGANISATION, BASE_NONE, &holder) ||
        incentive_voucher_list(c->store, holder, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "voucher", _("Voucher"), CLI_REF);
    cli_table_column(t, "organisation", _("Holder"), CLI_REF);
    cli_table_column(t, "fund", _("Fund"), CLI_NUMBER);
    cli_table_column(t, "amount", _("Amount"), CLI_MONEY);
    cli_table_column(t, "reserved", _("Reserved"), CLI_MONEY);
    cli_table_column(t, "redeemed", _("Redeemed"), CLI_MONEY);
    cli_table_column(t, "left", _("Left"), CLI_MONEY);
    for (size_t i = 0; i < count; i++) {
        const struct model_voucher *v = list[i].voucher;
        cli_table_ref(t, MODEL_VOUCHER, v->head.id);
        cli_table_ref(t, MODEL_ORGANISATION, v->organisation);
        cli_table_ref(t, MODEL_FUND, v->fund);
        cli_table_number(t, v->amount);
        cli_table_number(t, list[i].reserved);
        cli_table_number(t, list[i].redeemed);
        cli_table_number(t, list[i].left);
    }
    cli_table_print(t, _("There are no vouchers."));
    return ERR_NONE;
}

/* A field given as text on the line. */
static enum err_code voucher_field(struct cli *c, struct model_voucher *v, const char *field,
                                   const char *text)
{
    const struct model_field *f = model_field_find(model_type_info(MODEL_VOUCHER), field);
    return text ? model_value_parse(f, text, store_format_number(c->store), c->arena, v, &c->err)
                : ERR_NONE;
}

static enum err_code voucher_grant(struct cli *c)
{
    struct model_voucher *v = model_record_new(c->arena, MODEL_VOUCHER);
    v->title = cli_value(c, "title");
    if (!v->title) {
        v->title = _("Innovation voucher");
    }
    char number[24];
    if (voucher_field(c, v, "organisation", c->args[1]) ||
        voucher_field(c, v, "fund", c->args[2]) || voucher_field(c, v, "amount", c->args[3]) ||
        voucher_field(c, v, "share", cli_value(c, "share")) ||
        voucher_field(c, v, "kind", cli_value(c, "kind")) ||
        voucher_field(c, v, "valid_until", cli_value(c, "until")) ||
        incentive_voucher_grant(c->store, v, &c->err)) {
        return c->err.code;
    }
    model_number_format(MODEL_VOUCHER, v->head.id, number);
    cli_say(c, _("%s granted"), number);
    cli_answer_print(c, cli_json_record(c, MODEL_VOUCHER, v));
    return ERR_NONE;
}

static enum err_code voucher_withdraw(struct cli *c)
{
    struct store_ref voucher;
    if (cli_reference(c, c->args[1], MODEL_VOUCHER, &voucher) ||
        incentive_voucher_withdraw(c->store, voucher.id, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("%s is withdrawn"), c->args[1]);
    return ERR_NONE;
}

enum err_code cli_run_voucher(struct cli *c)
{
    if (c->arg_count == 0) {
        return voucher_list(c);
    }
    if (cli_action(c, "grant", 3)) {
        return voucher_grant(c);
    }
    if (cli_action(c, "withdraw", 1)) {
        return voucher_withdraw(c);
    }
    return cli_usage(c, "%s", _("say grant ORG FUND AMOUNT or withdraw VOUCHER"));
}
