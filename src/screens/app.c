/* app.c: the desk on the terminal, from start to end. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/desk.h"
#include "sharedesk/screens/views.h"

#include <string.h>

static enum tui_lines app_lines(const char *word)
{
    if (strcmp(word, "utf8") == 0)
        return TUI_LINES_UTF8;
    return strcmp(word, "ascii") == 0 ? TUI_LINES_ASCII : TUI_LINES_AUTO;
}

static enum err_code app_start_terminal(const struct model_personal *personal, struct err *e)
{
    struct tui_term_options options = {.lines = app_lines(personal->lines),
                                       .mouse = personal->mouse,
                                       .ascii_only = !base_i18n_terminal_utf8()};
    base_utf8_set_ambiguous_wide(personal->ambiguous_wide);
    return tui_term_start(&options, e);
}

/* A file that is named as a theme is read, and what is wrong in it shown. */
static enum err_code app_load_theme(struct screens_desk *d, const char *name,
                                    struct tui_theme *theme, struct err *e)
{
    if (d->restricted && strchr(name, '/'))
        return err_set(e, ERR_REFUSED, name, _("Name one of the program's themes."), "%s",
                       _("this session may not read theme files"));
    return tui_theme_load(theme, name, tui_term_colours(), d->life, &d->faults, e);
}

/* A theme that cannot be read is a fault to tell, not a reason to stay closed. */
static void app_use_theme(struct screens_desk *d)
{
    struct tui_theme theme;
    struct err e = ERR_INIT;
    const char *name = d->personal->theme;
    if (app_load_theme(d, name, &theme, &e)) {
        tui_theme_parse(&theme, name, NULL, tui_term_colours(), d->life, &d->faults);
        screens_desk_fault(
            d, base_arena_printf(d->life, "%s%s%s%s%s", e.what, _(": "), e.why, _(". "), e.hint));
    }
    tui_theme_use(&theme);
}

static void app_tell_faults(struct screens_desk *d)
{
    if (d->faults.count == 1)
        tui_say(d->app, TUI_SAY_WARNING, "%s", d->faults.texts[0]);
    else if (d->faults.count > 1)
        tui_say(d->app, TUI_SAY_WARNING, _("%s (%zu more: :desk-faults)"), d->faults.texts[0],
                d->faults.count - 1);
}

enum err_code screens_run(const struct screens_options *options, struct err *e)
{
    if (app_start_terminal(options->personal, e))
        return e->code;
    struct screens_desk *d = screens_desk_new(options);
    struct tui_app_options app = screens_desk_app(d);
    d->app = tui_app_new(&app);
    app_use_theme(d);
    if (tui_app_push(d->app, screens_view_at(0)->class, NULL)) {
        app_tell_faults(d);
        tui_app_run(d->app);
    }
    store_presence_set(d->store, NULL);
    tui_app_free(&d->app);
    screens_desk_free(&d);
    tui_term_stop();
    return ERR_NONE;
}
