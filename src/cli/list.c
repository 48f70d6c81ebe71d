/* list.c: `list KIND`: records of a kind as a table, JSON or CSV, streamed from the store: a desk
 * may have a million of them. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "verbs.h"

#include <string.h>

struct lister {
    struct cli *c;
    struct store_list list;
    const struct model_type_info *type;
    const struct model_field **fields; /* shown to people and in CSV */
    size_t field_count;
    struct cli_table *table;
    struct base_arena *row; /* of one record */
    bool measuring;         /* this time only the widths are wanted */
    long long limit, done;
};

static enum err_code choose_sort(struct cli *c, struct store_list *list,
                                 const struct model_type_info *type)
{
    const char *name = cli_value(c, "sort");
    if (!name) {
        return ERR_NONE;
    }
    if (*name == '-') {
        list->descending = true;
        name++;
    }
    if (strcmp(name, "id") == 0) {
        return ERR_NONE;
    }
    list->sort = model_field_named(type, name);
    return list->sort ? ERR_NONE : cli_usage(c, _("%s have no field \"%s\""), type->plural, name);
}

/* Without --columns: the fields that the table gives a width. */
static enum err_code choose_columns(struct lister *l)
{
    const char *names = cli_value(l->c, "columns");
    l->fields = base_arena_array(l->c->arena, l->type->count + 1, sizeof *l->fields);
    if (!names) {
        for (size_t i = 0; i < l->type->count; i++) {
            if (l->c->output == CLI_CSV || l->type->fields[i].width > 0) {
                l->fields[l->field_count++] = &l->type->fields[i];
            }
        }
        return ERR_NONE;
    }
    char *copy = base_arena_strdup(l->c->arena, names);
    char *save = NULL;
    for (char *name = strtok_r(copy, ",", &save); name; name = strtok_r(NULL, ",", &save)) {
        const struct model_field *field = model_field_named(l->type, base_text_trim(name));
        if (!field) {
            return cli_usage(l->c, _("%s have no field \"%s\""), l->type->plural, name);
        }
        if (l->field_count < l->type->count) {
            l->fields[l->field_count++] = field;
        }
    }
    return ERR_NONE;
}

static void add_row(struct lister *l, const void *record)
{
    const struct model_head *head = record;
    const bool people = l->c->output == CLI_TABLE;
    cli_table_ref(l->table, l->type->type, head->id);
    for (size_t i = 0; i < l->field_count; i++) {
        cli_table_text(l->table,
                       people ? model_value_show(l->fields[i], record,
                                                 store_format_title(l->c->store), l->c->arena)
                              : model_value_format(l->fields[i], record,
                                                   store_format_uid(l->c->store), l->c->arena));
    }
}

static void show_record(struct lister *l, const void *record)
{
    if (l->c->output == CLI_JSON) {
        fputs(l->done > 1 ? "," : "", l->c->out);
        cli_json_print(l->c, cli_json_record(l->c, l->type->type, record));
        return;
    }
    add_row(l, record);
    if (l->measuring) {
        cli_table_measure(l->table);
    } else {
        cli_table_flush(l->table);
    }
}

static enum err_code visit(void *context, const void *record, struct err *e)
{
    struct lister *l = context;
    struct cli *c = l->c;
    struct base_arena *whole = c->arena;
    if (cli_interrupted()) {
        return err_set(e, ERR_CANCELLED, "list", NULL, "%s", _("interrupted"));
    }
    l->done++;
    c->arena = l->row;
    show_record(l, record);
    base_arena_reset(l->row);
    c->arena = whole;
    return ERR_NONE;
}

/* With a limit: one page; without: every record, one at a time. */
static enum err_code run_pages(struct lister *l)
{
    l->done = 0;
    if (l->limit == 0) {
        return store_each(l->c->store, &l->list, false, visit, l, &l->c->err);
    }
    void **records = NULL;
    size_t count = 0;
    enum err_code code = store_list_page(l->c->store, &l->list, 0, true, (size_t)l->limit,
                                         l->c->arena, &records, &count, &l->c->err);
    for (size_t i = 0; !code && i < count; i++) {
        code = visit(l, records[i], &l->c->err);
    }
    return code;
}

/* Twice where columns are aligned, both times over one state of the desk. */
static enum err_code run_all(struct lister *l)
{
    enum err_code code = store_read_begin(l->c->store, &l->c->err);
    if (code) {
        return code;
    }
    if (l->c->output == CLI_TABLE) {
        l->measuring = true;
        code = run_pages(l);
        l->measuring = false;
    }
    if (!code) {
        code = run_pages(l);
    }
    store_read_end(l->c->store);
    return code;
}

static void open_table(struct lister *l)
{
    l->table = cli_table_new(l->c);
    const char *label = l->c->output == CLI_TABLE ? _("No.") : "id";
    cli_table_column(l->table, "id", label, l->c->output == CLI_TABLE ? CLI_NUMBER : CLI_REF);
    for (size_t i = 0; i < l->field_count; i++) {
        cli_table_column(l->table, l->fields[i]->name, _(l->fields[i]->label), CLI_TEXT);
    }
}

enum err_code cli_run_list(struct cli *c)
{
    struct lister l = {.c = c};
    const struct model_type_info *type = NULL;
    if (cli_kind(c, c->args[0], &type) || choose_sort(c, &l.list, type) ||
        cli_number(c, "limit", 1, 0, &l.limit)) {
        return c->err.code;
    }
    l.type = type;
    l.list.type = type->type;
    l.list.with_retired = cli_flag(c, "retired");
    if (choose_columns(&l) ||
        model_filter_parse(type, cli_value(c, "filter"), c->arena, &l.list.filter, &c->err)) {
        return c->err.code;
    }
    open_table(&l);
    if (c->output == CLI_JSON) {
        fputs("[", c->out);
    }
    l.row = base_arena_new();
    enum err_code code = run_all(&l);
    base_arena_free(&l.row);
    if (code) {
        return code;
    }
    if (c->output == CLI_JSON) {
        fputs("]\n", c->out);
    } else if (l.done == 0) {
        cli_table_print(l.table, _("There are none."));
    }
    return ERR_NONE;
}
