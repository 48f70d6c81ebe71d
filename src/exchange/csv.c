/* csv.c: the reader stands on libcsv in its strict mode, fed one physical line at a time so that
 * the line of every row is known, and is lenient where RFC 4180 leaves only one way to read a slip.
 */
#include "sharedesk/exchange/csv.h"

#include "sharedesk/base/i18n.h"

#include <csv.h>
#include <stdint.h>
#include <string.h>

/* States of struct csv_parser.pstate that matter here (libcsv 3.0.3 keeps the names private). */
enum { IN_FIELD = 2 };

struct reader {
    struct csv_parser parser;
    struct base_arena *arena;
    struct exchange_csv *csv;
    struct exchange_csv_row row; /* being read */
    size_t row_capacity, rows_capacity;
    size_t line;           /* physical line being fed */
    const char *row_start; /* where the row's first line begins */
    bool in_row;           /* something of a row has been fed */
    bool has_header;
};

static int reader_no_blanks(unsigned char c)
{
    (void)c;
    return 0; /* blanks belong to the cell */
}

static int reader_ends_row(unsigned char c)
{
    return c == '\n'; /* every row end is fed as one LF, whatever the file has */
}

static void reader_cell(void *data, size_t size, void *context)
{
    struct reader *r = context;
    char *cell = base_arena_alloc(r->arena, size + 1);
    if (size > 0)
        memcpy(cell, data, size);
    if (memchr(cell, '\0', size) && r->row.nul_cell == 0)
        r->row.nul_cell = r->row.count + 1;
    const char **place = base_arena_push(r->arena, (void **)&r->row.cells, &r->row.count,
                                         &r->row_capacity, sizeof *r->row.cells);
    *place = cell;
    csv_set_opts(&r->parser, CSV_STRICT | CSV_STRICT_FINI); /* after a bare cell with a quote */
}

static bool row_is_blank(const struct exchange_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (!base_text_empty(row->cells[i]))
            return false;
    return row->fault == NULL;
}

static void reader_keep_row(struct reader *r)
{
    if (r->row.nul_cell > 0)
        r->row.fault = _("it holds a NUL character");
    if (!r->has_header) {
        r->csv->header = r->row;
        r->has_header = true;
    } else if (!row_is_blank(&r->row)) {
        struct exchange_csv_row *place =
            base_arena_push(r->arena, (void **)&r->csv->rows, &r->csv->count, &r->rows_capacity,
                            sizeof *r->csv->rows);
        *place = r->row;
    }
    r->row = (struct exchange_csv_row){0};
    r->row_capacity = 0;
    r->in_row = false;
}

static void reader_row(int c, void *context)
{
    (void)c;
    reader_keep_row(context);
}

static void reader_start(struct reader *r)
{
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&r->parser, reader_no_blanks);
    csv_set_term_func(&r->parser, reader_ends_row);
}

/* Feeds bytes; false when a quoted cell is followed by something else than a comma or a row end. */
static bool reader_feed(struct reader *r, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t used = csv_parse(&r->parser, bytes, size, reader_cell, reader_row, r);
        if (used == size)
            return true;
        if (r->parser.quoted)
            return false;
        csv_set_opts(&r->parser, CSV_STRICT_FINI); /* a quote inside a bare cell is just a quote */
        bytes += used;
        size -= used;
    }
    return true;
}

static bool reader_in_quotes(const struct reader *r)
{
    return r->parser.quoted && r->parser.pstate == IN_FIELD;
}

/* A file's rows end with CR only when its first row does; then no LF is left to tell them by. */
static bool text_ends_rows_with_cr(const char *text, size_t size)
{
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text[i] == '\n')
            return false;
        else if (!quoted && text[i] == '\r')
            return i + 1 == size || text[i + 1] != '\n';
    }
    return false;
}

/* The physical line at s: its bytes without its end, and the length of that end. */
static size_t line_length(const char *s, size_t size, bool cr, size_t *end)
{
    for (size_t i = 0; i < size; i++) {
        bool crlf = s[i] == '\r' && i + 1 < size && s[i + 1] == '\n';
        if (s[i] == '\n' || crlf || (cr && s[i] == '\r')) {
            *end = crlf ? 2 : 1;
            return i;
        }
    }
    *end = 0;
    return size;
}

static bool reader_line(struct reader *r, const char *line, size_t length, size_t end)
{
    if (!r->in_row) {
        r->row.line = r->line;
        r->row_start = line;
    }
    if (length > 0)
        r->in_row = true;
    if (!reader_feed(r, line, length))
        return false;
    if (end == 0)
        return true;
    return reader_in_quotes(r) ? reader_feed(r, line + length, end) : reader_feed(r, "\n", 1);
}

/* Keeps the first line of the row that broke, as it stands, and goes on behind it. */
static const char *reader_recover(struct reader *r, const char *stop, bool cr)
{
    size_t end;
    size_t length = line_length(r->row_start, (size_t)(stop - r->row_start), cr, &end);
    struct exchange_csv_row broken = {.line = r->row.line};
    size_t capacity = 0;
    const char **cell = base_arena_push(r->arena, (void **)&broken.cells, &broken.count, &capacity,
                                        sizeof *broken.cells);
    *cell = base_arena_strndup(r->arena, r->row_start, length);
    broken.fault = _("a quote is not closed, or is closed inside its cell; inside a quoted cell "
                     "each quote is written twice");
    const char *next = r->row_start + length + end;
    r->line = broken.line + 1;
    r->row = broken;
    reader_keep_row(r);
    csv_free(&r->parser);
    reader_start(r);
    return next;
}

void exchange_csv_read(const char *text, size_t size, struct base_arena *a,
                       struct exchange_csv *csv)
{
    *csv = (struct exchange_csv){0};
    struct reader r = {.arena = a, .csv = csv, .line = 1};
    const bool cr = text_ends_rows_with_cr(text, size);
    const char *stop = text + size;
    const char *at = text;
    reader_start(&r);
    for (;;) {
        while (at < stop) {
            size_t end;
            size_t length = line_length(at, (size_t)(stop - at), cr, &end);
            if (reader_line(&r, at, length, end)) {
                at += length + end;
                r.line++;
            } else {
                at = reader_recover(&r, stop, cr);
            }
        }
        if (csv_fini(&r.parser, reader_cell, reader_row, &r) == 0)
            break;
        at = reader_recover(&r, stop, cr);
    }
    csv_free(&r.parser);
}

/* ---- writing ---- */

void exchange_csv_write(struct base_text *out, bool first, const char *cell)
{
    if (!first)
        base_text_add_char(out, ',');
    if (!strpbrk(cell, ",\"\r\n")) {
        base_text_add(out, cell);
        return;
    }
    base_text_add_char(out, '"');
    for (const char *quote; (quote = strchr(cell, '"')) != NULL; cell = quote + 1) {
        base_text_add_n(out, cell, (size_t)(quote - cell));
        base_text_add(out, "\"\"");
    }
    base_text_add(out, cell);
    base_text_add_char(out, '"');
}

void exchange_csv_end(struct base_text *out)
{
    base_text_add_char(out, '\n');
}

/* ---- formulas ---- */

/* What makes a spreadsheet take a cell for a formula, the full-width forms with it. */
static bool text_runs(const char *s)
{
    static const char *const starts[] = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                         "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (base_text_starts(s, starts[i]))
            return true;
    return false;
}

static bool text_is_negative_number(const char *s)
{
    if (*s != '-')
        return false;
    size_t digits = strspn(s + 1, "0123456789");
    const char *rest = s + 1 + digits;
    if (digits > 0 && *rest == '.')
        rest += 1 + strspn(rest + 1, "0123456789");
    return digits > 0 && *rest == '\0';
}

/* A cell that itself begins with apostrophes before such a start gets one more, so that undo, which
 * takes one away, always gives back what was there. */
const char *exchange_csv_defuse(struct base_arena *a, const char *cell)
{
    const char *start = cell + strspn(cell, "'");
    if (!text_runs(start) || (start == cell && text_is_negative_number(cell)))
        return cell;
    return base_arena_printf(a, "'%s", cell);
}

const char *exchange_csv_undo(const char *cell)
{
    return *cell == '\'' && text_runs(cell + strspn(cell, "'")) ? cell + 1 : cell;
}
