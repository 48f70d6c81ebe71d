/* letter_mail.c: a letter as a message that a mail program opens. */
#include "sharedesk/report/letter.h"

#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include "internal.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* wrap: after so many characters a line ends; 0 never. */
static void add_base64(struct base_text *t, const char *s, size_t n, size_t wrap)
{
    size_t column = 0;
    for (size_t i = 0; i < n; i += 3) {
        unsigned long v = (unsigned long)(unsigned char)s[i] << 16;
        if (i + 1 < n)
            v |= (unsigned long)(unsigned char)s[i + 1] << 8;
        if (i + 2 < n)
            v |= (unsigned long)(unsigned char)s[i + 2];
        base_text_add_char(t, digits[v >> 18 & 63]);
        base_text_add_char(t, digits[v >> 12 & 63]);
        base_text_add_char(t, i + 1 < n ? digits[v >> 6 & 63] : '=');
        base_text_add_char(t, i + 2 < n ? digits[v & 63] : '=');
        column += 4;
        if (wrap > 0 && column >= wrap && i + 3 < n) {
            base_text_add(t, "\r\n");
            column = 0;
        }
    }
}

/* RFC 2047 in words of at most 45 bytes, cut between characters; no control character gets through,
 * so that no header can be smuggled in. */
static void add_header_text(struct base_text *t, const char *s, struct base_arena *a)
{
    s = base_utf8_show(a, s);
    while (*s != '\0') {
        size_t n = 0;
        while (s[n] != '\0') {
            size_t next = base_utf8_cluster(s + n);
            if (n + next > 45 && n > 0)
                break;
            n += next;
        }
        base_text_add(t, "=?UTF-8?B?");
        add_base64(t, s, n, 0);
        base_text_add(t, "?=");
        s += n;
        if (*s != '\0')
            base_text_add(t, "\r\n ");
    }
}

/* An address stands in the header as it is: only what cannot break it. */
static bool plain_address(const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s <= ' ' || *s == 127 || strchr("<>,;:\"()[]\\", *s) != NULL)
            return false;
    }
    return true;
}

/* Month names of RFC 5322 are English whatever the locale. */
static void add_date(struct base_text *t, int64_t now)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char iso[32];
    base_time_format(now, iso); /* 2026-12-16T09:00:00+08:00 */
    int month = 10 * (iso[5] - '0') + iso[6] - '0';
    base_text_printf(t, "Date: %.2s %.3s %.4s %.8s %.3s%.2s\r\n", iso + 8, months + 3 * (month - 1),
                     iso, iso + 11, iso[19] == 'Z' ? "+00" : iso + 19,
                     iso[19] == 'Z' ? "00" : iso + 23);
}

/* "Name <address>"; only the name when the address is none. */
static void add_mailbox(struct base_text *t, const char *header, const char *name,
                        const char *email, struct base_arena *a)
{
    base_text_printf(t, "%s: ", header);
    add_header_text(t, name, a);
    if (email[0] != '\0' && plain_address(email))
        base_text_printf(t, "%s<%s>", name[0] != '\0' ? " " : "", email);
    base_text_add(t, "\r\n");
}

/* Lines of a message end in CR LF, encoded or not. */
static void add_body(struct base_text *t, const char *body)
{
    struct base_text lines = {0};
    for (; *body != '\0'; body++) {
        if (*body == '\n')
            base_text_add_char(&lines, '\r');
        base_text_add_char(&lines, *body);
    }
    add_base64(t, base_text_string(&lines), lines.length, 76);
    base_text_free(&lines);
}

/* Without an address of the desk the message has no sender: the mail program that opens the draft
 * puts its own. */
const char *report_letter_eml(struct match_desk *m, const struct report_letter *letter,
                              struct base_arena *a)
{
    struct base_text t = {0};
    const struct model_policy *policy = store_policy(match_desk_store(m));
    add_date(&t, store_now(match_desk_store(m)));
    if (!base_text_empty(policy->email))
        add_mailbox(&t, "From", policy->name, policy->email, a);
    add_mailbox(&t, "To", letter->name, letter->email, a);
    base_text_add(&t, "Subject: ");
    add_header_text(&t, letter->subject, a);
    base_text_add(&t, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: base64\r\nX-Unsent: 1\r\n\r\n");
    add_body(&t, letter->body);
    base_text_add(&t, "\r\n");
    const char *text = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return text;
}
