/* How long the store takes: RECORDS resources (100,000, or the first argument, or $RECORDS) put in
 * one change, then pages, search, filters, export order and check. Times in milliseconds; where
 * plain SQL would give the same or nearly so, its time on the same file beside it. test-link:
 * -lsqlite3 */
#include "desk.h"

#include "sharedesk/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sqlite3.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double since;
static sqlite3 *peer;

/* The rows of a statement on a second connection to the desk's file, all read. */
static double run_peer(const char *sql)
{
    sqlite3_stmt *statement;
    double begin = now();
    if (sqlite3_prepare_v2(peer, sql, -1, &statement, NULL) != SQLITE_OK) {
        printf("%s\n", sqlite3_errmsg(peer));
        abort();
    }
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            sqlite3_column_text(statement, i);
    sqlite3_finalize(statement);
    return now() - begin;
}

/* sql: what one would write without the store, or NULL. */
static void lap_against(const char *what, const char *sql)
{
    double took = now() - since;
    printf("%-44s %10.1f ms", what, took);
    if (sql) {
        double theirs = run_peer(sql);
        printf("   plain SQL %10.1f ms  %8.2f x", theirs, took / theirs);
    }
    putchar('\n');
    fflush(stdout);
    since = now();
}

static void lap(const char *what)
{
    lap_against(what, NULL);
}

static void fill(struct desk *d, int64_t records)
{
    static const char *const KINDS[] = {"instrument", "facility.key_lab", "database.library",
                                        "service"};
    static const char *const WORDS[] = {"Confocal", "扫描电镜",        "Mass", "X-ray",
                                        "光谱仪",   "Nanolithography", "Cryo"};
    static const char *const NOUNS[] = {"microscope", "系统", "spectrometer", "diffractometer",
                                        "平台"};
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    desk_must(store_begin(d->store, "import", &e), &e);
    for (int64_t i = 0; i < records; i++) {
        struct model_resource *r = model_record_new(a, MODEL_RESOURCE);
        r->name =
            base_arena_printf(a, "%s %s %" PRId64, WORDS[i % 7], NOUNS[i % 5], i * 7919 % 100003);
        r->description = "Looks into cells and surfaces 用于材料与生物样品的高分辨率成像";
        r->kind = KINDS[i % 4];
        r->owner = 1 + i % 50;
        r->price_member = i % 1000 * 100;
        r->open_hours = "Mon-Fri 08:30-12:00 13:30-17:30";
        r->location = base_arena_printf(a, "Building %d, room %d", (int)(i % 40), (int)(i % 300));
        desk_must(store_put(d->store, MODEL_RESOURCE, r, &e), &e);
        base_arena_reset(a);
    }
    lap("put");
    desk_must(store_commit(d->store, &e), &e);
    lap("commit");
    base_arena_free(&a);
}

static void page(struct desk *d, const char *what, const struct store_list *list, int64_t anchor,
                 const char *sql)
{
    struct model_resource **records;
    struct err e = ERR_INIT;
    size_t count;
    desk_must(store_list_page(d->store, list, anchor, true, 50, d->arena, &records, &count, &e),
              &e);
    lap_against(what, sql);
}

/* Best first, so that all have to be looked at; the peer ranks by something simple. */
static void find(struct desk *d, const char *text, const char *like)
{
    struct store_found *found;
    struct err e = ERR_INIT;
    size_t count;
    char what[80];
    desk_must(store_find(d->store, MODEL_ANY, text, 50, d->arena, &found, &count, &e), &e);
    snprintf(what, sizeof what, "find %s (%zu)", text, count);
    lap_against(what, like
                          ? base_arena_printf(d->arena,
                                              "SELECT id, uid, name FROM resources WHERE name LIKE "
                                              "'%s' OR description LIKE '%s' ORDER BY "
                                              "length(name), id LIMIT 50",
                                              like, like)
                          : NULL);
}

static void filtered(struct desk *d, const char *text, int64_t most)
{
    struct store_list list = {.type = MODEL_RESOURCE};
    struct err e = ERR_INIT;
    int64_t count;
    char what[80];
    desk_must(model_filter_parse(model_type_info(MODEL_RESOURCE), text, d->arena, &list.filter, &e),
              &e);
    desk_must(store_list_count(d->store, &list, most, &count, &e), &e);
    snprintf(what, sizeof what, "count %s (%" PRId64 ")", text, count);
    lap(what);
}

static const char *naive(struct desk *d, const char *column, int64_t offset)
{
    return base_arena_printf(d->arena,
                             "SELECT * FROM resources ORDER BY %s, id LIMIT 50 OFFSET %" PRId64,
                             column, offset);
}

static enum err_code visit(void *context, const void *record, struct err *e)
{
    (void)record, (void)e;
    ++*(int64_t *)context;
    return ERR_NONE;
}

int main(int argc, char **argv)
{
    const char *wanted = argc > 1 ? argv[1] : getenv("RECORDS");
    int64_t records = wanted ? strtoll(wanted, NULL, 10) : 100000;
    struct desk *d = desk_new();
    struct err e = ERR_INIT;
    const struct model_type_info *info = model_type_info(MODEL_RESOURCE);
    for (int i = 0; i < 50; i++)
        desk_add_organisation(d, base_arena_printf(d->arena, "Organisation %d", i));
    printf("%" PRId64 " resources\n", records);
    since = now();
    fill(d, records);
    if (sqlite3_open_v2(d->path, &peer, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        abort();
    run_peer("SELECT count(*) FROM resources WHERE seats > 1000"); /* both from a warm cache */
    since = now();
    struct store_list list = {.type = MODEL_RESOURCE};
    page(d, "page by number, first", &list, 0, "SELECT * FROM resources ORDER BY id LIMIT 50");
    page(d, "page by number, deep", &list, records - 100, naive(d, "id", records - 100));
    list.sort = info->title;
    page(d, "page by name, first", &list, 0, naive(d, "name", 0));
    page(d, "page by name, deep", &list, records / 2, naive(d, "name", records / 2));
    list.sort = model_field_find(info, "owner");
    page(d, "page by owner, first", &list, 0, NULL);
    list.sort = model_field_find(info, "price_member");
    page(d, "page by price, deep", &list, records / 2, naive(d, "price_member", records / 2));
    list.sort = NULL;
    list.search = "spec";
    page(d, "page of a search", &list, 0, NULL);
    find(d, "s", NULL);
    find(d, "sp", NULL);
    find(d, "spectrometer", "%spectrometer%");
    find(d, "spectrometer 77", "%spectrometer 77%");
    find(d, "no such thing", "%no such thing%");
    find(d, "光谱仪", "%光谱仪%");
    find(d, "电", "%电%");
    find(d, "spectromter", NULL);
    filtered(d, "kind=facility", 0);
    filtered(d, "price_member<100", 0);
    filtered(d, "name~光谱", 0);
    filtered(d, "owner~\"tion 7\"", 0);
    filtered(d, "nanolith", 1000);
    filtered(d, "nothing-of-the-kind", 0);
    int64_t seen = 0;
    struct store_list all = {.type = MODEL_RESOURCE};
    desk_must(store_each(d->store, &all, true, visit, &seen, &e), &e);
    lap("each in uid order");
    struct store_finding *findings;
    size_t count;
    desk_must(store_check(d->store, d->arena, &findings, &count, &e), &e);
    lap("check");
    desk_must(store_rebuild(d->store, &e), &e);
    lap("rebuild");
    struct store_change change;
    desk_must(store_undo(d->store, d->arena, &change, &e), &e);
    lap("undo of the import");
    sqlite3_close(peer);
    desk_free(&d);
    return 0;
}
