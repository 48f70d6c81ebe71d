/* visit.c: from a record to the place where it is worked on. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/account.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/match.h"
#include "sharedesk/screens/meeting.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/schedule.h"
#include "sharedesk/screens/views.h"

static int visit_demand(struct tui_screen *s, int64_t demand, int64_t resource)
{
    struct screens_match_visit visit = {.demand = demand, .resource = resource};
    tui_app_push(s->app, &screens_match_class, &visit);
    return TUI_DONE;
}

static int visit_schedule(struct tui_screen *s, struct screens_schedule_visit visit)
{
    tui_app_push(s->app, &screens_schedule_class, &visit);
    return TUI_DONE;
}

/* A proposal or a quote is looked at as the pair that it is about. */
static int visit_pair(struct tui_screen *s, struct store_ref ref)
{
    const struct model_type_info *type = model_type_info(ref.type);
    const void *record;
    struct err e = ERR_INIT;
    if (store_get(screens_desk(s)->store, ref.type, ref.id, s->data, &record, &e))
        return screens_fail(s, &e);
    return visit_demand(s, model_field_number(model_field_find(type, "demand"), record),
                        model_field_number(model_field_find(type, "resource"), record));
}

/* What a meeting decided, and what is on its agenda, is looked at in it. */
static int visit_meeting(struct tui_screen *s, struct store_ref ref)
{
    const struct model_type_info *type = model_type_info(ref.type);
    const struct model_field *field = model_field_find(type, "meeting");
    const void *record;
    struct err e = ERR_INIT;
    int64_t meeting = ref.id;
    if (field) {
        if (store_get(screens_desk(s)->store, ref.type, ref.id, s->data, &record, &e))
            return screens_fail(s, &e);
        meeting = model_field_number(field, record);
    }
    tui_app_push(s->app, &screens_meeting_class, meeting > 0 ? &meeting : NULL);
    return TUI_DONE;
}

static int visit_incentives(struct tui_screen *s, struct store_ref ref)
{
    tui_app_push(s->app, &screens_incentives_class, &ref);
    return TUI_DONE;
}

int screens_open_place(struct tui_screen *s, struct store_ref ref)
{
    switch (ref.type) {
    case MODEL_DEMAND:
        return visit_demand(s, ref.id, 0);
    case MODEL_PROPOSAL:
    case MODEL_QUOTE:
        return visit_pair(s, ref);
    case MODEL_BOOKING:
        return visit_schedule(s, (struct screens_schedule_visit){.booking = ref.id});
    case MODEL_RESOURCE:
        return visit_schedule(s, (struct screens_schedule_visit){.resource = ref.id});
    case MODEL_ORGANISATION:
        return screens_open_account(s, ref.id);
    case MODEL_FUND:
    case MODEL_VOUCHER:
    case MODEL_AWARD:
    case MODEL_CLAIM:
        return visit_incentives(s, ref);
    case MODEL_MEETING:
    case MODEL_AGENDA:
    case MODEL_DECISION:
        return visit_meeting(s, ref);
    default:
        return screens_open_record(s, ref);
    }
}

/* Of other types the record's own screen is the place, and Enter opens it. */
const char *screens_refuse_place(struct tui_screen *top, int id)
{
    struct store_ref ref;
    const char *why = screens_refuse_subject(top, id);
    if (why)
        return why;
    screens_subject(top, &ref);
    switch (ref.type) {
    case MODEL_DEMAND:
    case MODEL_PROPOSAL:
    case MODEL_QUOTE:
    case MODEL_BOOKING:
    case MODEL_RESOURCE:
    case MODEL_ORGANISATION:
    case MODEL_FUND:
    case MODEL_VOUCHER:
    case MODEL_AWARD:
    case MODEL_CLAIM:
    case MODEL_MEETING:
    case MODEL_AGENDA:
    case MODEL_DECISION:
        return NULL;
    default:
        return _("such a record has no place of its own: Enter opens it");
    }
}

int screens_do_place(struct tui_screen *top, int id)
{
    struct store_ref ref;
    (void)id;
    return screens_subject(top, &ref) ? screens_open_place(top, ref) : TUI_PASS;
}
