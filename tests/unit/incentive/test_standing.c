/* Standing and questionnaires, against figures worked out by hand from the rules. */
#include "desk.h"

#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/incentive/survey.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct err e = ERR_INIT;

static int setup(void **state)
{
    struct desk_scene *s = desk_scene_new();
    err_clear(&e);
    s->resource->price_outside = 10000;
    desk_add(s->store, MODEL_RESOURCE, s->resource);
    *state = s;
    return 0;
}

static struct model_booking *use(struct desk_scene *s, int64_t organisation, int64_t end,
                                 int64_t minutes)
{
    struct model_booking *b = model_record_new(s->arena, MODEL_BOOKING);
    b->resource = s->resource->head.id;
    b->organisation = organisation;
    b->start = end - 60 * minutes;
    b->end = end;
    b->status = "completed";
    desk_add(s->store, MODEL_BOOKING, b);
    return b;
}

static struct incentive_standing standing(struct desk_scene *s, int64_t organisation)
{
    struct incentive_standing *list;
    size_t count, line_count;
    struct incentive_standing_line *lines;
    struct incentive_standing one;
    desk_must(incentive_standing_all(s->store, DESK_NOW, s->arena, &list, &count, &e), &e);
    desk_must(incentive_standing_of(s->store, organisation, DESK_NOW, s->arena, &one, &lines,
                                    &line_count, &e),
              &e);
    struct incentive_standing other = incentive_standing_in(list, count, organisation);
    /* The pass over all and that over one are the same sums; the lines make the figures. */
    assert_true(one.contribution == other.contribution && one.benefit == other.benefit);
    double sum[2] = {0, 0};
    for (size_t i = 0; i < line_count; i++)
        sum[lines[i].side] += lines[i].decayed;
    assert_true(fabs(sum[0] - one.contribution) < 0.5 && fabs(sum[1] - one.benefit) < 0.5);
    return one;
}

/* rules.md: c = 8,000, b = 2,000: 2^0.3 = 1.231. */
static void test_value_of_the_rules(void **state)
{
    (void)state;
    assert_true(fabs(incentive_standing_value(800000, 200000, 1000000) - 1.231) < 0.0005);
    assert_true(fabs(sqrt(incentive_standing_value(800000, 200000, 1000000)) - 1.110) < 0.0005);
    assert_true(incentive_standing_value(0, 0, 1000000) == 1);
    assert_true(incentive_standing_value(0, 0, 0) == 1);
    assert_true(incentive_standing_value(1e15, 0, 1) <= 2);
    assert_true(incentive_standing_value(0, 1e15, 1) >= 0.5);
}

static void test_newcomer_has_one(void **state)
{
    struct desk_scene *s = *state;
    assert_true(standing(s, s->user).standing == 1);
}

/* 10 h at 100.00 an hour, nothing paid: 1,000.00 given and taken; both sides mirror each other. */
static void test_free_use_counts_for_both_sides(void **state)
{
    struct desk_scene *s = *state;
    use(s, s->user, DESK_NOW, 600);
    assert_true(standing(s, s->provider).contribution == 100000);
    assert_true(standing(s, s->user).benefit == 100000);
    assert_true(fabs(standing(s, s->provider).standing * standing(s, s->user).standing - 1) <
                1e-12);
}

static void test_decays_by_half_in_183_days(void **state)
{
    struct desk_scene *s = *state;
    use(s, s->user, DESK_NOW - INT64_C(183) * 86400, 600);
    assert_true(fabs(standing(s, s->provider).contribution - 50000) < 1e-6);
}

static void test_own_use_counts_for_neither(void **state)
{
    struct desk_scene *s = *state;
    use(s, s->provider, DESK_NOW, 600);
    assert_true(standing(s, s->provider).contribution == 0);
    assert_true(standing(s, s->provider).benefit == 0);
}

/* Without entries a booking's price tells: 400.00 paid, of which 280.00 went to the provider. */
static void test_what_was_paid_is_taken_off(void **state)
{
    struct desk_scene *s = *state;
    struct model_booking *b = use(s, s->user, DESK_NOW, 600);
    b->price = 40000;
    desk_must(desk_put(s->store, MODEL_BOOKING, b, &e), &e);
    assert_true(standing(s, s->provider).contribution == 100000 - 28000);
    assert_true(standing(s, s->user).benefit == 100000 - 40000);
    b->price = 200000; /* never less than nothing */
    desk_must(desk_put(s->store, MODEL_BOOKING, b, &e), &e);
    assert_true(standing(s, s->user).benefit == 0);
}

static void test_the_ledger_goes_before_the_price(void **state)
{
    struct desk_scene *s = *state;
    struct model_booking *b = use(s, s->user, DESK_NOW, 600);
    int64_t entry;
    const struct incentive_charge c = {.kind = "charge",
                                       .title = "Use",
                                       .booking = b,
                                       .resource = s->resource,
                                       .total = 10000,
                                       .posted = DESK_NOW};
    desk_must(incentive_ledger_charge(s->store, &c, &entry, &e), &e);
    assert_true(standing(s, s->provider).contribution == 100000 - 7000);
    assert_true(standing(s, s->user).benefit == 100000 - 10000);
}

static void test_gifts_count(void **state)
{
    struct desk_scene *s = *state;
    int64_t fund, entry;
    desk_must(incentive_fund_of(s->store, "private", 0, &fund, &e), &e);
    desk_must(incentive_fund_deposit(s->store, fund, s->provider, 70000, NULL, &entry, &e), &e);
    struct model_contribution *c = model_record_new(s->arena, MODEL_CONTRIBUTION);
    c->title = "Data opened";
    c->kind = "data";
    c->organisation = s->provider;
    c->amount = 20000;
    c->counted = base_time_day(DESK_NOW);
    desk_add(s->store, MODEL_CONTRIBUTION, c);
    struct model_award *w = model_record_new(s->arena, MODEL_AWARD);
    w->title = "Award";
    w->organisation = s->provider;
    w->amount = 10000;
    w->awarded = base_time_day(DESK_NOW);
    desk_add(s->store, MODEL_AWARD, w);
    assert_true(standing(s, s->provider).contribution == 100000);
    int64_t reversal;
    desk_must(incentive_ledger_reverse(s->store, entry, NULL, &reversal, &e), &e);
    assert_true(standing(s, s->provider).contribution == 30000);
}

static void test_candidates_are_ranked_and_explained(void **state)
{
    struct desk_scene *s = *state;
    use(s, s->user, DESK_NOW, 600);
    struct incentive_candidate *list;
    size_t count;
    desk_must(incentive_candidates(s->store, DESK_NOW, 0, s->arena, &list, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(list[0].figures.organisation, s->provider);
    assert_string_equal(list[0].reasons, "contributed 1,000.00, benefited 0.00; standing 1.07");
}

static void test_questionnaires(void **state)
{
    struct desk_scene *s = *state;
    struct model_booking *b = use(s, s->user, DESK_NOW - 3600, 60);
    const struct model_booking **due;
    size_t count;
    desk_must(incentive_survey_due(s->store, "user", 0, s->arena, &due, &count, &e), &e);
    assert_int_equal(count, 1);
    struct model_answer *answer = model_record_new(s->arena, MODEL_ANSWER);
    answer->booking = b->head.id;
    answer->role = "user";
    answer->q1 = 5;
    answer->q2 = 4;
    desk_must(incentive_survey_answer(s->store, answer, &e), &e);
    desk_must(incentive_survey_due(s->store, "user", 0, s->arena, &due, &count, &e), &e);
    assert_int_equal(count, 0);
    struct model_answer *again = model_record_new(s->arena, MODEL_ANSWER);
    again->booking = b->head.id;
    again->role = "user";
    assert_int_equal(incentive_survey_answer(s->store, again, &e), ERR_REFUSED);
    err_clear(&e);
    again->role = "peer";
    again->q1 = 3;
    desk_must(incentive_survey_answer(s->store, again, &e), &e);
    struct incentive_survey survey;
    desk_must(incentive_survey_read(s->store, s->arena, &survey, &e), &e);
    assert_true(survey.mean == 3.75);
    const struct incentive_marks *marks = incentive_survey_provider(&survey, s->provider);
    assert_int_equal(marks->count, 2);
    assert_true(marks->sum == 7.5);
    assert_null(incentive_survey_provider(&survey, s->user));
    assert_true(incentive_survey_resource(&survey, s->resource->head.id)->sum == 7.5);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, desk_scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_value_of_the_rules),
        CASE(test_newcomer_has_one),
        CASE(test_free_use_counts_for_both_sides),
        CASE(test_decays_by_half_in_183_days),
        CASE(test_own_use_counts_for_neither),
        CASE(test_what_was_paid_is_taken_off),
        CASE(test_the_ledger_goes_before_the_price),
        CASE(test_gifts_count),
        CASE(test_candidates_are_ranked_and_explained),
        CASE(test_questionnaires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
