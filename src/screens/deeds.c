/* deeds.c: the deeds: what each asks, what is likely, and how it is done. */
#include "deed_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/award.h"
#include "sharedesk/incentive/claim.h"
#include "sharedesk/incentive/fund.h"
#include "sharedesk/incentive/survey.h"
#include "sharedesk/incentive/voucher.h"

static struct store *deed_store(const struct deed *d)
{
    return d->desk->store;
}

static const char *deed_title_of(const struct deed *d, enum model_type type, int64_t id,
                                 struct base_arena *a)
{
    return id > 0 ? store_title(deed_store(d), type, id, a) : "";
}

/* ---- payment and payout --------------------------------------------------------------------- */

static const struct deed_line payment_lines[] = {
    {MODEL_ENTRY, "organisation", NULL, NULL, N_("Who pays what it owes to the desk"), true},
    {MODEL_POSTING, "amount", NULL, NULL, N_("Money received"), true},
    {MODEL_ENTRY, "notes", NULL, NULL, N_("Bank reference, or anything else"), false},
};
static const struct deed_line payout_lines[] = {
    {MODEL_ENTRY, "organisation", NULL, NULL, N_("Who is paid what the desk owes it"), true},
    {MODEL_POSTING, "amount", NULL, NULL, N_("Money paid out"), true},
    {MODEL_ENTRY, "notes", NULL, NULL, N_("Bank reference, or anything else"), false},
};

/* All that is owed is the likely amount. */
static enum err_code preset_balance(struct deed *d, struct incentive_account account, int sign,
                                    struct base_arena *a, struct err *e)
{
    int64_t balance;
    if (incentive_ledger_balance(deed_store(d), account, BASE_NONE, &balance, e))
        return e->code;
    if (balance * sign > 0)
        deed_set_money(d, "amount", balance * sign, a);
    return ERR_NONE;
}

static enum err_code preset_payment(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t organisation = deed_number(d, "organisation", a);
    return organisation > 0 ? preset_balance(d, INCENTIVE_RECEIVABLE(organisation), 1, a, e)
                            : ERR_NONE;
}

static enum err_code preset_payout(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t organisation = deed_number(d, "organisation", a);
    return organisation > 0 ? preset_balance(d, INCENTIVE_PAYABLE(organisation), -1, a, e)
                            : ERR_NONE;
}

static void say_entry(struct deed *d, int64_t entry, int64_t amount)
{
    deed_say(d, _("posted as %s: %s"),
             screens_number_show((struct store_ref){MODEL_ENTRY, entry}, d->paper),
             screens_money_show(d->desk, amount, d->paper));
}

/* More than was owed may be meant, as an advance; it must not go unseen, as a slip of the hand. */
static enum err_code tell_advance(struct deed *d, struct incentive_account account, int sign,
                                  struct base_arena *a, struct err *e)
{
    int64_t balance;
    if (incentive_ledger_balance(deed_store(d), account, BASE_NONE, &balance, e))
        return e->code;
    if (balance * sign < 0)
        deed_tell(d, TUI_WARNING,
                  base_arena_printf(a,
                                    _("! %s more than is owed: it stays in the account as an "
                                      "advance"),
                                    screens_money_show(d->desk, -balance * sign, a)));
    return ERR_NONE;
}

static enum err_code perform_payment(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t entry, amount = deed_number(d, "amount", a);
    int64_t payer = deed_number(d, "organisation", a);
    if (incentive_ledger_pay(deed_store(d), payer, amount, deed_text(d, "notes"), &entry, e) ||
        tell_advance(d, INCENTIVE_RECEIVABLE(payer), 1, a, e))
        return e->code;
    say_entry(d, entry, amount);
    return ERR_NONE;
}

static enum err_code perform_payout(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t entry, amount = deed_number(d, "amount", a);
    int64_t payee = deed_number(d, "organisation", a);
    if (incentive_ledger_pay_out(deed_store(d), payee, amount, deed_text(d, "notes"), &entry, e) ||
        tell_advance(d, INCENTIVE_PAYABLE(payee), -1, a, e))
        return e->code;
    say_entry(d, entry, amount);
    return ERR_NONE;
}

/* ---- funds ---------------------------------------------------------------------------------- */

static const struct deed_line deposit_lines[] = {
    {MODEL_POSTING, "fund", NULL, NULL, N_("Into which fund"), true},
    {MODEL_FUND, "organisation", "giver", N_("Giver"),
     N_("It counts as the giver's contribution; empty = unnamed"), false},
    {MODEL_POSTING, "amount", NULL, NULL, N_("Money received"), true},
    {MODEL_ENTRY, "notes", NULL, NULL, NULL, false},
};
static const struct deed_line transfer_lines[] = {
    {MODEL_POSTING, "fund", "from", N_("From fund"), N_("Which fund gives"), true},
    {MODEL_POSTING, "fund", "to", N_("Into fund"), N_("Which fund gets it"), true},
    {MODEL_POSTING, "amount", NULL, NULL, N_("At most what is in the first"), true},
    {MODEL_ENTRY, "notes", NULL, NULL, NULL, false},
};
static const struct deed_line premium_lines[] = {
    {MODEL_POSTING, "fund", NULL, N_("Risk fund"), N_("The fund that bears the risk"), true},
    {MODEL_ENTRY, "organisation", NULL, NULL, N_("Who owes the premium"), true},
    {MODEL_POSTING, "amount", NULL, NULL, N_("The premium"), true},
    {MODEL_ENTRY, "notes", NULL, NULL, NULL, false},
};

/* The giver that the fund names. */
static enum err_code preset_deposit(struct deed *d, struct base_arena *a, struct err *e)
{
    const struct model_fund *fund;
    int64_t id = deed_number(d, "fund", a);
    if (id <= 0)
        return ERR_NONE;
    if (store_get(deed_store(d), MODEL_FUND, id, a, &fund, e))
        return e->code;
    if (fund->organisation > 0)
        tui_form_set(
            d->form, "giver",
            screens_number_show((struct store_ref){MODEL_ORGANISATION, fund->organisation}, a));
    return ERR_NONE;
}

/* The risk fund, whichever fund stood under the cursor; of several the one that stood there. */
static enum err_code preset_premium(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t fund = deed_number(d, "fund", a);
    struct store_list list = {.type = MODEL_FUND};
    struct model_fund **funds;
    size_t count;
    if (store_list_page(deed_store(d), &list, 0, true, 0, a, &funds, &count, e))
        return e->code;
    int64_t risk = 0;
    for (size_t i = 0; i < count; i++)
        if (model_code_is(funds[i]->source, "risk") && (!risk || funds[i]->head.id == fund))
            risk = funds[i]->head.id;
    tui_form_set(d->form, "fund",
                 risk ? screens_number_show((struct store_ref){MODEL_FUND, risk}, a) : "");
    return ERR_NONE;
}

static enum err_code perform_deposit(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t entry, amount = deed_number(d, "amount", a);
    if (incentive_fund_deposit(deed_store(d), deed_number(d, "fund", a), deed_number(d, "giver", a),
                               amount, deed_text(d, "notes"), &entry, e))
        return e->code;
    say_entry(d, entry, amount);
    return ERR_NONE;
}

static enum err_code perform_transfer(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t entry, amount = deed_number(d, "amount", a);
    if (incentive_fund_transfer(deed_store(d), deed_number(d, "from", a), deed_number(d, "to", a),
                                amount, deed_text(d, "notes"), &entry, e))
        return e->code;
    say_entry(d, entry, amount);
    return ERR_NONE;
}

static enum err_code perform_premium(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t entry, amount = deed_number(d, "amount", a);
    if (incentive_fund_premium(deed_store(d), deed_number(d, "fund", a),
                               deed_number(d, "organisation", a), amount, deed_text(d, "notes"),
                               &entry, e))
        return e->code;
    say_entry(d, entry, amount);
    return ERR_NONE;
}

/* ---- vouchers ------------------------------------------------------------------------------- */

static const struct deed_line voucher_lines[] = {
    {MODEL_VOUCHER, "organisation", NULL, NULL, NULL, true},
    {MODEL_VOUCHER, "fund", NULL, NULL, NULL, true},
    {MODEL_VOUCHER, "amount", NULL, NULL, NULL, true},
    {MODEL_VOUCHER, "title", NULL, NULL, NULL, true},
    {MODEL_VOUCHER, "share", NULL, NULL, NULL, false},
    {MODEL_VOUCHER, "kind", NULL, NULL, NULL, false},
    {MODEL_VOUCHER, "valid_from", NULL, NULL, NULL, false},
    {MODEL_VOUCHER, "valid_until", NULL, NULL, NULL, false},
    {MODEL_VOUCHER, "notes", NULL, NULL, NULL, false},
};

/* A voucher posts nothing yet: what stays free in its fund is told instead. */
static enum err_code tell_fund(struct deed *d, int64_t id, struct base_arena *a, struct err *e)
{
    struct incentive_fund *funds;
    size_t count;
    if (incentive_fund_list(deed_store(d), a, &funds, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++)
        if (funds[i].fund->head.id == id)
            deed_tell(d, TUI_NORMAL,
                      base_arena_printf(
                          a,
                          _("%s: %s in it, %s promised to vouchers with this one, %s still free"),
                          funds[i].fund->name, screens_money_show(d->desk, funds[i].balance, a),
                          screens_money_show(d->desk, funds[i].promised, a),
                          screens_money_show(d->desk, funds[i].free, a)));
    return ERR_NONE;
}

static enum err_code perform_voucher(struct deed *d, struct base_arena *a, struct err *e)
{
    struct model_voucher *voucher = deed_record(d, MODEL_VOUCHER, a);
    if (incentive_voucher_grant(deed_store(d), voucher, e))
        return e->code;
    deed_say(d, _("%s granted to %s: %s"),
             screens_number_show((struct store_ref){MODEL_VOUCHER, voucher->head.id}, d->paper),
             deed_title_of(d, MODEL_ORGANISATION, voucher->organisation, a),
             screens_money_show(d->desk, voucher->amount, a));
    return tell_fund(d, voucher->fund, a, e);
}

/* ---- awards and claims ---------------------------------------------------------------------- */

static const struct deed_line award_lines[] = {
    {MODEL_AWARD, "title", NULL, NULL, NULL, true},
    {MODEL_AWARD, "kind", NULL, NULL, NULL, true},
    {MODEL_AWARD, "organisation", NULL, NULL, NULL, false},
    {MODEL_AWARD, "person", NULL, NULL, NULL, false},
    {MODEL_AWARD, "citation", NULL, NULL, NULL, false},
    {MODEL_AWARD, "amount", NULL, N_("Bonus"), NULL, false},
    {MODEL_AWARD, "fund", NULL, NULL, N_("Fund that pays the bonus; empty = the award fund"),
     false},
};
static const struct deed_line claim_lines[] = {
    {MODEL_CLAIM, "title", NULL, NULL, NULL, true},
    {MODEL_CLAIM, "booking", NULL, NULL, NULL, true},
    {MODEL_CLAIM, "organisation", NULL, NULL, NULL, true},
    {MODEL_CLAIM, "amount", NULL, NULL, NULL, true},
    {MODEL_CLAIM, "evidence", NULL, NULL, NULL, true},
};

/* The award fund pays unless another is named: the one under the cursor is there for other ends. */
static enum err_code preset_award(struct deed *d, struct base_arena *a, struct err *e)
{
    (void)a;
    (void)e;
    tui_form_set(d->form, "fund", "");
    return ERR_NONE;
}

static enum err_code perform_award(struct deed *d, struct base_arena *a, struct err *e)
{
    struct model_award *award = deed_record(d, MODEL_AWARD, a);
    if (incentive_award_grant(deed_store(d), award, e))
        return e->code;
    if (award->amount == BASE_NONE || award->amount == 0)
        deed_tell(d, TUI_DIM, _("no bonus: nothing is posted"));
    deed_say(d, _("%s given: %s"),
             screens_number_show((struct store_ref){MODEL_AWARD, award->head.id}, d->paper),
             award->title);
    return ERR_NONE;
}

static enum err_code perform_claim(struct deed *d, struct base_arena *a, struct err *e)
{
    struct model_claim *claim = deed_record(d, MODEL_CLAIM, a);
    struct incentive_solvency solvency;
    if (incentive_claim_file(deed_store(d), claim, e) ||
        incentive_fund_solvency(deed_store(d), &solvency, e))
        return e->code;
    deed_tell(d, TUI_NORMAL,
              base_arena_printf(a,
                                _("nothing is posted until a meeting decides; risk fund %s, open "
                                  "claims %s with this one"),
                                screens_money_show(d->desk, solvency.balance, a),
                                screens_money_show(d->desk, solvency.claims, a)));
    deed_say(d, _("%s filed, for the meeting: %s"),
             screens_number_show((struct store_ref){MODEL_CLAIM, claim->head.id}, d->paper),
             claim->title);
    return ERR_NONE;
}

/* ---- answers -------------------------------------------------------------------------------- */

static const struct deed_line answer_lines[] = {
    {MODEL_ANSWER, "booking", NULL, NULL, NULL, true},
    {MODEL_ANSWER, "role", NULL, NULL, NULL, true},
    {MODEL_ANSWER, "person", NULL, NULL, NULL, false},
    {MODEL_ANSWER, "q1", NULL, NULL, NULL, false},
    {MODEL_ANSWER, "q2", NULL, NULL, NULL, false},
    {MODEL_ANSWER, "q3", NULL, NULL, NULL, false},
    {MODEL_ANSWER, "q4", NULL, NULL, NULL, false},
    {MODEL_ANSWER, "q5", NULL, NULL, NULL, false},
    {MODEL_ANSWER, "comment", NULL, NULL, NULL, false},
};

/* Mostly the user is asked, and was the person who came. */
static enum err_code preset_answer(struct deed *d, struct base_arena *a, struct err *e)
{
    const struct model_booking *booking;
    int64_t id = deed_number(d, "booking", a);
    tui_form_set(d->form, "role", "user");
    if (id <= 0)
        return ERR_NONE;
    if (store_get(deed_store(d), MODEL_BOOKING, id, a, &booking, e))
        return e->code;
    if (booking->person > 0)
        tui_form_set(d->form, "person",
                     screens_number_show((struct store_ref){MODEL_PERSON, booking->person}, a));
    tui_form_focus_on(d->form, "q1");
    return ERR_NONE;
}

static enum err_code perform_answer(struct deed *d, struct base_arena *a, struct err *e)
{
    struct model_answer *answer = deed_record(d, MODEL_ANSWER, a);
    if (incentive_survey_answer(deed_store(d), answer, e))
        return e->code;
    deed_say(d, _("answer %s kept"),
             screens_number_show((struct store_ref){MODEL_ANSWER, answer->head.id}, d->paper));
    return ERR_NONE;
}

/* ---- reversal and invoice ------------------------------------------------------------------- */

static const struct deed_line reversal_lines[] = {
    {MODEL_POSTING, "entry", NULL, N_("Entry"),
     N_("The entry that is taken back; it stays, its negative is posted"), true},
    {MODEL_ENTRY, "notes", "reason", N_("Reason"), N_("Why; it is kept with the reversal"), true},
};
static const struct deed_line invoice_lines[] = {
    {MODEL_ENTRY, "organisation", NULL, NULL, N_("To whom"), true},
    {MODEL_AGREEMENT, "valid_from", "from", N_("From"), N_("First day of the charges"), true},
    {MODEL_AGREEMENT, "valid_until", "until", N_("Until"), N_("Last day of the charges"), true},
};

static enum err_code perform_reversal(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t reversal;
    if (incentive_ledger_reverse(deed_store(d), deed_number(d, "entry", a), deed_text(d, "reason"),
                                 &reversal, e))
        return e->code;
    deed_say(d, _("taken back by %s"),
             screens_number_show((struct store_ref){MODEL_ENTRY, reversal}, d->paper));
    return ERR_NONE;
}

static void set_day(struct deed *d, const char *name, int64_t day)
{
    char text[16];
    base_day_format(day, text);
    tui_form_set(d->form, name, text);
}

static enum err_code preset_invoice(struct deed *d, struct base_arena *a, struct err *e)
{
    int64_t today = base_time_day(store_now(deed_store(d)));
    (void)a;
    (void)e;
    set_day(d, "from", base_month_first_day(base_day_month(today)));
    set_day(d, "until", today);
    return ERR_NONE;
}

static enum err_code perform_invoice(struct deed *d, struct base_arena *a, struct err *e)
{
    struct incentive_invoice invoice;
    int64_t from = deed_number(d, "from", a), until = deed_number(d, "until", a);
    if (incentive_invoice_issue(deed_store(d), deed_number(d, "organisation", a),
                                base_day_start(from), base_day_start(until + 1), a, &invoice, e))
        return e->code;
    deed_tell(d, TUI_TITLE, base_arena_printf(a, _("Invoice %s"), invoice.number));
    for (size_t i = 0; i < invoice.count; i++)
        deed_tell_amount(d, invoice.lines[i].title, invoice.lines[i].receivable);
    deed_tell(d, TUI_STRONG,
              base_arena_printf(a, _("Total %s, tax %s contained"),
                                screens_money_show(d->desk, invoice.total, a),
                                screens_money_show(d->desk, invoice.tax, a)));
    deed_say(d, _("invoice %s issued: %s"), invoice.number,
             screens_money_show(d->desk, invoice.total, a));
    return ERR_NONE;
}

/* ---- the table ------------------------------------------------------------------------------ */

#define LINES(lines) lines, sizeof(lines) / sizeof *(lines)

const struct deed_kind deed_kinds[SCREENS_DEED_COUNT] = {
    [SCREENS_DEED_PAYMENT] = {"payment", N_("Record a payment"), N_("Post this payment?"),
                              LINES(payment_lines), preset_payment, perform_payment},
    [SCREENS_DEED_PAYOUT] = {"payout", N_("Pay out"), N_("Post this payout?"), LINES(payout_lines),
                             preset_payout, perform_payout},
    [SCREENS_DEED_DEPOSIT] = {"deposit", N_("Pay into a fund"), N_("Post this deposit?"),
                              LINES(deposit_lines), preset_deposit, perform_deposit},
    [SCREENS_DEED_TRANSFER] = {"transfer", N_("Transfer between funds"), N_("Post this transfer?"),
                               LINES(transfer_lines), NULL, perform_transfer},
    [SCREENS_DEED_PREMIUM] = {"premium", N_("Premium for the risk fund"), N_("Post this premium?"),
                              LINES(premium_lines), preset_premium, perform_premium},
    [SCREENS_DEED_VOUCHER] = {"voucher", N_("Grant a voucher"), N_("Grant this voucher?"),
                              LINES(voucher_lines), NULL, perform_voucher},
    [SCREENS_DEED_AWARD] = {"award", N_("Give an award"), N_("Give this award?"),
                            LINES(award_lines), preset_award, perform_award},
    [SCREENS_DEED_CLAIM] = {"claim", N_("File a risk claim"), N_("File this claim?"),
                            LINES(claim_lines), NULL, perform_claim},
    [SCREENS_DEED_ANSWER] = {"answer", N_("Answer a questionnaire"), N_("Keep this answer?"),
                             LINES(answer_lines), preset_answer, perform_answer},
    [SCREENS_DEED_REVERSAL] = {"reversal", N_("Reverse an entry"), N_("Post this reversal?"),
                               LINES(reversal_lines), NULL, perform_reversal},
    [SCREENS_DEED_INVOICE] = {"invoice", N_("Issue an invoice"), N_("Issue this invoice?"),
                              LINES(invoice_lines), preset_invoice, perform_invoice},
};
