/* internal.h: what the files of the match layer share and nobody else sees. */
#ifndef SHAREDESK_MATCH_INTERNAL_H
#define SHAREDESK_MATCH_INTERNAL_H

#include "sharedesk/base/map.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/incentive/survey.h"
#include "sharedesk/match/assume.h"
#include "sharedesk/match/candidate.h"
#include "sharedesk/match/index.h"
#include "sharedesk/match/worth.h"
#include "sharedesk/model/attribute.h"
#include "sharedesk/schedule/calendar.h"

/* ---- what lasts from question to question (desk.c) ------------------------------------------- */

struct match_offer {
    const struct model_resource *resource;
    size_t document; /* in the index; SIZE_MAX: it is retired, and not indexed */
    struct model_attribute *attributes;
    size_t attribute_count;
};

struct match_desk {
    struct store *store;
    const struct match_progress *progress;
    struct model_thesaurus *thesaurus;
    int64_t state; /* of the store when the rest was read; -1: not yet */
    struct base_arena *arena;
    struct match_index *index;
    struct match_offer *offers; /* by resource id */
    size_t offer_count;
};

/* Reads the offers anew if the store has changed. */
enum err_code match_desk_refresh(struct match_desk *m, struct err *e);
const struct match_offer *match_desk_offer(const struct match_desk *m, int64_t resource);
/* False when the one who watches wants it stopped; e is then filled. */
bool match_desk_step(struct match_desk *m, const char *what, size_t done, size_t of, struct err *e);

/* ---- one question (scene.c) ------------------------------------------------------------------ */

struct match_scope {
    const int64_t *resources; /* NULL: all */
    size_t resource_count;
    int64_t from, until; /* of the calendar */
    int64_t requester;   /* BASE_NONE: many */
    const struct match_assumption *assumptions;
    size_t assumption_count;
};

/* All that pairs are judged by, as it is at one moment, read once for many pairs. */
struct match_scene {
    struct match_desk *desk;
    struct match_scope scope;
    const struct model_policy *policy;
    struct base_arena *arena;
    int64_t now;
    struct incentive_terms *terms;
    struct schedule_calendar *calendar;
    struct incentive_survey survey;
    const struct incentive_standing *standings; /* NULL: ask for the one */
    size_t standing_count;
    struct base_map together;  /* user, provider -> int64_t */
    struct base_map cancelled; /* provider -> double */
    struct match_worths worths;
};

enum err_code match_scene_open(struct match_desk *m, const struct match_scope *scope,
                               struct base_arena *a, struct match_scene **scene, struct err *e);

/* What is assumed, put over what was read (assume.c). */
void match_assume_scene(struct match_scene *scene);
int64_t match_assumed_fund(const struct match_scope *scope, int64_t fund, int64_t balance);
/* Of the policy; the caller puts it back. */
enum err_code match_assume_policy(struct match_desk *m, const struct match_assumption *list,
                                  size_t count, bool *changed, struct err *e);

/* ---- the demand's side (asked.c) ------------------------------------------------------------- */

enum {
    MATCH_OPEN_DAYS = 90,          /* how far is looked for free time without a latest day */
    MATCH_FARTHEST_DAYS = 3 * 366, /* and with one: 2099-12-31 is meant as "no matter when" */
};

struct match_asked {
    const struct model_demand *demand;
    int64_t minutes;     /* needed where no quote says otherwise */
    int64_t piece;       /* smallest piece; minutes itself when not divisible */
    int64_t from, until; /* the window, never before now */
    bool open;           /* no latest: until is only how far is looked */
    int64_t region;
    struct model_attribute *attributes;
    size_t attribute_count;
    const double *shares; /* text, by document of the index */
    int64_t value;        /* V */
    double standing, balance;
    struct base_map quotes;    /* resource -> const struct model_quote * */
    struct base_map proposals; /* resource -> const struct model_proposal * */
};
/* The window of a demand, cut by options (may be NULL). */
void match_window(const struct model_demand *demand, const struct match_options *options,
                  int64_t now, struct match_asked *asked);
enum err_code match_asked_read(struct match_scene *scene, const struct model_demand *demand,
                               const struct match_options *options, struct base_arena *a,
                               struct match_asked *asked, struct err *e);
/* match_demand_value with the offers as they were read: a scene points into them. */
enum err_code match_value(struct match_desk *m, struct incentive_terms *terms,
                          const struct model_demand *demand, struct match_worths *worths,
                          struct base_arena *a, int64_t *value, struct err *e);
const char *match_demand_text(const struct model_demand *demand, struct base_arena *a);

/* ---- a pair (gate.c, fit.c, candidate.c) ----------------------------------------------------- */

/* laid: the use, or a piece of a divisible one, fits into the calendar. Price, free minutes and
 * parts must be there. */
enum err_code match_gates(struct match_scene *scene, const struct match_asked *asked,
                          const struct match_offer *offer, bool laid, struct base_arena *a,
                          struct match_candidate *c, struct err *e);
/* Parts but cost. */
enum err_code match_fit(struct match_scene *scene, const struct match_asked *asked,
                        const struct match_offer *offer, struct base_arena *a,
                        struct match_candidate *c, struct err *e);
/* Cost part, score and benefit of all the demand's candidates. */
enum err_code match_finish(struct match_scene *scene, const struct match_asked *asked,
                           struct match_candidate *list, size_t count, struct base_arena *a,
                           struct err *e);
/* What a criterion is worth at most. */
double match_criterion_points(const struct model_policy *policy, enum match_criterion c);
/* V x fit x urgency x balance - C, rounded once. False on overflow. */
bool match_benefit(const struct match_candidate *c, double balance, int64_t *benefit);
/* 1 + t/2 + p/2 with the demand's priority, or a higher one that an agreement gives. */
double match_urgency(const struct model_policy *policy, const struct model_demand *demand,
                     const char *priority, int64_t now);
/* standing ^ exponent. */
double match_balance(double standing, double exponent);

/* Candidates of a demand in an open scene; all_kinds as in options. */
enum err_code match_scene_candidates(struct match_scene *scene, const struct model_demand *demand,
                                     const struct match_options *options, struct base_arena *a,
                                     struct match_list *list, struct err *e);

#endif
