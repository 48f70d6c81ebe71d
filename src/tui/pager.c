/* pager.c: text to read. Paragraphs are kept as they came; lines are laid out for the width at
 * hand. */
#include "sharedesk/tui/pager.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/base/utf8.h"
#include "term_private.h"
#include "wrap.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct paragraph {
    tui_style style;
    int indent;
    const char *label; /* of a field, or NULL */
    const char *text;  /* safe, but for newlines */
};

struct pager_line {
    size_t paragraph, start, length;
    bool first; /* of its paragraph: bears the label */
};

struct tui_pager {
    struct base_arena *arena; /* paragraphs */
    struct paragraph *paragraphs;
    size_t count, capacity;

    struct base_arena *layout; /* lines, for that width */
    struct pager_line *lines;
    size_t line_count, line_capacity;
    int laid_cols; /* 0: to be laid out */

    int top, rows; /* first line shown; rows of the last draw */
    char *needle;
};

struct tui_pager *tui_pager_new(void)
{
    struct tui_pager *p = base_alloc(sizeof *p);
    p->arena = base_arena_new();
    p->layout = base_arena_new();
    return p;
}

void tui_pager_free(struct tui_pager **p)
{
    if (!*p)
        return;
    base_arena_free(&(*p)->arena);
    base_arena_free(&(*p)->layout);
    free((*p)->needle);
    free(*p);
    *p = NULL;
}

void tui_pager_clear(struct tui_pager *p)
{
    base_arena_reset(p->arena);
    p->paragraphs = NULL;
    p->count = p->capacity = 0;
    p->laid_cols = 0;
}

/* ---- filling --------------------------------------------------------------------------------- */

/* Escapes what is unsafe line by line, so that newlines stay newlines. */
static const char *pager_safe(struct tui_pager *p, const char *text)
{
    struct base_text safe = {0};
    for (const char *at = text ? text : "";;) {
        size_t n = strcspn(at, "\r\n");
        base_text_add(&safe, base_utf8_show(p->arena, base_arena_strndup(p->arena, at, n)));
        at += n;
        if (*at == '\r' && at[1] == '\n')
            at++;
        if (!*at)
            break;
        base_text_add_char(&safe, '\n');
        at++;
    }
    const char *copy = base_arena_strdup(p->arena, base_text_string(&safe));
    base_text_free(&safe);
    return copy;
}

static struct paragraph *pager_push(struct tui_pager *p, tui_style style, const char *text)
{
    struct paragraph *new =
        base_arena_push(p->arena, (void **)&p->paragraphs, &p->count, &p->capacity, sizeof *new);
    *new = (struct paragraph){.style = style};
    new->text = pager_safe(p, text);
    p->laid_cols = 0;
    return new;
}

void tui_pager_add(struct tui_pager *p, tui_style style, int indent, const char *text)
{
    pager_push(p, style, text)->indent = indent;
}

void tui_pager_addf(struct tui_pager *p, tui_style style, int indent, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = base_arena_vprintf(p->arena, format, args);
    va_end(args);
    tui_pager_add(p, style, indent, text);
}

void tui_pager_field(struct tui_pager *p, const char *label, tui_style style, const char *value)
{
    const char *safe = pager_safe(p, label);
    pager_push(p, style, value)->label = safe;
}

void tui_pager_gap(struct tui_pager *p)
{
    pager_push(p, TUI_NORMAL, "");
}

/* ---- layout ---------------------------------------------------------------------------------- */

enum { LABEL_LEAST = 6, LABEL_GAP = 2 };

/* All values of fields start at one column, at most a third in. */
static int pager_label_cols(const struct tui_pager *p, int cols)
{
    int widest = LABEL_LEAST;
    for (size_t i = 0; i < p->count; i++) {
        int width = p->paragraphs[i].label ? base_utf8_width(p->paragraphs[i].label) : 0;
        widest = width > widest ? width : widest;
    }
    return (widest > cols / 3 ? cols / 3 : widest) + LABEL_GAP;
}

static int pager_start_col(const struct paragraph *g, int label_cols)
{
    return g->label ? label_cols : g->indent;
}

static void pager_lay_out_one(struct tui_pager *p, size_t index, int cols)
{
    const char *text = p->paragraphs[index].text;
    for (size_t at = 0;;) {
        struct tui_wrap wrap = tui_wrap_line(text + at, cols < 1 ? 1 : cols);
        struct pager_line *line = base_arena_push(p->layout, (void **)&p->lines, &p->line_count,
                                                  &p->line_capacity, sizeof *line);
        *line = (struct pager_line){
            .paragraph = index, .start = at, .length = wrap.length, .first = at == 0};
        if (wrap.next == 0)
            return;
        at += wrap.next;
    }
}

static void pager_lay_out(struct tui_pager *p, int cols)
{
    if (p->laid_cols == cols)
        return;
    int label_cols = pager_label_cols(p, cols);
    base_arena_reset(p->layout);
    p->lines = NULL;
    p->line_count = p->line_capacity = 0;
    for (size_t i = 0; i < p->count; i++)
        pager_lay_out_one(p, i, cols - pager_start_col(&p->paragraphs[i], label_cols));
    p->laid_cols = cols;
}

static int pager_last_top(const struct tui_pager *p)
{
    int last = (int)p->line_count - p->rows;
    return last < 0 ? 0 : last;
}

static void pager_go(struct tui_pager *p, int top)
{
    int last = pager_last_top(p);
    p->top = top > last ? last : top < 0 ? 0 : top;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void pager_draw_line(const struct tui_pager *p, struct tui_area area, int row,
                            const struct pager_line *line, int label_cols)
{
    const struct paragraph *g = &p->paragraphs[line->paragraph];
    int col = pager_start_col(g, label_cols);
    if (g->label && line->first)
        tui_put_cell(area, row, 0, col - 1, TUI_LEFT, TUI_LABEL, g->label);
    const char *text = base_arena_strndup(tui_frame_arena(), g->text + line->start, line->length);
    tui_put_found(area, row, col, area.cols - col, TUI_LEFT, g->style, text, p->needle);
}

void tui_pager_draw(struct tui_pager *p, struct tui_area area, bool focused)
{
    int body = area.cols - 1; /* the last column shows that there is more */
    if (area.rows < 1 || body < 4)
        return;
    pager_lay_out(p, body);
    p->rows = area.rows;
    pager_go(p, p->top);
    int label_cols = pager_label_cols(p, body);
    struct tui_area text = area;
    text.cols = body;
    for (int row = 0; row < area.rows && p->top + row < (int)p->line_count; row++)
        pager_draw_line(p, text, row, &p->lines[p->top + row], label_cols);
    if (p->top > 0)
        tui_put(area, 0, body, TUI_MARKER, tui_sign(TUI_SIGN_UP));
    if (p->top < pager_last_top(p))
        tui_put(area, area.rows - 1, body, TUI_MARKER, tui_sign(TUI_SIGN_DOWN));
    if (focused)
        tui_cursor(area, 0, 0, false);
}

/* ---- search ---------------------------------------------------------------------------------- */

static bool pager_line_has(const struct tui_pager *p, const struct pager_line *line,
                           const char *folded, struct base_arena *a)
{
    const struct paragraph *g = &p->paragraphs[line->paragraph];
    const char *text = base_arena_strndup(a, g->text + line->start, line->length);
    if (strstr(base_utf8_fold(a, text), folded))
        return true;
    return g->label && line->first && strstr(base_utf8_fold(a, g->label), folded);
}

/* The line with the needle at or after (1) or before (-1) `from`; -1: none. */
static int pager_find(const struct tui_pager *p, const char *needle, int from, int direction)
{
    struct base_arena *a = base_arena_new();
    const char *folded = base_utf8_fold(a, needle);
    int at = from;
    while (at >= 0 && at < (int)p->line_count && !pager_line_has(p, &p->lines[at], folded, a))
        at += direction;
    base_arena_free(&a);
    return at < (int)p->line_count ? at : -1;
}

static void pager_set_needle(struct tui_pager *p, const char *text)
{
    free(p->needle);
    p->needle = *text ? base_strdup(text) : NULL;
}

static int pager_search_changed(struct tui_screen *s, void *ctx, const char *text)
{
    struct tui_pager *p = ctx;
    (void)s;
    pager_set_needle(p, text);
    int found = p->needle ? pager_find(p, text, p->top, 1) : -1;
    if (found >= 0)
        pager_go(p, found);
    return TUI_DONE;
}

static int pager_search_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct tui_pager *p = ctx;
    pager_set_needle(p, text);
    if (p->needle && pager_find(p, text, 0, 1) < 0)
        tui_say(s->app, TUI_SAY_WARNING, _("\"%s\" is not in this text"), text);
    return TUI_DONE;
}

static int pager_search_cancelled(struct tui_screen *s, void *ctx)
{
    (void)s;
    pager_set_needle(ctx, "");
    return TUI_DONE;
}

static int pager_search_next(struct tui_pager *p, struct tui_screen *s, int direction)
{
    int found = p->needle ? pager_find(p, p->needle, p->top + direction, direction) : -1;
    if (found >= 0)
        pager_go(p, found);
    else
        tui_say(s->app, TUI_SAY_INFO, "%s",
                p->needle ? _("no further hit") : _("nothing was searched for yet: /"));
    return TUI_DONE;
}

int tui_pager_command(struct tui_pager *p, struct tui_screen *s, int id)
{
    struct tui_ask search = {.label = _("Search"),
                             .history = "search",
                             .changed = pager_search_changed,
                             .done = pager_search_done,
                             .cancelled = pager_search_cancelled};
    int page = p->rows > 1 ? p->rows - 1 : 1;
    switch (id) {
    case TUI_DO_UP:
    case TUI_DO_DOWN:
        pager_go(p, p->top + (id == TUI_DO_UP ? -1 : 1));
        return TUI_DONE;
    case TUI_DO_PAGE_UP:
    case TUI_DO_PAGE_DOWN:
        pager_go(p, p->top + (id == TUI_DO_PAGE_UP ? -page : page));
        return TUI_DONE;
    case TUI_DO_FIRST:
    case TUI_DO_LAST:
        pager_go(p, id == TUI_DO_FIRST ? 0 : (int)p->line_count);
        return TUI_DONE;
    case TUI_DO_SEARCH:
        return tui_ask_line(s, &search, p);
    case TUI_DO_SEARCH_NEXT:
    case TUI_DO_SEARCH_PREVIOUS:
        return pager_search_next(p, s, id == TUI_DO_SEARCH_NEXT ? 1 : -1);
    default:
        return TUI_PASS;
    }
}

int tui_pager_pointer(struct tui_pager *p, const struct tui_event *event)
{
    if (event->button != TUI_WHEEL_UP && event->button != TUI_WHEEL_DOWN)
        return TUI_PASS;
    pager_go(p, p->top + (event->button == TUI_WHEEL_UP ? -3 : 3));
    return TUI_DONE;
}

/* ---- the screen that is a pager -------------------------------------------------------------- */

struct reading_state {
    struct tui_pager *pager;
    struct tui_reading reading;
};

static enum err_code reading_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct reading_state *r = s->state;
    const struct tui_reading *wanted = arg;
    (void)e;
    r->reading = *wanted;
    r->reading.title = base_arena_strdup(s->life, wanted->title);
    r->pager = tui_pager_new();
    return ERR_NONE;
}

static void reading_close(struct tui_screen *s)
{
    struct reading_state *r = s->state;
    tui_pager_free(&r->pager);
    if (r->reading.release)
        r->reading.release(r->reading.ctx);
}

static bool reading_same(struct tui_screen *s, void *arg)
{
    const struct reading_state *r = s->state;
    const struct tui_reading *wanted = arg;
    return r->reading.fill == wanted->fill && r->reading.ctx == wanted->ctx;
}

static enum err_code reading_reload(struct tui_screen *s, struct err *e)
{
    struct reading_state *r = s->state;
    tui_pager_clear(r->pager);
    return r->reading.fill(r->reading.ctx, r->pager, e);
}

static const char *reading_title(struct tui_screen *s)
{
    const struct reading_state *r = s->state;
    return r->reading.title;
}

static void reading_draw(struct tui_screen *s, struct tui_area area)
{
    const struct reading_state *r = s->state;
    tui_area_left(&area, 1);
    tui_pager_draw(r->pager, area, true);
}

static int reading_command(struct tui_screen *s, int id)
{
    const struct reading_state *r = s->state;
    return tui_pager_command(r->pager, s, id);
}

static int reading_pointer(struct tui_screen *s, const struct tui_event *event)
{
    const struct reading_state *r = s->state;
    return tui_pager_pointer(r->pager, event);
}

const struct tui_screen_class tui_reading_class = {
    .name = "reading",
    .size = sizeof(struct reading_state),
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH,
    .title = reading_title,
    .open = reading_open,
    .close = reading_close,
    .same = reading_same,
    .reload = reading_reload,
    .draw = reading_draw,
    .command = reading_command,
    .pointer = reading_pointer,
};
