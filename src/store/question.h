/* question.h: what a person typed, as the search index is asked for it (question.c). */
#ifndef SHAREDESK_STORE_QUESTION_H
#define SHAREDESK_STORE_QUESTION_H

#include "sharedesk/model/field.h"

#include <stddef.h>

/* How a phrase of a question stands to what was typed, the best first; its letter in the weights,
 * and what it is worth. */
#define STORE_NEARNESSES(N)                                                                        \
    N(SAME, 'a', 1.0)      /* it, another form of the word, another name of the same */            \
    N(BEGUN, 'b', 0.8)     /* a word that begins so */                                             \
    N(MENDED, 'c', 0.6)    /* with a typing error forgiven */                                      \
    N(NARROWER, 'd', 0.5)  /* a name of a kind of it */                                            \
    N(FINISHED, 'e', 0.45) /* names of what a name that begins so stands for */                    \
    N(FAR, 'f', 0.3)       /* two of these at once */                                              \
    N(WHOLE, 'g', 10)      /* all that was typed, word by word */

enum store_nearness {
#define STORE_NEARNESS(ID, letter, worth) STORE_##ID = (letter),
    STORE_NEARNESSES(STORE_NEARNESS)
#undef STORE_NEARNESS
};

enum { STORE_MOST_CONCEPTS = 64 };

struct store_question {
    const char *match; /* an FTS5 query */
    /* For relevance(): two characters a phrase of match, in their order: the concept it stands
     * for, from '0' on, and its nearness. */
    const char *weights;
};

#endif
