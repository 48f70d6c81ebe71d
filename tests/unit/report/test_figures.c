/* Figures worked out by hand, where the rules leave room for a mistake: ends of months, what is out
 * of use, who shares the benefit, what a demand is worth. */
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/report/brief.h"
#include "sharedesk/report/efficiency.h"

#include "desk.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t provider, user, resource; /* the resource is always open */
    int64_t november, first;          /* month, and its first instant */
};

static struct err e = ERR_INIT;

static int64_t put_resource(struct world *w, const char *name, const char *unit, int64_t outside)
{
    struct model_resource *r = model_record_new(w->d->arena, MODEL_RESOURCE);
    r->name = name;
    r->kind = "instrument";
    r->unit = unit;
    r->owner = w->provider;
    r->price_outside = outside;
    return desk_add(w->d->store, MODEL_RESOURCE, r);
}

static int64_t put_use(struct world *w, int64_t resource, int64_t user, int64_t start,
                       int64_t minutes, int64_t used)
{
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = resource;
    b->organisation = user;
    b->start = start;
    b->end = start + 60 * minutes;
    b->used_minutes = used;
    b->status = "completed";
    return desk_add(w->d->store, MODEL_BOOKING, b);
}

static void set_clock(struct world *w, int64_t now)
{
    store_set_clock(w->d->store, (struct base_clock){now});
}

static int setup(void **state)
{
    static struct world w;
    err_clear(&e);
    w = (struct world){.d = desk_new()};
    w.november = base_time_month(DESK_NOW) - 1;
    w.first = base_month_start(w.november);
    w.provider = desk_add_organisation(w.d, "Provider");
    w.user = desk_add_organisation(w.d, "User");
    w.resource = put_resource(&w, "SEM", NULL, BASE_NONE);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    match_desk_free(&w->m);
    desk_free(&w->d);
    return 0;
}

static struct report_efficiency report(struct world *w, int64_t from, int64_t until,
                                       enum report_by by)
{
    struct report_efficiency r;
    desk_must(report_efficiency(w->m, from, until, by, w->d->arena, &r, &e), &e);
    return r;
}

static struct report_value november(struct world *w, enum report_figure figure)
{
    return report(w, w->november, w->november, REPORT_BY_MONTH).total.values[figure];
}

static void near(double a, double b)
{
    if (fabs(a - b) > 1e-9)
        fail_msg("%.9g is not %.9g", a, b);
}

static void a_use_counts_in_each_month_for_its_part(void **state)
{
    struct world *w = *state;
    /* 30 November 22:00 to 1 December 02:00, used 180 of 240 minutes: 90 in each. */
    put_use(w, w->resource, w->user, DESK_NOW - 2 * HOUR, 240, 180);
    /* 5 to 19 November whole, by the provider itself. */
    put_use(w, w->resource, w->provider, w->first + 4 * DAY, 14 * 1440, BASE_NONE);
    /* A long use from 25 October to 5 November: 4 of its 11 days. */
    put_use(w, w->resource, w->user, w->first - 7 * DAY, 11 * 1440, BASE_NONE);
    set_clock(w, DESK_NOW + 10 * DAY);
    struct report_efficiency r = report(w, w->november - 1, w->november + 1, REPORT_BY_MONTH);
    assert_int_equal(r.count, 3);
    near(r.rows[0].values[REPORT_USED_HOURS].value, 7 * 24);
    near(r.rows[1].values[REPORT_USED_HOURS].value, 14 * 24 + 4 * 24 + 1.5);
    near(r.rows[2].values[REPORT_USED_HOURS].value, 1.5);
    near(r.rows[1].values[REPORT_SHARING_RATE].value, (96 + 1.5) / (336 + 96 + 1.5));
    near(r.rows[1].values[REPORT_OPEN_HOURS].value, 720);
    near(r.rows[2].values[REPORT_OPEN_HOURS].value, 240); /* ten days of December have passed */
    near(r.total.values[REPORT_UTILISATION].value, (168 + 433.5 + 1.5) / (744 + 720 + 240));
}

/* The brief sums in the store what the report sums over records. */
static void the_brief_tells_the_same_figures(void **state)
{
    struct world *w = *state;
    struct report_brief b;
    put_use(w, w->resource, w->user, DESK_NOW - 2 * HOUR, 240, 181);
    put_use(w, w->resource, w->provider, w->first - HOUR, 121, BASE_NONE);
    put_use(w, put_resource(w, "AFM", NULL, 100), w->user, w->first - 7 * DAY, 60 * 1440, 1001);
    put_use(w, w->resource, w->user, w->first + DAY, 61, 7);
    put_use(w, put_resource(w, "Journals", "licence", 100), w->user, w->first, 500, BASE_NONE);
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = "met without a day";
    d->status = "met";
    desk_add(w->d->store, MODEL_DEMAND, d);
    set_clock(w, DESK_NOW + 40 * DAY);
    desk_must(report_brief(w->m, 5, w->d->arena, &b, &e), &e);
    int64_t last = base_time_month(DESK_NOW + 40 * DAY);
    struct report_efficiency r = report(w, last - 4, last, REPORT_BY_MONTH);
    static const enum report_figure shown[] = {REPORT_USED_HOURS, REPORT_SHARING_RATE,
                                               REPORT_FILL_RATE};
    assert_int_equal(b.series_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(b.series[i].count, 5);
        assert_string_equal(b.series[i].name, report_figure_info(shown[i])->name);
        for (size_t k = 0; k < 5; k++) {
            const struct report_value *v = &r.rows[k].values[shown[i]];
            assert_int_equal(v->known, !isnan(b.series[i].values[k]));
            if (v->known)
                near(b.series[i].values[k], v->value);
        }
    }
}

/* On 11 December, 00:00, ten days have passed: of November the first ten days are looked at. */
static void a_month_under_way_is_compared_with_as_much_of_the_one_before(void **state)
{
    struct world *w = *state;
    struct report_brief b;
    put_use(w, w->resource, w->user, w->first + 2 * DAY, 600, BASE_NONE);
    put_use(w, w->resource, w->user, w->first + 10 * DAY - 4 * HOUR, 480, BASE_NONE); /* half */
    put_use(w, w->resource, w->user, w->first + 20 * DAY, 6000, BASE_NONE);           /* later */
    put_use(w, w->resource, w->user, DESK_NOW + DAY, 1050, BASE_NONE);
    set_clock(w, DESK_NOW + 10 * DAY);
    struct report_efficiency r = report(w, w->november, w->november + 1, REPORT_BY_MONTH);
    assert_string_equal(r.before.label, "1–10 Nov");
    near(r.before.values[REPORT_USED_HOURS].value, 14);
    near(r.before.values[REPORT_OPEN_HOURS].value, 240);
    assert_string_equal(report_change_show(REPORT_USED_HOURS, &r.before.values[REPORT_USED_HOURS],
                                           &r.rows[1].values[REPORT_USED_HOURS], w->d->arena),
                        "+25 %");
    desk_must(report_brief(w->m, 2, w->d->arena, &b, &e), &e);
    assert_string_equal(b.series[0].change, "+25 %");
    assert_string_equal(b.before, r.before.label);
    set_clock(w, DESK_NOW + 9 * HOUR); /* the first morning says nothing */
    r = report(w, w->november, w->november + 1, REPORT_BY_MONTH);
    assert_string_equal(r.before.label, "");
    desk_must(report_brief(w->m, 2, w->d->arena, &b, &e), &e);
    assert_string_equal(b.series[0].change, "");
    r = report(w, w->november - 1, w->november, REPORT_BY_MONTH); /* over: the whole of October */
    assert_string_equal(r.before.label, "1–31 Oct");
    near(r.before.values[REPORT_OPEN_HOURS].value, 744);
}

static void what_is_retired_was_open_until_then(void **state)
{
    struct world *w = *state;
    set_clock(w, w->first + 15 * DAY);
    desk_must(store_begin(w->d->store, "retire", &e), &e);
    desk_must(store_retire(w->d->store, (struct store_ref){MODEL_RESOURCE, w->resource}, &e), &e);
    desk_must(store_commit(w->d->store, &e), &e);
    set_clock(w, DESK_NOW);
    near(november(w, REPORT_OPEN_HOURS).value, 15 * 24);
    assert_false(report(w, w->november + 1, w->november + 1, REPORT_BY_MONTH)
                     .total.values[REPORT_UTILISATION]
                     .known);
}

static void licences_have_no_hours(void **state)
{
    struct world *w = *state;
    int64_t licence = put_resource(w, "Journals", "licence", 100);
    put_use(w, licence, w->user, w->first, 600, BASE_NONE);
    struct report_efficiency r = report(w, w->november, w->november, REPORT_BY_MONTH);
    near(r.total.values[REPORT_OPEN_HOURS].value, 720);
    near(r.total.values[REPORT_UTILISATION].value, 0);
    near(r.total.values[REPORT_SHARING_RATE].value, 1); /* shared it is */
}

static void put_closed(struct world *w, const char *status, int64_t value, int64_t budget,
                       int64_t minutes)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = status;
    d->kind = "instrument";
    d->requester = w->user;
    d->status = status;
    d->value = value;
    d->budget = budget;
    d->minutes = minutes;
    d->closed = DESK_NOW - DAY;
    desk_add(w->d->store, MODEL_DEMAND, d);
}

/* Rates 300 (policy), 100 and 200 an hour: the median is 200, two hours are worth 400. */
static void a_closed_demand_is_worth_what_matching_says(void **state)
{
    struct world *w = *state;
    put_resource(w, "XRD", NULL, 10000);
    put_resource(w, "AFM", NULL, 20000);
    put_closed(w, "met", 30000, 99999, 60);
    put_closed(w, "withdrawn", BASE_NONE, 10000, 60);
    put_closed(w, "expired", BASE_NONE, BASE_NONE, 120);
    struct report_value v = november(w, REPORT_FILL_RATE_VALUE);
    assert_int_equal(v.part, 30000);
    assert_int_equal(v.whole, 80000);
    near(v.value, 0.375);
    near(november(w, REPORT_FILL_RATE).value, 1.0 / 3);
}

/* Benefits 300 and 100, and a provider that got nothing: (2 (2*100 + 3*300) / 400 - 4) / 3. */
static void benefit_is_spread_over_all_who_take_part(void **state)
{
    struct world *w = *state;
    int64_t other = desk_add_organisation(w->d, "Other");
    put_use(w, w->resource, w->user, w->first + DAY, 60, BASE_NONE);
    put_use(w, w->resource, other, w->first + 2 * DAY, 20, BASE_NONE);
    put_use(w, w->resource, w->provider, w->first + 3 * DAY, 500, BASE_NONE); /* its own */
    near(november(w, REPORT_CONCENTRATION).value, 0.5);
    struct report_efficiency r = report(w, w->november, w->november, REPORT_BY_ORGANISATION);
    for (size_t i = 0; i < r.count; i++)
        assert_false(r.rows[i].values[REPORT_CONCENTRATION].known);
    struct store_ref *records;
    size_t count;
    desk_must(
        report_records(w->m, &r, NULL, REPORT_CONCENTRATION, w->d->arena, &records, &count, &e),
        &e);
    assert_int_equal(count, 2);
}

static void put_demand_met_after(struct world *w, int64_t days)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = "asked";
    d->requester = w->user;
    d->received = w->first + DAY;
    int64_t id = desk_add(w->d->store, MODEL_DEMAND, d);
    struct model_proposal *p = model_record_new(w->d->arena, MODEL_PROPOSAL);
    p->demand = id;
    p->resource = w->resource;
    p->proposed = d->received + days * DAY;
    desk_add(w->d->store, MODEL_PROPOSAL, p);
    p = model_record_new(w->d->arena, MODEL_PROPOSAL);
    p->demand = id;
    p->resource = w->resource;
    p->proposed = d->received + 20 * DAY; /* a later one does not count */
    desk_add(w->d->store, MODEL_PROPOSAL, p);
}

static void medians(void **state)
{
    struct world *w = *state;
    assert_false(november(w, REPORT_DAYS_PROPOSAL).known);
    put_demand_met_after(w, 1);
    near(november(w, REPORT_DAYS_PROPOSAL).value, 1);
    put_demand_met_after(w, 6);
    near(november(w, REPORT_DAYS_PROPOSAL).value, 3.5);
    put_demand_met_after(w, 2);
    near(november(w, REPORT_DAYS_PROPOSAL).value, 2);
}

static void leverage_is_private_to_public_money(void **state)
{
    struct world *w = *state;
    int64_t private_, public_, entry, reversal;
    set_clock(w, w->first + DAY);
    desk_must(incentive_fund_of(w->d->store, "private", 20000, &private_, &e), &e);
    desk_must(incentive_fund_of(w->d->store, "public", 20000, &public_, &e), &e);
    desk_must(incentive_fund_deposit(w->d->store, public_, w->user, 80000, NULL, &entry, &e), &e);
    desk_must(incentive_fund_deposit(w->d->store, private_, w->user, 20000, NULL, &entry, &e), &e);
    desk_must(incentive_fund_deposit(w->d->store, private_, w->user, 500, NULL, &entry, &e), &e);
    desk_must(incentive_ledger_reverse(w->d->store, entry, "typed twice", &reversal, &e), &e);
    set_clock(w, DESK_NOW);
    near(november(w, REPORT_LEVERAGE).value, 0.25);
}

static void utilisation_opens_to_what_was_open_and_what_was_used(void **state)
{
    struct world *w = *state;
    struct store_ref *records;
    size_t count;
    int64_t booking = put_use(w, w->resource, w->user, w->first + DAY, 60, BASE_NONE);
    struct report_efficiency r = report(w, w->november, w->november, REPORT_BY_KIND);
    assert_int_equal(r.count, 1);
    desk_must(
        report_records(w->m, &r, &r.rows[0], REPORT_UTILISATION, w->d->arena, &records, &count, &e),
        &e);
    assert_int_equal(count, 2);
    assert_int_equal(records[0].type, MODEL_RESOURCE);
    assert_int_equal(records[0].id, w->resource);
    assert_int_equal(records[1].type, MODEL_BOOKING);
    assert_int_equal(records[1].id, booking);
}

static void values_as_people_read_them(void **state)
{
    struct world *w = *state;
    const struct report_value little = {.known = true, .value = 0.0234},
                              much = {.known = true, .value = 1234.4}, none = {.known = false};
    assert_string_equal(report_value_show(REPORT_UTILISATION, &little, w->d->arena), "2.3 %");
    assert_string_equal(report_value_show(REPORT_USED_HOURS, &much, w->d->arena), "1,234 h");
    assert_string_equal(report_value_show(REPORT_LEVERAGE, &little, w->d->arena), "0.02");
    assert_string_equal(report_value_show(REPORT_DAYS_USE, &none, w->d->arena), "–");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
        TEST(a_use_counts_in_each_month_for_its_part),
        TEST(the_brief_tells_the_same_figures),
        TEST(a_month_under_way_is_compared_with_as_much_of_the_one_before),
        TEST(what_is_retired_was_open_until_then),
        TEST(licences_have_no_hours),
        TEST(a_closed_demand_is_worth_what_matching_says),
        TEST(benefit_is_spread_over_all_who_take_part),
        TEST(medians),
        TEST(leverage_is_private_to_public_money),
        TEST(utilisation_opens_to_what_was_open_and_what_was_used),
        TEST(values_as_people_read_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
