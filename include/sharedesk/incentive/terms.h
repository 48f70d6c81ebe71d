/* terms.h: who may use what on which terms: membership, agreements, qualifications, regions. Read
 * as asked for and kept, so that one object serves a whole allocation; it sees the desk as it was
 * when each piece was first asked for. Make a new one for each task. Who keeps one longer must drop
 * it after any change but of a demand, quote or proposal (the statement match_terms_changed), and
 * after a change that was rolled back: the matching desk does, for questions of one demand. */
#ifndef SHAREDESK_INCENTIVE_TERMS_H
#define SHAREDESK_INCENTIVE_TERMS_H

#include "sharedesk/store/store.h"

struct incentive_terms;

/* Lives in a, as does all it returns. */
struct incentive_terms *incentive_terms_new(struct store *s, struct base_arena *a);
/* Reads organisations, memberships and agreements of all at once. */
enum err_code incentive_terms_read_all(struct incentive_terms *t, struct err *e);
/* And all that depends on who uses: qualifications, vouchers, regions, and the free minutes used in
 * a month. Then the store is asked no more but for other months. */
enum err_code incentive_terms_read_users(struct incentive_terms *t, int64_t month, struct err *e);
struct store *incentive_terms_store(const struct incentive_terms *t);

/* The record, or NULL in *organisation when id is BASE_NONE. */
enum err_code incentive_terms_organisation(struct incentive_terms *t, int64_t id,
                                           const struct model_organisation **organisation,
                                           struct err *e);
enum err_code incentive_terms_resource(struct incentive_terms *t, int64_t id,
                                       const struct model_resource **resource, struct err *e);
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
/* All of a provider's, whoever they are with. */
struct incentive_agreements {
    struct model_agreement *const *list;
    size_t count;
};
enum err_code incentive_terms_agreements(struct incentive_terms *t, int64_t provider,
                                         struct incentive_agreements *agreements, struct err *e);
/* An organisation on the days [from, until]; member: on the first; member_steady: and so on all. */
struct incentive_party {
    int64_t organisation, from, until;
    bool member, member_steady;
};
/* Of these, what incentive_terms_agreement finds for all of the provider's resources and any of the
 * days; *steady is false where resource or day matters. For thousands of pairs. */
void incentive_agreements_with(const struct incentive_agreements *agreements,
                               const struct incentive_party *party,
                               const struct model_agreement **agreement, bool *steady);
/* Membership on any day of [from, until]; *steady is false where it begins or ends in between. */
enum err_code incentive_terms_member_between(struct incentive_terms *t, int64_t organisation,
                                             int64_t from, int64_t until, bool *member,
                                             bool *steady, struct err *e);
/* True for an agreement that names this partner: what a restricted resource asks for. */
bool incentive_agreement_names(const struct model_agreement *agreement, int64_t organisation);
enum err_code incentive_terms_qualified(struct incentive_terms *t, int64_t organisation,
                                        const char *name, int64_t day, bool *qualified,
                                        struct err *e);

/* The vouchers of an organisation that are active, by number; left as of the first call. */
struct incentive_voucher;
enum err_code incentive_terms_vouchers(struct incentive_terms *t, int64_t organisation,
                                       const struct incentive_voucher **vouchers, size_t *count,
                                       struct err *e);
/* Prices from a day on of a resource, read from its text. */
struct model_tariff;
enum err_code incentive_terms_tariffs(struct incentive_terms *t,
                                      const struct model_resource *resource,
                                      const struct model_tariff **tariffs, size_t *count,
                                      struct err *e);
/* What bookings use up, of vouchers and free quotas, is read again when it is asked for. */
void incentive_terms_forget_uses(struct incentive_terms *t);
/* Whether it has taken free minutes of anything in a month. */
enum err_code incentive_terms_free_any(struct incentive_terms *t, int64_t organisation,
                                       int64_t month, bool *any, struct err *e);
/* Minutes of the free quotas that an organisation has taken in a month: on the resource, and under
 * the agreement (NULL: none) beyond the resources' own quotas; the booking `without` (0: none) left
 * out. */
enum err_code incentive_terms_free_used(struct incentive_terms *t, int64_t resource,
                                        int64_t organisation,
                                        const struct model_agreement *agreement, int64_t month,
                                        int64_t without, int64_t *on_resource,
                                        int64_t *under_agreement, struct err *e);

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
