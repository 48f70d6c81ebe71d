/* Names of ledger accounts: "receivable:O3", "fund:F2", "cash". */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/ledger.h"

#include <stdio.h>
#include <string.h>

void incentive_account_name(const struct incentive_account *account, char out[48])
{
    char number[24] = "";
    if (account->organisation != BASE_NONE)
        model_number_format(MODEL_ORGANISATION, account->organisation, number);
    else if (account->fund != BASE_NONE)
        model_number_format(MODEL_FUND, account->fund, number);
    snprintf(out, 48, "%s%s%s", account->code, number[0] ? ":" : "", number);
}

static enum err_code no_account(const char *name, struct err *e)
{
    return err_set(e, ERR_USAGE, name,
                   _("Write receivable:O3, payable:O5, fund:F2, cash, operator, tax or equity."),
                   _("it is no account of the ledger"));
}

/* Whose account it is, after the colon: a fund of "fund", a fund or an organisation of
 * "receivable", an organisation of "payable". */
static enum err_code owner_parse(struct store *s, const char *name, const char *owner,
                                 struct incentive_account *account, struct err *e)
{
    struct store_ref ref;
    enum err_code code;
    if (model_code_is(account->code, "fund")) {
        code = store_resolve(s, MODEL_FUND, owner, &ref, e);
        account->fund = ref.id;
        return code;
    }
    bool receivable = model_code_is(account->code, "receivable");
    if (!receivable && !model_code_is(account->code, "payable"))
        return no_account(name, e);
    code = store_resolve(s, MODEL_ORGANISATION, owner, &ref, e);
    if (!code)
        account->organisation = ref.id;
    if (code != ERR_NOT_FOUND || !receivable)
        return code;
    struct err other = ERR_INIT;
    if (store_resolve(s, MODEL_FUND, owner, &ref, &other))
        return code;
    err_clear(e);
    account->fund = ref.id;
    return ERR_NONE;
}

static bool needs_owner(const char *code)
{
    return model_code_is(code, "fund") || model_code_is(code, "receivable") ||
           model_code_is(code, "payable");
}

enum err_code incentive_account_parse(struct store *s, const char *name,
                                      struct incentive_account *account, struct err *e)
{
    char word[32];
    const char *colon = strchr(name, ':');
    size_t length = colon ? (size_t)(colon - name) : strlen(name);
    if (length >= sizeof word)
        return no_account(name, e);
    memcpy(word, name, length);
    word[length] = '\0';
    const char *code = model_vocabulary_find(MODEL_VOCABULARY_ACCOUNT, word);
    if (!code || needs_owner(code) != (colon != NULL))
        return no_account(name, e);
    *account = INCENTIVE_PLAIN(code);
    return colon ? owner_parse(s, name, colon + 1, account, e) : ERR_NONE;
}
