#include "sharedesk/base/text.h"

#include "sharedesk/base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Makes room for n more bytes and the NUL. */
static void reserve(struct base_text *t, size_t n)
{
    if (t->s && n < t->capacity - t->length)
        return;
    size_t wanted = t->capacity ? t->capacity : 64;
    while (wanted - t->length <= n)
        wanted = wanted > SIZE_MAX / 2 ? SIZE_MAX : wanted * 2;
    t->s = base_realloc(t->s, wanted, 1);
    t->capacity = wanted;
    t->s[t->length] = '\0';
}

void base_text_free(struct base_text *t)
{
    free(t->s);
    *t = (struct base_text){0};
}

void base_text_clear(struct base_text *t)
{
    t->length = 0;
    if (t->s)
        t->s[0] = '\0';
}

void base_text_add_n(struct base_text *t, const char *s, size_t n)
{
    reserve(t, n);
    if (n)
        memcpy(t->s + t->length, s, n);
    t->length += n;
    t->s[t->length] = '\0';
}

void base_text_add(struct base_text *t, const char *s)
{
    base_text_add_n(t, s, s ? strlen(s) : 0);
}

void base_text_add_char(struct base_text *t, char c)
{
    base_text_add_n(t, &c, 1);
}

void base_text_printf(struct base_text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        return;
    reserve(t, (size_t)length);
    va_start(args, format);
    vsnprintf(t->s + t->length, (size_t)length + 1, format, args);
    va_end(args);
    t->length += (size_t)length;
}

const char *base_text_string(const struct base_text *t)
{
    return t->s ? t->s : "";
}

bool base_text_equal(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

bool base_text_empty(const char *s)
{
    if (!s)
        return true;
    while (is_blank(*s))
        s++;
    return *s == '\0';
}

bool base_text_starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

char *base_text_trim(char *s)
{
    while (is_blank(*s))
        s++;
    size_t length = strlen(s);
    while (length > 0 && is_blank(s[length - 1]))
        length--;
    s[length] = '\0';
    return s;
}

bool base_text_parse_int(const char *s, long long *value)
{
    if (!s || *s == '\0' || is_blank(*s))
        return false;
    char *end;
    errno = 0;
    long long parsed = strtoll(s, &end, 10);
    if (errno != 0 || *end != '\0' || end == s)
        return false;
    *value = parsed;
    return true;
}
