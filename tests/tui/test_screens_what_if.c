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
    tui_test_expect(w->t, "against G1");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(one_is_dropped),
        cmocka_unit_test(what_cannot_be_is_told),
        cmocka_unit_test(the_meeting_compares_with_its_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
