/* Browse, lists, the record's own screen: what they show, and what becomes of a key. */
#include "screens.h"

#include "sharedesk/base/file.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/settings.h"
#include "sharedesk/screens/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct screens_test *browse(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    tui_test_push(w->t, &screens_browse_class, NULL);
    return w;
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){.rows = 24, .cols = 80});
    tui_test_golden_sizes(w->t, "browse");
    tui_test_keys(w->t, "?");
    tui_test_golden(w->t, "browse-help-132x43");
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){.lang = "zh"});
    tui_test_golden(w->t, "browse-80x24-zh");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "record-80x24-zh");
    tui_test_keys(w->t, "?");
    tui_test_golden(w->t, "record-help-80x24-zh");
    screens_test_free(&w);
}

static void looks_of_roles(void **state)
{
    (void)state;
    struct screens_test *w = browse(SCREENS_TEST_MONO);
    tui_test_keys(w->t, "Down Space");
    tui_test_golden_looks(w->t, "browse-80x24-mono");
    screens_test_free(&w);
    w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "Down Space");
    tui_test_golden_looks(w->t, "browse-80x24-colours");
    screens_test_free(&w);
}

static void record_and_links(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "Down Down Enter");
    tui_test_golden(w->t, "record-80x24");
    tui_test_keys(w->t, "Down Down Down Down");
    tui_test_expect(w->t, "Hexi University  O4");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "O4 Hexi University");
    tui_test_keys(w->t, "G");
    tui_test_golden(w->t, "record-organisation-80x24");
    tui_test_keys(w->t, "q q q");
    tui_test_expect(w->t, "Leave the desk?");
    screens_test_free(&w);
}

static void search_follows_typing(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "/");
    tui_test_type(w->t, "电镜");
    tui_test_expect(w->t, "Glacios");
    tui_test_expect(w->t, "SEM-2");
    tui_test_expect_not(w->t, "Bruker");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "browse-search-80x24");
    tui_test_keys(w->t, "Esc");
    tui_test_expect(w->t, "Bruker");
    tui_test_keys(w->t, "/");
    tui_test_type(w->t, "gla");
    tui_test_expect_not(w->t, "Bruker");
    tui_test_keys(w->t, "Esc");
    tui_test_expect(w->t, "Bruker");
    screens_test_free(&w);
}

static void filter_tells_its_faults(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "f");
    tui_test_type(w->t, "price_member<150 and kind=");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Bruker");
    tui_test_expect(w->t, "price_member<150 and kind="); /* stays to be mended */
    tui_test_type(w->t, "inst");
    tui_test_golden(w->t, "browse-filter-80x24");
    tui_test_keys(w->t, "Tab Enter");
    tui_test_expect(w->t, "SEM-2");
    tui_test_expect_not(w->t, "Bruker");
    tui_test_expect_not(w->t, "Genome");
    screens_test_free(&w);
}

static void sorting(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "s");
    tui_test_type(w->t, "name");
    tui_test_keys(w->t, "Enter");
    assert_non_null(strstr(tui_test_line(w->t, 4), "R3"));
    tui_test_keys(w->t, "S");
    assert_non_null(strstr(tui_test_line(w->t, 4), "R2"));
    screens_test_free(&w);
}

static void retire_marked_and_undo(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "Space Down Space d");
    tui_test_expect(w->t, "Retire these 2 records?");
    tui_test_keys(w->t, "y");
    tui_test_expect_not(w->t, "Glacios");
    tui_test_expect(w->t, "SEM-2");
    tui_test_expect_not(w->t, "Bruker");
    tui_test_keys(w->t, "u");
    tui_test_expect(w->t, "Glacios");
    tui_test_expect(w->t, "Bruker");
    tui_test_keys(w->t, "C-r");
    tui_test_expect_not(w->t, "Glacios");
    tui_test_keys(w->t, "R");
    tui_test_expect(w->t, "Glacios");
    screens_test_free(&w);
}

/* An import of sixty. */
static void add_many(struct store *s)
{
    struct err e = ERR_INIT;
    screens_test_must(store_begin(s, "import", &e), &e);
    for (int i = 0; i < 60; i++) {
        struct base_arena *a = base_arena_new();
        struct model_region *region = model_record_new(a, MODEL_REGION);
        region->name = base_arena_printf(a, "Place %d", i);
        screens_test_must(store_put(s, MODEL_REGION, region, &e), &e);
        base_arena_free(&a);
    }
    screens_test_must(store_commit(s, &e), &e);
}

static void what_is_large_is_asked_about_before_it_is_undone(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    const struct store_list places = {.type = MODEL_REGION};
    struct err e = ERR_INIT;
    int64_t count;
    add_many(w->store);
    tui_test_keys(w->t, "u");
    tui_test_expect(w->t, "Take back import, 22 Nov 14:05 (60 records)? y/n");
    tui_test_keys(w->t, "n");
    screens_test_must(store_list_count(w->store, &places, 0, &count, &e), &e);
    assert_int_equal(count, 62);
    tui_test_keys(w->t, "u y");
    tui_test_expect(w->t, "Taken back: import");
    screens_test_must(store_list_count(w->store, &places, 0, &count, &e), &e);
    assert_int_equal(count, 2);
    tui_test_keys(w->t, "C-r");
    tui_test_expect(w->t, "Do import, 22 Nov 14:05 again (60 records)? y/n");
    tui_test_keys(w->t, "y");
    tui_test_expect(w->t, "Done again: import");
    screens_test_free(&w);
}

static void columns_are_kept(void **state)
{
    (void)state;
    struct screens_test_options o = {0};
    struct screens_test *w = browse(o);
    tui_test_keys(w->t, "C");
    tui_test_golden(w->t, "columns-80x24");
    tui_test_keys(w->t, "Down Space > q");
    tui_test_expect_not(w->t, "Kind");
    screens_test_again(w, &o);
    tui_test_push(w->t, &screens_browse_class, NULL);
    tui_test_expect_not(w->t, "Kind");
    screens_test_free(&w);
}

static void another_saves_and_it_shows(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    struct store *li = screens_test_colleague(w, "li");
    struct base_arena *a = base_arena_new();
    struct model_resource *r;
    struct err e = ERR_INIT;
    screens_test_must(store_get(li, MODEL_RESOURCE, 2, a, &r, &e), &e);
    r->name = "SEM-2, repaired";
    screens_test_put(li, MODEL_RESOURCE, r);
    tui_test_wait(w->t, 1100);
    tui_test_expect(w->t, "SEM-2, repaired");
    base_arena_free(&a);
    store_close(&li);
    screens_test_free(&w);
}

static void the_same_frame_sends_nothing(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_wait(w->t, 5000);
    assert_int_equal(tui_test_bytes(w->t), 0);
    screens_test_free(&w);
}

static void viewers_are_told_why(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){
        .policy = "[desk]\nname = East Region desk\n[roles]\nmanager = li\nviewer = zhang\n"});
    tui_test_keys(w->t, "e");
    tui_test_expect(w->t, "may only look");
    tui_test_expect_not(w->t, "edit R1");
    screens_test_free(&w);
}

static void export_writes_what_is_listed(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){.restricted = true});
    struct base_arena *a = base_arena_new();
    char *csv = "";
    size_t size;
    struct err e = ERR_INIT;
    tui_test_keys(w->t, "/");
    tui_test_type(w->t, "电镜");
    tui_test_keys(w->t, "Enter E C-u");
    tui_test_type(w->t, "../out.csv");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "only read and write files of the exchange");
    tui_test_keys(w->t, "E C-u");
    tui_test_type(w->t, "out.csv");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "2 Resources written to");
    const char *path = base_arena_printf(a, "%s/exchange/out.csv", w->directory);
    screens_test_must(base_file_read(path, a, &csv, &size, &e), &e);
    assert_non_null(strstr(csv, "glacios,Glacios cryo-TEM,"));
    assert_null(strstr(csv, "Bruker"));
    tui_test_keys(w->t, "E Enter");
    tui_test_keys(w->t, "E C-u");
    tui_test_type(w->t, "out.csv");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "is there already");
    tui_test_keys(w->t, "n");
    unlink(path);
    unlink(base_arena_printf(a, "%s/exchange/resources.csv", w->directory));
    rmdir(base_arena_printf(a, "%s/exchange", w->directory));
    base_arena_free(&a);
    screens_test_free(&w);
}

static void restricted_sessions_have_no_shell(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){.restricted = true});
    tui_test_keys(w->t, "C-z");
    tui_test_expect(w->t, "no shell to go back to");
    screens_test_free(&w);
}

static void tour_is_a_line(void **state)
{
    (void)state;
    struct screens_test_options o = {.tour = true};
    struct screens_test *w = browse(o);
    tui_test_golden(w->t, "browse-tour-80x24");
    tui_test_keys(w->t, "Down");
    tui_test_expect(w->t, "Tip 1 of 6");
    tui_test_keys(w->t, "T T T T T");
    tui_test_expect(w->t, "Tip 6 of 6");
    tui_test_keys(w->t, "T");
    tui_test_expect(w->t, "that was the tour");
    tui_test_keys(w->t, "Down");
    tui_test_expect_not(w->t, "Tip");
    assert_string_equal(screens_setting(w->session, "desk", "tour"), "no");
    screens_test_free(&w);
}

static void faults_of_settings_are_told(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){
        .settings = "[keys]\nrecord-retire = x\n[display]\nlines = round\nhue = blue\n"});
    tui_test_do(w->t, "desk-faults");
    tui_test_expect(w->t, "hue");
    tui_test_keys(w->t, "q x");
    tui_test_expect(w->t, "Retire R1");
    screens_test_free(&w);
}

static void going_by_name(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "#");
    tui_test_type(w->t, "D1");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "D1 Cryo-EM grid screening");
    tui_test_keys(w->t, "#");
    tui_test_type(w->t, "bruker");
    tui_test_expect(w->t, "Bruker NMR 600");
    tui_test_keys(w->t, "Enter"); /* words lead to the best that they find */
    tui_test_expect(w->t, "R3 Bruker NMR 600");
    tui_test_keys(w->t, "#");
    tui_test_type(w->t, "nothing of that name");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "goto-80x24");
    screens_test_free(&w);
}

static void links_and_contacts(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "#");
    tui_test_type(w->t, "D1");
    tui_test_keys(w->t, "Enter");
    tui_test_golden(w->t, "record-demand-80x24");
    tui_test_keys(w->t, "o");
    tui_test_golden(w->t, "links-80x24");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Contacts of D1");
    tui_test_expect(w->t, "Asked for two more");
    tui_test_keys(w->t, "a");
    tui_test_expect(w->t, "new: Contact");
    tui_test_expect(w->t, "Cryo-EM grid screening");
    tui_test_keys(w->t, "Esc q c");
    tui_test_golden(w->t, "contact-80x24");
    screens_test_free(&w);
}

static void to_where_it_is_worked_on(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "#");
    tui_test_type(w->t, "D2");
    tui_test_keys(w->t, "Enter m");
    tui_test_expect(w->t, "Match");
    tui_test_expect(w->t, "D2 残余气体分析");
    tui_test_keys(w->t, "#");
    tui_test_type(w->t, "B1");
    tui_test_keys(w->t, "Enter m");
    tui_test_expect(w->t, "Schedule");
    tui_test_expect(w->t, "SEM-2");
    screens_test_free(&w);
}

static void merging_doubles(void **state)
{
    (void)state;
    struct screens_test *w = browse((struct screens_test_options){0});
    tui_test_keys(w->t, "M");
    tui_test_expect(w->t, "mark the doubles with Space first");
    tui_test_keys(w->t, "Space M");
    tui_test_expect(w->t, ", into R2, ");
    tui_test_keys(w->t, "y");
    tui_test_expect_not(w->t, "Glacios");
    tui_test_keys(w->t, "u");
    tui_test_expect(w->t, "Glacios");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(looks_of_roles),
        cmocka_unit_test(record_and_links),
        cmocka_unit_test(search_follows_typing),
        cmocka_unit_test(filter_tells_its_faults),
        cmocka_unit_test(sorting),
        cmocka_unit_test(retire_marked_and_undo),
        cmocka_unit_test(what_is_large_is_asked_about_before_it_is_undone),
        cmocka_unit_test(columns_are_kept),
        cmocka_unit_test(another_saves_and_it_shows),
        cmocka_unit_test(the_same_frame_sends_nothing),
        cmocka_unit_test(viewers_are_told_why),
        cmocka_unit_test(export_writes_what_is_listed),
        cmocka_unit_test(restricted_sessions_have_no_shell),
        cmocka_unit_test(tour_is_a_line),
        cmocka_unit_test(faults_of_settings_are_told),
        cmocka_unit_test(going_by_name),
        cmocka_unit_test(links_and_contacts),
        cmocka_unit_test(to_where_it_is_worked_on),
        cmocka_unit_test(merging_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
