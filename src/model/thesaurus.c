#include "sharedesk/model/thesaurus.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/lexicon.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBER_UNITS = 12 }; /* words, or Han characters, of a member at most */

struct group {
    const char *shown; /* its first member as written */
    const char *token; /* "=" and the first member folded */
    size_t *broader;   /* groups */
    size_t broader_count, broader_capacity;
};

struct model_thesaurus {
    struct base_arena *arena;
    struct group *groups;
    size_t count, capacity;
    struct model_lexicon *members; /* member as units with blanks between */
    size_t *group_of;              /* by member */
    size_t group_of_capacity;
    struct model_lexicon *tokens; /* by group */
    struct model_lexicon *stops;
    struct model_lexicon *firsts; /* units that members begin with */
    size_t *longest;              /* by first unit: units of the longest member */
    size_t longest_capacity;
};

/* ---- units: what members and texts are made of ----------------------------------------------- */

struct units {
    char **list;
    size_t count, capacity;
};

static bool is_han_unit(const char *unit)
{
    uint32_t cp;
    base_utf8_next(unit, &cp);
    return base_utf8_is_han(cp);
}

/* "microscopes" finds "microscope". Short words and -ss, -us, -is are no plurals. */
static void drop_plural(char *word)
{
    size_t n = strlen(word);
    if (n < 4 || word[n - 1] != 's' || strchr("sui", word[n - 2]) != NULL)
        return;
    word[n - 1] = '\0';
}

static struct units split(const char *text, struct base_arena *a)
{
    struct units u = {0};
    char *save = NULL;
    char *words = base_utf8_words(a, text);
    for (char *w = strtok_r(words, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save)) {
        drop_plural(w);
        char **place = base_arena_push(a, (void **)&u.list, &u.count, &u.capacity, sizeof *u.list);
        *place = w;
    }
    return u;
}

/* Units first … first + n - 1 with blanks between, as members are kept. */
static const char *joined(struct base_text *t, const struct units *u, size_t first, size_t n)
{
    base_text_clear(t);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            base_text_add_char(t, ' ');
        base_text_add(t, u->list[first + i]);
    }
    return base_text_string(t);
}

/* ---- reading the groups ---------------------------------------------------------------------- */

/* Most texts' words begin no member: then there is nothing to join and look up. */
static void note_first(struct model_thesaurus *t, const char *unit, size_t units)
{
    size_t count = model_lexicon_count(t->firsts);
    size_t first = model_lexicon_add(t->firsts, unit);
    if (first == count)
        base_arena_push(t->arena, (void **)&t->longest, &count, &t->longest_capacity,
                        sizeof *t->longest);
    if (t->longest[first] < units)
        t->longest[first] = units;
}

static void add_member(struct model_thesaurus *t, const char *member, size_t group,
                       struct base_arena *scratch)
{
    struct units u = split(member, scratch);
    if (u.count == 0 || u.count > MEMBER_UNITS)
        return;
    struct base_text key = {0};
    size_t before = model_lexicon_count(t->members);
    size_t number = model_lexicon_add(t->members, joined(&key, &u, 0, u.count));
    base_text_free(&key);
    if (number < before)
        return;
    size_t *place = base_arena_push(t->arena, (void **)&t->group_of, &before, &t->group_of_capacity,
                                    sizeof *t->group_of);
    *place = group;
    note_first(t, u.list[0], u.count);
}

static void add_group(struct model_thesaurus *t, char *line, struct base_arena *scratch)
{
    char *save = NULL;
    char *member = strtok_r(line, "\t", &save);
    if (member == NULL)
        return;
    const char *token = base_arena_printf(t->arena, "=%s", base_utf8_fold(scratch, member));
    size_t number = model_lexicon_add(t->tokens, token);
    if (number == t->count) { /* else one more line of a group that is there */
        struct group *g = base_arena_push(t->arena, (void **)&t->groups, &t->count, &t->capacity,
                                          sizeof *t->groups);
        g->shown = base_arena_strdup(t->arena, member);
        g->token = token;
    }
    for (; member != NULL; member = strtok_r(NULL, "\t", &save)) {
        if (member[0] != '<')
            add_member(t, member, number, scratch);
    }
}

static size_t group_named(const struct model_thesaurus *t, const char *name,
                          struct base_arena *scratch)
{
    const char *token = base_arena_printf(scratch, "=%s", base_utf8_fold(scratch, name));
    return model_lexicon_find(t->tokens, token);
}

/* The broader groups that a line names. */
static void add_broader(struct model_thesaurus *t, char *line, struct base_arena *scratch)
{
    char *save = NULL;
    char *member = strtok_r(line, "\t", &save);
    if (member == NULL)
        return;
    struct group *g = &t->groups[group_named(t, member, scratch)];
    for (; member != NULL; member = strtok_r(NULL, "\t", &save)) {
        size_t above = member[0] == '<' ? group_named(t, member + 1, scratch) : MODEL_NO_WORD;
        if (above == MODEL_NO_WORD)
            continue;
        size_t *place = base_arena_push(t->arena, (void **)&g->broader, &g->broader_count,
                                        &g->broader_capacity, sizeof *g->broader);
        *place = above;
    }
}

static void each_line(struct model_thesaurus *t, const char *text,
                      void (*visit)(struct model_thesaurus *, char *, struct base_arena *))
{
    struct base_arena *scratch = base_arena_new();
    while (*text != '\0') {
        size_t n = strcspn(text, "\r\n");
        base_arena_reset(scratch);
        if (n > 0 && text[0] != '#')
            visit(t, base_arena_strndup(scratch, text, n), scratch);
        text += n + (text[n] != '\0');
    }
    base_arena_free(&scratch);
}

static void add_stops(struct model_lexicon *stops)
{
    static const char *const words[] = {
        "a",    "an",   "and", "are", "as",  "at",   "by",   "can", "for",  "from", "has",
        "have", "in",   "is",  "it",  "its", "need", "of",   "on",  "or",   "our",  "that",
        "the",  "this", "to",  "use", "we",  "with", "will", "be",  "want", "hour", "h",
        "的",   "和",   "与",  "及",  "或",  "在",   "了",   "我",  "们",   "需",   "要",
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        model_lexicon_add(stops, words[i]);
}

struct model_thesaurus *model_thesaurus_new(const char *text)
{
    struct model_thesaurus *t = base_alloc(sizeof *t);
    t->arena = base_arena_new();
    t->members = model_lexicon_new();
    t->firsts = model_lexicon_new();
    t->tokens = model_lexicon_new();
    t->stops = model_lexicon_new();
    add_stops(t->stops);
    each_line(t, text, add_group);
    each_line(t, text, add_broader);
    return t;
}

struct model_thesaurus *model_thesaurus_default(void)
{
    const struct base_embedded *file = base_embedded_find("data/vocabulary/thesaurus.tsv");
    return model_thesaurus_new(file != NULL ? file->data : "");
}

void model_thesaurus_free(struct model_thesaurus **t)
{
    if (*t == NULL)
        return;
    model_lexicon_free(&(*t)->members);
    model_lexicon_free(&(*t)->firsts);
    model_lexicon_free(&(*t)->tokens);
    model_lexicon_free(&(*t)->stops);
    base_arena_free(&(*t)->arena);
    free(*t);
    *t = NULL;
}

/* ---- texts ----------------------------------------------------------------------------------- */

struct output {
    struct model_tokens tokens;
    size_t capacity;
    struct base_arena *arena;
};

static void give(struct output *o, const char *token)
{
    const char **place = base_arena_push(o->arena, (void **)&o->tokens.tokens, &o->tokens.count,
                                         &o->capacity, sizeof *o->tokens.tokens);
    *place = token;
}

/* A group's token and, each once, those above it; a user's own file may run in circles. first: of
 * the tokens given for this word. */
static void give_group(struct output *o, const struct model_thesaurus *t, size_t group,
                       size_t first)
{
    const struct group *g = &t->groups[group];
    for (size_t i = first; i < o->tokens.count; i++) {
        if (o->tokens.tokens[i] == g->token)
            return;
    }
    give(o, g->token);
    for (size_t i = 0; i < g->broader_count; i++)
        give_group(o, t, g->broader[i], first);
}

/* How many units the longest member takes that stands at first; 0 and *group unset if none. */
static size_t member_at(const struct model_thesaurus *t, const struct units *u, size_t first,
                        struct base_text *key, size_t *group)
{
    size_t begins = model_lexicon_find(t->firsts, u->list[first]);
    if (begins == MODEL_NO_WORD)
        return 0;
    size_t left = u->count - first;
    size_t most = left < t->longest[begins] ? left : t->longest[begins];
    for (size_t n = most; n > 0; n--) {
        size_t number = model_lexicon_find(t->members, joined(key, u, first, n));
        if (number != MODEL_NO_WORD) {
            *group = t->group_of[number];
            return n;
        }
    }
    return 0;
}

/* A unit that stands for itself. Han characters pair with the one before them in their run; a
 * character alone in its run stands by itself. */
static void give_unit(struct output *o, const struct model_thesaurus *t, const struct units *u,
                      size_t at, bool run_before, bool run_after)
{
    const char *unit = u->list[at];
    if (!is_han_unit(unit)) {
        if (model_lexicon_find(t->stops, unit) == MODEL_NO_WORD)
            give(o, unit);
    } else if (run_before) {
        give(o, base_arena_printf(o->arena, "%s%s", u->list[at - 1], unit));
    } else if (!run_after) {
        give(o, unit);
    }
}

static bool is_plain_han(const struct model_thesaurus *t, const char *unit)
{
    return is_han_unit(unit) && model_lexicon_find(t->stops, unit) == MODEL_NO_WORD;
}

struct model_tokens model_tokenise(const struct model_thesaurus *t, const char *text,
                                   struct base_arena *a)
{
    struct output o = {.arena = a};
    struct base_text key = {0};
    struct units u = split(text != NULL ? text : "", a);
    bool run = false; /* the unit before is a Han character of the same run */
    for (size_t at = 0, group = 0; at < u.count;) {
        size_t taken = member_at(t, &u, at, &key, &group);
        if (taken > 0) {
            give_group(&o, t, group, o.tokens.count);
            run = false;
            at += taken;
            continue;
        }
        bool han = is_plain_han(t, u.list[at]);
        bool more = at + 1 < u.count && is_plain_han(t, u.list[at + 1]) &&
                    member_at(t, &u, at + 1, &key, &group) == 0;
        if (han || !is_han_unit(u.list[at]))
            give_unit(&o, t, &u, at, run, more);
        run = han;
        at++;
    }
    base_text_free(&key);
    return o.tokens;
}

const char *model_token_show(const struct model_thesaurus *t, const char *token)
{
    size_t group = token[0] == '=' ? model_lexicon_find(t->tokens, token) : MODEL_NO_WORD;
    return group == MODEL_NO_WORD ? token : t->groups[group].shown;
}
