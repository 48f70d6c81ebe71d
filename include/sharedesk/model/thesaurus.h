/* thesaurus.h: texts as the tokens that matching compares. Every member of a synonym group, in
 * either language or as an abbreviation, becomes one and the same token (SEM = scanning electron
 * microscope = 扫描电镜), so that a synonym counts as the word itself, however many words it has.
 *
 * Groups come from data/vocabulary/thesaurus.tsv: one a line, members separated by tabs; a member
 * "<name" names a broader group, whose token is given too; '#' begins a comment. A word belongs to
 * the first group that has it. */
#ifndef SHAREDESK_MODEL_THESAURUS_H
#define SHAREDESK_MODEL_THESAURUS_H

#include "sharedesk/base/memory.h"

#include <stddef.h>

struct model_thesaurus;

/* text: the file's content. */
struct model_thesaurus *model_thesaurus_new(const char *text);
/* The one embedded in the binary. */
struct model_thesaurus *model_thesaurus_default(void);
void model_thesaurus_free(struct model_thesaurus **t);

/* Tokens of a text in their order, repeated as often as they occur: groups as "=name" (the longest
 * member that stands there), other words folded and without plural s, runs of Han characters as
 * overlapping pairs (a run of one as itself). Words that carry no meaning of their own ("the",
 * "and", "的") are left out. */
struct model_tokens {
    const char **tokens;
    size_t count;
};
struct model_tokens model_tokenise(const struct model_thesaurus *t, const char *text,
                                   struct base_arena *a);

/* A token for people: the group's first member for "=name", else the token. */
const char *model_token_show(const struct model_thesaurus *t, const char *token);

#endif
