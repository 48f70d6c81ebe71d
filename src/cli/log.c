/* log.c: log, undo, redo: who changed what when, and taking it back. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/store/action.h"
#include "verbs.h"

#include <string.h>

static json_t *difference_json(const struct store_difference *d)
{
    json_t *o = json_object();
    json_object_set_new(o, "field", json_string(d->field->name));
    json_object_set_new(o, "before", model_json_text(d->before));
    json_object_set_new(o, "after", model_json_text(d->after));
    return o;
}

struct change_view {
    struct cli *c;
    const struct store_change *change;
    json_t *records;         /* for JSON */
    struct cli_table *table; /* for CSV: a row a field, or one for a record without any */
};

static void table_open(struct cli_table *t)
{
    cli_table_column(t, "change", "", CLI_INTEGER);
    cli_table_column(t, "at", "", CLI_TIME);
    cli_table_column(t, "actor", "", CLI_TEXT);
    cli_table_column(t, "action", "", CLI_TEXT);
    cli_table_column(t, "undone", "", CLI_TEXT);
    cli_table_column(t, "record", "", CLI_TEXT);
    cli_table_column(t, "new", "", CLI_TEXT);
    cli_table_column(t, "field", "", CLI_TEXT);
    cli_table_column(t, "before", "", CLI_TEXT);
    cli_table_column(t, "after", "", CLI_TEXT);
}

static void table_row(const struct change_view *v, const char *number,
                      const struct store_change_row *row, const struct store_difference *d)
{
    cli_table_number(v->table, v->change->id);
    cli_table_number(v->table, v->change->at);
    cli_table_text(v->table, v->change->actor);
    cli_table_text(v->table, v->change->action);
    cli_table_text(v->table, v->change->undone_by != 0 ? "true" : "false");
    cli_table_text(v->table, number);
    cli_table_text(v->table, row->before == NULL ? "true" : "false");
    cli_table_text(v->table, d ? d->field->name : NULL);
    cli_table_text(v->table, d ? d->before : NULL);
    cli_table_text(v->table, d ? d->after : NULL);
}

static void table_rows(const struct change_view *v, const char *number,
                       const struct store_change_row *row, const struct store_difference *list,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        table_row(v, number, row, &list[i]);
    }
    if (count == 0) {
        table_row(v, number, row, NULL);
    }
}

static json_t *row_json(const char *number, const struct store_change_row *row,
                        const struct store_difference *list, size_t count)
{
    json_t *fields = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(fields, difference_json(&list[i]));
    }
    return json_pack("{s:s,s:b,s:o}", "record", number, "new", row->before == NULL, "fields",
                     fields);
}

static void print_row(struct cli *c, const char *number, const struct store_change_row *row,
                      const struct store_difference *list, size_t count)
{
    fprintf(c->out, "  %s %s%s\n", number, base_utf8_show(c->arena, row->title ? row->title : ""),
            row->before ? "" : _(" (new)"));
    for (size_t i = 0; row->before && i < count; i++) {
        fprintf(c->out, "    %s%s%s → %s\n", _(list[i].field->label), _(": "),
                base_utf8_show(c->arena, list[i].before), base_utf8_show(c->arena, list[i].after));
    }
}

static enum err_code show_row(struct change_view *v, const struct store_change_row *row)
{
    struct cli *c = v->c;
    struct store_difference *list = NULL;
    size_t count = 0;
    char number[24];
    if (store_log_differences(c->store, row, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    model_number_format(row->ref.type, row->ref.id, number);
    if (v->records) {
        json_array_append_new(v->records, row_json(number, row, list, count));
    } else if (v->table) {
        table_rows(v, number, row, list, count);
    } else {
        print_row(c, number, row, list, count);
    }
    return ERR_NONE;
}

static void show_head(struct cli *c, const struct store_change *change)
{
    char at[32];
    base_time_show(change->at, at);
    fprintf(c->out, "%s  %s  %s", at, base_utf8_show(c->arena, change->actor),
            base_utf8_show(c->arena, store_action_show(change->action)));
    if (change->undone_by) {
        fputs(_("  (taken back)"), c->out);
    }
    fputc('\n', c->out);
}

static enum err_code show_change(struct cli *c, const struct store_change *change, json_t *list,
                                 struct cli_table *table, struct store_ref only)
{
    struct change_view view = {c, change, list ? json_array() : NULL, table};
    struct store_change_row *rows = NULL;
    size_t count = 0;
    if (store_log_rows(c->store, change->id, only, 0, c->arena, &rows, &count, &c->err)) {
        return c->err.code;
    }
    if (!list && !table) {
        show_head(c, change);
    }
    for (size_t i = 0; i < count; i++) {
        if (show_row(&view, &rows[i])) {
            return c->err.code;
        }
    }
    if (list) {
        json_t *o = json_object();
        json_object_set_new(o, "change", json_integer(change->id));
        json_object_set_new(o, "at", model_json_time(change->at));
        json_object_set_new(o, "actor", json_string(change->actor));
        json_object_set_new(o, "action", json_string(change->action));
        json_object_set_new(o, "undone", json_boolean(change->undone_by != 0));
        json_object_set_new(o, "records", view.records);
        json_array_append_new(list, o);
    }
    return ERR_NONE;
}

enum err_code cli_run_log(struct cli *c)
{
    struct store_ref ref = {0};
    struct store_change *changes = NULL;
    size_t count = 0;
    long long limit = 0;
    if (cli_number(c, "limit", 1, 50, &limit) ||
        (c->arg_count && cli_reference(c, c->args[0], MODEL_ANY, &ref)) ||
        store_log(c->store, ref, 0, (size_t)limit, c->arena, &changes, &count, &c->err)) {
        return c->err.code;
    }
    json_t *list = c->output == CLI_JSON ? json_array() : NULL;
    struct cli_table *table = c->output == CLI_CSV ? cli_table_new(c) : NULL;
    if (table) {
        table_open(table);
    }
    for (size_t i = 0; i < count; i++) {
        if (show_change(c, &changes[i], list, table, ref)) {
            json_decref(list);
            return c->err.code;
        }
    }
    if (list) {
        cli_json_print(c, list);
    } else if (table) {
        cli_table_print(table, NULL);
    }
    return ERR_NONE;
}

static enum err_code say_taken(struct cli *c, const struct store_change *change, const char *format)
{
    char at[32];
    base_time_show(change->at, at);
    cli_say(c, format, store_action_show(change->action), at);
    cli_answer_print(
        c, json_pack("{s:I,s:s}", "change", (json_int_t)change->id, "action", change->action));
    return ERR_NONE;
}

enum err_code cli_run_undo(struct cli *c)
{
    struct store_change change = {0};
    if (store_undo(c->store, c->arena, &change, &c->err)) {
        return c->err.code;
    }
    return say_taken(c, &change, _("Taken back: %s of %s"));
}

enum err_code cli_run_redo(struct cli *c)
{
    struct store_change change = {0};
    if (store_redo(c->store, c->arena, &change, &c->err)) {
        return c->err.code;
    }
    return say_taken(c, &change, _("Done again: %s of %s"));
}
