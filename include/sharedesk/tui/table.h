/* table.h: a table over any number of rows. The widget holds a window of rows around the cursor;
 * the source fetches pages around an anchor (keyset paging), so a million records cost what a
 * screenful costs. For rows in memory use tui_rows_source.
 *
 * It answers TUI_ANSWERS_MOVES | TUI_ANSWERS_MARKS | TUI_ANSWERS_SEARCH. */
#ifndef SHAREDESK_TUI_TABLE_H
#define SHAREDESK_TUI_TABLE_H

#include "sharedesk/tui/draw.h"
#include "sharedesk/tui/screen.h"

struct tui_column {
    const char *title; /* N_(), or translated already; none in any column: no header line */
    int width;         /* wanted columns; content is cut to what there is */
    int min;           /* not narrower than this; 0: width */
    enum tui_align align;
    bool frozen; /* stays when the others scroll sideways: the first ones only */
    bool grow;   /* shares in the room left over */
    bool kept;   /* narrower than width only where that is more than half of the screen */
    char sort;   /* '+' ascending, '-' descending, 0 */
};

struct tui_cell {
    const char *text; /* NULL is empty */
    tui_style style;  /* 0 is TUI_NORMAL: takes the row's style */
};

struct tui_row {
    const char *key;   /* who it is: the same record has the same key after a reload */
    const char *place; /* opaque: where it stands in the order, for the source; may be NULL */
    const struct tui_cell *cells; /* one per column */
    tui_style style;
    void *data; /* the source's own; lives as long as the row */
};

struct tui_rows {
    struct tui_row *rows;
    size_t count;
};

enum tui_fetch {
    TUI_FETCH_AT,     /* rows from the record with anchor->key on, wherever it stands now; if it is
                         gone, from the first at or after anchor->place; NULL: from the first row */
    TUI_FETCH_AFTER,  /* rows after the anchor */
    TUI_FETCH_BEFORE, /* the n rows before the anchor, in display order; NULL: the last rows */
};

struct tui_table_source {
    /* Up to n rows into *out, all in arena a (the table keeps a as long as the rows). Fewer than n
     * means the end. */
    enum err_code (*fetch)(void *ctx, enum tui_fetch how, const struct tui_row *anchor, size_t n,
                           struct base_arena *a, struct tui_rows *out, struct err *e);
    /* "14 of 1,204" for the right end of the header; NULL function or NULL: nothing. */
    const char *(*count)(void *ctx, struct base_arena *frame);
};

struct tui_table;

/* source, ctx and columns are borrowed. */
struct tui_table *tui_table_new(const struct tui_table_source *source, void *ctx,
                                const struct tui_column *columns, size_t column_count);
void tui_table_free(struct tui_table **t);
/* Other columns (after the user chose); takes effect with the next reload. */
void tui_table_columns(struct tui_table *t, const struct tui_column *columns, size_t count);
void tui_table_empty(struct tui_table *t,
                     const char *text); /* shown when there are no rows; copied */

/* Reads the window again; the cursor stays on its record, or where it stood. */
enum err_code tui_table_reload(struct tui_table *t, struct err *e);
/* Reads from the first row (after another filter or sort). */
enum err_code tui_table_rewind(struct tui_table *t, struct err *e);
/* Puts the cursor on a record; false if the source has it not. */
bool tui_table_go(struct tui_table *t, const char *key);

/* Draws header and rows. focused: the marker is bright, and the hardware cursor is parked there. */
void tui_table_draw(struct tui_table *t, struct tui_area area, bool focused);
/* Moves, marks, range, search next/previous; TUI_PASS for the rest. TUI_DO_SEARCH asks at the
 * message line of s and searches the text of the cells, incrementally. An error of the source is
 * shown. */
int tui_table_command(struct tui_table *t, struct tui_screen *s, int id);
int tui_table_pointer(struct tui_table *t, const struct tui_event *event); /* row of its area */
/* Goes to the next (direction 1) or previous (-1) row with the text in a cell; false: none. */
bool tui_table_find(struct tui_table *t, const char *text, int direction, bool from_cursor);

/* Shows a text as found wherever it stands in a cell, as after a search; NULL: none. */
void tui_table_highlight(struct tui_table *t, const char *text);

const struct tui_row *tui_table_current(const struct tui_table *t); /* NULL when empty */
size_t tui_table_mark_count(const struct tui_table *t);
/* Keys of the marked rows, else of the current one; in order of marking. */
size_t tui_table_chosen(const struct tui_table *t, struct base_arena *a, const char ***keys);
void tui_table_unmark(struct tui_table *t);

/* A source over rows in memory: ctx is a struct tui_rows *, which may change before each reload. */
extern const struct tui_table_source tui_rows_source;

/* Helps to build rows: count cells in arena a. */
struct tui_cell *tui_cells(struct base_arena *a, size_t count);

#endif
