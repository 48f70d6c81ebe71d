/* reports.h: the place Reports, the screens of one figure, of one finding, and of the records that
 * make a figure. */
#ifndef SHAREDESK_SCREENS_REPORTS_H
#define SHAREDESK_SCREENS_REPORTS_H

#include "sharedesk/report/efficiency.h"
#include "sharedesk/screens/desk.h"

/* What the screen of a figure is opened with. */
struct screens_figure_wish {
    enum report_figure figure;
    int64_t from, until; /* months, both included */
};
int screens_open_figure(struct tui_screen *s, const struct screens_figure_wish *wish);

enum screens_finding { SCREENS_FINDING_IDLE, SCREENS_FINDING_TWICE, SCREENS_FINDING_GAP };
int screens_open_finding(struct tui_screen *s, enum screens_finding finding);

/* Records of any types as a list; what they are of is its title. Both are copied. */
int screens_open_records(struct tui_screen *s, const char *title, const struct store_ref *refs,
                         size_t count);

extern const struct tui_screen_class screens_reports_class;
extern const struct tui_screen_class screens_figure_class;
extern const struct tui_screen_class screens_finding_class;
extern const struct tui_screen_class screens_refs_class;
bool screens_figure_subject(struct tui_screen *s, struct store_ref *ref);
bool screens_finding_subject(struct tui_screen *s, struct store_ref *ref);
bool screens_refs_subject(struct tui_screen *s, struct store_ref *ref);

#endif
