/* command.h: the kit's own commands; the first rows of the program's one table (keymap.h).
 * The application itself does help, palette, back, quit, repaint and suspend (a class may take
 * TUI_DO_BACK first, to leave a mode). The others are done by the class on top, mostly by handing
 * them to a widget, if its `answers` has their bit. */
#ifndef SHAREDESK_TUI_COMMAND_H
#define SHAREDESK_TUI_COMMAND_H

#include "sharedesk/base/i18n.h"
#include "sharedesk/tui/keymap.h"

/* clang-format off */
#define TUI_COMMANDS(X) \
    X(TUI_DO_UP, "move-up", "Up k", "everywhere", N_("Moving"), TUI_FIXED | TUI_MOVES, N_("up"), \
      N_("One up"), NULL, NULL, NULL) \
    X(TUI_DO_DOWN, "move-down", "Down j", "everywhere", N_("Moving"), TUI_FIXED | TUI_MOVES, N_("down"), \
      N_("One down"), NULL, NULL, NULL) \
    X(TUI_DO_LEFT, "move-left", "Left h", "everywhere", N_("Moving"), TUI_FIXED | TUI_MOVES, N_("left"), \
      N_("To the left"), NULL, NULL, NULL) \
    X(TUI_DO_RIGHT, "move-right", "Right l", "everywhere", N_("Moving"), TUI_FIXED | TUI_MOVES, N_("right"), \
      N_("To the right"), NULL, NULL, NULL) \
    X(TUI_DO_PAGE_UP, "move-page-up", "PgUp C-b", "everywhere", N_("Moving"), TUI_MOVES, N_("page up"), \
      N_("One page up"), NULL, NULL, NULL) \
    X(TUI_DO_PAGE_DOWN, "move-page-down", "PgDn C-f", "everywhere", N_("Moving"), TUI_MOVES, N_("page down"), \
      N_("One page down"), NULL, NULL, NULL) \
    X(TUI_DO_FIRST, "move-first", "Home g", "everywhere", N_("Moving"), TUI_MOVES, N_("first"), \
      N_("To the first"), NULL, NULL, NULL) \
    X(TUI_DO_LAST, "move-last", "End G", "everywhere", N_("Moving"), TUI_MOVES, N_("last"), \
      N_("To the last"), NULL, NULL, NULL) \
    X(TUI_DO_NEXT_PANE, "pane-next", "Tab", "everywhere", N_("Moving"), 70 | TUI_FIXED | TUI_MOVES, N_("next pane"), \
      N_("To the next pane"), NULL, NULL, NULL) \
    X(TUI_DO_PREVIOUS_PANE, "pane-previous", "S-Tab", "everywhere", N_("Moving"), TUI_MOVES, N_("previous pane"), \
      N_("To the previous pane"), NULL, NULL, NULL) \
    X(TUI_DO_OPEN, "open", "Enter", "everywhere", N_("Records"), 10 | TUI_FIXED, N_("open"), \
      N_("Open what is under the cursor"), NULL, NULL, NULL) \
    X(TUI_DO_MARK, "mark", "Space", "everywhere", N_("Marks"), 60 | TUI_FIXED, N_("mark"), \
      N_("Mark or unmark the row"), N_("What works on a record works on all marked ones at once."), NULL, NULL) \
    X(TUI_DO_RANGE, "mark-range", "v", "everywhere", N_("Marks"), TUI_FIXED, N_("range"), \
      N_("Start a range here; again, or Space: mark it"), NULL, NULL, NULL) \
    X(TUI_DO_UNMARK, "mark-none", "M-u", "everywhere", N_("Marks"), 0, N_("unmark all"), \
      N_("Take all marks away"), NULL, NULL, NULL) \
    X(TUI_DO_SEARCH, "search", "/", "everywhere", N_("Finding"), 50 | TUI_FIXED, N_("search"), \
      N_("Search: go to what is found"), N_("Part of a word is enough. The rows that do not match stay; a filter takes them away."), NULL, NULL) \
    X(TUI_DO_SEARCH_NEXT, "search-next", "n", "everywhere", N_("Finding"), TUI_MOVES, N_("next hit"), \
      N_("To the next hit"), NULL, NULL, NULL) \
    X(TUI_DO_SEARCH_PREVIOUS, "search-previous", "N", "everywhere", N_("Finding"), TUI_MOVES, N_("previous hit"), \
      N_("To the hit before"), NULL, NULL, NULL) \
    X(TUI_DO_FILTER, "filter", "f", "everywhere", N_("Finding"), 52 | TUI_FIXED, N_("filter"), \
      N_("Filter: show only what matches"), NULL, NULL, NULL) \
    X(TUI_DO_SORT, "sort", "s", "everywhere", N_("Finding"), 54 | TUI_FIXED, N_("sort"), \
      N_("Sort by a column"), NULL, NULL, NULL) \
    X(TUI_DO_SAVE, "form-save", "C-s F2", "form", N_("Forms"), 1, N_("save"), \
      N_("Save the form"), NULL, NULL, NULL) \
    X(TUI_DO_CHOOSE, "form-choose", "F4", "form", N_("Forms"), 20, N_("choose"), \
      N_("Choose a value for this field from a list"), NULL, NULL, NULL) \
    X(TUI_DO_BACK, "back", "q Esc", "everywhere", N_("Desk"), 94 | TUI_FIXED, N_("back"), \
      N_("Back to the screen before"), NULL, NULL, NULL) \
    X(TUI_DO_PALETTE, "palette", ": M-x", "everywhere", N_("Desk"), 92 | TUI_FIXED | TUI_MOVES, N_("command"), \
      N_("Any command by its name"), NULL, NULL, NULL) \
    X(TUI_DO_HELP, "help", "? F1", "everywhere", N_("Desk"), 90 | TUI_FIXED, N_("help"), \
      N_("What can be done here and now"), NULL, NULL, NULL) \
    X(TUI_DO_REPAINT, "repaint", "C-l", "everywhere", N_("Desk"), TUI_FIXED, N_("repaint"), \
      N_("Paint the whole screen again"), NULL, NULL, NULL) \
    X(TUI_DO_SUSPEND, "suspend", "C-z", "everywhere", N_("Desk"), 0, N_("suspend"), \
      N_("Back to the shell for a while; fg returns"), NULL, NULL, NULL) \
    X(TUI_DO_QUIT, "quit", "C-q", "everywhere", N_("Desk"), 0, N_("quit"), \
      N_("Leave the desk"), NULL, NULL, NULL)
/* clang-format on */

enum tui_do { TUI_DO_NONE, TUI_COMMANDS(TUI_COMMAND_ENUM) TUI_DO_COUNT };

/* Sets of the kit's commands, for tui_screen_class.answers. */
#define TUI_BIT(id) (1ull << (id))
#define TUI_ANSWERS_MOVES                                                                          \
    (TUI_BIT(TUI_DO_UP) | TUI_BIT(TUI_DO_DOWN) | TUI_BIT(TUI_DO_LEFT) | TUI_BIT(TUI_DO_RIGHT) |    \
     TUI_BIT(TUI_DO_PAGE_UP) | TUI_BIT(TUI_DO_PAGE_DOWN) | TUI_BIT(TUI_DO_FIRST) |                 \
     TUI_BIT(TUI_DO_LAST))
#define TUI_ANSWERS_MARKS (TUI_BIT(TUI_DO_MARK) | TUI_BIT(TUI_DO_RANGE) | TUI_BIT(TUI_DO_UNMARK))
#define TUI_ANSWERS_SEARCH                                                                         \
    (TUI_BIT(TUI_DO_SEARCH) | TUI_BIT(TUI_DO_SEARCH_NEXT) | TUI_BIT(TUI_DO_SEARCH_PREVIOUS))
#define TUI_ANSWERS_PANES (TUI_BIT(TUI_DO_NEXT_PANE) | TUI_BIT(TUI_DO_PREVIOUS_PANE))

#endif
