/* reports_private.h: shared by reports.c (the place), reports_figure.c (one figure) and
 * reports_finding.c (what lies idle, twice, or is missing). */
#ifndef SCREENS_REPORTS_PRIVATE_H
#define SCREENS_REPORTS_PRIVATE_H

#include "sharedesk/screens/reports.h"
#include "sharedesk/screens/sheet.h"

struct base_text;

/* Month by month, kind by kind …: the figure as CSV, for other programs: plain numbers. */
void reports_figure_csv(const struct screens_desk *d, const struct report_efficiency *report,
                        enum report_figure figure, struct base_text *out);
/* What a figure was computed from: "12 / 40", "120 h / 900 h"; "" where it is no ratio. */
const char *reports_basis_show(const struct screens_desk *d, enum report_figure figure,
                               const struct report_value *v, struct base_arena *a);
/* The largest known value of a figure, 0 without any: the full length of a bar. */
double reports_largest(const struct report_efficiency *report, enum report_figure figure);
/* The span in words: "Jan 2026 to Nov 2026". */
const char *reports_span_show(int64_t from, int64_t until, struct base_arena *a);

#endif
