#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/model/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct base_arena *arena;
static const struct model_format format = {.decimals = 2};

static int set_up(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    arena = base_arena_new();
    return base_time_set_zone("Asia/Shanghai", &e) == ERR_NONE ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    base_arena_free(&arena);
    return 0;
}

static const struct model_field *field(enum model_type type, const char *name)
{
    const struct model_field *f = model_field_find(model_type_info(type), name);
    assert_non_null(f);
    return f;
}

struct example {
    enum model_type type;
    const char *field, *text;
    const char *formatted; /* NULL: refused */
    const char *shown;     /* NULL: as formatted */
};

static void check_example(const struct example *x)
{
    const struct model_field *f = field(x->type, x->field);
    void *record = model_record_new(arena, x->type);
    struct err e = ERR_INIT;
    enum err_code code = model_value_parse(f, x->text, &format, arena, record, &e);
    if (!x->formatted) {
        if (code == ERR_NONE)
            fail_msg("%s = \"%s\" was taken", x->field, x->text);
        assert_true(model_field_empty(f, record));
        assert_string_equal(e.what, f->label);
        assert_true(e.why[0] != '\0');
        return;
    }
    if (code != ERR_NONE)
        fail_msg("%s = \"%s\": %s", x->field, x->text, e.why);
    assert_string_equal(model_value_format(f, record, &format, arena), x->formatted);
    assert_string_equal(model_value_show(f, record, &format, arena),
                        x->shown ? x->shown : x->formatted);
}

#define R MODEL_RESOURCE
#define D MODEL_DEMAND

static void texts_become_values_and_texts_again(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {R, "name", "  扫描 电镜 ", "  扫描 电镜 ", NULL},
        {R, "name", "", "", NULL},
        {R, "name", " \t", "", NULL},
        {R, "name", NULL, "", NULL},
        {R, "name", "\xC3\x28", NULL, NULL},
        {R, "kind", "Key laboratory", "facility.key_lab", "Key laboratory"},
        {R, "kind", "大科学工程", "facility.big_science", "Big-science facility"},
        {R, "kind", "toaster", NULL, NULL},
        {R, "grade", "open", "common", "Common"},
        {R, "owner", "12", "12", NULL},
        {R, "owner", "O12", NULL, NULL},
        {R, "seats", "4", "4", NULL},
        {R, "seats", " 4 ", "4", NULL},
        {R, "seats", "0", NULL, NULL},
        {R, "seats", "4.5", NULL, NULL},
        {R, "seats", "four", NULL, NULL},
        {R, "seats", "9223372036854775808", NULL, NULL},
        {R, "seats", "-9223372036854775808", NULL, NULL},
        {R, "price_member", "1,234.5", "1234.50", "1,234.50"},
        {R, "price_member", "-1", NULL, NULL},
        {R, "price_member", "1.234", NULL, NULL},
        {R, "price_member", "92233720368547758.08", NULL, NULL},
        {R, "cancel_percent", "12.5", "12.5", "12.5 %"},
        {R, "cancel_percent", "12.50 %", "12.5", "12.5 %"},
        {R, "cancel_percent", "100", "100", "100 %"},
        {R, "cancel_percent", "0", "0", "0 %"},
        {R, "cancel_percent", "0.05", "0.05", "0.05 %"},
        {R, "cancel_percent", "100.01", NULL, NULL},
        {R, "cancel_percent", "%", NULL, NULL},
        {R, "open_hours", "24x7", "24x7", NULL},
        {R, "open_hours", "周一至周五 8：30－12：00；周六、周日 9:00-12:00",
         "Mon-Fri 8:30-12:00;Sat,Sun 9:00-12:00", NULL},
        {R, "open_hours", "全天", "24x7", NULL},
        {R, "open_hours", "sometimes", NULL, NULL},
        {R, "pid", "10.5442/NI1", "10.5442/NI1", NULL},
        {R, "pid", "10.5442", NULL, NULL},
        {R, "uid", "two words", NULL, NULL},
        {D, "divisible", "no", "", NULL},
        {D, "divisible", "No", "", NULL},
        {D, "divisible", "yes", "yes", "yes"},
        {D, "divisible", "是", "yes", "yes"},
        {D, "divisible", "60", "yes", "yes"},
        {D, "divisible", "90", "90", "1 h 30"},
        {D, "divisible", "2 h", "120", "2 h"},
        {D, "divisible", "0", NULL, NULL},
        {D, "divisible", "-60", NULL, NULL},
        {D, "divisible", "perhaps", NULL, NULL},
        {D, "follow_up", "2026-12-16", "2026-12-16", NULL},
        {D, "follow_up", "2026-02-30", NULL, NULL},
        {D, "earliest", "2026-12-16T09:00", "2026-12-16T09:00:00+08:00", "2026-12-16 09:00"},
        {D, "earliest", "2026-12-16T01:00Z", "2026-12-16T09:00:00+08:00", "2026-12-16 09:00"},
        {D, "earliest", "2026-12-16", "2026-12-16T00:00:00+08:00", "2026-12-16 00:00"},
        {D, "latest", "2026-12-16", "2026-12-17T00:00:00+08:00", "2026-12-16"},
        {D, "latest", "9999-12-31", NULL, NULL},
        {D, "latest", "tomorrow", NULL, NULL},
        {MODEL_MEETING, "month", "2026-12", "2026-12", NULL},
        {MODEL_MEETING, "month", "2026-13", NULL, NULL},
        {MODEL_PROPOSAL, "score", "89.25", "89.25", NULL},
        {MODEL_PROPOSAL, "score", "7", "7.00", NULL},
        {MODEL_OUTCOME, "record", "demand:d-1", "demand:d-1", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        check_example(&examples[i]);
}

static void people_write_minutes_in_many_ways(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {D, "minutes", "90", "90", "1 h 30"},
        {D, "minutes", "45", "45", "45 min"},
        {D, "minutes", "３小时", "180", "3 h"},
        {D, "minutes", "720", "720", "12 h"},
        {D, "minutes", "2 h", "120", "2 h"},
        {D, "minutes", "2h", "120", "2 h"},
        {D, "minutes", "2 hours", "120", "2 h"},
        {D, "minutes", "1 h 30", "90", "1 h 30"},
        {D, "minutes", "1h30m", "90", "1 h 30"},
        {D, "minutes", "1 h 30 min", "90", "1 h 30"},
        {D, "minutes", "1 hour 5", "65", "1 h 05"},
        {D, "minutes", "1.5 h", "90", "1 h 30"},
        {D, "minutes", "0.25h", "15", "15 min"},
        {D, "minutes", "90 min", "90", "1 h 30"},
        {D, "minutes", "90 Minutes", "90", "1 h 30"},
        {D, "minutes", "1:30", "90", "1 h 30"},
        {D, "minutes", "100:00", "6000", "100 h"},
        {D, "minutes", "1小时30分", "90", "1 h 30"},
        {D, "minutes", "2 小时", "120", "2 h"},
        {D, "minutes", "30分钟", "30", "30 min"},
        {D, "minutes", "h", NULL, NULL},
        {D, "minutes", "1 h h", NULL, NULL},
        {D, "minutes", "30 min 1 h", NULL, NULL},
        {D, "minutes", "1.5", NULL, NULL},
        {D, "minutes", "1.55555 h", NULL, NULL},
        {D, "minutes", "1.001 h", NULL, NULL},
        {D, "minutes", "1.5 min", NULL, NULL},
        {D, "minutes", "1:60", NULL, NULL},
        {D, "minutes", "1:5", NULL, NULL},
        {D, "minutes", "-1", NULL, NULL},
        {D, "minutes", "0", NULL, NULL},
        {D, "minutes", "1 30", NULL, NULL},
        {D, "minutes", "2 days", NULL, NULL},
        {D, "minutes", "1 h 30 x", NULL, NULL},
        {D, "minutes", "99999999999999999 h", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        check_example(&examples[i]);
}

static void an_error_names_field_text_and_what_is_allowed(void **state)
{
    (void)state;
    struct model_resource *r = model_record_new(arena, MODEL_RESOURCE);
    struct err e = ERR_INIT;
    model_value_parse(field(MODEL_RESOURCE, "unit"), "mile\x1b[31m", &format, arena, r, &e);
    assert_string_equal(e.what, "Unit");
    assert_non_null(strstr(e.why, "hour, day, licence, seat, query"));
    assert_non_null(strstr(e.why, "\"mile"));
    assert_null(strchr(e.why, '\x1b'));
}

static void an_empty_text_empties(void **state)
{
    (void)state;
    struct model_resource *r = model_record_new(arena, MODEL_RESOURCE);
    r->seats = 4;
    r->name = "x";
    struct err e = ERR_INIT;
    model_value_parse(field(MODEL_RESOURCE, "seats"), "", &format, arena, r, &e);
    model_value_parse(field(MODEL_RESOURCE, "name"), "", &format, arena, r, &e);
    assert_true(r->seats == BASE_NONE);
    assert_null(r->name);
}

static void a_refused_value_leaves_the_old_one(void **state)
{
    (void)state;
    struct model_resource *r = model_record_new(arena, MODEL_RESOURCE);
    r->seats = 4;
    r->grade = "basic";
    struct err e = ERR_INIT;
    model_value_parse(field(MODEL_RESOURCE, "seats"), "-4", &format, arena, r, &e);
    model_value_parse(field(MODEL_RESOURCE, "grade"), "gold", &format, arena, r, &e);
    assert_true(r->seats == 4);
    assert_string_equal(r->grade, "basic");
}

/* ---- links ---- */

static enum err_code resolve(void *context, enum model_type type, const char *text, int64_t *id,
                             struct err *e)
{
    assert_string_equal(context, "store");
    if (strcmp(text, "nobody") == 0)
        return err_set(e, ERR_NOT_FOUND, text, NULL, "there is none");
    int64_t number;
    assert_ptr_equal(model_type_of_number(text, &number), model_type_info(type));
    *id = number;
    return ERR_NONE;
}

static enum err_code resolve_any(void *context, const char *text, struct base_arena *a,
                                 const char **normal, struct err *e)
{
    (void)context;
    (void)e;
    *normal = base_arena_printf(a, "demand:uid-of-%s", text);
    return ERR_NONE;
}

static const char *write_link(void *context, enum model_type type, int64_t id, struct base_arena *a)
{
    (void)context;
    char number[24];
    model_number_format(type, id, number);
    return base_arena_strdup(a, number);
}

static const char *write_any(void *context, const char *normal, struct base_arena *a)
{
    (void)context;
    return base_arena_printf(a, "<%s>", normal);
}

static void links_go_through_the_caller(void **state)
{
    (void)state;
    static const struct model_links links = {"store", resolve, resolve_any, write_link, write_any};
    const struct model_format linked = {.decimals = 2, .links = &links};
    struct model_outcome *o = model_record_new(arena, MODEL_OUTCOME);
    struct err e = ERR_INIT;
    const struct model_field *activity = field(MODEL_OUTCOME, "activity");
    const struct model_field *record = field(MODEL_OUTCOME, "record");
    assert_int_equal(model_value_parse(activity, " T3 ", &linked, arena, o, &e), ERR_NONE);
    assert_true(o->activity == 3);
    assert_string_equal(model_value_format(activity, o, &linked, arena), "T3");
    assert_string_equal(model_value_show(activity, o, &linked, arena), "T3");
    assert_int_equal(model_value_parse(record, "D4", &linked, arena, o, &e), ERR_NONE);
    assert_string_equal(o->record, "demand:uid-of-D4");
    assert_string_equal(model_value_format(record, o, &linked, arena), "<demand:uid-of-D4>");
    assert_int_equal(model_value_parse(activity, "nobody", &linked, arena, o, &e), ERR_NOT_FOUND);
    assert_string_equal(e.what, "Activity: nobody");
    assert_string_equal(e.why, "there is none");
    assert_true(o->activity == 3);
}

static void minutes_are_shown_kindly(void **state)
{
    (void)state;
    assert_string_equal(model_minutes_show(0, arena), "0 min");
    assert_string_equal(model_minutes_show(59, arena), "59 min");
    assert_string_equal(model_minutes_show(60, arena), "1 h");
    assert_string_equal(model_minutes_show(61, arena), "1 h 01");
    assert_string_equal(model_minutes_show(-90, arena), "-1 h 30");
    assert_string_equal(model_minutes_show(BASE_NONE, arena), "");
}

/* ---- every field of every type: value -> text -> value ---- */

static uint64_t seed;

static int64_t random_below(int64_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int64_t)(seed % (uint64_t)n);
}

static const char *random_text(void)
{
    static const char *const pieces[] = {"a", "Z", " b", "电", "镜",  "\n", "\"",          ",",
                                         ";", "é", "\\", "=",  "\t.", "𠀀", "\xE2\x80\xAE"};
    const char *text = "x";
    for (int64_t n = random_below(12); n > 0; n--)
        text = base_arena_printf(arena, "%s%s", text,
                                 pieces[random_below(sizeof pieces / sizeof pieces[0])]);
    return text;
}

/* A text its checker takes; NULL for a grammar this test has no words of. */
static const char *random_checked_text(const struct model_field *f)
{
    static const char *const words[] = {"3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                                        "0000-0002-1825-0097",
                                        "03yrm5c26",
                                        "CSTR:11738.02.x",
                                        "a@b.cn",
                                        "Mon-Fri 08:30-12:00",
                                        "a=1; b>=2 kV",
                                        "2026-01-01 member 100.00"};
    struct err e = ERR_INIT;
    if (!f->check_text)
        return random_text();
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (f->check_text(words[i], &e) == ERR_NONE)
            return words[i];
    }
    return NULL;
}

static int64_t random_number(const struct model_field *f)
{
    int64_t most = f->type == MODEL_DATE    ? 100000
                   : f->type == MODEL_MONTH ? 3000
                   : f->type == MODEL_TIME  ? 4000000000
                   : f->type == MODEL_PIECE ? 500
                                            : INT64_MAX / 3;
    for (int tries = 0;; tries++) {
        int64_t number = random_below(tries < 50 ? most : 5) + (f->type != MODEL_PERCENT);
        struct err e = ERR_INIT;
        if (f->type == MODEL_PERCENT)
            number %= 10001;
        if (!f->check_number || f->check_number(number, &e) == ERR_NONE)
            return number;
    }
}

static void fill(const struct model_field *f, void *record)
{
    if (random_below(8) == 0)
        return; /* empty stays empty */
    if (f->type == MODEL_CODE) {
        size_t count;
        const struct model_code *codes =
            model_vocabulary_codes((enum model_vocabulary)f->argument, &count);
        model_field_set_text(f, record, codes[random_below((int64_t)count)].code);
    } else if (model_field_is_text(f)) {
        model_field_set_text(f, record, random_checked_text(f));
    } else {
        model_field_set_number(f, record, random_number(f));
    }
}

static void assert_round_trip(const struct model_field *f, const void *record, void *copy)
{
    struct err e = ERR_INIT;
    const char *text = model_value_format(f, record, &format, arena);
    if (model_value_parse(f, text, &format, arena, copy, &e))
        fail_msg("%s \"%s\": %s", f->name, text, e.why);
    if (!model_field_equal(f, record, copy))
        fail_msg("%s \"%s\" became \"%s\"", f->name, text,
                 model_value_format(f, copy, &format, arena));
}

static void every_value_survives_its_text(void **state)
{
    (void)state;
    static const char *const zones[] = {"Asia/Shanghai", "Europe/Berlin", "America/St_Johns",
                                        "UTC"};
    seed = 20261216;
    for (int round = 0; round < 200; round++) {
        struct err e = ERR_INIT;
        assert_int_equal(base_time_set_zone(zones[round % 4], &e), ERR_NONE);
        for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
            const struct model_type_info *info = model_type_info((enum model_type)type);
            void *record = model_record_new(arena, info->type);
            void *copy = model_record_new(arena, info->type);
            for (size_t i = 0; i < info->count; i++) {
                fill(&info->fields[i], record);
                assert_round_trip(&info->fields[i], record, copy);
            }
        }
        base_arena_reset(arena);
    }
}

/* What people are shown of whole values can be typed back, but for links and times' seconds. */
static void what_is_shown_can_be_typed(void **state)
{
    (void)state;
    seed = 42;
    for (int round = 0; round < 50; round++) {
        for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
            const struct model_type_info *info = model_type_info((enum model_type)type);
            void *record = model_record_new(arena, info->type);
            void *copy = model_record_new(arena, info->type);
            for (size_t i = 0; i < info->count; i++) {
                const struct model_field *f = &info->fields[i];
                fill(f, record);
                if (f->type == MODEL_TIME || f->type == MODEL_MINUTES)
                    continue;
                struct err e = ERR_INIT;
                const char *text = model_value_show(f, record, &format, arena);
                if (model_value_parse(f, text, &format, arena, copy, &e))
                    fail_msg("%s \"%s\": %s", f->name, text, e.why);
                assert_true(model_field_equal(f, record, copy));
            }
        }
        base_arena_reset(arena);
    }
}

static void shown_minutes_can_be_typed(void **state)
{
    (void)state;
    const struct model_field *f = field(MODEL_DEMAND, "minutes");
    struct model_demand *d = model_record_new(arena, MODEL_DEMAND);
    for (int64_t minutes = 1; minutes < 4000; minutes++) {
        struct err e = ERR_INIT;
        const char *text = model_minutes_show(minutes, arena);
        assert_int_equal(model_value_parse(f, text, &format, arena, d, &e), ERR_NONE);
        assert_true(d->minutes == minutes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_become_values_and_texts_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(people_write_minutes_in_many_ways, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_error_names_field_text_and_what_is_allowed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_empty_text_empties, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refused_value_leaves_the_old_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_go_through_the_caller, set_up, tear_down),
        cmocka_unit_test_setup_teardown(minutes_are_shown_kindly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_value_survives_its_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_shown_can_be_typed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shown_minutes_can_be_typed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
