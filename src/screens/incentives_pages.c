/* incentives_pages.c: what each page of the place Incentives shows, read anew each time. */
#include "incentives_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/map.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/incentive/survey.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/screens/account.h"

enum { BAR_COLS = 11, LEADERS_MOST = 50, RECORDS_MOST = 500, ANSWER_DAYS = 90 };

/* ---- cells ---------------------------------------------------------------------------------- */

static void put_money(const struct screens_desk *d, struct screens_sheet *t, size_t column,
                      int64_t amount, struct base_arena *a)
{
    if (amount != BASE_NONE && amount != 0)
        screens_sheet_number(t, column, TUI_NORMAL, (double)amount,
                             screens_money_show(d, amount, a));
}

static void put_title(const struct screens_desk *d, struct screens_sheet *t, size_t column,
                      enum model_type type, int64_t id, struct base_arena *a)
{
    if (id > 0)
        screens_sheet_text(t, column, TUI_NORMAL, store_title(d->store, type, id, a));
}

static void put_day(const struct screens_desk *d, struct screens_sheet *t, size_t column,
                    int64_t day, struct base_arena *a)
{
    if (day != BASE_NONE)
        screens_sheet_number(t, column, TUI_NORMAL, (double)day, screens_day_show(d, day, a));
}

static void add_row(struct screens_sheet *t, enum model_type type, int64_t id)
{
    char key[24];
    model_number_format(type, id, key);
    screens_sheet_row(t, key, (struct store_ref){type, id});
}

/* ---- organisations -------------------------------------------------------------------------- */

static const struct tui_column organisation_columns[] = {
    {.title = N_("Organisation"), .width = 22, .min = 15, .frozen = true, .grow = true},
    {.title = N_("Standing"), .width = 8, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("got|gave"), .width = BAR_COLS, .align = TUI_CENTRE, .sort = '-'},
    {.title = N_("Gave"), .width = 9, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Got"), .width = 9, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Owes"), .width = 11, .min = 10, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Is owed"), .width = 11, .min = 10, .align = TUI_RIGHT, .sort = '-'},
};

struct organisation_figures {
    struct incentive_standing standing;
    int64_t owes, owed;
};

struct organisations {
    struct organisation_figures **list;
    size_t count, capacity;
    struct base_map by_id;
    double most; /* the longest bar */
    int64_t owes, owed, cash;
};

static struct organisation_figures *organisation_at(struct organisations *o, int64_t id,
                                                    struct base_arena *a)
{
    void **slot = base_map_at(a, &o->by_id, (struct base_map_key){id, 0, 0});
    if (!*slot) {
        struct organisation_figures *figures = base_arena_alloc(a, sizeof *figures);
        figures->standing = (struct incentive_standing){.organisation = id, .standing = 1};
        *slot = figures;
        *(struct organisation_figures **)base_arena_push(a, (void **)&o->list, &o->count,
                                                         &o->capacity, sizeof *o->list) = figures;
    }
    return *slot;
}

static void organisations_take_balance(struct organisations *o,
                                       const struct incentive_balance *balance,
                                       struct base_arena *a)
{
    const struct incentive_account *account = &balance->account;
    if (model_code_is(account->code, "cash"))
        o->cash = balance->balance;
    if (account->organisation == BASE_NONE)
        return;
    struct organisation_figures *figures = organisation_at(o, account->organisation, a);
    if (model_code_is(account->code, "receivable")) {
        figures->owes += balance->balance;
        o->owes += balance->balance;
    } else if (model_code_is(account->code, "payable")) {
        figures->owed -= balance->balance;
        o->owed -= balance->balance;
    }
}

static enum err_code organisations_gather(const struct screens_desk *d, struct organisations *o,
                                          struct base_arena *a, struct err *e)
{
    struct incentive_standing *standings;
    struct incentive_balance *balances;
    size_t count;
    if (incentive_standing_all(d->store, store_now(d->store), a, &standings, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        organisation_at(o, standings[i].organisation, a)->standing = standings[i];
        double more = standings[i].contribution > standings[i].benefit ? standings[i].contribution
                                                                       : standings[i].benefit;
        o->most = more > o->most ? more : o->most;
    }
    if (incentive_ledger_balances(d->store, BASE_NONE, a, &balances, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++)
        organisations_take_balance(o, &balances[i], a);
    return ERR_NONE;
}

static void put_standing(const struct screens_desk *d, struct screens_sheet *t,
                         const struct incentive_standing *s, double most, struct base_arena *a)
{
    double scale = most > 0 ? most : 1;
    screens_sheet_number(t, 1, TUI_STRONG, s->standing, base_arena_printf(a, "%.2f", s->standing));
    screens_sheet_balance(t, 2, s->benefit / scale, s->contribution / scale, BAR_COLS);
    screens_sheet_number(t, 3, TUI_NORMAL, s->contribution,
                         screens_worth_show(d, s->contribution, a));
    screens_sheet_number(t, 4, TUI_NORMAL, s->benefit, screens_worth_show(d, s->benefit, a));
}

static enum err_code read_organisations(const struct screens_desk *d, struct screens_sheet *t,
                                        struct base_arena *a, const char **note, struct err *e)
{
    struct organisations o = {0};
    if (organisations_gather(d, &o, a, e))
        return e->code;
    for (size_t i = 0; i < o.count; i++) {
        const struct organisation_figures *figures = o.list[i];
        add_row(t, MODEL_ORGANISATION, figures->standing.organisation);
        put_title(d, t, 0, MODEL_ORGANISATION, figures->standing.organisation, a);
        put_standing(d, t, &figures->standing, o.most, a);
        put_money(d, t, 5, figures->owes, a);
        put_money(d, t, 6, figures->owed, a);
    }
    *note = base_arena_printf(a, _("they owe %s %s are owed %s %s cash %s %s"),
                              screens_money_show(d, o.owes, a), tui_sign(TUI_SIGN_DOT),
                              screens_money_show(d, o.owed, a), tui_sign(TUI_SIGN_DOT),
                              screens_money_show(d, o.cash, a), store_policy(d->store)->currency);
    return ERR_NONE;
}

/* ---- funds ---------------------------------------------------------------------------------- */

static const struct tui_column fund_columns[] = {
    {.title = N_("Fund"), .width = 24, .min = 14, .frozen = true, .grow = true},
    {.title = N_("Source"), .width = 18, .min = 12},
    {.title = N_("Balance"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = NC_("money", "Free"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("of budget"), .width = 10, .align = TUI_LEFT, .sort = '-'},
    {.title = N_("Budget"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Promised"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Paid in"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Paid out"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Still owes"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Until"), .width = 16, .sort = '+'},
};

static void put_fund(const struct screens_desk *d, struct screens_sheet *t,
                     const struct incentive_fund *f, struct base_arena *a)
{
    const char *source = model_vocabulary_label(MODEL_VOCABULARY_FUND_SOURCE, f->fund->source);
    add_row(t, MODEL_FUND, f->fund->head.id);
    screens_sheet_text(t, 0, TUI_NORMAL, f->fund->name);
    screens_sheet_text(t, 1, TUI_NORMAL, source);
    screens_sheet_number(t, 2, TUI_STRONG, (double)f->balance,
                         screens_money_show(d, f->balance, a));
    screens_sheet_number(t, 3, TUI_NORMAL, (double)f->free, screens_money_show(d, f->free, a));
    if (f->fund->budget > 0)
        screens_sheet_bar(t, 4, TUI_BAR, (double)f->balance / (double)f->fund->budget, 10);
    put_money(d, t, 5, f->fund->budget, a);
    put_money(d, t, 6, f->promised, a);
    put_money(d, t, 7, f->paid_in, a);
    put_money(d, t, 8, f->paid_out, a);
    put_money(d, t, 9, f->due, a);
    put_day(d, t, 10, f->fund->valid_until, a);
}

static enum err_code read_funds(const struct screens_desk *d, struct screens_sheet *t,
                                struct base_arena *a, const char **note, struct err *e)
{
    struct incentive_fund *funds;
    struct incentive_solvency solvency;
    size_t count;
    if (incentive_fund_list(d->store, a, &funds, &count, e) ||
        incentive_fund_solvency(d->store, &solvency, e))
        return e->code;
    for (size_t i = 0; i < count; i++)
        put_fund(d, t, &funds[i], a);
    if (solvency.claims > 0)
        *note = base_arena_printf(a, _("the risk fund holds %s for open claims of %s: %.0f %%"),
                                  screens_money_show(d, solvency.balance, a),
                                  screens_money_show(d, solvency.claims, a), solvency.cover * 100);
    return ERR_NONE;
}

/* ---- vouchers ------------------------------------------------------------------------------- */

static const struct tui_column voucher_columns[] = {
    {.title = N_("Voucher"), .width = 20, .min = 12, .frozen = true, .grow = true},
    {.title = N_("Holder"), .width = 18, .min = 10, .grow = true},
    {.title = N_("Status"), .width = 10, .min = 9},
    {.title = N_("Left"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Amount"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("left of it"), .width = 10, .sort = '-'},
    {.title = N_("Reserved"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Redeemed"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Fund"), .width = 18},
    {.title = N_("Until"), .width = 16, .sort = '+'},
};

static enum err_code read_vouchers(const struct screens_desk *d, struct screens_sheet *t,
                                   struct base_arena *a, const char **note, struct err *e)
{
    struct incentive_voucher *vouchers;
    size_t count;
    (void)note;
    if (incentive_voucher_list(d->store, BASE_NONE, a, &vouchers, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        const struct model_voucher *v = vouchers[i].voucher;
        const char *status = model_code_or(v->status, "active");
        double share = v->amount > 0 ? (double)vouchers[i].left / (double)v->amount : 0;
        add_row(t, MODEL_VOUCHER, v->head.id);
        screens_sheet_style(t, model_code_is(status, "active") ? TUI_NORMAL : TUI_DIM);
        screens_sheet_text(t, 0, TUI_NORMAL, v->title);
        put_title(d, t, 1, MODEL_ORGANISATION, v->organisation, a);
        screens_sheet_text(t, 2, TUI_NORMAL,
                           model_vocabulary_label(MODEL_VOCABULARY_VOUCHER_STATUS, status));
        screens_sheet_number(t, 3, TUI_STRONG, (double)vouchers[i].left,
                             screens_money_show(d, vouchers[i].left, a));
        put_money(d, t, 4, v->amount, a);
        screens_sheet_bar(t, 5, TUI_BAR, share, 10);
        put_money(d, t, 6, vouchers[i].reserved, a);
        put_money(d, t, 7, vouchers[i].redeemed, a);
        put_title(d, t, 8, MODEL_FUND, v->fund, a);
        put_day(d, t, 9, v->valid_until, a);
    }
    return ERR_NONE;
}

/* ---- awards --------------------------------------------------------------------------------- */

static const struct tui_column award_columns[] = {
    {.title = N_("Award"), .width = 26, .min = 14, .frozen = true, .grow = true},
    {.title = N_("Kind"), .width = 12, .min = 10},
    {.title = N_("To"), .width = 24, .min = 14, .grow = true},
    {.title = N_("Bonus"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Day"), .width = 16, .min = 10, .sort = '-'},
};

/* The newest records of a type. */
static enum err_code newest(const struct screens_desk *d, enum model_type type,
                            struct base_arena *a, void *records, size_t *count, struct err *e)
{
    struct store_list list = {.type = type, .descending = true};
    return store_list_page(d->store, &list, 0, true, RECORDS_MOST, a, records, count, e);
}

static enum err_code read_awards(const struct screens_desk *d, struct screens_sheet *t,
                                 struct base_arena *a, const char **note, struct err *e)
{
    struct model_award **awards;
    size_t count;
    (void)note;
    if (newest(d, MODEL_AWARD, a, &awards, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        const struct model_award *w = awards[i];
        bool person = w->organisation == BASE_NONE;
        add_row(t, MODEL_AWARD, w->head.id);
        screens_sheet_text(t, 0, TUI_NORMAL, w->title);
        screens_sheet_text(t, 1, TUI_NORMAL,
                           model_vocabulary_label(MODEL_VOCABULARY_AWARD_KIND, w->kind));
        put_title(d, t, 2, person ? MODEL_PERSON : MODEL_ORGANISATION,
                  person ? w->person : w->organisation, a);
        put_money(d, t, 3, w->amount, a);
        put_day(d, t, 4, w->awarded, a);
    }
    return ERR_NONE;
}

static const struct tui_column leader_columns[] = {
    {.title = N_("Organisation"), .width = 22, .min = 16, .frozen = true, .grow = true},
    {.title = N_("Standing"), .width = 8, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Gave"), .width = 9, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Got"), .width = 9, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Mean answer"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Awards"), .width = 6, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Why"), .width = 50, .min = 10, .grow = true},
};

static enum err_code read_leaders(const struct screens_desk *d, struct screens_sheet *t,
                                  struct base_arena *a, const char **note, struct err *e)
{
    struct incentive_candidate *list;
    size_t count;
    if (incentive_candidates(d->store, store_now(d->store), LEADERS_MOST, a, &list, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        const struct incentive_candidate *c = &list[i];
        const struct incentive_standing *figures = &c->figures;
        add_row(t, MODEL_ORGANISATION, figures->organisation);
        put_title(d, t, 0, MODEL_ORGANISATION, figures->organisation, a);
        screens_sheet_number(t, 1, TUI_STRONG, figures->standing,
                             base_arena_printf(a, "%.2f", figures->standing));
        screens_sheet_number(t, 2, TUI_NORMAL, figures->contribution,
                             screens_worth_show(d, figures->contribution, a));
        screens_sheet_number(t, 3, TUI_NORMAL, figures->benefit,
                             screens_worth_show(d, figures->benefit, a));
        if (c->answers > 0)
            screens_sheet_number(
                t, 4, TUI_NORMAL, c->mean_answer,
                base_arena_printf(a, "%.1f (%lld)", c->mean_answer, (long long)c->answers));
        screens_sheet_number(t, 5, TUI_NORMAL, (double)c->awards,
                             base_arena_printf(a, "%lld", (long long)c->awards));
        screens_sheet_text(t, 6, TUI_NORMAL, c->reasons);
    }
    *note = _("candidates for the lead: gave more than they got, best standing first");
    return ERR_NONE;
}

/* ---- questionnaires ------------------------------------------------------------------------- */

static const struct tui_column answer_columns[] = {
    {.title = N_("Use"), .width = 7, .frozen = true},
    {.title = N_("State"), .width = 9, .min = 6},
    {.title = N_("Resource"), .width = 22, .min = 12, .grow = true},
    {.title = N_("User"), .width = 20, .min = 12, .grow = true},
    {.title = N_("Mark"), .width = 5, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Day"), .width = 13, .sort = '-'},
    {.title = N_("Comment"), .width = 24, .min = 10, .grow = true},
};

static void put_use(const struct screens_desk *d, struct screens_sheet *t,
                    const struct model_booking *b, struct base_arena *a)
{
    screens_sheet_text(t, 0, TUI_NORMAL,
                       screens_number_show((struct store_ref){MODEL_BOOKING, b->head.id}, a));
    put_title(d, t, 2, MODEL_RESOURCE, b->resource, a);
    put_title(d, t, 3, MODEL_ORGANISATION, b->organisation, a);
}

static void put_due(const struct screens_desk *d, struct screens_sheet *t,
                    const struct model_booking *b, struct base_arena *a)
{
    add_row(t, MODEL_BOOKING, b->head.id);
    put_use(d, t, b, a);
    screens_sheet_text(t, 1, TUI_WARNING, _("due"));
    put_day(d, t, 5, base_time_day(b->end), a);
}

/* The mean of the questions that were answered. */
static double answer_mark(const struct model_answer *answer)
{
    const int64_t marks[] = {answer->q1, answer->q2, answer->q3, answer->q4, answer->q5};
    int64_t sum = 0, count = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] != BASE_NONE) {
            sum += marks[i];
            count++;
        }
    return count ? (double)sum / (double)count : 0;
}

static enum err_code put_answer(const struct screens_desk *d, struct screens_sheet *t,
                                const struct model_answer *answer, struct base_arena *a,
                                struct err *e)
{
    const struct model_booking *booking;
    double mark = answer_mark(answer);
    if (store_get(d->store, MODEL_BOOKING, answer->booking, a, &booking, e))
        return e->code;
    add_row(t, MODEL_ANSWER, answer->head.id);
    put_use(d, t, booking, a);
    screens_sheet_text(t, 1, TUI_NORMAL,
                       model_vocabulary_label(MODEL_VOCABULARY_ANSWER_ROLE, answer->role));
    if (mark > 0)
        screens_sheet_number(t, 4, TUI_STRONG, mark, base_arena_printf(a, "%.1f", mark));
    put_day(d, t, 5, answer->answered, a);
    screens_sheet_text(t, 6, TUI_NORMAL, answer->comment);
    return ERR_NONE;
}

static enum err_code read_answers(const struct screens_desk *d, struct screens_sheet *t,
                                  struct base_arena *a, const char **note, struct err *e)
{
    int64_t since = store_now(d->store) - (int64_t)ANSWER_DAYS * 86400;
    const struct model_booking **due;
    struct model_answer **answers;
    struct incentive_survey survey;
    size_t due_count, count;
    if (incentive_survey_due(d->store, "user", since, a, &due, &due_count, e) ||
        newest(d, MODEL_ANSWER, a, &answers, &count, e) ||
        incentive_survey_read(d->store, a, &survey, e))
        return e->code;
    for (size_t i = due_count; i-- > 0;)
        put_due(d, t, due[i], a);
    for (size_t i = 0; i < count; i++)
        if (put_answer(d, t, answers[i], a, e))
            return e->code;
    *note = base_arena_printf(a, _("%zu due of %d days %s %lld given, mean %.1f of 5"), due_count,
                              ANSWER_DAYS, tui_sign(TUI_SIGN_DOT), (long long)survey.count,
                              survey.mean);
    return ERR_NONE;
}

/* ---- claims --------------------------------------------------------------------------------- */

static const struct tui_column claim_columns[] = {
    {.title = N_("Claim"), .width = 24, .min = 14, .frozen = true, .grow = true},
    {.title = N_("Claimant"), .width = 20, .min = 12, .grow = true},
    {.title = N_("Use"), .width = 7},
    {.title = N_("Claimed"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Granted"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Status"), .width = 10},
    {.title = N_("Decided"), .width = 16, .min = 13, .sort = '-'},
};

static enum err_code read_claims(const struct screens_desk *d, struct screens_sheet *t,
                                 struct base_arena *a, const char **note, struct err *e)
{
    struct model_claim **claims;
    struct incentive_solvency solvency;
    size_t count;
    if (newest(d, MODEL_CLAIM, a, &claims, &count, e) ||
        incentive_fund_solvency(d->store, &solvency, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        const struct model_claim *c = claims[i];
        const char *status = model_code_or(c->status, "open");
        add_row(t, MODEL_CLAIM, c->head.id);
        screens_sheet_text(t, 0, TUI_NORMAL, c->title);
        put_title(d, t, 1, MODEL_ORGANISATION, c->organisation, a);
        screens_sheet_text(t, 2, TUI_NORMAL,
                           screens_number_show((struct store_ref){MODEL_BOOKING, c->booking}, a));
        put_money(d, t, 3, c->amount, a);
        put_money(d, t, 4, c->granted, a);
        screens_sheet_text(t, 5, model_code_is(status, "open") ? TUI_WARNING : TUI_NORMAL,
                           model_vocabulary_label(MODEL_VOCABULARY_CLAIM_STATUS, status));
        put_day(d, t, 6, c->decided, a);
    }
    *note = base_arena_printf(a, _("open %s %s the risk fund holds %s"),
                              screens_money_show(d, solvency.claims, a), tui_sign(TUI_SIGN_DOT),
                              screens_money_show(d, solvency.balance, a));
    return ERR_NONE;
}

/* ---- invoices and ledger -------------------------------------------------------------------- */

static const struct tui_column invoice_columns[] = {
    {.title = N_("Invoice"), .width = 12, .frozen = true, .sort = '-'},
    {.title = N_("Organisation"), .width = 30, .min = 16, .grow = true},
    {.title = N_("Total"), .width = 14, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Issued"), .width = 16, .sort = '-'},
};

static enum err_code read_invoices(const struct screens_desk *d, struct screens_sheet *t,
                                   struct base_arena *a, const char **note, struct err *e)
{
    struct incentive_invoice_head *invoices;
    size_t count;
    (void)note;
    if (incentive_invoice_list(d->store, a, &invoices, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        screens_sheet_row(t, invoices[i].number,
                          (struct store_ref){MODEL_ORGANISATION, invoices[i].organisation});
        screens_sheet_data(t, &invoices[i]);
        screens_sheet_text(t, 0, TUI_NORMAL, invoices[i].number);
        put_title(d, t, 1, MODEL_ORGANISATION, invoices[i].organisation, a);
        put_money(d, t, 2, invoices[i].total, a);
        put_day(d, t, 3, base_time_day(invoices[i].issued), a);
    }
    return ERR_NONE;
}

static const struct tui_column ledger_columns[] = {
    {.title = N_("Ledger account"), .width = 34, .min = 18, .frozen = true, .grow = true},
    {.title = N_("Debit"), .width = 14, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Credit"), .width = 14, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Balance"), .width = 14, .align = TUI_RIGHT, .sort = '-'},
};

static struct store_ref account_party(const struct incentive_account *account)
{
    if (account->organisation != BASE_NONE)
        return (struct store_ref){MODEL_ORGANISATION, account->organisation};
    if (account->fund != BASE_NONE)
        return (struct store_ref){MODEL_FUND, account->fund};
    return (struct store_ref){MODEL_ANY, 0};
}

static enum err_code read_ledger(const struct screens_desk *d, struct screens_sheet *t,
                                 struct base_arena *a, const char **note, struct err *e)
{
    struct incentive_balance *list;
    size_t count;
    int64_t sum = 0;
    if (incentive_ledger_balances(d->store, BASE_NONE, a, &list, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++) {
        struct store_ref party = account_party(&list[i].account);
        const char *label = model_vocabulary_label(MODEL_VOCABULARY_ACCOUNT, list[i].account.code);
        screens_sheet_row(t, list[i].name, party);
        screens_sheet_text(t, 0, TUI_NORMAL,
                           party.id
                               ? base_arena_printf(a, "%s %s %s", label, tui_sign(TUI_SIGN_DOT),
                                                   store_title(d->store, party.type, party.id, a))
                               : label);
        put_money(d, t, 1, list[i].debit, a);
        put_money(d, t, 2, list[i].credit, a);
        screens_sheet_number(t, 3, TUI_STRONG, (double)list[i].balance,
                             screens_money_show(d, list[i].balance, a));
        sum += list[i].balance;
    }
    *note = base_arena_printf(a, _("all balances together %s"), screens_money_show(d, sum, a));
    return ERR_NONE;
}

/* ---- the table ------------------------------------------------------------------------------ */

#define COLUMNS(columns) columns, sizeof(columns) / sizeof *(columns)
#define AS_READ(columns) (sizeof(columns) / sizeof *(columns))

const struct incentives_page incentives_pages[INCENTIVES_PAGES] = {
    [INCENTIVES_ORGANISATIONS] = {"organisations", N_("Organisations"),
                                  N_("nobody has given, got or owed anything yet"),
                                  COLUMNS(organisation_columns), 2, read_organisations},
    [INCENTIVES_FUNDS] = {"funds", N_("Funds"), N_("no fund yet; a adds one"),
                          COLUMNS(fund_columns), AS_READ(fund_columns), read_funds},
    [INCENTIVES_VOUCHERS] = {"vouchers", N_("Vouchers"), N_("no voucher yet; a grants one"),
                             COLUMNS(voucher_columns), AS_READ(voucher_columns), read_vouchers},
    [INCENTIVES_AWARDS] = {"awards", N_("Awards"), N_("no award yet; a gives one"),
                           COLUMNS(award_columns), AS_READ(award_columns), read_awards},
    [INCENTIVES_LEADERS] = {"leaders", N_("Leadership"), N_("nobody has given more than it got"),
                            COLUMNS(leader_columns), AS_READ(leader_columns), read_leaders},
    [INCENTIVES_ANSWERS] = {"answers", N_("Answers"),
                            N_("no use has been completed by another than the owner yet"),
                            COLUMNS(answer_columns), AS_READ(answer_columns), read_answers},
    [INCENTIVES_CLAIMS] = {"claims", N_("Claims"), N_("no claim; a files one"),
                           COLUMNS(claim_columns), AS_READ(claim_columns), read_claims},
    [INCENTIVES_INVOICES] = {"invoices", N_("Invoices"), N_("no invoice yet; I issues one"),
                             COLUMNS(invoice_columns), AS_READ(invoice_columns), read_invoices},
    [INCENTIVES_LEDGER] = {"ledger", N_("Ledger"), N_("nothing has been posted yet"),
                           COLUMNS(ledger_columns), AS_READ(ledger_columns), read_ledger},
};
