/* A month's meeting from gathering to closing, and its papers. */
#include "sharedesk/meeting/meeting.h"
#include "sharedesk/meeting/pack.h"

#include "desk.h"
#include "sharedesk/incentive/claim.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/schedule/booking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, requester, resource, month;
    int64_t first, second;
};

static int64_t add_demand(struct world *w, const char *title, int64_t value)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->head.uid = title;
    d->title = title;
    d->requester = w->requester;
    d->minutes = 120;
    d->budget = 100000;
    d->value = value;
    return desk_add(w->d->store, MODEL_DEMAND, d);
}

static int set_up(void **state)
{
    static struct world w;
    struct err e = ERR_INIT;
    w.d = desk_new();
    w.month = base_time_month(DESK_NOW);
    w.provider = desk_add_organisation(w.d, "Hexi University");
    w.requester = desk_add_organisation(w.d, "Yunhe <Biotech>");
    struct model_resource *r = model_record_new(w.d->arena, MODEL_RESOURCE);
    r->name = "SEM";
    r->owner = w.provider;
    r->price_outside = 30000;
    r->access = "approval";
    w.resource = desk_add(w.d->store, MODEL_RESOURCE, r);
    w.first = add_demand(&w, "first", 200000);
    w.second = add_demand(&w, "second", 300000);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    match_desk_free(&w->m);
    desk_free(&w->d);
    return 0;
}

static int64_t prepare(struct world *w)
{
    struct err e = ERR_INIT;
    int64_t meeting;
    desk_must(meeting_prepare(w->m, w->month, &meeting, &e), &e);
    return meeting;
}

static int64_t newest_change(struct world *w)
{
    struct err e = ERR_INIT;
    struct store_ref all = {MODEL_ANY, 0};
    struct store_change *changes;
    size_t count;
    desk_must(store_log(w->d->store, all, 0, 1, w->d->arena, &changes, &count, &e), &e);
    return changes[0].id;
}

static size_t count_bookings(struct world *w)
{
    struct err e = ERR_INIT;
    struct store_list list = {.type = MODEL_BOOKING};
    int64_t count;
    desk_must(store_list_count(w->d->store, &list, 0, &count, &e), &e);
    return (size_t)count;
}

static void preparing_twice_changes_nothing(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct meeting_item *items;
    size_t count, again;
    int64_t meeting = prepare(w);
    desk_must(meeting_items(w->d->store, meeting, w->d->arena, &items, &count, &e), &e);
    assert_true(count >= 4);
    assert_string_equal(items[0].kind, "allocation");
    int64_t change = newest_change(w);
    assert_int_equal(prepare(w), meeting);
    assert_int_equal(newest_change(w), change);
    add_demand(w, "third", 100000);
    prepare(w);
    desk_must(meeting_items(w->d->store, meeting, w->d->arena, &items, &again, &e), &e);
    assert_int_equal(again, count);
    assert_non_null(strstr(items[0].title, "3 demands"));
}

static void closing_books_what_stands(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct meeting_outcome outcome;
    int64_t meeting = prepare(w);
    struct meeting_decision refuse = MEETING_DECISION_INIT;
    refuse.meeting = meeting;
    refuse.demand = w->first;
    refuse.verdict = "refuse";
    assert_int_equal(meeting_decide(w->m, &refuse, NULL, &e), ERR_REFUSED); /* no reason */
    refuse.reason = "next month";
    desk_must(meeting_decide(w->m, &refuse, NULL, &e), &e);
    desk_must(meeting_decide(w->m, &refuse, NULL, &e), &e); /* the same again */
    desk_must(meeting_close(w->m, meeting, w->d->arena, &outcome, &e), &e);
    assert_int_equal(outcome.bookings, 1);
    assert_int_equal(outcome.decisions, 1);
    assert_int_equal(count_bookings(w), 1);
    assert_non_null(strstr(outcome.minutes, "next month"));
    struct model_booking *b;
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_BOOKING, 1, w->d->arena, &b, &e), &e);
    assert_int_equal(b->demand, w->second);
    assert_string_equal(b->status, "confirmed");
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->second, w->d->arena, &d, &e), &e);
    assert_string_equal(d->status, "allocated");
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->first, w->d->arena, &d, &e), &e);
    assert_true(d->status == NULL || strcmp(d->status, "open") == 0);
    assert_int_equal(meeting_close(w->m, meeting, w->d->arena, &outcome, &e), ERR_REFUSED);
    assert_int_equal(meeting_decide(w->m, &refuse, NULL, &e), ERR_REFUSED);
    assert_int_equal(meeting_prepare(w->m, w->month, &meeting, &e), ERR_REFUSED);
    assert_int_equal(count_bookings(w), 1);
}

/* A slot taken since the proposal was made: nothing at all happens. */
static void closing_is_whole_or_not_at_all(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct meeting_outcome outcome;
    struct meeting_line *lines;
    struct match_plan plan;
    size_t count;
    int64_t meeting = prepare(w);
    desk_must(meeting_lines(w->m, meeting, w->d->arena, &lines, &count, &plan, &e), &e);
    assert_int_equal(count, 2);
    const struct meeting_line *last = &lines[1];
    desk_add_booking(w->d, w->resource, w->provider, last->start, last->end);
    int64_t change = newest_change(w);
    assert_int_equal(meeting_close(w->m, meeting, w->d->arena, &outcome, &e), ERR_REFUSED);
    assert_int_equal(count_bookings(w), 1);
    assert_int_equal(newest_change(w), change);
    struct meeting_decision amend = MEETING_DECISION_INIT;
    amend.meeting = meeting;
    amend.demand = last->demand;
    amend.verdict = "amend";
    amend.reason = "the slot was taken";
    amend.start = last->start + 10 * DAY;
    amend.end = last->end + 10 * DAY;
    desk_must(meeting_decide(w->m, &amend, NULL, &e), &e);
    desk_must(meeting_close(w->m, meeting, w->d->arena, &outcome, &e), &e);
    assert_int_equal(outcome.bookings, 2);
    assert_int_equal(count_bookings(w), 3);
}

static void claims_are_decided(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct meeting_outcome outcome;
    int64_t fund, entry,
        booking = desk_add_booking(w->d, w->resource, w->requester, DESK_NOW + 20 * DAY,
                                   DESK_NOW + 20 * DAY + HOUR);
    desk_must(incentive_fund_of(w->d->store, "risk", base_time_day(DESK_NOW), &fund, &e), &e);
    desk_must(incentive_fund_deposit(w->d->store, fund, BASE_NONE, 50000, NULL, &entry, &e), &e);
    struct model_claim *claim = model_record_new(w->d->arena, MODEL_CLAIM);
    claim->title = "Broken tip";
    claim->booking = booking;
    claim->organisation = w->provider;
    claim->amount = 30000;
    claim->evidence = "photograph";
    desk_must(incentive_claim_file(w->d->store, claim, &e), &e);
    struct meeting_decision grant = MEETING_DECISION_INIT;
    grant.meeting = prepare(w);
    grant.record = (struct store_ref){MODEL_CLAIM, claim->head.id};
    grant.verdict = "amend";
    grant.reason = "half is wear";
    assert_int_equal(meeting_decide(w->m, &grant, NULL, &e), ERR_REFUSED); /* no amount */
    grant.amount = 30001;
    assert_int_equal(meeting_decide(w->m, &grant, NULL, &e), ERR_REFUSED); /* more than claimed */
    grant.amount = 15000;
    desk_must(meeting_decide(w->m, &grant, NULL, &e), &e);
    desk_must(meeting_close(w->m, grant.meeting, w->d->arena, &outcome, &e), &e);
    assert_int_equal(outcome.claims, 1);
    desk_must(store_get(w->d->store, MODEL_CLAIM, claim->head.id, w->d->arena, &claim, &e), &e);
    assert_string_equal(claim->status, "granted");
    assert_int_equal(claim->granted, 15000);
    assert_int_equal(claim->meeting, grant.meeting);
}

static void the_pack_escapes_what_it_shows(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct meeting_document *d;
    int64_t meeting = prepare(w);
    desk_must(meeting_pack(w->m, meeting, w->d->arena, &d, &e), &e);
    assert_true(d->section_count >= 6);
    const char *html = meeting_document_html(d);
    assert_null(strstr(html, "<Biotech>"));
    assert_non_null(strstr(html, "SEM"));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "http"));
    const char *markdown = meeting_section_markdown(d, d->sections[1]);
    assert_non_null(strstr(markdown, "| ---: |"));
    desk_must(meeting_document_write(d, "pack", &e), &e);
}

static void cells_are_defused(void **state)
{
    struct world *w = *state;
    const char *const columns[] = {"a", "b", NULL};
    const bool numeric[] = {false, true};
    struct meeting_document *d = meeting_document_new(w->d->arena, "T", NULL);
    struct meeting_section *s = meeting_document_section(d, "s", "S");
    struct meeting_table *t = meeting_section_table(d, s, "t", "", columns, numeric);
    const char *const row[] = {"=1+1, \"x\"", "-5.00"};
    meeting_table_row(d, t, row);
    assert_string_equal(meeting_table_csv(d, t, false), "a,b\r\n\"=1+1, \"\"x\"\"\",-5.00\r\n");
    assert_string_equal(meeting_table_csv(d, t, true), "\xEF\xBB\xBF"
                                                       "a,b\r\n\"'=1+1, \"\"x\"\"\",-5.00\r\n");
    const char *const evil[] = {"a|b<script>\n*c*", "\xE2\x80\xAE"};
    meeting_table_row(d, t, evil);
    const char *markdown = meeting_section_markdown(d, s);
    assert_non_null(strstr(markdown, "a\\|b\\<script\\> \\*c\\*"));
    assert_null(strstr(markdown, "\xE2\x80\xAE"));
    assert_null(strstr(meeting_document_html(d), "<script>"));
}

static void minutes_keep_their_form(void **state)
{
    struct world *w = *state;
    struct meeting_document *d = meeting_document_new(w->d->arena, "T", NULL);
    struct meeting_section *s = meeting_document_section(d, "minutes", "Minutes");
    s->minutes = "# December\n\nHeld\nChair\n\n## 1. <Claim>\n\n- first\n- # second\n";
    assert_string_equal(meeting_section_markdown(d, s),
                        "# Minutes\n\n## December\n\nHeld\nChair\n\n### 1. \\<Claim\\>\n\n"
                        "- first\n- \\# second\n");
    assert_non_null(strstr(meeting_document_html(d),
                           "<h3>December</h3><p>Held<br>\nChair</p>\n<h4>1. &lt;Claim&gt;</h4>"
                           "<ul><li>first</li><li># second</li></ul>\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(preparing_twice_changes_nothing), TEST(closing_books_what_stands),
        TEST(closing_is_whole_or_not_at_all),  TEST(claims_are_decided),
        TEST(the_pack_escapes_what_it_shows),  TEST(cells_are_defused),
        TEST(minutes_keep_their_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
