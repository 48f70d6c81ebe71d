/* gate.c: may the pair be? Every gate answers, passed or not, so that "why not?" has all reasons.
 */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/words.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/schedule/rule.h"

#include "internal.h"

static const struct {
    const char *name, *label;
} gates[] = {
#define GATE(ID, name, label) {#name, label},
    MATCH_GATES(GATE)
#undef GATE
};

const char *match_gate_name(enum match_gate g)
{
    return gates[g].name;
}

const char *match_gate_label(enum match_gate g)
{
    return _(gates[g].label);
}

bool match_gate_may_be_overruled(enum match_gate g)
{
    return g == MATCH_GATE_KIND || g == MATCH_GATE_CAPABILITY || g == MATCH_GATE_ACCESS ||
           g == MATCH_GATE_QUALIFICATION || g == MATCH_GATE_REGION || g == MATCH_GATE_BUDGET;
}

/* The rules of the booking layer that are gates here, or MATCH_GATE_COUNT. */
static enum match_gate gate_of(enum schedule_rule rule)
{
    switch (rule) {
    case SCHEDULE_RULE_STATUS:
        return MATCH_GATE_STATUS;
    case SCHEDULE_RULE_ACCESS:
        return MATCH_GATE_ACCESS;
    case SCHEDULE_RULE_GRADE:
        return MATCH_GATE_GRADE;
    case SCHEDULE_RULE_QUALIFICATION:
        return MATCH_GATE_QUALIFICATION;
    case SCHEDULE_RULE_REGION:
        return MATCH_GATE_REGION;
    case SCHEDULE_RULE_LENGTH:
        return MATCH_GATE_LENGTH;
    case SCHEDULE_RULE_NOTICE:
        return MATCH_GATE_NOTICE;
    case SCHEDULE_RULE_HORIZON:
        return MATCH_GATE_HORIZON;
    default:
        return MATCH_GATE_COUNT;
    }
}

/* ---- what a passed gate says ----------------------------------------------------------------- */

static const char *minutes_or(int64_t minutes, const char *none, struct base_arena *a)
{
    return minutes != BASE_NONE && minutes > 0 ? model_minutes_show(minutes, a) : none;
}

static const char *length_text(const struct model_resource *r, struct base_arena *a)
{
    if (r->length_minimum == BASE_NONE && r->length_maximum == BASE_NONE)
        return _("no limit");
    return base_arena_printf(a, _("from %s to %s"), minutes_or(r->length_minimum, "0", a),
                             minutes_or(r->length_maximum, _("any"), a));
}

static void fill_passed(struct match_scene *s, const struct model_resource *r, struct base_arena *a,
                        struct match_candidate *c)
{
    const char *const texts[MATCH_GATE_COUNT] = {
        [MATCH_GATE_STATUS] = model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_STATUS,
                                                     model_code_or(r->status, "active")),
        [MATCH_GATE_ACCESS] =
            model_vocabulary_label(MODEL_VOCABULARY_ACCESS, model_code_or(r->access, "open")),
        [MATCH_GATE_GRADE] =
            model_vocabulary_label(MODEL_VOCABULARY_GRADE, model_code_or(r->grade, "specialised")),
        [MATCH_GATE_QUALIFICATION] =
            r->qualification != NULL ? r->qualification : _("none asked for"),
        [MATCH_GATE_REGION] = r->region_limit == BASE_NONE
                                  ? _("no limit")
                                  : store_title(s->desk->store, MODEL_REGION, r->region_limit, a),
        [MATCH_GATE_NOTICE] = minutes_or(r->notice, _("none asked for"), a),
        [MATCH_GATE_HORIZON] =
            r->horizon_days == BASE_NONE
                ? _("no limit")
                : base_arena_printf(a, P_("%lld day", "%lld days", r->horizon_days),
                                    (long long)r->horizon_days),
        [MATCH_GATE_LENGTH] = length_text(r, a),
    };
    for (int g = 0; g < MATCH_GATE_COUNT; g++)
        c->gates[g] = (struct match_verdict){true, texts[g] != NULL ? texts[g] : ""};
}

/* A gate may fail for several reasons: all of them are told. */
static void block(struct match_candidate *c, enum match_gate gate, const char *text,
                  struct base_arena *a)
{
    if (!c->gates[gate].passed)
        text = base_arena_printf(a, _("%s; %s"), c->gates[gate].text, text);
    c->gates[gate] = (struct match_verdict){false, text};
    c->blocked = true;
}

/* ---- the gates of this layer ----------------------------------------------------------------- */

static void kind_gate(const struct match_asked *asked, const struct model_resource *r,
                      struct base_arena *a, struct match_candidate *c)
{
    const char *wanted =
        model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, asked->demand->kind);
    const char *offered = model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, r->kind);
    if (model_kind_related(asked->demand->kind, r->kind))
        c->gates[MATCH_GATE_KIND].text = offered;
    else
        block(c, MATCH_GATE_KIND, base_arena_printf(a, _("%s, but %s is wanted"), offered, wanted),
              a);
}

/* Only where the policy sets a least: an offer that says nothing of what is asked fits any demand
 * of its kind otherwise. */
static void capability_gate(struct match_scene *s, struct base_arena *a, struct match_candidate *c)
{
    double most = match_criterion_points(s->policy, MATCH_CAPABILITY);
    double least = s->policy->least_capability * most;
    double points = (double)c->parts[MATCH_CAPABILITY] / 100;
    if (points >= least)
        c->gates[MATCH_GATE_CAPABILITY].text =
            base_arena_printf(a, _("%.2f of %.0f points"), points, most);
    else
        block(c, MATCH_GATE_CAPABILITY,
              base_arena_printf(
                  a, _("says too little of what is asked: %.2f of %.0f points, %.2f needed"),
                  points, most, least),
              a);
}

/* "by 16 Dec", "in the next 90 days". */
static const char *until_text(const struct match_scene *s, const struct match_asked *asked,
                              struct base_arena *a)
{
    if (asked->open)
        return base_arena_printf(a, _("in the next %d days"), MATCH_OPEN_DAYS);
    int64_t last = base_time_day(asked->until > asked->from ? asked->until - 1 : asked->until);
    return base_arena_printf(a, _("by %s"), base_day_words(last, s->now, a));
}

/* What was closed is not served any more; it may still be asked why something was not chosen. */
static void demand_gate(const struct model_demand *d, struct base_arena *a,
                        struct match_candidate *c)
{
    static const char *const closed[] = {"met", "withdrawn", "expired"};
    const char *status = d->head.retired != BASE_NONE ? _("retired") : NULL;
    for (size_t i = 0; status == NULL && i < sizeof closed / sizeof *closed; i++)
        if (model_code_is(d->status, closed[i]))
            status = model_vocabulary_label(MODEL_VOCABULARY_DEMAND_STATUS, closed[i]);
    if (status != NULL)
        block(c, MATCH_GATE_STATUS, base_arena_printf(a, _("the demand is closed: %s"), status), a);
}

/* laid: the minutes (or a piece of a divisible demand) fit into the calendar. */
static void free_gate(const struct match_scene *s, const struct match_asked *asked,
                      const struct model_resource *r, bool laid, struct base_arena *a,
                      struct match_candidate *c)
{
    const char *needed = incentive_quantity_show(s->policy, c->unit, c->minutes, a);
    const char *until = until_text(s, asked, a);
    if (asked->demand->latest != BASE_NONE && asked->demand->latest <= s->now)
        block(
            c, MATCH_GATE_FREE,
            base_arena_printf(a, _("the window of the demand has passed: it ended %s"),
                              base_day_words(base_time_day(asked->demand->latest - 1), s->now, a)),
            a);
    else if (asked->until <= asked->from)
        block(c, MATCH_GATE_FREE, _("its window lies outside the time that is looked at"), a);
    else if (r->capacity_minutes_month == 0)
        block(c, MATCH_GATE_FREE, _("its monthly capacity is 0: nobody can use it"), a);
    else if (c->free_minutes <= 0)
        block(c, MATCH_GATE_FREE, base_arena_printf(a, _("no free time %s"), until), a);
    else if (!laid && c->free_minutes < c->minutes)
        block(c, MATCH_GATE_FREE,
              base_arena_printf(a, _("only %s free %s, %s needed"),
                                incentive_quantity_show(s->policy, c->unit, c->free_minutes, a),
                                until, needed),
              a);
    else if (!laid)
        block(c, MATCH_GATE_FREE,
              base_arena_printf(a, _("%s free %s, but in no sittings that its rules allow"),
                                model_minutes_show(c->free_minutes, a), until),
              a);
    else if (!incentive_unit_is_time(c->unit))
        c->gates[MATCH_GATE_FREE].text =
            base_arena_printf(a, _("to be had %s, %s needed"), until, needed);
    else
        c->gates[MATCH_GATE_FREE].text = base_arena_printf(
            a, _("%s free %s, %s needed"), model_minutes_show(c->free_minutes, a), until, needed);
}

static void budget_gate(struct match_scene *s, const struct match_asked *asked,
                        struct base_arena *a, struct match_candidate *c)
{
    char price[40] = "–", budget[40];
    if (c->price != BASE_NONE)
        base_money_show(c->price, (int)s->policy->decimals, price);
    if (asked->demand->budget == BASE_NONE) {
        c->gates[MATCH_GATE_BUDGET].text = base_arena_printf(a, _("%s, no limit"), price);
        return;
    }
    base_money_show(asked->demand->budget, (int)s->policy->decimals, budget);
    if (c->price == BASE_NONE || c->price <= asked->demand->budget)
        c->gates[MATCH_GATE_BUDGET].text =
            base_arena_printf(a, _("%s of a budget of %s"), price, budget);
    else
        block(c, MATCH_GATE_BUDGET,
              base_arena_printf(a, _("%s to pay, the budget is %s"), price, budget), a);
}

enum err_code match_gates(struct match_scene *s, const struct match_asked *asked,
                          const struct match_offer *offer, bool laid, struct base_arena *a,
                          struct match_candidate *c, struct err *e)
{
    struct schedule_gate *blocks;
    size_t count;
    int64_t until = asked->open ? INT64_MAX : asked->until;
    enum err_code code =
        schedule_gates(s->terms, offer->resource, asked->demand->requester, asked->from, until,
                       c->minutes, s->now, a, &blocks, &count, e);
    if (code)
        return code;
    fill_passed(s, offer->resource, a, c);
    demand_gate(asked->demand, a, c);
    kind_gate(asked, offer->resource, a, c);
    capability_gate(s, a, c);
    for (size_t i = 0; i < count; i++) {
        enum match_gate gate = gate_of(blocks[i].rule);
        if (gate != MATCH_GATE_COUNT)
            block(c, gate, blocks[i].text, a);
    }
    free_gate(s, asked, offer->resource, laid, a, c);
    budget_gate(s, asked, a, c);
    return ERR_NONE;
}

const char **match_reasons(const struct match_candidate *c, struct base_arena *a, size_t *count)
{
    const char **reasons = base_arena_array(a, MATCH_GATE_COUNT, sizeof *reasons);
    *count = 0;
    for (int g = 0; g < MATCH_GATE_COUNT; g++) {
        if (!c->gates[g].passed)
            reasons[(*count)++] = c->gates[g].text;
    }
    return reasons;
}
