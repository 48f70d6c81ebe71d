/* export.c: records out, a row at a time from the store. */
#include "sharedesk/exchange/export.h"

#include "export_private.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/exchange/csv.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* Objects with sorted keys, as an import writes them, whoever wrote them here. */
static const char *extra_normal(struct base_arena *a, const char *text)
{
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    char *sorted =
        json_is_object(object) ? json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    const char *normal = sorted ? base_arena_strdup(a, sorted) : text;
    free(sorted);
    json_decref(object);
    return normal;
}

/* Blank text goes out as nothing: a blank cell means nothing on import. */
static const char *field_cell(struct export *x, const struct model_field *f, const void *record)
{
    const char *cell = model_value_format(f, record, store_format_uid(x->store), x->arena);
    if (base_text_empty(cell))
        return "";
    if (f->flags & MODEL_FIELD_COMMON && strcmp(f->name, "extra") == 0)
        return extra_normal(x->arena, cell);
    return cell;
}

void export_cell(struct export *x, bool first, const char *cell)
{
    exchange_csv_write(x->out, first, x->options->bom ? exchange_csv_defuse(x->arena, cell) : cell);
}

static void native_header(struct export *x)
{
    for (size_t i = 0; i < x->type->count; i++)
        exchange_csv_write(x->out, i == 0, x->type->fields[i].name);
    exchange_csv_end(x->out);
}

static enum err_code native_row(void *context, const void *record, struct err *e)
{
    (void)e;
    struct export *x = context;
    for (size_t i = 0; i < x->type->count; i++)
        export_cell(x, i == 0, field_cell(x, &x->type->fields[i], record));
    exchange_csv_end(x->out);
    base_arena_reset(x->arena);
    return ERR_NONE;
}

static enum err_code rows_export(struct export *x, store_visit *visit, struct err *e)
{
    if (x->options->list)
        return store_each(x->store, x->options->list, true, visit, x, e);
    struct base_arena *a = base_arena_new(); /* the filter outlives the rows' arena */
    const struct model_filter *filter = NULL;
    if (model_filter_parse(x->type, x->options->filter, a, &filter, e) == ERR_NONE) {
        const struct store_list list = {
            .type = x->type->type, .filter = filter, .with_retired = true};
        store_each(x->store, &list, true, visit, x, e);
    }
    base_arena_free(&a);
    return e->code;
}

static enum err_code native_export(struct export *x, struct err *e)
{
    native_header(x);
    return rows_export(x, native_row, e);
}

static enum err_code uniquip_export(struct export *x, struct err *e)
{
    if (x->type->type != MODEL_RESOURCE)
        return err_set(e, ERR_USAGE, "--profile uniquip", _("Export resources."),
                       _("a UNIQUIP list holds equipment, not %s"), x->type->plural);
    export_uniquip_header(x);
    return rows_export(x, export_uniquip_row, e);
}

static enum err_code ical_export(struct export *x, struct err *e)
{
    if (export_ical_begin(x, e) == ERR_NONE)
        rows_export(x, export_ical_row, e);
    export_ical_end(x);
    return e->code;
}

static enum err_code hledger_export(struct export *x, struct err *e)
{
    if (x->type->type != MODEL_ENTRY)
        return err_set(e, ERR_USAGE, "--profile hledger", _("Export entries."),
                       _("a journal holds ledger entries, not %s"), x->type->plural);
    return rows_export(x, export_hledger_row, e);
}

enum err_code exchange_export(struct store *s, const struct model_type_info *type,
                              const struct exchange_export_options *options, struct base_text *out,
                              struct err *e)
{
    static enum err_code (*const profiles[])(struct export *, struct err *) = {
        [EXCHANGE_NATIVE] = native_export,
        [EXCHANGE_UNIQUIP] = uniquip_export,
        [EXCHANGE_ICAL] = ical_export,
        [EXCHANGE_HLEDGER] = hledger_export,
    };
    struct export x = {s, type, options, out, base_arena_new(), NULL};
    if (options->bom &&
        (options->profile == EXCHANGE_NATIVE || options->profile == EXCHANGE_UNIQUIP))
        base_text_add(out, byte_order_mark);
    profiles[options->profile](&x, e);
    base_arena_free(&x.arena);
    return e->code;
}

static enum err_code export_into(struct store *s, const struct model_type_info *type,
                                 const char *directory,
                                 const struct exchange_export_options *options, struct err *e)
{
    struct base_text out = {0}, path = {0};
    base_text_printf(&path, "%s/%s.csv", directory, type->plural);
    if (exchange_export(s, type, options, &out, e) == ERR_NONE)
        base_file_write(path.s, out.s, out.length, e);
    base_text_free(&out);
    base_text_free(&path);
    return e->code;
}

enum err_code exchange_export_all(struct store *s, const char *directory,
                                  const struct exchange_export_options *options, struct err *e)
{
    if (options->filter)
        return err_set(e, ERR_USAGE, "--filter", _("Export one kind."),
                       _("a filter knows the fields of one kind only"));
    if (options->profile != EXCHANGE_NATIVE)
        return err_set(e, ERR_USAGE, "--profile", _("Export resources."),
                       _("only the native profile has all kinds"));
    if (base_dir_make(directory, e) != ERR_NONE || store_read_begin(s, e) != ERR_NONE)
        return e->code;
    for (int type = 0; type < MODEL_TYPE_COUNT && e->code == ERR_NONE; type++)
        export_into(s, model_type_info((enum model_type)type), directory, options, e);
    store_read_end(s);
    return e->code;
}
