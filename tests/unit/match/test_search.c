/* What staff type finds what they mean: the cases of search/cases.tsv, over the demo desk's
 * resources and the offers of search/offers.tsv, by the search and by fit. */
#include "desk.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/file.h"
#include "sharedesk/base/text.h"
#include "sharedesk/exchange/csv.h"
#include "sharedesk/match/candidate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 4, TOP = 3, WANTED_PERCENT = 95 };

/* A line of a file of the cases, by its columns; missing ones are "". */
struct line {
    char *cell[COLUMNS];
};

struct lines {
    struct line *list;
    size_t count, capacity;
};

static struct desk *desk;
static struct match_desk *matching;
static struct lines offers, cases;
static int64_t *demands; /* by case */

static struct lines read_lines(const char *name)
{
    struct lines lines = {0};
    struct err e = ERR_INIT;
    char *data, *save = NULL;
    size_t size;
    const char *path =
        base_arena_printf(desk->arena, "%s/tests/unit/match/search/%s", getenv("TOP"), name);
    desk_must(base_file_read(path, desk->arena, &data, &size, &e), &e);
    for (char *text = strtok_r(data, "\n", &save); text; text = strtok_r(NULL, "\n", &save)) {
        if (text[0] == '#')
            continue;
        struct line *l = base_arena_push(desk->arena, (void **)&lines.list, &lines.count,
                                         &lines.capacity, sizeof *l);
        for (size_t i = 0; i < COLUMNS; i++) {
            char *end = text + strcspn(text, "\t");
            l->cell[i] = base_arena_strndup(desk->arena, text, (size_t)(end - text));
            text = end + (*end != '\0');
        }
    }
    return lines;
}

static const char *cell(const struct exchange_csv *csv, size_t row, const char *column)
{
    for (size_t i = 0; i < csv->header.count; i++) {
        if (strcmp(csv->header.cells[i], column) == 0 && i < csv->rows[row].count)
            return csv->rows[row].cells[i][0] != '\0' ? csv->rows[row].cells[i] : NULL;
    }
    return NULL;
}

/* The demo's resources by what they say of themselves; their bookings are of no matter here. */
static void add_demo(const char *name)
{
    struct err e = ERR_INIT;
    struct exchange_csv csv;
    const struct base_embedded *file = base_embedded_find(name);
    exchange_csv_read(file->data, file->size, desk->arena, &csv);
    for (size_t i = 0; i < csv.count; i++) {
        struct model_resource *r = model_record_new(desk->arena, MODEL_RESOURCE);
        r->head.uid = cell(&csv, i, "uid");
        r->code = cell(&csv, i, "code");
        r->name = cell(&csv, i, "name");
        r->name_alt = cell(&csv, i, "name_alt");
        r->description = cell(&csv, i, "description");
        r->kind = cell(&csv, i, "kind");
        r->manufacturer = cell(&csv, i, "manufacturer");
        r->model = cell(&csv, i, "model");
        r->attributes = cell(&csv, i, "attributes");
        r->notes = cell(&csv, i, "notes");
        desk_must(store_put(desk->store, MODEL_RESOURCE, r, &e), &e);
    }
}

static void add_offers(void)
{
    struct err e = ERR_INIT;
    desk_must(store_begin(desk->store, "import", &e), &e);
    add_demo("data/demo/resources.csv");
    add_demo("data/demo/resources-instruments.csv");
    for (size_t i = 0; i < offers.count; i++) {
        struct model_resource *r = model_record_new(desk->arena, MODEL_RESOURCE);
        r->head.uid = offers.list[i].cell[0];
        r->name = offers.list[i].cell[1];
        r->name_alt = offers.list[i].cell[2];
        r->description = offers.list[i].cell[3];
        r->kind = "instrument";
        desk_must(store_put(desk->store, MODEL_RESOURCE, r, &e), &e);
    }
    desk_must(store_commit(desk->store, &e), &e);
}

/* What each case asks, as a demand. */
static void add_demands(void)
{
    struct err e = ERR_INIT;
    demands = base_arena_array(desk->arena, cases.count, sizeof *demands);
    desk_must(store_begin(desk->store, "import", &e), &e);
    for (size_t i = 0; i < cases.count; i++) {
        struct model_demand *d = model_record_new(desk->arena, MODEL_DEMAND);
        d->title = cases.list[i].cell[1];
        desk_must(store_put(desk->store, MODEL_DEMAND, d, &e), &e);
        demands[i] = d->head.id;
    }
    desk_must(store_commit(desk->store, &e), &e);
}

static int setup(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    desk = desk_new();
    offers = read_lines("offers.tsv");
    cases = read_lines("cases.tsv");
    add_offers();
    add_demands();
    desk_must(match_desk_open(desk->store, &matching, &e), &e);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    match_desk_free(&matching);
    desk_free(&desk);
    return 0;
}

/* ---- what answers --------------------------------------------------------------------------- */

/* The uids of the best, best first, in the arena. */
typedef size_t answer(const char *query, size_t most, const char **uids, struct base_arena *a);

static size_t by_find(const char *query, size_t most, const char **uids, struct base_arena *a)
{
    struct store_found *found;
    struct err e = ERR_INIT;
    size_t count;
    desk_must(store_find(desk->store, MODEL_RESOURCE, query, most, a, &found, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        uids[i] = found[i].uid;
    return count;
}

/* The same as the list of Browse has it: by number, so that all of them count. */
static bool by_list(const char *query, const char *uid, struct base_arena *a)
{
    struct store_list list = {.type = MODEL_RESOURCE, .search = query};
    struct model_resource **records;
    struct err e = ERR_INIT;
    size_t count;
    desk_must(store_list_page(desk->store, &list, 0, true, 0, a, &records, &count, &e), &e);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(records[i]->head.uid, uid) == 0)
            return true;
    }
    return false;
}

static int by_capability(const void *x, const void *y)
{
    const struct match_candidate *a = *(const struct match_candidate *const *)x;
    const struct match_candidate *b = *(const struct match_candidate *const *)y;
    if (a->parts[MATCH_CAPABILITY] != b->parts[MATCH_CAPABILITY])
        return a->parts[MATCH_CAPABILITY] > b->parts[MATCH_CAPABILITY] ? -1 : 1;
    return strcmp(a->uid, b->uid);
}

static int64_t demand_of(const char *query)
{
    for (size_t i = 0; i < cases.count; i++) {
        if (strcmp(cases.list[i].cell[1], query) == 0)
            return demands[i];
    }
    abort();
}

static size_t by_fit(const char *query, size_t most, const char **uids, struct base_arena *a)
{
    struct match_options options = MATCH_OPTIONS_INIT;
    struct match_list list;
    struct err e = ERR_INIT;
    options.all_kinds = true;
    desk_must(match_candidates(matching, demand_of(query), &options, a, &list, &e), &e);
    const struct match_candidate **best = base_arena_array(a, list.count + 1, sizeof *best);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        if (list.candidates[i].parts[MATCH_CAPABILITY] > 0)
            best[count++] = &list.candidates[i];
    }
    qsort(best, count, sizeof *best, by_capability);
    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++)
        uids[i] = best[i]->uid;
    return count;
}

/* ---- the cases ------------------------------------------------------------------------------ */

/* names: uids with blanks between; a star at the end takes any that begin so. */
static bool is_among(const char *uid, const char *names)
{
    for (; *names != '\0'; names += strspn(names, " ")) {
        size_t n = strcspn(names, " ");
        if (names[n - 1] == '*' ? strncmp(uid, names, n - 1) == 0
                                : strlen(uid) == n && strncmp(uid, names, n) == 0)
            return true;
        names += n;
    }
    return false;
}

static bool hits(const struct line *c, const char *const *uids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_among(uids[i], c->cell[2]))
            return true;
        if (is_among(uids[i], c->cell[3]))
            return false; /* the look-alike came first */
    }
    return false;
}

struct tally {
    const char *class;
    size_t cases, hits;
};

static void tell_miss(const char *way, const struct line *c, const char *const *uids, size_t count)
{
    fprintf(stderr, "%s misses %s \"%s\":", way, c->cell[0], c->cell[1]);
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, " %s", uids[i]);
    fprintf(stderr, "\n");
}

static void run_cases(const char *way, answer *ask)
{
    struct tally classes[16] = {{0}};
    size_t class_count = 0, all = 0;
    struct base_arena *a = base_arena_new();
    for (size_t i = 0; i < cases.count; i++) {
        const struct line *c = &cases.list[i];
        const char *uids[TOP];
        base_arena_reset(a);
        size_t count = ask(c->cell[1], TOP, uids, a);
        if (class_count == 0 || strcmp(classes[class_count - 1].class, c->cell[0]) != 0)
            classes[class_count++].class = c->cell[0];
        struct tally *t = &classes[class_count - 1];
        bool hit = hits(c, uids, count);
        t->cases++;
        t->hits += hit;
        all += hit;
        if (!hit)
            tell_miss(way, c, uids, count);
    }
    for (size_t i = 0; i < class_count; i++)
        fprintf(stderr, "%s: %s %zu of %zu\n", way, classes[i].class, classes[i].hits,
                classes[i].cases);
    fprintf(stderr, "%s: %zu of %zu\n", way, all, cases.count);
    base_arena_free(&a);
    assert_true(cases.count >= 200);
    assert_true(100 * all >= WANTED_PERCENT * cases.count);
}

static void find_finds_what_is_meant(void **state)
{
    (void)state;
    run_cases("find", by_find);
}

static void fit_finds_what_is_meant(void **state)
{
    (void)state;
    run_cases("fit", by_fit);
}

/* What find shows, the search box of Browse shows too. */
static void the_list_has_what_find_finds(void **state)
{
    (void)state;
    struct base_arena *a = base_arena_new();
    for (size_t i = 0; i < cases.count; i += 7) {
        const char *uids[TOP];
        base_arena_reset(a);
        size_t count = by_find(cases.list[i].cell[1], TOP, uids, a);
        for (size_t k = 0; k < count; k++)
            assert_true(by_list(cases.list[i].cell[1], uids[k], a));
    }
    base_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_finds_what_is_meant),
        cmocka_unit_test(fit_finds_what_is_meant),
        cmocka_unit_test(the_list_has_what_find_finds),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
