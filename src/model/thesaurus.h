/* thesaurus.h: what thesaurus.c and reading.c share. */
#ifndef SHAREDESK_MODEL_THESAURUS_PRIVATE_H
#define SHAREDESK_MODEL_THESAURUS_PRIVATE_H

#include "sharedesk/model/thesaurus.h"

#include "sharedesk/base/text.h"
#include "sharedesk/model/lexicon.h"

enum { MODEL_MEMBER_UNITS = 24 }; /* words, or Han characters, of a member at most */

struct model_kept_phrases {
    const struct model_phrase *list; /* NULL: not asked for yet */
    size_t count;
};

struct model_thesaurus {
    struct base_arena *arena;
    struct model_group *groups;
    size_t count, capacity;
    struct model_lexicon *members; /* by the keys of their units with blanks between */
    size_t *group_of;              /* by member */
    size_t group_of_capacity;
    size_t *sorted;               /* members in the order of their keys */
    struct model_lexicon *words;  /* keys of the units of members */
    struct model_lexicon *firsts; /* those that members begin with */
    size_t *longest;              /* by first: units of the longest member */
    size_t longest_capacity;
    struct model_lexicon *tokens;       /* by group */
    struct model_kept_phrases *phrases; /* by group */
    const char **faults;
    size_t fault_count, fault_capacity;
};

/* The keys of units first … first + n - 1 with blanks between, as members are kept. */
const char *model_units_key(struct base_text *t, const struct model_units *u, size_t first,
                            size_t n);
/* Is it that group, or narrower than it? */
bool model_group_is_under(const struct model_thesaurus *t, size_t group, size_t above);

#endif
