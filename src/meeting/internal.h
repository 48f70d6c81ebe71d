/* internal.h: what the files of the meeting layer share. */
#ifndef SHAREDESK_MEETING_INTERNAL_H
#define SHAREDESK_MEETING_INTERNAL_H

#include "sharedesk/meeting/meeting.h"

/* Everything kept of a meeting, read at once. */
struct meeting_record {
    struct model_meeting *meeting;
    struct model_agenda **items; /* by position */
    size_t item_count;
    struct model_decision **decisions;
    size_t decision_count;
};
enum err_code meeting_read(struct store *s, int64_t meeting, struct base_arena *a,
                           struct meeting_record *record, struct err *e);

bool meeting_is_closed(const struct model_meeting *meeting);
enum err_code meeting_refuse_closed(const struct model_meeting *meeting, struct err *e);

/* The decision on an item as a whole, or on a line; NULL if there is none. */
const struct model_decision *meeting_decision_on(const struct meeting_record *r, int64_t item);
const struct model_decision *meeting_decision_for(const struct meeting_record *r, int64_t demand,
                                                  int64_t resource);
const struct model_agenda *meeting_item_of_kind(const struct meeting_record *r, const char *kind);
/* NULL, accept and amend let a thing stand. */
bool meeting_verdict_stands(const char *verdict);

/* Amount in the desk's currency for people. */
const char *meeting_money(struct store *s, int64_t amount, struct base_arena *a);
const char *meeting_number(enum model_type type, int64_t id, struct base_arena *a);
/* "R31 Glacios". */
const char *meeting_name(struct store *s, enum model_type type, int64_t id, struct base_arena *a);

#endif
