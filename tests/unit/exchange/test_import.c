/* Imports: identity, links in any order, conflicts, rejected rows, invariants. */
#include "desk.h"

#include "sharedesk/exchange/export.h"
#include "sharedesk/exchange/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct desk *desk;
static struct exchange_import_options options;
static struct exchange_import_result result;
static struct err e;

static int setup(void **state)
{
    (void)state;
    desk = desk_new();
    options = (struct exchange_import_options){0};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    desk_free(&desk);
    return 0;
}

static enum err_code import_files(const struct exchange_source *sources, size_t count)
{
    err_clear(&e);
    return exchange_import(desk->store, sources, count, &options, desk->arena, &result, &e);
}

/* Imports one text under a file name and compares the five counts. */
static void expect(const char *name, const char *text, const char *counts)
{
    const struct exchange_source source = {name, text, strlen(text)};
    if (import_files(&source, 1) != ERR_NONE)
        fail_msg("%s: %s", e.what, e.why);
    char got[64];
    snprintf(got, sizeof got, "%zu %zu %zu %zu %zu", result.added, result.changed, result.unchanged,
             result.merged, result.rejected);
    if (strcmp(got, counts) != 0 && result.row_count > 0)
        print_message("rejected: %s: %s\n", result.rows[0].column, result.rows[0].reason);
    assert_string_equal(got, counts);
    assert_int_equal(result.row_count, result.rejected);
}

static const char *field_of(enum model_type type, const char *ref, const char *field)
{
    struct store_ref found;
    void *record;
    desk_must(store_resolve(desk->store, type, ref, &found, &e), &e);
    desk_must(store_get(desk->store, type, found.id, desk->arena, &record, &e), &e);
    return model_value_format(model_field_find(model_type_info(type), field), record,
                              store_format_uid(desk->store), desk->arena);
}

#define FIELD(type, ref, field, want) assert_string_equal(field_of(type, ref, field), want)

static void test_rows_come_in_and_twice_changes_nothing(void **state)
{
    (void)state;
    static const char text[] = "uid,name,kind,region,notes\n"
                               "o1,Hexi University,University,,\n"
                               "o2,\"电镜, 中心\",科研院所,,\"two\nlines\"\n";
    expect("organisations.csv", text, "2 0 0 0 0");
    assert_string_equal(result.encoding, "UTF-8");
    FIELD(MODEL_ORGANISATION, "o1", "kind", "university");
    FIELD(MODEL_ORGANISATION, "o2", "name", "电镜, 中心");
    FIELD(MODEL_ORGANISATION, "o2", "kind", "institute");
    expect("organisations.csv", text, "0 0 2 0 0");
    expect("organisations.csv", "uid,name,kind\no1,,\no2,New,\n", "0 1 1 0 0");
    FIELD(MODEL_ORGANISATION, "o2", "name", "New");
    FIELD(MODEL_ORGANISATION, "o2", "kind", "institute");
}

static void test_links_point_anywhere(void **state)
{
    (void)state;
    static const char demands[] = "uid,title,requester\nd1,Want,o1\n";
    static const char organisations[] = "uid,name,parent\no1,Child,o2\no2,Parent,\n";
    static const char resources[] = "uid,name,owner,facility\nr1,Thing,Parent,Lab\nr2,Lab,o2,\n";
    const struct exchange_source sources[] = {
        {"x/demands.csv", demands, sizeof demands - 1},
        {"organisations.csv", organisations, sizeof organisations - 1},
        {"resources.csv", resources, sizeof resources - 1},
    };
    desk_must(import_files(sources, 3), &e);
    assert_int_equal(result.added, 5);
    FIELD(MODEL_DEMAND, "d1", "requester", "o1");
    FIELD(MODEL_ORGANISATION, "o1", "parent", "o2");
    FIELD(MODEL_RESOURCE, "r1", "owner", "o2");
    FIELD(MODEL_RESOURCE, "r1", "facility", "r2");
    assert_int_equal(import_files(sources, 3), ERR_NONE);
    assert_int_equal(result.unchanged, 5);
}

static void test_any_link(void **state)
{
    (void)state;
    expect("demands.csv", "uid,title\nd1,Want\n", "1 0 0 0 0");
    expect("contacts.csv",
           "uid,title,record,at\nc1,Call,demand:d1,2026-12-01\nc2,Call,d1,2026-12-01\n",
           "2 0 0 0 0");
    FIELD(MODEL_CONTACT, "c1", "record", "demand:d1");
    FIELD(MODEL_CONTACT, "c2", "record", "demand:d1");
    expect("contacts.csv", "uid,title,record,at\nc3,A,contact:c4,2026-12-01\nc4,B,c3,2026-12-01\n",
           "2 0 0 0 0");
    FIELD(MODEL_CONTACT, "c3", "record", "contact:c4");
    FIELD(MODEL_CONTACT, "c4", "record", "contact:c3");
}

static void test_rows_without_uid(void **state)
{
    (void)state;
    static const char text[] = "title,minutes,budget\nSEM time,120,500\nXRD time,60,\n";
    expect("demands.csv", text, "2 0 0 0 0");
    expect("demands.csv", text, "0 0 2 0 0");
    expect("demands.csv", "title,minutes,budget\nSEM time,120,500\nsem time,120,500\n",
           "0 0 1 0 1");
    expect("demands.csv", "uid,title\n,A\n,B\n", "2 0 0 0 0");
    expect("demands.csv", "uid,title\nd1,A\n,B\n", "1 0 0 0 1");
    expect("resources.csv", "code,name\nSEM-1,Microscope\n", "1 0 0 0 0");
    expect("resources.csv", "code,name\nSEM-1,Better microscope\n", "0 1 0 0 0");
}

static void test_rejected_rows_are_listed_and_mended(void **state)
{
    (void)state;
    static const char text[] = "uid,title,minutes,priority\n"
                               "d1,Good,60,\n"
                               "d2,,60,\n"
                               "d3,Bad,many,soon\n"
                               "d4,\"x\"y,1,\n"
                               "d5,Good,1,,too much\n"
                               "d6,Good,,high\n";
    expect("demands.csv", text, "2 0 0 0 4");
    assert_int_equal(result.rows[0].line, 3);
    assert_string_equal(result.rows[0].column, "title");
    assert_int_equal(result.rows[1].line, 4);
    assert_string_equal(result.rows[1].column, "minutes");
    assert_string_equal(result.rows[1].value, "many");
    assert_non_null(strstr(result.rows[1].reason, "priority"));
    assert_int_equal(result.rows[2].line, 5);
    assert_non_null(strstr(result.rejects[0], "uid,title,minutes,priority,reject_line"));
    const char *rejects = base_arena_strdup(desk->arena, result.rejects[0]);
    expect("demands.csv", rejects, "1 0 0 0 3"); /* the cell too much is gone */
    char *title = strstr(rejects, "\nd2,,60,");
    assert_non_null(title);
    memcpy(title, "\nd2,T,6,", 8);
    expect("demands.csv", rejects, "1 0 1 0 2");
    assert_int_equal(result.note_count, 0);
}

static void test_a_rejected_row_takes_those_that_link_to_it(void **state)
{
    (void)state;
    expect("organisations.csv", "uid,name,kind,parent\no1,A,,o2\no2,B,nonsense,o3\no3,C,,\n",
           "1 0 0 0 2");
    assert_int_equal(result.rows[0].line, 2);
    assert_non_null(strstr(result.rows[0].reason, "line 3"));
    expect("demands.csv", "uid,title,requester\nd1,A,nobody\n", "0 0 0 0 1");
    assert_string_equal(result.rows[0].column, "requester");
}

/* o1 links to o2, which takes a code that is taken: found only while writing, o1 is there already.
 */
static void test_what_the_store_refuses_costs_only_those_rows(void **state)
{
    (void)state;
    expect("organisations.csv", "uid,name,code\no0,Old,X\n", "1 0 0 0 0");
    expect("organisations.csv", "uid,name,code,parent\no1,A,,o2\no2,B,X,\no3,C,,\n", "1 0 0 0 2");
    int64_t id;
    desk_must(store_find_uid(desk->store, MODEL_ORGANISATION, "o1", &id, &e), &e);
    assert_int_equal(id, 0);
    FIELD(MODEL_ORGANISATION, "o3", "name", "C");
}

static void test_repeated_rows(void **state)
{
    (void)state;
    expect("organisations.csv", "uid,name\no1,A\no1,A\no1,B\n", "1 0 0 1 1");
}

static void test_conflicts(void **state)
{
    (void)state;
    expect("demands.csv", "uid,title,notes\nd1,Here,\n", "1 0 0 0 0");
    options.on_conflict = EXCHANGE_KEEP;
    expect("demands.csv", "uid,title,notes\nd1,There,Filled\n", "0 1 0 0 0");
    FIELD(MODEL_DEMAND, "d1", "title", "Here");
    FIELD(MODEL_DEMAND, "d1", "notes", "Filled");
    options.on_conflict = EXCHANGE_NEWER;
    const struct exchange_source bare = {"demands.csv", "uid,title\nd1,There\n", 19};
    assert_int_equal(import_files(&bare, 1), ERR_REFUSED);
    expect("demands.csv", "uid,title,changed\nd1,Old,2020-01-01\n", "0 0 1 0 0");
    expect("demands.csv", "uid,title,changed\nd1,New,2030-01-01\n", "0 1 0 0 0");
    FIELD(MODEL_DEMAND, "d1", "title", "New");
    options.on_conflict = EXCHANGE_ASK;
    assert_int_equal(import_files(&bare, 1), ERR_REFUSED);
}

static void test_dry_run(void **state)
{
    (void)state;
    options.dry_run = true;
    expect("demands.csv", "uid,title\nd1,A\nd2,\n", "1 0 0 0 1");
    options.dry_run = false;
    expect("demands.csv", "uid,title\nd1,A\nd2,\n", "1 0 0 0 1");
}

static void test_kinds(void **state)
{
    (void)state;
    expect("some.csv", "uid,demand,resource,minutes,price,benefit,valid_until,notes\n",
           "0 0 0 0 0");
    expect("Demand-2026.csv", "uid,title\nd1,A\n", "1 0 0 0 0");
    const struct exchange_source unknown = {"some.csv", "uid,name,notes\n", 15};
    assert_int_equal(import_files(&unknown, 1), ERR_REFUSED);
    assert_non_null(strstr(e.why, "organisations"));
    options.kind = model_type_info(MODEL_FUND);
    expect("some.csv", "uid,name,source\nf1,Fund,public\n", "1 0 0 0 0");
    FIELD(MODEL_FUND, "f1", "name", "Fund");
}

static void test_unknown_columns_are_kept(void **state)
{
    (void)state;
    expect("demands.csv", "uid,title,Colour,extra\nd1,A,red,\"{\"\"b\"\":1,\"\"a\"\":[2]}\"\n",
           "1 0 0 0 0");
    assert_int_equal(result.note_count, 1);
    FIELD(MODEL_DEMAND, "d1", "extra", "{\"Colour\":\"red\",\"a\":[2],\"b\":1}");
    expect("demands.csv", "uid,title,extra\nd1,A,nonsense\n", "0 0 0 0 1");
}

static void test_regions_are_made(void **state)
{
    (void)state;
    expect("organisations.csv",
           "uid,name,region\no1,A,East/Hexi\no2,B,East/Qinglan\no3,C,Hexi\no4,,East/Nowhere\n",
           "3 0 0 0 1");
    assert_int_equal(result.note_count, 3);
    FIELD(MODEL_REGION, "Hexi", "parent", "East");
    FIELD(MODEL_ORGANISATION, "o3", "region", "East/Hexi");
    expect("organisations.csv", "uid,name,region\no5,A,East/Hexi/New town\n", "1 0 0 0 0");
    FIELD(MODEL_REGION, "New town", "parent", "East/Hexi");
}

static void test_bookings_do_not_overlap(void **state)
{
    (void)state;
    static const char bookings[] = "uid,resource,organisation,start,end,status\n"
                                   "b1,r1,o1,2026-01-05T09:00,2026-01-05T11:00,completed\n"
                                   "b2,r1,o1,2026-01-05T10:00,2026-01-05T12:00,completed\n"
                                   "b3,r1,o1,2026-01-05T11:00,2026-01-05T12:00,completed\n"
                                   "b4,r1,o1,2026-01-05T10:00,2026-01-05T12:00,cancelled\n";
    expect("organisations.csv", "uid,name\no1,A\n", "1 0 0 0 0");
    expect("resources.csv", "uid,name\nr1,R\n", "1 0 0 0 0");
    expect("bookings.csv", bookings, "3 0 0 0 1");
    assert_int_equal(result.rows[0].line, 3);
    FIELD(MODEL_BOOKING, "b3", "status", "completed");
    expect("bookings.csv", bookings, "0 0 3 0 1");
}

static void test_entries_balance(void **state)
{
    (void)state;
    static const char entries[] =
        "uid,title,kind,posted\ne1,A,other,2026-01-05\ne2,B,other,2026-01-05\n";
    static const char postings[] = "uid,entry,account,amount\n"
                                   "p1,e1,cash,10\np2,e1,equity,-10\n"
                                   "p3,e2,cash,10\np4,e2,equity,-9\n";
    const struct exchange_source sources[] = {
        {"entries.csv", entries, sizeof entries - 1},
        {"postings.csv", postings, sizeof postings - 1},
    };
    assert_int_equal(import_files(sources, 2), ERR_NONE);
    assert_int_equal(result.added, 3);
    assert_int_equal(result.rejected, 3);
    assert_int_equal(import_files(sources, 2), ERR_NONE);
    assert_int_equal(result.unchanged, 3);
}

static void test_merged_records_stay_merged(void **state)
{
    (void)state;
    static const char text[] = "uid,name\no1,A\no2,A\n";
    expect("organisations.csv", text, "2 0 0 0 0");
    expect("organisations.csv", "uid,retired,merged_into\no2,2026-11-30,o1\n", "0 1 0 0 0");
    expect("organisations.csv", text, "0 0 1 1 0");
    expect("demands.csv", "uid,title,requester\nd1,Want,o2\n", "1 0 0 0 0");
    FIELD(MODEL_DEMAND, "d1", "requester", "o1");
}

static void test_spreadsheet_files(void **state)
{
    (void)state;
    expect("demands.csv", "\xef\xbb\xbfuid,title\r\nd1,'=1+1\r\n", "1 0 0 0 0");
    FIELD(MODEL_DEMAND, "d1", "title", "=1+1");
    expect("demands.csv", "uid,title\nd2,'=1+1\n", "1 0 0 0 0");
    FIELD(MODEL_DEMAND, "d2", "title", "'=1+1");
}

static void test_whole_refusals(void **state)
{
    (void)state;
    const struct exchange_source twice = {"demands.csv", "uid,title,title\n", 16};
    assert_int_equal(import_files(&twice, 1), ERR_VALUE);
    const struct exchange_source empty = {"demands.csv", "", 0};
    assert_int_equal(import_files(&empty, 1), ERR_VALUE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_rows_come_in_and_twice_changes_nothing),
        TEST(test_links_point_anywhere),
        TEST(test_any_link),
        TEST(test_rows_without_uid),
        TEST(test_rejected_rows_are_listed_and_mended),
        TEST(test_a_rejected_row_takes_those_that_link_to_it),
        TEST(test_what_the_store_refuses_costs_only_those_rows),
        TEST(test_repeated_rows),
        TEST(test_conflicts),
        TEST(test_dry_run),
        TEST(test_kinds),
        TEST(test_unknown_columns_are_kept),
        TEST(test_regions_are_made),
        TEST(test_bookings_do_not_overlap),
        TEST(test_entries_balance),
        TEST(test_merged_records_stay_merged),
        TEST(test_spreadsheet_files),
        TEST(test_whole_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
