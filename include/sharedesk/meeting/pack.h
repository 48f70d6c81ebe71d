/* pack.h: the papers of a meeting: agenda, proposal, contested resources, accounts, funds, claims,
 * last month's decisions, minutes once closed. report_pack() adds the efficiency figures. */
#ifndef SHAREDESK_MEETING_PACK_H
#define SHAREDESK_MEETING_PACK_H

#include "sharedesk/meeting/document.h"
#include "sharedesk/meeting/meeting.h"

enum err_code meeting_pack(struct match_desk *m, int64_t meeting, struct base_arena *a,
                           struct meeting_document **document, struct err *e);

#endif
