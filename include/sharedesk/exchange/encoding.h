/* encoding.h: bytes of unknown origin to UTF-8: a byte order mark decides, else valid UTF-8, else
 * the most plausible of UTF-16, GB18030, Windows-1252 and MacRoman. */
#ifndef SHAREDESK_EXCHANGE_ENCODING_H
#define SHAREDESK_EXCHANGE_ENCODING_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stddef.h>

struct exchange_text {
    const char *text; /* UTF-8 without mark, NUL after the last byte */
    size_t size;
    const char *encoding; /* "UTF-8", "UTF-16LE", "GB18030", "Windows-1252", "MacRoman" … */
    bool marked;          /* it began with a byte order mark */
};

/* encoding: NULL to find out, else a name that iconv knows ("MacRoman" and "mac-roman" too). Fails
 * on an unknown name, and on bytes that the encoding asked for does not have, naming the line. */
enum err_code exchange_text_decode(const char *bytes, size_t size, const char *encoding,
                                   struct base_arena *a, struct exchange_text *text, struct err *e);

#endif
