/* record.c: show, add, set, retire, merge, forget, find: what is done with any record. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "verbs.h"

#include <string.h>

/* ---- show ---------------------------------------------------------------------------------- */

static void show_pair(struct cli *c, const char *label, const char *value, int width)
{
    int missing = width - base_utf8_width(label);
    fprintf(c->out, "%s%*s  %s\n", label, missing > 0 ? missing : 0, "",
            base_utf8_show(c->arena, value));
}

static void show_fields(struct cli *c, const struct model_type_info *type, const void *record)
{
    int width = 0;
    for (size_t i = 0; i < type->count; i++) {
        int own = base_utf8_width(_(type->fields[i].label));
        if (!model_field_empty(&type->fields[i], record) && own > width) {
            width = own;
        }
    }
    for (size_t i = 0; i < type->count; i++) {
        const struct model_field *f = &type->fields[i];
        if (!model_field_empty(f, record)) {
            show_pair(c, _(f->label),
                      model_value_show(f, record, store_format_title(c->store), c->arena), width);
        }
    }
}

static enum err_code show_links(struct cli *c, struct store_ref ref)
{
    struct store_link *links = NULL;
    size_t count = 0;
    if (store_links_to(c->store, ref, c->arena, &links, &count, &c->err)) {
        return c->err.code;
    }
    for (size_t i = 0; i < count; i++) {
        fprintf(c->out, _("%s%s: %lld (%s)\n"), i ? "" : "\n",
                _(model_type_info(links[i].type)->labels), (long long)links[i].count,
                _(links[i].field->label));
    }
    return ERR_NONE;
}

enum err_code cli_record_print(struct cli *c, struct store_ref ref)
{
    void *record = NULL;
    if (store_get(c->store, ref.type, ref.id, c->arena, &record, &c->err)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        cli_json_print(c, cli_json_record(c, ref.type, record));
        return ERR_NONE;
    }
    const struct model_type_info *type = model_type_info(ref.type);
    if (c->output == CLI_CSV) {
        struct cli_table *t = cli_table_new(c);
        for (size_t i = 0; i < type->count; i++) {
            cli_table_column(t, type->fields[i].name, "", CLI_TEXT);
        }
        for (size_t i = 0; i < type->count; i++) {
            cli_table_text(t, model_value_format(&type->fields[i], record,
                                                 store_format_uid(c->store), c->arena));
        }
        cli_table_print(t, NULL);
        return ERR_NONE;
    }
    char number[24];
    model_number_format(ref.type, ref.id, number);
    fprintf(c->out, "%s %s\n\n", _(type->label), number);
    show_fields(c, type, record);
    return show_links(c, ref);
}

enum err_code cli_run_show(struct cli *c)
{
    struct store_ref ref = {0};
    if (cli_reference(c, c->args[0], MODEL_ANY, &ref)) {
        return c->err.code;
    }
    return cli_record_print(c, ref);
}

/* ---- add, set -------------------------------------------------------------------------------- */

/* A use is moved by its own verb, which checks the booking rules. */
static bool belongs_to_schedule(enum model_type type, const struct model_field *field)
{
    return type == MODEL_BOOKING &&
           (strcmp(field->name, "resource") == 0 || strcmp(field->name, "start") == 0 ||
            strcmp(field->name, "end") == 0);
}

static enum err_code assign(struct cli *c, const struct model_type_info *type, void *record,
                            const char *pair, bool existing)
{
    const char *equals = strchr(pair, '=');
    if (!equals) {
        return cli_usage(c, _("\"%s\" is not FIELD=VALUE"), pair);
    }
    const char *name = base_arena_strndup(c->arena, pair, (size_t)(equals - pair));
    const struct model_field *field = model_field_named(type, name);
    if (!field) {
        return cli_usage(c, _("%s have no field \"%s\""), type->plural, name);
    }
    if (existing && (field->flags & MODEL_FIELD_COMMON)) {
        return err_set(&c->err, ERR_REFUSED, name, _("Use retire or merge for what they do"), "%s",
                       _("this field is kept by the desk"));
    }
    if (existing && belongs_to_schedule(type->type, field)) {
        return err_set(&c->err, ERR_REFUSED, name, _("Use \"sharedesk move\""), "%s",
                       _("a booking is moved under the booking rules"));
    }
    return model_value_parse(field, equals + 1, store_format_number(c->store), c->arena, record,
                             &c->err);
}

static enum err_code assign_all(struct cli *c, const struct model_type_info *type, void *record,
                                bool existing)
{
    for (size_t i = 1; i < c->arg_count; i++) {
        if (assign(c, type, record, c->args[i], existing)) {
            return c->err.code;
        }
    }
    return ERR_NONE;
}

/* One record written in one transaction, and said. */
static enum err_code put_and_say(struct cli *c, const struct model_type_info *type, void *record,
                                 const char *done)
{
    if (store_begin(c->store, c->verb->name, &c->err)) {
        return c->err.code;
    }
    if (store_put_by_hand(c->store, type->type, record, &c->err)) {
        store_rollback(c->store);
        return c->err.code;
    }
    if (store_commit(c->store, &c->err)) {
        return c->err.code;
    }
    const struct model_head *head = record;
    if (c->output != CLI_TABLE) {
        return cli_record_print(c, (struct store_ref){type->type, head->id});
    }
    char number[24];
    model_number_format(type->type, head->id, number);
    cli_say(c, _("%s %s: %s"), number, store_title(c->store, type->type, head->id, c->arena), done);
    return ERR_NONE;
}

enum err_code cli_run_add(struct cli *c)
{
    const struct model_type_info *type = NULL;
    if (cli_kind(c, c->args[0], &type)) {
        return c->err.code;
    }
    void *record = model_record_new(c->arena, type->type);
    if (assign_all(c, type, record, false) || put_and_say(c, type, record, _("added"))) {
        return c->err.code;
    }
    int64_t id = ((const struct model_head *)record)->id;
    return type->type == MODEL_RESOURCE ? cli_match_entered(c, id - 1) : ERR_NONE;
}

enum err_code cli_run_set(struct cli *c)
{
    struct store_ref ref = {0};
    void *record = NULL;
    if (cli_reference(c, c->args[0], MODEL_ANY, &ref) ||
        store_get(c->store, ref.type, ref.id, c->arena, &record, &c->err)) {
        return c->err.code;
    }
    const struct model_type_info *type = model_type_info(ref.type);
    if (assign_all(c, type, record, true)) {
        return c->err.code;
    }
    return put_and_say(c, type, record, _("changed"));
}

/* ---- retire, merge, forget ------------------------------------------------------------------- */

/* One record as `show` gives it, several as a list. */
static enum err_code print_records(struct cli *c, const struct store_ref *refs, size_t count)
{
    if (c->output == CLI_TABLE) {
        return ERR_NONE;
    }
    if (count == 1) {
        return cli_record_print(c, refs[0]);
    }
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        void *record = NULL;
        if (store_get(c->store, refs[i].type, refs[i].id, c->arena, &record, &c->err)) {
            json_decref(list);
            return c->err.code;
        }
        json_array_append_new(list, cli_json_record(c, refs[i].type, record));
    }
    cli_answer_print(c, list);
    return ERR_NONE;
}

enum err_code cli_run_retire(struct cli *c)
{
    struct store_ref *refs = base_arena_array(c->arena, c->arg_count, sizeof *refs);
    const bool back = cli_flag(c, "back");
    if (store_begin(c->store, "retire", &c->err)) {
        return c->err.code;
    }
    for (size_t i = 0; i < c->arg_count; i++) {
        if (cli_reference(c, c->args[i], MODEL_ANY, &refs[i]) ||
            (back ? store_unretire : store_retire)(c->store, refs[i], &c->err)) {
            store_rollback(c->store);
            return c->err.code;
        }
    }
    if (store_commit(c->store, &c->err)) {
        return c->err.code;
    }
    cli_say(c,
            back ? P_("%zu record in use again", "%zu records in use again", c->arg_count)
                 : P_("%zu record retired", "%zu records retired", c->arg_count),
            c->arg_count);
    return print_records(c, refs, c->arg_count);
}

enum err_code cli_run_merge(struct cli *c)
{
    struct store_ref from = {0}, into = {0};
    if (cli_reference(c, c->args[0], MODEL_ANY, &from) ||
        cli_reference(c, c->args[1], from.type, &into)) {
        return c->err.code;
    }
    if (store_begin(c->store, "merge", &c->err)) {
        return c->err.code;
    }
    if (store_merge(c->store, from, into, &c->err)) {
        store_rollback(c->store);
        return c->err.code;
    }
    if (store_commit(c->store, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("%s merged into %s"), c->args[0], c->args[1]);
    return c->output == CLI_TABLE ? ERR_NONE : cli_record_print(c, into);
}

enum err_code cli_run_forget(struct cli *c)
{
    struct store_ref ref = {0};
    if (cli_reference(c, c->args[0], MODEL_PERSON, &ref)) {
        return c->err.code;
    }
    const char *title = store_title(c->store, ref.type, ref.id, c->arena);
    if (!cli_confirm(c, base_arena_printf(c->arena, _("Erase %s for ever? This cannot be undone."),
                                          title))) {
        return c->err.code;
    }
    if (store_begin(c->store, "forget", &c->err)) {
        return c->err.code;
    }
    if (store_forget(c->store, ref.id, &c->err)) {
        store_rollback(c->store);
        return c->err.code;
    }
    if (store_commit(c->store, &c->err)) {
        return c->err.code;
    }
    cli_say(c, "%s", _("The person's data are erased."));
    return c->output == CLI_TABLE ? ERR_NONE : cli_record_print(c, ref);
}

/* ---- find ------------------------------------------------------------------------------------ */

enum err_code cli_run_find(struct cli *c)
{
    struct base_text text = {0};
    const struct model_type_info *type = NULL;
    const char *kind = cli_value(c, "kind");
    long long limit = 0;
    struct store_found *found = NULL;
    size_t count = 0;
    if (cli_number(c, "limit", 1, 100, &limit) || (kind && cli_kind(c, kind, &type))) {
        return c->err.code;
    }
    for (size_t i = 0; i < c->arg_count; i++) {
        base_text_printf(&text, "%s%s", i ? " " : "", c->args[i]);
    }
    enum err_code code =
        store_find(c->store, type ? type->type : MODEL_ANY, base_text_string(&text), (size_t)limit,
                   c->arena, &found, &count, &c->err);
    base_text_free(&text);
    if (code) {
        return code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "type", _("Kind"), CLI_TEXT);
    cli_table_column(t, "id", _("No."), CLI_NUMBER);
    if (c->output != CLI_TABLE) {
        cli_table_column(t, "uid", "uid", CLI_TEXT);
    }
    cli_table_column(t, "title", _("Title"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        const struct model_type_info *info = model_type_info(found[i].ref.type);
        cli_table_text(t, c->output == CLI_TABLE ? _(info->label) : info->plural);
        cli_table_ref(t, found[i].ref.type, found[i].ref.id);
        if (c->output != CLI_TABLE) {
            cli_table_text(t, found[i].uid);
        }
        cli_table_text(t, found[i].title);
    }
    cli_table_print(t, _("Nothing was found."));
    return ERR_NONE;
}
