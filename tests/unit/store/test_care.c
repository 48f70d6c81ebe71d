/* The file and its care: what is opened and what is not, rules over several records, backup and
 * restore, a log that proves itself, several people at once. test-link: -lsqlite3 */
#include "desk.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

static enum err_code open_at(const char *path, struct err *e)
{
    struct store *s = NULL;
    struct store_options options = {.path = path, .clock = {DESK_NOW}, .actor = "anna"};
    enum err_code code = store_open(&options, &s, e);
    store_close(&s);
    return code;
}

static const char *beside(const struct desk *d, const char *name)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", d->directory, name);
    return path;
}

/* Past the program, as someone with the stock shell would. */
static void tamper(const struct desk *d, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(d->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void tamper_version(const struct desk *d, int version)
{
    char sql[48];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
    tamper(d, sql);
}

/* Of data/schema. */
static int newest_step(void)
{
    int number = 0;
    char name[48];
    do
        snprintf(name, sizeof name, "data/schema/%04d.sql", ++number);
    while (base_embedded_find(name));
    return number - 1;
}

static size_t findings(struct desk *d, struct store_finding **list)
{
    struct err e = ERR_INIT;
    size_t count;
    desk_must(store_check(d->store, d->arena, list, &count, &e), &e);
    return count;
}

/* ---- opening ---- */

static void what_is_no_desk_is_told_from_what_is(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    assert_int_equal(open_at(beside(d, "missing"), &e), ERR_NOT_FOUND);
    assert_non_null(strstr(e.hint, "sharedesk init"));
    assert_int_equal(open_at(beside(d, "no/where"), &e), ERR_NOT_FOUND);
    assert_int_equal(open_at(d->directory, &e), ERR_IO);
    desk_must(base_file_write(beside(d, "text"), "no desk at all\n", 15, &e), &e);
    assert_int_equal(open_at(beside(d, "text"), &e), ERR_CORRUPT);
    desk_must(base_file_write(beside(d, "empty"), "", 0, &e), &e);
    assert_int_equal(open_at(beside(d, "empty"), &e), ERR_CORRUPT);
    tamper(d, "PRAGMA user_version = 99");
    assert_int_equal(open_at(d->path, &e), ERR_NEWER);
}

/* A step that fails leaves the desk as it was, and a copy beside it. */
static void a_migration_that_fails_changes_nothing(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    desk_add_organisation(d, "Hexi");
    tamper(d, "PRAGMA user_version = 0"); /* step 1 meets tables that are there already */
    assert_int_not_equal(open_at(d->path, &e), ERR_NONE);
    assert_int_equal(access(beside(d, "desk.format-0.backup"), R_OK), 0);
    tamper_version(d, newest_step());
    struct store *again = desk_again(d, "bo");
    struct model_organisation *o;
    desk_must(store_get(again, MODEL_ORGANISATION, 1, d->arena, &o, &e), &e);
    store_close(&again);
}

static void an_existing_file_is_never_made_anew(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store *s = NULL;
    struct store_options options = {.path = d->path, .create = true, .clock = {DESK_NOW}};
    assert_int_equal(store_open(&options, &s, &e), ERR_REFUSED);
    options.path = beside(d, "no/where");
    assert_int_equal(store_open(&options, &s, &e), ERR_IO);
}

static void a_file_that_may_only_be_read_is_only_read(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_organisation *o;
    desk_add_organisation(d, "Hexi");
    store_close(&d->store);
    chmod(d->path, 0444);
    d->store = desk_again(d, "bo");
    assert_true(store_is_read_only(d->store));
    desk_must(store_get(d->store, MODEL_ORGANISATION, 1, d->arena, &o, &e), &e);
    assert_int_equal(store_begin(d->store, "test", &e), ERR_REFUSED);
}

static void roles_come_from_policy(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    static const char POLICY[] = "[roles]\nviewer = bo\ncoordinator = anna, eve\nmanager = ming\n"
                                 "[desk]\ncolour = blue\n";
    assert_int_equal(store_actor_role(d->store), STORE_MANAGER);
    desk_must(base_file_write(beside(d, "policy.ini"), POLICY, strlen(POLICY), &e), &e);
    struct store *bo = desk_again(d, "bo"), *eve = desk_again(d, "eve");
    size_t faults;
    assert_int_equal(store_actor_role(bo), STORE_VIEWER);
    assert_int_equal(store_begin(bo, "test", &e), ERR_REFUSED);
    assert_int_equal(store_actor_role(eve), STORE_COORDINATOR);
    assert_int_equal(store_forget(eve, 1, &e), ERR_REFUSED);
    store_policy_faults(eve, &faults);
    assert_int_equal(faults, 1);
    store_close(&bo);
    store_close(&eve);
}

/* ---- rules over several records ---- */

static enum err_code book(struct desk *d, struct store *s, int64_t start, int64_t end,
                          const char *status, struct err *e)
{
    struct model_booking *b = model_record_new(d->arena, MODEL_BOOKING);
    b->resource = 1, b->organisation = 1;
    b->start = start, b->end = end, b->status = status;
    return desk_put(s, MODEL_BOOKING, b, e);
}

static void a_place_is_held_by_one(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    desk_add_organisation(d, "Hexi University");
    desk_add_resource(d, "SEM", 1);
    desk_must(book(d, d->store, 7200, 10800, NULL, &e), &e);
    assert_int_equal(book(d, d->store, 10000, 12000, "requested", &e), ERR_REFUSED);
    assert_non_null(strstr(e.what, "SEM"));
    assert_non_null(strstr(e.why, "Hexi University has it from 1970-01-01 02:00"));
    assert_int_equal(book(d, d->store, 0, 36000, NULL, &e), ERR_REFUSED);
    desk_must(book(d, d->store, 10800, 14400, NULL, &e), &e); /* back to back */
    desk_must(book(d, d->store, 8000, 9000, "cancelled", &e), &e);
    struct model_resource *r;
    desk_must(store_get(d->store, MODEL_RESOURCE, 1, d->arena, &r, &e), &e);
    r->seats = 2;
    desk_must(desk_put(d->store, MODEL_RESOURCE, r, &e), &e);
    desk_must(book(d, d->store, 10000, 12000, NULL, &e), &e);
    assert_int_equal(book(d, d->store, 10700, 10900, NULL, &e), ERR_REFUSED);
    r->seats = 1;
    assert_int_equal(desk_put(d->store, MODEL_RESOURCE, r, &e), ERR_REFUSED);
}

static void nothing_lies_within_itself(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_region *r[3];
    for (int i = 0; i < 3; i++) {
        r[i] = model_record_new(d->arena, MODEL_REGION);
        r[i]->name = "Region";
        r[i]->parent = i ? i : BASE_NONE;
        desk_add(d->store, MODEL_REGION, r[i]);
    }
    r[0]->parent = 3;
    assert_int_equal(desk_put(d->store, MODEL_REGION, r[0], &e), ERR_REFUSED);
    r[0]->parent = 1;
    assert_int_equal(desk_put(d->store, MODEL_REGION, r[0], &e), ERR_REFUSED);
}

/* ---- a second try ---- */

/* What a refused change gave the caller's record is no obstacle to putting it right. */
static void a_refused_change_can_be_put_right_and_tried_again(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    desk_add_organisation(d, "Hexi University");
    desk_add_resource(d, "SEM", 1);
    desk_must(book(d, d->store, 7200, 10800, NULL, &e), &e);
    struct model_booking *b = model_record_new(d->arena, MODEL_BOOKING);
    b->resource = 1, b->organisation = 1, b->start = 7200, b->end = 9000;
    assert_int_equal(desk_put(d->store, MODEL_BOOKING, b, &e), ERR_REFUSED);
    desk_must(book(d, d->store, 20000, 21000, NULL, &e), &e); /* takes the number meanwhile */
    b->start = 10800, b->end = 14400;
    desk_must(desk_put(d->store, MODEL_BOOKING, b, &e), &e);
    assert_int_equal(b->head.id, 3);
    b->start = 9000;
    assert_int_equal(desk_put(d->store, MODEL_BOOKING, b, &e), ERR_REFUSED);
    assert_int_equal(desk_put(d->store, MODEL_BOOKING, b, &e), ERR_REFUSED);
    b->start = 11000;
    desk_must(desk_put(d->store, MODEL_BOOKING, b, &e), &e);
    assert_int_equal(b->head.version, 2);
    /* ... but it does not hide that someone else was quicker. */
    b->start = 9000;
    assert_int_equal(desk_put(d->store, MODEL_BOOKING, b, &e), ERR_REFUSED);
    struct store *bo = desk_again(d, "bo");
    store_set_clock(bo, (struct base_clock){DESK_NOW + 60});
    struct model_booking *theirs;
    desk_must(store_get(bo, MODEL_BOOKING, 3, d->arena, &theirs, &e), &e);
    theirs->start = 12000;
    desk_must(desk_put(bo, MODEL_BOOKING, theirs, &e), &e);
    b->start = 11000;
    assert_int_equal(desk_put(d->store, MODEL_BOOKING, b, &e), ERR_CONFLICT);
    store_close(&bo);
}

/* ---- the log proves itself ---- */

static int64_t add_person(struct desk *d)
{
    struct model_person *p = model_record_new(d->arena, MODEL_PERSON);
    p->name = "Wang Secretname", p->email = "wang@example.org", p->skills = "electron optics";
    return desk_add(d->store, MODEL_PERSON, p);
}

static bool file_has(const char *path, const char *word)
{
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    char *data;
    size_t size, n = strlen(word);
    bool has = false;
    if (base_file_read(path, a, &data, &size, &e) == ERR_NONE) {
        for (size_t i = 0; !has && i + n <= size; i++)
            has = memcmp(data + i, word, n) == 0;
    }
    base_arena_free(&a);
    return has;
}

static void what_is_forgotten_is_gone_and_the_chain_still_proves(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_finding *list;
    struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
    int64_t person = add_person(d);
    r->name = "SEM", r->contact_name = "Wang Secretname", r->contact_email = "Wang@example.org";
    desk_add(d->store, MODEL_RESOURCE, r);
    desk_must(store_draft_save(d->store, "person:P1", "{\"values\":\"Dr Secretname\"}", &e), &e);
    desk_must(store_draft_save(d->store, "person:P11", "{}", &e), &e);
    desk_must(store_forget(d->store, person, &e), &e);
    assert_null(store_draft_load(d->store, "person:P1", d->arena));
    assert_non_null(store_draft_load(d->store, "person:P11", d->arena));
    struct model_person *p;
    desk_must(store_get(d->store, MODEL_PERSON, person, d->arena, &p, &e), &e);
    assert_null(p->name);
    assert_null(p->email);
    assert_string_equal(p->skills, "electron optics");
    desk_must(store_get(d->store, MODEL_RESOURCE, 1, d->arena, &r, &e), &e);
    assert_null(r->contact_name);
    struct store_found *found;
    size_t count;
    desk_must(store_find(d->store, MODEL_ANY, "secretname", 0, d->arena, &found, &count, &e), &e);
    assert_int_equal(count, 0);
    assert_int_equal(findings(d, &list), 0);
    store_close(&d->store);
    assert_false(file_has(d->path, "Secretname"));
    assert_false(file_has(d->path, "secretname"));
    assert_false(file_has(beside(d, "desk-wal"), "Secretname"));
    d->store = desk_again(d, "anna");
    struct store_change change;
    /* What was done before can no longer bring it back. */
    desk_must(store_undo(d->store, d->arena, &change, &e) == ERR_CONFLICT ? ERR_NONE : e.code, &e);
}

static void whoever_writes_past_the_program_is_found(void **state)
{
    struct desk *d = *state;
    struct store_finding *list;
    add_person(d);
    desk_add_organisation(d, "Hexi");
    assert_int_equal(findings(d, &list), 0);
    tamper(d, "UPDATE change_rows SET after = '{\"name\":\"Other\"}' WHERE id = 2");
    assert_int_equal(findings(d, &list), 1);
    tamper(d, "UPDATE changes SET actor = 'nobody' WHERE id = 1");
    assert_int_equal(findings(d, &list), 2);
    tamper(d, "UPDATE organisations SET version = 7");
    assert_int_equal(findings(d, &list), 3);
    tamper(d, "PRAGMA foreign_keys = OFF; UPDATE organisations SET region = 12");
    assert_int_equal(findings(d, &list), 4);
    tamper(d, "DELETE FROM search");
    assert_int_equal(findings(d, &list), 5);
    tamper(d, "INSERT INTO balances VALUES ('cash', 0, 0, '', 100, 0)");
    assert_int_equal(findings(d, &list), 6);
}

/* ---- copies ---- */

static void a_backup_is_put_back_and_the_old_one_kept(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_organisation *o;
    char copy[160];
    snprintf(copy, sizeof copy, "%s", beside(d, "copy"));
    desk_add_organisation(d, "before");
    desk_must(store_backup(d->store, copy, &e), &e);
    assert_int_equal(store_backup(d->store, copy, &e), ERR_REFUSED);
    assert_int_equal(open_at(copy, &e), ERR_NONE);
    desk_add_organisation(d, "after");
    desk_must(store_restore(copy, d->path, &e), &e);
    /* The desk that is open sees it at once. */
    assert_true(store_changed_by_others(d->store));
    assert_int_equal(store_get(d->store, MODEL_ORGANISATION, 2, d->arena, &o, &e), ERR_NOT_FOUND);
    desk_must(store_get(d->store, MODEL_ORGANISATION, 1, d->arena, &o, &e), &e);
    store_close(&d->store);
    desk_must(base_file_write(d->path, "broken", 6, &e), &e);
    assert_int_equal(open_at(d->path, &e), ERR_CORRUPT);
    desk_must(store_restore(copy, d->path, &e), &e);
    assert_int_equal(open_at(d->path, &e), ERR_NONE);
    desk_must(base_file_write(copy, "broken", 6, &e), &e);
    assert_int_equal(store_restore(copy, d->path, &e), ERR_CORRUPT);
    assert_int_equal(open_at(d->path, &e), ERR_NONE);
}

/* ---- several at once ---- */

enum { WRITERS = 3, WRITES = 20 };

static void write_many(const struct desk *d, int writer)
{
    char name[32];
    snprintf(name, sizeof name, "writer%d", writer);
    struct store *s = desk_again(d, name);
    struct base_arena *a = base_arena_new();
    for (int i = 0; i < WRITES; i++) {
        struct err e = ERR_INIT;
        struct model_region *r;
        desk_must(store_begin(s, "test", &e), &e);
        desk_must(store_get(s, MODEL_REGION, 1, a, &r, &e), &e);
        r->notes = base_arena_printf(a, "%d", r->notes ? atoi(r->notes) + 1 : 1);
        desk_must(store_put(s, MODEL_REGION, r, &e), &e);
        desk_must(store_commit(s, &e), &e);
    }
    base_arena_free(&a);
    store_close(&s);
}

static void a_file_put_in_the_desks_place_is_not_missed(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    char aside[128];
    snprintf(aside, sizeof aside, "%s.aside", d->path);
    desk_must(store_backup(d->store, aside, &e), &e);
    assert_int_equal(rename(aside, d->path), 0);
    assert_int_equal(store_begin(d->store, "test", &e), ERR_REFUSED);
    assert_non_null(strstr(e.why, "replaced"));
    assert_int_equal(unlink(d->path), 0);
    assert_int_equal(store_begin(d->store, "test", &e), ERR_REFUSED);
}

static void several_processes_write_and_lose_nothing(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_finding *list;
    struct model_region *r = model_record_new(d->arena, MODEL_REGION);
    r->name = "Hexi";
    desk_add(d->store, MODEL_REGION, r);
    store_close(&d->store); /* a connection must not cross fork() */
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            write_many(d, i);
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    d->store = desk_again(d, "anna");
    desk_must(store_get(d->store, MODEL_REGION, 1, d->arena, &r, &e), &e);
    assert_int_equal(atoi(r->notes), WRITERS * WRITES);
    assert_int_equal(findings(d, &list), 0);
}

static void people_see_each_other_but_drafts_are_ones_own(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store *bo = desk_again(d, "bo");
    desk_must(store_draft_save(d->store, "demand/new", "{\"title\":\"half\"}", &e), &e);
    assert_string_equal(store_draft_load(d->store, "demand/new", d->arena), "{\"title\":\"half\"}");
    assert_null(store_draft_load(bo, "demand/new", d->arena));
    store_draft_drop(d->store, "demand/new");
    assert_null(store_draft_load(d->store, "demand/new", d->arena));
    store_presence_set(d->store, "R1");
    assert_false(store_changed_by_others(bo)); /* no news */
    store_close(&bo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_no_desk_is_told_from_what_is, setup, teardown),
        cmocka_unit_test_setup_teardown(a_migration_that_fails_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(an_existing_file_is_never_made_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_may_only_be_read_is_only_read, setup, teardown),
        cmocka_unit_test_setup_teardown(roles_come_from_policy, setup, teardown),
        cmocka_unit_test_setup_teardown(a_place_is_held_by_one, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_lies_within_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(a_refused_change_can_be_put_right_and_tried_again, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_forgotten_is_gone_and_the_chain_still_proves, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(whoever_writes_past_the_program_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(a_backup_is_put_back_and_the_old_one_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_put_in_the_desks_place_is_not_missed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(several_processes_write_and_lose_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(people_see_each_other_but_drafts_are_ones_own, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
