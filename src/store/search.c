/* search.c: the search index. A record's rowid there is 2^40 times its type plus its id, so that
 * the records of one type stand together and a search within a type reads only those. */
#include "internal.h"

#include "sharedesk/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TYPE_SHIFT = 40, FORGIVEN_LENGTH = 5 };

int64_t store_search_base(enum model_type type)
{
    return (int64_t)type << TYPE_SHIFT;
}

/* ---- writing ---- */

static bool is_searched(const struct model_type_info *info, const struct model_field *f)
{
    return f != info->title && (f->flags & (MODEL_FIELD_SEARCH | MODEL_FIELD_CODE)) &&
           model_field_is_text(f);
}

static bool has_search_text(const struct model_type_info *info)
{
    if (info->title)
        return true;
    for (size_t i = 0; i < info->count; i++) {
        if (is_searched(info, &info->fields[i]))
            return true;
    }
    return false;
}

static const char *body_of(const struct model_type_info *info, const void *record,
                           struct base_arena *a)
{
    struct base_text body = {0};
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (!is_searched(info, f) || model_field_empty(f, record))
            continue;
        /* A mark between two fields, lest a phrase reach over both. */
        base_text_add(&body, body.length ? " | " : "");
        base_text_add(&body, base_utf8_words(a, model_field_text(f, record)));
    }
    const char *text = base_arena_strdup(a, base_text_string(&body));
    base_text_free(&body);
    return text;
}

static enum err_code index_record(struct store *s, struct store_ref ref, struct base_arena *a,
                                  struct err *e)
{
    const struct model_type_info *info = model_type_info(ref.type);
    struct model_head *record;
    if (store_get(s, ref.type, ref.id, a, &record, e) != ERR_NONE)
        return e->code;
    const char *title = model_record_title(ref.type, record);
    const char *words = title ? base_utf8_words(a, title) : "";
    const char *body = body_of(info, record, a);
    int64_t rowid = store_search_base(ref.type) + ref.id;
    if (record->merged_into != BASE_NONE || (*words == '\0' && *body == '\0'))
        return store_run(s, STORE_SEARCH_DROP, STORE_ARGS(STORE_INT(rowid)), e);
    return store_run(s, STORE_SEARCH_PUT,
                     STORE_ARGS(STORE_INT(rowid), STORE_STR(words), STORE_STR(body)), e);
}

static int by_rowid(const void *a, const void *b)
{
    const struct store_ref *x = a;
    const struct store_ref *y = b;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

/* In the order of rowids: FTS5 gathers rising rowids in memory, and starts a new segment of its
 * index whenever one falls. */
enum err_code store_search_flush(struct store *s, struct err *e)
{
    struct store_transaction *t = &s->transaction;
    size_t count = t->count - t->indexed;
    if (count == 0)
        return ERR_NONE;
    struct store_ref *refs = base_realloc(NULL, count, sizeof *refs);
    memcpy(refs, t->touched + t->indexed, count * sizeof *refs);
    qsort(refs, count, sizeof *refs, by_rowid);
    struct base_arena *a = base_arena_new();
    for (size_t i = 0; e->code == ERR_NONE && i < count; i++) {
        bool again = i > 0 && by_rowid(&refs[i - 1], &refs[i]) == 0;
        base_arena_reset(a);
        if (!again && has_search_text(model_type_info(refs[i].type)))
            index_record(s, refs[i], a, e);
    }
    base_arena_free(&a);
    free(refs);
    if (e->code != ERR_NONE)
        return store_doom(s, e);
    t->indexed = t->count;
    return ERR_NONE;
}

/* ---- what a person typed, as an FTS5 query ---- */

/* A part of the query: a Latin word, or a run of Han characters that stands as a phrase. */
struct term {
    const char *text; /* folded; Han characters with blanks between them */
    bool han;
};

static bool is_han_word(const char *word)
{
    uint32_t cp;
    return base_utf8_next(word, &cp) > 0 && base_utf8_is_han(cp);
}

/* words: as base_utf8_words gives them; whether two Han characters touched cannot be seen any more,
 * so that all neighbours make one phrase. */
static struct term *split(char *words, struct base_arena *a, size_t *count)
{
    void *terms = NULL;
    size_t capacity = 0;
    *count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        bool han = is_han_word(word);
        struct term *last = *count > 0 ? (struct term *)terms + *count - 1 : NULL;
        if (han && last && last->han) {
            last->text = base_arena_printf(a, "%s %s", last->text, word);
            continue;
        }
        struct term *term = base_arena_push(a, &terms, count, &capacity, sizeof *term);
        *term = (struct term){word, han};
    }
    return terms;
}

/* The words of a text hold letters and digits only, so that nothing needs escaping in quotes. */
static const char *exact_query(const struct term *terms, size_t count, struct base_arena *a)
{
    struct base_text query = {0};
    for (size_t i = 0; i < count; i++)
        base_text_printf(&query, "%s\"%s\"%s", i ? " AND " : "", terms[i].text,
                         i + 1 == count ? " *" : "");
    const char *text = base_arena_strdup(a, query.s);
    base_text_free(&query);
    return text;
}

static enum err_code finds_any(struct store *s, enum model_type type, const char *query,
                               bool *found, struct err *e)
{
    bool any = type == MODEL_ANY;
    int64_t from = any ? -1 : store_search_base(type);
    int64_t until = any ? INT64_MAX : store_search_base(type + 1);
    int64_t one;
    enum err_code code =
        store_number(s, STORE_SEARCH_ANY,
                     STORE_ARGS(STORE_STR(query), STORE_INT(from), STORE_INT(until)), 0, &one, e);
    *found = one != 0;
    return code;
}

enum err_code store_search_query(struct store *s, enum model_type type, const char *text,
                                 struct base_arena *a, const char **query, struct err *e)
{
    size_t count;
    *query = NULL;
    if (s->transaction.depth > 0 && store_search_flush(s, e) != ERR_NONE)
        return e->code;
    struct term *terms = split(base_utf8_words(a, text), a, &count);
    if (count == 0)
        return ERR_NONE;
    bool found;
    *query = exact_query(terms, count, a);
    return finds_any(s, type, *query, &found, e);
}
