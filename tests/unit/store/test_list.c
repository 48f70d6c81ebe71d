/* Windows over the records: any walk by pages gives the whole in order, and a filter gives what
 * looking at every record would. */
#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RESOURCES = 60 };

static const char *const NAMES[] = {"Alpha", "alpha", "Beta scope", "扫描电镜",
                                    "Gamma", "beta",  "Émile",      "Zeta"};
static const char *const KINDS[] = {NULL, "instrument", "facility.key_lab", "facility", "service"};
static const char *const STATES[] = {NULL, "active", "maintenance", "retired"};

static int setup(void **state)
{
    struct desk *d = desk_new();
    struct err e = ERR_INIT;
    int64_t owners[] = {BASE_NONE, desk_add_organisation(d, "Hexi University"),
                        desk_add_organisation(d, "academy of Hedong")};
    desk_must(store_begin(d->store, "test", &e), &e);
    for (int i = 0; i < RESOURCES; i++) {
        struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
        r->name = NAMES[i * 7 % 8];
        r->kind = KINDS[i * 3 % 5];
        r->status = STATES[i % 4];
        r->owner = owners[i % 3];
        r->price_member = i % 4 ? i * 1000 : BASE_NONE;
        r->seats = i % 5 ? i % 5 : BASE_NONE;
        r->description = i % 6 ? NULL : "Looks into cells";
        desk_must(store_put(d->store, MODEL_RESOURCE, r, &e), &e);
        if (i % 11 == 0)
            desk_must(store_retire(d->store, (struct store_ref){MODEL_RESOURCE, r->head.id}, &e),
                      &e);
    }
    desk_must(store_commit(d->store, &e), &e);
    *state = d;
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    desk_free(&d);
    return 0;
}

static const struct model_field *field(const char *name)
{
    return model_field_find(model_type_info(MODEL_RESOURCE), name);
}

static struct model_resource **all(struct desk *d, const struct store_list *list, size_t *count)
{
    struct model_resource **records;
    struct err e = ERR_INIT;
    desk_must(store_list_page(d->store, list, 0, true, 0, d->arena, &records, count, &e), &e);
    return records;
}

static void pages_make_the_whole(struct desk *d, const struct store_list *list, size_t limit,
                                 bool forward)
{
    size_t total, seen = 0;
    struct model_resource **whole = all(d, list, &total);
    int64_t anchor = 0;
    for (;;) {
        struct model_resource **page;
        size_t count;
        struct err e = ERR_INIT;
        desk_must(
            store_list_page(d->store, list, anchor, forward, limit, d->arena, &page, &count, &e),
            &e);
        if (count == 0)
            break;
        size_t start = forward ? seen : total - seen - count;
        for (size_t i = 0; i < count; i++)
            assert_int_equal(page[i]->head.id, whole[start + i]->head.id);
        seen += count;
        anchor = page[forward ? count - 1 : 0]->head.id;
    }
    assert_int_equal(seen, total);
}

static void any_walk_by_pages_gives_the_whole_in_order(void **state)
{
    struct desk *d = *state;
    static const char *const SORTS[] = {NULL,           "name",  "kind", "owner",
                                        "price_member", "seats", "uid",  "description"};
    for (size_t i = 0; i < sizeof SORTS / sizeof *SORTS; i++) {
        for (int way = 0; way < 8; way++) {
            struct store_list list = {.type = MODEL_RESOURCE,
                                      .sort = SORTS[i] ? field(SORTS[i]) : NULL,
                                      .descending = way & 1,
                                      .with_retired = way & 2};
            pages_make_the_whole(d, &list, 1, way & 4);
            pages_make_the_whole(d, &list, 7, way & 4);
            pages_make_the_whole(d, &list, 1000, way & 4);
        }
    }
}

static void the_order_is_what_people_expect(void **state)
{
    struct desk *d = *state;
    size_t count;
    struct store_list list = {.type = MODEL_RESOURCE, .sort = field("owner")};
    struct model_resource **r = all(d, &list, &count);
    for (size_t i = 1; i < count; i++) {
        /* none, the academy (2, small a), the university (1) */
        static const int rank[] = {0, 2, 1};
        int64_t a = r[i - 1]->owner, b = r[i]->owner;
        int ra = a == BASE_NONE ? 0 : rank[a], rb = b == BASE_NONE ? 0 : rank[b];
        assert_true(ra <= rb);
        assert_true(ra != rb || r[i - 1]->head.id < r[i]->head.id);
    }
}

/* ---- filters against looking at every record ---- */

static bool is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

static bool cheap(const struct model_resource *r)
{
    return r->price_member != BASE_NONE && r->price_member < 100 * 100;
}

static bool dear_or_alpha(const struct model_resource *r)
{
    return (r->price_member != BASE_NONE && r->price_member >= 30050) || is(r->name, "Alpha");
}

static bool facility(const struct model_resource *r)
{
    return is(r->kind, "facility") || is(r->kind, "facility.key_lab");
}

static bool no_facility(const struct model_resource *r)
{
    return !facility(r);
}

static bool active(const struct model_resource *r)
{
    return !r->status || is(r->status, "active");
}

static bool of_university(const struct model_resource *r)
{
    return r->owner == 1;
}

static bool of_others(const struct model_resource *r)
{
    return r->owner != 1;
}

static bool of_someone(const struct model_resource *r)
{
    return r->owner != BASE_NONE;
}

static bool named_beta(const struct model_resource *r)
{
    return is(r->name, "Beta scope") || is(r->name, "beta");
}

static bool named_sem(const struct model_resource *r)
{
    return is(r->name, "扫描电镜");
}

static bool not_cheap(const struct model_resource *r)
{
    return !cheap(r);
}

static bool with_cells(const struct model_resource *r)
{
    return r->description != NULL;
}

static bool named_emile(const struct model_resource *r)
{
    return is(r->name, "Émile");
}

static bool none(const struct model_resource *r)
{
    (void)r;
    return false;
}

static const struct {
    const char *text;
    bool (*fits)(const struct model_resource *);
} FILTERS[] = {
    {"price_member<100", cheap},
    {"not price_member<100", not_cheap},
    {"price_member>=300.50 or name=Alpha", dear_or_alpha},
    {"kind=facility", facility},
    {"kind!=facility", no_facility},
    {"status=active", active},
    {"owner=O1", of_university},
    {"owner=\"Hexi University\"", of_university},
    {"owner!=O1", of_others},
    {"owner~academy or owner~HEXI", of_someone},
    {"owner", of_someone},
    {"name~BETA", named_beta},
    {"name~电镜", named_sem},
    {"name=扫描电镜", named_sem},
    {"name~éMILE", named_emile},
    {"looks", with_cells},
    {"\"into cells\"", with_cells},
    {"电镜", named_sem},
    {"seats=9", none},
    {"name='; DROP TABLE resources; --'", none},
};

static void a_filter_gives_what_looking_at_every_record_would(void **state)
{
    struct desk *d = *state;
    struct store_list everything = {.type = MODEL_RESOURCE};
    size_t total;
    struct model_resource **records = all(d, &everything, &total);
    for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++) {
        struct store_list list = {.type = MODEL_RESOURCE};
        struct err e = ERR_INIT;
        size_t count, next = 0;
        int64_t counted;
        if (model_filter_parse(model_type_info(MODEL_RESOURCE), FILTERS[i].text, d->arena,
                               &list.filter, &e) != ERR_NONE) {
            print_message("%s: %s\n", FILTERS[i].text, e.why);
            continue; /* the grammar is the model's matter */
        }
        struct model_resource **found = all(d, &list, &count);
        for (size_t k = 0; k < total; k++) {
            if (!FILTERS[i].fits(records[k]))
                continue;
            if (next >= count || found[next]->head.id != records[k]->head.id)
                fail_msg("%s: R%d is missing", FILTERS[i].text, (int)records[k]->head.id);
            next++;
        }
        if (next != count)
            fail_msg("%s: R%d is too many", FILTERS[i].text, (int)found[next]->head.id);
        desk_must(store_list_count(d->store, &list, 0, &counted, &e), &e);
        assert_int_equal(counted, count);
    }
}

static size_t filtered(struct desk *d, enum model_type type, const char *text)
{
    struct store_list list = {.type = type};
    struct err e = ERR_INIT;
    int64_t count;
    desk_must(model_filter_parse(model_type_info(type), text, d->arena, &list.filter, &e), &e);
    desk_must(store_list_count(d->store, &list, 0, &count, &e), &e);
    return (size_t)count;
}

static void a_bare_date_is_the_whole_day(void **state)
{
    struct desk *d = *state;
    int64_t day = 20800 * INT64_C(86400); /* 2026-12-13 */
    desk_add_booking(d, 2, 1, day, day + 3600);
    desk_add_booking(d, 2, 1, day + 82800, day + 86400);
    desk_add_booking(d, 2, 1, day + 86400, day + 90000);
    assert_int_equal(filtered(d, MODEL_BOOKING, "start=2026-12-13"), 2);
    assert_int_equal(filtered(d, MODEL_BOOKING, "start>2026-12-13"), 1);
    assert_int_equal(filtered(d, MODEL_BOOKING, "start<=2026-12-13"), 2);
    assert_int_equal(filtered(d, MODEL_BOOKING, "end<=2026-12-13"), 2);
    assert_int_equal(filtered(d, MODEL_BOOKING, "end=2026-12-13"), 2);
    assert_int_equal(filtered(d, MODEL_BOOKING, "end>2026-12-13"), 1);
    assert_int_equal(filtered(d, MODEL_BOOKING, "start>=2026-12-13T23:00:00Z"), 2);
    assert_int_equal(filtered(d, MODEL_BOOKING, "start~2026-12-13"), 2);
    assert_int_equal(filtered(d, MODEL_BOOKING, "status=confirmed"), 3);
    assert_int_equal(filtered(d, MODEL_BOOKING, "status!=cancelled"), 3);
}

static void retired_ones_are_left_out_unless_meant(void **state)
{
    struct desk *d = *state;
    size_t some = filtered(d, MODEL_RESOURCE, "");
    assert_int_equal(some, RESOURCES - 6);
    assert_int_equal(filtered(d, MODEL_RESOURCE, "retired"), 6);
}

static void a_link_and_a_search_restrict_a_list(void **state)
{
    struct desk *d = *state;
    struct store_list list = {.type = MODEL_RESOURCE, .link = field("owner"), .link_id = 1};
    size_t count;
    struct model_resource **r = all(d, &list, &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(r[i]->owner, 1);
    list = (struct store_list){.type = MODEL_RESOURCE, .search = "scope be"};
    r = all(d, &list, &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(r[i]->name, "Beta scope");
    list.search = "--";
    all(d, &list, &count);
    assert_int_equal(count, 0);
}

static struct model_resource **page(struct desk *d, const struct store_list *list, int64_t anchor,
                                    bool forward, size_t limit, size_t *count)
{
    struct err e = ERR_INIT;
    struct model_resource **r;
    desk_must(store_list_page(d->store, list, anchor, forward, limit, d->arena, &r, count, &e), &e);
    return r;
}

/* More than are ranked: the best as store_find has them, the others by number, each once, from
 * either end, whatever the size of the pages. */
static void the_best_come_first_in_a_search(void **state)
{
    enum { MANY = 230 };
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct store_found *found;
    size_t found_count, n, seen = 0;
    int64_t ids[MANY + 1], anchor = 0;
    desk_must(store_begin(d->store, "test", &e), &e);
    for (int i = 0; i <= MANY; i++) {
        struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
        r->name = i == MANY ? "Cyclotron" : "Bench";
        r->description = i == MANY ? NULL : "stands beside the cyclotron of the hall";
        desk_must(store_put(d->store, MODEL_RESOURCE, r, &e), &e);
    }
    desk_must(store_commit(d->store, &e), &e);
    struct store_list list = {.type = MODEL_RESOURCE, .search = "cyclotron", .best_first = true};
    desk_must(
        store_find(d->store, MODEL_RESOURCE, "cyclotron", 0, d->arena, &found, &found_count, &e),
        &e);
    assert_int_equal(found_count, MANY + 1);
    struct model_resource **r = page(d, &list, 0, true, 7, &n);
    for (; n > 0; r = page(d, &list, anchor, true, 7, &n))
        for (size_t i = 0; i < n; i++) {
            assert_true(seen <= MANY);
            ids[seen++] = anchor = r[i]->head.id;
        }
    assert_int_equal(seen, MANY + 1);
    assert_string_equal(page(d, &list, 0, true, 1, &n)[0]->name, "Cyclotron");
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(ids[i], found[i].ref.id);
    for (size_t i = 201; i < seen; i++)
        assert_true(ids[i - 1] < ids[i]);
    r = page(d, &list, 0, false, 9, &n);
    for (; n > 0; r = page(d, &list, anchor, false, 9, &n)) {
        for (size_t i = n; i-- > 0;)
            assert_int_equal(r[i]->head.id, ids[--seen]);
        anchor = r[0]->head.id;
    }
    assert_int_equal(seen, 0);
    list.descending = true; /* an order that was asked for */
    assert_string_equal(page(d, &list, 0, true, 1, &n)[0]->name, "Cyclotron");
    assert_string_equal(page(d, &list, 0, false, 1, &n)[0]->name, "Bench");
}

/* One that was renamed since, or retired, leaves no place: the list begins anew, and is not empty.
 */
static void the_best_begin_anew_where_the_anchor_is_gone(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    int64_t ids[4];
    size_t n;
    for (int i = 0; i < 4; i++) {
        struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
        r->name = "Cyclotron";
        ids[i] = desk_add(d->store, MODEL_RESOURCE, r);
    }
    struct store_list list = {.type = MODEL_RESOURCE, .search = "cyclotron", .best_first = true};
    assert_int_equal(page(d, &list, ids[1], true, 9, &n)[0]->head.id, ids[2]);
    struct model_resource *r;
    desk_must(store_get(d->store, MODEL_RESOURCE, ids[1], d->arena, &r, &e), &e);
    r->name = "Bench";
    desk_must(desk_put(d->store, MODEL_RESOURCE, r, &e), &e);
    desk_must(store_begin(d->store, "test", &e), &e);
    desk_must(store_retire(d->store, (struct store_ref){MODEL_RESOURCE, ids[2]}, &e), &e);
    desk_must(store_commit(d->store, &e), &e);
    for (int i = 1; i <= 2; i++) {
        struct model_resource **again = page(d, &list, ids[i], true, 9, &n);
        assert_int_equal(n, 2);
        assert_int_equal(again[0]->head.id, ids[0]);
        page(d, &list, ids[i], false, 9, &n);
        assert_int_equal(n, 0);
    }
    assert_int_equal(page(d, &list, ids[3], false, 9, &n)[0]->head.id, ids[0]);
}

static enum err_code note_uid(void *context, const void *record, struct err *e)
{
    char *last = context;
    const struct model_head *head = record;
    (void)e;
    assert_true(strcmp(last, head->uid) < 0);
    snprintf(last, 65, "%s", head->uid);
    return ERR_NONE;
}

static enum err_code stop_at_third(void *context, const void *record, struct err *e)
{
    int *seen = context;
    (void)record;
    return ++*seen == 3 ? err_set(e, ERR_CANCELLED, "", NULL, "enough") : ERR_NONE;
}

static void each_goes_through_all_and_stops_when_told(void **state)
{
    struct desk *d = *state;
    struct store_list list = {.type = MODEL_RESOURCE, .with_retired = true};
    struct err e = ERR_INIT;
    char last[65] = "";
    int seen = 0;
    desk_must(store_each(d->store, &list, true, note_uid, last, &e), &e);
    assert_int_equal(store_each(d->store, &list, false, stop_at_third, &seen, &e), ERR_CANCELLED);
    assert_int_equal(seen, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_walk_by_pages_gives_the_whole_in_order, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_order_is_what_people_expect, setup, teardown),
        cmocka_unit_test_setup_teardown(a_filter_gives_what_looking_at_every_record_would, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_bare_date_is_the_whole_day, setup, teardown),
        cmocka_unit_test_setup_teardown(retired_ones_are_left_out_unless_meant, setup, teardown),
        cmocka_unit_test_setup_teardown(a_link_and_a_search_restrict_a_list, setup, teardown),
        cmocka_unit_test_setup_teardown(the_best_come_first_in_a_search, setup, teardown),
        cmocka_unit_test_setup_teardown(the_best_begin_anew_where_the_anchor_is_gone, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(each_goes_through_all_and_stops_when_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
