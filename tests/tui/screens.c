#include "screens.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"
#include "sharedesk/screens/commands.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void screens_test_must(enum err_code code, const struct err *e)
{
    if (code)
        fail_msg("%s: %s. %s", e->what, e->why, e->hint);
}

int64_t screens_test_put(struct store *s, enum model_type type, void *record)
{
    struct err e = ERR_INIT;
    const struct model_head *head = record;
    screens_test_must(store_begin(s, head->id ? "set" : "add", &e), &e);
    screens_test_must(store_put(s, type, record, &e), &e);
    screens_test_must(store_commit(s, &e), &e);
    return head->id;
}

struct store_ref screens_test_ref(const struct screens_test *w, enum model_type type,
                                  const char *uid)
{
    struct store_ref ref;
    struct err e = ERR_INIT;
    screens_test_must(store_resolve(w->store, type, uid, &ref, &e), &e);
    return ref;
}

/* ---- the records ----------------------------------------------------------------------------- */

int64_t screens_test_add(struct store *s, const char *kind, const char *const *pairs)
{
    struct base_arena *a = base_arena_new();
    const struct model_type_info *type = model_type_find(kind);
    void *record = model_record_new(a, type->type);
    struct err e = ERR_INIT;
    for (; *pairs; pairs += 2)
        screens_test_must(model_value_parse(model_field_find(type, pairs[0]), pairs[1],
                                            store_format_uid(s), a, record, &e),
                          &e);
    int64_t id = screens_test_put(s, type->type, record);
    base_arena_free(&a);
    return id;
}
#define PUT(kind, ...) screens_test_add(s, kind, (const char *const[]){__VA_ARGS__, NULL})

static void put_parties(struct store *s)
{
    PUT("region", "uid", "east", "name", "East Region", "name_alt", "东部");
    PUT("region", "uid", "hexi", "name", "Hexi", "name_alt", "河西", "parent", "east");
    PUT("organisation", "uid", "biophysics", "name", "Institute of Biophysics", "name_alt",
        "生物物理研究所", "kind", "institute", "region", "east", "member_from", "2024-01-01",
        "contact_name", "Lin Yue", "contact_email", "lin@biophysics.example");
    PUT("organisation", "uid", "yunhe", "name", "Yunhe Biotech", "name_alt", "云禾生物", "kind",
        "enterprise", "region", "east", "member_from", "2025-03-01");
    PUT("organisation", "uid", "fourth", "name", "第四研究所", "name_alt", "Fourth Institute",
        "kind", "institute", "region", "east");
    PUT("organisation", "uid", "hexi-u", "name", "Hexi University", "name_alt", "河西大学", "kind",
        "university", "region", "hexi", "member_from", "2024-01-01");
    PUT("person", "uid", "lin", "name", "Lin Yue", "kind", "technician", "organisation",
        "biophysics", "skills", "cryo-EM, SEM", "email", "lin@biophysics.example");
}

static void put_resources(struct store *s)
{
    PUT("resource", "uid", "glacios", "name", "Glacios cryo-TEM", "name_alt", "冷冻透射电镜",
        "kind", "instrument", "grade", "specialised", "access", "open", "owner", "biophysics",
        "region", "east", "open_hours", "Mon-Fri 08:30-12:00 13:30-17:30", "price_member", "600.00",
        "cost", "150.00", "attributes", "voltage=200 kV; resolution<=2.5 A", "code", "TEM-1",
        "description",
        "Cryo transmission electron microscope with an autoloader for twelve grids.");
    PUT("resource", "uid", "sem-2", "name", "扫描电镜 SEM-2", "name_alt",
        "Scanning electron microscope", "kind", "instrument", "owner", "biophysics", "region",
        "east", "open_hours", "Mon-Sat 09:00-21:00", "price_member", "120.00", "code", "SEM-2");
    PUT("resource", "uid", "nmr", "name", "Bruker NMR 600", "name_alt", "600 兆核磁共振波谱仪",
        "kind", "instrument", "access", "members", "owner", "hexi-u", "region", "hexi",
        "open_hours", "24x7", "price_member", "200.00", "price_outside", "300.00", "code", "NMR-1");
    PUT("resource", "uid", "qms", "name", "Residual gas analyser", "name_alt", "残余气体分析仪",
        "kind", "instrument", "grade", "common", "owner", "fourth", "open_hours",
        "Mon-Fri 09:00-17:00");
    PUT("resource", "uid", "genomes", "name", "Genome library", "name_alt", "基因组库", "kind",
        "database.library", "owner", "biophysics", "unit", "seat", "price_member", "30.00");
}

static void put_demands(struct store *s)
{
    PUT("demand", "uid", "cryo", "title", "Cryo-EM grid screening", "description",
        "Twelve grids of a membrane protein, screened for ice and particle distribution.", "kind",
        "instrument", "requester", "yunhe", "minutes", "720", "latest", "2026-12-16", "budget",
        "27000.00", "value", "6000.00", "attributes", "resolution<=3 A", "received",
        "2026-11-16 09:20");
    PUT("demand", "uid", "rga", "title", "残余气体分析", "kind", "instrument", "requester",
        "fourth", "minutes", "180", "latest", "2026-12-04", "budget", "2400.00", "received",
        "2026-11-19 10:05");
    PUT("demand", "uid", "nmr-8", "title", "NMR 600, protein titration", "kind", "instrument",
        "requester", "hexi-u", "minutes", "480", "latest", "2026-12-20", "priority", "high",
        "received", "2026-11-20 16:40", "handler", "li");
}

static void put_rest(struct store *s)
{
    PUT("booking", "uid", "b-today", "resource", "sem-2", "organisation", "yunhe", "person", "lin",
        "start", "2026-11-22 13:00", "end", "2026-11-22 15:00", "title", "Fracture surfaces");
    PUT("booking", "uid", "b-last", "resource", "nmr", "organisation", "biophysics", "start",
        "2026-11-20 09:00", "end", "2026-11-20 12:00", "status", "completed", "used_minutes", "175",
        "title", "Ligand binding");
    PUT("agreement", "uid", "a-hexi", "title", "NMR for members", "organisation", "hexi-u",
        "resource", "nmr", "valid_from", "2025-12-01", "valid_until", "2026-12-01",
        "committed_minutes_month", "2400");
    PUT("fund", "uid", "innovation", "name", "Innovation vouchers 2026", "source", "innovation",
        "budget", "200000.00", "valid_until", "2026-12-31");
    PUT("contact", "uid", "k1", "title", "Asked for two more days", "record", "demand:cryo", "at",
        "2026-11-18 11:30", "channel", "phone", "organisation", "yunhe", "handler", "li", "summary",
        "Grids arrive on the 24th; any day after that will do.");
}

/* ---- the session ----------------------------------------------------------------------------- */

static void write_text(const char *path, const char *text)
{
    struct err e = ERR_INIT;
    screens_test_must(base_file_write(path, text, strlen(text), &e), &e);
}

static struct store *open_store(const char *path, bool create, const char *actor)
{
    struct err e = ERR_INIT;
    struct store *s = NULL;
    struct store_options options = {.path = path, .create = create, .actor = actor};
    screens_test_must(base_time_parse("2026-11-22T14:05+08:00", false, &options.clock.fixed, &e),
                      &e);
    screens_test_must(store_open(&options, &s, &e), &e);
    return s;
}

struct store *screens_test_colleague(const struct screens_test *w, const char *actor)
{
    return open_store(w->desk_path, false, actor);
}

static void session_start(struct screens_test *w, const struct screens_test_options *o)
{
    size_t count;
    const struct tui_command *commands = screens_commands(&count);
    w->store = open_store(w->desk_path, false, o->actor ? o->actor : "zhang");
    model_personal_defaults(&w->personal);
    w->personal.tour = o->tour;
    struct screens_options options = {.store = w->store,
                                      .personal = &w->personal,
                                      .config_path = w->config_path,
                                      .restricted = o->restricted};
    w->session = screens_desk_new(&options);
    struct tui_app_options app = screens_desk_app(w->session);
    w->t = tui_test_new(&(struct tui_test_options){.rows = o->rows,
                                                   .cols = o->cols,
                                                   .type = o->type,
                                                   .theme = o->theme,
                                                   .lang = o->lang,
                                                   .lines = o->lines,
                                                   .commands = commands,
                                                   .command_count = count,
                                                   .bindings = o->settings,
                                                   .owner = app.owner,
                                                   .status = app.status,
                                                   .tick = app.tick,
                                                   .hint = app.hint,
                                                   .refuse = app.refuse});
    w->session->app = tui_test_app(w->t);
}

static void session_end(struct screens_test *w)
{
    tui_test_free(&w->t);
    screens_desk_free(&w->session);
    store_close(&w->store);
}

struct screens_test *screens_test_new(const struct screens_test_options *o)
{
    struct screens_test *w = base_alloc(sizeof *w);
    char policy[96];
    setenv("TZ", "Asia/Shanghai", 1);
    base_i18n_start(o->lang ? o->lang : "en", NULL);
    snprintf(w->directory, sizeof w->directory, "/tmp/sharedesk-screens-XXXXXX");
    assert_non_null(mkdtemp(w->directory));
    snprintf(w->desk_path, sizeof w->desk_path, "%s/desk", w->directory);
    snprintf(w->config_path, sizeof w->config_path, "%s/sharedesk.ini", w->directory);
    snprintf(policy, sizeof policy, "%s/policy.ini", w->directory);
    write_text(policy, o->policy ? o->policy : "[desk]\nname = East Region desk\n");
    if (o->settings)
        write_text(w->config_path, o->settings);
    struct store *s = open_store(w->desk_path, true, "li");
    if (!o->empty) {
        put_parties(s);
        put_resources(s);
        put_demands(s);
        put_rest(s);
    }
    store_close(&s);
    session_start(w, o);
    return w;
}

void screens_test_again(struct screens_test *w, const struct screens_test_options *o)
{
    tui_test_hangup(w->t);
    session_end(w);
    session_start(w, o);
}

static void remove_all(const char *directory)
{
    DIR *entries = opendir(directory);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    if (entries)
        closedir(entries);
    rmdir(directory);
}

void screens_test_free(struct screens_test **w)
{
    session_end(*w);
    remove_all((*w)->directory);
    free(*w);
    *w = NULL;
}
