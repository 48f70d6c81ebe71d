/* utf8.h: what the desk must know of Unicode (through utf8proc): columns, folding, safe display. */
#ifndef SHAREDESK_BASE_UTF8_H
#define SHAREDESK_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct base_arena;
struct base_text;

/* Decodes one code point at s (never past the NUL); *cp is U+FFFD and 1 is returned for a broken
 * byte; 0 at the end. Returns the bytes it took. */
size_t base_utf8_next(const char *s, uint32_t *cp);
size_t base_utf8_encode(uint32_t cp, char out[4]);
bool base_utf8_valid(const char *s, size_t n);

/* Bytes of the user-perceived character (grapheme cluster) at s. */
size_t base_utf8_cluster(const char *s);

/* Terminal columns: 0 combining, 1, or 2 (East Asian wide and full width). Ambiguous width is 1
 * unless base_utf8_set_ambiguous_wide(true) was called (an option of the user's). */
int base_utf8_char_width(uint32_t cp);
int base_utf8_width(const char *s);
void base_utf8_set_ambiguous_wide(bool wide);

/* Bytes of the longest prefix of whole clusters that fits in columns; *used gets its columns. */
size_t base_utf8_fit(const char *s, int columns, int *used);

/* s cut to columns, with an ellipsis at the end if it was cut. */
char *base_utf8_cut(struct base_arena *a, const char *s, int columns);

/* True for what must never reach a terminal raw: C0, DEL, C1, bidirectional controls, lone
 * surrogates, line and paragraph separators, tag characters and other invisible format characters.
 */
bool base_utf8_unsafe(uint32_t cp);

/* s with every unsafe character shown as an escape: newline as \n, tab as \t, others as \u{202e},
 * a byte that is no UTF-8 as \x{e9}. Joiners and variation selectors stay where they follow a
 * character they can work on (emoji, Han variants), and are escaped elsewhere.
 * Returns s itself when it is clean already; NULL is "". */
const char *base_utf8_show(struct base_arena *a, const char *s);

/* NFKC, case-folded, blanks collapsed and trimmed: for comparing names and for search. */
char *base_utf8_fold(struct base_arena *a, const char *s);
/* Full-width letters, digits and signs as a Chinese keyboard writes them, made ASCII: for reading
 * numbers and dates. */
char *base_utf8_narrow(struct base_arena *a, const char *s);
/* NFC. */
char *base_utf8_nfc(struct base_arena *a, const char *s);

bool base_utf8_is_word(uint32_t cp); /* letters, marks and digits, as the search index takes them */
bool base_utf8_is_han(uint32_t cp);  /* Han, kana, hangul: scripts written without blanks */

/* Folded text with blanks put around every Han character, as the search index wants it:
 * "扫描电镜SEM" -> "扫 描 电 镜 sem". Punctuation becomes blanks. */
char *base_utf8_words(struct base_arena *a, const char *s);

#endif
