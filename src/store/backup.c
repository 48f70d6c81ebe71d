/* backup.c: copies of the desk, whole and at one moment, and putting one back. */
#include "internal.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- copies ---- */

static enum err_code flush_file(const char *path, const char *shown, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
        base_file_error(e, shown, errno);
        if (fd >= 0)
            close(fd);
        return e->code;
    }
    close(fd);
    return ERR_NONE;
}

/* A desk holds what people confided: a copy is for the same eyes. */
static void same_mode(const char *from, const char *to)
{
    struct stat st;
    if (stat(from, &st) == 0)
        chmod(to, st.st_mode & 07777);
}

/* link() refuses where rename() would overwrite. */
static enum err_code into_place(const char *made, const char *path, struct err *e)
{
    if (link(made, path) == 0)
        return ERR_NONE;
    if (errno == EEXIST)
        return err_set(e, ERR_REFUSED, path, _("Name another file."), "%s",
                       _("there is a file of that name already"));
    if (access(path, F_OK) != 0 && rename(made, path) == 0)
        return ERR_NONE;
    return base_file_error(e, path, errno);
}

static enum err_code vacuum_into(sqlite3 *db, const char *path, struct err *e)
{
    char *sql = sqlite3_mprintf("VACUUM INTO %Q", path);
    enum err_code code = store_exec(db, sql, e);
    sqlite3_free(sql);
    return code;
}

enum err_code store_copy(sqlite3 *db, const char *from, const char *path, struct err *e)
{
    struct base_text made = {0};
    base_text_printf(&made, "%s.%ld.tmp", path, (long)getpid());
    if (access(path, F_OK) == 0)
        err_set(e, ERR_REFUSED, path, _("Name another file."), "%s",
                _("there is a file of that name already"));
    else if (vacuum_into(db, made.s, e) != ERR_NONE)
        err_within(e, path);
    else {
        same_mode(from, made.s);
        if (flush_file(made.s, path, e) == ERR_NONE)
            into_place(made.s, path, e);
    }
    unlink(made.s);
    base_text_free(&made);
    return e->code;
}

enum err_code store_backup(struct store *s, const char *path, struct err *e)
{
    store_start(e);
    if (s->transaction.depth > 0)
        return err_set(e, ERR_BUSY, path, NULL, "%s", _("a change is not finished"));
    return store_copy(s->db, s->path, path, e);
}

/* ---- putting one back ---- */

/* A backup is looked at in full before anything gives way to it. */
static enum err_code open_backup(const char *path, sqlite3 **db, struct err *e)
{
    int version;
    if (access(path, R_OK) != 0)
        return base_file_error(e, path, errno);
    if (store_connect(path, false, db, e) != ERR_NONE)
        return e->code;
    sqlite3_stmt *check = NULL;
    if (store_identify(*db, path, &version, e) == ERR_NONE &&
        store_prepare(*db, "PRAGMA quick_check(1)", &check, e) == ERR_NONE &&
        (sqlite3_step(check) != SQLITE_ROW ||
         strcmp((const char *)sqlite3_column_text(check, 0), "ok") != 0))
        err_set(e, ERR_CORRUPT, path, _("Take another backup."), "%s", _("the backup is damaged"));
    sqlite3_finalize(check);
    if (e->code != ERR_NONE) {
        sqlite3_close(*db);
        *db = NULL;
    }
    return e->code;
}

static void aside_name(const char *path, struct base_text *name)
{
    char stamp[32];
    time_t now = time(NULL);
    struct tm when;
    strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", gmtime_r(&now, &when));
    base_text_printf(name, "%s.before-restore-%s", path, stamp);
    for (int i = 2; access(name->s, F_OK) == 0; i++) {
        base_text_clear(name);
        base_text_printf(name, "%s.before-restore-%s-%d", path, stamp, i);
    }
}

enum { COPY_TRIES = 200, COPY_PAUSE = 50 /* milliseconds */ };

static enum err_code copy_pages(sqlite3 *from, sqlite3 *to, const char *path, struct err *e)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
    if (!copy)
        return store_fail(to, e, path);
    int result = SQLITE_BUSY;
    for (int tries = 0; tries < COPY_TRIES; tries++) {
        result = sqlite3_backup_step(copy, -1);
        if (result != SQLITE_BUSY && result != SQLITE_LOCKED)
            break;
        sqlite3_sleep(COPY_PAUSE);
    }
    sqlite3_backup_finish(copy);
    return result == SQLITE_DONE ? ERR_NONE : store_fail(to, e, path);
}

/* Through SQLite into the file that is there: whoever has the desk open sees it change as by any
 * other write, and nobody goes on writing into a file that has been moved away. */
static enum err_code restore_into(sqlite3 *backup, sqlite3 *desk, const char *path, struct err *e)
{
    struct base_text aside = {0};
    aside_name(path, &aside);
    if (store_copy(desk, path, aside.s, e) == ERR_NONE)
        copy_pages(backup, desk, path, e);
    base_text_free(&aside);
    return e->code;
}

static void move_aside(const char *path, const char *suffix, const char *aside)
{
    struct base_text from = {0}, to = {0};
    base_text_printf(&from, "%s%s", path, suffix);
    base_text_printf(&to, "%s%s", aside, suffix);
    rename(from.s, to.s);
    base_text_free(&from);
    base_text_free(&to);
}

/* For a file that is missing or no longer a desk. */
static enum err_code restore_anew(sqlite3 *backup, const char *backup_path, const char *path,
                                  struct err *e)
{
    static const char *const SUFFIXES[] = {"-wal", "-shm", ""};
    struct base_text aside = {0};
    if (access(path, F_OK) == 0) {
        aside_name(path, &aside);
        for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
            move_aside(path, SUFFIXES[i], aside.s);
    }
    base_text_free(&aside);
    return store_copy(backup, backup_path, path, e);
}

static bool is_healthy(const char *path, sqlite3 **desk)
{
    struct err e = ERR_INIT;
    int version;
    *desk = NULL;
    if (access(path, F_OK) != 0 || store_connect(path, true, desk, &e) != ERR_NONE)
        return false;
    return store_identify(*desk, path, &version, &e) == ERR_NONE;
}

enum err_code store_restore(const char *backup, const char *path, struct err *e)
{
    sqlite3 *from = NULL, *desk = NULL;
    store_start(e);
    if (store_role_at(path) != STORE_MANAGER)
        return err_set(e, ERR_REFUSED, path, _("Ask a manager of the desk."), "%s",
                       _("only a manager may put a backup in its place"));
    if (open_backup(backup, &from, e) != ERR_NONE)
        return e->code;
    if (is_healthy(path, &desk)) {
        restore_into(from, desk, path, e);
    } else {
        sqlite3_close(desk);
        desk = NULL;
        restore_anew(from, backup, path, e);
    }
    sqlite3_close(desk);
    sqlite3_close(from);
    return e->code;
}
