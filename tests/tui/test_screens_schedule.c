/* The Schedule place: lanes, and bookings made, moved and cancelled by keyboard. */
#include "screens.h"

#include "sharedesk/base/time.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/schedule.h"

/* Not for other screens, but worth a test of its own. */
int64_t screens_minutes_parse(const char *text);

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ADD(kind, ...) screens_test_add(w->store, kind, (const char *const[]){__VA_ARGS__, NULL})

/* A week with bookings of every state, closures, and rules that can be broken. */
static void furnish(struct screens_test *w)
{
    ADD("resource", "uid", "fib", "name", "FIB-SEM", "code", "FIB-SEM", "kind", "instrument",
        "owner", "biophysics", "open_hours", "Mon-Fri 08:00-18:00", "price_member", "300.00",
        "slot_grid", "30", "gap_after", "30", "length_maximum", "480", "notice", "120",
        "quota_week", "600", "cancel_window", "2880", "cancel_percent", "50");
    ADD("resource", "uid", "bench", "name", "Wet lab benches", "code", "BENCH", "kind",
        "facility.testing_system", "owner", "hexi-u", "open_hours", "Mon-Fri 08:00-18:00", "seats",
        "3");
    ADD("booking", "uid", "b1", "resource", "fib", "organisation", "hexi-u", "start",
        "2026-11-23 08:00", "end", "2026-11-23 09:30", "title", "Lamella");
    ADD("booking", "uid", "b2", "resource", "fib", "organisation", "yunhe", "start",
        "2026-11-24 13:00", "end", "2026-11-24 17:00", "price", "1200.00");
    ADD("booking", "uid", "b3", "resource", "sem-2", "organisation", "yunhe", "start",
        "2026-11-25 09:00", "end", "2026-11-25 13:00", "status", "tentative");
    ADD("booking", "uid", "b4", "resource", "sem-2", "organisation", "hexi-u", "start",
        "2026-11-23 10:00", "end", "2026-11-23 12:00", "status", "requested");
    ADD("booking", "uid", "b5", "resource", "bench", "organisation", "yunhe", "start",
        "2026-11-24 09:00", "end", "2026-11-24 15:00");
    ADD("booking", "uid", "b6", "resource", "bench", "organisation", "fourth", "start",
        "2026-11-24 12:00", "end", "2026-11-24 18:00");
    ADD("closure", "uid", "c1", "title", "Column service", "kind", "maintenance", "resource", "fib",
        "start", "2026-11-26 08:00", "end", "2026-11-26 18:00");
    ADD("closure", "uid", "c2", "title", "Founders' day", "kind", "holiday", "organisation",
        "hexi-u", "start", "2026-11-27 00:00", "end", "2026-11-28 00:00");
}

static struct screens_test *schedule(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    furnish(w);
    tui_test_push(w->t, &screens_schedule_class, NULL);
    tui_test_keys(w->t, "]");
    return w;
}

/* The booking, as it is stored now. */
static const struct model_booking *stored(struct screens_test *w, struct base_arena *a,
                                          const char *reference)
{
    struct store_ref ref = screens_test_ref(w, MODEL_BOOKING, reference);
    const struct model_booking *b;
    struct err e = ERR_INIT;
    screens_test_must(store_get(w->store, MODEL_BOOKING, ref.id, a, &b, &e), &e);
    return b;
}

static int64_t bookings(struct screens_test *w)
{
    struct store_list list = {.type = MODEL_BOOKING};
    struct err e = ERR_INIT;
    int64_t count;
    screens_test_must(store_list_count(w->store, &list, 0, &count, &e), &e);
    return count;
}

static int64_t at(const char *text)
{
    struct err e = ERR_INIT;
    int64_t t;
    screens_test_must(base_time_parse(text, false, &t, &e), &e);
    return t;
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = schedule((struct screens_test_options){0});
    tui_test_golden_sizes(w->t, "schedule");
    tui_test_resize(w->t, 24, 80);
    tui_test_keys(w->t, "z");
    tui_test_golden(w->t, "schedule-day-80x24");
    tui_test_keys(w->t, "z");
    tui_test_golden(w->t, "schedule-month-80x24");
    screens_test_free(&w);
}

/* To the FIB-SEM, Monday 08:00. */
static struct screens_test *at_fib(void)
{
    struct screens_test *w = schedule((struct screens_test_options){0});
    tui_test_keys(w->t, "/");
    tui_test_type(w->t, "FIB-SEM");
    tui_test_keys(w->t, "Enter d");
    tui_test_type(w->t, "2026-11-23 10:00");
    tui_test_keys(w->t, "Enter");
    return w;
}

/* A day alone leaves the hour; midnight is an hour like any other. */
static void going_to_a_date(void **state)
{
    static const struct {
        const char *typed, *there;
    } dates[] = {{"2026-12-01", "1 Dec 10:00"},
                 {"2026-12-01 00:00", "1 Dec 00:00"},
                 {"2 Dec", "2 Dec 00:00"},
                 {"3 Dec 9:00", "3 Dec 09:00"},
                 {"tomorrow", "23 Nov 09:00"},
                 {"tomorrow 0:00", "23 Nov 00:00"},
                 {"next Monday 14:00", "23 Nov 14:00"}};
    (void)state;
    struct screens_test *w = at_fib();
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        tui_test_keys(w->t, "d");
        tui_test_type(w->t, dates[i].typed);
        tui_test_keys(w->t, "Enter");
        tui_test_expect(w->t, dates[i].there);
    }
    screens_test_free(&w);
}

static void booking_by_keyboard(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    int64_t before = bookings(w);
    tui_test_keys(w->t, "a");
    tui_test_type(w->t, "yun");
    tui_test_golden(w->t, "schedule-book-for-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_keys(w->t, "> > > >");
    tui_test_golden(w->t, "schedule-plan-80x24");
    assert_int_equal(bookings(w), before); /* nothing is stored before Enter */
    tui_test_keys(w->t, "Enter");
    assert_int_equal(bookings(w), before + 1);
    tui_test_golden(w->t, "schedule-booked-80x24");
    const struct model_booking *b = stored(w, a, "B9");
    assert_int_equal(b->start, at("2026-11-23 10:00"));
    assert_int_equal(b->end, at("2026-11-23 13:00"));
    assert_int_equal(b->organisation, screens_test_ref(w, MODEL_ORGANISATION, "yunhe").id);
    assert_int_equal(b->price, 90000);
    base_arena_free(&a);
    screens_test_free(&w);
}

static void a_clash_is_refused_with_all_reasons(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    int64_t before = bookings(w);
    tui_test_keys(w->t, "a");
    tui_test_type(w->t, "O4");
    tui_test_keys(w->t, "Enter .");
    tui_test_keys(w->t, "Right Right Right Right Right > > > > > >");
    tui_test_golden(w->t, "schedule-clash-80x24");
    tui_test_keys(w->t, "Enter");
    assert_int_equal(bookings(w), before);
    tui_test_expect(w->t, "cannot be booked so");
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "schedule-nearest-80x24");
    tui_test_keys(w->t, "Enter");
    assert_int_equal(bookings(w), before + 1);
    base_arena_free(&a);
    screens_test_free(&w);
}

static void a_rule_is_set_aside_with_a_reason(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "a");
    tui_test_type(w->t, "O4");
    tui_test_keys(w->t, "Enter d");
    tui_test_golden(w->t, "schedule-times-80x24");
    tui_test_keys(w->t, "C-u");
    tui_test_type(w->t, "2026-11-25 10:10");
    tui_test_keys(w->t, "Enter C-u");
    tui_test_type(w->t, "1:30");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Enter: set the rule aside");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "schedule-override-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_type(w->t, "train is late");
    tui_test_keys(w->t, "Enter");
    const struct model_booking *b = stored(w, a, "B9");
    assert_int_equal(b->start, at("2026-11-25 10:10"));
    assert_int_equal(b->end, at("2026-11-25 11:40"));
    assert_string_equal(b->override_reason, "train is late");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void moving_and_stretching(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, ". Right"); /* on Yunhe's booking of Tuesday */
    tui_test_expect(w->t, "B4 ");
    tui_test_keys(w->t, "m Left Left <");
    tui_test_golden(w->t, "schedule-move-80x24");
    tui_test_keys(w->t, "Enter");
    const struct model_booking *b = stored(w, a, "b2");
    assert_int_equal(b->start, at("2026-11-24 12:00"));
    assert_int_equal(b->end, at("2026-11-24 15:30"));
    tui_test_keys(w->t, "u");
    b = stored(w, a, "b2");
    assert_int_equal(b->start, at("2026-11-24 13:00"));
    base_arena_free(&a);
    screens_test_free(&w);
}

static void cancelling_shows_the_fee_and_offers_the_slot(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, ". Right x");
    tui_test_golden(w->t, "schedule-cancel-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_type(w->t, "sample broke");
    tui_test_keys(w->t, "Enter");
    assert_string_equal(stored(w, a, "b2")->status, "cancelled");
    tui_test_golden(w->t, "schedule-cancelled-80x24");
    tui_test_keys(w->t, "y");
    tui_test_golden(w->t, "schedule-offered-80x24");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = schedule((struct screens_test_options){.lang = "zh"});
    tui_test_keys(w->t, "Down Down d");
    tui_test_type(w->t, "2026-11-24 10:00");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "schedule-80x24-zh");
    tui_test_keys(w->t, "a");
    tui_test_type(w->t, "rga");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "schedule-plan-80x24-zh");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "schedule-plan-40x12-zh");
    screens_test_free(&w);
}

static void looks_mono(void **state)
{
    (void)state;
    struct screens_test *w = schedule(SCREENS_TEST_MONO);
    tui_test_keys(w->t, "d");
    tui_test_type(w->t, "2026-11-25 10:00");
    tui_test_keys(w->t, "Enter");
    tui_test_golden_looks(w->t, "schedule-80x24-mono");
    screens_test_free(&w);
}

static void a_slot_is_found(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    tui_test_keys(w->t, "F C-u");
    tui_test_type(w->t, "5 h");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "schedule-slots-80x24");
    tui_test_type(w->t, "FIB");
    tui_test_keys(w->t, "Enter a");
    tui_test_type(w->t, "hexi");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "No rule is broken");
    tui_test_expect(w->t, "5 h");
    screens_test_free(&w);
}

static void a_series_is_booked_and_cancelled(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    int64_t before = bookings(w);
    tui_test_keys(w->t, "a");
    tui_test_type(w->t, "hexi");
    tui_test_keys(w->t, "Enter R Enter");
    tui_test_type(w->t, "many");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "many is neither a number");
    tui_test_keys(w->t, "C-u"); /* it stays on the line */
    tui_test_type(w->t, "3");
    tui_test_keys(w->t, "Enter Enter");
    tui_test_expect(w->t, "every week × 3");
    tui_test_keys(w->t, "Enter");
    assert_int_equal(bookings(w), before + 3);
    tui_test_expect(w->t, "3 of 3 booked");
    tui_test_keys(w->t, "x Down Down Enter Enter");
    tui_test_type(w->t, "plans changed");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Cancelled (3)");
    screens_test_free(&w);
}

static void who_waits_is_told(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "w");
    tui_test_golden(w->t, "schedule-waiting-80x24");
    tui_test_keys(w->t, "Enter");
    const struct model_booking *b = stored(w, a, "B9");
    assert_string_equal(b->status, "tentative");
    assert_int_equal(b->held_until, at("2026-11-23 14:05"));
    tui_test_keys(w->t, "y");
    assert_string_equal(stored(w, a, "B9")->status, "confirmed");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void use_is_checked_in_and_completed(void **state)
{
    (void)state;
    struct screens_test *w = schedule((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "t");
    tui_test_expect(w->t, "B1 ");
    tui_test_keys(w->t, "i");
    assert_string_equal(stored(w, a, "b-today")->status, "in_use");
    tui_test_keys(w->t, "x");
    tui_test_expect(w->t, "the booking is In use");
    tui_test_keys(w->t, "c");
    tui_test_type(w->t, "1 h 30");
    tui_test_keys(w->t, "Enter");
    const struct model_booking *b = stored(w, a, "b-today");
    assert_string_equal(b->status, "completed");
    assert_int_equal(b->used_minutes, 90);
    base_arena_free(&a);
    screens_test_free(&w);
}

static void what_lies_ahead_is_not_used_yet(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    tui_test_keys(w->t, "d");
    tui_test_type(w->t, "2026-11-23 08:30");
    tui_test_keys(w->t, "Enter i");
    tui_test_expect(w->t, "check in: not now: the booking begins on 23 Nov 08:00");
    tui_test_keys(w->t, "c");
    tui_test_expect(w->t, "finish: not now: the booking begins on 23 Nov 08:00");
    screens_test_free(&w);
}

static void lanes_are_chosen(void **state)
{
    (void)state;
    struct screens_test *w = schedule((struct screens_test_options){0});
    tui_test_expect_not(w->t, "Residual gas");
    tui_test_keys(w->t, "o");
    tui_test_golden(w->t, "schedule-lanes-80x24");
    tui_test_keys(w->t, "Down Enter");
    tui_test_expect(w->t, "Residual");
    tui_test_keys(w->t, "f");
    tui_test_type(w->t, "owner=hexi-u");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "BENCH");
    tui_test_expect_not(w->t, "SEM-2");
    tui_test_keys(w->t, "/");
    tui_test_type(w->t, "SEM-2");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "SEM-2");
    screens_test_free(&w);
}

/* Of overlapping bookings Tab goes to the next. */
static void seats_are_gone_through(void **state)
{
    (void)state;
    struct screens_test *w = schedule((struct screens_test_options){0});
    tui_test_keys(w->t, "/");
    tui_test_type(w->t, "BENCH");
    tui_test_keys(w->t, "Enter d");
    tui_test_type(w->t, "2026-11-24 13:00");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Yunhe Biotech");
    tui_test_keys(w->t, "Tab");
    tui_test_expect(w->t, "第四研究所");
    screens_test_free(&w);
}

/* Another booked it while one looked: nothing is stored, and who has it is told. */
static void the_faster_one_has_it(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct store *li = screens_test_colleague(w, "li");
    tui_test_keys(w->t, "a");
    tui_test_type(w->t, "hexi");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "No rule is broken");
    screens_test_add(li, "booking",
                     (const char *const[]){"uid", "b-li", "resource", "fib", "organisation",
                                           "yunhe", "start", "2026-11-23 10:00", "end",
                                           "2026-11-23 12:00", NULL});
    int64_t before = bookings(w);
    tui_test_keys(w->t, "Enter");
    assert_int_equal(bookings(w), before);
    tui_test_expect(w->t, "taken by Yunhe Biotech");
    store_close(&li);
    screens_test_free(&w);
}

/* Maintenance over a booking, which is displaced. */
static void time_is_closed(void **state)
{
    (void)state;
    struct screens_test *w = at_fib();
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, ". C > > > > > > > >");
    tui_test_golden(w->t, "schedule-close-80x24");
    tui_test_keys(w->t, "Enter Enter Down Down Enter");
    tui_test_type(w->t, "New gun");
    tui_test_keys(w->t, "Enter");
    assert_string_equal(stored(w, a, "b2")->status, "displaced");
    tui_test_expect(w->t, "Maintenance");
    tui_test_golden(w->t, "schedule-closed-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "New gun");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void lengths_are_read(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int64_t minutes;
    } cases[] = {{"4 h", 240},   {"1 h 30", 90},  {"1:30", 90},          {"90", 90},
                 {"45 min", 45}, {"2 小时", 120}, {"2 小时 30 分", 150}, {"", 0},
                 {"soon", 0},    {"-3", 0},       {"1 h 30 more", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(screens_minutes_parse(cases[i].text), cases[i].minutes);
}

static void the_same_frame_sends_nothing(void **state)
{
    (void)state;
    struct screens_test *w = schedule((struct screens_test_options){0});
    tui_test_wait(w->t, 5000);
    assert_int_equal(tui_test_bytes(w->t), 0);
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(going_to_a_date),
        cmocka_unit_test(booking_by_keyboard),
        cmocka_unit_test(a_clash_is_refused_with_all_reasons),
        cmocka_unit_test(a_rule_is_set_aside_with_a_reason),
        cmocka_unit_test(moving_and_stretching),
        cmocka_unit_test(cancelling_shows_the_fee_and_offers_the_slot),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(looks_mono),
        cmocka_unit_test(a_slot_is_found),
        cmocka_unit_test(a_series_is_booked_and_cancelled),
        cmocka_unit_test(who_waits_is_told),
        cmocka_unit_test(use_is_checked_in_and_completed),
        cmocka_unit_test(what_lies_ahead_is_not_used_yet),
        cmocka_unit_test(lanes_are_chosen),
        cmocka_unit_test(seats_are_gone_through),
        cmocka_unit_test(the_faster_one_has_it),
        cmocka_unit_test(time_is_closed),
        cmocka_unit_test(lengths_are_read),
        cmocka_unit_test(the_same_frame_sends_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
