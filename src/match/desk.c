#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>

enum err_code match_desk_open(struct store *s, struct match_desk **desk, struct err *e)
{
    (void)e; /* what is read is read at the first question */
    struct match_desk *m = base_alloc(sizeof *m);
    m->store = s;
    m->state = -1;
    m->thesaurus = model_thesaurus_default();
    *desk = m;
    return ERR_NONE;
}

static void forget(struct match_desk *m)
{
    match_index_free(&m->index);
    base_arena_free(&m->arena);
    m->offers = NULL;
    m->offer_count = 0;
    m->state = -1;
}

void match_desk_free(struct match_desk **desk)
{
    if (*desk == NULL)
        return;
    forget(*desk);
    model_thesaurus_free(&(*desk)->thesaurus);
    free(*desk);
    *desk = NULL;
}

struct store *match_desk_store(const struct match_desk *m)
{
    return m->store;
}

void match_desk_watch(struct match_desk *m, const struct match_progress *progress)
{
    m->progress = progress;
}

bool match_desk_step(struct match_desk *m, const char *what, size_t done, size_t of, struct err *e)
{
    if (m->progress == NULL || m->progress->step(m->progress->context, what, done, of))
        return true;
    err_set(e, ERR_CANCELLED, what, NULL, "%s", _("it was interrupted"));
    return false;
}

/* ---- the offers ------------------------------------------------------------------------------ */

static void text_of(struct base_text *text, const char *const parts[], size_t count)
{
    base_text_clear(text);
    for (size_t i = 0; i < count; i++) {
        if (parts[i] != NULL)
            base_text_printf(text, "%s\n", parts[i]);
    }
}

/* What else is known of a resource: its name again, what its fields say, and the labels of its kind
 * in both languages, so that a demand in the one finds an offer in the other. */
static void besides_of(struct base_text *text, const struct model_resource *r, const char *facility)
{
    const char *const parts[] = {r->name_alt, r->manufacturer, r->model, r->attributes, facility};
    text_of(text, parts, sizeof parts / sizeof parts[0]);
    size_t count;
    const struct model_code *kinds = model_vocabulary_codes(MODEL_VOCABULARY_RESOURCE_KIND, &count);
    for (size_t i = 0; i < count; i++) {
        if (model_code_is(r->kind, kinds[i].code))
            base_text_printf(text, "%s\n%s\n", kinds[i].english, kinds[i].chinese);
    }
}

static enum err_code read_offers(struct match_desk *m, struct err *e)
{
    struct model_resource **resources;
    struct store_rows facilities;
    enum err_code code = store_select(m->store, MODEL_RESOURCE, STORE_MATCH_OFFERS, STORE_NO_ARGS,
                                      m->arena, &resources, &m->offer_count, e);
    if (!code)
        code = store_rows(m->store, STORE_MATCH_FACILITY_TEXTS, STORE_NO_ARGS, m->arena,
                          &facilities, e);
    if (code)
        return code;
    struct base_text said = {0}, besides = {0};
    m->offers = base_arena_array(m->arena, m->offer_count + 1, sizeof *m->offers);
    for (size_t i = 0, f = 0; i < m->offer_count; i++) {
        struct match_offer *o = &m->offers[i];
        o->resource = resources[i];
        while (f < facilities.count &&
               STORE_CELL(&facilities, f, 0)->number < resources[i]->head.id)
            f++;
        bool has =
            f < facilities.count && STORE_CELL(&facilities, f, 0)->number == resources[i]->head.id;
        const char *const own[] = {resources[i]->name, resources[i]->description};
        text_of(&said, own, sizeof own / sizeof own[0]);
        besides_of(&besides, resources[i], has ? STORE_CELL(&facilities, f, 1)->text : NULL);
        o->document =
            match_index_add(m->index, base_text_string(&said), base_text_string(&besides));
        struct err ignored = ERR_INIT; /* a text that cannot be read offers nothing */
        if (model_attributes_parse(resources[i]->attributes, m->arena, &o->attributes,
                                   &o->attribute_count, &ignored))
            o->attribute_count = 0;
    }
    base_text_free(&said);
    base_text_free(&besides);
    match_index_finish(m->index);
    return ERR_NONE;
}

enum err_code match_desk_refresh(struct match_desk *m, struct err *e)
{
    int64_t state;
    enum err_code code = store_number(m->store, STORE_MATCH_STATE, STORE_NO_ARGS, 0, &state, e);
    if (code || state == m->state)
        return code;
    forget(m);
    m->arena = base_arena_new();
    m->index = match_index_new(m->thesaurus);
    code = read_offers(m, e);
    if (code) {
        forget(m);
        return code;
    }
    m->state = state;
    return ERR_NONE;
}

static int by_resource(const void *key, const void *member)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const struct match_offer *)member)->resource->head.id;
    return (id > other) - (id < other);
}

const struct match_offer *match_desk_offer(const struct match_desk *m, int64_t resource)
{
    return m->offer_count == 0
               ? NULL
               : bsearch(&resource, m->offers, m->offer_count, sizeof *m->offers, by_resource);
}

const struct model_thesaurus *match_desk_thesaurus(const struct match_desk *m)
{
    return m->thesaurus;
}

enum err_code match_desk_likeness(struct match_desk *m, int64_t one, int64_t other,
                                  double *likeness, struct err *e)
{
    *likeness = 0;
    enum err_code code = match_desk_refresh(m, e);
    if (code)
        return code;
    const struct match_offer *a = match_desk_offer(m, one), *b = match_desk_offer(m, other);
    if (a != NULL && b != NULL)
        *likeness = match_index_likeness(m->index, a->document, b->document);
    return ERR_NONE;
}

enum err_code match_desk_holding(struct match_desk *m, const char *kind, const char *token,
                                 size_t *count, struct err *e)
{
    *count = 0;
    enum err_code code = match_desk_refresh(m, e);
    if (code)
        return code;
    if (kind == NULL)
        *count = match_index_holding(m->index, token);
    for (size_t i = 0; kind != NULL && i < m->offer_count; i++)
        *count += model_kind_related(kind, m->offers[i].resource->kind);
    return ERR_NONE;
}

int64_t match_months_before(int64_t t, int64_t n)
{
    int64_t day = base_time_day(t), month = base_day_month(day) - n;
    int64_t offset = day - base_month_first_day(base_day_month(day));
    int64_t length = base_month_first_day(month + 1) - base_month_first_day(month);
    int64_t then = base_month_first_day(month) + (offset < length ? offset : length - 1);
    return base_day_time(then, base_time_minute(t));
}
