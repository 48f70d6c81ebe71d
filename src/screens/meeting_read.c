/* meeting_read.c: what the pages of the place Meeting show. Nothing here runs an allocation: the
 * plan is the one kept with the meeting. */
#include "meeting_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/map.h"
#include "sharedesk/base/text.h"
#include "sharedesk/screens/account.h"
#include "sharedesk/screens/meeting.h"

#include <string.h>

const char *const meeting_page_codes[MEETING_PAGES] = {"agenda", "allocation", "contested",
                                                       "minutes"};

static const struct tui_column agenda_columns[] = {
    {.title = N_("No."), .width = 4, .align = TUI_RIGHT, .frozen = true, .sort = '+'},
    {.title = "", .width = 1, .frozen = true},
    {.title = N_("Item"), .width = 46, .min = 30, .grow = true},
    {.title = N_("Decision"), .width = 9, .min = 8},
    {.title = N_("Amount"), .width = 11, .min = 9, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Reason"), .width = 24, .min = 8, .grow = true},
};
static const struct tui_column allocation_columns[] = {
    {.title = "", .width = 2, .frozen = true},
    {.title = N_("Demand"), .width = 26, .min = 15, .frozen = true, .grow = true},
    {.title = N_("Requester"), .width = 14, .min = 9, .grow = true},
    {.title = N_("Resource"), .width = 20, .min = 11, .grow = true},
    {.title = N_("When"), .width = 14, .min = 13, .sort = '+'},
    {.title = N_("Benefit"), .width = 9, .min = 7, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Change"), .width = 12, .min = 8},
};
static const struct tui_column contested_columns[] = {
    {.title = N_("Resource"), .width = 30, .min = 20, .frozen = true, .grow = true},
    {.title = N_("+1 h adds"), .width = 12, .min = 10, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("-1 h loses"), .width = 12, .min = 10, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Asked"), .width = 6, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Served"), .width = 6, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("of them"), .width = 10, .sort = '-'},
};

#define COLUMNS(columns) columns, sizeof(columns) / sizeof *(columns)

void meeting_make_sheets(struct screens_meeting *v)
{
    v->sheets[MEETING_AGENDA] = screens_sheet_new(COLUMNS(agenda_columns));
    v->sheets[MEETING_ALLOCATION] = screens_sheet_new(COLUMNS(allocation_columns));
    v->sheets[MEETING_CONTESTED] = screens_sheet_new(COLUMNS(contested_columns));
    v->labels[MEETING_AGENDA] = _("Agenda");
    v->labels[MEETING_ALLOCATION] = _("Allocation");
    v->labels[MEETING_CONTESTED] = _("Contested");
    v->labels[MEETING_MINUTES] = _("Minutes of the meeting");
}

int64_t screens_meeting_likely_month(const struct screens_desk *d)
{
    enum { RECENT = 24 };
    struct store_list list = {.type = MODEL_MEETING, .descending = true};
    struct base_arena *a = base_arena_new();
    struct model_meeting **meetings;
    struct err e = ERR_INIT;
    size_t count = 0;
    int64_t next = base_time_month(store_now(d->store)) + 1, open = BASE_NONE;
    if (store_list_page(d->store, &list, 0, true, RECENT, a, &meetings, &count, &e))
        count = 0;
    for (size_t i = 0; i < count; i++)
        if (!model_code_is(meetings[i]->status, "closed") &&
            (open == BASE_NONE || meetings[i]->month < open))
            open = meetings[i]->month;
    base_arena_free(&a);
    return open == BASE_NONE ? next : open;
}

const struct meeting_item *meeting_current_item(const struct screens_meeting *v)
{
    return v->page == MEETING_AGENDA ? screens_sheet_current_data(v->sheets[MEETING_AGENDA]) : NULL;
}

const struct meeting_row *meeting_current_row(const struct screens_meeting *v)
{
    return v->page == MEETING_ALLOCATION ? screens_sheet_current_data(v->sheets[MEETING_ALLOCATION])
                                         : NULL;
}

/* ---- agenda --------------------------------------------------------------------------------- */

static void put_verdict(struct screens_sheet *t, size_t sign, const char *verdict)
{
    if (model_code_is(verdict, "accept"))
        screens_sheet_text(t, sign, TUI_OK, tui_sign(TUI_SIGN_YES));
    else if (model_code_is(verdict, "refuse"))
        screens_sheet_text(t, sign, TUI_ERROR, tui_sign(TUI_SIGN_NO));
    else if (model_code_is(verdict, "defer"))
        screens_sheet_text(t, sign, TUI_WARNING, tui_sign(TUI_SIGN_ELLIPSIS));
    else if (model_code_is(verdict, "amend"))
        screens_sheet_text(t, sign, TUI_WARNING, "~");
}

static enum err_code read_agenda(struct screens_meeting *v, struct base_arena *a, struct err *e)
{
    struct screens_sheet *t = v->sheets[MEETING_AGENDA];
    struct meeting_item *items;
    size_t count;
    v->decided = 0;
    if (meeting_items(v->desk->store, v->meeting, a, &items, &count, e))
        return e->code;
    v->items = count;
    for (size_t i = 0; i < count; i++) {
        struct meeting_item *item = &items[i];
        screens_sheet_row(t, base_arena_printf(a, "%lld", (long long)item->id), item->record);
        screens_sheet_data(t, item);
        screens_sheet_number(t, 0, TUI_NORMAL, (double)item->position,
                             base_arena_printf(a, "%lld", (long long)item->position));
        put_verdict(t, 1, item->verdict);
        screens_sheet_text(t, 2, TUI_NORMAL, item->title);
        screens_sheet_text(t, 3, TUI_STRONG,
                           model_vocabulary_label(MODEL_VOCABULARY_VERDICT, item->verdict));
        if (item->amount != BASE_NONE)
            screens_sheet_number(t, 4, TUI_NORMAL, (double)item->amount,
                                 screens_money_show(v->desk, item->amount, a));
        screens_sheet_text(t, 5, TUI_NORMAL, item->reason);
        v->decided += item->verdict != NULL;
    }
    return ERR_NONE;
}

/* ---- the run it is compared with ------------------------------------------------------------ */

/* The newest earlier run of the month. */
static enum err_code run_before(const struct screens_meeting *v, int64_t run, struct base_arena *a,
                                int64_t *before, struct err *e)
{
    enum { RECENT = 50 };
    struct store_list list = {.type = MODEL_RUN, .descending = true};
    struct model_run **runs;
    size_t count;
    *before = 0;
    if (store_list_page(v->desk->store, &list, run, true, RECENT, a, &runs, &count, e))
        return e->code;
    for (size_t i = 0; i < count && !*before; i++)
        if (runs[i]->month == v->month && runs[i]->head.id < run)
            *before = runs[i]->head.id;
    return ERR_NONE;
}

static enum err_code read_changes(struct screens_meeting *v, struct match_desk *m,
                                  struct base_arena *a, struct match_change **changes,
                                  size_t *count, struct err *e)
{
    struct match_plan before;
    int64_t run = v->compared;
    *count = 0;
    if (!run && run_before(v, v->plan.run, a, &run, e))
        return e->code;
    if (run == v->plan.run)
        run = 0;
    v->compared_now = run;
    if (!run)
        return ERR_NONE;
    if (match_plan_load(m, run, a, &before, e))
        return e->code;
    return match_plan_compare(m, &before, &v->plan, a, changes, count, e);
}

static const struct match_change *change_of(const struct match_change *changes, size_t count,
                                            int64_t demand)
{
    for (size_t i = 0; i < count; i++)
        if (changes[i].demand == demand && changes[i].difference != MATCH_SAME)
            return &changes[i];
    return NULL;
}

/* ---- allocation ----------------------------------------------------------------------------- */

static const char *numbered(const struct screens_meeting *v, enum model_type type, int64_t id,
                            struct base_arena *a)
{
    struct store_ref ref = {type, id};
    return base_arena_printf(a, "%s %s", screens_number_show(ref, a),
                             store_title(v->desk->store, type, id, a));
}

static const char *requester(const struct screens_meeting *v, int64_t demand, struct base_arena *a)
{
    const struct model_demand *d;
    struct err e = ERR_INIT;
    if (store_get(v->desk->store, MODEL_DEMAND, demand, a, &d, &e) || d->requester <= 0)
        return "";
    return store_title(v->desk->store, MODEL_ORGANISATION, d->requester, a);
}

static const char *contested_text(const struct screens_meeting *v, int64_t resource,
                                  struct base_arena *a)
{
    for (size_t i = 0; i < v->plan.shadow_count; i++) {
        const struct match_shadow *s = &v->plan.shadows[i];
        if (s->resource == resource)
            return base_arena_printf(
                a, _("\n%s is contested: one hour more is worth %s to %s; %lld asked, %lld served"),
                screens_number_show((struct store_ref){MODEL_RESOURCE, resource}, a),
                screens_worth_show(v->desk, (double)s->hour_more, a),
                screens_worth_show(v->desk, (double)s->hour_less, a), (long long)s->asked,
                (long long)s->served);
    }
    return "";
}

/* What the run found odd about the demand, a line each. */
static const char *notes_text(const struct screens_meeting *v, int64_t demand, struct base_arena *a)
{
    const char *text = "";
    for (size_t i = 0; i < v->plan.note_count; i++)
        if (v->plan.notes[i].demand == demand)
            text = base_arena_printf(a, "%s\n%s", text, v->plan.notes[i].text);
    return text;
}

static const char *about_line(const struct screens_meeting *v, const struct meeting_line *l,
                              struct base_arena *a)
{
    const char *decided = "";
    if (l->verdict)
        decided = base_arena_printf(
            a, "\n%s%s%s", model_vocabulary_label(MODEL_VOCABULARY_VERDICT, l->verdict),
            base_text_empty(l->reason) ? "" : _(": "), l->reason ? l->reason : "");
    return base_arena_printf(
        a, _("%s %s %s: %s from %s, benefit %s%s%s%s"), numbered(v, MODEL_DEMAND, l->demand, a),
        tui_sign(TUI_SIGN_ARROW), numbered(v, MODEL_RESOURCE, l->resource, a),
        model_minutes_show(l->minutes, a), screens_time_show(v->desk, l->start, a),
        screens_money_show(v->desk, l->benefit, a), decided, notes_text(v, l->demand, a),
        contested_text(v, l->resource, a));
}

static const char *about_unmet(const struct screens_meeting *v, const struct match_unmet *u,
                               struct base_arena *a)
{
    struct base_text text = {0};
    base_text_printf(&text, _("%s is unmet, short by %s"), numbered(v, MODEL_DEMAND, u->demand, a),
                     model_minutes_show(u->missing, a));
    for (size_t i = 0; i < u->reason_count; i++)
        base_text_printf(&text, "%s%s", i ? _("; ") : _(": "), u->reasons[i]);
    if (!base_text_empty(u->change)) {
        base_text_printf(&text, _("\nwould be met: %s"), u->change);
        if (u->change_cost != BASE_NONE)
            base_text_printf(&text, _(", at a cost of %s"),
                             screens_money_show(v->desk, u->change_cost, a));
        if (u->estimated)
            base_text_add(&text, _(" (estimated; w works it out)"));
    }
    base_text_add(&text, notes_text(v, u->demand, a));
    const char *result = base_arena_strdup(a, base_text_string(&text));
    base_text_free(&text);
    return result;
}

static struct meeting_row *add_demand(struct screens_meeting *v, int64_t demand, int64_t resource,
                                      struct base_arena *a)
{
    struct screens_sheet *t = v->sheets[MEETING_ALLOCATION];
    struct meeting_row *row = base_arena_alloc(a, sizeof *row);
    row->demand = demand;
    row->resource = resource;
    screens_sheet_row(t, base_arena_printf(a, "%lld-%lld", (long long)demand, (long long)resource),
                      (struct store_ref){MODEL_DEMAND, demand});
    screens_sheet_data(t, row);
    screens_sheet_text(t, 1, TUI_NORMAL, numbered(v, MODEL_DEMAND, demand, a));
    screens_sheet_text(t, 2, TUI_NORMAL, requester(v, demand, a));
    return row;
}

static void put_line(struct screens_meeting *v, const struct meeting_line *l,
                     const struct match_change *change, struct base_arena *a)
{
    struct screens_sheet *t = v->sheets[MEETING_ALLOCATION];
    struct meeting_row *row = add_demand(v, l->demand, l->resource, a);
    row->line = l;
    row->change = change;
    row->about = about_line(v, l, a);
    row->warning = !l->stands;
    if (l->pinned || l->forbidden)
        screens_sheet_text(t, 0, l->overruled ? TUI_WARNING : TUI_MARKER,
                           !l->pinned     ? "x"
                           : l->overruled ? "!!"
                                          : "!");
    put_verdict(t, 0, l->verdict);
    screens_sheet_style(t, l->stands ? TUI_NORMAL : TUI_DIM);
    screens_sheet_text(t, 3, TUI_NORMAL, numbered(v, MODEL_RESOURCE, l->resource, a));
    screens_sheet_number(t, 4, TUI_NORMAL, (double)l->start,
                         screens_time_show(v->desk, l->start, a));
    screens_sheet_number(t, 5, TUI_STRONG, (double)l->benefit,
                         screens_worth_show(v->desk, (double)l->benefit, a));
    if (change)
        screens_sheet_text(t, 6, TUI_INFO, change->text);
}

static void put_unmet(struct screens_meeting *v, const struct match_unmet *u,
                      const struct match_change *change, struct base_arena *a)
{
    struct screens_sheet *t = v->sheets[MEETING_ALLOCATION];
    struct meeting_row *row = add_demand(v, u->demand, 0, a);
    row->unmet = u;
    row->change = change;
    row->about = about_unmet(v, u, a);
    row->warning = true;
    screens_sheet_text(t, 0, TUI_ERROR, tui_sign(TUI_SIGN_NO));
    screens_sheet_text(t, 3, TUI_WARNING, u->reason_count ? u->reasons[0] : "");
    screens_sheet_text(t, 4, TUI_WARNING, C_("demand", "unmet"));
    if (change)
        screens_sheet_text(t, 6, TUI_LOSS, change->text);
}

static void summarise(struct screens_meeting *v, size_t met, struct base_arena *a)
{
    const struct match_plan *p = &v->plan;
    const char *against =
        v->compared_now
            ? base_arena_printf(
                  a, _("%s vs %s"), screens_number_show((struct store_ref){MODEL_RUN, p->run}, a),
                  screens_number_show((struct store_ref){MODEL_RUN, v->compared_now}, a))
            : screens_number_show((struct store_ref){MODEL_RUN, p->run}, a);
    v->summary =
        base_arena_printf(a, _("%lld demands, %zu met %s benefit %s of at most %s (%.1f %%)"),
                          (long long)p->demand_count, met, tui_sign(TUI_SIGN_DOT),
                          screens_worth_show(v->desk, (double)p->objective, a),
                          screens_worth_show(v->desk, (double)p->bound, a), p->gap * 100);
    v->balance = base_arena_printf(a, _("price of balance %.1f %% %s %s"),
                                   p->price_of_balance * 100, tui_sign(TUI_SIGN_DOT), against);
}

static enum err_code read_allocation(struct screens_meeting *v, struct match_desk *m,
                                     struct base_arena *a, struct err *e)
{
    struct meeting_line *lines;
    struct match_change *changes = NULL;
    struct base_map met = {0};
    size_t count, change_count;
    if (meeting_lines(m, v->meeting, a, &lines, &count, &v->plan, e) || !v->plan.run ||
        read_changes(v, m, a, &changes, &change_count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        put_line(v, &lines[i], change_of(changes, change_count, lines[i].demand), a);
        *base_map_at(a, &met, (struct base_map_key){lines[i].demand, 0, 0}) = &lines[i];
    }
    for (size_t i = 0; i < v->plan.unmet_count; i++)
        put_unmet(v, &v->plan.unmet[i], change_of(changes, change_count, v->plan.unmet[i].demand),
                  a);
    summarise(v, met.count, a);
    return ERR_NONE;
}

/* ---- contested ------------------------------------------------------------------------------ */

static void read_contested(struct screens_meeting *v, struct base_arena *a)
{
    struct screens_sheet *t = v->sheets[MEETING_CONTESTED];
    for (size_t i = 0; i < v->plan.shadow_count; i++) {
        const struct match_shadow *s = &v->plan.shadows[i];
        struct store_ref ref = {MODEL_RESOURCE, s->resource};
        screens_sheet_row(t, screens_number_show(ref, a), ref);
        screens_sheet_text(t, 0, TUI_NORMAL, numbered(v, MODEL_RESOURCE, s->resource, a));
        screens_sheet_number(t, 1, TUI_STRONG, (double)s->hour_more,
                             screens_money_show(v->desk, s->hour_more, a));
        screens_sheet_number(t, 2, TUI_STRONG, (double)s->hour_less,
                             screens_money_show(v->desk, s->hour_less, a));
        screens_sheet_number(t, 3, TUI_NORMAL, (double)s->asked,
                             base_arena_printf(a, "%lld", (long long)s->asked));
        screens_sheet_number(t, 4, TUI_NORMAL, (double)s->served,
                             base_arena_printf(a, "%lld", (long long)s->served));
        if (s->asked > 0)
            screens_sheet_bar(t, 5, TUI_BAR, (double)s->served / (double)s->asked, 10);
    }
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void tell_empty(struct screens_meeting *v)
{
    const char *none = _("this meeting is not prepared yet; r gathers the agenda and allocates");
    for (size_t i = 0; i < MEETING_SHEETS; i++)
        screens_sheet_empty(v->sheets[i], none);
    if (v->plan.run)
        screens_sheet_empty(v->sheets[MEETING_CONTESTED],
                            _("no resource is short: an hour more of any would add nothing"));
}

static enum err_code read_minutes(struct screens_meeting *v, struct match_desk *m,
                                  struct base_arena *a, struct err *e)
{
    const char *text = v->record->minutes;
    if (!model_code_is(v->record->status, "closed") && meeting_minutes(m, v->meeting, a, &text, e))
        return e->code;
    tui_pager_add(v->minutes, TUI_NORMAL, 1, text ? text : "");
    return ERR_NONE;
}

enum err_code meeting_read_pages(struct screens_meeting *v, struct base_arena *a, struct err *e)
{
    struct match_desk *m = screens_match(v->desk, e);
    v->plan = (struct match_plan){0};
    v->record = NULL;
    v->summary = v->balance = NULL;
    v->decided = v->items = 0;
    tui_pager_clear(v->minutes);
    if (!m || meeting_find(v->desk->store, v->month, &v->meeting, e))
        return e->code;
    if (v->meeting &&
        !(store_get(v->desk->store, MODEL_MEETING, v->meeting, a, &v->record, e) ||
          read_agenda(v, a, e) || read_allocation(v, m, a, e) || read_minutes(v, m, a, e)))
        read_contested(v, a);
    tell_empty(v);
    return e->code;
}
