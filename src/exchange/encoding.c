/* encoding.c: what a file is written in, and the way from it to UTF-8 through iconv. */
#include "sharedesk/exchange/encoding.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* Names that people use and iconv libraries do not agree on. */
static const struct {
    const char *said, *told, *iconv;
} names[] = {
    {"utf-8", "UTF-8", "UTF-8"},
    {"utf8", "UTF-8", "UTF-8"},
    {"utf-16", "UTF-16", "UTF-16"},
    {"utf-16le", "UTF-16LE", "UTF-16LE"},
    {"utf-16be", "UTF-16BE", "UTF-16BE"},
    {"gb18030", "GB18030", "GB18030"},
    {"gbk", "GB18030", "GB18030"},    /* a part of it */
    {"gb2312", "GB18030", "GB18030"}, /* the same */
    {"windows-1252", "Windows-1252", "WINDOWS-1252"},
    {"cp1252", "Windows-1252", "WINDOWS-1252"},
    {"macroman", "MacRoman", "MACINTOSH"},
    {"mac-roman", "MacRoman", "MACINTOSH"},
    {"mac_roman", "MacRoman", "MACINTOSH"},
    {"macintosh", "MacRoman", "MACINTOSH"},
};

/* Programs that add a mark to a text which has one leave two. */
static void drop_marks(struct exchange_text *text)
{
    while (text->size >= 3 && memcmp(text->text, "\xef\xbb\xbf", 3) == 0) {
        text->text += 3;
        text->size -= 3;
        text->marked = true;
    }
}

enum convert_result { CONVERTED, UNKNOWN_NAME, BAD_BYTES };

/* *bad gets the offset of the first byte that the encoding does not have. */
static enum convert_result convert(const char *bytes, size_t size, const char *from,
                                   struct base_arena *a, struct exchange_text *text, size_t *bad)
{
    iconv_t cd = iconv_open("UTF-8", from);
    if (cd == (iconv_t)-1)
        return UNKNOWN_NAME;
    size_t room = 3 * size + 4; /* no supported encoding grows more */
    char *out = base_arena_alloc(a, room + 1);
    char *in = (char *)(uintptr_t)bytes;
    char *end = out;
    size_t left = size;
    size_t failed = iconv(cd, &in, &left, &end, &room);
    iconv_close(cd);
    if (failed == (size_t)-1) {
        *bad = (size_t)(in - bytes);
        return BAD_BYTES;
    }
    *end = '\0';
    text->text = out;
    text->size = (size_t)(end - out);
    drop_marks(text);
    return CONVERTED;
}

static void keep_utf8(const char *bytes, size_t size, struct exchange_text *text)
{
    text->text = bytes;
    text->size = size;
    text->encoding = "UTF-8";
    drop_marks(text);
}

static size_t line_at(const char *bytes, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

/* ---- asked for by name ---- */

static enum err_code decode_named(const char *bytes, size_t size, const char *encoding,
                                  struct base_arena *a, struct exchange_text *text, struct err *e)
{
    const char *from = encoding;
    text->encoding = base_arena_strdup(a, encoding);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcasecmp(names[i].said, encoding) == 0) {
            from = names[i].iconv;
            text->encoding = names[i].told;
        }
    }
    size_t bad = 0;
    switch (convert(bytes, size, from, a, text, &bad)) {
    case CONVERTED:
        return ERR_NONE;
    case UNKNOWN_NAME:
        return err_set(e, ERR_USAGE, encoding,
                       _("Known are UTF-8, UTF-16, GB18030, Windows-1252, MacRoman, and what "
                         "`iconv -l` lists."),
                       _("no encoding of this name is known here"));
    default:
        return err_set(
            e, ERR_VALUE, text->encoding,
            _("Save it anew as UTF-8; or leave out --encoding and let the desk find out."),
            _("line %zu has bytes that do not occur in this encoding"), line_at(bytes, bad));
    }
}

/* ---- found out ---- */

/* Bytes of the UTF-8 character at the start of a text, 0 when there is none. */
static size_t sequence_at(const char *bytes, size_t size)
{
    for (size_t n = 2; n <= 4 && n <= size; n++)
        if (base_utf8_valid(bytes, n))
            return n;
    return 0;
}

/* UTF-16 without a mark: commas and line ends leave zero bytes, and all on one side. */
static const char *guess_utf16(const char *bytes, size_t size)
{
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < size; i++)
        zeros[i % 2] += bytes[i] == '\0';
    size_t all = zeros[0] + zeros[1];
    if (size % 2 != 0 || all < 2 || all * 50 < size)
        return NULL;
    if (zeros[0] * 20 <= all)
        return "UTF-16LE";
    return zeros[1] * 20 <= all ? "UTF-16BE" : NULL;
}

/* UTF-8 with some bytes that are none, as when files of two encodings were joined: most of what is
 * beyond ASCII stands in characters of three bytes or more, which nothing else gives by chance. */
static bool is_broken_utf8(const char *bytes, size_t size, size_t *bad)
{
    const bool marked = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    size_t good = 0, other = 0;
    *bad = size;
    for (size_t i = 0; i < size;) {
        size_t n = 1;
        if ((unsigned char)bytes[i] >= 0x80) {
            n = sequence_at(bytes + i, size - i);
            if (n == 0 && *bad == size)
                *bad = i;
            if (n >= 3)
                good += n;
            else
                other += n == 0;
            n = n == 0 ? 1 : n;
        }
        i += n;
    }
    return *bad < size && (marked || good > other);
}

/* Share of two-byte characters that lie in GB 2312, where all but rare Han and the punctuation of
 * Chinese text are. Western text that happens to decode as GB18030 lies outside it. */
static bool gb_is_plausible(const unsigned char *s, size_t size)
{
    size_t common = 0, rare = 0;
    for (size_t i = 0; i < size; i++) {
        if (s[i] < 0x80)
            continue;
        bool inside = i + 1 < size && s[i] >= 0xa1 && s[i] <= 0xf7 && s[i + 1] >= 0xa1;
        if (inside)
            common++;
        else
            rare++;
        bool four = i + 1 < size && s[i + 1] >= 0x30 && s[i + 1] <= 0x39;
        i += four ? 3 : 1;
    }
    return common > 4 * rare;
}

static bool is_in(uint32_t cp, const char *set)
{
    uint32_t one;
    for (size_t n; (n = base_utf8_next(set, &one)) > 0; set += n)
        if (one == cp)
            return true;
    return false;
}

static bool is_lower(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff && cp != 0xf7);
}

static bool is_letter(uint32_t cp)
{
    return is_lower(cp) || (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7);
}

/* How well a character beyond ASCII stands where it stands in a Western text. */
static int char_plausibility(uint32_t before, uint32_t cp, uint32_t after)
{
    bool in_word = is_letter(before) || is_letter(after);
    if (is_in(cp, "éèàöäüßçñåøæíóáêâôûîïëòùúãõ"))
        return in_word ? 2 : 0;
    if (is_in(cp, "šžÿœðþý"))
        return in_word ? 1 : -1;
    if ((cp >= 0xc0 && cp <= 0xde && cp != 0xd7) || is_in(cp, "ŠŽŒŸ"))
        return is_lower(before) ? -2 : is_letter(after);
    if (is_in(cp, "’‘"))
        return in_word ? 2 : 0;
    if (cp == 0xb0) /* degree */
        return (before >= '0' && before <= '9') || after == 'C' ? 2 : 0;
    if (is_in(cp, "“”–—…±×·£€©®™²³½µ•\u00a0"))
        return 1;
    return -2;
}

static long text_plausibility(const struct exchange_text *text)
{
    long sum = 0;
    uint32_t before = 0, cp = 0, after = 0;
    const char *s = text->text;
    s += base_utf8_next(s, &cp);
    while (cp != 0) {
        size_t n = base_utf8_next(s, &after);
        if (n == 0)
            after = 0;
        if (cp >= 0x80)
            sum += char_plausibility(before, cp, after);
        before = cp;
        cp = after;
        s += n;
    }
    return sum;
}

/* The older one-byte encodings: MacRoman has a meaning for every byte, so it is the last resort;
 * Windows-1252 is so much more common that it wins a tie. */
static void decode_western(const char *bytes, size_t size, struct base_arena *a,
                           struct exchange_text *text)
{
    struct exchange_text windows = {.encoding = "Windows-1252"};
    struct exchange_text mac = {.encoding = "MacRoman"};
    size_t bad;
    bool is_windows = convert(bytes, size, "WINDOWS-1252", a, &windows, &bad) == CONVERTED;
    bool is_mac = convert(bytes, size, "MACINTOSH", a, &mac, &bad) == CONVERTED;
    if (is_windows && (!is_mac || text_plausibility(&windows) >= text_plausibility(&mac)))
        *text = windows;
    else
        *text = mac;
}

enum err_code exchange_text_decode(const char *bytes, size_t size, const char *encoding,
                                   struct base_arena *a, struct exchange_text *text, struct err *e)
{
    *text = (struct exchange_text){0};
    if (encoding)
        return decode_named(bytes, size, encoding, a, text, e);
    if (size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return decode_named(bytes, size, bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE", a, text, e);
    const char *utf16 = guess_utf16(bytes, size);
    size_t bad;
    if (utf16 && convert(bytes, size, utf16, a, text, &bad) == CONVERTED) {
        text->encoding = utf16;
        return ERR_NONE;
    }
    if (base_utf8_valid(bytes, size)) {
        keep_utf8(bytes, size, text);
        return ERR_NONE;
    }
    if (gb_is_plausible((const unsigned char *)bytes, size) &&
        convert(bytes, size, "GB18030", a, text, &bad) == CONVERTED) {
        text->encoding = "GB18030";
        return ERR_NONE;
    }
    if (is_broken_utf8(bytes, size, &bad))
        return err_set(e, ERR_VALUE, "UTF-8",
                       _("Save it anew as UTF-8, or name its encoding with --encoding."),
                       _("line %zu has bytes that do not occur in this encoding"),
                       line_at(bytes, bad));
    decode_western(bytes, size, a, text);
    if (text->text)
        return ERR_NONE;
    return err_set(e, ERR_VALUE, _("encoding"), _("Name it with --encoding."),
                   _("this is neither UTF-8 nor UTF-16, GB18030, Windows-1252 or MacRoman"));
}
