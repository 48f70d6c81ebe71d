/* order.c: the offers of a kind in an order in which most of them need not be looked at: by region,
 * and by what a minute costs on them, the owner and, in points, the user. */
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* ---- owners ---------------------------------------------------------------------------------- */

static bool changes_between(int64_t day, int64_t from, int64_t until)
{
    return day != BASE_NONE && day >= from && day <= until;
}

/* Anything but a discount that holds as long as the calendar lasts, and well beyond. */
static bool is_special(const struct match_scene *s, const struct model_agreement *g)
{
    int64_t from = base_time_day(s->scope.from) - 1;
    int64_t until = base_time_day(s->scope.until) + MATCH_ORDER_DAYS + 1;
    return g->resource != BASE_NONE || g->price != BASE_NONE ||
           g->free_minutes_month != BASE_NONE || !base_text_empty(g->priority) ||
           changes_between(g->valid_from, from, until) ||
           changes_between(g->valid_until, from, until);
}

void match_order_owners(struct match_scene *s)
{
    for (size_t i = 1; i <= s->desk->owner_count; i++) {
        const struct incentive_agreements *g = &s->agreements[i];
        s->drawing[i] = g->count > 0 ? MATCH_AGREED : 0;
        for (size_t k = 0; k < g->count; k++)
            if (is_special(s, g->list[k]))
                s->drawing[i] |= MATCH_SPECIAL;
    }
}

/* What the owner's discounts leave at least. */
static double least_keeps(const struct match_scene *s, size_t owner)
{
    double keeps = 1;
    for (size_t i = 0; i < s->agreements[owner].count; i++)
        keeps = fmin(keeps, (double)incentive_agreement_keeps(s->agreements[owner].list[i]) / 1e4);
    return keeps;
}

/* ---- the order ------------------------------------------------------------------------------- */

struct placed {
    uint32_t place, region;
    bool special;
    double loss;
};

static double loss_of(const struct match_scene *s, const struct match_brief *b)
{
    int64_t hour = b->inside == BASE_NONE || (b->outside != BASE_NONE && b->outside < b->inside)
                       ? b->outside
                       : b->inside;
    double price = b->plain && !b->free_ && hour != BASE_NONE ? (double)hour / 60 : 0;
    return b->cost + MATCH_PRICE_WEIGHT / 100.0 * price * least_keeps(s, b->owner);
}

static int by_cell(const void *x, const void *y)
{
    const struct placed *a = x, *b = y;
    if (a->special != b->special)
        return a->special ? 1 : -1;
    if (a->region != b->region)
        return a->region > b->region ? 1 : -1;
    if (a->loss < b->loss || a->loss > b->loss)
        return a->loss > b->loss ? 1 : -1;
    return (a->place > b->place) - (a->place < b->place);
}

static void add_to_cell(struct match_scene *s, struct match_order *o, size_t *capacity,
                        const struct placed *p, size_t at, int32_t quality)
{
    struct match_cell *last = o->cell_count > 0 ? &o->cells[o->cell_count - 1] : NULL;
    if (last == NULL || last->special != p->special || last->region != p->region) {
        last =
            base_arena_push(s->arena, (void **)&o->cells, &o->cell_count, capacity, sizeof *last);
        *last = (struct match_cell){(uint32_t)at, 0, p->region, quality, p->special};
    }
    last->count++;
    last->quality = quality > last->quality ? quality : last->quality;
    o->places[at] = p->place;
    o->losses[at] = p->loss;
}

/* By owner, by counting. */
static void find_owned(struct match_scene *s, struct match_order *o, const struct match_brief *list,
                       size_t count)
{
    size_t owners = s->desk->owner_count + 1;
    o->of = base_arena_array(s->arena, owners + 2, sizeof *o->of);
    o->owned = base_arena_array(s->arena, count + 1, sizeof *o->owned);
    for (size_t i = 0; i < count; i++)
        o->of[list[i].owner + 2]++;
    for (size_t i = 2; i < owners + 2; i++)
        o->of[i] += o->of[i - 1];
    for (size_t i = 0; i < count; i++)
        o->owned[o->of[list[i].owner + 1]++] = (uint32_t)i;
}

struct match_owned match_order_owned(const struct match_order *o, size_t owner)
{
    return (struct match_owned){o->owned + o->of[owner], o->of[owner + 1] - o->of[owner]};
}

const struct match_order *match_order_of(struct match_scene *s, size_t kind)
{
    const struct match_kind *k = &s->desk->kinds[kind];
    if (s->orders == NULL)
        s->orders = base_arena_array(s->arena, s->desk->kind_count, sizeof *s->orders);
    struct match_order *o = &s->orders[kind];
    if (o->places != NULL)
        return o;
    struct placed *list = base_realloc(NULL, k->count + 1, sizeof *list);
    for (size_t i = 0; i < k->count; i++) {
        const struct match_brief *b = &s->briefs[kind][i];
        bool special = (s->drawing[b->owner] & MATCH_SPECIAL) != 0 || b->cost < 0;
        list[i] = (struct placed){(uint32_t)i, b->region, special, loss_of(s, b)};
    }
    qsort(list, k->count, sizeof *list, by_cell);
    size_t capacity = 0;
    o->places = base_arena_array(s->arena, k->count + 1, sizeof *o->places);
    o->losses = base_arena_array(s->arena, k->count + 1, sizeof *o->losses);
    for (size_t i = 0; i < k->count; i++)
        add_to_cell(s, o, &capacity, &list[i], i, s->briefs[kind][list[i].place].quality);
    free(list);
    find_owned(s, o, s->briefs[kind], k->count);
    return o;
}
