/* Taking back, restoring, and what the log says of it. */
#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

static const char *name_now(struct desk *d, int64_t id)
{
    struct model_organisation *o;
    struct err e = ERR_INIT;
    desk_must(store_get(d->store, MODEL_ORGANISATION, id, d->arena, &o, &e), &e);
    return o->head.retired == BASE_NONE ? o->name : NULL;
}

static void rename_to(struct desk *d, struct store *s, int64_t id, const char *name)
{
    struct model_organisation *o;
    struct err e = ERR_INIT;
    desk_must(store_get(s, MODEL_ORGANISATION, id, d->arena, &o, &e), &e);
    o->name = name;
    desk_must(desk_put(s, MODEL_ORGANISATION, o, &e), &e);
}

static void undo(struct desk *d)
{
    struct store_change change;
    struct err e = ERR_INIT;
    desk_must(store_undo(d->store, d->arena, &change, &e), &e);
    assert_string_equal(change.action, "test");
}

static void redo(struct desk *d)
{
    struct store_change change;
    struct err e = ERR_INIT;
    desk_must(store_redo(d->store, d->arena, &change, &e), &e);
    assert_string_equal(change.action, "test");
}

static void is_sound(struct desk *d)
{
    struct store_finding *findings;
    size_t count;
    struct err e = ERR_INIT;
    desk_must(store_check(d->store, d->arena, &findings, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        print_message("%s: %s\n", findings[i].where, findings[i].what);
    assert_int_equal(count, 0);
}

static void steps_go_back_and_forth(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_change change;
    int64_t id = desk_add_organisation(d, "one");
    rename_to(d, d->store, id, "two");
    rename_to(d, d->store, id, "three");
    for (int round = 0; round < 3; round++) {
        undo(d);
        assert_string_equal(name_now(d, id), "two");
        undo(d);
        assert_string_equal(name_now(d, id), "one");
        undo(d);
        assert_null(name_now(d, id));
        assert_int_equal(store_undo(d->store, d->arena, &change, &e), ERR_NOT_FOUND);
        redo(d);
        assert_string_equal(name_now(d, id), "one");
        redo(d);
        assert_string_equal(name_now(d, id), "two");
        redo(d);
        assert_string_equal(name_now(d, id), "three");
        assert_int_equal(store_redo(d->store, d->arena, &change, &e), ERR_NOT_FOUND);
    }
    is_sound(d);
}

static void every_sign_comes_back(void **state)
{
    static const char ODD[] = "a\"b\\c/\x01\b\t\n\v\f\r\x1f\x7f é 漢 𝄞 <&>";
    struct desk *d = *state;
    int64_t id = desk_add_organisation(d, ODD);
    rename_to(d, d->store, id, "two");
    undo(d);
    assert_string_equal(name_now(d, id), ODD);
    is_sound(d);
}

static void what_is_new_ends_redo(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_change change;
    int64_t id = desk_add_organisation(d, "one");
    rename_to(d, d->store, id, "two");
    undo(d);
    desk_add_organisation(d, "another");
    assert_int_equal(store_redo(d->store, d->arena, &change, &e), ERR_NOT_FOUND);
}

static void another_account_is_left_alone(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_change change;
    int64_t id = desk_add_organisation(d, "one");
    struct store *bo = desk_again(d, "bo");
    assert_int_equal(store_undo(bo, d->arena, &change, &e), ERR_NOT_FOUND);
    rename_to(d, bo, id, "two");
    assert_int_equal(store_undo(d->store, d->arena, &change, &e), ERR_CONFLICT);
    assert_non_null(strstr(e.why, "bo"));
    assert_string_equal(name_now(d, id), "two");
    store_close(&bo);
}

static void a_change_of_several_records_goes_back_whole(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_region *a = model_record_new(d->arena, MODEL_REGION);
    struct model_region *b = model_record_new(d->arena, MODEL_REGION);
    a->name = "A", a->code = "X";
    b->name = "B";
    desk_add(d->store, MODEL_REGION, a);
    desk_add(d->store, MODEL_REGION, b);
    desk_must(store_begin(d->store, "test", &e), &e);
    a->code = NULL;
    desk_must(store_put(d->store, MODEL_REGION, a, &e), &e);
    b->code = "X", b->parent = a->head.id;
    desk_must(store_put(d->store, MODEL_REGION, b, &e), &e);
    a->notes = "twice in one change";
    desk_must(store_put(d->store, MODEL_REGION, a, &e), &e);
    desk_must(store_commit(d->store, &e), &e);
    undo(d);
    desk_must(store_get(d->store, MODEL_REGION, a->head.id, d->arena, &a, &e), &e);
    desk_must(store_get(d->store, MODEL_REGION, b->head.id, d->arena, &b, &e), &e);
    assert_string_equal(a->code, "X");
    assert_null(a->notes);
    assert_null(b->code);
    assert_int_equal(b->parent, BASE_NONE);
    redo(d);
    desk_must(store_get(d->store, MODEL_REGION, b->head.id, d->arena, &b, &e), &e);
    assert_string_equal(b->code, "X");
    is_sound(d);
}

static void the_log_tells_who_what_and_from_what_to_what(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    int64_t university = desk_add_organisation(d, "Hexi University");
    int64_t resource = desk_add_resource(d, "SEM", BASE_NONE);
    struct model_resource *r;
    desk_must(store_get(d->store, MODEL_RESOURCE, resource, d->arena, &r, &e), &e);
    r->owner = university, r->price_member = 12345;
    desk_must(desk_put(d->store, MODEL_RESOURCE, r, &e), &e);
    struct store_change *changes;
    struct store_change_row *rows;
    struct store_difference *list;
    size_t count;
    struct store_ref ref = {MODEL_RESOURCE, resource};
    desk_must(store_log(d->store, ref, 0, 0, d->arena, &changes, &count, &e), &e);
    assert_int_equal(count, 2);
    assert_string_equal(changes[0].actor, "anna");
    assert_int_equal(changes[0].at, DESK_NOW);
    desk_must(store_log_rows(d->store, changes[0].id, (struct store_ref){MODEL_ANY, 0}, 0, d->arena,
                             &rows, &count, &e),
              &e);
    assert_int_equal(count, 1);
    assert_string_equal(rows[0].title, "SEM");
    assert_string_equal(rows[0].before, "{}");
    assert_non_null(strstr(rows[0].after, "\"price_member\":\"123.45\""));
    desk_must(store_log_differences(d->store, &rows[0], d->arena, &list, &count, &e), &e);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].field->name, "owner");
    assert_string_equal(list[0].before, "");
    assert_string_equal(list[0].after, "Hexi University");
    desk_must(store_log(d->store, (struct store_ref){0}, changes[0].id, 1, d->arena, &changes,
                        &count, &e),
              &e);
    assert_int_equal(count, 1);
    desk_must(store_log_rows(d->store, changes[0].id, (struct store_ref){MODEL_ANY, 0}, 0, d->arena,
                             &rows, &count, &e),
              &e);
    assert_null(rows[0].before);
}

/* ---- the ledger ---- */

static int64_t post(struct desk *d, struct store *s, int64_t fund, int64_t into_fund,
                    enum err_code expected)
{
    struct err e = ERR_INIT;
    struct model_entry *entry = model_record_new(d->arena, MODEL_ENTRY);
    entry->title = "Money", entry->kind = "funding", entry->posted = DESK_NOW;
    desk_must(store_begin(s, "test", &e), &e);
    desk_must(store_put(s, MODEL_ENTRY, entry, &e), &e);
    int64_t amounts[] = {into_fund, -into_fund};
    for (int i = 0; i < 2; i++) {
        struct model_posting *p = model_record_new(d->arena, MODEL_POSTING);
        p->entry = entry->head.id;
        p->account = i ? "fund" : "cash";
        p->fund = i ? fund : BASE_NONE;
        p->amount = amounts[i];
        desk_must(store_put(s, MODEL_POSTING, p, &e), &e);
    }
    assert_int_equal(store_commit(s, &e), expected);
    return entry->head.id;
}

static int64_t new_fund(struct desk *d)
{
    struct model_fund *f = model_record_new(d->arena, MODEL_FUND);
    f->name = "Risk fund", f->source = "risk";
    return desk_add(d->store, MODEL_FUND, f);
}

static int64_t entries(struct desk *d, struct model_entry ***list)
{
    struct err e = ERR_INIT;
    size_t count;
    struct store_list all = {.type = MODEL_ENTRY};
    desk_must(store_list_page(d->store, &all, 0, true, 0, d->arena, list, &count, &e), &e);
    return (int64_t)count;
}

static void money_is_reversed_never_removed(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_entry **list;
    int64_t reversal;
    int64_t fund = new_fund(d);
    int64_t entry = post(d, d->store, fund, 10000, ERR_NONE);
    undo(d);
    assert_int_equal(entries(d, &list), 2);
    assert_string_equal(list[1]->kind, "reversal");
    assert_int_equal(list[1]->reverses, entry);
    assert_int_equal(store_reverse(d->store, entry, NULL, &reversal, &e), ERR_REFUSED);
    post(d, d->store, fund, -1, ERR_REFUSED); /* the fund is empty again */
    redo(d);
    assert_int_equal(entries(d, &list), 3);
    post(d, d->store, fund, -10000, ERR_NONE);
    post(d, d->store, fund, -1, ERR_REFUSED);
    is_sound(d);
}

static void an_entry_stands_as_it_was_posted(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_entry *entry;
    int64_t id = post(d, d->store, new_fund(d), 10000, ERR_NONE);
    desk_must(store_get(d->store, MODEL_ENTRY, id, d->arena, &entry, &e), &e);
    entry->title = "Less money";
    assert_int_equal(desk_put(d->store, MODEL_ENTRY, entry, &e), ERR_REFUSED);
    desk_must(store_get(d->store, MODEL_ENTRY, id, d->arena, &entry, &e), &e);
    entry->invoice = "2026-001";
    desk_must(desk_put(d->store, MODEL_ENTRY, entry, &e), &e);
    entry->invoice = "2026-002";
    assert_int_equal(desk_put(d->store, MODEL_ENTRY, entry, &e), ERR_REFUSED);
    desk_must(store_begin(d->store, "test", &e), &e);
    assert_int_equal(store_retire(d->store, (struct store_ref){MODEL_ENTRY, id}, &e), ERR_REFUSED);
    store_rollback(d->store);
}

static void an_entry_balances_in_each_currency(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_entry *entry = model_record_new(d->arena, MODEL_ENTRY);
    entry->title = "Odd", entry->kind = "other", entry->posted = DESK_NOW;
    desk_must(store_begin(d->store, "test", &e), &e);
    desk_must(store_put(d->store, MODEL_ENTRY, entry, &e), &e);
    for (int i = 0; i < 2; i++) {
        struct model_posting *p = model_record_new(d->arena, MODEL_POSTING);
        p->entry = entry->head.id, p->account = "cash";
        p->amount = i ? 500 : -500, p->currency = i ? "EUR" : NULL;
        desk_must(store_put(d->store, MODEL_POSTING, p, &e), &e);
    }
    assert_int_equal(store_commit(d->store, &e), ERR_REFUSED);
    assert_non_null(strstr(e.why, "5.00"));
    struct model_entry **list;
    assert_int_equal(entries(d, &list), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(steps_go_back_and_forth, setup, teardown),
        cmocka_unit_test_setup_teardown(every_sign_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_new_ends_redo, setup, teardown),
        cmocka_unit_test_setup_teardown(another_account_is_left_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_change_of_several_records_goes_back_whole, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_log_tells_who_what_and_from_what_to_what, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(money_is_reversed_never_removed, setup, teardown),
        cmocka_unit_test_setup_teardown(an_entry_stands_as_it_was_posted, setup, teardown),
        cmocka_unit_test_setup_teardown(an_entry_balances_in_each_currency, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
