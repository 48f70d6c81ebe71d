/* meeting.c: the place Meeting: a month's agenda, the allocation beside an earlier run, what is
 * contested, the minutes. */
#include "meeting_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/screens/account.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/meeting.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/views.h"
#include "sharedesk/screens/what_if.h"

#include <string.h>

enum { HEAD_ROWS = 2, PANE_ROWS = 5, PANE_FROM = 14 };

/* ---- opening and reading -------------------------------------------------------------------- */

static enum err_code meeting_visit(struct screens_meeting *v, struct base_arena *a,
                                   const int64_t *meeting, struct err *e)
{
    struct model_meeting *record;
    if (store_get(v->desk->store, MODEL_MEETING, *meeting, a, &record, e) == ERR_NONE)
        v->month = record->month;
    return e->code;
}

static int meeting_raised(struct tui_screen *s, void *arg)
{
    struct err e = ERR_INIT;
    if (arg && meeting_visit(s->state, s->data, arg, &e))
        return screens_fail(s, &e);
    return TUI_RELOAD;
}

static enum err_code meeting_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct screens_meeting *v = s->state;
    v->desk = screens_desk(s);
    v->screen = s;
    v->told = base_arena_new();
    v->minutes = tui_pager_new();
    v->month = screens_meeting_likely_month(v->desk);
    meeting_make_sheets(v);
    return arg ? meeting_visit(v, s->data, arg, e) : ERR_NONE;
}

static void meeting_closed(struct tui_screen *s)
{
    struct screens_meeting *v = s->state;
    for (size_t i = 0; i < MEETING_SHEETS; i++)
        screens_sheet_free(&v->sheets[i]);
    tui_pager_free(&v->minutes);
    base_arena_free(&v->told);
}

static const char *meeting_status(const struct screens_meeting *v)
{
    if (!v->record)
        return _("none yet");
    return model_vocabulary_label(MODEL_VOCABULARY_MEETING_STATUS,
                                  model_code_or(v->record->status, "planned"));
}

static enum err_code meeting_reload(struct tui_screen *s, struct err *e)
{
    struct screens_meeting *v = s->state;
    for (size_t i = 0; i < MEETING_SHEETS; i++)
        screens_sheet_begin(v->sheets[i], s->data);
    if (!store_read_begin(v->desk->store, e)) {
        meeting_read_pages(v, s->data, e);
        store_read_end(v->desk->store);
    }
    for (size_t i = 0; i < MEETING_SHEETS; i++)
        screens_sheet_end(v->sheets[i], e);
    v->title = base_arena_printf(s->data, "%s %s %s %s %s", screens_place_title(s, _("Meeting")),
                                 tui_sign(TUI_SIGN_CRUMB), screens_month_show(v->month, s->data),
                                 tui_sign(TUI_SIGN_DOT), meeting_status(v));
    return e->code;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *meeting_title(struct tui_screen *s)
{
    const struct screens_meeting *v = s->state;
    return v->title;
}

static void meeting_draw_head(const struct screens_meeting *v, struct tui_area area)
{
    const char *filter = v->page < MEETING_SHEETS ? screens_sheet_filter(v->sheets[v->page]) : NULL;
    screens_tabs_draw(tui_area_top(&area, 1), v->labels, MEETING_PAGES, v->page);
    int col = 1;
    if (filter)
        col = tui_putf(area, 0, col, TUI_STRONG, _("filter: %s"), filter) + 3;
    if (v->page == MEETING_AGENDA && v->record)
        tui_putf(area, 0, col, TUI_DIM, _("%zu of %zu items decided"), v->decided, v->items);
    else if (v->page == MEETING_ALLOCATION && v->summary)
        tui_put(area, 0, col, TUI_DIM, v->summary);
    else if (v->page == MEETING_CONTESTED && v->balance)
        tui_put(area, 0, col, TUI_DIM, v->balance);
}

/* The item under the cursor in full, with its decision. */
static void meeting_draw_item(const struct meeting_item *item, struct tui_area area)
{
    int row = tui_put_wrapped(area, 0, TUI_NORMAL, item->title);
    if (!base_text_empty(item->notes)) {
        tui_area_top(&area, row);
        row = tui_put_wrapped(area, 0, TUI_DIM, item->notes);
    }
    tui_area_top(&area, row);
    if (item->verdict) {
        int col = tui_put(area, 0, 0, TUI_STRONG,
                          model_vocabulary_label(MODEL_VOCABULARY_VERDICT, item->verdict));
        if (!base_text_empty(item->reason))
            tui_putf(area, 0, col, TUI_NORMAL, "%s%s", _(": "), item->reason);
    }
}

/* The line under the cursor in full, after what was found out about it. */
static void meeting_draw_row(const struct screens_meeting *v, const struct meeting_row *row,
                             struct tui_area area)
{
    if (v->told_text && v->told_demand == row->demand)
        tui_area_top(&area, tui_put_wrapped(area, 0, TUI_INFO, v->told_text));
    tui_put_wrapped(area, 0, row->warning ? TUI_WARNING : TUI_NORMAL, row->about);
}

static void meeting_draw_pane(const struct screens_meeting *v, struct tui_area area)
{
    const struct meeting_row *row = meeting_current_row(v);
    const struct meeting_item *item = meeting_current_item(v);
    struct tui_area head = tui_area_top(&area, 1);
    tui_hline(head, 0, 0, head.cols, TUI_RULE);
    if (v->balance && v->page == MEETING_ALLOCATION)
        tui_putf(head, 0, 1, TUI_DIM, " %s ", v->balance);
    area = tui_area_inset(area, 0, 1);
    if (row)
        meeting_draw_row(v, row, area);
    if (item)
        meeting_draw_item(item, area);
}

static void meeting_draw(struct tui_screen *s, struct tui_area area)
{
    struct screens_meeting *v = s->state;
    meeting_draw_head(v, tui_area_top(&area, HEAD_ROWS));
    if (v->page == MEETING_MINUTES) {
        tui_pager_draw(v->minutes, area, true);
        return;
    }
    if (v->page != MEETING_CONTESTED && area.rows >= PANE_FROM - HEAD_ROWS)
        meeting_draw_pane(v, tui_area_bottom(&area, area.rows >= 30 ? 2 * PANE_ROWS : PANE_ROWS));
    screens_sheet_draw(v->sheets[v->page], area, true);
}

/* ---- going about ---------------------------------------------------------------------------- */

static int meeting_show(struct screens_meeting *v, size_t page)
{
    v->page = (enum meeting_page)page;
    return TUI_DONE;
}

static int meeting_page_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    (void)s;
    for (size_t i = 0; i < MEETING_PAGES; i++)
        if (strcmp(meeting_page_codes[i], code) == 0)
            return meeting_show(ctx, i);
    return TUI_DONE;
}

static int meeting_ask_page(struct screens_meeting *v)
{
    struct tui_choice choices[MEETING_PAGES];
    for (size_t i = 0; i < MEETING_PAGES; i++)
        choices[i] = (struct tui_choice){.code = meeting_page_codes[i], .label = v->labels[i]};
    return tui_ask_choice(v->screen, _("Show"), choices, MEETING_PAGES, meeting_page_codes[v->page],
                          meeting_page_chosen, v);
}

static int meeting_go_month(struct screens_meeting *v, int64_t month)
{
    v->month = month;
    v->compared = 0;
    v->told_text = NULL;
    return TUI_RELOAD;
}

static int meeting_month_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct err e = ERR_INIT;
    int64_t month;
    if (base_month_parse(text, &month, &e))
        return screens_fail(s, &e);
    return meeting_go_month(ctx, month);
}

static int meeting_ask_month(struct screens_meeting *v)
{
    char month[16];
    base_month_format(v->month, month);
    struct tui_ask ask = {.label = _("Month"),
                          .initial = month,
                          .replace = true,
                          .hint = _("year and month, as 2026-12"),
                          .done = meeting_month_named,
                          .required = true};
    return tui_ask_line(v->screen, &ask, v);
}

/* An item that is a page here goes there, any other opens what it is about. */
static int meeting_open_item(struct screens_meeting *v)
{
    const struct meeting_item *item = meeting_current_item(v);
    if (!item)
        return TUI_DONE;
    if (model_code_is(item->kind, "allocation"))
        return meeting_show(v, MEETING_ALLOCATION);
    if (model_code_is(item->kind, "contested"))
        return meeting_show(v, MEETING_CONTESTED);
    if (model_code_is(item->kind, "fund") || model_code_is(item->kind, "accounts"))
        return screens_do_go(v->screen, SCREENS_DO_GO_INCENTIVES);
    if (item->record.type == MODEL_ORGANISATION && item->record.id > 0)
        return screens_open_account(v->screen, item->record.id);
    return screens_open_record(
        v->screen, item->record.id > 0 ? item->record : (struct store_ref){MODEL_AGENDA, item->id});
}

bool screens_meeting_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct screens_meeting *v = s->state;
    if (v->page < MEETING_SHEETS && screens_sheet_current(v->sheets[v->page], ref))
        return true;
    *ref = (struct store_ref){MODEL_MEETING, v->meeting};
    return v->meeting > 0;
}

/* What staff put on the agenda themselves. */
int screens_meeting_add(struct tui_screen *s)
{
    const struct screens_meeting *v = s->state;
    struct base_arena *a = base_arena_new();
    struct model_agenda *item = model_record_new(a, MODEL_AGENDA);
    item->meeting = v->meeting > 0 ? v->meeting : BASE_NONE;
    item->kind = "other";
    item->position = (int64_t)v->items + 1;
    int result = screens_open_add(s, MODEL_AGENDA, item);
    base_arena_free(&a);
    return result;
}

static int meeting_open_current(struct screens_meeting *v)
{
    struct store_ref ref;
    if (v->page == MEETING_AGENDA)
        return meeting_open_item(v);
    return screens_meeting_subject(v->screen, &ref) ? screens_open_record(v->screen, ref)
                                                    : TUI_DONE;
}

/* ---- commands ------------------------------------------------------------------------------- */

static int meeting_go(struct screens_meeting *v, int id)
{
    switch (id) {
    case TUI_DO_NEXT_PANE:
        return meeting_show(v, (v->page + 1) % MEETING_PAGES);
    case TUI_DO_PREVIOUS_PANE:
        return meeting_show(v, (v->page + MEETING_PAGES - 1) % MEETING_PAGES);
    case SCREENS_DO_PAGE:
        return meeting_ask_page(v);
    case SCREENS_DO_MEETING_MONTH:
        return meeting_ask_month(v);
    case SCREENS_DO_MEETING_EARLIER:
        return meeting_go_month(v, v->month - 1);
    case SCREENS_DO_MEETING_LATER:
        return meeting_go_month(v, v->month + 1);
    case TUI_DO_OPEN:
        return meeting_open_current(v);
    default:
        return TUI_PASS;
    }
}

/* Beside the proposal of the meeting, about the line under the cursor. */
static int meeting_open_what_if(struct screens_meeting *v)
{
    const struct meeting_row *row = meeting_current_row(v);
    struct screens_what_if_visit visit = {.month = v->month, .run = v->plan.run};
    if (row) {
        visit.demand = row->demand;
        visit.resource = row->resource;
    }
    return screens_open_what_if(v->screen, &visit);
}

static int meeting_do(struct screens_meeting *v, int id)
{
    switch (id) {
    case SCREENS_DO_MEETING_ACCEPT:
        return meeting_do_decide(v, "accept");
    case SCREENS_DO_MEETING_REFUSE:
        return meeting_do_decide(v, "refuse");
    case SCREENS_DO_MEETING_DEFER:
        return meeting_do_decide(v, "defer");
    case SCREENS_DO_MEETING_AMEND:
        return meeting_do_decide(v, "amend");
    case SCREENS_DO_MEETING_RUN:
        return meeting_do_run(v);
    case SCREENS_DO_MEETING_PIN:
        return meeting_do_stance(v, true);
    case SCREENS_DO_MEETING_FORBID:
        return meeting_do_stance(v, false);
    case SCREENS_DO_MEETING_WHAT_IF:
        return meeting_do_what_if(v);
    case SCREENS_DO_MEETING_COMPARE:
        return meeting_do_compare(v);
    case SCREENS_DO_MATCH_WHAT_IF:
        return meeting_open_what_if(v);
    case SCREENS_DO_MEETING_BEGIN:
        return meeting_do_begin(v);
    case SCREENS_DO_MEETING_MINUTES:
        return meeting_do_minutes(v);
    case SCREENS_DO_MEETING_PACK:
        return meeting_do_pack(v);
    case SCREENS_DO_MEETING_CLOSE:
        return meeting_do_close(v);
    default:
        return TUI_PASS;
    }
}

static int meeting_command(struct tui_screen *s, int id)
{
    struct screens_meeting *v = s->state;
    int result = meeting_go(v, id);
    if (result == TUI_PASS)
        result = meeting_do(v, id);
    if (result != TUI_PASS)
        return result;
    return v->page == MEETING_MINUTES ? tui_pager_command(v->minutes, s, id)
                                      : screens_sheet_command(v->sheets[v->page], s, id);
}

static bool is_decision(int id)
{
    return id == SCREENS_DO_MEETING_ACCEPT || id == SCREENS_DO_MEETING_REFUSE ||
           id == SCREENS_DO_MEETING_DEFER || id == SCREENS_DO_MEETING_AMEND;
}

static bool changes_meeting(int id)
{
    return is_decision(id) || id == SCREENS_DO_MEETING_RUN || id == SCREENS_DO_MEETING_PIN ||
           id == SCREENS_DO_MEETING_FORBID || id == SCREENS_DO_MEETING_BEGIN ||
           id == SCREENS_DO_MEETING_MINUTES || id == SCREENS_DO_MEETING_CLOSE;
}

static const char *meeting_refuse(struct tui_screen *s, int id)
{
    const struct screens_meeting *v = s->state;
    const char *why = changes_meeting(id) ? meeting_refuse_change(v) : NULL;
    if (why)
        return why;
    if (!v->record && (is_decision(id) || id == SCREENS_DO_MEETING_MINUTES ||
                       id == SCREENS_DO_MEETING_BEGIN || id == SCREENS_DO_MEETING_CLOSE ||
                       id == SCREENS_DO_MEETING_PACK || id == SCREENS_DO_MEETING_COMPARE))
        return _("prepare the meeting first: r");
    if (is_decision(id) && !meeting_current_item(v) && !meeting_current_row(v))
        return _("go to an item of the agenda or a line of the allocation");
    if ((id == SCREENS_DO_MEETING_PIN || id == SCREENS_DO_MEETING_FORBID ||
         id == SCREENS_DO_MEETING_WHAT_IF) &&
        !meeting_current_row(v))
        return _("go to a line of the allocation");
    if ((id == TUI_DO_FILTER || id == TUI_DO_SORT) && v->page == MEETING_MINUTES)
        return _("the minutes are a text; / searches in them");
    return NULL;
}

static const char *meeting_label(struct tui_screen *s, int id)
{
    const struct screens_meeting *v = s->state;
    if (id == TUI_DO_NEXT_PANE)
        return _("next page");
    if (id == SCREENS_DO_MATCH_WHAT_IF)
        return _("assume");
    if (id == SCREENS_DO_MEETING_RUN && !v->plan.run)
        return _("prepare");
    return NULL;
}

static size_t meeting_signs(struct tui_screen *s, struct base_arena *a, struct tui_choice **signs)
{
    const struct {
        const char *sign, *meaning;
    } all[] = {{"!", _("held in the allocation: pinned, or its provider said yes")},
               {"!!", _("held against a gate")},
               {"x", _("forbidden")},
               {tui_sign(TUI_SIGN_YES), _("the meeting accepted it")},
               {tui_sign(TUI_SIGN_NO), _("the meeting refused it, or the demand is unmet")},
               {tui_sign(TUI_SIGN_ELLIPSIS), _("deferred")},
               {"~", _("accepted with changes")}};
    enum { COUNT = sizeof all / sizeof *all };
    (void)s;
    *signs = base_arena_array(a, COUNT, sizeof **signs);
    for (size_t i = 0; i < COUNT; i++)
        (*signs)[i] = (struct tui_choice){.code = all[i].sign, .label = all[i].meaning};
    return COUNT;
}

const struct tui_screen_class screens_meeting_class = {
    .name = "meeting",
    .size = sizeof(struct screens_meeting),
    .answers = SCREENS_SHEET_ANSWERS | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN),
    .place = true,
    .title = meeting_title,
    .open = meeting_open,
    .close = meeting_closed,
    .raised = meeting_raised,
    .reload = meeting_reload,
    .signs = meeting_signs,
    .draw = meeting_draw,
    .command = meeting_command,
    .refuse = meeting_refuse,
    .label = meeting_label,
};
