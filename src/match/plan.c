/* plan.c: a plan kept as a run, read again, written as JSON, and compared with another. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/words.h"
#include "sharedesk/match/allocate.h"
#include "sharedesk/model/json.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- JSON ------------------------------------------------------------------------------------ */

/* Fractions to a millionth: what a run keeps of them. */
static json_t *json_fraction(double x)
{
    return json_real(round(x * 1e6) / 1e6);
}

static json_t *json_lines(const struct match_desk *m, const struct match_plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        json_t *o = json_object();
        json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, l->demand));
        json_object_set_new(o, "resource", model_json_ref(MODEL_RESOURCE, l->resource));
        json_object_set_new(o, "minutes", json_integer(l->minutes));
        json_object_set_new(o, "start", model_json_time(l->start));
        json_object_set_new(o, "end", model_json_time(l->end));
        json_object_set_new(o, "benefit", model_json_money(store_policy(m->store), l->benefit));
        if (l->pinned)
            json_object_set_new(o, "pinned", json_true());
        if (l->accepted != 0)
            json_object_set_new(o, "accepted",
                                l->accepted != BASE_NONE ? model_json_time(l->accepted)
                                                         : json_true());
        if (l->overruled != NULL)
            json_object_set_new(o, "overruled", json_string(l->overruled));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_unmet(const struct match_plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->unmet_count; i++) {
        const struct match_unmet *u = &plan->unmet[i];
        json_t *o = json_object(), *reasons = json_array();
        for (size_t k = 0; k < u->reason_count; k++)
            json_array_append_new(reasons, json_string(u->reasons[k]));
        json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, u->demand));
        json_object_set_new(o, "reasons", reasons);
        json_object_set_new(o, "change", json_string(u->change));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_notes(const struct match_plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->note_count; i++) {
        json_t *o = json_object();
        json_object_set_new(o, "demand", model_json_ref(MODEL_DEMAND, plan->notes[i].demand));
        json_object_set_new(o, "text", json_string(plan->notes[i].text));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *json_shadows(const struct match_desk *m, const struct match_plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->shadow_count; i++) {
        const struct match_shadow *s = &plan->shadows[i];
        json_t *o = json_object();
        json_object_set_new(o, "resource", model_json_ref(MODEL_RESOURCE, s->resource));
        json_object_set_new(o, "hour_more", model_json_money(store_policy(m->store), s->hour_more));
        json_object_set_new(o, "hour_less", model_json_money(store_policy(m->store), s->hour_less));
        json_object_set_new(o, "asked", json_integer(s->asked));
        json_object_set_new(o, "served", json_integer(s->served));
        json_array_append_new(list, o);
    }
    return list;
}

const char *match_plan_json(struct match_desk *m, const struct match_plan *plan,
                            struct base_arena *a)
{
    char month[16];
    json_t *o = json_object();
    base_month_format(plan->month, month);
    json_object_set_new(o, "month", json_string(month));
    json_object_set_new(o, "objective", model_json_money(store_policy(m->store), plan->objective));
    json_object_set_new(o, "bound", model_json_money(store_policy(m->store), plan->bound));
    json_object_set_new(o, "gap", json_fraction(plan->gap));
    json_object_set_new(o, "demands", json_integer(plan->demand_count));
    json_object_set_new(o, "lines", json_lines(m, plan));
    json_object_set_new(o, "unmet", json_unmet(plan));
    json_object_set_new(o, "shadow", json_shadows(m, plan));
    json_object_set_new(o, "price_of_balance", json_fraction(plan->price_of_balance));
    if (plan->note_count > 0)
        json_object_set_new(o, "notes", json_notes(plan));
    if (plan->assumed_count > 0) {
        json_t *assumed = json_array();
        for (size_t i = 0; i < plan->assumed_count; i++)
            json_array_append_new(assumed, json_string(plan->assumed[i]));
        json_object_set_new(o, "assumed", assumed);
    }
    char *text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(9));
    const char *copy = base_arena_strdup(a, text != NULL ? text : "{}");
    free(text);
    json_decref(o);
    return copy;
}

/* ---- saving ---------------------------------------------------------------------------------- */

static const char *reasons_text(const struct match_unmet *u, struct base_arena *a)
{
    const char *text = "";
    for (size_t i = 0; i < u->reason_count; i++)
        text = base_arena_printf(a, "%s%s%s", text, i > 0 ? "\n" : "", u->reasons[i]);
    return text;
}

/* A run that took something for granted says so wherever it is shown. */
static const char *assumed_text(const struct match_plan *plan, struct base_arena *a)
{
    const char *text = NULL;
    for (size_t i = 0; i < plan->assumed_count; i++)
        text = text == NULL ? plan->assumed[i]
                            : base_arena_printf(a, "%s\n%s", text, plan->assumed[i]);
    return text == NULL ? NULL : base_arena_printf(a, _("Assumed: %s"), text);
}

const char *match_held_show(bool pinned, int64_t accepted, int64_t now, struct base_arena *a)
{
    if (!pinned)
        return "";
    if (accepted == 0)
        return _("pinned");
    return accepted == BASE_NONE
               ? _("accepted")
               : base_arena_printf(a, _("accepted on %s"),
                                   base_day_words(base_time_day(accepted), now, a));
}

/* As a line of a run keeps it: "pinned", "accepted", "accepted 2026-11-24T…", and on the next line
 * the gates that it holds against. */
static const char *held_text(const struct match_line *l, struct base_arena *a)
{
    char time[32] = "";
    if (!l->pinned)
        return NULL;
    if (l->accepted != 0 && l->accepted != BASE_NONE)
        base_time_format(l->accepted, time);
    return base_arena_printf(a, "%s%s%s%s%s", l->accepted != 0 ? "accepted" : "pinned",
                             time[0] != '\0' ? " " : "", time, l->overruled != NULL ? "\n" : "",
                             l->overruled != NULL ? l->overruled : "");
}

static void read_held(const char *text, struct base_arena *a, struct match_line *l)
{
    struct err ignored = ERR_INIT;
    size_t n = strcspn(text, "\n");
    bool accepted = base_text_starts(text, "accepted");
    const char *time = strchr(base_arena_strndup(a, text, n), ' ');
    l->pinned = accepted || base_text_starts(text, "pinned");
    if (accepted && (time == NULL || base_time_parse(time + 1, false, &l->accepted, &ignored)))
        l->accepted = BASE_NONE;
    if (l->pinned && text[n] == '\n')
        l->overruled = text + n + 1;
}

static enum err_code save_lines(struct store *s, const struct match_plan *plan, int64_t run,
                                struct base_arena *a, struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; !code && i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        struct model_run_line *line = model_record_new(a, MODEL_RUN_LINE);
        line->run = run;
        line->demand = l->demand;
        line->resource = l->resource;
        line->minutes = l->minutes;
        line->start = l->start;
        line->end = l->end;
        line->benefit = l->benefit;
        line->reasons = held_text(l, a);
        code = store_put(s, MODEL_RUN_LINE, line, e);
    }
    for (size_t i = 0; !code && i < plan->unmet_count; i++) {
        const struct match_unmet *u = &plan->unmet[i];
        struct model_run_line *line = model_record_new(a, MODEL_RUN_LINE);
        line->run = run;
        line->demand = u->demand;
        line->minutes = u->missing;
        line->benefit = u->worth;
        line->reasons = reasons_text(u, a);
        line->change = u->change[0] != '\0' ? u->change : NULL;
        code = store_put(s, MODEL_RUN_LINE, line, e);
    }
    return code;
}

static enum err_code save(struct match_desk *m, const struct match_plan *plan, const char *title,
                          struct base_arena *a, int64_t *run, struct err *e)
{
    struct model_run *r = model_record_new(a, MODEL_RUN);
    r->title = title;
    r->month = plan->month;
    r->made = store_now(m->store);
    r->objective = plan->objective;
    r->bound = plan->bound;
    r->balance_ppm = (int64_t)round(plan->price_of_balance * 1e6);
    r->policy = plan->policy != NULL ? plan->policy : store_policy_text(m->store);
    r->notes = assumed_text(plan, a);
    r->result = match_plan_json(m, plan, a);
    enum err_code code = store_put(m->store, MODEL_RUN, r, e);
    *run = r->head.id;
    return code ? code : save_lines(m->store, plan, r->head.id, a, e);
}

enum err_code match_plan_save(struct match_desk *m, const struct match_plan *plan,
                              const char *title, int64_t *run, struct err *e)
{
    struct base_arena *a = base_arena_new();
    enum err_code code = store_begin(m->store, "allocate", e);
    if (!code)
        code = store_end(m->store, save(m, plan, title, a, run, e), e);
    base_arena_free(&a);
    return code;
}

/* ---- reading again --------------------------------------------------------------------------- */

/* Names of the records that lines tell of. */
static enum err_code name_demand(struct store *s, int64_t id, struct base_arena *a,
                                 const char **uid, const char **title, struct err *e)
{
    struct model_demand *d;
    enum err_code code = store_get(s, MODEL_DEMAND, id, a, &d, e);
    if (!code) {
        *uid = d->head.uid;
        *title = d->title;
    }
    return code;
}

static enum err_code name_resource(struct store *s, int64_t id, struct base_arena *a,
                                   const char **uid, const char **name, struct err *e)
{
    struct model_resource *r;
    enum err_code code = store_get(s, MODEL_RESOURCE, id, a, &r, e);
    if (!code) {
        *uid = r->head.uid;
        *name = r->name;
    }
    return code;
}

static enum err_code load_line(struct store *s, const struct model_run_line *from,
                               struct base_arena *a, struct match_line *l, struct err *e)
{
    *l = (struct match_line){
        .demand = from->demand,
        .resource = from->resource,
        .minutes = from->minutes,
        .start = from->start,
        .end = from->end,
        .benefit = from->benefit,
    };
    read_held(from->reasons != NULL ? from->reasons : "", a, l);
    enum err_code code = name_demand(s, l->demand, a, &l->demand_uid, &l->demand_title, e);
    return code ? code : name_resource(s, l->resource, a, &l->resource_uid, &l->resource_name, e);
}

static enum err_code load_unmet(struct store *s, const struct model_run_line *from,
                                struct base_arena *a, struct match_unmet *u, struct err *e)
{
    size_t capacity = 0;
    char *save_ = NULL;
    *u = (struct match_unmet){
        .demand = from->demand,
        .missing = from->minutes,
        .worth = from->benefit,
        .change = from->change != NULL ? from->change : "",
        .change_cost = BASE_NONE,
    };
    char *reasons = base_arena_strdup(a, from->reasons != NULL ? from->reasons : "");
    for (char *r = strtok_r(reasons, "\n", &save_); r != NULL; r = strtok_r(NULL, "\n", &save_)) {
        const char **place =
            base_arena_push(a, (void **)&u->reasons, &u->reason_count, &capacity, sizeof *place);
        *place = r;
    }
    return name_demand(s, u->demand, a, &u->uid, &u->title, e);
}

static int64_t money_of(const struct match_desk *m, json_t *o, const char *key)
{
    struct err ignored = ERR_INIT;
    int64_t amount = 0;
    const char *text = json_string_value(json_object_get(o, key));
    if (text != NULL)
        base_money_parse(text, (int)store_policy(m->store)->decimals, &amount, &ignored);
    return amount;
}

static enum err_code load_shadows(struct match_desk *m, json_t *list, struct base_arena *a,
                                  struct match_plan *plan, struct err *e)
{
    size_t i;
    json_t *o;
    enum err_code code = ERR_NONE;
    plan->shadows = base_arena_array(a, json_array_size(list) + 1, sizeof *plan->shadows);
    json_array_foreach (list, i, o) {
        struct match_shadow *s = &plan->shadows[plan->shadow_count];
        const char *number = json_string_value(json_object_get(o, "resource"));
        if (code || number == NULL || model_type_of_number(number, &s->resource) == NULL)
            continue;
        s->hour_more = money_of(m, o, "hour_more");
        s->hour_less = money_of(m, o, "hour_less");
        s->asked = json_integer_value(json_object_get(o, "asked"));
        s->served = json_integer_value(json_object_get(o, "served"));
        code = name_resource(m->store, s->resource, a, &s->uid, &s->name, e);
        plan->shadow_count++;
    }
    return code;
}

static void load_notes(json_t *list, struct base_arena *a, struct match_plan *plan)
{
    size_t i;
    json_t *o;
    plan->notes = base_arena_array(a, json_array_size(list) + 1, sizeof *plan->notes);
    json_array_foreach (list, i, o) {
        struct match_note *note = &plan->notes[plan->note_count];
        const char *text = json_string_value(json_object_get(o, "text"));
        const char *ref = json_string_value(json_object_get(o, "demand"));
        if (text == NULL || ref == NULL || model_type_of_number(ref, &note->demand) == NULL)
            continue;
        note->text = base_arena_strdup(a, text);
        plan->note_count++;
    }
}

static enum err_code load_result(struct match_desk *m, const struct model_run *r,
                                 struct base_arena *a, struct match_plan *plan, struct err *e)
{
    plan->month = r->month;
    plan->at = r->made;
    plan->objective = r->objective != BASE_NONE ? r->objective : 0;
    plan->bound = r->bound != BASE_NONE ? r->bound : plan->objective;
    plan->gap = plan->bound > 0 ? (double)(plan->bound - plan->objective) / (double)plan->bound : 0;
    plan->price_of_balance = r->balance_ppm != BASE_NONE ? (double)r->balance_ppm / 1e6 : 0;
    json_t *o = r->result != NULL ? json_loads(r->result, 0, NULL) : NULL;
    plan->demand_count = json_integer_value(json_object_get(o, "demands"));
    load_notes(json_object_get(o, "notes"), a, plan);
    enum err_code code = load_shadows(m, json_object_get(o, "shadow"), a, plan, e);
    json_decref(o);
    return code;
}

enum err_code match_plan_load(struct match_desk *m, int64_t run, struct base_arena *a,
                              struct match_plan *plan, struct err *e)
{
    struct model_run *r;
    struct model_run_line **lines;
    size_t count;
    *plan = (struct match_plan){.run = run};
    enum err_code code = store_get(m->store, MODEL_RUN, run, a, &r, e);
    if (!code)
        code = load_result(m, r, a, plan, e);
    if (!code && r->policy != NULL && !match_policy_is_own(m, r->policy))
        plan->policy = r->policy;
    if (!code)
        code = store_select(m->store, MODEL_RUN_LINE, STORE_MATCH_RUN_LINES,
                            STORE_ARGS(STORE_INT(run)), a, &lines, &count, e);
    if (code)
        return code;
    plan->lines = base_arena_array(a, count + 1, sizeof *plan->lines);
    plan->unmet = base_arena_array(a, count + 1, sizeof *plan->unmet);
    for (size_t i = 0; !code && i < count; i++) {
        if (lines[i]->resource != BASE_NONE)
            code = load_line(m->store, lines[i], a, &plan->lines[plan->line_count++], e);
        else
            code = load_unmet(m->store, lines[i], a, &plan->unmet[plan->unmet_count++], e);
    }
    return code;
}

/* ---- comparing ------------------------------------------------------------------------------- */

/* What a plan gives a demand. */
struct given {
    int64_t demand, resource, start, minutes, benefit;
};

static int by_demand(const void *x, const void *y)
{
    const struct given *a = x, *b = y;
    if (a->demand != b->demand)
        return a->demand > b->demand ? 1 : -1;
    return (a->start > b->start) - (a->start < b->start);
}

static struct given *given_by(const struct match_plan *plan, struct base_arena *a, size_t *count)
{
    struct given *list = base_arena_array(a, plan->line_count + 1, sizeof *list);
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        list[i] = (struct given){l->demand, l->resource, l->start, l->minutes, l->benefit};
    }
    if (plan->line_count > 0)
        qsort(list, plan->line_count, sizeof *list, by_demand);
    *count = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        if (*count > 0 && list[*count - 1].demand == list[i].demand) {
            list[*count - 1].minutes += list[i].minutes;
            list[*count - 1].benefit += list[i].benefit;
        } else {
            list[(*count)++] = list[i];
        }
    }
    return list;
}

static const char *shift_text(int64_t seconds, struct base_arena *a)
{
    int64_t days = llabs(seconds) / 86400;
    char sign = seconds < 0 ? '-' : '+';
    if (days > 0)
        return base_arena_printf(a, P_("%c%lld day", "%c%lld days", days), sign, (long long)days);
    return base_arena_printf(a, "%c%s", sign, model_minutes_show(llabs(seconds) / 60, a));
}

static const char *moved_text(int64_t from, int64_t to, struct base_arena *a)
{
    char before[24], now[24];
    model_number_format(MODEL_RESOURCE, from, before);
    model_number_format(MODEL_RESOURCE, to, now);
    return base_arena_printf(a, "%s → %s", before, now);
}

/* before or now may be NULL, not both. */
static struct match_change change_of(const struct given *before, const struct given *now,
                                     struct base_arena *a)
{
    struct match_change c = {.start_before = BASE_NONE, .start_now = BASE_NONE, .text = ""};
    if (before != NULL) {
        c.demand = before->demand;
        c.resource_before = before->resource;
        c.start_before = before->start;
        c.benefit_before = before->benefit;
    }
    if (now != NULL) {
        c.demand = now->demand;
        c.resource_now = now->resource;
        c.start_now = now->start;
        c.benefit_now = now->benefit;
    }
    if (before == NULL) {
        c.difference = MATCH_NEW;
        c.text = _("new");
    } else if (now == NULL) {
        c.difference = MATCH_GONE;
        c.text = _("falls out");
    } else if (before->resource != now->resource) {
        c.difference = MATCH_MOVED;
        c.text = moved_text(before->resource, now->resource, a);
    } else if (before->start != now->start || before->minutes != now->minutes) {
        c.difference = MATCH_SHIFTED;
        c.text = before->start != now->start ? shift_text(now->start - before->start, a)
                                             : shift_text(60 * (now->minutes - before->minutes), a);
    }
    return c;
}

enum err_code match_plan_compare(struct match_desk *m, const struct match_plan *before,
                                 const struct match_plan *now, struct base_arena *a,
                                 struct match_change **changes, size_t *count, struct err *e)
{
    (void)m;
    (void)e;
    size_t n, k, i = 0, j = 0;
    struct given *then = given_by(before, a, &n), *today = given_by(now, a, &k);
    *changes = base_arena_array(a, n + k + 1, sizeof **changes);
    *count = 0;
    while (i < n || j < k) {
        bool old = i < n && (j == k || then[i].demand <= today[j].demand);
        bool new = j < k && (i == n || today[j].demand <= then[i].demand);
        (*changes)[(*count)++] = change_of(old ? &then[i] : NULL, new ? &today[j] : NULL, a);
        i += old;
        j += new;
    }
    return ERR_NONE;
}
