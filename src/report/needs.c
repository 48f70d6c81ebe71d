/* needs.c: what needs a person. Every kind of need is a statement that finds its records, and a
 * function that says what state they are in. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/model/value.h"
#include "sharedesk/schedule/closure.h"

#include "internal.h"

#include <string.h>

/* Columns that all the statements have. */
enum { RECORD, SINCE, WHAT, WHOSE, FIRST };

typedef void tell(struct report_gathering *g, const struct store_cell *row,
                  struct report_item *item);

const char *report_need_name(enum report_need need)
{
    static const char *const names[] = {
        [REPORT_NEED_PROPOSAL] = "proposal",
        [REPORT_NEED_ANSWER] = "answer",
        [REPORT_NEED_APPROVAL] = "approval",
        [REPORT_NEED_CHECK_IN] = "check-in",
        [REPORT_NEED_COMPLETE] = "complete",
        [REPORT_NEED_REPLACE] = "replace",
        [REPORT_NEED_FOLLOW_UP] = "follow-up",
        [REPORT_NEED_AGREEMENT] = "agreement",
        [REPORT_NEED_CLAIM] = "claim",
        [REPORT_NEED_FUND] = "fund",
        [REPORT_NEED_PAYMENT] = "payment",
        [REPORT_NEED_DUE] = "due",
        [REPORT_NEED_FIT] = "fit",
    };
    return names[need];
}

struct report_item *report_item_add(struct report_gathering *g, enum report_need need,
                                    enum model_type type, int64_t id)
{
    struct report_item *item =
        base_arena_push(g->arena, (void **)&g->items, &g->count, &g->capacity, sizeof *g->items);
    *item = (struct report_item){.need = need,
                                 .ref = {type, id},
                                 .number = report_number(type, id, g->arena),
                                 .text = "",
                                 .party = "",
                                 .state = "",
                                 .since = g->now,
                                 .age = ""};
    return item;
}

static bool unanswered_too_long(const struct report_gathering *g, int64_t since)
{
    return g->today - base_time_day(since) >= g->policy->answer_days;
}

/* The day in a row's own first column, which an item with a day instead of an instant has. */
static int64_t row_day(const struct store_cell *row)
{
    int64_t day = BASE_NONE;
    struct err ignored = ERR_INIT; /* the schema lets nothing but days in */
    if (row[FIRST].text)
        base_day_parse(row[FIRST].text, &day, &ignored);
    return day;
}

static const char *ends_on(const struct report_gathering *g, int64_t day)
{
    int64_t days = day - g->today;
    if (days == 0)
        return _("ends today");
    return days > 0
               ? base_arena_printf(g->arena, P_("ends in %lld day", "ends in %lld days", days),
                                   (long long)days)
               : base_arena_printf(g->arena, P_("ended %lld day ago", "ended %lld days ago", -days),
                                   (long long)-days);
}

/* ---- demands --------------------------------------------------------------------------------- */

static const char *with_minutes(const struct report_gathering *g, const char *title,
                                int64_t minutes)
{
    return minutes == BASE_NONE ? title
                                : base_arena_printf(g->arena, _("%s, %s"), title,
                                                    model_minutes_show(minutes, g->arena));
}

/* Who said when to come back to it is reminded on that day. */
static void remind(struct report_gathering *g, const struct store_cell *row,
                   struct report_item *item)
{
    int64_t day = row_day(row);
    if (day != BASE_NONE && day <= g->today)
        item->state = base_arena_printf(g->arena, _("follow up: %s"), item->state);
}

/* "quote asked 20 Nov", and to ask again when it is overdue. */
static const char *quote_state(const struct report_gathering *g, int64_t asked)
{
    const char *day = report_day_show(base_time_day(asked), g->arena);
    return base_arena_printf(
        g->arena,
        unanswered_too_long(g, asked) ? _("quote asked %s, overdue") : _("quote asked %s"), day);
}

/* What was not answered: nobody wrote, or how long it is ago; overdue: remind. */
static const char *answer_state(const struct report_gathering *g, int64_t told, int64_t reminded)
{
    if (told == BASE_NONE && reminded == BASE_NONE)
        return _("no answer");
    bool again = reminded != BASE_NONE && (told == BASE_NONE || reminded >= told);
    int64_t last = again ? reminded : told;
    const char *day = report_day_show(base_time_day(last), g->arena);
    if (unanswered_too_long(g, last))
        return again ? base_arena_printf(g->arena, _("reminded %s, call"), day)
                     : base_arena_printf(g->arena, _("written %s, remind"), day);
    return again ? base_arena_printf(g->arena, _("reminded %s"), day)
                 : base_arena_printf(g->arena, _("written %s"), day);
}

static void tell_open(struct report_gathering *g, const struct store_cell *row,
                      struct report_item *item)
{
    int64_t shortlisted = row[FIRST + 2].number, declined = row[FIRST + 3].number;
    item->text = with_minutes(g, item->text, row[FIRST + 1].number);
    item->state = _("no proposal");
    if (shortlisted > 0) /* no score: the one kept with the pair is of the day it was noted */
        item->state =
            base_arena_printf(g->arena, P_("%lld shortlisted", "%lld shortlisted", shortlisted),
                              (long long)shortlisted);
    else if (declined > 0)
        item->state = _("declined");
    if (row[FIRST + 4].number != BASE_NONE)
        item->state = quote_state(g, row[FIRST + 4].number);
    remind(g, row, item);
    item->urgent = unanswered_too_long(g, item->since);
}

static void tell_proposed(struct report_gathering *g, const struct store_cell *row,
                          struct report_item *item)
{
    int64_t unanswered = row[FIRST + 2].number, accepted = row[FIRST + 3].number,
            declined = row[FIRST + 4].number;
    item->text = with_minutes(g, item->text, row[FIRST + 1].number);
    if (accepted > 0)
        item->state = _("accepted, to be booked");
    else if (unanswered == 0)
        item->state = _("declined, propose another");
    else if (declined > 0)
        item->state = base_arena_printf(g->arena, _("%lld of %lld answered"), (long long)declined,
                                        (long long)declined + (long long)unanswered);
    else
        item->state = answer_state(g, row[FIRST + 5].number, row[FIRST + 6].number);
    remind(g, row, item);
    item->urgent = unanswered_too_long(g, item->since);
}

/* A new offer beside a demand that waits: until someone has looked at the pair. */
static void tell_fit(struct report_gathering *g, const struct store_cell *row,
                     struct report_item *item)
{
    item->resource = row[FIRST].number;
    item->state = base_arena_printf(g->arena, _("new %s fits"),
                                    report_number(MODEL_RESOURCE, item->resource, g->arena));
    item->party = row[FIRST + 1].text != NULL ? row[FIRST + 1].text : "";
}

static void tell_follow_up(struct report_gathering *g, const struct store_cell *row,
                           struct report_item *item)
{
    int64_t day = row_day(row);
    item->since = base_day_start(day);
    item->age = day == g->today ? _("today") : report_days(g->today - day, g->arena);
    item->state = _("follow up");
    item->urgent = day < g->today;
}

/* ---- bookings -------------------------------------------------------------------------------- */

static const char *starts_at(const struct report_gathering *g, int64_t start)
{
    int minute = base_time_minute(start);
    return base_arena_printf(g->arena, "%s %02d:%02d",
                             report_day_show(base_time_day(start), g->arena), minute / 60,
                             minute % 60);
}

static void tell_requested(struct report_gathering *g, const struct store_cell *row,
                           struct report_item *item)
{
    int64_t start = row[FIRST].number;
    item->text = base_arena_printf(g->arena, _("%s, %s"), item->text, starts_at(g, start));
    item->state = start <= g->now ? _("not approved in time") : _("to approve");
    item->urgent = start <= g->now || unanswered_too_long(g, item->since);
}

static void tell_starting(struct report_gathering *g, const struct store_cell *row,
                          struct report_item *item)
{
    int64_t start = row[FIRST].number, release = row[FIRST + 1].number;
    item->state = start > g->now ? _("starts") : _("not checked in");
    item->urgent = start <= g->now && release != BASE_NONE && start + 60 * release <= g->now;
}

static void tell_over(struct report_gathering *g, const struct store_cell *row,
                      struct report_item *item)
{
    (void)row;
    item->state = _("over, not completed");
    item->urgent = unanswered_too_long(g, item->since);
}

static void tell_displaced(struct report_gathering *g, const struct store_cell *row,
                           struct report_item *item)
{
    int64_t start = row[FIRST].number;
    item->text = base_arena_printf(g->arena, _("%s, %s"), item->text, starts_at(g, start));
    item->state = _("displaced");
    item->urgent = base_time_day(start) - g->today <= g->policy->answer_days;
}

/* ---- agreements, claims, decisions ----------------------------------------------------------- */

static void tell_agreement(struct report_gathering *g, const struct store_cell *row,
                           struct report_item *item)
{
    int64_t day = row_day(row);
    item->since = base_day_start(day + 1);
    item->age = "";
    item->state = ends_on(g, day);
    item->urgent = day < g->today;
}

static void tell_claim(struct report_gathering *g, const struct store_cell *row,
                       struct report_item *item)
{
    item->text = base_arena_printf(g->arena, _("%s, %s"), item->text,
                                   report_money(g->store, row[FIRST].number, g->arena));
    item->state = _("for the meeting");
}

static void tell_decision(struct report_gathering *g, const struct store_cell *row,
                          struct report_item *item)
{
    int64_t day = row_day(row);
    item->since = base_day_start(day + 1);
    item->age = "";
    item->state =
        day == g->today ? _("due today")
        : day > g->today
            ? base_arena_printf(g->arena, P_("due in %lld day", "due in %lld days", day - g->today),
                                (long long)(day - g->today))
            : base_arena_printf(g->arena, P_("%lld day late", "%lld days late", g->today - day),
                                (long long)(g->today - day));
    item->urgent = day < g->today;
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* What the statements are given; each takes as many of them as it needs. */
enum { NOW, END_OF_TODAY, TODAY, BACK, AHEAD, WEEK_AHEAD, ARGUMENTS };

static const struct source {
    enum report_need need;
    enum model_type type;
    enum store_statement statement;
    size_t arguments;
    tell *tell;
} sources[] = {
    {REPORT_NEED_PROPOSAL, MODEL_DEMAND, STORE_REPORT_OPEN, 0, tell_open},
    {REPORT_NEED_ANSWER, MODEL_DEMAND, STORE_REPORT_PROPOSED, 0, tell_proposed},
    {REPORT_NEED_APPROVAL, MODEL_BOOKING, STORE_REPORT_REQUESTED, 0, tell_requested},
    {REPORT_NEED_CHECK_IN, MODEL_BOOKING, STORE_REPORT_STARTING, END_OF_TODAY + 1, tell_starting},
    {REPORT_NEED_COMPLETE, MODEL_BOOKING, STORE_REPORT_OVER, NOW + 1, tell_over},
    {REPORT_NEED_REPLACE, MODEL_BOOKING, STORE_REPORT_DISPLACED, NOW + 1, tell_displaced},
    {REPORT_NEED_FOLLOW_UP, MODEL_DEMAND, STORE_REPORT_DEMANDS_FOLLOW_UP, TODAY + 1,
     tell_follow_up},
    {REPORT_NEED_FOLLOW_UP, MODEL_CONTACT, STORE_REPORT_CONTACTS_FOLLOW_UP, TODAY + 1,
     tell_follow_up},
    {REPORT_NEED_AGREEMENT, MODEL_AGREEMENT, STORE_REPORT_AGREEMENTS, AHEAD + 1, tell_agreement},
    {REPORT_NEED_CLAIM, MODEL_CLAIM, STORE_REPORT_CLAIMS, 0, tell_claim},
    {REPORT_NEED_FIT, MODEL_DEMAND, STORE_REPORT_FITS, 0, tell_fit},
    {REPORT_NEED_DUE, MODEL_DECISION, STORE_REPORT_DECISIONS, WEEK_AHEAD + 1, tell_decision},
};

static enum err_code gather(struct report_gathering *g, const struct source *source,
                            const struct store_arg *args, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(g->store, source->statement, args, source->arguments, g->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        struct report_item *item =
            report_item_add(g, source->need, source->type, row[RECORD].number);
        item->text = row[WHAT].text ? row[WHAT].text : "";
        item->party = row[WHOSE].text ? row[WHOSE].text : "";
        if (row[SINCE].number != BASE_NONE) {
            item->since = row[SINCE].number;
            item->age = report_age(g->now, item->since, g->arena);
        }
        source->tell(g, row, item);
    }
    return code;
}

/* Bookings that lie in a closure which was only reported: somebody must move them. */
static enum err_code gather_hit(struct report_gathering *g, struct err *e)
{
    const struct model_closure **closures;
    size_t count;
    struct incentive_terms *terms = incentive_terms_new(g->store, g->arena);
    enum err_code code =
        store_select(g->store, MODEL_CLOSURE, STORE_REPORT_CLOSURES_AHEAD,
                     STORE_ARGS(STORE_INT(g->now)), g->arena, &closures, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_booking **hit;
        size_t hits;
        code = schedule_closure_affected(terms, closures[i], g->arena, &hit, &hits, e);
        for (size_t k = 0; !code && k < hits; k++) {
            const struct model_booking *b = hit[k];
            if (b->end <= g->now)
                continue;
            struct report_item *item =
                report_item_add(g, REPORT_NEED_REPLACE, MODEL_BOOKING, b->head.id);
            item->text = base_arena_printf(
                g->arena, _("%s, %s"), store_title(g->store, MODEL_RESOURCE, b->resource, g->arena),
                starts_at(g, b->start));
            item->party = store_title(g->store, MODEL_ORGANISATION, b->organisation, g->arena);
            item->state = _("in a closure");
            item->since = closures[i]->head.created;
            item->age = report_age(g->now, item->since, g->arena);
            item->urgent = base_time_day(b->start) - g->today <= g->policy->answer_days;
        }
    }
    return code;
}

enum err_code report_needs(struct report_gathering *g, struct err *e)
{
    enum { WEEK = 7 };
    char today[16], ahead[16], week[16], back[16];
    base_day_format(g->today, today);
    base_day_format(g->today + g->policy->expiry_days, ahead);
    base_day_format(g->today + WEEK, week);
    base_day_format(g->today - g->policy->expiry_days, back);
    const struct store_arg args[ARGUMENTS] = {
        [NOW] = STORE_INT(g->now),  [END_OF_TODAY] = STORE_INT(base_day_start(g->today + 1)),
        [TODAY] = STORE_STR(today), [BACK] = STORE_STR(back),
        [AHEAD] = STORE_STR(ahead), [WEEK_AHEAD] = STORE_STR(week),
    };
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < sizeof sources / sizeof *sources; i++)
        code = gather(g, &sources[i], args, e);
    return code ? code : gather_hit(g, e);
}
