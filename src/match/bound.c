/* bound.c: the Lagrangian of all rows. With a price on each row every job takes what gains it most
 * after paying; that, and the worth of all capacities at their prices, no plan can pass. The prices
 * are found by subgradient steps. */
#include "part.h"

#include <math.h>
#include <string.h>

/* The bound at the present prices; slack: what each row has left when every job takes its best. */
static double relax(const struct match_part *part, double *slack)
{
    double bound = 0;
    for (size_t r = 0; r < part->row_count; r++) {
        slack[r] = (double)part->capacities[r];
        bound += part->prices[r] * slack[r];
    }
    for (size_t s = 0; s < part->seeker_count; s++) {
        const struct match_option *best = NULL;
        double most = 0;
        for (size_t k = 0; k < part->seekers[s].count; k++) {
            const struct match_option *o = &part->options[part->seekers[s].first + k];
            double gain = match_part_surplus(part, o);
            if (gain > most) {
                most = gain;
                best = o;
            }
        }
        bound += most;
        for (size_t i = 0; best != NULL && i < best->choice->load_count; i++)
            slack[best->loads[i].row] -= (double)best->loads[i].amount;
    }
    return bound;
}

/* Rows that none of the part's options load have no price. */
static bool *rows_used(const struct match_part *part, struct base_arena *a)
{
    bool *used = base_arena_array(a, part->row_count + 1, sizeof *used);
    for (size_t o = 0; o < part->option_count; o++) {
        const struct match_option *x = &part->options[o];
        for (size_t i = 0; i < x->choice->load_count; i++)
            used[x->loads[i].row] = true;
    }
    return used;
}

double match_part_bound(struct match_part *part, int rounds)
{
    size_t rows = part->row_count;
    double *slack = base_arena_array(part->arena, rows + 1, sizeof *slack);
    double *best_prices = base_arena_array(part->arena, rows + 1, sizeof *best_prices);
    bool *used = rows_used(part, part->arena);
    double best = relax(part, slack);
    if (rows > 0)
        memcpy(best_prices, part->prices, rows * sizeof *best_prices);
    for (int round = 0, since = 0; round < rounds && best - (double)part->best_gain >= 1; round++) {
        double length = 0;
        for (size_t r = 0; r < rows; r++) {
            if (used[r] && (slack[r] < 0 || part->prices[r] > 0))
                length += slack[r] * slack[r];
        }
        if (!(length > 0))
            break;
        double step = part->reach * (best - (double)part->best_gain) / length;
        for (size_t r = 0; r < rows; r++) {
            if (used[r])
                part->prices[r] = fmax(0, part->prices[r] - step * slack[r]);
        }
        double bound = relax(part, slack);
        if (bound < best - 1e-9 * fabs(best)) {
            best = bound;
            memcpy(best_prices, part->prices, rows * sizeof *best_prices);
            since = 0;
        } else if (++since >= 12) {
            part->reach /= 2;
            since = 0;
        }
    }
    if (rows > 0)
        memcpy(part->prices, best_prices, rows * sizeof *best_prices);
    return best;
}

int64_t match_whole_bound(double bound)
{
    return (int64_t)floor(bound + 1e-9 * fabs(bound) + 1e-3);
}
