/* reports_refs.c: records of any types as a list: those that make a figure. */
#include "reports_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/save.h"

#include <string.h>

static const struct tui_column refs_columns[] = {
    {.title = N_("Number"), .width = 8, .frozen = true, .sort = '+'},
    {.title = N_("Type"), .width = 14, .min = 8},
    {.title = N_("Title"), .width = 30, .min = 16, .grow = true},
    {.title = N_("Who"), .width = 22, .min = 10, .grow = true},
    {.title = N_("When"), .width = 20, .min = 13, .sort = '-'},
    {.title = N_("How much"), .width = 14, .min = 12, .align = TUI_RIGHT, .sort = '-'},
};

struct refs_wish {
    const char *title;
    const struct store_ref *refs;
    size_t count;
};

struct refs {
    struct screens_desk *desk;
    struct refs_wish wish; /* copied */
    struct screens_sheet *sheet;
};

int screens_open_records(struct tui_screen *s, const char *title, const struct store_ref *refs,
                         size_t count)
{
    struct refs_wish wish = {title, refs, count};
    tui_app_push(s->app, &screens_refs_class, &wish);
    return TUI_DONE;
}

static enum err_code refs_open(struct tui_screen *s, void *arg, struct err *e)
{
    const struct refs_wish *wish = arg;
    struct refs *v = s->state;
    struct store_ref *refs = base_arena_array(s->life, wish->count + 1, sizeof *refs);
    (void)e;
    memcpy(refs, wish->refs, wish->count * sizeof *refs);
    v->desk = screens_desk(s);
    v->wish = (struct refs_wish){base_arena_strdup(s->life, wish->title), refs, wish->count};
    v->sheet = screens_sheet_new(refs_columns, sizeof refs_columns / sizeof *refs_columns);
    return ERR_NONE;
}

static void refs_close(struct tui_screen *s)
{
    struct refs *v = s->state;
    screens_sheet_free(&v->sheet);
}

static bool refs_same(struct tui_screen *s, void *arg)
{
    (void)s;
    (void)arg;
    return false;
}

/* ---- what is said of a record, whatever its type -------------------------------------------- */

/* The first field of the record that is one of these and not empty. */
static const struct model_field *first_field(const struct model_type_info *type, const void *record,
                                             const char *const *names)
{
    for (; *names; names++) {
        const struct model_field *f = model_field_find(type, *names);
        if (f && !model_field_empty(f, record))
            return f;
    }
    return NULL;
}

static void put_field(struct refs *v, size_t column, const struct model_type_info *type,
                      const void *record, const char *const *names, struct base_arena *a)
{
    const struct model_field *f = first_field(type, record, names);
    if (!f)
        return;
    const char *text = model_value_show(f, record, store_format_title(v->desk->store), a);
    if (model_field_is_text(f) || f->type == MODEL_REF)
        screens_sheet_text(v->sheet, column, TUI_NORMAL, text);
    else
        screens_sheet_number(v->sheet, column, TUI_NORMAL, (double)model_field_number(f, record),
                             f->type == MODEL_TIME
                                 ? screens_time_show(v->desk, model_field_number(f, record), a)
                                 : text);
}

static enum err_code put_ref(struct refs *v, struct store_ref ref, struct base_arena *a,
                             struct err *e)
{
    static const char *const who[] = {"organisation", "requester", "owner", NULL};
    static const char *const when[] = {"start", "received", "posted", "awarded", "counted", NULL};
    static const char *const much[] = {"used_minutes", "minutes", "amount", NULL};
    const struct model_type_info *type = model_type_info(ref.type);
    const void *record;
    const char *number = screens_number_show(ref, a);
    if (store_get(v->desk->store, ref.type, ref.id, a, &record, e))
        return e->code;
    screens_sheet_row(v->sheet, number, ref);
    screens_sheet_number(v->sheet, 0, TUI_NORMAL, (double)ref.id, number);
    screens_sheet_text(v->sheet, 1, TUI_NORMAL, _(type->label));
    screens_sheet_text(v->sheet, 2, TUI_NORMAL, store_title(v->desk->store, ref.type, ref.id, a));
    put_field(v, 3, type, record, who, a);
    put_field(v, 4, type, record, when, a);
    put_field(v, 5, type, record, much, a);
    return ERR_NONE;
}

static enum err_code refs_reload(struct tui_screen *s, struct err *e)
{
    struct refs *v = s->state;
    screens_sheet_begin(v->sheet, s->data);
    if (!store_read_begin(v->desk->store, e)) {
        for (size_t i = 0; i < v->wish.count && !e->code; i++)
            put_ref(v, v->wish.refs[i], s->data, e);
        store_read_end(v->desk->store);
    }
    return screens_sheet_end(v->sheet, e);
}

/* ---- the screen ----------------------------------------------------------------------------- */

static const char *refs_title(struct tui_screen *s)
{
    const struct refs *v = s->state;
    return v->wish.title;
}

static void refs_draw(struct tui_screen *s, struct tui_area area)
{
    struct refs *v = s->state;
    struct tui_area head = tui_area_top(&area, 1);
    const char *filter = screens_sheet_filter(v->sheet);
    int col = tui_putf(head, 0, 1, TUI_DIM, P_("%zu record", "%zu records", v->wish.count),
                       v->wish.count);
    if (filter)
        tui_putf(head, 0, col + 2, TUI_STRONG, _("filter: %s"), filter);
    screens_sheet_draw(v->sheet, area, true);
}

bool screens_refs_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct refs *v = s->state;
    return screens_sheet_current(v->sheet, ref);
}

static int refs_command(struct tui_screen *s, int id)
{
    struct refs *v = s->state;
    struct base_text csv = {0};
    struct store_ref ref;
    switch (id) {
    case TUI_DO_OPEN:
        return screens_refs_subject(s, &ref) ? screens_open_record(s, ref) : TUI_DONE;
    case SCREENS_DO_EXPORT:
        screens_sheet_csv(v->sheet, &csv);
        screens_ask_save(s, "records.csv", base_text_string(&csv));
        base_text_free(&csv);
        return TUI_DONE;
    default:
        return screens_sheet_command(v->sheet, s, id);
    }
}

const struct tui_screen_class screens_refs_class = {
    .name = "records",
    .size = sizeof(struct refs),
    .answers = SCREENS_SHEET_ANSWERS | TUI_BIT(TUI_DO_OPEN),
    .title = refs_title,
    .open = refs_open,
    .close = refs_close,
    .same = refs_same,
    .reload = refs_reload,
    .draw = refs_draw,
    .command = refs_command,
};
