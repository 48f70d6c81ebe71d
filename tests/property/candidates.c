/* What must hold for candidates on any desk: the best found by bounds are those of judging all; a
 * desk kept in memory answers, after any changes, what a fresh one does; one pair by itself is the
 * pair of the list; a gate that is broken has a text and one that is not has none that says so; a
 * month judged by two processes is the month judged by one. */
#define _GNU_SOURCE /* sched_setaffinity */
#include "desk.h"

#include "../../src/match/internal.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/match/allocate.h"

#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DAY = 86400, OWNERS = 6, RESOURCES = 150, DEMANDS = 8, ROUNDS = 25, BEST = 7 };

static uint64_t seed = 1;

static int64_t roll(int64_t from, int64_t until)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return from + (int64_t)((seed >> 33) % (uint64_t)(until - from));
}

static void claim(bool holds, const char *what)
{
    if (holds)
        return;
    printf("not ok 1 - %s\n", what);
    exit(1);
}

struct world {
    struct desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct match_desk *kept; /* as a screen keeps it all day */
    int64_t bookings;
    int64_t owners[OWNERS], demands[DEMANDS], regions[3];
    struct model_resource *resources[RESOURCES];
};

static const char *any(const char *const list[], int64_t count)
{
    return list[roll(0, count)];
}
#define ANY(...)                                                                                   \
    any((const char *const[]){__VA_ARGS__},                                                        \
        (int64_t)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

static int64_t maybe(int64_t percent, int64_t value)
{
    return roll(0, 100) < percent ? value : BASE_NONE;
}

static void random_resource(struct world *w, struct model_resource *r)
{
    r->name = base_arena_printf(w->arena, "%s %s", ANY("SEM", "AFM", "扫描电镜", "XRD", "confocal"),
                                ANY("microscope", "station", "系统"));
    r->description = ANY("surfaces of alloys", "catalysts", "生物样品", "polymers and films");
    r->kind = ANY("instrument", "instrument", "facility.key_lab", "service");
    r->grade = ANY("specialised", "specialised", "common", "restricted", "strategic");
    r->access = ANY("open", "open", "open", "members", "agreement", "approval");
    r->owner = w->owners[roll(0, OWNERS)];
    r->region = maybe(30, w->regions[roll(0, 3)]);
    r->open_hours = ANY("24x7", "Mon-Fri 08:30-12:00 13:30-17:30", "Mon-Sat 09:00-17:00");
    r->seats = maybe(20, roll(1, 4));
    r->capacity_minutes_month = maybe(50, roll(0, 48) * 30);
    r->price_member = maybe(80, roll(0, 300) * 100);
    r->price_outside = maybe(30, roll(0, 400) * 100);
    r->cost = maybe(60, roll(0, 100) * 100);
    r->attributes = ANY("resolution=10 nm", "resolution=30 nm", "");
    r->slot_grid = maybe(30, ANY("a", "b")[0] == 'a' ? 30 : 15);
    r->length_minimum = maybe(20, 60);
    r->length_maximum = maybe(20, 240);
    r->gap_after = maybe(10, 30);
    r->notice = maybe(30, roll(0, 4) * 1440);
    r->horizon_days = maybe(10, roll(1, 40));
    r->charge_step = maybe(20, 15);
    r->charge_minimum = maybe(10, 45);
    r->fee = maybe(20, 1500);
    r->free_minutes_month = maybe(10, 90);
    r->region_limit = maybe(5, w->regions[roll(0, 3)]);
    r->qualification = roll(0, 10) == 0 ? "laser safety" : NULL;
    r->status = roll(0, 15) == 0 ? "maintenance" : NULL;
    r->tariffs = roll(0, 12) == 0 ? "2026-12-10 member 180.00 outside 200.00" : NULL;
}

static void random_demand(struct world *w, struct model_demand *d)
{
    int64_t from = DESK_NOW + roll(0, 15) * DAY;
    d->title = ANY("SEM of surfaces", "confocal microscopy", "扫描电镜 生物样品", "XRD of films");
    d->kind = ANY("instrument", "facility", "facility.key_lab", "service");
    d->requester = w->owners[roll(0, OWNERS)];
    d->minutes = roll(1, 20) * 30;
    d->earliest = maybe(50, from);
    d->latest = maybe(60, from + roll(1, 14) * DAY);
    d->budget = maybe(60, roll(0, 100) * 1000);
    d->value = maybe(30, roll(0, 100) * 2000);
    d->priority = ANY("normal", "high", "urgent");
    d->divisible = maybe(20, 60);
    d->attributes = ANY("resolution<=20 nm", "", "");
}

static void random_quote(struct world *w)
{
    struct model_quote *q = model_record_new(w->arena, MODEL_QUOTE);
    q->demand = w->demands[roll(0, DEMANDS)];
    q->resource = w->resources[roll(0, RESOURCES)]->head.id;
    q->minutes = maybe(80, roll(1, 9) * 30); /* gates of length may pass by it alone */
    q->price = maybe(60, roll(0, 100) * 1000);
    q->benefit = maybe(20, roll(0, 100) * 1000);
    q->valid_until = maybe(50, base_time_day(DESK_NOW) + roll(-3, 20));
    desk_add(w->store, MODEL_QUOTE, q);
}

static void add_vouchers(struct world *w)
{
    struct err e = ERR_INIT;
    struct model_fund *f = model_record_new(w->arena, MODEL_FUND);
    f->name = "Vouchers";
    f->source = "innovation";
    desk_add(w->store, MODEL_FUND, f);
    desk_must(
        incentive_fund_deposit(w->store, f->head.id, BASE_NONE, 10000000, NULL, &(int64_t){0}, &e),
        &e);
    for (int i = 0; i < OWNERS / 2; i++) {
        struct model_voucher *v = model_record_new(w->arena, MODEL_VOUCHER);
        v->title = "Innovation";
        v->organisation = w->owners[roll(0, OWNERS)];
        v->fund = f->head.id;
        v->amount = roll(1, 50) * 1000;
        v->share = maybe(50, roll(1, 100) * 100);
        v->valid_until = maybe(40, base_time_day(DESK_NOW) + roll(1, 30));
        desk_add(w->store, MODEL_VOUCHER, v);
    }
}

static void fill(struct world *w)
{
    for (int i = 0; i < 3; i++) {
        struct model_region *r = model_record_new(w->arena, MODEL_REGION);
        r->name = base_arena_printf(w->arena, "Region %d", i);
        r->parent = i > 0 ? w->regions[0] : BASE_NONE;
        w->regions[i] = desk_add(w->store, MODEL_REGION, r);
    }
    for (int i = 0; i < OWNERS; i++) {
        struct model_organisation *o = model_record_new(w->arena, MODEL_ORGANISATION);
        o->name = base_arena_printf(w->arena, "University %d", i);
        o->region = w->regions[roll(0, 3)];
        o->member_from = maybe(60, base_time_day(DESK_NOW) + roll(-20, 20));
        w->owners[i] = desk_add(w->store, MODEL_ORGANISATION, o);
    }
    for (int i = 0; i < 4; i++) {
        struct model_agreement *g = model_record_new(w->arena, MODEL_AGREEMENT);
        g->title = "Agreement";
        g->kind = "sharing";
        g->organisation = w->owners[roll(0, OWNERS)];
        g->partner = maybe(50, w->owners[roll(0, OWNERS)]);
        g->discount = maybe(60, 1000);
        g->free_minutes_month = maybe(30, 60);
        g->priority = roll(0, 2) ? "urgent" : NULL;
        g->valid_until = maybe(30, base_time_day(DESK_NOW) + roll(0, 30));
        desk_add(w->store, MODEL_AGREEMENT, g);
    }
    for (int i = 0; i < RESOURCES; i++) {
        w->resources[i] = model_record_new(w->arena, MODEL_RESOURCE);
        random_resource(w, w->resources[i]);
        desk_add(w->store, MODEL_RESOURCE, w->resources[i]);
        if (roll(0, 3) == 0)
            desk_add_booking(w->desk, w->resources[i]->head.id, w->owners[roll(0, OWNERS)],
                             DESK_NOW + (10 + i % 7) * DAY, DESK_NOW + (10 + i % 7) * DAY + 10800);
    }
    for (int i = 0; i < 30; i++) { /* some take nearly all of a month */
        struct model_closure *c = model_record_new(w->arena, MODEL_CLOSURE);
        c->kind = i == 0 ? "open" : "maintenance";
        c->start = DESK_NOW + roll(1, 20) * DAY / (i < 6 ? 1 : 4);
        c->end = c->start + roll(1, i < 6 ? 3 : 30) * DAY;
        if (i < 4 || i >= 6)
            c->resource = w->resources[roll(0, RESOURCES)]->head.id;
        desk_add(w->store, MODEL_CLOSURE, c);
    }
    for (int i = 0; i < DEMANDS; i++) {
        struct model_demand *d = model_record_new(w->arena, MODEL_DEMAND);
        random_demand(w, d);
        w->demands[i] = desk_add(w->store, MODEL_DEMAND, d);
    }
    add_vouchers(w);
    for (int i = 0; i < DEMANDS * 12; i++)
        random_quote(w);
}

/* ---- the same answers ------------------------------------------------------------------------ */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_pair(const struct match_candidate *a, const struct match_candidate *b)
{
    return a->resource == b->resource && a->score == b->score && a->benefit == b->benefit &&
           a->price == b->price && a->minutes == b->minutes && a->free_minutes == b->free_minutes &&
           a->blocked == b->blocked && memcmp(a->parts, b->parts, sizeof a->parts) == 0 &&
           same_text(a->name, b->name) && a->figures.first_start == b->figures.first_start &&
           a->figures.scale == b->figures.scale && a->figures.together == b->figures.together &&
           memcmp(&a->figures.text_share, &b->figures.text_share, sizeof(double)) == 0 &&
           memcmp(&a->figures.urgency, &b->figures.urgency, sizeof(double)) == 0;
}

static struct match_list ask(struct match_desk *m, int64_t demand, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct match_list list;
    desk_must(match_candidates(m, demand, NULL, a, &list, &e), &e);
    return list;
}

static void as_a_fresh_desk(struct world *w, int64_t demand)
{
    struct err e = ERR_INIT;
    struct match_desk *fresh;
    struct base_arena *a = base_arena_new();
    desk_must(match_desk_open(w->store, &fresh, &e), &e);
    struct match_list x = ask(w->kept, demand, a), y = ask(fresh, demand, a);
    claim(x.count == y.count && x.eligible == y.eligible, "as many candidates as a fresh desk");
    for (size_t i = 0; i < x.count; i++)
        claim(same_pair(&x.candidates[i], &y.candidates[i]), "the same as of a fresh desk");
    match_desk_free(&fresh);
    base_arena_free(&a);
}

/* The best of the list, found without judging all, are its beginning. */
static void some_as_of_all(struct world *w, int64_t demand)
{
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    struct match_options options = MATCH_OPTIONS_INIT;
    struct match_list all = ask(w->kept, demand, a), some;
    options.most = (size_t)roll(1, RESOURCES);
    desk_must(match_candidates(w->kept, demand, &options, a, &some, &e), &e);
    claim(some.of == all.count && some.of_eligible == all.eligible, "as many as there are");
    claim(some.count == (all.count < options.most ? all.count : options.most), "as many as asked");
    for (size_t i = 0; i < some.count; i++)
        claim(same_pair(&some.candidates[i], &all.candidates[i]), "the best of the whole list");
    base_arena_free(&a);
}

static void one_pair_as_in_the_list(struct world *w, int64_t demand)
{
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    struct match_list list = ask(w->kept, demand, a);
    for (int tries = 0; list.count > 0 && tries < 3; tries++) {
        const struct match_candidate *c = &list.candidates[roll(0, (int64_t)list.count)];
        struct match_candidate one;
        size_t count;
        desk_must(match_pair(w->kept, demand, c->resource, NULL, a, &one, &e), &e);
        claim(same_pair(c, &one), "one pair is as in the list");
        for (int g = 0; g < MATCH_GATE_COUNT; g++)
            claim(one.gates[g].text != NULL && one.gates[g].passed == c->gates[g].passed,
                  "every gate answers");
        const char **reasons = match_reasons(&one, a, &count);
        claim((count > 0) == one.blocked, "who is blocked has reasons");
        for (size_t i = 0; i < count; i++)
            for (int g = 0; g < MATCH_GATE_COUNT; g++)
                claim(strcmp(reasons[i], match_gate_label((enum match_gate)g)) != 0,
                      "a reason is more than its gate's name");
    }
    base_arena_free(&a);
}

/* ---- in short as at length ------------------------------------------------------------------- */

static void lies_as_by_itself(struct match_scene *s, struct match_asked *asked,
                              const struct match_side *side, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct match_side alone = *side;
    struct match_laid x, y;
    alone.kin = NULL;
    if (side->lane == NULL)
        return;
    desk_must(match_lay(s, asked, side, asked->minutes, false, a, &x, &e), &e);
    desk_must(match_lay(s, asked, &alone, asked->minutes, false, a, &y, &e), &e);
    claim(x.fits == y.fits && x.first == y.first && x.count == y.count && x.start == y.start &&
              x.minutes == y.minutes && (x.sittings == NULL) == (y.sittings == NULL),
          "a use lies as in the resource's own calendar");
    for (size_t i = 0; x.sittings != NULL && i < x.count; i++)
        claim(x.sittings[i].start == y.sittings[i].start && x.sittings[i].end == y.sittings[i].end,
              "and so do its sittings");
    desk_must(match_lay(s, asked, side, asked->minutes, true, a, &x, &e), &e);
    claim(x.fits == y.fits, "in brief it fits as it does at length");
    claim(match_free_minutes(s, asked, side) == match_free_minutes(s, asked, &alone),
          "as much is free");
}

/* The scale from briefs is that of all looked at one by one. */
static void scales_as_one_by_one(struct match_scene *s, struct match_asked *asked,
                                 const struct match_related *related, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct match_related slow = *related;
    double scale = asked->scale;
    slow.list = base_arena_array(a, related->count + 1, sizeof *slow.list);
    for (size_t k = 0; k < related->count; k++) {
        const struct match_relation *r = &related->list[k];
        struct match_side *sides = base_arena_array(a, r->count + 1, sizeof *sides);
        struct match_brief *briefs = base_arena_array(a, r->count + 1, sizeof *briefs);
        struct match_fares *fares = base_arena_alloc(a, sizeof *fares); /* without any run */
        fares->others = base_arena_array(a, r->count + 1, sizeof *fares->others);
        fares->other_count = r->count;
        for (size_t i = 0; i < r->count; i++) {
            sides[i] = r->sides[i];
            sides[i].kin = NULL;
            briefs[i] = r->briefs[i];
            briefs[i].quick = false;
            fares->others[i] = (uint32_t)i;
            lies_as_by_itself(s, asked, &r->sides[i], a);
        }
        slow.list[k] = *r;
        slow.list[k].sides = sides;
        slow.list[k].briefs = briefs;
        slow.list[k].fares = fares;
    }
    size_t eligible, at_length;
    desk_must(match_count_eligible(s, asked, related, &eligible, &e), &e);
    desk_must(match_scale(s, asked, &slow, &e), &e);
    claim(asked->scale == scale, "the scale of cost in short is that at length");
    asked->eligible = SIZE_MAX;
    desk_must(match_count_eligible(s, asked, &slow, &at_length, &e), &e);
    claim(eligible == at_length, "as many are eligible in short as at length");
}

/* ---- bounds ---------------------------------------------------------------------------------- */

static int64_t rank_of(const struct match_pair *p, enum match_rank rank)
{
    return rank == MATCH_BY_SCORE ? p->score : p->benefit;
}

static bool is_close(const struct match_scene *s, size_t owner)
{
    return (s->drawing[owner] & MATCH_CLOSE) != 0;
}

/* No pair ranks above its bounds, of which each is made from more than the one before. */
static void bounds_hold(struct match_scene *s, struct match_asked *asked,
                        const struct match_related *related, enum match_rank rank,
                        struct base_arena *a)
{
    struct err e = ERR_INIT;
    const struct match_bounds *b = match_bounds_find(s, asked, rank, a);
    match_shares_begin(s);
    for (size_t k = 0; k < related->count; k++) {
        const struct match_relation *r = &related->list[k];
        const double *shares = s->desk->room.shares + s->desk->kinds[r->kind].first;
        float *glances = base_arena_array(a, r->count + 1, sizeof *glances);
        match_shares_find(s, asked, false, r->kind);
        match_bounds_glance(b, match_glances_of(s, r->kind)->list, shares, r->count, glances);
        for (size_t i = 0; i < r->count; i++) {
            const struct match_side *side = &r->sides[i];
            double rest = match_index_query_rest(asked->query);
            double share =
                match_index_query_share(s->desk->index, asked->query, side->offer->document);
            double most = shares[i] > rest ? shares[i] : rest;
            struct match_pair p;
            desk_must(match_judge(s, asked, side, share, a, &p, &e), &e);
            if (p.quote != NULL)
                continue;
            double is = (double)rank_of(&p, rank);
            claim(share <= most + 1e-9, "the share of the text is no greater than was written");
            claim(is <= match_bound(b, side, &r->briefs[i], share), "the bound holds");
            claim(is <= match_bound_loose(b, &r->briefs[i], most), "the loose bound holds");
            claim(is <= glances[i] || is_close(s, r->briefs[i].owner), "a glance bounds it");
        }
    }
}

/* ---- the best -------------------------------------------------------------------------------- */

static void best_as_of_all(struct world *w, int64_t demand, enum match_rank rank, bool blocked)
{
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    struct match_scope scope = {.from = DESK_NOW,
                                .until = base_month_start(base_time_month(DESK_NOW) + 1),
                                .requester = BASE_NONE};
    struct match_options options = MATCH_OPTIONS_INIT;
    struct match_scene *scene;
    struct match_asked asked;
    struct match_related related;
    struct model_demand *d;
    struct match_pair *some, *all;
    size_t count, most;
    options.from = scope.from;
    options.until = scope.until;
    desk_must(match_desk_refresh(w->kept, &e), &e);
    desk_must(store_get(w->store, MODEL_DEMAND, demand, a, &d, &e), &e);
    desk_must(match_scene_open(w->kept, &scope, a, &scene, &e), &e);
    desk_must(match_asked_read(scene, d, &options, a, &asked, &e), &e);
    desk_must(match_related(scene, &asked, false, a, &related, &e), &e);
    desk_must(match_scale(scene, &asked, &related, &e), &e);
    scales_as_one_by_one(scene, &asked, &related, a);
    bounds_hold(scene, &asked, &related, rank, a);
    struct match_wanted wanted = {.most = BEST, .blocked = blocked, .rank = rank};
    desk_must(match_best(scene, &asked, &related, &wanted, a, &some, &count, &e), &e);
    wanted.most = RESOURCES * 2;
    desk_must(match_best(scene, &asked, &related, &wanted, a, &all, &most, &e), &e);
    size_t kept = 0, rightful = 0;
    for (size_t i = 0; i < count; i++)
        kept += (some[i].broken != 0) == blocked;
    for (size_t i = 0; i < most; i++)
        rightful += (all[i].broken != 0) == blocked;
    claim(kept == (rightful < BEST ? rightful : BEST), "as many of the best as there are");
    /* Nobody who is left out ranks above one that was kept. */
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t k = 0; k < most; k++)
            found = found || (all[k].side == some[i].side && all[k].score == some[i].score &&
                              all[k].benefit == some[i].benefit);
        claim(found, "one of the best is judged as always");
    }
    for (size_t k = 0; k < most; k++) {
        bool found = false;
        for (size_t i = 0; i < count; i++)
            found = found || all[k].side == some[i].side;
        for (size_t i = 0; !found && (all[k].broken != 0) == blocked && i < count; i++)
            claim((some[i].broken != 0) != blocked ||
                      rank_of(&some[i], rank) >= rank_of(&all[k], rank),
                  "whoever is left out ranks no higher");
    }
    base_arena_free(&a);
}

/* ---- changes --------------------------------------------------------------------------------- */

/* Asked within a change that is then taken back: of a resource, of terms, of what takes time. A
 * list from before has its texts all the same. */
static void change_and_roll_back(struct world *w)
{
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    int64_t demand = w->demands[roll(0, DEMANDS)], what = roll(0, 3);
    struct match_list before = ask(w->kept, demand, a);
    struct model_resource *r =
        model_record_copy(a, MODEL_RESOURCE, w->resources[roll(0, RESOURCES)]);
    struct model_organisation *o;
    struct model_closure *c = model_record_new(a, MODEL_CLOSURE);
    desk_must(store_get(w->store, MODEL_ORGANISATION, w->owners[roll(0, OWNERS)], a, &o, &e), &e);
    o->member_from = o->member_from == BASE_NONE ? base_time_day(DESK_NOW) : BASE_NONE;
    r->name = "nothing of the kind";
    c->kind = "maintenance";
    c->start = DESK_NOW;
    c->end = DESK_NOW + 30 * DAY;
    desk_must(store_begin(w->store, "set", &e), &e);
    desk_must(what == 0   ? store_put(w->store, MODEL_RESOURCE, r, &e)
              : what == 1 ? store_put(w->store, MODEL_ORGANISATION, o, &e)
                          : store_put(w->store, MODEL_CLOSURE, c, &e),
              &e);
    as_a_fresh_desk(w, demand);
    store_rollback(w->store);
    for (size_t i = 0, count; i < before.count; i++)
        match_reasons(&before.candidates[i], a, &count);
    as_a_fresh_desk(w, demand);
    base_arena_free(&a);
}

/* By another connection, as another process would. */
static void change_beside(struct world *w)
{
    struct err e = ERR_INIT;
    struct store *other = desk_again(w->desk, "li");
    struct model_organisation *o;
    desk_must(store_get(other, MODEL_ORGANISATION, w->owners[roll(0, OWNERS)], w->arena, &o, &e),
              &e);
    o->member_from = maybe(60, base_time_day(DESK_NOW) + roll(-20, 20));
    desk_must(desk_put(other, MODEL_ORGANISATION, o, &e), &e);
    store_close(&other);
}

/* One of the first bookings falls away, or is there again: and with it what it takes of a voucher
 * and of free minutes. */
static void change_booking(struct world *w)
{
    struct err e = ERR_INIT;
    struct model_booking *b;
    if (store_get(w->store, MODEL_BOOKING, roll(1, 30), w->arena, &b, &e) != ERR_NONE) {
        err_clear(&e);
        return;
    }
    struct base_arena *a = base_arena_new();
    for (int i = 0; i < DEMANDS; i++) /* all that is kept is there */
        ask(w->kept, w->demands[i], a);
    bool falls = b->cancelled == BASE_NONE && roll(0, 3) == 0;
    b->status = falls ? "cancelled" : "confirmed";
    b->cancelled = falls ? DESK_NOW - roll(0, 90) * DAY : BASE_NONE;
    b->cancelled_by = falls ? ANY("provider", "provider", "requester") : NULL;
    b->organisation = w->owners[roll(0, OWNERS)];
    b->free_minutes = maybe(70, roll(1, 90));
    b->voucher = maybe(70, roll(1, 1 + OWNERS / 2));
    b->voucher_amount = b->voucher != BASE_NONE ? roll(1, 500) * 100 : BASE_NONE;
    desk_must(desk_put(w->store, MODEL_BOOKING, b, &e), &e);
    for (int i = 0; i < DEMANDS; i++)
        as_a_fresh_desk(w, w->demands[i]);
    base_arena_free(&a);
}

/* Comes, or goes, or lies at another time. */
static void change_closure(struct world *w)
{
    struct err e = ERR_INIT;
    struct model_closure *c;
    if (roll(0, 3) == 0 ||
        store_get(w->store, MODEL_CLOSURE, roll(2, 30), w->arena, &c, &e) != ERR_NONE) {
        err_clear(&e);
        c = model_record_new(w->arena, MODEL_CLOSURE);
        c->kind = "maintenance";
        c->resource = w->resources[roll(0, RESOURCES)]->head.id;
    }
    c->start = DESK_NOW + roll(-3, 20) * DAY;
    c->end = c->start + roll(1, 20) * DAY;
    c->head.retired = maybe(30, DESK_NOW);
    desk_must(desk_put(w->store, MODEL_CLOSURE, c, &e), &e);
}

static void change(struct world *w)
{
    struct err e = ERR_INIT;
    int64_t what = roll(0, 11);
    struct model_resource *r = w->resources[roll(0, RESOURCES)];
    if (what == 0) {
        random_resource(w, r);
        desk_must(desk_put(w->store, MODEL_RESOURCE, r, &e), &e);
    } else if (what == 1) {
        r->head.retired = r->head.retired == BASE_NONE ? DESK_NOW : BASE_NONE;
        desk_must(desk_put(w->store, MODEL_RESOURCE, r, &e), &e);
    } else if (what == 2) {
        int64_t start = DESK_NOW + 20 * DAY + 7200 * w->bookings++;
        if (r->head.retired == BASE_NONE)
            desk_add_booking(w->desk, r->head.id, w->owners[0], start, start + 3600);
    } else if (what == 3) {
        struct model_resource *new = model_record_new(w->arena, MODEL_RESOURCE);
        random_resource(w, new);
        desk_add(w->store, MODEL_RESOURCE, new);
    } else if (what == 4) {
        random_quote(w);
    } else if (what == 5) {
        change_beside(w);
    } else if (what < 9) {
        change_booking(w);
    } else if (what < 10) {
        change_closure(w);
    } else {
        change_and_roll_back(w);
    }
}

/* ---- two processes ---------------------------------------------------------------------------
 */

/* Proposals with a stance, of which the letters and texts differ. */
static void random_stance(struct world *w, int64_t demand)
{
    struct model_proposal *p = model_record_new(w->arena, MODEL_PROPOSAL);
    p->demand = demand;
    p->resource = w->resources[roll(0, RESOURCES)]->head.id;
    p->stance = ANY("pinned", "pinned", "forbidden");
    p->reason = roll(0, 2) ? "the committee wants it" : NULL;
    desk_add(w->store, MODEL_PROPOSAL, p);
}

static void many_demands(struct world *w)
{
    enum { MORE = 110 }; /* enough for the second solve to go beside too */
    for (int i = 0; i < MORE; i++) {
        struct model_demand *d = model_record_new(w->arena, MODEL_DEMAND);
        random_demand(w, d);
        if (i == MORE / 2)
            d->value = INT64_MAX / 4; /* beyond what can be reckoned with */
        int64_t id = desk_add(w->store, MODEL_DEMAND, d);
        if (roll(0, 4) == 0)
            random_stance(w, id);
    }
}

static void use_cores(int most)
{
    static cpu_set_t all;
    cpu_set_t some;
    if (CPU_COUNT(&all) == 0)
        sched_getaffinity(0, sizeof all, &all);
    CPU_ZERO(&some);
    for (size_t core = 0; core < CPU_SETSIZE && CPU_COUNT(&some) < most; core++)
        if (CPU_ISSET(core, &all))
            CPU_SET(core, &some);
    sched_setaffinity(0, sizeof some, &some);
}

/* Each demand is told of by the process that judges it, if that is this one. */
static bool count_judged(void *context, const char *what, size_t done, size_t of)
{
    (void)done;
    (void)of;
    *(size_t *)context += strcmp(what, "matching") == 0;
    return true;
}

static const char *allocate_on(struct world *w, int cores, size_t *steps)
{
    struct err e = ERR_INIT;
    struct match_desk *m;
    struct match_plan plan;
    const struct match_allocation what = {.month = base_time_month(DESK_NOW) + 1};
    const struct match_progress progress = {steps, count_judged};
    *steps = 0;
    use_cores(cores);
    desk_must(match_desk_open(w->store, &m, &e), &e);
    match_desk_watch(m, &progress);
    desk_must(match_allocate(m, &what, w->arena, &plan, &e), &e);
    const char *json = match_plan_json(m, &plan, w->arena);
    match_desk_free(&m);
    use_cores(CPU_SETSIZE);
    return json;
}

static void two_as_one(struct world *w)
{
    enum { TRIES = 20 }; /* it may begin too late where others use the cores */
    size_t alone, both;
    many_demands(w);
    const char *plan = allocate_on(w, 1, &alone);
    both = alone;
    for (int i = 0; i < TRIES && both == alone; i++)
        claim(strcmp(plan, allocate_on(w, CPU_SETSIZE, &both)) == 0,
              "two processes make the plan of one");
    if (sysconf(_SC_NPROCESSORS_ONLN) > 1)
        claim(both < alone, "with two cores another process judges some demands");
}

int main(void)
{
    const char *runs = getenv("FUZZ_RUNS");
    int64_t worlds = runs != NULL ? strtoll(runs, NULL, 10) : 4;
    for (int64_t n = 0; n < worlds; n++) {
        struct err e = ERR_INIT;
        seed = (uint64_t)n + 1;
        struct world w = {.desk = desk_new()};
        w.store = w.desk->store;
        w.arena = w.desk->arena;
        fill(&w);
        desk_must(match_desk_open(w.store, &w.kept, &e), &e);
        for (int i = 0; i < ROUNDS; i++) {
            int64_t demand = w.demands[roll(0, DEMANDS)];
            as_a_fresh_desk(&w, demand);
            one_pair_as_in_the_list(&w, demand);
            some_as_of_all(&w, demand);
            best_as_of_all(&w, demand, MATCH_BY_SCORE, false);
            best_as_of_all(&w, demand, MATCH_BY_BENEFIT, false);
            best_as_of_all(&w, demand, MATCH_BY_SCORE, true);
            change(&w);
        }
        match_desk_free(&w.kept);
        two_as_one(&w);
        desk_free(&w.desk);
    }
    printf("1..1\nok 1 - candidates\n");
    return 0;
}
