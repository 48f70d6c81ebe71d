/* Whatever bytes a text holds: columns add up, folding is stable, and nothing unsafe is shown. The
 * same bytes are read as a time and as an amount; what is accepted is written and read back. */
#include "sharedesk/base/memory.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int holds)
{
    if (!holds)
        abort();
}

static void check_shown(struct base_arena *a, const char *s)
{
    const char *shown = base_utf8_show(a, s);
    require(base_utf8_valid(shown, strlen(shown)));
    require(base_utf8_show(a, shown) == shown);
    int width = base_utf8_width(shown);
    for (int columns = 0; columns < 12; columns++) {
        int used;
        size_t bytes = base_utf8_fit(shown, columns, &used);
        require(bytes <= strlen(shown) && used <= columns && used <= width);
        require(base_utf8_width(base_utf8_cut(a, shown, columns)) <= columns);
    }
}

static void check_folded(struct base_arena *a, const char *s)
{
    const char *words = base_utf8_words(a, s);
    require(strcmp(words, base_utf8_words(a, words)) == 0);
    const char *composed = base_utf8_nfc(a, s);
    require(strcmp(composed, base_utf8_nfc(a, composed)) == 0);
    base_utf8_fold(a, s);
}

static void check_read_back(const char *s)
{
    struct err e = ERR_INIT;
    int64_t value;
    int64_t back;
    char text[40];
    if (base_money_parse(s, 2, &value, &e) == ERR_NONE) {
        base_money_show(value, 2, text);
        require(base_money_parse(text, 2, &back, &e) == ERR_NONE && back == value);
    }
    if (base_time_parse(s, false, &value, &e) == ERR_NONE) {
        base_time_format(value, text);
        require(text[0] == '\0' || strncmp(text, "1899", 4) == 0 ||
                (base_time_parse(text, false, &back, &e) == ERR_NONE && back == value));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct base_arena *a = base_arena_new();
    char *copy = base_strdup(base_arena_strndup(a, (const char *)data, size));
    check_shown(a, copy);
    check_folded(a, copy);
    check_read_back(copy);
    free(copy);
    base_arena_free(&a);
    return 0;
}
