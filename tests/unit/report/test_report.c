/* Figures against a small desk whose November is known by hand; findings, brief and bulletin. */
#include "sharedesk/report/brief.h"
#include "sharedesk/report/bulletin.h"
#include "sharedesk/report/efficiency.h"
#include "sharedesk/report/finding.h"

#include "../../../src/report/internal.h"
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
    int64_t provider, user, resource, month; /* November */
};

static int64_t add_resource(struct world *w, const char *name, const char *grade)
{
    struct model_resource *r = model_record_new(w->d->arena, MODEL_RESOURCE);
    r->name = name;
    r->kind = "instrument";
    r->grade = grade;
    r->owner = w->provider;
    r->open_hours = "Mon-Fri 08:00-18:00";
    r->contact_email = "secret@example.org";
    return desk_add(w->d->store, MODEL_RESOURCE, r);
}

static int64_t add_use(struct world *w, int64_t resource, int64_t organisation, int64_t day,
                       int64_t hours)
{
    struct model_booking *b = model_record_new(w->d->arena, MODEL_BOOKING);
    b->resource = resource;
    b->organisation = organisation;
    b->start = base_day_start(day) + 8 * HOUR;
    b->end = b->start + hours * HOUR;
    b->status = "completed";
    return desk_add(w->d->store, MODEL_BOOKING, b);
}

static int64_t add_demand(struct world *w, const char *title, const char *status, int64_t value)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = title;
    d->kind = "service";
    d->requester = w->user;
    d->status = status;
    d->value = value;
    d->received = DESK_NOW - 10 * DAY;
    if (strcmp(status, "open") != 0)
        d->closed = DESK_NOW - 5 * DAY;
    return desk_add(w->d->store, MODEL_DEMAND, d);
}

/* November 2026 has 21 working days of 10 hours. */
static int set_up(void **state)
{
    static struct world w;
    struct err e = ERR_INIT;
    w.d = desk_new();
    w.month = base_time_month(DESK_NOW) - 1;
    w.provider = desk_add_organisation(w.d, "Hexi University");
    w.user = desk_add_organisation(w.d, "Yunhe Biotech");
    w.resource = add_resource(&w, "扫描电镜 SU8010", NULL);
    int64_t first = base_month_first_day(w.month); /* a Sunday */
    add_use(&w, w.resource, w.user, first + 1, 6);
    add_use(&w, w.resource, w.provider, first + 2, 2);
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

static struct report_efficiency efficiency(struct world *w, enum report_by by)
{
    struct err e = ERR_INIT;
    struct report_efficiency r;
    desk_must(report_efficiency(w->m, w->month, w->month, by, w->d->arena, &r, &e), &e);
    return r;
}

static void near(double a, double b)
{
    assert_true(fabs(a - b) < 1e-9);
}

static void figures_of_a_month(void **state)
{
    struct world *w = *state;
    add_demand(w, "one", "met", 30000);
    add_demand(w, "two", "withdrawn", 10000);
    struct report_efficiency r = efficiency(w, REPORT_BY_MONTH);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.rows[0].key, "2026-11");
    const struct report_value *v = r.rows[0].values;
    near(v[REPORT_OPEN_HOURS].value, 210);
    near(v[REPORT_USED_HOURS].value, 8);
    near(v[REPORT_UTILISATION].value, 8.0 / 210);
    near(v[REPORT_SHARING_RATE].value, 0.75);
    near(v[REPORT_FILL_RATE].value, 0.5);
    near(v[REPORT_FILL_RATE_VALUE].value, 0.75);
    assert_false(v[REPORT_LEVERAGE].known);
    assert_false(v[REPORT_DAYS_PROPOSAL].known);
    assert_string_equal(
        report_value_show(REPORT_SHARING_RATE, &v[REPORT_SHARING_RATE], w->d->arena), "75 %");
    near(r.total.values[REPORT_UTILISATION].value, v[REPORT_UTILISATION].value);
}

static void figures_by_what_they_belong_to(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct store_ref *records;
    size_t count;
    struct report_efficiency r = efficiency(w, REPORT_BY_ORGANISATION);
    assert_int_equal(r.rows[0].ref.id, w->provider);
    near(r.rows[0].values[REPORT_USED_HOURS].value, 8);
    desk_must(report_records(w->m, &r, &r.rows[0], REPORT_SHARING_RATE, w->d->arena, &records,
                             &count, &e),
              &e);
    assert_int_equal(count, 2);
    assert_int_equal(records[0].type, MODEL_BOOKING);
    r = efficiency(w, REPORT_BY_KIND);
    assert_string_equal(r.rows[0].key, "instrument");
    r = efficiency(w, REPORT_BY_REGION);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.rows[0].label, "(none)");
}

static void days_to_use(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_booking *b;
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    desk_must(store_get(w->d->store, MODEL_BOOKING, 1, w->d->arena, &b, &e), &e);
    d->title = "used";
    d->requester = w->user;
    d->received = b->start - 4 * DAY;
    b->demand = desk_add(w->d->store, MODEL_DEMAND, d);
    b->requested = b->start - DAY;
    desk_must(desk_put(w->d->store, MODEL_BOOKING, b, &e), &e);
    struct report_efficiency r = efficiency(w, REPORT_BY_MONTH);
    near(r.total.values[REPORT_DAYS_USE].value, 4);
    /* booked on 1 November, a day before the use */
    near(r.total.values[REPORT_DAYS_BOOKING].value, 3);
}

static void gini(void **state)
{
    (void)state;
    double alike[] = {5, 5, 5, 5}, one[] = {0, 0, 0, 8}, some[] = {3, 1};
    near(report_gini(alike, 4), 0);
    near(report_gini(one, 4), 0.75);
    near(report_gini(some, 2), 0.25);
    near(report_gini(NULL, 0), 0);
}

static void idle_and_duplicates(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct report_idle *idle;
    struct report_duplicate *pairs;
    size_t count;
    int64_t busy = add_resource(w, "SEM SU8010", NULL);
    int64_t other = add_resource(w, "Bruker NMR 600", NULL);
    for (int64_t month = w->month - 2; month <= w->month; month++) {
        for (int64_t day = 1; day <= 20; day++) {
            add_use(w, busy, w->user, base_month_first_day(month) + day, 4);
            add_use(w, other, w->user, base_month_first_day(month) + day, 4);
        }
    }
    desk_must(report_idle(w->m, w->d->arena, &idle, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(idle[0].resource, w->resource);
    assert_true(idle[0].utilisation < 0.02);
    desk_must(report_duplicates(w->m, w->d->arena, &pairs, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(pairs[0].idle, w->resource);
    assert_int_equal(pairs[0].other, busy);
}

static void gaps(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct report_gap *list;
    size_t count;
    add_demand(w, "冷冻电镜 one", "open", 100);
    add_demand(w, "cryo-EM two", "expired", 100);
    desk_must(report_gaps(w->m, w->d->arena, &list, &count, &e), &e);
    assert_int_equal(count, 0);
    add_demand(w, "cryo-TEM three", "open", 100);
    desk_must(report_gaps(w->m, w->d->arena, &list, &count, &e), &e);
    assert_true(count >= 2); /* the kind, and the word */
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(list[i].demand_count, 3);
        found = found || strcmp(list[i].text, "cryo-EM") == 0;
    }
    assert_true(found);
    add_demand(w, "cryo-EM four", "met", 100);
    desk_must(report_gaps(w->m, w->d->arena, &list, &count, &e), &e);
    assert_int_equal(count, 0);
}

static void the_brief_is_oldest_first(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct report_brief b;
    add_demand(w, "Cryo-EM", "open", 100);
    desk_add_booking(w->d, w->resource, w->user, DESK_NOW - HOUR, DESK_NOW + HOUR);
    desk_add_booking(w->d, w->resource, w->user, DESK_NOW - 3 * HOUR, DESK_NOW - 2 * HOUR);
    desk_must(report_brief(w->m, 3, w->d->arena, &b, &e), &e);
    assert_int_equal(b.item_count, 3);
    assert_int_equal(b.items[0].need, REPORT_NEED_PROPOSAL);
    assert_string_equal(b.items[0].age, "10 days");
    assert_string_equal(b.items[0].party, "Yunhe Biotech");
    assert_true(b.items[0].urgent);
    assert_int_equal(b.items[1].need, REPORT_NEED_COMPLETE);
    assert_int_equal(b.items[2].need, REPORT_NEED_CHECK_IN);
    assert_int_equal(b.series_count, 3);
    assert_int_equal(b.series[0].count, 3);
    near(b.series[0].values[1], 8);
    const char *text = report_brief_text(&b, w->d->arena);
    assert_non_null(strstr(text, "Cryo-EM"));
    assert_non_null(strstr(text, "1 demand collected"));
}

static void the_bulletin_keeps_secrets(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct meeting_document *d;
    add_resource(w, "Secret centrifuge", "restricted");
    desk_must(report_bulletin(w->m, w->d->arena, &d, &e), &e);
    const char *html = meeting_document_html(d);
    assert_non_null(strstr(html, "SU8010"));
    assert_null(strstr(html, "Secret"));
    assert_null(strstr(html, "secret@"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(figures_of_a_month),
        TEST(figures_by_what_they_belong_to),
        TEST(days_to_use),
        TEST(gini),
        TEST(idle_and_duplicates),
        TEST(gaps),
        TEST(the_brief_is_oldest_first),
        TEST(the_bulletin_keeps_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
