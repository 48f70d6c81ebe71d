/* Every need of the brief, and that what needs nobody is left out. The clock stands at Tuesday,
 * 1 December 2026, 09:00. */
#include "sharedesk/incentive/claim.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/match/entered.h"
#include "sharedesk/report/brief.h"
#include "sharedesk/store/fits.h"

#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR, NOW = DESK_NOW + 9 * HOUR };

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, user, resource, today;
    struct report_brief brief;
};

static struct err e = ERR_INIT;

static void set_clock(struct world *w, int64_t now)
{
    store_set_clock(w->d->store, (struct base_clock){now});
}

static int setup(void **state)
{
    static struct world w;
    err_clear(&e);
    w = (struct world){.d = desk_new(), .today = base_time_day(NOW)};
    w.provider = desk_add_organisation(w.d, "Hexi University");
    w.user = desk_add_organisation(w.d, "Yunhe Biotech");
    w.resource = desk_add_resource(w.d, "SEM-2", w.provider);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
    set_clock(&w, NOW);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    match_desk_free(&w->m);
    desk_free(&w->d);
    return 0;
}

static void read_brief(struct world *w)
{
    desk_must(report_brief(w->m, 2, w->d->arena, &w->brief, &e), &e);
}

/* The only item of the brief. */
static const struct report_item *only_item(struct world *w)
{
    read_brief(w);
    assert_int_equal(w->brief.item_count, 1);
    return &w->brief.items[0];
}

static void nothing_waits(struct world *w)
{
    read_brief(w);
    if (w->brief.item_count > 0)
        fail_msg("%s %s", w->brief.items[0].number, w->brief.items[0].state);
}

static struct model_demand *new_demand(struct world *w, const char *status)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = "Cryo-EM";
    d->requester = w->user;
    d->minutes = 720;
    d->received = NOW - 6 * DAY;
    d->status = status;
    return d;
}

static struct model_proposal *new_proposal(struct world *w, int64_t demand, const char *status)
{
    struct model_proposal *p = model_record_new(w->d->arena, MODEL_PROPOSAL);
    p->demand = demand;
    p->resource = w->resource;
    p->status = status;
    p->proposed = NOW - 3 * DAY;
    return p;
}

/* ---- demands --------------------------------------------------------------------------------- */

static void an_empty_desk_waits_for_nobody(void **state)
{
    struct world *w = *state;
    nothing_waits(w);
    assert_string_equal(w->brief.news, "nothing new");
    assert_non_null(strstr(report_brief_text(&w->brief, w->d->arena), "Nothing waits."));
}

static void a_demand_without_proposal(void **state)
{
    struct world *w = *state;
    struct model_demand *d = new_demand(w, NULL);
    int64_t id = desk_add(w->d->store, MODEL_DEMAND, d);
    const struct report_item *item = only_item(w);
    assert_int_equal(item->need, REPORT_NEED_PROPOSAL);
    assert_int_equal(item->ref.type, MODEL_DEMAND);
    assert_int_equal(item->ref.id, id);
    assert_string_equal(item->number, "D1");
    assert_string_equal(item->text, "Cryo-EM, 12 h");
    assert_string_equal(item->party, "Yunhe Biotech");
    assert_string_equal(item->state, "no proposal");
    assert_string_equal(item->age, "6 days");
    assert_true(item->urgent);
    struct model_proposal *p = new_proposal(w, id, "shortlisted");
    p->score = 5849;
    desk_add(w->d->store, MODEL_PROPOSAL, p);
    assert_string_equal(only_item(w)->state, "1 shortlisted");
    d->follow_up = w->today;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    assert_string_equal(only_item(w)->state, "follow up: 1 shortlisted");
    d->received = NOW - HOUR;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    assert_string_equal(only_item(w)->age, "today 08:00");
    assert_false(only_item(w)->urgent);
}

static void a_proposed_demand(void **state)
{
    struct world *w = *state;
    int64_t id = desk_add(w->d->store, MODEL_DEMAND, new_demand(w, "proposed"));
    struct model_proposal *one = new_proposal(w, id, NULL),
                          *other = new_proposal(w, id, "declined");
    desk_add(w->d->store, MODEL_PROPOSAL, one);
    const struct report_item *item = only_item(w);
    assert_int_equal(item->need, REPORT_NEED_ANSWER);
    assert_int_equal(item->ref.id, id);
    assert_string_equal(item->state, "no answer");
    assert_string_equal(item->age, "3 days");
    other->answered = NOW - DAY;
    desk_add(w->d->store, MODEL_PROPOSAL, other);
    assert_string_equal(only_item(w)->state, "1 of 2 answered");
    one->status = "declined";
    one->answered = NOW - 2 * DAY;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, one, &e), &e);
    assert_string_equal(only_item(w)->state, "declined, propose another");
    assert_string_equal(only_item(w)->age, "1 day");
    one->status = "accepted";
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, one, &e), &e);
    assert_string_equal(only_item(w)->state, "accepted, to be booked");
}

/* How long an answer is waited for is counted from what went out last. */
static void what_went_out_and_was_not_answered(void **state)
{
    struct world *w = *state;
    int64_t id = desk_add(w->d->store, MODEL_DEMAND, new_demand(w, "proposed"));
    struct model_proposal *p = new_proposal(w, id, NULL);
    p->provider_told = NOW - DAY;
    desk_add(w->d->store, MODEL_PROPOSAL, p);
    assert_string_equal(only_item(w)->state, "written 30 Nov");
    p->provider_told = NOW - 3 * DAY;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    assert_string_equal(only_item(w)->state, "written 28 Nov, remind");
    p->reminded = NOW;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    assert_string_equal(only_item(w)->state, "reminded 1 Dec");
    p->reminded = NOW - 2 * DAY;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    assert_string_equal(only_item(w)->state, "reminded 29 Nov, call");
}

static void a_quote_that_was_asked_for(void **state)
{
    struct world *w = *state;
    int64_t id = desk_add(w->d->store, MODEL_DEMAND, new_demand(w, NULL));
    struct model_proposal *p = new_proposal(w, id, "shortlisted");
    p->quote_asked = NOW - DAY;
    desk_add(w->d->store, MODEL_PROPOSAL, p);
    assert_string_equal(only_item(w)->state, "quote asked 30 Nov");
    p->quote_asked = NOW - 4 * DAY;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    assert_string_equal(only_item(w)->state, "quote asked 27 Nov, overdue");
    struct model_quote *quote = model_record_new(w->d->arena, MODEL_QUOTE);
    quote->demand = id;
    quote->resource = w->resource;
    quote->price = 1000;
    desk_add(w->d->store, MODEL_QUOTE, quote);
    assert_string_equal(only_item(w)->state, "1 shortlisted");
}

/* Until someone has looked, or said something to the pair. */
static void a_new_offer_that_fits(void **state)
{
    struct world *w = *state;
    struct match_entered found;
    int64_t id = desk_add(w->d->store, MODEL_DEMAND, new_demand(w, NULL));
    int64_t offer = desk_add_resource(w->d, "Cryo-EM, 300 kV", w->provider);
    desk_must(match_entered(w->m, offer - 1, &found, &e), &e);
    assert_int_equal(found.demand, id);
    assert_int_equal(found.resource, offer);
    read_brief(w);
    assert_int_equal(w->brief.item_count, 2);
    const struct report_item *item = &w->brief.items[1];
    assert_int_equal(item->need, REPORT_NEED_FIT);
    assert_int_equal(item->resource, offer);
    assert_string_equal(item->party, "Cryo-EM, 300 kV");
    desk_must(match_entered(w->m, offer - 1, &found, &e), &e); /* twice is once */
    read_brief(w);
    assert_int_equal(w->brief.item_count, 2);
    desk_must(store_fits_looked(w->d->store, offer, id, &e), &e);
    assert_int_equal(only_item(w)->need, REPORT_NEED_PROPOSAL);
}

static void closed_demands_and_drafts_wait_for_nobody(void **state)
{
    struct world *w = *state;
    static const char *const statuses[] = {"draft", "allocated", "met", "withdrawn", "expired"};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        desk_add(w->d->store, MODEL_DEMAND, new_demand(w, statuses[i]));
    nothing_waits(w);
    struct model_demand *d = new_demand(w, "allocated");
    d->follow_up = w->today - 2;
    desk_add(w->d->store, MODEL_DEMAND, d);
    const struct report_item *item = only_item(w);
    assert_int_equal(item->need, REPORT_NEED_FOLLOW_UP);
    assert_string_equal(item->age, "2 days");
    assert_true(item->urgent);
}

static void a_contact_is_followed_up_until_somebody_has(void **state)
{
    struct world *w = *state;
    struct model_contact *k = model_record_new(w->d->arena, MODEL_CONTACT);
    k->title = "Asked for the price";
    k->record = base_arena_printf(w->d->arena, "organisation:%s",
                                  store_uid(w->d->store, MODEL_ORGANISATION, w->user, w->d->arena));
    k->at = NOW - 5 * DAY;
    k->follow_up = w->today;
    desk_add(w->d->store, MODEL_CONTACT, k);
    assert_int_equal(only_item(w)->ref.type, MODEL_CONTACT);
    assert_string_equal(only_item(w)->age, "today");
    k = model_record_copy(w->d->arena, MODEL_CONTACT, k);
    k->head = (struct model_head){.retired = BASE_NONE, .merged_into = BASE_NONE};
    k->at = NOW - HOUR;
    k->follow_up = BASE_NONE;
    desk_add(w->d->store, MODEL_CONTACT, k);
    nothing_waits(w);
}

/* ---- bookings -------------------------------------------------------------------------------- */

static struct model_booking *new_booking(struct world *w, const char *status, int64_t start)
{
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = w->resource;
    b->organisation = w->user;
    b->start = start;
    b->end = start + 2 * HOUR;
    b->status = status;
    return b;
}

static void bookings_by_their_state(void **state)
{
    static const struct {
        const char *status;
        int64_t from_now;
        int need;
        const char *text, *state;
    } cases[] = {
        {"requested", 26 * HOUR, REPORT_NEED_APPROVAL, "SEM-2, 2 Dec 11:00", "to approve"},
        {"requested", -HOUR, REPORT_NEED_APPROVAL, "SEM-2, 1 Dec 08:00", "not approved in time"},
        {NULL, -HOUR, REPORT_NEED_CHECK_IN, "SEM-2", "not checked in"},
        {"confirmed", 6 * HOUR, REPORT_NEED_CHECK_IN, "SEM-2", "starts"},
        {"confirmed", -3 * HOUR, REPORT_NEED_COMPLETE, "SEM-2", "over, not completed"},
        {"in_use", -3 * DAY, REPORT_NEED_COMPLETE, "SEM-2", "over, not completed"},
        {"displaced", 26 * HOUR, REPORT_NEED_REPLACE, "SEM-2, 2 Dec 11:00", "displaced"},
        {"confirmed", 26 * HOUR, -1, NULL, NULL},
        {"in_use", -HOUR, -1, NULL, NULL},
        {"completed", -3 * HOUR, -1, NULL, NULL},
        {"cancelled", 26 * HOUR, -1, NULL, NULL},
        {"displaced", -3 * DAY, -1, NULL, NULL},
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct model_booking *b = new_booking(w, cases[i].status, NOW + cases[i].from_now);
        desk_add(w->d->store, MODEL_BOOKING, b);
        if (cases[i].need < 0) {
            nothing_waits(w);
        } else {
            const struct report_item *item = only_item(w);
            assert_int_equal(item->need, cases[i].need);
            assert_string_equal(item->text, cases[i].text);
            assert_string_equal(item->state, cases[i].state);
        }
        b->status = "cancelled";
        desk_must(desk_put(w->d->store, MODEL_BOOKING, b, &e), &e);
    }
}

static void what_a_closure_hits_must_be_moved(void **state)
{
    struct world *w = *state;
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, NULL, NOW + 26 * HOUR));
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, NULL, NOW + 5 * DAY));
    nothing_waits(w);
    struct model_closure *x = model_record_new(w->d->arena, MODEL_CLOSURE);
    x->kind = "maintenance";
    x->start = NOW + DAY;
    x->end = NOW + 2 * DAY;
    desk_add(w->d->store, MODEL_CLOSURE, x);
    const struct report_item *item = only_item(w);
    assert_int_equal(item->need, REPORT_NEED_REPLACE);
    assert_string_equal(item->state, "in a closure");
    assert_string_equal(item->number, "B1");
    assert_true(item->urgent);
}

/* ---- agreements, claims, money, decisions ---------------------------------------------------- */

static void an_agreement_that_ends(void **state)
{
    struct world *w = *state;
    struct model_agreement *a = model_record_new(w->d->arena, MODEL_AGREEMENT);
    a->title = "Sharing";
    a->organisation = w->provider;
    a->valid_until = w->today + 31;
    desk_add(w->d->store, MODEL_AGREEMENT, a);
    nothing_waits(w);
    a->valid_until = w->today + 9;
    desk_must(desk_put(w->d->store, MODEL_AGREEMENT, a, &e), &e);
    assert_string_equal(only_item(w)->state, "ends in 9 days");
    assert_string_equal(only_item(w)->age, "");
    assert_false(only_item(w)->urgent);
    a->valid_until = w->today - 1;
    desk_must(desk_put(w->d->store, MODEL_AGREEMENT, a, &e), &e);
    assert_string_equal(only_item(w)->state, "ended 1 day ago");
    assert_true(only_item(w)->urgent);
    a->status = "ended";
    desk_must(desk_put(w->d->store, MODEL_AGREEMENT, a, &e), &e);
    nothing_waits(w);
}

static void an_open_claim(void **state)
{
    struct world *w = *state;
    struct model_claim *c = model_record_new(w->d->arena, MODEL_CLAIM);
    c->title = "broken probe tip";
    c->booking = desk_add(w->d->store, MODEL_BOOKING, new_booking(w, "completed", NOW - 3 * DAY));
    c->amount = 123450;
    c->evidence = "photograph";
    desk_must(incentive_claim_file(w->d->store, c, &e), &e);
    const struct report_item *item = only_item(w);
    assert_int_equal(item->need, REPORT_NEED_CLAIM);
    assert_string_equal(item->text, "broken probe tip, 1,234.50");
    desk_must(incentive_claim_decide(w->d->store, c->head.id, 0, BASE_NONE, &e), &e);
    nothing_waits(w);
}

static void a_fund_that_runs_low_or_out(void **state)
{
    struct world *w = *state;
    int64_t entry;
    struct model_fund *f = model_record_new(w->d->arena, MODEL_FUND);
    f->name = "Voucher fund";
    f->source = "innovation";
    f->budget = 100000;
    f->valid_until = w->today + 300;
    int64_t id = desk_add(w->d->store, MODEL_FUND, f);
    desk_must(incentive_fund_deposit(w->d->store, id, w->user, 19900, NULL, &entry, &e), &e);
    assert_int_equal(only_item(w)->need, REPORT_NEED_FUND);
    assert_string_equal(only_item(w)->state, "19 % left");
    desk_must(incentive_fund_deposit(w->d->store, id, w->user, 22100, NULL, &entry, &e), &e);
    nothing_waits(w);
    f->valid_until = w->today + 30;
    desk_must(desk_put(w->d->store, MODEL_FUND, f, &e), &e);
    assert_string_equal(only_item(w)->state, "42 % left");
    assert_string_equal(only_item(w)->age, "30 days to go");
}

static void charge(struct world *w, int64_t at, int64_t amount, const char *currency)
{
    struct model_entry *entry = model_record_new(w->d->arena, MODEL_ENTRY);
    entry->title = "Use";
    entry->kind = "charge";
    entry->posted = at;
    entry->organisation = w->user;
    const struct incentive_posting postings[] = {{INCENTIVE_RECEIVABLE(w->user), amount, currency},
                                                 {INCENTIVE_PLAIN("operator"), -amount, currency}};
    desk_must(incentive_ledger_post(w->d->store, entry, postings, 2, &e), &e);
}

/* Payments settle the oldest first: of 300 + 500 + 200, 400 paid, 400 of 500 are overdue. Another
 * currency's charges are another account's. */
static void an_organisation_that_owes_too_long(void **state)
{
    struct world *w = *state;
    int64_t entry;
    charge(w, NOW - 10 * DAY, 20000, NULL);
    nothing_waits(w);
    charge(w, NOW - 35 * DAY, 90000, "EUR");
    nothing_waits(w);
    charge(w, NOW - 60 * DAY, 30000, NULL);
    charge(w, NOW - 50 * DAY, 50000, NULL);
    desk_must(incentive_ledger_pay(w->d->store, w->user, 40000, NULL, &entry, &e), &e);
    const struct report_item *item = only_item(w);
    assert_int_equal(item->need, REPORT_NEED_PAYMENT);
    assert_string_equal(item->text, "400.00 overdue");
    assert_string_equal(item->age, "20 days");
    assert_string_equal(item->state, "owes 600.00");
    assert_string_equal(item->party, "Yunhe Biotech");
    assert_true(item->urgent);
    desk_must(incentive_ledger_pay(w->d->store, w->user, 40000, NULL, &entry, &e), &e);
    nothing_waits(w);
}

static void a_decision_that_is_due(void **state)
{
    struct world *w = *state;
    struct model_meeting *m = model_record_new(w->d->arena, MODEL_MEETING);
    m->title = "November";
    m->month = base_day_month(w->today) - 1;
    m->status = "closed";
    struct model_decision *n = model_record_new(w->d->arena, MODEL_DECISION);
    n->meeting = desk_add(w->d->store, MODEL_MEETING, m);
    n->title = "Open on Saturdays";
    n->verdict = "accept";
    n->responsible = "li";
    n->due = w->today + 8;
    desk_add(w->d->store, MODEL_DECISION, n);
    nothing_waits(w);
    static const struct {
        int64_t days;
        const char *state;
    } cases[] = {{7, "due in 7 days"}, {0, "due today"}, {-1, "1 day late"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        n->due = w->today + cases[i].days;
        desk_must(desk_put(w->d->store, MODEL_DECISION, n, &e), &e);
        assert_int_equal(only_item(w)->need, REPORT_NEED_DUE);
        assert_string_equal(only_item(w)->state, cases[i].state);
        assert_string_equal(only_item(w)->party, "li");
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void of_each_kind_the_oldest_first(void **state)
{
    struct world *w = *state;
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, "confirmed", NOW + 3 * HOUR));
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, "confirmed", NOW - 5 * HOUR));
    desk_add(w->d->store, MODEL_DEMAND, new_demand(w, NULL));
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, "in_use", NOW - 40 * DAY));
    read_brief(w);
    static const char *const order[] = {"B3", "D1", "B2", "B1"};
    assert_int_equal(w->brief.item_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(w->brief.items[i].number, order[i]);
    assert_string_equal(w->brief.summary, "1 demand · 3 bookings");
    assert_string_equal(w->brief.items[3].age, "today 12:00");
}

static void news_since_the_last_working_day(void **state)
{
    struct world *w = *state;
    assert_int_equal(base_day_weekday(w->today), 1);
    struct model_demand *d = new_demand(w, "withdrawn");
    d->received = NOW - 20 * HOUR;
    desk_add(w->d->store, MODEL_DEMAND, d);
    desk_add(w->d->store, MODEL_DEMAND, new_demand(w, "withdrawn")); /* six days ago */
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, "completed", NOW - DAY));
    desk_add(w->d->store, MODEL_BOOKING, new_booking(w, "completed", NOW - 4 * DAY));
    set_clock(w, NOW + 1);
    desk_add_resource(w->d, "AFM", w->provider);
    read_brief(w);
    assert_int_equal(w->brief.since, base_day_start(w->today - 1));
    assert_string_equal(w->brief.news,
                        "1 demand · 1 offer · 2 bookings made · 1 booking completed");
    set_clock(w, NOW - DAY); /* a Monday looks back to Friday */
    read_brief(w);
    assert_int_equal(w->brief.since, base_day_start(w->today - 4));
}

static void the_next_meeting(void **state)
{
    struct world *w = *state;
    desk_add(w->d->store, MODEL_DEMAND, new_demand(w, NULL));
    read_brief(w);
    assert_string_equal(w->brief.meeting, "1 demand collected, no meeting planned");
    struct model_meeting *m = model_record_new(w->d->arena, MODEL_MEETING);
    m->title = "December";
    m->month = base_day_month(w->today);
    m->held = NOW + 1 * DAY;
    desk_add(w->d->store, MODEL_MEETING, m);
    read_brief(w);
    assert_string_equal(w->brief.meeting, "1 demand collected, 2 Dec");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
        TEST(an_empty_desk_waits_for_nobody),
        TEST(a_demand_without_proposal),
        TEST(a_proposed_demand),
        TEST(what_went_out_and_was_not_answered),
        TEST(a_quote_that_was_asked_for),
        TEST(a_new_offer_that_fits),
        TEST(closed_demands_and_drafts_wait_for_nobody),
        TEST(a_contact_is_followed_up_until_somebody_has),
        TEST(bookings_by_their_state),
        TEST(what_a_closure_hits_must_be_moved),
        TEST(an_agreement_that_ends),
        TEST(an_open_claim),
        TEST(a_fund_that_runs_low_or_out),
        TEST(an_organisation_that_owes_too_long),
        TEST(a_decision_that_is_due),
        TEST(of_each_kind_the_oldest_first),
        TEST(news_since_the_last_working_day),
        TEST(the_next_meeting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
