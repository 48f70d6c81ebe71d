/* Incentives: what its pages show, the account down to the entry, and what each deed leaves in the
 * store. */
#include "screens.h"

#include "sharedesk/incentive/claim.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/incentive/survey.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int64_t id_of(const struct screens_test *w, enum model_type type, const char *uid)
{
    return screens_test_ref(w, type, uid).id;
}

/* The completed use of the small desk, charged; money in a fund, of which a voucher promises some;
 * a claim on the use. */
static void fill(struct screens_test *w)
{
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    int64_t entry, fund = id_of(w, MODEL_FUND, "innovation");
    const struct model_booking *booking;
    const struct model_resource *resource;
    screens_test_must(
        store_get(w->store, MODEL_BOOKING, id_of(w, MODEL_BOOKING, "b-last"), a, &booking, &e), &e);
    screens_test_must(store_get(w->store, MODEL_RESOURCE, booking->resource, a, &resource, &e), &e);
    struct incentive_charge charge = {.kind = "charge",
                                      .title = "Bruker NMR 600, 3 h",
                                      .booking = booking,
                                      .resource = resource,
                                      .total = 60000,
                                      .posted = booking->end};
    screens_test_must(incentive_ledger_charge(w->store, &charge, &entry, &e), &e);
    screens_test_must(incentive_fund_deposit(w->store, fund, id_of(w, MODEL_ORGANISATION, "yunhe"),
                                             15000000, NULL, &entry, &e),
                      &e);
    struct model_voucher *voucher = model_record_new(a, MODEL_VOUCHER);
    voucher->title = "Structure determination";
    voucher->organisation = id_of(w, MODEL_ORGANISATION, "yunhe");
    voucher->fund = fund;
    voucher->amount = 2000000;
    screens_test_must(incentive_voucher_grant(w->store, voucher, &e), &e);
    struct model_claim *claim = model_record_new(a, MODEL_CLAIM);
    claim->title = "Broken probe tip";
    claim->booking = booking->head.id;
    claim->organisation = id_of(w, MODEL_ORGANISATION, "hexi-u");
    claim->amount = 480000;
    claim->evidence = "Photographs of 20 November";
    screens_test_must(incentive_claim_file(w->store, claim, &e), &e);
    base_arena_free(&a);
}

static struct screens_test *incentives(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    fill(w);
    tui_test_push(w->t, &screens_incentives_class, NULL);
    return w;
}

static int64_t balance(const struct screens_test *w, struct incentive_account account)
{
    struct err e = ERR_INIT;
    int64_t amount;
    screens_test_must(incentive_ledger_balance(w->store, account, BASE_NONE, &amount, &e), &e);
    return amount;
}

/* ---- looks ---------------------------------------------------------------------------------- */

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_golden_sizes(w->t, "incentives");
    screens_test_free(&w);
}

static void looks_mono(void **state)
{
    (void)state;
    struct screens_test *w = incentives(SCREENS_TEST_MONO);
    tui_test_golden_looks(w->t, "incentives-80x24-mono");
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.lang = "zh"});
    tui_test_golden(w->t, "incentives-80x24-zh");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "account-80x24-zh");
    screens_test_free(&w);
}

static void pages_look(void **state)
{
    (void)state;
    static const char *const pages[] = {"funds",   "vouchers", "awards",   "leaders",
                                        "answers", "claims",   "invoices", "ledger"};
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char name[64];
        tui_test_keys(w->t, "Tab");
        snprintf(name, sizeof name, "incentives-%s-80x24", pages[i]);
        tui_test_golden(w->t, name);
    }
    tui_test_keys(w->t, "Tab");
    tui_test_expect(w->t, "got|gave");
    screens_test_free(&w);
}

static void account_looks(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_type(w->t, "/");
    tui_test_type(w->t, "Hexi");
    tui_test_keys(w->t, "Enter Enter");
    tui_test_golden(w->t, "account-80x24");
    tui_test_keys(w->t, "Tab Down");
    tui_test_golden(w->t, "account-statement-80x24");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "account-40x12");
    tui_test_resize(w->t, 43, 132);
    tui_test_golden(w->t, "account-132x43");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Bruker NMR 600, 3 h");
    screens_test_free(&w);
}

/* ---- deeds ---------------------------------------------------------------------------------- */

static void a_payment_is_shown_before_it_is_posted(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    int64_t payer = id_of(w, MODEL_ORGANISATION, "biophysics");
    tui_test_type(w->t, "/");
    tui_test_type(w->t, "Institute");
    tui_test_keys(w->t, "Enter p");
    tui_test_expect(w->t, "600.00");
    tui_test_keys(w->t, "C-s");
    tui_test_golden(w->t, "deed-payment-80x24");
    assert_int_equal(balance(w, INCENTIVE_RECEIVABLE(payer)), 60000);
    tui_test_keys(w->t, "n");
    assert_int_equal(balance(w, INCENTIVE_RECEIVABLE(payer)), 60000);
    tui_test_keys(w->t, "C-s y");
    assert_int_equal(balance(w, INCENTIVE_RECEIVABLE(payer)), 0);
    tui_test_expect(w->t, "posted as E3: 600.00");
    screens_test_free(&w);
}

static void an_empty_fund_is_refused_in_full(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Tab T");
    tui_test_type(w->t, "F2");
    tui_test_keys(w->t, "Tab");
    tui_test_type(w->t, "999999999");
    tui_test_keys(w->t, "C-s");
    tui_test_golden(w->t, "deed-refused-80x24");
    tui_test_keys(w->t, "C-x y");
    tui_test_expect(w->t, "Funds");
    screens_test_free(&w);
}

/* The cursor stands on the innovation fund; that is not what pays for damage or for a bonus. */
static void the_fund_under_the_cursor_is_not_taken_for_another(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    struct err e = ERR_INIT;
    int64_t entry, innovation = id_of(w, MODEL_FUND, "innovation");
    tui_test_keys(w->t, "Tab m");
    tui_test_expect(w->t, "Premium for the risk fund");
    tui_test_expect_not(w->t, "Innovation");
    tui_test_keys(w->t, "Esc w");
    tui_test_expect(w->t, "Give an award");
    tui_test_expect_not(w->t, "Innovation");
    assert_int_equal(incentive_fund_premium(w->store, innovation,
                                            id_of(w, MODEL_ORGANISATION, "yunhe"), 100, NULL,
                                            &entry, &e),
                     ERR_VALUE);
    screens_test_free(&w);
}

static void more_than_is_owed_is_told_before_it_is_posted(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_type(w->t, "/");
    tui_test_type(w->t, "Institute");
    tui_test_keys(w->t, "Enter p Down C-u");
    tui_test_type(w->t, "1000");
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "400.00 more than is owed");
    screens_test_free(&w);
}

static void a_reversal_needs_a_reason(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    int64_t payer = id_of(w, MODEL_ORGANISATION, "biophysics");
    tui_test_type(w->t, "/");
    tui_test_type(w->t, "Institute");
    tui_test_keys(w->t, "Enter Enter Tab Down R");
    tui_test_expect(w->t, "Reverse an entry");
    tui_test_keys(w->t, "C-s");
    tui_test_expect_not(w->t, "y/n");
    tui_test_type(w->t, "charged twice");
    tui_test_keys(w->t, "C-s");
    tui_test_golden(w->t, "deed-reversal-80x24");
    tui_test_keys(w->t, "y");
    assert_int_equal(balance(w, INCENTIVE_RECEIVABLE(payer)), 0);
    tui_test_expect(w->t, "Reversal:");
    screens_test_free(&w);
}

static void a_questionnaire_is_answered_where_it_is_due(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    struct incentive_survey survey;
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "Tab Tab Tab Tab Tab Enter");
    tui_test_type(w->t, "5\t4\t4\t5\t3");
    tui_test_keys(w->t, "C-s");
    tui_test_golden(w->t, "deed-answer-80x24");
    tui_test_keys(w->t, "y");
    screens_test_must(incentive_survey_read(w->store, a, &survey, &e), &e);
    assert_int_equal(survey.count, 1);
    tui_test_expect(w->t, "4.2");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void a_voucher_is_withdrawn(void **state)
{
    (void)state;
    struct screens_test *w = incentives((struct screens_test_options){.rows = 24, .cols = 80});
    struct err e = ERR_INIT;
    int64_t left;
    tui_test_keys(w->t, "Tab Tab W y");
    screens_test_must(incentive_voucher_left(w->store, 1, 0, &left, &e), &e);
    assert_int_equal(left, 0);
    tui_test_expect(w->t, "Withdrawn");
    screens_test_free(&w);
}

static void a_draft_outlives_a_dropped_line(void **state)
{
    (void)state;
    struct screens_test_options o = {.rows = 24, .cols = 80};
    struct screens_test *w = incentives(o);
    tui_test_keys(w->t, "Tab Tab a");
    tui_test_type(w->t, "O2");
    screens_test_again(w, &o);
    tui_test_push(w->t, &screens_incentives_class, NULL);
    tui_test_keys(w->t, "Tab Tab a");
    tui_test_expect(w->t, "O2");
    tui_test_expect(w->t, "your draft is back");
    screens_test_free(&w);
}

static void a_viewer_is_told_why_not(void **state)
{
    (void)state;
    struct screens_test_options o = {.policy = "[roles]\nmanager = zhang li\nviewer = guest\n"};
    struct screens_test *w = incentives(o);
    o.actor = "guest";
    screens_test_again(w, &o);
    tui_test_push(w->t, &screens_incentives_class, NULL);
    tui_test_keys(w->t, "p");
    tui_test_expect(w->t, "may only look at this desk");
    tui_test_keys(w->t, "W");
    tui_test_expect(w->t, "go to a voucher first");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_mono),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(pages_look),
        cmocka_unit_test(account_looks),
        cmocka_unit_test(a_payment_is_shown_before_it_is_posted),
        cmocka_unit_test(an_empty_fund_is_refused_in_full),
        cmocka_unit_test(the_fund_under_the_cursor_is_not_taken_for_another),
        cmocka_unit_test(more_than_is_owed_is_told_before_it_is_posted),
        cmocka_unit_test(a_reversal_needs_a_reason),
        cmocka_unit_test(a_questionnaire_is_answered_where_it_is_due),
        cmocka_unit_test(a_voucher_is_withdrawn),
        cmocka_unit_test(a_draft_outlives_a_dropped_line),
        cmocka_unit_test(a_viewer_is_told_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
