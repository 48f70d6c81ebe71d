/* reports_finding.c: what lies idle, what is there twice, what is wanted and held by nobody. */
#include "reports_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/report/finding.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/save.h"

enum { BAR_COLS = 10 };

static const struct tui_column idle_columns[] = {
    {.title = N_("Resource"), .width = 34, .min = 20, .frozen = true, .grow = true},
    {.title = N_("Owner"), .width = 20, .min = 12, .grow = true},
    {.title = N_("Utilisation"), .width = 11, .align = TUI_RIGHT, .sort = '+'},
    {.title = "", .width = BAR_COLS, .sort = '+'},
    {.title = N_("Used"), .width = 14, .min = 9, .align = TUI_RIGHT, .sort = '+'},
    {.title = N_("Open"), .width = 14, .min = 9, .align = TUI_RIGHT, .sort = '-'},
};
static const struct tui_column twice_columns[] = {
    {.title = N_("Idle"), .width = 28, .min = 18, .frozen = true, .grow = true},
    {.title = N_("Like"), .width = 28, .min = 18, .grow = true},
    {.title = N_("Region"), .width = 14, .min = 8},
    {.title = N_("Alike"), .width = 7, .align = TUI_RIGHT, .sort = '-'},
    {.title = "", .width = BAR_COLS, .sort = '-'},
};
static const struct tui_column gap_columns[] = {
    {.title = N_("Wanted"), .width = 36, .min = 20, .frozen = true, .grow = true},
    {.title = N_("Demands"), .width = 8, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Time wanted"), .width = 14, .align = TUI_RIGHT, .sort = '-'},
};

struct finding {
    struct screens_desk *desk;
    enum screens_finding what;
    struct screens_sheet *sheet;
    const char *title;
};

int screens_open_finding(struct tui_screen *s, enum screens_finding finding)
{
    tui_app_push(s->app, &screens_finding_class, &finding);
    return TUI_DONE;
}

/* ---- reading -------------------------------------------------------------------------------- */

static const char *percent(double share, struct base_arena *a)
{
    return base_arena_printf(a, _("%.0f %%"), share * 100);
}

static void put_owner(struct finding *v, int64_t resource, struct base_arena *a)
{
    const struct model_resource *r;
    struct err e = ERR_INIT;
    if (!store_get(v->desk->store, MODEL_RESOURCE, resource, a, &r, &e) && r->owner > 0)
        screens_sheet_text(v->sheet, 1, TUI_NORMAL,
                           store_title(v->desk->store, MODEL_ORGANISATION, r->owner, a));
}

static enum err_code read_idle(struct finding *v, struct match_desk *m, struct base_arena *a,
                               struct err *e)
{
    struct report_idle *list;
    size_t count;
    if (report_idle(m, a, &list, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        struct store_ref ref = {MODEL_RESOURCE, list[i].resource};
        const char *number = screens_number_show(ref, a);
        screens_sheet_row(v->sheet, number, ref);
        screens_sheet_text(v->sheet, 0, TUI_NORMAL,
                           base_arena_printf(a, "%s %s", number, list[i].name));
        put_owner(v, list[i].resource, a);
        screens_sheet_number(v->sheet, 2, TUI_STRONG, list[i].utilisation,
                             percent(list[i].utilisation, a));
        screens_sheet_bar(v->sheet, 3, TUI_BAR, list[i].utilisation, BAR_COLS);
        screens_sheet_number(v->sheet, 4, TUI_NORMAL, (double)list[i].used,
                             model_minutes_show(list[i].used, a));
        screens_sheet_number(v->sheet, 5, TUI_NORMAL, (double)list[i].open,
                             model_minutes_show(list[i].open, a));
    }
    return ERR_NONE;
}

static enum err_code read_twice(struct finding *v, struct match_desk *m, struct base_arena *a,
                                struct err *e)
{
    struct report_duplicate *list;
    size_t count;
    if (report_duplicates(m, a, &list, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        const struct report_duplicate *d = &list[i];
        struct store_ref idle = {MODEL_RESOURCE, d->idle}, other = {MODEL_RESOURCE, d->other};
        const char *number = screens_number_show(idle, a), *like = screens_number_show(other, a);
        screens_sheet_row(v->sheet, base_arena_printf(a, "%s-%s", number, like), idle);
        screens_sheet_text(v->sheet, 0, TUI_NORMAL,
                           base_arena_printf(a, "%s %s", number, d->idle_name));
        screens_sheet_text(v->sheet, 1, TUI_NORMAL,
                           base_arena_printf(a, "%s %s", like, d->other_name));
        if (d->region > 0)
            screens_sheet_text(v->sheet, 2, TUI_NORMAL,
                               store_title(v->desk->store, MODEL_REGION, d->region, a));
        screens_sheet_number(v->sheet, 3, TUI_STRONG, d->similarity, percent(d->similarity, a));
        screens_sheet_bar(v->sheet, 4, TUI_BAR, d->similarity, BAR_COLS);
    }
    return ERR_NONE;
}

static enum err_code read_gaps(struct finding *v, struct match_desk *m, struct base_arena *a,
                               struct err *e)
{
    struct report_gap *list;
    size_t count;
    if (report_gaps(m, a, &list, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        screens_sheet_row(
            v->sheet, base_arena_printf(a, "%s/%s", list[i].text, list[i].kind ? list[i].kind : ""),
            (struct store_ref){MODEL_ANY, 0});
        screens_sheet_data(v->sheet, &list[i]);
        screens_sheet_text(v->sheet, 0, TUI_NORMAL, list[i].text);
        screens_sheet_number(v->sheet, 1, TUI_STRONG, (double)list[i].demand_count,
                             base_arena_printf(a, "%zu", list[i].demand_count));
        screens_sheet_number(v->sheet, 2, TUI_NORMAL, (double)list[i].minutes,
                             model_minutes_show(list[i].minutes, a));
    }
    return ERR_NONE;
}

#define COLUMNS(columns) columns, sizeof(columns) / sizeof *(columns)

static const struct {
    const char *code, *title, *empty;
    const struct tui_column *columns;
    size_t column_count;
    enum err_code (*read)(struct finding *v, struct match_desk *m, struct base_arena *a,
                          struct err *e);
} findings[] = {
    [SCREENS_FINDING_IDLE] = {"idle", N_("Idle resources"), N_("nothing lies idle"),
                              COLUMNS(idle_columns), read_idle},
    [SCREENS_FINDING_TWICE] = {"duplicates", N_("Duplicates"),
                               N_("no idle resource has its like in its region"),
                               COLUMNS(twice_columns), read_twice},
    [SCREENS_FINDING_GAP] = {"gaps", N_("Gaps"), N_("nothing is wanted often and met by nobody"),
                             COLUMNS(gap_columns), read_gaps},
};

static enum err_code finding_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct finding *v = s->state;
    (void)e;
    v->desk = screens_desk(s);
    v->what = *(const enum screens_finding *)arg;
    v->sheet = screens_sheet_new(findings[v->what].columns, findings[v->what].column_count);
    screens_sheet_empty(v->sheet, _(findings[v->what].empty));
    return ERR_NONE;
}

static void finding_close(struct tui_screen *s)
{
    struct finding *v = s->state;
    screens_sheet_free(&v->sheet);
}

static bool finding_same(struct tui_screen *s, void *arg)
{
    const struct finding *v = s->state;
    return v->what == *(const enum screens_finding *)arg;
}

static enum err_code finding_reload(struct tui_screen *s, struct err *e)
{
    struct finding *v = s->state;
    v->title = _(findings[v->what].title);
    screens_sheet_begin(v->sheet, s->data);
    if (!store_read_begin(v->desk->store, e)) {
        struct match_desk *m = screens_match(v->desk, e);
        if (m)
            findings[v->what].read(v, m, s->data, e);
        store_read_end(v->desk->store);
    }
    return screens_sheet_end(v->sheet, e);
}

/* ---- the screen ----------------------------------------------------------------------------- */

static const char *finding_title(struct tui_screen *s)
{
    const struct finding *v = s->state;
    return v->title;
}

/* By what measure, as the desk's policy has it. */
static void finding_draw_rule(const struct finding *v, struct tui_area line)
{
    const struct model_policy *p = store_policy(v->desk->store);
    switch (v->what) {
    case SCREENS_FINDING_IDLE:
        tui_putf(line, 0, 1, TUI_DIM, _("under %lld %% used in each of the last %lld months"),
                 (long long)p->idle_percent, (long long)p->idle_months);
        break;
    case SCREENS_FINDING_TWICE:
        tui_putf(line, 0, 1, TUI_DIM, _("at least %.0f %% alike, in one region, one of them idle"),
                 p->similarity * 100);
        break;
    case SCREENS_FINDING_GAP:
        tui_putf(line, 0, 1, TUI_DIM, _("wanted at least %lld times, met by nobody"),
                 (long long)p->gap_wanted);
        break;
    }
}

static void finding_draw(struct tui_screen *s, struct tui_area area)
{
    struct finding *v = s->state;
    struct tui_area head = tui_area_top(&area, 1);
    const char *filter = screens_sheet_filter(v->sheet);
    finding_draw_rule(v, head);
    if (filter)
        tui_put_right(head, 0, head.cols - 1, TUI_STRONG, filter);
    screens_sheet_draw(v->sheet, area, true);
}

bool screens_finding_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct finding *v = s->state;
    return screens_sheet_current(v->sheet, ref);
}

static int finding_open_demands(struct tui_screen *s, const struct report_gap *gap)
{
    struct base_arena *a = base_arena_new();
    struct store_ref *refs = base_arena_array(a, gap->demand_count + 1, sizeof *refs);
    for (size_t i = 0; i < gap->demand_count; i++)
        refs[i] = (struct store_ref){MODEL_DEMAND, gap->demands[i]};
    int result = screens_open_records(s, gap->text, refs, gap->demand_count);
    base_arena_free(&a);
    return result;
}

static int finding_open_row(struct tui_screen *s)
{
    struct finding *v = s->state;
    struct store_ref ref;
    if (v->what == SCREENS_FINDING_GAP) {
        const struct report_gap *gap = screens_sheet_current_data(v->sheet);
        return gap ? finding_open_demands(s, gap) : TUI_DONE;
    }
    return screens_finding_subject(s, &ref) ? screens_open_record(s, ref) : TUI_DONE;
}

static int finding_command(struct tui_screen *s, int id)
{
    struct finding *v = s->state;
    struct base_text csv = {0};
    switch (id) {
    case TUI_DO_OPEN:
        return finding_open_row(s);
    case SCREENS_DO_EXPORT:
        screens_sheet_csv(v->sheet, &csv);
        screens_ask_save(s, base_arena_printf(s->data, "%s.csv", findings[v->what].code),
                         base_text_string(&csv));
        base_text_free(&csv);
        return TUI_DONE;
    default:
        return screens_sheet_command(v->sheet, s, id);
    }
}

const struct tui_screen_class screens_finding_class = {
    .name = "finding",
    .size = sizeof(struct finding),
    .answers = SCREENS_SHEET_ANSWERS | TUI_BIT(TUI_DO_OPEN),
    .title = finding_title,
    .open = finding_open,
    .close = finding_close,
    .same = finding_same,
    .reload = finding_reload,
    .draw = finding_draw,
    .command = finding_command,
};
