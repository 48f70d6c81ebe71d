/* draw.h: drawing into rectangles of the screen.
 *
 * An area is a rectangle; rows and columns count from its top left corner and nothing is drawn
 * outside it. Text is drawn cluster by cluster at explicit columns: a wide character that would be
 * half outside becomes a blank, unsafe characters are shown as escapes (base_utf8_show), and where
 * the C library and the kit disagree on a width a stand-in is drawn, so no column ever shifts.
 *
 *   void today_draw(struct tui_screen *s, struct tui_area area)
 *   {
 *       struct tui_area top = tui_area_top(&area, 5);      // takes 5 rows off area
 *       int col = tui_put(top, 0, 1, TUI_TITLE, _("Waiting on the desk"));
 *       tui_put_right(top, 0, top.cols - 1, TUI_DIM, _("oldest first"));
 *       tui_bar(area, 0, 10, 10, 0.89, TUI_BAR);
 *   } */
#ifndef SHAREDESK_TUI_DRAW_H
#define SHAREDESK_TUI_DRAW_H

#include "sharedesk/tui/theme.h"

#include <stdbool.h>

struct tui_area {
    int row, col;   /* on the terminal */
    int rows, cols; /* never negative */
};

enum tui_align { TUI_LEFT, TUI_RIGHT, TUI_CENTRE };

/* Cutting areas: each takes n rows or columns off *area and returns them. */
struct tui_area tui_area_top(struct tui_area *area, int n);
struct tui_area tui_area_bottom(struct tui_area *area, int n);
struct tui_area tui_area_left(struct tui_area *area, int n);
struct tui_area tui_area_right(struct tui_area *area, int n);
struct tui_area tui_area_inset(struct tui_area area, int rows, int cols); /* margins on all sides */

/* Text from (row, col) on, cut at the right edge. Returns the column after it, also when that is
 * outside. col may be negative: the part left of the edge is cut off. */
int tui_put(struct tui_area area, int row, int col, tui_style style, const char *text);
int tui_putf(struct tui_area area, int row, int col, tui_style style, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Text that ends before column end. Returns its first column. */
int tui_put_right(struct tui_area area, int row, int end, tui_style style, const char *text);
/* Text in a cell of width columns: aligned, cut with an ellipsis, the rest blank in that style. */
void tui_put_cell(struct tui_area area, int row, int col, int width, enum tui_align align,
                  tui_style style, const char *text);
/* A cell with every match of the folded needle in TUI_FOUND. needle may be NULL. */
void tui_put_found(struct tui_area area, int row, int col, int width, enum tui_align align,
                   tui_style style, const char *text, const char *needle);
/* A paragraph wrapped at blanks, and between Han characters; newlines break. first skips lines.
 * Returns how many lines the whole takes at area.cols (also those not drawn). */
int tui_put_wrapped(struct tui_area area, int first, tui_style style, const char *text);
/* Columns of the text as it will be shown. */
int tui_text_width(const char *text);

void tui_fill(struct tui_area area, tui_style style, const char *character);
void tui_hline(struct tui_area area, int row, int col, int n, tui_style style);
void tui_vline(struct tui_area area, int row, int col, int n, tui_style style);
void tui_box(struct tui_area area, tui_style style, const char *title); /* title may be NULL */

/* A horizontal bar, share 0 to 1 of width, in eighths of a column ('#' in ASCII, rest '.'). */
void tui_bar(struct tui_area area, int row, int col, int width, double share, tui_style style);
/* A bar that grows left (negative) or right from a middle; value -1 to 1. */
void tui_bar_both(struct tui_area area, int row, int col, int width, double value,
                  tui_style negative, tui_style positive);
/* One column a value, ▁ to █ between lowest and highest ("_.:-=+*#" in ASCII); NaN is a blank.
 * low == high: scaled to the values themselves, from 0 if none is negative. */
void tui_sparkline(struct tui_area area, int row, int col, const double *values, size_t n,
                   double low, double high, tui_style style);

/* Signs that have an ASCII form; each is one column wide. */
enum tui_sign {
    TUI_SIGN_MARKER,     /* ▸ > */
    TUI_SIGN_MARKED,     /* ● * */
    TUI_SIGN_CRUMB,      /* › > */
    TUI_SIGN_YES,        /* ✓ + */
    TUI_SIGN_NO,         /* ✗ x */
    TUI_SIGN_UP,         /* ▲ ^ */
    TUI_SIGN_DOWN,       /* ▼ v */
    TUI_SIGN_ARROW,      /* → > */
    TUI_SIGN_ELLIPSIS,   /* … ~ */
    TUI_SIGN_DOT,        /* · . */
    TUI_SIGN_FULL,       /* █ # */
    TUI_SIGN_MEDIUM,     /* ▒ = */
    TUI_SIGN_LIGHT,      /* ░ - */
    TUI_SIGN_HATCH,      /* ╱ / */
    TUI_SIGN_CROSS,      /* ╳ X */
    TUI_SIGN_LEFT_EDGE,  /* ▕ | */
    TUI_SIGN_RIGHT_EDGE, /* ▏ | */
    TUI_SIGN_MINUS,      /* − - */
    TUI_SIGN_TIMES,      /* × x */
    TUI_SIGN_RESTING,    /* ▹ -: the marker of a pane that has not the cursor */
};
const char *tui_sign(enum tui_sign sign);

/* Parks the hardware cursor (screen readers and input methods follow it); the last call of a frame
 * wins. visible shows it (text entry). */
void tui_cursor(struct tui_area area, int row, int col, bool visible);

#endif
