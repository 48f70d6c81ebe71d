/* The file's tables say what the field table says: names and affinities.
 * test-link: -lsqlite3 */
#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

static int setup(void **state)
{
    *state = desk_new();
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    desk_free(&d);
    return 0;
}

static const char *affinity(const struct model_field *f)
{
    bool text = model_field_is_text(f) || f->type == MODEL_DATE || f->type == MODEL_MONTH;
    return text ? "TEXT" : "INTEGER";
}

static void column_is(sqlite3_stmt *columns, const char *table, const char *name, const char *type)
{
    sqlite3_reset(columns);
    sqlite3_bind_text(columns, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(columns, 2, name, -1, SQLITE_STATIC);
    if (sqlite3_step(columns) != SQLITE_ROW)
        fail_msg("%s has no column %s", table, name);
    assert_string_equal((const char *)sqlite3_column_text(columns, 0), type);
    sqlite3_reset(columns);
}

/* In any order, for a field that came later stands last in the file; SQL names its columns. */
static void a_table_is_as_its_fields(sqlite3 *db, const struct model_type_info *info)
{
    static const char *const BESIDES[] = {"id", "version", "created", "changed"};
    enum { BESIDES_COUNT = sizeof BESIDES / sizeof *BESIDES };
    sqlite3_stmt *columns, *count;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT type FROM pragma_table_info(?1) WHERE name = ?2",
                                        -1, &columns, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < info->count; i++)
        column_is(columns, info->plural, info->fields[i].name, affinity(&info->fields[i]));
    for (size_t i = 0; i < BESIDES_COUNT; i++)
        column_is(columns, info->plural, BESIDES[i], "INTEGER");
    sqlite3_finalize(columns);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT count(*) FROM pragma_table_info(?1)", -1, &count, NULL),
        SQLITE_OK);
    sqlite3_bind_text(count, 1, info->plural, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(count), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int64(count, 0), info->count + BESIDES_COUNT);
    sqlite3_finalize(count);
}

static void a_link_refers_to_its_type(sqlite3 *db, const struct model_type_info *info)
{
    sqlite3_stmt *links;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT \"table\" FROM pragma_foreign_key_list(?1) "
                                        "WHERE \"from\" = ?2",
                                        -1, &links, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (f->type != MODEL_REF)
            continue;
        sqlite3_reset(links);
        sqlite3_bind_text(links, 1, info->plural, -1, SQLITE_STATIC);
        sqlite3_bind_text(links, 2, f->name, -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(links), SQLITE_ROW);
        assert_string_equal((const char *)sqlite3_column_text(links, 0),
                            model_type_info((enum model_type)f->argument)->plural);
    }
    sqlite3_finalize(links);
}

static void every_table_is_as_its_fields(void **state)
{
    const struct desk *d = *state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(d->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        a_table_is_as_its_fields(db, model_type_info((enum model_type)type));
        a_link_refers_to_its_type(db, model_type_info((enum model_type)type));
    }
    sqlite3_close(db);
}

static void every_table_is_strict(void **state)
{
    const struct desk *d = *state;
    sqlite3 *db;
    sqlite3_stmt *loose;
    assert_int_equal(sqlite3_open_v2(d->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM pragma_table_list WHERE NOT strict AND "
                                        "type = 'table' AND name NOT LIKE 'sqlite_%'",
                                        -1, &loose, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(loose), SQLITE_DONE);
    sqlite3_finalize(loose);
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_table_is_as_its_fields, setup, teardown),
        cmocka_unit_test_setup_teardown(every_table_is_strict, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
