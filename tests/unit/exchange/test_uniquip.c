/* UNIQUIP lists: matched without identifiers, and two real ones of one university. */
#include "desk.h"

#include "sharedesk/exchange/export.h"
#include "sharedesk/exchange/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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
    desk_add_organisation(desk, "University");
    options = (struct exchange_import_options){.profile = EXCHANGE_UNIQUIP, .owner = "University"};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    desk_free(&desk);
    return 0;
}

static void expect_sources(const struct exchange_source *sources, size_t count, const char *counts)
{
    err_clear(&e);
    if (exchange_import(desk->store, sources, count, &options, desk->arena, &result, &e) !=
        ERR_NONE)
        fail_msg("%s: %s", e.what, e.why);
    char got[64];
    snprintf(got, sizeof got, "%zu %zu %zu %zu %zu", result.added, result.changed, result.unchanged,
             result.merged, result.rejected);
    assert_string_equal(got, counts);
}

static void expect_source(const struct exchange_source *source, const char *counts)
{
    expect_sources(source, 1, counts);
}

static void expect_both(const char *one, const char *other, const char *counts)
{
    const struct exchange_source sources[] = {{"old.csv", one, strlen(one)},
                                              {"new.csv", other, strlen(other)}};
    expect_sources(sources, 2, counts);
}

static void expect(const char *text, const char *counts)
{
    const struct exchange_source source = {"list.csv", text, strlen(text)};
    expect_source(&source, counts);
}

static const char *field_of(const char *ref, const char *field)
{
    struct store_ref found;
    void *record;
    desk_must(store_resolve(desk->store, MODEL_RESOURCE, ref, &found, &e), &e);
    desk_must(store_get(desk->store, MODEL_RESOURCE, found.id, desk->arena, &record, &e), &e);
    return model_value_format(model_field_find(model_type_info(MODEL_RESOURCE), field), record,
                              store_format_title(desk->store), desk->arena);
}

static void test_columns(void **state)
{
    (void)state;
    expect("Type,ID,Name,Description,Related Facility ID,Technique,Site Location,Building,"
           "Contact Email,Web Address,Price\n"
           "Equipment,E1,SEM,Images,F1,Microscopy,North,B2,a@b.example,http://w.example,5\n"
           "Facility,F1,Centre,,,,North,,a@b.example,,\n",
           "2 0 0 0 0");
    assert_string_equal(field_of("E1", "facility"), "Centre");
    assert_string_equal(field_of("E1", "owner"), "University");
    assert_string_equal(field_of("E1", "location"), "North, B2");
    assert_string_equal(field_of("E1", "kind"), "instrument");
    assert_string_equal(field_of("F1", "kind"), "facility");
    assert_string_equal(field_of("E1", "extra"), "{\"Price\":\"5\",\"Technique\":\"Microscopy\"}");
    assert_int_equal(result.note_count, 1); /* Price is no UNIQUIP column */
}

static void test_what_is_needed(void **state)
{
    (void)state;
    expect("Name,Description,Contact Telephone,Contact Name\n"
           "A,,1,\n"
           ",B,1,\n"
           ",,1,\n"
           "C,,,Somebody\n",
           "2 0 0 0 2");
    assert_int_equal(result.rows[0].line, 4);
    assert_int_equal(result.rows[1].line, 5);
    assert_string_equal(field_of("B", "description"), "");
}

static void test_equal_names_pair_in_order(void **state)
{
    (void)state;
    expect("Name,Contact Telephone\nLaser,1\nLaser,2\nLaser,2\n", "2 0 0 1 0");
    expect("Name,Contact Telephone\nLASER,3\nLaser,2\nLaser,4\n", "1 1 1 0 0");
    expect("Name,Contact Telephone\nLASER,3\nLaser,2\nLaser,4\n", "0 0 3 0 0");
}

static void test_cut_names(void **state)
{
    (void)state;
    expect("Name,Contact Telephone\n"
           "Scanning electron microscope no. 1,1\n"
           "Scanning electron microscope no. 2,1\n",
           "2 0 0 0 0");
    expect("Name,Contact Telephone\nScanning electron mi,5\nScanning electron mi,6\n", "0 2 0 0 0");
    expect("Name,Contact Telephone\nScanning electron mi,5\nScanning electron mi,6\n", "0 0 2 0 0");
    assert_string_equal(field_of("Scanning electron microscope no. 2", "contact_phone"), "6");
}

/* Two lists in one command leave what they leave one after the other. */
static void test_two_lists_at_once(void **state)
{
    (void)state;
    static const char old[] = "Name,Contact Telephone,Photo,Colour\n"
                              "Laser,1,a.png,red\nLaser,2,,\nLathe,1,,\nLathe,1,,\n";
    static const char new[] = "Name,Contact Telephone,Bay\nLASER,3,B1\nLaser,2,\nMill,5,\n";
    expect_both(old, new, "4 0 0 3 0");
    assert_string_equal(field_of("R1", "contact_phone"), "3");
    assert_string_equal(field_of("R1", "extra"),
                        "{\"Bay\":\"B1\",\"Colour\":\"red\",\"Photo\":\"a.png\"}");
    assert_string_equal(field_of("R2", "contact_phone"), "2");
    assert_string_equal(field_of("R3", "name"), "Lathe");
    expect_both(old, new, "0 0 4 3 0");
    expect(new, "0 0 3 0 0");
}

static void test_a_later_list_that_is_rejected_takes_nothing(void **state)
{
    (void)state;
    expect_both(
        "ID,Name,Contact Email\nE1,SEM,a@b.example\nE2,TEM,a@b.example\n",
        "ID,Name,Contact Email,Status\nE1,SEM new,a@b.example,nonsense\nE3,XRD,a@b.example,\n",
        "3 0 0 0 1");
    assert_string_equal(field_of("E1", "name"), "SEM");
}

static void test_facilities_of_another_list(void **state)
{
    (void)state;
    expect_both(
        "Type,ID,Name,Contact Email,Related Facility ID\nfacility,F1,Centre,a@b.example,\n"
        "equipment,E1,SEM,a@b.example,F1\n",
        "Type,ID,Name,Contact Email,Related Facility ID\nfacility,F1,Great Centre,a@b.example,\n",
        "2 0 0 1 0");
    assert_string_equal(field_of("E1", "facility"), "Great Centre");
}

static void test_other_owners_ids_do_not_clash(void **state)
{
    (void)state;
    expect("ID,Name,Contact Telephone\nE1,A,1\n", "1 0 0 0 0");
    desk_add_organisation(desk, "College");
    options.owner = "College";
    expect("ID,Name,Contact Telephone\nE1,B,1\n", "1 0 0 0 0");
    expect("ID,Name,Contact Telephone\nE1,B,1\n", "0 0 1 0 0");
    assert_string_equal(field_of("E1", "name"), "A");
    assert_string_equal(field_of("B", "extra"), "{\"ID\":\"E1\"}");
}

static void test_out_and_in_again(void **state)
{
    (void)state;
    static const char list[] = "ID,Name,Technique,Contact Email,Contact URL\n"
                               "E1,SEM,Microscopy,a@b.example,http://c.example\n";
    expect(list, "1 0 0 0 0");
    struct base_text out = {0};
    const struct exchange_export_options as = {.profile = EXCHANGE_UNIQUIP};
    desk_must(exchange_export(desk->store, model_type_info(MODEL_RESOURCE), &as, &out, &e), &e);
    expect(out.s, "0 0 1 0 0");
    assert_non_null(strstr(out.s, "equipment,E1,SEM,,,Microscopy,"));
    base_text_free(&out);
}

static bool read_shared(const char *name, struct exchange_source **source)
{
    const char *shared = getenv("SHAREDESK_SHARED");
    const char *top = getenv("TOP");
    const char *path = shared ? base_arena_printf(desk->arena, "%s/data/uniquip/%s", shared, name)
                              : base_arena_printf(desk->arena, "%s/../shared/data/uniquip/%s",
                                                  top ? top : ".", name);
    struct err missing = ERR_INIT;
    return exchange_sources_read(&path, 1, desk->arena, source, &missing) == ERR_NONE;
}

static void test_two_real_lists(void **state)
{
    (void)state;
    struct exchange_source *first, *second;
    if (!read_shared("st-andrews-2015.csv", &first) ||
        !read_shared("st-andrews-2019.csv", &second)) {
        skip();
        return;
    }
    expect_source(first, "523 0 0 30 0");
    expect_source(first, "0 0 523 30 0");
    expect_source(second, "90 474 0 30 0");
    expect_source(second, "0 0 564 30 0");
    const struct exchange_source both[] = {*first, *second};
    expect_sources(both, 2, "0 0 613 534 0");
}

static void test_two_real_lists_at_once(void **state)
{
    (void)state;
    struct exchange_source *first, *second;
    if (!read_shared("st-andrews-2015.csv", &first) ||
        !read_shared("st-andrews-2019.csv", &second)) {
        skip();
        return;
    }
    const struct exchange_source both[] = {*first, *second};
    expect_sources(both, 2, "613 0 0 534 0");
    expect_sources(both, 2, "0 0 613 534 0");
    expect_source(second, "0 0 564 30 0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_columns),
        TEST(test_what_is_needed),
        TEST(test_equal_names_pair_in_order),
        TEST(test_cut_names),
        TEST(test_two_lists_at_once),
        TEST(test_a_later_list_that_is_rejected_takes_nothing),
        TEST(test_facilities_of_another_list),
        TEST(test_other_owners_ids_do_not_clash),
        TEST(test_out_and_in_again),
        TEST(test_two_real_lists),
        TEST(test_two_real_lists_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
