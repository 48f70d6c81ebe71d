/* Export everything, import it into an empty desk, export again: the same bytes, whatever is in the
 * desk. Records of every type with random values; PROPERTY_SEED and PROPERTY_RUNS vary it. */
#include "desk.h"

#include "sharedesk/base/text.h"
#include "sharedesk/exchange/export.h"
#include "sharedesk/exchange/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RECORDS = 12 };

static uint64_t seed;

static uint64_t chance(uint64_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % n;
}

static const char *random_text(void)
{
    static const char *const texts[] = {
        "plain",
        "a,b",
        "\"quoted\"",
        "two\nlines",
        "CR\rhere",
        "CRLF\r\nhere",
        "=1+1",
        "'=1+1",
        "+44 1334",
        "-x",
        "-5",
        "@cmd",
        "\ttab",
        " blank ",
        "扫描电镜",
        "🔬 emoji",
        "\x01\x1b[31m",
        "\u202eright to left",
        "é",
        "'",
        "''",
        "\"",
        "\"\"",
        ",",
        "\n",
        "\uff1d",
        "D1",
        "R12",
        "none",
        "organisation:x",
        "\u00a0",
        "a\u2028b",
        "{b+1}",
        "#",
        ";",
        "x\n\n\"y\",\r\nz",
        "\ufeffmark",
        "   ",
        "0",
        "NULL",
    };
    return texts[chance(sizeof texts / sizeof *texts)];
}

static const char *text_for(const struct model_field *f)
{
    static const struct {
        const char *field, *text;
    } grammars[] = {
        {"ror", "03yrm5c26"},
        {"orcid", "0000-0002-1825-0097"},
        {"open_hours", "Mon-Fri 08:30-12:00 13:30-17:30; Sat 09:00-12:00"},
        {"attributes", "resolution<=1.2 nm; mode=a b"},
        {"tariffs", "2026-01-01 member 100.00 outside 150.00"},
        {"contact_email", "a@b.example"},
        {"email", "a@b.example"},
        {"identifier", "10.5555/x"},
        {"pid", "10.5555/x"},
        {"extra", "{\"b\":\"\\n\",\"a\":{\"z\":1,\"y\":[null,0.1]}}"},
    };
    for (size_t i = 0; i < sizeof grammars / sizeof *grammars; i++)
        if (strcmp(grammars[i].field, f->name) == 0)
            return grammars[i].text;
    return random_text();
}

static int64_t some_record(struct desk *d, enum model_type type)
{
    const struct store_list list = {.type = type, .with_retired = true};
    struct err e = ERR_INIT;
    struct model_head **records;
    size_t count;
    desk_must(store_list_page(d->store, &list, 0, true, 0, d->arena, &records, &count, &e), &e);
    return count > 0 ? records[chance(count)]->id : BASE_NONE;
}

static int64_t number_for(struct desk *d, const struct model_field *f)
{
    switch (f->type) {
    case MODEL_REF:
        return some_record(d, (enum model_type)f->argument);
    case MODEL_DATE:
        return 20000 + (int64_t)chance(2000);
    case MODEL_TIME:
        return DESK_NOW + (int64_t)chance(100000000) - 50000000;
    case MODEL_MONTH:
        return 600 + (int64_t)chance(200);
    case MODEL_MONEY:
        return (int64_t)chance(100000000) - (f->check_number ? 0 : 50000000);
    case MODEL_PERCENT:
        return (int64_t)chance(10001);
    default:
        return 1 + (int64_t)chance(5);
    }
}

static void fill_field(struct desk *d, const struct model_field *f, void *record)
{
    if (f->type == MODEL_CODE) {
        size_t count;
        const struct model_code *codes =
            model_vocabulary_codes((enum model_vocabulary)f->argument, &count);
        model_field_set_text(f, record, codes[chance(count)].code);
    } else if (f->type == MODEL_ANYREF) {
        int64_t id = some_record(d, MODEL_DEMAND);
        if (id != BASE_NONE)
            model_field_set_text(
                f, record,
                store_anyref_write(d->store, (struct store_ref){MODEL_DEMAND, id}, d->arena));
    } else if (f->type == MODEL_TEXT) {
        model_field_set_text(f, record, text_for(f));
    } else {
        model_field_set_number(f, record, number_for(d, f));
    }
}

/* What the fields together forbid is emptied, or made to fit where it is required. */
static void mend(struct desk *d, enum model_type type, void *record)
{
    for (int tries = 0; tries < 20; tries++) {
        struct model_fault *faults;
        size_t count = model_record_faults(type, record, d->arena, &faults);
        if (count == 0)
            return;
        for (size_t i = 0; i < count; i++) {
            const struct model_field *f = faults[i].field;
            if (f->flags & MODEL_FIELD_REQUIRED)
                fill_field(d, f, record);
            else if (model_field_is_text(f))
                model_field_set_text(f, record, NULL);
            else
                model_field_set_number(f, record, BASE_NONE);
        }
    }
}

static void add_random(struct desk *d, enum model_type type, int n)
{
    static const char *const uids[] = {"a", "B", "-x", "=1", "O1", "电", "a,b", "\"q\"", "é", "~"};
    const struct model_type_info *info = model_type_info(type);
    void *record = model_record_new(d->arena, type);
    struct model_head *head = record;
    struct err e = ERR_INIT;
    for (size_t i = 1; i < info->count; i++)
        if (info->fields[i].flags & MODEL_FIELD_REQUIRED || chance(2))
            fill_field(d, &info->fields[i], record);
    if (chance(4))
        head->retired = head->merged_into = BASE_NONE;
    if (head->retired == BASE_NONE)
        head->merged_into = BASE_NONE;
    if (info->code && !model_field_empty(info->code, record))
        model_field_set_text(info->code, record, base_arena_printf(d->arena, "C%d", n));
    if (chance(2))
        head->uid = base_arena_printf(d->arena, "%s%d", uids[chance(10)], n);
    mend(d, type, record);
    desk_put(d->store, type, record, &e); /* what rules of the desk forbid is left out */
}

static void add_balanced_entry(struct desk *d)
{
    struct err e = ERR_INIT;
    int64_t amount = 1 + (int64_t)chance(100000);
    desk_must(store_begin(d->store, "post", &e), &e);
    struct model_entry *entry = model_record_new(d->arena, MODEL_ENTRY);
    entry->title = "Entry";
    entry->kind = "other";
    entry->posted = DESK_NOW;
    desk_must(store_put(d->store, MODEL_ENTRY, entry, &e), &e);
    for (int side = 0; side < 2; side++) {
        struct model_posting *posting = model_record_new(d->arena, MODEL_POSTING);
        posting->entry = entry->head.id;
        posting->account = side ? "equity" : "cash";
        posting->amount = side ? -amount : amount;
        desk_must(store_put(d->store, MODEL_POSTING, posting, &e), &e);
    }
    desk_must(store_commit(d->store, &e), &e);
}

static void fill(struct desk *d)
{
    for (int type = 0; type < MODEL_TYPE_COUNT; type++)
        for (int n = 0; n < RECORDS; n++) {
            if (type == MODEL_POSTING)
                add_balanced_entry(d);
            else
                add_random(d, (enum model_type)type, n);
        }
}

static void export_everything(struct desk *d, bool bom, struct base_text out[MODEL_TYPE_COUNT])
{
    const struct exchange_export_options options = {.bom = bom};
    struct err e = ERR_INIT;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++)
        desk_must(exchange_export(d->store, model_type_info((enum model_type)type), &options,
                                  &out[type], &e),
                  &e);
}

static void import_everything(struct desk *d, const struct base_text in[MODEL_TYPE_COUNT])
{
    struct exchange_source sources[MODEL_TYPE_COUNT];
    const struct exchange_import_options options = {0};
    struct exchange_import_result result;
    struct err e = ERR_INIT;
    for (int t = 0; t < MODEL_TYPE_COUNT; t++)
        sources[t] = (struct exchange_source){
            base_arena_printf(d->arena, "%s.csv", model_type_info((enum model_type)t)->plural),
            in[t].s, in[t].length};
    desk_must(exchange_import(d->store, sources, MODEL_TYPE_COUNT, &options, d->arena, &result, &e),
              &e);
    for (size_t i = 0; i < result.row_count; i++)
        print_message("%s:%zu %s [%s]: %s\n", result.rows[i].file, result.rows[i].line,
                      result.rows[i].column, result.rows[i].value, result.rows[i].reason);
    assert_int_equal(result.rejected, 0);
    assert_int_equal(result.changed + result.merged, 0);
}

static void free_all(struct base_text texts[MODEL_TYPE_COUNT])
{
    for (int t = 0; t < MODEL_TYPE_COUNT; t++)
        base_text_free(&texts[t]);
}

static void same_after(bool bom)
{
    struct base_text first[MODEL_TYPE_COUNT] = {0}, given[MODEL_TYPE_COUNT] = {0},
                     second[MODEL_TYPE_COUNT] = {0};
    struct desk *from = desk_new();
    fill(from);
    export_everything(from, false, first);
    export_everything(from, bom, given);
    desk_free(&from);
    struct desk *to = desk_new();
    import_everything(to, given);
    import_everything(to, given);
    export_everything(to, false, second);
    desk_free(&to);
    for (int t = 0; t < MODEL_TYPE_COUNT; t++)
        assert_string_equal(first[t].s, second[t].s);
    free_all(first);
    free_all(given);
    free_all(second);
}

static uint64_t environment(const char *name, uint64_t fallback)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : fallback;
}

static void test_plain(void **state)
{
    (void)state;
    for (uint64_t run = environment("PROPERTY_RUNS", 3); run > 0; run--)
        same_after(false);
}

static void test_for_spreadsheets(void **state)
{
    (void)state;
    for (uint64_t run = environment("PROPERTY_RUNS", 3); run > 0; run--)
        same_after(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_for_spreadsheets),
    };
    seed = environment("PROPERTY_SEED", 88172645463325252u);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
