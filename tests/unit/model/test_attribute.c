#include "sharedesk/model/attribute.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t parse(const char *text, struct model_attribute **list)
{
    size_t count;
    struct err e = ERR_INIT;
    if (model_attributes_parse(text, arena, list, &count, &e))
        fail_msg("%s: %s", text, e.why);
    return count;
}

static bool met(const char *asked, const char *offered)
{
    struct model_attribute *want;
    struct model_attribute *have;
    assert_int_equal(parse(asked, &want), 1);
    size_t count = parse(offered, &have);
    return model_attribute_met(want, have, count, arena);
}

static void parts_are_read(void **state)
{
    (void)state;
    struct model_attribute *list;
    size_t n = parse(" detector = EDS ; voltage>=15 kV;\n resolution ≤ 1.5nm; pressure<1e-5 Pa；"
                     "mode=STEM 3D; model=5-10-B; 厂商=日立;; temperature>-80 °C",
                     &list);
    assert_int_equal(n, 8);
    assert_string_equal(list[0].name, "detector");
    assert_string_equal(list[0].value, "EDS");
    assert_false(list[0].numeric);
    assert_string_equal(list[0].unit, "");
    assert_int_equal(list[1].relation, MODEL_AT_LEAST);
    assert_true(list[1].numeric && list[1].number == 15);
    assert_string_equal(list[1].value, "15");
    assert_string_equal(list[1].unit, "kV");
    assert_int_equal(list[2].relation, MODEL_AT_MOST);
    assert_string_equal(list[2].unit, "nm");
    assert_int_equal(list[3].relation, MODEL_BELOW);
    assert_true(list[3].number == 1e-5);
    assert_false(list[4].numeric);
    assert_false(list[5].numeric);
    assert_string_equal(list[6].name, "厂商");
    assert_true(list[7].number == -80);
    assert_string_equal(list[7].unit, "°C");
}

static void ranges_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double low, high;
        const char *unit;
    } cases[] = {
        {"t=4-500 K", 4, 500, "K"},           {"t=4 – 500K", 4, 500, "K"},
        {"t=4～500 K", 4, 500, "K"},          {"t=4 to 500 K", 4, 500, "K"},
        {"t=4至500 K", 4, 500, "K"},          {"t=4..500", 4, 500, ""},
        {"t=-196-600 °C", -196, 600, "°C"},   {"t=-80--20 °C", -80, -20, "°C"},
        {"t=4 K-500 K", 4, 500, "K"},         {"t=300 mK-300 K", 0.3, 300, "K"},
        {"p=1e-5-1e-3 Pa", 1e-5, 1e-3, "Pa"},
    };
    struct model_attribute *list;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(parse(cases[i].text, &list), 1);
        if (!list->range || list->number != cases[i].low || list->high != cases[i].high ||
            strcmp(list->unit, cases[i].unit) != 0)
            fail_msg("%s: %d, %g to %g \"%s\"", cases[i].text, list->range, list->number,
                     list->high, list->unit);
    }
    static const char *const texts[] = {"d=2024-05",      "v=3-4-B",
                                        "v=5-10, 30 kV",  "v=a-b",
                                        "v=5-",           "v=3 m-4 kg",
                                        "v=0.5 cm-1",     "v=0.1 s-1",
                                        "v=0.1 ml min-1", "v=4 K-500",
                                        "v=08-09",        "v=2 kW, auto 5",
                                        "v=2 kW auto 5",  "v=1 mg, 2 mg to 3 mg"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(parse(texts[i], &list), 1);
        if (list->range)
            fail_msg("%s is a range", texts[i]);
    }
    assert_int_equal(parse("t=4-500 K", &list), 1);
    assert_string_equal(model_attribute_show(list, arena), "t = 4-500 K");
}

static void faults_name_the_part(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "voltage", "=15", "voltage=", "a=1; b", "voltage>big", "voltage>=5-10 kV", ">=3"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct model_attribute *list;
        size_t count;
        struct err e = ERR_INIT;
        assert_int_equal(model_attributes_parse(texts[i], arena, &list, &count, &e), ERR_VALUE);
        assert_int_equal(count, 0);
        assert_non_null(strchr(e.why, '"'));
        assert_non_null(strstr(e.hint, "voltage>=15 kV"));
    }
}

static void what_is_met(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *offered;
        bool met;
    } cases[] = {
        {"voltage>=15 kV", "voltage=30 kV", true},
        {"voltage>=15 kV", "Voltage = 15 kV", true},
        {"voltage>15 kV", "voltage=15 kV", false},
        {"voltage>=15 kV", "voltage=10 kV", false},
        {"voltage>=15 kV", "current=30 kV", false},
        {"voltage>=15 kV", "", false},
        {"voltage>=15 kV", "voltage=15000 V", true},
        {"voltage>=1500 V", "voltage=1.5 kV", true},
        {"voltage>=15 KV", "voltage=15 kV", true},
        {"voltage>=15 mV", "voltage=15 MV", true},
        {"voltage>=15 MV", "voltage=15 mV", false},
        {"voltage>=15 kV", "voltage=30", true},
        {"voltage>=15", "voltage=30 kV", true},
        {"voltage>=15 kV", "voltage=30 kg", false},
        {"resolution<=2 nm", "resolution=0.0015 µm", true},
        {"resolution<=2 nm", "resolution=0.0015 μm", true},
        {"resolution<=2 nm", "resolution=0.003 um", false},
        {"resolution<=2 nm", "resolution=15 Å", true},
        {"time<=2 h", "time=90 min", true},
        {"speed>=3000 rpm", "speed=5000 RPM", true},
        {"speed>=3000 rpm", "speed=5000 Hz", false},
        {"detector=EDS", "detector=eds", true},
        {"detector=EDS", "detector=WDS; detector=EDS", true},
        {"detector=EDS", "detector=WDS, EDS", true},
        {"detector=EDS", "detector=WDS、EDS、EBSD", true},
        {"detector=EDS", "detector=WDS，ＥＤＳ", true},
        {"detector=EDS", "detector=EDSX", false},
        {"detector=EDS", "detector=WDS", false},
        {"channels=4", "channels=4", true},
        {"channels=4", "channels=4.0", true},
        {"channels=4", "channels=8", false},
        /* offered as a bound */
        {"resolution<=2 nm", "resolution<=1 nm", true},
        {"resolution<1 nm", "resolution<=1 nm", false},
        {"resolution<1 nm", "resolution<1 nm", true},
        {"resolution<=1 nm", "resolution<=2 nm", false},
        {"voltage>=20 kV", "voltage<=30 kV", false},
        {"voltage=15 kV", "voltage<=30 kV", true},
        {"voltage=15 kV", "voltage>=1 kV; voltage<=30 kV", true},
        {"voltage=0.5 kV", "voltage>=1 kV; voltage<=30 kV", false},
        {"voltage=40 kV", "voltage>=1 kV; voltage<=30 kV", false},
        {"voltage=15 kV", "voltage=10 kV", false},
        {"material=Si", "material>=3", false},
        /* offered as a range: some value of it does */
        {"temperature<=10 K", "temperature=4-500 K", true},
        {"temperature<=4 K", "temperature=4-500 K", true},
        {"temperature<4 K", "temperature=4-500 K", false},
        {"temperature<=3 K", "temperature=4-500 K", false},
        {"temperature=300 K", "temperature=4-500 K", true},
        {"temperature=600 K", "temperature=4-500 K", false},
        {"temperature>=400 K", "temperature=4-500 K", true},
        {"temperature>=501 K", "temperature=4-500 K", false},
        {"temperature<=500 mK", "temperature=0.3-300 K", true},
        {"temperature<=10 kg", "temperature=4-500 K", false},
        {"temperature=low", "temperature=4-500 K", false},
        {"resolution=0.7 cm-1", "resolution=0.5 cm-1", false},
        {"resolution=0.5 cm-1", "resolution=0.5 cm-1", true},
        {"dose>=0.9 s-1", "dose=0.1 s-1", false},
        /* asked as a range: all of it is wanted */
        {"temperature=10-300 K", "temperature=4-500 K", true},
        {"temperature=1-300 K", "temperature=4-500 K", false},
        {"temperature=10-300 K", "temperature=77 K", false},
        {"temperature=10-300 K", "temperature>=4 K; temperature<=500 K", true},
        {"temperature=10-600 K", "temperature>=4 K; temperature<=500 K", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (met(cases[i].asked, cases[i].offered) != cases[i].met)
            fail_msg("%s of %s", cases[i].asked, cases[i].offered);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(parts_are_read, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(ranges_are_read, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(faults_name_the_part, arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(what_is_met, arena_set_up, arena_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
