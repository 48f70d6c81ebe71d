/* what_if.c: the month under assumptions: what comes in, what falls out, what it costs. */
#include "what_if_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"

#include <stdlib.h>
#include <string.h>

/* ---- running ------------------------------------------------------------------------------- */

static bool run_step(void *context, const char *what, size_t done, size_t of)
{
    return tui_app_progress(context, what, done, of);
}

static struct match_desk *watched(struct tui_screen *s, struct match_progress *progress,
                                  struct err *e)
{
    struct match_desk *m = screens_match(screens_desk(s), e);
    *progress = (struct match_progress){.context = s->app, .step = run_step};
    if (m)
        match_desk_watch(m, progress);
    return m;
}

/* The lists that the allocation borrows for the run. */
static struct match_allocation assumed(const struct what_if *w, struct base_arena *a)
{
    struct match_allocation what = {.month = w->of.month, .bare = true};
    struct match_stance *stances = base_arena_array(a, w->assumed->count + 1, sizeof *stances);
    struct match_assumption *list = base_arena_array(a, w->assumed->count + 1, sizeof *list);
    for (size_t i = 0; i < w->assumed->count; i++)
        if (w->assumed->items[i].is_stance)
            stances[what.stance_count++] = w->assumed->items[i].stance;
        else
            list[what.assumption_count++] = w->assumed->items[i].assumption;
    what.stances = stances;
    what.assumptions = list;
    return what;
}

static const char *resource_of(const struct what_if *w, int64_t id)
{
    return id ? screens_number_show((struct store_ref){MODEL_RESOURCE, id}, w->told)
              : tui_sign(TUI_SIGN_MINUS);
}

static struct tui_row change_row(const struct what_if *w, struct match_change *c)
{
    struct base_arena *a = w->told;
    struct store_ref ref = {MODEL_DEMAND, c->demand};
    struct tui_cell *cells = tui_cells(a, WHAT_IF_COLUMNS);
    int64_t more = c->benefit_now - c->benefit_before;
    const char *number = screens_number_show(ref, a);
    cells[0].text = number;
    cells[1].text = store_title(w->desk->store, MODEL_DEMAND, c->demand, a);
    cells[2].text = resource_of(w, c->resource_before);
    cells[3].text = resource_of(w, c->resource_now);
    cells[4] = (struct tui_cell){
        base_arena_printf(a, "%s%s", more > 0 ? "+" : "", screens_money_show(w->desk, more, a)),
        more < 0 ? TUI_LOSS : TUI_GAIN};
    const char *how = c->difference != MATCH_SAME ? c->text
                      : more > 0                  ? _("worth more")
                                                  : _("worth less");
    cells[5] = (struct tui_cell){how, c->difference == MATCH_GONE ? TUI_WARNING : TUI_NORMAL};
    return (struct tui_row){.key = number, .cells = cells, .data = c};
}

/* What stays where it was is told of when it is worth another amount, cents left out. */
static bool is_told(const struct what_if *w, const struct match_change *c)
{
    int64_t more = c->benefit_now - c->benefit_before, unit = 1;
    for (int64_t i = 0; i < store_policy(w->desk->store)->decimals; i++)
        unit *= 10;
    return c->difference != MATCH_SAME || more >= unit || more <= -unit;
}

/* What falls out first, then what comes in, what moves, and what is only worth more or less. */
static void make_rows(struct what_if *w)
{
    static const enum match_difference order[] = {MATCH_GONE, MATCH_NEW, MATCH_MOVED, MATCH_SHIFTED,
                                                  MATCH_SAME};
    w->rows.rows = base_arena_array(w->told, w->change_count + 1, sizeof *w->rows.rows);
    w->rows.count = w->in = w->out = 0;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < w->change_count; i++) {
            if (w->changes[i].difference != order[k] || !is_told(w, &w->changes[i]))
                continue;
            w->rows.rows[w->rows.count++] = change_row(w, &w->changes[i]);
            w->in += order[k] == MATCH_NEW;
            w->out += order[k] == MATCH_GONE;
        }
}

/* Under other weights points are on another scale: then the desk's own are the measure of both. */
static bool is_revalued(const struct what_if *w)
{
    for (size_t i = 0; i < w->assumed->count; i++)
        if (!w->assumed->items[i].is_stance &&
            match_assumes_policy(&w->assumed->items[i].assumption, 1))
            return true;
    return false;
}

static enum err_code work_out(struct what_if *w, struct match_desk *m, struct base_arena *a,
                              struct err *e)
{
    struct match_allocation what = assumed(w, a);
    struct match_plan plan;
    struct match_change *changes;
    size_t count;
    if (match_allocate_try(m, &what, &w->before, a, &plan, e) ||
        (is_revalued(w) && match_plans_revalue(m, &w->before, &plan, a, e)) ||
        match_plan_compare(m, &w->before, &plan, a, &changes, &count, e))
        return e->code;
    w->now = plan;
    w->changes = changes;
    w->change_count = count;
    return ERR_NONE;
}

static bool is_same_plan(struct match_desk *m, const struct match_plan *a,
                         const struct match_plan *b, struct base_arena *scratch)
{
    struct match_change *changes;
    struct err ignored = ERR_INIT;
    size_t count = 0;
    if (match_plan_compare(m, a, b, scratch, &changes, &count, &ignored))
        return false;
    for (size_t i = 0; i < count; i++)
        if (changes[i].difference != MATCH_SAME)
            return false;
    return true;
}

/* What is compared with is the month as it stands, reckoned at one instant with all that is tried:
 * the benefits of a run of yesterday are those of yesterday. The run is named while the month still
 * has its pairs. */
static enum err_code read_before(struct match_desk *m, const struct screens_what_if_visit *of,
                                 struct base_arena *a, struct match_plan *before, const char **name,
                                 struct err *e)
{
    struct match_allocation what = {.month = of->month, .bare = true};
    struct match_plan run;
    *name = _("the month as it stands");
    if (match_allocate(m, &what, a, before, e))
        return e->code;
    if (!of->run || match_plan_load(m, of->run, a, &run, e))
        return e->code;
    const char *number = screens_number_show((struct store_ref){MODEL_RUN, of->run}, a);
    *name = is_same_plan(m, &run, before, a)
                ? base_arena_printf(a, _("%s, as of now"), number)
                : base_arena_printf(a, _("the month as it stands, no longer %s"), number);
    return ERR_NONE;
}

/* What was there is shown on when a run fails or is stopped. */
static int run_failed(struct tui_screen *s, struct err *e)
{
    struct what_if *w = s->state;
    w->stopped = true;
    if (e->code != ERR_CANCELLED)
        return screens_fail(s, e);
    tui_say(s->app, TUI_SAY_INFO, "%s", _("stopped; r runs it again"));
    err_clear(e);
    return TUI_DONE;
}

int what_if_run(struct tui_screen *s)
{
    struct what_if *w = s->state;
    struct match_progress progress;
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    struct match_desk *m = watched(s, &progress, &e);
    enum err_code code = m ? work_out(w, m, a, &e) : e.code;
    if (m)
        match_desk_watch(m, NULL);
    w->stopped = code != ERR_NONE;
    if (code) {
        base_arena_free(&a);
        return run_failed(s, &e);
    }
    base_arena_free(&w->told);
    w->told = a;
    make_rows(w);
    return TUI_RELOAD;
}

int what_if_run_anew(struct tui_screen *s)
{
    struct what_if *w = s->state;
    struct match_progress progress;
    struct match_plan before = {0};
    const char *name = NULL;
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    struct match_desk *m = watched(s, &progress, &e);
    enum err_code code = m ? read_before(m, &w->of, a, &before, &name, &e) : e.code;
    if (m)
        match_desk_watch(m, NULL);
    if (code) {
        base_arena_free(&a);
        return run_failed(s, &e);
    }
    base_arena_free(&w->base);
    w->base = a;
    w->before = before;
    w->before_name = name;
    return what_if_run(s);
}

/* ---- opening ------------------------------------------------------------------------------- */

/* What is handed over to the screen. */
struct opening {
    struct screens_what_if_visit of;
    struct base_arena *base; /* becomes the screen's */
    struct match_plan before;
    const char *before_name;
};

int screens_open_what_if(struct tui_screen *s, const struct screens_what_if_visit *visit)
{
    struct opening o = {.of = *visit, .base = base_arena_new()};
    struct match_progress progress;
    struct err e = ERR_INIT;
    struct match_desk *m = watched(s, &progress, &e);
    enum err_code code = m ? read_before(m, &o.of, o.base, &o.before, &o.before_name, &e) : e.code;
    if (m)
        match_desk_watch(m, NULL);
    if (!code && tui_app_push(s->app, &screens_what_if_class, &o))
        return TUI_DONE;
    base_arena_free(&o.base);
    if (code && code != ERR_CANCELLED)
        return screens_fail(s, &e);
    err_clear(&e);
    return TUI_DONE;
}

/* ---- what outlasts the screen --------------------------------------------------------------- */

void screens_what_if_forget(struct what_if_assumed **assumed)
{
    if (*assumed)
        base_arena_free(&(*assumed)->life);
    free(*assumed);
    *assumed = NULL;
}

/* What was assumed of the month before; else nothing. */
static struct what_if_assumed *take_assumed(struct screens_desk *desk, int64_t month)
{
    struct what_if_assumed *kept = desk->what_if;
    if (kept && kept->month == month) {
        desk->what_if = NULL;
        return kept;
    }
    struct what_if_assumed *none = base_alloc(sizeof *none);
    *none = (struct what_if_assumed){.life = base_arena_new(), .month = month};
    return none;
}

/* Nothing that is assumed here does not do away with what is kept of another month. */
static void keep_assumed(struct screens_desk *desk, struct what_if_assumed **assumed)
{
    if ((*assumed)->count == 0) {
        screens_what_if_forget(assumed);
        return;
    }
    screens_what_if_forget(&desk->what_if);
    desk->what_if = *assumed;
    *assumed = NULL;
}

static void make_columns(struct what_if *w)
{
    w->columns[0] = (struct tui_column){.title = N_("Demand"), .width = 6};
    w->columns[1] = (struct tui_column){.title = "", .width = 22, .min = 8, .grow = true};
    w->columns[2] = (struct tui_column){.title = N_("Before"), .width = 6};
    w->columns[3] = (struct tui_column){.title = N_("Now"), .width = 6};
    w->columns[4] =
        (struct tui_column){.title = N_("Net benefit"), .width = 12, .min = 10, .align = TUI_RIGHT};
    w->columns[5] =
        (struct tui_column){.title = NC_("change", "How"), .width = 18, .min = 8, .grow = true};
}

static enum err_code what_if_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct what_if *w = s->state;
    const struct opening *o = arg;
    (void)e;
    w->desk = screens_desk(s);
    w->of = o->of;
    w->life = base_arena_new();
    w->base = o->base;
    w->told = base_arena_new();
    w->assumed = take_assumed(w->desk, o->of.month);
    w->before = w->now = o->before;
    w->before_name = o->before_name;
    w->title = base_arena_printf(w->life, "%s %s %s", _("What if"), tui_sign(TUI_SIGN_CRUMB),
                                 screens_month_show(w->of.month, w->life));
    make_columns(w);
    w->table = tui_table_new(&tui_rows_source, &w->rows, w->columns, WHAT_IF_COLUMNS);
    if (w->assumed->count > 0 && what_if_run(s) == TUI_RELOAD)
        tui_say(s->app, TUI_SAY_INFO,
                P_("%zu assumption of before; D clears it",
                   "%zu assumptions of before; D clears them", w->assumed->count),
                w->assumed->count);
    return ERR_NONE;
}

static void what_if_close(struct tui_screen *s)
{
    struct what_if *w = s->state;
    tui_table_free(&w->table);
    keep_assumed(w->desk, &w->assumed);
    base_arena_free(&w->told);
    base_arena_free(&w->base);
    base_arena_free(&w->life);
}

/* Another question is another screen: what was assumed for one month says nothing of another. */
static bool what_if_same(struct tui_screen *s, void *arg)
{
    (void)s;
    (void)arg;
    return false;
}

static const char *what_if_title(struct tui_screen *s)
{
    const struct what_if *w = s->state;
    return w->title;
}

static enum err_code what_if_reload(struct tui_screen *s, struct err *e)
{
    struct what_if *w = s->state;
    tui_table_empty(w->table,
                    w->assumed->count == 0 ? "" : _("nothing comes in, falls out or moves"));
    return tui_table_reload(w->table, e);
}

/* ---- drawing ------------------------------------------------------------------------------- */

/* "Benefit 61,240.00 → 60,400.00 (−840.00) · 1 comes in, 2 fall out" */
static const char *sum_text(const struct what_if *w, bool narrow, struct base_arena *a)
{
    int64_t more = w->now.objective - w->before.objective;
    const char *before = screens_money_show(w->desk, w->before.objective, a);
    if (w->assumed->count == 0)
        return base_arena_printf(a, _("Benefit %s of at most %s"), before,
                                 screens_money_show(w->desk, w->before.bound, a));
    if (narrow)
        return base_arena_printf(a, _("Benefit %s%s, %zu in, %zu out"), more > 0 ? "+" : "",
                                 screens_money_show(w->desk, more, a), w->in, w->out);
    return base_arena_printf(
        a, _("Benefit %s %s %s (%s%s) %s %s, %s"), before, tui_sign(TUI_SIGN_ARROW),
        screens_money_show(w->desk, w->now.objective, a), more > 0 ? "+" : "",
        screens_money_show(w->desk, more, a), tui_sign(TUI_SIGN_DOT),
        base_arena_printf(a, P_("%lld comes in", "%lld come in", w->in), (long long)w->in),
        base_arena_printf(a, P_("%lld falls out", "%lld fall out", w->out), (long long)w->out));
}

static void draw_items(const struct what_if *w, struct tui_area *area, struct base_arena *a)
{
    size_t room = area->rows / 2 > 1 ? (size_t)area->rows / 2 : 1;
    size_t first = w->assumed->count > room ? w->assumed->count - room
                                            : 0; /* the last are the ones one works on */
    if (w->assumed->count == 0) {
        struct tui_area rest = *area;
        tui_area_top(area, tui_put_wrapped(tui_area_inset(rest, 0, 1), 0, TUI_DIM,
                                           _("Nothing is assumed yet. Pin a pair or forbid it, "
                                             "change a capacity, opening hours, a fund, a standing "
                                             "or a weight: the month is worked out anew at once, "
                                             "and nothing is written.")));
        return;
    }
    for (size_t i = first; i < w->assumed->count; i++) {
        struct tui_area line = tui_area_top(area, 1);
        tui_put_cell(line, 0, 1, line.cols - 2, TUI_LEFT, TUI_NORMAL,
                     base_arena_printf(a, "%zu  %s", i + 1, w->assumed->items[i].text));
    }
}

/* The plan as it stands says it too. */
static bool is_old_note(const struct what_if *w, const struct match_note *note)
{
    for (size_t i = 0; i < w->before.note_count; i++)
        if (w->before.notes[i].demand == note->demand &&
            strcmp(w->before.notes[i].text, note->text) == 0)
            return true;
    return false;
}

/* What cannot be held as it was assumed, or holds against a gate. */
static void draw_notes(const struct what_if *w, struct tui_area *area, struct base_arena *a)
{
    for (size_t i = 0; i < w->now.note_count && area->rows > 4; i++) {
        const struct match_note *note = &w->now.notes[i];
        struct store_ref ref = {MODEL_DEMAND, note->demand};
        if (is_old_note(w, note))
            continue;
        struct tui_area line = *area;
        tui_put(line, 0, 1, TUI_WARNING, "!");
        line = tui_area_inset(line, 0, 3);
        const char *text =
            base_arena_printf(a, _("%s: %s"), screens_number_show(ref, a), note->text);
        tui_area_top(area, tui_put_wrapped(line, 0, TUI_WARNING, text));
    }
}

static void what_if_draw(struct tui_screen *s, struct tui_area area)
{
    struct what_if *w = s->state;
    struct base_arena *a = base_arena_new();
    struct tui_area head = tui_area_top(&area, 1);
    tui_put_cell(head, 0, 1, head.cols - 2, TUI_LEFT, w->stopped ? TUI_DIM : TUI_STRONG,
                 sum_text(w, head.cols < 70, a));
    draw_items(w, &area, a);
    draw_notes(w, &area, a);
    struct tui_area rule = tui_area_top(&area, 1);
    tui_hline(rule, 0, 0, rule.cols, TUI_RULE);
    const char *against = base_arena_printf(a, _("against %s"), w->before_name);
    if (is_revalued(w))
        against = base_arena_printf(a, "%s %s %s", against, tui_sign(TUI_SIGN_DOT),
                                    _("both valued by the desk's own weights"));
    const char *told = base_arena_printf(
        a, " %s ", w->stopped ? _("the run was stopped: r runs it again") : against);
    int room = rule.cols - 2, width = tui_text_width(told);
    tui_put_cell(rule, 0, 1, width < room ? width : room, TUI_LEFT, TUI_DIM, told);
    tui_table_draw(w->table, area, true);
    base_arena_free(&a);
}

/* ---- commands ------------------------------------------------------------------------------ */

const struct match_change *what_if_current(const struct what_if *w)
{
    const struct tui_row *row = tui_table_current(w->table);
    return row ? row->data : NULL;
}

bool screens_what_if_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct match_change *c = what_if_current(s->state);
    if (c)
        *ref = (struct store_ref){MODEL_DEMAND, c->demand};
    return c != NULL;
}

static int what_if_command(struct tui_screen *s, int id)
{
    struct what_if *w = s->state;
    struct store_ref ref;
    switch (id) {
    case SCREENS_DO_WHAT_IF_CAPACITY:
        return what_if_ask(s, MATCH_ASSUME_CAPACITY);
    case SCREENS_DO_WHAT_IF_HOURS:
        return what_if_ask(s, MATCH_ASSUME_HOURS);
    case SCREENS_DO_WHAT_IF_FUND:
        return what_if_ask(s, MATCH_ASSUME_FUND);
    case SCREENS_DO_WHAT_IF_STANDING:
        return what_if_ask(s, MATCH_ASSUME_STANDING);
    case SCREENS_DO_WHAT_IF_POLICY:
        return what_if_ask(s, MATCH_ASSUME_POLICY);
    case SCREENS_DO_WHAT_IF_PIN:
        return what_if_ask_stance(s, true);
    case SCREENS_DO_WHAT_IF_FORBID:
        return what_if_ask_stance(s, false);
    case SCREENS_DO_WHAT_IF_DROP:
        return what_if_ask_drop(s);
    case SCREENS_DO_WHAT_IF_CLEAR:
        return what_if_clear(s);
    case SCREENS_DO_WHAT_IF_RUN:
        return what_if_run_anew(s);
    case TUI_DO_OPEN:
        return screens_what_if_subject(s, &ref) ? screens_open_record(s, ref) : TUI_DONE;
    default:
        return tui_table_command(w->table, s, id);
    }
}

static bool assumes(int id)
{
    return id == SCREENS_DO_WHAT_IF_CAPACITY || id == SCREENS_DO_WHAT_IF_HOURS ||
           id == SCREENS_DO_WHAT_IF_FUND || id == SCREENS_DO_WHAT_IF_STANDING ||
           id == SCREENS_DO_WHAT_IF_POLICY || id == SCREENS_DO_WHAT_IF_PIN ||
           id == SCREENS_DO_WHAT_IF_FORBID;
}

static const char *what_if_refuse(struct tui_screen *s, int id)
{
    const struct what_if *w = s->state;
    if ((id == SCREENS_DO_WHAT_IF_DROP || id == SCREENS_DO_WHAT_IF_CLEAR) && w->assumed->count == 0)
        return _("nothing is assumed yet");
    if (assumes(id) && w->assumed->count == WHAT_IF_MOST)
        return _("that is all that can be assumed at once; d drops one");
    return NULL;
}

static int what_if_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct what_if *w = s->state;
    return tui_table_pointer(w->table, event);
}

const struct tui_screen_class screens_what_if_class = {
    .name = "what-if",
    .size = sizeof(struct what_if),
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH | TUI_BIT(TUI_DO_OPEN),
    .title = what_if_title,
    .open = what_if_open,
    .close = what_if_close,
    .same = what_if_same,
    .reload = what_if_reload,
    .draw = what_if_draw,
    .command = what_if_command,
    .refuse = what_if_refuse,
    .pointer = what_if_pointer,
};
