/* Why a pair fits or not, in words: one structure, whoever sets it out. */
#include "sharedesk/match/explain.h"

#include "pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct match_explanation explain(struct world *w, int64_t demand, int64_t resource)
{
    struct err e = ERR_INIT;
    struct match_explanation x;
    desk_must(match_explain_pair(w->m, demand, resource, NULL, w->d->arena, &x, &e), &e);
    return x;
}

static void scores_are_told_in_words(void **state)
{
    struct world *w = *state;
    struct match_explanation x = explain(w, w->demand, w->resource);
    assert_string_equal(x.headline, "R1 扫描电镜 SU8010 for D1 SEM: may be proposed");
    assert_string_equal(x.remarks[MATCH_CAPABILITY].text,
                        "asks \"SEM\": SEM, electron microscopy, microscopy in the offer");
    assert_string_equal(x.remarks[MATCH_COST].text, "60 % of the budget");
    assert_int_equal(x.remarks[MATCH_COST].most, 15);
    assert_int_equal(x.remarks[MATCH_COST].sign, '-');
    assert_string_equal(x.terms[MATCH_TERM_VALUE].figure, "2,000");
    assert_string_equal(x.terms[MATCH_TERM_VALUE].text, "the value that the demand declares");
    assert_non_null(strstr(x.benefit, "= 2,000 "));
    assert_string_equal(x.rating, "");
    assert_string_equal(x.provider, "Hexi University");
    assert_string_equal(x.requester, "Yunhe Biotech");
    assert_string_equal(x.answered, "no answers yet");
    assert_non_null(strstr(x.free, "; first 1 Dec 00:00, in desk hours 1 Dec 08:00"));
}

/* Compared by two characters at a time, told as words. */
static void chinese_is_told_in_words(void **state)
{
    struct world *w = *state;
    int64_t bath = desk_add_resource(w->d, "低温恒温槽 DC-20", w->requester);
    int64_t demand = add_demand(w, "用低温恒温槽标定", 100000);
    struct match_explanation x = explain(w, demand, bath);
    assert_string_equal(x.remarks[MATCH_CAPABILITY].text,
                        "asks \"用低温恒温槽标定\": 低温恒温槽 in the offer");
}

static bool says(const struct match_explanation *x, enum match_gate gate, const char *text)
{
    return !x->pair.gates[gate].passed && strstr(x->pair.gates[gate].text, text) != NULL;
}

/* "Why not this one?" has an answer for whatever one asks about. */
static void any_pair_is_explained(void **state)
{
    struct world *w = *state;
    struct err e = ERR_INIT;
    const struct store_ref gone = {MODEL_RESOURCE, w->resource};
    struct model_resource *library = model_record_new(w->d->arena, MODEL_RESOURCE);
    library->name = "Journals";
    library->kind = "database.library";
    int64_t other = desk_add(w->d->store, MODEL_RESOURCE, library);
    struct model_demand *d = new_demand(w, "SEM of old", 1000);
    d->kind = "instrument";
    d->status = "met";
    int64_t closed = desk_add(w->d->store, MODEL_DEMAND, d);
    struct match_explanation x = explain(w, closed, other);
    assert_true(x.pair.blocked);
    assert_true(says(&x, MATCH_GATE_STATUS, "the demand is closed: Met"));
    assert_true(says(&x, MATCH_GATE_KIND, "but Instrument is wanted"));
    desk_must(store_begin(w->d->store, "retire", &e), &e);
    desk_must(store_end(w->d->store, store_retire(w->d->store, gone, &e), &e), &e);
    x = explain(w, closed, w->resource);
    assert_true(says(&x, MATCH_GATE_STATUS, "the resource is not in use"));
    assert_true(says(&x, MATCH_GATE_STATUS, "the demand is closed")); /* both, in one gate */
}

static void a_window_that_has_passed_is_told(void **state)
{
    struct world *w = *state;
    struct model_demand *d = new_demand(w, "late", 1000);
    d->latest = DESK_NOW - 86400;
    struct match_explanation x = explain(w, desk_add(w->d->store, MODEL_DEMAND, d), w->resource);
    assert_true(says(&x, MATCH_GATE_FREE, "has passed: it ended "));
}

static void licences_are_counted_not_timed(void **state)
{
    struct world *w = *state;
    struct model_resource *r = model_record_new(w->d->arena, MODEL_RESOURCE);
    r->name = "SEM software";
    r->unit = "licence";
    struct match_explanation x = explain(w, w->demand, desk_add(w->d->store, MODEL_RESOURCE, r));
    assert_non_null(strstr(x.pair.gates[MATCH_GATE_FREE].text, "2 licences needed"));
    assert_non_null(strstr(x.free, "2 licences to be had"));
}

/* Every way of setting it out says the same. */
static void all_renderings_agree(void **state)
{
    struct world *w = *state;
    struct base_arena *a = w->d->arena;
    struct match_explanation x = explain(w, w->demand, w->resource);
    size_t gates, criteria, benefit;
    const struct match_said *lines =
        match_explanation_lines(&x, MATCH_GROUP_CRITERIA, a, &criteria);
    match_explanation_lines(&x, MATCH_GROUP_GATES, a, &gates);
    match_explanation_lines(&x, MATCH_GROUP_BENEFIT, a, &benefit);
    assert_int_equal(gates, MATCH_GATE_COUNT);
    assert_int_equal(criteria, MATCH_CRITERION_COUNT + 1);
    assert_int_equal(benefit, MATCH_TERM_COUNT + 1);
    const char *json = match_explanation_json(w->m, &x, a);
    const char *sentence = match_explanation_sentence(&x, a);
    for (size_t i = 0; i < MATCH_CRITERION_COUNT; i++)
        assert_non_null(strstr(sentence, lines[i].text));
    assert_non_null(strstr(json, "\"term\":\"urgency\""));
    assert_non_null(strstr(json, "\"criterion\":\"history\""));
    assert_non_null(strstr(json, "60 % of the budget"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(scores_are_told_in_words),       TEST(chinese_is_told_in_words),
        TEST(any_pair_is_explained),          TEST(a_window_that_has_passed_is_told),
        TEST(licences_are_counted_not_timed), TEST(all_renderings_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
