/* wrap.c: line breaking, plain enough for labels, notes and help in Chinese and English. */
#include "wrap.h"

#include "sharedesk/base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Punctuation that may not begin a line, or end one (the most frequent of the rules of Chinese). */
static bool wrap_is_one_of(uint32_t cp, const char *set)
{
    uint32_t c;
    for (size_t n; (n = base_utf8_next(set, &c)) > 0; set += n)
        if (c == cp)
            return true;
    return false;
}

static bool wrap_closes(uint32_t cp)
{
    return wrap_is_one_of(cp, "、。，．：；？！）］｝」』】》〉”’…—,.;:?!)]}%");
}

static bool wrap_opens(uint32_t cp)
{
    return wrap_is_one_of(cp, "（［｛「『【《〈“‘([{");
}

static bool wrap_is_wide(uint32_t cp)
{
    return base_utf8_char_width(cp) == 2;
}

/* May a line break between two characters that no blank separates? */
static bool wrap_between(uint32_t before, uint32_t after)
{
    if (wrap_closes(after) || wrap_opens(before) || after == ' ' ||
        base_utf8_char_width(after) == 0)
        return false;
    return wrap_is_wide(before) || wrap_is_wide(after);
}

static size_t wrap_skip_blanks(const char *text, size_t at)
{
    while (text[at] == ' ')
        at++;
    return at;
}

static struct tui_wrap wrap_at(const char *text, size_t end)
{
    struct tui_wrap wrap = {.length = end, .next = wrap_skip_blanks(text, end)};
    while (wrap.length > 0 && text[wrap.length - 1] == ' ')
        wrap.length--;
    if (text[wrap.next] == '\n')
        wrap.next++;
    else if (text[wrap.next] == '\0')
        wrap.next = 0;
    return wrap;
}

struct tui_wrap tui_wrap_line(const char *text, int cols)
{
    size_t at = 0, good = 0;
    uint32_t cp, before = 0;
    int used = 0;
    for (size_t n; (n = base_utf8_next(text + at, &cp)) > 0 && cp != '\n'; at += n) {
        int width = base_utf8_char_width(cp);
        if (at > 0 && cp != ' ' && (before == ' ' || wrap_between(before, cp)))
            good = at;
        if (used + width > cols && cp != ' ' && at > 0)
            return wrap_at(text, good > 0 ? good : at);
        used += width;
        before = cp;
    }
    struct tui_wrap wrap = {.length = at, .next = text[at] == '\n' ? at + 1 : 0};
    while (wrap.length > 0 && text[wrap.length - 1] == ' ')
        wrap.length--;
    return wrap;
}
