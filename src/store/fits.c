#include "sharedesk/store/fits.h"

#include "internal.h"

enum err_code store_fits_add(struct store *s, int64_t resource, int64_t demand, int64_t score,
                             struct err *e)
{
    store_start(e);
    if (s->read_only)
        return ERR_NONE;
    return store_run(s, STORE_FITS_ADD,
                     STORE_ARGS(STORE_INT(resource), STORE_INT(demand), STORE_INT(score),
                                STORE_INT(store_now(s))),
                     e);
}

enum err_code store_fits_looked(struct store *s, int64_t resource, int64_t demand, struct err *e)
{
    store_start(e);
    if (s->read_only)
        return ERR_NONE;
    return store_run(s, STORE_FITS_LOOKED,
                     STORE_ARGS(STORE_INT(resource), STORE_INT(demand), STORE_INT(store_now(s))),
                     e);
}

enum err_code store_fits_newest(struct store *s, int64_t *resource, struct err *e)
{
    return store_number(s, STORE_FITS_NEWEST, STORE_NO_ARGS, 0, resource, e);
}

enum err_code store_fits_entered(struct store *s, int64_t after, size_t most, struct base_arena *a,
                                 int64_t **resources, size_t *count, struct err *e)
{
    struct store_rows rows;
    *count = 0;
    if (store_rows(s, STORE_FITS_ENTERED, STORE_ARGS(STORE_INT(after), STORE_INT((int64_t)most)), a,
                   &rows, e))
        return e->code;
    *resources = base_arena_array(a, rows.count + 1, sizeof **resources);
    for (size_t i = 0; i < rows.count; i++)
        (*resources)[(*count)++] = STORE_CELL(&rows, i, 0)->number;
    return ERR_NONE;
}
