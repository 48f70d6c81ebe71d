/* internal.h: what the files of the report layer share. */
#ifndef SHAREDESK_REPORT_INTERNAL_H
#define SHAREDESK_REPORT_INTERNAL_H

#include "sharedesk/report/efficiency.h"

/* One fact of one month: figures are sums, shares and medians of facts, and open to their records.
 */
enum report_fact_kind {
    REPORT_FACT_OPEN,   /* amount: open minutes of a resource in the month */
    REPORT_FACT_USED,   /* amount: minutes of a completed use; flag: by another than the provider */
    REPORT_FACT_CLOSED, /* amount: value of a closed demand; flag: it was met */
    REPORT_FACT_PROPOSED, /* amount: seconds from demand to first proposal */
    REPORT_FACT_BOOKED,
    REPORT_FACT_FIRST_USE,
    REPORT_FACT_BENEFIT, /* amount: what a use was worth to its user beyond what it paid */
    REPORT_FACT_MONEY,   /* amount: paid into a fund; flag: private, else public */
};

struct report_fact {
    enum report_fact_kind kind;
    bool flag;
    int64_t month, amount;
    const char *resource_kind;    /* of the resource or demand, or NULL */
    int64_t region, organisation; /* BASE_NONE: none. Provider of uses, requester of demands */
    struct store_ref ref;
};

struct report_facts {
    struct report_fact *list;
    size_t count, capacity;
};

/* Which kinds to gather: bits 1 << kind. */
enum { REPORT_ALL_FACTS = (1 << (REPORT_FACT_MONEY + 1)) - 1 };
enum err_code report_facts_gather(struct match_desk *m, int64_t from, int64_t until, unsigned kinds,
                                  struct base_arena *a, struct report_facts *facts, struct err *e);

/* Figures of the facts that keep returns true for (NULL: all). */
typedef bool report_keep(const void *context, const struct report_fact *fact);
void report_figures(const struct report_facts *facts, report_keep *keep, const void *context,
                    struct report_value values[REPORT_FIGURE_COUNT]);
/* Gini index of n amounts (none negative): 0 when all are alike or nothing was given. Sorts them.
 */
double report_gini(double *amounts, size_t n);

const char *report_number(enum model_type type, int64_t id, struct base_arena *a);

#endif
