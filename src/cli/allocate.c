/* allocate.c: allocate: the month's plan; writes nothing without --save. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/match/allocate.h"

#include <string.h>

/* ---- what is asked --------------------------------------------------------------------------- */

/* "D117=R31" to a stance. */
static enum err_code read_stance(struct cli *c, const char *text, bool pinned,
                                 struct match_stance *stance)
{
    struct store_ref demand, resource;
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return cli_usage(c, _("\"%s\" is no DEMAND=RESOURCE"), text);
    }
    const char *left = base_arena_strndup(c->arena, text, (size_t)(equals - text));
    if (cli_reference(c, left, MODEL_DEMAND, &demand) ||
        cli_reference(c, equals + 1, MODEL_RESOURCE, &resource)) {
        return c->err.code;
    }
    *stance = (struct match_stance){demand.id, resource.id, pinned, cli_value(c, "reason")};
    return ERR_NONE;
}

/* A pair cannot be both in and out of the plan. */
static enum err_code agree(struct cli *c, const struct match_stance *stances, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            if (stances[i].demand == stances[k].demand &&
                stances[i].resource == stances[k].resource &&
                stances[i].pinned != stances[k].pinned) {
                char demand[24], resource[24];
                model_number_format(MODEL_DEMAND, stances[i].demand, demand);
                model_number_format(MODEL_RESOURCE, stances[i].resource, resource);
                return cli_usage(c, _("%s=%s is pinned and forbidden; say one of them"), demand,
                                 resource);
            }
        }
    }
    return ERR_NONE;
}

static enum err_code read_stances(struct cli *c, struct match_allocation *what)
{
    struct match_stance *stances = base_arena_array(c->arena, c->given_count + 1, sizeof *stances);
    what->stances = stances;
    for (int pinned = 0; pinned < 2; pinned++) {
        const char *text;
        for (size_t i = 0; (text = cli_value_at(c, pinned ? "pin" : "forbid", i)) != NULL; i++) {
            if (read_stance(c, text, pinned, &stances[what->stance_count++])) {
                return c->err.code;
            }
        }
    }
    return agree(c, stances, what->stance_count);
}

/* What is assumed for this run only: "--set policy.balance=0 --capacity R12=1200". */
static enum err_code read_assumptions(struct cli *c, struct match_desk *m,
                                      struct match_allocation *what)
{
    struct match_assumption *list = base_arena_array(c->arena, c->given_count + 1, sizeof *list);
    what->assumptions = list;
    for (int k = 0; k < MATCH_ASSUMED_COUNT; k++) {
        enum match_assumed kind = (enum match_assumed)k;
        const char *option = kind == MATCH_ASSUME_POLICY ? "set" : match_assumed_name(kind), *text;
        for (size_t i = 0; (text = cli_value_at(c, option, i)) != NULL; i++) {
            if (match_assumption_parse(m, kind, text, c->arena, &list[what->assumption_count++],
                                       &c->err)) {
                return c->err.code;
            }
        }
    }
    return ERR_NONE;
}

/* ---- what is answered -------------------------------------------------------------------------
 */

struct answer {
    struct match_plan plan;
    struct match_plan before; /* what it is compared with */
    struct match_plan valued; /* the plan as it is compared */
    bool revalued;            /* by the desk's own policy, as one was made under another */
    const char *before_name;  /* NULL: with nothing */
    struct match_change *changes;
    size_t change_count;
    struct match_unmet why;
    int64_t run;
};

/* ---- as JSON --------------------------------------------------------------------------------- */

static json_t *json_changes(struct cli *c, const struct match_change *changes, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct match_change *x = &changes[i];
        if (x->difference == MATCH_SAME) {
            continue;
        }
        json_t *o = json_object();
        json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, x->demand));
        json_object_set_new(o, "before", model_json_ref(MODEL_RESOURCE, x->resource_before));
        json_object_set_new(o, "now", model_json_ref(MODEL_RESOURCE, x->resource_now));
        json_object_set_new(o, "benefit_before",
                            model_json_money(store_policy(c->store), x->benefit_before));
        json_object_set_new(o, "benefit_now",
                            model_json_money(store_policy(c->store), x->benefit_now));
        json_object_set_new(o, "change", json_string(x->text));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_why(const struct match_unmet *u)
{
    json_t *o = json_object(), *reasons = json_array();
    for (size_t i = 0; i < u->reason_count; i++) {
        json_array_append_new(reasons, json_string(u->reasons[i]));
    }
    json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, u->demand));
    json_object_set_new(o, "reasons", reasons);
    json_object_set_new(o, "change", json_string(u->change));
    return o;
}

/* ---- as tables ------------------------------------------------------------------------------- */

static bool any_pinned(const struct match_plan *plan)
{
    for (size_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].pinned) {
            return true;
        }
    }
    return false;
}

static void print_lines(struct cli *c, const struct match_plan *plan)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "demand", _("Demand"), CLI_REF);
    cli_table_column(t, "resource", _("Resource"), CLI_REF);
    cli_table_column(t, "minutes", _("Minutes"), CLI_MINUTES);
    cli_table_column(t, "start", _("Start"), CLI_TIME);
    cli_table_column(t, "end", _("End"), CLI_TIME);
    cli_table_column(t, "benefit", _("Net benefit"), CLI_MONEY);
    bool pins = any_pinned(plan);
    if (pins) {
        cli_table_column(t, "pinned", C_("allocation", "Held"), CLI_TEXT);
    }
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        cli_table_ref(t, MODEL_DEMAND, l->demand);
        cli_table_ref(t, MODEL_RESOURCE, l->resource);
        cli_table_number(t, l->minutes);
        cli_table_number(t, l->start);
        cli_table_number(t, l->end);
        cli_table_number(t, l->benefit);
        if (pins) {
            cli_table_text(
                t, l->overruled != NULL
                       ? l->overruled
                       : match_held_show(l->pinned, l->accepted, store_now(c->store), c->arena));
        }
    }
    cli_table_print(t, _("No demand can be met in this month."));
}

static void print_unmet(struct cli *c, const struct match_unmet *list, size_t count)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "demand", _("Unmet"), CLI_REF);
    cli_table_column(t, "reasons", _("Because"), CLI_TEXT);
    cli_table_column(t, "change", _("Cheapest change"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        const char *text = "";
        for (size_t k = 0; k < list[i].reason_count; k++) {
            text = base_arena_printf(c->arena, "%s%s%s", text, k > 0 ? _("; ") : "",
                                     list[i].reasons[k]);
        }
        cli_table_ref(t, MODEL_DEMAND, list[i].demand);
        cli_table_text(t, text);
        cli_table_text(t, list[i].change);
    }
    cli_table_print(t, NULL);
}

static void print_notes(struct cli *c, const struct match_plan *plan)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "demand", _("To note"), CLI_REF);
    cli_table_column(t, "text", "", CLI_TEXT);
    for (size_t i = 0; i < plan->note_count; i++) {
        cli_table_ref(t, MODEL_DEMAND, plan->notes[i].demand);
        cli_table_text(t, plan->notes[i].text);
    }
    cli_table_print(t, NULL);
}

static void print_shadows(struct cli *c, const struct match_plan *plan)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "resource", _("Contested"), CLI_REF);
    cli_table_column(t, "hour_more", _("One hour more adds"), CLI_MONEY);
    cli_table_column(t, "hour_less", _("One hour less loses"), CLI_MONEY);
    cli_table_column(t, "asked", _("Asked"), CLI_INTEGER);
    cli_table_column(t, "served", _("Served"), CLI_INTEGER);
    for (size_t i = 0; i < plan->shadow_count; i++) {
        const struct match_shadow *s = &plan->shadows[i];
        cli_table_ref(t, MODEL_RESOURCE, s->resource);
        cli_table_number(t, s->hour_more);
        cli_table_number(t, s->hour_less);
        cli_table_number(t, s->asked);
        cli_table_number(t, s->served);
    }
    cli_table_print(t, NULL);
}

static void print_changes(struct cli *c, const struct match_change *changes, size_t count)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "demand", C_("allocation", "Changed"), CLI_REF);
    cli_table_column(t, "change", C_("change", "How"), CLI_TEXT);
    cli_table_column(t, "benefit_before", _("Before"), CLI_MONEY);
    cli_table_column(t, "benefit_now", _("Now"), CLI_MONEY);
    for (size_t i = 0; i < count; i++) {
        if (changes[i].difference == MATCH_SAME) {
            continue;
        }
        cli_table_ref(t, MODEL_DEMAND, changes[i].demand);
        cli_table_text(t, changes[i].text);
        cli_table_number(t, changes[i].benefit_before);
        cli_table_number(t, changes[i].benefit_now);
    }
    cli_table_print(t, _("No demand comes in, falls out or moves."));
}

/* "Against R3: 2 come in, 1 falls out, benefit +840.00." Where nothing changed but what the pairs
 * are worth, that is said. */
static void print_difference(struct cli *c, const struct answer *x)
{
    long long in = 0, out = 0, other = 0;
    for (size_t i = 0; i < x->change_count; i++) {
        in += x->changes[i].difference == MATCH_NEW;
        out += x->changes[i].difference == MATCH_GONE;
        other += x->changes[i].difference != MATCH_SAME;
    }
    int64_t more = x->valued.objective - x->before.objective;
    if (x->revalued) {
        cli_say(c, "%s",
                _("Another policy puts points and benefits on another scale: both are "
                  "compared by the desk's own."));
    }
    if (other == 0 && more != 0) {
        cli_say(c,
                _("Against %s: the same pairs at the same times, worth %s%s by now (it was %s), as "
                  "closes came nearer."),
                x->before_name, more > 0 ? "+" : "", cli_money_show(c, more),
                cli_money_show(c, x->before.objective));
        return;
    }
    cli_say(c, _("Against %s: %s, %s; benefit %s%s (it was %s)."), x->before_name,
            base_arena_printf(c->arena, P_("%lld comes in", "%lld come in", in), in),
            base_arena_printf(c->arena, P_("%lld falls out", "%lld fall out", out), out),
            more > 0 ? "+" : "", cli_money_show(c, more), cli_money_show(c, x->before.objective));
}

static void print_assumed(struct cli *c, const struct match_plan *plan)
{
    for (size_t i = 0; i < plan->assumed_count; i++) {
        cli_say(c, _("Assumed: %s"), plan->assumed[i]);
    }
}

static void print_sum(struct cli *c, const struct match_plan *plan)
{
    cli_say(c, _("Benefit %s of at most %s (gap %.2f %%); price of balance %.2f %%."),
            cli_money_show(c, plan->objective), cli_money_show(c, plan->bound), 100 * plan->gap,
            100 * plan->price_of_balance);
}

/* ---- the verb -------------------------------------------------------------------------------- */

/* The month as the desk has it, with nothing said or assumed for this run. */
static enum err_code allocate_now(struct cli *c, struct match_desk *m, struct answer *x)
{
    struct match_allocation now = {.month = x->plan.month, .at = x->plan.at, .bare = true};
    x->before_name = _("the month as it stands");
    return match_allocate(m, &now, c->arena, &x->before, &c->err);
}

static enum err_code load_run(struct cli *c, struct match_desk *m, struct answer *x)
{
    int64_t run;
    if (cli_link(c, "compare", MODEL_RUN, 0, &run)) {
        return c->err.code;
    }
    char *name = base_arena_alloc(c->arena, 24);
    model_number_format(MODEL_RUN, run, name);
    x->before_name = name;
    if (match_plan_load(m, run, c->arena, &x->before, &c->err)) {
        return c->err.code;
    }
    if (x->before.month != x->plan.month) {
        char month[16];
        base_month_format(x->before.month, month);
        return err_set(&c->err, ERR_REFUSED, name,
                       _("List the runs with `sharedesk list runs`, or compare with `now`."),
                       _("it is a run of another month, %s"), month);
    }
    return ERR_NONE;
}

static enum err_code compare(struct cli *c, struct match_desk *m, struct answer *x)
{
    const char *with = cli_value(c, "compare");
    if (with == NULL) {
        return ERR_NONE;
    }
    if (strcmp(with, "now") == 0 ? allocate_now(c, m, x) : load_run(c, m, x)) {
        return c->err.code;
    }
    x->valued = x->plan;
    x->revalued = x->before.policy != NULL || x->plan.policy != NULL;
    if (x->revalued && match_plans_revalue(m, &x->before, &x->valued, c->arena, &c->err)) {
        return c->err.code;
    }
    return match_plan_compare(m, &x->before, &x->valued, c->arena, &x->changes, &x->change_count,
                              &c->err);
}

static enum err_code save(struct cli *c, struct match_desk *m, struct answer *x)
{
    char month[16];
    const char *title = cli_value(c, "title");
    if (!cli_flag(c, "save")) {
        return ERR_NONE;
    }
    base_month_format(x->plan.month, month);
    if (title == NULL) {
        title = base_arena_printf(c->arena, _("Allocation %s"), month);
    }
    return match_plan_save(m, &x->plan, title, &x->run, &c->err);
}

static void print_json(struct cli *c, struct match_desk *m, const struct answer *x)
{
    json_t *o = json_loads(match_plan_json(m, &x->plan, c->arena), 0, NULL);
    if (x->run != 0) {
        json_object_set_new(o, "run", model_json_ref(MODEL_RUN, x->run));
    }
    if (x->before_name != NULL) {
        json_object_set_new(o, "objective_before",
                            model_json_money(store_policy(c->store), x->before.objective));
        json_object_set_new(o, "objective_now",
                            model_json_money(store_policy(c->store), x->valued.objective));
        json_object_set_new(o, "revalued", json_boolean(x->revalued));
        json_object_set_new(o, "changes", json_changes(c, x->changes, x->change_count));
    }
    if (x->why.demand != 0) {
        json_object_set_new(o, "why", json_why(&x->why));
    }
    cli_json_print(c, o);
}

static void print_tables(struct cli *c, const struct answer *x)
{
    if (x->why.demand != 0) {
        print_unmet(c, &x->why, 1);
        return;
    }
    print_lines(c, &x->plan);
    if (base_month_start(x->plan.month + 1) <= store_now(c->store)) {
        cli_say(c, "%s", _("The month is over: nothing can be booked in it any more."));
    }
    if (c->output == CLI_CSV) {
        return; /* one table to a file: the lines */
    }
    if (x->plan.unmet_count > 0) {
        cli_say(c, "%s", "");
        print_unmet(c, x->plan.unmet, x->plan.unmet_count);
    }
    if (x->plan.note_count > 0) {
        cli_say(c, "%s", "");
        print_notes(c, &x->plan);
    }
    if (x->plan.shadow_count > 0) {
        cli_say(c, "%s", "");
        print_shadows(c, &x->plan);
    }
    if (x->before_name != NULL) {
        cli_say(c, "%s", "");
        print_changes(c, x->changes, x->change_count);
    }
    cli_say(c, "%s", "");
    print_assumed(c, &x->plan);
    print_sum(c, &x->plan);
    if (x->before_name != NULL) {
        print_difference(c, x);
    }
    if (x->run != 0) {
        char number[24];
        model_number_format(MODEL_RUN, x->run, number);
        cli_say(c, _("Kept as %s."), number);
    }
}

static enum err_code answer(struct cli *c, struct match_desk *m, struct match_allocation *what)
{
    struct answer x = {0};
    int64_t demand;
    if (cli_link(c, "why", MODEL_DEMAND, 0, &demand) ||
        match_allocate(m, what, c->arena, &x.plan, &c->err)) {
        return c->err.code;
    }
    if (demand != 0 && match_allocate_why(m, what, &x.plan, demand, c->arena, &x.why, &c->err)) {
        return c->err.code;
    }
    if (compare(c, m, &x) || save(c, m, &x)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        print_json(c, m, &x);
    } else {
        print_tables(c, &x);
    }
    return ERR_NONE;
}

enum err_code cli_run_allocate(struct cli *c)
{
    struct match_allocation what = {0};
    struct match_desk *m;
    if (base_month_parse(c->args[0], &what.month, &c->err)) {
        return cli_usage(c, _("\"%s\" is no month such as 2026-12"), c->args[0]);
    }
    if (cli_value(c, "title") != NULL && !cli_flag(c, "save")) {
        return cli_usage(c, "%s", _("--title names a run that is kept: give --save too"));
    }
    if (read_stances(c, &what) || cli_match_open(c, &m)) {
        return c->err.code;
    }
    enum err_code code = read_assumptions(c, m, &what);
    if (!code) {
        code = answer(c, m, &what);
    }
    match_desk_free(&m);
    return code;
}
