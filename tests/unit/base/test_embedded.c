#include "sharedesk/base/embedded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_file_is_found_by_its_name(void **state)
{
    (void)state;
    size_t n;
    const struct base_embedded *all = base_embedded_all(&n);
    for (size_t i = 0; i < n; i++) {
        assert_ptr_equal(base_embedded_find(all[i].name), &all[i]);
        if (i > 0)
            assert_true(strcmp(all[i - 1].name, all[i].name) < 0);
    }
}

static void a_nul_stands_after_the_last_byte(void **state)
{
    (void)state;
    size_t n;
    const struct base_embedded *all = base_embedded_all(&n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(all[i].data[all[i].size], 0);
}

static void an_unknown_name_is_null(void **state)
{
    (void)state;
    assert_null(base_embedded_find("data/no such file"));
    assert_null(base_embedded_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_found_by_its_name),
        cmocka_unit_test(a_nul_stands_after_the_last_byte),
        cmocka_unit_test(an_unknown_name_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
