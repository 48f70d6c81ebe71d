/* text.h: a growing string, and the few string helpers libc lacks. */
#ifndef SHAREDESK_BASE_TEXT_H
#define SHAREDESK_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise; s is NULL until the first append and always NUL-terminated after it. */
struct base_text {
    char *s;
    size_t length;
    size_t capacity;
};

void base_text_free(struct base_text *t);
void base_text_clear(struct base_text *t); /* keeps the memory; s becomes "" */
void base_text_add(struct base_text *t, const char *s);
void base_text_add_n(struct base_text *t, const char *s, size_t n);
void base_text_add_char(struct base_text *t, char c);
void base_text_printf(struct base_text *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *base_text_string(const struct base_text *t); /* "" when empty */

bool base_text_equal(const char *a, const char *b); /* NULL equals NULL and "" */
bool base_text_empty(const char *s);                /* NULL or "" or only ASCII blanks */
bool base_text_starts(const char *s, const char *prefix);
char *base_text_trim(char *s);                             /* in place; returns the new start */
bool base_text_parse_int(const char *s, long long *value); /* whole string, decimal, no overflow */

#endif
