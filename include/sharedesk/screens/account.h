/* account.h: an organisation's account: why its standing is what it is, and its statement. */
#ifndef SHAREDESK_SCREENS_ACCOUNT_H
#define SHAREDESK_SCREENS_ACCOUNT_H

#include "sharedesk/screens/desk.h"

int screens_open_account(struct tui_screen *s, int64_t organisation);
/* Whose account an account screen shows. */
struct store_ref screens_account_organisation(const struct tui_screen *s);
/* A worth that is an estimate, in whole currency units: "8,000". */
const char *screens_worth_show(const struct screens_desk *d, double minor_units,
                               struct base_arena *a);

#endif
