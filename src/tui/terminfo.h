/* terminfo.h: the few questions put to terminfo itself. Apart, because term.h of curses makes
 * macros of common words (lines, columns, cursor_visible). For src/tui only. */
#ifndef SHAREDESK_TUI_TERMINFO_H
#define SHAREDESK_TUI_TERMINFO_H

enum tui_terminfo { TUI_TERMINFO_GOOD, TUI_TERMINFO_NONE, TUI_TERMINFO_UNKNOWN, TUI_TERMINFO_POOR };

/* Can a terminal of that type be used? POOR: it cannot place its cursor. */
enum tui_terminfo tui_terminfo_check(const char *type, int fd);
/* A string of the terminal in use, by its capability name; NULL when it has none. */
const char *tui_terminfo_string(const char *capability);

#endif
