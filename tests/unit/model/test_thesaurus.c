/* Names that mean the same: the list that is built in, what a desk adds, and texts read by them. */
#include "sharedesk/model/sound.h"
#include "sharedesk/model/thesaurus.h"

#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *listed(const struct model_tokens *found)
{
    const char *all = "";
    for (size_t i = 0; i < found->count; i++)
        all = base_arena_printf(arena, "%s%s%s", all, i > 0 ? "|" : "", found->tokens[i]);
    return all;
}

static const char *tokens_of(const struct model_thesaurus *t, const char *text)
{
    struct model_tokens found = model_tokenise(t, text, NULL, NULL, arena);
    return listed(&found);
}

static struct model_thesaurus *thesaurus_of(const char *text)
{
    struct model_thesaurus_source source = {"mine.tsv", text};
    return model_thesaurus_new(&source, 1);
}

/* ---- the list that is built in --------------------------------------------------------------- */

static bool is_han(const char *name)
{
    uint32_t cp;
    for (; *name != '\0'; name += base_utf8_next(name, &cp)) {
        base_utf8_next(name, &cp);
        if (base_utf8_is_han(cp))
            return true;
    }
    return false;
}

/* Faults tell members of two groups, broader groups that are not there, and circles. */
static void the_built_in_list_is_whole(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    size_t faults;
    const char *const *told = model_thesaurus_faults(t, &faults);
    for (size_t i = 0; i < faults; i++)
        fprintf(stderr, "%s\n", told[i]);
    assert_int_equal(faults, 0);
    size_t techniques = 0;
    for (size_t i = 0; i < model_thesaurus_count(t); i++)
        techniques += !model_thesaurus_group(t, i)->subject;
    assert_true(techniques >= 700);
    for (size_t i = 0; i < model_thesaurus_count(t); i++) {
        const struct model_group *g = model_thesaurus_group(t, i);
        bool chinese = false, english = false;
        for (size_t m = 0; m < g->member_count; m++) {
            chinese = chinese || is_han(g->members[m]);
            english = english || !is_han(g->members[m]);
            assert_int_equal(model_thesaurus_find(t, g->members[m]), i);
        }
        if (!chinese || !english)
            fail_msg("%s has no name in one of the languages", g->shown);
        assert_string_equal(g->shown, g->members[0]);
    }
    model_thesaurus_free(&t);
}

static void synonyms_are_one_token(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    static const char *const SAME[] = {
        "SEM",
        "scanning electron microscope",
        "Scanning Electron Microscopes",
        "扫描电镜",
        "扫描电子显微镜",
    };
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        assert_string_equal(tokens_of(t, SAME[i]), "=sem");
    assert_string_equal(tokens_of(t, "冷冻电镜"), tokens_of(t, "cryo-EM"));
    assert_string_equal(tokens_of(t, "残余气体分析"), tokens_of(t, "residual gas analyzers"));
    assert_string_equal(tokens_of(t, "SEM扫描电镜 and XRD"), "=sem|=sem|=x-ray diffraction");
    assert_string_equal(model_token_show(t, "=sem"), "SEM");
    assert_string_equal(model_token_show(t, "sem"), "sem");
    model_thesaurus_free(&t);
}

static const char *like(const struct model_thesaurus *t, const char *typed)
{
    enum { MOST = 20 };
    size_t groups[MOST];
    struct model_units units = model_units_of(typed, arena);
    size_t count = model_thesaurus_like(t, units.list, units.count, groups, MOST);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = base_arena_printf(arena, "%s%s%s", text, i > 0 ? "|" : "",
                                 model_thesaurus_group(t, groups[i])->shown);
    return text;
}

/* Those that sound like it before all others that are one character off. */
static void a_chinese_name_with_one_character_wrong_is_known(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    assert_string_equal(like(t, "电竟"), "electron microscopy");
    assert_string_equal(like(t, "扫描电竟"), "SEM");
    assert_string_equal(like(t, "质普"), "mass spectrometry");
    assert_string_equal(like(t, "核磁工振"), "NMR");
    assert_string_equal(like(t, "XRD"), "");
    assert_string_equal(like(t, "天气预报"), "");
    assert_true(model_sounds_alike("镜", "竟") && model_sounds_alike("社", "射"));
    assert_false(model_sounds_alike("镜", "池") || model_sounds_alike("镜", "m") ||
                 model_sounds_alike("镜", ""));
    model_thesaurus_free(&t);
}

static void what_is_implied_is_told_apart(void **state)
{
    (void)state;
    struct model_thesaurus *t = model_thesaurus_default();
    struct model_implied implied;
    model_tokenise(t, "扫描电镜", NULL, &implied, arena);
    assert_string_equal(listed(&implied.broader), "=electron microscopy|=microscopy");
    assert_string_equal(listed(&implied.words), "扫描|描电|电镜");
    model_thesaurus_free(&t);
}

/* ---- words ----------------------------------------------------------------------------------- */

static void other_words_stand_for_themselves(void **state)
{
    (void)state;
    struct model_thesaurus *t = thesaurus_of("");
    assert_string_equal(tokens_of(t, "The Samples and gas"), "sample|gas");
    assert_string_equal(tokens_of(t, "土壤样品"), "土壤|壤样|样品");
    assert_string_equal(tokens_of(t, "铁 ore"), "铁|ore");
    assert_string_equal(tokens_of(t, "形貌、成分 铁"), "形貌|成分|铁");
    assert_string_equal(tokens_of(t, "土壤的样品"), "土壤|样品");
    assert_string_equal(tokens_of(t, "600MHz 3D"), "600|mhz|3d");
    assert_string_equal(tokens_of(t, ""), "");
    assert_string_equal(tokens_of(t, NULL), "");
    model_thesaurus_free(&t);
}

static void one_word_has_one_key(void **state)
{
    (void)state;
    static const char *const SAME[][2] = {
        {"microscopes", "microscope"},
        {"batteries", "battery"},
        {"lenses", "lens"},
        {"boxes", "box"},
        {"analyses", "analysis"},
        {"analyser", "analyzer"},
        {"centres", "center"},
        {"fibre", "fiber"},
        {"colour", "color"},
        {"crystallisation", "crystallization"},
        {"sulphur", "sulfur"},
        {"aluminium", "aluminum"},
        {"tunnelling", "tunneling"},
        {"vapour", "vapor"},
        {"gases", "gas"},
    };
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        assert_string_equal(model_word_key(SAME[i][0], arena), model_word_key(SAME[i][1], arena));
    static const char *const WHOLE[] = {"gas", "mass", "lcms", "series", "analysis", "virus"};
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        assert_string_equal(model_word_key(WHOLE[i], arena), WHOLE[i]);
}

static bool count_like(void *context, const char *like)
{
    static const char *const WANTED[] = {"microscope", "microcope", "micrscope"};
    size_t *seen = context;
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        *seen += strcmp(like, WANTED[i]) == 0;
    return true;
}

static void every_single_error_is_tried(void **state)
{
    (void)state;
    static const char *const TYPED[] = {"microscpoe", "microscopee", "microsope", "nicroscope"};
    for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++) {
        size_t seen = 0;
        model_word_each_like(TYPED[i], count_like, &seen);
        assert_true(seen > 0);
    }
    assert_false(model_word_is_forgiven("scan"));
    assert_false(model_word_is_forgiven("123456"));
    assert_false(model_word_is_forgiven("显微镜显微"));
    assert_true(model_word_is_forgiven("raman"));
}

/* ---- a desk's own ---------------------------------------------------------------------------- */

static void a_desk_adds_names_and_groups(void **state)
{
    (void)state;
    const struct model_thesaurus_source sources[] = {
        {"built in", "ant\tbug\t蚁\n"},
        {"own.tsv", "\xEF\xBB\xBF# mine\r\nbug\temmet\t<insect\r\n\r\ninsect\t虫\n"},
    };
    struct model_thesaurus *t = model_thesaurus_new(sources, 2);
    size_t faults;
    model_thesaurus_faults(t, &faults);
    assert_int_equal(faults, 0);
    assert_int_equal(model_thesaurus_count(t), 2);
    assert_string_equal(tokens_of(t, "emmets"), "=ant");
    struct model_implied implied;
    model_tokenise(t, "ant", NULL, &implied, arena);
    assert_string_equal(listed(&implied.broader), "=insect");
    model_thesaurus_free(&t);
}

static void bad_lines_are_told_and_the_rest_holds(void **state)
{
    (void)state;
    struct model_thesaurus *t = thesaurus_of("ant\tbug\t<insect\t<nothing\n"
                                             "insect\tbug\t虫\t<ant\n"
                                             "\t--\n"
                                             "<ant\tx\n"
                                             "mite\t!!\t螨\t<mite\n");
    static const char *const TOLD[] = {
        "mine.tsv:2: “bug”", "mine.tsv:3: ", "mine.tsv:4: ", "mine.tsv:5: “!!”",
        "mine.tsv:1: ",      "mine.tsv:2: ", "mine.tsv:5: "};
    size_t count;
    const char *const *faults = model_thesaurus_faults(t, &count);
    for (size_t i = 0; i < count; i++) {
        if (i >= sizeof TOLD / sizeof *TOLD || !base_text_starts(faults[i], TOLD[i]))
            fail_msg("%s", faults[i]);
    }
    assert_int_equal(count, sizeof TOLD / sizeof *TOLD);
    assert_string_equal(tokens_of(t, "bug 虫 螨"), "=ant|=insect|=mite");
    assert_int_equal(model_thesaurus_group(t, model_thesaurus_find(t, "insect"))->broader_count, 0);
    model_thesaurus_free(&t);
}

/* ---- what may be said for a group ------------------------------------------------------------ */

static bool says(const struct model_phrase *list, size_t count, const char *words, bool narrower)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].words, words) == 0)
            return list[i].narrower == narrower;
    }
    return false;
}

static void phrases_of_a_group(void **state)
{
    (void)state;
    struct model_thesaurus *t = thesaurus_of("microscope\t显微镜\tlight centre\n"
                                             "SEM\t扫描电镜\tscanning microscope\t<microscope\n"
                                             "FE-SEM\t场发射镜\t<SEM\n");
    size_t count;
    const struct model_phrase *list = model_thesaurus_phrases(t, 0, &count);
    assert_true(says(list, count, "microscope", false));
    assert_true(says(list, count, "microscopes", false));
    assert_true(says(list, count, "显 微 镜", false));
    assert_true(says(list, count, "light center", false));
    assert_true(says(list, count, "light centres", false));
    assert_true(says(list, count, "sem", true));
    assert_true(says(list, count, "场 发 射 镜", true));
    for (size_t i = 0; i < count; i++) {
        assert_string_not_equal(list[i].words, "scanning microscope");
        assert_string_not_equal(list[i].words, "fe sem");
    }
    assert_ptr_equal(model_thesaurus_phrases(t, 0, &count), list);
    model_thesaurus_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_list_is_whole),
        cmocka_unit_test(synonyms_are_one_token),
        cmocka_unit_test(what_is_implied_is_told_apart),
        cmocka_unit_test(a_chinese_name_with_one_character_wrong_is_known),
        cmocka_unit_test(other_words_stand_for_themselves),
        cmocka_unit_test(one_word_has_one_key),
        cmocka_unit_test(every_single_error_is_tried),
        cmocka_unit_test(a_desk_adds_names_and_groups),
        cmocka_unit_test(bad_lines_are_told_and_the_rest_holds),
        cmocka_unit_test(phrases_of_a_group),
    };
    return cmocka_run_group_tests(tests, arena_set_up, arena_tear_down);
}
