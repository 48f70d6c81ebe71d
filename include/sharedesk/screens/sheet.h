/* sheet.h: a table of figures that are computed, not stored: rows in memory, each about a record,
 * sorted by any column and filtered as one types.
 *
 *   screens_sheet_begin(t, s->data);
 *   screens_sheet_row(t, "O3", (struct store_ref){MODEL_ORGANISATION, 3});
 *   screens_sheet_text(t, 0, TUI_NORMAL, "Hexi University");
 *   screens_sheet_number(t, 1, TUI_NORMAL, 1.12, "1.12");
 *   screens_sheet_end(t, e);
 *
 * It answers SCREENS_SHEET_ANSWERS and sort-reverse. */
#ifndef SHAREDESK_SCREENS_SHEET_H
#define SHAREDESK_SCREENS_SHEET_H

#include "sharedesk/screens/desk.h"
#include "sharedesk/tui/table.h"

#define SCREENS_SHEET_ANSWERS                                                                      \
    (TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH | TUI_BIT(TUI_DO_FILTER) | TUI_BIT(TUI_DO_SORT))

struct screens_sheet;

/* Titles of the columns are N_(). A column whose sort is '-' starts with the largest when it is
 * sorted by; the rows come in the order in which they were added until then. */
struct screens_sheet *screens_sheet_new(const struct tui_column *columns, size_t count);
void screens_sheet_free(struct screens_sheet **t);
void screens_sheet_empty(struct screens_sheet *t, const char *text); /* copied */
void screens_sheet_sort(struct screens_sheet *t, size_t column);     /* from the next end on */

/* Reading. What is added lives in a, texts of others at least as long. data is the caller's. */
void screens_sheet_begin(struct screens_sheet *t, struct base_arena *a);
void screens_sheet_row(struct screens_sheet *t, const char *key, struct store_ref ref);
void screens_sheet_data(struct screens_sheet *t, void *data);
void screens_sheet_style(struct screens_sheet *t, tui_style style);
void screens_sheet_text(struct screens_sheet *t, size_t column, tui_style style, const char *text);
void screens_sheet_number(struct screens_sheet *t, size_t column, tui_style style, double value,
                          const char *text);
/* A share of 0 to 1 as a bar of width columns; sorted by the share. */
void screens_sheet_bar(struct screens_sheet *t, size_t column, tui_style style, double share,
                       int width);
/* Two bars from a middle, each 0 to 1; sorted by right - left. */
void screens_sheet_balance(struct screens_sheet *t, size_t column, double left, double right,
                           int width);
/* One column a value, from 0 or the smallest to the largest; NAN is a blank. Not sorted by. */
void screens_sheet_spark(struct screens_sheet *t, size_t column, tui_style style,
                         const double *values, size_t count);
/* When e tells already that reading failed, what was added is shown and e->code returned. */
enum err_code screens_sheet_end(struct screens_sheet *t, struct err *e);

void screens_sheet_draw(struct screens_sheet *t, struct tui_area area, bool focused);
int screens_sheet_command(struct screens_sheet *t, struct tui_screen *s, int id);
int screens_sheet_pointer(struct screens_sheet *t, const struct tui_event *event);

size_t screens_sheet_count(const struct screens_sheet *t); /* without those filtered out */
/* The i-th row as shown: its data. */
void *screens_sheet_at(const struct screens_sheet *t, size_t i);
bool screens_sheet_current(const struct screens_sheet *t, struct store_ref *ref);
void *screens_sheet_current_data(const struct screens_sheet *t); /* NULL when empty */
bool screens_sheet_go(struct screens_sheet *t, const char *key);
/* What narrows it, "filter: nmr"; NULL when nothing does. Lives until the next change. */
const char *screens_sheet_filter(const struct screens_sheet *t);

/* The whole as CSV, as it is shown: bars left out, numbers as text. */
struct base_text;
void screens_sheet_csv(const struct screens_sheet *t, struct base_text *out);

/* "Organisations  Funds  Vouchers": the views of a place in one line, the current one marked. */
void screens_tabs_draw(struct tui_area line, const char *const *labels, size_t count,
                       size_t current);

#endif
