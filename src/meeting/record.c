/* record.c: reading a meeting with its agenda and decisions. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

enum err_code meeting_find(struct store *s, int64_t month, int64_t *meeting, struct err *e)
{
    char text[16];
    base_month_format(month, text);
    return store_number(s, STORE_MEETING_OF_MONTH, STORE_ARGS(STORE_STR(text)), 0, meeting, e);
}

enum err_code meeting_read(struct store *s, int64_t meeting, struct base_arena *a,
                           struct meeting_record *r, struct err *e)
{
    *r = (struct meeting_record){0};
    enum err_code code = store_get(s, MODEL_MEETING, meeting, a, &r->meeting, e);
    if (!code)
        code = store_select(s, MODEL_AGENDA, STORE_MEETING_ITEMS, STORE_ARGS(STORE_INT(meeting)), a,
                            &r->items, &r->item_count, e);
    if (!code)
        code =
            store_select(s, MODEL_DECISION, STORE_MEETING_DECISIONS, STORE_ARGS(STORE_INT(meeting)),
                         a, &r->decisions, &r->decision_count, e);
    return code;
}

bool meeting_is_closed(const struct model_meeting *meeting)
{
    return model_code_is(meeting->status, "closed");
}

enum err_code meeting_refuse_closed(const struct model_meeting *meeting, struct err *e)
{
    if (!meeting_is_closed(meeting))
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, meeting->title,
                   _("What comes up now belongs on the next meeting's agenda."), "%s",
                   _("the meeting is closed, its bookings and minutes are made"));
}

const struct model_decision *meeting_decision_on(const struct meeting_record *r, int64_t item)
{
    for (size_t i = r->decision_count; i-- > 0;) {
        if (r->decisions[i]->agenda == item && r->decisions[i]->demand == BASE_NONE)
            return r->decisions[i];
    }
    return NULL;
}

const struct model_decision *meeting_decision_for(const struct meeting_record *r, int64_t demand,
                                                  int64_t resource)
{
    for (size_t i = r->decision_count; i-- > 0;) {
        const struct model_decision *d = r->decisions[i];
        if (d->demand == demand && (d->resource == resource || d->resource == BASE_NONE))
            return d;
    }
    return NULL;
}

const struct model_agenda *meeting_item_of_kind(const struct meeting_record *r, const char *kind)
{
    for (size_t i = 0; i < r->item_count; i++) {
        if (model_code_is(r->items[i]->kind, kind))
            return r->items[i];
    }
    return NULL;
}

bool meeting_verdict_stands(const char *verdict)
{
    return verdict == NULL || model_code_is(verdict, "accept") || model_code_is(verdict, "amend");
}

const char *meeting_money(struct store *s, int64_t amount, struct base_arena *a)
{
    char shown[40];
    if (amount == BASE_NONE)
        return "";
    base_money_show(amount, (int)store_policy(s)->decimals, shown);
    return base_arena_strdup(a, shown);
}

const char *meeting_number(enum model_type type, int64_t id, struct base_arena *a)
{
    char number[24];
    model_number_format(type, id, number);
    return base_arena_strdup(a, number);
}

const char *meeting_name(struct store *s, enum model_type type, int64_t id, struct base_arena *a)
{
    if (id == BASE_NONE || id == 0)
        return "";
    const char *number = meeting_number(type, id, a), *title = store_title(s, type, id, a);
    return base_text_equal(number, title) ? number : base_arena_printf(a, "%s %s", number, title);
}

/* ---- items ----------------------------------------------------------------------------------- */

enum err_code meeting_items(struct store *s, int64_t meeting, struct base_arena *a,
                            struct meeting_item **items, size_t *count, struct err *e)
{
    struct meeting_record r;
    enum err_code code = meeting_read(s, meeting, a, &r, e);
    if (code)
        return code;
    *items = base_arena_array(a, r.item_count + 1, sizeof **items);
    *count = r.item_count;
    for (size_t i = 0; !code && i < r.item_count; i++) {
        const struct model_agenda *from = r.items[i];
        const struct model_decision *d = meeting_decision_on(&r, from->head.id);
        struct meeting_item *item = &(*items)[i];
        *item = (struct meeting_item){.id = from->head.id,
                                      .position = from->position,
                                      .kind = from->kind,
                                      .title = from->title,
                                      .notes = from->notes,
                                      .amount = BASE_NONE};
        if (from->record != NULL)
            code = store_anyref_read(s, from->record, &item->record, e);
        if (d != NULL) {
            item->decision = d->head.id;
            item->verdict = d->verdict;
            item->reason = d->reason;
            item->amount = d->amount;
        }
    }
    return code;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static struct meeting_line *line_of(struct meeting_line *lines, size_t count,
                                    const struct match_line *l)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].demand == l->demand && lines[i].resource == l->resource)
            return &lines[i];
    }
    return NULL;
}

static void judge_line(const struct meeting_record *r, bool all_stand, struct meeting_line *line)
{
    const struct model_decision *d = meeting_decision_for(r, line->demand, line->resource);
    line->stands = all_stand;
    if (d == NULL)
        return;
    line->decision = d->head.id;
    line->verdict = d->verdict;
    line->reason = d->reason;
    line->stands = meeting_verdict_stands(d->verdict);
    if (model_code_is(d->verdict, "amend") && d->start != BASE_NONE && d->end != BASE_NONE) {
        line->start = d->start;
        line->end = d->end;
        line->minutes = (d->end - d->start) / 60;
        line->sittings = 1;
    }
}

/* A demand that was unmet in the plan and that the meeting gave a place by amending. */
static void add_amended(const struct meeting_record *r, struct meeting_line *lines, size_t *count)
{
    for (size_t i = 0; i < r->decision_count; i++) {
        const struct model_decision *d = r->decisions[i];
        const struct match_line key = {.demand = d->demand, .resource = d->resource};
        if (d->demand == BASE_NONE || d->resource == BASE_NONE || d->start == BASE_NONE ||
            d->end == BASE_NONE || line_of(lines, *count, &key) != NULL)
            continue;
        lines[*count] = (struct meeting_line){
            .demand = d->demand, .resource = d->resource, .start = d->start, .end = d->end};
        judge_line(r, false, &lines[(*count)++]);
    }
}

/* Pins, answers and prohibitions as they are now: those set since the run hold for the next. */
static enum err_code apply_stances(struct store *s, struct meeting_line *lines, size_t count,
                                   struct base_arena *a, struct err *e)
{
    enum { DEMAND, RESOURCE, PINNED, ACCEPTED };
    struct store_rows rows;
    enum err_code code = store_rows(s, STORE_MATCH_STANCES, STORE_NO_ARGS, a, &rows, e);
    for (size_t i = 0; i < count; i++)
        lines[i].pinned = lines[i].forbidden = false;
    for (size_t i = 0; !code && i < rows.count; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        const struct match_line key = {.demand = row[DEMAND].number,
                                       .resource = row[RESOURCE].number};
        struct meeting_line *line = line_of(lines, count, &key);
        if (line != NULL) {
            line->pinned = row[PINNED].number != 0;
            line->forbidden = !line->pinned;
            line->accepted = line->pinned ? row[ACCEPTED].number : 0;
        }
    }
    return code;
}

enum err_code meeting_lines(struct match_desk *m, int64_t meeting, struct base_arena *a,
                            struct meeting_line **lines, size_t *count, struct match_plan *plan,
                            struct err *e)
{
    struct meeting_record r;
    *plan = (struct match_plan){0};
    *count = 0;
    enum err_code code = meeting_read(match_desk_store(m), meeting, a, &r, e);
    if (!code && r.meeting->run != BASE_NONE)
        code = match_plan_load(m, r.meeting->run, a, plan, e);
    if (code)
        return code;
    const struct model_agenda *item = meeting_item_of_kind(&r, "allocation");
    const struct model_decision *d = item != NULL ? meeting_decision_on(&r, item->head.id) : NULL;
    bool stand = meeting_verdict_stands(d != NULL ? d->verdict : NULL);
    *lines = base_arena_array(a, plan->line_count + r.decision_count + 1, sizeof **lines);
    for (size_t i = 0; i < plan->line_count; i++) {
        const struct match_line *l = &plan->lines[i];
        struct meeting_line *line = line_of(*lines, *count, l);
        if (line == NULL) {
            line = &(*lines)[(*count)++];
            *line = (struct meeting_line){.demand = l->demand,
                                          .resource = l->resource,
                                          .start = l->start,
                                          .pinned = l->pinned,
                                          .accepted = l->accepted,
                                          .overruled = l->overruled};
        }
        line->minutes += l->minutes;
        line->benefit += l->benefit;
        line->end = l->end;
        line->sittings++;
    }
    for (size_t i = 0; i < *count; i++)
        judge_line(&r, stand, &(*lines)[i]);
    add_amended(&r, *lines, count);
    return meeting_is_closed(r.meeting) ? ERR_NONE
                                        : apply_stances(match_desk_store(m), *lines, *count, a, e);
}
