/* term.c: the terminal: the only global of the program. */
#include "sharedesk/tui/term.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "term_private.h"
#include "terminfo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct tui_terminal terminal;

struct tui_terminal *tui_terminal(void)
{
    return &terminal;
}

/* ---- signals: a handler only writes one byte; the loop does the work ------------------------- */

static const int signals[TUI_SIGNALS] = {SIGWINCH, SIGHUP, SIGTERM, SIGTSTP};

static void term_on_signal(int number)
{
    int saved = errno;
    char byte = (char)number;
    ssize_t written = write(terminal.wake[1], &byte, 1);
    (void)written; /* a full pipe wakes the loop as well */
    errno = saved;
}

static bool term_catch_signals(void)
{
    if (pipe(terminal.wake) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(terminal.wake[i], F_SETFL, O_NONBLOCK);
        fcntl(terminal.wake[i], F_SETFD, FD_CLOEXEC);
    }
    struct sigaction action = {.sa_handler = term_on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < TUI_SIGNALS; i++)
        sigaction(signals[i], &action, &terminal.old[i]);
    return true;
}

static void term_release_signals(void)
{
    for (int i = 0; i < TUI_SIGNALS; i++)
        sigaction(signals[i], &terminal.old[i], NULL);
    close(terminal.wake[0]);
    close(terminal.wake[1]);
}

/* ---- start and stop -------------------------------------------------------------------------- */

static enum err_code term_check(const char *type, int fd, struct err *e)
{
    const char *hint =
        _("Set TERM to the terminal's type, for example: export TERM=xterm-256color");
    if (!type || !*type)
        return err_set(e, ERR_IO, _("terminal"), hint, "%s", _("TERM is not set"));
    switch (tui_terminfo_check(type, fd)) {
    case TUI_TERMINFO_NONE:
        return err_set(e, ERR_IO, _("terminal"), hint,
                       _("no terminal descriptions are installed here (TERM is \"%s\")"), type);
    case TUI_TERMINFO_UNKNOWN:
        return err_set(e, ERR_IO, _("terminal"), hint,
                       _("the type \"%s\" is not known on this system"), type);
    case TUI_TERMINFO_POOR:
        return err_set(e, ERR_IO, _("terminal"), hint,
                       _("a terminal of type \"%s\" cannot place its cursor"), type);
    case TUI_TERMINFO_GOOD:
        break;
    }
    return ERR_NONE;
}

static enum tui_colours term_count_colours(enum tui_colours wanted)
{
    const char *no_color = getenv("NO_COLOR");
    if (!has_colors() || (wanted == TUI_COLOURS_AUTO && no_color && *no_color))
        return TUI_COLOURS_MONO;
    if (wanted != TUI_COLOURS_AUTO)
        return wanted;
    return COLORS >= 256 ? TUI_COLOURS_256 : COLORS >= 16 ? TUI_COLOURS_16 : TUI_COLOURS_8;
}

static void term_set_up_input(void)
{
    raw(); /* ^C, ^S, ^Q and ^Z come as keys */
    noecho();
    nonl();
    if (!getenv("ESCDELAY"))
        set_escdelay(25);
    terminal.keys = newpad(1, 1);
    keypad(terminal.keys, TRUE);
    nodelay(terminal.keys, TRUE);
    meta(terminal.keys, TRUE);
    define_key("\033[200~", TUI_CODE_PASTE_BEGIN);
    define_key("\033[201~", TUI_CODE_PASTE_END);
    mouseinterval(0);
}

static void term_set_up_output(const struct tui_term_options *options)
{
    start_color();
    use_default_colors();
    terminal.colours = term_count_colours(options->colours);
    terminal.ascii_only = options->ascii_only;
    bool wide_lines = base_utf8_char_width(0x2500) == 2; /* ambiguous width: lines would not join */
    terminal.utf8_lines = !options->ascii_only && options->lines != TUI_LINES_ASCII &&
                          (options->lines == TUI_LINES_UTF8 || !wide_lines);
    if (options->rows > 0 && options->cols > 0)
        resize_term(options->rows, options->cols);
    struct tui_theme plain;
    tui_theme_parse(&plain, "", NULL, terminal.colours, terminal.frame, NULL);
    tui_theme_use(&plain);
}

enum err_code tui_term_start(const struct tui_term_options *options, struct err *e)
{
    FILE *in = options->in ? options->in : stdin, *out = options->out ? options->out : stdout;
    const char *type = options->type ? options->type : getenv("TERM");
    if ((!options->in && !isatty(STDIN_FILENO)) || (!options->out && !isatty(STDOUT_FILENO)))
        return err_set(e, ERR_USAGE, _("terminal"),
                       _("Give a verb to work without one; sharedesk --help lists them."), "%s",
                       _("input or output is not a terminal"));
    if (term_check(type, fileno(out), e))
        return e->code;
    memset(&terminal, 0, sizeof terminal);
    terminal.in_fd = fileno(in);
    terminal.out_fd = fileno(out);
    terminal.mouse = options->mouse;
    if (!term_catch_signals()) /* before newterm, which would put its own handlers there */
        return err_set(e, ERR_IO, _("terminal"), NULL, "%s", strerror(errno));
    terminal.screen = newterm(type, out, in);
    if (!terminal.screen) {
        term_release_signals();
        return err_set(e, ERR_IO, _("terminal"), NULL, _("\"%s\" could not be started"), type);
    }
    terminal.frame = base_arena_new();
    term_set_up_input();
    term_set_up_output(options);
    tui_terminal_modes(true);
    return ERR_NONE;
}

void tui_term_stop(void)
{
    if (!terminal.screen)
        return;
    tui_terminal_modes(false);
    curs_set(1);
    endwin();
    delwin(terminal.keys);
    delscreen(terminal.screen);
    terminal.screen = NULL;
    term_release_signals();
    base_arena_free(&terminal.frame);
    base_text_free(&terminal.paste);
}

/* ---- modes, suspension, size ----------------------------------------------------------------- */

void tui_terminal_sequence(const char *sequence)
{
    size_t left = sequence ? strlen(sequence) : 0;
    while (left > 0) {
        ssize_t n = write(terminal.out_fd, sequence, left);
        if (n < 0 && errno != EINTR)
            return; /* a dropped line is noticed where keys are read */
        if (n > 0) {
            sequence += n;
            left -= (size_t)n;
        }
    }
}

void tui_terminal_modes(bool on)
{
    tui_terminal_sequence(tui_terminfo_string(on ? "BE" : "BD")); /* bracketed paste */
    if (terminal.mouse)
        mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

void tui_term_leave(void)
{
    tui_terminal_modes(false);
    curs_set(1);
    endwin();
}

void tui_term_return(void)
{
    tui_terminal_modes(true);
    tui_terminal_resize();
    tui_term_repaint();
}

void tui_term_suspend(void)
{
    struct sigaction stop = {.sa_handler = SIG_DFL}, ours;
    tui_term_leave();
    sigemptyset(&stop.sa_mask);
    sigaction(SIGTSTP, &stop, &ours);
    kill(0, SIGTSTP); /* the whole job, as the terminal itself would; returns after fg */
    sigaction(SIGTSTP, &ours, NULL);
    tui_term_return();
}

void tui_terminal_resize(void)
{
    struct winsize size;
    if (ioctl(terminal.out_fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        tui_term_resize(size.ws_row, size.ws_col);
}

void tui_term_resize(int rows, int cols)
{
    if (rows == tui_term_rows() && cols == tui_term_cols())
        return;
    resize_term(rows, cols);
    terminal.resized = true;
    tui_term_repaint(); /* what the terminal did to its content is unknown */
}

void tui_term_repaint(void)
{
    clearok(curscr, TRUE);
}

void tui_term_bell(void)
{
    beep();
}

int tui_term_rows(void)
{
    return getmaxy(stdscr);
}

int tui_term_cols(void)
{
    return getmaxx(stdscr);
}

enum tui_colours tui_term_colours(void)
{
    return terminal.colours;
}

bool tui_term_utf8_lines(void)
{
    return terminal.utf8_lines;
}

/* ---- frames ---------------------------------------------------------------------------------- */

void tui_frame_begin(void)
{
    base_arena_reset(terminal.frame);
    terminal.cursor_row = terminal.cursor_col = 0;
    terminal.cursor_visible = false;
    erase(); /* never clear(): that would send the whole screen */
}

void tui_frame_end(void)
{
    curs_set(terminal.cursor_visible ? 1 : 0);
    move(terminal.cursor_row, terminal.cursor_col);
    refresh();
}

/* A role's pair is its number + 1; pairs 1–63 exist on every terminal with colours. */
_Static_assert(TUI_ROLE_COUNT < 63, "more roles than an 8-colour terminal has pairs");

static attr_t term_attributes(unsigned look)
{
    return ((look & TUI_LOOK_BOLD) ? A_BOLD : 0) | ((look & TUI_LOOK_DIM) ? A_DIM : 0) |
           ((look & TUI_LOOK_UNDERLINE) ? A_UNDERLINE : 0) |
           ((look & TUI_LOOK_REVERSE) ? A_REVERSE : 0) | ((look & TUI_LOOK_ITALIC) ? A_ITALIC : 0);
}

/* Blanks that nothing is drawn on have the colours of plain text, if the theme gives it any. */
static void term_use_background(const struct tui_look *normal)
{
    bool coloured = terminal.colours != TUI_COLOURS_MONO && (normal->fg >= 0 || normal->bg >= 0);
    cchar_t blank;
    setcchar(&blank, L" ", A_NORMAL, (short)(coloured ? TUI_NORMAL + 1 : 0), NULL);
    bkgrndset(&blank);
}

void tui_theme_use(const struct tui_theme *theme)
{
    for (int i = 0; i < TUI_ROLE_COUNT; i++) {
        const struct tui_look *look = &theme->looks[i];
        terminal.attributes[i] = term_attributes(look->attributes);
        if (terminal.colours != TUI_COLOURS_MONO)
            init_pair((short)(i + 1), look->fg, look->bg);
    }
    term_use_background(&theme->looks[TUI_NORMAL]);
}
