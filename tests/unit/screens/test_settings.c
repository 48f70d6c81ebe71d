/* One line of sharedesk.ini changed, all others left as they are. */
#include "sharedesk/screens/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct base_arena *arena;

static void expect(const char *text, const char *section, const char *key, const char *value,
                   const char *wanted)
{
    assert_string_equal(screens_setting_edit(text, section, key, value, arena), wanted);
}

static void a_new_file(void **state)
{
    (void)state;
    expect("", "columns", "resources", "name kind", "[columns]\nresources = name kind\n");
    expect("", "columns", "resources", NULL, "");
}

static void a_line_is_replaced(void **state)
{
    (void)state;
    const char *text =
        "# mine\n[desk]\ntour = yes\n\n[Columns]\n  Resources = name ; all\ndemands=title\n";
    expect(text, "columns", "resources", "name kind",
           "# mine\n[desk]\ntour = yes\n\n[Columns]\nresources = name kind\ndemands=title\n");
    expect(text, "columns", "resources", "",
           "# mine\n[desk]\ntour = yes\n\n[Columns]\ndemands=title\n");
    expect(text, "desk", "tour", "no",
           "# mine\n[desk]\ntour = no\n\n[Columns]\n  Resources = name ; all\ndemands=title\n");
}

static void a_line_is_added_to_its_section(void **state)
{
    (void)state;
    expect("[columns]\ndemands = title\n\n[keys]\nundo = u\n", "columns", "resources", "name",
           "[columns]\ndemands = title\nresources = name\n\n[keys]\nundo = u\n");
    expect("[keys]\nundo = u", "columns", "resources", "name",
           "[keys]\nundo = u\n[columns]\nresources = name\n");
}

/* A key that begins with the other's name is another key; the same name in another section too. */
static void no_other_line_is_touched(void **state)
{
    (void)state;
    expect("[keys]\nresources = x\n[columns]\nresources_old = y\n", "columns", "resources", "name",
           "[keys]\nresources = x\n[columns]\nresources_old = y\nresources = name\n");
    expect("[columns]\nresources = a\nresources = b\n", "columns", "resources", "name",
           "[columns]\nresources = name\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_file),
        cmocka_unit_test(a_line_is_replaced),
        cmocka_unit_test(a_line_is_added_to_its_section),
        cmocka_unit_test(no_other_line_is_touched),
    };
    arena = base_arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    base_arena_free(&arena);
    return failed;
}
