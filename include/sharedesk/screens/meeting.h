/* meeting.h: the place Meeting, for the registry of screens. */
#ifndef SHAREDESK_SCREENS_MEETING_H
#define SHAREDESK_SCREENS_MEETING_H

#include "sharedesk/screens/desk.h"

/* arg: int64_t * of the meeting to show, or NULL */
extern const struct tui_screen_class screens_meeting_class;
bool screens_meeting_subject(struct tui_screen *s, struct store_ref *ref);
int screens_meeting_add(struct tui_screen *s);
/* The month that is likely wanted: of the first meeting that is not closed, else the next. */
int64_t screens_meeting_likely_month(const struct screens_desk *d);

#endif
