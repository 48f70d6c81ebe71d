/* The month's allocation on a small desk: one instrument of ten hours a month, three demands. */
#include "sharedesk/base/file.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/time.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/match/allocate.h"
#include "sharedesk/match/explain.h"
#include "sharedesk/match/proposal.h"

#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, requester, month;
    struct model_resource *r;
    int64_t big, middle, small;
};

static struct model_demand *new_demand(struct world *w, const char *title, int64_t hours,
                                       int64_t value)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->head.uid = title;
    d->title = title;
    d->kind = "instrument";
    d->requester = w->requester;
    d->minutes = 60 * hours;
    d->budget = 1000000;
    d->value = value;
    return d;
}

static int64_t add_demand(struct world *w, const char *title, int64_t hours, int64_t value)
{
    return desk_add(w->d->store, MODEL_DEMAND, new_demand(w, title, hours, value));
}

static struct model_resource *add_resource(struct world *w, const char *name)
{
    struct model_resource *r = model_record_new(w->d->arena, MODEL_RESOURCE);
    r->head.uid = name;
    r->name = name;
    r->kind = "instrument";
    r->owner = w->provider;
    r->open_hours = "Mon-Fri 08:00-12:00 14:00-18:00";
    r->price_outside = 1000;
    desk_add(w->d->store, MODEL_RESOURCE, r);
    return r;
}

static int set_up(void **state)
{
    static struct world w;
    struct err e = ERR_INIT;
    w.d = desk_new();
    w.provider = desk_add_organisation(w.d, "Hexi University");
    w.requester = desk_add_organisation(w.d, "Yunhe Biotech");
    w.month = base_time_month(DESK_NOW);
    w.r = add_resource(&w, "SEM");
    w.r->capacity_minutes_month = 600;
    desk_must(desk_put(w.d->store, MODEL_RESOURCE, w.r, &e), &e);
    w.big = add_demand(&w, "big", 6, 900000);
    w.middle = add_demand(&w, "middle", 6, 600000);
    w.small = add_demand(&w, "small", 4, 500000);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    match_desk_free(&w->m);
    desk_free(&w->d);
    return 0;
}

static struct match_plan allocate(struct world *w, const struct match_stance *stances, size_t count)
{
    struct err e = ERR_INIT;
    struct match_plan plan;
    struct match_allocation what = {.month = w->month, .stances = stances, .stance_count = count};
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    return plan;
}

static int64_t given(const struct match_plan *plan, int64_t demand)
{
    int64_t minutes = 0;
    for (size_t i = 0; i < plan->line_count; i++)
        minutes += plan->lines[i].demand == demand ? plan->lines[i].minutes : 0;
    return minutes;
}

static const struct match_unmet *unmet(const struct match_plan *plan, int64_t demand)
{
    for (size_t i = 0; i < plan->unmet_count; i++) {
        if (plan->unmet[i].demand == demand)
            return &plan->unmet[i];
    }
    return NULL;
}

static const char *note(const struct match_plan *plan, int64_t demand, const char *words)
{
    for (size_t i = 0; i < plan->note_count; i++)
        if (plan->notes[i].demand == demand && strstr(plan->notes[i].text, words) != NULL)
            return plan->notes[i].text;
    return NULL;
}

static void say(struct world *w, int64_t demand, int64_t resource, enum match_step step)
{
    struct err e = ERR_INIT;
    desk_must(match_proposal_step(w->m, demand, resource, step, NULL, NULL, &e), &e);
}

static void the_best_set_is_taken(void **state)
{
    struct world *w = *state;
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->big), 360);
    assert_int_equal(given(&plan, w->small), 240);
    assert_int_equal(given(&plan, w->middle), 0);
    assert_int_equal(plan.objective, plan.bound);
    int64_t sum = 0;
    for (size_t i = 0; i < plan.line_count; i++) {
        const struct match_line *l = &plan.lines[i];
        sum += l->benefit;
        assert_int_equal(l->end - l->start, 60 * l->minutes);
        assert_true(l->minutes <= 240); /* no sitting spans the noon break */
        assert_true(base_time_minute(l->start) >= 480 && l->start >= DESK_NOW);
        for (size_t k = i + 1; k < plan.line_count; k++)
            assert_true(l->end <= plan.lines[k].start);
    }
    assert_int_equal(sum, plan.objective);
    assert_int_equal(plan.line_count, 3); /* six hours take two sittings, four hours one */
    const struct match_unmet *u = unmet(&plan, w->middle);
    assert_non_null(u);
    assert_int_equal(u->reason_count, 1);
    assert_true(u->change[0] != '\0' && !u->estimated && u->change_cost > 0);
}

static void shadow_prices_are_intervals(void **state)
{
    struct world *w = *state;
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(plan.shadow_count, 1);
    const struct match_shadow *s = &plan.shadows[0];
    assert_int_equal(s->resource, w->r->head.id);
    assert_int_equal(s->hour_more, 0); /* eleven hours hold nothing better */
    assert_true(s->hour_less > 0);     /* nine hours only one of six */
    assert_int_equal(s->asked, 3);
    assert_int_equal(s->served, 2);
}

static void pins_and_prohibitions_hold(void **state)
{
    struct world *w = *state;
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_plan plan = allocate(w, &pin, 1);
    assert_int_equal(given(&plan, w->middle), 360);
    assert_int_equal(given(&plan, w->big), 0);
    assert_int_equal(given(&plan, w->small), 240);
    struct match_stance forbid = {w->big, w->r->head.id, false, NULL};
    plan = allocate(w, &forbid, 1);
    assert_int_equal(given(&plan, w->big), 0);
    assert_non_null(strstr(unmet(&plan, w->big)->reasons[0], "forbidden"));
}

static void what_staff_rejected_is_not_allocated(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    desk_must(match_proposal_step(w->m, w->big, w->r->head.id, MATCH_REJECT, "too old", NULL, &e),
              &e);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->big), 0);
    assert_int_equal(given(&plan, w->middle), 360);
}

static void a_divisible_demand_takes_what_is_left(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_demand *d = new_demand(w, "cut", 20, 100000);
    d->divisible = 60;
    int64_t cut = desk_add(w->d->store, MODEL_DEMAND, d);
    w->r->capacity_minutes_month = 600 + 90;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->big) + given(&plan, w->small), 600);
    assert_int_equal(given(&plan, cut), 90);
    assert_int_equal(unmet(&plan, cut)->missing, 20 * 60 - 90);
    assert_true(plan.objective <= plan.bound);
    for (size_t i = 0; i < plan.shadow_count; i++) /* its pieces are one demand */
        assert_true(plan.shadows[i].served <= plan.shadows[i].asked);
}

/* Five hours where ten were thought of: the whole of it. */
static void a_quote_that_is_shorter_meets_a_divisible_demand(void **state)
{
    struct world *w = *state;
    struct model_demand *d = new_demand(w, "cut", 10, 2000000);
    struct model_quote *q = model_record_new(w->d->arena, MODEL_QUOTE);
    d->divisible = 60;
    q->demand = desk_add(w->d->store, MODEL_DEMAND, d);
    q->resource = w->r->head.id;
    q->minutes = 5 * 60 + 1;
    desk_add(w->d->store, MODEL_QUOTE, q);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, q->demand), 5 * 60 + 1);
    assert_null(unmet(&plan, q->demand));
}

/* Of a demand that is booked in part the rest is matched and allocated, at its share of the value
 * and with the money that is left. */
static void what_is_left_is_allocated(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = w->r->head.id;
    b->demand = w->big;
    b->organisation = w->requester;
    b->start = DESK_NOW + 8 * DAY + 8 * HOUR;
    b->end = b->start + 2 * HOUR;
    b->price = 990000;
    desk_add(w->d->store, MODEL_BOOKING, b);
    struct match_candidate whole, c;
    desk_must(match_pair(w->m, w->middle, w->r->head.id, NULL, w->d->arena, &whole, &e), &e);
    desk_must(match_pair(w->m, w->big, w->r->head.id, NULL, w->d->arena, &c, &e), &e);
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->big, w->d->arena, &d, &e), &e);
    assert_int_equal(d->minutes, 360);
    assert_int_equal(c.minutes, 240);
    assert_int_equal(c.figures.value, d->value / 6 * 4);
    assert_int_equal(c.price, 4 * whole.price / 6);
    assert_int_equal(c.blocked, c.price > 10000 ? 1u << MATCH_GATE_BUDGET : 0);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->big), 240);
    assert_non_null(note(&plan, w->big, "2 h of it are booked or requested; the other 4 h"));
    struct match_explanation x;
    desk_must(match_explain(w->m, &c, NULL, w->d->arena, &x, &e), &e);
    assert_string_equal(
        x.terms[MATCH_TERM_VALUE].text,
        "the value that the demand declares, for the 4 h of 6 h that are not booked yet");
}

/* What waits for an approval is not given a second time. */
static void what_is_requested_already_is_not_allocated(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = w->r->head.id;
    b->demand = w->small;
    b->organisation = w->requester;
    b->status = "requested";
    b->start = DESK_NOW + 8 * DAY + 8 * HOUR;
    b->end = b->start + 4 * HOUR;
    int64_t id = desk_add(w->d->store, MODEL_BOOKING, b);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->small), 0);
    assert_null(unmet(&plan, w->small));
    desk_must(store_get(w->d->store, MODEL_BOOKING, id, w->d->arena, &b, &e), &e);
    b->end = b->start + 2 * HOUR; /* only half of it */
    desk_must(desk_put(w->d->store, MODEL_BOOKING, b, &e), &e);
    plan = allocate(w, NULL, 0);
    assert_true(given(&plan, w->small) > 0 || unmet(&plan, w->small) != NULL);
}

/* A demand in pieces may have two instruments at once: whoever comes must know. */
static void two_places_at_once_are_told(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_resource *other = add_resource(w, "SEM-2");
    struct model_demand *d = new_demand(w, "wide", 16, 2000000);
    d->divisible = 60;
    d->earliest = DESK_NOW + 7 * DAY;
    d->latest = DESK_NOW + 8 * DAY;
    int64_t wide = desk_add(w->d->store, MODEL_DEMAND, d);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, wide), 960);
    assert_non_null(note(&plan, wide, "at the same hours"));
    assert_null(note(&plan, w->big, "at the same hours"));
    other->unit = "licence";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, other, &e), &e);
    plan = allocate(w, NULL, 0);
    assert_null(note(&plan, wide, "at the same hours"));
}

static void windows_bind(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    w->r->capacity_minutes_month = BASE_NONE;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    for (int i = 0; i < 4; i++) { /* four of four hours in one day of eight */
        char uid[] = {'d', (char)('0' + i), '\0'};
        struct model_demand *d =
            new_demand(w, base_arena_strdup(w->d->arena, uid), 4, 100000 + 1000 * i);
        d->earliest = DESK_NOW + 7 * DAY;
        d->latest = DESK_NOW + 8 * DAY;
        desk_add(w->d->store, MODEL_DEMAND, d);
    }
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(plan.unmet_count, 2);
    assert_string_equal(plan.unmet[0].title, "d1");
    assert_int_equal(plan.objective, plan.bound);
}

static void a_voucher_is_spent_once(void **state)
{
    struct world *w = *state;
    struct model_fund *fund = model_record_new(w->d->arena, MODEL_FUND);
    fund->name = "Vouchers";
    fund->source = "innovation";
    desk_add(w->d->store, MODEL_FUND, fund);
    struct err e = ERR_INIT;
    desk_must(incentive_fund_deposit(w->d->store, fund->head.id, BASE_NONE, 100000, NULL,
                                     &(int64_t){0}, &e),
              &e);
    struct model_voucher *v = model_record_new(w->d->arena, MODEL_VOUCHER);
    v->title = "Innovation";
    v->organisation = w->requester;
    v->fund = fund->head.id;
    v->amount = 7000;
    desk_add(w->d->store, MODEL_VOUCHER, v);
    w->r->capacity_minutes_month = BASE_NONE;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    const int64_t demands[] = {w->big, w->middle, w->small};
    for (int i = 0; i < 3; i++) { /* none can pay its 60.00 or 40.00 by itself */
        struct model_demand *d;
        desk_must(store_get(w->d->store, MODEL_DEMAND, demands[i], w->d->arena, &d, &e), &e);
        d->budget = 500;
        desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    }
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->big), 360);
    assert_int_equal(given(&plan, w->middle) + given(&plan, w->small), 0);
    assert_int_equal(plan.objective, plan.bound);
}

static void the_poor_are_told_what_it_takes(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->small, w->d->arena, &d, &e), &e);
    d->budget = 3000; /* of 40.00 */
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    struct match_plan plan = allocate(w, NULL, 0);
    const struct match_unmet *u = unmet(&plan, w->small);
    assert_int_equal(u->change_cost, 1000);
    assert_non_null(strstr(u->change, "10.00"));
}

static void runs_are_kept_and_compared(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_plan plan = allocate(w, NULL, 0), again, kept;
    int64_t run;
    again = allocate(w, NULL, 0);
    assert_string_equal(match_plan_json(w->m, &plan, w->d->arena),
                        match_plan_json(w->m, &again, w->d->arena));
    desk_must(match_plan_save(w->m, &plan, "First", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &kept, &e), &e);
    assert_string_equal(match_plan_json(w->m, &plan, w->d->arena),
                        match_plan_json(w->m, &kept, w->d->arena));
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_plan pinned = allocate(w, &pin, 1);
    struct match_change *changes;
    size_t count;
    desk_must(match_plan_compare(w->m, &kept, &pinned, w->d->arena, &changes, &count, &e), &e);
    assert_int_equal(count, 3);
    assert_int_equal(changes[0].difference, MATCH_GONE); /* big */
    assert_int_equal(changes[1].difference, MATCH_NEW);  /* middle */
}

static void what_if_and_why(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_plan plan = allocate(w, NULL, 0), tried;
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_allocation what = {.month = w->month, .stances = &pin, .stance_count = 1};
    struct match_unmet why;
    desk_must(match_allocate_try(w->m, &what, &plan, w->d->arena, &tried, &e), &e);
    assert_true(tried.objective < plan.objective);
    what.stance_count = 0;
    desk_must(match_allocate_why(w->m, &what, &plan, w->middle, w->d->arena, &why, &e), &e);
    assert_int_equal(why.change_cost, unmet(&plan, w->middle)->change_cost);
    assert_int_equal(match_allocate_why(w->m, &what, &plan, w->big, w->d->arena, &why, &e),
                     ERR_REFUSED);
}

/* The kept month points into what is read anew: offers by another thesaurus, answers after a change
 * that was asked about and rolled back. */
static void what_if_after_the_desk_read_anew(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_plan plan = allocate(w, NULL, 0), tried;
    struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    struct match_allocation what = {.month = w->month, .stances = &pin, .stance_count = 1};
    struct match_candidate one;
    char *path = base_arena_printf(w->d->arena, "%s/thesaurus.tsv", w->d->directory);
    desk_must(base_file_write(path, "glacios\tkriosa\n", 16, &e), &e);
    desk_must(match_allocate_try(w->m, &what, &plan, w->d->arena, &tried, &e), &e);
    assert_int_equal(given(&tried, w->middle), 360);
    desk_must(store_begin(w->d->store, "try", &e), &e);
    struct model_resource *r = model_record_copy(w->d->arena, MODEL_RESOURCE, w->r);
    r->name = "TEM";
    desk_must(store_put(w->d->store, MODEL_RESOURCE, r, &e), &e);
    desk_must(match_pair(w->m, w->big, w->r->head.id, NULL, w->d->arena, &one, &e), &e);
    store_rollback(w->d->store);
    desk_must(match_allocate_try(w->m, &what, &plan, w->d->arena, &tried, &e), &e);
    assert_int_equal(given(&tried, w->middle), 360);
}

static struct match_plan assuming(struct world *w, enum match_assumed kind, const char *text)
{
    struct err e = ERR_INIT;
    struct match_assumption x;
    struct match_plan plan;
    struct match_allocation what = {
        .month = w->month, .assumptions = &x, .assumption_count = 1, .bare = true};
    desk_must(match_assumption_parse(w->m, kind, text, w->d->arena, &x, &e), &e);
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    assert_int_equal(plan.assumed_count, 1);
    return plan;
}

/* For the one run only: the next has the desk's figures again. */
static void what_is_assumed_holds_for_the_run(void **state)
{
    struct world *w = *state;
    struct match_plan more = assuming(w, MATCH_ASSUME_CAPACITY, "SEM=16 h");
    assert_int_equal(more.unmet_count, 0);
    assert_string_equal(more.assumed[0], "R1 SEM, Monthly capacity: 16 h (now 10 h)");
    assert_int_equal(assuming(w, MATCH_ASSUME_CAPACITY, "SEM=0").line_count, 0);
    assert_int_equal(allocate(w, NULL, 0).unmet_count, 1);
}

static void other_hours_can_be_assumed(void **state)
{
    struct world *w = *state;
    struct match_plan plan = assuming(w, MATCH_ASSUME_HOURS, "SEM=Sat 10:00-18:00");
    for (size_t i = 0; i < plan.line_count; i++)
        assert_int_equal(base_day_weekday(base_time_day(plan.lines[i].start)), 5);
    assert_true(plan.line_count > 0);
}

/* Which capacity it was is said, whether all of the demand falls out or only a part. */
static void a_capacity_that_is_assumed_is_told(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_assumption little = {
        .what = MATCH_ASSUME_CAPACITY, .of = w->r->head.id, .amount = 120};
    struct match_allocation what = {
        .month = w->month, .assumptions = &little, .assumption_count = 1, .bare = true};
    struct match_plan plan;
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    assert_non_null(strstr(unmet(&plan, w->big)->reasons[0], "its monthly capacity is 2 h"));
    say(w, w->middle, w->r->head.id, MATCH_PROPOSE);
    say(w, w->middle, w->r->head.id, MATCH_ACCEPT);
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->middle, w->d->arena, &d, &e), &e);
    d->divisible = 60;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    assert_int_equal(given(&plan, w->middle), 120);
    assert_non_null(
        strstr(unmet(&plan, w->middle)->reasons[0], "only 2 h to be had in the month, 6 h needed"));
}

static void a_standing_and_a_rule_can_be_assumed(void **state)
{
    struct world *w = *state;
    struct match_plan now = allocate(w, NULL, 0);
    assert_true(assuming(w, MATCH_ASSUME_STANDING, "Yunhe Biotech=2").objective > now.objective);
    struct match_plan plan = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0");
    assert_true(plan.objective < now.objective);
    assert_non_null(strstr(plan.policy, "quality = 0"));
    assert_true(store_policy(w->d->store)->points_quality == 15);
}

/* What each line is worth when its pair is asked for by itself. */
static void worth_as_asked_alone(struct world *w, const struct match_plan *plan)
{
    struct match_options month = MATCH_OPTIONS_INIT;
    struct match_candidate c;
    struct err e = ERR_INIT;
    int64_t part, sum = 0;
    month.from =
        base_month_start(plan->month) > plan->at ? base_month_start(plan->month) : plan->at;
    month.until = base_month_start(plan->month + 1);
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        desk_must(match_pair(w->m, l->demand, l->resource, &month, w->d->arena, &c, &e), &e);
        assert_true(base_money_muldiv(c.benefit, l->minutes, c.minutes, &part));
        assert_int_equal(l->benefit, part);
        sum += part;
    }
    assert_int_equal(plan->objective, sum);
}

static struct match_plan saved(struct world *w, const struct match_plan *plan)
{
    struct match_plan again;
    struct err e = ERR_INIT;
    int64_t run;
    desk_must(match_plan_save(w->m, plan, "a run", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &again, &e), &e);
    return again;
}

/* Whichever of the two was made under other weights, saved or not. */
static void plans_are_compared_by_the_desks_own_policy(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_plan now = allocate(w, NULL, 0);
    struct match_plan other = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0");
    struct match_plan own = saved(w, &now), before = saved(w, &other), plan = now;
    assert_null(own.policy);
    assert_non_null(before.policy);
    assert_true(before.objective < now.objective);
    desk_must(match_plans_revalue(w->m, &before, &plan, w->d->arena, &e), &e);
    assert_int_equal(plan.objective, now.objective);
    worth_as_asked_alone(w, &before);
    assert_true(llabs(before.objective - now.objective) <= (int64_t)now.line_count);
    own.line_count = 0; /* so that nothing is known beforehand */
    desk_must(match_plans_revalue(w->m, &own, &other, w->d->arena, &e), &e);
    worth_as_asked_alone(w, &other);
}

/* What is retired since is valued all the same. */
static void a_run_is_valued_though_the_desk_went_on(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_plan other = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0");
    struct match_plan before = saved(w, &other), plan = {.month = w->month, .at = before.at};
    desk_must(store_begin(w->d->store, "test", &e), &e);
    desk_must(store_retire(w->d->store, (struct store_ref){MODEL_RESOURCE, w->r->head.id}, &e), &e);
    desk_must(store_commit(w->d->store, &e), &e);
    desk_must(match_plans_revalue(w->m, &before, &plan, w->d->arena, &e), &e);
    worth_as_asked_alone(w, &before);
    assert_true(before.line_count > 0 && before.objective > 0);
}

static bool never(void *context, const char *what, size_t done, size_t of)
{
    (void)what, (void)done, (void)of;
    ++*(int *)context;
    return false;
}

static void valuing_can_be_stopped(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    int steps = 0;
    struct match_plan none = {.month = w->month, .at = DESK_NOW + DAY};
    struct match_plan other = assuming(w, MATCH_ASSUME_POLICY, "policy.quality=0"), was = other;
    const struct match_progress progress = {&steps, never};
    match_desk_watch(w->m, &progress);
    assert_int_equal(match_plans_revalue(w->m, &none, &other, w->d->arena, &e), ERR_CANCELLED);
    match_desk_watch(w->m, NULL);
    err_clear(&e);
    assert_int_equal(steps, 1);
    assert_memory_equal(&other, &was, sizeof other);
    assert_int_equal(store_now(w->d->store), DESK_NOW);
}

/* Whichever was asked for first. */
static void the_mean_of_no_answers_is_the_policys(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    int64_t more = assuming(w, MATCH_ASSUME_POLICY, "policy.mean_answer=5").objective;
    int64_t now = allocate(w, NULL, 0).objective;
    assert_true(more > now);
    match_desk_free(&w->m);
    desk_must(match_desk_open(w->d->store, &w->m, &e), &e);
    assert_int_equal(allocate(w, NULL, 0).objective, now);
    assert_int_equal(assuming(w, MATCH_ASSUME_POLICY, "policy.mean_answer=5").objective, more);
}

static void what_cannot_be_assumed_is_told(void **state)
{
    struct world *w = *state;
    struct match_assumption x;
    const struct {
        enum match_assumed kind;
        const char *text;
    } of[] = {{MATCH_ASSUME_CAPACITY, "SEM"},        {MATCH_ASSUME_CAPACITY, "SEM=-5"},
              {MATCH_ASSUME_HOURS, "SEM=whenever"},  {MATCH_ASSUME_STANDING, "Yunhe Biotech=3"},
              {MATCH_ASSUME_STANDING, "nobody=1"},   {MATCH_ASSUME_FUND, "F1=1"},
              {MATCH_ASSUME_POLICY, "colour=green"}, {MATCH_ASSUME_POLICY, "quality=200"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        struct err e = ERR_INIT;
        assert_int_not_equal(
            match_assumption_parse(w->m, of[i].kind, of[i].text, w->d->arena, &x, &e), ERR_NONE);
        assert_true(e.why[0] != '\0');
        err_clear(&e);
    }
}

/* Each is told, and the rest goes on. */
static void demands_that_say_too_little_are_told(void **state)
{
    struct world *w = *state;
    struct model_demand *vague = model_record_new(w->d->arena, MODEL_DEMAND);
    vague->title = "SEM of something";
    vague->value = 100000;
    int64_t some = desk_add(w->d->store, MODEL_DEMAND, vague);
    struct model_demand *late = new_demand(w, "past", 1, 900000);
    late->latest = DESK_NOW - DAY;
    int64_t past = desk_add(w->d->store, MODEL_DEMAND, late);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_non_null(note(&plan, some, "names no kind"));
    assert_non_null(note(&plan, some, "names no minutes"));
    assert_non_null(note(&plan, some, "names no window"));
    assert_int_equal(unmet(&plan, past)->reason_count, 1);
    assert_non_null(strstr(unmet(&plan, past)->reasons[0], "window has passed"));
    assert_int_equal(given(&plan, w->big), 360);
}

static void a_second_pin_of_one_demand_is_told(void **state)
{
    struct world *w = *state;
    struct model_resource *other = add_resource(w, "SEM-2");
    const struct match_stance pins[] = {{w->small, w->r->head.id, true, NULL},
                                        {w->small, other->head.id, true, NULL}};
    struct match_plan plan = allocate(w, pins, 2);
    assert_int_equal(given(&plan, w->small), 240);
    assert_non_null(note(&plan, w->small, "served only once"));
}

static void pins_beyond_the_capacity_are_told(void **state)
{
    struct world *w = *state;
    const struct match_stance pins[] = {{w->big, w->r->head.id, true, NULL},
                                        {w->middle, w->r->head.id, true, NULL}};
    struct match_plan plan = allocate(w, pins, 2);
    const struct match_unmet *out = unmet(&plan, w->big);
    if (out == NULL)
        out = unmet(&plan, w->middle);
    assert_non_null(strstr(out->reasons[0], "other pins leave no room"));
    assert_non_null(strstr(allocate(w, NULL, 0).lines[0].resource_name, "SEM"));
}

/* With a reason, and marked; never against a restricted grade or the calendar. */
static void a_pin_can_hold_against_a_gate(void **state)
{
    struct world *w = *state;
    struct model_resource *closed = add_resource(w, "members");
    struct err e = ERR_INIT;
    closed->access = "members";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, closed, &e), &e);
    struct match_stance pin = {w->middle, closed->head.id, true, NULL};
    struct match_plan plan = allocate(w, &pin, 1);
    assert_int_equal(given(&plan, w->middle), 0);
    assert_non_null(note(&plan, w->middle, "pinned, but blocked"));
    pin.reason = "the agreement is being signed";
    plan = allocate(w, &pin, 1);
    assert_int_equal(given(&plan, w->middle), 360);
    assert_non_null(note(&plan, w->middle, "being signed"));
    int64_t run;
    struct match_plan kept;
    desk_must(match_plan_save(w->m, &plan, "pinned", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &kept, &e), &e);
    size_t marked = 0;
    for (size_t i = 0; i < kept.line_count; i++)
        marked += kept.lines[i].overruled != NULL && kept.lines[i].pinned;
    assert_true(marked > 0);
    assert_int_equal(kept.note_count, plan.note_count);
    closed->grade = "restricted";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, closed, &e), &e);
    plan = allocate(w, &pin, 1);
    assert_int_equal(given(&plan, w->middle), 0);
}

/* It is in the plan though others are worth more, until it is forbidden or withdrawn. */
static void what_a_provider_accepted_is_held(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    int64_t sem = w->r->head.id, run;
    say(w, w->middle, sem, MATCH_PROPOSE);
    struct match_plan plan = allocate(w, NULL, 0), kept;
    assert_int_equal(given(&plan, w->middle), 0);
    say(w, w->middle, sem, MATCH_ACCEPT);
    plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->middle), 360);
    assert_int_equal(given(&plan, w->big), 0);
    assert_non_null(note(&plan, w->middle, "accepted on"));
    desk_must(match_plan_save(w->m, &plan, "accepted", &run, &e), &e);
    desk_must(match_plan_load(w->m, run, w->d->arena, &kept, &e), &e);
    for (size_t i = 0; i < kept.line_count; i++) {
        bool held = kept.lines[i].demand == w->middle;
        assert_int_equal(kept.lines[i].pinned, held);
        assert_int_equal(kept.lines[i].accepted, held ? DESK_NOW : 0);
    }
    const struct match_stance off = {w->middle, sem, false, NULL};
    plan = allocate(w, &off, 1);
    assert_int_equal(given(&plan, w->middle), 0);
    say(w, w->middle, sem, MATCH_WITHDRAW);
    plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->middle), 0);
}

/* Marked where a gate is against it; a pin of staff's counts before it. */
static void what_was_accepted_holds_against_a_gate_but_not_a_pin(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_resource *other = add_resource(w, "members");
    say(w, w->middle, other->head.id, MATCH_PROPOSE);
    say(w, w->middle, other->head.id, MATCH_ACCEPT);
    other->access = "members";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, other, &e), &e);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->middle), 360);
    assert_non_null(note(&plan, w->middle, "but accepted on"));
    const struct match_stance pin = {w->middle, w->r->head.id, true, NULL};
    plan = allocate(w, &pin, 1);
    for (size_t i = 0; i < plan.line_count; i++)
        assert_true(plan.lines[i].resource != other->head.id);
    assert_non_null(note(&plan, w->middle, "pinned to another"));
    other->grade = "restricted";
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, other, &e), &e);
    plan = allocate(w, NULL, 0);
    assert_non_null(note(&plan, w->middle, "but blocked"));
}

static void no_capacity_is_told(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    w->r->capacity_minutes_month = 0;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(plan.line_count, 0);
    assert_int_equal(plan.unmet_count, 3);
    assert_non_null(strstr(plan.unmet[0].reasons[0], "monthly capacity is 0"));
}

/* The instrument is open day and night, the desk is not. */
static void uses_begin_in_the_desks_hours(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    w->r->open_hours = NULL;
    w->r->capacity_minutes_month = BASE_NONE;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
    w->month++; /* all of it is still to come */
    struct match_plan plan = allocate(w, NULL, 0);
    w->month--;
    assert_int_equal(plan.unmet_count, 0);
    for (size_t i = 0; i < plan.line_count; i++) {
        const struct match_line *l = &plan.lines[i];
        assert_true(base_day_weekday(base_time_day(l->start)) < 5);
        assert_in_range(base_time_minute(l->start), 8 * 60, 18 * 60 - 1);
        for (size_t k = 0; k < i; k++) /* none is laid over another */
            assert_true(plan.lines[k].end <= l->start || l->end <= plan.lines[k].start);
    }
    assert_int_equal(given(&plan, w->big), 360);
}

static void a_past_month_has_no_room(void **state)
{
    struct world *w = *state;
    w->month--;
    struct match_plan plan = allocate(w, NULL, 0);
    w->month++;
    assert_int_equal(plan.line_count, 0);
    assert_int_equal(plan.unmet_count, 3);
}

/* Balancing gives the hours to the one who gives more, and its price is told. */
static void balance_has_its_price(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_contribution *c = model_record_new(w->d->arena, MODEL_CONTRIBUTION);
    int64_t giver = desk_add_organisation(w->d, "Giver");
    c->title = "Data opened";
    c->organisation = giver;
    c->amount = 100000000;
    c->counted = base_time_day(DESK_NOW) - 1;
    desk_add(w->d->store, MODEL_CONTRIBUTION, c);
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->middle, w->d->arena, &d, &e), &e);
    d->requester = giver;
    d->value = 890000;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    struct match_plan plan = allocate(w, NULL, 0);
    assert_int_equal(given(&plan, w->middle), 360);
    assert_int_equal(given(&plan, w->big), 0);
    assert_true(plan.price_of_balance > 0 && plan.price_of_balance < 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(the_best_set_is_taken),
        TEST(shadow_prices_are_intervals),
        TEST(pins_and_prohibitions_hold),
        TEST(what_staff_rejected_is_not_allocated),
        TEST(a_divisible_demand_takes_what_is_left),
        TEST(a_quote_that_is_shorter_meets_a_divisible_demand),
        TEST(windows_bind),
        TEST(two_places_at_once_are_told),
        TEST(what_is_left_is_allocated),
        TEST(what_is_requested_already_is_not_allocated),
        TEST(a_voucher_is_spent_once),
        TEST(the_poor_are_told_what_it_takes),
        TEST(runs_are_kept_and_compared),
        TEST(demands_that_say_too_little_are_told),
        TEST(a_second_pin_of_one_demand_is_told),
        TEST(pins_beyond_the_capacity_are_told),
        TEST(a_pin_can_hold_against_a_gate),
        TEST(what_a_provider_accepted_is_held),
        TEST(what_was_accepted_holds_against_a_gate_but_not_a_pin),
        TEST(no_capacity_is_told),
        TEST(uses_begin_in_the_desks_hours),
        TEST(what_if_and_why),
        TEST(what_if_after_the_desk_read_anew),
        TEST(what_is_assumed_holds_for_the_run),
        TEST(a_capacity_that_is_assumed_is_told),
        TEST(other_hours_can_be_assumed),
        TEST(a_standing_and_a_rule_can_be_assumed),
        TEST(plans_are_compared_by_the_desks_own_policy),
        TEST(a_run_is_valued_though_the_desk_went_on),
        TEST(valuing_can_be_stopped),
        TEST(the_mean_of_no_answers_is_the_policys),
        TEST(what_cannot_be_assumed_is_told),
        TEST(a_past_month_has_no_room),
        TEST(balance_has_its_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
