/* closure.h: closing time, and what becomes of bookings in it: reported, kept with the closure
 * around them, or displaced. */
#ifndef SHAREDESK_SCHEDULE_CLOSURE_H
#define SHAREDESK_SCHEDULE_CLOSURE_H

#include "sharedesk/schedule/calendar.h"

/* Live bookings not yet used that the closure covers. */
enum err_code schedule_closure_affected(struct incentive_terms *t,
                                        const struct model_closure *closure, struct base_arena *a,
                                        const struct model_booking ***bookings, size_t *count,
                                        struct err *e);
/* Stores the closure; mode displace: those bookings become displaced and their vouchers and demands
 * are free again; around: the closure is stored in pieces between them; report: they stay, and are
 * returned. */
enum err_code schedule_closure_put(struct store *s, struct model_closure *closure,
                                   struct base_arena *a, const struct model_booking ***bookings,
                                   size_t *count, struct err *e);

#endif
