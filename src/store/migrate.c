/* migrate.c: numbered steps from data/schema/, each in a transaction of its own. */
#include "internal.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/i18n.h"

#include <stdio.h>

static const struct base_embedded *step_text(int number)
{
    char name[48];
    snprintf(name, sizeof name, "data/schema/%04d.sql", number);
    return base_embedded_find(name);
}

int store_schema_newest(void)
{
    int number = 0;
    while (step_text(number + 1))
        number++;
    return number;
}

/* user_version is looked at again inside: another process may have been quicker. */
static enum err_code step(sqlite3 *db, int number, struct err *e)
{
    if (store_exec(db, "BEGIN IMMEDIATE", e) != ERR_NONE)
        return e->code;
    char version[96];
    snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             STORE_APPLICATION_ID, number);
    bool done = store_pragma(db, "PRAGMA user_version", 0) >= number;
    if (done || (store_exec(db, step_text(number)->data, e) == ERR_NONE &&
                 store_exec(db, version, e) == ERR_NONE)) {
        if (store_exec(db, "COMMIT", e) == ERR_NONE)
            return ERR_NONE;
    }
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return e->code;
}

/* Whole or not there, and for the same eyes. Another process may have been quicker here too. */
static enum err_code keep_copy(sqlite3 *db, const char *path, int version, struct err *e)
{
    struct base_text name = {0};
    base_text_printf(&name, "%s.format-%d.backup", path, version);
    if (store_copy(db, path, name.s, e) == ERR_REFUSED)
        store_start(e);
    base_text_free(&name);
    return e->code;
}

enum err_code store_migrate(sqlite3 *db, const char *path, bool fresh, struct err *e)
{
    int version = (int)store_pragma(db, "PRAGMA user_version", 0);
    int newest = store_schema_newest();
    if (version >= newest)
        return ERR_NONE;
    if (fresh)
        store_exec(db, "PRAGMA journal_mode = WAL", e);
    else
        keep_copy(db, path, version, e);
    for (int number = version + 1; e->code == ERR_NONE && number <= newest; number++)
        step(db, number, e);
    return e->code == ERR_NONE ? ERR_NONE : err_within(e, path);
}
