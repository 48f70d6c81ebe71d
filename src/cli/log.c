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
    json_object_set_new(o, "before", cli_json_text(d->before));
    json_object_set_new(o, "after", cli_json_text(d->after));
    return o;
}

struct change_view {
    struct cli *c;
    const struct store_change *change;
    json_t *records; /* NULL for people */
};

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
    json_t *fields = v->records ? json_array() : NULL;
    if (!fields) {
        fprintf(c->out, "  %s %s%s\n", number,
                base_utf8_show(c->arena, row->title ? row->title : ""),
                row->before ? "" : _(" (new)"));
    }
    for (size_t i = 0; i < count; i++) {
        if (fields) {
            json_array_append_new(fields, difference_json(&list[i]));
        } else if (row->before) {
            fprintf(c->out, "    %s%s%s → %s\n", _(list[i].field->label), _(": "),
                    base_utf8_show(c->arena, list[i].before),
                    base_utf8_show(c->arena, list[i].after));
        }
    }
    if (fields) {
        json_t *o = json_object();
        json_object_set_new(o, "record", json_string(number));
        json_object_set_new(o, "new", json_boolean(row->before == NULL));
        json_object_set_new(o, "fields", fields);
        json_array_append_new(v->records, o);
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
                                 struct store_ref only)
{
    struct change_view view = {c, change, list ? json_array() : NULL};
    struct store_change_row *rows = NULL;
    size_t count = 0;
    if (store_log_rows(c->store, change->id, only, 0, c->arena, &rows, &count, &c->err)) {
        return c->err.code;
    }
    if (!list) {
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
        json_object_set_new(o, "at", cli_json_time(change->at));
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
    for (size_t i = 0; i < count; i++) {
        if (show_change(c, &changes[i], list, ref)) {
            json_decref(list);
            return c->err.code;
        }
    }
    if (list) {
        cli_json_print(c, list);
    }
    return ERR_NONE;
}

static enum err_code say_taken(struct cli *c, const struct store_change *change, const char *format)
{
    char at[32];
    base_time_show(change->at, at);
    cli_say(c, format, store_action_show(change->action), at);
    if (c->output == CLI_JSON) {
        json_t *o = json_object();
        json_object_set_new(o, "change", json_integer(change->id));
        json_object_set_new(o, "action", json_string(change->action));
        cli_json_print(c, o);
    }
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
