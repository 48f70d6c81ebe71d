/* Today: what it shows and where its rows lead. */
#include "screens.h"

#include "sharedesk/screens/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct screens_test *today(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    tui_test_push(w->t, &screens_today_class, NULL);
    return w;
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_golden_sizes(w->t, "today");
    tui_test_keys(w->t, "?");
    tui_test_golden(w->t, "today-help-132x43");
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){.lang = "zh"});
    tui_test_golden(w->t, "today-80x24-zh");
    screens_test_free(&w);
}

static void looks_mono(void **state)
{
    (void)state;
    struct screens_test *w = today(SCREENS_TEST_MONO);
    tui_test_golden_looks(w->t, "today-80x24-mono");
    screens_test_free(&w);
}

static void an_empty_desk(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){.empty = true});
    tui_test_expect(w->t, "nothing waits on the desk");
    tui_test_golden(w->t, "today-empty-80x24");
    screens_test_free(&w);
}

static void rows_lead_to_where_they_are_handled(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){0});
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Match › D1");
    tui_test_keys(w->t, "1 Down Down Down Enter");
    tui_test_expect(w->t, "Schedule › ");
    tui_test_expect(w->t, "SEM-2");
    tui_test_keys(w->t, "1 Down Enter");
    tui_test_expect(w->t, "▸Funds");
    tui_test_expect(w->t, "▸ Innovation vou");
    tui_test_keys(w->t, "1 Down Enter");
    tui_test_expect(w->t, "A1 NMR for members");
    screens_test_free(&w);
}

static void one_kind_only(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){0});
    tui_test_keys(w->t, "f Down Down Enter");
    tui_test_expect(w->t, "filter: 1 booking");
    tui_test_expect(w->t, "▸ B1");
    tui_test_expect_not(w->t, "D1 ");
    tui_test_keys(w->t, "f Enter");
    tui_test_expect(w->t, "filter: 1 booking");
    tui_test_keys(w->t, "f Up Up Enter");
    tui_test_expect_not(w->t, "filter:");
    tui_test_expect(w->t, "D1 ");
    screens_test_free(&w);
}

static void what_was_handled_waits_no_more(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){0});
    tui_test_keys(w->t, "Down Down Down");
    tui_test_expect(w->t, "not checked in");
    tui_test_keys(w->t, "Enter i");
    tui_test_keys(w->t, "1");
    tui_test_expect_not(w->t, "not checked in");
    screens_test_free(&w);
}

static void adding_is_a_demand(void **state)
{
    (void)state;
    struct screens_test *w = today((struct screens_test_options){0});
    tui_test_keys(w->t, "a");
    tui_test_expect(w->t, "new: Demand");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(looks_mono),
        cmocka_unit_test(an_empty_desk),
        cmocka_unit_test(rows_lead_to_where_they_are_handled),
        cmocka_unit_test(one_kind_only),
        cmocka_unit_test(what_was_handled_waits_no_more),
        cmocka_unit_test(adding_is_a_demand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
