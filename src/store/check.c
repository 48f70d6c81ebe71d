/* check.c: is all in order? The file, links, log, ledger, calendar, search index; and the derived
 * tables anew. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

struct checking {
    struct store *store;
    struct base_arena *arena;
    struct store_finding *findings;
    size_t count, capacity;
    struct err *e;
};

/* More of one kind than a person reads; the rest is likely the same. */
enum { MOST_OF_A_KIND = 100 };

static void find(struct checking *c, const char *what, const char *where, const char *mend)
{
    void *findings = c->findings;
    struct store_finding *finding =
        base_arena_push(c->arena, &findings, &c->count, &c->capacity, sizeof *finding);
    *finding = (struct store_finding){base_arena_strdup(c->arena, what),
                                      base_arena_strdup(c->arena, where), mend};
    c->findings = findings;
}

static const char *where_is(const struct checking *c, enum model_type type, int64_t id)
{
    return store_called(c->store, (struct store_ref){type, id}, c->arena);
}

/* What cannot be read in the course of a check is what the check is there to find. */
static void find_damage(struct checking *c)
{
    if (c->e->code != ERR_CORRUPT && c->e->code != ERR_IO)
        return;
    find(c, c->e->why, c->store->path, _("Restore a backup with `sharedesk restore`."));
    store_start(c->e);
}

/* In a damaged file a column may be empty that never is. */
static const char *text_at(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? text : "";
}

/* ---- the file ---- */

/* SQLite reads what is missing at the end of the last page as zeros, and often finds nothing amiss.
 */
static void check_length(struct checking *c)
{
    struct stat st;
    int64_t page = store_pragma(c->store->db, "PRAGMA page_size", 0);
    if (stat(c->store->path, &st) == 0 && page > 0 && st.st_size % page != 0)
        find(c, _("the file is cut off"), c->store->path,
             _("Restore a backup with `sharedesk restore`."));
}

static enum err_code check_file(struct checking *c)
{
    check_length(c);
    sqlite3_stmt *lines = NULL;
    if (store_prepare(c->store->db, "PRAGMA integrity_check(100)", &lines, c->e) != ERR_NONE)
        return c->e->code;
    while (store_step(c->store, lines, c->e)) {
        const char *line = text_at(lines, 0);
        if (strcmp(line, "ok") != 0)
            find(c, line, c->store->path, _("Restore a backup with `sharedesk restore`."));
    }
    sqlite3_finalize(lines);
    return c->e->code;
}

/* ---- links ---- */

static enum err_code check_links(struct checking *c)
{
    sqlite3_stmt *lines = NULL;
    if (store_prepare(c->store->db, "PRAGMA foreign_key_check", &lines, c->e) != ERR_NONE)
        return c->e->code;
    for (size_t n = 0; n < MOST_OF_A_KIND && store_step(c->store, lines, c->e); n++) {
        const struct model_type_info *info = model_type_find(text_at(lines, 0));
        const char *target = text_at(lines, 2);
        find(c, base_arena_printf(c->arena, _("a link to %s leads nowhere"), target),
             info ? where_is(c, info->type, sqlite3_column_int64(lines, 1)) : c->store->path,
             _("Set the link anew with `sharedesk set`."));
    }
    sqlite3_finalize(lines);
    return c->e->code;
}

static void check_any_link(struct checking *c, const struct model_type_info *info,
                           const struct model_field *f, int64_t id, const char *text)
{
    struct store_ref ref;
    struct err unread = ERR_INIT;
    if (store_anyref_read(c->store, text, &ref, &unread) != ERR_NONE)
        find(c, base_arena_printf(c->arena, _("%s: the link %s leads nowhere"), _(f->label), text),
             where_is(c, info->type, id), _("Set the link anew with `sharedesk set`."));
}

static enum err_code check_any_links_of(struct checking *c, const struct model_type_info *info,
                                        const struct model_field *f)
{
    struct base_text sql = {0};
    sqlite3_stmt *rows = NULL;
    base_text_add(&sql, "SELECT id, ");
    store_sql_name(&sql, NULL, f->name);
    base_text_printf(&sql, " FROM \"%s\" WHERE ", info->plural);
    store_sql_name(&sql, NULL, f->name);
    base_text_add(&sql, " IS NOT NULL");
    if (store_prepare(c->store->db, sql.s, &rows, c->e) == ERR_NONE) {
        while (store_step(c->store, rows, c->e))
            check_any_link(c, info, f, sqlite3_column_int64(rows, 0), text_at(rows, 1));
    }
    sqlite3_finalize(rows);
    base_text_free(&sql);
    return c->e->code;
}

static enum err_code check_any_links(struct checking *c)
{
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        for (size_t i = 0; i < info->count; i++) {
            if (info->fields[i].type == MODEL_ANYREF &&
                check_any_links_of(c, info, &info->fields[i]) != ERR_NONE)
                return c->e->code;
        }
    }
    return ERR_NONE;
}

/* ---- the change log ---- */

static const char *change_name(const struct checking *c, int64_t id)
{
    return base_arena_printf(c->arena, _("change %" PRId64), id);
}

static const char *log_hint(void)
{
    return _("Compare with a backup: someone wrote past the program.");
}

static enum err_code check_chain(struct checking *c)
{
    struct store_rows changes;
    const char *previous = "";
    if (store_rows(c->store, STORE_LOG_CHAIN, STORE_NO_ARGS, c->arena, &changes, c->e) != ERR_NONE)
        return c->e->code;
    for (size_t i = 0; i < changes.count; i++) {
        int64_t id = STORE_CELL(&changes, i, 0)->number;
        const char *stored = STORE_CELL(&changes, i, 1)->text;
        char digest[STORE_DIGEST];
        if (store_digest_change(c->store, id, previous, digest, c->e) != ERR_NONE)
            return c->e->code;
        if (!stored || strcmp(stored, digest) != 0)
            find(c, _("the chain of the log is broken"), change_name(c, id), log_hint());
        previous = stored ? stored : "";
    }
    return ERR_NONE;
}

static enum err_code check_rows(struct checking *c)
{
    sqlite3_stmt *rows;
    if (store_ready(c->store, STORE_LOG_ROWS_KEPT, NULL, 0, &rows, c->e) != ERR_NONE)
        return c->e->code;
    while (store_step(c->store, rows, c->e)) {
        char digest[STORE_DIGEST];
        store_digest_row(text_at(rows, 1), sqlite3_column_int64(rows, 2),
                         sqlite3_column_int64(rows, 3), sqlite3_column_int64(rows, 4),
                         (const char *)sqlite3_column_text(rows, 5),
                         (const char *)sqlite3_column_text(rows, 6), digest);
        if (strcmp(digest, text_at(rows, 7)) != 0)
            find(c, _("a line of the log was altered"),
                 change_name(c, sqlite3_column_int64(rows, 0)), log_hint());
    }
    return c->e->code;
}

static enum err_code check_versions_of(struct checking *c, const struct model_type_info *info)
{
    struct base_text sql = {0};
    sqlite3_stmt *rows = NULL;
    base_text_printf(
        &sql,
        "SELECT t.id FROM \"%s\" AS t WHERE t.version IS NOT (SELECT max(version_after) "
        "FROM change_rows WHERE type = ?1 AND record = t.id) LIMIT 100",
        info->plural);
    if (store_prepare(c->store->db, sql.s, &rows, c->e) == ERR_NONE) {
        sqlite3_bind_text(rows, 1, info->name, -1, SQLITE_STATIC);
        while (store_step(c->store, rows, c->e))
            find(c, _("the record is not as the log left it"),
                 where_is(c, info->type, sqlite3_column_int64(rows, 0)), log_hint());
    }
    sqlite3_finalize(rows);
    base_text_free(&sql);
    return c->e->code;
}

static enum err_code check_log(struct checking *c)
{
    if (check_chain(c) != ERR_NONE || check_rows(c) != ERR_NONE)
        return c->e->code;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        if (check_versions_of(c, model_type_info((enum model_type)type)) != ERR_NONE)
            return c->e->code;
    }
    return ERR_NONE;
}

/* ---- ledger and calendar: the rules of invariants.c, for everything ---- */

static enum err_code overlap_of(struct store *s, int64_t resource, struct err *e)
{
    return store_overlap_check(s, resource, NULL, 0, e);
}

static enum err_code check_rule(struct checking *c, enum store_statement subjects,
                                const struct store_arg *args, size_t arg_count,
                                enum err_code (*rule)(struct store *, int64_t, struct err *))
{
    struct store_rows rows;
    if (store_rows(c->store, subjects, args, arg_count, c->arena, &rows, c->e) != ERR_NONE)
        return c->e->code;
    for (size_t i = 0; i < rows.count; i++) {
        struct err broken = ERR_INIT;
        if (rule(c->store, STORE_CELL(&rows, i, 0)->number, &broken) != ERR_NONE)
            find(c, broken.why, broken.what, base_arena_strdup(c->arena, broken.hint));
    }
    return ERR_NONE;
}

static enum err_code check_balances(struct checking *c)
{
    int64_t wrong;
    if (store_number(c->store, STORE_BALANCES_WRONG, STORE_NO_ARGS, 0, &wrong, c->e) == ERR_NONE &&
        wrong > 0)
        find(c, _("accounts do not come to what was posted to them"), _("Ledger"),
             _("Make it anew with `sharedesk rebuild`."));
    return c->e->code;
}

static enum err_code check_ledger(struct checking *c)
{
    struct store_arg currency = STORE_STR(c->store->policy.currency);
    if (check_balances(c) != ERR_NONE ||
        check_rule(c, STORE_ENTRIES_UNBALANCED, &currency, 1, store_balance_check) != ERR_NONE)
        return c->e->code;
    return check_rule(c, STORE_FUNDS_OVERDRAWN, &currency, 1, store_fund_check);
}

static enum err_code check_calendar(struct checking *c)
{
    return check_rule(c, STORE_RESOURCES_BOOKED, STORE_NO_ARGS, overlap_of);
}

/* ---- the search index ---- */

static enum err_code check_search(struct checking *c)
{
    const char *mend = _("Make it anew with `sharedesk rebuild`.");
    size_t differing;
    if (store_search_compare(c->store, &differing, c->e) != ERR_NONE)
        return c->e->code;
    if (differing > 0)
        find(c,
             base_arena_printf(c->arena,
                               P_("%zu record is not in the search index as it is",
                                  "%zu records are not in the search index as they are", differing),
                               differing),
             _("search index"), mend);
    if (!c->store->read_only &&
        sqlite3_exec(c->store->db, "INSERT INTO search (search) VALUES ('integrity-check')", NULL,
                     NULL, NULL) != SQLITE_OK)
        find(c, _("the search index is damaged"), _("search index"), mend);
    return ERR_NONE;
}

enum err_code store_check(struct store *s, struct base_arena *a, struct store_finding **findings,
                          size_t *count, struct err *e)
{
    static enum err_code (*const CHECKS[])(struct checking *) = {
        check_file,   check_links,    check_any_links, check_log,
        check_ledger, check_calendar, check_search};
    struct checking c = {.store = s, .arena = a, .e = e};
    store_start(e);
    for (size_t i = 0; e->code == ERR_NONE && i < sizeof CHECKS / sizeof *CHECKS; i++) {
        if (CHECKS[i](&c) != ERR_NONE)
            find_damage(&c);
    }
    *findings = c.findings;
    *count = c.count;
    return e->code;
}

/* ---- derived tables anew ---- */

enum err_code store_rebuild(struct store *s, struct err *e)
{
    if (store_begin(s, "rebuild", e) != ERR_NONE)
        return e->code;
    if (store_search_rebuild(s, e) != ERR_NONE ||
        store_run(s, STORE_BALANCES_CLEAR, STORE_NO_ARGS, e) != ERR_NONE ||
        store_run(s, STORE_BALANCES_FILL, STORE_NO_ARGS, e) != ERR_NONE ||
        store_exec(s->db, "REINDEX", e) != ERR_NONE ||
        store_exec(s->db, "ANALYZE", e) != ERR_NONE) {
        store_rollback(s);
        return e->code;
    }
    return store_commit(s, e);
}
