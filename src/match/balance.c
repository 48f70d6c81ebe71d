/* balance.c: what balance costs: the month is solved once more without it, in a process beside this
 * one. */
#include "sharedesk/base/i18n.h"

#include "keep.h"

enum {
    BALANCE_SHARE = 4000,   /* of the benefit: a figure of a tenth of a percent */
    DEMANDS_LEAST = 100,    /* with fewer it takes no longer than to begin a process */
    BETWEEN_QUESTIONS = 100 /* milliseconds, whether to wait on */
};

bool match_go_on(void *context)
{
    const struct match_patience *p = context;
    return match_desk_step(p->desk, _("allocating"), 0, 1, p->e);
}

/* 1 - B0(this plan) / B0(the best plan at g = 0), both valued at g = 0. */
static enum err_code find_price_of_balance(struct match_desk *m, double *price, struct err *e)
{
    const struct match_kept *s = m->kept;
    struct match_patience patience = {m, e};
    struct match_watch watch = {.go_on = match_go_on, .context = &patience};
    const struct match_problem *plain = &s->month->problem;
    struct base_arena *scratch = base_arena_new();
    struct match_solution free_;
    match_month_swap_gains(s->month);
    int64_t now = match_solution_gain(plain, &s->solution);
    const struct match_effort effort = {.watch = &watch,
                                        .work = 20000,
                                        .turns = 1,
                                        .stages = 20,
                                        .rounds = 30,
                                        .afresh = true,
                                        .enough = now / BALANCE_SHARE};
    match_solve(plain, &effort, &s->solution, scratch, &free_);
    match_month_swap_gains(s->month);
    base_arena_free(&scratch);
    int64_t best = free_.gain;
    *price = best > 0 && now < best ? 1 - (double)now / (double)best : 0;
    return watch.stopped ? e->code : ERR_NONE;
}

static void balance_beside(void *context, struct base_beside *to)
{
    struct match_desk *m = context;
    struct err ignored = ERR_INIT;
    double price;
    match_desk_beside(m, to);
    if (!find_price_of_balance(m, &price, &ignored))
        base_beside_put(to, &price, sizeof price);
    err_clear(&ignored);
}

/* With one core too: so it sets out from the same packings, whatever is found out meanwhile. */
struct base_beside *match_balance_begin(struct match_desk *m)
{
    return m->kept->month->wish_count >= DEMANDS_LEAST ? base_beside_begin(balance_beside, m)
                                                       : NULL;
}

enum err_code match_balance_end(struct match_desk *m, struct base_beside *beside, double *price,
                                struct err *e)
{
    while (beside != NULL && !base_beside_ready(beside, BETWEEN_QUESTIONS))
        if (!match_desk_step(m, _("allocating"), 0, 1, e))
            return e->code;
    if (beside != NULL && base_beside_get(beside, price, sizeof *price))
        return ERR_NONE;
    return find_price_of_balance(m, price, e);
}
