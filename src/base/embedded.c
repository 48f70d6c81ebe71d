#include "sharedesk/base/embedded.h"

#include <string.h>

/* The rows, and the symbols of the assembly that holds the bytes. */
#include "embedded_table.h"

const struct base_embedded *base_embedded_find(const char *name)
{
    for (const struct base_embedded *e = table; e->name; e++) {
        if (strcmp(e->name, name) == 0)
            return e;
    }
    return NULL;
}

const struct base_embedded *base_embedded_all(size_t *n)
{
    *n = sizeof table / sizeof table[0] - 1;
    return table;
}
