/* open.h: from any screen to a record, its form, its history, a list. Each pushes a screen (or
 * raises the one that shows it already) and returns the result to end a command with. */
#ifndef SHAREDESK_SCREENS_OPEN_H
#define SHAREDESK_SCREENS_OPEN_H

#include "sharedesk/screens/desk.h"

int screens_open_record(struct tui_screen *s, struct store_ref ref);
/* The place where it is worked on: a demand in Match, a booking in Schedule …; else its own screen.
 */
int screens_open_place(struct tui_screen *s, struct store_ref ref);
/* ref.id 0: the log of the whole desk. */
int screens_open_history(struct tui_screen *s, struct store_ref ref);
int screens_open_edit(struct tui_screen *s, struct store_ref ref);
/* preset: a record of the type (model_record_new) with what is known already, or NULL; copied. */
int screens_open_add(struct tui_screen *s, enum model_type type, const void *preset);
/* Browse on that list; filter and link as in struct store_list, text of the filter language or
 * NULL. */
struct screens_list_wish {
    enum model_type type;
    const char *filter;             /* or NULL */
    const char *search;             /* or NULL */
    const struct model_field *link; /* records linking to link_id by it, or NULL */
    int64_t link_id;
    enum model_type link_type; /* where link is an ANYREF */
    const char *title;         /* translated, or NULL: the type's */
};
int screens_open_list(struct tui_screen *s, const struct screens_list_wish *wish);

#endif
