/* What a problem is cut down to before it is solved, and what it is tried with anew. */
#include "../../../src/match/again.h"
#include "../../../src/match/core.h"

#include "sharedesk/base/time.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { HOUR = 3600, BENCHES = 3, JOBS = 4, STEPS = 4 };

static struct base_arena *arena;
static const struct match_segment DAY[] = {{0, 24 * HOUR, 1}};

struct month {
    struct match_problem problem;
    struct match_bench benches[BENCHES];
    struct match_job jobs[JOBS];
    int64_t capacities[BENCHES + 1]; /* of the benches, then steps */
};

static void start(struct month *m)
{
    *m = (struct month){0};
    m->problem = (struct match_problem){.jobs = m->jobs,
                                        .benches = m->benches,
                                        .bench_count = BENCHES,
                                        .capacities = m->capacities,
                                        .row_count = BENCHES + 1};
    for (size_t b = 0; b < BENCHES; b++) {
        m->benches[b] =
            (struct match_bench){.segments = DAY, .segment_count = 1, .grid = 1, .shortest = 1};
        m->capacities[b] = 24 * 60;
    }
    m->capacities[BENCHES] = STEPS;
}

static struct match_job *add_job(struct month *m, size_t choices)
{
    struct match_job *j = &m->jobs[m->problem.job_count];
    *j = (struct match_job){.demand = (int64_t)m->problem.job_count++};
    j->choices = base_arena_array(arena, choices, sizeof *j->choices);
    return j;
}

static void add_choice(struct match_job *j, uint32_t bench, int64_t hours, int64_t gain)
{
    struct match_choice *c = &j->choices[j->choice_count++];
    *c = (struct match_choice){.bench = bench, .gain = gain};
    c->task = (struct match_task){
        .minutes = 60 * hours, .until = 24 * HOUR, .mark = (uint64_t)j->demand, .sittings = 1};
    match_choice_load(c, bench, 60 * hours, arena);
}

static void add_part(struct match_job *j, uint32_t bench, int64_t steps, int64_t gain)
{
    add_choice(j, bench, steps, gain);
    struct match_choice *c = &j->choices[j->choice_count - 1];
    c->task.sittings = 0;
    c->task.piece = 60;
    match_choice_load(c, BENCHES, steps, arena);
    j->part = true;
    j->demand = -1;
}

static void who_is_in_nobodys_way_is_not_fought_for(void **state)
{
    (void)state;
    struct month m;
    start(&m);
    m.capacities[0] = 6 * 60;
    struct match_job *first = add_job(&m, 2), *second = add_job(&m, 2), *third = add_job(&m, 1);
    add_choice(first, 0, 4, 100); /* they are too many on bench 0, */
    add_choice(first, 1, 4, 90);  /* but all who could come to 1 can be there */
    add_choice(second, 0, 4, 50);
    add_choice(second, 1, 4, 60);
    add_choice(third, 0, 4, 30);
    const struct match_core *core = match_core_new(&m.problem, NULL, arena);
    assert_int_equal(core->sure[1], 1);
    assert_int_equal(core->sure[0], 1);
    assert_int_equal(core->problem.job_count, 2);
    assert_int_equal(core->problem.bench_count, 1);
    assert_int_equal(core->problem.jobs[0].choice_count, 1);
    assert_int_equal(core->problem.jobs[0].choices[0].gain, 10); /* more than on bench 1 */
    struct match_effort effort = MATCH_EFFORT_INIT;
    struct match_solution s;
    match_solve(&m.problem, &effort, NULL, arena, &s);
    assert_int_equal(s.gain, 90 + 60 + 30);
    assert_int_equal(s.bound, s.gain);
    assert_int_equal(s.chosen[0], 1);
}

static void a_divided_demand_lies_in_its_haven(void **state)
{
    (void)state;
    struct month m;
    start(&m);
    m.capacities[0] = 3 * 60;
    struct match_job *plain = add_job(&m, 1), *here = add_job(&m, STEPS), *there = add_job(&m, 4),
                     *worse = add_job(&m, 4);
    add_choice(plain, 0, 3, 100);
    for (int64_t steps = 1; steps <= 3; steps++)
        add_part(here, 0, steps, 12 * steps); /* fought for with the other, and worth it */
    for (int64_t steps = 1; steps <= STEPS; steps++) {
        add_part(there, 1, steps, 10 * steps);
        add_part(worse, 2, steps, 9 * steps);
    }
    const struct match_core *core = match_core_new(&m.problem, NULL, arena);
    assert_int_equal(core->problem.job_count, 3); /* nobody lies on bench 2 */
    assert_int_equal(core->problem.bench_count, 2);
    struct match_solution near = {.chosen = (size_t[]){0, MATCH_NONE, 0, 2},
                                  .prices = (double[]){0, 0, 0, 0},
                                  .worths = (double[]){0, 0, 0, 0}};
    core = match_core_new(&m.problem, &near, arena);
    assert_int_equal(core->near.chosen[2], 3); /* one step there and three that are moved */
    m.jobs[1].choice_count = 0;
    core = match_core_new(&m.problem, NULL, arena);
    assert_int_equal(core->sure[2], 3);
    assert_int_equal(core->sure[3], MATCH_NONE);
    assert_int_equal(core->problem.job_count, 0);
}

/* Somebody who does not fit alone could with an hour more. That must not take the room of those
 * who are there. */
static void an_hour_more_takes_nothing(void **state)
{
    (void)state;
    struct month m;
    start(&m);
    m.capacities[0] = 3 * 60;
    struct match_job *longer = add_job(&m, 1), *in = add_job(&m, 1);
    add_choice(longer, 0, 4, 70);
    add_choice(in, 0, 3, 60);
    struct match_effort effort = MATCH_EFFORT_INIT;
    struct match_solution s;
    match_solve(&m.problem, &effort, NULL, arena, &s);
    assert_int_equal(s.gain, 60);
    struct match_again *again = match_again_new(&m.problem, &s, arena);
    struct match_trial trial = {.rows = (size_t[]){0}, .row_count = 1, .minutes = 60, .spare = 60};
    match_again_try(again, &trial, arena);
    assert_int_equal(trial.before, 60);
    assert_int_equal(trial.after, 70);
    m.jobs[0].choices[0].gain = 50;
    again = match_again_new(&m.problem, &s, arena);
    match_again_try(again, &trial, arena);
    assert_int_equal(trial.before, 60);
    assert_int_equal(trial.after, 60);
}

static int set_up(void **state)
{
    struct err e = ERR_INIT;
    (void)state;
    arena = base_arena_new();
    return base_time_set_zone("UTC", &e) == ERR_NONE ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    base_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_is_in_nobodys_way_is_not_fought_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_divided_demand_lies_in_its_haven, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_hour_more_takes_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
