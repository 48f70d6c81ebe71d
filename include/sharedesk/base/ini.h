/* ini.h: an INI file read with iniparser, with the line numbers that iniparser does not keep.
 *
 * Names are case-blind. A value with ';' or '#' in it needs quotes ("x" or 'x'; no escapes inside),
 * since both begin a comment. A backslash at the end continues a line, 1020 bytes at most in all.
 * A key set twice in a section counts the last time, and is a fault. */
#ifndef SHAREDESK_BASE_INI_H
#define SHAREDESK_BASE_INI_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stddef.h>

struct base_ini_entry {
    const char *section; /* lower case; "" before the first section */
    const char *key;     /* lower case */
    const char *value;   /* as written, without quotes */
    int line;            /* 1-based */
};

struct base_ini {
    const char *file; /* name for messages */
    const struct base_ini_entry *entries;
    size_t count;
    const char *const *faults; /* lines that are no INI: "file:line: text", already translated */
    size_t fault_count;
};

/* Reads path. A missing file is ERR_NOT_FOUND; broken lines are faults, not errors. */
enum err_code base_ini_read(const char *path, struct base_arena *a, struct base_ini *ini,
                            struct err *e);
/* The same for text in memory (an embedded default); name is for messages. */
enum err_code base_ini_parse(const char *name, const char *text, struct base_arena *a,
                             struct base_ini *ini, struct err *e);

#endif
