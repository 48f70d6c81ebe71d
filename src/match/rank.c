/* rank.c: the best of a demand's pairs without judging all of them: each has a bound on its score
 * that needs neither its own calendar nor its price (bound.c); they are judged in the order of
 * their bounds until none that is left can be among the best (Fagin's threshold algorithm). */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what may be offered --------------------------------------------------------------------- */

/* Puts the shares of the question before back to 0. */
void match_shares_begin(struct match_scene *s)
{
    struct match_room *room = &s->desk->room;
    for (size_t i = 0; i < room->hit_count; i++)
        room->shares[room->hits[i]] = 0;
    room->hit_count = 0;
}

void match_shares_find(struct match_scene *s, const struct match_asked *asked, bool all,
                       size_t kind)
{
    const struct match_kind *k = &s->desk->kinds[kind];
    struct match_room *room = &s->desk->room;
    room->hit_count += match_index_query_hits(s->desk->index, asked->query, all, k->first, k->count,
                                              room->shares, room->hits + room->hit_count);
}

enum err_code match_related(struct match_scene *s, const struct match_asked *asked, bool all_kinds,
                            struct base_arena *a, struct match_related *related, struct err *e)
{
    const struct match_desk *m = s->desk;
    *related = (struct match_related){0};
    related->list = base_arena_array(a, m->kind_count + 1, sizeof *related->list);
    enum err_code code = ERR_NONE;
    for (size_t k = 0; !code && k < m->kind_count; k++) {
        const struct match_kind *kind = &m->kinds[k];
        if (!all_kinds && !asked->related[k]) {
            related->others += kind->count;
            continue;
        }
        struct match_relation *r = &related->list[related->count++];
        r->kind = k;
        r->count = kind->count;
        related->offers += kind->count;
        code = match_scene_sides(s, k, &r->sides, &r->briefs, e);
        r->fares = code ? NULL : match_fares_of(s, k);
    }
    return code;
}

/* ---- prospects ------------------------------------------------------------------------------- */

/* A heap with the best bound on top. */
struct heap {
    struct match_prospect *list;
    size_t count;
};

static void sift(struct heap *h, size_t at)
{
    struct match_prospect moved = h->list[at];
    for (size_t child; (child = 2 * at + 1) < h->count; at = child) {
        if (child + 1 < h->count && h->list[child + 1].bound > h->list[child].bound)
            child++;
        if (h->list[child].bound <= moved.bound)
            break;
        h->list[at] = h->list[child];
    }
    h->list[at] = moved;
}

static void push(struct heap *h, const struct match_prospect *p)
{
    size_t at = h->count++;
    for (; at > 0 && h->list[(at - 1) / 2].bound < p->bound; at = (at - 1) / 2)
        h->list[at] = h->list[(at - 1) / 2];
    h->list[at] = *p;
}

/* Of a list in no order. */
static void pile(struct heap *h)
{
    for (size_t i = h->count / 2; i-- > 0;)
        sift(h, i);
}

static struct match_prospect pop(struct heap *h)
{
    struct match_prospect top = h->list[0];
    h->list[0] = h->list[--h->count];
    if (h->count > 0)
        sift(h, 0);
    return top;
}

/* ---- the best -------------------------------------------------------------------------------- */

/* A search for the best pairs of one demand. */
struct search {
    struct match_scene *scene;
    struct match_asked *asked;
    const struct match_wanted *wanted;
    const struct match_related *related;
    const struct match_bounds *bounds;
    struct heap heap;
    struct base_arena *scratch, *pad; /* the pad is for one pair */
    struct match_pair *best, *near;   /* at most so many as wanted, best first */
    size_t best_count, near_count;
    struct match_pair *named;
    size_t named_count;
};

static int64_t rank_of(const struct search *x, const struct match_pair *p)
{
    return x->wanted->rank == MATCH_BY_SCORE ? p->score : p->benefit;
}

static bool before(const struct search *x, const struct match_pair *p, const struct match_pair *q)
{
    int64_t a = rank_of(x, p), b = rank_of(x, q);
    if (a != b)
        return a > b;
    return strcmp(p->side->offer->resource->head.uid, q->side->offer->resource->head.uid) < 0;
}

/* Keeps the list in order and no longer than wanted. */
static void keep(const struct search *x, struct match_pair *list, size_t *count,
                 const struct match_pair *p)
{
    size_t at = *count;
    if (at == x->wanted->most && (at == 0 || !before(x, p, &list[at - 1])))
        return;
    if (at == x->wanted->most)
        at--;
    else
        (*count)++;
    for (; at > 0 && before(x, p, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = *p;
}

/* Misses nothing but budget, or nothing but free time: little more would make it eligible. */
static bool misses_little(const struct match_pair *p)
{
    return p->broken == 1u << MATCH_GATE_BUDGET || p->broken == 1u << MATCH_GATE_FREE;
}

static bool is_named(const struct search *x, int64_t resource)
{
    for (size_t i = 0; i < x->wanted->named_count; i++)
        if (x->wanted->named[i] == resource)
            return true;
    return false;
}

/* A quote says other minutes, and another price, than bounds and first gates are asked with. */
static bool is_quoted(const struct match_asked *asked, const struct match_side *side)
{
    for (size_t i = 0; i < asked->quote_count; i++)
        if (asked->quotes[i]->resource == side->offer->resource->head.id)
            return true;
    return false;
}

/* That more than little is missing is known from the first gates. */
static enum err_code passes(struct search *x, const struct match_prospect *at, bool *passed,
                            struct err *e)
{
    const struct match_relation *r = &x->related->list[at->among];
    const struct match_side *side = &r->sides[at->place];
    unsigned broken = 0;
    enum err_code code = ERR_NONE;
    *passed = false;
    bool quoted = x->asked->quote_count > 0 && is_quoted(x->asked, side);
    if (!x->wanted->blocked && !quoted && !x->asked->related[r->kind])
        return ERR_NONE;
    if (!x->wanted->blocked && !quoted)
        code = match_gates_brief(x->scene, x->asked, side, &r->briefs[at->place], &broken, e);
    *passed = broken == 0 && side->lane != NULL &&
              (x->wanted->named_count == 0 || !is_named(x, side->offer->resource->head.id));
    return code;
}

static enum err_code consider(struct search *x, const struct match_prospect *at, struct err *e)
{
    struct match_pair p;
    const struct match_side *side = &x->related->list[at->among].sides[at->place];
    enum err_code code = match_judge(x->scene, x->asked, side, at->share, x->pad, &p, e);
    base_arena_reset(x->pad);
    if (code)
        return code;
    if ((p.broken != 0) == x->wanted->blocked)
        keep(x, x->best, &x->best_count, &p);
    else if (!x->wanted->blocked && misses_little(&p))
        keep(x, x->near, &x->near_count, &p);
    return ERR_NONE;
}

static bool may_be_better(const struct search *x, double bound)
{
    return x->best_count < x->wanted->most ||
           bound >= (double)rank_of(x, &x->best[x->best_count - 1]);
}

/* ---- all of them at a glance ----------------------------------------------------------------- */

static float *bounds_of(const struct search *x, uint32_t among)
{
    size_t kind = x->related->list[among].kind;
    return x->scene->desk->room.bounds + x->scene->desk->kinds[kind].first;
}

static double share_of(const struct search *x, uint32_t among, uint32_t place)
{
    size_t kind = x->related->list[among].kind;
    return fmax(x->scene->desk->room.shares[x->scene->desk->kinds[kind].first + place],
                match_index_query_rest(x->asked->query));
}

/* By its brief, where a glance does not do. */
static float bound_of(const struct search *x, uint32_t among, uint32_t place)
{
    const struct match_brief *brief = &x->related->list[among].briefs[place];
    return nextafterf((float)match_bound_loose(x->bounds, brief, share_of(x, among, place)),
                      INFINITY);
}

/* Bounds of a kind's offers. Owners that are close to the requester are looked at by themselves. */
static void glance(struct search *x, uint32_t among)
{
    const struct match_relation *r = &x->related->list[among];
    const struct match_glances *glances = match_glances_of(x->scene, r->kind);
    const struct match_desk *m = x->scene->desk;
    float *bounds = bounds_of(x, among);
    match_shares_find(x->scene, x->asked, false, r->kind);
    match_bounds_glance(x->bounds, glances->list, m->room.shares + m->kinds[r->kind].first,
                        r->count, bounds);
    for (size_t i = 0; i < x->scene->close_count; i++) {
        struct match_owned owned = match_glances_owned(glances, x->scene->close_owners[i]);
        for (size_t k = 0; k < owned.count; k++)
            bounds[owned.places[k]] = bound_of(x, among, owned.places[k]);
    }
}

/* Of what is quoted nothing is known. */
static void mark_quoted(struct search *x)
{
    for (size_t i = 0; i < x->asked->quote_count; i++) {
        const struct match_offer *offer =
            match_desk_offer(x->scene->desk, x->asked->quotes[i]->resource);
        if (offer != NULL)
            x->scene->desk->room.bounds[offer->document] = INFINITY;
    }
}

/* Leaves the best so many of a list in no order (Hoare's selection); returns the least bound. */
static double leave_best(struct heap *h, size_t most)
{
    size_t low = 0, high = h->count - 1;
    while (low < high) {
        double pivot = h->list[low + (high - low) / 2].bound;
        size_t i = low, j = high;
        for (;;) {
            while (h->list[i].bound > pivot)
                i++;
            while (h->list[j].bound < pivot)
                j--;
            if (i >= j)
                break;
            struct match_prospect kept = h->list[i];
            h->list[i++] = h->list[j];
            h->list[j--] = kept;
        }
        if (most - 1 <= j)
            high = j;
        else
            low = j + 1;
    }
    h->count = most;
    return h->list[most - 1].bound;
}

/* Those whose bounds are no lower than the least, but no more than so many at a time; the greatest
 * then. */
static void add_prospects(struct search *x, double least, size_t most)
{
    for (uint32_t among = 0; among < x->related->count; among++) {
        const struct match_relation *r = &x->related->list[among];
        float *bounds = bounds_of(x, among);
        for (uint32_t i = 0; i < r->count; i++) {
            if (bounds[i] < least)
                continue;
            bool quoted = x->asked->quote_count > 0 && is_quoted(x->asked, &r->sides[i]);
            if (isinf(bounds[i]) && bounds[i] > 0 && !quoted)
                bounds[i] = bound_of(x, among, i);
            if (bounds[i] < least)
                continue;
            x->heap.list[x->heap.count++] = (struct match_prospect){bounds[i], among, i, false, 0};
            if (x->heap.count == 2 * most)
                least = leave_best(&x->heap, most);
        }
    }
}

/* ---- the best, in the order of bounds -------------------------------------------------------- */

/* With its own share of the text, and what its kin have in common. */
static enum err_code look_closer(struct search *x, struct match_prospect *p, struct err *e)
{
    const struct match_relation *r = &x->related->list[p->among];
    const struct match_side *side = &r->sides[p->place];
    bool passed;
    enum err_code code = passes(x, p, &passed, e);
    if (code || !passed)
        return code;
    size_t document = x->scene->desk->kinds[r->kind].first + p->place;
    p->share = match_index_query_share(x->scene->desk->index, x->asked->query, document);
    p->exact = true;
    if (x->asked->quote_count == 0 || !is_quoted(x->asked, side))
        p->bound = match_bound(x->bounds, side, &r->briefs[p->place], p->share);
    push(&x->heap, p);
    return ERR_NONE;
}

/* In the order of their bounds, until none that is left may be better. */
static enum err_code take_prospects(struct search *x, struct err *e)
{
    enum err_code code = ERR_NONE;
    while (!code && x->heap.count > 0 && may_be_better(x, x->heap.list[0].bound)) {
        struct match_prospect next = pop(&x->heap);
        code = next.exact ? consider(x, &next, e) : look_closer(x, &next, e);
    }
    return code;
}

/* First those that promise most: by the worst of the best found among them most others are seen not
 * to be worth a look. */
static enum err_code find_best(struct search *x, struct err *e)
{
    enum { BESIDES = 24 };
    size_t first = BESIDES + 2 * x->wanted->most;
    match_shares_begin(x->scene);
    for (uint32_t k = 0; k < x->related->count; k++)
        glance(x, k);
    mark_quoted(x);
    add_prospects(x, -INFINITY, first);
    for (size_t i = 0; i < x->heap.count; i++)
        bounds_of(x, x->heap.list[i].among)[x->heap.list[i].place] = -INFINITY;
    pile(&x->heap);
    enum err_code code = take_prospects(x, e);
    if (code)
        return code;
    double least = x->best_count < x->wanted->most
                       ? -FLT_MAX
                       : (double)rank_of(x, &x->best[x->best_count - 1]);
    x->heap.count = 0;
    add_prospects(x, least, SIZE_MAX / 2);
    pile(&x->heap);
    return take_prospects(x, e);
}

/* The named may be of any kind. */
static enum err_code judge_named(struct search *x, struct err *e)
{
    struct match_scene *s = x->scene;
    const struct match_wanted *w = x->wanted;
    enum err_code code = ERR_NONE;
    x->named = base_arena_array(x->scratch, w->named_count + 1, sizeof *x->named);
    for (size_t i = 0; !code && i < w->named_count; i++) {
        const struct match_offer *offer = match_desk_offer(s->desk, w->named[i]);
        if (offer == NULL)
            continue;
        struct match_side *side = base_arena_alloc(s->arena, sizeof *side);
        code = match_scene_side(s, offer, side, e);
        double share = match_index_query_share(s->desk->index, x->asked->query, offer->document);
        if (!code && side->lane != NULL)
            code = match_scene_near(s, x->asked->region, &x->asked->near, e);
        if (!code && side->lane != NULL)
            code =
                match_judge(s, x->asked, side, share, x->scratch, &x->named[x->named_count++], e);
    }
    return code;
}

/* All that was kept, in the order of every list of candidates; a small list. */
static struct match_pair *gather(const struct search *x, size_t *count)
{
    struct match_pair *list = base_arena_array(
        x->scratch, x->best_count + x->near_count + x->named_count + 1, sizeof *list);
    *count = 0;
    for (size_t i = 0; i < x->best_count; i++)
        list[(*count)++] = x->best[i];
    bool full = x->best_count == x->wanted->most;
    for (size_t i = 0; i < x->near_count; i++)
        if (!full || rank_of(x, &x->near[i]) >= rank_of(x, &x->best[x->best_count - 1]))
            list[(*count)++] = x->near[i];
    for (size_t i = 0; i < x->named_count; i++)
        list[(*count)++] = x->named[i];
    for (size_t i = 1; i < *count; i++) {
        struct match_pair moved = list[i];
        size_t at = i;
        for (; at > 0 && match_pair_before(&moved, &list[at - 1]); at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
    return list;
}

enum err_code match_best(struct match_scene *s, struct match_asked *asked,
                         const struct match_related *related, const struct match_wanted *wanted,
                         struct base_arena *scratch, struct match_pair **pairs, size_t *count,
                         struct err *e)
{
    struct search x = {.scene = s,
                       .asked = asked,
                       .wanted = wanted,
                       .related = related,
                       .scratch = scratch,
                       .pad = base_arena_new()};
    x.heap.list = s->desk->room.prospects;
    x.best = base_arena_array(scratch, wanted->most + 1, sizeof *x.best);
    x.near = base_arena_array(scratch, wanted->most + 1, sizeof *x.near);
    x.bounds = match_bounds_find(s, asked, wanted->rank, scratch);
    enum err_code code = judge_named(&x, e);
    if (!code && wanted->most > 0)
        code = find_best(&x, e);
    base_arena_free(&x.pad);
    *pairs = gather(&x, count);
    return code;
}
