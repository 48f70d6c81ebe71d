#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/free.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- one pair -------------------------------------------------------------------------------- */

/* Where the pair's use would lie in the calendar. */
struct laid {
    struct base_interval *sittings;
    size_t count;
    bool fits; /* the whole, or a piece of a divisible demand */
};

/* What cannot be booked has its price too: that of one sitting of the minutes asked for. */
static void imagine(int64_t start, int64_t minutes, struct base_arena *a, struct laid *laid)
{
    laid->sittings = base_arena_alloc(a, sizeof *laid->sittings);
    laid->sittings[0] = (struct base_interval){start, start + 60 * minutes};
    laid->count = 1;
}

static enum err_code lay(struct match_scene *s, const struct match_asked *asked,
                         struct schedule_lane *lane, struct base_arena *a,
                         struct match_candidate *c, struct laid *laid, struct err *e)
{
    struct schedule_slot *slots = NULL;
    size_t count = 0;
    enum err_code code = ERR_NONE;
    *laid = (struct laid){0};
    c->figures.first_start = BASE_NONE;
    if (lane != NULL) {
        struct base_interval may =
            schedule_bookable(lane->resource, s->now, asked->from, asked->until);
        if (may.start < may.end)
            c->free_minutes = schedule_lane_free_minutes(s->calendar, lane, may.start, may.end);
        code = schedule_free_sittings(s->calendar, lane, asked->from, asked->until, c->minutes, a,
                                      &slots, &count, e);
        laid->fits = count > 0;
        if (!code && count == 0)
            code = schedule_free_find(s->calendar, lane, asked->from, asked->until,
                                      asked->piece < c->minutes ? asked->piece : 0, a, &slots,
                                      &count, e);
    }
    if (code)
        return code;
    if (count > 0)
        c->figures.first_start = slots[0].start;
    if (!laid->fits) {
        laid->fits = count > 0 && asked->piece < asked->minutes;
        imagine(asked->from, c->minutes, a, laid);
        return ERR_NONE;
    }
    if (c->minutes < lane->resource->length_minimum) {
        imagine(slots[0].start, c->minutes, a, laid); /* the free sitting is longer than asked */
        return ERR_NONE;
    }
    laid->count = count;
    laid->sittings = base_arena_array(a, count, sizeof *laid->sittings);
    for (size_t i = 0; i < count; i++)
        laid->sittings[i] = (struct base_interval){slots[i].start, slots[i].end};
    return ERR_NONE;
}

static enum err_code find_price(struct match_scene *s, const struct match_asked *asked,
                                const struct match_offer *offer, const struct laid *laid,
                                struct base_arena *a, struct match_candidate *c,
                                const char **priority, struct err *e)
{
    struct incentive_price price;
    struct incentive_use use = {
        .resource = offer->resource,
        .organisation = asked->demand->requester,
        .sittings = laid->sittings,
        .sitting_count = laid->count,
        .agreement = INCENTIVE_FIND,
        .voucher = INCENTIVE_FIND,
        .figures_only = true,
    };
    enum err_code code = incentive_price_find(s->terms, &use, a, &price, e);
    if (code)
        return code;
    c->price = price.refusal != NULL ? BASE_NONE : price.total;
    c->figures.full_price = price.refusal != NULL ? BASE_NONE : price.gross;
    if (price.refusal == NULL) {
        c->figures.voucher = price.voucher;
        c->figures.voucher_amount = price.voucher_part;
    }
    const struct model_agreement *agreement = NULL;
    code = incentive_terms_agreement(s->terms, offer->resource, asked->demand->requester,
                                     base_time_day(laid->sittings[0].start), &agreement, e);
    *priority = agreement != NULL ? agreement->priority : NULL;
    return code;
}

/* A quote's figures replace what the desk would compute for the pair. */
static void take_quote(const struct model_quote *quote, struct match_candidate *c)
{
    if (quote == NULL)
        return;
    c->figures.quote = quote->head.id;
    if (quote->price != BASE_NONE) {
        c->price = c->figures.full_price = quote->price;
        c->figures.voucher = c->figures.voucher_amount = 0;
    }
    if (quote->benefit != BASE_NONE) {
        c->benefit = quote->benefit;
        c->figures.quoted_benefit = true;
    }
}

static void name_pair(const struct match_asked *asked, const struct model_resource *r,
                      struct match_candidate *c)
{
    const struct model_proposal *p =
        base_map_get(&asked->proposals, (struct base_map_key){r->head.id, 0, 0});
    c->demand = asked->demand->head.id;
    c->demand_uid = asked->demand->head.uid;
    c->demand_title = asked->demand->title;
    c->resource = r->head.id;
    c->uid = r->head.uid;
    c->name = r->name;
    c->unit = r->unit;
    c->from = asked->from;
    c->until = asked->open ? BASE_NONE : asked->until;
    if (p != NULL) {
        c->proposal = p->head.id;
        c->status = model_code_or(p->status, "proposed");
        c->stance = p->stance;
        c->reason = p->reason;
    }
}

/* scratch: for what the calendar and the price are worked out with. */
static enum err_code judge(struct match_scene *s, const struct match_asked *asked,
                           const struct match_offer *offer, struct base_arena *a,
                           struct base_arena *scratch, struct match_candidate *c, struct err *e)
{
    const struct model_resource *r = offer->resource;
    const struct model_quote *quote =
        base_map_get(&asked->quotes, (struct base_map_key){r->head.id, 0, 0});
    struct laid laid;
    const char *priority = NULL;
    *c = (struct match_candidate){0};
    name_pair(asked, r, c);
    c->minutes = quote != NULL && quote->minutes != BASE_NONE ? quote->minutes : asked->minutes;
    c->figures.value = asked->value;
    c->figures.standing = asked->standing;
    c->figures.balance = asked->balance;
    if (r->cost != BASE_NONE &&
        !incentive_worth(s->policy, r, c->minutes, r->cost, &c->figures.cost))
        return err_set(e, ERR_LIMIT, r->name, NULL, "%s",
                       _("its cost does not fit into the largest number of the desk"));
    struct schedule_lane *lane = schedule_calendar_lane(s->calendar, r->head.id);
    enum err_code code = lay(s, asked, lane, scratch, c, &laid, e);
    if (!code)
        code = find_price(s, asked, offer, &laid, scratch, c, &priority, e);
    if (code)
        return code;
    c->figures.urgency = match_urgency(s->policy, asked->demand, priority, s->now);
    take_quote(quote, c);
    code = match_fit(s, asked, offer, a, c, e);
    if (!code)
        code = match_gates(s, asked, offer, laid.fits, a, c, e);
    return code;
}

/* ---- lists ----------------------------------------------------------------------------------- */

static int by_fit(const void *x, const void *y)
{
    const struct match_candidate *a = x, *b = y;
    if (a->blocked != b->blocked)
        return a->blocked ? 1 : -1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    int uid = strcmp(a->uid, b->uid);
    return uid != 0 ? uid : strcmp(a->demand_uid, b->demand_uid);
}

static void sort_list(struct match_list *list)
{
    if (list->count > 0)
        qsort(list->candidates, list->count, sizeof *list->candidates, by_fit);
    list->eligible = 0;
    while (list->eligible < list->count && !list->candidates[list->eligible].blocked)
        list->eligible++;
}

/* In a question about few resources the others take no part, blocked or not. In one about a single
 * one they do for a demand without a budget: its cost criterion compares with their prices. */
static bool takes_part(const struct match_scene *s, const struct model_demand *demand, int64_t only,
                       const struct match_offer *offer)
{
    int64_t id = offer->resource->head.id;
    if (only != BASE_NONE && demand->budget != BASE_NONE)
        return id == only;
    return s->scope.resources == NULL || schedule_calendar_lane(s->calendar, id) != NULL;
}

/* only: the resource that is asked about; BASE_NONE: all of the scene. */
static enum err_code judge_all(struct match_scene *s, const struct model_demand *demand,
                               const struct match_options *options, int64_t only,
                               struct base_arena *a, struct match_list *list, struct err *e)
{
    struct match_asked asked;
    enum err_code code = match_asked_read(s, demand, options, a, &asked, e);
    *list = (struct match_list){0};
    if (code)
        return code;
    size_t most = s->scope.resources != NULL ? s->scope.resource_count : s->desk->offer_count;
    list->candidates = base_arena_array(a, most + 1, sizeof *list->candidates);
    struct base_arena *scratch = base_arena_new();
    for (size_t i = 0; !code && i < s->desk->offer_count; i++) {
        const struct match_offer *offer = &s->desk->offers[i];
        bool related = model_kind_related(demand->kind, offer->resource->kind);
        if (!related && !(options != NULL && options->all_kinds)) {
            list->other_kinds++;
            continue;
        }
        if (takes_part(s, demand, only, offer))
            code = judge(s, &asked, offer, a, scratch, &list->candidates[list->count++], e);
        base_arena_reset(scratch);
    }
    base_arena_free(&scratch);
    if (!code)
        code = match_finish(s, &asked, list->candidates, list->count, a, e);
    if (!code)
        sort_list(list);
    return code;
}

enum err_code match_scene_candidates(struct match_scene *s, const struct model_demand *demand,
                                     const struct match_options *options, struct base_arena *a,
                                     struct match_list *list, struct err *e)
{
    return judge_all(s, demand, options, BASE_NONE, a, list, e);
}

/* ---- questions ------------------------------------------------------------------------------- */

/* Resources whose calendar a demand needs: of fitting kind, or all. */
static void scope_of(const struct match_desk *m, const struct model_demand *demand, bool all_kinds,
                     struct base_arena *a, struct match_scope *scope)
{
    int64_t *ids = base_arena_array(a, m->offer_count + 1, sizeof *ids);
    scope->resources = ids;
    for (size_t i = 0; i < m->offer_count; i++) {
        const struct model_resource *r = m->offers[i].resource;
        if (all_kinds || model_kind_related(demand->kind, r->kind))
            ids[scope->resource_count++] = r->head.id;
    }
}

static enum err_code ask(struct match_desk *m, const struct model_demand *demand,
                         const struct match_options *options, struct match_scope *scope,
                         struct base_arena *a, struct match_list *list, struct err *e)
{
    struct match_asked window;
    struct match_scene *scene;
    match_window(demand, options, store_now(m->store), &window);
    scope->from = window.from;
    scope->until = window.until;
    scope->requester = demand->requester;
    enum err_code code = match_scene_open(m, scope, a, &scene, e);
    if (!code)
        code = match_scene_candidates(scene, demand, options, a, list, e);
    return code;
}

enum err_code match_candidates(struct match_desk *m, int64_t demand,
                               const struct match_options *options, struct base_arena *a,
                               struct match_list *list, struct err *e)
{
    struct model_demand *d;
    struct match_scope scope = {0};
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, demand, a, &d, e);
    if (code)
        return code;
    scope_of(m, d, options != NULL && options->all_kinds, a, &scope);
    return ask(m, d, options, &scope, a, list, e);
}

static enum err_code find_offer(struct match_desk *m, int64_t resource, struct base_arena *a,
                                const struct match_offer **offer, struct err *e)
{
    *offer = match_desk_offer(m, resource);
    if (*offer != NULL)
        return ERR_NONE;
    return err_set(e, ERR_NOT_FOUND, store_title(m->store, MODEL_RESOURCE, resource, a),
                   _("List the resources in use with: list resources"), "%s",
                   _("it is retired, or was never there"));
}

/* A retired one has left the index; it is judged all the same, so that "why not?" has an answer. */
static enum err_code pair_retired(struct match_desk *m, const struct model_demand *d,
                                  int64_t resource, const struct match_options *options,
                                  struct base_arena *a, struct match_candidate *candidate,
                                  struct err *e)
{
    struct match_scope scope = {.resources = &resource, .resource_count = 1};
    struct match_offer offer = {.document = SIZE_MAX};
    struct match_asked asked;
    struct match_scene *scene;
    struct model_resource *r;
    enum err_code code = store_get(m->store, MODEL_RESOURCE, resource, a, &r, e);
    if (code)
        return code;
    offer.resource = r;
    match_window(d, options, store_now(m->store), &asked);
    scope.from = asked.from;
    scope.until = asked.until;
    scope.requester = d->requester;
    code = match_scene_open(m, &scope, a, &scene, e);
    if (!code)
        code = match_asked_read(scene, d, options, a, &asked, e);
    if (!code)
        code = judge(scene, &asked, &offer, a, a, candidate, e);
    return code ? code : match_finish(scene, &asked, candidate, 1, a, e);
}

/* Without a budget the cost criterion compares with the others' prices: they must be judged too. */
enum err_code match_pair(struct match_desk *m, int64_t demand, int64_t resource,
                         const struct match_options *options, struct base_arena *a,
                         struct match_candidate *candidate, struct err *e)
{
    struct model_demand *d;
    struct match_options wide =
        options != NULL ? *options : (struct match_options)MATCH_OPTIONS_INIT;
    struct match_scope scope = {0};
    struct match_list list;
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, demand, a, &d, e);
    if (code)
        return code;
    const struct match_offer *offer = match_desk_offer(m, resource);
    if (offer == NULL)
        return pair_retired(m, d, resource, options, a, candidate, e);
    wide.all_kinds = !model_kind_related(d->kind, offer->resource->kind);
    if (d->budget != BASE_NONE)
        scope = (struct match_scope){.resources = &resource, .resource_count = 1};
    else
        scope_of(m, d, wide.all_kinds, a, &scope);
    code = ask(m, d, &wide, &scope, a, &list, e);
    for (size_t i = 0; !code && i < list.count; i++) {
        if (list.candidates[i].resource == resource)
            *candidate = list.candidates[i];
    }
    return code;
}

/* ---- the other way round --------------------------------------------------------------------- */

struct offers_question {
    struct match_desk *desk;
    int64_t resource;
    const struct match_options *options;
    struct model_demand **demands;
    size_t count;
};

/* One scene for all demands; only the resource itself when every demand has a budget. */
static enum err_code open_for_all(const struct offers_question *q, struct base_arena *a,
                                  struct match_scene **scene, struct err *e)
{
    int64_t now = store_now(q->desk->store);
    struct match_scope scope = {.from = now, .until = now + 1, .requester = BASE_NONE};
    bool alone = true;
    for (size_t i = 0; i < q->count; i++) {
        struct match_asked window;
        match_window(q->demands[i], q->options, now, &window);
        if (window.until > scope.until)
            scope.until = window.until;
        alone = alone && q->demands[i]->budget != BASE_NONE;
    }
    if (alone) {
        scope.resources = &q->resource;
        scope.resource_count = 1;
    }
    return match_scene_open(q->desk, &scope, a, scene, e);
}

static enum err_code offer_to(const struct offers_question *q, struct match_scene *scene,
                              const struct match_offer *offer, size_t i, struct base_arena *a,
                              struct match_list *list, struct err *e)
{
    struct match_options wide =
        q->options != NULL ? *q->options : (struct match_options)MATCH_OPTIONS_INIT;
    struct match_list all;
    bool related = model_kind_related(q->demands[i]->kind, offer->resource->kind);
    if (!related && !wide.all_kinds) {
        list->other_kinds++;
        return ERR_NONE;
    }
    wide.all_kinds = !related;
    enum err_code code = judge_all(scene, q->demands[i], &wide, q->resource, a, &all, e);
    for (size_t k = 0; !code && k < all.count; k++) {
        if (all.candidates[k].resource == q->resource)
            list->candidates[list->count++] = all.candidates[k];
    }
    return code;
}

enum err_code match_offers(struct match_desk *m, int64_t resource,
                           const struct match_options *options, struct base_arena *a,
                           struct match_list *list, struct err *e)
{
    struct offers_question q = {.desk = m, .resource = resource, .options = options};
    struct match_scene *scene;
    *list = (struct match_list){0};
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_select(m->store, MODEL_DEMAND, STORE_MATCH_DEMANDS_WAITING, STORE_NO_ARGS, a,
                            &q.demands, &q.count, e);
    if (code)
        return code;
    const struct match_offer *offer = NULL;
    if (find_offer(m, resource, a, &offer, e))
        return e->code;
    list->candidates = base_arena_array(a, q.count + 1, sizeof *list->candidates);
    code = open_for_all(&q, a, &scene, e);
    for (size_t i = 0; !code && i < q.count; i++) {
        if (!match_desk_step(m, _("matching"), i, q.count, e))
            return e->code;
        code = offer_to(&q, scene, offer, i, a, list, e);
    }
    if (!code)
        sort_list(list);
    return code;
}
