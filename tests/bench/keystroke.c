/* What a key costs on the line and in time: bytes sent to the terminal for one key, against the
 * bytes of the whole screen (^L). A desk is worked on over SSH, often from far away. test-link:
 * -lvterm */
#include "../tui/screens.h"

#include "sharedesk/screens/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

enum { RESOURCES = 700, TIMES = 8 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void fill(struct screens_test *w)
{
    for (int i = 0; i < RESOURCES; i++) {
        char uid[32], name[64];
        snprintf(uid, sizeof uid, "bench-%d", i);
        snprintf(name, sizeof name, "%s %d", i % 2 ? "Scanning microscope" : "扫描电子显微镜", i);
        screens_test_add(w->store, "resource",
                         (const char *const[]){"uid", uid, "name", name, "kind", "instrument",
                                               "price_member", "120", NULL});
    }
}

/* The mean of TIMES presses; the quiet after each, which fills the side pane, counted with it. */
static void press(struct screens_test *w, const char *what, const char *keys, size_t whole)
{
    size_t bytes = 0;
    double spent = 0;
    for (int i = 0; i < TIMES; i++) {
        double begin = now();
        tui_test_keys(w->t, keys);
        bytes += tui_test_bytes(w->t);
        tui_test_wait(w->t, 200);
        bytes += tui_test_bytes(w->t);
        spent += now() - begin;
    }
    printf("  %-28s %8zu bytes  %5.1f %% of the screen  %8.0f us\n", what, bytes / TIMES,
           100.0 * (double)bytes / TIMES / (double)whole, spent / TIMES);
}

static void browse_at(int rows, int cols)
{
    struct screens_test *w =
        screens_test_new(&(struct screens_test_options){.rows = rows, .cols = cols});
    fill(w);
    tui_test_push(w->t, &screens_browse_class, NULL);
    tui_test_wait(w->t, 200);
    tui_test_keys(w->t, "C-l");
    size_t whole = tui_test_bytes(w->t);
    printf("Browse, %d x %d: the whole screen is %zu bytes\n", cols, rows, whole);
    press(w, "Down, the table stands", "Down", whole);
    press(w, "PgDn", "PgDn", whole);
    press(w, "Down, the table scrolls", "Down", whole);
    press(w, "Space, a mark", "Space", whole);
    tui_test_keys(w->t, "Home");
    press(w, "? and back", "? Esc", whole);
    tui_test_wait(w->t, 1000);
    printf("  %-28s %8zu bytes\n", "a second of rest", tui_test_bytes(w->t));
    screens_test_free(&w);
}

static void costs(void **state)
{
    (void)state;
    browse_at(24, 80);
    browse_at(60, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(costs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
