/* docs/csv.md is what the field tables say. */
#include "sharedesk/exchange/document.h"

#include "sharedesk/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_the_reference_is_up_to_date(void **state)
{
    (void)state;
    struct base_arena *arena = base_arena_new();
    struct base_text made = {0};
    struct err e = ERR_INIT;
    char *there;
    size_t size;
    const char *top = getenv("TOP");
    const char *path = base_arena_printf(arena, "%s/docs/csv.md", top ? top : ".");
    exchange_document_csv(&made);
    assert_int_equal(base_file_read(path, arena, &there, &size, &e), ERR_NONE);
    /* If this fails: build/sharedesk generate csv >docs/csv.md */
    assert_string_equal(there, made.s);
    base_text_free(&made);
    base_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_reference_is_up_to_date)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
