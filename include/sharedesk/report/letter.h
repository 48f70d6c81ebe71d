/* letter.h: letters about a proposal or booking, in a language of one's choice, as text or as a
 * message that a mail program opens (.eml, RFC 5322). */
#ifndef SHAREDESK_REPORT_LETTER_H
#define SHAREDESK_REPORT_LETTER_H

#include "sharedesk/base/i18n.h"
#include "sharedesk/match/desk.h"

enum report_letter_kind {
    REPORT_LETTER_PROPOSAL,     /* a proposal: asks the provider, tells the requester */
    REPORT_LETTER_CONFIRMATION, /* a booking, or a proposal that was accepted */
    REPORT_LETTER_REMINDER,     /* a proposal without answer, or a booking that comes up */
    REPORT_LETTER_QUOTE,        /* asks the provider for a quote, before anything is proposed */
    REPORT_LETTER_REFUSAL,      /* a proposal that was declined, rejected or taken back */
};
enum report_letter_side { REPORT_TO_PROVIDER, REPORT_TO_REQUESTER };

struct report_letter {
    const char *name, *email; /* of whom it goes to; "" if unknown */
    const char *subject, *body;
};

const char *report_letter_name(enum report_letter_kind kind); /* "proposal", for programs */
enum { REPORT_LETTER_KINDS = REPORT_LETTER_REFUSAL + 1 };

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
/* The kind that is due, as the record stands: for a quote while one is waited for, a reminder once
 * the letter went out, after the answer a confirmation or refusal. */
enum err_code report_letter_due(struct match_desk *m, struct store_ref ref,
                                enum report_letter_kind *kind, struct err *e);
/* Whom such a letter is for first of all. */
enum report_letter_side report_letter_reader(struct store_ref ref, enum report_letter_kind kind);
/* Notes with the proposal that the letter went out now; with the proposal's own letter the pair is
 * proposed, if it was only on the short list. */
enum err_code report_letter_sent(struct match_desk *m, struct store_ref ref,
                                 enum report_letter_kind kind, enum report_letter_side side,
                                 struct err *e);

/* With headers, encoded so that any mail program reads it. */
const char *report_letter_eml(struct match_desk *m, const struct report_letter *letter,
                              struct base_arena *a);

#endif
