/* candidate.c: resources for a demand, demands for a resource, and one pair. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- what outlasts the desk's reading ---------------------------------------------------------
 */

/* A candidate that is handed out keeps its names, whatever the desk reads anew. */
static void hand_out(const struct match_asked *asked, const struct match_pair *p,
                     struct base_arena *a, struct match_candidate *c)
{
    match_pair_fill(asked, p, c);
    c->uid = base_arena_strdup(a, c->uid);
    c->name = base_arena_strdup(a, c->name);
    c->unit = base_arena_strdup(a, c->unit);
}

/* ---- lists ----------------------------------------------------------------------------------- */

static int by_resource(const void *x, const void *y)
{
    const struct match_pair *p = *(const struct match_pair *const *)x;
    const struct match_pair *q = *(const struct match_pair *const *)y;
    return match_pair_before(p, q) ? -1 : match_pair_before(q, p);
}

static int by_demand(const void *x, const void *y)
{
    const struct match_candidate *a = x, *b = y;
    if (a->blocked != b->blocked)
        return a->blocked ? 1 : -1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return strcmp(a->demand_uid, b->demand_uid);
}

static void count_eligible(struct match_list *list)
{
    list->eligible = 0;
    while (list->eligible < list->count && !list->candidates[list->eligible].blocked)
        list->eligible++;
}

static void sort_demands(struct match_list *list)
{
    if (list->count > 0)
        qsort(list->candidates, list->count, sizeof *list->candidates, by_demand);
    count_eligible(list);
    list->of = list->count;
    list->of_eligible = list->eligible;
}

/* Every pair of the demand, pointers to them in order. */
static enum err_code judge_all(struct match_scene *s, struct match_asked *asked,
                               const struct match_related *related, struct base_arena *a,
                               struct match_pair ***order, size_t *count, struct err *e)
{
    struct match_pair *pairs = base_arena_array(a, related->offers + 1, sizeof *pairs);
    struct base_arena *scratch = base_arena_new();
    enum err_code code = match_scale(s, asked, related, e);
    *order = base_arena_array(a, related->offers + 1, sizeof **order);
    *count = 0;
    match_shares_begin(s);
    for (size_t k = 0; !code && k < related->count; k++) {
        const struct match_relation *r = &related->list[k];
        const double *shares = s->desk->room.shares + s->desk->kinds[r->kind].first;
        match_shares_find(s, asked, true, r->kind);
        base_arena_reset(scratch);
        for (size_t i = 0; !code && i < r->count; i++) {
            if (r->sides[i].lane == NULL)
                continue;
            struct match_pair *p = &pairs[*count];
            (*order)[(*count)++] = p;
            code = match_judge(s, asked, &r->sides[i], shares[i], scratch, p, e);
        }
    }
    base_arena_free(&scratch);
    if (!code && *count > 0)
        qsort(*order, *count, sizeof **order, by_resource);
    return code;
}

/* The best of those that are eligible, or of those that are not, behind what is in the list. */
static enum err_code add_best(struct match_scene *s, struct match_asked *asked,
                              const struct match_related *related, size_t most, bool blocked,
                              struct base_arena *a, struct match_pair **order, size_t *count,
                              struct err *e)
{
    struct match_pair *pairs;
    size_t found = 0;
    const struct match_wanted wanted = {.most = most, .blocked = blocked, .rank = MATCH_BY_SCORE};
    enum err_code code = match_best(s, asked, related, &wanted, a, &pairs, &found, e);
    for (size_t i = 0; !code && i < found; i++)
        if ((pairs[i].broken != 0) == blocked)
            order[(*count)++] = &pairs[i];
    return code;
}

/* As if all had been judged. */
static enum err_code judge_best(struct match_scene *s, struct match_asked *asked,
                                const struct match_related *related, size_t most,
                                struct base_arena *a, struct match_pair ***order,
                                struct match_list *list, struct err *e)
{
    *order = base_arena_array(a, most + 1, sizeof **order);
    list->of = related->offers;
    enum err_code code = match_scale(s, asked, related, e);
    if (!code)
        code = match_count_eligible(s, asked, related, &list->of_eligible, e);
    if (!code)
        code = add_best(s, asked, related, most, false, a, *order, &list->count, e);
    if (!code && list->count < most)
        code = add_best(s, asked, related, most - list->count, true, a, *order, &list->count, e);
    return code;
}

static enum err_code list_pairs(struct match_scene *s, const struct model_demand *demand,
                                const struct match_options *options, struct base_arena *a,
                                struct match_list *list, struct err *e)
{
    size_t most = options != NULL ? options->most : 0;
    struct match_asked *asked = base_arena_alloc(a, sizeof *asked);
    struct match_related related;
    struct match_pair **order;
    *list = (struct match_list){0};
    enum err_code code = match_asked_read(s, demand, options, a, asked, e);
    if (!code)
        code = match_related(s, asked, options != NULL && options->all_kinds, a, &related, e);
    if (!code)
        code = most > 0 ? judge_best(s, asked, &related, most, a, &order, list, e)
                        : judge_all(s, asked, &related, a, &order, &list->count, e);
    if (code)
        return code;
    list->other_kinds = related.others;
    list->candidates = base_arena_array(a, list->count + 1, sizeof *list->candidates);
    for (size_t i = 0; i < list->count; i++)
        hand_out(asked, order[i], a, &list->candidates[i]);
    count_eligible(list);
    if (most == 0) {
        list->of = list->count;
        list->of_eligible = list->eligible;
    }
    return ERR_NONE;
}

/* ---- one pair -------------------------------------------------------------------------------- */

/* What is asked of one offer. */
struct one {
    struct match_asked *asked;
    struct match_side *side;
    double share; /* of the text */
};

static enum err_code ask_one(struct match_scene *s, const struct model_demand *demand,
                             const struct match_offer *offer, const struct match_options *options,
                             struct base_arena *a, struct one *one, struct err *e)
{
    *one = (struct one){.asked = base_arena_alloc(a, sizeof *one->asked),
                        .side = base_arena_alloc(a, sizeof *one->side)};
    enum err_code code = match_asked_read(s, demand, options, a, one->asked, e);
    if (!code)
        code = match_scene_side(s, offer, one->side, e);
    if (!code && offer->document != SIZE_MAX)
        one->share = match_index_query_share(s->desk->index, one->asked->query, offer->document);
    return code;
}

/* Without a budget the cost criterion compares with the prices of all of its kind: those must be in
 * the scene. */
static enum err_code judge_one(struct match_scene *s, const struct one *one, struct base_arena *a,
                               struct match_candidate *c, struct err *e)
{
    struct match_related related = {0};
    struct match_pair pair;
    struct base_arena *scratch = base_arena_new();
    enum err_code code = ERR_NONE;
    if (one->asked->demand->budget == BASE_NONE)
        code = match_related(s, one->asked, false, scratch, &related, e);
    if (!code)
        code = match_scale(s, one->asked, &related, e);
    base_arena_free(&scratch);
    if (!code)
        code = match_judge(s, one->asked, one->side, one->share, a, &pair, e);
    if (!code)
        hand_out(one->asked, &pair, a, c);
    return code;
}

static bool is_capable(struct match_scene *s, const struct one *one)
{
    struct match_pair pair = {.side = one->side, .text_share = one->share};
    struct base_arena *scratch = base_arena_new();
    int64_t points = match_fit_capability(s, one->asked, &pair, scratch);
    base_arena_free(&scratch);
    return points > 0;
}

/* ---- questions ------------------------------------------------------------------------------- */

/* Offers whose calendar a demand needs: of fitting kind, or all; and this one. */
static void scope_of(const struct match_desk *m, const struct model_demand *demand, bool all_kinds,
                     int64_t besides, struct base_arena *a, struct match_scope *scope)
{
    size_t most = 1;
    for (size_t k = 0; k < m->kind_count; k++)
        if (all_kinds || model_kind_related(demand->kind, m->kinds[k].kind))
            most += m->kinds[k].count;
    const struct model_resource **list = base_arena_array(a, most, sizeof *list);
    int64_t *ids = base_arena_array(a, most, sizeof *ids);
    for (size_t k = 0; k < m->kind_count; k++) {
        const struct match_kind *kind = &m->kinds[k];
        bool related = all_kinds || model_kind_related(demand->kind, kind->kind);
        bool beside = besides != 0 && kind == &m->kinds[match_desk_offer(m, besides)->kind];
        for (size_t i = 0; (related || beside) && i < kind->count; i++) {
            const struct model_resource *r = m->by_document[kind->first + i]->resource;
            if (!related && r->head.id != besides)
                continue;
            ids[scope->resource_count] = r->head.id;
            list[scope->resource_count++] = r;
        }
    }
    scope->resources = ids;
    scope->records = list;
}

static enum err_code open_for(struct match_desk *m, const struct model_demand *demand,
                              const struct match_options *options, struct match_scope *scope,
                              struct base_arena *a, struct match_scene **scene, struct err *e)
{
    struct match_asked window;
    match_window(demand, options, store_now(m->store), &window);
    scope->from = window.from;
    scope->until = window.until;
    scope->requester = demand->requester;
    return match_scene_open(m, scope, a, scene, e);
}

enum err_code match_candidates(struct match_desk *m, int64_t demand,
                               const struct match_options *options, struct base_arena *a,
                               struct match_list *list, struct err *e)
{
    struct model_demand *d;
    struct match_scene *scene;
    struct match_scope scope = {0};
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, demand, a, &d, e);
    if (code)
        return code;
    scope_of(m, d, options != NULL && options->all_kinds, 0, a, &scope);
    code = open_for(m, d, options, &scope, a, &scene, e);
    return code ? code : list_pairs(scene, d, options, a, list, e);
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
static enum err_code retired_offer(struct match_desk *m, int64_t resource, struct base_arena *a,
                                   const struct match_offer **offer, struct err *e)
{
    struct model_resource *r;
    struct match_offer *o = base_arena_alloc(a, sizeof *o);
    enum err_code code = store_get(m->store, MODEL_RESOURCE, resource, a, &r, e);
    if (code)
        return code;
    *o = (struct match_offer){.resource = r, .document = SIZE_MAX};
    o->owner = match_desk_owner(m, r->owner);
    o->kind = match_desk_kind(m, r->kind);
    *offer = o;
    return ERR_NONE;
}

enum err_code match_pair(struct match_desk *m, int64_t demand, int64_t resource,
                         const struct match_options *options, struct base_arena *a,
                         struct match_candidate *candidate, struct err *e)
{
    struct model_demand *d;
    struct match_scene *scene;
    struct match_scope scope = {0};
    struct one one;
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, demand, a, &d, e);
    if (code)
        return code;
    const struct match_offer *offer = match_desk_offer(m, resource);
    bool kept = offer != NULL;
    if (!kept)
        code = retired_offer(m, resource, a, &offer, e);
    if (code)
        return code;
    if (d->budget != BASE_NONE || !kept)
        scope = (struct match_scope){
            .resources = &resource, .records = &offer->resource, .resource_count = 1};
    else
        scope_of(m, d, false, resource, a, &scope);
    code = open_for(m, d, options, &scope, a, &scene, e);
    if (!code)
        code = ask_one(scene, d, offer, options, a, &one, e);
    if (!code)
        code = judge_one(scene, &one, a, candidate, e);
    return code ? code : match_candidate_tell(candidate, a, e);
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
    bool all_kinds = q->options != NULL && q->options->all_kinds;
    if (!all_kinds && !model_kind_related(q->demands[i]->kind, offer->resource->kind)) {
        list->other_kinds++;
        return ERR_NONE;
    }
    struct one one;
    enum err_code code = ask_one(scene, q->demands[i], offer, q->options, a, &one, e);
    if (!code && q->options != NULL && q->options->capable && !is_capable(scene, &one)) {
        list->other_kinds++;
        return ERR_NONE;
    }
    if (code)
        return code;
    return judge_one(scene, &one, a, &list->candidates[list->count++], e);
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
        sort_demands(list);
    return code;
}

/* ---- what many pairs are worth --------------------------------------------------------------- */

static enum err_code value_one(struct match_scene *s, const struct match_offer *offer,
                               const struct match_options *month, struct base_arena *a,
                               struct match_valued *v, struct err *e)
{
    struct model_demand *d;
    struct one one;
    struct match_candidate c = {0};
    enum err_code code = store_get(s->desk->store, MODEL_DEMAND, v->demand, a, &d, e);
    if (!code)
        code = ask_one(s, d, offer, month, a, &one, e);
    if (!code)
        code = judge_one(s, &one, a, &c, e);
    v->minutes = c.minutes;
    v->benefit = c.benefit;
    return code;
}

/* What is retired is in no scene of the month: it is asked for by itself. */
static enum err_code value_retired(struct match_desk *m, const struct match_options *month,
                                   struct match_valued *v, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    struct match_candidate c = {0};
    enum err_code code = match_pair(m, v->demand, v->resource, month, scratch, &c, e);
    v->minutes = c.minutes;
    v->benefit = c.benefit;
    base_arena_free(&scratch);
    return code;
}

enum err_code match_pairs_value(struct match_desk *m, const struct match_options *month,
                                struct match_valued *list, size_t count, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_scene *scene;
    const struct match_scope scope = {
        .from = month->from, .until = month->until, .requester = BASE_NONE};
    size_t *retired = base_arena_array(a, count + 1, sizeof *retired), retired_count = 0;
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = match_scene_open(m, &scope, a, &scene, e);
    for (size_t i = 0; !code && i < count; i++) {
        const struct match_offer *offer = match_desk_offer(m, list[i].resource);
        if (!match_desk_step(m, _("valuing"), i, count, e))
            code = e->code;
        else if (offer != NULL)
            code = value_one(scene, offer, month, a, &list[i], e);
        else
            retired[retired_count++] = i;
    }
    for (size_t i = 0; !code && i < retired_count; i++)
        code = value_retired(m, month, &list[retired[i]], e);
    base_arena_free(&a);
    return code;
}
