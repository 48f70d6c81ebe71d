/* filter.c: recursive descent over the filter language (filter.h). Tokens carry their place, so
 * that an error can say where it is. */
#include "sharedesk/model/filter.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <string.h>
#include <strings.h>

/* More than any person writes, and less than any stack or statement minds. */
enum { DEEPEST = 64, MOST_TERMS = 400, SHOWN_COLUMNS = 30 };

enum token_kind { END, OPEN, CLOSE, RELATION, WORD, QUOTED };

struct token {
    enum token_kind kind;
    const char *at;
    const char *text; /* of WORD and QUOTED */
    enum model_comparison comparison;
};

struct parser {
    const struct model_type_info *type;
    const char *source;
    const char *at;
    struct token token; /* the next one */
    struct base_arena *arena;
    struct err *e;
    int depth, terms;
};

static enum err_code fault_at(struct parser *p, const char *place, const char *hint,
                              const char *why)
{
    int column = 1;
    uint32_t cp;
    for (const char *s = p->source; s < place; column++)
        s += base_utf8_next(s, &cp);
    if (*place == '\0')
        return err_set(p->e, ERR_USAGE, _("filter"), hint, _("%s, at the end"), why);
    const char *rest = base_utf8_cut(p->arena, base_utf8_show(p->arena, place), SHOWN_COLUMNS);
    return err_set(p->e, ERR_USAGE, _("filter"), hint, _("%s, at character %d: %s"), why, column,
                   rest);
}

/* ---- tokens ---- */

static const struct sign {
    const char *text; /* longer ones first */
    enum token_kind kind;
    enum model_comparison comparison;
} signs[] = {
    {"!=", RELATION, MODEL_IS_NOT},
    {"!~", RELATION, MODEL_CONTAINS_NOT},
    {"<=", RELATION, MODEL_LESS_OR_EQUAL},
    {">=", RELATION, MODEL_GREATER_OR_EQUAL},
    {"=", RELATION, MODEL_IS},
    {"<", RELATION, MODEL_LESS},
    {">", RELATION, MODEL_GREATER},
    {"~", RELATION, MODEL_CONTAINS},
    {"(", OPEN, MODEL_IS},
    {")", CLOSE, MODEL_IS},
    /* from a Chinese keyboard */
    {"≤", RELATION, MODEL_LESS_OR_EQUAL},
    {"≥", RELATION, MODEL_GREATER_OR_EQUAL},
    {"＝", RELATION, MODEL_IS},
    {"＜", RELATION, MODEL_LESS},
    {"＞", RELATION, MODEL_GREATER},
    {"（", OPEN, MODEL_IS},
    {"）", CLOSE, MODEL_IS},
};

static const struct sign *sign_at(const char *s)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (base_text_starts(s, signs[i].text))
            return &signs[i];
    }
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A quoted text ends at its own quote; a doubled quote stands for one. */
static enum err_code take_quoted(struct parser *p)
{
    char quote = *p->at;
    const char *start = p->at++;
    char *text = base_arena_alloc(p->arena, strlen(start) + 1);
    size_t n = 0;
    for (; *p->at != '\0'; p->at++) {
        if (*p->at == quote && *++p->at != quote) {
            p->token = (struct token){.kind = QUOTED, .at = start, .text = text};
            return ERR_NONE;
        }
        text[n++] = *p->at;
    }
    return fault_at(p, start, _("Close it with the same quote."), _("a quote is not closed"));
}

/* value: the word is what a field is compared with. It may hold relation signs, and parentheses
 * that it opened itself: name=实验室（北京） */
static void take_word(struct parser *p, bool value)
{
    const char *start = p->at;
    for (int open = 0; *p->at != '\0' && !is_blank(*p->at);) {
        const struct sign *sign = sign_at(p->at);
        if (sign && !value)
            break;
        if (sign && sign->kind == OPEN)
            open++;
        if (sign && sign->kind == CLOSE && --open < 0)
            break;
        p->at += sign ? strlen(sign->text) : 1;
    }
    p->token = (struct token){.kind = WORD,
                              .at = start,
                              .text = base_arena_strndup(p->arena, start, (size_t)(p->at - start))};
}

static enum err_code next_token(struct parser *p, bool value)
{
    while (is_blank(*p->at))
        p->at++;
    const struct sign *sign = sign_at(p->at);
    if (*p->at == '\0') {
        p->token = (struct token){.kind = END, .at = p->at};
    } else if (*p->at == '"' || *p->at == '\'') {
        return take_quoted(p);
    } else if (sign && (!value || sign->kind != RELATION)) {
        p->token = (struct token){.kind = sign->kind, .at = p->at, .comparison = sign->comparison};
        p->at += strlen(sign->text);
    } else {
        take_word(p, value);
    }
    return ERR_NONE;
}

/* Who writes the fields in Chinese joins them in Chinese. */
static bool is_keyword(const struct parser *p, const char *word, const char *chinese)
{
    const char *text = p->token.kind == WORD ? p->token.text : NULL;
    return text && (strcasecmp(text, word) == 0 || strcmp(text, chinese) == 0);
}

/* ---- the tree ---- */

static struct model_filter *new_node(struct parser *p, enum model_filter_kind kind,
                                     const struct model_filter *left,
                                     const struct model_filter *right)
{
    struct model_filter *node = base_arena_alloc(p->arena, sizeof *node);
    *node = (struct model_filter){.kind = kind, .left = left, .right = right};
    return node;
}

static enum err_code parse_any(struct parser *p, const struct model_filter **filter);

static const char *field_hint(struct parser *p)
{
    bool chinese = base_i18n_language() == BASE_CHINESE; /* the names are English */
    const char *names = "";
    for (size_t i = 0; i < p->type->count; i++) {
        const struct model_field *f = &p->type->fields[i];
        names = base_arena_printf(p->arena, "%s%s%s", names, i > 0 ? _(", ") : "",
                                  chinese ? _(f->label) : f->name);
    }
    return base_arena_printf(p->arena, _("Fields are: %s."), names);
}

/* The relation is the next token; word, at place, is what stands before it. */
static enum err_code parse_comparison(struct parser *p, const struct token *word,
                                      const struct model_filter **filter)
{
    const struct model_field *field = model_field_named(p->type, word->text);
    if (!field)
        return fault_at(p, word->at, field_hint(p),
                        base_arena_printf(p->arena, _("%s has no field \"%s\""), _(p->type->label),
                                          word->text));
    struct model_filter *node = new_node(p, MODEL_FILTER_COMPARE, NULL, NULL);
    node->field = field;
    node->comparison = p->token.comparison;
    if (next_token(p, true))
        return p->e->code;
    if (p->token.kind != WORD && p->token.kind != QUOTED)
        return fault_at(p, p->token.at, _("Put a text with blanks into quotes; \"\" is empty."),
                        _("a value is missing"));
    node->text = p->token.text;
    *filter = node;
    return next_token(p, false);
}

static enum err_code parse_word(struct parser *p, const struct model_filter **filter)
{
    struct token word = p->token;
    if (next_token(p, false))
        return p->e->code;
    if (p->token.kind == RELATION && word.kind == WORD)
        return parse_comparison(p, &word, filter);
    const struct model_field *field =
        word.kind == WORD ? model_field_find(p->type, word.text) : NULL;
    struct model_filter *node =
        new_node(p, field ? MODEL_FILTER_PRESENT : MODEL_FILTER_WORD, NULL, NULL);
    node->field = field;
    node->text = word.text;
    *filter = node;
    return ERR_NONE;
}

static enum err_code parse_group(struct parser *p, const struct model_filter **filter)
{
    const char *start = p->token.at;
    if (next_token(p, false) || parse_any(p, filter))
        return p->e->code;
    if (p->token.kind != CLOSE)
        return fault_at(p, start, _("Add the closing one."), _("a parenthesis is not closed"));
    return next_token(p, false);
}

static enum err_code parse_negation(struct parser *p, const struct model_filter **filter);

static enum err_code parse_factor(struct parser *p, const struct model_filter **filter)
{
    if (++p->terms > MOST_TERMS)
        return fault_at(p, p->token.at, _("Split it into several filters."),
                        _("the filter is too long"));
    if (is_keyword(p, "not", "非"))
        return parse_negation(p, filter);
    switch (p->token.kind) {
    case OPEN:
        return parse_group(p, filter);
    case WORD:
    case QUOTED:
        if (!is_keyword(p, "and", "且") && !is_keyword(p, "or", "或"))
            return parse_word(p, filter);
        break;
    default:
        break;
    }
    return fault_at(p, p->token.at, _("Such as: kind=instrument and price_member<100"),
                    _("a condition is missing"));
}

static enum err_code parse_negation(struct parser *p, const struct model_filter **filter)
{
    const struct model_filter *inner = NULL;
    if (++p->depth > DEEPEST)
        return fault_at(p, p->token.at, NULL, _("the filter is nested too deep"));
    if (next_token(p, false) || parse_factor(p, &inner))
        return p->e->code;
    p->depth--;
    *filter = new_node(p, MODEL_FILTER_NOT, inner, NULL);
    return ERR_NONE;
}

static enum err_code parse_all(struct parser *p, const struct model_filter **filter)
{
    if (parse_factor(p, filter))
        return p->e->code;
    while (p->token.kind != END && p->token.kind != CLOSE && !is_keyword(p, "or", "或")) {
        const struct model_filter *right = NULL;
        if (is_keyword(p, "and", "且") && next_token(p, false))
            return p->e->code;
        if (parse_factor(p, &right))
            return p->e->code;
        *filter = new_node(p, MODEL_FILTER_AND, *filter, right);
    }
    return ERR_NONE;
}

static enum err_code parse_any(struct parser *p, const struct model_filter **filter)
{
    if (++p->depth > DEEPEST)
        return fault_at(p, p->token.at, NULL, _("the filter is nested too deep"));
    if (parse_all(p, filter))
        return p->e->code;
    while (is_keyword(p, "or", "或")) {
        const struct model_filter *right = NULL;
        if (next_token(p, false) || parse_all(p, &right))
            return p->e->code;
        *filter = new_node(p, MODEL_FILTER_OR, *filter, right);
    }
    p->depth--;
    return ERR_NONE;
}

enum err_code model_filter_parse(const struct model_type_info *type, const char *text,
                                 struct base_arena *a, const struct model_filter **filter,
                                 struct err *e)
{
    *filter = NULL;
    if (base_text_empty(text))
        return ERR_NONE;
    struct parser p = {
        .type = type, .source = text, .at = text, .arena = a, .e = e, .token.at = text};
    const struct model_filter *parsed = NULL;
    if (next_token(&p, false) || parse_any(&p, &parsed))
        return e->code;
    if (p.token.kind != END)
        return fault_at(&p, p.token.at, _("Remove it, or open one before it."),
                        _("a parenthesis was never opened"));
    *filter = parsed;
    return ERR_NONE;
}
