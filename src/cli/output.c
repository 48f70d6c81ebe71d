/* output.c: how a verb answers: aligned tables for people, JSON and CSV for programs. */
#include "sharedesk/cli/cli.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/exchange/csv.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- JSON ------------------------------------------------------------------------------------ */

/* jansson escapes C0; C1 and bidirectional controls would reach a terminal raw. */
static void json_write_safe(FILE *out, const char *json)
{
    const char *clean = json;
    for (const char *s = json; *s;) {
        if ((unsigned char)*s < 0x7f) {
            s++;
            continue;
        }
        uint32_t cp = 0;
        size_t n = base_utf8_next(s, &cp);
        if (cp >= 0x7f && base_utf8_unsafe(cp)) {
            fwrite(clean, 1, (size_t)(s - clean), out);
            if (cp > 0xffff) {
                cp -= 0x10000;
                fprintf(out, "\\u%04x\\u%04x", 0xd800 + (cp >> 10), 0xdc00 + (cp & 0x3ff));
            } else {
                fprintf(out, "\\u%04x", cp);
            }
            clean = s + n;
        }
        s += n;
    }
    fputs(clean, out);
}

static void json_write(FILE *out, const json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY);
    json_write_safe(out, text ? text : "null");
    free(text);
}

void cli_json_print(struct cli *c, json_t *json)
{
    json_write(c->out, json);
    fputc('\n', c->out);
    json_decref(json);
}

static json_t *json_field(struct cli *c, const struct model_field *f, const void *record)
{
    if (model_field_empty(f, record)) {
        return json_null();
    }
    if (strcmp(f->name, "extra") == 0) {
        json_t *extra = json_loads(model_field_text(f, record), 0, NULL);
        return extra ? extra : json_string(model_field_text(f, record));
    }
    switch (f->type) {
    case MODEL_INT:
    case MODEL_MINUTES:
    case MODEL_PIECE:
        return json_integer(model_field_number(f, record));
    case MODEL_PERCENT:
        return json_real((double)model_field_number(f, record) / 10000);
    case MODEL_SCORE:
        return json_real((double)model_field_number(f, record) / 100);
    default:
        return json_string(model_value_format(f, record, store_format_number(c->store), c->arena));
    }
}

json_t *cli_json_record(struct cli *c, enum model_type type, const void *record)
{
    const struct model_type_info *info = model_type_info(type);
    const struct model_head *head = record;
    json_t *object = json_object();
    json_object_set_new(object, "id", model_json_ref(type, head->id));
    for (size_t i = 0; i < info->count; i++) {
        json_object_set_new(object, info->fields[i].name, json_field(c, &info->fields[i], record));
    }
    return object;
}

/* ---- tables ---------------------------------------------------------------------------------- */

struct column {
    const char *key, *label;
    enum cli_cell kind;
    int width; /* of the widest cell that was measured */
};

struct cell {
    const char *text;
    int64_t number; /* also the id of a reference */
    double real;
    int type; /* enum model_type of a reference */
};

struct cli_table {
    struct cli *c;
    struct column *columns;
    size_t column_count, column_capacity;
    struct cell *cells;
    size_t cell_count, cell_capacity;
    bool begun; /* the headings are written */
};

struct cli_table *cli_table_new(struct cli *c)
{
    struct cli_table *t = base_arena_alloc(c->arena, sizeof *t);
    t->c = c;
    return t;
}

void cli_table_column(struct cli_table *t, const char *key, const char *label, enum cli_cell kind)
{
    struct column *column = base_arena_push(t->c->arena, (void **)&t->columns, &t->column_count,
                                            &t->column_capacity, sizeof *column);
    *column = (struct column){key, label, kind, 0};
}

static void table_add(struct cli_table *t, struct cell cell)
{
    struct cell *place = base_arena_push(t->c->arena, (void **)&t->cells, &t->cell_count,
                                         &t->cell_capacity, sizeof *place);
    *place = cell;
}

void cli_table_text(struct cli_table *t, const char *text)
{
    table_add(t, (struct cell){base_arena_strdup(t->c->arena, text), BASE_NONE, 0, 0});
}

void cli_table_number(struct cli_table *t, int64_t number)
{
    table_add(t, (struct cell){NULL, number, (double)number, 0});
}

void cli_table_real(struct cli_table *t, double real)
{
    table_add(t, (struct cell){NULL, 0, real, 0});
}

void cli_table_ref(struct cli_table *t, enum model_type type, int64_t id)
{
    table_add(t, (struct cell){NULL, id == 0 ? BASE_NONE : id, 0, (int)type});
}

static json_t *cell_json(struct cli *c, enum cli_cell kind, const struct cell *cell)
{
    char text[16];
    if (kind == CLI_TEXT) {
        return model_json_text(cell->text);
    }
    if (cell->number == BASE_NONE) {
        return json_null();
    }
    switch (kind) {
    case CLI_INTEGER:
    case CLI_MINUTES:
        return json_integer(cell->number);
    case CLI_REAL:
        return model_json_real(cell->real, 6);
    case CLI_FRACTION:
        return model_json_real(cell->real, 6);
    case CLI_MONEY:
        return model_json_money(store_policy(c->store), cell->number);
    case CLI_TIME:
        return model_json_time(cell->number);
    case CLI_DAY:
        base_day_format(cell->number, text);
        return json_string(text);
    default:
        return model_json_ref((enum model_type)cell->type, cell->number);
    }
}

/* A cell for CSV (plain) or people (kind). */
static const char *cell_text(struct cli *c, enum cli_cell kind, const struct cell *cell,
                             bool people)
{
    char text[64];
    const int decimals = c->store ? (int)store_policy(c->store)->decimals : 2;
    if (kind == CLI_TEXT) {
        return cell->text ? cell->text : "";
    }
    if (cell->number == BASE_NONE) {
        return "";
    }
    switch (kind) {
    case CLI_REAL:
        return base_arena_printf(c->arena, people ? "%.2f" : "%.6g", cell->real);
    case CLI_FRACTION:
        return people ? base_arena_printf(c->arena, _("%.1f %%"), cell->real * 100)
                      : base_arena_printf(c->arena, "%.6g", cell->real);
    case CLI_MONEY:
        people ? base_money_show(cell->number, decimals, text)
               : base_money_format(cell->number, decimals, text);
        break;
    case CLI_TIME:
        people ? base_time_show(cell->number, text) : base_time_format(cell->number, text);
        break;
    case CLI_DAY:
        base_day_format(cell->number, text);
        break;
    case CLI_MINUTES:
        if (people) {
            return model_minutes_show(cell->number, c->arena);
        }
        snprintf(text, sizeof text, "%lld", (long long)cell->number);
        break;
    case CLI_REF:
    case CLI_NUMBER:
        model_number_format((enum model_type)cell->type, cell->number, text);
        if (people && kind == CLI_REF) {
            return base_arena_printf(
                c->arena, "%s %s", text,
                store_title(c->store, (enum model_type)cell->type, cell->number, c->arena));
        }
        break;
    default:
        snprintf(text, sizeof text, "%lld", (long long)cell->number);
    }
    return base_arena_strdup(c->arena, text);
}

static void table_json(struct cli_table *t)
{
    size_t rows = t->column_count ? t->cell_count / t->column_count : 0;
    fputc('[', t->c->out);
    for (size_t r = 0; r < rows; r++) {
        json_t *object = json_object();
        for (size_t i = 0; i < t->column_count; i++) {
            json_object_set_new(
                object, t->columns[i].key,
                cell_json(t->c, t->columns[i].kind, &t->cells[r * t->column_count + i]));
        }
        fputs(r ? ",\n" : "", t->c->out);
        json_write(t->c->out, object);
        json_decref(object);
    }
    fputs("]\n", t->c->out);
}

static void csv_headings(const struct cli_table *t, struct base_text *out)
{
    for (size_t i = 0; i < t->column_count; i++) {
        exchange_csv_write(out, i == 0, t->columns[i].key);
    }
    exchange_csv_end(out);
}

static void table_csv(struct cli_table *t)
{
    struct base_text out = {0};
    if (!t->begun) {
        csv_headings(t, &out);
    }
    for (size_t k = 0; k < t->cell_count; k++) {
        size_t i = k % t->column_count;
        exchange_csv_write(&out, i == 0, cell_text(t->c, t->columns[i].kind, &t->cells[k], false));
        if (i + 1 == t->column_count) {
            exchange_csv_end(&out);
        }
    }
    cli_data_print(t->c, base_text_string(&out), out.length);
    base_text_free(&out);
}

static bool right_aligned(enum cli_cell kind)
{
    return kind == CLI_INTEGER || kind == CLI_REAL || kind == CLI_MONEY || kind == CLI_FRACTION ||
           kind == CLI_MINUTES;
}

static void put_padded(FILE *out, const char *text, int width, bool right, bool last)
{
    int missing = width - base_utf8_width(text);
    missing = missing > 0 ? missing : 0;
    fprintf(out, "%*s%s%*s", right ? missing : 0, "", text, right || last ? 0 : missing, "");
    fputs(last ? "\n" : "  ", out);
}

static const char *people_text(struct cli_table *t, size_t k)
{
    return base_utf8_show(
        t->c->arena, cell_text(t->c, t->columns[k % t->column_count].kind, &t->cells[k], true));
}

static void people_headings(struct cli_table *t)
{
    for (size_t i = 0; i < t->column_count; i++) {
        const struct column *column = &t->columns[i];
        put_padded(t->c->out, column->label, column->width, right_aligned(column->kind),
                   i + 1 == t->column_count);
    }
}

static void table_people(struct cli_table *t)
{
    if (!t->begun) {
        people_headings(t);
    }
    for (size_t k = 0; t->column_count > 0 && k < t->cell_count; k++) {
        size_t i = k % t->column_count;
        put_padded(t->c->out, people_text(t, k), t->columns[i].width,
                   right_aligned(t->columns[i].kind), i + 1 == t->column_count);
    }
}

static void widen(int *width, const char *text)
{
    int wanted = base_utf8_width(text);
    *width = wanted > *width ? wanted : *width;
}

/* Columns as wide as their headings and the cells there are. */
static void measure(struct cli_table *t)
{
    for (size_t i = 0; i < t->column_count; i++) {
        widen(&t->columns[i].width, t->columns[i].label);
    }
    for (size_t k = 0; t->column_count > 0 && k < t->cell_count; k++) {
        widen(&t->columns[k % t->column_count].width, people_text(t, k));
    }
}

/* The cells may lie in an arena that is about to be reset. */
static void forget(struct cli_table *t)
{
    t->cells = NULL;
    t->cell_count = t->cell_capacity = 0;
}

void cli_table_measure(struct cli_table *t)
{
    measure(t);
    forget(t);
}

void cli_table_flush(struct cli_table *t)
{
    if (t->c->output == CLI_CSV) {
        table_csv(t);
    } else {
        table_people(t);
    }
    t->begun = true;
    forget(t);
}

void cli_table_print(struct cli_table *t, const char *empty)
{
    if (t->c->output == CLI_JSON) {
        table_json(t);
    } else if (t->c->output == CLI_TABLE && t->cell_count == 0 && !t->begun) {
        if (empty) {
            fprintf(t->c->out, "%s\n", empty);
        }
    } else {
        measure(t);
        cli_table_flush(t);
    }
}

/* ---- answers of verbs that do something ------------------------------------------------------ */

static const char *plain_text(struct cli *c, const json_t *value)
{
    if (json_is_null(value)) {
        return "";
    }
    if (json_is_string(value)) {
        return json_string_value(value);
    }
    char *text = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY);
    const char *kept = base_arena_strdup(c->arena, text ? text : "");
    free(text);
    return kept;
}

static void answer_row(struct cli_table *t, json_t *object, bool is_first)
{
    const char *key;
    json_t *value;
    if (is_first) {
        json_object_foreach (object, key, value) {
            cli_table_column(t, base_arena_strdup(t->c->arena, key), "", CLI_TEXT);
        }
    }
    json_object_foreach (object, key, value) {
        cli_table_text(t, plain_text(t->c, value));
    }
}

void cli_answer_print(struct cli *c, json_t *answer)
{
    if (c->output == CLI_JSON) {
        cli_json_print(c, answer);
        return;
    }
    if (c->output == CLI_CSV) {
        struct cli_table *t = cli_table_new(c);
        if (json_is_object(answer)) {
            answer_row(t, answer, true);
        }
        for (size_t i = 0; i < json_array_size(answer); i++) {
            answer_row(t, json_array_get(answer, i), i == 0);
        }
        cli_table_print(t, NULL);
    }
    json_decref(answer);
}

/* ---- words ----------------------------------------------------------------------------------- */

void cli_say(struct cli *c, const char *format, ...)
{
    if (c->quiet || c->output != CLI_TABLE) {
        return;
    }
    va_list args;
    va_start(args, format);
    char *text = base_arena_vprintf(c->arena, format, args);
    va_end(args);
    fprintf(c->out, "%s\n", base_utf8_show(c->arena, text));
}

void cli_text_print(struct cli *c, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        fprintf(c->out, "%s\n",
                base_utf8_show(c->arena, base_arena_strndup(c->arena, text, length)));
        text += length + (text[length] == '\n');
    }
}

void cli_data_print(struct cli *c, const char *data, size_t size)
{
    if (isatty(STDOUT_FILENO)) {
        cli_text_print(c, data);
    } else {
        fwrite(data, 1, size, c->out);
    }
}

const char *cli_money_show(struct cli *c, int64_t amount)
{
    char text[40];
    base_money_show(amount, (int)store_policy(c->store)->decimals, text);
    return base_arena_strdup(c->arena, text);
}
