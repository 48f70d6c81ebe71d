/* What if: assumptions, and what comes in and falls out under them; nothing is written. */
#include "screens.h"

#include "sharedesk/screens/match.h"
#include "sharedesk/screens/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct screens_test *opened(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    tui_test_push(w->t, &screens_match_class, NULL);
    tui_test_wait(w->t, 200);
    tui_test_keys(w->t, "i");
    return w;
}

/* Neither a run nor a stance is kept. */
static void nothing_is_written(struct screens_test *w)
{
    struct store_list runs = {.type = MODEL_RUN}, said = {.type = MODEL_PROPOSAL};
    struct err e = ERR_INIT;
    int64_t count;
    screens_test_must(store_list_count(w->store, &runs, 10, &count, &e), &e);
    assert_int_equal(count, 0);
    screens_test_must(store_list_count(w->store, &said, 10, &count, &e), &e);
    assert_int_equal(count, 0);
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    tui_test_golden(w->t, "what-if-none-80x24");
    tui_test_keys(w->t, "c Enter");
    tui_test_type(w->t, "0");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "falls out");
    tui_test_keys(w->t, "w Enter");
    tui_test_type(w->t, "60");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "what-if-80x24");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "what-if-40x12");
    tui_test_resize(w->t, 43, 132);
    tui_test_golden(w->t, "what-if-132x43");
    nothing_is_written(w);
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){.lang = "zh"});
    tui_test_keys(w->t, "x Enter Enter");
    tui_test_keys(w->t, "o Enter");
    tui_test_type(w->t, "周六 09:00-12:00");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "what-if-80x24-zh");
    screens_test_free(&w);
}

static void one_is_dropped(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    tui_test_keys(w->t, "d");
    tui_test_expect(w->t, "nothing is assumed yet");
    tui_test_keys(w->t, "x Enter Enter");
    tui_test_expect(w->t, "is kept from");
    tui_test_keys(w->t, "! Enter Enter"); /* the same pair: instead */
    tui_test_expect(w->t, "is pinned to");
    tui_test_expect_not(w->t, "is kept from");
    tui_test_keys(w->t, "d");
    tui_test_expect(w->t, "Nothing is assumed yet");
    screens_test_free(&w);
}

/* Of two pins of one demand only one can be held: which, and what to do. */
static void pins_that_contradict_are_told(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    static const char *const resources[] = {"R1", "R2"};
    for (int i = 0; i < 2; i++) {
        tui_test_keys(w->t, "! Enter");
        tui_test_type(w->t, resources[i]);
        tui_test_keys(w->t, "Enter");
    }
    tui_test_expect(w->t, "! D1: it is held at R");
    tui_test_expect(w->t, "release one");
    screens_test_free(&w);
}

static void what_cannot_be_is_told(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    tui_test_keys(w->t, "g Enter");
    tui_test_type(w->t, "7");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "a standing lies between 0.5 and 2");
    screens_test_free(&w);
}

static void the_meeting_compares_with_its_run(void **state)
{
    (void)state;
    struct screens_test *w = screens_test_new(&(struct screens_test_options){0});
    tui_test_push(w->t, &screens_meeting_class, NULL);
    tui_test_keys(w->t, "r Tab i");
    tui_test_expect(w->t, "against G1, as of now");
    screens_test_free(&w);
}

/* Leaving drops nothing: who comes back finds the question as it was. */
static void what_is_assumed_stays(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    tui_test_keys(w->t, "x Enter Enter");
    tui_test_expect(w->t, "is kept from");
    tui_test_keys(w->t, "Esc");
    tui_test_expect_not(w->t, "is kept from");
    tui_test_keys(w->t, "i");
    tui_test_expect(w->t, "is kept from");
    tui_test_expect(w->t, "1 assumption of before; D clears it");
    tui_test_keys(w->t, "D");
    tui_test_expect(w->t, "Nothing is assumed yet");
    tui_test_keys(w->t, "Esc i");
    tui_test_expect(w->t, "Nothing is assumed yet");
    screens_test_free(&w);
}

/* Points of other weights are no measure beside the desk's: the same pairs are worth the same. */
static void other_weights_are_compared_like_with_like(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    tui_test_keys(w->t, "w Enter");
    tui_test_type(w->t, "60");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "both valued by the desk's own weights");
    tui_test_expect_not(w->t, "worth more");
    screens_test_free(&w);
}

/* Hours later a pin shows what the pin does, not that closes came nearer. */
static void the_clock_is_no_effect(void **state)
{
    (void)state;
    struct screens_test *w = opened((struct screens_test_options){0});
    store_set_clock(w->store, (struct base_clock){store_now(w->store) + 6 * 3600});
    tui_test_keys(w->t, "g Enter"); /* the standing that it has */
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "(0.00)");
    tui_test_expect_not(w->t, "worth more");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(one_is_dropped),
        cmocka_unit_test(pins_that_contradict_are_told),
        cmocka_unit_test(what_cannot_be_is_told),
        cmocka_unit_test(the_meeting_compares_with_its_run),
        cmocka_unit_test(what_is_assumed_stays),
        cmocka_unit_test(other_weights_are_compared_like_with_like),
        cmocka_unit_test(the_clock_is_no_effect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
