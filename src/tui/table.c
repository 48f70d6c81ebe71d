/* table.c: moving, marking and finding in a table. */
#include "table_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FIND_MOST = 20000, RANGE_MOST = 100000, SCAN_PAGE = 512 };

/* ---- making ---------------------------------------------------------------------------------- */

/* The rows in the window have the cells of the old columns: both change together. */
void tui_table_take_columns(struct tui_table *t)
{
    if (t->columns != t->next_columns)
        t->scrolled = 0;
    t->columns = t->next_columns;
    t->column_count = t->next_column_count;
}

struct tui_table *tui_table_new(const struct tui_table_source *source, void *ctx,
                                const struct tui_column *columns, size_t column_count)
{
    struct tui_table *t = base_alloc(sizeof *t);
    t->source = source;
    t->ctx = ctx;
    tui_table_columns(t, columns, column_count);
    tui_table_take_columns(t);
    return t;
}

void tui_table_free(struct tui_table **t)
{
    if (!*t)
        return;
    tui_window_free(&(*t)->window);
    tui_marks_clear(&(*t)->marks);
    free((*t)->range_key);
    free((*t)->needle);
    free((*t)->empty);
    free(*t);
    *t = NULL;
}

void tui_table_columns(struct tui_table *t, const struct tui_column *columns, size_t count)
{
    t->next_columns = columns;
    t->next_column_count = count;
}

void tui_table_empty(struct tui_table *t, const char *text)
{
    free(t->empty);
    t->empty = base_strdup(text);
}

/* ---- the window and the cursor --------------------------------------------------------------- */

/* Lines of rows there are on the screen; a guess before the first draw. */
static int table_height(const struct tui_table *t)
{
    return t->rows > 0 ? t->rows : 16;
}

/* Keeps the cursor inside the window and on the screen. */
void tui_table_settle(struct tui_table *t)
{
    int height = table_height(t), last = t->window.count - 1;
    t->cursor = t->cursor > last ? last : t->cursor;
    t->cursor = t->cursor < 0 ? 0 : t->cursor;
    if (t->top > t->cursor)
        t->top = t->cursor;
    if (t->top < t->cursor - height + 1)
        t->top = t->cursor - height + 1;
    if (t->top > t->window.count - height)
        t->top = t->window.count - height;
    if (t->top < 0)
        t->top = 0;
}

static enum err_code table_trouble(struct tui_table *t)
{
    return t->trouble.code;
}

/* Reads on until there is a screenful on both sides of the cursor, or the end. */
static void table_fill(struct tui_table *t)
{
    int height = table_height(t);
    while (!t->window.at_start && t->cursor < height && !table_trouble(t))
        tui_window_more_before(t, &t->trouble);
    while (!t->window.at_end && t->cursor + height >= t->window.count && !table_trouble(t))
        tui_window_more_after(t, &t->trouble);
    tui_table_settle(t);
}

enum err_code tui_table_reload(struct tui_table *t, struct err *e)
{
    const struct tui_row *row = tui_table_current(t);
    int line = t->cursor - t->top, at = 0;
    if (tui_window_open(t, row, &at, e))
        return e->code;
    t->cursor = at;
    t->top = at - line;
    table_fill(t);
    return ERR_NONE;
}

enum err_code tui_table_rewind(struct tui_table *t, struct err *e)
{
    int at;
    if (tui_window_open(t, NULL, &at, e))
        return e->code;
    t->cursor = t->top = 0;
    table_fill(t);
    return ERR_NONE;
}

bool tui_table_go(struct tui_table *t, const char *key)
{
    int at = tui_window_find(&t->window, key);
    if (at < 0) {
        struct base_arena *a = base_arena_new();
        struct tui_row anchor = {.key = key};
        struct tui_rows rows = {0};
        struct err e = ERR_INIT;
        bool there = !t->source->fetch(t->ctx, TUI_FETCH_AT, &anchor, 1, a, &rows, &e) &&
                     rows.count > 0 && strcmp(rows.rows[0].key, key) == 0;
        if (there && tui_window_open(t, &rows.rows[0], &at, &e))
            there = false;
        base_arena_free(&a);
        if (!there)
            return false;
        t->top = at - table_height(t) / 2;
    }
    t->cursor = at;
    table_fill(t);
    return true;
}

/* ---- what is chosen -------------------------------------------------------------------------- */

const struct tui_row *tui_table_current(const struct tui_table *t)
{
    return tui_window_row(&t->window, t->cursor);
}

size_t tui_table_mark_count(const struct tui_table *t)
{
    return t->marks.live;
}

size_t tui_table_chosen(const struct tui_table *t, struct base_arena *a, const char ***keys)
{
    const struct tui_row *row = tui_table_current(t);
    size_t count = 0;
    *keys = base_arena_array(a, t->marks.live + 1, sizeof **keys);
    for (size_t i = 0; i < t->marks.count; i++)
        if (t->marks.keys[i])
            (*keys)[count++] = base_arena_strdup(a, t->marks.keys[i]);
    if (count == 0 && row)
        (*keys)[count++] = base_arena_strdup(a, row->key);
    return count;
}

void tui_table_unmark(struct tui_table *t)
{
    tui_marks_clear(&t->marks);
    free(t->range_key);
    t->range_key = NULL;
}

/* ---- moving ---------------------------------------------------------------------------------- */

/* While the start of an open range is in the window its side can be told; after that it stays. */
static void table_note_range(struct tui_table *t)
{
    int at = tui_window_find(&t->window, t->range_key);
    if (at >= 0)
        t->range_side = at < t->cursor ? -1 : 1;
}

static int table_move(struct tui_table *t, int by)
{
    table_note_range(t);
    int target = t->cursor + by;
    t->cursor = target < 0 ? 0 : target >= t->window.count ? t->window.count - 1 : target;
    table_fill(t);
    return TUI_MOVED;
}

static int table_first(struct tui_table *t)
{
    int at;
    if (!t->window.at_start && tui_window_open(t, NULL, &at, &t->trouble))
        return TUI_DONE;
    t->cursor = t->top = 0;
    t->range_side = 1;
    table_fill(t);
    return TUI_MOVED;
}

static int table_last(struct tui_table *t)
{
    if (!t->window.at_end && tui_window_open_end(t, &t->trouble))
        return TUI_DONE;
    t->cursor = t->window.count - 1;
    t->range_side = -1;
    table_fill(t);
    return TUI_MOVED;
}

static int table_sideways(struct tui_table *t, int by)
{
    if (by < 0 && t->scrolled > 0)
        t->scrolled--;
    else if (by > 0 && t->more_right)
        t->scrolled++;
    return TUI_DONE;
}

/* ---- marks ----------------------------------------------------------------------------------- */

static void table_toggle(struct tui_table *t, const char *key)
{
    if (tui_marks_has(&t->marks, key))
        tui_marks_remove(&t->marks, key);
    else
        tui_marks_add(&t->marks, key);
}

/* Marks from one row down to the row `until`. False: it did not come. */
static bool table_mark_run(struct tui_table *t, const struct tui_row *from, const char *until)
{
    struct base_arena *pages[2] = {base_arena_new(), base_arena_new()};
    struct tui_marks run = {0};
    bool found = false;
    enum tui_fetch how = TUI_FETCH_AT;
    for (int turn = 0; !found && run.live < RANGE_MOST; turn ^= 1) {
        struct tui_rows rows = {0};
        base_arena_reset(pages[turn]);
        if (t->source->fetch(t->ctx, how, from, SCAN_PAGE, pages[turn], &rows, &t->trouble))
            break;
        for (size_t i = 0; i < rows.count && !found; i++) {
            tui_marks_add(&run, rows.rows[i].key);
            found = strcmp(rows.rows[i].key, until) == 0;
        }
        if (rows.count < SCAN_PAGE)
            break;
        from = &rows.rows[rows.count - 1];
        how = TUI_FETCH_AFTER;
    }
    for (size_t i = 0; found && i < run.count; i++)
        tui_marks_add(&t->marks, run.keys[i]);
    tui_marks_clear(&run);
    base_arena_free(&pages[0]);
    base_arena_free(&pages[1]);
    return found;
}

static int table_close_range(struct tui_table *t, struct tui_screen *s)
{
    const struct tui_row *row = tui_table_current(t);
    struct tui_row start = {.key = t->range_key};
    table_note_range(t);
    bool down = t->range_side <= 0;
    bool done =
        row && (down ? table_mark_run(t, &start, row->key) : table_mark_run(t, row, t->range_key));
    if (!done)
        tui_say(s->app, TUI_SAY_WARNING, "%s",
                _("the range was not marked: its first row has gone, or it is too long"));
    free(t->range_key);
    t->range_key = NULL;
    return TUI_DONE;
}

static int table_mark(struct tui_table *t, struct tui_screen *s)
{
    const struct tui_row *row = tui_table_current(t);
    if (t->range_key)
        return table_close_range(t, s);
    if (!row)
        return TUI_DONE;
    table_toggle(t, row->key);
    return table_move(t, 1);
}

static int table_range(struct tui_table *t, struct tui_screen *s)
{
    const struct tui_row *row = tui_table_current(t);
    if (t->range_key)
        return table_close_range(t, s);
    t->range_key = row ? base_strdup(row->key) : NULL;
    t->range_side = -1;
    return TUI_DONE;
}

/* ---- finding --------------------------------------------------------------------------------- */

static bool table_row_has(const struct tui_table *t, const struct tui_row *row, const char *folded,
                          struct base_arena *a)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (row->cells[i].text && strstr(base_utf8_fold(a, row->cells[i].text), folded))
            return true;
    return false;
}

struct scan {
    const char *folded;
    char *found; /* key of the row; NULL: none */
    bool over;
};

/* Looks through one page, in the direction of the search. */
static void scan_page(struct scan *scan, const struct tui_table *t, const struct tui_rows *rows,
                      int direction, struct base_arena *a)
{
    for (size_t i = 0; i < rows->count && !scan->found; i++) {
        const struct tui_row *row = &rows->rows[direction > 0 ? i : rows->count - 1 - i];
        if (table_row_has(t, row, scan->folded, a))
            scan->found = base_strdup(row->key);
    }
    scan->over = scan->found || rows->count < SCAN_PAGE;
}

/* Page by page from the anchor; two arenas take turns, as the next page starts from the last row of
 * this one. */
static char *table_scan(struct tui_table *t, const char *folded, const struct tui_row *anchor,
                        int direction, bool inclusive)
{
    struct base_arena *pages[2] = {base_arena_new(), base_arena_new()};
    struct scan scan = {.folded = folded};
    enum tui_fetch on = direction > 0 ? TUI_FETCH_AFTER : TUI_FETCH_BEFORE;
    enum tui_fetch how = direction > 0 && (inclusive || !anchor) ? TUI_FETCH_AT : on;
    for (int read = 0, turn = 0; !scan.over && read < FIND_MOST; read += SCAN_PAGE, turn ^= 1) {
        struct tui_rows rows = {0};
        base_arena_reset(pages[turn]);
        if (t->source->fetch(t->ctx, how, anchor, SCAN_PAGE, pages[turn], &rows, &t->trouble))
            break;
        scan_page(&scan, t, &rows, direction, pages[turn]);
        if (rows.count > 0)
            anchor = &rows.rows[direction > 0 ? rows.count - 1 : 0];
        how = on;
    }
    base_arena_free(&pages[0]);
    base_arena_free(&pages[1]);
    return scan.found;
}

bool tui_table_find(struct tui_table *t, const char *text, int direction, bool from_cursor)
{
    struct base_arena *a = base_arena_new();
    const char *folded = base_utf8_fold(a, text);
    const struct tui_row *row = tui_table_current(t);
    char *key = *folded && row ? table_scan(t, folded, row, direction, from_cursor) : NULL;
    if (!key && *folded && row) /* once round */
        key = table_scan(t, folded, NULL, direction, true);
    bool found = key && tui_table_go(t, key);
    free(key);
    base_arena_free(&a);
    return found;
}

void tui_table_highlight(struct tui_table *t, const char *text)
{
    free(t->needle);
    t->needle = text && *text ? base_strdup(text) : NULL;
}

static int table_search_changed(struct tui_screen *s, void *ctx, const char *text)
{
    struct tui_table *t = ctx;
    (void)s;
    tui_table_highlight(t, text);
    return t->needle && tui_table_find(t, text, 1, true) ? TUI_MOVED : TUI_DONE;
}

static int table_search_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct tui_table *t = ctx;
    tui_table_highlight(t, text);
    if (t->needle && !tui_table_find(t, text, 1, true))
        tui_say(s->app, TUI_SAY_WARNING, _("\"%s\" is in none of these rows"), text);
    return TUI_MOVED;
}

static int table_search_cancelled(struct tui_screen *s, void *ctx)
{
    (void)s;
    tui_table_highlight(ctx, NULL);
    return TUI_DONE;
}

static int table_search(struct tui_table *t, struct tui_screen *s)
{
    struct tui_ask ask = {.label = _("Search"),
                          .history = "search",
                          .changed = table_search_changed,
                          .done = table_search_done,
                          .cancelled = table_search_cancelled};
    return tui_ask_line(s, &ask, t);
}

static int table_search_next(struct tui_table *t, struct tui_screen *s, int direction)
{
    if (!t->needle)
        tui_say(s->app, TUI_SAY_INFO, "%s", _("nothing was searched for yet: /"));
    else if (!tui_table_find(t, t->needle, direction, false))
        tui_say(s->app, TUI_SAY_WARNING, _("\"%s\" is in none of these rows"), t->needle);
    return TUI_MOVED;
}

/* ---- commands -------------------------------------------------------------------------------- */

static int table_do(struct tui_table *t, struct tui_screen *s, int id)
{
    int page = table_height(t) > 1 ? table_height(t) - 1 : 1;
    switch (id) {
    case TUI_DO_UP:
        return table_move(t, -1);
    case TUI_DO_DOWN:
        return table_move(t, 1);
    case TUI_DO_PAGE_UP:
        return table_move(t, -page);
    case TUI_DO_PAGE_DOWN:
        return table_move(t, page);
    case TUI_DO_FIRST:
        return table_first(t);
    case TUI_DO_LAST:
        return table_last(t);
    case TUI_DO_LEFT:
        return table_sideways(t, -1);
    case TUI_DO_RIGHT:
        return table_sideways(t, 1);
    case TUI_DO_MARK:
        return table_mark(t, s);
    case TUI_DO_RANGE:
        return table_range(t, s);
    case TUI_DO_UNMARK:
        tui_table_unmark(t);
        return TUI_DONE;
    case TUI_DO_SEARCH:
        return table_search(t, s);
    case TUI_DO_SEARCH_NEXT:
        return table_search_next(t, s, 1);
    case TUI_DO_SEARCH_PREVIOUS:
        return table_search_next(t, s, -1);
    default:
        return TUI_PASS;
    }
}

int tui_table_command(struct tui_table *t, struct tui_screen *s, int id)
{
    err_clear(&t->trouble);
    int result = table_do(t, s, id);
    if (t->trouble.code)
        tui_say_error(s->app, &t->trouble);
    return result;
}

int tui_table_pointer(struct tui_table *t, const struct tui_event *event)
{
    int target = t->top + event->row - t->header_rows;
    if (event->button == TUI_WHEEL_UP || event->button == TUI_WHEEL_DOWN)
        return table_move(t, event->button == TUI_WHEEL_UP ? -3 : 3);
    if (event->row < t->header_rows || target >= t->window.count)
        return TUI_PASS;
    return table_move(t, target - t->cursor);
}

/* ---- rows in memory -------------------------------------------------------------------------- */

struct tui_cell *tui_cells(struct base_arena *a, size_t count)
{
    return base_arena_array(a, count, sizeof(struct tui_cell));
}

/* Where the anchor stands now; if it has gone, where it stood (its place is its index). */
static size_t rows_find(const struct tui_rows *all, const struct tui_row *anchor, bool *there)
{
    long long index = 0;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->rows[i].key, anchor->key) == 0) {
            *there = true;
            return i;
        }
    *there = false;
    if (!anchor->place || !base_text_parse_int(anchor->place, &index) || index < 0)
        return all->count;
    return (size_t)index < all->count ? (size_t)index : all->count;
}

static enum err_code rows_fetch(void *ctx, enum tui_fetch how, const struct tui_row *anchor,
                                size_t n, struct base_arena *a, struct tui_rows *out, struct err *e)
{
    const struct tui_rows *all = ctx;
    bool there = false;
    size_t at = anchor ? rows_find(all, anchor, &there) : how == TUI_FETCH_BEFORE ? all->count : 0;
    size_t from = at;
    (void)e;
    if (how == TUI_FETCH_AFTER && there)
        from = at + 1;
    if (how == TUI_FETCH_BEFORE)
        from = at > n ? at - n : 0;
    size_t end = how == TUI_FETCH_BEFORE ? at : from + n < all->count ? from + n : all->count;
    out->count = end - from;
    out->rows = base_arena_array(a, out->count + 1, sizeof *out->rows);
    for (size_t i = 0; i < out->count; i++) {
        out->rows[i] = all->rows[from + i];
        out->rows[i].place = base_arena_printf(a, "%zu", from + i);
    }
    return ERR_NONE;
}

const struct tui_table_source tui_rows_source = {.fetch = rows_fetch};
