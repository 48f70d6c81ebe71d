/* meeting_private.h: shared by meeting.c (the place), meeting_read.c (what its pages show),
 * meeting_decide.c (decisions and closing) and meeting_run.c (the allocation and what if). */
#ifndef SCREENS_MEETING_PRIVATE_H
#define SCREENS_MEETING_PRIVATE_H

#include "sharedesk/meeting/meeting.h"
#include "sharedesk/screens/sheet.h"
#include "sharedesk/tui/pager.h"

enum meeting_page {
    MEETING_AGENDA,
    MEETING_ALLOCATION,
    MEETING_CONTESTED,
    MEETING_MINUTES,
    MEETING_PAGES
};
#define MEETING_SHEETS MEETING_MINUTES /* the pages before it are sheets */

/* A row of the allocation: a line, or a demand that is unmet. */
struct meeting_row {
    const struct meeting_line *line;
    const struct match_unmet *unmet;
    const struct match_change *change;
    int64_t demand, resource; /* resource 0: none */
    const char *about;        /* what the pane below says of it */
    bool warning;             /* it is unmet, or refused */
};

struct screens_meeting;

/* What is being asked at the bottom line. */
struct meeting_question {
    const char *verdict;
    int64_t item, demand, resource;
    int64_t start, end, amount;
    int64_t months; /* where a month is asked */
    bool pinned;
    const char *path;
    int (*then)(struct screens_meeting *v); /* once the resource is named */
};

struct screens_meeting {
    struct screens_desk *desk;
    struct tui_screen *screen;
    int64_t month, meeting; /* meeting 0: not made yet */
    const struct model_meeting *record;
    enum meeting_page page;
    struct screens_sheet *sheets[MEETING_SHEETS];
    struct tui_pager *minutes;
    const char *labels[MEETING_PAGES];
    const char *title, *summary, *balance;
    struct match_plan plan;
    int64_t compared;     /* run that is compared with; 0: the one before */
    int64_t compared_now; /* the one that is */
    size_t decided, items;

    struct base_arena *told; /* what a question about a row found */
    int64_t told_demand;
    const char *told_text;
    struct meeting_question asked;
};

/* meeting_read.c */
extern const char *const meeting_page_codes[MEETING_PAGES];
void meeting_make_sheets(struct screens_meeting *v);
enum err_code meeting_read_pages(struct screens_meeting *v, struct base_arena *a, struct err *e);
/* The item under the cursor of the agenda, the row under that of the allocation; or NULL. */
const struct meeting_item *meeting_current_item(const struct screens_meeting *v);
const struct meeting_row *meeting_current_row(const struct screens_meeting *v);

/* meeting_decide.c */
int meeting_do_decide(struct screens_meeting *v, const char *verdict);
int meeting_do_begin(struct screens_meeting *v);
int meeting_do_close(struct screens_meeting *v);
int meeting_do_minutes(struct screens_meeting *v);
int meeting_do_pack(struct screens_meeting *v);
const char *meeting_refuse_change(const struct screens_meeting *v);
/* Asks for a resource, which stands in asked when then goes on. */
int meeting_ask_resource(struct screens_meeting *v, const char *label,
                         int (*then)(struct screens_meeting *v));

/* meeting_run.c */
int meeting_do_run(struct screens_meeting *v);
int meeting_do_stance(struct screens_meeting *v, bool pin);
int meeting_do_what_if(struct screens_meeting *v);
int meeting_do_compare(struct screens_meeting *v);

#endif
