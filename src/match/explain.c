/* explain.c: gates, scores and benefits in words; explain_show.c sets them out. */
#include "sharedesk/match/explain.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/words.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/value.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <string.h>

static const char *money(const struct match_desk *m, int64_t amount, struct base_arena *a)
{
    char shown[40];
    if (amount == BASE_NONE)
        return "–";
    base_money_show(amount, (int)store_policy(m->store)->decimals, shown);
    return base_arena_strdup(a, shown);
}

/* Money in sentences: without minor units where there are none to speak of. */
static const char *round_money(const struct match_desk *m, int64_t amount, struct base_arena *a)
{
    char *shown = base_arena_strdup(a, money(m, amount, a));
    char *point = strchr(shown, '.');
    if (point != NULL && strspn(point + 1, "0") == strlen(point + 1))
        *point = '\0';
    return shown;
}

/* In a long sum: without minor units, but for what is small. */
static const char *about_money(const struct match_desk *m, int64_t amount, struct base_arena *a)
{
    enum { SMALL = 100 };
    int64_t unit = 1, rounded;
    for (int64_t i = 0; i < store_policy(m->store)->decimals; i++)
        unit *= 10;
    bool small = amount < SMALL * unit && amount > -SMALL * unit;
    if (amount == BASE_NONE || small || !base_money_muldiv(amount, 1, unit, &rounded) ||
        !base_money_muldiv(rounded, unit, 1, &rounded))
        return round_money(m, amount, a);
    return round_money(m, rounded, a);
}

static const char *number(double value, struct base_arena *a)
{
    char *text = base_arena_printf(a, "%.4f", value);
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == '0')
        text[--n] = '\0';
    if (n > 0 && text[n - 1] == '.')
        text[--n] = '\0';
    return text[0] == '0' && text[1] == '.' ? text + 1 : text;
}

/* ---- the criteria ---------------------------------------------------------------------------- */

enum { WORDS_SHOWN = 4 };

/* Chinese is compared by two characters at a time; people read words. What follows upon each other
 * in the demand's text is one: 分子 + 子互 + 互作 = 分子互作. */
static const char *joined(const char *one, const char *two, const char *text, struct base_arena *a)
{
    size_t length = strlen(one), last = length;
    while (last > 0 && ((unsigned char)one[--last] & 0xC0) == 0x80)
        continue;
    size_t overlap = length - last;
    if ((unsigned char)one[last] < 0x80 || strncmp(one + last, two, overlap) != 0)
        return NULL;
    const char *both = base_arena_printf(a, "%s%s", one, two + overlap);
    return strstr(text, both) != NULL ? both : NULL;
}

static size_t join_words(const char **words, size_t count, const char *text, struct base_arena *a)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            const char *both = i == k ? NULL : joined(words[i], words[k], text, a);
            if (both == NULL)
                continue;
            size_t first = i < k ? i : k, second = i < k ? k : i;
            words[first] = both;
            memmove(words + second, words + second + 1, (--count - second) * sizeof *words);
            i = SIZE_MAX; /* from the first once more */
            break;
        }
    return count;
}

/* A demand's attributes that cannot be read are told where it is checked. */
static void find_attributes(const struct match_offer *offer, const struct model_demand *demand,
                            struct base_arena *a, struct match_explanation *x)
{
    struct model_attribute *asked;
    struct err ignored = ERR_INIT;
    size_t count;
    x->attributes = NULL;
    x->attribute_count = 0;
    if (offer == NULL || model_attributes_parse(demand->attributes, a, &asked, &count, &ignored)) {
        err_clear(&ignored);
        return;
    }
    struct match_asked_attribute *list = base_arena_array(a, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct match_asked_attribute){
            .met = model_attribute_met(&asked[i], offer->attributes, offer->attribute_count, a),
            .asked = model_attribute_show(&asked[i], a),
            .offered =
                model_attribute_offered(&asked[i], offer->attributes, offer->attribute_count, a)};
    x->attributes = list;
    x->attribute_count = count;
}

/* What is asked and not met comes first: it is no gate, but who uses the thing must know. */
static const char *unmet_text(const struct match_explanation *x, struct base_arena *a)
{
    const char *text = "";
    for (size_t i = 0; i < x->attribute_count; i++) {
        const struct match_asked_attribute *w = &x->attributes[i];
        if (w->met)
            continue;
        const char *one =
            *w->offered
                ? base_arena_printf(a, _("asks %s: not met (offers %s)"), w->asked, w->offered)
                : base_arena_printf(a, _("asks %s: not met (the offer does not say)"), w->asked);
        text = base_arena_printf(a, "%s%s%s", text, one, _("; "));
    }
    return text;
}

static const char *capability_text(struct match_desk *m, const struct match_candidate *c,
                                   const struct match_offer *offer,
                                   const struct model_demand *demand,
                                   const struct match_explanation *x, const char **brief,
                                   struct base_arena *a)
{
    size_t count;
    const char *wanted = match_demand_text(demand, a);
    const char **words = match_index_common(m->index, wanted, offer->document, a, &count);
    struct base_text t = {0};
    count = join_words(words, count, wanted, a);
    for (size_t i = 0; i < count && i < WORDS_SHOWN; i++)
        base_text_printf(&t, "%s%s", i > 0 ? _(", ") : "", words[i]);
    const char *text =
        count > 0 ? base_arena_printf(a, _("asks \"%s\": %s in the offer"), demand->title,
                                      base_text_string(&t))
                  : base_arena_printf(a, _("no word of \"%s\" in the offer"), demand->title);
    *brief = count > 0 ? base_arena_printf(a, _("in the offer: %s"), base_text_string(&t))
                       : _("no word of it in the offer");
    base_text_free(&t);
    if (c->figures.asked == 0)
        return text;
    text = base_arena_printf(a, "%s%s", unmet_text(x, a), text);
    *brief = base_arena_printf(a, "%s%s", unmet_text(x, a), *brief);
    return base_arena_printf(a, _("%s; %lld of %lld attributes met"), text,
                             (long long)c->figures.met, (long long)c->figures.asked);
}

/* In brief only when people are there: it is the time that is proposed. */
static const char *availability_text(struct match_desk *m, const struct match_candidate *c,
                                     int64_t start, const char **brief, struct base_arena *a)
{
    int64_t now = store_now(m->store);
    const char *needed = incentive_quantity_show(store_policy(m->store), c->unit, c->minutes, a);
    const char *text =
        base_arena_printf(a, _("%s free for %s"), model_minutes_show(c->free_minutes, a), needed);
    if (!incentive_unit_is_time(c->unit))
        text = c->free_minutes >= c->minutes ? base_arena_printf(a, _("%s to be had"), needed)
                                             : base_arena_printf(a, _("%s not to be had"), needed);
    *brief = NULL;
    if (c->figures.first_start == BASE_NONE)
        return text;
    if (start != c->figures.first_start)
        *brief =
            base_arena_printf(a, _("%s; in desk hours %s"), text, base_time_words(start, now, a));
    text = base_arena_printf(a, _("%s; first %s"), text,
                             base_time_words(c->figures.first_start, now, a));
    if (start == c->figures.first_start)
        return text;
    return base_arena_printf(a, _("%s, in desk hours %s"), text, base_time_words(start, now, a));
}

/* The cheapest other that could serve and offers something like it, if it is cheaper. */
static const struct match_candidate *cheaper(const struct match_candidate *c,
                                             const struct match_list *among)
{
    const struct match_candidate *best = NULL;
    for (size_t i = 0; among != NULL && i < among->eligible; i++) {
        const struct match_candidate *o = &among->candidates[i];
        if (o->demand == c->demand && o->resource != c->resource && o->price != BASE_NONE &&
            2 * o->parts[MATCH_CAPABILITY] >= c->parts[MATCH_CAPABILITY] &&
            o->price < (best != NULL ? best->price : c->price))
            best = o;
    }
    return best;
}

static const char *cost_text(struct match_desk *m, const struct match_candidate *c,
                             const struct model_demand *demand, const struct match_list *among,
                             struct base_arena *a)
{
    if (c->price == BASE_NONE)
        return _("no price without an agreement");
    if (c->price == 0)
        return _("nothing to pay");
    const char *text;
    if (demand->budget != BASE_NONE && demand->budget > 0)
        text = base_arena_printf(a, _("%.0f %% of the budget"),
                                 100 * (double)c->price / (double)demand->budget);
    else
        text = base_arena_printf(a, _("%s to pay"), round_money(m, c->price, a));
    const struct match_candidate *other = cheaper(c, among);
    if (other == NULL)
        return text;
    char name[24];
    model_number_format(MODEL_RESOURCE, other->resource, name);
    return base_arena_printf(a, _("%s; %s would be %s"), text, name,
                             round_money(m, other->price, a));
}

static const char *rating_text(const struct match_candidate *c, struct base_arena *a)
{
    if (c->figures.answers == 0)
        return "";
    return base_arena_printf(a, _("rated %.1f (%lld)"),
                             c->figures.answers_sum / (double)c->figures.answers,
                             (long long)c->figures.answers);
}

static const char *quality_text(const struct match_candidate *c, struct base_arena *a)
{
    const char *text = c->figures.answers > 0 ? rating_text(c, a) : _("not rated yet");
    if (!(c->figures.cancelled_share > 0))
        return text;
    if (c->figures.cancelled_share < 0.005)
        return base_arena_printf(a, _("%s; its provider hardly ever cancels"), text);
    return base_arena_printf(a, _("%s; its provider cancelled %.0f %% of its bookings"), text,
                             100 * c->figures.cancelled_share);
}

static const char *proximity_text(const struct match_candidate *c, struct base_arena *a)
{
    if (c->figures.steps == BASE_NONE)
        return _("region unknown");
    if (c->figures.steps == 0)
        return _("in the same region");
    return base_arena_printf(a,
                             P_("%lld step away in the region tree",
                                "%lld steps away in the region tree", c->figures.steps),
                             (long long)c->figures.steps);
}

static const char *history_text(const struct match_candidate *c, struct base_arena *a)
{
    if (c->figures.together == 0)
        return _("nothing done together yet");
    return base_arena_printf(a,
                             P_("%lld booking completed together",
                                "%lld bookings completed together", c->figures.together),
                             (long long)c->figures.together);
}

static void remark(struct match_desk *m, const struct match_candidate *c,
                   enum match_criterion which, const char *text, struct match_remark *r)
{
    double most = match_criterion_points(store_policy(m->store), which);
    r->criterion = which;
    r->most = (int)(most + 0.5);
    r->points = (int)((c->parts[which] + 50) / 100);
    r->sign = 3 * (double)c->parts[which] >= 200 * most ? '+' : '-';
    r->text = r->brief = text;
}

static void remarks(struct match_desk *m, const struct match_candidate *c,
                    const struct match_list *among, const struct model_demand *demand,
                    struct base_arena *a, struct match_explanation *x)
{
    const struct match_offer *offer = match_desk_offer(m, c->resource);
    struct match_remark *list = x->remarks;
    find_attributes(offer, demand, a, x);
    const char *brief = NULL, *when = NULL,
               *words = offer != NULL ? capability_text(m, c, offer, demand, x, &brief, a)
                                      : _("a retired resource is not compared");
    remark(m, c, MATCH_CAPABILITY, words, &list[MATCH_CAPABILITY]);
    if (brief != NULL)
        list[MATCH_CAPABILITY].brief = brief;
    remark(m, c, MATCH_AVAILABILITY, availability_text(m, c, x->start, &when, a),
           &list[MATCH_AVAILABILITY]);
    if (when != NULL)
        list[MATCH_AVAILABILITY].brief = when;
    remark(m, c, MATCH_COST, cost_text(m, c, demand, among, a), &list[MATCH_COST]);
    remark(m, c, MATCH_QUALITY, quality_text(c, a), &list[MATCH_QUALITY]);
    remark(m, c, MATCH_PROXIMITY, proximity_text(c, a), &list[MATCH_PROXIMITY]);
    remark(m, c, MATCH_HISTORY, history_text(c, a), &list[MATCH_HISTORY]);
}

/* ---- the net benefit ------------------------------------------------------------------------- */

static const struct {
    const char *name, *label;
} term_names[] = {
#define TERM(ID, name, label) {#name, label},
    MATCH_TERMS(TERM)
#undef TERM
};

const char *match_term_name(enum match_term_id term)
{
    return term_names[term].name;
}

const char *match_term_label(enum match_term_id term)
{
    return _(term_names[term].label);
}

static const char *value_text(const struct model_demand *d, const struct match_left *left,
                              struct base_arena *a)
{
    const char *text = d->value != BASE_NONE    ? _("the value that the demand declares")
                       : d->budget != BASE_NONE ? _("the demand's budget; it declares no value")
                                                : _("its minutes at the median rate of its kind");
    if (left->minutes == left->whole)
        return text;
    return base_arena_printf(a, _("%s, for the %s of %s that are not booked yet"), text,
                             model_minutes_show(left->minutes, a),
                             model_minutes_show(left->whole, a));
}

static const char *urgency_text(struct match_desk *m, const struct model_demand *d,
                                struct base_arena *a)
{
    int64_t now = store_now(m->store);
    const char *priority =
        model_vocabulary_label(MODEL_VOCABULARY_PRIORITY, model_code_or(d->priority, "normal"));
    if (d->latest == BASE_NONE)
        return base_arena_printf(a, _("no close; priority: %s"), priority);
    int64_t days = base_time_day(d->latest - 1) - base_time_day(now);
    if (days < 0)
        return base_arena_printf(a, _("its window has passed; priority: %s"), priority);
    return base_arena_printf(
        a, P_("closes in %lld day; priority: %s", "closes in %lld days; priority: %s", days),
        (long long)days, priority);
}

static void terms(struct match_desk *m, const struct match_candidate *c,
                  const struct model_demand *d, const struct match_left *left, struct base_arena *a,
                  struct match_explanation *x)
{
    const struct match_figures *f = &c->figures;
    const struct model_policy *policy = store_policy(m->store);
    x->terms[MATCH_TERM_VALUE] =
        (struct match_term){about_money(m, f->value, a), value_text(d, left, a)};
    x->terms[MATCH_TERM_FIT] =
        (struct match_term){number((double)c->score / 10000, a),
                            base_arena_printf(a, _("%.2f points of 100"), (double)c->score / 100)};
    x->terms[MATCH_TERM_URGENCY] =
        (struct match_term){number(f->urgency, a), urgency_text(m, d, a)};
    x->terms[MATCH_TERM_BALANCE] = (struct match_term){
        number(f->balance, a),
        policy->balance > 0 ? base_arena_printf(a, _("standing %s to the power of %s"),
                                                number(f->standing, a), number(policy->balance, a))
                            : _("balancing is turned off")};
    x->terms[MATCH_TERM_COST] = (struct match_term){
        about_money(m, f->cost, a),
        f->cost == 0 ? _("the resource tells no cost")
                     : base_arena_printf(a, _("%s at the resource's own cost"),
                                         incentive_quantity_show(policy, c->unit, c->minutes, a))};
}

/* How the benefit comes about, without its name. */
static const char *sum_text(struct match_desk *m, const struct match_candidate *c,
                            const struct match_explanation *x, struct base_arena *a)
{
    if (c->figures.quoted_benefit)
        return base_arena_printf(a, _("%s, as the provider's quote assesses it"),
                                 round_money(m, c->benefit, a));
    return base_arena_printf(a, _("%s = %s × fit %s × urgency %s × balance %s − cost %s"),
                             about_money(m, c->benefit, a), x->terms[MATCH_TERM_VALUE].figure,
                             x->terms[MATCH_TERM_FIT].figure, x->terms[MATCH_TERM_URGENCY].figure,
                             x->terms[MATCH_TERM_BALANCE].figure, x->terms[MATCH_TERM_COST].figure);
}

/* The same in fewer letters, for a line that is short. */
static const char *benefit_brief(struct match_desk *m, const struct match_candidate *c,
                                 const struct match_explanation *x, struct base_arena *a)
{
    if (c->figures.quoted_benefit)
        return x->benefit;
    return base_arena_printf(a, _("Net %s = %s × fit %s × urg. %s × bal. %s − cost %s"),
                             about_money(m, c->benefit, a), x->terms[MATCH_TERM_VALUE].figure,
                             x->terms[MATCH_TERM_FIT].figure, x->terms[MATCH_TERM_URGENCY].figure,
                             x->terms[MATCH_TERM_BALANCE].figure, x->terms[MATCH_TERM_COST].figure);
}

/* ---- the rest -------------------------------------------------------------------------------- */

static const char *numbered(enum model_type type, int64_t id, const char *name,
                            struct base_arena *a)
{
    char text[24];
    model_number_format(type, id, text);
    return name == NULL ? base_arena_strdup(a, text) : base_arena_printf(a, "%s %s", text, name);
}

static const char *price_text(struct match_desk *m, const struct match_candidate *c,
                              struct base_arena *a)
{
    const char *text = money(m, c->price, a);
    if (c->figures.voucher != 0)
        text = base_arena_printf(a, _("%s: voucher %s pays %s of %s"), text,
                                 numbered(MODEL_VOUCHER, c->figures.voucher, NULL, a),
                                 money(m, c->figures.voucher_amount, a),
                                 money(m, c->figures.full_price, a));
    if (c->figures.quote != 0)
        text = base_arena_printf(a, _("%s, by quote %s"), text,
                                 numbered(MODEL_QUOTE, c->figures.quote, NULL, a));
    return text;
}

static const char *answered_text(const struct match_answers *answers, struct base_arena *a)
{
    if (answers->asked == 0)
        return _("no answers yet");
    if (answers->days < 0)
        return base_arena_printf(a, _("%lld of %lld yes"), (long long)answers->yes,
                                 (long long)answers->asked);
    return base_arena_printf(a, _("%lld of %lld yes, in %.1f days"), (long long)answers->yes,
                             (long long)answers->asked, answers->days);
}

static const char *joined_by(const char *text, const char *more, struct base_arena *a)
{
    if (!*more)
        return text;
    return *text ? base_arena_printf(a, "%s%s%s", text, _("; "), more) : more;
}

/* "provider written to 20 Nov" */
static const char *event(const char *what, int64_t at, int64_t now, struct base_arena *a)
{
    return at == BASE_NONE
               ? ""
               : base_arena_printf(a, "%s %s", what, base_day_words(base_time_day(at), now, a));
}

/* How long the provider has been silent, from when it was last written to. */
static const char *silence(const struct model_proposal *p, int64_t now, struct base_arena *a)
{
    int64_t last = p->provider_told > p->reminded ? p->provider_told : p->reminded;
    if (last == BASE_NONE || p->answered != BASE_NONE || !model_code_is(p->status, "proposed"))
        return "";
    int64_t days = base_time_day(now) - base_time_day(last);
    if (days <= 0)
        return "";
    return base_arena_printf(
        a, P_("%lld day without an answer", "%lld days without an answer", days), (long long)days);
}

/* "Rejected: too dear". That what is rejected or declined is forbidden too goes without saying. */
static const char *stance_text(const struct match_candidate *c, const struct model_proposal *p,
                               int64_t now, struct base_arena *a)
{
    const char *text = "";
    bool refused = model_code_is(c->status, "rejected") || model_code_is(c->status, "declined");
    if (c->status != NULL)
        text = model_vocabulary_label(MODEL_VOCABULARY_PROPOSAL_STATUS, c->status);
    if (c->status != NULL && p->answered != BASE_NONE)
        text = event(text, p->answered, now, a);
    if (c->stance != NULL && !(refused && model_code_is(c->stance, "forbidden")))
        text = joined_by(text, model_vocabulary_label(MODEL_VOCABULARY_STANCE, c->stance), a);
    else if (model_code_is(c->status, "accepted"))
        text = joined_by(text, C_("allocation", "kept in the plan"), a);
    return base_text_empty(p->reason) ? text : base_arena_printf(a, _("%s: %s"), text, p->reason);
}

/* "quote Q8 until 15 Dec": the one whose figures are used. */
static enum err_code quote_text(struct match_desk *m, const struct match_candidate *c,
                                struct base_arena *a, const char **text, struct err *e)
{
    const struct model_quote *q;
    *text = "";
    if (c->figures.quote == 0)
        return ERR_NONE;
    enum err_code code = store_get(m->store, MODEL_QUOTE, c->figures.quote, a, &q, e);
    if (code)
        return code;
    const char *number = numbered(MODEL_QUOTE, c->figures.quote, NULL, a);
    *text = q->valid_until == BASE_NONE
                ? base_arena_printf(a, _("quote %s"), number)
                : base_arena_printf(a, _("quote %s until %s"), number,
                                    base_day_words(q->valid_until, store_now(m->store), a));
    return ERR_NONE;
}

/* What was said to the pair, what went out, and what came back. */
static enum err_code find_stands(struct match_desk *m, const struct match_candidate *c,
                                 struct base_arena *a, const char **text, struct err *e)
{
    struct model_proposal *p;
    const char *quote;
    int64_t now = store_now(m->store);
    enum err_code code = quote_text(m, c, a, &quote, e);
    *text = quote;
    if (code || c->proposal == 0 ||
        (code = store_get(m->store, MODEL_PROPOSAL, c->proposal, a, &p, e)))
        return code;
    *text = stance_text(c, p, now, a);
    *text = joined_by(*text, *quote ? quote : event(_("quote asked"), p->quote_asked, now, a), a);
    *text = joined_by(*text, event(_("provider told"), p->provider_told, now, a), a);
    *text = joined_by(*text, event(_("requester told"), p->requester_told, now, a), a);
    *text = joined_by(*text, event(_("reminded"), p->reminded, now, a), a);
    *text = joined_by(*text, silence(p, now, a), a);
    return ERR_NONE;
}

const char *match_demand_lacks(const struct model_demand *demand, struct base_arena *a)
{
    const char *text = "";
    if (base_text_empty(demand->kind))
        text = joined_by(text, _("it names no kind: resources of every kind are looked at"), a);
    if (demand->minutes == BASE_NONE)
        text = joined_by(text, _("it names no minutes: an hour is reckoned with"), a);
    if (demand->earliest == BASE_NONE && demand->latest == BASE_NONE)
        text = joined_by(text, _("it names no window: any day will do"), a);
    return text;
}

static enum err_code parties(struct match_desk *m, const struct match_candidate *c,
                             const struct model_demand *d, struct base_arena *a,
                             struct match_explanation *x, struct err *e)
{
    const struct model_resource *r;
    enum err_code code = store_get(m->store, MODEL_RESOURCE, c->resource, a, &r, e);
    if (code)
        return code;
    x->requester = x->provider = "";
    x->answers = (struct match_answers){.days = -1};
    if (d->requester != BASE_NONE)
        x->requester = store_title(m->store, MODEL_ORGANISATION, d->requester, a);
    if (r->owner == BASE_NONE)
        return ERR_NONE;
    x->provider = store_title(m->store, MODEL_ORGANISATION, r->owner, a);
    return match_provider_answers(m, r->owner, &x->answers, e);
}

enum err_code match_explain(struct match_desk *m, const struct match_candidate *c,
                            const struct match_list *among, struct base_arena *a,
                            struct match_explanation *x, struct err *e)
{
    struct model_demand *demand;
    struct match_left left;
    *x = (struct match_explanation){.pair = *c};
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, c->demand, a, &demand, e);
    if (!code)
        code = match_left_read(m->store, demand, store_now(m->store), a, &left, e);
    if (!code)
        code = match_candidate_tell(&x->pair, a, e);
    if (!code)
        code = parties(m, c, demand, a, x, e);
    if (!code)
        code = match_daytime_start(m, c, a, &x->start, e);
    if (code)
        return code;
    x->demand = numbered(MODEL_DEMAND, c->demand, c->demand_title, a);
    x->resource = numbered(MODEL_RESOURCE, c->resource, c->name, a);
    x->headline = base_arena_printf(a, _("%s for %s: %s"), x->resource, x->demand,
                                    c->blocked ? _("blocked") : _("may be proposed"));
    x->reasons = match_reasons(c, a, &x->reason_count);
    remarks(m, c, among, left.demand, a, x);
    terms(m, c, demand, &left, a, x);
    x->sum = sum_text(m, c, x, a);
    x->benefit = base_arena_printf(a, _("Net benefit %s"), x->sum);
    x->benefit_brief = benefit_brief(m, c, x, a);
    x->price = price_text(m, c, a);
    x->free = x->remarks[MATCH_AVAILABILITY].text;
    x->rating = rating_text(c, a);
    x->answered = answered_text(&x->answers, a);
    return find_stands(m, c, a, &x->stands, e);
}

enum err_code match_explain_pair(struct match_desk *m, int64_t demand, int64_t resource,
                                 const struct match_options *options, struct base_arena *a,
                                 struct match_explanation *x, struct err *e)
{
    struct match_candidate pair;
    enum err_code code = match_pair(m, demand, resource, options, a, &pair, e);
    return code ? code : match_explain(m, &pair, NULL, a, x, e);
}
