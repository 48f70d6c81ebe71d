/* match.h: the Match place: what is wanted beside what would serve it, with the reasons; or, the
 * other way round, what is offered beside who waits for it. */
#ifndef SHAREDESK_SCREENS_MATCH_H
#define SHAREDESK_SCREENS_MATCH_H

#include "sharedesk/screens/desk.h"

/* What to show when the place is opened or raised; all 0: as it stands. */
struct screens_match_visit {
    int64_t demand;   /* this demand */
    int64_t resource; /* with demand: this pair; alone: the demands that wait for it */
};

extern const struct tui_screen_class
    screens_match_class; /* arg: struct screens_match_visit *, or NULL */
bool screens_match_subject(struct tui_screen *s, struct store_ref *ref);
int screens_match_add(struct tui_screen *s);
/* A record was entered in a form above s: in the Match place, what was added there is chosen. */
void screens_match_entered(struct tui_screen *s, struct store_ref ref);

#endif
