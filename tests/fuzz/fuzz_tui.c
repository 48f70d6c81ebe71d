/* Whatever text comes, and whatever is typed: what is drawn says truly how wide it is, wrapped
 * lines fit and lose nothing but blanks, an edited line keeps its cursor between characters, and
 * the names of keys, themes and bindings are read or refused. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/ini.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/tui/command.h"
#include "sharedesk/tui/draw.h"
#include "sharedesk/tui/line.h"
#include "sharedesk/tui/pager.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void start_terminal(void)
{
    static bool started;
    struct err e = ERR_INIT;
    struct tui_term_options options = {.type = "xterm-256color", .rows = 24, .cols = 80};
    if (started)
        return;
    base_i18n_start("en", NULL);
    options.in = fopen("/dev/null", "r");
    options.out = fopen("/dev/null", "w");
    require(options.in && options.out && tui_term_start(&options, &e) == ERR_NONE);
    started = true;
}

static void draw(const char *text)
{
    struct tui_area area = {.row = 2, .col = 3, .rows = 5, .cols = 11};
    struct tui_pager *p = tui_pager_new();
    tui_frame_begin();
    int width = tui_text_width(text);
    require(tui_put(area, 0, -4, TUI_NORMAL, text) == width - 4);
    require(tui_put_right(area, 1, 7, TUI_NORMAL, text) == 7 - width);
    tui_put_found(area, 2, 0, 9, TUI_CENTRE, TUI_NORMAL, text, "a");
    require(tui_put_wrapped(area, 1, TUI_NORMAL, text) >= 0);
    tui_pager_add(p, TUI_NORMAL, 2, text);
    tui_pager_field(p, text, TUI_NORMAL, text);
    tui_pager_draw(p, area, true);
    tui_frame_end();
    tui_pager_free(&p);
}

/* Each byte is a key: a letter, or one of the editing keys. */
static void edit(const uint8_t *data, size_t size, bool multi)
{
    static const tui_key keys[] = {
        TUI_KEY_LEFT,   TUI_KEY_RIGHT,  TUI_KEY_UP,     TUI_KEY_DOWN,
        TUI_KEY_HOME,   TUI_KEY_END,    TUI_KEY_ENTER,  TUI_KEY_BACKSPACE,
        TUI_KEY_DELETE, TUI_CTRL | 'w', TUI_CTRL | 'k', TUI_CTRL | 'u',
        TUI_META | 'f', TUI_META | 'b', 0x6c49,         0x301};
    struct tui_line l = {.multi = multi, .cols = 7};
    tui_line_set(&l, "");
    for (size_t i = 0; i < size && i < 200; i++) {
        struct tui_event event = {.kind = TUI_EVENT_KEY,
                                  .key = data[i] & 0x80 ? keys[data[i] & 15]
                                                        : (tui_key)(' ' + data[i] % 64)};
        tui_line_event(&l, &event);
        require(l.cursor <= l.text.length);
        require(base_utf8_valid(tui_line_get(&l), l.cursor));
        require(multi || !strchr(tui_line_get(&l), '\n'));
    }
    tui_line_free(&l);
}

static void configure(const char *text, struct base_arena *a)
{
    static const struct tui_command commands[] = {TUI_COMMANDS(TUI_COMMAND_ROW)};
    struct tui_faults faults = {0};
    struct tui_theme theme;
    struct base_ini ini;
    struct err e = ERR_INIT;
    struct tui_context context = {.class_name = "browse"};
    tui_theme_parse(&theme, "fuzz.ini", text, TUI_COLOURS_256, a, &faults);
    struct tui_keymap *k = tui_keymap_new(commands, sizeof commands / sizeof commands[0], a, NULL);
    if (base_ini_parse("fuzz.ini", text, a, &ini, &e) == ERR_NONE)
        tui_keymap_bind(k, &ini, a, &faults);
    require(tui_keymap_find(k, context, TUI_KEY_ESC)->id == TUI_DO_BACK); /* whatever is bound */
    tui_keymap_free(&k);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct base_arena *a = base_arena_new();
    char *text = base_arena_strndup(a, (const char *)data, size);
    char name[TUI_KEY_NAME_SIZE];
    start_terminal();
    draw(text);
    edit(data, size, false);
    edit(data, size, true);
    configure(text, a);
    tui_key key = tui_key_parse(text, strlen(text));
    tui_key_name(key, name);
    require(key == TUI_KEY_NONE || tui_key_parse(name, strlen(name)) == key);
    base_arena_free(&a);
    return 0;
}
