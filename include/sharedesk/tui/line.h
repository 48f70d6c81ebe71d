/* line.h: editing text: one line or several, by user-perceived character. Keys: arrows, Home/End,
 * C-a C-e C-b C-f (line), Backspace, Delete, C-d, C-k, C-u, C-w, M-b, M-f; a paste as text. */
#ifndef SHAREDESK_TUI_LINE_H
#define SHAREDESK_TUI_LINE_H

#include "sharedesk/base/text.h"
#include "sharedesk/tui/draw.h"
#include "sharedesk/tui/term.h"

struct tui_line {
    struct base_text text;
    size_t cursor; /* byte, at a cluster */
    int scroll;    /* first column shown, or first row when multi */
    int cols;      /* of the last draw, when multi: longer lines go on in the next row */
    int goal;      /* column wanted while moving up and down; -1: none */
    bool multi;    /* Enter makes a new line */
};

void tui_line_free(struct tui_line *l);
void tui_line_set(struct tui_line *l, const char *text); /* cursor to the end */
const char *tui_line_get(const struct tui_line *l);      /* never NULL */

enum tui_edit { TUI_EDIT_PASS, TUI_EDIT_MOVED, TUI_EDIT_CHANGED };
enum tui_edit tui_line_event(struct tui_line *l, const struct tui_event *event);
/* Draws it in the area (one row, or several when multi) and parks the cursor when focused. */
void tui_line_draw(struct tui_line *l, struct tui_area area, tui_style style, bool focused);

#endif
