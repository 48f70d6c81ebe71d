/* identity.c: which record a data row is about. With uids: that one. A file without any uid, such
 * as a list that somebody typed, is known by what it says: its code where the type has one, else a
 * uid made from the row's content, the same each time, so that importing the file again finds the
 * records it made. */
#include "import_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/check.h"

#include <string.h>
#include <uuid/uuid.h>

struct import_row *import_row_new(struct import *im, const struct model_type_info *type)
{
    struct import_row **place = base_arena_push(im->arena, (void **)&im->rows, &im->row_count,
                                                &im->row_capacity, sizeof(struct import_row *));
    *place = base_arena_alloc(im->arena, sizeof **place);
    (*place)->type = type;
    (*place)->place = im->row_count - 1;
    return *place;
}

static const char *field_cell(const struct import_table *table, const struct exchange_csv_row *csv,
                              const struct model_field *field)
{
    for (size_t c = 0; field && c < table->csv.header.count; c++)
        if (table->columns[c].field == field)
            return import_cell(table, csv, c);
    return "";
}

struct import_row *import_row_standing(struct import_row *row)
{
    while (row && row->instead)
        row = row->instead;
    return row;
}

void import_rows_reinstate(struct import *im)
{
    for (size_t i = im->row_count; i-- > 0;) {
        struct import_row *row = im->rows[i];
        if (!row->instead || row->instead->fate != FATE_REJECTED)
            continue;
        row->instead = NULL;
        row->fate = FATE_OPEN;
        import_row_read(im, row);
    }
}

/* RFC 9562 version 5, in a name space of our own. */
const char *import_uid_of_text(struct base_arena *a, const char *text)
{
    static const uuid_t space = {0x6f, 0x1c, 0x0a, 0x52, 0x8d, 0x3b, 0x5e, 0x0b,
                                 0x9a, 0x41, 0x27, 0xd4, 0x53, 0x68, 0x72, 0x64};
    uuid_t uuid;
    char out[37];
    uuid_generate_sha1(uuid, space, text, strlen(text));
    uuid_unparse_lower(uuid, out);
    return base_arena_strdup(a, out);
}

static const char *uid_of_content(struct import *im, const struct import_table *table,
                                  const struct exchange_csv_row *csv)
{
    struct base_text content = {0};
    base_text_add(&content, table->type->plural);
    for (size_t c = 0; c < table->csv.header.count; c++) {
        const struct import_column *column = &table->columns[c];
        const char *cell = import_cell(table, csv, c);
        if (column->use != COLUMN_SKIPPED && column->use != COLUMN_CHANGED &&
            !base_text_empty(cell))
            base_text_printf(&content, "\n%s=%s",
                             column->field ? column->field->name : column->name,
                             base_utf8_fold(im->arena, cell));
    }
    const char *uid = import_uid_of_text(im->arena, content.s);
    base_text_free(&content);
    return uid;
}

/* The uid of the desk's record with this code, or NULL. */
static const char *uid_of_code(struct import *im, const struct model_type_info *type,
                               const char *code)
{
    struct err e = ERR_INIT;
    struct store_ref ref;
    void *record;
    if (base_text_empty(code) || store_resolve(im->store, type->type, code, &ref, &e) != ERR_NONE ||
        store_get(im->store, ref.type, ref.id, im->arena, &record, &e) != ERR_NONE ||
        !base_text_equal(model_field_text(type->code, record), code))
        return NULL;
    return ((struct model_head *)record)->uid;
}

static void identify(struct import *im, struct import_row *row)
{
    struct import_table *table = row->table;
    if (table->has_uids) {
        row->uid = import_cell(table, row->csv, table->uid_column);
        struct err e = ERR_INIT;
        if (base_text_empty(row->uid))
            import_reject(im, row, "uid", "",
                          _("it has no uid, while other rows of the file have"));
        else if (model_check_uid(row->uid, &e) != ERR_NONE)
            import_reject(im, row, "uid", row->uid, import_reason(im, &e));
        return;
    }
    if (table->type->code)
        row->uid = uid_of_code(im, table->type, field_cell(table, row->csv, table->type->code));
    if (!row->uid)
        row->uid = uid_of_content(im, table, row->csv);
}

static bool rows_are_equal(const struct import_row *a, const struct import_row *b)
{
    size_t columns = a->table->csv.header.count;
    if (columns != b->table->csv.header.count)
        return false;
    for (size_t c = 0; c < columns; c++)
        if (a->table->columns[c].field != b->table->columns[c].field ||
            strcmp(import_cell(a->table, a->csv, c), import_cell(b->table, b->csv, c)) != 0)
            return false;
    return true;
}

/* Lists of equipment are published anew from time to time. */
static bool comes_later(const struct import *im, const struct import_row *first,
                        const struct import_row *row)
{
    return im->options->profile == EXCHANGE_UNIQUIP && first->table != row->table &&
           first->fate == FATE_OPEN;
}

/* It also takes the place at which the record came: by that, records of one name are told apart. */
static void stand_instead(struct import *im, struct import_row *first, struct import_row *row)
{
    const size_t place = row->place;
    row->place = first->place;
    first->place = place;
    im->rows[row->place] = row;
    im->rows[first->place] = first;
    first->instead = row;
    first->fate = FATE_MERGED;
}

/* A row that repeats another is merged with it; one that contradicts it is rejected. */
static void tell_repeated(struct import *im, struct import_row *row)
{
    struct import_row *first =
        import_row_standing(import_index_add(im->index, row->type->type, KEY_UID, row->uid, row));
    if (!first)
        return;
    if (rows_are_equal(first, row)) {
        row->fate = FATE_MERGED;
    } else if (comes_later(im, first, row)) {
        stand_instead(im, first, row);
    } else {
        import_reject(im, row, "uid", row->uid,
                      base_arena_printf(im->arena,
                                        _("line %zu of %s has the same uid and other values"),
                                        first->csv->line, first->table->file));
    }
}

static bool has_cells_without_column(const struct import_table *table,
                                     const struct exchange_csv_row *csv, const char **cell)
{
    for (size_t c = table->csv.header.count; c < csv->count; c++) {
        *cell = csv->cells[c];
        if (!base_text_empty(*cell))
            return true;
    }
    return false;
}

/* Codes and titles by which other rows may link to this one. */
static void index_names(struct import *im, struct import_row *row)
{
    const char *code = field_cell(row->table, row->csv, row->type->code);
    const char *title = field_cell(row->table, row->csv, row->type->title);
    if (!base_text_empty(code))
        import_index_add(im->index, row->type->type, KEY_CODE, code, row);
    if (!base_text_empty(title))
        import_index_add(im->index, row->type->type, KEY_TITLE, title, row);
}

/* The desk's record of this uid, if there is one. */
static enum err_code find_before(struct import *im, struct import_row *row, struct err *e)
{
    int64_t id = 0;
    if (store_find_uid(im->store, row->type->type, row->uid, &id, e) != ERR_NONE || id == 0)
        return e->code;
    return store_get(im->store, row->type->type, id, im->arena, &row->before, e);
}

/* The cell with a NUL; else the row as a whole, whose one cell is its raw line. */
static void tell_unreadable(struct import *im, struct import_row *row)
{
    const struct exchange_csv_row *csv = row->csv;
    const size_t at = csv->nul_cell > 0 ? csv->nul_cell - 1 : 0;
    const char *column =
        csv->nul_cell > 0 && at < row->table->csv.header.count ? row->table->columns[at].name : "";
    import_reject(im, row, column, at < csv->count ? csv->cells[at] : "", csv->fault);
}

enum err_code import_rows_make(struct import *im, struct import_table *table, struct err *e)
{
    if (!table->has_uids && table->csv.count > 0)
        import_note(im, _("%s: no uids; records are known by %s"), table->file,
                    table->type->code ? _("their code, else by their content")
                                      : _("their content"));
    for (size_t i = 0; i < table->csv.count; i++) {
        struct import_row *row = import_row_new(im, table->type);
        const char *cell = "";
        row->table = table;
        row->csv = &table->csv.rows[i];
        if (row->csv->fault) {
            tell_unreadable(im, row);
            continue;
        }
        if (has_cells_without_column(table, row->csv, &cell)) {
            import_reject(im, row, "", cell, _("it has more cells than the first row has columns"));
            continue;
        }
        identify(im, row);
        if (row->fate == FATE_OPEN)
            tell_repeated(im, row);
        if (row->fate != FATE_OPEN)
            continue;
        index_names(im, row);
        if (find_before(im, row, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}
