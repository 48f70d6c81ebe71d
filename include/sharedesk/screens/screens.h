/* screens.h: the desk on the terminal: the one entry from main.c. */
#ifndef SHAREDESK_SCREENS_SCREENS_H
#define SHAREDESK_SCREENS_SCREENS_H

#include "sharedesk/model/policy.h"
#include "sharedesk/store/store.h"

struct screens_options {
    struct store *store;                   /* open; stays the caller's */
    const struct model_personal *personal; /* as read from sharedesk.ini */
    const char *config_path; /* sharedesk.ini, read for [keys] and [columns], where the user's
                                choices are written; need not exist; NULL: nothing is kept */
    bool restricted;         /* no shell, no suspend, files only in the exchange directory */
};

/* Runs until the user leaves or the line drops. Fails only when there is no terminal to run on. */
enum err_code screens_run(const struct screens_options *options, struct err *e);

/* The keys section of the manual and docs/keys.md, as Markdown. */
struct base_text;
void screens_keys_write(struct base_text *out);

#endif
