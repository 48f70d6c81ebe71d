#include "harness.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

struct tui_test {
    struct base_arena *arena;
    FILE *in, *out;
    int keys_fd; /* our end of the pipe; -1 after a hangup */
    off_t read_to;
    size_t last_bytes;
    struct base_text raw;
    int64_t now;
    struct tui_keymap *keymap;
    struct tui_app *app;
    VTerm *vt;
    VTermScreen *screen;
    bool cursor_visible;
    enum tui_end end;
    struct base_text text;
};

static const struct tui_command kit_commands[] = {TUI_COMMANDS(TUI_COMMAND_ROW)};

/* ---- making ---------------------------------------------------------------------------------- */

static int64_t test_clock(void *ctx)
{
    const struct tui_test *t = ctx;
    return t->now;
}

static int test_term_property(VTermProp property, VTermValue *value, void *user)
{
    struct tui_test *t = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        t->cursor_visible = value->boolean;
    return 1;
}

static void test_start_vterm(struct tui_test *t, int rows, int cols)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = test_term_property};
    t->vt = vterm_new(rows, cols);
    vterm_set_utf8(t->vt, 1);
    t->screen = vterm_obtain_screen(t->vt);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_set_callbacks(t->screen, &callbacks, t);
    vterm_screen_reset(t->screen, 1);
    t->cursor_visible = true;
}

static void test_start_term(struct tui_test *t, const struct tui_test_options *o)
{
    int ends[2];
    struct err e = ERR_INIT;
    assert_int_equal(pipe(ends), 0);
    t->in = fdopen(ends[0], "r");
    t->keys_fd = ends[1];
    t->out = tmpfile();
    assert_non_null(t->in);
    assert_non_null(t->out);
    setenv("ESCDELAY", "5", 1); /* a key is whole in the pipe before it is read */
    struct tui_term_options options = {.in = t->in,
                                       .out = t->out,
                                       .type = o->type ? o->type : "xterm-256color",
                                       .lines = o->lines,
                                       .colours = o->colours,
                                       .ascii_only = o->ascii_only,
                                       .rows = o->rows ? o->rows : 24,
                                       .cols = o->cols ? o->cols : 80};
    if (tui_term_start(&options, &e))
        fail_msg("%s: %s", e.what, e.why);
    test_start_vterm(t, options.rows, options.cols);
}

static void test_fail_on_faults(const struct tui_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        print_error("%s\n", faults->texts[i]);
    assert_int_equal(faults->count, 0);
}

static void test_start_theme(struct tui_test *t, const char *name)
{
    struct tui_theme theme;
    struct tui_faults faults = {0};
    struct err e = ERR_INIT;
    if (tui_theme_load(&theme, name ? name : "dark", tui_term_colours(), t->arena, &faults, &e))
        fail_msg("%s: %s", e.what, e.why);
    test_fail_on_faults(&faults);
    tui_theme_use(&theme);
}

static void test_start_keymap(struct tui_test *t, const struct tui_test_options *o)
{
    struct tui_faults faults = {0};
    size_t kit_count = sizeof kit_commands / sizeof kit_commands[0];
    t->keymap = tui_keymap_new(o->commands ? o->commands : kit_commands,
                               o->commands ? o->command_count : kit_count, t->arena, &faults);
    test_fail_on_faults(&faults);
    if (o->bindings) {
        struct base_ini ini;
        struct err e = ERR_INIT;
        assert_int_equal(base_ini_parse("test.ini", o->bindings, t->arena, &ini, &e), ERR_NONE);
        tui_keymap_bind(t->keymap, &ini, t->arena, &faults);
        test_fail_on_faults(&faults);
    }
}

static void test_start_language(const char *lang)
{
    const char *build = getenv("BUILD");
    char directory[1024];
    unsetenv("NO_COLOR");
    base_i18n_start(lang ? lang : "en", NULL);
    snprintf(directory, sizeof directory, "%s/locale", build ? build : "build");
    bindtextdomain(SHAREDESK_DOMAIN, directory);
}

struct tui_test *tui_test_new(const struct tui_test_options *options)
{
    struct tui_test *t = base_alloc(sizeof *t);
    t->arena = base_arena_new();
    t->now = 1000;
    test_start_language(options->lang);
    test_start_term(t, options);
    test_start_theme(t, options->theme);
    test_start_keymap(t, options);
    struct tui_app_options app = {.keymap = t->keymap,
                                  .owner = options->owner,
                                  .status = options->status,
                                  .tick = options->tick,
                                  .hint = options->hint,
                                  .refuse = options->refuse,
                                  .clock = test_clock,
                                  .clock_ctx = t};
    t->app = tui_app_new(&app);
    return t;
}

void tui_test_free(struct tui_test **t)
{
    tui_app_free(&(*t)->app);
    tui_keymap_free(&(*t)->keymap);
    tui_term_stop();
    vterm_free((*t)->vt);
    fclose((*t)->in);
    fclose((*t)->out);
    if ((*t)->keys_fd >= 0)
        close((*t)->keys_fd);
    base_text_free(&(*t)->raw);
    base_text_free(&(*t)->text);
    base_arena_free(&(*t)->arena);
    free(*t);
    *t = NULL;
}

struct tui_app *tui_test_app(struct tui_test *t)
{
    return t->app;
}

/* ---- steps ----------------------------------------------------------------------------------- */

/* Feeds what was written since the last time to the emulated terminal. */
static void test_collect(struct tui_test *t)
{
    char bytes[4096];
    ssize_t n;
    while ((n = pread(fileno(t->out), bytes, sizeof bytes, t->read_to)) > 0) {
        vterm_input_write(t->vt, bytes, (size_t)n);
        base_text_add_n(&t->raw, bytes, (size_t)n);
        t->read_to += n;
        t->last_bytes += (size_t)n;
    }
    vterm_screen_flush_damage(t->screen);
}

static enum tui_end test_step(struct tui_test *t)
{
    t->last_bytes = 0;
    if (t->end == TUI_RUNNING)
        t->end = tui_app_step(t->app, 0);
    test_collect(t);
    return t->end;
}

void tui_test_push(struct tui_test *t, const struct tui_screen_class *class, void *arg)
{
    tui_app_push(t->app, class, arg);
    test_step(t);
}

void tui_test_meanwhile(struct tui_test *t, const char *bytes, int ms)
{
    size_t n = strlen(bytes);
    assert_int_equal(write(t->keys_fd, bytes, n), (ssize_t)n);
    t->now += ms;
}

enum tui_end tui_test_send(struct tui_test *t, const char *bytes)
{
    tui_test_meanwhile(t, bytes, 0);
    return test_step(t);
}

/* What xterm, vt100 and linux send in application mode. */
static const char *test_special_bytes(tui_key key, const char *name)
{
    static const struct {
        const char *name, *bytes;
    } specials[] = {{"Enter", "\r"},         {"Tab", "\t"},           {"S-Tab", "\033[Z"},
                    {"Esc", "\033"},         {"Space", " "},          {"Backspace", "\177"},
                    {"Up", "\033OA"},        {"Down", "\033OB"},      {"Right", "\033OC"},
                    {"Left", "\033OD"},      {"Home", "\033OH"},      {"End", "\033OF"},
                    {"PgUp", "\033[5~"},     {"PgDn", "\033[6~"},     {"Insert", "\033[2~"},
                    {"Delete", "\033[3~"},   {"F1", "\033OP"},        {"F2", "\033OQ"},
                    {"F3", "\033OR"},        {"F4", "\033OS"},        {"F5", "\033[15~"},
                    {"C-Left", "\033[1;5D"}, {"C-Right", "\033[1;5C"}};
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++)
        if (tui_key_parse(specials[i].name, strlen(specials[i].name)) == key)
            return specials[i].bytes;
    fail_msg("the harness cannot send the key %s", name);
    return "";
}

static void test_key_bytes(const char *name, size_t n, char out[16])
{
    tui_key key = tui_key_parse(name, n);
    char shown[TUI_KEY_NAME_SIZE];
    tui_key base = key & ~(TUI_META | TUI_CTRL);
    if (key == TUI_KEY_NONE)
        fail_msg("%.*s is no key", (int)n, name);
    int at = snprintf(out, 16, "%s", (key & TUI_META) ? "\033" : "");
    if (!(key & TUI_CTRL) && tui_key_is_text(base))
        out[at + (int)base_utf8_encode(base, out + at)] = '\0';
    else if ((key & TUI_CTRL) && base < 128)
        snprintf(out + at, 16 - (size_t)at, "%c", (char)(base & 0x1f));
    else
        snprintf(out + at, 16 - (size_t)at, "%s",
                 test_special_bytes(key & ~TUI_META, tui_key_name(key, shown)));
}

enum tui_end tui_test_keys(struct tui_test *t, const char *names)
{
    char bytes[16];
    for (const char *at = names + strspn(names, " "); *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        test_key_bytes(at, n, bytes);
        tui_test_send(t, bytes);
        at += n;
    }
    return t->end;
}

enum tui_end tui_test_type(struct tui_test *t, const char *text)
{
    uint32_t cp;
    for (size_t n; (n = base_utf8_next(text, &cp)) > 0; text += n) {
        char bytes[8] = "";
        memcpy(bytes, text, n);
        tui_test_send(t, bytes);
    }
    return t->end;
}

enum tui_end tui_test_paste(struct tui_test *t, const char *text)
{
    char *bytes = base_arena_printf(t->arena, "\033[200~%s\033[201~", text);
    return tui_test_send(t, bytes);
}

enum tui_end tui_test_do(struct tui_test *t, const char *command)
{
    if (!tui_app_do(t->app, command))
        fail_msg("%s is no command here", command);
    return test_step(t);
}

enum tui_end tui_test_wait(struct tui_test *t, int ms)
{
    t->now += ms;
    return test_step(t);
}

enum tui_end tui_test_resize(struct tui_test *t, int rows, int cols)
{
    vterm_set_size(t->vt, rows, cols);
    tui_term_resize(rows, cols);
    return test_step(t);
}

enum tui_end tui_test_hangup(struct tui_test *t)
{
    close(t->keys_fd);
    t->keys_fd = -1;
    return test_step(t);
}

/* ---- looking --------------------------------------------------------------------------------- */

static VTermScreenCell test_cell(struct tui_test *t, int row, int col)
{
    VTermScreenCell cell;
    memset(&cell, 0, sizeof cell);
    vterm_screen_get_cell(t->screen, (VTermPos){.row = row, .col = col}, &cell);
    return cell;
}

static void test_add_cell(struct base_text *out, const VTermScreenCell *cell)
{
    char bytes[4];
    if (cell->chars[0] == 0)
        base_text_add_char(out, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        base_text_add_n(out, bytes, base_utf8_encode(cell->chars[i], bytes));
}

static void test_trim(struct base_text *out, size_t from)
{
    while (out->length > from && out->s[out->length - 1] == ' ')
        out->s[--out->length] = '\0';
}

static void test_add_line(struct tui_test *t, struct base_text *out, int row)
{
    int rows, cols;
    size_t from = out->length;
    vterm_get_size(t->vt, &rows, &cols);
    for (int col = 0; col < cols;) {
        VTermScreenCell cell = test_cell(t, row, col);
        test_add_cell(out, &cell);
        col += cell.width > 1 ? cell.width : 1;
    }
    test_trim(out, from);
}

const char *tui_test_text(struct tui_test *t)
{
    int rows, cols;
    vterm_get_size(t->vt, &rows, &cols);
    base_text_clear(&t->text);
    for (int row = 0; row < rows; row++) {
        test_add_line(t, &t->text, row);
        base_text_add_char(&t->text, '\n');
    }
    return base_text_string(&t->text);
}

const char *tui_test_line(struct tui_test *t, int row)
{
    base_text_clear(&t->text);
    test_add_line(t, &t->text, row);
    return base_text_string(&t->text);
}

bool tui_test_shows(struct tui_test *t, const char *text)
{
    return strstr(tui_test_text(t), text) != NULL;
}

void tui_test_expect(struct tui_test *t, const char *text)
{
    if (!tui_test_shows(t, text))
        fail_msg("“%s” is not on the screen:\n%s", text, tui_test_text(t));
}

void tui_test_expect_not(struct tui_test *t, const char *text)
{
    if (tui_test_shows(t, text))
        fail_msg("“%s” is on the screen:\n%s", text, tui_test_text(t));
}

static int test_colour(const VTermColor *colour, bool is_default)
{
    return is_default ? -1 : VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : 256;
}

struct tui_test_look tui_test_look(struct tui_test *t, int row, int col)
{
    VTermScreenCell cell = test_cell(t, row, col);
    return (struct tui_test_look){.bold = cell.attrs.bold,
                                  .underline = cell.attrs.underline != 0,
                                  .reverse = cell.attrs.reverse,
                                  .fg = test_colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
                                  .bg = test_colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))};
}

void tui_test_cursor(struct tui_test *t, int *row, int *col, bool *visible)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
    *row = at.row;
    *col = at.col;
    *visible = t->cursor_visible;
}

size_t tui_test_bytes(struct tui_test *t)
{
    return t->last_bytes;
}

const char *tui_test_raw(struct tui_test *t)
{
    return base_text_string(&t->raw);
}

/* ---- golden files ---------------------------------------------------------------------------- */

static char test_look_letter(const struct tui_test_look *look)
{
    if (look->reverse || look->bg >= 0)
        return look->reverse ? 'r' : '@';
    if (look->bold && look->underline)
        return '#';
    if (look->bold || look->underline)
        return look->bold ? 'b' : 'u';
    return look->fg < 0 ? ' ' : look->fg < 16 ? "0123456789abcdef"[look->fg] : 'c';
}

static void test_add_looks(struct tui_test *t, struct base_text *out, int row)
{
    int rows, cols;
    vterm_get_size(t->vt, &rows, &cols);
    size_t from = out->length;
    for (int col = 0; col < cols; col++) {
        struct tui_test_look look = tui_test_look(t, row, col);
        base_text_add_char(out, test_look_letter(&look));
    }
    test_trim(out, from);
    if (out->length > from)
        base_text_add_char(out, '\n');
}

static const char *test_golden_path(const char *name, char out[1024])
{
    const char *top = getenv("TOP");
    snprintf(out, 1024, "%s/tests/tui/golden/%s.txt", top ? top : ".", name);
    return out;
}

void tui_test_golden_text(const char *name, const char *text)
{
    char path[1024];
    char *wanted;
    size_t size;
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    test_golden_path(name, path);
    if (getenv("UPDATE_GOLDEN")) {
        if (base_file_write(path, text, strlen(text), &e))
            fail_msg("%s: %s", e.what, e.why);
    } else if (base_file_read(path, a, &wanted, &size, &e)) {
        fail_msg("%s: %s (UPDATE_GOLDEN=1 writes it)", e.what, e.why);
    } else if (strcmp(wanted, text) != 0) {
        fprintf(stderr, "not as in golden/%s.txt; wanted:\n%s\ngot:\n%s\n", name, wanted, text);
        base_arena_free(&a);
        fail();
    }
    base_arena_free(&a);
}

void tui_test_golden(struct tui_test *t, const char *name)
{
    tui_test_golden_text(name, tui_test_text(t));
}

void tui_test_golden_sizes(struct tui_test *t, const char *name)
{
    static const struct {
        int rows, cols;
    } sizes[] = {{24, 80}, {12, 40}, {43, 132}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char file[64];
        tui_test_resize(t, sizes[i].rows, sizes[i].cols);
        tui_test_wait(t, 200);
        snprintf(file, sizeof file, "%s-%dx%d", name, sizes[i].cols, sizes[i].rows);
        tui_test_golden(t, file);
    }
}

void tui_test_golden_looks(struct tui_test *t, const char *name)
{
    struct base_text out = {0};
    int rows, cols;
    vterm_get_size(t->vt, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        test_add_line(t, &out, row);
        base_text_add_char(&out, '\n');
        test_add_looks(t, &out, row);
    }
    tui_test_golden_text(name, base_text_string(&out));
    base_text_free(&out);
}
