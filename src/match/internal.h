/* internal.h: what the files of the match layer share and nobody else sees. */
#ifndef SHAREDESK_MATCH_INTERNAL_H
#define SHAREDESK_MATCH_INTERNAL_H

#include "sharedesk/base/beside.h"
#include "sharedesk/base/map.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/incentive/survey.h"
#include "sharedesk/match/assume.h"
#include "sharedesk/match/candidate.h"
#include "sharedesk/match/index.h"
#include "sharedesk/match/worth.h"
#include "sharedesk/model/attribute.h"
#include "sharedesk/schedule/kin.h"

/* ---- what lasts from question to question (desk.c) ------------------------------------------- */

struct match_offer {
    const struct model_resource *resource; /* without texts that only people read */
    size_t document; /* in the index; SIZE_MAX: it is retired, and not indexed */
    size_t kind;     /* of the desk's */
    size_t owner;    /* place among the desk's owners, from 1 on; 0: none */
    struct model_attribute *attributes;
    size_t attribute_count;
};

/* Offers of one kind: their documents stand next to each other. */
struct match_kind {
    const char *kind;
    size_t first, count;
};

/* A booking that ended, or will: when it was cancelled, or else starts. */
struct match_ended {
    int64_t provider, at, booking;
    bool cancelled; /* by its provider */
};

/* The state of the log in which something was read (history.c). */
struct match_state {
    struct base_arena *arena; /* of what was read; NULL: not yet */
    int64_t change;           /* the newest then */
    char digest[80];
    int renewed; /* times since all was read that left something in the arena */
};

/* What was done and said before. */
struct match_history {
    struct match_state state;
    struct incentive_survey survey;
    struct match_ended *ended; /* by time */
    size_t ended_count;
};

/* The newest change of the log. One that is not sealed yet may still be rolled back, and another
 * come in its place; the digest tells sealed ones apart. */
struct match_newest {
    int64_t change;
    const char *digest; /* NULL: not sealed */
};

/* Room for a figure of every offer, for one question at a time. */
struct match_room {
    double *shares; /* of the text, by document, or what they are at most: of match_shares_find; */
    uint32_t *hits; /* these are not 0 */
    size_t hit_count;
    float *bounds; /* by document: of what may be among the best */
    struct match_prospect *prospects;
    int64_t *prices;
};

struct match_desk {
    struct store *store;
    struct match_room room;
    struct match_history history;
    struct match_state taken_state, terms_state;
    struct schedule_taken taken;   /* what takes time from this month on */
    struct incentive_terms *terms; /* kept for questions of one demand */
    const struct match_progress *progress;
    struct match_progress beside; /* of a process beside */
    struct model_thesaurus *thesaurus;
    uint64_t thesaurus_stamp; /* of its files when it was read */
    int64_t state;            /* the newest sealed change when the rest was read; -1: not yet */
    char digest[80];          /* of that change */
    int64_t *unsealed;        /* resources read within a change that may yet be rolled back */
    size_t unsealed_count;
    size_t renewed; /* offers read anew since all were */
    struct base_arena *arena;
    struct match_index *index;
    struct model_lexicon *repeated; /* texts that many offers have: codes, hours, attributes */
    struct match_offer *offers;     /* by resource id */
    size_t offer_count;
    const struct match_offer **by_document;
    struct match_kind *kinds;
    size_t kind_count;
    int64_t *owners; /* ids */
    size_t owner_count;
    uint64_t readings;       /* of offers or history so far: what points into the last is gone */
    struct match_kept *kept; /* the month allocated last (keep.h), or NULL */
};

enum err_code match_desk_newest(struct match_desk *m, struct base_arena *a, struct match_newest *n,
                                struct err *e);
/* Whether the log still has that change: another history may lie in the file's place. */
enum err_code match_desk_same_history(struct match_desk *m, int64_t change, const char *digest,
                                      bool *same, struct err *e);
enum err_code match_history_refresh(struct match_desk *m, struct err *e);
void match_history_free(struct match_history *h);
/* The same for bookings and closures, and for terms. */
enum err_code match_taken_refresh(struct match_desk *m, struct err *e);
enum err_code match_terms_refresh(struct match_desk *m, struct err *e);
void match_room_free(struct match_room *room);
void match_room_make(struct match_desk *m);
/* All anew; or those of these resources (which are put in order). */
enum err_code match_offers_read(struct match_desk *m, struct err *e);
enum err_code match_offers_renew(struct match_desk *m, int64_t *ids, size_t count, struct err *e);
/* Brings the offers up to date with the store. */
enum err_code match_desk_refresh(struct match_desk *m, struct err *e);
const struct match_offer *match_desk_offer(const struct match_desk *m, int64_t resource);
/* The place of an owner of offers, from 1 on; 0: it has none. */
size_t match_desk_owner(const struct match_desk *m, int64_t organisation);
/* The place of a kind among those of the offers; their count if none has it. */
size_t match_desk_kind(const struct match_desk *m, const char *kind);
/* False when the one who watches wants it stopped; e is then filled. */
bool match_desk_step(struct match_desk *m, const char *what, size_t done, size_t of, struct err *e);

/* In a process beside: it leaves store and terminal alone, and stops when nobody wants it. */
void match_desk_beside(struct match_desk *m, struct base_beside *to);

/* ---- one question (scene.c) ------------------------------------------------------------------ */

struct match_scope {
    const int64_t *resources;                    /* NULL: all */
    const struct model_resource *const *records; /* the same at hand, or NULL */
    size_t resource_count;
    int64_t from, until; /* of the calendar */
    int64_t requester;   /* BASE_NONE: many */
    const struct match_assumption *assumptions;
    size_t assumption_count;
    struct base_arena *passes; /* for what match_scene_rest() gives back; NULL: the scene's */
};

/* All that pairs are judged by, as it is at one moment, read once for many pairs. */
struct match_scene {
    struct match_desk *desk;
    struct match_scope scope;
    const struct model_policy *policy;
    struct base_arena *arena;
    struct base_arena *passes; /* the same, or one that may be given back sooner */
    int64_t now;
    struct incentive_terms *terms;
    struct schedule_calendar *calendar;
    struct incentive_survey survey;
    const struct incentive_standing *standings; /* NULL: ask for the one */
    size_t standing_count;
    struct match_together *together; /* by user */
    size_t together_count;
    struct base_map cancelled; /* provider -> struct match_cancelled * */
    struct match_worths worths;
    int64_t *owner_regions;      /* by owner */
    struct match_side **sides;   /* by kind of the desk; NULL: not asked for yet */
    struct match_brief **briefs; /* in the arena of passes, as glances and fares: NULL where they
                                    were given back */
    struct incentive_agreements *agreements; /* by owner */
    uint8_t *drawing;                        /* by owner: enum match_drawing */
    size_t *close_owners; /* those that are close to the requester asked for last */
    size_t close_count;
    struct match_glances *glances;    /* by kind */
    const struct match_fares **fares; /* by kind */
    int32_t *keeps;                   /* by owner: room for a pass over all fares */
    bool any_agreed;
    bool one_month;          /* the calendar is no longer */
    struct base_map regions; /* id -> place */
    int64_t *region_ids;     /* by place */
    size_t region_count, region_capacity;
    struct base_map near;           /* region of a demand -> struct match_near * */
    struct match_gate_class *gates; /* by number, from 1 on */
    size_t gate_count, gate_capacity;
    struct match_outlook *outlooks; /* by kin, of the question asked last */
    size_t outlook_count, outlook_capacity;
    struct match_drawn *drawn; /* by owner */
    struct match_terms *with;  /* by owner, of the question asked last */
    uint64_t asked;            /* questions so far */
    struct match_told *said;   /* quotes and proposals of all demands; NULL: ask for the one's */
};

/* Of a side what bounds on its score, and its price, are made from: a few words, read one after the
 * other for every demand. */
struct match_brief {
    double cost;             /* C of a minute */
    int64_t inside, outside; /* price of an hour; BASE_NONE: none */
    int64_t left;            /* minutes of the month's capacity, as apart.left_least */
    int32_t quality;         /* hundredths of points */
    uint32_t owner, region;  /* places */
    uint32_t kin;            /* its number; UINT32_MAX: none */
    int32_t fee;             /* of a sitting */
    uint16_t step, minimum;  /* of charged minutes */
    uint16_t quota;          /* free minutes a month, where it is plain but for these */
    uint8_t gate;            /* as the side's */
    uint8_t seats;           /* UINT8_MAX: more than can be told */
    bool attributes : 1;     /* it names some */
    bool plain : 1;          /* its price is plain: else nothing is known of it */
    bool free_ : 1;          /* of charge */
    bool only_minutes : 1;   /* as the side's */
    bool apart : 1;          /* something is taken of its time */
    bool quick : 1;          /* all of the above tells whether it is eligible, and its price; with
                                a quota: between what two others its price is */
};

/* Resources whose gates ask the same of any but their owners: all but those under agreements. */
enum { MATCH_GATE_NONE = 0, MATCH_GATE_ALONE = UINT8_MAX };
struct match_gate_class {
    const struct model_resource *like;
    uint64_t asked; /* the question that it was looked at for */
    unsigned broken;
};

/* Bookings completed together. */
struct match_together {
    int64_t user, provider, times;
};

/* A provider's own cancellations among its bookings. */
struct match_cancelled {
    int64_t own, all;
};

/* Points of proximity by the place of a resource's region. */
struct match_near {
    size_t count;
    int64_t *points;
};

/* What was said of pairs: quotes that are valid and proposals that are not retired, by demand,
 * resource and id; and what is booked for demands, by demand. */
struct match_told {
    const struct model_quote **quotes;
    const struct model_proposal **proposals;
    struct model_booking **bookings;
    size_t quote_count, proposal_count, booking_count;
};

/* An offer as one scene sees it: what all its pairs have in common. */
struct match_side {
    const struct match_offer *offer;
    struct schedule_lane *lane;     /* NULL: outside the calendar that was read */
    const struct schedule_kin *kin; /* NULL: it has none, or no lane */
    struct schedule_apart apart;
    int64_t seats;
    struct incentive_plain price;
    int64_t earliest, horizon; /* what notice and horizon allow; INT64_MAX without one */
    int64_t grid, least;       /* minutes of a sitting; least: as the resource says, 0 without */
    int64_t notice;            /* seconds */
    bool only_minutes; /* of a plain price: it needs no more than the minutes of all sittings */
    size_t region;     /* its place; 0: unknown */
    int64_t quality;   /* hundredths of points */
    bool useless;      /* its monthly capacity is 0 */
    uint8_t gate;      /* what its gates ask more than length, notice and horizon */
};

/* What the window of a question holds on resources that are kin. What is asked for most comes
 * first. */
struct match_outlook {
    uint64_t asked;       /* the question it was found for */
    unsigned broken;      /* gates of length, notice and horizon */
    bool fits, one;       /* without regard to the monthly capacity */
    int64_t needs, piece; /* of it, for the fit and for a beginning */
    int64_t sitting;      /* minutes of one, as match_one_sitting */
    double minutes;       /* free, of one seat */
    double early, early_first,
        early_any; /* share of earliness of the fit, a beginning, any start */
    struct schedule_outlook time;
};

enum err_code match_scene_open(struct match_desk *m, const struct match_scope *scope,
                               struct base_arena *a, struct match_scene **scene, struct err *e);

/* Of one demand. */
enum err_code match_told_read(struct match_scene *scene, int64_t demand, struct base_arena *a,
                              struct match_told *said, struct err *e);
/* The sides of a kind's offers, by document; and one of an offer that is not in the index. */
enum err_code match_scene_sides(struct match_scene *scene, size_t kind,
                                const struct match_side **sides, const struct match_brief **briefs,
                                struct err *e);
enum err_code match_scene_side(struct match_scene *scene, const struct match_offer *offer,
                               struct match_side *side, struct err *e);
/* Gives back what passes over all offers are made from; the next pass makes it anew. */
void match_scene_rest(struct match_scene *scene);
/* The offer's among the sides of its kind where those were made, else one of its own. */
enum err_code match_scene_side_of(struct match_scene *scene, const struct match_offer *offer,
                                  const struct match_side **side, struct err *e);
/* The sides of all kinds that these demands are related to are made. */
enum err_code match_scene_sides_for(struct match_scene *scene, const struct model_demand **demands,
                                    size_t count, struct err *e);
/* Points by region of all sides made so far. */
enum err_code match_scene_near(struct match_scene *scene, int64_t region,
                               const struct match_near **near, struct err *e);

/* What is assumed, put over what was read (assume.c). */
void match_assume_scene(struct match_scene *scene);
int64_t match_assumed_capacity(const struct match_scope *scope, const struct model_resource *r);
int64_t match_assumed_fund(const struct match_scope *scope, int64_t fund, int64_t balance);
/* Of the policy; the caller puts it back. */
enum err_code match_assume_policy(struct match_desk *m, const struct match_assumption *list,
                                  size_t count, bool *changed, struct err *e);

/* ---- policies and what pairs are worth (revalue.c, candidate.c) ------------------------------ */

/* Whether points and benefits are the same under that policy (INI) as under the desk's. */
bool match_policy_is_own(const struct match_desk *m, const char *text);

/* What a pair is worth, and for how many minutes. */
struct match_valued {
    int64_t demand, resource;
    int64_t minutes, benefit; /* minutes 0: it cannot be told */
};
/* All of them in one scene, in the part of the month that the options name. */
enum err_code match_pairs_value(struct match_desk *m, const struct match_options *month,
                                struct match_valued *list, size_t count, struct err *e);

/* ---- the demand's side (asked.c) ------------------------------------------------------------- */

enum {
    MATCH_OPEN_DAYS = 90,          /* how far is looked for free time without a latest day */
    MATCH_FARTHEST_DAYS = 3 * 366, /* and with one: 2099-12-31 is meant as "no matter when" */
};

/* On which terms the requester uses what one provider has. */
struct match_terms {
    uint64_t asked; /* the question they were found for */
    bool steady;    /* the same for all its resources and all days of the window */
    const struct model_agreement *agreement;
};

/* What an owner's agreements and its history with the requester give to bounds. */
struct match_drawn {
    uint64_t asked; /* the question it was found for */
    double keeps;   /* of the price, after a discount; 0: nothing is known of it */
    double price;   /* of an hour, whatever the resource's own; negative: that holds */
    double worth;   /* of a hundredth of a point */
    double history; /* points */
};

/* An owner has agreements; which make uses urgent, or change from day to day, or give minutes free
 * of charge; it is the requester itself, or they did something together. */
enum match_drawing { MATCH_AGREED = 1, MATCH_SPECIAL = 2, MATCH_CLOSE = 4 };

/* What is left of a demand that is booked in part (left.c). */
struct match_left {
    const struct model_demand *demand; /* itself, or a copy with what is left */
    int64_t minutes, whole;            /* BASE_NONE where it names none */
};
void match_left_find(const struct model_demand *demand, struct model_booking *const *bookings,
                     size_t booking_count, int64_t now, struct base_arena *a,
                     struct match_left *left);
enum err_code match_left_read(struct store *s, const struct model_demand *demand, int64_t now,
                              struct base_arena *a, struct match_left *left, struct err *e);
const struct model_quote *match_left_quote(const struct match_left *left,
                                           const struct model_quote *quote, struct base_arena *a);

struct match_asked {
    struct match_scene *scene;
    struct base_arena *arena;          /* of the question */
    const struct model_demand *demand; /* what is left of it */
    struct match_left left;
    int64_t minutes;     /* needed where no quote says otherwise */
    int64_t piece;       /* smallest piece; minutes itself when not divisible */
    int64_t from, until; /* the window, never before now */
    int64_t first_day, last_day;
    bool open;    /* no latest: until is only how far is looked */
    bool closed;  /* met, withdrawn, expired, retired */
    bool expired; /* the window has passed */
    int64_t region;
    struct model_attribute *attributes;
    size_t attribute_count;
    const struct match_query *query;
    int64_t value; /* V */
    double standing, balance, urgency;
    bool member, member_steady; /* of the desk, on the window's days */
    bool retired;               /* the requester */
    double own_part;            /* of a price, that none of its vouchers would pay */
    bool vouchers_vary;         /* not all of them are valid on all days of the window or on none */
    bool *related;              /* by kind of the desk */
    uint64_t number;            /* of the question, in its scene */
    const struct match_together *together; /* the requester's */
    size_t together_count;
    const struct match_near *near;
    const struct model_quote *const *quotes; /* by resource */
    size_t quote_count;
    const struct model_proposal *const *proposals; /* by resource */
    size_t proposal_count;
    double scale;    /* B of the cost criterion */
    size_t eligible; /* as match_scale counted them; SIZE_MAX: it had no need to */
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

/* ---- where a pair's use would lie (sittings.c) ----------------------------------------------- */

struct match_laid {
    struct base_interval *sittings; /* NULL: as many minutes, however they lie */
    size_t count;
    int64_t minutes; /* of all sittings */
    int64_t start;   /* of the first */
    int64_t first;   /* first free start in the window, or BASE_NONE */
    bool fits;       /* the whole, or a piece of a divisible demand */
};
/* Of a side that has kin. */
struct match_outlook *match_outlook(struct match_scene *scene, const struct match_asked *asked,
                                    const struct match_side *side);
/* The same where the number of its kin is at hand: mostly the side is not looked at then. */
struct match_outlook *match_outlook_of(struct match_scene *scene, const struct match_asked *asked,
                                       uint32_t kin, const struct match_side *side);
/* Minutes of one sitting, as they are charged: as long as the grid makes it. */
int64_t match_one_sitting(const struct match_side *side, int64_t minutes);
/* Of the window. */
int64_t match_free_minutes(struct match_scene *scene, const struct match_asked *asked,
                           const struct match_side *side);
/* brief: what several sittings there are does not matter. */
enum err_code match_lay(struct match_scene *scene, const struct match_asked *asked,
                        const struct match_side *side, int64_t minutes, bool brief,
                        struct base_arena *scratch, struct match_laid *laid, struct err *e);

/* ---- a pair (gate.c, fit.c, judge.c) --------------------------------------------------------- */

/* A pair that was judged; texts are made later, for those that are shown. */
struct match_pair {
    const struct match_side *side;
    const struct model_quote *quote;
    int64_t parts[MATCH_CRITERION_COUNT];
    int64_t score, benefit;
    int64_t minutes, free_minutes, first_start;
    int64_t price, full_price, cost;
    int64_t voucher, voucher_amount;
    double text_share, urgency;
    int64_t met;     /* attributes */
    unsigned broken; /* 1 << gate */
    bool laid;       /* the use, or a piece of a divisible one, fits into the calendar */
    bool quoted;     /* the benefit */
};

/* share: of the text. */
enum err_code match_judge(struct match_scene *scene, struct match_asked *asked,
                          const struct match_side *side, double share, struct base_arena *scratch,
                          struct match_pair *pair, struct err *e);
/* On which terms the requester uses what the owner at that place has. */
const struct match_terms *match_terms_with(struct match_scene *scene,
                                           const struct match_asked *asked, size_t place);
/* Only whether it is eligible, and its price; passed: all gates of match_gates, as is known. */
enum err_code match_judge_price(struct match_scene *scene, struct match_asked *asked,
                                const struct match_side *side, double share, bool passed,
                                struct base_arena *scratch, bool *eligible, int64_t *price,
                                struct err *e);
void match_pair_fill(const struct match_asked *asked, const struct match_pair *pair,
                     struct match_candidate *c);
/* How often the requester and an owner completed something together. */
int64_t match_asked_together(const struct match_asked *asked, int64_t provider);
/* The order of a list: eligible before blocked, then by score; ties by uid. */
bool match_pair_before(const struct match_pair *p, const struct match_pair *q);
const struct model_proposal *match_asked_proposal(const struct match_asked *asked,
                                                  int64_t resource);

bool match_demand_closed(const struct model_demand *demand);
/* Those that kin have in common: length, notice and horizon; and that of the requester. */
unsigned match_gates_plain(const struct match_scene *scene, const struct match_asked *asked,
                           const struct match_side *side, int64_t minutes);
uint8_t match_gate_class(struct match_scene *scene, const struct model_resource *r);
/* What a class asks of the requester. */
enum err_code match_gates_of_class(struct match_scene *scene, const struct match_asked *asked,
                                   uint8_t gate, unsigned *broken, struct err *e);
/* Gates that need neither calendar nor price, for a use of so many minutes. */
enum err_code match_gates(struct match_scene *scene, const struct match_asked *asked,
                          const struct match_side *side, int64_t minutes, unsigned *broken,
                          struct err *e);
/* The same of a side of a related kind, from its brief where that will do. */
enum err_code match_gates_brief(struct match_scene *scene, const struct match_asked *asked,
                                const struct match_side *side, const struct match_brief *brief,
                                unsigned *broken, struct err *e);
/* The others, of what is known of the pair. */
unsigned match_gates_late(const struct match_scene *scene, const struct match_asked *asked,
                          const struct match_pair *pair);

/* Points of all criteria, the score and the benefit. */
enum err_code match_fit(struct match_scene *scene, const struct match_asked *asked,
                        struct match_pair *pair, struct base_arena *scratch, struct err *e);
int64_t match_fit_capability(const struct match_scene *scene, const struct match_asked *asked,
                             struct match_pair *pair, struct base_arena *scratch);
/* Hundredths of points that a share of a criterion gives. */
int64_t match_fit_points(const struct match_scene *scene, enum match_criterion which, double share);
double match_cancelled_share(const struct match_scene *scene, int64_t provider);
int64_t match_fit_quality(const struct match_scene *scene, const struct model_resource *r);
int64_t match_fit_proximity(const struct match_scene *scene, int steps);
int64_t match_fit_history(const struct match_scene *scene, int64_t together);
/* Steps from a region to a place of another; -1: unknown. */
enum err_code match_scene_steps(struct match_scene *scene, int64_t region, size_t place, int *steps,
                                struct err *e);
/* What a criterion is worth at most. */
double match_criterion_points(const struct model_policy *policy, enum match_criterion c);
/* V x fit x urgency x balance - C, rounded once. False on overflow. */
struct match_worth_factors {
    int64_t score, value, cost;
    double urgency, balance;
};
bool match_benefit_of(const struct match_worth_factors *f, int64_t *benefit);
/* 1 + t/2 + p/2 with the demand's priority, or a higher one that an agreement gives. */
double match_urgency(const struct model_policy *policy, const struct model_demand *demand,
                     const char *priority, int64_t now);
/* standing ^ exponent. */
double match_balance(double standing, double exponent);

/* ---- many pairs of a demand (rank.c) --------------------------------------------------------- */

/* Offers of a demand's kind, or all. */
struct match_related {
    struct match_relation {
        const struct match_side *sides;
        const struct match_brief *briefs;
        const struct match_fares *fares;
        size_t count;
        size_t kind; /* of the desk's */
    } * list;        /* by kind */
    size_t count, offers;
    size_t others; /* of kinds that do not fit */
};
enum err_code match_related(struct match_scene *scene, const struct match_asked *asked,
                            bool all_kinds, struct base_arena *a, struct match_related *related,
                            struct err *e);
/* Shares of the text of a kind's offers, in the desk's room for them. They last until the next
 * question is begun. all: exactly, and of all that have any; else no more than is written, and
 * match_index_query_rest of those without a hit. */
void match_shares_begin(struct match_scene *scene);
void match_shares_find(struct match_scene *scene, const struct match_asked *asked, bool all,
                       size_t kind);
/* Of an offer whose brief is quick what its price is made from (fare.c). */
struct match_fare {
    int32_t inside, outside;         /* price of an hour */
    int32_t left;                    /* as the brief's; never less than 0 */
    int32_t taken_from, taken_until; /* of its time, in minutes behind the calendar's start, rounded
                                        to be more; the first behind the other: nothing */
    uint32_t owner, place;
    uint8_t gate;
};
struct match_fares {
    struct match_fare *list;
    /* Those that are kin, and are charged for in the same way. */
    struct match_fare_run {
        uint32_t first, count;
        struct match_brief like; /* one of them */
    } * runs;
    size_t run_count;
    uint32_t *others; /* places of those that are in no run */
    size_t other_count;
};
const struct match_fares *match_fares_of(struct match_scene *scene, size_t kind);

/* Many amounts, of which one at a place of their order is looked for (median.c). */
struct match_vague { /* an amount that is known only to lie between */
    int64_t low, high;
    uint32_t among, place; /* whose it is */
};
struct match_amounts {
    int64_t *list; /* those that are known */
    size_t count;
    uint32_t *counts; /* of these, by steps */
    struct match_vague *vague;
    size_t vague_count, vague_capacity;
    struct base_arena *arena;
};
/* room: for all of them. */
void match_amounts_begin(struct match_amounts *x, int64_t *room, struct base_arena *a);
void match_amounts_add(struct match_amounts *x, int64_t amount);
void match_amounts_add_vague(struct match_amounts *x, const struct match_vague *v);
size_t match_amounts_count(const struct match_amounts *x);
/* Takes out those on which it depends what is at the place, if any: they are to be added again once
 * they are known. */
size_t match_amounts_doubts(struct match_amounts *x, size_t place, struct match_vague **doubts);
/* Once there are no doubts. */
int64_t match_amounts_at(struct match_amounts *x, size_t place);

/* Finds the scale of the cost criterion: the budget, else twice the median price of the eligible
 * (scale.c). */
enum err_code match_scale(struct match_scene *scene, struct match_asked *asked,
                          const struct match_related *related, struct err *e);
/* How many of them pass all gates; quick where match_scale has looked already. */
enum err_code match_count_eligible(struct match_scene *scene, struct match_asked *asked,
                                   const struct match_related *related, size_t *count,
                                   struct err *e);

enum match_rank { MATCH_BY_SCORE, MATCH_BY_BENEFIT };

/* Of an offer what a first bound on its rank is made from, each rounded so that none is too low: a
 * few numbers, gone through one after the other for all offers of a kind (glance.c). */
struct match_glance {
    float inside, outside; /* price of an hour, less any discount of its owner */
    float cost, left, quality;
    uint32_t code; /* region, and: */
};
enum {
    MATCH_GLANCE_ATTRIBUTES = 1, /* it names some */
    MATCH_GLANCE_AGREED = 2,     /* its owner has agreements */
    MATCH_GLANCE_SPECIAL = 4,    /* other ones than discounts and free minutes: nothing is seen at a
                                    glance */
    MATCH_GLANCE_REGION = 8,     /* its place, times this */
    MATCH_GLANCE_DAYS = 400,     /* behind the calendar's end that agreements are looked at */
};
struct match_glances {
    struct match_glance *list; /* as the kind's offers */
    uint32_t *owned;           /* places by owner; */
    uint32_t *of;              /* by owner: where its begin, and behind the last where all end */
};
const struct match_glances *match_glances_of(struct match_scene *scene, size_t kind);
/* The places of one owner's offers. */
struct match_owned {
    const uint32_t *places;
    size_t count;
};
struct match_owned match_glances_owned(const struct match_glances *glances, size_t owner);
/* Marks owners with agreements, and with special ones. */
void match_glance_owners(struct match_scene *scene);

/* A pair that may be among the best. */
struct match_prospect {
    double bound;
    uint32_t among; /* of the related kinds */
    uint32_t place; /* among its offers */
    bool exact;     /* the bound is from the pair's own share of the text, and no glance */
    double share;
};

/* What bounds on a pair's rank are made from (bound.c). */
struct match_bounds;
const struct match_bounds *match_bounds_find(struct match_scene *scene,
                                             const struct match_asked *asked, enum match_rank rank,
                                             struct base_arena *a);
/* No pair of the side ranks higher whose share of the text is no greater: by its brief alone, and
 * with a look at what its kin have in common. */
double match_bound_loose(const struct match_bounds *b, const struct match_brief *brief,
                         double share);
double match_bound(const struct match_bounds *b, const struct match_side *side,
                   const struct match_brief *brief, double share);
/* The same of all offers of a kind at a glance, with shares of the text, but for owners that are
 * close to the requester: infinite where nothing is seen. */
void match_bounds_glance(const struct match_bounds *b, const struct match_glance *list,
                         const double *shares, size_t count, float *bounds);
struct match_wanted {
    size_t most;
    bool blocked; /* of the blocked ones, else of the eligible */
    enum match_rank rank;
    const int64_t *named; /* resources that are judged in any case */
    size_t named_count;
};
/* The best of a demand's pairs, just as if all had been judged: at most so many of those wanted;
 * beside the eligible also, at most as many, the blocked that miss nothing but budget or free time
 * and rank no lower; and those named. In the order of a list. */
enum err_code match_best(struct match_scene *scene, struct match_asked *asked,
                         const struct match_related *related, const struct match_wanted *wanted,
                         struct base_arena *scratch, struct match_pair **pairs, size_t *count,
                         struct err *e);

/* The first free start in the desk's hours, if there is one within two weeks; else the first of all
 * (daytime.c). */
enum err_code match_daytime_start(struct match_desk *m, const struct match_candidate *c,
                                  struct base_arena *a, int64_t *start, struct err *e);

#endif
