#include "sharedesk/schedule/series.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"

#include "inside.h"

#include <libical/ical.h>
#include <stdio.h>

/* ---- wall-clock time ------------------------------------------------------------------------- */

enum { DAY_MINUTES = 1440 };

/* Minutes that the wall clock shows, counted through from day to day. */
static int64_t wall_of(int64_t t)
{
    return base_time_day(t) * DAY_MINUTES + base_time_minute(t);
}

static int64_t wall_instant(int64_t wall)
{
    int minute = (int)((wall % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES);
    return base_day_time((wall - minute) / DAY_MINUTES, minute);
}

/* The first minute there is, where the clock skips the one asked for. */
static int64_t wall_begin(int64_t wall)
{
    int64_t t = wall_instant(wall);
    if (wall_of(t) > wall)
        while (wall_of(t) - wall_of(t - 60) == 1)
            t -= 60;
    return t;
}

/* From one wall-clock time to another. An end that the clock has passed by then leaves the length.
 */
static struct base_interval wall_span(int64_t from, int64_t until, int64_t length)
{
    int64_t start = wall_begin(from);
    return (struct base_interval){start,
                                  until > wall_of(start) ? wall_instant(until) : start + length};
}

/* ---- occurrences ----------------------------------------------------------------------------- */

static enum err_code rule_fault(const char *rrule, const char *why, struct err *e)
{
    return err_set(e, ERR_VALUE, rrule,
                   _("Write it as FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10 (RFC 5545)."), "%s", why);
}

/* A wall-clock time; the zone is ours to apply. */
static struct icaltimetype to_ical(int64_t t)
{
    struct base_date d = base_date_from_day(base_time_day(t));
    int minute = base_time_minute(t);
    struct icaltimetype i = icaltime_null_time();
    i.year = d.year;
    i.month = d.month;
    i.day = d.day;
    i.hour = minute / 60;
    i.minute = minute % 60;
    i.second = 0;
    return i;
}

static int64_t day_of(struct icaltimetype i)
{
    return base_date_to_day((struct base_date){i.year, i.month, i.day});
}

static enum err_code rule_parse(const char *rrule, struct icalrecurrencetype *rule, struct err *e)
{
    if (base_text_starts(rrule, "RRULE:"))
        rrule += 6;
    icalerror_clear_errno();
    *rule = icalrecurrencetype_from_string(rrule);
    if (rule->freq == ICAL_NO_RECURRENCE || icalerrno != ICAL_NO_ERROR)
        return rule_fault(rrule, _("it is no rule of recurrence"), e);
    if (rule->freq == ICAL_SECONDLY_RECURRENCE || rule->freq == ICAL_MINUTELY_RECURRENCE)
        return rule_fault(rrule, _("it recurs by less than an hour"), e);
    if (rule->count <= 0 && icaltime_is_null_time(rule->until))
        return rule_fault(rrule, _("it never ends: COUNT or UNTIL is missing"), e);
    return ERR_NONE;
}

/* UNTIL with a Z is an instant, else wall-clock; a bare date includes that day. */
static bool past_until(const struct icalrecurrencetype *rule, int64_t start)
{
    struct icaltimetype until = rule->until;
    if (icaltime_is_null_time(until))
        return false;
    if (until.is_date)
        return base_time_day(start) > day_of(until);
    int64_t limit =
        icaltime_is_utc(until)
            ? day_of(until) * 86400 + until.hour * 3600 + until.minute * 60 + until.second
            : base_day_time(day_of(until), until.hour * 60 + until.minute);
    return start > limit;
}

enum err_code schedule_series_expand(const char *rrule, int64_t start, int64_t end,
                                     struct base_arena *a, struct base_interval **list,
                                     size_t *count, struct err *e)
{
    struct icalrecurrencetype rule;
    *list = NULL;
    *count = 0;
    enum err_code code = rule_parse(rrule, &rule, e);
    if (code)
        return code;
    /* The rule's own end is kept by us: libical would compare it in a zone it does not know. */
    struct icalrecurrencetype endless = rule;
    endless.until = icaltime_null_time();
    icalrecur_iterator *iterator = icalrecur_iterator_new(endless, to_ical(start));
    if (!iterator)
        return rule_fault(rrule, _("it yields nothing"), e);
    int64_t minutes = wall_of(end) - wall_of(start);
    size_t capacity = 0;
    for (struct icaltimetype i = icalrecur_iterator_next(iterator); !icaltime_is_null_time(i);
         i = icalrecur_iterator_next(iterator)) {
        int64_t from = day_of(i) * DAY_MINUTES + i.hour * 60 + i.minute;
        struct base_interval span = wall_span(from, from + minutes, end - start);
        if (past_until(&rule, span.start))
            break;
        if (*count == SCHEDULE_SERIES_MOST) {
            code = err_set(e, ERR_LIMIT, rrule, _("Divide it into several series."),
                           _("it has more than %d bookings"), SCHEDULE_SERIES_MOST);
            break;
        }
        struct base_interval *one =
            base_arena_push(a, (void **)list, count, &capacity, sizeof *one);
        *one = span;
    }
    icalrecur_iterator_free(iterator);
    return code;
}

/* ---- booking --------------------------------------------------------------------------------- */

/* The first booking's uid marks the series; it is not known before, so the mark is made of what is.
 */
static const char *series_mark(struct store *s, const struct schedule_order *order,
                               struct base_arena *a)
{
    return base_arena_printf(a, "%lld-%lld-%lld", (long long)order->resource,
                             (long long)order->start, (long long)store_now(s));
}

static enum err_code book_each(struct store *s, const struct schedule_order *order,
                               const struct base_interval *times, size_t count,
                               enum schedule_clash clash, struct base_arena *a,
                               struct schedule_outcome *outcomes, size_t *done, struct err *e)
{
    struct schedule_order one = *order;
    one.series = series_mark(s, order, a);
    bool refused = false;
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < count; i++) {
        one.start = times[i].start;
        one.end = times[i].end;
        /* Once refused as a whole, the rest is only looked at, so that all reasons are told. */
        code = refused ? schedule_book_try(s, &one, a, &outcomes[i], e)
                       : schedule_book_inside(s, &one, a, &outcomes[i], e);
        *done += outcomes[i].done;
        refused = refused || (clash == SCHEDULE_REFUSE && !outcomes[i].done);
    }
    return code;
}

static bool all_or_none(struct schedule_outcome *outcomes, size_t count, size_t *done)
{
    if (*done == count)
        return true;
    for (size_t i = 0; i < count; i++)
        outcomes[i].done = false;
    *done = 0;
    return false;
}

enum err_code schedule_series_book(struct store *s, const struct schedule_order *order,
                                   const char *rrule, enum schedule_clash clash,
                                   struct base_arena *a, struct schedule_outcome **outcomes,
                                   size_t *count, size_t *done, struct err *e)
{
    struct base_interval *times;
    *done = 0;
    enum err_code code =
        schedule_series_expand(rrule, order->start, order->end, a, &times, count, e);
    if (!code)
        code = store_begin(s, "book series", e);
    if (code)
        return code;
    *outcomes = base_arena_array(a, *count, sizeof **outcomes);
    code = book_each(s, order, times, *count, clash, a, *outcomes, done, e);
    if (!code && clash == SCHEDULE_REFUSE && !all_or_none(*outcomes, *count, done)) {
        store_rollback(s);
        return ERR_NONE;
    }
    return store_end(s, code, e);
}

/* ---- changing a series ----------------------------------------------------------------------- */

enum err_code schedule_series_members(struct store *s, int64_t booking, enum schedule_scope scope,
                                      struct base_arena *a, const struct model_booking ***bookings,
                                      size_t *count, struct err *e)
{
    void *record;
    enum err_code code = store_get(s, MODEL_BOOKING, booking, a, &record, e);
    if (code)
        return code;
    const struct model_booking *b = record;
    if (scope == SCHEDULE_THIS || base_text_empty(b->series)) {
        *bookings = base_arena_array(a, 1, sizeof(const struct model_booking *));
        (*bookings)[0] = b;
        *count = 1;
        return ERR_NONE;
    }
    int64_t from = scope == SCHEDULE_ALL ? INT64_MIN + 1 : b->start;
    return store_select(s, MODEL_BOOKING, STORE_SCHEDULE_SERIES_MEMBERS,
                        STORE_ARGS(STORE_STR(b->series), STORE_INT(from)), a, bookings, count, e);
}

/* Where b comes to lie when `one` goes to [start, end): as many wall-clock minutes away. */
static struct base_interval moved_with(const struct model_booking *b,
                                       const struct model_booking *one, int64_t start, int64_t end)
{
    return wall_span(wall_of(b->start) + wall_of(start) - wall_of(one->start),
                     wall_of(b->end) + wall_of(end) - wall_of(one->end),
                     b->end - b->start + (end - start) - (one->end - one->start));
}

/* Later ones first when all go later, and the reverse, so that they do not meet on the way. */
static enum err_code move_each(struct store *s, const struct model_booking *one, int64_t start,
                               int64_t end, const struct model_booking **members, size_t count,
                               const char *override_reason, struct base_arena *a,
                               struct schedule_outcome *outcomes, size_t *moved, struct err *e)
{
    bool later = start > one->start;
    enum err_code code = ERR_NONE;
    for (size_t n = 0; !code && n < count; n++) {
        size_t i = later ? count - 1 - n : n;
        const struct model_booking *b = members[i];
        struct base_interval to = moved_with(b, one, start, end);
        code = schedule_move_inside(s, b->head.id, to.start, to.end, override_reason, a,
                                    &outcomes[i], e);
        *moved += outcomes[i].done;
    }
    return code;
}

enum err_code schedule_series_move(struct store *s, int64_t booking, enum schedule_scope scope,
                                   int64_t start, int64_t end, const char *override_reason,
                                   struct base_arena *a, struct schedule_outcome **outcomes,
                                   size_t *count, bool *done, struct err *e)
{
    const struct model_booking **members;
    void *record = NULL;
    size_t moved = 0;
    *done = false;
    enum err_code code = store_begin(s, "move series", e);
    if (code)
        return code;
    code = store_get(s, MODEL_BOOKING, booking, a, &record, e);
    if (!code)
        code = schedule_series_members(s, booking, scope, a, &members, count, e);
    if (!code) {
        *outcomes = base_arena_array(a, *count, sizeof **outcomes);
        code = move_each(s, record, start, end, members, *count, override_reason, a, *outcomes,
                         &moved, e);
    }
    if (!code && !all_or_none(*outcomes, *count, &moved)) {
        store_rollback(s);
        return ERR_NONE;
    }
    code = store_end(s, code, e);
    *done = !code;
    return code;
}

enum err_code schedule_series_cancel(struct store *s, int64_t booking, enum schedule_scope scope,
                                     const char *party, const char *reason, struct base_arena *a,
                                     struct schedule_freed **freed, size_t *count, struct err *e)
{
    const struct model_booking **members;
    enum err_code code = store_begin(s, "cancel series", e);
    if (code)
        return code;
    code = schedule_series_members(s, booking, scope, a, &members, count, e);
    if (!code)
        *freed = base_arena_array(a, *count, sizeof **freed);
    for (size_t i = 0; !code && i < *count; i++)
        code = schedule_cancel(s, members[i]->head.id, party, reason, &(*freed)[i], e);
    return store_end(s, code, e);
}
