/* match_steps.c: what staff say to a pair, from the Match place. Each step is one change of the
 * desk, whether of one pair or of all that are marked. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/commands.h"

#include <string.h>

/* Says one step to every chosen pair, or to none of them. */
static enum err_code steps_say(struct screens_match *m, enum match_step step, const char *reason,
                               const int64_t *others, size_t count, struct err *e)
{
    struct store *store = m->desk->store;
    struct match_desk *desk = screens_match(m->desk, e);
    if (!desk || store_begin(store, match_step_action(step), e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        int64_t demand, resource;
        screens_match_sides(m, others[i], &demand, &resource);
        if (match_proposal_step(desk, demand, resource, step, reason, NULL, e)) {
            store_rollback(store);
            return e->code;
        }
    }
    return store_commit(store, e);
}

static const char *steps_done(enum match_step step)
{
    switch (step) {
    case MATCH_SHORTLIST:
        return _("Shortlisted");
    case MATCH_PROPOSE:
        return C_("done", "Proposed");
    case MATCH_REJECT:
        return _("Rejected: no allocation will take it");
    case MATCH_PIN:
        return _("Pinned: in every allocation that can hold it");
    case MATCH_FORBID:
        return _("Forbidden: in no allocation");
    case MATCH_RELEASE:
        return _("Released: neither pinned nor forbidden");
    case MATCH_ACCEPT:
        return _("The provider's yes is noted");
    case MATCH_DECLINE:
        return _("The provider's no is noted");
    case MATCH_WITHDRAW:
        return _("Taken back");
    case MATCH_ASK_QUOTE:
        return _("Noted that a quote was asked for; @ writes the letter");
    case MATCH_TELL_PROVIDER:
    case MATCH_TELL_REQUESTER:
    case MATCH_REMIND:
        return _("noted that it went out today");
    }
    return "";
}

/* A demand that is served once is held at another resource already: what a pin does to that. */
static const char *steps_held_elsewhere(const struct screens_match *m, struct base_arena *a)
{
    const struct match_candidate *pair = screens_match_pair(m);
    if (m->reverse || !pair || !m->pairs.demand || m->pairs.demand->divisible != BASE_NONE)
        return NULL;
    for (size_t i = 0; i < m->pairs.list.count; i++) {
        const struct match_candidate *other = &m->pairs.list.candidates[i];
        bool pinned = model_code_is(other->stance, "pinned");
        if (other == pair || (!pinned && !model_code_is(other->status, "accepted")))
            continue;
        const char *number =
            screens_number_show((struct store_ref){MODEL_RESOURCE, other->resource}, a);
        return base_arena_printf(
            a,
            pinned ? _("Pinned, but %s is pinned too and only one can be held: release one with !")
                   : _("Pinned: allocations leave out %s now, though its provider said yes"),
            number);
    }
    return NULL;
}

static int steps_take(struct tui_screen *s, enum match_step step, const char *reason)
{
    struct screens_match *m = s->state;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int64_t *others;
    size_t count;
    const char *elsewhere;
    int result = TUI_CHANGED;
    screens_match_chosen(m, SIZE_MAX, a, &others, &count);
    if (steps_say(m, step, reason, others, count, &e))
        result = screens_fail(s, &e);
    else if (count > 1)
        tui_say(s->app, TUI_SAY_DONE, _("%s (%zu pairs)"), steps_done(step), count);
    else if (step == MATCH_PIN && (elsewhere = steps_held_elsewhere(m, a)) != NULL)
        tui_say(s->app, TUI_SAY_WARNING, "%s", elsewhere);
    else
        tui_say(s->app, TUI_SAY_DONE, "%s", steps_done(step));
    if (result == TUI_CHANGED)
        screens_match_unmark(m);
    base_arena_free(&a);
    return result;
}

int screens_match_ask_quote(struct tui_screen *s)
{
    return steps_take(s, MATCH_ASK_QUOTE, NULL);
}

/* ---- reasons ------------------------------------------------------------------------------- */

static int steps_reason_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_match *m = ctx;
    return steps_take(s, m->step, text);
}

static int steps_ask_reason(struct tui_screen *s, enum match_step step, const char *label)
{
    struct screens_match *m = s->state;
    struct tui_ask ask = {.label = label,
                          .history = "reject",
                          .hint = _("the reason, kept with the pair for colleagues"),
                          .required = true,
                          .done = steps_reason_done};
    m->step = step;
    return tui_ask_line(s, &ask, m);
}

/* ---- the provider's answer ----------------------------------------------------------------- */

static int steps_answer_done(struct tui_screen *s, void *ctx, const char *code)
{
    (void)ctx;
    if (strcmp(code, "accept") == 0)
        return steps_take(s, MATCH_ACCEPT, NULL);
    if (strcmp(code, "withdraw") == 0)
        return steps_take(s, MATCH_WITHDRAW, NULL);
    return steps_ask_reason(s, MATCH_DECLINE, _("Why did the provider decline?"));
}

static int steps_answer(struct tui_screen *s)
{
    const struct tui_choice choices[] = {
        {"accept", _("yes: the provider accepts"), NULL},
        {"decline", _("no: the provider declines"), _("no allocation will take it")},
        {"withdraw", _("the desk takes its proposal back"), NULL}};
    return tui_ask_choice(s, _("The provider's answer"), choices, 3, NULL, steps_answer_done,
                          s->state);
}

/* ---- pins ---------------------------------------------------------------------------------- */

static bool steps_any_blocked(const struct screens_match *m)
{
    const struct match_list *list = &m->pairs.list;
    for (size_t i = 0; i < list->count; i++)
        if (list->candidates[i].blocked &&
            screens_match_marked(m, screens_match_other(m, &list->candidates[i])))
            return true;
    return m->pairs.marked_count == 0 && screens_match_pair(m)->blocked;
}

/* A pin against a gate needs someone who answers for it. */
static int steps_pin(struct tui_screen *s, const struct match_candidate *pair)
{
    if (model_code_is(pair->stance, "pinned"))
        return steps_take(s, MATCH_RELEASE, NULL);
    return steps_any_blocked(s->state)
               ? steps_ask_reason(s, MATCH_PIN, _("Blocked. Why is it pinned all the same?"))
               : steps_take(s, MATCH_PIN, NULL);
}

/* ---- from the keys ------------------------------------------------------------------------- */

int screens_match_step(struct tui_screen *s, int id)
{
    const struct match_candidate *pair = screens_match_pair(s->state);
    switch (id) {
    case SCREENS_DO_MATCH_PROPOSE:
        return steps_take(s, MATCH_PROPOSE, NULL);
    case SCREENS_DO_MATCH_SHORTLIST:
        return steps_take(s, MATCH_SHORTLIST, NULL);
    case SCREENS_DO_MATCH_REJECT:
        return steps_ask_reason(s, MATCH_REJECT, _("Why is it rejected?"));
    case SCREENS_DO_MATCH_PIN:
        return steps_pin(s, pair);
    case SCREENS_DO_MATCH_FORBID:
        return steps_take(
            s, model_code_is(pair->stance, "forbidden") ? MATCH_RELEASE : MATCH_FORBID, NULL);
    case SCREENS_DO_MATCH_ANSWER:
        return steps_answer(s);
    default:
        return TUI_PASS;
    }
}

const char *screens_match_step_refuse(struct tui_screen *s, int id)
{
    struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    const char *why = screens_read_only(m->desk);
    if (why)
        return why;
    if (!pair)
        return _("no pair is chosen");
    if (m->pairs.marked_count > 0)
        return NULL; /* each pair says for itself */
    bool proposes = id == SCREENS_DO_MATCH_PROPOSE || id == SCREENS_DO_MATCH_SHORTLIST;
    if (proposes && model_code_is(pair->status, "accepted"))
        return _("its provider has already said yes");
    if (id == SCREENS_DO_MATCH_PROPOSE && pair->blocked)
        return _("the pair is blocked; w tells why");
    if (id == SCREENS_DO_MATCH_PROPOSE && model_code_is(pair->status, "proposed"))
        return _("it is proposed already; y notes the provider's answer");
    if (id == SCREENS_DO_MATCH_ANSWER && !model_code_is(pair->status, "proposed") &&
        !model_code_is(pair->status, "accepted"))
        return _("the pair is not proposed");
    return NULL;
}
