/* detail.c: a record as a list of items, each a label and a wrapped text, some of them links. */
#include "sharedesk/screens/detail.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/open.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_MOST = 20, CONTACTS_MOST = 3 };

enum item_kind { ITEM_TEXT, ITEM_HEADING, ITEM_RECORD, ITEM_LIST };

struct item {
    enum item_kind kind;
    const char *label, *text;
    tui_style style;
    struct store_ref ref;           /* ITEM_RECORD */
    const struct store_link *links; /* ITEM_LIST */
    int rows;                       /* at the width last drawn */
};

struct screens_detail {
    struct screens_desk *desk;
    struct base_arena *arena; /* of what is shown */
    struct store_ref ref;
    struct item *items;
    size_t count, capacity;
    int cursor;
    int top;    /* first line shown */
    int height; /* of the area last drawn */
};

/* ---- items ---------------------------------------------------------------------------------- */

static struct item *detail_add(struct screens_detail *v, enum item_kind kind, const char *label,
                               const char *text)
{
    struct item *item =
        base_arena_push(v->arena, (void **)&v->items, &v->count, &v->capacity, sizeof *v->items);
    *item = (struct item){.kind = kind, .label = label, .text = text, .style = TUI_NORMAL};
    return item;
}

static void detail_add_link(struct screens_detail *v, const char *label, struct store_ref ref)
{
    const char *title = store_title(v->desk->store, ref.type, ref.id, v->arena);
    const char *number = screens_number_show(ref, v->arena);
    const char *text =
        strcmp(title, number) == 0 ? title : base_arena_printf(v->arena, "%s  %s", title, number);
    detail_add(v, ITEM_RECORD, label, text)->ref = ref;
}

static void detail_add_field(struct screens_detail *v, const struct model_field *f,
                             const void *record)
{
    struct store *s = v->desk->store;
    struct store_ref ref = {MODEL_ANY, 0};
    struct err e = ERR_INIT;
    if (f->type == MODEL_REF)
        ref = (struct store_ref){(enum model_type)f->argument, model_field_number(f, record)};
    else if (f->type == MODEL_ANYREF &&
             store_anyref_read(s, model_field_text(f, record), &ref, &e) != ERR_NONE)
        ref.id = 0;
    if (ref.id > 0)
        detail_add_link(v, _(f->label), ref);
    else
        detail_add(v, ITEM_TEXT, _(f->label),
                   model_value_show(f, record, store_format_title(s), v->arena));
}

static void detail_add_fields(struct screens_detail *v, const struct model_type_info *type,
                              const void *record)
{
    const struct model_field *title = type->title;
    if (title && !model_field_empty(title, record))
        detail_add(v, ITEM_TEXT, _(title->label), model_field_text(title, record))->style =
            TUI_STRONG;
    for (size_t i = 0; i < type->count; i++) {
        const struct model_field *f = &type->fields[i];
        if (f != title && !(f->flags & MODEL_FIELD_COMMON) && !model_field_empty(f, record))
            detail_add_field(v, f, record);
    }
}

static void detail_add_state(struct screens_detail *v, const struct model_type_info *type,
                             const struct model_head *head)
{
    struct base_arena *a = v->arena;
    if (head->merged_into != BASE_NONE)
        detail_add_link(v, _("Merged into"), (struct store_ref){type->type, head->merged_into});
    else if (head->retired != BASE_NONE)
        detail_add(v, ITEM_TEXT, _("Retired"), screens_time_show(v->desk, head->retired, a))
            ->style = TUI_WARNING;
}

/* ---- what links to it ----------------------------------------------------------------------- */

static const char *detail_link_label(const struct store_link *link, bool told_apart,
                                     struct base_arena *a)
{
    const struct model_type_info *type = model_type_info(link->type);
    return told_apart ? base_arena_printf(a, _("%s (%s)"), _(type->labels), _(link->field->label))
                      : _(type->labels);
}

static enum err_code detail_add_links(struct screens_detail *v, struct err *e)
{
    struct store_link *links;
    size_t count;
    if (store_links_to(v->desk->store, v->ref, v->arena, &links, &count, e))
        return e->code;
    if (count > 0)
        detail_add(v, ITEM_HEADING, _("Linked to it"), "");
    for (size_t i = 0; i < count; i++) {
        bool twin = (i > 0 && links[i - 1].type == links[i].type) ||
                    (i + 1 < count && links[i + 1].type == links[i].type);
        const char *number = base_arena_printf(v->arena, "%lld", (long long)links[i].count);
        detail_add(v, ITEM_LIST, detail_link_label(&links[i], twin, v->arena), number)->links =
            &links[i];
    }
    return ERR_NONE;
}

static enum err_code detail_add_contacts(struct screens_detail *v, struct err *e)
{
    const struct model_type_info *type = model_type_info(MODEL_CONTACT);
    struct store_list list = {.type = MODEL_CONTACT,
                              .sort = model_field_find(type, "at"),
                              .descending = true,
                              .link = model_field_find(type, "record"),
                              .link_type = v->ref.type,
                              .link_id = v->ref.id};
    struct model_contact **contacts;
    size_t count;
    if (store_list_page(v->desk->store, &list, 0, true, CONTACTS_MOST, v->arena, &contacts, &count,
                        e))
        return e->code;
    if (count > 0)
        detail_add(v, ITEM_HEADING, _("Last contacts"), "");
    for (size_t i = 0; i < count; i++) {
        const struct model_contact *c = contacts[i];
        const char *text =
            base_text_empty(c->summary)
                ? c->title
                : base_arena_printf(v->arena, _("%s: %s"), c->title ? c->title : "", c->summary);
        struct item *item =
            detail_add(v, ITEM_RECORD, screens_time_show(v->desk, c->at, v->arena), text);
        item->ref = (struct store_ref){MODEL_CONTACT, c->head.id};
    }
    return ERR_NONE;
}

static void detail_add_head(struct screens_detail *v, const struct model_head *head)
{
    struct base_arena *a = v->arena;
    detail_add(v, ITEM_HEADING, _("In the register"), "");
    detail_add(v, ITEM_TEXT, _("Entered"), screens_time_show(v->desk, head->created, a))->style =
        TUI_DIM;
    detail_add(v, ITEM_TEXT, _("Changed"), screens_time_show(v->desk, head->changed, a))->style =
        TUI_DIM;
    detail_add(v, ITEM_TEXT, _("UID"), head->uid)->style = TUI_DIM;
    if (!base_text_empty(head->extra))
        detail_add(v, ITEM_TEXT, _("Further columns"), head->extra)->style = TUI_DIM;
}

/* ---- showing one ---------------------------------------------------------------------------- */

struct screens_detail *screens_detail_new(struct screens_desk *d)
{
    struct screens_detail *v = base_alloc(sizeof *v);
    v->desk = d;
    v->arena = base_arena_new();
    return v;
}

void screens_detail_free(struct screens_detail **v)
{
    if (!*v)
        return;
    base_arena_free(&(*v)->arena);
    free(*v);
    *v = NULL;
}

static bool detail_stops(const struct screens_detail *v, int at)
{
    return at >= 0 && (size_t)at < v->count && v->items[at].kind != ITEM_HEADING;
}

enum err_code screens_detail_show(struct screens_detail *v, struct store_ref ref, struct err *e)
{
    const struct model_head *record;
    bool same = ref.type == v->ref.type && ref.id == v->ref.id;
    base_arena_reset(v->arena);
    v->items = NULL;
    v->count = v->capacity = 0;
    v->ref = ref;
    if (!same)
        v->cursor = v->top = 0;
    if (ref.id <= 0)
        return ERR_NONE;
    if (store_get(v->desk->store, ref.type, ref.id, v->arena, &record, e))
        return e->code;
    const struct model_type_info *type = model_type_info(ref.type);
    detail_add_state(v, type, record);
    detail_add_fields(v, type, record);
    if (detail_add_links(v, e) || detail_add_contacts(v, e))
        return e->code;
    detail_add_head(v, record);
    while (v->cursor > 0 && !detail_stops(v, v->cursor))
        v->cursor--;
    return ERR_NONE;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static int detail_label_width(const struct screens_detail *v)
{
    int width = 0;
    for (size_t i = 0; i < v->count; i++) {
        int w = v->items[i].kind == ITEM_HEADING ? 0 : tui_text_width(v->items[i].label);
        width = w > width ? w : width;
    }
    return width < LABEL_MOST ? width : LABEL_MOST;
}

static int detail_measure(struct screens_detail *v, int text_cols)
{
    struct tui_area none = {.cols = text_cols > 1 ? text_cols : 1};
    int lines = 0;
    for (size_t i = 0; i < v->count; i++) {
        struct item *item = &v->items[i];
        int rows = item->kind == ITEM_HEADING ? 2 : tui_put_wrapped(none, 0, 0, item->text);
        item->rows = rows > 0 ? rows : 1;
        lines += item->rows;
    }
    return lines;
}

static int detail_line_of(const struct screens_detail *v, int index)
{
    int line = 0;
    for (int i = 0; i < index; i++)
        line += v->items[i].rows;
    return line;
}

/* An item taller than the pane is scrolled through before the cursor leaves it. */
static void detail_keep_in_view(struct screens_detail *v, int lines)
{
    int first = v->count ? detail_line_of(v, v->cursor) : 0;
    int rows = v->count ? v->items[v->cursor].rows : 0;
    if (rows <= v->height) {
        if (v->top > first)
            v->top = first;
        if (v->top < first + rows - v->height)
            v->top = first + rows - v->height;
    } else if (v->top < first - v->height + 1 || v->top >= first + rows) {
        v->top = first;
    }
    if (v->top > lines - v->height)
        v->top = lines - v->height;
    if (v->top < 0)
        v->top = 0;
}

static void detail_draw_item(const struct screens_detail *v, const struct item *item,
                             struct tui_area area, int row, int label_width, bool cursor)
{
    tui_style style = cursor ? TUI_CURSOR : item->style;
    if (item->kind == ITEM_HEADING) {
        tui_put(area, row + 1, 2, TUI_TITLE, item->label);
        return;
    }
    if (cursor)
        tui_put(area, row, 0, TUI_MARKER, tui_sign(TUI_SIGN_MARKER));
    tui_put_cell(area, row, 2, label_width, TUI_LEFT, TUI_LABEL, item->label);
    struct tui_area text = area;
    tui_area_left(&text, label_width + 4);
    tui_area_right(&text, 1);
    int hidden = row < 0 ? -row : 0;
    if (row > 0)
        tui_area_top(&text, row);
    if (text.rows > item->rows - hidden)
        text.rows = item->rows - hidden;
    bool link = item->kind == ITEM_RECORD || item->kind == ITEM_LIST;
    tui_put_wrapped(text, hidden, link ? style | TUI_UNDERLINE : style, item->text);
    (void)v;
}

void screens_detail_draw(struct screens_detail *v, struct tui_area area, bool focused)
{
    int label_width = detail_label_width(v);
    if (v->count == 0) {
        tui_put(area, 0, 1, TUI_DIM, _("no record is chosen"));
        return;
    }
    int lines = detail_measure(v, area.cols - label_width - 5);
    v->height = area.rows;
    detail_keep_in_view(v, lines);
    int row = -v->top;
    for (size_t i = 0; i < v->count && row < area.rows; row += v->items[i++].rows) {
        bool cursor = focused && (int)i == v->cursor;
        if (row + v->items[i].rows > 0)
            detail_draw_item(v, &v->items[i], area, row, label_width, cursor);
        if (cursor)
            tui_cursor(area, row < 0 ? 0 : row, 0, false);
    }
}

/* ---- commands ------------------------------------------------------------------------------- */

static void detail_step(struct screens_detail *v, int by)
{
    const struct item *item = &v->items[v->cursor];
    int first = detail_line_of(v, v->cursor);
    bool more = by > 0 ? first + item->rows > v->top + v->height : first < v->top;
    int at = v->cursor + by;
    if (item->rows > v->height && more) {
        v->top += by;
        return;
    }
    while (at >= 0 && (size_t)at < v->count && !detail_stops(v, at))
        at += by;
    if (detail_stops(v, at))
        v->cursor = at;
}

static void detail_page(struct screens_detail *v, int by)
{
    int target = detail_line_of(v, v->cursor) + by * (v->height > 1 ? v->height - 1 : 1);
    int before = -1;
    while (v->cursor != before && (by > 0 ? detail_line_of(v, v->cursor) < target
                                          : detail_line_of(v, v->cursor) > target)) {
        before = v->cursor;
        detail_step(v, by);
        if (v->items[v->cursor].rows > v->height)
            break;
    }
}

static int detail_open(struct screens_detail *v, struct tui_screen *s)
{
    const struct item *item = &v->items[v->cursor];
    if (item->kind == ITEM_RECORD)
        return screens_open_record(s, item->ref);
    if (item->kind == ITEM_LIST) {
        struct screens_list_wish wish = {.type = item->links->type,
                                         .link = item->links->field,
                                         .link_type = v->ref.type,
                                         .link_id = v->ref.id};
        return screens_open_list(s, &wish);
    }
    tui_say(s->app, TUI_SAY_INFO, "%s", _("this field links to nothing"));
    return TUI_DONE;
}

bool screens_detail_link(const struct screens_detail *v, struct store_ref *ref)
{
    if (v->count == 0 || v->items[v->cursor].kind != ITEM_RECORD)
        return false;
    *ref = v->items[v->cursor].ref;
    return true;
}

int screens_detail_command(struct screens_detail *v, struct tui_screen *s, int id)
{
    if (v->count == 0)
        return TUI_PASS;
    switch (id) {
    case TUI_DO_UP:
    case TUI_DO_DOWN:
        detail_step(v, id == TUI_DO_UP ? -1 : 1);
        return TUI_DONE;
    case TUI_DO_PAGE_UP:
    case TUI_DO_PAGE_DOWN:
        detail_page(v, id == TUI_DO_PAGE_UP ? -1 : 1);
        return TUI_DONE;
    case TUI_DO_FIRST:
        v->cursor = v->top = 0;
        return TUI_DONE;
    case TUI_DO_LAST:
        v->cursor = (int)v->count - 1;
        return TUI_DONE;
    case TUI_DO_OPEN:
        return detail_open(v, s);
    default:
        return TUI_PASS;
    }
}
