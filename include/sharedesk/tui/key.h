/* key.h: keys in one canonical form, whatever the terminal sends, and their names.
 *
 * A key is a Unicode code point or a special key, with modifier bits. Names, as in help, bindings
 * and tests: "a" "A" "汉" "Space" "Enter" "Tab" "S-Tab" "Esc" "Backspace" "Up" "Down" "Left"
 * "Right" "Home" "End" "PgUp" "PgDn" "Insert" "Delete" "F1"…"F24" "C-r" "M-x" "C-Left" "S-Up".
 * Letters with Ctrl are lower case. C-i is Tab, C-m and C-j are Enter, C-h is Backspace: a terminal
 * cannot tell them apart. */
#ifndef SHAREDESK_TUI_KEY_H
#define SHAREDESK_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t tui_key;

#define TUI_CTRL  0x01000000u
#define TUI_META  0x02000000u
#define TUI_SHIFT 0x04000000u

enum tui_special {
    TUI_KEY_NONE = 0,
    TUI_KEY_ENTER = 0x110000, /* past the last code point */
    TUI_KEY_TAB,
    TUI_KEY_ESC,
    TUI_KEY_BACKSPACE,
    TUI_KEY_UP,
    TUI_KEY_DOWN,
    TUI_KEY_LEFT,
    TUI_KEY_RIGHT,
    TUI_KEY_HOME,
    TUI_KEY_END,
    TUI_KEY_PAGE_UP,
    TUI_KEY_PAGE_DOWN,
    TUI_KEY_INSERT,
    TUI_KEY_DELETE,
    TUI_KEY_F1,
    TUI_KEY_F24 = TUI_KEY_F1 + 23,
};

#define TUI_KEY_NAME_SIZE 24

/* The name of a key; returns out. */
const char *tui_key_name(tui_key key, char out[TUI_KEY_NAME_SIZE]);
/* The key of a name of n bytes; TUI_KEY_NONE when there is none of that name. Names of special keys
 * are case-blind and have the usual other spellings (Return, Escape, PageUp, Del, Ctrl-x). */
tui_key tui_key_parse(const char *name, size_t n);
/* A key that types a character (no Ctrl, no Meta, not special). */
bool tui_key_is_text(tui_key key);

#endif
