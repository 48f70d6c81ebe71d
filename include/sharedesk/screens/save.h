/* save.h: a text into a file that the user names. */
#ifndef SHAREDESK_SCREENS_SAVE_H
#define SHAREDESK_SCREENS_SAVE_H

#include "sharedesk/screens/desk.h"

/* Asks for the file (name is proposed), and before writing over one that is there. The text is
 * copied. Returns the result to end a command with. */
int screens_ask_save(struct tui_screen *s, const char *name, const char *text);

#endif
