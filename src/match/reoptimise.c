/* reoptimise.c: the best set for one bench while all others stay: each seeker is worth what it
 * gains here more than where it is or could be otherwise. It finds exchanges of several seekers,
 * where pushing out finds those of one. */
#include "part.h"

/* What a seeker would gain at the best other place that has room now. */
static int64_t elsewhere(struct match_part *part, size_t seeker, size_t bench)
{
    const struct match_seeker *s = &part->seekers[seeker];
    for (size_t o = s->first; o < s->first + s->count; o++) {
        if (part->options[o].bench != bench && match_part_fits(part, o))
            return part->options[o].gain;
    }
    return 0;
}

/* What there is of the rows when the bench is empty. */
static void find_room(struct match_part *part, size_t bench)
{
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        const struct match_option *o = &part->options[part->at[bench][n]];
        for (size_t i = 0; i < o->load_count; i++)
            part->room[o->loads[i].row] = part->plan.left[o->loads[i].row];
    }
    for (size_t n = 0; n < part->plan.on_count[bench]; n++) {
        const struct match_option *o = &part->options[part->plan.on[bench][n]];
        for (size_t i = 0; i < o->load_count; i++)
            part->room[o->loads[i].row] += o->loads[i].amount;
    }
}

/* What each of the bench's options would add; what those on it add now. */
static double appraise(struct match_part *part, size_t bench)
{
    double now = 0;
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t option = part->at[bench][n];
        const struct match_option *o = &part->options[option];
        size_t chosen = part->plan.chosen[o->seeker];
        int64_t other = 0;
        if (chosen == option && part->fates[option] == MATCH_FREE)
            other = elsewhere(part, o->seeker, bench);
        else if (chosen != MATCH_NONE && chosen != option)
            other = part->options[chosen].gain;
        part->appraisals[option] = (double)(o->gain - other);
        now += chosen == option ? part->appraisals[option] : 0;
    }
    return now;
}

/* Who is out, of those that could be here, finds what there is; others whom a mover has left room
 * for find it when their bench has its turn. */
static void place_all(struct match_part *part, size_t bench)
{
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t seeker = part->options[part->at[bench][n]].seeker;
        if (part->plan.chosen[seeker] == MATCH_NONE)
            match_part_place(part, seeker);
    }
}

static void apply(struct match_part *part, size_t bench)
{
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t option = part->at[bench][n], seeker = part->options[option].seeker;
        if (part->plan.chosen[seeker] == option && !(part->chosen_shares[option] > 0))
            match_part_take(part, seeker);
    }
    for (size_t n = 0; n < part->at_count[bench]; n++) {
        size_t option = part->at[bench][n], seeker = part->options[option].seeker;
        size_t chosen = part->plan.chosen[seeker];
        if (!(part->chosen_shares[option] > 0) || chosen == option)
            continue;
        if (chosen != MATCH_NONE) {
            part->restless[part->options[chosen].bench] = true;
            match_part_take(part, seeker);
        }
        if (match_part_fits(part, option))
            match_part_put(part, seeker, option);
    }
    place_all(part, bench);
}

bool match_part_reoptimise(struct match_part *part, size_t bench)
{
    if (part->appraisals == NULL)
        part->appraisals =
            base_arena_array(part->arena, part->option_count + 1, sizeof *part->appraisals);
    const struct match_filling what = {.surplus = part->appraisals,
                                       .room = part->room,
                                       .whole = true,
                                       .shares = part->chosen_shares};
    int64_t gain = part->plan.gain;
    find_room(part, bench);
    double now = appraise(part, bench);
    if (match_part_fill(part, bench, &what, NULL) < now + 0.5)
        return false;
    match_part_mark(part);
    apply(part, bench);
    if (part->plan.gain > gain)
        return true;
    match_part_undo(part);
    return false;
}
