/* brief.c: this morning in plain text. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/report/brief.h"

#include <math.h>

/* In plain text there is no room for more than the last. */
enum { MONTHS = 10, MONTHS_AS_TEXT = 1 };

static json_t *items_json(const struct report_brief *brief)
{
    json_t *list = json_array();
    for (size_t i = 0; i < brief->item_count; i++) {
        const struct report_item *item = &brief->items[i];
        json_t *o = json_object();
        json_object_set_new(o, "need", json_string(report_need_name(item->need)));
        json_object_set_new(o, "record", model_json_ref(item->ref.type, item->ref.id));
        if (item->resource != 0) {
            json_object_set_new(o, "resource", model_json_ref(MODEL_RESOURCE, item->resource));
        }
        json_object_set_new(o, "text", model_json_text(item->text));
        json_object_set_new(o, "party", model_json_text(item->party));
        json_object_set_new(o, "state", model_json_text(item->state));
        json_object_set_new(o, "since", model_json_time(item->since));
        json_object_set_new(o, "urgent", json_boolean(item->urgent));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *series_json(const struct report_brief *brief)
{
    json_t *o = json_object();
    for (size_t i = 0; i < brief->series_count; i++) {
        json_t *values = json_array();
        for (size_t k = 0; k < brief->series[i].count; k++) {
            double value = brief->series[i].values[k];
            json_array_append_new(values, isnan(value) ? json_null() : model_json_real(value, 4));
        }
        json_object_set_new(o, brief->series[i].name, values);
    }
    return o;
}

static void print_json(struct cli *c, const struct report_brief *brief)
{
    json_t *o = json_object(), *present = json_array();
    for (size_t i = 0; i < brief->present_count; i++) {
        json_t *p = json_object();
        json_object_set_new(p, "actor", model_json_text(brief->present[i].actor));
        json_object_set_new(p, "place", model_json_text(brief->present[i].place));
        json_array_append_new(present, p);
    }
    json_object_set_new(o, "now", model_json_time(brief->now));
    json_object_set_new(o, "since", model_json_time(brief->since));
    json_object_set_new(o, "items", items_json(brief));
    json_object_set_new(o, "news", model_json_text(brief->news));
    json_object_set_new(o, "months", series_json(brief));
    json_object_set_new(o, "meeting", model_json_text(brief->meeting));
    json_object_set_new(o, "present", present);
    cli_json_print(c, o);
}

static void print_csv(struct cli *c, const struct report_brief *brief)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "need", _("Need"), CLI_TEXT);
    cli_table_column(t, "record", _("Record"), CLI_NUMBER);
    cli_table_column(t, "text", _("What"), CLI_TEXT);
    cli_table_column(t, "party", _("Whose"), CLI_TEXT);
    cli_table_column(t, "state", _("State"), CLI_TEXT);
    cli_table_column(t, "since", _("Since"), CLI_TIME);
    cli_table_column(t, "urgent", _("Urgent"), CLI_INTEGER);
    for (size_t i = 0; i < brief->item_count; i++) {
        const struct report_item *item = &brief->items[i];
        cli_table_text(t, report_need_name(item->need));
        cli_table_ref(t, item->ref.type, item->ref.id);
        cli_table_text(t, item->text);
        cli_table_text(t, item->party);
        cli_table_text(t, item->state);
        cli_table_number(t, item->since);
        cli_table_number(t, item->urgent);
    }
    cli_table_print(t, NULL);
}

enum err_code cli_run_brief(struct cli *c)
{
    struct match_desk *desk = NULL;
    struct report_brief brief;
    size_t months = c->output == CLI_JSON ? MONTHS : MONTHS_AS_TEXT;
    enum err_code code = cli_match_open(c, &desk);
    if (!code)
        code = report_brief(desk, months, c->arena, &brief, &c->err);
    match_desk_free(&desk);
    if (code)
        return code;
    if (c->output == CLI_JSON)
        print_json(c, &brief);
    else if (c->output == CLI_CSV)
        print_csv(c, &brief);
    else
        cli_text_print(c, report_brief_text(&brief, c->arena));
    return ERR_NONE;
}
