#include "sharedesk/base/err.h"

#include "sharedesk/base/i18n.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Bytes that a UTF-8 sequence with this lead byte should have. */
static size_t sequence_length(unsigned char lead)
{
    if (lead >= 0xF0)
        return 4;
    if (lead >= 0xE0)
        return 3;
    return lead >= 0xC0 ? 2 : 1;
}

/* Drops a character whose last bytes did not fit: half a Chinese character would spoil the line. */
static void trim_partial(char *s)
{
    size_t length = strlen(s);
    size_t lead = length;
    while (lead > 0 && length - lead < 4) {
        lead--;
        unsigned char c = (unsigned char)s[lead];
        if ((c & 0xC0) != 0x80) {
            if (sequence_length(c) > length - lead)
                s[lead] = '\0';
            return;
        }
    }
}

static void print_cut(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void print_cut_va(char *out, size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void print_cut_va(char *out, size_t size, const char *format, va_list args)
{
    int written = vsnprintf(out, size, format, args);
    if (written < 0)
        out[0] = '\0';
    else if ((size_t)written >= size)
        trim_partial(out);
}

static void print_cut(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_cut_va(out, size, format, args);
    va_end(args);
}

/* Everything is printed before *e is touched, so that a caller may pass e's own texts. */
enum err_code err_set(struct err *e, enum err_code code, const char *what, const char *hint,
                      const char *why_format, ...)
{
    struct err made = {.code = code};
    print_cut(made.what, sizeof made.what, "%s", what ? what : "");
    print_cut(made.hint, sizeof made.hint, "%s", hint ? hint : "");
    va_list args;
    va_start(args, why_format);
    print_cut_va(made.why, sizeof made.why, why_format, args);
    va_end(args);
    *e = made;
    return code;
}

enum err_code err_within(struct err *e, const char *outer)
{
    char what[sizeof e->what];
    if (e->what[0] == '\0')
        print_cut(what, sizeof what, "%s", outer);
    else
        print_cut(what, sizeof what, _("%s: %s"), outer, e->what);
    memcpy(e->what, what, sizeof what);
    return e->code;
}

void err_clear(struct err *e)
{
    *e = (struct err)ERR_INIT;
}
