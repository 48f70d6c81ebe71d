/* The terminal on a pseudo-terminal: what a temporary file cannot show. */
#include "sharedesk/base/err.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/tui/term.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* The kernel hands over what was written when it comes to it, which on a busy machine is late. */
enum { PATIENCE_MS = 20000 };

struct line {
    int master;
    FILE *in, *out;
};

static struct line line_open(const char *type)
{
    struct line l = {.master = posix_openpt(O_RDWR | O_NOCTTY)};
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    struct err e = ERR_INIT;
    assert_true(l.master >= 0);
    assert_int_equal(grantpt(l.master), 0);
    assert_int_equal(unlockpt(l.master), 0);
    int slave = open(ptsname(l.master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0);
    ioctl(slave, TIOCSWINSZ, &size);
    l.in = fdopen(slave, "r");
    l.out = fdopen(dup(slave), "w");
    setenv("ESCDELAY", "100", 1);
    base_i18n_start("en", NULL);
    if (tui_term_start(
            &(struct tui_term_options){.in = l.in, .out = l.out, .type = type, .mouse = true}, &e))
        fail_msg("%s: %s", e.what, e.why);
    return l;
}

static void line_close(struct line *l)
{
    tui_term_stop();
    if (l->master >= 0)
        close(l->master);
    fclose(l->in);
    fclose(l->out);
}

static void pause_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

static struct tui_event sent(struct line *l, const char *bytes)
{
    assert_int_equal(write(l->master, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
    return tui_term_next(PATIENCE_MS);
}

static void key_is(struct line *l, const char *bytes, const char *name)
{
    char shown[TUI_KEY_NAME_SIZE];
    struct tui_event event = sent(l, bytes);
    assert_int_equal(event.kind, TUI_EVENT_KEY);
    assert_string_equal(tui_key_name(event.key, shown), name);
}

static void keys_have_one_name_whatever_was_sent(void **state)
{
    struct line l = line_open("xterm-256color");
    (void)state;
    key_is(&l, "a", "a");
    key_is(&l, "汉", "汉");
    key_is(&l, "\r", "Enter");
    key_is(&l, "\n", "Enter");
    key_is(&l, "\t", "Tab");
    key_is(&l, "\177", "Backspace");
    key_is(&l, "\003", "C-c"); /* no signal: a key */
    key_is(&l, "\023", "C-s"); /* no flow control */
    key_is(&l, "\032", "C-z");
    key_is(&l, "\033", "Esc");
    key_is(&l, "\033x", "M-x");
    key_is(&l, "\033OA", "Up");
    key_is(&l, "\033[1;5C", "C-Right");
    key_is(&l, "\033[1;2D", "S-Left");
    key_is(&l, "\033[3;5~", "C-Delete");
    key_is(&l, "\033[Z", "S-Tab");
    key_is(&l, "\033[15~", "F5");
    key_is(&l, " ", "Space");
    line_close(&l);
}

static void a_paste_is_one_event_and_its_escapes_are_no_keys(void **state)
{
    struct line l = line_open("xterm-256color");
    (void)state;
    struct tui_event event = sent(&l, "\033[200~第一\rq:quit\033OA\n\033[201~");
    assert_int_equal(event.kind, TUI_EVENT_PASTE);
    assert_string_equal(event.text, "第一\nq:quit\n");
    key_is(&l, "q", "q");
    line_close(&l);
}

/* What the event is when the bytes come in two parts, the first while the program waits. */
static struct tui_event sent_in_parts(struct line *l, const char *first, const char *second)
{
    pid_t writer = fork();
    if (writer == 0) {
        pause_ms(50);
        ssize_t n = write(l->master, first, strlen(first));
        pause_ms(300);
        n += write(l->master, second, strlen(second));
        _exit(n > 0 ? 0 : 1);
    }
    struct tui_event event = tui_term_next(PATIENCE_MS);
    waitpid(writer, NULL, 0);
    return event;
}

static void what_comes_in_parts_is_no_end_of_the_line(void **state)
{
    struct line l = line_open("xterm-256color");
    char shown[TUI_KEY_NAME_SIZE];
    (void)state;
    struct tui_event event = sent_in_parts(&l, "\xe6\xb1", "\x89");
    assert_int_equal(event.kind, TUI_EVENT_KEY);
    assert_string_equal(tui_key_name(event.key, shown), "汉");
    event = sent_in_parts(&l, "\xe6\xb1", "x"); /* never to be whole */
    assert_int_equal(event.kind, TUI_EVENT_KEY);
    assert_string_equal(tui_key_name(event.key, shown), "x");
    event = sent_in_parts(&l, "\033[<0;11;5m", "y"); /* a button let go is nothing to us */
    assert_int_equal(event.kind, TUI_EVENT_KEY);
    assert_string_equal(tui_key_name(event.key, shown), "y");
    event = sent_in_parts(&l, "\033[200~第一\xe7\xac", "\xac\033[201~");
    assert_int_equal(event.kind, TUI_EVENT_PASTE);
    assert_string_equal(event.text, "第一第");
    event = sent_in_parts(&l, "\033[200~one\033[20", "1~");
    assert_int_equal(event.kind, TUI_EVENT_PASTE);
    assert_string_equal(event.text, "one");
    key_is(&l, "q", "q");
    line_close(&l);
}

static void a_size_change_is_an_event(void **state)
{
    struct line l = line_open("xterm-256color");
    struct winsize size = {.ws_row = 40, .ws_col = 120};
    (void)state;
    assert_int_equal(tui_term_rows(), 24);
    ioctl(l.master, TIOCSWINSZ, &size);
    raise(SIGWINCH);
    assert_int_equal(tui_term_next(PATIENCE_MS).kind, TUI_EVENT_RESIZE);
    assert_int_equal(tui_term_rows(), 40);
    assert_int_equal(tui_term_cols(), 120);
    raise(SIGWINCH); /* the same size: nothing to tell */
    assert_int_equal(tui_term_next(0).kind, TUI_EVENT_NONE);
    line_close(&l);
}

static void a_closed_line_is_noticed_once_and_at_once(void **state)
{
    struct line l = line_open("xterm-256color");
    (void)state;
    close(l.master);
    l.master = -1;
    assert_int_equal(tui_term_next(-1).kind, TUI_EVENT_HANGUP);
    assert_int_equal(tui_term_next(-1).kind, TUI_EVENT_NONE);
    line_close(&l);
}

static void waiting_costs_no_time_of_the_processor(void **state)
{
    struct line l = line_open("xterm-256color");
    (void)state;
    clock_t before = clock();
    assert_int_equal(tui_term_next(300).kind, TUI_EVENT_NONE);
    assert_true(clock() - before < CLOCKS_PER_SEC / 20);
    line_close(&l);
}

static void the_mouse(void **state)
{
    struct line l = line_open("xterm-256color");
    (void)state;
    struct tui_event event = sent(&l, "\033[<0;11;5M");
    assert_int_equal(event.kind, TUI_EVENT_MOUSE);
    assert_int_equal(event.button, TUI_CLICK);
    assert_int_equal(event.row, 4);
    assert_int_equal(event.col, 10);
    event = sent(&l, "\033[<65;1;1M");
    assert_int_equal(event.button, TUI_WHEEL_DOWN);
    line_close(&l);
}

static long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* On a busy machine the second click may come too late to be one; then it is tried again. */
static void two_clicks_within_a_moment_are_a_double_click(void **state)
{
    enum { MOMENT_MS = 400, TRIES = 50 };
    struct line l = line_open("xterm-256color");
    bool in_time = false;
    (void)state;
    for (int i = 0; i < TRIES && !in_time; i++) {
        long begin = now_ms();
        sent(&l, "\033[<0;11;5M");
        struct tui_event second = sent(&l, "\033[<0;11;5m\033[<0;11;5M");
        in_time = now_ms() - begin < MOMENT_MS;
        if (in_time)
            assert_int_equal(second.button, TUI_DOUBLE_CLICK);
    }
    assert_true(in_time);
    line_close(&l);
}

/* All that was written to the line; it ends when nobody has the line open any more. */
static void read_all(int fd, struct base_text *out)
{
    char bytes[1024];
    for (ssize_t n; (n = read(fd, bytes, sizeof bytes)) > 0;)
        base_text_add_n(out, bytes, (size_t)n);
}

static void the_terminal_is_as_it_was_afterwards(void **state)
{
    struct line l = line_open("xterm-256color");
    struct termios mode;
    struct base_text got = {0};
    (void)state;
    tui_frame_begin();
    tui_frame_end();
    tui_term_stop();
    assert_int_equal(tcgetattr(fileno(l.in), &mode), 0);
    assert_true(mode.c_lflag & ECHO);
    assert_true(mode.c_lflag & ICANON);
    fclose(l.in);
    fclose(l.out);
    read_all(l.master, &got);
    assert_non_null(strstr(base_text_string(&got), "\033[?1049h"));
    assert_non_null(strstr(base_text_string(&got), "\033[?2004h"));
    assert_non_null(strstr(base_text_string(&got), "\033[?2004l"));
    assert_non_null(strstr(base_text_string(&got), "\033[?1049l"));
    base_text_free(&got);
    close(l.master);
}

static void a_terminal_of_no_use_is_an_error_with_a_hint(void **state)
{
    static const char *const types[] = {"no-such-terminal", "dumb", ""};
    FILE *file = tmpfile();
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct err e = ERR_INIT;
        struct tui_term_options options = {.in = file, .out = file, .type = types[i]};
        assert_int_equal(tui_term_start(&options, &e), ERR_IO);
        assert_non_null(strstr(e.hint, "export TERM="));
    }
    struct err e = ERR_INIT;
    assert_int_equal(tui_term_start(&(struct tui_term_options){.type = "xterm"}, &e), ERR_USAGE);
    assert_non_null(strstr(e.why, "not a terminal")); /* tests have none */
    tui_term_stop();
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_one_name_whatever_was_sent),
        cmocka_unit_test(a_paste_is_one_event_and_its_escapes_are_no_keys),
        cmocka_unit_test(what_comes_in_parts_is_no_end_of_the_line),
        cmocka_unit_test(a_size_change_is_an_event),
        cmocka_unit_test(a_closed_line_is_noticed_once_and_at_once),
        cmocka_unit_test(waiting_costs_no_time_of_the_processor),
        cmocka_unit_test(the_mouse),
        cmocka_unit_test(two_clicks_within_a_moment_are_a_double_click),
        cmocka_unit_test(the_terminal_is_as_it_was_afterwards),
        cmocka_unit_test(a_terminal_of_no_use_is_an_error_with_a_hint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
