/* Bits that flipped on the disk: a damaged desk is told of, never crashed on. What SQLite's own
 * integrity check sees, ours reports too. test-link: -lsqlite3
 *
 * FAULT_RUNS is how many bits are tried, one at a time (60). */
#include "desk.h"

#include "sharedesk/base/file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The same numbers on every machine. */
static uint64_t random_next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static void fill(struct desk *d)
{
    int64_t owner = desk_add_organisation(d, "Hexi University");
    for (int i = 0; i < 40; i++) {
        char name[64];
        snprintf(name, sizeof name, "Scanning electron microscope 扫描电镜 %d", i);
        int64_t resource = desk_add_resource(d, name, owner);
        desk_add_booking(d, resource, owner, DESK_NOW + i * 3600, DESK_NOW + (i + 1) * 3600);
    }
}

static enum err_code visit(void *context, const void *record, struct err *e)
{
    (void)e;
    *(int64_t *)context += ((const struct model_head *)record)->version;
    return ERR_NONE;
}

/* Reads and writes what people would; each may fail, none may crash. */
static void use(struct store *s)
{
    struct base_arena *a = base_arena_new();
    int64_t sum = 0;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        struct err e = ERR_INIT;
        struct store_list list = {.type = (enum model_type)type, .with_retired = true};
        store_each(s, &list, true, visit, &sum, &e);
    }
    struct err e = ERR_INIT;
    struct store_found *found;
    struct store_change *changes;
    struct store_ref ref;
    size_t count;
    store_find(s, MODEL_ANY, "scanning 电镜", 10, a, &found, &count, &e);
    store_log(s, (struct store_ref){0}, 0, 100, a, &changes, &count, &e);
    if (store_resolve(s, MODEL_ANY, "R7", &ref, &e) == ERR_NONE) {
        struct model_resource *r;
        if (store_get(s, MODEL_RESOURCE, ref.id, a, &r, &e) == ERR_NONE) {
            r->notes = "seen";
            desk_put(s, MODEL_RESOURCE, r, &e);
        }
    }
    base_arena_free(&a);
}

/* True when the program says that something is wrong. */
static bool is_told(const char *path)
{
    struct err e = ERR_INIT;
    struct store *s = NULL;
    struct store_options options = {.path = path, .clock = {DESK_NOW}, .actor = "anna"};
    if (store_open(&options, &s, &e) != ERR_NONE)
        return true;
    struct base_arena *a = base_arena_new();
    struct store_finding *findings;
    size_t count = 0;
    bool told = store_check(s, a, &findings, &count, &e) != ERR_NONE || count > 0;
    use(s);
    base_arena_free(&a);
    store_close(&s);
    return told;
}

static bool is_sound(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *check = NULL;
    bool sound = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                 sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL) == SQLITE_OK &&
                 sqlite3_step(check) == SQLITE_ROW &&
                 strcmp((const char *)sqlite3_column_text(check, 0), "ok") == 0;
    sqlite3_finalize(check);
    sqlite3_close(db);
    return sound;
}

static void write_anew(const struct desk *d, const char *bytes, size_t size)
{
    static const char *const suffixes[] = {"-wal", "-shm"};
    struct err e = ERR_INIT;
    for (size_t i = 0; i < 2; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", d->path, suffixes[i]);
        unlink(name);
    }
    desk_must(base_file_write(d->path, bytes, size, &e), &e);
}

/* A used byte: most of a young desk is empty pages. */
static size_t choose(const char *bytes, size_t size, uint64_t *state)
{
    size_t at;
    do
        at = (size_t)random_next(state) % size;
    while (bytes[at] == 0);
    return at;
}

int main(void)
{
    const char *wanted = getenv("FAULT_RUNS");
    int runs = wanted ? atoi(wanted) : 60, unsound = 0, missed = 0;
    struct desk *d = desk_new();
    struct err e = ERR_INIT;
    char *bytes;
    size_t size;
    uint64_t state = 1;
    fill(d);
    store_close(&d->store);
    desk_must(base_file_read(d->path, d->arena, &bytes, &size, &e), &e);
    for (int run = 0; run < runs; run++) {
        size_t at = choose(bytes, size, &state);
        char bit = (char)(1u << (random_next(&state) % 8));
        bytes[at] ^= bit;
        write_anew(d, bytes, size);
        bool sound = is_sound(d->path);
        bool told = is_told(d->path);
        bytes[at] ^= bit;
        unsound += !sound;
        if (!sound && !told) {
            missed++;
            printf("# byte %zu, bit %02x: damage that `check` does not see\n", at, bit & 0xff);
        }
    }
    printf("%s 1 - of %d flipped bits %d harmed the file, %d went unseen\n",
           missed ? "not ok" : "ok", runs, unsound, missed);
    desk_free(&d);
    puts("1..1");
    return missed > 0;
}
