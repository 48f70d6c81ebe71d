#include "sharedesk/tui/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum tui_edit press(struct tui_line *l, const char *names)
{
    enum tui_edit last = TUI_EDIT_PASS;
    for (const char *at = names; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        struct tui_event event = {.kind = TUI_EVENT_KEY, .key = tui_key_parse(at, n)};
        last = tui_line_event(l, &event);
        at += n;
    }
    return last;
}

static void is(struct tui_line *l, const char *text, size_t cursor)
{
    assert_string_equal(tui_line_get(l), text);
    assert_int_equal(l->cursor, cursor);
}

static void one_line(void **state)
{
    struct tui_line l = {0};
    (void)state;
    tui_line_set(&l, "SEM 扫描电镜");
    press(&l, "C-a M-f Right x Left Left");
    is(&l, "SEM x扫描电镜", 3);
    press(&l, "C-e C-w");
    is(&l, "SEM ", 4);
    press(&l, "汉 字 Left C-k");
    is(&l, "SEM 汉", 7);
    press(&l, "Backspace C-u");
    is(&l, "", 0);
    assert_int_equal(press(&l, "Backspace"), TUI_EDIT_MOVED);
    assert_int_equal(press(&l, "Up"), TUI_EDIT_PASS);
    assert_int_equal(press(&l, "Enter"), TUI_EDIT_PASS);
    assert_int_equal(press(&l, "F5"), TUI_EDIT_PASS);
    tui_line_free(&l);
}

static void the_cursor_steps_over_what_one_sees_as_a_character(void **state)
{
    struct tui_line l = {0};
    (void)state;
    tui_line_set(&l, "e\u0301👩‍🔬नि");
    press(&l, "Home Right");
    assert_int_equal(l.cursor, strlen("e\u0301"));
    press(&l, "Right Backspace");
    is(&l, "e\u0301नि", strlen("e\u0301"));
    press(&l, "Delete");
    is(&l, "e\u0301", strlen("e\u0301"));
    tui_line_set(&l, "a\xff\xfe");
    press(&l, "Backspace Backspace");
    is(&l, "a", 1);
    tui_line_free(&l);
}

static void a_paste_is_text(void **state)
{
    struct tui_line l = {0}, several = {.multi = true};
    struct tui_event paste = {.kind = TUI_EVENT_PASTE, .text = "one\ttwo\nthree\033[2J\n"};
    (void)state;
    tui_line_event(&l, &paste);
    is(&l, "one two three[2J", 16);
    tui_line_event(&several, &paste);
    is(&several, "one two\nthree[2J\n", 17);
    tui_line_free(&l);
    tui_line_free(&several);
}

static void rows_of_a_long_line(void **state)
{
    struct tui_line l = {.multi = true, .cols = 8};
    (void)state;
    tui_line_set(&l, "冷冻电镜样品制备\nab cdefgh ij");
    /* rows: 冷冻电镜 | 样品制备 | "ab " | "cdefgh " | ij */
    press(&l, "Up");
    assert_int_equal(l.cursor, 25 + 3 + 2);
    press(&l, "Up Up");
    assert_int_equal(l.cursor, 12 + 3); /* column 2 of the second row */
    press(&l, "Up");
    assert_int_equal(l.cursor, 3);
    assert_int_equal(press(&l, "Up"), TUI_EDIT_PASS);
    press(&l, "Down Down Down Down");
    assert_int_equal(l.cursor, l.text.length);
    assert_int_equal(press(&l, "Down"), TUI_EDIT_PASS);
    press(&l, "C-a Enter");
    assert_string_equal(tui_line_get(&l), "冷冻电镜样品制备\n\nab cdefgh ij");
    tui_line_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line),
        cmocka_unit_test(the_cursor_steps_over_what_one_sees_as_a_character),
        cmocka_unit_test(a_paste_is_text),
        cmocka_unit_test(rows_of_a_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
