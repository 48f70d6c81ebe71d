#include "demo.h"

#include "sharedesk/base/embedded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"dark", "light", "high-contrast", "mono"};

static void the_themes_have_no_faults_at_any_depth(void **state)
{
    struct base_arena *a = base_arena_new();
    struct tui_theme theme;
    struct err e = ERR_INIT;
    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (int colours = TUI_COLOURS_MONO; colours <= TUI_COLOURS_256; colours++) {
            struct tui_faults faults = {0};
            assert_int_equal(
                tui_theme_load(&theme, names[i], (enum tui_colours)colours, a, &faults, &e),
                ERR_NONE);
            assert_int_equal(faults.count, 0);
            for (int role = 0; role < TUI_ROLE_COUNT; role++) {
                int most = colours == TUI_COLOURS_256 ? 256 : colours == TUI_COLOURS_16 ? 16 : 8;
                assert_true(theme.looks[role].fg < most && theme.looks[role].bg < most);
                if (colours == TUI_COLOURS_MONO || strcmp(names[i], "mono") == 0)
                    assert_int_equal(theme.looks[role].fg, -1);
            }
        }
    base_arena_free(&a);
}

/* What warns must stand out without colours, too. */
static void without_colours_what_counts_still_stands_out(void **state)
{
    struct base_arena *a = base_arena_new();
    struct tui_theme theme;
    struct err e = ERR_INIT;
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        tui_theme_load(&theme, names[i], TUI_COLOURS_MONO, a, NULL, &e);
        assert_int_not_equal(theme.looks[TUI_CURSOR].attributes, 0);
        assert_int_not_equal(theme.looks[TUI_ERROR].attributes, 0);
        assert_int_not_equal(theme.looks[TUI_MARKED].attributes, 0);
        assert_int_not_equal(theme.looks[TUI_FOUND].attributes, 0);
        assert_int_not_equal(theme.looks[TUI_FOCUS].attributes, theme.looks[TUI_INPUT].attributes);
    }
    base_arena_free(&a);
}

static void bad_lines_are_named_and_the_rest_counts(void **state)
{
    static const char text[] =
        "[theme]\nname = mine\n[8]\nok = green bold\nerror = puce\nnothing = red\n"
        "warning = bright-red\n[mono]\ntitle = red\n[12]\nok = red\n";
    struct base_arena *a = base_arena_new();
    struct tui_faults faults = {0};
    struct tui_theme theme;
    (void)state;
    tui_theme_parse(&theme, "mine.ini", text, TUI_COLOURS_8, a, &faults);
    assert_int_equal(theme.looks[TUI_OK].fg, 2);
    assert_int_equal(theme.looks[TUI_OK].attributes, TUI_LOOK_BOLD);
    assert_int_equal(theme.looks[TUI_ERROR].fg, 1); /* as built in */
    assert_int_equal(faults.count, 5);
    assert_non_null(strstr(faults.texts[0], "mine.ini:9: title: \"red\""));
    assert_non_null(strstr(faults.texts[1], "mine.ini:5: error: \"puce\""));
    assert_non_null(strstr(faults.texts[2], "mine.ini:6: \"nothing\""));
    assert_non_null(strstr(faults.texts[3], "mine.ini:7: warning: \"bright-red\""));
    assert_non_null(strstr(faults.texts[4], "mine.ini:11: [12]"));
    base_arena_free(&a);
}

static void more_colours_override_fewer(void **state)
{
    static const char text[] =
        "[256]\nok = 114\n[16]\nok = bright-green\n[8]\nok = green on black\n";
    struct base_arena *a = base_arena_new();
    struct tui_theme theme;
    (void)state;
    tui_theme_parse(&theme, "t", text, TUI_COLOURS_256, a, NULL);
    assert_int_equal(theme.looks[TUI_OK].fg, 114);
    assert_int_equal(theme.looks[TUI_OK].bg, -1);
    tui_theme_parse(&theme, "t", text, TUI_COLOURS_16, a, NULL);
    assert_int_equal(theme.looks[TUI_OK].fg, 10);
    tui_theme_parse(&theme, "t", text, TUI_COLOURS_8, a, NULL);
    assert_int_equal(theme.looks[TUI_OK].fg, 2);
    assert_int_equal(theme.looks[TUI_OK].bg, 0);
    base_arena_free(&a);
}

static void a_missing_file_says_what_there_is(void **state)
{
    struct base_arena *a = base_arena_new();
    struct tui_theme theme;
    struct err e = ERR_INIT;
    (void)state;
    assert_int_not_equal(tui_theme_load(&theme, "solarized", TUI_COLOURS_8, a, NULL, &e), ERR_NONE);
    assert_non_null(strstr(e.what, "high-contrast"));
    base_arena_free(&a);
}

static void the_same_screen_on_three_terminals(void **state)
{
    static const struct {
        const char *type, *theme, *name;
    } cases[] = {{"vt100", "dark", "looks-vt100"},
                 {"linux", "dark", "looks-linux"},
                 {"xterm-256color", "light", "looks-light"},
                 {"xterm-256color", "high-contrast", "looks-contrast"},
                 {"xterm-256color", "mono", "looks-mono"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct demo demo = {.total = 3};
        struct tui_test *t =
            tui_test_new(&(struct tui_test_options){.rows = 16,
                                                    .cols = 60,
                                                    .type = cases[i].type,
                                                    .theme = cases[i].theme,
                                                    .commands = demo_commands,
                                                    .command_count = demo_command_count,
                                                    .owner = &demo});
        tui_test_push(t, &demo_browse_class, NULL);
        tui_test_keys(t, "Space");
        tui_test_golden_looks(t, cases[i].name);
        tui_test_free(&t);
    }
}

static void no_color_is_honoured(void **state)
{
    struct err e = ERR_INIT;
    FILE *in = tmpfile(), *out = tmpfile();
    (void)state;
    setenv("NO_COLOR", "1", 1);
    assert_int_equal(
        tui_term_start(&(struct tui_term_options){.in = in, .out = out, .type = "xterm"}, &e),
        ERR_NONE);
    assert_int_equal(tui_term_colours(), TUI_COLOURS_MONO);
    tui_term_stop();
    unsetenv("NO_COLOR");
    assert_int_equal(
        tui_term_start(&(struct tui_term_options){.in = in, .out = out, .type = "xterm"}, &e),
        ERR_NONE);
    assert_int_equal(tui_term_colours(), TUI_COLOURS_8);
    tui_term_stop();
    fclose(in);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_themes_have_no_faults_at_any_depth),
        cmocka_unit_test(without_colours_what_counts_still_stands_out),
        cmocka_unit_test(bad_lines_are_named_and_the_rest_counts),
        cmocka_unit_test(more_colours_override_fewer),
        cmocka_unit_test(a_missing_file_says_what_there_is),
        cmocka_unit_test(the_same_screen_on_three_terminals),
        cmocka_unit_test(no_color_is_honoured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
