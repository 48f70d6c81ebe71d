/* gate.c: may the pair be? Every gate answers, passed or not, so that "why not?" has all reasons.
 */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
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

bool match_gate_may_be_overruled(enum match_gate g)
{
    return g == MATCH_GATE_KIND || g == MATCH_GATE_CAPABILITY || g == MATCH_GATE_ACCESS ||
           g == MATCH_GATE_QUALIFICATION || g == MATCH_GATE_REGION || g == MATCH_GATE_BUDGET;
}

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

/* ---- which gates a pair does not pass -------------------------------------------------------- */

unsigned match_gates_plain(const struct match_scene *s, const struct match_asked *asked,
                           const struct match_side *side, int64_t minutes)
{
    int64_t begin = asked->from > s->now ? asked->from : s->now;
    unsigned broken = asked->retired ? 1u << MATCH_GATE_STATUS : 0;
    if (minutes < side->least)
        broken |= 1u << MATCH_GATE_LENGTH;
    if (!asked->open && asked->until - 60 * minutes < side->earliest)
        broken |= 1u << MATCH_GATE_NOTICE;
    if (begin + 60 * minutes > side->horizon)
        broken |= 1u << MATCH_GATE_HORIZON;
    return broken;
}

static enum err_code booking_gates(struct match_scene *s, const struct match_asked *asked,
                                   const struct model_resource *r, int64_t minutes,
                                   unsigned *broken, struct err *e)
{
    unsigned rules;
    enum err_code code =
        schedule_gates_broken(s->terms, r, asked->demand->requester, asked->from,
                              asked->open ? INT64_MAX : asked->until, minutes, s->now, &rules, e);
    *broken = 0;
    for (int rule = 0; !code && rule < SCHEDULE_RULE_COUNT; rule++) {
        enum match_gate gate = gate_of((enum schedule_rule)rule);
        if ((rules & 1u << rule) != 0 && gate != MATCH_GATE_COUNT)
            *broken |= 1u << gate;
    }
    return code;
}

/* ---- classes of resources whose gates ask the same ------------------------------------------- */

enum { CLASSES = 200 }; /* looked through one by one; what is beyond them is asked by itself */

/* Anything but length, notice and horizon, which need no record to be looked at. */
static bool is_gated(const struct model_resource *r)
{
    const char *access = model_code_or(r->access, "open");
    return r->head.retired != BASE_NONE ||
           !model_code_is(model_code_or(r->status, "active"), "active") ||
           model_code_is(access, "members") || model_code_is(access, "agreement") ||
           model_code_is(r->grade, "restricted") || !base_text_empty(r->qualification) ||
           r->region_limit != BASE_NONE;
}

static bool asks_the_same(const struct model_resource *a, const struct model_resource *b)
{
    return a->region_limit == b->region_limit &&
           (a->head.retired == BASE_NONE) == (b->head.retired == BASE_NONE) &&
           base_text_equal(a->access, b->access) && base_text_equal(a->status, b->status) &&
           base_text_equal(a->qualification, b->qualification);
}

uint8_t match_gate_class(struct match_scene *s, const struct model_resource *r)
{
    if (!is_gated(r))
        return MATCH_GATE_NONE;
    if (model_code_is(r->access, "agreement") || model_code_is(r->grade, "restricted"))
        return MATCH_GATE_ALONE;
    for (size_t i = 0; i < s->gate_count; i++)
        if (asks_the_same(s->gates[i].like, r))
            return (uint8_t)(i + 1);
    if (s->gate_count == CLASSES)
        return MATCH_GATE_ALONE;
    struct match_gate_class *class = base_arena_push(s->arena, (void **)&s->gates, &s->gate_count,
                                                     &s->gate_capacity, sizeof *class);
    *class = (struct match_gate_class){.like = r};
    return (uint8_t)s->gate_count;
}

/* They may differ within a class. */
static const unsigned OF_TIME =
    1u << MATCH_GATE_LENGTH | 1u << MATCH_GATE_NOTICE | 1u << MATCH_GATE_HORIZON;

enum err_code match_gates_of_class(struct match_scene *s, const struct match_asked *asked,
                                   uint8_t gate, unsigned *broken, struct err *e)
{
    struct match_gate_class *class = &s->gates[gate - 1];
    enum err_code code = ERR_NONE;
    if (class->asked != asked->number) {
        struct model_resource like = *class->like;
        like.owner = BASE_NONE; /* nobody's own */
        code = booking_gates(s, asked, &like, asked->minutes, &class->broken, e);
        class->broken &= ~OF_TIME;
        class->asked = code ? 0 : asked->number;
    }
    *broken = class->broken;
    return code;
}

/* ---- all of them ----------------------------------------------------------------------------- */

enum err_code match_gates(struct match_scene *s, const struct match_asked *asked,
                          const struct match_side *side, int64_t minutes, unsigned *broken,
                          struct err *e)
{
    enum err_code code = ERR_NONE;
    const struct model_resource *r = side->offer->resource;
    bool own = r->owner != BASE_NONE && r->owner == asked->demand->requester;
    *broken = 0;
    if (side->gate == MATCH_GATE_ALONE || (side->gate != MATCH_GATE_NONE && own)) {
        code = booking_gates(s, asked, r, minutes, broken, e);
    } else {
        if (side->gate != MATCH_GATE_NONE)
            code = match_gates_of_class(s, asked, side->gate, broken, e);
        *broken |= match_gates_plain(s, asked, side, minutes);
    }
    if (asked->closed)
        *broken |= 1u << MATCH_GATE_STATUS;
    bool kept = side->offer->kind < s->desk->kind_count;
    if (kept ? !asked->related[side->offer->kind]
             : !model_kind_related(asked->demand->kind, r->kind))
        *broken |= 1u << MATCH_GATE_KIND;
    return code;
}

enum err_code match_gates_brief(struct match_scene *s, const struct match_asked *asked,
                                const struct match_side *side, const struct match_brief *brief,
                                unsigned *broken, struct err *e)
{
    bool own = brief->owner != 0 && s->desk->owners[brief->owner - 1] == asked->demand->requester;
    if (asked->closed || brief->kin == UINT32_MAX || brief->gate == MATCH_GATE_ALONE ||
        (brief->gate != MATCH_GATE_NONE && own))
        return match_gates(s, asked, side, asked->minutes, broken, e);
    enum err_code code = ERR_NONE;
    *broken = 0;
    if (brief->gate != MATCH_GATE_NONE)
        code = match_gates_of_class(s, asked, brief->gate, broken, e);
    *broken |= match_outlook_of(s, asked, brief->kin, side)->broken;
    return code;
}

static double least_capability(const struct match_scene *s)
{
    return s->policy->least_capability * match_criterion_points(s->policy, MATCH_CAPABILITY);
}

unsigned match_gates_late(const struct match_scene *s, const struct match_asked *asked,
                          const struct match_pair *p)
{
    unsigned broken = 0;
    /* Only where the policy sets a least: an offer that says nothing of what is asked fits any
     * demand of its kind otherwise. */
    if ((double)p->parts[MATCH_CAPABILITY] / 100 < least_capability(s))
        broken |= 1u << MATCH_GATE_CAPABILITY;
    if (asked->expired || asked->until <= asked->from || p->free_minutes <= 0 || !p->laid ||
        p->side->useless)
        broken |= 1u << MATCH_GATE_FREE;
    int64_t budget = asked->demand->budget;
    if (budget != BASE_NONE && p->price != BASE_NONE && p->price > budget)
        broken |= 1u << MATCH_GATE_BUDGET;
    return broken;
}

/* ---- in words -------------------------------------------------------------------------------- */

static void tell_passed(const struct match_scene *s, const struct model_resource *r,
                        struct base_arena *a, struct match_candidate *c)
{
    const char *const texts[MATCH_GATE_COUNT] = {
        [MATCH_GATE_STATUS] = model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_STATUS,
                                                     model_code_or(r->status, "active")),
        [MATCH_GATE_ACCESS] =
            model_vocabulary_label(MODEL_VOCABULARY_ACCESS, model_code_or(r->access, "open")),
        [MATCH_GATE_GRADE] =
            model_vocabulary_label(MODEL_VOCABULARY_GRADE, model_code_or(r->grade, "specialised")),
        [MATCH_GATE_QUALIFICATION] =
            r->qualification != NULL ? base_arena_strdup(a, r->qualification) : _("none asked for"),
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
        c->gates[g].text = !c->gates[g].passed ? NULL : texts[g] != NULL ? texts[g] : "";
}

/* A gate may fail for several reasons: all of them are told. */
static void tell(struct match_candidate *c, enum match_gate gate, const char *text,
                 struct base_arena *a)
{
    struct match_verdict *v = &c->gates[gate];
    v->text =
        !v->passed && v->text != NULL ? base_arena_printf(a, _("%s; %s"), v->text, text) : text;
}

static void tell_kind(const struct match_asked *asked, const struct model_resource *r,
                      struct base_arena *a, struct match_candidate *c)
{
    const char *wanted =
        model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, asked->demand->kind);
    const char *offered = model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, r->kind);
    tell(c, MATCH_GATE_KIND,
         c->gates[MATCH_GATE_KIND].passed
             ? offered
             : base_arena_printf(a, _("%s, but %s is wanted"), offered, wanted),
         a);
}

static void tell_capability(const struct match_scene *s, struct base_arena *a,
                            struct match_candidate *c)
{
    double most = match_criterion_points(s->policy, MATCH_CAPABILITY);
    double points = (double)c->parts[MATCH_CAPABILITY] / 100;
    tell(c, MATCH_GATE_CAPABILITY,
         c->gates[MATCH_GATE_CAPABILITY].passed
             ? base_arena_printf(a, _("%.2f of %.0f points"), points, most)
             : base_arena_printf(
                   a, _("says too little of what is asked: %.2f of %.0f points, %.2f needed"),
                   points, most, least_capability(s)),
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
static const char *closed_as(const struct model_demand *d)
{
    static const char *const closed[] = {"met", "withdrawn", "expired"};
    if (d->head.retired != BASE_NONE)
        return _("retired");
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (model_code_is(d->status, closed[i]))
            return model_vocabulary_label(MODEL_VOCABULARY_DEMAND_STATUS, closed[i]);
    return NULL;
}

bool match_demand_closed(const struct model_demand *d)
{
    return closed_as(d) != NULL;
}

static void tell_free(const struct match_scene *s, const struct match_asked *asked,
                      const struct model_resource *r, struct base_arena *a,
                      struct match_candidate *c)
{
    const char *needed = incentive_quantity_show(s->policy, c->unit, c->minutes, a);
    const char *until = until_text(s, asked, a), *text;
    int64_t capacity = match_assumed_capacity(&s->scope, r);
    if (asked->expired)
        text =
            base_arena_printf(a, _("the window of the demand has passed: it ended %s"),
                              base_day_words(base_time_day(asked->demand->latest - 1), s->now, a));
    else if (asked->until <= asked->from)
        text = _("its window lies outside the time that is looked at");
    else if (capacity == 0)
        text = _("its monthly capacity is 0: nobody can use it");
    else if (c->free_minutes <= 0)
        text = base_arena_printf(a, _("no free time %s"), until);
    else if (!c->laid && c->free_minutes < c->minutes)
        text = base_arena_printf(a, _("only %s free %s, %s needed"),
                                 incentive_quantity_show(s->policy, c->unit, c->free_minutes, a),
                                 until, needed);
    else if (!c->laid)
        text = base_arena_printf(a, _("%s free %s, but in no sittings that its rules allow"),
                                 model_minutes_show(c->free_minutes, a), until);
    else if (!incentive_unit_is_time(c->unit))
        text = base_arena_printf(a, _("to be had %s, %s needed"), until, needed);
    else
        text = base_arena_printf(a, _("%s free %s, %s needed"),
                                 model_minutes_show(c->free_minutes, a), until, needed);
    if (!c->gates[MATCH_GATE_FREE].passed && capacity > 0)
        text = base_arena_printf(a, _("%s; its monthly capacity is %s"), text,
                                 model_minutes_show(capacity, a));
    tell(c, MATCH_GATE_FREE, text, a);
}

static void tell_budget(const struct match_scene *s, const struct match_asked *asked,
                        struct base_arena *a, struct match_candidate *c)
{
    char price[40] = "–", budget[40];
    const char *text;
    if (c->price != BASE_NONE)
        base_money_show(c->price, (int)s->policy->decimals, price);
    if (asked->demand->budget == BASE_NONE) {
        text = base_arena_printf(a, _("%s, no limit"), price);
    } else {
        base_money_show(asked->demand->budget, (int)s->policy->decimals, budget);
        text = c->gates[MATCH_GATE_BUDGET].passed
                   ? base_arena_printf(a, _("%s of a budget of %s"), price, budget)
                   : base_arena_printf(a, _("%s to pay, the budget is %s"), price, budget);
    }
    tell(c, MATCH_GATE_BUDGET, text, a);
}

/* The record as it is kept, or one that is retired. */
static enum err_code resource_of(const struct match_scene *s, const struct match_candidate *c,
                                 struct base_arena *a, const struct model_resource **r,
                                 struct err *e)
{
    const struct match_offer *offer = match_desk_offer(s->desk, c->resource);
    struct model_resource *read = NULL;
    enum err_code code = ERR_NONE;
    if (offer == NULL)
        code = store_get(s->desk->store, MODEL_RESOURCE, c->resource, a, &read, e);
    *r = offer != NULL ? offer->resource : read;
    return code;
}

/* Those of the scene, if it has its own; what the desk keeps may have been read anew since. */
static enum err_code terms_of(const struct match_scene *s, struct incentive_terms **terms,
                              struct err *e)
{
    enum err_code code = s->scope.records != NULL ? match_terms_refresh(s->desk, e) : ERR_NONE;
    *terms = s->scope.records != NULL ? s->desk->terms : s->terms;
    return code;
}

enum err_code match_candidate_tell(struct match_candidate *c, struct base_arena *a, struct err *e)
{
    const struct match_asked *asked = c->asked;
    struct match_scene *s = asked->scene;
    const struct model_resource *r;
    struct incentive_terms *terms;
    struct schedule_gate *blocks;
    size_t count;
    enum err_code code = resource_of(s, c, a, &r, e);
    if (!code)
        code = terms_of(s, &terms, e);
    if (!code)
        code = schedule_gates(terms, r, asked->demand->requester, asked->from,
                              asked->open ? INT64_MAX : asked->until, c->minutes, s->now, a,
                              &blocks, &count, e);
    if (code)
        return code;
    tell_passed(s, r, a, c);
    if (asked->closed)
        tell(c, MATCH_GATE_STATUS,
             base_arena_printf(a, _("the demand is closed: %s"), closed_as(asked->demand)), a);
    tell_kind(asked, r, a, c);
    tell_capability(s, a, c);
    for (size_t i = 0; i < count; i++) {
        enum match_gate gate = gate_of(blocks[i].rule);
        if (gate != MATCH_GATE_COUNT && !c->gates[gate].passed)
            tell(c, gate, blocks[i].text, a);
    }
    tell_free(s, asked, r, a, c);
    tell_budget(s, asked, a, c);
    return ERR_NONE;
}

/* What is longer than its window, or whose window has passed, breaks the notice too, but no notice
 * would help. */
static bool goes_without_saying(const struct match_candidate *c, enum match_gate gate)
{
    bool too_long = c->until != BASE_NONE && c->until - c->from < 60 * c->minutes;
    return gate == MATCH_GATE_NOTICE && !c->gates[MATCH_GATE_FREE].passed &&
           (c->asked->expired || too_long);
}

const char **match_reasons(const struct match_candidate *c, struct base_arena *a, size_t *count)
{
    const char **reasons = base_arena_array(a, MATCH_GATE_COUNT, sizeof *reasons);
    struct match_candidate told = *c;
    struct err ignored = ERR_INIT; /* then the gate's name must do */
    *count = 0;
    if (c->blocked)
        match_candidate_tell(&told, a, &ignored);
    err_clear(&ignored);
    for (int g = 0; g < MATCH_GATE_COUNT; g++) {
        const char *text = told.gates[g].text;
        if (!c->gates[g].passed && !goes_without_saying(c, (enum match_gate)g))
            reasons[(*count)++] = text != NULL ? text : match_gate_label((enum match_gate)g);
    }
    return reasons;
}
