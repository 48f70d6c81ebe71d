#include "sharedesk/base/embedded.h"
#include "sharedesk/base/file.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/policy.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct model_policy defaults(void)
{
    struct model_policy policy;
    model_policy_defaults(&policy);
    return policy;
}

/* ---- the files made from the table: make check UPDATE_GOLDEN=1 writes them anew ---- */

static void assert_file(const char *name, const char *wanted)
{
    const char *top = getenv("TOP");
    const char *path = base_arena_printf(arena, "%s/%s", top ? top : ".", name);
    struct err e = ERR_INIT;
    if (getenv("UPDATE_GOLDEN"))
        assert_int_equal(base_file_write(path, wanted, strlen(wanted), &e), ERR_NONE);
    char *data;
    size_t size;
    assert_int_equal(base_file_read(path, arena, &data, &size, &e), ERR_NONE);
    assert_string_equal(data, wanted);
}

static void the_sample_is_what_the_table_says(void **state)
{
    (void)state;
    struct model_policy policy = defaults();
    assert_file("data/policy.ini", model_options_write(MODEL_SCOPE_POLICY, &policy, true, arena));
}

static void the_document_is_what_the_table_says(void **state)
{
    (void)state;
    assert_file("docs/policy.md", model_options_document(arena));
}

/* ---- the table ---- */

static void keys_are_unique_and_defaults_allowed(void **state)
{
    (void)state;
    for (int scope = 0; scope < 2; scope++) {
        size_t count;
        const struct model_option *options = model_options((enum model_option_scope)scope, &count);
        union {
            struct model_policy policy;
            struct model_personal personal;
        } target;
        if (scope == MODEL_SCOPE_POLICY)
            model_policy_defaults(&target.policy);
        else
            model_personal_defaults(&target.personal);
        for (size_t i = 0; i < count; i++) {
            struct err e = ERR_INIT;
            assert_int_equal(model_option_set((enum model_option_scope)scope, options[i].key,
                                              options[i].fallback, arena, &target, &e),
                             ERR_NONE);
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(options[i].key, options[j].key);
        }
    }
}

static void defaults_are_those_of_the_rules(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    assert_string_equal(p.currency, "CNY");
    assert_true(p.decimals == 2);
    assert_true(p.points_capability + p.points_availability + p.points_cost + p.points_quality +
                    p.points_proximity + p.points_history ==
                100);
    assert_true(p.balance == 0.5 && p.half_life == 183);
    assert_true(p.standing_k == 1000000); /* 10,000.00 */
    assert_true(p.split_provider + p.split_operator + p.split_reinvestment + p.split_risk == 100);
    assert_false(p.favour_new);
    struct model_personal s;
    model_personal_defaults(&s);
    assert_string_equal(s.theme, "dark");
    assert_true(s.tour);
}

/* ---- setting ---- */

static void one_option_is_set_by_key(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    static const char *const keys[] = {"half_life", "standing.half_life", "policy.half_life",
                                       "policy.standing.half_life", "HALF_LIFE"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct err e = ERR_INIT;
        p.half_life = 0;
        assert_int_equal(model_option_set(MODEL_SCOPE_POLICY, keys[i], "90", arena, &p, &e),
                         ERR_NONE);
        assert_true(p.half_life == 90);
    }
    struct err e = ERR_INIT;
    assert_int_equal(model_option_set(MODEL_SCOPE_POLICY, "fit.half_life", "90", arena, &p, &e),
                     ERR_USAGE);
    assert_non_null(strstr(e.hint, "capability"));
    assert_int_equal(model_option_set(MODEL_SCOPE_POLICY, "half_lives", "90", arena, &p, &e),
                     ERR_USAGE);
    assert_non_null(strstr(e.hint, "[standing]"));
}

static void bad_values_are_refused_and_change_nothing(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"decimals", "5"},     {"decimals", "two"},     {"decimals", ""},
        {"day_minutes", "0"},  {"capability", "101"},   {"capability", "-1"},
        {"capability", "nan"}, {"capability", "4O"},    {"capability", ""},
        {"balance", "inf"},    {"favour_new", "maybe"}, {"k", "ten"},
        {"k", "-1"},           {"k", "1.234"},          {"currency", "yuan"},
        {"currency", "cny"},   {"name", "a\nb"},        {"name", "\"'"},
        {"name", "\xFF"},      {"similarity", "1.01"},
    };
    const char *before = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct model_policy p = defaults();
        before = model_options_write(MODEL_SCOPE_POLICY, &p, false, arena);
        struct err e = ERR_INIT;
        if (model_option_set(MODEL_SCOPE_POLICY, cases[i][0], cases[i][1], arena, &p, &e) !=
            ERR_VALUE)
            fail_msg("%s = %s was taken", cases[i][0], cases[i][1]);
        assert_true(e.why[0] != '\0');
        assert_string_equal(e.what, cases[i][0]);
        assert_string_equal(model_options_write(MODEL_SCOPE_POLICY, &p, false, arena), before);
    }
    struct model_personal s;
    model_personal_defaults(&s);
    struct err e = ERR_INIT;
    assert_int_equal(model_option_set(MODEL_SCOPE_PERSONAL, "language", "fr", arena, &s, &e),
                     ERR_VALUE);
    assert_non_null(strstr(e.why, "en, zh"));
    assert_int_equal(model_option_set(MODEL_SCOPE_PERSONAL, "language", "zh", arena, &s, &e),
                     ERR_NONE);
    assert_int_equal(model_option_set(MODEL_SCOPE_PERSONAL, "language", "", arena, &s, &e),
                     ERR_NONE);
}

static void money_follows_the_currencys_decimals(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    struct err e = ERR_INIT;
    assert_int_equal(model_option_set(MODEL_SCOPE_POLICY, "decimals", "0", arena, &p, &e),
                     ERR_NONE);
    assert_true(p.standing_k == 10000 && p.rate_instrument == 300);
    assert_int_equal(model_option_set(MODEL_SCOPE_POLICY, "decimals", "3", arena, &p, &e),
                     ERR_NONE);
    assert_true(p.standing_k == 10000000);
    assert_int_equal(model_option_set(MODEL_SCOPE_POLICY, "k", "1.234", arena, &p, &e), ERR_NONE);
    assert_true(p.standing_k == 1234);
}

/* ---- reading and writing ---- */

static size_t read_policy(const char *text, struct model_policy *p, const char ***faults)
{
    static const char *const ignored[] = {"keys", NULL};
    struct base_ini ini;
    struct err e = ERR_INIT;
    size_t count;
    assert_int_equal(base_ini_parse("policy.ini", text, arena, &ini, &e), ERR_NONE);
    model_options_read(MODEL_SCOPE_POLICY, &ini, ignored, arena, p, faults, &count);
    return count;
}

static void faults_are_told_with_file_and_line_and_the_rest_is_read(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    const char **faults;
    size_t count = read_policy("[standing]\n"
                               "half_life = 90\n"
                               "half_lief = 3\n"
                               "K = 5,000.50\n"
                               "[fit]\n"
                               "capability = lots\n"
                               "half_life = 1\n"
                               "what is this\n"
                               "[keys]\n"
                               "quit = Q\n"
                               "[colours]\n"
                               "x = y\n"
                               "[fit]\n"
                               "favour_new = Yes\n",
                               &p, &faults);
    assert_int_equal(count, 5);
    static const char *const parts[] = {
        "policy.ini:8: ", "policy.ini:3: half_lief: ", "policy.ini:6: capability: ",
        "policy.ini:7: half_life: ", "policy.ini:12: x: "};
    for (size_t i = 0; i < count; i++) {
        if (!base_text_starts(faults[i], parts[i]))
            fail_msg("%s", faults[i]);
    }
    assert_non_null(strstr(faults[1], "half_life, k"));
    assert_non_null(strstr(faults[2], "0 to 100"));
    assert_true(p.half_life == 90 && p.standing_k == 500050);
    assert_true(p.points_capability == 40);
    assert_true(p.favour_new);
}

static void decimals_are_read_before_money_wherever_they_stand(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    const char **faults;
    assert_int_equal(read_policy("[standing]\nk = 500.125\n[desk]\ndecimals = 3\n", &p, &faults),
                     0);
    assert_true(p.standing_k == 500125 && p.rate_service == 150000);
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",  "Desk",         "区域共享平台", " led by blanks ", "a; b # c", "the \"desk\"",
        "'", "back\\slash\\"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (int comments = 0; comments < 2; comments++) {
            struct model_policy p = defaults();
            p.name = names[i];
            p.half_life = 100.0 / 3;
            p.tax = 1e-7;
            p.rate_result = INT64_MAX;
            p.favour_new = true;
            const char *text = model_options_write(MODEL_SCOPE_POLICY, &p, comments, arena);
            struct model_policy q = defaults();
            const char **faults;
            size_t count = read_policy(text, &q, &faults);
            if (count > 0)
                fail_msg("%s", faults[0]);
            assert_string_equal(q.name, p.name);
            assert_true(q.half_life == p.half_life && q.tax == p.tax);
            assert_string_equal(model_options_write(MODEL_SCOPE_POLICY, &q, comments, arena), text);
        }
    }
}

static void the_embedded_sample_changes_nothing(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    const char *before = model_options_write(MODEL_SCOPE_POLICY, &p, true, arena);
    const char **faults;
    assert_int_equal(read_policy(base_embedded_find("data/policy.ini")->data, &p, &faults), 0);
    assert_string_equal(model_options_write(MODEL_SCOPE_POLICY, &p, true, arena), before);
}

static void rates_are_by_the_top_of_the_kind(void **state)
{
    (void)state;
    struct model_policy p = defaults();
    assert_true(model_policy_rate(&p, "instrument") == 30000);
    assert_true(model_policy_rate(&p, "facility.key_lab") == 50000);
    assert_true(model_policy_rate(&p, "database.library") == 2000);
    assert_true(model_policy_rate(&p, "result.generic") == 50000);
    assert_true(model_policy_rate(&p, NULL) == 15000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sample_is_what_the_table_says, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(the_document_is_what_the_table_says, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(keys_are_unique_and_defaults_allowed, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(defaults_are_those_of_the_rules, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(one_option_is_set_by_key, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(bad_values_are_refused_and_change_nothing, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(money_follows_the_currencys_decimals, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(faults_are_told_with_file_and_line_and_the_rest_is_read,
                                        arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(decimals_are_read_before_money_wherever_they_stand,
                                        arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_reads_back, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(the_embedded_sample_changes_nothing, arena_set_up,
                                        arena_tear_down),
        cmocka_unit_test_setup_teardown(rates_are_by_the_top_of_the_kind, arena_set_up,
                                        arena_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
