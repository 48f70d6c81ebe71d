/* side.c: offers as one scene sees them: what all pairs of an offer have in common is found once.
 */
#include "internal.h"

static int64_t horizon_of(const struct match_scene *s, const struct model_resource *r)
{
    if (r->horizon_days == BASE_NONE)
        return INT64_MAX;
    return base_day_start(base_time_day(s->now) + r->horizon_days + 1);
}

/* Of a plain price: whether it needs no more than the minutes of all sittings together. */
static bool only_minutes_count(const struct match_side *side)
{
    const struct model_resource *r = side->offer->resource;
    return side->price.free_ ||
           (side->price.fee == 0 && r->length_minimum == BASE_NONE &&
            r->charge_minimum == BASE_NONE && (r->charge_step == BASE_NONE || r->charge_step <= 1));
}

/* Places begin at 1: none is 0. */
static size_t region_place(struct match_scene *s, int64_t region)
{
    if (region == BASE_NONE)
        return 0;
    void **place = base_map_at(s->arena, &s->regions, (struct base_map_key){region, 0, 0});
    if (*place == NULL) {
        int64_t *id = base_arena_push(s->arena, (void **)&s->region_ids, &s->region_count,
                                      &s->region_capacity, sizeof *id);
        *id = region;
        *place = (void *)(uintptr_t)s->region_count;
    }
    return (size_t)(uintptr_t)*place;
}

/* Its own region, else its owner's. */
static enum err_code find_region(struct match_scene *s, const struct match_offer *offer,
                                 int64_t *region, struct err *e)
{
    *region = offer->resource->region;
    if (*region != BASE_NONE || offer->resource->owner == BASE_NONE)
        return ERR_NONE;
    if (offer->owner == 0)
        return incentive_terms_region_of(s->terms, offer->resource, region, e);
    int64_t *kept = &s->owner_regions[offer->owner];
    enum err_code code = ERR_NONE;
    if (*kept == 0) /* not asked for yet */
        code = incentive_terms_region_of(s->terms, offer->resource, kept, e);
    *region = *kept;
    return code;
}

static enum err_code find_side(struct match_scene *s, const struct match_offer *offer,
                               struct schedule_lane *lane, struct match_side *side, struct err *e)
{
    const struct model_resource *r = offer->resource;
    int64_t region;
    enum err_code code = find_region(s, offer, &region, e);
    if (code)
        return code;
    *side = (struct match_side){
        .offer = offer,
        .lane = lane,
        .horizon = horizon_of(s, r),
        .notice = r->notice != BASE_NONE && r->notice > 0 ? 60 * r->notice : 0,
        .grid = r->slot_grid != BASE_NONE && r->slot_grid > 1 ? r->slot_grid : 1,
        .least = r->length_minimum != BASE_NONE ? r->length_minimum : 0,
        .region = region_place(s, region),
        .quality = match_fit_quality(s, r),
        .useless = r->capacity_minutes_month == 0,
        .gate = match_gate_class(s, r),
    };
    side->earliest = s->now + side->notice;
    side->seats = 1;
    if (lane != NULL) {
        side->kin = schedule_lane_kin(s->calendar, lane);
        side->apart = schedule_lane_apart(s->calendar, lane);
        if (lane->resource->seats > 1)
            side->seats = lane->resource->seats;
    }
    incentive_plain_of(s->terms, r, &side->price);
    side->only_minutes = only_minutes_count(side);
    return ERR_NONE;
}

enum err_code match_scene_side(struct match_scene *s, const struct match_offer *offer,
                               struct match_side *side, struct err *e)
{
    return find_side(s, offer, schedule_calendar_lane(s->calendar, offer->resource->head.id), side,
                     e);
}

static bool is_small(int64_t x, int64_t most)
{
    return x >= 0 && x <= most;
}

/* Whether a brief holds all that eligibility and price depend on. */
static bool is_quick(const struct match_side *side)
{
    const struct incentive_plain *price = &side->price;
    bool known = side->offer->owner != 0 || side->offer->resource->owner == BASE_NONE;
    return known && side->kin != NULL && side->gate != MATCH_GATE_ALONE && !side->useless &&
           (price->plain || is_small(price->quota, UINT16_MAX)) &&
           is_small(price->fee, INT32_MAX) && is_small(price->step, UINT16_MAX) &&
           (price->minimum == BASE_NONE || is_small(price->minimum, UINT16_MAX)) &&
           is_small(side->seats, UINT8_MAX - 1);
}

static void brief_of(const struct match_scene *s, const struct match_side *side,
                     struct match_brief *b)
{
    const struct model_resource *r = side->offer->resource;
    const struct incentive_plain *price = &side->price;
    *b = (struct match_brief){
        .inside = price->inside,
        .outside = price->outside,
        .left = side->apart.left_least,
        .quality = (int32_t)side->quality,
        .owner = (uint32_t)side->offer->owner,
        .region = (uint32_t)side->region,
        .gate = side->gate,
        .kin = side->kin != NULL ? (uint32_t)side->kin->number : UINT32_MAX,
        .seats = is_small(side->seats, UINT8_MAX) ? (uint8_t)side->seats : UINT8_MAX,
        .attributes = side->offer->attribute_count > 0,
        .plain = price->plain,
        .free_ = price->free_,
        .only_minutes = side->only_minutes,
        .apart = side->apart.taken.start < side->apart.taken.end,
        .quick = is_quick(side),
    };
    if (r->cost != BASE_NONE)
        b->cost = (double)r->cost / (double)incentive_unit_minutes(s->policy, r->unit);
    if (!b->quick)
        return;
    b->fee = (int32_t)price->fee;
    b->step = (uint16_t)price->step;
    b->quota = price->plain ? 0 : (uint16_t)price->quota;
    b->minimum = price->minimum == BASE_NONE ? 0 : (uint16_t)price->minimum;
}

/* The resource's lane, at or behind a place; the place moves up to it. Steps are doubled, then
 * halved: mostly it is the next. */
static struct schedule_lane *next_lane(const struct schedule_calendar *c, int64_t resource,
                                       size_t *at)
{
    size_t step = 1, low = *at;
    while (low + step < c->count && c->lanes[low + step].resource->head.id <= resource) {
        low += step;
        step *= 2;
    }
    for (; step > 0; step /= 2)
        if (low + step < c->count && c->lanes[low + step].resource->head.id <= resource)
            low += step;
    *at = low;
    return low < c->count && c->lanes[low].resource->head.id == resource ? &c->lanes[low] : NULL;
}

static struct match_brief *make_briefs(struct match_scene *s, const struct match_side *sides,
                                       size_t count)
{
    struct match_brief *briefs = base_arena_array(s->passes, count + 1, sizeof *briefs);
    for (size_t i = 0; i < count; i++)
        brief_of(s, &sides[i], &briefs[i]);
    return briefs;
}

enum err_code match_scene_sides(struct match_scene *s, size_t kind, const struct match_side **sides,
                                const struct match_brief **briefs, struct err *e)
{
    const struct match_desk *m = s->desk;
    const struct match_kind *k = &m->kinds[kind];
    if (s->sides == NULL) {
        s->sides = base_arena_array(s->arena, m->kind_count, sizeof *s->sides);
        s->briefs = base_arena_array(s->arena, m->kind_count, sizeof *s->briefs);
    }
    enum err_code code = ERR_NONE;
    if (s->sides[kind] == NULL) {
        struct match_side *list = base_arena_array(s->arena, k->count + 1, sizeof *list);
        size_t lane = 0; /* offers of a kind are by id, as lanes are */
        for (size_t i = 0; !code && i < k->count; i++) {
            const struct match_offer *offer = m->by_document[k->first + i];
            code = find_side(s, offer, next_lane(s->calendar, offer->resource->head.id, &lane),
                             &list[i], e);
        }
        s->sides[kind] = code ? NULL : list;
    }
    if (!code && s->briefs[kind] == NULL)
        s->briefs[kind] = make_briefs(s, s->sides[kind], k->count);
    *sides = s->sides[kind];
    *briefs = s->briefs[kind];
    return code;
}

void match_scene_rest(struct match_scene *s)
{
    if (s->passes == s->arena)
        return;
    for (size_t k = 0; s->briefs != NULL && k < s->desk->kind_count; k++)
        s->briefs[k] = NULL;
    s->glances = NULL;
    s->fares = NULL;
    base_arena_reset(s->passes);
}

enum err_code match_scene_side_of(struct match_scene *s, const struct match_offer *offer,
                                  const struct match_side **side, struct err *e)
{
    const struct match_kind *k = &s->desk->kinds[offer->kind];
    if (s->sides != NULL && s->sides[offer->kind] != NULL) {
        *side = &s->sides[offer->kind][offer->document - k->first];
        return ERR_NONE;
    }
    struct match_side *own = base_arena_alloc(s->arena, sizeof *own);
    *side = own;
    return match_scene_side(s, offer, own, e);
}

enum err_code match_scene_sides_for(struct match_scene *s, const struct model_demand **demands,
                                    size_t count, struct err *e)
{
    const struct match_side *sides;
    const struct match_brief *briefs;
    enum err_code code = ERR_NONE;
    for (size_t k = 0; !code && k < s->desk->kind_count; k++) {
        bool related = false;
        for (size_t i = 0; !related && i < count; i++)
            related = model_kind_related(demands[i]->kind, s->desk->kinds[k].kind);
        if (related)
            code = match_scene_sides(s, k, &sides, &briefs, e);
        if (!code && related) {
            match_fares_of(s, k);
            match_glances_of(s, k);
        }
    }
    return code;
}

/* ---- how near -------------------------------------------------------------------------------- */

enum err_code match_scene_steps(struct match_scene *s, int64_t region, size_t place, int *steps,
                                struct err *e)
{
    *steps = -1;
    return place == 0 ? ERR_NONE
                      : incentive_terms_steps(s->terms, region, s->region_ids[place - 1], steps, e);
}

enum err_code match_scene_near(struct match_scene *s, int64_t region,
                               const struct match_near **near, struct err *e)
{
    void **kept = base_map_at(s->arena, &s->near, (struct base_map_key){region, 0, 0});
    struct match_near *n = *kept;
    *near = n;
    if (n != NULL && n->count > s->region_count)
        return ERR_NONE;
    n = base_arena_alloc(s->arena, sizeof *n);
    n->count = s->region_count + 1;
    n->points = base_arena_array(s->arena, n->count, sizeof *n->points);
    enum err_code code = ERR_NONE;
    for (size_t place = 0; !code && place < n->count; place++) {
        int steps;
        code = match_scene_steps(s, region, place, &steps, e);
        n->points[place] = code ? 0 : match_fit_proximity(s, steps);
    }
    if (!code)
        *kept = n;
    *near = n;
    return code;
}
