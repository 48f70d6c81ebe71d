/* Letters: to whom, only while they are true, and as messages that nothing can be smuggled into. */
#include "sharedesk/base/time.h"
#include "sharedesk/report/letter.h"

#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, user, resource;
    struct store_ref proposal, booking;
    struct report_letter letter;
};

static struct err e = ERR_INIT;

static int64_t put_organisation(struct world *w, const char *name, const char *contact,
                                const char *email)
{
    struct model_organisation *o = model_record_new(w->d->arena, MODEL_ORGANISATION);
    o->name = name;
    o->contact_name = contact;
    o->contact_email = email;
    return desk_add(w->d->store, MODEL_ORGANISATION, o);
}

static void put_matter(struct world *w)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = "Cryo-EM";
    d->requester = w->user;
    d->earliest = DESK_NOW + 4 * DAY;
    d->latest = DESK_NOW + 16 * DAY;
    struct model_proposal *p = model_record_new(w->d->arena, MODEL_PROPOSAL);
    p->demand = desk_add(w->d->store, MODEL_DEMAND, d);
    p->resource = w->resource;
    p->minutes = 90;
    p->price = 123450;
    p->proposed = DESK_NOW;
    w->proposal = (struct store_ref){MODEL_PROPOSAL, desk_add(w->d->store, MODEL_PROPOSAL, p)};
    w->booking =
        (struct store_ref){MODEL_BOOKING, desk_add_booking(w->d, w->resource, w->user,
                                                           DESK_NOW + HOUR, DESK_NOW + 3 * HOUR)};
}

static int setup(void **state)
{
    static struct world w;
    err_clear(&e);
    w = (struct world){.d = desk_new()};
    w.provider = put_organisation(&w, "Hexi University", "Lin", "lin@hexi.example");
    w.user = put_organisation(&w, "云河生物", "吴双", "wu@yunhe.example");
    w.resource = desk_add_resource(w.d, "Titan", w.provider);
    put_matter(&w);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
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

static enum err_code write_letter(struct world *w, struct store_ref ref,
                                  enum report_letter_kind kind, enum report_letter_side side)
{
    err_clear(&e);
    return report_letter(w->m, ref, kind, side, w->d->arena, &w->letter, &e);
}

static void says(struct world *w, const char *what)
{
    if (strstr(w->letter.body, what) == NULL)
        fail_msg("\"%s\" is not in:\n%s", what, w->letter.body);
}

static void a_proposal_asks_the_provider_and_tells_the_requester(void **state)
{
    struct world *w = *state;
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_PROPOSAL, REPORT_TO_PROVIDER), &e);
    assert_string_equal(w->letter.email, "lin@hexi.example");
    assert_string_equal(w->letter.subject, "Proposal J1: Titan (R1)");
    says(w, "Dear Lin,");
    says(w, "  For: Cryo-EM (D1)\n");
    says(w, "  Duration: 1 h 30\n");
    says(w, "  Price: 1,234.50 CNY\n");
    says(w, "  Wanted period: 5 Dec – 16 Dec\n");
    says(w, "Please answer with yes or no by 3 Dec. Once you agree, we book the time");
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_PROPOSAL, REPORT_TO_REQUESTER), &e);
    assert_string_equal(w->letter.email, "wu@yunhe.example");
    says(w, "as soon as the provider has answered");
}

/* The resource's own contact comes before its owner's, the person who comes before the requester's.
 */
static void it_goes_to_who_is_nearest(void **state)
{
    struct world *w = *state;
    struct model_resource *r;
    struct model_booking *b;
    desk_must(store_get(w->d->store, MODEL_RESOURCE, w->resource, w->d->arena, &r, &e), &e);
    r->contact_name = "Ma";
    r->contact_email = "ma@hexi.example";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, r, &e), &e);
    struct model_person *p = model_record_new(w->d->arena, MODEL_PERSON);
    p->name = "Ada";
    p->email = "ada@yunhe.example";
    desk_must(store_get(w->d->store, MODEL_BOOKING, w->booking.id, w->d->arena, &b, &e), &e);
    b->person = desk_add(w->d->store, MODEL_PERSON, p);
    desk_must(desk_put(w->d->store, MODEL_BOOKING, b, &e), &e);
    desk_must(write_letter(w, w->booking, REPORT_LETTER_CONFIRMATION, REPORT_TO_PROVIDER), &e);
    assert_string_equal(w->letter.email, "ma@hexi.example");
    desk_must(write_letter(w, w->booking, REPORT_LETTER_CONFIRMATION, REPORT_TO_REQUESTER), &e);
    assert_string_equal(w->letter.email, "ada@yunhe.example");
    says(w, "Dear Ada,");
    says(w, "1 Dec 01:00");
}

static void only_what_is_true_is_written(void **state)
{
    static const struct {
        const char *status;
        bool confirmation, reminder;
    } bookings[] = {{"requested", false, false}, {"tentative", false, true},
                    {"confirmed", true, true},   {"in_use", true, true},
                    {"completed", true, false},  {"cancelled", false, false},
                    {"no_show", false, false},   {"displaced", false, false}};
    struct world *w = *state;
    struct model_booking *b;
    struct model_proposal *p;
    for (size_t i = 0; i < sizeof bookings / sizeof *bookings; i++) {
        desk_must(store_get(w->d->store, MODEL_BOOKING, w->booking.id, w->d->arena, &b, &e), &e);
        b->status = bookings[i].status;
        desk_must(desk_put(w->d->store, MODEL_BOOKING, b, &e), &e);
        assert_int_equal(
            write_letter(w, w->booking, REPORT_LETTER_CONFIRMATION, REPORT_TO_REQUESTER),
            bookings[i].confirmation ? ERR_NONE : ERR_REFUSED);
        assert_int_equal(write_letter(w, w->booking, REPORT_LETTER_REMINDER, REPORT_TO_REQUESTER),
                         bookings[i].reminder ? ERR_NONE : ERR_REFUSED);
    }
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_REMINDER, REPORT_TO_PROVIDER), &e);
    says(w, "we have not had your answer");
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    p->status = "accepted";
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    assert_int_equal(write_letter(w, w->proposal, REPORT_LETTER_REMINDER, REPORT_TO_PROVIDER),
                     ERR_REFUSED);
    assert_int_equal(write_letter(w, w->proposal, REPORT_LETTER_REFUSAL, REPORT_TO_PROVIDER),
                     ERR_REFUSED);
    assert_int_equal(write_letter(w, (struct store_ref){MODEL_DEMAND, 1}, REPORT_LETTER_PROPOSAL,
                                  REPORT_TO_PROVIDER),
                     ERR_REFUSED);
}

static void answer(struct world *w, const char *status, const char *reason)
{
    struct model_proposal *p;
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    p->status = status;
    p->reason = reason;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
}

/* Both sides can be written to whatever the provider said, and are told what comes next. */
static void after_the_answer_both_sides_are_told(void **state)
{
    struct world *w = *state;
    enum report_letter_kind kind;
    answer(w, "accepted", NULL);
    desk_must(report_letter_due(w->m, w->proposal, &kind, &e), &e);
    assert_int_equal(kind, REPORT_LETTER_CONFIRMATION);
    assert_int_equal(report_letter_reader(w->proposal, kind), REPORT_TO_REQUESTER);
    desk_must(write_letter(w, w->proposal, kind, REPORT_TO_REQUESTER), &e);
    assert_string_equal(w->letter.subject, "Agreed J1: Titan (R1)");
    says(w, "the provider has agreed");
    says(w, "Wanted period");
    says(w, "Next, we book the time");
    desk_must(write_letter(w, w->proposal, kind, REPORT_TO_PROVIDER), &e);
    says(w, "thank you for agreeing");
    answer(w, "declined", "no operator");
    desk_must(report_letter_due(w->m, w->proposal, &kind, &e), &e);
    assert_int_equal(kind, REPORT_LETTER_REFUSAL);
    desk_must(write_letter(w, w->proposal, kind, REPORT_TO_REQUESTER), &e);
    says(w, "  Reason: no operator\n");
    says(w, "Your request stays open");
    desk_must(write_letter(w, w->proposal, kind, REPORT_TO_PROVIDER), &e);
    says(w, "You need not do anything more");
    answer(w, "rejected", "too far for us to say"); /* the desk's own reason is not for others */
    desk_must(write_letter(w, w->proposal, kind, REPORT_TO_REQUESTER), &e);
    assert_null(strstr(w->letter.body, "too far"));
}

static void that_it_went_out_is_noted(void **state)
{
    struct world *w = *state;
    struct model_proposal *p;
    enum report_letter_kind kind;
    desk_must(report_letter_due(w->m, w->proposal, &kind, &e), &e);
    assert_int_equal(kind, REPORT_LETTER_PROPOSAL);
    desk_must(report_letter_sent(w->m, w->proposal, kind, REPORT_TO_PROVIDER, &e), &e);
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    assert_int_equal(p->provider_told, DESK_NOW);
    desk_must(report_letter_due(w->m, w->proposal, &kind, &e), &e);
    assert_int_equal(kind, REPORT_LETTER_REMINDER);
    p->quote_asked = DESK_NOW + HOUR; /* then a quote is what is waited for */
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    desk_must(report_letter_due(w->m, w->proposal, &kind, &e), &e);
    assert_int_equal(kind, REPORT_LETTER_QUOTE);
    assert_int_equal(
        report_letter_sent(w->m, w->booking, REPORT_LETTER_CONFIRMATION, REPORT_TO_REQUESTER, &e),
        ERR_REFUSED);
    err_clear(&e);
}

/* What does not say how far it is was proposed: that is not said a second time. */
static void what_is_proposed_is_not_proposed_again(void **state)
{
    struct world *w = *state;
    struct model_proposal *p;
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    p->proposed = DESK_NOW - DAY;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    desk_must(report_letter_sent(w->m, w->proposal, REPORT_LETTER_PROPOSAL, REPORT_TO_PROVIDER, &e),
              &e);
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    assert_int_equal(p->provider_told, DESK_NOW);
    assert_int_equal(p->proposed, DESK_NOW - DAY);
    assert_int_equal(p->price, 123450); /* what was promised stays */
}

static enum report_letter_kind due_with_quote(struct world *w, struct model_quote *q, int64_t until)
{
    enum report_letter_kind kind;
    q->valid_until = until;
    desk_must(desk_put(w->d->store, MODEL_QUOTE, q, &e), &e);
    desk_must(report_letter_due(w->m, w->proposal, &kind, &e), &e);
    return kind;
}

/* A quote counts to the end of its last day. */
static void a_quote_that_came_is_not_waited_for(void **state)
{
    struct world *w = *state;
    struct model_proposal *p;
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    p->quote_asked = DESK_NOW;
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    struct model_quote *q = model_record_new(w->d->arena, MODEL_QUOTE);
    q->demand = p->demand;
    q->resource = p->resource;
    q->price = 1000;
    int64_t today = base_time_day(DESK_NOW);
    assert_int_equal(due_with_quote(w, q, today - 1), REPORT_LETTER_QUOTE);
    assert_int_equal(due_with_quote(w, q, today), REPORT_LETTER_PROPOSAL);
    assert_int_equal(due_with_quote(w, q, today + 30), REPORT_LETTER_PROPOSAL);
    assert_int_equal(due_with_quote(w, q, BASE_NONE), REPORT_LETTER_PROPOSAL);
}

/* What the provider quoted is what the letters say, also of what was proposed before. */
static void a_letter_tells_the_quote(void **state)
{
    struct world *w = *state;
    struct model_proposal *p;
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, w->proposal.id, w->d->arena, &p, &e), &e);
    struct model_quote *q = model_record_new(w->d->arena, MODEL_QUOTE);
    q->demand = p->demand;
    q->resource = p->resource;
    q->minutes = 120;
    q->price = 100000;
    desk_add(w->d->store, MODEL_QUOTE, q);
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_PROPOSAL, REPORT_TO_REQUESTER), &e);
    says(w, "  Duration: 2 h\n");
    says(w, "  Price: 1,000.00 CNY\n");
    p->status = "shortlisted";
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_PROPOSAL, REPORT_TO_PROVIDER), &e);
    says(w, "  Price: 1,000.00 CNY\n");
    p->status = "accepted"; /* what was agreed stays */
    desk_must(desk_put(w->d->store, MODEL_PROPOSAL, p, &e), &e);
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_CONFIRMATION, REPORT_TO_REQUESTER), &e);
    says(w, "  Price: 1,234.50 CNY\n");
}

/* Lines end in CR LF, none is longer than 78, all is ASCII; headers end at the first empty line. */
static void well_formed(const char *message)
{
    size_t column = 0;
    for (const char *s = message; *s; s++, column++) {
        assert_true((unsigned char)*s < 127);
        if (*s == '\r') {
            assert_int_equal(s[1], '\n');
            assert_true(column <= 78);
            column = 0;
            s++;
        } else {
            assert_int_not_equal(*s, '\n');
        }
    }
}

static void a_message_is_well_formed(void **state)
{
    struct world *w = *state;
    desk_must(store_policy_try(w->d->store, "email", "desk@region.example", &e), &e);
    desk_must(store_policy_try(w->d->store, "name", "东区", &e), &e);
    desk_must(write_letter(w, w->booking, REPORT_LETTER_CONFIRMATION, REPORT_TO_REQUESTER), &e);
    const char *message = report_letter_eml(w->m, &w->letter, w->d->arena);
    well_formed(message);
    assert_ptr_equal(strstr(message, "Date: 01 Dec 2026 00:00:00 +0000\r\n"), message);
    assert_non_null(strstr(message, "\r\nFrom: =?UTF-8?B?5Lic5Yy6?= <desk@region.example>\r\n"));
    assert_non_null(strstr(message, "\r\nTo: =?UTF-8?B?5ZC05Y+M?= <wu@yunhe.example>\r\n"));
}

static void nothing_is_smuggled_into_a_header(void **state)
{
    struct world *w = *state;
    struct model_resource *r;
    desk_must(store_get(w->d->store, MODEL_RESOURCE, w->resource, w->d->arena, &r, &e), &e);
    r->contact_name = "Eve\r\nBcc: all@victims.example\r\n\r\nbody";
    r->contact_email = "eve@hexi.example>\r\nBcc: all@victims.example";
    r->name = "Titan\r\nX-Evil: 1";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, r, &e), &e);
    desk_must(write_letter(w, w->proposal, REPORT_LETTER_PROPOSAL, REPORT_TO_PROVIDER), &e);
    const char *message = report_letter_eml(w->m, &w->letter, w->d->arena);
    well_formed(message);
    assert_null(strstr(message, "Bcc"));
    assert_null(strstr(message, "victims"));
    assert_null(strstr(message, "X-Evil"));
    assert_null(strstr(message, "\r\n\r\nbody"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
        TEST(a_proposal_asks_the_provider_and_tells_the_requester),
        TEST(it_goes_to_who_is_nearest),
        TEST(only_what_is_true_is_written),
        TEST(after_the_answer_both_sides_are_told),
        TEST(that_it_went_out_is_noted),
        TEST(what_is_proposed_is_not_proposed_again),
        TEST(a_quote_that_came_is_not_waited_for),
        TEST(a_letter_tells_the_quote),
        TEST(a_message_is_well_formed),
        TEST(nothing_is_smuggled_into_a_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
