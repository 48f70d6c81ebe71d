/* Finding out what a file is written in. */
#include "sharedesk/exchange/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct base_arena *arena;

static void expect(const char *bytes, size_t size, const char *encoding, const char *text)
{
    struct exchange_text got;
    struct err e = ERR_INIT;
    assert_int_equal(exchange_text_decode(bytes, size, NULL, arena, &got, &e), ERR_NONE);
    assert_string_equal(got.encoding, encoding);
    assert_int_equal(got.size, strlen(text));
    assert_string_equal(got.text, text);
}

#define EXPECT(bytes, encoding, text) expect(bytes, sizeof(bytes) - 1, encoding, text)

static void test_marks(void **state)
{
    (void)state;
    EXPECT("\xef\xbb\xbfname\n", "UTF-8", "name\n");
    EXPECT("\xff\xfen\0\x2d\x4e\n\0", "UTF-16LE", "n中\n");
    EXPECT("\xfe\xff\0n\x4e\x2d\0\n", "UTF-16BE", "n中\n");
}

static void test_unmarked_unicode(void **state)
{
    (void)state;
    EXPECT("name\n", "UTF-8", "name\n");
    EXPECT("扫描电镜\n", "UTF-8", "扫描电镜\n");
    EXPECT("u\0i\0d\0,\0n\0\n\0\x35\x75\x5c\x95,\0a\0\n\0", "UTF-16LE", "uid,n\n电镜,a\n");
    EXPECT("\0u\0i\0d\0,\0n\0\n\x75\x35\x95\x5c\0,\0a\0\n", "UTF-16BE", "uid,n\n电镜,a\n");
    EXPECT("", "UTF-8", "");
}

static void refused(const char *bytes, size_t size, const char *why)
{
    struct exchange_text got;
    struct err e = ERR_INIT;
    assert_int_equal(exchange_text_decode(bytes, size, NULL, arena, &got, &e), ERR_VALUE);
    assert_string_equal(e.what, "UTF-8");
    assert_string_equal(e.why, why);
}

#define REFUSED(bytes, why) refused(bytes, sizeof(bytes) - 1, why)

/* Two files joined, or one cut inside a character: told, not taken for a western encoding, in which
 * every byte means something. */
static void test_broken_utf8(void **state)
{
    (void)state;
    REFUSED("uid,name\na,中文机构\nb,\xd6\xd8\xc7\xec\xb4\xf3\n",
            "line 3 has bytes that do not occur in this encoding");
    REFUSED("uid,name\na,扫描电\xe9\x95", "line 2 has bytes that do not occur in this encoding");
    REFUSED("\xef\xbb\xbfuid,name\na,Z\xfcrich\n",
            "line 2 has bytes that do not occur in this encoding");
    EXPECT("\xef\xbb\xbf\xef\xbb\xbfuid\n", "UTF-8", "uid\n");
}

static void test_chinese(void **state)
{
    (void)state;
    EXPECT("name\n\xc9\xa8\xc3\xe8\xb5\xe7\xbe\xb5,SEM\n", "GB18030", "name\n扫描电镜,SEM\n");
    EXPECT("\xb1\xb1\xbe\xa9\xa3\xac\xc9\xcf\xba\xa3", "GB18030", "北京，上海");
}

static void test_western(void **state)
{
    (void)state;
    EXPECT("M\xfcller, Universit\xe9 de Li\xe8ge", "Windows-1252", "Müller, Université de Liège");
    EXPECT("M\x9fller, Universit\x8e de Li\x8fge", "MacRoman", "Müller, Université de Liège");
    EXPECT("the user\x92s \x93lab\x94 \x96 4 \xb0"
           "C",
           "Windows-1252", "the user’s “lab” – 4 °C");
    EXPECT("the user\xd5s \xd2lab\xd3 \xd0 4 \xa1"
           "C",
           "MacRoman", "the user’s “lab” – 4 °C");
    EXPECT("K\xf6ln, Stra\xdf"
           "e",
           "Windows-1252", "Köln, Straße");
    EXPECT("Stra\xa7"
           "e, caf\x8e",
           "MacRoman", "Straße, café");
}

static void test_named(void **state)
{
    (void)state;
    struct exchange_text got;
    struct err e = ERR_INIT;
    assert_int_equal(exchange_text_decode("\x8e", 1, "mac-roman", arena, &got, &e), ERR_NONE);
    assert_string_equal(got.text, "é");
    assert_string_equal(got.encoding, "MacRoman");
    assert_int_equal(exchange_text_decode("x", 1, "klingon", arena, &got, &e), ERR_USAGE);
    assert_int_equal(exchange_text_decode("a\nb\xff\n", 5, "utf-8", arena, &got, &e), ERR_VALUE);
    assert_non_null(strstr(e.why, "line 2"));
}

static int setup(void **state)
{
    (void)state;
    arena = base_arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    base_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),       cmocka_unit_test(test_unmarked_unicode),
        cmocka_unit_test(test_broken_utf8), cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_western),     cmocka_unit_test(test_named),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
