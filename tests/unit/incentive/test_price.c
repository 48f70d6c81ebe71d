/* Prices, against figures worked out by hand from the rules. */
#include "desk.h"

#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/incentive/voucher.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A desk with a provider, a user, and a resource of 100.00 an hour inside, 150.00 outside. */
static int setup(void **state)
{
    struct desk_scene *s = desk_scene_new();
    s->resource->kind = "instrument";
    s->resource->price_outside = 10000;
    desk_add(s->store, MODEL_RESOURCE, s->resource);
    *state = s;
    return 0;
}

static void resource_put(struct desk_scene *s)
{
    struct err e = ERR_INIT;
    desk_must(desk_put(s->desk->store, MODEL_RESOURCE, s->resource, &e), &e);
}

static struct incentive_price price_at(struct desk_scene *s, int64_t start, int64_t minutes)
{
    struct err e = ERR_INIT;
    struct incentive_price price;
    const struct base_interval sitting = {start, start + 60 * minutes};
    const struct incentive_use use = {.resource = s->resource,
                                      .organisation = s->user,
                                      .sittings = &sitting,
                                      .sitting_count = 1,
                                      .agreement = INCENTIVE_FIND,
                                      .voucher = INCENTIVE_FIND};
    struct incentive_terms *t = incentive_terms_new(s->desk->store, s->arena);
    desk_must(incentive_price_find(t, &use, s->arena, &price, &e), &e);
    int64_t sum = 0;
    for (size_t i = 0; i < price.line_count; i++)
        sum += price.lines[i].amount;
    assert_int_equal(sum, price.total);
    return price;
}

static struct incentive_price price_of(struct desk_scene *s, int64_t minutes)
{
    return price_at(s, DESK_NOW + 9 * 3600, minutes);
}

static int64_t add_voucher(struct desk_scene *s, int64_t amount, int64_t share)
{
    struct err e = ERR_INIT;
    int64_t fund, entry;
    struct store *store = s->desk->store;
    desk_must(incentive_fund_of(store, "innovation", 0, &fund, &e), &e);
    desk_must(incentive_fund_deposit(store, fund, BASE_NONE, amount, NULL, &entry, &e), &e);
    struct model_voucher *v = model_record_new(s->arena, MODEL_VOUCHER);
    v->title = "Innovation voucher";
    v->organisation = s->user;
    v->fund = fund;
    v->amount = amount;
    v->share = share;
    desk_must(incentive_voucher_grant(store, v, &e), &e);
    return v->head.id;
}

/* rules.md: 95 min, step 15, 100.00 an hour, free quota 30, voucher 40 %. */
static void test_example_of_the_rules(void **state)
{
    struct desk_scene *s = *state;
    s->resource->charge_step = 15;
    s->resource->free_minutes_month = 30;
    resource_put(s);
    int64_t voucher = add_voucher(s, 100000, 4000);
    struct incentive_price p = price_of(s, 95);
    assert_int_equal(p.minutes_used, 95);
    assert_int_equal(p.minutes_charged, 105);
    assert_int_equal(p.minutes_free, 30);
    assert_int_equal(p.gross, 12500);
    assert_int_equal(p.voucher_part, 5000);
    assert_int_equal(p.voucher, voucher);
    assert_int_equal(p.total, 7500);
}

static void test_voucher_pays_no_more_than_is_left(void **state)
{
    struct desk_scene *s = *state;
    add_voucher(s, 3001, 5000);
    assert_int_equal(price_of(s, 60).voucher_part, 3001);
    assert_int_equal(price_of(s, 60).total, 6999);
    s->resource->price_outside = 101; /* half of 1.01 is rounded down */
    resource_put(s);
    assert_int_equal(price_of(s, 60).voucher_part, 50);
}

static void test_members_pay_inside_and_outside_is_a_multiple(void **state)
{
    struct desk_scene *s = *state;
    s->resource->price_member = 3333;
    s->resource->price_outside = BASE_NONE;
    resource_put(s);
    assert_int_equal(price_of(s, 60).total, 5000); /* 33.33 x 1.5 = 49.995 */
    struct err e = ERR_INIT;
    struct model_organisation *user;
    desk_must(store_get(s->desk->store, MODEL_ORGANISATION, s->user, s->arena, &user, &e), &e);
    user->member_from = base_time_day(DESK_NOW);
    desk_must(desk_put(s->desk->store, MODEL_ORGANISATION, user, &e), &e);
    assert_int_equal(price_of(s, 60).total, 3333);
    assert_int_equal(price_at(s, DESK_NOW - 86400, 60).total, 5000); /* the day before */
}

static void test_membership_by_agreement(void **state)
{
    struct desk_scene *s = *state;
    s->resource->price_member = 4000;
    resource_put(s);
    struct model_agreement *a = model_record_new(s->arena, MODEL_AGREEMENT);
    a->title = "Membership";
    a->kind = "membership";
    a->partner = s->user;
    desk_add(s->desk->store, MODEL_AGREEMENT, a);
    assert_int_equal(price_of(s, 60).total, 4000);
}

/* Each minute has the tariff of its own date. */
static void test_tariff_changes_at_midnight(void **state)
{
    struct desk_scene *s = *state;
    s->resource->tariffs = "2026-12-02 outside 200.00";
    resource_put(s);
    struct incentive_price p = price_at(s, DESK_NOW + 23 * 3600, 120);
    assert_int_equal(p.total, 10000 + 20000);
    assert_int_equal(p.line_count, 2);
    /* The minutes that rounding adds belong to the last day used. */
    s->resource->charge_step = 60;
    resource_put(s);
    assert_int_equal(price_at(s, DESK_NOW + 23 * 3600 + 1800, 30).total, 10000);
}

static void test_fee_minimum_and_rounding(void **state)
{
    struct desk_scene *s = *state;
    s->resource->charge_minimum = 30;
    s->resource->fee = 2500;
    resource_put(s);
    assert_int_equal(price_of(s, 5).total, 5000 + 2500);
    s->resource->price_outside = 1;
    resource_put(s);
    assert_int_equal(price_of(s, 30).total, 1 + 2500); /* half a minor unit up */
}

static void test_open_grades_and_own_use_are_free(void **state)
{
    struct desk_scene *s = *state;
    s->resource->grade = "common";
    s->resource->fee = 100;
    resource_put(s);
    assert_int_equal(price_of(s, 600).total, 0);
    s->resource->grade = NULL;
    resource_put(s);
    assert_int_not_equal(price_of(s, 600).total, 0);
    s->user = s->provider;
    assert_int_equal(price_of(s, 600).total, 0);
}

static void test_restricted_only_as_its_agreement_says(void **state)
{
    struct desk_scene *s = *state;
    s->resource->grade = "restricted";
    resource_put(s);
    assert_non_null(price_of(s, 60).refusal);
    struct model_agreement *a = model_record_new(s->arena, MODEL_AGREEMENT);
    a->title = "Special terms";
    a->kind = "sharing";
    a->organisation = s->provider;
    a->partner = s->user;
    a->price = 8000;
    a->discount = 2500;
    desk_add(s->desk->store, MODEL_AGREEMENT, a);
    struct incentive_price p = price_of(s, 60);
    assert_null(p.refusal);
    assert_int_equal(p.total, 6000);
    assert_int_equal(p.agreement, a->head.id);
}

static void test_units(void **state)
{
    struct desk_scene *s = *state;
    s->resource->unit = "licence";
    resource_put(s);
    assert_int_equal(price_of(s, 120).total, 20000);
    assert_int_equal(price_of(s, 61).total, 20000); /* every unit begun */
    s->resource->unit = "day";
    resource_put(s);
    assert_int_equal(price_of(s, 480).total, 10000);
    assert_int_equal(price_of(s, 481).total, 20000);
}

/* What a booking took from the quota is gone for the next one, and is the month's only. */
static void test_free_quota_is_used_up(void **state)
{
    struct desk_scene *s = *state;
    s->resource->free_minutes_month = 90;
    resource_put(s);
    struct model_booking *b = model_record_new(s->arena, MODEL_BOOKING);
    b->resource = s->resource->head.id;
    b->organisation = s->user;
    b->start = DESK_NOW;
    b->end = DESK_NOW + 3600;
    b->free_minutes = 60;
    desk_add(s->desk->store, MODEL_BOOKING, b);
    assert_int_equal(price_of(s, 60).minutes_free, 30);
    assert_int_equal(price_at(s, DESK_NOW + 40 * 86400, 60).minutes_free, 60);
}

/* An agreement's quota comes after the resource's own. */
static void test_free_quota_of_an_agreement(void **state)
{
    struct desk_scene *s = *state;
    s->resource->free_minutes_month = 30;
    resource_put(s);
    struct model_agreement *a = model_record_new(s->arena, MODEL_AGREEMENT);
    a->title = "Free hour";
    a->kind = "sharing";
    a->organisation = s->provider;
    a->partner = s->user;
    a->free_minutes_month = 60;
    desk_add(s->desk->store, MODEL_AGREEMENT, a);
    assert_int_equal(price_of(s, 120).minutes_free, 90);
    struct model_booking *b = model_record_new(s->arena, MODEL_BOOKING);
    b->resource = s->resource->head.id;
    b->organisation = s->user;
    b->agreement = a->head.id;
    b->start = DESK_NOW;
    b->end = DESK_NOW + 3600;
    b->free_minutes = 40; /* 30 of the resource's, 10 of the agreement's */
    desk_add(s->desk->store, MODEL_BOOKING, b);
    assert_int_equal(price_of(s, 120).minutes_free, 50);
}

static void test_too_large_is_told(void **state)
{
    struct desk_scene *s = *state;
    s->resource->price_outside = INT64_MAX / 2;
    resource_put(s);
    struct err e = ERR_INIT;
    struct incentive_price price;
    const struct base_interval sitting = {DESK_NOW, DESK_NOW + 864000};
    const struct incentive_use use = {
        .resource = s->resource, .organisation = s->user, .sittings = &sitting, .sitting_count = 1};
    struct incentive_terms *t = incentive_terms_new(s->desk->store, s->arena);
    assert_int_equal(incentive_price_find(t, &use, s->arena, &price, &e), ERR_LIMIT);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, desk_scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_example_of_the_rules),
        CASE(test_voucher_pays_no_more_than_is_left),
        CASE(test_members_pay_inside_and_outside_is_a_multiple),
        CASE(test_membership_by_agreement),
        CASE(test_tariff_changes_at_midnight),
        CASE(test_fee_minimum_and_rounding),
        CASE(test_open_grades_and_own_use_are_free),
        CASE(test_restricted_only_as_its_agreement_says),
        CASE(test_units),
        CASE(test_free_quota_is_used_up),
        CASE(test_free_quota_of_an_agreement),
        CASE(test_too_large_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
