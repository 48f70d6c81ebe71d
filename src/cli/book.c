/* book.c: book, move: making and moving bookings under all of the booking rules. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/schedule/series.h"

#include <string.h>

/* ---- answering ------------------------------------------------------------------------------- */

static json_t *finding_json(const struct schedule_finding *f)
{
    json_t *o = json_object();
    json_object_set_new(o, "rule", json_string(schedule_rule_name(f->rule)));
    json_object_set_new(o, "broken", json_boolean(f->broken));
    json_object_set_new(o, "may_override", json_boolean(f->overridable));
    json_object_set_new(o, "text", model_json_text(f->text));
    return o;
}

static json_t *outcome_json(struct cli *c, const struct schedule_outcome *o)
{
    json_t *rules = json_array(), *json = json_object();
    for (size_t i = 0; i < o->findings.count; i++) {
        json_array_append_new(rules, finding_json(&o->findings.list[i]));
    }
    json_object_set_new(json, "done", json_boolean(o->done));
    json_object_set_new(json, "booking", model_json_ref(MODEL_BOOKING, o->booking->head.id));
    json_object_set_new(json, "resource", model_json_ref(MODEL_RESOURCE, o->booking->resource));
    json_object_set_new(json, "start", model_json_time(o->booking->start));
    json_object_set_new(json, "end", model_json_time(o->booking->end));
    json_object_set_new(json, "status", model_json_text(o->booking->status));
    json_object_set_new(json, "price", model_json_money(store_policy(c->store), o->booking->price));
    json_object_set_new(json, "rules", rules);
    json_object_set_new(json, "nearest", model_json_time(o->findings.nearest));
    return json;
}

static const char *when(struct cli *c, const struct model_booking *b)
{
    char start[32], end[32];
    base_time_show(b->start, start);
    base_time_show(b->end, end);
    bool same_day = base_time_day(b->start) == base_time_day(b->end);
    return base_arena_printf(c->arena, "%s–%s", start, same_day ? end + 11 : end);
}

static void say_done(struct cli *c, const struct schedule_outcome *o, const char *format)
{
    char number[24];
    const struct model_booking *b = o->booking;
    model_number_format(MODEL_BOOKING, b->head.id, number);
    cli_say(c, format, number, store_title(c->store, MODEL_RESOURCE, b->resource, c->arena),
            when(c, b), b->price == BASE_NONE ? "" : cli_money_show(c, b->price),
            model_vocabulary_label(MODEL_VOCABULARY_BOOKING_STATUS, b->status));
}

/* All broken rules in one sentence, each with its label. */
static const char *reasons(struct cli *c, const struct schedule_findings *f)
{
    const char *text = "";
    for (size_t i = 0; i < f->count; i++) {
        if (f->list[i].broken) {
            text = base_arena_printf(c->arena, _("%s%s%s: %s"), text, *text ? _("; ") : "",
                                     schedule_rule_label(f->list[i].rule), f->list[i].text);
        }
    }
    return text;
}

static const char *way_out(struct cli *c, const struct schedule_findings *f, int64_t start)
{
    const char *hint = NULL;
    char at[32] = ""; /* stays empty beyond the year 9999 */
    if (f->nearest != BASE_NONE && f->nearest != start) {
        base_time_show(f->nearest, at);
    }
    if (*at != '\0') {
        hint = base_arena_printf(c->arena, _("The nearest start is %s."), at);
    }
    if (f->barred == 0) {
        const char *aside = _("You may set it aside with --override WHY.");
        hint =
            hint ? base_arena_printf(c->arena, C_("two sentences", "%s %s"), hint, aside) : aside;
    }
    return hint;
}

static enum err_code refuse(struct cli *c, const struct schedule_outcome *o)
{
    return err_set(&c->err, ERR_REFUSED,
                   store_title(c->store, MODEL_RESOURCE, o->booking->resource, c->arena),
                   way_out(c, &o->findings, o->booking->start), "%s", reasons(c, &o->findings));
}

/* Booked or moved as a whole, or refused with the reasons of all. */
static enum err_code answer_one(struct cli *c, const struct schedule_outcome *o, const char *format)
{
    if (o->done) {
        say_done(c, o, format);
    }
    cli_answer_print(c, outcome_json(c, o));
    return o->done || cli_flag(c, "check") ? ERR_NONE : refuse(c, o);
}

static enum err_code answer_many(struct cli *c, const struct schedule_outcome *list, size_t count,
                                 const char *format)
{
    const struct schedule_outcome *refused = NULL;
    size_t done = 0;
    json_t *all = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(all, outcome_json(c, &list[i]));
        if (list[i].done) {
            done++;
            say_done(c, &list[i], format);
        } else if (!refused && list[i].findings.broken) {
            refused = &list[i];
        }
        if (done && !list[i].done) {
            cli_say(c, _("left out: %s: %s"), when(c, list[i].booking),
                    reasons(c, &list[i].findings));
        }
    }
    cli_answer_print(c, all);
    if (!refused) {
        return ERR_NONE;
    }
    c->partial = done > 0;
    return done ? ERR_NONE
                : err_set(&c->err, ERR_REFUSED, when(c, refused->booking),
                          _("--skip leaves such bookings out."), "%s",
                          reasons(c, &refused->findings));
}

/* ---- book ------------------------------------------------------------------------------------ */

/* The organisation is that of --for, else the demand's requester. */
static enum err_code organisation_of(struct cli *c, struct schedule_order *o)
{
    void *demand;
    if (cli_link(c, "demand", MODEL_DEMAND, BASE_NONE, &o->demand) ||
        cli_link(c, "for", MODEL_ORGANISATION, BASE_NONE, &o->organisation)) {
        return c->err.code;
    }
    if (o->organisation != BASE_NONE) {
        return ERR_NONE;
    }
    if (o->demand == BASE_NONE) {
        return cli_usage(c, "%s", _("say --for ORG: who uses it"));
    }
    if (store_get(c->store, MODEL_DEMAND, o->demand, c->arena, &demand, &c->err)) {
        return c->err.code;
    }
    o->organisation = ((struct model_demand *)demand)->requester;
    return o->organisation == BASE_NONE ? cli_usage(c, "%s", _("say --for ORG: who uses it"))
                                        : ERR_NONE;
}

/* --from, and --to or --minutes. */
static enum err_code times_of(struct cli *c, struct schedule_order *o)
{
    long long minutes;
    if (cli_time(c, "from", false, BASE_NONE, &o->start) ||
        cli_time(c, "to", true, BASE_NONE, &o->end) || cli_number(c, "minutes", 1, 0, &minutes)) {
        return c->err.code;
    }
    if (o->start != BASE_NONE && o->end == BASE_NONE && minutes > 0) {
        o->end = o->start + 60 * minutes;
    }
    if (o->start == BASE_NONE || o->end == BASE_NONE) {
        return cli_usage(c, "%s", _("say --from TIME and --to TIME"));
    }
    if (o->end <= o->start) {
        return cli_usage(c, "%s", _("the end does not lie after the start"));
    }
    return ERR_NONE;
}

static enum err_code order_read(struct cli *c, struct schedule_order *o)
{
    struct store_ref resource;
    *o = schedule_order_init();
    if (times_of(c, o) || cli_reference(c, c->args[0], MODEL_RESOURCE, &resource) ||
        organisation_of(c, o) || cli_link(c, "person", MODEL_PERSON, BASE_NONE, &o->person) ||
        cli_terms_option(c, "voucher", MODEL_VOUCHER, &o->voucher)) {
        return c->err.code;
    }
    o->resource = resource.id;
    o->title = cli_value(c, "title");
    o->override_reason = cli_value(c, "override");
    return ERR_NONE;
}

static enum err_code book_series(struct cli *c, const struct schedule_order *o)
{
    struct schedule_outcome *list;
    size_t count, done;
    enum schedule_clash clash = cli_flag(c, "skip") ? SCHEDULE_SKIP : SCHEDULE_REFUSE;
    if (schedule_series_book(c->store, o, cli_value(c, "series"), clash, c->arena, &list, &count,
                             &done, &c->err)) {
        return c->err.code;
    }
    return answer_many(c, list, count, _("%s booked: %s, %s, %s (%s)"));
}

enum err_code cli_run_book(struct cli *c)
{
    struct schedule_order order;
    struct schedule_outcome outcome;
    if (order_read(c, &order)) {
        return c->err.code;
    }
    if (cli_flag(c, "series")) {
        return book_series(c, &order);
    }
    if (cli_flag(c, "check") ? schedule_book_try(c->store, &order, c->arena, &outcome, &c->err)
                             : schedule_book(c->store, &order, c->arena, &outcome, &c->err)) {
        return c->err.code;
    }
    if (cli_flag(c, "check")) {
        cli_say(c, "%s",
                outcome.findings.broken
                    ? reasons(c, &outcome.findings)
                    : base_arena_printf(c->arena, _("It can be booked: %s, %s"),
                                        when(c, outcome.booking),
                                        cli_money_show(c, outcome.price.total)));
    }
    return answer_one(c, &outcome, _("%s booked: %s, %s, %s (%s)"));
}

/* ---- move ------------------------------------------------------------------------------------ */

enum schedule_scope cli_scope(const struct cli *c)
{
    return cli_flag(c, "all")         ? SCHEDULE_ALL
           : cli_flag(c, "following") ? SCHEDULE_FOLLOWING
                                      : SCHEDULE_THIS;
}

/* What is not given stays: the length with a new start, the start with a new end. */
static enum err_code new_times(struct cli *c, const struct model_booking *b, int64_t *start,
                               int64_t *end)
{
    if (!cli_flag(c, "from") && !cli_flag(c, "to")) {
        return cli_usage(c, "%s", _("say --from TIME, --to TIME or both"));
    }
    if (cli_time(c, "from", false, b->start, start) ||
        cli_time(c, "to", true, *start + (b->end - b->start), end)) {
        return c->err.code;
    }
    if (!cli_flag(c, "from")) {
        *start = b->start;
    }
    return *end > *start ? ERR_NONE : cli_usage(c, "%s", _("the end does not lie after the start"));
}

enum err_code cli_run_move(struct cli *c)
{
    struct store_ref ref;
    struct schedule_outcome outcome, *list;
    void *booking;
    int64_t start = 0, end = 0;
    size_t count;
    bool done;
    if (cli_reference(c, c->args[0], MODEL_BOOKING, &ref) ||
        store_get(c->store, MODEL_BOOKING, ref.id, c->arena, &booking, &c->err) ||
        new_times(c, booking, &start, &end)) {
        return c->err.code;
    }
    const char *why = cli_value(c, "override");
    if (cli_scope(c) == SCHEDULE_THIS) {
        if (schedule_move(c->store, ref.id, start, end, why, c->arena, &outcome, &c->err)) {
            return c->err.code;
        }
        return answer_one(c, &outcome, _("%s moved: %s, %s, %s (%s)"));
    }
    if (schedule_series_move(c->store, ref.id, cli_scope(c), start, end, why, c->arena, &list,
                             &count, &done, &c->err)) {
        return c->err.code;
    }
    return answer_many(c, list, count, _("%s moved: %s, %s, %s (%s)"));
}
