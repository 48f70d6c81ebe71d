/* thesaurus.h: names of techniques and of kinds of resources and services that mean the same, in
 * either language or as abbreviations (SEM = scanning electron microscope = 扫描电镜), and which
 * are kinds of which.
 *
 * Groups come from data/vocabulary/thesaurus.tsv, and from what a desk adds: one a line, members
 * separated by tabs; a member "<name" names a broader group; '#' begins a comment. A line whose
 * first member is a name of a group that is there adds to that group. A name belongs to one group.
 */
#ifndef SHAREDESK_MODEL_THESAURUS_H
#define SHAREDESK_MODEL_THESAURUS_H

#include "sharedesk/base/memory.h"
#include "sharedesk/model/word.h"

#include <stdbool.h>
#include <stddef.h>

struct model_thesaurus;

struct model_thesaurus_source {
    const char *name; /* of the file, for faults */
    const char *text;
};

/* What a later source says is added to what the earlier ones say. What cannot be used is told as
 * faults, and the rest is used. */
struct model_thesaurus *model_thesaurus_new(const struct model_thesaurus_source *sources,
                                            size_t count);
/* The one embedded in the binary. */
struct model_thesaurus *model_thesaurus_default(void);
void model_thesaurus_free(struct model_thesaurus **t);

/* "thesaurus.tsv:12: …", translated; first those of names, then those of broader groups. */
const char *const *model_thesaurus_faults(const struct model_thesaurus *t, size_t *count);

/* ---- groups ---------------------------------------------------------------------------------- */

struct model_group {
    const char *shown; /* its first member as written */
    const char *token; /* "=" and the first member folded: what stands for it in a text */
    bool subject;      /* what is examined or asked of it, no technique, facility or service */
    const char **members;
    size_t member_count, member_capacity;
    size_t *broader; /* groups */
    size_t broader_count, broader_capacity;
    size_t *narrower;
    size_t narrower_count, narrower_capacity;
};

#define MODEL_NO_GROUP ((size_t)-1)

size_t model_thesaurus_count(const struct model_thesaurus *t);
const struct model_group *model_thesaurus_group(const struct model_thesaurus *t, size_t group);
/* The group of which name is a member, or MODEL_NO_GROUP. */
size_t model_thesaurus_find(const struct model_thesaurus *t, const char *name);

/* Groups of which a name begins with these units, the last of which may be cut off: at most `most`,
 * each once, in the order of their names. Up to three letters begin too much: none. */
size_t model_thesaurus_begun(const struct model_thesaurus *t, const struct model_unit *units,
                             size_t count, size_t *groups, size_t most);

/* Groups of which a name has as many Chinese characters as these units, all but one of them the
 * same: those where that one sounds alike, or if there are none all. At most `most`, in the order
 * of their names. */
size_t model_thesaurus_like(const struct model_thesaurus *t, const struct model_unit *units,
                            size_t count, size_t *groups, size_t most);

/* What a text may say that means a group: its members and their variants, and those of narrower
 * groups, as words with blanks between. Left out is what says another one anyway ("laser scanning
 * microscope" beside "microscope"). Kept for the next time. */
struct model_phrase {
    const char *words;
    bool narrower;
};
const struct model_phrase *model_thesaurus_phrases(struct model_thesaurus *t, size_t group,
                                                   size_t *count);

/* ---- texts ----------------------------------------------------------------------------------- */

/* What a text says, part by part: a group by the longest name that stands there, a run of Han
 * characters, a number with its measure, or a word. */
struct model_part {
    size_t first, count; /* units */
    size_t group;        /* or MODEL_NO_GROUP */
    bool mended;         /* a typing error was forgiven */
};

struct model_reading {
    struct model_units units;
    struct model_part *parts;
    size_t count, capacity;
};

/* Whether others use a word; last: it is the last of its text. What is unknown to them and to the
 * thesaurus, and makes a group's name by one letter less, more or other, is read as that. */
struct model_known {
    bool (*has)(void *context, const struct model_unit *unit, bool last);
    void *context;
};

/* known NULL: all is taken as it stands. */
struct model_reading model_read(const struct model_thesaurus *t, struct model_units units,
                                const struct model_known *known, struct base_arena *a);
const char *model_part_text(const struct model_reading *r, const struct model_part *p,
                            struct base_arena *a); /* its units with blanks between */

/* Tokens of a text in their order, repeated as often as they occur: groups as "=name", other words
 * by their keys, runs of Han characters as overlapping pairs (a run of one as itself). Words that
 * say nothing are left out. */
struct model_tokens {
    const char **tokens;
    size_t count, capacity;
};
/* What a text says besides: the broader groups, each once a text, and the words and pairs that
 * names of groups are made of. */
struct model_implied {
    struct model_tokens broader, words;
};
/* implied NULL: it is not asked for. */
struct model_tokens model_tokenise(const struct model_thesaurus *t, const char *text,
                                   const struct model_known *known, struct model_implied *implied,
                                   struct base_arena *a);

/* The group of "=name", or MODEL_NO_GROUP. */
size_t model_token_group(const struct model_thesaurus *t, const char *token);
/* A token for people: for "=name" the group's first member, or the first that is Chinese for those
 * who read Chinese; else the token. */
const char *model_token_show(const struct model_thesaurus *t, const char *token);

#endif
