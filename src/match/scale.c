/* scale.c: the scale of the cost criterion: the budget, else twice the median price of the
 * eligible. That needs the price of each of thousands: most are found from their briefs, what their
 * kin have in common and the terms of their owners; only the others are looked at by themselves. */
#include "sharedesk/base/time.h"

#include "internal.h"

/* ---- eligible, and its price, in short ------------------------------------------------------- */

/* One demand, while all of its kinds are looked at. */
struct pass {
    struct match_scene *scene;
    struct match_asked *asked;
    struct incentive_aids aids;
    const size_t *quoted; /* documents of which a quote says something else */
    size_t quoted_count;
    size_t own;     /* the requester's place as an owner, 0: none */
    bool *shut;     /* by class of gates */
    bool free_used; /* the requester has taken free minutes of something, in the first month */
    size_t eligible;
    struct match_amounts prices;
    struct base_arena *scratch, *pad; /* the pad is for one offer */
};

/* BETWEEN: eligible, but its price is only known to lie between two others. */
enum quick { ELIGIBLE, BETWEEN, BLOCKED, LOOK, LOOK_AT_GATES };

/* How a use would lie: minutes of all sittings; vague: what sittings is not known. */
struct lies {
    int64_t minutes;
    bool several, vague;
};

/* BETWEEN is told by the price. */
static enum quick quick_time(const struct pass *x, struct match_outlook *o,
                             const struct match_brief *b, const struct match_side *side,
                             struct lies *lies)
{
    struct schedule_outlook *time = &o->time;
    struct schedule_apart alone = {.left_least = b->left, .left_most = b->left};
    const struct schedule_apart *apart = b->apart || !x->scene->one_month ? &side->apart : &alone;
    enum schedule_alike alike = schedule_alike(time, apart);
    bool several = time->fit == SCHEDULE_FITS_SEVERAL && !b->only_minutes;
    *lies = (struct lies){o->sitting, several, several && alike == SCHEDULE_ROOM_AS_KIN};
    if (alike == SCHEDULE_AS_KIN || alike == SCHEDULE_ROOM_AS_KIN)
        return ELIGIBLE;
    if (alike != SCHEDULE_NO_ROOM)
        return LOOK;
    if (x->asked->piece >= x->asked->minutes)
        return BLOCKED;
    alike = schedule_first_alike(time, apart);
    *lies = (struct lies){.minutes = x->asked->minutes};
    return alike == SCHEDULE_AS_KIN ? ELIGIBLE : alike == SCHEDULE_NO_ROOM ? BLOCKED : LOOK;
}

/* Every sitting is rounded by itself. */
static bool charged_of(const struct match_outlook *o, const struct match_brief *b,
                       const struct lies *lies, int64_t *charged, int64_t *fees)
{
    const struct incentive_plain plain = {.step = b->step, .minimum = b->minimum};
    int64_t one;
    *fees = b->fee;
    if (!lies->several || lies->vague)
        return incentive_charged(&plain, lies->minutes, charged);
    *charged = 0;
    for (size_t i = 0; i < o->time.count; i++)
        if (!incentive_charged(&plain, o->time.sittings[i].minutes, &one) ||
            __builtin_add_overflow(*charged, one, charged))
            return false;
    return !__builtin_mul_overflow(b->fee, (int64_t)o->time.count, fees);
}

/* Of a use on these terms. */
static bool price_of(const struct pass *x, int64_t rate, int64_t keeps, int64_t charged,
                     int64_t fees, int64_t *price)
{
    int64_t gross;
    return incentive_plain_gross(rate, keeps, charged, fees, &gross) &&
           incentive_aids_leave(&x->aids, gross, price);
}

static int64_t month_of(const struct pass *x)
{
    return base_time_month(x->scene->calendar->from);
}

/* Minutes that are free of charge, all in one month. */
static enum err_code quota_left(const struct pass *x, const struct match_brief *b,
                                const struct match_side *side, const struct model_agreement *g,
                                int64_t *left, struct err *e)
{
    *left = b->quota + (g != NULL && g->free_minutes_month > 0 ? g->free_minutes_month : 0);
    if (*left == 0 || !x->free_used)
        return ERR_NONE;
    const struct incentive_use use = {.resource = side->offer->resource,
                                      .organisation = x->asked->demand->requester};
    return incentive_quota_left(x->scene->terms, &use, g, base_time_month(x->scene->calendar->from),
                                left, e);
}

/* Several sittings are charged for no less than one is. */
static enum err_code quick_price(const struct pass *x, struct match_outlook *o,
                                 const struct match_brief *b, const struct match_side *side,
                                 const struct lies *lies, enum quick *quick,
                                 struct match_vague *price, struct err *e)
{
    int64_t charged, fees, left;
    price->low = price->high = 0;
    if (b->free_ || (b->owner != 0 && b->owner == x->own))
        return ERR_NONE;
    const struct match_terms *terms = match_terms_with(x->scene, x->asked, b->owner);
    const struct model_agreement *g = terms->agreement;
    struct incentive_payer payer = {x->asked->demand->requester, x->asked->member, g};
    bool quotas = b->quota > 0 || (g != NULL && g->free_minutes_month != BASE_NONE);
    enum err_code code = quota_left(x, b, side, g, &left, e);
    *quick = LOOK;
    if (code || !terms->steady || (quotas && !x->scene->one_month) ||
        !charged_of(o, b, lies, &charged, &fees) ||
        !price_of(x, incentive_plain_rate(b->inside, b->outside, &payer),
                  incentive_agreement_keeps(g), charged > left ? charged - left : 0, fees,
                  &price->low))
        return code;
    *quick = lies->vague ? BETWEEN : ELIGIBLE;
    price->high = lies->vague ? INT64_MAX : price->low;
    return ERR_NONE;
}

static enum err_code quick_look(const struct pass *x, const struct match_brief *b,
                                const struct match_side *side, enum quick *quick,
                                struct match_vague *price, struct err *e)
{
    struct lies lies;
    unsigned broken = 0;
    enum err_code code = ERR_NONE;
    *quick = LOOK_AT_GATES;
    if (!b->quick || (b->gate != MATCH_GATE_NONE && b->owner != 0 && b->owner == x->own))
        return ERR_NONE;
    struct match_outlook *o = match_outlook_of(x->scene, x->asked, b->kin, side);
    if (b->gate != MATCH_GATE_NONE)
        code = match_gates_of_class(x->scene, x->asked, b->gate, &broken, e);
    *quick = (broken | o->broken) != 0 ? BLOCKED : quick_time(x, o, b, side, &lies);
    if (!code && *quick == ELIGIBLE)
        code = quick_price(x, o, b, side, &lies, quick, price, e);
    return code;
}

/* ---- one by itself --------------------------------------------------------------------------- */

static void add_price(struct pass *x, int64_t price)
{
    int64_t budget = x->asked->demand->budget;
    if (price != BASE_NONE && budget != BASE_NONE && price > budget)
        return;
    x->eligible++;
    if (price != BASE_NONE)
        match_amounts_add(&x->prices, price);
}

/* passed: the first gates, as is known. */
static enum err_code look_at(struct pass *x, const struct match_relation *r, size_t i, bool passed,
                             struct err *e)
{
    const struct match_scene *s = x->scene;
    double share = 0;
    bool eligible;
    int64_t price;
    if (r->sides[i].lane == NULL)
        return ERR_NONE;
    if (s->policy->least_capability > 0)
        share =
            match_index_query_share(s->desk->index, x->asked->query, r->sides[i].offer->document);
    enum err_code code = match_judge_price(x->scene, x->asked, &r->sides[i], share, passed, x->pad,
                                           &eligible, &price, e);
    base_arena_reset(x->pad);
    if (!code && eligible)
        add_price(x, price);
    return code;
}

/* Where the budget does not ask for more, a price between two others is left at that. */
static enum err_code look_quickly(struct pass *x, const struct match_related *related,
                                  uint32_t among, uint32_t place, struct err *e)
{
    const struct match_relation *r = &related->list[among];
    int64_t budget = x->asked->demand->budget;
    enum quick quick;
    struct match_vague price = {.among = among, .place = place};
    enum err_code code = quick_look(x, &r->briefs[place], &r->sides[place], &quick, &price, e);
    if (code || quick == BLOCKED)
        return code;
    if (quick == BETWEEN && budget == BASE_NONE)
        match_amounts_add_vague(&x->prices, &price);
    else if (quick == BETWEEN && price.low <= budget && price.high > budget)
        return look_at(x, r, place, true, e);
    else if (quick <= BETWEEN)
        add_price(x, price.low);
    else
        return look_at(x, r, place, quick == LOOK, e);
    return ERR_NONE;
}

/* ---- all of a kind --------------------------------------------------------------------------- */

/* What must be left of an offer's capacity, and what of its time be free, for a use to lie as on
 * all its kin; and what it is charged for then. */
struct window {
    int64_t enough, least; /* below the least no use fits at all */
    int64_t begin, end;    /* minutes behind the calendar's start */
    int64_t charged, fees;
    bool free_;
};

static int64_t minutes_behind(const struct pass *x, int64_t at, bool up)
{
    return (at - x->scene->calendar->from + (up ? 59 : 0)) / 60;
}

/* False: nothing is known of all in short. */
static bool find_window(const struct pass *x, const struct match_fare_run *run,
                        struct match_outlook *o, struct window *w)
{
    static const struct schedule_apart nothing = {.left_least = INT64_MAX, .left_most = INT64_MAX};
    const struct match_brief *b = &run->like;
    struct schedule_outlook *time = &o->time;
    bool one = time->fit == SCHEDULE_FITS_ONE;
    if (time->fit == SCHEDULE_FITS_NOT || schedule_alike(time, &nothing) != SCHEDULE_AS_KIN)
        return false;
    const struct lies lies = {o->sitting, !one && !b->only_minutes, false};
    int64_t start = one ? time->start : time->pieces[0].start;
    int64_t end = one ? start + 60 * time->minutes : time->pieces[time->count - 1].end;
    *w = (struct window){
        .enough = one ? time->minutes : time->before,
        .least = x->scene->one_month && x->asked->piece >= x->asked->minutes ? time->minutes : 0,
        .begin = time->limited ? INT32_MIN : minutes_behind(x, start, false),
        .end = minutes_behind(x, end, true),
        .free_ = b->free_,
    };
    return charged_of(o, b, &lies, &w->charged, &w->fees);
}

static bool is_quoted(const struct pass *x, size_t document)
{
    for (size_t i = 0; i < x->quoted_count; i++)
        if (x->quoted[i] == document)
            return true;
    return false;
}

static bool as_kin(const struct window *w, const struct match_fare *f)
{
    return f->left >= w->enough && (f->taken_until <= w->begin || f->taken_from >= w->end);
}

static enum err_code add_run(struct pass *x, const struct match_related *related, uint32_t among,
                             const struct match_fare_run *run, struct err *e)
{
    const struct match_relation *r = &related->list[among];
    const struct match_fare *end = r->fares->list + run->first + run->count;
    size_t first = x->scene->desk->kinds[r->kind].first;
    struct match_outlook *o = match_outlook_of(x->scene, x->asked, run->like.kin,
                                               &r->sides[r->fares->list[run->first].place]);
    struct window w;
    enum err_code code = ERR_NONE;
    bool known = o->broken == 0 && find_window(x, run, o, &w), inside = x->asked->member;
    if (o->broken != 0 || (o->time.fit == SCHEDULE_FITS_NOT && !o->time.limited &&
                           x->asked->piece >= x->asked->minutes))
        return ERR_NONE;
    for (const struct match_fare *f = end - run->count; !code && f < end; f++) {
        int64_t price = 0, keeps = x->scene->keeps[f->owner];
        if (x->shut[f->gate] && (f->owner != x->own || x->own == 0))
            continue;
        if ((known && f->left < w.least) || (x->quoted_count > 0 && is_quoted(x, first + f->place)))
            continue;
        if (known && keeps >= 0 && as_kin(&w, f) &&
            (w.free_ ||
             price_of(x, inside ? f->inside : f->outside, keeps, w.charged, w.fees, &price)))
            add_price(x, price);
        else
            code = look_quickly(x, related, among, f->place, e);
    }
    return code;
}

/* Where the terms may change from day to day, or capability is asked for, each is looked at. */
static bool looks_at_each(const struct match_scene *s, const struct match_asked *asked)
{
    return !asked->member_steady || asked->vouchers_vary || asked->expired ||
           asked->until <= asked->from || s->policy->least_capability > 0;
}

static enum err_code add_prices(struct pass *x, const struct match_related *related, uint32_t among,
                                struct err *e)
{
    const struct match_relation *r = &related->list[among];
    const struct match_kind *kind = &x->scene->desk->kinds[r->kind];
    bool each = looks_at_each(x->scene, x->asked);
    enum err_code code =
        incentive_aids_find(x->scene->terms, x->asked->demand->requester, kind->kind,
                            x->asked->first_day, x->asked->arena, &x->aids, e);
    for (size_t i = 0; each && !code && i < r->count; i++)
        code = look_at(x, r, i, false, e);
    if (code || each)
        return code;
    for (size_t i = 0; !code && i < r->fares->run_count; i++)
        code = add_run(x, related, among, &r->fares->runs[i], e);
    for (size_t i = 0; !code && i < r->fares->other_count; i++)
        if (!is_quoted(x, kind->first + r->fares->others[i]))
            code = look_quickly(x, related, among, r->fares->others[i], e);
    for (size_t i = 0; !code && i < x->quoted_count; i++)
        if (x->quoted[i] >= kind->first && x->quoted[i] < kind->first + kind->count)
            code = look_at(x, r, x->quoted[i] - kind->first, false, e);
    return code;
}

/* ---- what is the same for all ---------------------------------------------------------------- */

/* Once each. */
static void find_quoted(struct pass *x)
{
    const struct match_asked *asked = x->asked;
    size_t *list = base_arena_array(x->scratch, asked->quote_count + 1, sizeof *list);
    x->quoted = list;
    for (size_t i = 0; i < asked->quote_count; i++) {
        const struct match_offer *offer =
            match_desk_offer(x->scene->desk, asked->quotes[i]->resource);
        if (offer != NULL && !is_quoted(x, offer->document))
            list[x->quoted_count++] = offer->document;
    }
}

/* What owners leave of a price by discounts; negative where there is more to be known. */
static void find_keeps(struct pass *x)
{
    struct match_scene *s = x->scene;
    size_t owners = s->desk->owner_count + 1;
    if (s->keeps == NULL) {
        s->keeps = base_arena_array(s->arena, owners, sizeof *s->keeps);
        for (size_t i = 0; i < owners; i++)
            s->keeps[i] = (int32_t)incentive_agreement_keeps(NULL);
    }
    for (size_t i = 1; i < owners; i++) {
        if ((s->drawing[i] & MATCH_AGREED) == 0)
            continue;
        const struct match_terms *terms = match_terms_with(s, x->asked, i);
        const struct model_agreement *g = terms->agreement;
        bool more = !terms->steady ||
                    (g != NULL && (g->price != BASE_NONE || g->free_minutes_month != BASE_NONE));
        s->keeps[i] = more ? -1 : (int32_t)incentive_agreement_keeps(g);
    }
}

static enum err_code find_shut(struct pass *x, struct err *e)
{
    enum err_code code = ERR_NONE;
    x->shut = base_arena_array(x->scratch, x->scene->gate_count + 1, sizeof *x->shut);
    for (size_t i = 1; !code && i <= x->scene->gate_count; i++) {
        unsigned broken;
        code = match_gates_of_class(x->scene, x->asked, (uint8_t)i, &broken, e);
        x->shut[i] = broken != 0;
    }
    return code;
}

/* The prices of all that are eligible. */
static enum err_code find_prices(struct pass *x, const struct match_related *related, struct err *e)
{
    struct match_scene *s = x->scene;
    match_amounts_begin(&x->prices, s->desk->room.prices, x->scratch);
    x->own = match_desk_owner(s->desk, x->asked->demand->requester);
    find_quoted(x);
    find_keeps(x);
    int32_t kept = s->keeps[x->own];
    if (x->own != 0) /* what it uses of its own is free */
        s->keeps[x->own] = -1;
    enum err_code code = find_shut(x, e);
    if (!code)
        code = incentive_terms_free_any(s->terms, x->asked->demand->requester, month_of(x),
                                        &x->free_used, e);
    for (uint32_t k = 0; !code && k < related->count && !x->asked->closed; k++)
        if (x->asked->related[related->list[k].kind])
            code = add_prices(x, related, k, e);
    s->keeps[x->own] = kept;
    return code;
}

static struct pass begin(struct match_scene *s, struct match_asked *asked)
{
    return (struct pass){
        .scene = s, .asked = asked, .scratch = base_arena_new(), .pad = base_arena_new()};
}

static void end(struct pass *x)
{
    base_arena_free(&x->scratch);
    base_arena_free(&x->pad);
}

enum err_code match_count_eligible(struct match_scene *s, struct match_asked *asked,
                                   const struct match_related *related, size_t *count,
                                   struct err *e)
{
    enum err_code code = ERR_NONE;
    if (asked->eligible == SIZE_MAX) {
        struct pass x = begin(s, asked);
        code = find_prices(&x, related, e);
        asked->eligible = code ? SIZE_MAX : x.eligible;
        end(&x);
    }
    *count = asked->eligible;
    return code;
}

/* ---- the scale ------------------------------------------------------------------------------- */

/* Looks at those whose price would tell which is at a place. */
static enum err_code settle(struct pass *x, const struct match_related *related, size_t place,
                            struct err *e)
{
    enum err_code code = ERR_NONE;
    struct match_vague *doubts;
    for (size_t count = 1; !code && count > 0 && place < match_amounts_count(&x->prices);) {
        count = match_amounts_doubts(&x->prices, place, &doubts);
        for (size_t i = 0; !code && i < count; i++)
            code = look_at(x, &related->list[doubts[i].among], doubts[i].place, true, e);
    }
    return code;
}

/* Twice the median. */
static enum err_code find_scale(struct pass *x, const struct match_related *related, double *scale,
                                struct err *e)
{
    size_t n, before;
    enum err_code code = ERR_NONE;
    do {
        n = match_amounts_count(&x->prices);
        if (n > 0)
            code = settle(x, related, (n - 1) / 2, e);
        if (!code && n > 0)
            code = settle(x, related, n / 2, e);
        before = n;
        n = match_amounts_count(&x->prices);
    } while (!code && n != before);
    x->eligible += x->prices.vague_count;
    if (code || n == 0)
        return code;
    *scale = (double)match_amounts_at(&x->prices, (n - 1) / 2) +
             (double)match_amounts_at(&x->prices, n / 2);
    return ERR_NONE;
}

enum err_code match_scale(struct match_scene *s, struct match_asked *asked,
                          const struct match_related *related, struct err *e)
{
    asked->scale = 0;
    enum err_code code = match_scene_near(s, asked->region, &asked->near, e);
    if (code || asked->demand->budget != BASE_NONE) {
        asked->scale = code ? 0 : (double)asked->demand->budget;
        return code;
    }
    struct pass x = begin(s, asked);
    code = find_prices(&x, related, e);
    if (!code)
        code = find_scale(&x, related, &asked->scale, e);
    asked->eligible = code ? SIZE_MAX : x.eligible;
    end(&x);
    return code;
}
