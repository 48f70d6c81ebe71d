/* What staff say to a pair, the words that explain it, and who is next for a freed slot. */
#include "sharedesk/match/proposal.h"
#include "sharedesk/match/waiting.h"

#include "pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, DAY = 24 * HOUR };

static const char *status_of(struct world *w, int64_t demand)
{
    struct err e = ERR_INIT;
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, demand, w->d->arena, &d, &e), &e);
    return d->status != NULL ? d->status : "open";
}

static struct model_proposal *step(struct world *w, enum match_step what, const char *reason)
{
    struct err e = ERR_INIT;
    struct model_proposal *p;
    int64_t id;
    desk_must(match_proposal_step(w->m, w->demand, w->resource, what, reason, &id, &e), &e);
    desk_must(store_get(w->d->store, MODEL_PROPOSAL, id, w->d->arena, &p, &e), &e);
    return p;
}

static void proposing_keeps_the_figures(void **state)
{
    struct world *w = *state;
    struct model_proposal *p = step(w, MATCH_PROPOSE, NULL);
    assert_string_equal(p->status, "proposed");
    assert_int_equal(p->price, 60000);
    assert_int_equal(p->minutes, 120);
    assert_true(p->score > 0 && p->benefit != BASE_NONE);
    assert_non_null(strstr(p->parts, "capability="));
    assert_string_equal(p->proposed_by, "anna");
    assert_string_equal(status_of(w, w->demand), "proposed");
    int64_t first = p->head.id;
    p = step(w, MATCH_WITHDRAW, NULL);
    assert_int_equal(p->head.id, first);
    assert_string_equal(status_of(w, w->demand), "open");
}

static void rejecting_needs_a_reason(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    assert_int_equal(match_proposal_step(w->m, w->demand, w->resource, MATCH_REJECT, " ", NULL, &e),
                     ERR_REFUSED);
    step(w, MATCH_PROPOSE, NULL);
    struct model_proposal *p = step(w, MATCH_REJECT, "too old");
    assert_string_equal(p->status, "rejected");
    assert_string_equal(p->stance, "forbidden");
    assert_string_equal(p->reason, "too old");
    assert_string_equal(status_of(w, w->demand), "open");
}

/* Who has said yes is not asked again by a slip of the finger. */
static void a_yes_is_not_overwritten(void **state)
{
    struct world *w = *state;
    const enum match_step again[] = {MATCH_PROPOSE, MATCH_SHORTLIST};
    step(w, MATCH_PROPOSE, NULL);
    step(w, MATCH_ACCEPT, NULL);
    for (size_t i = 0; i < 2; i++) {
        struct err e = ERR_INIT;
        assert_int_equal(
            match_proposal_step(w->m, w->demand, w->resource, again[i], NULL, NULL, &e),
            ERR_REFUSED);
        err_clear(&e);
    }
    step(w, MATCH_WITHDRAW, NULL);
    assert_string_equal(step(w, MATCH_PROPOSE, NULL)->status, "proposed");
}

static void stances_come_and_go(void **state)
{
    struct world *w = *state;
    assert_string_equal(step(w, MATCH_PIN, NULL)->stance, "pinned");
    assert_string_equal(step(w, MATCH_FORBID, NULL)->stance, "forbidden");
    assert_null(step(w, MATCH_RELEASE, NULL)->stance);
    assert_string_equal(status_of(w, w->demand), "open");
}

static void a_blocked_pair_is_not_proposed(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct model_demand *d;
    desk_must(store_get(w->d->store, MODEL_DEMAND, w->demand, w->d->arena, &d, &e), &e);
    d->budget = 1;
    desk_must(desk_put(w->d->store, MODEL_DEMAND, d, &e), &e);
    assert_int_equal(
        match_proposal_step(w->m, w->demand, w->resource, MATCH_PROPOSE, NULL, NULL, &e),
        ERR_REFUSED);
    assert_non_null(strstr(e.why, "600.00"));
}

static void answers_are_counted(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_answers answers;
    struct model_resource *r;
    step(w, MATCH_PROPOSE, NULL);
    step(w, MATCH_ACCEPT, NULL);
    desk_must(store_get(w->d->store, MODEL_RESOURCE, w->resource, w->d->arena, &r, &e), &e);
    desk_must(match_provider_answers(w->m, r->owner, &answers, &e), &e);
    assert_int_equal(answers.asked, 1);
    assert_int_equal(answers.yes, 1);
    assert_true(answers.days >= 0);
}

static void the_waiting_come_in_order_of_benefit(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    struct match_list list;
    int64_t rich = add_demand(w, "SEM too", 900000);
    int64_t from = DESK_NOW + DAY, booking;
    desk_must(match_waiting(w->m, w->resource, from, from + 2 * HOUR, w->d->arena, &list, &e), &e);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.candidates[0].demand, rich);
    desk_must(match_waiting(w->m, w->resource, from, from + HOUR, w->d->arena, &list, &e), &e);
    assert_int_equal(list.count, 0);
    desk_must(match_waiting_offer(w->m, w->resource, from, from + 2 * HOUR, &booking, &e), &e);
    struct model_booking *b;
    desk_must(store_get(w->d->store, MODEL_BOOKING, booking, w->d->arena, &b, &e), &e);
    assert_int_equal(b->demand, rich);
    assert_string_equal(b->status, "tentative");
    assert_int_equal(b->held_until, DESK_NOW + DAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, pair_set_up, pair_tear_down)
        TEST(proposing_keeps_the_figures),
        TEST(rejecting_needs_a_reason),
        TEST(a_yes_is_not_overwritten),
        TEST(stances_come_and_go),
        TEST(a_blocked_pair_is_not_proposed),
        TEST(answers_are_counted),
        TEST(the_waiting_come_in_order_of_benefit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
