/* vocabulary.c: data/vocabulary/codes.tsv, read once at first use. The table is never changed
 * after that, and is the one thing this layer keeps between calls. */
#include "sharedesk/model/vocabulary.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <string.h>

static const char *const set_names[] = {
#define SET_NAME(ID, name) #name,
    MODEL_VOCABULARIES(SET_NAME)
#undef SET_NAME
};

/* What is compared: code and labels as model_vocabulary_find folds them. */
struct folded {
    const char *code, *english, *chinese;
};

struct set {
    struct model_code *codes;
    struct folded *folded;
    size_t count;
};

struct table {
    struct base_arena *arena;
    struct set sets[MODEL_VOCABULARY_COUNT];
};

/* ---- reading the file ---- */

static int set_of(const char *name)
{
    for (int v = 0; v < MODEL_VOCABULARY_COUNT; v++) {
        if (strcmp(set_names[v], name) == 0)
            return v;
    }
    return -1;
}

/* Cuts *rest at the next separator and returns what stood before it; NULL at the end. */
static char *take(char **rest, char separator)
{
    char *start = *rest;
    if (!start)
        return NULL;
    char *end = strchr(start, separator);
    if (end)
        *end = '\0';
    *rest = end ? end + 1 : NULL;
    return start;
}

/* A line that is not of the table's form has a set no vocabulary asks for; the unit test of the
 * embedded file finds it. */
static void read_line(struct table *t, size_t capacities[][2], char *line)
{
    char *set_name = take(&line, '\t');
    struct model_code code = {take(&line, '\t'), take(&line, '\t'), take(&line, '\t')};
    int v = set_of(set_name);
    if (v < 0 || !code.chinese)
        return;
    struct set *set = &t->sets[v];
    size_t folded_count = set->count;
    struct model_code *to =
        base_arena_push(t->arena, (void **)&set->codes, &set->count, &capacities[v][0], sizeof *to);
    struct folded *folded = base_arena_push(t->arena, (void **)&set->folded, &folded_count,
                                            &capacities[v][1], sizeof *folded);
    *to = code;
    *folded =
        (struct folded){base_utf8_fold(t->arena, code.code), base_utf8_fold(t->arena, code.english),
                        base_utf8_fold(t->arena, code.chinese)};
}

static const struct table *vocabulary(void)
{
    static struct table t;
    if (t.arena)
        return &t;
    t.arena = base_arena_new();
    size_t capacities[MODEL_VOCABULARY_COUNT][2] = {{0}};
    const struct base_embedded *file = base_embedded_find("data/vocabulary/codes.tsv");
    char *rest = file ? base_arena_strndup(t.arena, file->data, file->size) : NULL;
    for (char *line; (line = take(&rest, '\n')) != NULL;)
        read_line(&t, capacities, line);
    return &t;
}

const struct model_code *model_vocabulary_codes(enum model_vocabulary v, size_t *count)
{
    const struct set *set = &vocabulary()->sets[v];
    *count = set->count;
    return set->codes;
}

/* ---- finding ---- */

/* Words of interfaces.md that stand for a code without being one. */
static const struct alias {
    enum model_vocabulary vocabulary;
    const char *text, *code;
} aliases[] = {
    {MODEL_VOCABULARY_GRADE, "open", "common"},
    {MODEL_VOCABULARY_GRADE, "开放", "common"},
};

static const char *find_alias(enum model_vocabulary v, const char *folded)
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (aliases[i].vocabulary == v && strcmp(aliases[i].text, folded) == 0)
            return aliases[i].code;
    }
    return NULL;
}

/* "key_lab" for "facility.key_lab", where only one branch of the tree has that leaf. */
static const char *find_leaf(const struct set *set, const char *folded)
{
    const char *found = NULL;
    for (size_t i = 0; i < set->count; i++) {
        const char *dot = strrchr(set->folded[i].code, '.');
        if (!dot || strcmp(dot + 1, folded) != 0)
            continue;
        if (found)
            return NULL;
        found = set->codes[i].code;
    }
    return found;
}

static const char *find_folded(const struct set *set, enum model_vocabulary v, const char *folded)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->folded[i].code, folded) == 0)
            return set->codes[i].code;
    }
    const char *alias = find_alias(v, folded);
    if (alias)
        return alias;
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->folded[i].english, folded) == 0 ||
            strcmp(set->folded[i].chinese, folded) == 0)
            return set->codes[i].code;
    }
    return find_leaf(set, folded);
}

const char *model_vocabulary_find(enum model_vocabulary v, const char *text)
{
    const struct set *set = &vocabulary()->sets[v];
    if (!text || *text == '\0')
        return NULL;
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->codes[i].code, text) == 0)
            return set->codes[i].code;
    }
    struct base_arena *scratch = base_arena_new();
    const char *found = find_folded(set, v, base_utf8_fold(scratch, text));
    base_arena_free(&scratch);
    return found;
}

const char *model_vocabulary_label(enum model_vocabulary v, const char *code)
{
    if (!code)
        return "";
    const struct set *set = &vocabulary()->sets[v];
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->codes[i].code, code) == 0)
            return base_i18n_language() == BASE_CHINESE ? set->codes[i].chinese
                                                        : set->codes[i].english;
    }
    return code;
}

/* ---- what follows from a code ---- */

const char *model_vocabulary_fallback(enum model_vocabulary v)
{
    switch (v) {
    case MODEL_VOCABULARY_GRADE:
        return "specialised";
    case MODEL_VOCABULARY_ACCESS:
    case MODEL_VOCABULARY_DEMAND_STATUS:
    case MODEL_VOCABULARY_CLAIM_STATUS:
        return "open";
    case MODEL_VOCABULARY_UNIT:
        return "hour";
    case MODEL_VOCABULARY_RESOURCE_STATUS:
    case MODEL_VOCABULARY_AGREEMENT_STATUS:
    case MODEL_VOCABULARY_VOUCHER_STATUS:
        return "active";
    case MODEL_VOCABULARY_CHARGE_BASIS:
        return "reserved";
    case MODEL_VOCABULARY_PRIORITY:
        return "normal";
    case MODEL_VOCABULARY_PROPOSAL_STATUS:
        return "proposed";
    case MODEL_VOCABULARY_BOOKING_STATUS:
        return "confirmed";
    case MODEL_VOCABULARY_CLOSURE_MODE:
        return "report";
    case MODEL_VOCABULARY_MEETING_STATUS:
        return "planned";
    default:
        return NULL;
    }
}

const char *model_code_or(const char *code, const char *fallback)
{
    return code && *code ? code : fallback;
}

bool model_code_is(const char *code, const char *wanted)
{
    return base_text_equal(code, wanted);
}

bool model_kind_within(const char *kind, const char *ancestor)
{
    if (!ancestor || *ancestor == '\0')
        return true;
    if (!kind)
        return false;
    size_t n = strlen(ancestor);
    return strncmp(kind, ancestor, n) == 0 && (kind[n] == '\0' || kind[n] == '.');
}

bool model_kind_related(const char *a, const char *b)
{
    return !a || !b || model_kind_within(a, b) || model_kind_within(b, a);
}

const char *model_tier_of(const char *organisation_kind)
{
    static const struct {
        const char *kind, *tier;
    } tiers[] = {
        {"enterprise", "micro"},         {"institute", "micro"},
        {"university", "micro"},         {"team", "micro"},
        {"government", "coordinator"},   {"association", "coordinator"},
        {"intermediary", "coordinator"}, {"network", "coordinator"},
        {"department", "governing"},
    };
    for (size_t i = 0; organisation_kind && i < sizeof tiers / sizeof tiers[0]; i++) {
        if (strcmp(tiers[i].kind, organisation_kind) == 0)
            return tiers[i].tier;
    }
    return NULL;
}

bool model_grade_is_open(const char *grade)
{
    return model_code_is(grade, "basic") || model_code_is(grade, "common") ||
           model_code_is(grade, "mature");
}
