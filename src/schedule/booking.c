/* Making and moving bookings. */
#include "sharedesk/schedule/booking.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"

#include "inside.h"

struct schedule_order schedule_order_init(void)
{
    return (struct schedule_order){.resource = BASE_NONE,
                                   .organisation = BASE_NONE,
                                   .person = BASE_NONE,
                                   .demand = BASE_NONE,
                                   .start = BASE_NONE,
                                   .end = BASE_NONE,
                                   .held_until = BASE_NONE,
                                   .agreement = INCENTIVE_FIND,
                                   .voucher = INCENTIVE_FIND,
                                   .price = BASE_NONE};
}

/* ---- price ----------------------------------------------------------------------------------- */

/* A provider's quote for the demand, in proportion to the minutes booked; BASE_NONE without one. */
static enum err_code quoted_price(struct store *s, const struct model_booking *b,
                                  struct base_arena *a, int64_t *price, struct err *e)
{
    *price = BASE_NONE;
    if (b->demand == BASE_NONE)
        return ERR_NONE;
    char day[16];
    base_day_format(base_time_day(store_now(s)), day);
    struct store_rows rows;
    enum err_code code = store_rows(
        s, STORE_SCHEDULE_QUOTE,
        STORE_ARGS(STORE_INT(b->demand), STORE_INT(b->resource), STORE_STR(day)), a, &rows, e);
    if (code || rows.count == 0)
        return code;
    *price = rows.cells[0].number;
    int64_t whole = rows.cells[1].number, minutes = base_interval_minutes(b->start, b->end);
    if (whole != BASE_NONE && minutes < whole)
        base_money_muldiv(*price, minutes, whole, price);
    return ERR_NONE;
}

/* A price that was agreed elsewhere: nothing is reckoned. */
static void price_fixed(struct incentive_price *price, int64_t total, struct base_arena *a)
{
    struct incentive_price_line *line = base_arena_alloc(a, sizeof *line);
    *line = (struct incentive_price_line){_("As quoted"), total};
    price->lines = line;
    price->line_count = 1;
    price->gross = price->total = total;
    price->minutes_free = price->voucher_part = price->voucher = 0;
}

static enum err_code price_booking(struct incentive_terms *t, const struct schedule_order *order,
                                   const struct model_resource *resource,
                                   const struct model_booking *b, struct base_arena *a,
                                   struct incentive_price *price, struct err *e)
{
    const struct base_interval sitting = {b->start, b->end};
    const struct incentive_use use = {.resource = resource,
                                      .organisation = b->organisation,
                                      .sittings = &sitting,
                                      .sitting_count = 1,
                                      .agreement = order->agreement,
                                      .voucher = order->voucher,
                                      .booking = b->head.id};
    int64_t fixed = order->price;
    enum err_code code = incentive_price_find(t, &use, a, price, e);
    if (!code && fixed == BASE_NONE)
        code = quoted_price(incentive_terms_store(t), b, a, &fixed, e);
    if (!code && fixed != BASE_NONE && !price->refusal)
        price_fixed(price, fixed, a);
    return code;
}

static void price_keep(struct model_booking *b, const struct incentive_price *price)
{
    b->price = price->refusal ? BASE_NONE : price->total;
    b->voucher = price->voucher ? price->voucher : BASE_NONE;
    b->voucher_amount = price->voucher ? price->voucher_part : BASE_NONE;
    b->free_minutes = price->minutes_free ? price->minutes_free : BASE_NONE;
    b->agreement = price->agreement ? price->agreement : BASE_NONE;
}

/* ---- demands --------------------------------------------------------------------------------- */

static const char *demand_status(const struct model_demand *demand,
                                 struct model_booking *const *bookings, size_t count)
{
    int64_t needed = demand->minutes == BASE_NONE ? 1 : demand->minutes, booked = 0, done = 0;
    for (size_t i = 0; i < count; i++) {
        const char *status = model_code_or(bookings[i]->status, "confirmed");
        int64_t minutes = base_interval_minutes(bookings[i]->start, bookings[i]->end);
        bool completed = model_code_is(status, "completed");
        if (completed || model_code_is(status, "confirmed") || model_code_is(status, "in_use"))
            booked += minutes;
        if (completed)
            done += minutes;
    }
    if (done >= needed)
        return "met";
    if (booked >= needed)
        return "allocated";
    const char *status = model_code_or(demand->status, "open");
    return model_code_is(status, "allocated") || model_code_is(status, "met") ? "open" : status;
}

enum err_code schedule_demand_refresh(struct store *s, int64_t demand, struct err *e)
{
    if (demand == BASE_NONE)
        return ERR_NONE;
    struct base_arena *a = base_arena_new();
    void *record;
    struct model_booking **bookings;
    size_t count;
    enum err_code code = store_get(s, MODEL_DEMAND, demand, a, &record, e);
    if (!code)
        code = store_select(s, MODEL_BOOKING, STORE_SCHEDULE_DEMAND_BOOKINGS,
                            STORE_ARGS(STORE_INT(demand)), a, &bookings, &count, e);
    if (!code) {
        struct model_demand *d = record;
        const char *before = model_code_or(d->status, "open");
        const char *status = demand_status(d, bookings, count);
        bool closed_by_hand =
            model_code_is(before, "withdrawn") || model_code_is(before, "expired");
        if (!closed_by_hand && !model_code_is(before, status)) {
            d->status = status;
            code = store_put(s, MODEL_DEMAND, d, e);
        }
    }
    base_arena_free(&a);
    return code;
}

/* ---- checking -------------------------------------------------------------------------------- */

/* Price and rules of a booking as it would be. */
static enum err_code look(struct store *s, const struct schedule_order *order,
                          struct model_booking *b, struct base_arena *a,
                          struct schedule_outcome *outcome, struct err *e)
{
    struct incentive_terms *t = incentive_terms_new(s, a);
    const struct model_resource *resource;
    enum err_code code = incentive_terms_resource(t, b->resource, &resource, e);
    if (!code)
        code = price_booking(t, order, resource, b, a, &outcome->price, e);
    if (code)
        return code;
    price_keep(b, &outcome->price);
    if (!b->status)
        b->status =
            model_code_is(resource->access, "approval") && resource->owner != b->organisation
                ? "requested"
                : "confirmed";
    outcome->booking = b;
    const struct schedule_wish wish = {.resource = resource,
                                       .organisation = b->organisation,
                                       .demand = b->demand,
                                       .start = b->start,
                                       .end = b->end,
                                       .booking = b->head.id,
                                       .begun = model_code_is(b->status, "in_use"),
                                       .price = b->price};
    return schedule_rules_check(t, NULL, &wish, a, &outcome->findings, e);
}

/* Whether it may be stored: no rule broken, or all of them set aside with a reason by one who may.
 */
static bool allowed(const struct schedule_findings *f, const char *override_reason)
{
    return f->broken == 0 || (f->barred == 0 && !base_text_empty(override_reason));
}

/* Holds that have run out make way now, if nobody released them before. */
static enum err_code holds_end(struct store *s, const struct model_booking *b, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct model_booking **holds;
    size_t count;
    enum err_code code = store_select(s, MODEL_BOOKING, STORE_SCHEDULE_HOLDS_OVER,
                                      STORE_ARGS(STORE_INT(b->resource), STORE_INT(b->start),
                                                 STORE_INT(b->end), STORE_INT(store_now(s))),
                                      a, &holds, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        if (holds[i]->head.id != b->head.id)
            code = schedule_booking_drop(s, holds[i], "cancelled", "desk", NULL, a, e);
    base_arena_free(&a);
    return code;
}

static enum err_code keep(struct store *s, struct schedule_outcome *outcome,
                          const char *override_reason, struct err *e)
{
    if (!allowed(&outcome->findings, override_reason))
        return ERR_NONE;
    if (outcome->findings.broken)
        outcome->booking->override_reason = override_reason;
    enum err_code code = holds_end(s, outcome->booking, e);
    if (!code)
        code = store_put(s, MODEL_BOOKING, outcome->booking, e);
    if (!code)
        code = schedule_demand_refresh(s, outcome->booking->demand, e);
    outcome->done = !code;
    return code;
}

static enum err_code times_check(int64_t start, int64_t end, struct err *e)
{
    if (start != BASE_NONE && end != BASE_NONE && start < end) {
        if (base_interval_minutes(start, end) <= MODEL_MINUTES_MOST)
            return ERR_NONE;
        return err_set(e, ERR_LIMIT, _("Booking"), _("Correct the year."),
                       _("its end is more than 190 years after its start"));
    }
    return err_set(e, ERR_VALUE, _("Booking"), _("Give a start and a later end."),
                   _("its end does not lie after its start"));
}

/* ---- booking --------------------------------------------------------------------------------- */

static struct model_booking *booking_of(struct store *s, const struct schedule_order *order,
                                        struct base_arena *a)
{
    struct model_booking *b = model_record_new(a, MODEL_BOOKING);
    b->resource = order->resource;
    b->organisation = order->organisation;
    b->person = order->person;
    b->demand = order->demand;
    b->start = order->start;
    b->end = order->end;
    b->title = order->title;
    b->notes = order->notes;
    b->status = order->status;
    b->held_until = order->held_until;
    b->series = order->series;
    b->requested = store_now(s);
    return b;
}

enum err_code schedule_book_try(struct store *s, const struct schedule_order *order,
                                struct base_arena *a, struct schedule_outcome *outcome,
                                struct err *e)
{
    *outcome = (struct schedule_outcome){0};
    enum err_code code = times_check(order->start, order->end, e);
    return code ? code : look(s, order, booking_of(s, order, a), a, outcome, e);
}

enum err_code schedule_book_inside(struct store *s, const struct schedule_order *order,
                                   struct base_arena *a, struct schedule_outcome *outcome,
                                   struct err *e)
{
    enum err_code code = schedule_book_try(s, order, a, outcome, e);
    return code ? code : keep(s, outcome, order->override_reason, e);
}

enum err_code schedule_book(struct store *s, const struct schedule_order *order,
                            struct base_arena *a, struct schedule_outcome *outcome, struct err *e)
{
    /* The rules are checked under the write lock, so that of two at once one sees the other. */
    enum err_code code = store_begin(s, "book", e);
    if (code)
        return code;
    code = store_end(s, schedule_book_inside(s, order, a, outcome, e), e);
    outcome->done = outcome->done && !code;
    return code;
}

/* ---- moving ---------------------------------------------------------------------------------- */

static enum err_code move_look(struct store *s, int64_t booking, int64_t start, int64_t end,
                               struct base_arena *a, struct schedule_outcome *outcome,
                               struct err *e)
{
    *outcome = (struct schedule_outcome){0};
    void *record;
    enum err_code code = times_check(start, end, e);
    if (!code)
        code = store_get(s, MODEL_BOOKING, booking, a, &record, e);
    if (code)
        return code;
    struct model_booking *b = record;
    if (schedule_booking_stands(b, e) != ERR_NONE)
        return e->code;
    if (!b->status)
        b->status = "confirmed";
    bool in_use = model_code_is(b->status, "in_use");
    if (!model_code_is(b->status, "requested") && !model_code_is(b->status, "tentative") &&
        !model_code_is(b->status, "confirmed") && !(in_use && start == b->start)) {
        char number[24];
        model_number_format(MODEL_BOOKING, booking, number);
        return err_set(e, ERR_REFUSED, number, _("Only what is not used yet can be moved."), "%s",
                       model_vocabulary_label(MODEL_VOCABULARY_BOOKING_STATUS, b->status));
    }
    b->start = start;
    b->end = end;
    struct schedule_order order = schedule_order_init();
    return look(s, &order, b, a, outcome, e);
}

enum err_code schedule_move_try(struct store *s, int64_t booking, int64_t start, int64_t end,
                                struct base_arena *a, struct schedule_outcome *outcome,
                                struct err *e)
{
    return move_look(s, booking, start, end, a, outcome, e);
}

enum err_code schedule_move_inside(struct store *s, int64_t booking, int64_t start, int64_t end,
                                   const char *override_reason, struct base_arena *a,
                                   struct schedule_outcome *outcome, struct err *e)
{
    enum err_code code = move_look(s, booking, start, end, a, outcome, e);
    return code ? code : keep(s, outcome, override_reason, e);
}

enum err_code schedule_move(struct store *s, int64_t booking, int64_t start, int64_t end,
                            const char *override_reason, struct base_arena *a,
                            struct schedule_outcome *outcome, struct err *e)
{
    enum err_code code = store_begin(s, "move", e);
    if (code)
        return code;
    code = store_end(
        s, schedule_move_inside(s, booking, start, end, override_reason, a, outcome, e), e);
    outcome->done = outcome->done && !code;
    return code;
}
