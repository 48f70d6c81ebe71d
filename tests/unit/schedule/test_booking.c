/* Booking rules and the life of a booking, down to its ledger entry. */
#include "desk.h"

#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/schedule/booking.h"
#include "sharedesk/schedule/closure.h"
#include "sharedesk/schedule/series.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 86400 };

static struct err e = ERR_INIT;

static int setup(void **state)
{
    struct desk_scene *s = desk_scene_new();
    err_clear(&e);
    s->other = desk_add_organisation(s->desk, "Other");
    s->resource->price_outside = 10000;
    desk_add(s->store, MODEL_RESOURCE, s->resource);
    *state = s;
    return 0;
}

static void resource_put(struct desk_scene *s)
{
    desk_must(desk_put(s->store, MODEL_RESOURCE, s->resource, &e), &e);
}

static struct schedule_order order(struct desk_scene *s, int64_t organisation, int64_t start,
                                   int64_t end)
{
    struct schedule_order o = schedule_order_init();
    o.resource = s->resource->head.id;
    o.organisation = organisation;
    o.start = DESK_NOW + start;
    o.end = DESK_NOW + end;
    return o;
}

static struct schedule_outcome book(struct desk_scene *s, const struct schedule_order *o)
{
    struct schedule_outcome outcome;
    desk_must(schedule_book(s->store, o, s->arena, &outcome, &e), &e);
    return outcome;
}

static int64_t booked(struct desk_scene *s, int64_t organisation, int64_t start, int64_t end)
{
    struct schedule_order o = order(s, organisation, start, end);
    struct schedule_outcome outcome = book(s, &o);
    assert_true(outcome.done);
    return outcome.booking->head.id;
}

static struct model_booking *read_booking(struct desk_scene *s, int64_t id)
{
    void *b;
    desk_must(store_get(s->store, MODEL_BOOKING, id, s->arena, &b, &e), &e);
    return b;
}

static bool broken(const struct schedule_outcome *o, enum schedule_rule rule)
{
    for (size_t i = 0; i < o->findings.count; i++)
        if (o->findings.list[i].rule == rule && o->findings.list[i].broken)
            return true;
    return false;
}

static void test_books_at_once(void **state)
{
    struct desk_scene *s = *state;
    struct model_booking *b = read_booking(s, booked(s, s->user, 9 * HOUR, 10 * HOUR));
    assert_string_equal(b->status, "confirmed");
    assert_int_equal(b->price, 10000);
    assert_int_equal(b->requested, DESK_NOW);
}

static void test_access_by_approval(void **state)
{
    struct desk_scene *s = *state;
    s->resource->access = "approval";
    resource_put(s);
    int64_t id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    assert_string_equal(read_booking(s, id)->status, "requested");
    desk_must(schedule_confirm(s->store, id, &e), &e);
    assert_string_equal(read_booking(s, id)->status, "confirmed");
    assert_int_equal(schedule_confirm(s->store, id, &e), ERR_REFUSED);
}

/* One gets it, the other is told who has it, and the nearest start that would do. */
static void test_two_at_once(void **state)
{
    struct desk_scene *s = *state;
    booked(s, s->user, 9 * HOUR, 10 * HOUR);
    struct schedule_order o = order(s, s->other, 9 * HOUR + 1800, 11 * HOUR);
    struct schedule_outcome outcome = book(s, &o);
    assert_false(outcome.done);
    assert_true(broken(&outcome, SCHEDULE_RULE_CLASH));
    assert_non_null(strstr(outcome.findings.list[0].text, "User"));
    assert_int_equal(outcome.findings.nearest, DESK_NOW + 10 * HOUR);
    o.override_reason = "it is urgent"; /* nobody may override a clash */
    assert_false(book(s, &o).done);
    booked(s, s->other, 10 * HOUR, 11 * HOUR); /* back to back does not clash */
}

static void test_all_broken_rules_together(void **state)
{
    struct desk_scene *s = *state;
    s->resource->slot_grid = 30;
    s->resource->length_maximum = 60;
    s->resource->notice = 24 * 60;
    s->resource->horizon_days = 10;
    s->resource->open_hours = "Mon-Fri 08:00-12:00";
    s->resource->qualification = "SEM licence";
    s->resource->quota_day = 60;
    s->resource->access = "members";
    resource_put(s);
    struct schedule_order o = order(s, s->user, 11 * HOUR + 600, 13 * HOUR);
    struct schedule_outcome outcome = book(s, &o);
    assert_false(outcome.done);
    static const enum schedule_rule rules[] = {SCHEDULE_RULE_ACCESS,   SCHEDULE_RULE_QUALIFICATION,
                                               SCHEDULE_RULE_LENGTH,   SCHEDULE_RULE_NOTICE,
                                               SCHEDULE_RULE_GRID,     SCHEDULE_RULE_HOURS,
                                               SCHEDULE_RULE_QUOTA_DAY};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        assert_true(broken(&outcome, rules[i]));
    assert_false(broken(&outcome, SCHEDULE_RULE_HORIZON));
    assert_int_equal(outcome.findings.broken, sizeof rules / sizeof *rules);
    assert_int_equal(outcome.findings.barred, 0); /* the one who asks is manager */
    o.override_reason = "agreed by the director";
    outcome = book(s, &o);
    assert_true(outcome.done);
    assert_string_equal(read_booking(s, outcome.booking->head.id)->override_reason,
                        "agreed by the director");
}

static void test_restricted_is_never_overridden(void **state)
{
    struct desk_scene *s = *state;
    s->resource->grade = "restricted";
    resource_put(s);
    struct schedule_order o = order(s, s->user, 9 * HOUR, 10 * HOUR);
    o.override_reason = "please";
    struct schedule_outcome outcome = book(s, &o);
    assert_false(outcome.done);
    assert_true(broken(&outcome, SCHEDULE_RULE_GRADE));
    struct model_agreement *a = model_record_new(s->arena, MODEL_AGREEMENT);
    a->title = "Named";
    a->organisation = s->provider;
    a->partner = s->user;
    desk_add(s->store, MODEL_AGREEMENT, a);
    assert_true(book(s, &o).done);
}

static void test_gap_and_closure(void **state)
{
    struct desk_scene *s = *state;
    s->resource->gap_after = 30;
    resource_put(s);
    booked(s, s->user, 9 * HOUR, 10 * HOUR);
    struct schedule_order o = order(s, s->other, 10 * HOUR, 11 * HOUR);
    struct schedule_outcome outcome = book(s, &o);
    assert_true(broken(&outcome, SCHEDULE_RULE_GAP));
    assert_int_equal(outcome.findings.nearest, DESK_NOW + 10 * HOUR + 1800);
    struct model_closure *x = model_record_new(s->arena, MODEL_CLOSURE);
    x->resource = s->resource->head.id;
    x->start = DESK_NOW + 10 * HOUR;
    x->end = DESK_NOW + 12 * HOUR;
    desk_add(s->store, MODEL_CLOSURE, x);
    outcome = book(s, &o);
    assert_true(broken(&outcome, SCHEDULE_RULE_CLOSURE));
    assert_int_equal(outcome.findings.nearest, DESK_NOW + 12 * HOUR);
}

static void test_seats(void **state)
{
    struct desk_scene *s = *state;
    s->resource->seats = 2;
    resource_put(s);
    booked(s, s->user, 9 * HOUR, 11 * HOUR);
    booked(s, s->other, 10 * HOUR, 12 * HOUR);
    struct schedule_order o = order(s, s->user, 10 * HOUR + 1800, 13 * HOUR);
    assert_true(
        broken(&(struct schedule_outcome){.findings = book(s, &o).findings}, SCHEDULE_RULE_CLASH));
    booked(s, s->user, 11 * HOUR, 13 * HOUR);
}

static void test_budget_of_the_demand(void **state)
{
    struct desk_scene *s = *state;
    struct model_demand *d = model_record_new(s->arena, MODEL_DEMAND);
    d->title = "Wanted";
    d->minutes = 120;
    d->budget = 15000;
    desk_add(s->store, MODEL_DEMAND, d);
    struct schedule_order o = order(s, s->user, 9 * HOUR, 10 * HOUR);
    o.demand = d->head.id;
    assert_true(book(s, &o).done);
    o.start += HOUR;
    o.end += HOUR;
    struct schedule_outcome outcome = book(s, &o);
    assert_true(broken(&outcome, SCHEDULE_RULE_BUDGET));
    o.price = INT64_MAX;
    assert_int_equal(schedule_book(s->store, &o, s->arena, &outcome, &e), ERR_LIMIT);
}

/* Allocated when booked, open when cancelled, met when completed. */
static void test_demand_follows_its_bookings(void **state)
{
    struct desk_scene *s = *state;
    struct model_demand *d = model_record_new(s->arena, MODEL_DEMAND);
    d->title = "Wanted";
    d->minutes = 60;
    desk_add(s->store, MODEL_DEMAND, d);
    struct schedule_order o = order(s, s->user, 9 * HOUR, 10 * HOUR);
    o.demand = d->head.id;
    int64_t id = book(s, &o).booking->head.id;
    void *record;
    desk_must(store_get(s->store, MODEL_DEMAND, d->head.id, s->arena, &record, &e), &e);
    assert_string_equal(((struct model_demand *)record)->status, "allocated");
    struct schedule_freed freed;
    desk_must(schedule_cancel(s->store, id, "requester", "not needed", &freed, &e), &e);
    assert_int_equal(freed.start, o.start);
    desk_must(store_get(s->store, MODEL_DEMAND, d->head.id, s->arena, &record, &e), &e);
    assert_string_equal(((struct model_demand *)record)->status, "open");
    struct schedule_completed done;
    id = book(s, &o).booking->head.id;
    desk_must(schedule_complete(s->store, id, BASE_NONE, &done, &e), &e);
    desk_must(store_get(s->store, MODEL_DEMAND, d->head.id, s->arena, &record, &e), &e);
    assert_string_equal(((struct model_demand *)record)->status, "met");
    assert_int_equal(((struct model_demand *)record)->closed, DESK_NOW);
}

static int64_t receivable(struct desk_scene *s)
{
    int64_t amount;
    desk_must(
        incentive_ledger_balance(s->store, INCENTIVE_RECEIVABLE(s->user), BASE_NONE, &amount, &e),
        &e);
    return amount;
}

static void test_completing_charges(void **state)
{
    struct desk_scene *s = *state;
    struct schedule_completed done;
    int64_t id = booked(s, s->user, 9 * HOUR, 11 * HOUR);
    desk_must(schedule_complete(s->store, id, 90, &done, &e), &e);
    assert_int_equal(done.total, 20000); /* from reserved time */
    assert_int_equal(receivable(s), 20000);
    assert_int_equal(read_booking(s, id)->used_minutes, 90);
    assert_int_equal(schedule_complete(s->store, id, 90, &done, &e), ERR_REFUSED);
    err_clear(&e);
    s->resource->charge_basis = "actual";
    resource_put(s);
    id = booked(s, s->user, 12 * HOUR, 14 * HOUR);
    desk_must(schedule_complete(s->store, id, 90, &done, &e), &e);
    assert_int_equal(done.total, 15000);
    assert_int_equal(receivable(s), 35000);
}

/* Reserved by the booking, released by cancelling, redeemed by use. */
static void test_voucher_follows_the_booking(void **state)
{
    struct desk_scene *s = *state;
    int64_t fund, entry, left;
    desk_must(incentive_fund_of(s->store, "innovation", 0, &fund, &e), &e);
    desk_must(incentive_fund_deposit(s->store, fund, BASE_NONE, 20000, NULL, &entry, &e), &e);
    struct model_voucher *v = model_record_new(s->arena, MODEL_VOUCHER);
    v->title = "Voucher";
    v->organisation = s->user;
    v->fund = fund;
    v->amount = 20000;
    v->share = 5000;
    desk_must(incentive_voucher_grant(s->store, v, &e), &e);
    int64_t id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    assert_int_equal(read_booking(s, id)->voucher_amount, 5000);
    desk_must(incentive_voucher_left(s->store, v->head.id, 0, &left, &e), &e);
    assert_int_equal(left, 15000);
    struct schedule_freed freed;
    desk_must(schedule_cancel(s->store, id, "requester", NULL, &freed, &e), &e);
    desk_must(incentive_voucher_left(s->store, v->head.id, 0, &left, &e), &e);
    assert_int_equal(left, 20000);
    id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    struct schedule_completed done;
    desk_must(schedule_complete(s->store, id, BASE_NONE, &done, &e), &e);
    assert_int_equal(done.total, 5000);
    assert_int_equal(done.voucher_part, 5000);
    struct incentive_voucher *list;
    size_t count;
    desk_must(incentive_voucher_list(s->store, s->user, s->arena, &list, &count, &e), &e);
    assert_int_equal(list[0].redeemed, 5000);
    assert_int_equal(list[0].reserved, 0);
    assert_int_equal(list[0].left, 15000);
}

static void test_late_cancellation_and_no_show(void **state)
{
    struct desk_scene *s = *state;
    struct schedule_freed freed;
    s->resource->cancel_window = 24 * 60;
    s->resource->cancel_percent = 2500;
    s->resource->no_show_percent = 5000;
    resource_put(s);
    int64_t id = booked(s, s->user, 30 * HOUR, 31 * HOUR);
    desk_must(schedule_cancel(s->store, id, "requester", NULL, &freed, &e), &e);
    assert_int_equal(freed.fee, 0); /* in time */
    id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    desk_must(schedule_cancel(s->store, id, "provider", NULL, &freed, &e), &e);
    assert_int_equal(freed.fee, 0); /* not the user's fault */
    id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    desk_must(schedule_cancel(s->store, id, "requester", "ill", &freed, &e), &e);
    assert_int_equal(freed.fee, 2500);
    assert_int_equal(receivable(s), 2500);
    id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    desk_must(schedule_no_show(s->store, id, &freed, &e), &e);
    assert_int_equal(freed.fee, 5000);
    assert_int_equal(receivable(s), 7500);
}

/* One that came by import has no price yet. */
static void test_fees_of_what_was_not_reckoned(void **state)
{
    struct desk_scene *s = *state;
    struct schedule_freed freed;
    s->resource->no_show_percent = 5000;
    resource_put(s);
    struct model_booking *b = read_booking(s, booked(s, s->user, 9 * HOUR, 10 * HOUR));
    int64_t fee, whole = b->price;
    assert_true(whole > 0);
    b->price = BASE_NONE;
    desk_must(desk_put(s->store, MODEL_BOOKING, b, &e), &e);
    desk_must(schedule_no_show_fee(s->store, b, &fee, &e), &e);
    assert_int_equal(fee, whole / 2);
    assert_int_equal(receivable(s), 0);
    desk_must(schedule_no_show(s->store, b->head.id, &freed, &e), &e);
    assert_int_equal(freed.fee, fee);
    assert_int_equal(receivable(s), fee);
}

static void test_free_use_costs_the_public_fund(void **state)
{
    struct desk_scene *s = *state;
    s->resource->grade = "basic";
    s->resource->cost = 4000;
    resource_put(s);
    int64_t id = booked(s, s->user, 9 * HOUR, 11 * HOUR), payable;
    struct schedule_completed done;
    desk_must(schedule_complete(s->store, id, BASE_NONE, &done, &e), &e);
    assert_int_equal(done.total, 0);
    desk_must(
        incentive_ledger_balance(s->store, INCENTIVE_PAYABLE(s->provider), BASE_NONE, &payable, &e),
        &e);
    assert_int_equal(payable, -8000);
}

static void test_move_and_stretch(void **state)
{
    struct desk_scene *s = *state;
    int64_t id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    booked(s, s->other, 12 * HOUR, 13 * HOUR);
    struct schedule_outcome outcome;
    desk_must(schedule_move(s->store, id, DESK_NOW + 9 * HOUR, DESK_NOW + 12 * HOUR, NULL, s->arena,
                            &outcome, &e),
              &e);
    assert_true(outcome.done); /* over its own old place */
    assert_int_equal(read_booking(s, id)->price, 30000);
    desk_must(schedule_move(s->store, id, DESK_NOW + 10 * HOUR, DESK_NOW + 13 * HOUR, NULL,
                            s->arena, &outcome, &e),
              &e);
    assert_false(outcome.done);
    assert_int_equal(read_booking(s, id)->end, DESK_NOW + 12 * HOUR);
}

/* Its start keeps the notice no more, and need not; who comes next is in the way as ever. */
static void test_what_is_in_use_is_stretched(void **state)
{
    struct desk_scene *s = *state;
    s->resource->notice = 120;
    resource_put(s);
    int64_t id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    booked(s, s->other, 12 * HOUR, 13 * HOUR);
    store_set_clock(s->store, (struct base_clock){.fixed = DESK_NOW + 9 * HOUR + 1800});
    desk_must(schedule_check_in(s->store, id, DESK_NOW + 9 * HOUR, &e), &e);
    struct schedule_outcome outcome;
    desk_must(schedule_move(s->store, id, DESK_NOW + 9 * HOUR, DESK_NOW + 11 * HOUR, NULL, s->arena,
                            &outcome, &e),
              &e);
    assert_true(outcome.done);
    desk_must(schedule_move(s->store, id, DESK_NOW + 9 * HOUR, DESK_NOW + 13 * HOUR, NULL, s->arena,
                            &outcome, &e),
              &e);
    assert_false(outcome.done);
    assert_true(broken(&outcome, SCHEDULE_RULE_CLASH));
    assert_int_equal(outcome.findings.nearest, BASE_NONE);
}

static void test_quote_replaces_the_price(void **state)
{
    struct desk_scene *s = *state;
    struct model_demand *d = model_record_new(s->arena, MODEL_DEMAND);
    d->title = "Wanted";
    d->minutes = 120;
    desk_add(s->store, MODEL_DEMAND, d);
    struct model_quote *q = model_record_new(s->arena, MODEL_QUOTE);
    q->demand = d->head.id;
    q->resource = s->resource->head.id;
    q->price = 7000;
    desk_add(s->store, MODEL_QUOTE, q);
    struct schedule_order o = order(s, s->user, 9 * HOUR, 11 * HOUR);
    o.demand = d->head.id;
    assert_int_equal(book(s, &o).booking->price, 7000);
}

static void test_release(void **state)
{
    struct desk_scene *s = *state;
    s->resource->release_after = 15;
    resource_put(s);
    struct schedule_order o = order(s, s->user, -HOUR, HOUR);
    o.override_reason = "entered late";
    int64_t late = book(s, &o).booking->head.id;
    o = order(s, s->other, 5 * HOUR, 6 * HOUR);
    o.status = "tentative";
    o.held_until = DESK_NOW;
    int64_t hold = book(s, &o).booking->head.id;
    /* A hold that has run out makes way even before it is released. */
    booked(s, s->user, 5 * HOUR, 6 * HOUR);
    assert_string_equal(read_booking(s, hold)->status, "cancelled");
    size_t count;
    desk_must(schedule_release(s->store, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_string_equal(read_booking(s, late)->status, "no_show");
}

static void test_closure_displaces_or_goes_around(void **state)
{
    struct desk_scene *s = *state;
    int64_t id = booked(s, s->user, 9 * HOUR, 10 * HOUR);
    const struct model_booking **affected;
    size_t count;
    struct model_closure *x = model_record_new(s->arena, MODEL_CLOSURE);
    x->resource = s->resource->head.id;
    x->start = DESK_NOW + 8 * HOUR;
    x->end = DESK_NOW + 12 * HOUR;
    x->mode = "around";
    desk_must(schedule_closure_put(s->store, x, s->arena, &affected, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(x->end, DESK_NOW + 9 * HOUR);
    assert_string_equal(read_booking(s, id)->status, "confirmed");
    struct model_closure *y = model_record_new(s->arena, MODEL_CLOSURE);
    y->start = DESK_NOW + 8 * HOUR; /* of the whole desk */
    y->end = DESK_NOW + 12 * HOUR;
    y->mode = "displace";
    desk_must(schedule_closure_put(s->store, y, s->arena, &affected, &count, &e), &e);
    assert_string_equal(read_booking(s, id)->status, "displaced");
}

/* ---- series ---- */

static void test_series_keeps_wall_clock(void **state)
{
    struct desk_scene *s = *state;
    desk_must(base_time_set_zone("Europe/Berlin", &e), &e);
    int64_t saturday = base_date_to_day((struct base_date){2027, 3, 27});
    struct base_interval *list;
    size_t count;
    desk_must(schedule_series_expand("FREQ=DAILY;COUNT=3", base_day_time(saturday, 600),
                                     base_day_time(saturday, 660), s->arena, &list, &count, &e),
              &e);
    assert_int_equal(count, 3);
    assert_int_equal(list[1].start - list[0].start, 23 * HOUR); /* the clock is put on */
    assert_int_equal(base_time_minute(list[1].start), 600);
    assert_int_equal(list[1].end - list[1].start, HOUR);
    desk_must(base_time_set_zone("UTC", &e), &e);
}

static void test_series_day_31_and_fifth_weekday(void **state)
{
    struct desk_scene *s = *state;
    struct base_interval *list;
    size_t count;
    int64_t start = DESK_NOW + 30 * DAY; /* 31 December */
    desk_must(schedule_series_expand("FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270801", start,
                                     start + HOUR, s->arena, &list, &count, &e),
              &e);
    assert_int_equal(count, 5);  /* Dec, Jan, Mar, May, Jul */
    start = DESK_NOW + 28 * DAY; /* Tuesday the 29th, the fifth */
    desk_must(schedule_series_expand("FREQ=MONTHLY;BYDAY=5TU;COUNT=3", start, start + HOUR,
                                     s->arena, &list, &count, &e),
              &e);
    assert_int_equal(list[1].start,
                     base_day_start(base_date_to_day((struct base_date){2027, 3, 30})));
    assert_int_equal(
        schedule_series_expand("FREQ=DAILY", start, start + HOUR, s->arena, &list, &count, &e),
        ERR_VALUE);
    assert_int_equal(
        schedule_series_expand("nonsense", start, start + HOUR, s->arena, &list, &count, &e),
        ERR_VALUE);
}

static void test_series_skips_or_refuses(void **state)
{
    struct desk_scene *s = *state;
    booked(s, s->other, 9 * HOUR + DAY, 10 * HOUR + DAY);
    struct schedule_order o = order(s, s->user, 9 * HOUR, 10 * HOUR);
    struct schedule_outcome *outcomes;
    size_t count, done;
    desk_must(schedule_series_book(s->store, &o, "FREQ=DAILY;COUNT=3", SCHEDULE_REFUSE, s->arena,
                                   &outcomes, &count, &done, &e),
              &e);
    assert_int_equal(count, 3);
    assert_int_equal(done, 0);
    desk_must(schedule_series_book(s->store, &o, "FREQ=DAILY;COUNT=3", SCHEDULE_SKIP, s->arena,
                                   &outcomes, &count, &done, &e),
              &e);
    assert_int_equal(done, 2);
    assert_false(outcomes[1].done);
    /* This and following, all. */
    const struct model_booking **members;
    int64_t first = outcomes[0].booking->head.id, last = outcomes[2].booking->head.id;
    desk_must(
        schedule_series_members(s->store, last, SCHEDULE_FOLLOWING, s->arena, &members, &count, &e),
        &e);
    assert_int_equal(count, 1);
    struct schedule_outcome *moved;
    bool all;
    desk_must(schedule_series_move(s->store, first, SCHEDULE_ALL, DESK_NOW + 10 * HOUR,
                                   DESK_NOW + 12 * HOUR, NULL, s->arena, &moved, &count, &all, &e),
              &e);
    assert_true(all);
    assert_int_equal(count, 2);
    assert_int_equal(read_booking(s, last)->start, DESK_NOW + 10 * HOUR + 2 * DAY);
    assert_int_equal(read_booking(s, last)->end, DESK_NOW + 12 * HOUR + 2 * DAY);
    struct schedule_freed *freed;
    desk_must(schedule_series_cancel(s->store, first, SCHEDULE_ALL, "desk", NULL, s->arena, &freed,
                                     &count, &e),
              &e);
    assert_int_equal(count, 2);
    assert_string_equal(read_booking(s, last)->status, "cancelled");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, desk_scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_books_at_once),
        CASE(test_access_by_approval),
        CASE(test_two_at_once),
        CASE(test_all_broken_rules_together),
        CASE(test_restricted_is_never_overridden),
        CASE(test_gap_and_closure),
        CASE(test_seats),
        CASE(test_budget_of_the_demand),
        CASE(test_demand_follows_its_bookings),
        CASE(test_completing_charges),
        CASE(test_voucher_follows_the_booking),
        CASE(test_late_cancellation_and_no_show),
        CASE(test_fees_of_what_was_not_reckoned),
        CASE(test_free_use_costs_the_public_fund),
        CASE(test_move_and_stretch),
        CASE(test_what_is_in_use_is_stretched),
        CASE(test_quote_replaces_the_price),
        CASE(test_release),
        CASE(test_closure_displaces_or_goes_around),
        CASE(test_series_keeps_wall_clock),
        CASE(test_series_day_31_and_fifth_weekday),
        CASE(test_series_skips_or_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
