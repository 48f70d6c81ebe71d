/* pick.h: records to choose from while a reference is typed. */
#ifndef SHAREDESK_SCREENS_PICK_H
#define SHAREDESK_SCREENS_PICK_H

#include "sharedesk/screens/desk.h"

/* What the text means exactly, then what its words find, best first, as completions whose code is
 * the number ("R12"). For tui_ask.complete. MODEL_ANY: of every type, told beside each. */
size_t screens_pick(const struct screens_desk *d, enum model_type type, const char *text,
                    struct base_arena *a, struct tui_choice **choices);

#endif
