/* The demo desk is the first that people see: whatever the day, it is a desk at work. */
#include "sharedesk/exchange/demo.h"
#include "sharedesk/report/brief.h"
#include "sharedesk/report/efficiency.h"

#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct err e = ERR_INIT;

static double figure(const struct report_row *row, enum report_figure f)
{
    assert_true(row->values[f].known);
    return row->values[f].value;
}

static void between(double value, double low, double high)
{
    if (value < low || value > high)
        fail_msg("%.3f is not between %.2f and %.2f", value, low, high);
}

/* Of those demands that were closed in the last two months most were met; what is shared is used.
 */
static void check_figures(struct match_desk *m, int64_t month, struct base_arena *a)
{
    struct report_efficiency year, lately;
    desk_must(report_efficiency(m, month - 11, month, REPORT_BY_MONTH, a, &year, &e), &e);
    desk_must(report_efficiency(m, month - 1, month, REPORT_BY_MONTH, a, &lately, &e), &e);
    const struct report_row *last = &year.rows[year.count - 2];
    between(figure(last, REPORT_FILL_RATE), 0.5, 0.75);
    between(figure(&lately.total, REPORT_FILL_RATE), 0.5, 0.75);
    between(figure(last, REPORT_UTILISATION), 0.12, 0.4);
    between(figure(last, REPORT_SHARING_RATE), 0.4, 0.8);
    between(figure(last, REPORT_DAYS_PROPOSAL), 0.5, 5);
    for (size_t i = 1; i + 1 < year.count; i++)
        assert_true(figure(&year.rows[i], REPORT_USED_HOURS) > 1000);
}

/* A good morning's work waits, and only a handful of it is late. */
static void check_brief(struct match_desk *m, struct base_arena *a)
{
    struct report_brief brief;
    size_t urgent = 0, open = 0;
    desk_must(report_brief(m, 12, a, &brief, &e), &e);
    for (size_t i = 0; i < brief.item_count; i++) {
        urgent += brief.items[i].urgent;
        open += brief.items[i].need == REPORT_NEED_PROPOSAL;
    }
    between((double)brief.item_count, 25, 70);
    between((double)urgent, 4, 14);
    between((double)open, 5, 12);
}

static void check_day(const char *today)
{
    struct desk *d = desk_new();
    struct match_desk *m;
    int64_t day;
    desk_must(base_day_parse(today, &day, &e), &e);
    store_set_clock(d->store, (struct base_clock){base_day_start(day) + 10 * 3600});
    desk_must(exchange_demo_fill(d->store, &e), &e);
    desk_must(match_desk_open(d->store, &m, &e), &e);
    check_figures(m, base_day_month(day), d->arena);
    check_brief(m, d->arena);
    match_desk_free(&m);
    desk_free(&d);
}

static void test_on_a_sunday(void **state)
{
    (void)state;
    check_day("2026-11-22");
}

static void test_on_the_first_of_a_month(void **state)
{
    (void)state;
    check_day("2026-12-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_on_a_sunday),
        cmocka_unit_test(test_on_the_first_of_a_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
