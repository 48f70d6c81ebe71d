#include "sharedesk/base/text.h"
#include "sharedesk/model/filter.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The tree as text, every node in brackets. */
static const char *tree(const struct model_filter *f)
{
    static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">=", "~", "!~"};
    if (!f)
        return "nothing";
    switch (f->kind) {
    case MODEL_FILTER_AND:
        return base_arena_printf(arena, "(%s & %s)", tree(f->left), tree(f->right));
    case MODEL_FILTER_OR:
        return base_arena_printf(arena, "(%s | %s)", tree(f->left), tree(f->right));
    case MODEL_FILTER_NOT:
        return base_arena_printf(arena, "!%s", tree(f->left));
    case MODEL_FILTER_COMPARE:
        return base_arena_printf(arena, "%s%s[%s]", f->field->name, signs[f->comparison], f->text);
    case MODEL_FILTER_PRESENT:
        return base_arena_printf(arena, "%s?", f->field->name);
    case MODEL_FILTER_WORD:
        return base_arena_printf(arena, "[%s]", f->text);
    }
    return "";
}

static void filters_become_trees(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {NULL, "nothing"},
        {"  ", "nothing"},
        {"owner=O3 且 (Seats＞2 或 非 Status=active)",
         "(owner=[O3] & (seats>[2] | !status=[active]))"},
        {"Notes", "[Notes]"},
        {"kind=instrument and (price_member<100 or name~\"电镜\") and not status=retired",
         "((kind=[instrument] & (price_member<[100] | name~[电镜])) & !status=[retired])"},
        {"kind=instrument price_member<100", "(kind=[instrument] & price_member<[100])"},
        {"a or b and c or d", "(([a] | ([b] & [c])) | [d])"},
        {"not a b", "(![a] & [b])"},
        {"not not a", "!![a]"},
        {"not (a or b)", "!([a] | [b])"},
        {"NOT a AND b OR c", "((![a] & [b]) | [c])"},
        {"region", "region?"},
        {"not region", "!region?"},
        {"\"region\"", "[region]"},
        {"name = SEM", "name=[SEM]"},
        {"name!=SEM", "name!=[SEM]"},
        {"name !~ 'SEM 1'", "name!~[SEM 1]"},
        {"cost>=10 cost<=20 cost>1", "((cost>=[10] & cost<=[20]) & cost>[1])"},
        {"name=\"\"", "name=[]"},
        {"name='it''s'", "name=[it's]"},
        {"name=\"say \"\"yes\"\"\"", "name=[say \"yes\"]"},
        {"attributes~voltage>=15", "attributes~[voltage>=15]"},
        {"name=and", "name=[and]"},
        {"(name=SEM(1))", "name=[SEM(1)]"},
        {"name=实验室（北京） grade=basic", "(name=[实验室（北京）] & grade=[basic])"},
        {"（kind＝instrument）", "kind=[instrument]"},
        {"cost≥10", "cost>=[10]"},
        {"owner=O3", "owner=[O3]"},
        {"扫描电镜", "[扫描电镜]"},
        {"(a)(b)", "([a] & [b])"},
        {"retired", "retired?"},
        {"uid=x", "uid=[x]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct model_filter *f;
        struct err e = ERR_INIT;
        if (model_filter_parse(model_type_info(MODEL_RESOURCE), cases[i].text, arena, &f, &e))
            fail_msg("%s: %s", cases[i].text, e.why);
        assert_string_equal(tree(f), cases[i].tree);
    }
}

static void faults_name_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"kind=", "at the end"},
        {"kind= and", NULL}, /* and is the value */
        {"price=3", "at character 1: price=3"},
        {"name~电镜 and colour=red", "at character 13: colour=red"},
        {"(kind=instrument", "at character 1: (kind=instrument"},
        {"kind=instrument)", "at character 16: )"},
        {"name=\"abc", "at character 6: \"abc"},
        {"and", "at character 1: and"},
        {"a and", "at the end"},
        {"a or or b", "at character 6: or b"},
        {"a and and b", "at character 7: and b"},
        {"not", "at the end"},
        {"()", "at character 2: )"},
        {"=3", "at character 1: =3"},
        {"kind=(a)", "at character 6: (a)"},
        {"\"name\"=3", "at character 7: =3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct model_filter *f = (const struct model_filter *)&cases;
        struct err e = ERR_INIT;
        enum err_code code =
            model_filter_parse(model_type_info(MODEL_RESOURCE), cases[i].text, arena, &f, &e);
        if (!cases[i].why) {
            assert_int_equal(code, ERR_NONE);
            continue;
        }
        assert_int_equal(code, ERR_USAGE);
        assert_null(f);
        if (!strstr(e.why, cases[i].why))
            fail_msg("%s: %s", cases[i].text, e.why);
    }
}

static void an_unknown_field_is_told_which_there_are(void **state)
{
    (void)state;
    const struct model_filter *f;
    struct err e = ERR_INIT;
    model_filter_parse(model_type_info(MODEL_REGION), "colour=red", arena, &f, &e);
    assert_non_null(strstr(e.hint, "uid, name, name_alt, parent, code"));
}

/* What a careless paste may hold must neither crash nor run away. */
static void depth_and_length_have_an_end(void **state)
{
    (void)state;
    static const char *const pieces[] = {"(", "not ", "a ", "a or ", "name=", "\"", "a(", "(a or "};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct base_text text = {0};
        for (int n = 0; n < 20000; n++)
            base_text_add(&text, pieces[i]);
        const struct model_filter *f;
        struct err e = ERR_INIT;
        enum err_code code =
            model_filter_parse(model_type_info(MODEL_RESOURCE), text.s, arena, &f, &e);
        if (strcmp(pieces[i], "name=") != 0 && strcmp(pieces[i], "\"") != 0)
            assert_int_equal(code, ERR_USAGE);
        base_text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(filters_become_trees, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(faults_name_the_place, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_field_is_told_which_there_are, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(depth_and_length_have_an_end, arena_set_up,
                                        arena_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
