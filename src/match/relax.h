/* relax.h: the Lagrangian relaxation of a part. That a seeker is served once at most, and rows that
 * several benches load, are not kept but paid for; then each bench fills itself alone, as best it
 * can. Whatever the multipliers are, no plan gains more than worths, common capacities at their
 * prices and the benches' values come to together. */
#ifndef SHAREDESK_MATCH_RELAX_H
#define SHAREDESK_MATCH_RELAX_H

#include "block.h"
#include "part.h"

struct match_relaxation {
    struct match_part *part;
    double *surplus; /* by option: gain after paying its seeker's worth and common rows */
    double *paid;    /* by option: for common rows */
    double *shares;  /* by option: how much of it its bench takes */
    double *values;  /* by bench */
    double *usual;   /* by option: its share in the mean of the last rounds; NULL: there were none,
                        or there are no common rows */
    double *rates;   /* by bench: what a minute more would add */
    double *taken;   /* by seeker: shares of its options together */
    double *used;    /* by row, common ones */
    bool *stale;     /* by bench: its filling is to be found anew */
    size_t *waiting, waiting_count;
    double bound;
};

/* With the part's multipliers and fates; the benches are filled when it settles. */
struct match_relaxation *match_relax_new(struct match_part *part);
void match_relax_worth(struct match_relaxation *r, size_t seeker, double worth);
void match_relax_price(struct match_relaxation *r, size_t row, double price);
void match_relax_toll(struct match_relaxation *r, size_t option, double toll);
/* From here on common rows have blocks of their own, as far as they can: those of one demand, with
 * money those of several too. */
void match_relax_divide(struct match_relaxation *r, bool money);
/* The seeker's worth, or the row's price, is one of a block's. */
bool match_relax_blocked(const struct match_part *part, size_t seeker);
bool match_relax_covered(const struct match_part *part, size_t row);
/* Fates of the seeker's options have changed: who is decided pays no worth. */
void match_relax_fate(struct match_relaxation *r, size_t seeker);
/* What its bench would lose at least with an option in that is free, and not taken. */
double match_relax_loss(const struct match_relaxation *r, size_t option);
/* The bound. */
double match_relax_settle(struct match_relaxation *r);
/* Gives back what only a change of multipliers or fates needs: there is none any more. */
void match_relax_rest(struct match_relaxation *r);

/* Better multipliers in so many rounds; the bound that they prove, with the relaxation settled. */
double match_relax_descend(struct match_relaxation *r, int rounds, double *reach);

#endif
