/* price.h: what a use costs, line by line (rules.md, Price).
 *
 * Grade first: basic, common and mature are free to all; restricted as its agreement says; the rest
 * by tariff, which an agreement may replace (price) or lower (discount). Use by the owner itself is
 * free. Then: minutes, rounded up to the step, at least the minimum; free quota off; tariff of each
 * minute's local date; fees; voucher share. Each line is rounded half up, the voucher share down.
 *
 * An hour is charged by the minute. A person-day is policy day_minutes; a licence, seat or query is
 * 60 minutes; of these every unit begun is charged, at the tariff of the day on which it begins.
 * Minutes that rounding adds count as following the last. A free quota is of the month in which a
 * sitting starts: the resource's own first, then the agreement's. Without any price the use costs
 * nothing; a member without a member price pays the outside price. */
#ifndef SHAREDESK_INCENTIVE_PRICE_H
#define SHAREDESK_INCENTIVE_PRICE_H

#include "sharedesk/base/interval.h"
#include "sharedesk/incentive/terms.h"

enum { INCENTIVE_FIND = -1, INCENTIVE_NO = 0 }; /* of an agreement or voucher, instead of an id */

struct incentive_use {
    const struct model_resource *resource;
    int64_t organisation;
    const struct base_interval *sittings; /* each a booking; fees are due for each */
    size_t sitting_count;
    int64_t agreement; /* id, INCENTIVE_FIND or INCENTIVE_NO */
    int64_t voucher;   /* id, INCENTIVE_FIND (the one that pays most) or INCENTIVE_NO */
    int64_t booking;   /* the use's own booking, whose quota and voucher share are not counted as
                          taken by others; 0 = none yet */
    bool figures_only; /* no lines: for thousands of candidates */
};

struct incentive_price_line {
    const char *text; /* translated */
    int64_t amount;
};

struct incentive_price {
    const char *refusal; /* translated; NULL = there is a price, and all below is set */
    const struct incentive_price_line *lines; /* their amounts add up to total */
    size_t line_count;
    int64_t minutes_used;    /* as asked for */
    int64_t minutes_charged; /* after step and minimum, before the free quota */
    int64_t minutes_free;    /* taken from free quotas */
    int64_t gross;           /* before the voucher */
    int64_t voucher_part;
    int64_t total;     /* what remains to pay */
    int64_t voucher;   /* id or 0 */
    int64_t agreement; /* id or 0 */
};

/* Lines live in a. A refusal (restricted without agreement) is no error. */
enum err_code incentive_price_find(struct incentive_terms *t, const struct incentive_use *use,
                                   struct base_arena *a, struct incentive_price *price,
                                   struct err *e);

/* Minutes of a month that are free of charge for one more use, by what resource and agreement (or
 * NULL) give and others have taken: of resource, organisation and booking of the use. */
enum err_code incentive_quota_left(struct incentive_terms *t, const struct incentive_use *use,
                                   const struct model_agreement *agreement, int64_t month,
                                   int64_t *left, struct err *e);

/* Resources of which the price of a use follows from its charged minutes, how many sittings it has,
 * and who uses it: most. Free quotas, dated tariffs and other units are not plain. */
struct incentive_plain {
    bool plain, free_;       /* free_: open grades */
    int64_t quota;           /* minutes a month: it is plain but for these; BASE_NONE: it is not */
    int64_t inside, outside; /* an hour; BASE_NONE: none */
    int64_t fee;
    int64_t step, minimum; /* charged minutes: a multiple of the one, at least the other */
};
void incentive_plain_of(struct incentive_terms *t, const struct model_resource *resource,
                        struct incentive_plain *plain);
/* One who uses it, on terms that are the same on all days of the question. */
struct incentive_payer {
    int64_t organisation;
    bool member;
    const struct model_agreement *agreement; /* or NULL; without a free quota */
};
/* What incentive_price_find would find for a use of so many charged minutes in so many sittings, of
 * which the first begins at start: gross, voucher and total. */
enum err_code incentive_plain_price(struct incentive_terms *t, const struct model_resource *r,
                                    const struct incentive_plain *plain,
                                    const struct incentive_payer *payer, int64_t charged,
                                    int64_t sittings, int64_t start, struct incentive_price *price,
                                    struct err *e);
/* The same in two steps, for thousands: an amount before vouchers, and what the vouchers that an
 * organisation may use for a kind on a day leave of it. False on overflow. */
struct incentive_aid {
    int64_t share, left;
};
struct incentive_aids {
    struct incentive_aid *list;
    size_t count;
};
enum err_code incentive_aids_find(struct incentive_terms *t, int64_t organisation, const char *kind,
                                  int64_t day, struct base_arena *a, struct incentive_aids *aids,
                                  struct err *e);
bool incentive_aids_leave(const struct incentive_aids *aids, int64_t gross, int64_t *total);
/* rate: an hour; keeps: hundredths of a per cent that a discount leaves. */
bool incentive_plain_gross(int64_t rate, int64_t keeps, int64_t charged, int64_t fees,
                           int64_t *gross);
/* What the payer pays an hour: the agreement's price, else inside or outside; never BASE_NONE. */
int64_t incentive_plain_rate(int64_t inside, int64_t outside, const struct incentive_payer *payer);
int64_t incentive_agreement_keeps(const struct model_agreement *agreement);
/* Minutes rounded up to the step, at least the minimum; false on overflow. */
bool incentive_charged(const struct incentive_plain *plain, int64_t used, int64_t *charged);

/* Price per hour or unit on a local day, before agreements: inside for members, else outside.
 * BASE_NONE if the resource has none. */
enum err_code incentive_tariff(struct incentive_terms *t, const struct model_resource *resource,
                               int64_t day, bool member, int64_t *price, struct err *e);
/* Worth of an hour or unit on a day: outside tariff, else cost, else the policy's rate for the kind
 * (rules.md, Standing). */
enum err_code incentive_rate(struct incentive_terms *t, const struct model_resource *resource,
                             int64_t day, int64_t *rate, struct err *e);
/* Minutes of a unit: 60, or policy day_minutes for a person-day. */
int64_t incentive_unit_minutes(const struct model_policy *policy, const char *unit);
/* For people: "12 h", "2 licences", "3 person-days". */
const char *incentive_quantity_show(const struct model_policy *policy, const char *unit,
                                    int64_t minutes, struct base_arena *a);
/* Whether time is what is shared: hours and person-days, not licences, seats or queries. */
bool incentive_unit_is_time(const char *unit);
/* rate per hour or unit times minutes, rounded half up: what minutes are worth, or cost. Hours by
 * the minute, other units in proportion. False on overflow. */
bool incentive_worth(const struct model_policy *policy, const struct model_resource *resource,
                     int64_t minutes, int64_t rate, int64_t *worth);

#endif
