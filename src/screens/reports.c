/* reports.c: the place Reports: every figure with its year as a line, the one under the cursor
 * month by month beside it; and what lies idle, is there twice, or is wanted and missing. */
#include "reports_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/time.h"
#include "sharedesk/report/finding.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/save.h"
#include "sharedesk/screens/views.h"

#include <math.h>
#include <string.h>

enum { MONTHS = 12, CHART_FROM = 70, LABEL_COLS = 7, VALUE_COLS = 11 };

static const struct tui_column columns[] = {
    {.title = N_("Figure"), .width = 22, .min = 18, .frozen = true, .grow = true},
    {.title = N_("Year"), .width = MONTHS},
    {.title = N_("Now"), .width = 11, .align = TUI_RIGHT},
    {.title = N_("Change"), .width = 7, .min = 6, .align = TUI_RIGHT},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *const finding_labels[] = {N_("Idle resources"), N_("Duplicates"), N_("Gaps")};
static const char *const finding_helps[] = {N_("Resources that are hardly used, month after month"),
                                            N_("Like resources in one region, one of them idle"),
                                            N_("Wanted often, met by nobody")};
enum { FINDINGS = sizeof finding_labels / sizeof *finding_labels };

/* A row: a figure, or after the last figure a finding. */
struct reports_row {
    bool is_finding;
    enum report_figure figure;
    enum screens_finding finding;
};

struct reports {
    struct screens_desk *desk;
    int64_t until; /* month */
    struct screens_sheet *sheet;
    struct report_efficiency report;
    size_t found[FINDINGS];
    const char *title, *span;
};

const char *reports_span_show(int64_t from, int64_t until, struct base_arena *a)
{
    if (from == until)
        return screens_month_show(from, a);
    return base_arena_printf(a, _("%s to %s"), screens_month_show(from, a),
                             screens_month_show(until, a));
}

/* ---- reading -------------------------------------------------------------------------------- */

static enum err_code reports_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct reports *v = s->state;
    (void)arg;
    (void)e;
    v->desk = screens_desk(s);
    v->until = base_time_month(store_now(v->desk->store));
    v->sheet = screens_sheet_new(columns, COLUMNS);
    return ERR_NONE;
}

static void reports_close(struct tui_screen *s)
{
    struct reports *v = s->state;
    screens_sheet_free(&v->sheet);
}

static void put_change(struct reports *v, enum report_figure f, struct base_arena *a)
{
    const struct report_efficiency *r = &v->report;
    if (r->count == 0)
        return;
    const struct report_value *now = &r->rows[r->count - 1].values[f],
                              *before = &r->before.values[f];
    const char *change = report_change_show(f, before, now, a);
    if (!base_text_empty(change))
        screens_sheet_number(v->sheet, 3, TUI_NORMAL, now->value - before->value, change);
}

static void put_figure(struct reports *v, enum report_figure f, struct base_arena *a)
{
    const struct report_efficiency *r = &v->report;
    const struct report_figure_info *info = report_figure_info(f);
    struct reports_row *row = base_arena_alloc(a, sizeof *row);
    double *values = base_arena_array(a, r->count + 1, sizeof *values);
    row->figure = f;
    for (size_t i = 0; i < r->count; i++)
        values[i] = r->rows[i].values[f].known ? r->rows[i].values[f].value : NAN;
    screens_sheet_row(v->sheet, info->name, (struct store_ref){MODEL_ANY, 0});
    screens_sheet_data(v->sheet, row);
    screens_sheet_text(v->sheet, 0, TUI_NORMAL, _(info->label));
    screens_sheet_spark(v->sheet, 1, TUI_BAR, values, r->count);
    if (r->count > 0)
        screens_sheet_text(v->sheet, 2, TUI_STRONG,
                           report_value_show(f, &r->rows[r->count - 1].values[f], a));
    put_change(v, f, a);
}

static void put_finding(struct reports *v, size_t i, struct base_arena *a)
{
    struct reports_row *row = base_arena_alloc(a, sizeof *row);
    row->is_finding = true;
    row->finding = (enum screens_finding)i;
    screens_sheet_row(v->sheet, finding_labels[i], (struct store_ref){MODEL_ANY, 0});
    screens_sheet_data(v->sheet, row);
    screens_sheet_text(v->sheet, 0, TUI_NORMAL, _(finding_labels[i]));
    screens_sheet_number(v->sheet, 2, v->found[i] ? TUI_WARNING : TUI_NORMAL, (double)v->found[i],
                         base_arena_printf(a, "%zu", v->found[i]));
}

static enum err_code read_findings(struct reports *v, struct match_desk *m, struct base_arena *a,
                                   struct err *e)
{
    struct report_idle *idle;
    struct report_duplicate *duplicates;
    struct report_gap *gaps;
    if (report_idle(m, a, &idle, &v->found[SCREENS_FINDING_IDLE], e) ||
        report_duplicates(m, a, &duplicates, &v->found[SCREENS_FINDING_TWICE], e))
        return e->code;
    return report_gaps(m, a, &gaps, &v->found[SCREENS_FINDING_GAP], e);
}

static enum err_code reports_read(struct reports *v, struct base_arena *a, struct err *e)
{
    struct match_desk *m = screens_match(v->desk, e);
    if (!m ||
        report_efficiency(m, v->until - MONTHS + 1, v->until, REPORT_BY_MONTH, a, &v->report, e))
        return e->code;
    if (!base_text_empty(v->report.before.label))
        v->span = base_arena_printf(a, _("%s · against %s"), v->span, v->report.before.label);
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++)
        put_figure(v, (enum report_figure)f, a);
    if (read_findings(v, m, a, e))
        return e->code;
    for (size_t i = 0; i < FINDINGS; i++)
        put_finding(v, i, a);
    return ERR_NONE;
}

static enum err_code reports_reload(struct tui_screen *s, struct err *e)
{
    struct reports *v = s->state;
    v->report = (struct report_efficiency){0};
    v->title = screens_place_title(s, _("Reports"));
    v->span = reports_span_show(v->until - MONTHS + 1, v->until, s->data);
    screens_sheet_begin(v->sheet, s->data);
    if (!store_read_begin(v->desk->store, e)) {
        reports_read(v, s->data, e);
        store_read_end(v->desk->store);
    }
    return screens_sheet_end(v->sheet, e);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *reports_title(struct tui_screen *s)
{
    const struct reports *v = s->state;
    return v->title;
}

double reports_largest(const struct report_efficiency *report, enum report_figure figure)
{
    double most = 0;
    for (size_t i = 0; i < report->count; i++)
        if (report->rows[i].values[figure].known && report->rows[i].values[figure].value > most)
            most = report->rows[i].values[figure].value;
    return most;
}

/* Month by month: label, bar, number with its unit. */
static void draw_chart(const struct reports *v, enum report_figure f, struct tui_area area)
{
    struct base_arena *a = base_arena_new();
    const struct report_efficiency *r = &v->report;
    double most = reports_largest(r, f);
    int bar = area.cols - LABEL_COLS - VALUE_COLS - 2;
    size_t skipped = r->count > (size_t)area.rows ? r->count - (size_t)area.rows : 0;
    for (size_t i = skipped; i < r->count; i++) {
        const struct report_value *value = &r->rows[i].values[f];
        int row = (int)(i - skipped);
        tui_put_cell(area, row, 0, LABEL_COLS, TUI_RIGHT, TUI_DIM, r->rows[i].label);
        if (value->known)
            tui_bar(area, row, LABEL_COLS + 1, bar, most > 0 ? value->value / most : 0, TUI_BAR);
        tui_put_cell(area, row, LABEL_COLS + 2 + bar, VALUE_COLS, TUI_RIGHT, TUI_STRONG,
                     report_value_show(f, value, a));
    }
    base_arena_free(&a);
}

static void draw_beside(const struct reports *v, struct tui_area area)
{
    const struct reports_row *row = screens_sheet_current_data(v->sheet);
    area = tui_area_inset(area, 0, 1);
    if (!row)
        return;
    struct tui_area head = tui_area_top(&area, 1);
    if (row->is_finding) {
        tui_put(head, 0, 0, TUI_TITLE, _(finding_labels[row->finding]));
        tui_put_wrapped(area, 0, TUI_DIM, _(finding_helps[row->finding]));
        return;
    }
    const struct report_figure_info *info = report_figure_info(row->figure);
    tui_put(head, 0, 0, TUI_TITLE, _(info->label));
    int taken = tui_put_wrapped(area, 0, TUI_DIM, _(info->help));
    tui_area_top(&area, taken + 1);
    draw_chart(v, row->figure, area);
}

static void reports_draw(struct tui_screen *s, struct tui_area area)
{
    struct reports *v = s->state;
    const char *filter = screens_sheet_filter(v->sheet);
    if (area.cols >= CHART_FROM) {
        struct tui_area right = tui_area_right(&area, area.cols - (area.cols > 110 ? 62 : 53));
        tui_joint(s, area.cols);
        tui_vline(right, 0, 0, right.rows, TUI_RULE);
        tui_area_left(&right, 1);
        draw_beside(v, right);
    }
    struct tui_area head = tui_area_top(&area, 1);
    int col = tui_put(head, 0, 1, TUI_DIM, v->span);
    if (filter)
        tui_putf(head, 0, col + 2, TUI_STRONG, _("filter: %s"), filter);
    screens_sheet_draw(v->sheet, area, true);
}

/* ---- commands ------------------------------------------------------------------------------- */

static int reports_open_row(struct tui_screen *s)
{
    struct reports *v = s->state;
    const struct reports_row *row = screens_sheet_current_data(v->sheet);
    if (!row)
        return TUI_DONE;
    if (row->is_finding)
        return screens_open_finding(s, row->finding);
    struct screens_figure_wish wish = {
        .figure = row->figure, .from = v->until - MONTHS + 1, .until = v->until};
    return screens_open_figure(s, &wish);
}

static int reports_export(struct tui_screen *s)
{
    struct reports *v = s->state;
    const struct reports_row *row = screens_sheet_current_data(v->sheet);
    struct base_text csv = {0};
    if (!row)
        return TUI_DONE;
    const char *name = row->is_finding ? "findings" : report_figure_info(row->figure)->name;
    if (row->is_finding)
        screens_sheet_csv(v->sheet, &csv);
    else
        reports_figure_csv(v->desk, &v->report, row->figure, &csv);
    int result =
        screens_ask_save(s, base_arena_printf(s->data, "%s.csv", name), base_text_string(&csv));
    base_text_free(&csv);
    return result;
}

static int reports_month_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct reports *v = ctx;
    struct err e = ERR_INIT;
    int64_t month;
    if (base_month_parse(text, &month, &e))
        return screens_fail(s, &e);
    v->until = month;
    return TUI_RELOAD;
}

static int reports_ask_month(struct tui_screen *s)
{
    struct reports *v = s->state;
    char month[16];
    base_month_format(v->until, month);
    struct tui_ask ask = {.label = _("Until month"),
                          .initial = month,
                          .replace = true,
                          .hint = _("year and month, as 2026-12"),
                          .done = reports_month_named,
                          .required = true};
    return tui_ask_line(s, &ask, v);
}

static int reports_command(struct tui_screen *s, int id)
{
    struct reports *v = s->state;
    switch (id) {
    case TUI_DO_OPEN:
        return reports_open_row(s);
    case SCREENS_DO_EXPORT:
        return reports_export(s);
    case SCREENS_DO_REPORT_MONTH:
        return reports_ask_month(s);
    case SCREENS_DO_REPORT_EARLIER:
        v->until--;
        return TUI_RELOAD;
    case SCREENS_DO_REPORT_LATER:
        v->until++;
        return TUI_RELOAD;
    default:
        return screens_sheet_command(v->sheet, s, id);
    }
}

const struct tui_screen_class screens_reports_class = {
    .name = "reports",
    .size = sizeof(struct reports),
    .answers = SCREENS_SHEET_ANSWERS | TUI_BIT(TUI_DO_OPEN),
    .place = true,
    .title = reports_title,
    .open = reports_open,
    .close = reports_close,
    .reload = reports_reload,
    .draw = reports_draw,
    .command = reports_command,
};
