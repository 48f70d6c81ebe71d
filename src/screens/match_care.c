/* match_care.c: who looks after a demand and when to come back to it; quotes and letters about a
 * pair. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/value.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/letter.h"
#include "sharedesk/screens/open.h"

#include <string.h>

/* ---- the demand ---------------------------------------------------------------------------- */

/* The demand under the cursor, on whichever side it stands. */
static int64_t care_demand(const struct screens_match *m)
{
    const struct match_candidate *pair = screens_match_pair(m);
    if (m->reverse)
        return pair ? pair->demand : 0;
    return screens_match_list_current(m);
}

static const struct model_field *care_field(const struct screens_match *m)
{
    return model_field_find(model_type_info(MODEL_DEMAND), m->care);
}

static int care_written(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_match *m = ctx;
    struct store *store = m->desk->store;
    struct base_arena *a = base_arena_new();
    struct model_demand *d;
    struct err e = ERR_INIT;
    int result = TUI_CHANGED;
    if (store_get(store, MODEL_DEMAND, care_demand(m), a, &d, &e) ||
        model_value_parse(care_field(m), text, store_format_number(store), a, d, &e) ||
        store_begin(store, "set", &e) ||
        store_end(store, store_put(store, MODEL_DEMAND, d, &e), &e))
        result = screens_fail(s, &e);
    else if (d->follow_up != BASE_NONE && d->follow_up < base_time_day(store_now(store)) &&
             strcmp(m->care, "follow_up") == 0)
        tui_say(s->app, TUI_SAY_WARNING,
                _("Follow up: %s, which has passed: Today reminds at once"),
                screens_date_show(m->desk, d->follow_up, a));
    else
        tui_say(s->app, TUI_SAY_DONE, _("%s: %s"), _(care_field(m)->label),
                *text ? model_value_show(care_field(m), d, store_format_number(store), a)
                      : _("none"));
    base_arena_free(&a);
    return result;
}

static int care_ask(struct tui_screen *s, const char *field, const char *suggested, bool keep,
                    const char *hint)
{
    struct screens_match *m = s->state;
    struct base_arena *a = base_arena_new();
    const struct model_demand *d;
    struct err e = ERR_INIT;
    int result;
    m->care = field;
    if (store_get(m->desk->store, MODEL_DEMAND, care_demand(m), a, &d, &e)) {
        result = screens_fail(s, &e);
    } else {
        const char *now =
            model_value_format(care_field(m), d, store_format_number(m->desk->store), a);
        struct tui_ask ask = {.label = _(care_field(m)->label),
                              .initial = keep && *now ? now : suggested,
                              .hint = hint,
                              .replace = true,
                              .done = care_written};
        result = tui_ask_line(s, &ask, m);
    }
    base_arena_free(&a);
    return result;
}

static int care_ask_handler(struct tui_screen *s)
{
    const struct screens_match *m = s->state;
    return care_ask(s, "handler", store_actor(m->desk->store), false, _("account; empty: nobody"));
}

/* As many days ahead as an answer may take, unless a day is set. */
static int care_ask_follow_up(struct tui_screen *s)
{
    const struct screens_match *m = s->state;
    const struct store *store = m->desk->store;
    char day[16];
    base_day_format(base_time_day(store_now(store)) + store_policy(store)->answer_days, day);
    return care_ask(s, "follow_up", day, true,
                    _("25 Nov, tomorrow, next Monday, +3d; empty: none"));
}

/* ---- mine ---------------------------------------------------------------------------------- */

static int care_mine(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    struct base_arena *a = base_arena_new();
    const char *mine = base_arena_printf(a, "handler=\"%s\"", store_actor(m->desk->store));
    bool on = m->filter && strcmp(m->filter, mine) == 0;
    int result = screens_match_list_narrow(s, on ? "" : mine);
    if (result == TUI_RELOAD)
        tui_say(s->app, TUI_SAY_INFO, "%s",
                on ? _("all open demands") : _("only the demands you look after; M: all"));
    base_arena_free(&a);
    return result;
}

/* ---- quotes -------------------------------------------------------------------------------- */

static enum err_code care_proposal(const struct screens_match *m, struct base_arena *a,
                                   const struct model_proposal **p, struct err *e)
{
    const struct match_candidate *pair = screens_match_pair(m);
    *p = NULL;
    return pair->proposal ? store_get(m->desk->store, MODEL_PROPOSAL, pair->proposal, a, p, e)
                          : ERR_NONE;
}

/* What the provider said of this pair, typed in as a quote. */
static int care_add_quote(struct tui_screen *s)
{
    const struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    struct base_arena *a = base_arena_new();
    struct model_quote *quote = model_record_new(a, MODEL_QUOTE);
    quote->demand = pair->demand;
    quote->resource = pair->resource;
    quote->minutes = pair->minutes;
    int result = screens_open_add(s, MODEL_QUOTE, quote);
    base_arena_free(&a);
    return result;
}

static int care_quote_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    (void)ctx;
    return strcmp(code, "enter") == 0 ? care_add_quote(s) : screens_match_ask_quote(s);
}

static int care_quote(struct tui_screen *s)
{
    struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    const struct model_proposal *p = NULL;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int result;
    if (care_proposal(m, a, &p, &e)) {
        result = screens_fail(s, &e);
    } else if (pair->figures.quote && m->pairs.marked_count == 0) {
        result = screens_open_edit(s, (struct store_ref){MODEL_QUOTE, pair->figures.quote});
    } else if (p && p->quote_asked != BASE_NONE && m->pairs.marked_count == 0) {
        const char *when =
            base_arena_printf(a, _("asked %s"), screens_time_show(m->desk, p->quote_asked, a));
        const struct tui_choice choices[] = {{"enter", _("the answer has come: enter it"), NULL},
                                             {"again", _("ask once more"), when}};
        result = tui_ask_choice(s, _("Quote"), choices, 2, NULL, care_quote_chosen, m);
    } else {
        result = screens_match_ask_quote(s);
    }
    base_arena_free(&a);
    return result;
}

/* ---- letters ------------------------------------------------------------------------------- */

static int care_letter(struct tui_screen *s)
{
    const struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    struct screens_letter_visit visit = {
        .proposal = pair->proposal, .demand = pair->demand, .resource = pair->resource};
    struct err e = ERR_INIT;
    struct match_desk *desk = screens_match(m->desk, &e);
    struct store_ref ref = {MODEL_PROPOSAL, pair->proposal};
    if (!desk || report_letter_due(desk, ref, &visit.kind, &e))
        return screens_fail(s, &e);
    tui_app_push(s->app, &screens_letter_class, &visit);
    return TUI_DONE;
}

/* ---- from the keys ------------------------------------------------------------------------- */

int screens_match_care(struct tui_screen *s, int id)
{
    switch (id) {
    case SCREENS_DO_MATCH_HANDLER:
        return care_ask_handler(s);
    case SCREENS_DO_MATCH_FOLLOW_UP:
        return care_ask_follow_up(s);
    case SCREENS_DO_MATCH_MINE:
        return care_mine(s);
    case SCREENS_DO_MATCH_QUOTE:
        return care_quote(s);
    case SCREENS_DO_MATCH_LETTER:
        return care_letter(s);
    default:
        return TUI_PASS;
    }
}

/* NULL also for what is no business of this file. */
const char *screens_match_care_refuse(struct tui_screen *s, int id)
{
    const struct screens_match *m = s->state;
    const struct match_candidate *pair = screens_match_pair(m);
    switch (id) {
    case SCREENS_DO_MATCH_HANDLER:
    case SCREENS_DO_MATCH_FOLLOW_UP:
        if (screens_read_only(m->desk))
            return screens_read_only(m->desk);
        return care_demand(m) ? NULL : _("no demand is chosen");
    case SCREENS_DO_MATCH_MINE:
        return m->reverse ? _("offers are nobody's; o turns to the demands") : NULL;
    case SCREENS_DO_MATCH_QUOTE:
        if (screens_read_only(m->desk))
            return screens_read_only(m->desk);
        return pair ? NULL : _("no pair is chosen");
    case SCREENS_DO_MATCH_LETTER:
        if (!pair)
            return _("no pair is chosen");
        if (!pair->proposal)
            return _("propose the pair first (p), or put it on the short list (t)");
        return NULL;
    default:
        return NULL;
    }
}
