/* today.c: what needs a person, each one key from where it is handled. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/match.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/views.h"
#include "sharedesk/store/fits.h"

#include "today_private.h"

#include <stdio.h>

enum { MONTHS = 12 };

static const char *const months[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

/* ---- who is here ----------------------------------------------------------------------------- */

/* "zhang here · li on D121 · wang on Schedule". */
static void today_look_around(struct today *t)
{
    struct store_presence *list = NULL;
    struct err e = ERR_INIT;
    size_t count = 0;
    base_arena_reset(t->live);
    t->ticks = 0;
    t->present = base_arena_printf(t->live, _("%s here"), store_actor(t->desk->store));
    if (store_presence_list(t->desk->store, t->live, &list, &count, &e))
        return;
    for (size_t i = 0; i < count; i++) {
        const char *one =
            base_arena_printf(t->live, _("%s on %s"), base_utf8_show(t->live, list[i].actor),
                              report_place_show(list[i].place));
        t->present =
            base_arena_printf(t->live, "%s %s %s", t->present, tui_sign(TUI_SIGN_DOT), one);
    }
}

static int today_tick(struct tui_screen *s)
{
    enum { LOOK_EVERY = 10 };
    struct today *t = s->state;
    if (++t->ticks >= LOOK_EVERY)
        today_look_around(t);
    return TUI_PASS;
}

/* ---- reading --------------------------------------------------------------------------------- */

static struct tui_row today_row(const struct today *t, struct report_item *item,
                                struct base_arena *a)
{
    struct tui_cell *cells = tui_cells(a, TODAY_COLUMNS);
    size_t n = 0;
    cells[n++].text = item->number;
    cells[n++].text = item->text;
    if (!t->narrow)
        cells[n++] = (struct tui_cell){item->party, TUI_DIM};
    cells[n++] = (struct tui_cell){item->state, item->urgent ? TUI_WARNING : TUI_NORMAL};
    cells[n++].text = item->age;
    cells[n] = (struct tui_cell){item->urgent ? "!" : "", TUI_WARNING};
    const char *key = base_arena_printf(a, "%d:%s:%lld", (int)item->need, item->number,
                                        (long long)item->resource);
    return (struct tui_row){.key = key, .cells = cells, .data = item};
}

static void today_make_rows(struct today *t, struct base_arena *a)
{
    size_t count = t->brief.item_count;
    t->rows.rows = base_arena_array(a, count + 1, sizeof *t->rows.rows);
    t->rows.count = 0;
    t->filter = t->group < REPORT_GROUPS ? report_group_show(&t->brief, t->group, a) : "";
    if (base_text_empty(t->filter))
        t->group = REPORT_GROUPS; /* all of the kind are done */
    for (size_t i = 0; i < count; i++)
        if (t->group == REPORT_GROUPS || report_need_group(t->brief.items[i].need) == t->group)
            t->rows.rows[t->rows.count++] = today_row(t, &t->brief.items[i], a);
}

/* The table's rows anew from what was read. */
static void today_show_rows(struct tui_screen *s)
{
    struct today *t = s->state;
    struct err e = ERR_INIT;
    today_make_rows(t, s->data);
    if (tui_table_reload(t->table, &e))
        tui_say_error(s->app, &e);
}

static void today_make_columns(struct today *t)
{
    struct tui_column *c = t->columns;
    *c++ = (struct tui_column){.title = "", .width = 5};
    *c++ = (struct tui_column){.title = "", .width = 20, .min = 12, .grow = true};
    if (!t->narrow)
        *c++ = (struct tui_column){.title = "", .width = 15, .min = 10, .grow = true};
    *c++ = (struct tui_column){.title = "", .width = 24, .min = 10};
    *c++ = (struct tui_column){.title = "", .width = 11, .min = t->narrow ? 4 : 7};
    *c++ = (struct tui_column){.title = "", .width = 1};
    t->column_count = (size_t)(c - t->columns);
}

/* Where there is no room, whose it is gives way to what is the matter with it. */
static void today_resize(struct tui_screen *s, struct tui_area area)
{
    enum { NARROW = 60 };
    struct today *t = s->state;
    bool narrow = area.cols < NARROW;
    if (narrow == t->narrow)
        return;
    t->narrow = narrow;
    today_make_columns(t);
    tui_table_columns(t->table, t->columns, t->column_count);
    today_show_rows(s);
}

static enum err_code today_reload(struct tui_screen *s, struct err *e)
{
    struct today *t = s->state;
    struct match_desk *match = screens_match(t->desk, e);
    t->title = screens_place_title(s, _("Today"));
    t->brief = (struct report_brief){0};
    t->rows.count = 0;
    today_look_around(t);
    if (match && report_brief(match, MONTHS, s->data, &t->brief, e) == ERR_NONE) {
        int month = base_date_from_day(base_time_day(t->brief.now)).month;
        t->month = _(months[month - 1]);
        /* translators: compared with the first days of the month before */
        t->before = base_text_empty(t->brief.before)
                        ? ""
                        : base_arena_printf(s->data, _("vs %s"), t->brief.before);
        today_make_rows(t, s->data);
    }
    struct err ignored = ERR_INIT;
    enum err_code rows = tui_table_reload(t->table, &ignored);
    return e->code ? e->code : rows;
}

/* ---- where it is handled --------------------------------------------------------------------- */

static const struct report_item *today_item(const struct today *t)
{
    const struct tui_row *row = tui_table_current(t->table);
    return row ? row->data : NULL;
}

/* The pair in Match; whoever has looked at it needs no telling again. */
static int today_open_fit(struct tui_screen *s, const struct report_item *item)
{
    const struct today *t = s->state;
    struct screens_match_visit visit = {.demand = item->ref.id, .resource = item->resource};
    struct err e = ERR_INIT;
    if (store_fits_looked(t->desk->store, visit.resource, visit.demand, &e))
        return screens_fail(s, &e);
    tui_app_push(s->app, &screens_match_class, &visit);
    return TUI_CHANGED;
}

/* What is only to be read or called about opens as a record; the rest where it is worked on. */
static int today_open_item(struct tui_screen *s, const struct report_item *item)
{
    if (!item)
        return TUI_DONE;
    if (item->need == REPORT_NEED_FIT)
        return today_open_fit(s, item);
    return item->need == REPORT_NEED_FOLLOW_UP ? screens_open_record(s, item->ref)
                                               : screens_open_place(s, item->ref);
}

bool screens_today_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct report_item *item = today_item(s->state);
    if (item)
        *ref = item->ref;
    return item != NULL;
}

/* What comes in by telephone is a demand. */
int screens_today_add(struct tui_screen *s)
{
    return screens_open_add(s, MODEL_DEMAND, NULL);
}

/* ---- one kind only --------------------------------------------------------------------------- */

static int today_group_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct today *t = ctx;
    t->group = (enum report_group)(*code - '0');
    today_show_rows(s);
    return TUI_DONE;
}

static int today_ask_group(struct tui_screen *s)
{
    struct today *t = s->state;
    struct tui_choice choices[REPORT_GROUPS + 1];
    struct base_arena *a = base_arena_new();
    size_t count = 0;
    for (int i = -1; i < REPORT_GROUPS; i++) {
        int group = i < 0 ? REPORT_GROUPS : i;
        const char *text = i < 0 ? _("everything that waits")
                                 : report_group_show(&t->brief, (enum report_group)group, a);
        if (*text)
            choices[count++] = (struct tui_choice){base_arena_printf(a, "%d", group), text, NULL};
    }
    const char *now = base_arena_printf(a, "%d", (int)t->group);
    int result = tui_ask_choice(s, _("Show"), choices, count, now, today_group_chosen, t);
    base_arena_free(&a);
    return result;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static enum err_code today_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct today *t = s->state;
    (void)arg;
    (void)e;
    t->desk = screens_desk(s);
    t->live = base_arena_new();
    t->group = REPORT_GROUPS;
    today_make_columns(t);
    t->table = tui_table_new(&tui_rows_source, &t->rows, t->columns, t->column_count);
    tui_table_empty(t->table, _("nothing waits on the desk"));
    return ERR_NONE;
}

static void today_close(struct tui_screen *s)
{
    struct today *t = s->state;
    tui_table_free(&t->table);
    base_arena_free(&t->live);
}

static const char *today_title(struct tui_screen *s)
{
    const struct today *t = s->state;
    return t->title;
}

static int today_command(struct tui_screen *s, int id)
{
    struct today *t = s->state;
    switch (id) {
    case TUI_DO_OPEN:
        return today_open_item(s, today_item(t));
    case TUI_DO_SEARCH:
        return screens_do_goto(s, id);
    case TUI_DO_FILTER:
        return today_ask_group(s);
    default:
        return tui_table_command(t->table, s, id);
    }
}

static const char *today_label(struct tui_screen *s, int id)
{
    (void)s;
    return id == SCREENS_DO_ADD ? _("add demand") : NULL;
}

static int today_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct today *t = s->state;
    if (event->button == TUI_DOUBLE_CLICK)
        return today_open_item(s, today_item(t));
    return tui_table_pointer(t->table, event);
}

const struct tui_screen_class screens_today_class = {
    .name = "today",
    .size = sizeof(struct today),
    .answers =
        TUI_ANSWERS_MOVES | TUI_BIT(TUI_DO_OPEN) | TUI_BIT(TUI_DO_SEARCH) | TUI_BIT(TUI_DO_FILTER),
    .place = true,
    .title = today_title,
    .open = today_open,
    .close = today_close,
    .reload = today_reload,
    .resize = today_resize,
    .draw = today_draw,
    .command = today_command,
    .label = today_label,
    .pointer = today_pointer,
    .tick = today_tick,
};
