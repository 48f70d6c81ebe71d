/* functions.c: what the desk's own queries need of text and time that SQLite has not. The schema
 * uses none of it, so that the file stays readable with the stock shell. */
#include "internal.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <string.h>

static const char *argument(sqlite3_value *value)
{
    return (const char *)sqlite3_value_text(value);
}

/* folded_contains(folded needle, text, …): does it occur in any of the texts? */
static void folded_contains(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct store *s = sqlite3_user_data(context);
    const char *needle = count > 0 ? argument(values[0]) : NULL;
    bool found = false;
    for (int i = 1; needle && !found && i < count; i++) {
        const char *text = argument(values[i]);
        found = text && store_text_contains(text, needle, s->scratch);
    }
    sqlite3_result_int(context, found);
}

bool store_text_contains(const char *text, const char *folded, struct base_arena *scratch)
{
    if (strstr(text, folded))
        return true;
    bool found = strstr(base_utf8_fold(scratch, text), folded) != NULL;
    base_arena_reset(scratch);
    return found;
}

/* link_title("demand:UID"): the title of what it links to */
static void link_title(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct store *s = sqlite3_user_data(context);
    const char *text = count > 0 ? argument(values[0]) : NULL;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (!text || store_anyref_read(s, text, &ref, &e) != ERR_NONE)
        return;
    struct base_arena *a = base_arena_new();
    sqlite3_result_text(context, store_title(s, ref.type, ref.id, a), -1, SQLITE_TRANSIENT);
    base_arena_free(&a);
}

/* desk_time(seconds): as the desk's zone shows it */
static void desk_time(sqlite3_context *context, int count, sqlite3_value **values)
{
    char text[32];
    if (count < 1 || sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    base_time_show(sqlite3_value_int64(values[0]), text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

enum err_code store_functions_add(struct store *s, struct err *e)
{
    static const struct {
        const char *name;
        int arguments;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } FUNCTIONS[] = {{"folded_contains", -1, folded_contains},
                     {"link_title", 1, link_title},
                     {"desk_time", 1, desk_time}};
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (sqlite3_create_function(s->db, FUNCTIONS[i].name, FUNCTIONS[i].arguments,
                                    SQLITE_UTF8 | SQLITE_DIRECTONLY, s, FUNCTIONS[i].function, NULL,
                                    NULL) != SQLITE_OK)
            return store_fail(s->db, e, s->path);
    }
    return store_relevance_add(s, e);
}
