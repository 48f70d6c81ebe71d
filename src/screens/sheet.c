/* sheet.c: rows of computed figures in memory: sorting, filtering, bars in cells. */
#include "sharedesk/screens/sheet.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/exchange/csv.h"
#include "sharedesk/screens/commands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sheet_cell {
    double value; /* NAN: sorted by its text */
    const char *folded;
};

struct sheet_row {
    struct tui_row row;
    struct store_ref ref;
    void *data;
    struct tui_cell *shown;
    struct sheet_cell *cells; /* what is known of each: its value, for sorting */
    size_t place;             /* in the order added */
};

struct screens_sheet {
    struct base_arena *life;
    struct tui_column *columns;
    bool *largest_first, *bars; /* of each column */
    size_t column_count;
    size_t sorted;   /* column, or column_count: as added */
    bool descending; /* of it */
    struct tui_table *table;
    struct base_text filter, before; /* before: while another one is typed */

    struct base_arena *arena; /* of the rows, the caller's */
    struct sheet_row **all;
    size_t all_count, all_capacity;
    struct tui_rows rows; /* shown */
    const char *count;
};

/* ---- making --------------------------------------------------------------------------------- */

/* The table keeps its rows in an arena of its own, past the next reading of the screen. */
static void sheet_copy_row(const struct screens_sheet *t, struct tui_row *row, struct base_arena *a)
{
    struct tui_cell *cells = tui_cells(a, t->column_count);
    struct sheet_row *about = base_arena_alloc(a, sizeof *about);
    for (size_t i = 0; i < t->column_count; i++)
        cells[i] = (struct tui_cell){.text = base_arena_strdup(a, row->cells[i].text),
                                     .style = row->cells[i].style};
    *about = *(const struct sheet_row *)row->data;
    row->key = base_arena_strdup(a, row->key);
    row->cells = cells;
    row->data = about;
}

static enum err_code sheet_fetch(void *ctx, enum tui_fetch how, const struct tui_row *anchor,
                                 size_t n, struct base_arena *a, struct tui_rows *out,
                                 struct err *e)
{
    struct screens_sheet *t = ctx;
    if (tui_rows_source.fetch(&t->rows, how, anchor, n, a, out, e))
        return e->code;
    for (size_t i = 0; i < out->count; i++)
        sheet_copy_row(t, &out->rows[i], a);
    return ERR_NONE;
}

static const char *sheet_count_text(void *ctx, struct base_arena *frame)
{
    const struct screens_sheet *t = ctx;
    if (t->rows.count == t->all_count)
        return base_arena_printf(frame, "%zu", t->all_count);
    return base_arena_printf(frame, _("%zu of %zu"), t->rows.count, t->all_count);
}

static const struct tui_table_source sheet_source = {.fetch = sheet_fetch,
                                                     .count = sheet_count_text};

struct screens_sheet *screens_sheet_new(const struct tui_column *columns, size_t count)
{
    struct screens_sheet *t = base_alloc(sizeof *t);
    t->life = base_arena_new();
    t->columns = base_arena_array(t->life, count, sizeof *columns);
    t->largest_first = base_arena_array(t->life, count, sizeof *t->largest_first);
    t->bars = base_arena_array(t->life, count, sizeof *t->bars);
    for (size_t i = 0; i < count; i++) {
        t->columns[i] = columns[i];
        t->columns[i].sort = 0;
        t->largest_first[i] = columns[i].sort == '-';
    }
    t->column_count = t->sorted = count;
    t->table = tui_table_new(&sheet_source, t, t->columns, count);
    return t;
}

void screens_sheet_free(struct screens_sheet **t)
{
    if (!*t)
        return;
    tui_table_free(&(*t)->table);
    base_text_free(&(*t)->filter);
    base_text_free(&(*t)->before);
    base_arena_free(&(*t)->life);
    free(*t);
    *t = NULL;
}

void screens_sheet_empty(struct screens_sheet *t, const char *text)
{
    tui_table_empty(t->table, text);
}

static void sheet_sort_by(struct screens_sheet *t, size_t column, bool descending)
{
    for (size_t i = 0; i < t->column_count; i++)
        t->columns[i].sort = 0;
    t->sorted = column;
    t->descending = descending;
    if (column < t->column_count)
        t->columns[column].sort = descending ? '-' : '+';
}

void screens_sheet_sort(struct screens_sheet *t, size_t column)
{
    sheet_sort_by(t, column, t->largest_first[column]);
}

/* ---- reading -------------------------------------------------------------------------------- */

void screens_sheet_begin(struct screens_sheet *t, struct base_arena *a)
{
    t->arena = a;
    t->all = NULL;
    t->all_count = t->all_capacity = 0;
    t->rows = (struct tui_rows){0};
}

static struct sheet_row *sheet_last(struct screens_sheet *t)
{
    return t->all[t->all_count - 1];
}

void screens_sheet_row(struct screens_sheet *t, const char *key, struct store_ref ref)
{
    struct base_arena *a = t->arena;
    struct sheet_row *row = base_arena_alloc(a, sizeof *row);
    row->place = t->all_count;
    row->shown = tui_cells(a, t->column_count);
    row->row = (struct tui_row){.key = base_arena_strdup(a, key), .cells = row->shown, .data = row};
    row->cells = base_arena_array(a, t->column_count, sizeof *row->cells);
    row->ref = ref;
    for (size_t i = 0; i < t->column_count; i++)
        row->cells[i] = (struct sheet_cell){.value = NAN, .folded = ""};
    *(struct sheet_row **)base_arena_push(a, (void **)&t->all, &t->all_count, &t->all_capacity,
                                          sizeof(struct sheet_row *)) = row;
}

void screens_sheet_data(struct screens_sheet *t, void *data)
{
    sheet_last(t)->data = data;
}

void screens_sheet_style(struct screens_sheet *t, tui_style style)
{
    sheet_last(t)->row.style = style;
}

void screens_sheet_text(struct screens_sheet *t, size_t column, tui_style style, const char *text)
{
    sheet_last(t)->shown[column] = (struct tui_cell){.text = text, .style = style};
    sheet_last(t)->cells[column].folded = base_utf8_fold(t->arena, text ? text : "");
}

void screens_sheet_number(struct screens_sheet *t, size_t column, tui_style style, double value,
                          const char *text)
{
    screens_sheet_text(t, column, style, text);
    sheet_last(t)->cells[column].value = value;
}

/* ---- bars ----------------------------------------------------------------------------------- */

static int bar_columns(double share, int width)
{
    int n = share > 0 ? (int)(share * width + 0.5) : 0;
    if (n == 0 && share > 0)
        return 1; /* little is not nothing */
    return n < width ? n : width;
}

static void bar_repeat(struct base_text *out, const char *sign, int n)
{
    for (int i = 0; i < n; i++)
        base_text_add(out, sign);
}

static void sheet_put_bar(struct screens_sheet *t, size_t column, tui_style style, double value,
                          struct base_text *bar)
{
    screens_sheet_number(t, column, style, value,
                         base_arena_strdup(t->arena, base_text_string(bar)));
    sheet_last(t)->cells[column].folded = "";
    t->bars[column] = true;
    base_text_free(bar);
}

void screens_sheet_bar(struct screens_sheet *t, size_t column, tui_style style, double share,
                       int width)
{
    struct base_text bar = {0};
    int filled = bar_columns(share, width);
    bar_repeat(&bar, tui_sign(TUI_SIGN_FULL), filled);
    bar_repeat(&bar, tui_sign(TUI_SIGN_DOT), width - filled);
    sheet_put_bar(t, column, style, share, &bar);
}

void screens_sheet_balance(struct screens_sheet *t, size_t column, double left, double right,
                           int width)
{
    struct base_text bar = {0};
    int half = (width - 1) / 2, before = bar_columns(left, half), after = bar_columns(right, half);
    bar_repeat(&bar, tui_sign(TUI_SIGN_DOT), half - before);
    bar_repeat(&bar, tui_sign(TUI_SIGN_MEDIUM), before);
    base_text_add(&bar, tui_term_utf8_lines() ? "│" : "|");
    bar_repeat(&bar, tui_sign(TUI_SIGN_FULL), after);
    bar_repeat(&bar, tui_sign(TUI_SIGN_DOT), half - after);
    sheet_put_bar(t, column, right >= left ? TUI_GAIN : TUI_LOSS, right - left, &bar);
}

void screens_sheet_spark(struct screens_sheet *t, size_t column, tui_style style,
                         const double *values, size_t count)
{
    static const char *const utf8[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
    struct base_text line = {0};
    double low = 0, high = 0;
    for (size_t i = 0; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    for (size_t i = 0; i < count; i++) {
        double share = high > low ? (values[i] - low) / (high - low) : 0;
        if (isnan(values[i]))
            base_text_add(&line, " ");
        else
            base_text_add(&line, (tui_term_utf8_lines() ? utf8 : ascii)[(int)(share * 7 + 0.5)]);
    }
    sheet_put_bar(t, column, style, NAN, &line);
}

/* ---- sorting and filtering ------------------------------------------------------------------ */

/* qsort hands no context on: the column travels with the rows for the time of the sort. */
struct sheet_order {
    struct sheet_row *row;
    const struct sheet_cell *cell;
    bool descending;
};

static int sheet_compare(const void *x, const void *y)
{
    const struct sheet_order *a = x, *b = y;
    int order = 0;
    if (!isnan(a->cell->value) && !isnan(b->cell->value))
        order = (a->cell->value > b->cell->value) - (a->cell->value < b->cell->value);
    else if (isnan(a->cell->value) && isnan(b->cell->value))
        order = strcmp(a->cell->folded, b->cell->folded);
    else
        return isnan(a->cell->value) ? 1 : -1; /* what is not known comes last either way */
    if (order == 0)
        return (a->row->place > b->row->place) - (a->row->place < b->row->place);
    return a->descending ? -order : order;
}

static void sheet_order_rows(struct screens_sheet *t)
{
    static const struct sheet_cell as_added = {.value = NAN, .folded = ""};
    struct sheet_order *orders = base_alloc((t->all_count + 1) * sizeof *orders);
    for (size_t i = 0; i < t->all_count; i++)
        orders[i] = (struct sheet_order){
            t->all[i], t->sorted < t->column_count ? &t->all[i]->cells[t->sorted] : &as_added,
            t->descending};
    qsort(orders, t->all_count, sizeof *orders, sheet_compare);
    for (size_t i = 0; i < t->all_count; i++)
        t->all[i] = orders[i].row;
    free(orders);
}

static bool sheet_row_matches(const struct screens_sheet *t, const struct sheet_row *row,
                              const char *needle)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (strstr(row->cells[i].folded, needle))
            return true;
    return false;
}

enum err_code screens_sheet_end(struct screens_sheet *t, struct err *e)
{
    const char *needle = base_utf8_fold(t->arena, base_text_string(&t->filter));
    sheet_order_rows(t);
    t->rows.rows = base_arena_array(t->arena, t->all_count + 1, sizeof *t->rows.rows);
    t->rows.count = 0;
    for (size_t i = 0; i < t->all_count; i++)
        if (sheet_row_matches(t, t->all[i], needle))
            t->rows.rows[t->rows.count++] = t->all[i]->row;
    if (!e->code)
        return tui_table_reload(t->table, e);
    struct err later = ERR_INIT;
    tui_table_reload(t->table, &later);
    return e->code;
}

static int sheet_again(struct screens_sheet *t, struct tui_screen *s)
{
    struct err e = ERR_INIT;
    return screens_sheet_end(t, &e) ? screens_fail(s, &e) : TUI_MOVED;
}

static int sheet_sort_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_sheet *t = ctx;
    size_t column = (size_t)strtoul(code, NULL, 10);
    if (column == t->column_count)
        sheet_sort_by(t, column, false);
    else
        sheet_sort_by(t, column, column == t->sorted ? !t->descending : t->largest_first[column]);
    return sheet_again(t, s);
}

/* Bars and signs stand without a title; gettext would give its header for an empty text. */
static const char *sheet_title(const struct screens_sheet *t, size_t column)
{
    return base_text_empty(t->columns[column].title) ? "" : _(t->columns[column].title);
}

static int sheet_ask_sort(struct screens_sheet *t, struct tui_screen *s)
{
    struct base_arena *a = base_arena_new();
    struct tui_choice *choices = base_arena_array(a, t->column_count + 1, sizeof *choices);
    size_t n = 0;
    for (size_t i = 0; i < t->column_count; i++)
        if (*sheet_title(t, i))
            choices[n++] = (struct tui_choice){.code = base_arena_printf(a, "%zu", i),
                                               .label = sheet_title(t, i),
                                               .note = i != t->sorted  ? NULL
                                                       : t->descending ? _("largest first")
                                                                       : _("smallest first")};
    choices[n++] = (struct tui_choice){.code = base_arena_printf(a, "%zu", t->column_count),
                                       .label = _("as it came")};
    int result = tui_ask_choice(s, _("Sort by"), choices, n, base_arena_printf(a, "%zu", t->sorted),
                                sheet_sort_chosen, t);
    base_arena_free(&a);
    return result;
}

static int sheet_filter_changed(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_sheet *t = ctx;
    base_text_clear(&t->filter);
    base_text_add(&t->filter, text);
    return sheet_again(t, s);
}

static int sheet_filter_cancelled(struct tui_screen *s, void *ctx)
{
    struct screens_sheet *t = ctx;
    return sheet_filter_changed(s, ctx, base_text_string(&t->before));
}

static int sheet_ask_filter(struct screens_sheet *t, struct tui_screen *s)
{
    base_text_clear(&t->before);
    base_text_add(&t->before, base_text_string(&t->filter));
    struct tui_ask ask = {.label = _("Filter"),
                          .initial = base_text_string(&t->before),
                          .hint = _("part of any word in a row; empty shows all"),
                          .changed = sheet_filter_changed,
                          .done = sheet_filter_changed,
                          .cancelled = sheet_filter_cancelled};
    return tui_ask_line(s, &ask, t);
}

const char *screens_sheet_filter(const struct screens_sheet *t)
{
    return t->filter.length > 0 ? base_text_string(&t->filter) : NULL;
}

/* ---- showing -------------------------------------------------------------------------------- */

void screens_sheet_draw(struct screens_sheet *t, struct tui_area area, bool focused)
{
    tui_table_draw(t->table, area, focused);
}

int screens_sheet_command(struct screens_sheet *t, struct tui_screen *s, int id)
{
    switch (id) {
    case TUI_DO_SORT:
        return sheet_ask_sort(t, s);
    case TUI_DO_FILTER:
        return sheet_ask_filter(t, s);
    case SCREENS_DO_REVERSE:
        if (t->sorted == t->column_count)
            return sheet_ask_sort(t, s);
        sheet_sort_by(t, t->sorted, !t->descending);
        return sheet_again(t, s);
    default:
        return tui_table_command(t->table, s, id);
    }
}

int screens_sheet_pointer(struct screens_sheet *t, const struct tui_event *event)
{
    return tui_table_pointer(t->table, event);
}

size_t screens_sheet_count(const struct screens_sheet *t)
{
    return t->rows.count;
}

void *screens_sheet_at(const struct screens_sheet *t, size_t i)
{
    return ((const struct sheet_row *)t->rows.rows[i].data)->data;
}

static const struct sheet_row *sheet_current(const struct screens_sheet *t)
{
    const struct tui_row *row = tui_table_current(t->table);
    return row ? row->data : NULL;
}

bool screens_sheet_current(const struct screens_sheet *t, struct store_ref *ref)
{
    const struct sheet_row *row = sheet_current(t);
    if (!row || row->ref.id == 0)
        return false;
    *ref = row->ref;
    return true;
}

void *screens_sheet_current_data(const struct screens_sheet *t)
{
    const struct sheet_row *row = sheet_current(t);
    return row ? row->data : NULL;
}

bool screens_sheet_go(struct screens_sheet *t, const char *key)
{
    return tui_table_go(t->table, key);
}

void screens_sheet_csv(const struct screens_sheet *t, struct base_text *out)
{
    struct base_arena *a = base_arena_new();
    bool first = true;
    for (size_t c = 0; c < t->column_count; c++)
        if (!t->bars[c]) {
            exchange_csv_write(out, first, exchange_csv_defuse(a, sheet_title(t, c)));
            first = false;
        }
    exchange_csv_end(out);
    for (size_t r = 0; r < t->rows.count; r++) {
        first = true;
        for (size_t c = 0; c < t->column_count; c++)
            if (!t->bars[c]) {
                const char *text = t->rows.rows[r].cells[c].text;
                exchange_csv_write(out, first, exchange_csv_defuse(a, text ? text : ""));
                first = false;
            }
        exchange_csv_end(out);
    }
    base_arena_free(&a);
}

/* ---- views of a place ----------------------------------------------------------------------- */

/* The first label to show so that the current one is seen whole. */
static size_t tabs_first(struct tui_area line, const char *const *labels, size_t current)
{
    int width = 1;
    for (size_t i = current + 1; i-- > 0;) {
        width += tui_text_width(labels[i]) + 3;
        if (width > line.cols)
            return i < current ? i + 1 : current;
    }
    return 0;
}

void screens_tabs_draw(struct tui_area line, const char *const *labels, size_t count,
                       size_t current)
{
    size_t first = tabs_first(line, labels, current);
    int col = 0;
    if (first > 0)
        tui_put(line, 0, 0, TUI_MARKER, "<");
    for (size_t i = first; i < count; i++) {
        tui_put(line, 0, col, TUI_MARKER,
                i == current              ? tui_sign(TUI_SIGN_MARKER)
                : i > first || first == 0 ? " "
                                          : "<");
        col = tui_put(line, 0, col + 1, i == current ? TUI_TITLE : TUI_DIM, labels[i]) + 1;
    }
    if (col > line.cols + 1)
        tui_put(line, 0, line.cols - 1, TUI_MARKER, tui_sign(TUI_SIGN_CRUMB));
}
