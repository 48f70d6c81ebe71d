/* What people write for a record, what they search for, and what becomes of doubles. */
#include "desk.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int setup(void **state)
{
    *state = desk_new();
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    desk_free(&d);
    return 0;
}

static int64_t resolved(struct desk *d, enum model_type type, const char *text)
{
    struct store_ref ref;
    struct err e = ERR_INIT;
    desk_must(store_resolve(d->store, type, text, &ref, &e), &e);
    return ref.id;
}

static enum err_code unresolved(struct desk *d, enum model_type type, const char *text,
                                struct err *e)
{
    struct store_ref ref;
    return store_resolve(d->store, type, text, &ref, e);
}

static int64_t add_resource(struct desk *d, const char *uid, const char *code, const char *name)
{
    struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
    r->head.uid = uid;
    r->code = code;
    r->name = name;
    return desk_add(d->store, MODEL_RESOURCE, r);
}

static void uid_goes_before_number_before_code_before_name(void **state)
{
    struct desk *d = *state;
    assert_int_equal(add_resource(d, "one", "R3", "two"), 1);
    assert_int_equal(add_resource(d, "R1", "two", "R3"), 2);
    assert_int_equal(add_resource(d, "three", "one", "four"), 3);
    assert_int_equal(resolved(d, MODEL_RESOURCE, "R1"), 2);
    assert_int_equal(resolved(d, MODEL_RESOURCE, "R3"), 3);
    assert_int_equal(resolved(d, MODEL_RESOURCE, "one"), 1);
    assert_int_equal(resolved(d, MODEL_RESOURCE, "two"), 2);
    assert_int_equal(resolved(d, MODEL_RESOURCE, "four"), 3);
    assert_int_equal(resolved(d, MODEL_ANY, "four"), 3);
}

static void two_hits_are_refused_with_both_names(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    add_resource(d, NULL, NULL, "SEM");
    add_resource(d, NULL, NULL, "SEM");
    assert_int_equal(unresolved(d, MODEL_RESOURCE, "SEM", &e), ERR_AMBIGUOUS);
    assert_non_null(strstr(e.why, "R1"));
    assert_non_null(strstr(e.why, "R2"));
    /* One that has retired no longer stands in the way of the other, but is found alone. */
    desk_must(store_begin(d->store, "retire", &e), &e);
    desk_must(store_retire(d->store, (struct store_ref){MODEL_RESOURCE, 1}, &e), &e);
    desk_must(store_commit(d->store, &e), &e);
    assert_int_equal(resolved(d, MODEL_RESOURCE, "SEM"), 2);
    desk_must(store_begin(d->store, "retire", &e), &e);
    desk_must(store_retire(d->store, (struct store_ref){MODEL_RESOURCE, 2}, &e), &e);
    desk_must(store_commit(d->store, &e), &e);
    assert_int_equal(unresolved(d, MODEL_RESOURCE, "SEM", &e), ERR_AMBIGUOUS);
}

static void what_is_not_there_is_told(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    desk_add_organisation(d, "Hexi");
    assert_int_equal(unresolved(d, MODEL_RESOURCE, "O1", &e), ERR_NOT_FOUND);
    assert_non_null(strstr(e.why, "Organisations"));
    assert_int_equal(unresolved(d, MODEL_RESOURCE, "hexi", &e), ERR_NOT_FOUND);
    assert_int_equal(unresolved(d, MODEL_ORGANISATION, "hexi", &e), ERR_NOT_FOUND); /* exact */
    assert_int_equal(unresolved(d, MODEL_ANY, "O2", &e), ERR_NOT_FOUND);
    assert_int_equal(unresolved(d, MODEL_ANY, "", &e), ERR_NOT_FOUND);
}

static void links_to_any_type_go_out_and_come_back(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_ref ref;
    add_resource(d, "a:b", NULL, "SEM");
    const char *text =
        store_anyref_write(d->store, (struct store_ref){MODEL_RESOURCE, 1}, d->arena);
    assert_string_equal(text, "resource:a:b");
    desk_must(store_anyref_read(d->store, text, &ref, &e), &e);
    assert_int_equal(ref.type, MODEL_RESOURCE);
    assert_int_equal(ref.id, 1);
    assert_int_equal(store_anyref_read(d->store, "nothing:x", &ref, &e), ERR_VALUE);
    assert_int_equal(store_anyref_read(d->store, NULL, &ref, &e), ERR_VALUE);
    struct model_contact *c = model_record_new(d->arena, MODEL_CONTACT);
    c->title = "Call", c->at = DESK_NOW, c->record = "resource:R1";
    desk_add(d->store, MODEL_CONTACT, c);
    desk_must(store_get(d->store, MODEL_CONTACT, c->head.id, d->arena, &c, &e), &e);
    assert_string_equal(c->record, "resource:a:b");
    const struct model_field *f = model_field_find(model_type_info(MODEL_CONTACT), "record");
    assert_string_equal(model_value_format(f, c, store_format_number(d->store), d->arena), "R1");
    assert_string_equal(model_value_format(f, c, store_format_title(d->store), d->arena), "SEM");
}

/* ---- search ---- */

static size_t found(struct desk *d, enum model_type type, const char *text, struct store_found **f)
{
    struct err e = ERR_INIT;
    size_t count;
    desk_must(store_find(d->store, type, text, 0, d->arena, f, &count, &e), &e);
    return count;
}

static void text_is_found_in_both_languages(void **state)
{
    struct desk *d = *state;
    struct store_found *f;
    add_resource(d, NULL, "SEM-1", "扫描电子显微镜 Zeiss");
    add_resource(d, NULL, NULL, "Confocal microscope");
    struct model_demand *demand = model_record_new(d->arena, MODEL_DEMAND);
    demand->title = "Two hours", demand->description = "of a confocal microscope, please";
    desk_add(d->store, MODEL_DEMAND, demand);
    assert_int_equal(found(d, MODEL_ANY, "电子", &f), 1);
    assert_string_equal(f[0].title, "扫描电子显微镜 Zeiss");
    assert_int_equal(found(d, MODEL_ANY, "显微镜", &f), 3); /* microscopes, too */
    assert_int_equal(found(d, MODEL_ANY, "镜微", &f), 0);
    assert_int_equal(found(d, MODEL_ANY, "zei", &f), 1);
    assert_int_equal(found(d, MODEL_ANY, "sem-1", &f), 1);
    assert_int_equal(found(d, MODEL_ANY, "confocal", &f), 2);
    assert_int_equal(f[0].ref.type, MODEL_RESOURCE); /* a hit in the title is better */
    assert_int_equal(found(d, MODEL_DEMAND, "confocal", &f), 1);
    assert_int_equal(found(d, MODEL_ANY, "microscope conf", &f), 2);
    assert_int_equal(found(d, MODEL_ANY, "\"*'); --", &f), 0);
}

static void one_typing_error_is_forgiven(void **state)
{
    struct desk *d = *state;
    static const char *const TYPED[] = {"microscpoe", "microscoope",         "micrscope",
                                        "nicroscope", "confocal mikroscope", "confical micro"};
    struct store_found *f;
    add_resource(d, NULL, NULL, "Confocal microscope");
    for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++) {
        if (found(d, MODEL_RESOURCE, TYPED[i], &f) != 1)
            fail_msg("%s finds nothing", TYPED[i]);
    }
    assert_int_equal(found(d, MODEL_RESOURCE, "mykroscope", &f), 0);
}

static void best_comes_first(void **state)
{
    struct desk *d = *state;
    static const char *const ORDER[] = {
        "Raman", "Ramanujan room", "SERS", "Lamp", "Bench for films",
    };
    struct store_found *f;
    for (size_t i = 4; i > 0; i--) {
        struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
        r->name = ORDER[i];
        r->description = i == 3 ? "in Raman's laboratory" : i == 4 ? "next to Ramanujan" : NULL;
        desk_add(d->store, MODEL_RESOURCE, r);
    }
    add_resource(d, NULL, NULL, "Raman");
    assert_int_equal(found(d, MODEL_RESOURCE, "raman", &f), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(f[i].title, ORDER[i]);
}

/* Names that mean the same find each other, kinds of a thing are found by its name, and as little
 * as needed is forgiven. */
static void what_is_meant_is_found(void **state)
{
    struct desk *d = *state;
    static const struct {
        const char *typed, *meant; /* NULL: nothing */
    } CASES[] = {
        {"SEM", "扫描电镜"},
        {"scanning electron microscopes", "扫描电镜"},
        {"electron microscope", "扫描电镜"},
        {"显微镜", "扫描电镜"},
        {"scaning electron microscope", "扫描电镜"},
        {"scanning elec", "扫描电镜"}, /* a name that is not finished */
        {"SEM 扫描电镜", "扫描电镜"},
        {"a SEM for steel", "扫描电镜"}, /* the name, if the rest is nowhere */
        {"TEM", NULL},
        {"centre", "Analyser center"},
        {"analyzers", "Analyser center"},
        {"600MHz", "Probe 600 MHz"},
        {"600 mhz", "Probe 600 MHz"},
        {"batteries", "Battery room"},
        {"检测 样品", "样品与检测"}, /* two words, wherever they stand */
        {"cabin of the battery", "Battery room"},
    };
    struct store_found *f;
    add_resource(d, NULL, NULL, "扫描电镜");
    add_resource(d, NULL, NULL, "Analyser center");
    add_resource(d, NULL, NULL, "Probe 600 MHz");
    add_resource(d, NULL, NULL, "Battery room");
    add_resource(d, NULL, NULL, "样品与检测");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        size_t count = found(d, MODEL_RESOURCE, CASES[i].typed, &f);
        const char *first = count > 0 ? f[0].title : "nothing";
        if (count != (CASES[i].meant != NULL) || (count > 0 && strcmp(first, CASES[i].meant) != 0))
            fail_msg("%s finds %zu: %s", CASES[i].typed, count, first);
    }
}

/* What stands in thesaurus.tsv beside the desk counts from the next search on. */
static void a_desk_has_names_of_its_own(void **state)
{
    struct desk *d = *state;
    struct store_found *f;
    struct err e = ERR_INIT;
    char path[128];
    add_resource(d, NULL, NULL, "扫描电镜");
    assert_int_equal(found(d, MODEL_RESOURCE, "Big Bertha", &f), 0);
    snprintf(path, sizeof path, "%s/thesaurus.tsv", d->directory);
    static const char OWN[] = "SEM\tBig Bertha\n";
    desk_must(base_file_write(path, OWN, sizeof OWN - 1, &e), &e);
    assert_int_equal(found(d, MODEL_RESOURCE, "Big Bertha", &f), 1);
    static const char BAD[] = "SEM\tBig Bertha\n<x\ty\n";
    desk_must(base_file_write(path, BAD, sizeof BAD - 1, &e), &e);
    struct store *again = desk_again(d, "anna");
    size_t count;
    const char *const *faults = store_policy_faults(again, &count);
    assert_int_equal(count, 1);
    assert_non_null(strstr(faults[0], "thesaurus.tsv:2: "));
    store_close(&again);
    assert_int_equal(found(d, MODEL_RESOURCE, "Big Bertha", &f), 1);
    unlink(path);
    assert_int_equal(found(d, MODEL_RESOURCE, "Big Bertha", &f), 0);
}

/* A page pasted into the search: an answer, not minutes of guessing. */
static void a_page_of_words_is_answered_soon(void **state)
{
    struct desk *d = *state;
    struct store_found *f;
    struct base_text page = {0};
    add_resource(d, NULL, NULL, "Confocal microscope");
    for (int i = 0; i < 20000; i++)
        base_text_printf(&page, "wordnumber%d 镜%s", i, i % 2 ? "头" : " ");
    assert_int_equal(found(d, MODEL_ANY, page.s, &f), 0);
    base_text_clear(&page);
    for (int i = 0; i < 20000; i++)
        base_text_add(&page, "镜");
    assert_int_equal(found(d, MODEL_ANY, page.s, &f), 0);
    base_text_free(&page);
}

static void the_index_follows_every_change(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_found *f;
    struct model_resource *r;
    int64_t id = add_resource(d, NULL, NULL, "Balance");
    desk_must(store_get(d->store, MODEL_RESOURCE, id, d->arena, &r, &e), &e);
    r->name = "Centrifuge";
    desk_must(store_begin(d->store, "test", &e), &e);
    desk_must(store_put(d->store, MODEL_RESOURCE, r, &e), &e);
    assert_int_equal(found(d, MODEL_ANY, "centrifuge", &f), 1); /* within the change already */
    desk_must(store_commit(d->store, &e), &e);
    assert_int_equal(found(d, MODEL_ANY, "balance", &f), 0);
    desk_must(store_rebuild(d->store, &e), &e);
    assert_int_equal(found(d, MODEL_ANY, "centrifuge", &f), 1);
}

/* ---- merging ---- */

static void a_double_gives_its_links_and_facts(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    int64_t into = desk_add_organisation(d, "Hexi University");
    int64_t other = desk_add_organisation(d, "Univ. of Hexi");
    struct model_organisation *o;
    desk_must(store_get(d->store, MODEL_ORGANISATION, other, d->arena, &o, &e), &e);
    o->code = "HX", o->url = "https://example.org";
    desk_must(desk_put(d->store, MODEL_ORGANISATION, o, &e), &e);
    desk_must(store_get(d->store, MODEL_ORGANISATION, into, d->arena, &o, &e), &e);
    o->parent = other;
    desk_must(desk_put(d->store, MODEL_ORGANISATION, o, &e), &e);
    int64_t resource = desk_add_resource(d, "SEM", other);
    struct model_contact *c = model_record_new(d->arena, MODEL_CONTACT);
    c->title = "Call", c->at = DESK_NOW;
    c->record =
        store_anyref_write(d->store, (struct store_ref){MODEL_ORGANISATION, other}, d->arena);
    desk_add(d->store, MODEL_CONTACT, c);

    struct store_ref from_ref = {MODEL_ORGANISATION, other}, into_ref = {MODEL_ORGANISATION, into};
    desk_must(store_merge(d->store, from_ref, into_ref, &e), &e);
    desk_must(store_get(d->store, MODEL_ORGANISATION, into, d->arena, &o, &e), &e);
    assert_string_equal(o->code, "HX");
    assert_string_equal(o->url, "https://example.org");
    assert_string_equal(o->name, "Hexi University");
    assert_int_equal(o->parent, BASE_NONE);
    assert_int_equal(resolved(d, MODEL_ORGANISATION, "Univ. of Hexi"), into);
    assert_int_equal(resolved(d, MODEL_ORGANISATION, "O2"), into);
    struct store_link *links;
    size_t count;
    desk_must(store_links_to(d->store, into_ref, d->arena, &links, &count, &e), &e);
    assert_int_equal(count, 2);
    assert_int_equal(links[0].type, MODEL_RESOURCE);
    assert_int_equal(links[1].count, 1);
    assert_int_equal(store_merge(d->store, from_ref, into_ref, &e), ERR_REFUSED);
    assert_int_equal(store_merge(d->store, into_ref, into_ref, &e), ERR_REFUSED);

    struct store_change change;
    desk_must(store_undo(d->store, d->arena, &change, &e), &e);
    assert_string_equal(change.action, "merge");
    struct model_resource *r;
    desk_must(store_get(d->store, MODEL_RESOURCE, resource, d->arena, &r, &e), &e);
    assert_int_equal(r->owner, other);
    assert_int_equal(resolved(d, MODEL_ORGANISATION, "HX"), other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(uid_goes_before_number_before_code_before_name, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(two_hits_are_refused_with_both_names, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(links_to_any_type_go_out_and_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(text_is_found_in_both_languages, setup, teardown),
        cmocka_unit_test_setup_teardown(one_typing_error_is_forgiven, setup, teardown),
        cmocka_unit_test_setup_teardown(best_comes_first, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_meant_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(a_desk_has_names_of_its_own, setup, teardown),
        cmocka_unit_test_setup_teardown(a_page_of_words_is_answered_soon, setup, teardown),
        cmocka_unit_test_setup_teardown(the_index_follows_every_change, setup, teardown),
        cmocka_unit_test_setup_teardown(a_double_gives_its_links_and_facts, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
