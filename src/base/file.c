#include "sharedesk/base/file.h"

#include "sharedesk/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 16, NAME_TRIES = 100 };

/* ---- errors ---- */

static const char *error_hint(int error)
{
    switch (error) {
    case ENOENT:
        return _("Check the name and the directory.");
    case EACCES:
    case EPERM:
        return _("Ask whoever owns it for permission, or choose another place.");
    case ENOSPC:
    case EDQUOT:
        return _("Free some space and try again.");
    case EROFS:
        return _("Choose a place that can be written to.");
    case EISDIR:
        return _("Give the name of a file in it.");
    case ENOTDIR:
    case EEXIST:
        return _("Choose another name.");
    default:
        return NULL;
    }
}

/* The system's own words for the usual ones: it may have them in English only. */
static const char *error_why(int error)
{
    switch (error) {
    case ENOENT:
        return _("No such file or directory");
    case EACCES:
        return _("Permission denied");
    case EPERM:
        return _("Operation not permitted");
    case ENOSPC:
        return _("No space left on device");
    case EDQUOT:
        return _("Disk quota exceeded");
    case EROFS:
        return _("Read-only file system");
    case EISDIR:
        return _("Is a directory");
    case ENOTDIR:
        return _("Not a directory");
    case EEXIST:
        return _("File exists");
    default:
        return strerror(error);
    }
}

static enum err_code error_code(int error)
{
    return error == ENOENT ? ERR_NOT_FOUND : error == EINTR ? ERR_CANCELLED : ERR_IO;
}

enum err_code base_file_error(struct err *e, const char *path, int error)
{
    enum err_code code = error_code(error);
    if (error == EINTR)
        return err_set(e, code, path, NULL, "%s", _("it was interrupted"));
    return err_set(e, code, path, error_hint(error), "%s", error_why(error));
}

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* ---- reading ---- */

/* Reads to the end. `expected` is a guess that saves copying; pipes have none. A signal that is
 * caught ends it (EINTR): a pipe may stay silent for ever. */
static bool read_all(int fd, size_t expected, struct base_arena *a, char **data, size_t *size)
{
    size_t capacity = expected + 2; /* the NUL, and a byte to see that the end is the end */
    char *buffer = base_arena_alloc(a, capacity);
    size_t length = 0;
    ssize_t got;
    while ((got = read(fd, buffer + length, capacity - length - 1)) > 0) {
        length += (size_t)got;
        if (length + 1 < capacity)
            continue;
        char *grown = base_arena_array(a, capacity, 2);
        memcpy(grown, buffer, length);
        buffer = grown;
        capacity *= 2;
    }
    buffer[length] = '\0';
    *data = buffer;
    *size = length;
    return got == 0;
}

enum err_code base_file_read(const char *path, struct base_arena *a, char **data, size_t *size,
                             struct err *e)
{
    bool standard = is_standard(path);
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return base_file_error(e, path, errno);
    struct stat st;
    bool sized = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    bool done = read_all(fd, sized ? (size_t)st.st_size : READ_SIZE, a, data, size);
    int error = errno;
    if (!standard)
        close(fd);
    return done ? ERR_NONE : base_file_error(e, path, error);
}

/* ---- writing ---- */

static bool write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

static enum err_code write_standard(const char *data, size_t size, struct err *e)
{
    fflush(stdout); /* what was printed before comes before */
    if (!write_all(STDOUT_FILENO, data, size))
        return base_file_error(e, _("standard output"), errno);
    return ERR_NONE;
}

/* A device or a pipe cannot be replaced by a file; it is written to. */
static enum err_code write_in_place(const char *path, const char *data, size_t size, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return base_file_error(e, path, errno);
    bool done = write_all(fd, data, size);
    int error = errno;
    if (close(fd) != 0 && done) {
        done = false;
        error = errno;
    }
    return done ? ERR_NONE : base_file_error(e, path, error);
}

/* Makes a new file beside path. Its name does not grow with path's, which may be as long as the
 * file system allows. */
static int open_beside(const char *path, mode_t mode, char **name)
{
    const char *slash = strrchr(path, '/');
    int directory = slash ? (int)(slash - path) + 1 : 0;
    size_t size = (size_t)directory + 64;
    *name = base_alloc(size);
    for (int i = 0; i < NAME_TRIES; i++) {
        snprintf(*name, size, "%.*s.sharedesk-%ld-%d.tmp", directory, path, (long)getpid(), i);
        int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Some file systems cannot sync a directory or a file, and say EINVAL: there is no more to do. */
static bool sync_file(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL;
}

/* Without this the rename itself could be lost with the power. The file is whole either way, so a
 * failure here is no failure of the write. */
static void sync_directory_of(char *name)
{
    char *slash = strrchr(name, '/');
    if (slash)
        slash[slash == name] = '\0';
    int fd = open(slash ? name : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* The new file takes the place of the old with the old one's mode, and its group where allowed. */
static bool keep_mode(int fd, const struct stat *old)
{
    if (fchown(fd, (uid_t)-1, old->st_gid) != 0 && errno != EPERM)
        return false;
    return fchmod(fd, old->st_mode & 07777) == 0;
}

static bool fill(int fd, const struct stat *old, const char *data, size_t size)
{
    return write_all(fd, data, size) && (!old || keep_mode(fd, old)) && sync_file(fd);
}

static enum err_code write_and_rename(const char *path, const struct stat *old, const char *data,
                                      size_t size, struct err *e)
{
    char *name;
    int fd = open_beside(path, 0666, &name);
    bool done = fd >= 0 && fill(fd, old, data, size);
    int error = errno;
    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        error = errno;
    }
    if (done && rename(name, path) != 0) {
        done = false;
        error = errno;
    }
    if (done)
        sync_directory_of(name);
    else if (fd >= 0)
        unlink(name);
    free(name);
    return done ? ERR_NONE : base_file_error(e, path, error);
}

enum err_code base_file_write(const char *path, const char *data, size_t size, struct err *e)
{
    if (is_standard(path))
        return write_standard(data, size, e);
    struct stat old;
    if (stat(path, &old) != 0)
        return write_and_rename(path, NULL, data, size, e);
    if (S_ISDIR(old.st_mode))
        return base_file_error(e, path, EISDIR);
    if (!S_ISREG(old.st_mode))
        return write_in_place(path, data, size, e);
    char *real = realpath(path, NULL); /* a link stays a link */
    if (!real)
        return base_file_error(e, path, errno);
    enum err_code code = write_and_rename(real, &old, data, size, e);
    free(real);
    return code;
}

/* ---- directories ---- */

static bool make_one(const char *path)
{
    struct stat st;
    if (mkdir(path, 0777) == 0)
        return true;
    int error = errno;
    /* Whatever mkdir says of a directory that is there (EEXIST, EROFS, EACCES), it is there. */
    if (stat(path, &st) == 0) {
        error = ENOTDIR;
        if (S_ISDIR(st.st_mode))
            return true;
    }
    errno = error;
    return false;
}

enum err_code base_dir_make(const char *path, struct err *e)
{
    if (*path == '\0')
        return base_file_error(e, path, ENOENT);
    char *partial = base_strdup(path);
    bool made = true;
    for (char *slash = partial; made && slash;) {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = '\0';
        made = make_one(partial);
        if (slash)
            *slash = '/';
    }
    int error = errno;
    free(partial);
    return made ? ERR_NONE : base_file_error(e, path, error);
}

static const char *home_directory(void)
{
    const char *home = getenv("HOME");
    if (home && *home)
        return home;
    const struct passwd *account = getpwuid(getuid());
    return account ? account->pw_dir : ".";
}

/* The XDG specification ignores relative paths in its variables. */
static char *xdg_directory(struct base_arena *a, const char *variable, const char *under_home)
{
    const char *value = getenv(variable);
    if (value && *value == '/')
        return base_arena_printf(a, "%s/sharedesk", value);
    return base_arena_printf(a, "%s/%s/sharedesk", home_directory(), under_home);
}

char *base_dir_data(struct base_arena *a)
{
    return xdg_directory(a, "XDG_DATA_HOME", ".local/share");
}

char *base_dir_config(struct base_arena *a)
{
    return xdg_directory(a, "XDG_CONFIG_HOME", ".config");
}

char *base_dir_state(struct base_arena *a)
{
    return xdg_directory(a, "XDG_STATE_HOME", ".local/state");
}
