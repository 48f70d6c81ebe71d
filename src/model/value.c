/* value.c: one switch over the value types for each direction: text to value, value to text, value
 * to what people like to read. */
#include "sharedesk/model/value.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/base/when.h"
#include "sharedesk/model/check.h"
#include "sharedesk/model/hours.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

enum { HUNDREDTHS = 2, WHOLE_PIECE = 60, SHOWN_COLUMNS = 60 };

/* ---- words and durations ---- */

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++) {
        if (strcasecmp(text, *words) == 0)
            return true;
    }
    return false;
}

static bool take_one_of(const char **at, const char *const *words)
{
    for (; *words; words++) {
        size_t n = strlen(*words);
        if (strncasecmp(*at, *words, n) == 0) {
            *at += n;
            return true;
        }
    }
    return false;
}

/* Digits up to a size that no sum of ours overflows. */
static bool take_count(const char **at, int64_t *count)
{
    size_t digits = strspn(*at, "0123456789");
    if (digits < 1 || digits > 12)
        return false;
    *count = 0;
    for (; digits > 0; digits--)
        *count = *count * 10 + *(*at)++ - '0';
    return true;
}

/* ".5" as 30 minutes of an hour; false when it is no whole minute. */
static bool take_fraction(const char **at, int64_t *minutes)
{
    *minutes = 0;
    if (**at != '.')
        return true;
    ++*at;
    size_t digits = strspn(*at, "0123456789");
    int64_t number;
    if (digits > 4 || !take_count(at, &number))
        return false;
    int64_t scale = 1;
    for (; digits > 0; digits--)
        scale *= 10;
    *minutes = number * 60 / scale;
    return number * 60 % scale == 0;
}

/* "1:30" */
static bool parse_clock(const char *text, int64_t *minutes)
{
    int64_t hours;
    int64_t rest;
    if (!take_count(&text, &hours) || *text++ != ':' || strlen(text) != 2 ||
        !take_count(&text, &rest) || rest > 59)
        return false;
    *minutes = hours * 60 + rest;
    return true;
}

/* "2 h", "1 h 30", "1.5 h", "90 min", "1小时30分". Longer words first: min before m. */
static bool parse_duration(const char *text, int64_t *minutes)
{
    static const char *const hour_words[] = {"hours", "hour", "hrs", "hr", "h", "小时", "时", NULL};
    static const char *const minute_words[] = {"minutes", "minute", "mins", "min",
                                               "m",       "分钟",   "分",   NULL};
    bool hours_seen = false;
    *minutes = 0;
    text += strspn(text, " ");
    do {
        int64_t count;
        int64_t fraction;
        if (!take_count(&text, &count) || !take_fraction(&text, &fraction))
            return false;
        text += strspn(text, " ");
        if (!hours_seen && take_one_of(&text, hour_words)) {
            *minutes = count * 60 + fraction;
            hours_seen = true;
        } else if (fraction == 0 &&
                   (take_one_of(&text, minute_words) || (hours_seen && *text == '\0'))) {
            *minutes += count;
            return *(text + strspn(text, " ")) == '\0';
        } else {
            return false;
        }
        text += strspn(text, " ");
    } while (*text != '\0');
    return true;
}

/* ---- text to value ---- */

static enum err_code parse_int(const char *text, int64_t *number, struct err *e)
{
    long long value;
    if (!base_text_parse_int(text, &value))
        return err_set(e, ERR_VALUE, "", _("Write digits only, such as 120."),
                       _("it is no whole number"));
    *number = value;
    return ERR_NONE;
}

static enum err_code parse_minutes(const char *text, int64_t *number, struct err *e)
{
    long long value;
    if (base_text_parse_int(text, &value))
        *number = value;
    else if (!parse_clock(text, number) && !parse_duration(text, number))
        return err_set(e, ERR_VALUE, "", _("Write it as 90, 90 min, 1 h 30, 1.5 h or 1:30."),
                       _("it is no number of minutes"));
    return ERR_NONE;
}

static enum err_code parse_piece(const char *text, int64_t *number, struct err *e)
{
    static const char *const yes[] = {"yes", "y", "true", "是", NULL};
    static const char *const no[] = {"no", "n", "false", "否", NULL};
    if (is_one_of(text, no))
        *number = BASE_NONE;
    else if (is_one_of(text, yes))
        *number = WHOLE_PIECE;
    else if (parse_minutes(text, number, e) || *number < 1)
        return err_set(e, ERR_VALUE, "", _("Empty means no."),
                       _("it has to be no, yes, or the smallest piece in minutes"));
    return ERR_NONE;
}

static enum err_code parse_percent(const char *text, struct base_arena *a, int64_t *number,
                                   struct err *e)
{
    char *copy = base_text_trim(base_arena_strdup(a, text));
    size_t n = strlen(copy);
    if (n > 0 && copy[n - 1] == '%')
        copy[n - 1] = '\0';
    return base_money_parse(copy, HUNDREDTHS, number, e);
}

static enum err_code parse_link(const struct model_field *f, const char *text,
                                const struct model_links *links, int64_t *number, struct err *e)
{
    if (links)
        return links->resolve(links->context, (enum model_type)f->argument, text, number, e);
    return parse_int(text, number, e);
}

/* Texts hold years of four digits: an instant outside of them could never be read again. The end
 * of 9999-12-31 is such a one. */
static enum err_code parse_day(const char *text, const struct model_format *format, int64_t *number,
                               struct err *e)
{
    return format->now != 0 ? base_day_read(text, format->now, number, e)
                            : base_day_parse(text, number, e);
}

static enum err_code parse_time(const struct model_field *f, const char *text,
                                const struct model_format *format, int64_t *number, struct err *e)
{
    char written[32];
    bool end = (f->flags & MODEL_FIELD_END) != 0;
    if (format->now != 0 ? base_time_read(text, end, format->now, number, e)
                         : base_time_parse(text, end, number, e))
        return e->code;
    base_time_format(*number, written);
    if (written[0] == '\0')
        return err_set(e, ERR_LIMIT, "",
                       f->flags & MODEL_FIELD_END
                           ? _("Correct the year, or leave it empty: then there is no end.")
                           : _("Correct the year."),
                       _("the year has to have four digits"));
    return ERR_NONE;
}

static enum err_code parse_number(const struct model_field *f, const char *text,
                                  const struct model_format *format, struct base_arena *a,
                                  int64_t *number, struct err *e)
{
    switch (f->type) {
    case MODEL_REF:
        return parse_link(f, text, format->links, number, e);
    case MODEL_INT:
        return parse_int(text, number, e);
    case MODEL_MINUTES:
        return parse_minutes(text, number, e);
    case MODEL_PIECE:
        return parse_piece(text, number, e);
    case MODEL_MONEY:
        return base_money_parse(text, format->decimals, number, e);
    case MODEL_PERCENT:
        return parse_percent(text, a, number, e);
    case MODEL_SCORE:
        return base_money_parse(text, HUNDREDTHS, number, e);
    case MODEL_DATE:
        return parse_day(text, format, number, e);
    case MODEL_TIME:
        return parse_time(f, text, format, number, e);
    case MODEL_MONTH:
        return base_month_parse(text, number, e);
    case MODEL_TEXT:
    case MODEL_CODE:
    case MODEL_ANYREF:
        break;
    }
    return ERR_NONE;
}

static enum err_code parse_code(const struct model_field *f, const char *text, struct base_arena *a,
                                const char **value, struct err *e)
{
    enum model_vocabulary v = (enum model_vocabulary)f->argument;
    *value = model_vocabulary_find(v, text);
    if (*value)
        return ERR_NONE;
    size_t count;
    bool chinese = base_i18n_language() == BASE_CHINESE; /* the codes are English */
    const struct model_code *codes = model_vocabulary_codes(v, &count);
    const char *allowed = "";
    for (size_t i = 0; i < count; i++)
        allowed =
            base_arena_printf(a, "%s%s%s", allowed, i > 0 ? _(", ") : "",
                              chinese ? model_vocabulary_label(v, codes[i].code) : codes[i].code);
    return err_set(e, ERR_VALUE, "", _("Write one of these, or its name in English or Chinese."),
                   _("it is none of %s"), allowed);
}

static enum err_code parse_text(const struct model_field *f, const char *text,
                                const struct model_format *format, struct base_arena *a,
                                const char **value, struct err *e)
{
    const struct model_links *links = format->links;
    if (!base_utf8_valid(text, strlen(text)))
        return err_set(e, ERR_VALUE, "", _("Save the text as UTF-8."), _("it is no UTF-8 text"));
    if (f->type == MODEL_CODE)
        return parse_code(f, text, a, value, e);
    if (f->type == MODEL_ANYREF && links)
        return links->resolve_any(links->context, text, a, value, e);
    if (f->check_text && f->check_text(text, e))
        return e->code;
    if (f->check_text == model_check_hours)
        text = model_hours_plain(text, a);
    *value = base_arena_strdup(a, text);
    return ERR_NONE;
}

/* Puts the field before and the text into what a parser said. A link's error is the store's own:
 * it already tells what was sought. */
static enum err_code explain(const struct model_field *f, const char *text, struct base_arena *a,
                             struct err *e)
{
    if (f->type == MODEL_REF || f->type == MODEL_ANYREF)
        return err_within(e, _(f->label));
    const char *shown = base_utf8_cut(a, base_utf8_show(a, text), SHOWN_COLUMNS);
    return err_set(e, e->code, _(f->label), e->hint, _("\"%s\": %s"), shown,
                   base_utf8_show(a, e->why));
}

static void empty_field(const struct model_field *f, void *record)
{
    if (model_field_is_text(f))
        model_field_set_text(f, record, NULL);
    else
        model_field_set_number(f, record, BASE_NONE);
}

static enum err_code store_text(const struct model_field *f, const char *text,
                                const struct model_format *format, struct base_arena *a,
                                void *record, struct err *e)
{
    const char *value = NULL;
    if (parse_text(f, text, format, a, &value, e))
        return explain(f, text, a, e);
    model_field_set_text(f, record, value);
    return ERR_NONE;
}

static enum err_code store_number(const struct model_field *f, const char *text,
                                  const struct model_format *format, struct base_arena *a,
                                  void *record, struct err *e)
{
    int64_t number = BASE_NONE;
    const char *plain = f->type == MODEL_REF ? text : base_utf8_narrow(a, text);
    if (parse_number(f, plain, format, a, &number, e))
        return explain(f, text, a, e);
    if (number == BASE_NONE && f->type != MODEL_PIECE) {
        err_set(e, ERR_LIMIT, "", _("Correct the number."),
                _("the number is too large for the desk"));
        return explain(f, text, a, e);
    }
    if (number != BASE_NONE && f->check_number && f->check_number(number, e))
        return explain(f, text, a, e);
    model_field_set_number(f, record, number);
    return ERR_NONE;
}

enum err_code model_value_parse(const struct model_field *f, const char *text,
                                const struct model_format *format, struct base_arena *a,
                                void *record, struct err *e)
{
    if (base_text_empty(text)) {
        empty_field(f, record);
        return ERR_NONE;
    }
    if (model_field_is_text(f))
        return store_text(f, text, format, a, record, e);
    return store_number(f, base_text_trim(base_arena_strdup(a, text)), format, a, record, e);
}

/* ---- value to text ---- */

/* "12.5" for 1250: no more decimals than it takes. */
static void format_percent(int64_t number, char out[32])
{
    base_money_format(number, HUNDREDTHS, out);
    char *end = out + strlen(out);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

static const char *format_link(const struct model_field *f, int64_t id,
                               const struct model_format *format, struct base_arena *a)
{
    const struct model_links *links = format->links;
    if (links)
        return links->write(links->context, (enum model_type)f->argument, id, a);
    return base_arena_printf(a, "%" PRId64, id);
}

static const char *format_text(const struct model_field *f, const char *text,
                               const struct model_format *format, struct base_arena *a)
{
    if (f->type == MODEL_ANYREF && format->links)
        return format->links->write_any(format->links->context, text, a);
    return text;
}

static const char *format_number(const struct model_field *f, int64_t number,
                                 const struct model_format *format, struct base_arena *a)
{
    char out[32];
    switch (f->type) {
    case MODEL_REF:
        return format_link(f, number, format, a);
    case MODEL_PIECE:
        if (number == WHOLE_PIECE)
            return "yes";
        return base_arena_printf(a, "%" PRId64, number);
    case MODEL_MONEY:
        base_money_format(number, format->decimals, out);
        break;
    case MODEL_PERCENT:
        format_percent(number, out);
        break;
    case MODEL_SCORE:
        base_money_format(number, HUNDREDTHS, out);
        break;
    case MODEL_DATE:
        base_day_format(number, out);
        break;
    case MODEL_TIME:
        base_time_format(number, out);
        break;
    case MODEL_MONTH:
        base_month_format(number, out);
        break;
    default:
        return base_arena_printf(a, "%" PRId64, number);
    }
    return base_arena_strdup(a, out);
}

const char *model_value_format(const struct model_field *f, const void *record,
                               const struct model_format *format, struct base_arena *a)
{
    if (model_field_empty(f, record))
        return "";
    if (model_field_is_text(f))
        return format_text(f, model_field_text(f, record), format, a);
    return format_number(f, model_field_number(f, record), format, a);
}

/* ---- value for people ---- */

const char *model_minutes_show(int64_t minutes, struct base_arena *a)
{
    if (minutes < 0 && minutes != BASE_NONE)
        return base_arena_printf(a, "-%s", model_minutes_show(-minutes, a));
    if (minutes == BASE_NONE)
        return "";
    if (minutes < 60)
        return base_arena_printf(a, _("%d min"), (int)minutes);
    if (minutes % 60 == 0)
        return base_arena_printf(a, _("%lld h"), (long long)(minutes / 60));
    return base_arena_printf(a, _("%lld h %02d"), (long long)(minutes / 60), (int)(minutes % 60));
}

void model_time_show(const struct model_field *f, int64_t t, char out[32])
{
    bool limit = f->flags & MODEL_FIELD_END && !(f->flags & MODEL_FIELD_REQUIRED);
    if (limit && t != BASE_NONE && t == base_day_start(base_time_day(t)))
        base_day_format(base_time_day(t) - 1, out);
    else
        base_time_show(t, out);
}

const char *model_value_show(const struct model_field *f, const void *record,
                             const struct model_format *format, struct base_arena *a)
{
    char out[40];
    if (model_field_empty(f, record))
        return "";
    switch (f->type) {
    case MODEL_CODE:
        return model_vocabulary_label((enum model_vocabulary)f->argument,
                                      model_field_text(f, record));
    case MODEL_MINUTES:
        return model_minutes_show(model_field_number(f, record), a);
    case MODEL_PIECE:
        if (model_field_number(f, record) == WHOLE_PIECE)
            return _("yes");
        return model_minutes_show(model_field_number(f, record), a);
    case MODEL_MONEY:
        base_money_show(model_field_number(f, record), format->decimals, out);
        return base_arena_strdup(a, out);
    case MODEL_PERCENT:
        return base_arena_printf(a, _("%s %%"), model_value_format(f, record, format, a));
    case MODEL_TIME:
        model_time_show(f, model_field_number(f, record), out);
        return base_arena_strdup(a, out);
    case MODEL_TEXT:
        if (f->check_text == model_check_hours)
            return model_hours_show(model_field_text(f, record), a);
        break;
    default:
        break;
    }
    return model_value_format(f, record, format, a);
}
