/* claim.c: claim, award: what the meeting decides on. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/award.h"
#include "sharedesk/incentive/claim.h"
#include "sharedesk/incentive/fund.h"

/* ---- claims ---------------------------------------------------------------------------------- */

static enum err_code claim_list(struct cli *c)
{
    const struct store_list all = {.type = MODEL_CLAIM};
    struct model_claim **list;
    size_t count;
    struct incentive_solvency solvency;
    if (store_list_page(c->store, &all, 0, true, 0, c->arena, &list, &count, &c->err) ||
        incentive_fund_solvency(c->store, &solvency, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "claim", _("Claim"), CLI_REF);
    cli_table_column(t, "booking", _("Booking"), CLI_NUMBER);
    cli_table_column(t, "organisation", _("Claimant"), CLI_REF);
    cli_table_column(t, "amount", _("Amount"), CLI_MONEY);
    cli_table_column(t, "granted", _("Granted"), CLI_MONEY);
    cli_table_column(t, "status", _("Status"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        const char *status = model_code_or(list[i]->status, "open");
        cli_table_ref(t, MODEL_CLAIM, list[i]->head.id);
        cli_table_ref(t, MODEL_BOOKING, list[i]->booking);
        cli_table_ref(t, MODEL_ORGANISATION, list[i]->organisation);
        cli_table_number(t, list[i]->amount);
        cli_table_number(t, list[i]->granted);
        cli_table_text(t, c->output == CLI_TABLE
                              ? model_vocabulary_label(MODEL_VOCABULARY_CLAIM_STATUS, status)
                              : status);
    }
    cli_table_print(t, _("There are no claims."));
    cli_say(c, _("Risk fund %s, open claims %s"), cli_money_show(c, solvency.balance),
            cli_money_show(c, solvency.claims));
    return ERR_NONE;
}

static enum err_code claim_file(struct cli *c)
{
    struct model_claim *claim = model_record_new(c->arena, MODEL_CLAIM);
    struct store_ref ref;
    void *booking;
    if (cli_reference(c, c->args[1], MODEL_BOOKING, &ref) ||
        cli_amount(c, c->args[2], &claim->amount) ||
        store_get(c->store, MODEL_BOOKING, ref.id, c->arena, &booking, &c->err) ||
        cli_link(c, "for", MODEL_ORGANISATION, ((struct model_booking *)booking)->organisation,
                 &claim->organisation)) {
        return c->err.code;
    }
    char number[24];
    model_number_format(MODEL_BOOKING, ref.id, number);
    claim->booking = ref.id;
    claim->evidence = cli_value(c, "evidence");
    claim->title = cli_value(c, "title");
    if (!claim->title) {
        claim->title = base_arena_printf(c->arena, _("Claim on %s"), number);
    }
    if (incentive_claim_file(c->store, claim, &c->err)) {
        return c->err.code;
    }
    model_number_format(MODEL_CLAIM, claim->head.id, number);
    cli_say(c, _("%s filed"), number);
    cli_answer_print(c, cli_json_record(c, MODEL_CLAIM, claim));
    return ERR_NONE;
}

static enum err_code claim_decide(struct cli *c, bool grant)
{
    struct store_ref claim;
    int64_t granted = 0, meeting;
    if (cli_reference(c, c->args[1], MODEL_CLAIM, &claim) ||
        (grant && cli_amount(c, c->args[2], &granted)) ||
        cli_link(c, "meeting", MODEL_MEETING, BASE_NONE, &meeting) ||
        incentive_claim_decide(c->store, claim.id, granted, meeting, &c->err)) {
        return c->err.code;
    }
    cli_say(c, grant ? _("%s granted") : _("%s refused"), c->args[1]);
    return ERR_NONE;
}

enum err_code cli_run_claim(struct cli *c)
{
    if (c->arg_count == 0) {
        return claim_list(c);
    }
    if (cli_action(c, "file", 2)) {
        return claim_file(c);
    }
    if (cli_action(c, "grant", 2)) {
        return claim_decide(c, true);
    }
    if (cli_action(c, "refuse", 1)) {
        return claim_decide(c, false);
    }
    return cli_usage(c, "%s", _("say file BOOKING AMOUNT, grant CLAIM AMOUNT or refuse CLAIM"));
}

/* ---- awards ---------------------------------------------------------------------------------- */

static enum err_code award_list(struct cli *c)
{
    const struct store_list all = {.type = MODEL_AWARD};
    struct model_award **list;
    size_t count;
    if (store_list_page(c->store, &all, 0, true, 0, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "award", _("Award"), CLI_REF);
    cli_table_column(t, "kind", _("Kind"), CLI_TEXT);
    cli_table_column(t, "organisation", _("Organisation"), CLI_REF);
    cli_table_column(t, "person", _("Person"), CLI_REF);
    cli_table_column(t, "amount", _("Bonus"), CLI_MONEY);
    cli_table_column(t, "awarded", _("Awarded"), CLI_DAY);
    for (size_t i = 0; i < count; i++) {
        cli_table_ref(t, MODEL_AWARD, list[i]->head.id);
        cli_table_text(t, c->output == CLI_TABLE
                              ? model_vocabulary_label(MODEL_VOCABULARY_AWARD_KIND, list[i]->kind)
                              : list[i]->kind);
        cli_table_ref(t, MODEL_ORGANISATION, list[i]->organisation);
        cli_table_ref(t, MODEL_PERSON, list[i]->person);
        cli_table_number(t, list[i]->amount);
        cli_table_number(t, list[i]->awarded);
    }
    cli_table_print(t, _("There are no awards."));
    return ERR_NONE;
}

static enum err_code award_grant(struct cli *c)
{
    struct model_award *w = model_record_new(c->arena, MODEL_AWARD);
    const char *kind = cli_value(c, "kind");
    if (cli_link(c, "to", MODEL_ORGANISATION, BASE_NONE, &w->organisation) ||
        cli_link(c, "person", MODEL_PERSON, BASE_NONE, &w->person) ||
        cli_amount_option(c, "amount", BASE_NONE, &w->amount)) {
        return c->err.code;
    }
    w->kind = model_vocabulary_find(MODEL_VOCABULARY_AWARD_KIND, kind ? kind
                                                                 : w->amount == BASE_NONE
                                                                     ? "achievement"
                                                                     : "performance");
    if (!w->kind) {
        return cli_usage(c, _("--kind takes opportunity, achievement or performance, not \"%s\""),
                         kind);
    }
    if (w->organisation == BASE_NONE && w->person == BASE_NONE) {
        return cli_usage(c, "%s", _("say --to ORG or --person PERSON"));
    }
    w->title = c->args[1];
    w->citation = cli_value(c, "citation");
    if (incentive_award_grant(c->store, w, &c->err)) {
        return c->err.code;
    }
    char number[24];
    model_number_format(MODEL_AWARD, w->head.id, number);
    cli_say(c, _("%s granted"), number);
    cli_answer_print(c, cli_json_record(c, MODEL_AWARD, w));
    return ERR_NONE;
}

enum err_code cli_run_award(struct cli *c)
{
    if (c->arg_count == 0) {
        return award_list(c);
    }
    if (cli_action(c, "grant", 1)) {
        return award_grant(c);
    }
    return cli_usage(c, "%s", _("say grant TITLE --to ORG"));
}
