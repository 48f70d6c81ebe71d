/* log.c: the change log: who changed what when. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

/* ---- writing ---- */

/* The change itself is written with its first row: what changes nothing is not logged. */
static enum err_code begin_change(struct store *s, struct err *e)
{
    struct store_transaction *t = &s->transaction;
    const struct store_arg args[] = {STORE_INT(store_now(s)), STORE_STR(s->actor),
                                     STORE_STR(t->action),
                                     STORE_INT(t->undoes ? t->undoes : BASE_NONE)};
    if (store_run(s, STORE_LOG_CHANGE_ADD, args, 4, e) != ERR_NONE)
        return e->code;
    t->change = sqlite3_last_insert_rowid(s->db);
    return ERR_NONE;
}

enum err_code store_log_write(struct store *s, struct store_ref ref, int64_t version_before,
                              int64_t version_after, const char *before, const char *after,
                              struct err *e)
{
    if (s->transaction.change == 0 && begin_change(s, e) != ERR_NONE)
        return e->code;
    const char *type = model_type_info(ref.type)->name;
    char digest[STORE_DIGEST];
    store_digest_row(type, ref.id, version_before, version_after, before, after, digest);
    const struct store_arg args[] = {STORE_INT(s->transaction.change),
                                     STORE_STR(type),
                                     STORE_INT(ref.id),
                                     STORE_INT(version_before),
                                     STORE_INT(version_after),
                                     STORE_STR(before),
                                     STORE_STR(after),
                                     STORE_STR(digest)};
    return store_run(s, STORE_LOG_ROW_ADD, args, 8, e);
}

enum err_code store_log_seal(struct store *s, struct err *e)
{
    int64_t change = s->transaction.change;
    if (change == 0)
        return ERR_NONE;
    const struct store_arg arg = STORE_INT(change);
    sqlite3_stmt *row;
    if (store_ready(s, STORE_LOG_DIGEST_BEFORE, &arg, 1, &row, e) != ERR_NONE)
        return e->code;
    struct base_text previous = {0};
    char digest[STORE_DIGEST];
    if (store_step(s, row, e)) {
        base_text_add(&previous, (const char *)sqlite3_column_text(row, 0));
        store_done(row);
    }
    if (e->code == ERR_NONE &&
        store_digest_change(s, change, base_text_string(&previous), digest, e) == ERR_NONE) {
        const struct store_arg args[] = {STORE_INT(change), STORE_STR(digest)};
        store_run(s, STORE_LOG_DIGEST_SET, args, 2, e);
    }
    base_text_free(&previous);
    return e->code;
}
