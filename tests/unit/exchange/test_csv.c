/* The CSV reader and writer: rows, lines, slips, and the way back. */
#include "sharedesk/exchange/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct base_arena *arena;

static struct exchange_csv read_text(const char *text)
{
    struct exchange_csv csv;
    exchange_csv_read(text, strlen(text), arena, &csv);
    return csv;
}

/* One line for all: cells by |, rows by /, each row with its line number. */
static const char *shown(const struct exchange_csv *csv)
{
    struct base_text out = {0};
    for (size_t r = 0; r < csv->count; r++) {
        base_text_printf(&out, "%s%zu:", r > 0 ? "/" : "", csv->rows[r].line);
        for (size_t c = 0; c < csv->rows[r].count; c++)
            base_text_printf(&out, "%s%s", c > 0 ? "|" : "", csv->rows[r].cells[c]);
        if (csv->rows[r].fault)
            base_text_add(&out, "!");
    }
    const char *s = base_arena_strdup(arena, base_text_string(&out));
    base_text_free(&out);
    return s;
}

static void expect(const char *text, const char *want)
{
    struct exchange_csv csv = read_text(text);
    assert_string_equal(shown(&csv), want);
}

static void test_line_ends(void **state)
{
    (void)state;
    expect("a,b\n1,2\n3,4\n", "2:1|2/3:3|4");
    expect("a,b\r\n1,2\r\n3,4", "2:1|2/3:3|4");
    expect("a,b\r1,2\r3,4\r", "2:1|2/3:3|4");
    expect("a,b\n", "");
    expect("", "");
    assert_int_equal(read_text("").header.count, 0);
    assert_int_equal(read_text("a,b").header.count, 2);
}

static void test_quotes(void **state)
{
    (void)state;
    expect("a,b\n\"1,\"\"x\"\"\",\"two\nlines\"\n3,4\n", "2:1,\"x\"|two\nlines/4:3|4");
    expect("a,b\r\n\"1\r\n2\",\"3\"\r\n", "2:1\r\n2|3");
    expect("a,b\n\"one\rtwo\",x\ry\n", "2:one\rtwo|x\ry");
    expect("a,b\n\"\",\" \"\n x , y \n", "3: x | y ");
    expect("a,b\n6\" disk,2\n\"q\",4\n", "2:6\" disk|2/3:q|4");
}

static void test_ragged_rows_and_blank_lines(void **state)
{
    (void)state;
    expect("a,b\n\n1\n\n2,3,4\n,,\n\n5,6\n", "3:1/5:2|3|4/8:5|6");
}

static void test_broken_quotes_cost_one_row(void **state)
{
    (void)state;
    expect("a,b\n1,\"x\"y\n2,3\n", "2:1,\"x\"y!/3:2|3");
    expect("a,b\n1,\"open\n2,3\n4,5\n", "2:1,\"open!/3:2|3/4:4|5");
    expect("a,b\n1,2\n3,\"open", "2:1|2/3:3,\"open!");
    expect("a,b\n1,\"open\n2,\"3\"\n4,5\n", "2:1,\"open!/3:2|3/4:4|5");
}

static void test_nul_is_a_fault(void **state)
{
    (void)state;
    struct exchange_csv csv;
    exchange_csv_read("a,b\n1,x\0y\n2,3\n", 14, arena, &csv);
    assert_int_equal(csv.count, 2);
    assert_non_null(csv.rows[0].fault);
    assert_null(csv.rows[1].fault);
}

static void test_written_cells_come_back(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "",      "plain", "a,b", "\"",    "\"\"",     "x\ny", "\r",     "x\r\ny",   " blank ",
        "'=1+1", "电镜",  "🔬",   "a\"b,", "\x01\x1b", "-5",   "\u202e", "tab\ttab", "=1"};
    struct base_text out = {0};
    exchange_csv_write(&out, true, "head");
    exchange_csv_end(&out);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        exchange_csv_write(&out, true, "row");
        exchange_csv_write(&out, false, cells[i]);
        exchange_csv_end(&out);
    }
    struct exchange_csv csv;
    exchange_csv_read(out.s, out.length, arena, &csv);
    assert_int_equal(csv.count, sizeof cells / sizeof *cells);
    for (size_t i = 0; i < csv.count; i++) {
        assert_null(csv.rows[i].fault);
        assert_string_equal(csv.rows[i].cells[1], cells[i]);
    }
    base_text_free(&out);
}

static void test_formulas(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *defused;
    } cases[] = {
        {"=1+1", "'=1+1"},
        {"+44 1334", "'+44 1334"},
        {"-5.00", "-5.00"},
        {"-x", "'-x"},
        {"@x", "'@x"},
        {"\tx", "'\tx"},
        {"'=1", "''=1"},
        {"'-5", "''-5"},
        {"'x", "'x"},
        {"x=1", "x=1"},
        {"", ""},
        {"''=", "'''="},
        {"\uff1d1", "'\uff1d1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *defused = exchange_csv_defuse(arena, cases[i].cell);
        assert_string_equal(defused, cases[i].defused);
        assert_string_equal(exchange_csv_undo(defused), cases[i].cell);
    }
}

static int setup(void **state)
{
    (void)state;
    arena = base_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    base_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_ragged_rows_and_blank_lines),
        cmocka_unit_test(test_broken_quotes_cost_one_row),
        cmocka_unit_test(test_nul_is_a_fault),
        cmocka_unit_test(test_written_cells_come_back),
        cmocka_unit_test(test_formulas),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
