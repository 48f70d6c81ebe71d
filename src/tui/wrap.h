/* wrap.h: where lines of a paragraph break; for src/tui only. */
#ifndef SHAREDESK_TUI_WRAP_H
#define SHAREDESK_TUI_WRAP_H

#include <stddef.h>

struct tui_wrap {
    size_t length; /* bytes of the line, without the blanks it ends with */
    size_t next;   /* bytes to the start of the next line; 0: that was the last */
};

/* The line that starts at text (safe but for newlines) and fits in cols >= 1 columns: broken at a
 * newline, at blanks, between Han characters, or within a word that is too long. */
struct tui_wrap tui_wrap_line(const char *text, int cols);

#endif
