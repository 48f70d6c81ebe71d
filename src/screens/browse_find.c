/* browse_find.c: searching as one types, filtering by the filter language, sorting. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include "browse_private.h"

#include <string.h>

/* ---- search --------------------------------------------------------------------------------- */

void browse_set_search(struct browse *b, const char *text)
{
    base_text_clear(&b->search);
    base_text_add(&b->search, text);
    b->records->list.search = base_text_empty(text) ? NULL : base_text_string(&b->search);
}

static int browse_search_changed(struct tui_screen *s, void *ctx, const char *text)
{
    struct browse *b = ctx;
    (void)s;
    browse_set_search(b, text);
    b->due = b->slow;
    return b->due ? TUI_MOVED : browse_rewind(b);
}

static int browse_search_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct browse *b = ctx;
    bool same = base_text_equal(text, base_text_string(&b->search));
    (void)s;
    browse_set_search(b, text);
    return same && !b->due ? TUI_DONE : browse_rewind(b);
}

static int browse_search_cancelled(struct tui_screen *s, void *ctx)
{
    struct browse *b = ctx;
    (void)s;
    browse_set_search(b, base_text_string(&b->before));
    return browse_rewind(b);
}

int browse_ask_search(struct browse *b)
{
    struct tui_ask ask = {.label = _("Search"),
                          .initial = base_text_string(&b->search),
                          .history = "search",
                          .hint = _("any words, in Chinese or English; the list follows"),
                          .changed = browse_search_changed,
                          .done = browse_search_done,
                          .cancelled = browse_search_cancelled};
    base_text_clear(&b->before);
    base_text_add(&b->before, base_text_string(&b->search));
    return tui_ask_line(b->screen, &ask, b);
}

/* ---- filter --------------------------------------------------------------------------------- */

enum err_code browse_set_filter(struct browse *b, const char *text, struct err *e)
{
    struct base_arena *a = base_arena_new();
    const struct model_filter *filter;
    if (model_filter_parse(b->records->type, text, a, &filter, e)) {
        base_arena_free(&a);
        return e->code;
    }
    base_arena_free(&b->filter_arena);
    b->filter_arena = a;
    b->records->list.filter = filter;
    base_text_clear(&b->filter);
    base_text_add(&b->filter, text);
    return ERR_NONE;
}

/* A filter that cannot be read is kept to be mended: f brings it back. */
static int browse_filter_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct browse *b = ctx;
    struct err e = ERR_INIT;
    base_text_clear(&b->refused);
    if (browse_set_filter(b, text, &e) == ERR_NONE)
        return browse_rewind(b);
    base_text_add(&b->refused, text);
    return screens_fail(s, &e);
}

/* The word being typed: after the last blank, bracket or relation. value: it is one, of field. */
static size_t browse_filter_word(const struct model_type_info *type, const char *text,
                                 const struct model_field **field, struct base_arena *a)
{
    size_t start = strlen(text);
    while (start > 0 && !strchr(" ()=<>~!", text[start - 1]))
        start--;
    *field = NULL;
    if (start > 0 && strchr("=~<>", text[start - 1])) {
        size_t end = start;
        while (end > 0 && strchr("=<>~!", text[end - 1]))
            end--;
        size_t begin = end;
        while (begin > 0 && !strchr(" ()", text[begin - 1]))
            begin--;
        *field = model_field_named(type, base_arena_strndup(a, text + begin, end - begin));
    }
    return start;
}

struct completion {
    const char *text; /* the whole line */
    size_t start;     /* of the word */
    struct base_arena *a;
    struct tui_choice *choices;
    size_t count, capacity;
};

static void browse_offer(struct completion *c, const char *word, const char *label,
                         const char *after)
{
    const char *typed = base_utf8_fold(c->a, c->text + c->start);
    if (!base_text_starts(word, typed) && !base_text_starts(base_utf8_fold(c->a, label), typed))
        return;
    struct tui_choice *choice =
        base_arena_push(c->a, (void **)&c->choices, &c->count, &c->capacity, sizeof *c->choices);
    choice->code = base_arena_printf(c->a, "%.*s%s%s", (int)c->start, c->text, word, after);
    choice->label = word;
    choice->note = label;
}

static size_t browse_complete_filter(struct tui_screen *s, void *ctx, const char *text,
                                     struct base_arena *a, struct tui_choice **choices)
{
    const struct browse *b = ctx;
    const struct model_type_info *type = b->records->type;
    const struct model_field *field;
    struct completion c = {.text = text, .a = a};
    (void)s;
    c.start = browse_filter_word(type, text, &field, a);
    if (field && field->type == MODEL_CODE) {
        size_t count;
        const struct model_code *codes =
            model_vocabulary_codes((enum model_vocabulary)field->argument, &count);
        for (size_t i = 0; i < count; i++)
            browse_offer(
                &c, codes[i].code,
                model_vocabulary_label((enum model_vocabulary)field->argument, codes[i].code), " ");
    } else if (!field && text[c.start]) {
        for (size_t i = 0; i < type->count; i++)
            browse_offer(&c, type->fields[i].name, _(type->fields[i].label), "");
    }
    *choices = c.choices;
    return c.count;
}

int browse_ask_filter(struct browse *b)
{
    const struct base_text *initial = b->refused.length > 0 ? &b->refused : &b->filter;
    struct tui_ask ask = {.label = _("Filter"),
                          .initial = base_text_string(initial),
                          .history = "filter",
                          .hint = _("kind=instrument and price_member<100; empty: all"),
                          .complete = browse_complete_filter,
                          .done = browse_filter_done};
    return tui_ask_line(b->screen, &ask, b);
}

static const char BEST_FIRST[] = "best";

/* ---- sort ----------------------------------------------------------------------------------- */

static int browse_sorted(struct browse *b)
{
    screens_records_columns(b->records);
    return browse_rewind(b);
}

int browse_reverse(struct browse *b)
{
    b->records->list.descending = !b->records->list.descending;
    b->records->list.best_first = false;
    return browse_sorted(b);
}

static int browse_sort_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct browse *b = ctx;
    struct store_list *list = &b->records->list;
    const struct model_field *field = model_field_find(b->records->type, code);
    bool best = strcmp(code, BEST_FIRST) == 0, was_best = list->search && list->best_first;
    (void)s;
    if (field == list->sort && !best && !was_best)
        return browse_reverse(b);
    list->best_first = best;
    list->sort = field;
    list->descending = false;
    return browse_sorted(b);
}

/* The columns shown come first; the same again turns the order round. */
int browse_ask_sort(struct browse *b)
{
    const struct model_type_info *type = b->records->type;
    const struct screens_records *r = b->records;
    struct tui_choice *choices =
        base_arena_array(b->screen->data, type->count + 2, sizeof *choices);
    size_t count = 0;
    if (r->list.search)
        choices[count++] = (struct tui_choice){.code = BEST_FIRST, .label = _("Best match")};
    choices[count++] = (struct tui_choice){.code = "", .label = _("Number")};
    for (size_t i = 0; i < r->field_count; i++)
        choices[count++] =
            (struct tui_choice){.code = r->fields[i]->name, .label = _(r->fields[i]->label)};
    for (size_t i = 0; i < type->count; i++) {
        bool shown = type->fields[i].flags & MODEL_FIELD_COMMON;
        for (size_t j = 0; j < r->field_count && !shown; j++)
            shown = r->fields[j] == &type->fields[i];
        if (!shown)
            choices[count++] = (struct tui_choice){.code = type->fields[i].name,
                                                   .label = _(type->fields[i].label)};
    }
    return tui_ask_choice(b->screen, _("Sort by"), choices, count,
                          r->list.sort                           ? r->list.sort->name
                          : r->list.search && r->list.best_first ? BEST_FIRST
                                                                 : "",
                          browse_sort_chosen, b);
}
