/* Any keys in any order: Match and Schedule must survive them, on a desk with records and on an
 * empty one, wide and narrow. What they store must pass the desk's own check. */
#include "screens.h"

#include "sharedesk/screens/match.h"
#include "sharedesk/screens/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEYS = 700 };

/* Not the keys that leave the desk, or suspend it. */
static const char *const keys[] = {
    "Up",    "Down", "Left", "Right", "Tab", "Enter", "Enter", "Esc", "Space", "g",    "G",
    "PgDn",  "PgUp", "a",    "b",     "c",   "d",     "e",     "f",   "i",     "m",    "o",
    "p",     "r",    "s",    "t",     "u",   "C-r",   "w",     "x",   "y",     "z",    "!",
    "<",     ">",    "[",    "]",     ",",   ".",     "/",     "n",   "1",     "5",    "C",
    "F",     "H",    "R",    "W",     "X",   "L",     "3",     "4",   "?",     "C-u",  "M-u",
    "S-Tab", "j",    "k",    "h",     "l",   "-",     "0",     "2",   ":",     "Home", "End"};

/* The same keys each time. */
static unsigned next(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

static void press(struct screens_test *w, const struct tui_screen_class *class, unsigned seed)
{
    for (int i = 0; i < KEYS; i++) {
        if (!tui_app_top(tui_test_app(w->t)) || i % 50 == 0)
            tui_test_push(w->t, class, NULL);
        if (i % 97 == 0)
            tui_test_resize(w->t, next(&seed) % 2 ? 24 : 12, next(&seed) % 2 ? 80 : 41);
        if (i % 31 == 0)
            tui_test_wait(w->t, 200);
        tui_test_keys(w->t, keys[next(&seed) % (sizeof keys / sizeof *keys)]);
    }
}

static void check(struct screens_test *w)
{
    struct base_arena *a = base_arena_new();
    struct store_finding *findings;
    struct err e = ERR_INIT;
    size_t count;
    screens_test_must(store_check(w->store, a, &findings, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        print_error("%s: %s\n", findings[i].where, findings[i].what);
    assert_int_equal(count, 0);
    base_arena_free(&a);
}

static void survive(const struct tui_screen_class *class, unsigned seed, bool empty)
{
    struct screens_test *w = screens_test_new(&(struct screens_test_options){.empty = empty});
    press(w, class, seed);
    check(w);
    screens_test_free(&w);
}

static void match_survives(void **state)
{
    (void)state;
    survive(&screens_match_class, 1, false);
    survive(&screens_match_class, 2, true);
}

static void schedule_survives(void **state)
{
    (void)state;
    survive(&screens_schedule_class, 3, false);
    survive(&screens_schedule_class, 4, false);
    survive(&screens_schedule_class, 5, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(match_survives),
        cmocka_unit_test(schedule_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
