/* record.c: one record in full, on a screen of its own. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/detail.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/records_do.h"
#include "sharedesk/screens/views.h"

#include <string.h>

struct record {
    struct screens_detail *detail;
    struct store_ref ref;
    const char *title;
};

int screens_open_record(struct tui_screen *s, struct store_ref ref)
{
    tui_app_push(s->app, &screens_record_class, &ref);
    return TUI_DONE;
}

static enum err_code record_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct record *r = s->state;
    (void)e;
    r->ref = *(const struct store_ref *)arg;
    r->detail = screens_detail_new(screens_desk(s));
    return ERR_NONE;
}

static void record_close(struct tui_screen *s)
{
    struct record *r = s->state;
    screens_detail_free(&r->detail);
}

static bool record_same(struct tui_screen *s, void *arg)
{
    const struct record *r = s->state;
    const struct store_ref *ref = arg;
    return r->ref.type == ref->type && r->ref.id == ref->id;
}

static enum err_code record_reload(struct tui_screen *s, struct err *e)
{
    struct record *r = s->state;
    const char *number = screens_number_show(r->ref, s->data);
    const char *title = store_title(screens_desk(s)->store, r->ref.type, r->ref.id, s->data);
    r->title =
        strcmp(title, number) == 0 ? number : base_arena_printf(s->data, "%s %s", number, title);
    return screens_detail_show(r->detail, r->ref, e);
}

static const char *record_title(struct tui_screen *s)
{
    const struct record *r = s->state;
    return r->title;
}

static void record_draw(struct tui_screen *s, struct tui_area area)
{
    struct record *r = s->state;
    screens_detail_draw(r->detail, area, true);
}

static int record_command(struct tui_screen *s, int id)
{
    struct record *r = s->state;
    int result = screens_detail_command(r->detail, s, id);
    return result != TUI_PASS ? result : screens_records_do(s, id, &r->ref, 1);
}

bool screens_record_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct record *r = s->state;
    *ref = r->ref;
    return true;
}

const struct tui_screen_class screens_record_class = {
    .name = "record",
    .size = sizeof(struct record),
    .answers = TUI_ANSWERS_MOVES | TUI_BIT(TUI_DO_OPEN),
    .title = record_title,
    .open = record_open,
    .close = record_close,
    .same = record_same,
    .reload = record_reload,
    .draw = record_draw,
    .command = record_command,
};
