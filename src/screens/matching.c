/* matching.c: the session's one matching desk, opened when the first screen asks for it: its index
 * of offers costs time and memory that browsing does not need. */
#include "sharedesk/screens/desk.h"

struct match_desk *screens_match(struct screens_desk *d, struct err *e)
{
    if (d->match)
        return d->match;
    if (match_desk_open(d->store, &d->match, e))
        return NULL;
    d->match_free = match_desk_free;
    return d->match;
}
