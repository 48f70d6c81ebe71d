/* save.c: asking for a file and writing a text into it. */
#include "sharedesk/screens/save.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/exchange/place.h"

#include <string.h>
#include <unistd.h>

/* What is asked about; lives as long as the screen. */
struct save {
    const char *text, *path;
};

static int save_now(struct tui_screen *s, void *ctx)
{
    const struct save *save = ctx;
    struct err e = ERR_INIT;
    if (base_file_write(save->path, save->text, strlen(save->text), &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_DONE, _("written to %s"), base_utf8_show(s->data, save->path));
    return TUI_DONE;
}

/* A file that is there already is somebody's work. */
static int save_named(struct tui_screen *s, void *ctx, const char *name)
{
    const struct screens_desk *d = screens_desk(s);
    struct save *save = ctx;
    struct err e = ERR_INIT;
    const char *path = exchange_place(store_path(d->store), d->restricted, name, s->life, &e);
    if (!path)
        return screens_fail(s, &e);
    save->path = base_arena_strdup(s->life, path);
    if (access(path, F_OK) != 0)
        return save_now(s, save);
    const char *question = base_arena_printf(s->data, _("%s is there already: write over it?"),
                                             base_utf8_show(s->data, path));
    return tui_ask_yes_no(s, question, save_now, save);
}

int screens_ask_save(struct tui_screen *s, const char *name, const char *text)
{
    struct save *save = base_arena_alloc(s->life, sizeof *save);
    struct tui_ask ask = {.label = _("Write to file"),
                          .initial = name,
                          .history = "export",
                          .done = save_named,
                          .required = true};
    save->text = base_arena_strdup(s->life, text);
    return tui_ask_line(s, &ask, save);
}
