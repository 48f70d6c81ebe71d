/* explain_show.c: an explanation set out: as lines of a table, as a paragraph, as JSON. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/match/explain.h"
#include "sharedesk/model/json.h"

#include "internal.h"

#include <math.h>
#include <stdlib.h>

/* ---- lines ----------------------------------------------------------------------------------- */

const char *match_group_label(enum match_group group)
{
    static const char *const labels[] = {N_("Gates"), N_("Criteria"), N_("Net benefit"),
                                         N_("The pair")};
    return _(labels[group]);
}

struct lines {
    struct match_said *list;
    size_t count;
};

static void add(struct lines *l, enum match_mark mark, const char *what, const char *points,
                const char *text)
{
    if (!base_text_empty(text))
        l->list[l->count++] = (struct match_said){mark, what, points, text};
}

static void gate_lines(const struct match_explanation *x, struct lines *l)
{
    for (int g = 0; g < MATCH_GATE_COUNT; g++)
        add(l, x->pair.gates[g].passed ? MATCH_YES : MATCH_NO, match_gate_label((enum match_gate)g),
            "", x->pair.gates[g].text);
}

static const char *points_text(int64_t hundredths, struct base_arena *a)
{
    return base_arena_printf(a, "%lld.%02lld", (long long)(hundredths / 100),
                             (long long)(hundredths % 100));
}

static void attribute_line(const struct match_asked_attribute *w, struct base_arena *a,
                           struct lines *l)
{
    const char *offered = *w->offered ? base_arena_printf(a, _("offers %s"), w->offered)
                                      : _("the offer does not say");
    add(l, w->met ? MATCH_YES : MATCH_NO, _("  asked"), "",
        base_arena_printf(a, _("%s: %s"), w->asked,
                          w->met ? offered : base_arena_printf(a, _("not met, %s"), offered)));
}

static void criterion_lines(const struct match_explanation *x, struct base_arena *a,
                            struct lines *l)
{
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
        const struct match_remark *r = &x->remarks[k];
        add(l, r->sign == '+' ? MATCH_GAIN : MATCH_LOSS,
            match_criterion_label((enum match_criterion)k),
            base_arena_printf(a, "%s/%d", points_text(x->pair.parts[k], a), r->most), r->text);
        for (size_t i = 0; k == MATCH_CAPABILITY && i < x->attribute_count; i++)
            attribute_line(&x->attributes[i], a, l);
    }
    add(l, x->pair.blocked ? MATCH_NO : MATCH_YES, _("Score"), points_text(x->pair.score, a),
        x->pair.blocked ? _("blocked") : _("may be proposed"));
}

static void benefit_lines(const struct match_explanation *x, struct lines *l)
{
    for (int t = 0; t < MATCH_TERM_COUNT && !x->pair.figures.quoted_benefit; t++)
        add(l, MATCH_PLAIN, match_term_label((enum match_term_id)t), x->terms[t].figure,
            x->terms[t].text);
    add(l, x->pair.benefit > 0 ? MATCH_GAIN : MATCH_LOSS, _("Net benefit"), "", x->sum);
}

static void rest_lines(const struct match_explanation *x, struct lines *l)
{
    add(l, MATCH_PLAIN, _("Requester"), "", x->requester);
    add(l, MATCH_PLAIN, _("Provider"), "", x->provider);
    add(l, MATCH_PLAIN, _("Price"), "", x->price);
    add(l, MATCH_PLAIN, _("Free time"), "", x->free);
    add(l, MATCH_PLAIN, _("Answers so far"), "", x->answered);
    add(l, MATCH_PLAIN, _("Where it stands"), "", x->stands);
}

const struct match_said *match_explanation_lines(const struct match_explanation *x,
                                                 enum match_group group, struct base_arena *a,
                                                 size_t *count)
{
    struct lines l = {
        .list = base_arena_array(a, MATCH_GATE_COUNT + 1 + x->attribute_count, sizeof *l.list)};
    switch (group) {
    case MATCH_GROUP_GATES:
        gate_lines(x, &l);
        break;
    case MATCH_GROUP_CRITERIA:
        criterion_lines(x, a, &l);
        break;
    case MATCH_GROUP_BENEFIT:
        benefit_lines(x, &l);
        break;
    case MATCH_GROUP_REST:
        rest_lines(x, &l);
        break;
    }
    *count = l.count;
    return l.list;
}

/* ---- a paragraph ----------------------------------------------------------------------------- */

const char *match_explanation_sentence(const struct match_explanation *x, struct base_arena *a)
{
    const char *text = "";
    for (size_t i = 0; i < x->reason_count; i++)
        text =
            base_arena_printf(a, "%s%s%s", text, i > 0 ? _("; ") : _("Blocked: "), x->reasons[i]);
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
        const struct match_remark *r = &x->remarks[k];
        text = base_arena_printf(a, _("%s%s%s %d/%d (%s)"), text, *text ? _("; ") : "",
                                 match_criterion_label((enum match_criterion)k), r->points, r->most,
                                 r->text);
    }
    return text;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static json_t *json_hundredths(int64_t points)
{
    return json_real((double)points / 100);
}

static json_t *json_gates(const struct match_explanation *x)
{
    json_t *list = json_array();
    for (int g = 0; g < MATCH_GATE_COUNT; g++)
        json_array_append_new(
            list, json_pack("{s:s, s:b, s:s}", "gate", match_gate_name((enum match_gate)g),
                            "passed", x->pair.gates[g].passed, "text", x->pair.gates[g].text));
    return list;
}

static json_t *json_criteria(const struct match_explanation *x)
{
    json_t *list = json_array();
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++)
        json_array_append_new(list, json_pack("{s:s, s:o, s:i, s:s}", "criterion",
                                              match_criterion_name((enum match_criterion)k),
                                              "points", json_hundredths(x->pair.parts[k]), "most",
                                              x->remarks[k].most, "text", x->remarks[k].text));
    return list;
}

static json_t *json_attributes(const struct match_explanation *x)
{
    json_t *list = json_array();
    for (size_t i = 0; i < x->attribute_count; i++)
        json_array_append_new(list,
                              json_pack("{s:s, s:b, s:s}", "asked", x->attributes[i].asked, "met",
                                        x->attributes[i].met, "offered", x->attributes[i].offered));
    return list;
}

/* Of the factors as they were reckoned with; money as everywhere. */
static json_t *json_terms(const struct match_desk *m, const struct match_explanation *x)
{
    const struct match_figures *f = &x->pair.figures;
    json_t *figures[MATCH_TERM_COUNT] = {
        [MATCH_TERM_VALUE] = model_json_money(store_policy(m->store), f->value),
        [MATCH_TERM_FIT] = json_real((double)x->pair.score / 10000),
        [MATCH_TERM_URGENCY] = json_real(round(f->urgency * 1e6) / 1e6),
        [MATCH_TERM_BALANCE] = json_real(round(f->balance * 1e6) / 1e6),
        [MATCH_TERM_COST] = model_json_money(store_policy(m->store), f->cost),
    };
    json_t *list = json_array();
    for (int t = 0; t < MATCH_TERM_COUNT; t++)
        json_array_append_new(list, json_pack("{s:s, s:o, s:s}", "term",
                                              match_term_name((enum match_term_id)t), "figure",
                                              figures[t], "text", x->terms[t].text));
    return list;
}

static json_t *json_answers(const struct match_answers *answers)
{
    return json_pack("{s:I, s:I, s:o}", "asked", (json_int_t)answers->asked, "yes",
                     (json_int_t)answers->yes, "days",
                     answers->days < 0 ? json_null() : json_real(round(answers->days * 10) / 10));
}

const char *match_explanation_json(struct match_desk *m, const struct match_explanation *x,
                                   struct base_arena *a)
{
    json_t *o = json_pack("{s:o, s:o, s:o, s:s, s:s, s:s, s:s, s:s, s:o}", "gates", json_gates(x),
                          "criteria", json_criteria(x), "terms", json_terms(m, x), "explanation",
                          x->benefit, "requester", x->requester, "provider", x->provider, "free",
                          x->free, "rating", x->rating, "answers", json_answers(&x->answers));
    if (x->attribute_count > 0)
        json_object_set_new(o, "attributes", json_attributes(x));
    char *text = o == NULL ? NULL : json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(9));
    const char *copy = base_arena_strdup(a, text != NULL ? text : "{}");
    free(text);
    json_decref(o);
    return copy;
}
