/* place.h: where files of an exchange may stand. A restricted session (one behind a forced SSH
 * command) reads and writes only in the directory `exchange` beside the desk. */
#ifndef SHAREDESK_EXCHANGE_PLACE_H
#define SHAREDESK_EXCHANGE_PLACE_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stdbool.h>

/* The path of a file that was named; for a restricted session a plain name in that directory, which
 * is made. NULL when the name is refused or the directory cannot be made. */
const char *exchange_place(const char *desk_path, bool restricted, const char *name,
                           struct base_arena *a, struct err *e);

#endif
