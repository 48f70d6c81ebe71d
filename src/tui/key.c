/* key.c: names of keys. One table serves both directions; the first spelling is the one shown. */
#include "sharedesk/tui/key.h"

#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct key_name {
    tui_key key;
    const char *name;
} key_names[] = {
    {TUI_KEY_ENTER, "Enter"},
    {TUI_KEY_TAB, "Tab"},
    {TUI_KEY_ESC, "Esc"},
    {' ', "Space"},
    {TUI_KEY_BACKSPACE, "Backspace"},
    {TUI_KEY_UP, "Up"},
    {TUI_KEY_DOWN, "Down"},
    {TUI_KEY_LEFT, "Left"},
    {TUI_KEY_RIGHT, "Right"},
    {TUI_KEY_HOME, "Home"},
    {TUI_KEY_END, "End"},
    {TUI_KEY_PAGE_UP, "PgUp"},
    {TUI_KEY_PAGE_DOWN, "PgDn"},
    {TUI_KEY_INSERT, "Insert"},
    {TUI_KEY_DELETE, "Delete"},
    {TUI_KEY_ENTER, "Return"},
    {TUI_KEY_ESC, "Escape"},
    {TUI_KEY_PAGE_UP, "PageUp"},
    {TUI_KEY_PAGE_DOWN, "PageDown"},
    {TUI_KEY_INSERT, "Ins"},
    {TUI_KEY_DELETE, "Del"},
};
enum { KEY_NAMES = sizeof key_names / sizeof key_names[0] };

static const struct modifier {
    const char *prefix;
    tui_key bit;
} modifiers[] = {
    {"C-", TUI_CTRL},    {"M-", TUI_META},   {"S-", TUI_SHIFT},
    {"Ctrl-", TUI_CTRL}, {"Alt-", TUI_META}, {"Shift-", TUI_SHIFT},
};
enum { MODIFIERS = sizeof modifiers / sizeof modifiers[0], SHOWN_MODIFIERS = 3 };

#define KEY_MASK (TUI_CTRL - 1)

static void key_base_name(tui_key base, char *out, size_t size)
{
    if (base >= TUI_KEY_F1 && base <= TUI_KEY_F24) {
        snprintf(out, size, "F%d", (int)(base - TUI_KEY_F1) + 1);
        return;
    }
    for (size_t i = 0; i < KEY_NAMES; i++)
        if (key_names[i].key == base) {
            snprintf(out, size, "%s", key_names[i].name);
            return;
        }
    char bytes[4];
    size_t n = base < TUI_KEY_ENTER ? base_utf8_encode(base, bytes) : 0;
    snprintf(out, size, "%.*s", (int)n, bytes);
}

const char *tui_key_name(tui_key key, char out[TUI_KEY_NAME_SIZE])
{
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < SHOWN_MODIFIERS; i++)
        if (key & modifiers[i].bit)
            at += (size_t)snprintf(out + at, TUI_KEY_NAME_SIZE - at, "%s", modifiers[i].prefix);
    key_base_name(key & KEY_MASK, out + at, TUI_KEY_NAME_SIZE - at);
    return out;
}

static tui_key key_parse_base(const char *name, size_t n)
{
    for (size_t i = 0; i < KEY_NAMES; i++)
        if (strlen(key_names[i].name) == n && strncasecmp(key_names[i].name, name, n) == 0)
            return key_names[i].key;
    if (n >= 2 && n <= 3 && (name[0] == 'F' || name[0] == 'f')) {
        char digits[3] = {name[1], n == 3 ? name[2] : '\0', '\0'};
        long long number;
        if (base_text_parse_int(digits, &number) && number >= 1 && number <= 24)
            return TUI_KEY_F1 + (tui_key)number - 1;
    }
    char copy[8] = "";
    if (n == 0 || n >= sizeof copy)
        return TUI_KEY_NONE;
    memcpy(copy, name, n);
    uint32_t cp;
    return base_utf8_valid(copy, n) && base_utf8_next(copy, &cp) == n && cp > ' ' ? cp
                                                                                  : TUI_KEY_NONE;
}

/* What a terminal cannot tell apart is one key. */
static tui_key key_canonical(tui_key key)
{
    tui_key base = key & KEY_MASK, bits = key & ~KEY_MASK;
    if ((bits & TUI_CTRL) && base >= 'A' && base <= 'Z')
        base += 'a' - 'A';
    if ((bits & TUI_SHIFT) && base >= 'a' && base <= 'z' && !(bits & TUI_CTRL)) {
        base -= 'a' - 'A';
        bits &= ~TUI_SHIFT;
    }
    static const struct {
        tui_key from, to;
    } same[] = {{'i', TUI_KEY_TAB},       {'m', TUI_KEY_ENTER}, {'j', TUI_KEY_ENTER},
                {'h', TUI_KEY_BACKSPACE}, {'[', TUI_KEY_ESC},   {' ', TUI_CTRL | '@'}};
    for (size_t i = 0; (bits & TUI_CTRL) && i < sizeof same / sizeof same[0]; i++)
        if (base == same[i].from)
            return (bits & ~TUI_CTRL) | same[i].to;
    return bits | base;
}

tui_key tui_key_parse(const char *name, size_t n)
{
    tui_key bits = 0;
    for (size_t i = 0; i < MODIFIERS; i++) {
        size_t length = strlen(modifiers[i].prefix);
        if (n > length && strncasecmp(name, modifiers[i].prefix, length) == 0) {
            bits |= modifiers[i].bit;
            name += length;
            n -= length;
            i = (size_t)-1; /* once more from the first: "C-M-x" in any order */
        }
    }
    tui_key base = key_parse_base(name, n);
    return base == TUI_KEY_NONE ? TUI_KEY_NONE : key_canonical(bits | base);
}

bool tui_key_is_text(tui_key key)
{
    return key >= ' ' && key < TUI_KEY_ENTER && !(key & ~KEY_MASK) && key != 0x7f;
}
