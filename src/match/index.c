#include "sharedesk/match/index.h"

#include "sharedesk/model/lexicon.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Robertson's saturation and length constants, as matching.md measured them. */
static const double SATURATION = 1.2;
static const double LENGTH_SHARE = 0.75;

struct occurrence {
    size_t number; /* of the document in a posting list, of the word in a document */
    unsigned times;
};

struct occurrences {
    struct occurrence *list;
    size_t count, capacity;
};

struct document {
    struct occurrences words; /* by word number */
    size_t length;            /* tokens of what is said */
};

struct match_index {
    struct base_arena *arena;
    const struct model_thesaurus *thesaurus;
    struct model_lexicon *words;
    struct occurrences *postings; /* by word, documents in order */
    struct document *documents;
    size_t count, capacity;
    double mean_length;
};

struct match_index *match_index_new(const struct model_thesaurus *t)
{
    struct match_index *index = base_alloc(sizeof *index);
    index->arena = base_arena_new();
    index->thesaurus = t;
    index->words = model_lexicon_new();
    return index;
}

void match_index_free(struct match_index **index)
{
    if (*index == NULL)
        return;
    model_lexicon_free(&(*index)->words);
    base_arena_free(&(*index)->arena);
    free(*index);
    *index = NULL;
}

static int by_number(const void *x, const void *y)
{
    const struct occurrence *a = x, *b = y;
    return (a->number > b->number) - (a->number < b->number);
}

/* Sorts word numbers and joins equal ones. */
static void gather(struct occurrences *o)
{
    if (o->count == 0)
        return;
    qsort(o->list, o->count, sizeof *o->list, by_number);
    size_t kept = 0;
    for (size_t i = 1; i < o->count; i++) {
        if (o->list[i].number == o->list[kept].number)
            o->list[kept].times += o->list[i].times;
        else
            o->list[++kept] = o->list[i];
    }
    o->count = kept + 1;
}

static struct occurrence *add_word(struct document *d, struct base_arena *a)
{
    struct occurrence *o =
        base_arena_push(a, (void **)&d->words.list, &d->words.count, &d->words.capacity, sizeof *o);
    o->times = 1;
    return o;
}

/* The words of a text into a document of the index; returns how many. */
static size_t read_offer(struct match_index *index, const char *text, struct document *d)
{
    struct model_tokens tokens = model_tokenise(index->thesaurus, text, index->arena);
    for (size_t i = 0; i < tokens.count; i++)
        add_word(d, index->arena)->number = model_lexicon_add(index->words, tokens.tokens[i]);
    return tokens.count;
}

/* A demand's text as a document. Words that no offer has get numbers past the lexicon's end: they
 * count in its relevance to itself. */
static struct document read_demand(const struct match_index *index, const char *text,
                                   struct base_arena *a)
{
    struct document d = {0};
    struct model_lexicon *strange = model_lexicon_new();
    struct model_tokens tokens = model_tokenise(index->thesaurus, text, a);
    for (size_t i = 0; i < tokens.count; i++) {
        struct occurrence *o = add_word(&d, a);
        o->number = model_lexicon_find(index->words, tokens.tokens[i]);
        if (o->number == MODEL_NO_WORD)
            o->number =
                model_lexicon_count(index->words) + model_lexicon_add(strange, tokens.tokens[i]);
    }
    d.length = tokens.count;
    gather(&d.words);
    model_lexicon_free(&strange);
    return d;
}

size_t match_index_add(struct match_index *index, const char *said, const char *besides)
{
    struct document d = {0};
    d.length = read_offer(index, said, &d);
    read_offer(index, besides, &d);
    gather(&d.words);
    struct document *place =
        base_arena_push(index->arena, (void **)&index->documents, &index->count, &index->capacity,
                        sizeof *index->documents);
    *place = d;
    return index->count - 1;
}

void match_index_finish(struct match_index *index)
{
    size_t words = model_lexicon_count(index->words), length = 0;
    index->postings = base_arena_array(index->arena, words, sizeof *index->postings);
    for (size_t d = 0; d < index->count; d++) {
        const struct document *document = &index->documents[d];
        length += document->length;
        for (size_t i = 0; i < document->words.count; i++) {
            struct occurrences *p = &index->postings[document->words.list[i].number];
            struct occurrence *o = base_arena_push(index->arena, (void **)&p->list, &p->count,
                                                   &p->capacity, sizeof *o);
            *o = (struct occurrence){d, document->words.list[i].times};
        }
    }
    index->mean_length = index->count > 0 ? (double)length / (double)index->count : 0;
    if (!(index->mean_length > 0))
        index->mean_length = 1;
}

/* ---- BM25 ------------------------------------------------------------------------------------ */

static double rarity(const struct match_index *index, size_t word)
{
    bool known = word < model_lexicon_count(index->words);
    double n = known ? (double)index->postings[word].count : 0;
    return log(1 + ((double)index->count - n + 0.5) / (n + 0.5));
}

static double weight(const struct match_index *index, unsigned times, size_t length)
{
    double tf = times;
    double norm = 1 - LENGTH_SHARE + LENGTH_SHARE * (double)length / index->mean_length;
    return tf * (SATURATION + 1) / (tf + SATURATION * norm);
}

static double self_relevance(const struct match_index *index, const struct document *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->words.count; i++)
        sum += rarity(index, d->words.list[i].number) *
               weight(index, d->words.list[i].times, d->length);
    return sum;
}

static double share(double relevance, double self)
{
    return self > 0 ? fmin(1, relevance / self) : 0;
}

double *match_index_shares(const struct match_index *index, const char *text, struct base_arena *a)
{
    double *shares = base_arena_array(a, index->count, sizeof *shares);
    struct document asked = read_demand(index, text, a);
    for (size_t i = 0; i < asked.words.count; i++) {
        size_t word = asked.words.list[i].number;
        if (word >= model_lexicon_count(index->words))
            continue;
        double rare = rarity(index, word);
        const struct occurrences *p = &index->postings[word];
        for (size_t k = 0; k < p->count; k++)
            shares[p->list[k].number] +=
                rare * weight(index, p->list[k].times, index->documents[p->list[k].number].length);
    }
    double self = self_relevance(index, &asked);
    for (size_t d = 0; d < index->count; d++)
        shares[d] = share(shares[d], self);
    return shares;
}

static const struct occurrence *word_in(const struct document *d, size_t word)
{
    struct occurrence key = {.number = word};
    return d->words.count == 0
               ? NULL
               : bsearch(&key, d->words.list, d->words.count, sizeof key, by_number);
}

static double relevance(const struct match_index *index, const struct document *asked,
                        const struct document *offered)
{
    double sum = 0;
    for (size_t i = 0; i < asked->words.count; i++) {
        size_t word = asked->words.list[i].number;
        const struct occurrence *o = word_in(offered, word);
        if (o != NULL)
            sum += rarity(index, word) * weight(index, o->times, offered->length);
    }
    return sum;
}

size_t match_index_holding(const struct match_index *index, const char *token)
{
    size_t word = model_lexicon_find(index->words, token);
    return word == MODEL_NO_WORD ? 0 : index->postings[word].count;
}

double match_index_likeness(const struct match_index *index, size_t one, size_t other)
{
    const struct document *a = &index->documents[one], *b = &index->documents[other];
    double there = share(relevance(index, a, b), self_relevance(index, a));
    double back = share(relevance(index, b, a), self_relevance(index, b));
    return (there + back) / 2;
}

struct telling {
    double worth;
    const char *word;
    size_t number;
};

static int by_worth(const void *x, const void *y)
{
    const struct telling *a = x, *b = y;
    if (a->worth > b->worth || a->worth < b->worth)
        return a->worth > b->worth ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

const char **match_index_common(const struct match_index *index, const char *text, size_t document,
                                struct base_arena *a, size_t *count)
{
    const struct document *offered = &index->documents[document];
    struct document asked = read_demand(index, text, a);
    struct telling *found = base_arena_array(a, asked.words.count + 1, sizeof *found);
    *count = 0;
    for (size_t i = 0; i < asked.words.count; i++) {
        size_t word = asked.words.list[i].number;
        if (word_in(offered, word) != NULL)
            found[(*count)++] = (struct telling){
                rarity(index, word),
                model_token_show(index->thesaurus, model_lexicon_word(index->words, word)), word};
    }
    qsort(found, *count, sizeof *found, by_worth);
    const char **words = base_arena_array(a, *count + 1, sizeof *words);
    for (size_t i = 0; i < *count; i++)
        words[i] = found[i].word;
    return words;
}
