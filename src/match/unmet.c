/* unmet.c: why a demand was not met, and the cheapest change that would meet it. */
#include "month.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/map.h"
#include "sharedesk/base/money.h"

#include <stdlib.h>
#include <string.h>

enum {
    REASONS = 4,
    FALLEN_NAMED = 3,
    WAYS_VERIFIED = 12, /* of the likeliest */
};

static const char *money(const struct match_month *month, int64_t amount)
{
    char shown[40];
    base_money_show(amount, (int)month->scene->policy->decimals, shown);
    return base_arena_strdup(month->arena, shown);
}

static const char *number(const struct match_month *month, enum model_type type, int64_t id)
{
    char text[24];
    model_number_format(type, id, text);
    return base_arena_strdup(month->arena, text);
}

/* ---- reasons --------------------------------------------------------------------------------- */

static void add_reason(struct match_unmet *u, const char *text)
{
    if (u->reason_count < REASONS)
        u->reasons[u->reason_count++] = text;
}

/* What the plan leaves of a row. */
static int64_t row_left(const struct match_month *month, const struct match_solution *s, size_t row)
{
    int64_t left = month->problem.capacities[row];
    for (size_t j = 0; j < month->problem.job_count; j++) {
        const struct match_choice *c =
            s->chosen[j] == MATCH_NONE ? NULL : &month->problem.jobs[j].choices[s->chosen[j]];
        for (size_t i = 0; c != NULL && i < c->load_count; i++)
            left -= c->loads[i].row == row ? c->loads[i].amount : 0;
    }
    return left;
}

/* Whether the plan leaves too little on the voucher that the pairing cannot be paid without. */
static bool voucher_gone(const struct match_month *month, const struct match_solution *s,
                         const struct match_pairing *p)
{
    const struct match_purse *purse =
        p->dues != NULL ? match_month_purse(month, p->dues->voucher) : NULL;
    return purse != NULL && (row_left(month, s, purse->row) < p->dues->voucher_amount ||
                             (purse->fund_row != MATCH_NONE &&
                              row_left(month, s, purse->fund_row) < p->dues->voucher_amount));
}

/* What the resource has in the month is less than what is asked of it alone; NULL when it is not.
 */
static const char *room_reason(struct match_month *month, const struct match_wish *w,
                               const struct match_pairing *p, const char *name)
{
    int64_t room = month->problem.capacities[month->places[p->bench].rows[0]];
    int64_t capacity = p->side->lane->resource->capacity_minutes_month;
    bool alone = w->piece == 0 || p->pinned || w->pairing_count == 1;
    if (!alone || room >= p->minutes)
        return NULL;
    const char *text = base_arena_printf(
        month->arena, _("%s: only %s to be had in the month, %s needed"), name,
        model_minutes_show(room, month->arena), model_minutes_show(p->minutes, month->arena));
    return capacity == BASE_NONE
               ? text
               : base_arena_printf(month->arena, _("%s; its monthly capacity is %s"), text,
                                   model_minutes_show(capacity, month->arena));
}

static const char *pairing_reason(struct match_month *month, const struct match_solution *s,
                                  const struct match_wish *w, const struct match_pairing *p)
{
    const char *name = base_arena_printf(
        month->arena, "%s %s", number(month, MODEL_RESOURCE, match_pairing_resource(p)->head.id),
        match_pairing_resource(p)->name);
    if (p->forbidden)
        return base_arena_printf(month->arena, _("%s: forbidden"), name);
    const char *room = room_reason(month, w, p, name);
    if (room != NULL)
        return room;
    if (w->piece == 0 && p->sittings == 0)
        return base_arena_printf(month->arena, _("%s: no sittings in its calendar hold it"), name);
    if (p->pinned)
        return base_arena_printf(
            month->arena, _("%s: %s, but other pins leave no room"), name,
            match_held_show(true, p->accepted, store_now(month->desk->store), month->arena));
    if (p->benefit <= 0)
        return base_arena_printf(month->arena, _("%s: no benefit (%s)"), name,
                                 money(month, p->benefit));
    if (voucher_gone(month, s, p))
        return base_arena_printf(month->arena, _("%s: its voucher went to demands worth more"),
                                 name);
    return base_arena_printf(month->arena, _("%s: its time went to demands worth more"), name);
}

static void find_reasons(struct match_month *month, const struct match_solution *s,
                         const struct match_wish *w, struct match_unmet *u)
{
    const char *window = match_month_window(month, w);
    u->reasons = base_arena_array(month->arena, REASONS, sizeof *u->reasons);
    if (w->beyond) {
        add_reason(u, _("it is worth more than can be reckoned with: correct its value, budget or "
                        "minutes"));
        return;
    }
    if (window != NULL) { /* with every resource it would be the same */
        add_reason(u, window);
        return;
    }
    if (w->pin_failed != NULL)
        add_reason(u, w->pin_failed);
    if (w->pairing_count == 0 && w->obstacle_count == 0)
        add_reason(u, _("nothing of its kind is offered"));
    for (size_t i = 0; i < w->pairing_count; i++) {
        if (!w->pairings[i].poor && !w->pairings[i].tight)
            add_reason(u, pairing_reason(month, s, w, &w->pairings[i]));
    }
    for (size_t i = 0; i < w->obstacle_count; i++)
        add_reason(u, w->obstacles[i]);
}

static int64_t best_worth(const struct match_wish *w)
{
    int64_t worth = 0;
    for (size_t i = 0; i < w->pairing_count; i++) {
        if (!w->pairings[i].tight && w->pairings[i].benefit > worth)
            worth = w->pairings[i].benefit;
    }
    return worth;
}

static int by_worth(const void *x, const void *y)
{
    const struct match_unmet *a = x, *b = y;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    return strcmp(a->uid, b->uid);
}

static const struct match_pairing *pairing_on(const struct match_wish *w, int64_t resource)
{
    for (size_t i = 0; i < w->pairing_count; i++)
        if (match_pairing_resource(&w->pairings[i])->head.id == resource)
            return &w->pairings[i];
    return NULL;
}

/* What the plan's lines meet of a wish. */
struct met {
    const struct match_wish *wish;
    int64_t minutes, lines;
};

/* Where a quote says that the whole takes longer or shorter there, the part is counted of that. */
static void add_line(struct met *m, const struct match_line *line)
{
    const struct match_wish *w = m->wish;
    const struct match_pairing *p = pairing_on(w, line->resource);
    int64_t part = line->minutes, whole = p != NULL ? p->minutes : 0;
    if (whole > 0 && whole != w->minutes && !base_money_muldiv(part, w->minutes, whole, &part))
        part = line->minutes;
    m->minutes += part;
    m->lines++;
}

/* By wish. */
static struct met *find_met(const struct match_month *month, const struct match_plan *plan,
                            struct base_arena *a)
{
    struct base_map by_demand = {0};
    struct met *met = base_arena_array(a, month->wish_count + 1, sizeof *met);
    for (size_t i = 0; i < month->wish_count; i++) {
        met[i].wish = &month->wishes[i];
        *base_map_at(a, &by_demand, (struct base_map_key){.a = month->wishes[i].demand->head.id}) =
            &met[i];
    }
    for (size_t i = 0; i < plan->line_count; i++) {
        struct met *m = base_map_get(&by_demand, (struct base_map_key){.a = plan->lines[i].demand});
        if (m != NULL)
            add_line(m, &plan->lines[i]);
    }
    return met;
}

/* Pieces are whole minutes, so that a minute a line may be lost in them. */
static int64_t minutes_met(const struct met *m)
{
    int64_t all = m->wish->minutes;
    return m->minutes < all && m->minutes + m->lines >= all ? all : m->minutes;
}

void match_month_unmet(struct match_month *month, const struct match_solution *solution,
                       struct match_plan *plan)
{
    size_t capacity = 0;
    struct base_arena *scratch = base_arena_new();
    const struct met *met = find_met(month, plan, scratch);
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        int64_t minutes = minutes_met(&met[i]);
        if (minutes >= w->minutes || (w->piece == 0 && minutes > 0))
            continue;
        struct match_unmet *u = base_arena_push(month->arena, (void **)&plan->unmet,
                                                &plan->unmet_count, &capacity, sizeof *u);
        *u = (struct match_unmet){
            .demand = w->demand->head.id,
            .uid = w->demand->head.uid,
            .title = w->demand->title,
            .missing = w->minutes - minutes,
            .worth = best_worth(w),
            .change = "",
            .change_cost = BASE_NONE,
        };
        match_month_obstacles(month, &month->wishes[i]);
        find_reasons(month, solution, w, u);
    }
    base_arena_free(&scratch);
    if (plan->unmet_count > 0)
        qsort(plan->unmet, plan->unmet_count, sizeof *plan->unmet, by_worth);
}

/* ---- the cheapest change --------------------------------------------------------------------- */

/* One way to meet the demand: on this pairing, with so much money more. */
struct way {
    const struct match_pairing *pairing;
    bool own_money;        /* without the voucher that others may have more use for */
    int64_t budget;        /* to be added to it */
    int64_t loss;          /* of others */
    const int64_t *fallen; /* demands */
    size_t fallen_count;
};

/* Added money, and what the use itself would cost the desk. */
static int64_t money_of(const struct way *w)
{
    return w->budget + (w->pairing->benefit < 0 ? -w->pairing->benefit : 0);
}

static int64_t total(const struct way *w)
{
    return money_of(w) + w->loss;
}

static int by_total(const void *x, const void *y)
{
    const struct way *a = x, *b = y;
    if (total(a) != total(b))
        return total(a) < total(b) ? -1 : 1;
    int uid = strcmp(match_pairing_resource(a->pairing)->head.uid,
                     match_pairing_resource(b->pairing)->head.uid);
    return uid != 0 ? uid : a->own_money - b->own_money;
}

/* What the minutes are worth to the others at the rows' prices. */
static int64_t estimated_loss(const struct match_month *month, const struct match_solution *s,
                              const struct match_pairing *p)
{
    int64_t loss = 0;
    double price = s->prices[month->places[p->bench].rows[0]];
    base_money_round(price * (double)p->minutes, &loss);
    return loss;
}

static size_t find_ways(struct match_month *month, const struct match_solution *s,
                        const struct match_wish *w, struct way *ways)
{
    size_t count = 0;
    for (size_t i = 0; i < w->pairing_count; i++) {
        const struct match_pairing *p = &w->pairings[i];
        if (p->forbidden || p->tight || (w->piece == 0 && p->sittings == 0))
            continue;
        struct way way = {.pairing = p, .loss = estimated_loss(month, s, p)};
        if (p->poor)
            way.budget = p->price - w->demand->budget;
        ways[count++] = way;
        if (p->dues == NULL)
            continue;
        way.own_money = true;
        way.budget = p->dues->full_price - w->demand->budget;
        ways[count++] = way;
    }
    if (count > 0)
        qsort(ways, count, sizeof *ways, by_total);
    return count;
}

/* The choice that the way would be. */
static struct match_choice choice_of(struct match_month *month, const struct match_wish *w,
                                     const struct way *way)
{
    const struct match_pairing *p = way->pairing;
    struct match_choice c = {
        .bench = p->bench, .gain = p->benefit, .task = match_pairing_task(w, p)};
    match_month_load_hours(month, p, &c);
    if (!way->own_money)
        match_month_load_money(month, p, &c);
    return c;
}

static const char *fallen_text(const struct match_month *month, const struct way *way)
{
    const char *text = "";
    for (size_t i = 0; i < way->fallen_count && i < FALLEN_NAMED; i++)
        text = base_arena_printf(month->arena, "%s%s%s", text, i > 0 ? _(", ") : "",
                                 number(month, MODEL_DEMAND, way->fallen[i]));
    return way->fallen_count > FALLEN_NAMED ? base_arena_printf(month->arena, "%s …", text) : text;
}

/* Solves anew around it with the demand met in this way; false when it cannot be. */
static bool verify_way(struct match_month *month, const struct match_wish *w, struct way *way)
{
    struct match_choice choice = choice_of(month, w, way);
    struct match_trial trial = {
        .must = &choice, .first_job = w->first_job, .job_count = w->job_count};
    match_again_try(month->again, &trial, month->arena);
    if (!trial.possible)
        return false;
    way->loss = trial.before > trial.after ? trial.before - trial.after : 0;
    int64_t *fallen = base_arena_array(month->arena, trial.fallen_count + 1, sizeof *fallen);
    for (size_t i = 0; i < trial.fallen_count; i++)
        fallen[i] = month->problem.jobs[trial.fallen[i]].demand;
    way->fallen = fallen;
    way->fallen_count = trial.fallen_count;
    return true;
}

static const char *way_text(struct match_month *month, const struct way *way)
{
    const struct match_pairing *p = way->pairing;
    const char *text =
        base_arena_printf(month->arena, way->budget > 0 ? _("%s with %s more budget") : _("on %s"),
                          number(month, MODEL_RESOURCE, match_pairing_resource(p)->head.id),
                          way->budget > 0 ? money(month, way->budget) : "");
    if (p->benefit < 0)
        text = base_arena_printf(month->arena, _("%s, pinned, at a loss of %s"), text,
                                 money(month, -p->benefit));
    if (way->fallen_count > 0)
        text =
            base_arena_printf(month->arena, _("%s: %s falls out"), text, fallen_text(month, way));
    if (way->loss > 0)
        text =
            base_arena_printf(month->arena, _("%s, others lose %s"), text, money(month, way->loss));
    return text;
}

static const struct match_wish *wish_of(const struct match_month *month, int64_t demand)
{
    for (size_t i = 0; i < month->wish_count; i++) {
        if (month->wishes[i].demand->head.id == demand)
            return &month->wishes[i];
    }
    return NULL;
}

/* The cheapest way, by solving again; one that costs more money than the best in all is left out.
 */
static const struct way *cheapest(struct match_month *month, const struct match_wish *w,
                                  struct way *ways, size_t count)
{
    const struct way *best = NULL;
    for (size_t i = 0, tried = 0; i < count && tried < WAYS_VERIFIED; i++) {
        if ((best != NULL && money_of(&ways[i]) >= total(best)) || !verify_way(month, w, &ways[i]))
            continue;
        tried++;
        if (best == NULL || by_total(&ways[i], best) < 0)
            best = &ways[i];
    }
    return best;
}

void match_month_change(struct match_month *month, const struct match_solution *solution,
                        struct match_unmet *unmet, bool verified)
{
    const struct match_wish *w = wish_of(month, unmet->demand);
    struct way *ways = base_arena_array(month->arena, 2 * w->pairing_count + 1, sizeof *ways);
    size_t count = find_ways(month, solution, w, ways);
    const struct way *best = count > 0 ? ways : NULL;
    if (verified)
        best = cheapest(month, w, ways, count);
    if (best == NULL)
        return;
    unmet->estimated = !verified;
    unmet->change_cost = total(best);
    unmet->change_resource = match_pairing_resource(best->pairing)->head.id;
    unmet->change_budget = best->budget;
    unmet->fallen = best->fallen;
    unmet->fallen_count = best->fallen_count;
    unmet->change = way_text(month, best);
    if (unmet->estimated)
        unmet->change = base_arena_printf(month->arena, _("%s (estimate)"), unmet->change);
}
