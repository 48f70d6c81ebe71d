/* term_private.h: the terminal's own state, for src/tui only: term.c owns it, input.c reads keys
 * from it, draw.c draws through it. */
#ifndef SHAREDESK_TUI_TERM_PRIVATE_H
#define SHAREDESK_TUI_TERM_PRIVATE_H

#include "sharedesk/base/memory.h"
#include "sharedesk/base/text.h"
#include "sharedesk/tui/theme.h"

#include <curses.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>

enum { TUI_SIGNALS = 4 };

struct tui_terminal {
    SCREEN *screen; /* NULL: not started */
    WINDOW *keys;   /* a pad to read keys from: reading from stdscr would refresh it */
    int in_fd, out_fd;
    bool utf8_lines, ascii_only, mouse;
    enum tui_colours colours;
    struct base_arena *frame;
    int cursor_row, cursor_col;
    bool cursor_visible;

    int wake[2]; /* self-pipe: signal handlers write the signal's number */
    struct sigaction old[TUI_SIGNALS];
    bool hung_up, resized;
    mbstate_t character; /* the bytes that have come of one that is not whole yet */
    bool pasting;
    struct base_text paste;
    int64_t click_ms;
    int click_row, click_col;

    attr_t attributes[TUI_ROLE_COUNT];
};

struct tui_terminal *tui_terminal(void);
struct base_arena *tui_frame_arena(void);         /* reset at each frame */
void tui_terminal_sequence(const char *sequence); /* sent at once, outside the frame */
void tui_terminal_modes(bool on);                 /* mouse, bracketed paste */
void tui_terminal_resize(void);                   /* asks the system for the size */

/* Codes of the two marks around a paste, as ncurses gives them back. */
enum { TUI_CODE_PASTE_BEGIN = 2000, TUI_CODE_PASTE_END };

#endif
