#include "sharedesk/match/solve.h"

#include "around.h"
#include "core.h"
#include "thin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double FIRST_REACH = 0.3, DIVIDED_REACH = 0.1, NEARLY_ALL = 0.9;

enum {
    SEARCHED_MOST = 400, /* seekers of a part that is searched through */
    ENOUGH = 20000,
    NEARLY = 4,         /* times that */
    CROWD = 50000,      /* options */
    SHARED_SHARE = 200, /* seekers for each row that they share, if these matter */
    GREAT_CROWD = 150000,
    ENOUGH_OF_CROWD = 400,
    ENOUGH_OF_GREAT_CROWD = 220,
    FINER_SHARE = 20,   /* of the effort where nothing can be proven by it */
    MANY_SHARE = 50,    /* of the effort for each rest of a part of many */
    SEARCHED_WELL = 50, /* that is searched with all effort; for more there is less hope */
    AROUND_WORK = 3000,
    AROUND_LEAST = 4, /* benches */
    AROUND_LEAST_OF_CROWD = 16,
    AROUND_MOST = 128,
    AROUND_OF_ALL = 2000000, /* benches times seekers */
    STAGES_SHARED = 6,
    POLISHED_LEAST = 40, /* seekers */
    LITTLE = 5,          /* options left, of so many */
    WORTH_OF_CROWD = 100,
    WORTH_A_STAGE = 2000, /* the part of the gap that it must close to be followed by one more */
    WORTH_A_TURN = 5,
    WORTH_A_SIZE = 20,     /* the same for the surroundings of places of one size */
    WORTH_POLISHING = 100, /* again: the part of the gap that multipliers have closed since */
};

void match_choice_load(struct match_choice *c, size_t row, int64_t amount, struct base_arena *a)
{
    for (size_t i = 0; i < c->load_count; i++) {
        if (c->loads[i].row == row) {
            c->loads[i].amount += amount;
            return;
        }
    }
    if (c->load_count == c->load_room) {
        size_t room = 2 * (size_t)c->load_room + 2;
        struct match_load *loads = base_arena_array(a, room, sizeof *loads);
        for (size_t i = 0; i < c->load_count; i++)
            loads[i] = c->loads[i];
        c->loads = loads;
        c->load_room = room & INT16_MAX;
    }
    c->loads[c->load_count++] = (struct match_load){row, amount};
}

/* ---- one part -------------------------------------------------------------------------------- */

static bool has_finer(const struct match_part *part)
{
    for (size_t o = 0; o < part->option_count; o++) {
        if (part->options[o].finer)
            return true;
    }
    return false;
}

static bool is_stopped(const struct match_part *part)
{
    return part->watch != NULL && part->watch->stopped;
}

int64_t match_whole_bound(double bound)
{
    if (bound < -9e18)
        return INT64_MIN; /* nothing fits at all */
    return (int64_t)floor(bound + 1e-9 * fabs(bound) + 1e-3);
}

static void hand_over(const struct match_part *part, int64_t bound, struct match_solution *s)
{
    for (size_t i = 0; i < part->seeker_count; i++) {
        size_t option = part->best[i];
        s->chosen[part->seekers[i].job] =
            option == MATCH_NONE ? MATCH_NONE : part->options[option].index;
    }
    s->gain += part->best_gain;
    s->bound += bound;
    for (size_t i = 0; i < part->seeker_count; i++) {
        s->worths[part->seekers[i].job] = part->worths[i];
    }
    for (size_t r = 0; r < part->row_count; r++)
        s->prices[part->rows[r]] = part->prices[r];
}

/* ---- a plan made better place by place --------------------------------------------------------
 */

static int64_t chosen_gain(const struct match_problem *p, const size_t *chosen)
{
    int64_t gain = 0;
    for (size_t j = 0; j < p->job_count; j++)
        gain += chosen[j] == MATCH_NONE ? 0 : p->jobs[j].choices[chosen[j]].gain;
    return gain;
}

static bool better_around(struct match_around *x, const struct match_place_lost *place,
                          size_t benches)
{
    struct match_effort effort = {.watch = x->r->part->watch,
                                  .work = AROUND_WORK,
                                  .turns = 1,
                                  .stages = 2,
                                  .rounds = 20,
                                  .enough = x->r->part->enough};
    if (x->r->part->common_count > 0)
        effort.stages = STAGES_SHARED;
    struct base_arena *scratch = base_arena_new();
    const struct match_rest *rest = match_around_place(x, place, benches, scratch);
    struct match_solution solution;
    bool better = false;
    if (rest->problem.job_count > 1) {
        match_solve(&rest->problem, &effort, &rest->near, scratch, &solution);
        better = solution.gain > chosen_gain(&rest->problem, rest->near.chosen);
        if (better)
            match_around_apply(x, &solution);
    }
    base_arena_free(&scratch);
    return better;
}

/* Very many that share money: what is left of the gap is the bound's as much as the plan's. */
static bool is_crowd(const struct match_part *part)
{
    return part->thorough && part->option_count > CROWD &&
           part->shared_count > part->seeker_count / SHARED_SHARE;
}

/* Of a crowd the last 0.25 % is not, of a great one 0.45 %. */
static int64_t enough_of_crowd(const struct match_part *part, int64_t bound)
{
    return (part->sure + bound) /
           (part->option_count > GREAT_CROWD ? ENOUGH_OF_GREAT_CROWD : ENOUGH_OF_CROWD);
}

static bool is_enough(const struct match_part *part, int64_t bound)
{
    int64_t gap = bound - part->best_gain;
    return gap <= part->enough || (is_crowd(part) && gap <= enough_of_crowd(part, bound));
}

static bool is_nearly_enough(const struct match_part *part, int64_t bound, int64_t gain)
{
    return bound - gain <= NEARLY * part->enough;
}

/* What was tried since the plan gained so much has brought it hardly nearer to the bound. */
static bool is_worn(const struct match_part *part, int64_t bound, int64_t gain, int64_t worth)
{
    return is_nearly_enough(part, bound, gain) && part->best_gain - gain <= (bound - gain) / worth;
}

/* Where it is nearly enough only the first places: together they lose nearly all that is lost. */
static size_t great_ones(const struct match_part *part, int64_t bound,
                         const struct match_place_lost *places, size_t count)
{
    double all = 0, lost = 0;
    size_t great = 0;
    if (!is_nearly_enough(part, bound, part->best_gain))
        return count;
    for (size_t i = 0; i < count; i++)
        all += places[i].loss;
    while (great < count && lost < NEARLY_ALL * all)
        lost += places[great++].loss;
    return great;
}

/* The places where most is lost first, with more and more around them. Of a crowd, which is solved
 * by those who share money, only the benches that lose more than most. */
static void polish(struct match_relaxation *r, int64_t bound)
{
    struct match_part *part = r->part;
    struct match_around *x = match_around_new(r, part->arena);
    struct match_place_lost *places =
        base_arena_array(part->arena, part->bench_count + part->common_count + 1, sizeof *places);
    match_part_restore(part);
    size_t most = AROUND_MOST;
    bool crowd = is_crowd(part);
    bool near = part->common_count > 0 && !crowd; /* money is found only far around */
    if (near && most > AROUND_OF_ALL / part->seeker_count)
        most = AROUND_OF_ALL / part->seeker_count;
    size_t size = crowd ? AROUND_LEAST_OF_CROWD : AROUND_LEAST;
    for (; size <= most && !is_enough(part, bound); size *= 2) {
        size_t count = great_ones(part, bound, places, match_around_losses(x, places));
        double mean = (double)(bound - part->best_gain) / (double)(count + 1);
        int64_t gain = part->best_gain;
        for (size_t i = 0; i < count && !is_enough(part, bound) && !is_stopped(part); i++) {
            if (crowd && places[i].row == MATCH_NONE && places[i].loss < mean)
                continue;
            if (better_around(x, &places[i], size))
                match_part_keep(part);
        }
        if (size > AROUND_LEAST && is_worn(part, bound, gain, WORTH_A_SIZE))
            break;
    }
}

/* So little is left to decide that it is better solved as a problem of its own. */
static bool is_little(const struct match_relaxation *r)
{
    return LITTLE * match_part_doubtful(r) < r->part->free_count;
}

/* The multipliers are made better until that pays no more: a stage of it brings the bound hardly
 * nearer to the plan, which the sets that the bound was found with make better too. */
static int64_t descend(struct match_relaxation *r, const struct match_effort *effort, double *reach)
{
    struct match_part *part = r->part;
    bool crowd = is_crowd(part);
    bool many = part->option_count > CROWD && part->common_count > 0;
    int64_t worth = many ? WORTH_OF_CROWD : WORTH_A_STAGE;
    int64_t bound = INT64_MAX;
    bool repairs = true; /* of very many they take long: until they help no more */
    int stages =
        part->thorough && part->common_count > 0 && !many ? 2 * effort->stages : effort->stages;
    for (int stage = 0; stage < stages && bound > part->best_gain && !is_stopped(part); stage++) {
        int64_t before = bound, gain = part->best_gain;
        bound = match_whole_bound(match_relax_descend(r, effort->rounds, reach));
        if (bound > part->best_gain && repairs)
            match_part_repair(part, part->common_count > 0 ? r->usual : r->shares);
        repairs = !many || part->best_gain > gain;
        if (is_little(r) || ((crowd || effort->enough > 0) && is_enough(part, bound)) ||
            (before < INT64_MAX && before - bound <= (bound - part->best_gain) / worth))
            break;
    }
    return bound;
}

/* Solves what the bound leaves to be decided. Returns the bound on the part: when what every better
 * plan has cannot lie together, there is none. */
static int64_t solve_rest(struct match_part *part, const struct match_effort *effort, int64_t bound)
{
    struct match_solution solution;
    struct match_effort less = *effort;
    int64_t sure;
    less.enough = part->enough;
    less.pinned = true;
    if (part->seeker_count > SEARCHED_MOST)
        less.work /= MANY_SHARE;
    struct match_rest *rest = match_part_rest(part, &sure);
    match_solve(&rest->problem, &less, &rest->near, part->arena, &solution);
    if (solution.clash != MATCH_PACKED)
        return solution.clash == MATCH_UNPACKABLE ? part->best_gain : bound;
    match_part_take_rest(part, rest, &solution);
    return sure + solution.bound;
}

/* Where the bound leaves much less to decide, that is solved as a problem of its own; else all is
 * searched, if it is not too much. Of what may be divided finer than its options say the search
 * over them proves nothing, the multipliers do. */
static int64_t finish(struct match_relaxation *r, const struct match_effort *effort, int64_t bound)
{
    struct match_part *part = r->part;
    if (4 * match_part_thin(r) < 3 * part->free_count) {
        int64_t rest = solve_rest(part, effort, bound);
        return rest < bound ? rest : bound;
    }
    if (part->seeker_count > SEARCHED_MOST)
        return bound;
    bool finer = has_finer(part);
    int64_t share = (1 + (int64_t)part->seeker_count / SEARCHED_WELL) * (finer ? FINER_SHARE : 1);
    bool finished = match_part_search(part, effort->work / share);
    return finished && !finer ? part->best_gain : bound;
}

/* What prices alone leave of the gap is worth a closer look at the demands that are divided. */
static bool is_divided(struct match_relaxation *r, const struct match_effort *effort, int64_t bound)
{
    struct match_part *part = r->part;
    if (bound <= part->best_gain || is_little(r) || is_enough(part, bound) ||
        part->option_count > CROWD || part->common_count == 0 || part->blocks != NULL ||
        effort->turns == 1)
        return false;
    match_relax_divide(r, false);
    return true;
}

/* Since the plan was polished the multipliers have become so little better that this would find the
 * same again. */
static bool is_stale(const struct match_part *part, int64_t before, int64_t bound, int64_t gain)
{
    return before < INT64_MAX &&
           before - bound + part->best_gain - gain < (before - gain) / WORTH_POLISHING;
}

/* Multipliers guide the plans and good plans the multipliers, until they teach each other nothing
 * more, or what is left to decide is little. The bound that the multipliers prove. */
static int64_t take_turns(struct match_relaxation *r, const struct match_effort *effort)
{
    struct match_part *part = r->part;
    int64_t bound = match_whole_bound(match_relax_settle(r));
    double reach = FIRST_REACH;
    if (bound <= part->best_gain)
        return bound;
    if (!is_crowd(part))
        match_part_repair(part, r->shares);
    bound = INT64_MAX;
    for (int turn = 0; turn < effort->turns && !is_stopped(part); turn++) {
        int64_t gain = part->best_gain, before = bound;
        bound = descend(r, effort, &reach);
        if (is_divided(r, effort, bound)) {
            reach = fmax(reach, DIVIDED_REACH);
            bound = descend(r, effort, &reach);
        }
        if (bound <= part->best_gain || is_little(r) || is_enough(part, bound) ||
            is_stale(part, before, bound, gain))
            break;
        int64_t rough = part->best_gain;
        if (effort->polish && part->seeker_count > POLISHED_LEAST)
            polish(r, bound);
        if (is_little(r) || is_crowd(part) || is_enough(part, bound) ||
            is_worn(part, bound, rough, WORTH_A_TURN) ||
            (before < INT64_MAX &&
             before - bound + part->best_gain - gain < (before - gain) / WORTH_A_TURN))
            break;
    }
    return bound;
}

/* The pins alone, each of which counts more than all that they gain. */
static struct match_rest *pins_of(struct match_part *part)
{
    struct match_rest *rest = match_rest_new(part, part->arena);
    size_t *pins = base_arena_array(part->arena, part->option_count + 1, sizeof *pins);
    int64_t bonus = 1;
    match_rest_start(rest, part->arena);
    for (size_t i = 0; i < part->seeker_count; i++) {
        const struct match_seeker *s = &part->seekers[i];
        size_t count = 0;
        for (size_t o = s->first; o < s->first + s->count; o++) {
            if (!match_part_choice(part, &part->options[o])->pinned || part->options[o].barred)
                continue;
            pins[count++] = o;
            bonus += llabs(part->options[o].gain);
        }
        if (count > 0)
            match_rest_add(rest, i, pins, count, false, MATCH_NONE);
    }
    match_rest_finish(rest, part->capacities);
    for (size_t j = 0; j < rest->problem.job_count; j++) {
        for (size_t k = 0; k < rest->problem.jobs[j].choice_count; k++)
            rest->problem.jobs[j].choices[k].gain += bonus;
    }
    return rest;
}

/* Of pins that contradict each other as many are held as can be; of those that are as many, what
 * they gain themselves decides. */
static void hold_most_pins(struct match_part *part, const struct match_effort *effort)
{
    struct match_rest *rest = pins_of(part);
    struct match_solution solution;
    size_t *options = base_arena_array(part->arena, part->seeker_count + 1, sizeof *options);
    match_solve(&rest->problem, effort, NULL, part->arena, &solution);
    for (size_t i = 0; i < part->seeker_count; i++)
        options[i] = MATCH_NONE;
    for (size_t j = 0; j < rest->problem.job_count; j++) {
        if (solution.chosen[j] != MATCH_NONE)
            options[rest->seekers[j]] = rest->options[j][solution.chosen[j]];
    }
    match_part_hold(part, options);
}

/* A first plan, and multipliers to set out from. Prices are sought for with a plan at hand that
 * tells how far off they can be, and help to a better one. */
static void set_out(struct match_part *part, const struct match_effort *effort,
                    const struct match_solution *near)
{
    part->thorough = effort->polish && near != NULL;
    if (near != NULL)
        match_part_resume(part, near);
    if ((near == NULL || effort->afresh) && (part->common_count > 0 || !match_part_flow(part))) {
        if (near == NULL)
            match_part_improve(part);
        match_part_price(part);
    }
    part->thorough = effort->polish;
    if (near != NULL)
        return;
    part->thorough = !is_crowd(part);
    match_part_improve(part);
    part->thorough = effort->polish;
}

/* Of many demands the last 0.005 % of the whole is not worth all the effort: what each part may
 * lose of what is fought for there, so that it comes to so much together. */
static double enough_of(const struct match_core *core, const struct match_effort *effort)
{
    double sure = 0, stakes = 0;
    if (core->problem.job_count <= SEARCHED_MOST)
        return 0;
    for (size_t j = 0; j < core->problem.job_count; j++)
        stakes += (double)core->stakes[j];
    for (size_t j = 0; j < core->whole->job_count; j++)
        sure += (double)core->sure_gains[j];
    double enough = effort->enough > 0 ? (double)effort->enough : (sure + stakes) / ENOUGH;
    return stakes > 0 ? enough / stakes : 0;
}

static void weigh(struct match_part *part, const struct match_core *core, double enough)
{
    double stakes = 0;
    for (size_t i = 0; i < part->seeker_count; i++) {
        part->sure += core->sure_gains[core->jobs[part->seekers[i].job]];
        stakes += (double)core->stakes[part->seekers[i].job];
    }
    part->enough = (int64_t)(enough * stakes);
}

static void solve_part(const struct match_core *core, const struct match_effort *effort,
                       const struct match_split *split, size_t number, double enough,
                       const struct match_solution *near, struct match_solution *s)
{
    struct base_arena *scratch = base_arena_new();
    struct match_part *part = match_part_new(&core->problem, split, number, scratch);
    part->work = INT64_MAX;
    part->watch = effort->watch;
    weigh(part, core, enough);
    if (part->clash && effort->pinned) {
        if (s->clash != MATCH_UNPACKABLE)
            s->clash = part->undecided ? MATCH_UNDECIDED : MATCH_UNPACKABLE;
        base_arena_free(&scratch);
        return;
    }
    if (part->clash)
        hold_most_pins(part, effort);
    set_out(part, effort, near);
    struct match_relaxation *r = match_relax_new(part);
    int64_t bound = take_turns(r, effort);
    if (bound > part->best_gain && effort->work > 0 && !is_stopped(part))
        bound = finish(r, effort, bound);
    if (!is_stopped(part))
        hand_over(part, bound > part->best_gain ? bound : part->best_gain, s);
    base_arena_free(&scratch);
}

static void start_solution(const struct match_problem *p, struct base_arena *a,
                           struct match_solution *s)
{
    *s = (struct match_solution){0};
    s->chosen = base_arena_array(a, p->job_count + 1, sizeof *s->chosen);
    s->worths = base_arena_array(a, p->job_count + 1, sizeof *s->worths);
    s->prices = base_arena_array(a, p->row_count + 1, sizeof *s->prices);
    for (size_t j = 0; j < p->job_count; j++)
        s->chosen[j] = MATCH_NONE;
}

void match_solve(const struct match_problem *problem, const struct match_effort *effort,
                 const struct match_solution *near, struct base_arena *a,
                 struct match_solution *solution)
{
    struct base_arena *scratch = base_arena_new();
    const struct match_core *core = match_core_new(problem, near, scratch);
    const struct match_split *split = match_split_new(&core->problem, scratch);
    struct match_solution s;
    double enough = enough_of(core, effort);
    start_solution(&core->problem, scratch, &s);
    start_solution(problem, a, solution);
    for (size_t k = 0; k < split->part_count; k++) {
        if (effort->watch != NULL && effort->watch->stopped)
            break;
        solve_part(core, effort, split, k, enough, near != NULL ? &core->near : NULL, &s);
    }
    match_core_hand_back(core, &s, solution);
    base_arena_free(&scratch);
}

int64_t match_solution_gain(const struct match_problem *problem,
                            const struct match_solution *solution)
{
    return chosen_gain(problem, solution->chosen);
}
