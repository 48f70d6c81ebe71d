/* app.c: the stack of screens and the loop that feeds it. */
#include "app_private.h"

#include "sharedesk/base/i18n.h"
#include "term_private.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- small questions ------------------------------------------------------------------------- */

static int64_t app_monotonic(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t tui_app_now(const struct tui_app *app)
{
    return app->options.clock ? app->options.clock(app->options.clock_ctx) : app_monotonic();
}

void *tui_app_owner(const struct tui_app *app)
{
    return app->options.owner;
}

struct tui_screen *tui_app_top(const struct tui_app *app)
{
    return app->top;
}

static bool app_typing(const struct tui_app *app)
{
    struct tui_screen *s = app->top;
    return s && s->class->typing && s->class->typing(s);
}

struct tui_context tui_app_context(const struct tui_app *app)
{
    struct tui_screen *s = app->top;
    if (!s)
        return (struct tui_context){.class_name = NULL};
    return (struct tui_context){.mode = s->class->mode ? s->class->mode(s) : NULL,
                                .class_name = s->class->name,
                                .typing = app_typing(app)};
}

/* ---- messages -------------------------------------------------------------------------------- */

void tui_say(struct tui_app *app, enum tui_kind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = base_arena_vprintf(tui_frame_arena(), format, args);
    va_end(args);
    app->message_kind = kind;
    base_text_clear(&app->message);
    base_text_add(&app->message, text);
    if (kind >= TUI_SAY_ERROR)
        tui_term_bell();
}

/* Others' changes and what the system refuses are not mended by another answer. */
static enum tui_kind kind_of(enum err_code code)
{
    return code == ERR_CONFLICT || code == ERR_BUSY || code == ERR_IO || code == ERR_CORRUPT ||
                   code == ERR_NEWER || code == ERR_CANCELLED
               ? TUI_SAY_ERROR
               : TUI_SAY_MISTAKE;
}

void tui_say_error(struct tui_app *app, const struct err *e)
{
    tui_say(app, kind_of(e->code), "%s%s%s%s%s", e->what, e->what[0] && e->why[0] ? _(": ") : "",
            e->why, e->hint[0] ? _(". ") : "", e->hint);
}

/* ---- the stack ------------------------------------------------------------------------------- */

static void app_unlink(struct tui_app *app, struct tui_screen *s)
{
    struct tui_screen **at = &app->top;
    while (*at != s)
        at = &(*at)->below;
    *at = s->below;
    s->below = NULL;
}

static void screen_free(struct tui_screen *s)
{
    if (s->class->close)
        s->class->close(s);
    base_arena_free(&s->life);
    base_arena_free(&s->data);
    free(s->state);
    free(s);
}

static void app_close(struct tui_app *app, struct tui_screen *s)
{
    if (tui_question_of(app, s))
        tui_question_drop(app);
    app_unlink(app, s);
    screen_free(s);
    app->quiet_at = 0;
    if (!app->top)
        app->end = TUI_ENDED;
}

static struct tui_screen *app_find(const struct tui_app *app, const struct tui_screen_class *class,
                                   void *arg)
{
    for (struct tui_screen *s = app->top; s; s = s->below)
        if (s->class == class && (!class->same || class->same(s, arg)))
            return s;
    return NULL;
}

static void app_raise(struct tui_app *app, struct tui_screen *s, void *arg)
{
    app_unlink(app, s);
    s->below = app->top;
    app->top = s;
    if (s->class->raised)
        tui_app_apply(app, s, s->class->raised(s, arg));
}

static struct tui_screen *screen_new(struct tui_app *app, const struct tui_screen_class *class)
{
    struct tui_screen *s = base_alloc(sizeof *s);
    s->class = class;
    s->app = app;
    s->state = base_alloc(class->size ? class->size : 1);
    s->life = base_arena_new();
    s->data = base_arena_new();
    s->stale = true;
    return s;
}

bool tui_app_push(struct tui_app *app, const struct tui_screen_class *class, void *arg)
{
    struct err e = ERR_INIT;
    struct tui_screen *s = app_find(app, class, arg);
    app->quiet_at = 0;
    if (s) {
        app_raise(app, s, arg);
        return true;
    }
    s = screen_new(app, class);
    if (class->open && class->open(s, arg, &e)) {
        screen_free(s);
        tui_say_error(app, &e);
        return false;
    }
    s->below = app->top;
    app->top = s;
    return true;
}

void tui_app_changed(struct tui_app *app)
{
    for (struct tui_screen *s = app->top; s; s = s->below)
        s->stale = true;
}

/* What a handler of s said is to follow. s may be closed by it. */
void tui_app_apply(struct tui_app *app, struct tui_screen *s, int result)
{
    if (result & TUI_CHANGED)
        tui_app_changed(app);
    if (result & TUI_RELOAD)
        s->stale = true;
    if (result & TUI_MOVED)
        app->quiet_at = tui_app_now(app) + APP_QUIET_MS;
    if (result & TUI_POP)
        app_close(app, s);
    if (result & TUI_QUIT)
        app->end = TUI_ENDED;
}

static void app_refresh(struct tui_app *app)
{
    struct tui_screen *s = app->top;
    struct err e = ERR_INIT;
    if (!s || !s->stale)
        return;
    s->stale = false;
    if (!s->class->reload)
        return;
    base_arena_reset(s->data);
    if (s->class->reload(s, &e))
        tui_say_error(app, &e);
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool app_is_own(int id)
{
    return id == TUI_DO_BACK || id == TUI_DO_PALETTE || id == TUI_DO_HELP || id == TUI_DO_REPAINT ||
           id == TUI_DO_SUSPEND || id == TUI_DO_QUIT;
}

/* False for those of the kit's commands that mean nothing to the screen on top. */
bool tui_app_answers(const struct tui_app *app, int id)
{
    return id >= TUI_DO_COUNT || app_is_own(id) || (app->top->class->answers & TUI_BIT(id));
}

const char *tui_app_refusal(struct tui_app *app, const struct tui_command *command)
{
    struct tui_screen *s = app->top;
    int id = command->id;
    if (!s)
        return NULL;
    if (command->refuse)
        return command->refuse(s, id);
    if (app_is_own(id))
        return app->options.refuse ? app->options.refuse(app->options.owner, id) : NULL;
    if (!tui_app_answers(app, id))
        return _("there is nothing for it on this screen");
    return s->class->refuse && !command->handler ? s->class->refuse(s, id) : NULL;
}

const char *tui_app_label(struct tui_app *app, const struct tui_command *command)
{
    struct tui_screen *s = app->top;
    const char *label = s->class->label ? s->class->label(s, command->id) : NULL;
    return label ? label : _(command->label);
}

static int app_leave(struct tui_screen *s, void *ctx)
{
    (void)s;
    (void)ctx;
    return TUI_QUIT;
}

static int app_own_command(struct tui_app *app, struct tui_screen *s, int id)
{
    switch (id) {
    case TUI_DO_BACK:
        return s->below ? TUI_POP : tui_ask_yes_no(s, _("Leave the desk?"), app_leave, NULL);
    case TUI_DO_PALETTE:
        tui_palette_open(app);
        return TUI_DONE;
    case TUI_DO_HELP:
        tui_help_open(app);
        return TUI_DONE;
    case TUI_DO_REPAINT:
        tui_term_repaint();
        return TUI_RELOAD;
    case TUI_DO_SUSPEND:
        tui_term_suspend();
        return TUI_RELOAD;
    case TUI_DO_QUIT:
        return TUI_QUIT;
    default:
        return TUI_PASS;
    }
}

void tui_app_run_command(struct tui_app *app, const struct tui_command *command)
{
    struct tui_screen *s = app->top;
    const char *reason = tui_app_refusal(app, command);
    int result = TUI_PASS;
    if (reason) {
        tui_say(app, TUI_SAY_WARNING, _("%s: not now: %s"), tui_app_label(app, command), reason);
        return;
    }
    if (command->handler)
        result = command->handler(s, command->id);
    else if (s->class->command)
        result = s->class->command(s, command->id);
    if (result == TUI_PASS)
        result = app_own_command(app, s, command->id);
    if (result == TUI_PASS)
        tui_say(app, TUI_SAY_INFO, _("%s does nothing here"), tui_app_label(app, command));
    tui_app_apply(app, s, result);
}

bool tui_app_do(struct tui_app *app, const char *name)
{
    const struct tui_command *command = tui_keymap_command(app->options.keymap, name);
    app_refresh(app);
    if (!command || !app->top || !tui_command_applies(command, tui_app_context(app)))
        return false;
    tui_app_run_command(app, command);
    return true;
}

/* ---- events ---------------------------------------------------------------------------------- */

static void app_command_key(struct tui_app *app, tui_key key)
{
    char name[TUI_KEY_NAME_SIZE];
    const struct tui_command *command =
        tui_keymap_find(app->options.keymap, tui_app_context(app), key);
    if (command)
        tui_app_run_command(app, command);
    else
        tui_say(app, TUI_SAY_INFO, _("%s does nothing here; %s shows what does"),
                tui_key_name(key, name), app_typing(app) ? "F1" : "?");
}

/* The command of a key where no screen is asked: of those that are about the terminal itself. */
static const struct tui_command *app_terminal_command(const struct tui_app *app, tui_key key)
{
    const struct tui_command *command =
        tui_keymap_find(app->options.keymap, (struct tui_context){.typing = true}, key);
    bool found = command && (command->id == TUI_DO_QUIT || command->id == TUI_DO_REPAINT ||
                             command->id == TUI_DO_SUSPEND);
    return found ? command : NULL;
}

static void app_question_key(struct tui_app *app, const struct tui_event *event)
{
    if (tui_question_key(app, event) || event->kind != TUI_EVENT_KEY)
        return;
    const struct tui_command *command = app_terminal_command(app, event->key);
    if (command)
        tui_app_run_command(app, command);
}

static void app_key(struct tui_app *app, const struct tui_event *event)
{
    struct tui_screen *s = app->top;
    base_text_clear(&app->message);
    if (app->question) {
        app_question_key(app, event);
        return;
    }
    int result = app_typing(app) && s->class->key ? s->class->key(s, event) : TUI_PASS;
    if (result != TUI_PASS)
        tui_app_apply(app, s, result);
    else if (event->kind == TUI_EVENT_KEY)
        app_command_key(app, event->key);
    else
        tui_say(app, TUI_SAY_INFO, "%s", _("there is no field here to paste into"));
}

static void app_mouse(struct tui_app *app, struct tui_event event)
{
    struct tui_screen *s = app->top;
    event.row -= s->area.row;
    event.col -= s->area.col;
    bool inside =
        event.row >= 0 && event.row < s->area.rows && event.col >= 0 && event.col < s->area.cols;
    if (inside && s->class->pointer && !app->question)
        tui_app_apply(app, s, s->class->pointer(s, &event));
}

static void app_hangup(struct tui_app *app)
{
    for (struct tui_screen *s = app->top; s; s = s->below)
        if (s->class->hangup)
            s->class->hangup(s);
    app->end = TUI_HUNG_UP;
}

static void app_event(struct tui_app *app, const struct tui_event *event)
{
    if (event->kind == TUI_EVENT_HANGUP) {
        app_hangup(app);
        return;
    }
    app_refresh(app); /* a key typed ahead is for the screen that is there now */
    if (event->kind == TUI_EVENT_KEY || event->kind == TUI_EVENT_PASTE)
        app_key(app, event);
    else if (event->kind == TUI_EVENT_MOUSE)
        app_mouse(app, *event);
}

/* ---- long work ------------------------------------------------------------------------------- */

/* Keys other than those that stop it are not kept: they were meant for what was to be seen. */
static bool app_asked_to_stop(struct tui_app *app)
{
    for (struct tui_event event; (event = tui_term_next(0)).kind != TUI_EVENT_NONE;) {
        if (event.kind == TUI_EVENT_HANGUP) {
            app->dropped = true;
            return true;
        }
        if (event.kind != TUI_EVENT_KEY)
            continue;
        const struct tui_command *command = app_terminal_command(app, event.key);
        if (command && command->id == TUI_DO_QUIT) {
            app->end = TUI_ENDED;
            return true;
        }
        if (event.key == TUI_KEY_ESC || event.key == (TUI_CTRL | 'c'))
            return true;
    }
    return false;
}

bool tui_app_progress(struct tui_app *app, const char *what, size_t done, size_t of)
{
    enum { EVERY_MS = 100 };
    int64_t now = tui_app_now(app);
    if (app->dropped || app->end != TUI_RUNNING)
        return false;
    if (now - app->progress_at < EVERY_MS)
        return true;
    app->progress_at = now;
    if (app_asked_to_stop(app))
        return false;
    if (of > 0)
        tui_say(app, TUI_SAY_INFO, _("%s: %zu of %zu; Esc stops"), what, done, of);
    else
        tui_say(app, TUI_SAY_INFO, _("%s: %zu; Esc stops"), what, done);
    tui_app_draw(app);
    base_text_clear(&app->message);
    return true;
}

/* ---- time ------------------------------------------------------------------------------------ */

static void app_timers(struct tui_app *app)
{
    int64_t now = tui_app_now(app);
    struct tui_screen *s = app->top;
    if (s && app->quiet_at && now >= app->quiet_at) {
        app->quiet_at = 0;
        app_refresh(app);
        if (s->class->quiet)
            tui_app_apply(app, s, s->class->quiet(s));
    }
    if (!app->top || now < app->tick_at)
        return;
    app->tick_at = now + APP_TICK_MS;
    if (app->options.tick)
        tui_app_apply(app, app->top, app->options.tick(app->options.owner));
    s = app->top;
    if (s && s->class->tick)
        tui_app_apply(app, s, s->class->tick(s));
}

static int app_wait(const struct tui_app *app, int max_wait_ms)
{
    int64_t due = app->tick_at;
    if (app->quiet_at && app->quiet_at < due)
        due = app->quiet_at;
    int64_t wait = due - tui_app_now(app);
    if (wait < 0)
        wait = 0;
    return max_wait_ms >= 0 && wait > max_wait_ms ? max_wait_ms : (int)wait;
}

/* ---- the loop -------------------------------------------------------------------------------- */

struct tui_app *tui_app_new(const struct tui_app_options *options)
{
    struct tui_app *app = base_alloc(sizeof *app);
    app->options = *options;
    app->tick_at = tui_app_now(app) + APP_TICK_MS;
    return app;
}

void tui_app_free(struct tui_app **app)
{
    if (!*app)
        return;
    while ((*app)->top)
        app_close(*app, (*app)->top);
    tui_question_drop(*app);
    tui_histories_free(*app);
    base_text_free(&(*app)->message);
    free(*app);
    *app = NULL;
}

enum tui_end tui_app_step(struct tui_app *app, int max_wait_ms)
{
    enum { AT_ONCE = 64 }; /* keys typed ahead are handled before one drawing */
    struct tui_event event = tui_term_next(app_wait(app, max_wait_ms));
    for (int i = 0; i < AT_ONCE && event.kind != TUI_EVENT_NONE && app->end == TUI_RUNNING; i++) {
        app_event(app, &event);
        event =
            app->end == TUI_RUNNING && i + 1 < AT_ONCE ? tui_term_next(0) : (struct tui_event){0};
    }
    if (app->dropped && app->end == TUI_RUNNING)
        app_hangup(app);
    if (app->end == TUI_RUNNING)
        app_timers(app);
    if (app->end == TUI_RUNNING && app->top) {
        app_refresh(app);
        tui_app_draw(app);
    }
    return app->end;
}

enum tui_end tui_app_run(struct tui_app *app)
{
    enum tui_end end = app->top ? tui_app_step(app, 0) : TUI_ENDED;
    while (end == TUI_RUNNING)
        end = tui_app_step(app, -1);
    return end;
}
