/* views.c: the registry of screens, the places in their order. */
#include "sharedesk/screens/views.h"

#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/letter.h"
#include "sharedesk/screens/match.h"
#include "sharedesk/screens/meeting.h"
#include "sharedesk/screens/reports.h"
#include "sharedesk/screens/schedule.h"
#include "sharedesk/screens/what_if.h"

/* clang-format off */
static const struct screens_view views[] = {
    /* 1 Today */
    {&screens_today_class, SCREENS_DO_GO_TODAY, screens_today_subject, screens_today_add, NULL},

    /* 2 Browse */
    {&screens_browse_class, SCREENS_DO_GO_BROWSE, screens_browse_subject, screens_browse_add, NULL},

    /* 3 Match */
    {&screens_match_class, SCREENS_DO_GO_MATCH, screens_match_subject, screens_match_add, NULL},

    /* 4 Schedule */
    {&screens_schedule_class, SCREENS_DO_GO_SCHEDULE, screens_schedule_subject,
     screens_schedule_add, NULL},

    /* 5 Incentives */
    {&screens_incentives_class, SCREENS_DO_GO_INCENTIVES, screens_incentives_subject, screens_incentives_add, NULL},

    /* 6 Meeting */
    {&screens_meeting_class, SCREENS_DO_GO_MEETING, screens_meeting_subject, screens_meeting_add, NULL},

    /* 7 Reports */
    {&screens_reports_class, SCREENS_DO_GO_REPORTS, NULL, NULL, NULL},

    /* no places */
    {&screens_list_class, 0, screens_browse_subject, screens_browse_add, NULL},
    {&screens_form_class, 0, screens_form_subject, NULL, NULL},
    {&screens_record_class, 0, screens_record_subject, NULL, NULL},
    {&screens_figure_class, 0, screens_figure_subject, NULL, NULL},
    {&screens_finding_class, 0, screens_finding_subject, NULL, NULL},
    {&screens_refs_class, 0, screens_refs_subject, NULL, NULL},
    {&screens_account_class, 0, screens_account_subject, NULL, NULL},
    {&screens_deed_class, 0, screens_deed_subject, NULL, NULL},
    {&screens_letter_class, 0, screens_letter_subject, NULL, NULL},
    {&screens_what_if_class, 0, screens_what_if_subject, NULL, NULL},
    {&screens_history_class, 0, screens_history_subject, NULL, NULL},
};
/* clang-format on */

const struct screens_view *screens_view_at(size_t i)
{
    return i < sizeof views / sizeof *views ? &views[i] : NULL;
}

const struct screens_view *screens_view_of(const struct tui_screen *s)
{
    for (size_t i = 0; s && i < sizeof views / sizeof *views; i++)
        if (views[i].class == s->class)
            return &views[i];
    return NULL;
}

bool screens_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct screens_view *view = screens_view_of(s);
    return view && view->subject && view->subject(s, ref);
}
