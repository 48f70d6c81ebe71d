/* row.c: the cells of a row over the record that is there, by the rule for conflicts. */
#include "import_private.h"

#include "sharedesk/base/i18n.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_STYLE = JSON_COMPACT | JSON_SORT_KEYS };

const char *import_row_cell(const struct import_row *row, const char *field)
{
    for (size_t c = 0; row->table && c < row->table->csv.header.count; c++)
        if (row->table->columns[c].field && strcmp(row->table->columns[c].field->name, field) == 0)
            return import_cell(row->table, row->csv, c);
    return "";
}

/* ---- extra ---- */

/* Takes the members of a JSON object into all; false when text is none. */
static bool extra_take(json_t *all, const char *text, bool replace)
{
    if (base_text_empty(text))
        return true;
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    bool good = json_is_object(object);
    if (good && replace)
        json_object_update(all, object);
    else if (good)
        json_object_update_missing(all, object);
    json_decref(object);
    return good;
}

static void extra_cell(struct import *im, struct import_row *row, size_t c, json_t *all)
{
    const struct import_column *column = &row->table->columns[c];
    const char *cell = import_cell(row->table, row->csv, c);
    const bool replace = im->options->on_conflict != EXCHANGE_KEEP;
    if (base_text_empty(cell))
        return;
    if (column->field && strcmp(column->field->name, "extra") == 0) {
        if (!extra_take(all, cell, replace))
            import_reject(im, row, column->name, cell, _("it is no JSON object"));
    } else if (column->use == COLUMN_EXTRA && (replace || !json_object_get(all, column->name))) {
        json_object_set_new(all, column->name, json_string(cell));
    }
}

/* `extra` from what the record had, the row's own column of that name, and its unknown columns. */
static void extra_read(struct import *im, struct import_row *row)
{
    struct model_head *head = row->record;
    json_t *was = json_object(), *all = json_object();
    extra_take(was, head->extra, true);
    json_object_update(all, was);
    for (size_t c = 0; c < row->table->csv.header.count; c++)
        extra_cell(im, row, c, all);
    if (!json_equal(was, all)) {
        char *text = json_dumps(all, JSON_STYLE);
        head->extra = base_arena_strdup(im->arena, text);
        free(text);
    }
    json_decref(was);
    json_decref(all);
}

/* ---- cells ---- */

static enum err_code cell_read(struct import *im, struct import_row *row,
                               const struct model_field *field, const char *cell, struct err *e)
{
    if (field->type == MODEL_REF || field->type == MODEL_ANYREF)
        return import_link_read(im, row, field, cell, e);
    return model_value_parse(field, cell, store_format_uid(im->store), im->arena, row->record, e);
}

static bool field_differs(const struct import_row *row, const struct model_field *field)
{
    return import_link_waits(row, field) || !model_field_equal(field, row->before, row->record);
}

static void field_restore(struct import_row *row, const struct model_field *field)
{
    import_link_drop(row, field);
    if (model_field_is_text(field))
        model_field_set_text(field, row->record, model_field_text(field, row->before));
    else
        model_field_set_number(field, row->record, model_field_number(field, row->before));
}

static bool conflict_is_theirs(struct import *im, const struct import_row *row,
                               const struct model_field *field, const char *cell)
{
    const struct exchange_import_options *options = im->options;
    switch (options->on_conflict) {
    case EXCHANGE_KEEP:
        return false;
    case EXCHANGE_ASK:
        return options->ask(
            options->context,
            store_title(im->store, row->type->type, ((const struct model_head *)row->before)->id,
                        im->arena),
            _(field->label),
            model_value_show(field, row->before, store_format_title(im->store), im->arena), cell);
    default:
        return true;
    }
}

/* The cell says what the desk says: nothing to read, and a link stays as it is even where its
 * record was merged into another. */
static bool cell_repeats(struct import *im, const struct import_row *row,
                         const struct model_field *field, const char *cell)
{
    return row->before &&
           strcmp(cell, model_value_format(field, row->before, store_format_uid(im->store),
                                           im->arena)) == 0;
}

/* Every filled cell of a known column goes into the record; an empty one erases nothing. */
static void cells_read(struct import *im, struct import_row *row)
{
    const struct import_table *table = row->table;
    for (size_t c = 0; c < table->csv.header.count; c++) {
        const struct model_field *field = table->columns[c].field;
        const char *cell = import_cell(table, row->csv, c);
        if (!field || base_text_empty(cell) || c == table->uid_column ||
            strcmp(field->name, "extra") == 0 || cell_repeats(im, row, field, cell))
            continue;
        struct err e = ERR_INIT;
        if (cell_read(im, row, field, cell, &e) != ERR_NONE)
            import_reject(im, row, table->columns[c].name, cell, import_reason(im, &e));
        else if (row->before && !model_field_empty(field, row->before) &&
                 field_differs(row, field) && !conflict_is_theirs(im, row, field, cell))
            field_restore(row, field);
    }
}

/* ---- the whole row ---- */

/* Required links to rows not yet written are there, though their numbers are not. */
static bool fault_counts(const struct import_row *row, const struct model_fault *fault)
{
    return !fault->field || !import_link_waits(row, fault->field);
}

static void row_check(struct import *im, struct import_row *row)
{
    struct model_fault *faults;
    size_t count = model_record_faults(row->type->type, row->record, im->arena, &faults);
    for (size_t i = 0; i < count; i++) {
        if (!fault_counts(row, &faults[i]))
            continue;
        const struct model_field *f = faults[i].field;
        const char *reason = import_reason_of(im, faults[i].why, faults[i].hint);
        import_reject(im, row, f ? f->name : "", f ? import_row_cell(row, f->name) : "", reason);
    }
}

static bool row_differs(const struct import_row *row)
{
    for (size_t i = 0; i < row->type->count; i++)
        if (field_differs(row, &row->type->fields[i]))
            return true;
    return false;
}

static const char *cell_of_use(const struct import_row *row, enum import_column_use use)
{
    for (size_t c = 0; c < row->table->csv.header.count; c++)
        if (row->table->columns[c].use == use)
            return import_cell(row->table, row->csv, c);
    return "";
}

/* With --on-conflict newer: false when the desk's record was changed after the row. */
static bool row_is_newer(struct import *im, struct import_row *row)
{
    const char *cell = cell_of_use(row, COLUMN_CHANGED);
    struct err e = ERR_INIT;
    int64_t changed;
    if (base_time_parse(cell, false, &changed, &e) != ERR_NONE) {
        import_reject(im, row, "changed", cell, import_reason(im, &e));
        return false;
    }
    return changed > ((const struct model_head *)row->before)->changed;
}

void import_row_read(struct import *im, struct import_row *row)
{
    const struct model_head *before = row->before;
    if (before && before->merged_into != BASE_NONE &&
        base_text_empty(import_row_cell(row, "merged_into"))) {
        row->fate = FATE_MERGED; /* another desk still has both */
        return;
    }
    if (before && im->options->on_conflict == EXCHANGE_NEWER && !row_is_newer(im, row)) {
        if (row->fate == FATE_OPEN)
            row->fate = FATE_UNCHANGED;
        return;
    }
    row->record = before ? model_record_copy(im->arena, row->type->type, before)
                         : model_record_new(im->arena, row->type->type);
    ((struct model_head *)row->record)->uid = row->uid;
    cells_read(im, row);
    extra_read(im, row);
    if (row->fate != FATE_OPEN)
        return;
    if (before && !row_differs(row))
        row->fate = FATE_UNCHANGED;
    else
        row_check(im, row);
}
