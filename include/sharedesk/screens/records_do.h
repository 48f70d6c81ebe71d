/* records_do.h: what can be done to chosen records on any screen that lists them. */
#ifndef SHAREDESK_SCREENS_RECORDS_DO_H
#define SHAREDESK_SCREENS_RECORDS_DO_H

#include "sharedesk/screens/desk.h"

/* Retire, bring back, merge (into the first of them): asks, then does it in one change for all.
 * TUI_PASS for other commands. */
int screens_records_do(struct tui_screen *s, int id, const struct store_ref *refs, size_t count);

#endif
