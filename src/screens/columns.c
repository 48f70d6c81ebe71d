/* columns.c: which columns a type's tables have, and in which order. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/records.h"
#include "sharedesk/screens/settings.h"
#include "sharedesk/screens/views.h"

#include <string.h>

struct columns {
    struct screens_desk *desk;
    struct screens_records *records;   /* of the screen below, which outlives this one */
    const struct model_field **fields; /* the chosen ones in their order, then the others */
    size_t count, chosen;
    struct tui_column column[3];
    struct tui_rows rows;
    struct tui_table *table;
};

/* ---- order ---------------------------------------------------------------------------------- */

static void columns_fill(struct columns *c, struct base_arena *a)
{
    const struct model_type_info *type = c->records->type;
    const struct model_field **chosen;
    c->chosen = screens_columns(c->desk, type, a, &chosen);
    memcpy(c->fields, chosen, c->chosen * sizeof(const struct model_field *));
    c->count = c->chosen;
    for (size_t i = 0; i < type->count; i++) {
        bool there = false;
        for (size_t j = 0; j < c->chosen && !there; j++)
            there = chosen[j] == &type->fields[i];
        if (!there)
            c->fields[c->count++] = &type->fields[i];
    }
}

static size_t columns_at(const struct columns *c)
{
    const struct tui_row *row = tui_table_current(c->table);
    return row ? (size_t)((const struct model_field **)row->data - c->fields) : c->count;
}

static void columns_move(struct columns *c, size_t from, size_t to)
{
    const struct model_field *moved = c->fields[from];
    while (from < to) {
        c->fields[from] = c->fields[from + 1];
        from++;
    }
    while (from > to) {
        c->fields[from] = c->fields[from - 1];
        from--;
    }
    c->fields[to] = moved;
}

/* ---- commands ------------------------------------------------------------------------------- */

static int columns_keep(struct tui_screen *s, const struct model_field *cursor)
{
    struct columns *c = s->state;
    struct err e = ERR_INIT;
    if (screens_columns_set(c->desk, c->records->type, c->fields, c->chosen, &e))
        tui_say_error(s->app, &e);
    screens_records_columns(c->records);
    s->below->stale = true;
    if (s->class->reload(s, &e))
        return screens_fail(s, &e);
    tui_table_go(c->table, cursor->name);
    return TUI_DONE;
}

static int columns_toggle(struct tui_screen *s)
{
    struct columns *c = s->state;
    size_t at = columns_at(c);
    if (at == c->count || (at < c->chosen && c->chosen == 1))
        return TUI_DONE;
    const struct model_field *field = c->fields[at];
    if (at < c->chosen)
        columns_move(c, at, --c->chosen);
    else
        columns_move(c, at, c->chosen++);
    return columns_keep(s, field);
}

static int columns_shift(struct tui_screen *s, int by)
{
    struct columns *c = s->state;
    size_t at = columns_at(c);
    if (at >= c->chosen || (by < 0 ? at == 0 : at + 1 >= c->chosen))
        return TUI_DONE;
    const struct model_field *field = c->fields[at];
    columns_move(c, at, by < 0 ? at - 1 : at + 1);
    return columns_keep(s, field);
}

static int columns_default(struct tui_screen *s)
{
    struct columns *c = s->state;
    struct err e = ERR_INIT;
    if (screens_setting_set(c->desk, "columns", c->records->type->plural, NULL, &e))
        return screens_fail(s, &e);
    columns_fill(c, s->life);
    screens_records_columns(c->records);
    s->below->stale = true;
    return TUI_RELOAD;
}

static int columns_command(struct tui_screen *s, int id)
{
    struct columns *c = s->state;
    switch (id) {
    case TUI_DO_MARK:
    case TUI_DO_OPEN:
        return columns_toggle(s);
    case SCREENS_DO_COLUMN_LEFT:
        return columns_shift(s, -1);
    case SCREENS_DO_COLUMN_RIGHT:
        return columns_shift(s, 1);
    case SCREENS_DO_COLUMN_DEFAULT:
        return columns_default(s);
    default:
        return tui_table_command(c->table, s, id);
    }
}

/* ---- the screen ----------------------------------------------------------------------------- */

static enum err_code columns_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct columns *c = s->state;
    (void)e;
    c->desk = screens_desk(s);
    c->records = arg;
    c->fields =
        base_arena_array(s->life, c->records->type->count + 1, sizeof(const struct model_field *));
    columns_fill(c, s->life);
    c->column[0] = (struct tui_column){.title = "", .width = 2};
    c->column[1] = (struct tui_column){.title = _("Column"), .width = 24};
    c->column[2] = (struct tui_column){.title = _("Meaning"), .width = 40, .min = 8, .grow = true};
    c->table = tui_table_new(&tui_rows_source, &c->rows, c->column, 3);
    return ERR_NONE;
}

static void columns_close(struct tui_screen *s)
{
    struct columns *c = s->state;
    tui_table_free(&c->table);
}

static enum err_code columns_reload(struct tui_screen *s, struct err *e)
{
    struct columns *c = s->state;
    c->rows.rows = base_arena_array(s->data, c->count + 1, sizeof *c->rows.rows);
    c->rows.count = c->count;
    for (size_t i = 0; i < c->count; i++) {
        struct tui_cell *cells = tui_cells(s->data, 3);
        cells[0].text = i < c->chosen ? tui_sign(TUI_SIGN_YES) : "";
        cells[1].text = _(c->fields[i]->label);
        cells[2].text = c->fields[i]->help ? _(c->fields[i]->help) : "";
        c->rows.rows[i] = (struct tui_row){.key = c->fields[i]->name,
                                           .cells = cells,
                                           .style = i < c->chosen ? TUI_NORMAL : TUI_DIM,
                                           .data = &c->fields[i]};
    }
    return tui_table_reload(c->table, e);
}

static const char *columns_title(struct tui_screen *s)
{
    (void)s;
    return _("columns");
}

static const char *columns_label(struct tui_screen *s, int id)
{
    (void)s;
    return id == TUI_DO_OPEN ? _("show or hide") : NULL;
}

static void columns_draw(struct tui_screen *s, struct tui_area area)
{
    struct columns *c = s->state;
    tui_table_draw(c->table, area, true);
}

const struct tui_screen_class screens_columns_class = {
    .name = "columns",
    .size = sizeof(struct columns),
    .answers = TUI_ANSWERS_MOVES | TUI_BIT(TUI_DO_MARK) | TUI_BIT(TUI_DO_OPEN),
    .title = columns_title,
    .open = columns_open,
    .close = columns_close,
    .reload = columns_reload,
    .label = columns_label,
    .draw = columns_draw,
    .command = columns_command,
};
