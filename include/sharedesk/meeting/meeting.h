/* meeting.h: the monthly allocation meeting: what it has to treat, what it decides, and closing it,
 * which makes the bookings, commitments, payments and minutes in one step or not at all. */
#ifndef SHAREDESK_MEETING_MEETING_H
#define SHAREDESK_MEETING_MEETING_H

#include "sharedesk/match/allocate.h"

/* The meeting of a month; *meeting is 0 when there is none yet. */
enum err_code meeting_find(struct store *s, int64_t month, int64_t *meeting, struct err *e);

/* Makes the month's meeting if there is none, runs and keeps the allocation, and gathers the
 * agenda: last meeting's decisions, the allocation, contested resources, agreements that end, open
 * claims, award candidates, funds, accounts, efficiency. Doing it again adds what is new, takes off
 * what has gone, and changes nothing when nothing changed. Refused for a closed meeting. */
enum err_code meeting_prepare(struct match_desk *m, int64_t month, int64_t *meeting, struct err *e);

/* An agenda item with what has been decided on it as a whole. */
struct meeting_item {
    int64_t id, position;
    const char *kind; /* agenda_kind */
    const char *title, *notes;
    struct store_ref record; /* id 0: none */
    int64_t decision;        /* id, 0: none yet */
    const char *verdict, *reason;
    int64_t amount; /* money decided, or BASE_NONE */
};
enum err_code meeting_items(struct store *s, int64_t meeting, struct base_arena *a,
                            struct meeting_item **items, size_t *count, struct err *e);

/* A line of the allocation as the meeting sees it: one a demand and resource. */
struct meeting_line {
    int64_t demand, resource;
    int64_t minutes, start, end; /* of all its sittings: the first start, the last end */
    size_t sittings;
    int64_t benefit;
    bool pinned, forbidden; /* now; of a closed meeting, in its run */
    int64_t accepted;       /* as a line of a plan: its provider's yes is what holds it */
    const char *overruled;  /* the gates its pin held against in the run, and why; or NULL */
    int64_t decision;       /* id, 0: none of its own */
    const char *verdict, *reason;
    bool stands; /* closing the meeting now would book it */
};
enum err_code meeting_lines(struct match_desk *m, int64_t meeting, struct base_arena *a,
                            struct meeting_line **lines, size_t *count, struct match_plan *plan,
                            struct err *e);

/* What is decided. Give the agenda item, or the demand and resource of a line, or the record
 * (claim, award, agreement); the item is found from it. A second decision on the same replaces the
 * first. Refuse, defer and amend need a reason. Amending a line gives start and end; amending a
 * claim or award gives the amount. */
struct meeting_decision {
    int64_t meeting;
    int64_t item;             /* 0: found from what follows */
    int64_t demand, resource; /* a line; resource 0: the line the demand has in the plan */
    struct store_ref record;  /* id 0: none */
    const char *verdict;      /* accept, refuse, defer, amend */
    const char *reason, *text;
    int64_t start, end; /* BASE_NONE: as proposed */
    int64_t amount;     /* BASE_NONE: as proposed */
    const char *responsible;
    int64_t due; /* day, or BASE_NONE */
};
#define MEETING_DECISION_INIT                                                                      \
    {                                                                                              \
        .start = BASE_NONE, .end = BASE_NONE, .amount = BASE_NONE, .due = BASE_NONE                \
    }
enum err_code meeting_decide(struct match_desk *m, const struct meeting_decision *what,
                             int64_t *decision, struct err *e);

/* What closing will do, or did. */
struct meeting_outcome {
    size_t bookings, demands, claims, awards, decisions;
    const char *minutes; /* as kept with the meeting */
};
/* One transaction: a booking for every standing sitting (the proposal stands unless the meeting or
 * the line was refused or deferred), its demands allocated, decided claims paid or refused, decided
 * awards given, the minutes written. Any refusal (a slot taken since, an empty fund) leaves
 * everything as it was and names it. Refused when already closed. */
enum err_code meeting_close(struct match_desk *m, int64_t meeting, struct base_arena *a,
                            struct meeting_outcome *outcome, struct err *e);

/* The minutes as they would be written now. */
enum err_code meeting_minutes(struct match_desk *m, int64_t meeting, struct base_arena *a,
                              const char **text, struct err *e);

#endif
