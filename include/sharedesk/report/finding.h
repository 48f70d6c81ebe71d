/* finding.h: what lies idle, what is there twice, what is wanted and held by nobody (rules.md). */
#ifndef SHAREDESK_REPORT_FINDING_H
#define SHAREDESK_REPORT_FINDING_H

#include "sharedesk/match/desk.h"

/* Used under idle_percent in each of the idle_months months before this one. */
struct report_idle {
    int64_t resource;
    const char *uid, *name;
    int64_t used, open; /* minutes over those months */
    double utilisation;
};
enum err_code report_idle(struct match_desk *m, struct base_arena *a, struct report_idle **list,
                          size_t *count, struct err *e); /* least used first */

/* Like resources in one region of which one is idle. */
struct report_duplicate {
    int64_t idle, other; /* resources */
    const char *idle_name, *other_name;
    int64_t region;
    double similarity; /* 0 to 1 */
};
enum err_code report_duplicates(struct match_desk *m, struct base_arena *a,
                                struct report_duplicate **list, size_t *count,
                                struct err *e); /* most alike first */

/* Words or a kind wanted by gap_wanted demands at least, of which none was met. */
struct report_gap {
    const char *text; /* what is wanted, for people: "cryo-EM" or a kind's label */
    const char *kind; /* code or NULL */
    int64_t *demands;
    size_t demand_count;
    int64_t minutes; /* wanted in all */
    size_t offers;   /* how many name it; 0: held by nobody */
};
enum err_code report_gaps(struct match_desk *m, struct base_arena *a, struct report_gap **list,
                          size_t *count, struct err *e); /* most wanted first */

#endif
