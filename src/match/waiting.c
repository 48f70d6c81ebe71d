#include "sharedesk/match/waiting.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/schedule/booking.h"
#include "sharedesk/schedule/free.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

static int by_benefit(const void *x, const void *y)
{
    const struct match_candidate *a = x, *b = y;
    if (a->benefit != b->benefit)
        return a->benefit > b->benefit ? -1 : 1;
    return strcmp(a->demand_uid, b->demand_uid);
}

enum err_code match_waiting(struct match_desk *m, int64_t resource, int64_t from, int64_t until,
                            struct base_arena *a, struct match_list *list, struct err *e)
{
    struct match_options slot = MATCH_OPTIONS_INIT;
    slot.from = from;
    slot.until = until;
    enum err_code code = match_offers(m, resource, &slot, a, list, e);
    if (code)
        return code;
    /* A rejected pair is no longer in line. */
    size_t kept = 0;
    for (size_t i = 0; i < list->eligible; i++) {
        const struct match_candidate *c = &list->candidates[i];
        if (c->stance == NULL || strcmp(c->stance, "forbidden") != 0)
            list->candidates[kept++] = *c;
    }
    list->count = list->eligible = kept;
    if (kept > 0)
        qsort(list->candidates, kept, sizeof *list->candidates, by_benefit);
    return ERR_NONE;
}

/* Where in the slot the first in line would sit: at its earliest start, for its minutes. */
static enum err_code offer_to(struct match_desk *m, const struct match_candidate *c,
                              struct base_arena *a, int64_t *booking, struct err *e)
{
    struct model_demand *d;
    struct schedule_outcome outcome;
    struct schedule_order order = schedule_order_init();
    enum err_code code = store_get(m->store, MODEL_DEMAND, c->demand, a, &d, e);
    if (code)
        return code;
    order.resource = c->resource;
    order.demand = c->demand;
    order.organisation = d->requester;
    order.person = d->person;
    order.title = d->title;
    order.start = c->figures.first_start;
    order.end = order.start + 60 * c->minutes;
    if (c->until != BASE_NONE && order.end > c->until)
        order.end = c->until;
    order.status = "tentative";
    order.held_until = store_now(m->store) + 3600 * store_policy(m->store)->hold_hours;
    code = schedule_book(m->store, &order, a, &outcome, e);
    if (!code && outcome.done)
        *booking = outcome.booking->head.id;
    return code;
}

/* Who has just given the slot up does not want it back. */
static enum err_code gave_up(struct match_desk *m, const struct match_candidate *c, int64_t from,
                             int64_t until, bool *did, struct err *e)
{
    int64_t count;
    enum err_code code = store_number(
        m->store, STORE_MATCH_GAVE_UP,
        STORE_ARGS(STORE_INT(c->demand), STORE_INT(c->resource), STORE_INT(from), STORE_INT(until)),
        0, &count, e);
    *did = count > 0;
    return code;
}

/* Nobody waits on most desks most of the time: then nothing need be read for it. */
static enum err_code anybody_waits(struct match_desk *m, bool *waits, struct err *e)
{
    int64_t count;
    enum err_code code =
        store_number(m->store, STORE_MATCH_DEMANDS_COUNT, STORE_NO_ARGS, 0, &count, e);
    *waits = count > 0;
    return code;
}

enum err_code match_waiting_offer(struct match_desk *m, int64_t resource, int64_t from,
                                  int64_t until, int64_t *booking, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_list list = {0};
    bool waits, did;
    *booking = 0;
    enum err_code code = anybody_waits(m, &waits, e);
    if (!code && waits)
        code = match_waiting(m, resource, from, until, a, &list, e);
    for (size_t i = 0; !code && *booking == 0 && i < list.count; i++) {
        code = gave_up(m, &list.candidates[i], from, until, &did, e);
        if (!code && !did)
            code = offer_to(m, &list.candidates[i], a, booking, e);
    }
    base_arena_free(&a);
    return code;
}
