/* What becomes of a booking: confirmed, used, charged, or fallen away. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/schedule/booking.h"

#include "inside.h"

/* One change of one booking, from begin to end. */
struct change {
    struct store *store;
    struct base_arena *arena;
    struct model_booking *booking;
    const struct model_resource *resource;
};

enum err_code schedule_booking_stands(const struct model_booking *booking, struct err *e)
{
    if (booking->head.retired == BASE_NONE)
        return ERR_NONE;
    char number[24];
    model_number_format(MODEL_BOOKING, booking->head.id, number);
    return err_set(e, ERR_REFUSED, number, _("Book anew."), "%s",
                   _("it was taken back or retired, and holds no seat any more"));
}

/* allowed: statuses in which it may happen, NULL-terminated. */
static enum err_code status_check(const struct model_booking *b, const char *const *allowed,
                                  struct err *e)
{
    if (schedule_booking_stands(b, e) != ERR_NONE)
        return e->code;
    const char *status = model_code_or(b->status, "confirmed");
    for (; *allowed; allowed++)
        if (model_code_is(status, *allowed))
            return ERR_NONE;
    char number[24];
    model_number_format(MODEL_BOOKING, b->head.id, number);
    return err_set(e, ERR_REFUSED, number, _("`sharedesk show` tells what became of it."),
                   _("this cannot be done with a booking that is: %s"),
                   model_vocabulary_label(MODEL_VOCABULARY_BOOKING_STATUS, status));
}

static enum err_code change_read(struct change *c, int64_t booking, const char *const *allowed,
                                 struct err *e)
{
    void *record;
    enum err_code code = store_get(c->store, MODEL_BOOKING, booking, c->arena, &record, e);
    if (code)
        return code;
    c->booking = record;
    if ((code = status_check(c->booking, allowed, e)))
        return code;
    code = store_get(c->store, MODEL_RESOURCE, c->booking->resource, c->arena, &record, e);
    c->resource = record;
    return code;
}

static enum err_code change_begin(struct change *c, struct store *s, const char *action,
                                  int64_t booking, const char *const *allowed, struct err *e)
{
    *c = (struct change){.store = s};
    enum err_code code = store_begin(s, action, e);
    if (code)
        return code;
    c->arena = base_arena_new();
    return change_read(c, booking, allowed, e);
}

/* Stores the booking when all went well. */
static enum err_code change_end(struct change *c, enum err_code code, struct err *e)
{
    if (!c->arena)
        return code; /* it did not even begin */
    if (!code)
        code = store_put(c->store, MODEL_BOOKING, c->booking, e);
    if (!code)
        code = schedule_demand_refresh(c->store, c->booking->demand, e);
    base_arena_free(&c->arena);
    return store_end(c->store, code, e);
}

static const char *const not_used[] = {"requested", "tentative", "confirmed", NULL};
static const char *const awaited[] = {"requested", "tentative", NULL};
static const char *const confirmed[] = {"confirmed", NULL};
static const char *const usable[] = {"confirmed", "in_use", NULL};

/* ---- confirm, check in ----------------------------------------------------------------------- */

enum err_code schedule_confirm(struct store *s, int64_t booking, struct err *e)
{
    struct change c;
    enum err_code code = change_begin(&c, s, "confirm", booking, awaited, e);
    if (!code) {
        c.booking->status = "confirmed";
        c.booking->held_until = BASE_NONE;
    }
    return change_end(&c, code, e);
}

enum err_code schedule_check_in(struct store *s, int64_t booking, int64_t at, struct err *e)
{
    struct change c;
    enum err_code code = change_begin(&c, s, "check in", booking, confirmed, e);
    if (!code) {
        c.booking->status = "in_use";
        c.booking->checked_in = at;
    }
    return change_end(&c, code, e);
}

/* ---- falling away ---------------------------------------------------------------------------- */

static void fall_away(struct store *s, struct model_booking *b, const char *status,
                      const char *party, const char *reason, struct base_arena *a)
{
    b->status = status;
    b->cancelled = store_now(s);
    b->cancelled_by = party;
    b->voucher_amount = BASE_NONE;
    b->held_until = BASE_NONE;
    if (!base_text_empty(reason))
        b->notes =
            base_text_empty(b->notes) ? reason : base_arena_printf(a, "%s\n%s", b->notes, reason);
}

enum err_code schedule_booking_drop(struct store *s, struct model_booking *booking,
                                    const char *status, const char *party, const char *reason,
                                    struct base_arena *a, struct err *e)
{
    fall_away(s, booking, status, party, reason, a);
    booking->free_minutes = BASE_NONE;
    enum err_code code = store_put(s, MODEL_BOOKING, booking, e);
    return code ? code : schedule_demand_refresh(s, booking->demand, e);
}

/* The price as booked stands, unless actual time is charged and differs, or nothing was reckoned
 * yet. */
static enum err_code final_price(struct change *c, int64_t minutes, struct incentive_price *price,
                                 struct err *e)
{
    const struct model_booking *b = c->booking;
    bool actual = model_code_is(c->resource->charge_basis, "actual") &&
                  minutes != base_interval_minutes(b->start, b->end);
    const struct base_interval sitting = {b->start, actual ? b->start + 60 * minutes : b->end};
    if (b->price != BASE_NONE && !actual) {
        price->total = b->price;
        price->voucher_part = b->voucher_amount == BASE_NONE ? 0 : b->voucher_amount;
        price->voucher = b->voucher == BASE_NONE ? 0 : b->voucher;
        price->agreement = b->agreement == BASE_NONE ? 0 : b->agreement;
        price->minutes_free = b->free_minutes == BASE_NONE ? 0 : b->free_minutes;
        return ERR_NONE;
    }
    const struct incentive_use use = {.resource = c->resource,
                                      .organisation = b->organisation,
                                      .sittings = &sitting,
                                      .sitting_count = 1,
                                      .agreement =
                                          b->agreement == BASE_NONE ? INCENTIVE_FIND : b->agreement,
                                      .voucher = INCENTIVE_FIND,
                                      .booking = b->head.id,
                                      .figures_only = true};
    return incentive_price_find(incentive_terms_new(c->store, c->arena), &use, c->arena, price, e);
}

static int64_t per_cent(int64_t amount, int64_t hundredths)
{
    int64_t part;
    return amount != BASE_NONE && base_money_muldiv(amount, hundredths, 10000, &part) ? part : 0;
}

/* A share of what the booking costs; of one that came by import this may not be reckoned yet. */
static enum err_code fee_share(struct change *c, int64_t hundredths, int64_t *fee, struct err *e)
{
    const struct model_booking *b = c->booking;
    struct incentive_price price = {0};
    enum err_code code = final_price(c, base_interval_minutes(b->start, b->end), &price, e);
    *fee = code ? 0 : per_cent(price.total, hundredths);
    return code;
}

static enum err_code cancel_fee(struct change *c, int64_t at, int64_t *fee, struct err *e)
{
    const struct model_resource *r = c->resource;
    *fee = 0;
    if (r->cancel_window == BASE_NONE || r->cancel_percent == BASE_NONE ||
        at < c->booking->start - 60 * r->cancel_window)
        return ERR_NONE;
    return fee_share(c, r->cancel_percent, fee, e);
}

static enum err_code no_show_fee(struct change *c, int64_t *fee, struct err *e)
{
    int64_t share = c->resource->no_show_percent;
    return fee_share(c, share == BASE_NONE ? 10000 : share, fee, e);
}

/* To be told, with nothing changed. */
static enum err_code preview_begin(struct change *c, struct store *s,
                                   const struct model_booking *booking, struct err *e)
{
    void *resource = NULL;
    *c = (struct change){.store = s, .arena = base_arena_new()};
    c->booking = model_record_copy(c->arena, MODEL_BOOKING, booking);
    enum err_code code = store_get(s, MODEL_RESOURCE, booking->resource, c->arena, &resource, e);
    c->resource = resource;
    return code;
}

enum err_code schedule_cancel_fee(struct store *s, const struct model_booking *booking, int64_t at,
                                  int64_t *fee, struct err *e)
{
    struct change c;
    *fee = 0;
    enum err_code code = preview_begin(&c, s, booking, e);
    if (!code)
        code = cancel_fee(&c, at, fee, e);
    base_arena_free(&c.arena);
    return code;
}

enum err_code schedule_no_show_fee(struct store *s, const struct model_booking *booking,
                                   int64_t *fee, struct err *e)
{
    struct change c;
    *fee = 0;
    enum err_code code = preview_begin(&c, s, booking, e);
    if (!code)
        code = no_show_fee(&c, fee, e);
    base_arena_free(&c.arena);
    return code;
}

static enum err_code fee_charge(struct change *c, const char *text, int64_t posted,
                                struct schedule_freed *freed, struct err *e)
{
    c->booking->price = freed->fee;
    const struct incentive_charge charge = {
        .kind = "fee",
        .title = base_arena_printf(c->arena, _("%s: %s"), text, c->resource->name),
        .booking = c->booking,
        .resource = c->resource,
        .agreement = c->booking->agreement == BASE_NONE ? 0 : c->booking->agreement,
        .total = freed->fee,
        .posted = posted};
    return incentive_ledger_charge(c->store, &charge, &freed->entry, e);
}

static struct schedule_freed slot_of(const struct model_booking *b)
{
    return (struct schedule_freed){.resource = b->resource, .start = b->start, .end = b->end};
}

enum err_code schedule_cancel(struct store *s, int64_t booking, const char *party,
                              const char *reason, struct schedule_freed *freed, struct err *e)
{
    struct change c;
    *freed = (struct schedule_freed){0};
    enum err_code code = change_begin(&c, s, "cancel", booking, not_used, e);
    if (!code) {
        int64_t now = store_now(s);
        *freed = slot_of(c.booking);
        if (model_code_is(party, "requester") &&
            model_code_is(model_code_or(c.booking->status, "confirmed"), "confirmed"))
            code = cancel_fee(&c, now, &freed->fee, e);
        if (!code)
            code = fee_charge(&c, _("Late cancellation"), now, freed, e);
        fall_away(s, c.booking, "cancelled", party, reason, c.arena);
        c.booking->free_minutes = BASE_NONE;
    }
    return change_end(&c, code, e);
}

enum err_code schedule_no_show(struct store *s, int64_t booking, struct schedule_freed *freed,
                               struct err *e)
{
    struct change c;
    *freed = (struct schedule_freed){0};
    enum err_code code = change_begin(&c, s, "no-show", booking, confirmed, e);
    if (!code) {
        *freed = slot_of(c.booking);
        code = no_show_fee(&c, &freed->fee, e);
        if (!code)
            code = fee_charge(&c, _("No-show"), c.booking->end, freed, e);
        fall_away(s, c.booking, "no_show", "requester", NULL, c.arena);
    }
    return change_end(&c, code, e);
}

/* ---- completing ------------------------------------------------------------------------------ */

/* Minutes used: as told, else from check-in until now or the end, else as reserved. */
static int64_t minutes_used(const struct change *c, int64_t told)
{
    const struct model_booking *b = c->booking;
    int64_t now = store_now(c->store), until = now < b->end ? now : b->end;
    if (told != BASE_NONE)
        return told;
    if (b->used_minutes != BASE_NONE)
        return b->used_minutes;
    if (b->checked_in != BASE_NONE && b->checked_in < until)
        return base_interval_minutes(b->checked_in, until);
    return base_interval_minutes(b->start, b->end);
}

static enum err_code use_charge(struct change *c, const struct incentive_price *price,
                                struct schedule_completed *done, struct err *e)
{
    const struct incentive_charge charge = {
        .kind = "charge",
        .title = base_arena_printf(c->arena, _("Use: %s"), c->resource->name),
        .booking = c->booking,
        .resource = c->resource,
        .agreement = price->agreement,
        .voucher = price->voucher,
        .total = price->total,
        .voucher_part = price->voucher_part,
        .posted = c->booking->end};
    enum err_code code = incentive_ledger_charge(c->store, &charge, &done->entry, e);
    bool free_use =
        model_grade_is_open(c->resource->grade) && c->resource->owner != c->booking->organisation;
    if (code || done->entry || !free_use)
        return code;
    bool actual = model_code_is(c->resource->charge_basis, "actual");
    int64_t minutes =
        actual ? done->minutes : base_interval_minutes(c->booking->start, c->booking->end);
    return incentive_ledger_cost(c->store, c->booking, c->resource, minutes, &done->entry, e);
}

static enum err_code complete(struct change *c, int64_t used, struct schedule_completed *done,
                              struct err *e)
{
    struct model_booking *b = c->booking;
    struct incentive_price price = {0};
    done->minutes = minutes_used(c, used);
    enum err_code code = final_price(c, done->minutes, &price, e);
    if (code)
        return code;
    if (price.refusal)
        return err_set(e, ERR_REFUSED, c->resource->name, _("Enter the agreement first."), "%s",
                       price.refusal);
    done->total = price.total;
    done->voucher_part = price.voucher_part;
    if ((code = use_charge(c, &price, done, e)))
        return code;
    b->status = "completed";
    b->used_minutes = done->minutes;
    b->price = price.total;
    b->voucher = price.voucher ? price.voucher : BASE_NONE;
    b->voucher_amount = price.voucher ? price.voucher_part : BASE_NONE;
    b->free_minutes = price.minutes_free ? price.minutes_free : BASE_NONE;
    b->agreement = price.agreement ? price.agreement : BASE_NONE;
    if (b->checked_in != BASE_NONE && b->checked_out == BASE_NONE)
        b->checked_out = b->checked_in + 60 * done->minutes;
    return ERR_NONE;
}

enum err_code schedule_complete(struct store *s, int64_t booking, int64_t used,
                                struct schedule_completed *completed, struct err *e)
{
    struct change c;
    *completed = (struct schedule_completed){0};
    enum err_code code = change_begin(&c, s, "complete", booking, usable, e);
    if (!code)
        code = complete(&c, used, completed, e);
    return change_end(&c, code, e);
}

/* ---- release --------------------------------------------------------------------------------- */

enum err_code schedule_release_due(struct store *s, struct base_arena *a,
                                   const struct model_booking ***bookings, size_t *count,
                                   struct err *e)
{
    return store_select(s, MODEL_BOOKING, STORE_SCHEDULE_RELEASE_DUE,
                        STORE_ARGS(STORE_INT(store_now(s))), a, bookings, count, e);
}

static enum err_code release_all(struct store *s, struct base_arena *a, size_t *count,
                                 struct err *e)
{
    const struct model_booking **due;
    struct schedule_freed freed;
    enum err_code code = schedule_release_due(s, a, &due, count, e);
    for (size_t i = 0; !code && i < *count; i++)
        code = model_code_is(due[i]->status, "tentative")
                   ? schedule_cancel(s, due[i]->head.id, "desk", NULL, &freed, e)
                   : schedule_no_show(s, due[i]->head.id, &freed, e);
    return code;
}

enum err_code schedule_release(struct store *s, size_t *count, struct err *e)
{
    enum err_code code = store_begin(s, "release", e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    code = release_all(s, a, count, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}
