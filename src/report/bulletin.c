#include "sharedesk/report/bulletin.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

struct publishing {
    struct store *store;
    struct base_arena *arena;
    struct meeting_document *document;
};

static const char *money(const struct publishing *p, int64_t amount)
{
    char shown[40];
    if (amount == BASE_NONE)
        return "";
    base_money_show(amount, (int)store_policy(p->store)->decimals, shown);
    return base_arena_strdup(p->arena, shown);
}

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

static const char *prices(const struct publishing *p, const struct model_resource *r)
{
    if (model_grade_is_open(r->grade))
        return _("free");
    if (r->price_member == BASE_NONE && r->price_outside == BASE_NONE)
        return "";
    return base_arena_printf(p->arena, "%s / %s", money(p, r->price_member),
                             money(p, r->price_outside));
}

/* Contacts are of the resource, for those who ask; the people behind it stay out. */
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
    for (size_t i = 0; i < count; i++) {
        const struct model_resource *r = list[i];
        const char *const cells[] = {
            report_number(MODEL_RESOURCE, r->head.id, p->arena),
            both_names(p, r),
            model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, r->kind),
            title(p, MODEL_ORGANISATION, r->owner),
            title(p, MODEL_REGION, r->region),
            r->description,
            model_vocabulary_label(MODEL_VOCABULARY_ACCESS, model_code_or(r->access, "open")),
            r->open_hours,
            prices(p, r),
            r->url};
        meeting_table_row(p->document, t, cells);
    }
    return ERR_NONE;
}

/* What is wanted, without saying by whom or for how much. */
static enum err_code wants(struct publishing *p, struct err *e)
{
    const char *const columns[] = {_("No."),      _("Wanted"), _("Kind"), _("Region"),
                                   _("Duration"), _("By"),     NULL};
    struct model_demand **list;
    size_t count;
    enum err_code code = store_select(p->store, MODEL_DEMAND, STORE_MATCH_DEMANDS_WAITING,
                                      STORE_NO_ARGS, p->arena, &list, &count, e);
    if (code)
        return code;
    struct meeting_section *s = meeting_document_section(p->document, "wanted", _("Wanted"));
    struct meeting_table *t = meeting_section_table(p->document, s, "wanted", "", columns, NULL);
    for (size_t i = 0; i < count; i++) {
        const struct model_demand *d = list[i];
        char day[16] = "";
        if (d->latest != BASE_NONE)
            base_day_format(base_time_day(d->latest - 1), day);
        const char *const cells[] = {
            report_number(MODEL_DEMAND, d->head.id, p->arena),
            d->title,
            model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, d->kind),
            title(p, MODEL_REGION, d->region),
            d->minutes != BASE_NONE ? model_minutes_show(d->minutes, p->arena) : "",
            day};
        meeting_table_row(p->document, t, cells);
    }
    return ERR_NONE;
}

enum err_code report_bulletin(struct match_desk *m, struct base_arena *a,
                              struct meeting_document **document, struct err *e)
{
    struct publishing p = {.store = match_desk_store(m), .arena = a};
    char day[16];
    base_day_format(base_time_day(store_now(p.store)), day);
    const char *name = store_policy(p.store)->name;
    p.document =
        meeting_document_new(a, name != NULL && name[0] != '\0' ? name : _("Resource sharing desk"),
                             base_arena_printf(a, _("Bulletin of %s"), day));
    enum err_code code = offers(&p, e);
    if (!code)
        code = wants(&p, e);
    *document = p.document;
    return code;
}
