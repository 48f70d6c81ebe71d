/* How soon the program answers on a large desk, as whoever sits before it sees it: it runs in a
 * pseudo-terminal; told are when the first byte comes and when the last does before it is quiet,
 * with what is put off until the keys pause (a long count, a detail pane). The demo
 * desk with RECORDS resources more (100,000, or the first argument, or $RECORDS). Beside it the
 * sqlite3 library with what the screen asks of the same file, written plainly. test-link:
 * -lsqlite3 */
#include "desk.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

enum { ROWS = 24, COLS = 80, QUIET = 250, PATIENCE = 5000, TIMES = 7 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    abort();
}

/* ---- the desk ---- */

static void fill(struct store *s, int64_t records)
{
    static const char *const WORDS[] = {"Confocal", "扫描电镜", "Mass", "X-ray", "光谱仪", "Cryo"};
    static const char *const NOUNS[] = {"microscope", "系统", "spectrometer", "平台"};
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    desk_must(store_begin(s, "import", &e), &e);
    for (int64_t i = 0; i < records; i++) {
        struct model_resource *r = model_record_new(a, MODEL_RESOURCE);
        r->name =
            base_arena_printf(a, "%s %s %" PRId64, WORDS[i % 6], NOUNS[i % 4], i * 7919 % 100003);
        r->kind = "instrument";
        r->owner = 1 + i % 40;
        r->price_member = i % 1000 * 100;
        r->open_hours = "Mon-Fri 08:30-12:00 13:30-17:30";
        desk_must(store_put(s, MODEL_RESOURCE, r, &e), &e);
        base_arena_reset(a);
    }
    desk_must(store_commit(s, &e), &e);
    base_arena_free(&a);
}

static void make_desk(const char *program, const char *path, int64_t records)
{
    struct err e = ERR_INIT;
    struct store *s;
    pid_t child = fork();
    if (child == 0) {
        freopen("/dev/null", "w", stdout);
        execl(program, program, "-d", path, "init", "--demo", (char *)NULL);
        _exit(127);
    }
    int status;
    must(child > 0 && waitpid(child, &status, 0) == child && status == 0, program);
    struct store_options options = {.path = path, .clock = {BASE_NONE}, .actor = "anna"};
    desk_must(store_open(&options, &s, &e), &e);
    fill(s, records);
    store_close(&s);
}

/* ---- the terminal ---- */

struct terminal {
    int fd;
    pid_t child;
};

static void become_child(const char *slave, const char *program, const char *path)
{
    setsid();
    int fd = open(slave, O_RDWR);
    struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
    ioctl(fd, TIOCSCTTY, 0);
    ioctl(fd, TIOCSWINSZ, &size);
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execl(program, program, "-d", path, "--lang", "en", (char *)NULL);
    _exit(127);
}

static struct terminal start(const char *program, const char *path)
{
    struct terminal t = {.fd = posix_openpt(O_RDWR | O_NOCTTY)};
    must(t.fd >= 0 && grantpt(t.fd) == 0 && unlockpt(t.fd) == 0, "a pseudo-terminal");
    const char *slave = ptsname(t.fd);
    t.child = fork();
    if (t.child == 0)
        become_child(slave, program, path);
    return t;
}

/* What comes until nothing more does for QUIET ms. */
struct drawing {
    double first, last; /* when a byte came */
    size_t bytes;
};

static struct drawing drawn(const struct terminal *t)
{
    char text[65536];
    struct pollfd p = {.fd = t->fd, .events = POLLIN};
    struct drawing d = {0};
    while (poll(&p, 1, d.bytes > 0 ? QUIET : PATIENCE) > 0) {
        ssize_t got = read(t->fd, text, sizeof text);
        if (got <= 0)
            break;
        d.last = now();
        d.first = d.bytes > 0 ? d.first : d.last;
        d.bytes += (size_t)got;
    }
    return d;
}

static void stop(struct terminal *t)
{
    kill(t->child, SIGTERM);
    drawn(t);
    waitpid(t->child, NULL, 0);
    close(t->fd);
}

/* ---- what is measured ---- */

static sqlite3 *peer;

static double run_peer(const char *sql)
{
    sqlite3_stmt *statement;
    double begin = now();
    must(sqlite3_prepare_v2(peer, sql, -1, &statement, NULL) == SQLITE_OK, sql);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            sqlite3_column_text(statement, i);
    sqlite3_finalize(statement);
    return now() - begin;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* The best and the worst of TIMES, in ms from when it began. */
struct times {
    double first, best, worst;
    size_t bytes;
};

static void note(struct times *t, double begin, struct drawing d)
{
    bool fresh = t->bytes == 0;
    t->first = fresh ? d.first - begin : least(t->first, d.first - begin);
    t->best = fresh ? d.last - begin : least(t->best, d.last - begin);
    t->worst = d.last - begin > t->worst ? d.last - begin : t->worst;
    t->bytes = d.bytes;
}

static void tell(const char *what, const struct times *t, const char *sql)
{
    printf("%-30s %8.1f ms  all %8.1f ms  worst %8.1f ms  %6zu bytes", what, t->first, t->best,
           t->worst, t->bytes);
    if (sql) {
        double theirs = run_peer(sql);
        for (int i = 0; i < TIMES; i++)
            theirs = least(theirs, run_peer(sql));
        printf("   plain SQL %8.1f ms  %8.2f x", theirs, t->best / theirs);
    }
    putchar('\n');
    fflush(stdout);
}

/* Starts and first paints; the last terminal is left open. */
static struct terminal first_screen(const char *program, const char *path)
{
    struct terminal t;
    struct times times = {0};
    for (int i = 0;; i++) {
        double begin = now();
        t = start(program, path);
        note(&times, begin, drawn(&t));
        if (i + 1 == TIMES)
            break;
        stop(&t);
    }
    tell("start to the first screen", &times, NULL);
    return t;
}

static void type(const struct terminal *t, const char *keys)
{
    if (!keys)
        return;
    must(write(t->fd, keys, strlen(keys)) > 0, "a key");
    drawn(t);
}

/* What is measured are keys, one press; before and after it others that are not. */
struct press {
    const char *what, *before, *keys, *after, *sql;
};

static void press(const struct terminal *t, const struct press *p)
{
    struct times times = {0};
    for (int i = 0; i < TIMES; i++) {
        type(t, p->before);
        double begin = now();
        must(write(t->fd, p->keys, strlen(p->keys)) > 0, "a key");
        note(&times, begin, drawn(t));
        type(t, p->after);
    }
    tell(p->what, &times, p->sql);
}

#define DOWN      "\033OB"
#define PAGE_DOWN "\033[6~"
#define PAGE_UP   "\033[5~"
#define HOME      "\033OH"
#define END       "\033OF"
#define ESCAPE    "\033"
#define PAGE_OF   "SELECT * FROM resources WHERE retired IS NULL "
#define LIKE      "(name LIKE '%spectrometer%' OR description LIKE '%spectrometer%') "

static const struct press PRESSES[] = {
    {"Today: / and s, to anything", "/", "s", ESCAPE, NULL},
    {"2, Browse from Today", "1", "2", NULL, PAGE_OF "ORDER BY id LIMIT 20"},
    {"Down", NULL, DOWN, NULL, NULL},
    {"PgDn", NULL, PAGE_DOWN, NULL, PAGE_OF "ORDER BY id LIMIT 20 OFFSET 40"},
    {"End", NULL, END, HOME, PAGE_OF "ORDER BY id DESC LIMIT 20"},
    {"Home", END, HOME, NULL, PAGE_OF "ORDER BY id LIMIT 20"},
    {"PgUp from the end", END, PAGE_UP, HOME, PAGE_OF "ORDER BY id DESC LIMIT 20 OFFSET 20"},
    {"/ and s, a letter of most", "/", "s", ESCAPE, NULL},
    {"/ spectromete and r", "/spectromete", "r", ESCAPE,
     PAGE_OF "AND " LIKE "ORDER BY id LIMIT 20"},
    {"/ spectromtr, a slip", "/spectromt", "r", ESCAPE, NULL},
    {"/ nothing-of-the-kind", "/nothing of the kin", "d", ESCAPE, NULL},
};

int main(int argc, char **argv)
{
    const char *program = getenv("SHAREDESK"), *wanted = getenv("RECORDS");
    int64_t records = strtoll(argc > 1 ? argv[1] : wanted ? wanted : "100000", NULL, 10);
    struct desk *d = desk_new();
    char path[128];
    must(program != NULL, "SHAREDESK, the program to run");
    snprintf(path, sizeof path, "%s/large", d->directory);
    make_desk(program, path, records);
    must(sqlite3_open(path, &peer) == SQLITE_OK, path);
    printf("%" PRId64 " resources\n", records);
    struct terminal t = first_screen(program, path);
    for (size_t i = 0; i < sizeof PRESSES / sizeof *PRESSES; i++)
        press(&t, &PRESSES[i]);
    stop(&t);
    sqlite3_close(peer);
    desk_free(&d);
    return 0;
}
