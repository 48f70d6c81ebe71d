/* lexicon.h: words as small numbers, counted from 0 in the order they came. */
#ifndef SHAREDESK_MATCH_LEXICON_H
#define SHAREDESK_MATCH_LEXICON_H

#include <stddef.h>

#define MATCH_NO_WORD ((size_t)-1)

struct match_lexicon;

struct match_lexicon *match_lexicon_new(void);
void match_lexicon_free(struct match_lexicon **l);

size_t match_lexicon_add(struct match_lexicon *l, const char *word); /* its number, old or new */
size_t match_lexicon_find(const struct match_lexicon *l, const char *word); /* or MATCH_NO_WORD */
const char *match_lexicon_word(const struct match_lexicon *l, size_t number);
size_t match_lexicon_count(const struct match_lexicon *l);

#endif
