/* ical.c: iCalendar (RFC 5545) out: whatever has a start and an end becomes an event, so that a
 * calendar program shows what is booked, closed or held. Written through libical. */
#include "export_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

static struct icaltimetype instant(int64_t t)
{
    return icaltime_from_timet_with_zone((time_t)t, 0, icaltimezone_get_utc_timezone());
}

/* Text as a calendar may hold it: lines are kept, other control characters are shown. */
static const char *clean(struct base_arena *a, const char *text)
{
    struct base_text out = {0};
    for (size_t n; *text != '\0'; text += n) {
        n = strcspn(text, "\n");
        base_text_add(&out, base_utf8_show(a, base_arena_strndup(a, text, n)));
        if (text[n] == '\n') {
            base_text_add_char(&out, '\n');
            n++;
        }
    }
    const char *kept = base_arena_strdup(a, base_text_string(&out));
    base_text_free(&out);
    return kept;
}

static const char *field_shown(struct export *x, const void *record, const char *name)
{
    const struct model_field *f = model_field_find(x->type, name);
    return f ? clean(x->arena, model_value_show(f, record, store_format_title(x->store), x->arena))
             : "";
}

/* "Cryo-TEM · Hexi University", of what the type has of it. */
static const char *summary(struct export *x, const void *record)
{
    static const char *const parts[] = {"resource", "title", "organisation"};
    struct base_text out = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *part = field_shown(x, record, parts[i]);
        if (*part != '\0')
            base_text_printf(&out, "%s%s", out.length > 0 ? " · " : "", part);
    }
    const char *text = base_arena_strdup(x->arena, base_text_string(&out));
    base_text_free(&out);
    return text;
}

static icalproperty_status status(struct export *x, const void *record)
{
    const struct model_field *f = model_field_find(x->type, "status");
    const char *code = f ? model_code_or(model_field_text(f, record), "confirmed") : "confirmed";
    if (strcmp(code, "requested") == 0 || strcmp(code, "tentative") == 0)
        return ICAL_STATUS_TENTATIVE;
    if (strcmp(code, "cancelled") == 0 || strcmp(code, "no_show") == 0 ||
        strcmp(code, "displaced") == 0)
        return ICAL_STATUS_CANCELLED;
    return ICAL_STATUS_CONFIRMED;
}

static void add_text(icalcomponent *event, icalproperty *(*make)(const char *), const char *text)
{
    if (*text != '\0')
        icalcomponent_add_property(event, make(text));
}

enum err_code export_ical_row(void *context, const void *record, struct err *e)
{
    (void)e;
    struct export *x = context;
    const struct model_head *head = record;
    int64_t start = model_field_number(model_field_find(x->type, "start"), record);
    int64_t end = model_field_number(model_field_find(x->type, "end"), record);
    if (head->retired == BASE_NONE && start != BASE_NONE && end != BASE_NONE) {
        icalcomponent *event = icalcomponent_new_vevent();
        icalcomponent_add_property(event, icalproperty_new_uid(clean(x->arena, head->uid)));
        icalcomponent_add_property(event, icalproperty_new_dtstamp(instant(head->changed)));
        icalcomponent_add_property(event, icalproperty_new_dtstart(instant(start)));
        icalcomponent_add_property(event, icalproperty_new_dtend(instant(end)));
        icalcomponent_add_property(event, icalproperty_new_status(status(x, record)));
        add_text(event, icalproperty_new_summary, summary(x, record));
        add_text(event, icalproperty_new_location, field_shown(x, record, "location"));
        add_text(event, icalproperty_new_description, field_shown(x, record, "notes"));
        icalcomponent_add_component(x->calendar, event);
    }
    base_arena_reset(x->arena);
    return ERR_NONE;
}

enum err_code export_ical_begin(struct export *x, struct err *e)
{
    if (!model_field_find(x->type, "start") || !model_field_find(x->type, "end"))
        return err_set(e, ERR_USAGE, "--profile ical",
                       _("Export bookings, closures, activities or proposals."),
                       _("%s have no start and end for a calendar"), x->type->plural);
    x->calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                      icalproperty_new_prodid("-//sharedesk//EN"), (void *)0);
    return ERR_NONE;
}

void export_ical_end(struct export *x)
{
    if (!x->calendar)
        return;
    char *text = icalcomponent_as_ical_string_r(x->calendar);
    base_text_add(x->out, text);
    free(text);
    icalcomponent_free(x->calendar);
    x->calendar = NULL;
}
