#include "demo.h"

#include "sharedesk/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ROW(id, name, keys, where, bar)                                                            \
    {                                                                                              \
        id, name, keys, where, "Group", bar, "label", "Help", NULL, NULL, NULL                     \
    }

static const struct tui_command small[] = {
    ROW(1, "back", "q Esc", "everywhere", TUI_FIXED), ROW(2, "next", "n", "everywhere", 0),
    ROW(3, "refuse", "n", "meeting", 10), ROW(4, "stretch", "<", "schedule-move", 0),
    ROW(5, "approve", "y C-y", "meeting schedule", 0)};
enum { SMALL = sizeof small / sizeof small[0] };

static const char *faults_of(const struct tui_command *rows, size_t n, struct base_arena *a)
{
    struct tui_faults faults = {0};
    struct tui_keymap *k = tui_keymap_new(rows, n, a, &faults);
    tui_keymap_free(&k);
    return faults.count ? faults.texts[0] : "";
}

static const char *bind(const char *ini_text, struct tui_keymap *k, struct base_arena *a)
{
    struct tui_faults faults = {0};
    struct base_ini ini;
    struct err e = ERR_INIT;
    assert_int_equal(base_ini_parse("my.ini", ini_text, a, &ini, &e), ERR_NONE);
    tui_keymap_bind(k, &ini, a, &faults);
    return faults.count ? faults.texts[0] : "";
}

static void the_mode_goes_before_the_class_before_everywhere(void **state)
{
    struct base_arena *a = base_arena_new();
    struct tui_keymap *k = tui_keymap_new(small, SMALL, a, NULL);
    struct tui_context meeting = {.class_name = "meeting"}, match = {.class_name = "match"};
    struct tui_context moving = {.mode = "schedule-move", .class_name = "schedule"};
    (void)state;
    assert_int_equal(tui_keymap_find(k, meeting, 'n')->id, 3);
    assert_int_equal(tui_keymap_find(k, match, 'n')->id, 2);
    assert_int_equal(tui_keymap_find(k, moving, '<')->id, 4);
    assert_int_equal(tui_keymap_find(k, moving, 'y')->id, 5);
    assert_int_equal(tui_keymap_find(k, moving, TUI_KEY_ESC)->id, 1);
    assert_null(tui_keymap_find(k, match, '<'));
    assert_int_equal(tui_keymap_key(k, &small[1], meeting, 0), TUI_KEY_NONE); /* shadowed */
    assert_int_equal(tui_keymap_key(k, &small[4], meeting, 1), TUI_CTRL | 'y');
    tui_keymap_free(&k);
    base_arena_free(&a);
}

static void while_typing_letters_reach_no_command(void **state)
{
    struct tui_keymap *k = tui_keymap_new(small, SMALL, NULL, NULL);
    struct tui_context typing = {.class_name = "meeting", .typing = true};
    (void)state;
    assert_null(tui_keymap_find(k, typing, 'q'));
    assert_int_equal(tui_keymap_find(k, typing, TUI_KEY_ESC)->id, 1);
    assert_int_equal(tui_keymap_key(k, &small[0], typing, 0), TUI_KEY_ESC);
    tui_keymap_free(&k);
}

static void faults_of_the_table_are_found(void **state)
{
    const struct tui_command twice[] = {ROW(1, "one", "x", "match", 0),
                                        ROW(2, "two", "x", "browse match", 0)};
    const struct tui_command fixed[] = {ROW(1, "back", "q", "everywhere", TUI_FIXED),
                                        ROW(2, "two", "q", "match", 0)};
    const struct tui_command elsewhere[] = {ROW(1, "add-demand", "a", "match", TUI_FIXED),
                                            ROW(2, "approve", "a", "meeting", 0)};
    const struct tui_command same[] = {ROW(1, "add-demand", "a", "match", TUI_FIXED),
                                       ROW(2, "add-booking", "a", "schedule", TUI_FIXED)};
    const struct tui_command bad[] = {ROW(1, "one", "Hyper-x", "match", 0)};
    const struct tui_command names[] = {ROW(1, "one", "", "match", 0),
                                        ROW(2, "one", "", "browse", 0)};
    struct base_arena *a = base_arena_new();
    (void)state;
    assert_string_equal(faults_of(small, SMALL, a), "");
    assert_string_equal(faults_of(same, 2, a), "");
    assert_string_equal(faults_of(twice, 2, a), "key x is both one and two");
    assert_non_null(strstr(faults_of(fixed, 2, a), "means back everywhere"));
    assert_non_null(strstr(faults_of(elsewhere, 2, a), "cannot be approve"));
    assert_non_null(strstr(faults_of(bad, 1, a), "Hyper-x"));
    assert_non_null(strstr(faults_of(names, 2, a), "there twice"));
    base_arena_free(&a);
}

static void users_bind_keys_of_their_own(void **state)
{
    struct base_arena *a = base_arena_new();
    struct tui_keymap *k = tui_keymap_new(small, SMALL, a, NULL);
    struct tui_context meeting = {.class_name = "meeting"};
    (void)state;
    assert_string_equal(bind("[keys]\nREFUSE = C-x F9\n", k, a), "");
    assert_int_equal(tui_keymap_find(k, meeting, TUI_CTRL | 'x')->id, 3);
    assert_int_equal(tui_keymap_find(k, meeting, 'n')->id, 2);
    assert_string_equal(bind("[keys]\nback = Z\n", k, a), "");
    assert_int_equal(tui_keymap_find(k, meeting, 'Z')->id, 1);
    assert_int_equal(tui_keymap_find(k, meeting, TUI_KEY_ESC)->id, 1); /* fixed keys stay */
    tui_keymap_free(&k);
    base_arena_free(&a);
}

static void bad_bindings_name_the_line_and_keep_the_default(void **state)
{
    struct base_arena *a = base_arena_new();
    struct tui_keymap *k = tui_keymap_new(small, SMALL, a, NULL);
    struct tui_context meeting = {.class_name = "meeting"};
    (void)state;
    assert_non_null(strstr(bind("[keys]\n\nrefuse = Hyper-x\n", k, a), "my.ini:3: refuse"));
    assert_int_equal(tui_keymap_find(k, meeting, 'n')->id, 3);
    assert_non_null(strstr(bind("[keys]\nnothing = x\n", k, a), "my.ini:2: \"nothing\""));
    assert_non_null(strstr(bind("[keys]\nrefuse = q\n", k, a), "always means back"));
    assert_int_equal(tui_keymap_find(k, meeting, 'q')->id, 1);
    assert_non_null(strstr(bind("[keys]\nrefuse = y\n", k, a), "was also approve"));
    assert_int_equal(tui_keymap_find(k, meeting, 'y')->id, 3);
    tui_keymap_free(&k);
    base_arena_free(&a);
}

/* The fixed keys of the program, and the whole of the kit's own keymap as it is documented. */
static void the_kits_own_keymap(void **state)
{
    struct tui_faults faults = {0};
    struct base_arena *a = base_arena_new();
    struct base_text out = {0};
    struct tui_keymap *k = tui_keymap_new(demo_commands, demo_command_count, a, &faults);
    (void)state;
    assert_int_equal(faults.count, 0);
    tui_keymap_dump(k, &out);
    tui_test_golden_text("kit-keymap", base_text_string(&out));
    base_text_free(&out);
    tui_keymap_free(&k);
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mode_goes_before_the_class_before_everywhere),
        cmocka_unit_test(while_typing_letters_reach_no_command),
        cmocka_unit_test(faults_of_the_table_are_found),
        cmocka_unit_test(users_bind_keys_of_their_own),
        cmocka_unit_test(bad_bindings_name_the_line_and_keep_the_default),
        cmocka_unit_test(the_kits_own_keymap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
