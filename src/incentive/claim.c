#include "sharedesk/incentive/claim.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/fund.h"

enum err_code incentive_claim_file(struct store *s, struct model_claim *claim, struct err *e)
{
    if (base_text_empty(claim->evidence))
        return err_set(e, ERR_REFUSED, claim->title, _("Say what proves it."),
                       _("a claim needs evidence"));
    claim->status = "open";
    enum err_code code = store_begin(s, "claim", e);
    return code ? code : store_end(s, store_put(s, MODEL_CLAIM, claim, e), e);
}

static enum err_code claim_post(struct store *s, const struct model_claim *claim, int64_t fund,
                                struct base_arena *a, struct err *e)
{
    if (claim->organisation == BASE_NONE)
        return err_set(e, ERR_REFUSED, claim->title, _("Name the claimant."),
                       _("nobody is named to whom it could be paid"));
    struct model_entry *entry = model_record_new(a, MODEL_ENTRY);
    entry->kind = "claim";
    entry->title = base_arena_printf(a, _("Risk claim: %s"), claim->title);
    entry->organisation = claim->organisation;
    entry->booking = claim->booking;
    entry->record = store_anyref_write(s, (struct store_ref){MODEL_CLAIM, claim->head.id}, a);
    const struct incentive_posting postings[] = {
        {INCENTIVE_FUND(fund), claim->granted, NULL},
        {INCENTIVE_PAYABLE(claim->organisation), -claim->granted, NULL}};
    return incentive_ledger_post(s, entry, postings, 2, e);
}

static enum err_code decide(struct store *s, int64_t id, int64_t granted, int64_t meeting,
                            struct base_arena *a, struct err *e)
{
    void *record;
    enum err_code code = store_get(s, MODEL_CLAIM, id, a, &record, e);
    if (code)
        return code;
    struct model_claim *claim = record;
    if (!model_code_is(model_code_or(claim->status, "open"), "open"))
        return err_set(e, ERR_REFUSED, claim->title,
                       _("File another claim if there is more to it."),
                       _("it is decided already: %s"),
                       model_vocabulary_label(MODEL_VOCABULARY_CLAIM_STATUS, claim->status));
    if (granted < 0 || granted > claim->amount)
        return err_set(e, ERR_VALUE, claim->title, _("Grant at most what is claimed."),
                       _("the amount granted does not lie between nothing and the claim"));
    int64_t today = base_time_day(store_now(s)), fund = claim->fund;
    claim->status = granted ? "granted" : "refused";
    claim->granted = granted;
    claim->decided = today;
    claim->meeting = meeting;
    if (granted && fund == BASE_NONE)
        code = incentive_fund_of(s, "risk", today, &fund, e);
    if (!code)
        code = store_put(s, MODEL_CLAIM, claim, e);
    return code || !granted ? code : claim_post(s, claim, fund, a, e);
}

enum err_code incentive_claim_decide(struct store *s, int64_t claim, int64_t granted,
                                     int64_t meeting, struct err *e)
{
    enum err_code code = store_begin(s, "decide claim", e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    code = decide(s, claim, granted, meeting, a, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}
