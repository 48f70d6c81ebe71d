/* booking.h: the life of a booking. Each function is one transaction and joins the caller's.
 *
 *   requested -> confirmed -> in_use -> completed       access approval: somebody confirms
 *   tentative (held until) -> confirmed                 a freed slot offered to the next in line
 *   -> cancelled, no_show, displaced                    the slot is free again
 *
 * A refusal by the rules is a result with all its reasons (done false), nothing changed. Price,
 * voucher share and free minutes are fixed when it is booked or moved, and charged on use. A demand
 * becomes allocated when bookings cover its minutes, met when they are completed, and open again
 * when they fall away. */
#ifndef SHAREDESK_SCHEDULE_BOOKING_H
#define SHAREDESK_SCHEDULE_BOOKING_H

#include "sharedesk/schedule/rule.h"

struct schedule_order {
    int64_t resource, organisation;
    int64_t person, demand; /* or BASE_NONE */
    int64_t start, end;
    const char *title, *notes;
    const char *status;          /* NULL: confirmed, or requested where access asks for approval */
    int64_t held_until;          /* for tentative; BASE_NONE otherwise */
    int64_t agreement;           /* as in struct incentive_use */
    int64_t voucher;             /* as in struct incentive_use */
    int64_t price;               /* a quoted price in place of the computed one, or BASE_NONE */
    const char *override_reason; /* reason to set broken rules aside, or NULL */
    const char *series;          /* mark, or NULL */
};
struct schedule_order schedule_order_init(void); /* everything empty, agreement and voucher found */

struct schedule_outcome {
    bool done;
    struct model_booking *booking; /* as it is now stored; as it would be when not done */
    struct schedule_findings findings;
    struct incentive_price price; /* of the booking */
};

/* Only looks: what schedule_book would do. */
enum err_code schedule_book_try(struct store *s, const struct schedule_order *order,
                                struct base_arena *a, struct schedule_outcome *outcome,
                                struct err *e);
enum err_code schedule_book(struct store *s, const struct schedule_order *order,
                            struct base_arena *a, struct schedule_outcome *outcome, struct err *e);
/* New times for a booking not yet used: moved, or stretched. */
enum err_code schedule_move_try(struct store *s, int64_t booking, int64_t start, int64_t end,
                                struct base_arena *a, struct schedule_outcome *outcome,
                                struct err *e);
enum err_code schedule_move(struct store *s, int64_t booking, int64_t start, int64_t end,
                            const char *override_reason, struct base_arena *a,
                            struct schedule_outcome *outcome, struct err *e);

/* Confirms what was requested or held. */
enum err_code schedule_confirm(struct store *s, int64_t booking, struct err *e);

/* What a booking that fell away leaves. */
struct schedule_freed {
    int64_t resource, start, end;
    int64_t fee;   /* charged to the user, 0 = none */
    int64_t entry; /* of the ledger, or 0 */
};
/* party: "requester", "provider" or "desk"; only a requester pays for a late cancellation. */
enum err_code schedule_cancel(struct store *s, int64_t booking, const char *party,
                              const char *reason, struct schedule_freed *freed, struct err *e);
/* The fee that cancelling at `at` would cost the requester. */
enum err_code schedule_cancel_fee(struct store *s, const struct model_booking *booking, int64_t at,
                                  int64_t *fee, struct err *e);
/* The fee that a no-show would cost the requester. */
enum err_code schedule_no_show_fee(struct store *s, const struct model_booking *booking,
                                   int64_t *fee, struct err *e);
enum err_code schedule_no_show(struct store *s, int64_t booking, struct schedule_freed *freed,
                               struct err *e);

enum err_code schedule_check_in(struct store *s, int64_t booking, int64_t at, struct err *e);

struct schedule_completed {
    int64_t minutes; /* used */
    int64_t total;   /* charged to the user */
    int64_t voucher_part;
    int64_t entry; /* charge or public cost, 0 = none */
};
/* used: minutes really used; BASE_NONE: from check-in to now if it was checked in, else as
 * reserved. */
enum err_code schedule_complete(struct store *s, int64_t booking, int64_t used,
                                struct schedule_completed *completed, struct err *e);

/* Confirmed bookings whose release time has passed with nobody checked in, and holds that have run
 * out. */
enum err_code schedule_release_due(struct store *s, struct base_arena *a,
                                   const struct model_booking ***bookings, size_t *count,
                                   struct err *e);
/* Releases them: no_show, or cancelled for a hold. *count gets how many. */
enum err_code schedule_release(struct store *s, size_t *count, struct err *e);

#endif
