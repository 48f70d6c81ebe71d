/* history.c: who changed what when, of one record or of the whole desk: the changes above, what the
 * one under the cursor changed below, before and after. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/views.h"
#include "sharedesk/store/action.h"
#include "sharedesk/tui/pager.h"
#include "sharedesk/tui/table.h"

#include <string.h>

enum { PAGE = 200, RECORDS_TOLD = 3, ROWS_TOLD = 200 };

static const struct tui_column columns[] = {
    {.title = N_("When"), .width = 17, .frozen = true},
    {.title = N_("Who"), .width = 10, .min = 6},
    {.title = N_("Did"), .width = 12, .min = 6},
    {.title = N_("Content"), .width = 30, .min = 12, .grow = true},
    {.title = N_("Since then"), .width = 12, .min = 8},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct history {
    struct screens_desk *desk;
    struct store_ref ref;   /* id 0: the whole desk */
    struct store_ref under; /* the first record of the change under the cursor */
    const char *title;
    size_t wanted; /* changes to read: grows as one goes down */
    struct store_change *changes;
    size_t count;
    struct tui_rows rows;
    struct tui_column columns[COLUMNS];
    struct tui_table *table;
    struct tui_pager *pager;
    bool reading; /* the lower pane has the focus */
};

int screens_open_history(struct tui_screen *s, struct store_ref ref)
{
    tui_app_push(s->app, &screens_history_class, &ref);
    return TUI_DONE;
}

/* ---- reading -------------------------------------------------------------------------------- */

static void history_add_fields(struct history *h, const struct store_change_row *row,
                               struct base_arena *a, struct base_text *out)
{
    struct store_difference *list;
    struct err e = ERR_INIT;
    size_t count;
    if (store_log_differences(h->desk->store, row, a, &list, &count, &e))
        return;
    for (size_t i = 0; i < count; i++)
        base_text_printf(out, "%s%s", out->length ? _(", ") : "", _(list[i].field->label));
}

static void history_add_titles(const struct store_change *change,
                               const struct store_change_row *rows, size_t count,
                               struct base_arena *a, struct base_text *out)
{
    for (size_t i = 0; i < count; i++)
        base_text_printf(out, "%s%s %s", i ? _(", ") : "", screens_number_show(rows[i].ref, a),
                         rows[i].title ? rows[i].title : "");
    if (change->records > (int64_t)count)
        base_text_printf(out, _(" and %lld more"), (long long)(change->records - (int64_t)count));
}

/* "Status, Minutes" of one record; "D117 …, B41 … and 3 more" of the desk. */
static const char *history_summary(struct history *h, struct tui_screen *s,
                                   const struct store_change *change)
{
    struct base_text out = {0};
    struct store_change_row *rows;
    size_t count;
    struct err e = ERR_INIT;
    if (store_log_rows(h->desk->store, change->id, h->ref, RECORDS_TOLD, s->data, &rows, &count,
                       &e))
        return "";
    for (size_t i = 0; h->ref.id && i < count; i++)
        history_add_fields(h, &rows[i], s->data, &out);
    if (!h->ref.id)
        history_add_titles(change, rows, count, s->data, &out);
    const char *text = base_arena_strdup(s->data, base_text_string(&out));
    base_text_free(&out);
    return text;
}

static const char *history_since(const struct store_change *change)
{
    if (change->undone_by)
        return _("taken back");
    return change->undoes ? _("takes back") : "";
}

static void history_make_row(struct history *h, struct tui_screen *s, size_t i)
{
    const struct store_change *change = &h->changes[i];
    struct tui_row *row = &h->rows.rows[i];
    struct tui_cell *cells = tui_cells(s->data, COLUMNS);
    cells[0].text = screens_time_show(h->desk, change->at, s->data);
    cells[1].text = change->actor;
    cells[2].text = store_action_show(change->action);
    cells[3].text = history_summary(h, s, change);
    cells[4].text = history_since(change);
    *row = (struct tui_row){.key = base_arena_printf(s->data, "%lld", (long long)change->id),
                            .cells = cells,
                            .style = change->undone_by ? TUI_CANCELLED : TUI_NORMAL,
                            .data = &h->changes[i]};
}

/* The log keeps values as files have them; people read labels, titles and hours. */
static const char *history_value(const struct history *h, const struct model_field *field,
                                 enum model_type type, const char *text, struct base_arena *a)
{
    struct store *s = h->desk->store;
    void *record = model_record_new(a, type);
    struct err e = ERR_INIT;
    if (base_text_empty(text))
        return "";
    if (field->type == MODEL_TEXT ||
        model_value_parse(field, text, store_format_uid(s), a, record, &e))
        return text;
    return model_value_show(field, record, store_format_title(s), a);
}

static void history_tell_row(struct history *h, const struct store_change_row *row,
                             struct base_arena *a)
{
    struct store_difference *list;
    size_t count;
    struct err e = ERR_INIT;
    tui_pager_addf(h->pager, TUI_TITLE, 0, "%s  %s", screens_number_show(row->ref, a),
                   row->title ? row->title : "");
    if (store_log_differences(h->desk->store, row, a, &list, &count, &e))
        return;
    for (size_t i = 0; i < count; i++) {
        const struct model_field *field = list[i].field;
        const char *before = history_value(h, field, row->ref.type, list[i].before, a);
        const char *after = history_value(h, field, row->ref.type, list[i].after, a);
        const char *text = !*before
                               ? after
                               : base_arena_printf(a, "%s %s %s", before, tui_sign(TUI_SIGN_ARROW),
                                                   *after ? after : _("(empty)"));
        tui_pager_field(h->pager, _(field->label), TUI_NORMAL, text);
    }
}

static void history_tell_rows(struct history *h, const struct store_change_row *rows, size_t count,
                              struct base_arena *a)
{
    if (count > 0)
        h->under = rows[0].ref;
    for (size_t i = 0; i < count; i++)
        history_tell_row(h, &rows[i], a);
}

static void history_tell(struct history *h)
{
    const struct tui_row *current = tui_table_current(h->table);
    struct base_arena *a = base_arena_new();
    struct store_change_row *rows;
    size_t count;
    struct err e = ERR_INIT;
    tui_pager_clear(h->pager);
    h->under = (struct store_ref){MODEL_ANY, 0};
    if (current) {
        const struct store_change *change = current->data;
        if (store_log_rows(h->desk->store, change->id, h->ref, ROWS_TOLD, a, &rows, &count, &e) ==
            ERR_NONE)
            history_tell_rows(h, rows, count, a);
        else
            tui_pager_add(h->pager, TUI_ERROR, 1, e.why);
    }
    base_arena_free(&a);
}

static enum err_code history_reload(struct tui_screen *s, struct err *e)
{
    struct history *h = s->state;
    h->rows.count = 0;
    if (store_log(h->desk->store, h->ref, 0, h->wanted, s->data, &h->changes, &h->count, e))
        return e->code;
    h->rows.rows = base_arena_array(s->data, h->count + 1, sizeof *h->rows.rows);
    for (h->rows.count = 0; h->rows.count < h->count; h->rows.count++)
        history_make_row(h, s, h->rows.count);
    if (tui_table_reload(h->table, e))
        return e->code;
    history_tell(h);
    return ERR_NONE;
}

/* ---- the screen ----------------------------------------------------------------------------- */

static enum err_code history_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct history *h = s->state;
    struct base_arena *a = s->life;
    (void)e;
    h->desk = screens_desk(s);
    h->ref = *(const struct store_ref *)arg;
    h->wanted = PAGE;
    h->title = h->ref.id ? base_arena_printf(a, _("history of %s"), screens_number_show(h->ref, a))
                         : _("log of the desk");
    memcpy(h->columns, columns, sizeof columns);
    for (size_t i = 0; i < COLUMNS; i++)
        h->columns[i].title = _(columns[i].title);
    h->table = tui_table_new(&tui_rows_source, &h->rows, h->columns, COLUMNS);
    tui_table_empty(h->table, _("nothing has been changed yet"));
    h->pager = tui_pager_new();
    return ERR_NONE;
}

static void history_close(struct tui_screen *s)
{
    struct history *h = s->state;
    tui_table_free(&h->table);
    tui_pager_free(&h->pager);
}

static bool history_same(struct tui_screen *s, void *arg)
{
    const struct history *h = s->state;
    const struct store_ref *ref = arg;
    return h->ref.id == ref->id && (ref->id == 0 || h->ref.type == ref->type);
}

static const char *history_title(struct tui_screen *s)
{
    const struct history *h = s->state;
    return h->title;
}

static void history_draw(struct tui_screen *s, struct tui_area area)
{
    struct history *h = s->state;
    struct tui_area above = tui_area_top(&area, area.rows / 2);
    tui_table_draw(h->table, above, !h->reading);
    struct tui_area rule = tui_area_top(&area, 1);
    tui_hline(rule, 0, 0, rule.cols, TUI_RULE);
    tui_pager_draw(h->pager, tui_area_inset(area, 0, 1), h->reading);
}

/* At the end of what was read there may be older changes. */
static int history_moved(struct tui_screen *s, int result)
{
    struct history *h = s->state;
    const struct tui_row *current = tui_table_current(h->table);
    if (current && h->count == h->wanted && current->data == &h->changes[h->count - 1]) {
        h->wanted += PAGE;
        return result | TUI_RELOAD;
    }
    return result;
}

static int history_open_record(struct tui_screen *s)
{
    struct store_ref ref;
    if (screens_history_subject(s, &ref))
        return screens_open_record(s, ref);
    return TUI_DONE;
}

static int history_command(struct tui_screen *s, int id)
{
    struct history *h = s->state;
    switch (id) {
    case TUI_DO_NEXT_PANE:
    case TUI_DO_PREVIOUS_PANE:
        h->reading = !h->reading;
        return TUI_DONE;
    case TUI_DO_OPEN:
        return history_open_record(s);
    default:
        return h->reading ? tui_pager_command(h->pager, s, id)
                          : history_moved(s, tui_table_command(h->table, s, id));
    }
}

static int history_quiet(struct tui_screen *s)
{
    history_tell(s->state);
    return TUI_DONE;
}

/* The record whose history it is; of the desk's log the first record of the change. */
bool screens_history_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct history *h = s->state;
    *ref = h->ref.id ? h->ref : h->under;
    return ref->id != 0;
}

const struct tui_screen_class screens_history_class = {
    .name = "history",
    .size = sizeof(struct history),
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN),
    .title = history_title,
    .open = history_open,
    .close = history_close,
    .same = history_same,
    .reload = history_reload,
    .draw = history_draw,
    .command = history_command,
    .quiet = history_quiet,
};
