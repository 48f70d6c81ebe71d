#include "faults.h"

#include <stdarg.h>

void tui_faults_add(struct tui_faults *faults, struct base_arena *a, const char *format, ...)
{
    if (!faults)
        return;
    va_list args;
    va_start(args, format);
    const char **slot = base_arena_push(a, (void **)&faults->texts, &faults->count,
                                        &faults->capacity, sizeof *slot);
    *slot = base_arena_vprintf(a, format, args);
    va_end(args);
}
