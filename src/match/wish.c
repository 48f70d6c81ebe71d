/* wish.c: a month's demands with the pairs that may be chosen for each. */
#include "month.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum { OBSTACLES = 3 }; /* blocked candidates of which the reasons are told */

/* ---- stances --------------------------------------------------------------------------------- */

/* What was said of a pair for this run counts before what is kept with its proposal. A provider
 * who said yes has been given the use: the pair is held as if it were pinned, until it is forbidden
 * or withdrawn. */
static void find_stance(const struct match_allocation *what, const struct match_asked *asked,
                        struct match_pairing *p, const char **reason)
{
    int64_t resource = match_pairing_resource(p)->head.id;
    const struct model_proposal *said = match_asked_proposal(asked, resource);
    const char *stance = said != NULL ? said->stance : NULL;
    *reason = said != NULL ? said->reason : NULL;
    p->pinned = model_code_is(stance, "pinned");
    p->forbidden = model_code_is(stance, "forbidden");
    if (!p->pinned && !p->forbidden && said != NULL && model_code_is(said->status, "accepted")) {
        p->accepted = said->answered;
        p->pinned = true;
    }
    for (size_t i = 0; i < what->stance_count; i++) {
        const struct match_stance *s = &what->stances[i];
        if (s->demand == asked->demand->head.id && s->resource == resource) {
            p->pinned = s->pinned;
            p->forbidden = !s->pinned;
            p->accepted = 0;
            *reason = s->reason;
        }
    }
}

/* Resources with a quote, a proposal of any status, or a stance of this run. */
static const int64_t *named_of(const struct match_allocation *what, const struct match_asked *asked,
                               struct base_arena *a, size_t *count)
{
    size_t most = asked->quote_count + asked->proposal_count + what->stance_count, n = 0, kept = 0;
    int64_t *list = base_arena_array(a, most + 1, sizeof *list);
    for (size_t i = 0; i < asked->quote_count; i++)
        list[n++] = asked->quotes[i]->resource;
    for (size_t i = 0; i < asked->proposal_count; i++)
        list[n++] = asked->proposals[i]->resource;
    for (size_t i = 0; i < what->stance_count; i++)
        if (what->stances[i].demand == asked->demand->head.id)
            list[n++] = what->stances[i].resource;
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (size_t k = 0; k < kept; k++)
            known = known || list[k] == list[i];
        if (!known)
            list[kept++] = list[i];
    }
    *count = kept;
    return list;
}

/* ---- pairings -------------------------------------------------------------------------------- */

/* "R31 Glacios: members only; no free time". */
static const char *obstacle(const struct match_asked *asked, const struct match_pair *p,
                            struct base_arena *a)
{
    size_t count;
    char number[24];
    struct match_candidate c;
    const char *text = "";
    match_pair_fill(asked, p, &c);
    const char **reasons = match_reasons(&c, a, &count);
    for (size_t i = 0; i < count; i++)
        text = base_arena_printf(a, "%s%s%s", text, i > 0 ? _("; ") : "", reasons[i]);
    model_number_format(MODEL_RESOURCE, c.resource, number);
    return base_arena_printf(a, _("%s %s: %s"), number, c.name, text);
}

/* Against which gates the pin holds: NULL unless staff may overrule all that are broken, and said
 * why. held: by what, where that is no pin; or NULL. */
static const char *overrule(const struct match_asked *asked, const struct match_pair *pair,
                            const char *reason, const char *held, struct base_arena *a)
{
    size_t count;
    struct match_candidate c;
    const char *text = "";
    if (pair->broken == 0 || (held == NULL && base_text_empty(reason)))
        return NULL;
    for (int g = 0; g < MATCH_GATE_COUNT; g++)
        if ((pair->broken & 1u << g) != 0 && !match_gate_may_be_overruled((enum match_gate)g))
            return NULL;
    match_pair_fill(asked, pair, &c);
    const char **reasons = match_reasons(&c, a, &count);
    for (size_t i = 0; i < count; i++)
        text = base_arena_printf(a, "%s%s%s", text, i > 0 ? _("; ") : "", reasons[i]);
    return held != NULL ? base_arena_printf(a, _("%s, but %s"), text, held)
                        : base_arena_printf(a, _("%s, but pinned: %s"), text, reason);
}

const struct model_resource *match_pairing_resource(const struct match_pairing *p)
{
    return p->side->offer->resource;
}

static int64_t without_balance(const struct match_asked *asked, const struct match_pair *pair)
{
    int64_t plain = pair->benefit;
    const struct match_worth_factors f = {pair->score, asked->value, pair->cost, pair->urgency, 1};
    if (!pair->quoted)
        match_benefit_of(&f, &plain);
    return plain;
}

/* Whether the requester can pay only with the voucher. */
static bool needs_voucher(const struct match_wish *w, const struct match_pair *pair)
{
    return pair->voucher != 0 && pair->voucher_amount > 0 && w->demand->budget != BASE_NONE &&
           pair->full_price > w->demand->budget;
}

static void add_pairing(struct match_month *month, const struct match_asked *asked,
                        const struct match_pair *pair, struct match_wish *w)
{
    struct match_pairing p = {
        .side = pair->side,
        .price = pair->price,
        .benefit = pair->benefit,
        .minutes = pair->minutes,
    };
    const char *reason, *held = NULL;
    bool blocked = pair->broken != 0;
    find_stance(month->what, asked, &p, &reason);
    if (p.accepted != 0)
        held = match_held_show(true, p.accepted, month->scene->now, month->arena);
    p.overruled = p.pinned ? overrule(asked, pair, reason, held, month->arena) : NULL;
    p.poor = p.overruled == NULL && pair->broken == 1u << MATCH_GATE_BUDGET;
    p.tight = w->piece == 0 && pair->broken == 1u << MATCH_GATE_FREE &&
              pair->free_minutes + MATCH_HOUR >= pair->minutes;
    p.plain = without_balance(asked, pair);
    if (needs_voucher(w, pair)) {
        struct match_dues *dues = base_arena_alloc(month->arena, sizeof *dues);
        *dues = (struct match_dues){pair->full_price, pair->voucher, pair->voucher_amount};
        p.dues = dues;
    }
    if (blocked && p.overruled == NULL && p.pinned)
        w->pin_failed =
            base_arena_printf(month->arena, _("%s, but blocked: %s"),
                              match_held_show(true, p.accepted, month->scene->now, month->arena),
                              obstacle(asked, pair, month->arena));
    if (!blocked || p.poor || p.tight || p.overruled != NULL)
        w->pairings[w->pairing_count++] = p;
}

/* ---- wishes ---------------------------------------------------------------------------------- */

enum err_code match_wish_ask(struct match_month *month, const struct model_demand *demand,
                             struct base_arena *scratch, struct match_asked *asked, struct err *e)
{
    struct match_options window = MATCH_OPTIONS_INIT;
    window.from = month->from;
    window.until = month->until;
    enum err_code code = match_asked_read(month->scene, demand, &window, scratch, asked, e);
    return code ? code : match_scene_near(month->scene, asked->region, &asked->near, e);
}

static enum err_code ask_with_scale(struct match_month *month, const struct model_demand *demand,
                                    struct base_arena *scratch, struct match_asked *asked,
                                    struct match_related *related, struct err *e)
{
    enum err_code code = match_wish_ask(month, demand, scratch, asked, e);
    if (!code)
        code = match_related(month->scene, asked, false, scratch, related, e);
    return code ? code : match_scale(month->scene, asked, related, e);
}

/* Where a demand is served but once, what staff pinned counts before what a provider accepted. */
static void release_accepted(struct match_wish *w)
{
    bool pinned = false;
    for (size_t i = 0; i < w->pairing_count; i++)
        pinned = pinned || (w->pairings[i].pinned && w->pairings[i].accepted == 0);
    for (size_t i = 0; pinned && w->piece == 0 && i < w->pairing_count; i++)
        w->pairings[i].pinned = w->pairings[i].pinned && w->pairings[i].accepted == 0;
}

/* What is worth more than this would drown all others, and sums of it the largest number. */
static void leave_out_beyond(struct match_wish *w)
{
    for (size_t i = 0; i < w->pairing_count; i++)
        w->beyond = w->beyond || llabs(w->pairings[i].benefit) > MATCH_WORTH_MOST ||
                    llabs(w->pairings[i].plain) > MATCH_WORTH_MOST;
    if (w->beyond)
        w->pairing_count = 0;
}

enum err_code match_wish_judge(struct match_month *month, const struct model_demand *demand,
                               struct base_arena *scratch, struct match_judged *judged,
                               struct err *e)
{
    struct match_related related;
    struct match_wanted wanted = {.most = (size_t)month->scene->policy->candidates,
                                  .rank = MATCH_BY_BENEFIT};
    judged->count = 0;
    enum err_code code = ask_with_scale(month, demand, scratch, &judged->asked, &related, e);
    if (code)
        return code;
    wanted.named = named_of(month->what, &judged->asked, scratch, &wanted.named_count);
    return match_best(month->scene, &judged->asked, &related, &wanted, scratch, &judged->pairs,
                      &judged->count, e);
}

void match_wish_take(struct match_month *month, const struct model_demand *demand,
                     const struct match_judged *judged, struct match_wish *w)
{
    const struct match_asked *asked = &judged->asked;
    *w = (struct match_wish){.whole = demand, .demand = demand, .minutes = asked->minutes};
    if (asked->left.demand != demand) {
        struct model_demand *left = base_arena_alloc(month->arena, sizeof *left);
        *left = *asked->left.demand;
        w->demand = left;
        w->booked = asked->left.whole - asked->left.minutes;
    }
    w->piece = asked->piece < asked->minutes ? asked->piece : 0;
    w->from = asked->from;
    w->until = asked->open || asked->until > month->until ? month->until : asked->until;
    struct match_pairing *list = base_realloc(NULL, judged->count, sizeof *list);
    w->pairings = list;
    for (size_t i = 0; i < judged->count; i++)
        add_pairing(month, asked, &judged->pairs[i], w);
    w->pairings = base_arena_array(month->arena, w->pairing_count, sizeof *w->pairings);
    for (size_t i = 0; i < w->pairing_count; i++)
        w->pairings[i] = list[i];
    free(list);
    release_accepted(w);
    leave_out_beyond(w);
}

enum err_code match_wish_read(struct match_month *month, const struct model_demand *demand,
                              struct base_arena *scratch, struct match_wish *w, struct err *e)
{
    struct match_judged judged;
    enum err_code code = match_wish_judge(month, demand, scratch, &judged, e);
    if (!code)
        match_wish_take(month, demand, &judged, w);
    if (code != ERR_LIMIT)
        return code;
    *w = (struct match_wish){.whole = demand, .demand = demand, .minutes = 60, .beyond = true};
    w->pairings = base_arena_array(month->arena, 1, sizeof *w->pairings);
    err_clear(e);
    return ERR_NONE;
}

enum err_code match_month_wish(struct match_month *month, size_t wish, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    enum err_code code =
        match_wish_read(month, month->wishes[wish].whole, scratch, &month->wishes[wish], e);
    base_arena_free(&scratch);
    return code;
}

static bool is_told(const struct match_pair *told, size_t count, const struct match_pair *p)
{
    for (size_t i = 0; i < count; i++)
        if (told[i].side->offer == p->side->offer)
            return true;
    return false;
}

/* Of a list the blocked ones that are not told yet; what does not say what is asked only where
 * nothing else is in the way. */
static void add_obstacles(struct match_month *month, const struct match_asked *asked,
                          const struct match_pair *pairs, size_t count, struct match_pair *told,
                          struct match_wish *w)
{
    bool capable = w->obstacle_count > 0 || w->pairing_count > 0;
    for (size_t i = 0; i < count; i++)
        capable = capable ||
                  (pairs[i].broken != 0 && (pairs[i].broken & 1u << MATCH_GATE_CAPABILITY) == 0);
    for (size_t i = 0; i < count && w->obstacle_count < OBSTACLES; i++) {
        const struct match_pair *p = &pairs[i];
        if (p->broken == 0 || (capable && (p->broken & 1u << MATCH_GATE_CAPABILITY) != 0) ||
            is_told(told, w->obstacle_count, p))
            continue;
        told[w->obstacle_count] = *p;
        w->obstacles[w->obstacle_count++] = obstacle(asked, p, month->arena);
    }
}

/* First what lacks nothing but time or money, as little more would do there; then what has the
 * best score. */
void match_month_obstacles(struct match_month *month, struct match_wish *w)
{
    struct base_arena *scratch = base_arena_new();
    struct match_asked asked;
    struct match_related related;
    struct match_pair *pairs, told[OBSTACLES];
    struct err ignored = ERR_INIT; /* all of it could be read before */
    size_t count = 0;
    w->obstacle_count = 0;
    w->obstacles = base_arena_array(month->arena, OBSTACLES, sizeof *w->obstacles);
    enum err_code code = ask_with_scale(month, w->whole, scratch, &asked, &related, &ignored);
    for (int blocked = 0; !code && blocked < 2 && w->obstacle_count < OBSTACLES; blocked++) {
        const struct match_wanted wanted = {
            .most = OBSTACLES, .blocked = blocked, .rank = MATCH_BY_SCORE};
        code =
            match_best(month->scene, &asked, &related, &wanted, scratch, &pairs, &count, &ignored);
        if (!code)
            add_obstacles(month, &asked, pairs, count, told, w);
    }
    err_clear(&ignored);
    base_arena_free(&scratch);
}
