/* match_compare.c: some candidates of one demand side by side, the better figure of each line
 * marked. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"

#include <inttypes.h>
#include <string.h>

struct compare_visit {
    struct screens_desk *desk;
    int64_t demands[MATCH_COMPARED], resources[MATCH_COMPARED];
    size_t count;
    bool reverse;
};

struct compare {
    struct compare_visit of;
    struct match_candidate pairs[MATCH_COMPARED];
    struct tui_table *table;
    struct tui_column columns[1 + MATCH_COMPARED];
    struct tui_rows rows;
    size_t capacity;
    char titles[MATCH_COMPARED][24];
};

/* ---- lines --------------------------------------------------------------------------------- */

static struct tui_cell *compare_line(struct compare *c, const char *label, struct base_arena *a)
{
    struct tui_row *row =
        base_arena_push(a, (void **)&c->rows.rows, &c->rows.count, &c->capacity, sizeof *row);
    struct tui_cell *cells = tui_cells(a, c->of.count + 1);
    *row = (struct tui_row){.key = label, .cells = cells};
    cells[0] = (struct tui_cell){label, TUI_LABEL};
    return cells + 1;
}

/* Marks the best of a line of figures; sign 1: more is better, -1: less is. */
static void compare_mark_best(const struct compare *c, struct tui_cell *cells,
                              const int64_t *figures, int sign, struct base_arena *a)
{
    int64_t best = figures[0], worst = figures[0];
    for (size_t i = 1; i < c->of.count; i++) {
        best = figures[i] * sign > best * sign ? figures[i] : best;
        worst = figures[i] * sign < worst * sign ? figures[i] : worst;
    }
    for (size_t i = 0; i < c->of.count; i++)
        if (figures[i] == best && best != worst) {
            cells[i].text = base_arena_printf(a, "%s %s", tui_sign(TUI_SIGN_UP), cells[i].text);
            cells[i].style = TUI_GAIN;
        }
}

static const char *compare_points(int64_t hundredths, struct base_arena *a)
{
    return base_arena_printf(a, "%" PRId64 ".%02" PRId64, hundredths / 100, hundredths % 100);
}

static void compare_scores(struct compare *c, struct base_arena *a)
{
    int64_t figures[MATCH_COMPARED] = {0};
    struct tui_cell *cells = compare_line(c, _("Score"), a);
    for (size_t i = 0; i < c->of.count; i++) {
        figures[i] = c->pairs[i].score;
        cells[i].text = compare_points(figures[i], a);
    }
    compare_mark_best(c, cells, figures, 1, a);
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
        cells = compare_line(c, match_criterion_label((enum match_criterion)k), a);
        for (size_t i = 0; i < c->of.count; i++) {
            figures[i] = c->pairs[i].parts[k];
            cells[i].text = compare_points(figures[i], a);
        }
        compare_mark_best(c, cells, figures, 1, a);
    }
}

static void compare_money(struct compare *c, const char *label, size_t offset, int sign,
                          struct base_arena *a)
{
    int64_t figures[MATCH_COMPARED] = {0};
    struct tui_cell *cells = compare_line(c, label, a);
    for (size_t i = 0; i < c->of.count; i++) {
        memcpy(&figures[i], (const char *)&c->pairs[i] + offset, sizeof figures[i]);
        cells[i].text = screens_money_show(c->of.desk, figures[i], a);
    }
    compare_mark_best(c, cells, figures, sign, a);
}

static void compare_times(struct compare *c, struct base_arena *a)
{
    int64_t figures[MATCH_COMPARED] = {0};
    struct tui_cell *free_cells = compare_line(c, _("Free"), a);
    for (size_t i = 0; i < c->of.count; i++) {
        figures[i] = c->pairs[i].free_minutes;
        free_cells[i].text = model_minutes_show(figures[i], a);
    }
    compare_mark_best(c, free_cells, figures, 1, a);
    struct tui_cell *needed = compare_line(c, _("Needed"), a);
    struct tui_cell *first = compare_line(c, _("First free"), a);
    for (size_t i = 0; i < c->of.count; i++) {
        needed[i].text = model_minutes_show(c->pairs[i].minutes, a);
        first[i].text = screens_time_show(c->of.desk, c->pairs[i].figures.first_start, a);
    }
}

/* One line an attribute that is asked for. Of several demands each asks for its own. */
static void compare_attributes(struct compare *c, const struct match_explanation *x,
                               struct base_arena *a)
{
    size_t most = 0;
    for (size_t i = 0; i < c->of.count; i++)
        most = x[i].attribute_count > most ? x[i].attribute_count : most;
    for (size_t k = 0; k < most; k++) {
        const char *label =
            c->of.reverse ? (k == 0 ? _("Asks") : base_arena_printf(a, "%*s", (int)k, "")) : NULL;
        struct tui_cell *cells = NULL;
        for (size_t i = 0; i < c->of.count; i++) {
            if (k >= x[i].attribute_count)
                continue;
            const struct match_asked_attribute *w = &x[i].attributes[k];
            if (!cells)
                cells = compare_line(c, label ? label : w->asked, a);
            const char *text = c->of.reverse ? w->asked : *w->offered ? w->offered : _("not told");
            cells[i] = (struct tui_cell){
                base_arena_printf(a, "%s %s", tui_sign(w->met ? TUI_SIGN_YES : TUI_SIGN_NO), text),
                w->met ? TUI_NORMAL : TUI_WARNING};
        }
    }
}

/* Of providers how they are rated and answer; of requesters how they stand. */
static void compare_parties(struct compare *c, const struct match_explanation *x,
                            struct base_arena *a)
{
    struct tui_cell *first = compare_line(c, c->of.reverse ? _("Standing") : _("Rating"), a);
    struct tui_cell *answers = c->of.reverse ? NULL : compare_line(c, _("Answers so far"), a);
    for (size_t i = 0; i < c->of.count; i++) {
        first[i].text = c->of.reverse  ? base_arena_printf(a, "%.2f", c->pairs[i].figures.standing)
                        : *x[i].rating ? x[i].rating
                                       : _("not rated yet");
        if (answers)
            answers[i].text = x[i].answered;
    }
}

/* What is asked and met, what is known of the other side, and what was done about each pair. */
static enum err_code compare_explained(struct compare *c, struct match_desk *desk,
                                       struct base_arena *a, struct err *e)
{
    struct match_explanation *x = base_arena_array(a, c->of.count, sizeof *x);
    bool stands = false;
    for (size_t i = 0; i < c->of.count; i++) {
        if (match_explain(desk, &c->pairs[i], NULL, a, &x[i], e))
            return e->code;
        stands = stands || *x[i].stands;
    }
    compare_attributes(c, x, a);
    compare_parties(c, x, a);
    struct tui_cell *so_far = stands ? compare_line(c, _("Where it stands"), a) : NULL;
    for (size_t i = 0; so_far && i < c->of.count; i++)
        so_far[i].text = x[i].stands;
    return ERR_NONE;
}

/* One line a reason, as many as the one with the most has. */
static void compare_reasons(struct compare *c, struct base_arena *a)
{
    for (size_t k = 0;; k++) {
        struct tui_cell *cells = NULL;
        for (size_t i = 0; i < c->of.count; i++) {
            size_t count;
            const char **reasons = match_reasons(&c->pairs[i], a, &count);
            if (k >= count)
                continue;
            if (!cells)
                cells = compare_line(
                    c, k == 0 ? _("Blocked by") : base_arena_printf(a, "%*s", (int)k, ""), a);
            cells[i] = (struct tui_cell){reasons[k], TUI_WARNING};
        }
        if (!cells)
            return;
    }
}

static enum err_code compare_names(struct compare *c, struct base_arena *a, struct err *e)
{
    struct store *store = c->of.desk->store;
    struct tui_cell *names = compare_line(c, c->of.reverse ? _("Demand") : _("Resource"), a);
    struct tui_cell *whose = compare_line(c, c->of.reverse ? _("Requester") : _("Owner"), a);
    for (size_t i = 0; i < c->of.count; i++) {
        int64_t organisation;
        if (c->of.reverse) {
            const struct model_demand *d;
            if (store_get(store, MODEL_DEMAND, c->of.demands[i], a, &d, e))
                return e->code;
            organisation = d->requester;
            names[i] = (struct tui_cell){d->title, TUI_STRONG};
        } else {
            const struct model_resource *r;
            if (store_get(store, MODEL_RESOURCE, c->of.resources[i], a, &r, e))
                return e->code;
            organisation = r->owner;
            names[i] = (struct tui_cell){r->name, TUI_STRONG};
        }
        if (organisation != BASE_NONE)
            whose[i].text = store_title(store, MODEL_ORGANISATION, organisation, a);
    }
    return ERR_NONE;
}

/* ---- the screen ---------------------------------------------------------------------------- */

static enum err_code compare_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct compare *c = s->state;
    (void)e;
    c->of = *(const struct compare_visit *)arg;
    c->columns[0] = (struct tui_column){.title = "", .width = 22, .min = 12, .frozen = true};
    for (size_t i = 0; i < c->of.count; i++) {
        model_number_format(c->of.reverse ? MODEL_DEMAND : MODEL_RESOURCE,
                            c->of.reverse ? c->of.demands[i] : c->of.resources[i], c->titles[i]);
        c->columns[i + 1] =
            (struct tui_column){.title = c->titles[i], .width = 24, .min = 14, .grow = true};
    }
    c->table = tui_table_new(&tui_rows_source, &c->rows, c->columns, c->of.count + 1);
    return ERR_NONE;
}

static void compare_close(struct tui_screen *s)
{
    struct compare *c = s->state;
    tui_table_free(&c->table);
}

static bool compare_same(struct tui_screen *s, void *arg)
{
    const struct compare_visit *mine = &((const struct compare *)s->state)->of, *other = arg;
    return mine->desk == other->desk && mine->count == other->count &&
           mine->reverse == other->reverse &&
           memcmp(mine->demands, other->demands, sizeof mine->demands) == 0 &&
           memcmp(mine->resources, other->resources, sizeof mine->resources) == 0;
}

static const char *compare_title(struct tui_screen *s)
{
    (void)s;
    return _("Compare");
}

static enum err_code compare_reload(struct tui_screen *s, struct err *e)
{
    struct compare *c = s->state;
    struct match_desk *desk = screens_match(c->of.desk, e);
    c->rows = (struct tui_rows){0};
    c->capacity = 0;
    for (size_t i = 0; desk && i < c->of.count; i++)
        if (match_pair(desk, c->of.demands[i], c->of.resources[i], NULL, s->data, &c->pairs[i], e))
            return e->code;
    if (!desk || compare_names(c, s->data, e))
        return e->code;
    compare_scores(c, s->data);
    compare_money(c, _("Price"), offsetof(struct match_candidate, price), -1, s->data);
    compare_money(c, _("Net benefit"), offsetof(struct match_candidate, benefit), 1, s->data);
    compare_times(c, s->data);
    if (compare_explained(c, desk, s->data, e))
        return e->code;
    compare_reasons(c, s->data);
    return tui_table_reload(c->table, e);
}

static void compare_draw(struct tui_screen *s, struct tui_area area)
{
    struct compare *c = s->state;
    tui_table_draw(c->table, area, true);
}

static int compare_command(struct tui_screen *s, int id)
{
    struct compare *c = s->state;
    return tui_table_command(c->table, s, id);
}

static const struct tui_screen_class compare_class = {
    .name = "match-compare",
    .size = sizeof(struct compare),
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH,
    .title = compare_title,
    .open = compare_open,
    .close = compare_close,
    .same = compare_same,
    .reload = compare_reload,
    .draw = compare_draw,
    .command = compare_command,
};

/* With fewer than two chosen the other one is the best of the list. */
int screens_match_compare(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    struct compare_visit visit;
    struct base_arena *a = base_arena_new();
    int64_t *others;
    memset(&visit, 0, sizeof visit); /* compared as a whole */
    screens_match_chosen(m, MATCH_COMPARED, a, &others, &visit.count);
    if (visit.count == 1)
        for (size_t i = 0; i < m->pairs.list.count && visit.count == 1; i++) {
            int64_t best = screens_match_other(m, &m->pairs.list.candidates[i]);
            if (best != others[0]) {
                others[1] = best;
                visit.count = 2;
            }
        }
    visit.desk = m->desk;
    visit.reverse = m->reverse;
    for (size_t i = 0; i < visit.count; i++)
        screens_match_sides(m, others[i], &visit.demands[i], &visit.resources[i]);
    if (visit.count > 1)
        tui_app_push(s->app, &compare_class, &visit);
    else
        tui_say(s->app, TUI_SAY_INFO, "%s", _("there is no other one to compare it with"));
    base_arena_free(&a);
    return TUI_DONE;
}
