/* minutes.c: the minutes as plain text that reads as Markdown too. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

static void write_fact(struct base_text *t, const char *label, const char *value)
{
    base_text_printf(t, "%s%s%s\n", label, _(": "), value);
}

static void write_head(struct store *s, const struct model_meeting *m, struct base_text *t)
{
    char held[32];
    base_text_printf(t, "# %s\n\n", m->title);
    base_time_show(m->held != BASE_NONE ? m->held : store_now(s), held);
    write_fact(t, _("Held"), held);
    if (m->place != NULL)
        write_fact(t, _("Place"), m->place);
    if (m->chair != NULL)
        write_fact(t, _("Chair"), m->chair);
    if (m->present != NULL)
        write_fact(t, _("Present"), m->present);
}

/* What staff wrote during the meeting; afterwards the minutes hold it already. */
static void write_said(const struct model_meeting *m, struct base_text *t)
{
    if (m->minutes != NULL && !meeting_is_closed(m))
        base_text_printf(t, "\n%s\n", m->minutes);
}

static void write_decision(struct store *s, const struct model_decision *d, struct base_arena *a,
                           struct base_text *t)
{
    char day[16];
    base_text_printf(t, "%s", model_vocabulary_label(MODEL_VOCABULARY_VERDICT, d->verdict));
    if (d->amount != BASE_NONE)
        base_text_printf(t, "%s%s", _(", "), meeting_money(s, d->amount, a));
    if (d->reason != NULL)
        base_text_printf(t, _(" (%s)"), d->reason);
    if (d->responsible != NULL)
        base_text_printf(t, "%s%s%s%s", _("; "), _("Responsible"), _(": "), d->responsible);
    if (d->due != BASE_NONE) {
        base_day_format(d->due, day);
        base_text_printf(t, "%s%s%s%s", _("; "), _("Due"), _(": "), day);
    }
    base_text_add_char(t, '\n');
}

static void write_line(struct store *s, const struct meeting_line *line, struct base_arena *a,
                       struct base_text *t)
{
    char start[32];
    base_time_show(line->start, start);
    base_text_printf(t, _("- %s → %s, %s, %s, %s: "),
                     meeting_name(s, MODEL_DEMAND, line->demand, a),
                     meeting_name(s, MODEL_RESOURCE, line->resource, a), start,
                     model_minutes_show(line->minutes, a), meeting_money(s, line->benefit, a));
    base_text_add(t, line->verdict != NULL
                         ? model_vocabulary_label(MODEL_VOCABULARY_VERDICT, line->verdict)
                     : line->stands ? _("as proposed")
                                    : _("not allocated"));
    if (line->reason != NULL)
        base_text_printf(t, _(" (%s)"), line->reason);
    base_text_add_char(t, '\n');
}

static void write_unmet(struct store *s, const struct match_plan *plan, struct base_arena *a,
                        struct base_text *t)
{
    for (size_t i = 0; i < plan->unmet_count; i++) {
        const struct match_unmet *u = &plan->unmet[i];
        base_text_printf(t, _("- %s: %s"), meeting_name(s, MODEL_DEMAND, u->demand, a), _("unmet"));
        if (u->reason_count > 0)
            base_text_printf(t, _(" (%s)"), u->reasons[0]);
        base_text_add_char(t, '\n');
    }
}

enum err_code meeting_minutes(struct match_desk *m, int64_t meeting, struct base_arena *a,
                              const char **text, struct err *e)
{
    struct store *s = match_desk_store(m);
    struct meeting_record r;
    struct meeting_line *lines;
    struct match_plan plan;
    size_t count;
    struct base_text t = {0};
    enum err_code code = meeting_read(s, meeting, a, &r, e);
    if (!code)
        code = meeting_lines(m, meeting, a, &lines, &count, &plan, e);
    if (code)
        return code;
    write_head(s, r.meeting, &t);
    write_said(r.meeting, &t);
    for (size_t i = 0; i < r.item_count; i++) {
        const struct model_decision *d = meeting_decision_on(&r, r.items[i]->head.id);
        bool allocation = model_code_is(r.items[i]->kind, "allocation");
        base_text_printf(&t, "\n## %lld. %s\n\n", (long long)r.items[i]->position,
                         r.items[i]->title);
        if (d != NULL)
            write_decision(s, d, a, &t);
        else if (!allocation)
            base_text_printf(&t, "%s\n", _("Taken note of."));
        for (size_t k = 0; allocation && k < count; k++)
            write_line(s, &lines[k], a, &t);
        if (allocation)
            write_unmet(s, &plan, a, &t);
    }
    *text = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return ERR_NONE;
}
