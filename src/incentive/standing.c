#include "sharedesk/incentive/standing.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/map.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/incentive/survey.h"

#include <math.h>
#include <stdlib.h>

double incentive_standing_value(double contribution, double benefit, double k)
{
    double whole = contribution + benefit + k;
    return whole > 0 ? exp2((contribution - benefit) / whole) : 1;
}

/* One pass over what counts, up to an instant. */
struct pass {
    struct store *store;
    struct incentive_terms *terms;
    struct base_arena *arena; /* of the result */
    int64_t at;
    struct base_map sums; /* organisation: struct incentive_standing */
    int64_t since;        /* what is dated after it counts */
    int64_t only;         /* organisation that is asked for, or BASE_NONE */
    bool keeps_lines;
    struct incentive_standing_line *lines;
    size_t line_count, line_capacity;
    struct incentive_standing **order; /* those in sums */
    size_t count, capacity;
};

/* ---- one entry ------------------------------------------------------------------------------- */

static struct incentive_standing *sum_of(struct pass *p, int64_t organisation)
{
    struct base_map_key key = {organisation, 0, 0};
    void **at = base_map_at(p->arena, &p->sums, key);
    if (!*at) {
        struct incentive_standing *sum = base_arena_alloc(p->arena, sizeof *sum);
        sum->organisation = organisation;
        *at = sum;
        struct incentive_standing **place =
            base_arena_push(p->arena, (void **)&p->order, &p->count, &p->capacity,
                            sizeof(struct incentive_standing *));
        *place = sum;
    }
    return *at;
}

static void add(struct pass *p, int64_t organisation, struct incentive_standing_line line)
{
    if (organisation == BASE_NONE || line.amount <= 0 || line.at > p->at || line.at <= p->since ||
        (p->only != BASE_NONE && organisation != p->only))
        return;
    double days = (double)(p->at - line.at) / 86400.0;
    line.weight = exp2(-days / store_policy(p->store)->half_life);
    line.decayed = (double)line.amount * line.weight;
    struct incentive_standing *sum = sum_of(p, organisation);
    *(line.side == INCENTIVE_CONTRIBUTED ? &sum->contribution : &sum->benefit) += line.decayed;
    if (!p->keeps_lines)
        return;
    line.organisation = organisation;
    struct incentive_standing_line *kept = base_arena_push(
        p->arena, (void **)&p->lines, &p->line_count, &p->line_capacity, sizeof *kept);
    *kept = line;
}

/* ---- uses ------------------------------------------------------------------------------------ */

/* A row of incentive_uses. */
struct use {
    int64_t booking, resource, user, owner, end, minutes;
    int64_t income, paid; /* settled with either side */
};

/* What a booking that came from elsewhere, without entries, must have brought its provider. */
static enum err_code income_by_price(struct pass *p, const struct store_cell *row,
                                     struct base_arena *a, struct use *use, struct err *e)
{
    int64_t price = row[6].number, voucher = row[7].number, parts[INCENTIVE_PARTS];
    void *agreement = NULL;
    use->paid = price == BASE_NONE ? 0 : price;
    int64_t whole = use->paid + (voucher == BASE_NONE ? 0 : voucher);
    if (whole == 0)
        return ERR_NONE;
    enum err_code code = ERR_NONE;
    if (row[8].number != BASE_NONE)
        code = store_get(p->store, MODEL_AGREEMENT, row[8].number, a, &agreement, e);
    if (!code)
        code = incentive_split(store_policy(p->store), agreement, whole, parts, e);
    if (!code)
        use->income = parts[INCENTIVE_PROVIDER];
    return code;
}

static enum err_code use_read(struct pass *p, const struct store_cell *row, struct base_arena *a,
                              struct use *use, struct err *e)
{
    *use = (struct use){.booking = row[0].number,
                        .resource = row[1].number,
                        .user = row[2].number,
                        .owner = row[3].number,
                        .end = row[4].number,
                        .minutes = row[5].number};
    if (row[9].number == 0)
        return income_by_price(p, row, a, use, e);
    use->income = row[10].number == BASE_NONE ? 0 : -row[10].number;
    use->paid = row[11].number == BASE_NONE ? 0 : row[11].number;
    return ERR_NONE;
}

static enum err_code use_add(struct pass *p, const struct use *use, struct err *e)
{
    const struct model_resource *resource;
    int64_t rate, worth;
    enum err_code code = incentive_terms_resource(p->terms, use->resource, &resource, e);
    if (!code) /* the end is exclusive: a use until midnight belongs to the day before */
        code = incentive_rate(p->terms, resource, base_time_day(use->end - 1), &rate, e);
    if (code)
        return code;
    if (!incentive_worth(store_policy(p->store), resource, use->minutes, rate, &worth))
        return err_set(e, ERR_LIMIT, resource->name, _("Check its prices and minutes used."),
                       _("the worth of a use does not fit into the largest number of the desk"));
    struct incentive_standing_line line = {.ref = {MODEL_BOOKING, use->booking},
                                           .at = use->end,
                                           .resource = use->resource,
                                           .minutes = use->minutes,
                                           .rate = rate};
    line.side = INCENTIVE_CONTRIBUTED;
    line.other = use->user;
    line.settled = use->income;
    line.amount = worth - use->income;
    add(p, use->owner, line);
    line.side = INCENTIVE_BENEFITED;
    line.other = use->owner;
    line.settled = use->paid;
    line.amount = worth - use->paid;
    add(p, use->user, line);
    return ERR_NONE;
}

/* Bookings by the thousand, so that a desk of a million fits. */
enum { CHUNK = 5000 };

static enum err_code uses_read(struct pass *p, int64_t after, struct base_arena *a,
                               struct store_rows *rows, struct err *e)
{
    if (p->only == BASE_NONE)
        return store_rows(
            p->store, STORE_INCENTIVE_USES,
            STORE_ARGS(STORE_INT(p->at), STORE_INT(after), STORE_INT(CHUNK), STORE_INT(p->since)),
            a, rows, e);
    return store_rows(p->store, STORE_INCENTIVE_USES_OF,
                      STORE_ARGS(STORE_INT(p->at), STORE_INT(after), STORE_INT(CHUNK),
                                 STORE_INT(p->since), STORE_INT(p->only)),
                      a, rows, e);
}

static enum err_code uses_add(struct pass *p, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct store_rows rows;
    int64_t after = 0;
    enum err_code code;
    do {
        base_arena_reset(a);
        code = uses_read(p, after, a, &rows, e);
        for (size_t i = 0; !code && i < rows.count; i++) {
            struct use use;
            code = use_read(p, STORE_CELL(&rows, i, 0), a, &use, e);
            if (!code)
                code = use_add(p, &use, e);
            after = use.booking;
        }
    } while (!code && rows.count == CHUNK);
    base_arena_free(&a);
    return code;
}

/* ---- gifts: funds paid in, results, data and people, awards ---------------------------------- */

static enum err_code gift_add(struct pass *p, const struct store_cell *row, struct err *e)
{
    struct incentive_standing_line line = {.side = INCENTIVE_CONTRIBUTED,
                                           .at = row[3].number,
                                           .other = BASE_NONE,
                                           .resource = BASE_NONE,
                                           .minutes = BASE_NONE,
                                           .rate = BASE_NONE,
                                           .amount = row[5].number};
    line.ref = (struct store_ref){model_type_find(row[0].text)->type, row[1].number};
    if (row[4].text) {
        int64_t day;
        enum err_code code = base_day_parse(row[4].text, &day, e);
        if (code)
            return code;
        line.at = base_day_start(day);
    }
    add(p, row[2].number, line);
    return ERR_NONE;
}

static enum err_code gifts_add(struct pass *p, struct err *e)
{
    char today[16];
    base_day_format(base_time_day(p->at), today);
    struct base_arena *a = base_arena_new();
    struct store_rows rows;
    enum err_code code =
        store_rows(p->store, STORE_INCENTIVE_GIFTS,
                   STORE_ARGS(STORE_INT(p->at), STORE_STR(today), STORE_INT(p->only)), a, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++)
        code = gift_add(p, STORE_CELL(&rows, i, 0), e);
    base_arena_free(&a);
    return code;
}

/* ---- the pass -------------------------------------------------------------------------------- */

static int by_organisation(const void *x, const void *y)
{
    const struct incentive_standing *a = x, *b = y;
    return (a->organisation > b->organisation) - (a->organisation < b->organisation);
}

static enum err_code pass_run(struct pass *p, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    p->terms = incentive_terms_new(p->store, scratch);
    enum err_code code = store_read_begin(p->store, e);
    if (!code) {
        if (!(code = uses_add(p, e)))
            code = gifts_add(p, e);
        store_read_end(p->store);
    }
    base_arena_free(&scratch);
    double k = (double)store_policy(p->store)->standing_k;
    for (size_t i = 0; i < p->count; i++)
        p->order[i]->standing =
            incentive_standing_value(p->order[i]->contribution, p->order[i]->benefit, k);
    return code;
}

/* BASE_NONE would be bound as NULL. */
static const int64_t EVER = INT64_MIN + 1;

static enum err_code run_for_all(struct pass *p, struct incentive_standing **list, size_t *count,
                                 struct err *e)
{
    enum err_code code = pass_run(p, e);
    if (code)
        return code;
    *count = p->count;
    *list = base_arena_array(p->arena, p->count, sizeof **list);
    for (size_t i = 0; i < p->count; i++)
        (*list)[i] = *p->order[i];
    if (p->count)
        qsort(*list, p->count, sizeof **list, by_organisation);
    return ERR_NONE;
}

enum err_code incentive_standing_all(struct store *s, int64_t at, struct base_arena *a,
                                     struct incentive_standing **list, size_t *count, struct err *e)
{
    struct pass p = {.store = s, .arena = a, .at = at, .since = EVER, .only = BASE_NONE};
    return run_for_all(&p, list, count, e);
}

enum err_code incentive_standing_lines(struct store *s, int64_t from, int64_t at,
                                       struct base_arena *a, struct incentive_standing **list,
                                       size_t *count, struct incentive_standing_line **lines,
                                       size_t *line_count, struct err *e)
{
    struct pass p = {
        .store = s, .arena = a, .at = at, .since = from, .only = BASE_NONE, .keeps_lines = true};
    enum err_code code = run_for_all(&p, list, count, e);
    *lines = p.lines;
    *line_count = p.line_count;
    return code;
}

struct incentive_standing incentive_standing_in(const struct incentive_standing *list, size_t count,
                                                int64_t organisation)
{
    struct incentive_standing key = {.organisation = organisation, .standing = 1};
    const struct incentive_standing *found =
        count ? bsearch(&key, list, count, sizeof *list, by_organisation) : NULL;
    return found ? *found : key;
}

static int newest_first(const void *x, const void *y)
{
    const struct incentive_standing_line *a = x, *b = y;
    if (a->at != b->at)
        return a->at > b->at ? -1 : 1;
    if (a->ref.type != b->ref.type)
        return a->ref.type < b->ref.type ? -1 : 1;
    return (a->ref.id < b->ref.id) - (a->ref.id > b->ref.id);
}

enum err_code incentive_standing_of(struct store *s, int64_t organisation, int64_t at,
                                    struct base_arena *a, struct incentive_standing *standing,
                                    struct incentive_standing_line **lines, size_t *count,
                                    struct err *e)
{
    struct pass p = {
        .store = s, .arena = a, .at = at, .since = EVER, .only = organisation, .keeps_lines = true};
    enum err_code code = pass_run(&p, e);
    if (code)
        return code;
    *standing = p.count ? *p.order[0]
                        : (struct incentive_standing){.organisation = organisation, .standing = 1};
    if (p.line_count)
        qsort(p.lines, p.line_count, sizeof *p.lines, newest_first);
    if (lines) {
        *lines = p.lines;
        *count = p.line_count;
    }
    return ERR_NONE;
}

/* ---- candidates for platform leadership ------------------------------------------------------ */

static int best_first(const void *x, const void *y)
{
    const struct incentive_standing *a = x, *b = y;
    if (a->standing != b->standing)
        return a->standing > b->standing ? -1 : 1;
    if (a->contribution != b->contribution)
        return a->contribution > b->contribution ? -1 : 1;
    return by_organisation(x, y);
}

static const char *shown(struct store *s, double amount, struct base_arena *a)
{
    int64_t rounded = 0;
    char text[40];
    base_money_round(amount, &rounded);
    base_money_show(rounded, (int)store_policy(s)->decimals, text);
    return base_arena_strdup(a, text);
}

static const char *reasons(struct store *s, const struct incentive_candidate *c,
                           struct base_arena *a)
{
    const char *text = base_arena_printf(a, _("contributed %s, benefited %s; standing %.2f"),
                                         shown(s, c->figures.contribution, a),
                                         shown(s, c->figures.benefit, a), c->figures.standing);
    if (c->answers > 0)
        text = base_arena_printf(
            a, P_("%s; rated %.1f (%lld answer)", "%s; rated %.1f (%lld answers)", c->answers),
            text, c->mean_answer, (long long)c->answers);
    if (c->awards > 0)
        text = base_arena_printf(a, P_("%s; %lld award", "%s; %lld awards", c->awards), text,
                                 (long long)c->awards);
    return text;
}

static enum err_code candidate_fill(struct store *s, const struct incentive_survey *survey,
                                    struct base_arena *a, struct incentive_candidate *c,
                                    struct err *e)
{
    const struct incentive_marks *marks =
        incentive_survey_provider(survey, c->figures.organisation);
    if (marks) {
        c->answers = marks->count;
        c->mean_answer = marks->sum / (double)marks->count;
    }
    enum err_code code =
        store_number(s, STORE_INCENTIVE_AWARDS_RECEIVED,
                     STORE_ARGS(STORE_INT(c->figures.organisation)), 0, &c->awards, e);
    c->reasons = reasons(s, c, a);
    return code;
}

enum err_code incentive_candidates(struct store *s, int64_t at, size_t limit, struct base_arena *a,
                                   struct incentive_candidate **list, size_t *count, struct err *e)
{
    struct incentive_standing *all;
    size_t n;
    struct incentive_survey survey;
    enum err_code code = incentive_standing_all(s, at, a, &all, &n, e);
    if (!code)
        code = incentive_survey_read(s, a, &survey, e);
    if (code)
        return code;
    if (n)
        qsort(all, n, sizeof *all, best_first);
    *list = base_arena_array(a, n, sizeof **list);
    *count = 0;
    for (size_t i = 0; !code && i < n && (limit == 0 || *count < limit); i++) {
        if (all[i].contribution <= all[i].benefit)
            continue;
        struct incentive_candidate *c = &(*list)[(*count)++];
        c->figures = all[i];
        code = candidate_fill(s, &survey, a, c, e);
    }
    return code;
}
