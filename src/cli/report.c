/* report.c: report, bulletin: figures, findings, the published catalogue. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/report/bulletin.h"
#include "sharedesk/report/efficiency.h"
#include "sharedesk/report/finding.h"

#include <string.h>

enum { MONTHS_SHOWN = 12 };

/* ---- efficiency ------------------------------------------------------------------------------ */

static enum err_code read_span(struct cli *c, int64_t *from, int64_t *until)
{
    const char *first = cli_value(c, "from"), *last = cli_value(c, "to");
    *until = base_time_month(store_now(c->store));
    if (last != NULL && base_month_parse(last, until, &c->err)) {
        return cli_usage(c, _("\"%s\" is no month such as 2026-12"), last);
    }
    *from = *until - MONTHS_SHOWN + 1;
    if (first != NULL && base_month_parse(first, from, &c->err)) {
        return cli_usage(c, _("\"%s\" is no month such as 2026-12"), first);
    }
    if (*from > *until) {
        return cli_usage(c, "%s", _("the span ends before it begins"));
    }
    return ERR_NONE;
}

static enum err_code read_by(struct cli *c, enum report_by *by)
{
    static const char *const names[] = {"month", "kind", "region", "organisation"};
    const char *text = cli_value(c, "by");
    *by = REPORT_BY_MONTH;
    for (size_t i = 0; text != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text, names[i]) == 0) {
            *by = (enum report_by)i;
            return ERR_NONE;
        }
    }
    return text == NULL
               ? ERR_NONE
               : cli_usage(c, _("\"%s\" is not month, kind, region or organisation"), text);
}

static json_t *json_row(const struct report_row *row)
{
    json_t *o = json_object();
    json_object_set_new(o, "key", json_string(row->key));
    json_object_set_new(o, "label", json_string(row->label));
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++) {
        const struct report_value *v = &row->values[f];
        json_object_set_new(o, report_figure_info((enum report_figure)f)->name,
                            v->known ? model_json_real(v->value, 6) : json_null());
    }
    return o;
}

static void efficiency_json(struct cli *c, const struct report_efficiency *r)
{
    json_t *o = json_object(), *rows = json_array();
    char month[16];
    for (size_t i = 0; i < r->count; i++) {
        json_array_append_new(rows, json_row(&r->rows[i]));
    }
    base_month_format(r->from, month);
    json_object_set_new(o, "from", json_string(month));
    base_month_format(r->until, month);
    json_object_set_new(o, "to", json_string(month));
    json_object_set_new(o, "rows", rows);
    json_object_set_new(o, "total", json_row(&r->total));
    cli_json_print(c, o);
}

static void efficiency_row(struct cli *c, struct cli_table *t, const struct report_row *row)
{
    cli_table_text(t, c->output == CLI_CSV ? row->key : row->label);
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++) {
        const struct report_value *v = &row->values[f];
        if (c->output == CLI_CSV) {
            cli_table_text(t, v->known ? base_arena_printf(c->arena, "%.6g", v->value) : NULL);
        } else {
            cli_table_text(t, report_value_show((enum report_figure)f, v, c->arena));
        }
    }
}

static void efficiency_table(struct cli *c, const struct report_efficiency *r)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "key", "", CLI_TEXT);
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++) {
        const struct report_figure_info *info = report_figure_info((enum report_figure)f);
        cli_table_column(t, info->name, _(info->label), CLI_TEXT);
    }
    for (size_t i = 0; i < r->count; i++) {
        efficiency_row(c, t, &r->rows[i]);
    }
    if (c->output == CLI_TABLE) {
        efficiency_row(c, t, &r->total);
    }
    cli_table_print(t, _("There is nothing to measure yet."));
}

/* REPORT_FIGURE_COUNT for no figure's name. */
static enum report_figure find_figure(const char *name)
{
    int figure = 0;
    while (figure < REPORT_FIGURE_COUNT &&
           strcmp(report_figure_info((enum report_figure)figure)->name, name) != 0) {
        figure++;
    }
    return (enum report_figure)figure;
}

/* The records behind one figure. */
static enum err_code records(struct cli *c, struct match_desk *m, const struct report_efficiency *r,
                             enum report_figure figure)
{
    struct store_ref *list = NULL;
    size_t count = 0;
    const char *key = cli_value(c, "row");
    const struct report_row *row = NULL;
    for (size_t i = 0; key != NULL && i < r->count; i++) {
        row = strcmp(r->rows[i].key, key) == 0 ? &r->rows[i] : row;
    }
    if (key != NULL && row == NULL) {
        return cli_usage(c, _("the report has no row \"%s\""), key);
    }
    if (report_records(m, r, row, figure, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "record", _("Record"), CLI_REF);
    for (size_t i = 0; i < count; i++) {
        cli_table_ref(t, list[i].type, list[i].id);
    }
    cli_table_print(t, _("No records."));
    return ERR_NONE;
}

static enum err_code named_records(struct cli *c, struct match_desk *m,
                                   const struct report_efficiency *r, const char *name)
{
    enum report_figure figure = find_figure(name);
    if (figure == REPORT_FIGURE_COUNT) {
        return cli_usage(c, _("\"%s\" is no figure of the report"), name);
    }
    return records(c, m, r, figure);
}

static enum err_code read_efficiency(struct cli *c, struct match_desk *m,
                                     struct report_efficiency *r)
{
    int64_t from = 0, until = 0;
    enum report_by by = REPORT_BY_MONTH;
    if (read_span(c, &from, &until) || read_by(c, &by)) {
        return c->err.code;
    }
    return report_efficiency(m, from, until, by, c->arena, r, &c->err);
}

static enum err_code efficiency(struct cli *c, struct match_desk *m)
{
    struct report_efficiency r = {0};
    if (read_efficiency(c, m, &r)) {
        return c->err.code;
    }
    if (cli_value(c, "records") != NULL) {
        return named_records(c, m, &r, cli_value(c, "records"));
    }
    if (c->output == CLI_JSON) {
        efficiency_json(c, &r);
    } else {
        efficiency_table(c, &r);
    }
    return ERR_NONE;
}

/* ---- one figure with what it was computed from
 * ---------------------------------------------------
 */

static const char *exact(struct cli *c, const struct report_value *v)
{
    return v->known ? base_arena_printf(c->arena, "%.6g", v->value) : NULL;
}

/* by_month: key and label of a row are the same. */
static void figure_row(struct cli *c, struct cli_table *t, const struct report_row *row,
                       enum report_figure f, bool by_month)
{
    const struct report_value *v = &row->values[f];
    cli_table_text(t, row->key);
    if (!by_month || c->output != CLI_TABLE) {
        cli_table_text(t, row->label);
    }
    if (c->output == CLI_TABLE) {
        cli_table_text(t, report_value_show(f, v, c->arena));
    } else if (c->output == CLI_CSV) {
        cli_table_text(t, exact(c, v));
    } else if (v->known) {
        cli_table_real(t, v->value);
    } else {
        cli_table_number(t, BASE_NONE);
    }
    cli_table_number(t, v->whole != 0 ? v->part : BASE_NONE);
    cli_table_number(t, v->whole != 0 ? v->whole : BASE_NONE);
}

static enum err_code figure(struct cli *c, struct match_desk *m)
{
    enum report_figure f = find_figure(c->args[0]);
    const struct report_figure_info *info = report_figure_info(f);
    struct report_efficiency r = {0};
    if (read_efficiency(c, m, &r)) {
        return c->err.code;
    }
    if (cli_value(c, "row") != NULL) {
        return records(c, m, &r, f);
    }
    bool by_month = r.by == REPORT_BY_MONTH;
    enum cli_cell part = f == REPORT_FILL_RATE_VALUE || f == REPORT_LEVERAGE ? CLI_MONEY
                         : f == REPORT_FILL_RATE                             ? CLI_INTEGER
                                                                             : CLI_MINUTES;
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "key", "", CLI_TEXT);
    if (!by_month || c->output != CLI_TABLE) {
        cli_table_column(t, "label", "", CLI_TEXT);
    }
    cli_table_column(t, "value", _(info->label), c->output == CLI_JSON ? CLI_REAL : CLI_TEXT);
    cli_table_column(t, "part", _("Part"), part);
    cli_table_column(t, "whole", _("Whole"), part);
    for (size_t i = 0; i < r.count; i++) {
        figure_row(c, t, &r.rows[i], f, by_month);
    }
    if (c->output == CLI_TABLE) {
        r.total.key = by_month ? r.total.label : "";
        figure_row(c, t, &r.total, f, by_month);
    }
    cli_table_print(t, _("There is nothing to measure yet."));
    return ERR_NONE;
}

/* ---- findings -------------------------------------------------------------------------------- */

static enum err_code idle(struct cli *c, struct match_desk *m)
{
    struct report_idle *list;
    size_t count;
    if (report_idle(m, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "resource", _("Resource"), CLI_REF);
    cli_table_column(t, "used", _("Used"), CLI_MINUTES);
    cli_table_column(t, "open", _("Open"), CLI_MINUTES);
    cli_table_column(t, "utilisation", _("Utilisation"), CLI_FRACTION);
    for (size_t i = 0; i < count; i++) {
        cli_table_ref(t, MODEL_RESOURCE, list[i].resource);
        cli_table_number(t, list[i].used);
        cli_table_number(t, list[i].open);
        cli_table_real(t, list[i].utilisation);
    }
    cli_table_print(t, _("Nothing lies idle."));
    return ERR_NONE;
}

static enum err_code duplicates(struct cli *c, struct match_desk *m)
{
    struct report_duplicate *list;
    size_t count;
    if (report_duplicates(m, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "idle", _("Idle"), CLI_REF);
    cli_table_column(t, "other", _("Like it"), CLI_REF);
    cli_table_column(t, "region", _("Region"), CLI_REF);
    cli_table_column(t, "similarity", _("Similarity"), CLI_FRACTION);
    for (size_t i = 0; i < count; i++) {
        cli_table_ref(t, MODEL_RESOURCE, list[i].idle);
        cli_table_ref(t, MODEL_RESOURCE, list[i].other);
        cli_table_ref(t, MODEL_REGION, list[i].region);
        cli_table_real(t, list[i].similarity);
    }
    cli_table_print(t, _("Nothing is there twice."));
    return ERR_NONE;
}

static json_t *json_demands(const struct report_gap *gap)
{
    json_t *list = json_array();
    for (size_t i = 0; i < gap->demand_count; i++) {
        json_array_append_new(list, model_json_ref(MODEL_DEMAND, gap->demands[i]));
    }
    return list;
}

static void gaps_json(struct cli *c, const struct report_gap *list, size_t count)
{
    json_t *all = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *o = json_object();
        json_object_set_new(o, "wanted", json_string(list[i].text));
        json_object_set_new(o, "kind", model_json_text(list[i].kind));
        json_object_set_new(o, "demands", json_demands(&list[i]));
        json_object_set_new(o, "minutes", json_integer(list[i].minutes));
        json_object_set_new(o, "offers", json_integer((json_int_t)list[i].offers));
        json_array_append_new(all, o);
    }
    cli_json_print(c, all);
}

static void gaps_table(struct cli *c, const struct report_gap *list, size_t count)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "wanted", _("Wanted"), CLI_TEXT);
    cli_table_column(t, "times", _("Times"), CLI_INTEGER);
    cli_table_column(t, "minutes", _("Duration"), CLI_MINUTES);
    cli_table_column(t, "offers", _("Offers"), CLI_INTEGER);
    cli_table_column(t, "demands", _("Demands"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        const char *demands = "";
        for (size_t k = 0; k < list[i].demand_count; k++) {
            char number[24];
            model_number_format(MODEL_DEMAND, list[i].demands[k], number);
            demands = base_arena_printf(c->arena, "%s%s%s", demands, k > 0 ? " " : "", number);
        }
        cli_table_text(t, list[i].text);
        cli_table_number(t, (int64_t)list[i].demand_count);
        cli_table_number(t, list[i].minutes);
        cli_table_number(t, (int64_t)list[i].offers);
        cli_table_text(t, demands);
    }
    cli_table_print(t, _("No gap: what is wanted often has been met."));
}

static enum err_code gaps(struct cli *c, struct match_desk *m)
{
    struct report_gap *list;
    size_t count;
    if (report_gaps(m, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        gaps_json(c, list, count);
    } else {
        gaps_table(c, list, count);
    }
    return ERR_NONE;
}

/* ---- the verb report ------------------------------------------------------------------------- */

static const struct report {
    const char *name, *help;
    enum err_code (*answer)(struct cli *, struct match_desk *);
} reports[] = {
    {"efficiency", N_("all the figures below"), efficiency},
    {"idle", N_("resources hardly used for months"), idle},
    {"duplicates", N_("like resources in one region of which one is idle"), duplicates},
    {"gaps", N_("what is wanted often and was met by nobody"), gaps},
};
enum { REPORTS = sizeof reports / sizeof *reports };

static enum err_code list_reports(struct cli *c)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "name", _("Name"), CLI_TEXT);
    cli_table_column(t, "help", _("What it tells"), CLI_TEXT);
    for (size_t i = 0; i < REPORTS; i++) {
        cli_table_text(t, reports[i].name);
        cli_table_text(t, _(reports[i].help));
    }
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++) {
        const struct report_figure_info *info = report_figure_info((enum report_figure)f);
        cli_table_text(t, info->name);
        cli_table_text(t, _(info->help));
    }
    cli_table_print(t, NULL);
    return ERR_NONE;
}

enum err_code cli_run_report(struct cli *c)
{
    if (c->arg_count == 0) {
        return list_reports(c);
    }
    for (size_t i = 0; i < REPORTS; i++) {
        if (strcmp(c->args[0], reports[i].name) == 0) {
            return cli_match_answer(c, reports[i].answer);
        }
    }
    if (find_figure(c->args[0]) < REPORT_FIGURE_COUNT) {
        return cli_match_answer(c, figure);
    }
    return cli_usage(c, _("\"%s\" is no report: sharedesk report lists them"), c->args[0]);
}

/* ---- bulletin
 * ------------------------------------------------------------------------------------------------
 */

static enum err_code bulletin(struct cli *c, struct match_desk *m)
{
    struct meeting_document *document;
    const char *name = cli_value(c, "output");
    if (name == NULL) {
        return cli_usage(c, "%s", _("say where with -o DIRECTORY"));
    }
    const char *path = cli_path(c, name);
    if (path == NULL || report_bulletin(m, c->arena, &document, &c->err) ||
        meeting_document_write(document, path, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("The bulletin is in %s."), path);
    cli_answer_print(c, json_pack("{s:s}", "directory", path));
    return ERR_NONE;
}

enum err_code cli_run_bulletin(struct cli *c)
{
    return cli_match_answer(c, bulletin);
}
