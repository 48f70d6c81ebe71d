/* incentives.c: the place Incentives: who gave and got, funds, vouchers, awards, answers, claims,
 * the ledger, each a page of its own. */
#include "incentives_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/screens/account.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/deed.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/views.h"
#include "sharedesk/tui/pager.h"

#include <string.h>

struct incentives {
    struct screens_desk *desk;
    enum incentives_page_id page;
    struct screens_sheet *sheets[INCENTIVES_PAGES];
    const char *labels[INCENTIVES_PAGES];
    const char *title, *note;
    struct store_ref wanted; /* go to it once it has been read; id 0: to nothing */
};

/* ---- opening and reading -------------------------------------------------------------------- */

/* What is visited stands on the page that has it; on none, as it stood. */
static void incentives_visit(struct incentives *v, const struct store_ref *ref)
{
    static const struct {
        enum model_type type;
        enum incentives_page_id page;
    } places[] = {
        {MODEL_FUND, INCENTIVES_FUNDS},
        {MODEL_VOUCHER, INCENTIVES_VOUCHERS},
        {MODEL_AWARD, INCENTIVES_AWARDS},
        {MODEL_CLAIM, INCENTIVES_CLAIMS},
    };
    for (size_t i = 0; ref && i < sizeof places / sizeof *places; i++)
        if (places[i].type == ref->type) {
            v->page = places[i].page;
            v->wanted = *ref;
        }
}

static int incentives_raised(struct tui_screen *s, void *arg)
{
    incentives_visit(s->state, arg);
    return TUI_RELOAD;
}

static enum err_code incentives_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct incentives *v = s->state;
    (void)e;
    incentives_visit(v, arg);
    v->desk = screens_desk(s);
    for (size_t i = 0; i < INCENTIVES_PAGES; i++) {
        const struct incentives_page *page = &incentives_pages[i];
        v->labels[i] = _(page->label);
        v->sheets[i] = screens_sheet_new(page->columns, page->column_count);
        screens_sheet_empty(v->sheets[i], _(page->empty));
        if (page->sorted < page->column_count)
            screens_sheet_sort(v->sheets[i], page->sorted);
    }
    return ERR_NONE;
}

static void incentives_close(struct tui_screen *s)
{
    struct incentives *v = s->state;
    for (size_t i = 0; i < INCENTIVES_PAGES; i++)
        screens_sheet_free(&v->sheets[i]);
}

static enum err_code incentives_reload(struct tui_screen *s, struct err *e)
{
    struct incentives *v = s->state;
    struct screens_sheet *t = v->sheets[v->page];
    v->title = screens_place_title(s, _("Incentives"));
    v->note = NULL;
    screens_sheet_begin(t, s->data);
    if (!store_read_begin(v->desk->store, e)) {
        incentives_pages[v->page].read(v->desk, t, s->data, &v->note, e);
        store_read_end(v->desk->store);
    }
    screens_sheet_end(t, e);
    if (v->wanted.id > 0)
        screens_sheet_go(t, screens_number_show(v->wanted, s->data));
    v->wanted.id = 0;
    return e->code;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *incentives_title(struct tui_screen *s)
{
    const struct incentives *v = s->state;
    return v->title;
}

static void incentives_draw_note(const struct incentives *v, struct tui_area line)
{
    const char *filter = screens_sheet_filter(v->sheets[v->page]);
    int col = 1;
    if (filter)
        col = tui_putf(line, 0, col, TUI_STRONG, _("filter: %s"), filter) + 3;
    if (v->note)
        tui_put(line, 0, col, TUI_DIM, v->note);
}

static void incentives_draw(struct tui_screen *s, struct tui_area area)
{
    struct incentives *v = s->state;
    screens_tabs_draw(tui_area_top(&area, 1), v->labels, INCENTIVES_PAGES, v->page);
    incentives_draw_note(v, tui_area_top(&area, 1));
    screens_sheet_draw(v->sheets[v->page], area, true);
}

/* ---- going from page to page ---------------------------------------------------------------- */

static int incentives_show(struct incentives *v, size_t page)
{
    v->page = (enum incentives_page_id)page;
    return TUI_RELOAD;
}

static int incentives_page_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    (void)s;
    for (size_t i = 0; i < INCENTIVES_PAGES; i++)
        if (strcmp(incentives_pages[i].code, code) == 0)
            return incentives_show(ctx, i);
    return TUI_DONE;
}

static int incentives_ask_page(struct tui_screen *s)
{
    struct incentives *v = s->state;
    struct tui_choice choices[INCENTIVES_PAGES];
    for (size_t i = 0; i < INCENTIVES_PAGES; i++)
        choices[i] = (struct tui_choice){.code = incentives_pages[i].code, .label = v->labels[i]};
    return tui_ask_choice(s, _("Show"), choices, INCENTIVES_PAGES, incentives_pages[v->page].code,
                          incentives_page_chosen, v);
}

/* ---- opening -------------------------------------------------------------------------------- */

struct invoice_reading {
    struct screens_desk *desk;
    const char *number;
};

static enum err_code invoice_fill(void *ctx, struct tui_pager *p, struct err *e)
{
    const struct invoice_reading *r = ctx;
    struct base_arena *a = base_arena_new();
    struct incentive_invoice invoice;
    enum err_code code = incentive_invoice_read(r->desk->store, r->number, a, &invoice, e);
    if (!code) {
        tui_pager_field(p, _("Invoice"), TUI_STRONG, invoice.number);
        tui_pager_field(p, _("Organisation"), TUI_NORMAL,
                        store_title(r->desk->store, MODEL_ORGANISATION, invoice.organisation, a));
        tui_pager_field(p, _("Issued"), TUI_NORMAL, screens_time_show(r->desk, invoice.issued, a));
        tui_pager_gap(p);
        for (size_t i = 0; i < invoice.count; i++)
            tui_pager_addf(p, TUI_NORMAL, 1, "%s  %14s  %s",
                           screens_time_show(r->desk, invoice.lines[i].posted, a),
                           screens_money_show(r->desk, invoice.lines[i].receivable, a),
                           invoice.lines[i].title);
        tui_pager_gap(p);
        tui_pager_field(p, _("Total"), TUI_STRONG, screens_money_show(r->desk, invoice.total, a));
        tui_pager_field(p, _("Tax contained"), TUI_NORMAL,
                        screens_money_show(r->desk, invoice.tax, a));
    }
    base_arena_free(&a);
    return code;
}

static int incentives_open_invoice(struct tui_screen *s, const struct incentive_invoice_head *head)
{
    struct invoice_reading *ctx = base_arena_alloc(s->life, sizeof *ctx);
    ctx->desk = screens_desk(s);
    ctx->number = base_arena_strdup(s->life, head->number);
    struct tui_reading reading = {.title = ctx->number, .fill = invoice_fill, .ctx = ctx};
    tui_app_push(s->app, &tui_reading_class, &reading);
    return TUI_DONE;
}

static int incentives_open_current(struct tui_screen *s)
{
    struct incentives *v = s->state;
    struct store_ref ref;
    if (!screens_sheet_current(v->sheets[v->page], &ref))
        return TUI_DONE;
    if (v->page == INCENTIVES_INVOICES)
        return incentives_open_invoice(s, screens_sheet_current_data(v->sheets[v->page]));
    if (v->page == INCENTIVES_ANSWERS && ref.type == MODEL_BOOKING)
        return screens_deed_open(s, SCREENS_DEED_ANSWER, ref);
    if (ref.type == MODEL_ORGANISATION)
        return screens_open_account(s, ref.id);
    return screens_open_record(s, ref);
}

bool screens_incentives_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct incentives *v = s->state;
    return screens_sheet_current(v->sheets[v->page], ref);
}

/* What is added here is what the page shows; to a fund of money or an organisation it is a record.
 */
int screens_incentives_add(struct tui_screen *s)
{
    const struct incentives *v = s->state;
    const struct store_ref none = {MODEL_ANY, 0};
    switch (v->page) {
    case INCENTIVES_ORGANISATIONS:
        return screens_open_add(s, MODEL_ORGANISATION, NULL);
    case INCENTIVES_FUNDS:
        return screens_open_add(s, MODEL_FUND, NULL);
    case INCENTIVES_VOUCHERS:
        return screens_deed_open(s, SCREENS_DEED_VOUCHER, none);
    case INCENTIVES_AWARDS:
        return screens_deed_open(s, SCREENS_DEED_AWARD, none);
    case INCENTIVES_ANSWERS:
        return screens_deed_open(s, SCREENS_DEED_ANSWER, none);
    case INCENTIVES_CLAIMS:
        return screens_deed_open(s, SCREENS_DEED_CLAIM, none);
    case INCENTIVES_INVOICES:
        return screens_deed_open(s, SCREENS_DEED_INVOICE, none);
    case INCENTIVES_LEADERS: {
        struct store_ref leader;
        return screens_deed_open(s, SCREENS_DEED_AWARD,
                                 screens_incentives_subject(s, &leader) ? leader : none);
    }
    default:
        return screens_deed_open(s, SCREENS_DEED_PAYMENT, none);
    }
}

/* ---- doing ---------------------------------------------------------------------------------- */

static const struct {
    int command;
    enum screens_deed deed;
    bool of_line; /* about the line of an account, not about its organisation */
} deed_commands[] = {
    {SCREENS_DO_PAY, SCREENS_DEED_PAYMENT, false},
    {SCREENS_DO_PAY_OUT, SCREENS_DEED_PAYOUT, false},
    {SCREENS_DO_DEPOSIT, SCREENS_DEED_DEPOSIT, false},
    {SCREENS_DO_TRANSFER, SCREENS_DEED_TRANSFER, false},
    {SCREENS_DO_PREMIUM, SCREENS_DEED_PREMIUM, false},
    {SCREENS_DO_VOUCHER, SCREENS_DEED_VOUCHER, false},
    {SCREENS_DO_AWARD, SCREENS_DEED_AWARD, false},
    {SCREENS_DO_INVOICE, SCREENS_DEED_INVOICE, false},
    {SCREENS_DO_CLAIM, SCREENS_DEED_CLAIM, true},
    {SCREENS_DO_ANSWER, SCREENS_DEED_ANSWER, true},
    {SCREENS_DO_ENTRY_REVERSE, SCREENS_DEED_REVERSAL, true},
};

int screens_do_deed(struct tui_screen *top, int id)
{
    struct store_ref about = {MODEL_ANY, 0};
    size_t i = 0, count = sizeof deed_commands / sizeof *deed_commands;
    while (i < count && deed_commands[i].command != id)
        i++;
    if (i == count)
        return TUI_PASS;
    screens_subject(top, &about);
    if (top->class == &screens_account_class && !deed_commands[i].of_line)
        about = screens_account_organisation(top);
    return screens_deed_open(top, deed_commands[i].deed, about);
}

static bool subject_is(struct tui_screen *top, enum model_type type)
{
    struct store_ref ref;
    return screens_subject(top, &ref) && ref.type == type;
}

const char *screens_refuse_reversal(struct tui_screen *top, int id)
{
    const char *why = screens_refuse_write(top, id);
    if (!why && !subject_is(top, MODEL_ENTRY))
        why = _("go to a ledger entry first: in a statement, or in Browse");
    return why;
}

static int incentives_withdraw(struct tui_screen *s, void *ctx)
{
    struct incentives *v = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (!screens_sheet_current(v->sheets[v->page], &ref))
        return TUI_DONE;
    if (incentive_voucher_withdraw(v->desk->store, ref.id, &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_DONE, _("%s is withdrawn; what was left is free in its fund again"),
            screens_number_show(ref, s->data));
    return TUI_CHANGED;
}

static int incentives_ask_withdraw(struct tui_screen *s)
{
    struct incentives *v = s->state;
    struct store_ref ref;
    if (!screens_incentives_subject(s, &ref))
        return TUI_DONE;
    const char *question = base_arena_printf(s->data, _("Take back what is left of %s?"),
                                             screens_number_show(ref, s->data));
    return tui_ask_yes_no(s, question, incentives_withdraw, v);
}

static int incentives_command(struct tui_screen *s, int id)
{
    struct incentives *v = s->state;
    switch (id) {
    case TUI_DO_NEXT_PANE:
        return incentives_show(v, (v->page + 1) % INCENTIVES_PAGES);
    case TUI_DO_PREVIOUS_PANE:
        return incentives_show(v, (v->page + INCENTIVES_PAGES - 1) % INCENTIVES_PAGES);
    case SCREENS_DO_PAGE:
        return incentives_ask_page(s);
    case TUI_DO_OPEN:
        return incentives_open_current(s);
    case SCREENS_DO_VOUCHER_WITHDRAW:
        return incentives_ask_withdraw(s);
    default:
        return screens_sheet_command(v->sheets[v->page], s, id);
    }
}

static const char *incentives_refuse(struct tui_screen *s, int id)
{
    const struct incentives *v = s->state;
    struct store_ref ref;
    if (id == TUI_DO_OPEN && !screens_sheet_current(v->sheets[v->page], &ref))
        return _("nothing is under the cursor");
    if (id == SCREENS_DO_VOUCHER_WITHDRAW) {
        if (v->page != INCENTIVES_VOUCHERS || !subject_is(s, MODEL_VOUCHER))
            return _("go to a voucher first");
        return screens_read_only(v->desk);
    }
    return NULL;
}

static const char *incentives_label(struct tui_screen *s, int id)
{
    const struct incentives *v = s->state;
    struct store_ref ref;
    if (id == TUI_DO_NEXT_PANE)
        return _("next page");
    if (id == TUI_DO_OPEN && screens_sheet_current(v->sheets[v->page], &ref)) {
        if (v->page == INCENTIVES_ANSWERS && ref.type == MODEL_BOOKING)
            return _("answer");
        if (ref.type == MODEL_ORGANISATION && v->page != INCENTIVES_INVOICES)
            return _("account");
    }
    return NULL;
}

static int incentives_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct incentives *v = s->state;
    struct tui_event inside = *event;
    inside.row -= 2;
    if (event->button == TUI_DOUBLE_CLICK)
        return incentives_open_current(s);
    return screens_sheet_pointer(v->sheets[v->page], &inside);
}

const struct tui_screen_class screens_incentives_class = {
    .name = "incentives",
    .size = sizeof(struct incentives),
    .answers = SCREENS_SHEET_ANSWERS | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN),
    .place = true,
    .title = incentives_title,
    .open = incentives_open,
    .close = incentives_close,
    .raised = incentives_raised,
    .reload = incentives_reload,
    .draw = incentives_draw,
    .command = incentives_command,
    .refuse = incentives_refuse,
    .label = incentives_label,
    .pointer = incentives_pointer,
};
