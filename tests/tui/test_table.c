#include "demo.h"

#include "sharedesk/tui/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct tui_test *browse(struct demo *demo, int rows, int cols)
{
    struct tui_test *t = demo_start(demo, rows, cols);
    tui_test_push(t, &demo_browse_class, NULL);
    return t;
}

static void open_is(struct tui_test *t, struct demo *demo, const char *key)
{
    tui_test_keys(t, "Enter");
    assert_string_equal(demo->last, key);
}

static void golden_at_three_sizes(void **state)
{
    static const struct {
        int rows, cols;
        const char *name;
    } sizes[] = {{24, 80, "table-80x24"}, {43, 132, "table-132x43"}, {12, 40, "table-40x12"}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct demo demo = {.total = 1000};
        struct tui_test *t = browse(&demo, sizes[i].rows, sizes[i].cols);
        tui_test_keys(t, "j j Space Space");
        tui_test_golden_looks(t, sizes[i].name);
        tui_test_free(&t);
    }
}

static void moves_over_a_million_rows_fetch_pages_only(void **state)
{
    struct demo demo = {.total = 1000000};
    struct tui_test *t = browse(&demo, 24, 80);
    (void)state;
    assert_true(demo.fetches <= 2);
    tui_test_keys(t, "End");
    open_is(t, &demo, "D999999");
    tui_test_keys(t, "Up Up");
    open_is(t, &demo, "D999997");
    tui_test_keys(t, "Home");
    open_is(t, &demo, "D0");
    size_t before = demo.fetches;
    for (int i = 0; i < 100; i++)
        tui_test_keys(t, "PgDn");
    open_is(t, &demo, "D1700");
    for (int i = 0; i < 60; i++)
        tui_test_keys(t, "PgUp");
    open_is(t, &demo, "D680");
    assert_true(demo.fetches - before < 40);
    tui_test_free(&t);
}

static void stays_on_its_record_after_a_reload(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    char line[256];
    (void)state;
    for (int i = 0; i < 30; i++)
        tui_test_keys(t, "Down");
    strcpy(line, tui_test_line(t, 20));
    tui_app_changed(tui_test_app(t));
    tui_test_wait(t, 0);
    assert_int_equal(demo.reloads, 2);
    assert_string_equal(tui_test_line(t, 20), line);
    open_is(t, &demo, "D30");
    demo.total = 10; /* its record has gone, and all after it */
    tui_app_changed(tui_test_app(t));
    tui_test_wait(t, 0);
    open_is(t, &demo, "D9");
    demo.total = 0;
    tui_app_changed(tui_test_app(t));
    tui_test_wait(t, 0);
    tui_test_expect(t, "nothing here");
    tui_test_free(&t);
}

static void an_error_of_the_source_is_shown_and_the_rows_stay(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    (void)state;
    demo.fail_fetch = true;
    tui_test_keys(t, "End");
    tui_test_expect(t, "the disk is gone");
    tui_test_expect(t, "D5 ");
    demo.fail_fetch = false;
    tui_test_keys(t, "End");
    tui_test_expect(t, "D999");
    tui_test_free(&t);
}

static void marks_and_ranges(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    (void)state;
    tui_test_keys(t, "Space j Space");
    tui_test_expect(t, " ●D0");
    tui_test_expect(t, " ●D2");
    tui_test_expect_not(t, "●D1 ");
    tui_test_keys(t, "Home v j j");
    tui_test_expect(t, "●D1 ");
    tui_test_keys(t, "v j j");
    tui_test_expect(t, "●D1 ");
    tui_test_expect_not(t, "●D3 ");
    tui_test_keys(t, "M-u");
    tui_test_expect_not(t, "●");
    tui_test_keys(t, "Home v End v"); /* far beyond what is in memory */
    tui_test_expect(t, "●D999");
    tui_test_keys(t, "Home");
    tui_test_expect(t, "●D0");
    tui_test_free(&t);
}

static void search_is_incremental_and_goes_round(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    (void)state;
    tui_test_keys(t, "/");
    tui_test_type(t, "基因");
    tui_test_expect(t, "▸ D3 ");
    tui_test_keys(t, "Enter n");
    open_is(t, &demo, "D8");
    tui_test_keys(t, "N N");
    open_is(t, &demo, "D998");
    tui_test_keys(t, "/");
    tui_test_type(t, "no such text");
    tui_test_keys(t, "Enter");
    tui_test_expect(t, "\"no such text\" is in none of these rows");
    tui_test_free(&t);
}

static void columns_scroll_sideways_and_the_first_stays(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 12, 40);
    (void)state;
    tui_test_expect_not(t, "How it is");
    tui_test_keys(t, "Right Right");
    tui_test_golden(t, "table-sideways");
    tui_test_keys(t, "Left Left Left");
    tui_test_expect(t, "Wanted thing");
    tui_test_free(&t);
}

static void a_move_is_cheap_and_nothing_is_free(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    (void)state;
    tui_test_wait(t, 0);
    assert_int_equal(tui_test_bytes(t), 0);
    tui_test_keys(t, "Down");
    assert_in_range(tui_test_bytes(t), 1, 60);
    tui_test_keys(t, "Up");
    assert_in_range(tui_test_bytes(t), 1, 60);
    tui_app_changed(tui_test_app(t));
    tui_test_wait(t, 5000);
    assert_int_equal(tui_test_bytes(t), 0); /* read again, the same */
    tui_test_free(&t);
}

static void the_hardware_cursor_rests_on_the_row(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    int row, col;
    bool visible;
    (void)state;
    tui_test_keys(t, "Down Down");
    tui_test_cursor(t, &row, &col, &visible);
    assert_int_equal(row, 5);
    assert_int_equal(col, 2);
    assert_false(visible);
    tui_test_free(&t);
}

static void the_mouse_selects_when_it_is_wanted(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = browse(&demo, 24, 80);
    struct tui_event click = {.kind = TUI_EVENT_MOUSE, .button = TUI_CLICK, .row = 4, .col = 3};
    (void)state;
    struct tui_screen *s = tui_app_top(tui_test_app(t));
    s->class->pointer(s, &click);
    open_is(t, &demo, "D3");
    tui_test_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_at_three_sizes),
        cmocka_unit_test(moves_over_a_million_rows_fetch_pages_only),
        cmocka_unit_test(stays_on_its_record_after_a_reload),
        cmocka_unit_test(an_error_of_the_source_is_shown_and_the_rows_stay),
        cmocka_unit_test(marks_and_ranges),
        cmocka_unit_test(search_is_incremental_and_goes_round),
        cmocka_unit_test(columns_scroll_sideways_and_the_first_stays),
        cmocka_unit_test(a_move_is_cheap_and_nothing_is_free),
        cmocka_unit_test(the_hardware_cursor_rests_on_the_row),
        cmocka_unit_test(the_mouse_selects_when_it_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
