/* letter.h: a letter about a pair, read before it goes out: to either side, in either language, as
 * text or as a message; that it went out is noted with the pair. */
#ifndef SHAREDESK_SCREENS_LETTER_H
#define SHAREDESK_SCREENS_LETTER_H

#include "sharedesk/report/letter.h"
#include "sharedesk/screens/desk.h"

struct screens_letter_visit {
    int64_t proposal, demand, resource;
    enum report_letter_kind kind;
};

extern const struct tui_screen_class screens_letter_class; /* arg: struct screens_letter_visit * */
bool screens_letter_subject(struct tui_screen *s, struct store_ref *ref);

#endif
