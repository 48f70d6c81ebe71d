/* import.c: an import from its sources to its result. */
#include "import_private.h"

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

/* A sentence that goes on: without its full stop. */
static const char *open_end(struct import *im, const char *reason)
{
    static const char *const stops[] = {".", "。"};
    size_t length = strlen(reason);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t stop = strlen(stops[i]);
        if (length > stop && strcmp(reason + length - stop, stops[i]) == 0)
            return base_arena_strndup(im->arena, reason, length - stop);
    }
    return reason;
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
        row->reason = base_arena_printf(im->arena, "%s%s%s%s%s", open_end(im, row->reason), _("; "),
                                        column, *column ? _(": ") : "", reason);
    }
}

static const struct import_link *link_between(const struct import_row *row,
                                              const struct import_row *target)
{
    for (size_t i = 0; i < row->link_count; i++)
        if (row->links[i].target == target)
            return &row->links[i];
    return NULL; /* what the desk has was kept */
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
            const struct import_link *link = link_between(to, from);
            if (to->fate == FATE_REJECTED || !link)
                continue;
            const char *why = from->csv
                                  ? base_arena_printf(im->arena,
                                                      _("it points to line %zu of %s, which is "
                                                        "rejected"),
                                                      from->csv->line, from->table->file)
                                  : _("the region it names cannot be added");
            row_blame(im, to, link->field->name, import_row_cell(to, link->field->name), why);
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
    import_rejects_tell(im, result);
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
    const size_t rows = im->row_count; /* regions are added behind them */
    for (size_t i = 0; i < rows; i++) {
        if (im->rows[i]->fate == FATE_OPEN)
            import_row_read(im, im->rows[i]);
        if (import_progress(im, i, 2 * rows, e) != ERR_NONE)
            return e->code;
    }
    import_rows_reinstate(im);
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
