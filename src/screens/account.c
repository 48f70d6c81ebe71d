/* account.c: an organisation's account. Above, the lines that make its standing; below, its
 * statement for a period; the one in focus gets the room. */
#include "sharedesk/screens/account.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/incentive/ledger.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/sheet.h"
#include "sharedesk/screens/views.h"

#include <string.h>

enum { BOTH_ROWS = 18, HEAD_ROWS = 3 };

enum account_period { PERIOD_MONTH, PERIOD_LAST_MONTH, PERIOD_YEAR, PERIOD_LAST_YEAR, PERIOD_ALL };

static const struct {
    const char *code, *label;
} periods[] = {
    [PERIOD_MONTH] = {"month", N_("this month")},
    [PERIOD_LAST_MONTH] = {"last-month", N_("last month")},
    [PERIOD_YEAR] = {"year", N_("this year")},
    [PERIOD_LAST_YEAR] = {"last-year", N_("last year")},
    [PERIOD_ALL] = {"all", N_("from the beginning")},
};
enum { PERIODS = sizeof periods / sizeof *periods };

static const struct tui_column standing_columns[] = {
    {.title = N_("Day"), .width = 16, .min = 13, .frozen = true, .sort = '-'},
    {.title = N_("Record"), .width = 7, .min = 6},
    {.title = N_("Text"), .width = 30, .min = 14, .grow = true},
    {.title = N_("Side"), .width = 5},
    {.title = N_("Worth"), .width = 8, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Weight"), .width = 6, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Counts"), .width = 8, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Minutes"), .width = 13, .min = 8, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Rate"), .width = 10, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Settled"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
};
static const struct tui_column statement_columns[] = {
    {.title = N_("Day"), .width = 16, .min = 13, .frozen = true, .sort = '+'},
    {.title = N_("Entry"), .width = 7, .min = 6},
    {.title = N_("Text"), .width = 30, .min = 14, .grow = true},
    {.title = N_("Debit"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Credit"), .width = 11, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Balance"), .width = 12, .align = TUI_RIGHT, .sort = '-'},
    {.title = N_("Invoice"), .width = 10},
};

struct account {
    struct screens_desk *desk;
    int64_t organisation;
    const char *title;
    struct incentive_standing standing;
    int64_t owes, owed;
    enum account_period period;
    const char *period_text;
    struct screens_sheet *lines, *statement;
    bool on_statement;
};

int screens_open_account(struct tui_screen *s, int64_t organisation)
{
    tui_app_push(s->app, &screens_account_class, &organisation);
    return TUI_DONE;
}

const char *screens_worth_show(const struct screens_desk *d, double minor_units,
                               struct base_arena *a)
{
    char text[40];
    int64_t units;
    double scale = 1;
    for (int64_t i = store_policy(d->store)->decimals; i > 0; i--)
        scale *= 10;
    if (!base_money_round(minor_units / scale, &units))
        return "";
    base_money_show(units, 0, text);
    return base_arena_strdup(a, text);
}

/* ---- opening -------------------------------------------------------------------------------- */

static enum err_code account_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct account *v = s->state;
    (void)e;
    v->desk = screens_desk(s);
    v->organisation = *(const int64_t *)arg;
    v->period = PERIOD_YEAR;
    v->lines =
        screens_sheet_new(standing_columns, sizeof standing_columns / sizeof *standing_columns);
    v->statement =
        screens_sheet_new(statement_columns, sizeof statement_columns / sizeof *statement_columns);
    screens_sheet_empty(v->lines, _("it has neither given nor got anything yet"));
    return ERR_NONE;
}

static void account_close(struct tui_screen *s)
{
    struct account *v = s->state;
    screens_sheet_free(&v->lines);
    screens_sheet_free(&v->statement);
}

static bool account_same(struct tui_screen *s, void *arg)
{
    const struct account *v = s->state;
    return v->organisation == *(const int64_t *)arg;
}

/* ---- its standing --------------------------------------------------------------------------- */

/* "Glacios cryo-TEM, Yunhe Biotech": of a use what was used and by or from whom. */
static const char *line_text(const struct account *v, const struct incentive_standing_line *line,
                             struct base_arena *a)
{
    struct store *s = v->desk->store;
    if (line->resource == BASE_NONE)
        return store_title(s, line->ref.type, line->ref.id, a);
    const char *resource = store_title(s, MODEL_RESOURCE, line->resource, a);
    return line->other == BASE_NONE
               ? resource
               : base_arena_printf(a, _("%s, %s"), resource,
                                   store_title(s, MODEL_ORGANISATION, line->other, a));
}

static void put_use(const struct account *v, const struct incentive_standing_line *line,
                    struct base_arena *a)
{
    if (line->minutes == BASE_NONE)
        return;
    screens_sheet_number(v->lines, 7, TUI_NORMAL, (double)line->minutes,
                         model_minutes_show(line->minutes, a));
    screens_sheet_number(v->lines, 8, TUI_NORMAL, (double)line->rate,
                         screens_money_show(v->desk, line->rate, a));
    screens_sheet_number(v->lines, 9, TUI_NORMAL, (double)line->settled,
                         screens_money_show(v->desk, line->settled, a));
}

static void put_line(const struct account *v, const struct incentive_standing_line *line,
                     struct base_arena *a)
{
    bool gave = line->side == INCENTIVE_CONTRIBUTED;
    const char *number = screens_number_show(line->ref, a);
    screens_sheet_row(v->lines, base_arena_printf(a, "%s%c", number, gave ? '+' : '-'), line->ref);
    screens_sheet_number(v->lines, 0, TUI_NORMAL, (double)line->at,
                         screens_day_show(v->desk, base_time_day(line->at), a));
    screens_sheet_text(v->lines, 1, TUI_NORMAL, number);
    screens_sheet_text(v->lines, 2, TUI_NORMAL, line_text(v, line, a));
    screens_sheet_text(v->lines, 3, gave ? TUI_GAIN : TUI_LOSS, gave ? _("gave") : _("got"));
    screens_sheet_number(v->lines, 4, TUI_NORMAL, (double)line->amount,
                         screens_worth_show(v->desk, (double)line->amount, a));
    screens_sheet_number(v->lines, 5, TUI_DIM, line->weight,
                         base_arena_printf(a, "%.2f", line->weight));
    screens_sheet_number(v->lines, 6, TUI_STRONG, line->decayed,
                         screens_worth_show(v->desk, line->decayed, a));
    put_use(v, line, a);
}

static enum err_code account_read_standing(struct account *v, struct base_arena *a, struct err *e)
{
    struct incentive_standing_line *lines;
    size_t count;
    if (incentive_standing_of(v->desk->store, v->organisation, store_now(v->desk->store), a,
                              &v->standing, &lines, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++)
        put_line(v, &lines[i], a);
    return ERR_NONE;
}

/* ---- its statement -------------------------------------------------------------------------- */

static void account_span(const struct account *v, int64_t *from, int64_t *to)
{
    int64_t today = base_time_day(store_now(v->desk->store)), month = base_day_month(today);
    int64_t january = month - (base_date_from_day(today).month - 1);
    int64_t first = v->period == PERIOD_MONTH        ? month
                    : v->period == PERIOD_LAST_MONTH ? month - 1
                    : v->period == PERIOD_YEAR       ? january
                                                     : january - 12;
    int64_t months = v->period == PERIOD_MONTH || v->period == PERIOD_LAST_MONTH ? 1 : 12;
    *from = base_month_start(first);
    *to = base_month_start(first + months);
    if (v->period == PERIOD_ALL) {
        *from = 0;
        *to = base_month_start(january + 12);
    }
}

/* Where the statement begins or ends: no entry of its own. */
static void put_bound(const struct account *v, const char *key, int64_t at, const char *text,
                      int64_t balance, struct base_arena *a)
{
    screens_sheet_row(v->statement, key, (struct store_ref){MODEL_ANY, 0});
    screens_sheet_style(v->statement, TUI_DIM);
    if (at > 0)
        screens_sheet_number(v->statement, 0, TUI_NORMAL, (double)at,
                             screens_day_show(v->desk, base_time_day(at), a));
    screens_sheet_text(v->statement, 2, TUI_NORMAL, text);
    screens_sheet_number(v->statement, 5, TUI_NORMAL, (double)balance,
                         screens_money_show(v->desk, balance, a));
}

static void put_entry(const struct account *v, const struct incentive_statement_line *line,
                      struct base_arena *a)
{
    struct store_ref ref = {MODEL_ENTRY, line->entry};
    int64_t amount = line->receivable + line->payable;
    const char *number = screens_number_show(ref, a);
    screens_sheet_row(v->statement, number, ref);
    screens_sheet_number(v->statement, 0, TUI_NORMAL, (double)line->posted,
                         screens_day_show(v->desk, base_time_day(line->posted), a));
    screens_sheet_text(v->statement, 1, TUI_NORMAL, number);
    screens_sheet_text(v->statement, 2, TUI_NORMAL, line->title);
    screens_sheet_number(v->statement, amount >= 0 ? 3 : 4, TUI_NORMAL, (double)amount,
                         screens_money_show(v->desk, amount < 0 ? -amount : amount, a));
    screens_sheet_number(v->statement, 5, TUI_STRONG, (double)line->balance,
                         screens_money_show(v->desk, line->balance, a));
    screens_sheet_text(v->statement, 6, TUI_NORMAL, line->invoice);
}

static enum err_code account_read_statement(struct account *v, struct base_arena *a, struct err *e)
{
    struct incentive_statement statement;
    int64_t from, to;
    account_span(v, &from, &to);
    v->period_text = _(periods[v->period].label);
    if (incentive_ledger_statement(v->desk->store, v->organisation, from, to, a, &statement, e))
        return e->code;
    put_bound(v, "opening", from, _("Opening balance"),
              statement.opening_receivable + statement.opening_payable, a);
    for (size_t i = 0; i < statement.count; i++)
        put_entry(v, &statement.lines[i], a);
    put_bound(v, "closing", 0, _("Closing balance"),
              statement.closing_receivable + statement.closing_payable, a);
    return ERR_NONE;
}

static enum err_code account_read(struct account *v, struct base_arena *a, struct err *e)
{
    int64_t payable;
    if (incentive_ledger_balance(v->desk->store, INCENTIVE_RECEIVABLE(v->organisation), BASE_NONE,
                                 &v->owes, e) ||
        incentive_ledger_balance(v->desk->store, INCENTIVE_PAYABLE(v->organisation), BASE_NONE,
                                 &payable, e) ||
        account_read_standing(v, a, e))
        return e->code;
    v->owed = -payable;
    return account_read_statement(v, a, e);
}

static enum err_code account_reload(struct tui_screen *s, struct err *e)
{
    struct account *v = s->state;
    struct store_ref ref = {MODEL_ORGANISATION, v->organisation};
    v->title = base_arena_printf(s->data, "%s %s", screens_number_show(ref, s->data),
                                 store_title(v->desk->store, ref.type, ref.id, s->data));
    screens_sheet_begin(v->lines, s->data);
    screens_sheet_begin(v->statement, s->data);
    if (!store_read_begin(v->desk->store, e)) {
        account_read(v, s->data, e);
        store_read_end(v->desk->store);
    }
    screens_sheet_end(v->lines, e);
    return screens_sheet_end(v->statement, e);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const char *account_title(struct tui_screen *s)
{
    const struct account *v = s->state;
    return v->title;
}

static void account_draw_head(const struct account *v, struct tui_area area)
{
    struct base_arena *a = base_arena_new();
    const struct incentive_standing *f = &v->standing;
    double most = f->contribution > f->benefit ? f->contribution : f->benefit;
    double k = (double)store_policy(v->desk->store)->standing_k;
    enum { BAR = 21 };
    int col = tui_put(area, 0, 1, TUI_LABEL, _("Standing"));
    col = tui_putf(area, 0, col + 1, TUI_STRONG, "%.2f", f->standing);
    tui_putf(area, 0, col + 2, TUI_DIM, _("= 2 ^ ((gave %s - got %s) / (gave + got + %s))"),
             screens_worth_show(v->desk, f->contribution, a),
             screens_worth_show(v->desk, f->benefit, a), screens_worth_show(v->desk, k, a));
    const char *got = base_arena_printf(a, _("got %s"), screens_worth_show(v->desk, f->benefit, a));
    const char *gave =
        base_arena_printf(a, _("gave %s"), screens_worth_show(v->desk, f->contribution, a));
    int middle = tui_text_width(got) + 2, width = area.cols > 60 ? BAR : 11;
    double scale = most > 0 ? most : 1;
    tui_put(area, 1, 1, TUI_LOSS, got);
    tui_bar_both(area, 1, middle, width, -f->benefit / scale, TUI_LOSS, TUI_GAIN);
    struct tui_area right = area;
    tui_area_left(&right, middle + (width - 1) / 2);
    struct tui_area half = right;
    tui_area_left(&half, 1);
    tui_bar(half, 1, 0, (width - 1) / 2, f->contribution / scale, TUI_GAIN);
    tui_put(area, 1, middle + width + 1, TUI_GAIN, gave);
    col = tui_put(area, 2, 1, TUI_LABEL, _("owes the desk"));
    col = tui_put(area, 2, col + 1, v->owes > 0 ? TUI_WARNING : TUI_NORMAL,
                  screens_money_show(v->desk, v->owes, a));
    col = tui_put(area, 2, col + 3, TUI_LABEL, _("the desk owes it"));
    tui_put(area, 2, col + 1, TUI_NORMAL, screens_money_show(v->desk, v->owed, a));
    base_arena_free(&a);
}

static void account_draw_pane(const char *title, struct screens_sheet *t, struct tui_area area,
                              bool focused)
{
    struct tui_area head = tui_area_top(&area, 1);
    const char *filter = screens_sheet_filter(t);
    tui_hline(head, 0, 0, head.cols, TUI_RULE);
    int col = tui_putf(head, 0, 1, focused ? TUI_TITLE : TUI_DIM, " %s ", title);
    if (filter)
        tui_putf(head, 0, col + 1, TUI_STRONG, _(" filter: %s "), filter);
    screens_sheet_draw(t, area, focused);
}

static void account_draw(struct tui_screen *s, struct tui_area area)
{
    struct account *v = s->state;
    struct base_arena *a = base_arena_new();
    const char *statement = base_arena_printf(a, _("Statement, %s"), v->period_text);
    account_draw_head(v, tui_area_top(&area, HEAD_ROWS));
    bool both = area.rows >= BOTH_ROWS - HEAD_ROWS;
    int large = area.rows * 6 / 10;
    struct tui_area upper = area;
    if (both)
        upper = tui_area_top(&area, v->on_statement ? area.rows - large : large);
    if (both || !v->on_statement)
        account_draw_pane(_("What makes its standing"), v->lines, upper, !v->on_statement);
    if (both || v->on_statement)
        account_draw_pane(statement, v->statement, area, v->on_statement);
    base_arena_free(&a);
}

/* ---- commands ------------------------------------------------------------------------------- */

static struct screens_sheet *account_sheet(const struct account *v)
{
    return v->on_statement ? v->statement : v->lines;
}

/* The line's record; at the opening and closing balance the organisation itself. */
bool screens_account_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct account *v = s->state;
    if (!screens_sheet_current(account_sheet(v), ref))
        *ref = (struct store_ref){MODEL_ORGANISATION, v->organisation};
    return true;
}

struct store_ref screens_account_organisation(const struct tui_screen *s)
{
    const struct account *v = s->state;
    return (struct store_ref){MODEL_ORGANISATION, v->organisation};
}

static int account_period_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct account *v = ctx;
    (void)s;
    for (int i = 0; i < PERIODS; i++)
        if (strcmp(periods[i].code, code) == 0)
            v->period = (enum account_period)i;
    v->on_statement = true;
    return TUI_RELOAD;
}

static int account_ask_period(struct tui_screen *s)
{
    struct account *v = s->state;
    struct tui_choice choices[PERIODS];
    for (int i = 0; i < PERIODS; i++)
        choices[i] = (struct tui_choice){.code = periods[i].code, .label = _(periods[i].label)};
    return tui_ask_choice(s, _("Period"), choices, PERIODS, periods[v->period].code,
                          account_period_chosen, v);
}

static int account_command(struct tui_screen *s, int id)
{
    struct account *v = s->state;
    struct store_ref ref;
    switch (id) {
    case TUI_DO_NEXT_PANE:
    case TUI_DO_PREVIOUS_PANE:
        v->on_statement = !v->on_statement;
        return TUI_DONE;
    case TUI_DO_OPEN:
        return screens_sheet_current(account_sheet(v), &ref) ? screens_open_record(s, ref)
                                                             : TUI_DONE;
    case SCREENS_DO_PERIOD:
        return account_ask_period(s);
    default:
        return screens_sheet_command(account_sheet(v), s, id);
    }
}

static const char *account_label(struct tui_screen *s, int id)
{
    const struct account *v = s->state;
    if (id == TUI_DO_NEXT_PANE)
        return v->on_statement ? _("standing") : _("statement");
    return NULL;
}

const struct tui_screen_class screens_account_class = {
    .name = "account",
    .size = sizeof(struct account),
    .answers = SCREENS_SHEET_ANSWERS | TUI_ANSWERS_PANES | TUI_BIT(TUI_DO_OPEN),
    .title = account_title,
    .open = account_open,
    .close = account_close,
    .same = account_same,
    .reload = account_reload,
    .draw = account_draw,
    .command = account_command,
    .label = account_label,
};
