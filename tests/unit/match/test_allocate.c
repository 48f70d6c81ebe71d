/* A month's allocation on a small desk: what is chosen, and what is told of it. */
#include "small_month.h"

#include "sharedesk/base/time.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/match/explain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void the_best_set_is_taken(void **state)
{
    struct small_month *w = *state;
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->big), 360);
    assert_int_equal(month_given(&plan, w->small), 240);
    assert_int_equal(month_given(&plan, w->middle), 0);
    assert_int_equal(plan.objective, plan.bound);
    int64_t sum = 0;
    for (size_t i = 0; i < plan.line_count; i++) {
        const struct match_line *l = &plan.lines[i];
        sum += l->benefit;
        assert_int_equal(l->end - l->start, 60 * l->minutes);
        assert_true(l->minutes <= 240); /* no sitting spans the noon break */
        assert_true(base_time_minute(l->start) >= 480 && l->start >= DESK_NOW);
        for (size_t k = i + 1; k < plan.line_count; k++)
            assert_true(l->end <= plan.lines[k].start);
    }
    assert_int_equal(sum, plan.objective);
    assert_int_equal(plan.line_count, 3); /* six hours take two sittings, four hours one */
    const struct match_unmet *u = month_unmet(&plan, w->middle);
    assert_non_null(u);
    assert_int_equal(u->reason_count, 1);
    assert_true(u->change[0] != '\0' && !u->estimated && u->change_cost > 0);
}

static void shadow_prices_are_intervals(void **state)
{
    struct small_month *w = *state;
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(plan.shadow_count, 1);
    const struct match_shadow *s = &plan.shadows[0];
    assert_int_equal(s->resource, w->r->head.id);
    assert_int_equal(s->hour_more, 0); /* eleven hours hold nothing better */
    assert_true(s->hour_less > 0);     /* nine hours only one of six */
    assert_int_equal(s->asked, 3);
    assert_int_equal(s->served, 2);
}

static void a_divisible_demand_takes_what_is_left(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_demand *d = month_new_demand(w, "cut", 20, 100000);
    d->divisible = 60;
    int64_t cut = desk_add(w->d->store, MODEL_DEMAND, d);
    w->r->capacity_minutes_month = 600 + 90;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->big) + month_given(&plan, w->small), 600);
    assert_int_equal(month_given(&plan, cut), 90);
    assert_int_equal(month_unmet(&plan, cut)->missing, 20 * 60 - 90);
    assert_true(plan.objective <= plan.bound);
    for (size_t i = 0; i < plan.shadow_count; i++) /* its pieces are one demand */
        assert_true(plan.shadows[i].served <= plan.shadows[i].asked);
}

/* Five hours where ten were thought of: the whole of it. */
static void a_quote_that_is_shorter_meets_a_divisible_demand(void **state)
{
    struct small_month *w = *state;
    struct model_demand *d = month_new_demand(w, "cut", 10, 2000000);
    struct model_quote *q = model_record_new(w->d->arena, MODEL_QUOTE);
    d->divisible = 60;
    q->demand = desk_add(w->d->store, MODEL_DEMAND, d);
    q->resource = w->r->head.id;
    q->minutes = 5 * 60 + 1;
    desk_add(w->d->store, MODEL_QUOTE, q);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, q->demand), 5 * 60 + 1);
    assert_null(month_unmet(&plan, q->demand));
}

/* Of a demand that is booked in part the rest is matched and allocated, at its share of the value
 * and with the money that is left. */
static void what_is_left_is_allocated(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = w->r->head.id;
    b->demand = w->big;
    b->organisation = w->requester;
    b->start = DESK_NOW + 8 * DAY + 8 * HOUR;
    b->end = b->start + 2 * HOUR;
    b->price = 990000;
    desk_add(w->d->store, MODEL_BOOKING, b);
    struct match_candidate whole, c;
    desk_must(match_pair(w->m, w->middle, w->r->head.id, NULL, w->d->arena, &whole, &e), &e);
    desk_must(match_pair(w->m, w->big, w->r->head.id, NULL, w->d->arena, &c, &e), &e);
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->big, w->d->arena, &d, &e), &e);
    assert_int_equal(d->minutes, 360);
    assert_int_equal(c.minutes, 240);
    assert_int_equal(c.figures.value, d->value / 6 * 4);
    assert_int_equal(c.price, 4 * whole.price / 6);
    assert_int_equal(c.blocked, c.price > 10000 ? 1u << MATCH_GATE_BUDGET : 0);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->big), 240);
    assert_non_null(month_note(&plan, w->big, "2 h of it are booked or requested; the other 4 h"));
    struct match_explanation x;
    desk_must(match_explain(w->m, &c, NULL, w->d->arena, &x, &e), &e);
    assert_string_equal(
        x.terms[MATCH_TERM_VALUE].text,
        "the value that the demand declares, for the 4 h of 6 h that are not booked yet");
}

/* What waits for an approval is not given a second time. */
static void what_is_requested_already_is_not_allocated(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = w->r->head.id;
    b->demand = w->small;
    b->organisation = w->requester;
    b->status = "requested";
    b->start = DESK_NOW + 8 * DAY + 8 * HOUR;
    b->end = b->start + 4 * HOUR;
    int64_t id = desk_add(w->d->store, MODEL_BOOKING, b);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->small), 0);
    assert_null(month_unmet(&plan, w->small));
    desk_must(store_get(w->d->store, MODEL_BOOKING, id, w->d->arena, &b, &e), &e);
    b->end = b->start + 2 * HOUR; /* only half of it */
    desk_must(desk_put(w->d->store, MODEL_BOOKING, b, &e), &e);
    plan = month_allocate(w, NULL, 0);
    assert_true(month_given(&plan, w->small) > 0 || month_unmet(&plan, w->small) != NULL);
}

/* A demand in pieces may have two instruments at once: whoever comes must know. */
static void two_places_at_once_are_told(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_resource *other = month_add_resource(w, "SEM-2");
    struct model_demand *d = month_new_demand(w, "wide", 16, 2000000);
    d->divisible = 60;
    d->earliest = DESK_NOW + 7 * DAY;
    d->latest = DESK_NOW + 8 * DAY;
    int64_t wide = desk_add(w->d->store, MODEL_DEMAND, d);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, wide), 960);
    assert_non_null(month_note(&plan, wide, "at the same hours"));
    assert_null(month_note(&plan, w->big, "at the same hours"));
    other->unit = "licence";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, other, &e), &e);
    plan = month_allocate(w, NULL, 0);
    assert_null(month_note(&plan, wide, "at the same hours"));
}

static void windows_bind(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    w->r->capacity_minutes_month = BASE_NONE;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    for (int i = 0; i < 4; i++) { /* four of four hours in one day of eight */
        char uid[] = {'d', (char)('0' + i), '\0'};
        struct model_demand *d =
            month_new_demand(w, base_arena_strdup(w->d->arena, uid), 4, 100000 + 1000 * i);
        d->earliest = DESK_NOW + 7 * DAY;
        d->latest = DESK_NOW + 8 * DAY;
        desk_add(w->d->store, MODEL_DEMAND, d);
    }
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(plan.unmet_count, 2);
    assert_string_equal(plan.unmet[0].title, "d1");
    assert_int_equal(plan.objective, plan.bound);
}

static void a_voucher_is_spent_once(void **state)
{
    struct small_month *w = *state;
    struct model_fund *fund = model_record_new(w->d->arena, MODEL_FUND);
    fund->name = "Vouchers";
    fund->source = "innovation";
    desk_add(w->d->store, MODEL_FUND, fund);
    struct err e = ERR_INIT;
    desk_must(incentive_fund_deposit(w->d->store, fund->head.id, BASE_NONE, 100000, NULL,
                                     &(int64_t){0}, &e),
              &e);
    struct model_voucher *v = model_record_new(w->d->arena, MODEL_VOUCHER);
    v->title = "Innovation";
    v->organisation = w->requester;
    v->fund = fund->head.id;
    v->amount = 7000;
    desk_add(w->d->store, MODEL_VOUCHER, v);
    w->r->capacity_minutes_month = BASE_NONE;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    const int64_t demands[] = {w->big, w->middle, w->small};
    for (int i = 0; i < 3; i++) { /* none can pay its 60.00 or 40.00 by itself */
        struct model_demand *d;
        desk_must(store_get(w->d->store, MODEL_DEMAND, demands[i], w->d->arena, &d, &e), &e);
        d->budget = 500;
        desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    }
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->big), 360);
    assert_int_equal(month_given(&plan, w->middle) + month_given(&plan, w->small), 0);
    assert_int_equal(plan.objective, plan.bound);
}

static void the_poor_are_told_what_it_takes(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->small, w->d->arena, &d, &e), &e);
    d->budget = 3000; /* of 40.00 */
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    struct match_plan plan = month_allocate(w, NULL, 0);
    const struct match_unmet *u = month_unmet(&plan, w->small);
    assert_int_equal(u->change_cost, 1000);
    assert_non_null(strstr(u->change, "10.00"));
}

/* Each is told, and the rest goes on. */
static void demands_that_say_too_little_are_told(void **state)
{
    struct small_month *w = *state;
    struct model_demand *vague = model_record_new(w->d->arena, MODEL_DEMAND);
    vague->title = "SEM of something";
    vague->value = 100000;
    int64_t some = desk_add(w->d->store, MODEL_DEMAND, vague);
    struct model_demand *late = month_new_demand(w, "past", 1, 900000);
    late->latest = DESK_NOW - DAY;
    int64_t past = desk_add(w->d->store, MODEL_DEMAND, late);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_non_null(month_note(&plan, some, "names no kind"));
    assert_non_null(month_note(&plan, some, "names no minutes"));
    assert_non_null(month_note(&plan, some, "names no window"));
    assert_int_equal(month_unmet(&plan, past)->reason_count, 1);
    assert_non_null(strstr(month_unmet(&plan, past)->reasons[0], "window has passed"));
    assert_int_equal(month_given(&plan, w->big), 360);
}

static void no_capacity_is_told(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    w->r->capacity_minutes_month = 0;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(plan.line_count, 0);
    assert_int_equal(plan.unmet_count, 3);
    assert_non_null(strstr(plan.unmet[0].reasons[0], "monthly capacity is 0"));
}

/* The instrument is open day and night, the desk is not. */
static void uses_begin_in_the_desks_hours(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    w->r->open_hours = NULL;
    w->r->capacity_minutes_month = BASE_NONE;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    w->month++; /* all of it is still to come */
    struct match_plan plan = month_allocate(w, NULL, 0);
    w->month--;
    assert_int_equal(plan.unmet_count, 0);
    for (size_t i = 0; i < plan.line_count; i++) {
        const struct match_line *l = &plan.lines[i];
        assert_true(base_day_weekday(base_time_day(l->start)) < 5);
        assert_in_range(base_time_minute(l->start), 8 * 60, 18 * 60 - 1);
        for (size_t k = 0; k < i; k++) /* none is laid over another */
            assert_true(plan.lines[k].end <= l->start || l->end <= plan.lines[k].start);
    }
    assert_int_equal(month_given(&plan, w->big), 360);
}

static void a_past_month_has_no_room(void **state)
{
    struct small_month *w = *state;
    w->month--;
    struct match_plan plan = month_allocate(w, NULL, 0);
    w->month++;
    assert_int_equal(plan.line_count, 0);
    assert_int_equal(plan.unmet_count, 3);
}

/* Balancing gives the hours to the one who gives more, and its price is told. */
static void balance_has_its_price(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_contribution *c = model_record_new(w->d->arena, MODEL_CONTRIBUTION);
    int64_t giver = desk_add_organisation(w->d, "Giver");
    c->title = "Data opened";
    c->organisation = giver;
    c->amount = 100000000;
    c->counted = base_time_day(DESK_NOW) - 1;
    desk_add(w->d->store, MODEL_CONTRIBUTION, c);
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->middle, w->d->arena, &d, &e), &e);
    d->requester = giver;
    d->value = 890000;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->middle), 360);
    assert_int_equal(month_given(&plan, w->big), 0);
    assert_true(plan.price_of_balance > 0 && plan.price_of_balance < 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, month_set_up, month_tear_down)
        TEST(the_best_set_is_taken),
        TEST(shadow_prices_are_intervals),
        TEST(a_divisible_demand_takes_what_is_left),
        TEST(a_quote_that_is_shorter_meets_a_divisible_demand),
        TEST(what_is_left_is_allocated),
        TEST(what_is_requested_already_is_not_allocated),
        TEST(two_places_at_once_are_told),
        TEST(windows_bind),
        TEST(a_voucher_is_spent_once),
        TEST(the_poor_are_told_what_it_takes),
        TEST(demands_that_say_too_little_are_told),
        TEST(no_capacity_is_told),
        TEST(uses_begin_in_the_desks_hours),
        TEST(a_past_month_has_no_room),
        TEST(balance_has_its_price),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
