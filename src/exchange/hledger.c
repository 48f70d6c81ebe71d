/* hledger.c: the ledger as a journal that hledger and its kin read, so that an accountant can check
 * it with a program of another house. */
#include "export_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/utf8.h"

#include <string.h>

/* Text that ends where it should: no comment sign, no line end, no run of blanks. */
static const char *plain(struct base_arena *a, const char *text)
{
    char *copy = base_arena_strdup(a, base_utf8_show(a, text));
    size_t kept = 0;
    for (const char *c = copy; *c != '\0'; c++) {
        char one = *c == ';' || *c == '|' ? ',' : *c;
        if (one != ' ' || (kept > 0 && copy[kept - 1] != ' '))
            copy[kept++] = one;
    }
    copy[kept] = '\0';
    return copy;
}

static void add_account(struct export *x, const struct model_posting *p)
{
    const struct {
        enum model_type type;
        int64_t id;
    } whose[] = {{MODEL_ORGANISATION, p->organisation}, {MODEL_FUND, p->fund}};
    base_text_printf(x->out, "    %s", p->account);
    for (size_t i = 0; i < 2; i++) {
        char number[24];
        if (whose[i].id == BASE_NONE)
            continue;
        model_number_format(whose[i].type, whose[i].id, number);
        base_text_printf(
            x->out, ":%s %s", number,
            plain(x->arena, store_title(x->store, whose[i].type, whose[i].id, x->arena)));
    }
}

static void add_posting(struct export *x, const struct model_posting *p)
{
    const struct model_policy *policy = store_policy(x->store);
    char amount[32];
    base_money_format(p->amount, (int)policy->decimals, amount);
    add_account(x, p);
    base_text_printf(x->out, "  %s %s\n",
                     base_text_empty(p->currency) ? policy->currency : p->currency, amount);
}

enum err_code export_hledger_row(void *context, const void *record, struct err *e)
{
    struct export *x = context;
    const struct model_entry *entry = record;
    const struct model_type_info *postings = model_type_info(MODEL_POSTING);
    const struct store_list list = {.type = MODEL_POSTING,
                                    .link = model_field_find(postings, "entry"),
                                    .link_type = MODEL_ENTRY,
                                    .link_id = entry->head.id};
    struct model_posting **lines;
    size_t count;
    char day[16];
    if (store_list_page(x->store, &list, 0, true, 0, x->arena, &lines, &count, e) != ERR_NONE)
        return e->code;
    base_day_format(base_time_day(entry->posted), day);
    base_text_printf(x->out, "%s * (E%lld) %s  ; kind:%s\n", day, (long long)entry->head.id,
                     plain(x->arena, entry->title), entry->kind);
    for (size_t i = 0; i < count; i++)
        add_posting(x, lines[i]);
    base_text_add_char(x->out, '\n');
    base_arena_reset(x->arena);
    return ERR_NONE;
}
