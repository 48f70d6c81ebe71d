#include "sharedesk/report/bulletin.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

struct publishing {
    struct store *store;
    struct incentive_terms *terms;
    struct base_arena *arena;
    struct meeting_document *document;
};

static const char *title(const struct publishing *p, enum model_type type, int64_t id)
{
    return id == BASE_NONE ? "" : store_title(p->store, type, id, p->arena);
}

/* "Name / other name" */
static const char *both_names(const struct publishing *p, const struct model_resource *r)
{
    return r->name_alt != NULL ? base_arena_printf(p->arena, "%s / %s", r->name, r->name_alt)
                               : r->name;
}

/* Today's tariff inside and outside; free where the grade is. */
static enum err_code prices(const struct publishing *p, const struct model_resource *r,
                            const char **text, struct err *e)
{
    int64_t inside, outside, today = base_time_day(store_now(p->store));
    *text = model_grade_is_open(r->grade) ? C_("price", "free") : "";
    if (model_grade_is_open(r->grade) ||
        (r->price_member == BASE_NONE && r->price_outside == BASE_NONE && r->tariffs == NULL))
        return ERR_NONE;
    enum err_code code = incentive_tariff(p->terms, r, today, true, &inside, e);
    if (!code)
        code = incentive_tariff(p->terms, r, today, false, &outside, e);
    if (!code)
        *text = base_arena_printf(p->arena, "%s / %s", report_money(p->store, inside, p->arena),
                                  report_money(p->store, outside, p->arena));
    return code;
}

/* Where it stands, else where its owner is. */
static enum err_code region(const struct publishing *p, const struct model_resource *r,
                            const char **name, struct err *e)
{
    int64_t id;
    enum err_code code = incentive_terms_region_of(p->terms, r, &id, e);
    if (!code)
        *name = title(p, MODEL_REGION, id);
    return code;
}

/* Who wants one asks the desk: the people behind it stay out. */
static enum err_code offers(struct publishing *p, struct err *e)
{
    const char *const columns[] = {_("No."),
                                   _("Name"),
                                   _("Kind"),
                                   _("Owner"),
                                   _("Region"),
                                   _("Description"),
                                   _("Access"),
                                   _("Opening hours"),
                                   _("Price inside / outside"),
                                   _("Web address"),
                                   NULL};
    struct model_resource **list;
    size_t count;
    enum err_code code = store_select(p->store, MODEL_RESOURCE, STORE_REPORT_CATALOGUE,
                                      STORE_NO_ARGS, p->arena, &list, &count, e);
    if (code)
        return code;
    struct meeting_section *s = meeting_document_section(p->document, "offers", _("Offered"));
    struct meeting_table *t = meeting_section_table(p->document, s, "offers", "", columns, NULL);
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_resource *r = list[i];
        const char *price = "", *where = "";
        code = prices(p, r, &price, e);
        if (!code)
            code = region(p, r, &where, e);
        const char *const cells[] = {
            report_number(MODEL_RESOURCE, r->head.id, p->arena),
            both_names(p, r),
            model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, r->kind),
            title(p, MODEL_ORGANISATION, r->owner),
            where,
            r->description,
            model_vocabulary_label(MODEL_VOCABULARY_ACCESS, model_code_or(r->access, "open")),
            r->open_hours,
            price,
            r->url};
        meeting_table_row(p->document, t, cells);
    }
    return code;
}

/* What is wanted, without saying by whom or for how much. */
static enum err_code wants(struct publishing *p, struct err *e)
{
    const char *const columns[] = {_("No."),      _("Wanted"),          _("Kind"), _("Region"),
                                   _("Duration"), C_("deadline", "By"), NULL};
    struct model_demand **list;
    size_t count;
    enum err_code code = store_select(p->store, MODEL_DEMAND, STORE_MATCH_DEMANDS_WAITING,
                                      STORE_NO_ARGS, p->arena, &list, &count, e);
    if (code)
        return code;
    struct meeting_section *s =
        meeting_document_section(p->document, "wanted", C_("bulletin", "Wanted"));
    struct meeting_table *t = meeting_section_table(p->document, s, "wanted", "", columns, NULL);
    for (size_t i = 0; !code && i < count; i++) {
        const struct model_demand *d = list[i];
        const struct model_organisation *o = NULL;
        char day[16] = "";
        code = incentive_terms_organisation(p->terms, d->requester, &o, e);
        const char *where =
            title(p, MODEL_REGION, d->region != BASE_NONE || o == NULL ? d->region : o->region);
        if (d->latest != BASE_NONE)
            base_day_format(base_time_day(d->latest - 1), day);
        const char *const cells[] = {
            report_number(MODEL_DEMAND, d->head.id, p->arena),
            d->title,
            model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, d->kind),
            where,
            d->minutes != BASE_NONE ? model_minutes_show(d->minutes, p->arena) : "",
            day};
        meeting_table_row(p->document, t, cells);
    }
    return code;
}

static const char *moment(const struct publishing *p, int64_t t)
{
    char shown[32] = "";
    if (t != BASE_NONE)
        base_time_show(t, shown);
    return base_arena_strdup(p->arena, shown);
}

/* Competitions, forums and visits to come: where demand and supply meet in person. */
static enum err_code activities(struct publishing *p, struct err *e)
{
    const char *const columns[] = {_("Title"), _("Kind"),     _("Organiser"),   _("Start"),
                                   _("End"),   _("Location"), _("Web address"), NULL};
    struct model_activity **list;
    size_t count;
    enum err_code code =
        store_select(p->store, MODEL_ACTIVITY, STORE_REPORT_ACTIVITIES_AHEAD,
                     STORE_ARGS(STORE_INT(store_now(p->store))), p->arena, &list, &count, e);
    if (code)
        return code;
    struct meeting_section *s =
        meeting_document_section(p->document, "activities", _("Activities"));
    struct meeting_table *t =
        meeting_section_table(p->document, s, "activities", "", columns, NULL);
    for (size_t i = 0; i < count; i++) {
        const struct model_activity *x = list[i];
        const char *const cells[] = {
            x->title,
            model_vocabulary_label(MODEL_VOCABULARY_ACTIVITY_KIND, x->kind),
            title(p, MODEL_ORGANISATION, x->organisation),
            moment(p, x->start),
            moment(p, x->end),
            x->location,
            x->url};
        meeting_table_row(p->document, t, cells);
    }
    return ERR_NONE;
}

enum err_code report_bulletin(struct match_desk *m, struct base_arena *a,
                              struct meeting_document **document, struct err *e)
{
    struct publishing p = {.store = match_desk_store(m), .arena = a};
    p.terms = incentive_terms_new(p.store, a);
    char day[16];
    base_day_format(base_time_day(store_now(p.store)), day);
    const struct model_policy *policy = store_policy(p.store);
    const char *of = base_arena_printf(a, _("Bulletin of %s"), day);
    p.document = meeting_document_new(
        a, base_text_empty(policy->name) ? _("Resource sharing desk") : policy->name,
        base_text_empty(policy->email) ? of : base_arena_printf(a, "%s · %s", of, policy->email));
    enum err_code code = offers(&p, e);
    if (!code)
        code = wants(&p, e);
    if (!code)
        code = activities(&p, e);
    *document = p.document;
    return code;
}
