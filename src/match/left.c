/* left.c: what is left of a demand of which some is booked or requested already. It is matched and
 * allocated like a demand of those minutes, with its share of the value, what is left of the
 * budget, and quotes in proportion, as they are charged. */
#include "internal.h"

#include "sharedesk/base/money.h"
#include "sharedesk/schedule/calendar.h"

static int64_t less(int64_t had, int64_t taken)
{
    return had > taken ? had - taken : 0;
}

/* A part of `whole`; what is no figure stays none. */
static int64_t part(int64_t figure, const struct match_left *left)
{
    int64_t share;
    if (figure == BASE_NONE || !base_money_muldiv(figure, left->minutes, left->whole, &share))
        return figure;
    return share;
}

void match_left_find(const struct model_demand *demand, struct model_booking *const *bookings,
                     size_t booking_count, int64_t now, struct base_arena *a,
                     struct match_left *left)
{
    *left = (struct match_left){demand, demand->minutes, demand->minutes};
    if (demand->minutes == BASE_NONE || demand->minutes <= 0)
        return;
    struct schedule_booked booked = schedule_demand_booked(bookings, booking_count, 0, now);
    left->minutes = less(demand->minutes, booked.minutes);
    if (left->minutes == 0) /* nothing to be served: it is shown as it was asked */
        left->minutes = left->whole;
    if (left->minutes == left->whole)
        return;
    struct model_demand *rest = base_arena_alloc(a, sizeof *rest);
    *rest = *demand;
    rest->minutes = left->minutes;
    rest->value = part(demand->value != BASE_NONE ? demand->value : demand->budget, left);
    if (demand->budget != BASE_NONE)
        rest->budget = less(demand->budget, booked.money);
    left->demand = rest;
}

enum err_code match_left_read(struct store *s, const struct model_demand *demand, int64_t now,
                              struct base_arena *a, struct match_left *left, struct err *e)
{
    struct model_booking **bookings;
    size_t booking_count;
    enum err_code code =
        store_select(s, MODEL_BOOKING, STORE_SCHEDULE_DEMAND_BOOKINGS,
                     STORE_ARGS(STORE_INT(demand->head.id)), a, &bookings, &booking_count, e);
    if (!code)
        match_left_find(demand, bookings, booking_count, now, a, left);
    return code;
}

const struct model_quote *match_left_quote(const struct match_left *left,
                                           const struct model_quote *quote, struct base_arena *a)
{
    struct model_quote *rest = base_arena_alloc(a, sizeof *rest);
    *rest = *quote;
    rest->minutes = part(quote->minutes, left);
    rest->price = part(quote->price, left);
    rest->benefit = part(quote->benefit, left);
    return rest;
}
