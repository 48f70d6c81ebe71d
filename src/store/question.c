/* question.c: what a person typed, as the search index is asked for it. Each name, word or run of
 * Han characters is a concept, of which any of several phrases may stand in a record: other names
 * of the same and of kinds of it (the thesaurus), other forms of the word, words that begin so. All
 * concepts must be there. Only if that finds nothing is more forgiven, step by step: names that are
 * not finished, words with one typing error, plain words beside a name, all but one concept. */
#include "question.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* A page pasted into the search is looked for by its first words only, and whoever types that many
 * is not forgiven each of them: every guess is a question to the index. */
enum { MOST_WORDS = 48, MOST_FORGIVEN = 6, MOST_GUESSES = 40, MOST_PHRASES = 400, MOST_BEGUN = 8 };

struct builder {
    struct store *store;
    enum model_type type;
    struct model_thesaurus *thesaurus;
    struct base_arena *arena;
    struct base_text match, weights;
    size_t concepts, phrases;
    bool open; /* the concept has phrases already */
    size_t forgiven;
    struct err *e;
};

static enum err_code finds_any(struct store *s, enum model_type type, const char *query,
                               bool *found, struct err *e)
{
    bool any = type == MODEL_ANY;
    int64_t from = any ? -1 : store_search_base(type);
    int64_t until = any ? INT64_MAX : store_search_base(type + 1);
    int64_t one;
    enum err_code code =
        store_number(s, STORE_SEARCH_ANY,
                     STORE_ARGS(STORE_STR(query), STORE_INT(from), STORE_INT(until)), 0, &one, e);
    *found = one != 0;
    return code;
}

/* ---- concepts and their phrases ---- */

static void begin_concept(struct builder *b, const char *joint)
{
    base_text_printf(&b->match, "%s(", b->concepts > 0 ? joint : "");
    b->open = false;
}

static void end_concept(struct builder *b)
{
    base_text_add(&b->match, ")");
    b->concepts++;
}

/* words: letters and digits with blanks between, so that nothing needs escaping in quotes. */
static void say(struct builder *b, const char *words, bool begins, enum store_nearness nearness)
{
    if (b->phrases == MOST_PHRASES && b->open)
        return;
    base_text_printf(&b->match, "%s\"%s\"%s", b->open ? " OR " : "", words, begins ? " *" : "");
    base_text_add_char(&b->weights, (char)('0' + b->concepts));
    base_text_add_char(&b->weights, (char)nearness);
    b->phrases++;
    b->open = true;
}

/* own, narrower: how near the group's names are, and those of kinds of it. */
static void say_group(struct builder *b, size_t group, const char *typed, enum store_nearness own,
                      enum store_nearness narrower)
{
    size_t count;
    const struct model_phrase *list = model_thesaurus_phrases(b->thesaurus, group, &count);
    for (size_t i = 0; i < count; i++) {
        if (typed == NULL || strcmp(list[i].words, typed) != 0)
            say(b, list[i].words, false, list[i].narrower ? narrower : own);
    }
}

static void say_forms(struct builder *b, const char *word)
{
    size_t count;
    const char **forms = model_word_variants(word, true, b->arena, &count);
    for (size_t i = 0; i < count; i++)
        say(b, forms[i], false, STORE_SAME);
}

/* ---- one typing error forgiven ---- */

struct guesses {
    struct builder *builder;
    bool begins; /* the last word may not be finished */
    size_t count;
};

static bool try_guess(void *context, const char *word)
{
    struct guesses *g = context;
    struct builder *b = g->builder;
    bool found;
    const char *quoted = base_arena_printf(b->arena, "\"%s\"%s", word, g->begins ? " *" : "");
    if (finds_any(b->store, b->type, quoted, &found, b->e) != ERR_NONE)
        return false;
    if (found) {
        say(b, word, g->begins, STORE_MENDED);
        g->count++;
    }
    return g->count < MOST_GUESSES;
}

static void say_likes(struct builder *b, const char *word, bool last)
{
    struct guesses g = {b, last, 0};
    if (model_word_is_forgiven(word) && b->forgiven++ < MOST_FORGIVEN)
        model_word_each_like(word, try_guess, &g);
}

static bool is_there(void *context, const struct model_unit *unit, bool last)
{
    struct builder *b = context;
    bool found = false;
    const char *quoted = base_arena_printf(b->arena, "\"%s\"%s", unit->text, last ? " *" : "");
    if (b->forgiven++ >= MOST_FORGIVEN)
        return true;
    finds_any(b->store, b->type, quoted, &found, b->e);
    return found;
}

/* ---- parts of what was typed ---- */

enum leniency { STRICT, LENIENT };

static void say_part(struct builder *b, const struct model_reading *r, const struct model_part *p,
                     enum leniency leniency)
{
    const struct model_unit *first = &r->units.list[p->first];
    bool latin = !first[p->count - 1].han;
    bool last = p->first + p->count == r->units.count && latin;
    const char *typed = model_part_text(r, p, b->arena);
    if (!p->mended)
        say(b, typed, false, STORE_SAME);
    if (p->group != MODEL_NO_GROUP)
        say_group(b, p->group, typed, p->mended ? STORE_MENDED : STORE_SAME,
                  p->mended ? STORE_FAR : STORE_NARROWER);
    else if (p->count == 1 && latin)
        say_forms(b, typed);
    else if (latin) /* a number and its measure */
        say(b, base_arena_printf(b->arena, "%s%s", first[0].text, first[1].text), false,
            STORE_SAME);
    if (last && !p->mended)
        say(b, typed, true, STORE_BEGUN);
    if (leniency == LENIENT && p->group == MODEL_NO_GROUP && p->count == 1 && latin)
        say_likes(b, typed, last);
}

/* Latin words that say nothing are left out, but for the last one: it may become another. */
static bool is_passed_over(const struct model_reading *r, const struct model_part *p)
{
    const struct model_unit *unit = &r->units.list[p->first];
    bool last = p->first + 1 == r->units.count;
    return p->group == MODEL_NO_GROUP && p->count == 1 && !unit->han && !last && unit->stop;
}

static bool said_before(const struct model_reading *r, size_t part)
{
    for (size_t i = 0; i < part; i++) {
        if (r->parts[i].group != MODEL_NO_GROUP && r->parts[i].group == r->parts[part].group)
            return true;
    }
    return false;
}

enum kept { ALL_PARTS, GROUPS_ONLY, ANY_PART };

static void say_parts(struct builder *b, const struct model_reading *r, enum leniency leniency,
                      enum kept kept)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct model_part *p = &r->parts[i];
        bool plain = p->group == MODEL_NO_GROUP;
        if (is_passed_over(r, p) || said_before(r, i) || (kept == GROUPS_ONLY && plain) ||
            b->concepts == STORE_MOST_CONCEPTS)
            continue;
        begin_concept(b, kept == ANY_PART ? " OR " : " AND ");
        say_part(b, r, p, leniency);
        end_concept(b);
    }
}

/* What stands there just as it was typed is the best answer: a code, a title. It has all concepts,
 * so that it finds no more. */
static void say_whole(struct builder *b, const struct model_reading *r)
{
    struct model_part all = {.count = r->units.count};
    if (b->concepts < 2 || b->concepts == STORE_MOST_CONCEPTS)
        return;
    base_text_add(&b->match, " OR ");
    b->open = false;
    say(b, model_part_text(r, &all, b->arena), false, STORE_WHOLE);
}

/* The last words as the beginning of names, as many of them as begin one; false if none do. */
static bool say_begun(struct builder *b, const struct model_units *units)
{
    size_t groups[MOST_BEGUN], count = 0, first = 0;
    while (first < units->count && count == 0) {
        count = model_thesaurus_begun(b->thesaurus, &units->list[first], units->count - first,
                                      groups, MOST_BEGUN);
        first += count == 0;
    }
    if (count == 0)
        return false;
    struct model_units before = {units->list, first, first};
    struct model_reading r = model_read(b->thesaurus, before, NULL, b->arena);
    say_parts(b, &r, STRICT, ALL_PARTS);
    begin_concept(b, " AND ");
    for (size_t i = 0; i < count; i++)
        say_group(b, groups[i], NULL, STORE_FINISHED, STORE_FAR);
    end_concept(b);
    return true;
}

/* ---- from strict to lenient ---- */

enum step { AS_TYPED, UNFINISHED, MENDED, GUESSED, NAMES_ONLY, ANYTHING, STEPS };

/* False if the step asks for nothing that the ones before it have not. */
static bool build(struct builder *b, struct model_units units, enum step step)
{
    struct model_known known = {is_there, b};
    if (step == UNFINISHED)
        return say_begun(b, &units);
    struct model_reading r =
        model_read(b->thesaurus, units, step >= MENDED ? &known : NULL, b->arena);
    size_t groups = 0;
    for (size_t i = 0; i < r.count; i++)
        groups += r.parts[i].group != MODEL_NO_GROUP;
    if ((step == NAMES_ONLY && (groups == 0 || groups == r.count)) ||
        (step == ANYTHING && r.count < 2))
        return false;
    b->forgiven = 0;
    say_parts(b, &r, step >= GUESSED ? LENIENT : STRICT,
              step == NAMES_ONLY ? GROUPS_ONLY
              : step == ANYTHING ? ANY_PART
                                 : ALL_PARTS);
    if (step == AS_TYPED)
        say_whole(b, &r);
    return b->concepts > 0;
}

static enum err_code ask(struct store *s, enum model_type type, struct model_units units,
                         enum step step, struct base_arena *a, struct store_question *question,
                         bool *found, struct err *e)
{
    struct builder b = {
        .store = s, .type = type, .thesaurus = store_thesaurus(s), .arena = a, .e = e};
    /* The units are read anew each time: a reading may change them. */
    units.list = memcpy(base_arena_array(a, units.count + 1, sizeof *units.list), units.list,
                        units.count * sizeof *units.list);
    *found = false;
    if (build(&b, units, step) && e->code == ERR_NONE &&
        finds_any(s, type, base_text_string(&b.match), found, e) == ERR_NONE &&
        (*found || step == AS_TYPED)) {
        question->match = base_arena_strdup(a, base_text_string(&b.match));
        question->weights = base_arena_strdup(a, base_text_string(&b.weights));
    }
    base_text_free(&b.match);
    base_text_free(&b.weights);
    return e->code;
}

enum err_code store_search_question(struct store *s, enum model_type type, const char *text,
                                    struct base_arena *a, struct store_question *question,
                                    struct err *e)
{
    *question = (struct store_question){0};
    if (s->transaction.depth > 0 && store_search_flush(s, e) != ERR_NONE)
        return e->code;
    struct model_units units = model_units_at_most(text, MOST_WORDS, a);
    bool found = false;
    for (int step = 0; units.count > 0 && !found && step < STEPS && e->code == ERR_NONE; step++)
        ask(s, type, units, (enum step)step, a, question, &found, e);
    return e->code;
}
