/* file.h: whole files in, whole files out: a file is written beside its place and renamed, so that
 * it is there whole or not at all. */
#ifndef SHAREDESK_BASE_FILE_H
#define SHAREDESK_BASE_FILE_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stddef.h>

/* data is NUL-terminated past size. path "-" is standard input. */
enum err_code base_file_read(const char *path, struct base_arena *a, char **data, size_t *size,
                             struct err *e);
/* Temp file in the same directory, fsync, rename. path "-" is standard output. */
enum err_code base_file_write(const char *path, const char *data, size_t size, struct err *e);
/* Makes a directory and what is missing above it. */
enum err_code base_dir_make(const char *path, struct err *e);

/* XDG places, with /sharedesk appended; the directory need not exist. */
char *base_dir_data(struct base_arena *a);
char *base_dir_config(struct base_arena *a);
char *base_dir_state(struct base_arena *a);

/* Fills e from errno: "what: strerror". */
enum err_code base_file_error(struct err *e, const char *path, int error);

#endif
