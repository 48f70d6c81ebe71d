/* Files that travel inside the binary: all of data/ but the translations, and themes/. */
#ifndef SHAREDESK_BASE_EMBEDDED_H
#define SHAREDESK_BASE_EMBEDDED_H

#include <stddef.h>

struct base_embedded {
    const char *name; /* path from the project's root: "data/policy.ini", "themes/dark.ini" */
    const char *data; /* the file's bytes; a NUL follows the last, not counted in size */
    size_t size;
};

/* The file of that name, or NULL when none is embedded. */
const struct base_embedded *base_embedded_find(const char *name);

/* All files in bytewise order of their names; *n is how many. */
const struct base_embedded *base_embedded_all(size_t *n);

#endif
