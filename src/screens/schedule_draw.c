/* schedule_draw.c: the Schedule place as it looks, from what was read. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { HEADER_ROWS = 2, WEEK_COLS = 8 };

/* ---- how the area is cut ------------------------------------------------------------------- */

struct parts {
    struct tui_area head, lanes, rule, foot;
};

static struct parts cut(const struct screens_schedule *c, struct tui_area area)
{
    struct parts p;
    p.foot = tui_area_bottom(&area, screens_schedule_foot_rows(c, area));
    p.rule = tui_area_bottom(&area, area.rows > 6 ? 1 : 0);
    p.head = tui_area_top(&area, HEADER_ROWS);
    p.lanes = area;
    return p;
}

/* ---- days and hours ------------------------------------------------------------------------ */

static void draw_day_name(const struct screens_grid_day *d, struct tui_area head, bool today,
                          struct base_arena *a)
{
    tui_style style = today ? TUI_STRONG | TUI_UNDERLINE : TUI_TITLE;
    const char *name = screens_day_short(d->day, a);
    if (tui_text_width(name) > d->width - 1)
        name = screens_weekday_short(d->day);
    tui_put_cell(head, 0, d->col, d->width > 1 ? d->width - 1 : 1, TUI_LEFT, style, name);
}

/* Names full hours, every third cell or less often, so that they do not crowd. */
static void draw_hours(const struct screens_grid_day *d, struct tui_area head)
{
    int every = 3;
    while (every * d->step % 60 != 0)
        every++;
    for (int k = 0; k + 1 < d->cells; k += every)
        tui_putf(head, 1, d->col + k, TUI_DIM, "%d", (d->from + k * d->step) / 60);
}

/* A month has room for weeks and for day numbers only. */
static void draw_month_day(const struct screens_schedule *c, const struct screens_grid_day *d,
                           struct tui_area head, bool today)
{
    int number = base_date_from_day(d->day).day;
    int every = d->width >= 3 ? 1 : d->width == 2 ? 2 : 5;
    tui_style style = today                           ? TUI_STRONG | TUI_UNDERLINE
                      : base_day_weekday(d->day) >= 5 ? TUI_DIM
                                                      : TUI_NORMAL;
    if (base_day_weekday(d->day) == 0 || d->day == c->first_day) {
        int room = (7 - base_day_weekday(d->day)) * d->width, year;
        if (room >= WEEK_COLS)
            tui_putf(head, 0, d->col, TUI_DIM, _("week %d"), base_day_iso_week(d->day, &year));
    }
    if ((number - 1) % every == 0)
        tui_putf(head, 1, d->col, style, "%d", number);
}

static void draw_header(const struct screens_schedule *c, struct tui_area head,
                        struct base_arena *a)
{
    int64_t now = store_now(c->desk->store), today = base_time_day(now);
    int day, cell;
    for (int i = 0; i < c->grid.count; i++) {
        const struct screens_grid_day *d = &c->grid.days[i];
        if (c->zoom == SCREENS_MONTH) {
            draw_month_day(c, d, head, d->day == today);
            continue;
        }
        draw_day_name(d, head, d->day == today, a);
        draw_hours(d, head);
    }
    if (c->zoom != SCREENS_MONTH)
        tui_put_cell(
            head, 1, 1, c->grid.label_cols - 2, TUI_LEFT, TUI_DIM,
            base_arena_printf(a, _("cell %s"), screens_minutes_short(c->grid.days[0].step, a)));
    if (c->zoom != SCREENS_MONTH && screens_grid_find(&c->grid, now, &day, &cell))
        tui_put(head, 1, c->grid.days[day].col + cell, TUI_MARKER, tui_sign(TUI_SIGN_DOWN));
}

/* ---- lanes --------------------------------------------------------------------------------- */

/* The user's name inside a booking that is long enough for it; its first and last cell keep the
 * sign of its state. */
static void draw_user(const struct screens_schedule *c, const struct model_booking *b,
                      struct tui_area area, int row, int col, int cells, tui_style style)
{
    enum { LEAST = 8 };
    const char *user = screens_schedule_user(c, b);
    int width = tui_text_width(user);
    if (cells >= LEAST && width > 0)
        tui_put_cell(area, row, col + 1, width < cells - 2 ? width : cells - 2, TUI_LEFT, style,
                     user);
}

/* chosen: the booking under the cursor, which is shown reversed as a whole. */
static void draw_lane_day(const struct screens_schedule *c, struct schedule_lane *lane,
                          const struct model_booking *chosen, const struct screens_grid_day *d,
                          struct tui_area area, int row)
{
    for (int k = 0, next; k < d->cells; k = next) {
        int64_t start, end;
        screens_grid_times(d, k, &start, &end);
        struct screens_cell cell = screens_lane_cell(c->calendar, lane, start, end), more = cell;
        tui_style reverse = chosen && cell.booking == chosen ? TUI_REVERSE : 0;
        for (next = k; next < d->cells && more.booking == cell.booking; next++) {
            screens_cell_draw(&more, area, row, d->col + next, reverse);
            if (next + 1 == d->cells)
                continue;
            screens_grid_times(d, next + 1, &start, &end);
            more = screens_lane_cell(c->calendar, lane, start, end);
        }
        if (cell.booking && cell.seats == 1)
            draw_user(c, cell.booking, area, row, d->col + k, next - k,
                      screens_time_style(cell.time) | reverse);
    }
}

/* [====], or [!!!!] where a rule is broken. */
static void draw_plan(const struct screens_schedule *c, struct tui_area area, int row)
{
    const struct screens_plan *p = &c->plan;
    bool broken = p->tried && p->outcome.findings.broken > 0;
    tui_style style = broken ? TUI_CLASH : TUI_OK | TUI_BOLD;
    int first = -1, first_col = 0, last_col = 0;
    for (int i = 0; i < c->grid.count; i++)
        for (int k = 0; k < c->grid.days[i].cells; k++) {
            int64_t start, end;
            screens_grid_times(&c->grid.days[i], k, &start, &end);
            if (start >= p->end || end <= p->start)
                continue;
            last_col = c->grid.days[i].col + k;
            if (first < 0) {
                first = i;
                first_col = last_col;
            }
            tui_put(area, row, last_col, style, broken ? "!" : "=");
        }
    if (first < 0)
        return;
    if (last_col > first_col) {
        tui_put(area, row, first_col, style, "[");
        tui_put(area, row, last_col, style, "]");
    }
    tui_cursor(area, row, first_col, false);
}

static void draw_cursor(const struct screens_schedule *c, struct schedule_lane *lane,
                        struct tui_area area, int row)
{
    int day, k;
    int64_t start, end;
    if (!screens_grid_find(&c->grid, c->at, &day, &k))
        return;
    screens_grid_times(&c->grid.days[day], k, &start, &end);
    struct screens_cell cell = screens_lane_cell(c->calendar, lane, start, end);
    if (!cell.booking || cell.seats > 1)
        screens_cell_draw(&cell, area, row, c->grid.days[day].col + k, TUI_REVERSE);
    tui_cursor(area, row, c->grid.days[day].col + k, false);
}

/* The code, and where there is room the name too. */
static void draw_label(const struct screens_schedule *c, const struct model_resource *r,
                       struct tui_area area, int row, tui_style style)
{
    enum { WIDE = 20 };
    const char *label = screens_lane_label(r);
    int width = c->grid.label_cols - 2, used = tui_text_width(label);
    tui_put_cell(area, row, 1, width, TUI_LEFT, style, label);
    if (width + 2 >= WIDE && label != r->name && r->name && used + 5 < width)
        tui_put_cell(area, row, used + 2, width - used - 1, TUI_LEFT, TUI_DIM, r->name);
}

static void draw_lane(const struct screens_schedule *c, size_t index, struct tui_area area, int row)
{
    int64_t id = c->lanes.ids[index];
    struct schedule_lane *lane = schedule_calendar_lane(c->calendar, id);
    bool current = id == c->lane;
    if (!lane)
        return;
    const struct model_booking *chosen =
        current && c->plan.kind == PLAN_NONE && !(lane->resource->seats > 1)
            ? screens_schedule_booking(c)
            : NULL;
    if (current)
        tui_put(area, row, 0, TUI_MARKER, tui_sign(TUI_SIGN_MARKER));
    draw_label(c, lane->resource, area, row, current ? TUI_CURSOR : TUI_NORMAL);
    for (int i = 0; i < c->grid.count; i++)
        draw_lane_day(c, lane, chosen, &c->grid.days[i], area, row);
    if (current && c->plan.kind == PLAN_NONE)
        draw_cursor(c, lane, area, row);
    if (c->plan.kind != PLAN_NONE && c->plan.resource == id)
        draw_plan(c, area, row);
}

/* Keeps the current lane among those that are shown. */
static void lanes_scroll(struct screens_schedule *c, int rows)
{
    int at = screens_lanes_find(&c->lanes, c->lane);
    size_t height = rows > 0 ? (size_t)rows : 1, cursor = at < 0 ? 0 : (size_t)at;
    if (cursor < c->top)
        c->top = cursor;
    if (cursor >= c->top + height)
        c->top = cursor - height + 1;
    if (c->top + height > c->lanes.count)
        c->top = c->lanes.count > height ? c->lanes.count - height : 0;
}

static void draw_lanes(struct screens_schedule *c, struct tui_area area)
{
    if (!c->calendar || c->lanes.count == 0) {
        tui_put_wrapped(tui_area_inset(area, 0, 1), 0, TUI_DIM,
                        _("No resource is a lane here: o chooses others."));
        return;
    }
    lanes_scroll(c, area.rows);
    for (int row = 0; row < area.rows && c->top + (size_t)row < c->lanes.count; row++)
        draw_lane(c, c->top + (size_t)row, area, row);
}

/* ---- the whole ----------------------------------------------------------------------------- */

int screens_schedule_rows(const struct screens_schedule *c, struct tui_area area)
{
    int rows = cut(c, area).lanes.rows;
    return rows > 1 ? rows : 1;
}

void screens_schedule_draw(struct tui_screen *s, struct tui_area area)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    struct parts p = cut(c, area);
    draw_header(c, p.head, a);
    draw_lanes(c, p.lanes);
    tui_hline(p.rule, 0, 0, p.rule.cols, TUI_RULE);
    screens_schedule_draw_foot(c, p.foot, a);
    base_arena_free(&a);
}

/* A click puts the cursor there. */
int screens_schedule_click(struct tui_screen *s, const struct tui_event *event)
{
    struct screens_schedule *c = s->state;
    struct parts p = cut(c, s->area);
    int row = event->row - HEADER_ROWS;
    size_t lane = c->top + (size_t)(row > 0 ? row : 0);
    if (row < 0 || row >= p.lanes.rows || lane >= c->lanes.count || c->plan.kind != PLAN_NONE)
        return TUI_PASS;
    c->lane = c->lanes.ids[lane];
    for (int i = 0; i < c->grid.count; i++) {
        const struct screens_grid_day *d = &c->grid.days[i];
        int k = event->col - d->col;
        int64_t end;
        if (k >= 0 && k < d->cells)
            screens_grid_times(d, k, &c->at, &end);
    }
    return TUI_DONE;
}
