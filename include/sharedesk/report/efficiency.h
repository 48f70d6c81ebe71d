/* efficiency.h: the figures of rules.md, "Figures of the efficiency report", by month, kind, region
 * or organisation; each opens to the records that make it. */
#ifndef SHAREDESK_REPORT_EFFICIENCY_H
#define SHAREDESK_REPORT_EFFICIENCY_H

#include "sharedesk/meeting/document.h"
#include "sharedesk/meeting/meeting.h"

/* R(ID, name in JSON and CSV, unit, label, help) */
#define REPORT_FIGURES(R)                                                                          \
    R(OPEN_HOURS, open_hours, HOURS, N_("Open hours"), N_("Opening hours less closures"))          \
    R(USED_HOURS, used_hours, HOURS, N_("Used hours"), N_("Hours of completed bookings"))          \
    R(UTILISATION, utilisation, SHARE, N_("Utilisation"), N_("Used of open minutes"))              \
    R(SHARING_RATE, sharing_rate, SHARE, N_("Sharing rate"),                                       \
      N_("Minutes used by other organisations of minutes used"))                                   \
    R(FILL_RATE, fill_rate, SHARE, N_("Fill rate"), N_("Demands met of demands closed"))           \
    R(FILL_RATE_VALUE, fill_rate_value, SHARE, N_("Fill rate by value"),                           \
      N_("The same, each demand counting by its value"))                                           \
    R(DAYS_PROPOSAL, days_to_proposal, DAYS, N_("Days to proposal"),                               \
      N_("Median days from demand to first proposal"))                                             \
    R(DAYS_BOOKING, days_to_booking, DAYS, N_("Days to booking"),                                  \
      N_("Median days from demand to first booking"))                                              \
    R(DAYS_USE, days_to_use, DAYS, N_("Days to use"), N_("Median days from demand to first use"))  \
    R(CONCENTRATION, concentration, INDEX, N_("Concentration"),                                    \
      N_("Gini index of benefit over organisations: 0 all alike, 1 all to one"))                   \
    R(LEVERAGE, leverage, INDEX, N_("Leverage"), N_("Private money to public money"))

enum report_figure {
#define REPORT_FIGURE_ID(ID, name, unit, label, help) REPORT_##ID,
    REPORT_FIGURES(REPORT_FIGURE_ID)
#undef REPORT_FIGURE_ID
        REPORT_FIGURE_COUNT
};
enum report_unit { REPORT_HOURS, REPORT_SHARE, REPORT_DAYS, REPORT_INDEX };

struct report_figure_info {
    const char *name;
    enum report_unit unit;
    const char *label, *help; /* English; show _(label) */
};
const struct report_figure_info *report_figure_info(enum report_figure f);

struct report_value {
    bool known;          /* false: nothing to measure (no demand closed, nothing open) */
    double value;        /* hours, share 0 to 1, days, index */
    int64_t part, whole; /* minutes, demands or money it was computed from; 0 where not a ratio */
};

enum report_by { REPORT_BY_MONTH, REPORT_BY_KIND, REPORT_BY_REGION, REPORT_BY_ORGANISATION };

struct report_row {
    const char *key;      /* "2026-11", "instrument", "Z3", "O12"; "" for what has none */
    const char *label;    /* translated; not escaped for the terminal */
    int64_t month;        /* by month */
    struct store_ref ref; /* by region or organisation; id 0 else */
    struct report_value values[REPORT_FIGURE_COUNT];
};

struct report_efficiency {
    int64_t from, until; /* months, both included */
    enum report_by by;
    struct report_row *rows; /* months in order; others by used hours, then key */
    size_t count;
    struct report_row total; /* the whole span, all rows together */
    /* What the last month is compared with: all of the month before, or as much of it as has passed
     * of a month under way. The label says which part. */
    struct report_row before;
    const struct report_fact *facts; /* what all figures are made of */
    size_t fact_count;
};
enum err_code report_efficiency(struct match_desk *m, int64_t from, int64_t until,
                                enum report_by by, struct base_arena *a,
                                struct report_efficiency *report, struct err *e);

/* The records that make one figure: bookings, demands, resources, entries. row NULL: the total. */
enum err_code report_records(struct match_desk *m, const struct report_efficiency *report,
                             const struct report_row *row, enum report_figure figure,
                             struct base_arena *a, struct store_ref **records, size_t *count,
                             struct err *e);

/* "1,204 h", "23 %", "3.5 days", "0.41"; "–" when not known. */
const char *report_value_show(enum report_figure f, const struct report_value *v,
                              struct base_arena *a);

/* "+8 %", of shares the points: "−2"; "" where there is nothing to compare. */
const char *report_change_show(enum report_figure f, const struct report_value *before,
                               const struct report_value *now, struct base_arena *a);

/* Gini index of n amounts (none negative): 0 when all are alike or nothing was given. Sorts them.
 */
double report_gini(double *amounts, size_t n);

/* The pack of a meeting with the efficiency figures of its month, but of none to come, and the
 * eleven before. */
enum err_code report_pack(struct match_desk *m, int64_t meeting, struct base_arena *a,
                          struct meeting_document **document, struct err *e);

#endif
