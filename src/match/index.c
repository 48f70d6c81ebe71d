#include "sharedesk/match/index.h"

#include "sharedesk/base/text.h"
#include "sharedesk/model/lexicon.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Robertson's saturation and length constants, as matching.md measured them. */
static const double SATURATION = 1.2;
static const double LENGTH_SHARE = 0.75;

struct occurrence {
    uint32_t number; /* of the document in a posting list, of the word in a document */
    uint16_t times;
    uint16_t said; /* of these, those that are no mere word of a group's name */
};

struct occurrences {
    struct occurrence *list;
    size_t count, capacity;
};

/* A word's documents, in order. */
struct postings {
    struct occurrence *list;
    size_t count, capacity;
    double most; /* weight in any of them */
};

struct document {
    struct occurrences words; /* by word number */
    size_t length;            /* tokens of what is said */
};

struct match_index {
    struct base_arena *arena;   /* of texts read before */
    struct base_arena *listed;  /* of what documents have */
    struct base_arena *scratch; /* of one document while it is added */
    struct base_arena *built;   /* of what match_index_finish makes of them */
    const struct model_thesaurus *thesaurus;
    struct model_lexicon *words;
    struct model_lexicon *texts; /* read besides before: what is said of a kind is said often */
    struct occurrences *read;    /* their words */
    size_t read_count, read_capacity;
    struct postings *postings; /* by word */
    struct document *documents;
    double *norms;       /* by document: its part of what times are divided by */
    const char **sorted; /* all words ever met, in the order of their spelling */
    size_t sorted_count;
    const char **spelling; /* of these, those that some document has */
    size_t spelling_count;
    size_t count, capacity;
    double mean_length;
    bool resting;          /* nothing is built */
    unsigned char *packed; /* the words of all documents, while they have no lists; or NULL */
};

/* A text as it is asked: its words in the order of their spelling, so that sums do not depend on
 * which document brought a word first. */
struct match_query {
    struct asked_word {
        const char *word;
        size_t number; /* MODEL_NO_WORD: no document has it */
        unsigned times;
        bool common; /* its documents are not gone through: all such words together add little */
    } * words;
    size_t count, length;
    double self; /* relevance to itself */
    double rest; /* share that the common words have at most */
};

struct match_index *match_index_new(const struct model_thesaurus *t)
{
    struct match_index *index = base_alloc(sizeof *index);
    index->arena = base_arena_new();
    index->listed = base_arena_new();
    index->scratch = base_arena_new();
    index->built = base_arena_new();
    index->thesaurus = t;
    index->words = model_lexicon_new();
    index->texts = model_lexicon_new();
    return index;
}

void match_index_free(struct match_index **index)
{
    if (*index == NULL)
        return;
    model_lexicon_free(&(*index)->words);
    model_lexicon_free(&(*index)->texts);
    free((*index)->documents);
    free((*index)->sorted);
    free((*index)->packed);
    base_arena_free(&(*index)->arena);
    base_arena_free(&(*index)->listed);
    base_arena_free(&(*index)->scratch);
    base_arena_free(&(*index)->built);
    free(*index);
    *index = NULL;
}

static int by_number(const void *x, const void *y)
{
    const struct occurrence *a = x, *b = y;
    return (a->number > b->number) - (a->number < b->number);
}

static void add_times(struct occurrence *to, const struct occurrence *more)
{
    to->times = (uint16_t)(to->times + (to->times < UINT16_MAX ? more->times : 0));
    to->said = (uint16_t)(to->said + (to->said < UINT16_MAX ? more->said : 0));
}

/* Few as the words of a text are, they are put in order where they stand. */
static void sort_occurrences(struct occurrences *o)
{
    enum { FEW = 48 };
    if (o->count > FEW) {
        qsort(o->list, o->count, sizeof *o->list, by_number);
        return;
    }
    for (size_t i = 1; i < o->count; i++) {
        struct occurrence next = o->list[i];
        size_t at = i;
        for (; at > 0 && o->list[at - 1].number > next.number; at--)
            o->list[at] = o->list[at - 1];
        o->list[at] = next;
    }
}

/* Sorts word numbers and joins equal ones. */
static void gather(struct occurrences *o)
{
    if (o->count == 0)
        return;
    sort_occurrences(o);
    size_t kept = 0;
    for (size_t i = 1; i < o->count; i++) {
        if (o->list[i].number == o->list[kept].number)
            add_times(&o->list[kept], &o->list[i]);
        else
            o->list[++kept] = o->list[i];
    }
    o->count = kept + 1;
}

static void add_tokens(struct match_index *index, const struct model_tokens *tokens, bool said,
                       struct document *d)
{
    for (size_t i = 0; i < tokens->count; i++) {
        struct occurrence *o = base_arena_push(index->scratch, (void **)&d->words.list,
                                               &d->words.count, &d->words.capacity, sizeof *o);
        *o = (struct occurrence){(uint32_t)model_lexicon_add(index->words, tokens->tokens[i]), 1,
                                 said};
    }
}

/* The words of a text into a document of the index; returns how many it says. */
static size_t read_offer(struct match_index *index, const char *text, struct document *d)
{
    struct model_implied implied;
    struct model_tokens said =
        model_tokenise(index->thesaurus, text, NULL, &implied, index->scratch);
    add_tokens(index, &said, true, d);
    add_tokens(index, &implied.broader, true, d);
    add_tokens(index, &implied.words, false, d);
    return said.count;
}

/* The same of a text that may have been read before. */
static void read_besides(struct match_index *index, const char *text, struct document *d)
{
    enum { TEXTS = 4096 }; /* are kept */
    size_t number = model_lexicon_find(index->texts, text), first = d->words.count;
    if (number != MODEL_NO_WORD) {
        for (size_t i = 0; i < index->read[number].count; i++)
            *(struct occurrence *)base_arena_push(
                index->scratch, (void **)&d->words.list, &d->words.count, &d->words.capacity,
                sizeof *d->words.list) = index->read[number].list[i];
        return;
    }
    read_offer(index, text, d);
    if (index->read_count == TEXTS)
        return;
    model_lexicon_add(index->texts, text);
    struct occurrences *kept =
        base_arena_push(index->arena, (void **)&index->read, &index->read_count,
                        &index->read_capacity, sizeof *kept);
    *kept = (struct occurrences){.count = d->words.count - first};
    kept->list = base_arena_array(index->arena, kept->count + 1, sizeof *kept->list);
    for (size_t i = 0; i < kept->count; i++)
        kept->list[i] = d->words.list[first + i];
}

/* ---- words while nobody asks ----------------------------------------------------------------- */

/* Seven bits a byte, the lowest first. to NULL: only counted. */
static size_t put_number(unsigned char *to, size_t at, uint32_t number)
{
    for (; number >= 0x80; number >>= 7, at++)
        if (to != NULL)
            to[at] = (unsigned char)(number | 0x80);
    if (to != NULL)
        to[at] = (unsigned char)number;
    return at + 1;
}

static uint32_t take_number(const unsigned char **from)
{
    uint32_t number = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = *(*from)++;
        number |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

/* Of each how far it is behind the one before it, and whether it is said but once, as most are;
 * else how often. Returns the bytes of all. */
static size_t put_words(const struct match_index *index, unsigned char *to)
{
    size_t at = 0;
    for (size_t d = 0; d < index->count; d++) {
        const struct occurrences *words = &index->documents[d].words;
        uint32_t before = 0;
        for (size_t i = 0; i < words->count; i++) {
            const struct occurrence *o = &words->list[i];
            bool once = o->times == 1 && o->said == 1;
            at = put_number(to, at, (o->number - before) << 1 | once);
            before = o->number;
            if (once)
                continue;
            at = put_number(to, at, o->times);
            at = put_number(to, at, o->said);
        }
    }
    return at;
}

static void pack_words(struct match_index *index)
{
    if (index->packed != NULL)
        return;
    index->packed = base_realloc(NULL, put_words(index, NULL) + 1, 1);
    put_words(index, index->packed);
    base_arena_reset(index->listed);
    for (size_t d = 0; d < index->count; d++)
        index->documents[d].words.list = NULL;
}

static void unpack_words(struct match_index *index)
{
    const unsigned char *from = index->packed;
    if (from == NULL)
        return;
    for (size_t d = 0; d < index->count; d++) {
        struct occurrences *words = &index->documents[d].words;
        uint32_t number = 0;
        words->list = base_arena_array(index->listed, words->count, sizeof *words->list);
        for (size_t i = 0; i < words->count; i++) {
            struct occurrence *o = &words->list[i];
            uint32_t next = take_number(&from);
            number += next >> 1;
            *o = (struct occurrence){number, 1, 1};
            if ((next & 1) != 0)
                continue;
            o->times = (uint16_t)take_number(&from);
            o->said = (uint16_t)take_number(&from);
        }
    }
    free(index->packed);
    index->packed = NULL;
}

/* ---- documents ------------------------------------------------------------------------------- */

enum { DOCUMENTS = 64 }; /* there is room for at first */

size_t match_index_add(struct match_index *index, const char *said, const char *besides)
{
    struct document d = {0};
    unpack_words(index);
    d.length = read_offer(index, said, &d);
    read_besides(index, besides, &d);
    gather(&d.words);
    struct occurrence *kept = base_arena_array(index->listed, d.words.count, sizeof *kept);
    for (size_t i = 0; i < d.words.count; i++)
        kept[i] = d.words.list[i];
    d.words.list = kept;
    base_arena_reset(index->scratch);
    if (index->count == index->capacity) {
        index->capacity = 2 * index->capacity + DOCUMENTS;
        index->documents =
            base_realloc(index->documents, index->capacity, sizeof *index->documents);
    }
    index->documents[index->count] = d;
    return index->count++;
}

static double norm(const struct match_index *index, size_t length)
{
    return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * (double)length / index->mean_length);
}

static int by_letters(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* New words are sorted by themselves, and come among the others; then those that documents have are
 * picked. */
static void sort_words(struct match_index *index)
{
    size_t count = model_lexicon_count(index->words), old = index->sorted_count, new = count - old;
    const char **fresh = base_arena_array(index->built, new + 1, sizeof *fresh);
    for (size_t w = old; w < count; w++)
        fresh[w - old] = model_lexicon_word(index->words, w);
    index->sorted = base_realloc(index->sorted, count, sizeof *index->sorted);
    index->sorted_count = count;
    if (new > 0)
        qsort(fresh, new, sizeof *fresh, by_letters);
    for (size_t at = count; new > 0;) {
        bool take = old == 0 || strcmp(index->sorted[old - 1], fresh[new - 1]) < 0;
        index->sorted[--at] = take ? fresh[--new] : index->sorted[--old];
    }
    index->spelling = base_arena_array(index->built, count + 1, sizeof *index->spelling);
    index->spelling_count = 0;
    for (size_t w = 0; w < count; w++)
        if (match_index_holding(index, index->sorted[w]) > 0)
            index->spelling[index->spelling_count++] = index->sorted[w];
}

static void count_words(const struct match_index *index)
{
    for (size_t d = 0; d < index->count; d++) {
        const struct document *document = &index->documents[d];
        for (size_t i = 0; i < document->words.count; i++)
            index->postings[document->words.list[i].number].capacity++;
    }
}

void match_index_reorder(struct match_index *index, const size_t *order, size_t count)
{
    struct document *documents = base_realloc(NULL, count, sizeof *documents);
    unpack_words(index);
    for (size_t i = 0; i < count; i++)
        documents[i] = index->documents[order[i]];
    free(index->documents);
    index->documents = documents;
    index->count = index->capacity = count;
}

static void find_norms(struct match_index *index, size_t length)
{
    index->mean_length = index->count > 0 ? (double)length / (double)index->count : 0;
    if (!(index->mean_length > 0))
        index->mean_length = 1;
    index->norms = base_arena_array(index->built, index->count + 1, sizeof *index->norms);
    for (size_t d = 0; d < index->count; d++)
        index->norms[d] = norm(index, index->documents[d].length);
}

static double weight(unsigned times, double norm_)
{
    double tf = times;
    return tf * (SATURATION + 1) / (tf + norm_);
}

static void find_most(struct match_index *index, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        struct postings *p = &index->postings[w];
        for (size_t i = 0; i < p->count; i++)
            p->most = fmax(p->most, weight(p->list[i].times, index->norms[p->list[i].number]));
    }
}

void match_index_finish(struct match_index *index)
{
    size_t words = model_lexicon_count(index->words), length = 0;
    base_arena_reset(index->built);
    unpack_words(index);
    index->postings = base_arena_array(index->built, words + 1, sizeof *index->postings);
    count_words(index);
    for (size_t w = 0; w < words; w++)
        index->postings[w].list = base_arena_array(index->built, index->postings[w].capacity,
                                                   sizeof *index->postings[w].list);
    for (size_t d = 0; d < index->count; d++) {
        const struct document *document = &index->documents[d];
        length += document->length;
        for (size_t i = 0; i < document->words.count; i++) {
            struct postings *p = &index->postings[document->words.list[i].number];
            p->list[p->count++] = (struct occurrence){(uint32_t)d, document->words.list[i].times,
                                                      document->words.list[i].said};
        }
    }
    find_norms(index, length);
    find_most(index, words);
    sort_words(index);
    index->resting = false;
}

void match_index_rest(struct match_index *index)
{
    base_arena_reset(index->built);
    pack_words(index);
    index->resting = true;
}

void match_index_wake(struct match_index *index)
{
    if (index->resting)
        match_index_finish(index);
}

/* Words that no document has any more are as good as never met. */
static size_t find_word(const struct match_index *index, const char *token)
{
    size_t word = model_lexicon_find(index->words, token);
    return word == MODEL_NO_WORD || index->postings[word].count == 0 ? MODEL_NO_WORD : word;
}

/* ---- words that no offer has ----------------------------------------------------------------- */

struct guess {
    const struct match_index *index;
    size_t word; /* of those that it may be, the one that most offers have */
};

static bool guess_word(void *context, const char *like)
{
    struct guess *g = context;
    size_t word = find_word(g->index, like);
    if (word != MODEL_NO_WORD &&
        (g->word == MODEL_NO_WORD ||
         g->index->postings[word].count > g->index->postings[g->word].count))
        g->word = word;
    return true;
}

/* The first in the order of spelling that does not come before word. */
static size_t spelled_from(const struct match_index *index, const char *word)
{
    size_t low = 0, high = index->spelling_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->spelling[middle], word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A Latin word that no offer has is one that begins so, or that one typing error makes of it, as in
 * the search. */
static size_t word_meant(const struct match_index *index, const char *token)
{
    enum { FEWEST_LETTERS = 4 }; /* that a word may begin with */
    struct guess g = {index, find_word(index, token)};
    size_t count = index->spelling_count;
    bool latin = (unsigned char)token[0] < 0x80 && token[0] != '=';
    if (g.word != MODEL_NO_WORD || !latin || strlen(token) < FEWEST_LETTERS)
        return g.word;
    for (size_t i = spelled_from(index, token);
         i < count && base_text_starts(index->spelling[i], token); i++)
        guess_word(&g, index->spelling[i]);
    if (g.word == MODEL_NO_WORD && model_word_is_forgiven(token))
        model_word_each_like(token, guess_word, &g);
    return g.word;
}

static bool is_known(void *context, const struct model_unit *unit, bool last)
{
    const struct match_index *index = context;
    size_t at = spelled_from(index, unit->key);
    (void)last;
    return at < index->spelling_count && base_text_starts(index->spelling[at], unit->key);
}

/* ---- BM25 ------------------------------------------------------------------------------------ */

static double rarity(const struct match_index *index, size_t word)
{
    double n = word != MODEL_NO_WORD ? (double)index->postings[word].count : 0;
    return log(1 + ((double)index->count - n + 0.5) / (n + 0.5));
}

static double share(double relevance, double self)
{
    return self > 0 ? fmin(1, relevance / self) : 0;
}

static int by_spelling(const void *x, const void *y)
{
    return strcmp(((const struct asked_word *)x)->word, ((const struct asked_word *)y)->word);
}

/* The words that most documents have, as long as a document that has no other would hardly fit
 * (Turtle and Flood's MaxScore). */
static void find_common(const struct match_index *index, struct match_query *q)
{
    static const double LITTLE = 0.1;
    for (;;) {
        struct asked_word *next = NULL;
        size_t most = 0;
        for (size_t i = 0; i < q->count; i++) {
            struct asked_word *w = &q->words[i];
            size_t holding =
                w->common || w->number == MODEL_NO_WORD ? 0 : index->postings[w->number].count;
            if (holding > most) {
                most = holding;
                next = w;
            }
        }
        double adds =
            next == NULL ? 0 : rarity(index, next->number) * index->postings[next->number].most;
        if (next == NULL || q->rest + adds > LITTLE * q->self)
            break;
        next->common = true;
        q->rest += adds;
    }
    q->rest = share(q->rest, q->self);
}

/* Joins equal words and finds out how relevant they are to themselves. */
static const struct match_query *query_finish(const struct match_index *index,
                                              struct match_query *q)
{
    size_t kept = 0;
    if (q->count > 0)
        qsort(q->words, q->count, sizeof *q->words, by_spelling);
    for (size_t i = 0; i < q->count; i++) {
        if (kept > 0 && strcmp(q->words[kept - 1].word, q->words[i].word) == 0)
            q->words[kept - 1].times += q->words[i].times;
        else
            q->words[kept++] = q->words[i];
    }
    q->count = kept;
    for (size_t i = 0; i < q->count; i++)
        q->self +=
            rarity(index, q->words[i].number) * weight(q->words[i].times, norm(index, q->length));
    find_common(index, q);
    return q;
}

static void ask(const struct match_index *index, const struct model_tokens *tokens,
                struct match_query *q)
{
    for (size_t i = 0; i < tokens->count; i++) {
        size_t word = word_meant(index, tokens->tokens[i]);
        bool there = word != MODEL_NO_WORD;
        const char *spelled = there ? model_lexicon_word(index->words, word) : tokens->tokens[i];
        q->words[q->count++] = (struct asked_word){spelled, word, 1, false};
    }
}

/* The broader groups are asked for, too: what is near is better than what is far. */
const struct match_query *match_index_query(const struct match_index *index, const char *text,
                                            struct base_arena *a)
{
    struct match_query *q = base_arena_alloc(a, sizeof *q);
    struct model_known known = {is_known, (void *)index};
    struct model_implied implied;
    struct model_tokens said = model_tokenise(index->thesaurus, text, &known, &implied, a);
    q->words = base_arena_array(a, said.count + implied.broader.count + 1, sizeof *q->words);
    q->length = said.count;
    ask(index, &said, q);
    ask(index, &implied.broader, q);
    return query_finish(index, q);
}

/* What a document of the index says, as a query. */
static const struct match_query *query_of(const struct match_index *index, const struct document *d,
                                          struct base_arena *a)
{
    struct match_query *q = base_arena_alloc(a, sizeof *q);
    q->words = base_arena_array(a, d->words.count + 1, sizeof *q->words);
    q->length = d->length;
    for (size_t i = 0; i < d->words.count; i++) {
        const struct occurrence *o = &d->words.list[i];
        if (o->said > 0)
            q->words[q->count++] = (struct asked_word){model_lexicon_word(index->words, o->number),
                                                       o->number, o->said, false};
    }
    return query_finish(index, q);
}

/* The first posting of a document from `first` on. */
static size_t posting_from(const struct postings *p, size_t first)
{
    size_t low = 0, high = p->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->list[middle].number < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What one word adds to the relevance of the documents [first, first + count). */
static size_t add_word(const struct match_index *index, size_t word, size_t first, size_t count,
                       double *sums, uint32_t *hits)
{
    size_t n = 0;
    double rare = rarity(index, word);
    const struct postings *p = &index->postings[word];
    for (size_t k = posting_from(p, first); k < p->count && p->list[k].number < first + count;
         k++) {
        size_t d = p->list[k].number;
        if (!(sums[d] > 0))
            hits[n++] = (uint32_t)d;
        sums[d] += rare * weight(p->list[k].times, index->norms[d]);
    }
    return n;
}

size_t match_index_query_hits(const struct match_index *index, const struct match_query *q,
                              bool all, size_t first, size_t count, double *shares, uint32_t *hits)
{
    size_t n = 0;
    double rest = all ? 0 : q->rest;
    for (size_t i = 0; i < q->count; i++)
        if (q->words[i].number != MODEL_NO_WORD && (all || !q->words[i].common))
            n += add_word(index, q->words[i].number, first, count, shares, hits + n);
    for (size_t i = 0; i < n; i++)
        shares[hits[i]] = fmin(1, share(shares[hits[i]], q->self) + rest);
    return n;
}

double match_index_query_rest(const struct match_query *q)
{
    return q->rest;
}

static const struct occurrence *word_in(const struct document *d, size_t word)
{
    struct occurrence key = {.number = (uint32_t)word};
    return d->words.count == 0 || word == MODEL_NO_WORD
               ? NULL
               : bsearch(&key, d->words.list, d->words.count, sizeof key, by_number);
}

static double relevance(const struct match_index *index, const struct match_query *q, size_t number)
{
    double sum = 0;
    for (size_t i = 0; i < q->count; i++) {
        const struct occurrence *o = word_in(&index->documents[number], q->words[i].number);
        if (o != NULL)
            sum += rarity(index, q->words[i].number) * weight(o->times, index->norms[number]);
    }
    return sum;
}

double match_index_query_share(const struct match_index *index, const struct match_query *q,
                               size_t document)
{
    return share(relevance(index, q, document), q->self);
}

size_t match_index_holding(const struct match_index *index, const char *token)
{
    size_t word = model_lexicon_find(index->words, token);
    return word == MODEL_NO_WORD ? 0 : index->postings[word].count;
}

double match_index_likeness(const struct match_index *index, size_t one, size_t other)
{
    struct base_arena *a = base_arena_new();
    const struct match_query *x = query_of(index, &index->documents[one], a);
    const struct match_query *y = query_of(index, &index->documents[other], a);
    double there = share(relevance(index, x, other), x->self);
    double back = share(relevance(index, y, one), y->self);
    base_arena_free(&a);
    return (there + back) / 2;
}

struct telling {
    double worth;
    const char *word;
    size_t place; /* in the order of spelling */
};

static int by_worth(const void *x, const void *y)
{
    const struct telling *a = x, *b = y;
    if (a->worth > b->worth || a->worth < b->worth)
        return a->worth > b->worth ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

const char **match_index_common(const struct match_index *index, const char *text, size_t document,
                                struct base_arena *a, size_t *count)
{
    const struct document *offered = &index->documents[document];
    const struct match_query *asked = match_index_query(index, text, a);
    struct telling *found = base_arena_array(a, asked->count + 1, sizeof *found);
    *count = 0;
    for (size_t i = 0; i < asked->count; i++) {
        size_t word = asked->words[i].number;
        if (word_in(offered, word) != NULL)
            found[(*count)++] = (struct telling){
                rarity(index, word),
                model_token_show(index->thesaurus, model_lexicon_word(index->words, word)), word};
    }
    qsort(found, *count, sizeof *found, by_worth);
    const char **words = base_arena_array(a, *count + 1, sizeof *words);
    for (size_t i = 0; i < *count; i++)
        words[i] = base_arena_strdup(a, found[i].word);
    return words;
}
