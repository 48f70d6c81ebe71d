/* demo.h: a believable region at work, from data/demo: for `init --demo`, screens and trials.
 *
 * The demo's files are ordinary CSV, but their days are told from today:
 *   {d-12}  {d+3 09:00}   calendar days        {b-12 09:00}  working days (Monday to Friday); {b+0}
 * is {w-8:2 09:00}  week, weekday (1 Monday)                   today, on a week-end the Monday
 * after {m-1}   a month       {m-1:26 14:00}       its 26th day, or its last if it is shorter With
 * a time they become a time in the desk's zone, without one a date. */
#ifndef SHAREDESK_EXCHANGE_DEMO_H
#define SHAREDESK_EXCHANGE_DEMO_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/text.h"
#include "sharedesk/store/store.h"

/* Fills an empty desk, in one transaction, relative to the desk's clock: the same day gives the
 * same desk. Refuses a desk that already has organisations. */
enum err_code exchange_demo_fill(struct store *s, struct err *e);

/* Appends text with its days put in, as seen on the local day `today`. What is no day stays. */
void exchange_demo_expand(struct base_text *out, const char *text, int64_t today);

#endif
