/* Open time, free time, slots and sittings. */
#include "desk.h"

#include "sharedesk/schedule/free.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* DESK_NOW is Tuesday 2026-12-01, midnight UTC. */
enum { HOUR = 3600, DAY = 86400 };

static struct err e = ERR_INIT;

static int setup(void **state)
{
    struct desk_scene *s = desk_scene_new();
    err_clear(&e);
    s->resource->open_hours = "Mon-Fri 08:00-12:00 13:00-17:00";
    desk_add(s->store, MODEL_RESOURCE, s->resource);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    desk_must(base_time_set_zone("UTC", &e), &e);
    return desk_scene_teardown(state);
}

static void resource_put(struct desk_scene *s)
{
    desk_must(desk_put(s->store, MODEL_RESOURCE, s->resource, &e), &e);
}

static struct model_closure *close(struct desk_scene *s, const char *kind, int64_t start,
                                   int64_t end)
{
    struct model_closure *x = model_record_new(s->arena, MODEL_CLOSURE);
    x->kind = kind;
    x->start = start;
    x->end = end;
    x->resource = s->resource->head.id;
    desk_add(s->store, MODEL_CLOSURE, x);
    return x;
}

struct view {
    struct schedule_calendar *calendar;
    struct schedule_lane *lane;
};

static struct view view(struct desk_scene *s, int64_t from, int64_t to)
{
    struct view v;
    struct incentive_terms *t = incentive_terms_new(s->store, s->arena);
    desk_must(
        schedule_calendar_read(t, &s->resource->head.id, 1, from, to, s->arena, &v.calendar, &e),
        &e);
    v.lane = schedule_calendar_lane(v.calendar, s->resource->head.id);
    assert_non_null(v.lane);
    return v;
}

static int64_t open_hours(struct desk_scene *s, int64_t from, int64_t to)
{
    struct view v = view(s, from, to);
    return base_intervals_seconds(schedule_lane_open(v.calendar, v.lane)) / HOUR;
}

static int64_t free_minutes(struct desk_scene *s, int64_t from, int64_t to)
{
    struct view v = view(s, from, to);
    return schedule_lane_free_minutes(v.calendar, v.lane, from, to);
}

static void test_open_hours(void **state)
{
    struct desk_scene *s = *state;
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + DAY), 8);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + 7 * DAY), 40);
    assert_int_equal(open_hours(s, DESK_NOW + 10 * HOUR, DESK_NOW + 14 * HOUR), 3);
    s->resource->open_hours = NULL;
    resource_put(s);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + DAY), 24);
    s->resource->open_hours = "Mon-Sun 22:00-06:00"; /* past midnight */
    resource_put(s);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + DAY), 8);
}

/* A day with a clock change keeps its wall-clock hours and its true length. */
static void test_clock_change(void **state)
{
    struct desk_scene *s = *state;
    desk_must(base_time_set_zone("Europe/Berlin", &e), &e);
    int64_t sunday = base_date_to_day((struct base_date){2026, 3, 29}); /* the clock is put on */
    s->resource->open_hours = "Sun 01:00-05:00";
    resource_put(s);
    assert_int_equal(open_hours(s, base_day_start(sunday), base_day_start(sunday + 1)), 3);
    s->resource->open_hours = NULL;
    resource_put(s);
    assert_int_equal(open_hours(s, base_day_start(sunday), base_day_start(sunday + 1)), 23);
}

static void test_closures(void **state)
{
    struct desk_scene *s = *state;
    close(s, "maintenance", DESK_NOW + 10 * HOUR, DESK_NOW + 14 * HOUR);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + DAY), 5);
    struct model_closure *x = close(s, "holiday", DESK_NOW + DAY, DESK_NOW + 2 * DAY);
    x->resource = BASE_NONE; /* the whole desk */
    desk_must(desk_put(s->store, MODEL_CLOSURE, x, &e), &e);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + 2 * DAY), 5);
    x->organisation = s->user; /* not this resource's owner */
    desk_must(desk_put(s->store, MODEL_CLOSURE, x, &e), &e);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + 2 * DAY), 13);
}

/* A closure of a region closes what lies below it. */
static void test_closure_of_a_region_above(void **state)
{
    struct desk_scene *s = *state;
    struct model_region *east = model_record_new(s->arena, MODEL_REGION);
    east->name = "East";
    desk_add(s->store, MODEL_REGION, east);
    struct model_region *city = model_record_new(s->arena, MODEL_REGION);
    city->name = "City";
    city->parent = east->head.id;
    s->resource->region = desk_add(s->store, MODEL_REGION, city);
    resource_put(s);
    struct model_closure *x = close(s, "holiday", DESK_NOW, DESK_NOW + DAY);
    x->resource = BASE_NONE;
    x->region = east->head.id;
    desk_must(desk_put(s->store, MODEL_CLOSURE, x, &e), &e);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + DAY), 0);
}

/* Saturday 5 December is worked: a Monday's hours, or its own. */
static void test_made_up_working_day(void **state)
{
    struct desk_scene *s = *state;
    int64_t saturday = DESK_NOW + 4 * DAY;
    assert_int_equal(open_hours(s, saturday, saturday + DAY), 0);
    struct model_closure *x = close(s, "open", saturday, saturday + DAY);
    assert_int_equal(open_hours(s, saturday, saturday + DAY), 8);
    x->open_hours = "Sat 09:00-12:00";
    desk_must(desk_put(s->store, MODEL_CLOSURE, x, &e), &e);
    assert_int_equal(open_hours(s, saturday, saturday + DAY), 3);
    close(s, "outage", saturday, saturday + 10 * HOUR); /* a closure closes it again */
    assert_int_equal(open_hours(s, saturday, saturday + DAY), 2);
}

static void test_in_maintenance_is_not_open(void **state)
{
    struct desk_scene *s = *state;
    s->resource->status = "maintenance";
    resource_put(s);
    assert_int_equal(open_hours(s, DESK_NOW, DESK_NOW + DAY), 0);
    assert_int_equal(open_hours(s, DESK_NOW - DAY, DESK_NOW + DAY), 8); /* it was */
}

/* min(open - closed - booked, monthly capacity - booked) */
static void test_free_minutes(void **state)
{
    struct desk_scene *s = *state;
    desk_add_booking(s->desk, s->resource->head.id, s->user, DESK_NOW + 9 * HOUR,
                     DESK_NOW + 11 * HOUR);
    assert_int_equal(free_minutes(s, DESK_NOW, DESK_NOW + DAY), 360);
    s->resource->capacity_minutes_month = 200;
    resource_put(s);
    assert_int_equal(free_minutes(s, DESK_NOW, DESK_NOW + DAY), 80);
    /* Another month has a capacity of its own. */
    int64_t january = base_month_start(base_time_month(DESK_NOW) + 1);
    assert_int_equal(free_minutes(s, DESK_NOW, january + 20 * DAY), 280);
}

static void test_seats_multiply(void **state)
{
    struct desk_scene *s = *state;
    s->resource->seats = 3;
    resource_put(s);
    desk_add_booking(s->desk, s->resource->head.id, s->user, DESK_NOW + 8 * HOUR,
                     DESK_NOW + 12 * HOUR);
    assert_int_equal(free_minutes(s, DESK_NOW, DESK_NOW + DAY), 3 * 480 - 240);
    struct view v = view(s, DESK_NOW, DESK_NOW + DAY);
    struct base_intervals f = schedule_lane_free(v.calendar, v.lane, 0, s->arena);
    assert_int_equal(base_intervals_seconds(&f), 8 * HOUR);
}

/* Cooling of the one, then set-up of the other; on both sides of what is booked. */
static void test_gaps(void **state)
{
    struct desk_scene *s = *state;
    s->resource->gap_before = 10;
    s->resource->gap_after = 20;
    resource_put(s);
    desk_add_booking(s->desk, s->resource->head.id, s->user, DESK_NOW + 9 * HOUR,
                     DESK_NOW + 10 * HOUR);
    struct view v = view(s, DESK_NOW, DESK_NOW + DAY);
    struct base_intervals f = schedule_lane_free(v.calendar, v.lane, 0, s->arena);
    assert_int_equal(f.count, 3);
    assert_int_equal(f.list[0].end, DESK_NOW + 8 * HOUR + 1800);
    assert_int_equal(f.list[1].start, DESK_NOW + 10 * HOUR + 1800);
}

static void test_slots(void **state)
{
    struct desk_scene *s = *state;
    struct schedule_slot *slots;
    size_t count;
    s->resource->slot_grid = 30;
    resource_put(s);
    desk_add_booking(s->desk, s->resource->head.id, s->user, DESK_NOW + 8 * HOUR,
                     DESK_NOW + 9 * HOUR + 600);
    struct view v = view(s, DESK_NOW, DESK_NOW + DAY);
    desk_must(schedule_free_find(v.calendar, v.lane, DESK_NOW, DESK_NOW + DAY, 0, s->arena, &slots,
                                 &count, &e),
              &e);
    assert_int_equal(count, 2);
    assert_int_equal(slots[0].start, DESK_NOW + 9 * HOUR + 1800);
    assert_int_equal(slots[0].minutes, 150);
    desk_must(schedule_free_find(v.calendar, v.lane, DESK_NOW, DESK_NOW + DAY, 110, s->arena,
                                 &slots, &count, &e),
              &e);
    assert_int_equal(count, 3); /* 120 on the grid: one before noon, two after */
    assert_int_equal(slots[1].start, DESK_NOW + 13 * HOUR);
    assert_int_equal(slots[2].minutes, 120);
    s->resource->notice = 12 * 60;
    resource_put(s);
    v = view(s, DESK_NOW, DESK_NOW + DAY);
    int64_t first;
    desk_must(schedule_free_first(v.calendar, v.lane, DESK_NOW, DESK_NOW + DAY, 60, 0, &first, &e),
              &e);
    assert_int_equal(first, DESK_NOW + 13 * HOUR);
    desk_must(schedule_free_first(v.calendar, v.lane, DESK_NOW, DESK_NOW + DAY, 300, 0, &first, &e),
              &e);
    assert_int_equal(first, BASE_NONE);
}

static void test_sittings(void **state)
{
    struct desk_scene *s = *state;
    struct schedule_slot *list;
    size_t count;
    struct view v = view(s, DESK_NOW, DESK_NOW + 7 * DAY);
    struct base_arena *a = s->arena;
    desk_must(schedule_free_sittings(v.calendar, v.lane, DESK_NOW, DESK_NOW + 7 * DAY, 240, a,
                                     &list, &count, &e),
              &e);
    assert_int_equal(count, 1);
    assert_int_equal(list[0].start, DESK_NOW + 8 * HOUR);
    desk_must(schedule_free_sittings(v.calendar, v.lane, DESK_NOW, DESK_NOW + 7 * DAY, 500, a,
                                     &list, &count, &e),
              &e);
    assert_int_equal(count, 3);
    assert_int_equal(list[0].minutes + list[1].minutes + list[2].minutes, 500);
    assert_int_equal(list[2].start, DESK_NOW + DAY + 8 * HOUR);
    desk_must(schedule_free_sittings(v.calendar, v.lane, DESK_NOW, DESK_NOW + DAY, 500, a, &list,
                                     &count, &e),
              &e);
    assert_int_equal(count, 0);
    s->resource->length_minimum = 60;
    s->resource->length_maximum = 120;
    resource_put(s);
    v = view(s, DESK_NOW, DESK_NOW + 7 * DAY);
    desk_must(schedule_free_sittings(v.calendar, v.lane, DESK_NOW, DESK_NOW + 7 * DAY, 250, a,
                                     &list, &count, &e),
              &e);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_true(list[i].minutes >= 60 && list[i].minutes <= 120);
}

static void test_utilisation(void **state)
{
    struct desk_scene *s = *state;
    struct model_booking *b = model_record_new(s->arena, MODEL_BOOKING);
    b->resource = s->resource->head.id;
    b->organisation = s->user;
    b->start = DESK_NOW + 9 * HOUR;
    b->end = DESK_NOW + 11 * HOUR;
    b->status = "completed";
    b->used_minutes = 90;
    desk_add(s->store, MODEL_BOOKING, b);
    struct view v = view(s, DESK_NOW, DESK_NOW + DAY);
    int64_t open, used;
    schedule_lane_utilisation(v.calendar, v.lane, DESK_NOW, DESK_NOW + DAY, &open, &used, s->arena);
    assert_int_equal(open, 480);
    assert_int_equal(used, 90);
}

static size_t taken_at(struct desk_scene *s, const struct schedule_taken *taken, int64_t now)
{
    const struct model_resource *r = s->resource;
    struct schedule_calendar *c;
    store_set_clock(s->store, (struct base_clock){.fixed = now});
    desk_must(schedule_calendar_read_for(incentive_terms_new(s->store, s->arena), &r, 1, taken,
                                         DESK_NOW, DESK_NOW + DAY, s->arena, &c, &e),
              &e);
    return schedule_calendar_lane(c, r->head.id)->booking_count;
}

/* A plan is looked at as of when it was made. */
static void test_a_hold_that_is_over_was_there_before(void **state)
{
    struct desk_scene *s = *state;
    struct schedule_taken taken;
    struct model_booking *b = model_record_new(s->arena, MODEL_BOOKING);
    b->resource = s->resource->head.id;
    b->organisation = s->user;
    b->start = DESK_NOW + 9 * HOUR;
    b->end = b->start + 2 * HOUR;
    b->status = "tentative";
    b->held_until = DESK_NOW + HOUR;
    desk_add(s->store, MODEL_BOOKING, b);
    store_set_clock(s->store, (struct base_clock){.fixed = DESK_NOW + 2 * HOUR});
    desk_must(schedule_taken_read(s->store, DESK_NOW, s->arena, &taken, &e), &e);
    assert_int_equal(taken_at(s, &taken, DESK_NOW), 1);
    assert_int_equal(taken_at(s, &taken, DESK_NOW + 2 * HOUR), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_open_hours),
        CASE(test_clock_change),
        CASE(test_closures),
        CASE(test_closure_of_a_region_above),
        CASE(test_made_up_working_day),
        CASE(test_in_maintenance_is_not_open),
        CASE(test_free_minutes),
        CASE(test_seats_multiply),
        CASE(test_gaps),
        CASE(test_slots),
        CASE(test_sittings),
        CASE(test_utilisation),
        CASE(test_a_hold_that_is_over_was_there_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
