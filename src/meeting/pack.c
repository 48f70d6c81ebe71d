#include "sharedesk/meeting/pack.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/match/explain.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <math.h>

struct packing {
    struct match_desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct meeting_record record;
    struct match_plan plan;
    struct meeting_line *lines;
    size_t line_count;
    struct meeting_document *document;
};

static const char *money(const struct packing *p, int64_t amount)
{
    return meeting_money(p->store, amount, p->arena);
}

static const char *name(const struct packing *p, enum model_type type, int64_t id)
{
    return meeting_name(p->store, type, id, p->arena);
}

static const char *show_time(const struct packing *p, int64_t t)
{
    char text[32];
    if (t == BASE_NONE)
        return "";
    base_time_show(t, text);
    return base_arena_strdup(p->arena, text);
}

static const char *count_text(const struct packing *p, int64_t n)
{
    return base_arena_printf(p->arena, "%lld", (long long)n);
}

static const char *verdict(const char *code)
{
    return code != NULL ? model_vocabulary_label(MODEL_VOCABULARY_VERDICT, code) : "";
}

/* ---- sections -------------------------------------------------------------------------------- */

static void agenda(struct packing *p)
{
    const char *const columns[] = {C_("pack", "Item"), _("Title"),  _("Kind"),
                                   _("Decision"),      _("Reason"), NULL};
    const bool numeric[] = {true, false, false, false, false};
    struct meeting_section *s = meeting_document_section(p->document, "agenda", _("Agenda"));
    struct meeting_table *t = meeting_section_table(p->document, s, "agenda", "", columns, numeric);
    for (size_t i = 0; i < p->record.item_count; i++) {
        const struct model_agenda *item = p->record.items[i];
        const struct model_decision *d = meeting_decision_on(&p->record, item->head.id);
        const char *const cells[] = {
            count_text(p, item->position), item->title,
            model_vocabulary_label(MODEL_VOCABULARY_AGENDA_KIND, item->kind),
            d != NULL ? verdict(d->verdict) : "", d != NULL ? d->reason : NULL};
        meeting_table_row(p->document, t, cells);
    }
}

static void proposal_lines(struct packing *p, struct meeting_section *s)
{
    const char *const columns[] = {_("Demand"),   _("Resource"),         _("Start"),
                                   _("End"),      C_("pack", "Minutes"), _("Net benefit"),
                                   _("Decision"), _("Reason"),           NULL};
    const bool numeric[] = {false, false, false, false, true, true, false, false};
    struct meeting_table *t = meeting_section_table(p->document, s, "proposal",
                                                    C_("allocation", "Proposed"), columns, numeric);
    for (size_t i = 0; i < p->line_count; i++) {
        const struct meeting_line *l = &p->lines[i];
        const char *stands =
            l->verdict != NULL             ? verdict(l->verdict)
            : l->overruled && !l->accepted ? _("pinned against a gate")
            : l->overruled                 ? _("accepted against a gate")
                           : match_held_show(l->pinned, l->accepted, store_now(p->store), p->arena);
        const char *const cells[] = {name(p, MODEL_DEMAND, l->demand),
                                     name(p, MODEL_RESOURCE, l->resource),
                                     show_time(p, l->start),
                                     show_time(p, l->end),
                                     count_text(p, l->minutes),
                                     money(p, l->benefit),
                                     stands,
                                     l->reason};
        meeting_table_row(p->document, t, cells);
    }
}

static void unmet_lines(struct packing *p, struct meeting_section *s)
{
    const char *const columns[] = {_("Demand"), _("Missing minutes"), _("Because"),
                                   _("Cheapest change"), NULL};
    const bool numeric[] = {false, true, false, false};
    struct meeting_table *t =
        meeting_section_table(p->document, s, "unmet", _("Unmet"), columns, numeric);
    for (size_t i = 0; i < p->plan.unmet_count; i++) {
        const struct match_unmet *u = &p->plan.unmet[i];
        const char *reasons = "";
        for (size_t k = 0; k < u->reason_count; k++)
            reasons =
                base_arena_printf(p->arena, "%s%s%s", reasons, k > 0 ? _("; ") : "", u->reasons[k]);
        const char *const cells[] = {name(p, MODEL_DEMAND, u->demand), count_text(p, u->missing),
                                     reasons, u->change};
        meeting_table_row(p->document, t, cells);
    }
}

/* ---- why each pair --------------------------------------------------------------------------- */

enum { EXPLAINED_MOST = 200 }; /* as many as anyone would read; the program explains the rest */

/* The same words as on the Match screen, judged within the month as the allocation did. */
static enum err_code explain_line(struct packing *p, const struct meeting_line *l,
                                  struct meeting_table *t, struct err *e)
{
    struct match_options month = MATCH_OPTIONS_INIT;
    struct match_explanation x;
    month.from = base_month_start(p->plan.month);
    month.until = base_month_start(p->plan.month + 1);
    enum err_code code =
        match_explain_pair(p->desk, l->demand, l->resource, &month, p->arena, &x, e);
    if (code)
        return code;
    const char *const cells[] = {x.demand, x.resource,
                                 base_arena_printf(p->arena, "%.2f", (double)x.pair.score / 100),
                                 match_explanation_sentence(&x, p->arena), x.benefit};
    meeting_table_row(p->document, t, cells);
    return ERR_NONE;
}

/* Of a demand in several sittings the pair stands once. */
static bool told_before(const struct packing *p, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (p->lines[i].demand == p->lines[line].demand &&
            p->lines[i].resource == p->lines[line].resource)
            return true;
    return false;
}

static enum err_code reasons(struct packing *p, struct err *e)
{
    const char *const columns[] = {_("Demand"),  _("Resource"),    _("Score"),
                                   _("Because"), _("Net benefit"), NULL};
    const bool numeric[] = {false, false, true, false, false};
    struct meeting_section *s = meeting_document_section(p->document, "why", _("Why these pairs"));
    struct meeting_table *t = meeting_section_table(p->document, s, "why", "", columns, numeric);
    enum err_code code = ERR_NONE;
    meeting_section_paragraph(p->document, s, "%s",
                              _("As the desk stands now; figures may have moved since the run."));
    for (size_t i = 0; !code && i < p->line_count && t->row_count < EXPLAINED_MOST; i++)
        if (!told_before(p, i))
            code = explain_line(p, &p->lines[i], t, e);
    return code;
}

static void note_lines(struct packing *p, struct meeting_section *s)
{
    const char *const columns[] = {_("Demand"), _("To note"), NULL};
    if (p->plan.note_count == 0)
        return;
    struct meeting_table *t =
        meeting_section_table(p->document, s, "notes", _("To note"), columns, NULL);
    for (size_t i = 0; i < p->plan.note_count; i++) {
        const char *const cells[] = {name(p, MODEL_DEMAND, p->plan.notes[i].demand),
                                     p->plan.notes[i].text};
        meeting_table_row(p->document, t, cells);
    }
}

static void proposal(struct packing *p)
{
    struct meeting_section *s =
        meeting_document_section(p->document, "proposal", C_("pack", "Proposal"));
    meeting_section_paragraph(
        p->document, s, _("%lld demands, %zu pairs; benefit %s of at most %s (gap %.2f %%)."),
        (long long)p->plan.demand_count, p->line_count, money(p, p->plan.objective),
        money(p, p->plan.bound), 100 * p->plan.gap);
    meeting_section_paragraph(p->document, s, _("Price of balance %.2f %%."),
                              100 * p->plan.price_of_balance);
    proposal_lines(p, s);
    unmet_lines(p, s);
    note_lines(p, s);
}

static void contested(struct packing *p)
{
    const char *const columns[] = {
        _("Resource"), _("One hour more adds"), _("One hour less loses"), _("Asked"), _("Served"),
        NULL};
    const bool numeric[] = {false, true, true, true, true};
    struct meeting_section *s =
        meeting_document_section(p->document, "contested", _("Contested resources"));
    struct meeting_table *t =
        meeting_section_table(p->document, s, "contested", "", columns, numeric);
    for (size_t i = 0; i < p->plan.shadow_count; i++) {
        const struct match_shadow *x = &p->plan.shadows[i];
        const char *const cells[] = {name(p, MODEL_RESOURCE, x->resource), money(p, x->hour_more),
                                     money(p, x->hour_less), count_text(p, x->asked),
                                     count_text(p, x->served)};
        meeting_table_row(p->document, t, cells);
    }
}

static enum err_code balance_of(struct packing *p, struct incentive_account account,
                                int64_t *balance, struct err *e)
{
    return incentive_ledger_balance(p->store, account, BASE_NONE, balance, e);
}

static enum err_code accounts(struct packing *p, struct err *e)
{
    const char *const columns[] = {_("Organisation"),
                                   _("Contribution"),
                                   C_("account", "Benefit"),
                                   _("Standing"),
                                   _("Owes"),
                                   _("Is owed"),
                                   NULL};
    const bool numeric[] = {false, true, true, true, true, true};
    struct incentive_standing *list;
    size_t count;
    struct meeting_section *s = meeting_document_section(p->document, "accounts", _("Accounts"));
    struct meeting_table *t =
        meeting_section_table(p->document, s, "accounts", "", columns, numeric);
    enum err_code code =
        incentive_standing_all(p->store, store_now(p->store), p->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        int64_t owes = 0, owed = 0;
        code = balance_of(p, INCENTIVE_RECEIVABLE(list[i].organisation), &owes, e);
        if (!code)
            code = balance_of(p, INCENTIVE_PAYABLE(list[i].organisation), &owed, e);
        const char *const cells[] = {name(p, MODEL_ORGANISATION, list[i].organisation),
                                     money(p, (int64_t)llround(list[i].contribution)),
                                     money(p, (int64_t)llround(list[i].benefit)),
                                     base_arena_printf(p->arena, "%.3f", list[i].standing),
                                     money(p, owes),
                                     money(p, -owed)};
        meeting_table_row(p->document, t, cells);
    }
    return code;
}

static enum err_code funds(struct packing *p, struct err *e)
{
    const char *const columns[] = {_("Fund"),     _("Source"),         _("Budget"),    _("Balance"),
                                   _("Promised"), C_("money", "Free"), _("Still due"), NULL};
    const bool numeric[] = {false, false, true, true, true, true, true};
    struct incentive_fund *list;
    size_t count;
    struct meeting_section *s = meeting_document_section(p->document, "funds", _("Funds"));
    struct meeting_table *t = meeting_section_table(p->document, s, "funds", "", columns, numeric);
    enum err_code code = incentive_fund_list(p->store, p->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        const struct incentive_fund *f = &list[i];
        const char *const cells[] = {
            name(p, MODEL_FUND, f->fund->head.id),
            model_vocabulary_label(MODEL_VOCABULARY_FUND_SOURCE, f->fund->source),
            money(p, f->fund->budget),
            money(p, f->balance),
            money(p, f->promised),
            money(p, f->free),
            money(p, f->due)};
        meeting_table_row(p->document, t, cells);
    }
    return code;
}

static void decision_rows(struct packing *p, struct meeting_table *t,
                          const struct meeting_record *r)
{
    for (size_t i = 0; i < r->decision_count; i++) {
        const struct model_decision *d = r->decisions[i];
        char day[16] = "";
        if (d->due != BASE_NONE)
            base_day_format(d->due, day);
        const char *const cells[] = {d->title,  verdict(d->verdict), money(p, d->amount),
                                     d->reason, d->responsible,      day};
        meeting_table_row(p->document, t, cells);
    }
}

static enum err_code last_decisions(struct packing *p, struct err *e)
{
    const char *const columns[] = {_("Text"),        _("Decision"), _("Amount"), _("Reason"),
                                   _("Responsible"), _("Due"),      NULL};
    const bool numeric[] = {false, false, true, false, false, false};
    const struct model_agenda *item = meeting_item_of_kind(&p->record, "decisions");
    struct meeting_record last = {0};
    struct store_ref ref = {MODEL_MEETING, 0};
    enum err_code code = ERR_NONE;
    if (item != NULL && item->record != NULL)
        code = store_anyref_read(p->store, item->record, &ref, e);
    if (!code && ref.id > 0)
        code = meeting_read(p->store, ref.id, p->arena, &last, e);
    if (code)
        return code;
    struct meeting_section *s =
        meeting_document_section(p->document, "decisions", _("Last meeting's decisions"));
    struct meeting_table *t =
        meeting_section_table(p->document, s, "decisions", "", columns, numeric);
    decision_rows(p, t, &last);
    return ERR_NONE;
}

static enum err_code minutes(struct packing *p, struct err *e)
{
    const char *text = p->record.meeting->minutes;
    if (!meeting_is_closed(p->record.meeting)) {
        enum err_code code =
            meeting_minutes(p->desk, p->record.meeting->head.id, p->arena, &text, e);
        if (code)
            return code;
    }
    struct meeting_section *s = meeting_document_section(p->document, "minutes",
                                                         meeting_is_closed(p->record.meeting)
                                                             ? _("Minutes of the meeting")
                                                             : _("Minutes of the meeting (draft)"));
    s->minutes = text;
    return ERR_NONE;
}

enum err_code meeting_pack(struct match_desk *m, int64_t meeting, struct base_arena *a,
                           struct meeting_document **document, struct err *e)
{
    struct packing p = {.desk = m, .store = match_desk_store(m), .arena = a};
    enum err_code code = meeting_read(p.store, meeting, a, &p.record, e);
    if (!code)
        code = meeting_lines(m, meeting, a, &p.lines, &p.line_count, &p.plan, e);
    if (code)
        return code;
    const struct model_meeting *r = p.record.meeting;
    p.document = meeting_document_new(a, r->title,
                                      model_vocabulary_label(MODEL_VOCABULARY_MEETING_STATUS,
                                                             model_code_or(r->status, "planned")));
    agenda(&p);
    proposal(&p);
    contested(&p);
    code = reasons(&p, e);
    if (!code)
        code = accounts(&p, e);
    if (!code)
        code = funds(&p, e);
    if (!code)
        code = last_decisions(&p, e);
    if (!code)
        code = minutes(&p, e);
    *document = p.document;
    return code;
}
