/* Whatever an INI file holds: it is read, every line is an entry, a fault or nothing, and what
 * comes out is text that can be shown. */
#include "sharedesk/base/ini.h"
#include "sharedesk/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct base_arena *a = base_arena_new();
    struct base_ini ini;
    struct err e = ERR_INIT;
    char *text = base_arena_strndup(a, (const char *)data, size);
    require(base_ini_parse("fuzz.ini", text, a, &ini, &e) == ERR_NONE);
    for (size_t i = 0; i < ini.count; i++) {
        const struct base_ini_entry *entry = &ini.entries[i];
        require(entry->line > 0 && entry->section && entry->key[0] != '\0');
        require(base_utf8_valid(entry->value, strlen(entry->value)));
    }
    for (size_t i = 0; i < ini.fault_count; i++)
        require(base_utf8_show(a, ini.faults[i]) == ini.faults[i]);
    base_arena_free(&a);
    return 0;
}
