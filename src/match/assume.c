/* assume.c: what is taken for granted for one run. The records read for it are changed in memory,
 * before anything is judged by them; the desk keeps what it has. */
#include "sharedesk/match/assume.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/model/hours.h"
#include "sharedesk/model/value.h"

#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name, *label;
    enum model_type type;
} assumed[] = {
#define ASSUMED(ID, name, label, type) {#name, label, type},
    MATCH_ASSUMPTIONS(ASSUMED)
#undef ASSUMED
};

const char *match_assumed_name(enum match_assumed what)
{
    return assumed[what].name;
}

/* What the policy's key is for, which says more than its name. */
static const char *key_label(const char *key)
{
    size_t count;
    const struct model_option *options = model_options(MODEL_SCOPE_POLICY, &count);
    const char *dot = strchr(key, '.');
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(options[i].key, dot != NULL ? dot + 1 : key) == 0)
            return _(options[i].help);
    return key;
}

const char *match_assumed_label(enum match_assumed what, const char *key)
{
    return what == MATCH_ASSUME_POLICY && key != NULL ? key_label(key) : _(assumed[what].label);
}

enum model_type match_assumed_type(enum match_assumed what)
{
    return assumed[what].type;
}

/* ---- from text ------------------------------------------------------------------------------- */

static const struct model_field *field_of(enum match_assumed what)
{
    return model_field_find(model_type_info(MODEL_RESOURCE),
                            what == MATCH_ASSUME_HOURS ? "open_hours" : "capacity_minutes_month");
}

/* Read as the resource's own field is, with its checks. */
static enum err_code parse_resource(struct match_desk *m, const char *text, struct base_arena *a,
                                    struct match_assumption *x, struct err *e)
{
    const struct model_field *f = field_of(x->what);
    struct model_resource *r = model_record_new(a, MODEL_RESOURCE);
    struct model_hours hours;
    enum err_code code = model_value_parse(f, text, store_format_number(m->store), a, r, e);
    if (code)
        return code;
    if (x->what == MATCH_ASSUME_HOURS) {
        x->value = r->open_hours != NULL ? model_hours_plain(r->open_hours, a) : "";
        return model_hours_parse(x->value, &hours, e);
    }
    x->amount = r->capacity_minutes_month;
    if (x->amount < 0 && x->amount != BASE_NONE)
        return err_set(e, ERR_USAGE, text, _("0 closes it for the month."), "%s",
                       _("a capacity cannot be negative"));
    return ERR_NONE;
}

static enum err_code parse_fund(struct match_desk *m, const char *text, struct match_assumption *x,
                                struct err *e)
{
    enum err_code code =
        base_money_parse(text, (int)store_policy(m->store)->decimals, &x->amount, e);
    if (!code && x->amount < 0)
        code = err_set(e, ERR_USAGE, text, _("Say how much is in it: 0 or more."), "%s",
                       _("a fund cannot be overdrawn"));
    return code;
}

/* Within what the formula of standing can give. */
static enum err_code parse_standing(const char *text, struct match_assumption *x, struct err *e)
{
    char *end;
    x->standing = strtod(text, &end);
    if (end == text || *end != '\0' || !(x->standing >= 0.5 && x->standing <= 2))
        return err_set(e, ERR_USAGE, text, _("1 is in balance; 1.2 gave more than it got."), "%s",
                       _("a standing lies between 0.5 and 2"));
    return ERR_NONE;
}

static enum err_code parse_policy(struct match_desk *m, const char *text, struct base_arena *a,
                                  struct match_assumption *x, struct err *e)
{
    struct model_policy policy = *store_policy(m->store);
    x->value = text;
    return model_option_set(MODEL_SCOPE_POLICY, x->key, text, a, &policy, e);
}

enum err_code match_assumption_parse(struct match_desk *m, enum match_assumed what,
                                     const char *text, struct base_arena *a,
                                     struct match_assumption *x, struct err *e)
{
    const char *equals = strchr(text, '=');
    *x = (struct match_assumption){.what = what};
    if (equals == NULL)
        return err_set(e, ERR_USAGE, text,
                       what == MATCH_ASSUME_POLICY ? _("Write KEY=VALUE, such as balance=0.")
                                                   : _("Write RECORD=VALUE, such as R12=20 h."),
                       "%s", _("it says nothing that could be assumed"));
    const char *left = base_text_trim(base_arena_strndup(a, text, (size_t)(equals - text)));
    const char *right = base_text_trim(base_arena_strdup(a, equals + 1));
    if (what == MATCH_ASSUME_POLICY) {
        x->key = base_text_starts(left, "policy.") ? left + strlen("policy.") : left;
        return parse_policy(m, right, a, x, e);
    }
    struct store_ref ref;
    enum err_code code = store_resolve(m->store, assumed[what].type, left, &ref, e);
    if (code)
        return code;
    x->of = ref.id;
    if (what == MATCH_ASSUME_FUND)
        return parse_fund(m, right, x, e);
    return what == MATCH_ASSUME_STANDING ? parse_standing(right, x, e)
                                         : parse_resource(m, right, a, x, e);
}

/* ---- to text --------------------------------------------------------------------------------- */

static const char *money(const struct match_desk *m, int64_t amount, struct base_arena *a)
{
    char shown[40];
    base_money_show(amount, (int)store_policy(m->store)->decimals, shown);
    return base_arena_strdup(a, shown);
}

/* One value of the desk, or one that is assumed instead. */
static const char *value_show(const struct match_desk *m, const struct match_assumption *x,
                              struct base_arena *a)
{
    switch (x->what) {
    case MATCH_ASSUME_CAPACITY:
        return x->amount == BASE_NONE ? _("no limit") : model_minutes_show(x->amount, a);
    case MATCH_ASSUME_HOURS:
        return base_text_empty(x->value) ? _("always") : model_hours_show(x->value, a);
    case MATCH_ASSUME_FUND:
        return money(m, x->amount, a);
    case MATCH_ASSUME_STANDING:
        return base_arena_printf(a, "%.2f", x->standing);
    default:
        return x->value != NULL ? x->value : "";
    }
}

static enum err_code read_fund(struct match_desk *m, struct base_arena *a,
                               struct match_assumption *x, struct err *e)
{
    struct incentive_fund *funds;
    size_t count;
    enum err_code code = incentive_fund_list(m->store, a, &funds, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        if (funds[i].fund->head.id == x->of)
            x->amount = funds[i].balance;
    return code;
}

/* The same as it is on the desk. */
static enum err_code read_now(struct match_desk *m, struct match_assumption *x,
                              struct base_arena *a, struct err *e)
{
    struct model_resource *r = NULL;
    struct incentive_standing standing;
    enum err_code code = ERR_NONE;
    switch (x->what) {
    case MATCH_ASSUME_CAPACITY:
    case MATCH_ASSUME_HOURS:
        code = store_get(m->store, MODEL_RESOURCE, x->of, a, &r, e);
        if (!code) {
            x->amount = r->capacity_minutes_month;
            x->value = r->open_hours;
        }
        return code;
    case MATCH_ASSUME_FUND:
        x->amount = 0;
        return read_fund(m, a, x, e);
    case MATCH_ASSUME_STANDING:
        code = incentive_standing_of(m->store, x->of, store_now(m->store), a, &standing, NULL, NULL,
                                     e);
        x->standing = code ? 1 : standing.standing;
        return code;
    default:
        x->value = model_option_text(MODEL_SCOPE_POLICY, x->key, store_policy(m->store), a);
        return ERR_NONE;
    }
}

enum err_code match_assumption_now(struct match_desk *m, enum match_assumed what, int64_t of,
                                   const char *key, struct base_arena *a, const char **text,
                                   struct err *e)
{
    struct match_assumption x = {.what = what, .of = of, .key = key};
    enum err_code code = read_now(m, &x, a, e);
    *text = code || (what == MATCH_ASSUME_CAPACITY && x.amount == BASE_NONE) ||
                    (what == MATCH_ASSUME_HOURS && base_text_empty(x.value))
                ? ""
                : value_show(m, &x, a);
    return code;
}

const char *match_assumption_show(struct match_desk *m, const struct match_assumption *assumption,
                                  struct base_arena *a)
{
    struct match_assumption now = *assumption;
    struct err ignored = ERR_INIT; /* a record that has gone is assumed of all the same */
    const char *value = value_show(m, assumption, a);
    const char *was = read_now(m, &now, a, &ignored) ? "" : value_show(m, &now, a);
    err_clear(&ignored);
    if (assumption->what == MATCH_ASSUME_POLICY)
        return base_arena_printf(a, _("%s: %s (now %s)"),
                                 match_assumed_label(assumption->what, assumption->key), value,
                                 was);
    char number[24];
    enum model_type type = assumed[assumption->what].type;
    model_number_format(type, assumption->of, number);
    return base_arena_printf(a, _("%s %s, %s: %s (now %s)"), number,
                             store_title(m->store, type, assumption->of, a),
                             match_assumed_label(assumption->what, NULL), value, was);
}

/* ---- into a run ------------------------------------------------------------------------------ */

static void assume_lane(struct match_scene *s, const struct match_assumption *x)
{
    struct schedule_lane *lane = schedule_calendar_lane(s->calendar, x->of);
    if (lane == NULL)
        return;
    struct model_resource *r = model_record_copy(s->arena, MODEL_RESOURCE, lane->resource);
    if (x->what == MATCH_ASSUME_HOURS)
        r->open_hours = x->value;
    else
        r->capacity_minutes_month = x->amount;
    lane->resource = r;
}

static int by_organisation(const void *x, const void *y)
{
    const struct incentive_standing *a = x, *b = y;
    return (a->organisation > b->organisation) - (a->organisation < b->organisation);
}

static void assume_standing(struct match_scene *s, const struct match_assumption *x)
{
    struct incentive_standing *list =
        base_arena_array(s->arena, s->standing_count + 1, sizeof *list);
    size_t i = 0;
    if (s->standing_count > 0)
        memcpy(list, s->standings, s->standing_count * sizeof *list);
    while (i < s->standing_count && list[i].organisation != x->of)
        i++;
    if (i == s->standing_count)
        list[s->standing_count++] = (struct incentive_standing){.organisation = x->of};
    list[i].standing = x->standing;
    qsort(list, s->standing_count, sizeof *list, by_organisation);
    s->standings = list;
}

void match_assume_scene(struct match_scene *s)
{
    for (size_t i = 0; i < s->scope.assumption_count; i++) {
        const struct match_assumption *x = &s->scope.assumptions[i];
        if (x->what == MATCH_ASSUME_CAPACITY || x->what == MATCH_ASSUME_HOURS)
            assume_lane(s, x);
        else if (x->what == MATCH_ASSUME_STANDING)
            assume_standing(s, x);
    }
}

int64_t match_assumed_capacity(const struct match_scope *scope, const struct model_resource *r)
{
    int64_t capacity = r->capacity_minutes_month;
    for (size_t i = 0; i < scope->assumption_count; i++) {
        const struct match_assumption *x = &scope->assumptions[i];
        if (x->what == MATCH_ASSUME_CAPACITY && x->of == r->head.id)
            capacity = x->amount;
    }
    return capacity;
}

int64_t match_assumed_fund(const struct match_scope *scope, int64_t fund, int64_t balance)
{
    for (size_t i = 0; i < scope->assumption_count; i++) {
        const struct match_assumption *x = &scope->assumptions[i];
        if (x->what == MATCH_ASSUME_FUND && x->of == fund)
            balance = x->amount;
    }
    return balance;
}

enum err_code match_assume_policy(struct match_desk *m, const struct match_assumption *list,
                                  size_t count, bool *changed, struct err *e)
{
    enum err_code code = ERR_NONE;
    *changed = false;
    for (size_t i = 0; !code && i < count; i++) {
        if (list[i].what != MATCH_ASSUME_POLICY)
            continue;
        *changed = true;
        code = store_policy_try(m->store, list[i].key, list[i].value, e);
    }
    return code;
}
