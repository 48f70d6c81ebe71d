/* search.c: the search index. A record's rowid there is 2^40 times its type plus its id, so that
 * the records of one type stand together and a search within a type reads only those. */
#include "internal.h"

#include "sharedesk/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TYPE_SHIFT = 40 };

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

static enum err_code find(struct store *s, enum model_type type,
                          const struct store_question *question, size_t limit, struct base_arena *a,
                          struct store_found **found, size_t *count, struct err *e)
{
    bool any = type == MODEL_ANY;
    const struct store_arg args[] = {
        STORE_STR(question->match), STORE_INT(any ? -1 : store_search_base(type)),
        STORE_INT(any ? INT64_MAX : store_search_base(type + 1)),
        STORE_INT(limit > 0 ? STORE_MOST_RANKED : -1), STORE_STR(question->weights)};
    sqlite3_stmt *rows;
    void *list = NULL;
    size_t capacity = 0;
    if (store_ready(s, STORE_SEARCH_FIND, args, 5, &rows, e) != ERR_NONE)
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
    struct store_question question;
    store_start(e);
    *found = NULL;
    *count = 0;
    if (store_search_question(s, type, text, a, &question, e) != ERR_NONE || !question.match)
        return e->code;
    return find(s, type, &question, limit, a, found, count, e);
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
