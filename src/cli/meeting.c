/* meeting.c: meeting: gather, show, decide, write the papers, close. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/when.h"
#include "sharedesk/meeting/meeting.h"
#include "sharedesk/model/vocabulary.h"
#include "sharedesk/report/efficiency.h"

#include <string.h>

/* ---- show ------------------------------------------------------------------------------------ */

static json_t *json_items(struct cli *c, const struct meeting_item *items, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct meeting_item *x = &items[i];
        json_t *o = json_object();
        json_object_set_new(o, "item", json_integer(x->position));
        json_object_set_new(o, "id", model_json_ref(MODEL_AGENDA, x->id));
        json_object_set_new(o, "kind", model_json_text(x->kind));
        json_object_set_new(o, "title", model_json_text(x->title));
        json_object_set_new(o, "record",
                            x->record.id > 0 ? model_json_ref(x->record.type, x->record.id)
                                             : json_null());
        json_object_set_new(o, "decision", model_json_text(x->verdict));
        json_object_set_new(o, "reason", model_json_text(x->reason));
        json_object_set_new(o, "amount", model_json_money(store_policy(c->store), x->amount));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_lines(struct cli *c, const struct meeting_line *lines, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct meeting_line *l = &lines[i];
        json_t *o = json_object();
        json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, l->demand));
        json_object_set_new(o, "resource", model_json_ref(MODEL_RESOURCE, l->resource));
        json_object_set_new(o, "minutes", json_integer(l->minutes));
        json_object_set_new(o, "start", model_json_time(l->start));
        json_object_set_new(o, "end", model_json_time(l->end));
        json_object_set_new(o, "benefit", model_json_money(store_policy(c->store), l->benefit));
        json_object_set_new(o, "decision", model_json_text(l->verdict));
        json_object_set_new(o, "reason", model_json_text(l->reason));
        json_object_set_new(o, "stands", json_boolean(l->stands));
        json_array_append_new(list, o);
    }
    return list;
}

static void print_items(struct cli *c, const struct meeting_item *items, size_t count)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "item", _("Item"), CLI_INTEGER);
    cli_table_column(t, "id", _("No."), CLI_NUMBER);
    cli_table_column(t, "kind", _("Kind"), CLI_TEXT);
    cli_table_column(t, "title", _("Title"), CLI_TEXT);
    cli_table_column(t, "decision", _("Decision"), CLI_TEXT);
    cli_table_column(t, "reason", _("Reason"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        cli_table_number(t, items[i].position);
        cli_table_ref(t, MODEL_AGENDA, items[i].id);
        cli_table_text(t, model_vocabulary_label(MODEL_VOCABULARY_AGENDA_KIND, items[i].kind));
        cli_table_text(t, items[i].title);
        cli_table_text(t, model_vocabulary_label(MODEL_VOCABULARY_VERDICT, items[i].verdict));
        cli_table_text(t, items[i].reason);
    }
    cli_table_print(t, _("The agenda is empty."));
}

static void print_lines(struct cli *c, const struct meeting_line *lines, size_t count)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "demand", _("Demand"), CLI_REF);
    cli_table_column(t, "resource", _("Resource"), CLI_REF);
    cli_table_column(t, "start", _("Start"), CLI_TIME);
    cli_table_column(t, "minutes", _("Minutes"), CLI_MINUTES);
    cli_table_column(t, "benefit", _("Net benefit"), CLI_MONEY);
    cli_table_column(t, "decision", _("Decision"), CLI_TEXT);
    cli_table_column(t, "reason", _("Reason"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        cli_table_ref(t, MODEL_DEMAND, lines[i].demand);
        cli_table_ref(t, MODEL_RESOURCE, lines[i].resource);
        cli_table_number(t, lines[i].start);
        cli_table_number(t, lines[i].minutes);
        cli_table_number(t, lines[i].benefit);
        cli_table_text(t, lines[i].verdict != NULL
                              ? model_vocabulary_label(MODEL_VOCABULARY_VERDICT, lines[i].verdict)
                          : lines[i].stands ? _("as proposed")
                                            : _("not allocated"));
        cli_table_text(t, lines[i].reason);
    }
    cli_table_print(t, _("No demand can be met in this month."));
}

static enum err_code show(struct cli *c, struct match_desk *m, int64_t meeting)
{
    struct model_meeting *r;
    struct meeting_item *items;
    struct meeting_line *lines;
    struct match_plan plan;
    size_t item_count, line_count;
    if (store_get(c->store, MODEL_MEETING, meeting, c->arena, &r, &c->err) ||
        meeting_items(c->store, meeting, c->arena, &items, &item_count, &c->err) ||
        meeting_lines(m, meeting, c->arena, &lines, &line_count, &plan, &c->err)) {
        return c->err.code;
    }
    const char *status = model_code_or(r->status, "planned");
    if (c->output == CLI_JSON) {
        json_t *o = json_object();
        char month[16];
        base_month_format(r->month, month);
        json_object_set_new(o, "meeting", model_json_ref(MODEL_MEETING, meeting));
        json_object_set_new(o, "month", json_string(month));
        json_object_set_new(o, "title", model_json_text(r->title));
        json_object_set_new(o, "status", json_string(status));
        json_object_set_new(o, "run",
                            r->run != BASE_NONE ? model_json_ref(MODEL_RUN, r->run) : json_null());
        json_object_set_new(o, "items", json_items(c, items, item_count));
        json_object_set_new(o, "lines", json_lines(c, lines, line_count));
        cli_json_print(c, o);
        return ERR_NONE;
    }
    cli_say(c, _("%s (%s)"), r->title,
            model_vocabulary_label(MODEL_VOCABULARY_MEETING_STATUS, status));
    cli_say(c, "%s", "");
    print_items(c, items, item_count);
    if (c->output == CLI_TABLE) {
        cli_say(c, "%s", "");
        print_lines(c, lines, line_count);
    }
    return ERR_NONE;
}

/* ---- decide ---------------------------------------------------------------------------------- */

/* D117 is a line, MI3 an item; anything else is what an item is about. */
static enum err_code read_subject(struct cli *c, const char *text, struct meeting_decision *d)
{
    struct store_ref ref;
    if (cli_reference(c, text, MODEL_ANY, &ref)) {
        return c->err.code;
    }
    if (ref.type == MODEL_DEMAND) {
        d->demand = ref.id;
    } else if (ref.type == MODEL_AGENDA) {
        d->item = ref.id;
    } else {
        d->record = ref;
    }
    return ERR_NONE;
}

static enum err_code decide(struct cli *c, struct match_desk *m, int64_t meeting)
{
    struct meeting_decision d = MEETING_DECISION_INIT;
    int64_t decision;
    if (c->arg_count != 4) {
        return cli_usage(c, "%s",
                         _("decide what, and how: meeting MONTH decide REF "
                           "accept|refuse|defer|amend"));
    }
    d.meeting = meeting;
    d.verdict = model_vocabulary_find(MODEL_VOCABULARY_VERDICT, c->args[3]);
    if (d.verdict == NULL) {
        return cli_usage(c, _("\"%s\" is no decision: accept, refuse, defer or amend"), c->args[3]);
    }
    d.reason = cli_value(c, "reason");
    d.text = cli_value(c, "text");
    d.responsible = cli_value(c, "responsible");
    const char *due = cli_value(c, "due");
    if (read_subject(c, c->args[2], &d) ||
        cli_link(c, "resource", MODEL_RESOURCE, 0, &d.resource) ||
        cli_time(c, "from", false, BASE_NONE, &d.start) ||
        cli_time(c, "to", true, BASE_NONE, &d.end) ||
        cli_amount_option(c, "amount", BASE_NONE, &d.amount) ||
        (due != NULL && base_day_read(due, store_now(c->store), &d.due, &c->err)) ||
        meeting_decide(m, &d, &decision, &c->err)) {
        return c->err.code;
    }
    cli_say(c, "%s", store_title(c->store, MODEL_DECISION, decision, c->arena));
    cli_answer_print(c, json_pack("{s:o}", "decision", model_json_ref(MODEL_DECISION, decision)));
    return ERR_NONE;
}

/* ---- pack, close ----------------------------------------------------------------------------- */

static enum err_code pack(struct cli *c, struct match_desk *m, int64_t meeting)
{
    struct meeting_document *document;
    const char *name = cli_value(c, "output");
    if (name == NULL) {
        return cli_usage(c, "%s", _("say where with -o DIRECTORY"));
    }
    const char *path = cli_path(c, name);
    if (path == NULL || report_pack(m, meeting, c->arena, &document, &c->err) ||
        meeting_document_write(document, path, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("The papers are in %s."), path);
    cli_answer_print(c, json_pack("{s:s}", "directory", path));
    return ERR_NONE;
}

static enum err_code close_meeting(struct cli *c, struct match_desk *m, int64_t meeting)
{
    struct meeting_outcome outcome;
    if (meeting_close(m, meeting, c->arena, &outcome, &c->err)) {
        return c->err.code;
    }
    cli_answer_print(c,
                     json_pack("{s:i, s:i, s:i, s:i, s:i}", "bookings", (int)outcome.bookings,
                               "demands", (int)outcome.demands, "claims", (int)outcome.claims,
                               "awards", (int)outcome.awards, "decisions", (int)outcome.decisions));
    cli_say(c, _("Closed: %zu bookings for %zu demands, %zu claims, %zu awards, %zu decisions."),
            outcome.bookings, outcome.demands, outcome.claims, outcome.awards, outcome.decisions);
    return ERR_NONE;
}

static enum err_code prepare(struct cli *c, struct match_desk *m, int64_t month)
{
    int64_t meeting;
    if (meeting_prepare(m, month, &meeting, &c->err)) {
        return c->err.code;
    }
    return show(c, m, meeting);
}

/* ---- the verb -------------------------------------------------------------------------------- */

static enum err_code not_prepared(struct cli *c)
{
    return err_set(&c->err, ERR_NOT_FOUND, c->args[0], _("Make it with: meeting MONTH prepare"),
                   "%s", _("there is no meeting for that month yet"));
}

static enum err_code act(struct cli *c, struct match_desk *m, int64_t month)
{
    static const struct {
        const char *name;
        enum err_code (*act)(struct cli *, struct match_desk *, int64_t);
    } acts[] = {{"show", show}, {"decide", decide}, {"pack", pack}, {"close", close_meeting}};
    const char *what = c->arg_count > 1 ? c->args[1] : "show";
    int64_t meeting;
    if (strcmp(what, "prepare") == 0) {
        return prepare(c, m, month);
    }
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        if (strcmp(what, acts[i].name) != 0) {
            continue;
        }
        if (meeting_find(c->store, month, &meeting, &c->err)) {
            return c->err.code;
        }
        return meeting == 0 ? not_prepared(c) : acts[i].act(c, m, meeting);
    }
    return cli_usage(c, _("\"%s\" is not prepare, show, decide, pack or close"), what);
}

enum err_code cli_run_meeting(struct cli *c)
{
    struct match_desk *m;
    int64_t month;
    if (base_month_parse(c->args[0], &month, &c->err)) {
        return cli_usage(c, _("\"%s\" is no month such as 2026-12"), c->args[0]);
    }
    if (cli_match_open(c, &m)) {
        return c->err.code;
    }
    enum err_code code = act(c, m, month);
    match_desk_free(&m);
    return code;
}
