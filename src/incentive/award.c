#include "sharedesk/incentive/award.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/incentive/fund.h"

/* Who gets the bonus: the organisation, or that of the person. */
static enum err_code receiver(struct store *s, const struct model_award *award,
                              struct base_arena *a, int64_t *organisation, struct err *e)
{
    *organisation = award->organisation;
    if (*organisation != BASE_NONE)
        return ERR_NONE;
    if (award->person != BASE_NONE) {
        void *record;
        enum err_code code = store_get(s, MODEL_PERSON, award->person, a, &record, e);
        if (code)
            return code;
        *organisation = ((const struct model_person *)record)->organisation;
    }
    if (*organisation != BASE_NONE)
        return ERR_NONE;
    return err_set(e, ERR_REFUSED, award->title, _("Name an organisation, or give the person one."),
                   _("nobody is named to whom its bonus could be owed"));
}

static enum err_code bonus_post(struct store *s, const struct model_award *award,
                                struct base_arena *a, struct err *e)
{
    int64_t organisation;
    enum err_code code = receiver(s, award, a, &organisation, e);
    if (code)
        return code;
    struct model_entry *entry = model_record_new(a, MODEL_ENTRY);
    entry->kind = "award";
    entry->title = base_arena_printf(a, _("Award: %s"), award->title);
    entry->organisation = organisation;
    entry->record = store_anyref_write(s, (struct store_ref){MODEL_AWARD, award->head.id}, a);
    const struct incentive_posting postings[] = {
        {INCENTIVE_FUND(award->fund), award->amount, NULL},
        {INCENTIVE_PAYABLE(organisation), -award->amount, NULL}};
    return incentive_ledger_post(s, entry, postings, 2, e);
}

enum err_code incentive_award_grant(struct store *s, struct model_award *award, struct err *e)
{
    bool bonus = award->amount != BASE_NONE && award->amount > 0;
    enum err_code code = store_begin(s, "award", e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    int64_t today = base_time_day(store_now(s));
    if (award->awarded == BASE_NONE)
        award->awarded = today;
    if (bonus && award->fund == BASE_NONE)
        code = incentive_fund_of(s, "award", today, &award->fund, e);
    if (!code)
        code = store_put(s, MODEL_AWARD, award, e);
    if (!code && bonus)
        code = bonus_post(s, award, a, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}
