/* term.h: the terminal itself: start and stop, what it can show, what it sends.
 *
 * The terminal is the only global of the program (one static in term.c). Nothing here exits: a
 * terminal that cannot be used is an error with a hint. Screens hardly need this header; the
 * application (screen.h) calls it. base_i18n_start must have set the locale before. */
#ifndef SHAREDESK_TUI_TERM_H
#define SHAREDESK_TUI_TERM_H

#include "sharedesk/base/err.h"
#include "sharedesk/tui/key.h"

#include <stdbool.h>
#include <stdio.h>

enum tui_lines { TUI_LINES_AUTO, TUI_LINES_UTF8, TUI_LINES_ASCII };
enum tui_colours {
    TUI_COLOURS_AUTO,
    TUI_COLOURS_MONO,
    TUI_COLOURS_8,
    TUI_COLOURS_16,
    TUI_COLOURS_256
};

struct tui_term_options {
    FILE *in, *out;       /* NULL: stdin, stdout */
    const char *type;     /* NULL: $TERM */
    enum tui_lines lines; /* auto: UTF-8 when the user's locale has it and width is not ambiguous */
    enum tui_colours colours; /* auto: what terminfo says; mono when NO_COLOR is set */
    bool mouse;
    int rows, cols;  /* 0: what the terminal says */
    bool ascii_only; /* the user's locale has no UTF-8: '?' for what cannot be shown */
};

enum tui_event_kind {
    TUI_EVENT_NONE, /* the time was up */
    TUI_EVENT_KEY,
    TUI_EVENT_PASTE, /* text of a bracketed paste, line ends as \n */
    TUI_EVENT_MOUSE,
    TUI_EVENT_RESIZE,
    TUI_EVENT_HANGUP, /* the line dropped, or SIGHUP or SIGTERM: comes once, nothing after it */
};

enum tui_button { TUI_CLICK = 1, TUI_DOUBLE_CLICK, TUI_WHEEL_UP, TUI_WHEEL_DOWN };

struct tui_event {
    enum tui_event_kind kind;
    tui_key key;
    const char *text; /* a paste; belongs to the terminal until the next event */
    enum tui_button button;
    int row, col;
};

enum err_code tui_term_start(const struct tui_term_options *options, struct err *e);
void tui_term_stop(void); /* does nothing when not started */

/* Waits up to wait_ms (0: not at all, -1: for ever) for the next event. */
struct tui_event tui_term_next(int wait_ms);

/* Another size than the terminal said (tests; a line that passes no size on). */
void tui_term_resize(int rows, int cols);
int tui_term_rows(void);
int tui_term_cols(void);
enum tui_colours tui_term_colours(void); /* never AUTO */
bool tui_term_utf8_lines(void);          /* lines, bars and marks in UTF-8, else in ASCII */

void tui_term_suspend(void); /* ^Z: stops the process, comes back repainted */
void tui_term_repaint(void); /* ^L: the next frame sends the whole screen */
/* Gives the terminal up for another program (an editor) and takes it back. */
void tui_term_leave(void);
void tui_term_return(void);
void tui_term_bell(void);

/* A frame: everything between the two is sent as one difference; the same frame again sends 0
 * bytes. The application brackets each draw with them. */
void tui_frame_begin(void);
void tui_frame_end(void);

#endif
