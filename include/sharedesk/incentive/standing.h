/* standing.h: who contributed and who benefited, in money's worth that decays (rules.md, Standing).
 *
 * standing = 2^((c - b) / (c + b + K)) of the decayed sums c and b: between 0.5 and 2, 1 for a
 * newcomer. Income and payments of a use are what the ledger charged for its booking, whether paid
 * yet or not; for a booking that came in from elsewhere without entries, its price and voucher
 * part, split by policy. */
#ifndef SHAREDESK_INCENTIVE_STANDING_H
#define SHAREDESK_INCENTIVE_STANDING_H

#include "sharedesk/store/store.h"

enum incentive_side { INCENTIVE_CONTRIBUTED, INCENTIVE_BENEFITED };

/* One entry of a figure; amount * weight = decayed. */
struct incentive_standing_line {
    enum incentive_side side;
    int64_t organisation;
    struct store_ref ref; /* booking, ledger entry, contribution or award */
    int64_t at;           /* UTC seconds; end of the use */
    int64_t other;        /* of a use: the other organisation, else BASE_NONE */
    int64_t resource;     /* of a use, else BASE_NONE */
    int64_t minutes;      /* of a use, else BASE_NONE */
    int64_t rate;         /* of a use, per hour or unit, else BASE_NONE */
    int64_t settled;      /* of a use: income received, or what the user paid */
    int64_t amount;       /* money's worth before decay */
    double weight;        /* 0.5^(age / H) */
    double decayed;       /* minor units */
};

struct incentive_standing {
    int64_t organisation;
    double contribution, benefit; /* decayed sums in minor units */
    double standing;
};

/* Of all organisations in use that have any figure, at an instant (what is dated later does not
 * count), in one pass, by id. *list lives in a. */
enum err_code incentive_standing_all(struct store *s, int64_t at, struct base_arena *a,
                                     struct incentive_standing **list, size_t *count,
                                     struct err *e);
/* That of one of them in the list; 1 with empty sums for one that is not there. */
struct incentive_standing incentive_standing_in(const struct incentive_standing *list, size_t count,
                                                int64_t organisation);
/* Of one organisation with the lines that make it, newest first. lines may be NULL. */
enum err_code incentive_standing_of(struct store *s, int64_t organisation, int64_t at,
                                    struct base_arena *a, struct incentive_standing *standing,
                                    struct incentive_standing_line **lines, size_t *count,
                                    struct err *e);
/* The lines of all organisations dated after `from` up to `at`, in no order, in one pass; with the
 * organisations that have any, by id: their figures are of these lines alone. */
enum err_code incentive_standing_lines(struct store *s, int64_t from, int64_t at,
                                       struct base_arena *a, struct incentive_standing **list,
                                       size_t *count, struct incentive_standing_line **lines,
                                       size_t *line_count, struct err *e);
/* 2^((c - b) / (c + b + k)). */
double incentive_standing_value(double contribution, double benefit, double k);

/* Candidates for platform leadership: organisations whose contribution exceeds their benefit, those
 * with the highest standing first, then the larger contribution; each with its reasons. */
struct incentive_candidate {
    struct incentive_standing figures;
    double mean_answer; /* of its resources, 0 without answers */
    int64_t answers;
    int64_t awards;      /* received so far */
    const char *reasons; /* translated, one line */
};
enum err_code incentive_candidates(struct store *s, int64_t at, size_t limit, struct base_arena *a,
                                   struct incentive_candidate **list, size_t *count, struct err *e);

#endif
