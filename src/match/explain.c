/* explain.c: scores and benefits in words. */
#include "sharedesk/match/explain.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/value.h"

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
    char *text = base_arena_printf(a, "%.2f", value);
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

static const char *capability_text(struct match_desk *m, const struct match_candidate *c,
                                   const struct match_offer *offer,
                                   const struct model_demand *demand, struct base_arena *a)
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
    base_text_free(&t);
    if (c->figures.asked == 0)
        return text;
    return base_arena_printf(a, _("%s; %lld of %lld attributes met"), text,
                             (long long)c->figures.met, (long long)c->figures.asked);
}

static const char *availability_text(const struct match_candidate *c, struct base_arena *a)
{
    const char *text =
        base_arena_printf(a, _("%s free for %s"), model_minutes_show(c->free_minutes, a),
                          model_minutes_show(c->minutes, a));
    if (c->figures.first_start == BASE_NONE)
        return text;
    char first[32];
    base_time_show(c->figures.first_start, first);
    return base_arena_printf(a, _("%s; first %s"), text, first);
}

/* The cheapest other that could serve, if it is cheaper. */
static const struct match_candidate *cheaper(const struct match_candidate *c,
                                             const struct match_list *among)
{
    const struct match_candidate *best = NULL;
    for (size_t i = 0; among != NULL && i < among->eligible; i++) {
        const struct match_candidate *o = &among->candidates[i];
        if (o->demand == c->demand && o->resource != c->resource && o->price != BASE_NONE &&
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

const char *match_explain_rating(const struct match_candidate *c, struct base_arena *a)
{
    if (c->figures.answers == 0)
        return "";
    return base_arena_printf(a, _("rated %.1f (%lld)"),
                             c->figures.answers_sum / (double)c->figures.answers,
                             (long long)c->figures.answers);
}

static const char *quality_text(const struct match_candidate *c, struct base_arena *a)
{
    const char *text = c->figures.answers > 0 ? match_explain_rating(c, a) : _("not rated yet");
    if (!(c->figures.cancelled_share > 0))
        return text;
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
    r->text = text;
}

enum err_code match_explain(struct match_desk *m, const struct match_candidate *c,
                            const struct match_list *among, struct base_arena *a,
                            struct match_remark remarks[MATCH_CRITERION_COUNT], struct err *e)
{
    struct model_demand *demand;
    enum err_code code = match_desk_refresh(m, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, c->demand, a, &demand, e);
    if (code)
        return code;
    const struct match_offer *offer = match_desk_offer(m, c->resource);
    const char *words = offer != NULL ? capability_text(m, c, offer, demand, a) : "";
    remark(m, c, MATCH_CAPABILITY, words, &remarks[MATCH_CAPABILITY]);
    remark(m, c, MATCH_AVAILABILITY, availability_text(c, a), &remarks[MATCH_AVAILABILITY]);
    remark(m, c, MATCH_COST, cost_text(m, c, demand, among, a), &remarks[MATCH_COST]);
    remark(m, c, MATCH_QUALITY, quality_text(c, a), &remarks[MATCH_QUALITY]);
    remark(m, c, MATCH_PROXIMITY, proximity_text(c, a), &remarks[MATCH_PROXIMITY]);
    remark(m, c, MATCH_HISTORY, history_text(c, a), &remarks[MATCH_HISTORY]);
    return ERR_NONE;
}

const char *match_explain_benefit(struct match_desk *m, const struct match_candidate *c,
                                  struct base_arena *a)
{
    const struct match_figures *f = &c->figures;
    if (f->quoted_benefit)
        return base_arena_printf(a, _("Net benefit %s, as the provider's quote assesses it"),
                                 round_money(m, c->benefit, a));
    return base_arena_printf(a,
                             _("Net benefit %s = %s × fit %s × urgency %s × balance %s − cost %s"),
                             about_money(m, c->benefit, a), about_money(m, f->value, a),
                             number((double)c->score / 10000, a), number(f->urgency, a),
                             number(f->balance, a), about_money(m, f->cost, a));
}
