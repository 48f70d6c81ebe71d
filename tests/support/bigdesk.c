#include "bigdesk.h"

#include "desk.h"

#include "sharedesk/base/time.h"
#include "sharedesk/base/whole.h"
#include "sharedesk/exchange/import.h"
#include "sharedesk/match/allocate.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const KINDS[] = {"regions",  "organisations", "resources", "demands",
                                    "quotes",   "proposals",     "bookings",  "answers",
                                    "closures", "agreements",    "funds",     "vouchers"};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS, FILES = 40 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

/* ---- files ----------------------------------------------------------------------------------- */

void bigdesk_generate(const struct bigdesk_recipe *r)
{
    if (mkdir(r->directory, 0700) != 0)
        fail(r->directory, "cannot be made");
    for (size_t i = 0; i < KIND_COUNT; i++) {
        char command[2048];
        snprintf(command, sizeof command,
                 "awk -v kind=%s -v demands=%" PRId64 " -v resources=%" PRId64 " -v seed=%" PRIu64
                 " -v load=%f -f '%s/tests/bench/desk.awk' '%s/data/vocabulary/thesaurus.tsv' "
                 ">'%s/%s.csv'",
                 KINDS[i], r->demands, r->resources, r->seed,
                 r->load > 0 ? (double)r->load / 100 : 1.0, r->top, r->top, r->directory, KINDS[i]);
        if (system(command) != 0)
            fail(KINDS[i], "cannot be generated");
    }
}

void bigdesk_remove(const char *path)
{
    DIR *entries = opendir(path);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        char inner[1024];
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(inner);
    }
    if (entries != NULL) {
        closedir(entries);
        rmdir(path);
        return;
    }
    static const char *const BESIDE[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE; i++) {
        char file[1024];
        snprintf(file, sizeof file, "%s%s", path, BESIDE[i]);
        unlink(file);
    }
}

static struct store *open_store(const char *path, bool create, bool read_only)
{
    struct err e = ERR_INIT;
    struct store *s;
    struct store_options options = {
        .path = path, .create = create, .read_only = read_only, .clock = {BASE_NONE}};
    desk_must(store_open(&options, &s, &e), &e);
    return s;
}

static void import_all(const char *directory, const char *path)
{
    struct base_arena *a = base_arena_new();
    struct exchange_source *sources;
    struct exchange_import_options options = {.on_conflict = EXCHANGE_REPLACE};
    struct exchange_import_result result;
    struct err e = ERR_INIT;
    const char *paths[FILES];
    size_t count = 0;
    DIR *entries = opendir(directory);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (count < FILES && dot != NULL && strcmp(dot, ".csv") == 0)
            paths[count++] = base_arena_printf(a, "%s/%s", directory, entry->d_name);
    }
    if (entries == NULL || count == 0)
        fail(directory, "has no CSV files");
    closedir(entries);
    struct store *s = open_store(path, true, false);
    desk_must(exchange_sources_read(paths, count, a, &sources, &e), &e);
    desk_must(exchange_import(s, sources, count, &options, a, &result, &e), &e);
    if (result.rejected > 0)
        fprintf(stderr, "%zu rows rejected, the first: %s line %zu, %s\n", result.rejected,
                result.rows[0].file, result.rows[0].line, result.rows[0].reason);
    store_close(&s);
    base_arena_free(&a);
}

void bigdesk_make(const char *source, const char *path)
{
    struct stat status;
    struct err e = ERR_INIT;
    if (stat(source, &status) != 0)
        fail(source, "is not there");
    if (S_ISDIR(status.st_mode)) {
        import_all(source, path);
        return;
    }
    struct store *s = open_store(source, false, true);
    desk_must(store_backup(s, path, &e), &e);
    store_close(&s);
}

/* ---- from store to saved run ----------------------------------------------------------------- */

void bigdesk_allocate(const char *path, int64_t month, bool digest, struct bigdesk_told *told)
{
    struct base_arena *a = base_arena_new();
    struct match_desk *m;
    struct match_plan plan;
    struct err e = ERR_INIT;
    int64_t run;
    struct store *s = open_store(path, false, false);
    store_set_clock(s, (struct base_clock){base_month_start(month)});
    struct match_allocation what = {.month = month};
    double begin = now();
    desk_must(match_desk_open(s, &m, &e), &e);
    told->opened = now() - begin;
    begin = now();
    desk_must(match_allocate(m, &what, a, &plan, &e), &e);
    told->allocated = now() - begin;
    begin = now();
    desk_must(match_plan_save(m, &plan, "Bench", &run, &e), &e);
    told->saved = now() - begin;
    told->objective = plan.objective;
    told->bound = plan.bound;
    told->demands = plan.demand_count;
    told->lines = (int64_t)plan.line_count;
    if (digest)
        told->digest = base_hash_text(BASE_HASH, match_plan_json(m, &plan, a));
    match_desk_free(&m);
    store_close(&s);
    base_arena_free(&a);
}
