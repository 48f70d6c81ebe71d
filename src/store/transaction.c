/* transaction.c: the one write path: BEGIN IMMEDIATE, change log, invariants, COMMIT. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <stdlib.h>

/* ---- reading ---- */

enum err_code store_read_begin(struct store *s, struct err *e)
{
    store_start(e);
    struct store_transaction *t = &s->transaction;
    if (t->depth == 0 && t->reads == 0 && store_exec(s->db, "BEGIN", e) != ERR_NONE)
        return e->code;
    t->reads++;
    return ERR_NONE;
}

void store_read_end(struct store *s)
{
    struct store_transaction *t = &s->transaction;
    if (t->reads == 0)
        return;
    t->reads--;
    if (t->reads == 0 && t->depth == 0)
        sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
}

/* ---- writing ---- */

static void transaction_clear(struct store *s)
{
    struct store_transaction *t = &s->transaction;
    s->issued.count = 0;
    free(t->action);
    t->action = NULL;
    t->depth = 0;
    t->doomed = false;
    t->undoes = t->change = 0;
    t->count = t->indexed = 0;
}

static enum err_code refuse_doomed(struct err *e)
{
    return err_set(e, ERR_REFUSED, _("the change"), NULL, "%s",
                   _("a part of it failed, so that nothing of it is kept"));
}

static enum err_code refuse_reader(const struct store *s, struct err *e)
{
    if (s->role == STORE_VIEWER)
        return err_set(e, ERR_REFUSED, s->path,
                       _("[roles] in policy.ini says who may; ask a manager of the desk."),
                       _("%s may look but not change"), s->actor);
    return err_set(e, ERR_REFUSED, s->path, _("Ask who looks after the file for leave to write."),
                   "%s", _("the desk is open for reading only"));
}

/* Someone put another file in the desk's place, or took it away, while it was open here: what would
 * be written now nobody would ever see. `restore` writes into the file and is no such case. */
static enum err_code refuse_moved(const struct store *s, struct err *e)
{
    int moved = 0;
    if (sqlite3_file_control(s->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved)
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, s->path,
                   _("Nothing was changed. Leave, look that the right file is there, and open it."),
                   "%s", _("the desk's file was moved, replaced or removed since it was opened"));
}

enum err_code store_begin(struct store *s, const char *action, struct err *e)
{
    store_start(e);
    struct store_transaction *t = &s->transaction;
    if (s->read_only)
        return refuse_reader(s, e);
    if (t->depth == 0) {
        /* A read transaction cannot turn into a write once others have written. */
        if (t->reads > 0)
            return err_set(e, ERR_BUSY, _("the change"), NULL, "%s",
                           _("a read of the desk is not finished"));
        if (refuse_moved(s, e) != ERR_NONE || store_exec(s->db, "BEGIN IMMEDIATE", e) != ERR_NONE)
            return e->code;
        t->action = base_strdup(action);
        t->begun = base_clock_now(&s->clock);
    }
    t->depth++;
    return ERR_NONE;
}

void store_touch(struct store *s, struct store_ref ref)
{
    struct store_transaction *t = &s->transaction;
    if (t->count > t->indexed && t->touched[t->count - 1].type == ref.type &&
        t->touched[t->count - 1].id == ref.id)
        return;
    if (t->count == t->capacity) {
        t->capacity = t->capacity ? 2 * t->capacity : 64;
        t->touched = base_realloc(t->touched, t->capacity, sizeof *t->touched);
    }
    t->touched[t->count++] = ref;
}

static void issue_add(struct store_issues *list, struct store_issue issue)
{
    if (list->count < STORE_ISSUES_KEPT)
        list->items[list->count++] = issue;
}

/* In steps: what was given twice in one change leads back to the first. */
void store_issue(struct store *s, struct store_ref ref, int64_t base, int64_t version)
{
    issue_add(&s->issued, (struct store_issue){ref, base, version});
}

static void revoke_issues(struct store *s)
{
    if (s->revoked.count + s->issued.count > STORE_ISSUES_KEPT)
        s->revoked.count = 0;
    for (size_t i = 0; i < s->issued.count; i++)
        issue_add(&s->revoked, s->issued.items[i]);
}

int64_t store_issue_base(const struct store *s, struct store_ref ref, int64_t version)
{
    for (size_t i = s->revoked.count; i-- > 0;) {
        const struct store_issue *issue = &s->revoked.items[i];
        if (issue->ref.type == ref.type && issue->ref.id == ref.id && issue->version == version)
            version = issue->base;
    }
    return version;
}

enum err_code store_may_write(struct store *s, struct err *e)
{
    if (s->transaction.doomed)
        return refuse_doomed(e);
    if (s->transaction.depth == 0)
        return err_set(e, ERR_REFUSED, _("the change"), NULL, "%s",
                       _("it was not begun as a change of the desk"));
    return ERR_NONE;
}

enum err_code store_doom(struct store *s, struct err *e)
{
    s->transaction.doomed = true;
    return e->code;
}

void store_rollback(struct store *s)
{
    struct store_transaction *t = &s->transaction;
    if (t->depth == 0)
        return;
    if (t->depth > 1) {
        t->depth--;
        t->doomed = true;
        return;
    }
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    revoke_issues(s);
    transaction_clear(s);
}

static enum err_code finish(struct store *s, struct err *e)
{
    const struct store_transaction *t = &s->transaction;
    if (t->doomed)
        return refuse_doomed(e);
    if (store_invariants(s, t->touched, t->count, e) != ERR_NONE ||
        store_search_flush(s, e) != ERR_NONE || store_log_seal(s, e) != ERR_NONE)
        return e->code;
    return store_exec(s->db, "COMMIT", e);
}

enum err_code store_commit(struct store *s, struct err *e)
{
    struct store_transaction *t = &s->transaction;
    if (t->depth > 1) {
        t->depth--;
        return t->doomed ? refuse_doomed(e) : ERR_NONE;
    }
    if (store_may_write(s, e) != ERR_NONE && t->depth == 0)
        return e->code;
    store_start(e);
    if (finish(s, e) != ERR_NONE) {
        store_rollback(s);
        return e->code;
    }
    s->own_changes += t->change != 0;
    transaction_clear(s);
    return ERR_NONE;
}

/* ---- the work of others ---- */

/* What others write besides the log (drafts, presence) moves data_version too, but is no news:
 * there are news if the log grew by more than what this process wrote. */
static bool log_grew(struct store *s)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *row;
    const struct store_arg since = STORE_INT(s->last_change);
    if (store_ready(s, STORE_LOG_GROWTH, &since, 1, &row, &e) != ERR_NONE ||
        !store_step(s, row, &e))
        return false;
    int64_t newest = sqlite3_column_int64(row, 0);
    int64_t more = sqlite3_column_int64(row, 1);
    store_done(row);
    bool news = more != s->own_changes || newest < s->last_change;
    s->last_change = newest;
    s->own_changes = 0;
    return news;
}

void store_news_forget(struct store *s)
{
    s->data_version = store_pragma(s->db, "PRAGMA data_version", 0);
    log_grew(s);
}

bool store_changed_by_others(struct store *s)
{
    int64_t version = store_pragma(s->db, "PRAGMA data_version", s->data_version);
    if (version == s->data_version)
        return false;
    s->data_version = version;
    return log_grew(s);
}
