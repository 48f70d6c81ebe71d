/* fits.h: which waiting demands a new offer fits, kept until someone has looked. Outside the change
 * log: it is derived, and nobody takes it back. */
#ifndef SHAREDESK_STORE_FITS_H
#define SHAREDESK_STORE_FITS_H

#include "sharedesk/store/store.h"

/* What was found before stays as it was. Nothing on a desk that may only be read. */
enum err_code store_fits_add(struct store *s, int64_t resource, int64_t demand, int64_t score,
                             struct err *e);
enum err_code store_fits_looked(struct store *s, int64_t resource, int64_t demand, struct err *e);

/* Resources entered after the one with this id, at most so many. */
enum err_code store_fits_newest(struct store *s, int64_t *resource, struct err *e);
enum err_code store_fits_entered(struct store *s, int64_t after, size_t most, struct base_arena *a,
                                 int64_t **resources, size_t *count, struct err *e);

#endif
