#include "sharedesk/model/word.h"

#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FORGIVEN_LETTERS = 5, LONGEST_FORGIVEN = 40, LONGEST_KEYED = 60 };

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_one_of(const char *word, const char *const list[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i][0] == word[0] && strcmp(word, list[i]) == 0)
            return true;
    }
    return false;
}

/* The same of short words in the order of their bytes: each word of a desk is looked for. */
enum { SHORT = 8 };

static bool is_short_one_of(const char *word, const char list[][SHORT], size_t count)
{
    char padded[SHORT] = "";
    size_t n = strlen(word), low = 0, high = count;
    if (n >= SHORT)
        return false;
    memcpy(padded, word, n + 1);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = (unsigned char)list[middle][0] - (unsigned char)padded[0];
        if (order == 0) /* most differ in their first letter */
            order = memcmp(list[middle], padded, SHORT);
        if (order == 0)
            return true;
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

static bool is_ascii(const char *word)
{
    while (*word != '\0' && (unsigned char)*word < 0x80)
        word++;
    return *word == '\0';
}

static bool ends(const char *word, size_t length, const char *end)
{
    size_t n = strlen(end);
    return length >= n && strncmp(word + length - n, end, n) == 0;
}

/* ---- words that say nothing ------------------------------------------------------------------ */

bool model_word_is_stop(const char *word)
{
    static const char STOPS[][SHORT] = {
        "a",    "an",      "and",   "are",  "as",   "at",  "be",   "by",    "can",    "for",
        "from", "h",       "has",   "have", "hour", "i",   "in",   "is",    "it",     "its",
        "like", "looking", "need",  "of",   "on",   "or",  "our",  "per",   "please", "some",
        "that", "the",     "their", "this", "to",   "use", "used", "using", "want",   "we",
        "will", "with",    "would", "与",   "了",   "们",  "你",   "及",    "和",     "在",
        "我",   "或",      "的",    "要",   "需",
    };
    return is_short_one_of(word, STOPS, COUNT(STOPS));
}

bool model_word_is_measure(const char *word)
{
    static const char MEASURES[][SHORT] = {
        "cm",  "d",  "ev", "g",  "gb", "gev", "ghz", "gpa", "hz", "k",   "kev", "kg", "khz",
        "km",  "kn", "kv", "kw", "l",  "m",   "mb",  "mev", "mg", "mhz", "ml",  "mm", "mn",
        "mpa", "mv", "mw", "n",  "nm", "t",   "tb",  "thz", "ug", "ul",  "um",  "v",  "w",
    };
    return is_short_one_of(word, MEASURES, COUNT(MEASURES));
}

/* ---- plurals --------------------------------------------------------------------------------- */

static bool has_vowel(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (strchr("aeiouy", word[i]) != NULL)
            return true;
    }
    return false;
}

/* "microscopes", "batteries", "lenses", "analyses". LCMS is no plural, nor are gas, optics as seen
 * from "optic" and the like: these lose their s on both sides, which does no harm. */
static void drop_plural(char *word)
{
    static const char *const SINGULARS[] = {"series", "species", "lens"};
    size_t n = strlen(word);
    if (n < 4 || word[n - 1] != 's' || is_one_of(word, SINGULARS, COUNT(SINGULARS)) ||
        strchr("sui", word[n - 2]) != NULL || !has_vowel(word, n - 1))
        return;
    if (n > 5 && ends(word, n, "ies"))
        snprintf(word + n - 3, 2, "y");
    else if (n > 6 && ends(word, n, "yses"))
        word[n - 2] = 'i';
    else if (n > 4 &&
             (ends(word, n, "sses") || ends(word, n, "xes") || ends(word, n, "ches") ||
              ends(word, n, "shes") || strcmp(word, "lenses") == 0 || strcmp(word, "gases") == 0))
        word[n - 2] = '\0';
    else
        word[n - 1] = '\0';
}

static const char *plural_of(const char *word, struct base_arena *a)
{
    size_t n = strlen(word);
    if (n > 3 && ends(word, n, "y") && strchr("aeiou", word[n - 2]) == NULL)
        return base_arena_printf(a, "%.*sies", (int)n - 1, word);
    if (ends(word, n, "x") || ends(word, n, "ch") || ends(word, n, "sh") || ends(word, n, "ss"))
        return base_arena_printf(a, "%ses", word);
    return ends(word, n, "s") ? NULL : base_arena_printf(a, "%ss", word);
}

/* ---- spelling -------------------------------------------------------------------------------- */

/* Two letters that follow each other as a bit: nearly all words are told apart by those that they
 * have, and a desk has millions. */
#define PAIR(a, b) (UINT64_C(1) << (((a)*5 + (b)) & 63))

static uint64_t pairs_of(const char *word)
{
    uint64_t pairs = 0;
    for (; word[0] != '\0'; word++)
        pairs |= PAIR((unsigned char)word[0], (unsigned char)word[1]);
    return pairs;
}

#define SPELLING(british, american, both_ways)                                                     \
    {                                                                                              \
        british, american,                                                                         \
            PAIR((british)[0], (british)[1]) | PAIR((british)[1], (british)[2]) |                  \
                PAIR((british)[2], (british)[3]),                                                  \
            both_ways                                                                              \
    }

/* As they stand anywhere in a word, the longer ones first where one lies in another. American to
 * British only where nothing else is spelled so ("meter" stands in "spectrometer"). */
static const struct spelling {
    const char *british, *american;
    uint64_t pairs; /* of the first four letters of the British one */
    bool both_ways;
} spellings[] = {
    SPELLING("isation", "ization", true),
    SPELLING("ising", "izing", true),
    SPELLING("ised", "ized", true),
    SPELLING("iser", "izer", true),
    SPELLING("yser", "yzer", true),
    SPELLING("ysing", "yzing", true),
    SPELLING("ysed", "yzed", true),
    SPELLING("analyse", "analyze", true),
    SPELLING("isable", "izable", true),
    SPELLING("crystallis", "crystalliz", false),
    SPELLING("polymeris", "polymeriz", false),
    SPELLING("characteris", "characteriz", false),
    SPELLING("centre", "center", true),
    SPELLING("fibre", "fiber", true),
    SPELLING("metre", "meter", false),
    SPELLING("litre", "liter", false),
    SPELLING("calibre", "caliber", true),
    SPELLING("theatre", "theater", true),
    SPELLING("colour", "color", true),
    SPELLING("vapour", "vapor", true),
    SPELLING("behaviour", "behavior", true),
    SPELLING("harbour", "harbor", true),
    SPELLING("labour", "labor", false),
    SPELLING("odour", "odor", false),
    SPELLING("tumour", "tumor", true),
    SPELLING("flavour", "flavor", true),
    SPELLING("neighbour", "neighbor", true),
    SPELLING("mould", "mold", true),
    SPELLING("sulph", "sulf", true),
    SPELLING("aluminium", "aluminum", true),
    SPELLING("grey", "gray", true),
    SPELLING("plough", "plow", false),
    SPELLING("tyre", "tire", false),
    SPELLING("ageing", "aging", false),
    SPELLING("catalogue", "catalog", true),
    SPELLING("analogue", "analog", false),
    SPELLING("programme", "program", true),
    SPELLING("licence", "license", true),
    SPELLING("defence", "defense", true),
    SPELLING("artefact", "artifact", true),
    SPELLING("aeroplane", "airplane", true),
    SPELLING("gauge", "gage", false),
    SPELLING("manoeuv", "maneuv", true),
    SPELLING("tunnell", "tunnel", false),
    SPELLING("labell", "label", false),
    SPELLING("modell", "model", false),
    SPELLING("channell", "channel", false),
    SPELLING("signall", "signal", false),
    SPELLING("travell", "travel", false),
    SPELLING("levell", "level", false),
    SPELLING("fuell", "fuel", false),
    SPELLING("haem", "hem", false),
    SPELLING("anaem", "anem", true),
    SPELLING("paed", "ped", false),
    SPELLING("oestr", "estr", false),
    SPELLING("oedem", "edem", false),
    SPELLING("faec", "fec", false),
    SPELLING("foet", "fet", false),
    SPELLING("palaeo", "paleo", true),
    SPELLING("archaeo", "archeo", true),
    SPELLING("caesium", "cesium", true),
    SPELLING("diarrhoea", "diarrhea", true),
    SPELLING("draught", "draft", false),
};

/* word with its first `from` turned into `to`, or NULL. */
static char *respelled(const char *word, const char *from, const char *to, struct base_arena *a)
{
    const char *at = strstr(word, from);
    if (at == NULL)
        return NULL;
    return base_arena_printf(a, "%.*s%s%s", (int)(at - word), word, to, at + strlen(from));
}

const char *model_word_key(const char *word, struct base_arena *a)
{
    size_t n = strlen(word);
    if (n < 4 || n > LONGEST_KEYED || !is_ascii(word))
        return word;
    const char *key = word;
    if (word[n - 1] == 's') {
        char *singular = base_arena_strdup(a, word);
        drop_plural(singular);
        key = singular;
    }
    uint64_t pairs = pairs_of(key);
    for (size_t i = 0; i < COUNT(spellings); i++) {
        const struct spelling *s = &spellings[i];
        if ((pairs & s->pairs) != s->pairs)
            continue;
        const char *american = respelled(key, s->british, s->american, a);
        key = american != NULL ? american : key;
    }
    return key;
}

struct variants {
    const char **list;
    size_t count, capacity;
    struct base_arena *arena;
};

static void add_variant(struct variants *v, const char *word, const char *variant)
{
    if (variant == NULL || strcmp(word, variant) == 0 || is_one_of(variant, v->list, v->count))
        return;
    const char **place =
        base_arena_push(v->arena, (void **)&v->list, &v->count, &v->capacity, sizeof *v->list);
    *place = variant;
}

static void add_spellings(struct variants *v, const char *word, const char *form)
{
    add_variant(v, word, form);
    for (size_t i = 0; form != NULL && strlen(form) > 3 && i < COUNT(spellings); i++) {
        const struct spelling *s = &spellings[i];
        add_variant(v, word, respelled(form, s->british, s->american, v->arena));
        if (s->both_ways)
            add_variant(v, word, respelled(form, s->american, s->british, v->arena));
    }
}

const char **model_word_variants(const char *word, bool number, struct base_arena *a, size_t *count)
{
    struct variants v = {.arena = a};
    size_t n = strlen(word);
    if (n >= 3 && n <= LONGEST_KEYED && is_ascii(word)) {
        char *singular = base_arena_strdup(a, word);
        drop_plural(singular);
        add_spellings(&v, word, word);
        if (number && strcmp(word, singular) != 0)
            add_spellings(&v, word, singular);
        else if (number)
            add_spellings(&v, word, plural_of(word, a));
    }
    *count = v.count;
    return v.list;
}

/* ---- units ----------------------------------------------------------------------------------- */

static void add_unit(struct model_units *u, const char *text, bool han, struct base_arena *a)
{
    struct model_unit *unit =
        base_arena_push(a, (void **)&u->list, &u->count, &u->capacity, sizeof *unit);
    *unit = (struct model_unit){text, han ? text : model_word_key(text, a), han,
                                model_word_is_stop(text), false};
}

/* "600mhz" as "600" and "mhz"; "3d" and "18650" stay whole. */
static void add_word(struct model_units *u, const char *word, struct base_arena *a)
{
    size_t digits = strspn(word, "0123456789");
    if (digits > 0 && strlen(word) > digits + 1 && model_word_is_measure(word + digits)) {
        add_unit(u, base_arena_strndup(a, word, digits), false, a);
        add_unit(u, word + digits, false, a);
    } else {
        add_unit(u, word, false, a);
    }
}

/* A Latin word from at on: where it ends. */
static const char *word_end(const char *at)
{
    uint32_t cp;
    for (size_t n = 1; n > 0; at += n) {
        if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9')) {
            n = 1; /* as nearly all are */
            continue;
        }
        n = base_utf8_next(at, &cp);
        if (n > 0 && (!base_utf8_is_word(cp) || base_utf8_is_han(cp)))
            break;
    }
    return at;
}

struct model_units model_units_at_most(const char *text, size_t most, struct base_arena *a)
{
    struct model_units u = {0};
    const char *at = base_utf8_fold(a, text);
    bool gap = true;
    uint32_t cp;
    for (size_t n; (n = base_utf8_next(at, &cp)) > 0 && u.count < most;) {
        size_t first = u.count;
        const char *end = at + n;
        if (!base_utf8_is_word(cp)) {
            gap = true;
            at = end;
            continue;
        }
        if (base_utf8_is_han(cp)) {
            add_unit(&u, base_arena_strndup(a, at, n), true, a);
        } else {
            end = word_end(at);
            add_word(&u, base_arena_strndup(a, at, (size_t)(end - at)), a);
        }
        u.list[first].gap = gap;
        gap = false;
        at = end;
    }
    return u;
}

struct model_units model_units_of(const char *text, struct base_arena *a)
{
    return model_units_at_most(text, SIZE_MAX, a);
}

/* ---- one typing error ------------------------------------------------------------------------ */

bool model_word_is_forgiven(const char *word)
{
    uint32_t cp;
    size_t letters = 0;
    bool digits_only = strspn(word, "0123456789") == strlen(word);
    for (const char *at = word; *at != '\0'; at += base_utf8_next(at, &cp)) {
        letters++;
        base_utf8_next(at, &cp);
        if (base_utf8_is_han(cp))
            return false;
    }
    return letters >= FORGIVEN_LETTERS && letters <= LONGEST_FORGIVEN && !digits_only;
}

struct likes {
    bool (*visit)(void *context, const char *like);
    void *context;
    bool stopped;
};

/* word with `less` bytes at `at` replaced by `more` */
static void try_edit(struct likes *l, const char *word, size_t at, size_t less, const char *more)
{
    char made[LONGEST_FORGIVEN * 4 + 16];
    if (l->stopped)
        return;
    snprintf(made, sizeof made, "%.*s%s%s", (int)at, word, more, word + at + less);
    l->stopped = !l->visit(l->context, made);
}

static void try_letters(struct likes *l, const char *word, size_t at, size_t less)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (const char *letter = LETTERS; *letter != '\0' && !l->stopped; letter++)
        try_edit(l, word, at, less, (const char[]){*letter, '\0'});
}

/* A letter too many, a wrong one, a missing one, two that changed places. */
void model_word_each_like(const char *word, bool (*visit)(void *context, const char *like),
                          void *context)
{
    struct likes l = {visit, context, false};
    uint32_t cp;
    size_t at = 0;
    for (size_t taken; (taken = base_utf8_next(word + at, &cp)) > 0; at += taken) {
        size_t next = base_utf8_next(word + at + taken, &cp);
        try_edit(&l, word, at, taken, "");
        try_letters(&l, word, at, taken);
        try_letters(&l, word, at, 0);
        if (next > 0) {
            char swapped[16];
            snprintf(swapped, sizeof swapped, "%.*s%.*s", (int)next, word + at + taken, (int)taken,
                     word + at);
            try_edit(&l, word, at, taken + next, swapped);
        }
    }
    try_letters(&l, word, at, 0);
}
