/* tour.c: the first-run tour, a tip at a time on the message line, never in the way. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/settings.h"

/* Only keys that cannot be bound anew are named in them. */
static const char *const tips[] = {
    N_("arrows or h j k l move, Enter opens, q or Esc goes back"),
    N_("1 to 7 lead to the places in the last line"),
    N_("/ searches as you type, f filters, s sorts, Space marks"),
    N_("a adds, e edits, L tells who changed what when"),
    N_("u takes back your own last change, C-r does it again"),
    N_("? tells what can be done here; : takes any command"),
};
enum { TIPS = sizeof tips / sizeof *tips };

const char *screens_tour_hint(void *owner, struct base_arena *frame)
{
    const struct screens_desk *d = owner;
    char key[TUI_KEY_NAME_SIZE] = "";
    if (d->tour < 0 || d->tour >= TIPS)
        return NULL;
    struct tui_context nowhere = {.class_name = "everywhere"};
    const struct tui_command *next = tui_keymap_id(d->keymap, SCREENS_DO_TOUR_NEXT);
    tui_key_name(tui_keymap_key(d->keymap, next, nowhere, 0), key);
    return base_arena_printf(frame, _("Tip %d of %d: %s (%s: next)"), d->tour + 1, TIPS,
                             _(tips[d->tour]), key);
}

/* Seen to its end, or ended, it does not come again by itself. */
static int tour_end(struct tui_screen *s)
{
    struct screens_desk *d = screens_desk(s);
    struct err e = ERR_INIT;
    d->tour = -1;
    if (screens_setting_set(d, "desk", "tour", "no", &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_INFO, "%s", _("that was the tour; tour-begin shows it again"));
    return TUI_DONE;
}

int screens_do_tour(struct tui_screen *top, int id)
{
    struct screens_desk *d = screens_desk(top);
    if (id == SCREENS_DO_TOUR_END)
        return tour_end(top);
    d->tour = id == SCREENS_DO_TOUR_BEGIN ? 0 : d->tour + 1;
    return d->tour < TIPS ? TUI_DONE : tour_end(top);
}

const char *screens_refuse_tour(struct tui_screen *top, int id)
{
    (void)id;
    return screens_desk(top)->tour < 0 ? _("no tour is under way") : NULL;
}
