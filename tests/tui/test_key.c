#include "sharedesk/tui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static tui_key parse(const char *name)
{
    return tui_key_parse(name, strlen(name));
}

static void names_go_round(void **state)
{
    static const char *const names[] = {
        "a",      "A",    "汉",  "Space", "Enter",  "Tab", "S-Tab",   "Esc", "Up",
        "F1",     "F12",  "C-r", "M-x",   "C-M-x",  "?",   ":",       "/",   "PgUp",
        "C-Left", "S-Up", "C-@", "Home",  "Delete", "C-_", "M-Enter", "C-\\"};
    char shown[TUI_KEY_NAME_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_not_equal(parse(names[i]), TUI_KEY_NONE);
        assert_string_equal(tui_key_name(parse(names[i]), shown), names[i]);
    }
}

static void other_spellings_and_what_is_one_key(void **state)
{
    (void)state;
    assert_int_equal(parse("return"), TUI_KEY_ENTER);
    assert_int_equal(parse("PAGEUP"), TUI_KEY_PAGE_UP);
    assert_int_equal(parse("Ctrl-R"), parse("C-r"));
    assert_int_equal(parse("Alt-x"), parse("M-x"));
    assert_int_equal(parse("M-C-x"), parse("C-M-x"));
    assert_int_equal(parse("C-i"), TUI_KEY_TAB);
    assert_int_equal(parse("C-m"), TUI_KEY_ENTER);
    assert_int_equal(parse("C-["), TUI_KEY_ESC);
    assert_int_equal(parse("S-a"), 'A');
    assert_int_equal(parse("C-Space"), parse("C-@"));
}

static void what_is_no_key(void **state)
{
    static const char *const names[] = {"",     "C-",   "F0",      "F25", "ab",
                                        "\033", "\xff", "Hyper-x", "Fx"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_int_equal(parse(names[i]), TUI_KEY_NONE);
}

static void what_types_text(void **state)
{
    (void)state;
    assert_true(tui_key_is_text('a'));
    assert_true(tui_key_is_text(' '));
    assert_true(tui_key_is_text(0x6c49));
    assert_false(tui_key_is_text(parse("C-a")));
    assert_false(tui_key_is_text(parse("M-a")));
    assert_false(tui_key_is_text(TUI_KEY_ENTER));
    assert_false(tui_key_is_text(TUI_KEY_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_go_round),
        cmocka_unit_test(other_spellings_and_what_is_one_key),
        cmocka_unit_test(what_is_no_key),
        cmocka_unit_test(what_types_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
