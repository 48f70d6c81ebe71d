/* table_private.h: the table's inside: window.c reads pages of rows, table.c moves and marks,
 * table_draw.c draws. For src/tui only. */
#ifndef SHAREDESK_TUI_TABLE_PRIVATE_H
#define SHAREDESK_TUI_TABLE_PRIVATE_H

#include "marks.h"
#include "sharedesk/tui/table.h"

enum { WINDOW_PAGES = 6, WINDOW_LEAST = 128 };

struct window_page {
    struct base_arena *arena;
    struct tui_rows rows;
};

/* A run of rows as the source has them, in pages of one fetch each; far pages are dropped. */
struct window {
    struct window_page pages[WINDOW_PAGES];
    int page_count;
    int count;             /* rows in all */
    bool at_start, at_end; /* nothing before, nothing after */
};

struct tui_table {
    const struct tui_table_source *source;
    void *ctx;
    const struct tui_column *columns;
    size_t column_count;
    const struct tui_column *next_columns; /* from the next reading on */
    size_t next_column_count;
    struct window window;
    int cursor, top; /* indices into the window */
    int rows;        /* lines for rows in the last draw; 0 before the first */
    int header_rows; /* 1, or 0 when no column has a title */
    size_t scrolled; /* columns scrolled away, not counting the frozen ones */
    bool more_right; /* columns did not fit in the last draw */
    struct tui_marks marks;
    char *range_key; /* NULL: no range is open */
    int range_side;  /* while its row is outside the window: -1 it is above, 1 below */
    char *needle;
    char *empty;
    struct err trouble; /* what the source last said, until a command shows it */
};

/* table.c */
void tui_table_take_columns(struct tui_table *t);
void tui_table_settle(struct tui_table *t); /* the cursor inside the window and on the screen */

/* window.c */
const struct tui_row *tui_window_row(const struct window *w, int index); /* NULL outside */
int tui_window_find(const struct window *w, const char *key);            /* -1: not there */
void tui_window_free(struct window *w);
/* Reads a new window around the anchor (NULL: from the first row); *at is the anchor's index. The
 * old window stays when the source fails. */
enum err_code tui_window_open(struct tui_table *t, const struct tui_row *anchor, int *at,
                              struct err *e);
enum err_code tui_window_open_end(struct tui_table *t, struct err *e);
/* One page more; dropping a far page moves t->cursor and t->top along. */
enum err_code tui_window_more_after(struct tui_table *t, struct err *e);
enum err_code tui_window_more_before(struct tui_table *t, struct err *e);

/* table_draw.c */
size_t tui_table_frozen(const struct tui_table *t);
/* Index of the row where the range began, or one just outside the window; -2: no range is open. */
int tui_table_range_start(const struct tui_table *t);

#endif
