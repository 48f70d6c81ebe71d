/* harness.h: screens tested in process, without a terminal, without sleeping.
 *
 * The terminal kit writes to a temporary file, reads keys from a pipe and asks an injected clock;
 * the bytes it wrote go to libvterm, which says what a terminal would show. A golden test of a
 * screen:
 *
 *   static void today_at_80x24(void **state)
 *   {
 *       struct tui_test *t = tui_test_new(&(struct tui_test_options){
 *           .commands = desk_commands, .command_count = n, .owner = desk});
 *       tui_test_push(t, &today_class, NULL);
 *       tui_test_keys(t, "Down Down Enter");           // names as in key.h, blanks between
 *       tui_test_type(t, "冷冻");                       // text, one key a character
 *       tui_test_do(t, "match-propose");               // a command by its long name
 *       tui_test_wait(t, 200);                         // 200 ms pass: quiet and tick come
 *       tui_test_golden(t, "today-80x24");             // tests/tui/golden/today-80x24.txt
 *       tui_test_free(&t);
 *   }
 *
 * UPDATE_GOLDEN=1 writes the golden files instead of comparing: look at them before you commit.
 * A golden file is the screen's lines without blanks at their ends; with tui_test_golden_looks each
 * line is followed by one of looks where there are any: r reverse, @ on a colour, b bold, u
 * underline, # bold and underline, else the colour: 0 to f, c for those past the sixteen. A failed
 * check prints the screen. */
#ifndef SHAREDESK_TESTS_TUI_HARNESS_H
#define SHAREDESK_TESTS_TUI_HARNESS_H

#include "sharedesk/tui/screen.h"

struct tui_test;

struct tui_test_options {
    int rows, cols;    /* 0: 24 x 80 */
    const char *type;  /* NULL: xterm-256color; vt100 for mono, linux for 8 colours */
    const char *theme; /* NULL: dark */
    const char *lang;  /* NULL: en */
    enum tui_lines lines;
    enum tui_colours colours;
    bool ascii_only;
    const struct tui_command *commands; /* the whole table; NULL: the kit's own */
    size_t command_count;
    const char *bindings; /* INI text with [keys], or NULL */
    void *owner;
    const char *(*status)(void *owner, struct base_arena *frame);
    int (*tick)(void *owner);
    const char *(*hint)(void *owner, struct base_arena *frame);
    const char *(*refuse)(void *owner, int id);
};

struct tui_test *tui_test_new(const struct tui_test_options *options);
void tui_test_free(struct tui_test **t);

struct tui_app *tui_test_app(struct tui_test *t);
void tui_test_push(struct tui_test *t, const struct tui_screen_class *class, void *arg);

/* Each handles what was sent and draws; returns what tui_app_step said last. */
enum tui_end tui_test_keys(struct tui_test *t, const char *names);
enum tui_end tui_test_type(struct tui_test *t, const char *text);
enum tui_end tui_test_paste(struct tui_test *t, const char *text); /* bracketed */
enum tui_end tui_test_send(struct tui_test *t, const char *bytes); /* as they are */
enum tui_end tui_test_do(struct tui_test *t, const char *command);
enum tui_end tui_test_wait(struct tui_test *t, int ms);
/* Bytes come and time passes while the program is at work: nothing is handled yet. */
void tui_test_meanwhile(struct tui_test *t, const char *bytes, int ms);
enum tui_end tui_test_resize(struct tui_test *t, int rows, int cols);
enum tui_end tui_test_hangup(struct tui_test *t); /* the other end of the line closes */

/* The screen, lines without trailing blanks, each ended by \n. Lives until the next call. */
const char *tui_test_text(struct tui_test *t);
const char *tui_test_line(struct tui_test *t, int row);
bool tui_test_shows(struct tui_test *t, const char *text);
/* Fails the test, and prints the screen, if the text is not, or is, on it. */
void tui_test_expect(struct tui_test *t, const char *text);
void tui_test_expect_not(struct tui_test *t, const char *text);
void tui_test_golden(struct tui_test *t, const char *name);
/* At 80x24, 40x12 and 132x43, where it stays: golden files NAME-80x24, … */
void tui_test_golden_sizes(struct tui_test *t, const char *name);
void tui_test_golden_looks(struct tui_test *t, const char *name);
/* Compares any text with tests/tui/golden/NAME.txt (a keymap, say). */
void tui_test_golden_text(const char *name, const char *text);

struct tui_test_look {
    bool bold, underline, reverse;
    int fg, bg; /* colour numbers, -1: default */
};
struct tui_test_look tui_test_look(struct tui_test *t, int row, int col);
void tui_test_cursor(struct tui_test *t, int *row, int *col, bool *visible);
/* Bytes sent to the terminal by the last of the calls above. */
size_t tui_test_bytes(struct tui_test *t);
/* All bytes sent since tui_test_new, NUL-terminated, for searching. */
const char *tui_test_raw(struct tui_test *t);

#endif
