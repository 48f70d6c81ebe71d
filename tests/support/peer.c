#define _DEFAULT_SOURCE 1 /* wait4 */
#include "peer.h"

#include "sharedesk/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const struct peer PEERS[] = {
    {"Clp, relaxed", "clp", true},
    {"GLPK, relaxed", "glpsol", true},
    {"Cbc", "cbc", false},
    {"GLPK", "glpsol", false},
};
const size_t PEER_COUNT = sizeof PEERS / sizeof *PEERS;

/* ---- children -------------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct peer_child peer_run(void (*work)(void *context), void *context, double limit)
{
    struct peer_child c = {0};
    struct rusage usage;
    int status = -1;
    double begin = now();
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        work(context);
        _exit(0);
    }
    if (pid < 0)
        return c;
    const struct timespec tick = {0, 2000000};
    pid_t ended;
    while ((ended = wait4(pid, &status, WNOHANG, &usage)) == 0) {
        if (now() - begin > limit)
            kill(pid, SIGKILL);
        nanosleep(&tick, NULL);
    }
    c.seconds = now() - begin;
    if (ended == pid)
        c.processor = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                      (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    c.kibibytes = ended == pid ? usage.ru_maxrss : 0;
    c.finished = ended == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return c;
}

/* ---- the file -------------------------------------------------------------------------------- */

static void write_column(FILE *f, const struct match_choice *c, size_t column, size_t job)
{
    fprintf(f, "    C%07zx  GAIN      %12" PRId64 "\n", column, -c->gain);
    fprintf(f, "    C%07zx  J%07zx  %12d\n", column, job, 1);
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].amount != 0)
            fprintf(f, "    C%07zx  R%07zx  %12" PRId64 "\n", column, c->loads[i].row,
                    c->loads[i].amount);
    }
}

static void write_columns(FILE *f, const struct match_problem *p)
{
    fputs("COLUMNS\n    MARKER    'MARKER'                 'INTORG'\n", f);
    for (size_t j = 0, column = 0; j < p->job_count; j++) {
        for (size_t k = 0; k < p->jobs[j].choice_count; k++)
            write_column(f, &p->jobs[j].choices[k], column++, j);
    }
    fputs("    MARKER    'MARKER'                 'INTEND'\n", f);
}

static void write_bounds(FILE *f, const struct match_problem *p)
{
    fputs("BOUNDS\n", f);
    for (size_t j = 0, column = 0; j < p->job_count; j++) {
        for (size_t k = 0; k < p->jobs[j].choice_count; k++, column++)
            fprintf(f, " %s BND       C%07zx  %12d\n", p->jobs[j].choices[k].pinned ? "FX" : "UP",
                    column, 1);
    }
}

bool peer_write(const struct match_problem *p, const char *path)
{
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return false;
    fputs("NAME          CHOOSE\nROWS\n N  GAIN\n", f);
    for (size_t j = 0; j < p->job_count; j++)
        fprintf(f, " L  J%07zx\n", j);
    for (size_t r = 0; r < p->row_count; r++)
        fprintf(f, " L  R%07zx\n", r);
    write_columns(f, p);
    fputs("RHS\n", f);
    for (size_t j = 0; j < p->job_count; j++)
        fprintf(f, "    RHS       J%07zx  %12d\n", j, 1);
    for (size_t r = 0; r < p->row_count; r++)
        fprintf(f, "    RHS       R%07zx  %12" PRId64 "\n", r, p->capacities[r]);
    write_bounds(f, p);
    fputs("ENDATA\n", f);
    return fclose(f) == 0;
}

/* ---- answers --------------------------------------------------------------------------------- */

struct task {
    const struct peer *peer;
    const char *path, *log;
    double limit;
};

static void start(void *context)
{
    const struct task *t = context;
    char seconds[32];
    int out = open(t->log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    snprintf(seconds, sizeof seconds, "%.0f", t->limit);
    if (out < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(1);
    if (strcmp(t->peer->program, "clp") == 0)
        execlp("clp", "clp", t->path, "-solve", "-quit", (char *)NULL);
    else if (strcmp(t->peer->program, "cbc") == 0)
        execlp("cbc", "cbc", t->path, "-sec", seconds, "-solve", "-quit", (char *)NULL);
    else
        execlp("glpsol", "glpsol", "--mps", t->path, "--tmlim", seconds,
               t->peer->relaxes ? "--nomip" : "--cuts", (char *)NULL);
    _exit(127);
}

/* The number behind the last place where the text is; those behind an inner `then` if given. */
static bool number_behind(const char *log, const char *text, const char *then, double *number)
{
    const char *at = NULL;
    for (const char *s = log; (s = strstr(s, text)) != NULL; s++)
        at = s + strlen(text);
    if (at != NULL && then != NULL) {
        const char *line_end = strchr(at, '\n'), *inner = strstr(at, then);
        at = inner != NULL && (line_end == NULL || inner < line_end) ? inner + strlen(then) : NULL;
    }
    char *end;
    if (at == NULL)
        return false;
    *number = strtod(at, &end);
    return end != at;
}

static void read_clp(const char *log, struct peer_answer *a)
{
    a->has_bound = number_behind(log, "Optimal objective ", NULL, &a->bound);
    number_behind(log, "Optimal objective ", " time ", &a->seconds);
}

/* One that was killed has told on the way what it found. */
static void read_cbc(const char *log, struct peer_answer *a)
{
    a->has_objective = number_behind(log, "Objective value:", NULL, &a->objective) ||
                       number_behind(log, "Integer solution of ", NULL, &a->objective);
    a->has_bound = number_behind(log, "Lower bound:", NULL, &a->bound) ||
                   number_behind(log, "best possible ", NULL, &a->bound) ||
                   number_behind(log, "Continuous objective value is ", NULL, &a->bound);
    if (strstr(log, "Optimal solution found") != NULL && a->has_objective) {
        a->bound = a->objective;
        a->has_bound = true;
    }
    number_behind(log, "Total time (CPU seconds):", NULL, &a->seconds);
}

/* Its simplex writes "* 12: obj = … inf = …", its search "+ 12: mip = … >= …". */
static void read_glpk(const char *log, bool relaxed, struct peer_answer *a)
{
    if (relaxed) {
        if (strstr(log, "OPTIMAL LP SOLUTION FOUND") != NULL)
            a->has_bound = number_behind(log, ": obj =", NULL, &a->bound);
    } else {
        a->has_objective = number_behind(log, ": mip =", NULL, &a->objective);
        a->has_bound = number_behind(log, ": mip =", ">=", &a->bound);
        if (strstr(log, "INTEGER OPTIMAL SOLUTION FOUND") != NULL && a->has_objective) {
            a->bound = a->objective;
            a->has_bound = true;
        }
    }
    number_behind(log, "Time used:", NULL, &a->seconds);
}

static char *read_all(const char *path)
{
    FILE *f = fopen(path, "r");
    size_t size = 0;
    char *text = base_realloc(NULL, 1, 1);
    for (size_t got = 1; f != NULL && got > 0; size += got) {
        text = base_realloc(text, size + 65537, 1);
        got = fread(text + size, 1, 65536, f);
    }
    text[size] = '\0';
    if (f != NULL)
        fclose(f);
    return text;
}

bool peer_installed(const struct peer *p)
{
    char command[64];
    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", p->program);
    return system(command) == 0;
}

struct peer_answer peer_solve(const struct peer *p, const char *path, double limit)
{
    char log_path[512];
    snprintf(log_path, sizeof log_path, "%s.log", path);
    struct task task = {p, path, log_path, limit};
    struct peer_answer a = {.child = peer_run(start, &task, 1.2 * limit + 5)};
    a.seconds = a.child.processor;
    char *log = read_all(log_path);
    if (strcmp(p->program, "clp") == 0)
        read_clp(log, &a);
    else if (strcmp(p->program, "cbc") == 0)
        read_cbc(log, &a);
    else
        read_glpk(log, p->relaxes, &a);
    if (a.seconds > a.child.processor)
        a.seconds = a.child.processor;
    a.objective = -a.objective;
    a.bound = -a.bound;
    free(log);
    return a;
}
