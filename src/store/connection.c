/* connection.c: opening SQLite with every guard on, and its errors in the desk's words. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

enum { CACHE_KIBIBYTES = 65536 };

static enum err_code of_result(int result)
{
    switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return ERR_CORRUPT;
    case SQLITE_CONSTRAINT:
        return ERR_REFUSED;
    case SQLITE_INTERRUPT:
        return ERR_CANCELLED;
    case SQLITE_TOOBIG:
        return ERR_LIMIT;
    default:
        return ERR_IO;
    }
}

/* A reader in a directory that it may not write to, where no writer has left -wal and -shm. */
static bool is_without_log(int result)
{
    return result == SQLITE_READONLY_CANTINIT || result == SQLITE_READONLY_CANTLOCK ||
           result == SQLITE_READONLY_RECOVERY || result == SQLITE_READONLY_DIRECTORY;
}

static const char *hint_of(int result)
{
    if (is_without_log(result))
        return _("Someone who may write must open the desk once; then it can be read.");
    switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("Someone else is writing for a long time. Try again in a moment.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return _("Look with `sharedesk check`; `sharedesk restore` brings back a backup.");
    case SQLITE_FULL:
        return _("Nothing was changed. Make room on the disk, then do it again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return _("Nothing was changed. Ask who looks after the file for leave to write.");
    case SQLITE_CANTOPEN:
        return _("Look whether the file and its directory may be read.");
    case SQLITE_IOERR:
        return _("Nothing was changed. Look whether the disk, a quota or a limit of file size is "
                 "full, or "
                 "the disk fails.");
    default:
        return NULL;
    }
}

static const char *why_of(sqlite3 *db, int result)
{
    if (is_without_log(result))
        return _("its files -wal and -shm are missing, and may not be made here");
    if (result == SQLITE_IOERR_WRITE) /* a quota or a limit of file size; SQLite keeps no errno */
        return _("it could not be written to the disk");
    switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("the desk is held by another process");
    case SQLITE_CANTOPEN:
        return _("it cannot be opened");
    case SQLITE_FULL:
        return _("the disk is full");
    case SQLITE_NOTADB:
        return _("it is no desk file");
    case SQLITE_CORRUPT:
        return _("the file is damaged");
    case SQLITE_READONLY:
        return _("it may only be read");
    case SQLITE_INTERRUPT:
        return _("it was interrupted");
    default:
        return db ? sqlite3_errmsg(db) : sqlite3_errstr(result);
    }
}

enum err_code store_fail(sqlite3 *db, struct err *e, const char *what)
{
    int result = db ? sqlite3_extended_errcode(db) : SQLITE_CANTOPEN;
    return err_set(e, of_result(result), what, hint_of(result), "%s", why_of(db, result));
}

enum err_code store_exec(sqlite3 *db, const char *sql, struct err *e)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return ERR_NONE;
    return store_fail(db, e, _("the desk"));
}

enum err_code store_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **statement, struct err *e)
{
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK)
        return ERR_NONE;
    return store_fail(db, e, _("the desk"));
}

int64_t store_pragma(sqlite3 *db, const char *sql, int64_t fallback)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = fallback;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* synchronous FULL: in WAL mode anything less may lose the last commits when the power fails, and
 * what was confirmed to a person must stay. With a size limit the log is emptied when the last one
 * leaves: a full one left behind would be played into whatever file someone copies in its place. */
static const char SETUP[] = "PRAGMA foreign_keys = ON;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA journal_size_limit = 67108864;"
                            "PRAGMA temp_store = MEMORY;"
                            "PRAGMA recursive_triggers = OFF;";

/* A schema that someone tampered with must not run code, nor a typing error become a string. */
static void guard(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, STORE_BUSY_MILLISECONDS);
}

static enum err_code settle(sqlite3 *db, struct err *e)
{
    char cache[48];
    snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d", CACHE_KIBIBYTES);
    if (store_exec(db, SETUP, e) != ERR_NONE || store_exec(db, cache, e) != ERR_NONE)
        return e->code;
    /* A reader without leave to write can open the desk only while -wal and -shm are there: keep
     * them when the last writer leaves. */
    int keep = 1;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
    return ERR_NONE;
}

/* On a file system that nobody can write to, SQLite cannot make -wal and -shm and would refuse. */
static bool is_frozen(const char *path)
{
    struct statvfs system;
    struct stat log;
    struct base_text name = {0};
    base_text_printf(&name, "%s-wal", path);
    bool no_log = stat(name.s, &log) != 0 || log.st_size == 0;
    base_text_free(&name);
    return no_log && statvfs(path, &system) == 0 && (system.f_flag & ST_RDONLY) != 0;
}

/* The URI by which SQLite takes a file for one that cannot change. */
static void frozen_uri(const char *path, struct base_text *uri)
{
    base_text_add(uri, *path == '/' ? "file://" : "file:");
    for (; *path; path++) {
        if (strchr("%?#", *path))
            base_text_printf(uri, "%%%02X", (unsigned)*path);
        else
            base_text_add_char(uri, *path);
    }
    base_text_add(uri, "?immutable=1");
}

static int open_file(const char *path, bool writable, sqlite3 **db)
{
    int flags = SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX |
                (writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    if (writable || !is_frozen(path))
        return sqlite3_open_v2(path, db, flags, NULL);
    struct base_text uri = {0};
    frozen_uri(path, &uri);
    int result = sqlite3_open_v2(uri.s, db, flags | SQLITE_OPEN_URI, NULL);
    base_text_free(&uri);
    return result;
}

enum err_code store_connect(const char *path, bool writable, sqlite3 **db, struct err *e)
{
    if (open_file(path, writable, db) != SQLITE_OK) {
        store_fail(*db, e, path);
    } else {
        guard(*db);
        if (settle(*db, e) == ERR_NONE)
            return ERR_NONE;
        err_within(e, path);
    }
    sqlite3_close(*db);
    *db = NULL;
    return e->code;
}

enum err_code store_identify(sqlite3 *db, const char *path, int *version, struct err *e)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_schema", -1, &statement, NULL) !=
            SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        store_fail(db, e, path);
        sqlite3_finalize(statement);
        return e->code;
    }
    sqlite3_finalize(statement);
    if (store_pragma(db, "PRAGMA application_id", 0) != STORE_APPLICATION_ID)
        return err_set(e, ERR_CORRUPT, path,
                       _("Name a desk with --desk FILE, or make one with `sharedesk init`."), "%s",
                       _("it is no desk file"));
    *version = (int)store_pragma(db, "PRAGMA user_version", 0);
    if (*version > store_schema_newest())
        return err_set(e, ERR_NEWER, path, _("Use a newer sharedesk; this one changed nothing."),
                       _("the desk has format %d, this program knows %d"), *version,
                       store_schema_newest());
    return ERR_NONE;
}
