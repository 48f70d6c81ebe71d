/* when.c: days and times as people say them, in English and Chinese. */
#include "sharedesk/base/when.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Where one reads, from what day on, and what was wrong with what could be read. */
struct reading {
    const char *at; /* folded: small letters, plain digits, single blanks */
    int64_t today;
    const char *why, *hint;
};

enum { NUMBER_MOST = 4 }; /* digits: years are the longest */

/* ---- words and numbers ----------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip(struct reading *r)
{
    while (*r->at == ' ' || *r->at == ',')
        r->at++;
}

/* A word of letters ends where its letters do: "mon" does not begin "month". */
static bool take(struct reading *r, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(r->at, word, n) != 0 || (is_letter(word[n - 1]) && is_letter(r->at[n])))
        return false;
    r->at += n;
    skip(r);
    return true;
}

static bool take_any(struct reading *r, const char *const *words)
{
    while (*words != NULL)
        if (take(r, *words++))
            return true;
    return false;
}

/* One digit in characters, 0 to 9; -1: there is none. */
static int take_han(struct reading *r)
{
    static const char *const han[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (int i = 0; i <= 9; i++)
        if (strncmp(r->at, han[i], strlen(han[i])) == 0) {
            r->at += strlen(han[i]);
            return i;
        }
    return -1;
}

/* "八", "零五", "十", "十二", "二十", "三十一"; "两" counts but makes no number with others. */
static bool take_han_number(struct reading *r, int *number)
{
    static const char ten[] = "十", two[] = "两";
    if (strncmp(r->at, two, strlen(two)) == 0) {
        r->at += strlen(two);
        *number = 2;
        return true;
    }
    int first = take_han(r);
    bool tens = first != 0 && strncmp(r->at, ten, strlen(ten)) == 0;
    if (!tens) {
        int after = first == 0 ? take_han(r) : -1; /* "零五" */
        *number = after >= 0 ? after : first;
        return first >= 0;
    }
    r->at += strlen(ten);
    int ones = take_han(r);
    *number = 10 * (first < 0 ? 1 : first) + (ones < 0 ? 0 : ones);
    return true;
}

static bool take_number(struct reading *r, int *number)
{
    size_t n = 0;
    for (*number = 0; n <= NUMBER_MOST && is_digit(r->at[n]); n++)
        *number = 10 * *number + r->at[n] - '0';
    r->at += n;
    return n > 0 ? n <= NUMBER_MOST : take_han_number(r, number);
}

/* The first of the names that stands there, in full or by three letters; -1: none. */
static int take_name(struct reading *r, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        char brief[4] = {names[i][0], names[i][1], names[i][2], '\0'};
        if (take(r, names[i]) || take(r, brief))
            return i;
    }
    return -1;
}

/* ---- days by their date ---------------------------------------------------------------------- */

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
enum { MONTHS = sizeof months / sizeof *months };

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

enum { ANY_MONTH = -1, MONTHS_NEAR = 48 }; /* within four years there is a 29 Feb */

/* The nearest such day of that month, or of any month that has one. */
static bool nearest(int64_t today, int month, int day, int64_t *result)
{
    int64_t now = base_day_month(today);
    bool found = false;
    for (int64_t m = now - MONTHS_NEAR; m <= now + MONTHS_NEAR; m++) {
        struct base_date d = base_date_from_day(base_month_first_day(m));
        if ((month != ANY_MONTH && month != d.month) || !base_date_valid(d.year, d.month, day))
            continue;
        int64_t one = base_month_first_day(m) + day - 1;
        if (!found || distance(one, today) < distance(*result, today))
            *result = one;
        found = true;
    }
    return found;
}

/* Without a year (0) the nearest. */
static bool day_of(struct reading *r, int year, int month, int day, int64_t *result)
{
    if (year > 0 && base_date_valid(year, month, day)) {
        *result = base_date_to_day((struct base_date){year, month, day});
        return true;
    }
    if (year == 0 && nearest(r->today, month, day, result))
        return true;
    r->why = _("there is no such day");
    r->hint = _("Look at the month: it has fewer days, or there is no such month.");
    return false;
}

static int take_year(struct reading *r)
{
    struct reading before = *r;
    int year;
    if (take_number(r, &year) && year >= 1000 && *r->at != ':') {
        skip(r);
        return year;
    }
    *r = before;
    return 0;
}

static void take_ordinal(struct reading *r)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", NULL};
    if (!take_any(r, endings) && *r->at == '.')
        r->at++;
    skip(r);
    take(r, "of");
}

/* "25 Nov", "25th of November 2026", "Nov 25, 2026". */
static bool take_named_month(struct reading *r, int64_t *day)
{
    struct reading before = *r;
    int number, month = take_name(r, months, MONTHS);
    if (month < 0 && take_number(r, &number)) {
        take_ordinal(r);
        month = take_name(r, months, MONTHS);
    } else if (month < 0 || !take_number(r, &number)) {
        month = -1;
    } else {
        take_ordinal(r);
    }
    if (month >= 0)
        return day_of(r, take_year(r), month + 1, number, day);
    *r = before;
    return false;
}

/* "11月25日", "11月25号", "25号", and "25.11.", "25.11.2026" as it is written in much of Europe. */
static bool take_figures(struct reading *r, int64_t *day)
{
    struct reading before = *r;
    int one, two;
    if (take_number(r, &one)) {
        if (take(r, "月") && take_number(r, &two) && (take(r, "日") || take(r, "号") || true))
            return day_of(r, 0, one, two, day);
        if (take(r, "号"))
            return day_of(r, 0, ANY_MONTH, one, day);
        if (*r->at == '.' && (r->at++, take_number(r, &two)) && *r->at == '.') {
            r->at++;
            return day_of(r, take_year(r), two, one, day);
        }
        if (one < 100 && (*r->at == '/' || *r->at == '-')) {
            r->why = _("it may be read as two days");
            r->hint = _("Write the month by its name, as 5 Dec, or the year first, as 2026-12-05.");
        }
    }
    before.why = r->why;
    before.hint = r->hint;
    *r = before;
    return false;
}

/* ---- days from today on ---------------------------------------------------------------------- */

static bool take_near(struct reading *r, int64_t *day)
{
    static const struct {
        const char *word;
        int days;
    } near[] = {{"the day after tomorrow", 2},
                {"day after tomorrow", 2},
                {"tomorrow", 1},
                {"today", 0},
                {"yesterday", -1},
                {"大后天", 3},
                {"后天", 2},
                {"明天", 1},
                {"明日", 1},
                {"今天", 0},
                {"今日", 0},
                {"昨天", -1},
                {"前天", -2}};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (take(r, near[i].word)) {
            *day = r->today + near[i].days;
            return true;
        }
    return false;
}

/* The same day of another month, or its last where it has none such. */
static int64_t months_on(int64_t day, int count)
{
    struct base_date d = base_date_from_day(day);
    int64_t month = base_day_month(day) + count;
    int64_t last = base_month_first_day(month + 1) - 1,
            there = base_month_first_day(month) + d.day - 1;
    return there < last ? there : last;
}

/* "+3d", "-1w", "in 2 weeks", "a week", "3天后", "两周后"; without a unit days. */
static bool take_offset(struct reading *r, int64_t *day)
{
    static const char *const days[] = {"d", "days", "day", "天", "日", NULL};
    static const char *const weeks[] = {"w",      "weeks", "week",   "周",
                                        "个星期", "星期",  "个礼拜", NULL};
    static const char *const many[] = {"m", "months", "month", "个月", NULL};
    struct reading before = *r;
    bool minus = *r->at == '-', sign = minus || *r->at == '+', known = true;
    int count = 1;
    if (sign)
        r->at++;
    skip(r);
    bool said = take(r, "in") || sign;
    if (!take(r, "a") && !take(r, "an") && !take_number(r, &count)) {
        *r = before;
        return false;
    }
    skip(r);
    count = minus ? -count : count;
    if (take_any(r, weeks))
        *day = r->today + 7 * (int64_t)count;
    else if (take_any(r, many))
        *day = months_on(r->today, count);
    else if ((known = take_any(r, days)) || said)
        *day = r->today + count;
    else
        known = false;
    bool later = take(r, "后") || take(r, "以后") || take(r, "later");
    if ((known && (said || later)) || said)
        return true;
    *r = before;
    return false;
}

static int take_weekday(struct reading *r)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    static const char *const han[] = {"一", "二", "三", "四", "五", "六", "日"};
    static const char *const weeks[] = {"周", "星期", "礼拜", NULL};
    struct reading before = *r;
    int day = take_name(r, names, 7);
    if (day >= 0 || !take_any(r, weeks))
        return day;
    for (int i = 0; i < 7; i++)
        if (take(r, han[i]))
            return i;
    if (take(r, "天"))
        return 6;
    *r = before;
    return -1;
}

/* Weeks from this one that are said before a weekday; -1: none are. */
static int take_weeks(struct reading *r)
{
    static const char *const this_one[] = {"this", "本", "这个", "这", NULL};
    if (take(r, "下下"))
        return 2;
    if (take(r, "next") || take(r, "下个") || take(r, "下"))
        return 1;
    return take_any(r, this_one) ? 0 : -1;
}

/* "Monday", "next Friday", "this Sunday", "下周一", "周五"; "next week" is its Monday. */
static bool take_in_week(struct reading *r, int64_t *day)
{
    static const char *const week[] = {"week", "周", "星期", "礼拜", NULL};
    struct reading before = *r;
    int64_t monday = r->today - base_day_weekday(r->today);
    int weeks = take_weeks(r), weekday = take_weekday(r);
    if (weekday < 0 && weeks > 0 && take_any(r, week))
        weekday = 0;
    if (weekday < 0) {
        *r = before;
        return false;
    }
    *day = monday + 7 * (int64_t)(weeks < 0 ? 0 : weeks) + weekday;
    if (weeks < 0 && *day <= r->today)
        *day += 7;
    return true;
}

/* "end of the month", "月底"; "next month" is its first day. */
static bool take_in_month(struct reading *r, int64_t *day)
{
    static const char *const ends[] = {
        "end of the month", "end of month", "month end", "月底", "月末", NULL};
    static const char *const next[] = {"next month", "下个月", "下月", NULL};
    int64_t month = base_day_month(r->today);
    if (take_any(r, ends))
        *day = base_month_first_day(month + 1) - 1;
    else if (take_any(r, next))
        *day = base_month_first_day(month + 1);
    else
        return false;
    return true;
}

static bool take_day(struct reading *r, int64_t *day)
{
    return take_near(r, day) || take_in_month(r, day) || take_in_week(r, day) ||
           take_named_month(r, day) || (r->why == NULL && take_offset(r, day)) ||
           (r->why == NULL && take_figures(r, day));
}

/* ---- the clock ------------------------------------------------------------------------------- */

/* A part of the day, and the hours it may be said of. */
struct part {
    const char *word;
    int from, until;
};

static const struct part *take_part(struct reading *r, const struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (take(r, parts[i].word))
            return &parts[i];
    return NULL;
}

/* Which hour of the day is meant: 1 is 13 at 中午, 12 is 24 at 晚上 and 0 at night. */
static bool place_hour(const struct part *part, int *hour)
{
    int said = *hour;
    for (int h = said == 12 ? 0 : said; h <= said + 12; h += 12)
        if (h >= part->from && h <= part->until) {
            *hour = h;
            return true;
        }
    return false;
}

/* What follows the hour; -1: nothing does that makes it a time. */
static int take_minutes(struct reading *r)
{
    int past = 0;
    if (*r->at == ':') {
        r->at++;
        return take_number(r, &past) ? past : 0;
    }
    if (!take(r, "点") && !take(r, "时"))
        return -1;
    if (take(r, "半"))
        return 30;
    if (!take_number(r, &past))
        return 0;
    take(r, "分");
    return past;
}

/* "10:00", "9:30", "10am", "3 pm", "10点", "下午3点半", "15点30分", "晚上十一点". */
static bool take_clock(struct reading *r, int *minute)
{
    static const struct part before[] = {{"凌晨", 0, 6},  {"早上", 1, 12},  {"早晨", 1, 12},
                                         {"上午", 1, 12}, {"中午", 10, 14}, {"下午", 12, 23},
                                         {"晚上", 17, 24}},
                             after[] = {{"am", 0, 11}, {"pm", 12, 23}};
    int hour;
    take(r, "at");
    const struct part *part = take_part(r, before, sizeof before / sizeof *before);
    if (!take_number(r, &hour) || hour > 24)
        return false;
    int past = take_minutes(r);
    skip(r);
    const struct part *half =
        part != NULL ? NULL : take_part(r, after, sizeof after / sizeof *after);
    if (past > 59 || (past < 0 && half == NULL) || (half != NULL && hour > 12))
        return false;
    part = half != NULL ? half : part;
    if (part != NULL && !place_hour(part, &hour))
        return false;
    *minute = 60 * hour + (past > 0 ? past : 0);
    return *minute <= 24 * 60 || part != NULL; /* half past twelve at 晚上 is the next day's */
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum err_code refuse(const struct reading *r, const char *s, const char *why,
                            const char *hint, struct err *e)
{
    return err_set(e, ERR_VALUE, s, r->why != NULL ? r->hint : hint, "%s",
                   r->why != NULL ? r->why : why);
}

enum err_code base_day_read(const char *s, int64_t now, int64_t *day, struct err *e)
{
    struct err unread = ERR_INIT;
    if (base_day_parse(s, day, &unread) == ERR_NONE)
        return ERR_NONE;
    err_clear(&unread);
    struct base_arena *a = base_arena_new();
    struct reading r = {.at = base_utf8_fold(a, s), .today = base_time_day(now)};
    enum err_code code = ERR_NONE;
    if (!take_day(&r, day) || *r.at != '\0')
        code = refuse(&r, s, _("it is no day"),
                      _("Write it as 2026-12-16, 16 Dec, tomorrow, next Monday or +3d."), e);
    base_arena_free(&a);
    return code;
}

enum err_code base_time_read(const char *s, bool end, int64_t now, int64_t *t, struct err *e)
{
    struct err unread = ERR_INIT;
    int64_t day;
    int minute = 0;
    if (base_time_parse(s, end, t, &unread) == ERR_NONE)
        return ERR_NONE;
    err_clear(&unread);
    struct base_arena *a = base_arena_new();
    struct reading r = {.at = base_utf8_fold(a, s), .today = base_time_day(now)};
    bool read = take_day(&r, &day), bare = read && *r.at == '\0';
    enum err_code code = ERR_NONE;
    if (!bare && (!read || !take_clock(&r, &minute) || *r.at != '\0'))
        code = refuse(&r, s, _("it is no date or time"),
                      _("Write it as 2026-12-16 09:00, 16 Dec 9:00, tomorrow 10:00, next Monday or "
                        "+3d."),
                      e);
    else
        *t = bare ? base_day_start(end ? day + 1 : day) : base_day_time(day, minute);
    base_arena_free(&a);
    return code;
}
