/* Whatever a file holds: importing it is refused as a whole, or every data row is accounted for,
 * and trying only changes nothing. */
#include "desk.h"

#include "sharedesk/exchange/import.h"

#include <stdint.h>
#include <stdlib.h>

static struct desk *desk;

static void require(int holds)
{
    if (!holds)
        abort();
}

static void end(void)
{
    desk_free(&desk);
}

static void start(void)
{
    desk = desk_new();
    desk_add_resource(desk, "Microscope", desk_add_organisation(desk, "Hexi University"));
    atexit(end);
}

static void import_as(const char *bytes, size_t size, const char *name, enum exchange_profile as)
{
    const struct exchange_source source = {name, bytes, size};
    const struct exchange_import_options options = {.dry_run = true, .profile = as};
    struct exchange_import_result result;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    if (exchange_import(desk->store, &source, 1, &options, a, &result, &e) == ERR_NONE) {
        require(result.row_count == result.rejected);
        require((result.rejects[0] != NULL) == (result.rejected > 0));
        for (size_t i = 0; i < result.row_count; i++)
            require(result.rows[i].line > 1 && result.rows[i].reason && result.rows[i].value);
    }
    base_arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!desk)
        start();
    import_as((const char *)data, size, "file.csv", EXCHANGE_NATIVE);
    import_as((const char *)data, size, "bookings.csv", EXCHANGE_NATIVE);
    import_as((const char *)data, size, "list.csv", EXCHANGE_UNIQUIP);
    return 0;
}
