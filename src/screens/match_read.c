/* match_read.c: why a resource fits a demand, or why not: every gate and every criterion. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/pick.h"

#include <stdlib.h>

/* What the reading asks for each time it is read. */
struct why {
    struct screens_desk *desk;
    int64_t demand, resource;
};

static const char *why_mark(enum match_mark mark)
{
    switch (mark) {
    case MATCH_YES:
        return tui_sign(TUI_SIGN_YES);
    case MATCH_NO:
        return tui_sign(TUI_SIGN_NO);
    case MATCH_GAIN:
        return "+";
    case MATCH_LOSS:
        return tui_sign(TUI_SIGN_MINUS);
    default:
        return "";
    }
}

static tui_style why_style(enum match_mark mark)
{
    return mark == MATCH_NO     ? TUI_ERROR
           : mark == MATCH_GAIN ? TUI_GAIN
           : mark == MATCH_LOSS ? TUI_LOSS
                                : TUI_NORMAL;
}

/* Points and factors stand under each other. */
static void why_group(struct tui_pager *p, const struct match_explanation *x,
                      enum match_group group, struct base_arena *a)
{
    size_t count;
    const struct match_said *lines = match_explanation_lines(x, group, a, &count);
    tui_pager_add(p, TUI_TITLE, 1, match_group_label(group));
    for (size_t i = 0; i < count; i++) {
        const struct match_said *l = &lines[i];
        const char *text = l->text;
        if (*l->points)
            text = base_arena_printf(a, "%8s   %s", l->points, text);
        if (*why_mark(l->mark))
            text = base_arena_printf(a, "%s %s", why_mark(l->mark), text);
        tui_pager_field(p, l->what, why_style(l->mark), text);
    }
}

static enum err_code why_fill(void *ctx, struct tui_pager *p, struct err *e)
{
    const struct why *w = ctx;
    struct base_arena *a = base_arena_new();
    struct match_explanation x;
    struct match_desk *desk = screens_match(w->desk, e);
    if (desk && !match_explain_pair(desk, w->demand, w->resource, NULL, a, &x, e)) {
        tui_pager_add(p, TUI_STRONG, 1, x.headline);
        for (int g = 0; g < MATCH_GROUPS; g++) {
            tui_pager_gap(p);
            why_group(p, &x, (enum match_group)g, a);
        }
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
