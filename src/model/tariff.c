/* tariff.c: "2026-01-01 member 100.00 outside 150.00; 2026-07-01 member 120". */
#include "sharedesk/model/tariff.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_COLUMNS = 60 };

struct list {
    struct base_arena *arena;
    struct model_tariff *items;
    size_t count, capacity;
};

static enum err_code fault(struct err *e, const char *part, const char *why)
{
    int columns;
    int shown = (int)base_utf8_fit(part, SHOWN_COLUMNS, &columns);
    return err_set(e, ERR_VALUE, "",
                   _("Write it as 2026-01-01 member 100.00 outside 150.00; 2026-07-01 member "
                     "120.00."),
                   _("%s in \"%.*s\""), why, shown, part);
}

/* Cuts the next word off *rest; NULL at the end. */
static char *take_word(char **rest)
{
    char *start = *rest + strspn(*rest, " \t\r\n");
    if (*start == '\0')
        return NULL;
    char *end = start + strcspn(start, " \t\r\n");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return start;
}

/* The place for the price a word speaks of. */
static int64_t *price_named(struct model_tariff *t, const char *word)
{
    if (strcmp(word, "member") == 0 || strcmp(word, "成员") == 0)
        return &t->member;
    if (strcmp(word, "outside") == 0 || strcmp(word, "外部") == 0)
        return &t->outside;
    return NULL;
}

static enum err_code read_part(struct list *list, const char *part, int decimals, struct err *e)
{
    char *rest = base_arena_strdup(list->arena, part);
    struct model_tariff t = {BASE_NONE, BASE_NONE, BASE_NONE};
    char *word = take_word(&rest);
    struct err ignored = ERR_INIT;
    if (base_day_parse(word, &t.from_day, &ignored))
        return fault(e, part, _("the first day is missing"));
    while ((word = take_word(&rest)) != NULL) {
        int64_t *price = price_named(&t, word);
        char *amount = take_word(&rest);
        if (!price)
            return fault(e, part, _("\"member\" or \"outside\" is missing"));
        if (*price != BASE_NONE)
            return fault(e, part, _("a price is given twice"));
        if (!amount || base_money_parse(amount, decimals, price, &ignored) || *price < 0)
            return fault(e, part, _("an amount is missing"));
    }
    if (t.member == BASE_NONE && t.outside == BASE_NONE)
        return fault(e, part, _("a price is missing"));
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].from_day == t.from_day)
            return fault(e, part, _("the same day is given twice"));
    }
    *(struct model_tariff *)base_arena_push(list->arena, (void **)&list->items, &list->count,
                                            &list->capacity, sizeof t) = t;
    return ERR_NONE;
}

static int by_day(const void *a, const void *b)
{
    int64_t x = ((const struct model_tariff *)a)->from_day;
    int64_t y = ((const struct model_tariff *)b)->from_day;
    return (x > y) - (x < y);
}

enum err_code model_tariffs_parse(const char *text, int decimals, struct base_arena *a,
                                  struct model_tariff **list, size_t *count, struct err *e)
{
    struct list found = {.arena = a};
    *list = NULL;
    *count = 0;
    for (const char *at = text ? text : ""; *at != '\0';) {
        size_t n = strcspn(at, ";\n");
        char *part = base_text_trim(base_arena_strndup(a, at, n));
        if (*part != '\0' && read_part(&found, part, decimals, e))
            return e->code;
        at += n + (at[n] != '\0');
    }
    if (found.count > 0)
        qsort(found.items, found.count, sizeof *found.items, by_day);
    *list = found.items;
    *count = found.count;
    return ERR_NONE;
}
