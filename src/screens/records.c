/* records.c: rows of the store in a table of the kit. */
#include "sharedesk/screens/records.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/screens/settings.h"

#include <stdlib.h>
#include <string.h>

/* Counting costs as much as it counts: so many with each key, so many once the keys are quiet; past
 * that the exact number is nobody's concern. */
enum { COUNT_SOON = 1000, COUNT_MOST = 10000, NUMBER_WIDTH = 6 };

/* ---- rows ----------------------------------------------------------------------------------- */

static int64_t records_anchor(const struct tui_row *row)
{
    int64_t id = 0;
    return row && row->key && model_type_of_number(row->key, &id) ? id : 0;
}

static tui_style records_style(const struct model_head *head)
{
    return head->retired != BASE_NONE ? TUI_CANCELLED : TUI_NORMAL;
}

static struct tui_row records_row(const struct screens_records *r, void *record,
                                  struct base_arena *a)
{
    const struct model_head *head = record;
    const struct model_format *format = store_format_title(r->desk->store);
    struct tui_cell *cells = tui_cells(a, r->field_count + 1);
    struct store_ref ref = {r->type->type, head->id};
    cells[0].text = screens_number_show(ref, a);
    for (size_t i = 0; i < r->field_count; i++)
        cells[i + 1].text = model_value_show(r->fields[i], record, format, a);
    return (struct tui_row){
        .key = cells[0].text, .cells = cells, .style = records_style(head), .data = record};
}

/* Nothing is ever deleted, so a record that has left the list still says where it stood: the rows
 * after the one before it begin with it, or with the next. */
static enum err_code records_page_at(const struct screens_records *r, int64_t anchor, size_t n,
                                     struct base_arena *a, void *records, size_t *count,
                                     struct err *e)
{
    const struct model_head **before;
    size_t found = 0;
    if (anchor &&
        store_list_page(r->desk->store, &r->list, anchor, false, 1, a, &before, &found, e))
        return e->code;
    anchor = found ? before[0]->id : 0;
    return store_list_page(r->desk->store, &r->list, anchor, true, n, a, records, count, e);
}

static enum err_code records_read(const struct screens_records *r, enum tui_fetch how,
                                  const struct tui_row *anchor, size_t n, struct base_arena *a,
                                  struct tui_rows *out, struct err *e)
{
    void **records = NULL;
    size_t count = 0;
    enum err_code code = how == TUI_FETCH_AT
                             ? records_page_at(r, records_anchor(anchor), n, a, &records, &count, e)
                             : store_list_page(r->desk->store, &r->list, records_anchor(anchor),
                                               how == TUI_FETCH_AFTER, n, a, &records, &count, e);
    if (code)
        return code;
    out->rows = base_arena_array(a, count + 1, sizeof *out->rows);
    for (out->count = 0; out->count < count; out->count++)
        out->rows[out->count] = records_row(r, records[out->count], a);
    return ERR_NONE;
}

/* A page and the titles of what it links to, of one state of the desk and locked once. */
static enum err_code records_fetch(void *ctx, enum tui_fetch how, const struct tui_row *anchor,
                                   size_t n, struct base_arena *a, struct tui_rows *out,
                                   struct err *e)
{
    const struct screens_records *r = ctx;
    if (store_read_begin(r->desk->store, e))
        return e->code;
    records_read(r, how, anchor, n, a, out, e);
    store_read_end(r->desk->store);
    return e->code;
}

static const struct tui_table_source records_source = {.fetch = records_fetch};

static enum err_code records_count(struct screens_records *r, int64_t most, struct err *e)
{
    int64_t count;
    base_arena_reset(r->counts);
    r->count = NULL;
    if (store_list_count(r->desk->store, &r->list, most, &count, e))
        return e->code;
    r->counted = most == COUNT_MOST || count < most;
    char digits[40];
    base_money_show(count, 0, digits);
    r->count = base_arena_printf(r->counts, count >= most ? "%s+" : "%s", digits);
    return ERR_NONE;
}

enum err_code screens_records_count(struct screens_records *r, struct err *e)
{
    return r->counted ? ERR_NONE : records_count(r, COUNT_MOST, e);
}

/* ---- columns -------------------------------------------------------------------------------- */

static enum tui_align records_align(const struct model_field *f)
{
    switch (f->type) {
    case MODEL_INT:
    case MODEL_MINUTES:
    case MODEL_MONEY:
    case MODEL_PERCENT:
    case MODEL_SCORE:
        return TUI_RIGHT;
    default:
        return TUI_LEFT;
    }
}

/* A figure or a day that is cut reads as another one, so these never shrink. */
static int records_least(const struct model_field *f, int width)
{
    enum { WIDTH_MIN = 8 };
    int least = width * 2 / 3;
    if (f->type >= MODEL_INT || width < WIDTH_MIN)
        return width;
    return least < WIDTH_MIN ? WIDTH_MIN : least;
}

/* Durations are longer in some languages than the table of fields knows: "99 小时 59 分". And a
 * column of figures is no narrower than a short title. */
static int records_width(const struct screens_records *r, const struct model_field *f)
{
    enum { WIDTH_UNASKED = 16, SHORT_TITLE = 8, LONG_USE = 99 * 60 + 59 };
    int width = f->width ? f->width : WIDTH_UNASKED;
    int title = tui_text_width(_(f->label));
    int least = f->type == MODEL_MINUTES ? tui_text_width(model_minutes_show(LONG_USE, r->life))
                : title <= SHORT_TITLE   ? title
                                         : 0;
    return width > least ? width : least;
}

static struct tui_column records_column(const struct screens_records *r,
                                        const struct model_field *f)
{
    bool title = f == r->type->title;
    int width = records_width(r, f);
    return (struct tui_column){.title = _(f->label),
                               .width = width,
                               .min = records_least(f, width),
                               .align = records_align(f),
                               .frozen = title && f == r->fields[0],
                               .kept = title, /* names differ at their ends: "VX-530" */
                               .grow = title || f->type == MODEL_REF,
                               .sort = f != r->list.sort    ? 0
                                       : r->list.descending ? '-'
                                                            : '+'};
}

void screens_records_columns(struct screens_records *r)
{
    r->field_count = screens_columns(r->desk, r->type, r->life, &r->fields);
    struct tui_column *columns = base_arena_array(r->life, r->field_count + 1, sizeof *columns);
    columns[0] = (struct tui_column){.title = _("No."), .width = NUMBER_WIDTH, .frozen = true};
    for (size_t i = 0; i < r->field_count; i++)
        columns[i + 1] = records_column(r, r->fields[i]);
    if (r->table)
        tui_table_columns(r->table, columns, r->field_count + 1);
    else
        r->table = tui_table_new(&records_source, r, columns, r->field_count + 1);
}

/* ---- the whole ------------------------------------------------------------------------------ */

struct screens_records *screens_records_new(struct screens_desk *d, enum model_type type)
{
    struct screens_records *r = base_alloc(sizeof *r);
    r->desk = d;
    r->type = model_type_info(type);
    r->list.type = type;
    r->life = base_arena_new();
    r->counts = base_arena_new();
    screens_records_columns(r);
    return r;
}

void screens_records_free(struct screens_records **r)
{
    if (!*r)
        return;
    tui_table_free(&(*r)->table);
    base_arena_free(&(*r)->life);
    base_arena_free(&(*r)->counts);
    free(*r);
    *r = NULL;
}

enum err_code screens_records_reload(struct screens_records *r, struct err *e)
{
    if (store_read_begin(r->desk->store, e))
        return e->code;
    if (!records_count(r, COUNT_MOST, e))
        tui_table_reload(r->table, e);
    store_read_end(r->desk->store);
    return e->code;
}

enum err_code screens_records_rewind(struct screens_records *r, struct err *e)
{
    if (store_read_begin(r->desk->store, e))
        return e->code;
    if (!records_count(r, COUNT_SOON, e))
        tui_table_rewind(r->table, e);
    store_read_end(r->desk->store);
    return e->code;
}

const void *screens_records_record(const struct screens_records *r)
{
    const struct tui_row *row = tui_table_current(r->table);
    return row ? row->data : NULL;
}

bool screens_records_current(const struct screens_records *r, struct store_ref *ref)
{
    const struct model_head *head = screens_records_record(r);
    if (head)
        *ref = (struct store_ref){r->type->type, head->id};
    return head != NULL;
}

size_t screens_records_chosen(const struct screens_records *r, struct base_arena *a,
                              struct store_ref **refs)
{
    const char **keys;
    size_t count = tui_table_chosen(r->table, a, &keys);
    *refs = base_arena_array(a, count + 1, sizeof **refs);
    for (size_t i = 0; i < count; i++) {
        (*refs)[i].type = r->type->type;
        model_type_of_number(keys[i], &(*refs)[i].id);
    }
    return count;
}
