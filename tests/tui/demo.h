/* demo.h: a small program on the terminal kit, with no record of the desk, to test the kit with. */
#ifndef SHAREDESK_TESTS_TUI_DEMO_H
#define SHAREDESK_TESTS_TUI_DEMO_H

#include "harness.h"

enum demo_id {
    DEMO_FIRST_ = TUI_DO_COUNT - 1,
    DEMO_ADD,
    DEMO_PROPOSE,
    DEMO_GO_BROWSE,
    DEMO_GO_MATCH,
    DEMO_COUNT
};

/* Counts what the screens were asked to do. */
struct demo {
    size_t total; /* rows of the table */
    size_t fetches;
    int reloads, quiets, ticks, hangups, opened, saved, drafts;
    char last[64]; /* key of the last record opened or proposed */
    bool fail_fetch;
};

extern const struct tui_command demo_commands[];
extern const size_t demo_command_count;
extern const struct tui_screen_class demo_browse_class; /* a table over demo->total rows */
extern const struct tui_screen_class demo_match_class;  /* two panes */
extern const struct tui_screen_class demo_form_class;

struct tui_test *demo_start(struct demo *demo, int rows, int cols);

#endif
