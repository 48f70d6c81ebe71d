/* terms.h: who may use what on which terms: membership, agreements, qualifications, regions. Read
 * as asked for and kept, so that one object serves a whole allocation; it sees the desk as it was
 * when each piece was first asked for. Make a new one for each task. */
#ifndef SHAREDESK_INCENTIVE_TERMS_H
#define SHAREDESK_INCENTIVE_TERMS_H

#include "sharedesk/store/store.h"

struct incentive_terms;

/* Lives in a, as does all it returns. */
struct incentive_terms *incentive_terms_new(struct store *s, struct base_arena *a);
struct store *incentive_terms_store(const struct incentive_terms *t);

/* The record, or NULL in *organisation when id is BASE_NONE. */
enum err_code incentive_terms_organisation(struct incentive_terms *t, int64_t id,
                                           const struct model_organisation **organisation,
                                           struct err *e);
/* On that local day: between member_from and member_until, or party to an active agreement of kind
 * membership. */
enum err_code incentive_terms_member(struct incentive_terms *t, int64_t organisation, int64_t day,
                                     bool *member, struct err *e);
/* The agreement (any kind but membership) under which the organisation uses the resource on that
 * day, or NULL: one that names the resource before one for all of the provider's, one that names
 * the partner before one for every member, then the younger. */
enum err_code incentive_terms_agreement(struct incentive_terms *t,
                                        const struct model_resource *resource, int64_t organisation,
                                        int64_t day, const struct model_agreement **agreement,
                                        struct err *e);
/* True for an agreement that names this partner: what a restricted resource asks for. */
bool incentive_agreement_names(const struct model_agreement *agreement, int64_t organisation);
enum err_code incentive_terms_qualified(struct incentive_terms *t, int64_t organisation,
                                        const char *name, int64_t day, bool *qualified,
                                        struct err *e);

/* Regions. Of a resource: its own, else its owner's; BASE_NONE if unknown. */
enum err_code incentive_terms_region_of(struct incentive_terms *t,
                                        const struct model_resource *resource, int64_t *region,
                                        struct err *e);
enum err_code incentive_terms_within(struct incentive_terms *t, int64_t region, int64_t ancestor,
                                     bool *within, struct err *e);
/* Steps along the tree from a to b, 0 if the same; -1 if either is unknown or they share no root.
 */
enum err_code incentive_terms_steps(struct incentive_terms *t, int64_t a, int64_t b, int *steps,
                                    struct err *e);

#endif
