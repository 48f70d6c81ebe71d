/* faults.h: collecting what bad configuration lines say; for src/tui only. */
#ifndef SHAREDESK_TUI_FAULTS_H
#define SHAREDESK_TUI_FAULTS_H

#include "sharedesk/tui/theme.h"

/* Adds a printf text in arena a; faults may be NULL. */
void tui_faults_add(struct tui_faults *faults, struct base_arena *a, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
