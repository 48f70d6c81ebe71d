/* bulletin.h: the published catalogue: what is offered and what is wanted. Never a restricted
 * resource, never a person's data, never a price agreed with one partner. */
#ifndef SHAREDESK_REPORT_BULLETIN_H
#define SHAREDESK_REPORT_BULLETIN_H

#include "sharedesk/match/desk.h"
#include "sharedesk/meeting/document.h"

enum err_code report_bulletin(struct match_desk *m, struct base_arena *a,
                              struct meeting_document **document, struct err *e);

#endif
