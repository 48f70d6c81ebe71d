/* brief.h: this morning at the desk: what needs a person, and the month in series. */
#ifndef SHAREDESK_REPORT_BRIEF_H
#define SHAREDESK_REPORT_BRIEF_H

#include "sharedesk/match/desk.h"

enum report_need {
    REPORT_NEED_PROPOSAL,  /* an open demand without proposal */
    REPORT_NEED_ANSWER,    /* a proposed demand: no answer yet, or one that must be acted on */
    REPORT_NEED_APPROVAL,  /* a requested booking */
    REPORT_NEED_CHECK_IN,  /* a booking of today, begun or to come, nobody checked in */
    REPORT_NEED_COMPLETE,  /* a booking ended, not completed */
    REPORT_NEED_REPLACE,   /* a displaced booking, or one that a closure hit */
    REPORT_NEED_FOLLOW_UP, /* a demand or contact whose follow-up day has come */
    REPORT_NEED_AGREEMENT, /* an agreement that ends soon */
    REPORT_NEED_CLAIM,     /* an open risk claim */
    REPORT_NEED_FUND,      /* a fund that runs low or ends soon with money left */
    REPORT_NEED_PAYMENT,   /* an organisation that owes longer than policy payment_days */
    REPORT_NEED_DUE,       /* a meeting's decision that is due */
    REPORT_NEED_FIT,       /* a waiting demand that a new offer fits */
};
const char *report_need_name(enum report_need need); /* "proposal", in JSON and CSV */

enum report_group {
    REPORT_DEMANDS,
    REPORT_BOOKINGS,
    REPORT_FOLLOW_UPS,
    REPORT_DEBTS,
    REPORT_AGREEMENTS,
    REPORT_CLAIMS,
    REPORT_DECISIONS,
    REPORT_FUNDS,
    REPORT_FITS,
    REPORT_GROUPS
};
enum report_group report_need_group(enum report_need need);

struct report_item {
    enum report_need need;
    struct store_ref ref;
    int64_t resource;   /* of a fit: the new offer; else 0 */
    const char *number; /* "D117" */
    const char *text;   /* "Cryo-EM, 12 h": what; not escaped for the terminal */
    const char *party;  /* whose: "Yunhe Biotech", or "" */
    const char *state;  /* translated: "no proposal", "best 58, blocked", "ends in 9 days" */
    int64_t since;      /* since when it waits; of what is to come, when it comes */
    const char *age;    /* translated: "6 days", "today 15:00" */
    bool urgent;        /* late by the desk's own policy */
};

struct report_series {
    const char *name;   /* of the figure, or "meeting" */
    const char *label;  /* translated */
    double *values;     /* oldest first; NAN where not known */
    size_t count;       /* months; the last is this one */
    const char *last;   /* "1,204 h", "23 %" */
    const char *change; /* "+8 %", "−1" (points), "" */
};

struct report_brief {
    int64_t now, since;        /* since: start of yesterday's working day */
    struct report_item *items; /* oldest first, last what is still to come */
    size_t item_count;
    const char *summary; /* translated: "9 demands · 12 bookings · 3 debts", or "" */
    const char
        *news; /* translated: "4 demands · 2 offers, 1 fits, best D117 · 11 bookings completed" */
    struct report_series *series; /* used hours, sharing rate, fill rate */
    size_t series_count;
    const char *before;             /* translated: "1–22 Oct", what they changed from */
    const char *meeting;            /* translated: "14 demands collected, 2 Dec" */
    struct store_presence *present; /* who is at the desk, and on what */
    size_t present_count;
};

/* Translated: "9 demands", how many wait; "" when none does. */
const char *report_group_show(const struct report_brief *brief, enum report_group group,
                              struct base_arena *a);

/* months: how many the series span. */
enum err_code report_brief(struct match_desk *m, size_t months, struct base_arena *a,
                           struct report_brief *brief, struct err *e);

/* A place of the screens, as presence keeps it, in words. A record's number stays. */
const char *report_place_show(const char *place);

/* As plain text for `brief`. Not escaped for the terminal. */
const char *report_brief_text(const struct report_brief *brief, struct base_arena *a);

#endif
