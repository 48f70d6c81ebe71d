/* frame.c: what is drawn around a screen: breadcrumb and status, rules, messages, key bar, places.
 */
#include "app_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "term_private.h"

#include <stdio.h>
#include <string.h>

enum { LEAST_ROWS = 6, LEAST_COLS = 36, SHORT_ROWS = 16, MESSAGE_ROWS = 6 };

/* ---- breadcrumb ------------------------------------------------------------------------------ */

/* Begins at the topmost place: what was open before it is not where one is. */
static const char *frame_crumbs(struct tui_screen *s, struct base_arena *a)
{
    const char *title = s->class->title ? s->class->title(s) : _(s->class->name);
    if (!title)
        title = "";
    if (s->class->place || !s->below)
        return title;
    return base_arena_printf(a, "%s %s %s", frame_crumbs(s->below, a), tui_sign(TUI_SIGN_CRUMB),
                             title);
}

/* Too long a trail loses its beginning: where one is counts more than where one came from. */
static void frame_draw_crumbs(struct tui_app *app, struct tui_area line, int cols)
{
    const char *crumbs = frame_crumbs(app->top, tui_frame_arena());
    struct tui_area left = line;
    left.cols = cols;
    int width = tui_text_width(crumbs), start = 1, hidden;
    if (width + 2 > cols) {
        start = cols - 1 - width;
        if (crumbs[base_utf8_fit(crumbs, 3 - start, &hidden)] == ' ')
            start--; /* there is a blank after the ellipsis */
    }
    tui_put(left, 0, start, TUI_BREADCRUMB, crumbs);
    if (start < 1)
        tui_putf(left, 0, 0, TUI_BREADCRUMB, " %s ", tui_sign(TUI_SIGN_ELLIPSIS));
}

static void frame_draw_top(struct tui_app *app, struct tui_area line)
{
    const char *status =
        app->options.status ? app->options.status(app->options.owner, tui_frame_arena()) : NULL;
    int room = line.cols, width = status ? tui_text_width(status) : 0;
    if (width > 0 && width < line.cols / 2) {
        room = tui_put_right(line, 0, line.cols - 1, TUI_STATUS, status);
    }
    frame_draw_crumbs(app, line, room);
}

/* ---- rules and messages ---------------------------------------------------------------------- */

static void frame_draw_rule(const struct tui_app *app, struct tui_area line, bool top)
{
    const char *joint = !tui_term_utf8_lines() ? "+" : top ? "┬" : "┴";
    tui_hline(line, 0, 0, line.cols, TUI_RULE);
    for (size_t i = 0; i < app->joint_count; i++)
        if (top || !app->joints[i].top_only)
            tui_put(line, 0, app->joints[i].col, TUI_RULE, joint);
}

static void frame_add_joint(struct tui_screen *s, int col, bool top_only)
{
    struct tui_app *app = s->app;
    if (app->joint_count == APP_JOINTS)
        return;
    app->joints[app->joint_count].col = s->area.col + col;
    app->joints[app->joint_count++].top_only = top_only;
}

void tui_joint(struct tui_screen *s, int col)
{
    frame_add_joint(s, col, false);
}

void tui_joint_top(struct tui_screen *s, int col)
{
    frame_add_joint(s, col, true);
}

/* A long message grows upward over the screen: an error is no use when its hint is cut off. */
static void frame_draw_message(const struct tui_app *app, struct tui_area line,
                               struct tui_area over)
{
    static const tui_style styles[] = {TUI_INFO, TUI_OK, TUI_WARNING, TUI_ERROR, TUI_ERROR};
    const char *signs[] = {tui_sign(TUI_SIGN_DOT), tui_sign(TUI_SIGN_YES), "!",
                           tui_sign(TUI_SIGN_NO), tui_sign(TUI_SIGN_NO)};
    const char *text = base_text_string(&app->message);
    /* Measured as wide as it is drawn, or the last words would fall below. */
    struct tui_area none = tui_area_inset((struct tui_area){.cols = line.cols}, 0, 3);
    int rows = tui_put_wrapped(none, 0, TUI_NORMAL, text);
    int most = over.rows + 1 < MESSAGE_ROWS ? over.rows + 1 : MESSAGE_ROWS;
    if (rows > most)
        rows = most;
    struct tui_area area = {
        .row = line.row - rows + 1, .col = line.col, .rows = rows, .cols = line.cols};
    tui_style style = styles[app->message_kind];
    tui_fill(area, TUI_NORMAL, " ");
    tui_put(area, 0, 1, style, signs[app->message_kind]);
    tui_put_wrapped(tui_area_inset(area, 0, 3), 0, style, text);
}

static void frame_draw_hint(const struct tui_app *app, struct tui_area line)
{
    const char *text =
        app->options.hint ? app->options.hint(app->options.owner, tui_frame_arena()) : NULL;
    if (!text)
        return;
    tui_put_cell(line, 0, 0, 1, TUI_LEFT, TUI_NORMAL, "");
    int col = tui_put(line, 0, 1, TUI_INFO, text);
    tui_put_cell(line, 0, col, 1, TUI_LEFT, TUI_NORMAL, "");
}

/* ---- key bar and places ---------------------------------------------------------------------- */

enum { BAR_MOST = 40, BAR_GAP = 3 };

struct bar_item {
    const struct tui_command *command;
    const char *key, *label;
    int width;
    bool shown;
};

static bool frame_in_bar(struct tui_app *app, const struct tui_command *c,
                         struct tui_context context)
{
    return (c->bar & 0xff) && !(c->bar & TUI_PLACE) && tui_command_applies(c, context) &&
           tui_keymap_key(app->options.keymap, c, context, 0) != TUI_KEY_NONE &&
           !tui_app_refusal(app, c);
}

/* Items in the order of their bar numbers. */
static size_t frame_collect_bar(struct tui_app *app, struct bar_item items[BAR_MOST])
{
    struct tui_context context = tui_app_context(app);
    const struct tui_command *c;
    size_t count = 0;
    for (size_t i = 0; (c = tui_keymap_at(app->options.keymap, i)); i++) {
        if (count == BAR_MOST || !frame_in_bar(app, c, context))
            continue;
        struct bar_item item = {
            .command = c, .key = tui_help_keys(app, c, 1), .label = tui_app_label(app, c)};
        item.width = tui_text_width(item.key) + 1 + tui_text_width(item.label);
        size_t at = count++;
        for (; at > 0 && (items[at - 1].command->bar & 0xff) > (c->bar & 0xff); at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
    return count;
}

/* Help is always there; of the others the first that fit. */
static void frame_fit_bar(struct bar_item *items, size_t count, int cols)
{
    int used = 1;
    for (int helps = 1; helps >= 0; helps--)
        for (size_t i = 0; i < count; i++) {
            bool help = items[i].command->id == TUI_DO_HELP;
            if (help != (bool)helps || used + items[i].width > cols)
                continue;
            items[i].shown = true;
            used += items[i].width + BAR_GAP;
        }
}

static int frame_draw_item(struct tui_area line, int col, const char *key, const char *label,
                           tui_style style)
{
    col = tui_put(line, 0, col, TUI_KEY, key);
    return tui_put(line, 0, col + 1, style, label);
}

static void frame_draw_bar(struct tui_app *app, struct tui_area line)
{
    struct bar_item items[BAR_MOST];
    size_t count = frame_collect_bar(app, items);
    int col = 1;
    frame_fit_bar(items, count, line.cols);
    for (size_t i = 0; i < count; i++)
        if (items[i].shown)
            col = frame_draw_item(line, col, items[i].key, items[i].label, TUI_KEYBAR) + BAR_GAP;
}

/* A place's command is named go-CLASS after the class of its screen; the current one is marked. */
static bool frame_is_here(const struct tui_app *app, const struct tui_command *c)
{
    const struct tui_screen *s = app->top;
    while (s->below && !s->class->place)
        s = s->below;
    return strncmp(c->name, "go-", 3) == 0 && strcmp(c->name + 3, s->class->name) == 0;
}

static void frame_draw_places(struct tui_app *app, struct tui_area line)
{
    struct tui_context context = tui_app_context(app);
    const struct tui_command *c;
    int col = 1;
    for (size_t i = 0; (c = tui_keymap_at(app->options.keymap, i)); i++) {
        const char *key = tui_help_keys(app, c, 1);
        if (!(c->bar & TUI_PLACE) || !*key || !tui_command_applies(c, context))
            continue;
        tui_style style = frame_is_here(app, c) ? TUI_STRONG | TUI_UNDERLINE : TUI_KEYBAR;
        col = frame_draw_item(line, col, key, tui_app_label(app, c), style) + 2;
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void frame_draw_too_small(struct tui_area all, int rows, int cols)
{
    char text[256];
    snprintf(text, sizeof text, _("%d x %d is too small here: at least %d x %d is needed"),
             all.cols, all.rows, cols, rows);
    tui_put_wrapped(all, 0, TUI_WARNING, text);
}

static void frame_draw_screen(struct tui_app *app, struct tui_area area)
{
    struct tui_screen *s = app->top;
    int rows = s->class->min_rows, cols = s->class->min_cols;
    bool moved = memcmp(&area, &s->area, sizeof area) != 0;
    s->area = area;
    if (moved && s->class->resize)
        s->class->resize(s, area);
    if (area.rows < rows || area.cols < cols)
        frame_draw_too_small(area, rows, cols);
    else
        s->class->draw(s, area);
}

/* The screen comes before the rules, because it says where its separators meet them. */
static void frame_draw_all(struct tui_app *app, struct tui_area all)
{
    bool small = all.rows < SHORT_ROWS;
    struct tui_area top = tui_area_top(&all, 1), top_rule = tui_area_top(&all, small ? 0 : 1);
    bool places = app->top->class->place && !small;
    struct tui_area place_line = tui_area_bottom(&all, places ? 1 : 0);
    struct tui_area bar = tui_area_bottom(&all, 1), rule = tui_area_bottom(&all, 1);
    app->joint_count = 0;
    frame_draw_screen(app, all);
    frame_draw_top(app, top);
    if (!small)
        frame_draw_rule(app, top_rule, true);
    frame_draw_rule(app, rule, false);
    if (places)
        frame_draw_places(app, place_line);
    if (app->question)
        tui_question_bar(app, bar);
    else
        frame_draw_bar(app, bar);
    if (app->question) {
        tui_question_draw(app, rule, all);
        struct tui_area above = tui_area_bottom(&all, 1);
        if (app->message.length > 0 && app->message_kind == TUI_SAY_MISTAKE)
            frame_draw_message(app, above, all);
    } else if (app->message.length > 0) {
        frame_draw_message(app, rule, all);
    } else {
        frame_draw_hint(app, rule);
    }
}

void tui_app_draw(struct tui_app *app)
{
    struct tui_area all = {.rows = tui_term_rows(), .cols = tui_term_cols()};
    tui_frame_begin();
    if (all.rows < LEAST_ROWS || all.cols < LEAST_COLS)
        frame_draw_too_small(all, LEAST_ROWS, LEAST_COLS);
    else
        frame_draw_all(app, all);
    tui_frame_end();
}
