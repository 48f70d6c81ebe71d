/* How near an offer comes to a demand. */
#include "sharedesk/match/index.h"

#include "arena.h"
#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

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
    double *shares = match_index_shares(index, "alpha beta strange", arena);

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
    double *shares = match_index_shares(index, "scanning electron microscopes", arena);
    assert_true(shares[0] >= 1 && shares[1] <= 0);
    assert_true(match_index_shares(index, "mass spectrometer", arena)[1] >= 1);
    assert_true(match_index_shares(index, "instrument", arena)[1] > 0);
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
    double *sem = match_index_shares(index, "SEM", arena);
    double *words = match_index_shares(index, "扫描电子显微镜", arena);
    double *broad = match_index_shares(index, "电镜", arena);
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
    double *shares = match_index_shares(index, "scaning electron microscpe", arena);
    assert_true(shares[0] >= 1 && shares[1] <= 0);
    assert_true(match_index_shares(index, "chirascam", arena)[1] > 0);
    assert_true(match_index_shares(index, "maps roam", arena)[2] > 0);
    assert_true(match_index_shares(index, "roam", arena)[2] <= 0); /* short words are not */
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
    double *sem = match_index_shares(index, "扫描电镜", arena);
    double *any = match_index_shares(index, "electron microscope", arena);
    assert_true(sem[0] >= 1 && sem[1] > 0 && sem[1] < 0.7 && sem[2] < 0.7 && sem[3] <= 0);
    assert_true(any[0] > 0 && any[1] > 0 && any[2] >= 1 && any[3] <= 0);
    match_index_free(&index);
    model_thesaurus_free(&t);
}

static void an_empty_index_answers(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct match_index *index = match_index_new(t);
    match_index_finish(index);
    assert_non_null(match_index_shares(index, "SEM", arena));
    match_index_free(&index);
    model_thesaurus_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relevance_follows_the_formula),
        cmocka_unit_test(the_same_words_are_full_relevance),
        cmocka_unit_test(both_languages_find_the_same),
        cmocka_unit_test(one_typing_error_is_forgiven),
        cmocka_unit_test(the_narrower_serves_the_broader),
        cmocka_unit_test(an_empty_index_answers),
    };
    return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
