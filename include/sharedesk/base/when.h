/* when.h: days and times as people say them: "25 Nov", "tomorrow 10:00", "next Monday", "+3d",
 * "11月25日", "明天下午3点", "下周一", besides all that time.h reads. For what somebody types; in
 * files a day must not depend on when it is read. */
#ifndef SHAREDESK_BASE_WHEN_H
#define SHAREDESK_BASE_WHEN_H

#include "sharedesk/base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* A day without a year is the nearest one, and so is one without a month (25号), be it past or to
 * come; a weekday is the next that comes, after "next" or 下 the one of next week. What may be two
 * days ("12/5") or is none ("31 Nov") is refused by what it is. */
enum err_code base_day_read(const char *s, int64_t now, int64_t *day, struct err *e);
/* end: a bare day means the end of that day. */
enum err_code base_time_read(const char *s, bool end, int64_t now, int64_t *t, struct err *e);

#endif
