/* prices.c: what a unit of each row is worth, roughly: with a price on every row each seeker takes
 * what gains it most after paying, and rows that are asked for too much become dearer. */
#include "part.h"

#include <math.h>

enum { ROUNDS = 120, IDLE_ROUNDS = 6 };

struct market {
    struct match_part *part;
    double *slack, *scales, *best; /* by row */
    double bound, most;
};

/* The option that gains the seeker most, or NULL if none gains it anything. */
static const struct match_option *favourite(const struct match_part *part, size_t seeker,
                                            double *surplus)
{
    const struct match_seeker *s = &part->seekers[seeker];
    const struct match_option *best = NULL;
    *surplus = 0;
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->fates[o] == MATCH_OUT)
            continue;
        double x = match_part_surplus(part, &part->options[o]);
        if (x > *surplus || part->fates[o] == MATCH_IN) {
            *surplus = x;
            best = &part->options[o];
        }
    }
    return best;
}

static void ask_all(struct market *m)
{
    const struct match_part *part = m->part;
    m->bound = 0;
    for (size_t r = 0; r < part->row_count; r++) {
        m->slack[r] = (double)part->capacities[r];
        m->bound += part->prices[r] * m->slack[r];
    }
    for (size_t s = 0; s < part->seeker_count; s++) {
        double surplus;
        const struct match_option *o = favourite(part, s, &surplus);
        m->bound += surplus;
        for (size_t i = 0; o != NULL && i < o->load_count; i++)
            m->slack[o->loads[i].row] -= (double)o->loads[i].amount;
    }
}

/* What a usual use loads of a row: hours and money are not to be counted by the same measure. */
static void find_scales(struct market *m, struct base_arena *a)
{
    const struct match_part *part = m->part;
    double *uses = base_arena_array(a, part->row_count + 1, sizeof *uses);
    for (size_t o = 0; o < part->option_count; o++) {
        const struct match_option *x = &part->options[o];
        for (size_t i = 0; i < x->load_count; i++) {
            m->scales[x->loads[i].row] += (double)x->loads[i].amount;
            uses[x->loads[i].row]++;
        }
    }
    for (size_t r = 0; r < part->row_count; r++)
        m->scales[r] = uses[r] > 0 && m->scales[r] > 0 ? m->scales[r] / uses[r] : 1;
}

static void keep(struct market *m)
{
    m->most = m->bound;
    for (size_t r = 0; r < m->part->row_count; r++)
        m->best[r] = m->part->prices[r];
}

static double length_of(const struct market *m)
{
    double length = 0;
    for (size_t r = 0; r < m->part->row_count; r++) {
        double slope = m->slack[r] / m->scales[r];
        if (slope < 0 || m->part->prices[r] > 0)
            length += slope * slope;
    }
    return length;
}

void match_part_value(struct match_part *part)
{
    for (size_t s = 0; s < part->seeker_count; s++) {
        favourite(part, s, &part->worths[s]);
        if (part->seekers[s].single)
            part->worths[s] = 0;
    }
}

void match_part_price(struct match_part *part)
{
    struct base_arena *a = base_arena_new();
    struct market m = {.part = part};
    double reach = 1;
    m.slack = base_arena_array(a, part->row_count + 1, sizeof *m.slack);
    m.scales = base_arena_array(a, part->row_count + 1, sizeof *m.scales);
    m.best = base_arena_array(a, part->row_count + 1, sizeof *m.best);
    find_scales(&m, a);
    ask_all(&m);
    keep(&m);
    for (int round = 0, idle = 0; round < ROUNDS; round++) {
        double length = length_of(&m), gap = m.bound - (double)part->best_gain;
        if (!(length > 0) || !(gap > 0))
            break;
        for (size_t r = 0; r < part->row_count; r++)
            part->prices[r] = fmax(0, part->prices[r] - reach * gap / length * m.slack[r] /
                                                            (m.scales[r] * m.scales[r]));
        ask_all(&m);
        if (m.bound < m.most) {
            keep(&m);
            idle = 0;
        } else if (++idle == IDLE_ROUNDS) {
            reach /= 2;
            idle = 0;
        }
    }
    for (size_t r = 0; r < part->row_count; r++)
        part->prices[r] = m.best[r];
    match_part_value(part);
    base_arena_free(&a);
}
