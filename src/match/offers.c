/* offers.c: what is offered, kept in memory: read once, and then only what changed. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/lexicon.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 500 }; /* offers, until it is asked whether to go on */

/* ---- one offer ------------------------------------------------------------------------------- */

static void add_line(struct base_text *text, const char *line)
{
    base_text_add(text, line);
    base_text_add_char(text, '\n');
}

static void text_of(struct base_text *text, const char *const parts[], size_t count)
{
    base_text_clear(text);
    for (size_t i = 0; i < count; i++) {
        if (parts[i] != NULL)
            add_line(text, parts[i]);
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
        if (model_code_is(r->kind, kinds[i].code)) {
            add_line(text, kinds[i].english);
            add_line(text, kinds[i].chinese);
        }
    }
}

/* Many resources say the same. */
static const char *kept_once(struct match_desk *m, const char *text)
{
    return text == NULL ? NULL
                        : model_lexicon_word(m->repeated, model_lexicon_add(m->repeated, text));
}

/* The record without what only people read: of a hundred thousand that would fill memory. */
static const struct model_resource *lighten(struct match_desk *m, const struct model_resource *full)
{
    const struct model_type_info *info = model_type_info(MODEL_RESOURCE);
    struct model_resource *r = base_arena_alloc(m->arena, sizeof *r);
    *r = *full;
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (model_field_is_text(f))
            model_field_set_text(
                f, r, f->type == MODEL_CODE ? kept_once(m, model_field_text(f, full)) : NULL);
    }
    r->head.uid = base_arena_strdup(m->arena, full->head.uid);
    r->head.extra = NULL;
    r->name = base_arena_strdup(m->arena, full->name);
    r->open_hours = kept_once(m, full->open_hours);
    r->tariffs = kept_once(m, full->tariffs);
    r->qualification = kept_once(m, full->qualification);
    return r;
}

static void take_attributes(struct match_desk *m, const struct model_resource *r,
                            struct base_arena *scratch, struct match_offer *o)
{
    struct model_attribute *list;
    struct err ignored = ERR_INIT; /* a text that cannot be read offers nothing */
    if (model_attributes_parse(r->attributes, scratch, &list, &o->attribute_count, &ignored))
        o->attribute_count = 0;
    o->attributes = base_arena_array(m->arena, o->attribute_count, sizeof *o->attributes);
    for (size_t i = 0; i < o->attribute_count; i++) {
        o->attributes[i] = list[i];
        o->attributes[i].name = kept_once(m, list[i].name);
        o->attributes[i].value = kept_once(m, list[i].value);
        o->attributes[i].unit = kept_once(m, list[i].unit);
    }
}

/* What is kept of a resource, its attributes and its document. */
static void take_in(struct match_desk *m, const struct model_resource *r,
                    struct base_arena *scratch, struct match_offer *o)
{
    struct base_text said = {0}, besides = {0};
    const char *const own[] = {r->name, r->description};
    *o = (struct match_offer){.resource = lighten(m, r)};
    take_attributes(m, r, scratch, o);
    text_of(&said, own, sizeof own / sizeof own[0]);
    besides_of(&besides, r);
    o->document = match_index_add(m->index, base_text_string(&said), base_text_string(&besides));
    base_text_free(&said);
    base_text_free(&besides);
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

/* ---- all of them ----------------------------------------------------------------------------- */

void match_room_free(struct match_room *room)
{
    free(room->shares);
    free(room->hits);
    free(room->bounds);
    free(room->prospects);
    free(room->prices);
    *room = (struct match_room){0};
}

void match_room_make(struct match_desk *m)
{
    size_t n = m->offer_count + 1;
    struct match_room *room = &m->room;
    room->shares = base_realloc(room->shares, n, sizeof *room->shares);
    room->hits = base_realloc(room->hits, n, sizeof *room->hits);
    room->bounds = base_realloc(room->bounds, n, sizeof *room->bounds);
    room->prospects = base_realloc(room->prospects, n, sizeof *room->prospects);
    room->prices = base_realloc(room->prices, n, sizeof *room->prices);
    memset(room->shares, 0, n * sizeof *room->shares);
    room->hit_count = 0;
}

/* What depends on all offers: places of owners and kinds, and the order of documents. */
static void arrange(struct match_desk *m)
{
    m->readings++;
    number_owners(m);
    group_kinds(m);
    struct base_arena *scratch = base_arena_new();
    size_t *order = base_arena_array(scratch, m->offer_count + 1, sizeof *order);
    for (size_t i = 0; i < m->offer_count; i++)
        order[i] = m->by_document[i]->document;
    match_index_reorder(m->index, order, m->offer_count);
    for (size_t i = 0; i < m->offer_count; i++)
        m->offers[m->by_document[i] - m->offers].document = i;
    match_index_finish(m->index);
    base_arena_free(&scratch);
    match_room_make(m);
}

/* The record, if it is there and on offer. */
static enum err_code read_offer(struct match_desk *m, int64_t id, struct base_arena *a,
                                const struct model_resource **r, struct err *e)
{
    struct model_resource *read;
    enum err_code code = store_get(m->store, MODEL_RESOURCE, id, a, &read, e);
    *r = code || read->head.retired != BASE_NONE ? NULL : read;
    if (code == ERR_NOT_FOUND) { /* its change was rolled back */
        err_clear(e);
        code = ERR_NONE;
    }
    return code;
}

/* Reads one and takes it in, if it is on offer. */
static enum err_code add_offer(struct match_desk *m, int64_t id, struct match_offer *list,
                               size_t *count, struct base_arena *scratch, struct err *e)
{
    const struct model_resource *r;
    base_arena_reset(scratch);
    enum err_code code = read_offer(m, id, scratch, &r, e);
    if (!code && r != NULL)
        take_in(m, r, scratch, &list[(*count)++]);
    return code;
}

static enum err_code read_listed(struct match_desk *m, const struct store_rows *listed,
                                 struct base_arena *scratch, struct err *e)
{
    enum err_code code = ERR_NONE;
    m->offers = base_arena_array(m->arena, listed->count + 1, sizeof *m->offers);
    m->offer_count = 0;
    for (size_t i = 0; !code && i < listed->count; i++) {
        if (i % STEP == 0 && !match_desk_step(m, _("matching"), i, listed->count, e))
            return e->code;
        code =
            add_offer(m, STORE_CELL(listed, i, 0)->number, m->offers, &m->offer_count, scratch, e);
    }
    return code;
}

/* All of one moment. */
enum err_code match_offers_read(struct match_desk *m, struct err *e)
{
    struct base_arena *a = base_arena_new(), *scratch = base_arena_new();
    struct store_rows listed;
    enum err_code code = store_read_begin(m->store, e);
    if (!code) {
        code = store_rows(m->store, STORE_MATCH_OFFERS, STORE_NO_ARGS, a, &listed, e);
        if (!code)
            code = read_listed(m, &listed, scratch, e);
        store_read_end(m->store);
    }
    base_arena_free(&scratch);
    base_arena_free(&a);
    if (!code)
        arrange(m);
    return code;
}

enum err_code match_offers_renew(struct match_desk *m, int64_t *ids, size_t count, struct err *e)
{
    enum err_code code = ERR_NONE;
    if (count == 0)
        return ERR_NONE;
    qsort(ids, count, sizeof *ids, by_id);
    const struct match_offer *old = m->offers, *end = old + m->offer_count;
    struct match_offer *new = base_arena_array(m->arena, m->offer_count + count + 1, sizeof *new);
    struct base_arena *scratch = base_arena_new();
    size_t kept = 0;
    for (size_t i = 0; !code && i < count; i++) {
        if (i > 0 && ids[i] == ids[i - 1])
            continue;
        while (old < end && old->resource->head.id < ids[i])
            new[kept++] = *old++;
        if (old < end && old->resource->head.id == ids[i])
            old++;
        code = add_offer(m, ids[i], new, &kept, scratch, e);
    }
    base_arena_free(&scratch);
    if (code)
        return code;
    while (old < end)
        new[kept++] = *old++;
    m->offers = new;
    m->offer_count = kept;
    arrange(m);
    return ERR_NONE;
}
