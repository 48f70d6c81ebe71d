#include "sharedesk/model/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct base_arena *arena;
    struct model_fault *faults;
    size_t count;
};

static int set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.arena = base_arena_new()};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    base_arena_free(&f->arena);
    return 0;
}

static void look(struct fixture *f, enum model_type type, const void *record)
{
    f->count = model_record_faults(type, record, f->arena, &f->faults);
}

static void assert_fault(const struct fixture *f, const char *field)
{
    for (size_t i = 0; i < f->count; i++) {
        if (f->faults[i].field && strcmp(f->faults[i].field->name, field) == 0) {
            assert_true(f->faults[i].why[0] != '\0');
            return;
        }
    }
    fail_msg("no fault names %s", field);
}

static struct model_booking *new_booking(struct fixture *f)
{
    struct model_booking *b = model_record_new(f->arena, MODEL_BOOKING);
    b->resource = 1;
    b->organisation = 2;
    b->start = 1000;
    b->end = 4600;
    return b;
}

static void a_sound_record_has_none(void **state)
{
    struct fixture *f = *state;
    look(f, MODEL_BOOKING, new_booking(f));
    assert_int_equal(f->count, 0);
}

static void all_that_is_missing_is_told_at_once(void **state)
{
    struct fixture *f = *state;
    look(f, MODEL_BOOKING, model_record_new(f->arena, MODEL_BOOKING));
    assert_int_equal(f->count, 4);
    assert_fault(f, "resource");
    assert_fault(f, "organisation");
    assert_fault(f, "start");
    assert_fault(f, "end");
}

static void blanks_are_no_name(void **state)
{
    struct fixture *f = *state;
    struct model_region *region = model_record_new(f->arena, MODEL_REGION);
    region->name = "  ";
    look(f, MODEL_REGION, region);
    assert_int_equal(f->count, 1);
    assert_fault(f, "name");
}

static void a_booking_ends_after_it_starts(void **state)
{
    struct fixture *f = *state;
    struct model_booking *b = new_booking(f);
    b->end = b->start;
    look(f, MODEL_BOOKING, b);
    assert_int_equal(f->count, 1);
    assert_fault(f, "end");
    b->end = b->start - 1;
    look(f, MODEL_BOOKING, b);
    assert_fault(f, "end");
}

static void values_are_checked(void **state)
{
    struct fixture *f = *state;
    struct model_booking *b = new_booking(f);
    b->head.uid = "two words";
    b->status = "maybe";
    b->used_minutes = -1;
    b->price = -100;
    look(f, MODEL_BOOKING, b);
    assert_int_equal(f->count, 4);
    assert_fault(f, "uid");
    assert_fault(f, "status");
    assert_fault(f, "used_minutes");
    assert_fault(f, "price");
}

static void a_label_is_no_code_in_a_record(void **state)
{
    struct fixture *f = *state;
    struct model_booking *b = new_booking(f);
    b->status = "Confirmed";
    look(f, MODEL_BOOKING, b);
    assert_fault(f, "status");
    b->status = "confirmed";
    look(f, MODEL_BOOKING, b);
    assert_int_equal(f->count, 0);
}

static void days_may_be_the_same_but_not_turned(void **state)
{
    struct fixture *f = *state;
    struct model_fund *fund = model_record_new(f->arena, MODEL_FUND);
    fund->name = "Special";
    fund->source = "public";
    fund->valid_from = fund->valid_until = 20000;
    look(f, MODEL_FUND, fund);
    assert_int_equal(f->count, 0);
    fund->valid_until = 19999;
    look(f, MODEL_FUND, fund);
    assert_int_equal(f->count, 1);
    assert_fault(f, "valid_until");
    fund->valid_from = BASE_NONE;
    look(f, MODEL_FUND, fund);
    assert_int_equal(f->count, 0);
}

static void a_demand_has_a_window(void **state)
{
    struct fixture *f = *state;
    struct model_demand *d = model_record_new(f->arena, MODEL_DEMAND);
    d->title = "SEM";
    d->earliest = 200;
    d->latest = 100;
    d->minutes = 0;
    d->attributes = "voltage";
    look(f, MODEL_DEMAND, d);
    assert_int_equal(f->count, 3);
    assert_fault(f, "latest");
    assert_fault(f, "minutes");
    assert_fault(f, "attributes");
}

static void shares_of_an_agreement_are_whole_or_absent(void **state)
{
    struct fixture *f = *state;
    struct model_agreement *g = model_record_new(f->arena, MODEL_AGREEMENT);
    g->title = "Sharing";
    look(f, MODEL_AGREEMENT, g);
    assert_int_equal(f->count, 0);
    g->share_provider = 7000;
    look(f, MODEL_AGREEMENT, g);
    assert_int_equal(f->count, 1);
    assert_fault(f, "share_provider");
    assert_non_null(strstr(f->faults[0].why, "70.00"));
    g->share_operator = 3000;
    look(f, MODEL_AGREEMENT, g);
    assert_int_equal(f->count, 0);
    g->share_risk = 10001;
    look(f, MODEL_AGREEMENT, g);
    assert_int_equal(f->count, 1);
    assert_fault(f, "share_risk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sound_record_has_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_that_is_missing_is_told_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(blanks_are_no_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_booking_ends_after_it_starts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(values_are_checked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_label_is_no_code_in_a_record, set_up, tear_down),
        cmocka_unit_test_setup_teardown(days_may_be_the_same_but_not_turned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_demand_has_a_window, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shares_of_an_agreement_are_whole_or_absent, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
