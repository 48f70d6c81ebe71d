/* The command table: without faults, its whole keymap as it was agreed, and docs/keys.md made from
 * it. */
#include "harness.h"

#include "sharedesk/base/file.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/screens.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct tui_keymap *make_keymap(struct base_arena *a)
{
    struct tui_faults faults = {0};
    size_t count;
    const struct tui_command *commands = screens_commands(&count);
    struct tui_keymap *k = tui_keymap_new(commands, count, a, &faults);
    for (size_t i = 0; i < faults.count; i++)
        print_error("%s\n", faults.texts[i]);
    assert_int_equal(faults.count, 0);
    return k;
}

static void keymap_is_as_agreed(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct tui_keymap *k = make_keymap(a);
    struct base_text text = {0};
    tui_keymap_dump(k, &text);
    tui_test_golden_text("keymap", base_text_string(&text));
    base_text_free(&text);
    tui_keymap_free(&k);
    base_arena_free(&a);
}

/* Long names are what scripts, bindings and the palette use: words of small letters, used once. */
static void names_are_stable_words(void **state)
{
    (void)state;
    size_t count;
    const struct tui_command *commands = screens_commands(&count);
    for (size_t i = 0; i < count; i++) {
        for (const char *c = commands[i].name; *c; c++)
            assert_true(islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '-');
        assert_int_not_equal(strlen(commands[i].label), 0);
        assert_int_not_equal(strlen(commands[i].help), 0);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(commands[i].name, commands[j].name);
    }
}

static void docs_are_made_from_the_table(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct base_text keys = {0};
    struct err e = ERR_INIT;
    char *docs = "";
    size_t size;
    const char *top = getenv("TOP");
    const char *path = base_arena_printf(a, "%s/docs/keys.md", top ? top : ".");
    screens_keys_write(&keys);
    if (getenv("UPDATE_GOLDEN"))
        assert_int_equal(base_file_write(path, keys.s, keys.length, &e), ERR_NONE);
    assert_int_equal(base_file_read(path, a, &docs, &size, &e), ERR_NONE);
    assert_string_equal(docs, keys.s);
    base_text_free(&keys);
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keymap_is_as_agreed),
        cmocka_unit_test(names_are_stable_words),
        cmocka_unit_test(docs_are_made_from_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
