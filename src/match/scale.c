/* scale.c: the scale of the cost criterion: the budget, else twice the median price of the
 * eligible. That needs the price of each of thousands: most are found from their briefs, what their
 * kin have in common and the terms of their owners; only the others are looked at by themselves. */
#include "sharedesk/base/time.h"

#include "internal.h"

/* ---- the median ------------------------------------------------------------------------------ */

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

/* ---- eligible, and its price, in short ------------------------------------------------------- */

/* One demand, while all of a kind are looked at. */
struct pass {
    struct match_scene *scene;
    struct match_asked *asked;
    struct incentive_aids aids;
    const size_t *quoted; /* documents of which a quote says something else */
    size_t quoted_count;
    size_t own; /* the requester's place as an owner, 0: none */
    size_t eligible;
};

enum quick { ELIGIBLE, BLOCKED, LOOK, LOOK_AT_GATES };

/* What there is of time, and how many minutes and sittings it would be charged for. */
static enum quick quick_time(const struct pass *x, struct match_outlook *o,
                             const struct match_brief *b, const struct match_side *side,
                             int64_t *minutes, bool *several)
{
    struct schedule_outlook *time = &o->time;
    struct schedule_apart alone = {.left_least = b->left, .left_most = b->left};
    const struct schedule_apart *apart = b->apart || !x->scene->one_month ? &side->apart : &alone;
    enum schedule_alike alike = schedule_alike(time, apart);
    *minutes = match_one_sitting(side, x->asked->minutes);
    *several = time->fit == SCHEDULE_FITS_SEVERAL && !b->only_minutes;
    if (alike == SCHEDULE_AS_KIN || (alike == SCHEDULE_ROOM_AS_KIN && !*several))
        return ELIGIBLE;
    if (alike != SCHEDULE_NO_ROOM)
        return LOOK;
    if (x->asked->piece >= x->asked->minutes)
        return BLOCKED;
    alike = schedule_first_alike(time, apart);
    *minutes = x->asked->minutes;
    *several = false;
    return alike == SCHEDULE_AS_KIN ? ELIGIBLE : alike == SCHEDULE_NO_ROOM ? BLOCKED : LOOK;
}

/* Every sitting is rounded by itself. */
static bool charged_of(const struct match_outlook *o, const struct match_brief *b, int64_t minutes,
                       bool several, int64_t *charged)
{
    const struct incentive_plain plain = {.step = b->step, .minimum = b->minimum};
    if (!several)
        return incentive_charged(&plain, minutes, charged);
    int64_t one;
    *charged = 0;
    for (size_t i = 0; i < o->time.count; i++)
        if (!incentive_charged(&plain, o->time.sittings[i].minutes, &one) ||
            __builtin_add_overflow(*charged, one, charged))
            return false;
    return true;
}

static enum quick quick_price(const struct pass *x, struct match_outlook *o,
                              const struct match_brief *b, int64_t minutes, bool several,
                              int64_t *price)
{
    int64_t charged, fees, gross;
    *price = 0;
    if (b->free_ || (b->owner != 0 && b->owner == x->own))
        return ELIGIBLE;
    if (!b->plain)
        return LOOK;
    const struct match_terms *terms = match_terms_with(x->scene, x->asked, b->owner);
    const struct model_agreement *g = terms->agreement;
    struct incentive_payer payer = {x->asked->demand->requester, x->asked->member, g};
    if (!terms->steady || (g != NULL && g->free_minutes_month != BASE_NONE))
        return LOOK;
    return charged_of(o, b, minutes, several, &charged) &&
                   !__builtin_mul_overflow(b->fee, several ? (int64_t)o->time.count : 1, &fees) &&
                   incentive_plain_gross(incentive_plain_rate(b->inside, b->outside, &payer),
                                         incentive_agreement_keeps(g), charged, fees, &gross) &&
                   incentive_aids_leave(&x->aids, gross, price)
               ? ELIGIBLE
               : LOOK;
}

static enum err_code quick_look(const struct pass *x, const struct match_brief *b,
                                const struct match_side *side, enum quick *quick, int64_t *price,
                                struct err *e)
{
    unsigned broken = 0;
    int64_t minutes;
    bool several;
    enum err_code code = ERR_NONE;
    *quick = LOOK_AT_GATES;
    if (!b->quick || (b->gate != MATCH_GATE_NONE && b->owner != 0 && b->owner == x->own))
        return ERR_NONE;
    struct match_outlook *o = match_outlook(x->scene, x->asked, side);
    if (b->gate != MATCH_GATE_NONE)
        code = match_gates_of_class(x->scene, x->asked, b->gate, &broken, e);
    *quick = (broken | o->broken) != 0 ? BLOCKED : quick_time(x, o, b, side, &minutes, &several);
    if (!code && *quick == ELIGIBLE)
        *quick = quick_price(x, o, b, minutes, several, price);
    return code;
}

/* ---- all of a kind --------------------------------------------------------------------------- */

static bool is_quoted(const struct pass *x, size_t document)
{
    for (size_t i = 0; i < x->quoted_count; i++)
        if (x->quoted[i] == document)
            return true;
    return false;
}

/* Where the terms may change from day to day, or capability is asked for, each is looked at. */
static bool looks_at_each(const struct match_scene *s, const struct match_asked *asked)
{
    return !asked->member_steady || asked->vouchers_vary || asked->expired ||
           asked->until <= asked->from || s->policy->least_capability > 0;
}

static enum err_code look_at(struct pass *x, const struct match_relation *r, size_t i, bool passed,
                             struct base_arena *pad, bool *eligible, int64_t *price, struct err *e)
{
    const struct match_scene *s = x->scene;
    double share = 0;
    if (s->policy->least_capability > 0)
        share =
            match_index_query_share(s->desk->index, x->asked->query, r->sides[i].offer->document);
    enum err_code code =
        match_judge_price(x->scene, x->asked, &r->sides[i], share, passed, pad, eligible, price, e);
    base_arena_reset(pad);
    return code;
}

static enum err_code add_prices(struct pass *x, const struct match_relation *r, int64_t *prices,
                                size_t *count, struct err *e)
{
    struct base_arena *pad = base_arena_new();
    const struct match_kind *kind = &x->scene->desk->kinds[r->kind];
    bool each = looks_at_each(x->scene, x->asked);
    int64_t budget = x->asked->demand->budget;
    enum err_code code =
        incentive_aids_find(x->scene->terms, x->asked->demand->requester, kind->kind,
                            x->asked->first_day, x->asked->arena, &x->aids, e);
    for (size_t i = 0; !code && i < r->count; i++) {
        enum quick quick = LOOK_AT_GATES;
        if (r->sides[i].lane == NULL)
            continue;
        if (!each && (x->quoted_count == 0 || !is_quoted(x, kind->first + i)))
            code = quick_look(x, &r->briefs[i], &r->sides[i], &quick, &prices[*count], e);
        bool eligible = quick == ELIGIBLE && (budget == BASE_NONE || prices[*count] <= budget);
        if (!code && quick >= LOOK)
            code = look_at(x, r, i, quick == LOOK, pad, &eligible, &prices[*count], e);
        x->eligible += eligible;
        *count += eligible && prices[*count] != BASE_NONE;
    }
    base_arena_free(&pad);
    return code;
}

static void find_quoted(struct pass *x, struct base_arena *scratch)
{
    const struct match_asked *asked = x->asked;
    size_t *list = base_arena_array(scratch, asked->quote_count + 1, sizeof *list);
    for (size_t i = 0; i < asked->quote_count; i++) {
        const struct match_offer *offer =
            match_desk_offer(x->scene->desk, asked->quotes[i]->resource);
        if (offer != NULL)
            list[x->quoted_count++] = offer->document;
    }
    x->quoted = list;
}

/* The prices of all that are eligible, in the scene's room for them. */
static enum err_code find_prices(struct pass *x, const struct match_related *related, size_t *count,
                                 struct err *e)
{
    struct match_scene *s = x->scene;
    struct base_arena *scratch = base_arena_new();
    enum err_code code = ERR_NONE;
    *count = 0;
    x->own = match_desk_owner(s->desk, x->asked->demand->requester);
    find_quoted(x, scratch);
    for (size_t k = 0; !code && k < related->count && !x->asked->closed; k++)
        if (x->asked->related[related->list[k].kind])
            code = add_prices(x, &related->list[k], s->desk->room.prices, count, e);
    base_arena_free(&scratch);
    return code;
}

enum err_code match_count_eligible(struct match_scene *s, struct match_asked *asked,
                                   const struct match_related *related, size_t *count,
                                   struct err *e)
{
    struct pass x = {.scene = s, .asked = asked};
    size_t priced;
    enum err_code code = find_prices(&x, related, &priced, e);
    *count = x.eligible;
    return code;
}

enum err_code match_scale(struct match_scene *s, struct match_asked *asked,
                          const struct match_related *related, struct err *e)
{
    struct pass x = {.scene = s, .asked = asked};
    size_t n = 0;
    asked->scale = 0;
    enum err_code code = match_scene_near(s, asked->region, &asked->near, e);
    if (!code && asked->demand->budget != BASE_NONE) {
        asked->scale = (double)asked->demand->budget;
        return ERR_NONE;
    }
    if (!code)
        code = find_prices(&x, related, &n, e);
    if (code || n == 0)
        return code;
    int64_t below = select_amount(s->desk->room.prices, n, (n - 1) / 2);
    asked->scale = (double)below + (double)select_amount(s->desk->room.prices, n, n / 2);
    return ERR_NONE;
}
