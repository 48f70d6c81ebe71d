/* rule.h: the booking rules of a resource, all checked and reported together (rules.md, Booking
 * rules), and the gates that concern an organisation and a resource (rules.md, Eligibility), which
 * matching asks. */
#ifndef SHAREDESK_SCHEDULE_RULE_H
#define SHAREDESK_SCHEDULE_RULE_H

#include "sharedesk/incentive/price.h"
#include "sharedesk/schedule/calendar.h"

/* R(ID, name, who may override it, label): STORE_COORDINATOR, STORE_MANAGER, or SCHEDULE_NOBODY. */
enum { SCHEDULE_NOBODY = 99 };
#define SCHEDULE_RULES(R)                                                                          \
    R(STATUS, status, STORE_MANAGER, NC_("rule", "in use"))                                        \
    R(ACCESS, access, STORE_MANAGER, N_("access"))                                                 \
    R(GRADE, grade, SCHEDULE_NOBODY, N_("grade"))                                                  \
    R(QUALIFICATION, qualification, STORE_MANAGER, N_("qualification"))                            \
    R(REGION, region, STORE_MANAGER, N_("region"))                                                 \
    R(LENGTH, length, STORE_COORDINATOR, N_("length"))                                             \
    R(NOTICE, notice, STORE_COORDINATOR, N_("notice"))                                             \
    R(HORIZON, horizon, STORE_COORDINATOR, N_("horizon"))                                          \
    R(GRID, grid, STORE_COORDINATOR, N_("slot grid"))                                              \
    R(HOURS, hours, STORE_COORDINATOR, N_("opening hours"))                                        \
    R(CLOSURE, closure, STORE_MANAGER, N_("closure"))                                              \
    R(CLASH, clash, SCHEDULE_NOBODY, N_("clash"))                                                  \
    R(GAP, gap, STORE_COORDINATOR, N_("gap"))                                                      \
    R(QUOTA_DAY, quota_day, STORE_COORDINATOR, N_("quota a day"))                                  \
    R(QUOTA_WEEK, quota_week, STORE_COORDINATOR, N_("quota a week"))                               \
    R(QUOTA_MONTH, quota_month, STORE_COORDINATOR, N_("quota a month"))                            \
    R(CAPACITY, capacity, STORE_MANAGER, N_("monthly capacity"))                                   \
    R(BUDGET, budget, STORE_COORDINATOR, N_("budget"))

enum schedule_rule {
#define SCHEDULE_RULE_ID(ID, name, role, label) SCHEDULE_RULE_##ID,
    SCHEDULE_RULES(SCHEDULE_RULE_ID)
#undef SCHEDULE_RULE_ID
        SCHEDULE_RULE_COUNT
};
const char *schedule_rule_name(enum schedule_rule rule);  /* "quota_day" */
const char *schedule_rule_label(enum schedule_rule rule); /* translated */
/* Whether staff of that role may set it aside with a reason. */
bool schedule_rule_overridable(enum schedule_rule rule, enum store_role role);

struct schedule_finding {
    enum schedule_rule rule;
    bool broken;
    bool overridable; /* by the one who asks */
    const char *text; /* translated: why it is broken, or how it stands ("4 h of 10 h this week") */
    int64_t nearest; /* for a rule about time: the nearest start that would keep it, or BASE_NONE */
};

struct schedule_wish {
    const struct model_resource *resource;
    int64_t organisation;
    int64_t demand; /* id, or BASE_NONE: its budget is looked at */
    int64_t start, end;
    int64_t booking; /* the one that is moved, 0 = a new one */
    bool begun;      /* it is in use: that it begins in the past breaks no rule */
    int64_t price;   /* what remains to pay, for the budget; BASE_NONE = not looked at */
};

struct schedule_findings {
    struct schedule_finding
        *list; /* in the order of SCHEDULE_RULES; rules that are not set are left out */
    size_t count;
    size_t broken;
    size_t barred;   /* broken and not overridable by the one who asks */
    int64_t nearest; /* start at or after the wish that breaks no rule about time; BASE_NONE: none
                        within 90 days, or begun; the wish's own when none is broken */
};

/* All rules for one wish. calendar must hold the wish's month and resource, or be NULL to be read.
 */
enum err_code schedule_rules_check(struct incentive_terms *t, struct schedule_calendar *calendar,
                                   const struct schedule_wish *wish, struct base_arena *a,
                                   struct schedule_findings *findings, struct err *e);

/* The gates that need no calendar: status, access, grade, qualification, region, length, notice,
 * horizon, of an organisation that needs `minutes` on the resource somewhere in [from, to) (to:
 * INT64_MAX without an end). Only what blocks is listed. Longer than the longest booking is no
 * block: several sittings. */
struct schedule_gate {
    enum schedule_rule rule;
    const char *text; /* translated */
};
enum err_code schedule_gates(struct incentive_terms *t, const struct model_resource *resource,
                             int64_t organisation, int64_t from, int64_t to, int64_t minutes,
                             int64_t now, struct base_arena *a, struct schedule_gate **gates,
                             size_t *count, struct err *e);
/* The same as a set without texts, for thousands of pairs: 1 << rule of each that blocks. */
enum err_code schedule_gates_broken(struct incentive_terms *t,
                                    const struct model_resource *resource, int64_t organisation,
                                    int64_t from, int64_t to, int64_t minutes, int64_t now,
                                    unsigned *broken, struct err *e);

#endif
