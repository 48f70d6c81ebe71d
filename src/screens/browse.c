/* browse.c: any record type as a table, as the place Browse and as a list opened from a record. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/detail.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/records_do.h"
#include "sharedesk/screens/views.h"

#include "browse_private.h"

#include <string.h>

enum { WIDE = 110, SLOW_MS = 15 };

int screens_open_list(struct tui_screen *s, const struct screens_list_wish *wish)
{
    struct screens_list_wish copy = *wish;
    tui_app_push(s->app, &screens_list_class, &copy);
    return TUI_DONE;
}

/* ---- what is listed ------------------------------------------------------------------------- */

static void browse_take_type(struct browse *b, enum model_type type)
{
    screens_records_free(&b->records);
    base_text_clear(&b->filter);
    base_text_clear(&b->search);
    b->records = screens_records_new(b->desk, type);
    b->records->list.best_first = true;
}

static enum err_code browse_take_wish(struct browse *b, const struct screens_list_wish *wish,
                                      struct err *e)
{
    browse_take_type(b, wish->type);
    b->records->list.link = wish->link;
    b->records->list.link_id = wish->link_id;
    b->records->list.link_type = wish->link_type;
    if (wish->search)
        browse_set_search(b, wish->search);
    return wish->filter ? browse_set_filter(b, wish->filter, e) : ERR_NONE;
}

static enum err_code browse_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct browse *b = s->state;
    struct screens_list_wish everything = {.type = MODEL_RESOURCE};
    b->desk = screens_desk(s);
    b->screen = s;
    b->filter_arena = base_arena_new();
    b->detail = screens_detail_new(b->desk);
    return browse_take_wish(b, arg ? arg : &everything, e);
}

static void browse_close(struct tui_screen *s)
{
    struct browse *b = s->state;
    screens_records_free(&b->records);
    screens_detail_free(&b->detail);
    base_arena_free(&b->filter_arena);
    base_text_free(&b->filter);
    base_text_free(&b->search);
    base_text_free(&b->before);
    base_text_free(&b->refused);
}

static bool browse_same_list(struct tui_screen *s, void *arg)
{
    const struct browse *b = s->state;
    const struct screens_list_wish *wish = arg;
    const struct store_list *list = &b->records->list;
    return wish && list->type == wish->type && list->link == wish->link &&
           list->link_id == wish->link_id && list->link_type == wish->link_type &&
           base_text_equal(base_text_string(&b->filter), wish->filter) &&
           base_text_equal(base_text_string(&b->search), wish->search);
}

/* ---- reading -------------------------------------------------------------------------------- */

static enum err_code browse_show_detail(struct browse *b, struct err *e)
{
    struct store_ref ref = {MODEL_ANY, 0};
    if (!b->wide)
        return ERR_NONE;
    screens_records_current(b->records, &ref);
    return screens_detail_show(b->detail, ref, e);
}

static const char *browse_title_now(struct browse *b)
{
    const struct store_list *list = &b->records->list;
    struct tui_screen *s = b->screen;
    const char *labels = _(b->records->type->labels);
    if (s->class->place)
        return base_arena_printf(s->data, "%s %s %s", screens_place_title(s, _("Browse")),
                                 tui_sign(TUI_SIGN_CRUMB), labels);
    if (!list->link)
        return labels;
    enum model_type type =
        list->link->type == MODEL_REF ? (enum model_type)list->link->argument : list->link_type;
    struct store_ref ref = {type, list->link_id};
    return base_arena_printf(s->data, _("%s of %s"), labels, screens_number_show(ref, s->data));
}

/* What is there, and what to do when nothing is. */
static void browse_tell_table(struct browse *b)
{
    const struct store_list *list = &b->records->list;
    tui_table_empty(b->records->table, list->search   ? _("nothing is found; Esc shows all again")
                                       : list->filter ? _("nothing passes the filter; f changes it")
                                                      : _("nothing here; a adds one"));
    tui_table_highlight(b->records->table, list->search);
}

static enum err_code browse_reload(struct tui_screen *s, struct err *e)
{
    struct browse *b = s->state;
    browse_tell_table(b);
    b->title = browse_title_now(b);
    if (screens_records_reload(b->records, e))
        return e->code;
    return browse_show_detail(b, e);
}

int browse_rewind(struct browse *b)
{
    struct err e = ERR_INIT;
    int64_t start = tui_app_now(b->screen->app);
    b->due = false;
    browse_tell_table(b);
    if (screens_records_rewind(b->records, &e))
        return screens_fail(b->screen, &e);
    b->slow = tui_app_now(b->screen->app) - start > SLOW_MS;
    return TUI_MOVED;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *browse_title(struct tui_screen *s)
{
    const struct browse *b = s->state;
    return b->title;
}

static int browse_put_chip(struct tui_area line, int col, const char *label, const char *value)
{
    if (base_text_empty(value))
        return col;
    col = tui_put(line, 0, col, TUI_DIM, label);
    return tui_put(line, 0, col + 1, TUI_STRONG, value) + 3;
}

/* What narrows and orders the list, so that nobody wonders where a record has gone. */
static void browse_draw_state(const struct browse *b, struct tui_area line)
{
    const struct store_list *list = &b->records->list;
    size_t marks = tui_table_mark_count(b->records->table);
    int col = tui_put(line, 0, 1, TUI_TITLE, _(b->records->type->labels)) + 1;
    col = tui_put(line, 0, col, TUI_DIM, b->records->count ? b->records->count : "") + 3;
    col = browse_put_chip(line, col, _("search"), base_text_string(&b->search));
    col = browse_put_chip(line, col, _("filter"), base_text_string(&b->filter));
    if (list->sort)
        col = browse_put_chip(line, col, _("sorted by"), _(list->sort->label));
    if (list->with_retired)
        tui_put(line, 0, col, TUI_WARNING, _("with retired ones"));
    if (marks > 0) {
        char text[64];
        snprintf(text, sizeof text, _("%zu marked"), marks);
        tui_put_right(line, 0, line.cols - 1, TUI_MARKED, text);
    }
}

static void browse_draw(struct tui_screen *s, struct tui_area area)
{
    struct browse *b = s->state;
    struct tui_area left = area;
    if (b->wide) {
        left = tui_area_left(&area, area.cols * 11 / 20);
        tui_joint(s, left.cols);
        tui_vline(area, 0, 0, area.rows, TUI_RULE);
        tui_area_left(&area, 1);
        screens_detail_draw(b->detail, area, b->on_detail);
    }
    browse_draw_state(b, tui_area_top(&left, 1));
    tui_table_draw(b->records->table, left, !b->on_detail);
}

/* The detail beside the table is read when there is room for it. */
static void browse_resize(struct tui_screen *s, struct tui_area area)
{
    struct browse *b = s->state;
    struct err e = ERR_INIT;
    b->wide = area.cols >= WIDE;
    b->on_detail = b->on_detail && b->wide;
    if (browse_show_detail(b, &e))
        tui_say_error(s->app, &e);
}

static int browse_quiet(struct tui_screen *s)
{
    struct browse *b = s->state;
    struct err e = ERR_INIT;
    if (b->due)
        return browse_rewind(b);
    return screens_records_count(b->records, &e) || browse_show_detail(b, &e) ? screens_fail(s, &e)
                                                                              : TUI_DONE;
}

/* ---- commands ------------------------------------------------------------------------------- */

bool screens_browse_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct browse *b = s->state;
    if (b->on_detail && screens_detail_link(b->detail, ref))
        return true;
    return screens_records_current(b->records, ref);
}

/* A record added to a list of what links to another one links to it too. */
int screens_browse_add(struct tui_screen *s)
{
    const struct browse *b = s->state;
    const struct store_list *list = &b->records->list;
    struct base_arena *a = base_arena_new();
    void *record = model_record_new(a, list->type);
    if (list->link && list->link->type == MODEL_REF)
        model_field_set_number(list->link, record, list->link_id);
    else if (list->link)
        model_field_set_text(list->link, record,
                             store_anyref_write(b->desk->store,
                                                (struct store_ref){list->link_type, list->link_id},
                                                a));
    int result = screens_open_add(s, list->type, record);
    base_arena_free(&a);
    return result;
}

static int browse_type_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct browse *b = ctx;
    const struct model_type_info *type = model_type_find(code);
    (void)s;
    if (!type || type == b->records->type)
        return TUI_DONE;
    browse_take_type(b, type->type);
    return TUI_RELOAD;
}

static int browse_ask_type(struct browse *b)
{
    struct tui_choice choices[MODEL_TYPE_COUNT];
    for (int t = 0; t < MODEL_TYPE_COUNT; t++) {
        const struct model_type_info *type = model_type_info((enum model_type)t);
        choices[t] = (struct tui_choice){
            .code = type->plural, .label = _(type->labels), .note = type->letters};
    }
    return tui_ask_choice(b->screen, C_("records", "Type"), choices, MODEL_TYPE_COUNT,
                          b->records->type->plural, browse_type_chosen, b);
}

static int browse_back(struct browse *b)
{
    if (b->search.length == 0)
        return TUI_PASS;
    browse_set_search(b, "");
    return browse_rewind(b);
}

/* The record under the cursor, marked or not, comes first: it is the one that stays. refs has room
 * for it. */
static size_t browse_put_first(struct store_ref into, struct store_ref *refs, size_t count)
{
    size_t at = 0;
    while (at < count && refs[at].id != into.id)
        at++;
    if (at == count)
        count++;
    refs[at] = refs[0];
    refs[0] = into;
    return count;
}

static int browse_on_chosen(struct browse *b, int id)
{
    struct base_arena *a = base_arena_new();
    struct store_ref *refs, into;
    size_t count = screens_records_chosen(b->records, a, &refs);
    int result = TUI_DONE;
    if (id == SCREENS_DO_MERGE && screens_records_current(b->records, &into))
        count = browse_put_first(into, refs, count);
    if (id == SCREENS_DO_MERGE && count < 2)
        tui_say(b->screen->app, TUI_SAY_WARNING, "%s",
                _("mark the doubles with Space first, then go to the one that stays"));
    else
        result = screens_records_do(b->screen, id, refs, count);
    base_arena_free(&a);
    return result;
}

static int browse_open_current(struct browse *b)
{
    struct store_ref ref;
    return screens_records_current(b->records, &ref) ? screens_open_record(b->screen, ref)
                                                     : TUI_DONE;
}

static int browse_own(struct browse *b, int id)
{
    switch (id) {
    case TUI_DO_BACK:
        return browse_back(b);
    case TUI_DO_OPEN:
        return browse_open_current(b);
    case TUI_DO_SEARCH:
        return browse_ask_search(b);
    case TUI_DO_FILTER:
        return browse_ask_filter(b);
    case TUI_DO_SORT:
        return browse_ask_sort(b);
    case SCREENS_DO_REVERSE:
        return browse_reverse(b);
    case SCREENS_DO_TYPE:
        return browse_ask_type(b);
    case SCREENS_DO_COLUMNS:
        tui_app_push(b->screen->app, &screens_columns_class, b->records);
        return TUI_DONE;
    case SCREENS_DO_EXPORT:
        return browse_ask_export(b);
    case SCREENS_DO_WITH_RETIRED:
        b->records->list.with_retired = !b->records->list.with_retired;
        return browse_rewind(b);
    default:
        return browse_on_chosen(b, id);
    }
}

static int browse_command(struct tui_screen *s, int id)
{
    struct browse *b = s->state;
    int result = TUI_PASS;
    if (id == TUI_DO_NEXT_PANE || id == TUI_DO_PREVIOUS_PANE) {
        b->on_detail = b->wide && !b->on_detail;
        return TUI_DONE;
    }
    if (b->on_detail)
        result = screens_detail_command(b->detail, s, id);
    else if (id != TUI_DO_SEARCH)
        result = tui_table_command(b->records->table, s, id);
    return result != TUI_PASS ? result : browse_own(b, id);
}

static const char *browse_refuse(struct tui_screen *s, int id)
{
    const struct browse *b = s->state;
    if ((id == TUI_DO_NEXT_PANE || id == TUI_DO_PREVIOUS_PANE) && !b->wide)
        return _("the detail stands beside the table from 110 columns on; Enter opens it");
    return NULL;
}

static int browse_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct browse *b = s->state;
    struct tui_event inside = *event;
    inside.row -= 1;
    if (event->button == TUI_DOUBLE_CLICK)
        return browse_open_current(b);
    return tui_table_pointer(b->records->table, &inside);
}

#define BROWSE_ANSWERS                                                                             \
    (TUI_ANSWERS_MOVES | TUI_ANSWERS_MARKS | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN) |            \
     TUI_BIT(TUI_DO_SEARCH) | TUI_BIT(TUI_DO_FILTER) | TUI_BIT(TUI_DO_SORT))

const struct tui_screen_class screens_browse_class = {
    .name = "browse",
    .size = sizeof(struct browse),
    .answers = BROWSE_ANSWERS,
    .place = true,
    .title = browse_title,
    .open = browse_open,
    .close = browse_close,
    .reload = browse_reload,
    .resize = browse_resize,
    .draw = browse_draw,
    .command = browse_command,
    .refuse = browse_refuse,
    .pointer = browse_pointer,
    .quiet = browse_quiet,
};

const struct tui_screen_class screens_list_class = {
    .name = "list",
    .size = sizeof(struct browse),
    .answers = BROWSE_ANSWERS,
    .title = browse_title,
    .open = browse_open,
    .close = browse_close,
    .same = browse_same_list,
    .reload = browse_reload,
    .resize = browse_resize,
    .draw = browse_draw,
    .command = browse_command,
    .refuse = browse_refuse,
    .pointer = browse_pointer,
    .quiet = browse_quiet,
};
