/* How long candidates take: one demand in a running desk, as the screen asks for it (the best 250;
 * ALL=1: all of them), after an unrelated change and after one of a resource; and the pairs of all
 * open demands for a month. On the desk that $DESK names (made with desk.awk; it is copied), else
 * on RESOURCES resources (20,000) of four kinds. MONTH=1 leaves the single demands out, ONE=1 the
 * month; SOLVE=1 solves it, too. Times in milliseconds. */
#include "desk.h"

#include "../../src/match/month.h"
#include "sharedesk/base/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Of the processor: others may be at work on the machine. */
static double busy(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double since, busy_since;

static void begin(void)
{
    since = now();
    busy_since = busy();
}

static void lap(const char *what)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%-52s %10.1f ms, %10.1f of the processor, %5ld MB\n", what, now() - since,
           busy() - busy_since, usage.ru_maxrss / 1024);
    fflush(stdout);
    begin();
}

static void fill(struct store *s, struct base_arena *a, int64_t resources)
{
    static const char *const KINDS[] = {"instrument", "facility.key_lab", "database.library",
                                        "service"};
    static const char *const WORDS[] = {"Confocal", "扫描电镜", "Mass", "X-ray",
                                        "光谱仪",   "AFM",      "Cryo"};
    struct err e = ERR_INIT;
    int64_t owners[50];
    desk_must(store_begin(s, "import", &e), &e);
    for (int64_t i = 0; i < 50; i++) {
        struct model_organisation *o = model_record_new(a, MODEL_ORGANISATION);
        o->name = base_arena_printf(a, "University %" PRId64, i);
        desk_must(store_put(s, MODEL_ORGANISATION, o, &e), &e);
        owners[i] = o->head.id;
    }
    for (int64_t i = 0; i < resources; i++) {
        struct model_resource *r = model_record_new(a, MODEL_RESOURCE);
        r->name = base_arena_printf(a, "%s microscope %" PRId64, WORDS[i % 7], i);
        r->kind = KINDS[i % 4];
        r->owner = owners[i % 50];
        r->price_member = i % 1000 * 100;
        r->open_hours = i % 3 == 0 ? "24x7" : "Mon-Fri 08:30-12:00 13:30-17:30";
        desk_must(store_put(s, MODEL_RESOURCE, r, &e), &e);
    }
    for (int64_t i = 0; i < resources / 5; i++) {
        struct model_demand *d = model_record_new(a, MODEL_DEMAND);
        d->title = base_arena_printf(a, "%s of alloys", WORDS[i % 7]);
        d->kind = KINDS[i % 4];
        d->requester = owners[i % 50];
        d->minutes = 60 + i % 20 * 30;
        d->budget = i % 4 == 0 ? BASE_NONE : 100000;
        desk_must(store_put(s, MODEL_DEMAND, d, &e), &e);
    }
    desk_must(store_commit(s, &e), &e);
}

static size_t ask(struct match_desk *m, int64_t demand)
{
    struct err e = ERR_INIT;
    struct match_list list;
    struct match_options options = MATCH_OPTIONS_INIT;
    struct base_arena *a = base_arena_new();
    options.most = getenv("ALL") != NULL ? 0 : 250;
    desk_must(match_candidates(m, demand, &options, a, &list, &e), &e);
    size_t count = list.of;
    base_arena_free(&a);
    return count;
}

/* Several demands, with a budget or without. */
static void ask_some(struct store *s, struct match_desk *m, bool budget, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct model_demand **demands;
    size_t count, asked = 0, candidates = 0;
    double worst = 0, sum = 0;
    desk_must(store_select(s, MODEL_DEMAND, STORE_MATCH_DEMANDS_WAITING, STORE_NO_ARGS, a, &demands,
                           &count, &e),
              &e);
    for (size_t i = 0; i < count && asked < 40; i++) {
        if ((demands[i]->budget != BASE_NONE) != budget)
            continue;
        double before = busy();
        candidates += ask(m, demands[i]->head.id);
        double took = busy() - before;
        worst = took > worst ? took : worst;
        sum += took;
        asked++;
    }
    if (asked > 0)
        printf("one demand with%-8s mean of %2zu, %6zu candidates each      %10.1f ms, worst %.1f "
               "ms\n",
               budget ? " budget," : "out one,", asked, candidates / asked, sum / (double)asked,
               worst);
    begin();
}

static void change_something(struct store *s, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct model_closure *c = model_record_new(a, MODEL_CLOSURE);
    c->kind = "outage";
    c->start = store_now(s) - 20 * 86400;
    c->end = c->start + 3600;
    desk_must(desk_put(s, MODEL_CLOSURE, c, &e), &e);
}

static void change_resource(struct store *s, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct model_resource **all;
    const struct store_list list = {.type = MODEL_RESOURCE};
    size_t count;
    desk_must(store_list_page(s, &list, 0, true, 1, a, &all, &count, &e), &e);
    all[0]->description = base_arena_printf(a, "%s alloys", all[0]->name);
    desk_must(desk_put(s, MODEL_RESOURCE, all[0], &e), &e);
}

static void build_month(struct match_desk *m)
{
    struct err e = ERR_INIT;
    struct match_month *month;
    struct base_arena *a = base_arena_new();
    const struct match_allocation what = {.month = base_time_month(store_now(m->store)),
                                          .bare = true};
    desk_must(match_month_build(m, &what, a, NULL, &month, &e), &e);
    lap("the month's problem: all pairs, benches, rows, jobs");
    size_t pairings = 0;
    for (size_t i = 0; i < month->wish_count; i++)
        pairings += month->wishes[i].pairing_count;
    printf("  %zu demands, %zu pairs, %zu benches, %zu rows, %zu jobs\n", month->wish_count,
           pairings, month->problem.bench_count, month->problem.row_count,
           month->problem.job_count);
    begin();
    if (getenv("SOLVE") != NULL) {
        struct match_effort effort = MATCH_EFFORT_INIT;
        struct match_solution solution;
        struct match_plan plan = {.month = what.month};
        int64_t run;
        match_solve(&month->problem, &effort, NULL, a, &solution);
        lap("solved");
        match_month_lay(month, &solution, &plan);
        lap("laid");
        match_month_unmet(month, &solution, &plan);
        lap("unmet");
        desk_must(match_plan_save(m, &plan, "bench", &run, &e), &e);
        lap("saved");
        printf("  %zu lines, %zu unmet\n", plan.line_count, plan.unmet_count);
    }
    base_arena_free(&a);
    begin();
}

static struct store *desk_of(const char *path, struct desk **d)
{
    struct err e = ERR_INIT;
    struct store *s;
    *d = desk_new();
    if (path == NULL)
        return (*d)->store;
    const char *copy = base_arena_printf((*d)->arena, "%s/copy.db", (*d)->directory);
    char *command = base_arena_printf((*d)->arena, "cp '%s' '%s'", path, copy);
    if (system(command) != 0)
        exit(1);
    const struct store_options options = {.path = copy, .clock = {DESK_NOW}};
    desk_must(store_open(&options, &s, &e), &e);
    return s;
}

int main(void)
{
    const char *path = getenv("DESK"), *resources = getenv("RESOURCES");
    struct err e = ERR_INIT;
    struct desk *d;
    struct store *s = desk_of(path, &d);
    struct match_desk *m;
    struct rusage usage;
    if (path == NULL)
        fill(s, d->arena, resources != NULL ? strtoll(resources, NULL, 10) : 20000);
    desk_must(match_desk_open(s, &m, &e), &e);
    begin();
    desk_must(match_desk_refresh(m, &e), &e);
    lap("offers read and indexed");
    printf("  %zu offers of %zu kinds\n", m->offer_count, m->kind_count);
    if (getenv("MONTH") == NULL) {
        ask_some(s, m, true, d->arena);
        ask_some(s, m, false, d->arena);
    }
    change_something(s, d->arena);
    begin();
    desk_must(match_desk_refresh(m, &e), &e);
    lap("refreshed after a change of something else");
    change_resource(s, d->arena);
    begin();
    desk_must(match_desk_refresh(m, &e), &e);
    lap("refreshed after a change of a resource");
    if (getenv("ONE") == NULL)
        build_month(m);
    getrusage(RUSAGE_SELF, &usage);
    printf("most memory: %ld MB\n", usage.ru_maxrss / 1024);
    match_desk_free(&m);
    if (path != NULL)
        store_close(&s);
    desk_free(&d);
    return 0;
}
