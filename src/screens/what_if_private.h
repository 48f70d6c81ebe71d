/* what_if_private.h: shared by what_if.c (the screen and its runs) and what_if_ask.c (what is
 * assumed). */
#ifndef SCREENS_WHAT_IF_PRIVATE_H
#define SCREENS_WHAT_IF_PRIVATE_H

#include "sharedesk/match/allocate.h"
#include "sharedesk/screens/what_if.h"
#include "sharedesk/tui/table.h"

enum { WHAT_IF_MOST = 40, WHAT_IF_COLUMNS = 6 };

/* One assumption: a pin or prohibition, or something of a record or of the policy. */
struct what_if_item {
    bool is_stance;
    struct match_stance stance;
    struct match_assumption assumption;
    const char *text;
};

/* All that is assumed of a month. It outlasts the screen: who comes back to the question finds it.
 */
struct what_if_assumed {
    struct base_arena *life;
    int64_t month;
    struct what_if_item items[WHAT_IF_MOST];
    size_t count;
};

/* What is being asked at the bottom line. */
struct what_if_question {
    enum match_assumed what;
    int64_t of; /* resource, fund, organisation; of a stance the demand */
    const char *key;
    bool pinned;
};

struct what_if {
    struct screens_desk *desk;
    struct screens_what_if_visit of;
    struct base_arena *life, *base, *told; /* the screen's; of the plan compared with; of the run */
    const char *title, *before_name;
    struct match_plan before, now;
    struct match_change *changes;
    size_t change_count, in, out;
    bool stopped; /* the last run was: what is shown is older than what is assumed */
    struct what_if_assumed *assumed;
    struct what_if_question asked;
    struct tui_table *table;
    struct tui_column columns[WHAT_IF_COLUMNS];
    struct tui_rows rows;
};

/* what_if.c */
/* Runs the month under what is assumed now. */
int what_if_run(struct tui_screen *s);
/* The same beside the month as it stands now. */
int what_if_run_anew(struct tui_screen *s);
const struct match_change *what_if_current(const struct what_if *w); /* or NULL */

/* what_if_ask.c */
int what_if_ask(struct tui_screen *s, enum match_assumed what);
int what_if_ask_stance(struct tui_screen *s, bool pinned);
int what_if_ask_drop(struct tui_screen *s);
int what_if_clear(struct tui_screen *s); /* all of it */

#endif
