#include "sharedesk/base/utf8.h"

#include "sharedesk/base/memory.h"

#include "arena.h"
#include <locale.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

static void decoding(void **state)
{
    (void)state;
    uint32_t cp;
    assert_int_equal(base_utf8_next("", &cp), 0);
    assert_int_equal(base_utf8_next("a", &cp), 1);
    assert_int_equal(cp, 'a');
    assert_int_equal(base_utf8_next("é", &cp), 2);
    assert_int_equal(cp, 0xE9);
    assert_int_equal(base_utf8_next("电", &cp), 3);
    assert_int_equal(cp, 0x7535);
    assert_int_equal(base_utf8_next("🔬", &cp), 4);
    assert_int_equal(cp, 0x1F52C);
}

static void broken_bytes_are_one_replacement_each(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "\x80",             /* continuation without a start */
        "\xC3",             /* cut short */
        "\xE7\x94",         /* cut short */
        "\xC0\xAF",         /* overlong */
        "\xE0\x80\xAF",     /* overlong */
        "\xED\xA0\x80",     /* surrogate */
        "\xF4\x90\x80\x80", /* past U+10FFFF */
        "\xFF",
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        uint32_t cp;
        assert_int_equal(base_utf8_next(broken[i], &cp), 1);
        assert_int_equal(cp, 0xFFFD);
        assert_false(base_utf8_valid(broken[i], strlen(broken[i])));
    }
    assert_true(base_utf8_valid("a\0电", 5));
    assert_false(base_utf8_valid("电", 2));
    assert_true(base_utf8_valid("", 0));
    assert_true(base_utf8_valid("\xEF\xBF\xBD", 3)); /* a real U+FFFD */
}

static void encoding_is_the_reverse(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += 61) {
        char bytes[5] = {0};
        size_t n = base_utf8_encode(cp, bytes);
        uint32_t back;
        assert_int_equal(base_utf8_next(bytes, &back), n);
        assert_int_equal(back, cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp);
    }
    char bytes[5] = {0};
    assert_int_equal(base_utf8_encode(0x110000, bytes), 3);
    assert_string_equal(bytes, "\uFFFD");
}

static void clusters(void **state)
{
    (void)state;
    assert_int_equal(base_utf8_cluster(""), 0);
    assert_int_equal(base_utf8_cluster("ab"), 1);
    assert_int_equal(base_utf8_cluster("e\u0301x"), 3);
    assert_int_equal(base_utf8_cluster("电镜"), 3);
    assert_int_equal(base_utf8_cluster("\r\nx"), 2);
    assert_int_equal(base_utf8_cluster("\nx"), 1);
    assert_int_equal(base_utf8_cluster("\xFFx"), 1);
    const char *scientist = "👩\u200D🔬";
    assert_int_equal(base_utf8_cluster(scientist), strlen(scientist));
    assert_int_equal(base_utf8_cluster("🇨🇳🇩🇪"), 8);
    assert_int_equal(base_utf8_cluster("1\uFE0F\u20E3x"), 7);
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(base_utf8_width(""), 0);
    assert_int_equal(base_utf8_width("SEM-01"), 6);
    assert_int_equal(base_utf8_width("扫描电镜SEM"), 11);
    assert_int_equal(base_utf8_width("（全角）"), 8);
    assert_int_equal(base_utf8_width("e\u0301"), 1);
    assert_int_equal(base_utf8_width("한글"), 4);
    assert_int_equal(base_utf8_width("ｱｲ"), 2);
    assert_int_equal(base_utf8_width("\xFF"), 1);
    assert_int_equal(base_utf8_char_width('\n'), 0);
    assert_int_equal(base_utf8_char_width(0x7F), 0);
    assert_int_equal(base_utf8_char_width(0xE9), 1);
    assert_int_equal(base_utf8_char_width(0x20000), 2);
}

static void ambiguous_width_is_an_option(void **state)
{
    (void)state;
    assert_int_equal(base_utf8_width("①…α°"), 4);
    base_utf8_set_ambiguous_wide(true);
    assert_int_equal(base_utf8_width("①…α°"), 8);
    assert_int_equal(base_utf8_width("aé"), 3); /* é is one of them */
    assert_int_equal(base_utf8_width("ab\u0301"), 2);
    assert_string_equal(base_utf8_cut(arena, "abcdef", 5), "abc…");
    base_utf8_set_ambiguous_wide(false);
    assert_int_equal(base_utf8_width("①…α°"), 4);
}

/* curses asks the C library how wide a character is; a difference would shift a column. */
static void widths_agree_with_the_c_library(void **state)
{
    (void)state;
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        skip();
    for (uint32_t cp = 0x20; cp < 0x20000; cp++) {
        int expected = wcwidth((wchar_t)cp);
        bool common = cp < 0x3000 || (cp >= 0x3000 && cp < 0xA4D0) ||
                      (cp >= 0xAC00 && cp < 0xD7A4) || (cp >= 0xF900 && cp < 0x10000) ||
                      (cp >= 0x1F300 && cp < 0x1F650);
        if (expected >= 0 && common && !base_utf8_unsafe(cp) &&
            base_utf8_char_width(cp) != expected)
            fail_msg("U+%04X: %d, the C library says %d", (unsigned)cp, base_utf8_char_width(cp),
                     expected);
    }
}

static void fitting_and_cutting(void **state)
{
    (void)state;
    int used;
    assert_int_equal(base_utf8_fit("扫描电镜", 5, &used), 6);
    assert_int_equal(used, 4);
    assert_int_equal(base_utf8_fit("abc", 10, &used), 3);
    assert_int_equal(used, 3);
    assert_int_equal(base_utf8_fit("电", 1, &used), 0);
    assert_int_equal(base_utf8_fit("abc", 0, &used), 0);
    assert_int_equal(base_utf8_fit("e\u0301e\u0301", 1, &used), 3);
    assert_string_equal(base_utf8_cut(arena, "扫描电镜", 8), "扫描电镜");
    assert_string_equal(base_utf8_cut(arena, "扫描电镜", 7), "扫描电…");
    assert_string_equal(base_utf8_cut(arena, "扫描电镜", 6), "扫描…");
    assert_string_equal(base_utf8_cut(arena, "扫描电镜", 1), "…");
    assert_string_equal(base_utf8_cut(arena, "扫描电镜", 0), "");
    assert_string_equal(base_utf8_cut(arena, "abc", -1), "");
    assert_string_equal(base_utf8_cut(arena, "", 0), "");
}

static void clean_text_is_shown_as_it_is(void **state)
{
    (void)state;
    static const char *const clean[] = {
        "",
        "plain ~!",
        "扫描电镜 ﬁ é e\u0301",
        "👩\u200D🔬 ❤\uFE0F 1\uFE0F\u20E3 ❤\uFE0F\u200D🔥",
        "葛\U000E0100",
        "می\u200Cخواهم",
        "🇨🇳",
    };
    for (size_t i = 0; i < sizeof clean / sizeof clean[0]; i++)
        assert_ptr_equal(base_utf8_show(arena, clean[i]), clean[i]);
    assert_string_equal(base_utf8_show(arena, NULL), "");
}

static void what_could_harm_is_escaped(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a\nb\tc", "a\\nb\\tc"},
        {"\x1b[2J", "\\u{1b}[2J"},
        {"\x7f", "\\u{7f}"},
        {"\xC2\x9B"
         "31m",
         "\\u{9b}31m"},
        {"abc\u202Egpj.exe", "abc\\u{202e}gpj.exe"},
        {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
        {"\u200Ex\u200F\u061C", "\\u{200e}x\\u{200f}\\u{61c}"},
        {"pay\u200Bpal", "pay\\u{200b}pal"},
        {"\uFEFFx", "\\u{feff}x"},
        {"a\u2028b\u2029", "a\\u{2028}b\\u{2029}"},
        {"so\u00ADft", "so\\u{ad}ft"},
        {"x\U000E0041", "x\\u{e0041}"},
        {"\uFFFE\U0001FFFF\uFDD0", "\\u{fffe}\\u{1ffff}\\u{fdd0}"},
        {"a\u200Db", "a\\u{200d}b"},
        {"\u200C", "\\u{200c}"},
        {"a\uFE0F", "a\\u{fe0f}"},
        {"👩\u200D\u200D🔬", "👩\u200D\\u{200d}🔬"},
        {"caf\xE9", "caf\\x{e9}"},
        {"\xE7\x94", "\\x{e7}\\x{94}"},
        {"电\r镜", "电\\u{d}镜"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(base_utf8_show(arena, cases[i][0]), cases[i][1]);
}

/* The short cut for usual Chinese text gives what folding by Unicode's tables gives. */
static void folding_chinese(void **state)
{
    (void)state;
    for (uint32_t cp = 0x4000; cp <= 0x9FFF; cp++) {
        char plain[8] = {'A'}, mixed[16] = "\u00E9";
        plain[1 + base_utf8_encode(cp, plain + 1)] = '\0';
        strcat(mixed, plain);
        assert_string_equal(base_utf8_fold(arena, plain), base_utf8_fold(arena, mixed) + 2);
    }
    assert_string_equal(base_utf8_fold(arena, "\xE4\xB8"), "\uFFFD\uFFFD");
}

static void folding(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"  Scanning\t Electron\n Microscope ", "scanning electron microscope"},
        {"ＳＥＭ　扫描电镜", "sem 扫描电镜"},
        {"Straße", "strasse"},
        {"ﬁbre", "fibre"},
        {"CAFE\u0301", "café"},
        {"m²", "m2"},
        {"pay\u200Bpal\u00AD", "paypal"},
        {"", ""},
        {"  \u3000", ""},
        {"X\xFFY", "x\uFFFDy"},
        {"①", "1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(base_utf8_fold(arena, cases[i][0]), cases[i][1]);
    assert_string_equal(base_utf8_fold(arena, NULL), "");
}

static void composing(void **state)
{
    (void)state;
    assert_string_equal(base_utf8_nfc(arena, "e\u0301 ABC"), "é ABC");
    assert_string_equal(base_utf8_nfc(arena, "plain"), "plain");
    assert_string_equal(base_utf8_nfc(arena, "ＳＥＭ"), "ＳＥＭ");
    assert_string_equal(base_utf8_nfc(arena, "\xFF"), "\uFFFD");
    assert_string_equal(base_utf8_nfc(arena, NULL), "");
}

static void words_of_the_search_index(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"扫描电镜SEM", "扫 描 电 镜 sem"},
        {"SEM扫描", "sem 扫 描"},
        {"FIB-SEM (双束)", "fib sem 双 束"},
        {"X-ray, 3D; 5nm", "x ray 3d 5nm"},
        {"コーヒー한글", "コ ー ヒ ー 한 글"},
        {"Müller's e\u0301lan", "müller s élan"},
        {"。，、", ""},
        {"", ""},
        {"a  b", "a b"},
        {"𠀀x", "𠀀 x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(base_utf8_words(arena, cases[i][0]), cases[i][1]);
}

static void scripts_without_blanks(void **state)
{
    (void)state;
    static const uint32_t han[] = {0x4E00, 0x9FFF, 0x3400, 0x20000, 0x3042, 0x30FC, 0xAC00, 0x3005};
    static const uint32_t other[] = {'a',    0xE9,   0x3B1,   0x430, 0x3002,
                                     0xFF0C, 0x3000, 0x1F52C, 0x301C};
    for (size_t i = 0; i < sizeof han / sizeof han[0]; i++)
        assert_true(base_utf8_is_han(han[i]));
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        assert_false(base_utf8_is_han(other[i]));
}

/* Whatever bytes come in, nothing is read past the end and nothing unsafe comes out. */
static void any_bytes_are_survived(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char bytes[24] = {0};
        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (char)(seed >> 40);
        }
        char *s = base_strdup(bytes); /* on the heap, where the sanitizer sees an overrun */
        const char *shown = base_utf8_show(arena, s);
        assert_true(base_utf8_valid(shown, strlen(shown)));
        uint32_t cp;
        for (const char *at = shown; *at; at += base_utf8_next(at, &cp)) {
            base_utf8_next(at, &cp);
            assert_false(base_utf8_unsafe(cp));
        }
        assert_true(base_utf8_width(base_utf8_cut(arena, shown, 9)) <= 9);
        base_utf8_words(arena, s);
        base_utf8_nfc(arena, s);
        free(s);
        base_arena_reset(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoding),
        cmocka_unit_test(broken_bytes_are_one_replacement_each),
        cmocka_unit_test(encoding_is_the_reverse),
        cmocka_unit_test(clusters),
        cmocka_unit_test(widths),
        cmocka_unit_test(ambiguous_width_is_an_option),
        cmocka_unit_test(widths_agree_with_the_c_library),
        cmocka_unit_test(fitting_and_cutting),
        cmocka_unit_test(clean_text_is_shown_as_it_is),
        cmocka_unit_test(what_could_harm_is_escaped),
        cmocka_unit_test(folding),
        cmocka_unit_test(folding_chinese),
        cmocka_unit_test(composing),
        cmocka_unit_test(words_of_the_search_index),
        cmocka_unit_test(scripts_without_blanks),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
