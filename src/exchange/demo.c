/* demo.c: the demo desk: days put in, then an import like any other. */
#include "sharedesk/exchange/demo.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/exchange/import.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_OF_WEEK = 7, WORKING_DAYS = 5 };

static const char folder[] = "data/demo/";

/* ---- days ---- */

/* The n-th working day from today; on a week-end it counts from the Monday after. */
static int64_t working_day(int64_t today, int64_t n)
{
    int weekday = base_day_weekday(today);
    if (weekday >= WORKING_DAYS) {
        today += DAYS_OF_WEEK - weekday;
        weekday = 0;
    }
    int64_t place = weekday + n;
    int64_t weeks =
        place >= 0 ? place / WORKING_DAYS : -((WORKING_DAYS - 1 - place) / WORKING_DAYS);
    return today - weekday + weeks * DAYS_OF_WEEK + (place - weeks * WORKING_DAYS);
}

static int64_t day_of_month(int64_t month, int64_t day)
{
    int64_t first = base_month_first_day(month);
    int64_t length = base_month_first_day(month + 1) - first;
    return first + (day < length ? day : length) - 1;
}

/* A number at *at, with or without sign; false if there is none. */
static bool take_number(const char **at, int64_t *number)
{
    char *end;
    *number = strtoll(*at, &end, 10);
    bool taken = end != *at;
    *at = end;
    return taken;
}

struct moment {
    int64_t day, month; /* month only where the day is BASE_NONE */
    int64_t minute;     /* or BASE_NONE */
};

static bool take_day(const char **at, int64_t today, struct moment *moment)
{
    char unit = *(*at)++;
    int64_t n, place = 0;
    if (!take_number(at, &n))
        return false;
    bool placed = **at == ':';
    if (placed && (++*at, !take_number(at, &place)))
        return false;
    int64_t month = base_day_month(today) + n;
    *moment = (struct moment){.day = BASE_NONE, .month = month, .minute = BASE_NONE};
    switch (unit) {
    case 'd':
        moment->day = today + n;
        return !placed;
    case 'b':
        moment->day = working_day(today, n);
        return !placed;
    case 'w':
        moment->day = today - base_day_weekday(today) + n * DAYS_OF_WEEK + place - 1;
        return placed;
    case 'm':
        if (placed)
            moment->day = day_of_month(month, place);
        return true;
    default:
        return false;
    }
}

/* "{b-12 09:00}" at the start of text; returns what follows it, or NULL. */
static const char *take_moment(const char *text, int64_t today, struct moment *moment)
{
    const char *at = text + 1;
    int64_t hours, minutes;
    if (!take_day(&at, today, moment))
        return NULL;
    if (*at == ' ') {
        at++;
        if (!take_number(&at, &hours) || *at++ != ':' || !take_number(&at, &minutes))
            return NULL;
        moment->minute = hours * 60 + minutes;
    }
    return *at == '}' ? at + 1 : NULL;
}

static void add_moment(struct base_text *out, const struct moment *moment)
{
    char text[32];
    if (moment->minute != BASE_NONE && moment->day != BASE_NONE)
        base_time_format(base_day_time(moment->day, (int)moment->minute), text);
    else if (moment->day != BASE_NONE)
        base_day_format(moment->day, text);
    else
        base_month_format(moment->month, text);
    base_text_add(out, text);
}

void exchange_demo_expand(struct base_text *out, const char *text, int64_t today)
{
    for (const char *brace; (brace = strchr(text, '{')) != NULL;) {
        struct moment moment;
        const char *rest = take_moment(brace, today, &moment);
        base_text_add_n(out, text, (size_t)(brace - text));
        if (rest)
            add_moment(out, &moment);
        else
            base_text_add_char(out, '{');
        text = rest ? rest : brace + 1;
    }
    base_text_add(out, text);
}

/* ---- filling ---- */

static bool is_demo_file(const struct base_embedded *file)
{
    size_t n = strlen(file->name);
    return base_text_starts(file->name, folder) && n > 4 && strcmp(file->name + n - 4, ".csv") == 0;
}

static size_t demo_sources(struct store *s, struct base_arena *a, struct exchange_source **sources)
{
    size_t count, kept = 0;
    const struct base_embedded *files = base_embedded_all(&count);
    int64_t today = base_time_day(store_now(s));
    *sources = base_arena_array(a, count, sizeof **sources);
    for (size_t i = 0; i < count; i++) {
        if (!is_demo_file(&files[i]))
            continue;
        struct base_text text = {0};
        exchange_demo_expand(&text, files[i].data, today);
        (*sources)[kept++] =
            (struct exchange_source){files[i].name + strlen(folder),
                                     base_arena_strdup(a, base_text_string(&text)), text.length};
        base_text_free(&text);
    }
    return kept;
}

static enum err_code refuse_filled(struct store *s, struct err *e)
{
    const struct store_list list = {.type = MODEL_ORGANISATION, .with_retired = true};
    int64_t count;
    if (store_list_count(s, &list, 1, &count, e) == ERR_NONE && count > 0)
        err_set(e, ERR_REFUSED, _("demo data"), _("Make a new desk for it: sharedesk init --demo."),
                _("the desk has records already"));
    return e->code;
}

enum err_code exchange_demo_fill(struct store *s, struct err *e)
{
    if (refuse_filled(s, e) != ERR_NONE)
        return e->code;
    struct base_arena *a = base_arena_new();
    struct exchange_source *sources;
    struct exchange_import_result result;
    const struct exchange_import_options options = {.encoding = "UTF-8"};
    size_t count = demo_sources(s, a, &sources);
    if (exchange_import(s, sources, count, &options, a, &result, e) == ERR_NONE &&
        result.rejected > 0)
        err_set(e, ERR_CORRUPT, _("demo data"), NULL, _("%s, line %zu, %s: %s"),
                result.rows[0].file, result.rows[0].line, result.rows[0].column,
                result.rows[0].reason);
    base_arena_free(&a);
    return e->code;
}
