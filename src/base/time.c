#include "sharedesk/base/time.h"

#include "sharedesk/base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY = 86400,
    DAYS_OF_ERA = 146097, /* 400 Gregorian years */
    EPOCH_SHIFT = 719468, /* days from 0000-03-01 to 1970-01-01 */
    FIRST_YEAR = 1900,
    LAST_YEAR = 9999,
    MINUTES_OF_DAY = 1440,
};

int64_t base_clock_now(const struct base_clock *c)
{
    return !c || c->fixed == BASE_NONE ? (int64_t)time(NULL) : c->fixed;
}

/* ---- the zone ---- */

static const char *zone_directory(void)
{
    const char *directory = getenv("TZDIR");
    return directory && *directory ? directory : "/usr/share/zoneinfo";
}

static bool is_zone_file(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char magic[4];
    bool is = fread(magic, 1, sizeof magic, f) == sizeof magic && memcmp(magic, "TZif", 4) == 0;
    fclose(f);
    return is;
}

/* A name that stays inside the zone directory and has a zone file there. */
static bool zone_known(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || strstr(name, ".."))
        return false;
    char path[1024];
    int length = snprintf(path, sizeof path, "%s/%s", zone_directory(), name);
    return length > 0 && (size_t)length < sizeof path && is_zone_file(path);
}

static bool is_utc(const char *name)
{
    return strcmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0;
}

/* TZ in the POSIX form, "CST-8" or "<+08>-8": it needs no zone file. */
static bool is_posix_rule(const char *tz)
{
    size_t name = 0;
    if (tz[0] == '<') {
        const char *end = strchr(tz, '>');
        name = end ? (size_t)(end - tz) + 1 : 0;
    } else {
        while ((tz[name] >= 'A' && tz[name] <= 'Z') || (tz[name] >= 'a' && tz[name] <= 'z'))
            name++;
    }
    const char *offset = tz + name;
    if (*offset == '+' || *offset == '-')
        offset++;
    return name >= 3 && *offset >= '0' && *offset <= '9';
}

/* What TZ may hold beside a name: nothing (UTC), a rule, the path of a zone file. */
static bool environment_zone_usable(const char *tz)
{
    if (*tz == ':')
        tz++;
    return *tz == '\0' || is_utc(tz) || is_posix_rule(tz) || zone_known(tz) ||
           (*tz == '/' && is_zone_file(tz));
}

static enum err_code zone_fault(const char *zone, struct err *e)
{
    struct stat st;
    const char *directory = zone_directory();
    if (stat(directory, &st) != 0)
        return err_set(e, ERR_NOT_FOUND, zone, _("Install the package tzdata, or use UTC."),
                       _("this system has no time zones (%s is missing)"), directory);
    return err_set(e, ERR_VALUE, zone, _("Use an IANA name such as Asia/Shanghai."),
                   _("no such time zone"));
}

static void forget_offsets(void);

enum err_code base_time_set_zone(const char *zone, struct err *e)
{
    if (!zone) {
        const char *tz = getenv("TZ");
        if (tz && !environment_zone_usable(tz))
            return zone_fault(tz, e);
    } else if (is_utc(zone)) {
        setenv("TZ", "UTC0", 1); /* the rule form: it works without zone files */
    } else if (zone_known(zone)) {
        setenv("TZ", zone, 1);
    } else {
        return zone_fault(zone, e);
    }
    tzset();
    forget_offsets();
    return ERR_NONE;
}

/* ---- calendar ---- */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t floor_mod(int64_t a, int64_t b)
{
    return a - floor_div(a, b) * b;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool base_date_valid(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1)
        return false;
    return day <= lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Years are counted from March, so that the leap day is the last of its year and the months before
 * it repeat in a pattern of 153 days per five. */
int64_t base_date_to_day(struct base_date d)
{
    int64_t year = (int64_t)d.year - (d.month <= 2);
    int64_t era = floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t month_from_march = (d.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + d.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_OF_ERA + day_of_era - EPOCH_SHIFT;
}

struct base_date base_date_from_day(int64_t day)
{
    int64_t shifted = day + EPOCH_SHIFT;
    int64_t era = floor_div(shifted, DAYS_OF_ERA);
    int64_t day_of_era = shifted - era * DAYS_OF_ERA;
    int64_t leap_free = day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096;
    int64_t year_of_era = leap_free / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return (struct base_date){
        .year = (int)(era * 400 + year_of_era + (month <= 2)),
        .month = (int)month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}

int base_day_weekday(int64_t day)
{
    return (int)floor_mod(day + 3, 7); /* 1970-01-01 was a Thursday */
}

/* The week belongs to the year in which its Thursday lies. */
int base_day_iso_week(int64_t day, int *year)
{
    int64_t thursday = day - base_day_weekday(day) + 3;
    *year = base_date_from_day(thursday).year;
    int64_t new_year = base_date_to_day((struct base_date){*year, 1, 1});
    return (int)((thursday - new_year) / 7) + 1;
}

int64_t base_month_first_day(int64_t month)
{
    if (month == BASE_NONE)
        return BASE_NONE;
    int year = (int)(1970 + floor_div(month, 12));
    return base_date_to_day((struct base_date){year, (int)floor_mod(month, 12) + 1, 1});
}

int64_t base_day_month(int64_t day)
{
    if (day == BASE_NONE)
        return BASE_NONE;
    struct base_date d = base_date_from_day(day);
    return ((int64_t)d.year - 1970) * 12 + d.month - 1;
}

/* ---- instants and the wall clock ---- */

/* Calendars ask for the same days again and again, and libc goes through the whole zone each time.
 * No zone has ever changed its clock twice within four days, so a UTC day has one offset, or one
 * before and one after an instant; what is remembered belongs to the process's zone, as TZ itself
 * does. */
enum { REMEMBERED = 1024 };
#define FARTHEST (INT64_C(1) << 56) /* seconds; no zone reaches there */

static struct remembered_day {
    bool known;
    int64_t day; /* UTC, since 1970 */
    int64_t change, before, after;
} remembered[REMEMBERED];

static void forget_offsets(void)
{
    memset(remembered, 0, sizeof remembered);
}

static int64_t offset_of_libc(int64_t t)
{
    time_t instant = (time_t)t;
    struct tm tm;
    if (!localtime_r(&instant, &tm))
        return 0; /* a year beyond int */
    struct base_date d = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
    return base_date_to_day(d) * DAY + tm.tm_hour * HOUR + tm.tm_min * MINUTE + tm.tm_sec - t;
}

static void remember_day(struct remembered_day *r, int64_t day)
{
    int64_t from = day * DAY, until = from + DAY;
    r->known = true;
    r->day = day;
    r->before = offset_of_libc(from);
    r->after = offset_of_libc(until);
    while (r->before != r->after && until - from > 1) {
        int64_t middle = from + (until - from) / 2;
        if (offset_of_libc(middle) == r->before)
            from = middle;
        else
            until = middle;
    }
    r->change = until;
}

/* Seconds that the wall clock of instant t shows, counted as if it were UTC. */
static int64_t wall_seconds(int64_t t)
{
    if (t < -FARTHEST || t > FARTHEST)
        return t;
    int64_t day = floor_div(t, DAY);
    struct remembered_day *r = &remembered[(uint64_t)day % REMEMBERED];
    if (!r->known || r->day != day)
        remember_day(r, day);
    return t + (t < r->change ? r->before : r->after);
}

/* The instant at which the wall clock shows `wall`. Two offsets come into question, that of a day
 * before and that of a day after; they differ only around a clock change. Of two instants the
 * earlier is taken; a time that is skipped keeps the offset from before the change, which moves it
 * forward by what the clock was put on (as RFC 5545 has it). */
static int64_t wall_to_instant(int64_t wall)
{
    int64_t before = wall_seconds(wall - DAY) - (wall - DAY);
    int64_t after = wall_seconds(wall + DAY) - (wall + DAY);
    int64_t early = wall - before;
    if (before == after || wall_seconds(early) == wall)
        return early;
    int64_t late = wall - after;
    return wall_seconds(late) == wall ? late : early;
}

int64_t base_time_day(int64_t t)
{
    return t == BASE_NONE ? BASE_NONE : floor_div(wall_seconds(t), DAY);
}

int base_time_minute(int64_t t)
{
    return (int)(floor_mod(wall_seconds(t), DAY) / MINUTE);
}

int64_t base_day_time(int64_t day, int minute)
{
    return day == BASE_NONE ? BASE_NONE : wall_to_instant(day * DAY + (int64_t)minute * MINUTE);
}

int64_t base_day_start(int64_t day)
{
    return base_day_time(day, 0);
}

int64_t base_time_month(int64_t t)
{
    return base_day_month(base_time_day(t));
}

int64_t base_month_start(int64_t month)
{
    return base_day_start(base_month_first_day(month));
}

/* ---- reading ---- */

/* Reads exactly `count` digits at *s. */
static bool take_number(const char **s, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*s)++) {
        if (**s < '0' || **s > '9')
            return false;
        *value = *value * 10 + (**s - '0');
    }
    return true;
}

static bool take_char(const char **s, char c)
{
    if (**s != c)
        return false;
    (*s)++;
    return true;
}

static const char *skip_blanks(const char *s)
{
    while (*s == ' ' || *s == '\t')
        s++;
    return s;
}

static bool at_end(const char *s)
{
    return *skip_blanks(s) == '\0';
}

/* One or two digits. */
static bool take_short(const char **s, int *value)
{
    const char *one = *s;
    if (take_number(s, 2, value))
        return true;
    *s = one;
    return take_number(s, 1, value);
}

static bool take_word(const char **s, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*s, word, n) != 0)
        return false;
    *s += n;
    return true;
}

/* "2026-12-05"; and as spreadsheets and people write it in China, where the year stands first as
 * well, so that nothing can be mistaken: "2026/12/5", "2026年12月5日". */
static bool take_date(const char **s, int64_t *day, bool *iso)
{
    struct base_date d;
    if (!take_number(s, 4, &d.year))
        return false;
    bool read;
    *iso = take_char(s, '-');
    if (*iso)
        read = take_number(s, 2, &d.month) && take_char(s, '-') && take_number(s, 2, &d.day);
    else if (take_char(s, '/'))
        read = take_short(s, &d.month) && take_char(s, '/') && take_short(s, &d.day);
    else
        read = take_word(s, "年") && take_short(s, &d.month) && take_word(s, "月") &&
               take_short(s, &d.day) && take_word(s, "日");
    if (!read || !base_date_valid(d.year, d.month, d.day))
        return false;
    *day = base_date_to_day(d);
    return true;
}

/* A fraction of a second is let through when it is nothing: the desk counts whole seconds. */
static bool take_zero_fraction(const char **s)
{
    if (!take_char(s, '.') && !take_char(s, ','))
        return true;
    if (**s != '0')
        return false;
    while (**s == '0')
        (*s)++;
    return true;
}

/* "09:00", "09:00:00", and "24:00" for the end of the day; "9:00" beside a date in figures of its
 * own length. */
static bool take_clock(const char **s, bool iso, int *seconds)
{
    int hour;
    int minute;
    int second = 0;
    if (!(iso ? take_number(s, 2, &hour) : take_short(s, &hour)) || !take_char(s, ':') ||
        !take_number(s, 2, &minute))
        return false;
    if (take_char(s, ':') && (!take_number(s, 2, &second) || !take_zero_fraction(s)))
        return false;
    if (minute > 59 || second > 59)
        return false;
    *seconds = hour * HOUR + minute * MINUTE + second;
    return *seconds <= DAY;
}

/* "Z", "+08:00", "+0800" or "+08"; *given is false when there is none. */
static bool take_offset(const char **s, bool *given, int *seconds)
{
    *seconds = 0;
    *given = true;
    if (take_char(s, 'Z') || take_char(s, 'z'))
        return true;
    int sign = **s == '-' ? -1 : 1;
    if (!take_char(s, '+') && !take_char(s, '-')) {
        *given = false;
        return true;
    }
    int hour;
    int minute = 0;
    if (!take_number(s, 2, &hour) || hour > 23)
        return false;
    bool colon = take_char(s, ':');
    bool more = **s >= '0' && **s <= '9';
    if ((colon || more) && (!take_number(s, 2, &minute) || minute > 59))
        return false;
    *seconds = sign * (hour * HOUR + minute * MINUTE);
    return true;
}

static bool parse_time(const char *s, bool end, int64_t *t)
{
    int64_t day;
    bool iso;
    s = skip_blanks(s);
    if (!take_date(&s, &day, &iso))
        return false;
    if (at_end(s)) {
        *t = base_day_start(end ? day + 1 : day);
        return true;
    }
    int clock;
    int offset;
    bool given;
    if (!take_char(&s, 'T') && !take_char(&s, 't') && !take_char(&s, ' '))
        return false;
    if (!take_clock(&s, iso, &clock) || !take_offset(&s, &given, &offset) || !at_end(s))
        return false;
    int64_t wall = day * DAY + clock;
    *t = given ? wall - offset : wall_to_instant(wall);
    return true;
}

enum err_code base_time_parse(const char *s, bool end, int64_t *t, struct err *e)
{
    if (parse_time(s, end, t))
        return ERR_NONE;
    return err_set(
        e, ERR_VALUE, s,
        _("Write it as 2026-12-16T09:00, with +08:00 or Z for another zone, or as a date "
          "2026-12-16."),
        _("it is no date or time"));
}

enum err_code base_day_parse(const char *s, int64_t *day, struct err *e)
{
    const char *at = skip_blanks(s);
    bool iso;
    if (take_date(&at, day, &iso) && at_end(at))
        return ERR_NONE;
    return err_set(e, ERR_VALUE, s, _("Write it as 2026-12-16."), _("it is no date"));
}

enum err_code base_month_parse(const char *s, int64_t *month, struct err *e)
{
    int year;
    int number;
    const char *at = skip_blanks(s);
    if (take_number(&at, 4, &year) && take_char(&at, '-') && take_number(&at, 2, &number) &&
        at_end(at) && base_date_valid(year, number, 1)) {
        *month = ((int64_t)year - 1970) * 12 + number - 1;
        return ERR_NONE;
    }
    return err_set(e, ERR_VALUE, s, _("Write it as 2026-12."), _("it is no month"));
}

/* ---- writing ---- */

/* Years that four digits hold; nothing else can be shown, and nothing else is ever read. */
static bool has_four_digits(int year)
{
    return year >= 0 && year <= LAST_YEAR;
}

/* So many digits, with noughts before: a month's plan has thousands of times. */
static char *put_digits(char *to, int number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        to[i] = (char)('0' + number % 10);
    return to + digits;
}

static char *put_clock(char *to, int seconds)
{
    to = put_digits(to, seconds / HOUR, 2);
    *to++ = ':';
    to = put_digits(to, seconds / MINUTE % 60, 2);
    *to++ = ':';
    return put_digits(to, seconds % MINUTE, 2);
}

void base_day_format(int64_t day, char out[16])
{
    struct base_date d = base_date_from_day(day == BASE_NONE ? 0 : day);
    out[0] = '\0';
    if (day == BASE_NONE || !has_four_digits(d.year))
        return;
    char *at = put_digits(out, d.year, 4);
    *at++ = '-';
    at = put_digits(at, d.month, 2);
    *at++ = '-';
    *put_digits(at, d.day, 2) = '\0';
}

void base_month_format(int64_t month, char out[16])
{
    base_day_format(base_month_first_day(month), out);
    out[strlen(out) > 7 ? 7 : 0] = '\0';
}

void base_time_show(int64_t t, char out[32])
{
    char day[16];
    base_day_format(base_time_day(t), day);
    out[0] = '\0';
    if (t == BASE_NONE || day[0] == '\0')
        return;
    int minute = base_time_minute(t);
    snprintf(out, 32, "%s %02d:%02d", day, minute / 60, minute % 60);
}

void base_time_format(int64_t t, char out[32])
{
    out[0] = '\0';
    if (t == BASE_NONE)
        return;
    int64_t wall = wall_seconds(t);
    int64_t offset = wall - t;
    /* Local mean times of before about 1900 have seconds in their offset, which ISO 8601 cannot
     * write: those instants are written in UTC. */
    bool utc = offset % MINUTE != 0;
    if (utc)
        wall = t;
    base_day_format(floor_div(wall, DAY), out);
    if (out[0] == '\0')
        return;
    char *at = out + strlen(out);
    *at++ = 'T';
    at = put_clock(at, (int)floor_mod(wall, DAY));
    int away = abs((int)offset) / MINUTE;
    if (utc) {
        *at++ = 'Z';
    } else {
        *at++ = offset < 0 ? '-' : '+';
        at = put_digits(at, away / 60, 2);
        *at++ = ':';
        at = put_digits(at, away % 60, 2);
    }
    *at = '\0';
}
