/* How well and how fast months are allocated: the same instances through our solver and, where they
 * are installed, through GLPK, Clp and Cbc, in one table. Each engine runs in a process of its own,
 * and its memory is that process's; ours includes the instance.
 *
 *   allocate              the whole table, as `make bench T=allocate`
 *   allocate -h           single sizes, other loads, other seeds */
#define _DEFAULT_SOURCE 1 /* MAP_ANONYMOUS */
#include "bigdesk.h"
#include "instance.h"
#include "peer.h"

#include "sharedesk/base/time.h"
#include "sharedesk/base/whole.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 12 };

struct options {
    struct instance_recipe recipe;
    const char *engines; /* substring of names, or NULL: all */
    const char *keep;    /* the MPS file stays here */
    const char *data;    /* of the published instances */
    double limit;
    bool digest;
    const char *desk; /* a desk file or a directory of CSV */
    bool generated;   /* a desk by the recipe's size */
    int64_t month;
    const char *top;
};

static const char USAGE[] =
    "allocate [-s DEMANDSxRESOURCES] [-c CANDIDATES] [-l LOAD%] [-k SKEW] [-r SEED]\n"
    "         [-b BUDGETS%] [-f FUNDS%] [-q QUOTES%] [-p PIECES%] [-w WINDOWS%] [-x PINS%] [-C]\n"
    "         [-e ENGINE] [-t SECONDS] [-o FILE] [-d]\n"
    "allocate -D DESK [-m MONTH]\n"
    "allocate -g DEMANDSxRESOURCES [-l LOAD%] [-r SEED] [-m MONTH]\n"
    "  -s  one instance of this size; without it, the whole table\n"
    "  -C  with calendars: opening hours, sittings, grids, gaps, seats\n"
    "  -e  only engines whose name has this: ours, Clp, GLPK, Cbc, relaxed\n"
    "  -t  limit for each peer (60)\n"
    "  -o  keep the instance as an MPS file\n"
    "  -d  tell no table but what was chosen, every bit of it; of a desk, a digest of the plan\n"
    "  -D  from store to saved run: a month of a desk, or of a directory of CSV files; of a copy\n"
    "  -g  the same for a generated desk\n"
    "  -m  the month (2026-12)\n";

/* Of the processor: others may be at work on the machine. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the table ------------------------------------------------------------------------------- */

static void head(void)
{
    printf("%-34s %-14s %16s %16s %9s %9s %7s\n", "instance", "engine", "objective", "bound",
           "gap %", "seconds", "MB");
}

static const char *figure(bool has, double value, char *text, size_t size)
{
    snprintf(text, size, has ? "%.0f" : "-", value);
    return text;
}

static void line(const char *instance, const char *engine, const struct peer_answer *a,
                 const char *note)
{
    char objective[32], bound[32], gap[32] = "-";
    if (a->has_objective && a->has_bound && a->bound > 0)
        snprintf(gap, sizeof gap, "%.4f", 100 * (a->bound - a->objective) / a->bound);
    printf("%-34s %-14s %16s %16s %9s %9.3f %7.1f%s%s\n", instance, engine,
           figure(a->has_objective, a->objective, objective, sizeof objective),
           figure(a->has_bound, a->bound, bound, sizeof bound), gap, a->seconds,
           (double)a->child.kibibytes / 1024, note[0] ? "  " : "", note);
    fflush(stdout);
}

static bool wanted(const struct options *o, const char *engine)
{
    return o->engines == NULL || strstr(engine, o->engines) != NULL;
}

/* ---- ours ------------------------------------------------------------------------------------ */

/* What the child tells. */
struct told {
    double made, solved;
    int64_t gain, bound, choices;
    char fault[200];
};
struct run {
    const struct options *options;
    struct told *told; /* in memory shared with the child */
    const char *path;  /* of the MPS file to write */
};

static void solve_ours(void *context)
{
    struct run *r = context;
    struct base_arena *a = base_arena_new();
    struct match_problem problem;
    struct match_solution s;
    struct match_effort effort = MATCH_EFFORT_INIT;
    double begin = now();
    instance_make(&r->options->recipe, a, &problem);
    r->told->made = now() - begin;
    for (size_t j = 0; j < problem.job_count; j++)
        r->told->choices += (int64_t)problem.jobs[j].choice_count;
    begin = now();
    match_solve(&problem, &effort, NULL, a, &s);
    r->told->solved = now() - begin;
    r->told->gain = s.gain;
    r->told->bound = s.bound;
    const char *fault = instance_fault(&problem, &s, a);
    snprintf(r->told->fault, sizeof r->told->fault, "%s", fault ? fault : "");
}

static void write_instance(void *context)
{
    struct run *r = context;
    struct base_arena *a = base_arena_new();
    struct match_problem problem;
    instance_make(&r->options->recipe, a, &problem);
    _exit(peer_write(&problem, r->path) ? 0 : 1);
}

static void *shared(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    memset(p, 0, size);
    return p;
}

static void measure_ours(const struct options *o)
{
    struct run r = {.options = o, .told = shared(sizeof *r.told)};
    struct peer_answer a = {.child = peer_run(solve_ours, &r, 3600)};
    a.has_objective = a.has_bound = a.child.finished;
    a.objective = (double)r.told->gain;
    a.bound = (double)r.told->bound;
    a.seconds = a.child.finished ? r.told->solved : a.child.processor;
    line(o->recipe.name, "ours", &a, a.child.finished ? r.told->fault : "did not end well");
    munmap(r.told, sizeof *r.told);
}

/* ---- peers ----------------------------------------------------------------------------------- */

static void measure_peers(const struct options *o)
{
    char path[256];
    bool any = o->keep != NULL;
    for (size_t i = 0; i < PEER_COUNT; i++)
        any = any || wanted(o, PEERS[i].name);
    if (!any)
        return;
    snprintf(path, sizeof path, "%s", o->keep ? o->keep : "instance.mps");
    struct run r = {.options = o, .path = path};
    if (!peer_run(write_instance, &r, 600).finished) {
        printf("%s cannot be written\n", path);
        return;
    }
    for (size_t i = 0; i < PEER_COUNT; i++) {
        if (!wanted(o, PEERS[i].name) || !peer_installed(&PEERS[i]))
            continue;
        struct peer_answer a = peer_solve(&PEERS[i], path, o->limit);
        line(o->recipe.name, PEERS[i].name, &a,
             a.has_bound || a.has_objective ? o->recipe.calendars ? "without calendars" : ""
                                            : "nothing in time");
    }
    if (o->keep == NULL) {
        char log[280];
        snprintf(log, sizeof log, "%s.log", path);
        remove(log);
        remove(path);
    }
}

static void measure(const struct options *o)
{
    if (wanted(o, "ours"))
        measure_ours(o);
    measure_peers(o);
}

/* ---- the published ones ---------------------------------------------------------------------- */

struct published {
    const struct options *options;
    char path[512];
    struct peer_answer ours;
    int64_t optima, reached, count;
};

static void solve_published(void *context)
{
    struct published *p = context;
    struct base_arena *a = base_arena_new();
    struct instance_published *list;
    size_t count;
    if (!instance_read(p->path, a, &list, &count))
        _exit(1);
    for (size_t i = 0; i < count; i++) {
        struct match_solution s;
        struct match_effort effort = MATCH_EFFORT_INIT;
        double begin = now();
        match_solve(&list[i].problem, &effort, NULL, a, &s);
        p->ours.seconds += now() - begin;
        p->ours.objective += (double)s.gain;
        p->ours.bound += (double)s.bound;
        p->optima += list[i].optimum;
        p->reached += s.gain == list[i].optimum;
        p->count++;
    }
}

static void measure_published(const struct options *o)
{
    for (int i = 1; i <= FILES && wanted(o, "ours"); i++) {
        struct published *p = shared(sizeof *p);
        char name[32], note[96];
        p->options = o;
        snprintf(p->path, sizeof p->path, "%s/gap%d.txt", o->data, i);
        snprintf(name, sizeof name, "OR-Library gap%d", i);
        p->ours.child = peer_run(solve_published, p, 600);
        p->ours.has_objective = p->ours.has_bound = p->ours.child.finished;
        snprintf(note, sizeof note, "optima %" PRId64 ", reached %" PRId64 " of %" PRId64,
                 p->optima, p->reached, p->count);
        line(name, "ours", &p->ours, p->ours.child.finished ? note : "did not end well");
        munmap(p, sizeof *p);
    }
}

/* ---- desks ----------------------------------------------------------------------------------- */

struct desk_run {
    const struct options *options;
    const char *source, *path;
    struct bigdesk_told *told;
};

static void make_desk(void *context)
{
    const struct desk_run *r = context;
    const struct instance_recipe *recipe = &r->options->recipe;
    if (r->options->generated)
        bigdesk_generate(&(struct bigdesk_recipe){recipe->demands, recipe->resources, recipe->seed,
                                                  recipe->load, r->options->top, r->source});
    bigdesk_make(r->source, r->path);
}

static void allocate_desk(void *context)
{
    const struct desk_run *r = context;
    bigdesk_allocate(r->path, r->options->month, r->options->digest, r->told);
}

/* The desk is made in one child, and allocated in another whose memory counts. */
static void measure_desk(const struct options *o)
{
    struct desk_run r = {o, o->generated ? "generated" : o->desk, "measured",
                         shared(sizeof *r.told)};
    char note[160] = "the desk cannot be made";
    struct peer_answer a = {0};
    bigdesk_remove(r.path);
    if (o->generated)
        bigdesk_remove(r.source);
    if (peer_run(make_desk, &r, 3600).finished) {
        a.child = peer_run(allocate_desk, &r, 3600);
        a.has_objective = a.has_bound = a.child.finished;
        a.objective = (double)r.told->objective;
        a.bound = (double)r.told->bound;
        a.seconds = a.child.processor;
        snprintf(note, sizeof note,
                 "by the clock opened %.3f, allocated %.3f, saved %.3f; %" PRId64
                 " demands, %" PRId64 " lines",
                 r.told->opened, r.told->allocated, r.told->saved, r.told->demands, r.told->lines);
        if (o->digest)
            snprintf(note + strlen(note), sizeof note - strlen(note), "; %016" PRIx64,
                     r.told->digest);
    }
    line(o->recipe.name ? o->recipe.name : o->desk, "store to run", &a,
         a.child.seconds > 0 && !a.child.finished ? "did not end well" : note);
    if (o->generated)
        bigdesk_remove(r.source);
    bigdesk_remove(r.path);
    munmap(r.told, sizeof *r.told);
}

static const struct instance_recipe DESKS[] = {
    {"desk 500 x 2,000", 500, 2000, .seed = 1},
    {"desk 5,000 x 20,000", 5000, 20000, .seed = 1},
    {"desk 20,000 x 100,000", 20000, 100000, .seed = 1},
};

static void measure_desks(struct options *o)
{
    o->generated = true;
    for (size_t i = 0; i < sizeof DESKS / sizeof *DESKS; i++) {
        o->recipe = DESKS[i];
        if (wanted(o, "store to run"))
            measure_desk(o);
    }
}

/* ---- every bit of it ------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < size; i++)
        hash = base_hash(hash, b[i]);
    return hash;
}

/* For the comparison of programs that different compilers made. */
static void tell_digest(const struct options *o)
{
    struct base_arena *a = base_arena_new();
    struct match_problem problem;
    struct match_solution s;
    struct match_effort effort = MATCH_EFFORT_INIT;
    instance_make(&o->recipe, a, &problem);
    match_solve(&problem, &effort, NULL, a, &s);
    uint64_t hash = mix(BASE_HASH, s.chosen, problem.job_count * sizeof *s.chosen);
    hash = mix(hash, s.prices, problem.row_count * sizeof *s.prices);
    printf("%s: gains %" PRId64 ", bound %" PRId64 ", choices and prices %016" PRIx64 "\n",
           o->recipe.name, s.gain, s.bound, hash);
    base_arena_free(&a);
}

/* ---- all ------------------------------------------------------------------------------------- */

static const struct instance_recipe TABLE[] = {
    {"500 x 2,000", 500, 2000, .seed = 1},
    {"5,000 x 20,000", 5000, 20000, .seed = 1},
    {"20,000 x 100,000", 20000, 100000, .seed = 1},
    {"2,000 x 300 over-subscribed", 2000, 300, .seed = 1},
    {"20,000 x 3,000 over-subscribed", 20000, 3000, .seed = 1},
    {"500 x 2,000 budgets", 500, 2000, .seed = 1, .budgets = 83},
    {"5,000 x 20,000 budgets", 5000, 20000, .seed = 1, .budgets = 83},
    {"20,000 x 100,000 budgets", 20000, 100000, .seed = 1, .budgets = 83},
    {"20,000 x 100,000 half budgets", 20000, 100000, .seed = 1, .budgets = 50},
    {"2,000 x 1,000 budgets, funds", 2000, 1000, .seed = 1, .budgets = 83, .funds = 90},
    {"2,000 x 1,000 calendars", 2000, 1000, .seed = 1, .calendars = true},
    {"2,000 x 1,000 all but pins", 2000, 1000, .seed = 1, .budgets = 83, .funds = 90, .quotes = 20,
     .pieces = 10, .windows = 50, .calendars = true},
};

static void whole_table(struct options *o)
{
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
        o->recipe = TABLE[i];
        measure(o);
    }
    measure_published(o);
    measure_desks(o);
}

static bool read_size(const char *text, struct instance_recipe *r)
{
    char *end;
    r->demands = strtoll(text, &end, 10);
    if (*end != 'x')
        return false;
    r->resources = strtoll(end + 1, &end, 10);
    r->name = text;
    return *end == '\0' && r->resources > 0 && r->demands > 0;
}

/* The figures of a recipe, each with its letter. */
static int64_t *figure_of(struct instance_recipe *r, int option)
{
    const struct {
        char letter;
        int64_t *figure;
    } figures[] = {{'c', &r->candidates}, {'l', &r->load},    {'k', &r->skew},
                   {'b', &r->budgets},    {'f', &r->funds},   {'q', &r->quotes},
                   {'p', &r->pieces},     {'w', &r->windows}, {'x', &r->pins}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (figures[i].letter == option)
            return figures[i].figure;
    }
    return NULL;
}

static bool set(struct options *o, int option, const char *value)
{
    struct instance_recipe *r = &o->recipe;
    int64_t *number = figure_of(r, option);
    o->generated = o->generated || option == 'g';
    if (number != NULL)
        *number = strtoll(value, NULL, 10);
    else if (option == 's' || option == 'g')
        return read_size(value, r);
    else if (option == 'r')
        r->seed = strtoull(value, NULL, 10);
    else if (option == 'C')
        r->calendars = true;
    else if (option == 'e')
        o->engines = value;
    else if (option == 't')
        o->limit = strtod(value, NULL);
    else if (option == 'o')
        o->keep = value;
    else if (option == 'd')
        o->digest = true;
    else if (option == 'D')
        o->desk = value;
    else if (option == 'm')
        return base_month_parse(value, &o->month, &(struct err)ERR_INIT) == ERR_NONE;
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    const char *top = getenv("TOP");
    char data[512];
    struct options o = {.limit = 60, .data = data, .top = top ? top : "."};
    struct err e = ERR_INIT;
    snprintf(data, sizeof data, "%s/tests/bench/data", top ? top : ".");
    if (base_time_set_zone("UTC", &e) != ERR_NONE ||
        base_month_parse("2026-12", &o.month, &e) != ERR_NONE)
        return 1;
    for (int option;
         (option = getopt(argc, argv, "s:c:l:k:r:b:f:q:p:w:x:Ce:t:o:dD:g:m:h")) != -1;) {
        if (!set(&o, option, optarg)) {
            fputs(USAGE, option == 'h' ? stdout : stderr);
            return option == 'h' ? 0 : 2;
        }
    }
    if (o.digest && o.recipe.resources > 0) {
        tell_digest(&o);
        return 0;
    }
    head();
    if (o.desk != NULL || o.generated)
        measure_desk(&o);
    else if (o.recipe.resources > 0)
        measure(&o);
    else
        whole_table(&o);
    return 0;
}
