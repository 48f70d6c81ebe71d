/* How near an offer comes to a demand. */
#include "sharedesk/match/index.h"

#include "arena.h"
#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 8 };

/* Of all documents. */
static double *shares_of(const struct match_index *index, const char *text)
{
    double *shares = base_arena_array(arena, MOST, sizeof *shares);
    uint32_t hits[MOST];
    match_index_query_hits(index, match_index_query(index, text, arena), true, 0, MOST, shares,
                           hits);
    return shares;
}

/* The formula of matching.md by hand, on three offers. */
static void relevance_follows_the_formula(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_add(index, "alpha beta beta", "");
    match_index_add(index, "beta gamma", "");
    match_index_add(index, "delta", "");
    match_index_finish(index);
    double *shares = shares_of(index, "alpha beta strange");

    double mean = 2, alpha = log(1 + (3 - 1 + .5) / 1.5), beta = log(1 + (3 - 2 + .5) / 2.5);
    double strange = log(1 + 3.5 / .5);
#define TF(tf, length) ((tf)*2.2 / ((tf) + 1.2 * (.25 + .75 * (length) / mean)))
    double self = (alpha + beta + strange) * TF(1., 3.);
    assert_true(fabs(shares[0] - (alpha * TF(1., 3.) + beta * TF(2., 3.)) / self) < 1e-12);
    assert_true(fabs(shares[1] - beta * TF(1., 2.) / self) < 1e-12);
    assert_true(shares[2] <= 0);
#undef TF
    match_index_free(&index);
    model_thesaurus_free(&t);
}

/* What is known of an offer besides is found, and makes it no longer. */
static void the_same_words_are_full_relevance(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_add(index, "Scanning electron microscope", "Instrument 仪器设备 resolution=1 nm");
    match_index_add(index, "Mass spectrometer", "Instrument 仪器设备");
    match_index_add(index, "Map room", "");
    match_index_finish(index);
    double *shares = shares_of(index, "scanning electron microscopes");
    assert_true(shares[0] >= 1 && shares[1] <= 0);
    assert_true(shares_of(index, "mass spectrometer")[1] >= 1);
    assert_true(shares_of(index, "instrument")[1] > 0);
    match_index_free(&index);
    model_thesaurus_free(&t);
}

static void a_rested_index_answers_as_before(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_add(index, "Scanning electron microscope", "");
    match_index_add(index, "Mass spectrometer", "");
    match_index_finish(index);
    double before = shares_of(index, "microscope for mass")[1];
    match_index_rest(index);
    match_index_wake(index);
    assert_true(before > 0 && !(fabs(shares_of(index, "microscope for mass")[1] - before) > 0));
    match_index_rest(index);
    match_index_add(index, "Map room", "");
    match_index_finish(index);
    match_index_wake(index);
    assert_true(shares_of(index, "map room")[2] >= 1);
    match_index_free(&index);
    model_thesaurus_free(&t);
}

static void both_languages_find_the_same(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_add(index, "场发射扫描电镜 SU8010", "");
    match_index_add(index, "Bruker 600 MHz nuclear magnetic resonance", "");
    match_index_finish(index);
    double *sem = shares_of(index, "SEM");
    double *words = shares_of(index, "扫描电子显微镜");
    double *broad = shares_of(index, "电镜");
    assert_true(sem[0] > 0 && sem[1] <= 0);
    assert_memory_equal(sem, words, 2 * sizeof *sem);
    assert_true(broad[0] > 0 && broad[1] <= 0);
    size_t count;
    const char **common = match_index_common(index, "核磁 600", 1, arena, &count);
    assert_int_equal(count, 2);
    assert_string_equal(common[0], "600");
    assert_string_equal(common[1], "NMR");
    assert_true(match_index_likeness(index, 0, 0) >= 1);
    assert_true(match_index_likeness(index, 0, 1) <= 0);
    match_index_free(&index);
    model_thesaurus_free(&t);
}

/* A demand's words that no offer has may be those of offers, with one letter wrong. */
static void one_typing_error_is_forgiven(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_add(index, "Scanning electron microscope", "");
    match_index_add(index, "Chirascan polarity bench", "");
    match_index_add(index, "Map room", "");
    match_index_finish(index);
    double *shares = shares_of(index, "scaning electron microscpe");
    assert_true(shares[0] >= 1 && shares[1] <= 0);
    assert_true(shares_of(index, "chirascam")[1] > 0);
    assert_true(shares_of(index, "maps roam")[2] > 0);
    assert_true(shares_of(index, "roam")[2] <= 0); /* short words are not */
    match_index_free(&index);
    model_thesaurus_free(&t);
}

/* Who asks for the broader is served by the narrower; the other way round it is only near. */
static void the_narrower_serves_the_broader(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_add(index, "SEM", "");
    match_index_add(index, "TEM", "");
    match_index_add(index, "电镜", "");
    match_index_add(index, "Map room", "");
    match_index_finish(index);
    double *sem = shares_of(index, "扫描电镜");
    double *any = shares_of(index, "electron microscope");
    assert_true(sem[0] >= 1 && sem[1] > 0 && sem[1] < 0.7 && sem[2] < 0.7 && sem[3] <= 0);
    assert_true(any[0] > 0 && any[1] > 0 && any[2] >= 1 && any[3] <= 0);
    match_index_free(&index);
    model_thesaurus_free(&t);
}

/* Without all: those of words that most have are left out, and no share is less than it is. */
static void hits_may_leave_out_common_words(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    const char *const said[] = {"alpha beta", "beta gamma", "beta delta", "beta epsilon"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        match_index_add(index, said[i], "");
    match_index_finish(index);
    const struct match_query *q = match_index_query(index, "alpha beta", arena);
    double all[MOST] = {0}, some[MOST] = {0};
    uint32_t hits[MOST];
    assert_int_equal(match_index_query_hits(index, q, true, 0, MOST, all, hits), 4);
    size_t count = match_index_query_hits(index, q, false, 0, MOST, some, hits);
    assert_int_equal(count, 1);
    assert_int_equal(hits[0], 0);
    assert_true(some[0] >= all[0]);
    for (size_t i = 0; i < 4; i++) {
        assert_true(fabs(match_index_query_share(index, q, i) - all[i]) < 1e-12);
        assert_true(i == 0 || all[i] <= match_index_query_rest(q));
    }
    match_index_free(&index);
    model_thesaurus_free(&t);
}

static void an_empty_index_answers(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_finish(index);
    assert_non_null(shares_of(index, "SEM"));
    match_index_free(&index);
    model_thesaurus_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relevance_follows_the_formula),
        cmocka_unit_test(the_same_words_are_full_relevance),
        cmocka_unit_test(a_rested_index_answers_as_before),
        cmocka_unit_test(both_languages_find_the_same),
        cmocka_unit_test(one_typing_error_is_forgiven),
        cmocka_unit_test(the_narrower_serves_the_broader),
        cmocka_unit_test(hits_may_leave_out_common_words),
        cmocka_unit_test(an_empty_index_answers),
    };
    return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
