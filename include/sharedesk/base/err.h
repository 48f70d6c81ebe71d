/* err.h: how a function says that it failed: what failed, why, and what to do about it.
 *
 * A function that can fail returns an enum err_code (0 = done) and fills its trailing struct err *.
 * The pointer is never NULL. Shown to people as "sharedesk: WHAT: WHY. HINT" (interfaces.md).
 * Texts are already translated when they are put in. */
#ifndef SHAREDESK_BASE_ERR_H
#define SHAREDESK_BASE_ERR_H

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE,     /* the caller's words are wrong: exit 2 */
    ERR_VALUE,     /* a value is not allowed in its field */
    ERR_REFUSED,   /* a rule of the desk says no */
    ERR_NOT_FOUND, /* no such record, file or name */
    ERR_AMBIGUOUS, /* a reference fits more than one record */
    ERR_CONFLICT,  /* someone else changed the record since it was read */
    ERR_BUSY,      /* another process holds the desk for too long */
    ERR_IO,        /* the system refused: permission, disk, missing directory */
    ERR_CORRUPT,   /* the file is damaged or is no desk */
    ERR_NEWER,     /* the desk was written by a newer program */
    ERR_LIMIT,     /* a number does not fit (money overflow, too long a text) */
    ERR_CANCELLED, /* the user interrupted */
};

struct err {
    enum err_code code;
    char what[320];
    char why[1024];
    char hint[512];
};

#define ERR_INIT                                                                                   \
    {                                                                                              \
        .code = ERR_NONE                                                                           \
    }

/* Fills e and returns code. what: the thing that failed; hint: what to do, or NULL;
 * why_format: printf form. Overlong texts are cut at a character, never refused. */
enum err_code err_set(struct err *e, enum err_code code, const char *what, const char *hint,
                      const char *why_format, ...) __attribute__((format(printf, 5, 6)));

/* Puts "outer: " before what, for a caller that knows more of the context. Returns e->code. */
enum err_code err_within(struct err *e, const char *outer);

void err_clear(struct err *e);

#endif
