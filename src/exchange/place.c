/* place.c: the exchange directory of restricted sessions. */
#include "sharedesk/exchange/place.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"

#include <string.h>

const char *exchange_place(const char *desk_path, bool restricted, const char *name,
                           struct base_arena *a, struct err *e)
{
    if (!restricted)
        return name;
    if (strchr(name, '/') || name[0] == '.' || name[0] == '\0') {
        err_set(e, ERR_REFUSED, name, _("Give a plain name; it stands in the exchange directory"),
                "%s", _("this session may only read and write files of the exchange directory"));
        return NULL;
    }
    const char *slash = strrchr(desk_path, '/');
    const char *directory =
        slash ? base_arena_strndup(a, desk_path, (size_t)(slash - desk_path)) : ".";
    directory = base_arena_printf(a, "%s/exchange", directory);
    return base_dir_make(directory, e) ? NULL : base_arena_printf(a, "%s/%s", directory, name);
}
