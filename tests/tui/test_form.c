#include "demo.h"

#include "sharedesk/tui/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct tui_test *form(struct demo *demo, int rows, int cols)
{
    struct tui_test *t = demo_start(demo, rows, cols);
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_keys(t, "a");
    return t;
}

static void filled_in_and_saved(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = form(&demo, 24, 80);
    (void)state;
    tui_test_expect(t, "Browse › New demand");
    tui_test_type(t, "冷冻电镜 q?");
    tui_test_keys(t, "Tab Right Tab O 1 Tab 9 0 m");
    tui_test_golden_looks(t, "form-80x24");
    tui_test_keys(t, "C-s"); /* 90m is no number: the focus goes there, nothing is saved */
    assert_int_equal(demo.saved, 0);
    tui_test_expect(t, "▸ Minutes");
    tui_test_keys(t, "Backspace F2");
    assert_int_equal(demo.saved, 1);
    assert_string_equal(demo.last, "冷冻电镜 q?/high/O1");
    assert_int_equal(demo.reloads, 2); /* the table below is read again */
    tui_test_free(&t);
}

static void what_is_required_is_said(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = form(&demo, 24, 80);
    (void)state;
    tui_test_expect_not(t, "must be filled in");
    tui_test_keys(t, "Tab S-Tab"); /* left empty */
    tui_test_expect(t, "must be filled in");
    tui_test_keys(t, "x C-s");
    tui_test_expect(t, "▸ Requester");
    tui_test_expect(t, "must be filled in");
    assert_int_equal(demo.saved, 0);
    tui_test_free(&t);
}

static void references_and_choices_have_lists(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = form(&demo, 24, 80);
    (void)state;
    tui_test_keys(t, "Down Space");
    tui_test_expect(t, "▸Normal");
    tui_test_keys(t, "u r g Enter");
    tui_test_expect(t, "Urgent");
    tui_test_keys(t, "n");
    tui_test_expect(t, "Normal");
    tui_test_keys(t, "u r x h i"); /* letters spell; what spells nothing begins anew */
    tui_test_expect(t, "High");
    tui_test_keys(t, "Down F4");
    tui_test_expect(t, "O2 Yunhe Biotech");
    tui_test_type(t, "第四");
    tui_test_keys(t, "Enter");
    tui_test_expect(t, "O1");
    tui_test_expect(t, "✓ 第四研究所");
    tui_test_keys(t, "F4"); /* what stands there is good: another is typed over it */
    tui_test_type(t, "Yun");
    tui_test_keys(t, "Enter");
    tui_test_expect(t, "Requester * O2");
    tui_test_free(&t);
}

static void each_change_keeps_a_draft(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = form(&demo, 24, 80);
    (void)state;
    tui_test_type(t, "abc");
    assert_int_equal(demo.drafts, 3);
    tui_test_keys(t, "Left Left");
    assert_int_equal(demo.drafts, 3);
    assert_int_equal(tui_test_keys(t, "Esc"), TUI_RUNNING); /* asks nothing */
    tui_test_expect(t, "▸ D0");
    tui_test_free(&t);
}

static void several_lines(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = form(&demo, 24, 80);
    int row, col;
    bool visible;
    (void)state;
    tui_test_keys(t, "S-Tab");
    tui_test_type(t, "第一行");
    tui_test_keys(t, "Enter 2 Up");
    tui_test_cursor(t, &row, &col, &visible);
    assert_true(visible);
    tui_test_keys(t, "End C-w");
    tui_test_paste(t, "one\ntwo");
    tui_test_expect(t, "Notes 备注  one");
    tui_test_golden(t, "form-text");
    tui_test_free(&t);
}

static void fits_a_small_terminal(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = form(&demo, 12, 40);
    (void)state;
    tui_test_keys(t, "S-Tab x");
    tui_test_golden(t, "form-40x12");
    tui_test_free(&t);
}

static void two_versions_stand_together(void **state)
{
    static const struct tui_field fields[] = {{.name = "title", .label = "Title"}};
    struct tui_form *f = tui_form_new(fields, 1, NULL, NULL);
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_form_set(f, "title", "mine");
    tui_form_theirs(f, "title", "what wang wrote");
    tui_frame_begin();
    tui_form_draw(f, (struct tui_area){.rows = 20, .cols = 80}, true);
    tui_frame_end();
    tui_test_wait(t, 0);
    tui_test_expect(t, "mine");
    tui_test_expect(t, "theirs: what wang wrote");
    assert_false(tui_form_changed(f));
    tui_form_free(&f);
    tui_test_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filled_in_and_saved),
        cmocka_unit_test(what_is_required_is_said),
        cmocka_unit_test(references_and_choices_have_lists),
        cmocka_unit_test(each_change_keeps_a_draft),
        cmocka_unit_test(several_lines),
        cmocka_unit_test(fits_a_small_terminal),
        cmocka_unit_test(two_versions_stand_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
