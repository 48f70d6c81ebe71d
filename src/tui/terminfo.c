/* terminfo.c: newterm alone does not say what it misses, so terminfo is asked first. */
#include "terminfo.h"

#include <curses.h>
#include <stddef.h>
#include <term.h>

const char *tui_terminfo_string(const char *capability)
{
    const char *s = tigetstr(capability);
    return s == (char *)-1 ? NULL : s;
}

enum tui_terminfo tui_terminfo_check(const char *type, int fd)
{
    int status = 0;
    if (setupterm(type, fd, &status) != OK)
        return status < 0 ? TUI_TERMINFO_NONE : TUI_TERMINFO_UNKNOWN;
    enum tui_terminfo found = tui_terminfo_string("cup") ? TUI_TERMINFO_GOOD : TUI_TERMINFO_POOR;
    del_curterm(cur_term);
    return found;
}
