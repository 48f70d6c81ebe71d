/* What staff and providers hold in a month's allocation, on a small desk. */
#include "small_month.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void pins_and_prohibitions_hold(void **state)
{
    struct small_month *w = *state;
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_plan plan = month_allocate(w, &pin, 1);
    assert_int_equal(month_given(&plan, w->middle), 360);
    assert_int_equal(month_given(&plan, w->big), 0);
    assert_int_equal(month_given(&plan, w->small), 240);
    struct match_stance forbid = {w->big, w->r->head.id, false, NULL};
    plan = month_allocate(w, &forbid, 1);
    assert_int_equal(month_given(&plan, w->big), 0);
    assert_non_null(strstr(month_unmet(&plan, w->big)->reasons[0], "forbidden"));
}

static void what_staff_rejected_is_not_allocated(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    desk_must(match_proposal_step(w->m, w->big, w->r->head.id, MATCH_REJECT, "too old", NULL, &e),
              &e);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->big), 0);
    assert_int_equal(month_given(&plan, w->middle), 360);
}

static void a_second_pin_of_one_demand_is_told(void **state)
{
    struct small_month *w = *state;
    struct model_resource *other = month_add_resource(w, "SEM-2");
    const struct match_stance pins[] = {{w->small, w->r->head.id, true, NULL},
                                        {w->small, other->head.id, true, NULL}};
    struct match_plan plan = month_allocate(w, pins, 2);
    assert_int_equal(month_given(&plan, w->small), 240);
    assert_non_null(month_note(&plan, w->small, "served only once"));
}

static void pins_beyond_the_capacity_are_told(void **state)
{
    struct small_month *w = *state;
    const struct match_stance pins[] = {{w->big, w->r->head.id, true, NULL},
                                        {w->middle, w->r->head.id, true, NULL}};
    struct match_plan plan = month_allocate(w, pins, 2);
    const struct match_unmet *out = month_unmet(&plan, w->big);
    if (out == NULL)
        out = month_unmet(&plan, w->middle);
    assert_non_null(strstr(out->reasons[0], "other pins leave no room"));
    assert_non_null(strstr(month_allocate(w, NULL, 0).lines[0].resource_name, "SEM"));
}

/* With a reason, and marked; never against a restricted grade or the calendar. */
static void a_pin_can_hold_against_a_gate(void **state)
{
    struct small_month *w = *state;
    struct model_resource *closed = month_add_resource(w, "members");
    struct err e = ERR_INIT;
    closed->access = "members";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, closed, &e), &e);
    struct match_stance pin = {w->middle, closed->head.id, true, NULL};
    struct match_plan plan = month_allocate(w, &pin, 1);
    assert_int_equal(month_given(&plan, w->middle), 0);
    assert_non_null(month_note(&plan, w->middle, "pinned, but blocked"));
    pin.reason = "the agreement is being signed";
    plan = month_allocate(w, &pin, 1);
    assert_int_equal(month_given(&plan, w->middle), 360);
    assert_non_null(month_note(&plan, w->middle, "being signed"));
    int64_t run;
    struct match_plan kept;
    desk_must(match_plan_save(w->m, &plan, "pinned", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &kept, &e), &e);
    size_t marked = 0;
    for (size_t i = 0; i < kept.line_count; i++)
        marked += kept.lines[i].overruled != NULL && kept.lines[i].pinned;
    assert_true(marked > 0);
    assert_int_equal(kept.note_count, plan.note_count);
    closed->grade = "restricted";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, closed, &e), &e);
    plan = month_allocate(w, &pin, 1);
    assert_int_equal(month_given(&plan, w->middle), 0);
}

/* It is in the plan though others are worth more, until it is forbidden or withdrawn. */
static void what_a_provider_accepted_is_held(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    int64_t sem = w->r->head.id, run;
    month_say(w, w->middle, sem, MATCH_PROPOSE);
    struct match_plan plan = month_allocate(w, NULL, 0), kept;
    assert_int_equal(month_given(&plan, w->middle), 0);
    month_say(w, w->middle, sem, MATCH_ACCEPT);
    plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->middle), 360);
    assert_int_equal(month_given(&plan, w->big), 0);
    assert_non_null(month_note(&plan, w->middle, "accepted on"));
    desk_must(match_plan_save(w->m, &plan, "accepted", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &kept, &e), &e);
    for (size_t i = 0; i < kept.line_count; i++) {
        bool held = kept.lines[i].demand == w->middle;
        assert_int_equal(kept.lines[i].pinned, held);
        assert_int_equal(kept.lines[i].accepted, held ? DESK_NOW : 0);
    }
    const struct match_stance off = {w->middle, sem, false, NULL};
    plan = month_allocate(w, &off, 1);
    assert_int_equal(month_given(&plan, w->middle), 0);
    month_say(w, w->middle, sem, MATCH_WITHDRAW);
    plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->middle), 0);
}

/* Marked where a gate is against it; a pin of staff's counts before it. */
static void what_was_accepted_holds_against_a_gate_but_not_a_pin(void **state)
{
    struct small_month *w = *state;
    struct err e = ERR_INIT;
    struct model_resource *other = month_add_resource(w, "members");
    month_say(w, w->middle, other->head.id, MATCH_PROPOSE);
    month_say(w, w->middle, other->head.id, MATCH_ACCEPT);
    other->access = "members";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, other, &e), &e);
    struct match_plan plan = month_allocate(w, NULL, 0);
    assert_int_equal(month_given(&plan, w->middle), 360);
    assert_non_null(month_note(&plan, w->middle, "but accepted on"));
    const struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    plan = month_allocate(w, &pin, 1);
    for (size_t i = 0; i < plan.line_count; i++)
        assert_true(plan.lines[i].resource != other->head.id);
    assert_non_null(month_note(&plan, w->middle, "pinned to another"));
    other->grade = "restricted";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, other, &e), &e);
    plan = month_allocate(w, NULL, 0);
    assert_non_null(month_note(&plan, w->middle, "but blocked"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, month_set_up, month_tear_down)
        TEST(pins_and_prohibitions_hold),
        TEST(what_staff_rejected_is_not_allocated),
        TEST(a_second_pin_of_one_demand_is_told),
        TEST(pins_beyond_the_capacity_are_told),
        TEST(a_pin_can_hold_against_a_gate),
        TEST(what_a_provider_accepted_is_held),
        TEST(what_was_accepted_holds_against_a_gate_but_not_a_pin),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
