/* match.c: the Match place: opening, reading, commands. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/meeting.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/schedule.h"
#include "sharedesk/screens/what_if.h"

#include <stdlib.h>

/* ---- opening and reading ------------------------------------------------------------------- */

/* Of a demand that one came to look after: the pair whose provider has not answered yet, or 0. */
static int64_t waiting_pair(const struct screens_match *m)
{
    for (size_t i = 0; i < m->pairs.list.count; i++)
        if (model_code_is(m->pairs.list.candidates[i].status, "proposed"))
            return m->pairs.list.candidates[i].resource;
    return 0;
}

static enum err_code place_visit(struct screens_match *m, const struct screens_match_visit *visit,
                                 struct err *e)
{
    bool reverse = !visit->demand;
    int64_t id = reverse ? visit->resource : visit->demand;
    if ((m->reverse != reverse || m->filter) &&
        (m->reverse = reverse, screens_match_list_turn(m, e)))
        return e->code;
    if (!screens_match_list_go(m, id))
        return err_set(e, ERR_NOT_FOUND, _("Match"), NULL, "%s",
                       reverse ? _("the resource is no longer offered")
                               : _("the demand is no longer open"));
    if (screens_match_pairs_read(m, e))
        return e->code;
    int64_t pair = visit->resource ? visit->resource : waiting_pair(m);
    m->on_pairs = !reverse && pair && screens_match_go_pair(m, pair);
    return screens_match_detail_read(m, e);
}

static enum err_code place_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct screens_match *m = s->state;
    m->desk = screens_desk(s);
    m->pairs.arena = base_arena_new();
    m->detail_arena = base_arena_new();
    if (screens_match_list_turn(m, e))
        return e->code;
    if (arg && place_visit(m, arg, e)) { /* the place opens all the same */
        tui_say_error(s->app, e);
        err_clear(e);
    }
    return ERR_NONE;
}

static void place_close(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    tui_table_free(&m->subjects);
    base_arena_free(&m->list_arena);
    base_arena_free(&m->pairs.arena);
    base_arena_free(&m->detail_arena);
    base_text_free(&m->title);
    base_text_free(&m->whole_title);
    free(m->pairs.marked);
    free(m->filter);
}

static int place_raised(struct tui_screen *s, void *arg)
{
    struct err e = ERR_INIT;
    if (arg && place_visit(s->state, arg, &e))
        return screens_fail(s, &e);
    return TUI_DONE;
}

static enum err_code place_reload(struct tui_screen *s, struct err *e)
{
    struct screens_match *m = s->state;
    if (screens_match_list_read(m, e))
        return e->code;
    return screens_match_pairs_read(m, e);
}

static void place_resize(struct tui_screen *s, struct tui_area area)
{
    screens_match_list_resize(s->state, area);
}

/* The choice has settled. */
static int place_quiet(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    struct err e = ERR_INIT;
    enum err_code code = screens_match_is_read(m) ? screens_match_detail_read(m, &e)
                                                  : screens_match_pairs_read(m, &e);
    return code ? screens_fail(s, &e) : TUI_DONE;
}

static const char *place_title(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    /* Beside the clock, and with another screen above, there may be no room for whose it is. */
    enum { STATUS_COLS = 28 };
    bool room = tui_app_top(s->app) == s &&
                tui_text_width(base_text_string(&m->whole_title)) + STATUS_COLS <= s->area.cols;
    if (screens_match_is_read(m))
        return base_text_string(room ? &m->whole_title : &m->title);
    return m->reverse ? _("Match, by offer") : _("Match");
}

/* ---- the record under the cursor ----------------------------------------------------------- */

bool screens_match_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct screens_match *m = s->state;
    const struct match_candidate *pair = m->on_pairs ? screens_match_pair(m) : NULL;
    bool demand = m->reverse == m->on_pairs;
    ref->type = demand ? MODEL_DEMAND : MODEL_RESOURCE;
    ref->id = pair ? screens_match_other(m, pair) : screens_match_list_current(m);
    return m->on_pairs ? pair != NULL : ref->id != 0;
}

int screens_match_add(struct tui_screen *s)
{
    const struct screens_match *m = s->state;
    return screens_open_add(s, m->reverse ? MODEL_RESOURCE : MODEL_DEMAND, NULL);
}

void screens_match_entered(struct tui_screen *s, struct store_ref ref)
{
    if (!s || s->class != &screens_match_class)
        return;
    struct screens_match *m = s->state;
    if (ref.type == (m->reverse ? MODEL_RESOURCE : MODEL_DEMAND) &&
        screens_match_list_go(m, ref.id))
        m->on_pairs = false;
}

/* ---- commands ------------------------------------------------------------------------------ */

static int place_open_record(struct tui_screen *s)
{
    struct store_ref ref;
    return screens_match_subject(s, &ref) ? screens_open_record(s, ref) : TUI_DONE;
}

/* The other way round, from what is chosen here: the resource whose demands one wants to see. */
static int place_turn(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    struct screens_match_visit visit = {0};
    struct err e = ERR_INIT;
    if (pair && m->reverse)
        visit.demand = pair->demand;
    else if (pair)
        visit.resource = pair->resource;
    m->on_pairs = false;
    if (pair)
        return place_visit(m, &visit, &e) ? screens_fail(s, &e) : TUI_RELOAD;
    m->reverse = !m->reverse;
    return screens_match_list_turn(m, &e) ? screens_fail(s, &e) : TUI_RELOAD;
}

/* To the calendar, with all the candidates as lanes. */
static int place_book(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    const struct match_list *list = &m->pairs.list;
    struct base_arena *a = base_arena_new();
    struct screens_schedule_visit visit = {
        .resource = pair->resource,
        .demand = pair->demand,
        .start = m->detail.pair == pair ? m->detail.why.start : pair->figures.first_start,
        .book = true};
    visit.lanes = base_arena_array(a, list->eligible + 1, sizeof *visit.lanes);
    for (size_t i = 0; !m->reverse && i < list->eligible; i++)
        visit.lanes[visit.lane_count++] = list->candidates[i].resource;
    tui_app_push(s->app, &screens_schedule_class, &visit);
    base_arena_free(&a);
    return TUI_DONE;
}

/* The next month that will be allocated, about the pair under the cursor. */
static int place_what_if(struct tui_screen *s)
{
    const struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    struct screens_what_if_visit visit = {.month = screens_meeting_likely_month(m->desk)};
    if (pair) {
        visit.demand = pair->demand;
        visit.resource = pair->resource;
    }
    return screens_open_what_if(s, &visit);
}

static int place_move(struct screens_match *m, struct tui_area area, int id)
{
    int page = area.rows > 6 ? area.rows / 2 - 2 : 2;
    int all = (int)m->pairs.list.of;
    switch (id) {
    case TUI_DO_UP:
        return screens_match_move(m, -1);
    case TUI_DO_DOWN:
        return screens_match_move(m, 1);
    case TUI_DO_PAGE_UP:
        return screens_match_move(m, -page);
    case TUI_DO_PAGE_DOWN:
        return screens_match_move(m, page);
    case TUI_DO_FIRST:
        return screens_match_move(m, -all);
    case TUI_DO_LAST:
        return screens_match_move(m, all);
    case TUI_DO_LEFT:
        m->on_pairs = false;
        return TUI_DONE;
    case TUI_DO_MARK:
        screens_match_mark(m);
        return screens_match_move(m, 1);
    case TUI_DO_UNMARK:
        screens_match_unmark(m);
        return TUI_DONE;
    default:
        return TUI_PASS;
    }
}

/* The left pane is a table; its marks are of no use here, so Space is not handed on. */
static int place_subjects(struct tui_screen *s, int id)
{
    struct screens_match *m = s->state;
    if (id == TUI_DO_RIGHT) {
        m->on_pairs = true;
        return TUI_DONE;
    }
    if (id == TUI_DO_LEFT || id == TUI_DO_MARK || id == TUI_DO_UNMARK)
        return TUI_PASS;
    return tui_table_command(m->subjects, s, id);
}

static bool place_is_search(int id)
{
    return id == TUI_DO_SEARCH || id == TUI_DO_SEARCH_NEXT || id == TUI_DO_SEARCH_PREVIOUS;
}

static int place_command(struct tui_screen *s, int id)
{
    struct screens_match *m = s->state;
    switch (id) {
    case TUI_DO_NEXT_PANE:
    case TUI_DO_PREVIOUS_PANE:
        m->on_pairs = !m->on_pairs;
        return TUI_DONE;
    case TUI_DO_OPEN:
        return place_open_record(s);
    case TUI_DO_FILTER:
        return screens_match_list_filter(s);
    case TUI_DO_SORT:
        return screens_match_list_sort(s);
    case SCREENS_DO_MATCH_WHY:
        return screens_match_why(s);
    case SCREENS_DO_MATCH_WHY_OTHER:
        return screens_match_why_other(s);
    case SCREENS_DO_MATCH_COMPARE:
        return screens_match_compare(s);
    case SCREENS_DO_MATCH_TURN:
        return place_turn(s);
    case SCREENS_DO_MATCH_BOOK:
        return place_book(s);
    case SCREENS_DO_MATCH_WHAT_IF:
        return place_what_if(s);
    default:
        break;
    }
    int result = screens_match_step(s, id);
    if (result == TUI_PASS)
        result = screens_match_care(s, id);
    if (result != TUI_PASS)
        return result;
    if (place_is_search(id))
        m->on_pairs = false;
    return m->on_pairs ? place_move(m, s->area, id) : place_subjects(s, id);
}

static const char *place_refuse(struct tui_screen *s, int id)
{
    const struct screens_match *m = s->state;
    switch (id) {
    case SCREENS_DO_MATCH_PROPOSE:
    case SCREENS_DO_MATCH_SHORTLIST:
    case SCREENS_DO_MATCH_REJECT:
    case SCREENS_DO_MATCH_PIN:
    case SCREENS_DO_MATCH_FORBID:
    case SCREENS_DO_MATCH_ANSWER:
        return screens_match_step_refuse(s, id);
    case SCREENS_DO_MATCH_BOOK:
        if (screens_read_only(m->desk))
            return screens_read_only(m->desk);
        break;
    case SCREENS_DO_MATCH_WHY:
    case SCREENS_DO_MATCH_COMPARE:
        break;
    case SCREENS_DO_MATCH_WHY_OTHER:
        return m->pairs.of ? NULL : _("nothing is chosen");
    case TUI_DO_MARK:
        return m->on_pairs ? NULL : _("pairs are marked, on the right (Tab)");
    default:
        return screens_match_care_refuse(s, id);
    }
    return screens_match_pair(m) ? NULL : _("no pair is chosen");
}

static const char *place_label(struct tui_screen *s, int id)
{
    const struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    if (id == SCREENS_DO_MATCH_PIN && pair && model_code_is(pair->stance, "pinned"))
        return _("unpin");
    if (id == SCREENS_DO_MATCH_FORBID && pair && model_code_is(pair->stance, "forbidden"))
        return _("allow");
    if (id == SCREENS_DO_MATCH_TURN)
        return m->reverse ? _("by demand") : _("by offer");
    if (id == SCREENS_DO_MATCH_WHY && pair)
        return pair->blocked ? _("why not") : _("why");
    return NULL;
}

/* "· free, █ confirmed, …" */
static const char *time_signs(struct base_arena *a)
{
    const char *text = "";
    for (int t = 0; t < SCREENS_TIME_COUNT; t++)
        text = base_arena_printf(a, "%s%s%s %s", text, *text ? _(", ") : "",
                                 screens_time_sign((enum screens_time)t),
                                 screens_time_label((enum screens_time)t));
    return text;
}

/* In the order in which the eye meets them. */
static size_t place_signs(struct tui_screen *s, struct base_arena *a, struct tui_choice **signs)
{
    const struct {
        const char *sign, *meaning;
    } all[] = {{"!", _("left: an urgent demand; right: the pair is pinned")},
               {tui_sign(TUI_SIGN_UP), _("left: a demand of high priority")},
               {"t", _("the pair is on the short list")},
               {"p", _("it is proposed; its provider has not answered yet")},
               {tui_sign(TUI_SIGN_YES), _("its provider said yes: every allocation keeps it")},
               {tui_sign(TUI_SIGN_NO), _("its provider said no; before reasons: it is blocked")},
               {"r", _("the desk rejected it")},
               {"-", _("the desk took its proposal back")},
               {"x", _("it is forbidden: no allocation takes it")},
               {tui_sign(TUI_SIGN_MARKED), _("it is marked (Space)")},
               {"+", _("below: at least two thirds of the points of a criterion")},
               {tui_sign(TUI_SIGN_MINUS), _("below: fewer points than that")}};
    enum { COUNT = sizeof all / sizeof *all };
    (void)s;
    *signs = base_arena_array(a, COUNT + 1, sizeof **signs);
    for (size_t i = 0; i < COUNT; i++)
        (*signs)[i] = (struct tui_choice){.code = all[i].sign, .label = all[i].meaning};
    (*signs)[COUNT] =
        (struct tui_choice){.code = base_arena_printf(a, "%s%s", tui_sign(TUI_SIGN_LEFT_EDGE),
                                                      tui_sign(TUI_SIGN_RIGHT_EDGE)),
                            .label = base_arena_printf(a, _("a day: %s"), time_signs(a))};
    return COUNT + 1;
}

static int place_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct screens_match *m = s->state;
    if (event->button == TUI_WHEEL_UP || event->button == TUI_WHEEL_DOWN)
        return m->on_pairs ? screens_match_move(m, event->button == TUI_WHEEL_UP ? -3 : 3)
                           : tui_table_pointer(m->subjects, event);
    return screens_match_click(s, event);
}

const struct tui_screen_class screens_match_class = {
    .name = "match",
    .size = sizeof(struct screens_match),
    .place = true,
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN) |
               TUI_BIT(TUI_DO_FILTER) | TUI_BIT(TUI_DO_SORT) | TUI_BIT(TUI_DO_MARK) |
               TUI_BIT(TUI_DO_UNMARK),
    .title = place_title,
    .open = place_open,
    .close = place_close,
    .raised = place_raised,
    .reload = place_reload,
    .resize = place_resize,
    .draw = screens_match_draw,
    .command = place_command,
    .refuse = place_refuse,
    .label = place_label,
    .signs = place_signs,
    .pointer = place_pointer,
    .quiet = place_quiet,
};
