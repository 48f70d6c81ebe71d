/* rank.c: the best of a demand's pairs without judging all of them: each has a bound on its score
 * that needs neither calendar nor price; they are judged in the order of their bounds until none
 * that is left can be among the best (Fagin's threshold algorithm). */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what may be offered --------------------------------------------------------------------- */

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
        double *shares = base_arena_array(a, kind->count + 1, sizeof *shares);
        match_index_query_shares(m->index, asked->query, kind->first, kind->count, shares);
        r->shares = shares;
        r->count = kind->count;
        related->offers += kind->count;
        code = match_scene_sides(s, k, &r->sides, &r->briefs, e);
    }
    return code;
}

/* ---- the scale of cost ----------------------------------------------------------------------- */

static void swap(int64_t *x, int64_t *y)
{
    int64_t kept = *x;
    *x = *y;
    *y = kept;
}

/* Puts the amount that would be at place k, were all sorted, there, and no larger ones before it
 * (Hoare's selection). */
static int64_t select_amount(int64_t *list, size_t count, size_t k)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        int64_t pivot = list[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;;) {
            while (list[i] < pivot)
                i++;
            while (list[j] > pivot)
                j--;
            if (i >= j)
                break;
            swap(&list[i++], &list[j--]);
        }
        if (k <= j)
            high = j;
        else
            low = j + 1;
    }
    return list[k];
}

enum err_code match_scale(struct match_scene *s, struct match_asked *asked,
                          const struct match_related *related, struct base_arena *scratch,
                          struct err *e)
{
    asked->scale = 0;
    enum err_code code = match_scene_near(s, asked->region, &asked->near, e);
    if (!code && asked->demand->budget != BASE_NONE) {
        asked->scale = (double)asked->demand->budget;
        return ERR_NONE;
    }
    int64_t *prices = base_arena_array(scratch, related->offers + 1, sizeof *prices);
    struct base_arena *pad = base_arena_new(); /* for each pair anew */
    size_t n = 0;
    for (size_t k = 0; !code && k < related->count; k++) {
        const struct match_relation *r = &related->list[k];
        for (size_t i = 0; !code && i < r->count; i++) {
            bool eligible = false;
            if (r->sides[i].lane != NULL)
                code = match_judge_price(s, asked, &r->sides[i], r->shares[i], pad, &eligible,
                                         &prices[n], e);
            n += eligible && prices[n] != BASE_NONE;
            base_arena_reset(pad);
        }
    }
    base_arena_free(&pad);
    if (code || n == 0)
        return code;
    int64_t below = select_amount(prices, n, (n - 1) / 2);
    asked->scale = (double)below + (double)select_amount(prices, n, n / 2);
    return ERR_NONE;
}

/* ---- bounds ---------------------------------------------------------------------------------- */

/* What a use costs and is worth on the terms that an owner's agreements give. */
struct owner_terms {
    double keeps; /* of the price, after a discount; 0: nothing is known of it */
    double price; /* of a minute, whatever the resource's own; negative: that holds */
    double worth; /* of a hundredth of a point */
};

/* What of the bounds is the same for all of a demand's pairs. */
struct bounds {
    double capability, text, attributes; /* most points; the share of the text, and what all
                                            attributes add to it */
    double amount, early, cost;          /* most points of the two parts of availability; of cost */
    double minutes, scale;
    bool member;
    size_t own; /* place of the requester as an owner; 0: it is none */
    const int64_t *near;
    int64_t *history;           /* by owner */
    struct owner_terms *owners; /* by owner */
    double own_part;            /* of a price, that no voucher pays */
};

/* Where terms differ from day to day or from resource to resource, nothing is known of the price,
 * and the use may be urgent. */
static enum err_code find_owners(struct match_scene *s, struct match_asked *asked, struct bounds *b,
                                 struct err *e)
{
    const struct match_desk *m = s->desk;
    const struct model_policy *p = s->policy;
    double value = (double)asked->value * asked->balance / 10000;
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i <= m->owner_count; i++) {
        struct owner_terms *t = &b->owners[i];
        *t = (struct owner_terms){asked->member_steady, -1, value * asked->urgency};
        if (i == 0 || !s->agreed[i])
            continue;
        const struct match_terms *with;
        code = match_terms_with(s, asked, i, m->owners[i - 1], &with, e);
        const struct model_agreement *g = code ? NULL : with->agreement;
        if (code || !with->steady || (g != NULL && g->free_minutes_month != BASE_NONE))
            t->keeps = 0;
        else if (g != NULL && g->discount != BASE_NONE)
            t->keeps *= 1 - (double)g->discount / 10000;
        if (g != NULL && g->price != BASE_NONE)
            t->price = (double)g->price / 60;
        if (!code && !with->steady)
            t->worth = value * match_urgency(p, asked->demand, "urgent", s->now);
        else if (g != NULL)
            t->worth = value * match_urgency(p, asked->demand, g->priority, s->now);
    }
    return code;
}

static enum err_code find_bounds(struct match_scene *s, struct match_asked *asked,
                                 struct base_arena *scratch, struct bounds *b, struct err *e)
{
    const struct model_policy *p = s->policy;
    size_t owners = s->desk->owner_count + 1;
    double available = (double)match_fit_points(s, MATCH_AVAILABILITY, 1);
    bool asks = asked->attribute_count > 0;
    *b = (struct bounds){
        .capability = (double)match_fit_points(s, MATCH_CAPABILITY, 1),
        .text = asks ? p->text_share : 1,
        .attributes = asks ? 1 - p->text_share : 0,
        .amount = p->amount_share * available,
        .early = (1 - p->amount_share) * available,
        .cost = (double)match_fit_points(s, MATCH_COST, 1),
        .minutes = (double)asked->minutes,
        .scale = asked->scale,
        .member = asked->member,
        .own = match_desk_owner(s->desk, asked->demand->requester),
        .near = asked->near->points,
        .own_part = asked->own_part,
    };
    b->history = base_arena_array(scratch, owners, sizeof *b->history);
    b->owners = base_arena_array(scratch, owners, sizeof *b->owners);
    int64_t never = match_fit_history(s, 0);
    for (size_t i = 0; i < owners; i++)
        b->history[i] = never;
    for (size_t i = 0; i < asked->together_count; i++)
        b->history[match_desk_owner(s->desk, asked->together[i].provider)] =
            match_fit_history(s, asked->together[i].times);
    b->history[0] = never;
    return find_owners(s, asked, b, e);
}

/* No use of the side costs less. */
static double least_price(const struct bounds *b, const struct match_brief *side)
{
    const struct owner_terms *t = &b->owners[side->owner];
    double price = b->member ? side->inside : side->outside;
    if (side->owner != 0 && side->owner == b->own)
        return 0;
    if (t->price >= 0 && price > 0)
        price = t->price;
    return price * t->keeps * b->own_part * b->minutes;
}

/* No pair of the side ranks higher: what needs calendar or attributes is taken as full. A tenth of
 * a point more makes up for all rounding. */
static double most_rank(const struct bounds *b, const struct match_brief *side, double share,
                        enum match_rank rank)
{
    double text = b->text * share + (side->attributes ? b->attributes : 0);
    double points = b->capability * text + b->early + side->quality +
                    (double)b->near[side->region] + (double)b->history[side->owner] + 10;
    double amount = side->capacity / (2 * b->minutes), price = least_price(b, side);
    points += amount < 1 ? b->amount * amount : b->amount;
    if (price <= 1 || !(b->scale > 0))
        points += b->cost;
    else if (price - 1 < b->scale)
        points += b->cost * (1 - (price - 1) / b->scale);
    if (rank == MATCH_BY_SCORE)
        return points;
    return points * b->owners[side->owner].worth - side->cost * b->minutes + 2;
}

struct prospect {
    double bound;
    const struct match_relation *among;
    size_t place;
};

/* A heap with the best bound on top. */
struct heap {
    struct prospect *list;
    size_t count;
};

static void sift(struct heap *h, size_t at)
{
    struct prospect moved = h->list[at];
    for (size_t child; (child = 2 * at + 1) < h->count; at = child) {
        if (child + 1 < h->count && h->list[child + 1].bound > h->list[child].bound)
            child++;
        if (h->list[child].bound <= moved.bound)
            break;
        h->list[at] = h->list[child];
    }
    h->list[at] = moved;
}

static struct prospect pop(struct heap *h)
{
    struct prospect top = h->list[0];
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

static enum err_code consider(struct search *x, const struct prospect *at, struct err *e)
{
    struct match_pair p;
    const struct match_side *side = &at->among->sides[at->place];
    unsigned broken = 0;
    enum err_code code = ERR_NONE;
    if (side->lane == NULL || is_named(x, side->offer->resource->head.id))
        return ERR_NONE;
    if (!x->wanted->blocked)
        code = match_gates(x->scene, x->asked, side, x->asked->minutes, &broken, e);
    if (code || broken != 0) /* it misses more than little */
        return code;
    code = match_judge(x->scene, x->asked, side, at->among->shares[at->place], x->pad, &p, e);
    base_arena_reset(x->pad);
    if (code)
        return code;
    if ((p.broken != 0) == x->wanted->blocked)
        keep(x, x->best, &x->best_count, &p);
    else if (!x->wanted->blocked && misses_little(&p))
        keep(x, x->near, &x->near_count, &p);
    return ERR_NONE;
}

static enum err_code find_prospects(struct search *x, const struct match_related *related,
                                    struct heap *heap, struct err *e)
{
    struct bounds b;
    enum err_code code = find_bounds(x->scene, x->asked, x->scratch, &b, e);
    for (size_t k = 0; !code && k < related->count; k++) {
        const struct match_relation *r = &related->list[k];
        for (size_t i = 0; i < r->count; i++)
            heap->list[heap->count++] = (struct prospect){
                most_rank(&b, &r->briefs[i], r->shares[i], x->wanted->rank), r, i};
    }
    for (size_t i = heap->count / 2; i-- > 0;)
        sift(heap, i);
    return code;
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
        double share;
        if (offer == NULL)
            continue;
        struct match_side *side = base_arena_alloc(s->arena, sizeof *side);
        code = match_scene_side(s, offer, side, e);
        match_index_query_shares(s->desk->index, x->asked->query, offer->document, 1, &share);
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
    struct search x = {.scene = s, .asked = asked, .wanted = wanted, .scratch = scratch};
    struct heap heap = {.list = base_arena_array(scratch, related->offers + 1, sizeof *heap.list)};
    x.pad = base_arena_new();
    x.best = base_arena_array(scratch, wanted->most + 1, sizeof *x.best);
    x.near = base_arena_array(scratch, wanted->most + 1, sizeof *x.near);
    enum err_code code = judge_named(&x, e);
    if (!code)
        code = find_prospects(&x, related, &heap, e);
    while (!code && heap.count > 0 && wanted->most > 0 &&
           (x.best_count < wanted->most ||
            heap.list[0].bound >= (double)rank_of(&x, &x.best[x.best_count - 1]))) {
        struct prospect next = pop(&heap);
        code = consider(&x, &next, e);
    }
    base_arena_free(&x.pad);
    *pairs = gather(&x, count);
    return code;
}
