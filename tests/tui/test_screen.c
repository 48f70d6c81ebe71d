#include "demo.h"

#include "sharedesk/tui/pager.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void golden_panes_help_and_palette(void **state)
{
    struct demo demo = {.total = 1000};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_match_class, NULL);
    tui_test_golden_looks(t, "panes-80x24");
    tui_test_keys(t, "Tab /");
    tui_test_type(t, "扫"); /* not there */
    tui_test_keys(t, "Esc / 断 层 Enter");
    tui_test_golden_looks(t, "pager-search");
    tui_test_keys(t, "Tab j j ?");
    tui_test_golden(t, "help-80x24");
    tui_test_expect(t, "Propose this resource to the requester (not now: no resource has");
    tui_test_keys(t, "q k k :");
    tui_test_type(t, "prop");
    tui_test_golden(t, "palette-80x24");
    tui_test_keys(t, "Enter");
    assert_string_equal(demo.last, "D117");
    tui_test_expect(t, "✓ D117 is proposed");
    tui_test_free(&t);
}

static void help_and_palette_in_chinese(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t =
        tui_test_new(&(struct tui_test_options){.lang = "zh",
                                                .commands = demo_commands,
                                                .command_count = demo_command_count,
                                                .owner = &demo});
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_keys(t, "?");
    tui_test_golden(t, "help-zh");
    tui_test_keys(t, "q :");
    tui_test_type(t, "搜索");
    tui_test_golden(t, "palette-zh");
    tui_test_free(&t);
}

static void a_disabled_command_says_why(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_match_class, NULL);
    tui_test_expect(t, "p propose");
    tui_test_keys(t, "j j");
    tui_test_expect_not(t, "p propose"); /* the key bar shows what can be done */
    tui_test_keys(t, "p");
    tui_test_expect(t, "propose: not now: no resource has free time");
    tui_test_keys(t, "f");
    tui_test_expect(t, "filter: not now: there is nothing for it on this screen");
    tui_test_keys(t, "x");
    tui_test_expect(t, "x does nothing here");
    tui_test_free(&t);
}

static void the_key_bar_shows_the_key_of_now(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t =
        tui_test_new(&(struct tui_test_options){.commands = demo_commands,
                                                .command_count = demo_command_count,
                                                .owner = &demo,
                                                .bindings = "[keys]\nmatch-propose = C-p\n"});
    (void)state;
    tui_test_push(t, &demo_match_class, NULL);
    tui_test_expect(t, "C-p propose");
    tui_test_keys(t, "C-p");
    tui_test_expect(t, "is proposed");
    tui_test_free(&t);
}

static void places_are_raised_not_doubled(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    struct tui_screen *browse = tui_app_top(tui_test_app(t));
    tui_test_keys(t, "j j 3");
    tui_test_expect(t, " Match ");
    tui_test_keys(t, "2");
    assert_ptr_equal(tui_app_top(tui_test_app(t)), browse);
    tui_test_expect(t, "▸ D2");
    tui_test_keys(t, "q"); /* Match is below now */
    tui_test_expect(t, "Open demands");
    assert_ptr_equal(tui_app_top(tui_test_app(t))->below, NULL);
    assert_int_equal(tui_test_keys(t, "q"), TUI_RUNNING);
    tui_test_expect(t, "Leave the desk?");
    assert_int_equal(tui_test_keys(t, "n"), TUI_RUNNING);
    assert_int_equal(tui_test_keys(t, "Esc y"), TUI_ENDED);
    tui_test_free(&t);
}

static void quiet_and_tick_come_by_the_clock(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_keys(t, "j");
    tui_test_wait(t, 100);
    tui_test_keys(t, "j");
    tui_test_wait(t, 100);
    assert_int_equal(demo.quiets, 0);
    tui_test_wait(t, 60);
    assert_int_equal(demo.quiets, 1);
    tui_test_wait(t, 500);
    assert_int_equal(demo.quiets, 1);
    assert_int_equal(demo.ticks, 0);
    tui_test_wait(t, 300);
    assert_int_equal(demo.ticks, 1);
    tui_test_free(&t);
}

static void resizing(void **state)
{
    struct demo demo = {.total = 100};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_keys(t, "End");
    tui_test_resize(t, 12, 60);
    tui_test_expect(t, "▸ D99");
    tui_test_resize(t, 4, 20);
    tui_test_expect(t, "too small");
    tui_test_resize(t, 43, 132);
    tui_test_expect(t, "▸ D99");
    tui_test_expect(t, "D70");
    tui_test_expect_not(t, "too small");
    tui_test_free(&t);
}

static void a_dropped_line_is_one_event(void **state)
{
    struct demo demo = {.total = 100};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_push(t, &demo_match_class, NULL);
    assert_int_equal(tui_test_hangup(t), TUI_HUNG_UP);
    assert_int_equal(demo.hangups, 1);
    assert_int_equal(tui_term_next(0).kind, TUI_EVENT_NONE);
    assert_int_equal(tui_term_next(-1).kind, TUI_EVENT_NONE); /* and does not wait for ever */
    tui_test_free(&t);
}

static void sigterm_is_a_dropped_line(void **state)
{
    struct demo demo = {.total = 100};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    raise(SIGTERM);
    assert_int_equal(tui_test_wait(t, 0), TUI_HUNG_UP);
    assert_int_equal(demo.hangups, 1);
    tui_test_free(&t);
}

static void text_never_reaches_the_terminal_raw(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 132);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_expect(t, "Surface analysis \\u{1b}[31mred");
    assert_null(strstr(tui_test_raw(t), "\033[31mred"));
    tui_test_free(&t);
}

static void a_long_message_is_shown_whole(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    struct err e = ERR_INIT;
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    err_set(&e, ERR_REFUSED, "booking B841",
            "Move it to 10:15, or ask a manager to override the gap with a reason.", "%s",
            "it begins 15 minutes after the booking of Chen, and FIB-SEM needs 30 minutes between "
            "two bookings to cool down");
    tui_say_error(tui_test_app(t), &e);
    tui_test_wait(t, 0);
    tui_test_golden(t, "message-long");
    /* Hardly longer than the line: what is measured is what is drawn. */
    tui_say(tui_test_app(t), TUI_SAY_WARNING, "%s",
            "ten words of seven letters fill a line of eighty columns, and not one less.");
    tui_test_wait(t, 0);
    tui_test_expect(t, " less.");
    tui_test_keys(t, "j");
    tui_test_expect_not(t, "booking B841");
    tui_test_free(&t);
}

static int answer(struct tui_screen *s, void *ctx, const char *code)
{
    (void)s;
    strcpy(ctx, code);
    return TUI_DONE;
}

static void choices_narrow_as_one_types(void **state)
{
    static const struct tui_choice choices[] = {
        {.code = "name", .label = "Name"},
        {.code = "kind", .label = "Kind 类别"},
        {.code = "owner", .label = "Owner", .note = "who it belongs to"}};
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    char got[32] = "";
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    struct tui_screen *s = tui_app_top(tui_test_app(t));
    tui_ask_choice(s, "Sort by", choices, 3, "kind", answer, got);
    tui_test_wait(t, 0);
    tui_test_golden(t, "choice-80x24");
    tui_test_type(t, "own");
    tui_test_expect_not(t, "Name");
    tui_test_keys(t, "Enter");
    assert_string_equal(got, "owner");
    tui_ask_choice(s, "Sort by", choices, 3, "kind", answer, got);
    tui_test_keys(t, "Enter");
    assert_string_equal(got, "kind");
    tui_ask_choice(s, "Sort by", choices, 3, NULL, answer, got);
    tui_test_type(t, "zzz");
    tui_test_expect(t, "nothing matches");
    tui_test_keys(t, "Enter");
    tui_test_expect(t, "Sort by"); /* still asked */
    tui_test_keys(t, "Esc");
    assert_string_equal(got, "kind");
    tui_test_free(&t);
}

static void lines_have_a_history(void **state)
{
    const struct tui_ask ask = {
        .label = "Reason", .history = "reason", .done = answer, .required = true};
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    char got[64] = "";
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    struct tui_screen *s = tui_app_top(tui_test_app(t));
    tui_ask_line(s, &ask, got);
    tui_test_keys(t, "Enter");
    assert_string_equal(got, ""); /* required */
    tui_test_type(t, "设备故障");
    tui_test_keys(t, "Backspace Backspace");
    tui_test_paste(t, "维修\n");
    tui_test_keys(t, "Enter");
    assert_string_equal(got, "设备维修");
    tui_ask_line(s, &ask, got);
    tui_test_keys(t, "x Up C-a > Enter");
    assert_string_equal(got, ">设备维修");
    tui_test_free(&t);
}

static void the_palette_can_close_what_it_was_asked_on(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_keys(t, "a M-x");
    tui_test_type(t, "back");
    tui_test_keys(t, "Enter");
    tui_test_expect(t, "▸ D0");
    tui_test_keys(t, ":");
    tui_test_type(t, "go-match");
    tui_test_keys(t, "Enter");
    tui_test_expect(t, "Open demands");
    tui_test_keys(t, ":");
    tui_test_type(t, "quit");
    assert_int_equal(tui_test_keys(t, "Enter"), TUI_ENDED);
    tui_test_free(&t);
}

static int never(struct tui_screen *s, void *ctx)
{
    (void)s;
    (void)ctx;
    fail_msg("answered yes");
    return TUI_DONE;
}

static void a_question_does_not_hold_who_leaves(void **state)
{
    const struct tui_choice choice = {.code = "name", .label = "Name"};
    const struct tui_ask ask = {.label = "Reason", .done = answer};
    char got[32] = "";
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        struct demo demo = {.total = 10};
        struct tui_test *t = demo_start(&demo, 24, 80);
        tui_test_push(t, &demo_browse_class, NULL);
        struct tui_screen *s = tui_app_top(tui_test_app(t));
        if (kind == 0)
            tui_ask_yes_no(s, "Reason", never, NULL);
        else if (kind == 1)
            tui_ask_line(s, &ask, got);
        else
            tui_ask_choice(s, "Reason", &choice, 1, NULL, answer, got);
        assert_int_equal(tui_test_keys(t, "C-l C-r"), TUI_RUNNING);
        tui_test_expect(t, "Reason"); /* still asked */
        assert_int_equal(tui_test_keys(t, "C-q"), TUI_ENDED);
        assert_string_equal(got, "");
        tui_test_free(&t);
    }
}

static int refuse(struct tui_screen *s, void *ctx, const char *text)
{
    const struct err e = {.code = *(enum err_code *)ctx, .what = "no", .why = "not so"};
    (void)text;
    tui_say_error(s->app, &e);
    return TUI_DONE;
}

/* Another answer may be right; no answer brings back a record that someone else changed. */
static void what_another_answer_mends_stays_on_the_line(void **state)
{
    (void)state;
    static const struct {
        enum err_code code;
        bool stays;
    } cases[] = {{ERR_VALUE, true},     {ERR_NOT_FOUND, true}, {ERR_REFUSED, true},
                 {ERR_CONFLICT, false}, {ERR_BUSY, false},     {ERR_IO, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct demo demo = {.total = 10};
        struct tui_test *t = demo_start(&demo, 24, 80);
        enum err_code code = cases[i].code;
        const struct tui_ask ask = {.label = "Reason", .done = refuse};
        tui_test_push(t, &demo_browse_class, NULL);
        tui_ask_line(tui_app_top(tui_test_app(t)), &ask, &code);
        tui_test_type(t, "12/5");
        tui_test_keys(t, "Enter");
        tui_test_expect(t, "no: not so");
        (cases[i].stays ? tui_test_expect : tui_test_expect_not)(t, "Reason 12/5");
        tui_test_free(&t);
    }
}

static void long_work_does_not_hold_who_leaves(void **state)
{
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_meanwhile(t, "", 200);
    assert_true(tui_app_progress(tui_test_app(t), "Optimising", 1, 9));
    tui_test_meanwhile(t, "j\021", 200); /* C-q */
    assert_false(tui_app_progress(tui_test_app(t), "Optimising", 2, 9));
    assert_false(tui_app_progress(tui_test_app(t), "Optimising", 3, 9)); /* whoever asks again */
    assert_int_equal(tui_test_wait(t, 0), TUI_ENDED);
    tui_test_free(&t);
}

static enum err_code fill_reading(void *ctx, struct tui_pager *p, struct err *e)
{
    (void)e;
    tui_pager_add(p, TUI_NORMAL, 2, ctx);
    return ERR_NONE;
}

static void a_reading_is_a_screen(void **state)
{
    struct tui_reading reading = {
        .title = "Minutes", .fill = fill_reading, .ctx = "one\n\ntwo\033[2J"};
    struct demo demo = {.total = 10};
    struct tui_test *t = demo_start(&demo, 24, 80);
    (void)state;
    tui_test_push(t, &demo_browse_class, NULL);
    tui_test_push(t, &tui_reading_class, &reading);
    tui_test_expect(t, "Browse › Minutes");
    tui_test_expect(t, "   two\\u{1b}[2J");
    tui_test_keys(t, "q");
    tui_test_expect(t, "▸ D0");
    tui_test_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_panes_help_and_palette),
        cmocka_unit_test(help_and_palette_in_chinese),
        cmocka_unit_test(a_disabled_command_says_why),
        cmocka_unit_test(the_key_bar_shows_the_key_of_now),
        cmocka_unit_test(places_are_raised_not_doubled),
        cmocka_unit_test(quiet_and_tick_come_by_the_clock),
        cmocka_unit_test(resizing),
        cmocka_unit_test(a_dropped_line_is_one_event),
        cmocka_unit_test(sigterm_is_a_dropped_line),
        cmocka_unit_test(text_never_reaches_the_terminal_raw),
        cmocka_unit_test(a_long_message_is_shown_whole),
        cmocka_unit_test(choices_narrow_as_one_types),
        cmocka_unit_test(lines_have_a_history),
        cmocka_unit_test(the_palette_can_close_what_it_was_asked_on),
        cmocka_unit_test(a_question_does_not_hold_who_leaves),
        cmocka_unit_test(what_another_answer_mends_stays_on_the_line),
        cmocka_unit_test(long_work_does_not_hold_who_leaves),
        cmocka_unit_test(a_reading_is_a_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
