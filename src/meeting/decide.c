/* decide.c: entering what a meeting decides. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

struct deciding {
    struct match_desk *desk;
    struct store *store;
    struct base_arena *arena;
    struct meeting_record record;
    const struct meeting_decision *what;
    const struct model_agenda *item;
    int64_t resource; /* of a line */
};

static enum err_code refuse(const struct deciding *d, const char *why, const char *hint,
                            struct err *e)
{
    return err_set(e, ERR_REFUSED, d->record.meeting->title, hint, "%s", why);
}

/* ---- what it is about ------------------------------------------------------------------------ */

static bool is_line(const struct meeting_decision *what)
{
    return what->demand > 0;
}

/* The line that the demand has in the plan. An unmet demand can only be given a place. */
static enum err_code find_line(struct deciding *d, struct err *e)
{
    struct meeting_line *lines;
    size_t count;
    struct match_plan plan;
    enum err_code code =
        meeting_lines(d->desk, d->record.meeting->head.id, d->arena, &lines, &count, &plan, e);
    if (code)
        return code;
    d->item = meeting_item_of_kind(&d->record, "allocation");
    d->resource = d->what->resource;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].demand == d->what->demand &&
            (d->resource <= 0 || lines[i].resource == d->resource)) {
            d->resource = lines[i].resource;
            return ERR_NONE;
        }
    }
    bool placed = d->resource > 0 && d->what->start != BASE_NONE && d->what->end != BASE_NONE;
    if (model_code_is(d->what->verdict, "amend") && placed)
        return ERR_NONE;
    return refuse(d, _("the plan has no such line"),
                  _("Give an unmet demand a place with amend, a resource, a start and an end."), e);
}

static enum err_code find_item(struct deciding *d, struct err *e)
{
    const char *record =
        d->what->record.id > 0 ? store_anyref_write(d->store, d->what->record, d->arena) : NULL;
    for (size_t i = 0; i < d->record.item_count; i++) {
        const struct model_agenda *item = d->record.items[i];
        if (item->head.id == d->what->item ||
            (d->what->item == 0 && record != NULL && base_text_equal(item->record, record))) {
            d->item = item;
            return ERR_NONE;
        }
    }
    return refuse(d, _("it is not on the agenda"),
                  _("Prepare the meeting again to bring in what is new."), e);
}

/* ---- whether it may be ----------------------------------------------------------------------- */

static bool decides_money(const struct deciding *d)
{
    return model_code_is(d->item->kind, "claim") || model_code_is(d->item->kind, "award");
}

/* A meeting grants at most what is claimed; told while it decides, not when it closes. */
static enum err_code check_granted(const struct deciding *d, struct err *e)
{
    const struct model_claim *claim;
    struct store_ref ref;
    if (store_anyref_read(d->store, d->item->record, &ref, e))
        return e->code;
    if (ref.type != MODEL_CLAIM)
        return ERR_NONE;
    if (store_get(d->store, MODEL_CLAIM, ref.id, d->arena, &claim, e))
        return e->code;
    if (d->what->amount < 0 || d->what->amount > claim->amount)
        return refuse(d, _("the amount granted does not lie between nothing and the claim"),
                      _("Grant at most what is claimed."), e);
    return ERR_NONE;
}

static enum err_code check(const struct deciding *d, struct err *e)
{
    const struct meeting_decision *w = d->what;
    bool amends = model_code_is(w->verdict, "amend");
    if (model_vocabulary_find(MODEL_VOCABULARY_VERDICT, w->verdict) == NULL)
        return refuse(d, _("a decision is accept, refuse, defer or amend"), NULL, e);
    if (!model_code_is(w->verdict, "accept") && base_text_empty(w->reason))
        return refuse(d, _("no reason was given"), _("Say why, for the minutes."), e);
    if (amends && is_line(w) &&
        (w->start == BASE_NONE || w->end == BASE_NONE || w->end <= w->start))
        return refuse(d, _("an amended line needs a start and an end after it"), NULL, e);
    if (amends && !is_line(w) && decides_money(d) && w->amount == BASE_NONE)
        return refuse(d, _("amending a claim or award needs an amount"), NULL, e);
    if (!is_line(w) && w->amount != BASE_NONE && model_code_is(d->item->kind, "claim") &&
        d->item->record != NULL)
        return check_granted(d, e);
    return ERR_NONE;
}

/* ---- the record ------------------------------------------------------------------------------ */

static struct model_decision *find_decision(struct deciding *d)
{
    const struct model_decision *found =
        is_line(d->what) ? meeting_decision_for(&d->record, d->what->demand, d->resource)
                         : meeting_decision_on(&d->record, d->item->head.id);
    if (found != NULL)
        return model_record_copy(d->arena, MODEL_DECISION, found);
    struct model_decision *new = model_record_new(d->arena, MODEL_DECISION);
    new->meeting = d->record.meeting->head.id;
    return new;
}

static const char *title_of(const struct deciding *d)
{
    if (!base_text_empty(d->what->text))
        return d->what->text;
    const char *label = model_vocabulary_label(MODEL_VOCABULARY_VERDICT, d->what->verdict);
    const char *about =
        is_line(d->what)
            ? base_arena_printf(d->arena, "%s → %s",
                                meeting_name(d->store, MODEL_DEMAND, d->what->demand, d->arena),
                                meeting_name(d->store, MODEL_RESOURCE, d->resource, d->arena))
            : d->item->title;
    return base_arena_printf(d->arena, _("%s: %s"), label, about);
}

static enum err_code write_decision(struct deciding *d, int64_t *decision, struct err *e)
{
    const struct meeting_decision *w = d->what;
    struct model_decision *r = find_decision(d);
    r->title = title_of(d);
    r->agenda = d->item != NULL ? d->item->head.id : BASE_NONE;
    r->verdict = model_vocabulary_find(MODEL_VOCABULARY_VERDICT, w->verdict);
    r->record = is_line(w) || d->item == NULL ? NULL : d->item->record;
    r->demand = is_line(w) ? w->demand : BASE_NONE;
    r->resource = is_line(w) ? d->resource : BASE_NONE;
    r->start = w->start;
    r->end = w->end;
    r->amount = w->amount;
    r->reason = base_text_empty(w->reason) ? NULL : w->reason;
    r->responsible = w->responsible;
    r->due = w->due;
    enum err_code code = store_put(d->store, MODEL_DECISION, r, e);
    if (decision != NULL)
        *decision = r->head.id;
    return code;
}

static enum err_code decide(struct deciding *d, int64_t *decision, struct err *e)
{
    struct model_meeting *m = d->record.meeting;
    enum err_code code = is_line(d->what) ? find_line(d, e) : find_item(d, e);
    if (!code)
        code = check(d, e);
    if (!code)
        code = write_decision(d, decision, e);
    if (code || model_code_is(m->status, "in_session"))
        return code;
    m->status = "in_session";
    if (m->held == BASE_NONE)
        m->held = store_now(d->store);
    return store_put(d->store, MODEL_MEETING, m, e);
}

enum err_code meeting_decide(struct match_desk *m, const struct meeting_decision *what,
                             int64_t *decision, struct err *e)
{
    struct deciding d = {.desk = m, .store = match_desk_store(m), .what = what};
    d.arena = base_arena_new();
    enum err_code code = meeting_read(d.store, what->meeting, d.arena, &d.record, e);
    if (!code)
        code = meeting_refuse_closed(d.record.meeting, e);
    if (!code)
        code = store_begin(d.store, "decide", e);
    if (!code)
        code = store_end(d.store, decide(&d, decision, e), e);
    base_arena_free(&d.arena);
    return code;
}
