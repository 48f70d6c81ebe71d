/* fund.h: funds by source. A fund cannot be overdrawn. What is promised to vouchers is still in the
 * fund until they are redeemed, but is not free for anything else. */
#ifndef SHAREDESK_INCENTIVE_FUND_H
#define SHAREDESK_INCENTIVE_FUND_H

#include "sharedesk/incentive/ledger.h"

struct incentive_fund {
    const struct model_fund *fund;
    int64_t balance;  /* money in it, positive */
    int64_t promised; /* left on its active vouchers */
    int64_t free;     /* balance - promised, at least 0 */
    int64_t paid_in, paid_out;
    int64_t due; /* cost of free use that it still owes (public funds) */
};
/* All funds in use, by number. */
enum err_code incentive_fund_list(struct store *s, struct base_arena *a,
                                  struct incentive_fund **list, size_t *count, struct err *e);
enum err_code incentive_fund_balance(struct store *s, int64_t fund, int64_t *balance,
                                     struct err *e); /* positive when money is in it */
/* The first fund in use of a source that is valid on the day; made if the desk has none. */
enum err_code incentive_fund_of(struct store *s, const char *source, int64_t day, int64_t *fund,
                                struct err *e);

/* Money paid in by giver (BASE_NONE: unnamed); it counts as the giver's contribution. A public fund
 * then pays what it owes for free use, as far as what is free in it reaches. */
enum err_code incentive_fund_deposit(struct store *s, int64_t fund, int64_t giver, int64_t amount,
                                     const char *notes, int64_t *entry, struct err *e);
enum err_code incentive_fund_transfer(struct store *s, int64_t from, int64_t to, int64_t amount,
                                      const char *notes, int64_t *entry, struct err *e);
/* A premium that an organisation owes to the risk fund. */
enum err_code incentive_fund_premium(struct store *s, int64_t fund, int64_t organisation,
                                     int64_t amount, const char *notes, int64_t *entry,
                                     struct err *e);

/* The risk fund against what is claimed from it. */
struct incentive_solvency {
    int64_t balance, claims; /* claims open, as claimed */
    double cover;            /* balance / claims; 1 when nothing is claimed */
};
enum err_code incentive_fund_solvency(struct store *s, struct incentive_solvency *solvency,
                                      struct err *e);

#endif
