/* Runs that are kept and compared, and what is assumed for one, on a small desk. */
#include "small_month.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void runs_are_kept_and_compared(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_plan plan = month_allocate(w, NULL, 0), again, kept;
    int64_t run;
    again = month_allocate(w, NULL, 0);
    assert_string_equal(match_plan_json(w->m, &plan, w->d->arena),
                        match_plan_json(w->m, &again, w->d->arena));
    desk_must(match_plan_save(w->m, &plan, "First", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &kept, &e), &e);
    assert_string_equal(match_plan_json(w->m, &plan, w->d->arena),
                        match_plan_json(w->m, &kept, w->d->arena));
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_plan pinned = month_allocate(w, &pin, 1);
    struct match_change *changes;
    size_t count;
    desk_must(match_plan_compare(w->m, &kept, &pinned, w->d->arena, &changes, &count, &e), &e);
    assert_int_equal(count, 3);
    assert_int_equal(changes[0].difference, MATCH_GONE); /* big */
    assert_int_equal(changes[1].difference, MATCH_NEW);  /* middle */
}

static void what_if_and_why(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_plan plan = month_allocate(w, NULL, 0), tried;
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_allocation what = {.month = w->month, .stances = &pin, .stance_count = 1};
    struct match_unmet why;
    desk_must(match_allocate_try(w->m, &what, &plan, w->d->arena, &tried, &e), &e);
    assert_true(tried.objective < plan.objective);
    what.stance_count = 0;
    desk_must(match_allocate_why(w->m, &what, &plan, w->middle, w->d->arena, &why, &e), &e);
    assert_int_equal(why.change_cost, month_unmet(&plan, w->middle)->change_cost);
    assert_int_equal(match_allocate_why(w->m, &what, &plan, w->big, w->d->arena, &why, &e),
                     ERR_REFUSED);
}

/* The kept month points into what is read anew: offers by another thesaurus, answers after a change
 * that was asked about and rolled back. */
static void what_if_after_the_desk_read_anew(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_plan plan = month_allocate(w, NULL, 0), tried;
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_allocation what = {.month = w->month, .stances = &pin, .stance_count = 1};
    struct match_candidate one;
    char *path = base_arena_printf(w->d->arena, "%s/thesaurus.tsv", w->d->directory);
    desk_must(base_file_write(path, "glacios\tkriosa\n", 16, &e), &e);
    desk_must(match_allocate_try(w->m, &what, &plan, w->d->arena, &tried, &e), &e);
    assert_int_equal(month_given(&tried, w->middle), 360);
    desk_must(store_begin(w->d->store, "try", &e), &e);
    struct model_resource *r = model_record_copy(w->d->arena, MODEL_RESOURCE, w->r);
    r->name = "TEM";
    desk_must(store_put(w->d->store, MODEL_RESOURCE, r, &e), &e);
    desk_must(match_pair(w->m, w->big, w->r->head.id, NULL, w->d->arena, &one, &e), &e);
    store_rollback(w->d->store);
    desk_must(match_allocate_try(w->m, &what, &plan, w->d->arena, &tried, &e), &e);
    assert_int_equal(month_given(&tried, w->middle), 360);
}

static struct match_plan assuming(struct small_month *w, enum match_assumed kind, const char *text)
{
    struct err e = ERR_INIT;
    struct match_assumption x;
    struct match_plan plan;
    struct match_allocation what = {
        .month = w->month, .assumptions = &x, .assumption_count = 1, .bare = true};
    desk_must(match_assumption_parse(w->m, kind, text, w->d->arena, &x, &e), &e);
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    assert_int_equal(plan.assumed_count, 1);
    return plan;
}

/* For the one run only: the next has the desk's figures again. */
static void what_is_assumed_holds_for_the_run(void **state)
{
    struct small_month *w = *state;
    struct match_plan more = assuming(w, MATCH_ASSUME_CAPACITY, "SEM=16 h");
    assert_int_equal(more.unmet_count, 0);
    assert_string_equal(more.assumed[0], "R1 SEM, Monthly capacity: 16 h (now 10 h)");
    assert_int_equal(assuming(w, MATCH_ASSUME_CAPACITY, "SEM=0").line_count, 0);
    assert_int_equal(month_allocate(w, NULL, 0).unmet_count, 1);
}

static void other_hours_can_be_assumed(void **state)
{
    struct small_month *w = *state;
    struct match_plan plan = assuming(w, MATCH_ASSUME_HOURS, "SEM=Sat 10:00-18:00");
    for (size_t i = 0; i < plan.line_count; i++)
        assert_int_equal(base_day_weekday(base_time_day(plan.lines[i].start)), 5);
    assert_true(plan.line_count > 0);
}

/* Which capacity it was is said, whether all of the demand falls out or only a part. */
static void a_capacity_that_is_assumed_is_told(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_assumption little = {
        .what = MATCH_ASSUME_CAPACITY, .of = w->r->head.id, .amount = 120};
    struct match_allocation what = {
        .month = w->month, .assumptions = &little, .assumption_count = 1, .bare = true};
    struct match_plan plan;
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    assert_non_null(strstr(month_unmet(&plan, w->big)->reasons[0], "its monthly capacity is 2 h"));
    month_say(w, w->middle, w->r->head.id, MATCH_PROPOSE);
    month_say(w, w->middle, w->r->head.id, MATCH_ACCEPT);
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->middle, w->d->arena, &d, &e), &e);
    d->divisible = 60;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    assert_int_equal(month_given(&plan, w->middle), 120);
    assert_non_null(strstr(month_unmet(&plan, w->middle)->reasons[0],
                           "only 2 h to be had in the month, 6 h needed"));
}

static void a_standing_and_a_rule_can_be_assumed(void **state)
{
    struct small_month *w = *state;
    struct match_plan now = month_allocate(w, NULL, 0);
    assert_true(assuming(w, MATCH_ASSUME_STANDING, "Yunhe Biotech=2").objective > now.objective);
    struct match_plan plan = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0");
    assert_true(plan.objective < now.objective);
    assert_non_null(strstr(plan.policy, "quality = 0"));
    assert_true(store_policy(w->d->store)->points_quality == 15);
}

/* What each line is worth when its pair is asked for by itself. */
static void worth_as_asked_alone(struct small_month *w, const struct match_plan *plan)
{
    struct match_options month = MATCH_OPTIONS_INIT;
    struct match_candidate c;
    struct err e = ERR_INIT;
    int64_t part, sum = 0;
    month.from =
        base_month_start(plan->month) > plan->at ? base_month_start(plan->month) : plan->at;
    month.until = base_month_start(plan->month + 1);
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        desk_must(match_pair(w->m, l->demand, l->resource, &month, w->d->arena, &c, &e), &e);
        assert_true(base_money_muldiv(c.benefit, l->minutes, c.minutes, &part));
        assert_int_equal(l->benefit, part);
        sum += part;
    }
    assert_int_equal(plan->objective, sum);
}

static struct match_plan saved(struct small_month *w, const struct match_plan *plan)
{
    struct match_plan again;
    struct err e = ERR_INIT;
    int64_t run;
    desk_must(match_plan_save(w->m, plan, "a run", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &again, &e), &e);
    return again;
}

/* Whichever of the two was made under other weights, saved or not. */
static void plans_are_compared_by_the_desks_own_policy(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_plan now = month_allocate(w, NULL, 0);
    struct match_plan other = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0");
    struct match_plan own = saved(w, &now), before = saved(w, &other), plan = now;
    assert_null(own.policy);
    assert_non_null(before.policy);
    assert_true(before.objective < now.objective);
    desk_must(match_plans_revalue(w->m, &before, &plan, w->d->arena, &e), &e);
    assert_int_equal(plan.objective, now.objective);
    worth_as_asked_alone(w, &before);
    assert_true(llabs(before.objective - now.objective) <= (int64_t)now.line_count);
    own.line_count = 0; /* so that nothing is known beforehand */
    desk_must(match_plans_revalue(w->m, &own, &other, w->d->arena, &e), &e);
    worth_as_asked_alone(w, &other);
}

/* What is retired since is valued all the same. */
static void a_run_is_valued_though_the_desk_went_on(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_plan other = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0");
    struct match_plan before = saved(w, &other), plan = {.month = w->month, .at = before.at};
    desk_must(store_begin(w->d->store, "test", &e), &e);
    desk_must(store_retire(w->d->store, (struct store_ref){MODEL_RESOURCE, w->r->head.id}, &e), &e);
    desk_must(store_commit(w->d->store, &e), &e);
    desk_must(match_plans_revalue(w->m, &before, &plan, w->d->arena, &e), &e);
    worth_as_asked_alone(w, &before);
    assert_true(before.line_count > 0 && before.objective > 0);
}

static bool never(void *context, const char *what, size_t done, size_t of)
{
    (void)what, (void)done, (void)of;
    ++*(int *)context;
    return false;
}

static void valuing_can_be_stopped(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    int steps = 0;
    struct match_plan none = {.month = w->month, .at = DESK_NOW + DAY};
    struct match_plan other = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0"), was = other;
    const struct match_progress progress = {&steps, never};
    match_desk_watch(w->m, &progress);
    assert_int_equal(match_plans_revalue(w->m, &none, &other, w->d->arena, &e), ERR_CANCELLED);
    match_desk_watch(w->m, NULL);
    err_clear(&e);
    assert_int_equal(steps, 1);
    assert_memory_equal(&other, &was, sizeof other);
    assert_int_equal(store_now(w->d->store), DESK_NOW);
}

/* Whichever was asked for first. */
static void the_mean_of_no_answers_is_the_policys(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    int64_t more = assuming(w, MATCH_ASSUME_POLICY, "policy.mean_answer=5").objective;
    int64_t now = month_allocate(w, NULL, 0).objective;
    assert_true(more > now);
    match_desk_free(&w->m);
    desk_must(match_desk_open(w->d->store, &w->m, &e), &e);
    assert_int_equal(month_allocate(w, NULL, 0).objective, now);
    assert_int_equal(assuming(w, MATCH_ASSUME_POLICY, "policy.mean_answer=5").objective, more);
}

static void what_cannot_be_assumed_is_told(void **state)
{
    struct small_month *w = *state;
    struct match_assumption x;
    const struct {
        enum match_assumed kind;
        const char *text;
    } of[] = {{MATCH_ASSUME_CAPACITY, "SEM"},        {MATCH_ASSUME_CAPACITY, "SEM=-5"},
              {MATCH_ASSUME_HOURS, "SEM=whenever"},  {MATCH_ASSUME_STANDING, "Yunhe Biotech=3"},
              {MATCH_ASSUME_STANDING, "nobody=1"},   {MATCH_ASSUME_FUND, "F1=1"},
              {MATCH_ASSUME_POLICY, "colour=green"}, {MATCH_ASSUME_POLICY, "quality=200"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        struct err e = ERR_INIT;
        assert_int_not_equal(
            match_assumption_parse(w->m, of[i].kind, of[i].text, w->d->arena, &x, &e), ERR_NONE);
        assert_true(e.why[0] != '\0');
        err_clear(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, month_set_up, month_tear_down)
        TEST(runs_are_kept_and_compared),
        TEST(what_if_and_why),
        TEST(what_if_after_the_desk_read_anew),
        TEST(what_is_assumed_holds_for_the_run),
        TEST(other_hours_can_be_assumed),
        TEST(a_capacity_that_is_assumed_is_told),
        TEST(a_standing_and_a_rule_can_be_assumed),
        TEST(plans_are_compared_by_the_desks_own_policy),
        TEST(a_run_is_valued_though_the_desk_went_on),
        TEST(valuing_can_be_stopped),
        TEST(the_mean_of_no_answers_is_the_policys),
        TEST(what_cannot_be_assumed_is_told),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
