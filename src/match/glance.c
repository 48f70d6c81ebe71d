/* glance.c: all offers of a kind are gone through for every demand, but at a glance: a few numbers
 * of each are enough to see that most cannot be among the best. */
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

/* Anything but discounts and free minutes that hold as long as the calendar lasts, and well beyond.
 */
static bool is_special(const struct match_scene *s, const struct model_agreement *g)
{
    int64_t from = base_time_day(s->scope.from) - 1;
    int64_t until = base_time_day(s->scope.until) + MATCH_GLANCE_DAYS + 1;
    return g->resource != BASE_NONE || g->price != BASE_NONE || !base_text_empty(g->priority) ||
           changes_between(g->valid_from, from, until) ||
           changes_between(g->valid_until, from, until);
}

void match_glance_owners(struct match_scene *s)
{
    for (size_t i = 1; i <= s->desk->owner_count; i++) {
        const struct incentive_agreements *g = &s->agreements[i];
        s->drawing[i] = g->count > 0 ? MATCH_AGREED : 0;
        for (size_t k = 0; k < g->count; k++)
            if (is_special(s, g->list[k]))
                s->drawing[i] |= MATCH_SPECIAL;
    }
}

/* What the owner's discounts leave at least; free minutes may leave nothing. */
static double least_keeps(const struct match_scene *s, size_t owner)
{
    double keeps = 1;
    for (size_t i = 0; i < s->agreements[owner].count; i++)
        keeps = fmin(keeps,
                     s->agreements[owner].list[i]->free_minutes_month != BASE_NONE
                         ? 0
                         : (double)incentive_agreement_keeps(s->agreements[owner].list[i]) / 1e4);
    return keeps;
}

/* ---- offers ---------------------------------------------------------------------------------- */

/* More than a float rounds by, on both ways: what is told here is never too little. */
static const double LESS = 1 - 1e-6, MORE = 1 + 1e-6;

static float hour(const struct match_brief *b, int64_t price, double keeps)
{
    return b->plain && !b->free_ && price != BASE_NONE ? (float)((double)price * keeps * LESS) : 0;
}

static void glance_at(const struct match_scene *s, const struct match_brief *b,
                      struct match_glance *g)
{
    double keeps = least_keeps(s, b->owner);
    uint8_t drawing = s->drawing[b->owner];
    *g = (struct match_glance){
        .inside = hour(b, b->inside != BASE_NONE ? b->inside : b->outside, keeps),
        .outside = hour(b, b->outside, keeps),
        .cost = (float)(b->cost * (b->cost > 0 ? LESS : MORE)),
        .left = (float)((double)b->left * MORE),
        .quality = (float)(b->quality * MORE),
        .code = b->region * MATCH_GLANCE_REGION,
    };
    g->code |= b->attributes ? MATCH_GLANCE_ATTRIBUTES : 0;
    g->code |= (drawing & MATCH_AGREED) != 0 ? MATCH_GLANCE_AGREED : 0;
    g->code |= (drawing & MATCH_SPECIAL) != 0 ? MATCH_GLANCE_SPECIAL : 0;
}

/* By owner, by counting. */
static void find_owned(struct match_scene *s, struct match_glances *o,
                       const struct match_brief *list, size_t count)
{
    size_t owners = s->desk->owner_count + 1;
    o->of = base_arena_array(s->passes, owners + 2, sizeof *o->of);
    o->owned = base_arena_array(s->passes, count + 1, sizeof *o->owned);
    for (size_t i = 0; i < count; i++)
        o->of[list[i].owner + 2]++;
    for (size_t i = 2; i < owners + 2; i++)
        o->of[i] += o->of[i - 1];
    for (size_t i = 0; i < count; i++)
        o->owned[o->of[list[i].owner + 1]++] = (uint32_t)i;
}

struct match_owned match_glances_owned(const struct match_glances *g, size_t owner)
{
    return (struct match_owned){g->owned + g->of[owner], g->of[owner + 1] - g->of[owner]};
}

const struct match_glances *match_glances_of(struct match_scene *s, size_t kind)
{
    size_t count = s->desk->kinds[kind].count;
    if (s->glances == NULL)
        s->glances = base_arena_array(s->passes, s->desk->kind_count, sizeof *s->glances);
    struct match_glances *g = &s->glances[kind];
    if (g->list != NULL)
        return g;
    g->list = base_arena_array(s->passes, count + 1, sizeof *g->list);
    for (size_t i = 0; i < count; i++)
        glance_at(s, &s->briefs[kind][i], &g->list[i]);
    find_owned(s, g, s->briefs[kind], count);
    return g;
}
