/* Reports: figures with their year, one figure by kind and organisation down to its records,
 * findings, export. */
#include "screens.h"

#include "sharedesk/base/file.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/reports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t instant(const char *text)
{
    struct err e = ERR_INIT;
    int64_t t;
    screens_test_must(base_time_parse(text, false, &t, &e), &e);
    return t;
}

static void used(struct screens_test *w, const char *resource, const char *organisation,
                 const char *start, int hours)
{
    struct base_arena *a = base_arena_new();
    struct model_booking *b = model_record_new(a, MODEL_BOOKING);
    b->resource = screens_test_ref(w, MODEL_RESOURCE, resource).id;
    b->organisation = screens_test_ref(w, MODEL_ORGANISATION, organisation).id;
    b->start = instant(start);
    b->end = b->start + hours * 3600;
    b->used_minutes = hours * 60;
    b->status = "completed";
    b->title = "Series";
    screens_test_put(w->store, MODEL_BOOKING, b);
    base_arena_free(&a);
}

static void wanted(struct screens_test *w, const char *title)
{
    struct base_arena *a = base_arena_new();
    struct model_demand *d = model_record_new(a, MODEL_DEMAND);
    d->title = title;
    d->kind = "facility.big_science";
    d->requester = screens_test_ref(w, MODEL_ORGANISATION, "yunhe").id;
    d->minutes = 600;
    d->received = instant("2026-10-05T09:00+08:00");
    screens_test_put(w->store, MODEL_DEMAND, d);
    base_arena_free(&a);
}

/* Three months of use, and three who ask for what nobody has. */
static struct screens_test *reports(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    used(w, "nmr", "biophysics", "2026-09-08T09:00+08:00", 6);
    used(w, "nmr", "hexi-u", "2026-09-09T09:00+08:00", 12);
    used(w, "nmr", "yunhe", "2026-10-12T09:00+08:00", 20);
    used(w, "sem-2", "yunhe", "2026-10-13T09:00+08:00", 8);
    used(w, "sem-2", "fourth", "2026-11-03T09:00+08:00", 10);
    wanted(w, "Synchrotron beam time, tomography");
    wanted(w, "Synchrotron beam time, scattering");
    wanted(w, "Synchrotron beam time, imaging");
    tui_test_push(w->t, &screens_reports_class, NULL);
    return w;
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = reports((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Down");
    tui_test_golden_sizes(w->t, "reports");
    screens_test_free(&w);
}

static void looks_mono(void **state)
{
    (void)state;
    struct screens_test *w = reports(SCREENS_TEST_MONO);
    tui_test_golden_looks(w->t, "reports-80x24-mono");
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = reports((struct screens_test_options){.lang = "zh"});
    tui_test_golden(w->t, "reports-80x24-zh");
    tui_test_keys(w->t, "Down Enter");
    tui_test_golden(w->t, "figure-80x24-zh");
    screens_test_free(&w);
}

static void a_figure_opens_to_its_records(void **state)
{
    (void)state;
    struct screens_test *w = reports((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "Down Enter");
    tui_test_golden(w->t, "figure-month-80x24");
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "figure-kind-80x24");
    tui_test_keys(w->t, "Tab Tab");
    tui_test_golden(w->t, "figure-organisation-80x24");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "figure-organisation-40x12");
    tui_test_resize(w->t, 24, 80);
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "figure-records-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Ligand binding");
    screens_test_free(&w);
}

static void findings_open_to_their_records(void **state)
{
    (void)state;
    struct screens_test *w = reports((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "G Up Up Enter");
    tui_test_golden(w->t, "finding-idle-80x24");
    tui_test_keys(w->t, "q Down Enter");
    tui_test_golden(w->t, "finding-twice-80x24");
    tui_test_keys(w->t, "q Down Enter");
    tui_test_golden(w->t, "finding-gap-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Synchrotron beam");
    screens_test_free(&w);
}

static void the_shown_figure_is_exported(void **state)
{
    (void)state;
    struct screens_test *w = reports((struct screens_test_options){.rows = 24, .cols = 80});
    struct base_arena *a = base_arena_new();
    char *text, *path = base_arena_printf(a, "%s/used.csv", w->directory);
    struct err e = ERR_INIT;
    size_t size;
    tui_test_keys(w->t, "Down E C-u");
    tui_test_type(w->t, path);
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "written to");
    screens_test_must(base_file_read(path, a, &text, &size, &e), &e);
    assert_non_null(strstr(text, "key,label,used_hours,part,whole\n"));
    assert_non_null(strstr(text, "2026-10,"));
    tui_test_keys(w->t, "E C-u");
    tui_test_type(w->t, path);
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "is there already");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void another_year_is_gone_to(void **state)
{
    (void)state;
    struct screens_test *w = reports((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_keys(w->t, "<");
    tui_test_expect(w->t, "Nov 2025 to Oct 2026");
    tui_test_keys(w->t, "M C-u");
    tui_test_type(w->t, "2026-09");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Oct 2025 to Sep 2026");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_mono),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(a_figure_opens_to_its_records),
        cmocka_unit_test(findings_open_to_their_records),
        cmocka_unit_test(the_shown_figure_is_exported),
        cmocka_unit_test(another_year_is_gone_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
