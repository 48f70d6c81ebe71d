#include "sharedesk/schedule/rule.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/words.h"
#include "sharedesk/model/hours.h"
#include "sharedesk/schedule/free.h"

#include "inside.h"

/* ---- the table of rules ---------------------------------------------------------------------- */

static const struct {
    const char *name, *label;
    int overrider;
} rules[SCHEDULE_RULE_COUNT] = {
#define RULE_LINE(ID, name, role, label) [SCHEDULE_RULE_##ID] = {#name, label, role},
    SCHEDULE_RULES(RULE_LINE)
#undef RULE_LINE
};

const char *schedule_rule_name(enum schedule_rule rule)
{
    return rules[rule].name;
}

const char *schedule_rule_label(enum schedule_rule rule)
{
    return _(rules[rule].label);
}

bool schedule_rule_overridable(enum schedule_rule rule, enum store_role role)
{
    return rules[rule].overrider != SCHEDULE_NOBODY && (int)role >= rules[rule].overrider;
}

/* One check on its way. */
struct check {
    struct incentive_terms *terms;
    struct schedule_calendar *calendar; /* NULL for gates alone */
    struct schedule_lane *lane;
    const struct schedule_wish *wish;
    int64_t day;     /* on which membership, agreements and qualifications must be valid */
    bool mute;       /* no texts: for gates of thousands of pairs */
    unsigned broken; /* when mute: 1 << rule of those that are */
    struct base_arena *arena;
    struct schedule_finding *list;
    size_t count, capacity;
};

/* A text that is only made where it is wanted. */
#define TEXT(k, text) ((k)->mute ? NULL : (text))

static void tell(struct check *k, enum schedule_rule rule, bool broken, const char *text)
{
    if (k->mute) {
        k->broken |= broken ? 1u << rule : 0;
        return;
    }
    struct schedule_finding *f =
        base_arena_push(k->arena, (void **)&k->list, &k->count, &k->capacity, sizeof *f);
    enum store_role role = store_actor_role(incentive_terms_store(k->terms));
    *f = (struct schedule_finding){.rule = rule,
                                   .broken = broken,
                                   .overridable = schedule_rule_overridable(rule, role),
                                   .text = text,
                                   .nearest = BASE_NONE};
}

static int64_t now_of(const struct check *k)
{
    return store_now(incentive_terms_store(k->terms));
}

static const char *when(struct check *k, int64_t t)
{
    return base_time_words(t, now_of(k), k->arena);
}

/* "1 Dec 09:00–10:35", with the day again where it is another. */
static const char *stay(struct check *k, const struct model_booking *b)
{
    int minute = base_time_minute(b->end);
    return base_time_day(b->start) == base_time_day(b->end)
               ? base_arena_printf(k->arena, "%s–%02d:%02d", when(k, b->start), minute / 60,
                                   minute % 60)
               : base_arena_printf(k->arena, "%s–%s", when(k, b->start), when(k, b->end));
}

static const char *span(struct check *k, int64_t minutes)
{
    return model_minutes_show(minutes, k->arena);
}

/* ---- gates: organisation and resource -------------------------------------------------------- */

static bool own_use(const struct check *k)
{
    return k->wish->resource->owner != BASE_NONE &&
           k->wish->resource->owner == k->wish->organisation;
}

/* A retired record takes part in nothing new. */
static void tell_retired(struct check *k, enum model_type type, const struct model_head *head)
{
    if (head->retired == BASE_NONE)
        return;
    char number[24];
    model_number_format(type, head->id, number);
    tell(k, SCHEDULE_RULE_STATUS, true,
         TEXT(k, base_arena_printf(
                     k->arena,
                     _("%s is retired; `sharedesk retire %s --back` takes it into use again"),
                     model_record_title(type, head), number)));
}

static void check_resource(struct check *k)
{
    const struct model_resource *r = k->wish->resource;
    if (!schedule_resource_out(r))
        return;
    const char *status = r->head.retired != BASE_NONE ? "retired" : r->status;
    tell(k, SCHEDULE_RULE_STATUS, true,
         TEXT(k,
              base_arena_printf(k->arena, _("the resource is not in use: %s"),
                                model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_STATUS, status))));
}

static enum err_code check_demand(struct check *k, struct err *e)
{
    if (k->wish->demand == BASE_NONE)
        return ERR_NONE;
    void *demand;
    enum err_code code = store_get(incentive_terms_store(k->terms), MODEL_DEMAND, k->wish->demand,
                                   k->arena, &demand, e);
    if (!code)
        tell_retired(k, MODEL_DEMAND, demand);
    return code;
}

static enum err_code check_status(struct check *k, struct err *e)
{
    check_resource(k);
    const struct model_organisation *user;
    enum err_code code = incentive_terms_organisation(k->terms, k->wish->organisation, &user, e);
    if (code)
        return code;
    if (user)
        tell_retired(k, MODEL_ORGANISATION, &user->head);
    return check_demand(k, e);
}

static enum err_code check_access(struct check *k, struct err *e)
{
    const struct model_resource *r = k->wish->resource;
    const char *access = model_code_or(r->access, "open");
    enum err_code code = ERR_NONE;
    if (model_code_is(access, "members")) {
        bool member = true;
        if (!own_use(k))
            code = incentive_terms_member(k->terms, k->wish->organisation, k->day, &member, e);
        tell(k, SCHEDULE_RULE_ACCESS, !member, TEXT(k, _("members only")));
    } else if (model_code_is(access, "agreement")) {
        const struct model_agreement *agreement = NULL;
        if (!own_use(k))
            code = incentive_terms_agreement(k->terms, r, k->wish->organisation, k->day, &agreement,
                                             e);
        tell(k, SCHEDULE_RULE_ACCESS, !agreement && !own_use(k),
             TEXT(k, agreement ? agreement->title : _("only under an agreement")));
    } else if (model_code_is(access, "approval")) {
        tell(k, SCHEDULE_RULE_ACCESS, false, TEXT(k, _("by approval")));
    }
    return code;
}

static enum err_code check_grade(struct check *k, struct err *e)
{
    const struct model_resource *r = k->wish->resource;
    if (!model_code_is(r->grade, "restricted"))
        return ERR_NONE;
    const struct model_agreement *agreement;
    enum err_code code =
        incentive_terms_agreement(k->terms, r, k->wish->organisation, k->day, &agreement, e);
    if (code)
        return code;
    bool named = own_use(k) || incentive_agreement_names(agreement, k->wish->organisation);
    tell(k, SCHEDULE_RULE_GRADE, !named,
         TEXT(k, _("restricted: only under an agreement that names the user")));
    return ERR_NONE;
}

static enum err_code check_qualification(struct check *k, struct err *e)
{
    const char *name = k->wish->resource->qualification;
    if (base_text_empty(name))
        return ERR_NONE;
    bool qualified;
    enum err_code code =
        incentive_terms_qualified(k->terms, k->wish->organisation, name, k->day, &qualified, e);
    if (code)
        return code;
    tell(k, SCHEDULE_RULE_QUALIFICATION, !qualified,
         TEXT(k, base_arena_printf(k->arena, _("qualification \"%s\", valid on %s"), name,
                                   base_day_words(k->day, now_of(k), k->arena))));
    return ERR_NONE;
}

static enum err_code check_region(struct check *k, struct err *e)
{
    int64_t limit = k->wish->resource->region_limit;
    if (limit == BASE_NONE)
        return ERR_NONE;
    const struct model_organisation *user;
    bool within = own_use(k);
    enum err_code code = incentive_terms_organisation(k->terms, k->wish->organisation, &user, e);
    if (!code && !within && user)
        code = incentive_terms_within(k->terms, user->region, limit, &within, e);
    if (code)
        return code;
    tell(k, SCHEDULE_RULE_REGION, !within,
         TEXT(k, base_arena_printf(
                     k->arena, _("only for %s"),
                     store_title(incentive_terms_store(k->terms), MODEL_REGION, limit, k->arena))));
    return ERR_NONE;
}

/* ---- length, notice, horizon ----------------------------------------------------------------- */

static void tell_shortest(struct check *k, int64_t minutes)
{
    int64_t least = k->wish->resource->length_minimum;
    if (least != BASE_NONE)
        tell(k, SCHEDULE_RULE_LENGTH, minutes < least,
             TEXT(k, base_arena_printf(k->arena, _("at least %s a booking"), span(k, least))));
}

static void tell_longest(struct check *k, int64_t minutes)
{
    int64_t most = k->wish->resource->length_maximum;
    if (most != BASE_NONE)
        tell(k, SCHEDULE_RULE_LENGTH, minutes > most,
             base_arena_printf(k->arena, _("at most %s a booking"), span(k, most)));
}

static void tell_notice(struct check *k, int64_t start, int64_t now)
{
    int64_t notice = k->wish->resource->notice;
    if (notice != BASE_NONE && notice > 0)
        tell(k, SCHEDULE_RULE_NOTICE, start < now + 60 * notice,
             TEXT(k, base_arena_printf(k->arena, _("notice of %s: not before %s"), span(k, notice),
                                       when(k, now + 60 * notice))));
    else if (start < now)
        tell(k, SCHEDULE_RULE_NOTICE, true, TEXT(k, _("it lies in the past")));
}

static void tell_horizon(struct check *k, int64_t end, int64_t now)
{
    int64_t days = k->wish->resource->horizon_days;
    if (days == BASE_NONE)
        return;
    int64_t limit = base_day_start(base_time_day(now) + days + 1);
    tell(k, SCHEDULE_RULE_HORIZON, end > limit,
         TEXT(k, base_arena_printf(k->arena,
                                   P_("at most %lld day ahead: until %s",
                                      "at most %lld days ahead: until %s", days),
                                   (long long)days, when(k, limit))));
}

/* ---- the calendar ---------------------------------------------------------------------------- */

static void check_grid(struct check *k)
{
    int64_t grid = k->wish->resource->slot_grid;
    if (grid == BASE_NONE || grid <= 1)
        return;
    bool fits = schedule_grid_fits(k->wish->start, grid) && schedule_grid_fits(k->wish->end, grid);
    tell(k, SCHEDULE_RULE_GRID, !fits,
         base_arena_printf(k->arena, _("start and end on steps of %s"), span(k, grid)));
}

static void check_hours(struct check *k)
{
    const struct model_resource *r = k->wish->resource;
    if (base_text_empty(r->open_hours))
        return;
    const struct base_intervals *hours = schedule_lane_hours(k->calendar, k->lane);
    tell(k, SCHEDULE_RULE_HOURS, !base_intervals_holding(hours, k->wish->start, k->wish->end),
         base_arena_printf(k->arena, _("open %s"), model_hours_show(r->open_hours, k->arena)));
}

static void check_closures(struct check *k)
{
    for (size_t i = 0; i < k->lane->closure_count; i++) {
        const struct model_closure *x = k->lane->closures[i];
        if (model_code_is(x->kind, "open") || x->start >= k->wish->end || x->end <= k->wish->start)
            continue;
        const char *kind = model_vocabulary_label(MODEL_VOCABULARY_CLOSURE_KIND,
                                                  model_code_or(x->kind, "maintenance"));
        tell(k, SCHEDULE_RULE_CLOSURE, true,
             base_arena_printf(k->arena, _("%s until %s"),
                               base_text_empty(x->title) ? kind : x->title, when(k, x->end)));
    }
}

/* Whoever is in the way: each live booking that comes nearer than the gap. */
static void tell_others(struct check *k, enum schedule_rule rule, int64_t gap)
{
    struct store *s = incentive_terms_store(k->terms);
    for (size_t i = 0; i < k->lane->booking_count; i++) {
        const struct model_booking *b = k->lane->bookings[i];
        if (b->head.id == k->wish->booking || b->start - gap >= k->wish->end ||
            b->end + gap <= k->wish->start)
            continue;
        bool clashes = b->start < k->wish->end && b->end > k->wish->start;
        if (rule == SCHEDULE_RULE_GAP && clashes)
            continue;
        char number[24];
        model_number_format(MODEL_BOOKING, b->head.id, number);
        const char *who = store_title(s, MODEL_ORGANISATION, b->organisation, k->arena);
        tell(k, rule, true,
             rule == SCHEDULE_RULE_CLASH
                 ? base_arena_printf(k->arena, _("taken by %s, %s (%s)"), who, stay(k, b), number)
                 : base_arena_printf(k->arena, _("%s between bookings; %s is there, %s (%s)"),
                                     span(k, gap / 60), who, stay(k, b), number));
    }
}

static void check_seats(struct check *k)
{
    int64_t gap = schedule_gap(k->wish->resource);
    struct base_intervals full = schedule_lane_full(k->lane, 0, k->wish->booking, k->arena);
    if (base_intervals_overlap(&full, k->wish->start, k->wish->end)) {
        tell_others(k, SCHEDULE_RULE_CLASH, 0);
        return;
    }
    full = schedule_lane_full(k->lane, gap, k->wish->booking, k->arena);
    if (gap > 0 && base_intervals_overlap(&full, k->wish->start, k->wish->end + gap))
        tell_others(k, SCHEDULE_RULE_GAP, gap);
    else if (gap > 0)
        tell(k, SCHEDULE_RULE_GAP, false,
             base_arena_printf(k->arena, _("%s between bookings"), span(k, gap / 60)));
}

/* ---- quotas ---------------------------------------------------------------------------------- */

static int64_t part_minutes(const struct schedule_wish *w, int64_t from, int64_t to)
{
    return base_interval_minutes(w->start > from ? w->start : from, w->end < to ? w->end : to);
}

/* One period: what the organisation has there besides, and would have. */
static enum err_code check_quota(struct check *k, enum schedule_rule rule, int64_t quota,
                                 int64_t from, int64_t to, const char *text, struct err *e)
{
    int64_t seconds;
    enum err_code code =
        store_number(incentive_terms_store(k->terms), STORE_SCHEDULE_QUOTA_USED,
                     STORE_ARGS(STORE_INT(k->wish->resource->head.id),
                                STORE_INT(k->wish->organisation), STORE_INT(from), STORE_INT(to),
                                STORE_INT(k->wish->booking), STORE_INT(k->calendar->now)),
                     0, &seconds, e);
    if (code)
        return code;
    int64_t minutes = seconds / 60 + part_minutes(k->wish, from, to);
    tell(k, rule, minutes > quota,
         base_arena_printf(k->arena, text, span(k, minutes), span(k, quota)));
    return ERR_NONE;
}

static enum err_code check_quotas(struct check *k, struct err *e)
{
    const struct model_resource *r = k->wish->resource;
    int64_t first = base_time_day(k->wish->start), last = base_time_day(k->wish->end - 1);
    enum err_code code = ERR_NONE;
    if (r->quota_day != BASE_NONE)
        for (int64_t day = first; !code && day <= last; day++)
            code = check_quota(k, SCHEDULE_RULE_QUOTA_DAY, r->quota_day, base_day_start(day),
                               base_day_start(day + 1), _("%s of %s that day"), e);
    if (r->quota_week != BASE_NONE)
        for (int64_t day = first - base_day_weekday(first); !code && day <= last; day += 7)
            code = check_quota(k, SCHEDULE_RULE_QUOTA_WEEK, r->quota_week, base_day_start(day),
                               base_day_start(day + 7), _("%s of %s that week"), e);
    if (r->quota_month != BASE_NONE)
        for (int64_t m = base_day_month(first); !code && m <= base_day_month(last); m++)
            code = check_quota(k, SCHEDULE_RULE_QUOTA_MONTH, r->quota_month, base_month_start(m),
                               base_month_start(m + 1), _("%s of %s that month"), e);
    return code;
}

static void check_capacity(struct check *k)
{
    int64_t capacity = k->wish->resource->capacity_minutes_month;
    if (capacity == BASE_NONE)
        return;
    int64_t last = base_time_month(k->wish->end - 1);
    for (int64_t m = base_time_month(k->wish->start); m <= last; m++) {
        int64_t from = base_month_start(m), to = base_month_start(m + 1);
        int64_t minutes = schedule_lane_booked(k->lane, from, to, k->wish->booking) +
                          part_minutes(k->wish, from, to);
        tell(k, SCHEDULE_RULE_CAPACITY, minutes > capacity,
             base_arena_printf(k->arena, _("%s of the month's %s"), span(k, minutes),
                               span(k, capacity)));
    }
}

/* ---- budget ---------------------------------------------------------------------------------- */

/* What the bookings of the demand cost with the one wished for. */
static enum err_code demand_costs(struct check *k, const struct model_demand *demand, int64_t *sum,
                                  struct err *e)
{
    struct model_booking **list;
    size_t count;
    enum err_code code =
        store_select(incentive_terms_store(k->terms), MODEL_BOOKING, STORE_SCHEDULE_DEMAND_BOOKINGS,
                     STORE_ARGS(STORE_INT(k->wish->demand)), k->arena, &list, &count, e);
    if (code)
        return code;
    struct schedule_booked others =
        schedule_demand_booked(list, count, k->wish->booking, k->calendar->now);
    if (!base_money_add(k->wish->price, others.money, sum))
        return err_set(e, ERR_LIMIT, demand->title, _("Check the prices of its bookings."), "%s",
                       _("the price does not fit into the largest number of the desk"));
    return ERR_NONE;
}

static enum err_code check_budget(struct check *k, struct err *e)
{
    if (k->wish->demand == BASE_NONE || k->wish->price == BASE_NONE)
        return ERR_NONE;
    struct store *s = incentive_terms_store(k->terms);
    void *record;
    int64_t sum;
    enum err_code code = store_get(s, MODEL_DEMAND, k->wish->demand, k->arena, &record, e);
    const struct model_demand *demand = record;
    if (code || demand->budget == BASE_NONE || (code = demand_costs(k, demand, &sum, e)))
        return code;
    char wants[40], has[40];
    base_money_show(sum, (int)store_policy(s)->decimals, wants);
    base_money_show(demand->budget, (int)store_policy(s)->decimals, has);
    tell(k, SCHEDULE_RULE_BUDGET, sum > demand->budget,
         base_arena_printf(k->arena, _("%s of a budget of %s"), wants, has));
    return ERR_NONE;
}

/* ---- all together ---------------------------------------------------------------------------- */

static enum err_code check_gates(struct check *k, struct err *e)
{
    enum err_code code = check_status(k, e);
    if (!code)
        code = check_access(k, e);
    if (!code)
        code = check_grade(k, e);
    if (!code)
        code = check_qualification(k, e);
    return code ? code : check_region(k, e);
}

static enum err_code check_times(struct check *k, struct err *e)
{
    int64_t minutes = base_interval_minutes(k->wish->start, k->wish->end);
    tell_shortest(k, minutes);
    tell_longest(k, minutes);
    if (!k->wish->begun)
        tell_notice(k, k->wish->start, k->calendar->now);
    tell_horizon(k, k->wish->end, k->calendar->now);
    check_grid(k);
    check_hours(k);
    check_closures(k);
    check_seats(k);
    enum err_code code = check_quotas(k, e);
    check_capacity(k);
    return code;
}

/* Rules that another start could keep; what has begun has no other. */
static bool about_time(enum schedule_rule rule)
{
    return rule >= SCHEDULE_RULE_NOTICE && rule <= SCHEDULE_RULE_GAP;
}

static enum err_code find_nearest(struct check *k, struct schedule_findings *f, struct err *e)
{
    bool broken = false;
    for (size_t i = 0; i < f->count; i++)
        broken = broken || (f->list[i].broken && about_time(f->list[i].rule));
    f->nearest = k->wish->start;
    if (!broken)
        return ERR_NONE;
    f->nearest = BASE_NONE;
    if (k->wish->begun)
        return ERR_NONE;
    enum err_code code = schedule_free_first(k->calendar, k->lane, k->wish->start, k->calendar->to,
                                             base_interval_minutes(k->wish->start, k->wish->end),
                                             k->wish->booking, &f->nearest, e);
    for (size_t i = 0; i < f->count; i++)
        if (f->list[i].broken && about_time(f->list[i].rule))
            f->list[i].nearest = f->nearest;
    return code;
}

/* How far ahead a nearest start is sought. */
enum { AHEAD = 90 * 86400 };

static enum err_code lane_find(struct check *k, struct err *e)
{
    int64_t resource = k->wish->resource->head.id;
    enum err_code code = ERR_NONE;
    if (!k->calendar)
        code = schedule_calendar_read(k->terms, &resource, 1,
                                      base_day_start(base_time_day(k->wish->start)),
                                      k->wish->end + AHEAD, k->arena, &k->calendar, e);
    if (code)
        return code;
    k->lane = schedule_calendar_lane(k->calendar, resource);
    return k->lane ? ERR_NONE
                   : err_set(e, ERR_NOT_FOUND, k->wish->resource->name, NULL,
                             _("it is not in the calendar that was read"));
}

enum err_code schedule_rules_check(struct incentive_terms *t, struct schedule_calendar *calendar,
                                   const struct schedule_wish *wish, struct base_arena *a,
                                   struct schedule_findings *findings, struct err *e)
{
    struct check k = {.terms = t,
                      .calendar = calendar,
                      .wish = wish,
                      .day = base_time_day(wish->start),
                      .arena = a};
    *findings = (struct schedule_findings){0};
    enum err_code code = lane_find(&k, e);
    if (!code)
        code = check_gates(&k, e);
    if (!code)
        code = check_times(&k, e);
    if (!code)
        code = check_budget(&k, e);
    if (code)
        return code;
    findings->list = k.list;
    findings->count = k.count;
    for (size_t i = 0; i < k.count; i++) {
        findings->broken += k.list[i].broken;
        findings->barred += k.list[i].broken && !k.list[i].overridable;
    }
    return find_nearest(&k, findings, e);
}

/* The gates of an organisation that needs `minutes` somewhere in [from, to). */
static enum err_code check_gates_between(struct check *k, int64_t from, int64_t to, int64_t minutes,
                                         int64_t now, struct err *e)
{
    k->day = base_time_day(from > now ? from : now);
    enum err_code code = check_gates(k, e);
    if (code)
        return code;
    tell_shortest(k, minutes);
    /* The latest start that the window allows must keep the notice, the earliest end the horizon.
     */
    if (to != INT64_MAX)
        tell_notice(k, to - 60 * minutes, now);
    tell_horizon(k, (from > now ? from : now) + 60 * minutes, now);
    return ERR_NONE;
}

enum err_code schedule_gates(struct incentive_terms *t, const struct model_resource *resource,
                             int64_t organisation, int64_t from, int64_t to, int64_t minutes,
                             int64_t now, struct base_arena *a, struct schedule_gate **gates,
                             size_t *count, struct err *e)
{
    const struct schedule_wish wish = {
        .resource = resource, .organisation = organisation, .demand = BASE_NONE};
    struct check k = {.terms = t, .wish = &wish, .arena = a};
    enum err_code code = check_gates_between(&k, from, to, minutes, now, e);
    if (code)
        return code;
    *gates = base_arena_array(a, k.count, sizeof **gates);
    *count = 0;
    for (size_t i = 0; i < k.count; i++)
        if (k.list[i].broken)
            (*gates)[(*count)++] = (struct schedule_gate){k.list[i].rule, k.list[i].text};
    return ERR_NONE;
}

enum err_code schedule_gates_broken(struct incentive_terms *t,
                                    const struct model_resource *resource, int64_t organisation,
                                    int64_t from, int64_t to, int64_t minutes, int64_t now,
                                    unsigned *broken, struct err *e)
{
    const struct schedule_wish wish = {
        .resource = resource, .organisation = organisation, .demand = BASE_NONE};
    struct check k = {.terms = t, .wish = &wish, .mute = true};
    enum err_code code = check_gates_between(&k, from, to, minutes, now, e);
    *broken = k.broken;
    return code;
}
