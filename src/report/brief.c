/* brief.c: what waits on a person. One gatherer a need; all are sorted together. */
#include "sharedesk/report/brief.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/meeting/meeting.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 86400, FUND_LOW_PERCENT = 10, PAYMENT_DAYS = 30, DECISION_DAYS = 7, OLD_DAYS = 90 };

struct gathering {
    struct match_desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct report_brief *brief;
    size_t capacity;
    int64_t now, today;
};

static struct report_item *add(struct gathering *g, enum report_need need, enum model_type type,
                               int64_t id, int64_t since)
{
    struct report_item *item = base_arena_push(g->arena, (void **)&g->brief->items,
                                               &g->brief->item_count, &g->capacity, sizeof *item);
    *item = (struct report_item){.need = need,
                                 .ref = {type, id},
                                 .number = report_number(type, id, g->arena),
                                 .text = "",
                                 .party = "",
                                 .state = "",
                                 .since = since};
    return item;
}

static const char *title(struct gathering *g, enum model_type type, int64_t id)
{
    return id == BASE_NONE || id == 0 ? "" : store_title(g->store, type, id, g->arena);
}

static const char *money(struct gathering *g, int64_t amount)
{
    char shown[40];
    base_money_show(amount, (int)store_policy(g->store)->decimals, shown);
    return base_arena_strdup(g->arena, shown);
}

static const char *today_text(const struct gathering *g)
{
    char day[16];
    base_day_format(g->today, day);
    return base_arena_strdup(g->arena, day);
}

/* "Cryo-EM, 12 h" */
static const char *demand_text(struct gathering *g, const struct model_demand *d)
{
    if (d->minutes == BASE_NONE)
        return d->title;
    return base_arena_printf(g->arena, "%s, %s", d->title,
                             model_minutes_show(d->minutes, g->arena));
}

/* "SEM-2, today 15:00"; the date when it is not today. */
static const char *booking_text(struct gathering *g, const struct model_booking *b)
{
    char start[32];
    base_time_show(b->start, start);
    const char *shown = base_time_day(b->start) == g->today
                            ? base_arena_printf(g->arena, _("today %s"), strchr(start, ' ') + 1)
                            : base_arena_strdup(g->arena, start);
    return base_arena_printf(g->arena, "%s, %s", title(g, MODEL_RESOURCE, b->resource), shown);
}

/* ---- demands and proposals
 * --------------------------------------------------------------------------- */

static enum err_code demands(struct gathering *g, struct err *e)
{
    struct model_demand **list;
    size_t count;
    int64_t patience = store_policy(g->store)->answer_days * DAY;
    enum err_code code = store_select(g->store, MODEL_DEMAND, STORE_REPORT_DEMANDS_UNANSWERED,
                                      STORE_NO_ARGS, g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        int64_t since = list[i]->received != BASE_NONE ? list[i]->received : list[i]->head.created;
        struct report_item *item =
            add(g, REPORT_NEED_PROPOSAL, MODEL_DEMAND, list[i]->head.id, since);
        item->text = demand_text(g, list[i]);
        item->party = title(g, MODEL_ORGANISATION, list[i]->requester);
        item->state = _("no proposal");
        item->urgent = g->now - since > patience;
    }
    return code;
}

static enum err_code proposals(struct gathering *g, struct err *e)
{
    struct model_proposal **list;
    size_t count;
    int64_t patience = store_policy(g->store)->answer_days * DAY;
    enum err_code code = store_select(g->store, MODEL_PROPOSAL, STORE_REPORT_PROPOSALS_UNANSWERED,
                                      STORE_NO_ARGS, g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct model_resource *r;
        struct report_item *item =
            add(g, REPORT_NEED_ANSWER, MODEL_PROPOSAL, list[i]->head.id, list[i]->proposed);
        item->text = base_arena_printf(g->arena, "%s → %s", title(g, MODEL_DEMAND, list[i]->demand),
                                       title(g, MODEL_RESOURCE, list[i]->resource));
        item->state = _("no answer yet");
        item->urgent = g->now - list[i]->proposed > patience;
        code = store_get(g->store, MODEL_RESOURCE, list[i]->resource, g->arena, &r, e);
        if (!code)
            item->party = title(g, MODEL_ORGANISATION, r->owner);
    }
    return code;
}

/* ---- bookings
 * --------------------------------------------------------------------------------------------- */

static const struct booking_need {
    enum report_need need;
    enum store_statement statement;
    const char *state;
    bool by_end; /* waits since its end, else since its start */
} booking_needs[] = {
    {REPORT_NEED_APPROVAL, STORE_REPORT_BOOKINGS_REQUESTED, N_("to be approved"), false},
    {REPORT_NEED_CHECK_IN, STORE_REPORT_BOOKINGS_MISSING, N_("not checked in"), false},
    {REPORT_NEED_COMPLETE, STORE_REPORT_BOOKINGS_OVER, N_("over, not completed"), true},
    {REPORT_NEED_REPLACE, STORE_REPORT_BOOKINGS_DISPLACED, N_("displaced, needs another place"),
     false},
};

static int64_t waits_since(const struct booking_need *need, const struct model_booking *b)
{
    if (need->need == REPORT_NEED_APPROVAL)
        return b->requested != BASE_NONE ? b->requested : b->head.created;
    if (need->need == REPORT_NEED_REPLACE)
        return b->head.changed;
    return need->by_end ? b->end : b->start;
}

static enum err_code bookings(struct gathering *g, const struct booking_need *need, struct err *e)
{
    struct model_booking **list;
    size_t count;
    bool timed = need->need == REPORT_NEED_CHECK_IN || need->need == REPORT_NEED_COMPLETE ||
                 need->need == REPORT_NEED_REPLACE;
    const struct store_arg args[] = {STORE_INT(g->now)};
    enum err_code code = store_select(g->store, MODEL_BOOKING, need->statement, args, timed,
                                      g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct report_item *item =
            add(g, need->need, MODEL_BOOKING, list[i]->head.id, waits_since(need, list[i]));
        item->text = booking_text(g, list[i]);
        item->party = title(g, MODEL_ORGANISATION, list[i]->organisation);
        item->state = _(need->state);
        item->urgent = need->need == REPORT_NEED_CHECK_IN || list[i]->start < g->now + DAY;
    }
    return code;
}

/* ---- what comes up
 * --------------------------------------------------------------------------------------- */

static enum err_code follow_ups(struct gathering *g, struct err *e)
{
    struct model_demand **list;
    struct model_contact **contacts;
    size_t count, n;
    const struct store_arg today[] = {STORE_STR(today_text(g))};
    enum err_code code = store_select(g->store, MODEL_DEMAND, STORE_REPORT_DEMANDS_FOLLOWED, today,
                                      1, g->arena, &list, &count, e);
    if (!code)
        code = store_select(g->store, MODEL_CONTACT, STORE_REPORT_CONTACTS_FOLLOWED, today, 1,
                            g->arena, &contacts, &n, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct report_item *item = add(g, REPORT_NEED_FOLLOW_UP, MODEL_DEMAND, list[i]->head.id,
                                       base_day_start(list[i]->follow_up));
        item->text = demand_text(g, list[i]);
        item->party = title(g, MODEL_ORGANISATION, list[i]->requester);
        item->state = _("to be followed up");
    }
    for (size_t i = 0; !code && i < n; i++) {
        struct report_item *item =
            add(g, REPORT_NEED_FOLLOW_UP, MODEL_CONTACT, contacts[i]->head.id,
                base_day_start(contacts[i]->follow_up));
        item->text = contacts[i]->title;
        item->party = title(g, MODEL_ORGANISATION, contacts[i]->organisation);
        item->state = _("to be followed up");
    }
    return code;
}

static const char *days_text(struct gathering *g, int64_t days)
{
    return base_arena_printf(g->arena, P_("%lld day", "%lld days", days), (long long)days);
}

static enum err_code agreements(struct gathering *g, struct err *e)
{
    struct model_agreement **list;
    size_t count;
    char until[16];
    base_day_format(g->today + store_policy(g->store)->expiry_days + 1, until);
    enum err_code code = store_select(g->store, MODEL_AGREEMENT, STORE_MEETING_AGREEMENTS_ENDING,
                                      STORE_ARGS(STORE_STR(today_text(g)), STORE_STR(until)),
                                      g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct report_item *item = add(g, REPORT_NEED_AGREEMENT, MODEL_AGREEMENT, list[i]->head.id,
                                       base_day_start(list[i]->valid_until + 1));
        item->text = list[i]->title;
        item->party = title(g, MODEL_ORGANISATION, list[i]->organisation);
        item->state = base_arena_printf(g->arena, _("ends in %s"),
                                        days_text(g, list[i]->valid_until - g->today));
        item->urgent = list[i]->valid_until - g->today <= DECISION_DAYS;
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
        struct report_item *item =
            add(g, REPORT_NEED_CLAIM, MODEL_CLAIM, list[i]->head.id, list[i]->head.created);
        item->text = list[i]->title;
        item->party = title(g, MODEL_ORGANISATION, list[i]->organisation);
        item->state =
            base_arena_printf(g->arena, _("%s, for the meeting"), money(g, list[i]->amount));
    }
    return code;
}

/* A fund that is nearly spent, or ends soon with money left. */
static enum err_code funds(struct gathering *g, struct err *e)
{
    struct incentive_fund *list;
    size_t count;
    int64_t ahead = store_policy(g->store)->expiry_days;
    enum err_code code = incentive_fund_list(g->store, g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_fund *f = list[i].fund;
        int64_t days = f->valid_until != BASE_NONE ? f->valid_until - g->today : INT64_MAX;
        bool budgeted = f->budget != BASE_NONE && f->budget > 0;
        bool low =
            budgeted && list[i].paid_in > 0 && 100 * list[i].free < FUND_LOW_PERCENT * f->budget;
        bool ends = days >= 0 && days <= ahead && list[i].free > 0;
        if (!low && !ends)
            continue;
        struct report_item *item = add(g, REPORT_NEED_FUND, MODEL_FUND, f->head.id,
                                       ends ? base_day_start(f->valid_until + 1) : g->now);
        item->text = f->name;
        item->party = title(g, MODEL_ORGANISATION, f->organisation);
        const char *left = budgeted
                               ? base_arena_printf(g->arena, _("%.0f %% left"),
                                                   100 * (double)list[i].free / (double)f->budget)
                               : base_arena_printf(g->arena, _("%s left"), money(g, list[i].free));
        item->state =
            ends ? base_arena_printf(g->arena, _("%s, %s to go"), left, days_text(g, days)) : left;
        item->urgent = low;
    }
    return code;
}

static enum err_code payments(struct gathering *g, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, STORE_REPORT_OWING,
                   STORE_ARGS(STORE_INT(g->now - (int64_t)PAYMENT_DAYS * DAY)), g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        int64_t organisation = STORE_CELL(&rows, i, 0)->number;
        struct report_item *item = add(g, REPORT_NEED_PAYMENT, MODEL_ORGANISATION, organisation,
                                       STORE_CELL(&rows, i, 2)->number);
        item->text = title(g, MODEL_ORGANISATION, organisation);
        item->state =
            base_arena_printf(g->arena, _("owes %s"), money(g, STORE_CELL(&rows, i, 1)->number));
    }
    return code;
}

static enum err_code decisions(struct gathering *g, struct err *e)
{
    struct model_decision **list;
    size_t count;
    char until[16], from[16];
    base_day_format(g->today + DECISION_DAYS, until);
    base_day_format(g->today - OLD_DAYS, from);
    enum err_code code =
        store_select(g->store, MODEL_DECISION, STORE_REPORT_DECISIONS_DUE,
                     STORE_ARGS(STORE_STR(until), STORE_STR(from)), g->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        struct report_item *item =
            add(g, REPORT_NEED_DUE, MODEL_DECISION, list[i]->head.id, base_day_start(list[i]->due));
        item->text = list[i]->title;
        item->party = list[i]->responsible != NULL ? list[i]->responsible : "";
        item->state = _("decided, due");
        item->urgent = list[i]->due < g->today;
    }
    return code;
}

/* ---- in order
 * ---------------------------------------------------------------------------------------------- */

static int by_since(const void *x, const void *y)
{
    const struct report_item *a = x, *b = y;
    if (a->since != b->since)
        return a->since > b->since ? 1 : -1;
    if (a->ref.type != b->ref.type)
        return a->ref.type > b->ref.type ? 1 : -1;
    return (a->ref.id > b->ref.id) - (a->ref.id < b->ref.id);
}

/* "6 days", "3 h", "in 9 days". */
static const char *age_text(struct gathering *g, int64_t since)
{
    int64_t seconds = llabs(g->now - since), days = seconds / DAY;
    const char *span =
        days > 0 ? days_text(g, days) : model_minutes_show(seconds / 3600 * 60, g->arena);
    if (days == 0 && seconds < 3600)
        return _("now");
    return since > g->now ? base_arena_printf(g->arena, _("in %s"), span) : span;
}

static void put_in_order(struct gathering *g)
{
    struct report_brief *b = g->brief;
    if (b->item_count > 0)
        qsort(b->items, b->item_count, sizeof *b->items, by_since);
    for (size_t i = 0; i < b->item_count; i++)
        b->items[i].age = age_text(g, b->items[i].since);
}

/* ---- news and series
 * ------------------------------------------------------------------------------------------ */

static enum err_code news(struct gathering *g, struct err *e)
{
    struct store_rows rows;
    struct base_text t = {0};
    enum err_code code =
        store_rows(g->store, STORE_REPORT_NEWS,
                   STORE_ARGS(STORE_INT(g->brief->since), STORE_INT(g->now)), g->arena, &rows, e);
    if (code)
        return code;
    long long n[3];
    for (size_t i = 0; i < 3; i++)
        n[i] = (long long)STORE_CELL(&rows, 0, i)->number;
    base_text_printf(&t, P_("%lld demand", "%lld demands", n[0]), n[0]);
    base_text_add(&t, " · ");
    base_text_printf(&t, P_("%lld offer", "%lld offers", n[1]), n[1]);
    base_text_add(&t, " · ");
    base_text_printf(&t, P_("%lld booking completed", "%lld bookings completed", n[2]), n[2]);
    g->brief->news = base_arena_strdup(g->arena, base_text_string(&t));
    base_text_free(&t);
    return ERR_NONE;
}

/* Hours change by per cent, shares by points. */
static const char *change_text(struct gathering *g, enum report_figure f, double before, double now)
{
    if (isnan(before) || isnan(now))
        return "";
    bool share = report_figure_info(f)->unit == REPORT_SHARE;
    if (!share && !(before > 0))
        return "";
    long long change = llround(100 * (share ? now - before : (now - before) / before));
    const char *sign = change < 0 ? "−" : "+";
    return base_arena_printf(g->arena, share ? "%s%lld" : "%s%lld %%", sign, llabs(change));
}

static bool in_month(const void *context, const struct report_fact *f)
{
    return f->month == *(const int64_t *)context;
}

static enum err_code series(struct gathering *g, size_t months, struct err *e)
{
    static const enum report_figure shown[] = {REPORT_USED_HOURS, REPORT_SHARING_RATE,
                                               REPORT_FILL_RATE};
    struct report_facts facts;
    int64_t last = base_time_month(g->now), from = last - (int64_t)months + 1;
    enum err_code code =
        report_facts_gather(g->desk, from, last, 1u << REPORT_FACT_USED | 1u << REPORT_FACT_CLOSED,
                            g->arena, &facts, e);
    if (code || months == 0)
        return code;
    size_t count = sizeof shown / sizeof shown[0];
    g->brief->series = base_arena_array(g->arena, count, sizeof *g->brief->series);
    g->brief->series_count = count;
    for (size_t i = 0; i < count; i++) {
        struct report_series *s = &g->brief->series[i];
        s->name = report_figure_info(shown[i])->name;
        s->label = _(report_figure_info(shown[i])->label);
        s->values = base_arena_array(g->arena, months, sizeof *s->values);
        s->count = months;
    }
    for (size_t k = 0; k < months; k++) {
        int64_t month = from + (int64_t)k;
        struct report_value values[REPORT_FIGURE_COUNT];
        report_figures(&facts, in_month, &month, values);
        for (size_t i = 0; i < count; i++) {
            struct report_series *s = &g->brief->series[i];
            s->values[k] = values[shown[i]].known ? values[shown[i]].value : (double)NAN;
            s->last = report_value_show(shown[i], &values[shown[i]], g->arena);
            s->change = k > 0 ? change_text(g, shown[i], s->values[k - 1], s->values[k]) : "";
        }
    }
    return ERR_NONE;
}

static enum err_code next_meeting(struct gathering *g, struct err *e)
{
    struct model_demand **waiting;
    struct model_meeting *meeting = NULL;
    size_t count;
    int64_t id;
    enum err_code code = store_select(g->store, MODEL_DEMAND, STORE_MATCH_DEMANDS_WAITING,
                                      STORE_NO_ARGS, g->arena, &waiting, &count, e);
    if (!code)
        code = meeting_find(g->store, base_time_month(g->now) + 1, &id, e);
    if (!code && id != 0)
        code = store_get(g->store, MODEL_MEETING, id, g->arena, &meeting, e);
    if (code)
        return code;
    g->brief->meeting = base_arena_printf(
        g->arena, P_("%zu demand collected", "%zu demands collected", count), count);
    if (meeting != NULL && meeting->held != BASE_NONE) {
        char held[32];
        base_time_show(meeting->held, held);
        g->brief->meeting = base_arena_printf(g->arena, "%s, %s", g->brief->meeting, held);
    }
    return ERR_NONE;
}

/* ---- the whole
 * --------------------------------------------------------------------------------------------------
 */

/* Monday looks back to Friday. */
static int64_t yesterday(int64_t today)
{
    int weekday = base_day_weekday(today);
    return today - (weekday == 0 ? 3 : weekday == 6 ? 2 : 1);
}

static enum err_code gather_needs(struct gathering *g, struct err *e)
{
    enum err_code code = demands(g, e);
    if (!code)
        code = proposals(g, e);
    for (size_t i = 0; !code && i < sizeof booking_needs / sizeof booking_needs[0]; i++)
        code = bookings(g, &booking_needs[i], e);
    if (!code)
        code = follow_ups(g, e);
    if (!code)
        code = agreements(g, e);
    if (!code)
        code = claims(g, e);
    if (!code)
        code = funds(g, e);
    if (!code)
        code = payments(g, e);
    if (!code)
        code = decisions(g, e);
    return code;
}

enum err_code report_brief(struct match_desk *m, size_t months, struct base_arena *a,
                           struct report_brief *brief, struct err *e)
{
    struct gathering g = {.desk = m, .store = match_desk_store(m), .arena = a, .brief = brief};
    g.now = store_now(g.store);
    g.today = base_time_day(g.now);
    *brief = (struct report_brief){.now = g.now, .since = base_day_start(yesterday(g.today))};
    enum err_code code = gather_needs(&g, e);
    if (!code)
        code = news(&g, e);
    if (!code)
        code = series(&g, months, e);
    if (!code)
        code = next_meeting(&g, e);
    if (!code)
        code = store_presence_list(g.store, a, &brief->present, &brief->present_count, e);
    put_in_order(&g);
    return code;
}

const char *report_brief_text(const struct report_brief *b, struct base_arena *a)
{
    struct base_text t = {0};
    char now[32];
    base_time_show(b->now, now);
    base_text_printf(&t, "%s\n\n%s\n", now, _("Waiting on the desk, oldest first"));
    for (size_t i = 0; i < b->item_count; i++) {
        const struct report_item *item = &b->items[i];
        base_text_printf(&t, "  %s  %s", item->number, item->text);
        if (item->party[0] != '\0')
            base_text_printf(&t, " · %s", item->party);
        base_text_printf(&t, " · %s · %s%s\n", item->state, item->age, item->urgent ? " !" : "");
    }
    if (b->item_count == 0)
        base_text_printf(&t, "  %s\n", _("Nothing."));
    base_text_printf(&t, "\n%s: %s\n", _("Since yesterday"), b->news);
    for (size_t i = 0; i < b->series_count; i++)
        base_text_printf(&t, "%s: %s%s%s\n", b->series[i].label, b->series[i].last,
                         b->series[i].change[0] != '\0' ? "  " : "", b->series[i].change);
    base_text_printf(&t, "%s: %s\n", _("Next meeting"), b->meeting);
    const char *text = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return text;
}
