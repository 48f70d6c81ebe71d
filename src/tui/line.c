/* line.c: editing text by clusters. */
#include "sharedesk/tui/line.h"

#include "sharedesk/base/utf8.h"
#include "sharedesk/tui/term.h"

#include <string.h>

void tui_line_free(struct tui_line *l)
{
    base_text_free(&l->text);
    *l = (struct tui_line){.multi = l->multi};
}

void tui_line_set(struct tui_line *l, const char *text)
{
    base_text_clear(&l->text);
    base_text_add(&l->text, text ? text : "");
    l->cursor = l->text.length;
    l->scroll = 0;
    l->goal = -1;
}

const char *tui_line_get(const struct tui_line *l)
{
    return base_text_string(&l->text);
}

/* ---- places in the text ---------------------------------------------------------------------- */

static size_t line_next(const struct tui_line *l, size_t at)
{
    return at + base_utf8_cluster(tui_line_get(l) + at);
}

/* Clusters can only be told from the start of a line. */
static size_t line_start(const struct tui_line *l, size_t at)
{
    const char *s = tui_line_get(l);
    while (at > 0 && s[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const struct tui_line *l, size_t at)
{
    return at + strcspn(tui_line_get(l) + at, "\n");
}

static size_t line_previous(const struct tui_line *l, size_t at)
{
    size_t before = line_start(l, at);
    if (before == at)
        return at > 0 ? at - 1 : 0; /* over the newline */
    for (size_t next; (next = line_next(l, before)) < at;)
        before = next;
    return before;
}

static bool line_blank_at(const struct tui_line *l, size_t at)
{
    char c = tui_line_get(l)[at];
    return c == ' ' || c == '\n' || c == '\t';
}

static size_t line_word_back(const struct tui_line *l, size_t at)
{
    while (at > 0 && line_blank_at(l, line_previous(l, at)))
        at = line_previous(l, at);
    while (at > 0 && !line_blank_at(l, line_previous(l, at)))
        at = line_previous(l, at);
    return at;
}

static size_t line_word_forward(const struct tui_line *l, size_t at)
{
    while (at < l->text.length && line_blank_at(l, at))
        at = line_next(l, at);
    while (at < l->text.length && !line_blank_at(l, at))
        at = line_next(l, at);
    return at;
}

/* ---- changes --------------------------------------------------------------------------------- */

static enum tui_edit line_replace(struct tui_line *l, size_t from, size_t to, const char *s,
                                  size_t n)
{
    if (from == to && n == 0)
        return TUI_EDIT_MOVED;
    struct base_text changed = {0};
    base_text_add_n(&changed, tui_line_get(l), from);
    base_text_add_n(&changed, s, n);
    base_text_add(&changed, tui_line_get(l) + to);
    base_text_free(&l->text);
    l->text = changed;
    l->cursor = from + n;
    l->goal = -1;
    return TUI_EDIT_CHANGED;
}

static enum tui_edit line_delete(struct tui_line *l, size_t from, size_t to)
{
    return line_replace(l, from, to, "", 0);
}

/* A paste: into one line, line ends and tabs become blanks, and one at the end is dropped. */
static enum tui_edit line_paste(struct tui_line *l, const char *text)
{
    struct base_text clean = {0};
    size_t length = strlen(text);
    while (!l->multi && length > 0 && text[length - 1] == '\n')
        length--;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= ' ' && c != 0x7f)
            base_text_add_char(&clean, text[i]);
        else if (c == '\n' && l->multi)
            base_text_add_char(&clean, '\n');
        else if (c == '\n' || c == '\t')
            base_text_add_char(&clean, ' ');
    }
    enum tui_edit result =
        line_replace(l, l->cursor, l->cursor, base_text_string(&clean), clean.length);
    base_text_free(&clean);
    return result;
}

static enum tui_edit line_insert(struct tui_line *l, tui_key key)
{
    char bytes[4];
    return line_replace(l, l->cursor, l->cursor, bytes, base_utf8_encode(key, bytes));
}

static enum tui_edit line_move(struct tui_line *l, size_t to)
{
    l->cursor = to;
    l->goal = -1;
    return TUI_EDIT_MOVED;
}

/* ---- rows of a text of several lines: a line that is too long goes on in the next row -------- */

static int line_char_width(uint32_t cp)
{
    enum { ESCAPED = 6 }; /* about what \u{...} takes */
    return base_utf8_unsafe(cp) ? ESCAPED : base_utf8_char_width(cp);
}

static int line_width_between(const struct tui_line *l, size_t from, size_t to)
{
    int width = 0;
    uint32_t cp;
    for (const char *s = tui_line_get(l); from < to;) {
        from += base_utf8_next(s + from, &cp);
        width += line_char_width(cp);
    }
    return width;
}

/* The end of the row that starts at `start`: before a newline, after the last blank that fits, or
 * where the width ends. */
static size_t line_row_end(const struct tui_line *l, size_t start)
{
    const char *s = tui_line_get(l);
    size_t at = start, after_blank = 0;
    int used = 0;
    while (s[at] && s[at] != '\n') {
        size_t next = line_next(l, at);
        used += line_width_between(l, at, next);
        if (l->cols > 0 && used > l->cols && at > start)
            return after_blank ? after_blank : at;
        if (s[at] == ' ')
            after_blank = next;
        at = next;
    }
    return at;
}

/* Where the row of a place starts. A place between two rows of one line is in the second. */
static size_t line_row_start(const struct tui_line *l, size_t place)
{
    const char *s = tui_line_get(l);
    size_t start = line_start(l, place);
    for (size_t end; (end = line_row_end(l, start)) <= place && s[end] && s[end] != '\n';)
        start = end;
    return start;
}

/* To the wanted column in the row that starts at `start`. */
static enum tui_edit line_go_to_row(struct tui_line *l, size_t start, int goal)
{
    size_t end = line_row_end(l, start), at = start;
    bool goes_on = tui_line_get(l)[end] && tui_line_get(l)[end] != '\n';
    while (at < end && line_width_between(l, start, line_next(l, at)) <= goal)
        at = line_next(l, at);
    if (at == end && goes_on && at > start) /* there it would be in the next row already */
        at = line_previous(l, at);
    l->cursor = at;
    l->goal = goal;
    return TUI_EDIT_MOVED;
}

/* Up (-1) or down (1); PASS past the first and last row. */
static enum tui_edit line_vertical(struct tui_line *l, int direction)
{
    size_t start = line_row_start(l, l->cursor), end = line_row_end(l, start);
    if (!l->multi || (direction < 0 ? start == 0 : end == l->text.length))
        return TUI_EDIT_PASS;
    int goal = l->goal >= 0 ? l->goal : line_width_between(l, start, l->cursor);
    if (direction < 0)
        return line_go_to_row(l, line_row_start(l, start - 1), goal);
    return line_go_to_row(l, tui_line_get(l)[end] == '\n' ? end + 1 : end, goal);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static enum tui_edit line_move_key(struct tui_line *l, tui_key key)
{
    switch (key) {
    case TUI_KEY_LEFT:
    case TUI_CTRL | 'b':
        return line_move(l, line_previous(l, l->cursor));
    case TUI_KEY_RIGHT:
    case TUI_CTRL | 'f':
        return line_move(l, line_next(l, l->cursor));
    case TUI_KEY_HOME:
    case TUI_CTRL | 'a':
        return line_move(l, line_start(l, l->cursor));
    case TUI_KEY_END:
    case TUI_CTRL | 'e':
        return line_move(l, line_end(l, l->cursor));
    case TUI_META | 'b':
    case TUI_CTRL | TUI_KEY_LEFT:
        return line_move(l, line_word_back(l, l->cursor));
    case TUI_META | 'f':
    case TUI_CTRL | TUI_KEY_RIGHT:
        return line_move(l, line_word_forward(l, l->cursor));
    case TUI_KEY_UP:
        return line_vertical(l, -1);
    case TUI_KEY_DOWN:
        return line_vertical(l, 1);
    default:
        return TUI_EDIT_PASS;
    }
}

static enum tui_edit line_delete_key(struct tui_line *l, tui_key key)
{
    switch (key) {
    case TUI_KEY_BACKSPACE:
        return line_delete(l, line_previous(l, l->cursor), l->cursor);
    case TUI_KEY_DELETE:
    case TUI_CTRL | 'd':
        return line_delete(l, l->cursor, line_next(l, l->cursor));
    case TUI_CTRL | 'k':
        return line_delete(l, l->cursor, line_end(l, l->cursor));
    case TUI_CTRL | 'u':
        return line_delete(l, line_start(l, l->cursor), l->cursor);
    case TUI_CTRL | 'w':
    case TUI_META | TUI_KEY_BACKSPACE:
        return line_delete(l, line_word_back(l, l->cursor), l->cursor);
    default:
        return TUI_EDIT_PASS;
    }
}

enum tui_edit tui_line_event(struct tui_line *l, const struct tui_event *event)
{
    if (event->kind == TUI_EVENT_PASTE)
        return line_paste(l, event->text);
    if (event->kind != TUI_EVENT_KEY)
        return TUI_EDIT_PASS;
    if (tui_key_is_text(event->key))
        return line_insert(l, event->key);
    if (event->key == TUI_KEY_ENTER && l->multi)
        return line_insert(l, '\n');
    enum tui_edit moved = line_move_key(l, event->key);
    return moved != TUI_EDIT_PASS ? moved : line_delete_key(l, event->key);
}

/* ---- drawing --------------------------------------------------------------------------------- */

/* Columns of a part of the text as it is shown (unsafe characters as escapes). */
static int line_shown_width(const struct tui_line *l, size_t from, size_t to)
{
    struct base_text part = {0};
    base_text_add_n(&part, tui_line_get(l) + from, to - from);
    int width = tui_text_width(base_text_string(&part));
    base_text_free(&part);
    return width;
}

static void line_put(struct tui_area area, int row, int col, tui_style style, const char *s,
                     size_t n)
{
    struct base_text part = {0};
    base_text_add_n(&part, s, n);
    int end = tui_put(area, row, col, style, base_text_string(&part));
    base_text_free(&part);
    for (; end < area.cols; end++)
        tui_put(area, row, end, style, " ");
}

static int line_keep_visible(int scroll, int place, int room)
{
    if (place < scroll)
        return place;
    return place - scroll >= room ? place - room + 1 : scroll;
}

static void line_draw_single(struct tui_line *l, struct tui_area area, tui_style style,
                             bool focused)
{
    int cursor = line_shown_width(l, 0, l->cursor);
    int spare =
        area.cols - 1 - line_shown_width(l, 0, l->text.length); /* 1: the cursor behind it */
    l->scroll = focused ? line_keep_visible(l->scroll, cursor, area.cols) : 0;
    if (l->scroll > 0 && l->scroll > -spare) /* there is more room now than when it scrolled */
        l->scroll = spare < 0 ? -spare : 0;
    line_put(area, 0, -l->scroll, style, tui_line_get(l), l->text.length);
    if (focused)
        tui_cursor(area, 0, cursor - l->scroll, true);
}

static size_t line_next_row(const struct tui_line *l, size_t start)
{
    size_t end = line_row_end(l, start);
    return tui_line_get(l)[end] == '\n' ? end + 1 : end;
}

static bool line_last_row(const struct tui_line *l, size_t start)
{
    return line_row_end(l, start) == l->text.length;
}

static void line_draw_multi(struct tui_line *l, struct tui_area area, tui_style style, bool focused)
{
    l->cols = area.cols - 1; /* room for the cursor after the last character */
    size_t start = line_row_start(l, l->cursor), at = 0;
    int row = 0;
    for (; at < start; at = line_next_row(l, at))
        row++;
    l->scroll = line_keep_visible(l->scroll, row, area.rows);
    at = 0;
    for (int i = 0; i < l->scroll; i++)
        at = line_next_row(l, at);
    bool over = false;
    for (int i = 0; i < area.rows; i++) {
        line_put(area, i, 0, style, tui_line_get(l) + at, over ? 0 : line_row_end(l, at) - at);
        over = over || line_last_row(l, at);
        at = over ? l->text.length : line_next_row(l, at);
    }
    if (focused)
        tui_cursor(area, row - l->scroll, line_shown_width(l, start, l->cursor), true);
}

void tui_line_draw(struct tui_line *l, struct tui_area area, tui_style style, bool focused)
{
    if (area.rows < 1 || area.cols < 1)
        return;
    if (l->multi)
        line_draw_multi(l, area, style, focused);
    else
        line_draw_single(l, area, style, focused);
}
