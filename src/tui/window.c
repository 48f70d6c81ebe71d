/* window.c: the part of a long table that is in memory. */
#include "table_private.h"

#include <string.h>

static size_t window_page_rows(const struct tui_table *t)
{
    return t->rows * 2 > WINDOW_LEAST ? (size_t)t->rows * 2 : WINDOW_LEAST;
}

const struct tui_row *tui_window_row(const struct window *w, int index)
{
    for (int p = 0; index >= 0 && p < w->page_count; p++) {
        int count = (int)w->pages[p].rows.count;
        if (index < count)
            return &w->pages[p].rows.rows[index];
        index -= count;
    }
    return NULL;
}

int tui_window_find(const struct window *w, const char *key)
{
    int index = 0;
    for (int p = 0; key && p < w->page_count; p++)
        for (size_t i = 0; i < w->pages[p].rows.count; i++, index++)
            if (strcmp(w->pages[p].rows.rows[i].key, key) == 0)
                return index;
    return -1;
}

void tui_window_free(struct window *w)
{
    for (int p = 0; p < w->page_count; p++)
        base_arena_free(&w->pages[p].arena);
    *w = (struct window){0};
}

/* Rows in memory belong to the screen, which may drop them long before the table is read again. */
static void window_copy_rows(const struct tui_table *t, struct window_page *page)
{
    struct base_arena *a = page->arena;
    for (size_t i = 0; i < page->rows.count; i++) {
        struct tui_row *row = &page->rows.rows[i];
        struct tui_cell *cells = tui_cells(a, t->next_column_count);
        for (size_t c = 0; c < t->next_column_count; c++) {
            cells[c].text = base_arena_strdup(a, row->cells[c].text);
            cells[c].style = row->cells[c].style;
        }
        row->key = base_arena_strdup(a, row->key);
        row->cells = cells;
    }
}

static enum err_code window_fetch(struct tui_table *t, enum tui_fetch how,
                                  const struct tui_row *anchor, size_t n, struct window_page *page,
                                  struct err *e)
{
    *page = (struct window_page){.arena = base_arena_new()};
    enum err_code code = t->source->fetch(t->ctx, how, anchor, n, page->arena, &page->rows, e);
    if (code)
        base_arena_free(&page->arena);
    else if (t->source == &tui_rows_source)
        window_copy_rows(t, page);
    return code;
}

/* An empty page is not kept. */
static void window_insert(struct window *w, int at, struct window_page *page)
{
    if (page->rows.count == 0) {
        base_arena_free(&page->arena);
        return;
    }
    memmove(&w->pages[at + 1], &w->pages[at], (size_t)(w->page_count - at) * sizeof w->pages[0]);
    w->pages[at] = *page;
    w->page_count++;
    w->count += (int)page->rows.count;
}

static int window_drop(struct window *w, int at)
{
    int count = (int)w->pages[at].rows.count;
    base_arena_free(&w->pages[at].arena);
    w->page_count--;
    memmove(&w->pages[at], &w->pages[at + 1], (size_t)(w->page_count - at) * sizeof w->pages[0]);
    w->count -= count;
    return count;
}

static void window_replace(struct tui_table *t, struct window *w)
{
    tui_table_take_columns(t);
    tui_window_free(&t->window);
    t->window = *w;
}

enum err_code tui_window_open(struct tui_table *t, const struct tui_row *anchor, int *at,
                              struct err *e)
{
    struct window w = {.at_start = !anchor};
    struct window_page page;
    size_t n = window_page_rows(t);
    if (window_fetch(t, TUI_FETCH_AT, anchor, n, &page, e))
        return e->code;
    w.at_end = page.rows.count < n;
    window_insert(&w, 0, &page);
    *at = 0;
    if (anchor) {
        const struct tui_row *first = tui_window_row(&w, 0);
        if (window_fetch(t, TUI_FETCH_BEFORE, first ? first : anchor, n, &page, e)) {
            tui_window_free(&w);
            return e->code;
        }
        w.at_start = page.rows.count < n;
        *at = (int)page.rows.count;
        window_insert(&w, 0, &page);
    }
    window_replace(t, &w);
    return ERR_NONE;
}

enum err_code tui_window_open_end(struct tui_table *t, struct err *e)
{
    struct window w = {.at_end = true};
    struct window_page page;
    size_t n = window_page_rows(t);
    if (window_fetch(t, TUI_FETCH_BEFORE, NULL, n, &page, e))
        return e->code;
    w.at_start = page.rows.count < n;
    window_insert(&w, 0, &page);
    window_replace(t, &w);
    return ERR_NONE;
}

enum err_code tui_window_more_after(struct tui_table *t, struct err *e)
{
    struct window *w = &t->window;
    struct window_page page;
    size_t n = window_page_rows(t);
    if (window_fetch(t, TUI_FETCH_AFTER, tui_window_row(w, w->count - 1), n, &page, e))
        return e->code;
    w->at_end = page.rows.count < n;
    if (w->page_count == WINDOW_PAGES) {
        int dropped = window_drop(w, 0);
        t->cursor -= dropped;
        t->top -= dropped;
        w->at_start = false;
    }
    window_insert(w, w->page_count, &page);
    return ERR_NONE;
}

enum err_code tui_window_more_before(struct tui_table *t, struct err *e)
{
    struct window *w = &t->window;
    struct window_page page;
    size_t n = window_page_rows(t);
    if (window_fetch(t, TUI_FETCH_BEFORE, tui_window_row(w, 0), n, &page, e))
        return e->code;
    w->at_start = page.rows.count < n;
    if (w->page_count == WINDOW_PAGES) {
        window_drop(w, w->page_count - 1);
        w->at_end = false;
    }
    int count = (int)page.rows.count;
    window_insert(w, 0, &page);
    t->cursor += count;
    t->top += count;
    return ERR_NONE;
}
