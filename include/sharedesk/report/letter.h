/* letter.h: letters about a proposal or booking, in a language of one's choice, as text or as a
 * message that a mail program opens (.eml, RFC 5322). */
#ifndef SHAREDESK_REPORT_LETTER_H
#define SHAREDESK_REPORT_LETTER_H

#include "sharedesk/base/i18n.h"
#include "sharedesk/match/desk.h"

enum report_letter_kind {
    REPORT_LETTER_PROPOSAL,     /* a proposal: asks the provider, tells the requester */
    REPORT_LETTER_CONFIRMATION, /* a booking */
    REPORT_LETTER_REMINDER,     /* a proposal without answer, or a booking that comes up */
    REPORT_LETTER_QUOTE,        /* asks the provider for a quote, before anything is proposed */
};
enum report_letter_side { REPORT_TO_PROVIDER, REPORT_TO_REQUESTER };

struct report_letter {
    const char *name, *email; /* of whom it goes to; "" if unknown */
    const char *subject, *body;
};

/* ref: a proposal, or a booking. Refused when the kind does not suit it, or its state: no
 * confirmation of what is not confirmed, no reminder of what was answered or is over. */
enum err_code report_letter(struct match_desk *m, struct store_ref ref,
                            enum report_letter_kind kind, enum report_letter_side side,
                            struct base_arena *a, struct report_letter *letter, struct err *e);
/* The same in another language than the desk's. */
enum err_code report_letter_in(enum base_language language, struct match_desk *m,
                               struct store_ref ref, enum report_letter_kind kind,
                               enum report_letter_side side, struct base_arena *a,
                               struct report_letter *letter, struct err *e);
/* The kind that suits a record: a proposal's, or a booking's confirmation. */
enum report_letter_kind report_letter_usual(struct store_ref ref);

/* With headers, encoded so that any mail program reads it. */
const char *report_letter_eml(struct match_desk *m, const struct report_letter *letter,
                              struct base_arena *a);

#endif
