/* Gates, fit and benefit of pairs on a small desk, against figures worked out by hand. The clock
 * stands at 2026-12-01T00:00Z, a Tuesday. */
#include "sharedesk/base/file.h"
#include "sharedesk/match/candidate.h"

#include "desk.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, requester;
    struct model_resource *r;
    struct model_demand *demand;
};

static struct model_resource *make_resource(struct world *w, const char *name)
{
    struct model_resource *r = model_record_new(w->d->arena, MODEL_RESOURCE);
    r->name = name;
    r->kind = "instrument";
    r->owner = w->provider;
    r->open_hours = "Mon-Fri 08:00-18:00";
    r->price_outside = 4000;
    r->cost = 1000;
    r->attributes = "voltage=200 kV";
    return r;
}

static void set_up_world(struct world *w)
{
    struct err e = ERR_INIT;
    w->d = desk_new();
    w->provider = desk_add_organisation(w->d, "Hexi University");
    w->requester = desk_add_organisation(w->d, "Yunhe Biotech");
    w->r = make_resource(w, "Glacios cryo-TEM");
    desk_add(w->d->store, MODEL_RESOURCE, w->r);
    w->demand = model_record_new(w->d->arena, MODEL_DEMAND);
    w->demand->title = "冷冻电镜";
    w->demand->kind = "instrument";
    w->demand->requester = w->requester;
    w->demand->minutes = 600;
    w->demand->latest = DESK_NOW + 2 * DAY;
    w->demand->budget = 100000;
    w->demand->value = 600000;
    w->demand->attributes = "voltage>=200 kV; detector=EDS";
    desk_add(w->d->store, MODEL_DEMAND, w->demand);
    desk_must(match_desk_open(w->d->store, &w->m, &e), &e);
}

static int set_up(void **state)
{
    static struct world w;
    set_up_world(&w);
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

static struct match_list candidates(struct world *w)
{
    struct err e = ERR_INIT;
    struct match_list list;
    desk_must(match_candidates(w->m, w->demand->head.id, NULL, w->d->arena, &list, &e), &e);
    return list;
}

static void change_demand(struct world *w)
{
    struct err e = ERR_INIT;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, w->demand, &e), &e);
}

static void change_resource(struct world *w)
{
    struct err e = ERR_INIT;
    desk_must(desk_put(w->d->store, MODEL_RESOURCE, w->r, &e), &e);
}

static void the_parts_are_as_worked_out(void **state)
{
    struct world *w = *state;
    struct match_list list = candidates(w);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.eligible, 1);
    const struct match_candidate *c = &list.candidates[0];
    assert_int_equal(c->minutes, 600);
    assert_int_equal(c->free_minutes, 1200);
    assert_int_equal(c->price, 40000);
    assert_int_equal(c->figures.first_start, DESK_NOW + 8 * HOUR);
    /* 0.7 min(1, 1200/1200) + 0.3 (1 - 8/48) */
    assert_int_equal(c->parts[MATCH_AVAILABILITY], 1425);
    assert_int_equal(c->parts[MATCH_COST], 900);      /* 15 (1 - 400/1000) */
    assert_int_equal(c->parts[MATCH_QUALITY], 750);   /* no answers: 3 of 1 to 5 */
    assert_int_equal(c->parts[MATCH_PROXIMITY], 500); /* unknown */
    assert_int_equal(c->parts[MATCH_HISTORY], 0);
    assert_int_equal(c->figures.asked, 2);
    assert_int_equal(c->figures.met, 1);
    assert_true(c->figures.text_share > 0 && c->figures.text_share < 1);
    assert_int_equal(c->parts[MATCH_CAPABILITY],
                     llround(4000 * (0.7 * c->figures.text_share + 0.3 * 0.5)));
    int64_t sum = 0;
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++)
        sum += c->parts[k];
    assert_int_equal(c->score, sum);
    /* urgency: 28 of 30 days gone; cost 10 h at 10.00 */
    double urgency = 1 + 28.0 / 30 / 2;
    assert_int_equal(c->benefit, llround(600000 * ((double)c->score / 10000) * urgency - 10000));
}

static void every_reason_is_told(void **state)
{
    struct world *w = *state;
    size_t count;
    w->r->access = "agreement";
    w->r->grade = "restricted";
    w->r->qualification = "X-ray";
    w->r->status = "maintenance";
    w->demand->budget = 100;
    w->demand->kind = "database";
    change_resource(w);
    change_demand(w);
    struct match_list list = candidates(w);
    assert_int_equal(list.count, 0);
    assert_int_equal(list.other_kinds, 1);
    struct match_options all = MATCH_OPTIONS_INIT;
    struct err e = ERR_INIT;
    all.all_kinds = true;
    desk_must(match_candidates(w->m, w->demand->head.id, &all, w->d->arena, &list, &e), &e);
    assert_int_equal(list.count, 1);
    const struct match_candidate *c = &list.candidates[0];
    assert_true(c->blocked);
    assert_false(c->gates[MATCH_GATE_KIND].passed);
    assert_false(c->gates[MATCH_GATE_STATUS].passed);
    assert_false(c->gates[MATCH_GATE_ACCESS].passed);
    assert_false(c->gates[MATCH_GATE_GRADE].passed);
    assert_false(c->gates[MATCH_GATE_QUALIFICATION].passed);
    assert_false(c->gates[MATCH_GATE_FREE].passed);
    assert_true(c->gates[MATCH_GATE_REGION].passed);
    match_reasons(c, w->d->arena, &count);
    assert_true(count >= 6);
    struct match_candidate one;
    desk_must(match_pair(w->m, w->demand->head.id, w->r->head.id, NULL, w->d->arena, &one, &e), &e);
    assert_true(one.blocked);
    assert_int_equal(one.score, c->score);
}

static void budget_blocks(void **state)
{
    struct world *w = *state;
    w->demand->budget = 39999;
    change_demand(w);
    struct match_list list = candidates(w);
    assert_false(list.candidates[0].gates[MATCH_GATE_BUDGET].passed);
    w->demand->budget = 40000;
    change_demand(w);
    list = candidates(w);
    assert_true(list.candidates[0].gates[MATCH_GATE_BUDGET].passed);
    assert_int_equal(list.candidates[0].parts[MATCH_COST], 0);
}

static void without_budget_the_median_price_is_the_scale(void **state)
{
    struct world *w = *state;
    struct model_resource *dear = make_resource(w, "Titan");
    dear->price_outside = 8000;
    desk_add(w->d->store, MODEL_RESOURCE, dear);
    w->demand->budget = BASE_NONE;
    change_demand(w);
    struct match_list list = candidates(w);
    assert_int_equal(list.eligible, 2);
    assert_string_equal(list.candidates[0].name, "Glacios cryo-TEM");
    /* twice the median of 400 and 800 is 1,200 */
    assert_int_equal(list.candidates[0].figures.scale, 120000);
    assert_int_equal(list.candidates[0].parts[MATCH_COST], 1000);
    assert_int_equal(list.candidates[1].parts[MATCH_COST], 500);
    struct match_candidate one;
    struct err e = ERR_INIT;
    desk_must(match_pair(w->m, w->demand->head.id, dear->head.id, NULL, w->d->arena, &one, &e), &e);
    assert_int_equal(one.parts[MATCH_COST], 500);
}

/* 10 h at the median rate: 40.00 and 80.00 give 60.00 an hour. */
static void worth_without_value_and_budget(void **state)
{
    struct world *w = *state;
    struct model_resource *dear = make_resource(w, "Titan");
    dear->price_outside = 8000;
    desk_add(w->d->store, MODEL_RESOURCE, dear);
    w->demand->value = BASE_NONE;
    change_demand(w);
    assert_int_equal(candidates(w).candidates[0].figures.value, 100000);
    w->demand->budget = BASE_NONE;
    change_demand(w);
    assert_int_equal(candidates(w).candidates[0].figures.value, 60000);
}

static void a_quote_replaces_what_it_gives(void **state)
{
    struct world *w = *state;
    struct model_quote *q = model_record_new(w->d->arena, MODEL_QUOTE);
    q->demand = w->demand->head.id;
    q->resource = w->r->head.id;
    q->minutes = 300;
    q->price = 25000;
    desk_add(w->d->store, MODEL_QUOTE, q);
    struct match_list list = candidates(w);
    assert_int_equal(list.candidates[0].minutes, 300);
    assert_int_equal(list.candidates[0].price, 25000);
    assert_int_equal(list.candidates[0].figures.cost, 5000);
    assert_int_equal(list.candidates[0].parts[MATCH_COST], 1125);
    struct model_quote *later = model_record_new(w->d->arena, MODEL_QUOTE);
    later->demand = q->demand;
    later->resource = q->resource;
    later->benefit = 777;
    desk_add(w->d->store, MODEL_QUOTE, later);
    list = candidates(w);
    assert_int_equal(list.candidates[0].benefit, 777);
    assert_int_equal(list.candidates[0].minutes, 600);
}

/* The resource lets nobody in for so short a use; what its owner quotes is longer. */
static void a_quote_of_other_minutes_is_among_the_best(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_options best = MATCH_OPTIONS_INIT;
    struct match_list list;
    struct model_quote *q = model_record_new(w->d->arena, MODEL_QUOTE);
    w->r->length_minimum = 60;
    w->demand->minutes = 30;
    change_resource(w);
    change_demand(w);
    q->demand = w->demand->head.id;
    q->resource = w->r->head.id;
    q->minutes = 60;
    desk_add(w->d->store, MODEL_QUOTE, q);
    best.most = 5;
    desk_must(match_candidates(w->m, w->demand->head.id, &best, w->d->arena, &list, &e), &e);
    assert_int_equal(list.eligible, 1);
    assert_int_equal(list.count, 1);
}

static void history_and_quality_count(void **state)
{
    struct world *w = *state;
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = w->r->head.id;
    b->organisation = w->requester;
    b->start = DESK_NOW - 4 * DAY + 10 * HOUR;
    b->end = b->start + HOUR;
    b->status = "completed";
    desk_add(w->d->store, MODEL_BOOKING, b);
    struct model_answer *answer = model_record_new(w->d->arena, MODEL_ANSWER);
    answer->booking = b->head.id;
    answer->role = "user";
    answer->q1 = answer->q2 = answer->q3 = answer->q4 = answer->q5 = 5;
    desk_add(w->d->store, MODEL_ANSWER, answer);
    struct model_booking *off = model_record_new(w->d->arena, MODEL_BOOKING);
    off->resource = w->r->head.id;
    off->organisation = w->requester;
    off->start = DESK_NOW - 3 * DAY + 10 * HOUR;
    off->end = off->start + HOUR;
    off->status = "cancelled";
    off->cancelled_by = "provider";
    desk_add(w->d->store, MODEL_BOOKING, off);
    struct match_list list = candidates(w);
    const struct match_candidate *c = &list.candidates[0];
    assert_int_equal(c->parts[MATCH_HISTORY], 167); /* 5 x 1/3 */
    /* ((5 + 25) / 6 - 1) / 4 = 1, halved: one of two was cancelled by the provider */
    assert_int_equal(c->parts[MATCH_QUALITY], 750);
    assert_true(c->figures.standing < 1); /* the use was worth more than was paid */
}

static void regions_are_steps_apart(void **state)
{
    struct world *w = *state;
    struct model_region *top = model_record_new(w->d->arena, MODEL_REGION);
    struct model_region *east = model_record_new(w->d->arena, MODEL_REGION);
    struct model_region *west = model_record_new(w->d->arena, MODEL_REGION);
    top->name = "China";
    east->name = "East";
    west->name = "West";
    east->parent = west->parent = desk_add(w->d->store, MODEL_REGION, top);
    w->demand->region = desk_add(w->d->store, MODEL_REGION, east);
    w->r->region = desk_add(w->d->store, MODEL_REGION, west);
    change_demand(w);
    change_resource(w);
    assert_int_equal(candidates(w).candidates[0].parts[MATCH_PROXIMITY], 500);
    w->r->region = top->head.id;
    change_resource(w);
    assert_int_equal(candidates(w).candidates[0].parts[MATCH_PROXIMITY], 750);
    w->r->region = w->demand->region;
    change_resource(w);
    assert_int_equal(candidates(w).candidates[0].parts[MATCH_PROXIMITY], 1000);
    w->r->region_limit = west->head.id;
    change_resource(w);
    assert_false(candidates(w).candidates[0].gates[MATCH_GATE_REGION].passed);
}

static void a_divisible_demand_needs_only_a_piece(void **state)
{
    struct world *w = *state;
    w->demand->minutes = 3000;
    w->demand->budget = BASE_NONE;
    change_demand(w);
    assert_false(candidates(w).candidates[0].gates[MATCH_GATE_FREE].passed);
    w->demand->divisible = 60;
    change_demand(w);
    assert_true(candidates(w).candidates[0].gates[MATCH_GATE_FREE].passed);
}

static void the_other_way_round_gives_the_same(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_list list;
    struct match_list there = candidates(w);
    desk_must(match_offers(w->m, w->r->head.id, NULL, w->d->arena, &list, &e), &e);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.candidates[0].demand, w->demand->head.id);
    assert_int_equal(list.candidates[0].score, there.candidates[0].score);
    assert_int_equal(list.candidates[0].benefit, there.candidates[0].benefit);
}

static void months_before_stay_in_their_month(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    int64_t from, to;
    desk_must(base_time_parse("2026-03-31T10:00Z", false, &from, &e), &e);
    desk_must(base_time_parse("2026-02-28T10:00Z", false, &to, &e), &e);
    assert_int_equal(match_months_before(from, 1), to);
}

/* A latest day such as 2999-12-31 means "no matter when": the calendar is looked at for three
 * years, not for a thousand. */
static void a_far_latest_day_is_no_work(void **state)
{
    struct world *w = *state;
    w->demand->latest = DESK_NOW + 350000 * (int64_t)DAY;
    change_demand(w);
    struct match_list list = candidates(w);
    assert_int_equal(list.eligible, 1);
    assert_in_range(list.candidates[0].free_minutes, 3 * 250 * 600, 3 * 265 * 600);
    w->demand->earliest = DESK_NOW + 340000 * (int64_t)DAY;
    change_demand(w);
    list = candidates(w);
    assert_int_equal(list.eligible, 0);
    assert_int_equal(list.candidates[0].free_minutes, 0);
}

/* What a screen shows of a list after the desk read everything anew. */
static void expect_told(const struct match_candidate *c, struct base_arena *a)
{
    size_t count;
    const char **reasons = match_reasons(c, a, &count);
    assert_string_equal(c->name, "Glacios cryo-TEM");
    assert_int_equal(count, 1);
    assert_non_null(strstr(reasons[0], "members"));
}

static void a_list_outlasts_what_the_desk_reads_anew(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_candidate one;
    w->r->access = "members";
    change_resource(w);
    struct match_list list = candidates(w);
    desk_must(store_begin(w->d->store, "try", &e), &e);
    struct model_organisation *o = model_record_new(w->d->arena, MODEL_ORGANISATION);
    o->name = "Linan Institute";
    desk_must(store_put(w->d->store, MODEL_ORGANISATION, o, &e), &e);
    desk_must(match_pair(w->m, w->demand->head.id, w->r->head.id, NULL, w->d->arena, &one, &e), &e);
    store_rollback(w->d->store);
    expect_told(&list.candidates[0], w->d->arena);
    desk_must(match_pair(w->m, w->demand->head.id, w->r->head.id, NULL, w->d->arena, &one, &e), &e);
    char *path = base_arena_printf(w->d->arena, "%s/thesaurus.tsv", w->d->directory);
    desk_must(base_file_write(path, "glacios\tkriosa\n", 16, &e), &e);
    desk_must(match_pair(w->m, w->demand->head.id, w->r->head.id, NULL, w->d->arena, &one, &e), &e);
    expect_told(&list.candidates[0], w->d->arena);
}

/* The agreement is in none of the backup's changes, and they go on beyond its number. */
static void a_backup_put_back_takes_its_agreements_back(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    const char *copy = base_arena_printf(w->d->arena, "%s/copy", w->d->directory);
    w->r->access = "agreement";
    change_resource(w);
    desk_must(store_backup(w->d->store, copy, &e), &e);
    struct model_agreement *g = model_record_new(w->d->arena, MODEL_AGREEMENT);
    g->title = "Sharing";
    g->kind = "sharing";
    g->organisation = w->provider;
    g->partner = w->requester;
    desk_add(w->d->store, MODEL_AGREEMENT, g);
    assert_int_equal(candidates(w).eligible, 1);
    desk_must(store_restore(copy, w->d->path, &e), &e);
    for (int i = 0; i < 3; i++) {
        w->demand->budget += 100;
        change_demand(w);
    }
    assert_int_equal(candidates(w).eligible, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(the_parts_are_as_worked_out),
        TEST(every_reason_is_told),
        TEST(budget_blocks),
        TEST(without_budget_the_median_price_is_the_scale),
        TEST(worth_without_value_and_budget),
        TEST(a_quote_replaces_what_it_gives),
        TEST(a_quote_of_other_minutes_is_among_the_best),
        TEST(history_and_quality_count),
        TEST(regions_are_steps_apart),
        TEST(a_divisible_demand_needs_only_a_piece),
        TEST(the_other_way_round_gives_the_same),
        TEST(months_before_stay_in_their_month),
        TEST(a_far_latest_day_is_no_work),
        TEST(a_list_outlasts_what_the_desk_reads_anew),
        TEST(a_backup_put_back_takes_its_agreements_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
