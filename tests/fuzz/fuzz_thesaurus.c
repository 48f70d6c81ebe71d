/* Whatever stands in thesaurus.tsv and in a text that is read by it: what cannot be used is told,
 * and the rest holds together. The input is the file, a NUL, and the text. */
#include "sharedesk/model/thesaurus.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int holds)
{
    if (!holds)
        abort();
}

static void try_groups(struct model_thesaurus *t)
{
    for (size_t i = 0; i < model_thesaurus_count(t); i++) {
        const struct model_group *g = model_thesaurus_group(t, i);
        size_t phrases;
        for (size_t m = 0; m < g->member_count; m++)
            require(model_thesaurus_find(t, g->members[m]) == i);
        for (size_t b = 0; b < g->broader_count; b++)
            require(g->broader[b] != i);
        const struct model_phrase *list = model_thesaurus_phrases(t, i, &phrases);
        for (size_t p = 0; p < phrases; p++)
            require(list[p].words[0] != '\0' && strchr(list[p].words, '"') == NULL);
    }
}

static bool knows_nothing(void *context, const struct model_unit *unit, bool last)
{
    (void)context, (void)unit, (void)last;
    return false;
}

/* The parts of a reading are its units, each once and in order. */
static void try_text(const struct model_thesaurus *t, const char *text, struct base_arena *a)
{
    const struct model_known nobody = {knows_nothing, NULL};
    struct model_implied implied;
    struct model_reading r = model_read(t, model_units_of(text, a), &nobody, a);
    size_t at = 0, groups[4];
    for (size_t i = 0; i < r.count; i++) {
        require(r.parts[i].first == at && r.parts[i].count > 0);
        at += r.parts[i].count;
    }
    require(at == r.units.count);
    require(model_thesaurus_begun(t, r.units.list, r.units.count, groups, 4) <= 4);
    struct model_tokens said = model_tokenise(t, text, NULL, &implied, a);
    for (size_t i = 0; i < said.count; i++)
        require(model_token_show(t, said.tokens[i])[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct base_arena *a = base_arena_new();
    const char *file = base_arena_strndup(a, (const char *)data, size);
    size_t length = strlen(file);
    const char *text =
        length < size ? base_arena_strndup(a, (const char *)data + length + 1, size - length - 1)
                      : file;
    struct model_thesaurus_source source = {"fuzz.tsv", file};
    struct model_thesaurus *t = model_thesaurus_new(&source, 1);
    try_groups(t);
    try_text(t, text, a);
    model_thesaurus_free(&t);
    base_arena_free(&a);
    return 0;
}
