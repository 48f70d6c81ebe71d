/* draw.c: areas, and text in them, one character at a time at explicit columns. */
#include "sharedesk/tui/draw.h"

#include "sharedesk/base/utf8.h"
#include "term_private.h"
#include "wrap.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* ---- areas ----------------------------------------------------------------------------------- */

static int area_clamp(int n, int most)
{
    return n < 0 ? 0 : n > most ? most : n;
}

struct tui_area tui_area_top(struct tui_area *area, int n)
{
    struct tui_area taken = *area;
    taken.rows = area_clamp(n, area->rows);
    area->row += taken.rows;
    area->rows -= taken.rows;
    return taken;
}

struct tui_area tui_area_bottom(struct tui_area *area, int n)
{
    struct tui_area taken = *area;
    taken.rows = area_clamp(n, area->rows);
    area->rows -= taken.rows;
    taken.row += area->rows;
    return taken;
}

struct tui_area tui_area_left(struct tui_area *area, int n)
{
    struct tui_area taken = *area;
    taken.cols = area_clamp(n, area->cols);
    area->col += taken.cols;
    area->cols -= taken.cols;
    return taken;
}

struct tui_area tui_area_right(struct tui_area *area, int n)
{
    struct tui_area taken = *area;
    taken.cols = area_clamp(n, area->cols);
    area->cols -= taken.cols;
    taken.col += area->cols;
    return taken;
}

struct tui_area tui_area_inset(struct tui_area area, int rows, int cols)
{
    tui_area_top(&area, rows);
    tui_area_bottom(&area, rows);
    tui_area_left(&area, cols);
    tui_area_right(&area, cols);
    return area;
}

/* ---- looks ----------------------------------------------------------------------------------- */

static attr_t draw_attributes(tui_style style)
{
    attr_t a = tui_terminal()->attributes[style & 0xff];
    if (style & TUI_BOLD)
        a = (a | A_BOLD) & ~A_DIM;
    if (style & TUI_UNDERLINE)
        a |= A_UNDERLINE;
    if (style & TUI_REVERSE)
        a ^= A_REVERSE;
    return a;
}

static short draw_pair(tui_style style)
{
    bool coloured = tui_terminal()->colours != TUI_COLOURS_MONO;
    return (short)(coloured ? (int)(style & 0xff) + 1 : 0);
}

/* ---- one character --------------------------------------------------------------------------- */

/* Stand-ins: for a terminal that shows ASCII only, and for a wide ambiguous character, whose width
 * the C library (curses reckons with it) and the terminal take differently. */
static const struct stand_in {
    uint32_t cp;
    char ascii;
    uint32_t wide;
} stand_ins[] = {
    {0xB0, 'o', 0xFF4F},   {0xB1, '+', 0xFF0B},   {0xB7, '.', 0x30FB},    {0xD7, 'x', 0xFF58},
    {0x2013, '-', 0xFF0D}, {0x2014, '-', 0xFF0D}, {0x2018, '\'', 0xFF07}, {0x2019, '\'', 0xFF07},
    {0x201C, '"', 0xFF02}, {0x201D, '"', 0xFF02}, {0x2026, '~', 0xFF5E},  {0x203A, '>', 0xFF1E},
    {0x2190, '<', 0xFF1C}, {0x2192, '>', 0xFF1E}, {0x2191, '^', 0xFF3E},  {0x2193, 'v', 0xFF56},
    {0x2212, '-', 0xFF0D}, {0x3001, ',', 0},      {0x3002, '.', 0},       {0xFF08, '(', 0},
    {0xFF09, ')', 0},      {0xFF0C, ',', 0},      {0xFF1A, ':', 0},       {0xFF1B, ';', 0},
};

static const struct stand_in *draw_stand_in(uint32_t cp)
{
    for (size_t i = 0; i < sizeof stand_ins / sizeof stand_ins[0]; i++)
        if (stand_ins[i].cp == cp)
            return &stand_ins[i];
    return NULL;
}

struct glyph {
    wchar_t chars[CCHARW_MAX + 1]; /* the character and what combines with it */
    int width;                     /* columns it is given */
    int drawn;                     /* columns it takes; the rest become blanks */
};

static void glyph_replace(struct glyph *g, uint32_t cp)
{
    const struct stand_in *s = draw_stand_in(cp);
    bool wide = g->width == 2 && !tui_terminal()->ascii_only && s && s->wide;
    g->chars[0] = wide ? (wchar_t)s->wide : s ? s->ascii : '?';
    g->chars[1] = L'\0';
    g->drawn = wide ? 2 : 1;
}

/* Combining characters stay with their base, as far as curses has room; what makes terminals join
 * or widen emoji is left out, as its columns are never the same on two terminals. */
static size_t glyph_add_combining(struct glyph *g, const char *s, size_t at)
{
    uint32_t cp;
    int n = 1;
    for (size_t taken; (taken = base_utf8_next(s + at, &cp)) > 0; at += taken) {
        if (base_utf8_char_width(cp) != 0)
            break;
        bool joins = cp == 0x200D || cp == 0xFE0E || cp == 0xFE0F || wcwidth((wchar_t)cp) != 0;
        if (!joins && n < CCHARW_MAX)
            g->chars[n++] = (wchar_t)cp;
    }
    g->chars[n] = L'\0';
    return at;
}

/* The next glyph of safe text; returns its bytes, 0 at the end. */
static size_t glyph_next(const char *s, struct glyph *g)
{
    uint32_t cp;
    size_t taken = base_utf8_next(s, &cp);
    if (taken == 0)
        return 0;
    g->width = base_utf8_char_width(cp);
    g->drawn = g->width;
    g->chars[0] = (wchar_t)cp;
    size_t end = glyph_add_combining(g, s, taken);
    if (g->width == 0) { /* a combining character with nothing before it */
        g->chars[0] = L'\u25cc';
        g->chars[1] = (wchar_t)cp;
        g->chars[2] = L'\0';
    } else if (cp >= 0x7f && (tui_terminal()->ascii_only || wcwidth((wchar_t)cp) != g->width)) {
        glyph_replace(g, cp);
    }
    return end;
}

/* The right half of a wide character: ncurses counts its columns where a cell has its character. */
static bool draw_is_half(const cchar_t *cell)
{
    return (cell->attr & A_CHARTEXT) > 1;
}

/* Both halves of a wide character that has its middle at x become blanks. What is written over one
 * half only makes ncurses lose count of the columns of what follows in the line. */
static void draw_part(int y, int x)
{
    cchar_t cell;
    wchar_t chars[CCHARW_MAX + 1];
    attr_t attributes;
    short pair;
    if (x <= 0 || mvin_wch(y, x, &cell) == ERR || !draw_is_half(&cell))
        return;
    getcchar(&cell, chars, &attributes, &pair, NULL);
    setcchar(&cell, L" ", attributes, pair, NULL);
    mvadd_wch(y, x - 1, &cell);
    mvadd_wch(y, x, &cell);
}

static void draw_cell(struct tui_area area, int row, int col, tui_style style, const wchar_t *chars,
                      int width)
{
    cchar_t cell;
    int y = area.row + row, x = area.col + col;
    draw_part(y, x);
    draw_part(y, x + width);
    setcchar(&cell, chars, draw_attributes(style), draw_pair(style), NULL);
    mvadd_wch(y, x, &cell);
}

static void draw_blanks(struct tui_area area, int row, int from, int to, tui_style style)
{
    if (row < 0 || row >= area.rows)
        return;
    for (int col = from < 0 ? 0 : from; col < to && col < area.cols; col++)
        draw_cell(area, row, col, style, L" ", 1);
}

static void draw_glyph(struct tui_area area, int row, int col, tui_style style,
                       const struct glyph *g)
{
    bool inside = col >= 0 && col + g->width <= area.cols;
    if (inside && g->width > 0)
        draw_cell(area, row, col, style, g->chars, g->drawn);
    draw_blanks(area, row, inside ? col + g->drawn : col, col + g->width, style);
}

/* ---- text ------------------------------------------------------------------------------------ */

static const char *draw_safe(const char *text)
{
    return base_utf8_show(tui_frame_arena(), text);
}

static int draw_text(struct tui_area area, int row, int col, tui_style style, const char *text,
                     size_t length)
{
    struct glyph g;
    bool visible = row >= 0 && row < area.rows;
    for (size_t at = 0, n; at < length && (n = glyph_next(text + at, &g)) > 0; at += n) {
        if (visible && col < area.cols)
            draw_glyph(area, row, col, style, &g);
        col += g.width;
    }
    return col;
}

int tui_put(struct tui_area area, int row, int col, tui_style style, const char *text)
{
    const char *safe = draw_safe(text);
    return draw_text(area, row, col, style, safe, strlen(safe));
}

int tui_putf(struct tui_area area, int row, int col, tui_style style, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = base_arena_vprintf(tui_frame_arena(), format, args);
    va_end(args);
    return tui_put(area, row, col, style, text);
}

int tui_text_width(const char *text)
{
    return base_utf8_width(draw_safe(text));
}

int tui_put_right(struct tui_area area, int row, int end, tui_style style, const char *text)
{
    int col = end - tui_text_width(text);
    tui_put(area, row, col, style, text);
    return col;
}

/* The cell's text, cut, and the column it starts at. */
static const char *draw_fit_cell(int width, enum tui_align align, const char *text, int *start)
{
    const char *safe = draw_safe(text);
    int columns = base_utf8_width(safe);
    if (columns > width) {
        safe = base_utf8_cut(tui_frame_arena(), safe, width);
        columns = base_utf8_width(safe);
    }
    *start = align == TUI_LEFT ? 0 : align == TUI_RIGHT ? width - columns : (width - columns) / 2;
    return safe;
}

void tui_put_cell(struct tui_area area, int row, int col, int width, enum tui_align align,
                  tui_style style, const char *text)
{
    int start;
    if (width <= 0)
        return;
    const char *fit = draw_fit_cell(width, align, text, &start);
    draw_blanks(area, row, col, col + start, style);
    int end = tui_put(area, row, col + start, style, fit);
    draw_blanks(area, row, end, col + width, style);
}

/* Bytes of the match of a folded needle at s, 0 when there is none: the shortest run of clusters
 * whose folded form is the needle. */
static size_t draw_match(const char *s, const char *needle)
{
    struct base_arena *a = tui_frame_arena();
    size_t wanted = strlen(needle), at = 0;
    while (s[at]) {
        at += base_utf8_cluster(s + at);
        const char *folded = base_utf8_fold(a, base_arena_strndup(a, s, at));
        if (strncmp(folded, needle, wanted) == 0)
            return at;
        if (strncmp(folded, needle, strlen(folded)) != 0)
            return 0;
    }
    return 0;
}

void tui_put_found(struct tui_area area, int row, int col, int width, enum tui_align align,
                   tui_style style, const char *text, const char *needle)
{
    int start;
    tui_put_cell(area, row, col, width, align, style, text);
    if (!needle || !*needle || width <= 0)
        return;
    const char *fit = draw_fit_cell(width, align, text, &start);
    const char *folded = base_utf8_fold(tui_frame_arena(), needle);
    if (!strstr(base_utf8_fold(tui_frame_arena(), fit), folded))
        return;
    for (int at = col + start; *fit;) {
        size_t match = *fit == ' ' ? 0 : draw_match(fit, folded);
        size_t n = match ? match : base_utf8_cluster(fit);
        at = draw_text(area, row, at, match ? TUI_FOUND : style, fit, n);
        fit += n;
    }
}

int tui_put_wrapped(struct tui_area area, int first, tui_style style, const char *text)
{
    int line = 0;
    if (area.cols < 1 || !text)
        return 0;
    for (struct tui_wrap wrap; *text; text += wrap.next, line++) {
        wrap = tui_wrap_line(text, area.cols);
        char *piece = base_arena_strndup(tui_frame_arena(), text, wrap.length);
        tui_put(area, line - first, 0, style, piece);
        if (wrap.next == 0)
            return line + 1;
    }
    return line;
}

/* ---- fills and lines ------------------------------------------------------------------------- */

void tui_fill(struct tui_area area, tui_style style, const char *character)
{
    struct glyph g;
    if (glyph_next(draw_safe(character), &g) == 0 || g.width < 1)
        return;
    for (int row = 0; row < area.rows; row++)
        for (int col = 0; col < area.cols; col += g.width)
            draw_glyph(area, row, col, style, &g);
}

enum line_part { LINE_H, LINE_V, LINE_TL, LINE_TR, LINE_BL, LINE_BR };

static const char *draw_line(enum line_part part)
{
    static const char *const utf8[] = {"─", "│", "┌", "┐", "└", "┘"};
    static const char *const ascii[] = {"-", "|", "+", "+", "+", "+"};
    return tui_term_utf8_lines() ? utf8[part] : ascii[part];
}

void tui_hline(struct tui_area area, int row, int col, int n, tui_style style)
{
    for (int i = 0; i < n; i++)
        tui_put(area, row, col + i, style, draw_line(LINE_H));
}

void tui_vline(struct tui_area area, int row, int col, int n, tui_style style)
{
    for (int i = 0; i < n; i++)
        tui_put(area, row + i, col, style, draw_line(LINE_V));
}

void tui_box(struct tui_area area, tui_style style, const char *title)
{
    int bottom = area.rows - 1, right = area.cols - 1;
    if (bottom < 1 || right < 1)
        return;
    tui_hline(area, 0, 1, right - 1, style);
    tui_hline(area, bottom, 1, right - 1, style);
    tui_vline(area, 1, 0, bottom - 1, style);
    tui_vline(area, 1, right, bottom - 1, style);
    tui_put(area, 0, 0, style, draw_line(LINE_TL));
    tui_put(area, 0, right, style, draw_line(LINE_TR));
    tui_put(area, bottom, 0, style, draw_line(LINE_BL));
    tui_put(area, bottom, right, style, draw_line(LINE_BR));
    int width = title ? tui_text_width(title) : 0;
    if (width > right - 5)
        width = right - 5;
    if (width > 0) {
        tui_put(area, 0, 2, style, " ");
        tui_put_cell(area, 0, 3, width, TUI_LEFT, TUI_TITLE, title);
        tui_put(area, 0, 3 + width, style, " ");
    }
}

/* ---- signs and the cursor -------------------------------------------------------------------- */

const char *tui_sign(enum tui_sign sign)
{
    static const char *const utf8[] = {"▸", "●", "›", "✓", "✗", "▲", "▼", "→", "…", "·",
                                       "█", "▒", "░", "╱", "╳", "▕", "▏", "−", "×", "▹"};
    static const char *const ascii[] = {">", "*", ">", "+", "x", "^", "v", ">", "~", ".",
                                        "#", "=", "-", "/", "X", "|", "|", "-", "x", "-"};
    return tui_term_utf8_lines() ? utf8[sign] : ascii[sign];
}

void tui_cursor(struct tui_area area, int row, int col, bool visible)
{
    if (row < 0 || row >= area.rows || col < 0 || area.cols < 1)
        return;
    struct tui_terminal *t = tui_terminal();
    t->cursor_row = area.row + row;
    t->cursor_col = area.col + (col < area.cols ? col : area.cols - 1);
    t->cursor_visible = visible;
}

struct base_arena *tui_frame_arena(void)
{
    return tui_terminal()->frame;
}
