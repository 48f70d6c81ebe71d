#include "sharedesk/model/field.h"
#include "sharedesk/model/vocabulary.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define V(name) MODEL_VOCABULARY_##name

static bool has_han(const char *s)
{
    uint32_t cp;
    for (size_t n; (n = base_utf8_next(s, &cp)) > 0; s += n) {
        if (base_utf8_is_han(cp))
            return true;
    }
    return false;
}

static void every_vocabulary_has_codes_and_labels_in_both_languages(void **state)
{
    (void)state;
    for (int v = 0; v < MODEL_VOCABULARY_COUNT; v++) {
        size_t count;
        const struct model_code *codes = model_vocabulary_codes((enum model_vocabulary)v, &count);
        assert_true(count > 1);
        for (size_t i = 0; i < count; i++) {
            assert_true(codes[i].code[0] != '\0' && codes[i].english[0] != '\0');
            assert_true(has_han(codes[i].chinese));
            assert_false(has_han(codes[i].english));
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(codes[i].code, codes[j].code);
        }
    }
}

/* The reader leaves out what it does not know: here nothing may be left out. */
static void every_line_of_the_file_is_read(void **state)
{
    (void)state;
    const struct base_embedded *file = base_embedded_find("data/vocabulary/codes.tsv");
    assert_non_null(file);
    size_t lines = 0;
    for (const char *line = file->data; *line != '\0'; line = strchr(line, '\n') + 1)
        lines += *line != '#' && *line != '\n';
    size_t read = 0;
    for (int v = 0; v < MODEL_VOCABULARY_COUNT; v++) {
        size_t count;
        model_vocabulary_codes((enum model_vocabulary)v, &count);
        read += count;
    }
    assert_int_equal(read, lines);
}

static void every_code_and_its_english_label_are_found(void **state)
{
    (void)state;
    for (int v = 0; v < MODEL_VOCABULARY_COUNT; v++) {
        size_t count;
        const struct model_code *codes = model_vocabulary_codes((enum model_vocabulary)v, &count);
        for (size_t i = 0; i < count; i++) {
            assert_ptr_equal(model_vocabulary_find((enum model_vocabulary)v, codes[i].code),
                             codes[i].code);
            assert_string_equal(model_vocabulary_find((enum model_vocabulary)v, codes[i].english),
                                codes[i].code);
            assert_string_equal(model_vocabulary_find((enum model_vocabulary)v, codes[i].chinese),
                                codes[i].code);
        }
    }
}

static void people_may_write_codes_loosely(void **state)
{
    (void)state;
    static const struct {
        enum model_vocabulary v;
        const char *text, *code;
    } cases[] = {
        {V(GRADE), "open", "common"},
        {V(GRADE), "Open", "common"},
        {V(GRADE), "BASIC", "basic"},
        {V(ACCESS), "open", "open"},
        {V(ACCESS), "members only", "members"},
        {V(RESOURCE_KIND), "key_lab", "facility.key_lab"},
        {V(RESOURCE_KIND), "Key Laboratory", "facility.key_lab"},
        {V(RESOURCE_KIND), "重点实验室", "facility.key_lab"},
        {V(RESOURCE_KIND), "  Instrument ", "instrument"},
        {V(RESOURCE_KIND), "library", "database.library"},
        {V(BOOKING_STATUS), "in use", "in_use"},
        {V(BOOKING_STATUS), "No-show", "no_show"},
        {V(BOOKING_STATUS), "ＣＯＮＦＩＲＭＥＤ", "confirmed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(model_vocabulary_find(cases[i].v, cases[i].text), cases[i].code);
    assert_null(model_vocabulary_find(V(GRADE), "gold"));
    assert_null(model_vocabulary_find(V(GRADE), ""));
    assert_null(model_vocabulary_find(V(GRADE), NULL));
    assert_null(model_vocabulary_find(V(RESOURCE_KIND), "lab"));
}

static void labels_speak_the_desks_language(void **state)
{
    (void)state;
    assert_string_equal(model_vocabulary_label(V(GRADE), "mature"), "Mature");
    assert_string_equal(model_vocabulary_label(V(GRADE), "gold"), "gold");
    assert_string_equal(model_vocabulary_label(V(GRADE), NULL), "");
    base_i18n_start("zh", NULL);
    assert_string_equal(model_vocabulary_label(V(GRADE), "mature"), "成熟");
    base_i18n_start("en", NULL);
}

static void kinds_are_a_tree(void **state)
{
    (void)state;
    assert_true(model_kind_related("facility", "facility.key_lab"));
    assert_true(model_kind_related("facility.key_lab", "facility"));
    assert_true(model_kind_related("instrument", "instrument"));
    assert_true(model_kind_related(NULL, "instrument"));
    assert_true(model_kind_related("instrument", ""));
    assert_false(model_kind_related("instrument", "facility.instrument_centre"));
    assert_false(model_kind_related("facility.key_lab", "facility.metrology"));
    assert_false(model_kind_related("result", "results"));
    assert_true(model_kind_within("facility.key_lab", "facility"));
    assert_true(model_kind_within("facility", "facility"));
    assert_false(model_kind_within("facility", "facility.key_lab"));
    assert_false(model_kind_within(NULL, "facility"));
    assert_true(model_kind_within("facility", NULL));
}

static void every_organisation_kind_has_a_tier(void **state)
{
    (void)state;
    size_t count;
    const struct model_code *codes = model_vocabulary_codes(V(ORGANISATION_KIND), &count);
    for (size_t i = 0; i < count; i++)
        assert_non_null(model_vocabulary_find(V(TIER), model_tier_of(codes[i].code)));
    assert_string_equal(model_tier_of("team"), "micro");
    assert_string_equal(model_tier_of("network"), "coordinator");
    assert_string_equal(model_tier_of("department"), "governing");
    assert_null(model_tier_of(NULL));
    assert_null(model_tier_of("club"));
}

static void open_grades_are_three(void **state)
{
    (void)state;
    size_t count;
    const struct model_code *codes = model_vocabulary_codes(V(GRADE), &count);
    int open = 0;
    for (size_t i = 0; i < count; i++)
        open += model_grade_is_open(codes[i].code);
    assert_int_equal(open, 3);
    assert_false(model_grade_is_open(NULL));
    assert_false(model_grade_is_open("specialised"));
    assert_string_equal(model_code_or(NULL, "hour"), "hour");
    assert_string_equal(model_code_or("", "hour"), "hour");
    assert_string_equal(model_code_or("day", "hour"), "day");
    assert_true(model_code_is(NULL, NULL));
    assert_false(model_code_is(NULL, "hour"));
}

/* What the help of a field says of its being empty is what the vocabulary makes of it. */
static void an_empty_code_is_what_the_help_says(void **state)
{
    (void)state;
    int seen = 0;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        for (size_t i = 0; i < info->count; i++) {
            const struct model_field *f = &info->fields[i];
            const char *said = strstr(f->help, "empty = ");
            if (f->type != MODEL_CODE || !said)
                continue;
            char word[32];
            assert_int_equal(sscanf(said, "empty = %31[a-z_]", word), 1);
            const char *code = model_vocabulary_find((enum model_vocabulary)f->argument, word);
            if (!code)
                continue; /* "empty = any" */
            const char *fallback = model_vocabulary_fallback((enum model_vocabulary)f->argument);
            assert_non_null(fallback);
            assert_string_equal(fallback, code);
            seen++;
        }
    }
    assert_true(seen > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vocabulary_has_codes_and_labels_in_both_languages),
        cmocka_unit_test(every_line_of_the_file_is_read),
        cmocka_unit_test(every_code_and_its_english_label_are_found),
        cmocka_unit_test(people_may_write_codes_loosely),
        cmocka_unit_test(labels_speak_the_desks_language),
        cmocka_unit_test(kinds_are_a_tree),
        cmocka_unit_test(every_organisation_kind_has_a_tier),
        cmocka_unit_test(open_grades_are_three),
        cmocka_unit_test(an_empty_code_is_what_the_help_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
