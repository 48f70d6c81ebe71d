/* verbs.c: the verb table. One row a verb: it parses, prints help, completes in the shell and writes
 * the manual. The functions stand in src/cli/<verb>.c. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

#define END {NULL, NULL, NULL}

const struct cli_verb cli_verbs[] = {
    {"init", cli_run_init, "", N_("make a new desk"), CLI_NO_DESK, 0, 0,
     {{"demo", NULL, N_("fill it with a believable region at work")}, END}},

    /* any record */
    {"list", cli_run_list, "KIND", N_("list records of a kind"), CLI_READS, 1, 1,
     {{"filter", "EXPR", N_("only those for which EXPR holds, such as 'kind=instrument and price_member<100'")},
      {"sort", "FIELD", N_("in the order of FIELD; -FIELD backwards")},
      {"limit", "N", N_("no more than N")},
      {"retired", NULL, N_("with retired records")},
      {"columns", "F,F…", N_("these fields")},
      END}},
    {"show", cli_run_show, "REF", N_("one record with everything known of it"), CLI_READS, 1, 1, {END}},
    {"add", cli_run_add, "KIND FIELD=VALUE…", N_("add a record"), CLI_WRITES, 1, -1, {END}},
    {"set", cli_run_set, "REF FIELD=VALUE…", N_("change fields of a record; FIELD= empties"), CLI_WRITES, 2, -1,
     {END}},
    {"retire", cli_run_retire, "REF…", N_("take records out of use; nothing is deleted"), CLI_WRITES, 1, -1,
     {{"back", NULL, N_("take them into use again")}, END}},
    {"merge", cli_run_merge, "REF INTO", N_("merge a double into the record that stays"), CLI_WRITES, 2, 2, {END}},
    {"forget", cli_run_forget, "PERSON", N_("erase a person's data, in the record and in the log"), CLI_WRITES, 1, 1,
     {END}},
    {"find", cli_run_find, "TEXT…", N_("search over everything, best first"), CLI_READS, 1, -1,
     {{"kind", "KIND", N_("only this kind of record")},
      {"limit", "N", N_("no more than N (100)")},
      END}},

    /* schedule */
    {"free", cli_run_free, "RESOURCE", N_("when a resource is free"), CLI_READS, 1, 1,
     {{"from", "TIME", N_("from then on (now)")},
      {"to", "TIME", N_("until then (a week)")},
      {"minutes", "N", N_("slots of this length")},
      {"limit", "N", N_("no more than N")},
      END}},
    {"calendar", cli_run_calendar, "[RESOURCE…]", N_("what is booked and closed"), CLI_READS, 0, -1,
     {{"from", "TIME", N_("from then on (now)")}, {"to", "TIME", N_("until then (a week)")}, END}},
    {"book", cli_run_book, "RESOURCE --for ORG --from TIME --to TIME", N_("book a resource under its rules"),
     CLI_WRITES, 1, 1,
     {{"for", "ORG", N_("who uses it (the demand's requester)")},
      {"from", "TIME", N_("start")},
      {"to", "TIME", N_("end")},
      {"minutes", "N", N_("length, in place of the end")},
      {"demand", "D", N_("the demand it meets")},
      {"person", "P", N_("who comes")},
      {"title", "TEXT", N_("what for")},
      {"voucher", "V|none", N_("the voucher that pays a share (the one that pays most)")},
      {"series", "RRULE", N_("again and again, such as FREQ=WEEKLY;COUNT=10")},
      {"skip", NULL, N_("leave out what clashes, of a series")},
      {"override", "WHY", N_("set broken rules aside, for this reason")},
      {"check", NULL, N_("only tell what would be")},
      END}},
    {"move", cli_run_move, "BOOKING", N_("move or stretch a booking"), CLI_WRITES, 1, 1,
     {{"from", "TIME", N_("new start")},
      {"to", "TIME", N_("new end")},
      {"following", NULL, N_("and those of its series that follow")},
      {"all", NULL, N_("all of its series")},
      {"override", "WHY", N_("set broken rules aside, for this reason")},
      END}},
    {"confirm", cli_run_confirm, "BOOKING", N_("confirm what was requested or held"), CLI_WRITES, 1, 1, {END}},
    {"check-in", cli_run_check_in, "BOOKING", N_("the user has come"), CLI_WRITES, 1, 1,
     {{"at", "TIME", N_("when (now)")}, END}},
    {"cancel", cli_run_cancel, "BOOKING", N_("cancel a booking; late, it costs the requester the fee"), CLI_WRITES, 1, 1,
     {{"by", "PARTY", N_("requester, provider or desk (requester)")},
      {"reason", "TEXT", N_("why")},
      {"no-show", NULL, N_("nobody came")},
      {"following", NULL, N_("and those of its series that follow")},
      {"all", NULL, N_("all of its series")},
      END}},
    {"complete", cli_run_complete, "BOOKING", N_("the use is over: charge it"), CLI_WRITES, 1, 1,
     {{"used", "MINUTES", N_("minutes really used")}, END}},
    {"release", cli_run_release, "", N_("release what nobody checked in to, and holds that have run out"), CLI_WRITES,
     0, 0, {END}},

    /* incentives */
    {"price", cli_run_price, "RESOURCE ORG MINUTES", N_("what a use would cost, line by line"), CLI_READS, 3, 3,
     {{"at", "TIME", N_("start of the use (now)")},
      {"voucher", "V|none", N_("the voucher that pays a share (the one that pays most)")},
      {"agreement", "A|none", N_("the agreement it falls under (the nearest)")},
      END}},
    {"ledger", cli_run_ledger, "", N_("balances of all accounts; debit positive"), CLI_READS, 0, 0,
     {{"until", "TIME", N_("as they were then")}, END}},
    {"post", cli_run_post, "", N_("post an entry, or reverse one"), CLI_WRITES, 0, 0,
     {{"debit", "ACCOUNT", N_("such as cash, receivable:O3, payable:O5, fund:F2")},
      {"credit", "ACCOUNT", N_("the same")},
      {"amount", "MONEY", N_("how much")},
      {"title", "TEXT", N_("what for")},
      {"at", "TIME", N_("when it counts (now)")},
      {"for", "ORG", N_("whose matter it is")},
      {"booking", "B", N_("which booking it is about")},
      {"reverse", "ENTRY", N_("take an entry back by its reversal")},
      END}},
    {"pay", cli_run_pay, "ORG AMOUNT", N_("a payment received from an organisation, or made to it"), CLI_WRITES, 2, 2,
     {{"out", NULL, N_("paid to it")}, {"notes", "TEXT", N_("such as the bank's reference")}, END}},
    {"statement", cli_run_statement, "ORG", N_("an organisation's account, line by line"), CLI_READS, 1, 1,
     {{"from", "TIME", N_("from then on")}, {"to", "TIME", N_("until then")}, END}},
    {"invoice", cli_run_invoice, "[issue ORG | show NUMBER]", N_("invoices: list, issue, show"), CLI_WRITES, 0, 2,
     {{"from", "TIME", N_("what was used from then on")}, {"to", "TIME", N_("until then")}, END}},
    {"fund", cli_run_fund, "[deposit FUND AMOUNT | transfer FUND FUND AMOUNT | premium ORG AMOUNT]",
     N_("funds: list, pay in, transfer, premium"), CLI_WRITES, 0, 4,
     {{"from", "ORG", N_("who pays in")}, {"notes", "TEXT", N_("what for")}, END}},
    {"voucher", cli_run_voucher, "[grant ORG FUND AMOUNT | withdraw VOUCHER]", N_("vouchers: list, grant, withdraw"),
     CLI_WRITES, 0, 4,
     {{"for", "ORG", N_("only those of ORG")},
      {"title", "TEXT", N_("what it is for")},
      {"share", "PERCENT", N_("per cent of a charge it pays (100)")},
      {"kind", "KIND", N_("only for resources of this kind")},
      {"until", "DAY", N_("last day")},
      END}},
    {"claim", cli_run_claim, "[file BOOKING AMOUNT | grant CLAIM AMOUNT | refuse CLAIM]",
     N_("risk claims: list, file, decide"), CLI_WRITES, 0, 3,
     {{"evidence", "TEXT", N_("what proves it")},
      {"for", "ORG", N_("who claims (the booking's organisation)")},
      {"title", "TEXT", N_("what happened")},
      {"meeting", "M", N_("the meeting that decides")},
      END}},
    {"award", cli_run_award, "[grant TITLE]", N_("awards: list, grant"), CLI_WRITES, 0, 2,
     {{"kind", "KIND", N_("opportunity, achievement or performance")},
      {"to", "ORG", N_("who receives it")},
      {"person", "P", N_("who receives it")},
      {"amount", "MONEY", N_("bonus from the award fund")},
      {"citation", "TEXT", N_("for what")},
      END}},
    {"standing", cli_run_standing, "[ORG]", N_("contribution, benefit and standing; of ORG with what makes them"), CLI_READS,
     0, 1,
     {{"at", "TIME", N_("as of then (now)")},
      {"lines", NULL, N_("what makes the figures of ORG")},
      {"candidates", NULL, N_("candidates for platform leadership, with reasons")},
      END}},
    {"survey", cli_run_survey, "[answer BOOKING Q1…Q5 | marks]", N_("questionnaires: whom to ask, answer, marks"), CLI_WRITES,
     0, 7,
     {{"role", "ROLE", N_("user or peer (user)")},
      {"since", "TIME", N_("uses that ended since (90 days)")},
      {"comment", "TEXT", N_("in the user's words")},
      {"person", "P", N_("who answers")},
      END}},

    /* history and care */
    {"log", cli_run_log, "[REF]", N_("who changed what, when"), CLI_READS, 0, 1,
     {{"limit", "N", N_("no more than N changes (50)")}, END}},
    {"undo", cli_run_undo, "", N_("take back your own last change; a posting by its reversal"), CLI_WRITES, 0, 0,
     {END}},
    {"redo", cli_run_redo, "", N_("do again what you last took back"), CLI_WRITES, 0, 0, {END}},
    {"check", cli_run_check, "", N_("integrity of file, links, ledger, calendar and search"), CLI_READS, 0, 0, {END}},
    {"rebuild", cli_run_rebuild, "", N_("make the derived tables anew"), CLI_WRITES, 0, 0, {END}},
    {"backup", cli_run_backup, "FILE", N_("copy the desk, while others work"), CLI_READS, 1, 1, {END}},
    {"restore", cli_run_restore, "FILE", N_("put a backup in the desk's place; the old file is kept beside it"),
     CLI_NO_DESK, 1, 1, {END}},

    /* what the program knows of itself */
    {"generate", cli_run_generate, "manual|completion|policy|settings", N_("write what is made from the program's tables"),
     CLI_NO_DESK, 1, 1, {END}},
};

const size_t cli_verb_count = sizeof cli_verbs / sizeof *cli_verbs;

const struct cli_verb *cli_verb_find(const char *name)
{
    for (size_t i = 0; i < cli_verb_count; i++) {
        if (strcmp(cli_verbs[i].name, name) == 0) {
            return &cli_verbs[i];
        }
    }
    return NULL;
}
