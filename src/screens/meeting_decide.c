/* meeting_decide.c: what a meeting decides, entered with its reason, the papers, and closing. */
#include "meeting_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/base/when.h"
#include "sharedesk/exchange/place.h"
#include "sharedesk/report/efficiency.h"
#include "sharedesk/screens/form.h"
#include "sharedesk/screens/pick.h"
#include "sharedesk/screens/views.h"

#include <string.h>

const char *meeting_refuse_change(const struct screens_meeting *v)
{
    const char *why = screens_read_only(v->desk);
    if (!why && v->record && model_code_is(v->record->status, "closed"))
        why = _("the meeting is closed, its bookings and minutes are made");
    return why;
}

/* ---- one decision --------------------------------------------------------------------------- */

static int decide_now(struct tui_screen *s, void *ctx, const char *reason)
{
    struct screens_meeting *v = ctx;
    const struct meeting_question *q = &v->asked;
    struct meeting_decision decision = MEETING_DECISION_INIT;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(v->desk, &e);
    int64_t id;
    decision.meeting = v->meeting;
    decision.item = q->item;
    decision.demand = q->demand;
    decision.resource = q->resource;
    decision.verdict = q->verdict;
    decision.reason = reason;
    decision.start = q->start;
    decision.end = q->end;
    decision.amount = q->amount;
    if (!m || meeting_decide(m, &decision, &id, &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_DONE, _("%s kept as %s"),
            model_vocabulary_label(MODEL_VOCABULARY_VERDICT, q->verdict),
            screens_number_show((struct store_ref){MODEL_DECISION, id}, s->data));
    return TUI_CHANGED;
}

static int ask_reason(struct screens_meeting *v)
{
    struct tui_ask ask = {.label = _("Reason"),
                          .history = "reason",
                          .hint = _("for the minutes"),
                          .done = decide_now,
                          .required = true};
    return tui_ask_line(v->screen, &ask, v);
}

/* ---- amending: where and when, or how much -------------------------------------------------- */

static int amend_end_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_meeting *v = ctx;
    struct err e = ERR_INIT;
    if (base_time_read(text, true, store_now(v->desk->store), &v->asked.end, &e))
        return screens_fail(s, &e);
    return ask_reason(v);
}

static int ask_time(struct screens_meeting *v, const char *label, int64_t initial,
                    int (*done)(struct tui_screen *s, void *ctx, const char *text))
{
    char text[32] = "";
    if (initial != BASE_NONE)
        base_time_show(initial, text);
    struct tui_ask ask = {.label = label,
                          .initial = text,
                          .hint = _("day and time, as 3 Dec 9:00"),
                          .done = done,
                          .required = true};
    return tui_ask_line(v->screen, &ask, v);
}

/* The length stays as it was when only the start is moved. */
static int amend_start_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_meeting *v = ctx;
    struct meeting_question *q = &v->asked;
    struct err e = ERR_INIT;
    int64_t start;
    if (base_time_read(text, false, store_now(v->desk->store), &start, &e))
        return screens_fail(s, &e);
    if (q->start != BASE_NONE && q->end != BASE_NONE)
        q->end += start - q->start;
    q->start = start;
    return ask_time(v, _("Until"), q->end, amend_end_named);
}

static size_t resource_complete(struct tui_screen *s, void *ctx, const char *text,
                                struct base_arena *a, struct tui_choice **choices)
{
    const struct screens_meeting *v = ctx;
    (void)s;
    return screens_pick(v->desk, MODEL_RESOURCE, text, a, choices);
}

static int resource_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_meeting *v = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_resolve(v->desk->store, MODEL_RESOURCE, text, &ref, &e))
        return screens_fail(s, &e);
    v->asked.resource = ref.id;
    return v->asked.then(v);
}

int meeting_ask_resource(struct screens_meeting *v, const char *label,
                         int (*then)(struct screens_meeting *v))
{
    struct tui_ask ask = {.label = label,
                          .hint = _("number, code, name, or any words"),
                          .complete = resource_complete,
                          .choose = true,
                          .done = resource_named,
                          .required = true};
    v->asked.then = then;
    return tui_ask_line(v->screen, &ask, v);
}

static int amend_from(struct screens_meeting *v)
{
    return ask_time(v, _("From"), v->asked.start, amend_start_named);
}

static int amend_amount_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_meeting *v = ctx;
    struct err e = ERR_INIT;
    int decimals = (int)store_policy(v->desk->store)->decimals;
    if (base_money_parse(text, decimals, &v->asked.amount, &e))
        return screens_fail(s, &e);
    return ask_reason(v);
}

static int amend_row(struct screens_meeting *v, const struct meeting_row *row)
{
    if (row->line) {
        v->asked.start = row->line->start;
        v->asked.end = row->line->end;
        return amend_from(v);
    }
    return meeting_ask_resource(v, _("On which resource"), amend_from);
}

static int amend_item(struct screens_meeting *v, const struct meeting_item *item)
{
    if (!model_code_is(item->kind, "claim") && !model_code_is(item->kind, "award"))
        return ask_reason(v);
    struct tui_ask ask = {.label = _("Amount"), .done = amend_amount_named, .required = true};
    return tui_ask_line(v->screen, &ask, v);
}

int meeting_do_decide(struct screens_meeting *v, const char *verdict)
{
    const struct meeting_item *item = meeting_current_item(v);
    const struct meeting_row *row = meeting_current_row(v);
    if (!item && !row)
        return TUI_DONE;
    v->asked = (struct meeting_question){.verdict = verdict,
                                         .item = item ? item->id : 0,
                                         .demand = row ? row->demand : 0,
                                         .resource = row ? row->resource : 0,
                                         .start = BASE_NONE,
                                         .end = BASE_NONE,
                                         .amount = BASE_NONE};
    if (strcmp(verdict, "accept") == 0)
        return decide_now(v->screen, v, NULL);
    if (strcmp(verdict, "amend") == 0)
        return item ? amend_item(v, item) : amend_row(v, row);
    return ask_reason(v);
}

/* ---- beginning, minutes, papers ------------------------------------------------------------- */

int meeting_do_begin(struct screens_meeting *v)
{
    struct base_arena *a = base_arena_new();
    struct model_meeting *meeting = model_record_copy(a, MODEL_MEETING, v->record);
    struct err e = ERR_INIT;
    int result = TUI_CHANGED;
    meeting->status = "in_session";
    meeting->held = store_now(v->desk->store);
    if (store_begin(v->desk->store, "begin meeting", &e) ||
        store_end(v->desk->store, store_put(v->desk->store, MODEL_MEETING, meeting, &e), &e))
        result = screens_fail(v->screen, &e);
    base_arena_free(&a);
    return result;
}

int meeting_do_minutes(struct screens_meeting *v)
{
    struct screens_form_wish wish = {.ref = {MODEL_MEETING, v->meeting}, .focus = "minutes"};
    tui_app_push(v->screen->app, &screens_form_class, &wish);
    return TUI_DONE;
}

static int pack_named(struct tui_screen *s, void *ctx, const char *name)
{
    struct screens_meeting *v = ctx;
    struct base_arena *a = base_arena_new();
    struct meeting_document *document;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(v->desk, &e);
    const char *path =
        m ? exchange_place(store_path(v->desk->store), v->desk->restricted, name, a, &e) : NULL;
    if (!path || report_pack(m, v->meeting, a, &document, &e) ||
        meeting_document_write(document, path, &e))
        tui_say_error(s->app, &e);
    else
        tui_say(s->app, TUI_SAY_DONE, _("the papers are in %s: index.html first"),
                base_utf8_show(a, path));
    base_arena_free(&a);
    return TUI_DONE;
}

int meeting_do_pack(struct screens_meeting *v)
{
    char month[16];
    base_month_format(v->month, month);
    struct tui_ask ask = {.label = _("Papers into directory"),
                          .initial = base_arena_printf(v->screen->data, "meeting-%s", month),
                          .history = "pack",
                          .done = pack_named,
                          .required = true};
    return tui_ask_line(v->screen, &ask, v);
}

/* ---- closing -------------------------------------------------------------------------------- */

static int close_confirmed(struct tui_screen *s, void *ctx)
{
    struct screens_meeting *v = ctx;
    struct base_arena *a = base_arena_new();
    struct meeting_outcome outcome;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(v->desk, &e);
    int result = TUI_CHANGED;
    if (!m || meeting_close(m, v->meeting, a, &outcome, &e)) {
        result = screens_fail(s, &e);
    } else {
        tui_say(s->app, TUI_SAY_DONE,
                _("closed: %zu bookings for %zu demands, %zu claims and %zu awards settled"),
                outcome.bookings, outcome.demands, outcome.claims, outcome.awards);
        v->page = MEETING_MINUTES;
    }
    base_arena_free(&a);
    return result;
}

/* Lines that would be booked now. */
static size_t standing_lines(const struct screens_meeting *v)
{
    const struct screens_sheet *t = v->sheets[MEETING_ALLOCATION];
    size_t standing = 0;
    for (size_t i = 0; i < screens_sheet_count(t); i++) {
        const struct meeting_row *row = screens_sheet_at(t, i);
        standing += row->line && row->line->stands;
    }
    return standing;
}

int meeting_do_close(struct screens_meeting *v)
{
    struct base_arena *a = v->screen->data;
    const char *month = screens_month_show(v->month, a), *question;
    size_t lines = standing_lines(v);
    if (v->decided < v->items) /* what is not decided stands as it was: that must be meant */
        question = base_arena_printf(
            a, _("%zu of %zu items undecided. Close %s: book %zu lines, write minutes?"),
            v->items - v->decided, v->items, month, lines);
    else
        question = base_arena_printf(
            a, _("Close %s: book %zu lines, settle decisions, write minutes?"), month, lines);
    return tui_ask_yes_no(v->screen, question, close_confirmed, v);
}
