/* reports_figure.c: one figure by month, kind, region or organisation; each row opens to the
 * records that make it. */
#include "reports_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/exchange/csv.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/save.h"

#include <string.h>

enum { BAR_COLS = 24 };

static const struct tui_column figure_columns[] = {
    {.title = N_("Split"), .width = 26, .min = 16, .frozen = true, .grow = true},
    {.title = N_("Figure"), .width = 14, .align = TUI_RIGHT, .sort = '-'},
    {.title = "", .width = BAR_COLS, .sort = '-'},
    {.title = N_("Made of"), .width = 26, .min = 16, .align = TUI_RIGHT},
};

static const struct {
    const char *code, *label;
} ways[] = {
    [REPORT_BY_MONTH] = {"month", N_("by month")},
    [REPORT_BY_KIND] = {"kind", N_("by kind")},
    [REPORT_BY_REGION] = {"region", N_("by region")},
    [REPORT_BY_ORGANISATION] = {"organisation", N_("by organisation")},
};
enum { WAYS = sizeof ways / sizeof *ways };

struct figure {
    struct screens_desk *desk;
    struct screens_figure_wish wish;
    enum report_by by;
    struct report_efficiency report;
    struct screens_sheet *sheet;
    const char *labels[WAYS];
    const char *title, *span;
};

int screens_open_figure(struct tui_screen *s, const struct screens_figure_wish *wish)
{
    struct screens_figure_wish copy = *wish;
    tui_app_push(s->app, &screens_figure_class, &copy);
    return TUI_DONE;
}

/* ---- what a figure is made of --------------------------------------------------------------- */

static const char *hours_show(int64_t minutes, struct base_arena *a)
{
    char text[40];
    base_money_show((minutes + 30) / 60, 0, text);
    return base_arena_printf(a, _("%s h"), text);
}

static const char *basis_part(const struct screens_desk *d, enum report_figure figure,
                              int64_t amount, struct base_arena *a)
{
    switch (figure) {
    case REPORT_FILL_RATE:
        return base_arena_printf(a, "%lld", (long long)amount);
    case REPORT_FILL_RATE_VALUE:
    case REPORT_LEVERAGE:
        return screens_money_show(d, amount, a);
    default:
        return hours_show(amount, a);
    }
}

const char *reports_basis_show(const struct screens_desk *d, enum report_figure figure,
                               const struct report_value *v, struct base_arena *a)
{
    if (v->whole == 0)
        return "";
    return base_arena_printf(a, "%s / %s", basis_part(d, figure, v->part, a),
                             basis_part(d, figure, v->whole, a));
}

static void csv_row(const struct report_row *row, enum report_figure figure, struct base_text *out)
{
    const struct report_value *v = &row->values[figure];
    struct base_arena *a = base_arena_new();
    exchange_csv_write(out, true, exchange_csv_defuse(a, row->key ? row->key : ""));
    exchange_csv_write(out, false, exchange_csv_defuse(a, row->label ? row->label : ""));
    exchange_csv_write(out, false, v->known ? base_arena_printf(a, "%.6g", v->value) : "");
    exchange_csv_write(out, false, base_arena_printf(a, "%lld", (long long)v->part));
    exchange_csv_write(out, false, base_arena_printf(a, "%lld", (long long)v->whole));
    exchange_csv_end(out);
    base_arena_free(&a);
}

void reports_figure_csv(const struct screens_desk *d, const struct report_efficiency *report,
                        enum report_figure figure, struct base_text *out)
{
    static const char *const names[] = {"key", "label", NULL, "part", "whole"};
    (void)d;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        exchange_csv_write(out, i == 0, names[i] ? names[i] : report_figure_info(figure)->name);
    exchange_csv_end(out);
    for (size_t i = 0; i < report->count; i++)
        csv_row(&report->rows[i], figure, out);
}

/* ---- reading -------------------------------------------------------------------------------- */

static enum err_code figure_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct figure *v = s->state;
    (void)e;
    v->desk = screens_desk(s);
    v->wish = *(const struct screens_figure_wish *)arg;
    v->sheet = screens_sheet_new(figure_columns, sizeof figure_columns / sizeof *figure_columns);
    for (size_t i = 0; i < WAYS; i++)
        v->labels[i] = _(ways[i].label);
    return ERR_NONE;
}

static void figure_close(struct tui_screen *s)
{
    struct figure *v = s->state;
    screens_sheet_free(&v->sheet);
}

static bool figure_same(struct tui_screen *s, void *arg)
{
    const struct figure *v = s->state;
    const struct screens_figure_wish *wish = arg;
    return v->wish.figure == wish->figure && v->wish.from == wish->from &&
           v->wish.until == wish->until;
}

static void figure_put(struct figure *v, struct report_row *row, double most, bool total,
                       struct base_arena *a)
{
    const struct report_value *value = &row->values[v->wish.figure];
    const char *label = total ? _("all together") : row->label;
    const char *key = base_arena_printf(a, "%c%s", total ? 't' : 'r', row->key ? row->key : "");
    screens_sheet_row(v->sheet, key, row->ref);
    screens_sheet_data(v->sheet, total ? NULL : row);
    screens_sheet_text(v->sheet, 0, total ? TUI_TITLE : TUI_NORMAL, label);
    if (value->known)
        screens_sheet_number(v->sheet, 1, TUI_STRONG, value->value,
                             report_value_show(v->wish.figure, value, a));
    else
        screens_sheet_text(v->sheet, 1, TUI_DIM, report_value_show(v->wish.figure, value, a));
    if (value->known && !total)
        screens_sheet_bar(v->sheet, 2, TUI_BAR, most > 0 ? value->value / most : 0, BAR_COLS);
    screens_sheet_text(v->sheet, 3, TUI_DIM, reports_basis_show(v->desk, v->wish.figure, value, a));
}

static enum err_code figure_read(struct figure *v, struct base_arena *a, struct err *e)
{
    struct match_desk *m = screens_match(v->desk, e);
    if (!m || report_efficiency(m, v->wish.from, v->wish.until, v->by, a, &v->report, e))
        return e->code;
    double most = reports_largest(&v->report, v->wish.figure);
    for (size_t i = 0; i < v->report.count; i++)
        figure_put(v, &v->report.rows[i], most, false, a);
    figure_put(v, &v->report.total, most, true, a);
    return ERR_NONE;
}

static enum err_code figure_reload(struct tui_screen *s, struct err *e)
{
    struct figure *v = s->state;
    v->report = (struct report_efficiency){0};
    v->title = _(report_figure_info(v->wish.figure)->label);
    v->span = reports_span_show(v->wish.from, v->wish.until, s->data);
    screens_sheet_begin(v->sheet, s->data);
    if (!store_read_begin(v->desk->store, e)) {
        figure_read(v, s->data, e);
        store_read_end(v->desk->store);
    }
    return screens_sheet_end(v->sheet, e);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *figure_title(struct tui_screen *s)
{
    const struct figure *v = s->state;
    return v->title;
}

static void figure_draw(struct tui_screen *s, struct tui_area area)
{
    struct figure *v = s->state;
    const char *filter = screens_sheet_filter(v->sheet);
    screens_tabs_draw(tui_area_top(&area, 1), v->labels, WAYS, v->by);
    struct tui_area head = tui_area_top(&area, 1);
    int col = tui_put(head, 0, 1, TUI_NORMAL, v->span);
    if (filter)
        col = tui_putf(head, 0, col + 2, TUI_STRONG, _("filter: %s"), filter);
    tui_put(head, 0, col + 2, TUI_DIM, _(report_figure_info(v->wish.figure)->help));
    screens_sheet_draw(v->sheet, area, true);
}

/* ---- commands ------------------------------------------------------------------------------- */

bool screens_figure_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct figure *v = s->state;
    return screens_sheet_current(v->sheet, ref);
}

static int figure_open_records(struct tui_screen *s)
{
    struct figure *v = s->state;
    const struct report_row *row = screens_sheet_current_data(v->sheet);
    struct base_arena *a = base_arena_new();
    struct store_ref *refs;
    struct err e = ERR_INIT;
    size_t count;
    int result = TUI_DONE;
    struct match_desk *m = screens_match(v->desk, &e);
    if (!m || report_records(m, &v->report, row, v->wish.figure, a, &refs, &count, &e))
        tui_say_error(s->app, &e);
    else if (count == 0)
        tui_say(s->app, TUI_SAY_INFO, "%s", _("no record makes this figure"));
    else
        result = screens_open_records(s, row && !base_text_empty(row->label) ? row->label : v->span,
                                      refs, count);
    base_arena_free(&a);
    return result;
}

static int figure_export(struct tui_screen *s)
{
    struct figure *v = s->state;
    struct base_text csv = {0};
    reports_figure_csv(v->desk, &v->report, v->wish.figure, &csv);
    int result = screens_ask_save(s,
                                  base_arena_printf(s->data, "%s-%s.csv",
                                                    report_figure_info(v->wish.figure)->name,
                                                    ways[v->by].code),
                                  base_text_string(&csv));
    base_text_free(&csv);
    return result;
}

static int figure_show(struct figure *v, int by)
{
    v->by = (enum report_by)((by + WAYS) % WAYS);
    return TUI_RELOAD;
}

static int figure_way_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    (void)s;
    for (int i = 0; i < WAYS; i++)
        if (strcmp(ways[i].code, code) == 0)
            return figure_show(ctx, i);
    return TUI_DONE;
}

static int figure_ask_way(struct tui_screen *s)
{
    struct figure *v = s->state;
    struct tui_choice choices[WAYS];
    for (size_t i = 0; i < WAYS; i++)
        choices[i] = (struct tui_choice){.code = ways[i].code, .label = v->labels[i]};
    return tui_ask_choice(s, _("Show"), choices, WAYS, ways[v->by].code, figure_way_chosen, v);
}

static int figure_command(struct tui_screen *s, int id)
{
    struct figure *v = s->state;
    switch (id) {
    case TUI_DO_OPEN:
        return figure_open_records(s);
    case TUI_DO_NEXT_PANE:
        return figure_show(v, (int)v->by + 1);
    case TUI_DO_PREVIOUS_PANE:
        return figure_show(v, (int)v->by - 1);
    case SCREENS_DO_PAGE:
        return figure_ask_way(s);
    case SCREENS_DO_EXPORT:
        return figure_export(s);
    default:
        return screens_sheet_command(v->sheet, s, id);
    }
}

static const char *figure_label(struct tui_screen *s, int id)
{
    (void)s;
    if (id == TUI_DO_OPEN)
        return _("records");
    return id == TUI_DO_NEXT_PANE ? _("next page") : NULL;
}

const struct tui_screen_class screens_figure_class = {
    .name = "figure",
    .size = sizeof(struct figure),
    .answers = SCREENS_SHEET_ANSWERS | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN),
    .title = figure_title,
    .open = figure_open,
    .close = figure_close,
    .same = figure_same,
    .reload = figure_reload,
    .draw = figure_draw,
    .command = figure_command,
    .label = figure_label,
};
