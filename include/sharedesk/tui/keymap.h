/* keymap.h: commands and keys from one table.
 *
 * The whole program has ONE list of commands: the kit's own (TUI_COMMANDS in command.h) followed by
 * the desk's, an X-macro of the same shape that lives with the screens:
 *
 *   #define DESK_COMMANDS(X) \
 *       X(CMD_ADD, "record-add", "a", "today browse", N_("Records"), 30 | TUI_FIXED, N_("add"), \
 *         N_("Add a record"), NULL, NULL, NULL) \
 *       X(CMD_GO_MATCH, "go-match", "3", "everywhere", N_("Places"), TUI_PLACE, N_("Match"), \
 *         N_("Go to Match"), NULL, command_go, NULL)
 *
 *   enum { CMD_FIRST_ = TUI_DO_COUNT - 1, DESK_COMMANDS(TUI_COMMAND_ENUM) CMD_COUNT };
 *   static const struct tui_command commands[] = {TUI_COMMANDS(TUI_COMMAND_ROW)
 *                                                 DESK_COMMANDS(TUI_COMMAND_ROW)};
 *
 * where: blank-separated names of screen classes or of their modes, or "everywhere". A key is
 * looked up in the mode, then in the class, then everywhere; so a class may use a key of
 * "everywhere" anew, except the keys of TUI_FIXED rows, which mean one thing in the whole program.
 */
#ifndef SHAREDESK_TUI_KEYMAP_H
#define SHAREDESK_TUI_KEYMAP_H

#include "sharedesk/base/ini.h"
#include "sharedesk/base/text.h"
#include "sharedesk/tui/key.h"
#include "sharedesk/tui/theme.h"

struct tui_screen;

/* Bar: 0 never in the key bar, else 1 (first) to 99 (last to find room); and flags. */
#define TUI_FIXED 0x100 /* its default keys are bound to nothing else, and cannot be unbound */
#define TUI_PLACE 0x200 /* shown in the line of places, the last of the screen */
#define TUI_MOVES 0x400 /* a move of the cursor: left out of the palette */

struct tui_command {
    int id;
    const char *name; /* stable long name: palette, bindings, tests */
    const char *keys; /* default keys, blanks between; "" for none */
    const char *where;
    const char *group; /* heading in the help, N_() */
    int bar;
    const char *label; /* word or two in the key bar, N_() */
    const char *help;  /* one line, N_() */
    const char *more;  /* some sentences, N_(), or NULL */
    /* What it does: returns result flags (screen.h). NULL: the class of the screen on top does it.
     */
    int (*handler)(struct tui_screen *top, int id);
    /* Why it cannot be done now, translated; NULL when it can. NULL function: the class is asked.
     */
    const char *(*refuse)(struct tui_screen *top, int id);
};

#define TUI_COMMAND_ENUM(id, name, keys, where, group, bar, label, help, more, handler, refuse) id,
#define TUI_COMMAND_ROW(id, name, keys, where, group, bar, label, help, more, handler, refuse)     \
    {id, name, keys, where, group, bar, label, help, more, handler, refuse},

struct tui_keymap;

/* commands is borrowed for the life of the keymap. Faults of the table itself (unknown key names,
 * conflicts, a fixed key used twice) go to faults: a test holds them at none. */
struct tui_keymap *tui_keymap_new(const struct tui_command *commands, size_t count,
                                  struct base_arena *a, struct tui_faults *faults);
void tui_keymap_free(struct tui_keymap **k);

/* The user's own bindings: entries `command = keys` of section [keys] (keys separated by blanks;
 * nothing unbinds). A fault names file, line, key and what is allowed; the default then stays. */
void tui_keymap_bind(struct tui_keymap *k, const struct base_ini *ini, struct base_arena *a,
                     struct tui_faults *faults);

/* Contexts, first to last: mode (may be NULL), class; "everywhere" follows by itself. */
struct tui_context {
    const char *mode, *class_name;
    bool typing; /* keys that type text reach no command */
};

const struct tui_command *tui_keymap_find(const struct tui_keymap *k, struct tui_context c,
                                          tui_key key);
const struct tui_command *tui_keymap_command(const struct tui_keymap *k, const char *name);
const struct tui_command *tui_keymap_id(const struct tui_keymap *k, int id);
const struct tui_command *tui_keymap_at(const struct tui_keymap *k,
                                        size_t i); /* NULL past the end */
/* True when the command applies in the context. */
bool tui_command_applies(const struct tui_command *command, struct tui_context c);
/* The i-th key that reaches the command in this context now, TUI_KEY_NONE past the last. */
tui_key tui_keymap_key(const struct tui_keymap *k, const struct tui_command *command,
                       struct tui_context c, size_t i);
/* The whole keymap as text, one command a line: where, name, keys, help (golden file and docs). */
void tui_keymap_dump(const struct tui_keymap *k, struct base_text *out);

#endif
