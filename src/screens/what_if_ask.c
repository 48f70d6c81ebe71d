/* what_if_ask.c: which record, and what of it: two questions at the bottom line for each
 * assumption; then the month is worked out anew. */
#include "what_if_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/pick.h"

#include <stdlib.h>
#include <string.h>

/* ---- the list ------------------------------------------------------------------------------ */

static bool about_same(const struct what_if_item *a, const struct what_if_item *b)
{
    if (a->is_stance || b->is_stance)
        return a->is_stance && b->is_stance && a->stance.demand == b->stance.demand &&
               a->stance.resource == b->stance.resource;
    if (a->assumption.what != b->assumption.what)
        return false;
    return a->assumption.what == MATCH_ASSUME_POLICY
               ? strcmp(a->assumption.key, b->assumption.key) == 0
               : a->assumption.of == b->assumption.of;
}

/* What is said again of the same thing takes the place of what was said before. */
static int add(struct tui_screen *s, struct what_if_item item)
{
    struct what_if *w = s->state;
    size_t i = 0;
    while (i < w->assumed->count && !about_same(&w->assumed->items[i], &item))
        i++;
    w->assumed->items[i] = item;
    w->assumed->count += i == w->assumed->count;
    return what_if_run(s);
}

static int drop_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct what_if *w = ctx;
    size_t i = (size_t)strtoul(code, NULL, 10);
    memmove(&w->assumed->items[i], &w->assumed->items[i + 1],
            (w->assumed->count - i - 1) * sizeof *w->assumed->items);
    w->assumed->count--;
    return what_if_run(s);
}

int what_if_clear(struct tui_screen *s)
{
    struct what_if *w = s->state;
    w->assumed->count = 0;
    base_arena_reset(w->assumed->life);
    return what_if_run(s);
}

int what_if_ask_drop(struct tui_screen *s)
{
    struct what_if *w = s->state;
    struct tui_choice choices[WHAT_IF_MOST];
    struct base_arena *a = base_arena_new();
    for (size_t i = 0; i < w->assumed->count; i++)
        choices[i] =
            (struct tui_choice){base_arena_printf(a, "%zu", i), w->assumed->items[i].text, NULL};
    int result = w->assumed->count == 1 ? drop_chosen(s, w, "0")
                                        : tui_ask_choice(s, _("Assume no longer"), choices,
                                                         w->assumed->count, NULL, drop_chosen, w);
    base_arena_free(&a);
    return result;
}

/* ---- asking for a record ------------------------------------------------------------------- */

static enum model_type type_asked(const struct what_if *w)
{
    return match_assumed_type(w->asked.what);
}

static size_t complete_record(struct tui_screen *s, void *ctx, const char *text,
                              struct base_arena *a, struct tui_choice **choices)
{
    const struct what_if *w = ctx;
    (void)s;
    return screens_pick(w->desk, type_asked(w), text, a, choices);
}

static size_t complete_demand(struct tui_screen *s, void *ctx, const char *text,
                              struct base_arena *a, struct tui_choice **choices)
{
    const struct what_if *w = ctx;
    (void)s;
    return screens_pick(w->desk, MODEL_DEMAND, text, a, choices);
}

static size_t complete_resource(struct tui_screen *s, void *ctx, const char *text,
                                struct base_arena *a, struct tui_choice **choices)
{
    const struct what_if *w = ctx;
    (void)s;
    return screens_pick(w->desk, MODEL_RESOURCE, text, a, choices);
}

/* The number that is suggested, or "". */
static const char *suggested(enum model_type type, int64_t id, struct base_arena *a)
{
    return id > 0 ? screens_number_show((struct store_ref){type, id}, a) : "";
}

static int64_t likely_demand(const struct what_if *w)
{
    const struct match_change *c = what_if_current(w);
    return c ? c->demand : w->of.demand;
}

static int64_t likely_resource(const struct what_if *w)
{
    const struct match_change *c = what_if_current(w);
    if (!c)
        return w->of.resource;
    return c->resource_now ? c->resource_now : c->resource_before;
}

static int64_t likely_record(const struct what_if *w, enum model_type type, struct base_arena *a)
{
    struct model_demand *d;
    struct err ignored = ERR_INIT; /* then nothing is suggested */
    int64_t requester = 0;
    if (type == MODEL_RESOURCE)
        return likely_resource(w);
    if (type == MODEL_ORGANISATION && likely_demand(w) > 0 &&
        !store_get(w->desk->store, MODEL_DEMAND, likely_demand(w), a, &d, &ignored))
        requester = d->requester;
    err_clear(&ignored);
    return requester;
}

/* ---- asking for a value -------------------------------------------------------------------- */

static const char *value_hint(enum match_assumed what)
{
    switch (what) {
    case MATCH_ASSUME_CAPACITY:
        return _("as 20 h or 90 min a month; 0: none");
    case MATCH_ASSUME_HOURS:
        return _("as Mon-Fri 08:00-18:00; Sat 09:00-12:00, or 24x7");
    case MATCH_ASSUME_FUND:
        return _("money that is in it");
    case MATCH_ASSUME_STANDING:
        return _("0.5 to 2; 1 is in balance");
    default:
        return _("a value of the policy");
    }
}

static int value_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct what_if *w = ctx;
    struct what_if_item item = {.is_stance = false};
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(w->desk, &e);
    if (!m)
        return screens_fail(s, &e);
    const char *which = w->asked.what == MATCH_ASSUME_POLICY
                            ? w->asked.key
                            : suggested(type_asked(w), w->asked.of, w->assumed->life);
    const char *whole = base_arena_printf(w->assumed->life, "%s=%s", which, text);
    if (match_assumption_parse(m, w->asked.what, whole, w->assumed->life, &item.assumption, &e))
        return screens_fail(s, &e);
    item.text = match_assumption_show(m, &item.assumption, w->assumed->life);
    return add(s, item);
}

static int ask_value(struct tui_screen *s)
{
    struct what_if *w = s->state;
    struct err e = ERR_INIT;
    struct base_arena *a = base_arena_new();
    struct match_desk *m = screens_match(w->desk, &e);
    const char *now = "";
    int result;
    if (!m || match_assumption_now(m, w->asked.what, w->asked.of, w->asked.key, a, &now, &e)) {
        result = screens_fail(s, &e);
    } else {
        struct tui_ask ask = {.label = match_assumed_label(w->asked.what, w->asked.key),
                              .initial = now,
                              .replace = true,
                              .hint = value_hint(w->asked.what),
                              .done = value_named};
        result = tui_ask_line(s, &ask, w);
    }
    base_arena_free(&a);
    return result;
}

static int record_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct what_if *w = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_resolve(w->desk->store, type_asked(w), text, &ref, &e))
        return screens_fail(s, &e);
    w->asked.of = ref.id;
    return ask_value(s);
}

/* ---- a weight ------------------------------------------------------------------------------ */

static int key_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct what_if *w = ctx;
    w->asked.key = base_arena_strdup(w->assumed->life, code);
    return ask_value(s);
}

/* The points of the criteria and what goes into the benefit; the rest of the policy can be assumed
 * in the shell. */
static int ask_key(struct tui_screen *s)
{
    struct what_if *w = s->state;
    struct base_arena *a = base_arena_new();
    size_t count, n = 0;
    const struct model_option *options = model_options(MODEL_SCOPE_POLICY, &count);
    struct tui_choice *choices = base_arena_array(a, count + 1, sizeof *choices);
    for (size_t i = 0; i < count; i++)
        if (strcmp(options[i].section, "fit") == 0 || strcmp(options[i].section, "benefit") == 0)
            choices[n++] = (struct tui_choice){options[i].key, _(options[i].help),
                                               model_option_text(MODEL_SCOPE_POLICY, options[i].key,
                                                                 store_policy(w->desk->store), a)};
    int result = tui_ask_choice(s, _("Which weight"), choices, n, NULL, key_chosen, w);
    base_arena_free(&a);
    return result;
}

int what_if_ask(struct tui_screen *s, enum match_assumed what)
{
    struct what_if *w = s->state;
    w->asked = (struct what_if_question){.what = what};
    if (what == MATCH_ASSUME_POLICY)
        return ask_key(s);
    struct base_arena *a = base_arena_new();
    enum model_type type = match_assumed_type(what);
    struct tui_ask ask = {.label = _(model_type_info(type)->label),
                          .initial = suggested(type, likely_record(w, type, a), a),
                          .replace = true,
                          .hint = _("number, code, name, or any words"),
                          .complete = complete_record,
                          .choose = true,
                          .done = record_named,
                          .required = true};
    int result = tui_ask_line(s, &ask, w);
    base_arena_free(&a);
    return result;
}

/* ---- a pin or prohibition ------------------------------------------------------------------ */

static int stance_resource_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct what_if *w = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_resolve(w->desk->store, MODEL_RESOURCE, text, &ref, &e))
        return screens_fail(s, &e);
    struct what_if_item item = {.is_stance = true,
                                .stance = {w->asked.of, ref.id, w->asked.pinned, _("assumed")}};
    const char *demand = suggested(MODEL_DEMAND, w->asked.of, w->assumed->life);
    const char *title = store_title(w->desk->store, MODEL_DEMAND, w->asked.of, w->assumed->life);
    const char *resource = suggested(MODEL_RESOURCE, ref.id, w->assumed->life);
    const char *name = store_title(w->desk->store, MODEL_RESOURCE, ref.id, w->assumed->life);
    item.text = base_arena_printf(w->assumed->life,
                                  w->asked.pinned ? _("%s %s is pinned to %s %s")
                                                  : _("%s %s is kept from %s %s"),
                                  demand, title, resource, name);
    return add(s, item);
}

static int stance_demand_named(struct tui_screen *s, void *ctx, const char *text)
{
    struct what_if *w = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_resolve(w->desk->store, MODEL_DEMAND, text, &ref, &e))
        return screens_fail(s, &e);
    struct base_arena *a = base_arena_new();
    w->asked.of = ref.id;
    struct tui_ask ask = {.label = w->asked.pinned ? _("Pin to which resource")
                                                   : _("Forbid which resource"),
                          .initial = suggested(MODEL_RESOURCE, likely_resource(w), a),
                          .replace = true,
                          .hint = _("number, code, name, or any words"),
                          .complete = complete_resource,
                          .choose = true,
                          .done = stance_resource_named,
                          .required = true};
    int result = tui_ask_line(s, &ask, w);
    base_arena_free(&a);
    return result;
}

int what_if_ask_stance(struct tui_screen *s, bool pinned)
{
    struct what_if *w = s->state;
    struct base_arena *a = base_arena_new();
    w->asked = (struct what_if_question){.pinned = pinned};
    struct tui_ask ask = {.label = pinned ? _("Pin which demand") : _("Forbid for which demand"),
                          .initial = suggested(MODEL_DEMAND, likely_demand(w), a),
                          .replace = true,
                          .hint = _("number, code, name, or any words"),
                          .complete = complete_demand,
                          .choose = true,
                          .done = stance_demand_named,
                          .required = true};
    int result = tui_ask_line(s, &ask, w);
    base_arena_free(&a);
    return result;
}
