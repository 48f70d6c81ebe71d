#include "sharedesk/incentive/price.h"
#include "sharedesk/base/whole.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/model/tariff.h"

#include <math.h>
#include <string.h>

enum { WHOLE = 10000 }; /* 100 per cent in hundredths of a per cent */

/* Minutes, or units, at one price. */
struct run {
    int64_t price, quantity;
};

/* One pricing on its way. */
struct pricing {
    struct incentive_terms *terms;
    const struct incentive_use *use;
    const struct model_policy *policy;
    const struct model_agreement *agreement; /* or NULL */
    int64_t day;                             /* of the first sitting */
    struct base_arena *arena;
    struct incentive_price *price;
    struct run *runs;
    size_t run_count, run_capacity;
    struct incentive_price_line *lines;
    size_t line_count, line_capacity;
};

/* ---- tariffs --------------------------------------------------------------------------------- */

static enum err_code too_large(const struct model_resource *resource, struct err *e)
{
    return err_set(e, ERR_LIMIT, resource->name, _("Check its prices and the minutes asked for."),
                   _("the price does not fit into the largest number of the desk"));
}

static bool outside_price(const struct model_policy *policy, int64_t member, int64_t *outside)
{
    if (*outside != BASE_NONE || member == BASE_NONE)
        return true;
    return base_money_muldiv(member, llround(policy->outside_multiple * WHOLE), WHOLE, outside);
}

enum err_code incentive_tariff(struct incentive_terms *t, const struct model_resource *resource,
                               int64_t day, bool member, int64_t *price, struct err *e)
{
    const struct model_tariff *list;
    size_t count;
    enum err_code code = incentive_terms_tariffs(t, resource, &list, &count, e);
    if (code)
        return code;
    int64_t inside = resource->price_member, outside = resource->price_outside;
    for (size_t i = 0; i < count && list[i].from_day <= day; i++) {
        if (list[i].member != BASE_NONE)
            inside = list[i].member;
        if (list[i].outside != BASE_NONE)
            outside = list[i].outside;
    }
    if (!outside_price(store_policy(incentive_terms_store(t)), inside, &outside))
        return too_large(resource, e);
    *price = member && inside != BASE_NONE ? inside : outside;
    return ERR_NONE;
}

enum err_code incentive_rate(struct incentive_terms *t, const struct model_resource *resource,
                             int64_t day, int64_t *rate, struct err *e)
{
    enum err_code code = incentive_tariff(t, resource, day, false, rate, e);
    if (code)
        return code;
    if (*rate == BASE_NONE)
        *rate = resource->cost;
    if (*rate == BASE_NONE)
        *rate = model_policy_rate(store_policy(incentive_terms_store(t)), resource->kind);
    return ERR_NONE;
}

int64_t incentive_unit_minutes(const struct model_policy *policy, const char *unit)
{
    return model_code_is(unit, "day") ? policy->day_minutes : 60;
}

bool incentive_unit_is_time(const char *unit)
{
    const char *code = model_code_or(unit, "hour");
    return model_code_is(code, "hour") || model_code_is(code, "day");
}

const char *incentive_quantity_show(const struct model_policy *policy, const char *unit,
                                    int64_t minutes, struct base_arena *a)
{
    int64_t one = incentive_unit_minutes(policy, unit);
    long long n = (minutes + one - 1) / one;
    if (model_code_is(unit, "day"))
        return minutes % one != 0 ? model_minutes_show(minutes, a)
                                  : base_arena_printf(a, P_("%lld day", "%lld days", n), n);
    if (model_code_is(unit, "licence"))
        return base_arena_printf(a, P_("%lld licence", "%lld licences", n), n);
    if (model_code_is(unit, "seat"))
        return base_arena_printf(a, P_("%lld seat", "%lld seats", n), n);
    if (model_code_is(unit, "query"))
        return base_arena_printf(a, P_("%lld query", "%lld queries", n), n);
    return model_minutes_show(minutes, a);
}

bool incentive_worth(const struct model_policy *policy, const struct model_resource *resource,
                     int64_t minutes, int64_t rate, int64_t *worth)
{
    return base_money_muldiv(rate, minutes, incentive_unit_minutes(policy, resource->unit), worth);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void add_line(struct pricing *p, const char *text, int64_t amount)
{
    if (p->use->figures_only)
        return;
    struct incentive_price_line *line = base_arena_push(
        p->arena, (void **)&p->lines, &p->line_count, &p->line_capacity, sizeof *line);
    *line = (struct incentive_price_line){text, amount};
}

static const char *money(struct pricing *p, int64_t amount)
{
    char shown[40];
    base_money_show(amount, (int)p->policy->decimals, shown);
    return base_arena_strdup(p->arena, shown);
}

/* "40", "12.5": hundredths of a per cent without idle zeros. */
static const char *percent(struct pricing *p, int64_t hundredths)
{
    char text[32];
    base_money_format(hundredths, 2, text);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    return base_arena_strdup(p->arena, text);
}

static const char *minutes(struct pricing *p, int64_t amount)
{
    return model_minutes_show(amount, p->arena);
}

static bool by_the_hour(const struct pricing *p)
{
    return model_code_is(model_code_or(p->use->resource->unit, "hour"), "hour");
}

/* "75 min at 100.00 an hour", "2 licences at 500.00". */
static const char *run_text(struct pricing *p, const struct run *run)
{
    const char *each = money(p, run->price), *unit = p->use->resource->unit;
    long long n = run->quantity;
    const char *text;
    if (by_the_hour(p))
        text = base_arena_printf(p->arena, _("%s at %s an hour"), minutes(p, n), each);
    else if (model_code_is(unit, "day"))
        text = base_arena_printf(p->arena, P_("%lld day at %s", "%lld days at %s", n), n, each);
    else if (model_code_is(unit, "licence"))
        text = base_arena_printf(p->arena, P_("%lld licence at %s", "%lld licences at %s", n), n,
                                 each);
    else if (model_code_is(unit, "seat"))
        text = base_arena_printf(p->arena, P_("%lld seat at %s", "%lld seats at %s", n), n, each);
    else
        text =
            base_arena_printf(p->arena, P_("%lld query at %s", "%lld queries at %s", n), n, each);
    if (p->agreement && p->agreement->discount > 0)
        text = base_arena_printf(p->arena, _("%s, less %s %%"), text,
                                 percent(p, p->agreement->discount));
    return text;
}

/* ---- minutes to runs ------------------------------------------------------------------------- */

/* What one unit costs this user on a day. */
static enum err_code unit_price(struct pricing *p, int64_t day, int64_t *price, struct err *e)
{
    if (p->agreement && p->agreement->price != BASE_NONE) {
        *price = p->agreement->price;
        return ERR_NONE;
    }
    bool member;
    enum err_code code = incentive_terms_member(p->terms, p->use->organisation, day, &member, e);
    if (!code)
        code = incentive_tariff(p->terms, p->use->resource, day, member, price, e);
    if (!code && *price == BASE_NONE)
        *price = 0;
    return code;
}

static enum err_code run_add(struct pricing *p, int64_t day, int64_t quantity, struct err *e)
{
    int64_t price;
    enum err_code code = unit_price(p, day, &price, e);
    if (code)
        return code;
    for (size_t i = 0; i < p->run_count; i++)
        if (p->runs[i].price == price) {
            p->runs[i].quantity += quantity;
            return ERR_NONE;
        }
    struct run *run =
        base_arena_push(p->arena, (void **)&p->runs, &p->run_count, &p->run_capacity, sizeof *run);
    *run = (struct run){price, quantity};
    return ERR_NONE;
}

/* The charged minutes [from, until) of a sitting, counted from its start. A charged minute after
 * its end, which rounding added, has the date of its last one. */
static enum err_code sitting_runs(struct pricing *p, const struct base_interval *sitting,
                                  int64_t from, int64_t until, struct err *e)
{
    int64_t unit = incentive_unit_minutes(p->policy, p->use->resource->unit);
    int64_t last_day = base_time_day(sitting->end - 1);
    for (int64_t at = from; at < until;) {
        int64_t day = base_time_day(sitting->start + at * 60);
        int64_t next = until;
        if (day > last_day)
            day = last_day;
        else if (by_the_hour(p) && day < last_day)
            next = (base_day_start(day + 1) - sitting->start + 59) / 60;
        if (!by_the_hour(p))
            next = at + unit;
        else if (next > until)
            next = until;
        enum err_code code = run_add(p, day, by_the_hour(p) ? next - at : 1, e);
        if (code)
            return code;
        at = next;
    }
    return ERR_NONE;
}

/* Rounded up to the step, at least the minimum. */
static bool charged_minutes(int64_t step, int64_t minimum, int64_t used, int64_t *charged)
{
    if (used > INT64_MAX - step)
        return false;
    *charged = base_round_up(used, step);
    if (*charged < minimum)
        *charged = minimum;
    return true;
}

static int64_t step_of(const struct model_resource *r)
{
    return r->charge_step != BASE_NONE && r->charge_step > 0 ? r->charge_step : 1;
}

static int64_t rest(int64_t quota, int64_t used)
{
    return quota != BASE_NONE && quota > used ? quota - used : 0;
}

enum err_code incentive_quota_left(struct incentive_terms *t, const struct incentive_use *use,
                                   const struct model_agreement *agreement, int64_t month,
                                   int64_t *left, struct err *e)
{
    int64_t agreed = agreement ? agreement->free_minutes_month : BASE_NONE;
    int64_t on_resource, under_agreement;
    *left = 0;
    if (use->resource->free_minutes_month == BASE_NONE && agreed == BASE_NONE)
        return ERR_NONE;
    enum err_code code =
        incentive_terms_free_used(t, use->resource->head.id, use->organisation, agreement, month,
                                  use->booking, &on_resource, &under_agreement, e);
    if (!code)
        *left =
            rest(use->resource->free_minutes_month, on_resource) + rest(agreed, under_agreement);
    return code;
}

/* In the month of a sitting, less what this use's earlier sittings in the same month have taken. */
static enum err_code quota_left(struct pricing *p, const int64_t *taken, size_t i, int64_t *left,
                                struct err *e)
{
    const struct incentive_use *use = p->use;
    int64_t month = base_time_month(use->sittings[i].start);
    enum err_code code = incentive_quota_left(p->terms, use, p->agreement, month, left, e);
    for (size_t j = 0; !code && j < i; j++)
        if (base_time_month(use->sittings[j].start) == month)
            *left -= taken[j];
    return code;
}

static enum err_code all_runs(struct pricing *p, struct err *e)
{
    const struct incentive_use *use = p->use;
    int64_t *taken = base_arena_array(p->arena, use->sitting_count, sizeof *taken);
    for (size_t i = 0; i < use->sitting_count; i++) {
        const struct base_interval *sitting = &use->sittings[i];
        int64_t used = base_interval_minutes(sitting->start, sitting->end), charged, left;
        if (!charged_minutes(step_of(use->resource), use->resource->charge_minimum, used, &charged))
            return too_large(use->resource, e);
        enum err_code code = quota_left(p, taken, i, &left, e);
        if (code)
            return code;
        taken[i] = charged < left ? charged : left;
        if ((code = sitting_runs(p, sitting, taken[i], charged, e)))
            return code;
        p->price->minutes_charged += charged;
        p->price->minutes_free += taken[i];
    }
    return ERR_NONE;
}

/* ---- money ----------------------------------------------------------------------------------- */

static bool add(int64_t *sum, int64_t amount)
{
    return base_money_add(*sum, amount, sum);
}

static enum err_code gross_lines(struct pricing *p, struct err *e)
{
    const struct model_resource *r = p->use->resource;
    if (p->price->minutes_free > 0 && !p->use->figures_only)
        add_line(
            p, base_arena_printf(p->arena, _("Free quota: %s"), minutes(p, p->price->minutes_free)),
            0);
    int64_t keeps = WHOLE;
    if (p->agreement && p->agreement->discount != BASE_NONE)
        keeps -= p->agreement->discount;
    for (size_t i = 0; i < p->run_count; i++) {
        const struct run *run = &p->runs[i];
        int64_t weight, amount;
        if (__builtin_mul_overflow(run->quantity, keeps, &weight) ||
            !base_money_muldiv(run->price, weight, (by_the_hour(p) ? 60 : 1) * (int64_t)WHOLE,
                               &amount) ||
            !add(&p->price->gross, amount))
            return too_large(r, e);
        if (!p->use->figures_only)
            add_line(p, run_text(p, run), amount);
    }
    if (r->fee != BASE_NONE && r->fee > 0) {
        int64_t fees;
        if (!base_money_muldiv(r->fee, (int64_t)p->use->sitting_count, 1, &fees) ||
            !add(&p->price->gross, fees))
            return too_large(r, e);
        add_line(p, _("Fee"), fees);
    }
    return ERR_NONE;
}

/* ---- vouchers -------------------------------------------------------------------------------- */

/* Why a voucher does not serve this use, or NULL. */
static const char *voucher_refusal(const struct pricing *p, const struct model_voucher *v)
{
    int64_t day = p->day;
    if (v->organisation != p->use->organisation)
        return _("it belongs to another organisation");
    if (v->head.retired != BASE_NONE ||
        !model_code_is(model_code_or(v->status, "active"), "active"))
        return _("it is not active");
    if ((v->valid_from != BASE_NONE && day < v->valid_from) ||
        (v->valid_until != BASE_NONE && day > v->valid_until))
        return _("it is not valid on that day");
    if (v->kind && !model_kind_within(p->use->resource->kind, v->kind))
        return _("it is for resources of another kind");
    return NULL;
}

static bool voucher_pays(const struct pricing *p, const struct model_voucher *v, int64_t left,
                         int64_t *part)
{
    int64_t share = v->share == BASE_NONE ? WHOLE : v->share;
    if (!base_money_muldiv_down(p->price->gross, share, WHOLE, part))
        return false;
    if (*part > left)
        *part = left;
    return true;
}

/* One that ends sooner is used up first. */
static bool ends_sooner(const struct model_voucher *a, const struct model_voucher *b)
{
    return a->valid_until != BASE_NONE &&
           (b->valid_until == BASE_NONE || a->valid_until < b->valid_until);
}

static enum err_code voucher_find(struct pricing *p, const struct model_voucher **chosen,
                                  struct err *e)
{
    const struct incentive_voucher *list;
    size_t count;
    enum err_code code = incentive_terms_vouchers(p->terms, p->use->organisation, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_voucher *v = list[i].voucher;
        int64_t left = list[i].left, part;
        if (voucher_refusal(p, v))
            continue;
        if (p->use->booking)
            code = incentive_voucher_left(incentive_terms_store(p->terms), v->head.id,
                                          p->use->booking, &left, e);
        if (code || !voucher_pays(p, v, left, &part))
            return code ? code : too_large(p->use->resource, e);
        if (part > p->price->voucher_part ||
            (*chosen && part == p->price->voucher_part && ends_sooner(v, *chosen))) {
            p->price->voucher_part = part;
            *chosen = v;
        }
    }
    return code;
}

static enum err_code voucher_given(struct pricing *p, const struct model_voucher **chosen,
                                   struct err *e)
{
    struct store *s = incentive_terms_store(p->terms);
    void *record;
    enum err_code code = store_get(s, MODEL_VOUCHER, p->use->voucher, p->arena, &record, e);
    if (code)
        return code;
    const struct model_voucher *v = record;
    const char *why = voucher_refusal(p, v);
    if (why)
        return err_set(e, ERR_REFUSED, v->title, _("Choose another voucher, or none."), "%s", why);
    int64_t left;
    code = incentive_voucher_left(s, v->head.id, p->use->booking, &left, e);
    if (code)
        return code;
    if (!voucher_pays(p, v, left, &p->price->voucher_part))
        return too_large(p->use->resource, e);
    *chosen = v;
    return ERR_NONE;
}

static enum err_code voucher_line(struct pricing *p, struct err *e)
{
    const struct model_voucher *v = NULL;
    if (p->use->voucher == INCENTIVE_NO || p->price->gross == 0)
        return ERR_NONE;
    enum err_code code =
        p->use->voucher == INCENTIVE_FIND ? voucher_find(p, &v, e) : voucher_given(p, &v, e);
    if (code || !v)
        return code;
    p->price->voucher = v->head.id;
    if (p->use->figures_only)
        return ERR_NONE;
    char number[24];
    model_number_format(MODEL_VOUCHER, v->head.id, number);
    add_line(p,
             base_arena_printf(p->arena, _("Voucher %s, %s %%"), number,
                               percent(p, v->share == BASE_NONE ? WHOLE : v->share)),
             -p->price->voucher_part);
    return ERR_NONE;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum err_code agreement_find(struct pricing *p, struct err *e)
{
    const struct incentive_use *use = p->use;
    if (use->agreement == INCENTIVE_NO)
        return ERR_NONE;
    if (use->agreement == INCENTIVE_FIND)
        return incentive_terms_agreement(p->terms, use->resource, use->organisation, p->day,
                                         &p->agreement, e);
    void *record;
    enum err_code code = store_get(incentive_terms_store(p->terms), MODEL_AGREEMENT, use->agreement,
                                   p->arena, &record, e);
    if (!code)
        p->agreement = record;
    return code;
}

static void finish(struct pricing *p)
{
    p->price->total = p->price->gross - p->price->voucher_part;
    p->price->lines = p->lines;
    p->price->line_count = p->line_count;
}

static enum err_code free_of_charge(struct pricing *p, const char *text)
{
    add_line(p, text, 0);
    finish(p);
    return ERR_NONE;
}

enum err_code incentive_price_find(struct incentive_terms *t, const struct incentive_use *use,
                                   struct base_arena *a, struct incentive_price *price,
                                   struct err *e)
{
    *price = (struct incentive_price){0};
    struct pricing p = {.terms = t, .use = use, .arena = a, .price = price};
    p.policy = store_policy(incentive_terms_store(t));
    for (size_t i = 0; i < use->sitting_count; i++)
        price->minutes_used += base_interval_minutes(use->sittings[i].start, use->sittings[i].end);
    if (use->sitting_count == 0)
        return ERR_NONE;
    p.day = base_time_day(use->sittings[0].start);
    enum err_code code = agreement_find(&p, e);
    if (code)
        return code;
    price->agreement = p.agreement ? p.agreement->head.id : 0;
    if (use->resource->owner != BASE_NONE && use->resource->owner == use->organisation)
        return free_of_charge(&p, _("Use by its owner: free of charge"));
    if (model_grade_is_open(use->resource->grade))
        return free_of_charge(&p, _("Open grade: free of charge"));
    if (model_code_is(use->resource->grade, "restricted") &&
        !incentive_agreement_names(p.agreement, use->organisation)) {
        price->refusal = _("restricted: only under an agreement that names the user");
        return ERR_NONE;
    }
    code = all_runs(&p, e);
    if (!code)
        code = gross_lines(&p, e);
    if (!code)
        code = voucher_line(&p, e);
    if (code)
        return code;
    finish(&p);
    return ERR_NONE;
}

/* ---- plain prices: the same in short --------------------------------------------------------- */

void incentive_plain_of(struct incentive_terms *t, const struct model_resource *r,
                        struct incentive_plain *plain)
{
    *plain = (struct incentive_plain){
        .free_ = model_grade_is_open(r->grade),
        .inside = r->price_member,
        .outside = r->price_outside,
        .fee = r->fee != BASE_NONE && r->fee > 0 ? r->fee : 0,
        .step = step_of(r),
        .minimum = r->charge_minimum,
    };
    bool hourly =
        model_code_is(model_code_or(r->unit, "hour"), "hour") && base_text_empty(r->tariffs) &&
        !model_code_is(r->grade, "restricted") &&
        outside_price(store_policy(incentive_terms_store(t)), plain->inside, &plain->outside);
    plain->plain = plain->free_ || (hourly && r->free_minutes_month == BASE_NONE);
    plain->quota = hourly && !plain->plain ? r->free_minutes_month : BASE_NONE;
}

bool incentive_charged(const struct incentive_plain *plain, int64_t used, int64_t *charged)
{
    return charged_minutes(plain->step, plain->minimum, used, charged);
}

int64_t incentive_plain_rate(int64_t inside, int64_t outside, const struct incentive_payer *payer)
{
    int64_t price = payer->member && inside != BASE_NONE ? inside : outside;
    if (payer->agreement && payer->agreement->price != BASE_NONE)
        price = payer->agreement->price;
    return price != BASE_NONE ? price : 0;
}

int64_t incentive_agreement_keeps(const struct model_agreement *agreement)
{
    return agreement && agreement->discount != BASE_NONE ? WHOLE - agreement->discount : WHOLE;
}

bool incentive_plain_gross(int64_t rate, int64_t keeps, int64_t charged, int64_t fees,
                           int64_t *gross)
{
    int64_t weight;
    return !__builtin_mul_overflow(charged, keeps, &weight) &&
           base_money_muldiv(rate, weight, 60 * (int64_t)WHOLE, gross) && add(gross, fees);
}

enum err_code incentive_aids_find(struct incentive_terms *t, int64_t organisation, const char *kind,
                                  int64_t day, struct base_arena *a, struct incentive_aids *aids,
                                  struct err *e)
{
    const struct incentive_voucher *vouchers;
    size_t count;
    struct model_resource any = {.kind = kind};
    const struct incentive_use use = {.resource = &any, .organisation = organisation};
    const struct pricing p = {.use = &use, .day = day};
    *aids = (struct incentive_aids){0};
    enum err_code code = incentive_terms_vouchers(t, organisation, &vouchers, &count, e);
    if (code || count == 0)
        return code;
    aids->list = base_arena_array(a, count, sizeof *aids->list);
    for (size_t i = 0; i < count; i++)
        if (!voucher_refusal(&p, vouchers[i].voucher))
            aids->list[aids->count++] = (struct incentive_aid){
                vouchers[i].voucher->share == BASE_NONE ? WHOLE : vouchers[i].voucher->share,
                vouchers[i].left};
    return ERR_NONE;
}

bool incentive_aids_leave(const struct incentive_aids *aids, int64_t gross, int64_t *total)
{
    int64_t most = 0, part;
    for (size_t i = 0; gross != 0 && i < aids->count; i++) {
        if (!base_money_muldiv_down(gross, aids->list[i].share, WHOLE, &part))
            return false;
        if (part > aids->list[i].left)
            part = aids->list[i].left;
        most = part > most ? part : most;
    }
    *total = gross - most;
    return true;
}

enum err_code incentive_plain_price(struct incentive_terms *t, const struct model_resource *r,
                                    const struct incentive_plain *plain,
                                    const struct incentive_payer *payer, int64_t charged,
                                    int64_t sittings, int64_t start, struct incentive_price *price,
                                    struct err *e)
{
    *price = (struct incentive_price){0};
    price->agreement = payer->agreement ? payer->agreement->head.id : 0;
    if (plain->free_ || (r->owner != BASE_NONE && r->owner == payer->organisation))
        return ERR_NONE;
    int64_t fees;
    if (!base_money_muldiv(plain->fee, sittings, 1, &fees) ||
        !incentive_plain_gross(incentive_plain_rate(plain->inside, plain->outside, payer),
                               incentive_agreement_keeps(payer->agreement), charged, fees,
                               &price->gross))
        return too_large(r, e);
    const struct incentive_voucher *vouchers;
    size_t count;
    enum err_code code = incentive_terms_vouchers(t, payer->organisation, &vouchers, &count, e);
    const struct incentive_use use = {.resource = r,
                                      .organisation = payer->organisation,
                                      .voucher = INCENTIVE_FIND,
                                      .figures_only = true};
    struct pricing p = {.terms = t, .use = &use, .price = price};
    if (!code && count > 0) {
        p.day = base_time_day(start);
        code = voucher_line(&p, e);
    }
    price->total = price->gross - price->voucher_part;
    return code;
}
