/* list.c: windows over the records of a type: filtered, searched, sorted, a page at a time.
 *
 * A page starts after an anchor record, found by the sort value and number that it has (keyset), so
 * that the millionth page costs what the first does. Records without a sort value come first; they
 * and the others are two segments, each read in the order of an index where there is one. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

/* What a page is made of, in the direction of travel. */
struct page {
    struct store *store;
    const struct store_list *list;
    const struct model_type_info *info;
    const struct model_type_info *target; /* of a link that is sorted by title, or NULL */
    const char *link;                     /* to it: the name of its field */
    const char *query;                    /* for the search index, or NULL */
    const char *weights;                  /* of its phrases */
    const int64_t *ranked;                /* ids: the best, which come before the others */
    size_t ranked_count;
    bool by_search; /* read along the search index, which is in the order of numbers */
    bool upward;    /* from small sort values to large ones */
    bool by_uid;
    struct base_arena *arena; /* of values on the way */
    struct err *e;
};

/* Where the anchor stands. */
struct anchor {
    int64_t id; /* 0: none */
    bool null;  /* it has no sort value */
    struct store_arg key;
};

/* ---- conditions ---- */

static bool mentions(const struct model_filter *filter, const char *name)
{
    if (!filter)
        return false;
    if (filter->kind == MODEL_FILTER_COMPARE || filter->kind == MODEL_FILTER_PRESENT)
        return strcmp(filter->field->name, name) == 0;
    return mentions(filter->left, name) || mentions(filter->right, name);
}

/* Retired records are left out, unless they are asked for. */
static bool with_retired(const struct store_list *list)
{
    return list->with_retired || mentions(list->filter, "retired") ||
           mentions(list->filter, "merged_into");
}

/* The entries of the type that match. */
static void add_match(const struct page *p, struct store_sql *q)
{
    base_text_add(&q->text, "f.search MATCH ");
    store_sql_value(q, STORE_STR(p->query));
    base_text_add(&q->text, " AND f.rowid > ");
    store_sql_value(q, STORE_INT(store_search_base(p->info->type)));
    base_text_add(&q->text, " AND f.rowid < ");
    store_sql_value(q, STORE_INT(store_search_base(p->info->type + 1)));
}

static void add_search(const struct page *p, struct store_sql *q)
{
    base_text_add(&q->text, " AND ");
    if (p->by_search) {
        add_match(p, q);
        return;
    }
    base_text_add(&q->text, "t.id IN (SELECT f.rowid - ");
    store_sql_value(q, STORE_INT(store_search_base(p->info->type)));
    base_text_add(&q->text, " FROM search AS f WHERE ");
    add_match(p, q);
    base_text_add(&q->text, ")");
}

/* A link of any type is stored as "demand:UID". */
static void add_link(const struct page *p, struct store_sql *q)
{
    const struct store_list *list = p->list;
    struct store_ref ref = {list->link_type, list->link_id};
    base_text_add(&q->text, " AND ");
    store_sql_name(&q->text, "t", list->link->name);
    base_text_add(&q->text, " = ");
    store_sql_value(q, list->link->type == MODEL_ANYREF
                           ? STORE_STR(store_anyref_write(p->store, ref, p->arena))
                           : STORE_INT(list->link_id));
}

static void leave_out_ranked(const struct page *p, struct store_sql *q)
{
    base_text_add(&q->text, " AND t.id NOT IN (");
    for (size_t i = 0; i < p->ranked_count; i++) {
        base_text_add(&q->text, i > 0 ? ", " : "");
        store_sql_value(q, STORE_INT(p->ranked[i]));
    }
    base_text_add(&q->text, ")");
}

static enum err_code add_conditions(const struct page *p, struct store_sql *q)
{
    base_text_add(&q->text, with_retired(p->list) ? " WHERE TRUE" : " WHERE t.retired IS NULL");
    if (p->list->link)
        add_link(p, q);
    if (p->query)
        add_search(p, q);
    if (p->ranked_count > 0)
        leave_out_ranked(p, q);
    if (!p->list->filter)
        return ERR_NONE;
    base_text_add(&q->text, " AND ");
    return store_filter_sql(p->store, p->info, p->list->filter, q, p->e);
}

/* ---- order ---- */

/* Texts sort without regard to case, links by the title of what they link to. */
static void add_key(const struct page *p, struct store_sql *q)
{
    const struct model_field *sort = p->list->sort;
    if (p->by_uid) {
        base_text_add(&q->text, "t.uid");
    } else if (p->target) {
        store_sql_name(&q->text, "l", p->target->title->name);
        base_text_add(&q->text, " COLLATE NOCASE");
    } else if (!sort) {
        base_text_add(&q->text, "t.id");
    } else {
        store_sql_name(&q->text, "t", sort->name);
        if (sort->type == MODEL_TEXT)
            base_text_add(&q->text, " COLLATE NOCASE");
    }
}

/* With nothing but the order to go by, from title to title along their index: the first page of a
 * million is then as soon there as that of a hundred. What is narrowed is left to the planner. */
static bool by_titles(const struct page *p)
{
    return p->target && !p->by_uid && !p->query && !p->list->filter && !p->list->link;
}

static void add_titles_first(const struct page *p, struct store_sql *q)
{
    base_text_printf(&q->text,
                     " FROM \"%s\" AS l CROSS JOIN \"%s\" AS t ON l.id = ", p->target->plural,
                     p->info->plural);
    store_sql_name(&q->text, "t", p->link);
}

static void add_from(const struct page *p, struct store_sql *q)
{
    base_text_add(&q->text, " FROM ");
    if (p->by_search)
        base_text_add(&q->text, "search AS f CROSS JOIN ");
    base_text_printf(&q->text, "\"%s\" AS t", p->info->plural);
    if (p->by_search) {
        base_text_add(&q->text, " ON t.id = f.rowid - ");
        store_sql_value(q, STORE_INT(store_search_base(p->info->type)));
    }
    if (!p->target)
        return;
    base_text_printf(&q->text, " LEFT JOIN \"%s\" AS l ON l.id = t.", p->target->plural);
    store_sql_name(&q->text, NULL, p->link);
}

static bool has_key(const struct page *p)
{
    return p->by_uid || p->list->sort;
}

/* A record's number where the list is read along: in its table or in the search index. */
static const char *number_column(const struct page *p)
{
    return p->by_search ? "f.rowid" : "t.id";
}

static int64_t number_of(const struct page *p, int64_t id)
{
    return p->by_search ? store_search_base(p->info->type) + id : id;
}

static void add_order(const struct page *p, struct store_sql *q)
{
    const char *direction = p->upward ? "" : " DESC";
    base_text_add(&q->text, " ORDER BY ");
    if (has_key(p)) {
        add_key(p, q);
        base_text_printf(&q->text, "%s, ", direction);
    }
    base_text_printf(&q->text, "%s%s", number_column(p), direction);
}

/* A record that must have a title has one: whether there is a link is then all that counts. */
static void add_presence_key(const struct page *p, struct store_sql *q)
{
    if (p->target && !p->by_uid && p->target->title->flags & MODEL_FIELD_REQUIRED)
        store_sql_name(&q->text, "t", p->link);
    else
        add_key(p, q);
}

static void add_segment(const struct page *p, struct store_sql *q, bool nulls,
                        const struct anchor *anchor)
{
    const char *beyond = p->upward ? " > " : " < ";
    if (has_key(p)) {
        base_text_add(&q->text, " AND ");
        add_presence_key(p, q);
        base_text_add(&q->text, nulls ? " IS NULL" : " IS NOT NULL");
    }
    if (anchor->id == 0)
        return;
    base_text_add(&q->text, " AND ");
    if (has_key(p) && !nulls) {
        /* The pair decides; the planner uses an index for the plain comparison only. */
        add_key(p, q);
        base_text_add(&q->text, p->upward ? " >= " : " <= ");
        store_sql_value(q, anchor->key);
        base_text_add(&q->text, " AND (");
        add_key(p, q);
        base_text_printf(&q->text, ", t.id)%s(", beyond);
        store_sql_value(q, anchor->key);
        base_text_add(&q->text, ", ");
    } else {
        base_text_printf(&q->text, "%s%s(", number_column(p), beyond);
    }
    store_sql_value(q, STORE_INT(number_of(p, anchor->id)));
    base_text_add(&q->text, ")");
}

/* ---- reading ---- */

static sqlite3_stmt *prepare(const struct page *p, struct store_sql *q)
{
    sqlite3_stmt *statement = NULL;
    if (store_prepare(p->store->db, q->text.s, &statement, p->e) == ERR_NONE &&
        store_bind(statement, q->args, q->count) != ERR_NONE)
        store_fail(p->store->db, p->e, p->store->path);
    if (p->e->code == ERR_NONE)
        return statement;
    sqlite3_finalize(statement);
    return NULL;
}

static enum err_code find_anchor(const struct page *p, int64_t id, struct anchor *anchor)
{
    *anchor = (struct anchor){0};
    if (id == 0)
        return ERR_NONE;
    struct store_sql q = {.arena = p->arena};
    base_text_add(&q.text, "SELECT ");
    add_key(p, &q);
    add_from(p, &q);
    base_text_add(&q.text, " WHERE t.id = ");
    store_sql_value(&q, STORE_INT(id));
    sqlite3_stmt *row = prepare(p, &q);
    store_sql_free(&q);
    if (row && sqlite3_step(row) == SQLITE_ROW) {
        int type = sqlite3_column_type(row, 0);
        anchor->id = id;
        anchor->null = type == SQLITE_NULL;
        anchor->key = type == SQLITE_INTEGER ? STORE_INT(sqlite3_column_int64(row, 0))
                                             : STORE_STR(store_column_text(row, 0, p->arena));
    }
    sqlite3_finalize(row);
    return p->e->code;
}

static enum err_code search_for(struct page *p, struct err *e)
{
    struct store_question question;
    if (store_search_question(p->store, p->list->type, p->list->search, p->arena, &question, e) ==
        ERR_NONE)
        p->query = question.match;
    p->weights = question.weights;
    return e->code;
}

static enum err_code page_init(struct page *p, struct store *s, const struct store_list *list,
                               struct base_arena *arena, struct err *e)
{
    *p = (struct page){.store = s, .list = list, .arena = arena, .e = e};
    p->info = model_type_info(list->type);
    p->upward = true;
    if (list->sort && list->sort->type == MODEL_REF) {
        const struct model_type_info *target =
            model_type_info((enum model_type)list->sort->argument);
        p->target = target->title ? target : NULL;
        p->link = list->sort->name;
    }
    if (!base_text_empty(list->search))
        return search_for(p, e);
    return ERR_NONE;
}

/* A search for no word at all ("-") finds nothing. */
static bool finds_nothing(const struct page *p)
{
    return !base_text_empty(p->list->search) && !p->query;
}

static enum err_code read_segment(const struct page *p, bool nulls, const struct anchor *anchor,
                                  size_t limit, struct base_arena *a, struct store_records *list)
{
    struct store_sql q = {.arena = p->arena};
    base_text_add(&q.text, "SELECT ");
    store_sql_columns(&q.text, p->info, "t");
    if (by_titles(p) && !nulls)
        add_titles_first(p, &q);
    else
        add_from(p, &q);
    if (add_conditions(p, &q) == ERR_NONE) {
        add_segment(p, &q, nulls, anchor);
        add_order(p, &q);
        if (limit > 0) {
            base_text_add(&q.text, " LIMIT ");
            store_sql_value(&q, STORE_INT((int64_t)(limit - list->count)));
        }
        sqlite3_stmt *rows = prepare(p, &q);
        while (rows && store_step(p->store, rows, p->e))
            store_records_add(list, store_row_read(p->info, rows, a), a);
        sqlite3_finalize(rows);
    }
    store_sql_free(&q);
    return p->e->code;
}

static enum err_code read_page(const struct page *p, int64_t anchor_id, size_t limit,
                               struct base_arena *a, struct store_records *list)
{
    struct anchor anchor = {.id = anchor_id};
    if (!has_key(p))
        return read_segment(p, false, &anchor, limit, a, list);
    if (find_anchor(p, anchor_id, &anchor) != ERR_NONE)
        return p->e->code;
    bool segments[] = {p->upward, !p->upward}; /* is it the one without sort values? */
    for (size_t i = 0; i < 2; i++) {
        static const struct anchor NONE = {0};
        bool passed = anchor.id != 0 && i == 0 && segments[0] != anchor.null;
        if (passed || (limit > 0 && list->count >= limit))
            continue;
        bool inside = segments[i] == anchor.null;
        if (read_segment(p, segments[i], inside ? &anchor : &NONE, limit, a, list) != ERR_NONE)
            return p->e->code;
    }
    return ERR_NONE;
}

/* ---- the best first ---- */

enum { RANKED = 200 }; /* more than anybody pages through to find one */

/* The best of those that are found, by how well they answer. */
static enum err_code rank(struct page *p)
{
    struct store_sql q = {.arena = p->arena};
    int64_t *ids = base_arena_array(p->arena, RANKED, sizeof *ids);
    size_t count = 0;
    base_text_add(&q.text, "WITH hits AS MATERIALIZED (SELECT t.id AS id, relevance(f.search, ");
    store_sql_value(&q, STORE_STR(p->weights));
    base_text_add(&q.text, ") AS score");
    add_from(p, &q);
    if (add_conditions(p, &q) == ERR_NONE) {
        base_text_add(&q.text, " LIMIT ");
        store_sql_value(&q, STORE_INT(STORE_MOST_RANKED));
        base_text_add(&q.text, ") SELECT id FROM hits ORDER BY score, id LIMIT ");
        store_sql_value(&q, STORE_INT(RANKED));
        sqlite3_stmt *rows = prepare(p, &q);
        while (rows && count < RANKED && store_step(p->store, rows, p->e))
            ids[count++] = sqlite3_column_int64(rows, 0);
        sqlite3_finalize(rows);
    }
    store_sql_free(&q);
    p->ranked = ids;
    p->ranked_count = count;
    return p->e->code;
}

static size_t rank_of(const struct page *p, int64_t id)
{
    size_t i = 0;
    while (i < p->ranked_count && p->ranked[i] != id)
        i++;
    return i;
}

static enum err_code read_ranked(const struct page *p, size_t at, struct base_arena *a,
                                 struct store_records *list)
{
    void *record;
    if (store_get(p->store, p->info->type, p->ranked[at], a, &record, p->e) == ERR_NONE)
        store_records_add(list, record, a);
    return p->e->code;
}

static bool is_full(const struct store_records *list, size_t limit)
{
    return limit > 0 && list->count >= limit;
}

/* The best in their order, then the others by number; upward, or from the end. An anchor that is no
 * longer found leaves no place among the best: there the list begins anew. */
static enum err_code read_best_first(const struct page *p, int64_t anchor_id, size_t limit,
                                     struct base_arena *a, struct store_records *list)
{
    size_t at = rank_of(p, anchor_id), n = p->ranked_count;
    bool beside = anchor_id != 0 && at < n; /* the anchor is one of the best */
    bool gone = anchor_id != 0 && !beside && n < RANKED;
    struct anchor anchor = {.id = beside ? 0 : anchor_id};
    if (p->upward) {
        for (size_t i = anchor_id == 0 || gone ? 0 : at + 1; i < n && !is_full(list, limit); i++)
            if (read_ranked(p, i, a, list) != ERR_NONE)
                return p->e->code;
        return is_full(list, limit) || n < RANKED ? p->e->code
                                                  : read_segment(p, false, &anchor, limit, a, list);
    }
    if (!beside && n == RANKED && read_segment(p, false, &anchor, limit, a, list) != ERR_NONE)
        return p->e->code;
    for (size_t i = beside ? at : gone ? 0 : n; i-- > 0 && !is_full(list, limit);)
        if (read_ranked(p, i, a, list) != ERR_NONE)
            return p->e->code;
    return p->e->code;
}

static bool is_best_first(const struct page *p)
{
    return p->query && p->list->best_first && !p->list->descending && !has_key(p);
}

static void reverse(struct store_records *list)
{
    for (size_t i = 0; i + i + 1 < list->count; i++) {
        void *item = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = item;
    }
}

enum err_code store_list_page(struct store *s, const struct store_list *list, int64_t anchor,
                              bool forward, size_t limit, struct base_arena *a, void *records,
                              size_t *count, struct err *e)
{
    struct page p;
    struct store_records found = {0};
    struct base_arena *values = base_arena_new();
    store_start(e);
    if (page_init(&p, s, list, values, e) == ERR_NONE && !finds_nothing(&p)) {
        p.upward = list->descending != forward;
        p.by_search = p.query && !has_key(&p);
        if (!is_best_first(&p))
            read_page(&p, anchor, limit, a, &found);
        else if (rank(&p) == ERR_NONE)
            read_best_first(&p, anchor, limit, a, &found);
    }
    base_arena_free(&values);
    if (!forward)
        reverse(&found);
    store_records_give(&found, records, count);
    return e->code;
}

enum err_code store_list_count(struct store *s, const struct store_list *list, int64_t most,
                               int64_t *count, struct err *e)
{
    struct page p;
    struct base_arena *values = base_arena_new();
    struct store_sql q = {.arena = values};
    *count = 0;
    store_start(e);
    base_text_add(&q.text, "SELECT count(*) FROM (SELECT 1");
    if (page_init(&p, s, list, values, e) == ERR_NONE && !finds_nothing(&p)) {
        p.target = NULL; /* the order does not matter */
        p.by_search = p.query != NULL;
        add_from(&p, &q);
        if (add_conditions(&p, &q) == ERR_NONE) {
            base_text_add(&q.text, " LIMIT ");
            store_sql_value(&q, STORE_INT(most > 0 ? most : -1));
            base_text_add(&q.text, ")");
            sqlite3_stmt *row = prepare(&p, &q);
            if (row && store_step(s, row, e))
                *count = sqlite3_column_int64(row, 0);
            sqlite3_finalize(row);
        }
    }
    store_sql_free(&q);
    base_arena_free(&values);
    return e->code;
}

static enum err_code visit_rows(const struct page *p, sqlite3_stmt *rows, store_visit *visit,
                                void *context)
{
    struct base_arena *a = base_arena_new();
    enum err_code told = ERR_NONE;
    while (told == ERR_NONE && store_step(p->store, rows, p->e)) {
        base_arena_reset(a);
        told = visit(context, store_row_read(p->info, rows, a), p->e);
    }
    base_arena_free(&a);
    return told != ERR_NONE ? told : p->e->code;
}

enum err_code store_each(struct store *s, const struct store_list *list, bool order_by_uid,
                         store_visit *visit, void *context, struct err *e)
{
    struct page p;
    struct base_arena *values = base_arena_new();
    struct store_sql q = {.arena = values};
    enum err_code told = ERR_NONE;
    store_start(e);
    if (page_init(&p, s, list, values, e) == ERR_NONE && !finds_nothing(&p)) {
        p.by_uid = order_by_uid;
        p.upward = order_by_uid || !list->descending;
        if (order_by_uid)
            p.target = NULL;
        base_text_add(&q.text, "SELECT ");
        store_sql_columns(&q.text, p.info, "t");
        add_from(&p, &q);
        if (add_conditions(&p, &q) == ERR_NONE) {
            add_order(&p, &q);
            sqlite3_stmt *rows = prepare(&p, &q);
            if (rows)
                told = visit_rows(&p, rows, visit, context);
            sqlite3_finalize(rows);
        }
    }
    store_sql_free(&q);
    base_arena_free(&values);
    return told != ERR_NONE ? told : e->code;
}
