/* detail.h: all of one record, as a pane: its fields, what links to it and how often, its last
 * contacts. The cursor stands on an item; Enter on a link opens it. It answers TUI_ANSWERS_MOVES |
 * TUI_BIT(TUI_DO_OPEN). */
#ifndef SHAREDESK_SCREENS_DETAIL_H
#define SHAREDESK_SCREENS_DETAIL_H

#include "sharedesk/screens/desk.h"

struct screens_detail;

struct screens_detail *screens_detail_new(struct screens_desk *d);
void screens_detail_free(struct screens_detail **v);
/* Reads it; the place of reading stays when it is the same record. ref.id 0: shows nothing. */
enum err_code screens_detail_show(struct screens_detail *v, struct store_ref ref, struct err *e);
void screens_detail_draw(struct screens_detail *v, struct tui_area area, bool focused);
int screens_detail_command(struct screens_detail *v, struct tui_screen *s, int id);
/* The record that the item under the cursor leads to. */
bool screens_detail_link(const struct screens_detail *v, struct store_ref *ref);

#endif
