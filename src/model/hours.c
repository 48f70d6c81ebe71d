/* hours.c: parts between semicolons, each some weekdays and their spans of time. */
#include "sharedesk/model/hours.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <string.h>
#include <strings.h>

enum { DAY = 1440, WEEK = 7, SHOWN_COLUMNS = 40 };

struct reader {
    const char *at;
    struct model_hours *hours;
    struct err *e;
};

static enum err_code fault(struct reader *r, const char *why)
{
    int columns;
    int shown = (int)base_utf8_fit(r->at, SHOWN_COLUMNS, &columns);
    return err_set(
        r->e, ERR_VALUE, "",
        _("Write it as Mon-Fri 08:30-12:00 13:30-17:30; Sat 09:00-12:00, or 24x7, or leave it "
          "empty for always."),
        *r->at ? _("%s at \"%.*s\"") : _("%s at the end"), why, shown, r->at);
}

/* ---- small pieces ---- */

static void skip_blanks(struct reader *r)
{
    r->at += strspn(r->at, " \t\r");
}

/* Takes the first of the words that stands here; words ends with NULL. */
static bool take_word(struct reader *r, const char *const *words)
{
    for (; *words; words++) {
        if (base_text_starts(r->at, *words)) {
            r->at += strlen(*words);
            return true;
        }
    }
    return false;
}

/* The same punctuation as it comes out of a Chinese keyboard or a word processor. */
static const char *const semicolons[] = {";", "；", "\n", NULL};
static const char *const commas[] = {",", "，", "、", NULL};
static const char *const colons[] = {":", "：", NULL};
static const char *const dashes[] = {"-", "－", "–", "—", "~", "～", "至", "到", NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- weekdays ---- */

static bool take_english_day(struct reader *r, int *day)
{
    static const char *const names[WEEK] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};
    size_t n = 0;
    while (is_letter(r->at[n]))
        n++;
    for (int i = 0; n >= 2 && i < WEEK; i++) {
        if (n <= strlen(names[i]) && strncasecmp(r->at, names[i], n) == 0) {
            *day = i;
            r->at += n;
            return true;
        }
    }
    return false;
}

static bool take_chinese_day(struct reader *r, int *day)
{
    static const char *const prefixes[] = {"周", "星期", "礼拜", NULL};
    static const struct {
        const char *name;
        int day;
    } names[] = {{"一", 0}, {"二", 1}, {"三", 2}, {"四", 3},
                 {"五", 4}, {"六", 5}, {"日", 6}, {"天", 6}};
    const char *start = r->at;
    take_word(r, prefixes);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (base_text_starts(r->at, names[i].name)) {
            r->at += strlen(names[i].name);
            *day = names[i].day;
            return true;
        }
    }
    r->at = start;
    return false;
}

static enum err_code take_day(struct reader *r, int *day)
{
    skip_blanks(r);
    if (take_english_day(r, day) || take_chinese_day(r, day))
        return ERR_NONE;
    return fault(r, _("a weekday is missing"));
}

/* "Mon-Fri", "Sat,Sun", "Fri-Mon". Times without a weekday hold for every day. */
static enum err_code take_days(struct reader *r, bool days[WEEK])
{
    skip_blanks(r);
    for (int day = 0; day < WEEK; day++)
        days[day] = is_digit(*r->at);
    if (is_digit(*r->at))
        return ERR_NONE;
    do {
        int first;
        if (take_day(r, &first))
            return r->e->code;
        int last = first;
        skip_blanks(r);
        if (take_word(r, dashes) && take_day(r, &last))
            return r->e->code;
        for (int day = first;; day = (day + 1) % WEEK) {
            days[day] = true;
            if (day == last)
                break;
        }
        skip_blanks(r);
    } while (take_word(r, commas));
    take_word(r, colons);
    return ERR_NONE;
}

/* ---- spans ---- */

static enum err_code take_time(struct reader *r, int *minute)
{
    skip_blanks(r);
    const char *start = r->at;
    int parts[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        size_t n = strspn(r->at, "0123456789");
        if (n < 1 || n > 2 || (i == 1 && n != 2))
            return fault(r, _("a time such as 08:30 is missing"));
        for (; n > 0; n--)
            parts[i] = parts[i] * 10 + *r->at++ - '0';
        if (i == 0 && !take_word(r, colons))
            return fault(r, _("a time such as 08:30 is missing"));
    }
    *minute = parts[0] * 60 + parts[1];
    if (parts[1] <= 59 && *minute <= DAY)
        return ERR_NONE;
    r->at = start;
    return fault(r, _("there is no such time of day"));
}

static enum err_code take_span(struct reader *r, struct model_span *span)
{
    const char *start = r->at;
    if (take_time(r, &span->from))
        return r->e->code;
    skip_blanks(r);
    if (!take_word(r, dashes))
        return fault(r, _("a span such as 08:30-12:00 needs its end"));
    if (take_time(r, &span->until))
        return r->e->code;
    if (span->until < span->from)
        span->until += DAY;
    if (span->from < DAY && span->until > span->from)
        return ERR_NONE;
    r->at = start;
    return fault(r, _("the span has no length"));
}

/* Keeps a day's spans sorted; back to back ones become one, so that a booking may cross. */
static enum err_code add_span(struct reader *r, int day, struct model_span span)
{
    struct model_span *spans = r->hours->spans[day];
    int *count = &r->hours->counts[day];
    int at = 0;
    while (at < *count && spans[at].from < span.from)
        at++;
    if ((at > 0 && spans[at - 1].until > span.from) || (at < *count && spans[at].from < span.until))
        return fault(r, _("two spans of one day overlap"));
    if (at > 0 && spans[at - 1].until == span.from) {
        spans[at - 1].until = span.until;
        if (at < *count && spans[at].from == span.until) {
            spans[at - 1].until = spans[at].until;
            memmove(&spans[at], &spans[at + 1], sizeof *spans * (size_t)(--*count - at));
        }
        return ERR_NONE;
    }
    if (at < *count && spans[at].from == span.until) {
        spans[at].from = span.from;
        return ERR_NONE;
    }
    if (*count == MODEL_HOURS_SPANS)
        return fault(r, _("a day has too many spans"));
    memmove(&spans[at + 1], &spans[at], sizeof *spans * (size_t)((*count)++ - at));
    spans[at] = span;
    return ERR_NONE;
}

static enum err_code add_span_to(struct reader *r, const bool days[WEEK], struct model_span span)
{
    for (int day = 0; day < WEEK; day++) {
        if (days[day] && add_span(r, day, span))
            return r->e->code;
    }
    return ERR_NONE;
}

/* "Mon-Fri 08:30-12:00, 13:30-17:30"; a day without times is open all day. */
static enum err_code take_part(struct reader *r)
{
    bool days[WEEK];
    if (take_days(r, days))
        return r->e->code;
    skip_blanks(r);
    if (!is_digit(*r->at))
        return add_span_to(r, days, (struct model_span){0, DAY});
    while (is_digit(*r->at)) {
        struct model_span span = {0, 0};
        if (take_span(r, &span) || add_span_to(r, days, span))
            return r->e->code;
        skip_blanks(r);
        if (take_word(r, commas))
            skip_blanks(r);
    }
    return ERR_NONE;
}

/* ---- the week ---- */

/* What runs past midnight must end before the next day opens. */
static enum err_code check_nights(struct reader *r)
{
    for (int day = 0; day < WEEK; day++) {
        int next = (day + 1) % WEEK;
        int count = r->hours->counts[day];
        if (count > 0 && r->hours->counts[next] > 0 &&
            r->hours->spans[day][count - 1].until - DAY > r->hours->spans[next][0].from)
            return fault(r, _("a span past midnight overlaps the next day's"));
    }
    return ERR_NONE;
}

static bool is_always(const struct model_hours *hours)
{
    for (int day = 0; day < WEEK; day++) {
        const struct model_span *span = &hours->spans[day][0];
        if (hours->counts[day] != 1 || span->from != 0 || span->until != DAY)
            return false;
    }
    return true;
}

static bool is_word_for_always(const char *text)
{
    static const char *const words[] = {"24x7", "24X7",   "24/7", "24×7",
                                        "24*7", "全天候", "全天", NULL};
    struct reader r = {.at = text};
    skip_blanks(&r);
    take_word(&r, words);
    skip_blanks(&r);
    return *r.at == '\0';
}

enum err_code model_hours_parse(const char *text, struct model_hours *hours, struct err *e)
{
    struct reader r = {.at = text ? text : "", .hours = hours, .e = e};
    memset(hours, 0, sizeof *hours);
    hours->always = is_word_for_always(r.at);
    if (hours->always)
        return ERR_NONE;
    do {
        skip_blanks(&r);
        if (*r.at == '\0')
            break; /* a semicolon at the end */
        if (take_part(&r))
            return e->code;
        skip_blanks(&r);
    } while (take_word(&r, semicolons));
    if (*r.at != '\0')
        return fault(&r, _("something cannot be read"));
    hours->always = is_always(hours);
    return check_nights(&r);
}

/* ---- as text --------------------------------------------------------------------------------- */

static const char *const short_names[WEEK] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                              N_("Fri"), N_("Sat"), N_("Sun")};

/* One word or sign of hours written in Chinese, as files have it; NULL if it is neither. */
static const char *take_plain(struct reader *r)
{
    static const struct {
        const char *const *words;
        const char *plain;
    } signs[] = {{dashes, "-"}, {semicolons, ";"}, {commas, ","}, {colons, ":"}};
    int day;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (take_word(r, signs[i].words))
            return signs[i].plain;
    return take_chinese_day(r, &day) ? short_names[day] : NULL;
}

const char *model_hours_plain(const char *text, struct base_arena *a)
{
    struct model_hours hours;
    struct err e = ERR_INIT;
    const char *at = text;
    while (*at != '\0' && (unsigned char)*at < 0x80)
        at++;
    if (*at == '\0' || model_hours_parse(text, &hours, &e))
        return text; /* ASCII already, or nothing that can be told */
    if (hours.always)
        return "24x7";
    struct base_text plain = {0};
    struct reader r = {.at = text};
    while (*r.at) {
        const char *word = take_plain(&r);
        if (word)
            base_text_add(&plain, word);
        else
            base_text_add_char(&plain, *r.at++);
    }
    const char *result = base_arena_strdup(a, base_text_string(&plain));
    base_text_free(&plain);
    return result;
}

const char *model_hours_show(const char *text, struct base_arena *a)
{
    if (base_text_equal(text, "24x7"))
        return _("24x7");
    struct base_text shown = {0};
    struct reader r = {.at = text};
    int day;
    while (*r.at) {
        if (is_letter(*r.at) && take_english_day(&r, &day))
            base_text_add(&shown, _(short_names[day]));
        else
            base_text_add_char(&shown, *r.at++);
    }
    const char *result = base_arena_strdup(a, base_text_string(&shown));
    base_text_free(&shown);
    return result;
}
