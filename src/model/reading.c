/* reading.c: what a text says, by the names that the thesaurus knows. */
#include "thesaurus.h"

#include "sharedesk/base/utf8.h"

#include <string.h>

/* How many units the longest member takes that stands at first; 0 and *group unset if none. */
static size_t member_at(const struct model_thesaurus *t, const struct model_units *u, size_t first,
                        struct base_text *key, size_t *group)
{
    size_t begins = model_lexicon_find(t->firsts, u->list[first].key);
    if (begins == MODEL_NO_WORD)
        return 0;
    size_t left = u->count - first;
    size_t most = left < t->longest[begins] ? left : t->longest[begins];
    model_units_key(key, u, first, most);
    for (size_t n = most; n > 0; n--) {
        size_t number = model_lexicon_find(t->members, key->s);
        if (number != MODEL_NO_WORD) {
            *group = t->group_of[number];
            return n;
        }
        key->length -= strlen(u->list[first + n - 1].key) + (n > 1); /* and the blank before it */
        key->s[key->length] = '\0';
    }
    return 0;
}

/* ---- typing errors --------------------------------------------------------------------------- */

struct mending {
    const struct model_thesaurus *t;
    size_t found;
};

static bool try_known_word(void *context, const char *like)
{
    struct mending *m = context;
    m->found = model_lexicon_find(m->t->words, like);
    return m->found == MODEL_NO_WORD;
}

/* Takes words that nobody knows for those that names are made of. mended: by unit. */
static void mend(const struct model_thesaurus *t, struct model_units *u,
                 const struct model_known *known, bool *mended)
{
    for (size_t i = 0; i < u->count; i++) {
        struct model_unit *unit = &u->list[i];
        struct mending m = {t, MODEL_NO_WORD};
        if (unit->han || !model_word_is_forgiven(unit->text) ||
            model_lexicon_find(t->words, unit->key) != MODEL_NO_WORD ||
            known->has(known->context, unit, i + 1 == u->count))
            continue;
        model_word_each_like(unit->text, try_known_word, &m);
        if (m.found == MODEL_NO_WORD && strcmp(unit->key, unit->text) != 0)
            model_word_each_like(unit->key, try_known_word, &m);
        mended[i] = m.found != MODEL_NO_WORD;
        if (mended[i])
            unit->key = model_lexicon_word(t->words, m.found);
    }
}

/* What was mended and makes no name after all is what it was. */
static void unmend(struct model_unit *unit, bool *mended, struct base_arena *a)
{
    if (!*mended)
        return;
    unit->key = model_word_key(unit->text, a);
    *mended = false;
}

/* ---- parts ----------------------------------------------------------------------------------- */

static void add_part(struct model_reading *r, struct model_part part, struct base_arena *a)
{
    struct model_part *place =
        base_arena_push(a, (void **)&r->parts, &r->count, &r->capacity, sizeof *place);
    *place = part;
}

static bool is_number(const char *word)
{
    return strspn(word, "0123456789") == strlen(word);
}

/* A unit that begins no name: Han characters join the run before them, a measure its number. */
static void add_plain(struct model_reading *r, size_t at, struct base_arena *a)
{
    const struct model_unit *unit = &r->units.list[at];
    struct model_part *last = r->count > 0 ? &r->parts[r->count - 1] : NULL;
    if (last != NULL && last->group == MODEL_NO_GROUP) {
        const struct model_unit *before = &r->units.list[at - 1];
        bool run = unit->han && before->han && !unit->gap;
        bool measure = !unit->han && last->count == 1 && is_number(before->text) &&
                       model_word_is_measure(unit->text);
        if (run || measure) {
            last->count++;
            return;
        }
    }
    add_part(r, (struct model_part){at, 1, MODEL_NO_GROUP, false}, a);
}

struct model_reading model_read(const struct model_thesaurus *t, struct model_units units,
                                const struct model_known *known, struct base_arena *a)
{
    struct model_reading r = {.units = units};
    struct base_text key = {0};
    bool *mended = base_arena_array(a, units.count + 1, sizeof *mended);
    if (known != NULL)
        mend(t, &r.units, known, mended);
    for (size_t at = 0, group = MODEL_NO_GROUP; at < r.units.count;) {
        size_t taken = member_at(t, &r.units, at, &key, &group);
        if (taken == 0) {
            unmend(&r.units.list[at], &mended[at], a);
            add_plain(&r, at++, a);
            continue;
        }
        struct model_part part = {at, taken, group, false};
        for (size_t i = at; i < at + taken; i++)
            part.mended = part.mended || mended[i];
        add_part(&r, part, a);
        at += taken;
    }
    base_text_free(&key);
    return r;
}

const char *model_part_text(const struct model_reading *r, const struct model_part *p,
                            struct base_arena *a)
{
    struct base_text text = {0};
    for (size_t i = 0; i < p->count; i++) {
        if (i > 0)
            base_text_add_char(&text, ' ');
        base_text_add(&text, r->units.list[p->first + i].text);
    }
    const char *copy = base_arena_strdup(a, base_text_string(&text));
    base_text_free(&text);
    return copy;
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static void give(struct model_tokens *o, const char *token, struct base_arena *a)
{
    const char **place =
        base_arena_push(a, (void **)&o->tokens, &o->count, &o->capacity, sizeof *o->tokens);
    *place = token;
}

/* The groups above one, each once a text: who has three kinds of microscopes does not say
 * microscope thrice. */
static void give_broader(struct model_tokens *o, const struct model_thesaurus *t, size_t group,
                         struct base_arena *a)
{
    const struct model_group *g = &t->groups[group];
    for (size_t i = 0; i < g->broader_count; i++) {
        const char *token = t->groups[g->broader[i]].token;
        bool given = false;
        for (size_t k = 0; k < o->count && !given; k++)
            given = o->tokens[k] == token;
        if (given)
            continue;
        give(o, token, a);
        give_broader(o, t, g->broader[i], a);
    }
}

static const char *pair(const char *one, const char *other, struct base_arena *a)
{
    char *text = base_arena_alloc(a, strlen(one) + strlen(other) + 1);
    stpcpy(stpcpy(text, one), other);
    return text;
}

/* Words by their keys, Han characters as pairs with the one before them in their run; one that is
 * alone in its run stands by itself. */
static void give_words(struct model_tokens *o, const struct model_reading *r,
                       const struct model_part *p, struct base_arena *a)
{
    const struct model_unit *units = &r->units.list[p->first];
    for (size_t i = 0; i < p->count; i++) {
        bool before = i > 0 && units[i - 1].han && !units[i - 1].stop;
        bool after = i + 1 < p->count && units[i + 1].han && !units[i + 1].stop;
        if (units[i].stop)
            continue;
        if (units[i].han && before)
            give(o, pair(units[i - 1].text, units[i].text, a), a);
        else if (!units[i].han || !after)
            give(o, units[i].key, a);
    }
}

struct model_tokens model_tokenise(const struct model_thesaurus *t, const char *text,
                                   const struct model_known *known, struct model_implied *implied,
                                   struct base_arena *a)
{
    struct model_tokens said = {0};
    struct model_reading r = model_read(t, model_units_of(text, a), known, a);
    if (implied != NULL)
        *implied = (struct model_implied){0};
    for (size_t i = 0; i < r.count; i++) {
        const struct model_part *p = &r.parts[i];
        if (p->group == MODEL_NO_GROUP) {
            give_words(&said, &r, p, a);
            continue;
        }
        give(&said, t->groups[p->group].token, a);
        if (implied == NULL)
            continue;
        give_broader(&implied->broader, t, p->group, a);
        give_words(&implied->words, &r, p, a);
    }
    return said;
}
