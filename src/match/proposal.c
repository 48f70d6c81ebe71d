#include "sharedesk/match/proposal.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>

/* What a step makes of a pair's record; NULL leaves it. */
static const struct step {
    const char *action; /* in the log */
    const char *status;
    const char *stance; /* "" empties it */
    bool needs_reason;
    bool answers;  /* the provider has answered */
    size_t moment; /* offset of the time of the step in the pair's record; 0: none is kept */
} steps[] = {
    [MATCH_SHORTLIST] = {"shortlist", "shortlisted", NULL, false, false, 0},
    [MATCH_PROPOSE] = {"propose", "proposed", NULL, false, false, 0},
    [MATCH_REJECT] = {"reject", "rejected", "forbidden", true, false, 0},
    [MATCH_PIN] = {"pin", NULL, "pinned", false, false, 0},
    [MATCH_FORBID] = {"forbid", NULL, "forbidden", false, false, 0},
    [MATCH_RELEASE] = {"release", NULL, "", false, false, 0},
    [MATCH_ACCEPT] = {"accept", "accepted", NULL, false, true, 0},
    [MATCH_DECLINE] = {"decline", "declined", "forbidden", false, true, 0},
    [MATCH_WITHDRAW] = {"withdraw", "withdrawn", NULL, false, false, 0},
    [MATCH_ASK_QUOTE] = {"ask quote", .moment = offsetof(struct model_proposal, quote_asked)},
    [MATCH_TELL_PROVIDER] = {"letter", .moment = offsetof(struct model_proposal, provider_told)},
    [MATCH_TELL_REQUESTER] = {"letter", .moment = offsetof(struct model_proposal, requester_told)},
    [MATCH_REMIND] = {"remind", .moment = offsetof(struct model_proposal, reminded)},
};

/* ---- the pair's record ----------------------------------------------------------------------- */

static enum err_code find_record(struct match_desk *m, const struct match_candidate *c,
                                 struct base_arena *a, struct model_proposal **proposal,
                                 struct err *e)
{
    const struct store_arg args[] = {STORE_INT(c->demand), STORE_INT(c->resource)};
    struct model_proposal **found;
    size_t count;
    enum err_code code = store_select(m->store, MODEL_PROPOSAL, STORE_MATCH_PROPOSAL_OF_PAIR, args,
                                      2, a, &found, &count, e);
    if (code)
        return code;
    if (count > 0) {
        *proposal = found[0];
        return ERR_NONE;
    }
    *proposal = model_record_new(a, MODEL_PROPOSAL);
    (*proposal)->demand = c->demand;
    (*proposal)->resource = c->resource;
    return ERR_NONE;
}

static const char *breakdown(const struct match_candidate *c, struct base_arena *a)
{
    struct base_text t = {0};
    for (int k = 0; k < MATCH_CRITERION_COUNT; k++) {
        char points[32];
        base_money_format(c->parts[k], 2, points);
        base_text_printf(&t, "%s%s=%s", k > 0 ? "; " : "",
                         match_criterion_name((enum match_criterion)k), points);
    }
    const char *text = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return text;
}

/* The figures of the moment stay with the proposal: what was promised is not changed by later news.
 */
static void keep_figures(struct model_proposal *p, const struct match_candidate *c,
                         struct base_arena *a)
{
    p->score = c->score;
    p->parts = breakdown(c, a);
    p->minutes = c->minutes;
    p->price = c->price;
    p->benefit = c->benefit;
}

static void apply(struct match_desk *m, const struct step *step, const struct match_candidate *c,
                  const char *reason, struct model_proposal *p, struct base_arena *a)
{
    int64_t now = store_now(m->store);
    bool proposes = model_code_is(step->status, "proposed");
    if (p->head.id == 0 || proposes)
        keep_figures(p, c, a);
    if (step->status != NULL)
        p->status = step->status;
    else if (p->head.id == 0)
        p->status = "shortlisted"; /* pinned or forbidden is not yet proposed */
    if (step->stance != NULL)
        p->stance = step->stance[0] != '\0' ? step->stance : NULL;
    if (proposes) {
        p->proposed = now;
        p->proposed_by = store_actor(m->store);
        p->answered = BASE_NONE;
        if (model_code_is(p->stance, "forbidden"))
            p->stance = NULL;
    }
    if (step->answers)
        p->answered = now;
    if (step->moment != 0)
        *(int64_t *)(void *)((char *)p + step->moment) = now;
    if (!base_text_empty(reason))
        p->reason = reason;
}

/* ---- the demand ------------------------------------------------------------------------------ */

/* Open while nothing is proposed for it, proposed while something is. Later stages stay. */
static enum err_code follow_demand(struct match_desk *m, int64_t demand, struct base_arena *a,
                                   struct err *e)
{
    struct model_demand *d;
    int64_t alive;
    enum err_code code = store_number(m->store, STORE_MATCH_PROPOSALS_ALIVE,
                                      STORE_ARGS(STORE_INT(demand)), 0, &alive, e);
    if (!code)
        code = store_get(m->store, MODEL_DEMAND, demand, a, &d, e);
    if (code)
        return code;
    const char *status = model_code_or(d->status, "open");
    if (model_code_is(status, "open") && alive > 0)
        d->status = "proposed";
    else if (model_code_is(status, "proposed") && alive == 0)
        d->status = "open";
    else
        return ERR_NONE;
    return store_put(m->store, MODEL_DEMAND, d, e);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static enum err_code refuse(const struct match_candidate *c, const char *hint, const char *why,
                            struct err *e)
{
    return err_set(e, ERR_REFUSED, c->name, hint, "%s", why);
}

static enum err_code check(const struct match_candidate *c, enum match_step step,
                           const char *reason, struct base_arena *a, struct err *e)
{
    if (steps[step].needs_reason && base_text_empty(reason))
        return refuse(c, _("Say why, so that the next one knows."), _("no reason was given"), e);
    if ((step == MATCH_PROPOSE || step == MATCH_SHORTLIST) && model_code_is(c->status, "accepted"))
        return refuse(
            c, _("Note another answer if it has changed its mind, or withdraw the proposal."),
            _("its provider has already said yes"), e);
    /* A pin may hold against gates, but someone must answer for it. */
    bool refused = step == MATCH_PROPOSE || (step == MATCH_PIN && base_text_empty(reason));
    if (!refused || !c->blocked)
        return ERR_NONE;
    size_t count;
    const char **reasons = match_reasons(c, a, &count);
    struct base_text why = {0};
    for (size_t i = 0; i < count; i++)
        base_text_printf(&why, "%s%s", i > 0 ? _("; ") : "", reasons[i]);
    err_set(e, ERR_REFUSED, c->name,
            step == MATCH_PIN ? _("Pin it with a reason, or change what blocks it.")
                              : _("Choose another, or change what blocks it."),
            "%s", base_text_string(&why));
    base_text_free(&why);
    return e->code;
}

static enum err_code write_step(struct match_desk *m, const struct match_candidate *c,
                                enum match_step step, const char *reason, struct base_arena *a,
                                int64_t *proposal, struct err *e)
{
    struct model_proposal *p;
    enum err_code code = find_record(m, c, a, &p, e);
    if (code)
        return code;
    apply(m, &steps[step], c, reason, p, a);
    code = store_put(m->store, MODEL_PROPOSAL, p, e);
    if (!code)
        code = follow_demand(m, c->demand, a, e);
    if (proposal != NULL)
        *proposal = p->head.id;
    return code;
}

const char *match_step_action(enum match_step step)
{
    return steps[step].action;
}

enum err_code match_proposal_step(struct match_desk *m, int64_t demand, int64_t resource,
                                  enum match_step step, const char *reason, int64_t *proposal,
                                  struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_candidate c;
    enum err_code code = match_pair(m, demand, resource, NULL, a, &c, e);
    if (!code)
        code = check(&c, step, reason, a, e);
    if (!code)
        code = store_begin(m->store, steps[step].action, e);
    if (!code)
        code = store_end(m->store, write_step(m, &c, step, reason, a, proposal, e), e);
    base_arena_free(&a);
    return code;
}

/* ---- how a provider answers ------------------------------------------------------------------ */

enum { ANSWERS_LOOKED_AT = 10 };

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

enum err_code match_provider_answers(struct match_desk *m, int64_t organisation,
                                     struct match_answers *answers, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct store_rows rows;
    double days[ANSWERS_LOOKED_AT];
    size_t known = 0;
    *answers = (struct match_answers){.days = -1};
    enum err_code code =
        store_rows(m->store, STORE_MATCH_ANSWERS_OF,
                   STORE_ARGS(STORE_INT(organisation), STORE_INT(ANSWERS_LOOKED_AT)), a, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        int64_t proposed = STORE_CELL(&rows, i, 1)->number;
        answers->asked++;
        answers->yes += model_code_is(STORE_CELL(&rows, i, 0)->text, "accepted");
        if (proposed != BASE_NONE)
            days[known++] = (double)(STORE_CELL(&rows, i, 2)->number - proposed) / 86400;
    }
    if (!code && known > 0) {
        qsort(days, known, sizeof *days, by_size);
        answers->days = (days[(known - 1) / 2] + days[known / 2]) / 2;
    }
    base_arena_free(&a);
    return code;
}
