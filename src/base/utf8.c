#include "sharedesk/base/utf8.h"

#include "sharedesk/base/memory.h"
#include "sharedesk/base/text.h"
#include "utf8_ambiguous.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    REPLACEMENT = 0xFFFD,
    ELLIPSIS = 0x2026,
    ZERO_WIDTH_NON_JOINER = 0x200C,
    ZERO_WIDTH_JOINER = 0x200D,
    EMOJI_PRESENTATION = 0xFE0F,
};

struct range {
    uint32_t first, last;
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool in_ranges(uint32_t cp, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count && ranges[i].first <= cp; i++) {
        if (cp <= ranges[i].last)
            return true;
    }
    return false;
}

static bool is_printable_ascii(char c)
{
    return c >= ' ' && c <= '~';
}

static bool is_ascii_byte(char c)
{
    return (unsigned char)c < 0x80;
}

static bool is_ascii(const char *s)
{
    while (*s != '\0' && is_ascii_byte(*s))
        s++;
    return *s == '\0';
}

/* ---- decoding ---- */

/* As base_utf8_next, but tells a broken byte (false) from a real U+FFFD. */
static bool decode(const char *s, uint32_t *cp, size_t *taken)
{
    utf8proc_int32_t decoded;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &decoded);
    bool sound = length > 0;
    *cp = sound ? (uint32_t)decoded : REPLACEMENT;
    *taken = sound ? (size_t)length : 1;
    return sound;
}

size_t base_utf8_next(const char *s, uint32_t *cp)
{
    if (is_ascii_byte(*s)) {
        *cp = (unsigned char)*s;
        return *s != '\0';
    }
    size_t taken;
    decode(s, cp, &taken);
    return taken;
}

size_t base_utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = REPLACEMENT;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

bool base_utf8_valid(const char *s, size_t n)
{
    const char *end = s + n;
    while (s < end) {
        if (is_ascii_byte(*s)) {
            s++;
            continue;
        }
        utf8proc_int32_t cp;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)s, end - s, &cp);
        if (length <= 0)
            return false;
        s += length;
    }
    return true;
}

static void add_char(struct base_text *t, uint32_t cp)
{
    char bytes[4];
    base_text_add_n(t, bytes, base_utf8_encode(cp, bytes));
}

/* ---- clusters and columns ---- */

size_t base_utf8_cluster(const char *s)
{
    if (is_printable_ascii(s[0]) && is_ascii_byte(s[1]))
        return 1; /* nothing of ASCII joins itself to what stands before it, but LF to CR */
    uint32_t cp;
    size_t length = base_utf8_next(s, &cp);
    utf8proc_int32_t state = 0;
    while (length > 0) {
        uint32_t next;
        size_t taken = base_utf8_next(s + length, &next);
        if (taken == 0 ||
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp, (utf8proc_int32_t)next, &state))
            break;
        length += taken;
        cp = next;
    }
    return length;
}

/* An option of the user's terminal, set once at the start. */
static bool ambiguous_wide;

void base_utf8_set_ambiguous_wide(bool wide)
{
    ambiguous_wide = wide;
}

static int compare_range(const void *key, const void *element)
{
    uint32_t cp = *(const uint32_t *)key;
    const uint32_t *range = element;
    if (cp < range[0])
        return -1;
    return cp > range[1];
}

static bool is_ambiguous(uint32_t cp)
{
    return bsearch(&cp, ambiguous_ranges, COUNT(ambiguous_ranges), sizeof ambiguous_ranges[0],
                   compare_range) != NULL;
}

/* Where terminals (and the C library, which curses asks) draw otherwise than utf8proc says. */
static bool terminal_differs(uint32_t cp, const utf8proc_property_t *property, int *width)
{
    static const struct range jamo[] = {{0x1160, 0x11FF}, {0xD7B0, 0xD7FF}};
    static const struct range wide[] = {
        {0x302E, 0x302F}, {0x3248, 0x324F}, {0x4DC0, 0x4DFF}, {0x16FF0, 0x16FF1}};
    if (in_ranges(cp, jamo, COUNT(jamo)))
        *width = 0; /* vowels and finals are drawn into the syllable before them */
    else if (in_ranges(cp, wide, COUNT(wide)))
        *width = 2;
    else if (property->category == UTF8PROC_CATEGORY_MC ||
             property->boundclass == UTF8PROC_BOUNDCLASS_PREPEND)
        *width = 1; /* signs with a body of their own */
    else
        return false;
    return true;
}

int base_utf8_char_width(uint32_t cp)
{
    if (cp < 0x300 && !ambiguous_wide)
        return cp >= ' ' && (cp < 0x7F || cp >= 0xA0);
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)cp);
    int width;
    if (terminal_differs(cp, property, &width))
        return width;
    width = (int)property->charwidth;
    return width == 1 && ambiguous_wide && is_ambiguous(cp) ? 2 : width;
}

/* The sum over the characters, also within a cluster: that is what terminals with wcwidth do, and
 * what curses reckons with. */
static int width_of(const char *s, const char *end)
{
    int width = 0;
    while (s < end) {
        if (is_printable_ascii(*s)) {
            width++;
            s++;
            continue;
        }
        uint32_t cp;
        s += base_utf8_next(s, &cp);
        width += base_utf8_char_width(cp);
    }
    return width;
}

int base_utf8_width(const char *s)
{
    return width_of(s, s + strlen(s));
}

size_t base_utf8_fit(const char *s, int columns, int *used)
{
    size_t bytes = 0;
    *used = 0;
    while (s[bytes] != '\0') {
        size_t cluster = base_utf8_cluster(s + bytes);
        int width = width_of(s + bytes, s + bytes + cluster);
        if (*used + width > columns)
            break;
        *used += width;
        bytes += cluster;
    }
    return bytes;
}

char *base_utf8_cut(struct base_arena *a, const char *s, int columns)
{
    int used;
    size_t whole = base_utf8_fit(s, columns, &used);
    if (s[whole] == '\0')
        return base_arena_strdup(a, s);
    int room = columns - base_utf8_char_width(ELLIPSIS);
    if (room < 0)
        return base_arena_strndup(a, s, whole);
    size_t kept = base_utf8_fit(s, room, &used);
    return base_arena_printf(a, "%.*s\u2026", (int)kept, s);
}

/* ---- safe display ---- */

bool base_utf8_unsafe(uint32_t cp)
{
    static const struct range unsafe[] = {
        {0x00, 0x1F},       /* C0 */
        {0x7F, 0x9F},       /* DEL, C1 */
        {0xAD, 0xAD},       /* soft hyphen */
        {0x61C, 0x61C},     /* Arabic letter mark */
        {0x180E, 0x180E},   /* Mongolian vowel separator */
        {0x200B, 0x200B},   /* zero-width space */
        {0x200E, 0x200F},   /* direction marks */
        {0x2028, 0x202E},   /* line and paragraph separators, embeddings, overrides */
        {0x2060, 0x206F},   /* word joiner, invisible operators, isolates, deprecated formats */
        {0x3164, 0x3164},   /* Hangul filler: a letter one cannot see */
        {0xD800, 0xDFFF},   /* surrogates */
        {0xFDD0, 0xFDEF},   /* noncharacters */
        {0xFEFF, 0xFEFF},   /* byte order mark */
        {0xFFA0, 0xFFA0},   /* half-width Hangul filler */
        {0xFFF0, 0xFFFB},   /* unassigned invisibles, interlinear annotation */
        {0x1D173, 0x1D17A}, /* musical format controls */
        {0xE0000, 0xE00FF}, /* tags; variation selectors from E0100 are of use to Han */
        {0xE01F0, 0xE0FFF}, /* unassigned invisibles */
    };
    if ((cp & 0xFFFE) == 0xFFFE || cp > 0x10FFFF)
        return true;
    return in_ranges(cp, unsafe, COUNT(unsafe));
}

static bool is_variation_selector(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool is_joiner(uint32_t cp)
{
    return cp == ZERO_WIDTH_JOINER || cp == ZERO_WIDTH_NON_JOINER;
}

/* Joiners and variation selectors are invisible too, but emoji, Han variants and the scripts of
 * India need them. They pass where they have a character to work on, and nowhere else. */
static bool is_stray(uint32_t cp, uint32_t before)
{
    if (!is_joiner(cp) && !is_variation_selector(cp))
        return false;
    if (before < 0x80) {
        bool keycap = (before >= '0' && before <= '9') || before == '#' || before == '*';
        return !(keycap && cp == EMOJI_PRESENTATION);
    }
    return is_joiner(before) || (is_variation_selector(before) && is_variation_selector(cp));
}

static void show_char(struct base_text *t, uint32_t cp)
{
    if (cp == '\n')
        base_text_add(t, "\\n");
    else if (cp == '\t')
        base_text_add(t, "\\t");
    else
        base_text_printf(t, "\\u{%x}", (unsigned)cp);
}

/* Bytes of s up to the first character that has to be escaped; *before is the one before it. */
static size_t clean_length(const char *s, uint32_t *before)
{
    const char *at = s;
    while (*at != '\0') {
        if (is_printable_ascii(*at)) {
            *before = (unsigned char)*at++;
            continue;
        }
        uint32_t cp;
        size_t taken;
        if (!decode(at, &cp, &taken) || base_utf8_unsafe(cp) || is_stray(cp, *before))
            break;
        *before = cp;
        at += taken;
    }
    return (size_t)(at - s);
}

const char *base_utf8_show(struct base_arena *a, const char *s)
{
    if (!s)
        return "";
    uint32_t before = 0;
    size_t clean = clean_length(s, &before);
    if (s[clean] == '\0')
        return s;
    struct base_text shown = {0};
    const char *at = s;
    while (at[clean] != '\0') {
        base_text_add_n(&shown, at, clean);
        at += clean;
        uint32_t cp;
        size_t taken;
        if (decode(at, &cp, &taken))
            show_char(&shown, cp);
        else
            base_text_printf(&shown, "\\x{%x}", (unsigned)(unsigned char)*at);
        at += taken;
        before = 0;
        clean = clean_length(at, &before);
    }
    base_text_add(&shown, at);
    char *copy = base_arena_strdup(a, shown.s);
    base_text_free(&shown);
    return copy;
}

/* ---- folding ---- */

/* s with each broken byte replaced by U+FFFD: utf8proc maps whole strings or nothing. */
static char *repaired(const char *s)
{
    struct base_text t = {0};
    base_text_add(&t, "");
    uint32_t cp;
    for (size_t taken; (taken = base_utf8_next(s, &cp)) > 0; s += taken)
        add_char(&t, cp);
    return t.s;
}

static char *map(struct base_arena *a, const char *s,
                 utf8proc_uint8_t *(*mapping)(const utf8proc_uint8_t *))
{
    char *sound = repaired(s);
    utf8proc_uint8_t *mapped = mapping((const utf8proc_uint8_t *)sound);
    /* It fails on broken text, which there is none of now, or without memory. */
    char *copy = base_arena_strdup(a, mapped ? (const char *)mapped : sound);
    free(mapped);
    free(sound);
    return copy;
}

char *base_utf8_nfc(struct base_arena *a, const char *s)
{
    if (!s || is_ascii(s))
        return base_arena_strdup(a, s ? s : "");
    return map(a, s, utf8proc_NFC);
}

static bool is_blank(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
    return cp == 0x85 || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

/* Collapses blanks in place and trims; the text only ever grows shorter. */
static void collapse_blanks(char *s)
{
    const char *start = s;
    char *out = s;
    bool gap = false;
    uint32_t cp;
    for (size_t taken; (taken = base_utf8_next(s, &cp)) > 0; s += taken) {
        if (is_blank(cp)) {
            gap = out > start;
            continue;
        }
        if (gap)
            *out++ = ' ';
        gap = false;
        memmove(out, s, taken);
        out += taken;
    }
    *out = '\0';
}

static char *lower_ascii(struct base_arena *a, const char *s)
{
    char *copy = base_arena_strdup(a, s);
    for (char *c = copy; *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    return copy;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* ASCII and U+4000 to U+9FFF, the usual Chinese: folding changes nothing in it but capital letters.
 * A desk searches much text of this kind. */
static bool is_plain(const char *s)
{
    while (*s != '\0') {
        if (is_ascii_byte(*s))
            s++;
        else if ((unsigned char)*s >= 0xE4 && (unsigned char)*s <= 0xE9 && is_continuation(s[1]) &&
                 is_continuation(s[2]))
            s += 3;
        else
            return false;
    }
    return true;
}

char *base_utf8_fold(struct base_arena *a, const char *s)
{
    if (!s)
        s = "";
    char *folded = is_plain(s) ? lower_ascii(a, s) : map(a, s, utf8proc_NFKC_Casefold);
    collapse_blanks(folded);
    return folded;
}

char *base_utf8_narrow(struct base_arena *a, const char *s)
{
    enum { FULL_WIDTH_FIRST = 0xFF01, FULL_WIDTH_LAST = 0xFF5E, SPACE_OF_HAN = 0x3000 };
    char *narrow = base_arena_alloc(a, strlen(s) + 1);
    size_t n = 0;
    while (*s != '\0') {
        uint32_t cp;
        size_t length = (size_t)base_utf8_next(s, &cp);
        if (cp >= FULL_WIDTH_FIRST && cp <= FULL_WIDTH_LAST) {
            narrow[n++] = (char)(cp - FULL_WIDTH_FIRST + '!');
        } else if (cp == SPACE_OF_HAN) {
            narrow[n++] = ' ';
        } else {
            memcpy(narrow + n, s, length);
            n += length;
        }
        s += length;
    }
    narrow[n] = '\0';
    return narrow;
}

bool base_utf8_is_han(uint32_t cp)
{
    if (cp < 0x1100)
        return false;
    static const struct range han[] = {
        {0x1100, 0x11FF},   /* Hangul jamo */
        {0x2E80, 0x2FDF},   /* radicals */
        {0x3005, 0x3007},   /* iteration mark, closing mark, zero */
        {0x3021, 0x3029},   /* Hangzhou numerals */
        {0x3031, 0x3035},   /* kana repeat marks */
        {0x3038, 0x303C},   /* more numerals and marks */
        {0x3041, 0x30FF},   /* kana */
        {0x3105, 0x318F},   /* bopomofo, Hangul compatibility jamo */
        {0x31A0, 0x31BF},   /* bopomofo extended */
        {0x31F0, 0x31FF},   /* kana extended */
        {0x3400, 0x4DBF},   /* extension A */
        {0x4E00, 0x9FFF},   /* unified ideographs */
        {0xA960, 0xA97F},   /* Hangul jamo extended */
        {0xAC00, 0xD7FF},   /* Hangul syllables, jamo extended */
        {0xF900, 0xFAFF},   /* compatibility ideographs */
        {0xFF66, 0xFFDC},   /* half-width kana and Hangul */
        {0x1AFF0, 0x1B16F}, /* kana supplements */
        {0x20000, 0x3FFFD}, /* extensions B and on */
    };
    return in_ranges(cp, han, COUNT(han));
}

bool base_utf8_is_word(uint32_t cp)
{
    if (cp < 0x80) /* nearly all are */
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

char *base_utf8_words(struct base_arena *a, const char *s)
{
    const char *at = base_utf8_fold(a, s);
    struct base_text words = {0};
    bool gap = false;
    uint32_t cp;
    for (size_t taken; (taken = base_utf8_next(at, &cp)) > 0; at += taken) {
        bool word = base_utf8_is_word(cp);
        bool alone = word && base_utf8_is_han(cp);
        if (word && (gap || alone) && words.length > 0)
            base_text_add_char(&words, ' ');
        if (word)
            base_text_add_n(&words, at, taken);
        gap = alone || !word;
    }
    char *copy = base_arena_strdup(a, base_text_string(&words));
    base_text_free(&words);
    return copy;
}
