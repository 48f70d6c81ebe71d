/* search.c: the search index. A record's rowid there is 2^40 times its type plus its id, so that
 * the records of one type stand together and a search within a type reads only those. */
#include "internal.h"

#include "sharedesk/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPE_SHIFT = 40, FORGIVEN_LENGTH = 5, MOST_RANKED = 8000 };

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

/* What the index should hold of a record. */
struct entry {
    int64_t rowid;
    const char *title, *body; /* both "": nothing */
};

static enum err_code make_entry(struct store *s, struct store_ref ref, struct base_arena *a,
                                struct entry *entry, struct err *e)
{
    struct model_head *record;
    *entry = (struct entry){.title = "", .body = ""};
    if (store_get(s, ref.type, ref.id, a, &record, e) != ERR_NONE)
        return e->code;
    const char *title = model_record_title(ref.type, record);
    bool merged = record->merged_into != BASE_NONE;
    entry->rowid = store_search_base(ref.type) + ref.id;
    entry->title = title && !merged ? base_utf8_words(a, title) : "";
    entry->body = merged ? "" : body_of(model_type_info(ref.type), record, a);
    return ERR_NONE;
}

static bool is_blank(const struct entry *entry)
{
    return *entry->title == '\0' && *entry->body == '\0';
}

static enum err_code index_record(struct store *s, struct store_ref ref, struct base_arena *a,
                                  struct err *e)
{
    struct entry entry;
    if (make_entry(s, ref, a, &entry, e) != ERR_NONE)
        return e->code;
    if (is_blank(&entry))
        return store_run(s, STORE_SEARCH_DROP, STORE_ARGS(STORE_INT(entry.rowid)), e);
    return store_run(
        s, STORE_SEARCH_PUT,
        STORE_ARGS(STORE_INT(entry.rowid), STORE_STR(entry.title), STORE_STR(entry.body)), e);
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

/* A page pasted into the search is looked for by its first words only, and whoever types that many
 * is not forgiven each of them: every guess is a question to the index. */
enum { MOST_WORDS = 64, MOST_FORGIVEN = 6 };

/* words: as base_utf8_words gives them; whether two Han characters touched cannot be seen any more,
 * so that all neighbours make one phrase. */
static struct term *split(char *words, struct base_arena *a, size_t *count)
{
    void *terms = NULL;
    size_t capacity = 0, read = 0;
    *count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(words, " ", &rest); word && read++ < MOST_WORDS;
         word = strtok_r(NULL, " ", &rest)) {
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

/* ---- one typing error forgiven ---- */

/* Words at a distance of one letter that occur in the index. */
struct guesses {
    struct store *store;
    enum model_type type;
    bool prefix; /* the last word may not be finished */
    struct base_text query;
    size_t count;
    struct err *e;
};

enum { MOST_GUESSES = 40, LONGEST_WORD = 40 };

static void try_guess(struct guesses *g, const char *word)
{
    char quoted[2 * LONGEST_WORD * 4];
    bool found;
    if (g->count == MOST_GUESSES || g->e->code != ERR_NONE)
        return;
    snprintf(quoted, sizeof quoted, "\"%s\"%s", word, g->prefix ? " *" : "");
    if (finds_any(g->store, g->type, quoted, &found, g->e) != ERR_NONE || !found)
        return;
    base_text_printf(&g->query, "%s%s", g->count ? " OR " : "", quoted);
    g->count++;
}

/* word with `less` bytes at `at` replaced by `more` */
static void try_edit(struct guesses *g, const char *word, size_t at, size_t less, const char *more)
{
    char made[LONGEST_WORD * 4 + 8];
    snprintf(made, sizeof made, "%.*s%s%s", (int)at, word, more, word + at + less);
    try_guess(g, made);
}

static void try_letters(struct guesses *g, const char *word, size_t at, size_t less)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (const char *letter = LETTERS; *letter; letter++)
        try_edit(g, word, at, less, (const char[]){*letter, '\0'});
}

/* A letter too many, a wrong one, a missing one, two that changed places. */
static void try_edits(struct guesses *g, const char *word)
{
    uint32_t cp;
    size_t at = 0;
    for (size_t taken; (taken = base_utf8_next(word + at, &cp)) > 0; at += taken) {
        size_t next = base_utf8_next(word + at + taken, &cp);
        try_edit(g, word, at, taken, "");
        try_letters(g, word, at, taken);
        try_letters(g, word, at, 0);
        if (next > 0) {
            char swapped[16];
            snprintf(swapped, sizeof swapped, "%.*s%.*s", (int)next, word + at + taken, (int)taken,
                     word + at);
            try_edit(g, word, at, taken + next, swapped);
        }
    }
    try_letters(g, word, at, 0);
}

static bool is_forgiven(const struct term *term)
{
    size_t letters = 0;
    uint32_t cp;
    for (const char *at = term->text; *at; at += base_utf8_next(at, &cp))
        letters++;
    return !term->han && letters >= FORGIVEN_LENGTH && letters <= LONGEST_WORD;
}

/* Every long Latin word, or one like it; NULL when none of its likes occurs either. */
static const char *forgiving_query(struct store *s, enum model_type type, const struct term *terms,
                                   size_t count, struct base_arena *a, struct err *e)
{
    struct base_text query = {0};
    bool guessed = false;
    size_t forgiven = 0;
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        struct guesses g = {.store = s, .type = type, .prefix = last, .e = e};
        if (is_forgiven(&terms[i]) && forgiven++ < MOST_FORGIVEN) {
            try_guess(&g, terms[i].text);
            try_edits(&g, terms[i].text);
        }
        base_text_add(&query, i ? " AND " : "");
        if (g.count > 0)
            base_text_printf(&query, "(%s)", g.query.s);
        else
            base_text_printf(&query, "\"%s\"%s", terms[i].text, last ? " *" : "");
        guessed = guessed || g.count > 0;
        base_text_free(&g.query);
    }
    const char *text = guessed ? base_arena_strdup(a, query.s) : NULL;
    base_text_free(&query);
    return text;
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
    if (finds_any(s, type, *query, &found, e) != ERR_NONE || found)
        return e->code;
    const char *forgiving = forgiving_query(s, type, terms, count, a, e);
    if (forgiving)
        *query = forgiving;
    return e->code;
}

/* ---- finding ---- */

/* What is found of a record, unless it has retired. */
static bool read_found(struct store *s, int64_t rowid, struct base_arena *a,
                       struct store_found *found)
{
    struct err e = ERR_INIT;
    sqlite3_stmt *names;
    struct store_ref ref = {(enum model_type)(rowid >> TYPE_SHIFT),
                            rowid & (((int64_t)1 << TYPE_SHIFT) - 1)};
    if (store_table(s, ref.type, TABLE_NAMES, &names, &e) != ERR_NONE)
        return false;
    sqlite3_bind_int64(names, 1, ref.id);
    if (!store_step(s, names, &e))
        return false;
    bool in_use = sqlite3_column_type(names, 2) == SQLITE_NULL;
    if (in_use) {
        const char *title = store_column_text(names, 1, a);
        found->ref = ref;
        found->uid = store_column_text(names, 0, a);
        found->title = base_text_empty(title) ? store_number_text(ref.type, ref.id, a) : title;
    }
    store_done(names);
    return in_use;
}

static enum err_code find(struct store *s, enum model_type type, const char *query, size_t limit,
                          struct base_arena *a, struct store_found **found, size_t *count,
                          struct err *e)
{
    bool any = type == MODEL_ANY;
    const struct store_arg args[] = {STORE_STR(query),
                                     STORE_INT(any ? -1 : store_search_base(type)),
                                     STORE_INT(any ? INT64_MAX : store_search_base(type + 1)),
                                     STORE_INT(limit > 0 ? MOST_RANKED : -1)};
    sqlite3_stmt *rows;
    void *list = NULL;
    size_t capacity = 0;
    if (store_ready(s, STORE_SEARCH_FIND, args, 4, &rows, e) != ERR_NONE)
        return e->code;
    while (store_step(s, rows, e)) {
        struct store_found one;
        if (read_found(s, sqlite3_column_int64(rows, 0), a, &one))
            *(struct store_found *)base_arena_push(a, &list, count, &capacity, sizeof one) = one;
        if (limit > 0 && *count == limit) {
            store_done(rows);
            break;
        }
    }
    *found = list;
    return e->code;
}

enum err_code store_find(struct store *s, enum model_type type, const char *text, size_t limit,
                         struct base_arena *a, struct store_found **found, size_t *count,
                         struct err *e)
{
    const char *query;
    store_start(e);
    *found = NULL;
    *count = 0;
    if (store_search_query(s, type, text, a, &query, e) != ERR_NONE || !query)
        return e->code;
    return find(s, type, query, limit, a, found, count, e);
}

/* ---- the whole index ---- */

typedef enum err_code each_searched(struct store *s, struct store_ref ref, struct base_arena *a,
                                    void *context, struct err *e);

static enum err_code each_of_type(struct store *s, const struct model_type_info *info,
                                  each_searched *visit, void *context, struct err *e)
{
    struct base_text sql = {0};
    sqlite3_stmt *ids = NULL;
    struct base_arena *a = base_arena_new();
    base_text_printf(&sql, "SELECT id FROM \"%s\" ORDER BY id", info->plural);
    if (store_prepare(s->db, sql.s, &ids, e) == ERR_NONE) {
        while (e->code == ERR_NONE && store_step(s, ids, e)) {
            struct store_ref ref = {info->type, sqlite3_column_int64(ids, 0)};
            base_arena_reset(a);
            visit(s, ref, a, context, e);
        }
    }
    sqlite3_finalize(ids);
    base_arena_free(&a);
    base_text_free(&sql);
    return e->code;
}

static enum err_code each_record(struct store *s, each_searched *visit, void *context,
                                 struct err *e)
{
    for (int type = 0; e->code == ERR_NONE && type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        if (has_search_text(info))
            each_of_type(s, info, visit, context, e);
    }
    return e->code;
}

struct comparison {
    size_t expected, differing;
};

static enum err_code compare_entry(struct store *s, struct store_ref ref, struct base_arena *a,
                                   void *context, struct err *e)
{
    struct comparison *c = context;
    struct entry entry;
    struct store_rows texts;
    if (make_entry(s, ref, a, &entry, e) != ERR_NONE ||
        store_rows(s, STORE_SEARCH_TEXTS, STORE_ARGS(STORE_INT(entry.rowid)), a, &texts, e) !=
            ERR_NONE)
        return e->code;
    if (is_blank(&entry))
        return ERR_NONE; /* one too many shows in the count */
    c->expected++;
    if (texts.count == 0 || !base_text_equal(STORE_CELL(&texts, 0, 0)->text, entry.title) ||
        !base_text_equal(STORE_CELL(&texts, 0, 1)->text, entry.body))
        c->differing++;
    return ERR_NONE;
}

enum err_code store_search_compare(struct store *s, size_t *differing, struct err *e)
{
    struct comparison c = {0};
    int64_t count = 0;
    if (each_record(s, compare_entry, &c, e) == ERR_NONE)
        store_number(s, STORE_SEARCH_COUNT, STORE_NO_ARGS, 0, &count, e);
    *differing = c.differing;
    if (e->code == ERR_NONE && count > (int64_t)c.expected)
        *differing += (size_t)count - c.expected;
    return e->code;
}

static enum err_code index_again(struct store *s, struct store_ref ref, struct base_arena *a,
                                 void *context, struct err *e)
{
    (void)context;
    return index_record(s, ref, a, e);
}

enum err_code store_search_rebuild(struct store *s, struct err *e)
{
    if (store_exec(s->db, "DELETE FROM search", e) != ERR_NONE)
        return e->code;
    return each_record(s, index_again, NULL, e);
}
