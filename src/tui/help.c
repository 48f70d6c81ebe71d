/* help.c: the help for here and now, and the palette: both read the one table of commands. */
#include "app_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/tui/pager.h"
#include "term_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- keys as shown --------------------------------------------------------------------------- */

static const char *help_key_sign(const char *name)
{
    static const char *const arrows[][2] = {
        {"Up", "↑"}, {"Down", "↓"}, {"Left", "←"}, {"Right", "→"}};
    for (size_t i = 0; tui_term_utf8_lines() && i < sizeof arrows / sizeof arrows[0]; i++)
        if (strcmp(name, arrows[i][0]) == 0)
            return arrows[i][1];
    return name;
}

static const char *help_keys_in(const struct tui_app *app, struct tui_context context,
                                const struct tui_command *command, size_t most,
                                struct base_arena *a)
{
    char name[TUI_KEY_NAME_SIZE];
    const char *keys = "";
    for (size_t i = 0; i < most; i++) {
        tui_key key = tui_keymap_key(app->options.keymap, command, context, i);
        if (key == TUI_KEY_NONE)
            break;
        keys = base_arena_printf(a, "%s%s%s", keys, *keys ? " " : "",
                                 help_key_sign(tui_key_name(key, name)));
    }
    return keys;
}

const char *tui_help_keys(const struct tui_app *app, const struct tui_command *command, size_t most)
{
    return help_keys_in(app, tui_app_context(app), command, most, tui_frame_arena());
}

/* ---- help: what was true on the screen it was called from ------------------------------------ */

struct help_line {
    const char *group, *keys, *help, *more, *reason; /* translated */
    bool general;                                    /* it is there on other screens too */
};

struct help {
    struct base_arena *arena;
    struct help_line *lines;
    size_t count;
    struct tui_choice *signs;
    size_t sign_count;
};

static void help_collect(struct tui_app *app, struct help *help)
{
    struct base_arena *a = help->arena;
    struct tui_context context = tui_app_context(app), elsewhere = context;
    elsewhere.class_name = NULL;
    const struct tui_command *c;
    size_t capacity = 0;
    for (size_t i = 0; (c = tui_keymap_at(app->options.keymap, i)); i++) {
        if (!tui_command_applies(c, context) || !tui_app_answers(app, c->id))
            continue;
        const char *keys = help_keys_in(app, context, c, 8, a);
        if (context.typing && !*keys)
            continue; /* out of reach while typing, even by the palette */
        struct help_line *line =
            base_arena_push(a, (void **)&help->lines, &help->count, &capacity, sizeof *line);
        *line = (struct help_line){.group = _(c->group),
                                   .keys = *keys ? keys : base_arena_printf(a, ":%s", c->name),
                                   .help = _(c->help),
                                   .more = c->more ? _(c->more) : NULL,
                                   .reason = base_arena_strdup(a, tui_app_refusal(app, c)),
                                   .general = tui_command_applies(c, elsewhere)};
    }
}

static void help_fill_line(struct tui_pager *p, const struct help_line *line, struct base_arena *a)
{
    const char *text = line->help;
    if (line->reason)
        text = base_arena_printf(a, _("%s (not now: %s)"), line->help, line->reason);
    tui_pager_field(p, line->keys, line->reason ? TUI_DIM : TUI_NORMAL, text);
    if (line->more)
        tui_pager_field(p, "", TUI_DIM, line->more);
}

/* Before the keys: what is seen comes before what can be done. */
static void help_fill_signs(struct tui_pager *p, const struct help *help)
{
    if (help->sign_count == 0)
        return;
    tui_pager_add(p, TUI_TITLE, 0, _("Signs"));
    for (size_t i = 0; i < help->sign_count; i++)
        tui_pager_field(p, help->signs[i].code, TUI_NORMAL, help->signs[i].label);
    tui_pager_gap(p);
}

/* A group has one command at least that is there everywhere, or is of this screen alone. */
static bool help_is_general(const struct help *help, const char *group)
{
    for (size_t i = 0; i < help->count; i++)
        if (help->lines[i].general && strcmp(help->lines[i].group, group) == 0)
            return true;
    return false;
}

static bool help_seen(const struct help *help, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (strcmp(help->lines[i].group, help->lines[line].group) == 0)
            return true;
    return false;
}

/* Group by group, in the order in which the table first names them. */
static void help_fill_groups(struct tui_pager *p, const struct help *help, bool general, bool *any)
{
    for (size_t i = 0; i < help->count; i++) {
        const char *group = help->lines[i].group;
        if (help_is_general(help, group) != general || help_seen(help, i))
            continue;
        if (*any)
            tui_pager_gap(p);
        *any = true;
        tui_pager_add(p, TUI_TITLE, 0, group);
        for (size_t j = i; j < help->count; j++)
            if (strcmp(help->lines[j].group, group) == 0)
                help_fill_line(p, &help->lines[j], tui_frame_arena());
    }
}

/* What this screen is for comes before what all screens can do. */
static enum err_code help_fill(void *ctx, struct tui_pager *p, struct err *e)
{
    const struct help *help = ctx;
    bool any = false;
    (void)e;
    help_fill_signs(p, help);
    help_fill_groups(p, help, false, &any);
    help_fill_groups(p, help, true, &any);
    return ERR_NONE;
}

static void help_release(void *ctx)
{
    struct help *help = ctx;
    base_arena_free(&help->arena);
    free(help);
}

void tui_help_open(struct tui_app *app)
{
    struct help *help = base_alloc(sizeof *help);
    help->arena = base_arena_new();
    help_collect(app, help);
    if (app->top && app->top->class->signs)
        help->sign_count = app->top->class->signs(app->top, help->arena, &help->signs);
    struct tui_reading reading = {
        .title = _("Help"), .fill = help_fill, .ctx = help, .release = help_release};
    tui_app_push(app, &tui_reading_class, &reading);
}

/* ---- palette --------------------------------------------------------------------------------- */

static bool palette_matches(const struct tui_command *c, const char *needle, struct base_arena *a)
{
    return strstr(c->name, needle) || strstr(base_utf8_fold(a, _(c->help)), needle) ||
           strstr(base_utf8_fold(a, _(c->label)), needle);
}

static bool palette_offers(const struct tui_app *app, const struct tui_command *c)
{
    return !(c->bar & TUI_MOVES) && tui_app_answers(app, c->id) &&
           tui_command_applies(c, tui_app_context(app));
}

static struct tui_choice palette_choice(struct tui_app *app, const struct tui_command *c,
                                        struct base_arena *a)
{
    const char *reason = tui_app_refusal(app, c);
    const char *keys = help_keys_in(app, tui_app_context(app), c, 2, a);
    return (struct tui_choice){.code = c->name,
                               .label = base_arena_printf(a, "%s  %s", c->name, keys),
                               .note = reason ? base_arena_printf(a, _("not now: %s"), reason)
                                              : base_arena_strdup(a, _(c->help))};
}

/* Names that begin with the text come first, then what has it anywhere. */
static size_t palette_complete(struct tui_screen *s, void *ctx, const char *text,
                               struct base_arena *a, struct tui_choice **choices)
{
    const char *needle = base_utf8_fold(a, text);
    const struct tui_command *c;
    size_t count = 0, capacity = 0;
    (void)ctx;
    *choices = NULL;
    for (int begins = 1; begins >= 0; begins--)
        for (size_t i = 0; (c = tui_keymap_at(s->app->options.keymap, i)); i++) {
            if (base_text_starts(c->name, needle) != (bool)begins || !palette_offers(s->app, c) ||
                !palette_matches(c, needle, a))
                continue;
            struct tui_choice *choice =
                base_arena_push(a, (void **)choices, &count, &capacity, sizeof *choice);
            *choice = palette_choice(s->app, c, a);
        }
    return count;
}

static int palette_done(struct tui_screen *s, void *ctx, const char *name)
{
    (void)ctx;
    if (!tui_app_do(s->app, name))
        tui_say(s->app, TUI_SAY_WARNING, _("%s is no command here"), name);
    return TUI_DONE;
}

void tui_palette_open(struct tui_app *app)
{
    struct tui_ask ask = {.label = ":",
                          .complete = palette_complete,
                          .done = palette_done,
                          .history = "palette",
                          .choose = true};
    tui_ask_line(app->top, &ask, NULL);
}
