/* lexicon.h: words as small numbers, counted from 0 in the order they came. */
#ifndef SHAREDESK_MODEL_LEXICON_H
#define SHAREDESK_MODEL_LEXICON_H

#include <stddef.h>

#define MODEL_NO_WORD ((size_t)-1)

struct model_lexicon;

struct model_lexicon *model_lexicon_new(void);
void model_lexicon_free(struct model_lexicon **l);

size_t model_lexicon_add(struct model_lexicon *l, const char *word); /* its number, old or new */
size_t model_lexicon_find(const struct model_lexicon *l, const char *word); /* or MODEL_NO_WORD */
const char *model_lexicon_word(const struct model_lexicon *l, size_t number);
size_t model_lexicon_count(const struct model_lexicon *l);

#endif
