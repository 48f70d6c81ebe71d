/* word.h: what a text is made of when it is searched or compared, the same for all that do: Latin
 * words and single Han characters, what counts as the same word (plurals, British and American
 * spelling), which words say nothing, and the words that one typing error makes of another. */
#ifndef SHAREDESK_MODEL_WORD_H
#define SHAREDESK_MODEL_WORD_H

#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* A Latin word, or one Han character. */
struct model_unit {
    const char *text; /* folded, as it stands */
    const char *key;  /* singular and in American spelling: equal keys are the same word */
    bool han;
    bool stop; /* model_word_is_stop */
    bool gap;  /* something stood before it: a blank, a comma */
};

struct model_units {
    struct model_unit *list;
    size_t count, capacity;
};

/* Numbers part from the measure that follows them: "600MHz" is "600 MHz". NULL is "". */
struct model_units model_units_of(const char *text, struct base_arena *a);
/* The same, of the first `most` units only. */
struct model_units model_units_at_most(const char *text, size_t most, struct base_arena *a);

/* Often the word itself: it must last as long. */
const char *model_word_key(const char *word, struct base_arena *a);
/* How else a word is written: British or American and, with number, singular or plural; not the
 * word itself. */
const char **model_word_variants(const char *word, bool number, struct base_arena *a,
                                 size_t *count);

/* "the", "and", "的": they tell nothing. */
bool model_word_is_stop(const char *word);
/* MHz, nm, kV: what a number is followed by. */
bool model_word_is_measure(const char *word);

/* Latin words of five to forty letters are forgiven one typing error. */
bool model_word_is_forgiven(const char *word);
/* Calls visit for every word that lies one insertion, deletion, substitution or transposition from
 * word, until it returns false. A word may come twice; it lives until visit returns. */
void model_word_each_like(const char *word, bool (*visit)(void *context, const char *like),
                          void *context);

#endif
