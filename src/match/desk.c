#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

static void read_thesaurus(struct match_desk *m, uint64_t stamp)
{
    model_thesaurus_free(&m->thesaurus);
    m->thesaurus = store_thesaurus_read(m->store);
    m->thesaurus_stamp = stamp;
}

enum err_code match_desk_open(struct store *s, struct match_desk **desk, struct err *e)
{
    (void)e; /* what can fail is read at the first question */
    struct match_desk *m = base_alloc(sizeof *m);
    m->store = s;
    m->state = -1;
    read_thesaurus(m, store_thesaurus_stamp(s));
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
 * in both languages, so that a demand in the one finds an offer in the other. Not the name of the
 * facility it stands in: that tells what the house can do, and this one need not. */
static void besides_of(struct base_text *text, const struct model_resource *r)
{
    const char *const parts[] = {r->name_alt, r->manufacturer, r->model, r->attributes};
    text_of(text, parts, sizeof parts / sizeof parts[0]);
    size_t count;
    const struct model_code *kinds = model_vocabulary_codes(MODEL_VOCABULARY_RESOURCE_KIND, &count);
    for (size_t i = 0; i < count; i++) {
        if (model_code_is(r->kind, kinds[i].code))
            base_text_printf(text, "%s\n%s\n", kinds[i].english, kinds[i].chinese);
    }
}

static enum err_code read_resources(struct match_desk *m, struct err *e)
{
    struct model_resource **resources;
    enum err_code code = store_select(m->store, MODEL_RESOURCE, STORE_MATCH_OFFERS, STORE_NO_ARGS,
                                      m->arena, &resources, &m->offer_count, e);
    if (code)
        return code;
    m->offers = base_arena_array(m->arena, m->offer_count + 1, sizeof *m->offers);
    for (size_t i = 0; i < m->offer_count; i++) {
        struct match_offer *o = &m->offers[i];
        struct err ignored = ERR_INIT; /* a text that cannot be read offers nothing */
        o->resource = resources[i];
        if (model_attributes_parse(resources[i]->attributes, m->arena, &o->attributes,
                                   &o->attribute_count, &ignored))
            o->attribute_count = 0;
    }
    return ERR_NONE;
}

/* ---- owners and kinds ------------------------------------------------------------------------ */

static int by_id(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

size_t match_desk_owner(const struct match_desk *m, int64_t organisation)
{
    if (m->owner_count == 0 || organisation == BASE_NONE)
        return 0;
    const int64_t *found =
        bsearch(&organisation, m->owners, m->owner_count, sizeof *m->owners, by_id);
    return found != NULL ? (size_t)(found - m->owners) + 1 : 0;
}

static void number_owners(struct match_desk *m)
{
    m->owners = base_arena_array(m->arena, m->offer_count + 1, sizeof *m->owners);
    m->owner_count = 0;
    for (size_t i = 0; i < m->offer_count; i++)
        if (m->offers[i].resource->owner != BASE_NONE)
            m->owners[m->owner_count++] = m->offers[i].resource->owner;
    if (m->owner_count > 0)
        qsort(m->owners, m->owner_count, sizeof *m->owners, by_id);
    size_t kept = 0;
    for (size_t i = 0; i < m->owner_count; i++)
        if (kept == 0 || m->owners[kept - 1] != m->owners[i])
            m->owners[kept++] = m->owners[i];
    m->owner_count = kept;
    for (size_t i = 0; i < m->offer_count; i++)
        m->offers[i].owner = match_desk_owner(m, m->offers[i].resource->owner);
}

static int by_kind(const void *x, const void *y)
{
    const struct model_resource *a = (*(const struct match_offer *const *)x)->resource;
    const struct model_resource *b = (*(const struct match_offer *const *)y)->resource;
    int kind = strcmp(model_code_or(a->kind, ""), model_code_or(b->kind, ""));
    return kind != 0 ? kind : (a->head.id > b->head.id) - (a->head.id < b->head.id);
}

/* Offers of a kind get documents that stand next to each other. */
static void group_kinds(struct match_desk *m)
{
    size_t capacity = 0;
    m->kinds = NULL;
    m->kind_count = 0;
    m->by_document = base_arena_array(m->arena, m->offer_count + 1, sizeof *m->by_document);
    for (size_t i = 0; i < m->offer_count; i++)
        m->by_document[i] = &m->offers[i];
    if (m->offer_count > 0)
        qsort(m->by_document, m->offer_count, sizeof *m->by_document, by_kind);
    for (size_t i = 0; i < m->offer_count; i++) {
        const char *kind = m->by_document[i]->resource->kind;
        struct match_kind *last = m->kind_count > 0 ? &m->kinds[m->kind_count - 1] : NULL;
        if (last == NULL || !base_text_equal(last->kind, kind)) {
            last = base_arena_push(m->arena, (void **)&m->kinds, &m->kind_count, &capacity,
                                   sizeof *last);
            *last = (struct match_kind){.kind = kind, .first = i};
        }
        last->count++;
        m->offers[m->by_document[i] - m->offers].kind = m->kind_count - 1;
    }
}

size_t match_desk_kind(const struct match_desk *m, const char *kind)
{
    size_t k = 0;
    while (k < m->kind_count && !base_text_equal(m->kinds[k].kind, kind))
        k++;
    return k;
}

/* ---- what they say --------------------------------------------------------------------------- */

static void index_offers(struct match_desk *m)
{
    struct base_text said = {0}, besides = {0};
    for (size_t i = 0; i < m->offer_count; i++) {
        struct match_offer *o = &m->offers[m->by_document[i] - m->offers];
        const char *const own[] = {o->resource->name, o->resource->description};
        text_of(&said, own, sizeof own / sizeof own[0]);
        besides_of(&besides, o->resource);
        o->document =
            match_index_add(m->index, base_text_string(&said), base_text_string(&besides));
    }
    base_text_free(&said);
    base_text_free(&besides);
    match_index_finish(m->index);
}

static enum err_code read_offers(struct match_desk *m, struct err *e)
{
    enum err_code code = read_resources(m, e);
    if (code)
        return code;
    number_owners(m);
    group_kinds(m);
    index_offers(m);
    return ERR_NONE;
}

enum err_code match_desk_refresh(struct match_desk *m, struct err *e)
{
    int64_t state;
    enum err_code code = store_number(m->store, STORE_MATCH_STATE, STORE_NO_ARGS, 0, &state, e);
    uint64_t stamp = store_thesaurus_stamp(m->store);
    if (code || (state == m->state && stamp == m->thesaurus_stamp))
        return code;
    forget(m);
    if (stamp != m->thesaurus_stamp)
        read_thesaurus(m, stamp);
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
    for (size_t i = 0; kind != NULL && i < m->kind_count; i++)
        *count += model_kind_related(kind, m->kinds[i].kind) ? m->kinds[i].count : 0;
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
