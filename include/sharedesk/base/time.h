/* time.h: UTC seconds inside, the desk's zone outside (rules.md, Units). Days are numbers of local
 * calendar days since 1970-01-01; months are numbers of calendar months since 1970-01.
 * The zone is the process's (base_time_set_zone); intervals are half-open. */
#ifndef SHAREDESK_BASE_TIME_H
#define SHAREDESK_BASE_TIME_H

#include "sharedesk/base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* No value: an empty number, date or time anywhere in the program. */
#define BASE_NONE INT64_MIN

/* The clock of reports and tests: fixed is BASE_NONE for the real one. */
struct base_clock {
    int64_t fixed;
};
int64_t base_clock_now(const struct base_clock *c); /* UTC seconds */

/* IANA name, or NULL for TZ, else the system's, else UTC. Fails on an unknown name. */
enum err_code base_time_set_zone(const char *zone, struct err *e);

struct base_date {
    int year, month, day; /* 1-based month and day */
};
int64_t base_date_to_day(struct base_date d);
struct base_date base_date_from_day(int64_t day);
bool base_date_valid(int year, int month, int day);
int base_day_weekday(int64_t day); /* 0 Monday … 6 Sunday */

int64_t base_time_day(int64_t t);               /* local day of an instant */
int base_time_minute(int64_t t);                /* local minute of the day, 0–1439 */
int64_t base_day_start(int64_t day);            /* instant of local midnight (first, if two) */
int64_t base_day_time(int64_t day, int minute); /* instant of a wall-clock minute; minute may be
                                                   0…2879; a skipped time moves forward */
int64_t base_time_month(int64_t t);
int64_t base_month_start(int64_t month); /* instant; the end is start of month + 1 */
int64_t base_month_first_day(int64_t month);
int64_t base_day_month(int64_t day);
int base_day_iso_week(int64_t day, int *year);

/* BASE_NONE stays BASE_NONE in all of these, and is written as "". */

/* ISO 8601. Date "2026-12-16"; time "2026-12-16T09:00[:00][+08:00|Z]" or with a blank for the T;
 * without an offset it is local. Dates are also read as spreadsheets and people in China write
 * them: "2026/12/5", "2026年12月5日", with a time "2026/12/5 9:00". end: a bare date means the end
 * of that day. */
enum err_code base_time_parse(const char *s, bool end, int64_t *t, struct err *e);
enum err_code base_day_parse(const char *s, int64_t *day, struct err *e);
enum err_code base_month_parse(const char *s, int64_t *month, struct err *e); /* "2026-12" */

void base_time_format(int64_t t, char out[32]);      /* 2026-12-16T09:00:00+08:00 */
void base_time_show(int64_t t, char out[32]);        /* 2026-12-16 09:00 */
void base_day_format(int64_t day, char out[16]);     /* 2026-12-16 */
void base_month_format(int64_t month, char out[16]); /* 2026-12 */

#endif
