/* Whatever bytes a file holds: its encoding is found, every row is read or has a fault, and what
 * was read comes back the same after it was written. */
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/exchange/csv.h"
#include "sharedesk/exchange/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int holds)
{
    if (!holds)
        abort();
}

static void write_row(struct base_text *out, const struct exchange_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        exchange_csv_write(out, i == 0, row->cells[i]);
    exchange_csv_end(out);
}

static void same_row(const struct exchange_csv_row *a, const struct exchange_csv_row *b)
{
    require(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        require(strcmp(a->cells[i], b->cells[i]) == 0);
}

/* Rows that can be written: a blank one would not be seen again. */
static void round_trip(const struct exchange_csv *csv, struct base_arena *a)
{
    struct base_text out = {0};
    struct exchange_csv again;
    size_t kept = 0;
    base_text_add(&out, "header\n");
    for (size_t i = 0; i < csv->count; i++)
        if (!csv->rows[i].fault)
            write_row(&out, &csv->rows[i]);
    exchange_csv_read(out.s, out.length, a, &again);
    for (size_t i = 0; i < csv->count; i++)
        if (!csv->rows[i].fault)
            same_row(&csv->rows[i], &again.rows[kept++]);
    require(kept == again.count);
    base_text_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct base_arena *a = base_arena_new();
    struct exchange_text text;
    struct exchange_csv csv;
    struct err e = ERR_INIT;
    if (exchange_text_decode((const char *)data, size, NULL, a, &text, &e) == ERR_NONE) {
        require(base_utf8_valid(text.text, text.size));
        exchange_csv_read(text.text, text.size, a, &csv);
        for (size_t i = 0; i < csv.count; i++) {
            require(i == 0 || csv.rows[i].line > csv.rows[i - 1].line);
            for (size_t c = 0; c < csv.rows[i].count; c++)
                require(strcmp(exchange_csv_undo(exchange_csv_defuse(a, csv.rows[i].cells[c])),
                               csv.rows[i].cells[c]) == 0);
        }
        round_trip(&csv, a);
    }
    base_arena_free(&a);
    return 0;
}
