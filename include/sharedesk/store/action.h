/* action.h: what was done, as the log names it, in words. */
#ifndef SHAREDESK_STORE_ACTION_H
#define SHAREDESK_STORE_ACTION_H

/* Translated; an action that has no words is told as it stands in the log. */
const char *store_action_show(const char *action);

#endif
