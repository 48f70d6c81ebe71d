/* what_if.h: a month's allocation under assumptions, beside how it stands without them. Nothing is
 * written: the assumptions stay with the session, until they are cleared. */
#ifndef SHAREDESK_SCREENS_WHAT_IF_H
#define SHAREDESK_SCREENS_WHAT_IF_H

#include "sharedesk/screens/desk.h"
#include "sharedesk/store/store.h"

struct screens_what_if_visit {
    int64_t month;
    int64_t run;              /* the one that the question comes from; 0: none */
    int64_t demand, resource; /* what a pin, a capacity is suggested for; 0: none */
};

extern const struct tui_screen_class screens_what_if_class;
bool screens_what_if_subject(struct tui_screen *s, struct store_ref *ref);
void screens_what_if_forget(struct what_if_assumed **assumed); /* at the end of the session */
/* Works out what is compared with (Esc stops it), then opens the screen. */
int screens_open_what_if(struct tui_screen *s, const struct screens_what_if_visit *visit);

#endif
