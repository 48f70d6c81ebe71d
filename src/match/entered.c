#include "sharedesk/match/entered.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/store/fits.h"

#include "internal.h"

enum {
    OFFERS_MATCHED = 50,    /* of one import; the rest is found in Match, by offer, */
    PAIRS_MATCHED = 200000, /* and so is what is left when so many pairs were looked at */
    DEMANDS_KEPT = 3,       /* for each offer: the best */
};

static enum err_code keep(struct match_desk *m, const struct match_list *list,
                          struct match_entered *found, struct err *e)
{
    enum err_code code = ERR_NONE;
    size_t kept = 0;
    for (size_t i = 0; !code && i < list->eligible && kept < DEMANDS_KEPT; i++) {
        const struct match_candidate *c = &list->candidates[i];
        if (c->proposal != 0 || c->parts[MATCH_CAPABILITY] == 0)
            continue; /* something was said to the pair already, or it offers nothing asked for */
        if (found->resource == 0 || c->score > found->score) {
            found->resource = c->resource;
            found->demand = c->demand;
            found->score = c->score;
        }
        code = store_fits_add(m->store, c->resource, c->demand, c->score, e);
        kept++;
    }
    found->fitting += kept > 0;
    return code;
}

enum err_code match_entered(struct match_desk *m, int64_t after, struct match_entered *found,
                            struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_options capable = MATCH_OPTIONS_INIT;
    int64_t *resources;
    capable.capable = true;
    *found = (struct match_entered){0};
    enum err_code code =
        store_fits_entered(m->store, after, OFFERS_MATCHED + 1, a, &resources, &found->offers, e);
    size_t pairs = 0;
    for (size_t i = 0; !code && i < found->offers && i < OFFERS_MATCHED && pairs < PAIRS_MATCHED;
         i++) {
        struct base_arena *each = base_arena_new();
        struct match_list list;
        code = match_offers(m, resources[i], &capable, each, &list, e);
        if (!code)
            code = keep(m, &list, found, e);
        found->matched++;
        pairs += list.count + list.other_kinds;
        base_arena_free(&each);
    }
    base_arena_free(&a);
    return code;
}

const char *match_entered_show(struct match_desk *m, const struct match_entered *found,
                               struct base_arena *a)
{
    char demand[24], resource[24];
    if (found->resource == 0)
        return "";
    model_number_format(MODEL_DEMAND, found->demand, demand);
    model_number_format(MODEL_RESOURCE, found->resource, resource);
    const char *title = store_title(m->store, MODEL_DEMAND, found->demand, a);
    int points = (int)((found->score + 50) / 100);
    if (found->matched == 1)
        return base_arena_printf(a, _("%s fits a waiting demand: %s %s (%d points)"), resource,
                                 demand, title, points);
    return base_arena_printf(
        a, _("%zu of %zu new offers fit waiting demands; the best: %s for %s %s (%d points)"),
        found->fitting, found->matched, resource, demand, title, points);
}
