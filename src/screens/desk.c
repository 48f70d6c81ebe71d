/* desk.c: the session that all screens share. */
#include "sharedesk/screens/desk.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/match.h"
#include "sharedesk/screens/views.h"
#include "sharedesk/screens/what_if.h"

#include <stdlib.h>
#include <string.h>

struct screens_desk *screens_desk(const struct tui_screen *s)
{
    return tui_app_owner(s->app);
}

int screens_fail(struct tui_screen *s, const struct err *e)
{
    tui_say_error(s->app, e);
    return TUI_DONE;
}

/* ---- what may be done ----------------------------------------------------------------------- */

const char *screens_read_only(const struct screens_desk *d)
{
    if (store_actor_role(d->store) == STORE_VIEWER)
        return _("your account may only look at this desk ([roles] in policy.ini)");
    if (store_is_read_only(d->store))
        return _("this desk is open for reading only: its file or directory may not be written");
    return NULL;
}

const char *screens_refuse_write(struct tui_screen *top, int id)
{
    (void)id;
    return screens_read_only(screens_desk(top));
}

/* ---- live parts ----------------------------------------------------------------------------- */

static const char *desk_status(void *owner, struct base_arena *frame)
{
    const struct screens_desk *d = owner;
    return base_arena_printf(frame, "%s   %s", store_actor(d->store),
                             screens_time_show(d, store_now(d->store), frame));
}

static const char *desk_refuse(void *owner, int id)
{
    const struct screens_desk *d = owner;
    return d->restricted && id == TUI_DO_SUSPEND ? _("this session has no shell to go back to")
                                                 : NULL;
}

/* The record that is looked at, else the screen. */
static const char *desk_place(struct screens_desk *d, struct base_arena *a)
{
    struct tui_screen *top = tui_app_top(d->app);
    struct store_ref ref;
    if (!top)
        return "";
    bool of_one = !top->class->place || top->class == &screens_match_class;
    if (of_one && screens_subject(top, &ref))
        return screens_number_show(ref, a);
    while (top->below && !top->class->place)
        top = top->below;
    return top->class->name;
}

/* The store keeps back what it has told already. */
static void desk_tell_presence(struct screens_desk *d)
{
    struct base_arena *a = base_arena_new();
    store_presence_set(d->store, desk_place(d, a));
    base_arena_free(&a);
}

static int desk_tick(void *owner)
{
    struct screens_desk *d = owner;
    desk_tell_presence(d);
    return store_changed_by_others(d->store) ? TUI_CHANGED : TUI_PASS;
}

/* ---- beginning and end ---------------------------------------------------------------------- */

void screens_desk_fault(struct screens_desk *d, const char *text)
{
    const char **slot = base_arena_push(d->life, (void **)&d->faults.texts, &d->faults.count,
                                        &d->faults.capacity, sizeof *d->faults.texts);
    *slot = base_arena_strdup(d->life, text);
}

/* What the settings say is in force already; here only what is wrong in them is collected. */
static void desk_find_faults(struct screens_desk *d)
{
    static const char *const others[] = {"keys", "columns", NULL};
    struct model_personal scratch;
    const char **faults = NULL;
    size_t count = 0;
    model_personal_defaults(&scratch);
    model_options_read(MODEL_SCOPE_PERSONAL, &d->settings, others, d->life, &scratch, &faults,
                       &count);
    for (size_t i = 0; i < count; i++)
        screens_desk_fault(d, faults[i]);
}

static void desk_read_settings(struct screens_desk *d)
{
    struct err e = ERR_INIT;
    size_t count;
    const char *const *policy = store_policy_faults(d->store, &count);
    for (size_t i = 0; i < count; i++)
        screens_desk_fault(d, policy[i]);
    if (!d->config_path)
        return;
    enum err_code code = base_ini_read(d->config_path, d->life, &d->settings, &e);
    if (code == ERR_NONE)
        desk_find_faults(d);
    else if (code != ERR_NOT_FOUND)
        screens_desk_fault(d, e.why);
}

static void desk_make_keymap(struct screens_desk *d)
{
    size_t count;
    const struct tui_command *commands = screens_commands(&count);
    d->keymap = tui_keymap_new(commands, count, d->life, &d->faults);
    tui_keymap_bind(d->keymap, &d->settings, d->life, &d->faults);
}

struct screens_desk *screens_desk_new(const struct screens_options *options)
{
    struct screens_desk *d = base_alloc(sizeof *d);
    d->store = options->store;
    d->personal = options->personal;
    d->config_path = options->config_path;
    d->restricted = options->restricted;
    d->tour = options->personal->tour ? 0 : -1;
    d->life = base_arena_new();
    if (base_i18n_lack())
        screens_desk_fault(d, base_i18n_lack());
    desk_read_settings(d);
    desk_make_keymap(d);
    return d;
}

struct tui_app_options screens_desk_app(struct screens_desk *d)
{
    return (struct tui_app_options){.keymap = d->keymap,
                                    .owner = d,
                                    .status = desk_status,
                                    .refuse = desk_refuse,
                                    .tick = desk_tick,
                                    .hint = screens_tour_hint};
}

/* Its index of the offers costs time and memory that browsing does not need. */
struct match_desk *screens_match(struct screens_desk *d, struct err *e)
{
    if (!d->match)
        match_desk_open(d->store, &d->match, e);
    return d->match;
}

void screens_desk_free(struct screens_desk **d)
{
    if (!*d)
        return;
    tui_keymap_free(&(*d)->keymap);
    match_desk_free(&(*d)->match);
    screens_what_if_forget(&(*d)->what_if);
    base_arena_free(&(*d)->life);
    free(*d);
    *d = NULL;
}
