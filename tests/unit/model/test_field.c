#include "sharedesk/base/i18n.h"
#include "sharedesk/model/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct model_type_info *info(int type)
{
    return model_type_info((enum model_type)type);
}

static void every_type_begins_and_ends_with_the_common_fields(void **state)
{
    (void)state;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *t = info(type);
        assert_int_equal(t->type, type);
        assert_string_equal(t->fields[0].name, "uid");
        assert_int_equal(t->fields[0].offset, offsetof(struct model_head, uid));
        const struct model_field *last = &t->fields[t->count - 3];
        assert_string_equal(last[0].name, "retired");
        assert_int_equal(last[0].type, MODEL_TIME);
        assert_string_equal(last[1].name, "merged_into");
        assert_int_equal(last[1].argument, type);
        assert_string_equal(last[2].name, "extra");
        for (size_t i = 0; i < t->count; i++) {
            bool common = i == 0 || i + 3 >= t->count;
            assert_int_equal((t->fields[i].flags & MODEL_FIELD_COMMON) != 0, common);
            assert_true(t->fields[i].offset < t->size);
        }
    }
    assert_null(model_type_info(MODEL_ANY));
    assert_null(model_type_info(MODEL_TYPE_COUNT));
}

static void names_letters_and_offsets_are_unique(void **state)
{
    (void)state;
    for (int x = 0; x < MODEL_TYPE_COUNT; x++) {
        for (int y = 0; y < x; y++) {
            assert_string_not_equal(info(x)->name, info(y)->name);
            assert_string_not_equal(info(x)->plural, info(y)->plural);
            assert_string_not_equal(info(x)->letters, info(y)->letters);
        }
        for (size_t i = 0; i < info(x)->count; i++) {
            for (size_t j = 0; j < i; j++) {
                assert_string_not_equal(info(x)->fields[i].name, info(x)->fields[j].name);
                assert_int_not_equal(info(x)->fields[i].offset, info(x)->fields[j].offset);
            }
        }
    }
}

static void every_field_says_what_it_is(void **state)
{
    (void)state;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        size_t titles = 0;
        for (size_t i = 0; i < info(type)->count; i++) {
            const struct model_field *f = &info(type)->fields[i];
            assert_true(f->label[0] != '\0' && f->help[0] != '\0');
            if (f->type == MODEL_CODE)
                assert_in_range(f->argument, 0, MODEL_VOCABULARY_COUNT - 1);
            if (f->type == MODEL_REF)
                assert_in_range(f->argument, 0, MODEL_TYPE_COUNT - 1);
            assert_false(f->check_text && !model_field_is_text(f));
            assert_false(f->check_number && model_field_is_text(f));
            titles += (f->flags & MODEL_FIELD_TITLE) != 0;
        }
        assert_true(titles <= 1);
        assert_int_equal(info(type)->title != NULL, titles);
    }
}

static void checks_and_marks_are_where_the_table_puts_them(void **state)
{
    (void)state;
    const struct model_type_info *t = model_type_info(MODEL_ORGANISATION);
    assert_string_equal(t->title->name, "name");
    assert_string_equal(t->code->name, "code");
    assert_non_null(model_field_find(t, "ror")->check_text);
    assert_null(model_field_find(t, "ror")->check_number);
    assert_null(model_field_find(t, "name")->check_text);
    t = model_type_info(MODEL_RESOURCE);
    assert_non_null(model_field_find(t, "seats")->check_number);
    assert_null(model_field_find(t, "seats")->check_text);
    assert_int_equal(model_field_find(t, "owner")->argument, MODEL_ORGANISATION);
    assert_int_equal(model_field_find(t, "kind")->argument, MODEL_VOCABULARY_RESOURCE_KIND);
    assert_int_equal(model_field_find(t, "price_member")->offset,
                     offsetof(struct model_resource, price_member));
    assert_null(model_type_info(MODEL_QUOTE)->title);
    assert_null(model_type_info(MODEL_QUOTE)->code);
    assert_null(model_field_find(t, "price"));
    assert_null(model_field_find(t, ""));
}

static void types_are_found_by_either_name(void **state)
{
    (void)state;
    assert_ptr_equal(model_type_find("resource"), model_type_info(MODEL_RESOURCE));
    assert_ptr_equal(model_type_find("Resources"), model_type_info(MODEL_RESOURCE));
    assert_ptr_equal(model_type_find("PEOPLE"), model_type_info(MODEL_PERSON));
    assert_ptr_equal(model_type_find("run-lines"), model_type_info(MODEL_RUN_LINE));
    assert_ptr_equal(model_type_find("agenda_items"), model_type_info(MODEL_AGENDA));
    assert_null(model_type_find("resourcess"));
    assert_null(model_type_find("res"));
    assert_null(model_type_find(""));
    assert_null(model_type_find(NULL));
}

static void numbers_name_their_type(void **state)
{
    (void)state;
    static const struct {
        const char *number;
        enum model_type type;
        int64_t id;
    } cases[] = {
        {"R12", MODEL_RESOURCE, 12}, {"Z1", MODEL_REGION, 1},
        {"T3", MODEL_ACTIVITY, 3},   {"TP3", MODEL_PARTICIPANT, 3},
        {"EP7", MODEL_POSTING, 7},   {"E7", MODEL_ENTRY, 7},
        {"ST9", MODEL_SETTING, 9},   {"R9223372036854775807", MODEL_RESOURCE, INT64_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t id = 0;
        assert_ptr_equal(model_type_of_number(cases[i].number, &id),
                         model_type_info(cases[i].type));
        assert_true(id == cases[i].id);
        char out[24];
        model_number_format(cases[i].type, id, out);
        assert_string_equal(out, cases[i].number);
    }
    static const char *const none[] = {"r12", "12",  "R",   "R0",   "R-1", "R+1",
                                       "R1x", "R 1", "I12", "TPX3", "",    "R9223372036854775808",
                                       "Ｒ12"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        int64_t id = -5;
        assert_null(model_type_of_number(none[i], &id));
        assert_true(id == -5);
    }
    assert_null(model_type_of_number(NULL, NULL));
}

static void a_new_record_is_empty(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const void *record = model_record_new(a, (enum model_type)type);
        for (size_t i = 0; i < info(type)->count; i++)
            assert_true(model_field_empty(&info(type)->fields[i], record));
        const struct model_head *head = record;
        assert_true(head->id == 0 && head->version == 0);
    }
    base_arena_free(&a);
}

static void a_copy_equals_and_stands_alone(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct base_arena *b = base_arena_new();
    const struct model_type_info *t = model_type_info(MODEL_DEMAND);
    struct model_demand *demand = model_record_new(a, MODEL_DEMAND);
    demand->head.id = 40;
    demand->head.uid = base_arena_strdup(a, "d-40");
    demand->title = base_arena_strdup(a, "扫描电镜");
    demand->minutes = 90;
    struct model_demand *copy = model_record_copy(b, MODEL_DEMAND, demand);
    for (size_t i = 0; i < t->count; i++)
        assert_true(model_field_equal(&t->fields[i], demand, copy));
    assert_ptr_not_equal(copy->title, demand->title);
    base_arena_free(&a);
    assert_string_equal(model_record_title(MODEL_DEMAND, copy), "扫描电镜");
    assert_string_equal(copy->head.uid, "d-40");
    assert_true(copy->head.id == 40);
    base_arena_free(&b);
}

static void empty_texts_are_equal(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    struct model_fund *x = model_record_new(a, MODEL_FUND);
    struct model_fund *y = model_record_new(a, MODEL_FUND);
    const struct model_field *notes = model_field_find(model_type_info(MODEL_FUND), "notes");
    x->notes = "";
    assert_true(model_field_equal(notes, x, y));
    assert_true(model_field_empty(notes, x));
    x->notes = "n";
    assert_false(model_field_equal(notes, x, y));
    assert_false(model_field_empty(notes, x));
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_begins_and_ends_with_the_common_fields),
        cmocka_unit_test(names_letters_and_offsets_are_unique),
        cmocka_unit_test(every_field_says_what_it_is),
        cmocka_unit_test(checks_and_marks_are_where_the_table_puts_them),
        cmocka_unit_test(types_are_found_by_either_name),
        cmocka_unit_test(numbers_name_their_type),
        cmocka_unit_test(a_new_record_is_empty),
        cmocka_unit_test(a_copy_equals_and_stands_alone),
        cmocka_unit_test(empty_texts_are_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
