/* Random use of random resources: whatever is booked, moved, cancelled and completed, bookings
 * never overlap beyond the seats, gaps are kept, what is called free can be booked, vouchers and
 * funds never go below nothing, every entry balances and the ledger adds up to zero. */
#include "desk.h"

#include "sharedesk/base/money.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/schedule/booking.h"
#include "sharedesk/schedule/free.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOUR = 3600, DAY = 86400, WORLDS = 40, STEPS = 60, USERS = 3 };

static uint64_t seed = 88172645463325252U;

static int64_t roll(int64_t from, int64_t until)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return from + (int64_t)(seed % (uint64_t)(until - from));
}

static void claim(bool truth, const char *what)
{
    if (truth)
        return;
    printf("not ok 1 - %s\n1..1\n", what);
    exit(1);
}

struct world {
    struct desk *desk;
    struct store *store;
    struct base_arena *arena; /* of one step */
    int64_t users[USERS];
    struct model_resource *resource;
};

static int64_t sometimes(int64_t value)
{
    return roll(0, 2) ? value : BASE_NONE;
}

static struct model_resource *random_resource(struct world *w, int64_t owner)
{
    static const char *const HOURS[] = {NULL, "Mon-Fri 08:00-12:00 13:00-17:30",
                                        "Mon-Sun 20:00-06:00"};
    struct model_resource *r = model_record_new(w->desk->arena, MODEL_RESOURCE);
    r->name = "Thing";
    r->owner = owner;
    r->open_hours = HOURS[roll(0, 3)];
    r->seats = sometimes(roll(1, 4));
    r->slot_grid = sometimes(15 * roll(1, 4));
    r->gap_before = sometimes(roll(0, 20));
    r->gap_after = sometimes(roll(30, 120));
    r->length_minimum = sometimes(roll(5, 20));
    r->length_maximum = sometimes(roll(120, 400));
    r->capacity_minutes_month = sometimes(roll(500, 5000));
    r->price_outside = roll(0, 30000);
    r->charge_step = sometimes(roll(1, 30));
    r->charge_minimum = sometimes(roll(0, 60));
    r->free_minutes_month = sometimes(roll(0, 200));
    r->fee = sometimes(roll(0, 1000));
    r->cancel_window = sometimes(roll(0, 5000));
    r->cancel_percent = sometimes(roll(0, 10001));
    r->charge_basis = roll(0, 2) ? "actual" : "reserved";
    desk_add(w->store, MODEL_RESOURCE, r);
    return r;
}

static struct world world_new(void)
{
    struct world w = {.desk = desk_new(), .arena = base_arena_new()};
    struct err e = ERR_INIT;
    int64_t fund, entry;
    w.store = w.desk->store;
    w.resource = random_resource(&w, desk_add_organisation(w.desk, "Owner"));
    desk_must(incentive_fund_of(w.store, "innovation", 0, &fund, &e), &e);
    desk_must(incentive_fund_deposit(w.store, fund, BASE_NONE, 300000, NULL, &entry, &e), &e);
    for (int i = 0; i < USERS; i++) {
        w.users[i] = desk_add_organisation(w.desk, i == 0 ? "A" : i == 1 ? "B" : "C");
        struct model_voucher *v = model_record_new(w.desk->arena, MODEL_VOUCHER);
        v->title = "Voucher";
        v->organisation = w.users[i];
        v->fund = fund;
        v->amount = roll(1, 100000);
        v->share = roll(1, 10001);
        desk_must(incentive_voucher_grant(w.store, v, &e), &e);
    }
    return w;
}

static struct schedule_order random_order(struct world *w)
{
    struct schedule_order o = schedule_order_init();
    o.resource = w->resource->head.id;
    o.organisation = w->users[roll(0, USERS)];
    o.start = DESK_NOW + roll(0, 4 * 24 * 12) * 300;
    o.end = o.start + 300 * roll(1, 60);
    return o;
}

static struct model_booking *any_booking(struct world *w)
{
    const struct store_list list = {.type = MODEL_BOOKING};
    struct model_booking **all;
    size_t count;
    struct err e = ERR_INIT;
    desk_must(store_list_page(w->store, &list, 0, true, 0, w->arena, &all, &count, &e), &e);
    return count ? all[roll(0, (int64_t)count)] : NULL;
}

/* One thing that somebody does; refusals are as good as not. */
static void step(struct world *w)
{
    struct err e = ERR_INIT;
    struct schedule_outcome outcome;
    struct schedule_freed freed;
    struct schedule_completed done;
    struct model_booking *b = any_booking(w);
    int64_t kind = b ? roll(0, 8) : 0;
    if (kind < 4) {
        struct schedule_order o = random_order(w);
        desk_must(schedule_book(w->store, &o, w->arena, &outcome, &e), &e);
        claim(outcome.done == (outcome.findings.broken == 0),
              "booked exactly when no rule is broken");
    } else if (kind == 4) {
        int64_t start = b->start + roll(-20, 20) * 900;
        schedule_move(w->store, b->head.id, start, start + 60 * roll(1, 300), NULL, w->arena,
                      &outcome, &e);
    } else if (kind == 5) {
        schedule_cancel(w->store, b->head.id, "requester", NULL, &freed, &e);
    } else if (kind == 6) {
        schedule_no_show(w->store, b->head.id, &freed, &e);
    } else {
        schedule_complete(w->store, b->head.id, roll(0, 2) ? BASE_NONE : roll(0, 400), &done, &e);
    }
}

/* Slots of one length can all be booked, one after the other. */
static void book_what_is_free(struct world *w)
{
    struct err e = ERR_INIT;
    struct schedule_calendar *c;
    struct schedule_slot *slots;
    size_t count;
    int64_t from = DESK_NOW + roll(0, 4) * DAY, to = from + 2 * DAY;
    struct incentive_terms *t = incentive_terms_new(w->store, w->arena);
    desk_must(schedule_calendar_read(t, &w->resource->head.id, 1, from, to, w->arena, &c, &e), &e);
    desk_must(
        schedule_free_find(c, &c->lanes[0], from, to, roll(1, 30), w->arena, &slots, &count, &e),
        &e);
    /* Three of them, in the order of time. */
    for (size_t i = 0, stride = count / 3 + 1; i < count; i += stride) {
        struct schedule_order o = random_order(w);
        struct schedule_outcome outcome;
        o.start = slots[i].start;
        o.end = slots[i].end;
        desk_must(schedule_book(w->store, &o, w->arena, &outcome, &e), &e);
        bool only_capacity = true; /* it is for each slot alone */
        for (size_t j = 0; j < outcome.findings.count; j++)
            only_capacity =
                only_capacity && (!outcome.findings.list[j].broken ||
                                  outcome.findings.list[j].rule == SCHEDULE_RULE_CAPACITY);
        claim(outcome.done || (i > 0 && only_capacity), "what is free can be booked");
    }
}

/* Sittings lie in free time, keep the limits, and make up the minutes. */
static void lay_sittings(struct world *w)
{
    struct err e = ERR_INIT;
    struct schedule_calendar *c;
    struct schedule_slot *list;
    size_t count;
    int64_t from = DESK_NOW, to = from + 10 * DAY, minutes = roll(1, 2000), sum = 0;
    const struct model_resource *r = w->resource;
    struct incentive_terms *t = incentive_terms_new(w->store, w->arena);
    desk_must(schedule_calendar_read(t, &r->head.id, 1, from, to, w->arena, &c, &e), &e);
    desk_must(
        schedule_free_sittings(c, &c->lanes[0], from, to, minutes, w->arena, &list, &count, &e),
        &e);
    struct base_intervals free_ = schedule_lane_free(c, &c->lanes[0], 0, w->arena);
    for (size_t i = 0; i < count; i++) {
        sum += list[i].minutes;
        claim(list[i].end - list[i].start == 60 * list[i].minutes,
              "a sitting is as long as it says");
        claim(base_intervals_holding(&free_, list[i].start, list[i].end) != NULL,
              "sittings are free");
        claim(r->length_maximum == BASE_NONE || list[i].minutes <= r->length_maximum,
              "not too long");
        claim(r->length_minimum == BASE_NONE || list[i].minutes >= r->length_minimum,
              "not too short");
        claim(r->slot_grid == BASE_NONE || (schedule_grid_fits(list[i].start, r->slot_grid) &&
                                            schedule_grid_fits(list[i].end, r->slot_grid)),
              "sittings keep the grid");
    }
    claim(count == 0 || sum >= minutes, "sittings make up the minutes");
    int64_t start;
    enum schedule_fit fit = schedule_free_fits(c, &c->lanes[0], from, to, minutes, &start);
    claim(fit == (count == 0   ? SCHEDULE_FITS_NOT
                  : count == 1 ? SCHEDULE_FITS_ONE
                               : SCHEDULE_FITS_SEVERAL),
          "what fits is known without the sittings");
    claim(count != 1 || start == list[0].start, "and where the only one begins");
    int64_t piece = roll(0, 2) ? 0 : roll(1, 600);
    start = schedule_free_start(c, &c->lanes[0], from, to, piece);
    desk_must(schedule_free_find(c, &c->lanes[0], from, to, piece, w->arena, &list, &count, &e),
              &e);
    claim(start == (count > 0 ? list[0].start : BASE_NONE), "the first start is that of a slot");
}

static void check_world(struct world *w)
{
    struct err e = ERR_INIT;
    struct incentive_balance *balances;
    struct incentive_voucher *vouchers;
    struct store_finding *findings;
    size_t count;
    int64_t sum = 0;
    desk_must(incentive_ledger_balances(w->store, BASE_NONE, w->arena, &balances, &count, &e), &e);
    for (size_t i = 0; i < count; i++) {
        claim(base_money_add(sum, balances[i].balance, &sum), "balances add up");
        claim(strcmp(balances[i].account.code, "fund") != 0 || balances[i].balance <= 0,
              "no fund is overdrawn");
    }
    claim(sum == 0, "the ledger adds up to zero");
    desk_must(incentive_voucher_list(w->store, BASE_NONE, w->arena, &vouchers, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        claim(vouchers[i].reserved + vouchers[i].redeemed <= vouchers[i].voucher->amount,
              "a voucher pays no more than it is");
    desk_must(store_check(w->store, w->arena, &findings, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        printf("# %s: %s\n", findings[i].what, findings[i].where);
    claim(count == 0, "the desk's own check finds nothing");
}

/* Any two bookings on one seat keep the gap: never more at once than seats, each with its gap. */
static void check_gaps(struct world *w)
{
    const struct store_list list = {.type = MODEL_BOOKING};
    struct model_booking **all;
    size_t count;
    struct err e = ERR_INIT;
    int64_t seats = w->resource->seats == BASE_NONE ? 1 : w->resource->seats, gap = 0;
    gap += w->resource->gap_before == BASE_NONE ? 0 : 60 * w->resource->gap_before;
    gap += w->resource->gap_after == BASE_NONE ? 0 : 60 * w->resource->gap_after;
    desk_must(store_list_page(w->store, &list, 0, true, 0, w->arena, &all, &count, &e), &e);
    for (size_t i = 0; i < count; i++) {
        int64_t at_once = 0;
        if (!schedule_booking_live(all[i], DESK_NOW))
            continue;
        for (size_t j = 0; j < count; j++)
            at_once += schedule_booking_live(all[j], DESK_NOW) && all[j]->start <= all[i]->start &&
                       all[j]->end + gap > all[i]->start;
        claim(at_once <= seats, "no more at once than seats, gaps kept");
    }
}

int main(void)
{
    for (int i = 0; i < WORLDS; i++) {
        struct world w = world_new();
        for (int k = 0; k < STEPS; k++) {
            base_arena_reset(w.arena);
            step(&w);
            if (k % 10 == 9) {
                book_what_is_free(&w);
                lay_sittings(&w);
            }
        }
        check_world(&w);
        check_gaps(&w);
        base_arena_free(&w.arena);
        desk_free(&w.desk);
    }
    printf("ok 1 - %d random desks of %d steps keep every rule\n1..1\n", WORLDS, STEPS);
    return 0;
}
