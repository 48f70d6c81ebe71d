/* today_draw.c: the list above; below it, or beside it where there is room, the news, the month in
 * small charts, and who is here. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"

#include "today_private.h"

#include <string.h>

enum { WIDE = 110, LIST_LEAST = 6, HEAD_COLS = 14, LABEL_COLS = 13, LAST_COLS = 11 };

/* ---- parts ----------------------------------------------------------------------------------- */

static void today_draw_list(struct today *t, struct tui_area area)
{
    struct tui_area head = tui_area_top(&area, 1);
    const char *order = _("oldest first");
    int col = tui_put(head, 0, 1, TUI_TITLE, _("Waiting on the desk"));
    if (t->brief.item_count > 0)
        col = tui_putf(head, 0, col + 2, TUI_NORMAL, "%zu", t->brief.item_count);
    if (t->group < REPORT_GROUPS)
        col = tui_putf(head, 0, col + 2, TUI_STRONG, _("filter: %s"), t->filter);
    if (head.cols - col > tui_text_width(order) + 2)
        tui_put_right(head, 0, head.cols - 1, TUI_DIM, order);
    if (area.rows > LIST_LEAST && t->brief.item_count > 0) {
        head = tui_area_top(&area, 1);
        tui_put_cell(head, 0, 1, head.cols - 2, TUI_LEFT, TUI_DIM, t->brief.summary);
    }
    tui_table_draw(t->table, area, true);
}

static int today_draw_news(const struct today *t, struct tui_area area)
{
    const char *news = base_text_empty(t->brief.news) ? _("nothing new") : t->brief.news;
    int col = tui_put(area, 0, 1, TUI_TITLE, _("Since yesterday")) + 2;
    tui_area_left(&area, col);
    tui_area_right(&area, 1);
    return tui_put_wrapped(area, 0, TUI_NORMAL, news);
}

static tui_style today_change_style(const char *change)
{
    if (*change == '+')
        return TUI_GAIN;
    return *change == '-' || base_text_starts(change, "−") ? TUI_LOSS : TUI_NORMAL;
}

static void today_draw_series(struct tui_area area, int row, int col,
                              const struct report_series *series)
{
    int room = area.cols - col - LABEL_COLS - LAST_COLS - 10;
    size_t shown = series->count;
    if (room > 0 && shown > (size_t)room)
        shown = (size_t)room;
    tui_put_cell(area, row, col, LABEL_COLS, TUI_LEFT, TUI_LABEL, series->label);
    col += LABEL_COLS;
    if (room > 0) {
        tui_sparkline(area, row, col, series->values + series->count - shown, shown, 0, 0, TUI_BAR);
        col += (int)shown + 1;
    }
    tui_put_cell(area, row, col, LAST_COLS, TUI_RIGHT, TUI_STRONG, series->last);
    tui_put(area, row, col + LAST_COLS + 2, today_change_style(series->change), series->change);
}

static int today_draw_month(const struct today *t, struct tui_area area)
{
    const struct report_brief *brief = &t->brief;
    int row = 0;
    tui_put(area, 0, 1, TUI_TITLE, t->month ? t->month : "");
    if (brief->series_count > 1)
        tui_put_cell(area, 1, 1, HEAD_COLS - 1, TUI_LEFT, TUI_DIM, t->before);
    for (size_t i = 0; i < brief->series_count; i++)
        today_draw_series(area, row++, HEAD_COLS + 1, &brief->series[i]);
    if (base_text_empty(brief->meeting))
        return row;
    tui_put_cell(area, row, HEAD_COLS + 1, LABEL_COLS, TUI_LEFT, TUI_LABEL, _("Meeting"));
    tui_put(area, row, HEAD_COLS + 1 + LABEL_COLS, TUI_NORMAL, brief->meeting);
    return row + 1;
}

static int today_draw_present(const struct today *t, struct tui_area area)
{
    int col = tui_put(area, 0, 1, TUI_TITLE, _("At the desk")) + 2;
    tui_put(area, 0, col < HEAD_COLS + 1 ? HEAD_COLS + 1 : col, TUI_NORMAL, t->present);
    return 1;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* From the one that counts most on. Each draws itself and says how many lines it takes, also when
 * it is given none. */
static int (*const parts[])(const struct today *t, struct tui_area area) = {
    today_draw_news, today_draw_month, today_draw_present};
enum { PARTS = sizeof parts / sizeof *parts, PART_MOST = 6 };

/* The lines of the parts that have room, each after a blank one. */
static int today_fit(const struct today *t, int room, int cols, int rows[PARTS])
{
    struct tui_area none = {.cols = cols};
    int used = 0;
    for (size_t i = 0; i < PARTS; i++) {
        int wanted = parts[i](t, none);
        if (wanted > PART_MOST)
            wanted = PART_MOST;
        rows[i] = wanted > 0 && used + 1 + wanted <= room ? wanted : 0;
        used += rows[i] ? 1 + rows[i] : 0;
    }
    return used;
}

static void today_draw_parts(const struct today *t, struct tui_area area, const int rows[PARTS])
{
    for (size_t i = 0; i < PARTS; i++) {
        if (!rows[i])
            continue;
        tui_area_top(&area, 1);
        parts[i](t, tui_area_top(&area, rows[i]));
    }
}

static void today_draw_beside(struct tui_screen *s, struct tui_area area)
{
    struct today *t = s->state;
    int rows[PARTS];
    struct tui_area list = tui_area_left(&area, area.cols * 11 / 20);
    tui_joint(s, list.cols);
    tui_vline(area, 0, 0, area.rows, TUI_RULE);
    tui_area_left(&area, 1);
    today_fit(t, area.rows, area.cols, rows);
    today_draw_list(t, list);
    today_draw_parts(t, area, rows);
}

static void today_draw_below(struct tui_screen *s, struct tui_area area)
{
    struct today *t = s->state;
    int rows[PARTS], list = (int)t->rows.count + 2;
    if (list > area.rows / 2)
        list = area.rows / 2;
    if (list < LIST_LEAST)
        list = LIST_LEAST;
    struct tui_area below = tui_area_bottom(&area, today_fit(t, area.rows - list, area.cols, rows));
    today_draw_list(t, area);
    today_draw_parts(t, below, rows);
}

void today_draw(struct tui_screen *s, struct tui_area area)
{
    if (area.cols >= WIDE)
        today_draw_beside(s, area);
    else
        today_draw_below(s, area);
}
