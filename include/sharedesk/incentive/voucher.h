/* voucher.h: vouchers are granted, reserved by a booking, redeemed by use, released by
 * cancellation. Reserved is the voucher part of bookings not yet used; redeemed is what the ledger
 * has charged to it. */
#ifndef SHAREDESK_INCENTIVE_VOUCHER_H
#define SHAREDESK_INCENTIVE_VOUCHER_H

#include "sharedesk/store/store.h"

struct incentive_voucher {
    const struct model_voucher *voucher;
    int64_t reserved, redeemed;
    int64_t left; /* amount - reserved - redeemed, at least 0; 0 when it is not active */
};
/* Those of an organisation, or all (BASE_NONE), by number. */
enum err_code incentive_voucher_list(struct store *s, int64_t organisation, struct base_arena *a,
                                     struct incentive_voucher **list, size_t *count, struct err *e);
/* What is left, not counting what `booking` itself (0: none) has reserved or redeemed. */
enum err_code incentive_voucher_left(struct store *s, int64_t voucher, int64_t booking,
                                     int64_t *left, struct err *e);
/* Stores the voucher; refuses when its fund has less free than it promises. */
enum err_code incentive_voucher_grant(struct store *s, struct model_voucher *voucher,
                                      struct err *e);
/* Takes back what is left of it. */
enum err_code incentive_voucher_withdraw(struct store *s, int64_t voucher, struct err *e);

#endif
