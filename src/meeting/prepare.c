/* prepare.c: gathering the agenda. Each item is known by its kind and record, so that preparing
 * again finds it. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <string.h>

enum { AWARD_CANDIDATES = 3 };

struct gathering {
    struct match_desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct meeting_record record; /* as it was */
    bool *kept;                   /* by item: still on the agenda */
    int64_t position;
    int64_t month;
};

/* ---- items ----------------------------------------------------------------------------------- */

static struct model_agenda *find_item(struct gathering *g, const char *kind, const char *record)
{
    for (size_t i = 0; i < g->record.item_count; i++) {
        struct model_agenda *item = g->record.items[i];
        /* The allocation keeps its item when another run takes the place of the last. */
        if (model_code_is(item->kind, kind) &&
            (strcmp(kind, "allocation") == 0 || base_text_equal(item->record, record))) {
            g->kept[i] = true;
            return item;
        }
    }
    return NULL;
}

static enum err_code put_item(struct gathering *g, const char *kind, struct store_ref ref,
                              const char *title, struct err *e)
{
    const char *record = ref.id > 0 ? store_anyref_write(g->store, ref, g->arena) : NULL;
    struct model_agenda *item = find_item(g, kind, record);
    if (item == NULL) {
        item = model_record_new(g->arena, MODEL_AGENDA);
        item->meeting = g->record.meeting->head.id;
        item->kind = kind;
    }
    item->record = record;
    item->title = title;
    item->position = ++g->position;
    return store_put(g->store, MODEL_AGENDA, item, e);
}

static const struct store_ref NOTHING = {MODEL_ANY, 0};

/* What has gone leaves the agenda, unless something was decided on it or staff put it there. */
static enum err_code drop_items(struct gathering *g, struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < g->record.item_count; i++) {
        struct model_agenda *item = g->record.items[i];
        if (g->kept[i])
            continue;
        if (model_code_is(item->kind, "other") ||
            meeting_decision_on(&g->record, item->head.id) != NULL) {
            item->position = ++g->position;
            code = store_put(g->store, MODEL_AGENDA, item, e);
        } else {
            struct store_ref ref = {MODEL_AGENDA, item->head.id};
            code = store_retire(g->store, ref, e);
        }
    }
    return code;
}

/* ---- what is gathered ------------------------------------------------------------------------ */

static enum err_code last_decisions(struct gathering *g, struct err *e)
{
    char month[16];
    int64_t last;
    base_month_format(g->month, month);
    enum err_code code =
        store_number(g->store, STORE_MEETING_BEFORE, STORE_ARGS(STORE_STR(month)), 0, &last, e);
    if (code || last == 0)
        return code;
    struct store_ref ref = {MODEL_MEETING, last};
    return put_item(g, "decisions", ref,
                    base_arena_printf(g->arena, _("Decisions of: %s"),
                                      store_title(g->store, MODEL_MEETING, last, g->arena)),
                    e);
}

static enum err_code allocation(struct gathering *g, const struct match_plan *plan, struct err *e)
{
    struct store_ref ref = {MODEL_RUN, plan->run};
    int64_t met = plan->demand_count;
    for (size_t i = 0; i < plan->unmet_count; i++)
        met--;
    enum err_code code =
        put_item(g, "allocation", ref,
                 base_arena_printf(g->arena, _("Allocation: %lld demands, %lld met, benefit %s"),
                                   (long long)plan->demand_count, (long long)met,
                                   meeting_money(g->store, plan->objective, g->arena)),
                 e);
    for (size_t i = 0; !code && i < plan->shadow_count; i++) {
        const struct match_shadow *s = &plan->shadows[i];
        struct store_ref resource = {MODEL_RESOURCE, s->resource};
        code = put_item(
            g, "contested", resource,
            base_arena_printf(g->arena, _("%s: an hour is worth %s to %s, %lld asked, %lld served"),
                              meeting_name(g->store, MODEL_RESOURCE, s->resource, g->arena),
                              meeting_money(g->store, s->hour_more, g->arena),
                              meeting_money(g->store, s->hour_less, g->arena), (long long)s->asked,
                              (long long)s->served),
            e);
    }
    return code;
}

static enum err_code agreements(struct gathering *g, struct err *e)
{
    char from[16], until[16], day[16];
    struct model_agreement **list;
    size_t count;
    int64_t ahead = store_policy(g->store)->expiry_days;
    base_day_format(base_month_first_day(g->month), from);
    base_day_format(base_month_first_day(g->month + 1) + ahead, until);
    enum err_code code =
        store_select(g->store, MODEL_AGREEMENT, STORE_MEETING_AGREEMENTS_ENDING,
                     STORE_ARGS(STORE_STR(from), STORE_STR(until)), g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct store_ref ref = {MODEL_AGREEMENT, list[i]->head.id};
        base_day_format(list[i]->valid_until, day);
        code = put_item(g, "agreement", ref,
                        base_arena_printf(g->arena, _("%s ends on %s"), list[i]->title, day), e);
    }
    return code;
}

static enum err_code claims(struct gathering *g, struct err *e)
{
    struct model_claim **list;
    size_t count;
    enum err_code code = store_select(g->store, MODEL_CLAIM, STORE_MEETING_CLAIMS_OPEN,
                                      STORE_NO_ARGS, g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct store_ref ref = {MODEL_CLAIM, list[i]->head.id};
        code = put_item(g, "claim", ref,
                        base_arena_printf(g->arena, _("Claim: %s, %s"), list[i]->title,
                                          meeting_money(g->store, list[i]->amount, g->arena)),
                        e);
    }
    return code;
}

static enum err_code awards(struct gathering *g, struct err *e)
{
    struct incentive_candidate *list;
    size_t count;
    enum err_code code = incentive_candidates(g->store, store_now(g->store), AWARD_CANDIDATES,
                                              g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct store_ref ref = {MODEL_ORGANISATION, list[i].figures.organisation};
        code = put_item(g, "award", ref,
                        base_arena_printf(g->arena, _("Award: %s (%s)"),
                                          store_title(g->store, MODEL_ORGANISATION,
                                                      list[i].figures.organisation, g->arena),
                                          list[i].reasons),
                        e);
    }
    return code;
}

static enum err_code money_items(struct gathering *g, struct err *e)
{
    struct incentive_fund *funds;
    size_t count;
    int64_t free_ = 0, owed;
    enum err_code code = incentive_fund_list(g->store, g->arena, &funds, &count, e);
    if (!code)
        code = store_number(g->store, STORE_MEETING_OWED,
                            STORE_ARGS(STORE_STR(store_policy(g->store)->currency)), 0, &owed, e);
    if (code)
        return code;
    for (size_t i = 0; i < count; i++)
        free_ += funds[i].free;
    code = put_item(g, "fund", NOTHING,
                    base_arena_printf(g->arena, _("Funds: %zu, %s free"), count,
                                      meeting_money(g->store, free_, g->arena)),
                    e);
    if (!code)
        code = put_item(g, "accounts", NOTHING,
                        base_arena_printf(g->arena, _("Accounts: %s owed to the desk"),
                                          meeting_money(g->store, owed, g->arena)),
                        e);
    return code;
}

/* ---- the run --------------------------------------------------------------------------------- */

/* The same pairs at the same times, pinned or not. Benefits drift from hour to hour as closes come
 * nearer: that alone is no new plan. */
static bool same_plan(const struct match_plan *a, const struct match_plan *b)
{
    if (a->line_count != b->line_count || a->unmet_count != b->unmet_count)
        return false;
    for (size_t i = 0; i < a->line_count; i++) {
        const struct match_line *x = &a->lines[i], *y = &b->lines[i];
        if (x->demand != y->demand || x->resource != y->resource || x->start != y->start ||
            x->end != y->end || x->pinned != y->pinned)
            return false;
    }
    return true;
}

static enum err_code find_run(struct gathering *g, struct match_plan *plan, struct err *e)
{
    struct match_allocation what = {.month = g->month};
    struct match_plan kept;
    int64_t run = g->record.meeting->run;
    char month[16];
    enum err_code code = match_allocate(g->desk, &what, g->arena, plan, e);
    if (!code && run != BASE_NONE)
        code = match_plan_load(g->desk, run, g->arena, &kept, e);
    if (code)
        return code;
    if (run != BASE_NONE && same_plan(plan, &kept)) {
        *plan = kept;
        return ERR_NONE;
    }
    base_month_format(g->month, month);
    return match_plan_save(
        g->desk, plan, base_arena_printf(g->arena, _("For the meeting %s"), month), &plan->run, e);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum err_code make_meeting(struct gathering *g, int64_t *meeting, struct err *e)
{
    char month[16];
    struct model_meeting *new = model_record_new(g->arena, MODEL_MEETING);
    base_month_format(g->month, month);
    new->title = base_arena_printf(g->arena, _("Allocation meeting %s"), month);
    new->month = g->month;
    enum err_code code = store_put(g->store, MODEL_MEETING, new, e);
    *meeting = new->head.id;
    return code;
}

static enum err_code gather(struct gathering *g, struct err *e)
{
    struct match_plan plan;
    enum err_code code = find_run(g, &plan, e);
    if (code)
        return code;
    struct model_meeting *m = g->record.meeting;
    m->run = plan.run;
    if (m->status == NULL || model_code_is(m->status, "planned"))
        m->status = "prepared";
    code = store_put(g->store, MODEL_MEETING, m, e);
    if (!code)
        code = last_decisions(g, e);
    if (!code)
        code = allocation(g, &plan, e);
    if (!code)
        code = agreements(g, e);
    if (!code)
        code = claims(g, e);
    if (!code)
        code = awards(g, e);
    if (!code)
        code = money_items(g, e);
    if (!code)
        code = put_item(g, "efficiency", NOTHING, _("Efficiency of the month"), e);
    if (!code)
        code = drop_items(g, e);
    return code;
}

static enum err_code prepare(struct gathering *g, int64_t *meeting, struct err *e)
{
    enum err_code code = ERR_NONE;
    if (*meeting == 0)
        code = make_meeting(g, meeting, e);
    if (!code)
        code = meeting_read(g->store, *meeting, g->arena, &g->record, e);
    if (!code)
        code = meeting_refuse_closed(g->record.meeting, e);
    if (code)
        return code;
    g->kept = base_arena_array(g->arena, g->record.item_count + 1, sizeof *g->kept);
    return gather(g, e);
}

enum err_code meeting_prepare(struct match_desk *m, int64_t month, int64_t *meeting, struct err *e)
{
    struct gathering g = {
        .desk = m, .store = match_desk_store(m), .arena = base_arena_new(), .month = month};
    enum err_code code = meeting_find(g.store, month, meeting, e);
    if (!code)
        code = store_begin(g.store, "prepare", e);
    if (!code)
        code = store_end(g.store, prepare(&g, meeting, e), e);
    base_arena_free(&g.arena);
    return code;
}
