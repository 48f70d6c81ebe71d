/* table.c: a file becomes a table: its encoding, its cells, its kind, its columns. */
#include "import_private.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum err_code exchange_sources_read(const char *const *paths, size_t count, struct base_arena *a,
                                    struct exchange_source **sources, struct err *e)
{
    *sources = base_arena_array(a, count, sizeof **sources);
    for (size_t i = 0; i < count; i++) {
        struct exchange_source *source = &(*sources)[i];
        char *bytes;
        if (base_file_read(paths[i], a, &bytes, &source->size, e) != ERR_NONE)
            return e->code;
        source->bytes = bytes;
        source->name = strcmp(paths[i], "-") == 0 ? "stdin" : paths[i];
    }
    return ERR_NONE;
}

/* ---- kind ---- */

static const char *base_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

/* "demands.csv", "Demands-2026-12.csv", "需求.csv". */
static const struct model_type_info *kind_of_name(struct base_arena *a, const char *file)
{
    const char *base = base_name(file);
    const char *word = base_arena_strndup(a, base, strcspn(base, ".-0123456789 ("));
    return model_type_find(word);
}

bool import_column_is_of_rejects(const char *name)
{
    return base_text_starts(name, "reject_");
}

/* Columns that say nothing of the record: a reject file's own, and the number that `list --csv`
 * puts first, which another desk gives to another record. */
static bool is_passed_over(const char *name)
{
    return import_column_is_of_rejects(name) || strcmp(name, "id") == 0;
}

static const char *column_name(struct base_arena *a, const struct exchange_csv_row *header,
                               size_t column)
{
    return base_text_trim(base_arena_strdup(a, header->cells[column]));
}

/* How many columns of the header a type knows. */
static size_t columns_known(struct import *im, const struct exchange_csv_row *header,
                            const struct model_type_info *type, size_t *named)
{
    size_t known = 0;
    *named = 0;
    for (size_t c = 0; c < header->count; c++) {
        const char *name = column_name(im->arena, header, c);
        if (*name == '\0' || is_passed_over(name))
            continue;
        ++*named;
        known += model_field_named(type, name) != NULL;
    }
    return known;
}

static bool requires_met(struct import *im, const struct exchange_csv_row *header,
                         const struct model_type_info *type)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct model_field *f = &type->fields[i];
        bool found = !(f->flags & MODEL_FIELD_REQUIRED);
        for (size_t c = 0; c < header->count && !found; c++)
            found = model_field_named(type, column_name(im->arena, header, c)) == f;
        if (!found)
            return false;
    }
    return true;
}

/* The one kind that knows all columns and gets all it requires; else candidates gets the kinds that
 * come nearest. */
static const struct model_type_info *kind_of_header(struct import *im,
                                                    const struct exchange_csv_row *header,
                                                    struct base_text *candidates)
{
    const struct model_type_info *fits = NULL;
    size_t most = 0, fitting = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int t = 0; t < MODEL_TYPE_COUNT; t++) {
            const struct model_type_info *type = model_type_info((enum model_type)t);
            size_t named, known = columns_known(im, header, type, &named);
            bool whole = known == named && requires_met(im, header, type);
            if (pass == 0) {
                most = known > most ? known : most;
                fitting += whole;
                fits = whole ? type : fits;
            } else if (fitting > 0 ? whole : known == most && most > 1) {
                base_text_printf(candidates, "%s%s", candidates->length > 0 ? ", " : "",
                                 type->plural);
            }
        }
        if (fitting == 1)
            return fits;
    }
    return NULL;
}

static enum err_code find_kind(struct import *im, struct import_table *table, struct err *e)
{
    if (!table->type)
        table->type = im->options->kind;
    if (!table->type)
        table->type = kind_of_name(im->arena, table->file);
    if (table->type)
        return ERR_NONE;
    struct base_text candidates = {0};
    table->type = kind_of_header(im, &table->csv.header, &candidates);
    if (!table->type)
        err_set(e, ERR_REFUSED, table->file,
                _("Name the kind: sharedesk import KIND FILE; equipment lists of universities: "
                  "--profile uniquip."),
                candidates.length > 0 ? _("its kind cannot be told; its columns fit %s")
                                      : _("its kind cannot be told; its columns fit none%s"),
                base_text_string(&candidates));
    base_text_free(&candidates);
    return e->code;
}

/* ---- columns ---- */

static bool column_is_empty(const struct import_table *table, size_t column)
{
    for (size_t i = 0; i < table->csv.count; i++)
        if (!base_text_empty(import_cell(table, &table->csv.rows[i], column)))
            return false;
    return true;
}

static enum err_code column_clash(struct import_table *table, size_t column, struct err *e)
{
    const struct import_column *one = &table->columns[column];
    for (size_t c = 0; c < column; c++) {
        const struct import_column *other = &table->columns[c];
        bool same = one->use == COLUMN_FIELD
                        ? other->field == one->field
                        : one->use != COLUMN_SKIPPED && strcmp(other->name, one->name) == 0;
        if (same && other->use == one->use)
            return err_set(e, ERR_VALUE, table->file, _("Keep one of them."),
                           _("its columns %zu and %zu are both \"%s\""), c + 1, column + 1,
                           one->use == COLUMN_FIELD ? one->field->name : one->name);
    }
    return ERR_NONE;
}

static struct import_column column_bind(struct import *im, struct import_table *table, size_t c)
{
    struct import_column column = {.name = column_name(im->arena, &table->csv.header, c)};
    if (is_passed_over(column.name) || (*column.name == '\0' && column_is_empty(table, c)))
        return column;
    if (*column.name == '\0')
        column.name = base_arena_printf(im->arena, _("column %zu"), c + 1);
    column.field = model_field_named(table->type, column.name);
    if (column.field)
        column.use = COLUMN_FIELD;
    else if (strcasecmp(column.name, "changed") == 0)
        column.use = COLUMN_CHANGED;
    else
        column.use = COLUMN_EXTRA;
    return column;
}

static bool has_change_times(const struct import_table *table)
{
    for (size_t c = 0; c < table->csv.header.count; c++)
        if (table->columns[c].use == COLUMN_CHANGED)
            return true;
    return false;
}

static enum err_code find_columns(struct import *im, struct import_table *table, struct err *e)
{
    const struct exchange_csv_row *header = &table->csv.header;
    table->columns = base_arena_array(im->arena, header->count, sizeof *table->columns);
    table->uid_column = NO_COLUMN;
    for (size_t c = 0; c < header->count; c++) {
        struct import_column *column = &table->columns[c];
        *column = column_bind(im, table, c);
        if (column_clash(table, c, e) != ERR_NONE)
            return e->code;
        if (column->field == table->type->fields) /* uid is the first */
            table->uid_column = c;
        bool is_known =
            im->options->profile == EXCHANGE_UNIQUIP && import_uniquip_knows(column->name);
        if (column->use == COLUMN_EXTRA && !is_known)
            import_note(im, _("%s: the column \"%s\" is unknown to %s and kept in extra"),
                        table->file, column->name, table->type->plural);
    }
    table->has_uids = table->uid_column != NO_COLUMN && !column_is_empty(table, table->uid_column);
    return ERR_NONE;
}

/* A header of one column that looks like many: spreadsheets of some countries write such files. */
static bool is_separated_otherwise(const struct exchange_csv_row *header)
{
    return header->count == 1 && strpbrk(header->cells[0], ";\t") != NULL;
}

enum err_code import_table_bind(struct import *im, struct import_table *table, struct err *e)
{
    if (table->csv.header.count == 0)
        return err_set(e, ERR_VALUE, table->file,
                       _("Its first row must be the names of the columns."), _("it is empty"));
    if (table->csv.header.fault)
        return err_set(e, ERR_VALUE, table->file,
                       _("Its first row must be the names of the columns."),
                       _("its first row cannot be read: %s"), table->csv.header.fault);
    if (is_separated_otherwise(&table->csv.header))
        return err_set(e, ERR_VALUE, table->file,
                       _("Save it as CSV with commas between the columns."), "%s",
                       _("its columns are separated by semicolons or tabs"));
    if (find_kind(im, table, e) != ERR_NONE || find_columns(im, table, e) != ERR_NONE)
        return e->code;
    if (im->options->on_conflict == EXCHANGE_NEWER && !has_change_times(table))
        return err_set(e, ERR_REFUSED, table->file, _("Use --on-conflict replace or keep."),
                       _("--on-conflict newer needs a column `changed` with the change times"));
    return ERR_NONE;
}

enum err_code import_table_open(struct import *im, const struct exchange_source *source,
                                struct import_table *table, struct err *e)
{
    table->file = source->name;
    if (exchange_text_decode(source->bytes, source->size, im->options->encoding, im->arena,
                             &table->text, e) != ERR_NONE)
        return err_within(e, source->name);
    exchange_csv_read(table->text.text, table->text.size, im->arena, &table->csv);
    table->original = table->csv;
    /* What we write without a mark is exact; the rest has been through a spreadsheet. */
    table->undo = table->text.marked || strcmp(table->text.encoding, "UTF-8") != 0;
    if (im->options->profile == EXCHANGE_UNIQUIP && import_uniquip(im, table, e) != ERR_NONE)
        return e->code;
    return import_table_bind(im, table, e);
}

const char *import_cell(const struct import_table *table, const struct exchange_csv_row *row,
                        size_t column)
{
    const char *cell = column < row->count ? row->cells[column] : "";
    return table->undo ? exchange_csv_undo(cell) : cell;
}
