#include "sharedesk/match/worth.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>

/* Worth of an hour by kind: the median of the rates of what there is of it. */
struct match_worth {
    const char *kind;
    int64_t lower, upper; /* the middle two rates an hour, minor units */
};

struct question {
    struct match_desk *desk;
    struct incentive_terms *terms;
    const struct model_policy *policy;
    int64_t today;
    struct match_worths *worths;
    struct base_arena *arena;
};

static int by_amount(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* The middle two rates an hour of the kind's offers; the policy's rate where there are none. */
static enum err_code find_worth(const struct question *q, const char *kind,
                                struct match_worth *worth, struct err *e)
{
    const struct match_desk *m = q->desk;
    struct base_arena *scratch = base_arena_new();
    int64_t *rates = base_arena_array(scratch, m->offer_count + 1, sizeof *rates);
    size_t count = 0;
    enum err_code code = ERR_NONE;
    for (size_t k = 0; k < m->kind_count; k++) {
        const struct match_kind *of = &m->kinds[k];
        bool related = model_kind_related(kind, of->kind);
        for (size_t i = of->first; related && !code && i < of->first + of->count; i++) {
            const struct model_resource *r = m->by_document[i]->resource;
            int64_t rate;
            code = incentive_rate(q->terms, r, q->today, &rate, e);
            if (!code && incentive_worth(q->policy, r, 60, rate, &rate))
                rates[count++] = rate;
        }
    }
    if (count == 0)
        rates[count++] = model_policy_rate(q->policy, kind);
    qsort(rates, count, sizeof *rates, by_amount);
    *worth = (struct match_worth){kind, rates[(count - 1) / 2], rates[count / 2]};
    base_arena_free(&scratch);
    return code;
}

static enum err_code worth_of_kind(const struct question *q, const char *kind,
                                   const struct match_worth **worth, struct err *e)
{
    struct match_worths *known = q->worths;
    for (size_t i = 0; i < known->count; i++) {
        if (base_text_equal(known->list[i].kind, kind)) {
            *worth = &known->list[i];
            return ERR_NONE;
        }
    }
    struct match_worth found;
    enum err_code code = find_worth(q, kind, &found, e);
    if (code)
        return code;
    struct match_worth *place = base_arena_push(q->arena, (void **)&known->list, &known->count,
                                                &known->capacity, sizeof *known->list);
    found.kind = base_arena_strdup(q->arena, kind);
    *place = found;
    *worth = place;
    return ERR_NONE;
}

int64_t match_demand_minutes(const struct model_demand *d)
{
    return d->minutes != BASE_NONE ? d->minutes : 60;
}

enum err_code match_value(struct match_desk *m, struct incentive_terms *terms,
                          const struct model_demand *d, struct match_worths *worths,
                          struct base_arena *a, int64_t *value, struct err *e)
{
    *value = d->value != BASE_NONE ? d->value : d->budget;
    if (*value != BASE_NONE)
        return ERR_NONE;
    const struct question q = {.desk = m,
                               .terms = terms,
                               .policy = store_policy(m->store),
                               .today = base_time_day(store_now(m->store)),
                               .worths = worths,
                               .arena = a};
    const struct match_worth *worth = NULL;
    int64_t twice;
    enum err_code code = worth_of_kind(&q, d->kind, &worth, e);
    if (!code && (!base_money_add(worth->lower, worth->upper, &twice) ||
                  !base_money_muldiv(twice, match_demand_minutes(d), 120, value)))
        code = err_set(e, ERR_LIMIT, d->title, _("Give it a value."),
                       _("the worth of its minutes is too large"));
    return code;
}

enum err_code match_demand_value(struct match_desk *m, struct incentive_terms *terms,
                                 const struct model_demand *demand, struct match_worths *worths,
                                 struct base_arena *a, int64_t *value, struct err *e)
{
    enum err_code code = match_desk_refresh(m, e);
    return code ? code : match_value(m, terms, demand, worths, a, value, e);
}
