/* Records go into the file and come back as they were; what may not be is refused. */
#include "sharedesk/model/demand.h"

#include "desk.h"

#include "sharedesk/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
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

/* ---- random records that satisfy the field table ---- */

static unsigned rolls = 1;

static int64_t roll(int64_t from, int64_t until)
{
    rolls = rolls * 1103515245U + 12345U;
    return from + (int64_t)(rolls >> 16 & 0x7FFF) % (until - from);
}

static const char *random_text(const struct model_field *f, struct base_arena *a)
{
    static const char *const TEXTS[] = {"Confocal microscope", "扫描电镜 SEM", "a\"b'c\\d",
                                        "line\nbreak\ttab", "é ü ß 𝔸"};
    if (!f->check_text)
        return base_arena_printf(a, "%s %d", TEXTS[roll(0, 5)], (int)roll(0, 1000000));
    struct err e = ERR_INIT;
    static const char *const GOOD[] = {"0000-0002-1825-0097",
                                       "03yrm5c26",
                                       "anna@example.org",
                                       "Mon-Fri 08:30-12:00",
                                       "voltage=30 kV; mode=SE",
                                       "2026-01-01 member 100.00",
                                       "10.1000/182"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
        if (f->check_text(GOOD[i], &e) == ERR_NONE)
            return GOOD[i];
    }
    return NULL;
}

static int64_t random_number(const struct model_field *f)
{
    struct err e = ERR_INIT;
    int64_t number = f->type == MODEL_TIME ? roll(0, 30000) * 100000 : roll(1, 20000);
    while (f->check_number && f->check_number(number, &e) != ERR_NONE)
        number /= 2;
    return number;
}

static void fill_field(struct desk *d, const struct model_field *f, void *record,
                       const int64_t *ids)
{
    size_t count;
    const struct model_code *codes;
    switch (f->type) {
    case MODEL_TEXT:
        model_field_set_text(f, record, random_text(f, d->arena));
        break;
    case MODEL_CODE:
        codes = model_vocabulary_codes((enum model_vocabulary)f->argument, &count);
        model_field_set_text(f, record, codes[roll(0, (int64_t)count)].code);
        break;
    case MODEL_REF:
        if (ids[f->argument])
            model_field_set_number(f, record, ids[f->argument]);
        break;
    case MODEL_ANYREF:
        model_field_set_text(
            f, record, store_anyref_write(d->store, (struct store_ref){MODEL_REGION, 1}, d->arena));
        break;
    default:
        model_field_set_number(f, record, random_number(f));
        break;
    }
}

/* What the field table cannot say: ends after starts, shares that make 100, books that balance. */
static void mend(enum model_type type, void *record)
{
    const struct model_type_info *info = model_type_info(type);
    static const char *const PAIRS[][2] = {{"start", "end"},
                                           {"earliest", "latest"},
                                           {"valid_from", "valid_until"},
                                           {"member_from", "member_until"},
                                           {"length_minimum", "length_maximum"},
                                           {"checked_in", "checked_out"}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        const struct model_field *from = model_field_find(info, PAIRS[i][0]);
        const struct model_field *until = model_field_find(info, PAIRS[i][1]);
        if (from && until && !model_field_empty(from, record))
            model_field_set_number(until, record, model_field_number(from, record) + 7200);
    }
    if (type == MODEL_AGREEMENT) {
        struct model_agreement *a = record;
        a->share_provider = 7000, a->share_operator = 1000;
        a->share_reinvestment = 1500, a->share_risk = 500;
    }
    if (type == MODEL_POSTING)
        ((struct model_posting *)record)->amount = 0;
    if (type == MODEL_DEMAND)
        model_demand_close(record, NULL, DESK_NOW);
}

static bool fits(struct desk *d, enum model_type type, const void *record)
{
    struct model_fault *faults;
    size_t count = model_record_faults(type, record, d->arena, &faults);
    for (size_t i = 0; i < count; i++)
        print_message("%s.%s: %s\n", model_type_info(type)->name,
                      faults[i].field ? faults[i].field->name : "", faults[i].why);
    return count == 0;
}

static void *random_record(struct desk *d, enum model_type type, const int64_t *ids)
{
    const struct model_type_info *info = model_type_info(type);
    void *record = model_record_new(d->arena, type);
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (!(f->flags & MODEL_FIELD_COMMON) && ((f->flags & MODEL_FIELD_REQUIRED) || roll(0, 3)))
            fill_field(d, f, record, ids);
    }
    mend(type, record);
    assert_true(fits(d, type, record));
    return record;
}

static void same_record(const struct model_type_info *info, const void *a, const void *b)
{
    for (size_t i = 0; i < info->count; i++) {
        if (!model_field_equal(&info->fields[i], a, b))
            fail_msg("%s.%s differs", info->name, info->fields[i].name);
    }
}

static void every_type_comes_back_as_it_went(void **state)
{
    struct desk *d = *state;
    int64_t ids[MODEL_TYPE_COUNT] = {0};
    struct err e = ERR_INIT;
    for (int round = 0; round < 3; round++) {
        for (int t = 0; t < MODEL_TYPE_COUNT; t++) {
            enum model_type type = (enum model_type)t;
            struct model_head *record = random_record(d, type, ids), *read;
            ids[t] = desk_add(d->store, type, record);
            assert_true(record->id > 0 && record->uid);
            assert_int_equal(record->version, 1);
            desk_must(store_get(d->store, type, record->id, d->arena, &read, &e), &e);
            same_record(model_type_info(type), record, read);
            assert_int_equal(read->created, DESK_NOW);
        }
    }
}

static void a_put_that_changes_nothing_is_no_change(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    int64_t id = desk_add_organisation(d, "Hexi University");
    struct model_organisation *o;
    desk_must(store_get(d->store, MODEL_ORGANISATION, id, d->arena, &o, &e), &e);
    desk_must(desk_put(d->store, MODEL_ORGANISATION, o, &e), &e);
    assert_int_equal(o->head.version, 1);
}

static void an_older_version_is_a_conflict_that_names_who_and_when(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    int64_t id = desk_add_organisation(d, "Hexi University");
    struct model_organisation *mine, *theirs;
    desk_must(store_get(d->store, MODEL_ORGANISATION, id, d->arena, &mine, &e), &e);
    struct store *other = desk_again(d, "bo");
    desk_must(store_get(other, MODEL_ORGANISATION, id, d->arena, &theirs, &e), &e);
    theirs->url = "https://example.org";
    desk_must(desk_put(other, MODEL_ORGANISATION, theirs, &e), &e);
    mine->url = "https://example.net";
    assert_int_equal(desk_put(d->store, MODEL_ORGANISATION, mine, &e), ERR_CONFLICT);
    assert_non_null(strstr(e.why, "bo"));
    assert_non_null(strstr(e.why, "2026-12-01"));
    assert_true(store_changed_by_others(d->store));
    assert_false(store_changed_by_others(d->store));
    assert_false(store_changed_by_others(other));
    store_close(&other);
}

static void what_is_wrong_is_refused_with_every_fault(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_demand *demand = model_record_new(d->arena, MODEL_DEMAND);
    demand->minutes = -5;
    assert_int_equal(desk_put(d->store, MODEL_DEMAND, demand, &e), ERR_VALUE);
    assert_non_null(strstr(e.why, "Title"));
    assert_non_null(strstr(e.why, "Minutes"));
    demand->title = "Two hours of SEM";
    demand->minutes = 120;
    demand->requester = 77;
    assert_int_equal(desk_put(d->store, MODEL_DEMAND, demand, &e), ERR_VALUE);
    assert_non_null(strstr(e.why, "O77"));
    demand->requester = BASE_NONE;
    demand->title = "broken \xFF";
    assert_int_equal(desk_put(d->store, MODEL_DEMAND, demand, &e), ERR_VALUE);
}

static void uid_and_code_are_unique(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_region *first = model_record_new(d->arena, MODEL_REGION);
    struct model_region *second = model_record_new(d->arena, MODEL_REGION);
    first->name = "Hexi", first->code = "HX", first->head.uid = "region-1";
    desk_add(d->store, MODEL_REGION, first);
    second->name = "Hedong", second->code = "HX";
    assert_int_equal(desk_put(d->store, MODEL_REGION, second, &e), ERR_REFUSED);
    assert_non_null(strstr(e.why, "Hexi (Z1)"));
    second->code = NULL, second->head.uid = "region-1";
    assert_int_equal(desk_put(d->store, MODEL_REGION, second, &e), ERR_REFUSED);
    assert_non_null(strstr(e.why, "Hexi (Z1)"));
    /* A retired record gives its code back. */
    desk_must(store_begin(d->store, "retire", &e), &e);
    desk_must(store_retire(d->store, (struct store_ref){MODEL_REGION, first->head.id}, &e), &e);
    desk_must(store_commit(d->store, &e), &e);
    second->code = "HX", second->head.uid = NULL;
    desk_add(d->store, MODEL_REGION, second);
    desk_must(store_begin(d->store, "unretire", &e), &e);
    assert_int_equal(store_unretire(d->store, (struct store_ref){MODEL_REGION, first->head.id}, &e),
                     ERR_REFUSED);
    store_rollback(d->store);
}

static void an_inner_rollback_dooms_the_whole(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_region *region = model_record_new(d->arena, MODEL_REGION);
    region->name = "Hexi";
    desk_must(store_begin(d->store, "outer", &e), &e);
    desk_must(store_put(d->store, MODEL_REGION, region, &e), &e);
    desk_must(store_begin(d->store, "inner", &e), &e);
    store_rollback(d->store);
    assert_int_equal(store_commit(d->store, &e), ERR_REFUSED);
    assert_int_equal(store_get(d->store, MODEL_REGION, region->head.id, d->arena, &region, &e),
                     ERR_NOT_FOUND);
}

static int64_t closed_after(struct desk *d, struct model_demand *demand, const char *status,
                            int64_t at)
{
    struct model_demand *stored;
    struct err e = ERR_INIT;
    store_set_clock(d->store, (struct base_clock){at});
    demand->status = status;
    desk_must(desk_put(d->store, MODEL_DEMAND, demand, &e), &e);
    desk_must(store_get(d->store, MODEL_DEMAND, demand->head.id, d->arena, &stored, &e), &e);
    return stored->closed;
}

static void a_demand_that_ends_is_closed_whoever_ends_it(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct model_demand *demand = model_record_new(d->arena, MODEL_DEMAND), *stored;
    struct store_change change;
    demand->title = "Cryo-EM";
    desk_add(d->store, MODEL_DEMAND, demand);
    assert_int_equal(closed_after(d, demand, "met", DESK_NOW + 60), DESK_NOW + 60);
    assert_int_equal(closed_after(d, demand, "withdrawn", DESK_NOW + 120), DESK_NOW + 60);
    desk_must(store_get(d->store, MODEL_DEMAND, demand->head.id, d->arena, &stored, &e), &e);
    assert_int_equal(closed_after(d, stored, "open", DESK_NOW + 180), BASE_NONE);
    desk_must(store_undo(d->store, d->arena, &change, &e), &e);
    desk_must(store_get(d->store, MODEL_DEMAND, demand->head.id, d->arena, &stored, &e), &e);
    assert_int_equal(stored->closed, DESK_NOW + 60);
    stored->closed = DESK_NOW + 30; /* told otherwise */
    assert_int_equal(closed_after(d, stored, "met", DESK_NOW + 240), DESK_NOW + 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_type_comes_back_as_it_went, setup, teardown),
        cmocka_unit_test_setup_teardown(a_put_that_changes_nothing_is_no_change, setup, teardown),
        cmocka_unit_test_setup_teardown(an_older_version_is_a_conflict_that_names_who_and_when,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_refused_with_every_fault, setup, teardown),
        cmocka_unit_test_setup_teardown(uid_and_code_are_unique, setup, teardown),
        cmocka_unit_test_setup_teardown(an_inner_rollback_dooms_the_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(a_demand_that_ends_is_closed_whoever_ends_it, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
