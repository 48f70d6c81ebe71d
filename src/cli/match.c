/* match.c: match: candidates of a demand, demands for a resource, and why a pair fits or not. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/match/entered.h"
#include "sharedesk/match/explain.h"
#include "sharedesk/store/fits.h"

static bool step(void *context, const char *what, size_t done, size_t of)
{
    return !cli_progress(context, what, (long long)done, (long long)of);
}

enum err_code cli_match_open(struct cli *c, struct match_desk **m)
{
    struct match_progress *progress = base_arena_alloc(c->arena, sizeof *progress);
    *progress = (struct match_progress){c, step};
    if (match_desk_open(c->store, m, &c->err)) {
        return c->err.code;
    }
    match_desk_watch(*m, progress);
    return ERR_NONE;
}

enum err_code cli_match_answer(struct cli *c,
                               enum err_code (*answer)(struct cli *c, struct match_desk *m))
{
    struct match_desk *m;
    if (cli_match_open(c, &m)) {
        return c->err.code;
    }
    enum err_code code = answer(c, m);
    match_desk_free(&m);
    return code;
}

enum err_code cli_match_entered(struct cli *c, int64_t newest)
{
    struct match_entered found;
    struct match_desk *m;
    int64_t now;
    if (store_fits_newest(c->store, &now, &c->err) || now == newest || cli_match_open(c, &m)) {
        return c->err.code;
    }
    if (!match_entered(m, newest, &found, &c->err) && c->output == CLI_TABLE &&
        found.resource != 0) {
        cli_say(c, "%s", match_entered_show(m, &found, c->arena));
    }
    match_desk_free(&m);
    return c->err.code;
}

/* ---- as JSON --------------------------------------------------------------------------------- */

static double points(int64_t hundredths)
{
    return (double)hundredths / 100;
}

static json_t *json_parts(const struct match_candidate *m)
{
    json_t *parts = json_object();
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
        json_object_set_new(parts, match_criterion_name((enum match_criterion)k),
                            model_json_real(points(m->parts[k]), 2));
    }
    return parts;
}

static json_t *json_reasons(struct cli *c, const struct match_candidate *m)
{
    size_t count;
    const char **reasons = match_reasons(m, c->arena, &count);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, json_string(reasons[i]));
    }
    return list;
}

/* reverse: the demand stands where else the resource does. */
static json_t *json_candidate(struct cli *c, const struct match_candidate *m, bool reverse)
{
    json_t *o = json_object();
    if (reverse) {
        json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, m->demand));
        json_object_set_new(o, "uid", json_string(m->demand_uid));
        json_object_set_new(o, "title", model_json_text(m->demand_title));
    } else {
        json_object_set_new(o, "resource", model_json_ref(MODEL_RESOURCE, m->resource));
        json_object_set_new(o, "uid", json_string(m->uid));
        json_object_set_new(o, "name", model_json_text(m->name));
    }
    json_object_set_new(o, "score", model_json_real(points(m->score), 2));
    json_object_set_new(o, "parts", json_parts(m));
    json_object_set_new(o, "benefit", model_json_money(store_policy(c->store), m->benefit));
    json_object_set_new(o, "price", model_json_money(store_policy(c->store), m->price));
    json_object_set_new(o, "minutes", json_integer(m->minutes));
    json_object_set_new(o, "free_minutes", json_integer(m->free_minutes));
    json_object_set_new(o, "blocked", json_reasons(c, m));
    if (m->status != NULL) {
        json_object_set_new(o, "proposal", json_string(m->status));
    }
    if (m->stance != NULL) {
        json_object_set_new(o, "stance", json_string(m->stance));
    }
    return o;
}

static void print_json(struct cli *c, enum model_type type, int64_t id,
                       const struct match_list *list, const char *lacks)
{
    json_t *o = json_object(), *candidates = json_array();
    for (size_t i = 0; i < list->count; i++) {
        json_array_append_new(candidates,
                              json_candidate(c, &list->candidates[i], type == MODEL_RESOURCE));
    }
    json_object_set_new(o, type == MODEL_RESOURCE ? "resource" : "demand",
                        model_json_ref(type, id));
    json_object_set_new(o, "candidates", candidates);
    if (*lacks != '\0') {
        json_object_set_new(o, "lacks", json_string(lacks));
    }
    cli_json_print(c, o);
}

/* ---- as a table ------------------------------------------------------------------------------ */

static const char *joined_reasons(struct cli *c, const struct match_candidate *m)
{
    size_t count;
    const char **reasons = match_reasons(m, c->arena, &count), *text = "";
    for (size_t i = 0; i < count; i++) {
        text = base_arena_printf(c->arena, "%s%s%s", text, i > 0 ? _("; ") : "", reasons[i]);
    }
    return text;
}

static void print_table(struct cli *c, enum model_type type, const struct match_list *list)
{
    struct cli_table *t = cli_table_new(c);
    bool reverse = type == MODEL_RESOURCE;
    cli_table_column(t, reverse ? "demand" : "resource", reverse ? _("Demand") : _("Resource"),
                     CLI_REF);
    if (c->output == CLI_CSV) { /* as in JSON */
        cli_table_column(t, "uid", "", CLI_TEXT);
        cli_table_column(t, reverse ? "title" : "name", "", CLI_TEXT);
    }
    cli_table_column(t, "score", _("Score"), CLI_REAL);
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
        cli_table_column(t, match_criterion_name((enum match_criterion)k),
                         match_criterion_short((enum match_criterion)k), CLI_REAL);
    }
    cli_table_column(t, "price", _("Price"), CLI_MONEY);
    cli_table_column(t, "benefit", _("Net benefit"), CLI_MONEY);
    cli_table_column(t, "minutes", _("Needed"), CLI_MINUTES);
    cli_table_column(t, "free_minutes", _("Free"), CLI_MINUTES);
    cli_table_column(t, "blocked", _("Blocked because"), CLI_TEXT);
    for (size_t i = 0; i < list->count; i++) {
        const struct match_candidate *m = &list->candidates[i];
        cli_table_ref(t, reverse ? MODEL_DEMAND : MODEL_RESOURCE,
                      reverse ? m->demand : m->resource);
        if (c->output == CLI_CSV) {
            cli_table_text(t, reverse ? m->demand_uid : m->uid);
            cli_table_text(t, reverse ? m->demand_title : m->name);
        }
        cli_table_real(t, points(m->score));
        for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
            cli_table_real(t, points(m->parts[k]));
        }
        cli_table_number(t, m->price);
        cli_table_number(t, m->benefit);
        cli_table_number(t, m->minutes);
        cli_table_number(t, m->free_minutes);
        cli_table_text(t, joined_reasons(c, m));
    }
    cli_table_print(t, reverse ? _("No demand asks for its kind.")
                               : _("Nothing of its kind is offered."));
    if (list->other_kinds > 0) {
        cli_say(c,
                P_("%zu of another kind is left out; --all shows it.",
                   "%zu of other kinds are left out; --all shows them.", list->other_kinds),
                list->other_kinds);
    }
}

/* What was taken for what the demand leaves open. */
static enum err_code find_lacks(struct cli *c, enum model_type type, int64_t id, const char **lacks)
{
    const struct model_demand *demand;
    *lacks = "";
    if (type != MODEL_DEMAND) {
        return ERR_NONE;
    }
    if (store_get(c->store, type, id, c->arena, &demand, &c->err)) {
        return c->err.code;
    }
    *lacks = match_demand_lacks(demand, c->arena);
    return ERR_NONE;
}

static enum err_code print_list(struct cli *c, enum model_type type, int64_t id,
                                struct match_list *list)
{
    long long top;
    const char *lacks;
    if (cli_number(c, "top", 1, 0, &top) || find_lacks(c, type, id, &lacks)) {
        return c->err.code;
    }
    if (top > 0 && (size_t)top < list->count) {
        list->count = (size_t)top;
    }
    if (c->output == CLI_JSON) {
        print_json(c, type, id, list, lacks);
    } else {
        print_table(c, type, list);
        if (*lacks != '\0' && c->output == CLI_TABLE) {
            char number[24];
            model_number_format(type, id, number);
            cli_say(c, _("%s: %s"), number, lacks);
        }
    }
    return ERR_NONE;
}

/* ---- why ------------------------------------------------------------------------------------- */

static void why_json(struct cli *c, struct match_desk *m, const struct match_explanation *x)
{
    json_t *o = json_candidate(c, &x->pair, false);
    json_t *more = json_loads(match_explanation_json(m, x, c->arena), 0, NULL);
    json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, x->pair.demand));
    json_object_update(o, more);
    json_decref(more);
    cli_json_print(c, o);
}

static void why_table(struct cli *c, const struct match_explanation *x)
{
    static const char *const marks[] = {"", "✓", "✗", "+", "-"};
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "sign", "", CLI_TEXT);
    cli_table_column(t, "what", _("Gate or criterion"), CLI_TEXT);
    cli_table_column(t, "points", _("Points"), CLI_TEXT);
    cli_table_column(t, "text", _("Because"), CLI_TEXT);
    for (int g = 0; g < MATCH_GROUPS; g++) {
        size_t count;
        const struct match_said *lines =
            match_explanation_lines(x, (enum match_group)g, c->arena, &count);
        for (size_t i = 0; i < count; i++) {
            cli_table_text(t, marks[lines[i].mark]);
            cli_table_text(t, lines[i].what);
            cli_table_text(t, lines[i].points);
            cli_table_text(t, lines[i].text);
        }
    }
    if (c->output == CLI_TABLE) {
        cli_say(c, "%s", x->headline);
    }
    cli_table_print(t, NULL);
}

static enum err_code why(struct cli *c, struct match_desk *m, int64_t demand, int64_t resource)
{
    struct match_explanation x;
    if (match_explain_pair(m, demand, resource, NULL, c->arena, &x, &c->err)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        why_json(c, m, &x);
    } else {
        why_table(c, &x);
    }
    return ERR_NONE;
}

/* ---- the verb -------------------------------------------------------------------------------- */

/* People see what fits; a program gets every pair, blocked ones with their reasons. */
static struct match_options options_of(const struct cli *c)
{
    struct match_options options = MATCH_OPTIONS_INIT;
    options.all_kinds = cli_flag(c, "all") || c->output != CLI_TABLE;
    return options;
}

static enum err_code offers(struct cli *c, struct match_desk *m, int64_t resource)
{
    struct match_options options = options_of(c);
    struct match_list list;
    if (match_offers(m, resource, &options, c->arena, &list, &c->err)) {
        return c->err.code;
    }
    return print_list(c, MODEL_RESOURCE, resource, &list);
}

static enum err_code candidates(struct cli *c, struct match_desk *m, int64_t demand)
{
    struct match_options options = options_of(c);
    struct match_list list;
    long long top;
    if (cli_number(c, "top", 1, 0, &top)) {
        return c->err.code;
    }
    if (top > 0 && !options.all_kinds) {
        options.most = (size_t)top;
    }
    if (match_candidates(m, demand, &options, c->arena, &list, &c->err)) {
        return c->err.code;
    }
    return print_list(c, MODEL_DEMAND, demand, &list);
}

static enum err_code answer(struct cli *c, struct match_desk *m)
{
    struct store_ref demand;
    int64_t offer, other;
    if (cli_link(c, "offer", MODEL_RESOURCE, 0, &offer) ||
        cli_link(c, "why", MODEL_RESOURCE, 0, &other)) {
        return c->err.code;
    }
    if ((offer != 0) == (c->arg_count == 1)) {
        return cli_usage(c, "%s",
                         offer != 0 ? _("give a demand or --offer, not both; one pair is told by: "
                                        "match DEMAND --why RESOURCE")
                                    : _("give a demand, or --offer and a resource"));
    }
    if (offer != 0) {
        return offers(c, m, offer);
    }
    if (cli_reference(c, c->args[0], MODEL_DEMAND, &demand)) {
        return c->err.code;
    }
    return other != 0 ? why(c, m, demand.id, other) : candidates(c, m, demand.id);
}

enum err_code cli_run_match(struct cli *c)
{
    return cli_match_answer(c, answer);
}
