/* browse_export.c: what is listed, as a CSV file. */
#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/exchange/export.h"
#include "sharedesk/exchange/place.h"

#include "browse_private.h"

#include <stdlib.h>
#include <unistd.h>

static enum err_code export_write(struct browse *b, const char *path, struct err *e)
{
    const struct exchange_export_options options = {.profile = EXCHANGE_NATIVE,
                                                    .list = &b->records->list};
    struct base_text csv = {0};
    if (exchange_export(b->desk->store, b->records->type, &options, &csv, e) == ERR_NONE)
        base_file_write(path, csv.s, csv.length, e);
    base_text_free(&csv);
    return e->code;
}

static int export_now(struct tui_screen *s, void *ctx)
{
    struct browse *b = ctx;
    struct err e = ERR_INIT;
    if (export_write(b, b->export_path, &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_DONE, _("%s %s written to %s"), b->records->count,
            _(b->records->type->labels), base_utf8_show(s->data, b->export_path));
    return TUI_DONE;
}

/* A file that is there already is somebody's work. */
static int export_named(struct tui_screen *s, void *ctx, const char *name)
{
    struct browse *b = ctx;
    struct err e = ERR_INIT;
    const char *path =
        exchange_place(store_path(b->desk->store), b->desk->restricted, name, s->life, &e);
    if (!path)
        return screens_fail(s, &e);
    b->export_path = base_arena_strdup(s->life, path);
    if (access(path, F_OK) != 0)
        return export_now(s, b);
    const char *question = base_arena_printf(s->data, _("%s is there already: write over it?"),
                                             base_utf8_show(s->data, path));
    return tui_ask_yes_no(s, question, export_now, b);
}

int browse_ask_export(struct browse *b)
{
    struct tui_ask ask = {
        .label = _("Write to file"),
        .initial = base_arena_printf(b->screen->data, "%s.csv", b->records->type->plural),
        .history = "export",
        .done = export_named,
        .required = true};
    return tui_ask_line(b->screen, &ask, b);
}
