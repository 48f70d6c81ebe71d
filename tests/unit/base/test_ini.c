#include "sharedesk/base/ini.h"

#include "sharedesk/base/file.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct base_ini ini;

static void parse(const char *text)
{
    struct err e = ERR_INIT;
    assert_int_equal(base_ini_parse("test.ini", text, arena, &ini, &e), ERR_NONE);
}

static void check(size_t i, const char *section, const char *key, const char *value, int line)
{
    assert_true(i < ini.count);
    assert_string_equal(ini.entries[i].section, section);
    assert_string_equal(ini.entries[i].key, key);
    assert_string_equal(ini.entries[i].value, value);
    assert_int_equal(ini.entries[i].line, line);
}

static void check_fault(size_t i, const char *start)
{
    assert_true(i < ini.fault_count);
    if (strncmp(ini.faults[i], start, strlen(start)) != 0)
        fail_msg("\"%s\" does not start with \"%s\"", ini.faults[i], start);
}

static void sections_keys_and_lines(void **state)
{
    (void)state;
    parse("top = 1\n"
          "\n"
          "# comment\n"
          "[ Policy ]   ; comment\n"
          "Currency=CNY\n"
          "  name  =  青岛 平台  \r\n"
          "[keys]\n"
          "currency = other section");
    assert_string_equal(ini.file, "test.ini");
    assert_int_equal(ini.count, 4);
    assert_int_equal(ini.fault_count, 0);
    check(0, "", "top", "1", 1);
    check(1, "policy", "currency", "CNY", 5);
    check(2, "policy", "name", "青岛 平台", 6);
    check(3, "keys", "currency", "other section", 8);
}

static void nothing_is_an_ini_too(void **state)
{
    (void)state;
    parse("");
    assert_int_equal(ini.count, 0);
    assert_int_equal(ini.fault_count, 0);
    parse("\n\n[a]\n\\");
    assert_int_equal(ini.count, 0);
}

static void quotes_keep_what_would_be_a_comment(void **state)
{
    (void)state;
    parse("[t]\n"
          "a = \"#ff0000\" ; red\n"
          "b = 'x;y'\n"
          "c = \"'\"\n"
          "d = '\"'\n"
          "e = \"  blanks \"\n"
          "f = \"\"\n"
          "g =\n"
          "h = ; none\n"
          "i = text ; comment\n"
          "j = a = b\n"
          "k = don't\n");
    static const char *const values[] = {"#ff0000", "x;y", "'",    "\"",    "  blanks ", "",
                                         "",        "",    "text", "a = b", "don't"};
    assert_int_equal(ini.fault_count, 0);
    assert_int_equal(ini.count, 11);
    for (int i = 0; i < 11; i++) {
        char key[2] = {(char)('a' + i), '\0'};
        check((size_t)i, "t", key, values[i], i + 2);
    }
}

static void broken_lines_are_told_and_the_rest_is_read(void **state)
{
    (void)state;
    parse("[a]\n"
          "just words\n"
          "= value\n"
          "x = \"open\n"
          "x = 1\n"
          "y = #abc\n"
          "z = left;right\n"
          "bad = \xff\n");
    assert_int_equal(ini.count, 3);
    check(0, "a", "x", "1", 5);
    check(1, "a", "y", "", 6);
    check(2, "a", "z", "left", 7);
    assert_int_equal(ini.fault_count, 5);
    check_fault(0, "test.ini:2: \"just words\"");
    check_fault(1, "test.ini:3: \"= value\"");
    check_fault(2, "test.ini:4: x");
    check_fault(3, "test.ini:7: z");
    check_fault(4, "test.ini:8: ");
}

static void keys_after_a_broken_header_go_nowhere(void **state)
{
    (void)state;
    parse("[a]\nx = 1\n[b\nx = 2\ny = 3\n[]\nz = 4\n[c:d]\nw = 5\n[e] tail\nv = 6\n[f]\nu = 7\n");
    assert_int_equal(ini.count, 2);
    check(0, "a", "x", "1", 2);
    check(1, "f", "u", "7", 13);
    assert_int_equal(ini.fault_count, 4);
    check_fault(0, "test.ini:3: \"[b\"");
    check_fault(1, "test.ini:6: ");
    check_fault(2, "test.ini:8: ");
    check_fault(3, "test.ini:10: ");
}

static void the_last_of_two_counts(void **state)
{
    (void)state;
    parse("[a]\nx = 1\n[b]\nx = 2\n[A]\nX = 3\n");
    assert_int_equal(ini.count, 2);
    check(0, "a", "x", "3", 6);
    check(1, "b", "x", "2", 4);
    assert_int_equal(ini.fault_count, 1);
    check_fault(0, "test.ini:6: x");
}

static void a_backslash_continues_a_line(void **state)
{
    (void)state;
    parse("[a]\n"
          "x = one \\\n"
          "two\\  \n"
          "three\n"
          "y = 1\n"
          "# a comment does not go on \\\n"
          "z = 2\n"
          "p = \\\\\n"
          "\n"
          "q = 3\n"
          "r = end\\");
    assert_int_equal(ini.fault_count, 0);
    assert_int_equal(ini.count, 6);
    check(0, "a", "x", "one twothree", 2);
    check(1, "a", "y", "1", 5);
    check(2, "a", "z", "2", 7);
    check(3, "a", "p", "\\", 8);
    check(4, "a", "q", "3", 10);
    check(5, "a", "r", "end", 11);
}

static void a_line_too_long_for_iniparser_is_a_fault(void **state)
{
    (void)state;
    char *just = base_arena_alloc(arena, 2000);
    strcpy(just, "[a]\nx = ");
    memset(just + 8, 'v', 1016);
    strcpy(just + 1024, "\ny = 2\n");
    parse(just);
    assert_int_equal(ini.fault_count, 0);
    assert_int_equal(strlen(ini.entries[0].value), 1016);
    check(1, "a", "y", "2", 3);
    strcpy(just + 1024, "v\ny = 2\n");
    parse(just);
    assert_int_equal(ini.count, 1);
    check(0, "a", "y", "2", 3);
    check_fault(0, "test.ini:2: ");
}

static void files(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBF[a]\nx = 1\nn = \0\ny = 2\n";
    struct err e = ERR_INIT;
    char path[] = "/tmp/sharedesk-ini-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(base_file_write(path, text, sizeof text - 1, &e), ERR_NONE);
    assert_int_equal(base_ini_read(path, arena, &ini, &e), ERR_NONE);
    unlink(path);
    assert_string_equal(ini.file, path);
    assert_int_equal(ini.count, 2);
    check(0, "a", "x", "1", 2);
    check(1, "a", "y", "2", 4);
    assert_int_equal(ini.fault_count, 1);
    assert_int_equal(base_ini_read("/tmp/no such file", arena, &ini, &e), ERR_NOT_FOUND);
}

static void what_a_fault_quotes_is_harmless(void **state)
{
    (void)state;
    parse("\x1b[31mred\n");
    check_fault(0, "test.ini:1: \"\\u{1b}[31mred\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_keys_and_lines),
        cmocka_unit_test(nothing_is_an_ini_too),
        cmocka_unit_test(quotes_keep_what_would_be_a_comment),
        cmocka_unit_test(broken_lines_are_told_and_the_rest_is_read),
        cmocka_unit_test(keys_after_a_broken_header_go_nowhere),
        cmocka_unit_test(the_last_of_two_counts),
        cmocka_unit_test(a_backslash_continues_a_line),
        cmocka_unit_test(a_line_too_long_for_iniparser_is_a_fault),
        cmocka_unit_test(files),
        cmocka_unit_test(what_a_fault_quotes_is_harmless),
    };
    return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
