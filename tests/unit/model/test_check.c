#include "sharedesk/model/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_all(enum err_code (*check)(const char *, struct err *), bool good,
                       const char *const *texts)
{
    for (; *texts; texts++) {
        struct err e = ERR_INIT;
        enum err_code code = check(*texts, &e);
        if (good != (code == ERR_NONE))
            fail_msg("\"%s\" is %s: %s", *texts, good ? "good" : "bad", e.why);
        if (!good)
            assert_true(e.code == code && e.why[0] != '\0');
    }
}

static void uids(void **state)
{
    (void)state;
    static const char *const good[] = {
        "a",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "设备-1",
        "urn:x:1;y=2",
        "1234567890123456789012345678901234567890123456789012345678901234",
        NULL};
    static const char *const bad[] = {
        "",
        "a b",
        "a\tb",
        "a\nb",
        "a\u00A0",
        "a\u3000b",
        "\xE2\x80\xAE"
        "a",
        "\xFF",
        "12345678901234567890123456789012345678901234567890123456789012345",
        NULL};
    assert_all(model_check_uid, true, good);
    assert_all(model_check_uid, false, bad);
}

static void sixty_four_characters_are_not_bytes(void **state)
{
    (void)state;
    char uid[65 * 3 + 1] = "";
    for (int i = 0; i < 64; i++)
        strcat(uid, "电");
    struct err e = ERR_INIT;
    assert_int_equal(model_check_uid(uid, &e), ERR_NONE);
    strcat(uid, "镜");
    assert_int_equal(model_check_uid(uid, &e), ERR_VALUE);
}

static void orcids(void **state)
{
    (void)state;
    static const char *const good[] = {"0000-0002-1825-0097",
                                       "0000-0002-1694-233X",
                                       "0000-0001-5109-3700",
                                       "https://orcid.org/0000-0002-1825-0097",
                                       "http://ORCID.org/0000-0002-1825-0097",
                                       "orcid.org/0000-0002-1694-233x",
                                       NULL};
    static const char *const bad[] = {"0000-0002-1234-5678",  "0000-0002-1825-009",
                                      "0000-0002-1825-00977", "0000000218250097",
                                      "0000-0002-182X-0097",  "https://orcid.org/",
                                      "0000-0002-1825-0098",  "",
                                      "0000_0002_1825_0097",  NULL};
    assert_all(model_check_orcid, true, good);
    assert_all(model_check_orcid, false, bad);
}

static void rors(void **state)
{
    (void)state;
    static const char *const good[] = {"03yrm5c26", "https://ror.org/03yrm5c26",
                                       "ror.org/03yrm5c26", "03YRM5C26", NULL};
    static const char *const bad[] = {"01k4yrm30", "03yrm5c27",  "13yrm5c26",
                                      "03yrm5c2",  "03yrm5c266", "03yrl5c26",
                                      "",          "0",          NULL};
    assert_all(model_check_ror, true, good);
    assert_all(model_check_ror, false, bad);
}

/* The real identifiers of the shared folder, where it is there. */
static FILE *open_shared(const char *path)
{
    const char *shared = getenv("SHAREDESK_SHARED");
    const char *top = getenv("TOP");
    char name[1024];
    if (shared)
        snprintf(name, sizeof name, "%s/%s", shared, path);
    else
        snprintf(name, sizeof name, "%s/../shared/%s", top ? top : ".", path);
    return fopen(name, "r");
}

static void the_registrys_own_identifiers(void **state)
{
    (void)state;
    FILE *file = open_shared("data/identifiers/ror.csv");
    if (!file) {
        skip();
        return;
    }
    char line[512];
    int seen = 0;
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        bool good = strstr(line, ",True") != NULL;
        line[strcspn(line, ",")] = '\0';
        assert_all(model_check_ror, good, (const char *const[]){line, NULL});
        seen++;
    }
    fclose(file);
    assert_true(seen > 50);
}

static void identifiers(void **state)
{
    (void)state;
    static const char *const good[] = {"10.5442/NI000001",
                                       "doi:10.5442/NI000001",
                                       "https://doi.org/10.5442/NI000001",
                                       "http://dx.doi.org/10.1000.10/123",
                                       "CSTR:11738.02.NCDC.XDA",
                                       "cstr:11738.02.x",
                                       "CSTR: 11738.02.x",
                                       "https://cstr.cn/11738.02.x",
                                       "https://cstr.cn/CSTR:11738.02.x",
                                       "11738.02.x",
                                       "20.500.12345/abc",
                                       "ZL 2019 1 0123456.7",
                                       "hdl:21.T11998/0000-001A",
                                       "1",
                                       NULL};
    static const char *const bad[] = {"10.5442",
                                      "10.54/NI1",
                                      "10./x",
                                      "10.5442/",
                                      "10.5442/a b",
                                      "10.5442./a",
                                      "doi:NI000001",
                                      "https://doi.org/NI000001",
                                      "CSTR:1738.02.x",
                                      "CSTR:11738.2.x",
                                      "CSTR:11738.02.",
                                      "CSTR:11738.02",
                                      "CSTR 11738-02-x",
                                      "1738.02.x",
                                      "11738.2.x",
                                      "11738.02.",
                                      "https://cstr.cn/x",
                                      NULL};
    assert_all(model_check_identifier, true, good);
    assert_all(model_check_identifier, false, bad);
}

static void emails(void **state)
{
    (void)state;
    static const char *const good[] = {"a@b", "li.lei@cas.example.cn", "李雷@例子.中国", NULL};
    static const char *const bad[] = {"",       "a",      "@b",   "a@",      "a@b@c", "a b@c.d",
                                      "a@.b.c", "a@b..c", "a@b.", "a@b,c@d", NULL};
    assert_all(model_check_email, true, good);
    assert_all(model_check_email, false, bad);
}

static void small_languages_are_checked_by_their_parsers(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    assert_int_equal(model_check_hours("Mon-Fri 08:30-12:00", &e), ERR_NONE);
    assert_int_equal(model_check_hours("Mon-Fri 8-12", &e), ERR_VALUE);
    assert_int_equal(model_check_attributes("a=1", &e), ERR_NONE);
    assert_int_equal(model_check_attributes("a", &e), ERR_VALUE);
    assert_int_equal(model_check_tariffs("2026-01-01 member 100.00", &e), ERR_NONE);
    assert_int_equal(model_check_tariffs("member 100.00", &e), ERR_VALUE);
}

static void ranges(void **state)
{
    (void)state;
    static const struct {
        enum err_code (*check)(int64_t, struct err *);
        int64_t below, least, most, above;
    } cases[] = {
        {model_check_positive, 0, 1, INT64_MAX, -1},
        {model_check_not_negative, -1, 0, INT64_MAX, INT64_MIN + 1},
        {model_check_percent, -1, 0, 10000, 10001},
        {model_check_mark, -1, 0, 100, 101},
        {model_check_grade_5, 0, 1, 5, 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err e = ERR_INIT;
        assert_int_equal(cases[i].check(cases[i].least, &e), ERR_NONE);
        assert_int_equal(cases[i].check(cases[i].most, &e), ERR_NONE);
        assert_int_equal(cases[i].check(cases[i].below, &e), ERR_VALUE);
        assert_int_equal(cases[i].check(cases[i].above, &e), ERR_VALUE);
        assert_true(e.why[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uids),
        cmocka_unit_test(sixty_four_characters_are_not_bytes),
        cmocka_unit_test(orcids),
        cmocka_unit_test(rors),
        cmocka_unit_test(the_registrys_own_identifiers),
        cmocka_unit_test(identifiers),
        cmocka_unit_test(emails),
        cmocka_unit_test(small_languages_are_checked_by_their_parsers),
        cmocka_unit_test(ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
