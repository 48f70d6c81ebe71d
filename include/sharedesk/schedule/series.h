/* series.h: recurring bookings (RFC 5545 RRULE). Each keeps its wall-clock times over a clock
 * change. A rule on day 31 or a fifth weekday passes over the months that have none. */
#ifndef SHAREDESK_SCHEDULE_SERIES_H
#define SHAREDESK_SCHEDULE_SERIES_H

#include "sharedesk/schedule/booking.h"

enum { SCHEDULE_SERIES_MOST = 400 }; /* bookings of one series */

/* The occurrences of a booking [start, end) under "FREQ=WEEKLY;COUNT=10", the first being itself. A
 * rule without COUNT or UNTIL is refused. */
enum err_code schedule_series_expand(const char *rrule, int64_t start, int64_t end,
                                     struct base_arena *a, struct base_interval **list,
                                     size_t *count, struct err *e);

enum schedule_clash { SCHEDULE_REFUSE, SCHEDULE_SKIP };
/* Books every occurrence in one transaction. REFUSE: one broken rule and none is booked; SKIP:
 * those that break a rule are left out. outcomes: one for each occurrence; *done how many were
 * booked. */
enum err_code schedule_series_book(struct store *s, const struct schedule_order *order,
                                   const char *rrule, enum schedule_clash clash,
                                   struct base_arena *a, struct schedule_outcome **outcomes,
                                   size_t *count, size_t *done, struct err *e);

enum schedule_scope { SCHEDULE_THIS, SCHEDULE_FOLLOWING, SCHEDULE_ALL };
/* The bookings of one's series in scope that are not yet used, by start; itself if it has no
 * series. */
enum err_code schedule_series_members(struct store *s, int64_t booking, enum schedule_scope scope,
                                      struct base_arena *a, const struct model_booking ***bookings,
                                      size_t *count, struct err *e);
/* Moves them by as many wall-clock days and minutes as `booking` moves; all or none. */
enum err_code schedule_series_move(struct store *s, int64_t booking, enum schedule_scope scope,
                                   int64_t start, int64_t end, const char *override_reason,
                                   struct base_arena *a, struct schedule_outcome **outcomes,
                                   size_t *count, bool *done, struct err *e);
enum err_code schedule_series_cancel(struct store *s, int64_t booking, enum schedule_scope scope,
                                     const char *party, const char *reason, struct base_arena *a,
                                     struct schedule_freed **freed, size_t *count, struct err *e);

#endif
