/* demo.h: a believable region at work, from data/demo: for `init --demo`, screens and trials. */
#ifndef SHAREDESK_EXCHANGE_DEMO_H
#define SHAREDESK_EXCHANGE_DEMO_H

#include "sharedesk/base/err.h"
#include "sharedesk/store/store.h"

/* Fills an empty desk, in one transaction, relative to the desk's clock: the same day gives the
 * same desk. Refuses a desk that already has records. */
enum err_code exchange_demo_fill(struct store *s, struct err *e);

#endif
