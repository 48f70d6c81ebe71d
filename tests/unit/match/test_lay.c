/* From a solution to sittings, where the solution asks for more than the calendar holds. */
#include "small_month.h"

#include "../../../src/match/month.h"
#include "sharedesk/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Six hours on one day, on a resource that is open for eight. */
static int64_t add_on_the_day(struct small_month *w, const char *title, int64_t value)
{
    struct model_demand *d = month_new_demand(w, title, 6, value);
    int64_t day = base_time_day(DESK_NOW) + 7;
    d->earliest = base_day_start(day);
    d->latest = base_day_start(day + 1);
    return desk_add(w->d->store, MODEL_DEMAND, d);
}

static void of_too_many_the_best_are_laid(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct match_month *month;
    struct match_plan plan = {0};
    const struct match_allocation what = {.month = w->month};
    int64_t poor = add_on_the_day(w, "poor", 100000), rich = add_on_the_day(w, "rich", 800000);
    desk_must(match_desk_refresh(w->m, &e), &e);
    desk_must(match_month_build(w->m, &what, w->d->arena, NULL, &month, &e), &e);
    desk_must(match_month_set_up(month, w->d->arena, &e), &e);
    size_t jobs = month->problem.job_count;
    struct match_solution all = {.chosen = base_arena_array(w->d->arena, jobs, sizeof(size_t))};
    match_month_lay(month, &all, &plan);
    assert_int_equal(month_given(&plan, rich), 360);
    assert_int_equal(month_given(&plan, poor), 0);
    assert_int_equal(month_given(&plan, w->big), 360);
    assert_int_equal(month_given(&plan, w->small), 240);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(of_too_many_the_best_are_laid, month_set_up,
                                        month_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
