/* The Match place: candidates and why, steps that change the desk, the other way round. */
#include "screens.h"

#include "sharedesk/match/proposal.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/match.h"
#include "sharedesk/screens/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ADD(kind, ...) screens_test_add(w->store, kind, (const char *const[]){__VA_ARGS__, NULL})

/* Offers that gates keep back, and an urgent demand. */
static void furnish(struct screens_test *w)
{
    ADD("resource", "uid", "titan", "name", "Titan Krios", "kind", "instrument", "access",
        "members", "owner", "hexi-u", "open_hours", "Mon-Fri 08:00-18:00", "price_member",
        "2500.00", "notice", "57600", "description", "Cryo-EM, 300 kV");
    ADD("resource", "uid", "talos", "name", "Talos", "kind", "instrument", "owner", "biophysics",
        "open_hours", "Mon-Fri 08:00-18:00", "price_member", "500.00", "qualification",
        "cryo licence");
    ADD("closure", "uid", "c1", "title", "Rebuilding", "kind", "maintenance", "resource", "talos",
        "start", "2026-11-22 00:00", "end", "2026-12-20 00:00");
    ADD("booking", "uid", "b-g", "resource", "glacios", "organisation", "hexi-u", "start",
        "2026-11-23 13:30", "end", "2026-11-23 16:30");
    ADD("demand", "uid", "sims", "title", "SIMS depth profile", "kind", "instrument", "requester",
        "yunhe", "minutes", "240", "latest", "2026-11-27", "priority", "urgent", "received",
        "2026-11-21 09:00");
}

static struct screens_test *match(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    furnish(w);
    tui_test_push(w->t, &screens_match_class, NULL);
    tui_test_wait(w->t, 200);
    return w;
}

/* The proposal of the cryo demand with a resource, or NULL. */
static const struct model_proposal *proposal(struct screens_test *w, struct base_arena *a,
                                             const char *resource)
{
    struct store_list list = {.type = MODEL_PROPOSAL,
                              .link = model_field_find(model_type_info(MODEL_PROPOSAL), "resource"),
                              .link_id = screens_test_ref(w, MODEL_RESOURCE, resource).id};
    const struct model_proposal **found;
    struct err e = ERR_INIT;
    size_t count;
    screens_test_must(store_list_page(w->store, &list, 0, true, 2, a, &found, &count, &e), &e);
    return count > 0 ? found[0] : NULL;
}

static void looks(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_golden(w->t, "match-80x24");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "match-40x12");
    tui_test_keys(w->t, "Tab");
    tui_test_golden(w->t, "match-40x12-pairs");
    tui_test_resize(w->t, 43, 132);
    tui_test_wait(w->t, 200);
    tui_test_golden(w->t, "match-132x43");
    tui_test_resize(w->t, 60, 200);
    tui_test_wait(w->t, 200);
    tui_test_keys(w->t, "H Enter F Enter");
    tui_test_golden(w->t, "match-200x60");
    screens_test_free(&w);
}

static void looks_chinese(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){.lang = "zh"});
    tui_test_golden(w->t, "match-80x24-zh");
    tui_test_keys(w->t, "Tab w");
    tui_test_golden(w->t, "match-why-80x24-zh");
    tui_test_keys(w->t, "q ?");
    tui_test_golden(w->t, "match-help-80x24-zh");
    screens_test_free(&w);
}

static void looks_mono(void **state)
{
    (void)state;
    struct screens_test *w = match(SCREENS_TEST_MONO);
    tui_test_keys(w->t, "Tab Space");
    tui_test_wait(w->t, 200);
    tui_test_golden_looks(w->t, "match-80x24-mono");
    screens_test_free(&w);
}

/* While the cursor runs nothing is computed; 150 ms after it has come to rest it is. */
static void candidates_come_when_the_cursor_rests(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_expect(w->t, "R1 Glacios cryo-TEM");
    tui_test_keys(w->t, "Down Down");
    tui_test_expect_not(w->t, "Glacios");
    tui_test_wait(w->t, 200);
    tui_test_expect(w->t, "Match › D3 NMR 600");
    tui_test_expect(w->t, "R3 Bruker NMR 600");
    tui_test_keys(w->t, "Tab Down");
    tui_test_wait(w->t, 200);
    tui_test_expect_not(w->t, "R3 Bruker NMR 600");
    screens_test_free(&w);
}

static void blocked_ones_say_why(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "Tab G");
    tui_test_wait(w->t, 200);
    tui_test_golden(w->t, "match-blocked-80x24");
    tui_test_keys(w->t, "p");
    tui_test_expect(w->t, "the pair is blocked");
    tui_test_keys(w->t, "w");
    tui_test_golden(w->t, "match-why-not-80x24");
    tui_test_keys(w->t, "q W");
    tui_test_type(w->t, "genome");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Why R5 for D1");
    screens_test_free(&w);
}

static void comparing(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "Tab Down c"); /* with the best */
    tui_test_golden(w->t, "match-compare-80x24");
    tui_test_keys(w->t, "q g Space Space Space c");
    tui_test_expect(w->t, "R4");
    tui_test_resize(w->t, 12, 40);
    tui_test_golden(w->t, "match-compare-40x12");
    screens_test_free(&w);
}

static void proposing_changes_the_desk(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    const struct model_demand *d;
    struct err e = ERR_INIT;
    tui_test_keys(w->t, "p");
    assert_string_equal(proposal(w, a, "glacios")->status, "proposed");
    screens_test_must(
        store_get(w->store, MODEL_DEMAND, screens_test_ref(w, MODEL_DEMAND, "cryo").id, a, &d, &e),
        &e);
    assert_string_equal(d->status, "proposed");
    tui_test_golden(w->t, "match-proposed-80x24");
    tui_test_keys(w->t, "p");
    tui_test_expect(w->t, "it is proposed already");
    tui_test_keys(w->t, "y Enter");
    assert_string_equal(proposal(w, a, "glacios")->status, "accepted");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void rejecting_needs_a_reason(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "Tab Down r Enter");
    assert_null(proposal(w, a, "sem-2"));
    tui_test_type(w->t, "too coarse");
    tui_test_keys(w->t, "Enter");
    const struct model_proposal *p = proposal(w, a, "sem-2");
    assert_string_equal(p->status, "rejected");
    assert_string_equal(p->stance, "forbidden");
    assert_string_equal(p->reason, "too coarse");
    tui_test_expect(w->t, "Rejected: too coarse");
    tui_test_keys(w->t, "u");
    tui_test_expect(w->t, "Taken back: reject, ");
    assert_null(proposal(w, a, "sem-2"));
    base_arena_free(&a);
    screens_test_free(&w);
}

static void marked_pairs_are_pinned_in_one_change(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "Tab Space Space !");
    assert_string_equal(proposal(w, a, "glacios")->stance, "pinned");
    tui_test_expect(w->t, "(2 pairs)");
    tui_test_keys(w->t, "u");
    assert_null(proposal(w, a, "glacios"));
    tui_test_keys(w->t, "x");
    tui_test_expect(w->t, "Forbidden");
    tui_test_keys(w->t, "x");
    tui_test_expect(w->t, "Released");
    base_arena_free(&a);
    screens_test_free(&w);
}

static void the_other_way_round(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "o");
    tui_test_wait(w->t, 200);
    tui_test_golden(w->t, "match-offers-80x24");
    tui_test_keys(w->t, "Tab o");
    tui_test_expect(w->t, "Match › D");
    screens_test_free(&w);
}

static void filtering_and_sorting(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "f");
    tui_test_type(w->t, "priority=urgent");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Match › D4 SIMS");
    tui_test_expect_not(w->t, "D1 ");
    tui_test_keys(w->t, "f C-u Enter s");
    tui_test_type(w->t, "minutes");
    tui_test_keys(w->t, "Enter g");
    tui_test_wait(w->t, 200);
    tui_test_expect(w->t, "Match › D1 ");
    screens_test_free(&w);
}

/* Whoever comes to look after a demand stands on the pair that waits for an answer. */
static void one_comes_to_the_pair_that_waits(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct screens_match_visit visit = {.demand = 1};
    tui_test_keys(w->t, "Tab Down p Down");
    tui_test_push(w->t, &screens_match_class, &visit);
    tui_test_wait(w->t, 200);
    tui_test_keys(w->t, "y");
    tui_test_expect(w->t, "yes: the provider accepts");
    screens_test_free(&w);
}

/* What was added is what one sees next: a demand with its candidates, an offer with its demands. */
static void what_is_added_is_chosen(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "o a");
    tui_test_type(w->t, "Wind tunnel");
    tui_test_keys(w->t, "C-s");
    tui_test_wait(w->t, 200);
    tui_test_expect(w->t, "Match, by offer › R8 Wind tunnel");
    tui_test_keys(w->t, "o a");
    tui_test_type(w->t, "Flow around a wing");
    tui_test_keys(w->t, "C-s");
    tui_test_wait(w->t, 200);
    tui_test_expect(w->t, " Flow around a wing");
    tui_test_expect(w->t, "1 h assumed at any time · no kind");
    screens_test_free(&w);
}

static void booking_goes_to_the_schedule(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "b");
    tui_test_golden(w->t, "match-book-80x24");
    screens_test_free(&w);
}

static void viewers_are_told_why(void **state)
{
    (void)state;
    struct screens_test *w = screens_test_new(&(struct screens_test_options){
        .policy = "[desk]\nname = East Region desk\n[roles]\nmanager = li\nviewer = zhang\n"});
    tui_test_push(w->t, &screens_match_class, NULL);
    tui_test_keys(w->t, "p");
    tui_test_expect(w->t, "may only look");
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks),
        cmocka_unit_test(looks_chinese),
        cmocka_unit_test(looks_mono),
        cmocka_unit_test(candidates_come_when_the_cursor_rests),
        cmocka_unit_test(blocked_ones_say_why),
        cmocka_unit_test(comparing),
        cmocka_unit_test(proposing_changes_the_desk),
        cmocka_unit_test(rejecting_needs_a_reason),
        cmocka_unit_test(marked_pairs_are_pinned_in_one_change),
        cmocka_unit_test(the_other_way_round),
        cmocka_unit_test(filtering_and_sorting),
        cmocka_unit_test(one_comes_to_the_pair_that_waits),
        cmocka_unit_test(what_is_added_is_chosen),
        cmocka_unit_test(booking_goes_to_the_schedule),
        cmocka_unit_test(viewers_are_told_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
