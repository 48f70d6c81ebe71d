/* match_read.c: why a resource fits a demand, or why not: every gate and every criterion. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/pick.h"

#include <inttypes.h>
#include <stdlib.h>

/* What the reading asks for each time it is read. */
struct why {
    struct screens_desk *desk;
    int64_t demand, resource;
};

static void why_gates(struct tui_pager *p, const struct match_candidate *c, struct base_arena *a)
{
    tui_pager_add(p, TUI_TITLE, 1, _("Gates"));
    for (int i = 0; i < MATCH_GATE_COUNT; i++) {
        const struct match_verdict *v = &c->gates[i];
        tui_pager_field(p, match_gate_label((enum match_gate)i), v->passed ? TUI_NORMAL : TUI_ERROR,
                        base_arena_printf(a, "%s %s",
                                          tui_sign(v->passed ? TUI_SIGN_YES : TUI_SIGN_NO),
                                          v->text ? v->text : ""));
    }
}

static void why_criteria(struct tui_pager *p, const struct match_candidate *c,
                         const struct match_remark *remarks, struct base_arena *a)
{
    tui_pager_add(p, TUI_TITLE, 1, _("Criteria"));
    for (int i = 0; i < MATCH_CRITERION_COUNT; i++)
        tui_pager_field(p, match_criterion_label((enum match_criterion)i),
                        remarks[i].sign == '+' ? TUI_GAIN : TUI_LOSS,
                        base_arena_printf(a, "%s %2" PRId64 ".%02" PRId64 " / %2d   %s",
                                          remarks[i].sign == '+' ? "+" : tui_sign(TUI_SIGN_MINUS),
                                          c->parts[i] / 100, c->parts[i] % 100, remarks[i].most,
                                          remarks[i].text));
    tui_pager_field(p, _("Score"), TUI_STRONG,
                    base_arena_printf(a, "%" PRId64 ".%02" PRId64, c->score / 100, c->score % 100));
}

static const char *why_price(const struct why *w, const struct match_candidate *c,
                             struct base_arena *a)
{
    const char *price = screens_money_show(w->desk, c->price, a);
    if (c->figures.voucher == 0)
        return price;
    return base_arena_printf(
        a, _("%s: voucher %s pays %s of %s"), price,
        screens_number_show((struct store_ref){MODEL_VOUCHER, c->figures.voucher}, a),
        screens_money_show(w->desk, c->figures.voucher_amount, a),
        screens_money_show(w->desk, c->figures.full_price, a));
}

static void why_worth(struct tui_pager *p, const struct why *w, struct match_desk *desk,
                      const struct match_candidate *c, struct base_arena *a)
{
    tui_pager_add(p, TUI_TITLE, 1, _("Worth"));
    tui_pager_field(p, _("Price"), TUI_NORMAL, why_price(w, c, a));
    tui_pager_field(p, _("Needed"), TUI_NORMAL, model_minutes_show(c->minutes, a));
    tui_pager_field(p, _("Free"), TUI_NORMAL, model_minutes_show(c->free_minutes, a));
    if (c->figures.quote)
        tui_pager_field(p, _("Quote"), TUI_NORMAL,
                        screens_number_show((struct store_ref){MODEL_QUOTE, c->figures.quote}, a));
    tui_pager_add(p, TUI_STRONG, 1, match_explain_benefit(desk, c, a));
}

static enum err_code why_fill(void *ctx, struct tui_pager *p, struct err *e)
{
    const struct why *w = ctx;
    struct base_arena *a = base_arena_new();
    struct match_remark remarks[MATCH_CRITERION_COUNT];
    struct match_candidate c;
    struct match_desk *desk = screens_match(w->desk, e);
    if (desk && !match_pair(desk, w->demand, w->resource, NULL, a, &c, e) &&
        !match_explain(desk, &c, NULL, a, remarks, e)) {
        tui_pager_addf(p, TUI_STRONG, 1, _("%s %s %s: %s"), c.name ? c.name : "",
                       tui_sign(TUI_SIGN_ARROW), c.demand_title ? c.demand_title : "",
                       c.blocked ? _("blocked") : _("may be proposed"));
        tui_pager_gap(p);
        why_gates(p, &c, a);
        tui_pager_gap(p);
        why_criteria(p, &c, remarks, a);
        tui_pager_gap(p);
        why_worth(p, w, desk, &c, a);
    }
    base_arena_free(&a);
    return e->code;
}

static int why_open(struct tui_screen *s, int64_t demand, int64_t resource)
{
    struct screens_match *m = s->state;
    struct why *w = base_alloc(sizeof *w);
    struct base_arena *a = base_arena_new();
    *w = (struct why){m->desk, demand, resource};
    struct tui_reading reading = {
        .title =
            base_arena_printf(a, _("Why %s for %s"),
                              screens_number_show((struct store_ref){MODEL_RESOURCE, resource}, a),
                              screens_number_show((struct store_ref){MODEL_DEMAND, demand}, a)),
        .fill = why_fill,
        .ctx = w,
        .release = free};
    tui_app_push(s->app, &tui_reading_class, &reading);
    base_arena_free(&a);
    return TUI_DONE;
}

int screens_match_why(struct tui_screen *s)
{
    const struct match_candidate *pair = screens_match_pair(s->state);
    return pair ? why_open(s, pair->demand, pair->resource) : TUI_DONE;
}

/* ---- one that is not in the list ----------------------------------------------------------- */

static enum model_type why_other_type(const struct screens_match *m)
{
    return m->reverse ? MODEL_DEMAND : MODEL_RESOURCE;
}

static size_t why_complete(struct tui_screen *s, void *ctx, const char *text, struct base_arena *a,
                           struct tui_choice **choices)
{
    (void)s;
    const struct screens_match *m = ctx;
    return screens_pick(m->desk, why_other_type(m), text, a, choices);
}

static int why_other_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_match *m = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    int64_t demand, resource;
    if (store_resolve(m->desk->store, why_other_type(m), text, &ref, &e))
        return screens_fail(s, &e);
    screens_match_sides(m, ref.id, &demand, &resource);
    return why_open(s, demand, resource);
}

int screens_match_why_other(struct tui_screen *s)
{
    struct tui_ask ask = {.label = _("Why not"),
                          .hint = _("number, code, name, or any words"),
                          .required = true,
                          .choose = true,
                          .complete = why_complete,
                          .done = why_other_done};
    return tui_ask_line(s, &ask, s->state);
}
