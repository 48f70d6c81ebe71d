#include "sharedesk/base/whole.h"

#include <stddef.h>

int64_t base_common_measure(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

uint64_t base_hash_text(uint64_t hash, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        hash = base_hash(hash, (unsigned char)*text);
    return hash;
}
