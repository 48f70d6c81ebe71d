/* open.c: opening and closing a desk, its policy, user and clock. */
#include "internal.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/ini.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the file ---- */

static const char *directory_of(const char *path, struct base_arena *a)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : base_arena_strndup(a, path, (size_t)(slash - path));
}

/* A name that SQLite cannot take for a URI or for a database in memory. */
static const char *plain_name(const char *path, struct base_arena *a)
{
    return path[0] == '/' || path[0] == '.' ? path : base_arena_printf(a, "./%s", path);
}

/* Root may write everything, but a file that nobody may write is meant to be read. */
static bool is_writable(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & 0222) != 0 && access(path, W_OK) == 0;
}

static enum err_code no_directory(const char *directory, struct err *e)
{
    return err_set(e, ERR_IO, directory, _("Make it, or name another place with --desk FILE."),
                   "%s", _("there is no such directory"));
}

/* Claims the name at once, so that two who make the same desk cannot both succeed. */
static enum err_code claim(const char *path, struct base_arena *a, struct err *e)
{
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    if (fd >= 0) {
        close(fd);
        return ERR_NONE;
    }
    if (errno == EEXIST)
        return err_set(e, ERR_REFUSED, path,
                       _("Name another file with --desk FILE; this one was not touched."), "%s",
                       _("there is a file of that name already"));
    if (errno == ENOENT)
        return no_directory(directory_of(path, a), e);
    return base_file_error(e, path, errno);
}

static enum err_code look(const char *path, struct err *e)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno != ENOENT)
            return base_file_error(e, path, errno);
        return err_set(e, ERR_NOT_FOUND, path,
                       _("Make a desk with `sharedesk init`, or name one with --desk FILE."), "%s",
                       _("there is no such desk"));
    }
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_IO, path, _("Name a desk with --desk FILE."), "%s",
                       _("it is no file"));
    if (access(path, R_OK) != 0)
        return base_file_error(e, path, errno);
    return ERR_NONE;
}

static void discard(const char *path, struct base_arena *a)
{
    unlink(path);
    unlink(base_arena_printf(a, "%s-wal", path));
    unlink(base_arena_printf(a, "%s-shm", path));
}

static enum err_code create(struct store *s, const char *name, struct err *e)
{
    if (claim(name, s->arena, e) != ERR_NONE)
        return e->code;
    if (store_connect(name, true, &s->db, e) == ERR_NONE &&
        store_migrate(s->db, name, true, e) == ERR_NONE)
        return ERR_NONE;
    sqlite3_close(s->db);
    s->db = NULL;
    discard(name, s->arena);
    return e->code;
}

static enum err_code open_existing(struct store *s, const char *name, struct err *e)
{
    if (look(name, e) != ERR_NONE)
        return e->code;
    if (!is_writable(name) || !is_writable(directory_of(name, s->arena)))
        s->read_only = true;
    int version;
    if (store_connect(name, !s->read_only, &s->db, e) != ERR_NONE ||
        store_identify(s->db, name, &version, e) != ERR_NONE)
        return e->code;
    if (version < store_schema_newest() && s->read_only)
        return err_set(
            e, ERR_REFUSED, name,
            _("Someone who may write brings it up to date once with `sharedesk rebuild`."),
            _("the desk has the older format %d, and reading does not change it"), version);
    if (s->read_only)
        return ERR_NONE;
    /* A desk that was put back from a backup keeps a rollback journal until it is opened here. */
    if (sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(s->db, e, name);
    return store_migrate(s->db, name, false, e);
}

/* ---- policy and user ---- */

void store_fault_add(struct store *s, const char *fault)
{
    const char **more = base_arena_array(s->arena, s->fault_count + 1, sizeof *more);
    if (s->fault_count > 0)
        memcpy(more, s->faults, s->fault_count * sizeof *more);
    more[s->fault_count++] = fault;
    s->faults = more;
}

/* policy.ini stands beside the desk. What is wrong in it is told, and the default holds. */
static void read_policy(struct store *s, struct base_ini *ini)
{
    model_policy_defaults(&s->policy);
    const char *path =
        base_arena_printf(s->arena, "%s/policy.ini", directory_of(s->path, s->arena));
    struct err e = ERR_INIT;
    if (base_ini_read(path, s->arena, ini, &e) != ERR_NONE) {
        if (e.code != ERR_NOT_FOUND)
            store_fault_add(s, base_arena_printf(s->arena, _("%s: %s"), e.what, e.why));
        return;
    }
    const char **faults = NULL;
    size_t count = 0;
    model_options_read(MODEL_SCOPE_POLICY, ini, NULL, s->arena, &s->policy, &faults, &count);
    for (size_t i = 0; i < count; i++)
        store_fault_add(s, faults[i]);
}

enum store_role store_role_at(const char *path)
{
    struct store unopened = {.arena = base_arena_new(), .path = path};
    struct base_ini ini = {0};
    read_policy(&unopened, &ini);
    enum store_role role = store_role_of(&unopened.policy, store_account(unopened.arena));
    base_arena_free(&unopened.arena);
    return role;
}

static void add_zone_fault(struct store *s, const struct base_ini *ini, const struct err *e)
{
    const char *place = "TZ";
    for (size_t i = 0; i < ini->count && !base_text_empty(s->policy.zone); i++) {
        if (strcmp(ini->entries[i].key, "zone") == 0)
            place = base_arena_printf(s->arena, "%s:%d: zone", ini->file, ini->entries[i].line);
    }
    store_fault_add(s, base_arena_printf(s->arena, "%s: %s%s%s%s%s", place, e->what, _(": "),
                                         e->why, _(". "), e->hint));
}

/* Whether a name is that of a zone is known only where the zones are. */
static void set_zone(struct store *s, const struct base_ini *ini)
{
    struct err e = ERR_INIT;
    const char *zone = base_text_empty(s->policy.zone) ? NULL : s->policy.zone;
    if (base_time_set_zone(zone, &e) == ERR_NONE)
        return;
    add_zone_fault(s, ini, &e);
    if (zone)
        base_time_set_zone(NULL, &e);
}

/* ---- open and close ---- */

static enum err_code open_file(struct store *s, const struct store_options *options, struct err *e)
{
    const char *name = plain_name(s->path, s->arena);
    enum err_code code = options->create ? create(s, name, e) : open_existing(s, name, e);
    if (code == ERR_NONE)
        code = store_functions_add(s, e);
    return code;
}

enum err_code store_open(const struct store_options *options, struct store **store, struct err *e)
{
    struct store *s = base_alloc(sizeof *s);
    s->arena = base_arena_new();
    s->scratch = base_arena_new();
    s->path = base_arena_strdup(s->arena, options->path);
    s->clock = options->clock;
    s->actor =
        options->actor ? base_arena_strdup(s->arena, options->actor) : store_account(s->arena);
    struct base_ini ini = {0};
    read_policy(s, &ini);
    set_zone(s, &ini);
    s->role = store_role_of(&s->policy, s->actor);
    s->read_only = options->read_only || s->role == STORE_VIEWER;
    store_formats_init(s);
    store_start(e);
    if (open_file(s, options, e) != ERR_NONE) {
        store_close(&s);
        return e->code;
    }
    store_news_forget(s);
    store_thesaurus_tell(s);
    *store = s;
    return ERR_NONE;
}

static void finalize_all(struct store *s)
{
    for (int i = 0; i < STORE_STATEMENT_COUNT; i++)
        sqlite3_finalize(s->named[i]);
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        for (int i = 0; i < TABLE_STATEMENTS; i++)
            sqlite3_finalize(s->table[type][i]);
    }
}

void store_close(struct store **store)
{
    struct store *s = *store;
    if (!s)
        return;
    if (s->db) {
        while (s->transaction.depth > 0)
            store_rollback(s);
        store_presence_set(s, NULL);
        finalize_all(s);
        sqlite3_close(s->db);
    }
    store_thesaurus_close(s);
    free(s->transaction.action);
    free(s->transaction.touched);
    base_arena_free(&s->arena);
    base_arena_free(&s->scratch);
    free(s);
    *store = NULL;
}

void store_forsake(struct store *s)
{
    s->db = NULL; /* to SQLite's functions no connection is a fault that they tell */
    memset(s->named, 0, sizeof s->named);
    memset(s->table, 0, sizeof s->table);
}

/* ---- interruption ---- */

enum { STEPS_BETWEEN_QUESTIONS = 20000 }; /* of SQLite's machine: some milliseconds */

static int ask_stop(void *context)
{
    const struct store *s = context;
    return s->stop();
}

void store_set_stop(struct store *s, bool (*stop)(void))
{
    s->stop = stop;
    sqlite3_progress_handler(s->db, STEPS_BETWEEN_QUESTIONS, stop ? ask_stop : NULL, s);
}

/* ---- what a desk says of itself ---- */

int64_t store_now(const struct store *s)
{
    return s->transaction.depth > 0 ? s->transaction.begun : base_clock_now(&s->clock);
}

void store_shrink(struct store *s)
{
    sqlite3_db_release_memory(s->db);
}

void store_set_clock(struct store *s, struct base_clock clock)
{
    s->clock = clock;
}

struct base_clock store_clock(const struct store *s)
{
    return s->clock;
}

const struct model_policy *store_policy(const struct store *s)
{
    return &s->policy;
}

const char *store_policy_text(const struct store *s)
{
    if (!s->policy_text)
        ((struct store *)s)->policy_text =
            model_options_write(MODEL_SCOPE_POLICY, &s->policy, false, s->arena);
    return s->policy_text;
}

enum err_code store_policy_try(struct store *s, const char *key, const char *value, struct err *e)
{
    if (model_option_set(MODEL_SCOPE_POLICY, key, value, s->arena, &s->policy, e) != ERR_NONE)
        return e->code;
    s->policy_text = NULL;
    store_formats_init(s);
    return ERR_NONE;
}

void store_policy_put_back(struct store *s, const struct model_policy *before)
{
    s->policy = *before;
    s->policy_text = NULL;
    store_formats_init(s);
}

const char *const *store_policy_faults(const struct store *s, size_t *count)
{
    *count = s->fault_count;
    return s->faults;
}

const char *store_path(const struct store *s)
{
    return s->path;
}

const char *store_actor(const struct store *s)
{
    return s->actor;
}

enum store_role store_actor_role(const struct store *s)
{
    return s->role;
}

bool store_is_read_only(const struct store *s)
{
    return s->read_only;
}
