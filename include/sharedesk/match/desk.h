/* desk.h: what matching keeps in memory between two questions: thesaurus, index of the offers,
 * answers, common history, rates. One a session; every question first looks whether the store has
 * changed and reads anew what did. */
#ifndef SHAREDESK_MATCH_DESK_H
#define SHAREDESK_MATCH_DESK_H

#include "sharedesk/model/thesaurus.h"
#include "sharedesk/store/store.h"

struct match_desk;

enum err_code match_desk_open(struct store *s, struct match_desk **desk, struct err *e);
void match_desk_free(struct match_desk **desk);
struct store *match_desk_store(const struct match_desk *m);

const struct model_thesaurus *match_desk_thesaurus(const struct match_desk *m);
/* How alike two offers are by what they say of themselves, 0 to 1; 0 for one that is retired. */
enum err_code match_desk_likeness(struct match_desk *m, int64_t one, int64_t other,
                                  double *likeness, struct err *e);

/* How many offers are of a kind (or one above or below), or say a token where kind is NULL. */
enum err_code match_desk_holding(struct match_desk *m, const char *kind, const char *token,
                                 size_t *count, struct err *e);

/* Long work tells how far it is and asks whether to go on; false stops it (ERR_CANCELLED). */
struct match_progress {
    void *context;
    bool (*step)(void *context, const char *what, size_t done, size_t of);
};
void match_desk_watch(struct match_desk *m, const struct match_progress *progress); /* NULL: none */

/* n calendar months before t: the same day of the month at the same time, or the month's last day.
 */
int64_t match_months_before(int64_t t, int64_t n);

#endif
