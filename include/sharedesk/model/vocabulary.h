/* vocabulary.h: codes and their labels in both languages, from data/vocabulary/codes.tsv
 * (set TAB code TAB English TAB Chinese), embedded in the binary. */
#ifndef SHAREDESK_MODEL_VOCABULARY_H
#define SHAREDESK_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

/* V(ID, set name in codes.tsv) */
#define MODEL_VOCABULARIES(V)                                                                      \
    V(ORGANISATION_KIND, organisation_kind)                                                        \
    V(PERSON_KIND, person_kind)                                                                    \
    V(OUTPUT_KIND, output_kind)                                                                    \
    V(RESOURCE_KIND, resource_kind)                                                                \
    V(GRADE, grade)                                                                                \
    V(ACCESS, access)                                                                              \
    V(UNIT, unit)                                                                                  \
    V(RESOURCE_STATUS, resource_status)                                                            \
    V(CHARGE_BASIS, charge_basis)                                                                  \
    V(AGREEMENT_KIND, agreement_kind)                                                              \
    V(AGREEMENT_STATUS, agreement_status)                                                          \
    V(FUND_SOURCE, fund_source)                                                                    \
    V(VOUCHER_STATUS, voucher_status)                                                              \
    V(PRIORITY, priority)                                                                          \
    V(DEMAND_STATUS, demand_status)                                                                \
    V(PROPOSAL_STATUS, proposal_status)                                                            \
    V(STANCE, stance)                                                                              \
    V(BOOKING_STATUS, booking_status)                                                              \
    V(PARTY, party)                                                                                \
    V(CLOSURE_KIND, closure_kind)                                                                  \
    V(CLOSURE_MODE, closure_mode)                                                                  \
    V(ACTIVITY_KIND, activity_kind)                                                                \
    V(PARTICIPANT_ROLE, participant_role)                                                          \
    V(ENTRY_KIND, entry_kind)                                                                      \
    V(ACCOUNT, account)                                                                            \
    V(CLAIM_STATUS, claim_status)                                                                  \
    V(AWARD_KIND, award_kind)                                                                      \
    V(CONTRIBUTION_KIND, contribution_kind)                                                        \
    V(ANSWER_ROLE, answer_role)                                                                    \
    V(MEETING_STATUS, meeting_status)                                                              \
    V(AGENDA_KIND, agenda_kind)                                                                    \
    V(VERDICT, verdict)                                                                            \
    V(CHANNEL, channel)                                                                            \
    V(TIER, tier)

enum model_vocabulary {
#define MODEL_VOCABULARY_ID(ID, name) MODEL_VOCABULARY_##ID,
    MODEL_VOCABULARIES(MODEL_VOCABULARY_ID)
#undef MODEL_VOCABULARY_ID
        MODEL_VOCABULARY_COUNT
};

struct model_code {
    const char *code;
    const char *english;
    const char *chinese;
};

/* All codes of a vocabulary, in the file's order. */
const struct model_code *model_vocabulary_codes(enum model_vocabulary v, size_t *count);
/* The code's own text from a code or a label in either language, case-blind; NULL if none.
 * Knows the aliases of interfaces.md ("open" as a grade is "common"). */
const char *model_vocabulary_find(enum model_vocabulary v, const char *text);
/* The label in the desk's language; the code itself if it is unknown; "" for NULL. */
const char *model_vocabulary_label(enum model_vocabulary v, const char *code);

/* code, or the rule's default where it is NULL (grade specialised, access open, unit hour …). */
const char *model_code_or(const char *code, const char *fallback);
/* The code that an empty field of this vocabulary stands for; NULL if it stands for nothing. */
const char *model_vocabulary_fallback(enum model_vocabulary v);
bool model_code_is(const char *code, const char *wanted); /* NULL-safe equality */

/* Resource kinds are a dotted tree: true if they are the same or one is above the other. An empty
 * kind fits every kind. */
bool model_kind_related(const char *a, const char *b);
/* True if kind is, or lies below, ancestor. */
bool model_kind_within(const char *kind, const char *ancestor);

/* Tier of an organisation kind: "micro", "coordinator", "governing", or NULL. */
const char *model_tier_of(const char *organisation_kind);
/* "basic", "common", "mature": free to all (rules.md, Price). Empty is specialised. */
bool model_grade_is_open(const char *grade);

#endif
