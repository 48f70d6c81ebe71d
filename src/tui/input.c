/* input.c: what comes from the terminal: keys, pastes, the mouse, signals, the end of the line. */
#include "sharedesk/base/utf8.h"
#include "sharedesk/tui/term.h"
#include "term_private.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static int64_t input_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- keys ------------------------------------------------------------------------------------ */

static tui_key input_control_key(wint_t c)
{
    switch (c) {
    case '\t':
        return TUI_KEY_TAB;
    case '\r':
    case '\n':
        return TUI_KEY_ENTER;
    case 27:
        return TUI_KEY_ESC;
    case '\b':
    case 127:
        return TUI_KEY_BACKSPACE;
    default:
        return TUI_CTRL | (tui_key)(c <= 26 && c > 0 ? c + 'a' - 1 : c + '@');
    }
}

static tui_key input_char_key(wint_t c)
{
    return c < ' ' || c == 127 ? input_control_key(c) : (tui_key)c;
}

/* ncurses names modified keys only in terminfo's extended names: kUP5, kRIT3, kDC6 … */
static tui_key input_modified_key(int code)
{
    static const struct {
        const char *name;
        tui_key key;
    } bases[] = {{"kUP", TUI_KEY_UP},       {"kDN", TUI_KEY_DOWN},       {"kLFT", TUI_KEY_LEFT},
                 {"kRIT", TUI_KEY_RIGHT},   {"kHOM", TUI_KEY_HOME},      {"kEND", TUI_KEY_END},
                 {"kPRV", TUI_KEY_PAGE_UP}, {"kNXT", TUI_KEY_PAGE_DOWN}, {"kDC", TUI_KEY_DELETE},
                 {"kIC", TUI_KEY_INSERT}};
    const char *name = keyname(code);
    for (size_t i = 0; name && i < sizeof bases / sizeof bases[0]; i++) {
        if (!base_text_starts(name, bases[i].name))
            continue;
        const char *rest = name + strlen(bases[i].name);
        unsigned bits = *rest ? (unsigned)(*rest - '1') : 1; /* xterm: 1 + shift + 2 alt + 4 ctrl */
        if (bits > 7 || (*rest && rest[1]))
            continue;
        return bases[i].key | ((bits & 1) ? TUI_SHIFT : 0) | ((bits & 2) ? TUI_META : 0) |
               ((bits & 4) ? TUI_CTRL : 0);
    }
    return TUI_KEY_NONE;
}

static tui_key input_code_key(int code)
{
    static const struct {
        int code;
        tui_key key;
    } codes[] = {
        {KEY_UP, TUI_KEY_UP},
        {KEY_DOWN, TUI_KEY_DOWN},
        {KEY_LEFT, TUI_KEY_LEFT},
        {KEY_RIGHT, TUI_KEY_RIGHT},
        {KEY_HOME, TUI_KEY_HOME},
        {KEY_END, TUI_KEY_END},
        {KEY_PPAGE, TUI_KEY_PAGE_UP},
        {KEY_NPAGE, TUI_KEY_PAGE_DOWN},
        {KEY_IC, TUI_KEY_INSERT},
        {KEY_DC, TUI_KEY_DELETE},
        {KEY_ENTER, TUI_KEY_ENTER},
        {KEY_BACKSPACE, TUI_KEY_BACKSPACE},
        {KEY_FIND, TUI_KEY_HOME},
        {KEY_SELECT, TUI_KEY_END},
        {KEY_BTAB, TUI_SHIFT | TUI_KEY_TAB},
        {KEY_SLEFT, TUI_SHIFT | TUI_KEY_LEFT},
        {KEY_SRIGHT, TUI_SHIFT | TUI_KEY_RIGHT},
        {KEY_SR, TUI_SHIFT | TUI_KEY_UP},
        {KEY_SF, TUI_SHIFT | TUI_KEY_DOWN},
        {KEY_SHOME, TUI_SHIFT | TUI_KEY_HOME},
        {KEY_SEND, TUI_SHIFT | TUI_KEY_END},
        {KEY_SDC, TUI_SHIFT | TUI_KEY_DELETE},
    };
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (codes[i].code == code)
            return codes[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(24))
        return TUI_KEY_F1 + (tui_key)(code - KEY_F(1));
    return input_modified_key(code);
}

/* True when the byte makes a character whole. Not wget_wch(): it loses the first bytes of a
 * character whose last ones have not come yet. */
static bool input_char(struct tui_terminal *t, int byte, wint_t *c)
{
    const char b = (char)byte;
    wchar_t wide = L'\0';
    bool fresh = mbsinit(&t->character);
    size_t n = mbrtowc(&wide, &b, 1, &t->character);
    if (n == (size_t)-1) {
        memset(&t->character, 0, sizeof t->character);
        return !fresh && input_char(t, byte, c); /* what came before it was no character */
    }
    *c = (wint_t)wide;
    return n != (size_t)-2;
}

/* ---- pastes, mouse --------------------------------------------------------------------------- */

static struct tui_event input_paste_end(struct tui_terminal *t)
{
    t->pasting = false;
    return (struct tui_event){.kind = TUI_EVENT_PASTE, .text = base_text_string(&t->paste)};
}

static void input_paste_char(struct tui_terminal *t, wint_t c)
{
    char bytes[4];
    if (c == '\r')
        c = '\n';
    if (c != '\0')
        base_text_add_n(&t->paste, bytes, base_utf8_encode((uint32_t)c, bytes));
}

/* The mark of the end may come in parts, which ncurses then gives back one by one. */
static bool input_paste_ends(struct tui_terminal *t)
{
    static const char mark[] = "\033[201~";
    const size_t size = sizeof mark - 1;
    struct base_text *paste = &t->paste;
    if (paste->length < size || memcmp(paste->s + paste->length - size, mark, size) != 0)
        return false;
    paste->length -= size;
    paste->s[paste->length] = '\0';
    return true;
}

static struct tui_event input_mouse(struct tui_terminal *t)
{
    MEVENT m;
    struct tui_event event = {.kind = TUI_EVENT_NONE};
    if (getmouse(&m) != OK)
        return event;
    event = (struct tui_event){.kind = TUI_EVENT_MOUSE, .row = m.y, .col = m.x};
    if (m.bstate & BUTTON4_PRESSED) {
        event.button = TUI_WHEEL_UP;
    } else if (m.bstate & BUTTON5_PRESSED) {
        event.button = TUI_WHEEL_DOWN;
    } else if (m.bstate & BUTTON1_PRESSED) {
        int64_t now = input_now();
        bool again = now - t->click_ms < 400 && m.y == t->click_row && m.x == t->click_col;
        event.button = again ? TUI_DOUBLE_CLICK : TUI_CLICK;
        t->click_ms = now;
        t->click_row = m.y;
        t->click_col = m.x;
    } else {
        event.kind = TUI_EVENT_NONE;
    }
    return event;
}

/* ---- one event ------------------------------------------------------------------------------- */

static struct tui_event input_code_event(struct tui_terminal *t, int code)
{
    struct tui_event event = {.kind = TUI_EVENT_NONE};
    if (code == TUI_CODE_PASTE_BEGIN) {
        base_text_clear(&t->paste);
        t->pasting = true;
    } else if (code == TUI_CODE_PASTE_END && t->pasting) {
        event = input_paste_end(t);
    } else if (t->pasting || code == KEY_RESIZE) {
        /* a key within a paste is no text; sizes come by our own signal */
    } else if (code == KEY_MOUSE) {
        event = input_mouse(t);
    } else {
        event.key = input_code_key(code);
        event.kind = event.key ? TUI_EVENT_KEY : TUI_EVENT_NONE;
    }
    return event;
}

/* Esc and a key within the delay is that key with Meta; Esc alone is Esc. */
static struct tui_event input_after_escape(struct tui_terminal *t)
{
    int byte = wgetch(t->keys);
    if (byte >= 0 && byte < 0x80 && byte != 27)
        return (struct tui_event){.kind = TUI_EVENT_KEY,
                                  .key = TUI_META | input_char_key((wint_t)byte)};
    if (byte != ERR)
        ungetch(byte);
    return (struct tui_event){.kind = TUI_EVENT_KEY, .key = TUI_KEY_ESC};
}

static struct tui_event input_char_event(struct tui_terminal *t, wint_t c)
{
    if (t->pasting) {
        input_paste_char(t, c);
        return input_paste_ends(t) ? input_paste_end(t)
                                   : (struct tui_event){.kind = TUI_EVENT_NONE};
    }
    if (c == 27)
        return input_after_escape(t);
    return (struct tui_event){.kind = TUI_EVENT_KEY, .key = input_char_key(c)};
}

/* Reads what has come, until an event is whole. */
static bool input_read(struct tui_terminal *t, struct tui_event *event)
{
    int byte;
    wint_t c;
    while (event->kind == TUI_EVENT_NONE && (byte = wgetch(t->keys)) != ERR) {
        if (byte > UCHAR_MAX)
            *event = input_code_event(t, byte);
        else if (input_char(t, byte, &c))
            *event = input_char_event(t, c);
    }
    return event->kind != TUI_EVENT_NONE;
}

/* ---- waiting --------------------------------------------------------------------------------- */

static bool input_read_signals(struct tui_terminal *t, struct tui_event *event)
{
    char bytes[64];
    ssize_t n = read(t->wake[0], bytes, sizeof bytes);
    for (ssize_t i = 0; i < n; i++) {
        if (bytes[i] == SIGHUP || bytes[i] == SIGTERM)
            t->hung_up = true;
        else if (bytes[i] == SIGWINCH)
            tui_terminal_resize();
        else if (bytes[i] == SIGTSTP)
            tui_term_suspend();
    }
    if (t->hung_up)
        *event = (struct tui_event){.kind = TUI_EVENT_HANGUP};
    return t->hung_up;
}

/* The input says it is readable and yet has nothing: the other end has gone. To be asked before
 * reading: what has come may be the beginning of a key only, or nothing of ours. */
static bool input_is_over(const struct tui_terminal *t, short revents)
{
    int waiting = 0;
    if (revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    return (revents & POLLIN) && (ioctl(t->in_fd, FIONREAD, &waiting) != 0 || waiting == 0);
}

static int input_time_left(int64_t deadline)
{
    int64_t left = deadline - input_now();
    return left < 0 ? 0 : (int)left;
}

/* What has come already, without waiting. */
static bool input_ready(struct tui_terminal *t, struct tui_event *event)
{
    if (input_read_signals(t, event))
        return true;
    if (t->resized) {
        t->resized = false;
        *event = (struct tui_event){.kind = TUI_EVENT_RESIZE};
        return true;
    }
    return input_read(t, event);
}

struct tui_event tui_term_next(int wait_ms)
{
    struct tui_terminal *t = tui_terminal();
    struct tui_event event = {.kind = TUI_EVENT_NONE};
    int64_t deadline = input_now() + wait_ms;
    while (!t->hung_up) { /* a hangup is said once; nothing follows */
        if (input_ready(t, &event))
            break;
        struct pollfd fds[2] = {{.fd = t->in_fd, .events = POLLIN},
                                {.fd = t->wake[0], .events = POLLIN}};
        int count = poll(fds, 2, wait_ms < 0 ? -1 : input_time_left(deadline));
        if (count == 0)
            break;
        if (count < 0 || !fds[0].revents)
            continue; /* a signal: its byte is in the pipe */
        bool over = input_is_over(t, fds[0].revents);
        if (input_read(t, &event))
            break;
        if (over) {
            t->hung_up = true;
            event.kind = TUI_EVENT_HANGUP;
        }
    }
    return event;
}
