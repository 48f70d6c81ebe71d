/* table_draw.c: a table's header and rows. The selected row is told by its marker and by its first
 * cell, not by a full row in reverse: a move of the cursor then costs a few bytes on the line. */
#include "table_private.h"

#include "sharedesk/base/i18n.h"
#include "term_private.h"

#include <string.h>

enum { COLUMNS_MOST = 64, GUTTER = 2 }; /* marker, mark */

struct layout {
    size_t column[COLUMNS_MOST]; /* which columns are shown */
    int width[COLUMNS_MOST];
    size_t count;
    int gap;
    bool cut; /* some are not shown, or not whole */
};

/* ---- widths ---------------------------------------------------------------------------------- */

size_t tui_table_frozen(const struct tui_table *t)
{
    size_t n = 0;
    while (n < t->column_count && t->columns[n].frozen)
        n++;
    return n;
}

static int column_least(const struct tui_column *c, int cols)
{
    if (c->kept && c->width <= cols / 2)
        return c->width;
    return c->min > 0 && c->min < c->width ? c->min : c->width;
}

static int layout_total(const struct layout *l)
{
    int total = l->count > 0 ? (int)(l->count - 1) * l->gap : 0;
    for (size_t i = 0; i < l->count; i++)
        total += l->width[i];
    return total;
}

/* One column at a time, the widest spare first, so that all give evenly. */
static void layout_shrink(const struct tui_table *t, struct layout *l, int cols)
{
    for (int over = layout_total(l) - cols; over > 0; over--) {
        size_t most = l->count;
        int spare = 0;
        for (size_t i = 0; i < l->count; i++) {
            int here = l->width[i] - column_least(&t->columns[l->column[i]], cols);
            if (here > spare) {
                spare = here;
                most = i;
            }
        }
        if (most == l->count)
            return;
        l->width[most]--;
    }
}

static void layout_grow(const struct tui_table *t, struct layout *l, int cols)
{
    int spare = cols - layout_total(l), growing = 0;
    for (size_t i = 0; i < l->count; i++)
        growing += t->columns[l->column[i]].grow;
    for (size_t i = 0; spare > 0 && growing > 0 && i < l->count; i++)
        if (t->columns[l->column[i]].grow) {
            int share = spare / growing--;
            l->width[i] += share;
            spare -= share;
        }
}

/* Columns that do not fit even at their least are left off at the right; the last one shown may be
 * cut, if something of it can still be read. */
static void layout_cut(struct layout *l, int cols)
{
    enum { READABLE = 4 };
    while (l->count > 1 && layout_total(l) > cols) {
        size_t last = l->count - 1;
        int room = cols - (layout_total(l) - l->width[last]);
        l->cut = true;
        if (room >= READABLE) {
            l->width[last] = room;
            return;
        }
        l->count--;
    }
    if (l->count == 1 && l->width[0] > cols)
        l->width[0] = cols;
}

static struct layout table_lay_out(const struct tui_table *t, int cols)
{
    struct layout l = {.gap = 2};
    size_t frozen = tui_table_frozen(t);
    for (size_t i = 0; i < t->column_count && l.count < COLUMNS_MOST; i++) {
        if (i >= frozen && i - frozen < t->scrolled)
            continue;
        l.column[l.count] = i;
        l.width[l.count++] = t->columns[i].width;
    }
    if (layout_total(&l) > cols)
        l.gap = 1;
    layout_shrink(t, &l, cols);
    layout_cut(&l, cols);
    layout_grow(t, &l, cols);
    return l;
}

/* ---- header ---------------------------------------------------------------------------------- */

/* A plain list has columns without titles, and no line for them. */
static bool table_has_titles(const struct tui_table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (!base_text_empty(t->columns[i].title))
            return true;
    return false;
}

static const char *table_title(const struct tui_column *c)
{
    const char *title = base_text_empty(c->title) ? "" : _(c->title);
    if (!c->sort)
        return title;
    return base_arena_printf(tui_frame_arena(), "%s%s", title,
                             tui_sign(c->sort == '-' ? TUI_SIGN_DOWN : TUI_SIGN_UP));
}

static void table_draw_header(const struct tui_table *t, struct tui_area line,
                              const struct layout *l)
{
    const char *count = t->source->count ? t->source->count(t->ctx, tui_frame_arena()) : NULL;
    int col = GUTTER, end = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct tui_column *c = &t->columns[l->column[i]];
        const char *title = table_title(c);
        int width = tui_text_width(title);
        tui_put_cell(line, 0, col, l->width[i], c->align, TUI_HEADER, title);
        end = col + (c->align == TUI_LEFT && width < l->width[i] ? width : l->width[i]);
        col += l->width[i] + l->gap;
    }
    if (t->scrolled > 0)
        tui_put(line, 0, 0, TUI_MARKER, "<");
    if (l->cut)
        tui_put(line, 0, line.cols - 1, TUI_MARKER, tui_sign(TUI_SIGN_CRUMB));
    else if (count && end + 2 + tui_text_width(count) < line.cols)
        tui_put_right(line, 0, line.cols - 1, TUI_DIM, count);
}

/* ---- rows ------------------------------------------------------------------------------------ */

int tui_table_range_start(const struct tui_table *t)
{
    if (!t->range_key)
        return -2;
    int at = tui_window_find(&t->window, t->range_key);
    if (at >= 0)
        return at;
    return t->range_side < 0 ? -1 : t->window.count;
}

static bool table_in_range(int start, int cursor, int index)
{
    if (start == -2)
        return false;
    return start < cursor ? index >= start && index <= cursor : index >= cursor && index <= start;
}

/* A cell without a role of its own has the row's. */
static tui_style table_cell_style(const struct tui_row *row, const struct tui_cell *cell)
{
    if ((cell->style & 0xff) == TUI_NORMAL)
        return row->style | (cell->style & ~0xffu);
    return cell->style;
}

static void table_draw_cells(const struct tui_table *t, struct tui_area area, int line,
                             const struct tui_row *row, const struct layout *l, bool selected)
{
    int col = GUTTER;
    for (size_t i = 0; i < l->count; i++) {
        const struct tui_cell *cell = &row->cells[l->column[i]];
        tui_style style = table_cell_style(row, cell);
        if (selected && i == 0)
            style = (style & 0xff) == TUI_NORMAL ? TUI_CURSOR : style | TUI_BOLD;
        tui_put_found(area, line, col, l->width[i], t->columns[l->column[i]].align, style,
                      cell->text, t->needle);
        col += l->width[i] + l->gap;
    }
}

static void table_draw_row(const struct tui_table *t, struct tui_area area, int line, int index,
                           int range, const struct layout *l, bool focused)
{
    const struct tui_row *row = tui_window_row(&t->window, index);
    bool marked = tui_marks_has(&t->marks, row->key) || table_in_range(range, t->cursor, index);
    bool selected = index == t->cursor;
    table_draw_cells(t, area, line, row, l, selected && focused);
    /* marker, gap and first cell in one look: one change of attributes on the line, not three */
    if (selected)
        tui_putf(area, line, 0, focused ? TUI_CURSOR : TUI_DIM, "%s ",
                 tui_sign(focused ? TUI_SIGN_MARKER : TUI_SIGN_RESTING));
    if (marked)
        tui_put(area, line, 1, TUI_MARKED, tui_sign(TUI_SIGN_MARKED));
}

void tui_table_draw(struct tui_table *t, struct tui_area area, bool focused)
{
    t->header_rows = table_has_titles(t) ? 1 : 0;
    struct tui_area header = tui_area_top(&area, t->header_rows);
    if (area.rows < 1 || area.cols < GUTTER + 4)
        return;
    struct layout l = table_lay_out(t, area.cols - GUTTER);
    t->more_right = l.cut;
    t->rows = area.rows; /* only known here: keeps the cursor in sight, reads nothing */
    tui_table_settle(t);
    table_draw_header(t, header, &l);
    int range = tui_table_range_start(t);
    for (int line = 0; line < area.rows && t->top + line < t->window.count; line++)
        table_draw_row(t, area, line, t->top + line, range, &l, focused);
    if (t->window.count == 0)
        tui_put_wrapped(tui_area_inset(area, 0, GUTTER), 0, TUI_DIM,
                        t->empty ? t->empty : _("nothing here"));
    if (focused)
        tui_cursor(area, t->window.count > 0 ? t->cursor - t->top : 0, GUTTER, false);
}
