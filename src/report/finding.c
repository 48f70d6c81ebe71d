#include "sharedesk/report/finding.h"

#include "sharedesk/base/text.h"
#include "sharedesk/incentive/terms.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- idle ------------------------------------------------------------------------------------ */

struct month_use {
    int64_t open, used;
};

/* Of one resource, month by month. */
struct history {
    const struct model_resource *resource;
    struct month_use *months;
};

struct histories {
    struct history *list; /* by resource id */
    size_t count;
    int64_t from, months;
};

static int by_resource(const void *key, const void *member)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const struct history *)member)->resource->head.id;
    return (id > other) - (id < other);
}

static void count_fact(struct histories *h, const struct report_fact *f)
{
    struct history *x = h->count > 0
                            ? bsearch(&f->resource, h->list, h->count, sizeof *h->list, by_resource)
                            : NULL;
    if (x == NULL)
        return;
    struct month_use *month = &x->months[f->month - h->from];
    if (f->kind == REPORT_FACT_OPEN)
        month->open += f->amount;
    else
        month->used += f->amount;
}

static enum err_code read_histories(struct match_desk *m, struct base_arena *a, struct histories *h,
                                    struct err *e)
{
    struct store *s = match_desk_store(m);
    struct model_resource **resources;
    struct report_facts facts;
    h->months = store_policy(s)->idle_months;
    int64_t until = base_time_month(store_now(s)) - 1;
    h->from = until - h->months + 1;
    enum err_code code = store_select(s, MODEL_RESOURCE, STORE_MATCH_OFFERS, STORE_NO_ARGS, a,
                                      &resources, &h->count, e);
    if (!code)
        code = report_facts_gather(m, h->from, until,
                                   1u << REPORT_FACT_OPEN | 1u << REPORT_FACT_USED, a, &facts, e);
    if (code)
        return code;
    h->list = base_arena_array(a, h->count + 1, sizeof *h->list);
    for (size_t i = 0; i < h->count; i++) {
        h->list[i].resource = resources[i];
        h->list[i].months = base_arena_array(a, (size_t)h->months, sizeof *h->list[i].months);
    }
    for (size_t i = 0; i < facts.count; i++)
        count_fact(h, &facts.list[i]);
    return ERR_NONE;
}

/* Used too little in each of the months; a month in which it was never open says nothing against
 * it. */
static bool is_idle(const struct histories *h, const struct history *x, int64_t percent,
                    struct report_idle *idle)
{
    *idle = (struct report_idle){
        .resource = x->resource->head.id, .uid = x->resource->head.uid, .name = x->resource->name};
    for (int64_t k = 0; k < h->months; k++) {
        if (x->months[k].open <= 0 || 100 * x->months[k].used >= percent * x->months[k].open)
            return false;
        idle->open += x->months[k].open;
        idle->used += x->months[k].used;
    }
    idle->utilisation = (double)idle->used / (double)idle->open;
    return true;
}

static int by_utilisation(const void *x, const void *y)
{
    const struct report_idle *a = x, *b = y;
    if (a->utilisation > b->utilisation || a->utilisation < b->utilisation)
        return a->utilisation > b->utilisation ? 1 : -1;
    return strcmp(a->uid, b->uid);
}

static enum err_code find_idle(struct match_desk *m, struct base_arena *a, struct histories *h,
                               struct report_idle **list, size_t *count, struct err *e)
{
    enum err_code code = read_histories(m, a, h, e);
    *count = 0;
    if (code)
        return code;
    *list = base_arena_array(a, h->count + 1, sizeof **list);
    int64_t percent = store_policy(match_desk_store(m))->idle_percent;
    for (size_t i = 0; i < h->count; i++)
        *count += is_idle(h, &h->list[i], percent, &(*list)[*count]);
    if (*count > 0)
        qsort(*list, *count, sizeof **list, by_utilisation);
    return ERR_NONE;
}

enum err_code report_idle(struct match_desk *m, struct base_arena *a, struct report_idle **list,
                          size_t *count, struct err *e)
{
    struct histories h = {0};
    return find_idle(m, a, &h, list, count, e);
}

/* ---- duplicates ------------------------------------------------------------------------------ */

static int by_similarity(const void *x, const void *y)
{
    const struct report_duplicate *a = x, *b = y;
    if (a->similarity > b->similarity || a->similarity < b->similarity)
        return a->similarity > b->similarity ? -1 : 1;
    if (a->idle != b->idle)
        return a->idle > b->idle ? 1 : -1;
    return (a->other > b->other) - (a->other < b->other);
}

/* Two idle ones are one pair, not two. */
static bool named_already(const bool *idle, size_t i, size_t other)
{
    return other < i && idle[other];
}

static enum err_code pair_up(struct match_desk *m, const struct histories *h,
                             const int64_t *regions, const bool *idle, size_t i,
                             struct base_arena *a, struct report_duplicate **list, size_t *count,
                             size_t *capacity, struct err *e)
{
    const struct model_resource *one = h->list[i].resource;
    double least = store_policy(match_desk_store(m))->similarity, likeness;
    for (size_t k = 0; k < h->count; k++) {
        const struct model_resource *other = h->list[k].resource;
        if (k == i || regions[k] != regions[i] || named_already(idle, i, k) ||
            !model_kind_related(one->kind, other->kind))
            continue;
        enum err_code code = match_desk_likeness(m, one->head.id, other->head.id, &likeness, e);
        if (code)
            return code;
        if (likeness < least)
            continue;
        struct report_duplicate *d = base_arena_push(a, (void **)list, count, capacity, sizeof *d);
        *d = (struct report_duplicate){.idle = one->head.id,
                                       .other = other->head.id,
                                       .idle_name = one->name,
                                       .other_name = other->name,
                                       .region = regions[i],
                                       .similarity = likeness};
    }
    return ERR_NONE;
}

enum err_code report_duplicates(struct match_desk *m, struct base_arena *a,
                                struct report_duplicate **list, size_t *count, struct err *e)
{
    struct histories h = {0};
    struct report_idle *idle_list;
    size_t idle_count, capacity = 0;
    *list = NULL;
    *count = 0;
    enum err_code code = find_idle(m, a, &h, &idle_list, &idle_count, e);
    if (code)
        return code;
    struct incentive_terms *t = incentive_terms_new(match_desk_store(m), a);
    int64_t *regions = base_arena_array(a, h.count + 1, sizeof *regions);
    bool *idle = base_arena_array(a, h.count + 1, sizeof *idle);
    for (size_t i = 0; !code && i < h.count; i++)
        code = incentive_terms_region_of(t, h.list[i].resource, &regions[i], e);
    for (size_t i = 0; i < idle_count; i++) {
        struct history *x =
            bsearch(&idle_list[i].resource, h.list, h.count, sizeof *h.list, by_resource);
        idle[x - h.list] = true;
    }
    for (size_t i = 0; !code && i < h.count; i++) {
        if (idle[i])
            code = pair_up(m, &h, regions, idle, i, a, list, count, &capacity, e);
    }
    if (*count > 0)
        qsort(*list, *count, sizeof **list, by_similarity);
    return code;
}

/* ---- gaps ------------------------------------------------------------------------------------ */

/* What some demands want: a kind, or a word that the thesaurus knows. */
struct want {
    const char *key;  /* the kind, or the token */
    const char *kind; /* NULL for a word */
    int64_t *demands;
    size_t count, capacity;
    int64_t minutes;
    bool met;
};

struct wants {
    struct want *list;
    size_t count, capacity;
};

static bool is_met(const struct model_demand *d)
{
    return model_code_is(d->status, "met") || model_code_is(d->status, "allocated");
}

static void add_want(struct wants *w, const char *key, const char *kind,
                     const struct model_demand *d, struct base_arena *a)
{
    struct want *found = NULL;
    for (size_t i = 0; i < w->count && found == NULL; i++) {
        if ((w->list[i].kind != NULL) == (kind != NULL) && base_text_equal(w->list[i].key, key))
            found = &w->list[i];
    }
    if (found == NULL) {
        found = base_arena_push(a, (void **)&w->list, &w->count, &w->capacity, sizeof *found);
        *found = (struct want){.key = key, .kind = kind};
    }
    if (found->count > 0 && found->demands[found->count - 1] == d->head.id)
        return; /* a word said twice */
    int64_t *place = base_arena_push(a, (void **)&found->demands, &found->count, &found->capacity,
                                     sizeof *place);
    *place = d->head.id;
    found->minutes += d->minutes != BASE_NONE ? d->minutes : 0;
    found->met = found->met || is_met(d);
}

/* Nobody lacks steel where steel is to be looked at. */
static bool is_technique(const struct model_thesaurus *t, const char *token)
{
    size_t group = model_token_group(t, token);
    return group != MODEL_NO_GROUP && !model_thesaurus_group(t, group)->subject;
}

static void read_wants(struct match_desk *m, const struct model_demand *d, struct wants *w,
                       struct base_arena *a)
{
    const char *text = base_arena_printf(a, "%s\n%s", d->title != NULL ? d->title : "",
                                         d->description != NULL ? d->description : "");
    struct model_tokens tokens = model_tokenise(match_desk_thesaurus(m), text, NULL, NULL, a);
    if (d->kind != NULL)
        add_want(w, d->kind, d->kind, d, a);
    for (size_t i = 0; i < tokens.count; i++) {
        if (is_technique(match_desk_thesaurus(m), tokens.tokens[i]))
            add_want(w, tokens.tokens[i], NULL, d, a);
    }
}

static int by_wanted(const void *x, const void *y)
{
    const struct report_gap *a = x, *b = y;
    if (a->demand_count != b->demand_count)
        return a->demand_count > b->demand_count ? -1 : 1;
    if (a->minutes != b->minutes)
        return a->minutes > b->minutes ? -1 : 1;
    return strcmp(a->text, b->text);
}

static enum err_code add_gap(struct match_desk *m, const struct want *w, struct base_arena *a,
                             struct report_gap *gap, struct err *e)
{
    *gap = (struct report_gap){
        .text = w->kind != NULL
                    ? model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, w->kind)
                    : base_arena_strdup(a, model_token_show(match_desk_thesaurus(m), w->key)),
        .kind = w->kind,
        .demands = w->demands,
        .demand_count = w->count,
        .minutes = w->minutes};
    return match_desk_holding(m, w->kind, w->key, &gap->offers, e);
}

enum err_code report_gaps(struct match_desk *m, struct base_arena *a, struct report_gap **list,
                          size_t *count, struct err *e)
{
    struct store *s = match_desk_store(m);
    struct model_demand **demands;
    struct wants wants = {0};
    size_t n;
    *count = 0;
    enum err_code code =
        store_select(s, MODEL_DEMAND, STORE_REPORT_WANTED, STORE_NO_ARGS, a, &demands, &n, e);
    if (code)
        return code;
    for (size_t i = 0; i < n; i++)
        read_wants(m, demands[i], &wants, a);
    *list = base_arena_array(a, wants.count + 1, sizeof **list);
    for (size_t i = 0; !code && i < wants.count; i++) {
        const struct want *w = &wants.list[i];
        if (!w->met && (int64_t)w->count >= store_policy(s)->gap_wanted)
            code = add_gap(m, w, a, &(*list)[(*count)++], e);
    }
    if (*count > 0)
        qsort(*list, *count, sizeof **list, by_wanted);
    return code;
}
