#include "demo.h"

#include "sharedesk/base/utf8.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A canvas: a terminal without an application's screen on it. */
static struct tui_test *canvas(const struct tui_test_options *options)
{
    struct tui_test *t = tui_test_new(options);
    tui_frame_begin();
    return t;
}

static struct tui_area all(void)
{
    return (struct tui_area){.rows = tui_term_rows(), .cols = tui_term_cols()};
}

static const char *shown(struct tui_test *t, int row)
{
    tui_frame_end();
    tui_test_wait(t, 0); /* nothing on the stack: collects what was sent */
    return tui_test_line(t, row);
}

static void text_is_clipped_at_both_edges(void **state)
{
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 10, .cols = 40});
    struct tui_area box = {.row = 2, .col = 5, .rows = 3, .cols = 6};
    (void)state;
    tui_put((struct tui_area){.row = 2, .rows = 1, .cols = 40}, 0, 0, TUI_NORMAL,
            "........................................");
    assert_int_equal(tui_put(box, 0, 0, TUI_NORMAL, "a汉字汉"), 7); /* the last half is a blank */
    tui_put(box, 1, -1, TUI_NORMAL, "汉字汉字");                    /* the first half is a blank */
    tui_put(box, 3, 0, TUI_NORMAL, "below");
    tui_put(box, -1, 0, TUI_NORMAL, "above");
    assert_string_equal(shown(t, 2), ".....a汉字 .............................");
    assert_string_equal(tui_test_line(t, 3), "      字汉");
    assert_string_equal(tui_test_line(t, 1), "");
    assert_string_equal(tui_test_line(t, 5), "");
    tui_test_free(&t);
}

/* A pop-up lies over half of a character: its other half is a blank, and what follows stays. */
static void half_of_a_wide_character_leaves_a_blank(void **state)
{
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 10, .cols = 40});
    (void)state;
    for (int row = 0; row < 5; row++)
        tui_put(all(), row, 0, TUI_NORMAL, "一二三四五六七八");
    tui_box((struct tui_area){.row = 0, .col = 3, .rows = 3, .cols = 6}, TUI_NORMAL, NULL);
    tui_put(all(), 3, 4, TUI_NORMAL, "三x");
    tui_put(all(), 4, 3, TUI_NORMAL, "两");
    assert_string_equal(shown(t, 0), "一 ┌────┐ 六七八");
    assert_string_equal(tui_test_line(t, 1), "一 │三四│ 六七八");
    assert_string_equal(tui_test_line(t, 3), "一二三x 五六七八");
    assert_string_equal(tui_test_line(t, 4), "一 两 四五六七八");
    tui_test_free(&t);
}

static void cells_align_and_cut(void **state)
{
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 10, .cols = 60});
    (void)state;
    tui_put_cell(all(), 0, 0, 8, TUI_LEFT, TUI_NORMAL, "残余气体分析");
    tui_put(all(), 0, 8, TUI_NORMAL, "|");
    tui_put_cell(all(), 0, 9, 8, TUI_RIGHT, TUI_NORMAL, "1,204");
    tui_put(all(), 0, 17, TUI_NORMAL, "|");
    tui_put_cell(all(), 0, 18, 9, TUI_CENTRE, TUI_NORMAL, "mid");
    tui_put(all(), 0, 27, TUI_NORMAL, "|");
    assert_int_equal(tui_put_right(all(), 1, 10, TUI_NORMAL, "汉字"), 6);
    assert_string_equal(shown(t, 0), "残余气… |   1,204|   mid   |");
    assert_string_equal(tui_test_line(t, 1), "      汉字");
    tui_test_free(&t);
}

static void emoji_and_combining_never_shift_a_column(void **state)
{
    static const char *const texts[] = {"e\u0301tude",
                                        "👩‍🔬 lab",
                                        "❤️ x",
                                        "👍🏽 y",
                                        "नमस्ते",
                                        "🇨🇳 z",
                                        "\u0301 alone",
                                        "a\xff\xfe",
                                        "\u202ertl",
                                        "ｶﾅ",
                                        "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306"};
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 20, .cols = 60});
    (void)state;
    for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++) {
        int end = tui_put(all(), i, 0, TUI_NORMAL, texts[i]);
        tui_put(all(), i, end, TUI_NORMAL, "|");
        tui_put(all(), i, 40, TUI_NORMAL, "|");
    }
    shown(t, 0);
    for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++) {
        const char *line = tui_test_line(t, i);
        char *bar = strrchr(line, '|');
        assert_non_null(bar);
        *bar = '\0';
        assert_int_equal(base_utf8_width(line), 40);
    }
    tui_test_free(&t);
}

static void ambiguous_width_has_stand_ins(void **state)
{
    base_utf8_set_ambiguous_wide(true);
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 6, .cols = 40});
    (void)state;
    int end = tui_put(all(), 0, 0, TUI_NORMAL, "“汉”…·→§");
    tui_put(all(), 0, end, TUI_NORMAL, "|");
    tui_hline(all(), 1, 0, 3, TUI_RULE);
    assert_int_equal(end, 14);
    assert_string_equal(shown(t, 0), "＂汉＂～・＞? |");
    assert_string_equal(tui_test_line(t, 1), "---"); /* lines would not join */
    tui_test_free(&t);
    base_utf8_set_ambiguous_wide(false);
}

static void a_terminal_without_utf8_gets_ascii(void **state)
{
    struct tui_test *t = canvas(
        &(struct tui_test_options){.rows = 6, .cols = 40, .type = "vt100", .ascii_only = true});
    (void)state;
    int end = tui_put(all(), 0, 0, TUI_NORMAL, "“汉字” – é · 5 × 3");
    tui_put(all(), 0, end, TUI_NORMAL, "|");
    tui_box((struct tui_area){.row = 1, .rows = 3, .cols = 12}, TUI_RULE, "Box");
    tui_bar(all(), 4, 0, 8, 0.5, TUI_BAR);
    tui_put(all(), 5, 0, TUI_NORMAL, tui_sign(TUI_SIGN_MARKER));
    assert_string_equal(shown(t, 0), "\"? ? \" - ? . 5 x 3|");
    assert_string_equal(tui_test_line(t, 1), "+- Box ----+");
    assert_string_equal(tui_test_line(t, 4), "####....");
    assert_string_equal(tui_test_line(t, 5), ">");
    for (const char *s = tui_test_raw(t); *s; s++)
        assert_true((unsigned char)*s < 0x80);
    tui_test_free(&t);
}

static void paragraphs_wrap_in_both_languages(void **state)
{
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 12, .cols = 40});
    struct tui_area narrow = {.rows = 12, .cols = 16};
    (void)state;
    int lines =
        tui_put_wrapped(narrow, 0, TUI_NORMAL,
                        "The autoloader takes twelve "
                        "grids.\n\n配备自动进样器的冷冻电镜，适合单颗粒。averyveryverylongword");
    shown(t, 0);
    assert_int_equal(lines, 9);
    assert_string_equal(tui_test_line(t, 0), "The autoloader");
    assert_string_equal(tui_test_line(t, 1), "takes twelve");
    assert_string_equal(tui_test_line(t, 3), "");
    assert_string_equal(tui_test_line(t, 4), "配备自动进样器的");
    assert_string_equal(tui_test_line(t, 5), "冷冻电镜，适合单");
    assert_string_equal(tui_test_line(t, 6), "颗粒。");
    assert_string_equal(tui_test_line(t, 7), "averyveryverylon");
    tui_test_free(&t);
}

static void charts(void **state)
{
    static const double values[] = {0, 1, 2, NAN, 4, 8};
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 12, .cols = 40});
    (void)state;
    tui_bar(all(), 0, 0, 10, 0.985, TUI_BAR);
    tui_bar(all(), 1, 0, 10, -3, TUI_BAR);
    tui_bar(all(), 2, 0, 10, NAN, TUI_BAR);
    tui_sparkline(all(), 3, 0, values, 6, 0, 8, TUI_BAR);
    tui_bar_both(all(), 4, 0, 9, 0.5, TUI_LOSS, TUI_GAIN);
    tui_bar(all(), 5, 0, 10, 7, TUI_BAR);
    shown(t, 0);
    assert_string_equal(tui_test_line(t, 0), "█████████▉");
    assert_string_equal(tui_test_line(t, 1), "··········");
    assert_string_equal(tui_test_line(t, 2), "··········");
    assert_string_equal(tui_test_line(t, 3), "▁▂▃ ▅█");
    assert_string_equal(tui_test_line(t, 4), "····│██··");
    assert_string_equal(tui_test_line(t, 5), "██████████");
    tui_test_free(&t);
}

static void found_text_is_marked_whatever_its_case_and_width(void **state)
{
    struct tui_test *t = canvas(&(struct tui_test_options){.rows = 6, .cols = 40});
    (void)state;
    tui_put_found(all(), 0, 0, 20, TUI_LEFT, TUI_NORMAL, "Cryo-EM and ＥＭ", "em");
    shown(t, 0);
    assert_int_not_equal(tui_test_look(t, 0, 5).bg, -1);
    assert_int_equal(tui_test_look(t, 0, 4).bg, -1);
    assert_int_equal(tui_test_look(t, 0, 7).bg, -1);
    assert_int_not_equal(tui_test_look(t, 0, 12).bg, -1);
    assert_int_equal(tui_test_look(t, 0, 16).bg, -1);
    tui_test_free(&t);
}

static void areas_are_cut_without_going_negative(void **state)
{
    struct tui_area area = {.row = 1, .col = 2, .rows = 10, .cols = 30};
    (void)state;
    struct tui_area top = tui_area_top(&area, 3), right = tui_area_right(&area, 8);
    assert_int_equal(top.rows, 3);
    assert_int_equal(area.row, 4);
    assert_int_equal(right.col, 24);
    assert_int_equal(area.cols, 22);
    struct tui_area rest = tui_area_bottom(&area, 100);
    assert_int_equal(rest.rows, 7);
    assert_int_equal(area.rows, 0);
    assert_int_equal(tui_area_inset(area, 5, 50).cols, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_clipped_at_both_edges),
        cmocka_unit_test(half_of_a_wide_character_leaves_a_blank),
        cmocka_unit_test(cells_align_and_cut),
        cmocka_unit_test(emoji_and_combining_never_shift_a_column),
        cmocka_unit_test(ambiguous_width_has_stand_ins),
        cmocka_unit_test(a_terminal_without_utf8_gets_ascii),
        cmocka_unit_test(paragraphs_wrap_in_both_languages),
        cmocka_unit_test(charts),
        cmocka_unit_test(found_text_is_marked_whatever_its_case_and_width),
        cmocka_unit_test(areas_are_cut_without_going_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
