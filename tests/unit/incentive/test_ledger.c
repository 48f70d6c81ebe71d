/* The ledger: splits, charges, funds, claims, statements, invoices. */
#include "desk.h"

#include "sharedesk/incentive/award.h"
#include "sharedesk/incentive/claim.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/voucher.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct err e = ERR_INIT;

static int setup(void **state)
{
    struct desk_scene *s = desk_scene_new();
    err_clear(&e);
    s->resource->cost = 6000;
    desk_add(s->store, MODEL_RESOURCE, s->resource);
    s->booking = model_record_new(s->arena, MODEL_BOOKING);
    s->booking->resource = s->resource->head.id;
    s->booking->organisation = s->user;
    s->booking->start = DESK_NOW;
    s->booking->end = DESK_NOW + 3600;
    s->booking->status = "completed";
    desk_add(s->store, MODEL_BOOKING, s->booking);
    *state = s;
    return 0;
}

static int64_t balance(struct desk_scene *s, struct incentive_account account)
{
    int64_t amount;
    desk_must(incentive_ledger_balance(s->store, account, BASE_NONE, &amount, &e), &e);
    return amount;
}

/* All accounts together are zero. */
static void assert_foots(struct desk_scene *s)
{
    struct incentive_balance *list;
    size_t count;
    int64_t sum = 0;
    desk_must(incentive_ledger_balances(s->store, BASE_NONE, s->arena, &list, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        sum += list[i].balance;
    assert_int_equal(sum, 0);
}

static int64_t fund_of(struct desk_scene *s, const char *source)
{
    int64_t fund;
    desk_must(incentive_fund_of(s->store, source, base_time_day(DESK_NOW), &fund, &e), &e);
    return fund;
}

static int64_t deposit(struct desk_scene *s, const char *source, int64_t amount)
{
    int64_t fund = fund_of(s, source), entry;
    desk_must(incentive_fund_deposit(s->store, fund, BASE_NONE, amount, NULL, &entry, &e), &e);
    return fund;
}

static int64_t charge(struct desk_scene *s, int64_t total, int64_t voucher, int64_t part)
{
    int64_t entry;
    const struct incentive_charge c = {.kind = "charge",
                                       .title = "Use",
                                       .booking = s->booking,
                                       .resource = s->resource,
                                       .voucher = voucher,
                                       .total = total,
                                       .voucher_part = part,
                                       .posted = s->booking->end};
    desk_must(incentive_ledger_charge(s->store, &c, &entry, &e), &e);
    return entry;
}

/* rules.md: 0.10 -> 0.07 0.01 0.02 0.00; a negative amount as minus its positive. */
static void test_split_of_the_rules(void **state)
{
    struct desk_scene *s = *state;
    int64_t parts[INCENTIVE_PARTS];
    desk_must(incentive_split(store_policy(s->store), NULL, 10, parts, &e), &e);
    const int64_t ten[] = {7, 1, 2, 0};
    assert_memory_equal(parts, ten, sizeof ten);
    desk_must(incentive_split(store_policy(s->store), NULL, -10, parts, &e), &e);
    const int64_t back[] = {-7, -1, -2, 0};
    assert_memory_equal(parts, back, sizeof back);
}

/* Shares the agreement leaves empty have what is left, in the policy's proportion. */
static void test_split_by_agreement(void **state)
{
    struct desk_scene *s = *state;
    struct model_agreement *a = model_record_new(s->arena, MODEL_AGREEMENT);
    a->title = "Shares";
    int64_t parts[INCENTIVE_PARTS];
    a->share_provider = 4000;
    desk_must(incentive_split(store_policy(s->store), a, 10000, parts, &e), &e);
    const int64_t rest[] = {4000, 2000, 3000, 1000};
    assert_memory_equal(parts, rest, sizeof rest);
    a->share_operator = 3000;
    a->share_reinvestment = 2000;
    a->share_risk = 900;
    assert_int_equal(incentive_split(store_policy(s->store), a, 10000, parts, &e), ERR_REFUSED);
    a->share_risk = 1000;
    err_clear(&e);
    desk_must(incentive_split(store_policy(s->store), a, 10000, parts, &e), &e);
    const int64_t all[] = {4000, 3000, 2000, 1000};
    assert_memory_equal(parts, all, sizeof all);
}

static void test_charge_goes_where_the_rules_say(void **state)
{
    struct desk_scene *s = *state;
    int64_t fund = deposit(s, "innovation", 10000);
    struct model_voucher *v = model_record_new(s->arena, MODEL_VOUCHER);
    v->title = "Voucher";
    v->organisation = s->user;
    v->fund = fund;
    v->amount = 10000;
    desk_add(s->store, MODEL_VOUCHER, v);
    charge(s, 7500, v->head.id, 5000);
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(s->user)), 7500);
    assert_int_equal(balance(s, INCENTIVE_PAYABLE(s->provider)), -8750);
    assert_int_equal(balance(s, INCENTIVE_PLAIN("operator")), -1250);
    assert_int_equal(balance(s, INCENTIVE_FUND(fund_of(s, "reinvestment"))), -1875);
    assert_int_equal(balance(s, INCENTIVE_FUND(fund_of(s, "risk"))), -625);
    assert_int_equal(balance(s, INCENTIVE_FUND(fund)), -5000);
    assert_foots(s);
    int64_t amount;
    desk_must(incentive_ledger_charged(s->store, s->booking->head.id, &amount, &e), &e);
    assert_int_equal(amount, 12500);
}

static void test_charged_once_until_reversed(void **state)
{
    struct desk_scene *s = *state;
    int64_t entry = charge(s, 1000, 0, 0), again, reversal;
    const struct incentive_charge c = {.kind = "charge",
                                       .title = "Use",
                                       .booking = s->booking,
                                       .resource = s->resource,
                                       .total = 1000,
                                       .posted = s->booking->end};
    assert_int_equal(incentive_ledger_charge(s->store, &c, &again, &e), ERR_REFUSED);
    err_clear(&e);
    desk_must(incentive_ledger_reverse(s->store, entry, "wrong", &reversal, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(s->user)), 0);
    assert_foots(s);
    assert_int_equal(incentive_ledger_reverse(s->store, entry, NULL, &again, &e), ERR_REFUSED);
    assert_int_equal(incentive_ledger_reverse(s->store, reversal, NULL, &again, &e), ERR_REFUSED);
    err_clear(&e);
    assert_int_not_equal(charge(s, 900, 0, 0), 0);
}

static int64_t voucher_left(struct desk_scene *s, int64_t voucher)
{
    int64_t left;
    desk_must(incentive_voucher_left(s->store, voucher, BASE_NONE, &left, &e), &e);
    return left;
}

/* Taken back and done again, a charge is a charge: it redeems its voucher, is invoiced, can be
 * reversed, and is not made twice. */
static void test_a_charge_done_again_stands(void **state)
{
    struct desk_scene *s = *state;
    struct model_voucher *voucher = model_record_new(s->arena, MODEL_VOUCHER);
    voucher->title = "Voucher";
    voucher->fund = deposit(s, "innovation", 100000);
    voucher->organisation = s->user;
    voucher->amount = 10000;
    desk_must(incentive_voucher_grant(s->store, voucher, &e), &e);
    struct store_change change;
    struct incentive_invoice invoice;
    int64_t entry = charge(s, 6000, voucher->head.id, 4000), amount;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(voucher_left(s, voucher->head.id), 6000);
        desk_must(store_undo(s->store, s->arena, &change, &e), &e);
        assert_int_equal(voucher_left(s, voucher->head.id), 10000);
        desk_must(store_redo(s->store, s->arena, &change, &e), &e);
    }
    assert_int_equal(voucher_left(s, voucher->head.id), 6000);
    desk_must(incentive_ledger_charged(s->store, s->booking->head.id, &amount, &e), &e);
    assert_int_equal(amount, 10000);
    desk_must(incentive_invoice_issue(s->store, s->user, DESK_NOW, DESK_NOW + 7200, s->arena,
                                      &invoice, &e),
              &e);
    assert_int_equal(invoice.total, 6000);
    desk_must(incentive_ledger_reverse(s->store, entry, "wrong", &amount, &e), &e);
    assert_int_equal(voucher_left(s, voucher->head.id), 10000);
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(s->user)), 0);
    assert_foots(s);
}

static void test_tax_is_contained(void **state)
{
    struct desk_scene *s = *state;
    desk_must(store_policy_try(s->store, "tax", "6", &e), &e);
    charge(s, 10600, 0, 0);
    assert_int_equal(balance(s, INCENTIVE_PLAIN("tax")), -600);
    assert_int_equal(balance(s, INCENTIVE_PAYABLE(s->provider)), -7000);
    assert_foots(s);
}

static void test_what_does_not_balance_is_refused(void **state)
{
    struct desk_scene *s = *state;
    struct model_entry *entry = model_record_new(s->arena, MODEL_ENTRY);
    entry->kind = "other";
    entry->title = "Odd";
    const struct incentive_posting odd[] = {{INCENTIVE_PLAIN("cash"), 100, NULL},
                                            {INCENTIVE_PLAIN("equity"), -100, "EUR"}};
    assert_int_equal(incentive_ledger_post(s->store, entry, odd, 2, &e), ERR_REFUSED);
}

static void test_a_fund_is_not_overdrawn(void **state)
{
    struct desk_scene *s = *state;
    int64_t fund = deposit(s, "award", 100), other = fund_of(s, "private"), entry;
    assert_int_equal(incentive_fund_transfer(s->store, fund, other, 101, NULL, &entry, &e),
                     ERR_REFUSED);
    assert_non_null(strstr(e.why, "1.00"));
    err_clear(&e);
    desk_must(incentive_fund_transfer(s->store, fund, other, 100, NULL, &entry, &e), &e);
    int64_t holds;
    desk_must(incentive_fund_balance(s->store, other, &holds, &e), &e);
    assert_int_equal(holds, 100);
    assert_foots(s);
}

/* An empty fund never blocks: the cost stands as due, and is paid when money comes. */
static void test_public_cost_stands_as_due(void **state)
{
    struct desk_scene *s = *state;
    int64_t entry, fund = fund_of(s, "public");
    desk_must(incentive_ledger_cost(s->store, s->booking, s->resource, 60, &entry, &e), &e);
    assert_int_not_equal(entry, 0);
    assert_int_equal(balance(s, INCENTIVE_PAYABLE(s->provider)), -6000);
    assert_int_equal(balance(s, INCENTIVE_DUE(fund)), 6000);
    deposit(s, "public", 10000);
    assert_int_equal(balance(s, INCENTIVE_DUE(fund)), 0);
    assert_int_equal(balance(s, INCENTIVE_FUND(fund)), -4000);
    assert_foots(s);
}

static void test_public_cost_from_a_fund_that_holds_it(void **state)
{
    struct desk_scene *s = *state;
    int64_t entry, fund = deposit(s, "public", 7000);
    desk_must(incentive_ledger_cost(s->store, s->booking, s->resource, 60, &entry, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_FUND(fund)), -1000);
    assert_int_equal(balance(s, INCENTIVE_DUE(fund)), 0);
}

static void test_statement_foots(void **state)
{
    struct desk_scene *s = *state;
    struct incentive_statement st;
    int64_t entry;
    charge(s, 1000, 0, 0);
    desk_must(incentive_ledger_pay(s->store, s->user, 400, NULL, &entry, &e), &e);
    desk_must(incentive_ledger_pay_out(s->store, s->provider, 300, NULL, &entry, &e), &e);
    desk_must(incentive_ledger_statement(s->store, s->user, DESK_NOW, DESK_NOW + 86400, s->arena,
                                         &st, &e),
              &e);
    assert_int_equal(st.count, 2);
    assert_int_equal(st.closing_receivable, 600);
    assert_int_equal(st.lines[1].balance, 600);
    desk_must(incentive_ledger_statement(s->store, s->provider, DESK_NOW + 3600, DESK_NOW + 86400,
                                         s->arena, &st, &e),
              &e);
    assert_int_equal(st.opening_payable, 300); /* paid out before the use was charged */
    assert_int_equal(st.closing_payable, -400);
    assert_foots(s);
}

static void test_invoice(void **state)
{
    struct desk_scene *s = *state;
    struct incentive_invoice invoice;
    desk_must(store_policy_try(s->store, "tax", "6", &e), &e);
    charge(s, 10600, 0, 0);
    desk_must(incentive_invoice_issue(s->store, s->user, DESK_NOW, DESK_NOW + 86400, s->arena,
                                      &invoice, &e),
              &e);
    assert_string_equal(invoice.number, "2026-0001");
    assert_int_equal(invoice.total, 10600);
    assert_int_equal(invoice.tax, 600);
    assert_int_equal(incentive_invoice_issue(s->store, s->user, DESK_NOW, DESK_NOW + 86400,
                                             s->arena, &invoice, &e),
                     ERR_REFUSED);
    struct incentive_invoice_head *list;
    size_t count;
    err_clear(&e);
    desk_must(incentive_invoice_list(s->store, s->arena, &list, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(list[0].total, 10600);
}

static void test_claims_are_paid_from_the_risk_fund(void **state)
{
    struct desk_scene *s = *state;
    struct model_claim *c = model_record_new(s->arena, MODEL_CLAIM);
    c->title = "Broken tip";
    c->booking = s->booking->head.id;
    c->organisation = s->provider;
    c->amount = 500;
    assert_int_equal(incentive_claim_file(s->store, c, &e), ERR_REFUSED); /* no evidence */
    err_clear(&e);
    c->evidence = "Photograph";
    desk_must(incentive_claim_file(s->store, c, &e), &e);
    struct incentive_solvency solvency;
    desk_must(incentive_fund_solvency(s->store, &solvency, &e), &e);
    assert_int_equal(solvency.claims, 500);
    assert_int_equal(incentive_claim_decide(s->store, c->head.id, 400, BASE_NONE, &e), ERR_REFUSED);
    err_clear(&e);
    deposit(s, "risk", 450);
    desk_must(incentive_claim_decide(s->store, c->head.id, 400, BASE_NONE, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_PAYABLE(s->provider)), -400);
    assert_int_equal(incentive_claim_decide(s->store, c->head.id, 1, BASE_NONE, &e), ERR_REFUSED);
    assert_foots(s);
}

static void test_award_pays_its_bonus(void **state)
{
    struct desk_scene *s = *state;
    struct model_award *w = model_record_new(s->arena, MODEL_AWARD);
    w->title = "Best provider";
    w->kind = "performance";
    w->organisation = s->provider;
    w->amount = 5000;
    assert_int_equal(incentive_award_grant(s->store, w, &e), ERR_REFUSED);
    err_clear(&e);
    deposit(s, "award", 5000);
    w = model_record_copy(s->arena, MODEL_AWARD, w);
    w->head.id = 0;
    w->head.uid = NULL;
    w->fund = BASE_NONE;
    desk_must(incentive_award_grant(s->store, w, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_PAYABLE(s->provider)), -5000);
}

/* What an account comes to is kept with each posting: the same before, after and long after. */
static void test_balances_follow_postings_wherever_they_go(void **state)
{
    struct desk_scene *s = *state;
    int64_t reversal, entry = charge(s, 10000, 0, 0);
    int64_t other = desk_add_organisation(s->desk, "Other");
    int64_t before;
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(s->user)), 10000);
    desk_must(
        incentive_ledger_balance(s->store, INCENTIVE_RECEIVABLE(s->user), INT64_MAX, &before, &e),
        &e);
    assert_int_equal(before, 10000); /* summed over the postings */
    desk_must(store_begin(s->store, "merge", &e), &e);
    desk_must(store_merge(s->store, (struct store_ref){MODEL_ORGANISATION, s->user},
                          (struct store_ref){MODEL_ORGANISATION, other}, &e),
              &e);
    desk_must(store_commit(s->store, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(s->user)), 0);
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(other)), 10000);
    desk_must(incentive_ledger_reverse(s->store, entry, NULL, &reversal, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_RECEIVABLE(other)), 0);
    assert_foots(s);
    struct store_finding *findings;
    size_t count;
    desk_must(store_check(s->store, s->arena, &findings, &count, &e), &e);
    assert_int_equal(count, 0);
    desk_must(store_rebuild(s->store, &e), &e);
    assert_int_equal(balance(s, INCENTIVE_FUND(fund_of(s, "risk"))), 0);
    assert_foots(s);
}

static void test_accounts_by_name(void **state)
{
    struct desk_scene *s = *state;
    struct incentive_account account;
    char name[48];
    desk_must(incentive_account_parse(s->store, "receivable:User", &account, &e), &e);
    incentive_account_name(&account, name);
    assert_string_equal(name, "receivable:O2");
    desk_must(incentive_account_parse(s->store, "cash", &account, &e), &e);
    assert_int_equal(incentive_account_parse(s->store, "cash:O1", &account, &e), ERR_USAGE);
    assert_int_equal(incentive_account_parse(s->store, "payable", &account, &e), ERR_USAGE);
    assert_int_equal(incentive_account_parse(s->store, "nonsense", &account, &e), ERR_USAGE);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, desk_scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_split_of_the_rules),
        CASE(test_split_by_agreement),
        CASE(test_charge_goes_where_the_rules_say),
        CASE(test_charged_once_until_reversed),
        CASE(test_a_charge_done_again_stands),
        CASE(test_tax_is_contained),
        CASE(test_what_does_not_balance_is_refused),
        CASE(test_a_fund_is_not_overdrawn),
        CASE(test_public_cost_stands_as_due),
        CASE(test_public_cost_from_a_fund_that_holds_it),
        CASE(test_statement_foots),
        CASE(test_invoice),
        CASE(test_claims_are_paid_from_the_risk_fund),
        CASE(test_award_pays_its_bonus),
        CASE(test_balances_follow_postings_wherever_they_go),
        CASE(test_accounts_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
