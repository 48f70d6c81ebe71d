/* reject.c: the rows that an import did not take, written with the reasons, to be mended. */
#include "import_private.h"

#include "sharedesk/base/file.h"

#include <string.h>

/* ---- of one file ---- */

/* The file's own cells; a short row is filled up, so that the columns behind it stand in line. */
static void reject_cells(struct base_text *out, const struct import_table *table,
                         const struct exchange_csv_row *row)
{
    bool first = true;
    for (size_t c = 0; c < table->original.header.count; c++) {
        if (import_column_is_of_rejects(table->original.header.cells[c]))
            continue;
        exchange_csv_write(out, first, import_cell(table, row, c));
        first = false;
    }
}

static bool is_rejected_of(const struct import_row *row, const struct import_table *table)
{
    return row->table == table && row->fate == FATE_REJECTED;
}

static const struct exchange_csv_row *row_in_file(const struct import_row *row)
{
    return &row->table->original.rows[row->csv - row->table->csv.rows];
}

static void reject_reasons(struct base_text *out, const struct import_row *row)
{
    base_text_printf(out, ",%zu", row->csv->line);
    exchange_csv_write(out, false, row->column);
    exchange_csv_write(out, false, row->value);
    exchange_csv_write(out, false, row->reason);
    exchange_csv_end(out);
}

static const char *rejects_of_table(struct import *im, const struct import_table *table)
{
    struct base_text out = {0};
    bool any = false;
    reject_cells(&out, table, &table->original.header);
    base_text_add(&out, ",reject_line,reject_column,reject_value,reject_reason\n");
    for (size_t i = 0; i < im->row_count; i++) {
        if (!is_rejected_of(im->rows[i], table))
            continue;
        any = true;
        reject_cells(&out, table, row_in_file(im->rows[i]));
        reject_reasons(&out, im->rows[i]);
    }
    const char *text = any ? base_arena_strdup(im->arena, out.s) : NULL;
    base_text_free(&out);
    return text;
}

/* ---- of all files together ---- */

struct columns {
    const char **names;
    size_t count, capacity;
};

static size_t column_at(const struct exchange_csv_row *header, const char *name)
{
    size_t c = 0;
    while (c < header->count && strcmp(header->cells[c], name) != 0)
        c++;
    return c;
}

static bool has_column(const struct columns *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->names[i], name) == 0)
            return true;
    return false;
}

static void columns_gather(struct import *im, const struct import_table *table, struct columns *all)
{
    const struct exchange_csv_row *header = &table->original.header;
    for (size_t c = 0; c < header->count; c++)
        if (!import_column_is_of_rejects(header->cells[c]) && !has_column(all, header->cells[c]))
            *(const char **)base_arena_push(im->arena, (void **)&all->names, &all->count,
                                            &all->capacity, sizeof *all->names) = header->cells[c];
}

/* For the eye: each row under the columns of all the files that had such rows. */
static const char *rejects_of_all(struct import *im, const struct exchange_import_result *result)
{
    struct base_text out = {0};
    struct columns all = {0};
    for (size_t i = 0; i < im->table_count; i++)
        if (result->rejects[i])
            columns_gather(im, &im->tables[i], &all);
    for (size_t c = 0; c < all.count; c++)
        exchange_csv_write(&out, c == 0, all.names[c]);
    base_text_add(&out, ",reject_file,reject_line,reject_column,reject_value,reject_reason\n");
    for (size_t i = 0; i < im->row_count; i++) {
        const struct import_row *row = im->rows[i];
        if (!row->table || row->fate != FATE_REJECTED)
            continue;
        for (size_t c = 0; c < all.count; c++)
            exchange_csv_write(&out, c == 0,
                               import_cell(row->table, row_in_file(row),
                                           column_at(&row->table->original.header, all.names[c])));
        exchange_csv_write(&out, false, row->table->file);
        reject_reasons(&out, row);
    }
    const char *text = base_arena_strdup(im->arena, out.s);
    base_text_free(&out);
    return text;
}

void import_rejects_tell(struct import *im, struct exchange_import_result *result)
{
    size_t files = 0;
    result->rejects = base_arena_array(im->arena, im->table_count, sizeof *result->rejects);
    for (size_t i = 0; i < im->table_count; i++) {
        result->rejects[i] = rejects_of_table(im, &im->tables[i]);
        files += result->rejects[i] != NULL;
    }
    result->all_rejects = files > 1 ? rejects_of_all(im, result) : NULL;
}

/* ---- files ---- */

static enum err_code reject_write(const char *text, const char *path, struct err *e)
{
    return base_file_write(path, text, strlen(text), e);
}

/* "rejected.csv" and "in/demands.csv" give "rejected-demands.csv". */
static const char *reject_path(struct base_arena *a, const char *path, const char *source)
{
    const char *slash = strrchr(source, '/');
    const char *base = slash ? slash + 1 : source;
    const char *dot = strrchr(path, '.');
    size_t stem = dot && !strchr(dot, '/') ? (size_t)(dot - path) : strlen(path);
    return base_arena_printf(a, "%.*s-%.*s%s", (int)stem, path, (int)strcspn(base, "."), base,
                             path + stem);
}

enum err_code exchange_rejects_write(const struct exchange_import_result *result,
                                     const struct exchange_source *sources, const char *path,
                                     struct err *e)
{
    size_t files = 0;
    for (size_t i = 0; i < result->source_count; i++)
        files += result->rejects[i] != NULL;
    struct base_arena *a = base_arena_new();
    if (files > 1)
        reject_write(result->all_rejects, path, e);
    for (size_t i = 0; i < result->source_count && e->code == ERR_NONE; i++)
        if (result->rejects[i])
            reject_write(result->rejects[i],
                         files == 1 ? path : reject_path(a, path, sources[i].name), e);
    base_arena_free(&a);
    return e->code;
}
