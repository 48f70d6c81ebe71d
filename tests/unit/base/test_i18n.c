#include "sharedesk/base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What the environment of a user may say, and what the desk makes of it. NULL: not set. */
struct environment {
    const char *lang, *lc_all, *language; /* variables */
    const char *option;                   /* --lang */
    enum base_language expected;
    bool utf8;
};

static void set_or_unset(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

static void start(const struct environment *v)
{
    unsetenv("LC_CTYPE");
    unsetenv("LC_MESSAGES");
    set_or_unset("LANG", v->lang);
    set_or_unset("LC_ALL", v->lc_all);
    set_or_unset("LANGUAGE", v->language);
    base_i18n_start(v->option, "sharedesk");
}

static void the_environment_or_the_option_says_the_language(void **state)
{
    (void)state;
    static const struct environment cases[] = {
        {NULL, NULL, NULL, NULL, BASE_ENGLISH, true},
        {NULL, NULL, NULL, "zh", BASE_CHINESE, true},
        {"C", NULL, NULL, NULL, BASE_ENGLISH, false},
        {"C", NULL, "zh", NULL, BASE_ENGLISH, false}, /* plain C asks for no translation */
        {"C", NULL, NULL, "zh", BASE_CHINESE, false},
        {"C.UTF-8", NULL, "zh", NULL, BASE_CHINESE, true},
        {"C.UTF-8", NULL, "de:zh_CN:en", NULL, BASE_CHINESE, true},
        {"C.UTF-8", NULL, "en_GB:zh", NULL, BASE_ENGLISH, true},
        {"zh_CN.UTF-8", NULL, NULL, NULL, BASE_CHINESE, true},
        {"zh_CN.UTF-8", NULL, NULL, "en", BASE_ENGLISH, true},
        {"zh_CN.UTF-8", NULL, "", NULL, BASE_CHINESE, true},
        {"en_US.UTF-8", "zh_CN.UTF-8", NULL, NULL, BASE_CHINESE, true},
        {"zh_CN.GB18030", NULL, NULL, NULL, BASE_CHINESE, false},
        {"de_DE.utf8", NULL, NULL, NULL, BASE_ENGLISH, true},
        {"zh_CN.UTF-8", "POSIX", NULL, NULL, BASE_ENGLISH, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start(&cases[i]);
        assert_int_equal(base_i18n_language(), cases[i].expected);
        assert_int_equal(base_i18n_terminal_utf8(), cases[i].utf8);
        assert_string_equal(nl_langinfo(CODESET), "UTF-8");
        assert_string_not_equal(setlocale(LC_MESSAGES, NULL), "C");
    }
}

static void numbers_keep_their_point(void **state)
{
    (void)state;
    start(&(struct environment){.lang = "de_DE.UTF-8"});
    char text[16];
    snprintf(text, sizeof text, "%.1f", 1.5);
    assert_string_equal(text, "1.5");
}

static void an_unknown_text_stays_as_it_is(void **state)
{
    (void)state;
    static const char text[] = "no such text in any catalogue";
    start(&(struct environment){.option = "zh"});
    assert_string_equal(_(text), text);
    assert_string_equal(P_("one thing", "many things", 1), "one thing");
    assert_string_equal(P_("one thing", "many things", 2), "many things");
    assert_string_equal(N_("table"), "table");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_environment_or_the_option_says_the_language),
        cmocka_unit_test(numbers_keep_their_point),
        cmocka_unit_test(an_unknown_text_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
