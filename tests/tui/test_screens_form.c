/* Forms: checks as one types, drafts, saving, and two people saving the same record. */
#include "screens.h"

#include "sharedesk/screens/open.h"
#include "sharedesk/screens/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct screens_test *browse(struct screens_test_options o, const char *kind)
{
    struct screens_test *w = screens_test_new(&o);
    tui_test_push(w->t, &screens_browse_class, NULL);
    tui_test_keys(w->t, "t");
    tui_test_type(w->t, kind);
    tui_test_keys(w->t, "Enter");
    return w;
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    tui_test_keys(w->t, "a");
    tui_test_golden(w->t, "desk-form-new-80x24");
    tui_test_type(w->t, "XRD of powders");
    tui_test_keys(w->t, "Tab Tab i Tab");
    tui_test_type(w->t, "nobody");
    tui_test_golden(w->t, "desk-form-check-80x24");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "desk-form-40x12");
    screens_test_free(&w);
    w = browse((struct screens_test_options){.lang = "zh"}, "demands");
    tui_test_keys(w->t, "e");
    tui_test_golden(w->t, "desk-form-80x24-zh");
    screens_test_free(&w);
}

static void adding(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    tui_test_keys(w->t, "a C-s");
    tui_test_expect(w->t, "must be filled in");
    tui_test_type(w->t, "XRD of powders");
    tui_test_keys(w->t, "Tab Tab Tab");
    tui_test_type(w->t, "Yunhe Biotech");
    tui_test_keys(w->t, "Tab Tab");
    tui_test_type(w->t, "ninety");
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "not saved yet");
    tui_test_keys(w->t, "C-u");
    tui_test_type(w->t, "90");
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "D4 saved: XRD of powders");
    tui_test_expect(w->t, "XRD of powders");
    tui_test_keys(w->t, "u");
    tui_test_expect_not(w->t, "  D4");
    screens_test_free(&w);
}

static void draft_survives_a_dropped_line(void **state)
{
    (void)state;
    struct screens_test_options o = {0};
    struct screens_test *w = browse(o, "demands");
    tui_test_keys(w->t, "e C-e");
    tui_test_type(w->t, " of 24 grids");
    screens_test_again(w, &o);
    tui_test_push(w->t, &screens_browse_class, NULL);
    tui_test_keys(w->t, "t");
    tui_test_type(w->t, "demands");
    tui_test_keys(w->t, "Enter");
    tui_test_expect_not(w->t, "of 24 grids");
    tui_test_keys(w->t, "e");
    tui_test_expect(w->t, "screening of 24 grids");
    tui_test_golden(w->t, "desk-form-draft-80x24");
    tui_test_keys(w->t, "C-x y e");
    tui_test_expect_not(w->t, "of 24 grids");
    screens_test_free(&w);
}

static void leaving_keeps_the_draft(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    tui_test_keys(w->t, "e C-e");
    tui_test_type(w->t, " later");
    tui_test_keys(w->t, "Esc");
    tui_test_expect_not(w->t, "screening later");
    tui_test_keys(w->t, "e");
    tui_test_expect(w->t, "screening later");
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "D1 saved");
    tui_test_keys(w->t, "e");
    tui_test_expect_not(w->t, "draft");
    screens_test_free(&w);
}

/* li changes title and minutes while zhang changes the title: the minutes are taken over, of the
 * title both versions are shown. */
static void colleague_saves(const struct screens_test *w)
{
    struct store *li = screens_test_colleague(w, "li");
    struct base_arena *a = base_arena_new();
    struct model_demand *d;
    struct err e = ERR_INIT;
    screens_test_must(store_get(li, MODEL_DEMAND, 1, a, &d, &e), &e);
    d->title = "Cryo-EM, 24 grids";
    d->minutes = 900;
    screens_test_put(li, MODEL_DEMAND, d);
    base_arena_free(&a);
    store_close(&li);
}

static void conflict_shows_both(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    tui_test_keys(w->t, "e C-e");
    tui_test_type(w->t, ", mine");
    colleague_saves(w);
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "screening, mine");
    tui_test_expect(w->t, "theirs: Cryo-EM, 24 grids");
    tui_test_expect(w->t, "900");
    tui_test_golden(w->t, "desk-form-conflict-80x24");
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "D1 saved: Cryo-EM grid screening, mine");
    screens_test_free(&w);
}

static void acts_are_not_typed(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "bookings");
    tui_test_keys(w->t, "e Up");
    tui_test_expect(w->t, "changed on the Schedule");
    tui_test_type(w->t, "9");
    tui_test_golden(w->t, "desk-form-booking-80x24");
    tui_test_keys(w->t, "Esc a");
    tui_test_expect(w->t, "Schedule");
    tui_test_keys(w->t, "Esc q t");
    tui_test_type(w->t, "entries");
    tui_test_keys(w->t, "Enter a");
    tui_test_expect(w->t, "written by charges and payments");
    screens_test_free(&w);
}

static void company_is_told(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    pid_t colleague = fork(); /* presence is told a process */
    if (colleague == 0) {
        store_presence_set(screens_test_colleague(w, "li"), "D1");
        _exit(0);
    }
    waitpid(colleague, NULL, 0);
    tui_test_keys(w->t, "e");
    tui_test_expect(w->t, "li is on D1 too");
    screens_test_free(&w);
}

static void conflict_takes_theirs(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    tui_test_keys(w->t, "e C-e");
    tui_test_type(w->t, ", mine");
    colleague_saves(w);
    tui_test_keys(w->t, "C-s C-t C-s");
    tui_test_expect_not(w->t, "edit D1");
    tui_test_expect(w->t, "Cryo-EM, 24 grids");
    screens_test_free(&w);
}

static void conflict_of_a_draft_shows_both(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    tui_test_keys(w->t, "e C-e");
    tui_test_type(w->t, ", mine");
    tui_test_keys(w->t, "Esc");
    colleague_saves(w);
    tui_test_keys(w->t, "e C-s");
    tui_test_expect(w->t, "screening, mine");
    tui_test_expect(w->t, "theirs: Cryo-EM, 24 grids");
    tui_test_keys(w->t, "C-s");
    tui_test_expect(w->t, "D1 saved: Cryo-EM grid screening, mine");
    screens_test_free(&w);
}

static void history_tells_before_and_after(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0}, "demands");
    colleague_saves(w);
    tui_test_wait(w->t, 1100);
    tui_test_keys(w->t, "L");
    tui_test_golden(w->t, "history-80x24");
    tui_test_expect(w->t, "12 h → 15 h");
    tui_test_keys(w->t, "q");
    tui_test_do(w->t, "desk-log");
    tui_test_golden(w->t, "log-80x24");
    screens_test_free(&w);
    w = browse((struct screens_test_options){.lang = "zh"}, "demands");
    colleague_saves(w);
    tui_test_wait(w->t, 1100);
    tui_test_keys(w->t, "L");
    tui_test_golden(w->t, "history-80x24-zh");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(adding),
        cmocka_unit_test(draft_survives_a_dropped_line),
        cmocka_unit_test(leaving_keeps_the_draft),
        cmocka_unit_test(conflict_shows_both),
        cmocka_unit_test(acts_are_not_typed),
        cmocka_unit_test(company_is_told),
        cmocka_unit_test(conflict_takes_theirs),
        cmocka_unit_test(conflict_of_a_draft_shows_both),
        cmocka_unit_test(history_tells_before_and_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
