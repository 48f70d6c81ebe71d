/* Meeting: preparing, what the pages show, decisions, pins, what if, and closing, whole or not at
 * all. */
#include "screens.h"

#include "sharedesk/base/file.h"
#include "sharedesk/meeting/meeting.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char month[] = "2026-12";

static void ask_for_library(struct screens_test *w, const char *title, const char *requester,
                            int64_t value)
{
    struct base_arena *a = base_arena_new();
    struct model_demand *d = model_record_new(a, MODEL_DEMAND);
    d->title = title;
    d->kind = "database.library";
    d->requester = screens_test_ref(w, MODEL_ORGANISATION, requester).id;
    d->minutes = 30000;
    d->value = value;
    screens_test_put(w->store, MODEL_DEMAND, d);
    base_arena_free(&a);
}

/* Two ask for more of one library than December has. */
static struct screens_test *meeting(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    ask_for_library(w, "Genomes of the river basin", "hexi-u", 3000000);
    ask_for_library(w, "Soil genomes", "fourth", 2400000);
    tui_test_push(w->t, &screens_meeting_class, NULL);
    return w;
}

static struct screens_test *prepared(struct screens_test_options o)
{
    struct screens_test *w = meeting(o);
    tui_test_keys(w->t, "r");
    return w;
}

static const struct model_meeting *stored(const struct screens_test *w, struct base_arena *a)
{
    struct err e = ERR_INIT;
    int64_t number, id;
    const struct model_meeting *m = NULL;
    screens_test_must(base_month_parse(month, &number, &e), &e);
    screens_test_must(meeting_find(w->store, number, &id, &e), &e);
    if (id)
        screens_test_must(store_get(w->store, MODEL_MEETING, id, a, &m, &e), &e);
    return m;
}

static int64_t count_of(const struct screens_test *w, enum model_type type)
{
    struct store_list list = {.type = type};
    struct err e = ERR_INIT;
    int64_t count;
    screens_test_must(store_list_count(w->store, &list, 0, &count, &e), &e);
    return count;
}

/* ---- looks ---------------------------------------------------------------------------------- */

static void looks_before_it_is_prepared(void **state)
{
    (void)state;
    struct screens_test *w = meeting((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_golden(w->t, "meeting-none-80x24");
    tui_test_keys(w->t, "y");
    tui_test_expect(w->t, "prepare the meeting first: r");
    screens_test_free(&w);
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_golden(w->t, "meeting-agenda-80x24");
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "meeting-allocation-80x24");
    tui_test_keys(w->t, "G w");
    tui_test_golden(w->t, "meeting-unmet-80x24");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "meeting-allocation-40x12");
    tui_test_resize(w->t, 43, 132);
    tui_test_golden(w->t, "meeting-allocation-132x43");
    tui_test_resize(w->t, 24, 80);
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "meeting-contested-80x24");
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "meeting-minutes-80x24");
    screens_test_free(&w);
}

static void looks_mono(void **state)
{
    (void)state;
    struct screens_test *w = prepared(SCREENS_TEST_MONO);
    tui_test_keys(w->t, "Tab");
    tui_test_golden_looks(w->t, "meeting-allocation-80x24-mono");
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.lang = "zh"});
    tui_test_golden(w->t, "meeting-agenda-80x24-zh");
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "meeting-allocation-80x24-zh");
    screens_test_free(&w);
}

/* ---- deciding ------------------------------------------------------------------------------- */

static void a_line_is_refused_with_a_reason(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Tab n");
    tui_test_keys(w->t, "Enter"); /* without a reason nothing happens */
    assert_int_equal(count_of(w, MODEL_DECISION), 0);
    tui_test_type(w->t, "the grids are not ready");
    tui_test_keys(w->t, "Enter");
    assert_int_equal(count_of(w, MODEL_DECISION), 1);
    tui_test_golden(w->t, "meeting-refused-80x24");
    tui_test_keys(w->t, "y");
    assert_int_equal(count_of(w, MODEL_DECISION), 1);
    screens_test_free(&w);
}

static void a_line_is_amended(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Tab m C-u");
    tui_test_type(w->t, "2026-12-07 09:00");
    tui_test_keys(w->t, "Enter Enter");
    tui_test_type(w->t, "a day later");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "7 Dec 09:00");
    tui_test_expect(w->t, "a day later");
    screens_test_free(&w);
}

static void pins_show_at_once_and_come_off_again(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Tab !");
    tui_test_type(w->t, "agreed");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "▸ !  D");
    tui_test_keys(w->t, "r");
    tui_test_expect(w->t, "G2 vs G1"); /* a pin is a new plan, though nothing moved */
    tui_test_keys(w->t, "r");
    tui_test_expect(w->t, "the allocation is the same as before");
    tui_test_expect(w->t, "G2 vs G1");
    tui_test_keys(w->t, "!");
    tui_test_expect(w->t, "neither pinned nor forbidden");
    tui_test_expect_not(w->t, "▸ !  D");
    screens_test_free(&w);
}

static void a_pair_is_forbidden_and_run_again(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Tab w");
    tui_test_expect(w->t, "Without it:");
    tui_test_golden(w->t, "meeting-what-if-80x24");
    tui_test_keys(w->t, "x");
    tui_test_type(w->t, "booked elsewhere");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "r runs the allocation again");
    tui_test_keys(w->t, "r");
    tui_test_golden(w->t, "meeting-again-80x24");
    assert_int_equal(count_of(w, MODEL_RUN), 2);
    screens_test_free(&w);
}

/* ---- the meeting ---------------------------------------------------------------------------- */

static void it_is_closed_whole(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    struct base_arena *a = base_arena_new();
    int64_t bookings = count_of(w, MODEL_BOOKING);
    tui_test_keys(w->t, "b");
    tui_test_expect(w->t, "In session");
    tui_test_keys(w->t, "C");
    tui_test_golden(w->t, "meeting-closing-80x24");
    tui_test_keys(w->t, "n");
    assert_int_equal(count_of(w, MODEL_BOOKING), bookings);
    tui_test_keys(w->t, "C y");
    tui_test_golden(w->t, "meeting-closed-80x24");
    assert_true(count_of(w, MODEL_BOOKING) > bookings);
    assert_string_equal(stored(w, a)->status, "closed");
    tui_test_keys(w->t, "r");
    tui_test_expect(w->t, "the meeting is closed");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void what_was_said_stays_in_the_minutes(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "o");
    tui_test_type(w->t, "Hexi asks for a second spectrometer.");
    tui_test_keys(w->t, "C-s");
    tui_test_keys(w->t, "C y");
    assert_non_null(strstr(stored(w, a)->minutes, "Hexi asks for a second spectrometer."));
    base_arena_free(&a);
    screens_test_free(&w);
}

static void the_papers_are_written(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    struct base_arena *a = base_arena_new();
    char *text, *papers = base_arena_printf(a, "%s/papers", w->directory);
    struct err e = ERR_INIT;
    size_t size;
    tui_test_keys(w->t, "p C-u");
    tui_test_type(w->t, papers);
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "index.html first");
    screens_test_must(
        base_file_read(base_arena_printf(a, "%s/index.html", papers), a, &text, &size, &e), &e);
    assert_non_null(strstr(text, "Cryo-EM"));
    base_arena_free(&a);
    screens_test_free(&w);
}

static void another_month_is_gone_to(void **state)
{
    (void)state;
    struct screens_test *w = prepared((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, ">");
    tui_test_expect(w->t, "Jan 2027");
    tui_test_keys(w->t, "M C-u");
    tui_test_type(w->t, "2026-12");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Dec 2026");
    tui_test_keys(w->t, "M C-u");
    tui_test_type(w->t, "never");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Dec 2026");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_before_it_is_prepared),
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_mono),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(a_line_is_refused_with_a_reason),
        cmocka_unit_test(a_line_is_amended),
        cmocka_unit_test(a_pair_is_forbidden_and_run_again),
        cmocka_unit_test(pins_show_at_once_and_come_off_again),
        cmocka_unit_test(it_is_closed_whole),
        cmocka_unit_test(what_was_said_stays_in_the_minutes),
        cmocka_unit_test(the_papers_are_written),
        cmocka_unit_test(another_month_is_gone_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
