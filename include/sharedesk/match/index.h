/* index.h: an inverted index over the offers in memory, and BM25 over it (matching.md):
 * sum over the demand's words of ln(1 + (N-n+.5)/(n+.5)) * tf * 2.2 / (tf + 1.2 (0.25 + 0.75
 * dl/avg)). */
#ifndef SHAREDESK_MATCH_INDEX_H
#define SHAREDESK_MATCH_INDEX_H

#include "sharedesk/base/memory.h"
#include "sharedesk/model/thesaurus.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct match_index;

struct match_index *match_index_new(const struct model_thesaurus *t);
void match_index_free(struct match_index **index);

/* Adds a document; it has the next number from 0 on. The words of `besides`, and what a document
 * implies (model_tokenise), are found too, but do not count in its length: an offer that says just
 * what a demand says is as relevant to it as the demand itself, whatever its kind, maker and
 * attributes add. */
size_t match_index_add(struct match_index *index, const char *said, const char *besides);
/* Leaves so many documents: the i-th is what was number order[i]. */
void match_index_reorder(struct match_index *index, const size_t *order, size_t count);
/* After the last change, before the next query. */
void match_index_finish(struct match_index *index);
/* Gives back what can soon be made again of the documents; to be woken before the next query. */
void match_index_rest(struct match_index *index);
void match_index_wake(struct match_index *index);

/* A text made ready to be asked. A share is that of its relevance to itself, cut at 1; a text
 * without words has none. */
struct match_query;
const struct match_query *match_index_query(const struct match_index *index, const char *text,
                                            struct base_arena *a);
/* Of the documents [first, first + count): writes the shares of those that have any word of it into
 * shares[document], which must be 0 before, and their numbers into hits; returns how many. Unless
 * all are asked for, those are left out that have only words that most have: no share of theirs is
 * greater than the rest; and no share of the others than what is written. */
size_t match_index_query_hits(const struct match_index *index, const struct match_query *query,
                              bool all, size_t first, size_t count, double *shares, uint32_t *hits);
double match_index_query_rest(const struct match_query *query);
/* Of one document. */
double match_index_query_share(const struct match_index *index, const struct match_query *query,
                               size_t document);

/* The words of text that document has too, as people read them, most telling first. */
const char **match_index_common(const struct match_index *index, const char *text, size_t document,
                                struct base_arena *a, size_t *count);

/* How many documents have a token (model_tokenise). */
size_t match_index_holding(const struct match_index *index, const char *token);

/* Likeness of two documents, 0 to 1: mean of the two shares, each taken as the query once. */
double match_index_likeness(const struct match_index *index, size_t one, size_t other);

#endif
