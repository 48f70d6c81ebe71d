/* Letters about a pair, quotes asked for, who looks after a demand and when to come back to it. */
#include "screens.h"

#include "sharedesk/screens/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct screens_test *match(struct screens_test_options o)
{
    struct screens_test *w = screens_test_new(&o);
    tui_test_push(w->t, &screens_match_class, NULL);
    tui_test_wait(w->t, 200);
    return w;
}

static const void *first(struct screens_test *w, struct base_arena *a, enum model_type type)
{
    struct store_list list = {.type = type};
    const void **found;
    struct err e = ERR_INIT;
    size_t count;
    screens_test_must(store_list_page(w->store, &list, 0, true, 1, a, &found, &count, &e), &e);
    assert_int_equal(count, 1);
    return found[0];
}

static void letters_go_to_either_side_in_either_language(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "@");
    tui_test_expect(w->t, "propose the pair first (p)");
    tui_test_keys(w->t, "t @");
    tui_test_golden(w->t, "letter-80x24");
    tui_test_keys(w->t, "o g");
    tui_test_golden(w->t, "letter-requester-in-chinese-80x24");
    tui_test_keys(w->t, "o c");
    tui_test_expect(w->t, "询价"); /* there is nothing to remind of yet */
    screens_test_free(&w);
}

static void that_it_went_out_is_noted(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "t @ y");
    tui_test_expect(w->t, "noted that it went out");
    tui_test_expect(w->t, "Proposed; provider told 22 Nov");
    const struct model_proposal *p = first(w, a, MODEL_PROPOSAL);
    assert_true(p->provider_told != BASE_NONE);
    assert_string_equal(p->status, "proposed");
    tui_test_keys(w->t, "@"); /* the next is a reminder */
    tui_test_expect(w->t, "Reminder J1");
    tui_test_keys(w->t, "y");
    tui_test_expect(w->t, "reminded 22 Nov");
    base_arena_free(&a);
    screens_test_free(&w);
}

/* Whatever the provider said, both sides are written to from here. */
static void after_the_answer_there_is_a_letter(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    tui_test_keys(w->t, "p y Enter @");
    tui_test_expect(w->t, "Letter J1 to the requester");
    tui_test_expect(w->t, "Agreed J1");
    tui_test_keys(w->t, "c"); /* none but this would be true */
    tui_test_expect(w->t, "no other letter would be true");
    tui_test_keys(w->t, "y");
    tui_test_expect(w->t, "requester told 22 Nov");
    tui_test_keys(w->t, "y Down Enter");
    tui_test_type(w->t, "no operator");
    tui_test_keys(w->t, "Enter @ g");
    tui_test_expect(w->t, "未能接受");
    screens_test_free(&w);
}

static void a_quote_is_asked_for_and_entered(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "Q");
    tui_test_expect(w->t, "quote asked 22 Nov");
    tui_test_keys(w->t, "@");
    tui_test_expect(w->t, "Request for a quote J1");
    tui_test_keys(w->t, "q Q Enter");
    tui_test_golden(w->t, "quote-form-80x24");
    tui_test_keys(w->t, "C-s");
    const struct model_quote *quote = first(w, a, MODEL_QUOTE);
    assert_true(quote->minutes > 0);
    base_arena_free(&a);
    screens_test_free(&w);
}

static void who_and_when_is_set_in_two_keys(void **state)
{
    (void)state;
    struct screens_test *w = match((struct screens_test_options){0});
    struct base_arena *a = base_arena_new();
    tui_test_keys(w->t, "H Enter");
    tui_test_expect(w->t, "Handler: zhang");
    tui_test_keys(w->t, "F Enter");
    tui_test_expect(w->t, "Follow up: 2026-11-24");
    tui_test_keys(w->t, "F");
    tui_test_type(w->t, "tomorrow");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "Follow up: 2026-11-23");
    tui_test_keys(w->t, "F");
    tui_test_type(w->t, "12/5");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "two days");
    tui_test_expect(w->t, "Follow up 12/5"); /* stays to be mended */
    tui_test_keys(w->t, "Esc F");
    tui_test_type(w->t, "yesterday");
    tui_test_keys(w->t, "Enter");
    tui_test_expect(w->t, "21 Nov, which has passed: Today reminds at once");
    const struct model_demand *d = first(w, a, MODEL_DEMAND);
    assert_string_equal(d->handler, "zhang");
    tui_test_keys(w->t, "M");
    tui_test_expect(w->t, "only the demands you look after");
    tui_test_expect(w->t, "Filtered");
    tui_test_expect_not(w->t, "D2 ");
    tui_test_keys(w->t, "M");
    tui_test_expect(w->t, "D2 ");
    base_arena_free(&a);
    screens_test_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_go_to_either_side_in_either_language),
        cmocka_unit_test(that_it_went_out_is_noted),
        cmocka_unit_test(after_the_answer_there_is_a_letter),
        cmocka_unit_test(a_quote_is_asked_for_and_entered),
        cmocka_unit_test(who_and_when_is_set_in_two_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
