/* filter_sql.c: a filter's tree as an SQL condition on the records aliased t. Names come from the
 * field table only, every value is bound, and each part is true or false, never NULL, so that `not`
 * means what people mean by it: an empty field is not equal to anything. */
#include "internal.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/base/when.h"

#include <string.h>

struct filter {
    struct store *store;
    const struct model_type_info *info;
    struct store_sql *sql;
    struct err *e;
};

void store_sql_free(struct store_sql *q)
{
    base_text_free(&q->text);
}

void store_sql_value(struct store_sql *q, struct store_arg value)
{
    void *args = q->args;
    struct store_arg *place =
        base_arena_push(q->arena, &args, &q->count, &q->capacity, sizeof *place);
    *place = value;
    q->args = args;
    base_text_add_char(&q->text, '?');
}

static void add(const struct filter *f, const char *sql)
{
    base_text_add(&f->sql->text, sql);
}

static void add_column(const struct filter *f, const struct model_field *field)
{
    store_sql_name(&f->sql->text, "t", field->name);
}

static void add_text(const struct filter *f, const char *text)
{
    store_sql_value(f->sql, STORE_STR(text));
}

static const char *folded(const struct filter *f, const char *text)
{
    return base_utf8_fold(f->sql->arena, text);
}

static bool is_order(enum model_comparison c)
{
    return c == MODEL_LESS || c == MODEL_LESS_OR_EQUAL || c == MODEL_GREATER ||
           c == MODEL_GREATER_OR_EQUAL;
}

static const char *operator_of(enum model_comparison c)
{
    switch (c) {
    case MODEL_LESS:
        return " < ";
    case MODEL_LESS_OR_EQUAL:
        return " <= ";
    case MODEL_GREATER:
        return " > ";
    case MODEL_GREATER_OR_EQUAL:
        return " >= ";
    default:
        return " = ";
    }
}

static enum err_code refuse(const struct filter *f, const struct model_field *field,
                            const char *why, const char *hint)
{
    return err_set(f->e, ERR_USAGE, _(field->label), hint, "%s", why);
}

/* ---- one field ---- */

/* field (NOT) NULL AND field op ?: usable with an index, and never NULL */
static void compare_value(const struct filter *f, const struct model_field *field,
                          enum model_comparison c, struct store_arg value, const char *collation)
{
    add(f, "(");
    add_column(f, field);
    add(f, " IS NOT NULL AND ");
    add_column(f, field);
    add(f, operator_of(c));
    store_sql_value(f->sql, value);
    add(f, collation);
    add(f, ")");
}

static void contains_in(const struct filter *f, const struct model_field *field, const char *before,
                        const char *after, const char *text)
{
    add(f, "folded_contains(");
    add_text(f, folded(f, text));
    add(f, ", ");
    add(f, before);
    add_column(f, field);
    add(f, after);
    add(f, ")");
}

static enum err_code compare_text(const struct filter *f, const struct model_field *field,
                                  enum model_comparison c, const char *text)
{
    if (c == MODEL_CONTAINS)
        contains_in(f, field, "", "", text);
    else
        compare_value(f, field, c, STORE_STR(text), is_order(c) ? " COLLATE NOCASE" : "");
    return ERR_NONE;
}

/* The value as the field's own grammar reads it. */
static enum err_code parse(const struct filter *f, const struct model_field *field,
                           const char *text, void **record)
{
    struct model_format typed = f->store->by_uid.format;
    typed.now = store_now(f->store);
    *record = model_record_new(f->sql->arena, f->info->type);
    return model_value_parse(field, text, &typed, f->sql->arena, *record, f->e);
}

static bool is_kind(const struct model_field *field)
{
    return field->argument == MODEL_VOCABULARY_RESOURCE_KIND;
}

static bool label_contains(const struct filter *f, const struct model_code *code, const char *text)
{
    const char *needle = folded(f, text);
    return store_text_contains(code->code, needle, f->store->scratch) ||
           store_text_contains(code->english, needle, f->store->scratch) ||
           store_text_contains(code->chinese, needle, f->store->scratch);
}

/* Codes are compared by their place in the vocabulary: normal < high < urgent. */
static bool code_fits(const struct filter *f, const struct model_field *field,
                      enum model_comparison c, const struct model_code *code,
                      const struct model_code *wanted, const char *text)
{
    switch (c) {
    case MODEL_LESS:
        return code < wanted;
    case MODEL_LESS_OR_EQUAL:
        return code <= wanted;
    case MODEL_GREATER:
        return code > wanted;
    case MODEL_GREATER_OR_EQUAL:
        return code >= wanted;
    case MODEL_CONTAINS:
        return label_contains(f, code, text);
    default:
        return code == wanted || (is_kind(field) && model_kind_within(code->code, wanted->code));
    }
}

static const struct model_code *find_code(const struct model_code *codes, size_t count,
                                          const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(codes[i].code, code) == 0)
            return &codes[i];
    }
    return NULL;
}

/* field IN (the codes that fit), with the empty field where it stands for one of them */
static enum err_code compare_code(const struct filter *f, const struct model_field *field,
                                  enum model_comparison c, const char *text)
{
    enum model_vocabulary vocabulary = (enum model_vocabulary)field->argument;
    size_t count;
    const struct model_code *codes = model_vocabulary_codes(vocabulary, &count);
    const struct model_code *wanted = NULL;
    if (c != MODEL_CONTAINS) {
        void *record;
        if (parse(f, field, text, &record) != ERR_NONE)
            return f->e->code;
        wanted = find_code(codes, count, model_field_text(field, record));
    }
    const char *fallback = model_vocabulary_fallback(vocabulary);
    bool empty_fits = false;
    bool first = true;
    add(f, "(");
    add_column(f, field);
    add(f, " IS NOT NULL AND ");
    add_column(f, field);
    add(f, " IN (");
    for (size_t i = 0; i < count; i++) {
        if (!code_fits(f, field, c, &codes[i], wanted, text))
            continue;
        add(f, first ? "" : ", ");
        add_text(f, codes[i].code);
        first = false;
        empty_fits = empty_fits || (fallback && strcmp(fallback, codes[i].code) == 0);
    }
    add(f, ")");
    if (empty_fits) {
        add(f, " OR ");
        add_column(f, field);
        add(f, " IS NULL");
    }
    add(f, ")");
    return ERR_NONE;
}

static enum err_code compare_link(const struct filter *f, const struct model_field *field,
                                  enum model_comparison c, const char *text)
{
    const struct model_type_info *target = model_type_info((enum model_type)field->argument);
    if (is_order(c))
        return refuse(f, field, _("a link has no order"), _("Use = or ~."));
    if (c == MODEL_IS) {
        struct store_ref ref;
        if (store_resolve(f->store, target->type, text, &ref, f->e) != ERR_NONE)
            return err_within(f->e, _(field->label));
        compare_value(f, field, c, STORE_INT(ref.id), "");
        return ERR_NONE;
    }
    if (!target->title)
        return refuse(f, field, _("what it links to has no title"), _("Use = and a number."));
    add(f, "(");
    add_column(f, field);
    add(f, " IS NOT NULL AND ");
    add_column(f, field);
    base_text_printf(&f->sql->text, " IN (SELECT id FROM \"%s\" WHERE folded_contains(",
                     target->plural);
    add_text(f, folded(f, text));
    add(f, ", ");
    store_sql_name(&f->sql->text, NULL, target->title->name);
    add(f, ")))");
    return ERR_NONE;
}

static enum err_code compare_any_link(const struct filter *f, const struct model_field *field,
                                      enum model_comparison c, const char *text)
{
    if (is_order(c))
        return refuse(f, field, _("a link has no order"), _("Use = or ~."));
    if (c == MODEL_CONTAINS) {
        contains_in(f, field, "link_title(", ")", text);
        return ERR_NONE;
    }
    void *record;
    if (parse(f, field, text, &record) != ERR_NONE)
        return f->e->code;
    compare_value(f, field, c, STORE_STR(model_field_text(field, record)), "");
    return ERR_NONE;
}

static enum err_code compare_date(const struct filter *f, const struct model_field *field,
                                  enum model_comparison c, const char *text)
{
    if (c == MODEL_CONTAINS) {
        contains_in(f, field, "", "", text);
        return ERR_NONE;
    }
    void *record;
    char value[16];
    if (parse(f, field, text, &record) != ERR_NONE)
        return f->e->code;
    if (field->type == MODEL_DATE)
        base_day_format(model_field_number(field, record), value);
    else
        base_month_format(model_field_number(field, record), value);
    compare_value(f, field, c, STORE_STR(base_arena_strdup(f->sql->arena, value)), "");
    return ERR_NONE;
}

/* A bare date is the whole day: = within it, > after it. An end at midnight belongs to the day that
 * it ends. */
static void compare_day(const struct filter *f, const struct model_field *field,
                        enum model_comparison c, int64_t day)
{
    int64_t shift = field->flags & MODEL_FIELD_END ? 1 : 0;
    int64_t from = base_day_start(day) + shift;
    int64_t until = base_day_start(day + 1) + shift; /* half-open */
    add(f, "(");
    if (c != MODEL_LESS && c != MODEL_LESS_OR_EQUAL) {
        compare_value(f, field, MODEL_GREATER_OR_EQUAL,
                      STORE_INT(c == MODEL_GREATER ? until : from), "");
        add(f, c == MODEL_IS ? " AND " : "");
    }
    if (c != MODEL_GREATER && c != MODEL_GREATER_OR_EQUAL)
        compare_value(f, field, MODEL_LESS, STORE_INT(c == MODEL_LESS ? from : until), "");
    add(f, ")");
}

static enum err_code compare_time(const struct filter *f, const struct model_field *field,
                                  enum model_comparison c, const char *text)
{
    int64_t day;
    struct err no_day = ERR_INIT;
    if (c == MODEL_CONTAINS) {
        contains_in(f, field, "desk_time(", ")", text);
        return ERR_NONE;
    }
    if (base_day_read(text, store_now(f->store), &day, &no_day) == ERR_NONE) {
        compare_day(f, field, c, day);
        return ERR_NONE;
    }
    void *record;
    if (parse(f, field, text, &record) != ERR_NONE)
        return f->e->code;
    compare_value(f, field, c, STORE_INT(model_field_number(field, record)), "");
    return ERR_NONE;
}

static enum err_code compare_number(const struct filter *f, const struct model_field *field,
                                    enum model_comparison c, const char *text)
{
    if (c == MODEL_CONTAINS)
        return refuse(f, field, _("~ looks into texts, and this is a number"),
                      _("Use = != < <= > >=."));
    void *record;
    if (parse(f, field, text, &record) != ERR_NONE)
        return f->e->code;
    if (!model_field_empty(field, record))
        compare_value(f, field, c, STORE_INT(model_field_number(field, record)), "");
    else if (c == MODEL_IS) { /* divisible=no is the empty one */
        add_column(f, field);
        add(f, " IS NULL");
    } else
        return refuse(f, field, _("an empty value has no order"), _("Use = or !=."));
    return ERR_NONE;
}

static enum err_code compare_field(const struct filter *f, const struct model_field *field,
                                   enum model_comparison c, const char *text)
{
    if (base_text_empty(text) && c == MODEL_IS) {
        add_column(f, field);
        add(f, " IS NULL");
        return ERR_NONE;
    }
    switch (field->type) {
    case MODEL_TEXT:
        return compare_text(f, field, c, text);
    case MODEL_CODE:
        return compare_code(f, field, c, text);
    case MODEL_REF:
        return compare_link(f, field, c, text);
    case MODEL_ANYREF:
        return compare_any_link(f, field, c, text);
    case MODEL_DATE:
    case MODEL_MONTH:
        return compare_date(f, field, c, text);
    case MODEL_TIME:
        return compare_time(f, field, c, text);
    default:
        return compare_number(f, field, c, text);
    }
}

/* ---- the tree ---- */

static void any_text(const struct filter *f, const char *text)
{
    add(f, "folded_contains(");
    add_text(f, folded(f, text));
    for (size_t i = 0; i < f->info->count; i++) {
        const struct model_field *field = &f->info->fields[i];
        if (field->type != MODEL_TEXT)
            continue;
        add(f, ", ");
        add_column(f, field);
    }
    add(f, ")");
}

static enum err_code compare(const struct filter *f, const struct model_filter *node)
{
    enum model_comparison c = node->comparison;
    bool negated = c == MODEL_IS_NOT || c == MODEL_CONTAINS_NOT;
    if (negated) {
        add(f, "NOT ");
        c = c == MODEL_IS_NOT ? MODEL_IS : MODEL_CONTAINS;
    }
    add(f, negated ? "(" : "");
    enum err_code code = compare_field(f, node->field, c, node->text ? node->text : "");
    add(f, negated ? ")" : "");
    return code;
}

static enum err_code tree(const struct filter *f, const struct model_filter *node)
{
    switch (node->kind) {
    case MODEL_FILTER_AND:
    case MODEL_FILTER_OR:
        add(f, "(");
        if (tree(f, node->left) != ERR_NONE)
            return f->e->code;
        add(f, node->kind == MODEL_FILTER_AND ? " AND " : " OR ");
        if (tree(f, node->right) != ERR_NONE)
            return f->e->code;
        add(f, ")");
        return ERR_NONE;
    case MODEL_FILTER_NOT:
        add(f, "NOT (");
        if (tree(f, node->left) != ERR_NONE)
            return f->e->code;
        add(f, ")");
        return ERR_NONE;
    case MODEL_FILTER_PRESENT:
        add_column(f, node->field);
        add(f, " IS NOT NULL");
        return ERR_NONE;
    case MODEL_FILTER_WORD:
        any_text(f, node->text);
        return ERR_NONE;
    case MODEL_FILTER_COMPARE:
        return compare(f, node);
    }
    return ERR_NONE;
}

enum err_code store_filter_sql(struct store *s, const struct model_type_info *info,
                               const struct model_filter *filter, struct store_sql *q,
                               struct err *e)
{
    struct filter f = {s, info, q, e};
    return tree(&f, filter);
}
