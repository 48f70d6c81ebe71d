#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>

/* ---- history between the parties ------------------------------------------------------------- */

/* By user: the statement's order. */
static enum err_code read_together(struct match_scene *s, int64_t requester, struct err *e)
{
    struct store_rows rows;
    int64_t from = match_months_before(s->now, s->policy->history_months);
    enum err_code code = store_rows(
        s->desk->store, STORE_MATCH_TOGETHER,
        STORE_ARGS(STORE_INT(from), STORE_INT(s->now), STORE_INT(requester)), s->arena, &rows, e);
    if (code)
        return code;
    s->together = base_arena_array(s->arena, rows.count + 1, sizeof *s->together);
    for (size_t i = 0; i < rows.count; i++)
        s->together[i] = (struct match_together){STORE_CELL(&rows, i, 0)->number,
                                                 STORE_CELL(&rows, i, 1)->number,
                                                 STORE_CELL(&rows, i, 2)->number};
    s->together_count = rows.count;
    s->close_owners = base_arena_array(s->arena, rows.count + 2, sizeof *s->close_owners);
    return ERR_NONE;
}

/* ---- what was said of pairs ------------------------------------------------------------------ */

enum err_code match_told_read(struct match_scene *s, int64_t demand, struct base_arena *a,
                              struct match_told *said, struct err *e)
{
    char today[16];
    struct store *store = s->desk->store;
    base_day_format(base_time_day(s->now), today);
    enum err_code code = store_select(store, MODEL_QUOTE, STORE_MATCH_QUOTES_OF,
                                      STORE_ARGS(STORE_INT(demand), STORE_STR(today)), a,
                                      &said->quotes, &said->quote_count, e);
    if (!code)
        code = store_select(store, MODEL_PROPOSAL, STORE_MATCH_PROPOSALS_OF,
                            STORE_ARGS(STORE_INT(demand)), a, &said->proposals,
                            &said->proposal_count, e);
    return code ? code
                : store_select(store, MODEL_BOOKING, STORE_SCHEDULE_DEMAND_BOOKINGS,
                               STORE_ARGS(STORE_INT(demand)), a, &said->bookings,
                               &said->booking_count, e);
}

static enum err_code read_said_of_all(struct match_scene *s, struct err *e)
{
    char today[16];
    struct store *store = s->desk->store;
    struct match_told *said = s->said = base_arena_alloc(s->arena, sizeof *said);
    base_day_format(base_time_day(s->now), today);
    enum err_code code =
        store_select(store, MODEL_QUOTE, STORE_MATCH_QUOTES_ALL, STORE_ARGS(STORE_STR(today)),
                     s->arena, &said->quotes, &said->quote_count, e);
    if (!code)
        code = store_select(store, MODEL_PROPOSAL, STORE_MATCH_PROPOSALS_ALL, STORE_NO_ARGS,
                            s->arena, &said->proposals, &said->proposal_count, e);
    return code ? code
                : store_select(store, MODEL_BOOKING, STORE_MATCH_BOOKINGS_ALL, STORE_NO_ARGS,
                               s->arena, &said->bookings, &said->booking_count, e);
}

/* Bookings of the last months; a cancelled one counts when it was cancelled. */
static void count_cancelled(struct match_scene *s)
{
    const struct match_history *h = &s->desk->history;
    int64_t from = match_months_before(s->now, s->policy->quality_months);
    for (size_t i = h->ended_count; i-- > 0 && h->ended[i].at > from;) {
        if (h->ended[i].at > s->now)
            continue;
        void **place =
            base_map_at(s->arena, &s->cancelled, (struct base_map_key){h->ended[i].provider, 0, 0});
        struct match_cancelled *c = *place;
        if (c == NULL)
            *place = c = base_arena_alloc(s->arena, sizeof *c);
        c->own += h->ended[i].cancelled;
        c->all++;
    }
}

double match_cancelled_share(const struct match_scene *s, int64_t provider)
{
    const struct match_cancelled *c =
        base_map_get(&s->cancelled, (struct base_map_key){provider, 0, 0});
    return c != NULL ? (double)c->own / (double)c->all : 0;
}

static enum err_code read_standings(struct match_scene *s, int64_t requester, struct err *e)
{
    if (requester == BASE_NONE) {
        struct incentive_standing *all;
        enum err_code code =
            incentive_standing_all(s->desk->store, s->now, s->arena, &all, &s->standing_count, e);
        s->standings = all;
        return code;
    }
    struct incentive_standing *one = base_arena_alloc(s->arena, sizeof *one);
    s->standings = one;
    s->standing_count = 1;
    return incentive_standing_of(s->desk->store, requester, s->now, s->arena, one, NULL, NULL, e);
}

/* The offers of the scope, by id. */
static const struct model_resource *const *resources_of(const struct match_scene *s, size_t *count)
{
    const struct match_desk *m = s->desk;
    const struct model_resource **list =
        base_arena_array(s->arena, m->offer_count + 1, sizeof *list);
    *count = 0;
    for (size_t i = 0; i < m->offer_count; i++)
        list[(*count)++] = m->offers[i].resource;
    return list;
}

/* Of fewer resources what is booked is read from the store. */
enum { MANY = 64 };

/* The whole months around the window: monthly capacity is counted by them. */
static enum err_code read_calendar(struct match_scene *s, const struct match_scope *scope,
                                   struct err *e)
{
    int64_t from = base_month_start(base_time_month(scope->from));
    int64_t last = scope->until > scope->from ? scope->until - 1 : scope->from;
    int64_t until = base_month_start(base_time_month(last) + 1);
    s->one_month = base_time_month(scope->from) == base_time_month(last);
    if (scope->resources != NULL && scope->records == NULL)
        return schedule_calendar_read(s->terms, scope->resources, scope->resource_count, from,
                                      until, s->arena, &s->calendar, e);
    size_t count = scope->resource_count;
    const struct model_resource *const *records =
        scope->records != NULL ? scope->records : resources_of(s, &count);
    const struct schedule_taken *taken = NULL;
    enum err_code code = ERR_NONE;
    if (scope->records != NULL && count >= MANY) {
        code = match_taken_refresh(s->desk, e);
        taken = &s->desk->taken;
    }
    return code ? code
                : schedule_calendar_read_for(s->terms, records, count, taken, from, until, s->arena,
                                             &s->calendar, e);
}

static enum err_code find_agreed(struct match_scene *s, struct err *e)
{
    const struct match_desk *m = s->desk;
    enum err_code code = ERR_NONE;
    s->agreements = base_arena_array(s->arena, m->owner_count + 1, sizeof *s->agreements);
    s->drawing = base_arena_array(s->arena, m->owner_count + 1, sizeof *s->drawing);
    for (size_t i = 1; !code && i <= m->owner_count; i++) {
        code = incentive_terms_agreements(s->terms, m->owners[i - 1], &s->agreements[i], e);
        s->any_agreed = s->any_agreed || s->agreements[i].count > 0;
    }
    if (!code)
        match_glance_owners(s);
    return code;
}

/* For one demand those that are kept; a month has its own, which last as long as it does. */
static enum err_code open_terms(struct match_scene *s, const struct match_scope *scope,
                                struct err *e)
{
    struct match_desk *m = s->desk;
    if (scope->records != NULL) {
        enum err_code code = match_terms_refresh(m, e);
        s->terms = m->terms;
        return code;
    }
    s->terms = incentive_terms_new(m->store, s->arena);
    enum err_code code = incentive_terms_read_all(s->terms, e);
    return code || scope->requester != BASE_NONE
               ? code
               : incentive_terms_read_users(s->terms, base_time_month(scope->from), e);
}

enum err_code match_scene_open(struct match_desk *m, const struct match_scope *scope,
                               struct base_arena *a, struct match_scene **scene, struct err *e)
{
    struct match_scene *s = base_arena_alloc(a, sizeof *s);
    s->desk = m;
    s->scope = *scope;
    s->policy = store_policy(m->store);
    s->arena = a;
    s->passes = scope->passes != NULL ? scope->passes : a;
    s->now = store_now(m->store);
    s->with = base_arena_array(a, m->owner_count + 1, sizeof *s->with);
    s->owner_regions = base_arena_array(a, m->owner_count + 1, sizeof *s->owner_regions);
    s->drawn = base_arena_array(a, m->owner_count + 1, sizeof *s->drawn);
    enum err_code code = open_terms(s, scope, e);
    if (!code)
        code = read_calendar(s, scope, e);
    if (!code)
        code = match_history_refresh(m, e);
    s->survey = m->history.survey;
    if (s->survey.count == 0) /* the policy may be another than when history was read */
        s->survey.mean = s->policy->mean_answer;
    if (!code)
        code = read_standings(s, scope->requester, e);
    if (!code)
        code = read_together(s, scope->requester, e);
    if (!code)
        count_cancelled(s);
    if (!code && scope->requester == BASE_NONE)
        code = read_said_of_all(s, e);
    if (!code)
        code = find_agreed(s, e);
    if (!code)
        match_assume_scene(s);
    *scene = s;
    return code;
}
