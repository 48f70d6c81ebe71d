/* import.c: an import from its sources to its result. */
#include "import_private.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"

#include <stdlib.h>
#include <string.h>

void import_note(struct import *im, const char *format, ...)
{
    const char **place = base_arena_push(im->arena, (void **)&im->notes, &im->note_count,
                                         &im->note_capacity, sizeof *im->notes);
    va_list args;
    va_start(args, format);
    *place = base_arena_vprintf(im->arena, format, args);
    va_end(args);
}

enum err_code import_progress(struct import *im, size_t done, size_t total, struct err *e)
{
    enum { STEP = 256 };
    if (done % STEP != 0 || !im->options->progress ||
        im->options->progress(im->options->context, done, total))
        return ERR_NONE;
    return err_set(e, ERR_CANCELLED, _("import"), NULL, _("it was stopped; nothing is changed"));
}

const char *import_reason_of(struct import *im, const char *why, const char *hint)
{
    /* TRANSLATORS: a reason, and what to do about it */
    return base_text_empty(hint) ? base_arena_strdup(im->arena, why)
                                 : base_arena_printf(im->arena, _("%s. %s"), why, hint);
}

const char *import_reason(struct import *im, const struct err *e)
{
    return import_reason_of(im, e->why, e->hint);
}

/* A second reason of a row is added to the first, with its column. */
static void row_blame(struct import *im, struct import_row *row, const char *column,
                      const char *value, const char *reason)
{
    if (row->fate != FATE_REJECTED) {
        row->fate = FATE_REJECTED;
        row->column = column;
        row->value = value;
        row->reason = reason;
    } else {
        row->reason = base_arena_printf(im->arena, "%s; %s%s%s", row->reason, column,
                                        *column ? ": " : "", reason);
    }
}

void import_reject(struct import *im, struct import_row *row, const char *column, const char *value,
                   const char *reason)
{
    bool known = row->fate == FATE_REJECTED;
    row_blame(im, row, column, value, reason);
    if (known)
        return;
    struct import_row **work = NULL;
    size_t count = 0, capacity = 0;
    *(struct import_row **)base_arena_push(im->arena, (void **)&work, &count, &capacity,
                                           sizeof(struct import_row *)) = row;
    for (size_t i = 0; i < count; i++) {
        struct import_row *from = work[i];
        for (size_t d = 0; d < from->dependent_count; d++) {
            struct import_row *to = from->dependents[d];
            if (to->fate == FATE_REJECTED)
                continue;
            const char *why = from->csv
                                  ? base_arena_printf(im->arena,
                                                      _("it points to line %zu of %s, which is "
                                                        "rejected"),
                                                      from->csv->line, from->table->file)
                                  : _("the region it names cannot be added");
            row_blame(im, to, "", from->uid ? from->uid : "", why);
            *(struct import_row **)base_arena_push(im->arena, (void **)&work, &count, &capacity,
                                                   sizeof(struct import_row *)) = to;
        }
    }
}

/* ---- result ---- */

static void count_row(struct exchange_import_result *result, const struct import_row *row)
{
    switch (row->fate) {
    case FATE_ADDED:
        result->added++;
        break;
    case FATE_CHANGED:
        result->changed++;
        break;
    case FATE_MERGED:
        result->merged++;
        break;
    case FATE_REJECTED:
        result->rejected++;
        break;
    case FATE_OPEN:
    case FATE_UNCHANGED:
        result->unchanged++;
        break;
    }
}

static void tell_rejected(struct import *im, struct exchange_import_result *result,
                          const struct import_row *row, size_t *capacity)
{
    struct exchange_rejected *place = base_arena_push(im->arena, (void **)&result->rows,
                                                      &result->row_count, capacity, sizeof *place);
    *place = (struct exchange_rejected){
        .file = row->table->file,
        .line = row->csv->line,
        .column = row->column,
        .value = row->value,
        .reason = row->reason,
    };
}

static void tell_encodings(struct import *im, struct exchange_import_result *result)
{
    struct base_text all = {0};
    for (size_t i = 0; i < im->table_count; i++) {
        bool told = false;
        for (size_t k = 0; k < i; k++)
            told |= strcmp(im->tables[k].text.encoding, im->tables[i].text.encoding) == 0;
        if (!told)
            base_text_printf(&all, "%s%s", all.length > 0 ? ", " : "", im->tables[i].text.encoding);
    }
    result->encoding = base_arena_strdup(im->arena, base_text_string(&all));
    base_text_free(&all);
}

/* ---- reject files ---- */

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

static const char *reject_text(struct import *im, const struct import_table *table)
{
    struct base_text out = {0};
    bool any = false;
    reject_cells(&out, table, &table->original.header);
    base_text_add(&out, ",reject_line,reject_column,reject_value,reject_reason\n");
    for (size_t i = 0; i < im->row_count; i++) {
        const struct import_row *row = im->rows[i];
        if (row->table != table || row->fate != FATE_REJECTED)
            continue;
        any = true;
        reject_cells(&out, table, &table->original.rows[row->csv - table->csv.rows]);
        base_text_printf(&out, ",%zu", row->csv->line);
        exchange_csv_write(&out, false, row->column);
        exchange_csv_write(&out, false, row->value);
        exchange_csv_write(&out, false, row->reason);
        exchange_csv_end(&out);
    }
    const char *text = any ? base_arena_strdup(im->arena, out.s) : NULL;
    base_text_free(&out);
    return text;
}

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
    for (size_t i = 0; i < result->source_count && e->code == ERR_NONE; i++)
        if (result->rejects[i])
            reject_write(result->rejects[i],
                         files == 1 ? path : reject_path(a, path, sources[i].name), e);
    base_arena_free(&a);
    return e->code;
}

static void tell_result(struct import *im, struct exchange_import_result *result)
{
    size_t capacity = 0;
    *result = (struct exchange_import_result){.source_count = im->table_count};
    for (size_t i = 0; i < im->row_count; i++) {
        if (!im->rows[i]->table)
            continue;
        count_row(result, im->rows[i]);
        if (im->rows[i]->fate == FATE_REJECTED)
            tell_rejected(im, result, im->rows[i], &capacity);
    }
    result->rejects = base_arena_array(im->arena, im->table_count, sizeof *result->rejects);
    for (size_t i = 0; i < im->table_count; i++)
        result->rejects[i] = reject_text(im, &im->tables[i]);
    result->notes = im->notes;
    result->note_count = im->note_count;
    tell_encodings(im, result);
}

/* ---- the whole ---- */

static enum err_code import_read_all(struct import *im, const struct exchange_source *sources,
                                     struct err *e)
{
    for (size_t i = 0; i < im->table_count; i++)
        if (import_table_open(im, &sources[i], &im->tables[i], e) != ERR_NONE ||
            import_rows_make(im, &im->tables[i], e) != ERR_NONE)
            return e->code;
    size_t rows = im->row_count; /* regions are added behind them */
    for (size_t i = 0; i < rows; i++) {
        if (im->rows[i]->fate == FATE_OPEN)
            import_row_read(im, im->rows[i]);
        if (import_progress(im, i, 2 * rows, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}

/* Of one state of the desk, and without locking it anew for every row; but not for as long as a
 * person takes to answer. */
static enum err_code import_read(struct import *im, const struct exchange_source *sources,
                                 struct err *e)
{
    bool asks = im->options->on_conflict == EXCHANGE_ASK;
    if (!asks && store_read_begin(im->store, e) != ERR_NONE)
        return e->code;
    import_read_all(im, sources, e);
    if (!asks)
        store_read_end(im->store);
    return e->code;
}

enum err_code exchange_import(struct store *s, const struct exchange_source *sources, size_t count,
                              const struct exchange_import_options *options, struct base_arena *a,
                              struct exchange_import_result *result, struct err *e)
{
    struct import im = {.store = s, .options = options, .arena = a, .table_count = count};
    *result = (struct exchange_import_result){0};
    if (options->on_conflict == EXCHANGE_ASK && !options->ask)
        return err_set(e, ERR_REFUSED, "--on-conflict ask", _("Use replace or keep."),
                       _("there is no terminal to ask on"));
    if (options->profile != EXCHANGE_NATIVE && options->profile != EXCHANGE_UNIQUIP)
        return err_set(e, ERR_USAGE, "--profile", _("Use native or uniquip."),
                       _("calendars and journals are only written, not read"));
    im.tables = base_arena_array(a, count, sizeof *im.tables);
    im.index = import_index_new(a);
    if (import_read(&im, sources, e) != ERR_NONE || import_rows_write(&im, e) != ERR_NONE)
        return e->code;
    tell_result(&im, result);
    return ERR_NONE;
}
