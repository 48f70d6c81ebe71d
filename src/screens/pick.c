/* pick.c: records to choose from while a reference is typed. */
#include "sharedesk/screens/pick.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

enum { PICK_MOST = 10 };

static struct tui_choice pick_choice(enum model_type type, struct store_ref ref, const char *title,
                                     struct base_arena *a)
{
    const char *number = screens_number_show(ref, a);
    return (struct tui_choice){
        .code = number,
        .label = base_utf8_show(a, title ? title : ""),
        .note = type == MODEL_ANY
                    ? base_arena_printf(a, "%s %s", number, _(model_type_info(ref.type)->label))
                    : number};
}

size_t screens_pick(const struct screens_desk *d, enum model_type type, const char *text,
                    struct base_arena *a, struct tui_choice **choices)
{
    struct store_found *found = NULL;
    struct store_ref exact = {.id = 0};
    struct err e = ERR_INIT; /* words that cannot be looked up find nothing */
    size_t count = 0, n = 0;
    if (base_text_empty(text))
        return 0;
    if (store_find(d->store, type, text, PICK_MOST, a, &found, &count, &e))
        count = 0;
    *choices = base_arena_array(a, count + 2, sizeof **choices);
    if (!store_resolve(d->store, type, text, &exact, &e)) /* "R12" means R12 before all else */
        (*choices)[n++] =
            pick_choice(type, exact, store_title(d->store, exact.type, exact.id, a), a);
    for (size_t i = 0; i < count; i++)
        if (found[i].ref.type != exact.type || found[i].ref.id != exact.id)
            (*choices)[n++] = pick_choice(type, found[i].ref, found[i].title, a);
    return n;
}
