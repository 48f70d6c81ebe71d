/* internal.h: what the files of the report layer share. */
#ifndef SHAREDESK_REPORT_INTERNAL_H
#define SHAREDESK_REPORT_INTERNAL_H

#include "sharedesk/incentive/terms.h"
#include "sharedesk/report/brief.h"
#include "sharedesk/report/efficiency.h"

/* ---- facts (facts.c, open.c, figure.c)
 * -----------------------------------------------------------
 */

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
    bool hourly; /* of uses: the resource is one that is used by time, not by licence or seat */
    int64_t month, amount;
    const char *resource_kind;    /* of the resource or demand, or NULL */
    int64_t region, organisation; /* BASE_NONE: none. Provider of uses, requester of demands */
    int64_t resource;             /* of what is open or used, else BASE_NONE */
    struct store_ref ref;
};

/* Who contributed or benefited in the span: those over whom benefit is spread. */
struct report_taker {
    int64_t organisation, region;
};

struct report_facts {
    struct report_fact *list;
    size_t count, capacity;
    struct report_taker *takers;
    size_t taker_count;
};

struct report_source; /* a resource as uses see it */

/* Gathering of the months from..until, both included. */
struct report_span {
    struct match_desk *desk;
    struct store *store;
    struct incentive_terms *terms;
    struct base_arena *arena;
    struct report_facts *facts;
    int64_t from, until; /* months */
    int64_t start, end;  /* instants; end is never after now */
    int64_t cut;         /* of uses nothing after it counts */
    struct report_source *sources;
    size_t source_count;
};
void report_fact_add(struct report_span *g, const struct report_fact *fact);
enum err_code report_open_minutes(struct report_span *g, struct err *e);
/* Used by the hour or day: the hours of thousands of seats and licences would say nothing, and
 * drown those of instruments. */
bool report_is_hourly(const char *unit);

/* Which kinds to gather: bits 1 << kind. */
enum { REPORT_ALL_FACTS = (1 << (REPORT_FACT_MONEY + 1)) - 1 };
enum err_code report_facts_gather(struct match_desk *m, int64_t from, int64_t until, unsigned kinds,
                                  struct base_arena *a, struct report_facts *facts, struct err *e);
/* Of one month what happened until an instant in it. */
enum err_code report_facts_of_part(struct match_desk *m, int64_t month, int64_t end,
                                   struct base_arena *a, struct report_facts *facts, struct err *e);

/* Figures of n facts; takers: how many share the benefit. */
void report_figures(const struct report_fact *const *facts, size_t n, size_t takers,
                    struct report_value values[REPORT_FIGURE_COUNT]);

/* ---- month against month (change.c) -------------------------------------------------------------
 *
 * One rule for every comparison: a month that is over is compared with the whole month before, one
 * under way with as much of the month before as has passed of this one. */

/* Until when of the month before; its start where there is nothing to compare with yet. */
int64_t report_before_end(int64_t month, int64_t now);
/* "1–22 Oct": the month until an instant; "" when it has not begun. */
const char *report_part_show(int64_t month, int64_t end, struct base_arena *a);

/* ---- words (words.c) ------------------------------------------------------------------------- */

const char *report_number(enum model_type type, int64_t id, struct base_arena *a); /* "D117" */
const char *report_money(struct store *s, int64_t amount, struct base_arena *a);
/* "2 Dec" */
const char *report_day_show(int64_t day, struct base_arena *a);
/* "Nov" */
const char *report_month_short(int64_t month);
/* "November 2026" */
const char *report_month_show(int64_t month, struct base_arena *a);
/* "6 days" since, "today 15:00"; "" for what comes on another day. */
const char *report_age(int64_t now, int64_t since, struct base_arena *a);
const char *report_days(int64_t days, struct base_arena *a); /* "1 day", "6 days" */
/* "1,204.5" with so many decimals. */
const char *report_grouped(double value, int decimals, struct base_arena *a);

/* ---- the brief's parts (needs.c, needs_money.c, news.c, series.c)
 * --------------------------------
 */

struct report_gathering {
    struct match_desk *desk;
    struct store *store;
    const struct model_policy *policy;
    struct base_arena *arena;
    int64_t now, today; /* today: a day */
    struct report_item *items;
    size_t count, capacity;
};
struct report_item *report_item_add(struct report_gathering *g, enum report_need need,
                                    enum model_type type, int64_t id);

enum err_code report_needs(struct report_gathering *g, struct err *e);
enum err_code report_needs_money(struct report_gathering *g, struct err *e);
enum err_code report_news(struct report_gathering *g, int64_t since, const char **news,
                          struct err *e);
enum err_code report_month_series(struct report_gathering *g, size_t months,
                                  struct report_brief *brief, struct err *e);

#endif
