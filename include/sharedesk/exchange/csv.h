/* csv.h: RFC 4180 in and out. Read leniently (CRLF, LF or CR, quoted newlines, ragged rows, no last
 * newline, a stray quote inside a bare cell), written strictly: LF ends a row, a cell is quoted
 * when it holds a comma, quote, CR or LF. */
#ifndef SHAREDESK_EXCHANGE_CSV_H
#define SHAREDESK_EXCHANGE_CSV_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct exchange_csv_row {
    size_t line;        /* 1-based line of the file on which the row begins */
    size_t count;       /* of its cells, which may differ from the header's */
    const char **cells; /* UTF-8, exactly as written; "" when empty */
    const char *fault;  /* NULL, or why the row cannot be read: a broken quote, a NUL */
    size_t nul_cell;    /* of a NUL: the first cell with one, cut there; cells are told from 1 */
};

struct exchange_csv {
    struct exchange_csv_row header; /* count 0: the file is empty */
    struct exchange_csv_row *rows;
    size_t count;
};

/* text is UTF-8. A row with a broken quote is kept with its fault and its raw line as the one cell;
 * reading goes on at the next line, so that one slip does not swallow the rest of the file. */
void exchange_csv_read(const char *text, size_t size, struct base_arena *a,
                       struct exchange_csv *csv);

/* Appends one cell; first: it begins a row. */
void exchange_csv_write(struct base_text *out, bool first, const char *cell);
void exchange_csv_end(struct base_text *out); /* ends a row */

/* A cell that a spreadsheet would run as a formula gets an apostrophe before it; plain negative
 * numbers do not. undo takes exactly that apostrophe away again. Both return cell itself when there
 * is nothing to do. */
const char *exchange_csv_defuse(struct base_arena *a, const char *cell);
const char *exchange_csv_undo(const char *cell);

#endif
