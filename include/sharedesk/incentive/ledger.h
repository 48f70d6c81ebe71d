/* ledger.h: double entry, append-only, corrected by reversal (rules.md, Ledger).
 *
 * A posting's amount is positive for a debit, negative for a credit; the postings of an entry add
 * up to zero in each currency. Accounts and what their balance (the sum of their postings) means:
 *   receivable:O3  > 0  the organisation owes the desk
 *   receivable:F1  > 0  a public fund owes for free use: the cost stands as due
 *   payable:O5     < 0  the desk owes the organisation
 *   fund:F2        < 0  money in the fund; never > 0 (incentive_fund_balance gives it positive)
 *   cash           > 0  money at hand
 *   operator       < 0  operator reward earned
 *   tax            < 0  tax contained in charges, to be handed on
 *   equity              opening balances and other
 * All balances together are zero. */
#ifndef SHAREDESK_INCENTIVE_LEDGER_H
#define SHAREDESK_INCENTIVE_LEDGER_H

#include "sharedesk/store/store.h"

struct incentive_account {
    const char *code;     /* receivable, payable, operator, cash, fund, tax, equity */
    int64_t organisation; /* of receivable and payable, else BASE_NONE */
    int64_t fund;         /* of fund, and of a receivable that a fund owes, else BASE_NONE */
};
#define INCENTIVE_RECEIVABLE(o) ((struct incentive_account){"receivable", (o), BASE_NONE})
#define INCENTIVE_DUE(f)        ((struct incentive_account){"receivable", BASE_NONE, (f)})
#define INCENTIVE_PAYABLE(o)    ((struct incentive_account){"payable", (o), BASE_NONE})
#define INCENTIVE_FUND(f)       ((struct incentive_account){"fund", BASE_NONE, (f)})
#define INCENTIVE_PLAIN(code)   ((struct incentive_account){(code), BASE_NONE, BASE_NONE})

/* "receivable:O3", "cash" into out; and back, the part after the colon being any reference. */
void incentive_account_name(const struct incentive_account *account, char out[48]);
enum err_code incentive_account_parse(struct store *s, const char *name,
                                      struct incentive_account *account, struct err *e);

struct incentive_posting {
    struct incentive_account account;
    int64_t amount;       /* debit positive; postings of 0 are left out */
    const char *currency; /* NULL = the desk's */
};

/* Appends an entry; entry->kind, title, posted and what it is about are the caller's, its id is
 * set. Refuses what does not balance, and an overdrawn fund, telling what is in it. All of the
 * functions below are made of it; each is one transaction and joins the caller's. */
enum err_code incentive_ledger_post(struct store *s, struct model_entry *entry,
                                    const struct incentive_posting *postings, size_t count,
                                    struct err *e);
/* An entry's negative under kind reversal; refuses a second one. *reversal gets its id. */
enum err_code incentive_ledger_reverse(struct store *s, int64_t entry, const char *reason,
                                       int64_t *reversal, struct err *e);
/* A payment by an organisation of what it owes, and to it of what it is owed. */
enum err_code incentive_ledger_pay(struct store *s, int64_t organisation, int64_t amount,
                                   const char *notes, int64_t *entry, struct err *e);
enum err_code incentive_ledger_pay_out(struct store *s, int64_t organisation, int64_t amount,
                                       const char *notes, int64_t *entry, struct err *e);

/* Where a charge goes, in this order; the parts add up to amount. agreement may be NULL. */
enum incentive_part {
    INCENTIVE_PROVIDER,
    INCENTIVE_OPERATOR,
    INCENTIVE_REINVESTMENT,
    INCENTIVE_RISK,
    INCENTIVE_PARTS
};
enum err_code incentive_split(const struct model_policy *policy,
                              const struct model_agreement *agreement, int64_t amount,
                              int64_t parts[INCENTIVE_PARTS], struct err *e);

/* What a booking is charged: total to the organisation, voucher_part to the voucher's fund, the sum
 * of both less the tax contained in it split. Nothing is posted for a charge of 0. */
struct incentive_charge {
    const char *kind; /* "charge" or "fee" */
    const char *title;
    const struct model_booking *booking;
    const struct model_resource *resource;
    int64_t agreement; /* id or 0 */
    int64_t voucher;   /* id or 0 */
    int64_t total, voucher_part;
    int64_t posted; /* when it counts: the end of the use */
};
/* *entry gets its id, or 0 if nothing was to be charged. Refuses a booking charged already. */
enum err_code incentive_ledger_charge(struct store *s, const struct incentive_charge *charge,
                                      int64_t *entry, struct err *e);
/* The provider's cost of a free use of an open-grade resource, a claim on public funds: from a
 * public fund that holds enough, else it stands as due. *entry is 0 when there is no cost. */
enum err_code incentive_ledger_cost(struct store *s, const struct model_booking *booking,
                                    const struct model_resource *resource, int64_t minutes,
                                    int64_t *entry, struct err *e);
/* A booking's charges that still stand (reversals taken off). */
enum err_code incentive_ledger_charged(struct store *s, int64_t booking, int64_t *amount,
                                       struct err *e);

struct incentive_balance {
    struct incentive_account account;
    char name[48];
    int64_t balance; /* debit positive */
    int64_t debit, credit;
};
/* Every account with postings before `until` (BASE_NONE: all), by name; in the desk's currency. */
enum err_code incentive_ledger_balances(struct store *s, int64_t until, struct base_arena *a,
                                        struct incentive_balance **list, size_t *count,
                                        struct err *e);
enum err_code incentive_ledger_balance(struct store *s, struct incentive_account account,
                                       int64_t until, int64_t *balance, struct err *e);

/* An organisation's statement for [from, to). It foots: opening + lines = closing, which is the
 * ledger's balance of its two accounts at `to`. */
struct incentive_statement_line {
    int64_t entry, posted, booking;
    const char *kind, *title, *invoice;
    int64_t receivable, payable; /* the entry's postings to the two accounts, debit positive */
    int64_t balance;             /* running, of both together: > 0 it owes, < 0 it is owed */
};
struct incentive_statement {
    int64_t organisation, from, to;
    int64_t opening_receivable, opening_payable;
    int64_t closing_receivable, closing_payable;
    const struct incentive_statement_line *lines;
    size_t count;
};
enum err_code incentive_ledger_statement(struct store *s, int64_t organisation, int64_t from,
                                         int64_t to, struct base_arena *a,
                                         struct incentive_statement *statement, struct err *e);

/* An invoice over the charges and fees of an organisation. */
struct incentive_invoice {
    const char *number; /* 2026-0001 */
    int64_t organisation, issued;
    const struct incentive_statement_line *lines; /* receivable is the line's amount */
    size_t count;
    int64_t total, tax; /* tax is contained in total, at policy tax per cent */
};
/* Gives the next number to what is not invoiced yet in [from, to); refuses if there is nothing. */
enum err_code incentive_invoice_issue(struct store *s, int64_t organisation, int64_t from,
                                      int64_t to, struct base_arena *a,
                                      struct incentive_invoice *invoice, struct err *e);
enum err_code incentive_invoice_read(struct store *s, const char *number, struct base_arena *a,
                                     struct incentive_invoice *invoice, struct err *e);
struct incentive_invoice_head {
    const char *number;
    int64_t organisation, issued, total;
};
enum err_code incentive_invoice_list(struct store *s, struct base_arena *a,
                                     struct incentive_invoice_head **list, size_t *count,
                                     struct err *e);

#endif
