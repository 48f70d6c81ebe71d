/* question.c: what a person typed, as the search index is asked for it. Each name, word or run of
 * Han characters is a concept, of which any of several phrases may stand in a record: other names
 * of the same and of kinds of it (the thesaurus), other forms of the word, words that begin so. All
 * concepts must be there. Only if that finds nothing is more forgiven, step by step. */
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
    bool first; /* no concept stands before the next one, in its brackets */
    bool open;  /* the concept has phrases already */
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
    base_text_printf(&b->match, "%s(", b->first ? "" : joint);
    b->first = b->open = false;
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

/* What is asked for, and how. */
struct manner {
    const char *joint; /* between concepts */
    bool names, words; /* which parts */
    bool guess;        /* long words that one typing error makes of one typed */
    bool pairs;        /* a run of Han characters by pairs of them, wherever each stands */
};

static void say_part(struct builder *b, const struct model_reading *r, const struct model_part *p,
                     const struct manner *manner)
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
    if (manner->guess && p->group == MODEL_NO_GROUP && p->count == 1 && latin)
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

/* Of a technique, facility or service: what a search is about when not all of it is found. */
static bool is_name(const struct builder *b, const struct model_part *p)
{
    return p->group != MODEL_NO_GROUP && !model_thesaurus_group(b->thesaurus, p->group)->subject;
}

static bool is_long_run(const struct model_reading *r, const struct model_part *p)
{
    return p->group == MODEL_NO_GROUP && p->count > 2 && r->units.list[p->first].han;
}

/* A run of Han characters by pairs, side by side; the last two overlap in an odd one. */
static void say_pairs(struct builder *b, const struct model_reading *r, const struct model_part *p,
                      const char *joint)
{
    for (size_t i = 0; i < p->count && b->concepts < STORE_MOST_CONCEPTS; i += 2) {
        size_t first = p->first + (i + 1 < p->count ? i : p->count - 2);
        struct model_part pair = {first, 2, MODEL_NO_GROUP, false};
        begin_concept(b, joint);
        say(b, model_part_text(r, &pair, b->arena), false, STORE_SAME);
        end_concept(b);
    }
}

static void say_parts(struct builder *b, const struct model_reading *r, const struct manner *manner)
{
    for (size_t i = 0; i < r->count && b->concepts < STORE_MOST_CONCEPTS; i++) {
        const struct model_part *p = &r->parts[i];
        bool wanted = is_name(b, p) ? manner->names : manner->words;
        if (!wanted || is_passed_over(r, p) || said_before(r, i))
            continue;
        if (manner->pairs && is_long_run(r, p)) {
            say_pairs(b, r, p, manner->joint);
            continue;
        }
        begin_concept(b, manner->joint);
        say_part(b, r, p, manner);
        end_concept(b);
    }
}

/* All names, and at least one of the words beside them. */
static void say_names_and_a_word(struct builder *b, const struct model_reading *r)
{
    static const struct manner NAMES = {.joint = " AND ", .names = true};
    static const struct manner WORDS = {.joint = " OR ", .words = true, .pairs = true};
    say_parts(b, r, &NAMES);
    base_text_add(&b->match, " AND (");
    b->first = true;
    say_parts(b, r, &WORDS);
    base_text_add(&b->match, ")");
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

static const struct manner ALL = {.joint = " AND ", .names = true, .words = true};

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
    say_parts(b, &r, &ALL);
    begin_concept(b, " AND ");
    for (size_t i = 0; i < count; i++)
        say_group(b, groups[i], NULL, STORE_FINISHED, STORE_FAR);
    end_concept(b);
    return true;
}

/* A run of Han characters as names with one of them another: the longest that are like a stretch
 * of it; of two characters only the whole run. The rest of it is passed over. */
static void say_like_names(struct builder *b, const struct model_reading *r,
                           const struct model_part *p)
{
    size_t groups[MOST_BEGUN], count = 0, least = p->count < 3 ? p->count : 3;
    for (size_t length = p->count; length >= least && count == 0; length--)
        for (size_t from = 0; from + length <= p->count && count == 0; from++)
            count = model_thesaurus_like(b->thesaurus, &r->units.list[p->first + from], length,
                                         groups, MOST_BEGUN);
    if (count == 0)
        return;
    begin_concept(b, " AND ");
    for (size_t i = 0; i < count; i++)
        say_group(b, groups[i], NULL, STORE_MENDED, STORE_FAR);
    end_concept(b);
}

/* What is known is said as it is, runs that are not as what they are like. */
static void say_mistyped(struct builder *b, const struct model_reading *r)
{
    for (size_t i = 0; i < r->count && b->concepts < STORE_MOST_CONCEPTS; i++) {
        const struct model_part *p = &r->parts[i];
        if (is_passed_over(r, p) || said_before(r, i))
            continue;
        if (p->group == MODEL_NO_GROUP && p->count > 1 && r->units.list[p->first].han) {
            say_like_names(b, r, p);
        } else if (is_name(b, p)) {
            begin_concept(b, " AND ");
            say_part(b, r, p, &ALL);
            end_concept(b);
        }
    }
}

/* ---- from strict to lenient ---- */

/* Each is tried only when those before it find nothing. */
enum step {
    AS_TYPED,
    UNFINISHED, /* the last words begin names */
    MENDED,     /* names with one typing error */
    GUESSED,    /* words with one typing error */
    IN_PAIRS,   /* Han characters need not all stand together */
    NAMES_AND_A_WORD,
    NAMES_ONLY,
    MISTYPED, /* Chinese names with one character another */
    ANYTHING, /* one of the concepts */
    STEPS
};

/* What a step asks for when some parts are names, some words, some of these long runs of Han
 * characters; NULL if nothing that the steps before it have not. */
static const struct manner *manner_of(enum step step, size_t names, size_t words, size_t runs)
{
    static const struct manner
        GUESSING = {.joint = " AND ", .names = true, .words = true, .guess = true},
        PAIRING = {.joint = " AND ", .names = true, .words = true, .pairs = true},
        NAMING = {.joint = " AND ", .names = true},
        ANY = {.joint = " OR ", .names = true, .words = true, .pairs = true};
    switch (step) {
    case GUESSED:
        return words > 0 ? &GUESSING : NULL;
    case IN_PAIRS:
        return runs > 0 ? &PAIRING : NULL;
    case NAMES_ONLY:
        return names > 0 && words > 0 ? &NAMING : NULL;
    case ANYTHING:
        return names + words > 1 || runs > 0 ? &ANY : NULL;
    default:
        return &ALL;
    }
}

/* False if there is nothing to ask for. */
static bool build(struct builder *b, struct model_units units, enum step step)
{
    struct model_known known = {is_there, b};
    size_t names = 0, words = 0, runs = 0;
    if (step == UNFINISHED)
        return say_begun(b, &units);
    struct model_reading r =
        model_read(b->thesaurus, units, step >= MENDED ? &known : NULL, b->arena);
    for (size_t i = 0; i < r.count; i++) {
        names += is_name(b, &r.parts[i]);
        words += !is_name(b, &r.parts[i]) && !is_passed_over(&r, &r.parts[i]);
        runs += is_long_run(&r, &r.parts[i]);
    }
    b->forgiven = 0;
    if (step == NAMES_AND_A_WORD) {
        if (names > 0 && words > 0)
            say_names_and_a_word(b, &r);
        return names > 0 && words > 0;
    }
    if (step == MISTYPED) {
        say_mistyped(b, &r);
        return b->concepts > names;
    }
    const struct manner *manner = manner_of(step, names, words, runs);
    if (manner != NULL)
        say_parts(b, &r, manner);
    if (step == AS_TYPED)
        say_whole(b, &r);
    return b->concepts > 0;
}

static enum err_code ask(struct store *s, enum model_type type, struct model_units units,
                         enum step step, struct base_arena *a, struct store_question *question,
                         bool *found, struct err *e)
{
    struct builder b = {.store = s,
                        .type = type,
                        .thesaurus = store_thesaurus(s),
                        .arena = a,
                        .first = true,
                        .e = e};
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
