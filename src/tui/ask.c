/* ask.c: questions at the message line: a line of text with completions, yes or no, one of a list.
 */
#include "app_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/tui/line.h"
#include "term_private.h"

#include <stdlib.h>
#include <string.h>

enum { HISTORY_MOST = 50, LIST_ROWS = 12 };

struct tui_history {
    char *name;
    char *lines[HISTORY_MOST]; /* the latest last */
    size_t count;
    struct tui_history *next;
};

struct tui_question {
    struct tui_screen *screen;
    void *ctx;
    struct base_arena *arena; /* copies of the texts */
    struct tui_ask ask;
    struct tui_line line;

    bool yes_no;
    int (*yes)(struct tui_screen *s, void *ctx);

    const struct tui_choice *all; /* of tui_ask_choice */
    size_t all_count;

    struct base_arena *choices_arena;
    struct tui_choice *choices; /* shown now */
    size_t count;
    int selected; /* -1: none */

    size_t recalled; /* how far back in the history */
};

/* ---- history --------------------------------------------------------------------------------- */

static struct tui_history *history_find(struct tui_app *app, const char *name)
{
    struct tui_history *h = app->histories;
    while (h && strcmp(h->name, name) != 0)
        h = h->next;
    return h;
}

static void history_add(struct tui_app *app, const char *name, const char *line)
{
    struct tui_history *h = history_find(app, name);
    if (!h) {
        h = base_alloc(sizeof *h);
        h->name = base_strdup(name);
        h->next = app->histories;
        app->histories = h;
    }
    if (h->count > 0 && strcmp(h->lines[h->count - 1], line) == 0)
        return;
    if (h->count == HISTORY_MOST) {
        free(h->lines[0]);
        memmove(h->lines, h->lines + 1, (HISTORY_MOST - 1) * sizeof h->lines[0]);
        h->count--;
    }
    h->lines[h->count++] = base_strdup(line);
}

void tui_histories_free(struct tui_app *app)
{
    while (app->histories) {
        struct tui_history *h = app->histories;
        app->histories = h->next;
        for (size_t i = 0; i < h->count; i++)
            free(h->lines[i]);
        free(h->name);
        free(h);
    }
}

/* ---- opening and closing --------------------------------------------------------------------- */

bool tui_question_of(const struct tui_app *app, const struct tui_screen *s)
{
    return app->question && app->question->screen == s;
}

static void question_free(struct tui_question *q)
{
    tui_line_free(&q->line);
    base_arena_free(&q->choices_arena);
    base_arena_free(&q->arena);
    free(q);
}

void tui_question_drop(struct tui_app *app)
{
    if (!app->question)
        return;
    question_free(app->question);
    app->question = NULL;
}

static struct tui_question *question_new(struct tui_screen *s, void *ctx)
{
    struct tui_question *q = base_alloc(sizeof *q);
    tui_question_drop(s->app); /* a newer question takes the line */
    q->screen = s;
    q->ctx = ctx;
    q->arena = base_arena_new();
    q->choices_arena = base_arena_new();
    q->selected = -1;
    s->app->question = q;
    return q;
}

/* ---- choices --------------------------------------------------------------------------------- */

static size_t question_narrow(struct tui_question *q)
{
    struct base_arena *a = q->choices_arena;
    const char *needle = base_utf8_fold(a, tui_line_get(&q->line));
    size_t count = 0;
    q->choices = base_arena_array(a, q->all_count + 1, sizeof *q->choices);
    for (size_t i = 0; i < q->all_count; i++)
        if (strstr(base_utf8_fold(a, q->all[i].label), needle) ||
            strstr(base_utf8_fold(a, q->all[i].code), needle))
            q->choices[count++] = q->all[i];
    return count;
}

static void question_complete(struct tui_question *q)
{
    base_arena_reset(q->choices_arena);
    q->choices = NULL;
    q->count = 0;
    if (q->all)
        q->count = question_narrow(q);
    else if (q->ask.complete)
        q->count = q->ask.complete(q->screen, q->ctx, tui_line_get(&q->line), q->choices_arena,
                                   &q->choices);
    q->selected = q->ask.choose && q->count > 0 ? 0 : -1;
}

static void question_select(struct tui_question *q, int by)
{
    int count = (int)q->count, at = q->selected + by;
    int least = q->ask.choose && count > 0 ? 0 : -1;
    q->selected = at < least ? least : at >= count ? count - 1 : at;
}

/* ---- answers --------------------------------------------------------------------------------- */

/* The question is taken off the line before its owner hears of it, who may then ask the next. */
static struct tui_question *question_take(struct tui_app *app)
{
    struct tui_question *q = app->question;
    app->question = NULL;
    return q;
}

static void question_cancel(struct tui_app *app)
{
    struct tui_question *q = question_take(app);
    int result = q->ask.cancelled ? q->ask.cancelled(q->screen, q->ctx) : TUI_DONE;
    tui_app_apply(app, q->screen, result);
    question_free(q);
}

/* What was typed and is refused for it stays on the line to be mended, under the error that says
 * why. */
static bool question_is_refused(const struct tui_app *app, const struct tui_question *q)
{
    return !q->all && !app->question && app->top == q->screen && app->message.length > 0 &&
           app->message_kind == TUI_SAY_MISTAKE;
}

static void question_answer(struct tui_app *app)
{
    struct tui_question *q = app->question;
    const char *text = tui_line_get(&q->line);
    if (q->selected >= 0)
        text = q->choices[q->selected].code;
    else if (q->ask.choose || (q->ask.required && base_text_empty(text))) {
        tui_term_bell();
        return;
    }
    question_take(app);
    if (q->ask.history && *text)
        history_add(app, q->ask.history, text);
    tui_app_apply(app, q->screen, q->ask.done ? q->ask.done(q->screen, q->ctx, text) : TUI_DONE);
    if (question_is_refused(app, q)) {
        q->ask.replace = false;
        app->question = q;
    } else {
        question_free(q);
    }
}

/* ---- keys ------------------------------------------------------------------------------------ */

static bool question_yes_no_key(struct tui_app *app, tui_key key)
{
    if (key != 'y' && key != 'Y' && key != 'n' && key != 'N' && key != 'q' && key != TUI_KEY_ESC &&
        key != TUI_KEY_ENTER && key != (TUI_CTRL | 'c'))
        return false;
    struct tui_question *q = question_take(app);
    if (key == 'y' || key == 'Y')
        tui_app_apply(app, q->screen, q->yes(q->screen, q->ctx));
    question_free(q);
    return true;
}

static void question_changed(struct tui_app *app)
{
    struct tui_question *q = app->question;
    question_complete(q);
    if (q->ask.changed)
        tui_app_apply(app, q->screen, q->ask.changed(q->screen, q->ctx, tui_line_get(&q->line)));
}

static void question_recall(struct tui_app *app, int by)
{
    struct tui_question *q = app->question;
    struct tui_history *h = q->ask.history ? history_find(app, q->ask.history) : NULL;
    if (!h || (by > 0 && q->recalled >= h->count) || (by < 0 && q->recalled == 0))
        return;
    q->recalled += by > 0 ? 1 : (size_t)-1;
    tui_line_set(&q->line, q->recalled ? h->lines[h->count - q->recalled] : "");
    question_changed(app);
}

/* Tab puts the selected completion, or the first, into the line. */
static void question_take_completion(struct tui_app *app)
{
    struct tui_question *q = app->question;
    if (q->count == 0)
        return;
    char *code = base_strdup(q->choices[q->selected < 0 ? 0 : q->selected].code);
    tui_line_set(&q->line, code);
    free(code);
    question_changed(app);
}

static bool question_special_key(struct tui_app *app, tui_key key)
{
    struct tui_question *q = app->question;
    bool listing = q->count > 0 || q->ask.choose;
    switch (key) {
    case TUI_KEY_ESC:
    case TUI_CTRL | 'c':
    case TUI_CTRL | 'g':
        question_cancel(app);
        return true;
    case TUI_KEY_ENTER:
        question_answer(app);
        return true;
    case TUI_KEY_TAB:
        question_take_completion(app);
        return true;
    case TUI_KEY_PAGE_UP:
    case TUI_KEY_PAGE_DOWN:
        question_select(q, key == TUI_KEY_PAGE_UP ? -LIST_ROWS : LIST_ROWS);
        return true;
    case TUI_KEY_UP:
    case TUI_KEY_DOWN:
        if (listing)
            question_select(q, key == TUI_KEY_UP ? -1 : 1);
        else
            question_recall(app, key == TUI_KEY_UP ? 1 : -1);
        return true;
    default:
        return false;
    }
}

bool tui_question_key(struct tui_app *app, const struct tui_event *event)
{
    struct tui_question *q = app->question;
    bool key = event->kind == TUI_EVENT_KEY;
    if (q->yes_no)
        return key && question_yes_no_key(app, event->key);
    if (key && question_special_key(app, event->key))
        return true;
    if (q->ask.replace && (event->kind == TUI_EVENT_PASTE || (key && tui_key_is_text(event->key))))
        tui_line_set(&q->line, "");
    q->ask.replace = false;
    enum tui_edit edit = tui_line_event(&q->line, event);
    if (edit == TUI_EDIT_CHANGED)
        question_changed(app);
    return edit != TUI_EDIT_PASS;
}

/* ---- asking ---------------------------------------------------------------------------------- */

int tui_ask_line(struct tui_screen *s, const struct tui_ask *ask, void *ctx)
{
    struct base_arena *copies = base_arena_new(); /* the texts may live in the question replaced */
    struct tui_ask copy = *ask;
    copy.label = base_arena_strdup(copies, ask->label);
    copy.initial = base_arena_strdup(copies, ask->initial);
    copy.history = base_arena_strdup(copies, ask->history);
    copy.hint = base_arena_strdup(copies, ask->hint);
    struct tui_question *q = question_new(s, ctx);
    base_arena_free(&q->arena);
    q->arena = copies;
    q->ask = copy;
    tui_line_set(&q->line, copy.initial);
    question_complete(q);
    return TUI_DONE;
}

int tui_ask_yes_no(struct tui_screen *s, const char *question,
                   int (*done)(struct tui_screen *s, void *ctx), void *ctx)
{
    struct tui_question *q = question_new(s, ctx);
    q->yes_no = true;
    q->yes = done;
    q->ask.label = base_arena_strdup(q->arena, question);
    return TUI_DONE;
}

static void question_copy_choices(struct tui_question *q, const struct tui_choice *choices,
                                  size_t count)
{
    struct tui_choice *copies = base_arena_array(q->arena, count + 1, sizeof *copies);
    for (size_t i = 0; i < count; i++)
        copies[i] = (struct tui_choice){.code = base_arena_strdup(q->arena, choices[i].code),
                                        .label = base_arena_strdup(q->arena, choices[i].label),
                                        .note = base_arena_strdup(q->arena, choices[i].note)};
    q->all = copies;
    q->all_count = count;
}

int tui_ask_choice(struct tui_screen *s, const char *title, const struct tui_choice *choices,
                   size_t count, const char *current,
                   int (*done)(struct tui_screen *s, void *ctx, const char *code), void *ctx)
{
    struct tui_question *q = question_new(s, ctx);
    q->ask =
        (struct tui_ask){.label = base_arena_strdup(q->arena, title), .done = done, .choose = true};
    question_copy_choices(q, choices, count);
    tui_line_set(&q->line, "");
    question_complete(q);
    for (size_t i = 0; current && i < q->count; i++)
        if (strcmp(q->choices[i].code, current) == 0)
            q->selected = (int)i;
    return TUI_DONE;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static int question_list_width(const struct tui_question *q, int *labels)
{
    int notes = 0;
    *labels = 0;
    for (size_t i = 0; i < q->count; i++) {
        int label = tui_text_width(q->choices[i].label), note = tui_text_width(q->choices[i].note);
        *labels = label > *labels ? label : *labels;
        notes = note > notes ? note : notes;
    }
    return 4 + *labels + (notes > 0 ? 2 + notes : 0);
}

static void question_draw_row(const struct tui_question *q, struct tui_area body, int row,
                              int index, int labels)
{
    const struct tui_choice *choice = &q->choices[index];
    bool chosen = index == q->selected;
    tui_style style = chosen ? TUI_CURSOR : TUI_POPUP;
    if (chosen)
        tui_put(body, row, 0, TUI_MARKER, tui_sign(TUI_SIGN_MARKER));
    tui_put_cell(body, row, 1, labels < body.cols - 1 ? labels : body.cols - 1, TUI_LEFT, style,
                 choice->label);
    if (choice->note && labels + 3 < body.cols)
        tui_put_cell(body, row, labels + 3, body.cols - labels - 3, TUI_LEFT, TUI_DIM,
                     choice->note);
}

static void question_draw_list(const struct tui_question *q, struct tui_area over)
{
    int labels, cols = question_list_width(q, &labels), rows = (int)q->count;
    if (rows > LIST_ROWS)
        rows = LIST_ROWS;
    if (rows > over.rows - 2)
        rows = over.rows - 2;
    if (rows < 1)
        return;
    if (cols > over.cols)
        cols = over.cols;
    struct tui_area box = tui_area_bottom(&over, rows + 2);
    box.cols = cols;
    int first = q->selected >= rows ? q->selected - rows + 1 : 0;
    tui_fill(box, TUI_POPUP, " ");
    tui_box(box, TUI_RULE, NULL);
    struct tui_area body = tui_area_inset(box, 1, 1);
    for (int row = 0; row < rows; row++)
        question_draw_row(q, body, row, first + row, labels);
    if ((int)q->count > rows)
        tui_putf(box, rows + 1, 2, TUI_DIM, " %d / %zu ", q->selected + 1, q->count);
}

/* In the place of a text, or beside one that was suggested, as long as nothing is typed. */
static void question_draw_hint(const struct tui_question *q, struct tui_area field)
{
    const char *text = tui_line_get(&q->line);
    if (!q->ask.hint || strcmp(text, q->ask.hint) == 0)
        return;
    if (*text == '\0')
        tui_put(field, 0, 0, TUI_DIM, q->ask.hint);
    else if (q->ask.initial && strcmp(text, q->ask.initial) == 0 &&
             tui_text_width(text) + 3 + tui_text_width(q->ask.hint) <= field.cols)
        tui_put(field, 0, tui_text_width(text) + 3, TUI_DIM, q->ask.hint);
}

void tui_question_draw(struct tui_app *app, struct tui_area line, struct tui_area over)
{
    struct tui_question *q = app->question;
    if (!q->yes_no)
        question_draw_list(q, over);
    tui_fill(line, TUI_NORMAL, " ");
    int col = tui_put(line, 0, 1, TUI_TITLE, q->ask.label);
    if (q->yes_no) {
        tui_put(line, 0, col + 1, TUI_KEY, "y/n");
        tui_cursor(line, 0, col + 1, true);
        return;
    }
    struct tui_area field = line;
    tui_area_left(&field, col + 1);
    tui_area_right(&field, 1);
    tui_line_draw(&q->line, field, TUI_FOCUS, true);
    question_draw_hint(q, field);
    if (q->ask.choose && q->count == 0 && q->line.text.length > 0)
        tui_put_right(field, 0, field.cols, TUI_WARNING, _("nothing matches"));
}

static int question_bar_item(struct tui_area bar, int col, const char *key, const char *label)
{
    col = tui_put(bar, 0, col, TUI_KEY, key);
    return tui_put(bar, 0, col + 1, TUI_KEYBAR, label) + 3;
}

void tui_question_bar(struct tui_app *app, struct tui_area bar)
{
    const struct tui_question *q = app->question;
    if (q->yes_no) {
        question_bar_item(bar, question_bar_item(bar, 1, "y", _("yes")), "n", _("no"));
        return;
    }
    int col = question_bar_item(bar, 1, "Enter", q->ask.choose ? _("take") : _("done"));
    col = question_bar_item(bar, col, "Esc", _("cancel"));
    if (q->count > 0 && !q->all)
        col = question_bar_item(bar, col, "Tab", _("complete"));
    if (q->count > 0 || q->ask.history)
        question_bar_item(bar, col, tui_term_utf8_lines() ? "↑↓" : "Up Down",
                          q->count > 0 ? _("choose") : _("earlier ones"));
}
