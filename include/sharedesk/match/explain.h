/* explain.h: why a pair fits or not, for a person who must answer for the choice. One structure
 * holds all that can be said of it; screens, command line, JSON and the papers of a meeting only
 * set it out. Texts are translated, and may hold what someone imported. */
#ifndef SHAREDESK_MATCH_EXPLAIN_H
#define SHAREDESK_MATCH_EXPLAIN_H

#include "sharedesk/match/proposal.h"

struct match_remark {
    enum match_criterion criterion;
    char sign;        /* '+' at least two thirds of the points, '-' less */
    int points, most; /* whole points, for "36/40" */
    const char *text; /* 'asks "cryo-EM": 冷冻电镜, cryo-TEM in the offer' */
    const char *brief; /* where the demand stands beside it: "in the offer: 冷冻电镜, cryo-TEM" */
};

/* The factors of the net benefit, in the order of the formula; the cost is taken off.
 * T(ID, name in JSON, label) */
#define MATCH_TERMS(T)                                                                             \
    T(VALUE, value, N_("Value"))                                                                   \
    T(FIT, fit, NC_("benefit", "Fit"))                                                             \
    T(URGENCY, urgency, N_("Urgency"))                                                             \
    T(BALANCE, balance, NC_("benefit", "Balance"))                                                 \
    T(COST, cost, NC_("benefit", "Cost"))

enum match_term_id {
#define MATCH_TERM_ID(ID, name, label) MATCH_TERM_##ID,
    MATCH_TERMS(MATCH_TERM_ID)
#undef MATCH_TERM_ID
        MATCH_TERM_COUNT
};
const char *match_term_name(enum match_term_id term);  /* "urgency" */
const char *match_term_label(enum match_term_id term); /* translated */

struct match_term {
    const char *figure; /* "6,000", "1.1" */
    const char *text;   /* where it comes from: "closes in 24 days; priority high" */
};

/* One of the attributes that the demand asks for. */
struct match_asked_attribute {
    bool met;
    const char *asked;   /* "voltage ≥ 300 kV" */
    const char *offered; /* "120 kV", "" when the offer does not say */
};

struct match_explanation {
    struct match_candidate pair; /* gates with their verdicts, points, figures */
    const char *demand, *resource;
    const char *requester, *provider; /* titles; "" unknown */
    const char *headline;             /* "R31 Glacios for D117 Cryo-EM: blocked" */
    const char **reasons;             /* why it is blocked */
    size_t reason_count;
    struct match_remark remarks[MATCH_CRITERION_COUNT];
    const struct match_asked_attribute *attributes;
    size_t attribute_count;
    struct match_term terms[MATCH_TERM_COUNT];
    const char *sum;           /* "4,310 = 6,000 × fit .8912 × urgency 1.1 × …" */
    const char *benefit;       /* the same with its name: "Net benefit 4,310 = …" */
    const char *benefit_brief; /* "Net 4,310 = 6,000 × fit .89 × urg. 1.1 × …" */
    const char *price;         /* with the voucher that pays of it, and the quote it comes from */
    const char *free;          /* "31 h free for 12 h; first 24 Nov 09:00" */
    int64_t start;      /* the first free one in the desk's hours where there is one soon, else the
                           first of all; BASE_NONE: none */
    const char *rating; /* "rated 4.8 (23)", or "" */
    struct match_answers answers;
    const char *answered; /* "9 of 10 yes, in 1.5 days", "none yet" */
    const char *stands;   /* what was said to the pair: "proposed; pinned", or "" */
};

/* among (may be NULL): the list the pair was chosen from, to compare with the others
 * ("R40 would be 5,100"). */
enum err_code match_explain(struct match_desk *m, const struct match_candidate *c,
                            const struct match_list *among, struct base_arena *a,
                            struct match_explanation *x, struct err *e);
/* "Why not this one?" of any pair: of another kind, retired, of a closed demand. */
enum err_code match_explain_pair(struct match_desk *m, int64_t demand, int64_t resource,
                                 const struct match_options *options, struct base_arena *a,
                                 struct match_explanation *x, struct err *e);

/* One line of an explanation set out as a table. */
enum match_mark { MATCH_PLAIN, MATCH_YES, MATCH_NO, MATCH_GAIN, MATCH_LOSS };
struct match_said {
    enum match_mark mark;
    const char *what, *points, *text; /* "Capability", "36.25/40", … */
};
/* What a demand leaves open, and what is taken for it: "it names no minutes: an hour is reckoned
 * with"; "" when it says all. Translated. */
const char *match_demand_lacks(const struct model_demand *demand, struct base_arena *a);

/* In groups: gates, criteria, the terms of the benefit, the rest. */
enum match_group { MATCH_GROUP_GATES, MATCH_GROUP_CRITERIA, MATCH_GROUP_BENEFIT, MATCH_GROUP_REST };
enum { MATCH_GROUPS = MATCH_GROUP_REST + 1 };
const char *match_group_label(enum match_group group); /* translated */
const struct match_said *match_explanation_lines(const struct match_explanation *x,
                                                 enum match_group group, struct base_arena *a,
                                                 size_t *count);
/* All of it in one paragraph, best and worst first: for the papers of a meeting. */
const char *match_explanation_sentence(const struct match_explanation *x, struct base_arena *a);
/* An object: gates, criteria, terms, explanation, rating, answers, … */
const char *match_explanation_json(struct match_desk *m, const struct match_explanation *x,
                                   struct base_arena *a);

#endif
