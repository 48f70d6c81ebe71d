/* match_list.c: the left pane of Match: open demands, oldest first, or what is offered. A window
 * over the store: a desk with a hundred thousand demands costs what a screenful costs. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MOST = 10000 };

/* What is not yet served; an empty status is open. */
static const char open_demands[] = "not status or status=open or status=proposed";

/* ---- rows ---------------------------------------------------------------------------------- */

/* "12h!": the sign tells the priority, colour only adds to it. */
static struct tui_cell list_effort(const struct model_demand *d, struct base_arena *a)
{
    const char *minutes = screens_minutes_short(d->minutes, a);
    if (model_code_is(d->priority, "urgent"))
        return (struct tui_cell){base_arena_printf(a, "%s!", minutes), TUI_ERROR};
    if (model_code_is(d->priority, "high"))
        return (struct tui_cell){base_arena_printf(a, "%s%s", minutes, tui_sign(TUI_SIGN_UP)),
                                 TUI_WARNING};
    return (struct tui_cell){base_arena_printf(a, "%s ", minutes), TUI_NORMAL};
}

static const struct tui_cell *list_demand_cells(const struct screens_match *m,
                                                const struct model_demand *d, struct base_arena *a)
{
    struct tui_cell *cells = tui_cells(a, MATCH_COLUMNS);
    cells[0].text = screens_number_show((struct store_ref){MODEL_DEMAND, d->head.id}, a);
    cells[1].text = d->title ? d->title : "";
    cells[2] = list_effort(d, a);
    cells[3].text = d->handler;
    if (d->follow_up != BASE_NONE) {
        bool due = d->follow_up <= base_time_day(store_now(m->desk->store));
        cells[4] = (struct tui_cell){screens_date_show(m->desk, d->follow_up, a),
                                     due ? TUI_WARNING : TUI_NORMAL};
    }
    return cells;
}

static const struct tui_cell *list_resource_cells(const struct model_resource *r,
                                                  struct base_arena *a)
{
    struct tui_cell *cells = tui_cells(a, MATCH_COLUMNS);
    cells[0].text = screens_number_show((struct store_ref){MODEL_RESOURCE, r->head.id}, a);
    cells[1].text = r->name ? r->name : "";
    cells[2].text = r->code;
    return cells;
}

static void list_row(const struct screens_match *m, const void *record, struct base_arena *a,
                     struct tui_row *row)
{
    const struct model_head *head = record; /* the first member of every record */
    row->key = base_arena_printf(a, "%" PRId64, head->id);
    row->cells = m->reverse ? list_resource_cells(record, a) : list_demand_cells(m, record, a);
}

/* ---- pages --------------------------------------------------------------------------------- */

static int64_t list_key(const struct tui_row *row)
{
    return row ? strtoll(row->key, NULL, 10) : 0;
}

/* "At" is "after the one before": so it works, too, when the anchor no longer belongs to the list.
 */
static enum err_code list_anchor_at(struct screens_match *m, const struct tui_row *anchor,
                                    struct base_arena *a, int64_t *id, struct err *e)
{
    struct model_head **before = NULL;
    size_t count = 0;
    *id = 0;
    if (!anchor)
        return ERR_NONE;
    if (store_list_page(m->desk->store, &m->list, list_key(anchor), false, 1, a, &before, &count,
                        e))
        return e->code;
    *id = count > 0 ? before[0]->id : 0;
    return ERR_NONE;
}

static enum err_code list_fetch(void *ctx, enum tui_fetch how, const struct tui_row *anchor,
                                size_t n, struct base_arena *a, struct tui_rows *out, struct err *e)
{
    struct screens_match *m = ctx;
    const void **records = NULL;
    int64_t id = list_key(anchor);
    if (how == TUI_FETCH_AT && list_anchor_at(m, anchor, a, &id, e))
        return e->code;
    if (store_list_page(m->desk->store, &m->list, id, how != TUI_FETCH_BEFORE, n, a, &records,
                        &out->count, e))
        return e->code;
    out->rows = base_arena_array(a, out->count + 1, sizeof *out->rows);
    for (size_t i = 0; i < out->count; i++)
        list_row(m, records[i], a, &out->rows[i]);
    return ERR_NONE;
}

static const struct tui_table_source list_source = {list_fetch, NULL};

/* ---- which rows ---------------------------------------------------------------------------- */

static void list_columns(struct screens_match *m)
{
    const char *title = m->filter ? _("Filtered") : m->reverse ? _("Offers") : _("Open demands");
    m->columns[0] = (struct tui_column){.title = "", .width = 5, .min = 4};
    m->columns[1] = (struct tui_column){.title = title, .width = 12, .grow = true};
    m->columns[2] =
        (struct tui_column){.title = m->count, .width = 7, .min = 5, .align = TUI_RIGHT};
    m->columns[3] = (struct tui_column){.title = N_("Handler"), .width = 9, .min = 6};
    m->columns[4] = (struct tui_column){.title = N_("Follow up"), .width = 10, .min = 6};
}

static size_t list_column_count(const struct screens_match *m)
{
    return m->wide && !m->reverse ? MATCH_COLUMNS : 3;
}

void screens_match_list_resize(struct screens_match *m, struct tui_area area)
{
    struct err e = ERR_INIT;
    bool wide = area.cols >= MATCH_WIDE;
    if (wide == m->wide)
        return;
    m->wide = wide;
    tui_table_columns(m->subjects, m->columns, list_column_count(m));
    if (tui_table_reload(m->subjects, &e))
        err_clear(&e); /* it is told when the screen is read again */
}

/* The user's filter narrows what belongs to the list anyway. */
static enum err_code list_set_filter(struct screens_match *m, const char *text, struct err *e)
{
    struct base_arena *a = base_arena_new();
    const struct model_type_info *type = model_type_info(m->list.type);
    const struct model_filter *filter = NULL;
    const char *own = m->reverse ? "" : open_demands;
    bool both = text && *text && *own;
    const char *whole = both            ? base_arena_printf(a, "(%s) and (%s)", own, text)
                        : text && *text ? text
                                        : own;
    if ((text && model_filter_parse(type, text, a, &filter, e)) ||
        model_filter_parse(type, base_arena_strdup(a, whole), a, &filter, e)) {
        base_arena_free(&a);
        return e->code;
    }
    base_arena_free(&m->list_arena);
    m->list_arena = a;
    m->list.filter = filter;
    free(m->filter);
    m->filter = base_strdup(text && *text ? text : NULL);
    list_columns(m);
    tui_table_empty(m->subjects, m->filter    ? _("none is like that")
                                 : m->reverse ? _("nothing is offered")
                                              : _("no demand is open"));
    return ERR_NONE;
}

enum err_code screens_match_list_turn(struct screens_match *m, struct err *e)
{
    m->list = (struct store_list){.type = m->reverse ? MODEL_RESOURCE : MODEL_DEMAND};
    list_columns(m);
    tui_table_free(&m->subjects);
    m->subjects = tui_table_new(&list_source, m, m->columns, list_column_count(m));
    return list_set_filter(m, NULL, e);
}

enum err_code screens_match_list_read(struct screens_match *m, struct err *e)
{
    int64_t count;
    if (store_list_count(m->desk->store, &m->list, COUNT_MOST, &count, e))
        return e->code;
    snprintf(m->count, sizeof m->count, "%" PRId64 "%s", count, count >= COUNT_MOST ? "+" : "");
    return tui_table_reload(m->subjects, e);
}

int64_t screens_match_list_current(const struct screens_match *m)
{
    return list_key(tui_table_current(m->subjects));
}

bool screens_match_list_go(struct screens_match *m, int64_t id)
{
    char key[24];
    snprintf(key, sizeof key, "%" PRId64, id);
    return tui_table_go(m->subjects, key);
}

/* ---- filter and sort ----------------------------------------------------------------------- */

static int list_filter_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_match *m = ctx;
    struct err e = ERR_INIT;
    if (list_set_filter(m, text, &e) || tui_table_rewind(m->subjects, &e))
        return screens_fail(s, &e);
    return TUI_RELOAD;
}

int screens_match_list_narrow(struct tui_screen *s, const char *text)
{
    return list_filter_done(s, s->state, text);
}

int screens_match_list_filter(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    struct tui_ask ask = {.label = _("Filter"),
                          .initial = m->filter,
                          .history = "filter",
                          .hint = m->reverse ? "kind=instrument and owner~\"...\""
                                             : "kind=instrument and priority=urgent",
                          .done = list_filter_done};
    return tui_ask_line(s, &ask, m);
}

/* Codes of the choices are field names, with '-' before them for the last first. */
static int list_sort_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_match *m = ctx;
    struct err e = ERR_INIT;
    m->list.descending = *code == '-';
    m->list.sort = model_field_find(model_type_info(m->list.type), code + m->list.descending);
    return tui_table_rewind(m->subjects, &e) ? screens_fail(s, &e) : TUI_RELOAD;
}

int screens_match_list_sort(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    const struct tui_choice demands[] = {{"number", _("number: the oldest first"), NULL},
                                         {"latest", _("latest: the nearest close first"), NULL},
                                         {"-minutes", _("minutes: the longest first"), NULL},
                                         {"-value", _("value: the most valuable first"), NULL},
                                         {"title", _("title"), NULL}};
    const struct tui_choice offers[] = {{"number", _("number: the oldest first"), NULL},
                                        {"name", _("name"), NULL},
                                        {"kind", _("kind"), NULL},
                                        {"owner", _("owner"), NULL}};
    return m->reverse
               ? tui_ask_choice(s, _("Sort offers by"), offers, 4, NULL, list_sort_done, m)
               : tui_ask_choice(s, _("Sort demands by"), demands, 5, NULL, list_sort_done, m);
}
