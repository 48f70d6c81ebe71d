/* deed.h: what is done to the ledger and to what hangs on it: a small form, then what it would
 * post, entry by entry, then yes or no. Nothing is written before the yes; a refusal is shown in
 * full and the form stays. What was typed is kept as a draft. */
#ifndef SHAREDESK_SCREENS_DEED_H
#define SHAREDESK_SCREENS_DEED_H

#include "sharedesk/screens/desk.h"

enum screens_deed {
    SCREENS_DEED_PAYMENT,  /* an organisation pays what it owes */
    SCREENS_DEED_PAYOUT,   /* an organisation is paid what it is owed */
    SCREENS_DEED_DEPOSIT,  /* into a fund */
    SCREENS_DEED_TRANSFER, /* from fund to fund */
    SCREENS_DEED_PREMIUM,  /* owed to the risk fund */
    SCREENS_DEED_VOUCHER,
    SCREENS_DEED_AWARD,
    SCREENS_DEED_CLAIM,
    SCREENS_DEED_ANSWER, /* to a questionnaire */
    SCREENS_DEED_REVERSAL,
    SCREENS_DEED_INVOICE,
    SCREENS_DEED_COUNT
};

/* about: a record that is known already; every field that links to its type gets it. id 0: none. */
int screens_deed_open(struct tui_screen *s, enum screens_deed deed, struct store_ref about);

#endif
